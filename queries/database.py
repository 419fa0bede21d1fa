"""Opening the database, SQLite or PostgreSQL, and bringing its schema up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool

from queries import tables
from queries.errors import DatabaseError

COMPILED = 3_000  # statements kept compiled: an import has some 400, the pages more than a thousand
IMPORT_LOCK = 560056  # any number, the same for every process: one import at a time


def engine(url: str) -> Engine:
    """An engine for a SQLite or PostgreSQL address; nothing is opened yet. `sqlite://` is a database in memory."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    if address.get_backend_name() == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True, query_cache_size=COMPILED)
    raise DatabaseError("database_kind_unknown", url=address.render_as_string(hide_password=True))


def _sqlite(address: URL) -> Engine:
    in_memory = not address.database or address.database == ":memory:"
    if not in_memory:
        address = address.set(database=str(Path(address.database).absolute()))  # whoever goes to another folder later
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(address, query_cache_size=COMPILED, connect_args={"timeout": 30, "check_same_thread": False}, **({"poolclass": StaticPool} if in_memory else {}))

    @event.listens_for(made, "connect")
    def prepare(connection, _):
        connection.isolation_level = None  # we say BEGIN ourselves
        # TRUNCATE, not WAL: Debian's SQLite is inside the range of the WAL-reset corruption bug.
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "journal_mode=TRUNCATE", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def begin(connection):
        # A deferred BEGIN that writes later fails at once when another writes: a writer takes the lock first.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return made


@contextmanager
def writing(connection: Connection, *, alone: bool = True) -> Iterator[Connection]:
    """A transaction on this connection that holds the one write lock until it commits.

    Not `alone`: for one row outside the releases, which need not wait on PostgreSQL until an import is through. SQLite knows one writer only."""
    connection.execution_options(writes=True)
    try:
        with connection.begin():
            if alone and connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": IMPORT_LOCK})
            yield connection
    finally:
        connection.execution_options(writes=False)


def upgrade(bound: Engine) -> None:
    """Create the schema, or bring it to the newest revision, in one transaction. DatabaseError when it cannot."""
    try:
        with bound.connect() as connection, writing(connection):
            settings = _alembic()
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
    except (OperationalError, DBAPIError) as problem:
        raise unreachable(bound, problem) from problem


def revision(bound: Engine) -> str | None:
    """The schema revision the database is at; None for an empty one."""
    with bound.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@cache
def newest_revision() -> str:
    """The revision this version of the product works with."""
    return ScriptDirectory.from_config(_alembic()).get_current_head()


def expect_current(bound: Engine) -> None:
    """DatabaseError unless the database can be reached and is at the newest revision."""
    try:
        found = revision(bound)
    except (OperationalError, DBAPIError) as problem:
        raise unreachable(bound, problem) from problem
    if found is None:
        raise DatabaseError("database_empty", url=shown(bound))
    if found != newest_revision():
        raise DatabaseError("database_revision", url=shown(bound), found=found, expected=newest_revision())


def refresh_statistics(connection: Connection, touched: set[str]) -> None:
    """Have the database look at the tables a load has filled: without it PostgreSQL plans for empty ones, 5 to 20 times slower."""
    with connection.begin():
        for name in sorted(touched):
            connection.exec_driver_sql(f"ANALYZE {name}")


def damaged(connection: Connection) -> list[str]:
    """What SQLite's own check finds wrong with the file (a count succeeds on a corrupted one); PostgreSQL checks itself."""
    if connection.dialect.name != "sqlite":
        return []
    # SQLite 3.40 looks for NULLs in the wrong columns of a WITHOUT ROWID table and finds them in every row.
    found = connection.exec_driver_sql("PRAGMA quick_check(1000000)")
    return [line for (line,) in found if line != "ok" and not line.startswith("NULL value in ")]


def grants(role: str) -> list[str]:
    """The PostgreSQL statements that let a role load and ask, and nothing more: rows are never deleted, facts never edited."""
    name = '"' + role.replace('"', '""') + '"'
    said = [f"GRANT USAGE ON SCHEMA public TO {name};"]
    for table in tables.METADATA.sorted_tables:
        said.append(f"GRANT SELECT, INSERT ON {table.name} TO {name};")
        if table.name in tables.sql:
            said.append(f"GRANT UPDATE (to_release) ON {table.name} TO {name};")
    said.append(f"GRANT UPDATE (opened_rows, closed_rows, chain) ON release TO {name};")
    said += [f"GRANT UPDATE ON {table.name} TO {name};" for table in (tables.draft_table, tables.cursor_table)]  # no facts: what is being written, where a meeting stands
    return [*said, f"GRANT SELECT ON alembic_version TO {name};"]


def unreachable(bound: Engine, problem: Exception) -> DatabaseError:
    """The message for people when the database does not answer or refuses."""
    return DatabaseError("database_unreachable", url=shown(bound), reason=str(getattr(problem, "orig", problem)).splitlines()[0])


def shown(bound: Engine) -> str:
    """The database's address as it may be printed: without its password."""
    return bound.url.render_as_string(hide_password=True)


def _alembic() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return settings
