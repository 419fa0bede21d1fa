"""What partners agreed and do together besides the contract's money: what each undertook and brings, memoranda and their obligations,
sub-networks, communities of practice, resources given."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain

import pandas as pd
from sqlalchemy import Connection, func, select

from queries import money, releases
from queries.answers import rows, table
from queries.network_scene import QUARTERS, Scene, holds, joined, split
from queries.tables import CHOICES, GROUP_OF_SECTOR

RESOURCES = (
    "organisation_code", "organisation_name", "organisation_name_en", "short_name", "sector", "is_in_network", "resource_kind", "is_held", "undertaken", "fulfilled", "overdue",
    "days_overdue", "without_responsible", "money_shares", "given", "unmatched",
)
MOUS = (
    "mou_code", "mou_title", "organisation_codes", "party_names", "party_names_en", "parties", "signed_on", "start_on", "end_on", "is_in_force", "days_left", "is_expiring",
    "mou_standing", "obligations", "obligations_without_project", "obligations_past_due", "from_release", "source_sheet", "source_row",
)
OBLIGATIONS = (
    "mou_code", "mou_title", "obligation_number", "organisation_code", "organisation_name", "organisation_name_en", "obligation", "project_code", "project_name", "project_name_en",
    "has_project", "due_on", "days_overdue", "pledged_baht", "allocated_baht", "disbursed_baht", "in_kind_baht", "from_release", "source_sheet", "source_row",
)
SUB_NETWORKS = (
    "sub_network_code", "sub_network_name", "network_purpose", "organisation_codes", "member_names", "member_names_en", "members", "members_gone", "district_code", "district_name_th",
    "district_name_en", "start_on", "end_on", "is_running", "successor_code", "successor_name", "successor_start_on", "is_successor_begun", "ended_without_successor", "outcome",
)
COMMUNITIES = (
    "community_code", "community_name", "topic", "organisation_codes", "member_names", "member_names_en", "members", "members_gone", "sectors", "sector_groups", "start_on", "end_on", "is_running",
)
LEARNERS = ("organisation_code", "organisation_name", "organisation_name_en", "sector", "sector_group", "communities", "community_names", "learns_with", "learns_across")
EXCHANGES = (
    "exchange_code", "given_on", "from_organisation_code", "from_name", "from_name_en", "from_sector", "to_organisation_code", "to_name", "to_name_en", "to_sector", "resource_kind", "description",
    "project_code", "project_name", "project_name_en", "value_baht",
)


def resources(connection: Connection, *, release: int, province: str, partner: str | None = None, resource_kind: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a partner and kind of resource (all ten): whether it says it holds it, what it undertook, fulfilled, is overdue with and gave (counts); partners most overdue first.

    `is_held` is None where the partner lists no resource at all; `given` counts every exchange by as_of; `money_shares` are its shares of money in the contract, which ask for its
    budget without an undertaking. `unmatched`: not_held (undertook a kind it does not list), undeclared (undertook and lists nothing), not_asked (holds a kind nobody asked of it).
    A partner that is not in the network on the day stands here, too, while the contract names an undertaking of it."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    promised = defaultdict(list)
    for row in scene.true("undertaking"):
        promised[row["organisation_code"], row["resource_kind"]].append(row)
    gave = Counter((r["from_organisation_code"], r["resource_kind"]) for r in scene.true("resource_exchange") if r["given_on"] <= scene.as_of)
    shares = Counter(row["organisation_code"] for row in scene.true("budget_share") if row["fund_source"] != money.IN_KIND)
    codes = [code for code in {*scene.partners, *(code for code, _ in promised)} if partner in (None, code)]
    kinds = [kind for kind in CHOICES["resource_kind"] if resource_kind in (None, kind)]
    found = [[_resource_row(scene, code, kind, promised[code, kind], gave[code, kind], shares[code]) for kind in kinds] for code in codes]
    return table(chain.from_iterable(sorted(found, key=_most_overdue)), RESOURCES)


def mous(connection: Connection, *, release: int, province: str, partner: str | None = None, only_in_force: bool = False, as_of: date | None = None) -> pd.DataFrame:
    """One row a memorandum: parties, days left at as_of, obligations (counts): all, with no project, past their day; soonest to expire first, those not begun after those in force, expired ones last.

    `is_expiring`: it ends within the days the threshold mou_expiring_days names. `mou_standing`: expiring, in_force, not_begun (it starts, or was signed, after as_of), expired."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    promised = defaultdict(list)
    for row in scene.true("mou_obligation"):
        promised[row["mou_code"]].append(row)
    found = [_mou_row(scene, row, promised[row["mou_code"]]) for row in scene.true("mou") if partner is None or partner in split(row["organisation_codes"])]
    found = [row for row in found if row["is_in_force"] or not only_in_force]
    return table(sorted(found, key=lambda r: (not r["is_in_force"], r["mou_standing"] == "expired", r["days_left"], r["mou_code"])), MOUS)


