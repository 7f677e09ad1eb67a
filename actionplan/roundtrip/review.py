"""What an edited sheet would change, worked out anew from the plan as it stands, for one person on one day."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan import permissions
from actionplan.changes.revisions import action_state
from actionplan.importing.limits import CannotRead
from actionplan.models import Plan, Revision, Update
from actionplan.roundtrip.comparing import Found, tidy
from actionplan.roundtrip.fields import Reader
from actionplan.roundtrip.names import known_actors, read_names
from actionplan.wording import counted
from people.keys import key_of

ROLES = ("member", "strategic", "operational")
NO_REVISION = gettext_lazy(
    "{reference} has “{revision}” in the column Revision, which is none of its revisions: "
    "export the plan to Excel again and edit that copy."
)
NOT_LIVE = gettext_lazy("News is given in a live plan only: make it live first.")
NOT_YOURS = gettext_lazy("You cannot report on this action.")
NO_CHALLENGE = gettext_lazy(
    "Write the number of its {word} in the column Challenge number, and bring the sheet back again."
)
NOT_HERE = gettext_lazy(
    "There is no such action here for you to change. A new action has an empty cell under Reference."
)
NOT_COMPARED = gettext_lazy("The cell under Revision does not say which wording the row was made from.")
NO_WORDS = gettext_lazy("The row says nothing in the column {word}.")


def _number(words):
    """A revision's number; 0, which none has, where the words are no number."""
    return int(words) if words.isdecimal() and len(words) < 10 else 0


@dataclass
class Row:
    """A row whose action is known."""

    number: int
    action: object
    fields: list

    @property
    def open(self):
        return [each for each in self.fields if each.is_open]

    @property
    def choices(self):
        """What is to be decided, each with the name it is ticked by."""
        return [(f"{self.action.reference}:{each.name}", each) for each in self.open]

    @property
    def here(self):
        """What changed here since and is left as it is."""
        return [each for each in self.fields if each.found == Found.HERE]


@dataclass
class Added:
    """A row without a reference: a new action, where it would stand, and why it cannot be added, if so."""

    number: int
    text: str
    challenge: object = None
    success: str = ""
    leads: list = field(default_factory=list)
    deadline: str = ""
    deadline_read: str = ""
    step: object = None
    news: str = ""
    refusal: str = ""

    @property
    def key(self):
        return f"row:{self.number}"


@dataclass
class Review:
    """`rows` have something to decide; `left` are (row, reference, why it is left alone)."""

    rows: list
    added: list
    missing: list
    left: list
    same: int = 0
    here: list = field(default_factory=list)

    @property
    def free(self):
        """How many changes nobody has to look at: changed in the sheet alone, and possible."""
        return sum(each.is_free for row in self.rows for each in row.fields)

    @property
    def easy(self):
        """How many are taken together: what is free, and new rows that can be added."""
        return self.free + sum(not each.refusal for each in self.added)

    @property
    def in_words(self):
        """What was found, in one line."""
        changes, actions = counted(self.open, "change"), counted(len(self.rows), "action")
        missing, same = counted(len(self.missing), "action"), counted(self.same, "row")
        found = [
            (self.rows, _("{changes} in {actions}").format(changes=changes, actions=actions)),
            (self.conflicts, counted(self.conflicts, "conflict")),
            (self.added, counted(len(self.added), "new row")),
            (self.missing, _("{actions} not in the sheet").format(actions=missing)),
            (self.same, _("{rows} with nothing to decide").format(rows=same)),
        ]
        return " · ".join(said for there, said in found if there)

    @property
    def conflicts(self):
        return sum(each.is_conflict for row in self.rows for each in row.open)

    @property
    def open(self):
        return sum(len(row.open) for row in self.rows)

    @property
    def can_be_taken(self):
        can = any(not each.refusal for row in self.rows for each in row.open)
        return can or any(not each.refusal for each in self.added)


def review_of(sheet, *, user, today):
    """Compare an edited sheet with its plan as it stands. A handful of queries, whatever the number of rows."""
    return _Reviewer(sheet.plan, sheet.rows["rows"], user, today).review(sheet.taken)


def check_revisions(plan, rows, *, user, today):
    """Raise CannotRead where a row of a known action prints a revision it never had."""
    reviewer = _Reviewer(plan, rows, user, today)
    bases = reviewer.bases()
    for row in reviewer.known_rows():
        if row["reference"] not in bases:
            said = {"reference": row["reference"][:40], "revision": row["revision"][:40]}
            raise CannotRead(NO_REVISION.format(**said))


