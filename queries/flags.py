"""The red flags: each a rule with an id, a severity, words in Thai and English, and the page that shows it. The rules are in flag_rules.

The import asks too, and tells the flags that rows of the new release raise as warnings: from_release, sheet and row say where.
"""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

from queries import flag_rules
from queries.answers import table
from queries.tables.spec import Words

SEVERITIES = ("high", "medium", "low")  # worst first
COLUMNS = (
    "flag", "severity", "subject_kind", "subject_code", "subject_name", "subject_name_en", "responsible_organisation_code",
    "responsible_organisation_name", "responsible_organisation_name_en",
    "figure", "figure_unit", "limit", "due_on", "details", "title_th", "title_en", "action_th", "action_en", "page", "source_sheet", "source_row", "from_release",
)


@dataclass(frozen=True)
class Flag:
    """A red flag: what it is called, what to do about it, how grave it is, which page shows it, and the rule that raises it."""

    id: str
    severity: str
    page: str
    title: Words
    action: Words
    query: Callable[[flag_rules.Facts], Iterator[dict]]


def _flag(rule: Callable[[flag_rules.Facts], Iterator[dict]], severity: str, page: str, title: Words, action: Words) -> Flag:
    return Flag(rule.__name__, severity, page, title, action, rule)


_ALL: Iterable[Flag] = (
    _flag(flag_rules.paid_before_accepted, "high", "deliverables", ("จ่ายเงินก่อนตรวจรับ", "Paid before accepted"),
          ("ชี้แจงเหตุที่จ่ายก่อนตรวจรับ และเร่งตรวจรับหรือเรียกเงินคืน", "Explain the payment, and complete the acceptance or recover the money")),
    _flag(flag_rules.accepted_without_evidence, "high", "deliverables", ("ตรวจรับโดยไม่มีหลักฐาน", "Accepted without evidence"),
          ("ส่งเอกสารหลักฐานของงานที่ตรวจรับแล้ว", "Provide the document that proves what was accepted")),
    _flag(flag_rules.deliverable_overdue, "high", "deliverables", ("สิ่งส่งมอบเกินกำหนด", "Deliverable overdue"),
          ("ส่งมอบงาน หรือเสนอขอเลื่อนกำหนดพร้อมเหตุผล", "Deliver, or propose a new date with its reason")),
    _flag(flag_rules.disbursed_over_allocated, "high", "budget", ("เบิกจ่ายเกินที่จัดสรร", "Disbursed over allocated"),
          ("ตรวจสอบรายการเบิกจ่ายและวงเงินจัดสรร", "Check the disbursements and the allocation")),
    _flag(flag_rules.share_exceeds_budget, "high", "budget", ("สัดส่วนไม่เท่ากับวงเงินโครงการ", "Shares do not add up to the project's budget"),
          ("ตรวจสัดส่วนของแต่ละภาคีและวงเงินโครงการกับสัญญา", "Check each partner's share and the budget against the contract")),
    _flag(flag_rules.block_grant_on_routine_duty, "high", "budget", ("ใช้เงินก้อนกับงานประจำ", "Block grant spent on routine duty"),
          ("ชี้แจงและเปลี่ยนไปเบิกจากงบประมาณปกติ", "Explain, and charge it to the ordinary budget")),
    _flag(flag_rules.indicator_moving_away, "high", "indicators", ("ตัวชี้วัดถอยห่างจากเป้าหมาย", "Indicator moving away from its target"),
          ("วิเคราะห์สาเหตุและเสนอแนวทางแก้ไข", "Find the cause and propose what to change")),
    _flag(flag_rules.pledged_not_allocated, "medium", "budget", ("รับไว้ตามสัญญาแต่ยังไม่จัดสรร", "Pledged but not allocated"),
          ("จัดสรรเงินตามที่รับไว้ หรือแจ้งเหตุขัดข้องต่อคณะกรรมการ", "Allocate what was pledged, or tell the committee why not")),
    _flag(flag_rules.party_not_signed, "medium", "contract", ("คู่สัญญายังไม่ลงนาม", "Party has not signed"),
          ("ลงนามในสัญญา หรือแจ้งข้อขัดข้อง", "Sign the contract, or say what stands in the way")),
    _flag(flag_rules.contract_part_empty, "medium", "contract", ("สัญญายังขาดเนื้อหา", "Part of the contract is empty"),
          ("เสนอคู่สัญญาเติมเนื้อหาส่วนที่ขาด", "Have the parties complete the part that is empty")),
    _flag(flag_rules.indicator_without_observation, "medium", "indicators", ("ตัวชี้วัดไม่มีผลของงวดที่สิ้นสุดแล้ว", "Indicator without a value for its period"),
          ("รายงานค่าของงวดที่สิ้นสุดแล้ว", "Report the value of the period that has closed")),
    _flag(flag_rules.undertaking_without_responsible, "medium", "roles", ("ข้อผูกพันไม่มีผู้รับผิดชอบ", "Undertaking with nobody responsible"),
          ("กำหนดตำแหน่งผู้รับผิดชอบ", "Name the post that is responsible")),
    _flag(flag_rules.project_without_responsible, "medium", "budget", ("โครงการไม่มีผู้รับผิดชอบ", "Project without a responsible party"),
          ("กำหนดภาคีผู้รับผิดชอบโครงการ", "Name the partner that answers for the project")),
    _flag(flag_rules.mou_expiring, "medium", "roles", ("MOU ใกล้หมดอายุ", "Memorandum about to expire"),
          ("ต่ออายุ หรือสรุปผลก่อนสิ้นสุด", "Renew it, or conclude it before it ends")),
    _flag(flag_rules.partner_concentration, "medium", "budget", ("ภาคีรายเดียวรับภาระโครงการเกินเกณฑ์", "One partner carries most of a project"),
          ("พิจารณากระจายภาระหรือเตรียมแผนสำรอง", "Consider spreading the burden, or prepare a fallback")),
    _flag(flag_rules.body_without_six_kinds, "medium", "bodies", ("คณะขาดผู้แทนบางประเภท", "Body without one of the six kinds"),
          ("เสนอแต่งตั้งผู้แทนประเภทที่ขาด", "Propose members of the kinds that are missing")),
    _flag(flag_rules.member_without_order, "low", "bodies", ("กรรมการไม่มีคำสั่งแต่งตั้ง", "Member without an appointment order"),
          ("เสนอผู้ว่าราชการจังหวัดออกคำสั่งแต่งตั้ง", "Ask the governor for the appointment order")),
    _flag(flag_rules.tie_silent, "low", "ties", ("สายสัมพันธ์เงียบหาย", "Tie gone silent"),
          ("ประสานให้ภาคีทั้งสองกลับมาทำงานร่วมกัน หรือยุติสายสัมพันธ์", "Bring the two partners together again, or end the tie")),
    _flag(flag_rules.mou_obligation_without_project, "low", "roles", ("ข้อผูกพันตาม MOU ไม่มีโครงการรองรับ", "MOU obligation with no project"),
          ("ระบุโครงการที่รองรับ หรือปรับข้อผูกพัน", "Name the project that carries it, or change the obligation")),
    _flag(flag_rules.conflict_of_interest, "low", "overview", ("กรรมการตรวจสอบมีส่วนได้เสีย", "Conflict of interest in the scrutiny committee"),
          ("เปิดเผยส่วนได้เสีย และงดออกเสียงในวาระนี้", "Declare the interest and abstain on the item")),
    _flag(flag_rules.participation_fact_missing, "low", "overview", ("กิจกรรมการมีส่วนร่วมขาดข้อเท็จจริงที่ต้องมี", "Participation activity misses required facts"),
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


def raised(connection: Connection, *, release: int, province: str, only: Set[str] | None = None) -> pd.DataFrame:
    """One row a flag and the thing it is raised on: who must act, by when, figure against limit (with its unit), words, and the row
    that causes it; gravest first, then as listed in FLAGS, largest figure first. `only` keeps those ids; KeyError for an unknown one."""
    facts = flag_rules.Facts(connection, release, province)
    found, chosen = [], [flag for id, flag in FLAGS.items() if only is None or id in _known(only)]
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
