"""Three networks of the literature, loaded through the real import, answered as published there and as networkx computes them.

Florentine families: 15 that married, 20 marriages (Padgett & Ansell 1993; Medici betweenness .522, Jackson 2008), and 16 with Pucci, whom nobody married
(Wasserman & Faust 1994, table 5.1: .452). Southern women: 18 women at 14 events, 89 attendances (Davis, Gardner & Gardner 1941; who met whom how often:
Breiger 1974). Karate club: 34 members, 78 pairs that met outside it, 231 contexts (Zachary 1977). Betweenness is Freeman's of 1979, normalised.
"""

from datetime import date
from decimal import Decimal

import networkx as nx
import pytest
from worked_example import PLACE, load_into
from worked_network import AS_OF, asked, by

from queries import network

SECTORS = ("regional_administration", "business", "community", "academia", "local_government")
FAMILIES, CLUB, ATTENDANCE = nx.florentine_families_graph(), nx.karate_club_graph(), nx.davis_southern_women_graph()
SIXTEEN = nx.Graph(FAMILIES)
SIXTEEN.add_node("Pucci")
WOMEN, EVENTS = ATTENDANCE.graph["top"], ATTENDANCE.graph["bottom"]
PUBLISHED = {
    "florence": (FAMILIES, sorted(FAMILIES.edges)),
    "sixteen": (SIXTEEN, sorted(SIXTEEN.edges)),
    "women": (nx.bipartite.weighted_projected_graph(ATTENDANCE, WOMEN), [tuple(ATTENDANCE[event]) for event in EVENTS]),
    "club": (CLUB, [(one, other) for one, other, contexts in CLUB.edges(data="weight") for _ in range(contexts)]),
}


def code(name):
    """A partner's code for a family, a woman or a member's number (counted from 1, as Zachary does)."""
    return f"NO-{name + 1:02}" if isinstance(name, int) else name.upper().replace(" ", "-").replace(".", "")


def province(names, meetings):
    """One partner a name and one event a meeting, in turn over the last four quarters."""
    partners = [{"organisation_code": code(name), "organisation_name": str(name), "sector": SECTORS[n % 5], "actor_level": "organisation", "district_code": f"560{n % 2 + 1}", "start_on": "2022-10-01"}
                for n, name in enumerate(sorted(names))]
    events = [{"event_code": f"EV-{n:03}", "held_on": ("2023-11-01", "2024-02-01", "2024-05-01", "2024-08-01")[n % 4], "event_name": "หารือ", "event_kind": "meeting",
               "organisation_codes": "; ".join(map(code, met)), "is_regular": "ใช่"} for n, met in enumerate(meetings)]
    return {**PLACE, "organisation": partners, "coordination_event": events}


@pytest.fixture(scope="module")
def loaded(new_database, tmp_path_factory):
    """loaded(name) → a connection to that network, release 1."""
    opened = {}

    def one(name):
        if name not in opened:
            graph, meetings = PUBLISHED[name]
            engine = new_database()
            load_into(engine, tmp_path_factory.mktemp(name) / "one", province(graph, meetings), AS_OF)
            opened[name] = engine.connect()
        return opened[name]

    yield one
    for connection in opened.values():
        connection.close()


def agrees(ours, theirs):
    """Whether an answered Decimal is the number to 1e-9."""
    return isinstance(ours, Decimal | int) and abs(float(ours) - theirs) < 1e-9


@pytest.mark.parametrize("name", PUBLISHED)
def test_degree_and_betweenness_of_everybody_are_those_of_networkx(loaded, name):
    graph, found = PUBLISHED[name][0], by(asked(loaded(name), network.partners), "organisation_code")
    assert len(found) == len(graph)
    between = nx.betweenness_centrality(graph)  # unweighted: how often a pair met does not make it nearer
    assert all(found[code(n)]["degree"] == graph.degree(n) and agrees(found[code(n)]["betweenness"], between[n]) for n in graph)


@pytest.mark.parametrize("name", PUBLISHED)
def test_density_and_components_are_those_of_networkx(loaded, name):
    graph, (whole,) = PUBLISHED[name][0], asked(loaded(name), network.summary)
    assert agrees(whole["density"], nx.density(graph)) and whole["density_percent"] == round(whole["density"] * 100, 2)
    assert (whole["partners"], whole["ties"], whole["components"]) == (len(graph), graph.number_of_edges(), nx.number_connected_components(graph))
    assert whole["largest_component"] == max(map(len, nx.connected_components(graph)))


@pytest.mark.parametrize("name", PUBLISHED)
def test_who_leaves_parts_behind_and_which_is_what_networkx_finds(loaded, name):
    graph, found = PUBLISHED[name][0], by(asked(loaded(name), network.removals), "organisation_code")
    assert set(found) == {code(n) for n in nx.articulation_points(graph)}  # nobody is declared a connector here
    for node in nx.articulation_points(graph):
        rest = nx.Graph(graph)
        rest.remove_node(node)
        lost = sorted(code(n) for part in sorted(nx.connected_components(rest), key=len)[:-1] for n in part if nx.has_path(graph, n, node))
        row = found[code(node)]
        assert (row["components_after"], row["cut_off_codes"], row["cut_off"]) == (nx.number_connected_components(rest), ";".join(lost), len(lost))


@pytest.mark.parametrize("name", PUBLISHED)
def test_ways_are_as_long_as_networkx_finds_them(loaded, name):
    graph = PUBLISHED[name][0]
    start, *others = sorted(graph)
    for other in others[::3]:
        found = asked(loaded(name), network.path, partner=code(start), other=code(other))
        assert len(found) == (nx.shortest_path_length(graph, start, other) if nx.has_path(graph, start, other) else 0)


