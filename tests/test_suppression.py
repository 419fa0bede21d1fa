"""No withheld count can be found by whoever solves every sum that is shown: linear programming is the reader who tries, on tables of any kind."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from queries import suppression
from queries.suppression import ALL, LEEWAY, Withheld, is_small, standing, with_totals, withheld, withheld_parts

COUNT = st.one_of(st.just(0), st.integers(1, 4), st.integers(1, 9), st.integers(5, 60))
GRIDS = st.integers(1, 4).flatmap(lambda across: st.lists(st.lists(COUNT, min_size=across, max_size=across), min_size=1, max_size=4))


def table(grid):
    """Rows of numbers as cells named by their places."""
    return {(f"r{at}", f"c{across}"): count for at, row in enumerate(grid) for across, count in enumerate(row)}


def sums(keys):
    """What every reader knows of a table with totals: each total less its parts is nothing. One row of signs an equation, a column a key."""
    keys = list(keys)
    place = {key: at for at, key in enumerate(keys)}
    rows, columns = sorted({r for r, _ in keys if r != ALL}), sorted({c for _, c in keys if c != ALL})
    equations = [((row, ALL), [(row, c) for c in columns]) for row in rows] + [((ALL, c), [(row, c) for row in rows]) for c in columns]
    equations += [((ALL, ALL), [(row, ALL) for row in rows]), ((ALL, ALL), [(ALL, c) for c in columns])]
    found = np.zeros((len(equations), len(keys)))
    for at, (total, parts) in enumerate(equations):
        found[at, place[total]] = -1
        for part in parts:
            found[at, place[part]] += 1
    return found


def bounds(counts, hidden):
    """What a reader knows of each figure: what is shown, and of what is withheld that somebody came, where nobody would be shown."""
    return [(1 if not (hidden.everything or hidden.every_cell and ALL not in key) else 0, None) if key in hidden else (count, count) for key, count in counts.items()]


def spans(counts, hidden):
    """Key → the least and the most a reader can hold a withheld count to be."""
    equations, known, found = sums(counts), bounds(counts, hidden), {}
    for at, key in enumerate(counts):
        if key in hidden:
            aim = np.zeros(len(counts))
            aim[at] = 1
            least, most = (linprog(way * aim, A_eq=equations, b_eq=np.zeros(len(equations)), bounds=known) for way in (1, -1))
            found[key] = (least.fun, -most.fun if most.status == 0 else float("inf"))
    return found


@settings(max_examples=60, deadline=None)
@given(GRIDS)
def test_nobody_can_solve_a_withheld_count(grid):
    counts = with_totals(table(grid))
    hidden = withheld(table(grid))
    assert all(key in hidden for key, count in counts.items() if is_small(count))
    for key, (least, most) in spans(counts, hidden).items():
        if is_small(counts[key]) or key in hidden.keys:
            assert most - least >= LEEWAY - 1e-6, (key, counts[key], least, most, hidden)
        assert least - 1e-6 <= counts[key] <= most + 1e-6  # the reader is not misled either


@settings(max_examples=150, deadline=None)
@given(st.lists(COUNT, min_size=1, max_size=8))
def test_nobody_can_solve_a_withheld_part_of_a_known_sum(given_parts):
    parts = {f"p{at}": count for at, count in enumerate(given_parts)}
    hidden = withheld_parts(parts)
    assert hidden >= {part for part, count in parts.items() if is_small(count)}
    total = sum(parts[part] for part in hidden)
    if hidden == set(parts):  # nothing of it is shown: each may be nobody's
        assert not is_small(sum(parts.values())) or len(parts) == len(hidden)
    elif hidden:
        assert len(hidden) > 1 and total - len(hidden) >= LEEWAY  # each from 1 to all the others leave: five values at least


@settings(max_examples=40, deadline=None)
@given(GRIDS, st.data())
def test_two_publications_tell_no_more_than_one(grid, data):
    """A reader who has both knows of each count that did not change that it is the same in both."""
    changes = [[data.draw(st.sampled_from((0, 0, 0, 1, 5, 7, -6))) for _ in row] for row in grid]
    later = [[max(count + change, 0) for count, change in zip(row, of_row, strict=True)] for row, of_row in zip(grid, changes, strict=True)]
    at, hidden = standing([table(grid), table(later)])
    assert hidden == withheld(table(grid))  # neither more nor less than before
    if at == 0 or hidden.everything or hidden.every_cell:
        return
    first, second = with_totals(table(grid)), with_totals(table(later))
    assert all(second[key] == first[key] or abs(second[key] - first[key]) >= 5 for key in first)
    keys, n = list(first), len(first)
    one = sums(first)
    same = [at for at, key in enumerate(keys) if first[key] == second[key]]
    equal = np.zeros((len(same), 2 * n))
    for row, place in enumerate(same):
        equal[row, place], equal[row, n + place] = 1, -1
    both = np.vstack([np.hstack([one, np.zeros_like(one)]), np.hstack([np.zeros_like(one), one]), equal])
    known = bounds(first, hidden) + bounds(second, hidden)
    for place, key in enumerate(keys):
        if key in hidden and is_small(first[key]):
            aim = np.zeros(2 * n)
            aim[place] = 1
            least, most = (linprog(way * aim, A_eq=both, b_eq=np.zeros(len(both)), bounds=known) for way in (1, -1))
            assert -most.fun - least.fun >= LEEWAY - 1e-6, (key, least.fun, -most.fun)


def test_a_table_by_hand_hides_the_small_cell_and_a_cell_of_its_row_and_its_column():
    """Its row and its column would tell the 3, so 9 and 8 go as well, and 20, which closes the ring.

    Of 3 + 9 in the row and 3 + 8 in the column at least one person is of the other cell: the 3 may be 1 to 10."""
    hidden = withheld(table([[3, 9, 30], [8, 20, 40], [50, 60, 70]]))
    assert set(hidden.keys) == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}
    counts = with_totals(table([[3, 9, 30], [8, 20, 40], [50, 60, 70]]))
    assert spans(counts, hidden)["r0", "c0"] == (1, 10)


def test_one_column_cannot_protect_a_small_cell_but_with_its_neighbour():
    assert withheld_parts({"a": 3, "b": 40, "c": 9}) == {"a", "c"}
    assert withheld_parts({"a": 3, "b": 40}) == {"a", "b"}
    assert withheld_parts({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 0}) == set("abcdef")  # five of one each: that nobody is of f would tell it
    assert withheld_parts({"a": 3, "b": 1}) == {"a", "b"} and withheld_parts({"a": 5, "b": 0}) == set() and withheld_parts({}) == set()


def test_where_so_few_came_that_no_cell_can_be_shown_the_totals_still_are():
    """Every cell is small, but rows of six and columns of six may be shown."""
    hidden = withheld(table([[2, 2, 2], [2, 2, 2], [2, 2, 2]]))
    assert hidden.every_cell and ("r0", "c9") in hidden and ("r0", ALL) not in hidden and (ALL, "c0") not in hidden


def test_four_people_are_nobody_s_business():
    hidden = withheld({("a", "x"): 3, ("b", "y"): 1})
    assert (ALL, ALL) in hidden and ("a", ALL) in hidden and ("c", ALL) in hidden
    assert withheld({}) == Withheld()


def test_a_correction_of_one_person_waits_and_one_of_five_counts():
    before = table([[30, 40], [50, 60]])
    assert standing([before, before | {("r0", "c0"): 31}])[0] == 0
    assert standing([before, before | {("r0", "c0"): 31}, before | {("r0", "c0"): 36}])[0] == 2
    assert standing([before, before | {("r0", "c0"): 3}])[0] == 0  # it would be small, and the first publication tells the rest
    assert standing([before]) == (0, Withheld())


def test_what_was_withheld_once_stays_so():
    small = table([[3, 9, 30], [8, 20, 40], [50, 60, 70]])
    at, hidden = standing([small, small | {("r0", "c0"): 33}])
    assert at == 1 and ("r0", "c0") in hidden  # thirty came; shown now, the first publication's 9, 8 and 20 would be told


@pytest.mark.parametrize("count", [None, 0, 5, 500])
def test_only_one_to_four_is_small(count):
    assert not is_small(count)
    assert [suppression.is_small(n) for n in (1, 4)] == [True, True]
