"""Two drawings beside each other in one picture, so that a projector shows them as one and both keep their letters."""

from collections.abc import Mapping


def beside(left: Mapping, right: Mapping, until: float, since: float, height: int) -> dict:
    """The left one up to `until` of the picture's width, the right one from `since` on; `height` in px."""
    moved = [{**trace, "xaxis": "x2", "yaxis": "y2"} for trace in right["data"]]
    of = right["layout"]
    layout = {
        "height": height, "margin": {**left["layout"]["margin"], "t": max(left["layout"]["margin"]["t"], of["margin"]["t"]), "r": of["margin"]["r"]},
        "xaxis": {**left["layout"]["xaxis"], "domain": [0, until]}, "yaxis": left["layout"]["yaxis"],
        "xaxis2": {**of["xaxis"], "domain": [since, 1], "anchor": "y2"}, "yaxis2": {**of["yaxis"], "anchor": "x2"},
        "annotations": [*left["layout"]["annotations"], *(_moved(note) for note in of["annotations"])],
        "shapes": [_moved(shape) for shape in of["shapes"]],
    }
    return {"data": [*left["data"], *moved], "layout": layout}


def _moved(thing: Mapping) -> dict:
    """A note or a shape of the right drawing, on its axes: the whole paper's is then its own part."""
    across, down = ({None: f"{axis}2", axis: f"{axis}2", "paper": f"{axis}2 domain"}[thing.get(f"{axis}ref")] for axis in "xy")
    return {**thing, "xref": across, "yref": down}
