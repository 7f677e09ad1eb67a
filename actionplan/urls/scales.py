"""Addresses of the status words and reminders of a plan."""

from django.urls import path

from actionplan.views import plan_reminders, scales

urlpatterns = [
    path("plans/<slug:slug>/status-words/", scales.plan_words, name="plan_words"),
    path("plans/<slug:slug>/status-words/choose/", scales.plan_words_choose, name="plan_words_choose"),
    path("plans/<slug:slug>/status-words/change/", scales.plan_words_change, name="plan_words_change"),
    path("plans/<slug:slug>/reminders/", plan_reminders.plan_reminders, name="plan_reminders"),
]
