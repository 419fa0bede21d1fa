"""As a clerk and a committee would: two templates filled, saved by LibreOffice, loaded by the command, asked by the command.

As at 31 Dec 2567 BE, quarter 1 of fiscal year 2568 has ended; as at 31 Mar 2568, quarter 2. All figures by pencil:
  share S-1  state, pledged 1,000,000, allocated 800,000   PO 200,000.00   disbursed 120,000.50, later 79,999.50 more
  share S-2  business, pledged and allocated 500,000       nothing yet
  Q1: 120,000.50 / 800,000 = 15.00 % against 20 % = -5.00 points, watch. Q2: 200,000 / 800,000 = 25.00 % against 40 % = -15.00, off track.
  D-1 was due 15 Dec 2567: 16 days late on 31 Dec; submitted on 10 Jan 2568 it stays 26 days late.
  KPI-1 falls from 12 (30 Sep 2567) to 6 (30 Sep 2568); 9 on 31 Mar 2568 is 50 %, 182 of 365 days are 49.86 %: pace 1.00.
"""

import json
import shutil
import subprocess

import pytest
from conftest import DISTRICT_ROWS, PROVINCE_ROW
from typed import scrutiny
from worked_example import rows

from queries.workbook import template

SETUP = {
    "province": [PROVINCE_ROW],
    "district": DISTRICT_ROWS,
    "organisation": rows(
        "organisation_code | organisation_name | sector | actor_level | district_code | start_on",
        "A | สำนักงานเกษตรจังหวัด | ราชการส่วนภูมิภาค | องค์กร | ๕๖๐๑ | ๑ ต.ค. ๒๕๖๗",
        "B | หอการค้าจังหวัด | ภาคธุรกิจ | องค์กร | 5602 · จุน | 1 ตุลาคม 2567",
        "M | มหาวิทยาลัยของจังหวัด | ภาควิชาการ | องค์กร | 5601 | 01/10/2567",
        "P | สำนักงานจังหวัด | ราชการส่วนภูมิภาค | องค์กร | 5601 | 1 ต.ค. 67",
    ),
    "body": rows("body_code | body_name | body_kind", "IMT | คณะทำงานสนับสนุนการบริหารงานจังหวัด | คณะทำงานสนับสนุนการบริหารงานจังหวัด"),
    "contract": rows("contract_code | contract_title | amount_baht | start_on | end_on", "TC | สัญญาขับเคลื่อนแผนพัฒนาจังหวัด | ๑,๕๐๐,๐๐๐.๐๐ | 1 ต.ค. 2567 | 30 ก.ย. 2568"),
    "plan": rows("plan_code | plan_name | theme", "PL | แผนงานพื้นที่ | มิติการพัฒนาสถานที่"),
    "project": rows(
        "project_code | contract_code | plan_code | project_name | theme | carried_by | origin_plan | responsible_organisation_code | district_codes | budget_baht | start_on | end_on | project_status",
        "P-1 | TC | PL | อ่างเก็บน้ำ | มิติการพัฒนาสถานที่ | งบประมาณของส่วนราชการ | แผนชุมชน | A | 5601; ๕๖๐๒ | 1,500,000 บาท | ๑ ต.ค. ๒๕๖๗ | ๓๐ ก.ย. ๒๕๖๘ | กำลังดำเนินการ",
    ),
    "budget_share": rows(
        "share_code | project_code | organisation_code | fiscal_year | fund_source | spend_type | pledged_baht | allocated_baht | budget_status",
        "S-1 | P-1 | A | ๒๕๖๘ | งบจังหวัด | รายจ่ายลงทุน | ๑,๐๐๐,๐๐๐ | ๘๐๐,๐๐๐ | ผูกพันแล้ว",
        "S-2 | P-1 | B | 2568 | เอกชน | รายจ่ายประจำ | 500,000 | 500,000 | ผูกพันแล้ว",
    ),
    "quarterly_target": rows(
        "fiscal_year | quarter | target_spend_type | money_measure | target_percent",
        "2568 | ๑ | ภาพรวม | เบิกจ่าย | ๒๐", "2568 | 1 | ภาพรวม | ใช้จ่าย | 20", "2568 | 2 | ภาพรวม | เบิกจ่าย | 40",
    ),
    "manager_contract": rows(
        "manager_contract_code | contract_code | employer_organisation_code | manager_organisation_code | signed_on | start_on | end_on | contract_sum_baht",
        "MC | TC | P | M | 1 ต.ค. 2567 | 1 ต.ค. 2567 | 30 ก.ย. 2568 | 100,000",
    ),
    "phase": rows("phase_code | manager_contract_code | phase_number | phase_name | start_on | end_on | payment_baht", "PH | MC | ๑ | งวดที่ ๑ | 1 ต.ค. 2567 | 31 มี.ค. 2568 | 100,000"),
    "deliverable": rows("deliverable_code | phase_code | deliverable_name | acceptance_criteria | original_due_on", "D-1 | PH | ฐานข้อมูลภาคี | ครบทุกอำเภอ | ๑๕ ธันวาคม ๒๕๖๗"),
    "indicator": rows(
        "indicator_code | indicator_name | definition | measure_unit | direction | is_cumulative | aggregation | frequency | theme | indicator_scope | baseline_value | baseline_on | final_target_value | final_target_on",
        "KPI-1 | จุดเสี่ยง | จำนวนจุดเสี่ยงอุบัติเหตุ | แห่ง | ยิ่งน้อยยิ่งดี | ไม่ใช่ | ค่าล่าสุด | รายไตรมาส | มิติการพัฒนาสถานที่ | ระดับประชากร (ไม่มีภาคีใดเป็นเจ้าของผู้เดียว) | ๑๒ | ๓๐ ก.ย. ๒๕๖๗ | ๖ | ๓๐ ก.ย. ๒๕๖๘",
    ),
    "money_event": rows(
        "money_event_code | share_code | money_event_kind | event_on | amount_baht",
        "M-1 | S-1 | PO/ก่อหนี้ผูกพัน | ๑ พ.ย. ๒๕๖๗ | ๒๐๐,๐๐๐", "M-2 | S-1 | เบิกจ่าย | 15 ธ.ค. 67 | ๑๒๐,๐๐๐.๕๐",
    ),
}
MONTHLY = {
    "money_event": rows("money_event_code | share_code | money_event_kind | event_on | amount_baht", "M-3 | S-1 · สำนักงานเกษตรจังหวัด | เบิกจ่าย | ๒๙/๐๓/๒๕๖๘ | 79,999.50"),
    "submission": rows("deliverable_code | submission_number | submitted_on", "D-1 | 1 | ๑๐ มกราคม ๒๕๖๘"),
    "observation": rows("indicator_code | period_on | actual_value | observation_status | reported_on", "KPI-1 | 31 มี.ค. 2568 | ๙ | รับรองแล้ว | 31 มี.ค. 2568"),
}


