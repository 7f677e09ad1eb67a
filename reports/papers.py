"""The only writers of a draft paper: keyword arguments, by=, one transaction. Publishing is in `publication`.

What is not possible raises django.core.exceptions.ValidationError with one sentence and changes nothing.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date
from reports import snapshots, wordings
from reports.audience import actions_of
from reports.house import NOTED, House
from reports.merging import merge, words_of
from reports.models import Paper, PaperPlan, Recommendation

PUBLISHED = gettext_lazy("This paper is published: what went out stays as it went out.")


class Conflict(Exception):
    """Somebody else changed what this save changes, so nothing was saved.

    `present` is the paper as it stands; `clashes` says what both changed as (what, as it stands, as given).
    """

    def __init__(self, present, clashes):
        self.present, self.clashes = present, clashes
        super().__init__(_("Somebody else saved this paper while you were editing it."))


def create_paper(
    *,
    meeting,
    title,
    plans,
    by,
    as_of,
    at,
    order=None,
    text=None,
    recommendations=None,
    copied_from=None,
    taken=None,
):
    """Start a paper from the plans as they stand on `as_of`, in the form its committee likes.

    Its words are those of the paper `copied_from`, else the form's own; `text` and `recommendations` override
    them. `taken` maps a plan to a snapshot that is there already.
    """
    if not title.strip():
        raise ValidationError({"title": _("Write the title of the paper.")})
    if not plans:
        raise ValidationError({"plans": _("Choose at least one plan.")})
    order = free_item(meeting, order)
    taken = taken or {plan: snapshots.take(plan, as_of=as_of, at=at) for plan in plans}
    start, said = _words_to_start_from(meeting, copied_from)
    with transaction.atomic():
        paper = Paper(
            meeting=meeting,
            order=order,
            title=title.strip(),
            text=start | (text or {}),
            copied_from=copied_from,
            saved_by=by,
            saved_at=at,
        )
        paper.full_clean(exclude=["text"])
        paper.save()
        PaperPlan.objects.bulk_create(
            PaperPlan(paper=paper, order=i, snapshot=taken[plan], previous=last_seen(meeting, plan))
            for i, plan in enumerate(plans)
        )
        _set_recommendations(paper, said if recommendations is None else recommendations)
    return paper


def free_item(meeting, order=None):
    """The item asked for, where it is free; else the next one."""
    if order is None:
        return (meeting.papers.aggregate(last=Max("order"))["last"] or 0) + 1
    if meeting.papers.filter(order=order).exists():
        raise ValidationError({"order": _("Item {number} of this meeting is taken.").format(number=order)})
    return order


def _other_item(paper, order):
    if paper.corrects_id:
        said = _("The paper is published as item {number}, and stays there.")
        raise ValidationError({"order": said.format(number=paper.order)})
    return free_item(paper.meeting, order)


def _words_to_start_from(meeting, copied_from):
    if copied_from is None:
        return House.of(meeting.committee).blank_text(), [str(NOTED)]
    words = words_of(copied_from)
    text = {
        "heading_block": _on_the_day(copied_from, meeting),
        "sections": [_to_be_said_again(each) for each in copied_from.text.get("sections", ())],
        "background": words["background"],
    }
    return text, words["recommendations"]


def _to_be_said_again(section):
    """Who said of the last paper that there are no implications has not said so of this one."""
    return {name: part for name, part in section.items() if name not in ("none", "by")}


def _on_the_day(copied_from, meeting):
    """Its heading block, with this meeting's day where it named the day of its own."""
    then, now = long_date(copied_from.meeting.held_on), long_date(meeting.held_on)
    lines = copied_from.text.get("heading_block", ())
    return [[label, now if words.strip() == then else words] for label, words in lines]


def papers_to_copy(meeting):
    """What this committee was given before, the latest first: a new paper may begin with the words of one."""
    return Paper.objects.filter(
        state=Paper.State.PUBLISHED,
        meeting__committee=meeting.committee,
        meeting__held_on__lte=meeting.held_on,
    ).order_by("-meeting__held_on", "-published_at", "-id")


