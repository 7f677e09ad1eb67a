"""Addresses of calls for updates."""

urlpatterns = []
