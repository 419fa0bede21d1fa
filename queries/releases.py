"""Releases: every change of the facts is one, numbered, chained, and readable ever after."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache

import pandas as pd
from sqlalchemy import Connection, Integer, Select, and_, bindparam, func, insert, literal, or_, select, update

from queries import tables
from queries.answers import frame, remembered
from queries.errors import UsageError
from queries.tables import FAR, release_table

GENESIS = "0" * 64
NO_CHAIN = "–"  # in place of one that would give away what it seals


@lru_cache(maxsize=1024)  # its columns cost more to make than most questions to answer
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


@remembered
def as_of(connection: Connection, province: str, release: int) -> date | None:
    """The day the province's figures speak of at that release: the latest that a load of facts which stands has named. The committee's records name none of their own."""
    at = {"of_province": province, "at_release": release}
    return connection.scalar(_day_that_stands(), at) or connection.scalar(_latest_day(release_table.c.number <= release), at)


@cache
def _day_that_stands() -> Select:
    """For `at_release`; put together once, for every question of every screen asks."""
    at = bindparam("at_release", type_=Integer)
    return _latest_day(release_table.c.number <= at, release_table.c.release_kind == "load", ~_is_undone(at))


def _latest_day(*where) -> Select:
    return select(func.max(release_table.c.as_of)).where(release_table.c.province_code == bindparam("of_province"), *where)


def _is_undone(release, of=release_table, deep: int = 4):
    """Whether a release has been reverted by one, no later than `release`, that stands itself: a revert may be undone too, and that again."""
    undo = release_table.alias(f"undo_{deep}")
    return select(undo.c.number).where(undo.c.reverts == of.c.number, undo.c.number <= release, *([~_is_undone(release, undo, deep - 1)] if deep else [])).exists()


def head(connection: Connection) -> str:
    """The chain of the newest release: printed and kept elsewhere, it proves that nothing before it was altered."""
    return connection.scalar(select(release_table.c.chain).order_by(release_table.c.number.desc()).limit(1)) or GENESIS


def public_chain(release: Mapping) -> str:
    """A release's chain as the public may know it: NO_CHAIN where it was sealed with nothing that nobody outside knows, for then all that may be in it, as who came to a meeting, can be tried out.
    A published file, which does not tell who saved a release, holds it as it may be known."""
    return release["chain"] if release["created_by"] is None or release["salt"] or release["file_sha256"] else NO_CHAIN


def listed(connection: Connection, *, province: str | None = None) -> pd.DataFrame:
    """One row a release, newest first: number, as_of, created_at (UTC), by, reason, file, rows opened and closed, chain."""
    query = select(*(c for c in release_table.c if c.name != "salt")).order_by(release_table.c.number.desc())
    if province is not None:
        query = query.where(release_table.c.province_code == province)
    return frame(connection, query)


def provinces(connection: Connection) -> pd.DataFrame:
    """One row a province in the database: province_code and its latest release; by code."""
    code = release_table.c.province_code
    return frame(connection, select(code, func.max(release_table.c.number).label("release")).group_by(code).order_by(code))


def verify(connection: Connection, *, progress: Callable[[int, int], None] | None = None) -> list[str]:
    """What is wrong with the chain of releases, in words; an empty list when nothing is. Reads every row once."""
    found = list(_overlaps(connection))
    previous = GENESIS
    numbers = list(connection.execute(select(release_table).order_by(release_table.c.number)))
    for done, row in enumerate(numbers, start=1):
        expected = chain(connection, previous, row._mapping)
        if expected != row.chain:
            found.append(f"release {row.number}: chain is {row.chain[:12]}…, its rows give {expected[:12]}…")
        previous = row.chain
        if progress:
            progress(done, len(numbers))
    return found


def _overlaps(connection: Connection) -> Iterator[str]:
    """Rows of one key that are true at the same time: the primary key alone does not forbid them."""
    for name, table in tables.sql.items():
        other = table.alias("other")
        same = and_(*(table.c[k] == other.c[k] for k in ("province_code", *tables.TABLES[name].key)))
        query = select(func.count()).where(same, table.c.to_release < other.c.to_release, other.c.from_release < table.c.to_release)
        if count := connection.scalar(query.select_from(table).join(other, same)):
            yield f"{name}: {count} rows overlap in their releases"


def chain(connection: Connection, previous: str, release) -> str:
    """sha256(previous chain, the release itself, its rows opened and keys closed in digest order), as hex."""
    number, salt = release["number"], [release["salt"]] if release["salt"] else []  # releases made before there were salts have none
    whole = hashlib.sha256(previous.encode())
    whole.update(_canonical([release[c] for c in ("number", "province_code", "release_kind", "as_of", "created_by", "reason", "file_name", "file_sha256", "reverts")] + salt))
    for digest in sorted(_digests(connection, number)):
        whole.update(digest)
    return whole.hexdigest()


def _digests(connection: Connection, number: int) -> Iterator[bytes]:
    for name in sorted(tables.sql):
        opened, closed, first, later = _chained(name)
        for happened, query in (("opened", opened), ("closed", closed)):
            for row in connection.execute(query, {"number": number}):
                added = [[column, _plain(value)] for column, value in zip(later, row[first:], strict=False) if value is not None] if later else ()
                yield hashlib.sha256(_canonical((name, happened, *(row[:first] if later else row), *added))).digest()
    ended = tables.ending_table
    for row in connection.execute(select(ended).where(ended.c.release_number == number)):
        yield hashlib.sha256(_canonical(["ending", *row])).digest()


@cache
def _chained(name: str) -> tuple[Select, Select, int, tuple[str, ...]]:
    """The rows that release :number opened in a table, and the keys it closed; how many columns the table began with, and those that came later.
    These are sealed by name, and only where they hold something: a row sealed before they came keeps its digest. Made once: every record asks them of every table."""
    table, later = tables.sql[name], tuple(c.name for c in tables.TABLES[name].columns if c.came_later)
    key = [table.c[k] for k in ("province_code", *tables.TABLES[name].key)]
    first = [c for c in table.c if c.name not in ("from_release", "to_release", *later)]
    opened = select(*first, *(table.c[column] for column in later)).where(table.c.from_release == bindparam("number"))
    return opened, select(*key).where(table.c.to_release == bindparam("number")), len(first), later


_spelled = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once: a release may have a hundred thousand rows


def _canonical(values: Iterable) -> bytes:
    """One spelling for one row in every database: exact decimals, ISO dates, null for nothing."""
    return _spelled([v if type(v) is str or v is None else _plain(v) for v in values]).encode()


def _plain(value):
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value


def begin(connection: Connection, *, province: str, release_kind: str, as_of: date, created_by: str, reason: str,
          file_name: str | None = None, file_sha256: str | None = None, reverts: int | None = None) -> int:
    """Reserve the next number inside a writing transaction; `finish` seals it. Returns the number."""
    number = latest(connection) + 1
    connection.execute(insert(release_table).values(
        number=number, province_code=province, release_kind=release_kind, as_of=as_of, created_by=created_by, reason=reason,
        created_at=datetime.now(UTC).isoformat(timespec="seconds"), file_name=file_name, file_sha256=file_sha256,
        reverts=reverts, opened_rows=0, closed_rows=0, chain="", salt=secrets.token_hex(16),
    ))
    return number


def finish(connection: Connection, number: int, opened: int, closed: int) -> str:
    """Seal the release with its chain over the one before. Returns the chain."""
    before = connection.scalar(
        select(release_table.c.chain).where(release_table.c.number < number).order_by(release_table.c.number.desc()).limit(1)
    )
    row = connection.execute(select(release_table).where(release_table.c.number == number)).one()
    sealed = chain(connection, before or GENESIS, row._mapping)
    connection.execute(
        update(release_table).where(release_table.c.number == number).values(opened_rows=opened, closed_rows=closed, chain=sealed)
    )
    return sealed


def of_file(connection: Connection, province: str, file_sha256: str) -> int | None:
    """The release that already holds this very file and stands; None when there is none."""
    return connection.scalar(
        select(func.max(release_table.c.number)).where(
            release_table.c.province_code == province, release_table.c.file_sha256 == file_sha256, ~_is_undone(FAR)
        )
    )


def revert(connection: Connection, number: int, *, created_by: str, reason: str) -> int:
    """Undo a release by a new one (inside a writing transaction). Returns the new number.

    UsageError when the release is unknown, already undone, or built upon by a later one.
    """
    target = connection.execute(select(release_table).where(release_table.c.number == number)).one_or_none()
    if target is None:
        raise UsageError("release_unknown", number=number, latest=latest(connection))
    if by := connection.scalar(select(release_table.c.number).where(release_table.c.reverts == number)):
        raise UsageError("release_already_reverted", number=number, by=by)
    if rows := list(_built_upon(connection, number)):
        raise UsageError("release_built_upon", number=number, rows=", ".join(rows))
    undo = begin(connection, province=target.province_code, release_kind="revert", created_by=created_by, reason=reason,
                 as_of=_as_of_without(connection, target), reverts=number)
    opened = closed = 0
    for table in tables.sql.values():
        closed += connection.execute(
            update(table).where(table.c.from_release == number, table.c.to_release == FAR).values(to_release=undo)
        ).rowcount
        again = [c for c in table.c if c.name not in ("from_release", "to_release")]
        connection.execute(insert(table).from_select(
            [*(c.name for c in again), "from_release"], select(*again, literal(undo)).where(table.c.to_release == number)))
        opened += connection.scalar(select(func.count()).select_from(table).where(table.c.from_release == undo))
    finish(connection, undo, opened, closed)
    return undo


def _as_of_without(connection: Connection, target) -> date:
    """The day that figures speak of once a release is undone."""
    number, kind = release_table.c.number, release_table.c.release_kind
    day = _latest_day(number != target.number, kind == "load", or_(~_is_undone(FAR), number == (target.reverts or 0)))
    return connection.scalar(day, {"of_province": target.province_code}) or target.as_of


def _built_upon(connection: Connection, number: int) -> Iterator[str]:
    """Tables in which a later release changed what this one opened, or opened anew a key it ended."""
    for name, table in tables.sql.items():
        later = table.alias("later")
        same = and_(*(table.c[k] == later.c[k] for k in ("province_code", *tables.TABLES[name].key)))
        changed = select(literal(1)).where(table.c.from_release == number, table.c.to_release != FAR).exists()
        reopened = select(literal(1)).where(table.c.to_release == number, same, later.c.from_release > number).exists()
        if connection.scalar(select(literal(1)).where(or_(changed, reopened))):
            yield name


def compare(connection: Connection, *, province: str, before: int, after: int, only: str | None = None, with_added: bool = True) -> pd.DataFrame:
    """One row a changed field between two releases (of one table with `only`; new rows left out without `with_added`): table_name, row_key, column_name, before, after, change
    (added, changed, ended), and the file, sheet, row and release of the newer value; in table and key order."""
    rows = []
    for name, table in tables.sql.items() if only is None else [(only, tables.sql[only])]:
        rows += _compare_table(connection, name, table, province, before, after, with_added)
    columns = ["table_name", "row_key", "change", "column_name", "before", "after", "release", "file_name", "source_sheet", "source_row"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _compare_table(connection: Connection, name: str, table, province: str, before: int, after: int, with_added: bool) -> list[tuple]:
    key = tables.TABLES[name].key
    here = table.c.province_code == province
    gone = select(table).where(here, table.c.from_release <= before, table.c.to_release > before, table.c.to_release <= after)
    new = (
        select(table, release_table.c.file_name)
        .outerjoin(release_table, release_table.c.number == table.c.from_release)
        .where(here, table.c.from_release > before, table.c.from_release <= after, table.c.to_release > after)
    )
    if not with_added:  # a hundred thousand new rows are not fetched to be left out
        old = table.alias("old")
        same = and_(*(table.c[k] == old.c[k] for k in ("province_code", *key)))
        new = new.where(select(literal(1)).where(same, old.c.from_release <= before, old.c.to_release > before).exists())
    old_rows = {tuple(r._mapping[k] for k in key): r._mapping for r in connection.execute(gone)}
    new_rows = {tuple(r._mapping[k] for k in key): r._mapping for r in connection.execute(new)}
    changed = []
    for at_key in sorted({*old_rows, *new_rows}, key=lambda k: tuple(map(str, k))):
        old, fresh = old_rows.get(at_key), new_rows.get(at_key)
        change = "added" if old is None else "ended" if fresh is None else "changed"
        where = (fresh["from_release"], fresh["file_name"], fresh["source_sheet"], fresh["source_row"]) if fresh else (old["to_release"], None, None, None)
        for column in tables.TABLES[name].payload or key[-1:]:
            was, now = old and old[column], fresh and fresh[column]
            if was != now:
                changed.append((name, " · ".join(map(str, at_key)), change, column, was, now, *where))
    return changed


def history(connection: Connection, *, province: str, table_name: str, row_key: tuple) -> pd.DataFrame:
    """One row a version of one row, newest first: its values, from_release, to_release, file, sheet and row, as_of."""
    table = tables.sql[table_name]
    query = (
        select(table, release_table.c.file_name, release_table.c.as_of, release_table.c.created_at)
        .join(release_table, release_table.c.number == table.c.from_release)
        .where(table.c.province_code == province, *(table.c[k] == v for k, v in zip(tables.TABLES[table_name].key, row_key, strict=True)))
        .order_by(table.c.from_release.desc())
    )
    return frame(connection, query)
