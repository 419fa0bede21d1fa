"""A manager's contract as large as they come: five phases of twelve deliverables, half way through. As at 15 April 2567 BE (2024-04-15).

Phases 1 and 2 are accepted but for D-212, due on 8 January, moved by 46 days to 23 February and not submitted: 52 days late. Phase 3 runs: D-301 was due
on 9 January and the others 11 days apart; D-305 and D-306 are submitted, the other seven that are due are not: 97, 86, 75, 64, 31, 20 and 9 days late.
Of phases 4 and 5 nothing is due; D-405 was moved by 30 days, excused.
"""

from datetime import date, timedelta

from worked_example import BODIES, CONTRACT, ORGANISATIONS, PLACE, rows

PHASES = ("วางระบบและออกแบบเครือข่าย", "จัดทำสัญญาและตัวชี้วัดร่วม", "ขับเคลื่อนโครงการปีแรก", "เร่งรัดงานและแก้ปัญหา", "สรุปผลและส่งต่อ")
STARTS = (date(2023, 4, 1), date(2023, 9, 1), date(2024, 1, 1), date(2024, 6, 1), date(2024, 11, 1), date(2025, 4, 1))
KINDS = ("แผนปฏิบัติการผู้จัดการเครือข่าย", "ทะเบียนภาคีและตัวเชื่อมประสานรายอำเภอ", "รายงานความก้าวหน้ารายเดือน", "เวทีเชื่อมคณะทำงานสี่มิติ", "ฐานข้อมูลข้อผูกพันของภาคี", "หลักสูตรผู้ประสานรุ่นใหม่",
         "รายงานความเข้มแข็งเครือข่าย เก้าปัจจัย", "ข้อเสนอปรับปรุงสัญญา", "คู่มือภาคี", "แผนแก้ปัญหาโครงการล่าช้า", "รายงานประเมินผล", "สรุปบทเรียนงวด")
GAP = timedelta(days=11)  # between two due dates of a phase; the first is due on its ninth day


def due(phase: int, number: int) -> date:
    """When the n-th deliverable of a phase was due at first."""
    return STARTS[phase - 1] + timedelta(days=8) + GAP * (number - 1)


def code(phase: int, number: int) -> str:
    """The code of the n-th deliverable of a phase: D-301 is the first of the third."""
    return f"D-{phase}{number:02d}"


def table(columns: tuple[str, ...], lines) -> list[dict]:
    """Rows as the importer reads them: a dict a row, days as ISO dates."""
    return [{column: str(value) for column, value in zip(columns, line, strict=True)} for line in lines]


ALL = [(phase, number) for phase in range(1, 6) for number in range(1, 13)]
ACCEPTED = [of for of in ALL if of[0] < 3 and of != (2, 12)]
SUBMITTED = [*ACCEPTED, (3, 5), (3, 6)]
HIRE = {
    **PLACE, "organisation": ORGANISATIONS, **CONTRACT, "body": BODIES,
    "manager_contract": rows("manager_contract_code | contract_code | employer_organisation_code | manager_organisation_code | signed_on | start_on | end_on | contract_sum_baht",
                             "MC | TC | ORG-P | ORG-M | 2023-03-15 | 2023-04-01 | 2025-03-31 | 6000000.00"),
    "phase": table(("phase_code", "manager_contract_code", "phase_number", "phase_name", "outputs", "start_on", "end_on", "payment_baht"),
                   ((f"PH-{n}", "MC", n, name, "สิ่งส่งมอบสิบสองรายการ", STARTS[n - 1], STARTS[n] - timedelta(days=1), "1200000.00") for n, name in enumerate(PHASES, 1))),
    "deliverable": table(("deliverable_code", "phase_code", "deliverable_name", "acceptance_criteria", "original_due_on"),
                         ((code(*of), f"PH-{of[0]}", f"{KINDS[of[1] - 1]} งวดที่ {of[0]}", "ครบตามขอบเขตงาน", due(*of)) for of in ALL)),
    "reschedule": rows("deliverable_code | reschedule_number | decided_on | new_due_on | reason | reschedule_cause | is_excused | body_code",
                       f"D-212 | 1 | 2024-01-05 | {due(2, 12) + timedelta(days=46)} | ข้อมูลภาคีไม่ครบ | manager | ไม่ใช่ | IMT", f"D-405 | 1 | 2024-04-01 | {due(4, 5) + timedelta(days=30)} | น้ำท่วม | force_majeure | ใช่ | IMT"),
    "submission": table(("deliverable_code", "submission_number", "submitted_on"), ((code(*of), 1, min(due(*of) + timedelta(days=of[1] % 3), date(2024, 4, 12))) for of in SUBMITTED)),
    "review": table(("deliverable_code", "review_kind", "review_number", "reviewed_on", "body_code", "review_decision"),
                    ((code(*of), "legal_acceptance", 1, due(*of) + timedelta(days=20), "IMT", "accepted") for of in ACCEPTED)),
    "evidence": table(("evidence_code", "subject_kind", "subject_code", "evidence_title", "dated_on"), ((f"DOC-{code(*of)}", "deliverable", code(*of), "รายงาน", due(*of)) for of in ACCEPTED)),
    "manager_payment": rows("payment_code | phase_code | paid_on | amount_baht | withheld_baht", "PAY-1 | PH-1 | 2023-10-15 | 1200000.00 | -"),
}
