"""A scripted meeting on the sample, through the real drafts: called, opened, attended, six items with every kind of record, closed. Every person is a post.

It looks at the sample's release 6 and follows a first meeting that looked at release 4. `later` brings releases after it: another meeting, a correction, other facts.

`small` is a committee to be checked with pencil and paper, on worked_example (release 1, as at 15 April 2567 BE): quorum 50 per cent of five votes, so three.
  seat 1 chair ORG-P   2 member ORG-A   3 member ORG-B   4 member ORG-C   5 secretary ORG-M   6 adviser ORG-D, no vote   7 member ORG-D, left on 31 March
"""

from itertools import count

from worked_example import BUDGET_EXAMPLE, MANAGER, load_into, rows

from queries import database, records, releases
from queries.records import CHAIR, SECRETARY, Draft

PROVINCE, FIRST, MEETING, THIRD = "56", "JSC-2568-1", "JSC-2568-2", "JSC-2568-3"
ABSENT = {3: "ติดราชการ", 8: "ลาป่วย"}  # seat → why
SEAT_ASIDE = 6  # of the chamber of commerce, which pays for the project of item 6
FINDING = "ฐานข้อมูลข้อผูกพันส่งล่าช้ากว่ากำหนดที่เลื่อนแล้ว และยังไม่มีรายงานสาเหตุเป็นหนังสือ"
QUESTION = "ผู้จัดการเครือข่ายจะส่งฐานข้อมูลข้อผูกพันฉบับสมบูรณ์ได้ภายในวันใด"
RESOLUTION = "ให้ผู้รับผิดชอบเร่งเบิกจ่ายเงินที่จัดสรรแล้ว และรายงานความคืบหน้าต่อคณะกรรมการทุกสองสัปดาห์"
DISSENT = "ควรรอผลการตรวจพื้นที่ของคณะทำงานก่อนลงมติ"
OPINION, CONDITIONS = "รายงานยังไม่ครอบคลุมปัจจัยทั้งเก้า", "แก้ภาคผนวกและแนบหลักฐานการสำรวจ"
REASON = "คดีเพิ่มขึ้นต่อเนื่องสามงวด แม้มีการตั้งด่านเพิ่ม"
CORRECTED = "ให้ผู้รับผิดชอบเร่งเบิกจ่ายเงินที่จัดสรรแล้ว และรายงานความคืบหน้าต่อคณะกรรมการทุกสัปดาห์"
AGENDA = (
    {"agenda_section": "chair_informs", "item_title": "ผลการตรวจราชการของผู้ตรวจราชการสำนักนายกรัฐมนตรี", "brief": "ผู้ตรวจราชการเห็นชอบแนวทางการติดตามของคณะกรรมการ"},
    {"agenda_section": "adopt_minutes", "item_title": "รายงานการประชุมครั้งที่ 1/2568"},
    {"agenda_section": "for_information", "item_title": "สิ่งที่เปลี่ยนไปตั้งแต่การประชุมครั้งก่อน", "page": "changes", "page_picks": "since=4"},
    {"agenda_section": "for_decision", "item_title": "ฐานข้อมูลข้อผูกพันภาคีฉบับสมบูรณ์", "page": "deliverables", "page_picks": "deliverable=D-11", "subject_kind": "deliverable", "subject_code": "D-11",
     "presenter_organisation_code": "ORG-049", "brief": "เลื่อนกำหนดแล้วหนึ่งครั้ง ยังไม่ส่งมอบ"},
    {"agenda_section": "for_decision", "item_title": "รายงานความเข้มแข็งเครือข่ายเก้าปัจจัย", "page": "deliverables", "page_picks": "deliverable=D-12", "subject_kind": "deliverable", "subject_code": "D-12"},
    {"agenda_section": "for_decision", "item_title": "ตลาดสินค้าชุมชนและทอผ้าไทลื้อ", "page": "project", "page_picks": "project=P-15", "subject_kind": "project", "subject_code": "P-15",
     "presenter_organisation_code": "ORG-008", "brief": "เบิกจ่ายต่ำกว่าเป้าหมายทุกไตรมาส"},
    {"agenda_section": "for_decision", "item_title": "คดียาเสพติดในชุมชน", "page": "indicators", "page_picks": "indicator=KPI-07", "subject_kind": "indicator", "subject_code": "KPI-07"},
    {"agenda_section": "for_information", "item_title": "การเบิกจ่ายของภาคี", "page": "budget"},
)