def saved_by_libreoffice(folder, kind, filled, as_of):
    """A template of that kind, filled, opened and saved by LibreOffice."""
    folder.mkdir()
    template.write(folder / f"{kind}.xlsx", kind, filled, {"province_code": "56", "as_of": as_of, "reason": "ทดสอบ", "prepared_by": "สำนักงานจังหวัด"})
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
                    "--outdir", str(folder / "saved"), str(folder / f"{kind}.xlsx")], check=True, capture_output=True, timeout=240)
    return folder / "saved" / f"{kind}.xlsx"


def asked(database, question, *words):
    done = scrutiny("ask", question, "--format", "json", *words, database=database)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed (Debian: libreoffice-calc)")
def test_two_filled_templates_become_two_releases_whose_answers_are_those_worked_out_by_hand(tmp_path):
    database = tmp_path / "s.sqlite"
    first = scrutiny("load", saved_by_libreoffice(tmp_path / "one", "setup", SETUP, "๓๑ ธ.ค. ๒๕๖๗"), database=database)
    assert first.returncode == 0, first.stdout
    second = scrutiny("load", saved_by_libreoffice(tmp_path / "two", "monthly", MONTHLY, "31 มีนาคม 2568"), database=database)
    assert "loaded as release 2" in second.stdout, second.stdout

    (december,), (march,) = asked(database, "budget.totals", "--release", "1"), asked(database, "budget.totals")
    assert [(t["pledged_baht"], t["allocated_baht"], t["disbursed_baht"], t["committed_baht"]) for t in (december, march)] == [
        ("1500000.00", "1300000.00", "120000.50", "79999.50"), ("1500000.00", "1300000.00", "200000.00", "0.00")]
    assert [(t["compared_disbursed_percent"], t["disbursed_gap_points"]) for t in (december, march)] == [("15.00", "-5.00"), ("25.00", "-15.00")]
    assert [t["state"] for t in (december, march)] == ["watch", "off_track"]
    shares = asked(database, "budget.shares_by_partner")
    assert {s["organisation_code"]: s["disbursed_baht"] for s in shares} == {"A": "200000.00", "B": "0.00"}

    assert [asked(database, "deliverables.listed", "--release", n)[0]["late_days"] for n in (1, 2)] == [16, 26]
    (indicator,) = asked(database, "indicators.listed")
    assert (indicator["attainment_percent"], indicator["expected_percent"], indicator["pace"], indicator["state"]) == ("50.00", "49.86", "1.00", "on_track")

    changes = asked(database, "reporting.changes", "--pick", "after=1")
    assert {(c["table_name"], c["change"]) for c in changes} == {("money_event", "added"), ("submission", "added"), ("observation", "added")}
    (amount,) = [c for c in changes if c["column_name"] == "amount_baht"]
    assert (amount["before"], amount["after"], amount["file_name"]) == (None, "79999.50", "monthly.xlsx")
