"""Addresses of plans, actions, updates, imports and my actions."""

from django.urls import include, path

import actionplan.urls.references  # noqa: F401

SUBJECTS = [
    "answering",
    "asking",
    "bulk",
    "calendar",
    "council",
    "endings",
    "finding",
    "glossary",
    "handing_over",
    "history",
    "imports",
    "mail",
    "meetings",
    "people",
    "redaction",
    "rounds",
    "roundtrip",
    "scales",
    "structure",
    "work",
]

urlpatterns = [path("", include(f"actionplan.urls.{subject}")) for subject in SUBJECTS]
