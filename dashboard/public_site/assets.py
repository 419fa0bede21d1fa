"""The files all pages share: style from the screens' own tokens, script, fonts, logos, the chart library; each compressed beside itself."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import plotly

from dashboard import palette, shell
from dashboard.charts.matrix import BLACK_AND_WHITE, mixed, ramp
from dashboard.maps.picture import FADED
from dashboard.palette import DARK, LIGHT, Colours

HERE = Path(__file__).parent
STATIC = HERE.parent / "static"
LIBRARY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
KEPT = ("Sarabun-Regular.woff2", "Sarabun-SemiBold.woff2", "Sarabun-OFL.txt", "Signs.woff2", "logo.svg", "logo_th.svg", "logo_en.svg")
FACES = (("Sarabun", "Sarabun-Regular", "400", ""), ("Sarabun", "Sarabun-SemiBold", "500 700", ""), ("Signs", "Signs", "400 700", "U+25A0, U+25A8, U+25B2, U+25CB, U+25CF, U+2714"))
COMPRESSED = (".html", ".css", ".js", ".svg", ".xml")
ENDINGS = {"gz": "gzip", "br": "br"}
LEAST = 1000  # bytes below which compressing gains nothing


def files() -> dict[str, bytes]:
    """Name below assets/ → content."""
    library = LIBRARY.read_bytes()
    named = f"plotly-{mark(library)}.js"
    return {**{name: (STATIC / name).read_bytes() for name in KEPT}, named: library, "site.css": style().encode(), "site.js": script(named).encode()}


def style() -> str:
    """One style sheet: faces, the palette's colours of both grounds, the screens' pieces, the site's own."""
    faces = "".join(_face(*face) for face in FACES)
    colours = f":root{{color-scheme:light dark;{_variables(LIGHT)}}}@media screen and (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}"
    pieces = (STATIC / "screen.css").read_text(encoding="utf-8").replace(".stApp", ".page")
    return "\n".join((faces, colours, pieces, (HERE / "site.css").read_text(encoding="utf-8")))


def _face(family: str, file: str, weight: str, letters: str) -> str:
    only = f"unicode-range:{letters};" if letters else ""
    return f'@font-face{{font-family:{family};src:url({file}.woff2) format("woff2");font-weight:{weight};font-display:swap;{only}}}'


def _variables(of: Colours) -> str:
    return "".join(f"--{name}:{value};" for name, value in palette.variables(of).items())


def script(library: str) -> str:
    """The site's script, told the chart library's name and each colour's counterpart on the dark ground."""
    ground = ",".join(str(int(DARK.ground[at : at + 2], 16)) for at in (1, 3, 5))
    given = {"{{plotly}}": library, "{{dark}}": json.dumps(counterparts(), sort_keys=True), "{{ground}}": json.dumps(ground)}
    text = (HERE / "site.js").read_text(encoding="utf-8")
    for place, value in given.items():
        text = text.replace(place, value)
    return text


def counterparts() -> dict[str, str]:
    """Colour on the light ground → on the dark one, for all that figures are drawn in."""
    black, white = BLACK_AND_WHITE
    return {**dict(zip(_all(LIGHT), _all(DARK), strict=True)), black: white}


def _all(of: Colours) -> list[str]:
    """Every colour of a ground in one order; where two are one colour on this ground, the later one counts."""
    shades = [shade for family in of.sectors.values() for shade in family]
    states = [tint for tints in of.states.values() for tint in tints]
    return [*shades, *(mixed(shade, of.raised, FADED) for shade in shades), *states, *ramp(of), *of.money.values(), of.target, of.accent, of.line, of.muted, of.raised, of.ink, of.ground]


def mark(content: bytes) -> str:
    """A short mark of a content."""
    return hashlib.sha256(content).hexdigest()[:10]


def marks(found: Mapping[str, bytes]) -> dict[str, str]:
    """Asset → mark, for those that change without changing their name."""
    return {name: mark(content) for name, content in found.items() if name.endswith((".css", ".js"))}


def squeezed(name: str, content: bytes) -> dict[str, bytes]:
    """The same file compressed, for hosts that send what lies ready: as .gz, and as .br where brotli is installed."""
    if not name.endswith(COMPRESSED) or len(content) < LEAST:
        return {}
    return {f"{name}.{ending}": shell.squeezed(content, into) for ending, into in ENDINGS.items() if into != "br" or shell.brotli}
