"""A way in steps: a line from the first to the last, a sign at every step, its words beside it; what is still ahead is dashed.

Side by side where there is room, else one below the other: words keep their size and are never cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.lettering import wide, wrapped
from dashboard.palette import STATES, Colours, Sizes

NODE, LINE, GAP, BOLD = 1.9, 1.45, 1.0, 1.12  # diameter of a sign, height of a line, air between steps, in letters; width of bold letters


@dataclass(frozen=True)
class Stop:
    """One step: its name, the lines under it, its state and that state's words; whether the way stands here."""

    name: str
    lines: Sequence[str]
    state: str
    stands: str
    is_here: bool = False


def steps(stops: Sequence[Stop], of: Colours, size: Sizes, *, room: float, is_down: bool = False) -> dict:
    """The figure for a picture `room` px across. `is_down`: one below the other, as on a phone; side by side otherwise."""
    letter = size.note
    column = room if is_down else room / max(len(stops), 1)
    space = column - letter * (NODE + GAP if is_down else GAP)
    words = [_words(stop, of, letter, space) for stop in stops]
    highs = [(len(lines) + GAP) * LINE * letter for lines in words]
    if is_down:
        tops = [sum(highs[:place]) for place in range(len(stops))]
        nodes = [(letter * NODE / 2, top + letter * NODE / 2) for top in tops]
        starts = [(letter * (NODE + GAP * 0.6), top) for top in tops]
        height = sum(highs)
    else:
        nodes = [(place * column + letter * NODE / 2, letter * NODE / 2) for place in range(len(stops))]
        starts = [(place * column, letter * (NODE + 0.4)) for place in range(len(stops))]
        height = max(highs, default=0) + letter * (NODE + 0.4)
    notes = [_note("<br>".join(lines), x, y, letter, of) for lines, (x, y) in zip(words, starts, strict=True)]
    return {
        "data": [_nodes(stops, nodes, of, letter), _signs(stops, nodes, of, letter)],
        "layout": {"height": max(int(height), 1), "margin": {"l": 2, "r": 2, "t": 4, "b": 2, "pad": 0}, "shapes": _way(stops, nodes, of, size), "annotations": notes,
                   "xaxis": {"visible": False, "range": [0, room]}, "yaxis": {"visible": False, "range": [max(height, 1), 0]}},
    }


def _words(stop: Stop, of: Colours, letter: float, space: float) -> list[str]:
    """The lines beside a step: its name, where it stands in its state's colour, the rest."""
    ink = of.states[stop.state][1] if stop.state in of.states else of.ink
    return [*(f"<b>{escape(line)}</b>" for line in wrapped(stop.name, letter * BOLD, space)),
            *(f'<span style="color:{ink}">{escape(line)}</span>' for line in wrapped(stop.stands, letter, space)),
            *(escape(part) for line in stop.lines for part in wrapped(line, letter, space))]


def _note(text: str, x: float, y: float, letter: float, of: Colours) -> dict:
    return {"x": x, "y": y, "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False, "borderpad": 0, "text": text, "font": {"size": letter, "color": of.ink}}


def _way(stops: Sequence[Stop], nodes: Sequence[tuple[float, float]], of: Colours, size: Sizes) -> list[dict]:
    """A line to each step from the one before: full where the step is done, dashed where it is ahead."""
    return [{"type": "line", "layer": "below", "x0": a[0], "y0": a[1], "x1": b[0], "y1": b[1],
             "line": {"color": of.states["done"][0] if stop.state == "done" else of.muted, "width": size.line * 1.5, "dash": "solid" if stop.state == "done" else "dot"}}
            for stop, a, b in zip(stops[1:], nodes, nodes[1:], strict=False)]


def _nodes(stops: Sequence[Stop], nodes: Sequence[tuple[float, float]], of: Colours, letter: float) -> dict:
    """Discs in the colour of their state; a ring round the one where the way stands."""
    inks = [of.states[stop.state][0] if stop.state in of.states else of.muted for stop in stops]
    hover = [f"<b>{escape(stop.name)}</b><br>{escape(' · '.join([stop.stands, *stop.lines]))}" for stop in stops]
    return {"type": "scatter", "mode": "markers", "x": [x for x, _ in nodes], "y": [y for _, y in nodes], "cliponaxis": False, "hovertext": hover, "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"size": letter * NODE * 0.86, "opacity": 1, "color": [of.ground if stop.is_here else ink for stop, ink in zip(stops, inks, strict=True)], "line": {"color": inks, "width": letter * 0.18}}}


def _signs(stops: Sequence[Stop], nodes: Sequence[tuple[float, float]], of: Colours, letter: float) -> dict:
    """The sign of each step's state on its disc."""
    signs = [STATES[stop.state].sign if stop.state in STATES else "" for stop in stops]
    inks = [of.states[stop.state][0] if stop.is_here and stop.state in of.states else of.ground for stop in stops]
    return {"type": "scatter", "mode": "text", "x": [x for x, _ in nodes], "y": [y for _, y in nodes], "text": signs, "hoverinfo": "skip", "cliponaxis": False,
            "textfont": {"size": letter, "color": inks}}


def column_fits(stops: Sequence[Stop], size: Sizes, room: float) -> bool:
    """Whether all words stand side by side without one being wider than its column."""
    space = room / max(len(stops), 1) - size.note * GAP
    return all(wide(word, size.note * BOLD) <= space for stop in stops for text in (stop.name, stop.stands, *stop.lines) for word in text.split(" "))
