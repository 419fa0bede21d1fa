"""The network on a small one worked out by hand (worked_network.py), and on the sample. Networks of the literature: test_published_networks.py."""

import sys
from datetime import date
from decimal import Decimal

import networkx as nx
import pytest
from sqlalchemy import event
from worked_example import ORGANISATIONS, PLACE, load_into, rows
from worked_network import AS_OF, SMALL, asked, by, loaded

from queries import agreements, factor_survey, factors, network
from queries.errors import UsageError

EVENT = "event_code | held_on | event_name | event_kind | organisation_codes | is_regular"


@pytest.fixture(scope="module")
def sample(sample_engine):
    """A connection to the sample province, whose latest release is 6."""
    with sample_engine.connect() as connection:
        yield connection


def test_a_drawing_is_the_same_for_everybody_and_stays_in_its_frame(sample):
    once, again = (network.graph_positions(sample, release=6, province="56") for _ in range(2))
    assert once.equals(again) and len(once) == 63
    assert all(-1 <= cell <= 1 and isinstance(cell, Decimal) for name in ("x", "y") for cell in once[name])
    assert len(set(zip(once["x"], once["y"], strict=True))) == 63


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
    # B and C met on 10 Feb 2567: April to June and July to September passed; C and D declared theirs on 1 Jan 2566 and never met: not one day of seven quarters, six whole ones after it
    assert {pair: tie["quarters_silent"] for pair, tie in found.items() if tie["quarters_silent"] is not None} == {("ORG-B", "ORG-C"): 2, ("ORG-C", "ORG-D"): 6}


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
               "bodies_missing_a_kind": 2, "partners_without_connector": 2, "boundary_spanners": 1, "missing_kinds": "state_enterprise;local_government", "since_on": date(2023, 10, 1),
               "density": Decimal("0.3333333333")}
    assert {name: row[name] for name in figures} == figures


QUARTERS = ("as_of", "fiscal_year", "quarter", "partners", "active_ties", "silent_ties", "shallow_ties", "joint_events", "density_percent", "components", "cross_sector_percent", "formal_percent",
            "events_per_tie_per_quarter", "is_full_window")


def test_the_network_is_told_quarter_by_quarter(small):
    """Worked out with a pencil: which of the six events lie in the four quarters before each day, who had left, which declared ties and memoranda held."""
    found = [tuple(row[name] for name in QUARTERS) for row in asked(small, network.quarters)]
    told = [(*row[:8], *(str(cell) for cell in row[8:13]), row[13]) for row in found]
    assert told == [
        (date(2023, 9, 30), 2566, 4, 7, 1, 2, 1, 1, "4.76", "6", "66.67", "33.33", "0.25", False),
        (date(2023, 12, 31), 2567, 1, 7, 2, 2, 2, 1, "9.52", "5", "75.00", "75.00", "0.25", False),
        (date(2024, 3, 31), 2567, 2, 6, 4, 2, 3, 1, "26.67", "3", "100.00", "80.00", "0.31", False),
        (date(2024, 6, 30), 2567, 3, 6, 6, 2, 5, 1, "40.00", "2", "100.00", "85.71", "0.33", True),
        (date(2024, 9, 30), 2567, 4, 6, 5, 2, 3, 1, "33.33", "3", "85.71", "71.43", "0.40", True),
    ]


def test_a_quarter_of_the_sample_says_what_the_summary_says_of_its_day(sample):
    found = asked(sample, network.quarters, release=6)
    assert [str(row["as_of"]) for row in found] == ["2023-12-31", "2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2025-03-31", "2025-05-31"]
    for row in found:
        (whole,) = asked(sample, network.summary, release=6, as_of=row["as_of"])
        assert {name: row[name] for name in QUARTERS if name in whole and name != "joint_events"} == {name: whole[name] for name in QUARTERS if name in whole and name != "joint_events"}
    earlier = asked(sample, network.quarters, release=6, as_of=date(2024, 7, 15))
    assert earlier[:3] == found[:3] and earlier[3]["as_of"] == date(2024, 7, 15) and len(earlier) == 4


READ = ("organisation", "membership", "appointment_order", "coordination_event", "tie", "mou", "contract", "contract_party", "threshold")


def test_quarters_read_each_table_once(sample):
    said = []
    listener = lambda _connection, _cursor, statement, *_: said.append(statement)  # noqa: E731
    event.listen(sample.engine, "before_cursor_execute", listener)
    asked(sample, network.quarters, release=6)
    event.remove(sample.engine, "before_cursor_execute", listener)
    assert {name: sum(f"FROM {name} " in statement.replace("\n", " ") for statement in said) for name in READ} == dict.fromkeys(READ, 1)


