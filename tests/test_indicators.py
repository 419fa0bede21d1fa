"""Indicators: attainment, expectation, pace and state, worked out by hand.

Baselines are of 30 Sep 2566 and final targets of 30 Sep 2567: 366 days, of which 31 Mar 2567 is the 183rd, so half is expected by then.
"""

from datetime import date
from decimal import Decimal

import pytest
from conftest import write_csvs
from hypothesis import given
from hypothesis import strategies as st
from worked_example import CONTRACT, ORGANISATIONS, PLACE, load_into, rows

from queries import indicators, progress
from queries.workbook.load import given_about, load

START, HALF, END = date(2023, 9, 30), date(2024, 3, 31), date(2024, 9, 30)
INDICATOR = "indicator_code | indicator_name | direction | frequency | owner_organisation_code | baseline_value | baseline_on | final_target_value | final_target_on"
SAME = {"definition": "นิยาม", "measure_unit": "ร้อยละ", "is_cumulative": "ไม่ใช่", "aggregation": "latest", "theme": "people", "indicator_scope": "population"}
SEEN = "indicator_code | period_on | area_code | actual_value | observation_status | reported_on"
INDICATORS = rows(
    INDICATOR,
    "K-FALL | ผู้ป่วยใหม่ | falling | monthly | ORG-A | 12 | 30/09/2566 | 6 | 30/09/2567",
    "K-WATCH | ครัวเรือนมีน้ำใช้ | rising | monthly | ORG-A | 0 | 30/09/2566 | 100 | 30/09/2567",
    "K-OFF | ผู้ผ่านการอบรม | rising | monthly | ORG-B | 0 | 30/09/2566 | 100 | 30/09/2567",
    "K-AWAY | รายได้ชุมชน | rising | monthly | ORG-B | 50 | 30/09/2566 | 100 | 30/09/2567",
    "K-NONE | ป่าชุมชน | rising | monthly | ORG-C | 0 | 30/09/2566 | 100 | 30/09/2567",
    "K-STALE | ขยะต่อคน | falling | monthly | ORG-C | 100 | 30/09/2566 | 0 | 30/09/2567",
    "K-WAITS | อุบัติเหตุ | falling | monthly | ORG-D | 100 | 30/09/2566 | 0 | 30/09/2567",
    "K-HELD | ความครอบคลุมวัคซีน | rising | monthly | ORG-D | 95 | 30/09/2566 | 95 | 30/09/2567",
    "K-YEAR | ดัชนีความสุข | rising | yearly | ORG-D | 0 | 30/09/2566 | 100 | 30/09/2567",
    "K-MOVED | แปลงใหญ่ | rising | quarterly | ORG-A | 0 | 30/09/2566 | 100 | 30/09/2567",
)
OBSERVATIONS = rows(
    SEEN,
    "K-FALL | 29/02/2567 | - | 10 | approved | 05/03/2567",
    "K-FALL | 31/03/2567 | - | 9 | approved | 05/04/2567",
    "K-FALL | 29/02/2567 | 5601 | 8 | approved | 05/03/2567",
    "K-FALL | 31/03/2567 | 5601 | 10 | approved | 05/04/2567",
    "K-FALL | 31/03/2567 | 5602 | 7 | submitted | 05/04/2567",
    "K-WATCH | 31/03/2567 | - | 40 | approved | 05/04/2567",
    "K-OFF | 31/03/2567 | - | 20 | approved | 05/04/2567",
    "K-AWAY | 31/03/2567 | - | 40 | approved | 05/04/2567",
    "K-STALE | 29/02/2567 | - | 50 | approved | 05/03/2567",
    "K-WAITS | 29/02/2567 | - | 58 | approved | 05/03/2567",
    "K-WAITS | 31/03/2567 | - | 45 | submitted | 05/04/2567",
    "K-HELD | 31/03/2567 | - | 92 | approved | 05/04/2567",
    "K-MOVED | 31/03/2567 | - | 36 | approved | 05/04/2567",
)
EXAMPLE = {
    **PLACE, "organisation": ORGANISATIONS, "indicator": [{**SAME, **row} for row in INDICATORS], "observation": OBSERVATIONS,
    "indicator_target": rows("indicator_code | fiscal_year | target_value", "K-MOVED | 2567 | 80", "K-FALL | 2567 | 6"),
    "target_change": rows("change_code | indicator_code | fiscal_year | changed_on | before_value | after_value | reason | requested_by_organisation_code | resolution_reference",
                          "TCH-1 | K-MOVED | 2567 | 15/01/2567 | 100 | 80 | ภัยแล้ง | ORG-A | มติที่ 1/2567"),
    "rating": rows("subject_kind | subject_code | rating_source | rated_on | state | reason | body_code",
                   "indicator | K-WATCH | self_reported | 01/03/2567 | on_track | - | -", "indicator | K-FALL | self_reported | 01/03/2567 | on_track | - | -",
                   "indicator | K-FALL | committee | 15/03/2567 | watch | ตัวอย่างน้อย | -"),
}
CORRECTED = {
    "observation": [{**row, "correction_reason": "นับซ้ำ"} for row in rows(SEEN, "K-OFF | 31/03/2567 | - | 25 | approved | 20/04/2567")],
    "threshold": rows("threshold_rule | effective_on | threshold_value | resolution_reference", "indicator_on_track_pace | 01/04/2567 | 0.75 | มติที่ 2/2567"),
}


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """Release 1 as at 31 Mar 2567; release 2, as at 30 Apr in word but with no April values, corrects one and moves a limit."""
    engine, folder = new_database(), tmp_path_factory.mktemp("indicators")
    load_into(engine, folder / "one", EXAMPLE, HALF)
    load_into(engine, folder / "two", CORRECTED, date(2024, 4, 29))
    with engine.connect() as opened:
        yield opened


