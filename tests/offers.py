"""Goes wherever a site's pages lead one person, and tells what was offered there and refused."""

from urllib.parse import urljoin, urlsplit

import lxml.html
from django.db import transaction
from django.urls import resolve

LEAVES = {"/sign-out/"}


def refused(client, start="/"):
    """Every (page, address, status) where a link or a button of the page is refused, and the kinds of page seen.

    One address of each kind is tried. A form is sent as it stands, and what it did is taken back.
    """
    seen, tried, wrong, waiting = set(), set(LEAVES), [], [("", start, None)]
    while waiting:
        page, address, sent = waiting.pop(0)
        kind = _kind(address, sent)
        if kind in tried or address in LEAVES:
            continue
        tried.add(kind)
        answer = client.get(address) if sent is None else _send(client, address, sent)
        if answer.status_code in {301, 302} and sent is None:
            waiting.append((page, urljoin(address, answer["Location"]), None))
        elif answer.status_code in {403, 404, 405} or answer.status_code >= 500:
            wrong.append((page, address, answer.status_code))
        elif sent is None and answer["Content-Type"].startswith("text/html") and answer.text.strip():
            seen.add(kind[0])
            page = lxml.html.fromstring(answer.text)
            waiting += [(address, to, None) for to in _links(address, page)]
            waiting += [(address, *form) for form in _forms(address, page)]
    return wrong, seen


def _send(client, address, fields):
    with transaction.atomic():
        answer = client.post(address, fields)
        transaction.set_rollback(True)
    return answer


def _kind(address, sent):
    """What stands for its like: a link to any action, to any list that is filtered; a form with these fields."""
    parts = urlsplit(address)
    return resolve(parts.path).view_name, bool(parts.query), sent is None or frozenset(sent)


def _links(address, page):
    found = (urljoin(address, to).split("#")[0] for to in page.xpath("//a/@href | //@hx-get"))
    return (to for to in found if to.startswith("/") and not to.startswith("/static/"))


def _forms(address, page):
    for form in page.forms:
        if form.method == "POST":
            for target in [form.action or "", *form.xpath(".//@formaction")]:
                yield urljoin(address, target), dict(form.form_values())
