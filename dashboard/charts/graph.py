"""Who works with whom: partners as points where `network.graph_positions` puts them, ties as lines between them.

A point is as large as the partner is relied upon (betweenness), in its sector's colour. A line's dash and ink tell its strongest kind,
its width the joint events. Of all ties only each partner's strongest stand out; what the reader chose stands alone, the rest is faint.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from dashboard import palette, wording
from dashboard.charts import placing
from dashboard.charts.lettering import wide as wide_of
from dashboard.charts.placing import Spot
from dashboard.charts.placing import halo as halo
from dashboard.palette import Colours, Sizes
from dashboard.wording import t
from queries.backbone import EACH, strongest

SMALLEST, LARGEST = 0.8, 3.2  # diameter of a point, in marks
NARROW = 700  # px: below, the key stands under the drawing
CROWD, DENSE = 1 / 45, 0.2  # a mark is at most this part of the height, and of the room a point has
SPREAD = 0.8  # power of the distance from the middle: 1 leaves a layout as it is
KINDS = ("contract", "mou", "resource", "shared_body", "coordination")  # strongest first: formal ones dark, the others light
DASHES = {"contract": "solid", "mou": "14px,8px", "resource": "12px,5px,3px,5px", "shared_body": "solid", "coordination": "dot"}
FORMAL = KINDS[:3]
DEPTHS, WIDTHS = (3, 6, 10), (0.5, 0.9, 1.5, 2.2)  # from how many joint events a line is drawn in the next width, in lines
AGES, FADING = (274, 365), (0.9, 0.6, 0.35)  # days of silence after which a silent tie is drawn lighter
MOST_FAINT, MOST_SILENT, MOST_TOLD = 600, 60, 200  # lines in the background; silent ones; ties that tell their words on hover
CROWDED = 200  # partners: beyond, only the strongest tie of each stands out, lines are thin, and points say no more than their name
PARTNER = ("organisation_code", "organisation_name", "short_name", "actor_level", "sector", "degree", "joint_events", "betweenness", "parts_without")
TIE = ("from_organisation_code", "to_organisation_code", "from_short_name", "to_short_name", "from_name", "to_name", "joint_events", "last_on", "days_since_last", "kinds", "is_silent")
LOW = 12  # letters: a lower picture has no room for a row of those who met nobody
KEY_LINE = 1.45  # height of a line of the key, in letters
SMALL = 20  # px: larger letters leave room for a key of the study's four groups only, not of ten sectors


@dataclass(frozen=True)
class Focus:
    """What stands out: partners `picked` (all when None), the `chosen` one with its ties, the `way` between two, one `tie` ("A~B"), or one left `out` and who is `cut` off."""

    picked: frozenset[str] | None = None
    chosen: str = ""
    way: tuple[str, ...] = ()
    tie: str = ""
    out: str = ""
    cut: frozenset[str] = frozenset()


def relations(partners, now, positions, ties, focus: Focus, of: Colours, size: Sizes, width: int, height: int, named: int = 14) -> dict:
    """The figure for `width` × `height` px, its key included.

    Frames: partners as `network.partners` and ties as `network.ties` at the day shown (names in the reader's language); `now` and `positions`
    the partners and their places at the release's own day, so that nobody moves from quarter to quarter.
    """
    known = {r["organisation_code"]: r for r in _rows(partners, PARTNER)}
    tied = {r["organisation_code"] for r in _rows(now, PARTNER) if r["degree"]}
    key = _key_width(known, size, width)
    drawn = width - key
    spots = _spots(known, tied, positions, size, drawn, height)
    rows = [r for r in _rows(ties, TIE) if r["from_organisation_code"] in spots and r["to_organisation_code"] in spots]
    front = _front(rows, focus)
    lit = _lit(spots, front, focus)
    entries = _key_without(of, size) if focus.out else _key([] if focus.way else front, _groups(known, size, is_brief=not key), of, size)
    entries = entries[: int(height / (KEY_LINE * size.note))] if key else entries  # a low picture's key keeps to the lines
    pen = replace(size, line=size.line * 0.5, mark=size.mark * 0.5) if len(spots) > CROWDED else size
    data = [*_faint(rows, front, spots, of, size), *_lines(front, spots, focus, of, pen), *_marks(front, spots, focus, of, pen), _points(spots, known, lit, focus, of, size), *_rings(spots, focus, of, size), *entries]
    notes = [*_names(spots, tied, known, lit, focus, drawn, height, named, of, size), *_alone_names(spots, tied, lit, drawn, height, of, size)]
    return {"data": data, "layout": {**_layout(drawn, height, key, len(entries), size), "annotations": notes}}


def shown(ties) -> tuple[int, int]:
    """How many ties stand out of how many where nothing is chosen."""
    return len(_front(_rows(ties, TIE), Focus())), len(ties)


def _rows(frame, columns: Sequence[str]) -> list[dict]:
    """Rows with only what a drawing needs: of five thousand ties all columns would take half a second."""
    return [dict(zip(columns, values, strict=True)) for values in zip(*(frame[column].tolist() for column in columns), strict=True)]


def pair(row: Mapping) -> str:
    """A tie's name in the URL: both codes, the smaller first."""
    return "~".join(_ends(row))


# --- where ------------------------------------------------------------------------------------------------------------


def _spots(rows: Mapping[str, Mapping], tied: Collection[str], positions, size: Sizes, width: float, height: int) -> dict[str, Spot]:
    """Each partner in px with the radius of its point. Who has no joint event at the release's day stands in a row below, whatever day is shown."""
    at = {code: _spread(float(x), float(y)) for code, x, y in zip(positions["organisation_code"], positions["x"], positions["y"], strict=True) if code in tied}
    below = [code for code in rows if code not in at]
    mark, foot = _mark(size, width, height, len(at)), size.note * 2.4 if below and height > LOW * size.note else 0
    most = max((float(r["betweenness"]) for r in rows.values()), default=0) or 1
    placed = placing.filled(at, width, height - foot, mark * LARGEST)
    part = {code: (float(r["betweenness"]) / most) ** 0.5 for code, r in rows.items()}
    free = [Spot(code, _short(rows[code]), *placed[code], mark * (SMALLEST + (LARGEST - SMALLEST) * part[code]) / 2) for code in placed if code in rows]
    x, alone = 1.15 * wide_of(t("graph.alone"), size.note) + size.note, []
    for code in below:  # beyond the edge, or below a low picture, they are not drawn
        alone.append(Spot(code, _short(rows[code]), x, height - foot / 3 if foot else 2 * height, mark * SMALLEST / 2))
        x += wide_of(alone[-1].name, size.note) + 3 * size.note
    return {spot.code: spot for spot in (*placing.apart(free, width, height - foot), *alone)}


def _mark(size: Sizes, width: float, height: int, count: int) -> float:
    """A point's unit, in px: smaller in a small picture and in a crowd."""
    return min(size.mark, height * CROWD, DENSE * (width * height / max(count, 1)) ** 0.5)


def _spread(x: float, y: float) -> tuple[float, float]:
    """The crowd in the middle drawn apart, the edge drawn in."""
    far = (x * x + y * y) ** 0.5
    return (x * far ** (SPREAD - 1), y * far ** (SPREAD - 1)) if far else (0.0, 0.0)


def _short(row: Mapping) -> str:
    """The name a drawing has room for: the short one in Thai, in English the full one."""
    return str((row["short_name"] if wording.language() == "th" else None) or row["organisation_name"] or wording.choice("actor_level", row["actor_level"]))


# --- which ties -------------------------------------------------------------------------------------------------------


def _ends(row: Mapping) -> tuple[str, str]:
    one, other = sorted((row["from_organisation_code"], row["to_organisation_code"]))
    return one, other


def _front(rows: Sequence[Mapping], focus: Focus) -> list[Mapping]:
    """The ties that stand out: the way, those of the partner chosen or left out, one tie, else each partner's strongest and those fallen silent last."""
    if focus.way:
        held = {tuple(sorted(step)) for step in pairwise(focus.way)}
        return [r for r in rows if _ends(r) in held]
    if focus.chosen:
        return [r for r in rows if focus.chosen in _ends(r)]
    if focus.tie:
        return [r for r in rows if pair(r) == focus.tie]
    if focus.out:
        return [r for r in rows if focus.out in _ends(r)]
    events = {_ends(r): int(r["joint_events"]) for r in rows if not r["is_silent"]}
    held = strongest(events, 1 if len({code for ends in events for code in ends}) > CROWDED else EACH)
    silent = sorted((r for r in rows if r["is_silent"]), key=lambda r: (r["days_since_last"] is None, r["days_since_last"] or 0))
    return [*(r for r in rows if not r["is_silent"] and _ends(r) in held), *silent[:MOST_SILENT]]


def _lit(spots: Mapping, front: Sequence[Mapping], focus: Focus) -> set[str]:
    """Partners that stand out."""
    if focus.chosen or focus.way or focus.tie:
        return {focus.chosen, *focus.way, *(code for r in front for code in _ends(r))} & set(spots)
    if focus.out:
        return {focus.out, *focus.cut} & set(spots)
    return set(spots) if focus.picked is None else set(spots) & focus.picked


# --- lines ------------------------------------------------------------------------------------------------------------


def _line(rows: Iterable[Mapping], spots: Mapping[str, Spot], line: Mapping, opacity: float) -> dict:
    """Lines of one style in one trace with gaps: three hundred traces would take ten times as long."""
    ends = [(spots[one], spots[other]) for one, other in map(_ends, rows)]
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": False, "opacity": opacity, "line": dict(line),
            "x": [v for one, other in ends for v in (one.x, other.x, None)], "y": [v for one, other in ends for v in (one.y, other.y, None)]}


