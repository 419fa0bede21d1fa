"""What the scrutiny command prints: progress, problems, changes, answers. Thai and English, no traceback."""

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from dashboard.wording import t
from queries.answers import dicts
from queries.errors import ForPeople
from queries.tables import TABLES
from queries.workbook.load import Report

out = Console(highlight=False, markup=False)
err = Console(stderr=True, highlight=False, markup=False)


def _both(key: str, **values) -> str:
    """The text in Thai and, after a slash, in English: a terminal has no button to switch."""
    return f"{t('command.' + key, 'th', **values)} / {t('command.' + key, 'en', **values)}"


def say(key: str, **values) -> None:
    """One line of the command's own words."""
    out.print(_both(key, **values), soft_wrap=True)


def trouble(error: ForPeople) -> None:
    """An error for people, on the error stream."""
    err.print(str(error), soft_wrap=True)


@contextmanager
def progress(*, silent: bool = False) -> Iterator:
    """A bar a stage for whatever takes longer than a moment; yields heard(stage, done, total). Goes to the error stream."""
    bars = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=err, transient=True, disable=silent)
    tasks = {}

    def heard(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(_both(f"stage_{stage}"), total=total)
        bars.update(tasks[stage], completed=done, total=total)

    with bars:
        yield heard


def report(found: Report) -> None:
    """A file's problems, what it changes, and what became of it."""
    _problems(found)
    if found.changes and not found.is_refused:
        _changes(found)
    say(*_outcome(found)[:1], **_outcome(found)[1])


def _problems(found) -> None:
    """The name of a file, and everything wrong with it."""
    out.print(f"\n{found.file_name}", style="bold", soft_wrap=True)
    for problem in found.problems:
        out.print(f"  {_both(problem.severity)} · {problem.code} · {problem.where('th')}", style="red" if problem.severity == "error" else "yellow", soft_wrap=True)
        for language in ("th", "en"):
            words = [problem.message(language), problem.allowed(language), problem.action(language)]
            out.print("    " + " — ".join(w for w in words if w), soft_wrap=True)


def published(told: Mapping, path: Path) -> None:
    """What was published, where, and what of it was withheld."""
    say("published", path=path, release=told["release"], number=told["publication"], rows=sum(table["rows"] for table in told["tables"]))
    for withheld in told["withheld"]:
        out.print(f"  {withheld['th']} / {withheld['en']}", soft_wrap=True)
    for table in told["tables"]:
        for withheld in table["withheld"]:
            out.print(f"  {table['label']['th']}: {withheld['th']} / {table['label']['en']}: {withheld['en']}", soft_wrap=True)
    say("published_proof", digest=told["sha256"], chain=told["chain"])


def boundary_report(found) -> None:
    """A file of boundaries: its problems, what was found in it, how its lines were simplified, and what became of it."""
    _problems(found)
    if found.column:
        say("boundaries_found", found=found.areas, expected=found.expected, column=found.column, ignored=found.ignored)
    if found.is_refused:
        say("refused", errors=sum(p.severity == "error" for p in found.problems))
        return
    drawn = found.drawn
    say("boundaries_drawn", before=f"{drawn.points_in_file:,}", after=f"{drawn.points_kept:,}", metres=drawn.moved_metres, size=max(1, round(drawn.bytes / 1000)))
    if found.number:
        say("boundaries_loaded" if found.is_new else "boundaries_loaded_before", number=found.number)
    else:
        say("would_load")


def boundary_loads(loads: pd.DataFrame) -> None:
    """The boundaries that are loaded, newest first, and what is to be printed with those a map shows now."""
    if loads.empty:
        say("boundaries_none")
        return
    frame(loads.drop(columns=["file_sha256", "note"]), "table")
    for row in dicts(loads[loads["is_current"]]):
        say("boundaries_print", source=row["source"], terms=row["terms"])


def _outcome(found: Report) -> tuple[str, dict]:
    if found.is_refused:
        return "refused", {"errors": sum(p.severity == "error" for p in found.problems)}
    if found.is_new:
        return "loaded", {"release": found.release}
    if found.release:
        return "loaded_before", {"release": found.release}
    return ("would_load" if found.changes_anything else "nothing_changes"), {}


def _changes(found: Report) -> None:
    shown = Table(box=None, padding=(0, 2, 0, 2))
    for key in ("table", "added", "changed", "ended", "unchanged"):
        shown.add_column(_both(key), justify="left" if key == "table" else "right", overflow="fold", no_wrap=key == "table")
    for change in found.changes:
        shown.add_row(TABLES[change.table_name].label[0], *(f"{n:,}" for n in (change.added, change.changed, change.ended, change.unchanged)))
    _wide().print(shown)
    for table, column, before, after in found.totals:
        if before != after:
            th, en = TABLES[table].column(column).label
            out.print(f"  {TABLES[table].label[0]} · {th} ({en}): {before:,.2f} → {after:,.2f}", soft_wrap=True)


def as_plain(found: Report) -> dict:
    """A report as plain data for JSON: money as text, so that no digit is lost."""
    return {
        "file": found.file_name, "sha256": found.file_sha256, "release": found.release, "is_new": found.is_new, "is_refused": found.is_refused,
        "province_code": found.about.province_code, "as_of": found.about.as_of and found.about.as_of.isoformat(),
        "problems": [p.record() for p in found.problems],
        "changes": [vars(c) for c in found.changes],
        "totals": [{"table": table, "column": column, "before": str(before), "after": str(after)} for table, column, before, after in found.totals],
    }


def frame(answer: pd.DataFrame, answer_format: str) -> None:
    """An answer as a table, CSV or JSON; figures exact, dates ISO."""
    rows = [[plain(v) for v in row] for row in answer.itertuples(index=False)]
    if answer_format == "json":
        print(json.dumps([dict(zip(answer.columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
    elif answer_format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows(rows)
    else:
        shown = Table(box=None, padding=(0, 1))
        for name in answer.columns:
            shown.add_column(name, justify="right" if _is_numeric(answer[name]) else "left", overflow="fold")
        for row in rows:
            shown.add_row(*("" if v is None else str(v) for v in row))
        _wide().print(shown)


def _wide() -> Console:
    """The terminal, or, into a file or a pipe, a width at which nothing is folded."""
    return Console(highlight=False, markup=False, width=None if out.is_terminal else 400)


def _is_numeric(column: pd.Series) -> bool:
    return any(isinstance(v, Decimal | int) and not isinstance(v, bool) for v in column)


def plain(value):
    """A cell as JSON knows it: a Decimal as text with all its digits, a date in ISO."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def questions(every: list) -> None:
    """Every question: its name, what a row of its answer is, what may be picked."""
    for one in every:
        out.print(one.name, style="bold")
        out.print(f"  {one.says}", soft_wrap=True)
        if one.picks:
            out.print("  --pick " + "  --pick ".join(f"{name}=…" for name in one.picks), soft_wrap=True)


def settings(described: list) -> None:
    """Every setting with its default and meaning."""
    for name, default, (th, en) in described:
        out.print(f"{name}={default}", style="bold")
        out.print(f"  {th} / {en}", soft_wrap=True)
