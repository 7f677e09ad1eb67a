"""Every table of this room that keeps words people typed, for whoever looks for words in all of them.

A field that is added to a table and holds such words belongs here: a test goes through every column of the database.
"""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date
from actionplan.models import (
    Action,
    Challenge,
    Deadline,
    DeadlineChange,
    Evidence,
    HandOver,
    Heading,
    Import,
    Lead,
    Message,
    Plan,
    Query,
    Redaction,
    Resolution,
    Revision,
    Round,
    SavedView,
    SeeAlso,
    Sheet,
    Update,
)
from actionplan.redaction import Store
from actionplan.wording import in_a_sentence

DEADLINE = {
    "what": gettext_lazy("deadline"),
    "words": gettext_lazy("deadline"),
    "original_words": gettext_lazy("deadline as first written"),
}
HISTORIES = {
    "action": gettext_lazy("its history"),
    "challenge": gettext_lazy("history of a challenge"),
    "heading": gettext_lazy("history of a heading"),
    "plan": gettext_lazy("history of a plan"),
}
MOVED = {
    "old_words": gettext_lazy("deadline before it moved"),
    "new_words": gettext_lazy("deadline it moved to"),
    "reason": gettext_lazy("why the deadline moves"),
    "answer": gettext_lazy("what was said to a new deadline"),
}


def _of_actions(model, road="action"):
    return lambda scope: model.objects.filter(**{f"{road}__in": scope.actions.values("pk")})


def _told(model, road):
    """Rows that are news: not of actions whose news is kept from this person."""
    return lambda scope: model.objects.filter(
        **{f"{road}__in": scope.actions.exclude(pk__in=scope.silent.values("pk")).values("pk")}
    )


def _updates(scope):
    return _told(Update, "action")(scope).select_related("by__actor")


def _changes(scope):
    return _told(DeadlineChange, "deadline__action")(scope).select_related("deadline")


def _of_plans(model, road="plan"):
    return lambda scope: model.objects.filter(**{f"{road}__in": scope.plans.values("pk")})


def _named(model):
    return lambda scope: _of_plans(model)(scope).select_related("plan")


def _everywhere(model):
    return lambda scope: model.objects.all()


def _questions(scope):
    """Of a plan; of an action like its news, because the answer is one."""
    told = scope.actions.exclude(pk__in=scope.silent.values("pk"))
    of_plan = Q(action=None, plan__in=scope.plans.values("pk"))
    return Query.objects.filter(of_plan | Q(action__in=told.values("pk")))


def _revisions(scope):
    other = Q(plan__in=scope.plans.values("pk")) & ~Q(subject="action")
    return Revision.objects.filter(
        other | Q(subject="action", subject_id__in=scope.actions.values("pk"))
    ).select_related("plan")


def _imports(scope):
    return Import.objects.filter(pk__in=scope.imports.values("pk")).defer("file")


def _rounds(scope):
    asked = Round.plans.through.objects.filter(plan__in=scope.plans.values("pk"))
    return Round.objects.filter(pk__in=asked.values("round"))


def _evidence(scope):
    return _told(Evidence, "update__action")(scope).defer("file").select_related("update__by__actor")


def _views(scope):
    return SavedView.objects.filter(Q(plan=None) | Q(plan__in=scope.plans.values("pk")))


def _field(row, field):
    return str(row._meta.get_field(field).verbose_name)


def _news(update):
    who = update.by.get_full_name() if update.by else ""
    said = _("news of {date}, {name}") if who else _("news of {date}")
    return said.format(date=long_date(update.given_on), name=who)


def _challenge(row, field):
    return f"{in_a_sentence(row.plan.challenge_word)} {row.number}"


def _said(words):
    return lambda row, field: str(words)


def _action_id(row):
    return row.action_id


STORES = (
    Store(
        Action,
        ("text", "success", "notes", "public_news", "public_interest"),
        _of_actions(Action, "pk"),
        _field,
        lambda row: row.pk,
    ),
    Store(Action, ("outcome",), _told(Action, "pk"), _field, lambda row: row.pk),
    Store(Update, ("words",), _updates, lambda row, field: _news(row), _action_id),
    Store(
        Evidence,
        ("words", "name", "url"),
        _evidence,
        lambda row, field: _("evidence with {news}").format(news=_news(row.update)),
        lambda row: row.update.action_id,
    ),
    Store(
        Lead,
        ("words",),
        _of_actions(Lead),
        lambda row, field: _("{role} as written").format(role=row.get_role_display()),
        _action_id,
    ),
    Store(
        Deadline,
        tuple(DEADLINE),
        _of_actions(Deadline),
        lambda row, field: str(DEADLINE[field]),
        _action_id,
    ),
    Store(
        DeadlineChange,
        tuple(MOVED),
        _changes,
        lambda row, field: str(MOVED[field]),
        lambda row: row.deadline.action_id,
    ),
    Store(SeeAlso, ("words",), _of_actions(SeeAlso), _said(gettext_lazy("see also")), _action_id),
    Store(
        Revision,
        ("reason", "changed", "state"),
        _revisions,
        lambda row, field: str(HISTORIES[row.subject]),
        lambda row: row.subject_id if row.subject == "action" else None,
        shown=False,
    ),
    Store(
        Plan,
        ("title", "origin"),
        _of_plans(Plan, "pk"),
        lambda row, field: _("the plan’s {field}").format(field=_field(row, field)),
    ),
    Store(
        Heading,
        ("name",),
        _named(Heading),
        lambda row, field: in_a_sentence(row.plan.heading_word),
    ),
    Store(Challenge, ("title",), _named(Challenge), _challenge),
    Store(Round, ("title", "message"), _rounds, _said(gettext_lazy("an update request"))),
    Store(
        Resolution,
        ("words", "outcome"),
        _everywhere(Resolution),
        lambda row, field: _("minute {minute}").format(minute=row.minute),
    ),
    Store(
        Query,
        ("question", "answer_words"),
        _questions,
        lambda row, field: (
            _("a committee’s question") if field == "question" else _("the answer to a committee")
        ),
        _action_id,
    ),
    Store(HandOver, ("reason", "moves"), _everywhere(HandOver), _said(gettext_lazy("a hand-over"))),
    Store(
        Import,
        ("name", "title", "refusal", "readings", "decisions"),
        _imports,
        _said(gettext_lazy("what was read in a document")),
        shown=False,
    ),
    Store(
        Sheet,
        ("name", "rows", "taken"),
        lambda scope: _of_plans(Sheet)(scope).defer("file"),
        _said(gettext_lazy("what was read in an edited sheet")),
        shown=False,
    ),
    Store(
        Message,
        ("subject", "text", "html", "refusal"),
        _everywhere(Message),
        _said(gettext_lazy("e-mails that were kept")),
        shown=False,
    ),
    Store(SavedView, ("name", "query"), _views, _said(gettext_lazy("saved views")), shown=False),
    Store(Redaction, ("reason", "places"), _of_plans(Redaction), _said(gettext_lazy("an earlier removal"))),
)
