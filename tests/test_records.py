"""The committee's own record: what a draft is, who makes a record of it, what is refused and how it is told, and that nobody's words are lost.

On the small committee of worked_meeting; each test holds a meeting of its own.
"""

import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from datetime import date

import pytest
import worked_meeting as worked
from conftest import write_csvs
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from worked_meeting import came, recorded, small, small_closed, small_opened

from queries import database, meeting_cursor, meetings, record_rules, record_script, records, releases, tables
from queries.records import CHAIR, GOVERNOR, MEMBER, SECRETARY, Draft, RecordRefused
from queries.workbook.load import given_about, load

PROVINCE = "56"
AS_OF, LATER = date(2024, 4, 15), date(2024, 5, 15)
SUBJECT = {"subject_kind": "deliverable", "subject_code": "D-07"}
OPINION = {"deliverable_code": "D-07", "review_kind": "scrutiny_opinion", "reviewed_on": "2024-04-22", "body_code": "JSC", "review_decision": "accepted", "opinion": "ใช้ได้"}
RATING = {"subject_kind": "project", "subject_code": "P-2", "rating_source": "committee", "rated_on": "2024-04-22", "state": "watch", "reason": "เบิกจ่ายช้า"}
ORDER = {"given_on": "2024-04-22", "instruction": "เร่งส่งรายงาน", "addressed_organisation_code": "ORG-B", "due_on": "2024-05-31"}


@pytest.fixture(scope="module")
def committee(new_database, tmp_path_factory):
    return small(new_database(), tmp_path_factory.mktemp("committee") / "one")


@pytest.fixture(scope="module")
def few(new_database, tmp_path_factory):
    """A connection to the same with facts of a month later as release 2, and little after it: every release is verified here."""
    folder = tmp_path_factory.mktemp("few")
    engine = small(new_database(), folder / "one")
    worked.load_into(engine, folder / "two", {"plan": worked.rows("plan_code | plan_name | theme", "PL-9 | แผนงานใหม่ | place")}, as_of=LATER)
    with engine.connect() as opened:
        yield opened


@pytest.fixture
def connection(committee):
    with committee.connect() as opened:
        yield opened


def ask(connection, question, **picks):
    """The rows of a question on meetings at the newest release, or at `release`; what is written next begins a transaction of its own."""
    found = getattr(meetings, question)(connection, **{"release": releases.latest(connection), "province": PROVINCE, **picks}).to_dict("records")
    connection.rollback()
    return found


def latest(connection):
    number = releases.latest(connection)
    connection.rollback()
    return number


def drafted(connection, code, kind="finding", content=None, item=2, role=SECRETARY):
    return records.save(connection, Draft(PROVINCE, code, item, kind, {"finding": "ล่าช้า"} if content is None else content, role))


def refused(act):
    """The faults of what must be refused: {code: details}, in order."""
    with pytest.raises(RecordRefused) as told:
        act()
    return dict(told.value.problems)


def tried(connection, code, kind, content, item=2, by=CHAIR):
    """The codes of the faults at which a record is refused."""
    return list(refused(lambda: recorded(connection, kind, content, item, by, code)))


def standing(connection, name, **where):
    """Rows of a table that are true now."""
    stored = tables.sql[name]
    query = select(stored).where(stored.c.to_release == tables.FAR, *(stored.c[column] == value for column, value in where.items()))
    found = connection.execute(query).mappings().all()
    connection.rollback()
    return found


def at_once(engine, *acts):
    """Run each act on a connection of its own, all begun at the same moment; what each came to, or the refusal it met."""
    gate = threading.Barrier(len(acts))

    def one(act):
        with engine.connect() as own:
            gate.wait()
            try:
                return act(own)
            except RecordRefused as told:
                return told

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


# --- two at once ------------------------------------------------------------------------------------------------------


def test_of_two_who_save_the_same_draft_at_once_one_is_told_what_stands(committee, connection):
    code = small_opened(connection)
    draft = drafted(connection, code)
    came_to = at_once(committee, *(lambda own, words=words: records.save(own, replace(draft, content={"finding": words})) for words in ("หนึ่ง", "สอง")))
    (kept,) = [one for one in came_to if isinstance(one, Draft)]
    (told,) = [one for one in came_to if isinstance(one, RecordRefused)]
    assert told.problems == (("draft_changed", {"found": 2, "version": 1}),)
    assert records.drafts(connection, PROVINCE, code) == [kept]


def test_a_draft_confirmed_twice_at_once_is_one_release(committee, connection):
    code = small_opened(connection)
    draft, before = drafted(connection, code), latest(connection)
    came_to = at_once(committee, *[lambda own: records.confirm(own, draft, confirmed_role=CHAIR)] * 2)
    assert sorted(isinstance(one, RecordRefused) for one in came_to) == [False, True]
    assert latest(connection) == before + 1
    assert len(ask(connection, "records", meeting=code)) == 1


