"""Addresses of the status words and reminders of a plan."""

urlpatterns = []
