"""Papers of one committee in the hands of a test: drafted, published, read, and the form that writes one."""

import json
from datetime import UTC, datetime

from reports import papers, publication
from reports.merging import words_of
from reports.models import Paper
from tests.cast import TODAY, make_action, make_meeting

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
URL = "/meetings/hr-committee-2026-12-08/1/"
EXEMPT = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}
SECRET = "Settle the pay claim"


def make_paper(by, plan=None, **given):
    plan = plan or make_action(by=by, leads=[("operational", by.actor)]).plan
    meeting = given.pop("meeting", None) or make_meeting(by=by)
    given = {"title": "Progress", "as_of": TODAY, "at": NOW} | given
    return papers.create_paper(plans=[plan], by=by, meeting=meeting, **given)


def make_exempt_paper(by):
    action = make_action(by=by, leads=[("operational", by.actor)])
    make_action(SECRET, challenge=action.challenge, by=by, **EXEMPT)
    return make_paper(by, action.plan)


def publish(paper, by):
    publication.publish(paper=paper, by=by, at=NOW)
    return Paper.objects.whole().get(pk=paper.pk)


def see(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def form_of(paper, **given):
    """The page's form as it is filled when it is opened, with changes."""
    words = words_of(Paper.objects.get(pk=paper.pk))
    sent = {
        "title": words["title"],
        "order": words["order"],
        "background": "\n".join(words["background"]),
        "opened": json.dumps(words),
    }
    lists = {
        "heading": [{"label": label, "words": said} for label, said in words["heading_block"]],
        "recommendation": [{"words": said} for said in words["recommendations"]],
        "section": words["sections"],
    }
    for prefix, lines in lists.items():
        sent[f"{prefix}-INITIAL_FORMS"] = len(lines)
        lines = [*lines, dict.fromkeys(lines[0], "")]
        sent[f"{prefix}-TOTAL_FORMS"] = len(lines)
        for i, line in enumerate(lines):
            sent |= {f"{prefix}-{i}-{name}": value for name, value in line.items()}
    return sent | given