def test_two_who_record_at_once_lose_nothing(committee, connection):
    code = small_opened(connection)
    before, said = latest(connection), [[f"{who} {n}" for n in range(4)] for who in ("เลขานุการ", "กรรมการ")]

    def writes(words):
        return lambda own: [recorded(own, "finding", {"finding": one}, 2, code=code) for one in words]

    first, second = at_once(committee, *map(writes, said))
    assert sorted(first + second) == list(range(before + 1, before + 9))
    found = ask(connection, "records", meeting=code)
    assert [row["record_number"] for row in found] == list(range(1, 9))
    assert {row["said"] for row in found} == {*said[0], *said[1]}
    assert sorted(row["record_key"] for row in found) == [f"{code}/F{n}" for n in range(1, 9)]
    assert releases.verify(connection) == []


def test_what_is_typed_does_not_wait_for_an_import(committee, connection):
    is_postgresql = committee.dialect.name == "postgresql"  # SQLite knows one writer: there it waits
    with committee.connect() as importing, database.writing(importing) if is_postgresql else nullcontext(), committee.connect() as typing:
        if is_postgresql:
            typing.execute(text("SET lock_timeout = '1s'"))
            typing.commit()
        draft = drafted(typing, "JSC-2567-0")
        meeting_cursor.move(typing, PROVINCE, "JSC-2567-0", item_number=1)
        if is_postgresql:
            with pytest.raises(DBAPIError):
                records.confirm(typing, draft, confirmed_role=CHAIR)  # a release takes its turn
            typing.execute(text("RESET lock_timeout"))
            typing.commit()
        records.discard(typing, draft)


# --- drafts and confirming --------------------------------------------------------------------------------------------


def test_a_draft_is_outside_the_releases_until_the_chair_confirms_it(connection):
    code = small_opened(connection)
    before = latest(connection)
    draft = drafted(connection, code)
    assert (draft.version, draft.state, latest(connection), ask(connection, "records", meeting=code)) == (1, "open", before, [])
    assert list(refused(lambda: records.confirm(connection, draft, confirmed_role=SECRETARY))) == ["role_may_not"]
    assert latest(connection) == before
    kept = records.drafts(connection, PROVINCE, code)
    connection.rollback()
    assert kept == [draft]

    number = records.confirm(connection, draft, confirmed_role=CHAIR)
    assert number == latest(connection) == before + 1
    made = next(row for row in releases.listed(connection).to_dict("records") if row["number"] == number)
    assert [made[name] for name in ("release_kind", "as_of", "created_by", "reason", "opened_rows", "closed_rows", "file_name")] == ["record", AS_OF, "ประธาน", f"ข้อสังเกต {code}", 2, 0, None]
    assert records.drafts(connection, PROVINCE, code) == []
    (confirmed,) = [d for d in records.drafts(connection, PROVINCE, code, state="confirmed") if d.record_kind == "finding"]
    connection.rollback()
    assert confirmed.release == number
    (record,) = ask(connection, "records", meeting=code)
    assert [record[name] for name in ("record_number", "item_number", "record_kind", "record_key", "said", "recorded_role", "confirmed_role", "from_release")] == [
        1, 2, "finding", f"{code}/F1", "ล่าช้า", "secretary", "chair", number]
    assert ask(connection, "records", meeting=code, release=before) == []
    for act in (lambda: records.save(connection, draft), lambda: records.discard(connection, draft), lambda: records.confirm(connection, draft, confirmed_role=CHAIR)):
        assert list(refused(act)) == ["draft_gone"]


def test_each_kind_is_confirmed_by_the_roles_it_is_for():
    may = defaultdict(set)
    for kind in tables.CHOICES["record_kind"]:
        for role in tables.CHOICES["recorded_role"]:
            if not list(record_rules.of_roles(Draft(PROVINCE, "M", 1, kind, {}, MEMBER), role)):
                may[role].add(kind)
    everything = {"meeting", "attendance", "recusal", "finding", "question", "resolution", "opinion", "rating", "threshold", "instruction"}
    assert may == {"chair": everything - {"instruction"}, "secretary": {"meeting", "attendance", "recusal"}, "governor": {"instruction"}}  # a member records, and confirms nothing


def test_a_role_or_kind_that_is_none_is_refused_before_anything_is_kept(connection):
    found = refused(lambda: drafted(connection, "M", kind="gossip", role="neighbour"))
    assert list(found) == ["kind_unknown", "role_unknown"]
    assert found["role_unknown"]["allowed"] == ("ประธาน, เลขานุการ, กรรมการ, ผู้ว่าราชการจังหวัด", "Chair, Secretary, Member, Governor")
    assert list(refused(lambda: records.confirm(connection, drafted(connection, "M"), confirmed_role="neighbour")))[0] == "role_unknown"


