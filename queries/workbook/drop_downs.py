"""The sheet of codes behind a template's drop-downs: choice lists in Thai, and the keys of other sheets as "code · name"."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from queries.tables import CHOICES, TABLES
from queries.tables.spec import Column, Table
from queries.workbook.about import LISTS_SHEET
from queries.workbook.cells import BETWEEN_CODE_AND_NAME as BETWEEN

LIST_SHEET = LISTS_SHEET[0]

SPARE_KEYS = 200  # new rows of a sheet that its drop-down will pick up
MOST_KEYS = 3000  # a longer list helps nobody; codes can still be typed
HEADINGS_AT = 1  # the row, from 0, of the list sheet's headings


@dataclass
class DropDowns:
    """Which lists the sheets of a workbook need, and the values that stand in each."""

    tables: list[Table]
    rows: dict[str, list[dict[str, Any]]]
    known: dict[str, list[tuple[str, str]]]
    first_row: int
    names: dict[str, str] = field(default_factory=dict)  # list -> defined name, in order of first use

    def source(self, column: Column) -> str:
        """The formula of the drop-down of a column, "" when it has none."""
        if column.kind == "boolean":
            return self._named("choice_boolean")
        if column.kind == "choice":
            return self._named(f"choice_{column.choices}")
        if column.kind == "code" and column.references:
            return self._named("key_" + column.references.replace("|", "_or_"))
        return ""

    def _named(self, name: str) -> str:
        self.names.setdefault(name, name)
        return f"={name}"

    def note_codes(self, columns: Iterable[Column]) -> None:
        """Columns of several codes have no drop-down, but their codes are listed all the same."""
        for column in columns:
            if column.kind == "codes" and column.choices:
                self._named(f"choice_{column.choices}")
            elif column.kind == "codes" and column.references:
                self._named(f"key_{column.references}")

    def write(self, book, sheet, formats) -> None:
        """Fill the list sheet and give every list its defined name."""
        sheet.write_string(0, 0, "รายการรหัสที่ใช้เลือกในแผ่นงานอื่น – ไม่ต้องกรอก", formats["title"])
        sheet.freeze_panes(HEADINGS_AT + 1, 0)
        for index, name in enumerate(self.names):
            kind, _, of = name.partition("_")
            (self._write_choices if kind == "choice" else self._write_keys)(book, sheet, formats, index * 2, of)

    def _write_choices(self, book, sheet, formats, at: int, of: str) -> None:
        words = CHOICES[of]
        self._head(sheet, formats, at, LIST_LABELS.get(of, of), "รหัส")
        for row, (code, (thai, _)) in enumerate(words.items(), HEADINGS_AT + 1):
            sheet.write_string(row, at, thai, formats["list"])
            sheet.write_string(row, at + 1, code, formats["list_code"])
        self._define(book, f"choice_{of}", at, HEADINGS_AT + 1, HEADINGS_AT + len(words))

    def _write_keys(self, book, sheet, formats, at: int, of: str) -> None:
        parts = of.split("_or_")
        self._head(sheet, formats, at, " / ".join(TABLES[p].label[0] for p in parts), "")
        row = HEADINGS_AT + 1
        for part in parts:
            for text in self._known(part):
                sheet.write_string(row, at, text, formats["list"])
                row += 1
        for part in parts:
            row = self._follow(sheet, formats, at, row, part)
        self._define(book, f"key_{of}", at, HEADINGS_AT + 1, max(row - 1, HEADINGS_AT + 1))

    def _known(self, name: str) -> list[str]:
        table = TABLES[name]
        own = {str(r.get(key_of(table))) for r in self.rows.get(name, ())} if table in self.tables and table.key else set()
        return [listed(code, text) for code, text in self.known.get(name, ())[:MOST_KEYS] if code not in own]

    def _follow(self, sheet, formats, at: int, row: int, name: str) -> int:
        """Formulas that follow the key column of a sheet in this workbook, so that new rows are offered at once."""
        table = TABLES[name]
        if table not in self.tables or not table.key:
            return row
        code_at, name_at = (_column_letter(table, c) for c in (key_of(table), name_of(table)))
        here, own = f"'{table.label[0]}'!", self.rows.get(name, [])
        for n in range(min(len(own), MOST_KEYS) + SPARE_KEYS):
            code, text = (f"{here}{letter}{self.first_row + n + 1}" for letter in (code_at, name_at))
            value = listed(own[n].get(key_of(table), ""), own[n].get(name_of(table)) or "") if n < len(own) else ""
            joined = code if code_at == name_at else f'{code}&"{BETWEEN}"&{text}'
            sheet.write_formula(row, at, f'=IF({code}="","",{joined})', formats["list"], value)
            row += 1
        return row

    def _head(self, sheet, formats, at: int, label: str, beside: str) -> None:
        sheet.set_column(at, at, 44)
        sheet.set_column(at + 1, at + 1, 22 if beside else 2)
        sheet.write_string(HEADINGS_AT, at, label, formats["optional"])
        if beside:
            sheet.write_string(HEADINGS_AT, at + 1, beside, formats["optional"])

    def _define(self, book, name: str, at: int, first: int, last: int) -> None:
        # Only the cells with text: a drop-down must not end in a hundred blanks.
        top, column = xl_rowcol_to_cell(first, at, True, True), xl_col_to_name(at)
        span = f"'{LIST_SHEET}'!{top}:${column}${last + 1}"
        filled = f"MAX(1,SUMPRODUCT(--(LEN({span})>0)))"
        book.define_name(name, f"='{LIST_SHEET}'!{span.split('!')[1]}" if name.startswith("choice_") else
                         f"=OFFSET('{LIST_SHEET}'!{top},0,0,{filled},1)")


# What a choice list is called: the label of the first column that uses it.
LIST_LABELS = {"boolean": "ใช่ / ไม่ใช่"}
for _table in TABLES.values():
    for _column in _table.columns:
        if _column.choices:
            LIST_LABELS.setdefault(_column.choices, _column.label[0])


def listed(code: str, text: str) -> str:
    """How a key stands in a drop-down: "ORG-001 · name"."""
    return f"{code}{BETWEEN}{text}" if text else str(code)


def key_of(table: Table) -> str:
    """The column other sheets refer to."""
    return table.key[0]


def name_of(table: Table) -> str:
    """The column that says to a person which row it is: the first text, else the first reference after the key, else the key."""
    for kind in ("text", "code"):
        for column in table.columns:
            if column.kind == kind and column.name not in table.key:
                return column.name
    return key_of(table)


def _column_letter(table: Table, name: str) -> str:
    return xl_col_to_name([c.name for c in table.columns].index(name))
