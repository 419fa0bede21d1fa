"""The only door through which an export reads facts: the rows and columns that the public may see, as at a release."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from queries import answers, releases
from queries.errors import UsageError
from queries.exports import withheld
from queries.tables import TABLES, Table, release_table


@dataclass(frozen=True)
class Given:
    """What whoever publishes decides: the registered prefixes of their identifiers, and the address of the licence ("" claims none)."""

    ocid_prefix: str = "ocds-000000"
    oc4ids_prefix: str = "oc4ids-000000"
    licence: str = ""


@dataclass(frozen=True)
class DataRelease:
    """A release of our own data (the standards call something else a release): its number, day, instant of saving and chain, as far as it may be told."""

    number: int
    as_of: date
    saved_at: str
    chain: str


def data_release(connection: Connection, release: int, province: str) -> DataRelease:
    """The province's newest data release no later than `release`. UsageError where it has none."""
    query = select(release_table).where(release_table.c.province_code == province, release_table.c.number <= release)
    row = connection.execute(query.order_by(release_table.c.number.desc()).limit(1)).mappings().one_or_none()
    if row is None:
        raise UsageError("export_empty", standard="-", number=release)
    return DataRelease(row["number"], releases.as_of(connection, province, release), row["created_at"], releases.public_chain(row))


def rows(connection: Connection, name: str, *, release: int, province: str) -> list[dict[str, Any]]:
    """Every public row of a table as {column: value}, in the order of its key; a column the public may not see is not there,
    and is None in the rows where it may not, as is a count that is withheld (withheld.py). PermissionError for a table that is not public at all."""
    table = TABLES[name]
    if not table.is_public:
        raise PermissionError(f"{name} is not public")
    at = {"release": release, "province": province}
    found = [dict(row) for row in answers.rows(connection, select(releases.at(name, province, release))) if _is_open(table.public_rows, row)]
    told = withheld.applied(name, found, connection, **at, posts=lambda: (row["person_code"] for row in rows(connection, "person", **at)))
    return sorted((_shown(table, row) for row in told), key=lambda row: tuple(_order(row.get(k)) for k in table.key))


def _shown(table: Table, row) -> dict[str, Any]:
    return {c.name: row[c.name] if _is_open(c.public_when, row) else None for c in table.columns if c.is_public}


def _is_open(condition: tuple[str, tuple] | None, row) -> bool:
    return condition is None or row[condition[0]] in condition[1]


def _order(value: Any) -> tuple:
    """Databases sort text by their own rules; this is one rule for all: numbers by size, all else by its letters' codes."""
    return (0, value, "") if isinstance(value, int) else (1, 0, str(value))


def by_key(found: list[dict[str, Any]], column: str) -> dict[str, dict[str, Any]]:
    """Those rows by one column."""
    return {row[column]: row for row in found}
