"""Rows of a picture that carry their own words: a name at the left, a remark at the right, the drawing below them.

Names of offices and projects are long and Thai has no spaces to break at: above its own drawing a name has the whole width,
on a phone, too. Positions are in units of a row (1 high), from the top; px are for a picture at its natural height.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.lettering import wide, wrapped
from dashboard.palette import STATES, Colours

LINE = 1.4  # height of a line of text, as a part of its size: room for tone marks


@dataclass(frozen=True)
class Words:
    """One line above a drawing: what stands left, what stands right, and the state that colours the right."""

    left: str = ""
    right: str = ""
    state: str = ""
    lead: str = ""  # stands bold before the left


@dataclass(frozen=True)
class Row:
    """The measures of a row: `lines` of text, then a drawing of `drawing` px, then `gap` px of air."""

    lines: int
    letter: int  # size of its text, px
    drawing: float
    gap: float

    @property
    def height(self) -> float:
        """Px of the whole row at its natural height."""
        return self.lines * LINE * self.letter + self.drawing + self.gap

    @property
    def thick(self) -> float:
        """Height of the drawing, in rows."""
        return self.drawing / self.height

    @property
    def begins(self) -> float:
        """Where the drawing begins, in rows from the row's top."""
        return self.lines * LINE * self.letter / self.height

    @property
    def centre(self) -> float:
        """Middle of the drawing, in rows from the row's top."""
        return self.begins + self.thick / 2


def words_of(name: str, remark: str, state: str, letter: float, room: float, lead: str = "") -> list[Words]:
    """The lines above a drawing: name and remark on one where both fit into `room` px, else the remark on a line of its own."""
    signed = f"{STATES[state].sign} {remark}" if remark and state in STATES else remark
    if wide(f"{lead} {name}    {signed}", letter) <= room:
        return [Words(name, signed, state, lead)]
    lines = wrapped(f"{lead} {name}".strip(), letter, room)
    named = [Words(line.removeprefix(lead).lstrip() if number == 0 else line, lead=lead if number == 0 else "") for number, line in enumerate(lines)]
    return [*named, *(Words(left=part, state=state) for part in (wrapped(signed, letter, room) if signed else []))]


def texts(lines: Sequence[Words], top: float, row: Row, of: Colours, is_crossed: bool = False) -> list[dict]:
    """The lines of one row as annotations that stand on its drawing, however high the picture. `top`: where the row begins, in rows.

    `is_crossed`: lines of the picture run across the row and pass behind its words.
    """
    notes, behind = [], f"rgba({','.join(str(int(of.ground[at : at + 2], 16)) for at in (1, 3, 5))},{0.82 if is_crossed else 0})"
    for above, line in enumerate(reversed(lines)):
        up, ink = above * LINE * row.letter, of.states[line.state][1] if line.state in of.states else of.ink
        lead = f"<b>{escape(line.lead)}</b> " if line.lead else ""
        is_remark = bool(line.state) and not line.right
        notes += [note(f"{lead}{escape(line.left)}", 0, top + row.begins, ink if is_remark else of.ink, up)] if line.left or lead else []
        notes += [note(escape(line.right), 1, top + row.begins, ink, up) | {"bgcolor": behind}] if line.right else []
    return notes


def note(text: str, side: float, y: float, ink: str, up: float = 0) -> dict:
    """One annotation standing `up` px above `y`, at the left (0) or right (1) edge. `text` is already escaped."""
    return {"text": text, "x": side, "xref": "paper", "y": y, "yref": "y", "xanchor": "right" if side else "left", "yanchor": "bottom", "yshift": up,
            "showarrow": False, "font": {"color": ink}, "align": "right" if side else "left", "borderpad": 0}


def pages(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """(first, last) rows, last exclusive, of each page: as many as stand in `room` px, one at the least."""
    found, first, used = [], 0, 0.0
    for place, high in enumerate(heights):
        if place > first and used + high > room:
            found.append((first, place))
            first, used = place, 0.0
        used += high
    return [*found, (first, len(heights))]
