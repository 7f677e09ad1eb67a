"""Reads settings from the environment: a safe default or one clear sentence."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name, default=""):
    return os.environ.get(name, default).strip()


def flag(name, default=False):
    """True for 1, true, yes, on; False for 0, false, no, off; anything else is refused."""
    value = text(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise ImproperlyConfigured(f"{name} is “{value}”; write 1 or 0.")
    return default


def number(name, default):
    value = text(name)
    if not value:
        return default
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is “{value}”; write a whole number.")
    return int(value)


def hour(name, default):
    """An hour of the day, 0 to 23."""
    value = number(name, default)
    if value > 23:
        raise ImproperlyConfigured(f"{name} is “{value}”; write an hour from 0 to 23.")
    return value


def words(name, default=()):
    """A list written with commas."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else list(default)


def site_url(name, hosts, *, https):
    """The address of the site without a slash at its end, for links in mail: given, else made from its first name.

    On this machine it has the port of `make run`.
    """
    given = text(name).rstrip("/")
    if given and not given.startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            f"{name} is “{given}”; write the whole address, like https://actionplan.example."
        )
    named = [host.lstrip(".") for host in hosts if host != "*"]
    first = named[0] if named else "127.0.0.1"
    port = f":{text('PORT') or '8000'}" if first in {"127.0.0.1", "localhost", "[::1]"} else ""
    return given or f"{'https' if https else 'http'}://{first}{port}"


def secret_key(name, kept_in: Path):
    """The key from the environment, else one made once and kept in a file only its owner reads."""
    if value := text(name):
        return value
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(kept_in, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return kept_in.read_text().strip()
