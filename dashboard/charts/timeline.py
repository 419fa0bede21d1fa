"""A schedule: what was promised, what was moved, what came and when – day by day, grouped as the contract groups it.

Hollow is how it was first agreed, filled is what holds now; a slip is a line between the two, lateness a bar after the due date.
Names and remarks stand beside the drawing where it keeps enough room, which holds twice as many rows; else above it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

import pandas as pd

from dashboard import wording
from dashboard.charts import rows
from dashboard.charts.lettering import wide
from dashboard.palette import Colours, Sizes
from queries.answers import dicts

STEPS = (1, 2, 3, 6, 12, 24)  # months between two ticks
GROUP = 0.75  # height of a group's own line, in rows
DRAWING, GAP = 0.95, 0.45  # height of the marks and of the air below them, in letters
DRAWING_BESIDE, GAP_BESIDE = 1.4, 0.35  # likewise, where the words stand beside them: a line of them is as high
LEAST, LEAST_LETTERS = 0.18, 9  # part of a picture, and letters across, that its drawing keeps, or the words stand above it


@dataclass(frozen=True)
class Words:
    """What the marks are called, in the reader's language."""

    original: str
    due: str
    slip: str
    late: str
    submitted: str
    met: str
    today: str


def schedule(frame: pd.DataFrame, words: Words, today: date, of: Colours, size: Sizes, *, name: str, code: str, remark: str, group: str,
             room: int = 1200, between: tuple[date, date] | None = None, has_key: bool = True) -> dict:
    """Rows as given, a line before each new `group`. Columns besides those named: phase_start_on, phase_end_on, original_due_on, due_on,
    submitted_on, met_on (days or None) and state. `between`: first and last day of the axis, where several pictures share one.
    `has_key`: without it there is more room for the rows, whose remarks say what is late or moved.
    """
    records = dicts(frame)
    lines = [rows.words_of(str(r[name]), str(r[remark] or ""), r["state"], size.note, room, lead=str(r[code])) for r in records]
    sides = beside(lines, size, room)
    row = rows.Row(0, size.note, DRAWING_BESIDE * size.note, GAP_BESIDE * size.note) if sides else rows.Row(max((len(of_row) for of_row in lines), default=1), size.note, DRAWING * size.note, GAP * size.note)
    tops, groups, total = _places(records, group)
    notes = [n for of_row, top in zip(lines, tops, strict=True) for n in (_level(of_row[0], top + row.centre, of) if sides else rows.texts(of_row, top, row, of, is_crossed=True))]
    notes += [_group(records[place][group], top, of) for place, top in groups]
    days, key = between or span(frame, today), _key_lines(words, size, room) if has_key else 0
    middles, is_seen = [top + row.centre for top in tops], days[0] <= today <= days[1]
    data = [*(_guides(middles, days, of) if sides else []), *_marks(records, middles, row, words, today, of, size)]
    return {"data": data, "layout": {
        "showlegend": has_key, "barmode": "overlay", "height": int(total * row.height + size.note * (6 + 1.6 * key)), "annotations": [*notes, *([today_words(words.today, today, days, of)] if is_seen else [])],
        "legend": {"traceorder": "normal", "y": 1.0, "yref": "container", "yanchor": "top"},
        "margin": {"l": 4, "r": 4, "t": int(size.note * (1.6 * key + 2)), "b": int(size.note * 2), "pad": 0},
        "shapes": [*_bands(records, tops, groups, total, of), *([today_line(today, of, size)] if is_seen else [])],
        "xaxis": {"type": "date", "range": [str(days[0]), str(days[1])], "domain": [sides[0] / room, 1 - sides[1] / room] if sides else [0, 1], "showgrid": False, "ticks": "outside",
                  **months(days, size, room - sum(sides))},
        "yaxis": {"visible": False, "range": [total or 1, 0]},
    }}


