"""The tables as the database holds them: every row carries the releases between which it is true."""

from datetime import date
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy import Column as SqlColumn
from sqlalchemy import Table as SqlTable

from queries.tables.spec import Column, Table

FAR = 2147483647  # to_release of a row that is still true
METADATA = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"})


class Scaled(TypeDecorator):
    """An exact decimal kept as a whole number of its smallest part, so that SUM is exact in every database."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int = 6):
        super().__init__()
        self.places = places

    def __repr__(self) -> str:  # as a migration writes it
        return f"Scaled({self.places})"

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        whole = Decimal(value).scaleb(self.places)
        if whole != whole.to_integral_value():
            raise ValueError(f"{value} has more than {self.places} decimals")
        return int(whole)

    def process_result_value(self, value, dialect):
        return None if value is None else Decimal(int(value)).scaleb(-self.places)


class Day(TypeDecorator):
    """A date: DATE where the database has one, ISO text in SQLite (a STRICT table knows no dates)."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value, dialect):
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value, dialect):
        return date.fromisoformat(value) if isinstance(value, str) else value


class Flag(TypeDecorator):
    """A yes or no: BOOLEAN where the database has one, 0/1 in SQLite."""

    impl = Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else Boolean())

    def process_bind_param(self, value, dialect):
        return int(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value, dialect):
        return None if value is None else bool(value)


TYPES = {"money": lambda: Scaled(2), "number": lambda: Scaled(6), "date": Day, "boolean": Flag, "integer": Integer, "fiscal_year": Integer}
PROVENANCE = ("source_sheet", "source_row")


def _sql_type(column: Column):
    return TYPES.get(column.kind, Text)()


def _checks(table: Table):
    """What the database itself refuses, whoever writes: ranges of whole numbers and of releases."""
    yield CheckConstraint("from_release < to_release", name="releases")
    for column in table.columns:
        scale = {"money": 100, "number": 1_000_000}.get(column.kind, 1)
        if column.kind in ("money", "number", "integer"):
            if column.minimum is not None:
                yield CheckConstraint(f"{column.name} >= {int(Decimal(column.minimum) * scale)}", name=f"{column.name}_minimum")
            if column.maximum is not None:
                yield CheckConstraint(f"{column.name} <= {int(Decimal(column.maximum) * scale)}", name=f"{column.name}_maximum")
        if column.kind == "fiscal_year":
            yield CheckConstraint(f"{column.name} BETWEEN 2400 AND 2700", name=f"{column.name}_be")


def sql_columns(table: Table) -> list[SqlColumn]:
    """province_code, the key, the payload and where the row came from; without the releases."""
    columns = [SqlColumn("province_code", Text, nullable=False)]
    columns += [SqlColumn(c.name, _sql_type(c), nullable=not (c.required or c.name in table.key)) for c in table.columns]
    return [*columns, SqlColumn("source_sheet", Text), SqlColumn("source_row", Integer)]


def versioned(table: Table, metadata: MetaData) -> SqlTable:
    """The table with its releases: one index form that serves the latest and an old release alike."""
    return SqlTable(
        table.name, metadata, *sql_columns(table),
        SqlColumn("from_release", Integer, nullable=False),
        SqlColumn("to_release", Integer, nullable=False, server_default=text(str(FAR))),
        PrimaryKeyConstraint("province_code", *table.key, "to_release", name=f"pk_{table.name}"),
        *_checks(table),
        Index(f"ix_{table.name}_from_release", "from_release"),
        Index(f"ix_{table.name}_to_release", "to_release", sqlite_where=text(f"to_release < {FAR}"), postgresql_where=text(f"to_release < {FAR}")),
        sqlite_with_rowid=False, sqlite_strict=True,
    )


