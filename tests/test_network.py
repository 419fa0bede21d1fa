"""The network. The graph of the tests is Padgett's Florentine families, whose figures are in every textbook (Wasserman & Faust 1994)."""

import sys
from datetime import date
from decimal import Decimal

import networkx as nx
import pytest
from worked_example import PLACE, load_into
from worked_network import AS_OF, asked, by, loaded

from queries import agreements, factors, network

FAMILIES = nx.florentine_families_graph()
SECTORS = ("regional_administration", "business", "community", "academia", "local_government")


def family(name):
    """A code for a family."""
    return name.upper()


def florence():
    """One partner a family, one meeting a marriage, in the last quarter; odd ones in district 5601, even ones in 5602."""
    partners = [{"organisation_code": family(name), "organisation_name": name, "sector": SECTORS[n % 5], "actor_level": "organisation", "district_code": f"560{n % 2 + 1}", "start_on": "2022-10-01"}
                for n, name in enumerate(sorted(FAMILIES))]
    meetings = [{"event_code": f"EV-{n:03}", "held_on": "2024-08-01", "event_name": "หารือ", "event_kind": "meeting", "organisation_codes": f"{family(a)}; {family(b)}", "is_regular": "ใช่"}
                for n, (a, b) in enumerate(sorted(FAMILIES.edges))]
    return {**PLACE, "organisation": partners, "coordination_event": meetings}


