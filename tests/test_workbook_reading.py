"""Files as they come: what can be read is read, what cannot is told, and this process stays alive."""

import os
import signal
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from queries import settings
from queries.workbook.limits import Limits, setting
from queries.workbook.read import read
from queries.workbook.scan import SheetScan, scan_sheet

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
NAMES = ["รหัส", "ชื่อ"]


def workbook(path, rows=((1, NAMES), (2, ["A", "ก"])), name="โครงการ"):
    """A small workbook of one sheet; rows are (row number, cells)."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_format({"num_format": "d mmm yyyy"})
        one = book.add_worksheet(name)
        for number, cells in rows:
            one.write_row(number - 1, 0, cells)
    return path


def altered(path, part, change):
    """The workbook with one of its parts rewritten."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, change(content) if name == part else content)
    return path


def with_cells(path, xml):
    return altered(workbook(path), "xl/worksheets/sheet1.xml", lambda content: content.replace(b"</sheetData>", xml + b"</sheetData>"))


def only_problem(path, limits=Limits()):
    sheets, problems = read(path, limits)
    assert sheets == []
    assert len(problems) == 1, problems
    assert problems[0].severity == "error"
    assert problems[0].refuses_reading
    for language in ("th", "en"):
        assert "…" not in problems[0].message(language) + problems[0].allowed(language) + problems[0].action(language)
    return problems[0]


# --- what can be read -------------------------------------------------------------------------------------------------

def test_a_workbook_gives_its_cells_with_their_own_row_numbers(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        day, time = book.add_format({"num_format": "d mmm yyyy"}), book.add_format({"num_format": "hh:mm"})
        one = book.add_worksheet("โครงการ")
        one.write_row(2, 1, ["000006", 6, 6.5, True])
        one.write_datetime(4, 0, datetime(2024, 2, 29), day)
        one.write_datetime(4, 1, datetime(2567, 10, 1), day)
        one.write_number(4, 2, 45566.5, day)
        one.write_number(4, 3, 0.5, time)
        one.merge_range(6, 0, 6, 2, "รวม")
        book.add_worksheet("ว่าง")
    sheets, problems = read(path)
    assert problems == []
    assert [(s.name, s.is_csv) for s in sheets] == [("โครงการ", False), ("ว่าง", False)]
    assert sheets[0].rows == [
        (3, [None, "000006", 6.0, 6.5, True]), (5, [date(2024, 2, 29), date(2567, 10, 1), datetime(2024, 10, 1, 12), "12:00:00"]), (7, ["รวม"])]
    assert sheets[0].merged == [((6, 0), (6, 2))]
    assert sheets[1].rows == []


def test_formulas_without_a_result_and_excel_errors_are_kept_with_their_place(tmp_path):
    book = openpyxl.Workbook()
    one = book.active
    one.title = "โครงการ"
    one["A1"], one["B2"], one["C3"] = "รหัส", "=SUM(A1:A9)", "ค่า"
    one["D4"] = "#REF!"
    book.save(tmp_path / "a.xlsx")
    sheets, problems = read(tmp_path / "a.xlsx")
    assert problems == []
    assert sheets[0].broken == {(2, 1): "=SUM(A1:A9)", (4, 3): "#REF!"}
    assert [number for number, _ in sheets[0].rows] == [1, 2, 3, 4]


def test_a_formula_whose_result_is_an_empty_text_is_an_empty_cell(tmp_path):
    path = with_cells(tmp_path / "a.xlsx", b'<row r="3"><c r="A3" t="str"><f>IF(1,"","x")</f><v></v></c><c r="B3" t="str"><f>"a"</f><v>a</v></c></row>')
    sheets, _ = read(path)
    assert sheets[0].broken == {}
    assert sheets[0].rows[-1] == (3, [None, "a"])


def test_formatted_empty_cells_to_the_last_row_are_no_data(tmp_path):
    sheets, problems = read(with_cells(tmp_path / "a.xlsx", b'<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'))
    assert problems == []
    assert [number for number, _ in sheets[0].rows] == [1, 2]


def test_a_sheet_written_with_name_prefixes_is_scanned_alike():
    xml = b'<x:row r="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c><x:c r="B1"><x:f>1+1</x:f></x:c></x:row><x:row r="900000"><x:c r="B900000"><x:v>1</x:v></x:c></x:row>'
    found = scan_sheet("x", iter([xml]), Limits())
    assert found.broken == {(1, 0): "#N/A", (1, 1): "=1+1"}
    assert [(p.code, p.address) for p in found.problems] == [("cell_far_outside", "B900000")]


@pytest.mark.parametrize("size", [1, 7, 40, 1000])
def test_the_scan_sees_the_same_however_the_stream_is_cut(size):
    xml = b"".join(b'<row r="%d"><c r="A%d"><f>B%d</f></c><c r="B%d" t="e"><v>#REF!</v></c></row>' % (n, n, n, n) for n in range(1, 9))
    found = scan_sheet("x", iter([xml[i : i + size] for i in range(0, len(xml), size)]), Limits())
    whole = scan_sheet("x", iter([xml]), Limits())
    assert found == whole
    assert isinstance(found, SheetScan)
    assert (found.rows, len(found.broken)) == (8, 16)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_either_encoding_with_any_usual_delimiter(tmp_path, encoding, delimiter):
    path = tmp_path / "โครงการ.csv"
    lines = [NAMES, ["000006", "ก;ข" if delimiter != ";" else "1,000"], [], ["", "ค"]]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    sheets, problems = read(path)
    assert problems == []
    assert [(s.name, s.is_csv) for s in sheets] == [("โครงการ", True)]
    assert sheets[0].rows == [(1, NAMES), (2, lines[1]), (4, [None, "ค"])]


def test_a_csv_cell_may_hold_lines_and_the_marks_that_keep_text_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('sep=,\na,b\n"หนึ่ง\nสอง","=""0006"""\n\'=1+1,\'ปกติ\n', "utf-8")
    sheets, problems = read(path)
    assert problems == []
    assert sheets[0].rows == [(2, ["a", "b"]), (3, ["หนึ่ง\nสอง", "0006"]), (4, ["=1+1", "'ปกติ"])]


def test_a_folder_of_csv_files_is_one_workbook(tmp_path):
    for name in ("project", "plan"):
        (tmp_path / f"{name}.csv").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "read me.txt").write_text("ไม่ใช่ข้อมูล", "utf-8")
    sheets, problems = read(tmp_path)
    assert (problems, [s.name for s in sheets]) == ([], ["plan", "project"])


