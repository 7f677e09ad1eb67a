"""The words of a plan on a page: written, coloured, put in order, added, removed; and another set in their place."""

import re
from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.scales import LONGEST_WORD, MOST_WORDS, Word, ends, problems_of, proposed
from actionplan.status import COLOURS, Meaning
from actionplan.words_together import Row, row_of

KEY = re.compile(r"[sn][1-9]\d{0,17}")
COLOUR_CHOICES = [
    ("red", gettext_lazy("Red")),
    ("amber", gettext_lazy("Amber")),
    ("green", gettext_lazy("Green")),
    ("blue", gettext_lazy("Blue")),
    ("grey", gettext_lazy("Grey")),
]
MUST_END = gettext_lazy("“{word}” ends an action, and so must this. Or remove it and add another word.")
MUST_NOT_END = gettext_lazy(
    "“{word}” does not end an action, and so must this. Or remove it and add another word."
)
NEW = Row("n0", meaning=Meaning.ON_TRACK, colour="green")


def meanings():
    """What a word may mean, to choose from."""
    return [(meaning.value, meaning.label) for meaning in Meaning]


def rows_as_sent(data, steps):
    """The rows a browser sent back, in its order; a step of the plan that it left out stays, at the end."""
    there = {row.key: row for row in map(row_of, steps)}
    keys = dict.fromkeys(key for key in data.getlist("rows")[: 2 * MOST_WORDS] if KEY.fullmatch(key))
    keys = [key for key in keys if key in there or key.startswith("n")]
    sent = [_row_as_sent(data, key, there.get(key)) for key in keys]
    return sent + [row for key, row in there.items() if key not in keys]


def _row_as_sent(data, key, before):
    """A word that was the usual one and was not ticked here ("was") is no longer, once it means something else."""
    ticked, meaning = data.get(f"{key}-default"), data.get(f"{key}-meaning", "")
    return Row(
        key,
        word=" ".join(data.get(f"{key}-word", "").replace("\0", "").split()),
        meaning=meaning,
        colour=data.get(f"{key}-colour", ""),
        default=ticked == "on" or (ticked == "was" and before is not None and before.meaning == meaning),
        gone=f"{key}-gone" in data,
        becomes=data.get(f"{key}-becomes", ""),
    )


def pressed(rows, act):
    """The rows after a button that changes the page only: "add", "up-s12", "down-s12", "remove-s12", "back-s12"."""
    what, _, key = act.partition("-")
    place = next((place for place, row in enumerate(rows) if row.key == key), None)
    if what == "add":
        return [*rows, replace(NEW, key=_next_key(rows))] if len(rows) < MOST_WORDS else rows
    if place is None:
        return rows
    if what in ("up", "down"):
        return _moved(rows, place, place + (1 if what == "down" else -1))
    if what == "remove" and rows[place].was is None:
        return rows[:place] + rows[place + 1 :]
    if what in ("remove", "back"):
        return [*rows[:place], replace(rows[place], gone=what == "remove"), *rows[place + 1 :]]
    return rows


def focus_after(rows, act):
    """What has the focus after such a button: the id of a button, or the name of a new word's field."""
    what, _, key = act.partition("-")
    if what == "add":
        return f"{rows[-1].key}-word"
    if key not in [row.key for row in rows]:
        return "add-word"
    return {"remove": f"back-{key}", "back": f"remove-{key}"}.get(what, act)


def _next_key(rows):
    return f"n{max((int(row.key[1:]) for row in rows if row.was is None), default=0) + 1}"


def _moved(rows, place, to):
    if not 0 <= to < len(rows):
        return rows
    rows = list(rows)
    rows[place], rows[to] = rows[to], rows[place]
    return rows


