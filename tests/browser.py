"""How tests hold a browser, and what no page of ours may do in one."""

import os
from functools import wraps
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator

from tests import outside

os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", "0")  # playwright's own browser, if any, lives in .venv/

DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
EVERYWHERE = {"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}

FAULTS_ONLY = {
    "resultTypes": ["violations"],
    "preload": False,
}  # to axe, which else gathers what is right, too
BUT_CONTRAST = FAULTS_ONLY | {"rules": {"color-contrast": {"enabled": False}}}  # five sixths of axe's time

# Instead of Playwright's list. The address bar's lists of suggestions are pages of their own, two for every window.
NOT_NEEDED = [
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
]

LAUNCH = {
    "executable_path": outside.browser(),
    "env": os.environ | {"LANGUAGE": "en_GB"},  # for date fields; needs chromium-l10n
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--disable-features={','.join(NOT_NEEDED)}",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
}


def let_load(act):
    """An act of a Locator that is over when the page it led to, if any, has loaded, its scripts included."""

    @wraps(act)
    def act_and_wait(locator, *given, **named):
        answer = act(locator, *given, **named)
        locator.page.wait_for_load_state()
        return answer

    return act_and_wait


for each in ("click", "press", "tap"):
    setattr(Locator, each, let_load(getattr(Locator, each)))


def watch(context, faults):
    """Write down whatever a page does wrong: asks another host, misses a part, fails, complains."""
    context.on("request", lambda request: faults.extend(asks_elsewhere(request)))
    context.on("response", lambda response: faults.extend(fails(response)))
    context.on("console", lambda message: faults.extend(complains(message)))
    context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))


def asks_elsewhere(request):
    parts = urlsplit(request.url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {"127.0.0.1", "localhost"}:
        yield f"asked another host: {request.url}"


def fails(response):
    """A page may be refused on purpose; a part of a page may not, and the server never fails."""
    refused = response.status >= 400 and not response.request.is_navigation_request()
    if refused or response.status >= 500:
        yield f"answered {response.status}: {response.url}"


def complains(message):
    """Errors and warnings, except for an answer that `fails` has judged."""
    judged = message.text.startswith("Failed to load resource: the server responded with a status of")
    if message.type in {"error", "warning"} and not judged:
        yield f"console {message.type}: {message.text}"


def fits(page):
    """Whether the page is no wider than its window, once it has loaded."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def check_accessible(page):
    """Fail with axe's own report where a page, once it has loaded, breaks one of its rules.

    Contrast is measured in checks/, of every page there is in every state and scheme.
    """
    page.wait_for_load_state()
    results = Axe().run(page, options=BUT_CONTRAST)
    assert results.violations_count == 0, results.generate_report()
