"""The door to what stands outside the releases: drafts of the committee's record, and where a meeting stands on the wall. Nothing of it is cached.

Only the local official process on loopback writes (`serving.may_load`); everybody else who may see the page reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from dashboard import serving
from dashboard.ask import Unreachable, context, database_url
from queries import database, meeting_cursor, records, releases, tables
from queries.errors import DatabaseError
from queries.meeting_cursor import Cursor
from queries.record_rules import SEEN
from queries.records import Draft


def may_write() -> bool:
    """Whether this process records: the local official one."""
    return serving.may_load()


def drafts(meeting: str) -> list[Draft]:
    """The open drafts of a meeting, in an order that no save changes: a form must not move away from under who types in it."""
    with _connected() as connection:
        return sorted(records.drafts(connection, context().province, meeting), key=lambda draft: (draft.item_number or 0, draft.record_kind, draft.draft_code))


def drafts_of_kind(kind: str) -> list[Draft]:
    """The open drafts of one kind, of whatever meeting, oldest save first."""
    with _connected() as connection:
        return [draft for draft in records.drafts(connection, context().province) if draft.record_kind == kind]


def save(draft: Draft) -> Draft:
    """Keep a draft. records.RecordRefused when somebody else changed or confirmed it meanwhile."""
    with _writing() as connection:
        return records.save(connection, draft)


def confirm(draft: Draft, role: str) -> int:
    """Turn a draft into a release of its own; returns its number. records.RecordRefused, with all that is wrong, when it cannot be."""
    with _writing() as connection:
        return records.confirm(connection, draft, confirmed_role=role)


def discard(draft: Draft) -> None:
    """Put a draft aside for good."""
    with _writing() as connection:
        records.discard(connection, draft)


def save_and_confirm(draft: Draft, role: str) -> int:
    """Save and confirm one record; returns its release. records.RecordRefused when it cannot be: then not even the draft is kept."""
    with _writing() as connection:
        saved = records.save(connection, draft)
        try:
            return records.confirm(connection, saved, confirmed_role=role)
        except records.RecordRefused:
            records.discard(connection, saved)
            raise


def row(kind: str, key: str) -> dict[str, Any]:
    """The row a record made, as it stands now, in a draft's plain values, and since when (SEEN); empty where there is none. `key`: as in item_record."""
    table = tables.TABLES[records.TABLE_OF[kind]]
    stored, wanted = tables.sql[table.name], key.split(records.JOINED)
    with _connected() as connection:
        found = connection.execute(select(stored).where(stored.c.province_code == context().province, stored.c.to_release == tables.FAR)).mappings()
        chosen = next((one for one in found if [str(one[name]) for name in table.key] == wanted), {})
        return {column.name: plain(chosen[column.name]) for column in table.columns if chosen[column.name] is not None} | {SEEN: chosen["from_release"]} if chosen else {}


def plain(value: object) -> object:
    """A value as a draft holds it."""
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value


def cursor(meeting: str) -> Cursor:
    """Where the meeting stands on the wall."""
    with _connected() as connection:
        return meeting_cursor.read(connection, context().province, meeting)


def signs(meeting: str) -> tuple[int, int]:
    """What tells a screen that it is out of date: how often the wall was moved, and the number of the province's newest release."""
    with _connected() as connection:
        province = context().province
        return meeting_cursor.read(connection, province, meeting).version, releases.latest(connection, province)


def move(meeting: str, item: int, scene: int = 1, is_blank: bool = False) -> None:
    """Put the wall there, for every screen that follows it."""
    with _writing() as connection:
        meeting_cursor.move(connection, context().province, meeting, item_number=item, scene=scene, is_blank=is_blank)


@contextmanager
def _connected() -> Iterator[Connection]:
    try:
        with _engine(database_url()).connect() as connection:
            yield connection
    except (DBAPIError, DatabaseError) as problem:
        raise Unreachable("meeting") from problem


@contextmanager
def _writing() -> Iterator[Connection]:
    if not may_write():
        raise PermissionError("this process only reads")
    with _connected() as connection:
        yield connection


@st.cache_resource(show_spinner=False)
def _engine(url: str):
    return database.engine(url)
