"""Addresses of the glossary."""

from django.urls import path

from actionplan.views import glossary

urlpatterns = [
    path("glossary/", glossary.glossary, name="glossary"),
    path("glossary/<int:pk>/", glossary.term_edit, name="term_edit"),
    path("glossary/<int:pk>/remove/", glossary.term_remove, name="term_remove"),
]
