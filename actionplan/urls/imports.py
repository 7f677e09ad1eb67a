"""Addresses of reading documents in."""

from django.urls import path

from actionplan.views import imports, review_rows, reviews

urlpatterns = [
    path("imports/", imports.import_list, name="import_list"),
    path("imports/new/", imports.import_create, name="import_create"),
    path("imports/<int:pk>/", reviews.import_review, name="import_review"),
    path("imports/<int:pk>/progress/", reviews.import_progress, name="import_progress"),
    path("imports/<int:pk>/answer/", reviews.import_answer, name="import_answer"),
    path("imports/<int:pk>/undo/", reviews.import_undo, name="import_undo"),
    path("imports/<int:pk>/rows/", review_rows.import_rows, name="import_rows"),
    path("imports/<int:pk>/rows/add/", review_rows.import_add, name="import_add"),
    path("imports/<int:pk>/rows/<str:row>/divide/", review_rows.import_divide, name="import_divide"),
    path("imports/<int:pk>/rows/<str:row>/join/", review_rows.import_join, name="import_join"),
    path("imports/<int:pk>/rows/<str:row>/", reviews.import_row, name="import_row"),
    path("imports/<int:pk>/rows/<str:row>/skip/", review_rows.import_skip, name="import_skip"),
    path("imports/<int:pk>/questions/<slug:key>/", reviews.import_question, name="import_question"),
    path("imports/<int:pk>/columns/", reviews.import_columns, name="import_columns"),
    path("imports/<int:pk>/about/", imports.import_about, name="import_about"),
    path("imports/<int:pk>/accept/", imports.import_accept, name="import_accept"),
    path("imports/<int:pk>/take-back/", imports.import_take_back, name="import_take_back"),
    path("imports/<int:pk>/again/", imports.import_again, name="import_again"),
    path("imports/<int:pk>/file/", imports.import_file, name="import_file"),
]
