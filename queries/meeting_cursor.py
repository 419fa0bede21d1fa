"""Where a meeting stands on the wall: one row a meeting, outside the releases, which every screen that follows the meeting reads and the one who drives moves."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from queries.database import writing
from queries.tables import cursor_table

INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}  # each with its own way to say: or else update


@dataclass(frozen=True)
class Cursor:
    """Item and scene on the wall (both from 1; item 0 is before the first), whether the wall is blank, and how often it was moved."""

    item_number: int = 0
    scene: int = 1
    is_blank: bool = False
    version: int = 0


def read(connection: Connection, province: str, meeting_code: str) -> Cursor:
    """Where the meeting stands; at its beginning when nobody has moved it."""
    found = connection.execute(select(cursor_table).where(*_is(province, meeting_code))).one_or_none()
    return _cursor(found) if found else Cursor()


def move(connection: Connection, province: str, meeting_code: str, *, item_number: int, scene: int = 1, is_blank: bool = False) -> Cursor:
    """Put the wall there, one version further. The last to move wins, whoever it is: two people may drive, and who reads a version that is not its own learns of the other."""
    values = {"item_number": item_number, "scene": scene, "is_blank": is_blank, "moved_at": datetime.now(UTC).isoformat(timespec="milliseconds")}
    first = INSERT[connection.dialect.name](cursor_table).values(province_code=province, meeting_code=meeting_code, version=1, **values)
    again = first.on_conflict_do_update(index_elements=list(cursor_table.primary_key), set_={"version": cursor_table.c.version + 1, **values})
    with writing(connection, alone=False):
        moved = connection.execute(again.returning(cursor_table)).one()
    return _cursor(moved)


def _cursor(row) -> Cursor:
    return Cursor(row.item_number, row.scene, row.is_blank, row.version)


def _is(province: str, meeting_code: str) -> tuple:
    return cursor_table.c.province_code == province, cursor_table.c.meeting_code == meeting_code
