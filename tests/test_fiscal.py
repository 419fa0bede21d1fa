"""The fiscal year runs from 1 October to 30 September and is named, in the Buddhist era, by the year it ends in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries import fiscal

DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
YEARS = st.integers(2450, 2690)


@pytest.mark.parametrize(("day", "year", "quarter"), [
    (date(2023, 9, 30), 2566, 4), (date(2023, 10, 1), 2567, 1), (date(2023, 12, 31), 2567, 1), (date(2024, 1, 1), 2567, 2),
    (date(2024, 2, 29), 2567, 2), (date(2024, 4, 1), 2567, 3), (date(2024, 7, 1), 2567, 4), (date(2024, 9, 30), 2567, 4),
])
def test_a_day_has_its_year_and_quarter(day, year, quarter):
    assert (fiscal.fiscal_year_of(day), fiscal.quarter_of(day)) == (year, quarter)


def test_bounds_are_whole_quarters_and_months():
    assert fiscal.year_bounds(2567) == (date(2023, 10, 1), date(2024, 9, 30))
    assert fiscal.quarter_bounds(2567, 2) == (date(2024, 1, 1), date(2024, 3, 31))
    assert fiscal.month_bounds(2567)[4] == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(("as_of", "expected"), [
    (date(2024, 3, 30), (2567, 1)), (date(2024, 3, 31), (2567, 2)), (date(2023, 11, 15), (2566, 4)), (date(2024, 9, 30), (2567, 4)),
])
def test_the_latest_quarter_ended_counts_its_last_day(as_of, expected):
    assert fiscal.latest_quarter_ended(as_of) == expected


@pytest.mark.parametrize(("day", "months", "expected"), [
    (date(2024, 3, 31), 1, date(2024, 2, 29)), (date(2024, 4, 16), 6, date(2023, 10, 16)), (date(2024, 1, 31), 2, date(2023, 11, 30)), (date(2024, 5, 1), 0, date(2024, 5, 1)),
])
def test_months_before_stay_inside_a_shorter_month(day, months, expected):
    assert fiscal.months_before(day, months) == expected


@given(DAYS)
def test_every_day_lies_in_its_year_and_its_quarter(day):
    year = fiscal.fiscal_year_of(day)
    first, last = fiscal.year_bounds(year)
    begins, ends = fiscal.quarter_bounds(year, fiscal.quarter_of(day))
    assert first <= begins <= day <= ends <= last


@given(YEARS)
def test_twelve_months_follow_each_other_without_a_gap_and_fill_the_year(year):
    months = fiscal.month_bounds(year)
    assert [first for first, _ in months[1:]] == [last + timedelta(days=1) for _, last in months[:-1]]
    assert (months[0][0], months[-1][1]) == fiscal.year_bounds(year) and fiscal.year_bounds(year + 1)[0] == months[-1][1] + timedelta(days=1)


@given(DAYS)
def test_the_next_quarter_has_not_ended(as_of):
    year, quarter = fiscal.latest_quarter_ended(as_of)
    following = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    assert fiscal.quarter_bounds(year, quarter)[1] <= as_of < fiscal.quarter_bounds(*following)[1]
    assert fiscal.quarters_ended(year, as_of) == quarter
