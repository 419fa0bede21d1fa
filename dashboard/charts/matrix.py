"""Two lists against each other: a cell where they meet, its figure in it, its ground as deep as the figure or in its state's colour."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

import pandas as pd

from dashboard.palette import STATES, Colours, Sizes
from queries.answers import dicts

BLACK_AND_WHITE = ("#000000", "#FFFFFF")  # one of them is readable on any colour
CELL = 2.3  # height of a row, in letters; twice as many lines need more


@dataclass(frozen=True)
class Columns:
    """Where a cell's place, figure and words are. With `state` the ground is the state's, else as deep as the figure."""

    row: str
    column: str
    value: str
    hover: str
    state: str = ""
    text: str = ""  # ready words for the cell, instead of the figure


def heat(frame: pd.DataFrame, columns: Columns, said: Callable[[Decimal], str], of: Colours, size: Sizes, *, rows: Sequence[str], heads: Sequence[str], slots: int = 0, is_ruled: bool = True, is_wide: bool = False,
         deepest: int = 1) -> dict:
    """`rows` and `heads` in order, from the top and left; cells of the frame outside them are not drawn. `said`: the figure in a cell.

    `slots`: rows to keep room for, so that a short page has cells of the same height. `is_ruled`: lines lead the eye across
    cells that are not there; without them where every cell is. A name may hold line breaks.
    `is_wide`: a cell has room for its sign and its figure on one line. `deepest`: the figure that the deepest ground stands for, where none is larger.
    """
    places = {name: place for place, name in enumerate(rows)}
    across = {name: place for place, name in enumerate(heads)}
    cells = [r for r in dicts(frame) if r[columns.row] in places and r[columns.column] in across]
    largest = max([value for value in frame[columns.value] if value is not None] + [Decimal(deepest)])
    shapes, inks = zip(*(_ground(r, columns, largest, of) for r in cells), strict=True) if cells else ((), ())
    named = max((name.count("\n") + 1 for name in rows), default=1)
    lines, down = max(CELL * (1.45 if columns.state and not is_wide else 1), 1.35 * named + 0.6), max(len(rows), slots, 1)
    return {
        "data": [_figures(cells, columns, said, places, across, inks, " " if is_wide else "<br>")],
        "layout": {
            "height": int(down * size.note * lines + size.note * 3), "shapes": [*(_rules(rows, heads, of) if is_ruled else ()), *(_box(shape, r, columns, places, across) for shape, r in zip(shapes, cells, strict=True))],
            "margin": {"l": 4, "r": 4, "t": int(size.note * (0.7 + 1.3 * max((head.count("\n") + 1 for head in heads), default=1))), "b": 4, "pad": 6},
            "xaxis": {"side": "top", "range": [-0.5, max(len(heads), 1) - 0.5], "tickvals": list(range(len(heads))), "ticktext": [_broken(head) for head in heads], "showgrid": False},
            "yaxis": {"range": [down - 0.5, -0.5], "tickvals": list(range(len(rows))), "ticktext": [_broken(name) for name in rows]},
        },
    }


def _broken(name: str) -> str:
    """A name as plotly writes it, its line breaks kept."""
    return escape(name).replace("\n", "<br>")


def _figures(cells: Sequence[dict], columns: Columns, said: Callable, places: dict, across: dict, inks: Sequence[str], between: str) -> dict:
    return {
        "type": "scatter", "mode": "text", "x": [across[r[columns.column]] for r in cells], "y": [places[r[columns.row]] for r in cells],
        "text": [_words(r, columns, said, between) for r in cells], "textfont": {"color": list(inks)}, "cliponaxis": False,
        "hovertext": [str(r[columns.hover]) for r in cells], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _words(record: dict, columns: Columns, said: Callable, between: str) -> str:
    words = record[columns.text] if columns.text else "" if record[columns.value] is None else said(record[columns.value])
    figure = escape(words)
    sign = STATES[record[columns.state]].sign if columns.state and record[columns.state] in STATES else ""
    return between.join(part for part in (sign, figure) if part)


def _ground(record: dict, columns: Columns, largest: Decimal, of: Colours) -> tuple[str, str]:
    """(colour of the cell, colour of what is written on it)."""
    if columns.state:
        _, text, wash = of.states.get(record[columns.state], (of.muted, of.ink, of.raised))
        return wash, text
    shade = _shade(float(max(Decimal(0), record[columns.value] or Decimal(0)) / largest) ** 0.5, of)
    return shade, max((of.ink, of.ground, *BLACK_AND_WHITE), key=lambda ink: contrast(ink, shade))


def _shade(depth: float, of: Colours) -> str:
    """One hue from pale to dark, in steps the eye can tell apart; nothing at all has no depth."""
    if not depth:
        return of.raised
    shades = ramp(of)
    return shades[min(int(depth * len(shades)), len(shades) - 1)]


def ramp(of: Colours) -> list[str]:
    """The steps of that hue, from the palest."""
    pale = of.money["pledged"]
    return [mixed(of.ground, pale, 0.35), mixed(of.ground, pale, 0.7), pale, of.money["allocated"], of.money["committed"], of.money["disbursed"]]


def _rules(rows: Sequence[str], heads: Sequence[str], of: Colours) -> list[dict]:
    """A thin line under each row, below the cells, leads the eye from its name to them."""
    return [{"type": "line", "layer": "below", "x0": -0.5, "x1": len(heads) - 0.5, "y0": place + 0.5, "y1": place + 0.5, "line": {"color": of.line, "width": 1}} for place in range(len(rows))]


def _box(colour: str, record: dict, columns: Columns, places: dict, across: dict) -> dict:
    x, y = across[record[columns.column]], places[record[columns.row]]
    return {"type": "rect", "layer": "below", "x0": x - 0.47, "x1": x + 0.47, "y0": y - 0.45, "y1": y + 0.45, "fillcolor": colour, "line": {"width": 0}}


def mixed(one: str, other: str, part: float) -> str:
    """The colour `part` of the way (0 to 1) from one #RRGGBB to another."""
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in zip(_parts(one), _parts(other), strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #RRGGBB (WCAG 2.1): 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (part / 255 for part in _parts(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
