"""Where an indicator is heading, drawn onto its line: the trend to the target's day, its band, and its value beside the end.

`ahead` is a row of indicators.forecasts, or None; one that is withheld draws nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from dashboard import wording
from dashboard.palette import Colours, Sizes
from dashboard.wording import t

LINE = 1.3  # height of a line of words, in letters


@dataclass(frozen=True)
class Words:
    """Words beside the end of the drawing: at which value they stand, how many lines they are, which of their edges is there."""

    value: Decimal
    lines: int
    anchor: str  # "middle", "top" or "bottom"


def is_drawn(ahead: Mapping | None) -> bool:
    """Whether there is a trend to draw."""
    return ahead is not None and not ahead["withheld"]


def widened(low: float, high: float, ahead: Mapping | None) -> tuple[float, float]:
    """An axis that also holds the trend, and of its band no more than half as much again: a doubtful one runs out of the picture."""
    if not is_drawn(ahead):
        return low, high
    ends = [float(ahead[name]) for name in ("from_value", "forecast_value")]
    low, high = min(low, *ends), max(high, *ends)
    most = (high - low) / 2
    edges = [float(ahead[name]) for name in ("forecast_low_value", "forecast_high_value") if _has(ahead[name])]
    return min(low, *(max(edge, low - most) for edge in edges), low), max(high, *(min(edge, high + most) for edge in edges), high)


def traces(ahead: Mapping | None, unit: str, decimals: int, of: Colours, size: Sizes, is_small: bool = False) -> list[dict]:
    """The band and the thin line to its mark at the target's day; of a small drawing the line alone.

    Between its two ends the band is curved a little inwards; straight edges make it no narrower."""
    if not is_drawn(ahead):
        return []
    line = {
        "type": "scatter", "mode": "lines" if is_small else "lines+markers", "x": [ahead["from_on"], ahead["forecast_on"]], "y": [float(ahead["from_value"]), float(ahead["forecast_value"])], "cliponaxis": False,
        "name": t("lines.ahead"), "line": {"color": of.muted, "width": size.line * (0.4 if is_small else 0.6)},
        "marker": {"color": of.muted, "symbol": "triangle-right", "size": [0, size.mark]},
        "hovertext": ["", _hover(ahead, unit, decimals)], "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return [line] if is_small or not _has(ahead["forecast_low_value"]) else [_band(ahead, of), line]


def _band(ahead: Mapping, of: Colours) -> dict:
    days = [ahead["from_on"], ahead["forecast_on"]]
    edges = [ahead[name] for name in ("from_low_value", "forecast_low_value", "forecast_high_value", "from_high_value")]
    return {"type": "scatter", "mode": "lines", "x": [*days, *reversed(days)], "y": [float(edge) for edge in edges], "fill": "toself", "fillcolor": of.line, "opacity": 0.75,
            "line": {"width": 0}, "hoverinfo": "skip"}


def _hover(ahead: Mapping, unit: str, decimals: int) -> str:
    low, value, high = (wording.number(ahead[f"forecast{name}_value"], decimals) for name in ("_low", "", "_high"))
    band = t("lines.ahead_band", low=low, high=high, percent=ahead["band_percent"]) if _has(ahead["forecast_low_value"]) else ""
    return t("lines.ahead_words", day=wording.date(ahead["forecast_on"]), value=value, unit=escape(unit), band=band)


def label(ahead: Mapping | None, taken: Sequence[Words], reach: Sequence[float], high: float, decimals: int, of: Colours, size: Sizes) -> list[dict]:
    """The forecast's value to the right of its mark, moved up or down until it lies on none of the words `taken`. `high`: px of the drawing over the `reach` of its axis."""
    if not is_drawn(ahead):
        return []
    letters = high / (reach[1] - reach[0]) / size.note  # of a unit of the axis
    at, tall = float(ahead["forecast_value"]) * letters, 2 * LINE
    boxes = [(_box(float(words.value) * letters, words.lines * LINE, words.anchor), words.value > ahead["forecast_value"]) for words in taken]
    places = [at, *(edge for (low, top), _ in boxes for edge in (low - tall / 2, top + tall / 2))]
    free = [place for place in places if all(place + tall / 2 <= low or place - tall / 2 >= top for (low, top), _ in boxes)]
    in_order = [place for place in free if all(place < low if is_above else place > top for (low, top), is_above in boxes)]  # words stand in the order of their values
    place = min(in_order or free, key=lambda one: abs(one - at))
    return [{"x": ahead["forecast_on"], "y": float(ahead["forecast_value"]), "yshift": (place - at) * size.note, "text": t("lines.ahead_end", value=wording.number(ahead["forecast_value"], decimals)),
             "showarrow": False, "align": "left", "xanchor": "left", "xshift": size.mark, "yanchor": "middle", "font": {"color": of.muted}}]


def _box(at: float, tall: float, anchor: str) -> tuple[float, float]:
    """Lower and upper edge of words, in letters."""
    low = at - {"middle": tall / 2, "top": tall, "bottom": 0}[anchor]
    return low, low + tall


def _has(value: object) -> bool:
    return value is not None and value == value
