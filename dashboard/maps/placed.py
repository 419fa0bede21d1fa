"""Where everything on the map stands: outline, districts, partners as dots in a spiral round their district's office.

Districts stand a little apart so that no dot hides another: the map says schematic.
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard import palette, wording
from queries.answers import dicts

OUTLINES = Path(__file__).parents[1] / "boundaries" / "provinces.geojson"
TURN = math.radians(137.508)  # the golden angle: a sunflower's seeds lie evenly
COVERED = 0.1  # part of the province that all spirals together may cover
APART = 3.2  # room between two spirals, in steps of a spiral: the tie of neighbours must be seen, too
DIGITS = 4  # of a degree: 11 m, finer than any screen shows
Point = tuple[float, float]  # longitude, latitude
Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Bounds:
    """Outlines: the province's outer rings, and the districts' where official ones are loaded."""

    rings: tuple[Ring, ...] = ()
    borders: tuple[Ring, ...] = ()


@dataclass(frozen=True)
class Group:
    """A district's partners: where the middle of their spiral stands and how far it reaches, in degrees of latitude."""

    code: str
    name: str
    count: int
    lon: float
    lat: float
    reach: float
    is_chosen: bool = False


@dataclass(frozen=True)
class Dot:
    """A partner."""

    code: str
    sector: str
    district: str
    name: str
    ties: int  # with how many it took part in an event
    events: int
    lon: float
    lat: float
    is_lit: bool
    is_chosen: bool


# --- outlines ---------------------------------------------------------------------------------------------------------


def bounds(province: str, districts=None, official=None) -> Bounds:
    """What to draw of a province's boundaries: official ones where they are loaded, else the schematic outline.

    `districts` and `official` as `boundaries.current` and `boundaries.outline` answer; with districts alone their rings
    are the outline, too.
    """
    borders = _rings(districts)
    return Bounds(_rings(official) or (() if borders else outline(province)), borders)


def _rings(frame) -> tuple[Ring, ...]:
    """The outer rings of every area of a frame whose `geometry` is GeoJSON text."""
    if frame is None or frame.empty:
        return ()
    return tuple(ring for text in frame["geometry"] for ring in outer_rings(text))


@cache
def outer_rings(geometry: str) -> tuple[Ring, ...]:
    """The outer rings of a Polygon or MultiPolygon in GeoJSON text, as fine as a screen can show."""
    shape = json.loads(geometry)
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return tuple(_ring(polygon[0]) for polygon in polygons)


def _ring(points: Sequence[Sequence[float]]) -> Ring:
    rounded = [(round(p[0], DIGITS), round(p[1], DIGITS)) for p in points]
    return tuple(p for n, p in enumerate(rounded) if n == 0 or p != rounded[n - 1])


@cache
def outline(province: str) -> tuple[Ring, ...]:
    """The schematic outer rings of a province by its two-digit code; none for an unknown one. Natural Earth 1:10m, simplified."""
    for feature in json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]:
        if feature["properties"]["code"] == province:
            return outer_rings(json.dumps(feature["geometry"]))
    return ()


# --- districts and partners -------------------------------------------------------------------------------------------


def placed(partners, districts, within: Bounds, lit: Collection[str] | None, partner: str, district: str) -> tuple[list[Group], list[Dot], float, float]:
    """(groups, dots, radius of a dot in degrees of latitude, width of a degree of longitude in degrees of latitude).

    `partners` and `districts` of the whole network, so that a filter moves nothing. `lit`: codes that stand out (all when None).
    """
    places = _places(partners, districts)
    squeeze = math.cos(math.radians(sum(p["lat"] for p in places.values()) / max(len(places), 1)))
    step = _step(within.rings or within.borders, places, squeeze, len(partners))
    groups = _apart(places, step, squeeze, district)
    return list(groups.values()), _dots(partners, groups, step, squeeze, lit, partner), step * 0.76, squeeze


