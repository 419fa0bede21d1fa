"""Which counts of an activity the public may see: who came, the poll's answers, its panel, the votes – as they stood in the releases so far.

Each activity is judged by itself, and what is shown in all is made of what each shows: so no sum tells more than its parts. Figures of a poll's whole
panel (means, change, standard error) are shown; they say something of its distribution, too, which is reckoned with.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from queries import releases, tables
from queries.answers import rows
from queries.suppression import ALL, SMALLEST_SHOWN, Withheld, is_small, standing, with_totals

SEXES = ("female", "male")  # together they may be everybody: what is neither must not be told by what is left
SCORES, GROUPS, MEANS, NOTHING = "scores", "groups", "means", "nothing"  # what is shown of a poll's answers, each less than the one before
LEVELS = (SCORES, GROUPS, MEANS, NOTHING)

Pair = tuple[int, int, int]  # score before, score after, people


@dataclass(frozen=True)
class Came:
    """Who came to an activity: counts by (sector, district) with totals, by population group, and which of them are withheld in public."""

    counts: Mapping[tuple[str, str], int]
    hidden: Withheld
    groups: Mapping[str, int]
    hidden_groups: frozenset[str]


def versions(connection: Connection, release: int, province: str, name: str) -> dict[str, list[list[Mapping]]]:
    """Activity → its rows of a table as each release left them that could be shown, first to last, the same ones once; this release's where none could.

    A release can be shown once the activity had begun by its own day, and what it says of that counts, not what a later one corrects: so of whichever releases
    are published, the later one knows all that the earlier one showed. Nothing was shown before the first row of the table."""
    held, activity = tables.sql[name], tables.sql["participation_activity"]
    calendar = _calendar(connection, release, province)
    found, begun = defaultdict(list), defaultdict(list)
    for row in rows(connection, select(held).where(held.c.province_code == province, held.c.from_release <= release).order_by(*(held.c[k] for k in tables.TABLES[name].key))):
        found[row["participation_code"]].append(row)
    for row in rows(connection, select(activity).where(activity.c.province_code == province, activity.c.from_release <= release)):
        begun[row["participation_code"]].append(row)
    return {code: _told(own, [number for number, day in calendar if any(_is_true(row, number) and row["start_on"] <= day for row in begun[code])], release) for code, own in found.items()}


def _calendar(connection: Connection, release: int, province: str) -> list[tuple[int, date]]:
    """Each release of the province up to this one with its day, oldest first."""
    note = tables.release_table
    numbers = connection.scalars(select(note.c.number).where(note.c.province_code == province, note.c.number <= release).order_by(note.c.number))
    return [(number, releases.as_of(connection, province, number) or date.min) for number in numbers.all()]


def _told(own: Sequence[Mapping], shown_in: Iterable[int], release: int) -> list[list[Mapping]]:
    found: list[list[Mapping]] = []
    for number in shown_in:
        version = [row for row in own if _is_true(row, number)]
        if version != (found[-1] if found else []):
            found.append(version)
    return found or [[row for row in own if _is_true(row, release)]]


def _is_true(row: Mapping, number: int) -> bool:
    return row["from_release"] <= number < row["to_release"]


# --- who came ---------------------------------------------------------------------------------------------------------


def came(connection: Connection, release: int, province: str, is_public: bool) -> dict[str, Came]:
    """Activity → who came: for the public as its releases let it see, else as this release says, marked with what is withheld there."""
    return {code: _came(told, is_public) for code, told in versions(connection, release, province, "participation_attendance").items()}


def stated(connection: Connection, release: int, province: str) -> dict[str, int]:
    """Activity → the number of people it states, as the public may see it."""
    found = {}
    for code, told in versions(connection, release, province, "participation_activity").items():
        if counts := [{"": row["participant_count"]} for version in told for row in version if row["participant_count"] is not None]:
            found[code] = counts[standing_parts(counts)[0]][""]
    return found


def _came(told: Sequence[Sequence[Mapping]], is_public: bool) -> Came:
    tables_ = [{(r["sector"], r["district_code"]): r["people_count"] for r in version if r["population_group"] == "all"} for version in told]
    at, hidden = standing(tables_)
    counts = with_totals(tables_[at if is_public else -1])
    groups = [_groups(version) for version in told]
    whole = [sum(cells.values()) for cells in tables_]
    shown, hidden_groups = dict(groups[-1]), set()
    for names in [SEXES, *((group,) for group in {g for of in groups for g in of} - set(SEXES))]:
        parts = [_with_rest({name: of[name] for name in names if name in of}, total) for of, total in zip(groups, whole, strict=True)]
        place, small = standing_parts(parts)
        hidden_groups |= small & set(names)
        shown |= {name: parts[place][name] for name in names if name in parts[place]} if is_public else {}
    return Came(counts, hidden, shown, frozenset(shown if (ALL, ALL) in hidden else hidden_groups))


def _groups(version: Iterable[Mapping]) -> Counter[str]:
    """People of each population group that was counted."""
    found: Counter[str] = Counter()
    for row in version:
        if row["population_group"] != "all":
            found[row["population_group"]] += row["people_count"]
    return found


def _with_rest(parts: Mapping[str, int], whole: int) -> dict[str, int]:
    """Some groups with the rest of the whole, which a reader finds by subtraction."""
    return {**parts, "": max(whole - sum(parts.values()), 0)}


def standing_parts(told: Sequence[Mapping[str, int]]) -> tuple[int, set[str]]:
    """Of the versions of a whole in parts, the one the public sees (its place), and which parts are withheld."""
    at, hidden = standing([{("", part): count for part, count in version.items()} for version in told])
    return at, {part for version in told for part in version if (ALL, part) in hidden or ("", part) in hidden}


# --- a poll -----------------------------------------------------------------------------------------------------------


class Poll(NamedTuple):
    """What is shown of a poll question: its answers, how finely, and whether the counts of who moved are."""

    pairs: Sequence[Pair]
    level: str
    has_movers: bool


def poll_shown(told: Sequence[Sequence[Pair]], scale: Sequence[int]) -> Poll:
    """A question's answers as the public may see them, from their versions, first to last; `scale`: the scores that can be given, in order.

    A later version counts once each score's people before and after, and those who moved, differ by nobody or by five and more, and may be shown as finely."""
    pairs, level, has_movers = told[0], level_of(told[0], scale), not any(map(is_small, movers(told[0])))
    for version in told[1:]:
        as_fine = LEVELS.index(level_of(version, scale)) <= LEVELS.index(level) and not (has_movers and any(map(is_small, movers(version))))
        before, after = _figures(pairs), _figures(version)
        moves = [abs(before[key] - after[key]) for key in {*before, *after}]
        if as_fine and all(n == 0 or n >= SMALLEST_SHOWN for n in moves):
            pairs = version
    return Poll(pairs, level, has_movers and level != NOTHING)


