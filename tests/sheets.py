"""A plan's Excel copy in a test's hands: exported, edited by openpyxl, brought back."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplan.models import Action, Revision
from tests.cast import make_action, make_actor, make_challenge


class Copy:
    """The workbook of a plan as a person at the site exports it; cells are named by reference and title."""

    def __init__(self, client, plan):
        self.client, self.plan = client, plan
        content = client.get(f"/plans/{plan.slug}/export/xlsx/").content
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.sheet = self.book["Actions"]

    @property
    def titles(self):
        return [cell.value for cell in self.sheet[1]]

    def cell(self, reference, title):
        rows = {row[0].value: row for row in self.sheet.iter_rows(min_row=2)}
        return rows[reference][self.titles.index(title)]

    def set(self, reference, title, value):
        self.cell(reference, title).value = value
        return self

    def add(self, **cells):
        """A new row at the end; cells by title with "_" for a space."""
        row = self.sheet.max_row + 1
        for title, value in cells.items():
            self.sheet.cell(row, self.titles.index(title.replace("_", " ")) + 1, value)
        return row

    def drop(self, reference):
        self.sheet.delete_rows(self.cell(reference, "Reference").row)

    def bytes(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def bring_back(self, client=None):
        """Upload it; gives the answer, which leads to the comparison where it could be read."""
        return bring(client or self.client, self.plan, self.bytes())


def bring(client, plan, content, name="plan.xlsx"):
    file = SimpleUploadedFile(name, content)
    return client.post(f"/plans/{plan.slug}/edited-sheet/new/", {"file": file})


def take(client, url, *ticked, seen=(), reason="Agreed at the directors’ meeting", **more):
    """Press a button of the comparison, with what its page printed unless `seen` says otherwise."""
    page = client.get(url)
    seen = seen or [f"{row.action.reference}:{row.action.revision}" for row in page.context["review"].rows]
    return client.post(url, {"take": ticked, "seen": seen, "reason": reason, **more})


@pytest.fixture
def cast(bob, client):
    """Bob is signed in; a plan with three actions: 1.1 led by Priya, 1.2, and 1.3 with two paragraphs."""
    priya = make_actor("Priya Nair")
    make_actor("Head of HR", "post")
    challenge = make_challenge(by=bob)
    make_action(
        "Publish the list", challenge=challenge, leads=[("operational", priya)], deadline="June 2027", by=bob
    )
    make_action("Train the managers", challenge=challenge, deadline="ongoing", by=bob)
    make_action(
        "First paragraph.\n\nSecond paragraph.", challenge=challenge, success="Fewer  complaints", by=bob
    )
    client.force_login(bob)
    return challenge.plan


def action(reference):
    return Action.objects.get(reference=reference)


def revisions(reference):
    return list(Revision.objects.filter(subject="action", subject_id=action(reference).pk).order_by("number"))


def review(client, url):
    return client.get(url).context["review"]


def open_fields(client, url):
    return {
        f"{row.action.reference}:{field.name}": str(field.found)
        for row in review(client, url).rows
        for field in row.open
    }
