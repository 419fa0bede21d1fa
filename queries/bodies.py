"""The bodies of the network: which there are, who sits where, by which order, who comes, who links two bodies, and whom no connector links.

Attendance everywhere counts partners, not people: a partner with two seats in a body is there when it took part.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations

import networkx as nx
import pandas as pd
from sqlalchemy import Connection

from queries.answers import percent, table
from queries.graphs import graph_of, metrics
from queries.network_scene import BY_LAW, QUARTERS, Scene, has_connector, holds, joined, missing_kinds, split
from queries.tables import CHOICES, GROUP_OF_SECTOR, KIND_OF_SECTOR

PER_THEME = "strategic_partnership_group"  # the kind of which there is one a theme
ROLES = tuple(CHOICES["membership_role"])  # the chair first
BODIES = (
    "body_code", "body_name", "body_name_en", "body_kind", "theme", "seats", "partners", "present_kinds", "missing_kinds", "must_hold_six_kinds", "seats_without_order",
    "quorum_percent", "meetings", "joint_events", "last_met_on", "days_since_last", "last_attendance_percent", "mean_attendance_percent",
    "meetings_without_quorum", "chair_name", "chair_name_en", "chair_post_title",
)
STRUCTURE = (
    "body_kind", "theme", "is_by_law", "is_set_up", "body_code", "body_name", "body_name_en", "start_on", "seats", "partners", "seats_without_order", "missing_kinds",
    "chair_post_title", "chair_name", "chair_name_en",
)
BALANCE = ("body_code", "body_name", "body_name_en", "body_kind", "theme", "sector_group", "seats", "partners", "seats_percent")
MEMBERSHIPS = (
    "body_code", "body_name", "body_name_en", "body_kind", "theme", "seat_number", "membership_role", "organisation_code", "organisation_name",
    "organisation_name_en", "sector", "six_kind", "district_code", "person_code", "post_title", "is_office_holder", "has_order", "order_code", "order_number",
    "ordered_on", "start_on", "end_on", "days_left", "is_ended",
)
TAKING_PART = (
    "body_code", "body_name", "body_name_en", "body_kind", "theme", "organisation_code", "organisation_name", "organisation_name_en", "sector", "membership_role",
    "has_seat", "has_order", "order_number", "ordered_on", "events_attended", "events_without_order", "meetings", "meetings_due", "meetings_attended", "meetings_missed",
    "attended_percent", "last_on",
)
MEETINGS = (
    "event_code", "body_code", "body_name", "body_name_en", "body_kind", "theme", "held_on", "event_name", "seated", "present", "guests", "attended_percent", "quorum_percent",
    "quorum_needed", "has_quorum", "present_codes", "absent_codes", "guest_codes", "source_sheet", "source_row", "from_release",
)
BODY_LINKS = (
    "from_body_code", "to_body_code", "from_body_name", "to_body_name", "from_body_name_en", "to_body_name_en", "organisation_code", "organisation_name",
    "organisation_name_en", "sector", "partners_shared", "is_only_link", "is_declared_connector",
)
CONNECTORS = (
    "connector_code", "organisation_code", "organisation_name", "organisation_name_en", "sector", "connector_link", "from_code", "from_name", "from_name_en",
    "to_code", "to_name", "to_name_en", "events_with_from", "events_with_to", "last_on", "is_proven", "start_on", "end_on",
)
WITHOUT_CONNECTOR = ("organisation_code", "organisation_name", "organisation_name_en", "sector", "district_code", "body_codes", "degree")
SPANNERS = (
    "person_code", "post_title", "is_office_holder", "organisation_code", "organisation_name", "organisation_name_en", "sector", "is_boundary_spanner", "body_codes", "body_count",
    "sector_groups_reached", "people_reached", "betweenness", "only_link_between",
)


def listed(connection: Connection, *, release: int, province: str, quarters: int = QUARTERS, as_of: date | None = None) -> pd.DataFrame:
    """One row a body: seats, which of the six kinds are missing, seats without an order, meetings and attendance (per cent); most missing first.

    The provincial and national committees need not hold the six kinds (`must_hold_six_kinds`) and stand last. Attendance is of partners: those holding a seat on the day of a meeting, advisers apart, that took part in it."""
    scene = Scene(connection, release, province, quarters, as_of)
    found = [_body_row(scene, body) for body in scene.bodies.values()]
    return table(sorted(found, key=lambda r: (not r["must_hold_six_kinds"], -len(split(r["missing_kinds"])), -r["seats_without_order"], r["body_code"])), BODIES)


def structure(connection: Connection, *, release: int, province: str, as_of: date | None = None) -> pd.DataFrame:
    """One row a body the study asks for, set up or not, and any other there is: chair, seats and partners (count); those not set up first.

    Asked for (domain: five kinds, the partnership group once a theme) and, `is_by_law`, the two committees beside them; then in that order."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    asked = [(kind, theme) for kind in CHOICES["body_kind"] for theme in (CHOICES["theme"] if kind == PER_THEME else (None,))] if scene.as_of else []
    held = [_body_row(scene, body) | {"start_on": body["start_on"]} for body in scene.bodies.values()]
    place = {pair: number for number, pair in enumerate(asked)}
    there = {(row["body_kind"], row["theme"]) for row in held}
    found = [{"body_kind": kind, "theme": theme, "is_set_up": False, "seats": 0, "partners": 0} for kind, theme in asked if (kind, theme) not in there]
    found += [row | {"is_set_up": True} for row in held]
    found.sort(key=lambda r: (r["is_set_up"], place.get((r["body_kind"], r["theme"]), len(place)), r.get("body_code", "")))
    return table([row | {"is_by_law": row["body_kind"] in BY_LAW} for row in found], STRUCTURE)


