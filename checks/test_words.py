# ruff: noqa: S101 - these are tests, run apart from the others because they are slow
"""Every word that a page says is either somebody's own or marked for translation."""

from collections import defaultdict
from urllib.parse import unquote_plus

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from checks.addresses import every_address
from checks.another_language import known, spoken, unmarked
from checks.walk import Walk

READERS = ["officer", "clerk", "director", "nobody"]  # between them they are given every kind of page


@pytest.fixture
def walk(site):
    return Walk(list(every_address(timezone.localdate())))


def test_every_word_of_every_page_can_be_translated(walk):
    """The guides are read whole: in another language they are other files."""
    found = defaultdict(set)
    with spoken():
        given = [page for role in READERS for page in pages(walk, role)]
        typed = known()
    for page in given:
        for words in unmarked(page.html, f"{typed} {unquote_plus(page.path)}"):
            found[words].add(page.path)
    assert not found, "\n".join(f"{words!r} on {min(paths)}" for words, paths in sorted(found.items()))


def pages(walk, role):
    """What a role is given; and of those that nobody before was given, what refuses its forms."""
    visitor, theirs = walk.visited(role)
    yield from (page for page in theirs if page.name != "guide")
    before = READERS[: READERS.index(role)]
    met = {page.name for other in before for page in walk.visited(other)[1]}
    for page in {page.name: page for page in theirs if page.name not in met}.values():
        yield from visitor.refusals(page)


def test_a_word_that_is_not_marked_is_found():
    page = "<p title='Shown to nobody'>Поыы <a href='x'>Overdue</a> Peer review, or Peer</p><script>let it = 1</script>"
    assert list(unmarked(page, "peer review plan")) == ["Overdue", "or Peer", "Shown to nobody"]
    with spoken():
        assert _("Save <b>{name}</b> &amp; go").format(name="Jo") == "Тахд <b>Jo</b> &amp; жо"
