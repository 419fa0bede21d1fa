"""The workbook a clerk fills: one sheet per table, written so that the reader takes back exactly what it shows."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import Connection
from xlsxwriter.utility import xl_rowcol_to_cell

from queries.tables import CHOICES, FED
from queries.tables.spec import Column, Table
from queries.workbook import about as about_sheet
from queries.workbook import guide, prefill
from queries.workbook.drop_downs import DropDowns, name_of
from queries.workbook.guide import SUBJECTS
from queries.workbook.sheets import HELP_MARK, MARKS

Rows = dict[str, list[dict[str, Any]]]
Lists = dict[str, list[tuple[str, str]]]

monthly, setup = prefill.monthly, prefill.setup
__all__ = ["Lists", "Rows", "fields", "monthly", "name_of", "setup", "thai_date", "write", "write_monthly", "write_setup"]

HEADING_ROW, FIRST_ROW = 1, 2  # counted from 0; row 0 is the sheet's title
SPARE_ROWS = 2000  # rows below the last that still have drop-downs
FONT, ROW_PIXELS = "Sarabun", 27  # Thai needs room above and below its letters
CREATED = datetime(2024, 10, 1)  # a fixed day: the same content gives the same bytes
MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
WIDTHS = {"code": 14, "codes": 30, "text": 34, "date": 15, "money": 18, "number": 13, "integer": 11, "boolean": 10,
          "choice": 26, "fiscal_year": 12, "url": 32}
WIDTHS_BY_NAME = {
    "short_name": 16, "document_number": 22, "measure_unit": 14, "measure_unit_en": 16, "quantity_unit": 12, "note": 26, "end_reason": 26,
    **dict.fromkeys(("organisation_name", "project_name", "body_name", "indicator_name", "deliverable_name", "activity_name", "output_name", "definition", "recommendation",
                     "question_text", "contract_title", "mou_title", "purpose", "obligation", "acceptance_criteria", "participation_name", "ตัวชี้วัด", "สิ่งส่งมอบ", "ผลผลิต", "โครงการ"), 46),
}


@dataclass(frozen=True)
class Field:
    """One column of a sheet as drawn: a table's own, an end mark, or a grey helper (column is None)."""

    name: str
    heading: str
    kind: str
    style: str  # required, optional, ended, helper
    hover: str
    column: Column | None = None


def write(path: str | Path, workbook_kind: str, rows: Rows | None = None, about: dict | None = None,
          lists: Lists | None = None, sheets: list[str] | None = None) -> None:
    """Write the template of `workbook_kind` ("setup" or "monthly") to `path`, with `rows` already in it.

    rows: table -> rows as {column: value}; a value is what the database speaks (date, Decimal, bool, choice code) or text
    as a clerk types it; a date becomes Thai text in the Buddhist era, a datetime a real Excel date with that very year. A
    name that is no column becomes a grey helper column, which the reader ignores. about: values of the about sheet.
    lists: table -> (code, name) already in the database, for the drop-downs. sheets: only these tables, else those of the
    kind and any that `rows` names. The same arguments give the same bytes.
    """
    rows = rows or {}
    chosen = [t for t in FED.values() if (t.workbook == workbook_kind or t.name in rows) and (sheets is None or t.name in sheets)]
    book = xlsxwriter.Workbook(str(path), {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 11}, "default_row_height": ROW_PIXELS})
    book.set_properties({"title": f"ร่วมตรวจ · {guide.KINDS[workbook_kind]}", "created": CREATED})
    formats = {name: book.add_format({"font_name": FONT, "font_size": 11, **look}) for name, look in LOOKS.items()}
    drop_downs = DropDowns(chosen, rows, lists or {}, FIRST_ROW)
    _write_about(book.add_worksheet(about_sheet.ABOUT_SHEET[0]), formats, workbook_kind, about or {})
    _write_guide(book.add_worksheet(about_sheet.GUIDE_SHEET[0]), formats, workbook_kind, chosen)
    for table in chosen:
        _write_table(book.add_worksheet(table.label[0]), formats, table, rows.get(table.name, []), drop_downs)
    drop_downs.write(book, _tabbed(book.add_worksheet(about_sheet.LISTS_SHEET[0]), "#9CA3AF"), formats)
    book.close()


