"""Where points and names of a drawing stand, in px from the left and the top: points apart from each other, names on nobody's point or name."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from dashboard.charts.lettering import wide, wrapped
from dashboard.palette import Colours

LINE = 1.35  # height of a line of a name, in letters
SURE = 1.12  # a name takes at most this much more than its letters' mean width
AIR = 3  # px kept between two points
ROUNDS = 12  # of pushing points apart
Box = tuple[float, float, float, float]  # left, top, right, bottom in px


@dataclass(frozen=True)
class Spot:
    """A point: its code, the name beside it, its middle and its radius in px."""

    code: str
    name: str
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        return (self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


def filled(at: Mapping[str, tuple[float, float]], width: float, height: float, edge: float) -> dict[str, tuple[float, float]]:
    """Positions of a layout stretched to fill a picture, `edge` px kept free around."""
    if not at:
        return {}
    xs, ys = zip(*at.values(), strict=True)
    across, down = (max(xs) - min(xs)) or 1, (max(ys) - min(ys)) or 1
    return {code: (edge + (x - min(xs)) / across * (width - 2 * edge), edge + (max(ys) - y) / down * (height - 2 * edge)) for code, (x, y) in at.items()}


def apart(spots: Sequence[Spot], width: float, height: float) -> list[Spot]:
    """The same points, those that cover each other pushed apart, none beyond the edge; the same every time."""
    moved = [[spot.x, spot.y] for spot in spots]
    for _ in range(ROUNDS):
        if not _push(spots, moved):
            break
        for place, spot in zip(moved, spots, strict=True):
            place[0] = min(max(place[0], spot.radius), width - spot.radius)
            place[1] = min(max(place[1], spot.radius), height - spot.radius)
    return [replace(spot, x=round(x, 1), y=round(y, 1)) for spot, (x, y) in zip(spots, moved, strict=True)]


def _push(spots: Sequence[Spot], moved: list[list[float]]) -> bool:
    """One round: each two points that meet go half the way each; whether any did. Only near ones are compared: by columns of the widest point."""
    step = 2 * max((spot.radius for spot in spots), default=1) + AIR
    cells: dict[tuple[int, int], list[int]] = {}
    for n, (x, y) in enumerate(moved):
        cells.setdefault((int(x // step), int(y // step)), []).append(n)
    has_moved = False
    for (column, row), here in cells.items():
        near = [n for dx in (-1, 0, 1) for dy in (-1, 0, 1) for n in cells.get((column + dx, row + dy), ())]
        for one in here:
            for other in near:
                has_moved |= one < other and _part(spots[one], spots[other], moved[one], moved[other])
    return has_moved


def _part(one: Spot, other: Spot, at: list[float], its: list[float]) -> bool:
    x, y = its[0] - at[0], its[1] - at[1]
    far, need = (x * x + y * y) ** 0.5, one.radius + other.radius + AIR
    if far >= need:
        return False
    x, y = (x / far, y / far) if far else (1.0, 0.0)
    push = (need - far) / 2
    at[0], at[1], its[0], its[1] = at[0] - x * push, at[1] - y * push, its[0] + x * push, its[1] + y * push
    return True


def named(order: Sequence[Spot], around: Collection[Spot], width: float, height: float, letter: float) -> Iterator[tuple[Spot, list[str], str, Box]]:
    """Names in the order given, each where it covers no other name and no point of `order` or `around`, as (spot, lines, side, box).

    One without room is left out: it is told on hover."""
    points, taken = {spot.code: spot.box for spot in (*around, *order)}, []
    for spot in order:
        lines = wrapped(spot.name, letter, 13 * letter)
        size = max(wide(line, letter) for line in lines) * SURE + 4, len(lines) * letter * LINE
        others = [box for code, box in points.items() if code != spot.code]
        for side, box in _places(spot, *size):
            is_inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if is_inside and not any(meet(box, other) for other in (*taken, *others)):
                taken.append(box)
                yield spot, lines, side, box
                break


def _places(spot: Spot, w: float, h: float) -> list[tuple[str, Box]]:
    """Above, below, right, left, and the four corners of a point, each with the way its lines are aligned."""
    x, y, r = spot.x, spot.y, spot.radius + 2
    c = r * 0.7
    return [("center", (x - w / 2, y - r - h, x + w / 2, y - r)), ("center", (x - w / 2, y + r, x + w / 2, y + r + h)),
            ("left", (x + r, y - h / 2, x + r + w, y + h / 2)), ("right", (x - r - w, y - h / 2, x - r, y + h / 2)),
            ("left", (x + c, y - c - h, x + c + w, y - c)), ("left", (x + c, y + c, x + c + w, y + c + h)),
            ("right", (x - c - w, y - c - h, x - c, y - c)), ("right", (x - c - w, y + c, x - c, y + c + h))]


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes cover each other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def note(lines: Sequence[str], box: Box, align: str, ink: str, letter: float, of: Colours, is_bold: bool = False) -> dict:
    """A name as plotly's annotation, on the side of its box where its point is, its letters edged so that they stand on lines."""
    words, x = "<br>".join(map(escape, lines)), {"left": box[0], "right": box[2], "center": (box[0] + box[2]) / 2}[align]
    return {"x": round(x, 1), "y": round((box[1] + box[3]) / 2, 1), "xanchor": align, "text": f"<b>{words}</b>" if is_bold else words, "showarrow": False, "borderpad": 0,
            "font": {"size": letter, "color": ink, "shadow": halo(of.ground)}, "align": align}


def halo(colour: str) -> str:
    """A soft edge round letters that stand on lines, as CSS text-shadow."""
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-1, 0, 1) for y in (-1, 0, 1)) + f", 0 0 4px {colour}"
