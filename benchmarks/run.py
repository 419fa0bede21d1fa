"""Where the README's figures come from: `python benchmarks/run.py [--provinces 77 --years 10] [--money-events 100000]`.

Everything is measured in one run on one machine, so that figures can be compared as ratios. Prints a Markdown table.
"""

import argparse
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import event

from queries import database, questions, releases
from queries.workbook.load import load

ROOT = Path(__file__).parent.parent
SCREENS = ("attention.worst_first", "attention.states", "budget.totals", "budget.shares_by_partner", "budget.shares_by_project", "budget.share_matrix",
           "budget.monthly_progress", "deliverables.listed", "deliverables.timeline", "indicators.listed", "indicators.series", "network.partners",
           "network.ties", "network.district_ties", "network.composition", "bodies.listed", "reporting.duties")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measures imports and questions.")
    parser.add_argument("--provinces", type=int, default=10)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--money-events", type=int, default=100_000)
    picked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="scrutiny-bench-"))
    print(f"Python {platform.python_version()}, {platform.system()}, SQLite\n\n| what | figure |\n|---|---|")
    sample = _fresh(folder / "sample.sqlite")
    for path in sorted((ROOT / "sample_data").glob("*.xlsx")):
        _row(f"load {path.name}", f"{_timed(lambda path=path: load(sample, path, created_by='-')):.2f} s")
    small = _questions(sample, "56")
    _many_events(folder, sample, picked.money_events)
    large = _fresh(folder / "large.sqlite")
    _make(folder / "provinces", "--provinces", picked.provinces, "--years", picked.years)
    books = sorted((folder / "provinces").glob("*.xlsx"))
    seconds = _timed(lambda: [load(large, path, created_by="-") for path in books])
    _row(f"load {picked.provinces} provinces × {picked.years} fiscal years", f"{seconds:.0f} s, {seconds / len(books):.1f} s a province; database {large_mb(large):.0f} MB")
    with large.connect() as connection:
        province = releases.provinces(connection)["province_code"].iloc[-1]
    _compare(small, _questions(large, province), picked)


def large_mb(engine) -> float:
    """Size of the database file in MB."""
    return Path(engine.url.database).stat().st_size / 1e6


def _fresh(path: Path):
    engine = database.engine(f"sqlite:///{path}")
    database.upgrade(engine)
    return engine


def _make(folder: Path, *options) -> None:
    subprocess.run([sys.executable, str(ROOT / "sample_data" / "make.py"), str(folder), *map(str, options)], check=True, stdout=subprocess.DEVNULL)


def _many_events(folder: Path, engine, count: int) -> None:
    _make(folder / "events", "--money-events", count)
    path = next((folder / "events").glob("*.xlsx"))
    seconds = _timed(lambda: load(engine, path, created_by="-"))
    parent, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    _row(f"load a workbook of {count:,} money events", f"{seconds:.1f} s ({count / seconds:,.0f} rows/s); peak memory {parent:.0f} MB, parsing process {child:.0f} MB")
    with engine.connect() as connection:
        _row("verify the chain over it", f"{_timed(lambda: releases.verify(connection)):.1f} s")


def _questions(engine, province: str) -> dict[str, tuple[float, int]]:
    """Median milliseconds of five and number of SQL queries of each question the screens ask, in one province at its latest release."""
    asked = 0

    @event.listens_for(engine, "before_cursor_execute")
    def count(*_):
        nonlocal asked
        asked += 1

    found = {}
    with engine.connect() as connection:
        release = releases.latest(connection, province)
        for name in SCREENS:
            answer = questions.find(name)
            answer(connection, release=release, province=province)
            asked = 0
            times = [_timed(lambda answer=answer: answer(connection, release=release, province=province)) for _ in range(5)]
            found[name] = (statistics.median(times) * 1000, asked // 5)
    return found


def _compare(small: dict, large: dict, picked) -> None:
    print(f"\n| question | queries | sample, ms | one of {picked.provinces} provinces × {picked.years} years, ms | ratio |\n|---|---|---|---|---|")
    for name, (milliseconds, queries) in small.items():
        more = large[name][0]
        print(f"| {name} | {queries} | {milliseconds:.1f} | {more:.1f} | {more / milliseconds:.1f} |")


def _timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _row(what: str, figure: str) -> None:
    print(f"| {what} | {figure} |", flush=True)


if __name__ == "__main__":
    main()
