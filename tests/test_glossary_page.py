"""The glossary: who reads it, who keeps it, and what is refused."""

import pytest

from actionplan.changes.glossary import keep_term
from actionplan.models import GlossaryTerm

pytestmark = pytest.mark.django_db
URL = "/glossary/"


def terms():
    return dict(GlossaryTerm.objects.values_list("initials", "meaning"))


def test_a_clerk_adds_changes_and_takes_out_initials(client, carol):
    client.force_login(carol)
    client.post(URL, {"initials": "PDR", "meaning": " Personal  review "})
    assert terms() == {"PDR": "Personal review"}
    edit = f"{URL}{GlossaryTerm.objects.get().pk}/"
    assert 'value="Personal review"' in client.get(edit).content.decode()
    client.post(edit, {"initials": "PDRS", "meaning": "Review scheme", "opened": "Personal review"})
    assert terms() == {"PDRS": "Review scheme"}
    assert client.get(f"{edit}remove/").status_code == 405
    client.post(f"{edit}remove/")
    assert terms() == {}


@pytest.mark.parametrize("person", ["bob", "carol", "frank"])
def test_editors_clerks_and_administrators_keep_it(client, request, person):
    client.force_login(request.getfixturevalue(person))
    assert "Add initials" in client.get(URL).content.decode()


def test_a_reader_reads_it_and_changes_nothing(client, erin):
    term = GlossaryTerm.objects.create(initials="CMT", meaning="Management team")
    client.force_login(erin)
    shown = client.get(URL).content.decode()
    assert "Management team" in shown
    assert "Add initials" not in shown
    assert client.post(URL, {"initials": "X1", "meaning": "Y"}).status_code == 403
    for url in (f"{URL}{term.pk}/", f"{URL}{term.pk}/remove/"):
        assert client.post(url, {"initials": "CMT", "meaning": "Y"}).status_code == 403
    assert terms() == {"CMT": "Management team"}


def test_a_stranger_does_not_know_of_it(client, dan):
    client.force_login(dan)
    assert client.get(URL).status_code == 404


def test_initials_an_import_met_are_given_their_meaning(client, carol):
    GlossaryTerm.objects.create(initials="CMT", meaning="")
    client.force_login(carol)
    shown = client.get(f"{URL}?initials=CMT").content.decode()
    assert "nobody has said yet" in shown
    assert 'value="CMT"' in shown
    client.post(URL, {"initials": "CMT", "meaning": "Management team"})
    assert terms() == {"CMT": "Management team"}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"initials": "", "meaning": "x"}, "Write the initials."),
        ({"initials": "PDR", "meaning": ""}, "Write what they stand for."),
        ({"initials": "two words", "meaning": "x"}, "Write the initials as one word"),
        ({"initials": "CMT", "meaning": "Other"}, "CMT is in the glossary: Management team."),
    ],
)
def test_what_cannot_be_a_term_is_refused_in_one_sentence(client, carol, sent, sentence):
    GlossaryTerm.objects.create(initials="CMT", meaning="Management team")
    client.force_login(carol)
    assert sentence in client.post(URL, sent).content.decode()
    assert terms() == {"CMT": "Management team"}


def test_two_people_at_one_term_do_not_overwrite_one_another(client, bob, carol):
    term = keep_term(initials="CMT", meaning="Management team", by=bob)
    keep_term(initials="CMT", meaning="Corporate team", by=bob, term=term)
    client.force_login(carol)
    mine = {"initials": "CMT", "meaning": "Mine", "opened": "Management team"}
    answer = client.post(f"{URL}{term.pk}/", mine)
    assert "Meanwhile somebody wrote “Corporate team”" in answer.content.decode()
    assert terms() == {"CMT": "Corporate team"}
    client.post(f"{URL}{term.pk}/", mine | {"opened": "Corporate team"})
    assert terms() == {"CMT": "Mine"}
