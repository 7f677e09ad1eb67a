"""Addresses of changing many actions at once."""

urlpatterns = []