def asked(connection, question, release=1, **picks):
    """The answer as a list of dicts."""
    return question(connection, release=release, province="56", **picks).to_dict("records")


def one(connection, code, release=1):
    """One indicator as listed."""
    (row,) = asked(connection, indicators.listed, release, indicator=code)
    return row


def halfway(baseline, target, actual, **more):
    """The judgement of a value that stands on the day on which half is expected."""
    agreed = progress.path(START, Decimal(baseline), {}, END, Decimal(target))
    return progress.judge(agreed, Decimal(actual), HALF, **{"as_of": HALF, "is_rising": Decimal(target) >= Decimal(baseline), **more})


# --- the formulae, without a database


def test_a_falling_indicator_halfway_reads_50_per_cent():
    told = halfway(12, 6, 9)
    assert (told.attainment, told.expected, told.pace, told.state) == (Decimal("0.5"), Decimal("0.5"), Decimal("1.00"), "on_track")


def test_expectation_follows_the_agreed_yearly_steps():
    agreed = progress.path(START, Decimal(10), {END: Decimal(20)}, date(2025, 9, 30), Decimal(50))
    assert progress.path_value(agreed, HALF) == 15  # half of the first year's ten
    assert progress.path_value(agreed, END) == 20
    assert progress.path_value(agreed, date(2024, 12, 11)) == Decimal("25.917808")  # 20 + 30 × 72 / 365
    assert (progress.path_value(agreed, date(2020, 1, 1)), progress.path_value(agreed, date(2030, 1, 1))) == (10, 50)
    assert progress.judge(agreed, Decimal(14), HALF, as_of=HALF, is_rising=True).pace == Decimal("0.80")  # 4/40 over 5/40


def test_steps_outside_the_path_and_a_step_on_its_last_day():
    agreed = progress.path(START, Decimal(0), {START: Decimal(7), END: Decimal(80), date(2025, 9, 30): Decimal(999)}, END, Decimal(100))
    assert agreed.steps == ((END, Decimal(80)),)


@pytest.mark.parametrize(("actual", "pace", "state"), [(45, "0.90", "on_track"), ("44.7", "0.89", "watch"), (35, "0.70", "watch"), ("34.7", "0.69", "off_track"), (0, "0.00", "off_track")])
def test_pace_decides_at_the_limits_and_is_judged_as_it_is_shown(actual, pace, state):
    told = halfway(0, 100, actual)
    assert (told.pace, told.state, told.rule) == (Decimal(pace), state, f"pace_{state}")


@pytest.mark.parametrize(("actual", "is_rising", "state"), [(95, True, "on_track"), ("90.25", True, "on_track"), ("90.24", True, "off_track"), (120, True, "on_track"), ("99.75", False, "on_track"), ("99.76", False, "off_track")])
def test_a_level_to_be_held_has_a_tolerance_band_on_the_worse_side_only(actual, is_rising, state):
    told = halfway(95, 95, actual, is_rising=is_rising)
    assert (told.state, told.attainment, told.pace) == (state, None, None)


def test_nothing_is_due_on_the_day_of_the_baseline_and_while_the_path_is_level():
    level = progress.path(START, Decimal(5), {END: Decimal(5)}, date(2025, 9, 30), Decimal(10))
    told = progress.judge(level, Decimal(4), HALF, as_of=HALF, is_rising=True)
    assert (told.state, told.rule, told.is_moving_away) == ("not_due", "nothing_expected_yet", True)


