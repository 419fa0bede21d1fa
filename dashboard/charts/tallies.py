"""How many of each kind somebody has: a row a name, and beside it a sign a thing, the gravest first – counted, never added up into one colour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.lettering import wide
from dashboard.charts.look import FONT
from dashboard.palette import STATES, Colours, Sizes

LINE, GAP, STEP = 1.4, 0.45, 1.35  # height of a line and of the air below a row, width of a sign, in letters
BESIDE = 0.6  # part of the width that names may take to stand beside their signs


@dataclass(frozen=True)
class Row:
    """Somebody: the name, how many things in the dress of each state, what is said on hover of those, and a remark after their number (where those of all rows fit)."""

    name: str
    counts: Mapping[str, int]
    words: Mapping[str, str]
    remark: str = ""


def rows(given: Sequence[Row], called: Mapping[str, str], of: Colours, size: Sizes, room: float, names: Sequence[str] = ()) -> dict:
    """Rows as given, from the top; `called` says in words what each sign means, in a key above them. `names`: all that the column of names must hold, on whichever page."""
    letter, left = size.note, _column(names or [row.name for row in given], size, room)
    down = 0.0 if left else LINE * letter
    is_remarked = all(left + letter * (0.5 + STEP * sum(row.counts.values())) + 0.92 * wide(f"99   {row.remark}", letter) <= room for row in given)  # letters are reckoned generously
    notes, data, top = [_note(_key(called, of), left, LINE * letter / 2, of.ink, letter)], [], (LINE + GAP) * letter
    for row in given:
        middle = top + LINE * letter / 2
        notes.append(_note(escape(row.name), 0, middle, of.ink, letter))
        across = left + letter / 2
        for state, count in row.counts.items():
            data += [_signs(state, [across + letter * STEP * place for place in range(count)], middle + down, row, of, letter)] if count else []
            across += letter * STEP * count
        remark = f'   <span style="color:{of.muted}">{escape(row.remark)}</span>' if is_remarked else ""
        notes.append(_note(f"<b>{sum(row.counts.values())}</b>{remark}", across, middle + down, of.ink, letter))
        top += down + (LINE + GAP) * letter
    return {"data": data, "layout": {
        "height": int(top), "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0, "autoexpand": False}, "annotations": notes,
        "xaxis": {"visible": False, "range": [0, room]}, "yaxis": {"visible": False, "range": [top, 0]},
    }}


def _column(names: Sequence[str], size: Sizes, room: float) -> float:
    """Px across that the names take beside the signs; 0 where they are too long and stand above them."""
    column = max((wide(name, size.note) for name in names), default=0) + size.note
    return column if column <= room * BESIDE else 0.0


def fit(height: float, size: Sizes, room: float, names: Sequence[str]) -> int:
    """How many rows stand in a picture `height` px high and `room` px across, the key apart: at least one."""
    lines = 1 if _column(names, size, room) else 2
    return max(1, int((height - (LINE + GAP) * size.note) // ((LINE * lines + GAP) * size.note)))


def _key(called: Mapping[str, str], of: Colours) -> str:
    return "   ".join(f'<span style="color:{of.states[state][1]}">{STATES[state].sign} {escape(words)}</span>' for state, words in called.items())


def _signs(state: str, across: list[float], middle: float, row: Row, of: Colours, letter: float) -> dict:
    return {
        "type": "scatter", "mode": "text", "x": across, "y": [middle] * len(across), "text": [STATES[state].sign] * len(across), "cliponaxis": False,
        "textfont": {"family": FONT, "size": letter * 1.1, "color": of.states[state][0]}, "hovertext": [row.words[state]] * len(across), "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _note(text: str, x: float, y: float, ink: str, letter: float) -> dict:
    return {"text": text, "x": x, "y": y, "xanchor": "left", "yanchor": "middle", "showarrow": False, "borderpad": 0, "align": "left", "font": {"color": ink, "size": letter}}