def obligations(connection: Connection, *, release: int, province: str, mou: str | None = None, partner: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row an obligation under a memorandum: who, what, by when, days overdue at as_of, the project that carries it and that party's money in it (baht); those with no project first, then by due day.

    Money: all its shares in the project, in-kind apart, as budget's; None where it has none there. What is pledged and allocated is as at the release, disbursed by as_of."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    titles = {row["mou_code"]: row["mou_title"] for row in scene.true("mou")}
    projects, paid = {row["project_code"]: row for row in scene.true("project")}, _money(scene)
    found = [{**_project(projects, row), **paid.get((row["project_code"], row["organisation_code"]), {}), **_named(scene, row["organisation_code"]), **row, "mou_title": titles.get(row["mou_code"]),
              "has_project": row["project_code"] is not None, "days_overdue": max((scene.as_of - row["due_on"]).days, 0) if row["due_on"] else None}
             for row in scene.true("mou_obligation") if mou in (None, row["mou_code"]) and partner in (None, row["organisation_code"])]
    return table(sorted(found, key=lambda r: (r["has_project"], r["due_on"] or date.max, r["mou_code"], r["obligation_number"])), OBLIGATIONS)


def sub_networks(connection: Connection, *, release: int, province: str, purpose: str | None = None, partner: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a sub-network that had begun by as_of: purpose, members (count, and how many left the network since), start, end, what it became; running ones first, then by code.

    `is_successor_begun` is None where no successor is named; a successor that has not begun has no row of its own yet."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    every = {row["sub_network_code"]: row for row in scene.true("sub_network")}
    found = [{**scene.districts.get(row["district_code"], {}), **row, **_members(scene, row), "is_running": holds(row, scene.as_of), **_successor(scene, every.get(row["successor_code"])),
              "ended_without_successor": not holds(row, scene.as_of) and row["successor_code"] is None}
             for row in every.values() if purpose in (None, row["network_purpose"]) and _has_begun(scene, row) and (partner is None or partner in split(row["organisation_codes"]))]
    return table(sorted(found, key=lambda r: (not r["is_running"], r["sub_network_code"])), SUB_NETWORKS)


def communities(connection: Connection, *, release: int, province: str, partner: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a community of practice that had begun by as_of: topic, members (count, and how many left the network since), the sectors they come from; running ones first, then by code."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = [{**row, **_members(scene, row), "is_running": holds(row, scene.as_of), **_sectors(scene, split(row["organisation_codes"]))}
             for row in scene.true("community_of_practice") if _has_begun(scene, row) and (partner is None or partner in split(row["organisation_codes"]))]
    return table(sorted(found, key=lambda r: (not r["is_running"], r["community_code"])), COMMUNITIES)


def learners(connection: Connection, *, release: int, province: str, partner: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a partner in the network: running communities of practice it is in, partners it learns with there, how many of those of another of the study's four sectors (counts); in none first, then by code."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    running = [(row["community_name"], split(row["organisation_codes"]) & set(scene.partners)) for row in scene.holding("community_of_practice")]
    found = []
    for code, row in scene.partners.items():
        mine = [(name, members) for name, members in running if code in members]
        others, own = set().union(*(members for _, members in mine)) - {code}, GROUP_OF_SECTOR[row["sector"]]
        across = sum(GROUP_OF_SECTOR[scene.partners[other]["sector"]] != own for other in others)
        found.append({**row, "sector_group": own, "communities": len(mine), "community_names": "; ".join(name for name, _ in mine), "learns_with": len(others), "learns_across": across})
    return table(sorted((r for r in found if partner in (None, r["organisation_code"])), key=lambda r: (r["communities"] > 0, r["organisation_code"])), LEARNERS)


def exchanges(connection: Connection, *, release: int, province: str, partner: str | None = None, resource_kind: str | None = None, quarters: int | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a resource given by one partner to another by as_of; its estimated value (baht) is never added to money; newest first.

    `quarters`: only what was given in the last so many quarters, each three months ending at as_of."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    since = scene.quarters_ago(quarters) if quarters and scene.as_of else date.min
    projects, found = {row["project_code"]: row for row in scene.true("project")}, []
    for row in scene.true("resource_exchange"):
        ends = (row["from_organisation_code"], row["to_organisation_code"])
        if since <= row["given_on"] <= scene.as_of and (partner is None or partner in ends) and resource_kind in (None, row["resource_kind"]):
            found.append({**_project(projects, row), **row, **_end(scene, "from", ends[0]), **_end(scene, "to", ends[1])})
    return table(sorted(found, key=lambda r: (-r["given_on"].toordinal(), r["exchange_code"])), EXCHANGES)


# --- what a partner undertook and holds -------------------------------------------------------------------------------


def _resource_row(scene: Scene, code: str, kind: str, promised: list[Mapping], given: int, shares: int) -> dict:
    row, money_shares = scene.named(code), shares if kind == "budget" else 0
    is_held = kind in split(row["resource_kinds"]) if row.get("resource_kinds") else None
    still = [u for u in promised if not (u["fulfilled_on"] and u["fulfilled_on"] <= scene.as_of)]
    late = [(scene.as_of - u["due_on"]).days for u in still if u["due_on"] and u["due_on"] < scene.as_of]
    return {
        **_named(scene, code), "short_name": row.get("short_name"), "sector": row.get("sector"), "organisation_code": code, "is_in_network": code in scene.partners, "resource_kind": kind,
        "is_held": is_held, "undertaken": len(promised), "fulfilled": len(promised) - len(still), "overdue": len(late), "days_overdue": max(late, default=0),
        "without_responsible": sum(not u["responsible_post"] for u in still), "money_shares": money_shares, "given": given, "unmatched": _unmatched(is_held, len(promised), money_shares),
    }


def _unmatched(is_held: bool | None, undertaken: int, money_shares: int) -> str:
    if undertaken and not is_held:
        return "undeclared" if is_held is None else "not_held"
    return "not_asked" if is_held and not undertaken and not money_shares else ""


def _most_overdue(of_partner: list[dict]) -> tuple:
    """Sorting key of a partner's rows: most overdue, longest, most open that it does not hold, most open, most undertaken, then its code."""
    still = {row["resource_kind"]: row["undertaken"] - row["fulfilled"] for row in of_partner}
    doubtful = sum(still[row["resource_kind"]] for row in of_partner if row["unmatched"] in ("not_held", "undeclared"))
    return (-sum(row["overdue"] for row in of_partner), -max(row["days_overdue"] for row in of_partner), -doubtful, -sum(still.values()), -sum(row["undertaken"] for row in of_partner),
            of_partner[0]["organisation_code"])


# --- memoranda --------------------------------------------------------------------------------------------------------


def _mou_row(scene: Scene, row: Mapping, promised: list[Mapping]) -> dict:
    parties, is_in_force = sorted(split(row["organisation_codes"])), row["mou_code"] in scene.mous
    days_left = (row["end_on"] - scene.as_of).days
    is_expiring = is_in_force and days_left <= scene.limits["mou_expiring_days"].value
    standing = "expired" if days_left < 0 else "expiring" if is_expiring else "in_force" if is_in_force else "not_begun"
    return {**row, "parties": len(parties), **_names(scene, "party_names", parties), "is_in_force": is_in_force, "days_left": max(days_left, 0), "is_expiring": is_expiring,
            "mou_standing": standing, "obligations": len(promised), "obligations_without_project": sum(o["project_code"] is None for o in promised),
            "obligations_past_due": sum(bool(o["due_on"] and o["due_on"] < scene.as_of) for o in promised)}


def _money(scene: Scene) -> dict[tuple[str, str], dict]:
    """(project, partner) → baht of its shares there: pledged, allocated, disbursed by as_of, and in kind apart; None where it has none of either."""
    if scene.as_of is None:
        return {}
    share, paid = releases.at("budget_share", scene.province, scene.release), money.ladder(scene.release, scene.province, scene.as_of)
    in_kind = share.c.fund_source == money.IN_KIND
    found = rows(scene.connection, select(
        share.c.project_code, share.c.organisation_code, func.sum(share.c.pledged_baht).filter(~in_kind).label("pledged_baht"), func.sum(share.c.allocated_baht).filter(~in_kind).label("allocated_baht"),
        func.sum(func.coalesce(paid.c.disbursed_baht, 0)).filter(~in_kind).label("disbursed_baht"), func.sum(share.c.pledged_baht).filter(in_kind).label("in_kind_baht"),
    ).outerjoin(paid, paid.c.share_code == share.c.share_code).group_by(share.c.project_code, share.c.organisation_code))
    return {(row["project_code"], row["organisation_code"]): dict(row) for row in found}


# --- names and members ------------------------------------------------------------------------------------------------


def _named(scene: Scene, code: str) -> dict:
    """A partner's names, also after it left the network."""
    row = scene.named(code)
    return {name: row.get(name) for name in ("organisation_name", "organisation_name_en")}


def _end(scene: Scene, end: str, code: str) -> dict:
    """Names and sector of the giver or the receiver."""
    row = scene.named(code)
    return {f"{end}_name": row.get("organisation_name"), f"{end}_name_en": row.get("organisation_name_en"), f"{end}_sector": row.get("sector")}


def _names(scene: Scene, column: str, codes: Iterable[str]) -> dict:
    """Names of some partners in one cell, in both languages; Thai where no English is known."""
    known = [_named(scene, code) for code in sorted(codes)]
    thai = [row["organisation_name"] for row in known]
    return {column: "; ".join(filter(None, thai)), f"{column}_en": "; ".join(filter(None, (row["organisation_name_en"] or th for row, th in zip(known, thai, strict=True))))}


def _members(scene: Scene, row: Mapping) -> dict:
    members = split(row["organisation_codes"])
    return {**_names(scene, "member_names", members), "members": len(members), "members_gone": len(members - set(scene.partners))}


def _sectors(scene: Scene, members: Iterable[str]) -> dict:
    """The sectors of the members still in the network, and which of the study's four those are."""
    sectors = {scene.partners[code]["sector"] for code in members if code in scene.partners}
    return {"sectors": joined(sectors), "sector_groups": joined({GROUP_OF_SECTOR[sector] for sector in sectors})}


def _successor(scene: Scene, row: Mapping | None) -> dict:
    if row is None:
        return {"is_successor_begun": None}
    return {"successor_name": row["sub_network_name"], "successor_start_on": row["start_on"], "is_successor_begun": _has_begun(scene, row)}


def _has_begun(scene: Scene, row: Mapping) -> bool:
    return row["start_on"] is None or row["start_on"] <= scene.as_of


def _project(projects: Mapping[str, Mapping], row: Mapping) -> dict:
    """Names of the project a row belongs to; empty where it names none."""
    known = projects.get(row["project_code"], {})
    return {name: known.get(name) for name in ("project_name", "project_name_en")}