def test_of_many_quarters_the_last_twelve_are_told(new_database, tmp_path):
    engine = new_database()
    old = [{**row, "start_on": "2020-01-01"} for row in ORGANISATIONS[:2]]
    load_into(engine, tmp_path / "old", {**PLACE, "organisation": old, "coordination_event": rows(EVENT, "EV-1 | 01/08/2563 | ประชุม | meeting | ORG-A; ORG-B | ใช่")}, AS_OF)
    with engine.connect() as connection:
        found = [row["as_of"] for row in asked(connection, network.quarters)]
    assert (len(found), found[0], found[-1]) == (12, date(2021, 12, 31), AS_OF)


def test_what_falls_apart_without_a_connector_and_what_does_not(small):
    names = ("organisation_code", "is_connector", "components_before", "components_after", "cut_off", "cut_off_codes", "cut_off_names")
    assert [tuple(row[name] for name in names) for row in asked(small, network.removals)] == [("ORG-A", True, 3, 3, 0, "", ""), ("ORG-B", True, 3, 3, 0, "", "")]
    # at the end of June the meeting of B and D in August 2566 still counts: only B reaches D
    found = asked(small, network.removals, as_of=date(2024, 6, 30))
    assert [tuple(row[name] for name in names) for row in found] == [("ORG-B", True, 2, 3, 1, "ORG-D", "สำนักงานประมงจังหวัด"), ("ORG-A", True, 2, 2, 0, "", "")]
    assert found[0]["cut_off_names_en"] == "สำนักงานประมงจังหวัด"  # it has no English name


def test_removing_each_connector_of_the_sample_leaves_the_components_found_by_hand(sample):
    """Found without the product: a list of who met whom in the events of 1 Jun 2567 - 31 May 2568 as the workbooks have them, and a search from partner to partner, once whole and once without each.

    The whole: 61 partners in one piece, ORG-047 and ORG-063 alone. One connector, the agriculture office (ORG-002), is the only one the cooperatives' office (ORG-010) met; six partners that are
    no declared connectors are the only ones somebody met."""
    found = {row["organisation_code"]: row for row in asked(sample, network.removals, release=6)}
    assert all(row["components_before"] == 3 for row in found.values())
    connectors = {"ORG-001": 3, "ORG-002": 4, "ORG-004": 3, "ORG-006": 3, "ORG-011": 3, "ORG-020": 3, "ORG-035": 3, "ORG-042": 3, "ORG-048": 3, "ORG-049": 3}
    assert {code: row["components_after"] for code, row in found.items() if row["is_connector"]} == connectors
    assert {code: row["cut_off_codes"] for code, row in found.items() if row["cut_off"]} == {
        "ORG-002": "ORG-010", "ORG-021": "ORG-017", "ORG-022": "ORG-013", "ORG-023": "ORG-014", "ORG-028": "ORG-057", "ORG-043": "ORG-062", "ORG-060": "ORG-012"}
    assert set(found) == {*connectors, "ORG-021", "ORG-022", "ORG-023", "ORG-028", "ORG-043", "ORG-060"}


STEP = ("step", "from_organisation_code", "to_organisation_code", "joint_events", "last_on", "days_since_last", "kinds")


def test_two_partners_are_joined_by_the_shortest_way_that_met_most(small):
    found = [tuple(row[name] for name in STEP) for row in asked(small, network.path, partner="ORG-C", other="ORG-M")]
    assert found == [(1, "ORG-C", "ORG-A", 2, date(2024, 8, 15), 46, "coordination;shared_body"), (2, "ORG-A", "ORG-M", 1, date(2024, 5, 20), 133, "coordination;shared_body;contract")]
    back = asked(small, network.path, partner="ORG-M", other="ORG-C")
    assert [(row["from_organisation_code"], row["to_organisation_code"]) for row in back] == [("ORG-M", "ORG-A"), ("ORG-A", "ORG-C")]
    assert (back[0]["from_name"], back[0]["to_sector"]) == ("มหาวิทยาลัยของจังหวัด", "regional_administration")


def test_no_way_leads_to_another_component_to_one_that_left_or_to_nobody(small):
    for other in ("ORG-D", "ORG-OLD", "ORG-NOBODY", "ORG-A", ""):
        assert asked(small, network.path, partner="ORG-A", other=other) == []
    assert [row["to_organisation_code"] for row in asked(small, network.path, partner="ORG-A", other="ORG-D", as_of=date(2024, 6, 30))] == ["ORG-B", "ORG-D"]


def test_a_tie_names_its_events_newest_first_with_the_rows_they_come_from(small):
    mine = asked(small, network.tie_events, partner="ORG-A")
    assert [(row["event_code"], row["organisation_codes"], row["partners"]) for row in mine] == [
        ("EV-4", "ORG-A;ORG-C", 2), ("EV-3", "ORG-A;ORG-B;ORG-M", 3), ("EV-2", "ORG-A;ORG-B;ORG-C", 3), ("EV-1", "ORG-A;ORG-B", 2)]
    assert (mine[1]["body_name"], mine[1]["event_kind"], mine[1]["is_regular"], mine[2]["body_name"]) == ("คณะกรรมการตรวจสอบติดตาม", "meeting", True, None)
    assert [(row["from_release"], row["source_sheet"], row["source_row"]) for row in mine[:2]] == [(1, "coordination_event", 5), (1, "coordination_event", 4)]
    assert [row["event_code"] for row in asked(small, network.tie_events, partner="ORG-A", other="ORG-B")] == ["EV-3", "EV-2", "EV-1"]
    assert {row["event_code"]: row["is_in_window"] for row in asked(small, network.tie_events, partner="ORG-B")} == {"EV-3": True, "EV-2": True, "EV-1": True, "EV-5": False}
    assert asked(small, network.tie_events, partner="ORG-OLD") == [] and asked(small, network.tie_events, partner="ORG-A", other="ORG-D") == []


