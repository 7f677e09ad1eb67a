"""The pages of a plan's status words, for its editor."""

import re

import pytest

from actionplan.changes import change_state, say_otherwise
from actionplan.changes.scales import preset_scale
from actionplan.models import Action, Plan
from actionplan.scales import PRESET_SCALES
from tests.browser import fits
from tests.cast import make_action, make_challenge, make_plan, make_user, page_text, say
from tests.test_status_words import words_of

pytestmark = pytest.mark.django_db
RAG = "Red, amber, green: green means on track"
WORDS, CHOOSE, CHANGE = (
    "/plans/peer-review-plan/status-words/",
    "/plans/peer-review-plan/status-words/choose/",
    "/plans/peer-review-plan/status-words/change/",
)


@pytest.fixture
def plan(bob):
    return make_plan(by=bob)


@pytest.fixture
def action(plan, bob):
    action = make_action(challenge=make_challenge(plan, by=bob), by=bob)
    say(action, bob, meaning="on_track")
    return Action.objects.get(pk=action.pk)


def sent(client, **other):
    """What a browser sends back from the page as it stands."""
    return fields_of(client.get(WORDS)) | other


def fields_of(response):
    form = response.content.decode().split('id="words"')[1].split("</form>")[0]
    opened_at = re.search(r'name="opened_at" value="(\d+)"', form)[1]
    fields = {"opened_at": opened_at, "rows": [], "act": "save"}
    for part in form.split("<fieldset")[1:]:
        key = re.search(r'name="rows" value="(\w+)"', part)[1]
        fields["rows"].append(key)
        for name in ("word", "meaning", "colour", "becomes", "gone"):
            if value := value_of(part, f"{key}-{name}"):
                fields[f"{key}-{name}"] = value
        if ticked := re.search(rf'<input[^>]*name="{key}-default"[^>]*>', part):
            shown = 'type="checkbox"' in ticked[0]
            value = re.search(r'value="(\w*)"', ticked[0])
            if shown and "checked" in ticked[0]:
                fields[f"{key}-default"] = "on"
            elif not shown and value:
                fields[f"{key}-default"] = value[1]
    return fields


