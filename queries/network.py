"""The network: who is in it, who works with whom, in which bodies, and what would fall apart without whom.

A tie is a pair of partners that met in a coordination event of the last quarters or declared a tie that is in force. Metrics are those of
the organisation graph of joint events in the last four quarters, unweighted. A quarter here is three months ending at `as_of`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd
from sqlalchemy import Connection

from queries import network_ties
from queries.answers import percent, table
from queries.backbone import strongest
from queries.fiscal import fiscal_year_of, quarter_bounds, quarter_of
from queries.graphs import best_path, density, graph_of, metrics, parts_without
from queries.network_scene import BY_LAW, QUARTERS, Pair, Scene, has_connector, holds, joined, missing_kinds
from queries.tables import GROUP_OF_SECTOR, KIND_OF_SECTOR

SHOWN_QUARTERS = 12
PLACE = ("district_code", "district_name_th", "district_name_en", "latitude", "longitude")
PARTNERS = (
    "organisation_code", "organisation_name", "organisation_name_en", "short_name", "sector", "sector_group", "six_kind", "actor_level", *PLACE,
    "network_position", "resource_kinds", "degree", "betweenness", "parts_without", "joint_events", "events_per_quarter", "last_on",
    "days_since_last", "body_codes", "body_count", "is_connector", "has_connector", "start_on",
)
TIES = (
    "from_organisation_code", "to_organisation_code", "from_name", "to_name", "from_name_en", "to_name_en", "from_short_name", "to_short_name",
    "from_sector", "to_sector", "from_district_code", "to_district_code", "joint_events", "events_per_quarter", "events_by_quarter", "first_on",
    "last_on", "days_since_last", "quarters_silent", "regular_events", "ad_hoc_events", "events_in_bodies", "kinds", "is_declared", "is_formal", "formal_by",
    "is_silent", "is_shallow", "is_cross_sector", "is_cross_district",
)
DISTRICT_TIES = (
    "from_district_code", "to_district_code", "from_district_name_th", "to_district_name_th", "from_district_name_en", "to_district_name_en",
    "from_latitude", "from_longitude", "to_latitude", "to_longitude", "is_within", "joint_events", "ties", "silent_ties", "last_on",
)
COMPOSITION = (*PLACE, "sector", "sector_group", "six_kind", "partners", "individuals", "groups", "organisations", "missing_kinds")
SUMMARY = (
    "as_of", "since_on", "partners", "districts_present", "districts", "ties", "active_ties", "silent_ties", "silent_declared_ties", "shallow_ties", "formal_ties", "formal_percent",
    "cross_sector_ties", "cross_sector_percent", "density", "density_percent", "components", "partners_alone", "largest_component", "joint_events", "regular_percent",
    "events_per_tie_per_quarter", "bodies", "bodies_missing_a_kind", "partners_without_connector", "boundary_spanners", "missing_kinds",
)
QUARTER_ENDS = (
    "as_of", "fiscal_year", "quarter", "partners", "active_ties", "silent_ties", "shallow_ties", "joint_events", "density_percent", "components", "cross_sector_percent",
    "formal_percent", "events_per_tie_per_quarter", "is_full_window",
)
REMOVALS = (
    "organisation_code", "organisation_name", "organisation_name_en", "short_name", "sector", "district_code", "is_connector", "degree", "betweenness", "components_before",
    "components_after", "cut_off", "cut_off_codes", "cut_off_names", "cut_off_names_en",
)
PATH = (
    "step", "from_organisation_code", "to_organisation_code", "from_name", "to_name", "from_name_en", "to_name_en", "from_short_name", "to_short_name", "from_sector", "to_sector",
    "from_district_code", "to_district_code", "joint_events", "last_on", "days_since_last", "kinds",
)
TIE_EVENTS = (
    "event_code", "held_on", "event_name", "event_kind", "body_code", "body_name", "body_name_en", "project_code", "district_code", "is_regular", "organisation_codes", "partners",
    "is_in_window", "from_release", "source_sheet", "source_row",
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
    found = [network_ties.row(scene, pair) for pair in _picked_pairs(scene, sector, body, district, partner)]
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
    """One row: how many partners, ties, components, bodies; density, formality and reach across the study's four sectors in per cent.

    `density` is the exact one, 0 to 1 with ten decimals: pairs that met in the last quarters over all pairs of partners."""
    scene = Scene(connection, release, province, quarters, as_of)
    if scene.as_of is None:
        return table([], SUMMARY)
    return table([{**_network_figures(scene), **_body_figures(scene), "since_on": scene.since, "districts": len(scene.districts),
                   "districts_present": len({r["district_code"] for r in scene.partners.values()} & set(scene.districts)),
                   "missing_kinds": missing_kinds(r["sector"] for r in scene.partners.values())}], SUMMARY)


def quarters(connection: Connection, *, release: int, province: str, as_of: date | None = None) -> pd.DataFrame:
    """One row a fiscal quarter's end (BE) from the first joint event to as_of, the last twelve: what summary says of that day; oldest first.

    The last row is as_of itself. `joint_events` are those of that quarter alone, the other figures those of the four quarters that end that day;
    where the first joint event lies within those four (not `is_full_window`) they are low because nothing was recorded before."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    first = scene.shared[0]["held_on"] if scene.shared else None
    return table([_quarter_row(scene.on(day), first) for day in _quarter_ends(scene, first)], QUARTER_ENDS)


