"""What papers hold of a plan, told to those who delete actions or take words out (`actionplan.keepers`).

A published paper never changes. A draft, and a copy of a plan that only drafts print, lose the words like the plan.
"""

from django.db.models import Prefetch

from actionplan.keepers import Held
from reports.audience import INTERNAL
from reports.models import Edition, Paper, PaperPlan, Snapshot
from reports.snapshots import checksum


class Papers:
    """The keeper for this room."""

    def published_with(self, action):
        """The title of a published paper that prints this action, or None."""
        printed = PaperPlan.objects.filter(
            snapshot__plan=action.plan_id, paper__state=Paper.State.PUBLISHED
        ).select_related("snapshot", "paper")
        for line in printed:
            if _prints(line.snapshot.data, action.reference) or _printed_before(line.paper, action):
                return line.paper.title
        return None

    def held(self, plans, phrase):
        """Where a phrase stands in papers that print one of these plans, published and drafts."""
        found = []
        for paper in _papers_of(plans):
            texts = [each.value for each in paper.editions.all()] if paper.is_published else _words(paper)
            if count := sum(map(phrase.count, texts)):
                found.append(Held(_name(paper), paper.get_absolute_url(), count, paper.is_published))
        return found

    def remove(self, plans, phrase, *, by, at):
        """Take a phrase out of drafts and of every copy of these plans that no published paper prints."""
        count = 0
        for paper in _papers_of(plans):
            if not paper.is_published:
                count += _remove_from(paper, phrase, by, at)
        return count + _forget(plans, phrase)


def _papers_of(plans):
    papers = Paper.every.filter(plans__snapshot__plan__in=plans.values("pk")).distinct()
    lines = Prefetch("plans", PaperPlan.objects.select_related("snapshot"))
    editions = Prefetch("editions", Edition.objects.only("paper", "value"))
    return papers.select_related("meeting__committee").prefetch_related(lines, editions, "recommendations")


def _words(paper):
    said = [each.words for each in paper.recommendations.all()]
    return [paper.title, paper.text, said, [line.snapshot.data for line in paper.plans.all()]]


def _name(paper):
    return f"{paper.title}, {paper.meeting}"


def _prints(data, reference):
    return any(action["reference"] == reference for each in data["challenges"] for action in each["actions"])


def _printed_before(paper, action):
    """Whether an edition that a correction followed prints it."""
    earlier = paper.editions.filter(audience=INTERNAL).order_by("-number")[1:]
    plans = [plan for each in earlier for plan in each.value["plans"] if plan["slug"] == action.plan.slug]
    return any(_prints(plan, action.reference) for plan in plans)


def _remove_from(paper, phrase, by, at):
    """The words go from what the clerk wrote, and its copies of plans are replaced by copies without them."""
    count = sum(map(phrase.count, _words(paper)))
    if not count:
        return 0
    for line in paper.plans.all():
        if phrase.count(line.snapshot.data):
            line.snapshot = _copy(line.snapshot, phrase)
            line.save(update_fields=["snapshot"])
    for each in paper.recommendations.all():
        each.words = phrase.without(each.words)
        each.save(update_fields=["words"])
    paper.title, paper.text = phrase.without(paper.title)[:200], phrase.without(paper.text)
    paper.revision += 1
    paper.saved_by, paper.saved_at = by, at
    paper.save()
    return count


def _copy(snapshot, phrase):
    data = phrase.without(snapshot.data)
    return Snapshot.objects.create(
        plan_id=snapshot.plan_id,
        as_of=snapshot.as_of,
        taken_at=snapshot.taken_at,
        schema=snapshot.schema,
        data=data,
        sha256=checksum(data),
    )


def _forget(plans, phrase):
    """Delete the copies that hold the words and that no paper prints any more, nor compares with."""
    idle = Snapshot.objects.filter(plan__in=plans.values("pk"), used_in=None)
    idle = idle.exclude(pk__in=PaperPlan.objects.exclude(previous=None).values("previous"))
    holding = [each.pk for each in idle if phrase.count(each.data)]
    Snapshot.objects.filter(pk__in=holding).delete()
    return 0
