"""Addresses of people and accounts."""

from django.urls import path

from actionplan.views import accounts, people

urlpatterns = [
    path("people/", people.people_list, name="people_list"),
    path("people/new/", people.actor_create, name="actor_create"),
    path("people/<int:pk>/", people.actor_detail, name="actor_detail"),
    path("people/<int:pk>/edit/", people.actor_edit, name="actor_edit"),
    path("people/<int:pk>/members/new/", people.membership_create, name="membership_create"),
    path("people/<int:pk>/deputies/new/", people.deputy_create, name="deputy_create"),
    path("memberships/<int:pk>/end/", people.membership_end, name="membership_end"),
    path("deputies/<int:pk>/end/", people.deputy_end, name="deputy_end"),
    path("accounts/", accounts.account_list, name="account_list"),
    path("accounts/new/", accounts.account_create, name="account_create"),
    path("accounts/<int:pk>/", accounts.account_detail, name="account_detail"),
    path("accounts/<int:pk>/open/", accounts.account_open, name="account_open"),
    path("grants/<int:pk>/take/", accounts.grant_take, name="grant_take"),
]
