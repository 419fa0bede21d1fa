"""What each partner undertook to pay, and what became of the money."""

from queries.tables.network import organisation_code, project_code
from queries.tables.spec import Table, boolean, choice, code, day, fiscal_year, integer, money, note, number, text


def year(th="ปีงบประมาณ", en="Fiscal year", **more):
    """A fiscal year in the Buddhist era, named by the year it ends in."""
    return fiscal_year("fiscal_year", th, en, "ปีงบประมาณ พ.ศ. (1 ต.ค. – 30 ก.ย.)", "Fiscal year, BE (1 Oct - 30 Sep)", required=True, **more)


BUDGET_SHARE = Table("budget_share", "budget", "setup", ("สัดส่วนงบประมาณ", "Budget share"), ("ส่วนที่ภาคีหนึ่งรับไว้ในโครงการหนึ่ง ปีหนึ่ง แหล่งเงินหนึ่ง", "What a partner undertook in a project, year, fund source and spend type"), ("share_code",), (
    code("share_code", "รหัสสัดส่วน", "Share code", "รหัสสัดส่วน", "Code of the share", required=True, example="S-001"), project_code(required=True), organisation_code(required=True), year(),
    choice("fund_source", "fund_source", "แหล่งเงิน", "Fund source", "แหล่งเงิน in-kind แสดงแยก", "Fund source; in-kind is shown apart", required=True),
    choice("spend_type", "spend_type", "ประเภทรายจ่าย", "Spend type", "รายจ่ายประจำหรือลงทุน", "Current or investment", required=True),
    money("pledged_baht", "รับไว้ตามสัญญา", "Pledged", "จำนวนที่รับไว้ในสัญญา", "What was undertaken in the contract", required=True),
    money("allocated_baht", "จัดสรรแล้ว", "Allocated", "จำนวนที่จัดสรรแล้วหลังโอนเปลี่ยนแปลง", "What has been allocated", required=True),
    choice("budget_status", "budget_status", "สถานะวงเงิน", "Budget status", "ประมาณการหรือผูกพัน", "Indicative or committed", required=True),
    day("approved_on", "วันที่อนุมัติ", "Approved on", "วันที่อนุมัติวงเงิน", "When it was approved"), note(),
))
MONEY_EVENT = Table("money_event", "budget", "monthly", ("รายการเงิน", "Money event"), ("ก่อหนี้ เบิกจ่าย หรือกันเงิน หนึ่งรายการ", "One commitment, disbursement or carry-over"), ("money_event_code",), (
    code("money_event_code", "รหัสรายการเงิน", "Money event code", "รหัสรายการเงิน", "Code of the event", required=True, example="M-0001"),
    code("share_code", "รหัสสัดส่วน", "Share code", "สัดส่วนที่จ่ายจาก", "The share it is paid from", references="budget_share", required=True, example="S-001"),
    choice("money_event_kind", "money_event_kind", "ประเภทรายการ", "Kind", "ก่อหนี้ เบิกจ่าย หรือกันเงิน", "Commitment, disbursement or carry-over", required=True),
    day("event_on", "วันที่", "Date", "วันที่เกิดรายการ", "When it happened", required=True),
    money("amount_baht", "จำนวนเงิน", "Amount", "จำนวนเงิน", "How much", required=True),
    text("document_number", "เลขที่เอกสาร", "Document number", "เลขที่ PO หรือฎีกา", "Number of the PO or claim"),
    organisation_code("payee_organisation_code", "ผู้รับเงิน", "Payee", "ภาคีผู้รับเงิน ถ้าเป็นภาคี", "The payee, when a partner"), note(),
))
QUARTERLY_TARGET = Table("quarterly_target", "budget", "setup", ("เป้าหมายรายไตรมาส", "Quarterly target"), ("เป้าหมายเบิกจ่าย/ใช้จ่ายสะสมของเงินรัฐ", "Cumulative disbursement target for state money"), ("fiscal_year", "quarter", "target_spend_type", "money_measure"), (
    year(), integer("quarter", "ไตรมาส", "Quarter", "ไตรมาส 1–4 นับจากตุลาคม", "Quarter 1-4 from October", required=True, minimum=1, maximum=4, example="1"),
    choice("target_spend_type", "target_spend_type", "ประเภทรายจ่าย", "Spend type", "ภาพรวม ประจำ หรือลงทุน", "Overall, current or investment", required=True),
    choice("money_measure", "money_measure", "ตัววัด", "Measure", "เบิกจ่าย หรือ ใช้จ่าย", "Disbursed or spent", required=True),
    number("target_percent", "เป้าหมายสะสม (ร้อยละ)", "Cumulative target (per cent)", "ร้อยละสะสมของวงเงินจัดสรร", "Per cent of the allocated sum, cumulative", required=True, minimum=0, maximum=100, unit=("ร้อยละ", "per cent"), example="32"),
    text("document_reference", "หนังสืออ้างอิง", "Document reference", "มติหรือหนังสือที่กำหนดเป้าหมาย", "Resolution or letter that set it"),
))
BLOCK_GRANT = Table("block_grant", "budget", "setup", ("งบประมาณแบบเป็นก้อน", "Block grant"), ("เงินก้อนสำหรับงานบริหารโครงการของสำนักงานจังหวัด", "Money for the provincial office's project-management work"), ("block_grant_code",), (
    code("block_grant_code", "รหัสเงินก้อน", "Block grant code", "รหัสเงินก้อน", "Code of the grant", required=True, example="BG-2567"), year(),
    money("amount_baht", "วงเงิน", "Amount", "วงเงิน", "How much", required=True), text("purpose", "วัตถุประสงค์", "Purpose", "งานที่สนับสนุน", "What it is for", required=True), day("granted_on", "วันที่อนุมัติ", "Granted on", "วันที่อนุมัติ", "When it was granted"),
))
BLOCK_GRANT_SPENDING = Table("block_grant_spending", "budget", "monthly", ("การใช้งบประมาณแบบเป็นก้อน", "Block grant spending"), ("รายการที่จ่ายจากเงินก้อน", "What the block grant paid for"), ("block_grant_code", "spending_number"), (
    code("block_grant_code", "รหัสเงินก้อน", "Block grant code", "เงินก้อนที่จ่าย", "The grant", references="block_grant", required=True, example="BG-2567"),
    integer("spending_number", "ลำดับ", "Number", "ลำดับรายการ", "Number of the item", required=True, minimum=1, maximum=100000, example="1"),
    day("spent_on", "วันที่จ่าย", "Spent on", "วันที่จ่าย", "When it was paid", required=True), text("description", "รายละเอียด", "Description", "จ่ายเป็นค่าอะไร", "What it paid for", required=True),
    money("amount_baht", "จำนวนเงิน", "Amount", "จำนวนเงิน", "How much", required=True),
    boolean("is_routine_duty", "เป็นงานประจำ", "Is routine duty", "ใช่ เมื่อจ่ายเพื่องานประจำ ซึ่งไม่ควรจ่ายจากเงินก้อน", "Yes when it paid for routine duty, which it should not", required=True),
))
TABLES = (BUDGET_SHARE, QUARTERLY_TARGET, BLOCK_GRANT, MONEY_EVENT, BLOCK_GRANT_SPENDING)
