"""Addresses of plans, actions, updates and My actions."""

from django.urls import path

from actionplan.views import actions, mine, outline, plans, updates

urlpatterns = [
    path("", plans.home, name="home"),
    path("my-actions/", mine.my_actions, name="my_actions"),
    path("plans/", plans.plan_list, name="plan_list"),
    path("plans/new/", plans.plan_create, name="plan_create"),
    path("plans/<slug:slug>/", plans.plan_detail, name="plan_detail"),
    path("plans/<slug:slug>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<slug:slug>/become/<slug:state>/", plans.plan_state, name="plan_state"),
    path("plans/<slug:slug>/outline/", outline.plan_outline, name="plan_outline"),
    path("plans/<slug:slug>/outline/heading/<int:pk>/", outline.heading_edit, name="heading_edit"),
    path("plans/<slug:slug>/outline/<int:number>/", outline.challenge_edit, name="challenge_edit"),
    path("plans/<slug:slug>/add-action/", actions.action_create, name="action_create"),
    path("plans/<slug:slug>/deadline-reading/", actions.deadline_reading, name="deadline_reading"),
    path("plans/<slug:slug>/<reference:reference>/", actions.action_detail, name="action_detail"),
    path("plans/<slug:slug>/<reference:reference>/edit/", actions.action_edit, name="action_edit"),
    path("plans/<slug:slug>/<reference:reference>/update/", updates.update_create, name="update_create"),
]