def write_monthly(path: str | Path, connection: Connection, *, province: str, release: int, organisation: str | None = None) -> None:
    """Write the form of the month after the release, prefilled (see prefill.monthly); for one partner when `organisation` says so."""
    ready = prefill.monthly(connection, province, release, organisation)
    write(path, "monthly", ready.rows, ready.about, ready.lists, ready.sheets)


def write_setup(path: str | Path, connection: Connection, *, province: str, release: int) -> None:
    """Write the setup workbook with what the release holds, to be changed and loaded again."""
    ready = prefill.setup(connection, province, release)
    write(path, "setup", ready.rows, ready.about, ready.lists, ready.sheets)


def fields(table: Table, rows: list[dict[str, Any]] | None = None) -> list[Field]:
    """The columns of a table's sheet in order: key, grey helpers found in the rows, payload, end marks."""
    own = [Field(c.name, c.label[0] + (" *" if c.required else ""), c.kind, "required" if c.required else "optional",
                 guide.hover(c), c) for c in table.columns]
    ends = [Field(c.name, c.label[0], c.kind, "ended", guide.hover_of_mark(c), c) for c in MARKS if c.name in ("is_ended", "end_reason")]
    known = {f.name for f in [*own, *ends]}
    extra = dict.fromkeys(name for row in rows or [] for name in row if name not in known)
    helpers = [Field(name, f"{HELP_MARK} {name}", "helper", "helper", "ข้อมูลช่วยกรอก ระบบไม่อ่าน") for name in extra]
    after = max((n for n, f in enumerate(own, 1) if f.name in table.key), default=0)
    return [*own[:after], *helpers, *own[after:], *ends]


# ---------------------------------------------------------------- sheets
def _write_table(sheet, formats, table: Table, rows: list[dict], drop_downs: DropDowns) -> None:
    columns = fields(table, rows)
    _tabbed(sheet, SUBJECTS[table.subject][1])
    _title(sheet, formats, guide.sheet_note(table))
    drop_downs.note_codes(table.columns)
    last = FIRST_ROW + len(rows) + SPARE_ROWS
    for at, field in enumerate(columns):
        sheet.write_string(HEADING_ROW, at, field.heading, formats[field.style])
        _hover(sheet, HEADING_ROW, at, field.hover)
        sheet.set_column(at, at, _width(field), formats[_cell_style(field)])
        rule = _validation(field, drop_downs)
        if rule:
            sheet.data_validation(FIRST_ROW, at, last, at, rule)
    for n, row in enumerate(rows, FIRST_ROW):
        lines = _lines(columns, row)
        if lines > 1:
            sheet.set_row_pixels(n, ROW_PIXELS * lines - 5 * (lines - 1))
        for at, field in enumerate(columns):
            if row.get(field.name) is not None:
                _write_cell(sheet, n, at, field, row[field.name], formats)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last, len(columns))}"})  # codes are meant as text
    _print_setup(sheet, sum(_width(f) for f in columns), len(columns), len(rows))


def _write_cell(sheet, row: int, at: int, field: Field, value: Any, formats) -> None:
    look = formats[_cell_style(field)]
    if isinstance(value, datetime):
        sheet.write_datetime(row, at, value, formats["real_date_be" if value.year > 2400 else "real_date"])
    elif field.kind == "boolean" and isinstance(value, bool):
        sheet.write_string(row, at, CHOICES["boolean"]["true" if value else "false"][0], look)
    elif isinstance(value, date):
        sheet.write_string(row, at, thai_date(value), look)
    elif isinstance(value, int | float | Decimal) and field.kind != "code":
        sheet.write_number(row, at, value, look)
    elif field.column is not None and field.column.choices:
        sheet.write_string(row, at, _choice_text(field.column, str(value)), look)
    else:
        sheet.write_string(row, at, str(value), look)


def _choice_text(column: Column, value: str) -> str:
    words = CHOICES[column.choices]
    if column.kind == "codes":
        return "; ".join(words[code][0] if code in words else code for code in map(str.strip, value.split(";")))
    return words[value][0] if value in words else value


