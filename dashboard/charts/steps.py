"""What has come of a year month by month, against targets that rise in steps at the end of each quarter: small multiples."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

import pandas as pd

from dashboard.charts.lettering import wide
from dashboard.palette import STATES, Colours, Sizes


@dataclass(frozen=True)
class Ahead:
    """What a year may come to by its end: the forecast, its band, and both in words."""

    forecast: Decimal
    low: Decimal
    high: Decimal
    words: str = ""


@dataclass(frozen=True)
class Panel:
    """One small picture: its title, columns of what came and what was due, where it stands in words, its state, the year's end."""

    title: str
    actual: str
    target: str
    stands: str = ""
    state: str = ""
    ahead: Ahead | None = None


@dataclass(frozen=True)
class Words:
    """What the lines are called, in the reader's language, and the twelve months from the year's first."""

    actual: str
    target: str
    before: str
    months: tuple[str, ...]


def against(frame: pd.DataFrame, before: pd.DataFrame, panels: Sequence[Panel], words: Words, of: Colours, size: Sizes, *, is_stacked: bool = False,
            shown: Sequence[int] = range(1, 13), room: float = 600) -> dict:
    """Panels beside (or below) each other, per cent of the year up. Frames: one row a month (`month_number` 1 to 12) with the panels'
    columns in per cent, empty where there is nothing yet; `before` is the year before, drawn pale, and may be empty. `shown`: the months named under the axis; `room`: px across a panel.
    """
    is_high = any(wide(f"{panel.title}   {panel.stands}", size.note) > room - 3 * size.note for panel in panels)
    data, layout = [], {"showlegend": False, "annotations": [], "height": int(size.chart * (1.75 if is_stacked else 1)), "margin": {"l": 4, "r": 4, "t": int(size.note * (3.6 if is_high else 2.2)), "b": 8}}
    layout["grid"] = {"rows": len(panels) if is_stacked else 1, "columns": 1 if is_stacked else len(panels), "pattern": "independent", "xgap": 0.08, "ygap": 0.3 if is_high else 0.22}
    for number, panel in enumerate(panels, start=1):
        axis = _Axis(str(number) if number > 1 else "")
        top = max([Decimal(100), panel.ahead.high if panel.ahead else Decimal(0), *(v for v in frame[panel.actual] if v is not None)])
        traces = [_before(before, panel, of, size), _steps(frame, panel, of, size), _actual(frame, panel, of, size), _band(panel, of, size), _forecast(panel, of, size)]
        data += [{**trace, "xaxis": axis.x, "yaxis": axis.y} for trace in traces if trace]
        layout |= _axes(axis, words, top, shown)
        layout["annotations"] += [{**n, "xref": n.get("xref", axis.x), "yref": n.get("yref", axis.y)} for n in _notes(frame, before, panel, axis, of, size, words, "<br>" if is_high else "  ")]
    return {"data": data, "layout": layout}


@dataclass(frozen=True)
class _Axis:
    number: str

    @property
    def x(self) -> str:
        return f"x{self.number}"

    @property
    def y(self) -> str:
        return f"y{self.number}"


def _axes(axis: _Axis, words: Words, top: Decimal, shown: Sequence[int]) -> dict:
    return {
        f"xaxis{axis.number}": {"range": [0.4, 12.9], "tickvals": list(shown), "ticktext": [words.months[month - 1] for month in shown]},
        f"yaxis{axis.number}": {"range": [0, float(top) * 1.12], "tickvals": [0, 25, 50, 75, 100], "ticktext": ["0%", "25%", "50%", "75%", "100%"], "showgrid": True},
    }


def _known(frame: pd.DataFrame, column: str) -> list[tuple[int, float]]:
    return [(int(month), float(value)) for month, value in zip(frame["month_number"], frame[column], strict=True) if value is not None]


def _before(before: pd.DataFrame, panel: Panel, of: Colours, size: Sizes) -> dict | None:
    points = _known(before, panel.actual) if len(before) else []
    return points and {"type": "scatter", "mode": "lines", "x": [m for m, _ in points], "y": [v for _, v in points],
                       "line": {"color": of.money["pledged"], "width": size.line}, "hovertemplate": "%{y:.1f}%<extra></extra>"}


