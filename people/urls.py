"""Signing in, and the people pages. Of allauth's views only those we want have an address."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from people import views

urlpatterns = [
    path("council-mark", views.council_mark, name="council_mark"),
    path("accessibility/", views.accessibility_statement, name="accessibility_statement"),
    path("council.css", views.council_stylesheet, name="council_stylesheet"),
    path("sign-in/", login_not_required(account.login), name="account_login"),
    path("sign-in/code/", login_not_required(account.request_login_code), name="account_request_login_code"),
    path(
        "sign-in/code/confirm/",
        login_not_required(account.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/forgotten/", login_not_required(account.password_reset), name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        login_not_required(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "password/forgotten/<uidb36>-<key>/",
        login_not_required(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/forgotten/done/",
        login_not_required(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