def test_a_path_agreed_to_fall_back_first_is_held_against_itself():
    dip = progress.path(START, Decimal(10), {HALF: Decimal(8)}, END, Decimal(20))
    assert progress.judge(dip, Decimal(8), HALF, as_of=HALF, is_rising=True).rule == "expected_below_baseline"
    assert progress.judge(dip, Decimal(7), HALF, as_of=HALF, is_rising=True).rule == "moving_away"


def test_a_target_reached_is_done_only_once_its_day_has_come():
    assert halfway(0, 100, 130).state == "on_track"
    agreed = progress.path(START, Decimal(0), {}, END, Decimal(100))
    assert [progress.judge(agreed, Decimal(v), END, as_of=END, is_rising=True).state for v in (100, 95, 80)] == ["done", "on_track", "watch"]


def test_every_judgement_names_a_known_rule_and_carries_its_inputs():
    told = halfway(50, 100, 40)
    assert told.rule == "moving_away" and told.rule in progress.RULES and told.is_moving_away
    assert (told.attainment, told.actual, told.path.baseline, told.limits.watch_pace) == (Decimal("-0.2"), 40, 50, Decimal("0.70"))


values = st.decimals(-10_000, 10_000, places=3)


@given(baseline=values, target=values, actual=values, days=st.integers(1, 366))
def test_rising_and_falling_are_mirror_images(baseline, target, actual, days):
    day = date.fromordinal(START.toordinal() + days)

    def told(sign):
        agreed = progress.path(START, sign * baseline, {}, END, sign * target)
        return progress.judge(agreed, sign * actual, day, as_of=day, is_rising=sign > 0)

    here, mirrored = told(1), told(-1)
    assert (here.state, here.rule, here.attainment, here.expected, here.pace) == (mirrored.state, mirrored.rule, mirrored.attainment, mirrored.expected, mirrored.pace)


# --- the questions, on the example


def test_each_state_shows_and_the_worst_stands_first(connection):
    found = asked(connection, indicators.listed)
    assert [(r["indicator_code"], r["state"], r["why"]) for r in found] == [
        ("K-AWAY", "off_track", "moving_away"), ("K-OFF", "off_track", "pace_off_track"),
        ("K-NONE", "no_evidence", "period_closed_without_value"), ("K-STALE", "no_evidence", "period_closed_without_value"),
        ("K-WATCH", "watch", "pace_watch"), ("K-FALL", "on_track", "pace_on_track"), ("K-MOVED", "on_track", "pace_on_track"),
        ("K-WAITS", "on_track", "pace_on_track"), ("K-HELD", "on_track", "held_within_tolerance"), ("K-YEAR", "not_due", "no_period_closed_yet"),
    ]


def test_a_listed_indicator_carries_every_figure_behind_its_state(connection):
    row = one(connection, "K-FALL")
    figures = ("baseline_value", "year_target_value", "final_target_value", "actual_value", "path_value", "attainment_percent", "expected_percent", "pace")
    assert [row[f] for f in figures] == [12, 6, 6, 9, 9, 50, 50, 1]
    assert (row["period_on"], row["period_due_on"], row["fiscal_year"], row["year_target_on"]) == (HALF, HALF, 2567, END)
    assert (row["owner_name"], row["source_sheet"], row["source_row"], row["from_release"]) == ("สำนักงานเกษตรจังหวัด", "observation", 3, 1)


def test_the_committee_s_rating_stands_where_it_is_below_both_others(connection):
    fall, watch = one(connection, "K-FALL"), one(connection, "K-WATCH")
    assert (fall["state"], fall["self_reported_state"], fall["committee_state"], fall["standing_state"]) == ("on_track", "on_track", "watch", "watch")
    assert fall["committee_reason"] == "ตัวอย่างน้อย"
    assert (watch["state"], watch["self_reported_state"], watch["committee_state"], watch["standing_state"]) == ("watch", "on_track", None, "watch")


def test_a_stale_value_is_shown_but_makes_no_state(connection):
    row = one(connection, "K-STALE")
    assert (row["actual_value"], row["period_on"], row["period_due_on"], row["state"]) == (50, date(2024, 2, 29), HALF, "no_evidence")


def test_a_value_that_waits_for_approval_is_shown_apart_and_does_not_count(connection):
    row = one(connection, "K-WAITS")
    assert (row["actual_value"], row["newer_value"], row["newer_on"], row["newer_status"], row["state"]) == (58, 45, HALF, "submitted", "on_track")
    assert row["attainment_percent"] == 42  # of 100 - 58, on 29 Feb, when 152/366 = 41.53 % was expected
    assert (row["expected_percent"], row["pace"]) == (Decimal("41.53"), Decimal("1.01"))