def test_a_save_over_a_newer_one_is_refused_and_loses_nothing(connection):
    code = small_opened(connection)
    mine = yours = drafted(connection, code)
    yours = records.save(connection, replace(yours, content={"finding": "ของคุณ"}))
    mine = replace(mine, content={"finding": "ของฉัน"})
    for act in (lambda: records.save(connection, mine), lambda: records.discard(connection, mine), lambda: records.confirm(connection, mine, confirmed_role=CHAIR)):
        found = refused(act)
        assert found == {"draft_changed": {"found": 2, "version": 1}}
    (kept,) = records.drafts(connection, PROVINCE, code)
    connection.rollback()
    assert (kept, kept.content, kept.version) == (yours, {"finding": "ของคุณ"}, 2)
    assert mine.content == {"finding": "ของฉัน"}
    both = records.save(connection, replace(kept, content={"finding": "ของคุณและของฉัน"}))
    records.confirm(connection, replace(both, content={"finding": "ไม่เคยเก็บ"}), confirmed_role=CHAIR)  # what was saved is what is confirmed
    assert [row["said"] for row in ask(connection, "records", meeting=code)] == ["ของคุณและของฉัน"]


def test_a_draft_put_aside_makes_no_release(connection):
    code = small_opened(connection)
    before, draft = latest(connection), drafted(connection, code)
    records.discard(connection, draft)
    assert list(refused(lambda: records.confirm(connection, draft, confirmed_role=CHAIR))) == ["draft_gone"]
    assert latest(connection) == before
    assert [d.content for d in records.drafts(connection, PROVINCE, code, state="discarded")] == [{"finding": "ล่าช้า"}]


# --- what is refused --------------------------------------------------------------------------------------------------


def test_every_fault_is_told_at_once_in_both_languages_with_where_what_and_what_is_allowed(connection):
    code = small_opened(connection)
    content = {"resolution": " ", "resolution_outcome": "maybe", "votes_for": -1, "votes_against": "สอง", "due_on": "2024-02-31", "colour": "red", "dissent": "ก" * 2001}
    with pytest.raises(RecordRefused) as told:
        recorded(connection, "resolution", content, 9, SECRETARY, code)
    thai, english = (told.value.lines(language) for language in ("th", "en"))
    assert english == [
        "Secretary cannot confirm this kind of record; Chair can", f"The meeting {code} has no item 9; choose one of 1–4", "This kind of record has no field colour: leave it out", "Resolution: needed",
        "Outcome: “maybe” will not do; it can be: Adopted, Rejected, Noted, Deferred", "For: -1 will not do; at least 0 and at most 1000", "Against: “สอง” will not do; it can be: 2",
        "Dissent: 2001 characters long; shorten it to 2000", "Due on: “31/2/2024” will not do; it can be: a day of the calendar"]
    assert thai[0] == "เลขานุการ ยืนยันบันทึกประเภทนี้ไม่ได้ ผู้ยืนยันได้คือ ประธาน"
    assert thai[4] == "ผล: “maybe” ใช้ไม่ได้ ใส่ได้: เห็นชอบ, ไม่เห็นชอบ, รับทราบ, เลื่อนพิจารณา"
    assert len(thai) == len(english) == 9
    assert told.value.exit_code == 10


def test_what_is_missing_hides_nothing_else_that_is_wrong(connection):
    code = small_opened(connection)
    assert tried(connection, code, "resolution", {"votes_for": 3}) == ["needed", "votes_incomplete"]
    assert tried(connection, code, "opinion", {**OPINION, "reviewed_on": None, "review_decision": "returned"}) == ["needed", "conditions_needed"]
    assert tried(connection, "", "instruction", {"due_on": "2024-05-31"}, item=None, by=GOVERNOR) == ["needed"]


def test_of_a_list_the_item_or_seat_is_named(connection):
    code = small_opened(connection)
    agenda = [{"agenda_section": "other", "item_title": "เรื่อง"}, {"agenda_section": "other", "item_title": ""}]
    found = refused(lambda: recorded(connection, "meeting", {"meeting": worked.small_row(code, meeting_status="open"), "agenda": agenda}, code=code))
    assert found == {"needed": {"label": ("ระเบียบวาระ 2 · เรื่อง", "Agenda item 2 · Title")}}


VOTES = {  # votes for, against, abstained, casting vote, outcome → faults; five votes came
    (3, 2, None, None, "adopted"): [], (2, 2, 1, True, "adopted"): [], (2, 2, None, True, "rejected"): [], (2, 2, None, None, "rejected"): [], (None, None, None, None, "adopted"): [], (0, 5, 0, False, "rejected"): [],
    (2, 3, None, None, "adopted"): ["votes_against_outcome"], (2, 2, None, None, "adopted"): ["votes_against_outcome"], (3, 2, None, None, "rejected"): ["votes_against_outcome"],
    (3, None, None, None, "adopted"): ["votes_incomplete"], (None, None, 2, None, "adopted"): ["votes_incomplete"], (None, None, None, True, "adopted"): ["casting_vote_without_tie"],
    (3, 2, None, True, "adopted"): ["casting_vote_without_tie"], (4, 2, None, None, "adopted"): ["votes_exceed_members"], (3, 2, 1, None, "adopted"): ["votes_exceed_members"],
    (2, 4, 0, True, "adopted"): ["casting_vote_without_tie", "votes_against_outcome", "votes_exceed_members"],
}


