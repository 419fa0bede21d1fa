"""Columns and tables per subject: the one source of truth for names, types, limits, words and what is public."""

from queries.tables import budget, contract, deliverables, indicators, network, participation, place, programme
from queries.tables.boundary import boundary_load_table, boundary_table
from queries.tables.choices import CHOICES, GROUP_OF_SECTOR, KIND_OF_SECTOR
from queries.tables.spec import Column, Table
from queries.tables.storage import FAR, METADATA, PROVENANCE, ending_table, release_table, sql_columns, versioned

# In the order a clerk meets them.
TABLES: dict[str, Table] = {
    table.name: table
    for subject in (place, network, contract, programme, budget, deliverables, indicators, participation)
    for table in subject.TABLES
}
sql = {name: versioned(table, METADATA) for name, table in TABLES.items()}

__all__ = ["CHOICES", "FAR", "GROUP_OF_SECTOR", "KIND_OF_SECTOR", "METADATA", "PROVENANCE", "TABLES", "Column", "Table",
           "boundary_load_table", "boundary_table", "ending_table", "release_table", "sql", "sql_columns"]
