"""The sheet every paper is printed on: fonts inside, running lines at head and foot, Arabic or Thai digits; the same input gives the same bytes."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

from dashboard import markup, palette, wording
from dashboard.wording import t

ROOM = Path(__file__).parent
FACES = (("Sarabun", "Sarabun-Regular", 400), ("Sarabun", "Sarabun-Bold", 700), ("Signs", "Signs", 400))
ARABIC, THAI = "arabic", "thai"
DIGITS = (ARABIC, THAI)
COUNTERS = {ARABIC: "decimal", THAI: "thai"}  # CSS counter styles of the page numbers
NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"  # the file runs nothing and asks nobody
# What keeps its digits: tags, entities, what is marked as a code, and whatever is written together with Latin letters (P-01, PM2.5).
_KEPT = re.compile(r'(<code>.*?</code>|<[^>]*>|&#?\w+;|[\w./-]*[A-Za-z][\w./-]*)', re.ASCII | re.S)


@dataclass(frozen=True)
class Origin:
    """Whose data a paper tells and as at which release: what the foot of every page says."""

    province: str  # its name in the language in use
    release: int
    as_of: date
    chain: str
    is_sample: bool = False
    record_release: int = 0  # of a meeting's papers: the release of the record they tell, whose chain `chain` then is; 0 for none


@dataclass(frozen=True)
class Paper:
    """A paper: its title, the name and version of its form, its blocks of HTML in order, where its figures come from."""

    title: str
    form: str
    blocks: Sequence[str]
    origin: Origin
    digits: str = ARABIC


def printed(paper: Paper, made_at: str = "") -> str:
    """The paper as one HTML page, ready to print: no script, no request, no clock. `made_at` is told on a screen only, in the one element `made-at`, and is all that may differ between two makings."""
    made = f'<p class="hint" id="made-at">{escape(made_at)}</p>' if made_at else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{wording.language()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{NOTHING_ELSE}"><meta name="viewport" content="width=device-width">'
        f'<meta name="form" content="{escape(paper.form)}"><title>{escape(_in_digits(paper, paper.title))}</title>'
        f"<style>{_faces()}{_page(paper)}{style()}</style></head>"
        f'<body><p class="hint">{markup.said(t("papers.hint"))}</p>{made}{body(paper)}</body></html>\n'
    )


def body(paper: Paper) -> str:
    """What stands on the paper, for the file and for a screen that has `style`."""
    sample = f'<p class="invented">{markup.said(t("head.sample"))}</p>' if paper.origin.is_sample else ""
    return f'<article class="paper in-{paper.digits}" lang="{wording.language()}">{in_digits(sample + "".join(paper.blocks), paper.digits)}</article>\n'


def style() -> str:
    """The one style sheet of papers, on paper and on screen, with the colours of the light ground: paper is white."""
    of = palette.LIGHT
    names = {"ink": of.ink, "muted": of.muted, "line": of.line, "raised": of.raised, "pledged": of.money["pledged"], "disbursed": of.money["disbursed"]}
    for code, (mark, text, wash) in of.states.items():
        names |= {code: text, f"{code}-mark": mark, f"{code}-wash": wash}
    colours = "".join(f"--{name}:{value};" for name, value in names.items())
    return f".paper{{{colours}}}{(ROOM / 'sheet.css').read_text(encoding='utf-8')}"


def in_digits(html: str, digits: str) -> str:
    """HTML with the digits of its words as picked; tags, codes and what is written with Latin letters stay as they are."""
    if digits != THAI:
        return html
    return "".join(part if place % 2 else wording.thai_digits(part) for place, part in enumerate(_KEPT.split(html)))


@cache
def _faces() -> str:
    """The fonts, inside the file."""
    faces = []
    for family, file, weight in FACES:
        content = base64.b64encode((ROOM.parent / "static" / f"{file}.woff2").read_bytes()).decode()
        faces.append(f"@font-face{{font-family:{family};font-weight:{weight};src:url(data:font/woff2;base64,{content}) format('woff2')}}")
    return "".join(faces)


def _page(paper: Paper) -> str:
    """Margins, and what runs at the head and foot of every page."""
    origin, counter = paper.origin, COUNTERS[paper.digits]
    said = [t("head.release", release=origin.release), t("head.as_of", as_of=wording.date(origin.as_of, long=True))]
    said += [t("head.record_release", release=origin.record_release)] if origin.record_release else []
    foot = f"{_quoted(_in_digits(paper, ' · '.join(said)))} {_quoted(chr(10) + t('head.chain', chain=origin.chain))}"
    number = f"{_quoted(t('papers.page') + ' ')} counter(page, {counter}) {_quoted(' / ')} counter(pages, {counter})"
    sample = _quoted(t("head.sample") if origin.is_sample else "")
    return (
        "@page{size:A4;margin:22mm 20mm 21mm 28mm;"
        f"@top-left{{content:{_quoted(_in_digits(paper, paper.title))};{_RUNNING}}}"
        f"@top-right{{content:{sample};{_RUNNING}color:{palette.LIGHT.states['off_track'][1]};font-weight:700}}"
        f"@bottom-left{{content:{foot};white-space:pre;{_RUNNING}font-size:7.5pt}}"
        f"@bottom-right{{content:{number};{_RUNNING}}}}}"
        "@page:first{@top-left{content:none}}"
    )


_RUNNING = "font:9pt/1.5 Sarabun,sans-serif;"


def _in_digits(paper: Paper, text: str) -> str:
    return in_digits(text, paper.digits)


def _quoted(text: str) -> str:
    r"""Text as a CSS string that neither ends early nor closes the style sheet: all but letters, digits and blanks as \code."""
    safe = "".join(letter if letter.isalnum() or letter == " " or ord(letter) > 127 else f"\\{ord(letter):x} " for letter in text)
    return f'"{safe}"'
