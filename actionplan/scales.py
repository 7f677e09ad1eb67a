"""The status words councils use, ready to pick, and the rules a plan's own words keep.

Words and colours conflict from one council to the next (`actionplan.status`), so each set says in its name or in a
sentence what its colours mean there. Nothing here knows the database.

Where a set comes from a council, its published papers were read in November 2026. Councils seldom print a word for an
action that has not begun or was dropped; those are added, because an action of any plan can do both.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.status import COLOURS, FINISHED, USUAL_COLOURS, Meaning, PresetStep

LONGEST_WORD = 60
MOST_WORDS = 20


@dataclass(frozen=True)
class PresetScale:
    """Steps in order, and one sentence on what their colours mean and who says it so."""

    about: str
    steps: tuple[PresetStep, ...]


def _step(word, meaning, colour=None, default=True):
    return PresetStep(word, meaning, colour or USUAL_COLOURS[meaning], default)


def _word(meaning):
    """A meaning as its own word: "On track". A plan keeps its words as they are, in whatever language it is shown."""
    return meaning.value.replace("_", " ").capitalize()


_NOT_STARTED = _step("Not started", Meaning.NOT_STARTED)
_COMPLETE = _step("Complete", Meaning.COMPLETE)
_WITHDRAWN = _step("Withdrawn", Meaning.WITHDRAWN)

PRESET_SCALES: dict[str, PresetScale] = {
    "Plain": PresetScale(
        gettext_lazy("Says what it means. Green is on track, blue is complete."),
        tuple(_step(_word(meaning), meaning) for meaning in Meaning),
    ),
    # The commonest use of the colours by themselves; blue for what is done keeps green for what is on its way.
    "Red, amber, green: green means on track": PresetScale(
        gettext_lazy("The colours themselves are the words. Blue is complete."),
        (
            _NOT_STARTED,
            _step("Green", Meaning.ON_TRACK),
            _step("Amber", Meaning.AT_RISK),
            _step("Red", Meaning.OFF_TRACK),
            _step("Blue", Meaning.COMPLETE),
            _WITHDRAWN,
        ),
    ),
    # Maidstone 2022: green on track, amber delayed, red incomplete. Both of the last two are behind.
    "Red, amber, green: amber means delayed": PresetScale(
        gettext_lazy("Green is on track, amber delayed, red incomplete, as at Maidstone in 2022."),
        (
            _NOT_STARTED,
            _step("On track", Meaning.ON_TRACK),
            _step("Delayed", Meaning.OFF_TRACK, "amber"),
            _step("Incomplete", Meaning.OFF_TRACK, default=False),
            _COMPLETE,
            _WITHDRAWN,
        ),
    ),
    # York 2026: green is achieved and needs no more monitoring; amber is as it should be.
    "Red, amber, green: green means achieved": PresetScale(
        gettext_lazy("Green is achieved, amber acceptable progress, red unacceptable, as at York in 2026."),
        (
            _NOT_STARTED,
            _step("Acceptable progress", Meaning.ON_TRACK, "amber"),
            _step("Unacceptable", Meaning.OFF_TRACK),
            _step("Achieved", Meaning.COMPLETE, "green"),
            _step("Paused", Meaning.ON_HOLD),
            _WITHDRAWN,
        ),
    ),
    # Bromsgrove: amber is up to a month behind, red is more; rescheduling and suspension need approval.
    "Red, amber, green: amber means up to a month behind": PresetScale(
        gettext_lazy(
            "Green is on target, red more than a month behind; a new date or a pause is said to be approved. As at "
            "Bromsgrove."
        ),
        (
            _NOT_STARTED,
            _step("On target", Meaning.ON_TRACK),
            _step("Rescheduled with approval", Meaning.ON_TRACK, "grey", default=False),
            _step("Up to a month behind", Meaning.AT_RISK),
            _step("More than a month behind", Meaning.OFF_TRACK),
            _COMPLETE,
            _step("Suspended with approval", Meaning.ON_HOLD),
            _WITHDRAWN,
        ),
    ),
    # Reading (internal audit): to a quarter done red, to three quarters amber, above that green; under half done and
    # past its date red. Its first red says little is done, not that anything is late, so its meaning is on track.
    "Red, amber, green: by the share that is done": PresetScale(
        gettext_lazy(
            "Red is up to a quarter done, amber up to three quarters, green more. As Reading reports on audits."
        ),
        (
            _NOT_STARTED,
            _step("Up to 25% done", Meaning.ON_TRACK, "red", default=False),
            _step("26% to 75% done", Meaning.ON_TRACK, "amber"),
            _step("More than 75% done", Meaning.ON_TRACK, "green", default=False),
            _step("Past its date and under half done", Meaning.OFF_TRACK),
            _COMPLETE,
            _WITHDRAWN,
        ),
    ),
    # Kensington & Chelsea.
    "Issues": PresetScale(
        gettext_lazy("Green is no issues, amber some, red significant ones. As at Kensington & Chelsea."),
        (
            _NOT_STARTED,
            _step("No issues", Meaning.ON_TRACK),
            _step("Some issues", Meaning.AT_RISK),
            _step("Significant issues", Meaning.OFF_TRACK),
            _COMPLETE,
            _WITHDRAWN,
        ),
    ),
    # East Herts counts progress so in its committee papers.
    "Achieved, on target, revised date": PresetScale(
        gettext_lazy("Counts what is achieved, on target, revised, suspended and deleted, as at East Herts."),
        (
            _NOT_STARTED,
            _step("On target", Meaning.ON_TRACK),
            _step("Revised completion date", Meaning.AT_RISK),
            _step("Achieved", Meaning.COMPLETE),
            _step("Suspended", Meaning.ON_HOLD),
            _step("Deleted", Meaning.WITHDRAWN),
        ),
    ),
    # Maidstone 2024. Its three stages of being under way are one meaning.
    "Stages of implementation": PresetScale(
        gettext_lazy(
            "From not yet due to complete and being monitored; amber is delayed. As at Maidstone in 2024."
        ),
        (
            _step("Not yet due", Meaning.NOT_STARTED),
            _step("Being investigated", Meaning.ON_TRACK, default=False),
            _step("Planning and development", Meaning.ON_TRACK, default=False),
            _step("Being implemented", Meaning.ON_TRACK),
            _step("Delayed", Meaning.OFF_TRACK, "amber"),
            _step("Complete and being monitored", Meaning.COMPLETE),
            _WITHDRAWN,
        ),
    ),
    # Epping Forest; its "achieved or on target" is two meanings here, because rules must tell them apart.
    "Under control": PresetScale(
        gettext_lazy("Amber is under control, red behind schedule; grey is pending. As at Epping Forest."),
        (
            _step("Pending", Meaning.NOT_STARTED),
            _step("On target", Meaning.ON_TRACK),
            _step("Under control", Meaning.AT_RISK),
            _step("Behind schedule", Meaning.OFF_TRACK),
            _step("Achieved", Meaning.COMPLETE),
            _WITHDRAWN,
        ),
    ),
    # Stockton's scrutiny committees assess progress from 1, fully achieved, and 2, on track, to 4. How it words 3 and
    # 4 was not seen: these are the usual words.
    "Numbered 1 to 4": PresetScale(
        gettext_lazy("1 is fully achieved and 4 not achieved, as Stockton’s scrutiny committees count."),
        (
            _NOT_STARTED,
            _step("1 Fully achieved", Meaning.COMPLETE),
            _step("2 On track", Meaning.ON_TRACK),
            _step("3 Slipped", Meaning.AT_RISK),
            _step("4 Not achieved", Meaning.OFF_TRACK),
            _WITHDRAWN,
        ),
    ),
    # Salford 2005 marked progress grey, hatched and black so that it could be copied. What each stood for was not
    # seen: the words are plain ones, and the shapes beside them do what the hatching did.
    "Without colour": PresetScale(
        gettext_lazy(
            "All grey: words and shapes alone, for papers that are copied in black and white. After Salford in 2005."
        ),
        tuple(_step(_word(meaning), meaning, "grey") for meaning in Meaning if meaning != Meaning.SUPERSEDED),
    ),
}


@dataclass(frozen=True)
class Word:
    """A step as somebody wants it; `was` names the step it was before (None: a new one)."""

    word: str
    meaning: str
    colour: str
    default: bool = False
    was: int | None = None


NO_WORD = gettext_lazy("Write the word, or remove it.")
NO_START = gettext_lazy("Keep a word that means “not started”: new actions begin there.")
NO_END = gettext_lazy("Keep a word that means “complete”: finished actions stand there.")


def same_word(one, other):
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def problems_of(words: Iterable[Word]):
    """Why these cannot be a plan's words: [(the place of the word or None, a field of it, a sentence) …]."""
    words = list(words)
    found = [(place, *problem) for place, word in enumerate(words) for problem in _problems_of_one(word)]
    found += _said_twice(words)
    meanings = {word.meaning for word in words}
    found += [(None, "", NO_START)] if Meaning.NOT_STARTED not in meanings else []
    found += [(None, "", NO_END)] if Meaning.COMPLETE not in meanings else []
    if len(words) > MOST_WORDS:
        found.append((None, "", _("Keep to {number} words at most.").format(number=MOST_WORDS)))
    return found


