"""HTML by Django's templates: a document that stands by itself, and the same body inside the site's own page."""

import re
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from reports.formats.outline import outline

PAGE_NUMBER = re.compile(r"@bottom-right \{[^}]*\}")
STYLESHEET = Path(__file__).resolve().parents[2] / "static" / "reports" / "paper.css"


def render(paper):
    """The paper as bytes of a whole HTML document that asks for nothing else, the same for the same value."""
    context = {
        "said": outline(paper),
        "author": paper.author or paper.council,
        "created": paper.as_of.isoformat(),
        "css": _css(paper.page_numbers),
    }
    return render_to_string("reports/paper_file.html", context).encode()


def body(paper, *, beside=False):
    """The paper as one <article>, in a page with static/reports/paper.css; `beside` a form, its title is no h1."""
    said = {"said": outline(paper), "beside": beside}
    return mark_safe(render_to_string("reports/_paper.html", said))  # noqa: S308 - our template


@cache
def _css(page_numbers):
    css = STYLESHEET.read_text(encoding="utf-8")
    return mark_safe(css if page_numbers else PAGE_NUMBER.sub("", css))  # noqa: S308 - our own file
