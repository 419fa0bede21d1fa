"""Typed rows in temporary tables, compared with what is true now, and written as one release."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Column as SqlColumn
from sqlalchemy import Connection, Integer, MetaData, Text, and_, false, func, insert, literal, or_, select, update
from sqlalchemy import Table as SqlTable

from queries import tables
from queries.tables import FAR, Table

BATCH = 5000


@dataclass(frozen=True)
class Change:
    """What a file does to one table: rows added, changed, ended and left as they were."""

    table_name: str
    added: int
    changed: int
    ended: int
    unchanged: int


def stage(connection: Connection, table: Table, province: str, rows: list[dict], present: set[str], progress: Callable[[int], None]) -> SqlTable:
    """Put the rows of one sheet into a temporary table of this connection. `progress` hears how many rows went in."""
    held = _held(table)
    held.drop(connection, checkfirst=False) if _exists(connection, held) else None
    held.create(connection, checkfirst=False)
    names = [c.name for c in held.c]
    for start in range(0, len(rows), BATCH):
        batch = rows[start:start + BATCH]
        connection.execute(insert(held), [{**dict.fromkeys(names), **row, "province_code": province, "is_ended": int(row["is_ended"])} for row in batch])
        progress(len(batch))
    _fill_absent(connection, table, held, present)
    return held


@cache
def _held(table: Table) -> SqlTable:
    """The temporary table for a sheet: described once, so that statements on it are compiled once."""
    return SqlTable(
        f"staging_{table.name}", MetaData(),
        *(SqlColumn(c.name, c.type, primary_key=c.name in ("province_code", *table.key), autoincrement=False) for c in tables.sql_columns(table)),
        SqlColumn("is_ended", Integer, nullable=False), SqlColumn("end_reason", Text), prefixes=["TEMPORARY"],
    )


def _exists(connection: Connection, held: SqlTable) -> bool:
    if connection.dialect.name == "sqlite":
        return connection.exec_driver_sql("SELECT 1 FROM sqlite_temp_master WHERE name = ?", (held.name,)).first() is not None
    return connection.exec_driver_sql("SELECT to_regclass(%s)", (f"pg_temp.{held.name}",)).scalar() is not None


def _fill_absent(connection: Connection, table: Table, held: SqlTable, present: set[str]) -> None:
    """A column the sheet does not have keeps what is stored: leaving a column out never empties it."""
    stored = tables.sql[table.name]
    for name in set(table.payload) - present:
        kept = select(stored.c[name]).where(_same_key(table, held, stored), stored.c.to_release == FAR).scalar_subquery()
        connection.execute(update(held).values({name: kept}))


def _same_key(table: Table, left, right):
    return and_(*(left.c[k] == right.c[k] for k in ("province_code", *table.key)))


def unknown_ends(connection: Connection, table: Table, held: SqlTable) -> list:
    """Rows marked as ended whose key is not true now."""
    stored = tables.sql[table.name]
    current = select(literal(1)).where(_same_key(table, held, stored), stored.c.to_release == FAR).exists()
    return list(connection.execute(select(held).where(held.c.is_ended == 1, ~current)))


def apply(connection: Connection, table: Table, held: SqlTable, province: str, number: int) -> Change:
    """Write one staged table as part of release `number`: close what changed or ended, open what is new. Equal rows are skipped."""
    stored = tables.sql[table.name]
    same, live = _same_key(table, held, stored), stored.c.to_release == FAR
    differs = or_(false(), *(stored.c[p].is_distinct_from(held.c[p]) for p in table.payload))
    ended = _close(connection, stored, province, number, select(literal(1)).where(same, held.c.is_ended == 1).exists())
    changed = _close(connection, stored, province, number, select(literal(1)).where(same, held.c.is_ended == 0, differs).exists())
    names = [c.name for c in tables.sql_columns(table)]
    fresh = select(*(held.c[n] for n in names), literal(number)).where(held.c.is_ended == 0, ~select(literal(1)).where(same, live).exists())
    connection.execute(insert(stored).from_select([*names, "from_release"], fresh))
    opened = connection.scalar(select(func.count()).select_from(stored).where(stored.c.from_release == number))
    _record_endings(connection, table, held, number)
    staged = connection.scalar(select(func.count()).select_from(held).where(held.c.is_ended == 0))
    return Change(table.name, opened - changed, changed, ended, staged - opened)


def _close(connection: Connection, stored: SqlTable, province: str, number: int, condition) -> int:
    return connection.execute(
        update(stored).where(stored.c.province_code == province, stored.c.to_release == FAR, condition).values(to_release=number)
    ).rowcount


def _record_endings(connection: Connection, table: Table, held: SqlTable, number: int) -> None:
    endings = [
        {"release_number": number, "province_code": row.province_code, "table_name": table.name, "end_reason": row.end_reason,
         "row_key": json.dumps([str(row._mapping[k]) for k in ("province_code", *table.key)], ensure_ascii=False),
         "source_sheet": row.source_sheet, "source_row": row.source_row}
        for row in connection.execute(select(held).where(held.c.is_ended == 1))
    ]
    if endings:
        connection.execute(insert(tables.ending_table), endings)
