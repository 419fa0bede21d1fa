"""What stands beside the map on a projector: the strongest ties as bars with their counts, and the key of the dots' colours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from dashboard import palette
from dashboard.charts.lettering import wrapped
from dashboard.palette import Colours, Sizes

LINE = 1.5  # height of a line of text, in letters
BAR = 0.5  # thickness of a bar, in letters
LEAST = 9  # height for the bars, in letters, below which the remark goes


@dataclass(frozen=True)
class Panel:
    """`heading` over bars, `rows` as (words, events, whether chosen), most first; `key` as (sector or group, words); a `remark` at the foot."""

    heading: str
    rows: Sequence[tuple[str, int, bool]]
    key: Sequence[tuple[str, str]]
    remark: str = ""


def beside(panel: Panel, of: Colours, size: Sizes, width: float, height: int, left: float) -> dict:
    """Annotations and shapes of a plotly layout, in parts of the paper from `left` to 1; as many rows as have room."""
    made, letter = {"annotations": [], "shapes": []}, size.note
    part = (1 - left) / width  # of the paper's width a px
    x0, edge = left + letter * part, 1 - 2 * letter * part
    foot = height - (len(panel.key) + panel.remark.count("\n") + 2) * LINE * letter
    if foot < LEAST * letter:  # four by three: better more bars than a remark
        panel, foot = replace(panel, remark=""), height - (len(panel.key) + 0.3) * LINE * letter
    y = _text(made, panel.heading, x0, 0, height, of.ink, letter, bold=True) + 0.5 * letter
    most = max((events for _, events, _ in panel.rows), default=1)
    for words, events, is_chosen in panel.rows:
        lines = wrapped(words, letter, (edge - x0) / part)
        if y + (len(lines) * LINE + BAR + 0.7) * letter > foot - 0.3 * letter:
            break
        ink = of.accent if is_chosen else of.target
        y = _text(made, "\n".join(lines), x0, y, height, of.ink, letter)
        _bar(made, x0, x0 + (edge - x0 - 2 * letter * part) * events / max(most, 1), y, height, letter, ink, str(events), part, of.ink)
        y += (BAR + 0.7) * letter
    _key(made, panel, of, letter, x0, foot, height, part)
    return made


def _bar(made: dict, x0: float, x1: float, y: float, height: int, letter: int, ink: str, said: str, part: float, words: str) -> None:
    made["shapes"].append({"type": "rect", "xref": "paper", "yref": "paper", "x0": x0, "x1": max(x1, x0 + 3 * part), "y0": 1 - y / height, "y1": 1 - (y + BAR * letter) / height,
                           "fillcolor": ink, "line": {"width": 0}})
    made["annotations"].append(_note(f"<b>{said}</b>", x1 + 0.4 * letter * part, 1 - (y + BAR * letter / 2) / height, letter, words, "middle"))


def _key(made: dict, panel: Panel, of: Colours, letter: int, x0: float, y: float, height: int, part: float) -> None:
    for sector, words in panel.key:
        made["shapes"].append({"type": "circle", "xref": "paper", "yref": "paper", "x0": x0, "x1": x0 + 0.7 * letter * part, "y0": 1 - (y + 0.4 * letter) / height,
                               "y1": 1 - (y + 1.1 * letter) / height, "fillcolor": palette.sector_colour(sector, of), "line": {"width": 0}})
        _text(made, words, x0 + 1.2 * letter * part, y, height, of.ink, letter)
        y += LINE * letter
    _text(made, panel.remark, x0, y + 0.3 * letter, height, of.muted, letter)


def _text(made: dict, words: str, x: float, y: float, height: int, ink: str, letter: int, bold: bool = False) -> float:
    """Words from `y` px below the top; where they end, in px."""
    if not words:
        return y
    said = escape(words).replace("\n", "<br>")
    made["annotations"].append(_note(f"<b>{said}</b>" if bold else said, x, 1 - y / height, letter, ink, "top"))
    return y + (words.count("\n") + 1) * LINE * letter


def _note(said: str, x: float, y: float, letter: int, ink: str, anchor: str) -> dict:
    return {"xref": "paper", "yref": "paper", "x": x, "y": y, "xanchor": "left", "yanchor": anchor, "text": said, "align": "left", "showarrow": False, "borderpad": 0,
            "font": {"size": letter, "color": ink}}


