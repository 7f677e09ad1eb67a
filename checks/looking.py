"""A browser page that stays open, goes from page to page, and says what is wrong with each."""

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings

from tests import browser

LOOKING = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]
DESK, TWICE_AS_LARGE, PHONE, NARROW = (1440, 900), (720, 450), (360, 740), (320, 640)


class Looker:
    def __init__(self, chromium, site, cookie=None):
        self.site, self.faults = site, []
        self.context = chromium.new_context(base_url=site, **browser.DESK, **browser.EVERYWHERE)
        browser.watch(self.context, self.faults)
        if cookie:
            named = {"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": site}
            self.context.add_cookies([named])
        for script in (AXE_SCRIPT, LOOKING):
            self.context.add_init_script(script)
        self.tab = self.context.new_page()

    def open(self, page):
        """As the site gives it; what answered a form is put in its place."""
        self.size(DESK)
        if page.answers_a_form:
            said = {"body": page.html, "content_type": "text/html; charset=utf-8"}
            self.tab.route(self.site + page.path, lambda route: route.fulfill(**said), times=1)
        self.tab.goto(page.path, wait_until="load")

    def size(self, size):
        width, height = size
        self.tab.set_viewport_size({"width": width, "height": height})

    def at_a_desk(self):
        """What is wrong as most people see it."""
        yield from self.breaks_rules()
        yield from self.tab.evaluate("lookAtPage()")
        yield from self.tab.evaluate("lookAtFocus()")
        yield from self.skips_to_the_page()

    def in_every_state(self):
        """At a desk; everything opened; in dark and in somebody's own colours; twice as large; on a phone; at 320."""
        yield from self.at_a_desk()
        self.tab.evaluate("openAll('details')")
        yield from self.breaks_rules(contrast_of="details")
        for state in ({"forced_colors": "active"}, {"color_scheme": "dark"}):
            self.tab.emulate_media(**state)
            yield from (f"{state}: {fault}" for fault in self.breaks_rules(OF_COLOUR))
            self.tab.emulate_media(color_scheme="light", forced_colors="none")
        for size in (TWICE_AS_LARGE, PHONE, NARROW):
            self.size(size)
            yield from (f"{size[0]} wide: {fault}" for fault in self.tab.evaluate("lookAtPage()"))
        yield from (f"{NARROW[0]} wide: {fault}" for fault in self.breaks_rules(within="header"))
        self.tab.evaluate("closeAll('details.menu, header details')")
        yield from (f"{NARROW[0]} wide: {fault}" for fault in self.breaks_rules(contrast_of="main table"))
        yield from (f"{NARROW[0]} wide: {fault}" for fault in self.tab.evaluate("lookAtFocus()"))

    def with_errors(self):
        yield from self.breaks_rules(contrast_of="main form, .error-summary")
        yield from self.tab.evaluate("lookAtPage()")
        yield from self.tab.evaluate("lookAtErrors()")

    def breaks_rules(self, only=None, within="html", contrast_of=None):
        """What axe finds: the rule, the first of the places, and why.

        Contrast takes most of the time: contrast_of names the only parts whose colours may have changed.
        """
        if only:
            yield from self.asked({"runOnly": {"type": "rule", "values": only}}, within)
            return
        rules = {"target-size": {"enabled": True}, "color-contrast": {"enabled": not contrast_of}}
        yield from self.asked({"runOnly": {"type": "tag", "values": RULES}, "rules": rules}, within)
        if contrast_of and self.tab.locator(contrast_of).count():
            yield from self.breaks_rules(["color-contrast"], contrast_of)

    def asked(self, options, within):
        asked = "given => axe.run(...given).then(found => found.violations)"
        for broken in self.tab.evaluate(asked, [within, browser.FAULTS_ONLY | options]):
            first = broken["nodes"][0]
            yield f"{broken['id']}: {first['html'][:200]} {first['failureSummary'][:300]}"

    def skips_to_the_page(self):
        """The first thing the keyboard comes to shows itself, and Enter there leads past the menu."""
        first = self.tab.locator("a[href], button, input, summary").first
        first.focus()
        seen = first.evaluate("link => link.getBoundingClientRect().top >= 0 && link.getAttribute('href')")
        self.tab.keyboard.press("Enter")
        if not seen or not self.tab.evaluate(
            "href => document.activeElement === document.querySelector(href)", seen
        ):
            yield "the keyboard does not first come to a link that skips the menu"

    def take_faults(self):
        found, self.faults[:] = list(self.faults), []
        return found

    def close(self):
        self.context.close()
