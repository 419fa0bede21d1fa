"""Two quantities of each row to either side of one line, on one scale: what is missing to the left, what is left over to the right."""

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
class Side:
    """One of the two: its column, its word above it, its colour."""

    column: str
    word: str
    colour: str
    is_hollow: bool = False


def apart(frame: pd.DataFrame, left: Side, right: Side, name: str, of: Colours, size: Sizes, *, said: Callable[[Decimal], str], exact: Callable[[Decimal], str], room: int = 1200, slots: int = 0) -> dict:
    """Rows as given, from the top, each with its name above its bars. `said` and `exact`: a value in words, beside its bar and on hover; `slots`: rows to keep room for."""
    records = dicts(frame)
    lines = [rows.words_of(str(record[name] or ""), "", "", size.note, room) for record in records]
    row = rows.Row(max((len(of_row) for of_row in lines), default=1), size.note, BAR * size.note, GAP * size.note)
    longest = float(max((record[side.column] for record in records for side in (left, right)), default=0)) or 1
    beside = max((wide(said(record[side.column]), size.note) for record in records for side in (left, right) if record[side.column]), default=0) + size.note
    reach = longest / (1 - min(0.8, 2 * beside / room))
    notes = [note for place, of_row in enumerate(lines) for note in rows.texts(of_row, place, row, of)]
    notes += [_head(left, "right", -1, of), _head(right, "left", 1, of)]
    drawn = [trace for side, way in ((left, -1), (right, 1)) for trace in _bars(side, way, records, row, name, size, said, exact)]
    down = max(len(records), slots) or 1
    return {"data": drawn, "layout": {
        "barmode": "overlay", "showlegend": False, "height": int(down * row.height + size.note * 2.6), "margin": {"l": 4, "r": 4, "t": int(size.note * 1.8), "b": 4, "pad": 0}, "annotations": notes,
        "xaxis": {"visible": False, "range": [-reach, reach]}, "yaxis": {"visible": False, "range": [down, -0.1]},
        "shapes": [{"type": "line", "x0": 0, "x1": 0, "y0": place + row.begins, "y1": place + row.begins + row.thick, "line": {"color": of.ink, "width": 1}} for place in range(len(records))],
    }}


def _head(side: Side, anchor: str, way: int, of: Colours) -> dict:
    """What a side is, above it and beside the middle."""
    return {"text": f"<b>{escape(side.word)}</b>", "x": 0, "y": 1, "yref": "paper", "xanchor": anchor, "yanchor": "bottom", "xshift": way * 8, "showarrow": False, "font": {"color": of.ink}}


def _bars(side: Side, way: int, records: Sequence[dict], row: rows.Row, name: str, size: Sizes, said: Callable, exact: Callable) -> list[dict]:
    """The bars of a side; rows that have nothing there have none and no words."""
    held = [(place, record) for place, record in enumerate(records) if record[side.column]]
    return [{
        "type": "bar", "orientation": "h", "x": [way * float(record[side.column]) for _, record in held], "y": [place + row.centre for place, _ in held], "width": [row.thick] * len(held), "cliponaxis": False,
        "marker": {"color": "rgba(0,0,0,0)" if side.is_hollow else side.colour, "line": {"color": side.colour, "width": size.line * 0.7 if side.is_hollow else 0}},
        "text": [f"\N{NO-BREAK SPACE}{escape(said(record[side.column]))}\N{NO-BREAK SPACE}" for _, record in held], "textposition": "outside", "hovertemplate": "%{hovertext}<extra></extra>",
        "hovertext": [f"<b>{escape(str(record[name]))}</b><br>{escape(side.word)}: {escape(exact(record[side.column]))}" for _, record in held],
    }]
