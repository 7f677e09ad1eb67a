"""Addresses of changing many actions at once."""

from django.urls import path

from actionplan.views import bulk

urlpatterns = [path("plans/<slug:slug>/change-many/", bulk.change_many_actions, name="change_many")]
