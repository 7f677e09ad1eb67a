"""How a committee's papers look, as its clerk sets it: the form, its presets, the Word document, who may."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from people.models import Actor
from reports import house_changes
from reports.house import House, document_of
from reports.house_examples import example_paper
from reports.house_presets import PRESETS
from reports.models import Template
from tests import council_documents as documents
from tests.browser import fits
from tests.cast import TODAY, make_committee, make_user, page_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee(db):
    return make_committee()


@pytest.fixture
def address(committee):
    return reverse("house_edit", args=[committee.pk])


def typed(house=None, opened=None, **changes):
    """What a browser sends for a House."""
    house = house or House()
    data = {
        "appendix": house.appendix, "first_appendix": house.first_appendix, "letters": house.letters,
        "clearances": "\n".join(house.clearances),
        "opened": opened or house_changes.version_of(Actor.objects.get(name="HR Committee")),
        "heading-TOTAL_FORMS": len(house.heading_block), "heading-INITIAL_FORMS": 0,
        "section-TOTAL_FORMS": len(house.sections), "section-INITIAL_FORMS": 0,
    }  # fmt: skip
    data |= {name: "on" for name in ("page_numbers", "charts") if getattr(house, name)}
    for i, (label, words) in enumerate(house.heading_block):
        data |= {f"heading-{i}-label": label, f"heading-{i}-words": words}
    for i, (title, words) in enumerate(house.sections):
        data |= {f"section-{i}-title": title, f"section-{i}-words": words}
        data |= {f"section-{i}-progress": "on"} if title == house.progress else {}
    return data | changes


def own_house(committee):
    return House.of(Actor.objects.select_related("paper_template").get(pk=committee.pk))


def upload(client, committee, data, name="Report template.docx"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("house_document", args=[committee.pk]), {"document": file})


def test_the_clerk_says_how_papers_look(client, carol, committee, address):
    client.force_login(carol)
    given = typed(appendix="Annex", first_appendix="1", letters="1", clearances="Legal\n\nFinance\nLegal")
    given.pop("page_numbers")
    assert client.post(address, given).status_code == 302
    house = own_house(committee)
    assert (house.appendix_label(0), house.recommendation_label(1)) == ("Annex 1", "(2)")
    assert (house.page_numbers, house.charts) == (False, True)
    assert list(house.clearances) == ["Legal", "Finance"]
    assert [title for title, _ in house.sections] == [title for title, _ in House().sections]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_a_form_may_begin_as_another_councils(client, carol, committee, address, preset):
    client.force_login(carol)
    page = client.get(address, {"like": preset.key})
    assert "Nothing is saved yet" in page_text(page)
    assert Template.objects.count() == 0
    assert client.post(address, typed(preset.house)).status_code == 302
    house = own_house(committee)
    assert [tuple(each) for each in house.sections] == list(preset.house.sections)
    assert (house.appendix_label(0), house.progress) == (
        preset.house.appendix_label(0),
        preset.house.progress,
    )
    assert house.progress in [title for title, _ in house.sections]


def test_looking_shows_the_result_and_saves_nothing(client, carol, address):
    client.force_login(carol)
    shown = page_text(client.post(address, typed(appendix="Essential Reference Paper", look="1")))
    assert "Essential Reference Paper A An example of an action plan" in shown
    assert Template.objects.count() == 0


def test_a_row_moves_without_saving(client, carol, address):
    client.force_login(carol)
    page = client.post(address, typed(act="section-up-1"))
    titles = [row["title"].value() for row in page.context["form"].sections]
    assert titles[:2] == ["Background", "Purpose of the report"]
    assert Template.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"appendix": ""}, "Write what an appendix is called."),
        ({"first_appendix": "AB"}, "Write one letter or a number."),
        ({"heading-0-label": "", "heading-0-words": "Ann"}, "Say what this line is"),
        ({"section-0-title": "", "section-0-words": "x"}, "Give this section a title."),
        ({"section-1-title": "Purpose of the report"}, "Two sections are called “Purpose of the report”"),
        ({"section-0-progress": "on"}, "Only one section writes itself"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(client, carol, address, changes, sentence):
    client.force_login(carol)
    page = client.post(address, typed(**changes))
    assert sentence in page_text(page)
    assert Template.objects.count() == 0


def test_two_clerks_do_not_overwrite_one_another(client, carol, committee, address):
    client.force_login(carol)
    opened = house_changes.version_of(committee)
    client.post(address, typed(appendix="Annex"))
    late = client.post(address, typed(appendix="Enclosure", opened=opened))
    assert str(house_changes.MEANWHILE) in page_text(late)
    assert own_house(committee).appendix == "Annex"
    again = typed(appendix="Enclosure", opened=late.context["form"].form["opened"].value())
    assert client.post(address, again).status_code == 302
    assert own_house(committee).appendix == "Enclosure"


def test_what_the_form_does_not_ask_is_kept(client, carol, committee, address):
    Template.objects.create(committee=committee, sections={"letters": "a", "unheard_of": 1})
    house_changes.save_house(
        committee=committee, own={"appendix": "Annex"}, opened=house_changes.version_of(committee)
    )
    assert Template.objects.get().sections == {"letters": "a", "unheard_of": 1, "appendix": "Annex"}


def test_papers_in_word_are_written_on_the_councils_document(client, carol, committee):
    client.force_login(carol)
    assert upload(client, committee, documents.house_document()).status_code == 302
    assert document_of(Actor.objects.get(pk=committee.pk)) == documents.house_document()
    example = client.get(reverse("house_example", args=[committee.pk, "docx"])).content
    with zipfile.ZipFile(io.BytesIO(example)) as package:
        assert b"Georgia" in package.read("word/styles.xml")
    download = client.get(reverse("house_download", args=[committee.pk]))
    assert download.content == documents.house_document()
    assert client.post(reverse("house_document", args=[committee.pk]), {"remove": "1"}).status_code == 302
    assert document_of(Actor.objects.get(pk=committee.pk)) is None
    assert client.get(reverse("house_download", args=[committee.pk])).status_code == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Choose the Word document."),
        (b"hello", "This is no Word document"),
        (b"PK" + b"\0" * (5 * 1024 * 1024), "larger than 5 MB"),
        (documents.changed(documents.house_document(), {"word/vbaProject.bin": b"x"}), "holds macros"),
    ],
)
def test_a_document_that_may_not_be_used_is_refused_and_the_old_one_stays(
    client, carol, committee, data, sentence
):
    client.force_login(carol)
    upload(client, committee, documents.house_document())
    refused = upload(client, committee, data)
    assert refused.status_code == 422
    assert sentence in page_text(refused)
    assert document_of(Actor.objects.get(pk=committee.pk)) == documents.house_document()


def test_only_its_own_clerk_keeps_a_committees_form(client, alice, bob, erin, committee, address):
    other = make_user("Gina Gray", "clerk", committee=make_committee("Audit Committee"))
    for user in (alice, bob, erin, other):
        client.force_login(user)
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404
        assert upload(client, committee, documents.house_document()).status_code == 404
        for name in ("house_download", "house_example"):
            arguments = [committee.pk] + (["docx"] if name == "house_example" else [])
            assert client.get(reverse(name, args=arguments)).status_code == 404
    assert Template.objects.count() == 0


def test_the_list_leads_to_the_one_committee_or_names_them_all(client, carol, erin, committee, address):
    client.force_login(carol)
    assert client.get(reverse("house_list")).url == address
    make_committee("Audit Committee")
    assert "Audit Committee" in page_text(client.get(reverse("house_list")))
    client.force_login(erin)
    assert client.get(reverse("house_list")).status_code == 403


def test_listing_many_committees_costs_no_more_questions(client, carol, django_assert_max_num_queries):
    client.force_login(carol)
    for number in range(50):
        make_committee(f"Committee {number}")
    client.get(reverse("house_list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("house_list"))


def test_the_example_says_what_the_form_says():
    house = House(appendix="Annex", first_appendix="1", letters="1", charts=False, page_numbers=False)
    paper = example_paper(house, council="Eastmere", committee="HR Committee", today=TODAY)
    assert paper.plans[0].label == "Annex 1"
    assert [each.label for each in paper.recommendations] == ["(1)", "(2)"]
    assert (paper.plans[0].charts, paper.page_numbers) == ((), False)
    assert [section.title for section in paper.sections] == [title for title, _ in house.sections]
    assert paper.meeting_on == date(2026, 11, 20)


def test_a_clerk_makes_a_committees_form(
    live_server, page, phone_page, sign_in, axe, carol, committee, address, tmp_path
):
    sign_in(page, carol)
    page.goto(address)
    page.get_by_label("Begin from another council’s form").select_option("east-herts")
    page.get_by_role("button", name="Fill the form in").click()
    expect(page.get_by_label("What an appendix is called")).to_have_value("Essential Reference Paper")
    page.get_by_label("Number the pages").uncheck()
    page.get_by_role("button", name="Add a section").click()
    page.get_by_role("button", name="Show how it would be printed").click()
    expect(page.get_by_text("Essential Reference Paper B", exact=True)).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Save the form").click()
    expect(page.get_by_text("New papers of the HR Committee begin in this form.")).to_be_visible()
    file = tmp_path / "Report template.docx"
    file.write_bytes(documents.house_document())
    page.get_by_label("Choose the document").set_input_files(file)
    page.get_by_role("button", name="Write papers on this document").click()
    expect(page.get_by_text("Report template.docx", exact=True)).to_be_visible()
    assert own_house(committee).page_numbers is False
    sign_in(phone_page, carol)
    phone_page.goto(address)
    axe(phone_page)
    assert fits(phone_page)
