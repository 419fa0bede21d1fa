"""The workbooks we hand out come back as they were: every sheet, every heading, every value, through Excel's own file format."""

import shutil
import subprocess
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from queries import database
from queries.errors import UsageError
from queries.tables import CHOICES, FED
from queries.workbook import guide, prefill, template
from queries.workbook.about import ABOUT_SHEET, GUIDE_SHEET, LISTS_SHEET
from queries.workbook.cells import convert
from queries.workbook.convert import typed
from queries.workbook.load import check, load
from queries.workbook.read import Limits, read
from queries.workbook.refusal import Refusal
from sample_data import make
from sample_data.world import be

ABOUT = {"province_code": "56", "as_of": date(2024, 9, 30), "reason": "ทดสอบ", "prepared_by": "สำนักงานจังหวัดพะเยา"}
HELP_SHEETS = {ABOUT_SHEET[0], GUIDE_SHEET[0], LISTS_SHEET[0]}


def staged(path):
    sheets, problems = read(path, Limits())
    assert problems == []
    return typed(sheets)


def example_row(table):
    """A row of good examples: what the hovering note tells the clerk to write."""
    return {c.name: guide.example(c) or "ตัวอย่าง" for c in table.columns}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """An engine that holds the six sample workbooks."""
    folder = tmp_path_factory.mktemp("template")
    engine = database.engine(f"sqlite:///{folder}/sample.sqlite")
    database.upgrade(engine)
    for path in make.story(folder):
        assert not load(engine, path, created_by="test").is_refused
    return engine


@pytest.mark.parametrize("kind", ["setup", "monthly"])
def test_every_sheet_and_heading_of_a_blank_template_is_recognised(tmp_path, kind):
    path = tmp_path / f"{kind}.xlsx"
    template.write(path, kind, about=ABOUT)
    found = staged(path)
    assert found.problems == []
    assert set(found.present) == {t.name for t in FED.values() if t.workbook == kind}
    assert {name: set(columns) for name, columns in found.present.items()} == {name: {c.name for c in FED[name].columns} for name in found.present}
    assert all({"is_ended", "end_reason"} <= set(headings) for headings in found.headings.values())
    assert (found.about.province_code, found.about.as_of, found.about.workbook_kind) == ("56", date(2024, 9, 30), kind)


@pytest.mark.parametrize("name", FED)
def test_the_examples_on_hover_are_values_the_reader_takes(tmp_path, name):
    path = tmp_path / "example.xlsx"
    template.write(path, FED[name].workbook, {name: [example_row(FED[name])]}, ABOUT, sheets=[name])
    found = staged(path)
    assert [p.code for p in found.problems] == []
    assert len(found.rows[name]) == 1


@pytest.mark.parametrize("column", [c for t in FED.values() for c in t.columns if c.bad_example and c.kind != "text"], ids=lambda c: c.name)
def test_the_bad_example_on_hover_is_refused(column):
    assert isinstance(convert(column, column.bad_example), Refusal)


def test_every_sheet_name_fits_excel_and_no_two_are_alike():
    names = [t.label[0] for t in FED.values()] + list(HELP_SHEETS)
    assert [n for n in names if len(n) > 31 or set(n) & set("[]:*?/\\") or n.startswith("'") or n.endswith("'")] == []
    assert len({n.casefold() for n in names}) == len(names)


def test_a_full_workbook_comes_back_unchanged(tmp_path, sample):
    path = tmp_path / "setup.xlsx"
    with sample.connect() as connection:
        template.write_setup(path, connection, province="56", release=6)
    report = check(sample, path)
    assert report.problems == ()
    assert not report.changes_anything and sum(c.unchanged for c in report.changes) > 700


