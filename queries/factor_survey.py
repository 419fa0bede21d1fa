"""The partner survey: each partner counts once, and fewer than five are never shown – nor what would give them away by subtraction.

Subtracted can be a group from the whole, one day from another, and one release from another. So the next smallest group is withheld with a
small one; a round belongs to the day of its last answer, its figures one and the same on every day from then on; and what a later release adds
or corrects counts once it is of five partners or more: until then the figures stay those of the release before.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from queries import releases, tables
from queries.answers import hundredths, percent, rows
from queries.network_scene import Scene
from queries.tables import CHOICES, GROUP_OF_SECTOR, release_table

SMALLEST_SHOWN = 5  # fewer answers than this are never shown
AGREES_FROM = 4  # of 5: the mean from which a partner agrees, or accepts
TRAITS = tuple(CHOICES["culture_trait"])  # question 1 is the first


def answers(scene: Scene) -> list[dict]:
    """Every answer that counts by as_of, with the study's sector group of the partner that gave it."""
    held = tables.sql["survey_answer"]
    every = rows(scene.connection, select(held).where(held.c.province_code == scene.province, held.c.from_release <= scene.release).order_by(*(held.c[name] for name in tables.TABLES["survey_answer"].key)))
    days = [(number, releases.as_of(scene.connection, scene.province, number) or date.min) for number in (_numbers(scene) if every else ())]
    sorted_out = defaultdict(list)
    for row in every:
        later = days[bisect_left(days, (row["from_release"], date.min)):]
        seen_from = next((number for number, day in later if number < row["to_release"] and row["answered_on"] <= min(day, scene.as_of)), None)
        if seen_from is not None:
            group = GROUP_OF_SECTOR.get(scene.named(row["organisation_code"]).get("sector"))
            sorted_out[row["survey_round"], row["factor"]].append((seen_from, {**row, "sector_group": group}))
    return [row for versions in sorted_out.values() for row in _counting(versions, scene.release)]


def _numbers(scene: Scene) -> list[int]:
    """The province's releases up to this one, oldest first."""
    return list(scene.connection.scalars(select(release_table.c.number).where(release_table.c.province_code == scene.province, release_table.c.number <= scene.release).order_by(release_table.c.number)))


def _counting(versions: list[tuple[int, dict]], release: int) -> list[dict]:
    """Of one round and factor, the answers that count at a release: those of the last release that differed by five partners or more from what was shown before it."""
    shown: list[dict] = []
    for step in sorted({seen_from for seen_from, _ in versions} | {row["to_release"] for _, row in versions if row["to_release"] <= release}):
        standing = [row for seen_from, row in versions if seen_from <= step < row["to_release"]]
        if _may_follow(_by_partner(shown), _by_partner(standing)):
            shown = standing
    return shown


def _by_partner(given: Iterable[Mapping]) -> dict[tuple[str, str | None], dict]:
    """(partner, sector group) → its scores by question."""
    found = defaultdict(dict)
    for row in given:
        found[row["organisation_code"], row["sector_group"]][row["question_number"]] = row["score"]
    return found


def _may_follow(before: Mapping, after: Mapping) -> bool:
    """Whether showing `after` once `before` has been shown gives away no fewer than five: in the whole, in each sector group, and in those withheld both times together."""
    if len(before) < SMALLEST_SHOWN:
        return True
    changed = Counter(key[1] for key in {*before, *after} if before.get(key) != after.get(key))
    held = [withheld(Counter(key[1] for key in given)) for given in (before, after)]
    pooled, moved = held[0] & held[1], held[0] ^ held[1]
    cells = [sum(changed[group] for group in pooled), *(n for group, n in changed.items() if group not in pooled)]
    return all(n == 0 or n >= SMALLEST_SHOWN for n in cells) and all(changed[group] >= SMALLEST_SHOWN for group in moved)


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
