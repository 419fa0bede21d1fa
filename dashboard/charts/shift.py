"""Before and after on a scale: each question's distribution as paired bars, and how far its mean moved, with what chance alone could do."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts import rows as worded
from dashboard.palette import Colours, Sizes

DRAWING, GAP = 1.2, 0.5  # height of a row's drawing and of the air below it, in letters


@dataclass(frozen=True)
class Bar:
    """One score, or some together: its words, the share of people before and after in per cent, and what is said on hover of each."""

    name: str
    before: float
    after: float
    hover: tuple[str, str]


@dataclass(frozen=True)
class Move:
    """One question: its words and the change's, means before and after (None where they are not shown), how far the change may be off, what is said on hover."""

    name: str
    remark: str
    before: float | None
    after: float | None
    error: float
    hover: str
    state: str = ""


def pairs(bars: Sequence[Bar], most: float, of: Colours, size: Sizes, height: int, shows: bool = True) -> dict:
    """The small drawing of a distribution: a pale bar before and a dark one after for each score, to the same height in all (`most`, in per cent).

    `shows`: whether each bar bears its per cent; small letters have no room for it."""
    names, inks = [escape(bar.name) for bar in bars], (of.money["pledged"], of.money["disbursed"])
    data = [{
        "type": "bar", "x": list(range(len(bars))), "y": [getattr(bar, side) for bar in bars], "marker": {"color": ink}, "cliponaxis": False,
        "hovertext": [bar.hover[at] for bar in bars], "hovertemplate": "%{hovertext}<extra></extra>",
        **({"text": [f"{getattr(bar, side):.0f}" for bar in bars], "textposition": "outside", "textfont": {"color": of.ink, "size": size.note - 2}} if shows else {}),
    } for at, (side, ink) in enumerate(zip(("before", "after"), inks, strict=True))]
    return {"data": data, "layout": {
        "height": height, "barmode": "group", "bargap": 0.25, "bargroupgap": 0.05, "margin": {"l": 0, "r": 0, "t": int(size.note * (1.3 if shows else 0.2)), "b": int(size.note * 1.8), "pad": 2},
        "uniformtext": {"mode": "show", "minsize": 6}, "xaxis": {"tickvals": list(range(len(bars))), "ticktext": names, "showline": True, "ticks": ""},
        "yaxis": {"visible": False, "range": [0, most * 1.02 or 1]},
    }}


def moves(given: Sequence[Move], scale: tuple[float, float], ends: tuple[str, str], of: Colours, size: Sizes, room: float) -> dict:
    """Rows as given: a hollow dot where the mean was, a full one where it is, a bar for what chance could do; the scale's ends in words below the last."""
    lines = [worded.words_of(move.name, move.remark, move.state, size.note, room) for move in given]
    row = worded.Row(max((len(of_row) for of_row in lines), default=1), size.note, DRAWING * size.note, GAP * size.note)
    known = [(place + row.centre, move) for place, move in enumerate(given) if move.before is not None and move.after is not None]
    notes = [note for place, of_row in enumerate(lines) for note in worded.texts(of_row, place, row, of)]
    low, high = scale
    foot = len(given) + 0.02
    notes += [{"text": escape(words), "x": x, "y": foot, "xanchor": anchor, "yanchor": "top", "showarrow": False, "borderpad": 0, "font": {"color": of.muted}}
              for words, x, anchor in ((ends[0], low, "left"), (ends[1], high, "right"))]
    height = int(len(given) * row.height + 1.8 * size.note)
    return {"data": [_ways(known, of, size), _before(known, of, size), _after(known, of, size)], "layout": {
        "height": max(height, 1), "margin": {"l": 0, "r": 0, "t": 2, "b": 2, "pad": 0}, "annotations": notes, "shapes": [_track(place + row.centre, low, high, of) for place in range(len(given))],
        "xaxis": {"visible": False, "range": [low - (high - low) * 0.02, high + (high - low) * 0.02]}, "yaxis": {"visible": False, "range": [height / row.height, 0]},
    }}


def _track(y: float, low: float, high: float, of: Colours) -> dict:
    return {"type": "line", "layer": "below", "x0": low, "x1": high, "y0": y, "y1": y, "line": {"color": of.line, "width": 2}}


def _ways(known: Sequence[tuple[float, Move]], of: Colours, size: Sizes) -> dict:
    return {"type": "scatter", "mode": "lines", "x": [v for _, m in known for v in (m.before, m.after, None)], "y": [y for y, _ in known for _ in range(3)], "hoverinfo": "skip",
            "line": {"color": of.money["pledged"], "width": size.line * 2}}


def _before(known: Sequence[tuple[float, Move]], of: Colours, size: Sizes) -> dict:
    return {"type": "scatter", "mode": "markers", "x": [m.before for _, m in known], "y": [y for y, _ in known], "hoverinfo": "skip",
            "marker": {"size": size.mark * 1.1, "color": of.ground, "line": {"color": of.money["allocated"], "width": size.line}}}


def _after(known: Sequence[tuple[float, Move]], of: Colours, size: Sizes) -> dict:
    return {"type": "scatter", "mode": "markers", "x": [m.after for _, m in known], "y": [y for y, _ in known], "cliponaxis": False,
            "marker": {"size": size.mark * 1.2, "color": of.money["disbursed"]}, "hovertext": [m.hover for _, m in known], "hovertemplate": "%{hovertext}<extra></extra>",
            "error_x": {"type": "data", "array": [m.error for _, m in known], "color": of.money["disbursed"], "thickness": size.line * 0.8, "width": size.mark * 0.6}}
