"""Four projects whose states, sums and parts can be checked with pencil and paper. As at 15 April 2567 BE (2024-04-15); limits as by default.

P-1 state agency, 1,900,000 baht: output OUT-1 should have been 4 on 31 March and is 3, 15 days late → watch. Activities add up to 1,900,000.50.
P-2 local government, 700,000, nobody answers for it: output OUT-2 was due on 1 April and never reported → no evidence. Its one activity is 700,000.
P-3 communities, 300,000, in both districts: should have begun on 1 March and is still planned, 31 + 14 = 45 days → off track. Its activity bears no budget.
P-4 state agency, 100,000: cancelled → no state. No activity.
"""

from worked_example import BUDGET_EXAMPLE, CONTRACT, MANAGER, rows

EXAMPLE = {
    **BUDGET_EXAMPLE, **MANAGER,
    "project": [*({**row, "district_codes": row["district_codes"], "emenscr_code": code} for row, code in zip(CONTRACT["project"], ("EM-1", ""), strict=True)), *rows(
        "project_code | contract_code | plan_code | project_name | theme | carried_by | origin_plan | responsible_organisation_code | district_codes | budget_baht | start_on | end_on | project_status",
        "P-3 | TC | PL-2 | กองทุนชุมชน | people | community_and_civil_society | community_plan | ORG-C | 5601; 5602 | 300000.00 | 2024-03-01 | 2024-12-31 | planned",
        "P-4 | TC | PL-1 | สะพานไม้ | place | state_agency_budget | agency_plan | ORG-D | 5602 | 100000.00 | 2022-10-01 | 2024-01-31 | cancelled")],
    "activity": rows(
        "activity_code | project_code | activity_name | responsible_organisation_code | budget_baht | start_on | end_on",
        "A-1 | P-1 | ขุดลอก | ORG-A | 1000000.00 | 2022-10-01 | 2023-09-30", "A-2 | P-1 | ทำฝาย | ORG-B | 900000.50 | 2022-10-01 | 2024-09-30",
        "A-3 | P-2 | อบรม | - | 700000.00 | 2023-10-01 | 2024-12-31", "A-4 | P-3 | ตั้งกองทุน | ORG-C | - | - | -"),
    "output": rows("output_code | project_code | output_name | planned_quantity | quantity_unit | due_on", "OUT-1 | P-1 | ฝาย | 4 | แห่ง | 2024-03-31", "OUT-2 | P-2 | ผู้ผ่านอบรม | 200 | คน | 2024-04-01",
                   "OUT-3 | P-1 | แผนที่ | 1 | ชุด | 2024-09-30"),
    "output_report": rows("output_code | period_on | delivered_quantity", "OUT-1 | 2024-01-31 | 1", "OUT-1 | 2024-03-31 | 3", "OUT-1 | 2024-04-30 | 4"),
    "undertaking": rows(
        "undertaking_code | contract_code | organisation_code | project_code | resource_kind | description | quantity | quantity_unit | responsible_post | due_on | fulfilled_on",
        "UN-1 | TC | ORG-A | P-1 | personnel | ช่าง | 2 | คน | หัวหน้าฝ่าย | 2024-01-01 | 2024-01-11", "UN-2 | TC | ORG-B | P-2 | equipment | เครื่องมือ | - | - | - | 2024-03-31 | -",
        "UN-3 | TC | ORG-D | P-1 | place | สถานที่ | - | - | หัวหน้าฝ่าย | 2024-02-29 | 2024-05-01"),
    "contract_party": rows("contract_code | organisation_code | party_role | responsibility | signed_on", "TC | ORG-A | ผู้รับผิดชอบ | ดูแลโครงการ | 2022-09-15", "TC | ORG-B | ผู้ร่วมสมทบ | - | -"),
    "deliverable": [{**row, "output_codes": {"D-01": "OUT-1; OUT-2", "D-03": "OUT-1"}.get(row["deliverable_code"], "")} for row in MANAGER["deliverable"]],
    "evidence": rows("evidence_code | subject_kind | subject_code | evidence_title | document_number | dated_on", "DOC-1 | deliverable | D-01 | แผนงาน | ว 9 | 2023-12-20", "DOC-2 | project | P-1 | ภาพถ่าย | - | 2024-01-05",
                     "DOC-3 | participation_activity | PA-1 | รายงานเวที | - | 2024-02-02", "DOC-4 | contract | TC | สัญญา | - | 2022-09-20"),
    "participation_activity": rows(
        "participation_code | participation_name | participation_tool | start_on | end_on | days_held | district_codes | organiser_organisation_code | project_code | scope | is_structured | is_before_decision | participant_count | change_made",
        "PA-1 | เวทีน้ำ | consultation_forum | 2024-02-01 | 2024-02-01 | 1 | 5601 | ORG-P | P-1 | น้ำ | ใช่ | ใช่ | 80 | ย้ายแนวฝาย"),
    "recommendation": rows("recommendation_code | participation_code | recommendation | addressed_to_organisation_code | answer_due_on | recommendation_decision | decided_on | project_code | result",
                           "REC-1 | PA-1 | ย้ายแนวฝาย | ORG-A | 2024-03-01 | adopted | 2024-02-20 | P-1 | ย้ายแล้ว", "REC-2 | PA-1 | เพิ่มวิทยากร | ORG-P | 2024-03-01 | pending | - | P-2 | -"),
}