def _steps(frame: pd.DataFrame, panel: Panel, of: Colours, size: Sizes) -> dict | None:
    """From the end of a quarter on its target holds, until the next quarter ends."""
    points = _known(frame, panel.target)
    if not points:
        return None
    ends = [*points, (12.9, points[-1][1])]
    return {"type": "scatter", "mode": "lines", "line": {"color": of.target, "width": size.line, "dash": "dash", "shape": "hv"}, "x": [0.4, *(m for m, _ in ends)],
            "y": [0, *(v for _, v in ends)], "hovertemplate": "%{y:.1f}%<extra></extra>"}


def _actual(frame: pd.DataFrame, panel: Panel, of: Colours, size: Sizes) -> dict:
    points = _known(frame, panel.actual)
    return {"type": "scatter", "mode": "lines+markers", "x": [m for m, _ in points], "y": [v for _, v in points], "line": {"color": of.money["disbursed"], "width": size.line * 1.6},
            "marker": {"color": of.money["disbursed"], "size": [0] * (len(points) - 1) + [size.mark], "opacity": 1}, "hovertemplate": "%{y:.2f}%<extra></extra>", "cliponaxis": False}


def _band(panel: Panel, of: Colours, size: Sizes) -> dict | None:
    """How far the year's end may lie from its forecast: an upright bar at its last month, for nothing is known of the months before."""
    ahead = panel.ahead
    return ahead and {"type": "scatter", "mode": "lines", "x": [12, 12], "y": [float(ahead.low), float(ahead.high)], "cliponaxis": False, "hoverinfo": "skip",
                      "line": {"color": of.money["pledged"], "width": size.mark * 0.7}}


def _forecast(panel: Panel, of: Colours, size: Sizes) -> dict | None:
    return panel.ahead and {
        "type": "scatter", "mode": "markers", "x": [12], "y": [float(panel.ahead.forecast)], "cliponaxis": False, "hovertemplate": "%{y:.1f}%<extra></extra>",
        "marker": {"symbol": "circle", "color": of.ground, "size": size.mark, "line": {"color": of.money["disbursed"], "width": size.line}}}


def _notes(frame: pd.DataFrame, before: pd.DataFrame, panel: Panel, axis: _Axis, of: Colours, size: Sizes, words: Words, between: str) -> list[dict]:
    """Title, where it stands, each target at its step, names of the lines: all beside what they name."""
    plain = {"showarrow": False}
    sign = f"{STATES[panel.state].sign} " if panel.state in STATES else ""
    ink = of.states[panel.state][1] if panel.state in of.states else of.ink
    title = f"<b>{escape(panel.title)}</b>{between}<span style='color:{ink}'>{sign}{escape(panel.stands)}</span>"
    notes = [{**plain, "text": title, "x": 0, "y": 1, "xref": f"{axis.x} domain", "yref": f"{axis.y} domain", "xanchor": "left", "yanchor": "bottom", "align": "left"}]
    targets, actual, old = _known(frame, panel.target), _known(frame, panel.actual), _known(before, panel.actual) if len(before) else []
    reached = dict(actual)
    for number, (month, value) in enumerate(targets):  # beside its step, on the side the line of the year is not; the first one names the line
        above, word = reached.get(month, 0) < value, "" if number else f"{escape(words.target)} "
        notes.append({**plain, "text": f"{word}{value:g}%", "x": month, "y": value, "xanchor": "right" if above else "left", "yanchor": "bottom" if above else "top", "font": {"color": of.target}})
    if actual:
        month, value = actual[-1]
        notes.append({**plain, "text": f"<b>{value:.1f}%</b>", "x": month, "y": value, "xanchor": "left", "yanchor": "top" if value < _due(targets, month) else "bottom", "xshift": size.mark * 0.4,
                      "font": {"color": of.money["disbursed"]}})
    if old:
        month, value = old[min(10, len(old)) - 1]
        notes.append({**plain, "text": escape(words.before), "x": month, "y": value, "xanchor": "center", "yanchor": "top", "font": {"color": of.muted}})
    if panel.ahead:
        above = float(panel.ahead.forecast) >= (targets[-1][1] if targets else 0)
        notes.append({**plain, "text": escape(panel.ahead.words), "x": 12.4, "y": float(panel.ahead.forecast), "xanchor": "right", "yanchor": "bottom" if above else "top",
                      "yshift": size.mark * (0.6 if above else -0.6), "font": {"color": of.muted}})
    return notes


def _due(targets: Sequence[tuple[int, float]], month: int) -> float:
    """The target in force in a month; 0 before the first."""
    return max((value for at, value in targets if at <= month), default=0)
