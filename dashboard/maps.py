"""The network on a map: one picture, drawn twice – by the graphics card (pydeck) and flat (plotly), both without any request.

Partners stand as dots in a spiral round their district's office, districts a little apart so that no dot hides another:
the map says schematic. Ties are drawn between districts, as wide as the events they shared; one partner's own ties only
when it is chosen. Frames come as `network.partners`, `network.composition`, `network.district_ties` and `network.ties` answer, names
in the reader's language.
"""

import json
import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pydeck as pdk

from dashboard import lettered, palette, wording
from dashboard.charts.graph import halo
from dashboard.charts.key import entries as key_entries
from dashboard.charts.lettering import wide
from dashboard.palette import Colours, Sizes
from dashboard.wording import t

OUTLINES = Path(__file__).with_name("boundaries") / "provinces.geojson"
KINDS = ("deck", "flat")
TURN = math.radians(137.508)  # the golden angle: a sunflower's seeds lie evenly
COVERED = 0.125  # part of the province that all spirals together may cover
APART = 1.35  # room between two spirals, in steps of a spiral
BEND = 0.13  # how far a tie swings out, as a part of its length
STEPS = 40  # points of a bent line, those within its two districts included
# Where a district's name stands best, by hand; where it would lie on another name or on dots, the next free side is taken.
SIDES = {
    "5601": "left", "5602": "right", "5603": "left", "5604": "below", "5605": "below",
    "5606": "right", "5607": "above", "5608": "above", "5609": "above",
}  # fmt: skip
PASSES = 3  # a name placed early may find a better side once all others stand
KEYED = 0.62  # part of the width left to a map that has its key beside it
EVERY_SIDE = ("below", "above", "right", "left", "above_left", "above_right", "below_left", "below_right")
Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True)
class Group:
    """A district's partners: where the middle of their spiral stands and how far it reaches, in degrees of latitude."""

    code: str
    name: str
    count: int
    lon: float
    lat: float
    reach: float


@dataclass(frozen=True)
class Dot:
    """A partner."""

    code: str
    sector: str
    words: str  # on hover, lines apart by \n
    lon: float
    lat: float
    is_picked: bool
    is_chosen: bool


