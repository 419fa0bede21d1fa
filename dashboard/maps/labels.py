"""Where names of districts and counts of ties stand, so that none lies on another, on dots, or beyond the edge."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.lettering import wide
from dashboard.maps.lines import Line, strongest
from dashboard.maps.placed import Group, Point
from dashboard.palette import Sizes
from dashboard.wording import t

# Where a district's name stands best, by hand; where it would lie on another name or on dots, the next free side is taken.
SIDES = {
    "5601": "left", "5602": "right", "5603": "left", "5604": "below", "5605": "below",
    "5606": "right", "5607": "above", "5608": "above", "5609": "above",
}  # fmt: skip
EVERY_SIDE = ("below", "above", "right", "left", "above_left", "above_right", "below_left", "below_right", "above_off", "below_off", "above_right_off")
PASSES = 3  # a name placed early may find a better side once all others stand
HIGH = 1.4  # height of a line of letters
TIGHT = 12  # letters over each other that a picture must be high for counts
SHORT = 6  # letters: between two partners nearer than that no count is written, there are too many
Box = tuple[float, float, float, float]  # left, top, right, bottom in px


@dataclass(frozen=True)
class Circle:
    """A district's dots in px: the circle round them, a dot's radius, where each stands."""

    x: float
    y: float
    reach: float
    dot: float
    spots: Sequence[Point]


def is_tight(drawn, size: Sizes, scale: float) -> bool:
    """Whether the picture is so low for its letters that only names have room, no counts. `scale`: px a degree of latitude."""
    _, south, _, north = drawn.bounds
    return (north - south) * scale < TIGHT * size.note


def words(group: Group, tight: bool) -> tuple[str, str]:
    """A district's name and how many partners it has, "" where there is no room for it."""
    return group.name, "" if tight else t("maps.count", count=group.count)


def sides(drawn, size: Sizes, scale: float, width: float, tight: bool | None = None) -> dict[str, str]:
    """On which side of its dots each district's name stands, the largest district first. `scale`: px a degree of latitude; `tight`: names without counts, however high the picture."""
    circles, lines = _circles(drawn, scale), _points(drawn, scale)
    west, _, east, _ = drawn.bounds
    middle = (west + east) / 2 * drawn.squeeze * scale
    boxes, found, tight = {}, {}, is_tight(drawn, size, scale) if tight is None else tight
    for n, group in sorted(enumerate(drawn.groups), key=lambda item: -item[1].count) * PASSES:
        every = list(dict.fromkeys((SIDES.get(group.code, "below"), *EVERY_SIDE)))
        placed = {side: name_box(group, side, drawn.squeeze, size, scale, tight) for side in every}
        others, named = circles[:n] + circles[n + 1:], [box for code, box in boxes.items() if code != group.code]
        harm = {side: (_outside(box, middle, width) + _on_names(box, named), _on_dots(box, others) + _crossed(box, lines)) for side, box in placed.items()}
        found[group.code] = min(every, key=harm.__getitem__)
        boxes[group.code] = placed[found[group.code]]
    return found


def counts(drawn, size: Sizes, scale: float, placed: dict[str, str]) -> list[tuple[Line, Point]]:
    """Where the count of each of the strongest ties stands: beside the middle of its line, clear of names, dots, other lines and other counts."""
    if is_tight(drawn, size, scale):
        return []
    boxes = [name_box(group, placed[group.code], drawn.squeeze, size, scale, False) for group in drawn.groups]
    circles, lines, found = _circles(drawn, scale), _points(drawn, scale), []
    for line in strongest(drawn.lines):
        if not line.is_chosen and not line.is_district and _long(line, drawn.squeeze, scale) < SHORT * size.note:
            continue
        spots = [(spot, far) for spot, far in _beside(line, drawn.squeeze, size, scale)]
        best = min(spots, key=lambda s: (_on_names(box := _count_box(line, s[0], size), boxes), _on_dots(box, circles) + _crossed(box, lines) + s[1]))[0]
        boxes.append(_count_box(line, best, size))
        found.append((line, (best[0] / scale / drawn.squeeze, -best[1] / scale)))
    return found


def _long(line: Line, squeeze: float, scale: float) -> float:
    """How far apart a line's ends stand, in px."""
    (x0, y0), (x1, y1) = line.path[0], line.path[-1]
    return math.hypot((x1 - x0) * squeeze, y1 - y0) * scale


