"""The network manager's contract: selection, phases, deliverables and the three events that judge them."""

from queries.tables.contract import contract_code
from queries.tables.network import body_code, end_on, organisation_code, start_on
from queries.tables.spec import Table, boolean, choice, code, codes, day, integer, money, note, text, url


def manager_contract_code(**more):
    """A network manager's contract, by its code."""
    return code("manager_contract_code", "รหัสสัญญาจ้างผู้จัดการ", "Manager's contract code", "สัญญาว่าจ้างผู้จัดการเครือข่าย", "The network manager's contract", references="manager_contract", example="MC-01", **more)


def deliverable_code(**more):
    """A deliverable, by its code."""
    return code("deliverable_code", "รหัสสิ่งส่งมอบ", "Deliverable code", "สิ่งส่งมอบ", "The deliverable", references="deliverable", example="D-01", **more)


def document_number():
    """The number of the letter or minutes behind an event."""
    return text("document_number", "เลขที่หนังสือ", "Document number", "เลขที่หนังสือหรือรายงานการประชุม", "Number of the letter or minutes")


MANAGER_SELECTION = Table("manager_selection", "deliverables", "setup", ("การสรรหาผู้จัดการเครือข่าย", "Manager's selection"), ("ขั้นตอนการสรรหา", "One step of the selection"), ("selection_code",), (
    code("selection_code", "รหัสการสรรหา", "Selection code", "รหัสการสรรหา", "Code of the step", required=True, example="SEL-01"),
    choice("selection_step", "selection_step", "ขั้นตอน", "Step", "ขั้นตอน", "The step", required=True), day("held_on", "วันที่", "Held on", "วันที่ดำเนินการ", "When it was held", required=True),
    body_code(), organisation_code("candidate_organisation_code", "ผู้ได้รับการเสนอชื่อ", "Candidate", "ภาคีที่ได้รับการเสนอชื่อ", "The candidate partner"),
    text("outcome", "ผล", "Outcome", "ผลของขั้นตอน", "What came of it"), document_number(),
))
MANAGER_CONTRACT = Table("manager_contract", "deliverables", "setup", ("สัญญาว่าจ้างผู้จัดการเครือข่าย", "Network manager's contract"), ("สัญญาจ้างและวงเงิน", "The hire contract and its sum"), ("manager_contract_code",), (
    code("manager_contract_code", "รหัสสัญญาจ้างผู้จัดการ", "Manager's contract code", "รหัสสัญญาจ้าง", "Code of the contract", required=True, example="MC-01"), contract_code(required=True),
    organisation_code("employer_organisation_code", "ผู้ว่าจ้าง", "Employer", "ผู้ว่าจ้าง", "The employer", required=True), organisation_code("manager_organisation_code", "ผู้จัดการเครือข่าย", "Network manager", "ภาคีที่เป็นผู้จัดการเครือข่าย", "The partner hired", required=True),
    day("signed_on", "วันที่ลงนาม", "Signed on", "วันที่ลงนาม", "Date of signature", required=True), start_on(required=True), end_on(required=True),
    money("contract_sum_baht", "วงเงินสัญญาจ้าง", "Contract sum", "วงเงินสัญญาจ้าง", "The contract sum", required=True), text("selection_method", "วิธีสรรหา", "Selection method", "วิธีสรรหา", "How it was selected"),
))
PHASE = Table("phase", "deliverables", "setup", ("งวดงาน", "Phase"), ("ช่วงสัญญาหนึ่งงวด", "One phase of the manager's contract"), ("phase_code",), (
    code("phase_code", "รหัสงวดงาน", "Phase code", "รหัสงวดงาน", "Code of the phase", required=True, example="PH-1"), manager_contract_code(required=True),
    integer("phase_number", "งวดที่", "Phase number", "ลำดับงวด", "Number of the phase", required=True, minimum=1, maximum=60, example="1"), text("phase_name", "ชื่องวดงาน", "Phase name", "ชื่องวดงาน", "Its name", required=True),
    text("outputs", "ผลผลิตของงวด", "Outputs", "ผลผลิตที่ต้องได้", "What it must produce"), start_on(required=True), end_on(required=True),
    money("payment_baht", "ค่างวด", "Payment", "เงินที่จ่ายเมื่อตรวจรับครบ", "Paid when all is accepted", required=True),
))
DELIVERABLE = Table("deliverable", "deliverables", "setup", ("สิ่งส่งมอบ", "Deliverable"), ("สิ่งที่ต้องส่งในงวดงาน", "What a phase must deliver"), ("deliverable_code",), (
    code("deliverable_code", "รหัสสิ่งส่งมอบ", "Deliverable code", "รหัสสิ่งส่งมอบ", "Code of the deliverable", required=True, example="D-01"),
    code("phase_code", "รหัสงวดงาน", "Phase code", "งวดงาน", "The phase", references="phase", required=True, example="PH-1"),
    text("deliverable_name", "ชื่อสิ่งส่งมอบ", "Deliverable name", "ชื่อสิ่งส่งมอบ", "Its name", required=True), text("deliverable_name_en", "ชื่อสิ่งส่งมอบภาษาอังกฤษ", "Deliverable name in English", "ชื่อภาษาอังกฤษ", "Name in English"),
    text("acceptance_criteria", "เกณฑ์การตรวจรับ", "Acceptance criteria", "เกณฑ์การตรวจรับ", "When it counts as delivered", required=True),
    day("original_due_on", "วันครบกำหนดเดิม", "Original due date", "วันครบกำหนดตามสัญญาเดิม ไม่แก้ไข", "Due date of the original contract, never edited", required=True),
    organisation_code("responsible_organisation_code", "ผู้รับผิดชอบ", "Responsible party", "ภาคีผู้ต้องส่ง", "Who must deliver"),
    codes("output_codes", "ผลผลิตที่ตอบ", "Outputs served", "รหัสผลผลิตตามสัญญา คั่นด้วย ;", "Contract outputs it serves, separated by ;", references="output", example="OUT-01; OUT-02"),
))
RESCHEDULE = Table("reschedule", "deliverables", "monthly", ("การเลื่อนกำหนด", "Reschedule"), ("การเลื่อนวันส่งหนึ่งครั้ง", "One change of a due date"), ("deliverable_code", "reschedule_number"), (
    deliverable_code(required=True), integer("reschedule_number", "ครั้งที่", "Number", "เลื่อนครั้งที่", "Which reschedule", required=True, minimum=1, maximum=50, example="1"),
    day("decided_on", "วันที่ตกลง", "Decided on", "วันที่ตกลงเลื่อน", "When it was agreed", required=True), day("new_due_on", "กำหนดใหม่", "New due date", "วันครบกำหนดใหม่", "The new due date", required=True),
    text("reason", "เหตุผล", "Reason", "เหตุผลที่เลื่อน", "Why", required=True), choice("reschedule_cause", "reschedule_cause", "เหตุจากฝ่าย", "Caused by", "ฝ่ายที่เป็นเหตุให้เลื่อน", "Whose doing it was", required=True),
    boolean("is_excused", "ยกเว้นความล่าช้า", "Is excused", "ใช่ เมื่อไม่นับเป็นความล่าช้าของผู้จัดการ", "Yes when it does not count against the manager", required=True), body_code("คณะที่เห็นชอบ", "Agreed by"),
))
SUBMISSION = Table("submission", "deliverables", "monthly", ("การส่งงาน", "Submission"), ("การส่งสิ่งส่งมอบหนึ่งครั้ง", "One submission of a deliverable"), ("deliverable_code", "submission_number"), (
    deliverable_code(required=True), integer("submission_number", "ส่งครั้งที่", "Number", "ส่งครั้งที่", "Which submission", required=True, minimum=1, maximum=50, example="1"),
    day("submitted_on", "วันที่ส่ง", "Submitted on", "วันที่ส่ง", "When it was submitted", required=True), document_number(), note(),
))
REVIEW = Table("review", "deliverables", "monthly", ("การตรวจและความเห็น", "Review"), ("ตรวจสอบ ตรวจรับ หรือความเห็นของคณะกรรมการ", "A management review, legal acceptance or scrutiny opinion"), ("deliverable_code", "review_kind", "review_number"), (
    deliverable_code(required=True), choice("review_kind", "review_kind", "ประเภทการตรวจ", "Kind of review", "ประเภทการตรวจ", "Which of the three events", required=True),
    integer("review_number", "ครั้งที่", "Number", "ครั้งที่", "Which time", required=True, minimum=1, maximum=50, example="1"), day("reviewed_on", "วันที่", "Reviewed on", "วันที่มีผล", "When it was decided", required=True),
    body_code(required=True), choice("review_decision", "review_decision", "ผลการพิจารณา", "Decision", "ผลการพิจารณา", "What was decided", required=True),
    text("opinion", "ความเห็น", "Words", "ความเห็นหรือเหตุผล", "The body's words"), text("conditions", "เงื่อนไข", "Conditions", "เงื่อนไขที่ต้องทำ", "Conditions to meet"), document_number(),
))
ADVICE = Table("advice", "deliverables", "monthly", ("คำแนะนำต่อผู้จัดการ", "Advice to the manager"), ("คำแนะนำที่ผู้จัดการเครือข่ายได้รับ", "Advice the network manager received"), ("advice_code",), (
    code("advice_code", "รหัสคำแนะนำ", "Advice code", "รหัสคำแนะนำ", "Code of the advice", required=True, example="AD-01"), manager_contract_code(required=True), day("given_on", "วันที่", "Given on", "วันที่ให้คำแนะนำ", "When it was given", required=True),
    body_code(required=True), text("advice", "คำแนะนำ", "Advice", "คำแนะนำ", "The advice", required=True), text("response", "การดำเนินการ", "Response", "สิ่งที่ทำตามคำแนะนำ", "What was done about it"),
))
MANAGER_PAYMENT = Table("manager_payment", "deliverables", "monthly", ("การจ่ายค่างวด", "Payment to the manager"), ("การจ่ายค่างวดหนึ่งครั้ง", "One payment for a phase"), ("payment_code",), (
    code("payment_code", "รหัสการจ่าย", "Payment code", "รหัสการจ่าย", "Code of the payment", required=True, example="PAY-01"), code("phase_code", "รหัสงวดงาน", "Phase code", "งวดที่จ่าย", "The phase paid", references="phase", required=True, example="PH-1"),
    day("paid_on", "วันที่จ่าย", "Paid on", "วันที่จ่าย", "When it was paid", required=True), money("amount_baht", "จำนวนเงิน", "Amount", "จำนวนที่จ่ายจริง", "What was paid", required=True),
    money("withheld_baht", "หักไว้", "Withheld", "เงินที่หักไว้", "What was withheld"), document_number(),
))
PENALTY = Table("penalty", "deliverables", "monthly", ("ค่าปรับ", "Penalty"), ("ค่าปรับตามสัญญาจ้าง", "A penalty under the hire contract"), ("penalty_code",), (
    code("penalty_code", "รหัสค่าปรับ", "Penalty code", "รหัสค่าปรับ", "Code of the penalty", required=True, example="PEN-01"), deliverable_code(required=True), day("imposed_on", "วันที่ปรับ", "Imposed on", "วันที่ปรับ", "When it was imposed", required=True),
    money("amount_baht", "จำนวนเงิน", "Amount", "จำนวนค่าปรับ", "How much", required=True), text("reason", "เหตุผล", "Reason", "เหตุที่ปรับ", "Why", required=True),
))
EVIDENCE = Table("evidence", "deliverables", "monthly", ("หลักฐาน", "Evidence"), ("เอกสารหลักฐานของงานหรือค่า", "A document that proves a fact"), ("evidence_code",), (
    code("evidence_code", "รหัสหลักฐาน", "Evidence code", "รหัสหลักฐาน", "Code of the document", required=True, example="DOC-001"),
    choice("subject_kind", "subject_kind", "หลักฐานของ", "Evidence for", "ประเภทสิ่งที่พิสูจน์", "Kind of thing it proves", required=True), code("subject_code", "รหัสสิ่งที่พิสูจน์", "Code of the item", "รหัสของสิ่งนั้น", "Code of that thing", required=True, example="D-01"),
    text("evidence_title", "ชื่อเอกสาร", "Title", "ชื่อเอกสาร", "Its title", required=True), document_number(), day("dated_on", "ลงวันที่", "Dated on", "วันที่ของเอกสาร", "Its date", required=True),
    url("document_url", "ที่อยู่เอกสาร", "Document address", "ที่อยู่เอกสารบนระบบของจังหวัด", "Where it is kept", is_public=False),
))
TABLES = (MANAGER_SELECTION, MANAGER_CONTRACT, PHASE, DELIVERABLE, RESCHEDULE, SUBMISSION, REVIEW, ADVICE, MANAGER_PAYMENT, PENALTY, EVIDENCE)
