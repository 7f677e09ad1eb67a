"""How far a meeting's papers have come, set against its timetable."""

from actionplan.timetable import PUBLICATION, STEPS, days_of, state_of


def done_by(papers):
    """What of the timetable is done, by its key, from a meeting's papers; None where nobody keeps it.

    What is public has been through all of it. Clearances are kept with a paper: one that has none waits for them.
    """
    if papers and all(paper.is_published for paper in papers):
        return {step.key: True for step in STEPS}
    cleared = bool(papers) and all(paper.is_published or paper.clearances.all() for paper in papers)
    return {"draft": bool(papers), "clearance": cleared, PUBLICATION: False}


def state(meeting, today, papers, minuted):
    """The meeting's state in a word, from the papers that somebody may know of."""
    published = sum(paper.is_published for paper in papers)
    return state_of(
        held_on=meeting.held_on,
        today=today,
        drafts=len(papers) - published,
        published=published,
        minuted=minuted,
    )


def due_now(meetings, council, working_days, first, last):
    """What is due for papers from one day, today, to another, and what is late: (meeting, Day) by their days.

    Of meetings that carry `papers`, with their clearances, fetched before.
    """
    found = []
    for meeting in meetings:
        days = days_of(meeting, council, working_days, first, done_by(list(meeting.papers.all())))
        found += [(meeting, day) for day in days if not day.done and (first <= day.on <= last or day.late)]
    return sorted(found, key=lambda pair: (pair[1].on, pair[0].pk))