def test_a_target_moved_inside_the_year_shows_both(connection):
    row = one(connection, "K-MOVED")
    assert (row["has_moved_target"], row["year_target_value"], row["year_target_before_value"]) == (True, 80, 100)
    assert (row["pace"], row["state"]) == (Decimal("0.90"), "on_track")  # 36/80 over a half
    assert (row["pace_before_move"], row["state_before_move"]) == (Decimal("0.72"), "watch")  # 36/100 over a half


def test_moves_of_a_target_say_who_why_and_by_which_resolution(connection):
    (row,) = asked(connection, indicators.targets, only_moved=True)
    assert [row[n] for n in ("indicator_code", "fiscal_year", "original_value", "before_value", "after_value", "target_value")] == ["K-MOVED", 2567, 100, 100, 80, 80]
    assert (row["is_easier"], row["changed_on"], row["reason"], row["resolution_reference"]) == (True, date(2024, 1, 15), "ภัยแล้ง", "มติที่ 1/2567")
    assert row["requested_by_name"] == "สำนักงานเกษตรจังหวัด"
    assert [r["change_code"] for r in asked(connection, indicators.targets)] == [None, "TCH-1"]


def test_the_path_s_corners_show_what_a_moved_step_was(connection):
    corners = asked(connection, indicators.paths, indicator="K-MOVED")
    assert [(c["step_on"], c["step_kind"], c["step_value"], c["step_before_value"]) for c in corners] == [(START, "baseline", 0, None), (END, "final", 80, 100)]


def test_a_series_holds_the_province_s_periods_beside_the_path(connection):
    found = asked(connection, indicators.series, indicator="K-FALL")
    assert [(r["period_on"], r["actual_value"], r["attainment_percent"], r["is_approved"]) for r in found] == [
        (date(2024, 2, 29), 10, Decimal("33.33"), True), (HALF, 9, 50, True)]
    assert found[0]["path_value"] == Decimal("9.508197")  # 12 - 6 × 152 / 366
    assert [r["is_approved"] for r in asked(connection, indicators.series, indicator="K-WAITS")] == [True, False]


def test_districts_show_their_last_approved_value_worst_first_and_those_without_one(connection):
    found = asked(connection, indicators.by_district)
    assert [(r["indicator_code"], r["district_code"], r["actual_value"], r["first_value"], r["better_by"]) for r in found] == [
        ("K-FALL", "5601", 10, 8, -1), ("K-FALL", "5602", None, None, None)]


def test_a_corrected_value_keeps_what_was_first_reported(connection):
    assert asked(connection, indicators.revisions, 1) == []
    first, corrected = asked(connection, indicators.revisions, 2)
    assert (first["actual_value"], first["before_value"], first["from_release"]) == (20, None, 1)
    assert (corrected["actual_value"], corrected["before_value"], corrected["change_value"], corrected["from_release"]) == (25, 20, 5, 2)
    assert (corrected["correction_reason"], corrected["as_of"]) == ("นับซ้ำ", date(2024, 4, 29))


def test_an_old_release_answers_as_it_did_and_a_new_limit_counts_from_its_day(connection):
    assert (one(connection, "K-OFF", 1)["actual_value"], one(connection, "K-OFF", 2)["actual_value"]) == (20, 25)
    before, after = one(connection, "K-WATCH", 1), one(connection, "K-WATCH", 2)
    assert (before["state"], before["on_track_pace"], before["limit_resolution"]) == ("watch", Decimal("0.90"), None)
    assert (after["state"], after["on_track_pace"], after["limit_resolution"]) == ("on_track", Decimal("0.75"), "มติที่ 2/2567")


def test_a_month_is_missing_once_its_report_is_due_or_others_have_reported_it(new_database, tmp_path):
    """Due by the 10th of the next month: on 5 April March is awaited, unless another indicator has been reported for it."""
    duty = rows("organisation_code | report_kind | due_day | start_on", "ORG-A | indicator | 10 | 01/10/2566", "ORG-B | indicator | 10 | 01/10/2566")
    two = [{**SAME, **row} for row in INDICATORS if row["indicator_code"] in ("K-FALL", "K-OFF")]
    february = rows(SEEN, "K-FALL | 29/02/2567 | - | 9 | approved | 05/03/2567", "K-OFF | 29/02/2567 | - | 45 | approved | 05/03/2567")
    march = rows(SEEN, "K-OFF | 31/03/2567 | - | 50 | approved | 05/04/2567")
    start = {**PLACE, "organisation": ORGANISATIONS, "indicator": two, "reporting_duty": duty, "observation": february}
    told = []
    for name, second, second_as_of in (("due", {"reporting_duty": [duty[0], {**duty[1], "due_day": "12"}]}, date(2024, 4, 10)), ("others", {"observation": march}, date(2024, 4, 6))):
        engine = new_database()
        load_into(engine, tmp_path / name / "one", start, date(2024, 4, 5))
        load_into(engine, tmp_path / name / "two", second, second_as_of)
        with engine.connect() as connection:
            told += [(row["period_due_on"], row["state"]) for row in (one(connection, "K-FALL", 1), one(connection, "K-FALL", 2))]
    assert told == [(date(2024, 2, 29), "on_track"), (HALF, "no_evidence")] * 2


