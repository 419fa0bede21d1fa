"""The forecast's formulae: against published worked examples, cases with a closed form, and a new value's chance of lying in the band."""

import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy
import pytest
from scipy import stats

from queries import forecast, progress

FIRST, TARGET = date(2024, 1, 31), date(2024, 12, 31)
# NIST/SEMATECH e-Handbook of Statistical Methods, 4.1.4.4 "Example of LOESS Computations" (itl.nist.gov/div898/handbook/pmd/section1/dep/dep144.htm):
# seven points in units of 1e-7, and at two of them the weights and the value of the weighted line.
LOESS = list(zip((5578196, 20217271, 25773252, 34140288, 43014084, 47448394, 51073781),
                 map(Decimal, ("18.63654", "103.49646", "150.35391", "190.51031", "208.70115", "213.71135", "228.49353")), strict=True))  # fmt: skip
LOESS_LINES = [
    (5578196, (100000000, 90334913, 75988974, 42621714, 8686171, 1072308, 0), 20.59302),
    (25773252, (11868580, 96856540, 100000000, 89537270, 31940200, 5115670, 0), 139.76738),
]
# NIST Statistical Reference Datasets, "Norris" (itl.nist.gov/div898/strd/lls/data/Norris.shtml), certified values; x in tenths.
NORRIS_X = (2, 3374, 1182, 8846, 101, 2265, 6663, 9963, 4486, 7770, 5582, 4, 6, 7755, 6669, 3380, 4475, 116, 5560, 2281, 9958, 8876, 1202, 3, 3, 5568, 3391, 8872, 9990, 7790, 111, 1183, 2292, 6691, 4489, 5)
NORRIS_Y = "0.1 338.8 118.1 888.0 9.2 228.1 668.5 998.5 449.1 778.9 559.2 0.3 0.1 778.1 668.8 339.3 448.9 10.8 557.7 228.3 998.0 888.8 119.6 0.3 0.6 557.6 339.3 888.0 998.5 778.9 10.2 117.6 228.9 668.4 449.2 0.2"
CERTIFIED = {"intercept": -0.262323073774029, "slope": 1.00211681802045, "intercept_deviation": 0.232818234301152, "residual_deviation": 0.884796396144373}


def monthly(*values, start=FIRST):
    """Values a month apart from 31 January 2024."""
    return [(start + timedelta(days=30 * n), Decimal(value)) for n, value in enumerate(values)]


def agreed(baseline, target):
    return progress.path(date(2023, 12, 31), Decimal(baseline), {}, TARGET, Decimal(target))


def says(baseline, target, expected):
    """Outlook and gap of a forecast, the direction being that of the target."""
    held = agreed(baseline, target)
    is_rising = Decimal(target) >= Decimal(baseline)
    return forecast.outlook(held, Decimal(expected), is_rising=is_rising, tolerance_percent=Decimal(5)), forecast.gap_percent(held, Decimal(expected))


@pytest.mark.parametrize(("x0", "weights", "value"), LOESS_LINES)
def test_the_weighted_line_is_that_of_nist_s_worked_example(x0, weights, value):
    assert float(forecast.line(LOESS, weights, x0)[0]) == pytest.approx(value, abs=5e-6)


def test_with_equal_weights_line_and_scatter_are_nist_s_certified_ones():
    points = list(zip(NORRIS_X, map(Decimal, NORRIS_Y.split()), strict=True))
    at_nought, variance, t = forecast.line(points, [1] * 36, 0)
    assert float(at_nought) == pytest.approx(CERTIFIED["intercept"], rel=1e-12)
    assert float(forecast.line(points, [1] * 36, 10)[0] - at_nought) == pytest.approx(CERTIFIED["slope"], rel=1e-12)
    assert float(variance) == pytest.approx(CERTIFIED["residual_deviation"] ** 2 + CERTIFIED["intercept_deviation"] ** 2, rel=1e-12)
    assert t == Fraction("1.310")  # 34 degrees of freedom: the table's last row holds


def test_a_case_worked_by_hand():
    """Weights 1, 2, 1 at 0, 1, 2 with values 0, 0, 4: line 1 + 2 (x − 1), errors 1, −1, 1, so Σwe² = 4; tr M = 4 − (3/4 + 4/4 + 3/4) = 3/2;
    at 3 the values count −3/4, 1/2, 5/4, so the variance is 4 ÷ 3/2 × (1 + 19/8) = 9; M has rank one: one degree of freedom, t 3.078."""
    assert forecast.line([(0, Decimal(0)), (1, Decimal(0)), (2, Decimal(4))], [1, 2, 1], 3) == (5, 9, Fraction("3.078"))


