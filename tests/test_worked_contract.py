"""A whole contract worked out by hand: three partners, four projects, two quarters, one amendment, one carry-over, one reschedule, one return, one penalty.

Release 1 is as at 31 Dec 2566 (2023-12-31), the last day of quarter 1 of fiscal year 2567; release 2, as at 31 Mar 2567 (2024-03-31), the last day of
quarter 2, brings the amendment and what happened since. Partners: PO the provincial office (state money, and the employer), LG a local government,
BC the chamber of commerce (and the network manager).

Targets of 2567, per cent of allocated   disbursed  spent      of 2566, quarter 4, overall: 94 disbursed, 100 spent
  quarter 1  overall 30 35, investment 20 30                    current spending has none of its own: the overall one holds
  quarter 2  overall 52 60, investment 40 55

Shares, baht                        pledged       allocated     by 31 Dec: PO (commitments), disbursed   by 31 Mar
  S1 P-1 PO state investment   2,000,000.00  1,800,000.00     900,000.00   250,000.25               900,000.00   650,000.25
  S2 P-1 LG its own revenue    1,000,000.00  1,000,000.00              -   100,000.00                        -   100,000.00   amended: 1,150,000.00 pledged
  S3 P-2 PO state current      1,200,000.50  1,200,000.50              -   480,000.20                        -   680,000.20
  S4 P-2 BC business             300,000.00          0.00              -            -                        -            -
  S5 P-3 PO state inv., 2566     600,000.00    600,000.00              -   550,000.75 (400,000.00 in its year; 200,000.00 carried over, of which 150,000.75 was paid in 2567)
  S6 P-3 BC business             400,000.00    400,000.00              -            -                        -   250,000.00
  S7 P-4 LG general grant        499,999.50    499,999.50              -            -               499,999.50            -   due with P-4 on 15 Mar 2567
  S8 P-4 BC in kind              120,000.00          0.00              -            -                        -    30,000.00   apart
Committed is what is ordered and not yet disbursed (S1: 900,000.00 - 250,000.25 = 649,999.75, then 249,999.75), spent the two together, left the rest of allocated.
A payment of 1 baht from S1 is dated 1 Apr 2567: told in release 2, and in no sum of it.

Budgets: P-1 3,000,000.00, P-2 1,500,000.50, P-3 1,000,000.00, P-4 499,999.50; in all 6,000,000.00, the contract's total. The amendment raises P-1 and the
contract by 250,000.25, but LG's share by 150,000.00 only: P-1's shares are then 100,000.25 short.
"""

from datetime import date
from decimal import Decimal

import pytest
from worked_example import PLACE, load_into, rows

from queries import attention, budget, contract, deliverables, flags, releases

