"""What stands in a district, with whose money, what is late and who takes part: worked out by hand for the four projects of tests/worked_projects.py.

5601: P-1 (only there, 15 days late) and P-3 (also in 5602, 45 days late). 5602: P-2 (only there, never reported), P-3, and P-4, cancelled.
P-1 has S1 and S6 of ORG-A and S5 of ORG-D: 1,000,000 + 500,000 + 200,000 pledged; P-2 has S2 of ORG-A and S3 of ORG-B, 400,000 + 300,000, and S4 in kind; P-3 and P-4 have none.
"""

from decimal import Decimal

import pytest
from worked_example import load_into
from worked_projects import EXAMPLE

from queries import district


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """The example in a database, release 1."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("district") / "one", EXAMPLE)
    with engine.connect() as opened:
        yield opened


def asked(connection, question, **picks):
    """The answer at release 1 as a list of dicts."""
    return question(connection, release=1, province="56", **picks).to_dict("records")


def cells(records, *names):
    """Some columns of every record, as tuples."""
    return [tuple(record[name] for name in names) for record in records]


def test_districts_stand_worst_first_with_their_projects_by_state(connection):
    assert cells(asked(connection, district.listed), "district_code", "project_count", "only_here_count", "off_track_count", "no_evidence_count", "watch_count", "cancelled_count", "worst_code") == [
        ("5602", 3, 2, 1, 1, 0, 1, "P-3"), ("5601", 2, 1, 1, 0, 1, 0, "P-3")]


def test_money_of_a_project_in_several_districts_is_counted_whole_in_each_and_what_is_only_here_apart(connection):
    # 5602: budgets 300,000 + 700,000 + 100,000; 5601: 1,900,000 + 300,000. Disbursed: 260,000 + 20,000; 300,000.25 + 500,000
    assert cells(asked(connection, district.listed), "budget_baht", "only_here_budget_baht", "pledged_baht", "allocated_baht", "disbursed_baht", "only_here_pledged_baht", "in_kind_baht") == [
        (Decimal("1100000.00"), Decimal("800000.00"), Decimal("700000.00"), Decimal("500000.00"), Decimal("280000.00"), Decimal("700000.00"), Decimal("250000.00")),
        (Decimal("2200000.00"), Decimal("1900000.00"), Decimal("1700000.00"), Decimal("1300000.00"), Decimal("800000.25"), Decimal("1700000.00"), Decimal("0.00"))]


def test_outputs_partners_and_activities_are_counted(connection):
    # ORG-A, B, C (in kind, and answers for P-3) and D (answers for the cancelled P-4); ORG-C and D have their place in 5602. In 5601 ORG-A, C and D; A, B, M and P have their place there
    assert cells(asked(connection, district.listed), "district_code", "output_count", "output_done_count", "output_late_count", "partner_count", "based_count", "activity_count") == [
        ("5602", 1, 0, 1, 4, 2, 0), ("5601", 2, 0, 1, 3, 4, 1)]


def test_projects_of_a_district_say_why_and_whether_they_stand_elsewhere(connection):
    names = ("project_code", "standing_state", "why", "days_late", "district_count", "is_only_here", "responsible_organisation_code", "money_state", "disbursed_percent")
    assert cells(asked(connection, district.projects, district="5601"), *names) == [
        ("P-3", "off_track", "begins_late", 45, 2, False, "ORG-C", None, None), ("P-1", "watch", "output_late", 15, 1, True, "ORG-A", "on_track", Decimal("61.54"))]
    assert [row["project_code"] for row in asked(connection, district.projects, district="5602")] == ["P-3", "P-2", "P-4"]
    assert len(asked(connection, district.projects)) == 5  # P-3 twice


def test_outputs_of_a_district_stand_worst_first(connection):
    assert cells(asked(connection, district.outputs), "district_code", "output_code", "standing_state", "days_late", "delivered_quantity", "planned_quantity") == [
        ("5601", "OUT-1", "watch", 15, Decimal(3), Decimal(4)), ("5601", "OUT-3", "not_due", 0, None, Decimal(1)), ("5602", "OUT-2", "no_evidence", 14, None, Decimal(200))]


def test_partners_bring_money_answer_for_projects_or_have_their_place_there(connection):
    names = ("organisation_code", "is_based_here", "project_count", "responsible_count", "pledged_baht", "only_here_pledged_baht", "in_kind_baht")
    zero = Decimal("0.00")
    assert cells(asked(connection, district.partners, district="5602"), *names) == [
        ("ORG-A", False, 1, 0, Decimal("400000.00"), Decimal("400000.00"), zero), ("ORG-B", False, 1, 0, Decimal("300000.00"), Decimal("300000.00"), zero),
        ("ORG-C", True, 2, 1, zero, zero, Decimal("250000.00")), ("ORG-D", True, 1, 1, zero, zero, zero)]
    assert cells(asked(connection, district.partners, district="5601"), *names)[:2] == [
        ("ORG-A", True, 1, 1, Decimal("1500000.00"), Decimal("1500000.00"), zero), ("ORG-D", False, 1, 0, Decimal("200000.00"), Decimal("200000.00"), zero)]
    assert [row["organisation_code"] for row in asked(connection, district.partners, district="5601")[2:]] == ["ORG-C", "ORG-B", "ORG-M", "ORG-P"]


def test_sums_over_districts_are_those_of_projects_once_for_each_district(connection):
    """1,900,000 + 700,000 + 100,000 once, P-3's 300,000 twice; what is only in one district is each project once."""
    found = asked(connection, district.listed)
    assert sum(row["budget_baht"] for row in found) == Decimal("3300000.00") and sum(row["only_here_budget_baht"] for row in found) == Decimal("2700000.00")
