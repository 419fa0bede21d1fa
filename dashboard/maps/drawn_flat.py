"""The map drawn flat: points and lines only, for print, for the public, for screens without a graphics card. No request, no WebGL."""

import math
from collections import defaultdict
from collections.abc import Sequence
from html import escape

from dashboard import wording
from dashboard.charts.graph import halo
from dashboard.charts.lettering import wide
from dashboard.maps import labels
from dashboard.maps.lines import Line, styles
from dashboard.maps.panel import Panel, beside
from dashboard.maps.picture import Picture, shade
from dashboard.maps.placed import Dot, Group, Ring
from dashboard.palette import Colours, Sizes
from dashboard.wording import t

TOUCH = 14  # px across an unseen point to press on
EVERY = 26  # px between two such points along a name


def flat(drawn: Picture, of: Colours, size: Sizes, width: int, height: int, panel: Panel | None = None) -> dict:
    """The picture for plotly, for `width` × `height` px; with a `panel` the map keeps to the left of it."""
    west, south, east, north = drawn.bounds
    pad = (north - south) * 1.5 * size.note / height
    part = _part(drawn, size, width, height, pad) if panel else 1.0
    scale = min(width * part / ((east - west + 2 * pad) * drawn.squeeze), height / (north - south + 2 * pad))  # px a degree of latitude
    sides, tight = labels.sides(drawn, size, scale, width * part), labels.is_tight(drawn, size, scale)
    layout = {
        "height": height, "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0}, "clickmode": "event+select", "hoverdistance": 12,
        "xaxis": {"visible": False, "range": [west - pad, east + pad], "constrain": "domain", "domain": [0, part]},
        "yaxis": {"visible": False, "range": [south - pad, north + pad], "scaleanchor": "x", "scaleratio": 1 / drawn.squeeze, "constrain": "domain"},
        "annotations": [*(_name(group, sides[group.code], drawn.squeeze, of, size, tight) for group in drawn.groups),
                        *(_count(line, at, of, size) for line, at in labels.counts(drawn, size, scale, sides))],
    }  # fmt: skip
    data = [*_ground(drawn, of), *_lines(drawn, of, size, 2 * drawn.dot * scale), *(_line_marks(line, 2 * drawn.dot * scale) for line in drawn.lines), *_dots(drawn, of, scale), *_chosen(drawn, of, scale), *_name_marks(drawn, sides, size, scale)]
    if panel:
        layout["annotations"] += (more := beside(panel, of, size, width * (1 - part), height, part))["annotations"]
        layout["shapes"] = more["shapes"]
    return {"data": data, "layout": layout}


def _part(drawn: Picture, size: Sizes, width: int, height: int, pad: float) -> float:
    """The part of the width that the map can fill at this height, names at both sides included."""
    west, south, east, north = drawn.bounds
    across = (east - west) * drawn.squeeze / (north - south + 2 * pad) * height
    names = max((wide(f"{g.name} {t('maps.count', count=g.count)}", size.note) for g in drawn.groups), default=0)
    return min(0.62, (across + 1.4 * names) / width)


def _ground(drawn: Picture, of: Colours) -> list[dict]:
    """The province filled, and its districts' lines where they are loaded, each as one trace with gaps."""
    made = [_outlines(drawn.rings or drawn.borders, of.muted, of.raised)]
    return made + ([_outlines(drawn.borders, of.muted, "rgba(0,0,0,0)")] if drawn.rings and drawn.borders else [])


def _outlines(rings: Sequence[Ring], ink: str, fill: str) -> dict:
    points = [p for ring in rings for p in (*ring, (None, None))]
    return {"type": "scatter", "mode": "lines", "x": [p[0] for p in points], "y": [p[1] for p in points], "fill": "toself", "fillcolor": fill,
            "line": {"color": ink, "width": 1}, "hoverinfo": "skip", "showlegend": False}


def _lines(drawn: Picture, of: Colours, size: Sizes, dot: float) -> list[dict]:
    """One trace a style, in the lines' own order (a line with gaps is drawn forty times quicker than forty lines)."""
    classes = defaultdict(list)
    for line, style in zip(drawn.lines, styles(drawn.lines, of, size, dot), strict=True):
        classes[style.colour, round(style.opacity * 20) / 20, round(style.width), style.is_dashed].append(line)
    traces = []
    for (colour, opacity, width, is_dashed), lines in classes.items():
        points = [p for line in lines for p in (*line.path, (None, None))]
        traces.append({"type": "scatter", "mode": "lines", "x": [p[0] for p in points], "y": [p[1] for p in points], "hoverinfo": "skip", "showlegend": False,
                       "opacity": opacity, "line": {"color": colour, "width": width, "dash": "dash" if is_dashed else "solid"}})
    return traces


