"""A small invented province whose figures can be checked with pencil and paper. As at 15 April 2567 BE (2024-04-15).

Fiscal year 2567 runs from 1 Oct 2566; by as_of quarter 2 has ended (31 Mar 2567). Targets at Q2, per cent of allocated:
  overall    disbursed 50, spent 60        investment disbursed 40, spent 55        current has none of its own.
Shares (baht)            pledged     allocated   PO (commitments)   disbursed            what is due
  S1 ORG-A state inv.  1,000,000.00  800,000.00  500,000.00         300,000.25           40 % of 800,000 = 320,000
  S2 ORG-A state cur.    400,000.00  400,000.00  -                  260,000.00           50 % of 400,000 = 200,000
  S3 ORG-B business cur. 300,000.00  100,000.00  -                   20,000.00           nothing before 30 Sep 2567
  S4 ORG-C in-kind       250,000.00        0.00  -                   50,000.00           apart
  S5 ORG-D state inv.    200,000.00        0.00  -                        -              pledged, not allocated after Q2
  S6 ORG-A state inv. of 2566, 500,000 allocated, 450,000 out in its year, 50,000 carried over and paid on 1 Oct 2566.
"""

from datetime import date
from pathlib import Path

from conftest import DISTRICT_ROWS, PROVINCE_ROW, write_csvs

from queries.workbook.load import given_about, load

AS_OF = date(2024, 4, 15)


def rows(names: str, *lines: str) -> list[dict]:
    """Rows written as a table: column names, then one line a row, cells parted by |; "-" is an empty cell."""
    columns = [name.strip() for name in names.split("|")]
    cells = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [dict(zip(columns, ("" if cell == "-" else cell for cell in line), strict=True)) for line in cells]


def load_into(engine, folder: Path, tables: dict[str, list[dict]], as_of: date = AS_OF) -> int:
    """The rows through the real importer, as one release; its number. The first brings province and districts along."""
    report = load(engine, write_csvs(folder, tables), given=given_about(province="56", as_of=as_of, reason="ตัวอย่าง"), created_by="ผู้ทดสอบ")
    assert report.is_new, [(p.code, p.sheet, p.row, p.message("en")) for p in report.problems]
    return report.release


