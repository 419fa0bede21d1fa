"""A colour key that counts: each sector with its colour, its word and how many there are, none included."""

from collections import Counter
from collections.abc import Iterable, Mapping

from dashboard import palette, wording
from dashboard.palette import Colours, Sizes
from dashboard.wording import t

ROW = 2.0  # height of a row, in letters


def sectors(of_partners: Iterable[str], of: Colours, size: Sizes) -> dict:
    """One bar a sector (codes, one a partner), in the order people know; a sector nobody is of says so in words."""
    counts, order = Counter(of_partners), list(palette.SHADES)
    most = max(counts.values(), default=1)
    return {
        "data": [{
            "type": "bar", "orientation": "h", "x": [counts[s] for s in order], "y": list(range(len(order))), "width": 0.62,
            "marker": {"color": [palette.sector_colour(s, of) for s in order]}, "hoverinfo": "skip", "cliponaxis": False, "textposition": "outside",
            "text": [f"<b>{counts[s]}</b>" if counts[s] else t("key.none") for s in order],
        }],
        "layout": {
            "height": int(len(order) * ROW * size.note + 2 * size.note), "margin": {"l": 4, "r": 4, "t": 4, "b": 4, "pad": 8},
            "xaxis": {"visible": False, "range": [0, most * 1.25]},
            "yaxis": {"range": [len(order) - 0.5, -0.5], "tickvals": list(range(len(order))), "ticktext": [wording.choice("sector", s) for s in order], "showgrid": False, "showline": False, "ticks": ""},
        },
    }


def entries(words: Mapping[str, str], of: Colours, size: Sizes) -> list[dict]:
    """Entries of a chart's own key, one a sector ({code: words}): traces without a point, so that no choice changes their colour."""
    return [{"type": "scatter", "mode": "markers", "x": [None], "y": [None], "name": said, "hoverinfo": "skip",
             "marker": {"size": size.mark, "color": palette.sector_colour(sector, of)}} for sector, said in words.items()]
