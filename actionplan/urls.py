"""Addresses of plans, actions, updates, imports and my actions."""

from django.urls import include, path

urlpatterns = [
    path("", include("actionplan.work_urls")),
    path("", include("actionplan.people_urls")),
    path("", include("actionplan.meeting_urls")),
    path("", include("actionplan.import_urls")),
    path("", include("actionplan.roundtrip_urls")),
]