def removals(connection: Connection, *, release: int, province: str, as_of: date | None = None) -> pd.DataFrame:
    """One row a partner that is a declared connector or without whom the network falls apart: components before and after; most partners cut off first.

    Cut off (codes and names joined by ";") are those that reached the largest part of what is left of its component and no longer do."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    known, before = metrics(scene.graph), nx.number_connected_components(scene.graph)
    chosen = [code for code in scene.partners if code in scene.connecting or known[code]["parts_without"] > 1]
    found = [{**scene.partners[code], **known[code], "is_connector": code in scene.connecting, "components_before": before,
              "components_after": before - 1 + known[code]["parts_without"], **_cut_off(scene, code, known[code]["parts_without"])} for code in chosen]
    return table(sorted(found, key=lambda r: (-r["cut_off"], -r["betweenness"], r["organisation_code"])), REMOVALS)


def path(connection: Connection, *, release: int, province: str, partner: str, other: str, as_of: date | None = None) -> pd.DataFrame:
    """One row a step of the shortest way between two partners over joint events of the last four quarters, in order from `partner`; none where no way leads.

    Of equally short ways the one with most joint events (count), then the first by code; the way back is the same."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    stops = best_path(scene.graph, partner, other, lambda one, two: len(scene.meetings(tuple(sorted((one, two))))))
    return table([_step_row(scene, number, ends) for number, ends in enumerate(pairwise(stops), 1)], PATH)


