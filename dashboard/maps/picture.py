"""Everything the map draws, placed once and drawn twice."""

from collections.abc import Collection
from dataclasses import dataclass

from dashboard import palette
from dashboard.charts.matrix import mixed
from dashboard.maps.chosen import Chosen
from dashboard.maps.lines import Line, lines
from dashboard.maps.placed import Bounds, Dot, Group, Ring, placed

FADED = 0.8  # how near the ground's colour a partner is drawn that does not stand out
CROWD = 200  # partners, beyond which a click would send too many words: what stands back then says less on hover


@dataclass(frozen=True)
class Picture:
    """What both maps draw. `dot` is the radius of a dot in degrees of latitude; `squeeze` the width of a degree of longitude."""

    rings: tuple[Ring, ...]
    borders: tuple[Ring, ...]
    groups: tuple[Group, ...]
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    dot: float
    squeeze: float
    chosen: Chosen = Chosen()

    @property
    def is_crowded(self) -> bool:
        """Whether there are so many partners that words are saved."""
        return len(self.dots) > CROWD

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of everything drawn."""
        outlines = [p for ring in (*self.rings, *self.borders) for p in ring]
        points = outlines + [(d.lon, d.lat) for d in self.dots] + [(g.lon, g.lat) for g in self.groups]
        lons, lats = zip(*points, strict=True)
        return min(lons), min(lats), max(lons), max(lats)


def picture(partners, districts, ties, within: Bounds, lit: Collection[str] | None = None, chosen: Chosen = Chosen()) -> Picture:
    """Everything placed. `partners` and `districts` of the whole network, so that a filter moves nothing; names in the reader's language.

    `ties`: as `network.district_ties`, or as `network.ties` where partners' own are shown. `lit`: codes that stand out (all when None).
    """
    groups, dots, dot, squeeze = placed(partners, districts, within, lit, chosen.partner, chosen.district)
    drawn = lines(ties, groups, dots, squeeze, chosen.tie)
    return Picture(within.rings, within.borders, tuple(groups), tuple(dots), tuple(drawn), dot, squeeze, chosen)


def shade(sector: str, is_lit: bool, of: palette.Colours) -> str:
    """Colour of a partner, #RRGGBB: its sector's; faded, not see-through, where it stands back, so that a line beneath does not darken it."""
    colour = palette.sector_colour(sector, of)
    return colour if is_lit else mixed(colour, of.raised, FADED)
