"""What one may narrow a list of actions to; the address bar holds it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan import due, figures, orders
from actionplan.forms.days import DayInput
from actionplan.models import Deadline, Lead, Plan, Revision, Update
from actionplan.nearness import near_anywhere
from actionplan.orders import PRINTED, SOONEST
from actionplan.status import Meaning
from actionplan.wording import counted

__all__ = ["PRINTED", "SOONEST", "Filter", "FilterForm"]

NOBODY = "none"
DUE = [("", gettext_lazy("Any")), *due.DUE.items()]
MOVED = [("", gettext_lazy("Any")), *due.MOVED.items()]
NEWS = [("", gettext_lazy("Any")), *due.NEWS.items()]
MEANINGS = [
    ("", gettext_lazy("Any")),
    ("open", gettext_lazy("Open")),
    ("finished", gettext_lazy("Finished")),
    *((meaning.value, meaning.label) for meaning in Meaning),
]
ROLES = [("", gettext_lazy("Any role")), *((role.value, capfirst(role.label)) for role in Lead.Role)]
EXTENSION = [("", gettext_lazy("Any")), ("asked", gettext_lazy("Asked for"))]
EXEMPT = [("", gettext_lazy("Any")), ("yes", gettext_lazy("Exempt")), ("no", gettext_lazy("Not exempt"))]
STATES = [
    ("", gettext_lazy("Not closed")),
    ("closed", gettext_lazy("Closed")),
    ("any", gettext_lazy("Closed too")),
]
SORTS = [
    ("", gettext_lazy("Printed order")),
    *((sort, capfirst(orders.SORTS[sort])) for sort in orders.OFFERED),
]
CHOICES = {
    "moved": MOVED,
    "news": NEWS,
    "meaning": MEANINGS,
    "role": ROLES,
    "extension": EXTENSION,
    "exempt": EXEMPT,
    "state": STATES,
}
WORDS_MAX = 200
ACROSS_ONLY = ("plan", "state")


@dataclass(frozen=True)
class Filter:
    """What was asked for, as it stands in the address.

    `status` is a step's word, `meaning` one of the eight or "open" or "finished", `heading` a heading's key, `plan` a
    slug, `lead` and `reporter` an actor's id or "none"; `due`, `moved` and `news` are as `actionplan.due` has them.
    `after` and `before` are the first and the last day a deadline may have, `changed` the day since when; days are
    written as 2026-11-20.
    """

    words: str = ""
    plan: str = ""
    state: str = ""
    heading: str = ""
    status: str = ""
    meaning: str = ""
    lead: str = ""
    role: str = ""
    reporter: str = ""
    due: str = ""
    moved: str = ""
    after: str = ""
    before: str = ""
    news: str = ""
    changed: str = ""
    extension: str = ""
    exempt: str = ""
    sort: str = ""

    @classmethod
    def from_query(cls, query, across=False):
        """Read an address's query; what no form of ours sends is left out. `across`: of a list over all plans."""
        asked = {name: query.get(name, "").replace("\0", "").strip() for name in cls.__dataclass_fields__}
        asked["words"] = asked["words"][:WORDS_MAX]
        for name in ("lead", "reporter"):
            asked[name] = asked[name] if asked[name] == NOBODY or _is_id(asked[name]) else ""
        for name in ("after", "before", "changed"):
            asked[name] = asked[name] if day_of(asked[name]) else ""
        for name, choices in CHOICES.items():
            asked[name] = asked[name] if asked[name] in dict(choices) else ""
        asked["due"] = asked["due"] if due.is_known(asked["due"]) else ""
        for name in () if across else ACROSS_ONLY:
            asked[name] = ""
        asked["role"] = asked["role"] if asked["lead"] else ""
        asked["sort"] = orders.known(asked["sort"])
        return cls(**asked)

    def as_query(self):
        """What an address must say to ask for the same: names and values, empty ones left out."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def narrows(self):
        return any(name != "sort" for name in self.as_query())

    @property
    def in_printed_order(self):
        return not self.sort

    def apply(self, actions, today):
        """Narrow a queryset of actions; its order is `ordered`'s."""
        for name, value in self.as_query().items():
            if narrowed := getattr(self, f"_by_{name}", None):
                actions = narrowed(actions, value, today)
        return actions

    def ordered(self, actions, across=False):
        return orders.ordered(actions, self.sort, across)

    def _by_words(self, actions, words, today):
        return actions.with_words(words)

    def _by_plan(self, actions, slug, today):
        return actions.filter(plan__slug=slug)

    def _by_heading(self, actions, key, today):
        return actions.filter(challenge__heading__key=key)

    def _by_status(self, actions, word, today):
        return actions.filter(step__word=word)

    def _by_meaning(self, actions, meaning, today):
        if meaning in ("open", "finished"):
            return actions.filter(figures.OPEN if meaning == "open" else ~figures.OPEN)
        return actions.filter(step__meaning=meaning)

    def _by_lead(self, actions, lead, today):
        if lead != NOBODY:
            return actions.led_by([int(lead)], [self.role] if self.role else None)
        leads = Lead.objects.filter(action=OuterRef("pk"), **({"role": self.role} if self.role else {}))
        return actions.filter(~Exists(leads))

    def _by_reporter(self, actions, reporter, today):
        return actions.filter(figures.UNREPORTED if reporter == NOBODY else Q(reporter=int(reporter)))

    def _by_due(self, actions, when, today):
        return actions.filter(due.due(when, today, near_anywhere() if when == "soon" else figures.AS_USUAL))

    def _by_moved(self, actions, moved, today):
        return actions.filter(due.moved(moved, today))

    def _by_after(self, actions, after, today):
        return actions.filter(Exists(self._lines_between()))

    def _by_before(self, actions, before, today):
        return actions if self.after else actions.filter(Exists(self._lines_between()))

    def _lines_between(self):
        """The deadlines of an action whose last day is between the two days, both included."""
        lines = Deadline.objects.filter(action=OuterRef("pk"), due__isnull=False)
        if self.after:
            lines = lines.filter(due__gte=day_of(self.after))
        return lines.filter(due__lte=day_of(self.before)) if self.before else lines

    def _by_news(self, actions, news, today):
        return actions.filter(due.news(news, today, near_anywhere() if news == "none" else figures.AS_USUAL))

    def _by_changed(self, actions, since, today):
        """Those of which something was changed, or said for all to read, on that day or after it."""
        moment = timezone.make_aware(datetime.combine(day_of(since), time.min))
        changes = Revision.objects.filter(subject="action", subject_id=OuterRef("pk"), at__gte=moment)
        said = Update.objects.filter(action=OuterRef("pk"), recorded_at__gte=moment)
        return actions.filter(Exists(changes) | figures.NEWS_HAS_A_DAY & Exists(said))

    def _by_extension(self, actions, extension, today):
        return actions.filter(figures.MORE_TIME_ASKED)

    def _by_exempt(self, actions, exempt, today):
        is_exempt = figures.EXEMPT
        return actions.filter(is_exempt if exempt == "yes" else ~is_exempt)