def last_seen(meeting, plan):
    """The snapshot of the plan that this meeting's committee last saw in a published paper, or None."""
    line = (
        PaperPlan.objects.filter(
            snapshot__plan=plan,
            paper__state=Paper.State.PUBLISHED,
            paper__meeting__committee=meeting.committee,
            paper__meeting__held_on__lte=meeting.held_on,
        )
        .exclude(paper__meeting=meeting)
        .select_related("snapshot")
        .order_by("-paper__meeting__held_on", "-paper__published_at", "-id")
        .first()
    )
    return line.snapshot if line else None


@transaction.atomic
def edit_paper(*, paper, opened, words, by, at):
    """Save what the clerk wrote; `opened` is what the form was opened with (both as `merging` describes words).

    Where somebody else saved meanwhile, what only one of the two changed goes through, and what both changed
    is a Conflict that saves nothing.
    """
    present = for_change(paper)
    merged, clashes = merge(opened, words_of(present), words)
    if clashes:
        raise Conflict(present, clashes)
    if not merged["title"].strip():
        raise ValidationError({"title": _("Write the title of the paper.")})
    present.title, order = merged.pop("title").strip(), merged.pop("order")
    if order != present.order:
        present.order = _other_item(present, order)
    _set_recommendations(present, merged.pop("recommendations"))
    present.text |= merged
    return _save(present, by, at)


@transaction.atomic
def word_news(*, paper, slug, reference, words, opened, by, at):
    """Let this paper print the committee's wording in place of an action's latest news; no words take it out again.

    `opened` is the wording that stood there when the form was opened: where it has changed since, Conflict. Whether
    somebody may read that news is asked at the door.
    """
    present = for_change(paper)
    news = _news_in(present, slug, reference)
    kept, key = dict(present.text.get("wordings", {})), wordings.key_of(slug, reference)
    stands, words = kept.get(key, {}).get("words", ""), words.replace("\r\n", "\n").strip()
    if stands not in (opened, words):
        what = _("The committee’s wording of {reference}").format(reference=reference)
        raise Conflict(present, [(what, stands, words)])
    kept.pop(key, None)
    if words:
        kept[key] = {"words": words, "of": wordings.mark_of(news)}
    present.text["wordings"] = kept
    return _save(present, by, at)


def _news_in(paper, slug, reference):
    """The latest news of an action as the paper's copy of its plan has it; none is a ValidationError."""
    for line in paper.plans.select_related("snapshot__plan"):
        actions = actions_of(line.snapshot.data)
        if line.snapshot.plan.slug == slug and reference in actions and actions[reference]["news"]:
            return actions[reference]["news"]
    raise ValidationError(_("This paper prints no news of {reference}.").format(reference=reference))


@transaction.atomic
def delete_draft(*, paper, by):
    """Take a draft off the agenda, with its words; the copies of its plans are kept."""
    for_change(paper).delete()


def take_again(*, paper, by, as_of, at):
    """Print the plans as they stand now in place of an older copy, which is kept."""
    lines = list(paper.plans.select_related("snapshot__plan"))
    taken = {line.pk: snapshots.take(line.snapshot.plan, as_of=as_of, at=at) for line in lines}
    with transaction.atomic():
        present = for_change(paper)
        for line in lines:
            line.snapshot = taken[line.pk]
            line.previous = last_seen(present.meeting, line.snapshot.plan)
            line.save()
        return _save(present, by, at)


def for_change(paper):
    """The paper as it stands, held until the transaction ends; a published one is refused."""
    present = (
        Paper.every.select_for_update(of=("self",)).select_related("meeting__committee").get(pk=paper.pk)
    )
    if present.is_published:
        raise ValidationError(PUBLISHED)
    return present


def _set_recommendations(paper, words):
    paper.recommendations.all().delete()
    Recommendation.objects.bulk_create(
        Recommendation(paper=paper, order=i, words=each) for i, each in enumerate(words)
    )


def _save(paper, by, at):
    paper.revision += 1
    paper.saved_by, paper.saved_at = by, at
    paper.save()
    return paper
