"""Addresses of taking words out for good."""

from django.urls import path

from actionplan.views import redaction

urlpatterns = [
    path("plans/<slug:slug>/<reference:reference>/redact/", redaction.action_redact, name="action_redact"),
]