def test_a_vote_adds_up_to_its_outcome_and_to_who_is_there(connection):
    code = small_opened(connection)
    names = ("votes_for", "votes_against", "votes_abstained", "has_casting_vote", "resolution_outcome")
    for given, faults in VOTES.items():
        content = {"resolution": f"มติ {given}", "dissent": "ไม่เห็นด้วย", **dict(zip(names, given, strict=True))}
        if faults:
            assert tried(connection, code, "resolution", content) == faults, given
        else:
            recorded(connection, "resolution", content, 2, code=code)
    found = ask(connection, "records", meeting=code)
    assert [tuple(row[name] for name in (*names[:4], "outcome")) for row in found] == [given for given, faults in VOTES.items() if not faults]
    assert {row["dissent"] for row in found} == {"ไม่เห็นด้วย"}


def test_who_stands_aside_from_an_item_has_no_vote_there(connection):
    code = small_opened(connection, attendance=came(s4="absent", s3="substitute"))  # four of five came
    four, three = ({"resolution": "เห็นชอบ", "resolution_outcome": "adopted", "votes_for": 3, "votes_against": n} for n in (1, 0))
    recorded(connection, "recusal", {"seat_number": 2, "organisation_code": "ORG-A", "reason": "เป็นผู้จ่าย"}, 3, SECRETARY, code)
    assert refused(lambda: recorded(connection, "resolution", four, 3, code=code)) == {"votes_exceed_members": {"cast": 4, "members": 3}}
    recorded(connection, "resolution", three, 3, code=code)
    recorded(connection, "resolution", four, 2, code=code)


def test_a_recusal_can_be_taken_back_and_the_member_votes_again(connection):
    code, aside = small_opened(connection), {"seat_number": 2, "organisation_code": "ORG-A", "reason": "เป็นผู้จ่าย"}
    recorded(connection, "recusal", aside, 3, SECRETARY, code)
    assert ask(connection, "quorum", meeting=code, item=3)[0]["counted_count"] == 4
    recorded(connection, "recusal", {**aside, record_rules.WITHDRAWN: True, "corrects_record_number": 1, "correction_reason": "กดผิด"}, 3, SECRETARY, code)
    assert ask(connection, "quorum", meeting=code, item=3)[0]["counted_count"] == 5 and standing(connection, "recusal", meeting_code=code) == []
    assert [(row["record_number"], row["is_corrected"], row["is_withdrawn"], row["said"]) for row in ask(connection, "records", meeting=code)] == [(1, True, False, "เป็นผู้จ่าย"), (2, False, True, None)]
    recorded(connection, "recusal", aside, 3, SECRETARY, code)  # and stand aside again
    assert len(standing(connection, "recusal", meeting_code=code)) == 1


def test_a_record_is_made_at_an_item_of_an_open_meeting(connection):
    code = small_opened(connection)
    finding = {"finding": "ล่าช้า"}
    assert tried(connection, "JSC-2567-99", "finding", finding) == ["meeting_unknown"]
    assert tried(connection, code, "finding", finding, item=5) == tried(connection, code, "rating", RATING, item=None) == ["item_unknown"]
    assert tried(connection, "", "rating", RATING, item=None) == tried(connection, "", "opinion", OPINION, item=None) == ["meeting_needed"]
    assert set(tried(connection, "", "finding", finding, item=None)) == {"meeting_needed", "needed"}
    small_closed(connection, code)
    assert tried(connection, code, "finding", finding) == ["meeting_closed"]


def test_a_closed_meeting_stays_closed(connection):
    code = small_opened(connection)
    small_closed(connection, code)
    shut = worked.small_row(code, meeting_status="closed", place="ที่อื่น")
    for change in ({"held_on": "2024-04-23"}, {"looked_at_release": 2}, {"meeting_number": 9}):
        assert tried(connection, code, "meeting", {"meeting": {**shut, **change}}, item=None) == ["meeting_closed"]
    assert tried(connection, code, "meeting", {"meeting": worked.small_row(code, meeting_status="open")}, item=None) == ["meeting_closed"]
    assert tried(connection, code, "meeting", {"meeting": shut, "agenda": [*worked.SMALL_AGENDA, {"agenda_section": "other", "item_title": "เพิ่ม"}]}, item=None) == ["meeting_closed"]
    assert tried(connection, code, "meeting", {"meeting": shut, "attendance": came()[1:]}, item=None) == ["meeting_closed"]
    recorded(connection, "meeting", {"meeting": shut, "agenda": list(worked.SMALL_AGENDA)}, code=code)  # where it was held may be put right
    assert [row["place"] for row in standing(connection, "meeting", meeting_code=code)] == ["ที่อื่น"]


