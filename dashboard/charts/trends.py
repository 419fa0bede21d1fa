"""A value quarter by quarter: small beside others, or alone with the limits set for it. What was not known is marked, never drawn as zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from dashboard.charts.lettering import wide
from dashboard.charts.look import FONT
from dashboard.palette import HATCHED, STATES, Colours, Sizes


@dataclass(frozen=True)
class Point:
    """A quarter: its words under the axis (two lines), the value (None where there is none), the value in words, the words on hover."""

    tick: str
    value: Decimal | None
    label: str
    words: str


@dataclass(frozen=True)
class Limit:
    """From this value up a state holds: its code, its words, and since which quarter (its place among the points)."""

    value: Decimal
    state: str
    words: str
    since: int


def small(points: Sequence[Point], state: str, of: Colours, size: Sizes, height: int, limits: Sequence[Limit] = ()) -> dict:
    """One of many: the line, its last value as the sign of the state that stands, the limits without words; no axes. `height` in px."""
    layout = {
        "height": height, "margin": {"l": size.mark // 2, "r": size.mark, "t": size.mark, "b": size.mark // 2, "pad": 0},
        "xaxis": {"visible": False, "range": [-0.3, len(points) - 0.7]}, "yaxis": {"visible": False, "range": _reach(points, limits, 0.15)},
        "shapes": _rules(points, limits, of, size),
    }
    return {"data": [*_unknown(points, limits, of, size), _line(points, of, size, is_small=True), *_last(points, state, of, size)], "layout": layout}


def large(points: Sequence[Point], state: str, of: Colours, size: Sizes, limits: Sequence[Limit] = (), is_narrow: bool = False) -> dict:
    """One in full: every value written above its point, quarters along the axis (`is_narrow`: every second, from the last), the limits in words at the right."""
    shown = [n for n in range(len(points)) if not is_narrow or (len(points) - 1 - n) % 2 == 0]
    right = max((wide(part, size.note) for limit in limits for part in limit.words.split("<br>")), default=0)
    layout = {
        "margin": {"t": int(size.note * 1.6), "r": int(right) + size.note, "l": size.note},
        "xaxis": {"range": [-0.5, len(points) - 0.5], "tickvals": shown, "ticktext": [points[n].tick for n in shown], "ticks": "outside"},
        "yaxis": {"range": _reach(points, limits, 0.28), "showgrid": True, "nticks": 5, "tickformat": ",~f", "showticklabels": False},
        "shapes": _rules(points, limits, of, size), "annotations": [*_values(points, limits, of, size, shown), *_limit_words(limits, of, size)],
    }
    return {"data": [*_unknown(points, limits, of, size), _line(points, of, size), *_last(points, state, of, size)], "layout": layout}


# --- what is drawn ----------------------------------------------------------------------------------------------------


def _line(points: Sequence[Point], of: Colours, size: Sizes, is_small: bool = False) -> dict:
    return {
        "type": "scatter", "mode": "lines+markers", "x": list(range(len(points))), "y": [_float(point.value) for point in points], "connectgaps": False,
        "line": {"color": of.accent, "width": size.line}, "marker": {"color": of.accent, "size": size.mark * (0.3 if is_small else 0.55)}, "cliponaxis": False,
        "hovertext": [point.words for point in points], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _last(points: Sequence[Point], state: str, of: Colours, size: Sizes) -> list[dict]:
    """The last value as the sign of its state; a filled dot where no limit is set."""
    if points[-1].value is None:
        return []
    sign, ink = (STATES[state].sign, of.states[state][0]) if state in STATES else ("●", of.accent)
    return [{"type": "scatter", "mode": "text", "x": [len(points) - 1], "y": [_float(points[-1].value)], "text": [sign], "textposition": "middle center", "cliponaxis": False,
             "textfont": {"family": FONT, "size": size.mark * 1.6, "color": ink}, "hovertext": [points[-1].words], "hovertemplate": "%{hovertext}<extra></extra>"}]


def _unknown(points: Sequence[Point], limits: Sequence[Limit], of: Colours, size: Sizes) -> list[dict]:
    """Quarters without a value: the sign of no evidence at the foot of the drawing, where no line reaches."""
    places = [n for n, point in enumerate(points) if point.value is None]
    if not places:
        return []
    low = _reach(points, limits, 0.15)[0]
    return [{"type": "scatter", "mode": "text", "x": places, "y": [low] * len(places), "text": [STATES[HATCHED].sign] * len(places), "textposition": "top center", "cliponaxis": False,
             "textfont": {"family": FONT, "size": size.mark * 1.1, "color": of.states[HATCHED][0]}, "hovertext": [points[n].words for n in places], "hovertemplate": "%{hovertext}<extra></extra>"}]


def _rules(points: Sequence[Point], limits: Sequence[Limit], of: Colours, size: Sizes) -> list[dict]:
    """A limit from the quarter it took effect in."""
    return [{"type": "line", "x0": max(limit.since - 0.5, -0.5), "x1": len(points) - 0.5, "y0": float(limit.value), "y1": float(limit.value), "layer": "below",
             "line": {"color": of.states[limit.state][0], "width": max(1, size.line * 0.6), "dash": "dash"}} for limit in limits]


# --- what is written --------------------------------------------------------------------------------------------------


def _values(points: Sequence[Point], limits: Sequence[Limit], of: Colours, size: Sizes, shown: Sequence[int]) -> list[dict]:
    """Each value above its point, the last one bold; below it where the line comes down from above and nothing lies lower beside it."""
    found = []
    for n in shown:
        if points[n].value is None:
            continue
        beside = [points[m].value for m in (n - 1, n + 1) if 0 <= m < len(points) and points[m].value is not None]
        under = any(value > points[n].value for value in beside) and all(value >= points[n].value for value in beside)
        text = f"<b>{escape(points[n].label)}</b>" if n == len(points) - 1 else escape(points[n].label)
        found.append({"x": n, "y": float(points[n].value), "text": text, "showarrow": False, "yanchor": "top" if under else "bottom", "yshift": size.mark * (-0.8 if under else 0.8), "font": {"color": of.ink}})
    return found


def _limit_words(limits: Sequence[Limit], of: Colours, size: Sizes) -> list[dict]:
    return [{"x": 1, "xref": "paper", "xanchor": "left", "xshift": size.note // 2, "y": float(limit.value), "text": limit.words, "showarrow": False, "align": "left",
             "font": {"color": of.states[limit.state][1]}} for limit in limits]


# --- measures ---------------------------------------------------------------------------------------------------------


def _reach(points: Sequence[Point], limits: Sequence[Limit], room: float) -> list[float]:
    """Lowest and highest value drawn, with a part of the distance as room on both sides. A line needs no zero."""
    values = [float(point.value) for point in points if point.value is not None] + [float(limit.value) for limit in limits]
    low, high = min(values, default=0.0), max(values, default=1.0)
    more = (high - low or abs(high) or 1) * room
    return [low - more, high + more]


def _float(value: Decimal | None) -> float | None:
    """For drawing only: figures that are read stay exact."""
    return None if value is None else float(value)
