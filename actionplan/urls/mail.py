"""Addresses of mail: what was sent, what somebody wants."""

urlpatterns = []
