"""Every problem has a file that has it, and only it; many mistakes at once are all told, each with its cell."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from conftest import SAMPLE

from queries.workbook import marked
from queries.workbook.load import check, given_about
from queries.workbook.problems import TEXTS

FILES = sorted((SAMPLE / "mistakes").iterdir())
# Told by other tests: no file, or one beyond a limit, which would not be tiny.
WITHOUT_FILE = {"file_missing", "file_too_large", "file_is_zip_bomb", "file_took_too_long", "file_took_too_much_memory", "too_many_rows", "more_of_the_same"}
TEN_MISTAKES = [  # column, value that is wrong, problem; one a row from row 2 on
    ("money_event_code", "M 1", "code_malformed"),
    ("share_code", "S-999", "reference_unknown"),
    ("share_code", "", "value_missing"),
    ("money_event_kind", "จ่ายเช็ค", "choice_unknown"),
    ("event_on", "30 ก.พ. 2568", "date_impossible"),
    ("event_on", "1/6/24", "year_unclear"),
    ("amount_baht", "พันบาท", "number_not_a_number"),
    ("amount_baht", "-5", "number_out_of_range"),
    ("amount_baht", "0.001", "amount_not_exact"),
    ("money_event_code", "M-X2", "key_twice"),
]
GOOD = {"money_event_code": "", "share_code": "S-010", "money_event_kind": "เบิกจ่าย", "event_on": "๑๕ มิ.ย. ๒๕๖๘", "amount_baht": "๑,๐๐๐.๐๐"}


def checked(engine, path):
    given = given_about(province="56", as_of=date(2025, 6, 30)) if path.suffix == ".csv" else given_about()
    return check(engine, path, given=given)


def test_every_problem_has_its_file():
    assert {f.stem for f in FILES} == set(TEXTS) - WITHOUT_FILE


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_mistake_gives_exactly_its_problem(sample_engine, file):
    report = checked(sample_engine, file)
    assert [p.code for p in report.problems] == [file.stem]
    for language in ("th", "en"):
        words = [report.problems[0].message(language), report.problems[0].allowed(language), report.problems[0].action(language)]
        assert all(words) and not any("{" in w for w in words)


@pytest.fixture
def ten_mistakes(tmp_path) -> Path:
    """A monthly workbook with one good row's worth of ten different mistakes, one a row."""
    path = tmp_path / "ten.xlsx"
    with xlsxwriter.Workbook(path) as book:
        about = book.add_worksheet("เกี่ยวกับไฟล์นี้")
        about.write_row("A1", ["รหัสจังหวัด", "56"])
        about.write_row("A2", ["ข้อมูล ณ วันที่", "30 มิ.ย. 2568"])
        sheet = book.add_worksheet("รายการเงิน")
        sheet.write_row("A1", list(GOOD))
        for at, (column, value, _) in enumerate(TEN_MISTAKES, start=1):
            sheet.write_row(at, 0, list((GOOD | {"money_event_code": f"M-X{at}"} | {column: value}).values()))
    return path


def test_ten_different_mistakes_give_ten_problems_with_their_cells(sample_engine, ten_mistakes):
    report = checked(sample_engine, ten_mistakes)
    expected = [(code, f"{'ABCDE'[list(GOOD).index(column)]}{row}") for row, (column, _, code) in enumerate(TEN_MISTAKES, start=2)]
    assert [(p.code, p.address) for p in report.problems] == expected
    assert report.is_refused and report.release is None


def test_the_marked_copy_explains_each_cell_where_it_stands(sample_engine, ten_mistakes, tmp_path):
    report = checked(sample_engine, ten_mistakes)
    marked.write(ten_mistakes, tmp_path / "marked.xlsx", report.problems)
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    sheet = book["รายการเงิน"]
    for problem in report.problems:
        cell = sheet[problem.address]
        assert problem.message("th") in cell.comment.text and cell.fill.fgColor.rgb == "00F4B6B0"
    assert sheet["B2"].comment is None and sheet["B2"].value == "S-010"
    assert book[marked.SUMMARY].max_row == 1 + len(report.problems)


def test_a_value_that_looks_like_a_formula_stays_text_in_the_marked_copy(sample_engine, tmp_path):
    source = tmp_path / "money_event.csv"
    source.write_text("money_event_code,share_code,money_event_kind,event_on,amount_baht\n=1+1,S-010,disbursement,2025-06-15,5\n", encoding="utf-8")
    report = checked(sample_engine, source)
    marked.write(source, tmp_path / "marked.xlsx", report.problems)
    cells = [c for row in openpyxl.load_workbook(tmp_path / "marked.xlsx")[marked.SUMMARY].iter_rows() for c in row if c.value]
    assert not [c.coordinate for c in cells if c.data_type == "f"]
