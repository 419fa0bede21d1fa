"""Text drawn as an image, for places that cannot set Thai: the letters are shaped by RAQM, the face is Sarabun."""

import base64
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, features

FACES = {weight: Path(__file__).with_name("static") / f"Sarabun-{weight}.woff2" for weight in ("SemiBold", "Regular")}
FINENESS = 3  # px of the image for one px on the screen, for screens finer than the eye and for zooming

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
    drawn = Image.new("RGB", (wide, high), halo)  # the edge's colour everywhere, so that nothing dark shines through where it ends
    drawn.paste(ink, mask=letters)
    drawn.putalpha(ImageChops.lighter(around, letters))
    kept = io.BytesIO()
    drawn.save(kept, "PNG", optimize=True)
    return Lettered(f"data:image/png;base64,{base64.b64encode(kept.getvalue()).decode()}", wide, high)
