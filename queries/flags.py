"""The red flags: each a rule with an id, a severity, words in Thai and English, and the page that shows it. The rules are in flag_rules,
their names in tables.choices; which of them a province has switched off is data (flag_switches).

The import asks too, and tells the flags that rows of the new release raise as warnings: from_release, sheet and row say where.
"""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

from queries import flag_rules
from queries.answers import remembered, table
from queries.flag_switches import ON, switched
from queries.tables import CHOICES
from queries.tables.spec import Words

SEVERITIES = ("high", "medium", "low")  # worst first
COLUMNS = (
    "flag", "severity", "subject_kind", "subject_code", "subject_name", "subject_name_en", "responsible_organisation_code",
    "responsible_organisation_name", "responsible_organisation_name_en",
    "figure", "figure_unit", "limit", "due_on", "details", "title_th", "title_en", "action_th", "action_en", "page", "source_sheet", "source_row", "from_release",
)


@dataclass(frozen=True)
class Flag:
    """A red flag: what it is called, what it checks, what to do about it, how grave it is, which page shows it, and the rule that raises it."""

    id: str
    severity: str
    page: str
    title: Words
    checks: Words
    action: Words
    query: Callable[[flag_rules.Facts], Iterator[dict]]
    limited_by: str = ""  # the threshold rule it is raised by; the others ask yes or no


def _flag(rule: Callable[[flag_rules.Facts], Iterator[dict]], severity: str, page: str, checks: Words, action: Words, limited_by: str = "") -> Flag:
    return Flag(rule.__name__, severity, page, CHOICES["flag"][rule.__name__], checks, action, rule, limited_by)


