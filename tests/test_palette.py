"""Colours are legible, tell things apart for every eye, and are the same in the theme."""

import tomllib
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from dashboard import palette
from dashboard.palette import THEMES
from queries.tables import CHOICES, GROUP_OF_SECTOR

THEME = tomllib.loads((Path(palette.__file__).parent.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
TEXT, MARK = 4.5, 3.0  # contrast that WCAG 2.1 AA asks of text and of marks
# Machado, Oliveira and Fernandes 2009, severity 1: how linear RGB reads to eyes without red or green cones.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


def linear(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def contrast(one, other):
    light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(colour, eye):
    """CIE L*a*b* of a colour as an eye sees it."""
    r, g, b = (min(1, max(0, sum(k * p for k, p in zip(row, linear(colour), strict=True)))) for row in EYES[eye])
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one, other):
    """How far two colours are apart for the eye that sees them closest."""
    return min(dist(lab(one, eye), lab(other, eye)) for eye in EYES)


def test_contrast_is_what_wcag_says_it_is():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_is_legible_on_every_ground(theme):
    of = THEMES[theme]
    for ground in (of.ground, of.raised):
        assert min(contrast(text, ground) for text in (of.ink, of.muted, of.accent)) >= TEXT
        assert {code for code, (_, text, _) in of.states.items() if contrast(text, ground) < TEXT} == set()
    assert {code for code, (_, text, wash) in of.states.items() if contrast(text, wash) < TEXT} == set()


@pytest.mark.parametrize("theme", THEMES)
def test_every_mark_stands_out_from_its_ground(theme):
    of = THEMES[theme]
    marks = [mark for mark, _, _ in of.states.values()] + [s for shades in of.sectors.values() for s in shades]
    assert [m for m in (*marks, *of.money.values(), of.target) if contrast(m, of.ground) < MARK] == []


@pytest.mark.parametrize("theme", THEMES)
def test_sector_families_are_told_apart_without_red_or_green_cones(theme):
    for one, other in combinations(THEMES[theme].sectors.values(), 2):
        assert min(distance(a, b) for a in one for b in other) >= 19, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_the_money_ladder_climbs_in_even_steps_of_one_hue(theme):
    ladder = list(THEMES[theme].money.values())
    climbs = [contrast(step, THEMES[theme].ground) for step in ladder]
    assert climbs == sorted(climbs)
    assert min(contrast(a, b) for a, b in zip(ladder, ladder[1:], strict=False)) >= 1.5


def test_every_state_and_every_sector_of_the_tables_has_its_colour():
    for of in THEMES.values():
        assert set(of.states) == set(palette.STATES) == set(CHOICES["state"])
        assert set(palette.SHADES) == set(CHOICES["sector"])
        assert {sector: family for sector, (family, _) in palette.SHADES.items()} == GROUP_OF_SECTOR
        assert len({palette.sector_colour(sector, of) for sector in palette.SHADES}) == len(palette.SHADES)


def test_states_differ_by_sign_as_well_as_by_colour():
    assert len({state.sign for state in palette.STATES.values()}) == len(palette.STATES)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_theme_of_the_screens_repeats_the_palette(name):
    of, theme = THEMES[name], THEME[name]
    assert (theme["backgroundColor"], theme["secondaryBackgroundColor"], theme["textColor"]) == (of.ground, of.raised, of.ink)
    assert (theme["primaryColor"], theme["linkColor"], theme["borderColor"]) == (of.accent, of.accent, of.line)
    for code, state in palette.STATES.items():
        shown = tuple(theme[f"{state.hue}{part}"] for part in ("Color", "TextColor", "BackgroundColor"))
        assert shown == of.states[code], code


def test_a_projector_is_read_from_the_last_row():
    size = palette.sizes("projector")
    assert (size.title >= 64, size.body >= 40, size.note >= 28, size.rows <= 7) == (True,) * 4