FIRST, SECOND = date(2023, 12, 31), date(2024, 3, 31)
PROJECTS = "project_code | contract_code | plan_code | project_name | theme | carried_by | origin_plan | responsible_organisation_code | district_codes | budget_baht | start_on | end_on | project_status"
SHARES = "share_code | project_code | organisation_code | fiscal_year | fund_source | spend_type | pledged_baht | allocated_baht | budget_status"
EVENTS = "money_event_code | share_code | money_event_kind | event_on | amount_baht | document_number"
CONTRACT = "contract_code | contract_title | amount_baht | start_on | end_on | signed_on | purpose | definitions | procedure | strategy | timetable | evaluation_criteria | evaluation_method | evaluator | body_code | dispute_procedure"
SIGNED = {
    **PLACE,
    "organisation": rows(
        "organisation_code | organisation_name | sector | actor_level | district_code | start_on",
        "PO | สำนักงานจังหวัด | regional_administration | organisation | 5601 | 2022-10-01", "LG | องค์การบริหารส่วนจังหวัด | local_government | organisation | 5601 | 2022-10-01",
        "BC | หอการค้าจังหวัด | business | organisation | 5601 | 2022-10-01"),
    "body": rows("body_code | body_name | body_kind", "PIC | ก.บ.จ. | provincial_committee"),
    "contract": rows(CONTRACT, "TC | สัญญาขับเคลื่อนแผนพัฒนาจังหวัด | 6000000.00 | 2022-10-01 | 2024-09-30 | 2022-09-30 | ก | ข | ค | ง | จ | ฉ | ช | ซ | PIC | ฌ"),
    "contract_party": rows(
        "contract_code | organisation_code | party_role | responsibility | signed_on", *(f"TC | {code} | ภาคี | ร่วมดำเนินงาน | 2022-09-30" for code in ("PO", "LG", "BC"))),
    "undertaking": rows("undertaking_code | contract_code | organisation_code | resource_kind | description | responsible_post | due_on", "UN-1 | TC | LG | place | สถานที่ฝึกอบรม | ปลัด | 2024-06-30"),
    "plan": rows("plan_code | plan_name | theme", "PL | แผนงาน | place"),
    "project": rows(
        PROJECTS,
        "P-1 | TC | PL | อ่างเก็บน้ำ | place | state_agency_budget | provincial_plan | PO | 5601 | 3000000.00 | 2022-10-01 | 2024-09-30 | active",
        "P-2 | TC | PL | ฝึกอาชีพ | people | state_agency_budget | community_plan | PO | 5601 | 1500000.50 | 2023-10-01 | 2024-09-30 | active",
        "P-3 | TC | PL | ตลาดชุมชน | business | state_agency_budget | local_plan | PO | 5602 | 1000000.00 | 2022-10-01 | 2024-09-30 | active",
        "P-4 | TC | PL | ป่าชุมชน | place | local_government_budget | community_plan | LG | 5602 | 499999.50 | 2023-10-01 | 2024-03-15 | active"),
    "budget_share": rows(
        SHARES,
        "S1 | P-1 | PO | 2567 | provincial_budget | investment | 2000000.00 | 1800000.00 | committed", "S2 | P-1 | LG | 2567 | local_revenue | investment | 1000000.00 | 1000000.00 | committed",
        "S3 | P-2 | PO | 2567 | function_budget | current | 1200000.50 | 1200000.50 | committed", "S4 | P-2 | BC | 2567 | business | current | 300000.00 | 0.00 | indicative",
        "S5 | P-3 | PO | 2566 | provincial_budget | investment | 600000.00 | 600000.00 | committed", "S6 | P-3 | BC | 2567 | business | current | 400000.00 | 400000.00 | indicative",
        "S7 | P-4 | LG | 2567 | local_general_grant | current | 499999.50 | 499999.50 | committed", "S8 | P-4 | BC | 2567 | in_kind | current | 120000.00 | 0.00 | indicative"),
    "quarterly_target": rows(
        "fiscal_year | quarter | target_spend_type | money_measure | target_percent | document_reference",
        *(f"{year} | {quarter} | {of} | {measure} | {percent} | ว 1" for year, quarter, of, pair in ((2566, 4, "overall", (94, 100)), (2567, 1, "overall", (30, 35)), (2567, 1, "investment", (20, 30)),
                                                                                                      (2567, 2, "overall", (52, 60)), (2567, 2, "investment", (40, 55)))
          for measure, percent in zip(("disbursed", "spent"), pair, strict=True))),
    "money_event": rows(
        EVENTS, "M1 | S1 | commitment | 2023-11-01 | 900000.00 | PO 1", "M2 | S1 | disbursement | 2023-12-20 | 250000.25 | ฎ 2", "M3 | S2 | disbursement | 2023-12-25 | 100000.00 | ฎ 3",
        "M4 | S3 | disbursement | 2023-12-31 | 480000.20 | ฎ 4", "M5 | S5 | disbursement | 2023-08-15 | 400000.00 | ฎ 5", "M6 | S5 | carry_over | 2023-09-30 | 200000.00 | ก 6",
        "M7 | S5 | disbursement | 2023-11-20 | 150000.75 | ฎ 7"),
    "manager_contract": rows(
        "manager_contract_code | contract_code | employer_organisation_code | manager_organisation_code | signed_on | start_on | end_on | contract_sum_baht",
        "MC | TC | PO | BC | 2023-09-15 | 2023-10-01 | 2024-09-30 | 500000.50"),
    "phase": rows("phase_code | manager_contract_code | phase_number | phase_name | start_on | end_on | payment_baht",
                  "PH-1 | MC | 1 | เตรียมการ | 2023-10-01 | 2023-12-31 | 200000.25", "PH-2 | MC | 2 | ขับเคลื่อน | 2024-01-01 | 2024-09-30 | 300000.25"),
    "deliverable": rows("deliverable_code | phase_code | deliverable_name | acceptance_criteria | original_due_on", "D-1 | PH-1 | ทะเบียนภาคี | ครบถ้วน | 2023-12-10",
                        "D-2 | PH-2 | รายงานกลางปี | ครบถ้วน | 2024-02-15", "D-3 | PH-1 | แผนงาน | เห็นชอบ | 2023-12-15"),
    "submission": rows("deliverable_code | submission_number | submitted_on", "D-1 | 1 | 2023-12-08", "D-3 | 1 | 2023-12-14"),
    "review": rows("deliverable_code | review_kind | review_number | reviewed_on | body_code | review_decision", "D-3 | legal_acceptance | 1 | 2023-12-28 | PIC | accepted"),
    "evidence": rows("evidence_code | subject_kind | subject_code | evidence_title | dated_on", "DOC-1 | deliverable | D-3 | แผนงานฉบับลงนาม | 2023-12-14"),
}
AMENDED = {
    "contract": [{**SIGNED["contract"][0], "amount_baht": "6250000.25"}], "project": [{**SIGNED["project"][0], "budget_baht": "3250000.25"}],
    "budget_share": [{**SIGNED["budget_share"][1], "pledged_baht": "1150000.00"}],
    "amendment": rows("amendment_code | contract_code | amended_on | rationale | before_text | after_text | resolution_reference", "AM-1 | TC | 2024-02-01 | สันเขื่อนยาวขึ้น | 6,000,000.00 | 6,250,000.25 | มติ 1/2567"),
    "money_event": rows(
        EVENTS, "M8 | S1 | disbursement | 2024-03-15 | 400000.00 | ฎ 8", "M9 | S3 | disbursement | 2024-02-28 | 200000.00 | ฎ 9", "M10 | S7 | commitment | 2024-03-01 | 499999.50 | PO 10",
        "M11 | S6 | disbursement | 2024-02-10 | 250000.00 | ฎ 11", "M12 | S8 | disbursement | 2024-03-01 | 30000.00 | -", "M13 | S1 | disbursement | 2024-04-01 | 1.00 | ฎ 13"),
    "review": rows("deliverable_code | review_kind | review_number | reviewed_on | body_code | review_decision | opinion", "D-1 | management_review | 1 | 2024-01-05 | PIC | returned | ขาดรายชื่อสองอำเภอ"),
    "submission": rows("deliverable_code | submission_number | submitted_on", "D-1 | 2 | 2024-01-20"),
    "reschedule": rows("deliverable_code | reschedule_number | decided_on | new_due_on | reason | reschedule_cause | is_excused | body_code", "D-2 | 1 | 2024-02-10 | 2024-03-16 | บุคลากรไม่พอ | manager | ไม่ใช่ | PIC"),
    "manager_payment": rows("payment_code | phase_code | paid_on | amount_baht | withheld_baht", "PAY-1 | PH-1 | 2024-02-20 | 180000.00 | 10000.25"),
    "penalty": rows("penalty_code | deliverable_code | imposed_on | amount_baht | reason", "PEN-1 | D-1 | 2024-02-25 | 4110.25 | ช้า 41 วัน วันละ 100.25 บาท"),
}
LADDER = ("pledged_baht", "allocated_baht", "committed_baht", "disbursed_baht", "spent_baht", "left_baht", "carried_over_baht", "in_kind_baht", "in_kind_delivered_baht")
GAPS = ("compared_disbursed_percent", "disbursed_target_percent", "disbursed_gap_points", "compared_spent_percent", "spent_target_percent", "spent_gap_points", "state")
WHOLE = {
    1: "6000000.00 5500000.00 649999.75 1380001.20 2030000.95 3469999.05 200000.00 120000.00 0.00",
    2: "6150000.00 5500000.00 749999.25 2230001.20 2980000.45 2519999.55 200000.00 120000.00 30000.00"}
