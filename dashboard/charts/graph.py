"""Who works with whom: partners as points where `network.graph_positions` puts them, ties as lines between them.

A point is as large as the partner is relied upon (betweenness), in its sector's colour. The most central ones are named
where there is room; one chosen partner stands with its own ties, and its neighbours are named instead.
"""

from collections.abc import Collection, Mapping, Sequence
from html import escape

from dashboard import palette, wording
from dashboard.charts import key
from dashboard.charts.lettering import wide as wide_of
from dashboard.charts.lettering import wrapped
from dashboard.palette import Colours, Sizes
from dashboard.wording import t

SMALLEST, LARGEST = 0.8, 3.2  # diameter of a point, in marks
NARROW = 700  # px: below, a key of ten sectors has no room; the page shows it elsewhere
CROWD = 1 / 45  # a mark is at most this part of the height: three hundred ties need air
SPREAD = 0.62  # power of the distance from the middle: 1 leaves a layout as it is
LINE = 1.35  # height of a line of a name, in letters
Box = tuple[float, float, float, float]  # left, top, right, bottom in px


def relations(partners, positions, ties, of: Colours, size: Sizes, width: int, height: int, picked: Collection[str] | None = None, chosen: str = "", named: int = 14) -> dict:
    """The figure for `width` × `height` px. `picked`: partners that stand out (all when None); `chosen`: the one whose ties are shown.

    Frames: partners as `network.partners` (names in the reader's language), ties as `network.ties`.
    """
    spots = _spots(partners, positions, size, width, height)
    own = [r for r in ties.to_dict("records") if not chosen or chosen in (r["from_organisation_code"], r["to_organisation_code"])]
    lit = _lit(spots, own, picked, chosen)
    data = [*_lines(own, spots, of, size), *_points(spots, lit, chosen, of, size, width, height)]
    order = sorted((s for s in spots.values() if s["code"] in lit and s["degree"]), key=lambda s: (s["code"] != chosen, -s["rank"], -s["degree"]))
    alone = [s for s in spots.values() if not s["degree"]]
    notes = [*_names(order if chosen else order[:named], alone, width, height, of, size), *_alone_names(alone, lit, width, of, size)]
    return {"data": data, "layout": {**_layout(width, height, size), "annotations": notes}}


def _spots(partners, positions, size: Sizes, width: int, height: int) -> dict[str, dict]:
    """Each partner with its place in px (from the left and the top) and the radius of its point."""
    at = {r["organisation_code"]: (float(r["x"]), float(r["y"])) for r in positions.to_dict("records")}
    known = [r for r in partners.to_dict("records") if r["organisation_code"] in at]
    most = max((float(r["betweenness"]) for r in known), default=0) or 1
    alone = {r["organisation_code"]: _short(r) for r in known if not r["degree"]}
    placed = _placed({r["organisation_code"]: at[r["organisation_code"]] for r in known}, alone, size, width, height)
    found = {}
    for r in known:
        x, y = placed[r["organisation_code"]]
        part = (float(r["betweenness"]) / most) ** 0.5
        found[r["organisation_code"]] = {
            "code": r["organisation_code"], "name": _short(r), "words": _words(r), "sector": r["sector"], "rank": float(r["betweenness"]), "degree": r["degree"],
            "x": x, "y": y, "radius": _mark(size, height) * (SMALLEST + (LARGEST - SMALLEST) * part) / 2,
        }
    return found


def _placed(at: Mapping[str, tuple[float, float]], alone: Mapping[str, str], size: Sizes, width: int, height: int) -> dict[str, tuple[float, float]]:
    """Positions in px. Who has no joint event stands apart in a row below, or would push all others into a heap."""
    edge, foot = _mark(size, height) * LARGEST, size.note * 3.2 if alone else 0
    tied = {code: _spread(*spot) for code, spot in _centred({c: spot for c, spot in at.items() if c not in alone}).items()}
    xs, ys = zip(*tied.values(), strict=True) if tied else ((0,), (0,))
    wide, high = (max(xs) - min(xs)) or 1, (max(ys) - min(ys)) or 1
    placed = {code: (edge + (x - min(xs)) / wide * (width - 2 * edge), edge + (max(ys) - y) / high * (height - 2 * edge - foot)) for code, (x, y) in tied.items()}
    x = wide_of(t("graph.alone"), size.note) + 2 * size.note
    for code, name in alone.items():  # beyond the edge they are cut: a network with so many loners has another picture to show
        placed[code] = (x, height - foot / 3)
        x += wide_of(name, size.note) + 3 * size.note
    return placed


