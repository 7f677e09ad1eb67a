"""Addresses of search and saved views."""

urlpatterns = []
