"""Partners, the bodies they sit in, the ties between them and what they do together."""

from queries.tables.spec import Table, boolean, choice, code, codes, day, integer, money, note, text


def start_on(**more):
    """The day from which the row's fact holds."""
    return day("start_on", "วันที่เริ่ม", "Start on", "วันที่เริ่มมีผล", "First day it holds", **more)


def end_on(**more):
    """The day until which the row's fact holds."""
    return day("end_on", "วันที่สิ้นสุด", "End on", "วันสุดท้ายที่มีผล เว้นว่างถ้ายังไม่สิ้นสุด", "Last day it holds, empty while open", **more)


def organisation_code(name="organisation_code", th="รหัสภาคี", en="Partner code", meaning_th="ภาคีเครือข่าย", meaning_en="The partner", **more):
    """A partner, by its code."""
    return code(name, th, en, meaning_th, meaning_en, references="organisation", **more)


def organisation_codes(th="ภาคีที่เข้าร่วม", en="Partners taking part", **more):
    """Several partners in one cell."""
    return codes("organisation_codes", th, en, "รหัสภาคี คั่นด้วย ;", "Partner codes separated by ;", references="organisation", **more)


def district_code(**more):
    """A district, by its official code."""
    return code("district_code", "รหัสอำเภอ", "District code", "อำเภอที่เกี่ยวข้อง", "The district concerned", references="district", example="5601", **more)


def body_code(th="รหัสคณะ", en="Body code", meaning_th="คณะกรรมการหรือคณะทำงาน", meaning_en="The body", **more):
    """A body, by its code."""
    return code("body_code", th, en, meaning_th, meaning_en, references="body", example="JSC", **more)


def project_code(**more):
    """A project, by its code."""
    return code("project_code", "รหัสโครงการ", "Project code", "โครงการที่เกี่ยวข้อง", "The project concerned", references="project", example="P-01", **more)


