"""How long things last: a bar from the first day to the last, open where no end is set, an arrow to what took over, a line at today.

Names stand above their bars, so that a bar may begin anywhere and no name is cut on any screen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

import pandas as pd

from dashboard.charts import rows, timeline
from dashboard.palette import STATES, Colours, Sizes
from queries.answers import dicts

BAR, GAP, GROUP = 0.62, 0.55, 0.7  # height of a bar and of the air below it, in letters; of a group's own line, in rows


@dataclass(frozen=True)
class Columns:
    """Where a row's words and days are: its code, name, remark and state; first and last day; a group it stands in and the code of what took over, if any."""

    code: str
    name: str
    remark: str
    state: str
    group: str = ""
    successor: str = ""


def lives(frame: pd.DataFrame, columns: Columns, today: date, today_words: str, of: Colours, size: Sizes, *, room: float, between: tuple[date, date] | None = None, slots: int = 0) -> dict:
    """Rows as given, each a bar from start_on to end_on (None: it goes on), a line before each new group.

    `between`: first and last day of the axis, where several pictures share one; `slots`: rows to keep room for, so that a short page has rows of the same height."""
    records, days = dicts(frame), between or reach(frame, today)
    lines = _lines(records, columns, size, room)
    row = _row(lines, size)
    tops, groups, total = _places(records, columns.group)
    total = max(total, slots)
    notes = [note for of_row, top in zip(lines, tops, strict=True) for note in rows.texts(of_row, top, row, of, is_crossed=True)]
    notes += [rows.note(f"<b>{escape(text)}</b>", 0, top + GROUP, of.muted) for text, top in groups]
    middles = [top + row.centre for top in tops]
    return {"data": [*_bars(records, columns, middles, row, days, of), _goes_on(records, columns, middles, row, days, of)], "layout": {
        "height": int(total * row.height + size.note * 5), "margin": {"l": 4, "r": 4, "t": int(size.note * 1.8), "b": int(size.note * 2), "pad": 0},
        "annotations": [*notes, *_successions(records, columns, middles, row, days, of, size), timeline.today_words(today_words, today, days, of)], "shapes": [timeline.today_line(today, of, size)],
        "xaxis": {"type": "date", "range": [str(days[0]), str(days[1])], "showgrid": True, "ticks": "outside", **timeline.months(days, size, room)},
        "yaxis": {"visible": False, "range": [total or 1, 0]},
    }}


def heights(frame: pd.DataFrame, columns: Columns, size: Sizes, room: float) -> list[float]:
    """Px that each row takes at its natural height, with the line of a group that begins there."""
    records = dicts(frame)
    row = _row(_lines(records, columns, size, room), size)
    begins = [bool(columns.group) and (place == 0 or r[columns.group] != records[place - 1][columns.group]) for place, r in enumerate(records)]
    return [row.height * (1 + GROUP * begun) for begun in begins]


def _lines(records: Sequence[Mapping], columns: Columns, size: Sizes, room: float) -> list[list[rows.Words]]:
    return [rows.words_of(str(r[columns.name]), str(r[columns.remark] or ""), str(r[columns.state]), size.note, room) for r in records]


def _row(lines: Sequence[Sequence[rows.Words]], size: Sizes) -> rows.Row:
    return rows.Row(max((len(of_row) for of_row in lines), default=1), size.note, BAR * size.note, GAP * size.note)


def reach(frame: pd.DataFrame, today: date) -> tuple[date, date]:
    """First and last day that any bar of the frame needs, with a little air."""
    known = [day for name in ("start_on", "end_on") for day in frame[name] if day is not None]
    first, last = min([*known, today]), max([*known, today])
    air = timedelta(days=max(5, (last - first).days // 30))
    return first - air, last + air


def _places(records: Sequence[Mapping], group: str) -> tuple[list[float], list[tuple[str, float]], float]:
    """Where each row begins, (words of a group, where its line begins), and how high it all is; in rows."""
    tops, groups, at = [], [], 0.0
    for place, record in enumerate(records):
        if group and (place == 0 or record[group] != records[place - 1][group]):
            groups.append((str(record[group]), at))
            at += GROUP
        tops.append(at)
        at += 1
    return tops, groups, at


def _bars(records: Sequence[Mapping], columns: Columns, middles: Sequence[float], row: rows.Row, days: tuple[date, date], of: Colours) -> list[dict]:
    """One trace a state, worst first."""
    placed = list(zip(records, middles, strict=True))
    return [_trace([(r, y) for r, y in placed if r[columns.state] == state], columns, of.states[state][0], row, days) for state in STATES if any(r[columns.state] == state for r in records)]


def _trace(placed: Sequence[tuple[Mapping, float]], columns: Columns, ink: str, row: rows.Row, days: tuple[date, date]) -> dict:
    """Bars as thick lines with gaps; hovering an end tells the words of the row."""
    ends = [(str(r["start_on"] or days[0]), str(r["end_on"] or days[1]), y, f"<b>{escape(str(r[columns.name]))}</b><br>{escape(str(r[columns.remark] or ''))}") for r, y in placed]
    return {
        "type": "scatter", "mode": "lines", "x": [v for a, b, *_ in ends for v in (a, b, None)], "y": [v for _, _, y, _ in ends for v in (y, y, None)], "line": {"color": ink, "width": row.drawing},
        "hovertext": [v for *_, words in ends for v in (words, words, "")], "hovertemplate": "%{hovertext}<extra></extra>", "showlegend": False,
    }


def _goes_on(records: Sequence[Mapping], columns: Columns, middles: Sequence[float], row: rows.Row, days: tuple[date, date], of: Colours) -> dict:
    """Points at the end of the axis where no last day is set."""
    placed = [(r, y) for r, y in zip(records, middles, strict=True) if r["end_on"] is None]
    return {
        "type": "scatter", "mode": "markers", "x": [str(days[1])] * len(placed) or [None], "y": [y for _, y in placed] or [None], "cliponaxis": False, "hoverinfo": "skip", "showlegend": False,
        "marker": {"symbol": "triangle-right", "size": row.drawing * 1.5, "color": [of.states[r[columns.state]][0] if r[columns.state] in of.states else of.muted for r, _ in placed] or [of.muted]},
    }


def _successions(records: Sequence[Mapping], columns: Columns, middles: Sequence[float], row: rows.Row, days: tuple[date, date], of: Colours, size: Sizes) -> list[dict]:
    """An arrow from the end of a bar to the bar of what took over, where both are in the picture."""
    if not columns.successor:
        return []
    at = {r[columns.code]: (r, y) for r, y in zip(records, middles, strict=True)}
    found = []
    for r, y in zip(records, middles, strict=True):
        if r["end_on"] and r[columns.successor] in at:
            other, there = at[r[columns.successor]]
            found.append(_arrow((r["end_on"], y), (max(r["end_on"], other["start_on"] or days[0]), there), row.thick / 2, of, size))
    return found


def _arrow(tail: tuple[date, float], head: tuple[date, float], half: float, of: Colours, size: Sizes) -> dict:
    """From the edge of one bar to the edge of the other; `half` is half a bar's height, in rows."""
    way = half if head[1] > tail[1] else -half
    return {
        "text": "", "x": str(head[0]), "y": head[1] - way, "ax": str(tail[0]), "ay": tail[1] + way, "xref": "x", "yref": "y", "axref": "x", "ayref": "y",
        "showarrow": True, "arrowhead": 2, "arrowwidth": size.line, "arrowcolor": of.target,
    }