def test_values_come_back_exactly(tmp_path):
    path = tmp_path / "values.xlsx"
    event = {"money_event_code": "M-1", "share_code": "S-1", "money_event_kind": "commitment", "event_on": date(2024, 2, 29), "amount_baht": Decimal("1234567890.25"), "document_number": "000123"}
    template.write(path, "monthly", {"money_event": [event]}, ABOUT, sheets=["money_event"])
    row = staged(path).rows["money_event"][0]
    assert {name: row[name] for name in event} == event


def test_dates_are_text_in_the_buddhist_era_and_real_dates_keep_their_year(tmp_path):
    path = tmp_path / "dates.xlsx"
    days = [date(2024, 10, 1), datetime(2024, 10, 1), datetime(2567, 10, 1), "๑ ต.ค. ๒๕๖๗"]
    template.write(path, "monthly", {"submission": [{"deliverable_code": "D-01", "submission_number": n, "submitted_on": day} for n, day in enumerate(days, 1)]}, ABOUT, sheets=["submission"])
    sheet = openpyxl.load_workbook(path)["การส่งงาน"]
    assert [sheet.cell(row, 3).value for row in range(3, 7)] == ["1 ต.ค. 2567", datetime(2024, 10, 1), datetime(2567, 10, 1), "๑ ต.ค. ๒๕๖๗"]
    assert {row["submitted_on"] for row in staged(path).rows["submission"]} == {date(2024, 10, 1)}


def test_text_never_becomes_a_formula_or_a_link(tmp_path):
    path = tmp_path / "hostile.xlsx"
    hostile = ["=1+1", "+SUM(A1)", "@x", "https://example.go.th", "{=A1}", "-2"]
    template.write(path, "monthly", {"submission": [{"deliverable_code": "D-01", "submission_number": n, "submitted_on": date(2024, 1, 1), "note": text} for n, text in enumerate(hostile, 1)]}, ABOUT, sheets=["submission"])
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet3.xml").decode()
        assert "<f>" not in sheet and sheet.count("<hyperlink ") == 1  # the way back to the guide
    assert [row["note"] for row in staged(path).rows["submission"]] == hostile


def test_required_ended_and_helper_headings_look_different_and_helpers_are_not_read(tmp_path):
    path = tmp_path / "helper.xlsx"
    template.write(path, "monthly", {"observation": [{"indicator_code": "KPI-01", "period_on": date(2024, 9, 30), "ค่าครั้งก่อน": Decimal("12.5")}]}, ABOUT, sheets=["observation"])
    sheet = openpyxl.load_workbook(path)["ผลตัวชี้วัด"]
    headings = {cell.value: cell.fill.start_color.rgb for cell in sheet[2]}
    colours = [headings[name] for name in ("ค่าจริง *", "เรื่องราวเบื้องหลัง", "สิ้นสุด", "ⓘ ค่าครั้งก่อน")]
    assert len(set(colours)) == 4
    assert [cell.value for cell in sheet[2]][-2:] == ["สิ้นสุด", "เหตุผลที่สิ้นสุด"]
    found = staged(path)
    assert [p.code for p in found.problems] == ["rows_not_filled"]


def test_each_heading_says_its_code_meaning_and_limits_on_hover(tmp_path):
    path = tmp_path / "hover.xlsx"
    template.write(path, "setup", sheets=["body"])
    sheet = openpyxl.load_workbook(path)["คณะกรรมการและคณะทำงาน"]
    notes = {cell.value: cell.comment.text for cell in sheet[2]}
    assert all("รหัสคอลัมน์: " in text for text in notes.values())
    quorum = notes["องค์ประชุม (ร้อยละ)"]
    assert "quorum_percent" in quorum and "หน่วย: ร้อยละ" in quorum and "ตั้งแต่ 1 ถึง 100" in quorum and "ตัวอย่าง: 50" in quorum


