"""The public action contract: who carries what, whether activities add up, and what belongs to one project. Worked out by hand (tests/worked_projects.py)."""

from datetime import date
from decimal import Decimal

import pytest
from worked_example import load_into
from worked_projects import EXAMPLE

from queries import contract, projects


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """The example in a database, release 1."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("projects") / "one", EXAMPLE)
    with engine.connect() as opened:
        yield opened


def asked(connection, question, **picks):
    """The answer at release 1 as a list of dicts."""
    return question(connection, release=1, province="56", **picks).to_dict("records")


def cells(records, *names):
    """Some columns of every record, as tuples."""
    return [tuple(record[name] for name in names) for record in records]


def held(records, *names):
    """The same of the records that count any project."""
    return cells([record for record in records if record["project_count"]], *names)


def test_a_project_tells_what_gave_it_its_state(connection):
    assert cells(asked(connection, contract.projects), "project_code", "state", "days_late", "why") == [
        ("P-3", "off_track", 45, "begins_late"), ("P-2", "no_evidence", 14, "output_unreported"), ("P-1", "watch", 15, "output_late"), ("P-4", None, 0, "cancelled")]


@pytest.mark.parametrize(("picks", "expected"), [
    ({"carried_by": "state_agency_budget"}, ["P-1", "P-4"]), ({"origin": "community_plan"}, ["P-3", "P-2"]), ({"district": "5601"}, ["P-3", "P-1"]), ({"state": "watch"}, ["P-1"]),
    ({"theme": "people", "district": "5602", "state": "no_evidence"}, ["P-2"]), ({"theme": "place", "state": "off_track"}, [])])
def test_projects_can_be_picked_by_every_choice_of_the_page(connection, picks, expected):
    assert [p["project_code"] for p in asked(connection, contract.projects, **picks)] == expected


def test_carriers_tell_their_projects_by_state_in_number_and_money(connection):
    # 300,000 + 700,000 + 1,900,000 + 100,000 = 3,000,000; a quarter of the projects each
    quarter = Decimal("25.00")
    assert held(asked(connection, projects.by_carrier), "carried_by", "state", "project_count", "budget_baht", "project_percent", "budget_percent", "worst_code") == [
        ("community_and_civil_society", "off_track", 1, Decimal("300000.00"), quarter, Decimal("10.00"), "P-3"), ("local_government_budget", "no_evidence", 1, Decimal("700000.00"), quarter, Decimal("23.33"), "P-2"),
        ("state_agency_budget", "watch", 1, Decimal("1900000.00"), quarter, Decimal("63.33"), "P-1"), ("state_agency_budget", None, 1, Decimal("100000.00"), quarter, Decimal("3.33"), "P-4")]
    assert len(asked(connection, projects.by_carrier)) == 3 * 6 + 1  # six states each, one row for the cancelled one


def test_a_choice_narrows_what_per_cents_are_of(connection):
    assert held(asked(connection, projects.by_carrier, origin="community_plan"), "carried_by", "state", "project_percent", "budget_percent") == [
        ("community_and_civil_society", "off_track", Decimal("50.00"), Decimal("30.00")), ("local_government_budget", "no_evidence", Decimal("50.00"), Decimal("70.00"))]
    assert {row["carried_by"] for row in asked(connection, projects.by_carrier, carried_by="local_government_budget")} == {"local_government_budget"}


def test_themes_come_in_the_order_people_know(connection):
    assert held(asked(connection, projects.by_theme), "theme", "state", "project_count", "budget_baht") == [
        ("place", "watch", 1, Decimal("1900000.00")), ("place", None, 1, Decimal("100000.00")), ("people", "off_track", 1, Decimal("300000.00")), ("people", "no_evidence", 1, Decimal("700000.00"))]
    assert list(dict.fromkeys(row["theme"] for row in asked(connection, projects.by_theme))) == ["place", "people", "business", "law_and_order"]


def test_a_project_stands_in_each_of_its_districts_worst_district_first(connection):
    # P-3 stands in both; of the two 5602 holds the project without evidence, too
    assert held(asked(connection, projects.by_district), "district_code", "state", "project_count", "budget_baht") == [
        ("5602", "off_track", 1, Decimal("300000.00")), ("5602", "no_evidence", 1, Decimal("700000.00")), ("5602", None, 1, Decimal("100000.00")),
        ("5601", "off_track", 1, Decimal("300000.00")), ("5601", "watch", 1, Decimal("1900000.00"))]
    assert {row["district_code"] for row in asked(connection, projects.by_district, district="5601")} == {"5601"}


def test_activities_are_held_against_their_projects_budget_to_the_satang(connection):
    names = ("project_code", "activity_count", "activities_baht", "difference_baht", "is_equal", "unpriced_count", "without_responsible_count")
    nothing = Decimal("0.00")
    assert cells(asked(connection, projects.activity_sums), *names) == [
        ("P-1", 2, Decimal("1900000.50"), Decimal("0.50"), False, 0, 0), ("P-2", 1, Decimal("700000.00"), nothing, True, 0, 1), ("P-3", 1, nothing, None, None, 1, 0), ("P-4", 0, nothing, None, None, 0, 0)]
    assert cells(asked(connection, projects.activity_sums, plan_code="PL-2"), "project_code") == [("P-2",), ("P-3",)]


def test_plans_add_up_their_projects_and_activities(connection):
    names = ("plan_code", "project_count", "budget_baht", "activity_count", "activities_baht", "difference_baht", "is_equal")
    assert cells(asked(connection, projects.plans), *names) == [
        ("PL-1", 2, Decimal("2000000.00"), 2, Decimal("1900000.50"), Decimal("-99999.50"), False), ("PL-2", 2, Decimal("1000000.00"), 2, Decimal("700000.00"), Decimal("-300000.00"), False)]


def test_activities_come_with_who_answers_and_where_they_are_written(connection):
    found = asked(connection, projects.activities, project_code="P-1")
    assert cells(found, "activity_code", "responsible_organisation_name", "budget_baht", "start_on", "end_on", "from_release") == [
        ("A-1", "สำนักงานเกษตรจังหวัด", Decimal("1000000.00"), date(2022, 10, 1), date(2023, 9, 30), 1), ("A-2", "หอการค้าจังหวัด", Decimal("900000.50"), date(2022, 10, 1), date(2024, 9, 30), 1)]
    assert all(row["source_sheet"] and row["source_row"] for row in found)
    assert cells(asked(connection, projects.activities, plan_code="PL-2"), "activity_code", "budget_baht") == [("A-3", Decimal("700000.00")), ("A-4", None)]


def test_a_partner_has_a_part_by_money_by_an_undertaking_by_an_activity_or_because_it_answers(connection):
    names = ("organisation_code", "is_responsible", "pledged_baht", "in_kind_baht", "share_count", "undertaking_count", "fulfilled_count", "overdue_count", "activity_count", "is_party", "signed_on")
    nothing = Decimal("0.00")
    assert cells(asked(connection, projects.parties, project_code="P-1"), *names) == [
        ("ORG-A", True, Decimal("1500000.00"), nothing, 2, 1, 1, 0, 1, True, date(2022, 9, 15)), ("ORG-D", False, Decimal("200000.00"), nothing, 1, 1, 0, 1, 0, False, None),
        ("ORG-B", False, nothing, nothing, 0, 0, 0, 0, 1, True, None)]
    assert cells(asked(connection, projects.parties, project_code="P-2"), *names[:5]) == [
        ("ORG-A", False, Decimal("400000.00"), nothing, 1), ("ORG-B", False, Decimal("300000.00"), nothing, 1), ("ORG-C", False, nothing, Decimal("250000.00"), 1)]
    assert cells(asked(connection, projects.parties, project_code="P-4"), "organisation_code", "is_responsible", "share_count") == [("ORG-D", True, 0)]


def test_deliverables_are_told_by_the_outputs_they_serve(connection):
    assert cells(asked(connection, projects.served), "project_code", "output_code", "deliverable_code") == [("P-1", "OUT-1", "D-01"), ("P-1", "OUT-1", "D-03"), ("P-2", "OUT-2", "D-01")]
    assert cells(asked(connection, projects.served, project_code="P-2"), "output_name", "deliverable_name") == [("ผู้ผ่านอบรม", "แผนงาน")]


def test_a_document_of_a_deliverable_proves_every_project_it_serves_and_the_contracts_own_none(connection):
    assert cells(asked(connection, projects.documents), "project_code", "evidence_code", "subject_kind", "subject_name", "dated_on") == [
        ("P-1", "DOC-3", "participation_activity", "เวทีน้ำ", date(2024, 2, 2)), ("P-1", "DOC-2", "project", "อ่างเก็บน้ำ", date(2024, 1, 5)), ("P-1", "DOC-1", "deliverable", "แผนงาน", date(2023, 12, 20)),
        ("P-2", "DOC-1", "deliverable", "แผนงาน", date(2023, 12, 20))]
    assert cells(asked(connection, projects.documents, project_code="P-2"), "document_number") == [("ว 9",)]


def test_a_project_is_described_with_its_plan_districts_and_numbers_elsewhere(connection):
    names = ("project_code", "plan_name", "district_names_th", "district_names_en", "emenscr_code", "egp_code", "origin_plan")
    assert cells(asked(connection, projects.described, project_code="P-1"), *names) == [("P-1", "แผนงานพื้นที่", "เมืองพะเยา", "Mueang Phayao", "EM-1", None, "provincial_plan")]
    assert cells(asked(connection, projects.described), "project_code", "district_names_en")[2] == ("P-3", "Mueang Phayao; Chun")


def test_the_samples_projects_add_up_to_the_contract_by_carrier_and_by_theme(sample_engine):
    with sample_engine.connect() as connection:
        for question in (projects.by_carrier, projects.by_theme):
            found = question(connection, release=6, province="56")
            assert (sum(found["project_count"]), sum(found["budget_baht"])) == (24, Decimal("160300000.00"))
        assert sum(projects.by_district(connection, release=6, province="56")["project_count"]) > 24  # a project stands in each of its districts
        assert set(projects.activity_sums(connection, release=6, province="56")["is_equal"]) == {True}