@pytest.fixture(scope="module")
def florentine(new_database, tmp_path_factory):
    """A connection to the Florentine province, release 1."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("florence") / "one", florence(), AS_OF)
    with engine.connect() as connection:
        yield connection


def test_betweenness_of_the_florentine_families_is_the_textbook_s(florentine):
    found = by(asked(florentine, network.partners), "organisation_code")
    for name, value in nx.betweenness_centrality(FAMILIES).items():
        assert abs(float(found[family(name)]["betweenness"]) - value) < 1e-9
    for code, in_91sts in (("MEDICI", "47.5"), ("GUADAGNI", "23.1666666667"), ("ALBIZZI", "19.3333333333")):
        assert abs(found[code]["betweenness"] - Decimal(in_91sts) / 91) < Decimal("1e-9")
    assert list(found)[:3] == ["MEDICI", "GUADAGNI", "ALBIZZI"]


def test_without_the_medici_florence_falls_into_three_parts(florentine):
    found = by(asked(florentine, network.partners), "organisation_code")
    assert {code: row["parts_without"] for code, row in found.items() if row["parts_without"] > 1} == {"MEDICI": 3, "ALBIZZI": 2, "GUADAGNI": 2, "SALVIATI": 2}
    assert (found["MEDICI"]["degree"], found["MEDICI"]["joint_events"], found["MEDICI"]["events_per_quarter"]) == (6, 6, Decimal("1.50"))


def test_a_drawing_is_the_same_for_everybody_and_stays_in_its_frame(florentine):
    once, again = (network.graph_positions(florentine, release=1, province="56") for _ in range(2))
    assert once.equals(again) and len(once) == 15
    assert all(-1 <= cell <= 1 and isinstance(cell, Decimal) for name in ("x", "y") for cell in once[name])
    assert len(set(zip(once["x"], once["y"], strict=True))) == 15


def test_a_big_drawing_needs_no_scipy(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    placed = network._placed(nx.path_graph([f"N{n:03}" for n in range(500)]))
    assert len(placed) == 500 and all(-1 <= value <= 1 for spot in placed.values() for value in spot)


# --- a small network, worked out by hand: window 1 Oct 2566 - 30 Sep 2567, silent since 1 Apr 2567


@pytest.fixture(scope="module")
def small(new_database, tmp_path_factory):
    """A connection to the small network, release 1."""
    with loaded(new_database(), tmp_path_factory.mktemp("small") / "one").connect() as connection:
        yield connection


def tied(connection, **picks):
    """Ties by their two ends."""
    return by(asked(connection, network.ties, **picks), "from_organisation_code", "to_organisation_code")


def test_ties_are_pairs_that_met_in_four_quarters_or_declared_it(small):
    assert set(tied(small)) == {("ORG-A", "ORG-B"), ("ORG-A", "ORG-C"), ("ORG-B", "ORG-C"), ("ORG-A", "ORG-M"), ("ORG-B", "ORG-M"), ("ORG-C", "ORG-D"), ("ORG-D", "ORG-P")}


def test_depth_is_joint_events_per_quarter_and_days_since_the_last(small):
    tie = tied(small)["ORG-A", "ORG-B"]
    assert (tie["joint_events"], tie["events_per_quarter"], tie["events_by_quarter"]) == (3, Decimal("0.75"), "1;1;1;0")
    assert (tie["first_on"], tie["last_on"], tie["days_since_last"]) == (date(2023, 11, 15), date(2024, 5, 20), 133)
    assert (tie["regular_events"], tie["ad_hoc_events"], tie["events_in_bodies"]) == (2, 1, 2)


def test_a_tie_is_silent_after_two_quarters_unless_it_is_younger(small):
    found = tied(small)
    assert {pair for pair, tie in found.items() if tie["is_silent"]} == {("ORG-B", "ORG-C"), ("ORG-C", "ORG-D")}
    assert [(t["from_organisation_code"], t["to_organisation_code"]) for t in found.values()][:2] == [("ORG-B", "ORG-C"), ("ORG-C", "ORG-D")]
    assert {pair for pair, tie in found.items() if tie["is_shallow"]} == {("ORG-B", "ORG-C"), ("ORG-A", "ORG-M"), ("ORG-B", "ORG-M")}


def test_what_makes_a_tie_formal_is_named(small):
    assert {pair: tie["formal_by"] for pair, tie in tied(small).items()} == {
        ("ORG-A", "ORG-B"): "appointment_order", ("ORG-A", "ORG-C"): "appointment_order", ("ORG-B", "ORG-C"): "appointment_order",
        ("ORG-A", "ORG-M"): "contract", ("ORG-B", "ORG-M"): "", ("ORG-C", "ORG-D"): "mou", ("ORG-D", "ORG-P"): ""}
    assert tied(small)["ORG-B", "ORG-M"]["kinds"] == "coordination;shared_body;resource"


def test_picks_choose_ties_by_either_end_or_by_a_body_of_both(small):
    assert set(tied(small, sector="business")) == {("ORG-A", "ORG-B"), ("ORG-B", "ORG-C"), ("ORG-B", "ORG-M")}
    assert set(tied(small, body="BOARD")) == set()
    assert set(tied(small, district="5602")) == {("ORG-A", "ORG-C"), ("ORG-B", "ORG-C"), ("ORG-C", "ORG-D"), ("ORG-D", "ORG-P")}
    assert set(tied(small, partner="ORG-M")) == {("ORG-A", "ORG-M"), ("ORG-B", "ORG-M")}
    assert tied(small, quarters=1)["ORG-A", "ORG-C"]["events_by_quarter"] == "1"


def test_partners_are_those_in_the_network_on_the_day(small):
    found = by(asked(small, network.partners), "organisation_code")
    assert set(found) == {"ORG-A", "ORG-B", "ORG-C", "ORG-D", "ORG-M", "ORG-P"}
    assert {code: row["betweenness"] for code, row in found.items() if row["betweenness"]} == {"ORG-A": Decimal("0.05"), "ORG-B": Decimal("0.05")}  # half of C-M each, of ten pairs
    assert (found["ORG-A"]["body_codes"], found["ORG-A"]["degree"], found["ORG-A"]["joint_events"]) == ("BOARD;JSC", 3, 4)
    assert (found["ORG-D"]["days_since_last"], found["ORG-D"]["degree"], found["ORG-P"]["last_on"]) == (426, 0, None)
    assert [found[f"ORG-{x}"]["has_connector"] for x in "ABCDMP"] == [True, True, False, False, True, None]
    assert [r["organisation_code"] for r in asked(small, network.partners, body="BOARD")] == ["ORG-A", "ORG-D"]


def test_districts_are_tied_by_events_counted_once(small):
    found = by(asked(small, network.district_ties), "from_district_code", "to_district_code")
    assert {pair: (row["joint_events"], row["ties"], row["silent_ties"], row["is_within"]) for pair, row in found.items()} == {
        ("5601", "5601"): (3, 3, 0, True), ("5601", "5602"): (2, 3, 1, False), ("5602", "5602"): (0, 1, 1, True)}


def test_composition_counts_zeros_and_names_missing_kinds(small):
    found = by(asked(small, network.composition), "district_code", "sector")
    assert len(found) == 2 * 10
    assert (found["5601", "regional_administration"]["partners"], found["5601", "academia"]["partners"], found["5601", "community"]["partners"]) == (2, 1, 0)
    assert (found["5602", "community"]["groups"], found["5602", "community"]["missing_kinds"]) == (1, "state_enterprise;local_government;private;academia")
    assert sum(row["partners"] for row in asked(small, network.composition, body="JSC")) == 4


def test_the_summary_adds_up(small):
    (row,) = asked(small, network.summary)
    figures = {"partners": 6, "ties": 7, "active_ties": 5, "silent_ties": 2, "shallow_ties": 3, "formal_ties": 5, "formal_percent": Decimal("71.43"), "cross_sector_ties": 6, "density_percent": Decimal("33.33"),
               "components": 3, "partners_alone": 2, "largest_component": 4, "joint_events": 4, "regular_percent": 75, "events_per_tie_per_quarter": Decimal("0.40"), "bodies": 2,
               "bodies_missing_a_kind": 2, "partners_without_connector": 2, "boundary_spanners": 1, "missing_kinds": "state_enterprise;local_government", "since_on": date(2023, 10, 1)}
    assert {name: row[name] for name in figures} == figures


def test_a_memorandum_shows_its_days_left_and_obligations_nobody_carries(small):
    found = [(r["mou_code"], r["is_in_force"], r["days_left"], r["is_expiring"], r["obligations_without_project"], r["parties"]) for r in asked(small, agreements.mous)]
    assert found == [("MOU-1", True, 92, False, 1, 2), ("MOU-2", False, 0, False, 1, 2)]
    assert [(r["mou_code"], r["days_overdue"], r["has_project"]) for r in asked(small, agreements.obligations)] == [("MOU-2", 30, False), ("MOU-1", 0, False)]
    assert [r["mou_code"] for r in asked(small, agreements.mous, partner="ORG-C", only_in_force=True)] == ["MOU-1"]


def test_sub_networks_show_what_they_became(small):
    found = by(asked(small, agreements.sub_networks), "sub_network_code")
    assert {code: (r["is_running"], r["members"], r["successor_name"], r["ended_without_successor"]) for code, r in found.items()} == {
        "SUB-2": (True, 3, None, False), "SUB-1": (False, 2, "น้ำ", False), "SUB-3": (False, 1, None, True)}
    assert list(found)[0] == "SUB-2"
    assert [(r["members"], r["sectors"], r["is_running"]) for r in asked(small, agreements.communities)] == [(3, "academia;business;regional_administration", True)]


def test_exchanges_name_giver_and_receiver(small):
    (row,) = asked(small, agreements.exchanges, partner="ORG-B")
    assert (row["from_name"], row["to_name"], row["resource_kind"], row["value_baht"]) == ("มหาวิทยาลัยของจังหวัด", "หอการค้าจังหวัด", "knowledge", None)


def test_a_survey_counts_each_partner_once_and_compares_with_the_round_before(small):
    """Means 4.5, 4, 2, 1 and 4 of the second round: 15.5 / 5 = 3.10; three of five are 4 or more."""
    now, before = asked(small, factors.survey)
    assert [now[n] for n in ("survey_round", "partners_answered", "mean_score", "agree_percent", "mean_before", "change")] == ["2567-2", 5, Decimal("3.10"), 60, 3, Decimal("0.10")]
    assert (before["mean_score"], before["mean_before"], before["change"]) == (3, None, None)


def test_groups_under_five_are_withheld_and_with_them_what_would_give_them_away(small):
    found = asked(small, factors.survey, by_sector_group=True)
    assert {(r["sector_group"], r["partners_answered"]) for r in found} == {("public_sector", 2), ("business_partner", 1), ("third_sector", 2)}
    assert all(r["is_withheld"] and r["mean_score"] is None for r in found)
    assert factors._withheld({"a": 10, "b": 3, "c": 6}) == {"b", "c"}
    assert factors._withheld({"a": 20, "b": 2, "c": 2}) == {"a", "b", "c"}
    assert factors._withheld({"a": 20, "b": 3, "c": 2}) == {"b", "c"}
    assert factors._withheld({"a": 10, "b": 6}) == set() and factors._withheld({None: 4}) == {None}