def thai_date(day: date) -> str:
    """1 ต.ค. 2567: a date as a clerk types it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"


def _validation(field: Field, drop_downs: DropDowns) -> dict | None:
    """A cell's drop-down and the note beside it. Only choice lists insist: a code may be typed, digits may be Thai."""
    if field.column is None:
        return None
    text = guide.prompt(field.column)
    note = {"input_title": field.column.label[0][:32], "input_message": text} if text else {}
    source = drop_downs.source(field.column)
    if source:
        insists = REFUSED if field.kind in ("choice", "boolean") else {"show_error": False}
        return {"validate": "list", "source": source, **insists, **note}
    return {"validate": "any", **note} if note else None


REFUSED = {"error_title": "ไม่อยู่ในรายการ", "error_message": "เลือกจากรายการที่ลูกศรท้ายช่อง หรือเว้นว่าง"}


def _write_about(sheet, formats, workbook_kind: str, about: dict) -> None:
    _tabbed(sheet, "#374151")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 44, formats["text"])
    sheet.set_column(2, 2, 76)
    for at, heading in enumerate(("รายการ", "ค่า", "คำอธิบาย")):
        sheet.write_string(0, at, heading, formats["optional"])
    values = {**about, "workbook_kind": about.get("workbook_kind", workbook_kind)}
    for row, column in enumerate(about_sheet.FIELDS, 1):
        value = values.get(column.name, "")
        meaning = guide.ABOUT_MORE.get(column.name, column.meaning[0])
        sheet.write_string(row, 0, column.label[0] + (" *" if column.required else ""), formats["label"])
        sheet.write_string(row, 1, thai_date(value) if isinstance(value, date) else str(value), formats["input"])
        sheet.write_string(row, 2, meaning, formats["quiet"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_guide(sheet, formats, workbook_kind: str, tables: list[Table]) -> None:
    _tabbed(sheet, "#374151")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, f"คู่มือการกรอก{guide.KINDS[workbook_kind]}", formats["title"])
    sheet.write_string(1, 0, guide.PURPOSE[workbook_kind], formats["quiet"])
    row = 3
    for heading, pairs in guide.chapters(workbook_kind):
        sheet.write_string(row, 0, heading, formats["chapter"])
        for name, text in pairs:
            row += 1
            sheet.write_string(row, 0, name, formats["label"])
            sheet.write_string(row, 1, text, formats["wrapped"])
        row += 2
    _write_legend(sheet, formats, row)
    _write_contents(sheet, formats, row + 7, tables)
    sheet.set_h_pagebreaks([row])
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&Lร่วมตรวจ · Joint Scrutiny&Rหน้า &P จาก &N")


def _write_legend(sheet, formats, row: int) -> None:
    sheet.write_string(row, 0, "สีของหัวคอลัมน์", formats["chapter"])
    for n, (style, text) in enumerate(guide.LEGEND, 1):
        sheet.write_string(row + n, 0, text[0], formats[style])
        sheet.write_string(row + n, 1, text[1], formats["wrapped"])


def _write_contents(sheet, formats, row: int, tables: list[Table]) -> None:
    sheet.write_string(row, 0, "แผ่นงานในไฟล์นี้ ตามลำดับที่กรอก", formats["chapter"])
    for n, table in enumerate(tables, 1):
        sheet.write_url(row + n, 0, f"internal:'{table.label[0]}'!A1", formats["link"], f"{n}. {table.label[0]}")
        sheet.write_string(row + n, 1, f"{SUBJECTS[table.subject][0]}: {table.meaning[0]}", formats["wrapped"])


# ---------------------------------------------------------------- how it looks
def _tabbed(sheet, colour: str):
    sheet.set_tab_color(colour)
    return sheet


def _title(sheet, formats, text: str) -> None:
    sheet.write_url(0, 0, f"internal:'{about_sheet.GUIDE_SHEET[0]}'!A1", formats["link"], "← คู่มือ")
    sheet.write_string(0, 1, text, formats["title"])
    sheet.set_row(0, 24)
    sheet.set_row(HEADING_ROW, 40)
    sheet.freeze_panes(FIRST_ROW, 1)


def _hover(sheet, row: int, at: int, text: str) -> None:
    lines = sum(1 + len(line) // 44 for line in text.split("\n"))
    sheet.write_comment(row, at, text, {"author": "", "width": 300, "height": 20 + 19 * lines, "font_name": FONT, "font_size": 10,
                                        "color": "#FFFBEB"})


def _width(field: Field) -> float:
    wide = WIDTHS_BY_NAME.get(field.name, WIDTHS.get(field.kind, 22))
    if field.kind == "choice":
        wide = min(max(12, max(len(words[0]) for words in CHOICES[field.column.choices].values()) * 0.85 + 3), 42)
    return max(wide, min(len(field.heading) * 0.62 + 3, 26))


def _lines(columns: list[Field], row: dict) -> int:
    """How many lines the longest wrapped text of a row takes; vowels and tone marks stand above letters and take no width."""
    wrapped = ((field, row[field.name]) for field in columns if isinstance(row.get(field.name), str) and _cell_style(field) == "wrapped_text")
    return max((-(-sum(unicodedata.category(c) != "Mn" for c in text) // int(_width(field))) for field, text in wrapped), default=1)


def _cell_style(field: Field) -> str:
    if field.style == "helper":
        return "helper_cell"
    return {"money": "money", "number": "number", "integer": "whole", "fiscal_year": "year", "text": "wrapped_text", "codes": "wrapped_text"}.get(field.kind, "text")


def _print_setup(sheet, width: float, columns: int, rows: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.fit_to_pages(1 if width < 260 else 2, 0)
    sheet.repeat_rows(0, HEADING_ROW)
    sheet.repeat_columns(0)
    sheet.hide_gridlines(0)
    sheet.set_footer("&L&A&Rหน้า &P จาก &N")
    sheet.autofilter(HEADING_ROW, 0, HEADING_ROW + max(rows, 1), columns - 1)


_HEADING = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "border_color": "#9CA3AF"}
LOOKS: dict[str, dict[str, Any]] = {
    "required": {**_HEADING, "bg_color": "#1F4E79", "font_color": "#FFFFFF"},
    "optional": {**_HEADING, "bg_color": "#DCE6F1", "font_color": "#1F2937"},
    "ended": {**_HEADING, "bg_color": "#F6DEDB", "font_color": "#7A1B14"},
    "helper": {**_HEADING, "bg_color": "#D1D5DB", "font_color": "#374151", "bold": False},
    "helper_cell": {"bg_color": "#F3F4F6", "font_color": "#4B5563", "valign": "top", "text_wrap": True, "align": "left"},
    "text": {"num_format": "@", "valign": "top"},
    "wrapped_text": {"num_format": "@", "valign": "top", "text_wrap": True},
    "money": {"num_format": "#,##0.00_)", "valign": "top"},
    "number": {"num_format": "General", "valign": "top"},
    "whole": {"num_format": "0", "valign": "top"},
    "year": {"num_format": "0", "valign": "top", "align": "center"},
    "real_date": {"num_format": "[$-107041E]d mmm yyyy", "valign": "top", "align": "left"},
    "real_date_be": {"num_format": "d/m/yyyy", "valign": "top", "align": "left"},
    "title": {"bold": True, "font_size": 14, "font_color": "#1F4E79", "valign": "vcenter"},
    "chapter": {"bold": True, "font_size": 12, "font_color": "#1F4E79", "bottom": 1, "bottom_color": "#9CA3AF"},
    "label": {"bold": True, "valign": "top", "text_wrap": True},
    "wrapped": {"valign": "top", "text_wrap": True, "indent": 1},
    "input": {"num_format": "@", "bg_color": "#FFF8E1", "border": 1, "border_color": "#D6B656"},
    "quiet": {"font_color": "#4B5563", "valign": "top", "indent": 1},
    "link": {"font_color": "#1F5FA8", "underline": 1, "valign": "vcenter"},
    "list": {"num_format": "@"},
    "list_code": {"num_format": "@", "font_color": "#4B5563"},
}
