"""The bodies of the network: who sits where, by which order, who comes, who links two bodies, and whom no connector links."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations

import networkx as nx
import pandas as pd
from sqlalchemy import Connection

from queries.answers import percent, table
from queries.network_scene import (
    BY_LAW,
    QUARTERS,
    Scene,
    graph_of,
    has_connector,
    holds,
    joined,
    metrics,
    missing_kinds,
    split,
)
from queries.tables import CHOICES, GROUP_OF_SECTOR, KIND_OF_SECTOR

BODIES = (
    "body_code", "body_name", "body_name_en", "body_kind", "theme", "seats", "partners", "present_kinds", "missing_kinds", "must_hold_six_kinds", "seats_without_order",
    "quorum_percent", "meetings", "joint_events", "last_met_on", "days_since_last", "last_attendance_percent", "mean_attendance_percent",
    "meetings_without_quorum", "chair_name", "chair_name_en",
)
MEMBERSHIPS = (
    "body_code", "body_name", "body_name_en", "body_kind", "seat_number", "membership_role", "organisation_code", "organisation_name",
    "organisation_name_en", "sector", "six_kind", "district_code", "person_code", "post_title", "has_order", "order_code", "order_number", "ordered_on",
    "start_on", "end_on",
)
BODY_LINKS = (
    "from_body_code", "to_body_code", "from_body_name", "to_body_name", "from_body_name_en", "to_body_name_en", "organisation_code", "organisation_name",
    "organisation_name_en", "sector", "partners_shared", "is_only_link", "is_declared_connector",
)
CONNECTORS = (
    "connector_code", "organisation_code", "organisation_name", "organisation_name_en", "sector", "connector_link", "from_code", "from_name", "from_name_en",
    "to_code", "to_name", "to_name_en", "events_with_from", "events_with_to", "start_on", "end_on",
)
WITHOUT_CONNECTOR = ("organisation_code", "organisation_name", "organisation_name_en", "sector", "district_code", "body_codes", "degree")
SPANNERS = (
    "person_code", "post_title", "organisation_code", "organisation_name", "organisation_name_en", "sector", "is_boundary_spanner", "body_codes", "body_count",
    "sector_groups_reached", "people_reached", "betweenness", "only_link_between",
)


def listed(connection: Connection, *, release: int, province: str, quarters: int = QUARTERS, as_of: date | None = None) -> pd.DataFrame:
    """One row a body: seats, which of the six kinds are missing, seats without an order, meetings and attendance (per cent); most missing first.

    The provincial and national committees need not hold the six kinds (`must_hold_six_kinds`) and stand last. Attendance is of partners: those holding a seat, advisers apart, that took part in the body's meeting on its day."""
    scene = Scene(connection, release, province, quarters, as_of)
    found = [_body_row(scene, body) for body in scene.bodies.values()]
    return table(sorted(found, key=lambda r: (not r["must_hold_six_kinds"], -_length(r["missing_kinds"]), -r["seats_without_order"], r["body_code"])), BODIES)


