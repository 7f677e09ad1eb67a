"""How long each format takes and how much memory it needs: python -m benchmarks.formats

Every format of every size runs in a process of its own, once cold and then warm; the warm time is the middle of
several, each of other words, because typst remembers what it has laid out. CPU seconds differ between machines, so
each is also given as a ratio to a baseline taken in the same process: sorting and joining 200,000 numbers as text,
three times.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[1]
SIZES = {60: 5, 2000: 2}  # actions: warm runs
GOALS = {
    (60, "docx"): 0.3,
    (60, "pdf"): 0.3,
    (60, "html"): 0.3,
    (60, "xlsx"): 0.3,
    (60, "csv"): 0.3,
    (60, "json"): 0.3,
}
GOALS |= {(2000, "docx"): 2.0, (2000, "pdf"): 5.0, (2000, "xlsx"): 1.0}


def measure(key, size):
    """CPU seconds cold, warm and of the baseline; peak memory in MB; bytes made."""
    import django

    django.setup()
    from reports.formats import render
    from reports.formats.clean import over_text
    from tests.paper_samples import big_report

    paper = big_report(size)
    others = [over_text(paper, lambda words, n=n: f"{words} {n}") for n in range(SIZES[size])]
    before = peak_memory()
    cold = timed(lambda: render(paper, key))
    warm = statistics.median(timed(lambda other=other: render(other, key)) for other in others)
    return {
        "cold": cold,
        "warm": warm,
        "baseline": statistics.median(timed(baseline) for _ in range(3)),
        "memory": peak_memory() - before,
        "size": len(render(paper, key)),
    }


def baseline():
    return sum(len("".join(sorted(map(str, range(200_000))))) for _ in range(3))


def timed(work):
    start = process_time()
    work()
    return process_time() - start


def peak_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    print("actions format   cold s  warm s   ratio  memory MB     bytes   goal")
    for size in SIZES:
        for key in ("docx", "pdf", "html", "xlsx", "csv", "json"):
            environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
            run = [sys.executable, "-m", "benchmarks.formats", key, str(size)]
            done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
            said = json.loads(done.stdout.splitlines()[-1])
            goal = GOALS.get((size, key))
            verdict = "" if goal is None else f"{goal:.1f} {'met' if said['warm'] < goal else 'MISSED'}"
            print(
                f"{size:7,} {key:6} {said['cold']:8.3f} {said['warm']:7.3f} {said['warm'] / said['baseline']:7.2f} "
                f"{said['memory']:10.0f} {said['size']:9,}   {verdict}"
            )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