def beside(lines: Sequence[Sequence[rows.Words]], size: Sizes, room: float) -> tuple[float, float] | tuple[()]:
    """Px that names and remarks take to the left and right of the drawing; nothing where they would leave too little of it."""
    if any(len(of_row) > 1 for of_row in lines):
        return ()
    left = max((wide(f"{of_row[0].lead} {of_row[0].left}", size.note) for of_row in lines), default=0) + 2 * size.note  # the code is bold
    right = max((wide(of_row[0].right, size.note) for of_row in lines), default=0) + size.note
    return (left, right) if room - left - right >= max(LEAST * room, LEAST_LETTERS * size.note) else ()


def row_height(frame: pd.DataFrame, size: Sizes, room: float, *, name: str, code: str, remark: str) -> float:
    """Px of a row of these records, were they all in one picture."""
    lines = [rows.words_of(str(r[name]), str(r[remark] or ""), r["state"], size.note, room, lead=str(r[code])) for r in dicts(frame)]
    most = max((len(of_row) for of_row in lines), default=1)
    return (DRAWING_BESIDE + GAP_BESIDE if beside(lines, size, room) else most * rows.LINE + DRAWING + GAP) * size.note


def _level(line: rows.Words, y: float, of: Colours) -> list[dict]:
    """A row's words on the level of its drawing: name at the left, remark at the right."""
    ink = of.states[line.state][1] if line.state in of.states else of.ink
    left = rows.note(f"<b>{escape(line.lead)}</b> {escape(line.left)}", 0, y, of.ink) | {"yanchor": "middle"}
    return [left, *([rows.note(escape(line.right), 1, y, ink) | {"yanchor": "middle"}] if line.right else [])]


def _guides(middles: Sequence[float], days: tuple[date, date], of: Colours) -> list[dict]:
    """A thin line along each row, from its name to its remark."""
    return [_line([(days[0], days[1], y) for y in middles], "", of.line, 1, "solid") | {"showlegend": False}]


