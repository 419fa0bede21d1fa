"""Who owes which report, what a release changed, and where a figure came from. As at 15 April 2567."""

from datetime import date
from decimal import Decimal

import pytest
from worked_example import CONTRACT, ORGANISATIONS, PLACE, load_into, rows

from queries import releases, reporting, tables, thresholds
from queries.database import writing

AS_OF = date(2024, 4, 15)
SHARE = "share_code | project_code | organisation_code | fiscal_year | fund_source | spend_type | pledged_baht | allocated_baht | budget_status"
EVENT = "money_event_code | share_code | money_event_kind | event_on | amount_baht"
INDICATOR = "indicator_code | indicator_name | definition | measure_unit | direction | is_cumulative | aggregation | frequency | theme | indicator_scope | owner_organisation_code | baseline_value | baseline_on | final_target_value | final_target_on"
EXAMPLE = {
    **PLACE, "organisation": ORGANISATIONS, "contract": CONTRACT["contract"], "plan": CONTRACT["plan"],
    "project": [CONTRACT["project"][0], {**CONTRACT["project"][1], "responsible_organisation_code": "ORG-C"}],
    "reporting_duty": rows("organisation_code | report_kind | due_day | start_on",
                           "ORG-A | money | 10 | 01/10/2566", "ORG-B | money | 10 | 01/10/2566", "ORG-C | money | 10 | 01/10/2566", "ORG-D | money | 10 | 01/10/2566",
                           "ORG-P | coordination | 15 | 01/10/2566", "ORG-M | indicator | 12 | 01/10/2566", "ORG-D | indicator | 12 | 01/10/2566",
                           "ORG-A | output | 15 | 01/10/2566", "ORG-C | output | 15 | 01/10/2566", "ORG-M | coordination | 10 | 01/05/2567"),
    "budget_share": rows(SHARE, "S1 | P-1 | ORG-A | 2567 | provincial_budget | investment | 900 | 800 | committed", "S2 | P-1 | ORG-B | 2567 | business | current | 100 | 100 | committed",
                         "S3 | P-2 | ORG-C | 2567 | in_kind | current | 50 | 50 | committed", "S4 | P-2 | ORG-D | 2567 | function_budget | current | 40 | 40 | committed"),
    "money_event": rows(EVENT, "M1 | S1 | disbursement | 10/02/2567 | 300", "M2 | S4 | disbursement | 20/11/2566 | 40", "M3 | S1 | disbursement | 30/04/2567 | 1"),
    "coordination_event": rows("event_code | held_on | event_name | event_kind | organisation_codes | is_regular", "EV-1 | 20/03/2567 | ประชุม | meeting | ORG-P; ORG-A | ใช่"),
    "indicator": rows(INDICATOR, "K-1 | ผลผลิต | นิยาม | ร้อยละ | rising | ไม่ใช่ | latest | quarterly | people | population | ORG-M | 0 | 30/09/2566 | 10 | 30/09/2567",
                      "K-2 | ยังไม่เริ่ม | นิยาม | ร้อยละ | rising | ไม่ใช่ | latest | monthly | people | population | ORG-D | 0 | 31/03/2567 | 10 | 30/09/2567"),
    "observation": rows("indicator_code | period_on | actual_value | observation_status | reported_on | reported_by_organisation_code",
                        "K-1 | 31/12/2566 | 3 | submitted | 10/01/2567 | ORG-M", "K-1 | 31/03/2567 | 5 | returned | 10/04/2567 | ORG-M"),
    "output": rows("output_code | project_code | output_name | planned_quantity | quantity_unit", "OUT-1 | P-1 | อ่างเก็บน้ำ | 4 | แห่ง", "OUT-2 | P-2 | ผู้ผ่านอบรม | 100 | คน"),
    "threshold": rows("threshold_rule | effective_on | threshold_value | resolution_reference", "tie_silent_quarters | 01/01/2567 | 3 | มติที่ 3/2567", "mou_expiring_days | 01/01/2568 | 60 | ยังไม่มีผล"),
    "output_report": rows("output_code | period_on | delivered_quantity", "OUT-1 | 31/03/2567 | 1", "OUT-2 | 29/02/2567 | 40"),
}
AMENDED = {
    "organisation": [{**ORGANISATIONS[0], "organisation_name": "สำนักงานเกษตรและสหกรณ์จังหวัด"}],
    "money_event": rows(EVENT, "M4 | S2 | disbursement | 12/04/2567 | 25.50"),
    "reporting_duty": [{**rows("organisation_code | report_kind | due_day | start_on", "ORG-M | coordination | 10 | 01/05/2567")[0], "is_ended": "ใช่", "end_reason": "ยกเลิกหน้าที่"}],
}


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """Release 1, an amendment as release 2, a renaming as release 3, and release 4 that undoes it."""
    engine, folder = new_database(), tmp_path_factory.mktemp("reporting")
    load_into(engine, folder / "one", EXAMPLE, AS_OF)
    load_into(engine, folder / "two", AMENDED, date(2024, 4, 20))
    load_into(engine, folder / "three", {"organisation": [{**ORGANISATIONS[0], "organisation_name": "ชื่อที่สาม"}]}, date(2024, 4, 21))
    with engine.connect() as opened, writing(opened):
        releases.revert(opened, 3, created_by="สำนักงานจังหวัด", reason="ผิด")
    with engine.connect() as opened:
        yield opened


