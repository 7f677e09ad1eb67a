"""Starts the site on this machine for whoever typed `make run`: tables, demonstration council, worker, web server."""

import ctypes
import hashlib
import os
import signal
import socket
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

SERVER = {
    "worker_class": "gthread",
    "workers": 2,
    "threads": 4,
    "loglevel": "warning",
    "control_socket_disable": True,
}
SET_PARENT_DEATH_SIGNAL = 1


class Site(BaseApplication):
    """gunicorn in this very process, which has Django loaded already: half the time of starting it anew."""

    def __init__(self, port):
        self.port = port
        super().__init__()

    def load_config(self):
        for name, value in SERVER.items():
            self.cfg.set(name, value)
        self.cfg.set("bind", f"127.0.0.1:{self.port}")

    def load(self):
        return get_wsgi_application()


def main():
    port = free_port(os.environ.get("PORT", "").strip() or "8000")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_static_files()
    connections.close_all()  # each process opens its own
    load_demonstration()
    print(f"\nActionplan is at http://127.0.0.1:{port}/ until you press Ctrl+C.", flush=True)
    if not settings.EMAIL_HOST:
        print("Reminders and other mail are not sent but kept: see “Mail sent” under Settings.", flush=True)
    start_worker()
    Site(port).run()


def load_demonstration():
    """In a process of its own: making its papers starts threads, which web processes forked from here would lack."""
    site = os.getpid()
    loading = os.fork()
    if loading == 0:
        end_with_parent(site)
        try:
            call_command("load_demonstration")
        except CommandError as error:
            sys.exit(str(error))
        sys.exit()
    if failed := os.waitstatus_to_exitcode(os.waitpid(loading, 0)[1]):
        sys.exit(abs(failed))


def start_worker():
    """Begin the worker in a process of its own that ends with this one, however this one ends."""
    site = os.getpid()
    sys.stdout.flush()  # or what waits to be printed is printed twice
    if os.fork() == 0:
        end_with_parent(site)
        call_command("work")
        sys.exit()


def end_with_parent(site):
    """Ask Linux to end this process when the site's has gone, even where that was killed."""
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != site:  # it was gone already
        sys.exit()


def free_port(words):
    """The port as a number; ends with one sentence where it is none, or somebody has it."""
    if not (words.isascii() and words.isdigit() and 0 < int(words) < 65536):
        sys.exit(f"PORT is “{words}”: write a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(words)))
        except PermissionError:
            sys.exit(
                f"Port {words} is kept for the system: choose one above 1023, as in “make run PORT=8001”."
            )
        except OSError:
            sys.exit(f"Port {words} is in use: choose another, as in “make run PORT=8001”.")
    return int(words)


def collect_static_files():
    """Collect and compress them when they have changed: it takes seconds, and a start should not."""
    root = Path(settings.STATIC_ROOT)
    collected = root / "collected-from"
    now = fingerprint()
    if not collected.exists() or collected.read_text() != now:
        call_command("collectstatic", interactive=False, verbosity=0)
        collected.write_text(now)


def fingerprint():
    """A few letters that differ when a static file is added, removed or written."""
    files = [storage.path(path) for finder in get_finders() for path, storage in finder.list([])]
    stats = [(path, os.stat(path).st_size, os.stat(path).st_mtime_ns) for path in sorted(files)]
    return hashlib.sha256(repr(stats).encode()).hexdigest()


if __name__ == "__main__":
    main()
