"""How one cell of an answer reads – money, days, states, codes – wherever it stands: screen, pack, public site, file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from dashboard import palette, wording
from dashboard.wording import t

RIGHT = ("money", "number", "integer", "percent", "points", "days", "exact")  # kinds whose digits stand under each other
_BY_ENDING = {"_baht": "money", "_amount": "exact", "_percent": "percent", "_points": "points", "_days": "days", "_count": "integer", "_on": "date", "_code": "code", "_year": "fiscal_year", "_state": "state"}


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: its text, the exact value on hover, how it is drawn."""

    text: str
    kind: str
    exact: str = ""
    state: str = ""


@cache
def kind(column: str) -> tuple[str, str]:
    """(kind, code list) of a column: from the tables, else from its name's ending, else ("", "") – then its values tell."""
    from queries import tables

    if column == "state":
        return "state", "state"
    for table in tables.TABLES.values():
        for known in table.columns:
            if known.name == column:
                return ("state" if known.choices == "state" else known.kind), known.choices
    if column in tables.CHOICES:
        return "choice", column
    return next((of for ending, of in _BY_ENDING.items() if column.endswith(ending)), ""), ""


def _kind_of_value(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, date):
        return "date"
    return "number" if isinstance(value, int | float | Decimal) else "text"


def cell(column: str, value: object) -> Cell:
    """How a value of that column reads in the language in use; "–" where there is none."""
    of, choices = kind(column)
    if value is None or value != value:
        return Cell(wording.NONE, of or "text")
    of = of or _kind_of_value(value)
    match of:
        case "money":
            return Cell(wording.baht(value), of, wording.baht_exact(value))
        case "exact":  # a ledger's figure: to the satang, its heading says the unit
            return Cell(wording.baht_exact(value).partition(" ")[0], of)
        case "date":
            return Cell(wording.date(value), of, value.isoformat())
        case "state":
            sign = palette.STATES[value].sign + " " if value in palette.STATES else ""
            return Cell(f"{sign}{wording.state(value)}", of, state=str(value))
        case "choice":
            return Cell(wording.choice(choices, value), of)
        case "boolean":
            return Cell(t("show.yes" if value else "show.no"), of)
        case "number" | "integer":
            return Cell(wording.number(value), of, str(value))
        case "percent":
            return Cell(wording.percent(value), of, str(value))
        case "points":
            return Cell(wording.points(value), of, str(value))
        case "days":
            return Cell(wording.days(value), of)
        case "fiscal_year":
            return Cell(wording.year(value), of)
        case "codes":
            return Cell(", ".join(str(value).split(";")), of)
        case _:
            return Cell(str(value), of)


def plain(column: str, value: object) -> object:
    """A value as a file carries it: exact numbers stay numbers, codes become words, days are dates of the reader's era."""
    if value is None or value != value:
        return None
    shown = cell(column, value)
    if shown.kind == "state":
        return wording.state(value)
    if shown.kind == "date":
        day = value.date() if isinstance(value, datetime) else value
        return wording.date(day) if wording.language() == "th" else day.isoformat()
    if shown.kind == "fiscal_year":
        return int(value)
    return value if shown.kind in RIGHT else shown.text


def kind_in(column: str, values: Sequence[object]) -> str:
    """The kind of a column, from its values where its name does not tell."""
    of, _ = kind(column)
    return of or next((_kind_of_value(v) for v in values if v is not None and v == v), "text")


def labels(columns: Sequence[str]) -> list[str]:
    """Headings of columns; where two would read the same, the column's name is added."""
    words = [wording.label(column) for column in columns]
    return [f"{word} ({name})" if words.count(word) > 1 else word for word, name in zip(words, columns, strict=True)]
