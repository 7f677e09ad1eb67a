"""Addresses of giving news: evidence, several answers at once, going through."""

urlpatterns = []
