"""Who leads, read from the words of a cell: names split, tidied and matched, with every doubt said."""

from collections import Counter

import pytest

from actionplan.importing.actors import Known, kind_of
from actionplan.importing.leads import NameBook
from actionplan.importing.scanning import Vocabulary

CLEAN = [
    "Tamsin Okoro",
    "Rhys Bellweather",
    "Tamsin Okoro/Rhys Bellweather",
    "HOGAS",
    "HOGAS",
    "HOGAS",
    "CMT",
    "Cllr Ormsby",
    "Cllr Ormsby",
    "Parks Committee",
    "Heads of Service",
    "Ian Poe",
    "Ian Poe",
]


def book(*cells, known=(), decided=None, text=""):
    counts = Counter([*CLEAN, *cells])
    vocabulary = Vocabulary([*counts, text], ["department", "team", "teams", "committee", "managers"])
    return NameBook(counts, known=known, vocabulary=vocabulary, decided=decided)


def read(words, **settings):
    return book(words, **settings).read(words)


def names(words, **settings):
    return [name.name for name in read(words, **settings).names]


def codes(words, **settings):
    return [each.code for each in read(words, **settings).problems]


SPLITS = {
    "Tamsin Okoro/Rhys Bellweather": ["Tamsin Okoro", "Rhys Bellweather"],
    "Tamsin Okoro & Rhys Bellweather": ["Tamsin Okoro", "Rhys Bellweather"],
    "Tamsin Okoro and Rhys Bellweather": ["Tamsin Okoro", "Rhys Bellweather"],
    "Tamsin Okoro, Rhys Bellweather": ["Tamsin Okoro", "Rhys Bellweather"],
    "Tamsin Okoro\nRhys Bellweather": ["Tamsin Okoro", "Rhys Bellweather"],
    "HOGAS/ Tamsin Okoro": ["HOGAS", "Tamsin Okoro"],
    "CMT Tamsin Okoro": ["CMT", "Tamsin Okoro"],
    "HOGAS CMT and Heads of": ["HOGAS", "CMT", "Heads of"],
    "Tamsin Okoro All Managers": ["Tamsin Okoro", "All Managers"],
    "HR Department Tamsin Okoro All Directors and Heads of": [
        "HR Department",
        "Tamsin Okoro",
        "All Directors and Heads of",
    ],
    "All Directors and Heads of": ["All Directors and Heads of"],
    "Heads of and Directors": ["Heads of", "Directors"],
    "Heads of Service and HR Officers": ["Heads of Service", "HR Officers"],
    "HR team and Leisure team": ["HR team", "Leisure team"],
    "HR team and Directors and Heads of": ["HR team", "Directors", "Heads of"],
    "HR & Communications teams": ["HR & Communications teams"],
    "Head of Housing and Planning": ["Head of Housing and Planning"],
    "Head of Housing and Director of Finance": ["Head of Housing", "Director of Finance"],
    "Head of HR, OD and Comms": ["Head of HR, OD and Comms"],
    "Director of Finance, Head of HR": ["Director of Finance", "Head of HR"],
    "Head of Housing and Tamsin Okoro": ["Head of Housing", "Tamsin Okoro"],
    "Planning and Housing Committee": ["Planning and Housing Committee"],
    "Cllr J Smith and Head of Housing": ["Cllr J Smith", "Head of Housing"],
    "Tamsin Okoro ext 2214": ["Tamsin Okoro"],
    "Tamsin Okoro (01279 655261)": ["Tamsin Okoro"],
    "Tamsin Okoro, Tamsin Okoro": ["Tamsin Okoro"],
    "Mary Jones Joe Bell Sue Park": ["Mary Jones", "Joe Bell", "Sue Park"],
    "Mary Jones Joe Bell": ["Mary Jones", "Joe Bell"],
    "Mary Ann Jones": ["Mary Ann Jones"],
    "Cllrs Moss, Reed and A Bell": ["Cllr Moss", "Cllr Reed", "Cllr A Bell"],
    "Head of Housing with support from Tamsin Okoro": ["Head of Housing", "Tamsin Okoro"],
    "Councillor Moss/ The Leader": ["Councillor Moss", "The Leader"],
    "EAC /TC/ERDM": ["EAC", "TC", "ERDM"],
    "Head of HR and Organisational Development /Policy Officer": [
        "Head of HR and Organisational Development",
        "Policy Officer",
    ],
    "Policy Officer/Relevant Council Officers": ["Policy Officer", "Relevant Council Officers"],
    "Planning & Environment Directorate Change; Sue Whiteside": [
        "Planning & Environment Directorate Change",
        "Sue Whiteside",
    ],
    "Assistant Director (Housing)": ["Assistant Director (Housing)"],
    "TBC": [],
    "n/a": [],
    "To be confirmed": [],
    "-": [],
}