def _mark(size: Sizes, height: int) -> float:
    """A point's unit, in px."""
    return min(size.mark, height * CROWD)


def _centred(at: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    x, y = (sum(spot[n] for spot in at.values()) / max(len(at), 1) for n in (0, 1))
    return {code: (spot[0] - x, spot[1] - y) for code, spot in at.items()}


def _spread(x: float, y: float) -> tuple[float, float]:
    """The crowd in the middle drawn apart, the edge drawn in."""
    far = (x * x + y * y) ** 0.5
    return (x * far ** (SPREAD - 1), y * far ** (SPREAD - 1)) if far else (0.0, 0.0)


def _short(row: Mapping) -> str:
    """The name a drawing has room for: the short one in Thai, in English the full one."""
    return str((row["short_name"] if wording.language() == "th" else None) or row["organisation_name"] or wording.choice("actor_level", row["actor_level"]))


def _words(row: Mapping) -> str:
    name = escape(str(row["organisation_name"] or wording.choice("actor_level", row["actor_level"])))
    parts = int(row["parts_without"])
    lines = [f"<b>{name}</b>", wording.choice("sector", row["sector"]), t("graph.ties", ties=row["degree"], events=row["joint_events"]),
             t("graph.betweenness", value=wording.number(row["betweenness"], 3))]
    return "<br>".join(lines + ([t("graph.parts", parts=parts)] if parts > 1 else []))


def _lit(spots: Mapping, own: Sequence[Mapping], picked: Collection[str] | None, chosen: str) -> set[str]:
    """Partners that stand out: the picked ones, or the chosen one with its neighbours."""
    if chosen:
        return {chosen, *(r[f"{end}_organisation_code"] for r in own for end in ("from", "to"))} & set(spots)
    return set(spots) if picked is None else set(spots) & set(picked)


def _lines(own: Sequence[Mapping], spots: Mapping, of: Colours, size: Sizes) -> list[dict]:
    """Ties in two traces with gaps, live and silent: three hundred traces would take ten times as long."""
    traces = []
    for is_silent in (False, True):
        held = [r for r in own if bool(r["is_silent"]) is is_silent and r["from_organisation_code"] in spots and r["to_organisation_code"] in spots]
        ends = [(spots[r["from_organisation_code"]], spots[r["to_organisation_code"]]) for r in held]
        traces.append({
            "type": "scatter", "mode": "lines", "hoverinfo": "skip", "name": t("graph.silent" if is_silent else "graph.live"), "showlegend": bool(held),
            "x": [v for one, other in ends for v in (one["x"], other["x"], None)], "y": [v for one, other in ends for v in (one["y"], other["y"], None)],
            "line": {"color": of.states["watch"][0] if is_silent else of.target, "width": size.line * (1.2 if is_silent else 0.6), "dash": "dash" if is_silent else "solid"},
            "opacity": 0.95 if is_silent else 0.3,
        })
    return traces


def _points(spots: Mapping, lit: Collection[str], chosen: str, of: Colours, size: Sizes, width: int, height: int) -> list[dict]:
    """One trace of all points, the chosen one last so that it lies on top; beside a large drawing a key of the sectors."""
    held = sorted(spots.values(), key=lambda s: (s["code"] == chosen, s["code"] in lit, s["rank"]))
    points = {
        "type": "scatter", "mode": "markers", "x": [s["x"] for s in held], "y": [s["y"] for s in held], "customdata": [s["code"] for s in held], "showlegend": False,
        "hovertext": [s["words"] for s in held], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": [2 * s["radius"] for s in held], "sizemode": "diameter", "color": [_colour(s, lit, of) for s in held], "opacity": 1,
                   "line": {"width": [size.line * 1.5 if s["code"] == chosen else 1 for s in held], "color": [of.ink if s["code"] == chosen else of.ground for s in held]}},
        "unselected": {"marker": {"opacity": 1}},
    }
    known = {s["sector"] for s in spots.values()}
    words = {sector: wording.choice("sector", sector) for sector in palette.SHADES if sector in known}
    return [points, *(key.entries(words, of, size) if width > NARROW and height > (len(words) + 4) * size.note * LINE else [])]


