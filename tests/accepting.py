"""A proposal of given rows, accepted, and what then stands in the database."""

from actionplan.importing.accept import accept, known_actors
from actionplan.importing.document import read_document
from actionplan.importing.proposals import propose
from actionplan.models import Action
from tests.imported import AS_OF, COLUMNS, ROWS, TITLE


def proposal_of(rows=ROWS, decisions=(), columns=COLUMNS, **given):
    text = "\n".join("\t".join(row) for row in [columns, *rows])
    read = read_document(text.encode(), "plan.txt")
    return propose(read, title=TITLE, as_of=AS_OF, known=known_actors(), decisions=decisions, **given)


def accepted(by, rows=ROWS, **given):
    return accept(proposal_of(rows, **given), by=by)


def action(reference):
    return Action.objects.get(reference=reference)


def leads(reference, role):
    return [(lead.actor.name, lead.words) for lead in action(reference).leads.filter(role=role)]


def one_row(**cells):
    """A plan of one row, with these cells filled: challenge="…", deadline="…"."""
    names = dict(
        zip(
            ["heading", "challenge", "action", "member", "strategic", "operational", "deadline"],
            range(7),
            strict=True,
        )
    )
    row = ["Leadership", "Values", "Do it", "", "", "", ""]
    for name, words in cells.items():
        row[names[name]] = words
    return [row]
