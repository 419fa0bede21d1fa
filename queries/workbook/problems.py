"""What can be wrong with a workbook, as values: where it is, what is wrong, what is allowed, what to do, in Thai and English.

An *error* refuses the file, a *warning* loads and becomes a flag. To add a problem, add one entry to TEXTS.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Pair = tuple[str, str]  # Thai, English
LANGUAGES = ("th", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """A problem's severity and three texts; `details` names what the texts need besides sheet, row, column, value and cell.

    A detail that reads differently in the two languages is given twice, as name_th and name_en.
    """

    severity: str
    what: Pair
    allowed: Pair
    action: Pair
    details: tuple[str, ...] = ()
    refuses_reading: bool = False  # the file could not be read at all (exit code 11, not 10)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: its code, the sheet, the spreadsheet's own row number, the heading as written, the value as written."""

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    details: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> Words:
        """What there is to say about it. The problems of other kinds of file bring their own."""
        return TEXTS[self.code]

    @property
    def severity(self) -> str:
        """"error" or "warning"."""
        return self.words.severity

    @property
    def address(self) -> str:
        """The cell as spreadsheets name it ("C7"), or "" where the problem is not in one cell."""
        return dict(self.details).get("cell", "")

    @property
    def refuses_reading(self) -> bool:
        """Whether the file could not be read at all."""
        return self.words.refuses_reading

    def message(self, language: str = "th") -> str:
        """What is wrong, one sentence in "th" or "en"."""
        return self._say(self.words.what, language)

    def allowed(self, language: str = "th") -> str:
        """What would be accepted instead."""
        return self._say(self.words.allowed, language)

    def action(self, language: str = "th") -> str:
        """What the clerk should do now."""
        return self._say(self.words.action, language)

    def where(self, language: str = "th") -> str:
        """The place in words: sheet, row, heading and cell, as far as they are known."""
        names = (("แผ่นงาน", "แถวที่", "คอลัมน์"), ("sheet", "row", "column"))[LANGUAGES.index(language)]
        parts = [f"{name} {part}" for name, part in zip(names, (self.sheet, self.row, self.column), strict=True) if part]
        return " ".join(parts) + (f" ({self.address})" if self.address else "")

    def record(self) -> dict[str, Any]:
        """The problem as plain data for JSON: code, severity, sheet, row, column, cell, value and the texts by language."""
        texts = {f"{name}_{language}": getattr(self, name)(language)
                 for name in ("message", "allowed", "action") for language in LANGUAGES}
        return {"code": self.code, "severity": self.severity, "sheet": self.sheet, "row": self.row,
                "column": self.column, "cell": self.address, "value": self.value, **texts}

    def _say(self, pair: Pair, language: str) -> str:
        template = pair[LANGUAGES.index(language)]
        return template.format_map(_Fields(self._fields(language))) if "{" in template else template

    def _fields(self, language: str) -> dict[str, str]:
        details = dict(self.details)
        own = {name.removesuffix(f"_{language}"): text for name, text in details.items() if name.endswith(f"_{language}")}
        place = {"sheet": self.sheet, "row": str(self.row), "column": self.column, "value": _short(self.value)}
        return {"cell": "", **place, **details, **own}


class _Fields(dict):
    """A message must never fail for want of a detail: what is missing reads as an ellipsis. The tests allow none."""

    def __missing__(self, name: str) -> str:
        return "…"