def asked(connection, question, release=1, **picks):
    """The answer as a list of dicts."""
    return question(connection, release=release, province="56", **picks).to_dict("records")


def owed(connection, release=1):
    """Duties by partner and kind."""
    return {(r["organisation_code"], r["report_kind"]): r for r in asked(connection, reporting.duties, release)}


def test_who_is_late_by_how_much_worst_first(connection):
    found = asked(connection, reporting.missing)
    assert [(r["organisation_code"], r["report_kind"], r["days_overdue"], r["missing_periods"]) for r in found] == [
        ("ORG-B", "money", 157, 6),  # nothing since October, which was due on 10 Nov 2566
        ("ORG-A", "money", 5, 1),  # March, due on 10 April; the event of 30 April has not happened yet
        ("ORG-M", "indicator", 3, 1),  # the second quarter, due on 12 April: a returned value has to be sent again
    ]
    assert [(r["last_reported_period_on"], r["oldest_missing_period_on"], r["due_on"]) for r in found] == [
        (None, date(2023, 10, 31), date(2023, 11, 10)), (date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 10)), (date(2023, 12, 31), date(2024, 3, 31), date(2024, 4, 12))]
    assert [r["organisation_code"] for r in asked(connection, reporting.missing, report_kind="indicator")] == ["ORG-M"]


def test_a_report_is_not_late_on_its_due_day(connection):
    row = owed(connection)["ORG-C", "output"]
    assert (row["due_on"], row["days_overdue"], row["missing_periods"], row["report_state"]) == (AS_OF, 0, 1, "reported")
    assert {r["organisation_code"]: r["days_overdue"] for r in asked(connection, reporting.missing, 2)}["ORG-C"] == 5


def test_nothing_is_owed_where_there_is_nothing_to_tell(connection):
    found = owed(connection)
    assert (found["ORG-D", "money"]["report_state"], found["ORG-D", "money"]["due_on"]) == ("reported", None)  # all of it disbursed
    assert (found["ORG-C", "money"]["report_state"], found["ORG-C", "money"]["due_on"]) == ("not_yet", None)  # in kind only
    assert (found["ORG-D", "indicator"]["report_state"], found["ORG-D", "indicator"]["next_due_on"]) == ("not_yet", date(2024, 5, 12))  # begins in April
    assert ("ORG-M", "coordination") not in found  # begins in May


def test_a_duty_that_is_kept_names_its_next_day(connection):
    found = owed(connection)
    assert [(found[key]["report_state"], found[key]["last_reported_period_on"], found[key]["next_due_on"]) for key in (("ORG-P", "coordination"), ("ORG-A", "output"))] == [
        ("reported", date(2024, 3, 31), date(2024, 5, 15))] * 2
    assert found["ORG-M", "indicator"]["frequency"] == "quarterly"


def test_freshness_is_one_row_a_partner_worst_first(connection):
    found = asked(connection, reporting.freshness)
    assert [r["organisation_code"] for r in found][:3] == ["ORG-B", "ORG-A", "ORG-M"]
    a = found[1]
    assert (a["duties"], a["late_duties"], a["kinds_late"], a["last_reported_period_on"], a["days_since_period"], a["report_state"]) == (2, 1, "money", date(2024, 3, 31), 15, "late")


