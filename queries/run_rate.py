"""What a year may come to by its end, from how earlier years went on from the same month. Pure functions; words in budget.year_end_run_rate.

A profile is a year's cumulative per cent at the end of each of its twelve months, October first; None where nothing is known.
"""

from collections.abc import Sequence
from decimal import Decimal

from queries.answers import hundredths

YEARS = 3  # closed years before that the band looks back to
MOST = Decimal(100)
Profile = Sequence[Decimal | None]


def forecast(actual: Decimal | None, month: int, profiles: Sequence[Profile]) -> dict:
    """Per cent at year end and the band round it, of a year at `actual` by the end of its `month`-th month; `profiles`: closed years, the year before first.

    All None where the year before says nothing of how a year goes on from there.
    """
    known = [profile for profile in profiles if _tells(profile, month)]
    nothing = dict.fromkeys(("forecast_percent", "low_percent", "high_percent", "band_basis", "profile_years"))
    if actual is None or not known or known[0] is not profiles[0]:
        return nothing
    point, low, high = _at_end(actual, known[0], month), *(_of_years(actual, known, month) if len(known) > 1 else _of_months(actual, known[0], month))
    return {"forecast_percent": point, "low_percent": low, "high_percent": high, "band_basis": "years" if len(known) > 1 else "months", "profile_years": len(known)}


def _of_years(actual: Decimal, known: Sequence[Profile], month: int) -> tuple[Decimal, Decimal]:
    ends = [_at_end(actual, profile, month) for profile in known]
    return min(ends), max(ends)


def _of_months(actual: Decimal, profile: Profile, month: int) -> tuple[Decimal, Decimal]:
    """As if this year ran a month ahead of the one before (low) or a month behind (high); a year that has ended does neither."""
    if month == len(profile):
        return (_at_end(actual, profile, month),) * 2
    earlier_known = month > 1 and _tells(profile, month - 1)
    return _at_end(actual, profile, month + 1), _at_end(actual, profile, month - 1) if earlier_known else MOST


def _tells(profile: Profile, month: int) -> bool:
    """Whether a profile says how a year goes on from a month: something was out by then."""
    return bool(profile[month - 1] and profile[-1])


def _at_end(actual: Decimal, profile: Profile, month: int) -> Decimal:
    return min(hundredths(actual * profile[-1] / profile[month - 1]), MOST)
