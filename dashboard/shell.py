"""What reaches the browser before any data: Streamlit's page, made ours, and its script files, compressed once.

Streamlit sends 7 MB of scripts uncompressed at a first visit. Their names carry a hash of their content, so each is
compressed once per process, kept, and may be kept by the browser for a year.
"""

import base64
import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from threading import Lock

import streamlit

from dashboard.wording import t

try:
    import brotli  # a quarter smaller than gzip; used where it is installed
except ImportError:
    brotli = None

ROOT = Path(streamlit.__file__).with_name("static")
PRELOADED = ("PlotlyChart", "Html", "TextInput", "Selectbox", "Button")  # chunks that nearly every page needs
COMPRESSED = (".js", ".css", ".html", ".json", ".svg", ".txt")
YEAR = "public, immutable, max-age=31536000"
GZIP_LEVEL, BROTLI_LEVEL = 7, 6  # one to two seconds of work for all files; smaller is hardly smaller
_making = Lock()


@dataclass(frozen=True)
class Body:
    """A file as it is sent."""

    content: bytes
    media_type: str
    encoding: str = ""
    keep: str = YEAR


@cache
def files() -> Mapping[str, Path]:
    """Path in the URL → file, for all script files there are: nothing else can be asked for."""
    found = {f"/static/{path.relative_to(ROOT / 'static').as_posix()}": path for path in (ROOT / "static").rglob("*") if path.is_file()}
    own = Path(__file__).with_name("static")
    # Before it knows the theme, Streamlit sets its first words in a face of its own, five times as large as ours: it gets ours.
    faces = {name: own / "Sarabun-Regular.woff2" for name in found if name.startswith("/static/media/SourceSansVF-Upright")}
    return {**found, **faces, "/favicon.png": own / "logo.png"}


def asset(path: str, accepts: str) -> Body | None:
    """A script file in the best encoding a browser accepts (its Accept-Encoding header); None when there is none."""
    file = files().get(path)
    if file is None:
        return None
    media_type = guess_type(file.name)[0] or "application/octet-stream"
    if file.suffix not in COMPRESSED:
        return Body(file.read_bytes(), media_type)
    with _making:
        return _compressed(file, media_type, encoding(accepts))


def encoding(accepts: str) -> str:
    """The best encoding among those accepted: "br", "gzip" or "" for none."""
    offered = {part.partition(";")[0].strip() for part in accepts.split(",")}
    if brotli and "br" in offered:
        return "br"
    return "gzip" if "gzip" in offered else ""


@cache
def _compressed(file: Path, media_type: str, into: str) -> Body:
    return Body(squeezed(file.read_bytes(), into), media_type, into)


def squeezed(content: bytes, into: str) -> bytes:
    """Content in an encoding."""
    if into == "br":
        return brotli.compress(content, quality=BROTLI_LEVEL)
    return gzip.compress(content, GZIP_LEVEL, mtime=0) if into == "gzip" else content


def warm() -> None:
    """Compress what the first visitor will ask for: what the page names, and the chunks most pages need."""
    named = re.findall(r'(?:src|href)="\./(static/js/[^"]+|static/css/[^"]+)"', index("th"))
    for name in dict.fromkeys(named):
        for accepts in ("br, gzip", "gzip"):
            asset(f"/{name}", accepts)


@cache
def index(language: str) -> str:
    """The page that starts everything, in our name: language, title, icon, fonts and chunks it will need."""
    html = (ROOT / "index.html").read_text(encoding="utf-8")
    chunks = [name for name in files() if name.startswith(tuple(f"/static/js/{chunk}." for chunk in PRELOADED))]
    head = [f'<link rel="modulepreload" crossorigin href=".{name}">' for name in sorted(chunks)]
    head += [
        f'<link rel="preload" href="./app/static/{font}.woff2" as="font" type="font/woff2" crossorigin>'
        for font in ("Sarabun-Regular", "Sarabun-SemiBold", "Signs")
    ]
    html = re.sub(r'<html lang="\w+">', f'<html lang="{language}">', html)
    html = re.sub(r"<title>.*?</title>", f"<title>{t('product.name', language)}</title>", html)
    html = html.replace('href="./favicon.png"', 'href="./app/static/logo.png"')
    html = re.sub(r'<link\s+rel="preload"\s+href="\./static/media/SourceSans.*?/>', "", html, flags=re.S)  # not our face
    html = re.sub(r'<link rel="service-desc".*?/>', "", html, flags=re.S)  # that door is closed
    html = re.sub(r"<!--.*?-->", "", html, flags=re.S)
    html = re.sub(r"<noscript>.*?</noscript>", f"<noscript><p>{t('shell.no_script', language)}</p></noscript>", html, flags=re.S)
    first = '<script type="module" src="./app/static/window.js"></script>'
    html = re.sub(r'(?=<script type="module")', first, html, count=1)
    return html.replace("</head>", "\n".join(head) + "</head>")


@cache
def inline_scripts() -> tuple[str, ...]:
    """CSP sources of the page's inline scripts: only exactly these may run."""
    scripts = re.findall(r"<script>(.*?)</script>", index("th"), flags=re.S)
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)


def page(language: str, accepts: str) -> Body:
    """The starting page; never kept without asking again."""
    into = encoding(accepts)
    return Body(_page(language, into), "text/html; charset=utf-8", into, "no-cache")


@cache
def _page(language: str, into: str) -> bytes:
    return squeezed(index(language).encode(), into)
