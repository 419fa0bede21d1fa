"""States as counted signs: one sign a thing, worst first, kind by kind – a distribution, never one colour for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard import wording
from dashboard.charts.lettering import wide
from dashboard.charts.look import FONT
from dashboard.palette import STATES, Colours, Sizes

PER_LINE = {"desk": 36, "projector": 36, "phone": 18}  # signs side by side before the next line begins
SIGN, LINE, GAP = 1.35, 1.6, 1.0  # heights of a line of signs, of a line of words and of the air below a row, as parts of a letter's
BETWEEN = "  "  # two counts on a line


@dataclass(frozen=True)
class Row:
    """A kind of thing: its name, how many in each state, and what is said on hover of each state."""

    name: str
    counts: Mapping[str, int]
    words: Mapping[str, str]


def counted(rows: Sequence[Row], of: Colours, size: Sizes, per_line: int, room: float) -> dict:
    """Each row's name with its counts in words, below it its signs; the height follows from how many there are. `room`: px across for words."""
    data, notes, down = [], [], 0.0
    for row in rows:
        heading = _heading(row, of, size, room)
        notes.append({"x": 0, "xref": "paper", "y": down, "xanchor": "left", "yanchor": "top", "showarrow": False, "align": "left", "text": "<br>".join(heading)})
        down += len(heading) * LINE + 0.3
        for state, places in _places(row, per_line).items():
            data.append(_signs(state, [x for x, _ in places], [down + line * SIGN + SIGN / 2 for _, line in places], row, of, size))
        down += _lines(row, per_line) * SIGN + GAP
    layout = {
        "height": int(down * size.note), "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "xaxis": {"visible": False, "range": [-0.6, per_line - 0.4]}, "yaxis": {"visible": False, "range": [down, 0]}, "annotations": notes,
    }
    return {"data": data, "layout": layout}


def fit(rows: Sequence[Row], height: float, size: Sizes, per_line: int, room: float) -> int:
    """How many rows stand in a picture of that height in px: at least one."""
    high = [(len(_words(row, size, room)) * LINE + 0.3 + _lines(row, per_line) * SIGN + GAP) * size.note for row in rows]
    return max(1, min(len(rows), int(height // max(high))))


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


def _heading(row: Row, of: Colours, size: Sizes, room: float) -> list[str]:
    """"Deliverables 16  ■ Off track 2  ▲ Watch 2 …": the row's name, then every state by sign, word and number in its colour."""
    def dressed(words: str, state: str) -> str:
        return f'<span style="color:{of.states[state][1]}">{escape(words)}</span>' if state else f"<b>{escape(words)}</b>"

    return [BETWEEN.join(dressed(*part) for part in line) for line in _words(row, size, room)]


def _words(row: Row, size: Sizes, room: float) -> list[list[tuple[str, str]]]:
    """(words, state) of a row's heading in lines no wider than `room`."""
    parts = [(f"{row.name} {sum(row.counts.values())}", "")]
    parts += [(f"{STATES[state].sign} {wording.state(state)} {count}", state) for state, count in row.counts.items() if count]
    lines: list[list[tuple[str, str]]] = []
    used = room
    for words, state in parts:
        long = wide(words + BETWEEN, size.note)
        if used + long > room:
            lines, used = [*lines, []], 0.0
        lines[-1].append((words, state))
        used += long
    return lines
