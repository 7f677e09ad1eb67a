"""Addresses of calendars."""

urlpatterns = []