# --- special cases of rules.md, in both directions


MIRRORED = [(0, 100, True), (100, 0, False)]


@pytest.mark.parametrize(("baseline", "target", "is_rising"), MIRRORED)
def test_every_special_case_holds_whether_more_or_less_is_better(baseline, target, is_rising):
    """Target = baseline, E = 0, A < 0, no actual, target reached; a value is told as how far of the way from the baseline it is."""
    way, agreed = target - baseline, progress.path(START, Decimal(baseline), {}, END, Decimal(target))
    level = progress.path(START, Decimal(baseline), {HALF: Decimal(baseline)}, END, Decimal(target))

    def rule(path, part, on=HALF, as_of=None, **more):
        value = None if part is None else Decimal(baseline) + Decimal(str(part)) * way
        told = progress.judge(path, value, None if part is None else on, as_of=as_of or on, is_rising=is_rising, **more)
        return told.state, told.rule, told.pace

    assert rule(agreed, "0.5") == ("on_track", "pace_on_track", Decimal("1.00"))
    assert rule(agreed, "0.4") == ("watch", "pace_watch", Decimal("0.80"))
    assert rule(agreed, "-0.1") == ("off_track", "moving_away", Decimal("-0.20"))
    assert rule(level, "0.1") == ("not_due", "nothing_expected_yet", None)
    assert rule(agreed, None) == ("not_due", "no_period_closed_yet", None)
    assert rule(agreed, None, is_value_due=True) == ("no_evidence", "period_closed_without_value", None)
    assert rule(agreed, "0.5", is_value_due=True) == ("no_evidence", "period_closed_without_value", None)
    assert rule(agreed, "1.2") == ("on_track", "pace_on_track", Decimal("2.40"))
    assert rule(agreed, "1", on=END) == ("done", "target_reached", Decimal("1.00"))


def test_a_level_of_nought_has_no_tolerance():
    assert halfway(0, 0, 0, is_rising=False).state == "on_track"
    assert halfway(0, 0, "0.1", is_rising=False).state == "off_track"


# --- what the worked example leaves out: forecast, falling target moved, groups, outputs, other provinces

