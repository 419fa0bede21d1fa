"""A file becomes a release, whole or not at all; or, with `check`, is shown what it would become."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from queries import releases, tables
from queries.database import refresh_statistics, unreachable, writing
from queries.workbook import references, rules, staging
from queries.workbook.about import About
from queries.workbook.convert import Staged, typed
from queries.workbook.problems import Problem, has_errors, in_order
from queries.workbook.raw import address
from queries.workbook.read import Limits, read
from queries.workbook.staging import Change

Progress = Callable[[str, int, int], None]  # stage, done, total
MONEY_SHOWN = (("contract", "amount_baht"), ("project", "budget_baht"), ("budget_share", "pledged_baht"), ("budget_share", "allocated_baht"), ("money_event", "amount_baht"))


@dataclass(frozen=True)
class Report:
    """What a file is and does: its problems in the order of the file, and, when it may be loaded, what it changes."""

    file_name: str
    file_sha256: str = ""
    about: About = About()
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    totals: tuple[tuple[str, str, Decimal, Decimal], ...] = ()  # table, column, before, after; in baht
    release: int | None = None  # the release that now holds the file
    is_new: bool = False  # whether this load made it
    sheets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_refused(self) -> bool:
        """Whether an error keeps the whole file out."""
        return has_errors(self.problems)

    @property
    def changes_anything(self) -> bool:
        """Whether loading the file adds, changes or ends a row."""
        return any(c.added or c.changed or c.ended for c in self.changes)


class _RolledBack(Exception):
    """Leaves the transaction without keeping it."""


def check(engine: Engine, path: Path, *, given: About = About(), limits: Limits | None = None, progress: Progress = lambda *_: None) -> Report:
    """What loading the file would do, and everything wrong with it. Nothing is kept."""
    return _import(engine, path, given, limits, progress, keep=False, created_by="")


def load(engine: Engine, path: Path, *, given: About = About(), created_by: str, limits: Limits | None = None, progress: Progress = lambda *_: None) -> Report:
    """Load the file as one release, all or nothing. The same file again is the release that already holds it.

    DatabaseError when the database fails on the way; what it held is then untouched.
    """
    return _import(engine, path, given, limits, progress, keep=True, created_by=created_by)


def sha256_of(path: Path) -> str:
    """The fingerprint of a file, or of a folder's CSV files with their names."""
    whole = hashlib.sha256()
    for part in sorted(path.glob("*.csv")) if path.is_dir() else [path]:
        if path.is_dir():
            whole.update(part.name.encode() + b"\0")
        whole.update(hashlib.sha256(part.read_bytes()).digest())
    return whole.hexdigest()


def _import(engine: Engine, path: Path, given: About, limits: Limits | None, progress: Progress, *, keep: bool, created_by: str) -> Report:
    sheets, problems = read(path, limits or Limits(), progress=lambda done, total: progress("read", done, total))
    report = Report(path.name, problems=tuple(problems), sheets=tuple(s.name for s in sheets))
    if has_errors(problems) and not sheets:
        return report
    staged = typed(sheets, given=given, progress=lambda done, total: progress("convert", done, total))
    report = replace(report, about=staged.about, file_sha256=sha256_of(path), problems=_sorted(report, [*problems, *staged.problems]))
    if any(p.code in ("about_missing", "province_unknown") for p in staged.problems) or not staged.about.as_of:
        return report
    try:
        with engine.connect() as connection:
            return _written(connection, report, staged, progress, keep, created_by)
    except DBAPIError as trouble:
        raise unreachable(engine, trouble) from trouble


