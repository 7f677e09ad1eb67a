"""Pages that no address leads to: those that say no, and those met once on the way in."""

from contextlib import contextmanager

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.shortcuts import render
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.views.defaults import server_error

from actionplan.models import Action
from checks.furnished import account
from checks.walk import Page
from people.models import User
from people.refusals import not_understood

WORDS = {"words": "The list is printed and hangs at reception."}


def strays(folder):
    """Each of them once, as it is answered; `folder` is for the file that closes the site."""
    closed = folder / "maintenance"
    closed.write_text("Back at 6 p.m.", encoding="utf-8")
    update = Action.objects.present().open().filter(plan__state="live").first().get_absolute_url() + "update/"
    asked = RequestFactory().get("/")
    yield stray(400, not_understood(asked, SuspiciousOperation()))
    yield stray(429, render(asked, "429.html", status=429))
    yield stray(500, server_error(asked))
    yield stray("403", of("viewer").get(reverse("council_edit")))
    yield stray("403 csrf", of("director", enforce_csrf_checks=True).post(update, WORDS))
    yield stray(404, of("director").post("/plans/no-such-plan/1.1/update/", WORDS))
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10):
        yield stray(413, of("officer").post(update, WORDS))
    with override_settings(MAINTENANCE_FILE=closed):
        yield stray(503, of("director").post(update, WORDS))
    yield from on_the_way_in()


def on_the_way_in():
    """The code that came by e-mail is typed in; and who has no password yet chooses one."""
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": account("officer").email})
    yield stray("code", client.get(reverse("account_confirm_login_code")))
    with gone_again():
        newcomer = Client()
        newcomer.force_login(User.objects.create_user("newcomer@demo.example"))
        yield stray("first password", newcomer.get(reverse("account_set_password")))


@contextmanager
def gone_again():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def of(role, **kind):
    client = Client(**kind)
    client.force_login(account(role))
    return client


def stray(name, answer):
    """The page as the answer to a form, so that it is looked at as it was given."""
    return Page(str(name), f"/{name}/".replace(" ", "-"), answer.content.decode(), answers_a_form=True)
