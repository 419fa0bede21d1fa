"""From raw sheets to typed rows: every cell by its column's kind, and every problem at once."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from queries.tables import FED, Column, Table
from queries.workbook.about import About, complete, read_about
from queries.workbook.cells import choice_words, convert, shown
from queries.workbook.problems import TEXTS, Problem, in_order, problem
from queries.workbook.raw import RawSheet, address
from queries.workbook.refusal import Refusal
from queries.workbook.sheets import MARKS, Heading, Recognised, recognise

Row = dict[str, Any]
Progress = Callable[[int, int], None]

MOST_OF_A_KIND = 500  # problems listed of one code in one column; the rest are counted
_REMEMBERED = 20_000  # values a column's memory holds: codes, dates and choices come back again and again
_EVERY = 2_000  # rows between two reports of progress
_UNSEEN = object()


@dataclass
class Staged:
    """A workbook as typed rows.

    `rows[table]` is a list of dicts: the columns the sheet has (and defaults of key columns), `source_sheet`, `source_row`,
    `is_ended`, `end_reason`; an ended row has its key only. `present[table]` names the columns the sheet has, in the
    table's order: a column that is absent says nothing about its values. `headings[table]` says where each stands.
    """

    about: About
    rows: dict[str, list[Row]] = field(default_factory=dict)
    present: dict[str, tuple[str, ...]] = field(default_factory=dict)
    headings: dict[str, dict[str, Heading]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    sheets: tuple[str, ...] = ()  # names in the file's order, to sort problems by


def typed(sheets: list[RawSheet], tables: dict[str, Table] = FED, *, given: About | None = None,
          progress: Progress | None = None) -> Staged:
    """Raw sheets as typed rows per table, with every problem, sorted by sheet and row.

    `given` fills what the file's about sheet does not say (a lone CSV says nothing); a different province is a problem.
    `progress(done, total)` counts data rows.
    """
    known, about_sheets, problems = recognise(sheets, tables)
    about, wrong = _about(about_sheets, known, given or About())
    staged = Staged(about, sheets=tuple(sheet.name for sheet in sheets))
    problems += wrong
    count = _counter(known, progress)
    for one in known:
        name = one.table.name
        staged.headings[name] = one.headings
        staged.present[name] = tuple(c.name for c in one.table.columns if c.name in one.headings)
        staged.rows[name], wrong = _rows(one, about, count)
        problems += wrong
    staged.problems = in_order(problems, staged.sheets)
    return staged


def _about(about_sheets: list[RawSheet], known: list[Recognised], given: About) -> tuple[About, list[Problem]]:
    about, problems = read_about(about_sheets[0]) if about_sheets else (About(), [])
    problems += [problem("sheet_twice", sheet=extra.name, first=about_sheets[0].name) for extra in about_sheets[1:]]
    if not about.province_code and not given.province_code and len(provinces := _provinces_said(known)) == 1:
        given = About(**{**vars(given), "province_code": provinces.pop()})
    about, missing = complete(about, given, about_sheets[0].name if about_sheets else "")
    told = {p.column for p in problems}  # a date that is wrong is not also missing
    return about, problems + [p for p in missing if p.column not in told or p.code != "about_missing"]


def _provinces_said(known: list[Recognised]) -> set[str]:
    column = next(c for c in MARKS if c.name == "province_code")
    said = {cells[heading.index] for one in known if (heading := one.headings.get(column.name))
            for row, cells in one.sheet.rows if row > one.last_heading_row and heading.index < len(cells)}
    return {value for cell in said if isinstance(value := convert(column, cell), str)}


def _counter(known: list[Recognised], progress: Progress | None) -> Callable[[], None]:
    total, done = sum(len(one.sheet.rows) for one in known), 0

    def count() -> None:
        nonlocal done
        done += 1
        if progress and (done % _EVERY == 0 or done == total):
            progress(done, total)

    return count


class _Reader:
    """One column of a sheet: remembers what each written value became, since most come again."""

    def __init__(self, heading: Heading, table: Table):
        self.column, self.heading = heading.column, heading
        self.name, self.index = heading.column.name, heading.index
        self.is_key = self.name in table.key
        self.is_needed = (self.column.required or self.is_key) and not self.column.default
        self.seen: dict[object, object] = {}

    def read(self, cell: object) -> object:
        """The cell's value, None, or a Refusal."""
        key = cell if type(cell) is str else (type(cell), cell)
        value = self.seen.get(key, _UNSEEN)
        if value is _UNSEEN:
            value = convert(self.column, cell, self.heading.era)
            if len(self.seen) < _REMEMBERED:
                self.seen[key] = value
        return value