PLACE = {"province": [PROVINCE_ROW], "district": DISTRICT_ROWS}
ORGANISATIONS = rows(
    "organisation_code | organisation_name | sector | actor_level | district_code | start_on | resource_kinds",
    "ORG-A | สำนักงานเกษตรจังหวัด | regional_administration | organisation | 5601 | 2022-10-01 | budget; personnel",
    "ORG-B | หอการค้าจังหวัด | business | organisation | 5601 | 2022-10-01 | budget",
    "ORG-C | เครือข่ายป่าชุมชน | community | group | 5602 | 2022-10-01 | local_wisdom",
    "ORG-D | สำนักงานประมงจังหวัด | regional_administration | organisation | 5602 | 2022-10-01 | -",
    "ORG-M | มหาวิทยาลัยของจังหวัด | academia | organisation | 5601 | 2022-10-01 | knowledge",
    "ORG-P | สำนักงานจังหวัด | regional_administration | organisation | 5601 | 2022-10-01 | authority",
)
CONTRACT = {
    "contract": rows(
        "contract_code | contract_title | amount_baht | start_on | end_on | signed_on | purpose | definitions | procedure | strategy | timetable | evaluation_criteria | evaluation_method | evaluator | dispute_procedure",
        "TC | สัญญาขับเคลื่อนแผนพัฒนาจังหวัด | 2600000.00 | 2022-10-01 | 2025-09-30 | 2022-09-20 | ร่วมกันพัฒนา | คำนิยาม | วิธีดำเนินการ | ยุทธศาสตร์ | กำหนดเวลา | เกณฑ์ | วิธีประเมิน | - | ไกล่เกลี่ย",
    ),
    "plan": rows("plan_code | plan_name | theme", "PL-1 | แผนงานพื้นที่ | place", "PL-2 | แผนงานคน | people"),
    "project": rows(
        "project_code | contract_code | plan_code | project_name | theme | carried_by | origin_plan | responsible_organisation_code | district_codes | budget_baht | start_on | end_on | project_status",
        "P-1 | TC | PL-1 | อ่างเก็บน้ำ | place | state_agency_budget | provincial_plan | ORG-A | 5601 | 1900000.00 | 2022-10-01 | 2024-09-30 | active",
        "P-2 | TC | PL-2 | ฝึกอาชีพ | people | local_government_budget | community_plan | - | 5602 | 700000.00 | 2023-10-01 | 2024-12-31 | active",
    ),
}
MONEY = {
    "budget_share": rows(
        "share_code | project_code | organisation_code | fiscal_year | fund_source | spend_type | pledged_baht | allocated_baht | budget_status",
        "S1 | P-1 | ORG-A | 2567 | provincial_budget | investment | 1000000.00 | 800000.00 | committed",
        "S2 | P-2 | ORG-A | 2567 | function_budget | current | 400000.00 | 400000.00 | committed",
        "S3 | P-2 | ORG-B | 2567 | business | current | 300000.00 | 100000.00 | indicative",
        "S4 | P-2 | ORG-C | 2567 | in_kind | current | 250000.00 | 0.00 | indicative",
        "S5 | P-1 | ORG-D | 2567 | provincial_cluster_budget | investment | 200000.00 | 0.00 | indicative",
        "S6 | P-1 | ORG-A | 2566 | provincial_budget | investment | 500000.00 | 500000.00 | committed",
    ),
    "money_event": rows(
        "money_event_code | share_code | money_event_kind | event_on | amount_baht | payee_organisation_code",
        "M1 | S1 | commitment | 2023-11-20 | 500000.00 | -",
        "M2 | S1 | disbursement | 2023-12-31 | 100000.25 | ORG-B",
        "M3 | S1 | disbursement | 2024-03-31 | 200000.00 | -",
        "M4 | S2 | disbursement | 2024-02-10 | 260000.00 | -",
        "M5 | S3 | disbursement | 2024-04-01 | 20000.00 | -",
        "M6 | S4 | disbursement | 2024-01-15 | 50000.00 | -",
        "M7 | S6 | disbursement | 2023-06-30 | 450000.00 | -",
        "M8 | S6 | carry_over | 2023-09-30 | 50000.00 | -",
        "M9 | S6 | disbursement | 2023-10-01 | 50000.00 | -",
        "M10 | S2 | disbursement | 2024-04-30 | 77777.77 | -",  # after as_of: it has not happened yet
    ),
    "quarterly_target": rows(
        "fiscal_year | quarter | target_spend_type | money_measure | target_percent | document_reference",
        "2567 | 1 | overall | disbursed | 30 | ว 1", "2567 | 1 | overall | spent | 35 | ว 1",
        "2567 | 2 | overall | disbursed | 50 | ว 1", "2567 | 2 | overall | spent | 60 | ว 1",
        "2567 | 3 | overall | disbursed | 70 | ว 1",
        "2567 | 2 | investment | disbursed | 40 | ว 2", "2567 | 2 | investment | spent | 55 | ว 2",
        "2566 | 4 | investment | disbursed | 80 | ว 0", "2566 | 4 | investment | spent | 100 | ว 0",
        "2566 | 4 | overall | disbursed | 94 | ว 0",
    ),
    "block_grant": rows("block_grant_code | fiscal_year | amount_baht | purpose | granted_on", "BG | 2567 | 90000.00 | บริหารโครงการ | 2023-10-15"),
    "block_grant_spending": rows(
        "block_grant_code | spending_number | spent_on | description | amount_baht | is_routine_duty",
        "BG | 1 | 2023-12-01 | จัดเวทีภาคี | 25000.00 | ไม่ใช่", "BG | 2 | 2024-01-01 | ค่าสาธารณูปโภคสำนักงาน | 5000.50 | ใช่",
        "BG | 3 | 2024-05-01 | หลังวันที่ของข้อมูล | 700.00 | ใช่",
    ),
}
BUDGET_EXAMPLE = {**PLACE, "organisation": ORGANISATIONS, **CONTRACT, **MONEY}

