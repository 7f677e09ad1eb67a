"""Addresses of asking for more time and agreeing it."""

urlpatterns = []
