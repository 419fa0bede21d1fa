"""A published file as the public process opens it: told from a live database, held to its manifest, and read-only by three locks.

It is opened as a file that never changes, every statement that does more than read is refused by SQLite's own authorizer, and `query_only` is on. An address is
`published:PATH?SHA256`: where the file is published anew the address is another, so no answer of the one before is taken for one of this.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from sqlalchemy import Engine, MetaData, create_engine
from sqlalchemy.pool import QueuePool

from queries import public_rows
from queries.errors import UnverifiedFile, UsageError
from queries.suppression import SMALLEST_SHOWN
from queries.tables import TABLES

ADDRESS = "published:"
READS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
ASKED_OF_SQLITE = {"table_info", "table_xinfo", "read_uncommitted"}  # pragmas that only tell
ADDED = {"alembic_version": ("version_num",), "answer": ("question", "picks", "frame")}
BEFORE = "before"  # in a manifest: that of the file it takes the place of
GENERATED = 2  # how table_xinfo marks a column that is a formula and holds nothing


class Verified(NamedTuple):
    """A file that was held to its manifest: how it looked then, and what the manifest says."""

    mark: tuple[int, int, int]
    manifest: Mapping[str, Any]


_verified: dict[Path, Verified] = {}


def manifest_of(path: Path) -> Path:
    """Where the manifest of a published file lies."""
    return path.with_suffix(".json")


def sha256_of(path: Path) -> str:
    """The file's sha256, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(path: Path) -> Mapping[str, Any]:
    """The manifest of a published file that is what it says. UnverifiedFile, in words, where it is none, a live database, altered, or may be written to."""
    path = path.absolute()
    if not path.is_file():
        raise UnverifiedFile("public_file_missing", path=path)
    mark = _mark(path)
    if wrong := problems(path):
        raise UnverifiedFile("public_file_live", path=path, problems="; ".join(wrong[:3]))
    found = sha256_of(path)
    told = next((one for one in _manifests(path) if one["sha256"] == found), None)
    if told is None:
        raise UnverifiedFile("public_file_sha256", path=path)
    if path.stat().st_mode & 0o222:
        raise UnverifiedFile("public_file_writable", path=path)
    _verified[path] = Verified(mark, told)
    return told


def manifest(path: Path) -> Mapping[str, Any]:
    """The manifest of the file as it is now; looked at anew only where the file is another. UnverifiedFile as in `verify`."""
    path = path.absolute()
    known = _verified.get(path)
    return known.manifest if known and path.exists() and _mark(path) == known.mark else verify(path)


def expect_apart(path: Path, database_url: str, *, is_given: bool, is_local: bool) -> None:
    """UsageError where the process that shows a file to the public could reach a live database: one that the settings name, or beyond this machine one that lies where they look."""
    live = Path(database_url.removeprefix("sqlite:///")) if database_url.startswith("sqlite:///") else None
    if is_given:
        raise UsageError("public_near_live", reason="SCRUTINY_DATABASE")
    if live and live.exists() and (not is_local or path.exists() and live.samefile(path)):
        raise UsageError("public_near_live", reason=live)


def address(path: Path) -> str:
    """The address of the file as it is now, for `engine`."""
    return f"{ADDRESS}{path.absolute()}?{manifest(path)['sha256']}"


def is_address(url: str) -> bool:
    """Whether an address is one of a published file."""
    return url.startswith(ADDRESS)


def path_of(url: str) -> Path:
    """The file of an address."""
    return Path(url.removeprefix(ADDRESS).rpartition("?")[0])


def engine(url: str) -> Engine:
    """An engine that can only read the very file of an address: a connection to one put in its place since is refused."""
    path, sha256 = path_of(url), url.rpartition("?")[2]

    def connect() -> sqlite3.Connection:
        if manifest(path)["sha256"] != sha256:
            raise sqlite3.OperationalError("the file was published anew")
        return reading(path)

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=8, max_overflow=32)


def reading(path: Path) -> sqlite3.Connection:
    """A connection that can read and nothing else."""
    made = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True, check_same_thread=False, isolation_level=None)
    for pragma in ("query_only=ON", "trusted_schema=OFF", "temp_store=MEMORY", "cell_size_check=ON"):
        made.execute(f"PRAGMA {pragma}")
    made.set_authorizer(_may)
    return made


