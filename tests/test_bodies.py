"""The bodies of the network: seats, orders, meetings, links and connectors, each figure worked out by hand."""

from datetime import date

import pytest
from worked_network import asked, by, loaded

from queries import bodies


@pytest.fixture(scope="module")
def small(new_database, tmp_path_factory):
    """A connection to the small network, release 1."""
    with loaded(new_database(), tmp_path_factory.mktemp("small") / "one").connect() as connection:
        yield connection


def test_a_body_shows_missing_kinds_orders_and_quorum(small):
    found = by(asked(small, bodies.listed), "body_code")
    jsc = found["JSC"]
    assert (jsc["seats"], jsc["partners"], jsc["seats_without_order"], jsc["missing_kinds"]) == (4, 4, 1, "state_enterprise;local_government")
    assert jsc["present_kinds"] == "government;private;academia;people"
    assert (jsc["meetings"], jsc["last_attendance_percent"], jsc["mean_attendance_percent"], jsc["meetings_without_quorum"]) == (2, 100, 75, 1)  # 2 of 4, then 3 of 3
    assert (jsc["last_met_on"], jsc["chair_name"]) == (date(2024, 5, 20), "สำนักงานเกษตรจังหวัด")
    assert (found["BOARD"]["meetings"], found["BOARD"]["last_met_on"], found["BOARD"]["meetings_without_quorum"]) == (0, None, None)


def test_seats_show_their_order_and_those_without_stand_first(small):
    found = asked(small, bodies.seats)
    assert [(r["body_code"], r["seat_number"], r["order_number"]) for r in found][:2] == [("JSC", 3, None), ("BOARD", 1, "ที่ 2/2566")]
    assert len(found) == 6 and [r["has_order"] for r in found].count(False) == 1
    assert [r["body_code"] for r in asked(small, bodies.seats, partner="ORG-A")] == ["BOARD", "JSC"]


def test_who_links_two_bodies_and_whether_anybody_else_does(small):
    (link,) = asked(small, bodies.links)
    assert (link["from_body_code"], link["to_body_code"], link["organisation_code"], link["is_only_link"], link["is_declared_connector"]) == ("BOARD", "JSC", "ORG-A", True, True)


def test_connectors_show_whether_they_are_used(small):
    found = by(asked(small, bodies.connectors), "connector_code")
    assert {code: (row["events_with_from"], row["events_with_to"]) for code, row in found.items()} == {"CON-1": (3, 1), "CON-2": (2, 0)}
    assert (found["CON-2"]["from_name"], found["CON-1"]["to_name"]) == ("คณะกรรมการตรวจสอบติดตาม", "มหาวิทยาลัยของจังหวัด")
    assert [row["organisation_code"] for row in asked(small, bodies.without_connector)] == ["ORG-D", "ORG-C"]


def test_people_have_a_graph_of_their_own(small):
    found = by(asked(small, bodies.boundary_spanners), "person_code")
    assert (found["PER-1"]["betweenness"], found["PER-1"]["only_link_between"], found["PER-1"]["people_reached"]) == (1, "BOARD–JSC", 2)
    assert (found["PER-1"]["sector_groups_reached"], found["PER-3"]["sector_groups_reached"], found["PER-2"]["betweenness"]) == (3, 1, 0)
    assert [r["person_code"] for r in asked(small, bodies.boundary_spanners, only_declared=True)] == ["PER-1"]
