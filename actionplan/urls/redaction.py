"""Addresses of taking words out for good."""

urlpatterns = []
