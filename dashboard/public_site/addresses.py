"""Where each page of the site lies, and links between them: `project?project=P-01&lang=th` becomes `th/project/P-01/`.

Addresses are relative, so that the site holds under any host and folder; only what other programs read (feeds, sitemap,
canonical) names the host.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import parse_qs, urlsplit

from dashboard import links, pages

OF_ONE = {"partner": "partner", "project": "project", "district": "district", "activity": "activity"}  # page → its pick: each thing has a page of its own
NARROW = ("share", "entry")  # picks that show one row among thousands: a link to all of them would mislead
UNFIT = re.compile(r"[^A-Za-z0-9._-]|\.$|^(?=(?i:con|prn|aux|nul|com\d|lpt\d)(\.|$)).")  # what of a code no folder's name may hold on some host
LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.S)


@dataclass(frozen=True, order=True)
class Place:
    """One page of the site: a page of the list, in a language, perhaps of one thing."""

    language: str
    page: str
    code: str = ""

    @property
    def folder(self) -> str:
        """Its address below the site's root, ending in a slash; the first page is the language's own."""
        parts = [self.language, *([] if self.is_first else [self.page]), *([folder_of(self.code)] if self.code else [])]
        return "/".join(parts) + "/"

    @property
    def is_first(self) -> bool:
        """Whether it is what a reader of the language sees first."""
        return self.page == pages.PAGES[0].key

    @property
    def root(self) -> str:
        """The way from it up to the site's root."""
        return "../" * self.folder.count("/")

    def to(self, other: "Place") -> str:
        """The relative address of another page."""
        return self.root + other.folder

    def inside(self, language: str) -> "Place":
        """The same page in a language."""
        return Place(language, self.page, self.code)


def folder_of(code: str) -> str:
    """A code as a folder's name that every host can hold: P-02/2568 is P-02~2F2568, which no other code is."""
    return UNFIT.sub(lambda found: f"~{ord(found[0]):02X}", code)


def rewritten(html: str, here: Place, known: Collection[Place]) -> str:
    """The HTML with its links led to the site's own pages; a link to what has no page becomes its words."""

    def led(found: re.Match) -> str:
        address, more, inside = unescape(found[1]), found[2].replace(' target="_self"', ""), found[3]
        if " download" in more:
            return found[0]
        there = target(address, here.language)
        return f'<a href="{escape(here.to(there))}"{more}>{inside}</a>' if there in known and there != here else inside

    return LINK.sub(led, html)


def target(address: str, language: str) -> Place | None:
    """The place that an address of the screens (page?picks) means; None where there is none."""
    parts = urlsplit(address)
    picks = {name: values[0] for name, values in parse_qs(parts.query).items() if name not in links.KEPT}
    if parts.scheme or parts.netloc or any(pick in picks for pick in NARROW):
        return None
    return Place(language, parts.path, picks.get(OF_ONE.get(parts.path, ""), ""))
