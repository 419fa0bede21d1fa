"""The network: who is in it, who works with whom, in which bodies, and what would fall apart without whom.

A tie is a pair of partners that met in a coordination event of the last quarters or declared a tie that is in force. Metrics are those of
the organisation graph of joint events in the last four quarters, unweighted. A quarter here is three months ending at `as_of`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import networkx as nx
import numpy as np
import pandas as pd
from sqlalchemy import Connection

from queries.answers import percent, table
from queries.backbone import strongest
from queries.network_scene import (
    BY_LAW,
    QUARTERS,
    Pair,
    Scene,
    graph_of,
    has_connector,
    holds,
    joined,
    metrics,
    missing_kinds,
)
from queries.tables import CHOICES, GROUP_OF_SECTOR, KIND_OF_SECTOR

PLACE = ("district_code", "district_name_th", "district_name_en", "latitude", "longitude")
PARTNERS = (
    "organisation_code", "organisation_name", "organisation_name_en", "short_name", "sector", "sector_group", "six_kind", "actor_level", *PLACE,
    "network_position", "resource_kinds", "degree", "betweenness", "parts_without", "joint_events", "events_per_quarter", "last_on",
    "days_since_last", "body_codes", "body_count", "is_connector", "has_connector", "start_on",
)
TIES = (
    "from_organisation_code", "to_organisation_code", "from_name", "to_name", "from_name_en", "to_name_en", "from_short_name", "to_short_name",
    "from_sector", "to_sector", "from_district_code", "to_district_code", "joint_events", "events_per_quarter", "events_by_quarter", "first_on",
    "last_on", "days_since_last", "regular_events", "ad_hoc_events", "events_in_bodies", "kinds", "is_declared", "is_formal", "formal_by",
    "is_silent", "is_shallow", "is_cross_sector", "is_cross_district",
)
DISTRICT_TIES = (
    "from_district_code", "to_district_code", "from_district_name_th", "to_district_name_th", "from_district_name_en", "to_district_name_en",
    "from_latitude", "from_longitude", "to_latitude", "to_longitude", "is_within", "joint_events", "ties", "silent_ties", "last_on",
)
COMPOSITION = (*PLACE, "sector", "sector_group", "six_kind", "partners", "individuals", "groups", "organisations", "missing_kinds")
SUMMARY = (
    "as_of", "since_on", "partners", "districts_present", "districts", "ties", "active_ties", "silent_ties", "silent_declared_ties", "shallow_ties", "formal_ties", "formal_percent",
    "cross_sector_ties", "cross_sector_percent", "density_percent", "components", "partners_alone", "largest_component", "joint_events", "regular_percent",
    "events_per_tie_per_quarter", "bodies", "bodies_missing_a_kind", "partners_without_connector", "boundary_spanners", "missing_kinds",
)
POSITIONS = ("organisation_code", "x", "y")


def partners(connection: Connection, *, release: int, province: str, sector: str | None = None, body: str | None = None,
             district: str | None = None, quarters: int = QUARTERS, as_of: date | None = None) -> pd.DataFrame:
    """One row a partner in the network at as_of: place, ties, joint events (count), days since the last; most relied upon first.

    `betweenness` is normalised (0 to 1); `parts_without` is into how many parts its component falls if it leaves (1 = it holds).
    `has_connector` is None where it sits in no body. Picks choose rows; metrics are always those of the whole graph."""
    scene = Scene(connection, release, province, quarters, as_of)
    known = metrics(scene.graph)
    found = [_partner_row(scene, code, known[code]) for code in scene.partners if _is_picked(scene, code, sector, body, district)]
    return table(sorted(found, key=lambda r: (-r["betweenness"], -r["degree"], r["organisation_code"])), PARTNERS)


def ties(connection: Connection, *, release: int, province: str, sector: str | None = None, body: str | None = None, district: str | None = None,
         partner: str | None = None, quarters: int = QUARTERS, as_of: date | None = None) -> pd.DataFrame:
    """One row a tie: joint events in the last quarters and per quarter, days since the last, what makes it formal; silent first, then deepest.

    `events_by_quarter` counts quarter by quarter, oldest first ("0;2;1;3"). Picks: either end of that sector or district; both ends of that body."""
    scene = Scene(connection, release, province, quarters, as_of)
    found = [_tie_row(scene, pair) for pair in _picked_pairs(scene, sector, body, district, partner)]
    found.sort(key=lambda r: (not r["is_silent"], -(r["days_since_last"] or 0) if r["is_silent"] else -r["joint_events"], r["from_organisation_code"], r["to_organisation_code"]))
    return table(found, TIES)


def district_ties(connection: Connection, *, release: int, province: str, sector: str | None = None, body: str | None = None, quarters: int = QUARTERS, as_of: date | None = None) -> pd.DataFrame:
    """One row a pair of districts (`is_within`: one district with itself): events its partners shared in the last quarters, each counted once; most first."""
    scene = Scene(connection, release, province, quarters, as_of)
    grouped = defaultdict(list)
    for pair in _picked_pairs(scene, sector, body, None, None):
        ends = tuple(sorted(scene.partners[code]["district_code"] for code in pair))
        grouped[ends].append(pair)
    found = [_district_row(scene, ends, pairs) for ends, pairs in grouped.items()]
    return table(sorted(found, key=lambda r: (-r["joint_events"], r["from_district_code"], r["to_district_code"])), DISTRICT_TIES)


def composition(connection: Connection, *, release: int, province: str, body: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a district and sector, zeros too: partners (count) by level; by district and sector.

    `missing_kinds` names which of the six kinds the district has none of ("academia;people")."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    chosen = [row for code, row in scene.partners.items() if body is None or body in scene.bodies_of[code]]
    counts = Counter((row["district_code"], row["sector"], level) for row in chosen for level in ("all", row["actor_level"]))
    found = []
    for code, district in scene.districts.items():
        missing = missing_kinds(row["sector"] for row in chosen if row["district_code"] == code)
        for sector, group in GROUP_OF_SECTOR.items():
            n = {level: counts[code, sector, level] for level in ("all", "individual", "group", "organisation")}
            found.append({**district, "sector": sector, "sector_group": group, "six_kind": KIND_OF_SECTOR[sector], "partners": n["all"], "individuals": n["individual"],
                          "groups": n["group"], "organisations": n["organisation"], "missing_kinds": missing})
    return table(found, COMPOSITION)


def summary(connection: Connection, *, release: int, province: str, quarters: int = QUARTERS, as_of: date | None = None) -> pd.DataFrame:
    """One row: how many partners, ties, components, bodies; density, formality and reach across the study's four sectors in per cent."""
    scene = Scene(connection, release, province, quarters, as_of)
    if scene.as_of is None:
        return table([], SUMMARY)
    found = [_tie_row(scene, pair) for pair in scene.tied]
    parts = sorted(map(len, nx.connected_components(scene.graph)), reverse=True)
    return table([{**_tie_figures(scene, found), **_body_figures(scene), "as_of": scene.as_of, "since_on": scene.since, "partners": len(scene.partners),
                   "districts": len(scene.districts), "districts_present": len({r["district_code"] for r in scene.partners.values()} & set(scene.districts)),
                   "density_percent": percent(Decimal(scene.graph.number_of_edges()), Decimal(len(scene.partners) * (len(scene.partners) - 1)) / 2),
                   "components": len(parts), "partners_alone": sum(1 for size in parts if size == 1), "largest_component": parts[0] if parts else 0,
                   "missing_kinds": missing_kinds(r["sector"] for r in scene.partners.values())}], SUMMARY)


