"""Making a release public: a new file of what is marked public, checked, put in place of the one before, and written down.

The file is built from rows and columns on an allow-list (queries/public_rows.py), never copied from the live one, with the answers that need more than that
(queries/public_answers.py). Beside it lies a manifest: which release, its chain, the file's sha256, and in words what was withheld.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Column, Connection, Engine, MetaData, NullPool, Table, Text, create_engine, func, insert, select

from queries import database, public_answers, public_file, public_rows, releases
from queries.answers import frame
from queries.errors import UsageError
from queries.public_file import problems, sha256_of
from queries.tables import CHOICES, FAR, TABLES, publication_table, release_table, withheld

REVISION = Table("alembic_version", MetaData(), Column("version_num", Text, primary_key=True))
FORMAT = 1  # of the manifest
Words = dict[str, str]


@dataclass(frozen=True)
class Wanted:
    """What whoever publishes decides."""

    release: int
    province: str
    licence: str = ""
    published_by: str = "-"
    withdraws: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Publication:
    """A publication as it was made."""

    number: int
    file: Path
    manifest: Mapping[str, Any]


def publish(live: Engine, out: Path, wanted: Wanted) -> Publication:
    """Build the file and its manifest, check them, put both in place of what was there, write it down. UsageError where anything is amiss: then nothing was replaced."""
    if out.suffix != ".sqlite":
        raise UsageError("publication_name", path=out)
    if wanted.withdraws is not None and not wanted.reason.strip():
        raise UsageError("publication_reason")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".publishing-", dir=out.parent) as folder, live.connect() as connection:
        made = Path(folder) / out.name
        counted = _built(connection, made, wanted)
        if wrong := [*problems(made, counted), *_told(made, _private_texts(connection, wanted.release, wanted.province))]:
            raise UsageError("publication_unsafe", problems="; ".join(wrong[:5]))
        made.chmod(0o444)
        connection.rollback()
        with database.writing(connection):
            entry = _entry(connection, made, wanted)
            told = _manifest(connection, made, wanted, entry, counted)
            connection.execute(insert(publication_table).values(**entry))
            _put_in_place(made, out, told)
    return Publication(entry["number"], out, told)


def log(connection: Connection, *, province: str | None = None) -> pd.DataFrame:
    """One row a publication, newest first: release, as_of, when, by which office, sha256, what it withdraws and why, and which withdraws it."""
    query = select(publication_table).order_by(publication_table.c.number.desc())
    found = frame(connection, query if province is None else query.where(publication_table.c.province_code == province))
    taken_back = dict(zip(found["withdraws"], found["number"], strict=True))
    return found.assign(withdrawn_by=pd.Series([taken_back.get(number) for number in found["number"]], index=found.index, dtype=object))


def _entry(connection: Connection, made: Path, wanted: Wanted) -> dict[str, Any]:
    """The publication's row in the log."""
    if wanted.withdraws is not None and connection.scalar(select(func.count()).where(publication_table.c.number == wanted.withdraws, publication_table.c.province_code == wanted.province)) == 0:
        raise UsageError("publication_unknown", number=wanted.withdraws)
    number = connection.scalar(select(func.coalesce(func.max(publication_table.c.number), 0))) + 1
    chain = connection.scalar(select(release_table.c.chain).where(release_table.c.number == wanted.release))
    return {"number": number, "province_code": wanted.province, "release_number": wanted.release, "as_of": releases.as_of(connection, wanted.province, wanted.release),
            "published_at": datetime.now(UTC).isoformat(timespec="seconds"), "published_by": wanted.published_by, "chain": chain, "file_sha256": sha256_of(made),
            "licence": wanted.licence or None, "withdraws": wanted.withdraws, "reason": wanted.reason or None}


def _put_in_place(made: Path, out: Path, told: Mapping) -> None:
    """The manifest, telling of the file in place as well; the file; and the manifest of it alone. Wherever this is cut short, the file that lies there is one its manifest tells of."""
    _put_manifest(made, out, {**told, **public_file.kept(out)})
    if os.name == "nt" and out.exists():
        out.chmod(0o644)  # Windows replaces no file that is read-only
    os.replace(made, out)
    _put_manifest(made, out, told)


def _put_manifest(made: Path, out: Path, told: Mapping) -> None:
    note = made.with_suffix(".json")
    note.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(note, public_file.manifest_of(out))


# --- the file ---------------------------------------------------------------------------------------------------------


def _built(live: Connection, made: Path, wanted: Wanted) -> dict[str, int]:
    """Build the file; answers with the rows of each table in it."""
    where = {"release": wanted.release, "province": wanted.province}
    kept: list[dict[str, str]] = []
    with public_rows.stage(live, **where) as on_stage:
        kept += public_answers.asked(on_stage, public_answers.FILLED, **where)
        public_rows.count(on_stage, **where)
        kept += public_answers.asked(on_stage, public_answers.COUNTED, **where)
        public_rows.hush(on_stage)
        kept += public_answers.asked(on_stage, public_answers.HUSHED, **where)
        public_rows.clear(on_stage)
        kept += public_answers.asked(on_stage, public_answers.CLEARED, **where)
        file = create_engine(f"sqlite:///{made.absolute()}", poolclass=NullPool)
        with file.begin() as connection:
            counted = _filled(on_stage, connection, wanted)
            public_answers.answer_table.create(connection)
            public_answers.keep(connection, kept)
    return {**counted, "answer": len(kept)}


