"""Read a document on the command line: show how it is read, or make it a plan."""

import json
import sys
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone

from actionplan.importing.limits import CannotRead
from actionplan.imports import accept_import, proposal_of, read_proposal, start_import
from actionplan.models import Import
from people.models import Actor

CANNOT = 2


class Command(BaseCommand):
    help = (
        "Read a Word, Excel, CSV or tab-separated action plan and accept it as it is read. With --dry-run nothing is "
        "stored. Ends with 0, or with 2 and one sentence where it cannot be read."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the document")
        parser.add_argument(
            "--title", default="", help="what the plan is called; else read from the document"
        )
        parser.add_argument("--as-of", default="", help="the day it stands on, as 2008-01-08; else today")
        parser.add_argument("--committee", default="", help="the committee that owns the plan, by name")
        parser.add_argument(
            "--draft", action="store_true", help="leave the plan a draft, which only editors see"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say how it is read")
        parser.add_argument("--json", action="store_true", help="print the readings as JSON")

    def handle(self, *args, **given):
        try:
            read, made = self._read(given)
        except (CannotRead, ValidationError) as refusal:
            self.stderr.write(_sentence(refusal))
            sys.exit(CANNOT)
        if given["json"]:
            self.stdout.write(json.dumps(read.as_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_said(read))
        if made:
            (self.stderr if given["json"] else self.stdout).write(_made(made))

    def _read(self, given):
        """The proposal, and the accepted import unless it was only to be looked at."""
        data, size = _bytes_of(given["file"])
        about = {
            "data": data,
            "size": size,
            "name": Path(given["file"]).name,
            "title": _title(given["title"]),
            "as_of": _day(given["as_of"]),
        }
        committee = _committee(given["committee"])
        if given["dry_run"]:
            return read_proposal(**about), None
        started = start_import(**about, committee=committee, by=None)
        if started.state == Import.State.REFUSED:
            raise CannotRead(started.refusal)
        read = proposal_of(started)
        return read, accept_import(source_import=started, by=None, live=not given["draft"])


def _bytes_of(path):
    """The bytes of a file and their number; of one over the limit no more is read. Raises CannotRead."""
    try:
        with Path(path).open("rb") as file:
            return file.read(settings.IMPORT_MAX_BYTES), Path(path).stat().st_size
    except OSError as error:
        raise CannotRead(f"{path} cannot be opened: {error.strerror or error}.") from error


def _title(words):
    most = Import._meta.get_field("title").max_length
    if len(words) > most:
        raise CannotRead(
            f"The title has {len(words)} characters and at most {most} can be kept: give a shorter one."
        )
    return words.strip()


def _day(words):
    if not words:
        return timezone.localdate()
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise CannotRead(
            f"“{words}” is not a day: write --as-of as year, month and day, like 2008-01-08."
        ) from error


def _committee(name):
    if not name:
        return None
    committees = Actor.objects.current().committees()
    if found := committees.named(name).first():
        return found
    known = ", ".join(committees.values_list("name", flat=True))
    raise CannotRead(
        f"There is no committee called “{name}”: {f'choose one of {known}' if known else 'add it first'}."
    )


def _sentence(refusal):
    return refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)


def _said(read):
    found = [
        f"{read.title}, as of {read.as_of.day} {read.as_of:%B %Y}",
        f"{len(read.headings)} headings, {len(read.challenges)} challenges, {len(read.actions)} actions",
        *(f"to settle: {count} {what}" for what, count in read.needs_decision()),
    ]
    return "\n".join([*found, *(f"not placed: {words}" for words in read.unplaced)])


def _made(accepted):
    made = accepted.readings["made"]
    counts = f"{made['headings']} headings, {made['challenges']} challenges and {made['actions']} actions"
    return f"Made {accepted.plan.get_absolute_url()} with {counts}; {len(made['actors'])} new people, posts and teams."