def span(frame: pd.DataFrame, today: date) -> tuple[date, date]:
    """First and last day that any mark of the frame needs, with a little air."""
    names = ("phase_start_on", "original_due_on", "due_on", "submitted_on", "met_on", "phase_end_on")
    days = [day for name in names for day in frame[name] if day is not None] or [today]
    first, last = min(*days, today), max(*days, today)
    air = timedelta(days=max(3, (last - first).days // 60))
    return first - air, last + air


def _key_lines(words: Words, size: Sizes, room: float) -> int:
    """How many lines the key takes; plotly sets its entries in columns as wide as the widest."""
    entries = (words.original, words.due, words.slip, words.late, words.submitted, words.met)
    widest = max(wide(word, size.note) for word in entries) + 56
    return -(-len(entries) // max(1, min(len(entries), int(room / widest))))


def _places(records: Sequence[Mapping], group: str) -> tuple[list[float], list[tuple[int, float]], float]:
    """Where each row begins, (first row of a group, where its line begins), and how high it all is; in rows."""
    tops, groups, at = [], [], 0.0
    for place, record in enumerate(records):
        if place == 0 or record[group] != records[place - 1][group]:
            groups.append((place, at))
            at += GROUP
        tops.append(at)
        at += 1
    return tops, groups, at


def _group(text: str, top: float, of: Colours) -> dict:
    return rows.note(f"<b>{escape(str(text))}</b>", 0, top + GROUP, of.muted)


def _bands(records: Sequence[Mapping], tops: Sequence[float], groups: Sequence[tuple[int, float]], total: float, of: Colours) -> list[dict]:
    """The time a group runs, as a ground behind its rows."""
    ends = [top for _, top in groups[1:]] + [total]
    return [
        {"type": "rect", "layer": "below", "x0": str(records[place]["phase_start_on"]), "x1": str(records[place]["phase_end_on"]), "y0": top, "y1": end - 0.06,
         "fillcolor": of.raised, "line": {"color": of.line, "width": 1}}
        for (place, top), end in zip(groups, ends, strict=True) if records[place]["phase_start_on"] and records[place]["phase_end_on"]
    ]


def _marks(records: Sequence[Mapping], middles: Sequence[float], row: rows.Row, words: Words, today: date, of: Colours, size: Sizes) -> list[dict]:
    """One trace a kind of mark, in the order in which they lie on each other."""
    placed = list(zip(records, middles, strict=True))
    big = max(size.mark * 1.15, row.drawing * 0.8)
    slips = [(r["original_due_on"], r["due_on"], y) for r, y in placed if r["due_on"] != r["original_due_on"]]
    late = [(r["due_on"], min(today, r["submitted_on"] or r["met_on"] or today), y, r["state"]) for r, y in placed if r["late_days"]]
    diamond, ring = {"symbol": "diamond", "size": big}, {"symbol": "circle", "size": big * 0.85}
    hollow = {"color": of.ground, "line": {"color": of.target, "width": size.line}}
    return [
        _line([(a, b, y) for a, b, y, _ in late], words.late, of.states["off_track"][0], row.drawing * 0.55, "solid"),
        _line(slips, words.slip, of.target, size.line, "dot"),
        _points([(r, r["original_due_on"], y) for r, y in placed if r["due_on"] != r["original_due_on"]], words.original, {**diamond, **hollow}),
        _points([(r, r["due_on"], y) for r, y in placed], words.due, {**diamond, "color": of.target, "line": {"width": 0}}),
        _points([(r, r["submitted_on"], y) for r, y in placed if r["submitted_on"]], words.submitted,
                {**ring, "color": of.ground, "line": {"color": of.states["done"][0], "width": size.line + 1}}),
        _points([(r, r["met_on"], y) for r, y in placed if r["met_on"]], words.met, {**ring, "color": of.states["done"][0], "line": {"color": of.ground, "width": 1}}),
    ]


def _line(pieces: Sequence[tuple], word: str, ink: str, width: float, dash: str) -> dict:
    """Pieces (from, to, height) as one trace with gaps."""
    return {
        "type": "scatter", "mode": "lines", "name": word, "x": [v for a, b, _ in pieces for v in (str(a), str(b), None)] or [None],
        "y": [v for *_, y in pieces for v in (y, y, None)] or [None], "line": {"color": ink, "width": width, "dash": dash}, "hoverinfo": "skip",
    }


def _points(points: Sequence[tuple[Mapping, date, float]], word: str, marker: dict) -> dict:
    return {
        "type": "scatter", "mode": "markers", "name": word, "x": [str(day) for _, day, _ in points] or [None], "y": [y for *_, y in points] or [None], "marker": marker,
        "hovertext": [f"<b>{escape(str(r['deliverable_code']))}</b> {escape(word)} {wording.date(day)}" for r, day, _ in points], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def today_line(today: date, of: Colours, size: Sizes) -> dict:
    """A line down the whole picture at a day, as a shape."""
    return {"type": "line", "x0": str(today), "x1": str(today), "y0": 0, "y1": 1, "yref": "paper", "line": {"color": of.accent, "width": max(2, size.line - 1)}}


def today_words(text: str, today: date, days: tuple[date, date], of: Colours) -> dict:
    """What stands on that line, above the picture; `days` are the first and the last of the axis."""
    part = (today - days[0]) / (days[1] - days[0])
    return {"text": escape(text), "x": str(today), "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "left" if part < 0.2 else "right" if part > 0.8 else "center",
            "showarrow": False, "font": {"color": of.accent}}


def months(days: tuple[date, date], size: Sizes, room: float) -> dict:
    """Ticks at firsts of months, as many as have room, the year below the first one and each January."""
    firsts = [date(year, month, 1) for year in range(days[0].year, days[1].year + 1) for month in range(1, 13) if days[0] <= date(year, month, 1) <= days[1]]
    each = wide(wording.month(9) + "  ", size.note) * 1.25
    step = next((s for s in STEPS if len(firsts) / s * each <= room), STEPS[-1])
    shown = [day for day in firsts if (day.month - 1) % step == 0] if step < 12 else [day for day in firsts if day.month == 1]
    texts = [_month_words(day, place == 0 or day.year != shown[place - 1].year) for place, day in enumerate(shown)]
    return {"tickvals": [str(day) for day in shown], "ticktext": texts}


def _month_words(day: date, with_year: bool) -> str:
    month, _, year = wording.month_year(day).rpartition(" ")
    return f"{month}<br>{year}" if with_year else month
