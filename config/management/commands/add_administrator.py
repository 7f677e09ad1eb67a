"""Makes the first account of a real site, or one more: somebody who keeps accounts and what each may do."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from actionplan.changes.grants import give_grant
from people.changes import create_account


class Command(BaseCommand):
    help = (
        "Make an account that keeps accounts: add_administrator EMAIL NAME. They sign in by an e-mailed code."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument("name", help="their name, in quotes")

    @transaction.atomic
    def handle(self, *args, email, name, **options):
        try:
            give_grant(user=create_account(email=email, name=name), role="admin")
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages), returncode=2) from refusal
        self.stdout.write(f"{name} can sign in with a code sent to {email}, and keeps accounts.")
