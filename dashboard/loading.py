"""What the data page does with a workbook – check, load, mark, write a form – each in a process of its own.

The process that serves the screens only asks and waits: a hostile file, a long import or a crash ends the other one. What is
asked goes in as JSON (an address may hold a password, and arguments can be read by others on the machine), what is answered
comes out as lines of JSON: how far it is, then the answer or, in Thai and English, why there is none.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path, PurePosixPath

SECONDS = 900  # the longest anything may take; a workbook of 100,000 rows takes less than a minute
MOST_PROBLEMS = 1000  # told on a screen; the marked copy holds all
LONGEST_NAME = 120
Heard = Callable[[str, int, int], None]  # stage, done, total


class NotDone(Exception):
    """It could not be done; `words` says why, by language."""

    def __init__(self, words: dict[str, str]):
        super().__init__(words["en"])
        self.words = words


# --- asked by the screens ---------------------------------------------------------------------------------------------


def check(name: str, content: bytes, url: str, heard: Heard, as_of: str = "", province: str = "") -> dict:
    """What is wrong with an uploaded file and what loading it would change, as plain data; nothing is kept. NotDone when it cannot be told."""
    return _with_file(name, content, {"do": "check", "url": url, "as_of": as_of, "province": province}, heard)


def load(name: str, content: bytes, url: str, heard: Heard, as_of: str = "", province: str = "") -> dict:
    """Load the file as one release, all or nothing; the report as `check` gives it, with the release."""
    return _with_file(name, content, {"do": "load", "url": url, "as_of": as_of, "province": province}, heard)


def marked(name: str, content: bytes, url: str, as_of: str = "", province: str = "") -> bytes:
    """A copy of the workbook with the faulty cells coloured and explained, and a sheet that lists all problems."""
    return _with_file(name, content, {"do": "mark", "url": url, "as_of": as_of, "province": province}, lambda *_: None)


def form(kind: str, url: str, province: str = "", release: int = 0, partner: str = "") -> bytes:
    """A workbook to fill: "setup" or "monthly", with what stands at that release filled in (blank where release is 0)."""
    with tempfile.TemporaryDirectory(prefix="scrutiny-") as folder:
        out = Path(folder) / "form.xlsx"
        _run({"do": "form", "kind": kind, "url": url, "province": province, "release": release, "partner": partner, "out": str(out)}, lambda *_: None)
        return out.read_bytes()


def _with_file(name: str, content: bytes, asked: dict, heard: Heard):
    """Put the file where the other process finds it, under its own name: the release remembers that."""
    with tempfile.TemporaryDirectory(prefix="scrutiny-") as folder:
        path, out = Path(folder) / "in" / safe_name(name), Path(folder) / "marked.xlsx"
        path.parent.mkdir()
        path.write_bytes(content)
        answer = _run({**asked, "path": str(path), "out": str(out)}, heard)
        return out.read_bytes() if asked["do"] == "mark" else answer


def safe_name(name: str) -> str:
    """The file's own name without any folder, at most so long that every system takes it; never empty."""
    last = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    stem, dot, ending = last.rpartition(".")
    short = f"{stem[:LONGEST_NAME]}{dot}{ending[:10]}" if dot else ending[:LONGEST_NAME]
    return short if short.strip(". ") else "workbook.xlsx"