class _Sheet:
    """What reading one sheet gathers: its problems, counted per column and code so that a million are not listed."""

    def __init__(self, one: Recognised, about: About):
        self.one, self.table, self.about, self.raw = one, one.table, about, one.sheet
        readers = [_Reader(heading, one.table) for heading in one.headings.values()]
        self.marks = {r.name: r for r in readers if r.column in MARKS}
        self.readers = [r for r in readers if r.column not in MARKS]
        self.keys = [r for r in self.readers if r.is_key]
        self.defaults = {c.name: about.province_code if c.default == "province" else c.default
                         for c in one.table.columns if c.default}
        self.problems: list[Problem] = []
        self.counted: Counter[tuple[str, str, str]] = Counter()
        self.not_filled: list[int] = []

    def add(self, code: str, row: int, reader: _Reader, cell: object = None, **details: object) -> None:
        """Notes a problem of one cell."""
        self.counted[code, reader.name, reader.heading.text] += 1
        if self.counted[code, reader.name, reader.heading.text] <= MOST_OF_A_KIND:
            if "example" in TEXTS[code].details:
                details |= _example(reader.column)
            self.problems.append(problem(code, sheet=self.raw.name, row=row, column=reader.heading.text, value=shown(cell),
                                         cell=address(row, reader.index), **details))

    def all_problems(self) -> list[Problem]:
        """Every problem noted, with one line per column for those that were only counted."""
        if self.not_filled:
            some = ", ".join(map(str, self.not_filled[:10])) + (", …" if len(self.not_filled) > 10 else "")
            self.problems.append(problem("rows_not_filled", sheet=self.raw.name, row=self.not_filled[0], count=len(self.not_filled), rows=some))
        return self.problems + [
            problem("more_of_the_same", sheet=self.raw.name, row=self.raw.rows[-1][0], column=heading, code=code, count=count - MOST_OF_A_KIND)
            for (code, _, heading), count in self.counted.items() if count > MOST_OF_A_KIND]


def _rows(one: Recognised, about: About, count: Callable[[], None]) -> tuple[list[Row], list[Problem]]:
    sheet = _Sheet(one, about)
    rows: list[Row] = []
    first_of: dict[tuple, int] = {}
    sheet.problems += _merged_data(one)
    for number, cells in one.sheet.rows:
        count()
        if number > one.last_heading_row > 0 and (row := _row(sheet, number, cells)) is not None:
            rows.append(row)
            _note_twice(sheet, row, first_of)
    return rows, sheet.all_problems()


def _row(sheet: _Sheet, number: int, cells: list) -> Row | None:
    """One row typed, None when nothing is written in it, or only a key. What could not be read is left out of it."""
    mark = _mark(sheet, number, cells)
    readers = sheet.keys if mark["is_ended"] else sheet.readers
    row: Row = {}
    refused, empty, filled = [], [], []
    for reader in readers:
        cell = cells[reader.index] if reader.index < len(cells) else None
        value = reader.read(cell) if cell is not None else None
        if type(value) is Refusal:
            refused.append((reader, cell, value))
            continue
        if value is not None:
            filled.append(reader)
        elif cell is None and sheet.raw.broken or reader.is_needed:
            empty.append(reader)
        row[reader.name] = sheet.defaults.get(reader.name) if value is None else value
    if not (refused or mark["is_ended"]) and _is_unfilled(sheet, number, readers, filled):
        return None
    for reader, cell, refusal in refused:
        sheet.add(refusal.code, number, reader, cell, **dict(refusal.details))
    is_only_a_wrong_key = bool(refused) and not filled and all(reader.is_key for reader, _, _ in refused)  # a note, or a total
    for reader in empty:
        _note_empty(sheet, number, reader, is_only_a_wrong_key)
    return {**sheet.defaults, **row, "source_sheet": sheet.raw.name, "source_row": number, **mark}


