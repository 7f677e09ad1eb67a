"""A Paper in, bytes out: one file a format, each outside library imported in one file only; never a query.

`render(paper, "docx")` is the door. The same Paper gives the same bytes for as long as the versions of the
libraries stay the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from reports.formats import data, page, pdf, spreadsheet, word
from reports.formats.clean import fit_to_give_out
from reports.paper import Paper


class UnknownFormat(LookupError):
    """There is no such format; the message lists those there are."""


@dataclass(frozen=True)
class Format:
    """A way to give a paper out: its key, what a person calls it, and how a browser is told of it."""

    key: str
    label: str
    extension: str
    content_type: str
    render: Callable[[Paper], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS = {
    each.key: each
    for each in (
        Format("docx", "Word", "docx", f"{_OFFICE}wordprocessingml.document", word.render),
        Format("pdf", "PDF", "pdf", "application/pdf", pdf.render),
        Format("html", _("Web page"), "html", "text/html; charset=utf-8", page.render),
        Format("xlsx", "Excel", "xlsx", f"{_OFFICE}spreadsheetml.sheet", spreadsheet.render),
        Format("csv", "CSV", "csv", "text/csv; charset=utf-8", data.render_csv),
        Format("json", "JSON", "json", "application/json", data.render_json),
    )
}


def find_format(key):
    """The Format with that key; raises UnknownFormat."""
    if key not in FORMATS:
        raise UnknownFormat(f"There is no format “{key}”. Choose one of: {', '.join(FORMATS)}.")
    return FORMATS[key]


def render(paper, key, onto=None):
    """The paper as bytes in the format with that key; raises UnknownFormat.

    `onto` is the council's own .docx, on which Word is written and which no other format needs.
    """
    found, fit = find_format(key), fit_to_give_out(paper)
    return word.render(fit, onto) if key == "docx" else found.render(fit)


def render_body(paper, *, beside=False):
    """The paper as safe HTML, one <article>, for a page of the site that links static/reports/paper.css.

    `beside` a form, the page has a heading of its own.
    """
    return page.body(fit_to_give_out(paper), beside=beside)
