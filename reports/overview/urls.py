"""Addresses of the overviews. Neither a plan nor an action is called "overview" in an address."""

from django.urls import path

import actionplan.urls.history  # noqa: F401 - how addresses hold a day
from reports.views import overviews

urlpatterns = [
    path("plans/overview/", overviews.overview, name="overview"),
    path("plans/overview/on/<day:day>/", overviews.overview_on, name="overview_on"),
    path("plans/<slug:slug>/overview/", overviews.plan_overview, name="plan_overview"),
]
