"""Addresses of the product's own pages with their picks, for what is drawn as HTML: a plain link the reader can open or send."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlencode

from dashboard import names, pages, pickers, serving

KEPT = ("lang", "mode", "province", "release")  # how and when the screen is read goes along
PICKS: Mapping[str, tuple[str, str]] = {  # kind of thing → page and the name of its pick, if it has one
    "deliverable": ("deliverables", "deliverable"),
    "phase": ("deliverables", "phase"),
    "indicator": ("indicators", "indicator"),
    "project": ("project", "project"),
    "budget_share": ("shares", "partner"),
    "body": ("bodies", "body"),
    "membership": ("bodies", "body"),
    "contract": ("contract", "contract"),
    "contract_party": ("contract", "contract"),
    "manager_contract": ("deliverables", ""),
    "organisation": ("partner", "partner"),
    "undertaking": ("partner", "partner"),
    "mou_obligation": ("partner", "partner"),
    "participation_activity": ("activity", "activity"),
}
OF_WHOLE = ("membership", "contract", "contract_party")  # shown with the whole whose code stands before the slash of theirs
CODES = {"share_code": "share", "money_event_code": "entry"}  # columns of codes whose row has a history → its pick there
OF_PARTNER = ("budget_share", "undertaking", "mou_obligation")  # shown among what their partner promised


def to(page: str, **picks: str | None) -> str:
    """The address of a page, seen as this screen is, with its picks; relative, so that it holds under any host and path."""
    kept = {name: pickers.carried(name) for name in KEPT}
    query = urlencode({name: value for name, value in {**kept, **picks}.items() if value})
    return f"{page}?{query}" if query else page


def to_item(kind: str, code: str, partner: str | None, page: str) -> str:
    """The address where a thing that needs attention is shown: itself where its page can pick it, else its partner's part; "" where no page has it."""
    at, pick = PICKS.get(kind, (page, ""))
    at, pick = (at, pick) if _is_listed(at) else (page, "")
    if at == "overview" or not _is_listed(at):
        return ""
    own = partner if kind in OF_PARTNER else code.partition("/")[0] if kind in OF_WHOLE else code
    return to(at, **{pick: own} if pick else {})


def _is_listed(page: str) -> bool:
    """Whether these readers have such a page."""
    return any(listed.key == page for listed in pages.listed(serving.audience()))


def to_thing(kind: str, code: str | None) -> str:
    """The address of the page of one thing, as "organisation" or "project"; "" for none, and where these readers have no such page."""
    page, pick = PICKS[kind]
    return to(page, **{pick: code}) if code and _is_listed(page) else ""


def to_partner(code: str | None) -> str:
    """The address of a partner's own page; "" for nobody, and where these readers have no such page."""
    return to_thing("organisation", code)


def to_project(code: str | None) -> str:
    """The address of a project's own page; "" for none, and where these readers have no such page."""
    return to_thing("project", code)


def of_cells(columns: Iterable[str]) -> Callable[[str, object], str]:
    """What says of a table's cell (column, value) where it leads: to the page of the partner or project it names, to the history of the share or money entry whose code it is, else "".

    A projector's table leads nowhere: a pointer that slips must not turn the page."""
    if pickers.mode() == "projector":
        return lambda column, value: ""
    named = of_names(columns)
    return lambda column, value: to("shares", **{CODES[column]: str(value)}) if column in CODES and value else named(column, value)


def of_names(columns: Iterable[str]) -> Callable[[str, object], str]:
    """What says of a table's cell (column, value) where it leads: to the page of the partner or the project it names, else "".

    A cell names a thing when it stands in a column of names and is the whole name of just one. A projector's table leads nowhere:
    a pointer that slips must not turn the page."""
    if pickers.mode() == "projector" or not any(column.endswith("_name") for column in columns):
        return lambda column, value: ""
    known = [(name, kind, code) for kind, named in (("organisation", names.registered()), ("project", names.projects())) for code, name in named.items()]
    borne = Counter(name for name, _, _ in known)
    things = {name: (kind, code) for name, kind, code in known if borne[name] == 1}
    return lambda column, value: to_thing(*things[value]) if column.endswith("_name") and value in things else ""
