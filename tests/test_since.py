"""What changed between two releases, worked out by hand: the example as at 15 March and as at 15 April 2567 BE.

All rows are in release 1, which speaks of 15 March (quarter 1 has ended); release 2 speaks of 15 April (quarter 2 has ended) and adds one partner.
What is dated between the two days has happened since:
  money     M3 200,000.00 on 31 Mar (ORG-A, from S1) · M5 20,000.00 on 1 Apr (ORG-B, from S3)
  S1        15 Mar: 100,000.25 of 800,000 is 12.50 %, target 30 -> -17.50, off track      15 Apr: 300,000.25 is 37.50 %, target 40 -> -2.50, watch
  S5        pledged, nothing allocated: not due until the second quarter has ended, then off track
  D-03      due 29 Feb, never submitted: 15 days late, then 46; a penalty of 1,500.25 on 1 Apr
  D-04      due 31 Mar after an excused move, submitted 5 Apr: 5 days late
  D-05      moved without excuse to 31 Mar (30 days, watch), on 28 Mar to 30 Apr (60 days, off track)
  D-07      submitted 10 Apr in time, but the committee rates it off track on 12 Apr
  D-08      due 10 Apr, submitted and sent back on 8 Apr: 5 days late
  KPI-F     falling from 12 to 6: 10 at the end of February, 11 at the end of March; pace .333/.415 = .80, watch, then .167/.5 = .33, off track      KPI-R rising from 0 to 100: 40, then 55
  OUT-1     3 of 10 at the end of February, 5 at the end of March
"""

from datetime import date
from decimal import Decimal

import pytest
from worked_example import BUDGET_EXAMPLE, MANAGER, load_into, rows

from queries import since
from queries.errors import UsageError

RESULTS = {
    "indicator": rows(
        "indicator_code | indicator_name | definition | measure_unit | direction | is_cumulative | aggregation | frequency | theme | indicator_scope | owner_organisation_code | baseline_value | baseline_on | final_target_value | final_target_on | decimals",
        "KPI-F | อุบัติเหตุ | จำนวน | ครั้ง | falling | ไม่ใช่ | latest | monthly | place | partner | ORG-A | 12 | 2023-09-30 | 6 | 2024-09-30 | 0",
        "KPI-R | ผู้ผ่านอบรม | จำนวน | คน | rising | ไม่ใช่ | latest | monthly | people | partner | ORG-B | 0 | 2023-09-30 | 100 | 2024-09-30 | 0"),
    "observation": rows(
        "indicator_code | period_on | area_code | population_group | actual_value | observation_status | reported_on",
        "KPI-F | 2024-02-29 | - | - | 10 | approved | 2024-03-05", "KPI-F | 2024-03-31 | - | - | 11 | approved | 2024-04-05",
        "KPI-R | 2024-02-29 | - | - | 40 | approved | 2024-03-05", "KPI-R | 2024-03-31 | - | - | 55 | approved | 2024-04-05"),
    "output": rows("output_code | project_code | output_name | planned_quantity | quantity_unit | due_on", "OUT-1 | P-1 | ฝาย | 10 | แห่ง | 2024-09-30"),
    "output_report": rows("output_code | period_on | delivered_quantity", "OUT-1 | 2024-02-29 | 3", "OUT-1 | 2024-03-31 | 5"),
}
WHOLE = {**BUDGET_EXAMPLE, **MANAGER, **RESULTS}
NEWCOMER = {"organisation": rows("organisation_code | organisation_name | sector | actor_level | district_code | start_on", "ORG-N | ชมรมผู้สูงอายุ | community | group | 5601 | 2024-04-01")}


def load_both(engine, folder):
    """The example as two releases."""
    load_into(engine, folder / "one", WHOLE, as_of=date(2024, 3, 15))
    load_into(engine, folder / "two", NEWCOMER)
    return engine


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    with load_both(new_database(), tmp_path_factory.mktemp("since")).connect() as opened:
        yield opened


def ask(connection, question, **more):
    return getattr(since, question)(connection, **{"release": 2, "province": "56", **more}).to_dict("records")


def test_states_that_grew_worse_stand_first_then_those_that_grew_better(connection):
    found = [(r["subject_code"], r["move"], r["earlier_state"], r["state"], r["earlier_figure"], r["figure"]) for r in ask(connection, "states") if r["subject_kind"] in ("deliverable", "budget_share")]
    assert found == [
        ("D-03", "worse", "watch", "off_track", 15, 46), ("D-05", "worse", "watch", "off_track", 30, 60), ("D-07", "worse", "not_due", "off_track", 0, 0), ("S5", "worse", "not_due", "off_track", None, None),
        ("D-04", "worse", "not_due", "watch", 0, 5), ("D-08", "worse", "not_due", "watch", 0, 5), ("S1", "better", "off_track", "watch", Decimal("-17.50"), Decimal("-2.50"))]