def _faint(rows: Sequence[Mapping], front: Sequence[Mapping], spots: Mapping, of: Colours, size: Sizes) -> list[dict]:
    """The ties behind, as a breath of grey; none where there are so many that they would be a cloud."""
    held = {_ends(r) for r in front}
    behind = [r for r in rows if _ends(r) not in held]
    return [_line(behind, spots, {"color": of.muted, "width": size.line * 0.3}, 0.18)] if 0 < len(behind) <= MOST_FAINT else []


def _lines(front: Sequence[Mapping], spots: Mapping, focus: Focus, of: Colours, size: Sizes) -> list[dict]:
    """The ties that stand out: by kind and width, and those that fell silent by how long ago; the way between two in one bold line, what leaves with a partner in dots."""
    if focus.way:
        return [_line(front, spots, {"color": of.accent, "width": size.line * 3}, 1)]
    if focus.out:
        return [_line(front, spots, {"color": of.states["off_track"][0], "width": size.line * 0.5, "dash": "3px,5px"}, 0.7)]
    styles: dict[tuple, list[Mapping]] = {}
    for r in front:
        styles.setdefault(_silent_style(r, of, size) if r["is_silent"] else _style(r, of, size), []).append(r)
    return [_line(rows, spots, {"color": colour, "width": width, "dash": dash}, opacity) for (opacity, width, dash, colour), rows in sorted(styles.items(), key=lambda s: s[0][:3])]