# --- edges


def test_an_event_with_one_partner_left_in_the_network_joins_nobody(new_database, tmp_path):
    engine = new_database()
    alone = rows(EVENT, "EV-7 | 01/09/2567 | ประชุม | meeting | ORG-A; ORG-OLD | ไม่ใช่", "EV-8 | 02/09/2567 | ประชุม | meeting | ORG-B | ไม่ใช่")
    load_into(engine, tmp_path / "alone", {**SMALL, "coordination_event": [*SMALL["coordination_event"], *alone]}, AS_OF)
    with engine.connect() as connection:
        (whole,) = asked(connection, network.summary)
        found = by(asked(connection, network.partners), "organisation_code")
        assert (whole["joint_events"], whole["regular_percent"], whole["active_ties"]) == (4, 75, 5)
        assert (found["ORG-A"]["joint_events"], found["ORG-A"]["last_on"]) == (4, date(2024, 8, 15))
        assert asked(connection, network.quarters)[-1]["joint_events"] == 1
        assert [row["event_code"] for row in asked(connection, network.tie_events, partner="ORG-B")] == ["EV-3", "EV-2", "EV-1", "EV-5"]


def test_who_had_not_yet_left_is_in_the_network_of_that_day(small):
    found = by(asked(small, network.partners, as_of=date(2023, 12, 31)), "organisation_code")
    assert "ORG-OLD" in found and "ORG-OLD" not in by(asked(small, network.partners, as_of=date(2024, 1, 1)), "organisation_code")
    assert (found["ORG-OLD"]["degree"], found["ORG-B"]["degree"], found["ORG-B"]["betweenness"]) == (0, 2, Decimal("0.0666666667"))  # A-B-D: one pair of fifteen


def test_before_the_first_event_there_are_partners_and_no_ways(small):
    day = date(2023, 6, 30)
    (whole,) = asked(small, network.summary, as_of=day)
    assert (whole["partners"], whole["active_ties"], whole["joint_events"], whole["density"], whole["components"], whole["events_per_tie_per_quarter"]) == (7, 0, 0, 0, 7, None)
    assert {pair for pair, tie in tied(small, as_of=day).items()} == {("ORG-A", "ORG-D"), ("ORG-C", "ORG-D")}  # declared, never met
    assert all((row["degree"], row["betweenness"], row["joint_events"], row["last_on"]) == (0, 0, 0, None) for row in asked(small, network.partners, as_of=day))
    assert asked(small, network.quarters, as_of=day) == [] and asked(small, network.path, partner="ORG-A", other="ORG-B", as_of=day) == []
    assert [(row["organisation_code"], row["components_before"], row["components_after"], row["cut_off"]) for row in asked(small, network.removals, as_of=day)] == [("ORG-A", 7, 6, 0), ("ORG-B", 7, 6, 0)]


def test_a_release_without_partners_has_a_network_of_nobody(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "place", PLACE, AS_OF)
    with engine.connect() as connection:
        (whole,) = asked(connection, network.summary)
        assert (whole["partners"], whole["ties"], whole["components"], whole["largest_component"], whole["density"], whole["density_percent"]) == (0, 0, 0, 0, None, None)
        for question in (network.partners, network.ties, network.quarters, network.removals, network.graph_positions):
            assert asked(connection, question) == []
        assert asked(connection, network.path, partner="A", other="B") == [] and asked(connection, network.tie_events, partner="A") == []


def test_a_day_the_release_cannot_know_is_refused(small):
    for question, picks in ((network.quarters, {}), (network.removals, {}), (network.path, {"partner": "ORG-A", "other": "ORG-B"}), (network.tie_events, {"partner": "ORG-A"})):
        with pytest.raises(UsageError) as told:
            asked(small, question, as_of=date(2024, 10, 1), **picks)
        assert told.value.code == "day_unknown"


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
    assert factor_survey.withheld({"a": 10, "b": 3, "c": 6}) == {"b", "c"}
    assert factor_survey.withheld({"a": 20, "b": 2, "c": 2}) == {"a", "b", "c"}
    assert factor_survey.withheld({"a": 20, "b": 3, "c": 2}) == {"b", "c"}
    assert factor_survey.withheld({"a": 10, "b": 6}) == set() and factor_survey.withheld({None: 4}) == {None}
