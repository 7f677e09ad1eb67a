"""Addresses of the order of a plan, of editing in place, of links between actions, and of finding people by name."""

from django.urls import path

from actionplan.views import actors, pieces, see_also, structure

urlpatterns = [
    path("people/search/", actors.actor_search, name="actor_search"),
    path("plans/<slug:slug>/outline/headings/new/", structure.heading_add, name="heading_add"),
    path("plans/<slug:slug>/outline/headings/move/", structure.heading_move, name="heading_move"),
    path(
        "plans/<slug:slug>/outline/heading/<int:pk>/delete/", structure.heading_delete, name="heading_delete"
    ),
    path("plans/<slug:slug>/outline/challenges/new/", structure.challenge_add, name="challenge_add"),
    path("plans/<slug:slug>/outline/challenges/move/", structure.challenge_move, name="challenge_move"),
    path(
        "plans/<slug:slug>/outline/<int:number>/delete/", structure.challenge_delete, name="challenge_delete"
    ),
    path("plans/<slug:slug>/outline/<int:number>/order/", structure.challenge_order, name="challenge_order"),
    path("plans/<slug:slug>/<reference:reference>/move/", structure.action_move, name="action_move"),
    path(
        "plans/<slug:slug>/<reference:reference>/edit/<slug:piece>/", pieces.action_piece, name="action_piece"
    ),
    path(
        "plans/<slug:slug>/<reference:reference>/deadlines/<int:pk>/confirm/",
        pieces.deadline_confirm,
        name="deadline_confirm",
    ),
    path("plans/<slug:slug>/<reference:reference>/see-also/", see_also.see_also, name="see_also"),
    path(
        "plans/<slug:slug>/<reference:reference>/see-also/search/",
        see_also.see_also_search,
        name="see_also_search",
    ),
    path(
        "plans/<slug:slug>/<reference:reference>/see-also/<int:pk>/remove/",
        see_also.see_also_remove,
        name="see_also_remove",
    ),
]
