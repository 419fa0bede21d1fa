"""The picture a message shows beside a link to the site: whose data, as at when."""

import io

from PIL import Image, ImageDraw, ImageFont

from dashboard import lettered, palette, wording
from dashboard.public_site.frame import Site
from dashboard.wording import t

WIDE, HIGH, EDGE = 1200, 630, 90


def drawn(site: Site, language: str) -> bytes:
    """A PNG in a language, 1200 × 630."""
    wording.use(language)
    of = palette.LIGHT
    picture = Image.new("RGB", (WIDE, HIGH), of.accent)
    pen = ImageDraw.Draw(picture)
    layout = ImageFont.Layout.RAQM if lettered.can_shape() else ImageFont.Layout.BASIC
    lines = [(t("product.name"), "SemiBold", 110), (t("head.who", province=site.province[language]), "SemiBold", 60), (t("head.as_of", as_of=wording.date(site.release.as_of, long=True)), "Regular", 44)]
    if site.is_sample:
        lines.append((t("head.sample"), "Regular", 36))
    y = 110
    for words, weight, size in lines:
        pen.text((EDGE, y + size), words, font=ImageFont.truetype(lettered.FACES[weight], size, layout_engine=layout), fill=of.ground, anchor="ls")
        y += int(size * 1.25) + 30
    kept = io.BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()