BY_PARTNER = {
    1: {"PO": "3800000.50 3600000.50 649999.75 1280001.20 1930000.95 1669999.55 200000.00 0.00 0.00", "LG": "1499999.50 1499999.50 0.00 100000.00 100000.00 1399999.50 0.00 0.00 0.00",
        "BC": "700000.00 400000.00 0.00 0.00 0.00 400000.00 0.00 120000.00 0.00"},
    2: {"PO": "3800000.50 3600000.50 249999.75 1880001.20 2130000.95 1469999.55 200000.00 0.00 0.00", "LG": "1649999.50 1499999.50 499999.50 100000.00 599999.50 900000.00 0.00 0.00 0.00",
        "BC": "700000.00 400000.00 0.00 250000.00 250000.00 150000.00 0.00 120000.00 30000.00"}}
BY_PROJECT = {
    1: {"P-1": "3000000.00 2800000.00 649999.75 350000.25 1000000.00 1800000.00 0.00 0.00 0.00", "P-2": "1500000.50 1200000.50 0.00 480000.20 480000.20 720000.30 0.00 0.00 0.00",
        "P-3": "1000000.00 1000000.00 0.00 550000.75 550000.75 449999.25 200000.00 0.00 0.00", "P-4": "499999.50 499999.50 0.00 0.00 0.00 499999.50 0.00 120000.00 0.00"},
    2: {"P-1": "3150000.00 2800000.00 249999.75 750000.25 1000000.00 1800000.00 0.00 0.00 0.00", "P-2": "1500000.50 1200000.50 0.00 680000.20 680000.20 520000.30 0.00 0.00 0.00",
        "P-3": "1000000.00 1000000.00 0.00 800000.75 800000.75 199999.25 200000.00 0.00 0.00", "P-4": "499999.50 499999.50 499999.50 0.00 499999.50 0.00 0.00 120000.00 30000.00"}}