def balance(connection: Connection, *, release: int, province: str, body: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a body and one of the study's four sectors, zeros too: seats, partners (count) and the sector's share of the seats (per cent); by body and sector."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = []
    for code, row in scene.bodies.items():
        held = [(GROUP_OF_SECTOR[scene.partners[s["organisation_code"]]["sector"]], s["organisation_code"]) for s in scene.seats if s["body_code"] == code]
        for group in CHOICES["sector_group"] if body in (None, code) else ():
            own = [partner for of, partner in held if of == group]
            found.append({**row, "sector_group": group, "seats": len(own), "partners": len(set(own)), "seats_percent": percent(Decimal(len(own)), Decimal(len(held)))})
    return table(found, BALANCE)


def seats(connection: Connection, *, release: int, province: str, body: str | None = None, partner: str | None = None, with_ended: bool = False,
          as_of: date | None = None) -> pd.DataFrame:
    """One row a seat held at as_of: who, in which body, by which order, days left of its term; those without an order first, then by body and seat.

    `days_left` is None for a term without an end. `with_ended` adds, before all others, seats whose term is over (`is_ended`) and whose partner has no
    newer one in the body, though it is still in the network."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    rows = [*scene.seats, *(_ended(scene) if with_ended else ())]
    found = [_seat_row(scene, seat) for seat in rows if body in (None, seat["body_code"]) and partner in (None, seat["organisation_code"])]
    return table(sorted(found, key=lambda r: (not r["is_ended"], r["has_order"], r["body_code"], r["seat_number"])), MEMBERSHIPS)


def taking_part(connection: Connection, *, release: int, province: str, body: str | None = None, partner: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a body and a partner that holds a seat in it or took part in its events in the last four quarters (counts); taking part without an order first.

    `events_without_order`: of the body's events it took part in, those on a day it held no seat by an order of that day or before. `meetings_due`: the body's
    meetings on days it held a seat, advisers apart; `attended_percent` is of them. After those without an order: other seats without one, then by body and partner."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    terms, events = defaultdict(list), defaultdict(list)
    for seat in scene.all_seats:
        terms[seat["body_code"], seat["organisation_code"]].append(seat)
    for event in scene.recent:
        events[event["body_code"]].append(event)
    pairs = {(s["body_code"], s["organisation_code"]) for s in scene.seats} | {(code, partner) for code, held in events.items() for e in held for partner in e["partners"]}
    chosen = [pair for pair in pairs if pair[0] in scene.bodies and body in (None, pair[0]) and partner in (None, pair[1])]
    found = [_part_row(scene, *pair, terms[pair], events[pair[0]]) for pair in chosen]
    return table(sorted(found, key=lambda r: (r["has_order"] or not r["events_without_order"], r["has_order"] or not r["has_seat"], r["body_code"], r["organisation_code"])), TAKING_PART)


def meetings(connection: Connection, *, release: int, province: str, body: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a meeting of a body in the last four quarters: partners seated that day (advisers apart), present, absent; no quorum first, then least attended.

    `quorum_needed` (partners) is the smallest number that is `quorum_percent` of those seated; `has_quorum` is None where nobody was seated or no quorum is set.
    `guests` took part without such a seat. A meeting with nobody seated stands last."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = [_meeting_row(scene, event) for event in _held(scene, scene.bodies if body is None else {body} & set(scene.bodies))]
    return table(sorted(found, key=lambda r: (r["has_quorum"] is not False, r["attended_percent"] is None, r["attended_percent"] or 0, -r["held_on"].toordinal(), r["event_code"])), MEETINGS)


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


def connectors(connection: Connection, *, release: int, province: str, partner: str | None = None, body: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a declared link in force: who links which members or bodies, and events (count, last four quarters) it shared with each; least used first.

    For a link between bodies an event counts when the body held it and the connector took part. `is_proven`: it shared one with both ends. `body` picks
    the links of that body, and those of its members."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    own = {body, *(s["organisation_code"] for s in scene.seats if s["body_code"] == body)}
    chosen = [row for row in scene.connectors if partner in (None, row["organisation_code"]) and (body is None or {row["from_code"], row["to_code"]} & own)]
    found = [_connector_row(scene, row) for row in chosen]
    return table(sorted(found, key=lambda r: (min(r["events_with_from"], r["events_with_to"]), r["events_with_from"] + r["events_with_to"], r["connector_code"])), CONNECTORS)


def without_connector(connection: Connection, *, release: int, province: str, body: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a partner that sits in a body but that no declared connector links to another: fewest ties first."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = [{**row, "body_codes": joined(scene.bodies_of[code]), "degree": scene.graph.degree(code)} for code, row in scene.partners.items()
             if has_connector(scene, code) is False and (body is None or body in scene.bodies_of[code])]
    return table(sorted(found, key=lambda r: (r["degree"], r["organisation_code"])), WITHOUT_CONNECTOR)


def boundary_spanners(connection: Connection, *, release: int, province: str, only_declared: bool = False, body: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a post holder who sits in a body, on a graph of people who share one: reach (count), betweenness (0 to 1); most relied upon first.

    `only_link_between` names pairs of bodies that nobody else links ("JSC–BOARD;…"): what falls apart if this one leaves. Picks choose rows, the graph is whole."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    sits_in = defaultdict(set)
    for seat in scene.seats:
        if seat["person_code"]:
            sits_in[seat["person_code"]].add(seat["body_code"])
    people = graph_of(sits_in, (pair for pair in combinations(sorted(sits_in), 2) if sits_in[pair[0]] & sits_in[pair[1]]))
    known = metrics(people)
    links = Counter(pair for held in sits_in.values() for pair in combinations(sorted(held), 2))
    found = [_spanner_row(scene, person, held, people, known[person], links) for person, held in sits_in.items() if body is None or body in held]
    found = [r for r in found if r["is_boundary_spanner"] or not only_declared]
    return table(sorted(found, key=lambda r: (-r["betweenness"], -r["body_count"], r["person_code"])), SPANNERS)


def _body_row(scene: Scene, body: Mapping) -> dict:
    seats = [seat for seat in scene.seats if seat["body_code"] == body["body_code"]]
    missing = missing_kinds(scene.partners[seat["organisation_code"]]["sector"] for seat in seats)
    chair = next((s for s in seats if s["membership_role"] == "chair"), {"organisation_code": None, "person_code": None})
    partner = scene.partners.get(chair["organisation_code"], {})
    return {
        **body, **_met(scene, body), "seats": len(seats), "partners": len({s["organisation_code"] for s in seats}), "missing_kinds": missing,
        "must_hold_six_kinds": body["body_kind"] not in BY_LAW, "present_kinds": ";".join(kind for kind in CHOICES["six_kinds"] if kind not in split(missing)),
        "seats_without_order": sum(s["order_code"] not in scene.orders for s in seats), "chair_name": partner.get("organisation_name"),
        "chair_name_en": partner.get("organisation_name_en"), "chair_post_title": scene.people.get(chair["person_code"], {}).get("post_title"),
    }


def _met(scene: Scene, body: Mapping) -> dict:
    """A body's events and how its meetings were attended."""
    ever = [event for event in scene.events if event["body_code"] == body["body_code"]]
    rows = [_meeting_row(scene, event) for event in _held(scene, {body["body_code"]})]
    came = [row["attended_percent"] for row in rows if row["attended_percent"] is not None]
    return {
        "meetings": len(rows), "joint_events": sum(event["held_on"] >= scene.since for event in ever), "last_met_on": ever[-1]["held_on"] if ever else None,
        "days_since_last": (scene.as_of - ever[-1]["held_on"]).days if ever else None, "last_attendance_percent": came[-1] if came else None,
        "mean_attendance_percent": percent(sum(came) / 100, Decimal(len(came))) if came else None,
        "meetings_without_quorum": sum(row["has_quorum"] is False for row in rows) if body["quorum_percent"] else None,
    }


def _held(scene: Scene, codes: Iterable[str]) -> list[dict]:
    """Meetings of these bodies in the window, oldest first."""
    return [event for event in scene.recent if event["body_code"] in codes and event["event_kind"] == "meeting"]


def _seated(scene: Scene, event: Mapping) -> set[str]:
    """Partners with a seat in the event's body on its day, advisers apart."""
    return {s["organisation_code"] for s in scene.all_seats if s["body_code"] == event["body_code"] and _counts(s, event)}


def _meeting_row(scene: Scene, event: Mapping) -> dict:
    body, seated, came = scene.bodies[event["body_code"]], _seated(scene, event), split(event["organisation_codes"])
    present, quorum = len(seated & came), body["quorum_percent"]
    needed = -(-quorum * len(seated) // 100) if quorum and seated else None  # rounded up: half a partner does not come
    return {**body, **event, "seated": len(seated), "present": present, "guests": len(came - seated), "attended_percent": percent(Decimal(present), Decimal(len(seated))),
            "quorum_needed": needed, "has_quorum": None if needed is None else present >= needed, "present_codes": joined(seated & came), "absent_codes": joined(seated - came),
            "guest_codes": joined(came - seated)}


def _part_row(scene: Scene, code: str, partner: str, terms: list[Mapping], events: list[dict]) -> dict:
    """`terms`: every seat the partner has or had in the body; `events`: all of the body in the window."""
    mine = [event for event in events if partner in event["partners"]]
    held = sorted((s for s in terms if holds(s, scene.as_of)), key=lambda s: (ROLES.index(s["membership_role"]), s["seat_number"]))
    order = next((scene.orders[s["order_code"]] for s in held if s["order_code"] in scene.orders), {})
    meetings = [event for event in events if event["event_kind"] == "meeting"]
    due = [event for event in meetings if any(_counts(s, event) for s in terms)]
    came = sum(partner in event["partners"] for event in due)
    return {**scene.partners[partner], **scene.bodies[code], "membership_role": held[0]["membership_role"] if held else None, "has_seat": bool(held), "has_order": bool(order),
            "order_number": order.get("order_number"), "ordered_on": order.get("ordered_on"), "events_attended": len(mine),
            "events_without_order": sum(not _is_covered(scene, event, terms) for event in mine), "meetings": len(meetings), "meetings_due": len(due), "meetings_attended": came,
            "meetings_missed": len(due) - came, "attended_percent": percent(Decimal(came), Decimal(len(due))), "last_on": mine[-1]["held_on"] if mine else None}


def _counts(seat: Mapping, event: Mapping) -> bool:
    """Whether the holder of a seat is expected at a meeting of its body: within the term, its first and last day included, and no adviser."""
    return seat["membership_role"] != "adviser" and holds(seat, event["held_on"])


def _is_covered(scene: Scene, event: Mapping, terms: list[Mapping]) -> bool:
    """Whether one of these seats was held on the event's day by an order of that day or before."""
    return any(holds(s, event["held_on"]) and s["order_code"] in scene.orders and scene.orders[s["order_code"]]["ordered_on"] <= event["held_on"] for s in terms)


def _ended(scene: Scene) -> list[Mapping]:
    """Each partner's last seat in a body whose term is over, where it holds no other there."""
    held, last = {(s["body_code"], s["organisation_code"]) for s in scene.seats}, {}
    for seat in sorted((s for s in scene.all_seats if s["end_on"] and s["end_on"] < scene.as_of), key=lambda s: s["end_on"]):
        last[seat["body_code"], seat["organisation_code"]] = seat
    return [seat for pair, seat in last.items() if pair not in held and pair[0] in scene.bodies and pair[1] in scene.partners]


def _seat_row(scene: Scene, seat: Mapping) -> dict:
    partner, order, person = scene.partners[seat["organisation_code"]], scene.orders.get(seat["order_code"], {}), scene.people.get(seat["person_code"], {})
    days = (seat["end_on"] - scene.as_of).days if seat["end_on"] else None
    return {**partner, **scene.bodies.get(seat["body_code"], {}), "post_title": person.get("post_title"), "is_office_holder": person.get("is_office_holder"),
            "order_number": order.get("order_number"), "ordered_on": order.get("ordered_on"), **seat, "has_order": bool(order), "six_kind": KIND_OF_SECTOR[partner["sector"]],
            "days_left": None if days is None else max(days, 0), "is_ended": days is not None and days < 0}


def _connector_row(scene: Scene, row: Mapping) -> dict:
    ends, met = {}, []
    for end in ("from", "to"):
        code = row[f"{end}_code"]
        known = scene.partners.get(code) or scene.bodies.get(code) or {}
        shared = [e["held_on"] for e in scene.recent if row["organisation_code"] in e["partners"] and (code in e["partners"] or code == e["body_code"])]
        met += shared
        ends |= {f"{end}_name": known.get("organisation_name") or known.get("body_name"), f"{end}_name_en": known.get("organisation_name_en") or known.get("body_name_en"),
                 f"events_with_{end}": len(shared)}
    return {**scene.partners.get(row["organisation_code"], {}), **row, **ends, "last_on": max(met, default=None), "is_proven": min(ends["events_with_from"], ends["events_with_to"]) > 0}


def _spanner_row(scene: Scene, person: str, held: set[str], people: nx.Graph, known: dict, links: Counter) -> dict:
    post = scene.people.get(person, {})
    partner = scene.partners.get(post.get("organisation_code"), {})
    reached = {GROUP_OF_SECTOR[scene.partners[s["organisation_code"]]["sector"]] for s in scene.seats if s["body_code"] in held}
    only = [pair for pair in combinations(sorted(held), 2) if links[pair] == 1]
    return {**partner, "organisation_code": post.get("organisation_code"), "person_code": person, "post_title": post.get("post_title"),
            "is_office_holder": post.get("is_office_holder"),
            "is_boundary_spanner": bool(post.get("is_boundary_spanner")), "body_codes": joined(held), "body_count": len(held), "sector_groups_reached": len(reached),
            "people_reached": people.degree(person), "betweenness": known["betweenness"], "only_link_between": ";".join("–".join(pair) for pair in only)}
