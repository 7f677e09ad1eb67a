"""What the software says can be translated: every passage is marked so that a translator sees it, and sees it whole."""

import ast
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.marked import unmarked

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
ROOMS = ["config", "people", "actionplan", "reports"]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


# Templates


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_has_no_words_that_a_translator_would_not_see(path):
    assert unmarked(path.read_text(), is_html=path.suffix == ".html") == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>One two</p>", ["One two"]),
        ('<p>{% translate "One two" %}</p>', []),
        ("<p>{{ n }} overdue{% if late %}, the oldest {{ day }}{% endif %}</p>", ["overdue the oldest"]),
        ('<input aria-label="Your name" class="one two">', ["Your name"]),
        ('<input aria-label="{% translate "Your name" %}">', []),
        ('<script src="a.js" data-all="Show all"></script>', ["Show all"]),
        ('{% include "a/b.html" with label="Show all" only %}', ["Show all"]),
        ('{% include "a/b.html" with label=_("Show all") only %}{% url "plan_list" %}', []),
        ('{{ name|default:"Nobody yet" }}', ["Nobody yet"]),
        ('{{ name|default:_("Nobody yet") }}{{ day|date:"j F Y" }}', []),
        (
            "{% blocktranslate count n=n %}One{% plural %}{{ n }} of them{% endblocktranslate %} left",
            ["left"],
        ),
        ("{# Said to us #}{% comment %}And this{% endcomment %}", []),
        ("<p>Actionplan: PDF, Word – {{ n }}</p>", []),
        ("<script>let me = 'One two'</script><style>a { color: red }</style>", []),
    ],
)
def test_words_that_are_not_marked_are_found(source, found):
    said = [words for _, words in unmarked(source)]
    assert [re.sub(r"\W+", " ", words).strip() for words in said] == found


def test_they_are_found_with_their_line_and_in_mails_of_plain_text():
    source = '{% if a %}\n\n<b title="One">\nTwo words</b>{% endif %}'
    assert [words for _, words in unmarked(source)] == ["One", "Two words"]
    assert unmarked(source)[0][0] == 3
    assert unmarked("{{ a }}\nDear all,\n", is_html=False) == [(2, "Dear all,")]


# Scripts: what they say is in the page

SAID_BY_A_SCRIPT = re.compile(
    r'"[A-Z][a-z]+ [^"]*"|"[^"]*[a-z]\."'  # words, a sentence
    r"|`[^`]*(?:\} [a-z]{2,}|[a-z]{2,} \$\{)[^`]*`"  # words beside a value
)


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_script_takes_its_words_from_the_page(path):
    code = re.sub(r"^\s*//.*|\s//\s.*", "", path.read_text(), flags=re.M)
    assert SAID_BY_A_SCRIPT.findall(code) == []


@pytest.mark.parametrize("said", ['"Show all"', '"Copied."', "`${n} found`", "`Move ${name}`"])
def test_what_a_script_says_itself_is_found(said):
    assert SAID_BY_A_SCRIPT.findall(f"note.textContent = {said};") == [said]


# Python

# How many arguments of a call are words for a translator.
WORDS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
WORDS |= {"pgettext": 2, "pgettext_lazy": 2, "npgettext": 3, "npgettext_lazy": 3}
# Where words are looked up that are marked elsewhere, by gettext_noop or as Django's own months and weekdays.
LOOKED_UP = {
    "actionplan/deadlines/calendars.py": "WEEKDAY_NAMES",
    "actionplan/deadlines/periods.py": "MONTH_NAMES",
    "actionplan/reviewing/questions.py": "_(self.name)",  # the kinds of problem
    "reports/formats/outline.py": "COLUMN_WORDS",
}


@pytest.fixture(scope="module")
def modules():
    """Each module by its name: its text and its tree."""
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    texts = {name_of(path): path.read_text() for path in found}
    return {name: (text, ast.parse(text)) for name, text in texts.items() if "gettext" in text}


def test_what_marks_words_goes_by_a_name_that_is_looked_for(modules):
    aliases = {
        (name, each.name, each.asname)
        for name, (_, tree) in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for each in node.names
        if each.asname
    }
    assert len(aliases) > 100
    assert [each for each in aliases if each[1:] not in {("gettext", "_"), ("gettext_lazy", "_")}] == []


def test_what_is_marked_is_written_out(modules):
    wrong = []
    for name, (text, tree) in modules.items():
        looks_up = "gettext_noop" in text or LOOKED_UP.get(name, "\0") in text
        fine = looked_up if looks_up else written_out
        wrong += [f"{name}:{call.lineno}: {ast.unparse(call)}" for call in marking(tree) if not fine(call)]
    assert wrong == []


def marking(tree):
    """The calls that mark or translate words."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in WORDS]


def called(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def words_of(call):
    return call.args[: WORDS[called(call)]]


def written_out(call):
    words = words_of(call)
    return len(words) == WORDS[called(call)] and all(
        isinstance(each, ast.Constant) and isinstance(each.value, str) for each in words
    )


def looked_up(call):
    """Written out, or found by a name; never put together before they are translated."""
    parts = [node for each in words_of(call) for node in ast.walk(each)]
    return not any(
        isinstance(each, ast.JoinedStr)
        or (isinstance(each, ast.BinOp) and isinstance(each.op, ast.Add | ast.Mod))
        or (isinstance(each, ast.Call) and called(each) in {"format", "join"})
        for each in parts
    )


@pytest.mark.parametrize(
    "said", ['_(f"{n} open")', '_("Open: " + n)', '_("Open: %s" % n)', '_("{}".format(n))']
)
def test_words_put_together_before_they_are_translated_are_found(said):
    (call,) = marking(ast.parse(said))
    assert not looked_up(call)
    assert not written_out(call)


@pytest.mark.parametrize("said", ["_(words)", 'ngettext("{n} day", words, n)', "gettext()"])
def test_words_that_are_not_written_out_are_found(said):
    (call,) = marking(ast.parse(said))
    assert not written_out(call)


# The language of a page


@pytest.mark.parametrize(("code", "lang"), [("en-gb", "en-GB"), ("cy", "cy"), ("zh-hans", "zh-Hans")])
@pytest.mark.parametrize("template", ["base.html", "mail/base.html"])
def test_a_page_and_a_mail_name_the_language_they_are_in(template, code, lang):
    with translation.override(code):
        page = render_to_string(template, {})
    assert f'<html lang="{lang}">' in page
