"""How far an indicator has come: attainment, expectation and pace, and the state they lead to. No database, no clock.

attainment A = (actual - baseline) / (target - baseline)     expected E(t): the same for the agreed path at t
pace R = A / E, judged at the two decimals it is shown with. Right for rising and for falling indicators alike: baseline 12, target 6, actual 9 is 50 %, not 150 %.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from queries.answers import hundredths

# Every rule that can decide a state, so that a screen has words for each of them.
RULES = (
    "period_closed_without_value", "no_period_closed_yet", "held_within_tolerance", "held_outside_tolerance", "nothing_expected_yet",
    "expected_below_baseline", "moving_away", "target_reached", "pace_on_track", "pace_watch", "pace_off_track",
)


@dataclass(frozen=True)
class Path:
    """What was agreed: from the baseline through dated steps; the last step is the final target."""

    baseline_on: date
    baseline: Decimal
    steps: tuple[tuple[date, Decimal], ...]  # (day, value), ascending, all after baseline_on, at least one

    @property
    def target_on(self) -> date:
        """The day of the final target."""
        return self.steps[-1][0]

    @property
    def target(self) -> Decimal:
        """The final target."""
        return self.steps[-1][1]


@dataclass(frozen=True)
class Limits:
    """Where the states begin: smallest pace on track and on watch, and the tolerance of a level to be held, in per cent."""

    on_track_pace: Decimal = Decimal("0.90")
    watch_pace: Decimal = Decimal("0.70")
    tolerance_percent: Decimal = Decimal("5")


@dataclass(frozen=True)
class Judgement:
    """A state with everything that made it: the rule that decided, its inputs and its results (1 = the final target)."""

    state: str
    rule: str
    path: Path
    limits: Limits
    actual: Decimal | None = None
    actual_on: date | None = None
    path_value: Decimal | None = None
    attainment: Decimal | None = None
    expected: Decimal | None = None
    pace: Decimal | None = None
    is_moving_away: bool = False


def path(baseline_on: date, baseline: Decimal, yearly: dict[date, Decimal], final_on: date, final: Decimal) -> Path:
    """The agreed path. A yearly step on the final day stands before the final target: it is the one whose moves are logged.
    Steps not after the baseline, or after the final day, play no part."""
    steps = {final_on: final, **{day: value for day, value in yearly.items() if baseline_on < day <= final_on}}
    return Path(baseline_on, baseline, tuple(sorted(steps.items())))


def path_value(agreed: Path, day: date) -> Decimal:
    """The value agreed for that day, six decimals: straight lines between the steps, level before and after."""
    return _decimal(_value_on(agreed, day))


def _value_on(agreed: Path, day: date) -> Fraction:
    corners = [(agreed.baseline_on, agreed.baseline), *agreed.steps]
    if day <= agreed.baseline_on:
        return Fraction(agreed.baseline)
    for (from_on, from_value), (to_on, to_value) in pairwise(corners):
        if day <= to_on:
            part = Fraction((day - from_on).days, (to_on - from_on).days)
            return Fraction(from_value) + (Fraction(to_value) - Fraction(from_value)) * part
    return Fraction(agreed.target)


def attainment(agreed: Path, value: Decimal) -> Decimal | None:
    """How much of the way from baseline to final target the value has come, six decimals; None where the two are equal."""
    return _decimal(_attained(agreed, Fraction(value)))


def _attained(agreed: Path, value: Fraction) -> Fraction | None:
    way = Fraction(agreed.target) - Fraction(agreed.baseline)
    return (value - Fraction(agreed.baseline)) / way if way else None


def judge(agreed: Path, actual: Decimal | None, actual_on: date | None, *, as_of: date, is_rising: bool,
          is_value_due: bool = False, limits: Limits | None = None) -> Judgement:
    """The state of an indicator whose last approved value is `actual`, of the day `actual_on`.

    The value is held against the path of its own day. `is_value_due`: the last period that has closed has no value; an older one then
    still has its attainment, but no pace."""
    limits = limits or Limits()
    if is_value_due or actual is None or actual_on is None:
        rule = ("no_evidence", "period_closed_without_value") if is_value_due else ("not_due", "no_period_closed_yet")
        return _judged(rule, agreed, limits, actual, actual_on)
    return _judged(_decide(agreed, Fraction(actual), actual_on, as_of, is_rising, limits), agreed, limits, actual, actual_on)


def _decide(agreed: Path, actual: Fraction, actual_on: date, as_of: date, is_rising: bool, limits: Limits) -> tuple[str, str]:
    """State and rule for a value that exists."""
    reached = _attained(agreed, actual)
    if reached is None:
        held = is_held(agreed, actual, is_rising, limits.tolerance_percent)
        return ("on_track", "held_within_tolerance") if held else ("off_track", "held_outside_tolerance")
    if reached >= 1 and as_of >= agreed.target_on:
        return "done", "target_reached"
    expected = _attained(agreed, _value_on(agreed, actual_on))
    if expected == 0:
        return "not_due", "nothing_expected_yet"
    if expected < 0 and reached >= expected:  # a path that is agreed to fall back first
        return "on_track", "expected_below_baseline"
    if reached < 0:
        return "off_track", "moving_away"
    return _by_pace(_pace(reached, expected), limits)


def is_held(agreed: Path, actual: Fraction, is_rising: bool, tolerance_percent: Decimal) -> bool:
    """Whether a value keeps a level to be held: better is fine, worse by no more than the tolerance, in per cent of the level."""
    worse_by = (Fraction(agreed.baseline) - actual) * (1 if is_rising else -1)
    return worse_by <= abs(Fraction(agreed.baseline)) * Fraction(tolerance_percent) / 100


def _by_pace(pace: Decimal, limits: Limits) -> tuple[str, str]:
    if pace >= limits.on_track_pace:
        return "on_track", "pace_on_track"
    return ("watch", "pace_watch") if pace >= limits.watch_pace else ("off_track", "pace_off_track")


def _pace(reached: Fraction | None, expected: Fraction | None) -> Decimal | None:
    return hundredths(_decimal(reached / expected)) if reached is not None and expected and expected > 0 else None


def _judged(decided: tuple[str, str], agreed: Path, limits: Limits, actual: Decimal | None, actual_on: date | None) -> Judgement:
    state, rule = decided
    if actual is None or actual_on is None:
        return Judgement(state, rule, agreed, limits)
    value = _value_on(agreed, actual_on)
    reached, expected = _attained(agreed, Fraction(actual)), _attained(agreed, value)
    return Judgement(
        state, rule, agreed, limits, actual, actual_on, path_value=_decimal(value), attainment=_decimal(reached), expected=_decimal(expected),
        pace=None if state == "no_evidence" else _pace(reached, expected),
        is_moving_away=reached is not None and reached < 0,
    )


def _decimal(value: Fraction | None) -> Decimal | None:
    """Rounded to six decimals."""
    return None if value is None else (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.000001"))
