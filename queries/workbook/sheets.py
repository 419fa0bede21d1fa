"""Which table a sheet is, and which column is which: by Thai label, English label or code, however it was typed."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache

from queries.tables import Column, Table
from queries.tables.spec import boolean, code, text
from queries.workbook.about import ABOUT_SHEET, GUIDE_SHEET, LISTS_SHEET, is_named
from queries.workbook.clean import clean, name_key
from queries.workbook.dates import era_said
from queries.workbook.problems import Problem, problem
from queries.workbook.raw import Cell, RawSheet, address, letters

HEADING_ROWS = 15  # a title, a note and a logo may stand above the headings
HELP_MARK = "ⓘ"  # a heading that begins so is the form's own help for the clerk: passed over in silence
LONGEST_SHEET_NAME = 31  # Excel's own limit: a longer label is cut there

# The columns every sheet may carry beside its table's own.
MARKS: tuple[Column, ...] = (
    boolean("is_ended", "สิ้นสุด", "Ended", "ใช่ เมื่อแถวนี้ไม่เป็นจริงอีกต่อไป", "Yes when the row is no longer true"),
    text("end_reason", "เหตุผลที่สิ้นสุด", "Reason ended", "เหตุผลที่แถวนี้สิ้นสุด", "Why the row ended", example="ถอนตัวจากเครือข่าย"),
    code("province_code", "รหัสจังหวัด", "Province code", "จังหวัดของแถวนี้ ต้องตรงกับไฟล์", "The row's province; must be the file's own", example="56"),
)


@dataclass(frozen=True)
class Heading:
    """One column of a sheet that was recognised: where it stands, how its heading reads, which era that heading names."""

    column: Column
    index: int
    text: str
    era: str = ""


@dataclass
class Recognised:
    """A sheet that is a table: its headings by column name, and the row the last heading stands in."""

    sheet: RawSheet
    table: Table
    last_heading_row: int = 0
    headings: dict[str, Heading] = field(default_factory=dict)


@dataclass
class _Found:
    """Headings found in one row, or two rows read together."""

    row: int
    last_row: int
    texts: dict[int, str]
    columns: dict[int, str]

    @property
    def score(self) -> tuple[int, bool]:
        """More columns is better; of equals, headings in one row: the row above them is only a title."""
        return len(set(self.columns.values())), self.row == self.last_row


def recognise(sheets: list[RawSheet], tables: dict[str, Table]) -> tuple[list[Recognised], list[RawSheet], list[Problem]]:
    """The sheets that are tables, the about sheets, and the problems. Guide, list and empty sheets are passed over."""
    known, about, problems = [], [], []
    for sheet in sheets:
        if is_named(sheet.name, ABOUT_SHEET, "about"):
            about.append(sheet)
        elif sheet.rows and not is_named(sheet.name, GUIDE_SHEET, "guide") and not is_named(sheet.name, LISTS_SHEET, "lists"):
            table, wrong = table_of(sheet, tables)
            problems += wrong
            if table:
                known.append(Recognised(sheet, table))
    known, twice = _once_each(known)
    for one in known:
        problems += _find_headings(one)
    if not known and not problems and not twice:
        problems.append(problem("no_sheet_known", allowed_th=_some(tables, 0), allowed_en=_some(tables, 1)))
    return known, about, problems + twice


def table_of(sheet: RawSheet, tables: dict[str, Table]) -> tuple[Table | None, list[Problem]]:
    """The table a sheet's name says it is or, for a CSV whose name says nothing, the one its headings fit."""
    names = _table_names(tuple(tables.values()))
    for variant in _variants(re.sub(r"^[\d๐-๙]+[\s._-]+", "", sheet.name), sheet.name):
        if variant in names:
            return tables[names[variant]], []
    if sheet.is_csv:
        return _by_headings(sheet, tables)
    return None, [_unknown(sheet, names, tables)]


def _by_headings(sheet: RawSheet, tables: dict[str, Table]) -> tuple[Table | None, list[Problem]]:
    fits: dict[tuple[bool, int], list[Table]] = {}
    for table in tables.values():
        found = _best_headings(sheet, table)
        if found and set(table.key) - _with_default(table) <= set(found.columns.values()):
            columns = set(found.columns.values())
            is_complete = all(c.name in columns for c in table.columns if c.required)
            fits.setdefault((is_complete, len(columns)), []).append(table)
    best = fits[max(fits)] if fits else []
    if len(best) == 1:
        return best[0], []
    if best:
        words = [", ".join(f"{table.label[n]} ({table.name})" for table in best) for n in (0, 1)]
        return None, [problem("sheet_ambiguous", sheet=sheet.name, tables_th=words[0], tables_en=words[1])]
    return None, [_unknown(sheet, _table_names(tuple(tables.values())), tables)]


def _with_default(table: Table) -> set[str]:
    return {c.name for c in table.columns if c.default}


def _unknown(sheet: RawSheet, names: dict[str, str], tables: dict[str, Table]) -> Problem:
    near = get_close_matches(name_key(sheet.name), names, n=1, cutoff=0.7)
    label = tables[names[near[0]]].label if near else ("", "")
    return problem("sheet_unknown", sheet=sheet.name, nearest_th=f" (ใกล้เคียง “{label[0]}”)" if near else "",
                   nearest_en=f" (perhaps “{label[1]}”)" if near else "")


