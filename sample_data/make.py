"""Makes the sample data: an invented province told in six workbooks, the same every time.

    python sample_data/make.py                                  the six workbooks, into this folder
    python sample_data/make.py --provinces 77 --years 10 OUT    a workbook a province, for benchmarks
    python sample_data/make.py --money-events 100000 OUT        one monthly workbook with that many money events
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from queries.tables import TABLES  # noqa: E402
from queries.workbook import template  # noqa: E402
from sample_data import coordination, delivery, indicators, money, participation, partners, programme, structure  # noqa: E402
from sample_data.world import BE, LAST, PHAYAO, WORKBOOKS, Fact, World, be, provinces  # noqa: E402

SUBJECTS = (partners, structure, programme, money, delivery, indicators, coordination, participation)
Rows = dict[str, list[dict[str, Any]]]
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def facts(world: World) -> list[Fact]:
    """Everything ever told of the province, in the order it became known."""
    told = [fact for subject in SUBJECTS for fact in subject.facts(world)]
    return sorted(told, key=lambda fact: fact[1])  # stable: a subject's own order stays


def workbook_rows(told: Iterable[Fact], after: date, until: date) -> Rows:
    """What a workbook of those days holds: per table one row a key, the newest."""
    rows: dict[str, dict[tuple, dict]] = defaultdict(dict)
    for table, known_on, row in told:
        if after < known_on <= until:
            rows[table][tuple(row[name] for name in TABLES[table].key)] = row
    return {name: [rows[name][key] for key in rows[name]] for name in TABLES if name in rows}


def as_typed(rows: Rows, chance: Random) -> Rows:
    """The rows with their dates as several offices type them: Thai words, Thai digits, slashes, real Excel dates."""
    return {name: [{column: _typed(value, chance) for column, value in row.items()} for row in table] for name, table in rows.items()}


def _typed(value: Any, chance: Random) -> Any:
    if not isinstance(value, date):
        return value
    way, year = chance.random(), value.year + BE
    if way < 0.70:
        return value  # 1 ต.ค. 2567
    if way < 0.80:
        return template.thai_date(value).translate(THAI_DIGITS)
    if way < 0.88:
        return f"{value.day}/{value.month}/{year}"
    if way < 0.94:
        return datetime(value.year, value.month, value.day)
    if value.month == 2 and value.day == 29:
        return template.thai_date(value)  # Excel has no 29 Feb 2567 and keeps it as text
    return datetime(year, value.month, value.day)  # the trap: a Buddhist year in a common-era cell


def known_keys(told: Iterable[Fact], until: date) -> template.Lists:
    """Code and name of every row told by then, for the drop-downs of a later workbook."""
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for table, known_on, row in told:
        if known_on <= until and len(TABLES[table].key) == 1 and not row.get("is_ended"):
            known[table][row[TABLES[table].key[0]]] = str(row.get(template.name_of(TABLES[table])) or "")
    return {table: list(codes.items()) for table, codes in known.items()}


def story(folder: Path, world: World = PHAYAO) -> Iterator[Path]:
    """Writes the six workbooks; yields each path."""
    told, after = facts(world), date.min
    for name, kind, as_of, reason in WORKBOOKS:
        rows = as_typed(workbook_rows(told, after, as_of), world.fresh(name))
        sheets = None if name.startswith("01") else [t for t in TABLES if t in rows or TABLES[t].workbook == "monthly"]
        template.write(folder / name, kind, rows, _about(world, as_of, reason), known_keys(told, after), sheets)
        after = as_of
        yield folder / name


def whole(folder: Path, world: World) -> Path:
    """Writes one workbook with all of a province, for benchmarks."""
    path = folder / f"{world.code}-all.xlsx"
    template.write(path, "setup", workbook_rows(facts(world), date.min, be(world.last_year + 1, 1, 1)), _about(world, LAST, "ข้อมูลทดสอบความเร็ว"))
    return path


def many_money_events(folder: Path, count: int, world: World = PHAYAO) -> Path:
    """Writes one monthly workbook with `count` further money events of the sample's shares."""
    chance = world.fresh("many")
    codes = [share["code"] for share in money.shares(world) if share["year"] == world.last_year]
    events = [{"money_event_code": f"B-{n:07d}", "share_code": chance.choice(codes), "money_event_kind": "disbursement", "event_on": be(2568, 5, chance.randint(1, 31)),
               "amount_baht": Decimal(chance.randint(1, 2_000)) / 100, "document_number": f"ฎีกา {n}"} for n in range(1, count + 1)]
    path = folder / f"money-events-{count}.xlsx"
    template.write(path, "monthly", {"money_event": events}, _about(world, LAST, "ข้อมูลทดสอบความเร็ว"), sheets=["money_event"])
    return path


def _about(world: World, as_of: date, reason: str) -> dict[str, Any]:
    return {"province_code": world.code, "as_of": as_of, "reason": reason, "prepared_by": f"สำนักงานจังหวัด{world.name}"}


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Makes the sample data.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--provinces", type=int, default=0, help="so many provinces, a workbook each (up to 77)")
    parser.add_argument("--years", type=int, default=2, help="fiscal years told of each, up to 2568")
    parser.add_argument("--money-events", type=int, default=0, help="one monthly workbook with so many money events")
    picked = parser.parse_args(arguments)
    picked.folder.mkdir(parents=True, exist_ok=True)
    if picked.provinces:
        paths = (whole(picked.folder, world) for world in provinces(picked.provinces, 2569 - picked.years, 2568))
    elif picked.money_events:
        paths = iter([many_money_events(picked.folder, picked.money_events)])
    else:
        paths = story(picked.folder)
    for path in paths:
        print(path)


if __name__ == "__main__":
    main()
