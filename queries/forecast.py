"""Where an indicator is heading: a weighted trend to the day of its target, with its band. No database, no clock.

The trend is a line by least squares in which recent values count more: discounted least squares (R. G. Brown, Smoothing, Forecasting
and Prediction of Discrete Time Series, 1963), the weight of a value halving with every HALF_LIFE_PERIODS reporting periods of its age.
    line    ŷ = x₀′ (X′WX)⁻¹ X′W y, a sum Σ c y of the values
    band    ŷ ± t s √(1 + Σ c²),   s² = Σ w e² / tr M,   M = W − W X (X′WX)⁻¹ X′W
with t for (tr M)² / tr M² degrees of freedom, rounded down (F. E. Satterthwaite, Biometrics Bulletin 2, 1946; used for weighted local lines by
W. S. Cleveland and S. J. Devlin, JASA 83, 1988). The values are taken to scatter about the line alike at all times and independently of each
other. With equal weights all of it is the prediction interval of the textbooks. Two values give a line and no band.

Reckoned in fractions, so that values on a line are forecast exactly; weights are rounded to six decimals, results half up to six.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from queries import progress
from queries.answers import hundredths

LEAST = 2  # values without which there is no trend
HALF_LIFE_PERIODS = 6  # reporting periods after which a value counts half
DAYS_OF_MONTH = 30.4375
BAND_PERCENT = 80  # of future values that the band is to hold
# Student's t that leaves a tenth on each side, by degrees of freedom from 1 (NIST/SEMATECH e-Handbook 1.3.6.7.2); beyond the last the last holds, which makes the band wider.
T = tuple(map(Fraction, (
    "3.078", "1.886", "1.638", "1.533", "1.476", "1.440", "1.415", "1.397", "1.383", "1.372", "1.363", "1.356", "1.350", "1.345", "1.341", "1.337", "1.333", "1.330", "1.328", "1.325",
    "1.323", "1.321", "1.319", "1.318", "1.316", "1.315", "1.314", "1.313", "1.311", "1.310",
)))  # fmt: skip
WHOLE = 10**6  # the weight of the newest value
OUTLOOKS = ("will_reach", "will_miss", "moving_away", "will_hold", "will_not_hold")
Values = Sequence[tuple[date, Decimal]]  # by day, oldest first


@dataclass(frozen=True)
class Point:
    """The trend on a day; `low` and `high` are None where there is no band."""

    on: date
    value: Decimal
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True)
class Forecast:
    """The trend on the day of the newest value and on the target's day, and how many values it is made of."""

    now: Point
    then: Point
    value_count: int


def forecast(seen: Values, target_on: date, *, months: int, is_cumulative: bool = False) -> Forecast | None:
    """The trend of `seen`, of a period of so many months each, to the target's day; None with fewer than two values, or where that day has come.

    What is cumulative never falls below its newest value."""
    if len(seen) < LEAST or seen[-1][0] >= target_on:
        return None
    counted = weights([day for day, _ in seen], months)
    now, then = (point(seen, counted, day) for day in (seen[-1][0], target_on))
    return Forecast(now, _not_below(then, seen[-1][1]) if is_cumulative else then, len(seen))


def weights(days: Sequence[date], months: int) -> list[int]:
    """How much each value counts, of WHOLE for the newest: half of it after HALF_LIFE_PERIODS periods of so many months."""
    return [max(1, round(WHOLE * 0.5 ** ((days[-1] - day).days / (HALF_LIFE_PERIODS * months * DAYS_OF_MONTH)))) for day in days]


def point(seen: Values, counted: Sequence[int], day: date) -> Point:
    """The weighted line through the values on a day, with its band."""
    first = seen[0][0]
    value, spread, t = line([((on - first).days, value) for on, value in seen], counted, (day - first).days)
    if t is None:
        return Point(day, _decimal(value), None, None)
    half = t * _root(spread)
    return Point(day, _decimal(value), _decimal(value - half), _decimal(value + half))


