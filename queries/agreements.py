"""What partners agreed and do together besides the contract: memoranda and their obligations, sub-networks, communities of practice, resources lent."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from queries.answers import table
from queries.network_scene import QUARTERS, Scene, holds, joined, split

MOUS = (
    "mou_code", "mou_title", "organisation_codes", "party_names", "parties", "signed_on", "start_on", "end_on", "is_in_force", "days_left", "is_expiring", "obligations",
    "obligations_without_project", "from_release", "source_sheet", "source_row",
)
OBLIGATIONS = ("mou_code", "mou_title", "obligation_number", "organisation_code", "organisation_name", "organisation_name_en", "obligation", "project_code", "has_project", "due_on", "days_overdue")
SUB_NETWORKS = (
    "sub_network_code", "sub_network_name", "network_purpose", "organisation_codes", "members", "district_code", "district_name_th", "district_name_en", "start_on", "end_on",
    "is_running", "successor_code", "successor_name", "ended_without_successor", "outcome",
)
COMMUNITIES = ("community_code", "community_name", "topic", "organisation_codes", "members", "sectors", "start_on", "end_on", "is_running")
EXCHANGES = (
    "exchange_code", "given_on", "from_organisation_code", "from_name", "from_name_en", "to_organisation_code", "to_name", "to_name_en", "resource_kind", "description",
    "project_code", "value_baht",
)


def mous(connection: Connection, *, release: int, province: str, partner: str | None = None, only_in_force: bool = False, as_of: date | None = None) -> pd.DataFrame:
    """One row a memorandum: parties, days left at as_of, obligations (count) and those with no project; soonest to expire first, expired ones last.

    `is_expiring`: it ends within the days the threshold mou_expiring_days names."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    promised = defaultdict(list)
    for row in scene.true("mou_obligation"):
        promised[row["mou_code"]].append(row)
    found = [_mou_row(scene, row, promised[row["mou_code"]]) for row in scene.true("mou") if partner is None or partner in split(row["organisation_codes"])]
    found = [row for row in found if row["is_in_force"] or not only_in_force]
    return table(sorted(found, key=lambda r: (not r["is_in_force"], r["days_left"], r["mou_code"])), MOUS)


def obligations(connection: Connection, *, release: int, province: str, mou: str | None = None, partner: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row an obligation under a memorandum: who, what, by when, days overdue at as_of, and the project that carries it; those with no project first, then by due day."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    titles = {row["mou_code"]: row["mou_title"] for row in scene.true("mou")}
    found = [{**scene.named(row["organisation_code"]), **row, "mou_title": titles.get(row["mou_code"]), "has_project": row["project_code"] is not None,
              "days_overdue": max((scene.as_of - row["due_on"]).days, 0) if row["due_on"] else None}
             for row in scene.true("mou_obligation") if mou in (None, row["mou_code"]) and partner in (None, row["organisation_code"])]
    return table(sorted(found, key=lambda r: (r["has_project"], r["due_on"] or date.max, r["mou_code"], r["obligation_number"])), OBLIGATIONS)


def sub_networks(connection: Connection, *, release: int, province: str, purpose: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a sub-network that had begun by as_of: purpose, members (count), start, end, what it became; running ones first, then by code."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    every = {row["sub_network_code"]: row for row in scene.true("sub_network")}
    found = [{**scene.districts.get(row["district_code"], {}), **row, "members": len(split(row["organisation_codes"])), "is_running": holds(row, scene.as_of),
              "successor_name": every.get(row["successor_code"], {}).get("sub_network_name"), "ended_without_successor": not holds(row, scene.as_of) and row["successor_code"] is None}
             for row in every.values() if purpose in (None, row["network_purpose"]) and row["start_on"] <= scene.as_of]
    return table(sorted(found, key=lambda r: (not r["is_running"], r["sub_network_code"])), SUB_NETWORKS)


def communities(connection: Connection, *, release: int, province: str, as_of: date | None = None) -> pd.DataFrame:
    """One row a community of practice: topic, members (count) and the sectors they come from; running ones first, then by code."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = [{**row, "members": len(split(row["organisation_codes"])), "is_running": holds(row, scene.as_of),
              "sectors": joined({scene.partners[code]["sector"] for code in split(row["organisation_codes"]) if code in scene.partners})} for row in scene.true("community_of_practice")]
    return table(sorted(found, key=lambda r: (not r["is_running"], r["community_code"])), COMMUNITIES)


def exchanges(connection: Connection, *, release: int, province: str, partner: str | None = None, resource_kind: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a resource given by one partner to another by as_of; its estimated value (baht) is never added to money; newest first."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = []
    for row in scene.true("resource_exchange"):
        ends = (row["from_organisation_code"], row["to_organisation_code"])
        if row["given_on"] <= scene.as_of and (partner is None or partner in ends) and resource_kind in (None, row["resource_kind"]):
            names = {f"{end}_{name}": scene.named(code).get(f"organisation_{name}") for end, code in zip(("from", "to"), ends, strict=True) for name in ("name", "name_en")}
            found.append({**row, **names})
    return table(sorted(found, key=lambda r: (-r["given_on"].toordinal(), r["exchange_code"])), EXCHANGES)


def _mou_row(scene: Scene, row: Mapping, promised: list[Mapping]) -> dict:
    parties, is_in_force = sorted(split(row["organisation_codes"])), row["mou_code"] in scene.mous
    days_left = (row["end_on"] - scene.as_of).days
    return {**row, "parties": len(parties), "party_names": "; ".join(filter(None, (scene.named(code).get("organisation_name") for code in parties))), "is_in_force": is_in_force,
            "days_left": max(days_left, 0), "is_expiring": is_in_force and days_left <= scene.limits["mou_expiring_days"].value, "obligations": len(promised),
            "obligations_without_project": sum(o["project_code"] is None for o in promised)}
