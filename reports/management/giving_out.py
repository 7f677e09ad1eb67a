"""What both export commands share: their arguments, and writing a file or saying in one sentence why not."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from reports.audience import INTERNAL, PUBLIC
from reports.formats import FORMATS


class GivingOut(BaseCommand):
    """A command that writes one document. Exit 0, or 2 with one plain sentence on standard error."""

    audiences = (PUBLIC, INTERNAL)

    def add_arguments(self, parser):
        parser.add_argument("--format", required=True, help=", ".join(FORMATS))
        parser.add_argument(
            "--audience",
            default=INTERNAL,
            help=f"{INTERNAL} (names, and what is exempt; unless you say otherwise) or {PUBLIC} (what anyone may read)",
        )
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the file to write")

    def refuse_unknown(self, key, audience):
        if key not in FORMATS:
            refuse(f"There is no format “{key}”. Choose one of: {', '.join(FORMATS)}.")
        if audience not in self.audiences:
            refuse(f"There is no audience “{audience}”. Choose {' or '.join(self.audiences)}.")

    def write(self, content, output):
        try:
            Path(output).write_bytes(content)
        except OSError as problem:
            refuse(f"{output} cannot be written: {problem.strerror}.")
        self.stdout.write(f"Wrote {output}, {len(content):,} bytes.")

    def execute(self, *args, **options):
        """One plain sentence, where Django would name the class of the error."""
        try:
            return super().execute(*args, **options)
        except Refusal as refusal:
            self.stderr.write(str(refusal))
            sys.exit(2)


class Refusal(Exception):
    """Why no file was written, in one sentence."""


def refuse(sentence):
    raise Refusal(sentence)