@pytest.mark.parametrize("words", SPLITS)
def test_a_cell_is_split_into_the_names_in_it(words):
    assert names(words) == SPLITS[words]


KINDS = {
    "person": [
        "Tamsin Okoro",
        "Cllr Jackson",
        "P. Lowe",
        "Jean-Luc O'Brien",
        "Dr Zoë Müller",
        "Councillor A Smith",
    ],
    "post": [
        "HOPOS",
        "Head of Service",
        "Chief Executive",
        "Deputy Chief Executive",
        "Monitoring Officer",
        "Executive Member for Housing",
        "Portfolio Holder for Resources",
        "Leader of the Council",
        "Group Manager Environment",
        "Executive Director Resources",
        "Strategic Director - Place",
        "S151 Officer",
        "Housing Options Manager",
    ],
    "team": [
        "CMT",
        "SMT",
        "SLT",
        "HR team",
        "HR Department",
        "All Managers",
        "all heads of service",
        "Heads of",
        "Heads of Service",
        "All Directors and Heads of",
        "HR & Communications teams",
        "All Wardens",
        "Directors",
    ],
    "committee": [
        "HR Committee",
        "HR committee",
        "Executive",
        "Cabinet",
        "Full Council",
        "Audit and Risk Committee",
    ],
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in KINDS.items() for name in names])
def test_a_kind_is_proposed_for_each_name(kind, name):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    "name", ["Housing", "Corporate Resources", "the person responsible", "see above", ""]
)
def test_no_kind_is_proposed_for_what_looks_like_nobody(name):
    assert kind_of(name) is None


MENDED = {
    "Clir Ormsby": ("Cllr Ormsby", "same_person"),
    "Tarnsin Okoro": ("Tamsin Okoro", "same_person"),
    "lan Poe": ("Ian Poe", "same_person"),
    "Cllr Ormsbv": ("Cllr Ormsby", "same_person"),
    "Clir Newcombe": ("Cllr Newcombe", "broken_word"),
    "Tamsin Okor o": ("Tamsin Okoro", "broken_word"),
    "T amsin Okoro": ("Tamsin Okoro", "broken_word"),
    "Idris Pello w": ("Idris Pellow", "broken_word"),
    "HOG AS": ("HOGAS", "broken_word"),
    "HOG US": ("HOGAS", "broken_word"),
    "HR Departme nt": ("HR Department", "broken_word"),
    "СМТ": ("CMT", "other_alphabet"),
    "Tamsin Okoro/": ("Tamsin Okoro", "lead_trailing"),
    "Heads of": ("Heads of", "lead_cut_short"),
    "Play & Events teams": ("Play & Events teams", "one_or_two_leads"),
    "HR team (CMT)": ("HR team", "name_in_brackets"),
    "Tamsin Okoro (Housing)": ("Tamsin Okoro", "name_in_brackets"),
    "Mr Rhys Bellweather": ("Rhys Bellweather", "same_person"),
    "Mrs Okoro": ("Tamsin Okoro", "same_person"),
    "Okoro, Tamsin": ("Tamsin Okoro", "same_person"),
    "the usual people": ("the usual people", "lead_unsure"),
}


@pytest.mark.parametrize("words", MENDED)
def test_a_doubtful_name_is_proposed_as_what_it_is_and_said(words):
    name, code = MENDED[words]
    assert names(words) == [name]
    assert codes(words) == [code]


BRACKETED = {
    "Head of Housing (P. Lowe)": ["Head of Housing", "P. Lowe"],
    "Head of Housing (currently Tamsin Okoro)": ["Head of Housing", "Tamsin Okoro"],
    "Tamsin Okoro (Head of Housing)": ["Tamsin Okoro", "Head of Housing"],
    "Portfolio Holder for Housing (Cllr Ormsby)": ["Portfolio Holder for Housing", "Cllr Ormsby"],
    "HR team (via Tamsin Okoro)": ["HR team", "Tamsin Okoro"],
}


@pytest.mark.parametrize("words", BRACKETED)
def test_a_post_with_a_name_in_brackets_is_both_and_said(words):
    assert names(words) == BRACKETED[words]
    (doubt,) = read(words).problems
    assert doubt.code == "name_in_brackets"
    assert [len(each["decision"]["names"]) for each in doubt.choices] == [1, 1]


CONTACTS = [
    "Tamsin Okoro ext 2345",
    "Tamsin Okoro (x 1234)",
    "Tamsin Okoro x1234",
    "Tamsin Okoro Ext: 23 45",
    "Tamsin Okoro, tel. 01279 655261 ext 22",
    "Tamsin Okoro 020 7946 0123",
    "Tamsin Okoro - 07700 900123",
    "Tamsin Okoro +44 (0)1279 655261",
    "Tamsin Okoro t.okoro@council.example",
]


@pytest.mark.parametrize("words", CONTACTS)
def test_a_telephone_number_is_no_part_of_a_name_and_is_kept(words):
    cell = read(words)
    assert [name.name for name in cell.names] == ["Tamsin Okoro"]
    assert cell.contacts == words
    assert cell.problems == ()


