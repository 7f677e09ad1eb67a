"""What a page costs over the line, cold and warm; and how long a press takes in place, against a whole new page.

The site is started as `make run` starts it, with the demonstration council; nothing is compressed between it and
the browser but what the site itself compresses.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import expect, sync_playwright  # noqa: E402

from tests import browser  # noqa: E402
from tests.make_pictures import PASSWORD, free_port, wait_for  # noqa: E402

PLAN = "/plans/hr-peer-review-action-plan/"
PAGES = [
    ("signed out", "/sign-in/"),
    ("officer", "/my-actions/"),
    ("officer", "/plans/"),
    ("officer", PLAN),
    ("officer", f"{PLAN}1.1/"),
    ("officer", "/actions/"),
    ("clerk", "/meetings/"),
    ("officer", "/people/"),
]
MOST_BYTES, MOST_REQUESTS, TURNS = 150_000, 12, 5


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        port = free_port()
        environment = os.environ | {"ACTIONPLAN_DATA": folder, "PORT": str(port), "DEMO_PASSWORD": PASSWORD}
        site = subprocess.Popen([sys.executable, "-m", "config.start"], cwd=ROOT, env=environment)
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(f"{base}/healthz", seconds=600)
            chromium = playwright.chromium.launch(**browser.LAUNCH)
            print(
                f"{os.cpu_count()} cores, Python {platform.python_version()}, Chromium {chromium.version}\n"
            )
            weigh(chromium, base)
            compare(chromium, base)
        finally:
            site.terminate()
            site.wait()


def signed_in(chromium, base, role, **kind):
    context = chromium.new_context(base_url=base, **browser.DESK, **browser.EVERYWHERE, **kind)
    page = context.new_page()
    if role != "signed out":
        page.goto("/sign-in/")
        page.fill("input[name=login]", f"{role}@demo.example")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda address: "/sign-in/" not in address)
    return page


def weigh(chromium, base):
    """Bytes and requests of each page, as its first visitor and when the rest is in the browser already."""
    print(f"{'page':44}{'cold kB':>9}{'requests':>10}{'warm kB':>9}{'requests':>10}")
    for role, path in PAGES:
        page = signed_in(chromium, base, role)
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.clearBrowserCache")
        cold, warm = visit(page, line, path), visit(page, line, path)
        print(f"{path:44}{cold[0] / 1000:9.1f}{cold[1]:10}{warm[0] / 1000:9.1f}{warm[1]:10}")
        if cold[0] > MOST_BYTES or cold[1] > MOST_REQUESTS:
            raise SystemExit(f"{path} is over {MOST_BYTES} bytes or {MOST_REQUESTS} requests.")
        page.context.close()


def visit(page, line, path):
    """(bytes over the line, requests that went out) of one load."""
    sizes = []

    def finished(told):
        sizes.append(told["encodedDataLength"])

    line.on("Network.loadingFinished", finished)
    page.goto(path, wait_until="networkidle")
    line.remove_listener("Network.loadingFinished", finished)
    went = [size for size in sizes if size]  # what the browser had kept has no size
    return sum(went), len(went)


def compare(chromium, base):
    """Seconds from the press until the page is settled, in place and as a whole page, in turns."""
    sides = {
        True: signed_in(chromium, base, "officer"),
        False: signed_in(chromium, base, "officer", java_script_enabled=False),
    }
    print(f"\n{'median of ' + str(TURNS) + ', in turns':44}{'in place':>14}{'whole page':>14}{'ratio':>8}")
    for name, press in (("a filter: what is overdue", filter_list), ("an update: no change", say_no_change)):
        taken = {True: [], False: []}
        for _ in range(TURNS):
            for scripts, page in sides.items():
                taken[scripts].append(press(page, scripts))
        here, whole = statistics.median(taken[True]), statistics.median(taken[False])
        print(f"{name:44}{here:12.3f} s{whole:12.3f} s{whole / here:8.2f}")


def filter_list(page, scripts):
    page.goto(PLAN, wait_until="networkidle")
    all_of_them = page.locator("#found").inner_text()
    page.locator("details.filters-fold").evaluate("fold => { fold.open = true }")
    begun = time.perf_counter()
    page.get_by_label("Due", exact=True).first.select_option("overdue")
    if not scripts:
        page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#found")).not_to_have_text(all_of_them)
    return time.perf_counter() - begun


def say_no_change(page, scripts):
    page.goto("/my-actions/", wait_until="networkidle")
    button = page.get_by_role("button", name="No change").first
    begun = time.perf_counter()
    button.click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
