"""Every address of the site."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView

from config import views


@login_not_required
def healthz(request):
    """Says ok where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


handler400 = "people.refusals.not_understood"
handler403 = "people.refusals.not_allowed"
handler404 = "people.refusals.not_found"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("favicon.ico", login_not_required(RedirectView.as_view(url="/static/img/favicon.svg"))),
    path("help/", views.help_list, name="help"),
    path("help/<slug:key>/", views.guide, name="guide"),
    path("first-steps/", views.first_steps, name="first_steps"),
    path("settings/", views.settings, name="settings"),
    path("", include("people.urls")),
    path("", include("reports.overview.urls")),  # before the addresses of actions, which hold any word
    path("", include("actionplan.urls")),
    path("", include("reports.urls")),
    path("database/", admin.site.urls),
]
