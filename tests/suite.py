"""Runs the suite on SQLite, then on PostgreSQL (DATABASE_URL's, else one of our own) all that asks a database."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import postgres

PYTEST = [sys.executable, "-m", "pytest", "-n", "3", "--dist", "worksteal", *sys.argv[1:]]
SET_PARENT_DEATH_SIGNAL = 1
NOTHING_TO_RUN = 5


def main():
    end_with_parent()
    given = os.environ.pop("DATABASE_URL", "")
    if given and not given.startswith(("postgres://", "postgresql://")):
        sys.exit("DATABASE_URL does not name a PostgreSQL database; unset it and make test starts its own.")
    green = run("SQLite", {})
    with contextlib.nullcontext(given) if given else postgres.server() as url:
        green &= run("PostgreSQL", {"DATABASE_URL": url}, "--again")
    sys.exit(not green)


def run(name, setting, *options):
    """Whether the run was green; a second one with nothing to do is."""
    print(f"\nThe suite on {name}:", flush=True)
    done = subprocess.run([*PYTEST, *options], env=os.environ | setting, preexec_fn=end_with_parent)
    return done.returncode in ({0, NOTHING_TO_RUN} if options else {0})


def end_with_parent():
    """Ask Linux to end this process when the one that started it is gone, however it went."""
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


if __name__ == "__main__":
    main()
