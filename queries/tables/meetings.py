"""The committee's own record: meetings, who came, what was found, asked, resolved and ordered. No workbook carries it; queries/records.py writes it.

An opinion on a deliverable, a rating and a limit are rows of their own tables (review, rating, threshold); `item_record` ties each to the item it was made at.
"""

from queries.tables.network import body_code, organisation_code
from queries.tables.spec import Table, boolean, choice, code, day, integer, text

RECORD = "record"  # instead of a workbook
JOINED = " · "  # between the parts of a record's key
TABLE_OF = {  # kind of record → the table its row goes into
    "finding": "finding", "question": "committee_question", "resolution": "resolution", "opinion": "review", "rating": "rating", "threshold": "threshold",
    "instruction": "instruction", "recusal": "recusal",
}


def meeting_code(**more):
    """A meeting, by its code."""
    return code("meeting_code", "รหัสการประชุม", "Meeting code", "การประชุม", "The meeting", references="meeting", example="JSC-2568-2", **more)


def item_number(**more):
    """An agenda item, by its place in the meeting."""
    return integer("item_number", "ลำดับวาระ", "Item number", "ลำดับเรื่องในการประชุม", "Its place in the meeting", minimum=1, maximum=200, example="1", **more)


def subject():
    """What a record is about, where it is about one thing."""
    return (choice("subject_kind", "record_subject", "เรื่องเกี่ยวกับ", "About a", "ประเภทของสิ่งที่พิจารณา", "Kind of thing it is about"),
            code("subject_code", "รหัสสิ่งที่พิจารณา", "Code of the thing", "รหัสของสิ่งนั้น", "Code of that thing", example="D-01"))


