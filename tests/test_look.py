"""The look keeps its promises: contrast in both schemes, no inline style or script, pages that fit a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import DESK, fits

pytestmark = pytest.mark.once
HERE = Path(__file__).resolve().parent.parent
THEME = (HERE / "static/css/theme.css").read_text()
COLOUR = r"(#[0-9a-f]{3,6})"
TOKENS = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(rf"--([a-z-]+): light-dark\({COLOUR}, {COLOUR}\);", THEME)
}
SURFACES = ("ground", "sheet", "tint")
TONES = ("green", "amber", "red", "blue", "grey")
TEXT, GRAPHICS = 4.5, 3
PAIRS = [
    *[(ink, surface, TEXT) for ink in ("ink", "quiet", "accent", "red") for surface in SURFACES],
    *[(tone, f"{tone}-tint", TEXT) for tone in TONES],
    *[("ink", f"{tone}-tint", TEXT) for tone in TONES],
    *[(f"{tone}-bar", "ground", GRAPHICS) for tone in TONES],
    *[("control-line", surface, GRAPHICS) for surface in SURFACES],
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("quiet", "grey-tint", TEXT),
]


def luminance(colour):
    """Relative luminance of "#rgb" or "#rrggbb" as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_every_pair_of_colours_has_enough_contrast(ink, paper, least, scheme):
    assert contrast(TOKENS[ink][scheme], TOKENS[paper][scheme]) >= least


@pytest.mark.parametrize("folder", ["layouts", "components", "account", "allauth"])
def test_no_template_styles_or_scripts_inline(folder):
    for file in [HERE / "templates/base.html", *(HERE / "templates" / folder).rglob("*.html")]:
        words = file.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", words), file


ACCENTS = ["#1f4e79", "#ffcc00", "#00b140", "#d4002a", "#7fffd4", "#000000", "#ffffff"]
SHOWN = """name => {
  const dot = document.createElement("canvas").getContext("2d");
  const probe = document.createElement("i");
  document.body.append(probe);
  probe.style.color = `var(--${name})`;
  dot.fillStyle = getComputedStyle(probe).color;
  dot.fillRect(0, 0, 1, 1);
  probe.remove();
  return "#" + [...dot.getImageData(0, 0, 1, 1).data].slice(0, 3).map(n => n.toString(16).padStart(2, "0")).join("");
}"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_any_accent_a_council_chooses_can_be_read(open_page, scheme):
    page = open_page(**DESK, color_scheme=scheme)
    page.goto("/sign-in/")
    for accent in ACCENTS:
        page.evaluate("a => document.documentElement.style.setProperty('--council-accent', a)", accent)
        link, button, words, sheet = (
            page.evaluate(SHOWN, n) for n in ("accent", "accent-strong", "on-accent", "sheet")
        )
        assert contrast(link, sheet) >= TEXT, accent
        assert contrast(words, link) >= TEXT, accent
        assert contrast(words, button) >= TEXT, accent


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", ["/sign-in/", "/sign-in/code/", "/password/forgotten/"])
def test_signing_in_fits_a_phone_and_breaks_no_rule(phone_page, axe, address):
    phone_page.goto(address)
    axe(phone_page)
    assert fits(phone_page)


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_empty_takes_the_reader_to_what_is_missing(page, axe):
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title(re.compile("^Error: Sign in"))
    page.get_by_role("link", name="E-mail address: Write your e-mail address.").click()
    page.keyboard.type("a@example.org")
    expect(page.get_by_label("E-mail address")).to_have_value("a@example.org")
    axe(page)


@pytest.mark.django_db(transaction=True)
def test_the_scheme_follows_the_system_until_the_page_says_otherwise(open_page):
    page = open_page(**DESK, color_scheme="dark")
    page.goto("/sign-in/")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(18, 24, 30)"
    page.evaluate("document.documentElement.dataset.bsTheme = 'light'")
    assert page.evaluate(ground) == "rgb(245, 247, 249)"
