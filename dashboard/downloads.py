"""Answers as files people open elsewhere: CSV and XLSX, safe against formulas, Thai readable in Excel, values exact."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import xlsxwriter

from dashboard import cells, wording
from dashboard.wording import t

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a text that starts so would run as a formula when opened
WIDEST = 60  # characters of the widest column
LONGEST_NAME = 31  # letters that Excel takes as the name of a sheet


def csv_file(frame: pd.DataFrame, language: str) -> bytes:
    """The answer as CSV: headings in words, exact numbers, text that looks like a formula quoted; UTF-8 with a mark."""
    wording.use(language)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(cells.labels(list(frame.columns)))
    for values in _plain_rows(frame):
        writer.writerow([harmless(value) for value in values])
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(frame: pd.DataFrame, language: str, source: Sequence[tuple[str, str]]) -> bytes:
    """The answer as a workbook: a data sheet with a frozen heading, and a sheet that says where the data is from.

    `source` is (what, value) pairs for the second sheet.
    """
    wording.use(language)
    return workbook([(t("show.sheet_data"), frame)], source)


def workbook(tables: Sequence[tuple[str, pd.DataFrame]], source: Sequence[tuple[str, str]], made_on: date | None = None) -> bytes:
    """Several answers, (name, frame) each, as sheets of one workbook in the language in use, and a last sheet that says where the data is from; the same bytes for the same `made_on`."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    names = _sheet_names([*(name for name, _ in tables), t("show.sheet_source")])
    with xlsxwriter.Workbook(out, options) as book:
        if made_on:
            book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
        for name, (_, frame) in zip(names, tables, strict=False):
            _data_sheet(book, frame, name)
        about = book.add_worksheet(names[-1])
        about.set_column(0, 1, WIDEST // 2)
        for row, (what, value) in enumerate(source):
            about.write_string(row, 0, what)
            about.write_string(row, 1, str(value))
    return out.getvalue()


def _sheet_names(wanted: Sequence[str]) -> list[str]:
    """The names as Excel takes them: none of []:*?/\\, at most 31 letters, none twice."""
    found: list[str] = []
    for name in wanted:
        plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip(" '")[:LONGEST_NAME]
        again = next(number for number in range(1, len(wanted) + 1) if _numbered(plain, number).casefold() not in {one.casefold() for one in found})
        found.append(_numbered(plain, again))
    return found


def _numbered(name: str, number: int) -> str:
    ending = f" ({number})" if number > 1 else ""
    return f"{name[: LONGEST_NAME - len(ending)]}{ending}"


def _data_sheet(book: xlsxwriter.Workbook, frame: pd.DataFrame, name: str) -> None:
    sheet = book.add_worksheet(name)
    face = {"font_name": "TH Sarabun New", "font_size": 14, "valign": "top"}
    head = book.add_format({**face, "bold": True, "bottom": 1, "text_wrap": True})
    formats = {"money": book.add_format({**face, "num_format": "#,##0.00"}), "": book.add_format({**face, "text_wrap": True})}
    names = cells.labels(list(frame.columns))
    rows = _plain_rows(frame)
    for at, (column, name) in enumerate(zip(frame.columns, names, strict=True)):
        widest = max([len(name), *(len(str(row[at])) for row in rows[:200] if row[at] is not None)])
        sheet.set_column(at, at, min(WIDEST, widest + 2))
        sheet.write_string(0, at, name, head)
        for number, row in enumerate(rows, start=1):
            _write(sheet, number, at, row[at], formats.get(cells.kind(column)[0], formats[""]))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), max(len(names) - 1, 0))


def _write(sheet, row: int, column: int, value: object, form) -> None:
    """Numbers as numbers, everything else as text: never a formula, never a link."""
    if value is None:
        return
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value, form)
    else:
        sheet.write_string(row, column, str(value), form)


def _plain_rows(frame: pd.DataFrame) -> list[list[object]]:
    columns = list(frame.columns)
    return [
        [cells.plain(column, value) for column, value in zip(columns, values, strict=True)]
        for values in frame.itertuples(index=False, name=None)
    ]


def harmless(value: object) -> object:
    """The value for a CSV cell: a text that would run as a formula gets a leading quote, numbers are left alone."""
    if value is None:
        return ""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return format(value, "f") if isinstance(value, Decimal) else value