# What became of each deliverable by 15 April 2567 is worked out beside the tests (test_deliverables.py).
BODIES = rows(
    "body_code | body_name | body_kind | theme | start_on",
    "IMT | คณะทำงานสนับสนุนการบริหารงานจังหวัด | intergovernmental_management_team | - | 2022-10-01",
    "JSC | คณะกรรมการตรวจสอบติดตาม | joint_scrutiny_committee | - | 2022-10-01",
)
MANAGER = {
    "body": BODIES,
    "manager_selection": rows("selection_code | selection_step | held_on | body_code | candidate_organisation_code | outcome", "SEL-1 | selected | 2023-09-01 | IMT | ORG-M | คัดเลือก"),
    "manager_contract": rows(
        "manager_contract_code | contract_code | employer_organisation_code | manager_organisation_code | signed_on | start_on | end_on | contract_sum_baht | selection_method",
        "MC | TC | ORG-P | ORG-M | 2023-09-15 | 2023-10-01 | 2024-09-30 | 400000.50 | คัดเลือก"),
    "phase": rows(
        "phase_code | manager_contract_code | phase_number | phase_name | start_on | end_on | payment_baht",
        "PH-1 | MC | 1 | เตรียมการ | 2023-10-01 | 2024-01-31 | 100000.50",
        "PH-2 | MC | 2 | ขับเคลื่อน | 2024-02-01 | 2024-09-30 | 300000.00"),
    "deliverable": rows(
        "deliverable_code | phase_code | deliverable_name | acceptance_criteria | original_due_on | responsible_organisation_code",
        "D-01 | PH-1 | แผนงาน | เห็นชอบ | 2023-12-31 | -", "D-02 | PH-1 | ทะเบียนภาคี | ครบถ้วน | 2024-01-31 | -",
        "D-03 | PH-2 | รายงานกลางปี | ครบถ้วน | 2024-02-29 | ORG-B", "D-04 | PH-2 | ผังเครือข่าย | ครบถ้วน | 2024-02-15 | -",
        "D-05 | PH-2 | ร่างสัญญา | ครบถ้วน | 2024-03-01 | -", "D-06 | PH-2 | รายงานสรุป | ครบถ้วน | 2024-06-30 | -",
        "D-07 | PH-2 | เวทีภาคี | ครบถ้วน | 2024-04-30 | -", "D-08 | PH-2 | ฐานข้อมูล | ครบถ้วน | 2024-04-10 | -",
        "D-09 | PH-2 | คู่มือ | ครบถ้วน | 2024-03-15 | -"),
    "reschedule": rows(
        "deliverable_code | reschedule_number | decided_on | new_due_on | reason | reschedule_cause | is_excused | body_code",
        "D-04 | 1 | 2024-02-10 | 2024-03-31 | น้ำท่วม | force_majeure | ใช่ | IMT",
        "D-05 | 1 | 2024-02-25 | 2024-03-31 | บุคลากรไม่พอ | manager | ไม่ใช่ | IMT",
        "D-05 | 2 | 2024-03-28 | 2024-04-30 | บุคลากรไม่พอ | manager | ไม่ใช่ | IMT",
        "D-06 | 1 | 2024-05-20 | 2024-07-31 | หลังวันที่ของข้อมูล | manager | ไม่ใช่ | IMT"),
    "submission": rows(
        "deliverable_code | submission_number | submitted_on",
        "D-01 | 1 | 2023-12-20", "D-02 | 1 | 2024-01-25", "D-02 | 2 | 2024-02-20", "D-04 | 1 | 2024-04-05", "D-07 | 1 | 2024-04-10",
        "D-08 | 1 | 2024-04-08", "D-09 | 1 | 2024-03-15"),
    "review": rows(
        "deliverable_code | review_kind | review_number | reviewed_on | body_code | review_decision | opinion",
        "D-01 | management_review | 1 | 2023-12-28 | IMT | accepted | ครบ", "D-01 | legal_acceptance | 1 | 2024-01-10 | IMT | accepted | ครบ",
        "D-01 | legal_acceptance | 2 | 2024-01-15 | IMT | accepted | ยืนยัน", "D-01 | scrutiny_opinion | 1 | 2024-01-20 | JSC | accepted | ใช้ได้", "D-02 | management_review | 1 | 2024-02-05 | IMT | returned | ขาดรายชื่อ",
        "D-02 | legal_acceptance | 1 | 2024-03-01 | IMT | accepted_with_conditions | เพิ่มอำเภอ", "D-08 | legal_acceptance | 1 | 2024-04-08 | IMT | returned | เปิดไม่ได้",
        "D-09 | legal_acceptance | 1 | 2024-05-01 | IMT | accepted | หลังวันที่ของข้อมูล"),
    "manager_payment": rows("payment_code | phase_code | paid_on | amount_baht | withheld_baht", "PAY-1 | PH-1 | 2024-02-15 | 95000.00 | 5000.50", "PAY-2 | PH-2 | 2024-05-15 | 1.00 | -"),
    "penalty": rows("penalty_code | deliverable_code | imposed_on | amount_baht | reason", "PEN-1 | D-03 | 2024-04-01 | 1500.25 | ล่าช้า", "PEN-2 | D-03 | 2024-05-01 | 99.00 | ล่าช้า"),
    "evidence": rows("evidence_code | subject_kind | subject_code | evidence_title | dated_on", "DOC-1 | deliverable | D-01 | แผนงาน | 2023-12-20", "DOC-2 | project | P-1 | ภาพถ่าย | 2023-12-20"),
    "advice": rows("advice_code | manager_contract_code | given_on | body_code | advice | response", "AD-1 | MC | 2024-01-05 | IMT | เพิ่มภาคี | -", "AD-2 | MC | 2024-02-05 | IMT | ลงพื้นที่ | ลงแล้ว"),
    "rating": rows(
        "subject_kind | subject_code | rating_source | rated_on | state | reason",
        "deliverable | D-04 | self_reported | 2024-04-10 | on_track | -", "deliverable | D-04 | committee | 2024-04-12 | watch | ส่งช้า",
        "deliverable | D-07 | self_reported | 2024-04-10 | on_track | -", "deliverable | D-07 | committee | 2024-04-12 | off_track | ไม่มีผู้เข้าร่วม",
        "deliverable | D-09 | self_reported | 2024-04-10 | watch | -", "deliverable | D-09 | committee | 2024-04-12 | watch | -", "deliverable | D-09 | committee | 2024-05-12 | off_track | หลังวันที่ของข้อมูล"),
}
DELIVERABLES_EXAMPLE = {**PLACE, "organisation": ORGANISATIONS, **CONTRACT, **MANAGER}
