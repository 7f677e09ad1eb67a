"""A draft laid out to be looked over: its words, and its plans as the public and as the clerk who asks reads them."""

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from actionplan import permissions
from reports import access
from reports.audience import INTERNAL, PUBLIC, for_audience
from reports.drafting import paper_value
from reports.formats.wording import shorten
from reports.merging import words_of
from reports.wordings import worded


class Item(NamedTuple):
    """One thing of a point: what it is, and where it is put right ("" where that is the point's own place)."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Point:
    """One thing that is open: `title` says what and how many, `why` it matters; `url` is the place to mend it.

    `mend` is whether it should be put right before publishing; the rest is good to know.
    """

    key: str
    title: str
    why: str
    url: str = ""
    label: str = ""
    items: tuple[Item, ...] = ()
    mend: bool = False


class Place(NamedTuple):
    """Words that are printed, what a clerk calls the place, and where they are changed."""

    name: str
    words: str
    url: str


@dataclass(frozen=True)
class Draft:
    """`views` are (plan as this clerk reads it, as the committee last saw it), `public` plans as anyone reads them.

    In both the committee's wordings stand in for news; `unworded` are the plans as this clerk reads them without.
    """

    paper: object
    user: object
    today: object
    lines: list
    words: dict
    views: list
    unworded: list
    public: list
    sees_exempt: bool

    @classmethod
    def of(cls, paper, user, today):
        audience = access.audiences_for(user, paper, today)[0]
        lines, kept = list(paper.plans.all()), paper.text.get("wordings", {})
        return cls(
            paper=paper,
            user=user,
            today=today,
            lines=lines,
            words=words_of(paper),
            views=[_both(line, audience, kept) for line in lines],
            unworded=[for_audience(line.snapshot.data, audience) for line in lines],
            public=[worded(for_audience(line.snapshot.data, PUBLIC), kept) for line in lines],
            sees_exempt=audience == INTERNAL,
        )

    @property
    def actions(self):
        """The open actions of its plans as they are now, as far as this clerk may know of them."""
        known = permissions.visible_actions(self.user, self.today)
        return known.filter(plan__in=[line.snapshot.plan_id for line in self.lines]).open()

    def own_places(self):
        """Every place whose words are the paper's own and public; the heading block names officers by intent."""
        value = paper_value(self.paper, PUBLIC)
        yield Place(_("The title"), value.title, self.edit())
        for i, each in enumerate(value.recommendations):
            yield Place(
                _("Recommendation {number}").format(number=each.label),
                each.words,
                self.edit(f"recommendation-{i}"),
            )
        ids = {section["title"]: f"section-{i}" for i, section in enumerate(self.words["sections"])}
        for section in value.sections:
            words = "\n".join(section.paragraphs)
            yield Place(f"“{section.title}”", words, self.edit(ids.get(section.title, "")))
        yield Place(_("Background papers"), "\n".join(value.background), self.edit("background"))

    def news_places(self):
        """The news of every action as the public reads it."""
        for view in self.public:
            for action in _actions(view):
                if action["news"] and not action["quiet"]:
                    url = action_url(view, action)
                    yield Place(
                        _("The news of {action}").format(action=action["reference"]),
                        action["news"]["words"],
                        url,
                    )

    def plan_places(self):
        """The wording of every challenge and action as the public reads it."""
        for view in self.public:
            for challenge in view["challenges"]:
                for action in challenge["actions"]:
                    words = f"{challenge['title']}\n{action['text']}\n{action['success']}"
                    yield Place(
                        _("The wording of {action}").format(action=action["reference"]),
                        words,
                        action_url(view, action),
                    )

    def edit(self, anchor=""):
        return self.address("paper_edit") + (f"#{anchor}" if anchor else "")

    def address(self, name):
        return reverse(name, args=[self.paper.meeting.slug, self.paper.order])


def _both(line, audience, kept):
    data = line.snapshot.data
    previous = for_audience(line.previous.data, audience, beside=data) if line.previous else None
    return worded(for_audience(data, audience), kept), previous


def _actions(view):
    return [action for each in view["challenges"] for action in each["actions"]]


def action_url(view, action):
    return reverse("action_detail", args=[view["plan"]["slug"], action["reference"]])


def item_of(view, action, *more):
    """ "1.2 Publish who leads on what (was due 30 June 2026)"."""
    said = f" ({', '.join(more)})" if more else ""
    return Item(f"{action['reference']} {shorten(action['text'], 90)}{said}", action_url(view, action))
