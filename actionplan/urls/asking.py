"""Addresses of asking for more time and agreeing it."""

from django.urls import path

from actionplan.views import agreeing, asking

ACTION = "plans/<slug:slug>/<reference:reference>/"

urlpatterns = [
    path("plans/<slug:slug>/new-date-reading/", asking.new_date_reading, name="new_date_reading"),
    path(f"{ACTION}ask-for-time/", asking.ask_for_time, name="ask_for_time"),
    path(f"{ACTION}ask-for-time/<int:pk>/withdraw/", asking.extension_withdraw, name="extension_withdraw"),
    path(f"{ACTION}correct-deadline/<int:pk>/", asking.deadline_correct, name="deadline_correct"),
    path("extensions/", agreeing.extension_list, name="extension_list"),
    path("meetings/<slug:slug>/extensions/", agreeing.meeting_extensions, name="meeting_extensions"),
]
