"""Official boundaries: which outlines are loaded, from whom, under which terms.

They stand beside the releases (queries/tables/boundary.py), so `release` decides nothing here; every question takes it.
"""

from datetime import date, datetime, timedelta, timezone

import pandas as pd
from sqlalchemy import Connection, func, select

from queries.answers import rows, table
from queries.tables import boundary_load_table as loads_table
from queries.tables import boundary_table

THAI_TIME = timezone(timedelta(hours=7))
ABOUT = ("number", "loaded_on", "source", "terms", "moved_metres")
DISTRICTS = ("district_code", "geometry", *ABOUT)
OUTLINE = ("province_code", "geometry", *ABOUT)
LOADS = ("number", "level", "loaded_on", "file_name", "source", "terms", "note", "areas", "points_in_file", "points_kept", "moved_metres", "is_current", "file_sha256")


def current(connection: Connection, *, release: int, province: str, number: int | None = None) -> pd.DataFrame:
    """One row a district, of the newest load of district boundaries; by code. Empty where none is loaded.

    `geometry` is GeoJSON text (Polygon or MultiPolygon, WGS84, longitude first), simplified for a screen so that neighbours still touch.
    `source` and `terms` are to be printed with it; `moved_metres` is how far its lines are from the file's at most. `number`: as that load drew them, instead of the newest.
    """
    return table(({**row, "district_code": row["code"]} for row in _areas(connection, province, "district", number)), DISTRICTS)


def outline(connection: Connection, *, release: int, province: str, number: int | None = None) -> pd.DataFrame:
    """One row, the province's own outline by the newest load of one, else none; in order of code. `geometry` as in `current`."""
    return table(({**row, "province_code": row["code"]} for row in _areas(connection, province, "province", number)), OUTLINE)


def loads(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a load of boundaries: what, from whom, areas and corner points (counts), greatest shift (metres); newest first."""
    areas = select(func.count()).where(boundary_table.c.province_code == province, boundary_table.c.number == loads_table.c.number).scalar_subquery()
    found = rows(connection, select(loads_table, areas.label("areas")).where(loads_table.c.province_code == province).order_by(loads_table.c.number.desc()))
    newest = {level: newest_number(connection, province, level) for level in {row["level"] for row in found}}
    return table(({**row, "loaded_on": _day(row["loaded_at"]), "is_current": row["number"] == newest[row["level"]]} for row in found), LOADS)


def newest_number(connection: Connection, province: str, level: str | None = None) -> int:
    """Number of the province's newest load, of one level or of any; 0 when there is none. What an answer may be kept under."""
    query = select(func.coalesce(func.max(loads_table.c.number), 0)).where(loads_table.c.province_code == province)
    return connection.scalar(query if level is None else query.where(loads_table.c.level == level))


def _areas(connection: Connection, province: str, level: str, number: int | None) -> list[dict]:
    wanted = newest_number(connection, province, level) if number is None else number
    same = (loads_table.c.province_code == boundary_table.c.province_code) & (loads_table.c.number == boundary_table.c.number)
    query = select(boundary_table, loads_table.c.source, loads_table.c.terms, loads_table.c.loaded_at, loads_table.c.moved_metres).join(loads_table, same)
    chosen = query.where(boundary_table.c.province_code == province, boundary_table.c.number == wanted, loads_table.c.level == level)
    return [{**row, "loaded_on": _day(row["loaded_at"])} for row in rows(connection, chosen.order_by(boundary_table.c.code))]


def _day(instant: str) -> date:
    """The day on which it was saved, by Thai clocks."""
    return datetime.fromisoformat(instant).astimezone(THAI_TIME).date()
