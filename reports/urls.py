"""Addresses of meetings and papers, and of what is given out."""

from django.urls import path

from reports.views import clearances, editions, files, house, meetings, papers, readiness

PAPER = "meetings/<slug:slug>/<int:order>/"
EDITION = f"{PAPER}editions/<int:number>/"

urlpatterns = [
    path("meetings/", meetings.meeting_list, name="meeting_list"),
    path("meetings/forms/", house.house_list, name="house_list"),
    path("meetings/forms/<int:pk>/", house.house_edit, name="house_edit"),
    path("meetings/forms/<int:pk>/document/", house.house_document, name="house_document"),
    path("meetings/forms/<int:pk>/document/download/", house.house_download, name="house_download"),
    path("meetings/forms/<int:pk>/example/<slug:key>/", house.house_example, name="house_example"),
    path("meetings/<slug:slug>/", meetings.meeting_detail, name="meeting_detail"),
    path("meetings/<slug:slug>/papers/new/", papers.paper_create, name="paper_create"),
    path("meetings/<slug:slug>/<int:order>/", papers.paper_detail, name="paper_detail"),
    path("meetings/<slug:slug>/<int:order>/edit/", papers.paper_edit, name="paper_edit"),
    path("meetings/<slug:slug>/<int:order>/ready/", readiness.paper_ready, name="paper_ready"),
    path(
        "meetings/<slug:slug>/<int:order>/clearances/", clearances.paper_clearances, name="paper_clearances"
    ),
    path("meetings/<slug:slug>/<int:order>/wordings/", readiness.paper_wordings, name="paper_wordings"),
    path(
        "meetings/<slug:slug>/<int:order>/wordings/<slug:plan>/<reference:reference>/",
        readiness.paper_wording,
        name="paper_wording",
    ),
    path("meetings/<slug:slug>/<int:order>/take-again/", papers.paper_take_again, name="paper_take_again"),
    path("meetings/<slug:slug>/<int:order>/delete/", papers.paper_delete, name="paper_delete"),
    path(f"{PAPER}publish/", editions.paper_publish, name="paper_publish"),
    path(f"{PAPER}correct/", editions.correction_begin, name="correction_begin"),
    path(f"{PAPER}correction/", editions.paper_correction, name="paper_correction"),
    path(f"{PAPER}correction/files/<slug:key>/", editions.correction_file, name="correction_file"),
    path(f"{PAPER}editions/", editions.edition_list, name="edition_list"),
    path(EDITION, editions.edition_detail, name="edition_detail"),
    path(f"{EDITION}files/<slug:key>/", editions.edition_file, name="edition_file"),
    path(
        f"{EDITION}as-published/<slug:audience>/<slug:key>/",
        editions.edition_as_published,
        name="edition_as_published",
    ),
    path(f"{EDITION}add-file/", editions.edition_add_file, name="edition_add_file"),
    path("meetings/<slug:slug>/<int:order>/files/<slug:key>/", files.paper_file, name="paper_file"),
    path("plans/<slug:slug>/export/<slug:key>/", files.plan_export, name="plan_export"),
]