NOTHING_DUE = "None None None None None None not_due"
# Per cent of what something is due of, target, gap – disbursed, then spent – and the worse of the two states: on track from 0, on watch from -5.
#   PO  quarter 1: due 360,000.00 + 360,000.15 + 564,000.00 = 1,284,000.15 of 3,600,000.50; out 250,000.25 + 480,000.20 + 400,000.00 (not what was paid of the carry-over)
#                  due to be spent 540,000.00 + 420,000.175 + 600,000.00; spent 900,000.00 + 480,000.20 + 400,000.00
#       quarter 2: due 720,000.00 + 624,000.26 + 564,000.00, out 1,730,000.45; due to be spent 990,000.00 + 720,000.30 + 600,000.00, spent 1,980,000.20
#   LG  nothing before 15 March; then all of S7, and none of it is out.     BC  nothing before 30 September, but by the end of quarter 2 S4 should be allocated.
GAP_BY_PARTNER = {
    1: {"PO": "31.39 35.67 -4.28 49.44 43.33 6.11 watch", "LG": NOTHING_DUE, "BC": NOTHING_DUE},
    2: {"PO": "48.06 53.00 -4.94 55.00 64.17 -9.17 off_track", "LG": "0.00 100.00 -100.00 None None None off_track", "BC": "None None None None None None off_track"}}
GAP_BY_PROJECT = {
    1: {"P-1": "13.89 20.00 -6.11 50.00 30.00 20.00 off_track", "P-2": "40.00 30.00 10.00 40.00 35.00 5.00 on_track", "P-3": "66.67 94.00 -27.33 66.67 100.00 -33.33 off_track", "P-4": NOTHING_DUE},
    2: {"P-1": "36.11 40.00 -3.89 50.00 55.00 -5.00 watch", "P-2": "56.67 52.00 4.67 56.67 60.00 -3.33 watch", "P-3": "66.67 94.00 -27.33 66.67 100.00 -33.33 off_track",
        "P-4": "0.00 100.00 -100.00 None None None off_track"}}