def _places(partners, districts) -> dict[str, dict]:
    """Each district that has a place: its office, its name, how many partners."""
    places = {}
    for frame in (districts, partners):
        for row in dicts(frame.drop_duplicates("district_code")):
            if row.get("latitude") is not None and row["district_code"] not in places:
                places[row["district_code"]] = {"lon": float(row["longitude"]), "lat": float(row["latitude"]), "name": row["district_name"], "count": 0}
    for code in partners["district_code"]:
        if code in places:
            places[code]["count"] += 1
    return dict(sorted(places.items()))


def _step(rings: Sequence[Ring], places: Mapping[str, dict], squeeze: float, count: int) -> float:
    """The step of all spirals, in degrees of latitude: a spiral of n seeds covers about pi · step² · n."""
    area = sum(abs(_area(ring)) for ring in rings) * squeeze
    if not area:
        lons, lats = [p["lon"] for p in places.values()] or [0], [p["lat"] for p in places.values()] or [0]
        area = max((max(lons) - min(lons)) * squeeze * (max(lats) - min(lats)), 0.1)
    return min(math.sqrt(COVERED * area / math.pi / max(count, 1)), math.sqrt(area) / 25)


def _area(ring: Ring) -> float:
    """Shoelace formula."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _apart(places: Mapping[str, dict], step: float, squeeze: float, district: str) -> dict[str, Group]:
    """Districts moved from their offices just so far that their spirals do not touch."""
    at = {code: [p["lon"] * squeeze, p["lat"]] for code, p in places.items()}
    reach = {code: step * (math.sqrt(p["count"]) + 0.6) for code, p in places.items()}
    for _ in range(200):
        for code, (x, y) in at.items():
            home = places[code]
            at[code] = [x + (home["lon"] * squeeze - x) * 0.02, y + (home["lat"] - y) * 0.02]
        if not _push(at, reach, step * APART):
            break
    _push(at, reach, step * APART)
    return {code: Group(code, p["name"], p["count"], at[code][0] / squeeze, at[code][1], reach[code], code == district) for code, p in places.items()}


def _push(at: dict[str, list[float]], reach: Mapping[str, float], room: float) -> bool:
    """Push overlapping circles apart, the smaller one further; whether any was pushed."""
    codes, pushed = list(at), False
    for n, one in enumerate(codes):
        for other in codes[n + 1:]:
            dx, dy = at[other][0] - at[one][0], at[other][1] - at[one][1]
            far = math.hypot(dx, dy) or 1e-6
            short = reach[one] + reach[other] + room - far
            if short > 1e-6:
                pushed = True
                part = reach[other] / (reach[one] + reach[other])
                at[one] = [at[one][0] - dx / far * short * part, at[one][1] - dy / far * short * part]
                at[other] = [at[other][0] + dx / far * short * (1 - part), at[other][1] + dy / far * short * (1 - part)]
    return pushed


def _dots(partners, groups: Mapping[str, Group], step: float, squeeze: float, lit: Collection[str] | None, partner: str) -> list[Dot]:
    """Each district's partners on its spiral, sector by sector from the middle."""
    order = {sector: place for place, sector in enumerate(palette.SHADES)}
    columns = ["organisation_code", "organisation_name", "actor_level", "sector", "district_code", "degree", "joint_events"]
    rows = [row for row in partners[columns].itertuples(index=False) if row.district_code in groups]
    rows.sort(key=lambda r: (r.district_code, order.get(r.sector, len(order)), r.organisation_code))
    made, seeds = [], dict.fromkeys(groups, 0)
    for row in rows:
        group, seed, code = groups[row.district_code], seeds[row.district_code], row.organisation_code
        seeds[row.district_code] += 1
        far, turn = step * math.sqrt(seed + 0.5 if group.count > 1 else 0), seed * TURN
        lon, lat = group.lon + far * math.cos(turn) / squeeze, group.lat + far * math.sin(turn)
        name = str(row.organisation_name or wording.choice("actor_level", row.actor_level))
        made.append(Dot(code, row.sector, row.district_code, name, row.degree, row.joint_events, round(lon, DIGITS), round(lat, DIGITS), lit is None or code in lit, code == partner))
    return made
