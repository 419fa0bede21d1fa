"""The releases that a meeting's papers speak of: read from the meeting's own rows, so that they are the same whenever they are asked for."""

import pytest
import worked_meeting as worked

from queries import meetings

BODY = {"body_code": "JSC", "body_name": "คณะกรรมการตรวจสอบติดตาม", "body_kind": "joint_scrutiny_committee"}


def spoken_of(connection, release=99, meeting=worked.MEETING):
    found = meetings.pack_releases(connection, release=release, province=worked.PROVINCE, meeting=meeting)
    connection.rollback()  # what is written next begins a transaction of its own
    return list(found.itertuples(index=False, name=None))


@pytest.fixture
def connection(engine, load_rows):
    """Release 1: the committee, nothing else."""
    load_rows(engine, {"body": [BODY]})
    with engine.connect() as opened:
        yield opened


def say(connection, words, **more):
    return worked.recorded(connection, "finding", {"finding": words, **more}, 1)


def test_each_stage_of_a_meeting_names_its_own_rows_and_not_the_newest_release(connection):
    def held(status, **more):
        row = worked.meeting(previous_meeting_code=None, looked_at_release=1, meeting_status=status, **more)
        return worked.recorded(connection, "meeting", {"meeting": row, "agenda": [{"agenda_section": "other", "item_title": "เรื่อง"}]})

    def other(code):
        return worked.recorded(connection, "meeting", {"meeting": worked.meeting(code, previous_meeting_code=None, looked_at_release=1), "agenda": []}, code=code)

    assert spoken_of(connection) == []
    assert (held("called"), other("JSC-2568-7")) == (2, 3)
    assert spoken_of(connection) == [(2, 2, 2, False, 0)]
    assert (held("called", place="อาคารใหม่"), held("open"), say(connection, "หนึ่ง"), held("closed")) == (4, 5, 6, 7)
    assert spoken_of(connection) == [(4, 7, 7, True, 0)]
    assert spoken_of(connection, release=6) == [(4, 6, 6, False, 0)]  # as it was known then: open, and so a draft
    other("JSC-2568-8")
    assert say(connection, "สอง", finding_code=f"{worked.MEETING}/F1", corrects_record_number=1, correction_reason="ผิด") == 9
    assert spoken_of(connection) == [(4, 7, 9, True, 1)]
    assert held("closed", ended_at="12:30") == 10  # the hour of closing put right later: the closing itself stays where it was
    assert spoken_of(connection) == [(4, 7, 10, True, 1)]


def test_a_meeting_opened_at_once_has_its_first_agenda_as_its_papers(connection):
    row = worked.meeting(previous_meeting_code=None, looked_at_release=1, meeting_status="open")
    worked.recorded(connection, "meeting", {"meeting": row, "agenda": [{"agenda_section": "other", "item_title": "เรื่อง"}]})
    say(connection, "หนึ่ง")
    assert spoken_of(connection) == [(2, 3, 3, False, 0)]
