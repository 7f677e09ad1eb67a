"""Addresses of giving news: evidence, several answers at once, going through, and what a directorate answers for."""

from django.urls import path

from actionplan.views import answering, going_through, mine

urlpatterns = [
    path("my-actions/several/", answering.answer_several, name="answer_several"),
    path("my-actions/directorate/<int:pk>/", mine.my_directorate, name="my_directorate"),
    path("plans/<slug:slug>/go-through/", going_through.go_through, name="go_through"),
    path(
        "plans/<slug:slug>/<reference:reference>/evidence/<int:pk>/",
        answering.evidence_file,
        name="evidence_file",
    ),
    path(
        "plans/<slug:slug>/<reference:reference>/updates/<int:pk>/evidence/",
        answering.evidence_create,
        name="evidence_create",
    ),
]
