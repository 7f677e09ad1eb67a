"""Takes the README's pictures anew from the demonstration council: python -m tests.make_pictures"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from tests import browser

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PASSWORD = "for the pictures only"


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        port = free_port()
        environment = os.environ | {"ACTIONPLAN_DATA": folder, "PORT": str(port), "DEMO_PASSWORD": PASSWORD}
        site = subprocess.Popen([sys.executable, "-m", "config.start"], cwd=ROOT, env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            take_all(playwright.chromium.launch(**browser.LAUNCH), f"http://127.0.0.1:{port}")
        finally:
            site.terminate()
            site.wait()


def take_all(chromium, base):
    desk = {"viewport": {"width": 1280, "height": 820}, "base_url": base, **browser.EVERYWHERE}
    page = signed_in(chromium.new_context(**desk), "officer")
    page.goto("/plans/hr-peer-review-action-plan/")
    page.screenshot(path=PICTURES / "plan.png")
    page.goto("/imports/new/")
    page.set_input_files("input[type=file]", ROOT / "samples" / "hr-peer-review-plan.docx")
    page.fill("input[name=as_of]", "2026-01-13")
    page.click("main form .btn-primary >> nth=0")
    page.wait_for_url("**/imports/*/")
    page.screenshot(path=PICTURES / "review.png")
    phone = {"viewport": {"width": 360, "height": 820}, "base_url": base, **browser.EVERYWHERE}
    signed_in(chromium.new_context(**phone), "director").screenshot(path=PICTURES / "my-actions.png")


def signed_in(context, role):
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("input[name=login]", f"{role}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/my-actions/")
    return page


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, seconds=60):
    for _ in range(seconds * 5):
        try:
            return urlopen(address)
        except URLError:
            time.sleep(0.2)
    raise SystemExit(f"{address} did not answer within {seconds} seconds.")


if __name__ == "__main__":
    main()
