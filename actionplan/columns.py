"""The columns a list of actions may show; the address bar names those that were chosen."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date, slippage
from actionplan.models import Update
from actionplan.orders import evidence_count


@dataclass(frozen=True)
class Column:
    """`sort` names the order its heading asks for; `about` says in the chooser what the heading alone does not."""

    key: str
    label: str
    sort: str = ""
    about: str = ""
    css: str = ""

    @property
    def chosen_as(self):
        return self.about or self.label


COLUMNS = [
    Column("news", gettext_lazy("Latest news"), about=gettext_lazy("Latest news, under the action")),
    Column(
        "latest",
        gettext_lazy("Latest news"),
        sort="news",
        about=gettext_lazy("Latest news, beside the action"),
        css="col-words",
    ),
    Column("plan", gettext_lazy("Plan"), sort="plan", css="col-short-words"),
    Column("challenge", gettext_lazy("Challenge"), css="col-short-words"),
    Column("leads", gettext_lazy("Leads"), about=gettext_lazy("Leads, all in one"), css="col-leads"),
    Column("member", gettext_lazy("Member lead"), sort="member", css="col-name"),
    Column("strategic", gettext_lazy("Strategic lead"), sort="strategic", css="col-name"),
    Column("operational", gettext_lazy("Operational lead"), sort="operational", css="col-name"),
    Column(
        "reporter",
        gettext_lazy("Reports"),
        sort="reporter",
        about=gettext_lazy("Who reports"),
        css="col-name",
    ),
    Column("deadline", gettext_lazy("Deadline"), sort="deadline", css="col-deadline"),
    Column("original", gettext_lazy("First deadline"), sort="original", css="col-day"),
    Column(
        "slippage",
        gettext_lazy("Moved by"),
        sort="slippage",
        about=gettext_lazy("Moved by how many days"),
        css="col-day",
    ),
    Column("status", gettext_lazy("Status"), sort="status", css="col-status"),
    Column("since", gettext_lazy("Since"), about=gettext_lazy("At this status since"), css="col-day"),
    Column(
        "evidence",
        gettext_lazy("Evidence"),
        sort="evidence",
        about=gettext_lazy("How much evidence"),
        css="col-number number",
    ),
    Column("success", gettext_lazy("How we will know"), css="col-words"),
    Column("notes", gettext_lazy("Notes"), css="col-words"),
    Column("exempt", gettext_lazy("Exempt"), css="col-short-words"),
]
BY_KEY = {column.key: column for column in COLUMNS}
USUAL = ("news", "leads", "deadline", "status")
WIDE_FROM = 6  # so many columns besides reference and wording are printed on paper turned on its side
MOST_KEYS = 40


@dataclass(frozen=True)
class Cell:
    """What a column shows of a row: lines of plain words, or nothing where the page draws it otherwise."""

    column: Column
    lines: tuple = ()


@dataclass(frozen=True)
class Columns:
    """The columns of a list, in the order they always stand in; `keys` as the address says them."""

    keys: tuple
    across: bool = False

    @classmethod
    def from_query(cls, query, across=False):
        """Read `columns=leads,deadline`, or once for each; with none that we know it is the usual ones."""
        asked = {
            key.strip() for said in query.getlist("columns")[:MOST_KEYS] for key in said[:400].split(",")
        }
        if not across:
            asked.discard("plan")
        return cls(tuple(key for key in BY_KEY if key in asked) or USUAL, across)

    def as_query(self):
        """What an address must say for the same columns: nothing where they are the usual ones."""
        return {} if set(self.keys) == set(USUAL) else {"columns": ",".join(self.keys)}

    @property
    def usual(self):
        return ",".join(key for key in BY_KEY if key in USUAL)

    def __contains__(self, key):
        return key in self.keys

    @property
    def beside(self):
        """Those that are columns of their own: the news under the action is not."""
        return [BY_KEY[key] for key in self.keys if key != "news"]

    @property
    def news_under(self):
        return "news" in self.keys and "latest" not in self.keys

    @property
    def are_wide(self):
        return len(self.beside) >= WIDE_FROM or {"latest", "success", "notes"} & set(self.keys) != set()

    def choices(self):
        return [(key, column.chosen_as) for key, column in BY_KEY.items() if key != "plan" or self.across]

    def fetched_with(self, actions):
        """The queryset with what these columns show beyond what every row does."""
        if "reporter" in self:
            actions = actions.select_related("reporter")
        if "evidence" in self:
            actions = actions.annotate(evidence_count=evidence_count())
        return actions.annotate(since=_since()) if "since" in self else actions

    def cells_of(self, row):
        """The cells of a row fetched with these columns."""
        return tuple(Cell(column, tuple(_lines(column.key, row, row.action))) for column in self.beside)


def _lines(key, row, action):
    told = not (row.news and row.news.exempt)
    match key:
        case "plan":
            yield action.plan.title
        case "challenge":
            yield f"{action.challenge.number} {action.challenge.title}"
        case "member" | "strategic" | "operational":
            yield from row.leads[key]
        case "reporter":
            yield action.reporter.name if action.reporter else _("nobody")
        case "original":
            yield from (_first_said(line.deadline) for line in row.lines)
        case "slippage":
            yield from (slippage(line.deadline.slippage) for line in row.lines)
        case "since" if told and action.since:
            yield long_date(action.since)
        case "evidence" if told:
            yield str(action.evidence_count)
        case "success" | "notes":
            yield from filter(None, [getattr(action, key)])
        case "exempt" if action.exempt != action.Exempt.NO:
            exempt = capfirst(action.get_exempt_display())
            yield _("{exempt}, paragraph {number}").format(exempt=exempt, number=action.paragraph)


def _first_said(deadline):
    return long_date(deadline.original_due) or deadline.original_words


def _since():
    """The day of the first update at the present step that none at another step follows; none where it began there."""
    later = Q(given_on__gt=OuterRef("given_on")) | Q(given_on=OuterRef("given_on"), pk__gt=OuterRef("pk"))
    elsewhere = Update.objects.filter(later, action=OuterRef("action")).exclude(step=OuterRef("step"))
    here = Update.objects.filter(~Exists(elsewhere), action=OuterRef("pk"), step=OuterRef("step"))
    return Subquery(here.order_by("given_on", "pk").values("given_on")[:1])
