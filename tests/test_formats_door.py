"""All six formats through one door: the same value gives the same bytes, and no text breaks any of them."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from reports.formats import FORMATS, UnknownFormat, render
from reports.formats.clean import clean_text, fit_to_give_out
from tests import paper_samples as samples

ROOT = Path(__file__).parents[1]
ALL = pytest.mark.parametrize("key", ["docx", "pdf", "html", "xlsx", "csv", "json"])
PRINT_DIGESTS = """
import hashlib, django
django.setup()
from reports.formats import FORMATS, render
from tests.paper_samples import council_paper
for key in FORMATS:
    print(key, hashlib.sha256(render(council_paper(), key)).hexdigest())
"""


def test_the_six_formats_are_listed_in_order_with_what_a_browser_needs():
    assert list(FORMATS) == ["docx", "pdf", "html", "xlsx", "csv", "json"]
    for key, each in FORMATS.items():
        assert (each.key, each.extension) == (key, key)
        assert each.label
        assert "/" in each.content_type


def test_an_unknown_format_is_told_which_there_are():
    with pytest.raises(
        UnknownFormat, match=r"no format “odt”\. Choose one of: docx, pdf, html, xlsx, csv, json"
    ):
        render(samples.small_paper(), "odt")


@ALL
@pytest.mark.parametrize("make", [samples.small_paper, samples.council_paper, samples.nasty_paper])
def test_the_same_value_gives_the_same_bytes(make, key):
    assert render(make(), key) == render(make(), key)


def test_other_processes_clocks_locales_and_hash_seeds_give_the_same_bytes():
    here = [f"{key} {hashlib.sha256(render(samples.council_paper(), key)).hexdigest()}" for key in FORMATS]
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/New_York")):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        run = [sys.executable, "-c", PRINT_DIGESTS]
        there = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        assert there.stdout.splitlines()[-6:] == here


@ALL
def test_a_different_value_gives_different_bytes(key):
    paper = samples.council_paper()
    other = replace(paper, plans=(replace(paper.plans[0], title="Another plan"),))
    assert render(paper, key) != render(other, key)


@ALL
def test_a_paper_with_nothing_in_it_can_be_given_out(key):
    paper = samples.small_paper()
    assert render(replace(paper, plans=()), key)
    assert render(
        replace(paper, plans=(replace(paper.plans[0], challenges=(), figures=(), columns=()),)), key
    )


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (
            "one\r\ntwo\rthree\x0bfour\x0cfive\x85six\u2028seven\u2029eight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "a�b�c�d�e�f"),
        ("half \ud83d pair, \ufffe \uffff \ufdd0 \U0001ffff", "half � pair, � � � �"),
        ("kept: \t tab, 😀 שלום e\u0301 \u200d", "kept: \t tab, 😀 שלום e\u0301 \u200d"),
    ],
)
def test_what_no_format_can_hold_is_shown_as_a_mark(words, printed):
    assert clean_text(words) == printed


def test_every_text_of_a_paper_is_made_fit():
    paper = fit_to_give_out(samples.nasty_paper())
    assert "\x00" not in repr(paper)
    assert "\\x" not in repr(paper)
    assert paper.plans[0].title == "Plan � & “co”"
    assert paper.plans[0].glossary == (("<X>", "\nnot� seen"),)


def withheld_paper():
    paper = samples.small_paper()
    challenge = paper.plans[0].challenges[0]
    action = replace(
        challenge.actions[0], withheld=True, text="Secretwords", news="Secretnews", member=("Secretmember",),
        status=replace(challenge.actions[0].status, word="Secretstatus"), success="Secretsuccess", overdue_days=77,
        deadlines=(replace(challenge.actions[0].deadlines[0], words="Secretdeadline"),), news_by="Secretperson",
    )  # fmt: skip
    return replace(
        paper, plans=(replace(paper.plans[0], challenges=(replace(challenge, actions=(action,)),)),)
    )


@ALL
def test_a_withheld_action_gives_out_its_reference_and_no_other_word(key):
    action = withheld_paper().plans[0].challenges[0].actions[0]
    bare = replace(action, text="", news="", member=(), success="", overdue_days=0, deadlines=(), news_by="")
    bare_paper = replace(
        withheld_paper(),
        plans=(
            replace(
                withheld_paper().plans[0],
                challenges=(replace(withheld_paper().plans[0].challenges[0], actions=(bare,)),),
            ),
        ),
    )
    assert render(withheld_paper(), key) == render(bare_paper, key)


def test_a_withheld_action_says_where_its_words_are():
    page = render(withheld_paper(), "html").decode()
    assert "See exempt appendix." in page
    assert "1.1" in page
    assert "Secret" not in page


def text_of(document, key):
    """The words of a document in reading order, headers of its pages included; rough, for looking one up."""
    if key == "pdf":
        with pdfplumber.open(io.BytesIO(document)) as opened:
            said = "\n".join(page.extract_text() for page in opened.pages)
    elif key == "html":
        said = re.sub(r"<style>.*</style>|<[^>]+>", " ", document.decode(), flags=re.DOTALL)
    else:
        with zipfile.ZipFile(io.BytesIO(document)) as parts:
            xml = b" ".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml")).decode()
        said = re.sub(r"<[^>]+>", " ", xml)
    return " ".join(said.split())


@pytest.mark.parametrize("key", ["docx", "pdf", "html", "xlsx"])
@pytest.mark.parametrize("make", [samples.council_paper, samples.plan_as_it_stands])
def test_every_printed_format_marks_what_is_not_for_publication(make, key):
    marked = render(replace(make(), holds_exempt=True), key)
    assert "Not for publication" in text_of(marked, key)
    assert "Not for publication" not in text_of(render(make(), key), key)


@pytest.mark.parametrize("key", ["docx", "pdf", "html"])
def test_a_plan_given_out_says_what_is_exempt_after_its_table_and_lists_no_background_papers(key):
    words = text_of(render(replace(samples.plan_as_it_stands(), exempt_notes=("Of paragraph 4.",)), key), key)
    assert words.index("ends here") < words.index("Exempt information") < words.index("Of paragraph 4.")
    assert "Background papers" not in words
