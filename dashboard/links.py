"""Addresses of the product's own pages with their picks, for what is drawn as HTML: a plain link the reader can open or send."""

from collections.abc import Mapping
from urllib.parse import urlencode

from dashboard import pickers

KEPT = ("lang", "mode", "province", "release")  # how and when the screen is read goes along
PICKS: Mapping[str, tuple[str, str]] = {  # kind of thing → page and the name of its pick
    "deliverable": ("deliverables", "deliverable"),
    "phase": ("deliverables", "phase"),
    "indicator": ("indicators", "indicator"),
    "project": ("budget", "project"),
    "budget_share": ("budget", "partner"),
    "body": ("bodies", "body"),
}


def to(page: str, **picks: str | None) -> str:
    """The address of a page, seen as this screen is, with its picks; relative, so that it holds under any host and path."""
    kept = {name: pickers.carried(name) for name in KEPT}
    query = urlencode({name: value for name, value in {**kept, **picks}.items() if value})
    return f"{page}?{query}" if query else page


def to_item(kind: str, code: str, partner: str | None, page: str) -> str:
    """The address where a thing that needs attention is shown: itself where its page can pick it, else its partner's part; "" where no page has it."""
    if kind in PICKS:
        at, pick = PICKS[kind]
        return to(at, **{pick: partner if kind == "budget_share" else code})
    return "" if page == "overview" else to(page)