SMALL = {
    **BUDGET_EXAMPLE, **MANAGER, "body": rows(
        "body_code | body_name | body_kind | quorum_percent | start_on", "IMT | คณะทำงานสนับสนุนการบริหารงานจังหวัด | intergovernmental_management_team | - | 2022-10-01",
        "JSC | คณะกรรมการตรวจสอบติดตาม | joint_scrutiny_committee | 50 | 2022-10-01"),
    "membership": rows(
        "body_code | seat_number | organisation_code | membership_role | start_on | end_on", "JSC | 1 | ORG-P | chair | 2022-10-01 | -", "JSC | 2 | ORG-A | member | 2022-10-01 | -",
        "JSC | 3 | ORG-B | member | 2022-10-01 | -", "JSC | 4 | ORG-C | member | 2024-04-22 | -", "JSC | 5 | ORG-M | secretary | 2022-10-01 | 2024-04-22", "JSC | 6 | ORG-D | adviser | 2022-10-01 | -",
        "JSC | 7 | ORG-D | member | 2022-10-01 | 2024-03-31"),
    "contract_party": rows("contract_code | organisation_code | party_role | responsibility | signed_on", "TC | ORG-A | คู่สัญญา | ร่วมดำเนินการ | 2022-09-20", "TC | ORG-C | คู่สัญญา | ร่วมดำเนินการ | 2022-09-20"),
    "approval": rows("contract_code | approval_step | body_code | requested_on | decided_on | document_number", "TC | negotiated | IMT | 2022-08-01 | 2022-09-01 | ที่ 1", "TC | agreed | IMT | 2022-09-02 | 2024-04-20 | ที่ 2"),
    "undertaking": rows("undertaking_code | contract_code | organisation_code | project_code | resource_kind | description | responsible_post", "UN-1 | TC | ORG-B | P-2 | equipment | เต็นท์ | ประธาน"),
    "mou": rows("mou_code | mou_title | organisation_codes | signed_on | start_on | end_on", "MOU-1 | ร่วมกัน | ORG-A; ORG-M | 2024-01-01 | 2024-01-01 | 2026-12-31"),
}
SMALL_AGENDA = (
    {"agenda_section": "adopt_minutes", "item_title": "รับรองรายงาน"},
    {"agenda_section": "for_decision", "item_title": "เวทีภาคี", "subject_kind": "deliverable", "subject_code": "D-07", "page": "deliverables", "page_picks": "deliverable=D-07"},
    {"agenda_section": "for_decision", "item_title": "ฝึกอาชีพ", "subject_kind": "project", "subject_code": "P-2"},
    {"agenda_section": "for_decision", "item_title": "สัดส่วน", "subject_kind": "budget_share", "subject_code": "S1"},
)
NUMBERS = count(1)


def small(engine, folder):
    """The small committee as release 1 of an empty database."""
    load_into(engine, folder, SMALL)
    return engine


def small_row(code, **more):
    """The row of a meeting of the small committee, held a week after the day its figures speak of."""
    return {"meeting_code": code, "body_code": "JSC", "meeting_number": 1, "meeting_year": 2567, "held_on": "2024-04-22", "starts_at": "09:30", "place": "ศาลากลาง", "meeting_status": "called",
            "looked_at_release": 1, "sheet_version": "1", **more}


def came(**kinds):
    """Attendance of the small committee: everybody present but as said (s3="absent")."""
    return [{"seat_number": n, "attendance_kind": kinds.get(f"s{n}", "present")} for n in range(1, 7)]


def small_opened(connection, agenda=SMALL_AGENDA, attendance=None, **more):
    """A new meeting of the small committee, called and opened with who came. Returns its code."""
    code = f"JSC-2567-{next(NUMBERS)}"
    recorded(connection, "meeting", {"meeting": small_row(code, **more), "agenda": list(agenda)}, by=SECRETARY, code=code)
    recorded(connection, "attendance", {"meeting": small_row(code, meeting_status="open", **more), "attendance": came() if attendance is None else attendance}, code=code)
    return code


def small_closed(connection, code, **more):
    """That meeting closed. Returns the release."""
    return recorded(connection, "meeting", {"meeting": small_row(code, meeting_status="closed", ended_at="12:00", **more)}, code=code)


def meeting(code=MEETING, **more):
    """The row of a meeting."""
    return {"meeting_code": code, "body_code": "JSC", "meeting_number": int(code[-1]), "meeting_year": 2568, "held_on": "2025-06-16", "starts_at": "09:30", "place": "ห้องประชุมภูกามยาว ศาลากลางจังหวัดพะเยา",
            "meeting_status": "called", "looked_at_release": 6, "previous_meeting_code": FIRST, "sheet_version": "1", **more}


def recorded(connection, kind, content, item=None, by=CHAIR, code=MEETING, role=SECRETARY):
    """Save a draft and confirm it. Returns its release."""
    return records.confirm(connection, records.save(connection, Draft(PROVINCE, code, item, kind, content, role)), confirmed_role=by)