def graph_positions(connection: Connection, *, release: int, province: str, quarters: int = QUARTERS, as_of: date | None = None) -> pd.DataFrame:
    """One row a partner: x and y (-1 to 1, no unit) in a drawing of the ties, the same for everybody at a release; by partner.

    Costs a third of a second for 400 partners: ask once a release, never per click."""
    scene = Scene(connection, release, province, quarters, as_of)
    drawn = graph_of(scene.partners, ())
    for pair in scene.tied:
        drawn.add_edge(*pair, weight=1 + len(scene.meetings(pair)))
    placed = _placed(drawn)
    return table([{"organisation_code": code, "x": placed[code][0], "y": placed[code][1]} for code in drawn], POSITIONS)


def _placed(graph: nx.Graph) -> dict[str, tuple[Decimal, Decimal]]:
    """A spring layout of the strongest ties from a fixed seed, its longest way across; above 499 nodes ForceAtlas2, for which networkx needs no SciPy.

    All ties would pull everybody into one heap. Who has no tie stands in a row of its own below, or would push the others into one."""
    events = {tuple(sorted(ends)): weight - 1 for *ends, weight in graph.edges(data="weight", default=1)}
    drawn = graph_of((code for code in graph if graph.degree(code)), sorted(strongest(events)))
    if len(drawn) < 500:
        placed = nx.spring_layout(drawn, k=2.5 / max(len(drawn), 1) ** 0.5, iterations=300, seed=2567)
    else:
        placed = nx.forceatlas2_layout(drawn, max_iter=150, seed=2567)
    alone = [code for code in graph if not graph.degree(code)]
    row = {code: (2 * (n + 0.5) / len(alone) - 1, -1.0) for n, code in enumerate(alone)}
    return {code: tuple(Decimal(f"{float(v):.4f}") + 0 for v in spot) for code, spot in {**_across(placed), **row}.items()}


