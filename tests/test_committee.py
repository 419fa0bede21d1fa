"""What the committee asked, resolved and found, with figures by hand; as_of is 15 Apr 2567 (2024-04-15)."""

from datetime import date

import pytest
from sqlalchemy import insert
from worked_example import CONTRACT, ORGANISATIONS, PLACE, load_into

from queries import committee, tables

FIRST, SECOND = "JSC-2567-1", "JSC-2567-2"
BODY = {"body": [{"body_code": "JSC", "body_kind": "joint_scrutiny_committee", "body_name": "คณะกรรมการตรวจสอบติดตาม"}]}
MEETINGS = [
    {"meeting_code": code, "body_code": "JSC", "meeting_number": number, "meeting_year": 2567, "held_on": day, "place": "ศาลากลางจังหวัด", "meeting_status": status, "looked_at_release": 1, "sheet_version": "1"}
    for number, code, day, status in ((1, FIRST, date(2024, 1, 10), "closed"), (2, SECOND, date(2024, 4, 10), "open"))
]
QUESTIONS = [  # 15 and 5 days late, one answered late, one due later
    {"question_code": f"Q{n}", "meeting_code": meeting, "item_number": n, "question": f"ข้อ {n}", "asked_organisation_code": whom, "due_on": due, "answer": answer, "answered_on": on}
    for n, meeting, whom, due, answer, on in (
        (1, FIRST, "ORG-A", date(2024, 4, 10), None, None), (2, FIRST, "ORG-B", date(2024, 2, 1), "จ่ายแล้ว", date(2024, 3, 1)),
        (3, FIRST, "ORG-D", date(2024, 3, 31), None, None), (4, SECOND, "ORG-A", date(2024, 5, 1), None, None))
]
RESOLUTIONS = [  # done; adopted and 1 day late; adopted with nobody's day; not adopted
    {"resolution_code": f"R{n}", "meeting_code": meeting, "item_number": n, "resolution": f"มติ {n}", "resolution_outcome": outcome, "subject_kind": "project", "subject_code": "P-1", "responsible_organisation_code": whose,
     "due_on": due, "done_on": done, "votes_for": 5, "votes_against": 1, "votes_abstained": 0}
    for n, meeting, outcome, whose, due, done in (
        (1, FIRST, "adopted", "ORG-A", date(2024, 2, 1), date(2024, 2, 20)), (2, FIRST, "adopted", "ORG-P", date(2024, 4, 14), None),
        (3, SECOND, "adopted", None, None, None), (4, SECOND, "rejected", "ORG-A", date(2024, 2, 1), None))
]
FINDINGS = [  # somebody must act; closed; nobody has to act
    {"finding_code": f"F{n}", "meeting_code": meeting, "item_number": n, "finding": f"ข้อสังเกต {n}", "responsible_organisation_code": whose, "outcome": outcome, "closed_on": closed}
    for n, meeting, whose, outcome, closed in ((1, FIRST, "ORG-A", "กำลังแก้", None), (2, SECOND, "ORG-B", "แก้แล้ว", date(2024, 4, 10)), (3, SECOND, None, None, None))
]


def record(engine, release: int = 1) -> None:
    """The rows as the committee's releases leave them."""
    with engine.begin() as connection:
        for name, found in (("meeting", MEETINGS), ("committee_question", QUESTIONS), ("resolution", RESOLUTIONS), ("finding", FINDINGS)):
            connection.execute(insert(tables.sql[name]), [{"province_code": "56", "from_release": release, "to_release": tables.FAR, **row} for row in found])


@pytest.fixture(scope="module")
def recorded(new_database, tmp_path_factory):
    """The worked example's partners and projects, and a committee that met twice."""
    made = new_database()
    load_into(made, tmp_path_factory.mktemp("committee") / "rows", {**PLACE, "organisation": ORGANISATIONS, **CONTRACT, **BODY})
    record(made)
    with made.connect() as connection:
        yield connection


def told(connection, question, *names):
    return question(connection, release=1, province="56")[list(names)].values.tolist()


def test_who_has_not_answered_stands_first_the_longest_overdue_before_all(recorded):
    assert told(recorded, committee.asked, "question_code", "days_overdue", "organisation_name") == [
        ["Q3", 15, "สำนักงานประมงจังหวัด"], ["Q1", 5, "สำนักงานเกษตรจังหวัด"], ["Q4", 0, "สำนักงานเกษตรจังหวัด"], ["Q2", None, "หอการค้าจังหวัด"]]
    assert told(recorded, committee.asked, "meeting_number", "held_on", "meeting_status")[2] == [2, date(2024, 4, 10), "open"]


def test_only_what_was_adopted_with_a_day_and_is_not_done_is_open(recorded):
    assert told(recorded, committee.resolved, "resolution_code", "is_open", "days_overdue") == [["R2", True, 1], ["R4", False, None], ["R3", False, None], ["R1", False, None]]


def test_a_finding_somebody_must_still_act_on_stands_first_then_the_newest(recorded):
    assert told(recorded, committee.findings, "finding_code", "meeting_code", "is_open", "outcome") == [["F1", FIRST, True, "กำลังแก้"], ["F3", SECOND, False, None], ["F2", SECOND, False, "แก้แล้ว"]]