@dataclass(frozen=True)
class Line:
    """Events shared by two districts, or by two partners."""

    path: tuple[Point, ...]
    events: int
    words: str
    is_silent: bool = False

    @property
    def middle(self) -> Point:
        """The point half-way along."""
        return self.path[len(self.path) // 2]


@dataclass(frozen=True)
class Picture:
    """What both maps draw. `dot` is the radius of a dot in degrees of latitude; `squeeze` the width of a degree of longitude."""

    rings: tuple[tuple[Point, ...], ...]
    groups: tuple[Group, ...]
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    dot: float
    squeeze: float

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of everything drawn."""
        points = [p for ring in self.rings for p in ring] + [(d.lon, d.lat) for d in self.dots] + [(g.lon, g.lat) for g in self.groups]
        lons, lats = zip(*points, strict=True)
        return min(lons), min(lats), max(lons), max(lats)


# --- the picture ------------------------------------------------------------------------------------------------------


@cache
def outline(province: str) -> tuple[tuple[Point, ...], ...]:
    """The outer rings of a province by its two-digit code; none for an unknown one. Natural Earth 1:10m, simplified."""
    for feature in json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]:
        if feature["properties"]["code"] == province:
            return tuple(tuple((lon, lat) for lon, lat in polygon[0]) for polygon in feature["geometry"]["coordinates"])
    return ()


def picture(partners, districts, links, province: str, picked: Collection[str] | None = None, chosen: str = "", own=None) -> Picture:
    """Everything placed. `partners` and `districts` of the whole network, so that a filter moves nothing.

    `picked`: codes that stand out (all when None). `chosen`: a partner whose own ties (`own`, as `network.ties`) replace
    those between districts (`links`, as `network.district_ties`).
    """
    rings = outline(province)
    places = _places(partners, districts)
    squeeze = math.cos(math.radians(sum(p["lat"] for p in places.values()) / max(len(places), 1)))
    step = _step(rings, places, squeeze, len(partners))
    groups = _apart(places, step, squeeze)
    if chosen and own is not None:
        picked = {chosen, *own["from_organisation_code"], *own["to_organisation_code"]}
    dots = _dots(partners, groups, step, squeeze, picked, chosen)
    lines = _own_lines(own, dots, chosen, squeeze) if chosen and own is not None else _lines(links, groups, squeeze)
    return Picture(rings, tuple(groups.values()), tuple(dots), tuple(lines), step * 0.76, squeeze)


def _places(partners, districts) -> dict[str, dict]:
    """Each district that has a place: its office, its name, how many partners."""
    places = {}
    for row in [*districts.to_dict("records"), *partners.to_dict("records")]:
        if row.get("latitude") is not None and row["district_code"] not in places:
            places[row["district_code"]] = {"lon": float(row["longitude"]), "lat": float(row["latitude"]), "name": row["district_name"], "count": 0}
    for code in partners["district_code"]:
        if code in places:
            places[code]["count"] += 1
    return dict(sorted(places.items()))


def _step(rings, places: Mapping[str, dict], squeeze: float, count: int) -> float:
    """The step of all spirals, in degrees of latitude: a spiral of n seeds covers about pi · step² · n."""
    area = sum(abs(_area(ring)) for ring in rings) * squeeze
    if not area:
        lons, lats = [p["lon"] for p in places.values()] or [0], [p["lat"] for p in places.values()] or [0]
        area = max((max(lons) - min(lons)) * squeeze * (max(lats) - min(lats)), 0.1)
    return min(math.sqrt(COVERED * area / math.pi / max(count, 1)), math.sqrt(area) / 25)


def _area(ring: Sequence[Point]) -> float:
    """Shoelace formula."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _apart(places: Mapping[str, dict], step: float, squeeze: float) -> dict[str, Group]:
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
    return {code: Group(code, p["name"], p["count"], at[code][0] / squeeze, at[code][1], reach[code]) for code, p in places.items()}


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


def _dots(partners, groups: Mapping[str, Group], step: float, squeeze: float, picked, chosen: str) -> list[Dot]:
    """Each district's partners on its spiral, sector by sector from the middle."""
    order = list(palette.SHADES)
    rows = [row for row in partners.to_dict("records") if row["district_code"] in groups]
    rows.sort(key=lambda r: (r["district_code"], order.index(r["sector"]) if r["sector"] in order else len(order), r["organisation_code"]))
    placed, seeds = [], dict.fromkeys(groups, 0)
    for row in rows:
        group, seed = groups[row["district_code"]], seeds[row["district_code"]]
        seeds[row["district_code"]] += 1
        far, turn = step * math.sqrt(seed + 0.5 if group.count > 1 else 0), seed * TURN
        code = row["organisation_code"]
        placed.append(Dot(code, row["sector"], _partner_words(row), group.lon + far * math.cos(turn) / squeeze, group.lat + far * math.sin(turn),
                          picked is None or code in picked, code == chosen))
    return placed


def _partner_words(row: Mapping) -> str:
    name = row["organisation_name"] or wording.choice("actor_level", row["actor_level"])
    return "\n".join([str(name), f"{wording.choice('sector', row['sector'])} · {row['district_name'] or wording.NONE}",
                      t("maps.partner", ties=row["degree"], events=row["joint_events"])])


def _lines(links, groups: Mapping[str, Group], squeeze: float) -> list[Line]:
    """Ties between districts, widest first so that thin ones stay in sight."""
    found = []
    for row in links.to_dict("records"):
        one, other = groups.get(row["from_district_code"]), groups.get(row["to_district_code"])
        if row["is_within"] or one is None or other is None or not row["joint_events"]:
            continue
        words = t("maps.tie", one=one.name, other=other.name, events=row["joint_events"], ties=row["ties"], silent=row["silent_ties"])
        found.append(Line(_bent((one.lon, one.lat), (other.lon, other.lat), squeeze, one.reach, other.reach), row["joint_events"], words))
    return sorted(found, key=lambda line: -line.events)


def _own_lines(own, dots: Sequence[Dot], chosen: str, squeeze: float) -> list[Line]:
    """The chosen partner's ties, from its dot to each neighbour's."""
    at = {dot.code: dot for dot in dots}
    found = []
    for row in own.to_dict("records"):
        other = row["to_organisation_code"] if row["from_organisation_code"] == chosen else row["from_organisation_code"]
        if chosen in at and other in at:
            here, there = at[chosen], at[other]
            words = f"{there.words.partition(chr(10))[0]}\n{t('maps.own_tie', events=row['joint_events'])}"
            found.append(Line(_bent((here.lon, here.lat), (there.lon, there.lat), squeeze), row["joint_events"], words, row["is_silent"]))
    return found


def _bent(one: Point, other: Point, squeeze: float, from_edge: float = 0, to_edge: float = 0) -> tuple[Point, ...]:
    """A curve between two points that begins and ends at the edges of their spirals."""
    (x0, y0), (x1, y1) = (one[0] * squeeze, one[1]), (other[0] * squeeze, other[1])
    mx, my = (x0 + x1) / 2 - (y1 - y0) * BEND, (y0 + y1) / 2 + (x1 - x0) * BEND
    points = []
    for n in range(STEPS + 1):
        s = n / STEPS
        x, y = (1 - s) ** 2 * x0 + 2 * s * (1 - s) * mx + s * s * x1, (1 - s) ** 2 * y0 + 2 * s * (1 - s) * my + s * s * y1
        if math.hypot(x - x0, y - y0) >= from_edge and math.hypot(x - x1, y - y1) >= to_edge:
            points.append((round(x / squeeze, 5), round(y, 5)))
    return tuple(points) if len(points) > 1 else (one, other)


def _width(line: Line, most: int, widest: float) -> float:
    """Width of a tie in px: its area to the eye grows with the events."""
    return 1 + (widest - 1) * math.sqrt(line.events / max(most, 1))


# --- drawn by the graphics card ---------------------------------------------------------------------------------------


def deck(drawn: Picture, of: Colours, size: Sizes, width: int, height: int) -> pdk.Deck:
    """The picture for pydeck, fitted into `width` × `height` px. Nothing is fetched: no map style, names as drawn images."""
    view = _view(drawn, width, height, size)
    scale = 512 * 2**view.zoom / 360 / drawn.squeeze  # px a degree of latitude
    layers = [_ground_layer(drawn, of), _tie_layer(drawn, of, size), *_dot_layers(drawn, of), _name_layer(drawn, of, size, scale, width)]
    return pdk.Deck(
        layers=layers, map_provider=None, initial_view_state=view,
        views=[pdk.View(type="MapView", controller={"scrollZoom": False, "dragRotate": False, "touchRotate": False, "keyboard": False})],
        tooltip={"text": "{words}", "style": {"backgroundColor": of.raised, "color": of.ink, "fontFamily": "Sarabun, Loma, sans-serif",
                                              "fontSize": f"{size.note}px", "lineHeight": "1.5", "borderRadius": "6px", "maxWidth": "22rem",
                                              "border": f"1px solid {of.line}"}},
    )  # fmt: skip


def _view(drawn: Picture, width: int, height: int, size: Sizes) -> pdk.ViewState:
    """Middle and zoom at which everything fits: at zoom z the world is 512 · 2^z px wide (Web Mercator)."""
    west, south, east, north = drawn.bounds
    high = math.log(math.tan(math.pi / 4 + math.radians(north) / 2)) - math.log(math.tan(math.pi / 4 + math.radians(south) / 2))
    room = 4 * size.note  # for the names at the edges
    zoom = math.log2(min((width - room) / (512 * (east - west) / 360), (height - room) / (512 * high / (2 * math.pi))))
    return pdk.ViewState(latitude=(south + north) / 2, longitude=(west + east) / 2, zoom=round(zoom, 3), min_zoom=zoom - 1, max_zoom=zoom + 4)


def _ground_layer(drawn: Picture, of: Colours) -> pdk.Layer:
    rings = [{"polygon": [list(p) for p in ring]} for ring in drawn.rings]
    return pdk.Layer("PolygonLayer", rings, id="outline", get_polygon="polygon", get_fill_color=_rgba(of.raised), get_line_color=_rgba(of.muted),
                     line_width_min_pixels=1, stroked=True, filled=True)


def _tie_layer(drawn: Picture, of: Colours, size: Sizes) -> pdk.Layer:
    most = max((line.events for line in drawn.lines), default=1)
    rows = [{"path": [list(p) for p in line.path], "width": round(_width(line, most, size.mark * 1.1), 2), "words": line.words} for line in drawn.lines]
    return pdk.Layer("PathLayer", rows, id="ties", get_path="path", get_width="width", width_units=pdk.types.String("pixels"), get_color=_rgba(of.target, 110),
                     cap_rounded=True, joint_rounded=True, pickable=True, auto_highlight=True)


def _dot_layers(drawn: Picture, of: Colours) -> list[pdk.Layer]:
    rows = [{"code": dot.code, "words": dot.words, "at": [dot.lon, dot.lat], "colour": _rgba(palette.sector_colour(dot.sector, of), 255 if dot.is_picked else 45),
             "edge": _rgba(of.ink if dot.is_chosen else of.ground)} for dot in drawn.dots]
    metres = drawn.dot * 111_195  # of a degree of latitude
    dots = pdk.Layer("ScatterplotLayer", rows, id="partners", get_position="at", get_fill_color="colour", get_line_color="edge", get_radius=metres,
                     stroked=True, line_width_min_pixels=1, radius_min_pixels=2, pickable=True, auto_highlight=True)
    chosen = [{"at": [dot.lon, dot.lat]} for dot in drawn.dots if dot.is_chosen]
    ring = pdk.Layer("ScatterplotLayer", chosen, id="chosen", get_position="at", get_radius=metres * 1.35, filled=False, stroked=True, get_line_color=_rgba(of.ink),
                     line_width_min_pixels=3)
    return [dots, ring]


def _name_layer(drawn: Picture, of: Colours, size: Sizes, scale: float, width: int) -> pdk.Layer:
    """Names as images: the graphics card's own text sets one letter after the other and so tears Thai apart."""
    rows, sides = [], _sides(drawn, size, scale, width)
    for group in drawn.groups:
        image = lettered.image(group.name, t("maps.count", count=group.count), of.ink, of.ground, size.note)
        lon, lat, across, down = _name_place(group, sides[group.code], drawn.squeeze)
        icon = {"url": image.url, "width": image.width, "height": image.height, "anchorX": image.width * across, "anchorY": image.height * (0.22 + 0.62 * down)}  # the image has room for marks that most names do not use
        rows.append({"at": [lon, lat], "icon": icon, "size": image.height / lettered.FINENESS})
    return pdk.Layer("IconLayer", rows, id="names", get_position="at", get_icon="icon", get_size="size", size_units=pdk.types.String("pixels"), pickable=False)


def _sides(drawn: Picture, size: Sizes, scale: float, width: float) -> dict[str, str]:
    """On which side of its dots each district's name stands, the largest district first. `scale`: px a degree of latitude."""
    circles = [(g.lon * drawn.squeeze * scale, -g.lat * scale, g.reach * scale) for g in drawn.groups]
    west, _, east, _ = drawn.bounds
    middle = (west + east) / 2 * drawn.squeeze * scale
    boxes, sides = {}, {}
    for n, group in sorted(enumerate(drawn.groups), key=lambda item: -item[1].count) * PASSES:
        every = list(dict.fromkeys((SIDES.get(group.code, "below"), *EVERY_SIDE)))
        placed = {side: _name_box(group, side, drawn.squeeze, size, scale) for side in every}
        others, named = circles[:n] + circles[n + 1:], [box for code, box in boxes.items() if code != group.code]
        hidden = {side: _hidden(box, named, others) + _outside(box, middle, width) for side, box in placed.items()}
        sides[group.code] = min(every, key=hidden.__getitem__)
        boxes[group.code] = placed[sides[group.code]]
    return sides


def _name_box(group: Group, side: str, squeeze: float, size: Sizes, scale: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a name, in px."""
    lon, lat, across, down = _name_place(group, side, squeeze)
    w, h = wide(f"{group.name} {t('maps.count', count=group.count)}", size.note) + 6, size.note * 1.4
    left, top = lon * squeeze * scale - w * across, -lat * scale - h * down
    return left, top, left + w, top + h


def _hidden(box: tuple, boxes: Sequence[tuple], circles: Sequence[tuple]) -> float:
    """About how many px of other names and of districts' dots a name would hide; 0 where it stands free."""
    left, top, right, bottom = box
    on_names = sum(max(0, min(right, b[2]) - max(left, b[0])) * max(0, min(bottom, b[3]) - max(top, b[1])) for b in boxes)
    depths = (r - math.hypot(x - min(max(x, left), right), y - min(max(y, top), bottom)) for x, y, r in circles)
    return on_names + sum(max(0, depth) * (bottom - top) for depth in depths)


def _outside(box: tuple, middle: float, width: float) -> float:
    """How many px of a name's length would be cut at the picture's edges, weighing more than any overlap."""
    return 1000 * (max(0, middle - width / 2 - box[0]) + max(0, box[2] - middle - width / 2))


def _name_place(group: Group, side: str, squeeze: float) -> tuple[float, float, float, float]:
    """Where a district's name stands: a point at the edge of its spiral, and which part of the text stands there (0 to 1)."""
    far, words = group.reach * 1.02, side.split("_")
    up, right = ("above" in words) - ("below" in words), ("right" in words) - ("left" in words)
    slant = far * (0.6 if up and right else 1)
    return group.lon + right * slant / squeeze, group.lat + up * slant, (1 - right) / 2, (1 + up) / 2


def _rgba(colour: str, alpha: int = 255) -> list[int]:
    return [int(colour[n:n + 2], 16) for n in (1, 3, 5)] + [alpha]


# --- flat -------------------------------------------------------------------------------------------------------------


def flat(drawn: Picture, of: Colours, size: Sizes, width: int, height: int, is_keyed: bool = False, beneath: str = "") -> dict:
    """The picture for plotly, without a graphics card. `is_keyed`: with the sectors and their counts beside it, and a remark `beneath` them."""
    west, south, east, north = drawn.bounds
    pad, beside = (north - south) * 1.5 * size.note / height, KEYED if is_keyed else 1.0
    scale = min(width * beside / ((east - west + 2 * pad) * drawn.squeeze), height / (north - south + 2 * pad))  # px a degree of latitude
    sides = _sides(drawn, size, scale, width * beside)
    layout = {
        "height": height, "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "xaxis": {"visible": False, "range": [west - pad, east + pad], "constrain": "domain", "domain": [0, beside]},
        "yaxis": {"visible": False, "range": [south - pad, north + pad], "scaleanchor": "x", "scaleratio": 1 / drawn.squeeze, "constrain": "domain"},
        "annotations": [_name_label(group, sides[group.code], drawn.squeeze, of, size) for group in drawn.groups], "clickmode": "event+select",
    }  # fmt: skip
    if is_keyed:
        layout["annotations"].append({"x": beside + 0.02, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "bottom", "text": _broken(beneath), "align": "left",
                                      "showarrow": False, "font": {"size": size.note, "color": of.muted}})
        layout |= {"showlegend": True, "legend": {"orientation": "v", "x": beside + 0.02, "xanchor": "left", "y": 0.5, "yanchor": "middle", "itemsizing": "constant",
                                                  "traceorder": "normal", "itemclick": False, "itemdoubleclick": False}}
    return {"data": [*_ground(drawn, of), *_tie_lines(drawn, of, size), *_dot_marks(drawn, of, size, scale)], "layout": layout}


def _ground(drawn: Picture, of: Colours) -> list[dict]:
    return [{"type": "scatter", "mode": "lines", "x": [p[0] for p in ring], "y": [p[1] for p in ring], "fill": "toself", "fillcolor": of.raised,
             "line": {"color": of.muted, "width": 1}, "hoverinfo": "skip", "showlegend": False} for ring in drawn.rings]


def _tie_lines(drawn: Picture, of: Colours, size: Sizes) -> list[dict]:
    """One trace a width class (a line with gaps is drawn forty times quicker than forty lines) and a mark to hover on."""
    most = max((line.events for line in drawn.lines), default=1)
    classes: dict[tuple[int, bool], list[Line]] = {}
    for line in drawn.lines:
        classes.setdefault((round(_width(line, most, size.mark * 1.1)), line.is_silent), []).append(line)
    traces = []
    for (width, is_silent), lines in sorted(classes.items(), reverse=True):
        points = [p for line in lines for p in (*line.path, (None, None))]
        traces.append({"type": "scatter", "mode": "lines", "x": [p[0] for p in points], "y": [p[1] for p in points], "hoverinfo": "skip", "showlegend": False,
                       "opacity": 0.45, "line": {"color": of.target, "width": width, "dash": "dot" if is_silent else "solid"}})
    middles = [line.middle for line in drawn.lines]
    traces.append({"type": "scatter", "mode": "markers", "x": [p[0] for p in middles], "y": [p[1] for p in middles], "showlegend": False, "marker": {"size": 14, "opacity": 0},
                   "hovertext": [_broken(line.words) for line in drawn.lines], "hovertemplate": "%{hovertext}<extra></extra>"})
    return traces


def _dot_marks(drawn: Picture, of: Colours, size: Sizes, scale: float) -> list[dict]:
    """One trace of all dots, and for the key one entry a sector, in the order people know."""
    dots, counts = drawn.dots, Counter(dot.sector for dot in drawn.dots)
    marks = {
        "type": "scatter", "mode": "markers", "x": [d.lon for d in dots], "y": [d.lat for d in dots], "customdata": [d.code for d in dots], "showlegend": False,
        "marker": {"size": round(2 * drawn.dot * scale, 1), "color": [palette.sector_colour(d.sector, of) for d in dots], "opacity": [1 if d.is_picked else 0.18 for d in dots],
                   "line": {"width": [3 if d.is_chosen else 1 for d in dots], "color": [of.ink if d.is_chosen else of.ground for d in dots]}},
        "hovertext": [_broken(d.words) for d in dots], "hovertemplate": "%{hovertext}<extra></extra>",
    }
    words = {sector: t("maps.key", sector=wording.choice("sector", sector), count=counts[sector]) for sector in palette.SHADES if counts[sector]}
    return [marks, *key_entries(words, of, size)]


def _name_label(group: Group, side: str, squeeze: float, of: Colours, size: Sizes) -> dict:
    lon, lat, across, down = _name_place(group, side, squeeze)
    anchors = ({0.0: "left", 0.5: "center", 1.0: "right"}[across], {0.0: "top", 0.5: "middle", 1.0: "bottom"}[down])
    return {"x": lon, "y": lat, "text": f"<b>{_broken(group.name)}</b> {t('maps.count', count=group.count)}", "showarrow": False, "xanchor": anchors[0], "yanchor": anchors[1],
            "borderpad": 1, "font": {"size": size.note, "color": of.ink, "shadow": halo(of.ground)}}


def _broken(words: str) -> str:
    """Words from data as plotly shows them: its tags have no power, lines stay lines."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


__all__ = ["Picture", "deck", "flat", "outline", "picture"]