def _across(placed: Mapping) -> dict:
    """A layout turned so that it is widest from left to right, as pictures are, and fills -1 to 1; the sense of each axis is fixed, too."""
    if len(placed) < 2:
        return dict(placed)
    spots = np.array([placed[code] for code in placed])
    spots = spots - spots.mean(axis=0)
    _, _, axes = np.linalg.svd(spots, full_matrices=False)
    turned = spots @ axes.T
    turned *= [1 if axis[np.abs(axis).argmax()] > 0 else -1 for axis in turned.T]
    return dict(zip(placed, turned / (np.abs(turned).max() or 1), strict=True))


def _is_picked(scene: Scene, code: str, sector: str | None, body: str | None, district: str | None) -> bool:
    row = scene.partners[code]
    return sector in (None, row["sector"]) and district in (None, row["district_code"]) and (body is None or body in scene.bodies_of[code])


def _picked_pairs(scene: Scene, sector: str | None, body: str | None, district: str | None, partner: str | None) -> list[Pair]:
    def is_picked(pair: Pair) -> bool:
        sectors, districts = ({scene.partners[code][name] for code in pair} for name in ("sector", "district_code"))
        return ((sector is None or sector in sectors) and (district is None or district in districts) and (partner is None or partner in pair)
                and (body is None or all(body in scene.bodies_of[code] for code in pair)))

    return [pair for pair in scene.tied if is_picked(pair)]


def _partner_row(scene: Scene, code: str, known: dict) -> dict:
    row, mine = scene.partners[code], [event for event in scene.events if code in event["partners"] and len(event["partners"]) > 1]
    recent = [event for event in mine if event["held_on"] >= scene.since]
    last_on = mine[-1]["held_on"] if mine else None
    return {
        **scene.districts.get(row["district_code"], {}), **row, **known, "sector_group": GROUP_OF_SECTOR[row["sector"]], "six_kind": KIND_OF_SECTOR[row["sector"]],
        "joint_events": len(recent), "events_per_quarter": _per_quarter(scene, len(recent)), "last_on": last_on,
        "days_since_last": last_on and (scene.as_of - last_on).days, "body_codes": joined(scene.bodies_of[code]), "body_count": len(scene.bodies_of[code]),
        "is_connector": any(r["organisation_code"] == code for r in scene.connectors), "has_connector": has_connector(scene, code),
    }


def _per_quarter(scene: Scene, events: int) -> Decimal:
    return (Decimal(events) / scene.quarters).quantize(Decimal("0.01"))


def _tie_row(scene: Scene, pair: Pair) -> dict:
    ever, recent, declared = scene.joint.get(pair, []), scene.meetings(pair), scene.declared.get(pair, [])
    last_on, ends = ever[-1]["held_on"] if ever else None, {}
    for end, code in zip(("from", "to"), pair, strict=True):
        row = scene.partners[code]
        ends |= {f"{end}_organisation_code": code, f"{end}_name": row["organisation_name"], f"{end}_name_en": row["organisation_name_en"],
                 f"{end}_short_name": row["short_name"], f"{end}_sector": row["sector"], f"{end}_district_code": row["district_code"]}
    formal_by = _formal_by(scene, pair, declared)
    regular = sum(event["is_regular"] for event in recent)
    return {
        **ends, "joint_events": len(recent), "events_per_quarter": _per_quarter(scene, len(recent)), "events_by_quarter": _by_quarter(scene, recent),
        "first_on": min([*(e["held_on"] for e in ever[:1]), *(d["start_on"] for d in declared)]), "last_on": last_on,
        "days_since_last": last_on and (scene.as_of - last_on).days, "regular_events": regular, "ad_hoc_events": len(recent) - regular,
        "events_in_bodies": sum(event["body_code"] is not None for event in recent), "kinds": _kinds(scene, pair, bool(recent), declared, formal_by),
        "is_declared": bool(declared), "is_formal": bool(formal_by), "formal_by": ";".join(formal_by), "is_silent": _is_silent(scene, last_on, declared),
        "is_shallow": len(recent) == 1, "is_cross_district": ends["from_district_code"] != ends["to_district_code"],
        "is_cross_sector": GROUP_OF_SECTOR[ends["from_sector"]] != GROUP_OF_SECTOR[ends["to_sector"]],
    }


