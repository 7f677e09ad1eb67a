"""The web page, read by lxml: one article with headings, header cells and status in words, needing nothing else."""

import pytest
from lxml import html

from reports.formats import render, render_body
from tests import paper_samples as samples


@pytest.fixture(scope="module")
def tree():
    return html.fromstring(render(samples.council_paper(), "html"))


def said(element):
    return " ".join(element.text_content().split())


def test_the_document_has_its_language_title_and_author(tree):
    assert tree.get("lang") == "en-GB"
    assert tree.findtext("head/title") == "People peer review action plan: progress to November 2026 (draft)"
    assert tree.xpath("//meta[@name='author']/@content") == ["Head of People"]


def test_it_asks_for_nothing_else_and_has_no_inline_style_or_script(tree):
    assert tree.xpath("//@src | //@style | //link | //script | //*[starts-with(name(@*), 'on')]") == []
    assert "url(" not in tree.findtext(".//style")


def test_headings_step_down_in_reading_order(tree):
    headings = [(each.tag, said(each)) for each in tree.iter("h1", "h2", "h3")]
    assert headings[0] == ("h1", "People peer review action plan: progress to November 2026")
    assert [words for tag, words in headings if tag == "h2"] == [
        "Recommendations", "1 Purpose of the report", "2 Background", "3 Progress", "4 Summary in numbers",
        "5 Background papers", "6 Exempt information", "Changes since 8 September 2026",
        "Essential Reference Paper B People peer review action plan",
    ]  # fmt: skip


def test_paragraphs_are_numbered_and_lists_are_lists(tree):
    assert [said(each) for each in tree.xpath("//section[3]/*")][1:] == [
        "2.1 The council invited a team of its peers to look at how it leads and manages its people. Their report "
        "named 43 areas for improvement under five headings.",
        "2.2 The committee asked for a report at each of its meetings until the plan is complete. In September it "
        "asked in particular:",
        "how appraisals are going in the depots; what the new competency framework costs; and when the job "
        "evaluation will be finished.",
    ]
    assert len(tree.xpath("//section[3]/ul/li")) == 3


def test_the_plan_is_a_table_with_scoped_headers_and_a_caption(tree):
    (plan,) = tree.xpath("//table[@class='plan']")
    assert [said(cell) for cell in plan.xpath("thead/tr/th[@scope='col']")] == list(samples.COLUMNS)
    assert "55 actions" in said(plan.find("caption"))
    assert len(plan.xpath("tbody/tr")) == 55
    heading, challenge, action, *_, deadline = plan.xpath("tbody/tr[2]/td")
    assert [said(heading), said(challenge)] == ["Leadership", "2 Values that people recognise"]
    assert said(action).startswith("2.1 Rewrite the five values with staff")
    assert [said(each) for each in deadline.iter("p")] == [
        "■ Off track",
        "30 September 2026",
        "Overdue 51 days",
        "“September 26”",
        "was 30 June 2026 (“June 26”)",
    ]


def test_numbers_are_also_said_in_words_beside_the_bar(tree):
    assert [said(each) for each in tree.xpath("//ul[@class='figures']/li")][-2:] == [
        "6 overdue",
        "8 due in 30 days",
    ]
    assert "17 on track" in tree.xpath("//svg/@aria-label")[0]


def test_text_people_typed_is_escaped():
    document = render(samples.nasty_paper(), "html").decode()
    assert "&lt;script&gt;alert(&#x27;hello&#x27;)&lt;/script&gt;" in document
    assert "<script" not in document
    tree = html.fromstring(document.encode())
    rows = tree.xpath("//table[@class='plan']/tbody/tr")
    assert len(rows) == len(samples.NASTY)
    assert samples.NASTY[12] in rows[12].text_content()


def test_words_of_either_direction_find_their_own_way(tree):
    assert set(tree.xpath("//table[@class='plan']/tbody/tr/td[position() < 7]/@dir")) == {"auto"}


def test_the_body_is_the_same_article_and_no_more():
    body = render_body(samples.council_paper())
    assert body.strip().startswith("<article")
    assert body.strip() in render(samples.council_paper(), "html").decode()
    assert "<style" not in body


def test_a_plan_as_it_stands_opens_with_its_own_name_once():
    tree = html.fromstring(render(samples.plan_as_it_stands(), "html"))
    assert [said(each) for each in tree.iter("h1", "h2")] == [
        "People peer review action plan",
        "Initials and what they mean",
    ]
    assert tree.find_class("marking") == tree.find_class("is-draft") == []
