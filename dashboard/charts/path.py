"""A way in steps, from the top down: a line through a sign for every step, its words beside it; what is still ahead is dashed.

Names of steps and bodies are long and Thai has no spaces to break at: below each other they have the whole width on every screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.lettering import wide, wrapped
from dashboard.palette import STATES, Colours, Sizes

NODE, LINE, GAP, BOLD = 1.9, 1.45, 0.9, 1.12  # diameter of a sign, height of a line, air below a step, in letters; width of bold letters
BESIDE = 0.6  # air between sign and words, in letters


@dataclass(frozen=True)
class Stop:
    """One step: its name, the lines under it, its state and that state's words; whether the way stands here."""

    name: str
    lines: Sequence[str]
    state: str
    stands: str
    is_here: bool = False


def steps(stops: Sequence[Stop], of: Colours, size: Sizes, room: float) -> dict:
    """The figure for a picture `room` px across; its height is what its words need."""
    letter = size.note
    words = [_words(stop, of, letter, room - letter * (NODE + BESIDE)) for stop in stops]
    highs = [max(len(lines) * LINE, NODE) * letter + GAP * letter for lines in words]
    tops = [sum(highs[:place]) for place in range(len(stops))]
    nodes = [(letter * NODE / 2, top + letter * NODE / 2) for top in tops]
    height = sum(highs)
    notes = [_note("<br>".join(lines), letter * (NODE + BESIDE), top, letter, of) for lines, top in zip(words, tops, strict=True)]
    return {
        "data": [_nodes(stops, nodes, of, letter), _signs(stops, nodes, of, letter)],
        "layout": {"height": max(int(height), 1), "margin": {"l": 4, "r": 2, "t": int(letter * 0.3), "b": 2, "pad": 0}, "shapes": _way(stops, nodes, of, size), "annotations": notes,
                   "xaxis": {"visible": False, "range": [0, room]}, "yaxis": {"visible": False, "range": [max(height, 1), 0]}},
    }


def _words(stop: Stop, of: Colours, letter: float, space: float) -> list[str]:
    """The lines beside a step: its name and where it stands in its state's colour, on one line where there is room; the rest, one after the other."""
    ink = of.states[stop.state][1] if stop.state in of.states else of.ink
    name, stands = f"<b>{escape(stop.name)}</b>", f'<span style="color:{ink}">{escape(stop.stands)}</span>'
    is_short = wide(stop.name, letter * BOLD) + wide(f"  {stop.stands}", letter) <= space
    head = [f"{name}  {stands}"] if is_short else [*(f"<b>{escape(line)}</b>" for line in wrapped(stop.name, letter * BOLD, space)), stands]
    rest: list[str] = []
    for line in stop.lines:
        if rest and wide(f"{rest[-1]} · {line}", letter) <= space:
            rest[-1] += f" · {line}"
        else:
            rest += wrapped(line, letter, space)
    return [*head, *map(escape, rest)]


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