def _beside(line: Line, squeeze: float, size: Sizes, scale: float):
    """Places on both sides of a line, in px, each with how far it is from half-way."""
    path = [(lon * squeeze * scale, -lat * scale) for lon, lat in line.path]
    away = size.note * (0.45 + 0.3 * len(str(line.events))) + size.mark * 0.5
    for n in range(len(path) // 5, len(path) - len(path) // 5):
        (x0, y0), (x1, y1) = path[max(n - 1, 0)], path[min(n + 1, len(path) - 1)]
        far = math.hypot(x1 - x0, y1 - y0) or 1
        for side in (1, -1):
            yield (path[n][0] - (y1 - y0) / far * away * side, path[n][1] + (x1 - x0) / far * away * side), abs(n - len(path) / 2)


def name_box(group: Group, side: str, squeeze: float, size: Sizes, scale: float, tight: bool) -> Box:
    """Where a name stands, in px."""
    lon, lat, across, down = name_place(group, side, squeeze)
    w, h = wide(" ".join(words(group, tight)), size.note) + 6, size.note * HIGH
    left, top = lon * squeeze * scale - w * across, -lat * scale - h * down
    return left, top, left + w, top + h


def name_place(group: Group, side: str, squeeze: float) -> tuple[float, float, float, float]:
    """Where a district's name stands: a point at the edge of its spiral ("off": a little further), and which part of the text stands there (0 to 1)."""
    words = side.split("_")
    far = group.reach * (1.7 if "off" in words else 1.02)
    up, right = ("above" in words) - ("below" in words), ("right" in words) - ("left" in words)
    slant = far * (0.6 if up and right else 1)
    return group.lon + right * slant / squeeze, group.lat + up * slant, (1 - right) / 2, (1 + up) / 2


def _count_box(line: Line, at: Point, size: Sizes) -> Box:
    w, h = wide(str(line.events), size.note) + 6, size.note
    return at[0] - w / 2, at[1] - h / 2, at[0] + w / 2, at[1] + h / 2


def _circles(drawn, scale: float) -> list[Circle]:
    """Each district's dots, in px: the circle round them all, and the middles of each."""
    spots = defaultdict(list)
    for dot in drawn.dots:
        spots[dot.district].append((dot.lon * drawn.squeeze * scale, -dot.lat * scale))
    return [Circle(g.lon * drawn.squeeze * scale, -g.lat * scale, g.reach * scale, drawn.dot * scale, spots[g.code]) for g in drawn.groups]


def _points(drawn, scale: float) -> list[tuple[float, float, float]]:
    """Points of all lines in px, each with how much it would hurt to hide it: the stronger the more."""
    most = max((line.events for line in drawn.lines), default=1) or 1
    return [(lon * drawn.squeeze * scale, -lat * scale, 0.5 + 6 * line.events / most) for line in drawn.lines for lon, lat in line.path]


def _crossed(box: Box, lines: Sequence[tuple[float, float, float]]) -> float:
    """How much of the lines a label would lie on."""
    left, top, right, bottom = box
    return sum(weight for x, y, weight in lines if left <= x <= right and top <= y <= bottom)


def _on_names(box: Box, boxes: Sequence[Box]) -> float:
    """How many square px of other labels a label would hide."""
    left, top, right, bottom = box
    return sum(max(0, min(right, b[2]) - max(left, b[0])) * max(0, min(bottom, b[3]) - max(top, b[1])) for b in boxes)


def _on_dots(box: Box, circles: Sequence[Circle]) -> float:
    """How many dots a label would touch, each weighing more than any line."""
    left, top, right, bottom = box
    near = [c for c in circles if math.hypot(c.x - min(max(c.x, left), right), c.y - min(max(c.y, top), bottom)) < c.reach]
    return 100 * sum(left - c.dot < x < right + c.dot and top - c.dot < y < bottom + c.dot for c in near for x, y in c.spots)


def _outside(box: Box, middle: float, width: float) -> float:
    """How much of a name would be cut at the picture's edges, weighing more than any overlap."""
    return 1000 * (max(0, middle - width / 2 - box[0]) + max(0, box[2] - middle - width / 2))
