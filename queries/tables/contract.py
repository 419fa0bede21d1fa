"""The territorial contract in its four parts, who signed it, how it was approved and changed."""

from queries.tables.network import body_code, end_on, organisation_code, organisation_codes, project_code, start_on
from queries.tables.spec import Table, choice, code, day, money, note, number, text


def contract_code(**more):
    """A contract, by its code."""
    return code("contract_code", "รหัสสัญญา", "Contract code", "สัญญาขับเคลื่อนแผนพัฒนาจังหวัด", "The territorial contract", references="contract", example="TC-2567", **more)


CONTRACT = Table("contract", "contract", "setup", ("สัญญาขับเคลื่อนแผนพัฒนาจังหวัด", "Territorial contract"), ("สัญญาหนึ่งฉบับ สี่ส่วน", "One contract in four parts"), ("contract_code",), (
    code("contract_code", "รหัสสัญญา", "Contract code", "รหัสสัญญา", "Code of the contract", required=True, example="TC-2567"),
    text("contract_title", "ชื่อสัญญา", "Title", "ชื่อสัญญา", "Its title", required=True),
    money("amount_baht", "วงเงินรวมตามสัญญา", "Contract total", "วงเงินรวมของทุกโครงการ ไม่รวม in-kind", "Total of all projects, in-kind apart", required=True),
    start_on(required=True), end_on(required=True),
    day("signed_on", "วันที่ลงนามครบ", "Signed on", "วันที่ภาคีลงนามครบ", "When every party had signed"),
    text("purpose", "ส่วนที่ 1 วัตถุประสงค์", "Part 1: purpose", "หลักการและวัตถุประสงค์ของความร่วมมือ", "Principles and purpose of the partnership"),
    text("definitions", "ส่วนที่ 1 คำนิยาม", "Part 1: definitions", "คำนิยามในสัญญา", "Definitions in the contract"),
    text("procedure", "ส่วนที่ 2 วิธีดำเนินการ", "Part 2: procedure", "การบริหารและวิธีดำเนินการ", "Governance and procedure"),
    text("strategy", "ส่วนที่ 3 ยุทธศาสตร์", "Part 3: strategy", "ยุทธศาสตร์จังหวัดที่โครงการรองรับ", "The provincial strategy the programme serves"),
    text("timetable", "ส่วนที่ 4 กำหนดเวลา", "Part 4: timetable", "กำหนดเวลาดำเนินงาน", "Timetable"),
    text("evaluation_criteria", "ส่วนที่ 4 เกณฑ์ประเมิน", "Part 4: criteria", "เกณฑ์การประเมินผล", "Evaluation criteria"),
    text("evaluation_method", "ส่วนที่ 4 วิธีประเมิน", "Part 4: method", "วิธีการประเมินผล", "Evaluation method"),
    text("evaluator", "ส่วนที่ 4 ผู้ประเมิน", "Part 4: evaluator", "ผู้ประเมินผล", "Who evaluates"),
    body_code("ส่วนที่ 4 คณะผู้กำกับ", "Part 4: oversight body", "คณะที่ตรวจสอบติดตาม", "The body that oversees"),
    text("dispute_procedure", "ส่วนที่ 4 การระงับข้อพิพาท", "Part 4: disputes", "วิธีระงับข้อพิพาท", "How disputes end"),
))
CONTRACT_PARTY = Table("contract_party", "contract", "setup", ("คู่สัญญา", "Contract party"), ("ภาคีที่เป็นคู่สัญญาและวันที่ลงนาม", "A party to the contract and when it signed"), ("contract_code", "organisation_code"), (
    contract_code(required=True), organisation_code(required=True),
    text("party_role", "บทบาท", "Role", "บทบาทในสัญญา", "Role in the contract", required=True),
    text("responsibility", "ความรับผิดชอบ", "Responsibility", "ความรับผิดชอบในโครงการตามสัญญา", "Responsibility in the listed projects"),
    text("signatory_post", "ตำแหน่งผู้ลงนาม", "Signatory's post", "ตำแหน่งของผู้ลงนาม ไม่ใช่ชื่อ", "The signatory's post, not a name"),
    day("signed_on", "วันที่ลงนาม", "Signed on", "เว้นว่างถ้ายังไม่ลงนาม", "Empty until signed"),
))
APPROVAL = Table("approval", "contract", "setup", ("ขั้นตอนความเห็นชอบ", "Approval step"), ("ขั้นตอนหนึ่งของการให้ความเห็นชอบสัญญา", "One step on the contract's approval path"), ("contract_code", "approval_step"), (
    contract_code(required=True),
    choice("approval_step", "approval_step", "ขั้นตอน", "Step", "ขั้นตอน", "The step", required=True), body_code(),
    day("requested_on", "วันที่เสนอ", "Requested on", "วันที่เสนอเรื่อง", "When it was put forward"),
    day("decided_on", "วันที่เห็นชอบ", "Decided on", "วันที่มีมติ", "When it was decided"),
    text("document_number", "เลขที่หนังสือ", "Document number", "เลขที่หนังสือหรือมติ", "Number of the letter or resolution"),
))
AMENDMENT = Table("amendment", "contract", "setup", ("การแก้ไขสัญญา", "Amendment"), ("การแก้ไขสัญญาหนึ่งครั้ง", "One change of the contract"), ("amendment_code",), (
    code("amendment_code", "รหัสการแก้ไข", "Amendment code", "รหัสการแก้ไข", "Code of the amendment", required=True, example="AM-01"), contract_code(required=True),
    day("amended_on", "วันที่แก้ไข", "Amended on", "วันที่มีผล", "When it took effect", required=True),
    text("rationale", "เหตุผล", "Reason", "เหตุผลของการแก้ไข", "Why", required=True),
    text("before_text", "เดิม", "Before", "ข้อความหรือจำนวนเดิม", "What it said"), text("after_text", "แก้ไขเป็น", "After", "ข้อความหรือจำนวนใหม่", "What it says now"),
    text("resolution_reference", "มติอ้างอิง", "Resolution", "มติที่ให้แก้ไข", "The resolution behind it"),
))
DISPUTE = Table("dispute", "contract", "monthly", ("ข้อพิพาท", "Dispute"), ("ข้อพิพาทตามสัญญา", "A dispute under the contract"), ("dispute_code",), (
    code("dispute_code", "รหัสข้อพิพาท", "Dispute code", "รหัสข้อพิพาท", "Code of the dispute", required=True, example="DIS-01"), contract_code(required=True),
    day("raised_on", "วันที่ยกขึ้น", "Raised on", "วันที่ยกขึ้น", "When it was raised", required=True), organisation_codes("คู่กรณี", "Parties", required=True),
    text("subject", "เรื่อง", "Subject", "เรื่องพิพาท", "What it is about", required=True), text("method", "วิธีระงับ", "Method", "วิธีระงับข้อพิพาท", "How it is settled"),
    choice("dispute_state", "dispute_state", "สถานะ", "State", "สถานะข้อพิพาท", "Where it stands", required=True),
    day("settled_on", "วันที่ยุติ", "Settled on", "วันที่ยุติ", "When it ended"), text("outcome", "ผล", "Outcome", "ผลการระงับ", "What came of it"),
))
UNDERTAKING = Table("undertaking", "contract", "setup", ("ข้อผูกพันด้านทรัพยากร", "Undertaking"), ("บทบาท คน หรือสิ่งของที่ภาคีรับว่าจะให้", "A role, people or things a partner undertook to provide"), ("undertaking_code",), (
    code("undertaking_code", "รหัสข้อผูกพัน", "Undertaking code", "รหัสข้อผูกพัน", "Code of the undertaking", required=True, example="UN-01"), contract_code(required=True),
    organisation_code(required=True), project_code(),
    choice("resource_kind", "resource_kind", "ประเภททรัพยากร", "Kind of resource", "ประเภททรัพยากร", "Kind of resource", required=True),
    text("description", "รายละเอียด", "Description", "สิ่งที่รับว่าจะให้", "What was promised", required=True),
    number("quantity", "จำนวน", "Quantity", "จำนวนที่รับไว้", "How much", minimum=0), text("quantity_unit", "หน่วยนับ", "Unit", "หน่วยนับ", "Unit of the quantity", example="คน"),
    text("responsible_post", "ตำแหน่งผู้รับผิดชอบ", "Responsible post", "เว้นว่างถ้ายังไม่มีผู้รับผิดชอบ", "Empty when nobody is responsible"),
    day("due_on", "วันครบกำหนด", "Due on", "วันครบกำหนด", "When it is due"), day("fulfilled_on", "วันที่ทำครบ", "Fulfilled on", "วันที่ทำครบ", "When it was fulfilled"), note(),
))
TABLES = (CONTRACT, CONTRACT_PARTY, APPROVAL, AMENDMENT, UNDERTAKING, DISPUTE)
