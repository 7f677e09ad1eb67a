"""Addresses of bringing an edited sheet back to its plan."""

from django.urls import path

from actionplan.views import roundtrip

urlpatterns = [
    path("plans/<slug:slug>/edited-sheet/new/", roundtrip.plan_sheet_upload, name="plan_sheet_upload"),
    path("plans/<slug:slug>/edited-sheet/<int:pk>/", roundtrip.plan_sheet_review, name="plan_sheet_review"),
]
