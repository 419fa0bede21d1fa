"""Every word and number a reader sees, in Thai and English: texts by key, money, dates, years, numbers, labels.

The language is a ContextVar that the entry script sets for its run (`use`), or an argument. Nothing here knows the screen.
"""

import tomllib
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date as Date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

LANGUAGES = ("th", "en")
NONE = "–"  # shown where there is no value
ERA = 543  # Buddhist year = common year + 543
MILLION = Decimal(1_000_000)
MILLIONS_FROM = Decimal(100_000)  # below, whole baht: a community's 20,000 must not read 0.0

_language: ContextVar[str] = ContextVar("language", default="th")
_TEXTS = Path(__file__).with_name("texts")


def use(language: str) -> None:
    """Speak this language from here on in this run; anything unknown is Thai."""
    _language.set(language if language in LANGUAGES else "th")


def language() -> str:
    """The language in use: "th" or "en"."""
    return _language.get()


@cache
def texts(of: str) -> Mapping[str, str]:
    """All texts of a language, flat: "page.key" → text."""
    return dict(_flat(tomllib.loads((_TEXTS / f"{of}.toml").read_text(encoding="utf-8"))))


def _flat(tree: Mapping, path: str = ""):
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


def t(key: str, in_language: str | None = None, **values: object) -> str:
    """The text of a key with its {placeholders} filled; KeyError when the key or a value is missing."""
    text = texts(in_language or language())[key]
    return text.format(**values) if values else text


