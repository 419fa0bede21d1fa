"""The network: who is in it, who works with whom, in which bodies, and what would fall apart without whom.

A tie is a pair of partners that met in a coordination event of the last quarters or declared a tie that is in force. Metrics are those of
the organisation graph of joint events in the last four quarters, unweighted. A quarter here is three months ending at `as_of`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

import networkx as nx
import pandas as pd
from sqlalchemy import Connection

from queries.answers import hundredths, percent, table
from queries.network_scene import Pair, Scene, graph_of, holds, split
from queries.tables import CHOICES, GROUP_OF_SECTOR, KIND_OF_SECTOR

BY_LAW = ("provincial_committee", "national_committee")  # for approvals: the norm of six kinds is for the network's own bodies
QUARTERS = 4  # rules.md section 1: depth and metrics look at the last four

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
SUMMARY = (
    "as_of", "since_on", "partners", "districts_present", "districts", "ties", "active_ties", "silent_ties", "silent_declared_ties", "shallow_ties", "formal_ties", "formal_percent",
    "cross_sector_ties", "cross_sector_percent", "density_percent", "components", "partners_alone", "largest_component", "joint_events", "regular_percent",
    "events_per_tie_per_quarter", "bodies", "bodies_missing_a_kind", "partners_without_connector", "boundary_spanners", "missing_kinds",
)
POSITIONS = ("organisation_code", "x", "y")
SPANNERS = (
    "person_code", "post_title", "organisation_code", "organisation_name", "organisation_name_en", "sector", "is_boundary_spanner", "body_codes", "body_count",
    "sector_groups_reached", "people_reached", "betweenness", "only_link_between",
)
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
SURVEY = ("survey_round", "factor", "sector_group", "partners_answered", "mean_score", "agree_percent", "mean_before", "change", "is_withheld")
SMALLEST_SHOWN = 5  # fewer answers than this are never shown


def partners(connection: Connection, *, release: int, province: str, sector: str | None = None, body: str | None = None,
             district: str | None = None, quarters: int = QUARTERS) -> pd.DataFrame:
    """One row a partner in the network at as_of: place, ties, joint events (count), days since the last; most relied upon first.

    `betweenness` is normalised (0 to 1); `parts_without` is into how many parts its component falls if it leaves (1 = it holds).
    `has_connector` is None where it sits in no body. Picks choose rows; metrics are always those of the whole graph."""
    scene = Scene(connection, release, province, quarters)
    known = metrics(scene.graph)
    found = [_partner_row(scene, code, known[code]) for code in scene.partners if _is_picked(scene, code, sector, body, district)]
    return table(sorted(found, key=lambda r: (-r["betweenness"], -r["degree"], r["organisation_code"])), PARTNERS)


def ties(connection: Connection, *, release: int, province: str, sector: str | None = None, body: str | None = None, district: str | None = None,
         partner: str | None = None, quarters: int = QUARTERS) -> pd.DataFrame:
    """One row a tie: joint events in the last quarters and per quarter, days since the last, what makes it formal; silent first, then deepest.

    `events_by_quarter` counts quarter by quarter, oldest first ("0;2;1;3"). Picks: either end of that sector or district; both ends of that body."""
    scene = Scene(connection, release, province, quarters)
    found = [_tie_row(scene, pair) for pair in _picked_pairs(scene, sector, body, district, partner)]
    found.sort(key=lambda r: (not r["is_silent"], -(r["days_since_last"] or 0) if r["is_silent"] else -r["joint_events"], r["from_organisation_code"], r["to_organisation_code"]))
    return table(found, TIES)


def district_ties(connection: Connection, *, release: int, province: str, sector: str | None = None, body: str | None = None, quarters: int = QUARTERS) -> pd.DataFrame:
    """One row a pair of districts (`is_within`: one district with itself): events its partners shared in the last quarters, each counted once; most first."""
    scene = Scene(connection, release, province, quarters)
    grouped = defaultdict(list)
    for pair in _picked_pairs(scene, sector, body, None, None):
        ends = tuple(sorted(scene.partners[code]["district_code"] for code in pair))
        grouped[ends].append(pair)
    found = [_district_row(scene, ends, pairs) for ends, pairs in grouped.items()]
    return table(sorted(found, key=lambda r: (-r["joint_events"], r["from_district_code"], r["to_district_code"])), DISTRICT_TIES)


def composition(connection: Connection, *, release: int, province: str, body: str | None = None) -> pd.DataFrame:
    """One row a district and sector, zeros too: partners (count) by level; by district and sector.

    `missing_kinds` names which of the six kinds the district has none of ("academia;people")."""
    scene = Scene(connection, release, province, QUARTERS)
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


def bodies(connection: Connection, *, release: int, province: str, quarters: int = QUARTERS) -> pd.DataFrame:
    """One row a body: seats, which of the six kinds are missing, seats without an order, meetings and attendance (per cent); most missing first.

    The provincial and national committees need not hold the six kinds (`must_hold_six_kinds`) and stand last. Attendance is of partners: those holding a seat, advisers apart, that took part in the body's meeting on its day."""
    scene = Scene(connection, release, province, quarters)
    found = [_body_row(scene, body) for body in scene.bodies.values()]
    return table(sorted(found, key=lambda r: (not r["must_hold_six_kinds"], -_length(r["missing_kinds"]), -r["seats_without_order"], r["body_code"])), BODIES)