def _style(row: Mapping, of: Colours, size: Sizes) -> tuple[float, float, str, str]:
    kind = _kind(row)
    is_formal = kind in FORMAL
    return 0.75 if is_formal else 0.6, size.line * WIDTHS[sum(int(row["joint_events"]) >= n for n in DEPTHS)], DASHES[kind], of.ink if is_formal else of.muted


def _silent_style(row: Mapping, of: Colours, size: Sizes) -> tuple[float, float, str, str]:
    days = row["days_since_last"]
    return FADING[2 if days is None else sum(days >= n for n in AGES)], size.line * 0.7, "4px,6px", of.states["watch"][0]


def _kind(row: Mapping) -> str:
    """The strongest kind a tie is of."""
    return next((kind for kind in KINDS if kind in str(row["kinds"]).split(";")), KINDS[-1])


def _marks(front: Sequence[Mapping], spots: Mapping, focus: Focus, of: Colours, size: Sizes) -> list[dict]:
    """In the middle of each line what it says when pressed or pointed at: seen on silent ones, on a chosen partner's, and on the chosen tie."""
    told = front if len(front) <= MOST_TOLD else [r for r in front if r["is_silent"]]
    ways = [(spots[one], spots[other]) for one, other in map(_ends, told)]
    sizes, colours, symbols = zip(*(_mark_look(r, focus, of, size) for r in told), strict=True) if told else ((), (), ())
    return [{
        "type": "scatter", "mode": "markers", "showlegend": False, "customdata": [pair(r) for r in told],
        "x": [round((one.x + other.x) / 2, 1) for one, other in ways], "y": [round((one.y + other.y) / 2, 1) for one, other in ways],
        "hovertext": [_tie_words(r, is_brief=len(spots) > CROWDED) for r in told], "hovertemplate": "%{hovertext}<extra></extra>", "unselected": {"marker": {"opacity": 1}},
        "marker": {"size": list(sizes), "color": list(colours), "symbol": list(symbols), "opacity": 1, "line": {"width": 0}},
    }]


def _mark_look(row: Mapping, focus: Focus, of: Colours, size: Sizes) -> tuple[float, str, str]:
    if pair(row) == focus.tie:
        return size.mark * 1.1, of.accent, "diamond"
    if row["is_silent"]:
        return size.mark * 0.8, of.states["watch"][0], "triangle-up"
    return (size.mark * 0.5, of.muted, "diamond") if focus.chosen or focus.tie else (size.mark * 0.8, "rgba(0,0,0,0)", "circle")


