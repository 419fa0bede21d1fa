"""What a committee asks of its meetings: who came and whether enough did, who must stand aside, what was said, what is still open, what comes next; and where the wall stands.

One story on the small committee of worked_meeting (held on 22 April 2567 BE, figures as at the 15th), told by `story` and only read by the tests.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace

import pytest
import worked_meeting as worked
from sqlalchemy import event
from worked_meeting import came, recorded, small, small_closed, small_opened

from queries import attention, meeting_cursor, meetings, releases, stakes
from queries.meeting_cursor import Cursor
from queries.records import GOVERNOR, SECRETARY

PROVINCE = "56"
LATER = date(2024, 5, 20)  # the second meeting
STAKES = {  # kind and code of an item → seats of who has a stake in it, and as what
    ("deliverable", "D-03"): {1: "payer", 3: "responsible", 5: "payee"}, ("phase", "PH-1"): {1: "payer", 5: "payee"}, ("manager_contract", "MC"): {1: "payer", 5: "payee"},
    ("undertaking", "UN-1"): {3: "responsible"}, ("mou", "MOU-1"): {2: "party", 5: "party"}, ("contract", "TC/4"): {2: "party", 4: "party"}, ("contract_party", "TC/ORG-C"): {4: "party"},
    ("project", "P-1"): {2: "payer;responsible", 3: "payee", 6: "payer"}, ("budget_share", "S5"): {2: "responsible", 6: "payer"}, ("budget_share", "S4"): {4: "payer"}, ("tie", "TIE-1"): {},
}


def told(connection):
    """The story. Its codes of meetings and numbers of releases."""
    of = SimpleNamespace(empty=releases.latest(connection))
    connection.rollback()
    of.first = small_opened(connection, attendance=[*came(s3="substitute", s4="absent"), {"attendance_kind": "attending", "organisation_code": "ORG-D", "post_title": "ผู้ชี้แจง"}])
    of.opened = releases.latest(connection)
    connection.rollback()
    for seat, organisation, item in ((2, "ORG-A", 3), (3, "ORG-B", 3), (4, "ORG-C", 3), (3, "ORG-B", 4)):
        recorded(connection, "recusal", {"seat_number": seat, "organisation_code": organisation, "reason": "มีส่วนได้เสีย"}, item, SECRETARY, of.first)
    recorded(connection, "question", {"question": "ส่งเมื่อใด", "asked_organisation_code": "ORG-B", "due_on": "2024-04-30", "subject_kind": "deliverable", "subject_code": "D-03"}, 2, code=of.first)
    due = {"responsible_organisation_code": "ORG-A", "due_on": "2024-05-31"}
    for words, outcome in (("เร่งเบิกจ่าย", "adopted"), ("ทบทวน", "rejected")):
        recorded(connection, "resolution", {"resolution": words, "resolution_outcome": outcome, **due}, 2, code=of.first)
    recorded(connection, "resolution", {"resolution": "รับทราบรายงาน", "resolution_outcome": "noted"}, 2, code=of.first)
    recorded(connection, "opinion", {"deliverable_code": "D-04", "review_kind": "scrutiny_opinion", "reviewed_on": "2024-04-22", "body_code": "JSC", "review_decision": "accepted", "opinion": "ใช้ได้"}, 2, code=of.first)
    recorded(connection, "finding", {"finding": "ล่าช้า", "responsible_organisation_code": "ORG-B"}, 4, code=of.first)
    recorded(connection, "instruction", {"given_on": "2024-04-23", "instruction": "ลงพื้นที่", "addressed_organisation_code": "ORG-C", "due_on": "2024-04-25"}, code="", by=GOVERNOR, role=GOVERNOR)
    of.closed = small_closed(connection, of.first)
    agenda = [{"agenda_section": "for_decision", "item_title": code, "subject_kind": kind, "subject_code": code} for kind, code in STAKES]
    of.second = f"JSC-2567-{next(worked.NUMBERS)}"
    of.called = recorded(connection, "meeting", {"meeting": worked.small_row(of.second, held_on=LATER.isoformat(), meeting_number=2, previous_meeting_code=of.first), "agenda": agenda}, code=of.second)
    recorded(connection, "question", {"question": "ใครรับผิดชอบ", "asked_organisation_code": "ORG-C", "due_on": "2024-06-01"}, 1, code=of.second)
    closing = {"question_code": f"{of.first}/Q1", "meeting_code": of.first, "item_number": 2, "question": "ส่งเมื่อใด", "asked_organisation_code": "ORG-B", "due_on": "2024-04-30", "subject_kind": "deliverable", "subject_code": "D-03"}
    of.last = recorded(connection, "question", {**closing, "answer": "ส่งแล้ว", "answered_on": "2024-05-19", "closed_on": "2024-05-20"}, 1, code=of.second)
    return of


@pytest.fixture(scope="module")
def committee(new_database, tmp_path_factory):
    return small(new_database(), tmp_path_factory.mktemp("committee") / "one")


@pytest.fixture(scope="module")
def story(committee):
    with committee.connect() as connection:
        return told(connection)


@pytest.fixture
def connection(committee, story):
    with committee.connect() as opened:
        yield opened


def ask(connection, question, release, **picks):
    return getattr(meetings, question)(connection, release=release, province=PROVINCE, **picks).to_dict("records")


def cells(found, *names):
    return [tuple(row[name] for name in names) for row in found]


# --- who came, who stands aside ---------------------------------------------------------------------------------------


def test_seats_are_those_of_the_day_chair_first_then_who_only_attends(connection, story):
    found = ask(connection, "seats", story.last, meeting=story.first)
    assert cells(found, "seat_number", "membership_role", "organisation_code", "attendance_kind") == [
        (1, "chair", "ORG-P", "present"), (2, "member", "ORG-A", "present"), (3, "member", "ORG-B", "substitute"), (4, "member", "ORG-C", "absent"), (5, "secretary", "ORG-M", "present"),
        (6, "adviser", "ORG-D", "present"), (None, None, "ORG-D", "attending")]
    assert found[6]["came_post_title"] == "ผู้ชี้แจง"
    assert [row["seat_number"] for row in ask(connection, "seats", story.last, meeting=story.second)] == [1, 2, 3, 4, 6]  # seat 5 ended on the first meeting's day


COUNTS = ("member_count", "needed_count", "present_count", "substitute_count", "absent_count", "unknown_count", "attending_count", "recused_count", "counted_count", "has_quorum")


def test_a_quorum_counts_who_came_or_was_represented_and_does_not_stand_aside(connection, story):
    whole, third, fourth = (cells(ask(connection, "quorum", story.last, meeting=story.first, item=item), *COUNTS)[0] for item in (None, 3, 4))
    assert whole == (5, 3, 3, 1, 1, 0, 1, 0, 4, True)  # half of five votes is three; the adviser has none
    assert third == (5, 3, 3, 1, 1, 0, 1, 2, 2, False)  # two of those who came stand aside; the absent one is not counted twice
    assert fourth == (5, 3, 3, 1, 1, 0, 1, 1, 3, True)
    assert cells(ask(connection, "quorum", story.opened, meeting=story.first, item=3), *COUNTS) == [whole]  # before anybody stood aside
    assert cells(ask(connection, "quorum", story.last, meeting=story.second), *COUNTS) == [(4, 2, 0, 0, 0, 4, 0, 0, 0, False)]  # nobody noted yet


def test_a_member_whose_organisation_has_a_stake_in_an_item_is_named_with_it(connection, story):
    found = ask(connection, "conflicts", story.last, meeting=story.first)
    assert cells(found, "item_number", "seat_number", "organisation_code", "interests", "stands_aside", "recusal_reason") == [
        (2, 1, "ORG-P", "payer", False, None), (2, 5, "ORG-M", "payee", False, None),
        (3, 2, "ORG-A", "payer", True, "มีส่วนได้เสีย"), (3, 3, "ORG-B", "payer", True, "มีส่วนได้เสีย"), (3, 4, "ORG-C", "payer", True, "มีส่วนได้เสีย"),
        (4, 2, "ORG-A", "payer;responsible", False, None), (4, 3, "ORG-B", "payee", True, "มีส่วนได้เสีย")]
    assert ask(connection, "conflicts", story.last, meeting=story.first, item=4) == found[5:]


def test_every_kind_of_thing_has_its_stakes(connection, story):
    found = ask(connection, "conflicts", story.last, meeting=story.second)
    without_seat_5 = [{seat: stake for seat, stake in seats.items() if seat != 5} for seats in STAKES.values()]
    assert [{row["seat_number"]: row["interests"] for row in found if row["item_number"] == number} for number in range(1, len(STAKES) + 1)] == without_seat_5
    assert dict(stakes.of_thing(connection, PROVINCE, story.last, "deliverable", "D-03")) == {"ORG-B": {"responsible"}, "ORG-P": {"payer"}, "ORG-M": {"payee"}}


# --- what was said and what is open -----------------------------------------------------------------------------------


def test_meetings_stand_newest_first_with_what_they_left(connection, story):
    found = cells(ask(connection, "listed", story.last), "meeting_code", "meeting_status", "held_on", "looked_at_as_of", "item_count", "finding_count", "question_count", "open_question_count", "resolution_count", "record_count")
    assert found == [
        (story.second, "called", LATER, date(2024, 4, 15), 11, 0, 1, 1, 0, 2), (story.first, "closed", date(2024, 4, 22), date(2024, 4, 15), 4, 1, 1, 0, 3, 10)]
    assert ask(connection, "listed", story.last, body="IMT") == ask(connection, "listed", story.empty) == []


def test_an_agenda_says_what_was_recorded_at_each_item(connection, story):
    found = cells(ask(connection, "agenda", story.last, meeting=story.first), "item_number", "subject_code", "recusal_count", "record_count")
    assert found == [(1, None, 0, 0), (2, "D-07", 0, 5), (3, "P-2", 3, 3), (4, "S1", 1, 2)]


def test_open_matters_come_back_most_overdue_first_until_they_are_closed(connection, story):
    told = ("record_kind", "said", "organisation_code", "given_on", "due_on", "days_overdue")
    instruction, question, resolution = (
        ("instruction", "ลงพื้นที่", "ORG-C", date(2024, 4, 23), date(2024, 4, 25), 25), ("question", "ส่งเมื่อใด", "ORG-B", date(2024, 4, 22), date(2024, 4, 30), 20),
        ("resolution", "เร่งเบิกจ่าย", "ORG-A", date(2024, 4, 22), date(2024, 5, 31), 0))
    finding = ("finding", "ล่าช้า", "ORG-B", date(2024, 4, 22), None, None)
    assert cells(ask(connection, "open_matters", story.called, on=LATER, other_than=story.second), *told) == [instruction, question, resolution, finding]
    own = ("question", "ใครรับผิดชอบ", "ORG-C", LATER, date(2024, 6, 1), 0)
    assert cells(ask(connection, "open_matters", story.last, on=LATER), *told) == [instruction, resolution, own, finding]
    assert cells(ask(connection, "open_matters", story.last, on=LATER, other_than=story.second), *told) == [instruction, resolution, finding]
    assert cells(ask(connection, "open_matters", story.last, organisation="ORG-A"), *told) == [resolution]
    assert [row["days_overdue"] for row in ask(connection, "open_matters", story.last)] == [0, 0, 0, None]  # by the day the figures speak of


def test_records_of_a_meeting_cost_as_many_questions_to_the_database_as_those_of_an_item(committee, connection, story):
    asked, note = [], lambda *given: asked.append(given[2])
    connection.begin()
    event.listen(committee, "before_cursor_execute", note)
    assert [row["record_kind"] for row in ask(connection, "records", story.last, meeting=story.first, item=3)] == ["recusal"] * 3
    for_one = len(asked)
    assert len(ask(connection, "records", story.last, meeting=story.first)) == 10
    event.remove(committee, "before_cursor_execute", note)
    assert (for_one, len(asked) - for_one) == (3, 7)  # names, records, and each kind's rows once


# --- the next agenda --------------------------------------------------------------------------------------------------


def test_a_draft_agenda_takes_up_what_waits_what_moved_and_what_is_worst(connection, story):
    found = ask(connection, "proposed_agenda", story.closed, before=1)
    by_reason = {reason: [row for row in found if row["reason"] == reason] for reason in dict.fromkeys(row["reason"] for row in found)}
    assert list(by_reason) == ["adopt_minutes", "open_instruction", "open_question", "open_resolution", "open_finding", "changed", "approval_waiting", "off_track", "awaiting_opinion"]
    assert cells(by_reason["adopt_minutes"], "agenda_section", "title") == [("adopt_minutes", "1/2567")]
    assert cells(by_reason["open_question"], "title", "organisation_code", "due_on", "subject_code") == [("ส่งเมื่อใด", "ORG-B", date(2024, 4, 30), "D-03")]
    assert cells(by_reason["changed"], "page", "page_picks", "figure", "figure_unit") == [("changes", "since=1", 0, "count")]
    assert cells(by_reason["approval_waiting"], "subject_kind", "subject_code", "page_picks") == [("contract", "TC", "contract=TC")]  # agreed five days after the 15th
    worst = attention.worst_first(connection, release=story.closed, province=PROVINCE, severity="high").head(5)
    assert [row["subject_code"] for row in by_reason["off_track"]] == list(worst["subject_code"])
    assert "D-03" in list(worst["subject_code"])
    taken = set(worst["subject_code"])
    assert {row["subject_code"] for row in by_reason["awaiting_opinion"]} == {"D-07", "D-09"} - taken  # D-04 was heard on the 22nd, D-08 sent back, D-02 accepted


def test_what_the_committee_has_heard_is_not_proposed_again(connection, story):
    before = {row["subject_code"] for row in ask(connection, "proposed_agenda", story.empty) if row["reason"] == "awaiting_opinion"}
    after = {row["subject_code"] for row in ask(connection, "proposed_agenda", story.closed) if row["reason"] == "awaiting_opinion"}
    assert before - after == {"D-04"}
    reasons = [row["reason"] for row in ask(connection, "proposed_agenda", story.empty)]
    assert not {"adopt_minutes", "changed", "open_question"} & set(reasons)
    assert "adopt_minutes" not in [row["reason"] for row in ask(connection, "proposed_agenda", story.called)]  # the newest meeting is not held yet


# --- where the wall stands --------------------------------------------------------------------------------------------


def test_two_who_drive_one_wall_the_last_wins_and_the_other_learns_of_it(committee, story):
    with committee.connect() as mine, committee.connect() as yours:
        assert meeting_cursor.read(mine, PROVINCE, "M") == Cursor(0, 1, False, 0)
        mine.rollback()
        assert meeting_cursor.move(mine, PROVINCE, "M", item_number=1) == Cursor(1, 1, False, 1)
        assert meeting_cursor.move(yours, PROVINCE, "M", item_number=4, scene=2, is_blank=True) == Cursor(4, 2, True, 2)
        assert meeting_cursor.read(mine, PROVINCE, "M") == Cursor(4, 2, True, 2)
        mine.rollback()
        assert meeting_cursor.move(mine, PROVINCE, "M", item_number=3).version == 3
    committee.dispose()  # every connection is dropped
    with committee.connect() as again:
        assert meeting_cursor.read(again, PROVINCE, "M") == Cursor(3, 1, False, 3)
        assert meeting_cursor.read(again, "57", "M") == meeting_cursor.read(again, PROVINCE, "N") == Cursor()


def test_of_first_moves_at_the_same_moment_none_fails(committee, story):
    gate = threading.Barrier(4)

    def drive(item):
        with committee.connect() as own:
            gate.wait()
            return meeting_cursor.move(own, PROVINCE, "AT-ONCE", item_number=item)

    with ThreadPoolExecutor(4) as pool:
        moved = list(pool.map(drive, range(1, 5)))
    assert sorted(one.version for one in moved) == [1, 2, 3, 4]
    with committee.connect() as again:
        assert meeting_cursor.read(again, PROVINCE, "AT-ONCE") == max(moved, key=lambda one: one.version)