# All state money of 2567 (S1 and S3, 3,000,000.50 allocated) against the overall target: out 730,000.45, spent 1,380,000.20; then 1,330,000.45 and 1,580,000.20.
GAP_IN_ALL = {1: "24.33 30.00 -5.67 46.00 35.00 11.00 off_track", 2: "44.33 52.00 -7.67 52.67 60.00 -7.33 off_track"}
DAYS = ("state", "due_on", "submitted_on", "met_on", "late_days", "slip_days", "unexcused_days", "reschedule_count", "returned_count", "reviewer_days", "penalty_baht")
BECAME = {
    1: {"D-1": ("on_track", date(2023, 12, 10), date(2023, 12, 8), None, 0, 0, 0, 0, 0, 23, "0.00"),  # two days early, with the reviewers since
        "D-2": ("not_due", date(2024, 2, 15), None, None, 0, 0, 0, 0, 0, None, "0.00"),
        "D-3": ("done", date(2023, 12, 15), date(2023, 12, 14), date(2023, 12, 28), 0, 0, 0, 0, 0, 14, "0.00")},
    # D-1 was sent back and handed in again on 20 January: 21 + 20 days after 10 December; with the reviewers 11 + 29 + 31 days since.
    # D-2 was moved from 15 February by 14 + 16 days, not excused, and is 15 days past its new day: 45, which no reschedule turns green.
    2: {"D-1": ("off_track", date(2023, 12, 10), date(2024, 1, 20), None, 41, 0, 41, 0, 1, 71, "4110.25"),
        "D-2": ("off_track", date(2024, 3, 16), None, None, 15, 30, 45, 1, 0, None, "0.00"),
        "D-3": ("done", date(2023, 12, 15), date(2023, 12, 14), date(2023, 12, 28), 0, 0, 0, 0, 0, 14, "0.00")}}
PAID = ("payment_baht", "paid_baht", "withheld_baht", "penalty_baht", "unpaid_baht", "accepted_count", "is_paid_before_accepted")
# Of phase 1: 200,000.25 - 180,000.00 - 10,000.25 withheld; D-1 is not accepted, so the money left too early.
PAYMENTS = {
    1: {"PH-1": "200000.25 0.00 0.00 0.00 200000.25 1 False", "PH-2": "300000.25 0.00 0.00 0.00 300000.25 0 False"},
    2: {"PH-1": "200000.25 180000.00 10000.25 4110.25 10000.00 1 True", "PH-2": "300000.25 0.00 0.00 0.00 300000.25 0 False"}}
# One partner's part of a project: P-1 2,000,000 of 3,000,000 (of 3,150,000 amended), P-2 1,200,000.50 of 1,500,000.50, P-4 all; P-3 is 60 exactly.
CARRIED = {1: [("P-4", "100.00"), ("P-2", "80.00"), ("P-1", "66.67")], 2: [("P-4", "100.00"), ("P-2", "80.00"), ("P-1", "63.49")]}
FLAGS = {
    1: [("partner_concentration", code, percent, "60") for code, percent in CARRIED[1]],
    2: [("paid_before_accepted", "PH-1", "None", "0"), ("deliverable_overdue", "D-2", "15", "0"), ("share_exceeds_budget", "P-1", "3150000.00", "3250000.25"),
        ("pledged_not_allocated", "S4", "300000.00", "0.00"), *(("partner_concentration", code, percent, "60") for code, percent in CARRIED[2])]}


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """The contract as signed is release 1, what became of it release 2."""
    engine, folder = new_database(), tmp_path_factory.mktemp("worked_contract")
    load_into(engine, folder / "one", SIGNED, FIRST)
    load_into(engine, folder / "two", AMENDED, SECOND)
    with engine.connect() as opened:
        yield opened


def said(row, names):
    """The figures of a row as they are written above: every satang and hundredth."""
    return " ".join(str(row[name]) for name in names)


def by(connection, question, key, names, release):
    return {row[key]: said(row, names) for row in question(connection, release=release, province="56").to_dict("records")}


pytestmark = pytest.mark.parametrize("release", [1, 2])


def test_the_ladder_of_each_partner_project_and_of_all_is_exact_carry_over_and_in_kind_apart(connection, release):
    assert by(connection, budget.shares_by_partner, "organisation_code", LADDER, release) == BY_PARTNER[release]
    assert by(connection, budget.shares_by_project, "project_code", LADDER, release) == BY_PROJECT[release]
    (whole,) = budget.totals(connection, release=release, province="56").to_dict("records")
    assert said(whole, LADDER) == WHOLE[release]
    assert (whole["contract_total_baht"], whole["project_budgets_baht"]) == ((Decimal("6000000.00"),) * 2 if release == 1 else (Decimal("6250000.25"),) * 2)
    for name in LADDER:  # whichever way it is cut, it adds up to the same
        assert {sum(question(connection, release=release, province="56")[name]) for question in (budget.shares, budget.shares_by_partner, budget.shares_by_project, budget.share_matrix)} == {whole[name]}