class WordsForm(forms.Form):
    """The rows of a page with their fields. `counts` are the actions one may know of at each step, by its id.

    Bound where it is to be saved; else it shows the rows as they are, finished or not.
    """

    opened_at = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, rows, scale, counts):
        initial = {"opened_at": scale.pk}
        for row in rows:
            initial |= {f"{row.key}-{name}": getattr(row, name) for name in Row.__dataclass_fields__}
        super().__init__(data, initial=initial)
        self.rows, self.counts = rows, counts
        self.before = {row.key: row for row in map(row_of, scale.steps.all())}
        staying = self.staying = [row for row in rows if not row.gone]
        shared = {row.meaning for row in staying if sum(r.meaning == row.meaning for r in staying) > 1}
        for row in rows:
            self._add_taker(row) if row.gone else self._add_fields(row, row.meaning in shared)

    def _add_fields(self, row, shares):
        add = self.fields.__setitem__
        word = forms.CharField(
            label=_("Word"), required=False, widget=forms.TextInput({"maxlength": LONGEST_WORD})
        )
        add(f"{row.key}-word", word)
        add(f"{row.key}-meaning", forms.ChoiceField(label=_("It means"), choices=meanings))
        add(f"{row.key}-colour", forms.ChoiceField(label=_("Colour"), choices=COLOUR_CHOICES))
        for name in ("word", "meaning", "colour"):
            self.fields[f"{row.key}-{name}"].error_messages["required"] = _("Choose one.")
        widget = forms.CheckboxInput() if shares else forms.HiddenInput()
        label = _("Usual word for its meaning")
        add(f"{row.key}-default", forms.BooleanField(label=label, required=False, widget=widget))
        if not shares:
            self.initial[f"{row.key}-default"] = "was" if row.default else ""

    def _add_taker(self, row):
        alike = [each for each in self.staying if each.word and ends(each.meaning) == ends(row.meaning)]
        choices = [(each.key, each.word) for each in alike]
        field = forms.ChoiceField(
            label=_("Actions at “{word}” become").format(word=row.word), choices=choices
        )
        field.error_messages["required"] = _("Choose what actions at “{word}” become.").format(word=row.word)
        self.fields[f"{row.key}-becomes"] = field
        if row.becomes not in dict(choices):
            near = proposed(row, alike)
            self.initial[f"{row.key}-becomes"] = near.key if near else ""

    def lines(self):
        """For the page: each row with its bound fields, its number and how many actions stand there."""
        for number, row in enumerate(self.rows, 1):
            named = {name: self[f"{row.key}-{name}"] for name in self._names(row)}
            yield {"row": row, "number": number, "count": self.counts.get(row.was, 0), **named}

    def _names(self, row):
        return ("becomes",) if row.gone else ("word", "meaning", "colour", "default")

    def shown(self):
        """The words as they would look, in order; one that is not written yet is left out."""
        return [row for row in self.staying if row.word and row.meaning and row.colour in COLOURS]

    def clean(self):
        cleaned = super().clean()
        for place, name, sentence in problems_of(self.words()):
            field = f"{self.staying[place].key}-{name}" if place is not None else None
            if field is None or field not in self.errors:
                self.add_error(field, sentence)
        self._refuse_other_side()
        return cleaned

    def _refuse_other_side(self):
        """A word that has ended actions goes on ending them; see changes/status_words.py."""
        for row in self.staying:
            was = self.before.get(row.key)
            if was and row.meaning in list(Meaning) and ends(was.meaning) != ends(row.meaning):
                sentence = MUST_END if ends(was.meaning) else MUST_NOT_END
                self.add_error(f"{row.key}-meaning", sentence.format(word=was.word))

    def words(self):
        return [Word(row.word, row.meaning, row.colour, row.default, row.was) for row in self.staying]

    def becomes(self):
        """The word that takes the actions of each step that is removed, by its id."""
        words = {row.key: row.word for row in self.staying}
        gone = [row for row in self.rows if row.gone and row.was]
        return {row.was: words[self.cleaned_data[f"{row.key}-becomes"]] for row in gone}


class MappingForm(forms.Form):
    """What each word of a plan becomes in another set; proposed by what it means."""

    opened_at = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, plan, steps, counts):
        super().__init__(data, initial={"opened_at": plan.scale_id})
        self.old, self.steps, self.counts = list(plan.scale.steps.all()), list(steps), counts
        for step in self.old:
            alike = [each for each in self.steps if ends(each.meaning) == ends(step.meaning)]
            field = forms.ChoiceField(label=step.word, choices=[(each.word, each.word) for each in alike])
            field.error_messages["required"] = _("Choose what “{word}” becomes.").format(word=step.word)
            near = proposed(step, self.steps)
            field.initial = near.word if near else ""
            self.fields[f"s{step.pk}"] = field

    def chosen(self, step):
        """The new step that stands in the form for an old one, saved or not."""
        word = self[f"s{step.pk}"].value()
        return next((each for each in self.steps if each.word == word), None)

    def lines(self):
        for step in self.old:
            new = self.chosen(step)
            yield {
                "step": step,
                "field": self[f"s{step.pk}"],
                "count": self.counts.get(step.pk, 0),
                "new": new,
                "other": new is not None and new.meaning != step.meaning,
                "lacks": step.meaning not in {each.meaning for each in self.steps},
                "means": Meaning(new.meaning).label.lower() if new else "",
            }

    def after(self):
        """How many actions one may know of will stand at each new step, in its order."""
        found = {}
        for line in self.lines():
            if line["new"] is not None:
                found[line["new"].word] = found.get(line["new"].word, 0) + line["count"]
        return [{"step": step, "count": found.get(step.word, 0)} for step in self.steps]

    def becomes(self):
        return {step.pk: self.cleaned_data[f"s{step.pk}"] for step in self.old}