def test_a_finding_somebody_must_act_on_comes_back_until_the_committee_closes_it(connection):
    code = small_opened(connection)
    finding = {"finding": "ล่าช้า", "responsible_organisation_code": "ORG-B"}
    recorded(connection, "finding", finding, 2, code=code)
    recorded(connection, "finding", {"finding": "ครบถ้วน"}, 2, code=code)  # noted: nobody has to act
    small_closed(connection, code)
    later = small_opened(connection)

    def left():
        return [(row["code"], row["answer"]) for row in ask(connection, "open_matters", other_than=later) if row["meeting_code"] == code]

    assert left() == [(f"{code}/F1", None)]
    acted = {**finding, "finding_code": f"{code}/F1", "meeting_code": code, "item_number": 2, "outcome": "ส่งแล้ว"}
    recorded(connection, "finding", acted, 1, code=later)
    assert left() == [(f"{code}/F1", "ส่งแล้ว")]
    assert tried(connection, later, "finding", {**acted, "finding": "ไม่ล่าช้า"}, item=1) == ["already_recorded"]
    recorded(connection, "finding", {**acted, "closed_on": "2024-05-20"}, 1, code=later)
    assert left() == []
    assert [(row["said"], row["detail"], row["closed_on"]) for row in ask(connection, "records", meeting=later)] == [("ล่าช้า", "ส่งแล้ว", None), ("ล่าช้า", "ส่งแล้ว", date(2024, 5, 20))]


def test_an_opinion_a_rating_and_a_limit_need_their_grounds_and_go_into_their_own_tables(connection):
    code = small_opened(connection)
    assert tried(connection, code, "opinion", {**OPINION, "review_decision": "returned"}) == ["conditions_needed"]
    assert tried(connection, code, "opinion", {**OPINION, "deliverable_code": "D-99"}) == ["unknown_code"]
    assert tried(connection, code, "rating", {**RATING, "reason": None}, item=3) == ["reason_needed"]
    assert tried(connection, code, "threshold", {"threshold_rule": "deliverable_off_track_days", "effective_on": "2024-05-01", "threshold_value": "1.1234567"}) == ["not_a_value"]
    recorded(connection, "opinion", {**OPINION, "review_decision": "returned", "conditions": "แนบหลักฐาน"}, 2, code=code)
    recorded(connection, "rating", RATING, 3, code=code)
    recorded(connection, "threshold", {"threshold_rule": "deliverable_off_track_days", "effective_on": "2024-05-01", "threshold_value": "20", "resolution_reference": "มติ"}, 4, code=code)
    found = ask(connection, "records", meeting=code)
    assert [tuple(row[name] for name in ("item_number", "record_kind", "record_key", "said", "detail", "outcome", "subject_code")) for row in found] == [
        (2, "opinion", "D-07 · scrutiny_opinion · 1", "ใช้ได้", "แนบหลักฐาน", "returned", "D-07"), (3, "rating", "project · P-2 · committee · 2024-04-22", "เบิกจ่ายช้า", "watch", None, "P-2"),
        (4, "threshold", "deliverable_off_track_days · 2024-05-01", "20.000000", "deliverable_off_track_days", None, None)]
    assert standing(connection, "threshold", threshold_rule="deliverable_off_track_days")[0]["threshold_value"] == 20


def test_seats_are_the_bodys_on_the_day_each_once(connection):
    code = small_opened(connection)
    attendance = [*came()[:2], {"seat_number": 2, "attendance_kind": "absent"}, {"seat_number": 7, "attendance_kind": "present"}, {"seat_number": 3, "attendance_kind": "attending"}, {"attendance_kind": "present"}]
    found = refused(lambda: recorded(connection, "attendance", {"attendance": attendance}, code=code))
    assert list(found) == ["seat_unknown", "seat_or_attending", "seat_twice"]
    assert (found["seat_unknown"]["value"], found["seat_unknown"]["allowed"], found["seat_twice"]["value"]) == (7, "1, 2, 3, 4, 5, 6", 2)
    assert tried(connection, code, "recusal", {"seat_number": 8, "organisation_code": "ORG-A", "reason": "ก"}) == ["seat_unknown"]


def test_a_list_that_is_shorter_now_leaves_nothing_of_the_longer(connection):
    code = small_opened(connection, attendance=[*came(), {"attendance_kind": "attending", "post_title": "ผู้แทนสื่อ"}])
    recorded(connection, "attendance", {"attendance": came()}, code=code)
    assert [row["seat_number"] for row in ask(connection, "seats", meeting=code)] == [1, 2, 3, 4, 5, 6]
    recorded(connection, "meeting", {"meeting": worked.small_row(code, meeting_status="open"), "agenda": list(worked.SMALL_AGENDA[:2])}, code=code)
    assert [row["item_title"] for row in ask(connection, "agenda", meeting=code)] == ["รับรองรายงาน", "เวทีภาคี"]


def test_an_item_with_records_keeps_its_place(connection):
    code = small_opened(connection)
    recorded(connection, "finding", {"finding": "ล่าช้า"}, 3, code=code)
    row, agenda = worked.small_row(code, meeting_status="open"), list(worked.SMALL_AGENDA)
    for changed in (agenda[:2], [agenda[0], agenda[2], agenda[1]]):
        assert refused(lambda changed=changed: recorded(connection, "meeting", {"meeting": row, "agenda": changed}, code=code)) == {"item_recorded": {"value": 3}}
    recorded(connection, "meeting", {"meeting": row, "agenda": [agenda[1], agenda[0], agenda[2], agenda[3], agenda[0]]}, code=code)
    assert len(ask(connection, "agenda", meeting=code)) == 5


