"""Databases full of canaries: texts and figures that stand only where the public may not see, in every private column, every private row and every table beside the facts.

Rows are written straight into the tables: a thousand databases in minutes. Each is drawn by one number, so any of them can be made again.
"""

import json
import sqlite3
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from sqlalchemy import create_engine, insert
from sqlalchemy.pool import StaticPool

from queries import public_file, public_rows, tables
from queries.tables import CHOICES, FAR, TABLES

CANARY = "คานารี"
FIGURE = Decimal("87654321.5")  # no other figure comes near it
TRACES = tuple(trace.encode() for trace in (CANARY, json.dumps(CANARY)[1:-1], "87654321"))  # as text, as JSON may write it, as a figure in any unit
DAY = date(2025, 1, 1)
SCALE = {"scale_minimum": (1,), "scale_maximum": (5,), "before_score": (1, 2, 3, 4, 5), "after_score": (1, 2, 3, 4, 5)}


def found(told):
    """The traces of canaries in bytes, with what stands around them."""
    return sorted({told[max(told.find(trace) - 40, 0):told.find(trace) + 120].decode(errors="replace") for trace in TRACES if trace in told})


def everything(path):
    """Every byte of a published file and of its manifest, and every cell, for a text that crosses two pages of the file."""
    made = public_file.reading(path)
    named = (*(name for name, table in TABLES.items() if table.is_public), "release", "boundary_load", "boundary", "answer", "alembic_version")
    cells = [str(cell) for name in named for row in made.execute(f'SELECT * FROM "{name}"') for cell in row if cell is not None]
    made.close()
    return path.read_bytes() + public_file.manifest_of(path).read_bytes() + "\n".join(cells).encode()


# --- a database -------------------------------------------------------------------------------------------------------


@cache
def live():
    """A database in memory, made once; `fill` empties it."""
    made = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    tables.METADATA.create_all(made)
    return made


def rows(seed):
    """Rows of every table over two releases: {table: [(row, from, to)]}."""
    draw, made = Random(seed), {}
    for name, table in TABLES.items():
        of, seen = [], set()
        for number in range(1, draw.randint(1, 2) + 1):
            row = _row(draw, table, number, 1)
            key = tuple(row[k] for k in table.key)
            if key not in seen:
                seen.add(key)
                ends = FAR if name in ("province", "district") else draw.choice((FAR, FAR, 2))  # without a place there is nothing to show
                of.append((row, 1, ends))
                if ends == 2 and draw.random() < 0.5:
                    kept = (*table.key, "is_office_holder") if name == "person" else table.key  # the code of who takes office is private no more
                    of.append(({**_row(draw, table, number, 2, **{k: row[k] for k in kept}), **{k: row[k] for k in table.key}}, 2, FAR))
        made[name] = of
    return made


def fill(engine, seed):
    """Put the rows into a database in place of what it held, and canaries into all that lies beside the facts."""
    with engine.begin() as connection:
        for table in reversed(tables.METADATA.sorted_tables):
            connection.execute(table.delete())
        for table, lines in _beside().items():
            connection.execute(insert(table), lines)
        for name, of in rows(seed).items():
            lines = [{**row, "province_code": "56", "source_sheet": f"{CANARY}-{name}.csv", "source_row": 1, "from_release": begins, "to_release": ends} for row, begins, ends in of]
            if lines:
                connection.execute(insert(tables.sql[name]), lines)


