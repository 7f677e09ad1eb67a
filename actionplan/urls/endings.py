"""Addresses of how actions end: closing, splitting, merging, deleting, carrying forward."""

urlpatterns = []
