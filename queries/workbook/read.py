"""Reads a file into raw sheets, in a process of its own that is held to limits and may die without harm."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from queries.workbook.limits import Limits, setting
from queries.workbook.problems import Problem, has_errors, in_order, problem
from queries.workbook.raw import RawSheet

Progress = Callable[[int, int], None]

_ROOT = Path(__file__).resolve().parents[2]
_EVERY = 2_000  # rows between two reports of progress


def read(path: str | os.PathLike, limits: Limits = Limits(), progress: Progress | None = None) -> tuple[list[RawSheet], list[Problem]]:
    """The sheets of an .xlsx, a .csv or a folder of .csv, and every problem with the file itself.

    Never raises for what is in the file. A file that cannot be read to its end gives no sheets, only its problems.
    `progress(done, total)` counts rows; the total is an estimate until the last row.
    """
    path = Path(path)
    refused = _at_the_door(path, limits)
    if refused:
        return [], refused
    gathered = _Gathered(progress)
    ended, words, was_stopped = _parsed(path, limits, gathered)
    problems = gathered.problems
    if not gathered.is_whole or ended:
        problems = problems + [_how_it_ended(path, limits, ended, words, was_stopped)]
    elif progress and not has_errors(problems):
        progress(gathered.done, gathered.done)
    problems = in_order(problems, [sheet.name for sheet in gathered.sheets])
    return ([] if any(p.refuses_reading for p in problems) else gathered.sheets), problems


def _at_the_door(path: Path, limits: Limits) -> list[Problem]:
    """What can be told without opening the file."""
    try:
        files = [p for p in path.iterdir() if p.suffix.lower() in (".csv", ".tsv")] if path.is_dir() else [path]
        sizes = {file: file.stat().st_size for file in files}
        for file in files:
            file.open("rb").close()
    except FileNotFoundError:
        return [problem("file_missing", value=path.name or str(path))]
    except OSError as error:
        return [problem("file_unreadable", value=path.name, reason_th="ไม่มีสิทธิ์อ่านหรืออุปกรณ์ขัดข้อง", reason_en=str(error.strerror))]
    most = limits.max_file_mb << 20
    problems = [problem("file_is_empty", value=file.name) for file, size in sizes.items() if not size]
    return problems + [problem("file_too_large", value=file.name, size_mb=-(-size >> 20), max_mb=limits.max_file_mb, setting=setting("max_file_mb"))
                       for file, size in sizes.items() if size > most]


class _Gathered:
    """What the lines of the parsing process add up to."""

    def __init__(self, progress: Progress | None):
        self.sheets: list[RawSheet] = []
        self.problems: list[Problem] = []
        self.done, self.total, self.is_whole, self.progress = 0, 0, False, progress

    def add_all(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            told = json.loads(line)
            if type(told) is list:
                self._add_row(told)
            else:
                self._add(told)

    def _add_row(self, told: list) -> None:
        if list in map(type, told):
            told = [_day(cell[0]) if type(cell) is list else cell for cell in told]
        self.sheets[-1].rows.append((told[0], told[1:]))
        self.done += 1
        if self.progress and self.done % _EVERY == 0:
            self.progress(self.done, max(self.done, self.total))

    def _add(self, told: dict[str, Any]) -> None:
        if "problem" in told:
            *fields, details = told["problem"]
            self.problems.append(Problem(*fields, tuple((name, text) for name, text in details)))
        elif "sheet" in told:
            merged = [tuple(map(tuple, area)) for area in told["merged"]]
            broken = {(row, column): text for row, column, text in told["broken"]}
            self.sheets.append(RawSheet(told["sheet"], [], merged, broken, told["is_csv"]))
        self.total += told.get("total", 0)
        self.is_whole = self.is_whole or "end" in told


def _day(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _parsed(path: Path, limits: Limits, gathered: _Gathered) -> tuple[int, str, bool]:
    """Runs the parsing process to its end: its exit code, its last words, and whether it had to be stopped."""
    # -P: a module that lies in the folder the command was started from must not be imported.
    command = [sys.executable, "-P", "-m", "queries.workbook.parse", str(path.resolve()), json.dumps(dataclasses.asdict(limits))]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, stdin=subprocess.DEVNULL, env=environment) as child:
        was_stopped = threading.Event()
        watch = threading.Timer(limits.seconds, lambda: (was_stopped.set(), child.kill()))
        watch.start()
        try:
            gathered.add_all(child.stdout)
        except ValueError:  # a last line cut short by the child's death
            child.kill()
        finally:
            if sys.exc_info()[0]:
                child.kill()
            ended = child.wait()
            watch.cancel()
        said.seek(0)
        return ended, said.read(4000).decode("utf-8", "replace"), was_stopped.is_set()


def _how_it_ended(path: Path, limits: Limits, ended: int, words: str, was_stopped: bool) -> Problem:
    if was_stopped or ended == -getattr(signal, "SIGXCPU", 999):
        return problem("file_took_too_long", value=path.name, seconds=limits.seconds, setting=setting("seconds"))
    # SIGKILL that we did not send is the system's own answer to a process that takes too much.
    if "memory allocation" in words or "MemoryError" in words or ended == -9:
        return problem("file_took_too_much_memory", value=path.name, memory_mb=limits.memory_mb, setting=setting("memory_mb"))
    return problem("file_unreadable", value=path.name, reason_th="ส่วนที่อ่านไฟล์หยุดทำงานกลางคัน ไฟล์อาจเสียหาย",
                   reason_en="the part that parses it stopped half-way; the file may be damaged")