def _is_unfilled(sheet: _Sheet, number: int, readers: list[_Reader], filled: list[_Reader]) -> bool:
    """A row with nothing in it, or only the key a form prefilled where more is due: passed over, the latter with a word."""
    is_more_due = any(reader.is_needed and not reader.is_key for reader in readers)
    if any(not reader.is_key for reader in filled) or (filled and not is_more_due):
        return False
    if any((number, reader.index) in sheet.raw.broken for reader in readers):
        return False
    if filled:
        sheet.not_filled.append(number)
    return True


def _note_empty(sheet: _Sheet, number: int, reader: _Reader, may_be_missing: bool) -> None:
    """An empty cell is an Excel error, a formula nobody worked out, or, in a column that must be filled, missing."""
    broken = sheet.raw.broken.get((number, reader.index))
    if broken:
        sheet.add("formula_without_value" if broken.startswith("=") else "excel_error_value", number, reader, broken)
    elif reader.is_needed and not may_be_missing:
        sheet.add("value_missing", number, reader)


def _mark(sheet: _Sheet, number: int, cells: list) -> Row:
    """`is_ended` and `end_reason` of a row, and whether its province is the file's."""
    mark: Row = {"is_ended": False, "end_reason": None}
    for name, reader in sheet.marks.items():
        cell = cells[reader.index] if reader.index < len(cells) else None
        value = None if cell is None else reader.read(cell)
        if type(value) is Refusal:
            sheet.add(value.code, number, reader, cell, **dict(value.details))
        elif name == "province_code" and value and sheet.about.province_code and value != sheet.about.province_code:
            sheet.add("province_mixed", number, reader, cell, province=sheet.about.province_code)
        elif name in mark and value is not None:
            mark[name] = value
    if mark["is_ended"] and not mark["end_reason"]:
        sheet.add("end_without_reason", number, sheet.marks.get("end_reason") or sheet.marks["is_ended"])
    return mark


def _note_twice(sheet: _Sheet, row: Row, first_of: dict[tuple, int]) -> None:
    key = sheet.table.key
    if any(row.get(name) is None for name in key):
        return
    values = tuple(row[name] for name in key)
    first = first_of.setdefault(values, row["source_row"])
    if first != row["source_row"]:
        reader = sheet.keys[0] if sheet.keys else sheet.readers[0]
        labels = [" + ".join(sheet.table.column(name).label[n] for name in key) or sheet.table.label[n] for n in (0, 1)]
        sheet.add("key_twice", row["source_row"], reader, " + ".join(shown(value) for value in values),
                  first=first, keys_th=labels[0], keys_en=labels[1])


def _merged_data(one: Recognised) -> Iterator[Problem]:
    columns = [heading.index for heading in one.headings.values()]
    for (top, left), (bottom, right) in one.sheet.merged:
        if one.last_heading_row and top + 1 > one.last_heading_row and any(left <= index <= right for index in columns):
            yield problem("cells_merged", sheet=one.sheet.name, row=top + 1, cell=f"{address(top + 1, left)}:{address(bottom + 1, right)}")


def _example(column: Column) -> dict[str, str]:
    if column.choices and not column.example:
        return {"example_th": choice_words(column.choices, 0), "example_en": choice_words(column.choices, 1)}
    return {"example": column.example}
