"""A copy of the clerk's own workbook with the faulty cells coloured and explained where they stand."""

from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from queries.workbook.problems import Problem

COLOURS = {"error": PatternFill("solid", fgColor="F4B6B0"), "warning": PatternFill("solid", fgColor="FCE2A9")}
SUMMARY = "ปัญหาที่พบ"


def write(source: Path, out: Path, problems: tuple[Problem, ...]) -> None:
    """Write `out` as a copy of `source` with a comment on every faulty cell and a sheet that lists all problems.

    For a CSV, or a file that cannot be opened, the copy holds the list only. Only call it on a file the reader accepted.
    """
    book = load_workbook(source) if source.suffix.lower() == ".xlsx" and not any(p.refuses_reading for p in problems) else Workbook()
    for problem in problems:
        if problem.sheet in book.sheetnames and problem.row:
            _mark(book[problem.sheet], problem)
    _list(book, problems)
    book.save(out)


def _mark(sheet, problem: Problem) -> None:
    cell = sheet[problem.address.split(":")[0]] if problem.address else sheet.cell(problem.row, 1)
    words = "\n".join(f"{problem.message(language)}\n→ {problem.action(language)}" for language in ("th", "en"))
    earlier = f"{cell.comment.text}\n\n" if cell.comment and cell.fill.fill_type == "solid" and cell.fill in COLOURS.values() else ""
    cell.fill = COLOURS[problem.severity]
    cell.comment = Comment(earlier + words, "ร่วมตรวจ", height=180, width=360)


def _list(book: Workbook, problems: tuple[Problem, ...]) -> None:
    sheet = book.create_sheet(SUMMARY, 0)
    sheet.append(["แผ่นงาน", "ช่อง", "แถว", "ระดับ", "ปัญหา", "ที่ใช้ได้", "ต้องทำ", "Problem", "Allowed", "To do"])
    for p in problems:
        cells = [p.sheet, p.address, p.row or "", {"error": "ต้องแก้", "warning": "เตือน"}[p.severity],
                 *(getattr(p, part)(language) for language in ("th", "en") for part in ("message", "allowed", "action"))]
        sheet.append(cells)
        for cell in sheet[sheet.max_row]:
            cell.data_type = "n" if isinstance(cell.value, int) else "s"  # never a formula, whatever a value begins with
        sheet.cell(sheet.max_row, 4).fill = COLOURS[p.severity]
    for letter, width in zip("ABCDEFGHIJ", (24, 10, 8, 10, 60, 40, 50, 60, 40, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    book.active = 0