MEETING = Table("meeting", "meetings", RECORD, ("การประชุม", "Meeting"), ("การประชุมหนึ่งครั้ง และฉบับข้อมูลที่ดู", "One meeting, and the data release it looks at"), ("meeting_code",), (
    code("meeting_code", "รหัสการประชุม", "Meeting code", "รหัสการประชุม", "Code of the meeting", required=True, example="JSC-2568-2"), body_code(required=True),
    integer("meeting_number", "ครั้งที่", "Number", "ประชุมครั้งที่", "Which meeting of the year", required=True, minimum=1, maximum=366, example="2"),
    integer("meeting_year", "ปี พ.ศ.", "Year (BE)", "ปีที่ประชุม", "The year it counts in", required=True, minimum=2400, maximum=2700, example="2568"),
    day("held_on", "วันที่ประชุม", "Held on", "วันที่ประชุม", "The day of the meeting", required=True), text("starts_at", "เริ่มประชุมเวลา", "Starts at", "เวลาเริ่ม เช่น 09:30", "When it starts, e.g. 09:30", example="09:30"),
    text("ended_at", "เลิกประชุมเวลา", "Ended at", "เวลาเลิก", "When it ended", example="12:00"), text("place", "สถานที่", "Place", "สถานที่ประชุม", "Where it is held", required=True),
    choice("meeting_status", "meeting_status", "สถานะการประชุม", "Status", "เรียกประชุม เปิด หรือปิดแล้ว", "Called, open or closed", required=True),
    integer("looked_at_release", "ฉบับข้อมูลที่ดู", "Release looked at", "เลขฉบับข้อมูลที่การประชุมนี้ใช้", "Number of the data release the meeting looks at", required=True, minimum=1, example="6"),
    code("previous_meeting_code", "การประชุมครั้งก่อน", "Previous meeting", "รหัสการประชุมครั้งก่อน", "The meeting before it", references="meeting", example="JSC-2568-1"),
    code("sheet_version", "รุ่นของแบบเอกสาร", "Version of the papers' form", "รุ่นของแบบระเบียบวาระและรายงานการประชุม", "Version of the form of papers and minutes", required=True, example="1"),
))
AGENDA_ITEM = Table("agenda_item", "meetings", RECORD, ("ระเบียบวาระ", "Agenda item"), ("เรื่องหนึ่งในระเบียบวาระ และหน้าจอที่เปิด", "One item of the agenda and the screen it opens"), ("meeting_code", "item_number"), (
    meeting_code(required=True), item_number(required=True), choice("agenda_section", "agenda_section", "วาระ", "Section", "วาระตามธรรมเนียม", "Part of the customary agenda", required=True),
    text("item_title", "เรื่อง", "Title", "ชื่อเรื่อง", "What it is about", required=True), text("brief", "สาระสำคัญ", "Brief", "สาระสำคัญของเรื่องในเอกสารประกอบ", "What the papers say of it"),
    code("page", "หน้าจอ", "Screen", "หน้าจอที่เปิดในวาระนี้", "The screen it opens", example="deliverables"), text("page_picks", "ตัวเลือกของหน้าจอ", "Screen's picks", "ตัวเลือกของหน้าจอ เช่น deliverable=D-12", "Picks of that screen, e.g. deliverable=D-12", example="deliverable=D-12"),
    *subject(), organisation_code("presenter_organisation_code", "ผู้เสนอเรื่อง", "Presented by", "ภาคีที่เสนอเรื่อง", "The partner that presents it"),
    text("driver_note", "บันทึกผู้ควบคุมจอ", "Note for the driver", "บันทึกสำหรับผู้ควบคุมจอ ไม่เผยแพร่", "Seen by who drives the screen, never published", is_public=False),
))
MEETING_ATTENDANCE = Table("meeting_attendance", "meetings", RECORD, ("ผู้มาประชุม", "Meeting attendance"), ("ที่นั่งหรือผู้เข้าร่วมหนึ่งราย ไม่เผยแพร่ว่าใครมาหรือไม่มา", "One seat, or one who attends; who came and who did not is never published"), ("meeting_code", "attendee_number"), (
    meeting_code(required=True), integer("attendee_number", "ลำดับ", "Number", "ลำดับในบัญชี", "Place in the list", required=True, minimum=1, maximum=1000, example="1"),
    choice("attendance_kind", "attendance_kind", "การมาประชุม", "Attendance", "มา ไม่มา มาแทน หรือเข้าร่วม", "Present, absent, by a substitute, or attending", required=True),
    integer("seat_number", "ลำดับที่นั่ง", "Seat number", "ที่นั่งในคณะ เว้นว่างเมื่อเป็นผู้เข้าร่วม", "Seat in the body; empty for who attends only", minimum=1, maximum=500, example="1"), organisation_code(),
    text("post_title", "ตำแหน่ง", "Post", "ตำแหน่งของผู้มา ไม่ใช่ชื่อบุคคล", "Post of who came, never a name", is_public=False, example="ผู้แทนภาคธุรกิจ 2"), text("absence_reason", "เหตุที่ไม่มา", "Reason for absence", "เหตุที่ไม่มา", "Why absent", is_public=False),
), is_public=False)
RECUSAL = Table("recusal", "meetings", RECORD, ("การงดออกความเห็น", "Recusal"), ("กรรมการที่ต้องงดเว้นในวาระหนึ่ง", "A member who stands aside from an item"), ("meeting_code", "item_number", "seat_number"), (
    meeting_code(required=True), item_number(required=True), integer("seat_number", "ลำดับที่นั่ง", "Seat number", "ที่นั่งในคณะ", "Seat in the body", required=True, minimum=1, maximum=500, example="1"),
    organisation_code(required=True), text("reason", "เหตุผล", "Reason", "เหตุที่งดเว้น ไม่เผยแพร่", "Why, never published", required=True, is_public=False),
))
FINDING = Table("finding", "meetings", RECORD, ("ข้อสังเกต", "Finding"), ("ข้อสังเกตของคณะกรรมการ", "What the committee found"), ("finding_code",), (
    code("finding_code", "รหัสข้อสังเกต", "Finding code", "รหัสข้อสังเกต", "Code of the finding", required=True, example="JSC-2568-2/F1"), meeting_code(required=True), item_number(required=True), *subject(),
    text("finding", "ข้อสังเกต", "Finding", "ข้อสังเกต", "What was found", required=True), organisation_code("responsible_organisation_code", "ผู้ต้องดำเนินการ", "Who must act", "ภาคีที่ต้องดำเนินการ", "The partner that must act"),
    text("outcome", "ผลการดำเนินการ", "What was done", "สิ่งที่ได้ทำ", "What was done about it", came_later=True), day("closed_on", "วันที่ปิดเรื่อง", "Closed on", "วันที่คณะกรรมการปิดเรื่อง", "When the committee closed it", came_later=True),
))
COMMITTEE_QUESTION = Table("committee_question", "meetings", RECORD, ("ข้อซักถาม", "Committee's question"), ("คำถามของคณะกรรมการ คำตอบ และการปิดเรื่อง", "A question of the committee, its answer and its closing"), ("question_code",), (
    code("question_code", "รหัสข้อซักถาม", "Question code", "รหัสข้อซักถาม", "Code of the question", required=True, example="JSC-2568-2/Q1"), meeting_code(required=True), item_number(required=True), *subject(),
    text("question", "ข้อซักถาม", "Question", "คำถาม", "What was asked", required=True), organisation_code("asked_organisation_code", "ถามไปยัง", "Asked of", "ภาคีที่ต้องตอบ", "The partner that must answer", required=True),
    day("due_on", "กำหนดตอบ", "Due on", "วันที่ต้องตอบ", "When the answer is due", required=True), text("answer", "คำตอบ", "Answer", "คำตอบที่ได้รับ", "The answer given"), day("answered_on", "วันที่ตอบ", "Answered on", "วันที่ตอบ", "When it was answered"),
    day("closed_on", "วันที่ปิดเรื่อง", "Closed on", "วันที่คณะกรรมการปิดเรื่อง", "When the committee closed it"),
))
RESOLUTION = Table("resolution", "meetings", RECORD, ("มติ", "Resolution"), ("มติของคณะกรรมการและการลงคะแนน", "A resolution and its vote"), ("resolution_code",), (
    code("resolution_code", "รหัสมติ", "Resolution code", "รหัสมติ", "Code of the resolution", required=True, example="JSC-2568-2/R1"), meeting_code(required=True), item_number(required=True), *subject(),
    text("resolution", "มติ", "Resolution", "ข้อความมติ", "What was resolved", required=True), choice("resolution_outcome", "resolution_outcome", "ผล", "Outcome", "ผลของการลงมติ", "How it went", required=True),
    integer("votes_for", "เห็นชอบ", "For", "จำนวนเสียงเห็นชอบ เว้นว่างเมื่อไม่ได้ลงคะแนน", "Votes for; empty when nobody voted", minimum=0, maximum=1000, unit=("เสียง", "votes"), example="6"),
    integer("votes_against", "ไม่เห็นชอบ", "Against", "จำนวนเสียงไม่เห็นชอบ", "Votes against", minimum=0, maximum=1000, unit=("เสียง", "votes"), example="2"),
    integer("votes_abstained", "งดออกเสียง", "Abstained", "จำนวนผู้งดออกเสียง", "Abstentions", minimum=0, maximum=1000, unit=("เสียง", "votes"), example="1"),
    boolean("has_casting_vote", "ประธานออกเสียงชี้ขาด", "Casting vote", "ใช่ เมื่อคะแนนเท่ากันและประธานชี้ขาด", "Yes when the chair broke a tie"), text("dissent", "ความเห็นแย้ง", "Dissent", "ความเห็นของเสียงข้างน้อย", "What the minority said"),
    organisation_code("responsible_organisation_code", "ผู้ต้องดำเนินการ", "Who must act", "ภาคีที่ต้องดำเนินการ", "The partner that must act"), day("due_on", "กำหนดแล้วเสร็จ", "Due on", "วันที่ต้องแล้วเสร็จ", "When it must be done"),
    day("done_on", "วันที่แล้วเสร็จ", "Done on", "วันที่ทำแล้วเสร็จ", "When it was done"), text("outcome", "ผลการดำเนินการ", "What was done", "สิ่งที่ได้ทำ", "What was done about it"),
))
INSTRUCTION = Table("instruction", "meetings", RECORD, ("ข้อสั่งการ", "Instruction"), ("ข้อสั่งการของผู้ว่าราชการจังหวัด", "The governor's instruction"), ("instruction_code",), (
    code("instruction_code", "รหัสข้อสั่งการ", "Instruction code", "รหัสข้อสั่งการ", "Code of the instruction", required=True, example="GOV-2568/1"), day("given_on", "วันที่สั่ง", "Given on", "วันที่สั่ง", "When it was given", required=True), *subject(),
    text("instruction", "ข้อสั่งการ", "Instruction", "สิ่งที่สั่ง", "What is to be done", required=True), organisation_code("addressed_organisation_code", "สั่งไปยัง", "Addressed to", "ภาคีที่ต้องทำ", "The partner that must do it", required=True),
    day("due_on", "กำหนดแล้วเสร็จ", "Due on", "วันที่ต้องแล้วเสร็จ", "When it must be done", required=True), day("done_on", "วันที่แล้วเสร็จ", "Done on", "วันที่ทำแล้วเสร็จ", "When it was done"), text("outcome", "ผลการดำเนินการ", "What was done", "สิ่งที่ได้ทำ", "What was done about it"),
))
ITEM_RECORD = Table("item_record", "meetings", RECORD, ("บันทึกของที่ประชุม", "Record of the meeting"), ("บันทึกหนึ่งรายการ ทำในวาระใด โดยบทบาทใด", "One record: at which item it was made, and in which role"), ("meeting_code", "record_number"), (
    meeting_code(required=True), integer("record_number", "ลำดับบันทึก", "Record number", "ลำดับบันทึกในการประชุม", "Its place among the meeting's records", required=True, minimum=1, maximum=10000, example="1"), item_number(),
    choice("record_kind", "record_kind", "ประเภทบันทึก", "Kind of record", "ประเภทบันทึก", "Kind of record", required=True), text("record_key", "รหัสของบันทึก", "Key of the record", "รหัสของแถวที่บันทึก คั่นด้วย ·", "Key of the row it made, separated by ·", required=True, example="D-12 · scrutiny_opinion · 2"),
    choice("recorded_role", "recorded_role", "บันทึกโดย", "Recorded by", "บทบาทของผู้บันทึก", "Role of who recorded it", required=True), choice("confirmed_role", "recorded_role", "ยืนยันโดย", "Confirmed by", "บทบาทของผู้ยืนยัน", "Role of who confirmed it", required=True),
    integer("corrects_record_number", "แก้ไขบันทึกที่", "Corrects record", "บันทึกที่ถูกแก้ไข", "The record it corrects", minimum=1, maximum=10000, example="1"), text("correction_reason", "เหตุที่แก้ไข", "Why corrected", "เหตุที่แก้ไขบันทึก ไม่เผยแพร่", "Why it was corrected, never published", is_public=False),
))
TABLES = (MEETING, AGENDA_ITEM, MEETING_ATTENDANCE, RECUSAL, FINDING, COMMITTEE_QUESTION, RESOLUTION, INSTRUCTION, ITEM_RECORD)
