"""The whole site: every page in both languages, written beside OUT and swapped in when all of it stands."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from html import escape
from pathlib import Path

from dashboard import pages, serving, wording
from dashboard.public_site import assets, card, contents, drawn, feeds, frame, screens, spread
from dashboard.public_site.addresses import OF_ONE, Place
from dashboard.public_site.frame import Site
from dashboard.wording import t
from queries.errors import UsageError

MARKER = "site.json"  # by it a folder is known as a site that may be replaced


@dataclass(frozen=True)
class Written:
    """What was written: of which release, how many pages."""

    release: int
    pages: int


def write(out: Path, url: str, base_url: str = "", only: Callable[[Place], bool] = lambda place: True, heard: Callable[[int, int], None] = lambda done, total: None) -> Written:
    """Write the site of a published file (by its address, as `public_file.address` gives it) to a folder. `only`: the places to write, all without it; links to others become words.

    UsageError where the folder holds anything else than a site; whatever fails, what stood there stands.
    """
    site = contents.read(url, base_url)
    common = {**assets.files(), **{f"search-{language}.js": _index(site, language) for language in wording.LANGUAGES}, **{f"card-{language}.png": card.drawn(site, language) for language in wording.LANGUAGES}}
    site = replace(site, marks=assets.marks(common))
    places = frozenset(place for place in _places(site) if only(place))
    with _beside(out) as folder:
        for name, content in common.items():
            _put(folder, f"{frame.ASSETS}{name}", content)
        for done in spread.over(sorted(places), partial(_written, folder, site, places), partial(screens.ready, url)):
            heard(done, len(places))
        for name, content in _for_others(site, places).items():
            _put(folder, name, content)
    return Written(site.release.number, len(places))


def _written(folder: Path, site: Site, places: Collection[Place], place: Place) -> None:
    """Write one page's files."""
    for name, content in _page(site, place, places).items():
        _put(folder, place.folder + name, content)


def _places(site: Site) -> Iterator[Place]:
    for language in wording.LANGUAGES:
        yield from (Place(language, page.key) for page in pages.listed(serving.PUBLIC))
        yield from (Place(language, page, code) for page, named in site.things[language].items() for code in named)


def _page(site: Site, here: Place, known: Collection[Place]) -> dict[str, bytes]:
    """The files of one page by name: itself, its figures for a wide screen and for a phone, its tables."""
    wording.use(here.language)
    if here.page in OF_ONE and not here.code:
        title, says, inside = frame.listing(site, here, known)
        return {"index.html": frame.page(site, here, known, title, says, inside).encode()}
    kept: dict[str, bytes] = {}
    picks = {"lang": here.language, **({OF_ONE[here.page]: here.code} if here.code else {})}
    wide = screens.opened(here.page, "desk", picks, kept.__setitem__)
    figures = {"desk": drawn.figures(wide)}
    figures["phone"] = drawn.figures(screens.opened(here.page, "phone", picks)) if figures["desk"] else {}
    says = next(drawn.answers(wide), "")
    page = frame.page(site, here, known, drawn.title(wide), says, drawn.body(wide, figures["phone"], here, known))
    return {"index.html": page.encode(), **kept, **{f"figures-{shape}.js": _figures(shape, found) for shape, found in figures.items() if found}}


def _figures(shape: str, found: Mapping[str, Mapping]) -> bytes:
    return f"scrutiny.figures({json.dumps(shape)}, {_json(found)});\n".encode()


def _index(site: Site, language: str) -> bytes:
    """What the search looks in: words in small letters, name, code, address of each thing."""
    lines = [[f"{name} {code}".lower(), name, code, Place(language, page, code).folder] for page, named in site.things[language].items() for code, name in named.items()]
    return f"scrutiny.search({_json(lines)});\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("</", "<\\/")


def _for_others(site: Site, places: Collection[Place]) -> dict[str, bytes]:
    """Feeds, sitemap, robots.txt, the door, the marker."""
    found = {"robots.txt": feeds.robots(site), "index.html": _door(), MARKER: json.dumps({"release": site.release.number, "as_of": site.release.as_of.isoformat(), "chain": site.release.chain, "pages": len(places)}, indent=1) + "\n"}
    if site.base_url:
        found["sitemap.xml"] = feeds.sitemap(site, places)
    for language in wording.LANGUAGES:
        wording.use(language)
        found[f"{language}/feed.xml"] = feeds.atom(site, language)
    wording.use("th")
    return {name: text.encode() for name, text in found.items()}


def _door() -> str:
    """The site's root: Thai first, English one click away."""
    choices = "".join(f'<li><a href="{language}/" lang="{language}" hreflang="{language}">{escape(t("head.language", language))}</a></li>' for language in wording.LANGUAGES)
    return f'<!doctype html>\n<html lang="th">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="0; url=th/"><title>{escape(t("product.name", "th"))}</title></head>\n<body><h1>{escape(t("product.name", "th"))}</h1><ul>{choices}</ul></body>\n</html>\n'


def _put(folder: Path, name: str, content: bytes) -> None:
    for named, written in {name: content, **_squeezed(name, content)}.items():
        path = folder / named
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written)


@cache
def _library(name: str, content: bytes) -> dict[str, bytes]:
    return assets.squeezed(name, content)


def _squeezed(name: str, content: bytes) -> dict[str, bytes]:
    """The chart library, which takes a second, is compressed once."""
    return _library(name, content) if "plotly" in name else assets.squeezed(name, content)


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder beside OUT that takes its place when all went well; the one that stood there is gone only then."""
    out = out.absolute()
    if out.exists() and not (out.is_dir() and (not any(out.iterdir()) or (out / MARKER).is_file())):
        raise UsageError("site_folder_taken", path=out)
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        new, old = made / "new", made / "old"
        new.mkdir()
        yield new
        if out.exists():
            os.rename(out, old)
        os.rename(new, out)
    finally:
        shutil.rmtree(made, ignore_errors=True)
