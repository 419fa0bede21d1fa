"""What words mean, what every column is, and what is kept private: the tables' own words, and the field's."""

from collections.abc import Iterator

import pandas as pd

from dashboard import links, wording
from dashboard.wording import t
from queries.exports import open_data
from queries.tables import CHOICES, TABLES, Column, Table

# A term of the field → the page where it is met first; its words are the texts' `glossary.term` and `glossary.says`.
TERMS = {
    "network": "network", "sub_network": "roles", "organisation": "partner", "connector": "bodies", "boundary_spanner": "bodies", "network_manager": "deliverables", "project_manager": "data",
    "contract": "contract", "public_action_contract": "projects", "mou": "roles", "manager_contract": "deliverables", "budget_share": "shares", "undertaking": "contract", "block_grant": "budget",
    "phase": "deliverables", "output": "project", "deliverable": "deliverables", "indicator": "indicators", "baseline": "indicators", "target": "indicators", "actual": "indicators", "disbursed": "budget", "spent": "budget",
    "in_kind": "budget", "strategic_partnership_group": "bodies", "scrutiny_committee": "bodies", "appointment_order": "bodies", "resolution": "ask_us", "provincial_committee": "contract",
    "national_committee": "contract", "evaluator": "contract", "community_of_practice": "roles", "origin_plan": "projects", "red_flag": "flags", "no_evidence": "overview", "release": "data", "as_of": "data", "chain": "data",
}
TERM = ["term_th", "term_en", "term_says", "term_page"]
TERM_BRIEF = ("term_th", "term_en", "term_says")
LISTED = ["table_title", "table_name", "table_says", "public_columns", "table_key", "table_carrier", "open_data_folder"]
LISTED_BRIEF = ("table_title", "table_says", "public_columns")
COLUMNS = ["column_title", "column_code", "column_says", "column_kind", "column_unit", "column_limits", "column_example"]
COLUMNS_BRIEF = ("column_title", "column_says", "column_kind")
PRIVATE = ["table_title", "column_title", "column_says"]


def terms() -> pd.DataFrame:
    """Every term in Thai and English, what it means in the language in use, and the page where it is used; by the language's own letters."""
    rows = [{"term_th": t(f"glossary.term.{code}", "th"), "term_en": t(f"glossary.term.{code}", "en"), "term_says": t(f"glossary.says.{code}"), "term_page": t(f"pages.{page}")} for code, page in TERMS.items()]
    return pd.DataFrame(sorted(rows, key=lambda row: row[f"term_{wording.language()}"].casefold()), columns=TERM, dtype=object)


def public_tables() -> dict[str, Table]:
    """The tables that the public may see, in the order a clerk meets them."""
    return {name: table for name, table in TABLES.items() if table.is_public}


def listed() -> pd.DataFrame:
    """A row a public table: what it is, how many columns it shows, its key, which workbook brings it in, and the folder of the open data where it lies."""
    return pd.DataFrame([{"table_title": wording.of_two(table.label), "table_name": table.name, "table_says": wording.of_two(table.meaning), "public_columns": len(columns_of(table)), "table_key": ", ".join(table.key) or wording.NONE, "table_carrier": t(f"dictionary.carrier_{table.workbook}"),
                          "open_data_folder": f"{open_data.folder_of(table)}/"} for table in public_tables().values()], columns=LISTED, dtype=object)


def columns_of(table: Table) -> list[Column]:
    """The columns of a table that the public may see."""
    return [column for column in table.columns if column.is_public]


def columns(table: Table) -> pd.DataFrame:
    """A row a column the public may see: words, type, unit, limits, example."""
    return pd.DataFrame([{
        "column_title": wording.of_two(c.label), "column_code": c.name, "column_says": wording.of_two(c.meaning), "column_kind": t(f"dictionary.kind.{c.kind}"), "column_unit": wording.of_two(c.unit) or None, "column_limits": "; ".join(_limits(c, table)) or None,
        "column_example": c.example or None} for c in columns_of(table)], columns=COLUMNS, dtype=object)


def _limits(column: Column, table: Table) -> Iterator[str]:
    if column.name in table.key:
        yield t("dictionary.key")
    elif column.required:
        yield t("dictionary.required")
    if column.minimum is not None:
        yield t("dictionary.minimum", value=wording.number(column.minimum))
    if column.maximum is not None:
        yield t("dictionary.maximum", value=wording.number(column.maximum))
    if column.choices:
        yield t("dictionary.choices", choices=", ".join(wording.of_two(words) for words in CHOICES[column.choices].values()))
    if column.references:
        yield t("dictionary.references", tables=" / ".join(wording.of_two(TABLES[name].label) for name in column.references.split("|")))
    if column.public_when:
        yield t("dictionary.public_when")


def private() -> pd.DataFrame:
    """A row a table or column that is kept and never published."""
    rows = [{"table_title": wording.of_two(table.label), "column_title": t("privacy.whole_table"), "column_says": wording.of_two(table.meaning)} for table in TABLES.values() if not table.is_public]
    rows += [{"table_title": wording.of_two(table.label), "column_title": t("privacy.these_rows"), "column_says": t(f"privacy.rows_{table.name}")} for table in public_tables().values() if table.public_rows]
    rows += [{"table_title": wording.of_two(table.label), "column_title": wording.of_two(c.label), "column_says": t("privacy.only_individuals") if c.public_when else wording.of_two(c.meaning)} for table in public_tables().values() for c in table.columns if c.public_when or not c.is_public]
    return pd.DataFrame(rows, columns=PRIVATE, dtype=object)


def kept(contact: str) -> list[tuple[str, str, str]]:
    """The notice in full: what is kept, what is published, who answers for it, what one may ask for."""
    return [(t(f"privacy.{part}"), t(f"privacy.{part}_words", contact=contact), links.to("ask_us") if part == "who" else "") for part in ("kept", "published", "few", "why", "long", "visitors", "rights", "who")]
