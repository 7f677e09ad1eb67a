"""Addresses of hand-overs and merging people."""

urlpatterns = []