def _by_quarter(scene: Scene, recent: list[dict]) -> str:
    starts = [scene.quarters_ago(n) for n in range(scene.quarters, 0, -1)]
    ends = [*starts[1:], scene.as_of + timedelta(days=1)]
    return ";".join(str(sum(start <= e["held_on"] < end for e in recent)) for start, end in zip(starts, ends, strict=True))


def _formal_by(scene: Scene, pair: Pair, declared: list[Mapping]) -> list[str]:
    """What covers the tie: a memorandum in force, an appointment order to the same body, a contract both have signed."""
    both = set(pair)
    covered = {
        "mou": any(both <= parties for parties in scene.mous.values()) or any(d["mou_code"] in scene.mous for d in declared),
        "appointment_order": any(both <= seated for seated in scene.ordered.values()) or any(d["order_code"] in scene.orders for d in declared),
        "contract": any(both <= signed for signed in scene.signed.values()),
    }
    return [name for name, is_covered in covered.items() if is_covered]


def _kinds(scene: Scene, pair: Pair, has_met: bool, declared: list[Mapping], formal_by: list[str]) -> str:
    found = {d["tie_kind"] for d in declared} | (set(formal_by) & {"mou", "contract"})
    found |= {"coordination"} if has_met else set()
    found |= {"resource"} if pair in scene.exchanged else set()
    found |= {"shared_body"} if scene.bodies_of[pair[0]] & scene.bodies_of[pair[1]] else set()
    return ";".join(kind for kind in CHOICES["tie_kind"] if kind in found)


def _is_silent(scene: Scene, last_on: date | None, declared: list[Mapping]) -> bool:
    """No joint event in the quarters the threshold names; a tie declared only since then has had no time to be silent."""
    if last_on is not None and last_on >= scene.silent_since:
        return False
    return last_on is not None or min(d["start_on"] for d in declared) < scene.silent_since


def _district_row(scene: Scene, ends: tuple[str, str], pairs: list[Pair]) -> dict:
    events = {event["event_code"]: event["held_on"] for pair in pairs for event in scene.meetings(pair)}
    placed = {f"{end}_{name}": scene.districts.get(code, {}).get(name) for end, code in zip(("from", "to"), ends, strict=True) for name in PLACE}
    silent = sum(_is_silent(scene, scene.joint[p][-1]["held_on"] if p in scene.joint else None, scene.declared.get(p, [])) for p in pairs)
    return {**placed, "from_district_code": ends[0], "to_district_code": ends[1], "is_within": ends[0] == ends[1], "joint_events": len(events),
            "ties": len(pairs), "silent_ties": silent, "last_on": max(events.values(), default=None)}


def _tie_figures(scene: Scene, found: list[dict]) -> dict:
    """Counts and shares of the ties; shares of all ties, depth of those that met."""
    n = {name: sum(bool(row[name]) for row in found) for name in ("is_silent", "is_shallow", "is_formal", "is_cross_sector", "joint_events")}
    whole = Decimal(len(found))
    joint, met = sum(row["joint_events"] for row in found), Decimal(n["joint_events"])
    return {"ties": len(found), "active_ties": len(scene.active), "silent_ties": n["is_silent"], "silent_declared_ties": sum(row["is_silent"] and row["is_declared"] for row in found), "shallow_ties": n["is_shallow"], "formal_ties": n["is_formal"],
            "formal_percent": percent(Decimal(n["is_formal"]), whole), "cross_sector_ties": n["is_cross_sector"], "cross_sector_percent": percent(Decimal(n["is_cross_sector"]), whole),
            "joint_events": len(scene.recent), "regular_percent": percent(Decimal(sum(e["is_regular"] for e in scene.recent)), Decimal(len(scene.recent))),
            "events_per_tie_per_quarter": (joint / met / scene.quarters).quantize(Decimal("0.01")) if met else None}


def _body_figures(scene: Scene) -> dict:
    sectors = defaultdict(set)
    for seat in scene.seats:
        sectors[seat["body_code"]].add(scene.partners[seat["organisation_code"]]["sector"])
    return {"bodies": len(scene.bodies), "bodies_missing_a_kind": sum(bool(missing_kinds(sectors[code])) for code, body in scene.bodies.items() if body["body_kind"] not in BY_LAW),
            "partners_without_connector": sum(has_connector(scene, code) is False for code in scene.partners),
            "boundary_spanners": sum(bool(row["is_boundary_spanner"]) and holds(row, scene.as_of) for row in scene.people.values())}
