"""Published tables as a workbook and as Parquet: the same bytes for the same rows."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from queries.tables import Column

DIGITS, MONEY_PLACES, NUMBER_PLACES = 38, 2, 6  # of exact decimals in Parquet


def workbook(sheets: Iterable, about: Mapping[str, Any], saved_at: str) -> bytes:
    """All tables in one workbook, a sheet each under its own name, headings as in the CSV; the first sheet says what it is. No text becomes a formula or a link."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.fromisoformat(saved_at).replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        head = book.add_worksheet("README")
        for row, (name, value) in enumerate(about.items()):
            head.write_string(row, 0, name, bold)
            head.write_string(row, 1, str(value))
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, bold, day)
    return out.getvalue()


def _fill(page, sheet, bold, day) -> None:
    names = [column.name for column in sheet.columns]
    page.freeze_panes(1, 1)
    for at, name in enumerate(names):
        page.write_string(0, at, name, bold)
    for number, row in enumerate(sheet.rows, start=1):
        for at, name in enumerate(names):
            _write(page, number, at, row[name], day)


def _write(page, row: int, column: int, value: Any, day) -> None:
    match value:
        case None:
            return
        case bool():
            page.write_boolean(row, column, value)
        case int() | Decimal():
            page.write_number(row, column, value)
        case date():
            page.write_datetime(row, column, value, day)
        case _:
            page.write_string(row, column, str(value))


def parquet(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], about: Mapping[str, Any]) -> bytes:
    """A table as Parquet: exact decimals, days as dates, licence and as-of in the file's own metadata."""
    import pyarrow  # takes half a second to come in, which no other export needs
    import pyarrow.parquet

    kinds = {"money": pyarrow.decimal128(DIGITS, MONEY_PLACES), "number": pyarrow.decimal128(DIGITS, NUMBER_PLACES), "integer": pyarrow.int64(), "fiscal_year": pyarrow.int64(), "date": pyarrow.date32(), "boolean": pyarrow.bool_()}
    fields = [pyarrow.field(c.name, kinds.get(c.kind, pyarrow.string())) for c in columns]
    schema = pyarrow.schema(fields, metadata={name: str(value) for name, value in about.items()})
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([{c.name: row[c.name] for c in columns} for row in rows], schema=schema), out, compression="zstd")
    return out.getvalue()
