"""Money, measures and counts as clerks write them, to exact Decimal and int."""

import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation

from queries.workbook.clean import arabic_digits, clean
from queries.workbook.refusal import Refusal, refused

SATANG = Decimal("0.01")
MILLIONTH = Decimal("0.000001")  # a number column keeps six decimals
# Twice the national budget; six decimals of it still fit the database's eight bytes, two decimals a double's fifteen digits.
LARGEST = Decimal(9) * 10**12
LARGEST_INTEGER = 2**31 - 1  # a whole-number column of the database

_WRITTEN = re.compile(r"([+\-−–]?)(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(\.\d*)?")
_BAHT = ("บาทถ้วน", "บาท", "baht", "thb", "฿", ".-", ",-")


def to_money(cell: object, units: tuple[str, ...] = ()) -> Decimal | Refusal:
    """A cell as baht, exact to the satang.

    A spreadsheet's own arithmetic (0.1 + 0.2) leaves noise past the 15th digit: a float within a millionth of a baht of a
    whole satang is that satang. More than two decimals otherwise is `amount_not_exact`, never rounded in silence.
    """
    amount = _decimal(cell, (*_BAHT, *units))
    if isinstance(amount, Refusal):
        return amount
    exact = amount.quantize(SATANG, ROUND_HALF_EVEN)
    if exact == amount or (isinstance(cell, float) and abs(exact - amount) < MILLIONTH):
        return exact
    return refused("amount_not_exact")


def to_number(cell: object, units: tuple[str, ...] = ()) -> Decimal | Refusal:
    """A cell as a measure, rounded half up to six decimals (a formula's third has sixteen, and means none of the last ten)."""
    number = _decimal(cell, units)
    return number if isinstance(number, Refusal) else number.quantize(MILLIONTH, ROUND_HALF_UP)


def to_integer(cell: object, units: tuple[str, ...] = ()) -> int | Refusal:
    """A cell as a whole number; 12.5 is refused, 12.0 is 12."""
    number = _decimal(cell, units)
    if isinstance(number, Refusal):
        return number
    if number != number.to_integral_value():
        return refused("number_not_whole")
    return int(number) if abs(number) <= LARGEST_INTEGER else out_of_range(-LARGEST_INTEGER, LARGEST_INTEGER)


def out_of_range(minimum: Decimal | int | None, maximum: Decimal | int | None) -> Refusal:
    """The refusal that tells both limits in words, one of them perhaps open."""
    low, high = ("" if limit is None else f"{limit:,}" for limit in (minimum, maximum))
    return refused("number_out_of_range", minimum_th=low or "ไม่จำกัด", minimum_en=low or "any",
                   maximum_th=high or "ไม่จำกัด", maximum_en=high or "any")


def _decimal(cell: object, units: tuple[str, ...]) -> Decimal | Refusal:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return refused("number_not_a_number")
    number = _from_text(cell, units) if isinstance(cell, str) else Decimal(repr(cell))
    if number is None or not number.is_finite():
        return refused("number_not_a_number")
    return number if abs(number) <= LARGEST else out_of_range(-LARGEST, LARGEST)


def _from_text(text: str, units: tuple[str, ...]) -> Decimal | None:
    bare = _without_unit(arabic_digits(clean(text)), units)
    is_negative = bare.startswith("(") and bare.endswith(")")
    found = _WRITTEN.fullmatch(bare[1:-1].strip() if is_negative else bare)
    if not found:
        return None
    try:
        number = Decimal(re.sub("[, ]", "", found[2]) + (found[3] or ""))
    except InvalidOperation:
        return None
    return -number if is_negative or found[1] in ("-", "−", "–") else number


def _without_unit(text: str, units: tuple[str, ...]) -> str:
    lower = text.lower()
    for unit in units:
        if unit and lower.endswith(unit.lower()):
            return text[: -len(unit)].strip()
        if unit and lower.startswith(unit.lower()):
            return text[len(unit) :].strip()
    return text
