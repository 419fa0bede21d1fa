"""What a column and a table are. Everything that reads, checks, stores, shows or exports a fact learns it from here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Words = tuple[str, str]  # Thai, English
Value = str | int | bool | Decimal | date | None

# Examples a clerk meets on hover, and bad ones that every reader must refuse (each is also a test).
EXAMPLES: dict[str, tuple[str, str]] = {
    "code": ("ORG-001", "รหัส 1"),
    "codes": ("ORG-001; ORG-002", "ORG-001; รหัส 2"),
    "text": ("ข้อความไม่เกินที่กำหนด", ""),
    "date": ("1 ต.ค. 2567", "31 ก.พ. 2567"),
    "money": ("1,250,000.00", "หนึ่งล้านบาท"),
    "number": ("12.5", "สิบสอง"),
    "integer": ("12", "12.5"),
    "boolean": ("ใช่", "บางที"),
    "choice": ("", "อื่น ๆ ที่ไม่มีในรายการ"),
    "fiscal_year": ("2567", "2024"),
    "url": ("https://example.go.th/doc.pdf", "เอกสาร.pdf"),
}
UNITS: dict[str, Words] = {"money": ("บาท", "baht"), "date": ("วันที่ (พ.ศ.)", "date (BE)"), "fiscal_year": ("พ.ศ.", "BE")}
LONGEST = {"code": 40, "codes": 4000, "text": 2000, "choice": 60, "url": 500}


@dataclass(frozen=True)
class Column:
    """One fact of a row: its type and limits, its words, and whether the public may see it."""

    name: str
    kind: str
    label: Words
    meaning: Words
    required: bool = False
    is_public: bool = True
    public_when: tuple[str, tuple[str, ...]] | None = None  # (column, values): public only in such rows
    choices: str = ""  # name of a list in tables.choices
    references: str = ""  # table whose key this is; "district|province" where either will do
    unit: Words = ("", "")
    example: str = ""
    bad_example: str = ""
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    default: str = ""  # stands in a key column left empty; "province" is the file's own province
    came_later: bool = False  # added to a table that releases held already: a row without it keeps the digest it was sealed with

    @property
    def longest(self) -> int:
        """Most characters a text value may have."""
        return LONGEST.get(self.kind, 0)


@dataclass(frozen=True)
class Table:
    """One sheet and one table: what a row is, its key, its columns, which workbook carries it."""

    name: str
    subject: str
    workbook: str  # "setup" or "monthly": which template carries the sheet; a file may hold any
    label: Words
    meaning: Words
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    is_public: bool = True
    public_rows: tuple[str, tuple[Any, ...]] | None = None  # (column, values): only such rows are public

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def payload(self) -> tuple[str, ...]:
        """Names of the columns that are not key, in order."""
        return tuple(c.name for c in self.columns if c.name not in self.key)


def _of_kind(kind: str) -> Callable[..., Column]:
    def column(name: str, th: str, en: str, meaning_th: str, meaning_en: str, **more: Any) -> Column:
        good, bad = EXAMPLES[kind]
        more.setdefault("example", good)
        more.setdefault("bad_example", bad)
        more.setdefault("unit", UNITS.get(kind, ("", "")))
        if kind == "money":
            more.setdefault("minimum", 0)
        return Column(name, kind, (th, en), (meaning_th, meaning_en), **more)

    return column


code, codes, text, day = _of_kind("code"), _of_kind("codes"), _of_kind("text"), _of_kind("date")
money, number, integer = _of_kind("money"), _of_kind("number"), _of_kind("integer")
boolean, fiscal_year, url = _of_kind("boolean"), _of_kind("fiscal_year"), _of_kind("url")


def choice(name: str, choices: str, th: str, en: str, meaning_th: str, meaning_en: str, **more: Any) -> Column:
    """A column whose value is one of a named list in tables.choices."""
    return Column(name, "choice", (th, en), (meaning_th, meaning_en), choices=choices,
                  bad_example=EXAMPLES["choice"][1], **more)


def note() -> Column:
    """A clerk's own remark: stays inside."""
    return text("note", "หมายเหตุ", "Note", "บันทึกภายใน ไม่เผยแพร่", "Internal remark, never published", is_public=False)
