"""Status colours for eyes that tell fewer of them apart: words stay legible, and neighbours in a bar stay distinct.

The eyes are simulated with the matrices of Machado, Oliveira and Fernandes (2009) for full severity, on linear light;
how far colours are apart is CIE76's distance, of which about 2 can just be seen. Who sees no colour at all has the gaps
between the parts of a bar, and the shapes beside its figures.
"""

from itertools import combinations

import pytest

from tests.test_look import TEXT, TOKENS, TONES, contrast

EYES = {
    "red-blind": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "green-blind": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "blue-blind": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "no colour": ((0.2126, 0.7152, 0.0722),) * 3,
}
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
APART = 10
SCHEMES = ("light", "dark")


def times(matrix, colour):
    return [sum(part * each for part, each in zip(row, colour, strict=True)) for row in matrix]


def linear(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def seen(colour, eyes):
    return [min(1, max(0, part)) for part in times(EYES[eyes], linear(colour))]


def as_hex(parts):
    shown = [12.92 * p if p <= 0.0031308 else 1.055 * p ** (1 / 2.4) - 0.055 for p in parts]
    return "#" + "".join(f"{round(p * 255):02x}" for p in shown)


def lab(parts):
    x, y, z = (
        f ** (1 / 3) if f > 0.008856 else 7.787 * f + 16 / 116
        for f in (part / white for part, white in zip(times(TO_XYZ, parts), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one, other, eyes):
    pairs = zip(lab(seen(one, eyes)), lab(seen(other, eyes)), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eyes", EYES)
def test_the_word_of_a_status_is_legible_on_its_tint(eyes, scheme):
    for tone in TONES:
        word, tint = (as_hex(seen(TOKENS[name][scheme], eyes)) for name in (tone, f"{tone}-tint"))
        assert contrast(word, tint) >= TEXT, tone


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eyes", [each for each in EYES if each != "no colour"])
def test_no_two_colours_of_a_bar_look_alike(eyes, scheme):
    for one, other in combinations(TONES, 2):
        colours = (TOKENS[f"{tone}-bar"][scheme] for tone in (one, other))
        assert apart(*colours, eyes) >= APART, (one, other)
