"""Who would be cut off if one partner left: a row a partner, a square for each that would stand alone, and their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.lettering import wide, wrapped
from dashboard.palette import Colours, Sizes

LINE, GAP = 1.4, 0.6  # height of a line and of the air below a row, in letters
SQUARE = 1.1  # width of a square with its air, in letters
BESIDE, SURE = 0.5, 1.15  # part of the width that names may take to stand beside their squares; how much wider than reckoned letters may be


@dataclass(frozen=True)
class Cut:
    """One partner: its code and name, the names of those cut off without it."""

    code: str
    name: str
    lost: Sequence[str]


def rows(cuts: Sequence[Cut], chosen: str, of: Colours, size: Sizes, room: float) -> dict:
    """Rows as given, from the top: a name, and beside it (below it in a narrow picture of `room` px) its squares. A pressed square tells the partner's code."""
    letter, top = size.note, 0.0
    names = max((wide(cut.name, letter) for cut in cuts), default=0) * SURE + letter
    is_beside = names <= room * BESIDE
    left, down = (names, 0) if is_beside else (0.0, LINE * letter)
    marks, notes = [], []
    for cut in cuts:
        edge = left + (len(cut.lost) * SQUARE + 0.4) * letter
        lines = wrapped(", ".join(cut.lost), letter, max((room - edge) / SURE, 12 * letter))
        middle = top + LINE * letter / 2
        notes.append(_note(f"<b>{escape(cut.name)}</b>", 0, middle, of.accent if cut.code == chosen else of.ink))
        notes += [_note(escape(line), edge, middle + down + n * LINE * letter, of.ink) for n, line in enumerate(lines)]
        marks += [(left + letter * (0.5 + SQUARE * n), middle + down, cut.code) for n in range(len(cut.lost))]
        top += down + (len(lines) * LINE + GAP) * letter
    return {"data": [_squares(marks, of, letter)], "layout": {
        "height": int(top), "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0, "autoexpand": False}, "annotations": notes, "clickmode": "event+select",
        "xaxis": {"visible": False, "range": [0, room]}, "yaxis": {"visible": False, "range": [top, 0]},
    }}


def _squares(marks: Sequence[tuple[float, float, str]], of: Colours, letter: float) -> dict:
    x, y, codes = (list(part) for part in zip(*marks, strict=True)) if marks else ([], [], [])
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "customdata": codes, "hoverinfo": "skip", "cliponaxis": False,
            "marker": {"symbol": "square", "size": letter * 0.8, "color": of.states["off_track"][0], "opacity": 1}, "unselected": {"marker": {"opacity": 1}}}


def _note(text: str, x: float, y: float, ink: str) -> dict:
    return {"text": text, "x": x, "y": y, "xanchor": "left", "yanchor": "middle", "showarrow": False, "borderpad": 0, "align": "left", "font": {"color": ink}}
