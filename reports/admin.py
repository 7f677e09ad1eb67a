"""The database pages: a committee's house form may be set here; what was reported is only looked at."""

from django.contrib import admin

from people.admin import ReadOnly
from reports.models import Edition, Paper, Snapshot, Template


@admin.register(Template)
class TemplateAdmin(admin.ModelAdmin):
    list_display = ["committee"]


@admin.register(Paper)
class PaperAdmin(ReadOnly):
    list_display = ["title", "meeting", "order", "state", "published_at"]
    list_select_related = ["meeting__committee"]


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnly):
    list_display = ["plan", "as_of", "taken_at", "sha256"]
    list_select_related = ["plan"]


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    list_display = ["paper", "number", "audience", "published_at", "sha256"]
    list_select_related = ["paper"]
