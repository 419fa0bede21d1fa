"""What of the facts may leave the house: the rows and columns marked public, a person's name taken off, counts of people as the public may see them.

A stage is a database in memory that is filled from the live one and then loses, step by step, what the public may not see. The answers that need what is lost
are asked before it goes; what is left at the end is what the published file holds. So no answer and no row can tell what was never on the stage:

  filled   every version up to the release, of private columns nothing, of persons who hold no office nothing but a number, of rows that are not public
           no free text
  counted  counts of people only as participation's questions show them
  hushed   of an observation that waits for approval that it does, not its value
  cleared  nothing private is left
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column as SqlColumn
from sqlalchemy import (
    Computed,
    Connection,
    Engine,
    MetaData,
    NullPool,
    PrimaryKeyConstraint,
    bindparam,
    create_engine,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from queries import participation, releases, tables
from queries.answers import dicts
from queries.boundaries import newest_number
from queries.tables import CHOICES, FAR, TABLES, Column, Table, boundary_load_table, boundary_table, release_table
from queries.tables.boundary import LEVELS
from queries.tables.network import UNNAMED

Row = Mapping[str, Any]
CHUNK = 2000
NUMBERED = "~"  # how the code of a post holder begins of whom nothing is published
COUNTS = {"participation_attendance": "people_count", "panel_group": "panel_count", "priority": "vote_count"}  # tables of counts of people, and the column of the count
BESIDE = (release_table, boundary_load_table, boundary_table)  # what the published file holds besides the facts
WITHHELD = {  # of those, what is not told: whoever wrote it did not write for the public, and numbers of rows count private ones, too
    "release": ("created_by", "reason", "file_name", "file_sha256", "opened_rows", "closed_rows", "salt"), "boundary_load": ("file_name", "file_sha256", "note"), "boundary": (),
}


def is_open(condition: tuple[str, tuple] | None, row: Row) -> bool:
    """Whether a row meets the condition on which it, or a column of it, is public."""
    return condition is None or row[condition[0]] in condition[1]


def is_shown(table: Table, row: Row) -> bool:
    """Whether the public may see a row at all."""
    return table.is_public and is_open(table.public_rows, row)


def is_private(table: str, column: str) -> bool:
    """Whether no row of a table tells this column to the public."""
    if table in TABLES:
        return any(c.name == column and not c.is_public for c in TABLES[table].columns)
    return column in WITHHELD.get(table, ())


@cache
def shape(is_published: bool) -> MetaData:
    """The tables of a stage; of the published file those that are public, a private column in them a formula for nothing: it can hold no value."""
    made = MetaData()
    for table in (*tables.sql.values(), *BESIDE):
        if not is_published or table.name not in TABLES or TABLES[table.name].is_public:
            _copied(table, made, is_published)
    return made


def _copied(table: SqlTable, made: MetaData, is_published: bool) -> SqlTable:
    keys = [column.name for column in table.primary_key]
    nothing = {column.name: [Computed("NULL", persisted=False)] if is_published and is_private(table.name, column.name) else [] for column in table.c}
    columns = (SqlColumn(c.name, c.type, *nothing[c.name], nullable=c.name not in keys) for c in table.c)
    return SqlTable(table.name, made, *columns, PrimaryKeyConstraint(*keys), sqlite_strict=True, sqlite_with_rowid=False)


@cache
def _schema(is_published: bool) -> tuple[str, ...]:
    """The statements that make the tables of a shape."""
    return tuple(str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in shape(is_published).sorted_tables)


def create(empty: Connection, is_published: bool) -> None:
    """Make the tables of a shape, all in one transaction: one by one each would wait for the disk."""
    empty.exec_driver_sql("BEGIN")
    for statement in _schema(is_published):
        empty.exec_driver_sql(statement)


@cache
def _stages() -> Engine:
    """Each connection of it is a database of its own in memory; what one has compiled the next need not."""
    return create_engine("sqlite://", poolclass=NullPool, query_cache_size=2000)


def stage(live: Connection, release: int, province: str) -> Connection:
    """A stage filled with what the province's releases up to this one say; gone once it is closed."""
    of, on_stage = shape(is_published=False), _stages().connect()
    create(on_stage, is_published=False)
    for name, found in _filled(live, release, province):
        put(on_stage, of.tables[name], found)
    return on_stage


