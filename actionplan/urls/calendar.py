"""Addresses of calendars."""

from django.urls import path

from actionplan.views import calendar

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/renew/", calendar.calendar_renew, name="calendar_renew"),
    path("calendar/stop/", calendar.calendar_stop, name="calendar_stop"),
    path("calendar/<slug:key>.ics", calendar.calendar_feed, name="calendar_feed"),
]
