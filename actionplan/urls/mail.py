"""Addresses of mail: what was sent, what somebody wants."""

from django.urls import path

from actionplan.views import mail

urlpatterns = [
    path("mail/", mail.mail_settings, name="mail_settings"),
    path("mail/pause/<str:token>/", mail.mail_pause, name="mail_pause"),
    path("mail/sent/", mail.mail_sent, name="mail_sent"),
    path("mail/sent/<int:pk>/again/", mail.mail_again, name="mail_again"),
]
