"""A plan's table with one of most doubts, as an officer would bring it; and an import of it under review."""

from datetime import date

from django.urls import reverse

from actionplan import imports
from actionplan.reviewing.review import Review
from tests.documents.making import word

AS_OF = date(2026, 1, 9)
COLUMNS = ["Heading", "Challenge", "Action", "Member Lead", "Strategic Lead", "Operational Lead", "Deadline"]
ROWS = [
    ["Leadership", "Lived values", "Say who leads", "Cllr Jackson", "HOPOS", "Digital team", "31 March 2027"],
    ["", "", "Train all managers", "Clir Jackson", "HOPOS/CMT", "Digital team", "Spring 27 Immediate"],
    ["", "Talking to staff", "Hold a forum", "", "CMT Anne Field", "Heads of", "Forum held and minutes distributed"],
    ["People", "Training and development", "See lived values (above)", "", "HOPOS", "", "As Above"],
    ["", "", "Ask staff", "", "Anne Field/", "Heads of Service", "Survey agreed by Mar 26. Results in place Jun 26"],
    ["", "", "Plan the rota", "Cllr Jackson", "HOPOS", "Heads of", "Completed"],
]  # fmt: skip
TITLE = "Staff plan"


def as_text(rows=None, title=TITLE):
    """The table as it is pasted from Word: tabs between the cells, with a line above."""
    lines = [title, ""] if title else []
    return "\n".join([*lines, *("\t".join(row) for row in [COLUMNS, *(rows or ROWS)])])


def as_word(rows=None, title=TITLE):
    """The table as a Word document, in bytes."""
    return word([COLUMNS, *(rows or ROWS)], above=[title])


def make_import(by, *, data=None, name="staff plan.txt", as_of=AS_OF, **about):
    """An import of the sample, or of other bytes, under review."""
    data = as_text().encode() if data is None else data
    return imports.start_import(data=data, name=name, as_of=as_of, by=by, **about)


def page_of(client, name, source, **query):
    return client.get(reverse(name, args=[source.pk]), query).content.decode()


def review(source):
    """The review of an import as it is now in the database."""
    source.refresh_from_db()
    return Review(imports.proposal_of(source))


def question(source, code):
    """The first open question of a code."""
    return next(each for each in review(source).questions if each.code == code)


def press(client, source, code, place=0, **headers):
    """Press an answer to the first question of a code, the likely one unless another place is named."""
    answer = question(source, code).answers[place]
    return client.post(reverse("import_answer", args=[source.pk]), {"answer": answer.key}, headers=headers)


def row_form(client, source, row, **query):
    """What a browser would post of a row's form when nothing is changed."""
    form = client.get(reverse("import_row", args=[source.pk, row]), query).context["form"]
    posted = {f"{form.prefix}-{name}": field.initial for name, field in form.fields.items()}
    for forms in form.names.values():
        posted |= {f"{forms.prefix}-TOTAL_FORMS": len(forms.forms)}
        posted |= {f"{forms.prefix}-INITIAL_FORMS": forms.initial_form_count()}
        for each in forms.forms:
            posted |= {each.add_prefix(name): each.initial.get(name, "") for name in ("name", "kind")}
    return form.prefix, posted
