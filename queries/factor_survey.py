"""The partner survey: each partner counts once, and fewer than five are never shown – nor what would give them away by subtraction.

A round belongs to the day of its last answer: its figures are one and the same on every day from then on, so that two days of one
release never differ by a single partner's answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from fractions import Fraction

from queries.answers import hundredths, percent
from queries.network_scene import Scene
from queries.tables import CHOICES, GROUP_OF_SECTOR

SMALLEST_SHOWN = 5  # fewer answers than this are never shown
AGREES_FROM = 4  # of 5: the mean from which a partner agrees, or accepts
TRAITS = tuple(CHOICES["culture_trait"])  # question 1 is the first


def answers(scene: Scene) -> list[dict]:
    """Every answer up to as_of, with the study's sector group of the partner that gave it."""
    return [{**row, "sector_group": GROUP_OF_SECTOR.get(scene.named(row["organisation_code"]).get("sector"))} for row in scene.true("survey_answer") if row["answered_on"] <= scene.as_of]


def last_days(given: Iterable[Mapping]) -> dict[str, date]:
    """Round → day of its last answer; rounds in the order they began."""
    days = defaultdict(list)
    for row in given:
        days[row["survey_round"]].append(row["answered_on"])
    return {name: max(days[name]) for name in sorted(days, key=lambda name: (min(days[name]), name))}


def own_means(given: Iterable[Mapping]) -> list[Fraction]:
    """One mean a partner that gave any of these answers."""
    scores = defaultdict(list)
    for row in given:
        scores[row["organisation_code"]].append(row["score"])
    return [Fraction(sum(own), len(own)) for own in scores.values()]


def figures(means: list[Fraction]) -> dict[str, Decimal]:
    """Mean score, and the share of partners whose own mean is 4 or more, both with two decimals."""
    whole = sum(means) / len(means)
    return {"mean_score": hundredths(Decimal(whole.numerator) / Decimal(whole.denominator)), "agree_percent": percent(Decimal(sum(m >= AGREES_FROM for m in means)), Decimal(len(means)))}


def withheld(sizes: Mapping[str | None, int], also: AbstractSet[str | None] = frozenset()) -> set[str | None]:
    """Groups under five and those of `also`, and as many of the next smallest as it takes that what is withheld is five or more and cannot be told apart."""
    smallest_first = sorted(sizes, key=lambda g: (sizes[g], g or ""))
    held = _hidden(smallest_first, sizes, {g for g in sizes if sizes[g] < SMALLEST_SHOWN})
    return _hidden(smallest_first, sizes, held | also)


def _hidden(smallest_first: list, sizes: Mapping, held: set) -> set:
    for group in smallest_first:
        if held and (len(held) < 2 or sum(sizes[g] for g in held) < SMALLEST_SHOWN):
            held = held | {group}
    return held


def withheld_traits(sizes: Mapping[str | None, int], by_trait: Mapping[tuple[str, str | None], int]) -> set[tuple[str, str | None]]:
    """Which (trait, sector group) are withheld, from how many of each group answered the factor at all, and how many each trait.

    Where one to four of a group left a trait out, the factor's mean less the trait's would tell theirs: the trait is withheld. A group
    that is withheld for one trait is so for all: else what differs between traits would give it away."""
    thin = {(trait, group) for (trait, group), n in by_trait.items() if n < SMALLEST_SHOWN or 0 < sizes[group] - n < SMALLEST_SHOWN}
    if set(sizes) <= {None}:
        return thin
    held = withheld(sizes, {group for _, group in thin})
    return {key for key in by_trait if key[1] in held}