def _run(asked: dict, heard: Heard) -> dict:
    """Ask the other process and wait; it is ended, with all it started, when it takes too long."""
    child = subprocess.Popen([sys.executable, "-P", "-m", "dashboard.loading"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             start_new_session=True, encoding="utf-8")
    too_late = threading.Event()
    overdue = threading.Timer(SECONDS, lambda: (too_late.set(), _end(child)))
    overdue.start()
    try:
        child.stdin.write(json.dumps(asked))
        child.stdin.close()
        last = {}
        for line in _lines(child.stdout):
            last = line
            if "stage" in line:
                heard(line["stage"], line["done"], line["total"])
    except BrokenPipeError:
        last = {}
    finally:
        overdue.cancel()
        _end(child)  # also when the reader leaves: nobody waits for the answer
    if "trouble" in last:
        raise NotDone(last["trouble"])
    if "answer" not in last:
        raise NotDone(_words("too_long" if too_late.is_set() else "crashed"))
    return last["answer"]


def _lines(told) -> Iterator[dict]:
    for line in told:
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue  # the last line of a process that was ended


def _end(child: subprocess.Popen) -> None:
    """End the process and everything it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL) if hasattr(os, "killpg") else child.kill()
    child.wait()


def _words(key: str) -> dict[str, str]:
    from dashboard.wording import t

    return {language: t(f"data.{key}", language) for language in ("th", "en")}


# --- the other process ------------------------------------------------------------------------------------------------


def main() -> None:
    """Read what is asked from standard input, do it, and tell on standard output."""
    told, sys.stdout = sys.stdout, sys.stderr  # whatever a library prints is not an answer
    asked = json.loads(sys.stdin.read())

    def tell(line: dict) -> None:
        told.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        told.flush()

    from queries.errors import ForPeople

    try:
        answer = _form(asked) if asked["do"] == "form" else _import(asked, _sparing(tell))
    except ForPeople as trouble:
        tell({"trouble": {language: trouble.message(language) for language in ("th", "en")}})
    else:
        tell({"answer": answer})


def _sparing(tell: Callable[[dict], None]) -> Heard:
    """Progress told five times a second at most."""
    last = 0.0

    def heard(stage: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > 0.2 or done == total:
            last = time.monotonic()
            tell({"stage": stage, "done": done, "total": total})

    return heard


def _import(asked: dict, heard: Heard) -> dict:
    from queries import database, settings
    from queries.errors import UsageError
    from queries.workbook import load as importing
    from queries.workbook import marked as marking
    from queries.workbook.dates import to_date
    from queries.workbook.refusal import Refusal

    day = to_date(asked["as_of"]) if asked["as_of"] else None
    if isinstance(day, Refusal):
        raise UsageError("date_malformed", value=asked["as_of"])
    given = importing.given_about(province=asked["province"], as_of=day)
    limits, path = settings.read(os.environ).limits, Path(asked["path"])
    engine = _ready(database.engine(asked["url"]))
    if asked["do"] == "load":
        return _plain(importing.load(engine, path, given=given, created_by="", limits=limits, progress=heard))
    report = importing.check(engine, path, given=given, limits=limits, progress=heard)
    if asked["do"] == "mark":
        marking.write(path, Path(asked["out"]), report.problems)
    return _plain(report)


def _form(asked: dict) -> dict:
    from queries import database
    from queries.workbook import template

    if not asked["release"]:
        template.write(asked["out"], asked["kind"])
        return {}
    at = {"province": asked["province"], "release": asked["release"]}
    with database.engine(asked["url"]).connect() as connection:
        if asked["kind"] == "setup":
            template.write_setup(asked["out"], connection, **at)
        else:
            template.write_monthly(asked["out"], connection, organisation=asked["partner"] or None, **at)
    return {}


def _ready(engine):
    """The database with its schema: an empty one is prepared, one of another revision refused."""
    from queries import database

    if database.revision(engine) is None:
        database.upgrade(engine)
    database.expect_current(engine)
    return engine


def _plain(report) -> dict:
    """A report as plain data: money as text, so that no digit is lost; problems up to what a screen can tell."""
    severities = [p.severity for p in report.problems]
    return {
        "file": report.file_name, "sha256": report.file_sha256, "release": report.release, "is_new": report.is_new, "is_refused": report.is_refused,
        "changes_anything": report.changes_anything, "province_code": report.about.province_code, "reason": report.about.reason,
        "prepared_by": report.about.prepared_by, "as_of": report.about.as_of.isoformat() if report.about.as_of else "",
        "errors": severities.count("error"), "warnings": severities.count("warning"),
        "problems": [p.record() for p in report.problems[:MOST_PROBLEMS]], "changes": [asdict(c) for c in report.changes],
        "totals": [{"table_name": table, "column_name": column, "before": str(before), "after": str(after)} for table, column, before, after in report.totals],
    }


if __name__ == "__main__":
    main()