def _once_each(known: list[Recognised]) -> tuple[list[Recognised], list[Problem]]:
    first: dict[str, Recognised] = {}
    problems = []
    for one in known:
        other = first.setdefault(one.table.name, one)
        if other is not one:
            problems.append(problem("sheet_twice", sheet=one.sheet.name, first=other.sheet.name))
    return list(first.values()), problems


@lru_cache(maxsize=8)
def _table_names(tables: tuple[Table, ...]) -> dict[str, str]:
    return {name_key(name[:cut]): table.name for cut in (LONGEST_SHEET_NAME, None)
            for table in tables for name in (*table.label, table.name)}


@cache
def heading_names(table: Table) -> dict[str, str]:
    """Every way a heading of this table may read, as name_key, to the column's name. Marks first: a table's own column wins."""
    return {name_key(name): column.name for column in (*MARKS, *table.columns) for name in (*column.label, column.name)}


def _variants(*texts: str) -> list[str]:
    """How a name is tried: as it stands, then what is inside its last parentheses, then without them."""
    keys = [name_key(written) for written in texts]
    for written in texts:
        if found := re.fullmatch(r"(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*\**\s*", clean(written), re.DOTALL):
            keys += [name_key(found[2]), name_key(found[1])]
    return [key for key in keys if key]


def _match(heading: str, names: dict[str, str]) -> str | None:
    return next((names[key] for key in _variants(heading) if key in names), None)


def _find_headings(one: Recognised) -> list[Problem]:
    """Fills in a sheet's headings and answers what is wrong with them."""
    found = _best_headings(one.sheet, one.table) or _Found(0, 0, {}, {})
    one.last_heading_row = found.last_row
    columns = {c.name: c for c in (*MARKS, *one.table.columns)}
    problems = []
    for index, name in sorted(found.columns.items()):
        heading = Heading(columns[name], index, found.texts[index], era_said(found.texts[index]))
        first = one.headings.setdefault(name, heading)
        if first is not heading:
            problems.append(problem("heading_twice", sheet=one.sheet.name, row=found.last_row, column=heading.text,
                                    first=first.text, cell=address(found.last_row, index)))
    problems += [problem("heading_missing", sheet=one.sheet.name, row=found.last_row, column=c.label[0], label_th=c.label[0], label_en=c.label[1], code=c.name)
                 for c in one.table.columns if _is_needed(c, one.table) and c.name not in one.headings]
    return problems + _unknown_headings(one, found)


def _is_needed(column: Column, table: Table) -> bool:
    return (column.required or column.name in table.key) and not column.default


def _unknown_headings(one: Recognised, found: _Found) -> list[Problem]:
    rows = [cells for row, cells in one.sheet.rows if row > found.last_row]
    width = max(map(len, rows), default=0)
    known = {heading.index for heading in one.headings.values()} | set(found.columns)
    nameless = [i for i in range(width) if i not in known and i not in found.texts and any(len(c) > i and c[i] is not None for c in rows)]
    headings = {i: text for i, text in found.texts.items() if i not in known and not text.startswith(HELP_MARK)} | {i: f"({letters(i)})" for i in nameless}
    return [problem("heading_unknown", sheet=one.sheet.name, row=found.last_row, column=text, cell=address(found.last_row, i))
            for i, text in sorted(headings.items())] if found.columns else []


def _best_headings(sheet: RawSheet, table: Table) -> _Found | None:
    names = heading_names(table)
    top = [(row, cells) for row, cells in sheet.rows[:HEADING_ROWS] if row <= HEADING_ROWS]
    best = None
    for n, (row, cells) in enumerate(top):
        one_row = _in_one_row(row, cells, names)
        below = top[n + 1] if n + 1 < len(top) and top[n + 1][0] == row + 1 else None
        for found in [one_row, _in_two_rows(sheet, row, cells, below[1], names)] if below else [one_row]:
            if found.columns and (best is None or found.score > best.score):
                best = found
    return best


def _words(cells: list[Cell]) -> dict[int, str]:
    return {i: clean(cell) for i, cell in enumerate(cells) if isinstance(cell, str) and clean(cell)}


def _in_one_row(row: int, cells: list[Cell], names: dict[str, str]) -> _Found:
    texts = _words(cells)
    columns = {i: name for i, text in texts.items() if (name := _match(text, names))}
    return _Found(row, row, texts, columns)


def _in_two_rows(sheet: RawSheet, row: int, upper: list[Cell], lower: list[Cell], names: dict[str, str]) -> _Found:
    """Headings over two rows: the lower cell, both together ("ระยะเวลา" over "วันเริ่ม"), or the upper one where it reaches down."""
    above, below = _spread(sheet, row, _words(upper)), _words(lower)
    texts, columns = {}, {}
    for i in sorted(above.keys() | below.keys()):
        over, under = above.get(i, ""), below.get(i, "")
        together = f"{over} {under}".strip()
        tried = {written: _match(written, names) for written in (together, under) if written}
        texts[i] = next((written for written, name in tried.items() if name), together)
        if tried.get(texts[i]):
            columns[i] = tried[texts[i]]
    return _Found(row, row + 1, texts, columns)


def _spread(sheet: RawSheet, row: int, words: dict[int, str]) -> dict[int, str]:
    """A merged heading stands over every column it covers."""
    spread = dict(words)
    for (first_row, first), (_, last) in sheet.merged:
        if first_row == row - 1 and first in words:
            spread |= dict.fromkeys(range(first, last + 1), words[first])
    return spread


def _some(tables: dict[str, Table], language: int) -> str:
    return ", ".join(table.label[language] for table in list(tables.values())[:6])
