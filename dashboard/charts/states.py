"""States as counted signs: one sign a thing, worst first, kind by kind – a distribution, never one colour for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard import wording
from dashboard.charts.look import FONT
from dashboard.palette import STATES, Colours, Sizes

PER_LINE = {"desk": 36, "projector": 36, "phone": 18}  # signs side by side before the next line begins
SIGN, HEAD, GAP = 1.35, 1.9, 0.9  # heights of a line of signs, of a row's words and of the air below it, as parts of a letter's


@dataclass(frozen=True)
class Row:
    """A kind of thing: its name, how many in each state, and what is said on hover of each state."""

    name: str
    counts: Mapping[str, int]
    words: Mapping[str, str]


def counted(rows: Sequence[Row], of: Colours, size: Sizes, per_line: int) -> dict:
    """Each row's name with its counts in words, below it its signs; the height follows from how many there are."""
    data, notes, down = [], [], 0.0
    for row in rows:
        notes.append(_heading(row, down, of))
        down += HEAD
        for state, places in _places(row, per_line).items():
            data.append(_signs(state, [x for x, _ in places], [down + line * SIGN + SIGN / 2 for _, line in places], row, of, size))
        down += _lines(row, per_line) * SIGN + GAP
    layout = {
        "height": int(down * size.note), "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "xaxis": {"visible": False, "range": [-0.6, per_line - 0.4]}, "yaxis": {"visible": False, "range": [down, 0]}, "annotations": notes,
    }
    return {"data": data, "layout": layout}


def _lines(row: Row, per_line: int) -> int:
    return max(1, -(-sum(row.counts.values()) // per_line))


def _places(row: Row, per_line: int) -> dict[str, list[tuple[int, int]]]:
    """(column, line) of every sign, state by state in the order given."""
    found, at = {}, 0
    for state, count in row.counts.items():
        if count:
            found[state] = [(number % per_line, number // per_line) for number in range(at, at + count)]
            at += count
    return found


def _signs(state: str, across: list[int], down: list[float], row: Row, of: Colours, size: Sizes) -> dict:
    return {
        "type": "scatter", "mode": "text", "x": across, "y": down, "text": [STATES[state].sign] * len(across), "cliponaxis": False,
        "textfont": {"family": FONT, "size": size.note * 1.15, "color": of.states[state][0]},
        "hovertext": [row.words[state]] * len(across), "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _heading(row: Row, down: float, of: Colours) -> dict:
    """"Deliverables 16   ■ Off track 2   ▲ Watch 2 …": every state by sign, word and number."""
    parts = [f'<span style="color:{of.states[state][1]}">{STATES[state].sign} {escape(wording.state(state))} {count}</span>' for state, count in row.counts.items() if count]
    return {"x": 0, "xref": "paper", "y": down, "xanchor": "left", "yanchor": "top", "showarrow": False, "align": "left",
            "text": "  ".join([f"<b>{escape(row.name)} {sum(row.counts.values())}</b>", *parts])}