def test_progress_counts_the_rows(tmp_path):
    heard = []
    path = workbook(tmp_path / "a.xlsx", [(n, ["A", "ก"]) for n in range(1, 5001)])
    read(path, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(2000, 5000), (4000, 5000), (5000, 5000)]


# --- what cannot ------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.xls", OLE + "Workbook".encode("utf-16-le"), "file_is_old_excel"),
    ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
    ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "file_is_not_a_workbook"),
    ("a.xlsx", "<html><body><table><tr><td>ก</td></tr></table>".encode(), "file_is_not_a_workbook"),
    ("a.xls", "\ufeff\n<!DOCTYPE html><html>".encode(), "file_is_not_a_workbook"),
    ("a.csv", b"<html><table>", "file_is_not_a_workbook"),
    ("a.xml", b'<?xml version="1.0"?><Workbook/>', "file_is_not_a_workbook"),
    ("a.xlsx", b"%PDF-1.7", "file_is_not_a_workbook"),
    ("a.xlsx", b"a,b\n1,2\n", "file_is_not_a_workbook"),
    ("a.xlsx", b"PK\x03\x04" + bytes(200), "file_truncated"),
    ("a.xlsx", b"", "file_is_empty"),
    ("a.csv", b"", "file_is_empty"),
    ("a.csv", "a,b".encode("utf-16"), "csv_encoding_unknown"),
    ("a.csv", b"a,b\n\0\n", "csv_encoding_unknown"),
    ("a.csv", b'a,b\n1,"2\n3,4\n', "csv_broken_row"),
    ("a.csv", b'a,b\n1,"2"3\n', "csv_broken_row"),
])
def test_a_file_that_is_something_else_says_what_it_is(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    assert only_problem(path).code == code


def test_a_missing_file_is_missing(tmp_path):
    assert only_problem(tmp_path / "a.xlsx").code == "file_missing"


def test_a_folder_without_csv_files_is_no_workbook(tmp_path):
    assert only_problem(tmp_path).code == "file_is_not_a_workbook"


@pytest.mark.parametrize(("part", "words"), [
    ("word/document.xml", "a Word document"), ("ppt/presentation.xml", "a PowerPoint presentation"), ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("mimetype", "an OpenDocument file (.ods)"), ("photo.jpg", "a zip archive"),
])
def test_another_kind_of_zip_is_named(tmp_path, part, words):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr(part, "x")
    found = only_problem(tmp_path / "a.xlsx")
    assert found.code == "file_is_not_a_workbook"
    assert words in found.message("en")


@pytest.mark.parametrize("keep", [0.02, 0.5, 0.98])
def test_a_workbook_that_was_cut_short_says_so(tmp_path, keep):
    path = workbook(tmp_path / "a.xlsx", [(n, [f"A{n}", "ก" * n]) for n in range(1, 200)])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    assert only_problem(path).code == "file_truncated"


def test_a_workbook_with_damage_inside_says_so(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [(n, [f"A{n * 7919}", n * 31]) for n in range(1, 2000)])
    with zipfile.ZipFile(path) as package:
        start = package.getinfo("xl/worksheets/sheet1.xml").header_offset
    content = bytearray(path.read_bytes())
    content[start + 3000 : start + 3040] = bytes(40)
    path.write_bytes(content)
    assert only_problem(path).code == "file_truncated"


@pytest.mark.parametrize(("xml", "cell"), [
    (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
    (b'<row r="3"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
    (b'<row><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
    (b'<row r="3"><c r="XFD3"><v>1</v></c></row>', "XFD3"),
    (b'<row r="900000"><c s="1" r="A900000"/><c r="B900000" t="inlineStr"><is><t>x</t></is></c></row>', "B900000"),
    (b'<row r="199999"><c r="SF199999"><v>1</v></c></row>', "SF199999"),
])
def test_a_cell_far_outside_is_refused_with_its_address_before_it_can_do_harm(tmp_path, xml, cell):
    found = only_problem(with_cells(tmp_path / "a.xlsx", xml))
    assert (found.code, found.sheet, found.address) == ("cell_far_outside", "โครงการ", cell)
    assert cell in found.action("th")


def test_every_sheet_that_reaches_too_far_is_told(tmp_path):
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        for name in ("ก", "ข"):
            book.add_worksheet(name).write(1048575, 16383, "x")
    _, problems = read(tmp_path / "a.xlsx")
    assert [(p.code, p.sheet) for p in problems] == [("cell_far_outside", "ก"), ("cell_far_outside", "ข")]


def test_what_the_scan_does_not_know_kills_only_the_child(tmp_path):
    path = with_cells(tmp_path / "a.xlsx", b'<row r="3"><c r="ZZZZZZ99999999999"><v>1</v></c></row>')
    assert only_problem(path).code in ("file_unreadable", "cell_far_outside")
    assert only_problem(altered(workbook(tmp_path / "b.xlsx"), "xl/worksheets/sheet1.xml", lambda c: c[: len(c) // 2])).code == "file_unreadable"
    assert only_problem(altered(workbook(tmp_path / "c.xlsx"), "xl/worksheets/sheet1.xml", lambda c: c.replace(b"<v>0</v>", b"<v>99999</v>"))).code == "file_unreadable"


def test_entities_are_not_expanded(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"):
        path = altered(workbook(tmp_path / "a.xlsx"), part, lambda c: c.replace(b"?>", b"?>" + bomb, 1))
        assert only_problem(path).code == "file_unreadable"


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    path = altered(workbook(tmp_path / "a.xlsx"), "xl/sharedStrings.xml", lambda c: c.replace(b"</sst>", b"<si><t>" + bytes(60 << 20).replace(b"\0", b"a") + b"</t></si></sst>"))
    assert path.stat().st_size < 1 << 20
    assert only_problem(path).code == "file_is_zip_bomb"


def test_a_bomb_that_lies_about_its_size_is_stopped(tmp_path):
    path = altered(workbook(tmp_path / "a.xlsx"), "xl/sharedStrings.xml", lambda c: c.replace(b"</sst>", b"<si><t>" + b"a" * (60 << 20) + b"</t></si></sst>"))
    with zipfile.ZipFile(path) as package:
        size = package.getinfo("xl/sharedStrings.xml").file_size
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little")))
    assert only_problem(path).code == "file_truncated"


# --- limits -----------------------------------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def long_workbook(tmp_path_factory):
    return workbook(tmp_path_factory.mktemp("long") / "a.xlsx", [(n, [f"รหัส {n}", n, f"ข้อความที่ไม่ซ้ำ {n * 7919}"]) for n in range(1, 20_001)])


@pytest.mark.parametrize(("limits", "code", "says"), [
    (Limits(max_file_mb=0), "file_too_large", "SCRUTINY_READ_MAX_FILE_MB"),
    (Limits(max_unzipped_mb=1), "file_is_zip_bomb", "SCRUTINY_READ_MAX_UNZIPPED_MB"),
    (Limits(max_rows=19_999), "too_many_rows", "SCRUTINY_READ_MAX_ROWS"),
    (Limits(max_columns=2), None, ""),  # columns A to Z cost nothing: only what is beyond is measured
    (Limits(seconds=0), "file_took_too_long", "SCRUTINY_READ_SECONDS"),
])
def test_each_limit_is_told_with_the_setting_that_moves_it(long_workbook, limits, code, says):
    sheets, problems = read(long_workbook, limits)
    assert [p.code for p in problems] == ([code] if code else [])
    assert bool(sheets) == (code is None)
    assert all(says in p.allowed("th") and says in p.allowed("en") for p in problems)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to an amount of memory")
def test_a_file_that_takes_too_much_memory_is_told_with_the_setting(tmp_path):
    path = with_cells(tmp_path / "a.xlsx", b'<row r="150000"><c r="Z150000"><v>1</v></c></row>')  # 3.9 million cells laid out
    found = only_problem(path, Limits(memory_mb=100))
    assert found.code == "file_took_too_much_memory"
    assert "SCRUTINY_READ_MEMORY_MB" in found.allowed("th")


def test_a_csv_is_held_to_the_same_limits(tmp_path):
    (tmp_path / "long.csv").write_text("a,b\n" * 30, "utf-8")
    (tmp_path / "wide.csv").write_text("a,b\n" + ",".join("1" * 30), "utf-8")
    assert only_problem(tmp_path / "long.csv", Limits(max_rows=29)).code == "too_many_rows"
    far = only_problem(tmp_path / "wide.csv", Limits(max_columns=10))
    assert (far.code, far.address) == ("cell_far_outside", "AD2")


def test_every_limit_is_a_setting_with_the_same_default():
    described = {name: default for name, default, _ in settings.described()}
    for name in Limits.__dataclass_fields__:
        assert described[setting(name)] == str(getattr(Limits(), name))


@pytest.mark.skipif(sys.platform != "linux", reason="finds its children in /proc")
def test_a_child_that_dies_half_way_is_a_problem_and_not_an_exception(long_workbook):
    def kill(done, total):
        for task in Path("/proc/self/task").iterdir():
            for child in (task / "children").read_text().split():
                if b"queries.workbook.parse" in Path(f"/proc/{child}/cmdline").read_bytes():
                    os.kill(int(child), signal.SIGSEGV)

    sheets, problems = read(long_workbook, progress=kill)
    assert (sheets, [p.code for p in problems]) == ([], ["file_unreadable"])


def test_a_module_in_the_folder_the_command_runs_in_is_not_imported(tmp_path):
    workbook(tmp_path / "a.xlsx")
    for name in ("json.py", "csv.py", "python_calamine.py"):
        (tmp_path / name).write_text("raise SystemExit(3)")
    asked = "from queries.workbook.read import read; print(read('a.xlsx')[1], len(read('a.xlsx')[0]))"
    answer = subprocess.run([sys.executable, "-P", "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert answer.stdout == "[] 1\n"
