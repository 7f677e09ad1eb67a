"""Questions a committee asks at a meeting, and the answers to them: matters arising."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes.closed import refuse_closed
from actionplan.changes.updates import record_update
from actionplan.days_in_words import long_date
from actionplan.models import Query

NOTHING_ASKED = gettext_lazy("Write what the committee asked.")
NO_ANSWER = gettext_lazy("Write the answer, or choose the news that answers it.")


@transaction.atomic
def ask_question(*, meeting, plan, question, by, today, action=None, resolution=None):
    """Keep what a meeting asked of an action, or of the plan. Asked twice in the same words it is asked once."""
    question = question.strip()
    if meeting.held_on > today:
        raise ValidationError(
            _("The meeting is on {date}: write down afterwards what it asked.").format(
                date=long_date(meeting.held_on)
            )
        )
    if not question:
        raise ValidationError({"question": NOTHING_ASKED})
    if action and action.plan_id != plan.pk:
        raise ValidationError(
            {"reference": _("{reference} is not in this plan.").format(reference=action.reference)}
        )
    refuse_closed(plan)
    known = meeting.queries.filter(plan=plan, action=action, question=question).first()
    return known or Query.objects.create(
        meeting=meeting, plan=plan, question=question, action=action, resolution=resolution, asked_by=by
    )


@transaction.atomic
def answer_question(*, query, by, today, words="", update=None, for_actor=None, in_words=False, at=None):
    """Answer a question: by an update of its action, be it one that is there or one made of these `words`.

    Of a plan, or with `in_words` (the clerk writes down what was said), the words stand with the question only.
    """
    query = Query.objects.select_for_update(of=("self",)).select_related("action", "plan").get(pk=query.pk)
    words = words.strip()
    if query.answered_on:
        if words and words in (query.answer_words, query.answer and query.answer.words):
            return query  # pressed twice
        raise ValidationError(_("This was answered on {date}.").format(date=long_date(query.answered_on)))
    if not words and update is None:
        raise ValidationError({"words": NO_ANSWER})
    if update and update.action_id != query.action_id:
        raise ValidationError({"update": _("That is news of another action.")})
    if update is None and query.action and not in_words:
        update = record_update(action=query.action, by=by, words=words, for_actor=for_actor, at=at)
        words = ""
    query.answer, query.answer_words = update, words
    query.answered_by, query.answered_on = by, today
    query.save()
    return query
