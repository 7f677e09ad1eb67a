"""How a digest reads: its subject, and its actions under what they are reminded of. Plain values only.

Mail travels in the clear, so of an exempt action it says the reference and that it is exempt, and nothing else.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import ahead, long_date, overdue_words
from actionplan.mailing import said_in_mail
from actionplan.models import Action
from actionplan.reminders import KINDS
from actionplan.wording import counted, in_brief, listed
from people.mail import at_site

EXEMPT = gettext_lazy("Exempt actions")
EXEMPT_SAYS = gettext_lazy("What they are about stands on their pages only.")
NOBODY = gettext_lazy("Nobody could be told of these")
NOBODY_SAYS = gettext_lazy("You keep these plans: name somebody who reports, or mend the address.")
IN_A_SUBJECT = {
    "overdue": gettext_lazy("{count} overdue"),
    "due": gettext_lazy("{count} due soon"),
    "no_news": gettext_lazy("{count} without news"),
    "exempt": gettext_lazy("{count} exempt"),
    "unheard": gettext_lazy("{count} with nobody to tell"),
}


def say(digest, today):
    """The subject and the sections of a digest: each with its heading and its actions' words."""
    own = [entry for entry in digest.entries if entry.told.part != "editor"]
    unheard = [entry for entry in digest.entries if entry.told.part == "editor"]
    exempt = [entry for entry in own if _is_exempt(entry)]
    by_kind = {kind: [] for kind in KINDS}
    for entry in own:
        if not _is_exempt(entry):
            by_kind[_first_kind(entry)].append(entry)
    sections = [_section(kind.heading, "", entries, today) for kind, entries in by_kind.items() if entries]
    if exempt:
        sections.append(_section(EXEMPT, EXEMPT_SAYS, exempt, today))
    if unheard:
        sections.append(_section(NOBODY, NOBODY_SAYS, unheard, today))
    return {
        "subject": _subject(by_kind, exempt, unheard),
        "sections": sections,
        "because": _because(digest.entries),
        "mine_url": at_site("/my-actions/") if own else "",
        "may_sign_in": bool(digest.person.user_id and digest.person.user.is_active),
    }


def _because(entries):
    """Why somebody gets the mail, after "You get this because you"."""
    parts = {entry.told.part for entry in entries}
    principals = sorted({entry.told.about for entry in entries if entry.told.part == "deputy"})
    said = {
        "report": _("report on actions"),
        "deputy": _("answer for {principals}").format(principals=principals and listed(principals)),
        "member": _("asked for mail about the actions you are member lead of"),
        "editor": _("keep plans of which nobody else could be told"),
    }
    return listed(words for part, words in said.items() if part in parts)


def in_a_line(digest, today):
    """One line about a digest for whoever runs the command: "17.2 7 days overdue; E1 an exempt action"."""
    return "; ".join(
        f"{entry.action.reference} {_reasons(entry, today)[0] if not _is_exempt(entry) else 'an exempt action'}"
        for entry in digest.entries
    )


def _subject(by_kind, exempt, unheard):
    counts = {kind.name: len(entries) for kind, entries in by_kind.items()}
    counts |= {"exempt": len(exempt), "unheard": len(unheard)}
    said = [IN_A_SUBJECT[name].format(count=count) for name, count in counts.items() if count]
    return _("Actions: {counts}").format(counts=", ".join(said))


def _section(heading, words, entries, today):
    return {"heading": heading, "words": words, "lines": [_line(entry, today) for entry in entries]}


def _line(entry, today):
    action = entry.action
    line = {"reference": action.reference, "url": at_site(action.get_absolute_url())}
    if _is_exempt(entry):
        return {**line, "text": said_in_mail(action), "overdue": False}
    return {
        **line,
        "text": in_brief(action.text),
        "plan": action.plan.title,
        "reasons": _reasons(entry, today),
        "overdue": _first_kind(entry).name == "overdue",
        "about": _about(entry.told),
    }


def _about(told):
    """Why it stands there, where that is not plain: for whom, as what, what is wrong."""
    return {
        "deputy": _("You answer for {name}.").format(name=told.about),
        "member": _("You are its member lead."),
        "editor": f"{told.about[:1].upper()}{told.about[1:]}.",
    }.get(told.part, "")


def _reasons(entry, today):
    return [_reason(occasion, today) for occasion in entry.occasions]


def _reason(occasion, today):
    day = long_date(occasion.day)
    if occasion.kind.name == "no_news":
        return _("No news since {date}, {days}").format(date=day, days=counted(occasion.count, "day"))
    when = overdue_words(occasion.count) if occasion.kind.name == "overdue" else ahead(occasion.day, today)
    said = _("Due {date}, {when}").format(date=day, when=when)
    return said + (f". {_asked(occasion.asked_for)}" if occasion.asked_for else "")


def _asked(change):
    new = long_date(change.new_due) or change.new_words
    if change.is_to_count:
        counts = _("{new} is agreed and counts from {date}: until then this date does")
        return counts.format(new=new, date=long_date(change.resolution.effective_on))
    return _("More time was asked for ({new}): until that is agreed, this date counts").format(new=new)


def _first_kind(entry):
    return min((occasion.kind for occasion in entry.occasions), key=KINDS.index)


def _is_exempt(entry):
    return entry.action.exempt == Action.Exempt.ALL
