"""Counts of people that the public may not see: those under five, and those that would give them away by subtraction.

A table with its totals is a network in which, at every point, what comes in equals what goes out: from the whole to each row, from a row
through a cell to its column, from the columns back to the whole. Whoever solves every sum is left with what can still flow through withheld
counts only. A withheld count is safe while it may be any of five values or more; where it may not, the counts are withheld through which it can
be reached at the least loss. A count of nobody is shown: it gives nobody away, and who did not come is what a reader asks.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx
from networkx.algorithms.flow import edmonds_karp
from networkx.algorithms.flow.utils import build_residual_network

SMALLEST_SHOWN = 5  # fewer people than this are never shown
LEEWAY = SMALLEST_SHOWN - 1  # how far apart the least and the most that a withheld count may be must stand
ALL = "*"  # in place of a row or a column: its total
TOTAL_COST = 1_000_000  # a total is withheld only where no cell can be

Key = tuple[Hashable, Hashable]  # row and column
Counts = Mapping[Key, int]


def is_small(count: int | None) -> bool:
    """Whether a count is of one to four people."""
    return count is not None and 0 < count < SMALLEST_SHOWN


def with_totals(cells: Counts) -> dict[Key, int]:
    """The cells with the totals of their rows (row, ALL), of their columns (ALL, column) and the whole (ALL, ALL)."""
    found = {(ALL, ALL): 0, **cells}
    for (row, column), count in cells.items():
        for key in ((row, ALL), (ALL, column), (ALL, ALL)):
            found[key] = found.get(key, 0) + count
    return found


@dataclass(frozen=True)
class Withheld:
    """What of a table the public may not see; `key in withheld` tells of each cell and total.

    `every_cell`: no cell is shown, of nobody neither, only totals. `everything`: nothing but the whole."""

    keys: AbstractSet[Key] = frozenset()
    every_cell: bool = False
    everything: bool = False

    def __contains__(self, key: Key) -> bool:
        return key in self.keys or (self.every_cell and ALL not in key) or (self.everything and key != (ALL, ALL))


def withheld(cells: Counts) -> Withheld:
    """What of a table the public may not see: the small counts and as few others as protect them, cells before totals.

    Where cells could only be shown at the cost of totals, or not at all, none is shown and the totals stand by themselves; where these cannot be
    protected either only the whole is shown, and that only from five people up."""
    return _withheld(tuple(sorted(cells.items(), key=str)))


@lru_cache(maxsize=4096)
def _withheld(cells: tuple[tuple[Key, int], ...]) -> Withheld:
    """In the order of the cells' names: the same table has the same answer in every process, and in every publication."""
    counts = with_totals(dict(cells))
    if is_small(counts[ALL, ALL]):
        return Withheld(frozenset({(ALL, ALL)}), everything=True)
    with_cells, alone = _with_cells(counts), _totals_alone(counts)
    return alone if with_cells is None or _totals_of(alone) < _totals_of(with_cells) else with_cells


def _with_cells(counts: Counts) -> Withheld | None:
    """The small counts and what protects them at the least loss; None where nothing does."""
    hidden = {key for key, count in counts.items() if is_small(count)}
    while told := _told(hidden, counts):
        way = _cheapest_way(told, hidden, counts)
        if not way:
            return None
        hidden |= way
    return Withheld(frozenset(hidden))


def _totals_of(hidden: Withheld) -> float:
    """How many totals are withheld."""
    return float("inf") if hidden.everything else sum(ALL in key for key in hidden.keys)


def _totals_alone(counts: Counts) -> Withheld:
    """The totals of the rows and those of the columns, each as the parts of the whole, without any cell."""
    rows, columns = (_mixed(side) for side in _sides(counts))
    if rows is None or columns is None:
        return Withheld(everything=True)
    return Withheld(frozenset({(row, ALL) for row in rows} | {(ALL, column) for column in columns}), every_cell=True)


def _sides(counts: Counts) -> tuple[dict[Hashable, int], dict[Hashable, int]]:
    """The totals of the rows and those of the columns."""
    rows = {row: count for (row, column), count in counts.items() if column == ALL and row != ALL}
    return rows, {column: count for (row, column), count in counts.items() if row == ALL and column != ALL}


def withheld_parts(parts: Mapping[Hashable, int]) -> set[Hashable]:
    """Which parts of a whole the public may not see, where their sum is shown; every part, of nobody too, where nothing can protect a small one."""
    hidden = None if is_small(sum(parts.values())) else _mixed(parts)
    return set(parts) if hidden is None else hidden


def _mixed(parts: Mapping[Hashable, int]) -> set[Hashable] | None:
    """The small parts and as many of the next smallest as it takes that none is told by the sum; None where all are not enough."""
    hidden = {part for part, count in parts.items() if is_small(count)}
    for part in sorted((p for p, count in parts.items() if count), key=lambda p: (parts[p], str(p))):
        if not _are_mixed(hidden, parts):
            hidden = hidden | {part}
    return hidden if _are_mixed(hidden, parts) else None