def test_a_name_with_a_figure_is_no_telephone_number():
    for words in ("Section 151 Officer", "Ward 3 team", "Tamsin Okoro", "Felix 234 team"):
        assert read(words).contacts == ""


def test_a_councillor_of_that_surname_is_proposed_where_there_is_one():
    assert [n.name for n in book("Cllr Moss", "Cllr Ann Moss").read("Cllr Moss").names] == ["Cllr Ann Moss"]
    two = book("Cllr Moss", "Cllr Ann Moss", "Cllr Bob Moss")
    assert [name.name for name in two.read("Cllr Moss").names] == ["Cllr Moss"]
    other = book("Cllr Moss", "Ann Moss")
    assert [name.name for name in other.read("Cllr Moss").names] == ["Cllr Moss"]


def test_names_without_separators_are_a_doubt_and_names_with_them_are_not():
    assert codes("CMT Tamsin Okoro") == ["several_leads"]
    assert codes("Tamsin Okoro & Rhys Bellweather") == []
    assert codes("HR team and Leisure team") == []


def test_a_message_is_a_plain_sentence_with_the_words_and_the_proposal():
    (problem,) = read("Clir Ormsby").problems
    assert problem.message == "“Clir Ormsby” is read as “Cllr Ormsby”, which is spelled much the same."
    assert [each["say"] for each in problem.choices] == ["The same as Cllr Ormsby", "A new person"]


def test_one_name_in_several_spellings_is_one_actor():
    cells = ["Parks Committee", "Parks committee", "PARKS COMMITTEE"]
    reading = book(*cells)
    assert {reading.read(words).names[0].name for words in cells} == {"Parks Committee"}
    assert not any(reading.read(words).problems for words in cells)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Smith", "Ian Smith-Jones"),
        ("Cllr Jackson", "Cllr Johnson"),
        ("Head of Housing", "Heads of Housing"),
        ("Ward 1 wardens team", "Ward 2 wardens team"),
        ("HR team", "IT team"),
        ("Director of Place", "Director of People"),
    ],
)
def test_names_that_differ_in_earnest_are_kept_apart(one, other):
    reading = book(one, other)
    assert [reading.read(words).names[0].name for words in (one, other)] == [one, other]


PETRA = Known("Petra Lindqvist", "person", ("Petra", "P Lindqvist"), 7)
HEAD = Known("Head of Green and Open Spaces", "post", (), 8)


def test_known_actors_are_found_by_name_alias_initials_and_likeness():
    known = (PETRA, HEAD)
    for words, who in {
        "petra lindqvist": PETRA,
        "Petra": PETRA,
        "P. Lindqvist": PETRA,
        "HOGAOS": HEAD,
        "HGOS": HEAD,
        "Petra Lindquist": PETRA,
    }.items():
        (name,) = read(words, known=known).names
        assert (name.name, name.kind, name.id) == (who.name, who.kind, who.id)
    assert codes("Petra", known=known) == []
    assert codes("HOGAOS", known=known) == []
    assert codes("PL", known=known) == ["initials_of"]
    assert codes("Petra Lindquist", known=known) == ["same_person"]


def test_an_initial_is_who_it_can_only_be():
    assert names("T. Okoro") == ["Tamsin Okoro"]
    assert codes("T. Okoro") == ["same_person"]
    twins = book("T. Okoro", "Toby Okoro")
    assert [name.name for name in twins.read("T. Okoro").names] == ["T. Okoro"]


def test_what_an_officer_decided_holds_for_the_words_or_for_one_row():
    new = [{"name": "Clive Ormsby", "kind": "person"}]
    reading = book("Clir Ormsby", decided={"Clir Ormsby": new, ("1.4", "Clir Ormsby"): []})
    assert [name.name for name in reading.read("Clir Ormsby", "1.2").names] == ["Clive Ormsby"]
    assert reading.read("Clir Ormsby", "1.2").problems == ()
    assert reading.read("Clir Ormsby", "1.4").names == ()


def test_a_decision_about_one_of_several_names_leaves_the_others():
    two = [{"name": "Play team", "kind": "team"}, {"name": "Events team", "kind": "team"}]
    reading = book("CMT/Play & Events teams", decided={"Play & Events teams": two})
    assert [name.name for name in reading.read("CMT/Play & Events teams").names] == [
        "CMT",
        "Play team",
        "Events team",
    ]


def test_any_words_at_all_are_read_without_losing_them():
    for words in (
        "((",
        "/",
        "&",
        "and",
        "Ü" * 300,
        "a" * 5000,
        "1 2 3 / 4 & 5",
        "😀 team",
        "of of of",
        "A " * 200,
    ):
        cell = read(words)
        assert cell.names or cell.problems or not words.strip(" /&")
