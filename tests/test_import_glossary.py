"""Initials met in a document, with what they stand for where it says so, kept for the next document."""

import datetime
import time

import pytest

from actionplan.importing.accept import accept, known_glossary
from actionplan.importing.document import read_document
from actionplan.importing.glossary import stands_for, terms_in
from actionplan.importing.proposals import apply_decisions, propose, restored, stored
from actionplan.models import GlossaryTerm
from tests.documents import making

DAY = datetime.date(2024, 2, 5)
SPELLED = {
    "Review the Personal Development Review Scheme (PDRS) each year": (
        "PDRS",
        "Personal Development Review Scheme",
    ),
    "Ask the PDRS (Personal Development Review Scheme) team": ("PDRS", "Personal Development Review Scheme"),
    "HOPOS – Head of People and Organisational Services": (
        "HOPOS",
        "Head of People and Organisational Services",
    ),
    "HOPOS = Head of People and Organisational Services": (
        "HOPOS",
        "Head of People and Organisational Services",
    ),
    "CMT: Corporate Management Team": ("CMT", "Corporate Management Team"),
    "the Health & Safety (HS) officer": ("HS", "Health & Safety"),
    "Agree a Medium-Term Plan (MTP)": ("MTP", "Medium-Term Plan"),
    "the council's work (CMT)": ("CMT", ""),
    "CMT: not yet decided": ("CMT", ""),
    "Ask CMTs about it": ("CMT", ""),
}


@pytest.mark.parametrize("text", SPELLED)
def test_initials_are_known_by_what_the_document_spells_out(text):
    (term,) = terms_in([text], {})
    assert (term.initials, term.meaning) == SPELLED[text]


@pytest.mark.parametrize(
    "text", ["ACTION PLAN FOR HR", "RAG status TBC", "Do it ASAP", "I am A teacher", "Q1 2024", "McCann"]
)
def test_words_in_capitals_and_marks_of_every_plan_are_no_initials(text):
    assert terms_in([text], {}) == ()


@pytest.mark.parametrize(
    "text", ["(" + "a" * 50_000, "a " * 20_000 + "(", "AB (" * 9000, "A-" * 20_000 + "("]
)
def test_initials_are_looked_for_quickly_in_any_words(text):
    began = time.process_time()
    terms_in([text + "b"], {})
    assert time.process_time() - began < 1


def test_small_words_may_count_or_not():
    words = ["Head", "of", "People", "and", "Organisational", "Services"]
    assert stands_for(words, "HOPOS")
    assert stands_for(words, "HPOS")
    assert stands_for(words, "HOPAOS")
    assert not stands_for(words, "HOPS")
    assert not stands_for(["of", "People"], "OP")


def proposal_of(*rows, glossary=None, below=()):
    data = making.word([["Challenge", "Action", "Lead"], *rows], below=below)
    return propose(read_document(data, "plan"), title="Parks", as_of=DAY, glossary=glossary)


ROW = ["Paths", "Review the Personal Development Review Scheme (PDRS)", "HOPOS"]
KEY = "HOPOS – Head of People and Organisational Services"


def test_a_proposal_lists_the_initials_it_met():
    proposal = proposal_of(ROW, ["Seats", "Ask CMT", "HOPOS"], below=[KEY])
    assert proposal.as_json()["glossary"] == [
        {"initials": "PDRS", "meaning": "Personal Development Review Scheme", "count": 1},
        {"initials": "HOPOS", "meaning": "Head of People and Organisational Services", "count": 2},
        {"initials": "CMT", "meaning": "", "count": 1},
    ]
    assert restored(stored(proposal)).glossary == proposal.glossary


def test_a_lead_in_initials_may_be_named_by_what_they_stand_for():
    proposal = proposal_of(ROW, below=[KEY])
    (doubt,) = [each for each in proposal.problems if each.code == "initials"]
    assert doubt.message.endswith("They stand for “Head of People and Organisational Services”.")
    after = apply_decisions(proposal, [doubt.choices[0]["decision"]])
    (lead,) = after.actions[0].leads["operational"]
    assert (lead.name, lead.kind) == ("Head of People and Organisational Services", "post")


def test_a_lead_in_initials_may_be_somebody_the_document_names_in_full():
    proposal = proposal_of([*ROW[:2], "Pat Lowe"], ["Seats", "Paint", "PL"])
    (doubt,) = [each for each in proposal.problems if each.code == "initials"]
    assert doubt.choices[0]["say"] == "Pat Lowe"


@pytest.mark.django_db
def test_what_is_accepted_says_the_meaning_in_the_next_document(bob):
    GlossaryTerm.objects.create(initials="PDRS", meaning="What we say ourselves")
    GlossaryTerm.objects.create(initials="HOPOS")
    accept(proposal_of(ROW, ["Seats", "Ask CMT", ""], below=[KEY]), by=bob)
    assert dict(GlossaryTerm.objects.values_list("initials", "meaning")) == {
        "PDRS": "What we say ourselves",
        "HOPOS": "Head of People and Organisational Services",
        "CMT": "",
    }
    (term,) = proposal_of(["Paths", "Mend", "HOPOS"], glossary=known_glossary()).glossary
    assert term.meaning == "Head of People and Organisational Services"
