"""Releases: every change of the facts is one, numbered, chained, and readable ever after."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pandas as pd
from sqlalchemy import Connection, and_, func, insert, literal, null, or_, select, update

from queries import tables
from queries.tables import FAR, PROVENANCE, release_table

GENESIS = "0" * 64


def at(name: str, province: str, release: int):
    """A subquery of the rows of table `name` that are true at that release in that province."""
    table = tables.sql[name]
    return (
        select(table)
        .where(table.c.province_code == province, table.c.from_release <= release, table.c.to_release > release)
        .subquery(name)
    )


def latest(connection: Connection, province: str | None = None) -> int:
    """The newest release number of the province, or of the whole database; 0 when there is none."""
    query = select(func.coalesce(func.max(release_table.c.number), 0))
    if province is not None:
        query = query.where(release_table.c.province_code == province)
    return connection.scalar(query)


def as_of(connection: Connection, province: str, release: int) -> date | None:
    """The day the province's figures speak of at that release: the latest any release so far has named."""
    return connection.scalar(
        select(func.max(release_table.c.as_of)).where(
            release_table.c.province_code == province, release_table.c.number <= release, ~_is_undone(release)
        )
    )


def _is_undone(release: int):
    """Whether a release has been reverted by one no later than `release`."""
    undo = release_table.alias("undo")
    return select(undo.c.number).where(undo.c.reverts == release_table.c.number, undo.c.number <= release).exists()


def listed(connection: Connection, *, province: str | None = None) -> pd.DataFrame:
    """One row a release, newest first: number, as_of, created_at (UTC), by, reason, file, rows opened and closed, chain."""
    query = select(release_table).order_by(release_table.c.number.desc())
    if province is not None:
        query = query.where(release_table.c.province_code == province)
    return _frame(connection, query)


def provinces(connection: Connection) -> pd.DataFrame:
    """One row a province in the database: province_code, latest release and its as_of; by code."""
    query = (
        select(release_table.c.province_code, func.max(release_table.c.number).label("release"), func.max(release_table.c.as_of).label("as_of"))
        .group_by(release_table.c.province_code)
        .order_by(release_table.c.province_code)
    )
    return _frame(connection, query)


def _frame(connection: Connection, query) -> pd.DataFrame:
    """The answer as a frame whose cells stay what they are: Decimal, date, str."""
    result = connection.execute(query)
    return pd.DataFrame([tuple(row) for row in result], columns=list(result.keys()), dtype=object)
