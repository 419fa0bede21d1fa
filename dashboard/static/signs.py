# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools", "brotli"]
# ///
"""Draw Signs.woff2, the six state signs: `uv run dashboard/static/signs.py`.

Sarabun has no circle, tick or hatch, and what a computer falls back to differs in size and weight (some phones even draw
an emoji). One small font of our own makes the signs equal on every screen, in charts and on paper.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

UNIT = 1000
LOW, HIGH = 30, 670  # a sign stands on the baseline and is as tall as Sarabun's digits
CURVE = 0.5523  # handle length that makes four cubic arcs a circle


def polygon(*contours):
    """Glyph of straight-sided contours, each a list of (x, y); a contour drawn the other way round is a hole."""
    pen = TTGlyphPen(None)
    for points in contours:
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def circle(radius, centre, hole=0):
    """Glyph of a disc, or of a ring when `hole` is the inner radius."""
    from fontTools.pens.cu2quPen import Cu2QuPen

    glyph = TTGlyphPen(None)
    pen = Cu2QuPen(glyph, max_err=1)
    for r, turn in ((radius, 1), (hole, -1)):
        if not r:
            continue
        x, y = centre
        k = r * CURVE
        pen.moveTo((x + r, y))
        pen.curveTo((x + r, y - k * turn), (x + k, y - r * turn), (x, y - r * turn))
        pen.curveTo((x - k, y - r * turn), (x - r, y - k * turn), (x - r, y))
        pen.curveTo((x - r, y + k * turn), (x - k, y + r * turn), (x, y + r * turn))
        pen.curveTo((x + k, y + r * turn), (x + r, y + k * turn), (x + r, y))
        pen.closePath()
    return glyph.glyph()


def square(left, low, right, high):
    """Corner points of a rectangle, clockwise."""
    return [(left, low), (left, high), (right, high), (right, low)]


def hatch(left, low, right, high, bar):
    """Contours of a framed square crossed by three slanting bars: no evidence."""
    inner = square(left + bar, low + bar, right - bar, high - bar)[::-1]
    side = right - left
    bars = []
    for start in (-0.42, 0.0, 0.42):
        shift = int(start * side)
        a, b = left + bar, right - bar
        points = [(x, low + x - left + shift) for x in (a, b)]
        (x0, y0), (x1, y1) = points
        x0, y0 = (x0 + low + bar - y0, low + bar) if y0 < low + bar else (x0, y0)
        x1, y1 = (x1 - (y1 - high + bar), high - bar) if y1 > high - bar else (x1, y1)
        half = bar // 2
        bars.append([(x0 - half, y0 + half), (x1 - half, y1 + half), (x1 + half, y1 - half), (x0 + half, y0 - half)])
    return [square(left, low, right, high), inner, *bars]


GLYPHS = {
    0x25CF: circle(320, (380, 350)),
    0x25B2: polygon([(20, LOW), (380, HIGH + 20), (740, LOW)]),
    0x25A0: polygon(square(90, LOW + 30, 670, HIGH - 30)),
    0x2714: polygon([(60, 330), (160, 430), (300, 285), (600, 640), (710, 545), (310, 60)]),
    0x25CB: circle(320, (380, 350), hole=235),
    0x25A8: polygon(*hatch(90, LOW + 30, 670, HIGH - 30, 72)),
}


def main():
    """Write the font beside this file."""
    names = {code: f"uni{code:04X}" for code in GLYPHS}
    builder = FontBuilder(UNIT, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), **{names[c]: g for c, g in GLYPHS.items()}})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (760, 0)))
    builder.setupHorizontalHeader(ascent=1068, descent=-232)  # Sarabun's, so that a sign never changes a line's height
    builder.setupNameTable({"familyName": "Signs", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=1068, sTypoDescender=-232, usWinAscent=1068, usWinDescent=232)
    builder.setupPost()
    builder.font.flavor = "woff2"
    builder.save(Path(__file__).with_name("Signs.woff2"))


if __name__ == "__main__":
    main()