def test_drop_downs_offer_thai_choices_keys_of_other_sheets_and_keys_already_known(tmp_path):
    path = tmp_path / "lists.xlsx"
    rows = {"organisation": [{"organisation_code": "ORG-001", "organisation_name": "สำนักงานจังหวัด"}]}
    template.write(path, "setup", rows, lists={"district": [("5601", "เมืองพะเยา")], "organisation": [("ORG-001", "เก่า"), ("ORG-002", "ภาคีเดิม")]}, sheets=["organisation", "person"])
    book = openpyxl.load_workbook(path, data_only=True)
    listed = {cell.value: [c.value for c in column[2:] if c.value] for column in book[LISTS_SHEET[0]].columns if (cell := column[1]).value}
    assert listed["ภาคส่วน"] == [words[0] for words in CHOICES["sector"].values()]
    assert listed["อำเภอ"] == ["5601 · เมืองพะเยา"]
    assert listed["ภาคีเครือข่าย"] == ["ORG-002 · ภาคีเดิม", "ORG-001 · สำนักงานจังหวัด"]
    rules = {str(r.sqref).split(":")[0]: r.formula1 for r in book["ผู้แทน (ตำแหน่ง)"].data_validations.dataValidation if r.type == "list"}
    assert rules == {"C3": "key_organisation", "D3": "choice_boolean", "E3": "choice_boolean", "H3": "choice_boolean"}
    assert "choice_sector" in book.defined_names and "OFFSET" in book.defined_names["key_organisation"].attr_text


def test_codes_stay_text_and_headings_stay_in_sight(tmp_path):
    path = tmp_path / "formats.xlsx"
    template.write(path, "setup", {"district": [{"district_code": "0601"}]}, sheets=["district"])
    sheet = openpyxl.load_workbook(path)["อำเภอ"]
    assert (sheet["A3"].value, sheet["A3"].number_format, sheet.freeze_panes) == ("0601", "@", "B3")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize), sheet.protection.sheet) == ("landscape", 9, False)


def test_ten_thousand_prefilled_rows_come_back(tmp_path):
    path = tmp_path / "many.xlsx"
    template.write(path, "monthly", {"survey_answer": [
        {"survey_round": "2567-1", "organisation_code": f"ORG-{n:05d}", "factor": "trust", "question_number": 1, "score": n % 5 + 1, "answered_on": date(2024, 6, 3)} for n in range(10_000)]}, ABOUT, sheets=["survey_answer"])
    found = staged(path)
    assert (found.problems, len(found.rows["survey_answer"])) == ([], 10_000)


def test_the_monthly_form_asks_for_what_is_due_and_shows_the_last_value(sample):
    with sample.connect() as connection:
        form = template.monthly(connection, "56", 6)
    asked = {row["indicator_code"]: row for row in form.rows["observation"] if row["area_code"] == "56" and row["population_group"] == "all"}
    assert asked["KPI-01"]["period_on"] == date(2025, 6, 30) and asked["KPI-01"]["ค่าครั้งก่อน"] == Decimal("60.3")
    assert "KPI-06" not in asked  # its target day is past
    silent = [row["period_on"] for row in form.rows["observation"] if row["indicator_code"] == "KPI-10"]
    assert silent == [date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30)]
    assert [row["deliverable_code"] for row in form.rows["submission"]] == ["D-11", "D-12", "D-14", "D-15", "D-16"]
    assert [row["submission_number"] for row in form.rows["submission"]] == [1, 2, 1, 1, 1]
    assert {row["deliverable_code"] for row in form.rows["review"]} == {"D-13"}
    assert form.about["as_of"] == date(2025, 6, 30)


def test_a_share_is_offered_with_what_is_left_of_it(sample):
    with sample.connect() as connection:
        form = template.monthly(connection, "56", 6)
    shares = dict(form.lists["budget_share"])
    # P-22 in FY2568: 1,440,000 allocated to the police, nothing paid
    assert "อาสาจราจรและถนนปลอดภัยหน้าโรงเรียน · ภ.จว. · 2568 · คงเหลือ 1,440,000.00 บาท" in shares.values()