def called(connection, agenda=AGENDA, **more):
    """The first meeting, held and closed before; and ours, called with its agenda. Returns the release."""
    before = {"looked_at_release": 4, "held_on": "2025-03-17", "previous_meeting_code": None}
    recorded(connection, "meeting", {"meeting": meeting(FIRST, **before), "agenda": []}, code=FIRST)
    recorded(connection, "meeting", {"meeting": meeting(FIRST, **before, meeting_status="closed", ended_at="12:00"), "agenda": []}, code=FIRST)
    return recorded(connection, "meeting", {"meeting": meeting(**more), "agenda": list(agenda)})


def opened(connection):
    """The meeting opened, with who came. Returns the release."""
    recorded(connection, "meeting", {"meeting": meeting(meeting_status="open"), "agenda": []})
    seats = [{"seat_number": n, "attendance_kind": "absent" if n in ABSENT else "present", "absence_reason": ABSENT.get(n)} for n in range(1, 11)]
    guests = [{"attendance_kind": "attending", "post_title": "ผู้จัดการเครือข่าย", "organisation_code": "ORG-049"}, {"attendance_kind": "attending", "post_title": "เจ้าหน้าที่สำนักงานจังหวัด", "organisation_code": "ORG-001"}]
    return recorded(connection, "attendance", {"attendance": seats + guests})


def spoken(connection):
    """Every kind of record, one after another; the chamber of commerce, which pays for the project of item 6, stands aside from it."""
    recorded(connection, "resolution", {"resolution": "รับรองรายงานการประชุมครั้งที่ 1/2568 โดยไม่มีการแก้ไข", "resolution_outcome": "adopted"}, 2)
    recorded(connection, "finding", {"finding": FINDING, "subject_kind": "deliverable", "subject_code": "D-11", "responsible_organisation_code": "ORG-049"}, 4)
    recorded(connection, "question", {"question": QUESTION, "asked_organisation_code": "ORG-049", "due_on": "2025-06-30", "subject_kind": "deliverable", "subject_code": "D-11"}, 4)
    recorded(connection, "opinion", {"deliverable_code": "D-12", "review_kind": "scrutiny_opinion", "reviewed_on": "2025-06-16", "body_code": "JSC", "review_decision": "returned", "opinion": OPINION, "conditions": CONDITIONS}, 5)
    recorded(connection, "recusal", {"seat_number": SEAT_ASIDE, "organisation_code": "ORG-035", "reason": "หน่วยงานเป็นผู้สมทบงบประมาณของโครงการ"}, 6)
    recorded(connection, "resolution", {"resolution": RESOLUTION, "resolution_outcome": "adopted", "votes_for": 3, "votes_against": 3, "votes_abstained": 1, "has_casting_vote": True, "dissent": DISSENT,
                                        "responsible_organisation_code": "ORG-008", "due_on": "2025-07-31", "subject_kind": "project", "subject_code": "P-15"}, 6)
    recorded(connection, "rating", {"subject_kind": "indicator", "subject_code": "KPI-07", "rated_on": "2025-06-16", "rating_source": "committee", "state": "off_track", "reason": REASON, "body_code": "JSC"}, 7)
    recorded(connection, "threshold", {"threshold_rule": "deliverable_off_track_days", "effective_on": "2025-07-01", "threshold_value": "20", "resolution_reference": "มติครั้งที่ 2/2568"}, 4)


def closed(connection):
    """The meeting closed. Returns the release."""
    return recorded(connection, "meeting", {"meeting": meeting(meeting_status="closed", ended_at="12:15"), "agenda": []})


def held(connection):
    """The whole of it. Returns the release that closed it."""
    called(connection)
    opened(connection)
    spoken(connection)
    return closed(connection)


def later(connection):
    """Three releases more: another meeting, our resolution corrected, and the newest facts undone. Returns the last."""
    recorded(connection, "meeting", {"meeting": meeting(THIRD, previous_meeting_code=MEETING, held_on="2025-08-18"), "agenda": []}, code=THIRD)
    corrected = {"resolution_code": f"{MEETING}/R2", "resolution": CORRECTED, "resolution_outcome": "adopted", "votes_for": 3, "votes_against": 3, "votes_abstained": 1, "has_casting_vote": True, "dissent": DISSENT,
                 "responsible_organisation_code": "ORG-008", "due_on": "2025-07-31", "subject_kind": "project", "subject_code": "P-15"}
    recorded(connection, "resolution", {**corrected, "corrects_record_number": 6, "correction_reason": "บันทึกรอบการรายงานผิด"}, 6)
    with database.writing(connection):
        return releases.revert(connection, 6, created_by="สำนักงานจังหวัด", reason="ทดสอบ")
