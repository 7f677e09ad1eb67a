"""Addresses of meetings and papers."""

urlpatterns = []
