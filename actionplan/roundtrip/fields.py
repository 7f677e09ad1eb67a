"""Each editable field of an action compared: what the sheet was made from, what it says, what stands here now."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes.deadlines import read_for
from actionplan.deadlines import in_words
from actionplan.models import Lead
from actionplan.roundtrip.comparing import Field, Found, compare, restored, tidy, too_long
from actionplan.roundtrip.names import names_in, read_names
from people.keys import key_of

WORDS = ("text", "success")
MUST_SAY = gettext_lazy(
    "The cell is empty. An action keeps its wording: it is not taken out by an empty cell."
)
NO_DEADLINE = gettext_lazy("An empty cell takes no deadline away: write “none” where there is none.")
NO_STATUS = gettext_lazy("A status is not taken away by an empty cell.")
OTHER_STATUS = gettext_lazy("“{word}” is not a status of this plan. It has: {words}.")
BETWEEN = "; "


class Reader:
    """Compares the rows of one plan on a day. `known` are actors by key, `steps` the plan's scale."""

    def __init__(self, *, plan, known, steps, today):
        self.plan, self.known, self.steps, self.today = plan, known, list(steps), today
        self.labels = {
            "text": plan.action_word,
            "success": _("How we will know"),
            "deadline": _("Deadline"),
            "status": _("Status"),
            "news": _("New update"),
        } | {role.value: role.label.capitalize() for role in Lead.Role}

    def fields(self, row, action, base, *, said=(), may_update=""):
        """The fields of a row that are in the sheet. `base` is the state of the revision the row prints, `said` what
        updates say already, `may_update` why this person cannot report on the action, "" where they can.
        """
        fields = [self._words(row, name, base.get(name) or "", getattr(action, name)) for name in WORDS]
        fields += [self._leads(row, role, action, base) for role in Lead.Role]
        fields += [self._deadline(row, action, base)]
        fields += [self._status(row, action, base, may_update), self._news(row, said, may_update)]
        return [field for field in fields if field is not None]

    def _words(self, row, name, base, present):
        if name not in row or too_long(base):
            return None
        sheet = row[name]
        refusal = MUST_SAY if name == "text" and not sheet else ""
        return self._field(
            name, base, sheet, present, (tidy(base), sheet, tidy(present)), restored(sheet, base), refusal
        )

    def _deadline(self, row, action, base):
        if "deadline" not in row:
            return None
        before = next((line["words"] for line in base.get("deadlines", ())), "")
        present = next((line.words for line in action.deadlines.all()), "")
        sheet = row["deadline"]
        refusal = NO_DEADLINE if not sheet else ""
        values = (tidy(before), sheet, tidy(present))
        field = self._field("deadline", before, sheet, present, values, restored(sheet, before), refusal)
        return replace(field, note=self.read_back(sheet)) if field.is_open else field

    def read_back(self, words):
        """How the words of a deadline would be read today."""
        return in_words(read_for(self.plan, words, as_of=self.today)) if words else ""

    def _leads(self, row, role, action, base):
        if role.value not in row:
            return None
        sheet, before = row[role.value], [lead for lead in base.get("leads", ()) if lead["role"] == role]
        mine = action.leads_in(role)
        leading = [lead.actor for lead in action.leads.all()]
        found, refusal = read_names(sheet, leading=leading, known=self.known)
        now = {actor.pk: actor.name for actor in (*leading, *(actor for actor, _words in found))}
        ids = tuple(dict.fromkeys(lead["actor_id"] for lead in before))
        said = tuple(actor.pk for actor, _words in found) if not refusal else ("unknown", sheet)
        recorded = [lead["name"] for lead in before]
        renamed = [now.get(lead["actor_id"], lead["name"]) for lead in before]
        if names_in(sheet) == _once(recorded):
            said, refusal = ids, ""
        values = (ids, said, tuple(lead.actor_id for lead in mine))
        present = BETWEEN.join(lead.actor.name for lead in mine)
        return self._field(role.value, BETWEEN.join(renamed), sheet, present, values, found, refusal)

    def _status(self, row, action, base, may_update):
        if "status" not in row:
            return None
        before = base.get("step", "")
        step, refusal = self.step(row["status"])
        said = key_of(step.word) if step else ("unknown", row["status"])
        values = (key_of(before), said, key_of(action.step.word))
        shown = step.word if step else row["status"]
        return self._field("status", before, shown, action.step.word, values, step, refusal or may_update)

    def step(self, words):
        """The step a cell names, with or without the shape the export prints before it; (None, why not) else."""
        if not words:
            return None, NO_STATUS
        plain = " ".join(part for part in words.split() if any(letter.isalnum() for letter in part))
        for step in self.steps:
            if key_of(step.word) in (key_of(words), key_of(plain)):
                return step, ""
        known = ", ".join(step.word for step in self.steps)
        return None, OTHER_STATUS.format(word=plain or words, words=known)

    def _news(self, row, said, may_update):
        """News is always new; words an update has said already are not said twice."""
        if not row.get("news"):
            return None
        present = row["news"] if row["news"] in said else ""
        values = ("", row["news"], present)
        return self._field("news", "", row["news"], present, values, row["news"], may_update)

    def _field(self, name, base, sheet, present, values, value, refusal):
        found = compare(*values)
        if found not in (Found.SHEET, Found.BOTH):
            refusal = ""
        value = None if refusal else value
        return Field(name, self.labels[name], base, sheet, present, found, value, refusal)


def _once(names):
    """As the export prints them: each name once."""
    return list(dict.fromkeys(tidy(name) for name in names))
