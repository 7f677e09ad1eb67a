"""What one may narrow a plan's list to; the address bar holds it."""

from dataclasses import dataclass

from django import forms
from django.db.models import F

from actionplan import figures

DUE = [
    ("", "Any"),
    ("overdue", "Overdue"),
    ("soon", "In 30 days"),
    ("none", "No date"),
]
NEWS = [("", "Any"), ("none", "None for 60 days")]
SORTS = [
    ("", "Printed order"),
    ("deadline", "Deadline"),
    ("status", "Status"),
    ("news", "Latest news"),
]
ORDERS = {
    "deadline": [F("next_due").asc(nulls_last=True)],
    "status": ["step__order", "step_id"],
    "news": [F("latest_update__given_on").desc(nulls_last=True), F("latest_update_id").desc(nulls_last=True)],
}
PRINTED = ["challenge__order", "challenge_id", "order", "id"]
SOONEST = [*ORDERS["deadline"], "plan_id", *PRINTED]
WORDS_MAX = 200


@dataclass(frozen=True)
class Filter:
    """What was asked for, as it stands in the address: `status` a step's word, `heading` a heading's key."""

    words: str = ""
    heading: str = ""
    status: str = ""
    lead: str = ""
    due: str = ""
    news: str = ""
    sort: str = ""

    @classmethod
    def from_query(cls, query):
        """Read an address's query; what no form of ours sends is left out."""
        asked = {name: query.get(name, "").replace("\0", "").strip() for name in cls.__dataclass_fields__}
        asked["words"] = asked["words"][:WORDS_MAX]
        asked["lead"] = asked["lead"] if asked["lead"].isdecimal() and len(asked["lead"]) < 19 else ""
        for name, choices in (("due", DUE), ("news", NEWS), ("sort", SORTS)):
            asked[name] = asked[name] if asked[name] in dict(choices) else ""
        return cls(**asked)

    @property
    def narrows(self):
        return any((self.words, self.heading, self.status, self.lead, self.due, self.news))

    @property
    def in_printed_order(self):
        return not self.sort

    def apply(self, actions, today):
        """Narrow a queryset of actions; its order is `ordered`'s."""
        if self.words:
            actions = actions.with_words(self.words)
        if self.heading:
            actions = actions.filter(challenge__heading__key=self.heading)
        if self.status:
            actions = actions.filter(step__word=self.status)
        if self.lead:
            actions = actions.led_by([int(self.lead)])
        if self.due:
            actions = self._due(actions, today)
        if self.news:
            actions = actions.filter(figures.without_news(today))
        return actions

    def _due(self, actions, today):
        if self.due == "none":
            return actions.without_date()
        rule = {"overdue": figures.overdue, "soon": figures.due_soon}[self.due]
        return actions.filter(rule(today))

    def ordered(self, actions):
        return actions.order_by(*ORDERS.get(self.sort, []), *PRINTED)


class FilterForm(forms.Form):
    """The controls of a Filter, offering what the plan's actions have."""

    words = forms.CharField(
        label="Words", max_length=WORDS_MAX, required=False, widget=forms.TextInput({"type": "search"})
    )
    heading = forms.CharField(widget=forms.Select, required=False)
    status = forms.CharField(label="Status", widget=forms.Select, required=False)
    lead = forms.CharField(label="Lead", widget=forms.Select, required=False)
    due = forms.ChoiceField(label="Due", choices=DUE, required=False)
    news = forms.ChoiceField(label="News", choices=NEWS, required=False)
    sort = forms.ChoiceField(label="Sorted by", choices=SORTS, required=False)

    def __init__(self, asked, plan, known):
        super().__init__(initial=vars(asked))
        self.fields["heading"].label = plan.heading_word
        offered = {
            "heading": [(heading.key, heading.name) for heading in known.headings],
            "status": [(step.name, step.name) for step in known.steps],
            "lead": [(str(lead.id), lead.name) for lead in known.leads],
        }
        for name, choices in offered.items():
            self.fields[name].widget.choices = [
                ("", "Any"),
                *choices,
                *_unknown(getattr(asked, name), choices),
            ]


def _unknown(value, choices):
    """What was asked for and no action has: it stays to be seen, and taken back."""
    return [] if not value or value in dict(choices) else [(value, "None in this plan")]