def _line_marks(line: Line, dot: float) -> dict:
    """Unseen points along the middle of a line: what is hovered and pressed, for lines themselves cannot be, clear of the dots at its ends. A trace a line, so that its words are sent once."""
    n = len(line.path)
    points = line.path[n // 4: n - n // 4: max(1, n // 6)] or line.path[n // 2: n // 2 + 1]
    return _unseen(points, [f"tie:{line.code}"] * len(points), line.words, min(TOUCH, dot))


def _name_marks(drawn: Picture, sides: dict[str, str], size: Sizes, scale: float) -> list[dict]:
    """Unseen points along each district's name."""
    marks = []
    for group in drawn.groups:
        left, top, right, bottom = labels.name_box(group, sides[group.code], drawn.squeeze, size, scale, labels.is_tight(drawn, size, scale))
        n, down = max(2, math.ceil((right - left) / EVERY)), round(-(top + bottom) / 2 / scale, 4)
        points = [(round((left + (right - left) * (i + 0.5) / n) / scale / drawn.squeeze, 4), down) for i in range(n)]
        marks.append(_unseen(points, [f"district:{group.code}"] * n, t("maps.district", district=group.name)))
    return marks


def _unseen(points: Sequence, codes: Sequence[str], words: str, across: float = TOUCH) -> dict:
    return {"type": "scatter", "mode": "markers", "x": [p[0] for p in points], "y": [p[1] for p in points], "customdata": codes, "showlegend": False,
            "marker": {"size": round(across, 1), "opacity": 0}, "hovertemplate": f"{_broken(words).replace('%', '&#37;')}<extra></extra>"}


def _dots(drawn: Picture, of: Colours, scale: float) -> list[dict]:
    """A trace for what stands out of each sector and one for what does not, so that a sector's word is sent once."""
    sectors = defaultdict(list)
    for dot in drawn.dots:
        sectors[dot.is_lit, dot.sector].append(dot)
    return [_sector(sector, dots, is_lit, is_lit or not drawn.is_crowded, 2 * drawn.dot * scale, of) for (is_lit, sector), dots in sorted(sectors.items())]


def _sector(sector: str, dots: Sequence[Dot], is_lit: bool, is_named: bool, diameter: float, of: Colours) -> dict:
    said = escape(t("maps.partner", sector=wording.choice("sector", sector), ties="%{customdata[1]}", events="%{customdata[2]}"))
    return {
        "type": "scatter", "mode": "markers", "x": [d.lon for d in dots], "y": [d.lat for d in dots], "showlegend": False,
        "customdata": [[f"partner:{d.code}", d.ties, d.events] for d in dots],
        **({"hovertext": [_broken(d.name) for d in dots], "hovertemplate": f"%{{hovertext}}<br>{said}<extra></extra>"} if is_named else {"hovertemplate": f"{said}<extra></extra>"}),
        "marker": {"size": round(diameter, 1), "color": shade(sector, is_lit, of), "line": {"width": 1, "color": of.ground}},
    }


def _chosen(drawn: Picture, of: Colours, scale: float) -> list[dict]:
    """A ring round the chosen partner, or the chosen district."""
    rings = [(d.lon, d.lat, drawn.dot * 1.35) for d in drawn.dots if d.is_chosen] + [(g.lon, g.lat, g.reach) for g in drawn.groups if g.is_chosen]
    return [{"type": "scatter", "mode": "markers", "x": [lon], "y": [lat], "hoverinfo": "skip", "showlegend": False,
             "marker": {"size": round(2 * reach * scale), "symbol": "circle-open", "color": of.accent, "line": {"width": 3}}} for lon, lat, reach in rings]


def _name(group: Group, side: str, squeeze: float, of: Colours, size: Sizes, tight: bool) -> dict:
    lon, lat, across, down = labels.name_place(group, side, squeeze)
    anchors = ({0.0: "left", 0.5: "center", 1.0: "right"}[across], {0.0: "top", 0.5: "middle", 1.0: "bottom"}[down])
    name, count = labels.words(group, tight)
    return {"x": lon, "y": lat, "text": f"<b>{_broken(name)}</b> {count}".strip(), "showarrow": False, "xanchor": anchors[0], "yanchor": anchors[1],
            "borderpad": 1, "font": {"size": size.note, "color": of.accent if group.is_chosen else of.ink, "shadow": halo(of.ground)}}


def _count(line: Line, at: tuple, of: Colours, size: Sizes) -> dict:
    return {"x": at[0], "y": at[1], "text": f"<b>{line.events}</b>", "showarrow": False, "borderpad": 1,
            "font": {"size": size.note, "color": of.accent if line.is_chosen else of.ink, "shadow": halo(of.ground)}}


def _broken(words: str) -> str:
    """Words from data as plotly shows them: its tags have no power, lines stay lines."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