def _beside():
    """What lies beside the facts: who wrote a release and why, why rows ended, drafts, where a meeting stands, boundaries' files."""
    about = {"province_code": "56", "as_of": DAY, "opened_rows": 1, "closed_rows": 0, "file_sha256": CANARY, "reverts": None}
    releases = [{**about, "number": number, "release_kind": kind, "as_of": DAY + timedelta(30 * number), "created_at": "2025-01-01T00:00:00+00:00", "created_by": f"{CANARY}-by", "reason": f"{CANARY}-why",
                 "file_name": f"{CANARY}-file.xlsx", "chain": f"{number:064}", "salt": f"{CANARY}-salt"} for number, kind in ((1, "load"), (2, "record"))]
    said = {"record_kind": "finding", "content": json.dumps({"finding": f"{CANARY}-draft", "ascii": CANARY}, ensure_ascii=True) + CANARY, "recorded_role": CANARY, "version": 1, "saved_at": CANARY, "item_number": 1}
    drafts = [{**said, "province_code": "56", "draft_code": f"{CANARY}-{state}", "meeting_code": "MEETING-1", "draft_state": state, "release_number": None} for state in ("open", "discarded", "confirmed")]
    return {
        tables.release_table: releases, tables.draft_table: drafts,
        tables.ending_table: [{"release_number": 2, "province_code": "56", "table_name": "plan", "row_key": CANARY, "end_reason": CANARY, "source_sheet": CANARY, "source_row": 1}],
        tables.cursor_table: [{"province_code": "56", "meeting_code": CANARY, "item_number": 1, "scene": 1, "is_blank": False, "version": 1, "moved_at": CANARY}],
        tables.publication_table: [{"number": 1, "province_code": "56", "release_number": 1, "as_of": DAY, "published_at": CANARY, "published_by": CANARY, "chain": CANARY, "file_sha256": CANARY, "reason": CANARY}],
        tables.boundary_load_table: [{**_boundary_load(), "file_name": CANARY, "note": CANARY, "file_sha256": CANARY}],
    }


def _boundary_load():
    """Any value of each column of a load of boundaries."""
    plain = {"INTEGER": 1, "TEXT": "x"}
    return {column.name: {"number": 1, "province_code": "56", "level": "district"}.get(column.name, plain.get(str(column.type), 1)) for column in tables.boundary_load_table.c}


# --- a row ------------------------------------------------------------------------------------------------------------


def is_told(table, column, row):
    """Whether the public may see a column of a row."""
    return public_rows.is_shown(table, row) and column.is_public and public_rows.is_open(column.public_when, row)


def key_of(column):
    """The code that a row of a table bears, and by which others name it."""
    return {"district": "5601", "province": "56"}.get(column, f"{column.upper()}-1")


def _row(draw, table, number, release, **kept):
    """A row of a table, each private text and figure of it a canary; rows name the first row of other tables."""
    made = {}
    for column in table.columns:
        if column.references:
            made[column.name] = key_of(column.references.split("|")[0]) if column.required or column.name in table.key or draw.random() < 0.5 else None
        elif column.kind == "code" and column.name in table.key:
            made[column.name] = key_of(table.name) if number == 1 else f"{table.name.upper()}-{number}"
        else:
            made[column.name] = _value(draw, column)
        if not column.required and column.name not in table.key and not column.references and draw.random() < 0.25:
            made[column.name] = None
    made |= kept
    if made.get("start_on") and made.get("end_on"):
        made["end_on"] = made["start_on"] + timedelta(abs((made["end_on"] - DAY).days))
    private = [column for column in table.columns if made[column.name] is not None and not column.references and not is_told(table, column, made) and (column.name not in table.key or table.name == "person")]
    for column in private:
        if column.kind in ("text", "url", "code"):
            made[column.name] = f"{CANARY}-{table.name}-{column.name}-{number}-{release}"
        elif column.kind in ("money", "number") and (column.maximum is None or column.maximum > FIGURE):
            made[column.name] = FIGURE
    return made


def _value(draw, column):
    """Any value of a column, its words of no meaning."""
    if column.name in SCALE:  # the importer takes a scale whose ends are in order, and scores on it
        return draw.choice(SCALE[column.name])
    match column.kind:
        case "money" | "number":
            return Decimal(_between(draw, column, 90))
        case "integer":
            return _between(draw, column, 9)
        case "date":
            return DAY + timedelta(draw.randint(-200, 200))
        case "boolean":
            return draw.random() < 0.5
        case "fiscal_year":
            return draw.choice((2567, 2568))
        case "choice":
            return draw.choice(list(CHOICES[column.choices]))
        case "codes" if column.choices:
            return draw.choice(list(CHOICES[column.choices]))
    return f"{column.name}-{draw.randint(0, 3)}"


def _between(draw, column, span):
    least = int(column.minimum or 0)
    return draw.randint(least, int(min(column.maximum or least + span, least + span)))


def stands(engine):
    """Every byte of a live database in memory: it must hold the canaries that no published byte may."""
    with engine.connect() as connection:
        held: sqlite3.Connection = connection.connection.driver_connection
        return held.serialize()