def test_the_gap_of_both_measures_and_the_state_at_the_quarters_end(connection, release):
    assert by(connection, budget.shares_by_partner, "organisation_code", GAPS, release) == GAP_BY_PARTNER[release]
    assert by(connection, budget.shares_by_project, "project_code", GAPS, release) == GAP_BY_PROJECT[release]
    (whole,) = budget.totals(connection, release=release, province="56").to_dict("records")
    assert (said(whole, GAPS), whole["target_fiscal_year"], whole["target_quarter"]) == (GAP_IN_ALL[release], 2567, release)


def test_what_was_carried_over_counts_in_what_is_out_but_not_in_its_years_percentage(connection, release):
    (share,) = [s for s in budget.shares(connection, release=release, province="56").to_dict("records") if s["share_code"] == "S5"]
    assert said(share, ("disbursed_baht", "carried_over_baht", "left_baht", "compared_disbursed_percent", "disbursed_gap_points", "state")) == "550000.75 200000.00 49999.25 66.67 -27.33 off_track"


def test_shares_projects_and_contract_add_up_until_the_amendment_and_then_say_where_they_do_not(connection, release):
    found = {(r["level"], r["code"]): r for r in budget.reconciliation(connection, release=release, province="56").to_dict("records")}
    differing = {key: (r["stated_baht"], r["parts_baht"], r["difference_baht"], r["part_codes"]) for key, r in found.items() if not r["is_equal"]}
    assert len(found) == 5 and found["contract", "TC"]["parts_baht"] == found["contract", "TC"]["stated_baht"]
    assert differing == ({} if release == 1 else {("project", "P-1"): (Decimal("3250000.25"), Decimal("3150000.00"), Decimal("-100000.25"), "S1; S2")})


def test_the_amendment_is_told_with_what_it_did_to_the_money(connection, release):
    effects = contract.amendment_effects(connection, release=release, province="56").to_dict("records")
    names = ("release", "amendment_codes", "amount_before_baht", "amount_after_baht", "amount_difference_baht", "pledged_before_baht", "pledged_after_baht", "pledged_difference_baht", "shares_changed", "moved_baht")
    assert [said(e, names) for e in effects] == ([] if release == 1 else ["2 AM-1 6000000.00 6250000.25 250000.25 6000000.00 6150000.00 150000.00 1 150000.00"])
    moved = releases.compare(connection, province="56", before=1, after=release, only="budget_share", with_added=False)
    assert [(r.row_key, r.column_name, r.before, r.after) for r in moved.itertuples()] == ([] if release == 1 else [("S2", "pledged_baht", Decimal("1000000.00"), Decimal("1150000.00"))])


def test_late_moved_and_unexcused_days_and_the_state_before_and_after_the_return_and_the_reschedule(connection, release):
    found = {d["deliverable_code"]: tuple(d[name] for name in DAYS) for d in deliverables.listed(connection, release=release, province="56").to_dict("records")}
    assert found == {code: (*facts[:-1], Decimal(facts[-1])) for code, facts in BECAME[release].items()}


def test_what_was_paid_withheld_fined_and_is_still_unpaid(connection, release):
    assert by(connection, deliverables.phases, "phase_code", PAID, release) == PAYMENTS[release]
    (hired,) = deliverables.manager(connection, release=release, province="56").to_dict("records")
    assert said(hired, ("contract_sum_baht", "phase_payments_baht", "paid_baht", "withheld_baht")) == ("500000.50 500000.50 0.00 0.00" if release == 1 else "500000.50 500000.50 180000.00 10000.25")


def test_just_these_flags_are_raised(connection, release):
    found = flags.raised(connection, release=release, province="56").to_dict("records")
    assert [(f["flag"], f["subject_code"], str(f["figure"]), str(f["limit"])) for f in found] == FLAGS[release]
    (totals,) = attention.flag_totals(connection, release=release, province="56").to_dict("records")
    assert said(totals, ("flag_count", "high_count", "medium_count", "low_count")) == ("3 0 3 0" if release == 1 else "7 3 4 0")
