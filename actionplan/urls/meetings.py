"""Addresses of planning meetings; those of meetings with their papers are in reports.urls."""

from django.urls import path

from actionplan.views import meetings

urlpatterns = [
    path("meetings/new/", meetings.meeting_create, name="meeting_create"),
    path("meetings/<slug:slug>/edit/", meetings.meeting_edit, name="meeting_edit"),
]
