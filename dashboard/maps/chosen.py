"""What a reader has chosen on the map: read from what was pressed, kept in the URL, and which ties it brings into the picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.maps.lines import joined

MOST_LINES = 40  # ties of a whole district: more of them hide each other
LAYERS = {"partners": "partner", "ties": "tie", "names": "district"}  # what a press on a layer chooses


@dataclass(frozen=True)
class Chosen:
    """Codes; "" where nothing is chosen. A tie is both its ends' codes, "A~B", of two districts or of two partners."""

    partner: str = ""
    district: str = ""
    tie: str = ""


@dataclass(frozen=True)
class View:
    """The ties in the picture: which they are of (`kind`: "all", "between", "partner", "district", "pair"), the frame to draw, the frame it is told from."""

    kind: str
    lines: object  # as network.district_ties ("all", "between") or network.ties
    told: object  # as network.ties; the districts' own frame for "all"
    total: int = 0  # how many ties there are, of which the strongest are drawn


def pressed(state: Mapping) -> tuple[str, str]:
    """(pick, code) of what was pressed on either drawing, as the widget's state tells; ("", "") when nothing is."""
    selection = state.get("selection") or {}
    for layer, objects in (selection.get("objects") or {}).items():
        kind = LAYERS.get(layer.partition("~")[0])
        if kind and objects:
            return kind, objects[0]["code"]
    for point in selection.get("points") or []:
        marks = point.get("customdata") or ""
        kind, _, code = (marks if isinstance(marks, str) else marks[0]).partition(":")
        if code:
            return kind, code
    return "", ""


def picks(kind: str, code: str, held: str) -> dict[str, str]:
    """What a press changes of the picks (`held`: what that pick was): the same again takes it back; another partner or district drops the tie."""
    value = "" if code == held else code
    return {"tie": {"tie": value}, "partner": {"partner": value, "tie": ""}, "district": {"district": value, "partner": "", "tie": ""}}[kind]


def resolved(chosen: Chosen, partners, districts) -> Chosen:
    """The choice as it can be shown: codes that are not in the network are dropped, and a tie that the chosen partner or district does not hold.

    A tie of two partners alone, as a link may name it, is shown among those of the first."""
    known, places = set(partners["organisation_code"]), set(districts["district_code"])
    partner, district = chosen.partner if chosen.partner in known else "", chosen.district if chosen.district in places else ""
    ends, tie = set(chosen.tie.split("~")), joined(*chosen.tie.split("~")) if chosen.tie.count("~") == 1 else ""
    if len(ends) == 2 and ends <= places and not partner and not district:
        return Chosen(tie=tie)
    if len(ends) != 2 or not ends <= known or (partner and partner not in ends):
        return Chosen(partner, district)
    homes = dict(zip(partners["organisation_code"], partners["district_code"], strict=True))
    if not partner and district:
        return Chosen("", district, tie if district in {homes[end] for end in ends} else "")
    return Chosen(partner or min(ends), district, tie)


def view(chosen: Chosen, links, ties: Callable[[], object]) -> View:
    """The ties to draw and to tell. `links` as `network.district_ties`; `ties` gives `network.ties`, asked only where partners' own ties are needed."""
    if not (chosen.partner or chosen.district or chosen.tie):
        return View("all", links, links)
    every = ties()
    if chosen.tie and not chosen.partner and not chosen.district:
        return View("between", links, _between(every, *chosen.tie.split("~")))
    own = _of_partner(every, chosen.partner) if chosen.partner else _leaving(every, chosen.district)
    drawn = own if chosen.partner else _strongest(own, chosen.tie)
    if chosen.tie and (pair := _one(own, chosen.tie)) is not None:
        return View("pair", drawn, pair, len(own))
    return View("partner" if chosen.partner else "district", drawn, own, len(own))


def ends(view: View) -> set[str]:
    """Codes of the partners a view's ties hold; none where all districts' ties are shown."""
    return set() if view.kind == "all" else {code for frame in (view.told,) for end in ("from", "to") for code in frame[f"{end}_organisation_code"]}


def _of_partner(ties, code: str):
    return ties[(ties["from_organisation_code"] == code) | (ties["to_organisation_code"] == code)]


def _leaving(ties, district: str):
    """Ties with one end in the district and one elsewhere."""
    return ties[(ties["from_district_code"] == district) != (ties["to_district_code"] == district)]


def _between(ties, one: str, other: str):
    here, there = ties["from_district_code"], ties["to_district_code"]
    return ties[((here == one) & (there == other)) | ((here == other) & (there == one))]


def _one(ties, code: str):
    one, _, other = code.partition("~")
    found = ties[(ties["from_organisation_code"] == one) & (ties["to_organisation_code"] == other)]
    return None if found.empty else found


def _strongest(ties, kept: str):
    """The ties with most events, and the one that must stay."""
    if len(ties) <= MOST_LINES:
        return ties
    order = ties["joint_events"].astype(int).sort_values(ascending=False, kind="stable").index
    first, wanted = ties.loc[order[:MOST_LINES]], _one(ties, kept)
    return first if wanted is None or wanted.index[0] in first.index else ties.loc[[*first.index, wanted.index[0]]]