def line(points: Sequence[tuple[int, Decimal]], counted: Sequence[int], x0: int) -> tuple[Fraction, Fraction, Fraction | None]:
    """Of the weighted line at x0: its value, the variance of a new value about it, and t; None for t where nothing tells the scatter."""
    xs, ys = [x for x, _ in points], [Fraction(y) for _, y in points]
    a, b, c = (_moments([w**power for w in counted], xs) for power in (1, 2, 3))  # X′WX, X′W²X, X′W³X
    inverse = _inverse(a)
    y0, y1, y2 = (sum(w * f for w, f in zip(counted, of, strict=True)) for of in (ys, [x * y for x, y in zip(xs, ys, strict=True)], [y * y for y in ys]))
    level, slope = inverse[0] * y0 + inverse[1] * y1, inverse[1] * y0 + inverse[2] * y1
    used = _times(inverse, b)
    trace = a[0] - used[0][0] - used[1][1]
    if len(points) == LEAST:
        return level + slope * x0, Fraction(0), None
    degrees = trace**2 / (b[0] - 2 * _trace(_times(inverse, c)) + used[0][0] ** 2 + 2 * used[0][1] * used[1][0] + used[1][1] ** 2)
    made = [inverse[0] + inverse[1] * x0, inverse[1] + inverse[2] * x0]  # (X′WX)⁻¹ x₀
    parts = made[0] ** 2 * b[0] + 2 * made[0] * made[1] * b[1] + made[1] ** 2 * b[2]  # Σ c²
    return level + slope * x0, (y2 - level * y0 - slope * y1) / trace * (1 + parts), T[min(int(degrees), len(T)) - 1]


def _moments(counted: Sequence[int], xs: Sequence[int]) -> tuple[Fraction, Fraction, Fraction]:
    """Σ w, Σ w x, Σ w x²: a matrix of two rows, alike across its diagonal."""
    return tuple(Fraction(sum(w * x**n for w, x in zip(counted, xs, strict=True))) for n in range(3))


def _inverse(m: tuple[Fraction, Fraction, Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    over = m[0] * m[2] - m[1] ** 2
    return m[2] / over, -m[1] / over, m[0] / over


def _times(m: tuple, n: tuple) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """The product of two such matrices."""
    return (m[0] * n[0] + m[1] * n[1], m[0] * n[1] + m[1] * n[2]), (m[1] * n[0] + m[2] * n[1], m[1] * n[1] + m[2] * n[2])


def _trace(m: tuple) -> Fraction:
    return m[0][0] + m[1][1]


def _not_below(then: Point, least: Decimal) -> Point:
    return Point(then.on, *(None if value is None else max(value, least) for value in (then.value, then.low, then.high)))


def outlook(agreed: progress.Path, expected: Decimal, *, is_rising: bool, tolerance_percent: Decimal) -> str:
    """What a forecast says of the target, one of OUTLOOKS: reached, missed, worse than the baseline; where a level is to be held, held within its tolerance or not."""
    if agreed.target == agreed.baseline:
        return "will_hold" if progress.is_held(agreed, Fraction(expected), is_rising, tolerance_percent) else "will_not_hold"
    reached = progress.attainment(agreed, expected)
    return "will_reach" if reached >= 1 else "will_miss" if reached >= 0 else "moving_away"


def gap_percent(agreed: progress.Path, expected: Decimal) -> Decimal | None:
    """The anticipated gap |target − forecast| / |target − baseline| in per cent, two decimals; None where the two are equal."""
    way = abs(agreed.target - agreed.baseline)
    return hundredths(abs(agreed.target - expected) * 100 / way) if way else None


def _root(value: Fraction) -> Fraction:
    """The square root to 30 digits."""
    with localcontext() as exact:
        exact.prec = 30
        return Fraction((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())


def _decimal(value: Fraction) -> Decimal:
    """Half up to six decimals."""
    with localcontext() as exact:
        exact.prec = 50
        return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.000001"), ROUND_HALF_UP) + 0
