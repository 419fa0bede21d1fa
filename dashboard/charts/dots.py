"""Places side by side as dots: where each began, where it stands now, and what they are all compared with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

import pandas as pd

from dashboard import wording
from dashboard.charts.graph import halo
from dashboard.charts.lettering import wide
from dashboard.palette import Colours, Sizes
from dashboard.wording import t
from queries.answers import dicts

ROW = 2.0  # height of a row, as a part of a letter's size


@dataclass(frozen=True)
class Dot:
    """One row: its name, its value now and at first (None where there is none), the value in words, the words on hover."""

    name: str
    now: float | None
    first: float | None
    label: str
    words: str
    is_behind: bool = False


def of_districts(values: pd.DataFrame, in_unit: Callable[[Decimal], str], has_whole: bool) -> list[Dot]:
    """A dot a district of indicators.by_district, in its order; behind is what is worse than the whole, where that is comparable."""
    return [_district(row, in_unit, has_whole) for row in dicts(values)]


def _district(row: Mapping, in_unit: Callable[[Decimal], str], has_whole: bool) -> Dot:
    name, now, first = row["district_name"], row["actual_value"], row["first_value"]
    if now is None:
        return Dot(name, None, None, t("dots.no_value"), "")
    words = t("dots.words", name=escape(name), now=escape(in_unit(now)), now_on=wording.date(row["period_on"]), first=escape(in_unit(first)), first_on=wording.date(row["first_on"]))
    return Dot(name, float(now), float(first), in_unit(now), words, has_whole and row["better_by"] is not None and row["better_by"] < 0)


def against(dots: Sequence[Dot], whole: Decimal | None, whole_words: str, of: Colours, size: Sizes, spread: float = 1) -> dict:
    """Rows from top to bottom as given: a line from the first value to the one now, and a rule at the whole's value. `spread`: how many times the
    usual room at both sides the words take, where long names leave the drawing little.

    A row without a value says so; one that is behind the whole has a filled dot and bold words, the others a lighter one."""
    known = [dot for dot in dots if dot.now is not None]
    layout = {
        "height": int((len(dots) * ROW + 3) * size.note), "margin": {"t": int(size.note * 2), "b": 0, "r": size.note},
        "xaxis": {"visible": False, "range": _reach(dots, whole, size, spread)},
        "yaxis": {"categoryorder": "array", "categoryarray": [escape(dot.name) for dot in reversed(dots)], "range": [-0.6, len(dots) - 0.4]},
        "shapes": _rule(whole, of, size), "annotations": [*_silent(dots, of), *_rule_words(whole, whole_words, of)],
    }
    return {"data": [_ways(known, of, size), _first(known, of, size), _now(known, of, size)], "layout": layout}


def _ways(known: Sequence[Dot], of: Colours, size: Sizes) -> dict:
    """One trace for all ways gone, with gaps between them."""
    return {"type": "scatter", "mode": "lines", "x": [v for dot in known for v in (dot.first, dot.now, None)], "y": [escape(dot.name) for dot in known for _ in range(3)],
            "line": {"color": of.line, "width": size.line * 2}, "hoverinfo": "skip"}


def _first(known: Sequence[Dot], of: Colours, size: Sizes) -> dict:
    return {"type": "scatter", "mode": "markers", "x": [dot.first for dot in known], "y": [escape(dot.name) for dot in known], "hoverinfo": "skip",
            "marker": {"color": of.ground, "size": size.mark * 0.7, "line": {"color": of.muted, "width": size.line * 0.6}}}


def _now(known: Sequence[Dot], of: Colours, size: Sizes) -> dict:
    return {
        "type": "scatter", "mode": "markers+text", "x": [dot.now for dot in known], "y": [escape(dot.name) for dot in known], "cliponaxis": False,
        "marker": {"color": [of.accent if dot.is_behind else of.muted for dot in known], "size": size.mark},
        "textfont": {"shadow": halo(of.ground)},  # the rule runs behind the words
        "text": [f"<b>{escape(dot.label)}</b>" if dot.is_behind else escape(dot.label) for dot in known],
        "textposition": ["middle right" if dot.first is None or dot.now >= dot.first else "middle left" for dot in known],
        "hovertext": [dot.words for dot in known], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _rule(whole: Decimal | None, of: Colours, size: Sizes) -> list[dict]:
    if whole is None:
        return []
    return [{"type": "line", "x0": float(whole), "x1": float(whole), "y0": 0, "y1": 1, "yref": "paper", "layer": "below",
             "line": {"color": of.target, "width": size.line * 0.7, "dash": "dash"}}]


def _rule_words(whole: Decimal | None, words: str, of: Colours) -> list[dict]:
    if whole is None:
        return []
    return [{"x": float(whole), "y": 1, "yref": "paper", "yanchor": "bottom", "text": escape(words), "showarrow": False, "font": {"color": of.target}}]


def _silent(dots: Sequence[Dot], of: Colours) -> list[dict]:
    return [{"x": 0, "xref": "paper", "xanchor": "left", "xshift": 12, "y": escape(dot.name), "text": dot.label, "showarrow": False, "font": {"color": of.muted}}
            for dot in dots if dot.now is None]


def _reach(dots: Sequence[Dot], whole: Decimal | None, size: Sizes, spread: float) -> list[float]:
    """Lowest and highest value drawn, with room for the longest words beside the outermost dots."""
    values = [v for dot in dots for v in (dot.now, dot.first) if v is not None] + ([] if whole is None else [float(whole)])
    low, high = min(values, default=0.0), max(values, default=1.0)
    part = min(0.45, spread * (max((wide(dot.label, size.note) for dot in dots), default=0) / (60 * size.note) + 0.05))
    more = (high - low or abs(high) or 1) * part / (1 - part)
    return [low - more, high + more]