# A partner who is an individual is public only as role, sector and district.
NOT_A_PERSON = ("actor_level", ("group", "organisation"))
UNNAMED = ("ภาคีระดับบุคคล ({sector} อำเภอ{district})", "Individual partner ({sector}, {district})")  # what stands in public in place of the name
ORGANISATION = Table("organisation", "network", "setup", ("ภาคีเครือข่าย", "Partner"), ("องค์กร กลุ่ม หรือบุคคลที่ร่วมเครือข่าย", "An organisation, group or individual in the network"), ("organisation_code",), (
    code("organisation_code", "รหัสภาคี", "Partner code", "รหัสที่ไม่เปลี่ยน", "A code that never changes", required=True),
    text("organisation_name", "ชื่อภาคี", "Partner name", "ชื่อเต็มของหน่วยงานหรือกลุ่ม บุคคลให้ใช้ชื่อตำแหน่ง", "Full name; for an individual the post, never a person's name", required=True, example="ผู้แทนภาคธุรกิจ 2", public_when=NOT_A_PERSON),
    text("organisation_name_en", "ชื่อภาคีภาษาอังกฤษ", "Partner name in English", "ชื่อภาษาอังกฤษ", "Name in English", public_when=NOT_A_PERSON),
    text("short_name", "ชื่อย่อ", "Short name", "ชื่อย่อที่ใช้ในแผนภาพ", "Short name for charts", public_when=NOT_A_PERSON),
    choice("sector", "sector", "ภาคส่วน", "Sector", "ภาคส่วนตามผลการศึกษา", "Sector as the study names it", required=True),
    choice("actor_level", "actor_level", "ระดับภาคี", "Level", "บุคคล กลุ่ม หรือองค์กร", "Individual, group or organisation", required=True),
    district_code(required=True),
    code("parent_organisation_code", "รหัสหน่วยงานต้นสังกัด", "Parent organisation", "หน่วยงานต้นสังกัด", "The body it belongs to", references="organisation"),
    text("network_position", "บทบาทในเครือข่าย", "Position in the network", "บทบาทหรือตำแหน่งในเครือข่าย", "Its position in the network"),
    codes("resource_kinds", "ทรัพยากรที่มี", "Resources it holds", "ทรัพยากรที่นำมาร่วม คั่นด้วย ;", "Kinds of resource it brings, separated by ;", choices="resource_kind", example="budget; personnel", bad_example="เงินกับคน"),
    start_on(required=True), end_on(), note(),
))
PERSON = Table("person", "network", "setup", ("ผู้แทน (ตำแหน่ง)", "Post holder"), ("ตำแหน่งที่บุคคลหนึ่งถืออยู่ ไม่เก็บชื่อบุคคล", "A post held by one person; no names are kept"), ("person_code",), (
    code("person_code", "รหัสผู้แทน", "Post holder code", "รหัสผู้แทน", "Code of the post holder", required=True, example="PER-01"),
    text("post_title", "ชื่อตำแหน่ง", "Post title", "ชื่อตำแหน่ง เช่น ผู้แทนภาคธุรกิจ 2", "The post's title, e.g. business representative 2", required=True, example="ผู้แทนภาคธุรกิจ 2"),
    organisation_code(required=True),
    boolean("is_boundary_spanner", "เป็นผู้ประสานเชื่อมโยง", "Is boundary spanner", "เป็นผู้ประสานเชื่อมโยงภาคีข้ามภาคส่วน", "Builds links across sectors", required=True),
    boolean("is_office_holder", "ดำรงตำแหน่งทางราชการ", "Holds public office", "ใช่ เมื่อเป็นตำแหน่งทางราชการซึ่งเปิดเผยได้", "Yes when the post is a public office", required=True),
    start_on(), end_on(),
), public_rows=("is_office_holder", (True,)))
BODY = Table("body", "network", "setup", ("คณะกรรมการและคณะทำงาน", "Body"), ("คณะที่ประกอบเป็นโครงสร้างเครือข่าย", "A body of the network's structure"), ("body_code",), (
    code("body_code", "รหัสคณะ", "Body code", "รหัสคณะ", "Code of the body", required=True, example="JSC"),
    text("body_name", "ชื่อคณะ", "Body name", "ชื่อเต็มของคณะ", "Full name", required=True),
    text("body_name_en", "ชื่อคณะภาษาอังกฤษ", "Body name in English", "ชื่อภาษาอังกฤษ", "Name in English"),
    choice("body_kind", "body_kind", "ประเภทคณะ", "Kind of body", "ประเภทคณะ", "Kind of body", required=True),
    choice("theme", "theme", "มิติการพัฒนา", "Theme", "เฉพาะคณะทำงานภาคีหุ้นส่วนยุทธศาสตร์", "For strategic partnership groups only"),
    integer("quorum_percent", "องค์ประชุม (ร้อยละ)", "Quorum (per cent)", "ร้อยละของกรรมการที่ต้องมาประชุม", "Per cent of members who must attend", minimum=1, maximum=100, unit=("ร้อยละ", "per cent"), example="50"),
    start_on(), end_on(),
))
APPOINTMENT_ORDER = Table("appointment_order", "network", "setup", ("คำสั่งแต่งตั้ง", "Appointment order"), ("คำสั่งแต่งตั้งของผู้ว่าราชการจังหวัด", "The governor's appointment order"), ("order_code",), (
    code("order_code", "รหัสคำสั่ง", "Order code", "รหัสคำสั่ง", "Code of the order", required=True, example="ORD-01"),
    text("order_number", "เลขที่คำสั่ง", "Order number", "เลขที่คำสั่งตามหนังสือราชการ", "Official number", required=True, example="คำสั่งจังหวัดพะเยา ที่ 1234/2567"),
    day("ordered_on", "ลงวันที่", "Ordered on", "วันที่ลงนามในคำสั่ง", "Date of the order", required=True),
    body_code(required=True),
))
MEMBERSHIP = Table("membership", "network", "setup", ("กรรมการและสมาชิกคณะ", "Membership"), ("ที่นั่งหนึ่งที่ในคณะหนึ่ง", "One seat in one body"), ("body_code", "seat_number"), (
    body_code(required=True),
    integer("seat_number", "ลำดับที่นั่ง", "Seat number", "ลำดับที่นั่งในคณะ", "Seat in the body", required=True, minimum=1, maximum=500, example="1"),
    organisation_code(required=True),
    code("person_code", "รหัสผู้แทน", "Post holder code", "ผู้แทนที่นั่งตำแหน่งนี้", "Who sits in it", references="person", example="PER-01"),
    choice("membership_role", "membership_role", "ตำแหน่งในคณะ", "Role", "ตำแหน่งในคณะ", "Role in the body", required=True),
    code("order_code", "รหัสคำสั่งแต่งตั้ง", "Appointment order", "เว้นว่างถ้ายังไม่มีคำสั่ง", "Empty when there is no order yet", references="appointment_order", example="ORD-01"),
    start_on(required=True), end_on(),
))
CONNECTOR = Table("connector", "network", "setup", ("ตัวเชื่อมประสาน", "Connector"), ("ภาคีที่เชื่อมสมาชิกหรือคณะเข้าด้วยกัน", "A partner that links members, or bodies"), ("connector_code",), (
    code("connector_code", "รหัสการเชื่อม", "Connector code", "รหัสการเชื่อม", "Code of the link", required=True, example="CON-01"),
    organisation_code(th="รหัสภาคีตัวเชื่อม", en="Connector", required=True),
    choice("connector_link", "connector_link", "ลักษณะการเชื่อม", "Kind of link", "เชื่อมสมาชิกหรือเชื่อมคณะ", "Links members or bodies", required=True),
    code("from_code", "จาก", "From", "ภาคีหรือคณะต้นทาง", "Partner or body linked", references="organisation|body", required=True),
    code("to_code", "ถึง", "To", "ภาคีหรือคณะปลายทาง", "Partner or body it is linked to", references="organisation|body", required=True),
    start_on(), end_on(),
))
SUB_NETWORK = Table("sub_network", "network", "setup", ("เครือข่ายย่อย", "Sub-network"), ("เครือข่ายย่อยตามวัตถุประสงค์", "A sub-network with a purpose"), ("sub_network_code",), (
    code("sub_network_code", "รหัสเครือข่ายย่อย", "Sub-network code", "รหัสเครือข่ายย่อย", "Code of the sub-network", required=True, example="SUB-01"),
    text("sub_network_name", "ชื่อเครือข่ายย่อย", "Sub-network name", "ชื่อเครือข่ายย่อย", "Its name", required=True),
    choice("network_purpose", "network_purpose", "วัตถุประสงค์", "Purpose", "วัตถุประสงค์ของเครือข่าย", "What it is for", required=True),
    organisation_codes("สมาชิก", "Members", required=True), district_code(), start_on(required=True), end_on(),
    code("successor_code", "เครือข่ายที่สืบต่อ", "Successor", "เครือข่ายย่อยที่รับช่วงต่อ", "The sub-network it became", references="sub_network", example="SUB-02"),
    text("outcome", "ผลเมื่อสิ้นสุด", "Outcome", "ผลเมื่อยุติ", "What came of it"),
))
COMMUNITY_OF_PRACTICE = Table("community_of_practice", "network", "setup", ("ชุมชนนักปฏิบัติ", "Community of practice"), ("ผู้ที่เรียนรู้ร่วมกันในประเด็นหนึ่ง", "Who learns together, on what issue"), ("community_code",), (
    code("community_code", "รหัสชุมชนนักปฏิบัติ", "Community code", "รหัสชุมชนนักปฏิบัติ", "Its code", required=True, example="COP-01"),
    text("community_name", "ชื่อชุมชนนักปฏิบัติ", "Community name", "ชื่อชุมชนนักปฏิบัติ", "Its name", required=True),
    text("topic", "ประเด็นที่เรียนรู้", "Topic", "ประเด็นที่เรียนรู้ร่วมกัน", "What it learns about", required=True),
    organisation_codes("สมาชิก", "Members", required=True), start_on(), end_on(),
))
MOU = Table("mou", "network", "setup", ("บันทึกข้อตกลงร่วมกัน (MOU)", "Memorandum of understanding"), ("บันทึกข้อตกลงร่วมกันระหว่างภาคี", "A memorandum between partners"), ("mou_code",), (
    code("mou_code", "รหัส MOU", "MOU code", "รหัส MOU", "Code of the memorandum", required=True, example="MOU-01"),
    text("mou_title", "ชื่อบันทึกข้อตกลง", "Title", "ชื่อบันทึกข้อตกลง", "Its title", required=True),
    organisation_codes("คู่ตกลง", "Parties", required=True),
    day("signed_on", "วันที่ลงนาม", "Signed on", "วันที่ลงนาม", "Date of signature"), start_on(required=True), end_on(required=True),
))
MOU_OBLIGATION = Table("mou_obligation", "network", "setup", ("ข้อผูกพันตาม MOU", "MOU obligation"), ("สิ่งที่คู่ตกลงรับว่าจะทำ", "What a party undertook in a memorandum"), ("mou_code", "obligation_number"), (
    code("mou_code", "รหัส MOU", "MOU code", "MOU ที่มีข้อผูกพันนี้", "The memorandum", references="mou", required=True, example="MOU-01"),
    integer("obligation_number", "ลำดับข้อผูกพัน", "Obligation number", "ลำดับข้อ", "Its number", required=True, minimum=1, maximum=200, example="1"),
    organisation_code(required=True), text("obligation", "ข้อผูกพัน", "Obligation", "สิ่งที่รับว่าจะทำ", "What is to be done", required=True),
    project_code(), day("due_on", "วันครบกำหนด", "Due on", "วันที่ต้องทำให้แล้วเสร็จ", "When it is due"),
))
TIE = Table("tie", "network", "setup", ("สายสัมพันธ์", "Tie"), ("สายสัมพันธ์ที่ประกาศไว้ระหว่างสองภาคี", "A declared tie between two partners"), ("tie_code",), (
    code("tie_code", "รหัสสายสัมพันธ์", "Tie code", "รหัสสายสัมพันธ์", "Code of the tie", required=True, example="TIE-001"),
    organisation_code("from_organisation_code", "จากภาคี", "From", "ภาคีหนึ่ง", "One partner", required=True),
    organisation_code("to_organisation_code", "ถึงภาคี", "To", "อีกภาคีหนึ่ง", "The other partner", required=True),
    choice("tie_kind", "tie_kind", "ประเภทสายสัมพันธ์", "Kind of tie", "ประเภทสายสัมพันธ์", "Kind of tie", required=True),
    code("mou_code", "รหัส MOU", "MOU code", "MOU ที่รองรับ", "The memorandum behind it", references="mou", example="MOU-01"),
    code("order_code", "รหัสคำสั่งแต่งตั้ง", "Appointment order", "คำสั่งที่รองรับ", "The order behind it", references="appointment_order", example="ORD-01"),
    start_on(required=True), end_on(),
))
COORDINATION_EVENT = Table("coordination_event", "network", "monthly", ("การประสานงาน", "Coordination event"), ("การประชุมหรือกิจกรรมที่ภาคีทำร่วมกัน", "A meeting or activity of partners together"), ("event_code",), (
    code("event_code", "รหัสการประสานงาน", "Event code", "รหัสการประสานงาน", "Code of the event", required=True, example="EV-0001"),
    day("held_on", "วันที่จัด", "Held on", "วันที่จัด", "When it was held", required=True),
    text("event_name", "เรื่อง", "Subject", "เรื่องที่ประสานงาน", "What it was about", required=True),
    choice("event_kind", "event_kind", "ลักษณะ", "Kind", "ลักษณะการประสานงาน", "Kind of event", required=True),
    organisation_codes(required=True), body_code(), district_code(), project_code(),
    boolean("is_regular", "เป็นประจำ", "Is regular", "ใช่ เมื่อจัดตามกำหนดประจำ", "Yes when held on a regular schedule", required=True), note(),
))
RESOURCE_EXCHANGE = Table("resource_exchange", "network", "monthly", ("การแลกเปลี่ยนทรัพยากร", "Resource exchange"), ("ทรัพยากรที่ภาคีหนึ่งให้อีกภาคีหนึ่ง", "A resource one partner gave another"), ("exchange_code",), (
    code("exchange_code", "รหัสการแลกเปลี่ยน", "Exchange code", "รหัสการแลกเปลี่ยน", "Code of the exchange", required=True, example="EX-001"),
    organisation_code("from_organisation_code", "ผู้ให้", "Giver", "ภาคีผู้ให้", "The giver", required=True),
    organisation_code("to_organisation_code", "ผู้รับ", "Receiver", "ภาคีผู้รับ", "The receiver", required=True),
    choice("resource_kind", "resource_kind", "ประเภททรัพยากร", "Kind of resource", "ประเภททรัพยากร", "Kind of resource", required=True),
    text("description", "รายละเอียด", "Description", "สิ่งที่ให้", "What was given", required=True),
    day("given_on", "วันที่ให้", "Given on", "วันที่ให้", "When it was given", required=True), project_code(),
    money("value_baht", "มูลค่าประเมิน", "Estimated value", "มูลค่าประเมิน ไม่นับรวมเป็นเงินงบประมาณ", "Estimated value, never added to money"),
))
SURVEY_ANSWER = Table("survey_answer", "network", "monthly", ("แบบสำรวจภาคี", "Partner survey"), ("คำตอบของภาคีหนึ่งในรอบหนึ่ง ไม่เผยแพร่รายภาคี", "One partner's answer in one round; never published one by one"), ("survey_round", "organisation_code", "factor", "question_number"), (
    code("survey_round", "รอบสำรวจ", "Survey round", "รอบสำรวจ เช่น 2567-1", "The round, e.g. 2567-1", required=True, example="2567-1"),
    organisation_code(required=True),
    choice("factor", "factor", "ปัจจัย", "Factor", "ปัจจัยความเข้มแข็งของเครือข่าย", "Factor of a strong network", required=True),
    integer("question_number", "ข้อ", "Question", "ลำดับข้อคำถาม", "Question number", required=True, minimum=1, maximum=50, example="1"),
    integer("score", "คะแนน", "Score", "1 น้อยที่สุด ถึง 5 มากที่สุด", "1 least to 5 most", required=True, minimum=1, maximum=5, example="4"),
    day("answered_on", "วันที่ตอบ", "Answered on", "วันที่ตอบ", "When it was answered", required=True),
), is_public=False)
REPORTING_DUTY = Table("reporting_duty", "network", "setup", ("หน้าที่รายงานข้อมูล", "Reporting duty"), ("ภาคีใดต้องรายงานเรื่องใด ภายในวันที่เท่าใด", "Which partner reports what, and by which day"), ("organisation_code", "report_kind"), (
    organisation_code(required=True),
    choice("report_kind", "report_kind", "เรื่องที่รายงาน", "What is reported", "เรื่องที่ต้องรายงานทุกเดือน", "What is reported every month", required=True),
    integer("due_day", "ภายในวันที่", "Due day", "วันที่ของเดือนถัดไป", "Day of the next month", required=True, minimum=1, maximum=28, unit=("วันที่", "day"), example="10"),
    start_on(required=True), end_on(),
))
TABLES = (ORGANISATION, PERSON, BODY, APPOINTMENT_ORDER, MEMBERSHIP, CONNECTOR, SUB_NETWORK, COMMUNITY_OF_PRACTICE, MOU,
          MOU_OBLIGATION, TIE, REPORTING_DUTY, COORDINATION_EVENT, RESOURCE_EXCHANGE, SURVEY_ANSWER)