def test_changes_name_field_before_after_and_the_row_it_came_from(connection):
    found = asked(connection, reporting.changes, 2, after=1)
    renamed = [r for r in found if r["table_name"] == "organisation"]
    assert [(r["row_key"], r["column_name"], r["before"], r["after"], r["change"]) for r in renamed] == [
        ("ORG-A", "organisation_name", "สำนักงานเกษตรจังหวัด", "สำนักงานเกษตรและสหกรณ์จังหวัด", "changed")]
    assert [renamed[0][n] for n in ("table_label_th", "column_label_th", "column_label_en", "file_name", "source_sheet", "source_row", "release")] == ["ภาคีเครือข่าย", "ชื่อภาคี", "Partner name", "two", "organisation", 2, 2]
    assert {r["change"] for r in found if r["table_name"] == "reporting_duty"} == {"ended"}
    assert Decimal("25.50") in [r["after"] for r in found if r["table_name"] == "money_event"]
    assert asked(connection, reporting.changes, 2) == found  # the release before is what one compares with
    assert {r["table_name"] for r in asked(connection, reporting.changes, 2, table_name="money_event")} == {"money_event"}


def test_a_release_says_what_it_did_and_whether_it_stands(connection):
    found = {r["release"]: r for r in asked(connection, reporting.release_summary, 4)}
    assert list(found) == [4, 3, 2, 1]
    assert [(found[2][n]) for n in ("added_rows", "changed_rows", "ended_rows", "tables_changed")] == [1, 1, 1, 3]
    assert (found[1]["added_rows"], found[1]["changed_rows"], found[1]["ended_rows"]) == (found[1]["opened_rows"], 0, 0)
    assert (found[3]["reverted_by"], found[3]["is_in_force"], found[4]["reverts"], found[4]["changed_rows"], found[4]["is_in_force"]) == (4, False, 3, 1, True)
    assert [(r["table_name"], r["added_rows"], r["changed_rows"], r["ended_rows"]) for r in asked(connection, reporting.release_tables, 2, only_this=True)] == [
        ("organisation", 0, 1, 0), ("reporting_duty", 0, 0, 1), ("money_event", 1, 0, 0)]
    assert [r["release"] for r in asked(connection, reporting.release_summary, 2)] == [2, 1]


def test_limits_hold_by_default_until_a_resolution_sets_them(connection):
    found = {r["threshold_rule"]: (r["threshold_value"], r["effective_on"], r["resolution_reference"]) for r in asked(connection, reporting.limits)}
    assert found["tie_silent_quarters"] == (3, date(2024, 1, 1), "มติที่ 3/2567") and found["mou_expiring_days"] == (90, None, None)
    assert list(found) == sorted(thresholds.DEFAULTS)  # for the nine factors nothing holds until a resolution sets it


def test_a_value_knows_its_file_sheet_row_and_what_it_was(connection):
    found = asked(connection, reporting.source_of, 4, table_name="organisation", row_key="ORG-A", column="organisation_name")
    assert [(r["release"], r["value"], r["before"]) for r in found] == [
        (4, "สำนักงานเกษตรและสหกรณ์จังหวัด", "ชื่อที่สาม"), (3, "ชื่อที่สาม", "สำนักงานเกษตรและสหกรณ์จังหวัด"),
        (2, "สำนักงานเกษตรและสหกรณ์จังหวัด", "สำนักงานเกษตรจังหวัด"), (1, "สำนักงานเกษตรจังหวัด", None)]
    assert (found[2]["file_name"], found[2]["source_sheet"], found[2]["source_row"], found[2]["to_release"]) == ("two", "organisation", 2, 3)
    assert found[0]["to_release"] is None


def test_a_key_of_several_parts_is_found_and_an_impossible_one_has_no_source(connection):
    seen = asked(connection, reporting.source_of, 1, table_name="observation", row_key="K-1 · 2023-12-31 · 56 · all", column="actual_value")
    assert [r["value"] for r in seen] == [3]
    for table_name, row_key in (("observation", "K-1"), ("observation", "K-1 · yesterday · 56 · all"), ("nothing", "K-1"), ("organisation", "NOBODY")):
        assert asked(connection, reporting.source_of, 1, table_name=table_name, row_key=row_key) == []


def test_every_table_s_key_can_be_read_back_from_its_spelling():
    kinds = {spec.column(name).kind for spec in tables.TABLES.values() for name in spec.key}
    assert kinds <= {"code", "choice", "date", "integer", "fiscal_year", "text"}