# --- corrections ------------------------------------------------------------------------------------------------------


def test_a_correction_is_a_new_record_and_the_old_one_stays_readable_at_its_release(connection):
    code = small_opened(connection)
    first = recorded(connection, "finding", {"finding": "ผิด"}, 2, code=code)
    small_closed(connection, code)
    assert tried(connection, code, "finding", {"finding_code": f"{code}/F1", "finding": "ถูก"}) == ["meeting_closed", "already_recorded"]
    assert tried(connection, code, "finding", {"finding": "ถูก", "corrects_record_number": 1}) == ["correction_needs_reason"]
    assert tried(connection, code, "finding", {"finding": "ถูก", "corrects_record_number": 2, "correction_reason": "ก"}) == ["corrects_unknown"]
    assert tried(connection, code, "question", {"question": "ก", "asked_organisation_code": "ORG-B", "due_on": "2024-05-01", "corrects_record_number": 1, "correction_reason": "ก"}) == ["corrects_unknown"]
    second = recorded(connection, "finding", {"finding": "ถูก", "corrects_record_number": 1, "correction_reason": "บันทึกผิด"}, 2, code=code)
    found = ask(connection, "records", meeting=code)
    assert [tuple(row[name] for name in ("record_number", "record_key", "said", "is_corrected", "corrects_record_number", "correction_reason", "from_release")) for row in found] == [
        (1, f"{code}/F1", "ผิด", True, None, None, first), (2, f"{code}/F1", "ถูก", False, 1, "บันทึกผิด", second)]
    assert [row["finding"] for row in standing(connection, "finding", meeting_code=code)] == ["ถูก"]
    assert [(row["said"], row["is_corrected"]) for row in ask(connection, "records", meeting=code, release=first)] == [("ผิด", False)]
    assert refused(lambda: recorded(connection, "finding", {"finding": "อีก", "corrects_record_number": 1, "correction_reason": "ก"}, 2, code=code)) == {"corrects_corrected": {"value": 1, "by": 2}}


def test_a_correction_that_is_about_another_thing_ends_what_was_said_of_the_first(few):
    connection, code = few, small_opened(few)
    recorded(connection, "opinion", {**OPINION, "deliverable_code": "D-06"}, 2, code=code)
    number = recorded(connection, "opinion", {**OPINION, "deliverable_code": "D-05", "corrects_record_number": 1, "correction_reason": "ผิดรายการ"}, 2, code=code)
    assert [row["opinion"] for name in ("D-06", "D-05") for row in standing(connection, "review", deliverable_code=name, review_kind="scrutiny_opinion")] == ["ใช้ได้"]
    assert [row["subject_code"] for row in ask(connection, "records", meeting=code)] == ["D-06", "D-05"]
    made = next(row for row in releases.listed(connection).to_dict("records") if row["number"] == number)
    assert (made["opened_rows"], made["closed_rows"]) == (2, 1)
    connection.rollback()


def begun_from(connection, name, code, **key):
    """What a form begins from: the row as it stands, and since when."""
    (row,) = standing(connection, name, meeting_code=code, **key)
    plain = {c.name: row[c.name].isoformat() if isinstance(row[c.name], date) else row[c.name] for c in tables.TABLES[name].columns if row[c.name] is not None}
    return {**plain, record_rules.SEEN: row["from_release"]}


def test_two_who_add_to_the_same_question_lose_nothing_and_where_both_say_it_otherwise_the_later_is_told(connection):
    code = small_opened(connection)
    recorded(connection, "question", {"question": "เมื่อใด", "asked_organisation_code": "ORG-B", "due_on": "2024-05-01"}, 2, code=code)
    began = begun_from(connection, "committee_question", code)
    recorded(connection, "question", {**began, "answer": "เดือนหน้า", "answered_on": "2024-04-22"}, 2, code=code)
    recorded(connection, "question", {**began, "closed_on": "2024-04-23"}, 2, code=code)
    (row,) = standing(connection, "committee_question", meeting_code=code)
    assert (row["answer"], row["answered_on"], row["closed_on"]) == ("เดือนหน้า", date(2024, 4, 22), date(2024, 4, 23))
    assert refused(lambda: recorded(connection, "question", {**began, "answer": "สัปดาห์หน้า", "closed_on": "2024-04-23"}, 2, code=code)) == {"overtaken": {"label": ("คำตอบ", "Answer"), "value": "เดือนหน้า"}}


