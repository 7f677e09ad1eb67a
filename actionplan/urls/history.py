"""Addresses of what a plan was and what changed."""

from datetime import date

from django.urls import path, register_converter

from actionplan.views import history, past


class Day:
    """A day as addresses hold it: "2026-11-20". What is no day is no page."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, words):
        return date.fromisoformat(words)

    def to_url(self, day):
        return day.isoformat()


register_converter(Day, "day")

urlpatterns = [
    path("plans/<slug:slug>/history/", history.plan_history, name="plan_history"),
    path("plans/<slug:slug>/on/", past.plan_on_which_day, name="plan_on_which_day"),
    path("plans/<slug:slug>/on/<day:day>/", past.plan_on, name="plan_on"),
    path("plans/<slug:slug>/compare/", past.plan_compare, name="plan_compare"),
    path("people/<int:pk>/changes/", history.person_changes, name="person_changes"),
]
