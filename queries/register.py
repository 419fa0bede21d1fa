"""The register of partners: everyone ever written into it, also who has left or is yet to come, and the posts they hold. Never a person's name."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from queries import releases
from queries.answers import rows, table
from queries.network_scene import QUARTERS, Scene, holds
from queries.tables import GROUP_OF_SECTOR

SOURCE = ("from_release", "source_sheet", "source_row")
PARTNERS = (
    "organisation_code", "organisation_name", "organisation_name_en", "short_name", "sector", "sector_group", "actor_level", "district_code", "district_name_th", "district_name_en",
    "parent_organisation_code", "network_position", "resource_kinds", "start_on", "end_on", "membership", *SOURCE,
)
POSTS = ("person_code", "post_title", "organisation_code", "is_boundary_spanner", "is_office_holder", "start_on", "end_on", *SOURCE)


def partners(connection: Connection, *, release: int, province: str, as_of: date | None = None) -> pd.DataFrame:
    """One row a partner in the register, with its place, parent and what it brings; `membership` is in, left or to_come at as_of; by code."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = [{**scene.districts.get(row["district_code"], {}), **row, "sector_group": GROUP_OF_SECTOR[row["sector"]], "membership": _membership(row, scene.as_of)}
             for row in scene.true("organisation")]
    return table(found, PARTNERS)


def office(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row: the office in charge of the province's data and how it is reached, with where that stands, by the release's setup sheet."""
    held = releases.at("province", province, release)
    return table(rows(connection, select(held)), ("office_name", "office_contact", "source_sheet", "source_row", "from_release"))


def posts(connection: Connection, *, release: int, province: str, partner: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a post held at as_of: its title, whose it is, whether it is a public office; by code."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    return table([row for row in scene.holding("person") if partner in (None, row["organisation_code"])], POSTS)


def _membership(row: Mapping, day: date | None) -> str:
    if holds(row, day):
        return "in"
    return "to_come" if day is None or row["start_on"] > day else "left"