def test_band_and_degrees_of_freedom_are_those_of_matrix_algebra():
    chance = random.Random(7)
    seen = monthly(*(str(n + chance.randint(-30, 30) / 10) for n in range(14)))
    found = forecast.forecast(seen, date(2025, 6, 30), months=1)
    w = numpy.array(forecast.weights([day for day, _ in seen], 1)) / forecast.WHOLE
    y, x = numpy.array([float(v) for _, v in seen]), numpy.array([[1, (day - FIRST).days] for day, _ in seen], dtype=float)
    inverse, x0 = numpy.linalg.inv(x.T @ numpy.diag(w) @ x), numpy.array([1, (date(2025, 6, 30) - FIRST).days])
    m = numpy.diag(w) - numpy.diag(w) @ x @ inverse @ x.T @ numpy.diag(w)
    error, made = y - x @ inverse @ x.T @ (w * y), x0 @ inverse @ x.T * w
    degrees = numpy.trace(m) ** 2 / numpy.trace(m @ m)
    half = stats.t.ppf(0.9, int(degrees)) * numpy.sqrt(w @ error**2 / numpy.trace(m) * (1 + made @ made))
    assert float(found.then.value) == pytest.approx(made @ y, abs=1e-6)
    assert [float(found.then.low), float(found.then.high)] == pytest.approx([made @ y - half, made @ y + half], rel=1e-3)  # t is tabled to three decimals


def test_the_table_of_t_is_student_s():
    assert [float(t) for t in forecast.T] == pytest.approx([stats.t.ppf(0.9, n) for n in range(1, 31)], abs=5e-4)


@pytest.mark.parametrize(("values", "then"), [((3, 6, 9, 12), "24"), (("12", "11.5", "11", "10.5"), "8.5"), ((7, 7, 7), "7")])
def test_values_on_a_line_are_forecast_exactly_and_without_doubt(values, then):
    seen = monthly(*values)
    found = forecast.forecast(seen, seen[-1][0] + timedelta(days=120), months=1)
    assert (found.then.value, found.then.low, found.then.high) == (Decimal(then),) * 3
    assert (found.now.value, found.now.on, found.value_count) == (Decimal(values[-1]), seen[-1][0], len(values))


def test_two_values_give_a_line_and_no_band_one_gives_nothing():
    found = forecast.forecast(monthly(10, 9), FIRST + timedelta(days=60), months=1)
    assert (found.then.value, found.then.low, found.then.high) == (8, None, None)
    assert forecast.forecast(monthly(10), TARGET, months=1) is None
    assert forecast.forecast([], TARGET, months=1) is None


def test_there_is_none_once_the_target_s_day_has_come():
    assert forecast.forecast(monthly(1, 2, 3), FIRST + timedelta(days=60), months=1) is None


def test_a_value_six_periods_old_counts_half():
    newest = date(2025, 6, 30)
    assert forecast.weights([newest - timedelta(days=days) for days in (1826, 548, 365, 183, 0)], 1) == pytest.approx([977, 125_000, 250_000, 500_000, 1_000_000], rel=0.002)
    assert forecast.weights([newest - timedelta(days=548), newest], 3)[0] == pytest.approx(500_000, rel=0.001)
    assert forecast.weights([newest - timedelta(days=2191), newest], 12)[0] == pytest.approx(500_000, rel=0.001)


def test_recent_values_count_more():
    """Level for half a year, then rising by one a month: the trend lies between the line of all values alike and the latest pace."""
    seen = monthly(*[0] * 6, *range(1, 7))
    then = seen[-1][0] + timedelta(days=90)
    alike = float(forecast.line([((day - FIRST).days, value) for day, value in seen], [1] * 12, (then - FIRST).days)[0])
    assert alike < float(forecast.forecast(seen, then, months=1).then.value) < 9


def test_what_is_cumulative_never_falls():
    seen = monthly(130, 125, 117, 110)
    free, kept = (forecast.forecast(seen, TARGET, months=1, is_cumulative=so).then for so in (False, True))
    assert free.value < 110 and free.low < 110
    assert (kept.value, kept.low, kept.high) == (110, 110, max(free.high, Decimal(110)))


def test_four_new_values_of_five_lie_in_the_band():
    """Of values scattered alike about a line, which is what the band supposes; its width is rounded to the safe side."""
    chance, held, rounds = random.Random(1), 0, 600
    for _ in range(rounds):
        seen = monthly(*(str(round(2 * n + chance.gauss(0, 3), 3)) for n in range(12)))
        then = forecast.forecast(seen, seen[-1][0] + timedelta(days=120), months=1).then
        held += then.low <= Decimal(str(2 * 15 + chance.gauss(0, 3))) <= then.high
    assert 0.77 <= held / rounds <= 0.86


@pytest.mark.parametrize(("baseline", "target", "expected", "told"), [
    (0, 100, 100, ("will_reach", Decimal("0.00"))), (0, 100, 110, ("will_reach", Decimal("10.00"))), (0, 100, 75, ("will_miss", Decimal("25.00"))), (0, 100, -10, ("moving_away", Decimal("110.00"))),
    (12, 6, 6, ("will_reach", Decimal("0.00"))), (12, 6, 5, ("will_reach", Decimal("16.67"))), (12, 6, 9, ("will_miss", Decimal("50.00"))), (12, 6, 13, ("moving_away", Decimal("116.67"))),
    (95, 95, "90.25", ("will_hold", None)), (95, 95, "90.24", ("will_not_hold", None)),
])  # fmt: skip
def test_the_words_follow_the_direction_and_the_gap_is_of_the_whole_way(baseline, target, expected, told):
    assert says(baseline, target, expected) == told


def test_a_level_to_be_held_down_is_not_held_above_its_tolerance():
    held = [forecast.outlook(agreed(95, 95), Decimal(value), is_rising=False, tolerance_percent=Decimal(5)) for value in ("99.75", "99.76")]
    assert held == ["will_hold", "will_not_hold"]
