"""One cell to one value, by the kind of its column. Pure: a value, None for an empty cell, or a Refusal."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from queries.tables import CHOICES, Column
from queries.workbook.amounts import out_of_range, to_integer, to_money, to_number
from queries.workbook.clean import arabic_digits, clean, is_nothing, name_key
from queries.workbook.dates import to_date, to_fiscal_year
from queries.workbook.refusal import Refusal, refused

BETWEEN_CODE_AND_NAME = " · "  # a drop-down shows "ORG-001 · ชื่อ"; the code is what counts

_EXCEL_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA)|Err:\d{3}|#+")
_QUOTED = re.compile(r"' *[=+\-@]")  # how our own files, as Excel, keep a text from running as a formula: the mark is no part of it
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-_./]*")
_DASHES = str.maketrans("–—−‐‑", "-----")
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+\.[^\s]+|https?://localhost\S*", re.IGNORECASE)
_TRUE = {"ใช่", "yes", "y", "true", "1", "✓", "✔", "☑", "มี", "จริง"}
_FALSE = {"ไม่ใช่", "no", "n", "false", "0", "✗", "✘", "☐", "ไม่มี", "เท็จ", "ไม่"}


def convert(column: Column, cell: object, era: str = "") -> object:
    """The cell as the column's kind: str, Decimal, int, bool, date, None when empty, or a Refusal.

    `era` is what the heading says about years ("be", "ce" or "").
    """
    if cell is None:
        return None
    if isinstance(cell, str):
        cell = clean(cell)
        cell = cell[1:] if _QUOTED.match(cell) else cell
        if is_nothing(cell):
            return None
        if cell[0] in "#E" and _EXCEL_ERROR.fullmatch(cell):
            return refused("excel_error_value")
    return _BY_KIND[column.kind](column, cell, era)


def shown(cell: object) -> str:
    """The cell as a person would recognise it in a message: 6.0 is 6, a date is ISO."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        cell = cell.date()
    return {True: "TRUE", False: "FALSE"}[cell] if isinstance(cell, bool) else "" if cell is None else str(cell)


def choice_words(list_name: str, language: int) -> str:
    """Every value a list allows, in Thai (0) or English (1), for a message."""
    return ", ".join(words[language] for words in CHOICES[list_name].values())


def _text(column: Column, cell: object, era: str = "") -> str | Refusal:
    text = _as_text(cell)
    if isinstance(text, Refusal):
        return text
    if column.longest and len(text) > column.longest:
        return refused("text_too_long", length=len(text), longest=column.longest)
    return text


def _as_text(cell: object) -> str | Refusal:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool | date) or cell != cell:  # Excel made 1/2567 a date: what was typed is lost
        return refused("value_not_text")
    return shown(cell) if isinstance(cell, float) else str(cell)


def _code(column: Column, cell: object, era: str = "") -> str | Refusal:
    text = _as_text(cell)
    if isinstance(text, Refusal):
        return refused("code_malformed")
    code = arabic_digits(text.split(BETWEEN_CODE_AND_NAME)[0]).translate(_DASHES).strip()
    return code if len(code) <= 40 and _CODE.fullmatch(code) else refused("code_malformed")


def _codes(column: Column, cell: object, era: str = "") -> str | Refusal | None:
    text = _as_text(cell)
    if isinstance(text, Refusal):
        return refused("code_malformed")
    # Names after the middle dot may hold commas, so there only ; and a new line part the codes.
    between = r"[;\n]" if BETWEEN_CODE_AND_NAME in text else r"[;,\n]"
    one = _choice if column.choices else _code
    values = [one(column, part.strip()) for part in re.split(between, text) if part.strip()]
    refusal = next((value for value in values if isinstance(value, Refusal)), None)
    return refusal or _text(column, ";".join(sorted(set(values)))) or None


@cache
def _choices(list_name: str) -> dict[str, str]:
    return {name_key(name): code for code, words in CHOICES[list_name].items() for name in (code, *words)}


def _choice(column: Column, cell: object, era: str = "") -> str | Refusal:
    text = _as_text(cell)
    if isinstance(text, str):
        known = _choices(column.choices)
        found = known.get(name_key(text)) or known.get(name_key(text.split(BETWEEN_CODE_AND_NAME)[0]))
        if found:
            return found
    return refused("choice_unknown", choices_th=choice_words(column.choices, 0), choices_en=choice_words(column.choices, 1))


def _boolean(column: Column, cell: object, era: str = "") -> bool | Refusal:
    if isinstance(cell, bool):
        return cell
    text = arabic_digits(shown(cell)).strip().lower()
    return text in _TRUE if text in _TRUE or text in _FALSE else refused("boolean_unknown")


def _url(column: Column, cell: object, era: str = "") -> str | Refusal:
    text = _text(column, cell)
    return text if isinstance(text, Refusal) or _WEB_ADDRESS.fullmatch(text) else refused("url_malformed")


def _numeric(kind: Callable) -> Callable:
    def numeric(column: Column, cell: object, era: str = "") -> object:
        number = kind(cell, _units(column))
        if isinstance(number, Refusal):
            return number
        low, high = column.minimum, column.maximum
        is_inside = (low is None or number >= low) and (high is None or number <= high)
        return number if is_inside else out_of_range(low, high)

    return numeric


@cache
def _units(column: Column) -> tuple[str, ...]:
    units = tuple(unit for unit in column.unit if unit)
    return (*units, "%", "percent", "เปอร์เซ็นต์") if "ร้อยละ" in units else units


_BY_KIND: dict[str, Callable] = {
    "text": _text,
    "code": _code,
    "codes": _codes,
    "choice": _choice,
    "boolean": _boolean,
    "url": _url,
    "money": _numeric(to_money),
    "number": _numeric(to_number),
    "integer": _numeric(to_integer),
    "date": lambda column, cell, era: to_date(cell, era),
    "fiscal_year": lambda column, cell, era: to_fiscal_year(cell),
}