def _problems_of_one(word):
    if not word.word.strip():
        yield "word", NO_WORD
    elif len(word.word) > LONGEST_WORD:
        yield "word", _("Keep it to {number} letters.").format(number=LONGEST_WORD)
    elif not word.word.isprintable():
        yield "word", _("Write it in letters, figures and signs.")
    if word.meaning not in list(Meaning):
        yield "meaning", _("Choose what it means.")
    if word.colour not in COLOURS:
        yield "colour", _("Choose a colour.")


def _said_twice(words):
    for place, word in enumerate(words):
        if word.word.strip() and any(same_word(word.word, other.word) for other in words[:place]):
            yield place, "word", _("“{word}” is there twice: each word stands once.").format(word=word.word)
    for meaning, count in Counter(word.meaning for word in words if word.default).items():
        if count > 1 and meaning in list(Meaning):
            said = _("Two are the usual word for “{meaning}”: tick one of them.")
            said = said.format(meaning=Meaning(meaning).label.lower())
            place = [place for place, word in enumerate(words) if word.default and word.meaning == meaning][1]
            yield place, "default", said


def usual(words: list[Word]):
    """The places of the words that rules take for their meanings: those that are ticked, else the first."""
    found = {}
    for place, word in enumerate(words):
        if word.meaning not in found or (word.default and not words[found[word.meaning]].default):
            found[word.meaning] = place
    return set(found.values())


