"""The orders a list of actions may stand in; the address bar names one, with "-" before it for the other way round."""

from django.db.models import Case, Count, ExpressionWrapper, F, Max, OuterRef, Subquery, When
from django.db.models.fields import DurationField
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from actionplan.figures import NEWS_HAS_A_DAY
from actionplan.models import Deadline, Evidence, Lead

PRINTED = ["challenge__order", "challenge_id", "order", "id"]
PLAN_BY_PLAN = ["-plan__stands_on", "plan__slug", *PRINTED]
SOONEST = [F("next_due").asc(nulls_last=True), "plan_id", *PRINTED]

SORTS = {
    "deadline": _("deadline"),
    "status": _("status"),
    "news": _("latest news"),
    "reporter": _("who reports"),
    "member": _("member lead"),
    "strategic": _("strategic lead"),
    "operational": _("operational lead"),
    "original": _("first deadline"),
    "slippage": _("days moved"),
    "evidence": _("evidence"),
    "plan": _("plan"),
}
OFFERED = ("deadline", "status", "news", "reporter")
TURNED = {
    "deadline": _("latest first"),
    "original": _("latest first"),
    "news": _("oldest first"),
    "status": _("last step first"),
    "slippage": _("least first"),
    "evidence": _("least first"),
}
BACKWARDS = _("from Z to A")
MOST_FIRST = {"news", "slippage", "evidence"}  # one asks for the newest, the furthest moved, the most


def known(sort):
    """The sort where it is one of ours, else nothing: printed order."""
    return sort if sort.removeprefix("-") in SORTS else ""


def is_descending(sort):
    """True where the highest value comes first."""
    name = sort.removeprefix("-")
    return (name in MOST_FIRST) != sort.startswith("-")


def turned(sort):
    """The same the other way round."""
    return sort.removeprefix("-") if sort.startswith("-") else f"-{sort}"


def said(sort):
    """An order in words, to stand after "sorted by": "deadline", or the other way round "deadline, latest first"."""
    name = sort.removeprefix("-")
    return str(SORTS[name]) + (f", {TURNED.get(name, BACKWARDS)}" if sort.startswith("-") else "")


def ordered(actions, sort, across=False):
    """A queryset of actions in this order; those that have no value come last, equals in printed order."""
    rest = PLAN_BY_PLAN if across else PRINTED
    if not sort:
        return actions.order_by(*rest)
    values = _values(sort.removeprefix("-"))
    if is_descending(sort):
        return actions.order_by(*(value.desc(nulls_last=True) for value in values), *rest)
    return actions.order_by(*(value.asc(nulls_last=True) for value in values), *rest)


def _told(of_news):
    """What an order may go by: of exempt news nothing, so that it does not tell when or with what that was given."""
    return Case(When(NEWS_HAS_A_DAY, then=of_news))


def _values(name):
    match name:
        case "deadline":
            return [F("next_due")]
        case "status":
            return [F("step__order"), F("step_id")]
        case "news":
            return [_told(F("latest_update__given_on")), _told(F("latest_update_id"))]
        case "reporter":
            return [F("reporter__key"), F("reporter_id")]
        case "plan":
            return [F("plan__slug")]
        case "original":
            return [_of_deadlines(Max("original_due"))]
        case "slippage":
            moved = ExpressionWrapper(F("due") - F("original_due"), output_field=DurationField())
            return [_of_deadlines(Max(moved))]
        case "evidence":
            return [_told(evidence_count())]
    first = Lead.objects.filter(action=OuterRef("pk"), role=name).order_by("order", "pk")
    return [Subquery(first.values("actor__key")[:1])]


def evidence_count():
    """How many links and files were given with the updates of an action."""
    given = Evidence.objects.filter(update__action=OuterRef("pk")).order_by().values("update__action")
    return Coalesce(Subquery(given.annotate(count=Count("pk")).values("count")), 0)


def _of_deadlines(value):
    lines = Deadline.objects.filter(action=OuterRef("pk")).order_by().values("action")
    return Subquery(lines.annotate(value=value).values("value"))