def _colour(spot: Mapping, lit: Collection[str], of: Colours) -> str:
    """A partner's colour; one that does not stand out is as quiet as a rule of the page."""
    return palette.sector_colour(spot["sector"], of) if spot["code"] in lit else of.line


def _layout(width: int, height: int, size: Sizes) -> dict:
    is_wide = width > NARROW
    beside = {"orientation": "v", "x": 1.01, "xanchor": "left", "y": 1, "yanchor": "top"}
    below = {"orientation": "h", "x": 0, "y": -0.02, "yanchor": "top"}
    return {
        "height": height, "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0}, "showlegend": True, "clickmode": "event+select",
        "xaxis": {"visible": False, "range": [0, width]}, "yaxis": {"visible": False, "range": [height, 0]},
        "legend": {**(beside if is_wide else below), "traceorder": "normal", "itemsizing": "constant", "itemclick": False, "itemdoubleclick": False, "font": {"size": size.note}},
    }


def _alone_names(alone: Sequence[Mapping], lit: Collection[str], width: int, of: Colours, size: Sizes) -> list[dict]:
    """Who has no joint event, by name where the name has room, in the row below."""
    if not alone:
        return []
    beside = {"showarrow": False, "xanchor": "left", "yanchor": "middle", "borderpad": 0}
    lead = {**beside, "x": 0, "y": alone[0]["y"], "text": f"<b>{escape(t('graph.alone'))}</b>", "font": {"size": size.note, "color": of.ink}}
    return [lead, *({**beside, "x": s["x"] + s["radius"] + 3, "y": s["y"], "text": escape(s["name"]),
                     "font": {"size": size.note, "color": of.ink if s["code"] in lit else of.muted}} for s in alone if s["x"] + s["radius"] + 3 + wide_of(s["name"], size.note) <= width)]


def _names(order: Sequence[Mapping], alone: Sequence[Mapping], width: int, height: int, of: Colours, size: Sizes) -> list[dict]:
    """Names in the order given, each where it covers no other name and no named point; one without room is left to the hover."""
    taken: list[Box] = [_square(s) for s in order]
    height = int(min((s["y"] for s in alone), default=height + size.note)) - size.note
    notes = []
    for spot in order:
        lines = wrapped(spot["name"], size.note, 13 * size.note)
        w, h = max(wide_of(line, size.note) for line in lines) + 4, len(lines) * size.note * LINE
        for anchor, box in _places(spot, w, h):
            if box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height and not any(_meet(box, other) for other in taken if other != _square(spot)):
                taken.append(box)
                notes.append(_note(lines, spot, anchor, box, of, size))
                break
    return notes


def _places(spot: Mapping, w: float, h: float) -> list[tuple[str, Box]]:
    """Above, below, right and left of a point."""
    x, y, r = spot["x"], spot["y"], spot["radius"] + 2
    return [("bottom", (x - w / 2, y - r - h, x + w / 2, y - r)), ("top", (x - w / 2, y + r, x + w / 2, y + r + h)),
            ("left", (x + r, y - h / 2, x + r + w, y + h / 2)), ("right", (x - r - w, y - h / 2, x - r, y + h / 2))]


def _note(lines: Sequence[str], spot: Mapping, anchor: str, box: Box, of: Colours, size: Sizes) -> dict:
    return {"x": (box[0] + box[2]) / 2, "y": (box[1] + box[3]) / 2, "text": "<br>".join(map(escape, lines)), "showarrow": False,
            "borderpad": 0, "font": {"size": size.note, "color": of.ink, "shadow": halo(of.ground)}, "align": anchor if anchor in ("left", "right") else "center"}


def halo(colour: str) -> str:
    """A soft edge round letters that stand on lines, as CSS text-shadow."""
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-1, 0, 1) for y in (-1, 0, 1)) + f", 0 0 4px {colour}"


def _square(spot: Mapping) -> Box:
    return (spot["x"] - spot["radius"], spot["y"] - spot["radius"], spot["x"] + spot["radius"], spot["y"] + spot["radius"])


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