def test_a_correction_keeps_what_was_answered_since_it_was_begun(connection):
    code = small_opened(connection)
    recorded(connection, "question", {"question": "เมือใด", "asked_organisation_code": "ORG-B", "due_on": "2024-05-01"}, 2, code=code)
    began = begun_from(connection, "committee_question", code)
    recorded(connection, "question", {**began, "answer": "เดือนหน้า", "closed_on": "2024-04-22"}, 2, code=code)
    recorded(connection, "question", {**began, "question": "เมื่อใด", "corrects_record_number": 1, "correction_reason": "พิมพ์ผิด"}, 2, code=code)
    (row,) = standing(connection, "committee_question", meeting_code=code)
    assert (row["question"], row["answer"], row["closed_on"]) == ("เมื่อใด", "เดือนหน้า", date(2024, 4, 22))


def test_a_correction_does_not_take_the_place_of_what_stands_there(few):
    connection, code = few, small_opened(few)
    for name in ("D-02", "D-03"):
        recorded(connection, "opinion", {**OPINION, "deliverable_code": name, "opinion": name}, 2, code=code)
    moved = {**OPINION, "deliverable_code": "D-02", "review_number": 1, "opinion": "D-03"}
    recorded(connection, "opinion", {**moved, "corrects_record_number": 2, "correction_reason": "ผิดรายการ"}, 2, code=code)
    assert [(row["review_number"], row["opinion"]) for row in standing(connection, "review", deliverable_code="D-02", review_kind="scrutiny_opinion")] == [(1, "D-02"), (2, "D-03")]
    assert standing(connection, "review", deliverable_code="D-03", review_kind="scrutiny_opinion") == []
    for subject in ("P-1", "P-2"):
        recorded(connection, "rating", {**RATING, "subject_code": subject}, 3, code=code)
    found = refused(lambda: recorded(connection, "rating", {**RATING, "corrects_record_number": 4, "correction_reason": "ก", "subject_code": "P-2", "state": "on_track"}, 3, code=code))
    assert list(found) == ["stands_already"] and "P-2" in found["stands_already"]["label"][0]


def test_a_meeting_is_called_once_and_never_goes_back(connection):
    code = small_opened(connection)
    anew = {record_rules.SEEN: 0, "meeting": worked.small_row(code), "agenda": list(worked.SMALL_AGENDA)}
    assert tried(connection, code, "meeting", anew, item=None) == ["meeting_exists"]
    assert tried(connection, code, "meeting", {**anew, record_rules.SEEN: None}, item=None) == ["meeting_backwards"]
    assert [row["meeting_status"] for row in standing(connection, "meeting", meeting_code=code)] == ["open"]


def test_what_was_deferred_comes_back_and_what_was_answered_is_not_overdue(connection):
    code = small_opened(connection)
    recorded(connection, "resolution", {"resolution": "เลื่อนไปก่อน", "resolution_outcome": "deferred"}, 2, code=code)
    recorded(connection, "question", {"question": "เมื่อใด", "asked_organisation_code": "ORG-B", "due_on": "2024-05-01"}, 2, code=code)
    late = {row["code"]: row["days_overdue"] for row in ask(connection, "open_matters", on=date(2024, 5, 11)) if row["code"].startswith(f"{code}/")}
    assert late == {f"{code}/R1": None, f"{code}/Q1": 10}
    recorded(connection, "question", {**begun_from(connection, "committee_question", code), "answer": "เดือนหน้า", "answered_on": "2024-04-30"}, 2, code=code)
    recorded(connection, "resolution", {**begun_from(connection, "resolution", code), "outcome": "พิจารณาแล้ว", "done_on": "2024-05-10"}, 2, code=code)
    assert {row["code"]: row["days_overdue"] for row in ask(connection, "open_matters", on=date(2024, 5, 11)) if row["code"].startswith(f"{code}/")} == {f"{code}/Q1": None}


def test_what_was_recorded_changes_only_by_an_answer_or_a_correction(connection):
    code = small_opened(connection)
    asked = {"question": "เมื่อใด", "asked_organisation_code": "ORG-B", "due_on": "2024-05-01"}
    assert tried(connection, code, "question", {**asked, "due_on": "2024-04-21"}) == ["due_before_meeting"]
    recorded(connection, "question", asked, 2, code=code)
    held = {**asked, "question_code": f"{code}/Q1", "meeting_code": code, "item_number": 2}
    later = small_opened(connection)
    assert tried(connection, later, "question", held, item=1) == ["unchanged"]
    assert tried(connection, later, "question", {**held, "due_on": "2024-06-01"}, item=1) == ["already_recorded"]
    recorded(connection, "question", {**held, "answer": "เดือนหน้า", "answered_on": "2024-05-02"}, 1, code=later)
    recorded(connection, "question", {**held, "answer": "เดือนหน้า", "answered_on": "2024-05-02", "closed_on": "2024-05-03"}, None, code="")  # between two meetings
    assert [(row["said"], row["detail"]) for row in ask(connection, "records", meeting=later)] == [("เมื่อใด", "เดือนหน้า")]
    assert [(row["said"], row["detail"]) for row in ask(connection, "records", meeting=code)] == [("เมื่อใด", None)]
    assert standing(connection, "committee_question", question_code=f"{code}/Q1")[0]["closed_on"] == date(2024, 5, 3)


