# ruff: noqa: S101 - these are tests, run apart from the others because they are slow
"""Everybody can use every page: each address, as each role, in each state, in a real browser.

The pages come from checks/walk.py, which asks for every address there is; a page that two roles are given just so
is looked at once. What is looked for is in checks/looking.py and looking.js.
"""

import re
from collections import defaultdict

import pytest
from django.utils import timezone

from checks import validators
from checks.addresses import every_address
from checks.looking import Looker
from checks.strays import strays
from checks.walk import WHO, Walk

# What is no fault: fields for a day or a time, which all browsers have had for years; parts named by an aria-label.
PASSED_OVER = re.compile("input type is not supported in all browsers|Section lacks heading")

PARTS = 3  # of the longest test, so that whoever has nothing left to do can take some


@pytest.fixture(scope="module")
def walk(site):
    """The pages of each role; an address without an example ends every test here."""
    return Walk(list(every_address(timezone.localdate())))


@pytest.fixture
def look(browser, site, walk):
    """look(role): a browser page of that role, and of the visitor who knows what it is given."""
    lookers = []

    def look(role):
        visitor, _ = walk.visited(role)
        lookers.append(Looker(browser, site, visitor.cookie))
        return visitor, lookers[-1]

    yield look
    for looker in lookers:
        looker.close()


class Findings(defaultdict):
    """What was found wrong, each with the pages it was found on."""

    def __init__(self):
        super().__init__(list)

    def add(self, page, faults):
        for fault in faults:
            self[fault].append(page.path)

    def __str__(self):
        return "\n".join(
            f"{fault}\n    on {', '.join(paths[:3])} ({len(paths)})" for fault, paths in self.items()
        )


@pytest.mark.parametrize("role", WHO)
def test_each_further_page_of_each_role(walk, look, role):
    """Those that are not looked at in every state, because somebody before was given that address."""
    _, looker = look(role)
    found, in_every_state = Findings(), walk.first_for(role)
    for page in walk.new_to(role):
        if page in in_every_state:
            continue
        looker.open(page)
        found.add(page, [*looker.at_a_desk(), *looker.take_faults()])
    assert not found, str(found)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("role", WHO)
def test_each_page_in_every_state(walk, look, role, part):
    _, looker = look(role)
    found = Findings()
    for page in walk.first_for(role)[part::PARTS]:
        looker.open(page)
        found.add(page, [*looker.in_every_state(), *looker.take_faults()])
    assert not found, str(found)


@pytest.mark.parametrize("role", WHO)
def test_each_form_sent_empty(walk, look, role):
    visitor, looker = look(role)
    found = Findings()
    for page in walk.first_for(role):
        for refusal in visitor.refusals(page):
            looker.open(refusal)
            found.add(refusal, [*looker.with_errors(), *looker.take_faults()])
    assert not found, str(found)


def test_each_page_that_no_address_leads_to(look, tmp_path):
    _, looker = look("nobody")
    found, names = Findings(), []
    for page in strays(tmp_path):
        names.append(page.name)
        looker.open(page)
        found.add(page, [*looker.in_every_state(), *looker.take_faults()])
    assert not found, str(found)
    assert len(set(names)) == 10


def test_each_page_is_valid_html(walk, tmp_path):
    files = {}
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in every_page(walk, tmp_path):
        file = folder / f"{len(files)}.html"
        file.write_text(page.html, encoding="utf-8")
        files[file.name] = page.path
    complaints = [line for line in validators.html_complaints(folder) if not PASSED_OVER.search(line)]
    assert not complaints, "\n".join(f"{files.get(of(line))} {line}" for line in complaints[:60])


def every_page(walk, folder):
    """Each page that somebody is given, with its forms refused, and those that no address leads to."""
    for role in WHO:
        visitor, _ = walk.visited(role)
        yield from walk.new_to(role)
        for page in walk.first_for(role):
            yield from visitor.refusals(page)
    yield from strays(folder)


def of(complaint):
    """The name of the file that a line of the checker is about."""
    return complaint.partition('":')[0].rpartition("/")[2]


def test_each_page_has_a_title_of_its_own(walk):
    titles = defaultdict(set)
    for page in walk.visited("officer")[1]:
        titles[page.html.partition("<title>")[2].partition("</title>")[0]].add(page.path.partition("?")[0])
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_somebody_is_given_each_page(walk):
    """An example that everybody is refused shows nothing: only what answers a press may refuse to be looked at."""
    given = {page.name for role in WHO for page in walk.visited(role)[1]}
    assert walk.refused_to_all() - given == set()
