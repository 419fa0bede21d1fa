"""Quarter by quarter as bars: small panels one above the other that share their quarters, the one that is looked at standing out."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.palette import Colours, Sizes

GAP = 3.1  # room above a panel for its title and its highest value, in letters


@dataclass(frozen=True)
class Panel:
    """One figure over the quarters: its words, a value a quarter, and the colour of the bar that stands out."""

    title: str
    values: Sequence[int]
    colour: str


def panels(names: Sequence[str], codes: Sequence[str], drawn: Sequence[Panel], chosen: int, of: Colours, size: Sizes, height: int) -> dict:
    """Bars of each panel over `names` (short, "<br>" allowed), the `chosen` place in its colour and bold. `codes`: what a pressed bar says."""
    each = 1 / len(drawn)
    room = (GAP + 0.4) * size.note / max(height - 2.8 * size.note, 1)
    data, layout = [], {"height": height, "margin": {"l": 4, "r": 4, "t": 4, "b": int(2.9 * size.note), "pad": 4}, "bargap": 0.3, "annotations": [], "clickmode": "event+select"}
    for n, panel in enumerate(drawn):
        axis = "" if n == 0 else str(n + 1)
        top = 1 - n * each
        data.append(_bars(panel, codes, chosen, axis, of))
        layout[f"yaxis{axis}"] = {"domain": [max(top - each, 0), max(top - room, top - each + 0.01)], "range": [0, max([*panel.values, 1])], "visible": False, "anchor": f"x{axis}"}
        layout[f"xaxis{axis}"] = _axis(names, chosen, f"y{axis}", n == len(drawn) - 1)
        layout["annotations"].append({"text": f"<b>{escape(panel.title)}</b>", "x": 0, "xref": "paper", "xanchor": "left", "y": top, "yref": "paper", "yanchor": "top", "yshift": -0.3 * size.note if n else 0, "showarrow": False, "borderpad": 0})
    return {"data": data, "layout": layout}


def _bars(panel: Panel, codes: Sequence[str], chosen: int, axis: str, of: Colours) -> dict:
    places = range(len(panel.values))
    return {
        "type": "bar", "x": list(places), "y": list(panel.values), "xaxis": f"x{axis}", "yaxis": f"y{axis}", "customdata": list(codes), "hoverinfo": "skip", "cliponaxis": False,
        "marker": {"color": [panel.colour if n == chosen else of.line for n in places], "line": {"color": [panel.colour if n == chosen else of.muted for n in places], "width": 1}},
        "text": [f"<b>{value}</b>" if n == chosen else str(value) for n, value in enumerate(panel.values)], "textposition": "outside", "textangle": 0, "constraintext": "none",
        "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}},
    }


def _axis(names: Sequence[str], chosen: int, anchor: str, is_last: bool) -> dict:
    words = [f"<b>{name}</b>" if n == chosen else name for n, name in enumerate(names)]
    return {"range": [-0.6, len(names) - 0.4], "tickvals": list(range(len(names))), "ticktext": words, "showticklabels": is_last, "ticks": "", "showline": True, "anchor": anchor}
