"""A structure as boxes in tiers: each with its name, a few lines and the state of the last one; what is not there is an empty outline.

The same boxes stand in the same place every time, whatever their figures: a reader learns where to look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.lettering import wide
from dashboard.palette import STATES, Colours, Sizes

LINE, PAD, GAP = 1.4, 0.5, 0.4  # height of a line, air inside a box and between boxes, in letters
WIDER, BOLD = 1.06, 1.15  # than the mean width of letters, so that a line of wide ones stays inside; bold ones


@dataclass(frozen=True)
class Box:
    """One box: its code, its name and the lines under it, each in words from the fullest to the shortest; the last line is in the state's colour."""

    code: str
    names: Sequence[str]
    lines: Sequence[Sequence[str]]
    state: str = ""
    hover: str = ""
    is_there: bool = True
    is_beside: bool = False  # belongs to the picture but not to what it shows
    is_chosen: bool = False


def structure(tiers: Sequence[Sequence[Box]], of: Colours, size: Sizes, width: int, lines: int = 3) -> dict:
    """The figure for a picture `width` px across, tiers from the top; a tier's boxes share its width. `lines`: of a box, its name among them."""
    high = (lines * LINE + 2 * PAD) * size.note
    step = high + GAP * size.note
    places = [(box, *_across(at, len(tier), width, GAP * size.note), down * step) for down, tier in enumerate(tiers) for at, box in enumerate(tier)]
    height = max(int(len(tiers) * step), 1)
    return {
        "data": [_targets(places, high)],
        "layout": {
            "height": height, "margin": {"l": 1, "r": 1, "t": 1, "b": 1, "pad": 0}, "clickmode": "event+select", "xaxis": {"visible": False, "range": [0, width]},
            "yaxis": {"visible": False, "range": [height, 0]}, "shapes": [_outline(box, left, right, top, high, of) for box, left, right, top in places],
            "annotations": [_words(box, left, right, top, lines, of, size) for box, left, right, top in places],
        },
    }


def _across(at: int, total: int, width: float, gap: float) -> tuple[float, float]:
    """Left and right edge of a tier's box."""
    each = (width - gap * (total - 1)) / total
    return at * (each + gap), at * (each + gap) + each


def _outline(box: Box, left: float, right: float, top: float, high: float, of: Colours) -> dict:
    edge = of.accent if box.is_chosen else of.line if box.is_there else of.states["off_track"][0]
    return {"type": "rect", "layer": "below", "x0": left, "x1": right, "y0": top, "y1": top + high, "fillcolor": of.raised if box.is_there and not box.is_beside else "rgba(0,0,0,0)",
            "line": {"color": edge, "width": 3 if box.is_chosen or not box.is_there else 1, "dash": "solid" if box.is_there else "dash"}}


def _targets(places: Sequence[tuple], high: float) -> dict:
    """What a pointer meets: invisible points side by side across each box, with its words on hover."""
    spots = [(box, left + high * (at + 0.5), top + high / 2) for box, left, right, top in places for at in range(max(int((right - left) / high), 1))]
    return {"type": "scatter", "mode": "markers", "x": [x for _, x, _ in spots], "y": [y for *_, y in spots],
            "customdata": [box.code for box, *_ in spots], "hovertext": [escape(box.hover) for box, *_ in spots], "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"size": int(high), "opacity": 0, "symbol": "square"}, "unselected": {"marker": {"opacity": 0}}, "selected": {"marker": {"opacity": 0}}}


def _words(box: Box, left: float, right: float, top: float, lines: int, of: Colours, size: Sizes) -> dict:
    room, pad = right - left - 2 * PAD * size.note, PAD * size.note
    said = [f"<b>{escape(fitting(box.names, size.note * BOLD, room))}</b>", *(escape(fitting(line, size.note * WIDER, room)) for line in box.lines[:-1])]
    if box.lines:
        sign = f"{STATES[box.state].sign} " if box.state in STATES else ""
        ink = of.states[box.state][1] if box.state in of.states else of.ink
        last = fitting([sign + words for words in box.lines[-1]], size.note * WIDER, room)
        said.append(f'<span style="color:{ink}">{escape(last)}</span>')
    kept = said if len(said) <= lines else [said[0], *said[len(said) - lines + 1 :]]
    return {"x": left + pad, "y": top + pad, "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False, "borderpad": 0, "text": "<br>".join(kept),
            "font": {"size": size.note, "color": of.ink}}


def fitting(texts: Sequence[str], letter: float, room: float) -> str:
    """The first of the texts that is no wider than `room` px; the last one ended with "…" where none is."""
    text = next((text for text in texts if wide(text, letter) <= room), "")
    if text or not texts:
        return text
    text = texts[-1]
    while text and wide(f"{text}…", letter) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