def test_the_governor_instructs_outside_a_meeting(connection):
    assert tried(connection, "", "instruction", ORDER, item=None) == ["role_may_not"]
    assert refused(lambda: recorded(connection, "instruction", {**ORDER, "due_on": "2025-02-31"}, None, GOVERNOR, ""))["not_a_value"]["value"] == ("31/2/2568", "31/2/2025")
    assert tried(connection, "", "instruction", {**ORDER, "given_on": "วันนี้"}, item=None, by=GOVERNOR) == ["not_a_value"]
    about = {**ORDER, "subject_kind": "budget_share", "subject_code": "S5"}
    recorded(connection, "instruction", about, code="", by=GOVERNOR, role=GOVERNOR)
    (given,) = ask(connection, "instructions", on=date(2024, 6, 10))
    assert [given[name] for name in ("instruction_code", "organisation_name", "subject_kind", "subject_code", "days_overdue", "done_on")] == ["GOV-2567/1", "หอการค้าจังหวัด", "budget_share", "S5", 10, None]
    done = {**about, "instruction_code": "GOV-2567/1", "done_on": "2024-06-05", "outcome": "ส่งแล้ว"}
    recorded(connection, "instruction", done, code="", by=GOVERNOR, role=GOVERNOR)
    assert [(row["outcome"], row["days_overdue"]) for row in ask(connection, "instructions", on=date(2024, 7, 1))] == [("ส่งแล้ว", 5)]


# --- records among the releases ---------------------------------------------------------------------------------------


def test_records_are_verified_compared_and_reverted_like_facts(few):
    connection, code = few, small_opened(few)
    before = latest(connection)
    number = recorded(connection, "finding", {"finding": "ล่าช้า", **SUBJECT}, 2, code=code)
    compared = releases.compare(connection, province=PROVINCE, before=before, after=number).to_dict("records")
    assert {(row["table_name"], row["row_key"], row["change"]) for row in compared} == {("finding", f"{code}/F1", "added"), ("item_record", f"{code} · 1", "added")}
    assert ("finding", "ล่าช้า") in {(row["column_name"], row["after"]) for row in compared}
    stored, here = tables.sql["finding"], tables.sql["finding"].c.from_release == number
    connection.execute(update(stored).where(here).values(finding="แก้ย้อนหลัง"))
    assert [line.partition(":")[0] for line in releases.verify(connection)] == [f"release {number}"]
    connection.rollback()
    with database.writing(connection):
        undone = releases.revert(connection, number, created_by="เลขานุการ", reason="ลอง")
    assert ask(connection, "records", meeting=code) == []
    assert [row["said"] for row in ask(connection, "records", meeting=code, release=number)] == ["ล่าช้า"]
    assert releases.as_of(connection, PROVINCE, undone) == LATER
    connection.rollback()


def test_a_record_names_no_day_of_its_own_also_when_facts_are_undone(few):
    small_opened(few)
    with database.writing(few):
        undone = releases.revert(few, 2, created_by="สำนักงานจังหวัด", reason="ลอง")
    assert [releases.as_of(few, PROVINCE, number) for number in (1, 2, undone - 1, undone)] == [AS_OF, LATER, LATER, AS_OF]
    few.rollback()
    number = latest(few) + 2
    small_opened(few)
    assert (releases.as_of(few, PROVINCE, number), releases.verify(few)) == (AS_OF, [])
    few.rollback()


def test_no_workbook_carries_the_committees_record(committee, connection, tmp_path):
    own = {"meeting", "agenda_item", "meeting_attendance", "recusal", "finding", "committee_question", "resolution", "instruction", "item_record"}
    assert set(tables.TABLES) - set(tables.FED) == own
    before = latest(connection)
    folder = write_csvs(tmp_path / "record", {"finding": [{"finding_code": "X", "meeting_code": "JSC-2567-1", "item_number": "1", "finding": "จากแฟ้ม"}]})
    report = load(committee, folder, given=given_about(province=PROVINCE, as_of=date(2024, 5, 15)), created_by="ผู้ทดสอบ")
    assert not report.is_new
    assert latest(connection) == before


def test_records_in_a_file_are_played_until_one_is_refused(committee, connection, tmp_path):
    code, before = small_opened(connection), latest(connection)
    one = '[[record]]\nmeeting = "{code}"\nitem = 2\nkind = "finding"\nrole = "member"\nby = "{by}"\n[record.content]\nfinding = "{words}"\n'
    file = tmp_path / "script.toml"
    file.write_text('province = "56"\n' + "".join(one.format(code=code, by=by, words=words) for by, words in (("chair", "หนึ่ง"), ("secretary", "สอง"), ("chair", "สาม"))), encoding="utf-8")
    assert list(refused(lambda: record_script.play(committee, file))) == ["role_may_not"]
    assert latest(connection) == before + 1
    assert [(row["said"], row["recorded_role"]) for row in ask(connection, "records", meeting=code)] == [("หนึ่ง", "member")]
