"""What a whole is made of: one bar a row, its parts one after another in the same order everywhere, each with its words where it has room for them.

A row's name and its sums stand above its bar, so that no name is cut on any screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts import rows
from dashboard.charts.bars import legend_lines
from dashboard.charts.lettering import wide
from dashboard.charts.matrix import contrast
from dashboard.palette import Colours, Sizes

BAR, GAP = 1.6, 0.7  # height of a bar and of the air below it, in letters
AIR = 0.6  # in a part to both sides of its words, in letters
BLACK_AND_WHITE = ("#000000", "#FFFFFF")  # one of them is readable on any colour


@dataclass(frozen=True)
class Kind:
    """A kind of part: its code, its word in the legend ("" for none), its colour; hatched it reads as neither good nor bad."""

    code: str
    word: str
    colour: str
    is_hatched: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a bar: its kind, how long it is, its words from the fullest to the shortest, and what is said on hover."""

    kind: str
    length: float
    words: Sequence[str]
    hover: str


@dataclass(frozen=True)
class Row:
    """One bar: its name, a remark at the right, the state that colours it, and its parts."""

    name: str
    remark: str
    parts: Sequence[Part]
    state: str = ""


def stacked(given: Sequence[Row], kinds: Sequence[Kind], of: Colours, size: Sizes, *, room: int, slots: int = 0, longest: float = 0) -> dict:
    """The bars as given, from the top, parts in the order of `kinds`. `room`: px across; `slots`: rows to keep room for; `longest`: bar of the whole list, where this is a part of it."""
    lines = _lines(given, size, room)
    row = _row(lines, size)
    reach = max([sum(part.length for part in one.parts) for one in given] + [longest]) or 1
    notes = [note for place, of_row in enumerate(lines) for note in rows.texts(of_row, place, row, of)]
    words = [kind.word for kind in kinds if kind.word]
    key = size.note * (0.9 + 1.5 * legend_lines(words, size.note, room)) if words else size.note * 0.2
    return {
        "data": [_bars(kind, given, row, room / reach, of, size) for kind in kinds],
        "layout": {
            "barmode": "stack", "showlegend": bool(words), "height": int(max(len(given), slots, 1) * row.height + key + 8), "annotations": notes,
            "legend": {"traceorder": "normal", "x": 0, "y": 1.0, "yanchor": "bottom"}, "margin": {"l": 1, "r": 1, "t": int(key), "b": 4, "pad": 0},
            "xaxis": {"visible": False, "range": [0, reach]}, "yaxis": {"visible": False, "range": [max(len(given), slots, 1), -0.1]}, "uniformtext": {"minsize": 1, "mode": False},
        },
    }


def heights(given: Sequence[Row], size: Sizes, room: float) -> list[float]:
    """Px that each row takes at its natural height."""
    lines = _lines(given, size, room)
    return [_row(lines, size).height] * len(lines)


def _lines(given: Sequence[Row], size: Sizes, room: float) -> list[list[rows.Words]]:
    return [rows.words_of(one.name, one.remark, one.state, size.note, room) for one in given]


def _row(lines: Sequence[Sequence[rows.Words]], size: Sizes) -> rows.Row:
    return rows.Row(max((len(of_row) for of_row in lines), default=1), size.note, BAR * size.note, GAP * size.note)


def _bars(kind: Kind, given: Sequence[Row], row: rows.Row, scale: float, of: Colours, size: Sizes) -> dict:
    """One trace a kind; a part says the fullest of its words that it has room for, else nothing. `scale`: px a unit of length."""
    placed = [(place, part) for place, one in enumerate(given) for part in one.parts if part.kind == kind.code]
    ink = of.ink if kind.is_hatched else max(BLACK_AND_WHITE, key=lambda on: contrast(on, kind.colour))
    hatch = {"pattern": {"shape": "/", "bgcolor": of.ground, "fgcolor": kind.colour, "solidity": 0.25}} if kind.is_hatched else {}
    return {
        "type": "bar", "orientation": "h", "name": kind.word, "showlegend": bool(kind.word and placed), "x": [part.length for _, part in placed], "y": [place + row.centre for place, _ in placed], "width": [row.thick] * len(placed),
        "text": [escape(_fitting(part, scale, size)) for _, part in placed], "textposition": "inside", "insidetextanchor": "middle", "textangle": 0, "constraintext": "none",
        "textfont": {"color": ink, "size": size.note}, "marker": {"color": kind.colour, "line": {"color": of.ground, "width": 2}, **hatch},
        "hovertext": [escape(part.hover) for _, part in placed], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _fitting(part: Part, scale: float, size: Sizes) -> str:
    return next((words for words in part.words if wide(words, size.note) + 2 * AIR * size.note <= part.length * scale), "")
