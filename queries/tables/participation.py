"""Participation activities, who came, what they recommended and what changed because of it."""

from queries.tables.network import body_code, district_code, organisation_code, project_code, start_on
from queries.tables.spec import Table, boolean, choice, code, codes, day, integer, money, note, number, text


def participation_code(**more):
    """A participation activity, by its code."""
    return code("participation_code", "รหัสกิจกรรมการมีส่วนร่วม", "Participation code", "กิจกรรมการมีส่วนร่วม", "The participation activity", references="participation_activity", example="PA-01", **more)


def question_number(**more):
    """A poll question, by its number."""
    return integer("question_number", "ข้อ", "Question", "ลำดับข้อคำถาม", "Number of the question", required=True, minimum=1, maximum=200, example="1", **more)


def fact(name, th, en):
    """A yes/no fact that makes a participation tool valid; empty means not stated."""
    return boolean(name, th, en, "เว้นว่างถ้าไม่ทราบ", "Empty when not known")


PARTICIPATION_ACTIVITY = Table("participation_activity", "participation", "monthly", ("กิจกรรมการมีส่วนร่วม", "Participation activity"), ("กิจกรรมที่ใช้เครื่องมือการมีส่วนร่วม", "An activity that used a participation tool"), ("participation_code",), (
    code("participation_code", "รหัสกิจกรรมการมีส่วนร่วม", "Participation code", "รหัสกิจกรรม", "Code of the activity", required=True, example="PA-01"), text("participation_name", "ชื่อกิจกรรม", "Name", "ชื่อกิจกรรม", "Its name", required=True),
    choice("participation_tool", "participation_tool", "เครื่องมือ", "Tool", "เครื่องมือการมีส่วนร่วม", "The participation tool", required=True), start_on(required=True), day("end_on", "วันที่สิ้นสุด", "End on", "วันสุดท้ายของกิจกรรม", "Last day of the activity", required=True),
    integer("days_held", "จำนวนวันที่จัด", "Days held", "จำนวนวันที่จัดจริง", "Days it actually took", minimum=1, maximum=366, unit=("วัน", "days"), example="2"),
    codes("district_codes", "อำเภอ", "Districts", "รหัสอำเภอ คั่นด้วย ;", "District codes separated by ;", references="district", required=True, example="5601; 5602"), organisation_code("organiser_organisation_code", "ผู้จัด", "Organiser", "ภาคีผู้จัด", "The organising partner", required=True), project_code(),
    text("scope", "ขอบเขตประเด็น", "Scope", "ประเด็นที่หารือ", "What it was about", required=True), money("cost_baht", "ค่าใช้จ่าย", "Cost", "ค่าใช้จ่าย", "What it cost"), choice("recruitment_method", "recruitment_method", "วิธีคัดผู้เข้าร่วม", "Recruitment", "วิธีคัดผู้เข้าร่วม", "How people were recruited"),
    integer("participant_count", "จำนวนผู้เข้าร่วม", "Participants", "จำนวนผู้เข้าร่วม", "How many came", minimum=0, maximum=1000000, unit=("คน", "people"), example="240"), integer("meeting_count", "จำนวนครั้งที่ประชุม", "Meetings", "จำนวนครั้งที่ประชุม", "How many meetings", minimum=1, maximum=500, unit=("ครั้ง", "meetings"), example="4"),
    fact("covers_all_areas", "ครอบคลุมทุกพื้นที่", "Covers all areas"), fact("is_representative", "เป็นตัวแทนประชากร", "Represents the population"), fact("has_documents", "มีเอกสารประกอบ", "Had documents"), fact("has_facilitator", "มีวิทยากรกระบวนการ", "Had a facilitator"),
    fact("is_structured", "มีเป้าหมายและโครงสร้าง", "Had goal and structure"), fact("is_before_decision", "จัดก่อนรัฐตัดสินใจ", "Held before the decision"), fact("has_experts", "มีผู้เชี่ยวชาญ", "Had experts"), fact("has_report", "มีรายงานข้อเสนอแนะ", "Had a report"),
    fact("has_same_questionnaire", "ใช้แบบสอบถามเดียวกันก่อนและหลัง", "Same questionnaire before and after"), fact("has_linked_tables", "แบ่งโต๊ะย่อยเชื่อมต่อกัน", "Had linked small tables"), fact("has_keypad_vote", "ลงคะแนนจัดลำดับ", "Had votes on priorities"), fact("has_contract", "มีสัญญากับชุมชน", "Has a contract with the community"),
    code("leads_to_code", "นำไปสู่กิจกรรม", "Leads to", "กิจกรรมที่ตามมา เช่น เวทีปฏิบัติการ", "The activity it led to, e.g. the action forum", references="participation_activity", example="PA-02"), text("change_made", "สิ่งที่เปลี่ยนเพราะกิจกรรม", "What changed", "สิ่งที่เปลี่ยนเพราะกิจกรรม", "What changed because of it"), note(),
))
PARTICIPATION_ATTENDANCE = Table("participation_attendance", "participation", "monthly", ("ผู้เข้าร่วมกิจกรรม", "Attendance"), ("จำนวนผู้เข้าร่วมตามกลุ่ม ไม่เก็บรายชื่อ", "Attendance by group; no names are kept"), ("participation_code", "sector", "district_code", "population_group"), (
    participation_code(required=True), choice("sector", "sector", "ภาคส่วน", "Sector", "ภาคส่วนของผู้เข้าร่วม", "Sector of those who came", required=True), district_code(required=True), choice("population_group", "population_group", "กลุ่มประชากร", "Population group", "เว้นว่างหมายถึงทุกกลุ่ม", "Empty is everybody", default="all"),
    integer("people_count", "จำนวนคน", "People", "จำนวนคน", "How many", required=True, minimum=0, maximum=1000000, unit=("คน", "people"), example="24"),
))
RECOMMENDATION = Table("recommendation", "participation", "monthly", ("ข้อเสนอแนะ", "Recommendation"), ("ข้อเสนอจากกิจกรรมและสิ่งที่ตัดสินใจ", "What an activity recommended and what was decided"), ("recommendation_code",), (
    code("recommendation_code", "รหัสข้อเสนอ", "Recommendation code", "รหัสข้อเสนอ", "Code of the recommendation", required=True, example="REC-01"), participation_code(required=True), text("recommendation", "ข้อเสนอ", "Recommendation", "ข้อเสนอ", "What was recommended", required=True),
    organisation_code("addressed_to_organisation_code", "เสนอต่อ", "Addressed to", "ภาคีที่ต้องตอบ", "Who must answer", required=True), day("answer_due_on", "กำหนดตอบ", "Answer due", "วันที่ต้องตอบ", "When an answer is due"),
    choice("recommendation_decision", "recommendation_decision", "ผลการตัดสินใจ", "Decision", "ผลการตัดสินใจ", "What was decided", required=True), day("decided_on", "วันที่ตัดสินใจ", "Decided on", "วันที่ตัดสินใจ", "When it was decided"), body_code("คณะที่ตัดสินใจ", "Decided by"),
    text("reason", "เหตุผล", "Reason", "เหตุผล", "Why"), project_code(), text("result", "ผลที่เกิด", "Result", "ผลที่เกิดขึ้น", "What came of it"),
))
POLL_QUESTION = Table("poll_question", "participation", "monthly", ("คำถามสำรวจแบบปรึกษาหารือ", "Poll question"), ("คำถามที่ถามก่อนและหลัง", "A question asked before and after"), ("participation_code", "question_number"), (
    participation_code(required=True), question_number(), text("question_text", "คำถาม", "Question text", "คำถาม", "The question", required=True), integer("scale_minimum", "คะแนนต่ำสุด", "Scale minimum", "คะแนนต่ำสุด", "Lowest score", required=True, example="1"), integer("scale_maximum", "คะแนนสูงสุด", "Scale maximum", "คะแนนสูงสุด", "Highest score", required=True, example="5"),
))
POLL_ANSWER = Table("poll_answer", "participation", "monthly", ("คำตอบก่อน–หลัง", "Poll answers before and after"), ("จำนวนผู้ตอบที่ให้คะแนนก่อนและหลังคู่หนึ่ง", "How many gave one pair of scores, before and after"), ("participation_code", "question_number", "before_score", "after_score"), (
    participation_code(required=True), question_number(), integer("before_score", "คะแนนก่อน", "Score before", "คะแนนก่อน", "Score before", required=True, example="3"), integer("after_score", "คะแนนหลัง", "Score after", "คะแนนหลัง", "Score after", required=True, example="4"),
    integer("people_count", "จำนวนคน", "People", "จำนวนผู้ตอบคู่นี้", "How many gave this pair", required=True, minimum=0, maximum=100000, unit=("คน", "people"), example="24"),
), is_public=False)
PANEL_GROUP = Table("panel_group", "participation", "monthly", ("กลุ่มตัวอย่างเทียบประชากร", "Panel against population"), ("สัดส่วนกลุ่มตัวอย่างเทียบกับประชากร", "The panel's make-up against the population's"), ("participation_code", "attribute", "group_name"), (
    participation_code(required=True), code("attribute", "คุณลักษณะ", "Attribute", "คุณลักษณะ เช่น age, sex", "Attribute, e.g. age, sex", required=True, example="age"), code("group_name", "กลุ่ม", "Group", "กลุ่ม เช่น 18-39", "Group, e.g. 18-39", required=True, example="18-39"),
    integer("panel_count", "จำนวนในกลุ่มตัวอย่าง", "In the panel", "จำนวนในกลุ่มตัวอย่าง", "People in the panel", required=True, minimum=0, unit=("คน", "people"), example="80"), number("population_percent", "ร้อยละของประชากร", "Per cent of population", "ร้อยละของประชากร", "Per cent of the population", required=True, minimum=0, maximum=100, unit=("ร้อยละ", "per cent"), example="38.5"),
))
PRIORITY = Table("priority", "participation", "monthly", ("ลำดับความสำคัญ", "Ranked priority"), ("ผลจัดลำดับจากการประชุมเมือง", "A town meeting's ranked priority"), ("participation_code", "rank"), (
    participation_code(required=True), integer("rank", "ลำดับที่", "Rank", "ลำดับที่", "Rank", required=True, minimum=1, maximum=500, example="1"), text("priority", "เรื่อง", "Priority", "เรื่องที่จัดลำดับ", "What was ranked", required=True), integer("vote_count", "คะแนนเสียง", "Votes", "จำนวนคะแนนเสียง", "How many votes", required=True, minimum=0, unit=("เสียง", "votes"), example="512"),
))
TABLES = (PARTICIPATION_ACTIVITY, PARTICIPATION_ATTENDANCE, RECOMMENDATION, POLL_QUESTION, POLL_ANSWER, PANEL_GROUP, PRIORITY)
