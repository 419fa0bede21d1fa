"""Which row of a file is which district: by official code, by P-code, else by name."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from queries.boundary_files.problems import Problem, problem
from queries.workbook.clean import arabic_digits, clean, name_key

LEVELS_SAID = {"district": ("อำเภอ", "districts"), "province": ("จังหวัด", "province")}
DIGITS = {"district": 4, "province": 2}
LIKE_CODES = 0.5  # of a column's values that must look like codes: a free text that holds one is no column of codes
BEFORE_A_NAME = re.compile(r"^(อำเภอ|กิ่งอำเภอ|กิ่งอ\.|อ\.|เขต|จังหวัด|จ\.)\s*")
AROUND_A_NAME = re.compile(r"\b(king amphoe|amphoe|amphur|khet|district|changwat|province)\b", re.IGNORECASE)


class Office(NamedTuple):
    """A district office: of which district, and where it stands."""

    name_th: str
    name_en: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Area:
    """One area that is to be covered: a district, or the province."""

    code: str
    name_th: str
    name_en: str
    offices: tuple[Office, ...]  # that should stand in it

    @property
    def said(self) -> tuple[str, str]:
        """Name and code for people, in Thai and English."""
        return f"{self.name_th} ({self.code})", f"{self.name_en} ({self.code})"


@dataclass(frozen=True)
class Place:
    """What a file must cover: all areas of one level of one province."""

    province: str
    name_th: str
    name_en: str
    level: str
    areas: dict[str, Area]


@dataclass(frozen=True)
class Match:
    """How the rows of a layer were told apart."""

    column: str
    rows: dict[str, list[int]]  # code of an area → its rows
    strange: dict[str, list[int]]  # codes or names of this province that the place does not have → rows
    ignored: int  # rows of other provinces

    @property
    def found(self) -> int:
        """How many areas have just one row."""
        return sum(len(rows) == 1 for rows in self.rows.values())


def match(frame: pd.DataFrame, place: Place, column: str = "") -> Match | Problem:
    """The rows of each area, by the column that holds most of its codes, or by names where none does; or why there is no such."""
    texts = {str(name): [_text(value) for value in frame[name]] for name in frame.columns if name != "geometry"}
    if column and column not in texts:
        return problem("column_unknown", value=column, columns=", ".join(texts))
    chosen = {column: texts[column]} if column else texts
    by_code = _best([_by_code(name, frame.index, values, place) for name, values in chosen.items()])
    if len(by_code) > 1:
        return problem("code_columns_disagree", value=", ".join(m.column for m in by_code))
    if by_code:
        return by_code[0]
    own = _rows_of_province(frame.index, texts, place)
    by_name = _best([_by_name(name, frame.index, values, place, own) for name, values in chosen.items()])
    if by_name:
        return by_name[0]
    level_th, level_en = LEVELS_SAID[place.level]
    return problem("code_column_missing", column=column, level_th=level_th, level_en=level_en, example=min(place.areas), columns=", ".join(texts))


def judged(found: Match, place: Place) -> list[Problem]:
    """What is wrong with a match: areas without a row or with several, and areas of the province nobody knows."""
    problems = []
    if missing := [area for code, area in place.areas.items() if not found.rows.get(code)]:
        th, en = (", ".join(area.said[n] for area in missing) for n in (0, 1))
        problems.append(problem("districts_missing", column=found.column, districts_th=th, districts_en=en, found=len(place.areas) - len(missing), expected=len(place.areas)))
    for code, rows in found.rows.items():
        if len(rows) > 1:
            said = ", ".join(map(str, rows[:8])) + (" …" if len(rows) > 8 else "")
            problems.append(problem("district_repeated", row=rows[0], column=found.column, count=len(rows), rows=said, **named(place.areas[code])))
    known = ", ".join(place.areas)
    problems += [problem("district_unknown", row=rows[0], column=found.column, value=value, known=known) for value, rows in found.strange.items()]
    return problems


def named(area: Area) -> dict[str, str]:
    """An area as the details of a problem name it."""
    return {"district_th": area.said[0], "district_en": area.said[1]}


def _best(matches: Iterable[Match]) -> list[Match]:
    """The matches that cover most areas; of those that say the same of every row only the first."""
    most = max((len(m.rows) for m in matches), default=0)
    found: list[Match] = []
    for one in matches:
        if most and len(one.rows) == most and all(one.rows != other.rows for other in found):
            found.append(one)
    return found


def _text(value: object) -> str:
    """A cell as text; a code kept as a number loses its decimals."""
    if value is None or isinstance(value, float) and math.isnan(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(str(value))


def _by_code(column: str, index: Iterable[int], values: list[str], place: Place) -> Match:
    written = re.compile(rf"(?:TH[-_ ]?)?(\d{{{DIGITS[place.level]}}})", re.IGNORECASE)
    codes = [found[1] if (found := written.fullmatch(arabic_digits(value))) else "" for value in values]
    filled = sum(bool(value) for value in values)
    if not filled or sum(map(bool, codes)) < filled * LIKE_CODES:
        return Match(column, {}, {}, 0)
    return _sorted(column, zip(index, codes, strict=True), place, lambda code: code.startswith(place.province))


def _by_name(column: str, index: Iterable[int], values: list[str], place: Place, own: set[int] | None) -> Match:
    codes = {key: area.code for area in place.areas.values() for key in _names_of(area, place)}
    told = [(row, codes.get(_key(value), value)) for row, value in zip(index, values, strict=True) if own is None or row in own]
    found = _sorted(column, told, place, lambda name: own is not None and bool(name))
    return Match(column, found.rows, found.strange, len(values) - len(told) + found.ignored)


def _sorted(column: str, told: Iterable[tuple[int, str]], place: Place, is_ours) -> Match:
    """Rows by area; those of the province that are no known area; how many are of elsewhere."""
    rows: dict[str, list[int]] = {}
    strange: dict[str, list[int]] = {}
    ignored = 0
    for row, code in told:
        if code in place.areas:
            rows.setdefault(code, []).append(row)
        elif is_ours(code):
            strange.setdefault(code, []).append(row)
        else:
            ignored += 1
    return Match(column, dict(sorted(rows.items())), strange, ignored)


def _rows_of_province(index: Iterable[int], texts: dict[str, list[str]], place: Place) -> set[int] | None:
    """The rows that a column names as the province's own; None where no column says whose a row is."""
    names = {_key(place.name_th), _key(place.name_en)}
    if place.level == "province":
        return None
    for values in texts.values():
        if own := {row for row, value in zip(index, values, strict=True) if _key(value) in names}:
            return own
    return None


def _names_of(area: Area, place: Place) -> set[str]:
    """What an area may be called: a province's chief district often goes by "Mueang" alone."""
    found = {_key(area.name_th), _key(area.name_en)}
    if place.level == "district":
        found |= {key.removesuffix(_key(of)) for key, of in ((_key(area.name_th), place.name_th), (_key(area.name_en), place.name_en)) if key.startswith(("เมือง", "mueang"))}
    return found - {""}


def _key(name: str) -> str:
    """What two names are compared by: without "district", in one spelling of Mueang."""
    return name_key(AROUND_A_NAME.sub("", BEFORE_A_NAME.sub("", clean(name)))).replace("muang", "mueang")
