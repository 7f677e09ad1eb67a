"""Addresses of planning meetings and of what they resolved; those of meetings with their papers are in reports.urls."""

from django.urls import path

from actionplan.views import council_days, meetings, resolutions

MEETING = "meetings/<slug:slug>/"

urlpatterns = [
    path("meetings/new/", meetings.meeting_create, name="meeting_create"),
    path("meetings/log/<slug:slug>/", resolutions.committee_log, name="committee_log"),
    path("meetings/log/<slug:slug>.csv", resolutions.committee_log_file, name="committee_log_file"),
    path(f"{MEETING}edit/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}timetable/", meetings.meeting_timetable, name="meeting_timetable"),
    path(f"{MEETING}resolutions/new/", resolutions.resolution_create, name="resolution_create"),
    path(f"{MEETING}resolutions/<int:pk>/", resolutions.resolution_edit, name="resolution_edit"),
    path(
        f"{MEETING}resolutions/<int:pk>/overturned/",
        resolutions.resolution_overturned,
        name="resolution_overturned",
    ),
    path(f"{MEETING}resolutions/<int:pk>/<slug:what>/", resolutions.follow_on, name="resolution_follow_on"),
    path(f"{MEETING}questions/new/", resolutions.question_create, name="question_create"),
    path("questions/<int:pk>/answer/", resolutions.question_answer, name="question_answer"),
    path("council/days/", council_days.council_days, name="council_days"),
    path("council/days/<int:pk>/open/", council_days.day_open, name="council_day_open"),
]