MORE = rows(
    f"{INDICATOR} | output_code | project_code | master_plan_code",
    "F-LINE | ระยะรอ | falling | monthly | ORG-A | 12 | 30/09/2566 | 6 | 30/09/2567 | O-1 | P-1 | 200301",
    "F-BAND | ครัวเรือนมีน้ำใช้ | rising | monthly | ORG-A | 0 | 30/09/2566 | 100 | 30/09/2567 | O-1 | P-1 | 200301",
    "F-SUM | ผู้ผ่านการอบรมสะสม | rising | monthly | ORG-B | 0 | 30/09/2566 | 100 | 30/09/2567 | - | P-2 | 200301",
    "F-AWAY | ขยะต่อคน | falling | monthly | ORG-B | 50 | 30/09/2566 | 10 | 30/09/2567 | - | - | -",
    "F-HELD | ความครอบคลุมวัคซีน | rising | monthly | ORG-D | 95 | 30/09/2566 | 95 | 30/09/2567 | - | - | 200301",
    "F-ONE | ป่าชุมชน | rising | monthly | ORG-C | 0 | 30/09/2566 | 100 | 30/09/2567 | - | - | 200301",
    "F-PAST | งานที่จบแล้ว | rising | monthly | ORG-C | 0 | 30/09/2566 | 10 | 31/03/2567 | - | - | 200301",
    "F-MOVED | ผู้ป่วยใหม่ | falling | quarterly | ORG-D | 100 | 30/09/2566 | 40 | 30/09/2567 | - | - | 200301",
)
MONTHS = ("31/12/2566", "31/01/2567", "29/02/2567", "31/03/2567")
GIVEN = {  # on the last days of December, January, February and March
    "F-LINE": ("10.42", "9.90", "9.42", "8.90"), "F-BAND": ("20", "31", "28", "39"), "F-SUM": ("40", "40", "38", "36"), "F-AWAY": ("51", "52", "53", "54"), "F-HELD": ("95", "96", "94", "95"),
    "F-ONE": ("", "", "", "50"), "F-PAST": ("5", "7", "9", "10"), "F-MOVED": ("", "", "", "76"),
}
FORECAST = {
    **PLACE, "organisation": ORGANISATIONS, **CONTRACT, "indicator": [{**SAME, **row, "is_cumulative": "ใช่" if row["indicator_code"] == "F-SUM" else "ไม่ใช่"} for row in MORE],
    "output": rows("output_code | project_code | output_name | planned_quantity | quantity_unit", "O-1 | P-1 | อ่าง | 1 | แห่ง", "O-2 | P-2 | หลักสูตร | 3 | หลักสูตร"),
    "observation": [
        *rows(f"{SEEN} | population_group", *(f"{code} | {day} | - | {value} | approved | {day} | all" for code, told in GIVEN.items() for day, value in zip(MONTHS, told, strict=True) if value)),
        *rows(f"{SEEN} | population_group", "F-BAND | 29/02/2567 | - | 30 | approved | 05/03/2567 | female", "F-BAND | 31/03/2567 | - | 42 | approved | 05/04/2567 | female",
              "F-BAND | 31/03/2567 | - | 33 | approved | 05/04/2567 | male", "F-BAND | 31/03/2567 | - | 20 | submitted | 05/04/2567 | elderly",
              "F-BAND | 31/03/2567 | 5602 | 44 | approved | 05/04/2567 | female"),
    ],
    "indicator_target": rows("indicator_code | fiscal_year | target_value", "F-MOVED | 2567 | 60"),
    "target_change": rows("change_code | indicator_code | fiscal_year | changed_on | before_value | after_value | reason | requested_by_organisation_code | resolution_reference",
                          "TCH-9 | F-MOVED | 2567 | 15/01/2567 | 40 | 60 | น้ำท่วม | ORG-D | มติที่ 3/2567"),
    "rating": rows("subject_kind | subject_code | rating_source | rated_on | state | reason | body_code", "indicator | F-BAND | self_reported | 01/03/2567 | done | เสร็จแล้ว | -",
                   "indicator | F-BAND | committee | 15/03/2567 | off_track | ยังไม่เห็นน้ำ | -", "indicator | F-ONE | committee | 15/04/2567 | off_track | หลังวันที่ของข้อมูล | -"),
}


