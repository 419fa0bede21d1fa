"""The projects of the territorial contract as an Open Contracting for Infrastructure Data Standards 0.9 project package.

One project a project of the contract, by code. Its budget is the contract's (in-kind apart); the breakdown is one entry a partner's
share, as pledged, in two groups: money, which makes up the budget, and in-kind, which does not. No contracting processes: the territorial
contract is no procurement, and the tables hold none of the projects' own; a number in e-GP is an identifier of the project.
`updated` is the instant our data release was saved. Fields and schemes that begin with x_ are ours. Public data only.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection

from queries import fiscal, tables
from queries.errors import UsageError
from queries.exports import published
from queries.exports.heading import heading, iso_3166_2
from queries.exports.mapped import Fields, classified, file_of, filled, parties
from queries.exports.published import DataRelease, Given

VERSION = "0.9"
FILE = "oc4ids-project-package.json"
READ = ("province", "district", "organisation", "project", "budget_share", "evidence")

# The standard's field → our column and how it is written (mapped.py). Underscored columns are made in this module.
MAPPING: dict[str, Fields] = {
    "projects": {"id": ("_id", "text"), "updated": ("_updated", "text"), "title": ("project_name", "text"), "title_en": ("project_name_en", "text"), "description": ("objective", "text"), "status": ("_status", "text"),
                 "period.startDate": ("start_on", "start"), "period.endDate": ("end_on", "end"), "publicAuthority": ("_public_authority_code", "party"), "budget.amount": ("budget_baht", "baht")},
    "budget/budgetBreakdowns/budgetBreakdown": {"id": ("share_code", "code"), "description": ("_description", "text"), "amount": ("pledged_baht", "baht"), "period.startDate": ("_start_on", "start"),
                                                "period.endDate": ("_end_on", "end"), "sourceParty": ("organisation_code", "party"), "approvalDate": ("approved_on", "start"),
                                                "x_allocated": ("allocated_baht", "baht"), "x_fundSource": ("fund_source", "text"), "x_spendType": ("spend_type", "text"), "x_budgetStatus": ("_budget_status", "text")},
    "documents": {"id": ("evidence_code", "code"), "title": ("evidence_title", "text"), "dateModified": ("dated_on", "start")},
}
IDENTIFIERS = {"project_code": "x_joint-scrutiny", "emenscr_code": "TH-eMENSCR", "egp_code": "TH-eGP", "gfmis_code": "TH-GFMIS"}  # column → scheme
STATUS = {"planned": "preparation", "active": "implementation", "completed": "completion", "cancelled": "cancelled"}
SECTORS = {"business": "economy", "law_and_order": "governance", "place": "x_place", "people": "x_people"}  # an open list: where it has no word, ours
BUDGET_STATUS = {"indicative": "1", "committed": "2"}  # IATI BudgetStatus
CLASSIFIED = ("theme", "carried_by", "origin_plan")


def files(connection: Connection, *, release: int, province: str, given: Given) -> dict[str, bytes]:
    """The package as a file, by its name."""
    return {FILE: file_of(package(connection, release=release, province=province, given=given))}


def package(connection: Connection, *, release: int, province: str, given: Given) -> dict[str, Any]:
    """An OC4IDS 0.9 project package of every project, by code; MAPPING says which field is which column, the module's words the rest.

    Amounts are Decimal baht. UsageError where the release holds no project."""
    at = published.data_release(connection, release, province)
    held = {name: published.rows(connection, name, release=release, province=province) for name in READ}
    if not held["project"]:
        raise UsageError("export_empty", standard="oc4ids", number=release)
    return {**heading("oc4ids", VERSION, province, held["province"][0], at, given),
            "projects": [_project(row, held, at, province, given.oc4ids_prefix) for row in held["project"]]}


def _project(project: dict, held: dict[str, list[dict]], at: DataRelease, province: str, prefix: str) -> dict[str, Any]:
    code, partners, districts = project["project_code"], published.by_key(held["organisation"], "organisation_code"), published.by_key(held["district"], "district_code")
    shares = [s for s in held["budget_share"] if s["project_code"] == code]
    place = held["province"][0]["province_name_th"]
    made = filled(MAPPING["projects"], {**project, "_id": f"{prefix}-{province}-{code}", "_updated": at.saved_at, "_status": STATUS[project["project_status"]], "_public_authority_code": _authority(project, partners)}, partners)
    lists = {
        "identifiers": [{"id": str(project[column]), "scheme": scheme} for column, scheme in IDENTIFIERS.items() if project[column]],
        "sector": [SECTORS[project["theme"]]], "additionalClassifications": [classified(name, name, project[name]) for name in CLASSIFIED],
        "locations": _locations(project, districts, province, place), "parties": parties(partners, _roles(project, shares, partners), districts, place),
        "documents": _documents(code, held["evidence"], at.as_of),
    }
    made["budget"] |= {"budgetBreakdowns": groups} if (groups := _breakdowns(shares, partners)) else {}
    return {**made, "language": "th", **{name: value for name, value in lists.items() if value}}


def _authority(project: dict, partners: dict) -> str | None:
    """The responsible partner where it is of the public sector: no company and no community is a public authority."""
    code = project["responsible_organisation_code"]
    sector = partners.get(code, {}).get("sector")
    return code if sector and tables.GROUP_OF_SECTOR[sector] == "public_sector" else None


def _roles(project: dict, shares: list[dict], partners: dict) -> dict[str, list[str]]:
    roles, responsible = defaultdict(list), project["responsible_organisation_code"]
    if responsible:
        roles[responsible].append("publicAuthority" if _authority(project, partners) else "administrativeEntity")
    for share in shares:
        roles[share["organisation_code"]].append("funder")
    return roles


def _locations(project: dict, districts: dict, province: str, place: str) -> list[dict[str, Any]]:
    """The districts by their four-digit codes of TIS 1099, then the province by ISO 3166-2. No point: where a project stands is not known."""
    found = []
    for code in sorted(filter(None, (project["district_codes"] or "").split(";"))):
        name = districts.get(code, {}).get("district_name_th")
        found.append({"id": code, **({"description": name} if name else {}), "gazetteer": {"scheme": "TH-TIS1099", "identifiers": [code]},
                      "address": {**({"locality": name} if name else {}), "region": place, "countryName": "ไทย"}})
    iso = iso_3166_2(province)
    return [*found, {"id": iso, "description": place, "gazetteer": {"scheme": "ISO3166-2", "identifiers": [iso]}}]


def _breakdowns(shares: list[dict], partners: dict) -> list[dict[str, Any]]:
    """Two groups, each where it holds anything: money, whose sum is to be the budget, and in-kind, which is no part of it."""
    label = {"money": tables.TABLES["budget_share"].label[0], "in_kind": tables.CHOICES["fund_source"]["in_kind"][0]}
    held = {"money": [s for s in shares if s["fund_source"] != "in_kind"], "in_kind": [s for s in shares if s["fund_source"] == "in_kind"]}
    return [{"id": name, "description": label[name], "budgetBreakdown": [_share(s, partners) for s in found]} for name, found in held.items() if found]


def _share(share: dict, partners: dict) -> dict[str, Any]:
    first, last = fiscal.year_bounds(share["fiscal_year"])
    words = " · ".join(tables.CHOICES[name][share[name]][0] for name in ("fund_source", "spend_type", "budget_status"))
    return filled(MAPPING["budget/budgetBreakdowns/budgetBreakdown"], {**share, "_description": words, "_start_on": first, "_end_on": last, "_budget_status": BUDGET_STATUS[share["budget_status"]]}, partners)


def _documents(code: str, evidence: list[dict], as_of: date) -> list[dict[str, Any]]:
    return [filled(MAPPING["documents"], e) for e in evidence if (e["subject_kind"], e["subject_code"]) == ("project", code) and e["dated_on"] <= as_of]
