"""Addresses of how actions end: closing, splitting, merging, deleting, carrying forward."""

from django.urls import path

from actionplan.views import carrying, endings

ACTION = "plans/<slug:slug>/<reference:reference>"

urlpatterns = [
    path("plans/<slug:slug>/carry-forward/", carrying.plan_carry_forward, name="plan_carry_forward"),
    path("plans/<slug:slug>/deleted/", endings.deleted_actions, name="deleted_actions"),
    path(
        "plans/<slug:slug>/deleted/<reference:reference>/restore/",
        endings.action_restore,
        name="action_restore",
    ),
    path(f"{ACTION}/close/", endings.action_close, name="action_close"),
    path(f"{ACTION}/open-again/", endings.action_open_again, name="action_open_again"),
    path(f"{ACTION}/split/", endings.action_split, name="action_split"),
    path(f"{ACTION}/merge/", endings.action_merge, name="action_merge"),
    path(f"{ACTION}/replace/", endings.action_replace, name="action_replace"),
    path(f"{ACTION}/delete/", endings.action_delete, name="action_delete"),
]
