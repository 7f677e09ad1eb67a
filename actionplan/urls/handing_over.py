"""Addresses of hand-overs and merging people."""

from django.urls import path

from actionplan.views import handing_over, merging_actors

urlpatterns = [
    path("people/<int:pk>/hand-over/", handing_over.hand_over_person, name="hand_over"),
    path("people/hand-over/election/", handing_over.hand_over_election, name="hand_over_election"),
    path("hand-overs/<int:pk>/cancel/", handing_over.hand_over_cancel, name="hand_over_cancel"),
    path("people/<int:pk>/merge/", merging_actors.actor_merge, name="actor_merge"),
]
