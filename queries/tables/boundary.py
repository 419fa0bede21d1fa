"""Official boundaries as the database holds them: whole loads, one after another, beside the releases and never changed.

An outline is no fact of the contract: it is not told once a month, and a map of an old release is drawn with the newest outline.
So a load has a number of its own, and the chain of releases does not run over it.
"""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text
from sqlalchemy import Column as SqlColumn
from sqlalchemy import Table as SqlTable

from queries.tables.storage import METADATA

LEVELS = ("district", "province")  # what a load may hold: every district of the province, or its outline

boundary_load_table = SqlTable(
    "boundary_load", METADATA,
    SqlColumn("province_code", Text, nullable=False),
    SqlColumn("number", Integer, nullable=False),  # 1, 2, 3 … within the province, whatever the level
    SqlColumn("level", Text, nullable=False),
    SqlColumn("loaded_at", Text, nullable=False),  # ISO instant, UTC: when it was saved, never used in a figure
    SqlColumn("file_name", Text, nullable=False),
    SqlColumn("file_sha256", Text, nullable=False),
    SqlColumn("source", Text, nullable=False),  # who drew it, as it is to be printed
    SqlColumn("terms", Text, nullable=False),  # under which terms it may be used, as its page states them
    SqlColumn("note", Text),
    SqlColumn("points_in_file", Integer, nullable=False),  # corners of these areas before they were simplified
    SqlColumn("points_kept", Integer, nullable=False),
    SqlColumn("moved_metres", Integer, nullable=False),  # how far the drawn line is from the file's at most
    PrimaryKeyConstraint("province_code", "number", name="pk_boundary_load"),
    CheckConstraint("level IN ('district', 'province')", name="level_known"),
    CheckConstraint("source <> ''", name="source_given"),
    CheckConstraint("terms <> ''", name="terms_given"),
    sqlite_strict=True,
)

boundary_table = SqlTable(
    "boundary", METADATA,
    SqlColumn("province_code", Text, nullable=False),
    SqlColumn("number", Integer, nullable=False),
    SqlColumn("code", Text, nullable=False),  # four digits of the district, or two of the province
    SqlColumn("geometry", Text, nullable=False),  # GeoJSON, Polygon or MultiPolygon, WGS84, longitude first
    PrimaryKeyConstraint("province_code", "number", "code", name="pk_boundary"),
    ForeignKeyConstraint(["province_code", "number"], ["boundary_load.province_code", "boundary_load.number"], name="fk_boundary_load"),
    sqlite_strict=True,
)
