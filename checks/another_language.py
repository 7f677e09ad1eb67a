"""A language in which every word that is marked for translation looks foreign: what stays plain was not marked."""

import re
from contextlib import contextmanager
from unittest import mock

from django.apps import apps
from django.utils import translation
from lxml import html

from actionplan.models import Plan
from actionplan.scales import PRESET_SCALES
from actionplan.wording import plural
from actionplan.working_days import WorkingDays
from reports.house import House
from reports.house_examples import ACTIONS, CHALLENGES, SAID

# Cyrillic, which the fonts of our papers hold, too.
FOREIGN = {ord(first) + n: ord(other) + n for first, other in (("A", "А"), ("a", "а")) for n in range(26)}
KEPT = re.compile(r"<[^>]*>|%\(\w+\)[sd]|%[sd%]|\{[^{}]*\}|&#?\w+;")
READ_ALOUD = ("alt", "aria-description", "aria-label", "data-label", "label", "placeholder", "title")
PLAIN = re.compile(r"[A-Za-z]{2,}(?:[ ’'-]+[A-Za-z]{2,})*")
# Names of formats and measures, the same in any language; and what stands in an address that is shown.
NAMES = {
    "Actionplan",
    "CSV",
    "Excel",
    "JSON",
    "PDF",
    "Word",
    "Power",
    "BI",
    "xlsx",
    "docx",
    "kB",
    "MB",
    "testserver",
}


def foreign(words):
    """The words in other letters, but for placeholders, entities and the tags of a link."""
    kept = KEPT.findall(words)
    said = iter([*kept, ""])
    return "".join(part.translate(FOREIGN) + next(said) for part in KEPT.split(words))


@contextmanager
def spoken():
    """Whatever is translated is in that language, Django's own words too."""
    given = {
        "gettext": foreign,
        "pgettext": lambda context, words: foreign(words),
        "ngettext": lambda one, several, number: foreign(one if number == 1 else several),
        "npgettext": lambda context, one, several, number: foreign(one if number == 1 else several),
    }
    with mock.patch.multiple(translation._trans, **given):
        yield


def known():
    """In small letters: what people have typed, or is kept of what they typed, and what we offer them as if they had.

    The words of scales, of a committee's form and of its example, and of a plan's headings are a council's own words as
    soon as it takes them; the names of bank holidays are the holidays library's.
    """
    words = [str(PRESET_SCALES), str(House()), *map(str, (SAID, ACTIONS, CHALLENGES))]
    words += WorkingDays("england").bank_holidays.values()
    for plan in Plan.objects.all():
        words += map(plural, (plan.heading_word, plan.challenge_word, plan.action_word))
    for model in apps.get_models():
        fields = [
            each.name for each in model._meta.concrete_fields if each.get_internal_type() in KEEPS_WORDS
        ]
        for row in model._base_manager.values_list(*fields):
            words += map(str, filter(None, row))
    return "\n".join(words).lower()


KEEPS_WORDS = {"CharField", "TextField", "JSONField", "EmailField", "SlugField", "URLField", "FileField"}


def unmarked(page, typed):
    """The plain words of a page that nobody typed."""
    for said in sayings(page):
        for run in PLAIN.findall(said):
            if run.lower() not in typed and not set(re.findall(r"\w+", run)) <= NAMES:
                yield run


def sayings(page):
    """What a page says to somebody who sees or hears it."""
    tree = html.fromstring(page)
    for silent in tree.xpath("//script|//style|//template"):
        silent.drop_tree()
    yield from tree.xpath("//text()[normalize-space()]")
    yield from tree.xpath("//input[@type='submit' or @type='button']/@value")
    for name in READ_ALOUD:
        yield from tree.xpath(f"//@{name}")