def _sorted(report: Report, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(in_order(problems, report.sheets))


def _written(connection: Connection, report: Report, staged: Staged, progress: Progress, keep: bool, created_by: str) -> Report:
    """Staging first, without the lock; then, holding it, the whole release or none of it."""
    province = staged.about.province_code
    with connection.begin():
        if standing := releases.of_file(connection, province, report.file_sha256):
            return replace(report, release=standing)
        usable, refused = _usable(staged) if report.is_refused else (staged.rows, {})
        held = _stage(connection, staged, usable, province, progress)
    outcome = report
    try:
        with writing(connection):
            outcome = _release(connection, report, staged, held, refused, created_by, progress)
            if not keep or outcome.is_refused or not outcome.changes_anything:
                raise _RolledBack
    except _RolledBack:
        return replace(outcome, release=None, is_new=False)
    refresh_statistics(connection, set(held))
    return outcome


def _usable(staged: Staged) -> tuple[dict[str, list[dict]], dict[str, set]]:
    """The rows of a file with errors that can still be tried, so that all its problems are found at once; and the keys
    of those that cannot, so that rows which name them are not blamed too."""
    usable, refused = {}, {}
    for name, rows in staged.rows.items():
        table, seen = tables.TABLES[name], set()
        needed = [c.name for c in table.columns if c.required or c.name in table.key]
        usable[name], refused[name] = [], set()
        for row in rows:
            key = tuple(row.get(k) for k in table.key)
            whole = all(row.get(n) is not None for n in ((*table.key, "end_reason") if row["is_ended"] else needed)) and key not in seen
            seen.add(key)
            usable[name].append(row) if whole else refused[name].add(key[0] if key else None)
    return usable, refused


def _stage(connection: Connection, staged: Staged, rows: dict[str, list[dict]], province: str, progress: Progress) -> dict:
    total, done = sum(map(len, rows.values())), 0

    def heard(count: int) -> None:
        nonlocal done
        done += count
        progress("stage", done, total)

    return {
        name: staging.stage(connection, table, province, rows[name], set(staged.present[name]), heard)
        for name, table in tables.TABLES.items() if rows.get(name)
    }


def _release(connection: Connection, report: Report, staged: Staged, held: dict, refused: dict, created_by: str, progress: Progress) -> Report:
    about = staged.about
    before = _totals(connection, about.province_code)
    number = releases.begin(
        connection, province=about.province_code, release_kind="load", as_of=about.as_of, reason=about.reason or report.file_name,
        created_by=created_by or about.prepared_by or "-", file_name=report.file_name, file_sha256=report.file_sha256)
    problems, changes = [], []
    for done, (name, staged_table) in enumerate(held.items(), start=1):
        problems += rules.unknown_ends(connection, tables.TABLES[name], staged_table)
        changes.append(staging.apply(connection, tables.TABLES[name], staged_table, about.province_code, number))
        progress("write", done, len(held))
    problems += rules.broken(connection, about.province_code, number, set(held))
    problems += references.broken(connection, about.province_code, set(held), refused)
    problems = [*report.problems, *(_placed(staged, p) for p in problems)]
    outcome = replace(report, problems=_sorted(report, problems), changes=tuple(changes), release=number, is_new=True,
                      totals=_both(before, _totals(connection, about.province_code)))
    if not outcome.is_refused and outcome.changes_anything:
        releases.finish(connection, number, sum(c.added + c.changed for c in changes), sum(c.changed + c.ended for c in changes))
    return outcome


def _placed(staged: Staged, found: Problem) -> Problem:
    """A problem found in the database, told with the clerk's own heading and cell."""
    table = next((name for name, rows in staged.rows.items() if rows and rows[0]["source_sheet"] == found.sheet), "")
    heading = staged.headings.get(table, {}).get(found.column)
    if heading:
        cell = ("cell", address(found.row, heading.index))
        return replace(found, column=heading.text, details=(*found.details, cell))
    labels = {c.name: c.label[0] for t in tables.TABLES.values() for c in t.columns}
    return replace(found, column=labels.get(found.column, found.column))


def _totals(connection: Connection, province: str) -> dict[tuple[str, str], Decimal]:
    """The sums people know by heart, so that a slipped digit is seen before it is loaded."""
    found = {}
    for table, column in MONEY_SHOWN:
        stored = tables.sql[table]
        total = select(func.sum(stored.c[column])).where(stored.c.province_code == province, stored.c.to_release == tables.FAR)
        found[table, column] = connection.scalar(total) or Decimal(0)
    return found


def _both(before: dict, after: dict) -> tuple:
    return tuple((table, column, before[table, column], after[table, column]) for table, column in MONEY_SHOWN)


def given_about(province: str | None = None, as_of: date | None = None, reason: str | None = None, prepared_by: str | None = None) -> About:
    """What the caller says about a file, beside what the file says itself."""
    return About(province_code=province or "", as_of=as_of, reason=reason or "", prepared_by=prepared_by or "")
