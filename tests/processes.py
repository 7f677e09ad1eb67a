"""Commands of the site run as processes of their own, on the database of the test."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
# Compiled once for all of them, wherever a run may otherwise keep nothing compiled.
COMPILED = ROOT / ".pytest_cache" / "compiled"


def database_url():
    """How another process reaches the very database of this test."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(given['NAME']))}"
    host = quote(given["HOST"], safe="")
    port = f":{given['PORT']}" if given["PORT"] else ""
    password = f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else ""
    return f"postgres://{given['USER']}{password}@{host}{port}/{given['NAME']}"


def start(*command, **setting):
    """Start Python with these arguments; what it says on either stream is read from `stdout`."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings |= {"PYTHONPYCACHEPREFIX": str(COMPILED), "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=surroundings | setting,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def start_beside(server, *command):
    """Start `manage.py` on the test's database, with its mail going to a server in this process."""
    mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(server.port)}
    return start("manage.py", *command, DATABASE_URL=database_url(), **mail)


def children(process):
    """The processes that a process has begun and that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        state, parent = _state_of(entry.name)
        if parent == process and state != "Z":
            found.append(int(entry.name))
    return found


def runs(process):
    return _state_of(process)[0] not in ("Z", "")


def catches(process, number):
    """Whether a process has begun to answer a signal by itself."""
    status = Path(f"/proc/{process}/status").read_text()
    mask = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(mask, 16) >> (number - 1) & 1)


def _state_of(process):
    """A letter, and who began it; an empty letter for one that is gone."""
    try:
        parts = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return "", 0
    return parts[0], int(parts[1])


def wait_until(answer, seconds=120):
    """Ask again and again until the answer is yes."""
    end = time.monotonic() + seconds
    while not answer():
        if time.monotonic() > end:
            raise AssertionError(f"This was not so after {seconds} seconds.")
        time.sleep(0.05)
