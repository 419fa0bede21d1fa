"""Partners' shares in the manner of a Fiscal Data Package 0.3: datapackage.json (Data Package, Table Schema, `model`) and budget_shares.csv.

One row a share: who brings how much to which project in which year, from which fund, for what kind of spending, and what became of it by the
data release's day (definitions in queries/money.py). All sums are baht. In-kind has its own flag and is no money: its pledge and what was
delivered are valued, nothing of it is ever "left", and it is never added to money. Public data only: a partner who is an individual has no name.
"""

import csv
import hashlib
import io
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from queries import fiscal, money, tables
from queries.errors import UsageError
from queries.exports import published
from queries.exports.heading import data_release, iso_3166_2, uri
from queries.exports.mapped import file_of
from queries.exports.published import Given

PACKAGE, TABLE = "datapackage.json", "budget_shares.csv"
TYPES = {"code": "string", "text": "string", "choice": "string", "money": "number", "fiscal_year": "year", "date": "date", "boolean": "boolean"}  # ours → Table Schema's
DERIVED = {  # column → (kind, Thai, English, what it is)
    "period_start_on": ("date", "วันแรกของปีงบประมาณ", "First day of the fiscal year", "1 October of the year before, CE"),
    "period_end_on": ("date", "วันสุดท้ายของปีงบประมาณ", "Last day of the fiscal year", "30 September, CE"),
    "is_in_kind": ("boolean", "สมทบที่ไม่ใช่ตัวเงิน", "Is in-kind", "true: valued in baht, but no money and never added to it"),
    "committed_baht": ("money", "ก่อหนี้ผูกพัน", "Committed", "Commitments (PO) not yet disbursed"),
    "disbursed_baht": ("money", "เบิกจ่ายแล้ว", "Disbursed", "Disbursed by the day of the data release; of in-kind, what was delivered"),
    "carried_over_baht": ("money", "กันเงินเหลื่อมปี", "Carried over", "Carried over the end of the year; taken off nothing"),
    "left_baht": ("money", "คงเหลือ", "Left", "Allocated - committed - disbursed; below zero where more went out than was allocated; empty for in-kind"),
}
# The CSV's columns in order → the table whose column of that name it is; "" where it is derived from the share's money events.
MAPPING = {
    "share_code": "budget_share", "organisation_code": "budget_share", "organisation_name": "organisation", "sector": "organisation", "project_code": "budget_share", "project_name": "project",
    "fiscal_year": "budget_share", "period_start_on": "", "period_end_on": "", "fund_source": "budget_share", "is_in_kind": "", "spend_type": "budget_share", "budget_status": "budget_share",
    "approved_on": "budget_share", "pledged_baht": "budget_share", "allocated_baht": "budget_share", "committed_baht": "", "disbursed_baht": "", "carried_over_baht": "", "left_baht": "",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a text that starts so would run as a formula in a spreadsheet
LADDER = ("committed_baht", "disbursed_baht", "carried_over_baht", "left_baht")
MEASURES = {"pledged_baht": "proposed", "allocated_baht": "adjusted", "committed_baht": "", "disbursed_baht": "executed"}  # column → the Fiscal Data Package's phase
DIMENSIONS = {  # the Fiscal Data Package's dimension → (its type, key column, columns)
    "partner": ("entity", "organisation_code", ("organisation_code", "organisation_name", "sector")), "project": ("activity", "project_code", ("project_code", "project_name")),
    "date": ("datetime", "fiscal_year", ("fiscal_year", "period_start_on", "period_end_on")), "fund_source": ("classification", "fund_source", ("fund_source", "is_in_kind")),
    "spend_type": ("classification", "spend_type", ("spend_type",)), "budget_status": ("other", "budget_status", ("budget_status",)),
}


def files(connection: Connection, *, release: int, province: str, given: Given) -> dict[str, bytes]:
    """datapackage.json and budget_shares.csv (UTF-8, a comma between fields, CRLF after lines), by their names."""
    found = shares(connection, release=release, province=province)
    data = csv_of(found)
    return {PACKAGE: file_of(_package(connection, found, data, release, province, given)), TABLE: data}


def package(connection: Connection, *, release: int, province: str, given: Given) -> dict[str, Any]:
    """The data package's descriptor: fields with types, constraints and units, licence, sources, the data release and the fiscal `model`."""
    found = shares(connection, release=release, province=province)
    return _package(connection, found, csv_of(found), release, province, given)


def shares(connection: Connection, *, release: int, province: str) -> list[dict[str, Any]]:
    """Every share as a row of the CSV, Decimal baht; by code. UsageError where the release holds none."""
    published.data_release(connection, release, province)
    read = {name: published.rows(connection, name, release=release, province=province) for name in ("budget_share", "organisation", "project")}
    if not read["budget_share"]:
        raise UsageError("export_empty", standard="fiscal", number=release)
    partners, projects = published.by_key(read["organisation"], "organisation_code"), published.by_key(read["project"], "project_code")
    figures = {s["share_code"]: s for s in money.shares(connection, release, province, money.context(connection, release, province))}
    return [_row(s, partners.get(s["organisation_code"], {}), projects.get(s["project_code"], {}), figures[s["share_code"]]) for s in read["budget_share"]]


def _row(share: dict, partner: dict, project: dict, figures: dict) -> dict[str, Any]:
    first, last = fiscal.year_bounds(share["fiscal_year"])
    is_in_kind = share["fund_source"] == money.IN_KIND
    made = {**partner, **project, **share, **{name: figures[name] for name in LADDER}, "period_start_on": first, "period_end_on": last, "is_in_kind": is_in_kind}
    return {name: None if name == "left_baht" and is_in_kind else made.get(name) for name in MAPPING}


def csv_of(found: list[dict[str, Any]]) -> bytes:
    """Those rows as CSV: days as ISO dates, sums with two decimals, true and false, nothing for what is empty, a ' before a text like a formula."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(MAPPING))
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in found)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return format(value, ".2f") if isinstance(value, Decimal) else value


def _package(connection: Connection, found: list[dict], data: bytes, release: int, province: str, given: Given) -> dict[str, Any]:
    at = published.data_release(connection, release, province)
    place = published.rows(connection, "province", release=release, province=province)[0]
    label = tables.TABLES["budget_share"].label
    iso = iso_3166_2(province)
    return {
        "profile": "tabular-data-package", "name": f"budget-shares-{iso.lower()}", "id": uri("fiscal", province, at), "title": f"{label[0]} {place['province_name_th']}", "title_en": f"{label[1]}s, {place['province_name_en']}",
        "created": at.saved_at, **({"licenses": [{"path": given.licence}]} if given.licence else {}), "sources": [{"title": place["office_name"]}], "x_dataRelease": data_release(at, place["is_sample"]),
        "countryCode": "TH", "regionCode": iso, "granularity": "aggregated",
        "fiscalPeriod": {"start": min(s["period_start_on"] for s in found).isoformat(), "end": max(s["period_end_on"] for s in found).isoformat()},
        "resources": [{"profile": "tabular-data-resource", "name": "budget_shares", "path": TABLE, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "schema": schema()}],
        "model": model(),
    }


def schema() -> dict[str, Any]:
    """The CSV's Table Schema: name, type, title in Thai (title_en in English), what it is, unit and constraints of each column."""
    return {"fields": [_field(name, table) for name, table in MAPPING.items()], "primaryKey": ["share_code"], "missingValues": [""]}


def _field(name: str, table: str) -> dict[str, Any]:
    if not table:
        kind, th, en, meaning = DERIVED[name]
        constraints = {} if name == "left_baht" else {"required": True, **({"minimum": 0} if kind == "money" else {})}
    else:
        column = tables.TABLES[table].column(name)
        kind, (th, en), meaning = column.kind, column.label, column.meaning[1]
        constraints = _constraints(column, is_own=table == "budget_share")
    unit = {"money": "THB", "fiscal_year": "BE"}.get(kind)
    return {"name": name, "type": TYPES[kind], "title": th, "title_en": en, "description": meaning, **({"unit": unit} if unit else {}), **({"constraints": constraints} if constraints else {})}


def _constraints(column: tables.Column, *, is_own: bool) -> dict[str, Any]:
    """What the importer holds the column to; a name is not required, for an individual has none in public."""
    made = {"required": True} if column.required and is_own else {}
    made |= {"unique": True} if column.name == "share_code" else {}
    made |= {"minimum": int(column.minimum)} if column.minimum is not None else {}
    return made | ({"enum": list(tables.CHOICES[column.choices])} if column.choices else {})


def model() -> dict[str, Any]:
    """The Fiscal Data Package's own part: which columns are sums, of which phase of a budget, and which say what they are sums of."""
    return {
        "measures": {name.removesuffix("_baht"): {"source": name, "currency": "THB", "direction": "expenditure", **({"phase": phase} if phase else {})} for name, phase in MEASURES.items()},
        "dimensions": {name: {"dimensionType": kind, "primaryKey": [key], "attributes": {column: {"source": column, **({"labelfor": key} if column.endswith("_name") else {})} for column in columns}}
                       for name, (kind, key, columns) in DIMENSIONS.items()},
    }