def over_plans(actions, asked):
    """Of a list over all plans those of plans that are worked on, unless a plan or closed ones were asked for."""
    if asked.plan or asked.state == "any":
        return actions
    is_closed = {"plan__state": Plan.State.CLOSED}
    return actions.filter(**is_closed) if asked.state == "closed" else actions.exclude(**is_closed)


def _is_id(words):
    return words.isascii() and words.isdecimal() and len(words) < 19


def day_of(words):
    """The day written as 2026-11-20, or None."""
    try:
        return date.fromisoformat(words) if len(words) == 10 else None
    except ValueError:
        return None


class FilterForm(forms.Form):
    """The controls of a Filter, offering what the actions have; `plan` is None for a list over all plans."""

    words = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=WORDS_MAX,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    plan = forms.CharField(label=gettext_lazy("Plan"), widget=forms.Select, required=False)
    state = forms.ChoiceField(label=gettext_lazy("Plans that are"), choices=STATES, required=False)
    heading = forms.CharField(widget=forms.Select, required=False)
    status = forms.CharField(label=gettext_lazy("Status"), widget=forms.Select, required=False)
    lead = forms.CharField(label=gettext_lazy("Lead"), widget=forms.Select, required=False)
    due = forms.ChoiceField(label=gettext_lazy("Due"), choices=DUE, required=False)
    news = forms.ChoiceField(label=gettext_lazy("News"), choices=NEWS, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Lead as"), choices=ROLES, required=False)
    reporter = forms.CharField(label=gettext_lazy("Reports"), widget=forms.Select, required=False)
    meaning = forms.ChoiceField(label=gettext_lazy("How it stands"), choices=MEANINGS, required=False)
    after = forms.DateField(label=gettext_lazy("Deadline from"), widget=DayInput, required=False)
    before = forms.DateField(label=gettext_lazy("Deadline to"), widget=DayInput, required=False)
    moved = forms.ChoiceField(label=gettext_lazy("Date moved"), choices=MOVED, required=False)
    changed = forms.DateField(label=gettext_lazy("Changed since"), widget=DayInput, required=False)
    extension = forms.ChoiceField(label=gettext_lazy("More time"), choices=EXTENSION, required=False)
    exempt = forms.ChoiceField(label=gettext_lazy("Exempt"), choices=EXEMPT, required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Sorted by"), choices=SORTS, required=False)

    MORE = (
        "news",
        "state",
        "role",
        "reporter",
        "meaning",
        "after",
        "before",
        "moved",
        "changed",
        "extension",
        "exempt",
    )

    def __init__(self, asked, plan, known):
        super().__init__(initial=vars(asked))
        self.asked = asked
        self._leave_out(plan, known)
        offered = {
            "plan": [(facet.key, facet.name) for facet in known.plans],
            "heading": [(heading.key, heading.name) for heading in known.headings],
            "status": [(step.name, step.name) for step in known.steps],
            "lead": [(str(lead.id), lead.name) for lead in known.leads] + [(NOBODY, _("Nobody"))],
            "reporter": [(str(lead.id), lead.name) for lead in known.reporters] + [(NOBODY, _("Nobody"))],
        }
        for name, choices in offered.items():
            if name in self.fields:
                missing = unknown(getattr(asked, name), choices)
                self.fields[name].widget.choices = [("", _("Any")), *choices, *missing]
        self.fields["due"].choices = due_choices(known.days)
        self.fields["news"].choices = news_choices(known.days)
        self.fields["sort"].choices += _other_sort(asked.sort)
        if asked.due and asked.due not in due.DUE:
            self.fields["due"].choices += [(asked.due, due.label(asked.due))]

    def _leave_out(self, plan, known):
        """A plan's own words are of that plan; closed ones and the plan itself are asked for over all plans only."""
        for name in ACROSS_ONLY if plan else ("heading", "status"):
            del self.fields[name]
        if plan:
            self.fields["heading"].label = plan.heading_word
        else:
            self.fields["meaning"].label = _("Status")
            self.fields["sort"].choices = [("", _("Plan by plan")), *SORTS[1:]]
        if not known.exempt and not self.asked.exempt:
            del self.fields["exempt"]

    @property
    def seldom(self):
        """The names of those that are folded away."""
        names = self.MORE if "status" in self.fields else [name for name in self.MORE if name != "meaning"]
        return [name for name in names if name in self.fields]

    def main(self):
        folded = {*self.seldom, "sort"}
        return [field for field in self if field.name not in folded]

    def more(self):
        return [self[name] for name in self.seldom]

    @property
    def asks_for_more(self):
        """How many of those that are folded away say something."""
        return sum(bool(getattr(self.asked, name)) for name in self.seldom)


def news_choices(days):
    """ "None for 60 days" rather than "None for a while", likewise."""
    if days.quiet is None:
        return NEWS
    none = _("None for {days}").format(days=counted(days.quiet, "day"))
    return [(key, none if key == "none" else said) for key, said in NEWS]


def due_choices(days):
    """ "In 30 days" rather than "Soon", where all plans in the list count by the same days."""
    if days.soon is None:
        return DUE
    soon = _("In {days}").format(days=counted(days.soon, "day"))
    return [(key, soon if key == "soon" else said) for key, said in DUE]


def unknown(value, choices):
    """What was asked for and no action has: it stays to be seen, and taken back."""
    return [] if not value or value in dict(choices) else [(value, _("None in this plan"))]


def _other_sort(sort):
    """An order asked for by a column's heading that the form does not offer by itself."""
    return [] if not sort or sort in dict(SORTS) else [(sort, capfirst(orders.said(sort)))]
