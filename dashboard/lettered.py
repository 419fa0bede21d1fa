"""Text drawn as an image, for places that cannot set Thai: the letters are shaped by RAQM, the face is Sarabun."""

import base64
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageFont, features

FACES = {weight: Path(__file__).with_name("static") / f"Sarabun-{weight}.woff2" for weight in ("SemiBold", "Regular")}
FINENESS = 2  # px of the image for one px on the screen, for screens finer than the eye
SHADES = 8  # of the soft edge, and of the letters: sixteen colours are a quarter of the bytes, which every click sends

ABOVE, BELOW = 1.4, 0.55  # room over and under the baseline, in letters: two marks above, one below, and the soft edge


@dataclass(frozen=True)
class Lettered:
    """An image as a data address, and its size in its own px."""

    url: str
    width: int
    height: int


def can_shape() -> bool:
    """Whether Thai comes out right here: some builds of Pillow lack the shaping library."""
    return features.check("raqm")


@cache
def image(name: str, beside: str, ink: str, halo: str, size: int) -> Lettered:
    """`name` in bold and `beside` after it, `size` px high letters in `ink` with a soft edge in `halo`."""
    layout = ImageFont.Layout.RAQM if can_shape() else ImageFont.Layout.BASIC
    bold, plain = (ImageFont.truetype(FACES[weight], size * FINENESS, layout_engine=layout) for weight in ("SemiBold", "Regular"))
    edge, gap = 2 * FINENESS, size * FINENESS // 4
    first, second = bold.getlength(name), plain.getlength(beside)
    wide, high = int(first + second + gap) + 2 * edge, int(size * FINENESS * (ABOVE + BELOW))
    letters = Image.new("L", (wide, high))
    for left, text, face in ((edge, name, bold), (edge + first + gap, beside, plain)):
        ImageDraw.Draw(letters).text((left, size * FINENESS * ABOVE), text, font=face, fill=255, anchor="ls")
    around = letters.filter(ImageFilter.MaxFilter(2 * edge + 1)).filter(ImageFilter.GaussianBlur(FINENESS / 2))
    drawn = _of_few_colours(letters, around, ink, halo)
    kept = io.BytesIO()
    drawn.save(kept, "PNG", bits=4, optimize=True)
    return Lettered(f"data:image/png;base64,{base64.b64encode(kept.getvalue()).decode()}", wide, high)


def _of_few_colours(letters: Image.Image, around: Image.Image, ink: str, halo: str) -> Image.Image:
    """Letters in steps from the edge's colour to the ink's; the edge in its one colour, fading, so that nothing dark shines through where it ends."""
    edge, dark, last = ImageColor.getrgb(halo), ImageColor.getrgb(ink), SHADES - 1
    steps = [tuple(round(a + (b - a) * n / SHADES) for a, b in zip(edge, dark, strict=True)) for n in range(1, SHADES + 1)]
    faded = around.point([round(value / 255 * last) for value in range(256)])
    inked = letters.point([last + max(1, round(value / 255 * SHADES)) for value in range(256)])
    drawn = Image.composite(inked, faded, letters.point([255 * (value >= 128 // SHADES) for value in range(256)]))
    drawn = Image.frombytes("P", drawn.size, drawn.tobytes())
    drawn.putpalette([part for colour in [edge] * SHADES + steps for part in colour])
    drawn.info["transparency"] = bytes(round(255 * n / last) for n in range(SHADES))
    return drawn