def _are_mixed(hidden: Collection[Hashable], parts: Mapping[Hashable, int]) -> bool:
    """Whether parts whose sum is known may each be any of five values: all people but one of each part may be of any other."""
    return not hidden or len(hidden) > 1 and sum(max(parts.get(part, 0) - 1, 0) for part in hidden) >= LEEWAY


# --- across publications ----------------------------------------------------------------------------------------------


def standing(versions: Sequence[Counts]) -> tuple[int, Withheld]:
    """Of a table's versions, first to last, the one the public sees (its place), and what is withheld of it.

    What was withheld at first stays withheld and what was shown stays shown: else two publications would tell what neither does alone. A later
    version counts once each figure that differs does so by five people or more and nothing more would have to be withheld; until then the
    figures stay those of the one before."""
    at, hidden = 0, withheld(versions[0])
    least = with_totals(versions[0])
    for place, version in enumerate(versions[1:], 1):
        after = with_totals(version)
        lesser = {key: min(least.get(key, 0), after.get(key, 0)) for key in {*least, *after}}
        if _may_follow(with_totals(versions[at]), after, hidden) and _holds(hidden, lesser):
            at, least = place, lesser
    return at, hidden


def _may_follow(before: Counts, after: Counts, hidden: Withheld) -> bool:
    """Whether each figure stays or moves by five or more, and each small one is withheld already."""
    moves = (abs(after.get(key, 0) - before.get(key, 0)) for key in {*before, *after})
    return all(n == 0 or n >= SMALLEST_SHOWN for n in moves) and all(key in hidden for key, count in after.items() if is_small(count))


def _holds(hidden: Withheld, least: Counts) -> bool:
    """Whether what is withheld would still be safe where each count is the least it has been."""
    if hidden.everything:
        return True
    if hidden.every_cell:
        rows, columns = _sides(least)
        return _are_mixed({row for row in rows if (row, ALL) in hidden}, rows) and _are_mixed({c for c in columns if (ALL, c) in hidden}, columns)
    return _told(hidden.keys, least) is None


# --- the table as a network -------------------------------------------------------------------------------------------


def _ends(key: Key) -> tuple[Hashable, Hashable]:
    """Where a count comes from and goes to."""
    row, column = key
    if row == ALL:
        return ("whole", "out") if column == ALL else (("column", column), "whole")
    return ("out", ("row", row)) if column == ALL else (("row", row), ("column", column))


def _ways(keys: Iterable[Key], counts: Counts) -> nx.DiGraph:
    """What may still move once these counts are not known: each may grow, and shrink to the one person that a reader knows came."""
    ways = nx.DiGraph()
    for key in sorted(keys, key=str):
        tail, head = _ends(key)
        ways.add_edge(tail, head, key=key, capacity=LEEWAY)
        ways.add_edge(head, tail, key=key, capacity=min(max(counts[key] - 1, 0), LEEWAY))
    return ways


def _told(hidden: AbstractSet[Key], counts: Counts) -> Key | None:
    """A withheld count that its sums leave fewer than five values, the smallest first; None when all are safe."""
    if not hidden:
        return None
    rest = build_residual_network(_ways(hidden, counts), "capacity")
    return next((key for key in sorted(hidden, key=lambda k: (counts[k], str(k))) if not _is_safe(key, counts, rest)), None)


def _is_safe(key: Key, counts: Counts, rest: nx.DiGraph) -> bool:
    """Whether enough people could stand elsewhere for the count to be five values: how much it may grow and shrink while all sums stay."""
    tail, head = _ends(key)
    own = [(rest[tail][head], rest[tail][head]["capacity"]), (rest[head][tail], rest[head][tail]["capacity"])]
    for edge, _ in own:
        edge["capacity"] = 0
    grows = _flow(rest, head, tail, LEEWAY)
    shrinks = _flow(rest, tail, head, min(LEEWAY - grows, max(counts[key] - 1, 0)))
    for edge, capacity in own:
        edge["capacity"] = capacity
    return grows + shrinks >= LEEWAY


def _flow(rest: nx.DiGraph, start: Hashable, end: Hashable, enough: int) -> int:
    return min(edmonds_karp(rest, start, end, residual=rest, cutoff=enough, value_only=True).graph["flow_value"], enough) if enough > 0 else 0


def _cheapest_way(key: Key, hidden: AbstractSet[Key], counts: Counts) -> set[Key]:
    """The counts to withhold as well so that one that is told no longer is, with the least loss; none where there is no way."""
    tail, head = _ends(key)
    ways = _ways((k for k, count in counts.items() if count and k not in (key, (ALL, ALL))), counts)
    for _, _, edge in ways.edges(data=True):
        edge["weight"] = 0 if edge["key"] in hidden else TOTAL_COST if ALL in edge["key"] else counts[edge["key"]]
    ways.add_node(head, demand=-LEEWAY)
    ways.add_node(tail, demand=LEEWAY)
    try:
        flows = nx.min_cost_flow(ways)
    except nx.NetworkXUnfeasible:
        return set()
    return {ways[a][b]["key"] for a, to in flows.items() for b, n in to.items() if n} - hidden
