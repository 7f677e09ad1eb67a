"""The database pages of plans: to look at only. Everything that alters a plan goes through `actionplan.changes`."""

from django.contrib import admin

from actionplan.models import Action, Challenge, Heading, Plan, Revision, Scale, Step, Update
from people.admin import ReadOnly


@admin.register(Plan)
class PlanAdmin(ReadOnly):
    list_display = ["title", "state", "stands_on", "committee"]
    list_filter = ["state"]
    search_fields = ["title"]


@admin.register(Heading)
class HeadingAdmin(ReadOnly):
    list_display = ["name", "plan", "order"]
    list_filter = ["plan"]


@admin.register(Challenge)
class ChallengeAdmin(ReadOnly):
    list_display = ["number", "title", "plan"]
    list_filter = ["plan"]


@admin.register(Action)
class ActionAdmin(ReadOnly):
    list_display = ["reference", "text", "plan", "step", "next_due", "deleted_at"]
    list_filter = ["plan", "step__meaning"]
    list_select_related = ["plan", "step"]
    search_fields = ["reference", "text"]


@admin.register(Update)
class UpdateAdmin(ReadOnly):
    list_display = ["action", "given_on", "step", "words", "by"]
    list_select_related = ["action", "step", "by__actor"]


@admin.register(Revision)
class RevisionAdmin(ReadOnly):
    list_display = ["plan", "subject", "subject_id", "number", "at", "by", "reason"]
    list_filter = ["subject", "plan"]
    list_select_related = ["plan", "by__actor"]


class StepInline(admin.TabularInline):
    model = Step
    extra = 0
    can_delete = False

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Scale)
class ScaleAdmin(ReadOnly):
    inlines = [StepInline]
