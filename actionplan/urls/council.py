"""Addresses of the council's own settings."""

from django.urls import path

from actionplan.views import council

urlpatterns = [
    path("council/", council.council_edit, name="council_edit"),
    path("council/accessibility/", council.statement_edit, name="statement_edit"),
]
