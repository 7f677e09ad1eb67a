"""Addresses of calls for updates."""

from django.urls import path

from actionplan.views import round_asking, round_board, rounds

urlpatterns = [
    path("rounds/", rounds.round_list, name="round_list"),
    path("rounds/new/", rounds.round_create, name="round_create"),
    path("rounds/<int:pk>/", round_board.round_detail, name="round_detail"),
    path("rounds/<int:pk>/edit/", rounds.round_edit, name="round_edit"),
    path("rounds/<int:pk>/cancel/", rounds.round_cancel, name="round_cancel"),
    path("rounds/<int:pk>/close/", rounds.round_close, name="round_close"),
    path("rounds/<int:pk>/ask/", round_asking.round_open, name="round_open"),
    path("rounds/<int:pk>/nudge/", round_board.round_nudge, name="round_nudge"),
    path("rounds/<int:pk>/<slug:slug>/go-through/", round_board.round_go_through, name="round_go_through"),
    path("rounds/<int:pk>/ask-anew/", round_board.round_ask_anew, name="round_ask_anew"),
    path(
        "rounds/<int:pk>/<slug:slug>/<reference:reference>/who/", round_asking.request_who, name="request_who"
    ),
    path(
        "rounds/<int:pk>/<slug:slug>/<reference:reference>/leave-out/",
        round_asking.request_leave_out,
        name="request_leave_out",
    ),
    path(
        "rounds/<int:pk>/<slug:slug>/<reference:reference>/answer/",
        round_board.request_answer,
        name="request_answer",
    ),
]
