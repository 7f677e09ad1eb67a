"""Addresses of what a plan was and what changed."""

urlpatterns = []