release_table = SqlTable(
    "release", METADATA,
    SqlColumn("number", Integer, primary_key=True, autoincrement=False),
    SqlColumn("province_code", Text, nullable=False),
    SqlColumn("release_kind", Text, nullable=False),  # load, revert, record
    SqlColumn("as_of", Day, nullable=False),
    SqlColumn("created_at", Text, nullable=False),  # ISO instant, UTC: when it was saved, never used in a figure
    SqlColumn("created_by", Text, nullable=False),  # office or role, never a person's name
    SqlColumn("reason", Text, nullable=False),
    SqlColumn("file_name", Text),
    SqlColumn("file_sha256", Text),
    SqlColumn("reverts", Integer),
    SqlColumn("opened_rows", Integer, nullable=False),
    SqlColumn("closed_rows", Integer, nullable=False),
    SqlColumn("chain", Text, nullable=False),
    SqlColumn("salt", Text),  # sealed in the chain and never published: without it the few words of a small release could be tried out against a chain
    Index("ix_release_province_code", "province_code"),
    Index("ix_release_file_sha256", "file_sha256"),
    sqlite_strict=True,
)

# Why a row ended: the mark in the workbook carries a reason, and a closed row has no place for it.
ending_table = SqlTable(
    "ending", METADATA,
    SqlColumn("release_number", Integer, nullable=False),
    SqlColumn("province_code", Text, nullable=False),
    SqlColumn("table_name", Text, nullable=False),
    SqlColumn("row_key", Text, nullable=False),  # JSON list of the key's values, province first
    SqlColumn("end_reason", Text, nullable=False),
    SqlColumn("source_sheet", Text),
    SqlColumn("source_row", Integer),
    PrimaryKeyConstraint("release_number", "province_code", "table_name", "row_key", name="pk_ending"),
    sqlite_strict=True,
)

# What is being written down in a meeting, before the chair confirms it: outside the releases, never published. Rows are kept, each save raises the version.
draft_table = SqlTable(
    "draft", METADATA,
    SqlColumn("province_code", Text, nullable=False),
    SqlColumn("draft_code", Text, nullable=False),
    SqlColumn("meeting_code", Text, nullable=False),  # "" for an instruction given outside a meeting
    SqlColumn("item_number", Integer),
    SqlColumn("record_kind", Text, nullable=False),
    SqlColumn("content", Text, nullable=False),  # JSON: the row's columns
    SqlColumn("recorded_role", Text, nullable=False),
    SqlColumn("draft_state", Text, nullable=False),  # open, confirmed, discarded
    SqlColumn("version", Integer, nullable=False),
    SqlColumn("saved_at", Text, nullable=False),  # ISO instant, UTC
    SqlColumn("release_number", Integer),  # the release that holds it once confirmed
    PrimaryKeyConstraint("province_code", "draft_code", name="pk_draft"),
    Index("ix_draft_meeting_code", "meeting_code"),
    sqlite_strict=True,
)

# Where a meeting stands on the wall: every screen that follows it shows the same.
cursor_table = SqlTable(
    "meeting_cursor", METADATA,
    SqlColumn("province_code", Text, nullable=False),
    SqlColumn("meeting_code", Text, nullable=False),
    SqlColumn("item_number", Integer, nullable=False),
    SqlColumn("scene", Integer, nullable=False),
    SqlColumn("is_blank", Flag, nullable=False),
    SqlColumn("version", Integer, nullable=False),
    SqlColumn("moved_at", Text, nullable=False),  # ISO instant, UTC
    PrimaryKeyConstraint("province_code", "meeting_code", name="pk_meeting_cursor"),
    sqlite_strict=True,
)

# Every file that was made public, also one withdrawn since: publishing another is how that is done, and both stay.
publication_table = SqlTable(
    "publication", METADATA,
    SqlColumn("number", Integer, primary_key=True, autoincrement=False),
    SqlColumn("province_code", Text, nullable=False),
    SqlColumn("release_number", Integer, nullable=False),
    SqlColumn("as_of", Day, nullable=False),
    SqlColumn("published_at", Text, nullable=False),  # ISO instant, UTC
    SqlColumn("published_by", Text, nullable=False),  # office or role, never a person's name
    SqlColumn("chain", Text, nullable=False),
    SqlColumn("file_sha256", Text, nullable=False),
    SqlColumn("licence", Text),
    SqlColumn("withdraws", Integer),  # the publication that is taken back by this one
    SqlColumn("reason", Text),
    Index("ix_publication_province_code", "province_code"),
    sqlite_strict=True,
)