def ends(meaning):
    """Whether an action that stands there is finished."""
    return meaning in FINISHED


# Where a set has no word of a meaning, what comes nearest; never across from open to finished.
NEAREST = {
    Meaning.NOT_STARTED: (Meaning.ON_TRACK, Meaning.ON_HOLD),
    Meaning.ON_TRACK: (Meaning.AT_RISK, Meaning.NOT_STARTED),
    Meaning.AT_RISK: (Meaning.OFF_TRACK, Meaning.ON_TRACK),
    Meaning.OFF_TRACK: (Meaning.AT_RISK, Meaning.ON_TRACK),
    Meaning.ON_HOLD: (Meaning.AT_RISK, Meaning.OFF_TRACK, Meaning.ON_TRACK),
    Meaning.COMPLETE: (),
    Meaning.WITHDRAWN: (Meaning.SUPERSEDED, Meaning.COMPLETE),
    Meaning.SUPERSEDED: (Meaning.WITHDRAWN, Meaning.COMPLETE),
}


def proposed(old, steps):
    """The step that an old one most likely becomes: of the same word, of the same meaning, or the nearest; or None.

    Takes anything with `word`, `meaning` and `default`.
    """
    alike = [step for step in steps if ends(step.meaning) == ends(old.meaning)]
    for step in alike:
        if same_word(step.word, old.word) and step.meaning == old.meaning:
            return step
    for meaning in (old.meaning, *NEAREST[Meaning(old.meaning)]):
        if found := [step for step in alike if step.meaning == meaning]:
            return next((step for step in found if step.default), found[0])
    return next((step for step in alike), None)