def _may(action: int, first: str | None, second: str | None, *_) -> int:
    """SQLite asks before each statement: reading is allowed, and functions that stay inside."""
    is_telling = action == sqlite3.SQLITE_PRAGMA and first in ASKED_OF_SQLITE and (second is None or first != "read_uncommitted")
    if action in READS or is_telling or action == sqlite3.SQLITE_FUNCTION and second != "load_extension":
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _mark(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def kept(path: Path) -> dict[str, Any]:
    """What the manifest of the file to come keeps of the one in place, {BEFORE: its manifest}: it is put there first. Empty where no file that is what its manifest says lies there."""
    try:
        return {BEFORE: dict(manifest(path))}
    except UnverifiedFile:
        return {}


def _manifests(path: Path) -> list[dict[str, Any]]:
    """The manifests beside a file: its own, or where a newer file is about to take its place that one's, and its own."""
    try:
        told = json.loads(manifest_of(path).read_text(encoding="utf-8"))
        before = told.pop(BEFORE, None)
        return [{**one, "sha256": one["sha256"], "release": int(one["release"]), "province": str(one["province"])} for one in (told, before) if one is not None]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UnverifiedFile("public_file_manifest", path=manifest_of(path)) from None


# --- what keeps a file from being public ------------------------------------------------------------------------------


def problems(path: Path, counted: Mapping[str, int] | None = None) -> list[str]:
    """What is wrong with a published file: damage, tables or columns beyond the allow-list, rows that are not public, counts of few; and rows that were not written (`counted`)."""
    try:
        made = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as trouble:
        return [str(trouble)]
    try:
        wrong = _shape(made)
        return wrong or [*_damage(made), *_rows(made), *(f"{name}: rows" for name, count in (counted or {}).items() if made.execute(f'SELECT count(*) FROM "{name}"').fetchone() != (count,))]
    except sqlite3.Error as trouble:
        return [str(trouble)]
    finally:
        made.close()


@cache
def _allowed() -> dict[str, tuple[dict[str, int], tuple]]:
    """Table → its columns, each with how it is generated."""
    shape: MetaData = public_rows.shape(is_published=True)
    found = {name: {c.name: GENERATED if c.computed is not None else 0 for c in table.c} for name, table in shape.tables.items()}
    return found | {name: dict.fromkeys(columns, 0) for name, columns in ADDED.items()}


def _shape(made: sqlite3.Connection) -> list[str]:
    """Tables, views, triggers and columns that a published file has not."""
    allowed, wrong = _allowed(), []
    found = {name: kind for kind, name in made.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_autoindex_%'")}
    wrong += [f"{kind} {name}" for name, kind in sorted(found.items()) if kind != "table" or name not in allowed]
    for name in allowed:
        columns = {row[1]: row[6] for row in made.execute(f'PRAGMA table_xinfo("{name}")')}
        wrong += [f"{name}.{column}" for column, generated in columns.items() if allowed[name].get(column) != generated]
        wrong += [f"{name}.{column} -" for column in allowed[name].keys() - columns.keys()]
    return wrong


def _damage(made: sqlite3.Connection) -> list[str]:
    # SQLite 3.40 looks for NULLs in the wrong columns of a WITHOUT ROWID table and finds them in every row.
    return [line for (line,) in made.execute("PRAGMA quick_check") if line != "ok" and not line.startswith("NULL value in ")]


def _rows(made: sqlite3.Connection) -> list[str]:
    """Rows that the public may not see, and counts of so few people that they are nobody's business."""
    wrong = []
    for name, table in TABLES.items():
        if table.is_public and table.public_rows:
            column, values = table.public_rows
            marks = ", ".join("?" * len(values))
            wrong += [f"{name}: rows that are not public"] * made.execute(f'SELECT EXISTS (SELECT 1 FROM "{name}" WHERE "{column}" NOT IN ({marks}))', values).fetchone()[0]
    for name, column in (*public_rows.COUNTS.items(), ("participation_activity", "participant_count")):
        wrong += [f"{name}: counts of few"] * made.execute(f'SELECT EXISTS (SELECT 1 FROM "{name}" WHERE "{column}" BETWEEN 1 AND {SMALLEST_SHOWN - 1})').fetchone()[0]
    return wrong