def seats(connection: Connection, *, release: int, province: str, body: str | None = None, partner: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a seat held at as_of: who, in which body, by which order; those without an order first, then by body and seat."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = [_seat_row(scene, seat) for seat in scene.seats if body in (None, seat["body_code"]) and partner in (None, seat["organisation_code"])]
    return table(sorted(found, key=lambda r: (r["has_order"], r["body_code"], r["seat_number"])), MEMBERSHIPS)


def links(connection: Connection, *, release: int, province: str, body: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a partner and a pair of bodies it sits in both of: fragile links (`is_only_link`) first, then by bodies and partner."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    declared = {(r["organisation_code"], *sorted((r["from_code"], r["to_code"]))) for r in scene.connectors if r["connector_link"] == "body"}
    shared = defaultdict(list)
    for code in scene.partners:
        for pair in combinations(sorted(scene.bodies_of[code]), 2):
            if body is None or body in pair:
                shared[pair].append(code)
    found = []
    for (one, other), codes in shared.items():
        ends = {f"{end}_{name}": scene.bodies.get(code, {}).get(name) for end, code in (("from", one), ("to", other)) for name in ("body_code", "body_name", "body_name_en")}
        found += [{**scene.partners[code], **ends, "from_body_code": one, "to_body_code": other, "partners_shared": len(codes), "is_only_link": len(codes) == 1,
                   "is_declared_connector": (code, one, other) in declared} for code in codes]
    return table(sorted(found, key=lambda r: (r["partners_shared"], r["from_body_code"], r["to_body_code"], r["organisation_code"])), BODY_LINKS)


def connectors(connection: Connection, *, release: int, province: str, partner: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a declared link in force: who links which members or bodies, and events (count, last four quarters) it shared with each; least used first.

    For a link between bodies an event counts when the body held it and the connector took part."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = []
    for row in scene.connectors:
        if partner not in (None, row["organisation_code"]):
            continue
        ends = {}
        for end in ("from", "to"):
            code = row[f"{end}_code"]
            known = scene.partners.get(code) or scene.bodies.get(code) or {}
            ends |= {f"{end}_name": known.get("organisation_name") or known.get("body_name"), f"{end}_name_en": known.get("organisation_name_en") or known.get("body_name_en"),
                     f"events_with_{end}": sum(row["organisation_code"] in e["partners"] and (code in e["partners"] or code == e["body_code"]) for e in scene.recent)}
        found.append({**scene.partners.get(row["organisation_code"], {}), **row, **ends})
    return table(sorted(found, key=lambda r: (min(r["events_with_from"], r["events_with_to"]), r["connector_code"])), CONNECTORS)


def without_connector(connection: Connection, *, release: int, province: str, as_of: date | None = None) -> pd.DataFrame:
    """One row a partner that sits in a body but that no declared connector links to another: fewest ties first."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = [{**row, "body_codes": joined(scene.bodies_of[code]), "degree": scene.graph.degree(code)} for code, row in scene.partners.items() if has_connector(scene, code) is False]
    return table(sorted(found, key=lambda r: (r["degree"], r["organisation_code"])), WITHOUT_CONNECTOR)


def boundary_spanners(connection: Connection, *, release: int, province: str, only_declared: bool = False, as_of: date | None = None) -> pd.DataFrame:
    """One row a post holder who sits in a body, on a graph of people who share one: reach (count), betweenness (0 to 1); most relied upon first.

    `only_link_between` names pairs of bodies that nobody else links ("JSC–BOARD;…"): what falls apart if this one leaves."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    sits_in = defaultdict(set)
    for seat in scene.seats:
        if seat["person_code"]:
            sits_in[seat["person_code"]].add(seat["body_code"])
    people = graph_of(sits_in, (pair for pair in combinations(sorted(sits_in), 2) if sits_in[pair[0]] & sits_in[pair[1]]))
    known = metrics(people)
    links = Counter(pair for held in sits_in.values() for pair in combinations(sorted(held), 2))
    found = [_spanner_row(scene, person, held, people, known[person], links) for person, held in sits_in.items()]
    found = [r for r in found if r["is_boundary_spanner"] or not only_declared]
    return table(sorted(found, key=lambda r: (-r["betweenness"], -r["body_count"], r["person_code"])), SPANNERS)


def _body_row(scene: Scene, body: Mapping) -> dict:
    seats = [seat for seat in scene.seats if seat["body_code"] == body["body_code"]]
    held = [event for event in scene.recent if event["body_code"] == body["body_code"]]
    sectors = {scene.partners[seat["organisation_code"]]["sector"] for seat in seats}
    missing, meetings = missing_kinds(sectors), [event for event in held if event["event_kind"] == "meeting"]
    came = [share for share in (_attendance(scene, event) for event in meetings) if share is not None]
    ever = [event for event in scene.events if event["body_code"] == body["body_code"]]
    chair = next((scene.partners[s["organisation_code"]] for s in seats if s["membership_role"] == "chair"), {})
    return {
        **body, "seats": len(seats), "partners": len({s["organisation_code"] for s in seats}), "missing_kinds": missing, "must_hold_six_kinds": body["body_kind"] not in BY_LAW,
        "present_kinds": ";".join(kind for kind in CHOICES["six_kinds"] if kind not in missing.split(";")),
        "seats_without_order": sum(s["order_code"] not in scene.orders for s in seats), "meetings": len(meetings), "joint_events": len(held),
        "last_met_on": ever[-1]["held_on"] if ever else None, "days_since_last": (scene.as_of - ever[-1]["held_on"]).days if ever else None,
        "last_attendance_percent": came[-1] if came else None, "mean_attendance_percent": percent(sum(came) / 100, Decimal(len(came))) if came else None,
        "meetings_without_quorum": sum(share < body["quorum_percent"] for share in came) if body["quorum_percent"] else None,
        "chair_name": chair.get("organisation_name"), "chair_name_en": chair.get("organisation_name_en"),
    }


def _length(codes: str) -> int:
    return len(split(codes))


def _attendance(scene: Scene, event: Mapping) -> Decimal | None:
    """Per cent of the partners seated in the body that day, advisers apart, that took part; None when nobody was seated."""
    seated = {s["organisation_code"] for s in scene.all_seats if s["body_code"] == event["body_code"] and s["membership_role"] != "adviser" and holds(s, event["held_on"])}
    return percent(Decimal(len(seated & split(event["organisation_codes"]))), Decimal(len(seated)))


def _seat_row(scene: Scene, seat: Mapping) -> dict:
    partner, order = scene.partners[seat["organisation_code"]], scene.orders.get(seat["order_code"], {})
    return {**partner, **scene.bodies.get(seat["body_code"], {}), "post_title": scene.people.get(seat["person_code"], {}).get("post_title"),
            "order_number": order.get("order_number"), "ordered_on": order.get("ordered_on"), **seat, "has_order": bool(order), "six_kind": KIND_OF_SECTOR[partner["sector"]]}


def _spanner_row(scene: Scene, person: str, held: set[str], people: nx.Graph, known: dict, links: Counter) -> dict:
    post = scene.people.get(person, {})
    partner = scene.partners.get(post.get("organisation_code"), {})
    reached = {GROUP_OF_SECTOR[scene.partners[s["organisation_code"]]["sector"]] for s in scene.seats if s["body_code"] in held}
    only = [pair for pair in combinations(sorted(held), 2) if links[pair] == 1]
    return {**partner, "organisation_code": post.get("organisation_code"), "person_code": person, "post_title": post.get("post_title"),
            "is_boundary_spanner": bool(post.get("is_boundary_spanner")), "body_codes": joined(held), "body_count": len(held), "sector_groups_reached": len(reached),
            "people_reached": people.degree(person), "betweenness": known["betweenness"], "only_link_between": ";".join("–".join(pair) for pair in only)}
