"""How long a document takes to become readings, and readings a plan: python -m benchmarks.reading

Each line runs in a process of its own. CPU seconds (this process and the child that opens the file) differ between
machines, so each is also a ratio to a baseline in the same process: the same rows read as CSV by the standard
library, and for accepting, the same rows put into one bare table by bulk_create's own SQL.
"""

import csv
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 1, 13)
HEADER = [
    "Theme",
    "Challenge",
    "Action",
    "Portfolio holder",
    "Director",
    "Lead officer",
    "Target date",
    "Status",
]
NAMES = ["Head of Housing", "Ann Carter", "HR team/Ann Carter", "Cllr Moss", "Property Services", "Tom Lund"]
DATES = ["March 2027", "Ongoing", "Q3 2026/27", "31 October 2026", "Review December 26", "Spring 27", ""]


def rows(count):
    for n in range(count):
        yield [
            f"Theme {n // 500}",
            f"Challenge {n // 4}",
            f"Action number {n}: agree what is to be done, publish it and report on it each quarter.",
            "Cllr Moss" if n % 3 else "Housing Committee",
            NAMES[n % len(NAMES)],
            f"Officer {n % 40} Smith" if n % 5 else "",
            DATES[n % len(DATES)],
            "In progress" if n % 2 else "Complete",
        ]


def as_csv(count):
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows(count)])
    return out.getvalue().encode()


def as_xlsx(count):
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([HEADER, *rows(count)]):
            sheet.write_row(place, 0, row)
    return out.getvalue()


def as_pdf(count):
    import typst

    table = "#table(columns: (1fr,) * 8, ..json(bytes(sys.inputs.rows)).flatten())"
    source = f'#set page(paper: "a4", flipped: true, margin: 1cm); #set text(size: 9pt)\n{table}'
    return typst.compile(source.encode(), sys_inputs={"rows": json.dumps([HEADER, *rows(count)])})


def cpu():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def timed(work):
    start = cpu()
    found = work()
    return cpu() - start, found


def measure_reading(kind, count):
    from actionplan.importing.document import read_document
    from actionplan.importing.proposals import propose

    sample = ROOT / "samples/hr-peer-review-plan.docx"
    data = {"docx": lambda _: sample.read_bytes(), "xlsx": as_xlsx, "pdf": as_pdf}[kind](count)
    seconds, proposal = timed(lambda: propose(read_document(data, f"plan.{kind}"), title="Plan", as_of=AS_OF))
    plain = as_csv(len(proposal.actions))
    baseline, _ = timed(lambda: [list(csv.reader(io.StringIO(plain.decode()))) for _ in range(10)])
    return {"seconds": seconds, "rows": len(proposal.actions), "baseline": baseline / 10}


def measure_accepting(count):
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from actionplan.importing.accept import accept
    from actionplan.importing.document import read_document
    from actionplan.importing.proposals import propose

    proposal = propose(read_document(as_csv(count), "plan.csv"), title="Plan", as_of=AS_OF)
    seconds, plan = timed(lambda: accept(proposal, by=None, title="Plan"))
    texts = [(action.text,) for action in proposal.actions]

    def bare():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bare (id integer PRIMARY KEY, words text)")
            cursor.executemany("INSERT INTO bare (words) VALUES (%s)", texts)

    baseline, _ = timed(bare)
    return {"seconds": seconds, "rows": plan.actions.count(), "baseline": baseline}


RUNS = {
    "peer review .docx to readings": ("reading", "docx", 55),
    "100 rows of .pdf to readings": ("reading", "pdf", 100),
    "5,000 rows of .xlsx to readings": ("reading", "xlsx", 4999),  # and the row of column names
    "5,000 readings to a plan (SQLite)": ("accepting", "", 4999),
}


def main():
    print(f"{'':36} {'rows':>6} {'CPU s':>7} {'rows/s':>8} {'ratio':>7} {'peak MB':>8}")
    for name, (what, kind, count) in RUNS.items():
        with tempfile.TemporaryDirectory() as folder:
            environment = os.environ | {
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "DATABASE_URL": f"sqlite:///{folder}/benchmark.sqlite3",
            }
            run = [sys.executable, "-m", "benchmarks.reading", what, kind, str(count)]
            done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
        said = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{name:36} {said['rows']:6,} {said['seconds']:7.2f} {said['rows'] / said['seconds']:8,.0f} "
            f"{said['seconds'] / said['baseline']:7.0f} {said['memory']:8.0f}"
        )


if __name__ == "__main__":
    if len(sys.argv) == 4:
        import django

        django.setup()
        what, kind, count = sys.argv[1:]
        found = measure_reading(kind, int(count)) if what == "reading" else measure_accepting(int(count))
        print(json.dumps(found | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
    else:
        main()
