"""Ties as bent lines: between districts as wide as the events they shared, between partners where one of them, or its district, is chosen."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.maps.placed import DIGITS, Dot, Group, Point
from dashboard.palette import Colours, Sizes
from dashboard.wording import t
from queries.answers import dicts

BEND = 0.13  # how far a tie swings out, as a part of its length
INTO = 0.85  # how near to its middle a line begins, as a part of a spiral's reach
STEPS = 20  # points of a bent line, those within its two districts included
FEW_STEPS = 12  # of a line between two partners: there may be many
STRONGEST = 3  # so many lines stand out and say their count
FAINTEST, FAINT, SHY = 0.2, 0.6, 0.15  # opacity of the weakest line, of one nearly among the strongest, of all beside a chosen one


@dataclass(frozen=True)
class Line:
    """Events shared by two districts, or by two partners."""

    code: str  # both ends' codes, "A~B"
    path: tuple[Point, ...]
    events: int
    words: str  # on hover, lines apart by \n
    is_silent: bool = False
    is_chosen: bool = False
    is_district: bool = False


@dataclass(frozen=True)
class Style:
    """How one line is drawn: #RRGGBB, opacity 0 to 1, width in px."""

    colour: str
    opacity: float
    width: float
    is_dashed: bool


def joined(one: str, other: str) -> str:
    """The code of a tie: both codes in their order."""
    return "~".join(sorted((one, other)))


def lines(ties, groups: Sequence[Group], dots: Sequence[Dot], squeeze: float, tie: str = "") -> list[Line]:
    """The lines of an answer, weakest first so that the strongest lie on top, the chosen one last.

    `ties` as `network.district_ties`, or as `network.ties` for partners. A pair of districts without an event is no line.
    """
    if "from_organisation_code" in ties.columns:
        found = _between_partners(ties, {dot.code: dot for dot in dots}, squeeze, tie)
    else:
        found = _between_districts(ties, {group.code: group for group in groups}, squeeze, tie)
    return sorted(found, key=lambda line: (line.is_chosen, line.events))


def _between_districts(ties, groups: Mapping[str, Group], squeeze: float, tie: str) -> list[Line]:
    found = []
    for row in dicts(ties):
        one, other = groups.get(row["from_district_code"]), groups.get(row["to_district_code"])
        if row["is_within"] or one is None or other is None or not row["joint_events"]:
            continue
        code = joined(one.code, other.code)
        words = t("maps.tie", one=one.name, other=other.name, events=row["joint_events"], ties=row["ties"], silent=row["silent_ties"])
        path = bent((one.lon, one.lat), (other.lon, other.lat), squeeze, STEPS, one.reach * INTO, other.reach * INTO)
        found.append(Line(code, path, row["joint_events"], words, is_chosen=code == tie, is_district=True))
    return found


def _between_partners(ties, dots: Mapping[str, Dot], squeeze: float, tie: str) -> list[Line]:
    columns = ["from_organisation_code", "to_organisation_code", "joint_events", "is_silent"]
    found = []
    for one, other, events, is_silent in ties[columns].itertuples(index=False):
        if one in dots and other in dots:
            here, there, code = dots[one], dots[other], joined(one, other)
            words = t("maps.own_tie", one=here.name, other=there.name, events=events)
            path = bent((here.lon, here.lat), (there.lon, there.lat), squeeze, FEW_STEPS)
            found.append(Line(code, path, events, words, bool(is_silent), code == tie))
    return found


def bent(one: Point, other: Point, squeeze: float, steps: int, from_edge: float = 0, to_edge: float = 0) -> tuple[Point, ...]:
    """A curve between two points that begins and ends at the edges of their spirals."""
    (x0, y0), (x1, y1) = (one[0] * squeeze, one[1]), (other[0] * squeeze, other[1])
    mx, my = (x0 + x1) / 2 - (y1 - y0) * BEND, (y0 + y1) / 2 + (x1 - x0) * BEND
    points = []
    for n in range(steps + 1):
        s = n / steps
        x, y = (1 - s) ** 2 * x0 + 2 * s * (1 - s) * mx + s * s * x1, (1 - s) ** 2 * y0 + 2 * s * (1 - s) * my + s * s * y1
        if math.hypot(x - x0, y - y0) >= from_edge and math.hypot(x - x1, y - y1) >= to_edge:
            points.append((round(x / squeeze, DIGITS), round(y, DIGITS)))
    return tuple(points) if len(points) > 1 else (one, other)


def strongest(drawn: Sequence[Line]) -> list[Line]:
    """The lines that say their count: the chosen one alone, else the few with most events, most first."""
    chosen = [line for line in drawn if line.is_chosen]
    return chosen or [line for line in reversed(drawn) if line.events and not line.is_silent][:STRONGEST]


def styles(drawn: Sequence[Line], of: Colours, size: Sizes, dot: float) -> list[Style]:
    """How each line is drawn; `dot` is a dot's diameter in px. Width: its area to the eye grows with the events. The strongest are dark, the others the paler the fewer."""
    most, loud = max((line.events for line in drawn), default=1), strongest(drawn)
    has_chosen = any(line.is_chosen for line in drawn)
    widest = min(size.mark * 1.1, dot * 1.1) if any(line.is_district for line in drawn) else min(size.mark * 0.6, dot * 0.6)
    return [_style(line, most, line in loud, has_chosen, of, widest) for line in drawn]


def _style(line: Line, most: int, is_loud: bool, has_chosen: bool, of: Colours, widest: float) -> Style:
    part = line.events / max(most, 1)
    width = round(1.2 + max(0, widest - 1.2) * math.sqrt(part), 1)
    if line.is_chosen:
        return Style(of.accent, 1.0, width + 2, line.is_silent)
    colour = of.states["watch"][0] if line.is_silent else of.target
    opacity = SHY if has_chosen else 0.85 if is_loud or line.is_silent else FAINTEST + (FAINT - FAINTEST) * part
    return Style(colour, round(opacity, 2), width, line.is_silent)
