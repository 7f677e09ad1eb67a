"""Addresses of plans, actions, updates, imports and my actions."""

urlpatterns = []
