"""The guides: one source for the site and for readers of the code, and true to what stands on the screen."""

import re
from pathlib import Path

import pytest

from config import guides
from tests.cast import make_action, page_text

ROOT = Path(__file__).resolve().parent.parent
SCREEN = (("templates", "*.html"), ("actionplan", "*.py"), ("reports", "*.py"), ("config", "*.py"))
SAID = re.compile(r"\*\*([^*]+)\*\*")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("alice", "For whoever leads an action"),
        ("bob", "For the officer who keeps a plan"),
        ("carol", "For the committee clerk"),
        ("erin", "For councillors and other readers"),
        ("frank", "For the administrator"),
    ],
)
def test_help_begins_with_the_guide_for_what_one_does(client, request, alice, name, first):
    make_action(by=alice, leads=[("operational", alice.actor)])
    client.force_login(request.getfixturevalue(name))
    assert f"For you {first}" in page_text(client.get("/help/"))


@pytest.mark.parametrize("guide", guides.GUIDES, ids=lambda guide: guide.key)
def test_a_guide_is_a_page_and_names_only_what_stands_on_the_screen(client, alice, guide):
    client.force_login(alice)
    page = client.get(guide.url)
    assert str(guide.title) in page_text(page)
    assert "**" not in page.text
    screen = "".join(file.read_text() for room, kind in SCREEN for file in (ROOT / room).rglob(kind))
    source = (guides.FOLDER / f"{guide.key}.md").read_text()
    assert source.startswith(f"# {guide.title}\n")
    unknown = [words for said in SAID.findall(source) if (words := " ".join(said.split())) not in screen]
    assert not unknown


def test_words_of_a_guide_are_never_markup_and_links_lead_to_guides(client):
    shown = guides._block("- <b>one</b> & **two**\n- [Leads](lead.md), [deploying](../deploying.md)")
    assert shown == (
        "<ul><li>&lt;b&gt;one&lt;/b&gt; &amp; <strong>two</strong></li>"
        '<li><a href="/help/lead/">Leads</a>, “deploying”</li></ul>'
    )


def test_there_is_no_guide_to_what_is_not_there(client, alice):
    client.force_login(alice)
    assert client.get("/help/settings/").status_code == 404
    assert client.get("/help/..%2Fdecisions/").status_code == 404


def test_every_picture_is_there_and_all_are_small():
    shown = {
        name for file in guides.FOLDER.glob("*.md") for _, name in guides.PICTURE.findall(file.read_text())
    }
    kept = {file.name: file.stat().st_size for file in guides.PICTURES.glob("*.png")}
    assert shown <= kept.keys()
    assert len(kept) >= 12
    assert sum(kept.values()) < 600_000