@pytest.fixture(scope="module")
def more(new_database, tmp_path_factory):
    """As at 31 Mar 2567, release 1."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("forecast") / "one", FORECAST, HALF)
    with engine.connect() as opened:
        yield opened


def forecast_of(connection, code):
    (row,) = asked(connection, indicators.forecasts, indicator=code)
    return row


def test_two_approved_values_are_forecast_along_their_line_without_a_band(connection):
    row = forecast_of(connection, "K-FALL")  # 10 on 29 Feb, 9 on 31 Mar: 1/31 a day less, 183 days more
    assert (row["value_count"], row["from_on"], row["from_value"], row["forecast_on"]) == (2, HALF, 9, END)
    assert (row["forecast_value"], row["forecast_low_value"], row["is_target_in_band"]) == (Decimal("3.096774"), None, None)
    assert (row["outlook"], row["gap_value"], row["gap_percent"]) == ("will_reach", Decimal("2.903226"), Decimal("48.39"))  # of the 6 from 12 to 6


def test_there_is_no_forecast_where_the_rule_says_no(connection, more):
    withheld = {code: forecast_of(held, code)["withheld"] for held, codes in ((connection, ("K-OFF", "K-WAITS", "K-YEAR", "K-NONE", "K-STALE")), (more, ("F-ONE", "F-PAST", "F-BAND"))) for code in codes}
    assert withheld == {"K-OFF": "too_few_values", "K-WAITS": "too_few_values", "K-YEAR": "too_few_values", "K-NONE": "period_closed_without_value", "K-STALE": "period_closed_without_value",
                        "F-ONE": "too_few_values", "F-PAST": "target_day_passed", "F-BAND": None}
    assert [forecast_of(connection, code)["forecast_value"] for code in ("K-OFF", "K-NONE")] == [None, None]


def test_a_forecast_s_words_follow_the_direction_of_the_target(more):
    told = {code: forecast_of(more, code) for code in GIVEN}
    assert {code: row["outlook"] for code, row in told.items() if row["outlook"]} == {
        "F-LINE": "will_reach", "F-BAND": "will_miss", "F-SUM": "will_miss", "F-AWAY": "moving_away", "F-HELD": "will_hold"}
    assert told["F-AWAY"]["forecast_value"] > 54 and told["F-AWAY"]["gap_percent"] > 100  # further from 10 than where it began
    assert told["F-HELD"]["gap_percent"] is None


def test_what_is_cumulative_is_not_forecast_to_fall(more):
    row = forecast_of(more, "F-SUM")
    assert (row["forecast_value"], row["forecast_low_value"], row["gap_value"], row["gap_percent"]) == (36, 36, 64, 64)


def test_a_forecast_has_a_band_and_says_whether_the_target_lies_in_it(more):
    line, band = forecast_of(more, "F-LINE"), forecast_of(more, "F-BAND")
    assert line["forecast_low_value"] < line["forecast_value"] < line["forecast_high_value"] < 6 and line["is_target_in_band"] is False
    assert band["forecast_low_value"] < 100 < band["forecast_high_value"] and band["is_target_in_band"] is True
    assert band["from_high_value"] - band["from_low_value"] < band["forecast_high_value"] - band["forecast_low_value"]


def test_a_falling_target_moved_inside_the_year_shows_both_and_the_mover(more):
    row = one(more, "F-MOVED")  # from 100 to 76 where half of the way to 60 was due: 24 of 40 over a half; of the old 60, 24 over a half
    assert (row["attainment_percent"], row["pace"], row["state"], row["year_target_value"]) == (60, Decimal("1.20"), "on_track", 60)
    assert (row["year_target_before_value"], row["pace_before_move"], row["state_before_move"]) == (40, Decimal("0.80"), "watch")
    (move,) = asked(more, indicators.targets, indicator="F-MOVED", only_moved=True)
    assert (move["is_easier"], move["requested_by_name"], move["reason"], move["resolution_reference"]) == (True, "สำนักงานประมงจังหวัด", "น้ำท่วม", "มติที่ 3/2567")


def test_groups_show_their_last_approved_value_against_everybody_s_worst_first(more):
    found = asked(more, indicators.by_group)
    assert [(r["indicator_code"], r["population_group"], r["actual_value"], r["first_value"], r["province_value"], r["better_by"]) for r in found] == [
        ("F-BAND", "male", 33, 33, 39, -6), ("F-BAND", "female", 42, 30, 39, 3), ("F-BAND", "elderly", None, None, 39, None)]
    districts = asked(more, indicators.by_district, population_group="female")
    assert [(r["district_code"], r["population_group"], r["actual_value"], r["better_by"]) for r in districts] == [("5602", "female", 44, 2), ("5601", "female", None, None)]


def test_ratings_stand_side_by_side_with_days_and_reasons(more, connection):
    (row,) = asked(more, indicators.ratings)  # the one of April had not been given by 31 March
    assert [row[n] for n in ("computed_state", "self_reported_state", "committee_state", "standing_state")] == ["watch", "done", "off_track", "off_track"]  # 39 where 50 was due
    assert [row[n] for n in ("self_reported_on", "self_reported_reason", "committee_on", "committee_reason")] == [date(2024, 3, 1), "เสร็จแล้ว", date(2024, 3, 15), "ยังไม่เห็นน้ำ"]
    assert [(r["indicator_code"], r["computed_state"], r["committee_state"], r["standing_state"]) for r in asked(connection, indicators.ratings)] == [
        ("K-WATCH", "watch", None, "watch"), ("K-FALL", "on_track", "watch", "watch")]


def test_outputs_without_an_indicator_and_indicators_without_an_output_stand_first(more):
    found = asked(more, indicators.alignment)
    assert [(r["serves"], r["output_code"], r["project_code"], r["indicator_code"], r["master_plan_code"]) for r in found if r["indicator_code"] in (None, "F-AWAY", "F-SUM", "F-LINE", "F-BAND")] == [
        ("output_without_indicator", "O-2", "P-2", None, None), ("indicator_without_output", None, None, "F-AWAY", None), ("indicator_without_output", None, "P-2", "F-SUM", "200301"),
        ("output", "O-1", "P-1", "F-BAND", "200301"), ("output", "O-1", "P-1", "F-LINE", "200301")]
    assert (found[0]["output_name"], found[0]["project_name"], found[-1]["indicator_name"]) == ("หลักสูตร", "ฝึกอาชีพ", "ระยะรอ")


# --- other provinces

CHIANG_RAI = {"province_name_th": "เชียงราย", "province_name_en": "Chiang Rai", "office_name": "สำนักงานจังหวัดเชียงราย", "is_sample": "ใช่"}
THEIRS = rows(
    f"{INDICATOR} | measure_unit | master_plan_code",
    "F-LINE | ระยะรอของเชียงราย | falling | monthly | ORG-A | 20 | 30/09/2566 | 10 | 30/09/2567 | ร้อยละ | -",  # the same code, unit and direction
    "X-1 | ครัวเรือนมีน้ำใช้ | rising | monthly | ORG-A | 0 | 30/09/2566 | 50 | 30/09/2567 | ร้อยละ | 200301",  # the same name under the same target
    "F-SUM | อื่น | rising | monthly | ORG-A | 0 | 30/09/2566 | 50 | 30/09/2567 | คน | 200301",  # the same code, another unit: another thing
    "X-2 | ขยะต่อคน | falling | monthly | ORG-A | 50 | 30/09/2566 | 10 | 30/09/2567 | ร้อยละ | -",  # the same name, under no target
)
NEIGHBOUR = {
    "province": [CHIANG_RAI], "district": [{"district_code": "5701", "district_name_th": "เมืองเชียงราย", "district_name_en": "Mueang Chiang Rai", "latitude": "19.9", "longitude": "99.8"}],
    "organisation": [{**ORGANISATIONS[0], "district_code": "5701"}], "indicator": [{**SAME, **row} for row in THEIRS],
    "observation": rows(SEEN, "F-LINE | 31/03/2567 | - | 18 | approved | 05/04/2567", "X-1 | 31/03/2567 | - | 25 | approved | 05/04/2567"),
}


def load_of(engine, folder, province, tables, as_of):
    report = load(engine, write_csvs(folder, tables), given=given_about(province=province, as_of=as_of, reason="ตัวอย่าง"), created_by="ผู้ทดสอบ")
    assert report.is_new, [(p.code, p.sheet, p.row, p.message("en")) for p in report.problems]


@pytest.fixture(scope="module")
def two_provinces(new_database, tmp_path_factory):
    """Phayao in release 1, Chiang Rai in 2, Phayao again in 3; in 4 Chiang Rai's value is put right."""
    engine, folder = new_database(), tmp_path_factory.mktemp("provinces")
    load_of(engine, folder / "1", "56", FORECAST, HALF)
    load_of(engine, folder / "2", "57", NEIGHBOUR, HALF)
    load_of(engine, folder / "3", "56", {"observation": [{**row, "correction_reason": "นับซ้ำ"} for row in rows(SEEN, "F-HELD | 31/03/2567 | - | 94 | approved | 20/04/2567")]}, HALF)
    load_of(engine, folder / "4", "57", {"observation": [{**row, "correction_reason": "นับซ้ำ"} for row in rows(SEEN, "F-LINE | 31/03/2567 | - | 12 | approved | 20/04/2567")]}, HALF)
    return engine


