"""Which ties hold a network's shape: a drawing of all of them is a cloud, of these a reader sees who belongs with whom. Pure functions."""

from collections import Counter, defaultdict
from collections.abc import Mapping

Pair = tuple[str, str]  # two partner codes, the smaller first
EACH = 3  # strongest ties of every partner that are kept


def strongest(events: Mapping[Pair, int], each: int = EACH) -> set[Pair]:
    """The `each` strongest ties of every partner, from how many joint events each pair had; equals go by code.

    Strength is Salton's cosine (Salton & McGill 1983): joint events over the geometric mean of what both had with everybody. By plain
    counts every partner's strongest ties would be those with the few who meet everybody, and the drawing a star.
    """
    total, of_partner = Counter(), defaultdict(list)
    for pair, count in events.items():
        for code in pair:
            total[code] += count
    for (one, other), count in events.items():
        strength = count * count / (total[one] * total[other]) if count else 0.0
        for code in (one, other):
            of_partner[code].append((-strength, (one, other)))
    return {pair for held in of_partner.values() for _, pair in sorted(held)[:each]}