def _filled(on_stage: Connection, file: Connection, wanted: Wanted) -> dict[str, int]:
    """Write the rows that are true at the release; answers with how many, by table."""
    shape, counted = public_rows.shape(is_published=True), {}
    public_rows.create(file, is_published=True)
    for name, table in shape.tables.items():
        told = ", ".join(f'"{column.name}"' for column in table.c if column.computed is None)
        found = on_stage.exec_driver_sql(f'SELECT {told} FROM "{name}"' + f" WHERE to_release = {FAR}" * (name in TABLES)).fetchall()
        counted[name] = len(found)
        if found:
            file.exec_driver_sql(f'INSERT INTO "{name}" ({told}) VALUES ({", ".join("?" * len(found[0]))})', [tuple(row) for row in found])
    REVISION.create(file)
    file.execute(insert(REVISION).values(version_num=database.newest_revision()))
    return {**counted, REVISION.name: 1}


# --- its own check ----------------------------------------------------------------------------------------------------


def _private_texts(live: Connection, release: int, province: str) -> set[str]:
    """Every text that only stands where the public may not see it."""
    private, public = set(), set()
    for name, table in TABLES.items():
        held = public_rows.versions(live, name, release, province)
        for row in held:
            is_shown = public_rows.is_shown(table, row)
            for column in table.columns:
                value = row[column.name]
                if not isinstance(value, str) or column.kind == "choice" or column.references:
                    continue
                if is_shown and column.is_public and public_rows.is_open(column.public_when, row):
                    public.add(value)
                elif is_shown or column.kind in ("text", "url") or name == "person":
                    private.add(value)
    return private - public


def _told(made: Path, private: set[str]) -> list[str]:
    """Where a private text stands in the file, as a cell of a table or of a kept answer."""
    found = []
    file = create_engine(f"sqlite:///{made.absolute()}", poolclass=NullPool)
    with file.connect() as connection:
        for name in public_rows.shape(is_published=True).tables:
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):
                if any(cell in private for cell in row if isinstance(cell, str)):
                    found.append(f"{name}: a private text")
        for question, text in connection.execute(select(public_answers.answer_table.c.question, public_answers.answer_table.c.frame)):
            told = json.loads(text)
            if any(cell in private for row in told["rows"] for cell in row if isinstance(cell, str)):
                found.append(f"{question}: a private text")
    return list(dict.fromkeys(found))


# --- the manifest -----------------------------------------------------------------------------------------------------


def _manifest(live: Connection, made: Path, wanted: Wanted, entry: Mapping, counted: Mapping[str, int]) -> dict[str, Any]:
    day: date = entry["as_of"]
    return {
        "format": FORMAT, "publication": entry["number"], "province": wanted.province, "release": wanted.release, "as_of": day.isoformat(), "chain": _chain(live, wanted.release), "chain_head": _chain(live, releases.latest(live)),
        "file": made.name, "sha256": entry["file_sha256"], "bytes": made.stat().st_size, "licence": wanted.licence or None, "made_at": entry["published_at"],
        "withdraws": wanted.withdraws, "reason": wanted.reason or None, "revision": database.newest_revision(),
        "tables": [_described(name, counted.get(name, 0)) for name in TABLES], "answers": counted["answer"], "withheld": [_words(withheld.RELEASES), _words(withheld.HISTORY)],
    }


def _chain(live: Connection, number: int) -> str:
    return releases.public_chain(live.execute(select(release_table).where(release_table.c.number == number)).mappings().one())


def _described(name: str, count: int) -> dict[str, Any]:
    """A table: its words, how many rows of it are published, what of it is not."""
    return {"name": name, "label": _words(TABLES[name].label), "rows": count, "withheld": withheld_of(name)}


def withheld_of(name: str) -> list[Words]:
    """What of a table is not published, in words; nothing where all of it is."""
    table, said = TABLES[name], []
    if not table.is_public:
        return [_words(withheld.TABLE)]
    if table.public_rows:
        said.append(_condition(withheld.ROWS, name, *table.public_rows))
    if hidden := [c for c in table.columns if not c.is_public]:
        said.append(_words(withheld.COLUMNS, labels=_labels(hidden)))
    for condition in dict.fromkeys(c.public_when for c in table.columns if c.public_when):
        said.append(_condition(withheld.WHEN, name, *condition, labels=_labels([c for c in table.columns if c.public_when == condition])))
    if any(column.references == "person" for column in table.columns):
        said.append(_words(withheld.PEOPLE))
    if name in (*public_rows.COUNTS, "participation_activity"):
        said.append(_words(withheld.COUNTS))
    return [*said, _words(withheld.GROUPS)] if name == "participation_attendance" else said


def _condition(text: tuple[str, str], name: str, column: str, values: Iterable, **more: tuple[str, str]) -> Words:
    of = TABLES[name].column(column)
    named = [CHOICES[of.choices][value] if of.choices else (withheld.YES if value else withheld.NO) for value in values]
    return _words(text, label=of.label, values=tuple(", ".join(words) for words in zip(*named, strict=True)), **more)


def _labels(columns: Iterable) -> tuple[str, str]:
    th, en = zip(*(column.label for column in columns), strict=True)
    return ", ".join(th), ", ".join(en)


def _words(text: tuple[str, str], **parts: tuple[str, str]) -> Words:
    """A text in both languages, its parts filled in with theirs."""
    return {language: text[at].format(**{name: words[at] for name, words in parts.items()}) for at, language in enumerate(("th", "en"))}