_ALL: Iterable[Flag] = (
    _flag(flag_rules.paid_before_accepted, "high", "deliverables",
          ("จ่ายเงินของงวดใดก่อนวันที่ตรวจรับสิ่งส่งมอบของงวดนั้นครบ", "A phase is paid for before all its deliverables are legally accepted"),
          ("ชี้แจงเหตุที่จ่ายก่อนตรวจรับ และเร่งตรวจรับหรือเรียกเงินคืน", "Explain the payment, and complete the acceptance or recover the money")),
    _flag(flag_rules.accepted_without_evidence, "high", "deliverables",
          ("สิ่งส่งมอบตรวจรับแล้ว แต่ไม่มีเอกสารหลักฐานแม้ฉบับเดียว", "A deliverable is legally accepted with no document to show for it"),
          ("ส่งเอกสารหลักฐานของงานที่ตรวจรับแล้ว", "Provide the document that proves what was accepted")),
    _flag(flag_rules.deliverable_overdue, "high", "deliverables",
          ("สิ่งส่งมอบเลยกำหนดปัจจุบันแล้วยังไม่ส่ง หรือถูกส่งกลับแล้วยังไม่ส่งใหม่", "A deliverable is past its current due date and not submitted, or sent back and not submitted again"),
          ("ส่งมอบงาน หรือเสนอขอเลื่อนกำหนดพร้อมเหตุผล", "Deliver, or propose a new date with its reason")),
    _flag(flag_rules.disbursed_over_allocated, "high", "budget",
          ("เบิกจ่ายจากสัดส่วนของภาคีเกินเงินที่จัดสรรไว้", "More is disbursed from a partner's share than was allocated to it"),
          ("ตรวจสอบรายการเบิกจ่ายและวงเงินจัดสรร", "Check the disbursements and the allocation")),
    _flag(flag_rules.share_exceeds_budget, "high", "project",
          ("สัดส่วนที่ภาคีรับไว้เป็นเงินรวมกันแล้วไม่เท่ากับวงเงินโครงการ", "The shares pledged in money do not add up to the project's budget"),
          ("ตรวจสัดส่วนของแต่ละภาคีและวงเงินโครงการกับสัญญา", "Check each partner's share and the budget against the contract")),
    _flag(flag_rules.block_grant_on_routine_duty, "high", "budget",
          ("เงินก้อนซึ่งให้ไว้บริหารโครงการถูกใช้กับงานประจำ", "A block grant pays for what is the office's routine duty"),
          ("ชี้แจงและเปลี่ยนไปเบิกจากงบประมาณปกติ", "Explain, and charge it to the ordinary budget")),
    _flag(flag_rules.indicator_moving_away, "high", "indicators",
          ("ค่าล่าสุดที่รับรองแล้วแย่กว่าค่าฐาน ทั้งที่ถึงเวลาต้องคืบหน้า", "The last approved value is worse than the baseline although progress was due"),
          ("วิเคราะห์สาเหตุและเสนอแนวทางแก้ไข", "Find the cause and propose what to change")),
    _flag(flag_rules.pledged_not_allocated, "medium", "budget",
          ("ภาคีรับไว้เป็นเงิน แต่ยังไม่จัดสรรเลยเมื่อสิ้นไตรมาสที่กำหนด", "Money is pledged, and none of it allocated when the quarter set for it has ended"),
          ("จัดสรรเงินตามที่รับไว้ หรือแจ้งเหตุขัดข้องต่อคณะกรรมการ", "Allocate what was pledged, or tell the committee why not"), limited_by="unallocated_after_quarter"),
    _flag(flag_rules.party_not_signed, "medium", "contract",
          ("สัญญาเริ่มแล้ว แต่คู่สัญญายังไม่ลงนาม", "The contract has begun and a party has not signed it"),
          ("ลงนามในสัญญา หรือแจ้งข้อขัดข้อง", "Sign the contract, or say what stands in the way")),
    _flag(flag_rules.contract_part_empty, "medium", "contract",
          ("เนื้อหาในส่วนใดส่วนหนึ่งของสัญญาทั้งสี่ส่วนยังว่าง", "Something in one of the contract's four parts is empty"),
          ("เสนอคู่สัญญาเติมเนื้อหาส่วนที่ขาด", "Have the parties complete the part that is empty")),
    _flag(flag_rules.indicator_without_observation, "medium", "indicators",
          ("งวดล่าสุดของตัวชี้วัดสิ้นสุดแล้ว แต่ไม่มีค่าที่รับรอง", "The indicator's last period has closed without an approved value"),
          ("รายงานค่าของงวดที่สิ้นสุดแล้ว", "Report the value of the period that has closed")),
    _flag(flag_rules.undertaking_without_responsible, "medium", "roles",
          ("ข้อผูกพันที่ยังทำไม่ครบไม่ระบุตำแหน่งผู้รับผิดชอบ", "An undertaking not yet fulfilled names no responsible post"),
          ("กำหนดตำแหน่งผู้รับผิดชอบ", "Name the post that is responsible")),
    _flag(flag_rules.project_without_responsible, "medium", "project",
          ("โครงการที่ยังไม่เสร็จไม่มีภาคีใดเป็นผู้รับผิดชอบ", "No partner answers for a project that is planned or under way"),
          ("กำหนดภาคีผู้รับผิดชอบโครงการ", "Name the partner that answers for the project")),
    _flag(flag_rules.mou_expiring, "medium", "roles",
          ("MOU ที่มีผลอยู่จะสิ้นสุดภายในจำนวนวันที่กำหนด", "A memorandum in force ends within the days set"),
          ("ต่ออายุ หรือสรุปผลก่อนสิ้นสุด", "Renew it, or conclude it before it ends"), limited_by="mou_expiring_days"),
    _flag(flag_rules.partner_concentration, "medium", "project",
          ("ภาคีรายเดียวรับเงินของโครงการไว้เกินร้อยละที่กำหนด", "One partner carries more of a project's pledged money than the percentage set"),
          ("พิจารณากระจายภาระหรือเตรียมแผนสำรอง", "Consider spreading the burden, or prepare a fallback"), limited_by="partner_concentration_percent"),
    _flag(flag_rules.body_without_six_kinds, "medium", "bodies",
          ("คณะของเครือข่ายไม่มีผู้แทนครบหกประเภท: ราชการ รัฐวิสาหกิจ อปท. เอกชน วิชาการ ประชาชน (เว้นคณะที่กฎหมายกำหนดองค์ประกอบ)", "A body of the network lacks one of six kinds: government, state enterprise, local government, private sector, academia, people (bodies composed by law excepted)"),
          ("เสนอแต่งตั้งผู้แทนประเภทที่ขาด", "Propose members of the kinds that are missing")),
    _flag(flag_rules.member_without_order, "low", "bodies",
          ("ผู้แทนนั่งในคณะโดยยังไม่มีคำสั่งแต่งตั้งที่มีผล", "Somebody sits in a body with no appointment order in force"),
          ("เสนอผู้ว่าราชการจังหวัดออกคำสั่งแต่งตั้ง", "Ask the governor for the appointment order")),
    _flag(flag_rules.tie_silent, "low", "ties",
          ("ภาคีที่แจ้งว่าทำงานร่วมกันไม่มีกิจกรรมร่วมตลอดจำนวนไตรมาสที่กำหนด", "Two partners with a declared tie have had no joint event for the quarters set"),
          ("ประสานให้ภาคีทั้งสองกลับมาทำงานร่วมกัน หรือยุติสายสัมพันธ์", "Bring the two partners together again, or end the tie"), limited_by="tie_silent_quarters"),
    _flag(flag_rules.mou_obligation_without_project, "low", "roles",
          ("ข้อผูกพันใน MOU ที่มีผลอยู่ไม่มีโครงการรองรับ", "No project carries an obligation of a memorandum in force"),
          ("ระบุโครงการที่รองรับ หรือปรับข้อผูกพัน", "Name the project that carries it, or change the obligation")),
    _flag(flag_rules.conflict_of_interest, "low", "budget",
          ("หน่วยงานของกรรมการตรวจสอบติดตามเป็นผู้จ่ายหรือผู้รับเงินของโครงการ หรือเป็นคู่สัญญาว่าจ้างผู้จัดการเครือข่าย", "The organisation of a member of the scrutiny committee pays or receives a project's money, or is a party to the network manager's contract"),
          ("เปิดเผยส่วนได้เสีย และงดออกเสียงในวาระนี้", "Declare the interest and abstain on the item")),
    _flag(flag_rules.participation_fact_missing, "low", "participation",
          ("กิจกรรมขาด หรือไม่ได้ระบุ ข้อเท็จจริงที่เครื่องมือการมีส่วนร่วมนั้นต้องมี เช่น จำนวนคนหรือจำนวนวัน", "An activity lacks, or does not state, a fact its participation tool requires, such as how many people or days"),
          ("เติมข้อมูลที่ขาด หรือบันทึกเหตุผล", "Fill in what is missing, or record the reason")),
)
FLAGS: dict[str, Flag] = {flag.id: flag for flag in _ALL}
# What to do about a thing that is off track, on watch or without evidence though no flag is raised on it.
ACTION_OF_STATE: dict[str, Words] = {
    "deliverable": FLAGS["deliverable_overdue"].action,
    "budget_share": ("เร่งก่อหนี้และเบิกจ่ายให้ถึงเป้าหมาย หรือแจ้งเหตุขัดข้อง", "Commit and disburse up to the target, or say what stands in the way"),
    "indicator": ("ชี้แจงสาเหตุและเสนอแผนเร่งรัดให้ถึงค่าเป้าหมาย", "Explain, and propose how the target will be reached"),
    "project": ("เร่งรัดงานตามแผน หรือเสนอปรับแผนพร้อมเหตุผล", "Bring the work back to plan, or propose a new plan with its reason"),
}
NO_EVIDENCE_ACTION: Words = ("รายงานข้อมูลพร้อมหลักฐานของงวดที่สิ้นสุดแล้ว", "Report, with evidence, for the period that has closed")


