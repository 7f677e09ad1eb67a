"""Addresses of search, of the list over all plans and of saved views."""

from django.urls import path

from actionplan.views import finding

urlpatterns = [
    path("search/", finding.search, name="search"),
    path("actions/", finding.action_list, name="action_list"),
    path("actions/views/new/", finding.view_create, name="view_create"),
    path("plans/<slug:slug>/views/new/", finding.view_create, name="plan_view_create"),
    path("views/<int:pk>/edit/", finding.view_edit, name="view_edit"),
    path("views/<int:pk>/replace/", finding.view_replace, name="view_replace"),
    path("views/<int:pk>/delete/", finding.view_delete, name="view_delete"),
]