def problem(code: str, /, *, sheet: str = "", row: int = 0, column: str = "", value: object = "", **details: object) -> Problem:
    """A problem with its details given by name, all turned into text."""
    return Problem(code, sheet, row, column, str(value), tuple((name, str(text)) for name, text in details.items()))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them refuses the file."""
    return any(p.severity == "error" for p in problems)


def in_order(problems: Iterable[Problem], sheets: Iterable[str] = ()) -> list[Problem]:
    """Sorted as a clerk walks the file: the file itself first, then sheets in their order, rows, and columns left to right."""
    place = {name: n for n, name in enumerate(sheets, 1)}
    return sorted(set(problems), key=lambda p: (
        place.get(p.sheet, len(place) + 1) if p.sheet else 0, p.sheet, p.row, _column_of(p.address), p.column, p.code, p.value))


def _column_of(address: str) -> tuple[int, str]:
    letters = re.match("[A-Z]*", address)[0]
    return (len(letters) or 9, letters)


def _short(text: str, longest: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _error(what: Pair, allowed: Pair, action: Pair, *details: str) -> Words:
    return Words("error", what, allowed, action, details)


def _unreadable(what: Pair, allowed: Pair, action: Pair, *details: str) -> Words:
    return Words("error", what, allowed, action, details, refuses_reading=True)


def _warning(what: Pair, allowed: Pair, action: Pair, *details: str) -> Words:
    return Words("warning", what, allowed, action, details)


_KINDS_READ: Pair = (
    "ไฟล์ Excel สมุดงาน (.xlsx) ไฟล์ CSV (UTF-8 หรือ TIS-620/cp874) หรือโฟลเดอร์ของไฟล์ CSV",
    "An Excel workbook (.xlsx), a CSV file (UTF-8 or TIS-620/cp874) or a folder of CSV files",
)
_SAVE_AS_XLSX: Pair = (
    "เปิดไฟล์ในโปรแกรม Excel หรือ LibreOffice แล้วเลือก บันทึกเป็น (Save As) ชนิด Excel Workbook (.xlsx) จากนั้นส่งไฟล์ใหม่",
    "Open the file in Excel or LibreOffice, choose Save As, type Excel Workbook (.xlsx), and send the new file",
)
_ANY_ROW_ONCE: Pair = ("แต่ละหัวคอลัมน์ปรากฏได้ครั้งเดียว", "Each heading may appear once")

_FILE_TEXTS: dict[str, Words] = {
    "file_missing": _unreadable(
        ("ไม่พบไฟล์ {value}", "There is no file {value}"), _KINDS_READ,
        ("ตรวจชื่อไฟล์และตำแหน่งที่เก็บ แล้วลองใหม่", "Check the name and the folder of the file, then try again")),
    "file_is_empty": _unreadable(
        ("ไฟล์ {value} ว่างเปล่า ไม่มีข้อมูล", "The file {value} is empty"), _KINDS_READ,
        ("บันทึกไฟล์จากโปรแกรม Excel อีกครั้ง หรือคัดลอกไฟล์ใหม่จากต้นฉบับ", "Save the file again from Excel, or copy it again from the original")),
    "file_unreadable": _unreadable(
        ("อ่านไฟล์ {value} ไม่ได้: {reason}", "The file {value} cannot be read: {reason}"), _KINDS_READ, _SAVE_AS_XLSX, "reason"),
    "file_encrypted": _unreadable(
        ("ไฟล์ {value} ถูกล็อกด้วยรหัสผ่าน", "The file {value} is locked with a password"),
        ("ไฟล์ที่ไม่มีรหัสผ่านสำหรับเปิด", "A file that opens without a password"),
        ("เปิดไฟล์ด้วยรหัสผ่าน เลือก ไฟล์ > ข้อมูล > ป้องกันสมุดงาน > เข้ารหัสด้วยรหัสผ่าน ลบรหัสผ่านออก บันทึก แล้วส่งใหม่",
         "Open it with its password, choose File > Info > Protect Workbook > Encrypt with Password, clear the password, save, and send it again")),
    "file_is_old_excel": _unreadable(
        ("ไฟล์ {value} เป็น Excel รุ่นเก่า (.xls)", "The file {value} is in the old Excel format (.xls)"), _KINDS_READ, _SAVE_AS_XLSX),
    "file_is_not_a_workbook": _unreadable(
        ("ไฟล์ {value} ไม่ใช่สมุดงาน Excel แม้ชื่อไฟล์จะบอกเช่นนั้น แต่เป็น{kind}",
         "The file {value} is not an Excel workbook, whatever its name says: it is {kind}"),
        _KINDS_READ, _SAVE_AS_XLSX, "kind"),
    "file_truncated": _unreadable(
        ("ไฟล์ {value} ไม่สมบูรณ์หรือเสียหาย (มักเกิดจากการคัดลอกหรือดาวน์โหลดไม่ครบ)",
         "The file {value} is incomplete or damaged (often a copy or download that was cut short)"),
        ("ไฟล์ที่เปิดได้ตามปกติในโปรแกรม Excel", "A file that opens normally in Excel"),
        ("คัดลอกหรือดาวน์โหลดไฟล์ใหม่ให้ครบ ลองเปิดในโปรแกรม Excel แล้วส่งอีกครั้ง", "Copy or download it again in full, see that it opens in Excel, and send it again")),
    "file_too_large": _unreadable(
        ("ไฟล์ {value} มีขนาด {size_mb} MB ใหญ่เกินกำหนด", "The file {value} is {size_mb} MB, over the limit"),
        ("ไม่เกิน {max_mb} MB (ตั้งค่าได้ที่ {setting})", "At most {max_mb} MB (the setting {setting})"),
        ("ลบรูปภาพและแผ่นงานที่ไม่ใช้ออก หรือแบ่งข้อมูลเป็นหลายไฟล์", "Remove pictures and unused sheets, or split the data into several files"),
        "size_mb", "max_mb", "setting"),
    "file_is_zip_bomb": _unreadable(
        ("ไฟล์ {value} เมื่อคลายแล้วมีขนาดถึง {size_mb} MB ผิดปกติสำหรับสมุดงาน", "The file {value} unpacks to {size_mb} MB, which no ordinary workbook does"),
        ("เมื่อคลายแล้วไม่เกิน {max_mb} MB (ตั้งค่าได้ที่ {setting}) และไม่ถูกบีบอัดเกินปกติ", "At most {max_mb} MB unpacked (the setting {setting}), and not packed beyond the ordinary"),
        ("อย่าเปิดไฟล์นี้หากไม่ทราบที่มา หากเป็นไฟล์ของหน่วยงาน ให้คัดลอกเฉพาะข้อมูลไปยังสมุดงานใหม่",
         "Do not open it if you do not know where it came from; if it is your own, copy only the data into a new workbook"),
        "size_mb", "max_mb", "setting"),
    "file_took_too_long": _unreadable(
        ("อ่านไฟล์ {value} นานเกิน {seconds} วินาที จึงหยุดอ่าน", "Reading the file {value} was stopped after {seconds} seconds"),
        ("อ่านเสร็จภายใน {seconds} วินาที (ตั้งค่าได้ที่ {setting})", "Read within {seconds} seconds (the setting {setting})"),
        ("แบ่งข้อมูลเป็นหลายไฟล์ หรือคัดลอกเฉพาะข้อมูลไปยังสมุดงานใหม่ แล้วส่งอีกครั้ง", "Split the data into several files, or copy only the data into a new workbook, and send it again"),
        "seconds", "setting"),
    "file_took_too_much_memory": _unreadable(
        ("ไฟล์ {value} ใช้หน่วยความจำในการอ่านเกิน {memory_mb} MB จึงหยุดอ่าน", "Reading the file {value} was stopped: it needed more than {memory_mb} MB of memory"),
        ("ใช้หน่วยความจำไม่เกิน {memory_mb} MB (ตั้งค่าได้ที่ {setting})", "At most {memory_mb} MB of memory (the setting {setting})"),
        ("แบ่งข้อมูลเป็นหลายไฟล์ หรือลบแถวและคอลัมน์ว่างท้ายแผ่นงาน แล้วส่งอีกครั้ง", "Split the data into several files, or delete the empty rows and columns at the end of the sheets, and send it again"),
        "memory_mb", "setting"),
    "csv_encoding_unknown": _unreadable(
        ("ไฟล์ CSV {value} ใช้รหัสอักขระที่อ่านไม่ได้", "The CSV file {value} is in an unknown encoding"),
        ("UTF-8 หรือ TIS-620/cp874 (ภาษาไทยของ Windows)", "UTF-8 or TIS-620/cp874 (Windows Thai)"),
        ("ในโปรแกรม Excel เลือก บันทึกเป็น ชนิด CSV UTF-8 แล้วส่งใหม่", "In Excel choose Save As, type CSV UTF-8, and send it again")),
    "csv_broken_row": _unreadable(
        ("ไฟล์ CSV เสียรูปที่แถวนี้: {reason}", "The CSV file is broken at this row: {reason}"),
        ("เครื่องหมายคำพูดต้องเปิดและปิดเป็นคู่ และแต่ละช่องต้องไม่ยาวเกินปกติ", "Quotation marks come in pairs, and no cell is beyond an ordinary length"),
        ("แก้แถวนี้ หรือเปิดใน Excel แล้วบันทึกเป็น CSV UTF-8 ใหม่", "Repair the row, or open the file in Excel and save it again as CSV UTF-8"), "reason"),
    "cell_far_outside": _unreadable(
        ("มีข้อมูลอยู่ไกลนอกตารางที่ช่อง {cell}", "There is something far outside the table, in cell {cell}"),
        ("ข้อมูลภายใน {max_rows} แถว และ {max_columns} คอลัมน์แรก (ตั้งค่าได้ที่ {setting})", "Data within the first {max_rows} rows and {max_columns} columns (the setting {setting})"),
        ("กด Ctrl+G พิมพ์ {cell} แล้วลบข้อมูลในช่องนั้น (ส่วนเสริม Solver มักเขียนไว้) บันทึก แล้วส่งใหม่",
         "Press Ctrl+G, type {cell}, clear that cell (the Solver add-in often writes it), save, and send it again"),
        "cell", "max_rows", "max_columns", "setting"),
    "too_many_rows": _unreadable(
        ("แผ่นงานมี {rows} แถว เกินกำหนด", "The sheet has {rows} rows, over the limit"),
        ("ไม่เกิน {max_rows} แถวต่อแผ่นงาน (ตั้งค่าได้ที่ {setting})", "At most {max_rows} rows a sheet (the setting {setting})"),
        ("แบ่งข้อมูลเป็นหลายไฟล์แล้วส่งทีละไฟล์", "Split the data into several files and send them one by one"), "rows", "max_rows", "setting"),
}

_SHEET_TEXTS: dict[str, Words] = {
    "no_sheet_known": _error(
        ("ไม่พบแผ่นงานที่ระบบรู้จักในไฟล์นี้", "The file has no sheet this system knows"),
        ("แผ่นงานตามแบบฟอร์มที่ระบบออกให้ เช่น {allowed}", "The sheets of the template, such as {allowed}"),
        ("ใช้แบบฟอร์มจากคำสั่ง scrutiny template แล้วคัดลอกข้อมูลลงในแผ่นงานที่ตรงกัน", "Use the form written by the command scrutiny template and copy the data into its sheets"),
        "allowed"),
    "sheet_unknown": _error(
        ("ไม่รู้จักแผ่นงานชื่อ “{sheet}”{nearest}", "The sheet “{sheet}” is not one this system knows{nearest}"),
        ("ชื่อตามแบบฟอร์ม ภาษาไทยหรืออังกฤษ หรือชื่อรหัสของตาราง", "A name from the template in Thai or English, or the table's code"),
        ("แก้ชื่อแผ่นงานให้ตรงกับแบบฟอร์ม หรือลบแผ่นงานนี้ออกหากไม่ใช้", "Rename the sheet as in the template, or delete it if it is not needed"), "nearest"),
    "sheet_ambiguous": _error(
        ("หัวคอลัมน์ของ “{sheet}” ตรงกับหลายตาราง: {tables}", "The headings of “{sheet}” fit several tables: {tables}"),
        ("ชื่อไฟล์หรือแผ่นงานที่บอกว่าเป็นตารางใด", "A file or sheet name that says which table it is"),
        ("ตั้งชื่อไฟล์หรือแผ่นงานตามชื่อตาราง แล้วส่งใหม่", "Name the file or sheet after the table and send it again"), "tables"),
    "sheet_twice": _error(
        ("แผ่นงาน “{sheet}” เป็นตารางเดียวกับแผ่นงาน “{first}”", "The sheet “{sheet}” is the same table as the sheet “{first}”"),
        ("หนึ่งตารางต่อหนึ่งแผ่นงาน", "One sheet for one table"),
        ("รวมข้อมูลไว้ในแผ่นงานเดียว แล้วลบอีกแผ่นงานออก", "Put the rows together in one sheet and delete the other"), "first"),
    "heading_missing": _error(
        ("ไม่พบหัวคอลัมน์ “{label}” ซึ่งจำเป็นต้องมี", "The required heading “{label}” is missing"),
        ("หัวคอลัมน์ “{label}” หรือรหัส {code} ภายใน 15 แถวแรกของแผ่นงาน", "The heading “{label}” or the code {code} within the first 15 rows of the sheet"),
        ("เพิ่มคอลัมน์นี้ หรือแก้หัวคอลัมน์ให้ตรงกับแบบฟอร์ม", "Add the column, or put its heading right as in the template"), "label", "code"),
    "heading_unknown": _warning(
        ("ไม่รู้จักหัวคอลัมน์ “{column}” จึงไม่ได้อ่านคอลัมน์นี้", "The heading “{column}” is not known, so its column was not read"),
        ("หัวคอลัมน์ตามแบบฟอร์ม ภาษาไทย ภาษาอังกฤษ หรือรหัส", "A heading of the template, in Thai, in English or its code"),
        ("หากเป็นข้อมูลที่ต้องใช้ ให้แก้หัวคอลัมน์ตามแบบฟอร์ม หากไม่ใช้ ไม่ต้องทำอะไร", "If the column matters, put its heading right; if not, nothing need be done")),
    "heading_twice": _error(
        ("หัวคอลัมน์ “{column}” หมายถึงคอลัมน์เดียวกับ “{first}”", "The heading “{column}” means the same column as “{first}”"), _ANY_ROW_ONCE,
        ("เก็บไว้เพียงคอลัมน์เดียว แล้วลบหรือเปลี่ยนชื่ออีกคอลัมน์", "Keep one of the two and delete or rename the other"), "first"),
    "cells_merged": _error(
        ("ช่อง {cell} ถูกผสานเซลล์ไว้ในส่วนข้อมูล จึงไม่ทราบว่าค่าเป็นของแถวใด", "The cells {cell} are merged inside the data, so it is not clear whose value it is"),
        ("ผสานเซลล์ได้เฉพาะที่ชื่อเรื่องและหัวคอลัมน์", "Merged cells only in titles and headings"),
        ("เลือกช่องเหล่านี้ กดยกเลิกการผสานเซลล์ แล้วใส่ค่าให้ครบทุกแถว", "Select the cells, unmerge them, and write the value in every row"), "cell"),
    "about_missing": _error(
        ("ไฟล์ไม่ได้ระบุ “{missing}”", "The file does not state “{missing}”"),
        ("แผ่นงาน “เกี่ยวกับไฟล์นี้” ที่มีรหัสจังหวัดและข้อมูล ณ วันที่ หรือระบุเมื่อสั่งนำเข้า", "The sheet “About this file” with the province code and the as-at date, or both given with the command"),
        ("เติม “{missing}” ในแผ่นงาน “เกี่ยวกับไฟล์นี้” หรือระบุด้วย {option}", "Fill in “{missing}” on the sheet “About this file”, or give it with {option}"), "missing", "option"),
    "province_mixed": _error(
        ("พบข้อมูลของจังหวัด {value} ในไฟล์ของจังหวัด {province}", "Data of province {value} in a file of province {province}"),
        ("ไฟล์หนึ่งมีข้อมูลของจังหวัดเดียว", "One file holds one province"),
        ("แยกข้อมูลของแต่ละจังหวัดเป็นคนละไฟล์ หรือแก้รหัสจังหวัดให้ถูกต้อง", "Put each province in a file of its own, or correct the province code"), "province"),
    "province_unknown": _error(
        ("ไม่มีจังหวัดรหัส “{value}”", "There is no province “{value}”"),
        ("รหัสจังหวัดสองหลักตามกรมการปกครอง เช่น 56 คือจังหวัดพะเยา", "The official two-digit province code, such as 56 for Phayao"),
        ("แก้รหัสจังหวัดให้ถูกต้อง", "Correct the province code")),
    "province_not_introduced": _error(
        ("ยังไม่มีข้อมูลตั้งต้นของจังหวัด {value}", "Nothing has introduced province {value} yet"),
        ("แผ่นงาน “จังหวัด” ในไฟล์นี้ หรือนำเข้าไฟล์ตั้งต้นก่อน", "The sheet “Province” in this file, or a set-up workbook loaded before it"),
        ("นำเข้าไฟล์ตั้งต้น (setup) ของจังหวัดก่อน แล้วจึงนำเข้าไฟล์นี้", "Load the province's set-up workbook first, then this file")),
}

_CELL_TEXTS: dict[str, Words] = {
    "value_missing": _error(
        ("ช่อง “{column}” ว่าง แต่จำเป็นต้องมีค่า", "“{column}” is empty but must have a value"),
        ("{example}", "{example}"), ("เติมค่าในช่องนี้ หรือลบทั้งแถวหากไม่ใช้", "Fill in the cell, or delete the whole row if it is not needed"), "example"),
    "value_not_text": _error(
        ("“{value}” ถูกโปรแกรม Excel เปลี่ยนเป็นวันที่หรือค่าตรรกะ แทนที่จะเป็นข้อความ", "Excel turned this into a date or a true/false value, “{value}”, where a text is due"),
        ("ข้อความตามที่ปรากฏในเอกสาร เช่น {example}", "The text as the document has it, such as {example}"),
        ("ตั้งรูปแบบช่องเป็น ข้อความ (Text) แล้วพิมพ์ใหม่", "Format the cell as Text and type it again"), "example"),
    "code_malformed": _error(
        ("“{value}” ไม่ใช่รหัสที่ถูกต้อง", "“{value}” is not a well-formed code"),
        ("ตัวอักษรอังกฤษ ตัวเลข และ - _ . / ไม่เว้นวรรค ไม่เกิน 40 ตัว เช่น {example}", "Latin letters, digits and - _ . / without spaces, at most 40 characters, such as {example}"),
        ("เลือกจากรายการในช่อง หรือพิมพ์รหัสตามตารางต้นทาง หากเป็นแถวรวมหรือหมายเหตุ ให้ลบแถวนั้น", "Pick from the list in the cell or type the code as it stands in its own table; delete the row if it is a total or a note"), "example"),
    "date_impossible": _error(
        ("“{value}” ไม่ใช่วันที่ที่มีอยู่จริง", "“{value}” is not a date that exists"),
        ("เช่น 1 ต.ค. 2567, 1/10/2567 (วัน/เดือน/ปี) หรือ 2024-10-01", "Such as 1 ต.ค. 2567, 1/10/2567 (day/month/year) or 2024-10-01"),
        ("แก้เป็นวันที่ที่ถูกต้อง", "Correct the date")),
    "date_era_wrong": _error(
        ("คอลัมน์นี้ใช้ปี {said} แต่พบปี {year}", "The year here is {said}, but {year} was found"),
        ("ปี {said} เช่น {instead}", "A year in {said}, such as {instead}"),
        ("หากหมายถึงปีเดียวกัน ให้แก้เป็น {instead}", "If the same year is meant, write {instead}"), "said", "year", "instead"),
    "year_unclear": _error(
        ("ปีสองหลัก “{year}” ใน “{value}” อ่านได้ทั้ง พ.ศ. และ ค.ศ.", "The two-digit year “{year}” in “{value}” could be B.E. or C.E."),
        ("ปีสี่หลัก เช่น 1 ต.ค. 2567", "A four-digit year, such as 1 ต.ค. 2567"), ("เขียนปีให้ครบสี่หลัก", "Write the year with four digits"), "year"),
    "year_out_of_range": _error(
        ("ปีของ “{value}” อยู่นอกช่วงที่ใช้ได้", "The year of “{value}” is out of range"),
        ("ปี พ.ศ. 2400 ถึง 2699", "The years 2400 to 2699 B.E. (1857 to 2156 C.E.)"), ("ตรวจปีว่าพิมพ์ถูกต้องและครบสี่หลัก", "See that the year is right and has four digits")),
    "number_not_a_number": _error(
        ("“{value}” ไม่ใช่ตัวเลข", "“{value}” is not a number"),
        ("ตัวเลขอารบิกหรือเลขไทย มีจุลภาคคั่นหลักพันและหน่วยท้ายได้ เช่น {example}", "Digits, Arabic or Thai, with commas at the thousands and the unit after if need be, such as {example}"),
        ("เขียนเป็นตัวเลขล้วน จำนวนเงินให้เขียนเต็มเป็นบาท ไม่ใช้ “ล้าน”", "Write digits only; write money out in baht, not in millions"), "example"),
    "number_not_whole": _error(
        ("“{value}” ไม่ใช่จำนวนเต็ม", "“{value}” is not a whole number"), ("จำนวนเต็ม เช่น {example}", "A whole number, such as {example}"),
        ("แก้เป็นจำนวนเต็ม", "Write a whole number"), "example"),
    "number_out_of_range": _error(
        ("“{value}” อยู่นอกช่วงที่ใช้ได้", "“{value}” is out of range"),
        ("ตั้งแต่ {minimum} ถึง {maximum}", "From {minimum} to {maximum}"), ("ตรวจตัวเลขและหน่วย แล้วแก้ไข", "Check the number and its unit, and correct it"), "minimum", "maximum"),
    "amount_not_exact": _error(
        ("จำนวนเงิน “{value}” มีทศนิยมเกินสองตำแหน่ง (ละเอียดกว่าสตางค์)", "The amount “{value}” has more than two decimals (finer than a satang)"),
        ("จำนวนเงินเป็นบาท ทศนิยมไม่เกินสองตำแหน่ง เช่น 1,250,000.50", "Baht with at most two decimals, such as 1,250,000.50"),
        ("ปัดเศษตามเอกสารต้นทาง หรือใช้สูตร =ROUND(…,2)", "Round as the source document does, or use =ROUND(…,2)")),
    "choice_unknown": _error(
        ("“{value}” ไม่อยู่ในรายการของ “{column}”", "“{value}” is not in the list of “{column}”"), ("{choices}", "{choices}"),
        ("เลือกค่าจากรายการ", "Pick a value from the list"), "choices"),
    "boolean_unknown": _error(
        ("“{value}” ไม่ใช่คำตอบ ใช่ หรือ ไม่ใช่", "“{value}” is neither yes nor no"),
        ("ใช่ / ไม่ใช่ (หรือ yes / no, 1 / 0, ✓)", "ใช่ / ไม่ใช่ (or yes / no, 1 / 0, ✓)"), ("เลือก ใช่ หรือ ไม่ใช่", "Choose ใช่ (yes) or ไม่ใช่ (no)")),
    "url_malformed": _error(
        ("“{value}” ไม่ใช่ที่อยู่เว็บที่ถูกต้อง", "“{value}” is not a web address"),
        ("ขึ้นต้นด้วย http:// หรือ https:// และไม่มีช่องว่าง เช่น {example}", "Begins with http:// or https:// and has no spaces, such as {example}"),
        ("คัดลอกที่อยู่จากเบราว์เซอร์มาวาง หรือเว้นว่างไว้", "Copy the address from the browser, or leave the cell empty"), "example"),
    "text_too_long": _error(
        ("ข้อความยาว {length} ตัวอักษร เกินกำหนด", "The text has {length} characters, over the limit"),
        ("ไม่เกิน {longest} ตัวอักษร", "At most {longest} characters"), ("ย่อข้อความ และเก็บรายละเอียดไว้ในเอกสารแนบ", "Shorten it, and keep the details in an attached document"), "length", "longest"),
    "excel_error_value": _error(
        ("ช่องนี้เป็นค่าผิดพลาดของ Excel: {value}", "The cell holds an Excel error: {value}"),
        ("ค่าจริง หรือสูตรที่คำนวณได้", "A value, or a formula that works out"), ("แก้สูตร หรือพิมพ์ค่าแทนสูตร", "Repair the formula, or type the value in its place")),
    "formula_without_value": _error(
        ("ช่องนี้มีสูตร {value} แต่ไฟล์ไม่ได้เก็บผลลัพธ์ไว้", "The cell has a formula, {value}, but the file does not hold its result"),
        ("ค่าที่พิมพ์ หรือสูตรที่คำนวณและบันทึกแล้ว", "A typed value, or a formula that was worked out and saved"),
        ("เปิดไฟล์ในโปรแกรม Excel ให้คำนวณใหม่ บันทึก แล้วส่งอีกครั้ง", "Open the file in Excel so that it recalculates, save, and send it again")),
    "rows_not_filled": _warning(
        ("มี {count} แถวที่มีแต่รหัส ยังไม่ได้กรอกข้อมูลอื่น จึงไม่ได้นำเข้า (แถวที่ {rows})", "{count} rows hold nothing but their key and were not loaded (rows {rows})"),
        ("แถวที่กรอกข้อมูลแล้ว แถวที่ไม่ใช้ปล่อยว่างไว้ได้", "Rows that are filled in; rows not used may stay as they are"),
        ("หากมีข้อมูลของแถวเหล่านี้ ให้กรอกแล้วส่งใหม่ หากไม่มี ไม่ต้องทำอะไร", "Fill them in and send the file again if there is something to say; if not, nothing need be done"), "count", "rows"),
    "more_of_the_same": _error(
        ("ยังมีปัญหาเดียวกันนี้ ({code}) อีก {count} แถวในคอลัมน์ “{column}”", "The same problem ({code}) is in {count} more rows of “{column}”"),
        ("ดูตามรายการก่อนหน้า", "As listed before"), ("แก้ทั้งคอลัมน์ในคราวเดียว แล้วตรวจใหม่", "Correct the whole column at once and check again"), "code", "count"),
}

_ROW_TEXTS: dict[str, Words] = {
    "reference_unknown": _error(
        ("ไม่พบรหัส “{value}” ใน{table}", "There is no “{value}” in {table}"),
        ("รหัสที่มีอยู่ใน{table} ของไฟล์นี้หรือของข้อมูลที่นำเข้าแล้ว{nearest}", "A code in {table} of this file or of what was loaded before{nearest}"),
        ("แก้รหัสให้ตรง หรือเพิ่มแถวของรหัสนี้ใน{table}", "Correct the code, or add its row to {table}"), "table", "nearest"),
    "key_twice": _error(
        ("แถวนี้ซ้ำกับแถวที่ {first}: {value}", "The row has the same key as row {first}: {value}"),
        ("แต่ละ {keys} มีได้แถวเดียว", "One row for each {keys}"), ("รวมเป็นแถวเดียว หรือแก้รหัสของแถวใดแถวหนึ่ง", "Make them one row, or correct the code of one of them"), "first", "keys"),
    "end_without_reason": _error(
        ("แถวนี้ทำเครื่องหมายสิ้นสุด แต่ไม่ได้บอกเหตุผล", "The row is marked as ended but gives no reason"),
        ("ข้อความในคอลัมน์ “เหตุผลที่สิ้นสุด”", "A text in the column “Reason ended”"), ("เขียนเหตุผล หรือลบเครื่องหมายสิ้นสุด", "Write the reason, or remove the mark")),
    "end_of_unknown_row": _error(
        ("แถวนี้ทำเครื่องหมายสิ้นสุด แต่ไม่มีข้อมูลของ “{value}” อยู่ในระบบ", "The row is marked as ended, but there is nothing stored for “{value}”"),
        ("รหัสของแถวที่นำเข้าไว้แล้วและยังไม่สิ้นสุด", "The key of a row that was loaded before and has not ended"), ("แก้รหัส หรือลบแถวนี้", "Correct the key, or delete the row")),
    "share_exceeds_budget": _warning(
        ("สัดส่วนงบประมาณของโครงการ {value} รวม {total} บาท ไม่เท่ากับวงเงินโครงการ {budget} บาท", "The shares of project {value} add up to {total} baht, not to its budget of {budget} baht"),
        ("ผลรวมสัดส่วนของภาคีเท่ากับวงเงินโครงการ", "Shares that add up to the project's budget"),
        ("ตรวจสัดส่วนของแต่ละภาคีและวงเงินโครงการกับสัญญา", "Check each partner's share and the project's budget against the contract"), "total", "budget"),
    "disbursed_over_allocated": _warning(
        ("เบิกจ่ายสะสม {disbursed} บาท เกินเงินที่จัดสรร {allocated} บาท ({value})", "{disbursed} baht disbursed in all, more than the {allocated} baht allocated ({value})"),
        ("เบิกจ่ายสะสมไม่เกินเงินที่จัดสรร", "No more disbursed than allocated"), ("ตรวจรายการเบิกจ่าย และการจัดสรรที่อาจยังไม่ได้บันทึก", "Check the disbursements, and allocations that may not be recorded yet"),
        "disbursed", "allocated"),
    "dates_out_of_order": _error(
        ("{second_name} ({second}) มาก่อน {first_name} ({first})", "{second_name} ({second}) comes before {first_name} ({first})"),
        ("{second_name} ต้องไม่ก่อน {first_name}", "{second_name} on or after {first_name}"), ("แก้วันที่ให้เป็นลำดับ", "Put the dates in order"),
        "first_name", "first", "second_name", "second"),
    "date_outside_contract": _warning(
        ("วันที่ {value} อยู่นอกระยะเวลาสัญญา", "{value} lies outside the contract's duration"),
        ("ตั้งแต่ {start_on} ถึง {end_on}", "From {start_on} to {end_on}"), ("ตรวจวันที่ หรือระยะเวลาสัญญาและการแก้ไขสัญญา", "Check the date, or the contract's duration and amendments"), "start_on", "end_on"),
    "target_equals_baseline": _warning(
        ("ค่าเป้าหมายของตัวชี้วัด {value} เท่ากับค่าฐาน ({baseline})", "The target of indicator {value} equals its baseline ({baseline})"),
        ("ค่าเป้าหมายที่ต่างจากค่าฐาน หรือกำหนดช่วงยอมรับ", "A target that differs from the baseline, or a tolerance band"), ("ตรวจค่าเป้าหมายและค่าฐาน", "Check the target and the baseline"), "baseline"),
    "target_against_direction": _warning(
        ("ตัวชี้วัด {value} ควร{direction} แต่ค่าเป้าหมาย {target} สวนทางกับค่าฐาน {baseline}", "Indicator {value} should {direction}, but its target {target} goes the other way from its baseline {baseline}"),
        ("ค่าเป้าหมายไปในทิศทางเดียวกับตัวชี้วัด", "A target in the indicator's own direction"), ("ตรวจทิศทาง ค่าฐาน และค่าเป้าหมาย", "Check direction, baseline and target"),
        "direction", "target", "baseline"),
    "sum_not_cumulative": _warning(
        ("ตัวชี้วัด {value} รวมค่าระหว่างงวด แต่ไม่ได้รายงานเป็นค่าสะสม ระบบเทียบเป้าหมายกับค่าที่รายงานโดยไม่บวกให้",
         "Indicator {value} adds up over periods but is not reported as a running total; values are compared with the target as reported, never added up"),
        ("ค่าสะสมตั้งแต่เริ่มสัญญา และ “เป็นค่าสะสม” = ใช่", "A running total from the start of the contract, and “Is cumulative” = yes"),
        ("รายงานเป็นค่าสะสม แล้วเปลี่ยน “เป็นค่าสะสม” เป็น ใช่", "Report the running total and set “Is cumulative” to yes")),
    "participation_fact_missing": _warning(
        ("กิจกรรม {value} ขาดหรือไม่ได้บอก: {facts}", "Activity {value} lacks, or does not state: {facts}"),
        ("ข้อเท็จจริงที่เครื่องมือนั้นต้องมี", "The facts its tool requires"), ("เติมข้อมูลที่ขาด หรือบันทึกเหตุผลในหมายเหตุ", "Fill in what is missing, or give the reason in the note"), "facts"),
    "paid_before_accepted": _warning(
        ("จ่ายค่างวด {value} ก่อนตรวจรับครบ ({waiting})", "Phase {value} was paid before all of it was accepted ({waiting})"),
        ("จ่ายเงินหลังตรวจรับ", "Payment after acceptance"), ("ตรวจวันที่จ่ายและวันที่ตรวจรับ", "Check the dates of payment and acceptance"), "waiting"),
    "accepted_without_evidence": _warning(
        ("ตรวจรับ {value} แล้ว แต่ไม่มีเอกสารหลักฐาน", "{value} was accepted with no evidence document"),
        ("เอกสารหลักฐานอย่างน้อยหนึ่งฉบับ", "At least one evidence document"), ("เพิ่มเอกสารหลักฐานในแผ่นงานหลักฐาน", "Add the document to the evidence sheet")),
}

TEXTS: dict[str, Words] = {**_FILE_TEXTS, **_SHEET_TEXTS, **_CELL_TEXTS, **_ROW_TEXTS}
