"""The guides in docs/guides/ as pages of the site: one source for both.

Of Markdown they use headings, paragraphs, lists, tables, pictures, **bold** and links to each other; everything else is
words, and no mark of HTML comes through.
"""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from actionplan import permissions

FOLDER = settings.BASE_DIR / "docs" / "guides"
PICTURES = settings.BASE_DIR / "docs" / "pictures"
BLOCKS = re.compile(r"\n{2,}")
PICTURE = re.compile(r"!\[([^\]]*)\]\(\.\./pictures/([a-z-]+\.png)\)")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
ITEM = re.compile(r"^(?:- |\d+\. )", re.MULTILINE)


@dataclass(frozen=True)
class Guide:
    key: str
    title: str
    is_for: Callable

    @property
    def url(self):
        return reverse("guide", args=[self.key])


def _leads(user, today):
    return permissions.my_actions(user, today).exists()


GUIDES = (
    Guide("lead", _("For whoever leads an action"), _leads),
    Guide("officer", _("For the officer who keeps a plan"), permissions.may_edit_some_plan),
    Guide("clerk", _("For the committee clerk"), permissions.may_be_clerk),
    Guide("administrator", _("For the administrator"), permissions.may_keep_accounts),
    Guide("councillor", _("For councillors and other readers"), lambda user, today: False),
)


def guides_for(user, today):
    """Those for what one does here, and the others; who only reads has the readers'."""
    own = [guide for guide in GUIDES if guide.is_for(user, today)] or [GUIDES[-1]]
    return own, [guide for guide in GUIDES if guide not in own]


def page_of(guide):
    """The guide below its title, as HTML."""
    words = (FOLDER / f"{guide.key}.md").read_text()
    return mark_safe("\n".join(map(_block, BLOCKS.split(words.strip())[1:])))  # noqa: S308 - each block escapes


def _block(words):
    if words.startswith("## "):
        return format_html("<h2>{}</h2>", _inline(words[3:]))
    if picture := PICTURE.fullmatch(words):
        return _picture(*picture.groups())
    if words.startswith("|"):
        return _table(words.splitlines())
    if ITEM.match(words):
        kind = "ul" if words.startswith("-") else "ol"
        items = "".join(f"<li>{_inline(item)}</li>" for item in ITEM.split(words)[1:])
        return f"<{kind}>{items}</{kind}>"
    return f"<p>{_inline(words)}</p>"


def _inline(words):
    """One run of text: escaped first, then bold and links."""
    told = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", escape(" ".join(words.split())))
    return mark_safe(LINK.sub(_link, told))  # noqa: S308 - escaped above


def _link(found):
    """A link to another guide stays a link; what stands with the program's own papers is named only."""
    words, to = found.groups()
    key = Path(to).stem
    if key not in {guide.key for guide in GUIDES}:
        return f"“{words}”"
    return f'<a href="{reverse("guide", args=[key])}">{words}</a>'


def _table(lines):
    head, _rule, *rows = ([_inline(cell) for cell in line.strip("| ").split("|")] for line in lines)
    titles = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{first}</th>'
        + "".join(
            f'<td data-label="{title}"><span>{cell}</span></td>'
            for title, cell in zip(head[1:], rest, strict=True)
        )
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<div class="table-sheet"><table class="plan-table"><thead><tr>{titles}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _picture(alt, name):
    """With its size, so that the page does not jump when it comes."""
    with open(PICTURES / name, "rb") as file:
        width, height = struct.unpack(">II", file.read(24)[16:])
    return format_html(
        '<img class="guide-picture{}" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        " is-phone" if width < 500 else "",
        static(f"pictures/{name}"),
        alt,
        width,
        height,
    )
