"""A file becomes one release, or nothing."""

from datetime import date
from decimal import Decimal

from conftest import write_csvs
from sqlalchemy import func, select

from queries import releases, tables
from queries.workbook.load import check, given_about, load

ORGANISATIONS = [
    {"organisation_code": "A", "organisation_name": "สำนักงานเกษตรจังหวัด", "sector": "regional_administration", "actor_level": "organisation", "district_code": "5601", "start_on": "2023-10-01"},
    {"organisation_code": "B", "organisation_name": "หอการค้าจังหวัด", "sector": "ภาคธุรกิจ", "actor_level": "องค์กร", "district_code": "5602", "start_on": "๑ ต.ค. ๒๕๖๖"},
]


def rows_now(engine, name):
    """Rows of a table that are true now, as dicts in key order."""
    table = tables.sql[name]
    with engine.connect() as connection:
        found = connection.execute(select(table).where(table.c.to_release == tables.FAR).order_by(*table.primary_key.columns))
        return [dict(row._mapping) for row in found]


def test_a_first_file_becomes_release_one_and_its_rows_know_their_sheet_and_row(engine, load_rows):
    report = load_rows(engine, {"organisation": ORGANISATIONS})
    assert report.release == 1 and report.is_new
    a, b = rows_now(engine, "organisation")
    assert (a["source_sheet"], a["source_row"], a["from_release"]) == ("organisation", 2, 1)
    assert (b["sector"], b["start_on"]) == ("business", date(2023, 10, 1))


def test_only_what_differs_becomes_a_new_version(engine, load_rows):
    load_rows(engine, {"organisation": ORGANISATIONS})
    changed = [ORGANISATIONS[0], {**ORGANISATIONS[1], "sector": "community"}, {**ORGANISATIONS[1], "organisation_code": "C"}]
    report = load_rows(engine, {"organisation": changed})
    (change,) = report.changes
    assert (change.added, change.changed, change.ended, change.unchanged) == (1, 1, 0, 1)
    assert [(r["organisation_code"], r["from_release"]) for r in rows_now(engine, "organisation")] == [("A", 1), ("B", 2), ("C", 2)]
    with engine.connect() as connection:
        differences = releases.compare(connection, province="56", before=1, after=2)
    assert differences.query("change == 'changed'")[["row_key", "column_name", "before", "after"]].values.tolist() == [["B", "sector", "business", "community"]]


def test_a_column_left_out_keeps_what_is_stored_and_an_empty_cell_empties_it(engine, load_rows):
    load_rows(engine, {"organisation": [{**ORGANISATIONS[0], "short_name": "กษจ.", "note": "เดิม"}]})
    load_rows(engine, {"organisation": [{**ORGANISATIONS[0], "sector": "academia", "note": ""}]})
    (row,) = rows_now(engine, "organisation")
    assert (row["sector"], row["short_name"], row["note"]) == ("academia", "กษจ.", None)


def test_a_row_ends_only_by_its_mark_and_the_reason_is_kept(engine, load_rows):
    load_rows(engine, {"organisation": ORGANISATIONS})
    report = load_rows(engine, {"organisation": [{"organisation_code": "B", "organisation_name": "", "sector": "", "actor_level": "", "district_code": "", "start_on": "", "is_ended": "ใช่", "end_reason": "ถอนตัว"}]})
    assert report.changes[0].ended == 1
    assert [r["organisation_code"] for r in rows_now(engine, "organisation")] == ["A"]
    with engine.connect() as connection:
        assert connection.scalar(select(tables.ending_table.c.end_reason)) == "ถอนตัว"
        earlier = releases.at("organisation", "56", 1)
        assert connection.scalar(select(func.count()).select_from(earlier)) == 2


def test_the_same_file_again_is_the_same_release(engine, tmp_path, load_rows):
    load_rows(engine, {})
    folder = write_csvs(tmp_path / "again", {"organisation": ORGANISATIONS})
    about = given_about(province="56", as_of=date(2024, 9, 30))
    first = load(engine, folder, given=about, created_by="ก")
    again = load(engine, folder, given=about, created_by="ข")
    assert (first.release, first.is_new) == (2, True)
    assert (again.release, again.is_new) == (2, False)


def test_check_says_what_would_change_and_keeps_nothing(engine, tmp_path, load_rows):
    load_rows(engine, {})
    folder = write_csvs(tmp_path / "checked", {"organisation": ORGANISATIONS})
    report = check(engine, folder, given=given_about(province="56", as_of=date(2024, 9, 30)))
    assert [(c.table_name, c.added) for c in report.changes] == [("organisation", 2)]
    assert report.release is None and rows_now(engine, "organisation") == []


def test_one_bad_cell_keeps_the_whole_file_out_and_leaves_what_was_there(engine, load_rows):
    load_rows(engine, {"organisation": ORGANISATIONS[:1]})
    bad = [{**ORGANISATIONS[0], "sector": "academia"}, {**ORGANISATIONS[1], "start_on": "31 ก.พ. 2567"}]
    report = load_rows(engine, {"organisation": bad}, must_load=False)
    assert [(p.code, p.sheet, p.row, p.column, p.address) for p in report.problems] == [("date_impossible", "organisation", 3, "start_on", "F3")]
    assert [r["sector"] for r in rows_now(engine, "organisation")] == ["regional_administration"]


def test_a_code_that_names_nothing_is_told_with_its_cell_and_the_nearest_one(engine, load_rows):
    report = load_rows(engine, {"organisation": [{**ORGANISATIONS[0], "district_code": "5603"}]}, must_load=False)
    (problem,) = report.problems
    assert (problem.code, problem.value, problem.address) == ("reference_unknown", "5603", "E2")
    assert "5602" in problem.allowed("th")


def test_naming_a_row_that_is_itself_faulty_is_no_second_problem(engine, load_rows):
    rows = {
        "organisation": [{**ORGANISATIONS[0], "sector": "ไม่มีจริง"}],
        "person": [{"person_code": "P", "post_title": "หัวหน้า", "organisation_code": "A", "is_boundary_spanner": "1", "is_office_holder": "1"}],
    }
    report = load_rows(engine, rows, must_load=False)
    assert [p.code for p in report.problems] == ["choice_unknown"]


def test_ending_a_row_that_others_still_name_is_refused(engine, load_rows):
    person = {"person_code": "P", "post_title": "หัวหน้า", "organisation_code": "A", "is_boundary_spanner": "1", "is_office_holder": "1"}
    load_rows(engine, {"organisation": ORGANISATIONS, "person": [person]})
    ending = {"organisation_code": "A", "organisation_name": "", "sector": "", "actor_level": "", "district_code": "", "start_on": "", "is_ended": "1", "end_reason": "ยุบ"}
    report = load_rows(engine, {"organisation": [ending]}, must_load=False)
    assert [(p.code, p.value) for p in report.problems] == [("reference_unknown", "A")]


def test_money_is_kept_to_the_satang_and_totals_are_told_before_and_after(engine, load_rows):
    contract = {"contract_code": "T", "contract_title": "สัญญา", "amount_baht": "๑,๒๓๔,๕๖๗.๘๙", "start_on": "2023-10-01", "end_on": "2025-09-30"}
    report = load_rows(engine, {"contract": [contract]})
    assert ("contract", "amount_baht", Decimal(0), Decimal("1234567.89")) in report.totals
    assert rows_now(engine, "contract")[0]["amount_baht"] == Decimal("1234567.89")