def count(on_stage: Connection, release: int, province: str) -> None:
    """Leave of every count of people what the public may see of it."""
    attended = tables.sql["participation_attendance"]
    on_stage.execute(delete(attended).where(attended.c.population_group != "all"))  # groups are told in all only
    asked = {"release": release, "province": province, "is_public": True}
    people = {r["participation_code"]: r["participants"] for r in dicts(participation.activities(on_stage, **asked))}
    came = {(r["participation_code"], r["sector"], r["district_code"]): r["people"] for r in dicts(participation.attendance(on_stage, **asked))}
    votes = {(r["participation_code"], r["rank"]): r["votes"] for r in dicts(participation.priorities(on_stage, **asked))}
    panel = {(r["participation_code"], r["attribute"], r["group_name"]): r["panel_people"] for r in dicts(participation.panel(on_stage, **asked))}
    _recount(on_stage, "participation_activity", "participant_count", lambda row: people.get(row["participation_code"]))
    _recount(on_stage, "participation_attendance", "people_count", lambda row: came.get((row["participation_code"], row["sector"], row["district_code"])))
    _recount(on_stage, "priority", "vote_count", lambda row: votes.get((row["participation_code"], row["rank"])))
    _recount(on_stage, "panel_group", "panel_count", lambda row: panel.get((row["participation_code"], row["attribute"], row["group_name"])))


def hush(on_stage: Connection) -> None:
    """Take the value off each observation that is not approved: what is left says that one was sent."""
    seen = tables.sql["observation"]
    column, values = TABLES["observation"].public_rows
    on_stage.execute(update(seen).where(seen.c[column].not_in(values)).values(actual_value=None))


def clear(on_stage: Connection) -> None:
    """Take away every row that is not public; what is left may be shown."""
    for name, table in TABLES.items():
        held = tables.sql[name]
        if not table.is_public:
            on_stage.execute(delete(held))
        elif table.public_rows:
            column, values = table.public_rows
            on_stage.execute(delete(held).where(held.c[column].not_in(values)))


# --- filling ----------------------------------------------------------------------------------------------------------


def _filled(live: Connection, release: int, province: str) -> Iterator[tuple[str, Iterable[dict]]]:
    """Every table's name with the rows that go on the stage."""
    people, districts = _people(live, release, province), _districts(live, release, province)
    for name, table in TABLES.items():
        found = (_scrubbed(table, {**row, "to_release": FAR if row["to_release"] > release else row["to_release"]}, people) for row in versions(live, name, release, province))
        if name == "person":
            found = (row for row in found if row["person_code"] not in people.values())
        if name == "organisation":
            found = renamed(found, districts)
        yield name, found
    told = live.execute(select(release_table).where(release_table.c.province_code == province, release_table.c.number <= release)).mappings()
    known = ({**row, "chain": releases.public_chain(row)} for row in told)
    numbers = [newest_number(live, province, level) for level in LEVELS]
    drawn = [live.execute(select(table).where(table.c.province_code == province, table.c.number.in_(numbers))).mappings() for table in (boundary_load_table, boundary_table)]
    for table, found in zip(BESIDE, (known, *drawn), strict=True):
        yield table.name, ({**row, **dict.fromkeys(WITHHELD[table.name])} for row in found)


def versions(live: Connection, name: str, release: int, province: str):
    """Every version of a table's rows that the releases up to this one told."""
    return live.execute(_versions(name), {"province": province, "release": release}).mappings()


