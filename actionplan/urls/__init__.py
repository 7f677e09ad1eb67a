"""Addresses of plans, actions, updates, imports and my actions."""

from django.urls import include, path

urlpatterns = [
    path("", include("actionplan.urls.work")),
    path("", include("actionplan.urls.people")),
    path("", include("actionplan.urls.meetings")),
    path("", include("actionplan.urls.imports")),
    path("", include("actionplan.urls.roundtrip")),
]
