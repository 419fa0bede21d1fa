"""A value of each district on the flat map: a symbol at its office with name and value beside it; its area, too, where official boundaries are loaded."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.graph import halo
from dashboard.maps import labels
from dashboard.maps.picture import Picture
from dashboard.maps.placed import Bounds, Dot, Group, Ring, outer_rings
from dashboard.palette import Colours, Sizes
from queries.answers import dicts

SYMBOL = 1.5  # diameter of a symbol, in marks


@dataclass(frozen=True)
class Mark:
    """A district: its name, its value in words (or that it has none), what is said on hover, where its office is, how it stands."""

    code: str
    name: str
    label: str
    words: str
    lon: float
    lat: float
    is_behind: bool = False
    has_value: bool = True


def areas(districts) -> dict[str, tuple[Ring, ...]]:
    """Code of each district → its outer rings, of a frame as `boundaries.current` answers; none where none are loaded."""
    return {row["district_code"]: outer_rings(row["geometry"]) for row in dicts(districts)}


def values(marks: Sequence[Mark], within: Bounds, filled: Mapping[str, tuple[Ring, ...]], of: Colours, size: Sizes, width: float, height: float) -> dict:
    """The picture for plotly, for `width` × `height` px: symbols are filled dark where a district is behind, pale where not, hollow without a value; areas are tinted alike."""
    drawn = _picture(marks, within, 0.0)
    west, south, east, north = drawn.bounds
    pad = (north - south) * 1.5 * size.note / height
    scale = min(width / ((east - west + 2 * pad) * drawn.squeeze), height / (north - south + 2 * pad))  # px a degree of latitude
    placed = _picture(marks, within, 0.75 * size.mark * SYMBOL / scale)
    sides = labels.sides(placed, size, scale, width, tight=True)
    layout = {
        "height": int(height), "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "xaxis": {"visible": False, "range": [west - pad, east + pad], "constrain": "domain"},
        "yaxis": {"visible": False, "range": [south - pad, north + pad], "scaleanchor": "x", "scaleratio": 1 / drawn.squeeze, "constrain": "domain"},
        "annotations": [_name(mark, group, sides[mark.code], drawn.squeeze, of, size) for mark, group in zip(marks, placed.groups, strict=True)],
    }
    return {"data": [*_ground(marks, within, filled, of), _symbols(marks, of, size)], "layout": layout}


def _picture(marks: Sequence[Mark], within: Bounds, reach: float) -> Picture:
    """What names must not lie on, as the map of partners holds it; `reach`: of a symbol and the room around it, in degrees of latitude."""
    squeeze = math.cos(math.radians(sum(mark.lat for mark in marks) / max(len(marks), 1)))
    groups = tuple(Group(mark.code, f"{mark.name} {mark.label}", 1, mark.lon, mark.lat, reach) for mark in marks)
    symbols = tuple(Dot(mark.code, "", mark.code, mark.name, 0, 0, mark.lon, mark.lat, True, False) for mark in marks)
    return Picture(within.rings, within.borders, groups, symbols, (), reach * 2 / 3, squeeze)


def _ground(marks: Sequence[Mark], within: Bounds, filled: Mapping[str, tuple[Ring, ...]], of: Colours) -> list[dict]:
    """The province, and its districts' areas in the tint of their symbols, hatched where there is no value."""
    made = [_outline(within.rings or within.borders, of.raised, of)]
    for mark in marks:
        if rings := filled.get(mark.code, ()):
            tint = of.line if mark.is_behind else of.raised
            made.append({**_outline(rings, tint, of), **({} if mark.has_value else {"fillpattern": {"shape": "/", "fgcolor": of.line, "bgcolor": of.ground, "size": 8}})})
    return made


def _outline(rings: Sequence[Ring], fill: str, of: Colours) -> dict:
    points = [p for ring in rings for p in (*ring, (None, None))]
    return {"type": "scatter", "mode": "lines", "x": [p[0] for p in points], "y": [p[1] for p in points], "fill": "toself", "fillcolor": fill,
            "line": {"color": of.muted, "width": 1}, "hoverinfo": "skip"}


def _symbols(marks: Sequence[Mark], of: Colours, size: Sizes) -> dict:
    return {
        "type": "scatter", "mode": "markers", "x": [mark.lon for mark in marks], "y": [mark.lat for mark in marks], "cliponaxis": False,
        "marker": {"size": size.mark * SYMBOL, "color": [of.ground if not mark.has_value else of.accent if mark.is_behind else of.line for mark in marks],
                   "line": {"color": [of.accent if mark.is_behind else of.muted for mark in marks], "width": max(1.5, size.line / 2)}},
        "hovertext": [mark.words for mark in marks], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _name(mark: Mark, group: Group, side: str, squeeze: float, of: Colours, size: Sizes) -> dict:
    lon, lat, across, down = labels.name_place(group, side, squeeze)
    anchors = {0.0: "left", 0.5: "center", 1.0: "right"}[across], {0.0: "top", 0.5: "middle", 1.0: "bottom"}[down]
    name, value = (words.replace("&", "&amp;").replace("<", "&lt;") for words in (mark.name, mark.label))
    return {"x": lon, "y": lat, "text": f"{name} <b>{value}</b>" if mark.has_value else f"{name} {value}", "showarrow": False, "xanchor": anchors[0], "yanchor": anchors[1], "borderpad": 1,
            "font": {"size": size.note, "color": of.accent if mark.is_behind else of.ink if mark.has_value else of.muted, "shadow": halo(of.ground)}}
