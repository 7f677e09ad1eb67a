"""What htmx puts into a page is heard, and whoever pressed is not sent back to the top of the page."""

import re
from pathlib import Path

import pytest

from actionplan.forms.scales import focus_after, pressed
from tests.cast import make_plan

TEMPLATES = Path(__file__).parents[1] / "templates"
PAGES = {file: file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.html")}
LIVE = {found for page in PAGES.values() for found in re.findall(r'id="([a-z-]+)"[^>{]*role="status"', page)}


def test_what_is_read_out_stays_in_the_page_and_is_only_filled_anew():
    """A live region that is itself replaced is silent in some screen readers."""
    assert {"messages", "found", "reminders-said"} <= LIVE
    for file, page in PAGES.items():
        for named in re.findall(r'data-hx-select-oob="([^"]+)"', page):
            replaced = {part.removeprefix("#") for part in named.split(",") if ":" not in part}
            assert not replaced & LIVE, file
        for target, rest in re.findall(r'data-hx-target="#([a-z-]+)"(.*)', page):
            assert target not in LIVE or 'data-hx-swap="innerHTML"' in rest, file
        assert not re.search(r'role="status"[^>]*data-hx-swap-oob="true"', page), file


@pytest.mark.parametrize(
    ("act", "focus"),
    [("remove-{}", "back-{}"), ("back-{}", "remove-{}"), ("up-{}", "up-{}"), ("add", "n1-word")],
)
def test_a_press_among_the_status_words_leaves_the_focus_beside_it(client, bob, act, focus):
    client.force_login(bob)
    address = f"/plans/{make_plan(by=bob).slug}/status-words/"
    rows = client.get(address).context["form"].rows
    key = rows[1].key
    sent = {"rows": [row.key for row in rows], "act": act.format(key)}
    for row in rows:
        sent |= {
            f"{row.key}-word": row.word,
            f"{row.key}-meaning": row.meaning,
            f"{row.key}-colour": row.colour,
        }
    page = client.post(address, sent).content.decode()
    tag = re.search(r"<[^>]*\sautofocus[\s>][^>]*", page)[0]
    assert focus.format(key) in tag


def test_a_new_word_that_is_taken_out_again_leaves_the_focus_where_words_are_added(db, bob, client):
    rows = pressed([], "add")
    assert focus_after(pressed(rows, f"remove-{rows[0].key}"), f"remove-{rows[0].key}") == "add-word"