@cache
def never_broken() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(units that stay with their number, terms) that no line may break inside, the longest first."""
    words = tomllib.loads((_TEXTS / "whole.toml").read_text(encoding="utf-8"))
    return tuple(tuple(sorted(words[part], key=len, reverse=True)) for part in ("units", "terms"))


def has(key: str) -> bool:
    """Whether a text of this key exists."""
    return key in texts(language())


# --- numbers -----------------------------------------------------------------------------------------------------------


def number(value: Decimal | int | float | None, most_decimals: int = 2) -> str:
    """A number with thousands separators and no trailing zeros: 1234.50 → "1,234.5"; None → "–"."""
    if _missing(value):
        return NONE
    exact = _rounded(Decimal(str(value)), most_decimals)
    whole, _, fraction = f"{exact:,.{most_decimals}f}".partition(".")
    fraction = fraction.rstrip("0")
    return _minus(f"{whole}.{fraction}" if fraction else whole)


def percent(share: Decimal | int | float | None, decimals: int = 1) -> str:
    """A share of a hundred, already in percent: 63.42 → "63.4%"; None → "–"."""
    return NONE if _missing(share) else _minus(f"{_rounded(Decimal(str(share)), decimals):,.{decimals}f}%")


def points(gap: Decimal | int | float | None, decimals: int = 1) -> str:
    """A gap between two percentages with its sign and unit: -5.25 → "−5.3 percentage points"; None → "–".

    A gap that would round to nothing keeps the decimals that show its side: -0.03 is below, not "+0.0".
    """
    if _missing(gap):
        return NONE
    exact = Decimal(str(gap))
    while exact and not _rounded(exact, decimals) and decimals < 2:
        decimals += 1
    return t("units.points", value=_minus(f"{_rounded(exact, decimals):+,.{decimals}f}"))


def days(count: int | None) -> str:
    """A number of days: "41 days", "1 day"."""
    if _missing(count):
        return NONE
    return t("units.day" if abs(int(count)) == 1 else "units.days", value=number(count, 0))


def baht(amount: Decimal | int | None) -> str:
    """Money as people say it: million baht with one decimal from 100,000 up, whole baht below; None → "–"."""
    if _missing(amount):
        return NONE
    exact = Decimal(str(amount))
    if abs(exact) < MILLIONS_FROM:
        return t("units.baht", value=_minus(f"{_rounded(exact, 0):,.0f}"))
    return t("units.million_baht", value=_minus(f"{_rounded(exact / MILLION, 1):,.1f}"))


def baht_exact(amount: Decimal | int | None) -> str:
    """Money to the satang: "12,345,678.90 baht"; None → "–"."""
    if _missing(amount):
        return NONE
    return t("units.baht", value=_minus(f"{_rounded(Decimal(str(amount)), 2):,.2f}"))


def millions(amount: Decimal | int | None) -> str:
    """Money in millions without its unit, for axes whose title says the unit: 12345678 → "12.3"."""
    return NONE if _missing(amount) else number(Decimal(str(amount)) / MILLION, 1)


def thai_digits(text: str) -> str:
    """The same text with Thai digits for 0–9."""
    return text.translate({ord("0") + digit: ord("\N{THAI DIGIT ZERO}") + digit for digit in range(10)})


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as people round money by hand; never minus zero."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def _minus(text: str) -> str:
    """A true minus sign, as wide as a plus."""
    return text.replace("-", "\N{MINUS SIGN}")


def _missing(value: object) -> bool:
    """None, NaN and NaT: the ways a frame says there is no value (each is unequal to itself, or is None)."""
    return value is None or bool(value != value) or type(value).__name__ == "NAType"


# --- time --------------------------------------------------------------------------------------------------------------


def date(day: Date | None, long: bool = False) -> str:
    """A day, in Thai of the Buddhist era, in English "1 Oct 2024" (`long`: "1 October 2024"); None → "–"."""
    if _missing(day):
        return NONE
    return f"{day.day} {month(day.month, long)} {_year(day.year)}"


def month(of: int, long: bool = False) -> str:
    """Name of a month 1–12, short or long."""
    return t("months.long" if long else "months.short").split("|")[of - 1]


def month_year(day: Date | None) -> str:
    """Month and year of a day: "Oct 2024", in Thai of the Buddhist era."""
    return NONE if _missing(day) else f"{month(day.month)} {_year(day.year)}"


def year(buddhist: int | None) -> str:
    """A calendar year standing alone, given in the Buddhist era: "2567", "2024 (BE 2567)"."""
    return NONE if _missing(buddhist) else t("time.year", be=int(buddhist), ce=int(buddhist) - ERA)


def fiscal_year(buddhist: int | None) -> str:
    """A fiscal year by its Buddhist number: 2567 → "fiscal year 2024 (BE 2567)"."""
    return NONE if _missing(buddhist) else t("time.fiscal_year", be=int(buddhist), ce=int(buddhist) - ERA)


def quarter(of: int, buddhist: int) -> str:
    """A fiscal quarter 1–4 (from October): "Q1 FY2024 (BE 2567)"."""
    return t("time.quarter", quarter=int(of), be=int(buddhist), ce=int(buddhist) - ERA)


def quarter_brief(of: int, buddhist: int) -> str:
    """The same where there is no room: "Q1 2024"."""
    return t("time.quarter_brief", quarter=int(of), be=int(buddhist), ce=int(buddhist) - ERA)


def calendar_year(common: int) -> str:
    """A calendar year: of the Buddhist era in Thai."""
    return str(_year(common))


def _year(common: int) -> int:
    return common + ERA if language() == "th" else common


# --- words of the tables -----------------------------------------------------------------------------------------------


def label(column: str) -> str:
    """Heading of a column: from the texts (answers' own columns), else from the tables; else its name."""
    if has(f"column.{column}"):
        return t(f"column.{column}")
    words = _table_labels().get(column)
    return of_two(words) if words else column


def of_two(words: tuple[str, str]) -> str:
    """Of Thai and English words, those of the language in use."""
    return words[LANGUAGES.index(language())]


def state(code: str | None) -> str:
    """The word of a state: "off_track" → "Off track"."""
    return choice("state", code)


def choice(list_name: str, code: str | None) -> str:
    """Label of a code of a code list; "–" without a code, the code itself when the list does not know it."""
    if _missing(code) or code == "":
        return NONE
    words = _choices().get(list_name, {}).get(code)
    return of_two(words) if words else str(code)


@cache
def _table_labels() -> Mapping[str, tuple[str, str]]:
    """Column name → (Thai, English); where tables disagree, the first in load order."""
    from queries import tables

    found: dict[str, tuple[str, str]] = {}
    for table in tables.TABLES.values():
        for column in table.columns:
            found.setdefault(column.name, column.label)
    return found


@cache
def _choices() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    from queries.tables import choices

    return choices.CHOICES