class _Reviewer:
    def __init__(self, plan, rows, user, today):
        self.plan, self.rows, self.user, self.today = plan, rows, user, today
        actions = permissions.visible_actions(user, today, plan).select_related("step", "challenge")
        self.actions = {
            action.reference: action
            for action in actions.in_printed_order().prefetch_related("leads__actor", "deadlines")
        }
        for action in self.actions.values():
            action.plan = plan

    def known_rows(self):
        """Those whose action this person may know of and that say which revision they were made from."""
        return [row for row in self.rows if row["reference"] in self.actions and row["revision"]]

    def bases(self):
        """The state of each known row's action at the revision it prints, by reference, as far as there is one."""
        wanted = {row["reference"]: _number(row["revision"]) for row in self.known_rows()}
        kept = self._kept(wanted)
        states = {reference: self._state(reference, number, kept) for reference, number in wanted.items()}
        return {reference: state for reference, state in states.items() if state is not None}

    def _kept(self, wanted):
        """The states that are not the present ones, by action and number."""
        stale = {
            self.actions[reference].pk: number
            for reference, number in wanted.items()
            if number != self.actions[reference].revision
        }
        if not stale:
            return {}
        revisions = Revision.objects.filter(
            plan=self.plan, subject="action", subject_id__in=stale, number__in=set(stale.values())
        )
        return {(each.subject_id, each.number): each.state for each in revisions}

    def _state(self, reference, number, kept):
        action = self.actions[reference]
        if number == action.revision:
            return action_state(action, action.leads.all(), action.deadlines.all())
        return kept.get((action.pk, number))

    def review(self, taken):
        bases = self.bases()
        cells = [row.get(role, "") for row in self.rows for role in ROLES]
        self.known = known_actors(cells)
        self.reader = Reader(
            plan=self.plan, known=self.known, steps=self.plan.scale.steps.all(), today=self.today
        )
        self.said = self._said()
        rows = [
            Row(row["row"], self.actions[row["reference"]], self._fields(row, bases[row["reference"]]))
            for row in self.rows
            if row["reference"] in bases
        ]
        printed = {row["reference"] for row in self.rows} | {each["reference"] for each in taken}
        return Review(
            rows=[row for row in rows if row.open],
            added=self._all_added(taken),
            missing=[action for reference, action in self.actions.items() if reference not in printed],
            left=[
                (row["row"], row["reference"], NOT_COMPARED if row["reference"] in self.actions else NOT_HERE)
                for row in self.rows
                if row["reference"] and row["reference"] not in bases
            ],
            same=sum(not row.open for row in rows),
            here=[row for row in rows if row.here and not row.open],
        )

    def _said(self):
        """What updates say already of the actions the sheet has news of, by action."""
        telling = [self.actions.get(row["reference"]) for row in self.rows if row.get("news")]
        said = {}
        for update in Update.objects.filter(action__in=[action.pk for action in telling if action]):
            said.setdefault(update.action_id, set()).add(tidy(update.words))
        return said

    def _fields(self, row, base):
        action = self.actions[row["reference"]]
        why_not = self._why_no_update(action)
        said = () if why_not else self.said.get(action.pk, ())  # what was said is not for everybody to know
        return self.reader.fields(row, action, base, said=said, may_update=why_not)

    def _why_no_update(self, action):
        if permissions.may_update(self.user, action, self.today):
            return ""
        return NOT_YOURS if self.plan.state == Plan.State.LIVE else NOT_LIVE

    def _all_added(self, taken):
        done = {each["row"] for each in taken if not each.get("changed")}
        new = [row for row in self.rows if not row["reference"] and row["row"] not in done]
        new = [row for row in new if any(row.get(name) for name in ("text", "deadline", "news", *ROLES))]
        if not new:
            return []
        self.challenges = list(permissions.visible_challenges(self.user, self.today, self.plan))
        self.there = {(action.challenge_id, key_of(action.text)) for action in self.actions.values()}
        added = [self._added(row) for row in new]
        return [each for each in added if each is not None]

    def _added(self, row):
        """A new action as the row says it; None where the very same stands under its challenge already."""
        challenge = self._challenge(row)
        text = row.get("text", "")
        if challenge and (challenge.pk, key_of(text)) in self.there:
            return None
        leads, refusals = [], []
        if not text:
            refusals.append(NO_WORDS.format(word=self.plan.action_word))
        if challenge is None:
            refusals.append(NO_CHALLENGE.format(word=self.plan.challenge_word.lower()))
        for role in ROLES:
            found, refusal = read_names(row.get(role, ""), leading=(), known=self.known)
            leads += [(role, actor, words) for actor, words in found]
            refusals.append(refusal)
        step, refusal = self.reader.step(row["status"]) if row.get("status") else (None, "")
        refusals.append(refusal)
        if (step or row.get("news")) and self.plan.state != Plan.State.LIVE:
            refusals.append(NOT_LIVE)
        return Added(
            row["row"],
            text,
            challenge,
            row.get("success", ""),
            leads,
            row.get("deadline", ""),
            self.reader.read_back(row.get("deadline", "")),
            step,
            row.get("news", ""),
            " ".join(str(refusal) for refusal in refusals if refusal),
        )

    def _challenge(self, row):
        """The challenge a new row names by its number, else by its whole title."""
        number, title = row.get("challenge_number", ""), key_of(row.get("challenge", ""))
        for challenge in self.challenges:
            if str(challenge.number) == number or (not number and title and key_of(challenge.title) == title):
                return challenge
        return None
