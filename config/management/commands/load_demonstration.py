"""Loads the demonstration council into an empty database, and says how to sign in."""

import os
import secrets

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from actionplan.demonstration.people import ACCOUNTS
from actionplan.models import Plan
from config import demonstration
from people.models import Council, User


class Command(BaseCommand):
    help = "Load the demonstration council into an empty database; afterwards, say its accounts and password."

    def handle(self, *args, **options):
        if not Council.ours().demonstration:
            if User.objects.exists() or Plan.objects.exists():
                self.stdout.write("This database is in use, so the demonstration council was not loaded.")
                return
            self.stdout.write("Loading the demonstration council …")
            demonstration.load(today=timezone.localdate(), password=demonstration_password())
        else:
            demonstration.set_password(demonstration_password())
        self.say_accounts()

    def say_accounts(self):
        lines = [f"  {account.email:24} {account.role}" for account in ACCOUNTS]
        self.stdout.write("\n".join(["Sign in as one of these:", *lines]))
        self.stdout.write(f"Their password is {demonstration_password()}")


def demonstration_password():
    """DEMO_PASSWORD, else one made at the first start and kept in a file only its owner reads."""
    if given := os.environ.get("DEMO_PASSWORD", "").strip():
        return given
    kept = settings.KEPT_DIR / "demonstration_password"
    if not kept.exists():
        settings.KEPT_DIR.mkdir(parents=True, exist_ok=True)
        with open(os.open(kept, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write("-".join(secrets.token_hex(2) for _ in range(4)))
    return kept.read_text().strip()