def test_what_stayed_is_counted_too_kind_by_kind(connection):
    found = {r["subject_kind"]: (r["item_count"], r["worse_count"], r["better_count"], r["same_count"], r["appeared_count"], r["gone_count"]) for r in ask(connection, "kinds")}
    assert found["deliverable"] == (9, 5, 0, 4, 0, 0)
    assert found["budget_share"] == (5, 1, 1, 3, 0, 0)
    assert found["project"] == (2, 0, 0, 2, 0, 0)
    assert len(ask(connection, "states", with_same=True)) == sum(counts[0] for counts in found.values())


def test_flags_raised_since_stand_before_those_that_are_gone_and_standing_ones_are_left_out(connection):
    found = [(r["standing"], r["flag"], r["subject_code"], r["figure"]) for r in ask(connection, "red_flags")]
    assert ("raised", "deliverable_overdue", "D-08", 5) in found
    assert ("raised", "pledged_not_allocated", "S5", Decimal("200000.00")) in found
    assert {r[0] for r in found} == {"raised"}
    stands = [r for r in ask(connection, "red_flags", with_standing=True) if r["standing"] == "stands"]
    assert ("deliverable_overdue", "D-03", 15, 46) in [(r["flag"], r["subject_code"], r["earlier_figure"], r["figure"]) for r in stands]


def test_what_happened_to_each_deliverable_since(connection):
    found = {r["deliverable_code"]: r for r in ask(connection, "work")}
    assert list(found) == ["D-03", "D-04", "D-08", "D-05", "D-07"]
    told = ("earlier_late_days", "late_days", "moved_days", "newly_submitted_on", "returned_more", "penalty_more_baht", "state")
    assert [tuple(row[name] for name in told) for row in found.values()] == [
        (15, 46, 0, None, 0, Decimal("1500.25"), "off_track"), (0, 5, 0, date(2024, 4, 5), 0, Decimal("0.00"), "watch"), (0, 5, 0, None, 1, Decimal("0.00"), "watch"),
        (0, 0, 30, None, 0, Decimal("0.00"), "off_track"), (0, 0, 0, date(2024, 4, 10), 0, Decimal("0.00"), "off_track")]
    assert (found["D-05"]["earlier_due_on"], found["D-05"]["due_on"]) == (date(2024, 3, 31), date(2024, 4, 30))


def test_money_that_went_out_since_to_the_satang(connection):
    found = [(r["organisation_code"], r["earlier_disbursed_baht"], r["disbursed_baht"], r["disbursed_more_baht"], r["committed_more_baht"]) for r in ask(connection, "money")]
    assert found == [("ORG-A", Decimal("860000.25"), Decimal("1060000.25"), Decimal("200000.00"), Decimal("-200000.00")), ("ORG-B", Decimal("0.00"), Decimal("20000.00"), Decimal("20000.00"), Decimal("0.00"))]


def test_values_that_grew_worse_stand_first_whichever_way_is_better(connection):
    found = [(r["subject_code"], r["earlier_value"], r["value"], r["is_better"], r["value_on"]) for r in ask(connection, "values")]
    assert found == [("KPI-F", 10, 11, False, date(2024, 3, 31)), ("KPI-R", 40, 55, True, date(2024, 3, 31)), ("OUT-1", 3, 5, True, date(2024, 3, 31))]


def test_before_the_first_release_there_was_nothing(connection):
    assert {r["move"] for r in ask(connection, "states", release=1)} == {"appeared"}
    assert ask(connection, "states", release=1) == ask(connection, "states", release=1, before=0)
    assert {r["is_new"] for r in ask(connection, "work", release=1)} == {True}
    assert {r["standing"] for r in ask(connection, "red_flags", release=1)} == {"raised"}


def test_a_release_held_against_itself_changes_nothing(connection):
    for question in ("states", "red_flags", "work", "money", "values"):
        assert ask(connection, question, before=2) == []


def test_only_an_earlier_release_can_be_held_against(connection):
    with pytest.raises(UsageError, match="release 3"):
        ask(connection, "kinds", before=3)


def test_what_is_ended_is_gone(new_database, tmp_path):
    engine = load_both(new_database(), tmp_path)
    share = next(row for row in BUDGET_EXAMPLE["budget_share"] if row["share_code"] == "S5")
    load_into(engine, tmp_path / "three", {"budget_share": [{**share, "is_ended": "ใช่", "end_reason": "ถอนตัว"}]})
    with engine.connect() as connection:
        found = ask(connection, "states", release=3, before=2)
    assert [(r["subject_code"], r["move"], r["earlier_state"], r["state"], r["responsible_organisation_code"]) for r in found] == [("S5", "gone", "off_track", None, "ORG-D")]


def test_a_flag_whose_rule_was_switched_off_is_not_gone(new_database, tmp_path):
    engine = load_both(new_database(), tmp_path)
    switch = rows("flag | effective_on | is_on | resolution_reference | reason", "deliverable_overdue | 2024-04-01 | ไม่ใช่ | มติ 3/2567 | ทบทวนเกณฑ์")
    load_into(engine, tmp_path / "three", {"flag_switch": switch})
    with engine.connect() as connection:
        found = [(r["flag"], r["subject_code"], r["standing"], r["figure"]) for r in ask(connection, "red_flags", release=3, before=2)]
    assert found == [("deliverable_overdue", "D-03", "off", None), ("deliverable_overdue", "D-08", "off", None)]
