"""Dates and years as clerks write them, to datetime.date and Buddhist-era years.

Era rules: a year above 2400 with no era said is B.E.; a heading or value that says พ.ศ. refuses a year below 2400 and one
that says ค.ศ. refuses a year above it. A two-digit year is the Buddhist one (67 = 2567), and only 50–99: "24" could be
2524 or 2024, so it is sent back.
"""

import re
from datetime import date, datetime, timedelta

from queries.workbook.clean import arabic_digits, clean
from queries.workbook.refusal import Refusal, refused

BE = 543  # พ.ศ. = ค.ศ. + 543
FIRST_BE_YEAR = 2400  # from here up a four-digit year is Buddhist
FIRST_YEAR, LAST_YEAR = FIRST_BE_YEAR - BE, 2699 - BE  # the years, in the common era, any fact may speak of

_THAI_MONTHS = (
    ("มกราคม", "มค"), ("กุมภาพันธ์", "กพ"), ("มีนาคม", "มีค"), ("เมษายน", "เมย"), ("พฤษภาคม", "พค"), ("มิถุนายน", "มิย"),
    ("กรกฎาคม", "กค"), ("สิงหาคม", "สค"), ("กันยายน", "กย"), ("ตุลาคม", "ตค"), ("พฤศจิกายน", "พย"), ("ธันวาคม", "ธค"),
)
_ENGLISH_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                   "november", "december")
_MONTHS = {name: n for n, names in enumerate(_THAI_MONTHS, 1) for name in names}
_MONTHS |= {name[:length]: n for n, name in enumerate(_ENGLISH_MONTHS, 1) for length in (3, len(name))} | {"sept": 9}

_BE_SAID = re.compile(r"พ\s?\.?\s?ศ\s?\.?(?![ก-ฮ])|พุทธศักราช|\bB\.?E\.?(?![A-Za-z])", re.IGNORECASE)
_CE_SAID = re.compile(r"ค\s?\.?\s?ศ\s?\.?(?![ก-ฮ])|คริสต์ศักราช|\b(?:C\.?E|A\.?D)\.?(?![A-Za-z])", re.IGNORECASE)

_TIME = re.compile(r"[ T,]+(?:เวลา ?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?น\.?)?Z?$")
_WEEKDAY = re.compile(r"^(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)(?:ที่)? ?|^วันที่ ?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{2}|\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2}) ?[-/]? ?([ก-์.]+(?: [ก-์]+\.)?|[A-Za-z]+)\.?,? ?[-/]? ?(\d{2}|\d{4})")
_SERIAL = re.compile(r"\d{5,6}(?:\.0+)?")

# Excel counts days from 30 Dec 1899. Below 20,000 (3 Oct 1954) a number is more likely a year or an amount than a date.
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 300_000

_YEAR_ALONE = re.compile(r"(?:ปี)?(?:งบประมาณ|งบ)? ?(?:พ\.?ศ\.?)? ?(\d{4})|(?:FY|B\.?E\.?) ?(\d{4})", re.IGNORECASE)


def era_said(text: str) -> str:
    """The era a heading or a value names: "be", "ce", or "" when it names none or both."""
    be, ce = _BE_SAID.search(text), _CE_SAID.search(text)
    return ("be" if be else "ce") if bool(be) != bool(ce) else ""


def to_date(cell: object, era: str = "") -> date | Refusal:
    """A cell as a date. `era` is what the heading says ("be", "ce" or ""). Anything else is a Refusal, never an error."""
    if isinstance(cell, date):
        return _from_calendar(cell, era)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return refused("date_impossible")
    if not isinstance(cell, str):
        return _from_serial(cell, era)
    return _from_text(arabic_digits(clean(cell)), era)


def to_fiscal_year(cell: object) -> int | Refusal:
    """A Buddhist-era fiscal year from 2567, "๒๕๖๗" or "ปีงบประมาณ 2567". A common-era year is refused, not guessed."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return refused("year_out_of_range")
    if isinstance(cell, str):
        found = _YEAR_ALONE.fullmatch(arabic_digits(clean(cell)))
        if not found:
            return refused("year_out_of_range")
        cell = int(found[1] or found[2])
    if cell != cell or cell in (float("inf"), float("-inf")) or cell != int(cell):
        return refused("year_out_of_range")
    year = int(cell)
    if FIRST_YEAR <= year < FIRST_BE_YEAR:
        return refused("date_era_wrong", said_th="พ.ศ.", said_en="B.E.", year=year, instead=year + BE)
    return year if FIRST_BE_YEAR <= year <= LAST_YEAR + BE else refused("year_out_of_range")


def _from_calendar(cell: date, era: str) -> date | Refusal:
    # A real date cell of 2024 under a พ.ศ. heading is right: Excel shows it in the Thai calendar and stores it in the
    # common one. Only a stored year above 2400 tells that someone typed a Buddhist year into a common-era calendar.
    day = cell.date() if isinstance(cell, datetime) else cell
    if day.year < FIRST_BE_YEAR:
        return _in_range(day.year, day.month, day.day)
    if era == "ce":
        return _era_wrong("ce", day.year)
    return _in_range(day.year - BE, day.month, day.day)


def _from_serial(number: float, era: str) -> date | Refusal:
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:  # also false for nan
        return refused("date_impossible")
    return _from_calendar(_EXCEL_DAY_ZERO + timedelta(days=int(number)), era)


def _from_text(text: str, era: str) -> date | Refusal:
    said = era_said(text)
    bare = re.sub(" {2,}", " ", _CE_SAID.sub(" ", _BE_SAID.sub(" ", text))).strip()
    bare = _WEEKDAY.sub("", _WEEKDAY.sub("", _TIME.sub("", bare))).strip()
    if _SERIAL.fullmatch(bare):
        return _from_serial(float(bare), era)
    parts = _parts(bare)
    if parts is None:
        return refused("date_impossible")
    day, month, year, is_english = parts
    if said and era and said != era:
        return _era_wrong(era, year)
    return _with_year(day, month, year, said or era, is_english)


def _parts(text: str) -> tuple[int, int, str, bool] | None:
    """Day, month, year as written, and whether the month was an English word."""
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), found[1], False
    if found := _DAY_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), found[3], False
    if found := _IN_WORDS.fullmatch(text):
        month = _MONTHS.get(re.sub(r"[. ]", "", found[2]).lower())
        return (int(found[1]), month, found[3], found[2].isascii()) if month else None
    return None


def _with_year(day: int, month: int, written: str, era: str, is_english: bool) -> date | Refusal:
    year = int(written)
    if len(written) == 2:
        if era == "ce":
            return _in_range(2000 + year, month, day)
        if era != "be" and (is_english or year < 50):
            return refused("year_unclear", year=written)
        return _in_range(2500 + year - BE, month, day)
    if (era == "be" and year < FIRST_BE_YEAR) or (era == "ce" and year >= FIRST_BE_YEAR):
        return _era_wrong(era, year)
    return _in_range(year - BE if year >= FIRST_BE_YEAR else year, month, day)


def _in_range(year: int, month: int, day: int) -> date | Refusal:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return refused("year_out_of_range")
    try:
        return date(year, month, day)
    except ValueError:
        return refused("date_impossible")


def _era_wrong(era: str, year: int | str) -> Refusal:
    said = {"be": ("พ.ศ.", "B.E."), "ce": ("ค.ศ.", "C.E.")}[era]
    instead = int(year) + (BE if era == "be" else -BE) if len(str(year)) == 4 else year
    return refused("date_era_wrong", said_th=said[0], said_en=said[1], year=year, instead=instead)
