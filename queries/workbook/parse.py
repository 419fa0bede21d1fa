"""The process that opens a file nobody has vetted: `python -m queries.workbook.parse PATH LIMITS`.

It writes JSON lines to its standard output and may die doing so; `read` starts it, holds it to its limits and survives it.
Lines: {"problem": …} · {"total": rows} · {"sheet": …} · [row number, cell, …] · {"end": true}. A date is a list of one ISO text.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import python_calamine

from queries.workbook.limits import Limits, setting
from queries.workbook.problems import Problem, problem
from queries.workbook.raw import address
from queries.workbook.scan import SheetScan, kind_of, scan

_DELIMITERS = ",;\t|"
_GUARDED = re.compile(r"'[=+\-@]")  # our own CSV downloads put a quote before what a spreadsheet would run
_FORCED_TEXT = re.compile(r'="(.*)"')  # ="0006": how people keep leading zeros in a CSV
_PLAIN = (str, float, int, bool)


def main(arguments: list[str], out: BinaryIO) -> None:
    """Reads the file at arguments[0] under the limits (JSON) of arguments[1], line by line to `out`."""
    path, limits = Path(arguments[0]), Limits(**json.loads(arguments[1]))
    _hold_to(limits)
    try:
        _read(path, limits, out)
    except MemoryError:
        _tell(out, _too_much_memory(path, limits))
    except BaseException as error:  # a parser's panic is no Exception
        _tell(out, _unreadable(path, error))
    _write(out, {"end": True})
    out.flush()


def _hold_to(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit and the look at the file's edges remain
        return
    size = limits.memory_mb << 20
    for what, most in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CPU, limits.seconds), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(what)[1]
        try:
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):  # macOS refuses some of them
            continue


def _read(path: Path, limits: Limits, out: BinaryIO) -> None:
    if path.is_dir():
        _read_folder(path, limits, out)
        return
    kind, problems = kind_of(path)
    for found in problems:
        _tell(out, found)
    if kind == "xlsx":
        _read_workbook(path, limits, out)
    elif kind == "csv":
        _read_csv(path, limits, out)


def _read_folder(folder: Path, limits: Limits, out: BinaryIO) -> None:
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".csv", ".tsv") and not p.name.startswith((".", "~$")))
    if not files:
        _tell(out, problem("file_is_not_a_workbook", value=folder.name, kind_th="โฟลเดอร์ที่ไม่มีไฟล์ CSV", kind_en="a folder without CSV files"))
    for path in files:
        kind, problems = kind_of(path) if path.stat().st_size else ("", [])
        for found in problems or ([_not_csv(path)] if kind == "xlsx" else []):
            _tell(out, found)
        if kind == "csv":
            _read_csv(path, limits, out)


def _not_csv(path: Path) -> Problem:
    return problem("file_is_not_a_workbook", value=path.name, kind_th="สมุดงานที่เปลี่ยนชื่อเป็น .csv", kind_en="a workbook renamed to .csv")


def _read_workbook(path: Path, limits: Limits, out: BinaryIO) -> None:
    scans, problems = scan(path, limits)
    for found in problems:
        _tell(out, found)
    if any(found.refuses_reading for found in problems):
        return
    _write(out, {"total": sum(one.rows for one in scans.values())})
    with python_calamine.CalamineWorkbook.from_path(path) as workbook:
        for index, meta in enumerate(workbook.sheets_metadata):
            is_sheet = meta.typ == python_calamine.SheetTypeEnum.WorkSheet
            if is_sheet and meta.visible != python_calamine.SheetVisibleEnum.VeryHidden:  # only add-ins can hide so
                _write_sheet(workbook.get_sheet_by_index(index), scans.get(meta.name, SheetScan()), out)


def _write_sheet(sheet: python_calamine.CalamineSheet, scanned: SheetScan, out: BinaryIO) -> None:
    broken = [[row, column, text] for (row, column), text in scanned.broken.items()]
    _write(out, {"sheet": sheet.name, "merged": sheet.merged_cell_ranges or [], "broken": broken, "is_csv": False})
    if sheet.start is None:
        return
    before = [None] * sheet.start[1]
    broken_rows = {row for row, _ in scanned.broken}
    for number, cells in enumerate(sheet.iter_rows(), 1):
        row = before + [_cell(cell) for cell in cells]
        if number in broken_rows or any(cell is not None for cell in row):
            _write(out, [number, *_trimmed(row)])


def _cell(cell: Any) -> Any:
    if type(cell) in _PLAIN:
        return None if cell == "" else cell
    return [cell.isoformat()] if isinstance(cell, date) else str(cell)  # a time of day or a span of time is text


def _trimmed(row: list) -> list:
    last = next((i for i in range(len(row) - 1, -1, -1) if row[i] is not None), -1)
    return row[: last + 1]


def _read_csv(path: Path, limits: Limits, out: BinaryIO) -> None:
    text = _decoded(path.read_bytes())
    if text is None:
        _tell(out, problem("csv_encoding_unknown", value=path.name))
        return
    delimiter, text = _dialect(text)
    _write(out, {"total": text.count("\n")})
    _write(out, {"sheet": path.stem, "merged": [], "broken": [], "is_csv": True})
    number, far = 0, ""
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if number <= limits.max_rows and any(cells):
                row = _trimmed([_csv_cell(cell) for cell in cells])
                _write(out, [number, *row[: limits.max_columns]])
                far = far or (address(number, len(row) - 1) if len(row) > limits.max_columns else "")
    except csv.Error as error:
        _tell(out, problem("csv_broken_row", sheet=path.stem, row=number + 1, reason_th="เครื่องหมายคำพูดไม่ครบคู่หรือช่องยาวผิดปกติ", reason_en=str(error)))
    if far:
        _tell(out, problem("cell_far_outside", sheet=path.stem, cell=far, max_rows=f"{limits.max_rows:,}", max_columns=f"{limits.max_columns:,}", setting=setting("max_columns")))
    if number > limits.max_rows:
        _tell(out, problem("too_many_rows", sheet=path.stem, rows=f"{number:,}", max_rows=f"{limits.max_rows:,}", setting=setting("max_rows")))


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp874"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _dialect(text: str) -> tuple[str, str]:
    """The delimiter, and the text. The one found in most of the first lines: a heading holds no lists and no thousands."""
    if told := re.match(r"sep=(.)\r?\n", text):
        return told[1], "\n" + text[told.end() :]  # the line stays, empty, so that row numbers stay true
    lines = [line for line in text[:65536].splitlines()[:15] if line.strip()]
    return max(_DELIMITERS, key=lambda d: (sum(d in line for line in lines), -_DELIMITERS.index(d))), text


def _csv_cell(cell: str) -> str | None:
    if _GUARDED.match(cell):
        cell = cell[1:]
    elif forced := _FORCED_TEXT.fullmatch(cell):
        cell = forced[1]
    return cell or None


def _too_much_memory(path: Path, limits: Limits) -> Problem:
    return problem("file_took_too_much_memory", value=path.name, memory_mb=limits.memory_mb, setting=setting("memory_mb"))


def _unreadable(path: Path, error: BaseException) -> Problem:
    reason = f"{type(error).__name__}: {error}"[:200]
    return problem("file_unreadable", value=path.name, reason_th=f"โครงสร้างไฟล์ไม่ถูกต้อง ({reason})", reason_en=reason)


def _tell(out: BinaryIO, found: Problem) -> None:
    _write(out, {"problem": [found.code, found.sheet, found.row, found.column, found.value, found.details]})


def _write(out: BinaryIO, line: dict | Iterable) -> None:
    # A lone surrogate cannot be written as UTF-8; no spreadsheet program makes one, but a hostile file may.
    out.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdout.buffer)