@cache
def _versions(name: str):
    held = tables.sql[name]
    return select(held).where(held.c.province_code == bindparam("province"), held.c.from_release <= bindparam("release"))


def _people(live: Connection, release: int, province: str) -> dict[str, str]:
    """Post holders of whom the public sees nothing: their code → a number in its place."""
    shown = {row["person_code"] for row in versions(live, "person", release, province) if row["to_release"] > release and is_shown(TABLES["person"], row)}
    named = {row["person_code"] for row in versions(live, "person", release, province)} | {row["person_code"] for row in versions(live, "membership", release, province) if row["person_code"]}
    return {code: f"{NUMBERED}{number}" for number, code in enumerate(sorted(named - shown), 1)}


def _districts(live: Connection, release: int, province: str) -> dict[str, tuple[str, str]]:
    return {row["district_code"]: (row["district_name_th"], row["district_name_en"] or row["district_name_th"]) for row in versions(live, "district", release, province) if row["to_release"] > release}


def _scrubbed(table: Table, row: Row, people: Mapping[str, str]) -> dict:
    """The row without what is private: in a row that the public does not see only what it is counted by is left."""
    shown = is_shown(table, row)
    found = {c.name: row[c.name] if _is_kept(table, c, row, shown) else None for c in table.columns}
    for column in table.columns:
        if column.references == "person" or (table.name, column.name) == ("person", "person_code"):
            found[column.name] = people.get(found[column.name], found[column.name])
    about = {"province_code": row["province_code"], "from_release": row["from_release"], "to_release": row["to_release"]}
    return found | about | {"source_sheet": _sheet(table, row["source_sheet"]), "source_row": row["source_row"]}


def _sheet(table: Table, named: str | None) -> str | None:
    """The sheet a row came from; by the table's own name where it had another: a CSV is known by its headings and may be called anything."""
    return named if named is None or named in (table.name, *table.label) else table.label[0]


def _is_kept(table: Table, column: Column, row: Row, shown: bool) -> bool:
    if not shown:
        return column.name in table.key or bool(column.references) or column.kind not in ("text", "url")
    return column.is_public and is_open(column.public_when, row)


def renamed(found: Iterable[dict], districts: Mapping[str, tuple[str, str]]) -> list[dict]:
    """Partners, a person among them by sector and district; with the code where several are of the same. `districts`: code → Thai and English name."""
    rows_ = [dict(row) for row in found]
    private = [row for row in rows_ if not is_open(TABLES["organisation"].column("organisation_name").public_when, row)]
    alike = Counter((row["sector"], row["district_code"]) for row in private if row.get("to_release", FAR) == FAR)
    for row in private:
        several = f" {row['organisation_code']}" if alike[row["sector"], row["district_code"]] > 1 else ""
        words = zip(UNNAMED, CHOICES["sector"][row["sector"]], districts.get(row["district_code"], ("–", "–")), strict=True)
        row["organisation_name"], row["organisation_name_en"] = (text.format(sector=sector, district=district) + several for text, sector, district in words)
    return rows_


def put(on_stage: Connection, table, found: Iterable[dict]) -> None:
    """Write rows into a table, some thousands at a time."""
    chunk: list[dict] = []
    for row in found:
        chunk.append(dict(row))
        if len(chunk) == CHUNK:
            on_stage.execute(insert(table), chunk)
            chunk = []
    if chunk:
        on_stage.execute(insert(table), chunk)


def _recount(on_stage: Connection, name: str, column: str, shown: Callable[[Row], int | None]) -> None:
    """Give each row of a table the count that may be shown, and those of earlier releases none."""
    held = tables.sql[name]
    for row in on_stage.execute(select(held)).mappings().all():
        here = [held.c[key] == row[key] for key in ("province_code", *TABLES[name].key, "to_release")]
        on_stage.execute(update(held).where(*here).values({column: shown(row) if row["to_release"] == FAR else None}))
