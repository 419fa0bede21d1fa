"""A sheet as it was read: cells without meaning yet."""

from dataclasses import dataclass, field
from datetime import date, datetime

Cell = None | str | int | float | bool | date | datetime
Area = tuple[tuple[int, int], tuple[int, int]]  # (first row, first column), (last row, last column), counted from 0


@dataclass
class RawSheet:
    """A sheet's name, its rows that hold anything as (spreadsheet row number from 1, cells from column A), merged areas.

    `broken` holds the cells without a usable value, by (row number, column from 0): an Excel error ("#REF!") or, beginning
    with "=", a formula whose result the file does not hold.
    """

    name: str
    rows: list[tuple[int, list[Cell]]]
    merged: list[Area] = field(default_factory=list)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    is_csv: bool = False


def letters(index: int) -> str:
    """A column's letters from its number counted from 0: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """The number, counted from 0, of a column's letters: A is 0, XFD is 16383."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, index: int) -> str:
    """A cell as spreadsheets name it, from the row number (from 1) and the column (from 0): (7, 2) is C7."""
    return f"{letters(index)}{row}"