def tie_events(connection: Connection, *, release: int, province: str, partner: str, other: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row a joint event of a partner (with `other`, if picked) up to as_of: when, what, in which body, who took part (codes, count), and its row in the file; newest first.

    Partners that left the network are not among those that took part. `is_in_window`: in the four quarters that ties are counted in."""
    scene = Scene(connection, release, province, QUARTERS, as_of)
    found = [{**scene.bodies.get(event["body_code"], {}), **event, "organisation_codes": joined(event["partners"]), "partners": len(event["partners"]),
              "is_in_window": event["held_on"] >= scene.since} for event in scene.shared_by.get(partner, ()) if other is None or other in event["partners"]]
    return table(found[::-1], TIE_EVENTS)


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
    row, mine = scene.partners[code], scene.shared_by.get(code, [])
    recent, last_on = sum(event["held_on"] >= scene.since for event in mine), mine[-1]["held_on"] if mine else None
    return {
        **scene.districts.get(row["district_code"], {}), **row, **known, "sector_group": GROUP_OF_SECTOR[row["sector"]], "six_kind": KIND_OF_SECTOR[row["sector"]],
        "joint_events": recent, "events_per_quarter": network_ties.per_quarter(recent, scene.quarters), "last_on": last_on,
        "days_since_last": last_on and (scene.as_of - last_on).days, "body_codes": joined(scene.bodies_of[code]), "body_count": len(scene.bodies_of[code]),
        "is_connector": code in scene.connecting, "has_connector": has_connector(scene, code),
    }


def _network_figures(scene: Scene) -> dict:
    """What summary and every quarter's end say alike: partners, ties, joint events of the window, density and components."""
    parts, recent = sorted(map(len, nx.connected_components(scene.graph)), reverse=True), [event for event in scene.shared if event["held_on"] >= scene.since]
    pairs = Decimal(len(scene.partners) * (len(scene.partners) - 1)) / 2
    return {**network_ties.figures(scene, [network_ties.facts(scene, pair) for pair in scene.tied]), "as_of": scene.as_of, "partners": len(scene.partners),
            "joint_events": len(recent), "regular_percent": percent(Decimal(sum(event["is_regular"] for event in recent)), Decimal(len(recent))),
            "density": density(scene.graph), "density_percent": percent(Decimal(scene.graph.number_of_edges()), pairs),
            "components": len(parts), "partners_alone": sum(size == 1 for size in parts), "largest_component": parts[0] if parts else 0}


def _quarter_ends(scene: Scene, first: date | None) -> list[date]:
    """The last day of every fiscal quarter from the one of that day on, and as_of; the last twelve."""
    if first is None:
        return []
    found = []
    end = quarter_bounds(fiscal_year_of(first), quarter_of(first))[1]
    while end < scene.as_of:
        found.append(end)
        following = end + timedelta(days=1)
        end = quarter_bounds(fiscal_year_of(following), quarter_of(following))[1]
    return [*found, scene.as_of][-SHOWN_QUARTERS:]


def _quarter_row(scene: Scene, first: date) -> dict:
    fiscal_year, quarter = fiscal_year_of(scene.as_of), quarter_of(scene.as_of)
    begins = quarter_bounds(fiscal_year, quarter)[0]
    return {**_network_figures(scene), "fiscal_year": fiscal_year, "quarter": quarter, "joint_events": sum(event["held_on"] >= begins for event in scene.shared),
            "is_full_window": quarter_bounds(fiscal_year_of(first), quarter_of(first))[0] <= scene.since}


def _cut_off(scene: Scene, code: str, parts: int) -> dict:
    """Who no longer reaches the largest part of a partner's component when it leaves and the component falls into so many parts."""
    fallen = parts_without(scene.graph, code)[1:] if parts > 1 else []
    lost = sorted(member for part in fallen for member in part)
    names = [scene.partners[member] for member in lost]
    return {"cut_off": len(lost), "cut_off_codes": joined(lost), "cut_off_names": ";".join(row["organisation_name"] for row in names),
            "cut_off_names_en": ";".join(row["organisation_name_en"] or row["organisation_name"] for row in names)}


def _step_row(scene: Scene, number: int, ends: Pair) -> dict:
    """A step as it is walked: the pair itself may be the other way round."""
    pair = tuple(sorted(ends))
    met = scene.meetings(pair)
    return {**network_ties.ends(scene, ends), "step": number, "joint_events": len(met), "last_on": met[-1]["held_on"], "days_since_last": (scene.as_of - met[-1]["held_on"]).days,
            "kinds": network_ties.kinds(scene, pair, network_ties.facts(scene, pair)["formal_by"])}


def _district_row(scene: Scene, ends: tuple[str, str], pairs: list[Pair]) -> dict:
    events = {event["event_code"]: event["held_on"] for pair in pairs for event in scene.meetings(pair)}
    placed = {f"{end}_{name}": scene.districts.get(code, {}).get(name) for end, code in zip(("from", "to"), ends, strict=True) for name in PLACE}
    silent = sum(network_ties.is_silent(scene, pair) for pair in pairs)
    return {**placed, "from_district_code": ends[0], "to_district_code": ends[1], "is_within": ends[0] == ends[1], "joint_events": len(events),
            "ties": len(pairs), "silent_ties": silent, "last_on": max(events.values(), default=None)}


def _body_figures(scene: Scene) -> dict:
    sectors = defaultdict(set)
    for seat in scene.seats:
        sectors[seat["body_code"]].add(scene.partners[seat["organisation_code"]]["sector"])
    return {"bodies": len(scene.bodies), "bodies_missing_a_kind": sum(bool(missing_kinds(sectors[code])) for code, body in scene.bodies.items() if body["body_kind"] not in BY_LAW),
            "partners_without_connector": sum(has_connector(scene, code) is False for code in scene.partners),
            "boundary_spanners": sum(bool(row["is_boundary_spanner"]) and holds(row, scene.as_of) for row in scene.people.values())}