def test_a_partner_gets_its_own_shares_indicators_and_outputs_only(tmp_path, sample):
    path = tmp_path / "partner.xlsx"
    with sample.connect() as connection:
        form = template.monthly(connection, "56", 6, "ORG-002")
        template.write_monthly(path, connection, province="56", release=6, organisation="ORG-002")
    assert {row["indicator_code"] for row in form.rows["observation"]} == {"KPI-02", "KPI-05"}
    assert {row["output_code"] for row in form.rows["output_report"]} == {"OUT-14"}
    assert all("ข้าวหอมอินทรีย์" in name or "แปรรูปปลา" in name for _, name in form.lists["budget_share"])
    report = check(sample, path)
    assert {p.code for p in report.problems} == {"rows_not_filled"} and not report.changes_anything


def test_a_partner_that_is_not_there_is_said_so(sample):
    with sample.connect() as connection, pytest.raises(UsageError) as told:
        template.monthly(connection, "56", 6, "ORG-999")
    assert "ORG-999" in told.value.message("th") and "ORG-999" in told.value.message("en")


def test_a_filled_monthly_form_loads_as_the_next_release(tmp_path, sample):
    path = tmp_path / "june.xlsx"
    with sample.connect() as connection:
        form = prefill.monthly(connection, "56", 6, "ORG-002")
    told = [{**row, "actual_value": Decimal("14400"), "observation_status": "approved", "reported_on": date(2025, 6, 30)} for row in form.rows["observation"] if row["indicator_code"] == "KPI-02"]
    template.write(path, "monthly", {"observation": told}, form.about, form.lists, ["observation"])
    report = check(sample, path)
    assert not report.is_refused
    assert {(c.table_name, c.added) for c in report.changes if c.added} == {("observation", 1)}


def test_next_month_end_is_the_end_of_the_month_that_comes():
    assert [prefill.next_month_end(d) for d in (date(2025, 5, 31), date(2024, 1, 31), date(2024, 12, 31), date(2025, 5, 12))] == [
        date(2025, 6, 30), date(2024, 2, 29), date(2025, 1, 31), date(2025, 5, 31)]


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["setup", "monthly"])
def test_a_template_saved_by_libreoffice_with_thai_digits_and_buddhist_dates_is_read(tmp_path, kind):
    source, saved = tmp_path / "source", tmp_path / "saved"
    source.mkdir()
    rows = {
        "setup": {"organisation": [{"organisation_code": "ORG-001", "organisation_name": "สำนักงานจังหวัด", "sector": "regional_administration", "actor_level": "organisation", "district_code": "5601", "start_on": "๑ ต.ค. ๒๕๖๖"}]},
        "monthly": {"money_event": [{"money_event_code": "M-๐๐๐๑", "share_code": "S-001", "money_event_kind": "เบิกจ่าย", "event_on": "๒๙ ก.พ. ๒๕๖๗", "amount_baht": "๑,๒๕๐,๐๐๐.๕๐"},
                                    {"money_event_code": "M-0002", "share_code": "S-001 · โครงการ", "money_event_kind": "disbursement", "event_on": datetime(2567, 3, 1), "amount_baht": Decimal("10")}]},
    }[kind]
    template.write(source / "form.xlsx", kind, rows, ABOUT)
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(source / "form.xlsx")],
                   check=True, capture_output=True, timeout=180)
    found = staged(saved / "form.xlsx")
    assert [p.code for p in found.problems] == []
    assert set(found.present) == {t.name for t in FED.values() if t.workbook == kind}
    if kind == "setup":
        assert found.rows["organisation"][0]["start_on"] == be(2566, 10, 1)
    else:
        assert [(r["money_event_code"], r["share_code"], r["event_on"], r["amount_baht"]) for r in found.rows["money_event"]] == [
            ("M-0001", "S-001", date(2024, 2, 29), Decimal("1250000.50")), ("M-0002", "S-001", date(2024, 3, 1), Decimal("10.00"))]