def _tie_words(row: Mapping, is_brief: bool) -> str:
    ends = " – ".join(escape(str(row[f"{end}_short_name"] if wording.language() == "th" and row[f"{end}_short_name"] else row[f"{end}_name"] or wording.NONE)) for end in ("from", "to"))
    if is_brief:
        return ends
    said = t("graph.met", events=row["joint_events"], last=wording.date(row["last_on"]))
    return "<br>".join([f"<b>{ends}</b>", said, wording.choice("tie_kind", _kind(row)), *([t("graph.silent")] if row["is_silent"] else [])])


# --- points -----------------------------------------------------------------------------------------------------------


def _points(spots: Mapping[str, Spot], rows: Mapping[str, Mapping], lit: Collection[str], focus: Focus, of: Colours, size: Sizes) -> dict:
    """One trace of all points, in the order of their codes, so that what is pressed stays the same point."""
    held = sorted(spots.values(), key=lambda s: s.code)
    return {
        "type": "scatter", "mode": "markers", "x": [s.x for s in held], "y": [s.y for s in held], "customdata": [s.code for s in held], "showlegend": False,
        "hovertext": [_words(rows[s.code], is_brief=len(held) > CROWDED) for s in held], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": [round(2 * s.radius * (2 if s.code in focus.cut else 1), 1) for s in held], "sizemode": "diameter", "opacity": 1, "color": [_colour(rows[s.code], lit, focus, of) for s in held],
                   "symbol": [_symbol(s.code, focus) for s in held] if focus.out else "circle",
                   "line": {"width": 1, "color": of.ground}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _rings(spots: Mapping[str, Spot], focus: Focus, of: Colours, size: Sizes) -> list[dict]:
    """A ring round the partner that is chosen, or round both ends of a way."""
    held = [spots[code] for code in dict.fromkeys((focus.chosen, *focus.way[:1], *focus.way[-1:])) if code in spots]
    return [{"type": "scatter", "mode": "markers", "x": [s.x for s in held], "y": [s.y for s in held], "hoverinfo": "skip", "showlegend": False,
             "marker": {"size": [round(2 * s.radius, 1) for s in held], "color": "rgba(0,0,0,0)", "line": {"width": size.line * 1.5, "color": of.ink}}}] if held else []


def _words(row: Mapping, is_brief: bool) -> str:
    """What a point says on hover; of very many only the name, or the words would weigh more than the drawing."""
    if is_brief:
        return escape(_short(row))
    name = escape(str(row["organisation_name"] or wording.choice("actor_level", row["actor_level"])))
    parts = int(row["parts_without"])
    lines = [f"<b>{name}</b>", wording.choice("sector", row["sector"]), t("graph.ties", ties=row["degree"], events=row["joint_events"])]
    return "<br>".join(lines + ([t("graph.parts", parts=parts)] if parts > 1 else []))


def _colour(row: Mapping, lit: Collection[str], focus: Focus, of: Colours) -> str:
    """A partner's colour; one that does not stand out is as quiet as a rule of the page, one that is cut off has the sign of what is lost."""
    code = row["organisation_code"]
    if focus.out:
        return of.ink if code == focus.out else of.states["off_track"][0] if code in focus.cut else of.muted
    return palette.sector_colour(row["sector"], of) if code in lit else of.line


def _symbol(code: str, focus: Focus) -> str:
    return "x" if code == focus.out else "square" if code in focus.cut else "circle"


# --- names ------------------------------------------------------------------------------------------------------------


def _names(spots: Mapping[str, Spot], tied: Collection[str], known: Collection[str], lit: Collection[str], focus: Focus, width: float, height: int, most: int, of: Colours, size: Sizes) -> list[dict]:
    """What is chosen, then the most relied upon of those that stand out, by name where there is room."""
    first = [code for code in (focus.chosen, focus.out, *focus.way, *focus.tie.split("~")) if code]
    ranked = [code for code in known if code in lit]  # as the question gives them: most relied upon first
    order = [spots[code] for code in dict.fromkeys([*first, *ranked]) if code in spots and code in tied]
    order = order if focus.chosen or focus.way or focus.out or focus.tie else order[:most]
    low = min((s.y - size.note for code, s in spots.items() if code not in tied and s.y < height), default=height)
    around = [s for code, s in spots.items() if code in lit] if len(spots) <= CROWDED else []
    return [placing.note(lines, box, side, of.ink, size.note, of, is_bold=spot.code in first) for spot, lines, side, box in placing.named(order, around, width, low, size.note)]


def _alone_names(spots: Mapping[str, Spot], tied: Collection[str], lit: Collection[str], width: float, height: int, of: Colours, size: Sizes) -> list[dict]:
    """Who has no joint event, by name where the name has room, in the row below."""
    alone = [s for code, s in spots.items() if code not in tied]
    if not alone or alone[0].y > height:
        return []
    beside = {"showarrow": False, "xanchor": "left", "yanchor": "middle", "borderpad": 0}
    lead = {**beside, "x": 0, "y": alone[0].y, "text": f"<b>{escape(t('graph.alone'))}</b>", "font": {"size": size.note, "color": of.ink}}
    return [lead, *({**beside, "x": s.x + s.radius + 3, "y": s.y, "text": escape(s.name), "font": {"size": size.note, "color": of.ink if s.code in lit else of.muted}}
                    for s in alone if s.x + s.radius + 3 + wide_of(s.name, size.note) <= width)]


# --- the key ----------------------------------------------------------------------------------------------------------


def _groups(partners: Mapping[str, Mapping], size: Sizes, is_brief: bool) -> dict[str, str]:
    """Code → words of the colours in the key: each sector where letters are small and there is room, else the study's four groups."""
    known = {r["sector"] for r in partners.values()}
    if size.note < SMALL and not is_brief:
        return {sector: wording.choice("sector", sector) for sector in palette.SHADES if sector in known}
    families = dict.fromkeys(family for sector, (family, _) in palette.SHADES.items() if sector in known)
    return {family: wording.choice("sector_group", family) for family in families}


def _key(front: Sequence[Mapping], groups: Mapping[str, str], of: Colours, size: Sizes) -> list[dict]:
    """The drawing's own key: kinds of ties that stand out, then the colours of points; traces without a point, so that no choice changes them."""
    kinds = {_kind(r) for r in front if not r["is_silent"]}
    blank = {"type": "scatter", "x": [None], "y": [None], "hoverinfo": "skip"}
    lines = [{**blank, "mode": "lines", "name": t(f"graph.kind_{kind}"), "line": {"color": of.ink if kind in FORMAL else of.muted, "width": size.line, "dash": DASHES[kind]}} for kind in KINDS if kind in kinds]
    silent = [{**blank, "mode": "lines+markers", "name": t("graph.silent"), "line": {"color": of.states["watch"][0], "width": size.line, "dash": "4px,6px"},
               "marker": {"color": of.states["watch"][0], "symbol": "triangle-up", "size": size.mark * 0.8}}] if any(r["is_silent"] for r in front) else []
    points = [{**blank, "mode": "markers", "name": words, "marker": {"size": size.mark, "color": palette.sector_colour(code, of)}} for code, words in groups.items()]
    return [*lines, *silent, *points]


def _key_without(of: Colours, size: Sizes) -> list[dict]:
    """The key of a network that one partner has left."""
    looks = {"graph.out": ("x", of.ink), "graph.cut": ("square", of.states["off_track"][0]), "graph.held": ("circle", of.muted)}
    return [{"type": "scatter", "x": [None], "y": [None], "hoverinfo": "skip", "mode": "markers", "name": t(word), "marker": {"size": size.mark, "symbol": symbol, "color": colour}}
            for word, (symbol, colour) in looks.items()]


def _key_width(partners: Mapping[str, Mapping], size: Sizes, width: int) -> int:
    """Px that the key takes beside a drawing; none where it stands below."""
    if width <= NARROW:
        return 0
    words = [*_groups(partners, size, is_brief=False).values(), *(t(f"graph.kind_{kind}") for kind in KINDS), t("graph.silent")]
    return int(max(wide_of(word, size.note) for word in words) + 4 * size.note + 12)


def _layout(width: float, height: int, key: int, entries: int, size: Sizes) -> dict:
    beside = {"orientation": "v", "x": 1, "xanchor": "left", "y": 1, "yanchor": "top"}
    below = {"orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yref": "container", "yanchor": "bottom", "entrywidth": 0.5, "entrywidthmode": "fraction"}
    under = 0 if key else int((entries + 1) // 2 * 1.6 * size.note + size.note)
    return {
        "height": height + under, "margin": {"l": 0, "r": key, "t": 0, "b": under, "pad": 0, "autoexpand": False}, "showlegend": True, "clickmode": "event+select",
        "xaxis": {"visible": False, "range": [0, width]}, "yaxis": {"visible": False, "range": [height, 0]},
        "legend": {**(beside if key else below), "traceorder": "normal", "itemsizing": "trace", "itemclick": False, "itemdoubleclick": False, "font": {"size": size.note}},
    }