def test_the_medici_hold_florence_together_as_the_textbooks_say(loaded):
    found = by(asked(loaded("florence"), network.partners), "organisation_code")
    assert list(found)[:3] == ["MEDICI", "GUADAGNI", "ALBIZZI"]
    assert [round(found[family]["betweenness"], 3) for family in ("MEDICI", "GUADAGNI", "ALBIZZI", "STROZZI")] == [Decimal("0.522"), Decimal("0.255"), Decimal("0.212"), Decimal("0.103")]
    assert (found["MEDICI"]["degree"], found["MEDICI"]["joint_events"], found["MEDICI"]["events_per_quarter"]) == (6, 6, Decimal("1.50"))
    for family, in_91sts in (("MEDICI", "47.5"), ("GUADAGNI", "23.1666666667"), ("ALBIZZI", "19.3333333333")):
        assert abs(found[family]["betweenness"] - Decimal(in_91sts) / 91) < Decimal("1e-9")


def test_without_the_medici_florence_falls_into_three_parts(loaded):
    found = by(asked(loaded("florence"), network.removals), "organisation_code")
    assert {family: (row["components_before"], row["components_after"], row["cut_off_codes"]) for family, row in found.items()} == {
        "MEDICI": (1, 3, "ACCIAIUOLI;PAZZI;SALVIATI"), "GUADAGNI": (1, 2, "LAMBERTESCHI"), "ALBIZZI": (1, 2, "GINORI"), "SALVIATI": (1, 2, "PAZZI")}
    assert list(found) == ["MEDICI", "GUADAGNI", "ALBIZZI", "SALVIATI"] and found["MEDICI"]["cut_off_names"] == "Acciaiuoli;Pazzi;Salviati"


def test_with_pucci_whom_nobody_married_there_are_two_components(loaded):
    (whole,), found = asked(loaded("sixteen"), network.summary), by(asked(loaded("sixteen"), network.partners), "organisation_code")
    assert (whole["components"], whole["partners_alone"], round(whole["density"], 3)) == (2, 1, Decimal("0.167"))
    assert [round(found[family]["betweenness"], 3) for family in ("MEDICI", "GUADAGNI", "ALBIZZI", "PUCCI")] == [Decimal("0.452"), Decimal("0.221"), Decimal("0.184"), 0]
    assert (found["PUCCI"]["parts_without"], found["PUCCI"]["degree"], found["PUCCI"]["last_on"]) == (0, 0, None)
    assert asked(loaded("sixteen"), network.path, partner="MEDICI", other="PUCCI") == []


def test_southern_women_met_as_often_as_in_breigers_table(loaded):
    found = by(asked(loaded("women"), network.ties), "from_organisation_code", "to_organisation_code")
    (whole,) = asked(loaded("women"), network.summary)
    assert (len(found), whole["joint_events"], round(whole["density"], 3)) == (139, 14, Decimal("0.908"))
    graph = PUBLISHED["women"][0]
    assert {pair: row["joint_events"] for pair, row in found.items()} == {tuple(sorted(map(code, ends))): weight for *ends, weight in graph.edges(data="weight")}
    evelyn = [found[tuple(sorted(("EVELYN-JEFFERSON", other)))]["joint_events"] for other in (
        "LAURA-MANDEVILLE", "THERESA-ANDERSON", "BRENDA-ROGERS", "CHARLOTTE-MCDOWD", "FRANCES-ANDERSON", "ELEANOR-NYE", "PEARL-OGLETHORPE", "RUTH-DESAND")]
    assert evelyn == [6, 7, 6, 3, 4, 3, 3, 3]
    partners = by(asked(loaded("women"), network.partners), "organisation_code")
    assert sum(row["joint_events"] for row in partners.values()) == 89


def test_the_karate_club_hangs_on_its_instructor_and_its_officer(loaded):
    (whole,), found = asked(loaded("club"), network.summary), by(asked(loaded("club"), network.partners), "organisation_code")
    assert (whole["partners"], whole["ties"], whole["joint_events"], round(whole["density"], 3)) == (34, 78, 231, Decimal("0.139"))
    assert list(found)[:3] == ["NO-01", "NO-34", "NO-33"] and (found["NO-01"]["degree"], found["NO-34"]["degree"]) == (16, 17)
    assert [round(found[member]["betweenness"], 3) for member in ("NO-01", "NO-34", "NO-33")] == [Decimal("0.438"), Decimal("0.304"), Decimal("0.145")]
    (instructor,) = asked(loaded("club"), network.removals)
    assert (instructor["organisation_code"], instructor["components_after"], instructor["cut_off_codes"]) == ("NO-01", 3, "NO-05;NO-06;NO-07;NO-11;NO-12;NO-17")


def test_every_quarter_of_the_club_is_a_network_of_its_own_day(loaded):
    """A quarter of the club's contexts fall into each quarter: its ties grow to all 78."""
    found = asked(loaded("club"), network.quarters)
    assert [row["as_of"] for row in found] == [date(2023, 12, 31), date(2024, 3, 31), date(2024, 6, 30), AS_OF]
    assert [row["joint_events"] for row in found] == [58, 58, 58, 57] and found[-1]["active_ties"] == 78
    graphs = [nx.Graph(pair for n, pair in enumerate(PUBLISHED["club"][1]) if n % 4 <= last) for last in range(4)]
    assert [row["active_ties"] for row in found] == [graph.number_of_edges() for graph in graphs]
    assert [row["components"] for row in found] == [nx.number_connected_components(graph) + 34 - len(graph) for graph in graphs]
