"""Deadlines as they are typed: the words, read back as they are understood."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes.conflicts import same
from actionplan.deadlines import DeadlineReading, in_words
from actionplan.forms.days import DayInput

WORDS_MAX = 2000
ONE_LINE = 60
TICK = gettext_lazy("Tick that this is meant, or write it otherwise.")


class DeadlineFields:
    """Adds to a form the words of each deadline, the day it was met, and one more."""

    def add_deadline_fields(self, plan, lines):
        self.lines = list(lines)
        self.reading_url = reverse("deadline_reading", args=[plan.slug])
        for place, line in enumerate(self.lines):
            label = line.what or (
                _("Deadline") if len(self.lines) == 1 else _("Deadline {number}").format(number=place + 1)
            )
            self._add_words(f"deadline_{line.pk}", label, line.words)
            self.fields[f"met_{line.pk}"] = forms.DateField(
                label=_("{deadline}: met on").format(deadline=label),
                required=False,
                widget=DayInput,
                initial=line.met_on,
            )
        self._add_words("deadline_new", _("Another deadline") if self.lines else _("Deadline"), "")

    def _add_words(self, name, label, words):
        several_lines = "\n" in words or len(words) > ONE_LINE
        widget = forms.Textarea if several_lines else forms.TextInput
        self.fields[name] = forms.CharField(
            label=label,
            required=False,
            initial=words,
            max_length=WORDS_MAX,
            widget=widget(
                {
                    "autocomplete": "off",
                    "data-hx-get": self.reading_url,
                    "data-hx-trigger": "input changed delay:400ms, change",
                    "data-hx-target": f"#read-{name}",
                }
            ),
        )

    def deadline_rows(self):
        """For the page: the words, how they are read, and when it was met."""
        for line in self.lines:
            name = f"deadline_{line.pk}"
            words = str(self[name].value() or "")
            stands = same(words, line.words)
            read = {"read": as_read(line), "doubtful": False} if stands else self._read(name, words)
            yield {"words": self[name], "met": self[f"met_{line.pk}"], **read}
        words = str(self["deadline_new"].value() or "")
        yield {"words": self["deadline_new"], "met": None, **self._read("deadline_new", words)}

    def _read(self, name, words):
        """How words that are typed would be read, and whether somebody has to say that it is meant so."""
        reading = self.reading_of(words)
        said = in_words(reading) if words else ""
        right = self.data.get(f"{name}_right") == said
        return {"read": said, "doubtful": bool(words) and is_doubtful(reading), "right": right}

    def clean_deadlines(self):
        """A reading that another reader could dispute is confirmed by whoever types it, before it is kept."""
        stand = {f"deadline_{line.pk}": line.words for line in self.lines} | {"deadline_new": ""}
        for name, before in stand.items():
            words = self.cleaned_data.get(name) or ""
            if not words or same(words, before):
                continue
            read = self._read(name, words)
            if read["doubtful"] and not read["right"]:
                self.add_error(name, f"{read['read']} {TICK}")

    def moves(self):
        return {line: self.cleaned_data[f"deadline_{line.pk}"] for line in self.lines}

    def met(self):
        return {line: self.cleaned_data[f"met_{line.pk}"] for line in self.lines}

    def further_deadlines(self):
        return [words for words in [self.cleaned_data["deadline_new"]] if words]


def is_doubtful(reading):
    return not reading.confident or any(not other.confident for other in reading.also)


def as_read(line):
    """How a deadline that is kept was read."""
    return in_words(
        DeadlineReading(
            words=line.words, kind=line.kind, first_day=line.first_day, due=line.due, precision=line.precision
        )
    )
