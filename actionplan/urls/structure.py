"""Addresses of the order of a plan and moving things in it."""

urlpatterns = []