def memberships(connection: Connection, *, release: int, province: str, body: str | None = None, partner: str | None = None) -> pd.DataFrame:
    """One row a seat held at as_of: who, in which body, by which order; those without an order first, then by body and seat."""
    scene = Scene(connection, release, province, QUARTERS)
    found = [_seat_row(scene, seat) for seat in scene.seats if body in (None, seat["body_code"]) and partner in (None, seat["organisation_code"])]
    return table(sorted(found, key=lambda r: (r["has_order"], r["body_code"], r["seat_number"])), MEMBERSHIPS)


def body_links(connection: Connection, *, release: int, province: str, body: str | None = None) -> pd.DataFrame:
    """One row a partner and a pair of bodies it sits in both of: fragile links (`is_only_link`) first, then by bodies and partner."""
    scene = Scene(connection, release, province, QUARTERS)
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


def connectors(connection: Connection, *, release: int, province: str, partner: str | None = None) -> pd.DataFrame:
    """One row a declared link in force: who links which members or bodies, and events (count, last four quarters) it shared with each; least used first.

    For a link between bodies an event counts when the body held it and the connector took part."""
    scene = Scene(connection, release, province, QUARTERS)
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


def without_connector(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a partner that sits in a body but that no declared connector links to another: fewest ties first."""
    scene = Scene(connection, release, province, QUARTERS)
    found = [{**row, "body_codes": _joined(scene.bodies_of[code]), "degree": scene.graph.degree(code)} for code, row in scene.partners.items() if _has_connector(scene, code) is False]
    return table(sorted(found, key=lambda r: (r["degree"], r["organisation_code"])), WITHOUT_CONNECTOR)


def boundary_spanners(connection: Connection, *, release: int, province: str, only_declared: bool = False) -> pd.DataFrame:
    """One row a post holder who sits in a body, on a graph of people who share one: reach (count), betweenness (0 to 1); most relied upon first.

    `only_link_between` names pairs of bodies that nobody else links ("JSC–BOARD;…"): what falls apart if this one leaves."""
    scene = Scene(connection, release, province, QUARTERS)
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


def summary(connection: Connection, *, release: int, province: str, quarters: int = QUARTERS) -> pd.DataFrame:
    """One row: how many partners, ties, components, bodies; density, formality and reach across the study's four sectors in per cent."""
    scene = Scene(connection, release, province, quarters)
    if scene.as_of is None:
        return table([], SUMMARY)
    found = [_tie_row(scene, pair) for pair in scene.tied]
    parts = sorted(map(len, nx.connected_components(scene.graph)), reverse=True)
    return table([{**_tie_figures(scene, found), **_body_figures(scene), "as_of": scene.as_of, "since_on": scene.since, "partners": len(scene.partners),
                   "districts": len(scene.districts), "districts_present": len({r["district_code"] for r in scene.partners.values()} & set(scene.districts)),
                   "density_percent": percent(Decimal(scene.graph.number_of_edges()), Decimal(len(scene.partners) * (len(scene.partners) - 1)) / 2),
                   "components": len(parts), "partners_alone": sum(1 for size in parts if size == 1), "largest_component": parts[0] if parts else 0,
                   "missing_kinds": missing_kinds(r["sector"] for r in scene.partners.values())}], SUMMARY)


def graph_positions(connection: Connection, *, release: int, province: str, quarters: int = QUARTERS) -> pd.DataFrame:
    """One row a partner: x and y (-1 to 1, no unit) in a drawing of the ties, the same for everybody at a release; by partner.

    Costs a third of a second for 400 partners: ask once a release, never per click."""
    scene = Scene(connection, release, province, quarters)
    drawn = graph_of(scene.partners, ())
    for pair in scene.tied:
        drawn.add_edge(*pair, weight=1 + len(scene.meetings(pair)))
    placed = _placed(drawn)
    return table([{"organisation_code": code, "x": placed[code][0], "y": placed[code][1]} for code in drawn], POSITIONS)


def mous(connection: Connection, *, release: int, province: str, partner: str | None = None, only_in_force: bool = False) -> pd.DataFrame:
    """One row a memorandum: parties, days left at as_of, obligations (count) and those with no project; soonest to expire first, expired ones last.

    `is_expiring`: it ends within the days the threshold mou_expiring_days names."""
    scene = Scene(connection, release, province, QUARTERS)
    promised = defaultdict(list)
    for row in scene.true("mou_obligation"):
        promised[row["mou_code"]].append(row)
    found = [_mou_row(scene, row, promised[row["mou_code"]]) for row in scene.true("mou") if partner is None or partner in split(row["organisation_codes"])]
    found = [row for row in found if row["is_in_force"] or not only_in_force]
    return table(sorted(found, key=lambda r: (not r["is_in_force"], r["days_left"], r["mou_code"])), MOUS)


def obligations(connection: Connection, *, release: int, province: str, mou: str | None = None, partner: str | None = None) -> pd.DataFrame:
    """One row an obligation under a memorandum: who, what, by when, days overdue at as_of, and the project that carries it; those with no project first, then by due day."""
    scene = Scene(connection, release, province, QUARTERS)
    titles = {row["mou_code"]: row["mou_title"] for row in scene.true("mou")}
    found = [{**scene.named(row["organisation_code"]), **row, "mou_title": titles.get(row["mou_code"]), "has_project": row["project_code"] is not None,
              "days_overdue": max((scene.as_of - row["due_on"]).days, 0) if row["due_on"] else None}
             for row in scene.true("mou_obligation") if mou in (None, row["mou_code"]) and partner in (None, row["organisation_code"])]
    return table(sorted(found, key=lambda r: (r["has_project"], r["due_on"] or date.max, r["mou_code"], r["obligation_number"])), OBLIGATIONS)


def sub_networks(connection: Connection, *, release: int, province: str, purpose: str | None = None) -> pd.DataFrame:
    """One row a sub-network that had begun by as_of: purpose, members (count), start, end, what it became; running ones first, then by code."""
    scene = Scene(connection, release, province, QUARTERS)
    every = {row["sub_network_code"]: row for row in scene.true("sub_network")}
    found = [{**scene.districts.get(row["district_code"], {}), **row, "members": len(split(row["organisation_codes"])), "is_running": holds(row, scene.as_of),
              "successor_name": every.get(row["successor_code"], {}).get("sub_network_name"), "ended_without_successor": not holds(row, scene.as_of) and row["successor_code"] is None}
             for row in every.values() if purpose in (None, row["network_purpose"]) and row["start_on"] <= scene.as_of]
    return table(sorted(found, key=lambda r: (not r["is_running"], r["sub_network_code"])), SUB_NETWORKS)


def communities(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a community of practice: topic, members (count) and the sectors they come from; running ones first, then by code."""
    scene = Scene(connection, release, province, QUARTERS)
    found = [{**row, "members": len(split(row["organisation_codes"])), "is_running": holds(row, scene.as_of),
              "sectors": _joined({scene.partners[code]["sector"] for code in split(row["organisation_codes"]) if code in scene.partners})} for row in scene.true("community_of_practice")]
    return table(sorted(found, key=lambda r: (not r["is_running"], r["community_code"])), COMMUNITIES)


def exchanges(connection: Connection, *, release: int, province: str, partner: str | None = None, resource_kind: str | None = None) -> pd.DataFrame:
    """One row a resource given by one partner to another by as_of; its estimated value (baht) is never added to money; newest first."""
    scene = Scene(connection, release, province, QUARTERS)
    found = []
    for row in scene.true("resource_exchange"):
        ends = (row["from_organisation_code"], row["to_organisation_code"])
        if row["given_on"] <= scene.as_of and (partner is None or partner in ends) and resource_kind in (None, row["resource_kind"]):
            names = {f"{end}_{name}": scene.named(code).get(f"organisation_{name}") for end, code in zip(("from", "to"), ends, strict=True) for name in ("name", "name_en")}
            found.append({**row, **names})
    return table(sorted(found, key=lambda r: (-r["given_on"].toordinal(), r["exchange_code"])), EXCHANGES)


def survey(connection: Connection, *, release: int, province: str, factor: str | None = None, by_sector_group: bool = False) -> pd.DataFrame:
    """One row a survey round and factor (and the study's four sectors, if picked): partners who answered (count), mean score 1 to 5, change since the round before; newest round first.

    Each partner counts once, by the mean of its own scores; `agree_percent` is the share of partners whose mean is 4 or more. Under five
    partners the figures are withheld, and so are those of the next smallest group, which would give them away by subtraction."""
    scene = Scene(connection, release, province, QUARTERS)
    scores = defaultdict(lambda: defaultdict(list))
    for row in scene.true("survey_answer"):
        group = GROUP_OF_SECTOR.get(scene.named(row["organisation_code"]).get("sector")) if by_sector_group else None
        if row["answered_on"] <= scene.as_of and factor in (None, row["factor"]):
            scores[row["survey_round"], row["factor"], group][row["organisation_code"]].append(row["score"])
    means = {key: [Fraction(sum(own), len(own)) for own in partners.values()] for key, partners in scores.items()}
    return table(_survey_rows(means), SURVEY)


def metrics(graph: nx.Graph) -> dict[str, dict]:
    """Of each node: degree, betweenness (normalised, ten decimals) and parts_without, into how many parts its component falls without it.

    Betweenness: Freeman 1977 by Brandes' algorithm, as networkx computes it. An isolated node leaves no part behind: 0."""
    between, cut = nx.betweenness_centrality(graph, normalized=True), set(nx.articulation_points(graph))
    return {node: {"degree": graph.degree(node), "betweenness": _tenth_decimal(between[node]),
                   "parts_without": _parts_without(graph, node) if node in cut else min(graph.degree(node), 1)} for node in graph}


def _tenth_decimal(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("1e-10")) if value else Decimal(0)


def missing_kinds(sectors: Iterable[str]) -> str:
    """Which of the six kinds every working group should hold are not among these sectors, joined by ";"."""
    present = {KIND_OF_SECTOR[sector] for sector in sectors}
    return ";".join(kind for kind in CHOICES["six_kinds"] if kind not in present)


def _joined(codes: Iterable[str]) -> str:
    return ";".join(sorted(codes))


def _length(codes: str) -> int:
    return len(split(codes))


def _parts_without(graph: nx.Graph, node: str) -> int:
    rest = graph.subgraph(nx.node_connected_component(graph, node) - {node})
    return nx.number_connected_components(rest)


def _placed(graph: nx.Graph) -> dict[str, tuple[Decimal, Decimal]]:
    """A spring layout from a fixed seed; above 499 nodes ForceAtlas2, for which networkx needs no SciPy."""
    if len(graph) < 500:
        placed = nx.spring_layout(graph, k=1.5 / max(len(graph), 1) ** 0.5, iterations=120, seed=2567)
    else:
        placed = nx.rescale_layout_dict(nx.forceatlas2_layout(graph, max_iter=80, seed=2567))
    return {code: tuple(Decimal(f"{float(v):.4f}") + 0 for v in spot) for code, spot in placed.items()}


def _is_picked(scene: Scene, code: str, sector: str | None, body: str | None, district: str | None) -> bool:
    row = scene.partners[code]
    return sector in (None, row["sector"]) and district in (None, row["district_code"]) and (body is None or body in scene.bodies_of[code])


def _picked_pairs(scene: Scene, sector: str | None, body: str | None, district: str | None, partner: str | None) -> list[Pair]:
    def is_picked(pair: Pair) -> bool:
        sectors, districts = ({scene.partners[code][name] for code in pair} for name in ("sector", "district_code"))
        return ((sector is None or sector in sectors) and (district is None or district in districts) and (partner is None or partner in pair)
                and (body is None or all(body in scene.bodies_of[code] for code in pair)))

    return [pair for pair in scene.tied if is_picked(pair)]


def _has_connector(scene: Scene, code: str) -> bool | None:
    """Whether a declared link between members touches the partner; None where it sits in no body."""
    if not scene.bodies_of[code]:
        return None
    return any(code in (r["organisation_code"], r["from_code"], r["to_code"]) for r in scene.connectors if r["connector_link"] == "member")


def _partner_row(scene: Scene, code: str, known: dict) -> dict:
    row, mine = scene.partners[code], [event for event in scene.events if code in event["partners"] and len(event["partners"]) > 1]
    recent = [event for event in mine if event["held_on"] >= scene.since]
    last_on = mine[-1]["held_on"] if mine else None
    return {
        **scene.districts.get(row["district_code"], {}), **row, **known, "sector_group": GROUP_OF_SECTOR[row["sector"]], "six_kind": KIND_OF_SECTOR[row["sector"]],
        "joint_events": len(recent), "events_per_quarter": _per_quarter(scene, len(recent)), "last_on": last_on,
        "days_since_last": last_on and (scene.as_of - last_on).days, "body_codes": _joined(scene.bodies_of[code]), "body_count": len(scene.bodies_of[code]),
        "is_connector": any(r["organisation_code"] == code for r in scene.connectors), "has_connector": _has_connector(scene, code),
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
            "is_boundary_spanner": bool(post.get("is_boundary_spanner")), "body_codes": _joined(held), "body_count": len(held), "sector_groups_reached": len(reached),
            "people_reached": people.degree(person), "betweenness": known["betweenness"], "only_link_between": ";".join("–".join(pair) for pair in only)}


def _mou_row(scene: Scene, row: Mapping, promised: list[Mapping]) -> dict:
    parties, is_in_force = sorted(split(row["organisation_codes"])), row["mou_code"] in scene.mous
    days_left = (row["end_on"] - scene.as_of).days
    return {**row, "parties": len(parties), "party_names": "; ".join(filter(None, (scene.named(code).get("organisation_name") for code in parties))), "is_in_force": is_in_force,
            "days_left": max(days_left, 0), "is_expiring": is_in_force and days_left <= scene.limits["mou_expiring_days"].value, "obligations": len(promised),
            "obligations_without_project": sum(o["project_code"] is None for o in promised)}


def _survey_rows(means: dict[tuple, list[Fraction]]) -> list[dict]:
    """Newest round first, factors in the order people know; the round before is the one whose name sorts before."""
    found, order = [], list(CHOICES["factor"])
    rounds = sorted({survey_round for survey_round, _, _ in means})
    before = dict(pairwise(reversed(rounds)))
    for (survey_round, factor, group), answers in means.items():
        sizes = {g: len(a) for (r, f, g), a in means.items() if (r, f) == (survey_round, factor)}
        row = {"survey_round": survey_round, "factor": factor, "sector_group": group, "partners_answered": len(answers), "is_withheld": group in _withheld(sizes)}
        shown = {} if row["is_withheld"] else {"mean_score": _mean(answers), "agree_percent": percent(Decimal(sum(a >= 4 for a in answers)), Decimal(len(answers)))}
        found.append({**row, **shown})
    known = {(r["survey_round"], r["factor"], r["sector_group"]): r.get("mean_score") for r in found}
    for row in found:
        earlier, now = known.get((before.get(row["survey_round"]), row["factor"], row["sector_group"])), row.get("mean_score")
        row |= {"mean_before": earlier, "change": None if earlier is None or now is None else now - earlier}
    return sorted(found, key=lambda r: (-rounds.index(r["survey_round"]), order.index(r["factor"]), r["sector_group"] or ""))


def _withheld(sizes: dict[str | None, int]) -> set:
    """Groups under five, and as many of the next smallest as it takes that what is withheld is five or more and cannot be told apart."""
    smallest_first = sorted(sizes, key=lambda g: (sizes[g], g or ""))
    held = [g for g in smallest_first if sizes[g] < SMALLEST_SHOWN]
    while held and len(held) < len(smallest_first) and (len(held) < 2 or sum(sizes[g] for g in held) < SMALLEST_SHOWN):
        held.append(smallest_first[len(held)])
    return set(held)


def _mean(answers: list[Fraction]) -> Decimal:
    whole = sum(answers) / len(answers)
    return hundredths(Decimal(whole.numerator) / Decimal(whole.denominator))


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
            "partners_without_connector": sum(_has_connector(scene, code) is False for code in scene.partners),
            "boundary_spanners": sum(bool(row["is_boundary_spanner"]) and holds(row, scene.as_of) for row in scene.people.values())}
