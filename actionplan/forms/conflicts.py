"""Two versions of the same words, side by side: the form keeps what was typed, and the person chooses."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes.conflicts import Opened

MOST_DIGITS = 10
KEEP = [("theirs", gettext_lazy("Keep what stands now")), ("mine", gettext_lazy("Keep what I wrote"))]
BOTH = gettext_lazy(
    "{who} changed this while you were editing. Both versions are below: choose which "
    "to keep, and save again."
)


class BothVersions:
    """For a form with a hidden `opened_at_revision`. What clashes comes back as clash_NAME and mine_NAME, for show,
    and keep_NAME, which has to be answered.
    """

    def add_clash_fields(self):
        for name in [name for name in self.data if name.startswith("clash_")]:
            self._ask_which(name.removeprefix("clash_"))

    def _ask_which(self, name):
        self.fields[f"keep_{name}"] = forms.ChoiceField(
            label=_("Which is to be kept?"),
            choices=KEEP,
            widget=forms.RadioSelect,
            error_messages={
                "required": _("{field}: choose which to keep.").format(field=self.label_of(name))
            },
        )

    def label_of(self, name):
        if name == "leads":
            return _("Leads")
        return self[name].label if name in self.fields else name.capitalize()

    def settled(self):
        """The names of what somebody has seen both versions of."""
        return tuple(name.removeprefix("keep_") for name in self.fields if name.startswith("keep_"))

    def seen_at(self):
        return self.data.get("seen_at_revision", "")

    def clean_opened_at_revision(self):
        number, seen = self.cleaned_data["opened_at_revision"], self.seen_at()
        if number is None or not self.settled() or not (seen.isdecimal() and len(seen) < MOST_DIGITS):
            return number
        return Opened(number, int(seen), self.settled())

    def clashes(self):
        """For the page: what stands now beside what was written."""
        return [
            {
                "name": name,
                "label": self.label_of(name),
                "theirs": self.data.get(f"clash_{name}", ""),
                "mine": self.data.get(f"mine_{name}", ""),
                "keep": self[f"keep_{name}"],
            }
            for name in self.settled()
        ]

    def show_both(self, conflict, latest):
        """Turn the form into the question; `latest` is the revision that stands now.

        What was asked before keeps its answer, and what nobody has seen yet is still measured by the form as opened.
        """
        self.data = self.data.copy()
        self.data["seen_at_revision"] = str(latest.number)
        for name, (theirs, mine) in conflict.fields.items():
            self.data[f"clash_{name}"], self.data[f"mine_{name}"] = self.said(theirs), self.said(mine)
            self.data.pop(f"keep_{name}", None)
            self._ask_which(name)
        self.add_error(None, BOTH.format(who=latest.by or _("Somebody")))

    def said(self, value):
        return "" if value is None else str(value)

    def without_theirs(self, values):
        """Those of the values to be saved: what stands now is left alone where that was chosen."""
        return {name: value for name, value in values.items() if not self.keeps_theirs(name)}

    def keeps_theirs(self, name):
        return self.cleaned_data.get(f"keep_{name}") == "theirs"
