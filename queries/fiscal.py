"""The Thai fiscal year: 1 October to 30 September, named in the Buddhist era by the year it ends in. Pure functions."""

from datetime import date, timedelta
from functools import lru_cache

BUDDHIST_ERA = 543  # พ.ศ. = ค.ศ. + 543


def fiscal_year_of(day: date) -> int:
    """The fiscal year (BE) a day falls in: 1 Oct 2023 to 30 Sep 2024 are 2567."""
    return day.year + BUDDHIST_ERA + (day.month >= 10)


def quarter_of(day: date) -> int:
    """The quarter of the fiscal year, 1 to 4 from October."""
    return (day.month - 10) % 12 // 3 + 1


def year_bounds(fiscal_year: int) -> tuple[date, date]:
    """First and last day of a fiscal year (BE)."""
    ends_in = fiscal_year - BUDDHIST_ERA
    return date(ends_in - 1, 10, 1), date(ends_in, 9, 30)


def quarter_bounds(fiscal_year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter (1 to 4) of a fiscal year (BE)."""
    months = month_bounds(fiscal_year)
    return months[quarter * 3 - 3][0], months[quarter * 3 - 1][1]


def month_bounds(fiscal_year: int) -> list[tuple[date, date]]:
    """First and last day of the twelve months of a fiscal year (BE), October first."""
    ends_in = fiscal_year - BUDDHIST_ERA
    firsts = [date(ends_in - (month >= 10), month, 1) for month in (10, 11, 12, *range(1, 10))]
    following = [*firsts[1:], date(ends_in, 10, 1)]
    return [(first, after - timedelta(days=1)) for first, after in zip(firsts, following, strict=True)]


@lru_cache(maxsize=4096)  # asked of every share, about a few years and one day
def quarters_ended(fiscal_year: int, as_of: date) -> int:
    """How many quarters of the fiscal year have ended by `as_of`, its last day included: 0 to 4."""
    return sum(quarter_bounds(fiscal_year, quarter)[1] <= as_of for quarter in (1, 2, 3, 4))


def latest_quarter_ended(as_of: date) -> tuple[int, int]:
    """Fiscal year and quarter of the latest quarter whose last day is not after `as_of`."""
    fiscal_year = fiscal_year_of(as_of)
    ended = quarters_ended(fiscal_year, as_of)
    return (fiscal_year, ended) if ended else (fiscal_year - 1, 4)


def months_before(day: date, months: int) -> date:
    """The day so many months earlier; the last day of the month where that month is shorter."""
    total = day.year * 12 + day.month - 1 - months
    first = date(total // 12, total % 12 + 1, 1)
    after = date((total + 1) // 12, (total + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), after - timedelta(days=1))
