"""Columns and tables per subject: the one source of truth for names, types, limits, words and what is public."""

from queries.tables import (
    budget,
    contract,
    deliverables,
    indicators,
    meetings,
    network,
    participation,
    place,
    programme,
)
from queries.tables.boundary import boundary_load_table, boundary_table
from queries.tables.choices import CHOICES, GROUP_OF_SECTOR, KIND_OF_SECTOR
from queries.tables.spec import Column, Table
from queries.tables.storage import (
    FAR,
    METADATA,
    PROVENANCE,
    cursor_table,
    draft_table,
    ending_table,
    publication_table,
    release_table,
    sql_columns,
    versioned,
)

# In the order a clerk meets them.
TABLES: dict[str, Table] = {
    table.name: table
    for subject in (place, network, contract, programme, budget, deliverables, indicators, participation, meetings)
    for table in subject.TABLES
}
FED = {name: table for name, table in TABLES.items() if table.workbook != meetings.RECORD}  # what workbooks carry; the rest is the committee's own record
sql = {name: versioned(table, METADATA) for name, table in TABLES.items()}

__all__ = ["CHOICES", "FAR", "FED", "GROUP_OF_SECTOR", "KIND_OF_SECTOR", "METADATA", "PROVENANCE", "TABLES", "Column", "Table", "boundary_load_table",
           "boundary_table", "cursor_table", "draft_table", "ending_table", "publication_table", "release_table", "sql", "sql_columns"]