def value_of(part, name):
    if found := re.search(rf'<input[^>]*name="{name}"[^>]*>', part):
        value = re.search(r'value="([^"]*)"', found[0])
        return value[1] if value else ""
    if found := re.search(rf'<select[^>]*name="{name}".*?</select>', part, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', found[0])
        return chosen[1] if chosen else ""
    return ""


def key_of(plan, word):
    return f"s{Plan.objects.get(pk=plan.pk).scale.steps.get(word=word).pk}"


def words_now(plan):
    return [step.word for step in Plan.objects.get(pk=plan.pk).scale.steps.all()]


def test_an_editor_renames_a_word_and_sees_how_many_actions_stand_there(client, plan, action, bob):
    client.force_login(bob)
    key = key_of(plan, "On track")
    assert "On track 1 action" in page_text(client.get(WORDS))
    answer = client.post(WORDS, sent(client, **{f"{key}-word": "Going well"}), follow=True)
    assert "The plan has its words" in page_text(answer)
    assert "Going well" in page_text(client.get(plan.get_absolute_url()))
    assert Action.objects.get(pk=action.pk).step.word == "Going well"


def test_saving_the_page_as_it_stands_changes_nothing(client, plan, action, bob):
    client.force_login(bob)
    for name in PRESET_SCALES:
        Plan.objects.filter(pk=plan.pk).update(scale=preset_scale(name))
        assert client.post(WORDS, sent(client)).status_code == 302
        assert Plan.objects.get(pk=plan.pk).scale.name == name


def test_buttons_that_move_add_and_remove_only_change_the_page(client, plan, bob):
    client.force_login(bob)
    on_track = key_of(plan, "On track")
    fields = fields_of(client.post(WORDS, sent(client, act=f"up-{on_track}")))
    assert fields["rows"][0] == on_track
    fields = fields_of(client.post(WORDS, fields | {"act": f"up-{on_track}"}))
    assert fields["rows"][0] == on_track, "the first stays the first"
    fields = fields_of(client.post(WORDS, fields | {"act": "add"}))
    assert fields["rows"][-1] == "n1"
    fields = fields_of(client.post(WORDS, fields | {"n1-word": "Nearly", "act": f"down-{on_track}"}))
    assert fields["n1-word"] == "Nearly"
    assert words_now(plan)[:2] == ["Not started", "On track"]
    at_risk = key_of(plan, "At risk")
    fields = fields_of(client.post(WORDS, fields | {"act": f"remove-{at_risk}"}))
    assert fields[f"{at_risk}-gone"] == "1"
    back = fields_of(client.post(WORDS, fields | {"act": f"back-{at_risk}"}))
    assert back[f"{at_risk}-word"] == "At risk"
    fields[f"{at_risk}-becomes"] = "n1"
    assert client.post(WORDS, fields).status_code == 302
    assert words_now(plan) == [
        "Not started",
        "On track",
        "Off track",
        "Complete",
        "On hold",
        "Withdrawn",
        "Superseded",
        "Nearly",
    ]


def test_a_word_in_use_is_removed_only_with_a_word_that_takes_its_actions(client, plan, action, bob):
    client.force_login(bob)
    key = key_of(plan, "On track")
    page = client.post(WORDS, sent(client, act=f"remove-{key}"))
    assert "“On track” is removed when you save. 1 action stands there now." in page_text(page)
    fields = fields_of(page)
    assert fields[f"{key}-becomes"] == key_of(plan, "At risk"), "the nearest is proposed"
    refused = client.post(WORDS, fields | {f"{key}-becomes": key_of(plan, "Complete")})
    assert refused.status_code == 422
    client.post(WORDS, fields)
    assert Action.objects.get(pk=action.pk).step.word == "At risk"


@pytest.mark.parametrize(
    ("word", "fields", "said"),
    [
        ("On track", {"word": ""}, "Write the word, or remove it."),
        ("On track", {"word": "at risk"}, "is there twice"),
        ("Not started", {"meaning": "on_track"}, "new actions begin there"),
        ("Withdrawn", {"meaning": "on_hold"}, "“Withdrawn” ends an action, and so must this."),
        ("On track", {"colour": "pink"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_saved_is_said_once_and_what_was_typed_stays(client, plan, bob, word, fields, said):
    client.force_login(bob)
    key = key_of(plan, word)
    changed = {f"{key}-{name}": value for name, value in fields.items()}
    other = key_of(plan, "Off track")
    answer = client.post(WORDS, sent(client, **changed, **{f"{other}-word": "Very late"}))
    assert answer.status_code == 422
    assert said in page_text(answer)
    assert fields_of(answer)[f"{other}-word"] == "Very late"
    assert words_now(plan)[1] == "On track"


def test_two_editors_at_different_words_lose_nothing(client, plan, action, bob):
    client.force_login(bob)
    fields = sent(client, **{f"{key_of(plan, 'On track')}-word": "Going well"})
    carol = make_user("Carol Cole", "editor")
    say_otherwise(plan=plan, words=words_of(plan, at_risk="Wobbly"), by=carol)
    answer = client.post(WORDS, fields)
    assert answer.status_code == 409
    assert "Carol Cole changed the status words while you were at them." in page_text(answer)
    assert words_now(plan)[1:3] == ["On track", "Wobbly"]
    assert client.post(WORDS, fields_of(answer)).status_code == 302
    assert words_now(plan)[1:3] == ["Going well", "Wobbly"]


def test_two_editors_at_one_word_see_both(client, plan, action, bob):
    client.force_login(bob)
    fields = sent(client, **{f"{key_of(plan, 'On track')}-word": "Going well"})
    say_otherwise(plan=plan, words=words_of(plan, on_track="Splendid"), by=make_user("Carol Cole", "editor"))
    answer = client.post(WORDS, fields)
    text = page_text(answer)
    assert text.index("What stands now Splendid") < text.index("What you wrote Going well")
    client.post(WORDS, fields_of(answer))
    assert Action.objects.get(pk=action.pk).step.word == "Going well"


def test_a_page_made_from_another_plans_words_is_read_as_this_plans(client, plan, bob):
    client.force_login(bob)
    other = preset_scale("Issues")
    answer = client.post(WORDS, sent(client, opened_at=str(other.pk)))
    assert words_now(plan)[1] == "On track"
    assert answer.status_code == 409


@pytest.mark.parametrize("opened_at", ["", "x", "9" * 40, "-1", "²"])
def test_nonsense_from_a_browser_is_no_error(client, plan, bob, opened_at):
    client.force_login(bob)
    answer = client.post(WORDS, {"opened_at": opened_at, "rows": ["s999", "x", "n1"], "act": "up-x"})
    assert answer.status_code == 200
    assert (
        client.post(WORDS, {"opened_at": opened_at, "rows": "n1", "n1-word": "\0", "act": "save"}).status_code
        == 422
    )


# Another council's words


def test_an_editor_picks_another_set_and_sees_what_follows_before_it_does(client, plan, action, bob):
    client.force_login(bob)
    text = page_text(client.get(CHOOSE))
    for name, scale in PRESET_SCALES.items():
        assert name in text
        assert str(scale.about) in text
    page = client.get(CHANGE, {"to": RAG})
    assert "Green 1 action" in page_text(page)
    fields = mapping_of(page)
    on_track = f"s{plan.scale.step_for('on_track').pk}"
    assert fields[on_track] == "Green"
    shown = client.post(f"{CHANGE}?to={RAG}", fields | {on_track: "Amber", "act": "show"})
    assert "Amber 1 action" in page_text(shown)
    assert Action.objects.get(pk=action.pk).step.word == "On track"
    client.post(f"{CHANGE}?to={RAG}", fields | {on_track: "Amber", "act": "save"})
    assert Action.objects.get(pk=action.pk).step.word == "Amber"
    history = page_text(client.get(Action.objects.get(pk=action.pk).get_absolute_url()))
    assert "On track" in history


def mapping_of(response):
    form = response.content.decode().split('id="mapping"')[1].split("</form>")[0]
    fields = {"opened_at": re.search(r'name="opened_at" value="(\d+)"', form)[1]}
    return fields | {key: value_of(form, key) for key in re.findall(r'<select[^>]*name="(s\d+)"', form)}


def test_a_word_that_would_end_actions_is_not_offered(client, plan, bob):
    client.force_login(bob)
    fields = mapping_of(client.get(CHANGE, {"to": RAG}))
    key = f"s{plan.scale.step_for('on_track').pk}"
    answer = client.post(f"{CHANGE}?to={RAG}", fields | {key: "Blue", "act": "save"})
    assert answer.status_code == 422
    assert Plan.objects.get(pk=plan.pk).scale == plan.scale


def test_somebody_who_was_quicker_is_named_on_the_page_that_maps(client, plan, action, bob):
    client.force_login(bob)
    fields = mapping_of(client.get(CHANGE, {"to": RAG}))
    say_otherwise(plan=plan, words=words_of(plan, on_track="Splendid"), by=make_user("Carol Cole", "editor"))
    answer = client.post(f"{CHANGE}?to={RAG}", fields | {"act": "save"})
    assert answer.status_code == 409
    assert "Carol Cole changed the status words" in page_text(answer)
    client.post(f"{CHANGE}?to={RAG}", mapping_of(answer) | {"act": "save"})
    assert Action.objects.get(pk=action.pk).step.word == "Green"


def test_a_set_that_is_not_offered_is_not_found_and_the_plans_own_leads_back(client, plan, bob):
    client.force_login(bob)
    other = make_plan("Another", by=bob)
    say_otherwise(plan=other, words=words_of(other, on_track="Theirs"), by=bob)
    other.refresh_from_db()
    assert client.get(CHANGE, {"to": other.scale.name}).status_code == 404
    assert client.get(CHANGE).status_code == 404
    assert client.get(CHANGE, {"to": "Plain"}).url == WORDS
    assert "Theirs" not in page_text(client.get(CHOOSE))


# Who may


def test_only_editors_change_words_and_strangers_do_not_learn_of_the_plan(client, plan, dan, erin):
    for user, status in ((dan, 404), (erin, 403)):
        client.force_login(user)
        for address in (WORDS, CHOOSE, f"{CHANGE}?to={RAG}"):
            assert client.get(address).status_code == status
            assert client.post(address).status_code in (status, 405)


def test_exempt_actions_are_not_counted_for_an_editor_without_the_right_but_go_along(
    client, plan, action, bob
):
    client.force_login(bob)
    Action.objects.filter(pk=action.pk).update(exempt="all", paragraph="1", public_interest="A person.")
    assert "On track 1 action" not in page_text(client.get(WORDS))
    assert "Green 0 actions" in page_text(client.get(CHANGE, {"to": RAG}))
    client.post(WORDS, sent(client, **{f"{key_of(plan, 'On track')}-word": "Going well"}))
    assert Action.objects.get(pk=action.pk).step.word == "Going well"


def test_a_closed_plan_says_why_not(client, plan, bob):
    client.force_login(bob)
    fields = sent(client, **{f"{key_of(plan, 'On track')}-word": "Going well"})
    change_state(plan=plan, state="closed", by=bob)
    answer = client.post(WORDS, fields)
    assert answer.status_code == 422
    assert "This plan is closed" in page_text(answer)


def test_queries_of_the_page_do_not_grow(client, plan, bob, django_assert_max_num_queries):
    challenge = make_challenge(plan, by=bob)
    client.force_login(bob)
    for _ in range(2):
        for n in range(20):
            make_action(f"Do thing {n}", challenge=challenge, by=bob)
        with django_assert_max_num_queries(14):
            client.get(WORDS)
        with django_assert_max_num_queries(14):
            client.get(CHANGE, {"to": RAG})


# A new plan


def test_a_new_plan_picks_its_words_from_all_of_them(client, bob):
    client.force_login(bob)
    text = page_text(client.get("/plans/new/"))
    assert str(PRESET_SCALES[RAG].about) in text
    assert 'class="scale-others">' in client.get("/plans/new/").content.decode()
    fields = {
        "title": "Scrutiny",
        "stands_on": "2026-01-09",
        "heading_word": "Theme",
        "challenge_word": "Issue",
        "action_word": "Action",
    }
    client.post("/plans/new/", fields | {"scale": "Numbered 1 to 4"})
    assert Plan.objects.get(title="Scrutiny").scale.step_for("complete").word == "1 Fully achieved"
    answer = client.post("/plans/new/", fields | {"title": "", "scale": "Issues"})
    assert 'class="scale-others" open>' in answer.content.decode()
    answer = client.post("/plans/new/", fields | {"title": "Other", "scale": "Nobody’s"})
    assert not Plan.objects.filter(title="Other").exists()
    assert answer.status_code == 200


# In the browser


def test_an_editor_gives_a_plan_its_own_words_in_the_browser(page, sign_in, axe, faults, plan, action, bob):
    sign_in(page, bob)
    page.goto(plan.get_absolute_url())
    page.get_by_text("Manage", exact=True).first.click()
    page.get_by_role("link", name="Status words").click()
    row = page.get_by_role("group", name="2: On track")
    row.get_by_label("Word", exact=True).fill("Going well")
    row.get_by_label("Colour").select_option("blue")
    page.locator("#looks .tone-blue", has_text="Going well").first.wait_for()
    page.get_by_role("button", name="Add a word").click()
    new = page.get_by_role("group", name="9: a new word")
    new.get_by_label("Word", exact=True).fill("Nearly there")
    new.get_by_role("button", name="Up").click()
    page.get_by_role("group", name="8: Nearly there").wait_for()
    assert page.evaluate("document.activeElement.id") == "up-n1"
    page.get_by_role("button", name="Remove Superseded").click()
    page.get_by_text("“Superseded” is removed").wait_for()
    axe(page)
    page.get_by_role("button", name="Save the words").last.click()
    page.get_by_text("The plan has its words").wait_for()
    axe(page)
    page.goto(action.get_absolute_url())
    assert page.locator("h1 ~ * .status, .page-actions .status, .status").first.inner_text() == "Going well"
    page.locator(".history .status", has_text="On track").wait_for()


def test_another_set_is_taken_on_a_phone(phone_page, sign_in, axe, faults, plan, action, bob):
    sign_in(phone_page, bob)
    phone_page.goto(CHOOSE)
    axe(phone_page)
    phone_page.get_by_role("link", name=f"See what would change with “{RAG}”").click()
    phone_page.get_by_label("“On track” becomes").select_option("Amber")
    phone_page.locator("#after li", has_text="1 action").get_by_text("Amber").wait_for()
    axe(phone_page)
    assert fits(phone_page)
    phone_page.get_by_role("button", name="Take these words").last.click()
    phone_page.get_by_text("The plan has its words").wait_for()
    assert fits(phone_page)
    axe(phone_page)
    assert Action.objects.get(pk=action.pk).step.word == "Amber"
