"""Takes every picture of docs/pictures anew: python -m tests.make_pictures

They are the README's and the guides', twelve chief pages for people to look at. The demonstration council is served
for most of them, an empty site for the first steps. Few colours are kept, so that all together they stay small.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import sync_playwright

from tests import browser

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PASSWORD = "for the pictures only"
DESK, PHONE = {"width": 1280, "height": 820}, {"width": 360, "height": 760}
COLOURS = 128
PLAN = "/plans/hr-peer-review-action-plan/"
ADMINISTRATOR = (
    "from people.models import User; from django.core.management import call_command as c;"
    "c('add_administrator', 'admin@demo.example', 'Ada Ames');"
    f"u = User.objects.get(); u.set_password('{PASSWORD}'); u.save()"
)


def main():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**browser.LAUNCH)
        with site() as base:
            take_council(chromium, base)
        with site(empty=True) as base:
            page = signed_in(chromium, base, "admin")
            page.get_by_role("button", name="I keep the plans").click()
            keep(page, "first-steps")


def take_council(chromium, base):
    officer = signed_in(chromium, base, "officer")
    for name, address in {
        "plans": "/plans/",
        "plan": PLAN,
        "action": f"{PLAN}7.1/",
        "people": "/people/",
    }.items():
        officer.goto(address)
        keep(officer, name)
    officer.goto(f"{PLAN}compare/")
    keep(officer, "history")
    officer.goto("/rounds/")
    officer.locator(".plan-table a").first.click()
    keep(officer, "request")
    take_review(officer)
    keep(signed_in(chromium, base, "director", PHONE), "my-actions")
    clerk = signed_in(chromium, base, "clerk")
    clerk.goto("/meetings/")
    clerk.locator(".plan-table a").first.click()
    keep(clerk, "meeting")
    clerk.locator(".plan-table th a").first.click()
    keep(clerk, "paper")
    admin = signed_in(chromium, base, "admin")
    admin.goto("/accounts/")
    keep(admin, "accounts")


def take_review(page):
    page.goto("/imports/new/")
    page.set_input_files("input[type=file]", ROOT / "samples" / "hr-peer-review-plan.docx")
    page.fill("input[name=as_of]", "2026-01-13")
    page.click("main form .btn-primary >> nth=0")
    page.wait_for_url("**/imports/*/")
    keep(page, "review")


def keep(page, name):
    """Photograph the page as it is seen without scrolling, in few colours."""
    page.wait_for_load_state()
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def signed_in(chromium, base, role, viewport=DESK):
    page = chromium.new_context(viewport=viewport, base_url=base, **browser.EVERYWHERE).new_page()
    page.goto("/sign-in/")
    page.fill("input[name=login]", f"{role}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
    return page


@contextmanager
def site(empty=False):
    """The demonstration, or a site on which nobody has done anything yet; gone with all its data afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = os.environ | {"ACTIONPLAN_DATA": folder, "PORT": str(port), "DEMO_PASSWORD": PASSWORD}
        if empty:
            for command in (["migrate", "-v0"], ["shell", "-v0", "-c", ADMINISTRATOR]):
                subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        served = subprocess.Popen([sys.executable, "-m", "config.start"], cwd=ROOT, env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            served.terminate()
            served.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, seconds=120):
    for _ in range(seconds * 5):
        try:
            return urlopen(address)
        except URLError:
            time.sleep(0.2)
    raise SystemExit(f"{address} did not answer within {seconds} seconds.")


if __name__ == "__main__":
    main()
