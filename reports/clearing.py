"""Who has cleared a paper, for exactly which text: the only writer of clearances, and what is said of them.

A clearance holds for the text it was given for. A later change of any word, of a committee's wording or of the copy of
a plan leaves it standing as what it was: cleared before, with the names of the parts that have changed since.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from actionplan.days_in_words import long_date
from reports.house import House
from reports.merging import PARTS, words_of
from reports.models import Clearance
from reports.papers import for_change
from reports.snapshots import checksum

CLEARED = Clearance.Outcome.CLEARED
PLANS = gettext_noop("The copies of the plans")
WORDINGS = gettext_noop("The committee’s wordings")
ORDER = gettext_noop("The order of the sections")
UNHEARD, STANDS, BEFORE, REFUSED, IF_CHANGED = "unheard", "stands", "before", "refused", "if changed"


@dataclass(frozen=True)
class Role:
    """What one role has said of a paper: `state` is one of the five words above, `last` its last clearance.

    `changed` names the parts that have changed since then; it is empty where that was of the text as it is now.
    """

    name: str
    state: str
    last: Clearance | None = None
    changed: tuple[str, ...] = ()

    @property
    def is_open(self):
        return self.state != STANDS


@transaction.atomic
def record_clearance(*, paper, role, name, outcome, by, at, comment="", seen_at_revision=None):
    """Record what somebody in a role said of the paper as it stands; `name` is who said so, `by` who wrote it down.

    `seen_at_revision` is the revision that was shown beside the form: one that moved on is refused, because nobody
    has cleared what nobody has seen.
    """
    present = for_change(paper)
    if seen_at_revision not in (None, present.revision):
        raise ValidationError(
            _("This paper was changed meanwhile. Look at it again, then record the clearance.")
        )
    for field, words, asked in (
        ("role", role, _("Say for whom they speak, such as Legal.")),
        ("name", name, _("Write the name of who said so.")),
    ):
        if not words.strip():
            raise ValidationError({field: asked})
    if outcome != CLEARED and not comment.strip():
        raise ValidationError({"comment": _("Write what is to be changed, or why it is not cleared.")})
    parts = parts_of(present)
    clearance = Clearance(
        paper=present,
        role=role.strip(),
        name=name.strip(),
        by=by,
        at=at,
        outcome=outcome,
        comment=comment.strip(),
        text_hash=checksum(parts),
        parts=parts,
    )
    clearance.full_clean(exclude=["parts"])
    clearance.save()
    return clearance


def parts_of(paper, words=None):
    """A hash of each part of a paper's text by its name; together they are what a clearance is for."""
    words = words or words_of(paper)
    said = {what: words[part] for part, what in PARTS.items() if part not in ("order", "clearances")}
    said |= {f"“{section['title']}”": section for section in words["sections"]}
    said[ORDER] = [section["title"] for section in words["sections"]]
    lines = [
        [line.snapshot.sha256, line.previous.sha256 if line.previous else ""] for line in paper.plans.all()
    ]
    said |= {PLANS: lines, WORDINGS: paper.text.get("wordings", {})}
    return {what: sha256(checksum(part).encode()).hexdigest()[:16] for what, part in said.items()}


def roles_of(paper):
    """What every role has said last: those the committee's form asks for, then any other that was heard."""
    parts = parts_of(paper)
    last = {each.role.casefold(): each for each in paper.clearances.all()}
    named = {role.casefold(): role for role in House.of(paper.meeting.committee).clearances}
    named |= {key: each.role for key, each in last.items() if key not in named}
    return [_role(name, last.get(key), parts) for key, name in named.items()]


def _role(name, last, parts):
    if last is None:
        return Role(name, UNHEARD)
    changed = changed_since(last, parts)
    if last.outcome == Clearance.Outcome.NOT_CLEARED:
        return Role(name, REFUSED, last, changed)
    if last.outcome == Clearance.Outcome.WITH_CHANGES:
        return Role(name, IF_CHANGED, last, changed)
    return Role(name, BEFORE if changed else STANDS, last, changed)


def changed_since(clearance, parts):
    """The names of the parts that are no longer as they were when this was said, in their order."""
    if checksum(parts) == clearance.text_hash:
        return ()
    then = clearance.parts
    found = [what for what in {**parts, **then} if parts.get(what) != then.get(what)]
    return tuple(_(what) for what in found) or (_("The paper"),)


def printed(paper, words):
    """A line for each role that has cleared exactly this text: "- Legal: Jane Smith, 18 November 2026"."""
    parts = parts_of(paper, words)
    last = {each.role.casefold(): each for each in paper.clearances.all()}
    return [
        f"- {each.role}: {each.name}, {long_date(localtime(each.at).date())}"
        for each in last.values()
        if each.outcome == CLEARED and not changed_since(each, parts)
    ]
