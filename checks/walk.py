"""Every page as each role is given it, asked for without a browser; each met once."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.test import Client
from lxml import html

from checks.furnished import ROLES, account

WHO = [*ROLES, "nobody"]
PASSING = re.compile(r'name="(csrfmiddlewaretoken|walk|next)" value="[^"]*"|\?next=[^"]*')


@dataclass(frozen=True)
class Page:
    """What somebody is given at an address: where it was in the end, and the words of the answer."""

    name: str
    path: str
    html: str = field(repr=False, compare=False)
    answers_a_form: bool = False

    @property
    def core(self):
        """What is between the head and the foot, without what is another each time."""
        return PASSING.sub("", self.html.partition("<main")[2].rpartition("</main>")[0]) or self.html


class Visitor:
    """Somebody of a role ("nobody": signed out), asking as a browser would but without one."""

    def __init__(self, role):
        self.client, self.refused = Client(), set()
        if role != "nobody":
            self.client.force_login(account(role))

    @property
    def cookie(self):
        return self.client.cookies.get(settings.SESSION_COOKIE_NAME)

    def pages(self, addresses):
        """The web pages they get; what is refused is not theirs."""
        for address in addresses:
            answer = self.client.get(address.path, follow=True)
            self.refused |= {address.name} if answer.status_code in {403, 404} else set()
            path = answer.redirect_chain[-1][0] if answer.redirect_chain else address.path
            if answer.status_code == 200 and is_page(answer):
                yield Page(address.name, path, answer.content.decode())

    def refusals(self, page):
        """The page again with each of its forms sent empty, where that is answered with what is wrong."""
        for form in html.fromstring(page.html).xpath("//main//form[@method='post']"):
            with transaction.atomic():
                answer = self.client.post(urljoin(page.path, form.get("action") or ""), empty(form))
                transaction.set_rollback(True)
            if is_page(answer) and b'class="error-summary"' in answer.content:
                yield Page(page.name, page.path, answer.content.decode(), answers_a_form=True)


class Walk:
    """The pages of every role, asked for when they are first wanted."""

    def __init__(self, addresses):
        self.addresses, self._visited = addresses, {}

    def visited(self, role):
        """(visitor, pages) of a role."""
        if role not in self._visited:
            visitor = Visitor(role)
            self._visited[role] = visitor, list(visitor.pages(self.addresses))
        return self._visited[role]

    def new_to(self, role):
        """The pages of a role that nobody before it was given just so."""
        met = {page.core for other in WHO[: WHO.index(role)] for page in self.visited(other)[1]}
        return list({page.core: page for page in self.visited(role)[1] if page.core not in met}.values())

    def first_for(self, role):
        """One page of each address that nobody before was given."""
        met = {page.name for other in WHO[: WHO.index(role)] for page in self.visited(other)[1]}
        return list(
            {page.name: page for page in reversed(self.visited(role)[1]) if page.name not in met}.values()
        )

    def refused_to_all(self):
        """The names of the addresses that nobody is given."""
        return set.intersection(*(self.visited(role)[0].refused for role in WHO))


def is_page(answer):
    """A web page to look at, not a part of one and not a file to keep."""
    if answer.streaming or "attachment" in answer.get("Content-Disposition", ""):
        return False
    return "text/html" in answer.get("Content-Type", "") and b"<html" in answer.content


def empty(form):
    """What a browser would send of a form in which nothing was filled in, its first button pressed."""
    hidden = {
        each.get("name"): each.get("value", "") for each in form.xpath(".//input[@type='hidden'][@name]")
    }
    pressed = form.xpath("(.//button[@name])[1]")
    return hidden | {each.get("name"): each.get("value", "") for each in pressed}
