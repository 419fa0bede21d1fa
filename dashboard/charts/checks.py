"""What was checked, thing by thing: a row a thing, a mark for each check – met, missing, not stated – and in words how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.lettering import wide, wrapped
from dashboard.charts.look import FONT
from dashboard.palette import Colours, Sizes

MARKS = {"met": ("✔", "on_track"), "missing": ("×", "watch"), "unstated": ("?", "no_evidence")}  # sign and the state whose colour it has
LINE, GAP, MARK, BOLD = 1.45, 0.55, 1.5, 1.12  # height of a line, air below a row, width of a mark, of bold letters, in letters or as a part


@dataclass(frozen=True)
class Mark:
    """One check: "met", "missing" or "unstated", and what is said of it on hover."""

    verdict: str
    words: str


@dataclass(frozen=True)
class Row:
    """A thing: its name, its marks, and in words what they say, in the colour of a verdict ("" for none)."""

    name: str
    marks: Sequence[Mark]
    words: str
    verdict: str = ""


def rows(given: Sequence[Row], of: Colours, size: Sizes, room: float) -> dict:
    """The figure for a picture `room` px across: names in a column, marks beside them, words at the end; each below the other where it is narrow."""
    letter = size.note
    most = max((len(row.marks) for row in given), default=0)
    names = max((wide(row.name, letter * BOLD) for row in given), default=0) + letter
    end = names + (most * MARK + 0.8) * letter
    is_wide = end + max((wide(row.words, letter) for row in given), default=0) <= room
    top, notes, marks = 0.0, [], []
    for row in given:
        lines = [row.name] if is_wide else wrapped(row.name, letter * BOLD, room)
        below = 0 if is_wide else len(lines) * LINE * letter
        middle = top + below + LINE * letter / 2
        notes += [_note(escape(row.name) if is_wide else f"<b>{escape(line)}</b>", 0, top + (at + 0.5) * LINE * letter, of.ink, letter) for at, line in enumerate(lines)]
        left = names if is_wide else 0
        marks += [(left + (at + 0.5) * MARK * letter, middle, mark) for at, mark in enumerate(row.marks)]
        words_at = end if is_wide else (len(row.marks) * MARK + 0.6) * letter if row.marks else 0
        spoken = [row.words] if is_wide else wrapped(row.words, letter, max(room - words_at, 8 * letter))
        notes += [_note(escape(line), words_at, middle + at * LINE * letter, _ink(row.verdict, of), letter) for at, line in enumerate(spoken)]
        top += below + (max(len(spoken), 1) * LINE + GAP) * letter
    return {"data": [_marks(marks, of, letter)], "layout": {
        "height": max(int(top), 1), "margin": {"l": 0, "r": 0, "t": 2, "b": 0, "pad": 0}, "annotations": notes,
        "xaxis": {"visible": False, "range": [0, room]}, "yaxis": {"visible": False, "range": [max(top, 1), 0]},
    }}


def _ink(verdict: str, of: Colours) -> str:
    return of.states[MARKS[verdict][1]][1] if verdict in MARKS else of.muted


def _marks(marks: Sequence[tuple[float, float, Mark]], of: Colours, letter: float) -> dict:
    return {
        "type": "scatter", "mode": "text", "x": [x for x, _, _ in marks], "y": [y for _, y, _ in marks], "text": [f"<b>{MARKS[m.verdict][0]}</b>" for _, _, m in marks], "cliponaxis": False,
        "textfont": {"family": FONT, "size": letter * 1.2, "color": [_ink(m.verdict, of) for _, _, m in marks]},
        "hovertext": [escape(m.words) for _, _, m in marks], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _note(text: str, x: float, y: float, ink: str, letter: float) -> dict:
    return {"text": text, "x": x, "y": y, "xanchor": "left", "yanchor": "middle", "align": "left", "showarrow": False, "borderpad": 0, "font": {"color": ink, "size": letter}}