def test_the_same_indicator_of_another_province_is_read_as_at_the_same_moment(two_provinces):
    def compared(release, province="56"):
        found = indicators.elsewhere(connection, release=release, province=province).to_dict("records")
        return [(r["indicator_code"], r["province_code"], r["their_code"], r["actual_value"], r["attainment_percent"], r["pace"], r["province_release"], r["is_here"]) for r in found]

    with two_provinces.connect() as connection:
        assert compared(1) == []
        # 12 to 8.90 is 51.67 % of the way, 20 to 18 is 20 %; 39 of 100 and 25 of 50; half is due
        line, slow = ("F-LINE", "56", "F-LINE", Decimal("8.90"), Decimal("51.67"), Decimal("1.03")), ("F-LINE", "57", "F-LINE", 18, 20, Decimal("0.40"), 2, False)
        water = [("F-BAND", "56", "F-BAND", 39, 39, Decimal("0.78")), ("F-BAND", "57", "X-1", 25, 50, Decimal("1.00"))]
        assert compared(3) == [(*water[0], 3, True), (*water[1], 2, False), slow, (*line, 3, True)]
        assert compared(4)[2:] == [(*line, 3, True), ("F-LINE", "57", "F-LINE", 12, 80, Decimal("1.60"), 4, False)]
        assert compared(3, "57") == [("F-LINE", "57", *slow[2:7], True), (*line, 3, False), ("X-1", "56", *water[0][2:], 3, False), ("X-1", "57", *water[1][2:], 2, True)]
        named = indicators.elsewhere(connection, release=3, province="56", indicator="F-LINE").to_dict("records")[0]
        assert (named["province_name_th"], named["province_name_en"], named["indicator_name"], named["state"]) == ("เชียงราย", "Chiang Rai", "ระยะรอของเชียงราย", "off_track")
