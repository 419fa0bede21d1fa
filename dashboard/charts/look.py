"""What all charts have in common: type, ground, grid, hover – put on a figure just before it is shown or printed.

A chart function says only what is its own; `apply` fills in the rest from the palette's tokens. A figure is a plain dict
({"data": [...], "layout": {...}}): plotly's default template is more than half of a figure's bytes and is not sent.
"""

from collections.abc import Mapping

from dashboard import palette

FONT = "Signs, Sarabun, Loma, sans-serif"


def apply(figure: Mapping, mode: str = "desk", theme: str = "light") -> dict:
    """The figure with the product's look for a reading mode and theme; what the figure says itself stays.

    `figure` is a dict or a plotly Figure; the result is a new dict.
    """
    drawn = figure.to_plotly_json() if hasattr(figure, "to_plotly_json") else dict(figure)
    own = dict(drawn.get("layout") or {})
    own.pop("template", None)
    layout = _merge(_layout(mode, theme), own)
    for name in [key for key in own if key.startswith(("xaxis", "yaxis"))] + ["xaxis", "yaxis"]:
        layout[name] = _merge(_axis(mode, theme), own.get(name) or {})
    return {"data": list(drawn.get("data") or []), "layout": layout}


def _layout(mode: str, theme: str) -> dict:
    of, size = palette.colours(mode, theme), palette.sizes(mode)
    roomy = mode == "projector"
    return {
        "template": {"data": {}, "layout": {}},
        "font": {"family": FONT, "size": size.note, "color": of.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 24 if roomy else 16, "t": 16, "b": 8, "pad": 8},
        "height": size.chart,
        "hoverlabel": {
            "bgcolor": of.raised,
            "bordercolor": of.line,
            "font": {"family": FONT, "size": size.note, "color": of.ink},
            "align": "left",
        },
        "hovermode": "closest",
        "showlegend": False,  # direct labels first; a figure that needs a legend says so
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": size.note}, "itemclick": False},
        "separators": ".,",
        "bargap": 0.35,
        "dragmode": False,  # a finger scrolls the page, not the chart
        "uniformtext": {"minsize": size.note, "mode": "show"},  # a label is legible or stands outside, never tiny
    }


def _axis(mode: str, theme: str) -> dict:
    of, size = palette.colours(mode, theme), palette.sizes(mode)
    return {
        "automargin": True,
        "tickangle": 0,  # Thai on its side cannot be read: a figure thins its ticks instead
        "showgrid": False,
        "gridcolor": of.line,
        "gridwidth": 1,
        "zeroline": False,
        "linecolor": of.muted,
        "tickcolor": of.line,
        "tickfont": {"size": size.note, "color": of.ink},
        "title": {"font": {"size": size.note, "color": of.muted}, "standoff": 12},
        "fixedrange": True,
    }


def _merge(under: Mapping, over: Mapping) -> dict:
    """Nested dicts, the second one winning."""
    merged = dict(under)
    for key, value in over.items():
        if isinstance(value, str) and isinstance(merged.get(key), Mapping) and key == "title":
            value = {"text": value}
        if isinstance(value, Mapping) and isinstance(merged.get(key), Mapping):
            merged[key] = _merge(merged[key], value)
        else:
            merged[key] = value
    return merged