def scores(pairs: Iterable[Pair], side: int) -> Counter[int]:
    """People by the score they gave before (side 0) or after (side 1)."""
    found: Counter[int] = Counter()
    for pair in pairs:
        found[pair[side]] += pair[2]
    return found


def movers(pairs: Iterable[Pair]) -> tuple[int, int, int]:
    """How many gave more after than before, the same, less."""
    given = list(pairs)
    return sum(n for b, a, n in given if a > b), sum(n for b, a, n in given if a == b), sum(n for b, a, n in given if a < b)


def _figures(pairs: Sequence[Pair]) -> Counter:
    """Every count that a version may show."""
    sides = {(side, score): n for side in (0, 1) for score, n in scores(pairs, side).items()}
    return Counter(sides | dict(zip(("up", "same", "down"), movers(pairs), strict=True)))


def level_of(pairs: Sequence[Pair], scale: Sequence[int]) -> str:
    """How finely a question's answers may be shown: score by score, in groups of scores (below the middle, the middle, above), as means only, or not at all."""
    people, (up, _, down) = sum(n for *_, n in pairs), movers(pairs)
    if people < SMALLEST_SHOWN or is_small(up + down):  # so few changed their answer that the change is theirs
        return NOTHING
    sides = [scores(pairs, side) for side in (0, 1)]
    if not any(is_small(n) for side in sides for n in side.values()):
        return SCORES
    for level, groups in ((GROUPS, in_groups(scale)), (MEANS, (tuple(scale),))):
        if not any(is_small(sum(side[s] for s in group)) for side in sides for group in groups) and all(_cannot_be_told(side, groups) for side in sides):
            return level
    return NOTHING


def in_groups(scale: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The scores of a scale below its middle, the middle one where there is one, and above."""
    middle = (scale[0] + scale[-1]) / 2
    parts = (tuple(s for s in scale if s < middle), tuple(s for s in scale if s == middle), tuple(s for s in scale if s > middle))
    return tuple(part for part in parts if part)


def _cannot_be_told(people: Mapping[int, int], groups: Sequence[Sequence[int]]) -> bool:
    """Whether each small score could have been given by any of five numbers of people, to a reader who knows the groups' people and the mean."""
    return all(_values_left(score, people, groups) >= SMALLEST_SHOWN for score, n in people.items() if is_small(n))


def _values_left(score: int, people: Mapping[int, int], groups: Sequence[Sequence[int]]) -> int:
    """How many people could have given a score, counted up to five: sums of scores as the bits of a number, so that all ways are tried at once."""
    lowest = min(s for group in groups for s in group)
    target = sum((s - lowest) * n for s, n in people.items())
    others = 1
    for group in groups:
        if score not in group:
            others = _added(others, _sums([s - lowest for s in group], sum(people.get(s, 0) for s in group))[-1])
    own = next(group for group in groups if score in group)
    many = sum(people.get(s, 0) for s in own)
    rest = _sums([s - lowest for s in own if s != score], many)
    needed = int(f"{others & ((2 << target) - 1):0{target + 1}b}"[::-1], 2)  # what the group itself must add up to, for each sum of the others
    return min(sum(bool(rest[many - n] << ((score - lowest) * n) & needed) for n in range(many + 1)), SMALLEST_SHOWN)


def _sums(given: Sequence[int], people: int) -> list[int]:
    """For nobody, one, two … people: a number whose n-th bit says whether their scores can add up to n."""
    found = [1]
    for _ in range(people):
        sums = 0
        for score in given:
            sums |= found[-1] << score
        found.append(sums)
    return found


def _added(one: int, other: int) -> int:
    """Every sum of a sum of one and a sum of the other."""
    small, large, found = *sorted((one, other), key=int.bit_count), 0
    while small:
        low = small & -small
        found |= large << (low.bit_length() - 1)
        small ^= low
    return found
