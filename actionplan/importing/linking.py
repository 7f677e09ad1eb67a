"""Every "see … above" linked to the challenge it means, once all challenges have been read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from actionplan.importing.likeness import key
from actionplan.importing.problems import choice, problem
from actionplan.importing.references import Titles, pointers


def link_references(challenges, decided):
    """Set see_also, see_numbers and pointer of every action. `decided` are titles an officer chose, by row."""
    titles = Titles([challenge.title for challenge in challenges])
    for challenge in challenges:
        for action in challenge.actions:
            row = action.rows[0]
            numbers = _linked(action, row, challenge.number, titles, told=row in decided)
            if row in decided:
                wanted = {key(title) for title in decided[row]}
                numbers = [each.number for each in challenges if key(each.title) in wanted]
            action.see_numbers = tuple(dict.fromkeys(numbers))
            action.see_also = tuple(titles.titles[number - 1] for number in action.see_numbers)


def _linked(action, row, number, titles, *, told):
    numbers, problems = [], []
    for pointer in pointers(action.text):
        action.pointer = action.pointer or pointer.whole
        meant = titles.meant(pointer, number)
        problems += _doubts(pointer, meant, number, titles, row)
        numbers += [meant] if meant else []
    if not told:
        action.problems += tuple(problems)
    return numbers


def _doubts(pointer, meant, number, titles, row):
    if meant is None:
        yield problem("reference_unread", words=pointer.words, field="action", row=row)
        return
    title = titles.titles[meant - 1]
    is_below = meant > number and pointer.says == "above"
    if is_below or not titles.is_exact(pointer, meant):
        code = "reference_below" if is_below else "reference_guessed"
        none = [choice(_("It points nowhere"), "see", row=row, titles=[])]
        yield problem(code, words=pointer.words, proposed=title, field="action", row=row, choices=none)
