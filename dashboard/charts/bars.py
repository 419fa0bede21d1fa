"""Promise against fact as bars within bars: one row a thing, its name above its bar, so that no name is cut on any screen.

Every layer of a row starts at zero and the next one lies on it, thinner and darker; a tick says how far it should be by now.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

import pandas as pd

from dashboard.charts import rows
from dashboard.charts.lettering import wide
from dashboard.palette import Colours, Sizes
from queries.answers import dicts

BAR, GAP = 1.0, 0.6  # height of a bar and of the air below it, in letters


@dataclass(frozen=True)
class Layer:
    """One step of the way: its column, its word, its colour, how thick it lies (1 is the whole bar)."""

    column: str
    word: str
    colour: str
    thick: float = 1.0
    is_hollow: bool = False  # an outline: a promise that the others fill


@dataclass(frozen=True)
class Scale:
    """How lengths read: the axis' words, and what a value is divided by, or the column whose value is the whole (100)."""

    words: str
    divided_by: int = 1
    whole: str = ""


@dataclass(frozen=True)
class Columns:
    """Where a row's words are: its name, a remark at the right, the state that colours it, what is due and its word."""

    name: str
    remark: str = ""
    state: str = ""
    due: str = ""
    due_word: str = ""


def bullets(frame: pd.DataFrame, layers: Sequence[Layer], columns: Columns, scale: Scale, of: Colours, size: Sizes, *,
            exact: Callable[[Decimal], str] = str, room: int = 1200, slots: int = 0, has_axis: bool = True, has_legend: bool = True) -> dict:
    """Rows as given, from the top. `room`: px across; `slots`: rows to keep room for; `exact`: a value in words, on hover.

    `has_axis`, `has_legend`: without them there is more room for the rows, whose remarks then say how much of what.
    """
    records = dicts(frame)
    lines = _lines(records, columns, size, room)
    row = _row(lines, size)
    data = [_layer(layer, records, scale, row, columns.name, exact) for layer in layers]
    data += _due(records, columns, scale, row, of, size, exact) if columns.due else []
    notes = [note for place, of_row in enumerate(lines) for note in rows.texts(of_row, place, row, of)]
    longest = max((_length(r, layer.column, scale) or 0 for r in records for layer in layers), default=0)
    words = [layer.word for layer in layers] + ([columns.due_word] if columns.due else [])
    layout = _layout(max(len(records), slots), row, scale, longest, size, has_axis, legend_lines(words, size.note, room))
    if not has_legend:
        layout |= {"showlegend": False, "margin": {**layout["margin"], "t": 4}}
    return {"data": data, "layout": {**layout, "annotations": notes}}


def legend_lines(words: Sequence[str], letter: int, room: int) -> int:
    """Lines the legend takes: plotly gives each word as much room as the longest one."""
    across = max(1, int(room // (max((wide(word, letter) for word in words), default=0) + 4 * letter)))
    return -(-len(words) // across)


def heights(frame: pd.DataFrame, columns: Columns, size: Sizes, room: float) -> list[float]:
    """Px that each row takes at its natural height."""
    lines = _lines(dicts(frame), columns, size, room)
    return [_row(lines, size).height] * len(lines)


def _lines(records: Sequence[dict], columns: Columns, size: Sizes, room: float) -> list[list[rows.Words]]:
    return [rows.words_of(str(r[columns.name] or ""), str(r.get(columns.remark) or ""), str(r.get(columns.state) or ""), size.note, room) for r in records]


def _row(lines: Sequence[Sequence[rows.Words]], size: Sizes) -> rows.Row:
    return rows.Row(max((len(of_row) for of_row in lines), default=1), size.note, BAR * size.note, GAP * size.note)


def _layer(layer: Layer, records: Sequence[dict], scale: Scale, row: rows.Row, name: str, exact: Callable) -> dict:
    return {
        "type": "bar", "orientation": "h", "name": layer.word, "x": [_length(record, layer.column, scale) for record in records],
        "y": [place + row.centre for place in range(len(records))], "width": [row.thick * layer.thick] * len(records),
        "marker": {"color": "rgba(0,0,0,0)" if layer.is_hollow else layer.colour, "line": {"color": layer.colour, "width": 1.5 if layer.is_hollow else 0}},
        "hovertext": [_hover(record, name, layer.word, layer.column, exact) for record in records], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _due(records: Sequence[dict], columns: Columns, scale: Scale, row: rows.Row, of: Colours, size: Sizes, exact: Callable) -> list[dict]:
    """The marks of what is due, in a halo of the ground so that they show on the darkest bar, too."""
    held = [(place, record) for place, record in enumerate(records) if record[columns.due] is not None]
    common = {
        "type": "scatter", "mode": "markers", "x": [_length(r, columns.due, scale) for _, r in held], "y": [place + row.centre for place, _ in held],
        "name": columns.due_word, "cliponaxis": False, "hovertemplate": "%{hovertext}<extra></extra>",
        "hovertext": [_hover(r, columns.name, columns.due_word, columns.due, exact) for _, r in held],
    }
    inks = ((of.ground, size.line * 2 + 3), (of.target, size.line + 1))
    return [{**common, "showlegend": ink == of.target, "marker": _tick(ink, width, size)} for ink, width in inks]


def _tick(ink: str, width: int, size: Sizes) -> dict:
    return {"symbol": "line-ns", "size": BAR * size.note * 0.85, "color": ink, "line": {"color": ink, "width": width}}


def _length(record: dict, column: str, scale: Scale) -> float | None:
    value = record[column]
    if value is None or scale.whole and not record[scale.whole]:
        return None
    return float(value * 100 / record[scale.whole]) if scale.whole else float(value / scale.divided_by)


def _hover(record: dict, name: str, word: str, column: str, exact: Callable) -> str:
    return f"<b>{escape(str(record[name]))}</b><br>{escape(word)}: {escape(exact(record[column]))}"


def _layout(slots: int, row: rows.Row, scale: Scale, longest: float, size: Sizes, has_axis: bool, legend: int) -> dict:
    more = size.note * 1.5 * (legend - 1)
    reach = max(longest, 100 if scale.whole else 0) * 1.002 or 1
    return {
        "barmode": "overlay", "showlegend": True, "height": int(slots * row.height + size.note * (6.5 if has_axis else 3) + more), "legend": {"traceorder": "normal", "x": 0, "y": 1.0, "yanchor": "bottom"},
        "margin": {"l": 4, "r": 4, "t": int(size.note * 2.4 + more), "b": int(size.note * 4) if has_axis else 4, "pad": 0},
        "xaxis": {"visible": has_axis, "title": scale.words, "range": [-reach * 0.002, reach], "showgrid": True, "nticks": 6, "ticksuffix": "%" if scale.whole else ""},
        "yaxis": {"visible": False, "range": [slots or 1, -0.12]},
    }
