"""The database pages for who: for an administrator's eyes; what people do goes through the site's own pages."""

from django.contrib import admin

from people.models import Actor, Council, Delegation, Membership, User


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Council)
class CouncilAdmin(ReadOnly):
    list_display = ["name", "accent", "demonstration"]


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ["email", "is_active", "last_login"]
    search_fields = ["email"]
    exclude = ["password"]


@admin.register(Actor)
class ActorAdmin(ReadOnly):
    list_display = ["name", "kind", "email", "left_on"]
    list_filter = ["kind"]
    search_fields = ["key"]


@admin.register(Membership, Delegation)
class DatedAdmin(ReadOnly):
    list_display = ["__str__", "since", "until"]
