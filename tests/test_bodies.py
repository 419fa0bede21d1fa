"""The bodies of the network: seats, orders, meetings, links and connectors, each figure worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest
import worked_bodies
from worked_network import asked, by, loaded

from queries import bodies
from queries.errors import UsageError


@pytest.fixture(scope="module")
def small(new_database, tmp_path_factory):
    """A connection to the small network, release 1."""
    with loaded(new_database(), tmp_path_factory.mktemp("small") / "one").connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def seated(new_database, tmp_path_factory):
    """A connection to the bodies worked out by hand, release 1."""
    with worked_bodies.loaded(new_database(), tmp_path_factory.mktemp("seated") / "one").connect() as connection:
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


def test_a_connector_is_proven_by_events_with_both_ends(small):
    found = by(asked(small, bodies.connectors), "connector_code")
    assert {code: (row["is_proven"], row["last_on"]) for code, row in found.items()} == {"CON-1": (True, date(2024, 5, 20)), "CON-2": (False, date(2024, 5, 20))}
    assert list(found) == ["CON-2", "CON-1"]  # the one without an event at one end comes first


def test_a_body_picks_its_own_links_members_and_people(small):
    assert [r["connector_code"] for r in asked(small, bodies.connectors, body="BOARD")] == ["CON-2", "CON-1"]  # CON-1 links its member ORG-A
    assert [r["organisation_code"] for r in asked(small, bodies.without_connector, body="BOARD")] == ["ORG-D"]
    assert [(r["person_code"], r["betweenness"]) for r in asked(small, bodies.boundary_spanners, body="BOARD")] == [("PER-1", 1), ("PER-3", 0)]
    assert [r["body_code"] for r in asked(small, bodies.taking_part, body="BOARD")] == ["BOARD", "BOARD"]


# --- bodies of their own: who is expected, who comes, by which order --------------------------------------------------------


def test_bodies_the_study_asks_for_and_nobody_set_up_come_first_in_its_order(seated):
    found = asked(seated, bodies.structure)
    assert [(r["body_kind"], r["theme"]) for r in found if not r["is_set_up"]] == [
        ("strategic_partnership_group", "place"), ("strategic_partnership_group", "business"), ("strategic_partnership_group", "law_and_order"), ("steering_committee", None),
        ("intergovernmental_management_team", None), ("national_committee", None)]
    assert [r["body_code"] for r in found if r["is_set_up"]] == ["GRP", "BOARD", "JSC", "PIC"]
    assert [r["is_set_up"] for r in found] == [False] * 6 + [True] * 4
    assert [r["body_kind"] for r in found if r["is_by_law"]] == ["national_committee", "provincial_committee"]
    jsc = by(found, "body_kind", "theme")["joint_scrutiny_committee", None]
    assert (jsc["seats"], jsc["partners"], jsc["seats_without_order"], jsc["chair_post_title"], jsc["chair_name"]) == (6, 5, 1, "เกษตรจังหวัด", "สำนักงานเกษตรจังหวัด")


def test_a_second_body_of_a_kind_and_a_group_without_a_theme_are_shown_besides(new_database, load_rows):
    made = new_database()
    load_rows(made, {"body": [{"body_code": code, "body_name": code, "body_kind": kind} for code, kind in (("A", "steering_committee"), ("B", "steering_committee"), ("C", "strategic_partnership_group"))]})
    with made.connect() as connection:
        found = asked(connection, bodies.structure)
    assert len(found) == 10 - 1 + 3  # ten asked for, of which one kind is there twice, and a group that stands for no theme
    assert [r["body_code"] for r in found if r["is_set_up"]] == ["A", "B", "C"]


def test_seats_are_shared_out_among_four_sectors_zeros_too(seated):
    found = by(asked(seated, bodies.balance), "body_code", "sector_group")
    assert len(found) == 4 * 4
    assert {group: (found["JSC", group]["seats"], found["JSC", group]["partners"], found["JSC", group]["seats_percent"]) for group in ("public_sector", "business_partner", "third_sector", "stakeholders")} == {
        "public_sector": (4, 3, Decimal("66.67")), "business_partner": (0, 0, 0), "third_sector": (2, 2, Decimal("33.33")), "stakeholders": (0, 0, 0)}
    assert found["GRP", "public_sector"]["seats_percent"] is None  # of no seat at all there is no share
    assert len(asked(seated, bodies.balance, body="JSC")) == 4


def test_a_term_holds_on_its_last_day_and_is_over_on_the_next(seated):
    held = by(asked(seated, bodies.seats, body="JSC"), "seat_number")
    assert {number: (row["days_left"], row["is_ended"]) for number, row in held.items()} == {3: (None, False), 1: (None, False), 4: (None, False), 5: (30, False), 6: (0, False), 7: (None, False)}
    assert list(held)[0] == 3 and not held[3]["has_order"]
    over = asked(seated, bodies.seats, body="JSC", with_ended=True)[0]
    assert (over["seat_number"], over["organisation_code"], over["is_ended"], over["days_left"]) == (2, "ORG-B", True, 0)
    on_its_last_day = by(asked(seated, bodies.seats, body="JSC", with_ended=True, as_of=date(2024, 5, 20)), "seat_number")
    assert set(on_its_last_day) == {1, 2, 3, 4, 5, 6, 7} and (on_its_last_day[2]["days_left"], on_its_last_day[2]["is_ended"]) == (0, False)


def test_a_member_with_a_newer_seat_is_not_counted_as_over(new_database, load_rows):
    made, seat = new_database(), {"body_code": "JSC", "organisation_code": "A", "membership_role": "member", "start_on": "2022-10-01"}
    load_rows(made, {
        "organisation": [{"organisation_code": "A", "organisation_name": "ก", "sector": "business", "actor_level": "organisation", "district_code": "5601", "start_on": "2022-10-01"}],
        "body": [{"body_code": "JSC", "body_name": "ก", "body_kind": "joint_scrutiny_committee"}],
        "membership": [{**seat, "seat_number": "1", "end_on": "2023-10-01"}, {**seat, "seat_number": "2", "start_on": "2023-10-02"}]})
    with made.connect() as connection:
        assert [(r["seat_number"], r["is_ended"]) for r in asked(connection, bodies.seats, with_ended=True)] == [(2, False)]


def test_a_quorum_is_rounded_up_and_counts_partners_with_a_seat_on_the_day(seated):
    found = by(asked(seated, bodies.meetings), "event_code")
    assert {code: (r["seated"], r["present"], r["guests"], r["quorum_needed"], r["has_quorum"], r["attended_percent"]) for code, r in found.items()} == {
        "E1": (3, 1, 1, 2, False, Decimal("33.33")), "E2": (5, 3, 0, 3, True, 60), "E3": (4, 3, 1, 3, True, 75), "E5": (0, 0, 1, None, None, None)}
    assert list(found) == ["E1", "E2", "E3", "E5"]  # no quorum first, then least attended; what cannot be told last
    assert (found["E1"]["absent_codes"], found["E1"]["guest_codes"], found["E2"]["absent_codes"], found["E3"]["present_codes"]) == ("ORG-B;ORG-P", "ORG-M", "ORG-D;ORG-P", "ORG-A;ORG-C;ORG-D")
    assert asked(seated, bodies.meetings, body="GRP") == []


def test_a_body_is_attended_as_its_meetings_are(seated):
    found = by(asked(seated, bodies.listed), "body_code")
    jsc = found["JSC"]
    assert [jsc[n] for n in ("meetings", "joint_events", "mean_attendance_percent", "last_attendance_percent", "meetings_without_quorum")] == [4, 5, Decimal("56.11"), 75, 1]  # (33.33 + 60 + 75) / 3
    assert [found["GRP"][n] for n in ("seats", "meetings", "mean_attendance_percent", "meetings_without_quorum", "chair_post_title")] == [0, 0, None, 0, None]
    assert (found["PIC"]["must_hold_six_kinds"], found["PIC"]["meetings_without_quorum"]) == (False, None)  # no quorum is set


def test_who_takes_part_without_an_order_comes_first(seated):
    found = by(asked(seated, bodies.taking_part, body="JSC"), "organisation_code")
    assert list(found) == ["ORG-C", "ORG-B", "ORG-A", "ORG-D", "ORG-M", "ORG-P"]
    shown = {code: tuple(r[n] for n in ("has_seat", "has_order", "events_attended", "events_without_order", "meetings_due", "meetings_attended", "attended_percent")) for code, r in found.items()}
    assert shown == {
        "ORG-C": (True, False, 2, 2, 2, 2, 100),  # a seat, no order
        "ORG-B": (False, False, 3, 2, 2, 1, 50),  # its last day is covered, the two after it are not
        "ORG-A": (True, True, 3, 0, 3, 3, 100),   # two seats, one partner; the order's own day is covered
        "ORG-D": (True, True, 2, 1, 2, 1, 50),    # the visit in June was before its order of August
        "ORG-M": (True, True, 1, 0, 0, 0, None),  # an adviser is not expected
        "ORG-P": (True, True, 1, 1, 3, 0, 0),     # came before its term, never within it
    }
    assert (found["ORG-A"]["membership_role"], found["ORG-A"]["order_number"], found["ORG-A"]["meetings"], found["ORG-A"]["last_on"]) == ("chair", "คำสั่งจังหวัดพะเยา ที่ 11/2566", 4, date(2024, 9, 30))
    assert (found["ORG-P"]["meetings_missed"], found["ORG-B"]["membership_role"]) == (3, None)


def test_a_seat_nobody_ordered_that_never_took_part_stands_after_those_who_did(seated):
    found = asked(seated, bodies.taking_part)
    assert [(r["body_code"], r["organisation_code"]) for r in found][:3] == [("JSC", "ORG-C"), ("JSC", "ORG-B"), ("PIC", "ORG-P")]
    assert (found[2]["has_order"], found[2]["events_attended"]) == (False, 0)
    assert [r["body_code"] for r in asked(seated, bodies.taking_part, partner="ORG-P")] == ["PIC", "JSC"]


def test_on_an_earlier_day_orders_seats_and_bodies_are_those_of_that_day(seated):
    day = date(2024, 5, 20)
    found = by(asked(seated, bodies.taking_part, body="JSC", as_of=day), "organisation_code")
    assert [(code, r["has_seat"], r["has_order"], r["events_attended"]) for code, r in found.items()][:2] == [("ORG-C", True, False, 1), ("ORG-D", True, False, 1)]
    assert (found["ORG-B"]["has_seat"], found["ORG-B"]["events_without_order"]) == (True, 0)
    assert [r["event_code"] for r in asked(seated, bodies.meetings, as_of=day)] == ["E1", "E2", "E5", "E0"]  # the window reaches back to 21 May 2566
    missing = {(r["body_kind"]) for r in asked(seated, bodies.structure, as_of=day) if not r["is_set_up"]}
    assert "board_of_directors" in missing
    with pytest.raises(UsageError):
        asked(seated, bodies.meetings, as_of=date(2024, 10, 1))
