"""The sheet that says what a workbook is about: whose, as at which date, why, by which office. Also the sheets for people only."""

from dataclasses import dataclass, replace
from datetime import date

from queries.tables import Column
from queries.tables.spec import code, day, text
from queries.workbook.cells import convert, shown
from queries.workbook.clean import name_key
from queries.workbook.dates import era_said
from queries.workbook.problems import Problem, problem
from queries.workbook.raw import RawSheet, address
from queries.workbook.refusal import Refusal

ABOUT_SHEET = ("เกี่ยวกับไฟล์นี้", "About this file")
GUIDE_SHEET = ("คู่มือ", "Guide")
LISTS_SHEET = ("รายการรหัส", "Code lists")

# The official two-digit codes (TIS 1099) of the 77 provinces.
PROVINCES = frozenset(str(n) for low, high in ((10, 27), (30, 58), (60, 67), (70, 77), (80, 86), (90, 96)) for n in range(low, high + 1))

FIELDS: tuple[Column, ...] = (
    code("province_code", "รหัสจังหวัด", "Province code", "รหัสจังหวัดสองหลัก", "Official two-digit province code", required=True, example="56"),
    day("as_of", "ข้อมูล ณ วันที่", "As at", "วันที่ที่ตัวเลขในไฟล์นี้กล่าวถึง", "The date the figures of this file speak of", required=True, example="31 ต.ค. 2567"),
    text("reason", "เหตุผลที่นำเข้า", "Reason", "เช่น รายงานประจำเดือน หรือแก้ไขสัญญา", "Such as monthly report, or amendment", example="รายงานประจำเดือนตุลาคม 2567"),
    text("prepared_by", "หน่วยงานผู้จัดทำ", "Prepared by (office)", "ชื่อหน่วยงาน ไม่ใช่ชื่อบุคคล", "The office, not a person", example="สำนักงานจังหวัดพะเยา"),
    text("workbook_kind", "ชนิดของไฟล์", "Kind of workbook", "setup คือข้อมูลตั้งต้น monthly คือรายงานประจำเดือน", "setup or monthly", example="monthly"),
)
_OPTIONS = {"province_code": "--province", "as_of": "--as-of"}
_NAMES = {name_key(name): field for field in FIELDS for name in (field.name, *field.label)}


@dataclass(frozen=True)
class About:
    """What a workbook speaks of; empty where nothing says it."""

    province_code: str = ""
    as_of: date | None = None
    reason: str = ""
    prepared_by: str = ""
    workbook_kind: str = ""


def is_named(name: str, sheet: tuple[str, str], code_name: str) -> bool:
    """Whether a sheet's name begins with one of a help sheet's names ("คู่มือ", "Guide (2)", "guide")."""
    key = name_key(name)
    return any(key.startswith(name_key(known)) for known in (*sheet, code_name))


def read_about(sheet: RawSheet) -> tuple[About, list[Problem]]:
    """The about sheet (name, and the value right beside it; all else is ignored) as an About, and what is wrong in it."""
    found, problems = {}, []
    for row, cells in sheet.rows:
        at = next((i for i, cell in enumerate(cells) if isinstance(cell, str) and _field(cell)), None)
        if at is None:
            continue
        field = _field(cells[at])
        where = next((right + 1 for (top, left), (_, right) in sheet.merged if (top, left) == (row - 1, at)), at + 1)
        cell = cells[where] if where < len(cells) else None
        value, wrong = _value(field, cell, era_said(cells[at]), sheet, row, where)
        problems += wrong
        if value is not None:
            found.setdefault(field.name, value)
    return About(**found), problems


def complete(about: About, given: About, sheet: str = "") -> tuple[About, list[Problem]]:
    """What the file says, filled up with what was given beside it, and what neither says. A province must agree in both."""
    filled = {name: getattr(about, name) or getattr(given, name) for name in About.__dataclass_fields__}
    problems = [_missing(field, sheet) for field in FIELDS if field.required and not filled[field.name]]
    if given.province_code and given.province_code != filled["province_code"]:
        problems.append(problem("province_mixed", sheet=sheet, value=filled["province_code"], province=given.province_code))
    if filled["province_code"] and filled["province_code"] not in PROVINCES:
        problems.append(problem("province_unknown", sheet=sheet, value=filled["province_code"]))
    return replace(about, **filled), problems


def _missing(field: Column, sheet: str) -> Problem:
    return problem("about_missing", sheet=sheet, column=field.label[0],
                   missing_th=field.label[0], missing_en=field.label[1], option=_OPTIONS[field.name])


def _field(label: str) -> Column | None:
    return _NAMES.get(name_key(label)) or _NAMES.get(name_key(label.split("(")[0]))


def _value(field: Column, cell: object, era: str, sheet: RawSheet, row: int, index: int) -> tuple[object, list[Problem]]:
    value = convert(field, cell, era)
    if not isinstance(value, Refusal):
        return value, []
    return None, [problem(value.code, sheet=sheet.name, row=row, column=field.label[0], value=shown(cell),
                          cell=address(row, index), example=field.example, **dict(value.details))]