@remembered
def raised(connection: Connection, *, release: int, province: str, only: Set[str] | None = None) -> pd.DataFrame:
    """One row a flag and the thing it is raised on: who must act, by when, figure against limit (with its unit), words, and the row
    that causes it; gravest first, then as listed in FLAGS, largest figure first. None of a flag that is switched off.
    `only` keeps those ids; KeyError for an unknown one."""
    facts = flag_rules.Facts(connection, release, province)
    switches = switched(connection, release, province)
    found, chosen = [], [flag for id, flag in FLAGS.items() if (only is None or id in _known(only)) and switches.get(id, ON).is_on]
    for flag in chosen if facts.has_release else ():
        raised_here = [_record(flag, facts, row) for row in flag.query(facts)]
        found += sorted(raised_here, key=lambda r: (r["figure"] is None, -(r["figure"] or 0), r["subject_code"]))
    return table(found, COLUMNS)


def _known(only: Set[str]) -> Set[str]:
    if unknown := sorted(set(only) - FLAGS.keys()):
        raise KeyError(f"no such flag: {', '.join(unknown)}")
    return only


def _record(flag: Flag, facts: flag_rules.Facts, row: dict) -> dict:
    (title_th, title_en), (action_th, action_en) = flag.title, flag.action
    responsible = row["responsible_organisation_code"]
    return {"figure": None, **row, "flag": flag.id, "severity": flag.severity, "page": flag.page, "title_th": title_th, "title_en": title_en, "action_th": action_th,
            "action_en": action_en, "responsible_organisation_name": facts.name(responsible) if responsible else None,
            "responsible_organisation_name_en": facts.name_en(responsible) if responsible else None}
