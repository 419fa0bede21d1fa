"""Eight releases of a small province, in which reports come in time, late, not at all, and when nobody can say. Days by hand below.

  release  1 30 Nov 2566   2 10 Jan 2567   3 31 Jan   4 29 Feb   5 29 Feb   6 undoes 5   7 12 Apr   8 15 Apr 2567
Due: money by the 10th, indicators by the 10th, coordination and outputs by the 15th of the month after their period.
"""

from datetime import date

from test_reporting import EVENT, INDICATOR, SHARE
from worked_example import CONTRACT, ORGANISATIONS, PLACE, load_into, rows

from queries import releases
from queries.database import writing

OBSERVED = "indicator_code | period_on | actual_value | observation_status | reported_on | reported_by_organisation_code | correction_reason"
MET = "event_code | held_on | event_name | event_kind | organisation_codes | is_regular"
FIRST = {
    **PLACE, "organisation": ORGANISATIONS, "contract": CONTRACT["contract"], "plan": CONTRACT["plan"], "project": [CONTRACT["project"][0], {**CONTRACT["project"][1], "responsible_organisation_code": "ORG-C"}],
    "reporting_duty": rows("organisation_code | report_kind | due_day | start_on", "ORG-A | money | 10 | 01/10/2566", "ORG-B | money | 10 | 01/10/2566", "ORG-D | money | 10 | 01/10/2566",
                           "ORG-M | indicator | 10 | 01/10/2566", "ORG-P | coordination | 15 | 01/10/2566", "ORG-C | output | 15 | 01/10/2566"),
    "budget_share": rows(SHARE, "S1 | P-1 | ORG-A | 2567 | provincial_budget | investment | 900 | 800 | committed", "S2 | P-1 | ORG-B | 2567 | business | current | 100 | 100 | committed",
                         "S3 | P-2 | ORG-D | 2567 | function_budget | current | 40 | 40 | committed"),
    "indicator": rows(INDICATOR, "K-1 | ผลผลิต | นิยาม | ร้อยละ | rising | ไม่ใช่ | latest | quarterly | people | population | ORG-M | 0 | 30/09/2566 | 10 | 30/09/2567"),
    "output": rows("output_code | project_code | output_name | planned_quantity | quantity_unit", "OUT-2 | P-2 | ผู้ผ่านอบรม | 100 | คน"),
    "money_event": rows(EVENT, "M1 | S1 | disbursement | 20/10/2566 | 100"),
}
LATER = {
    2: (date(2024, 1, 10), {"money_event": rows(EVENT, "M2 | S1 | disbursement | 05/12/2566 | 100"), "coordination_event": rows(MET, "EV-1 | 20/12/2566 | ประชุม | meeting | ORG-P; ORG-A | ใช่"),
                            "observation": rows(OBSERVED, "K-1 | 31/12/2566 | 3 | draft | 05/01/2567 | ORG-M | -")}),
    3: (date(2024, 1, 31), {"observation": rows(OBSERVED, "K-1 | 31/12/2566 | 3 | submitted | 25/01/2567 | ORG-M | -"),
                            "money_event": rows(EVENT, "M3 | S3 | disbursement | 20/11/2566 | 40", "M4 | S1 | disbursement | 15/11/2566 | 50")}),
    4: (date(2024, 2, 29), {"observation": rows(OBSERVED, "K-1 | 31/12/2566 | 3.5 | approved | 25/01/2567 | ORG-M | นับซ้ำ"), "output_report": rows("output_code | period_on | delivered_quantity", "OUT-2 | 31/01/2567 | 40"),
                            "money_event": rows(EVENT, "M5 | S1 | disbursement | 20/02/2567 | 50", "M6 | S2 | disbursement | 14/04/2567 | 10")}),
    5: (date(2024, 2, 29), {"coordination_event": rows(MET, "EV-2 | 05/01/2567 | ประชุม | meeting | ORG-P | ใช่")}),
    7: (date(2024, 4, 12), {"organisation": [{**ORGANISATIONS[1], "organisation_name": "หอการค้า"}]}),
    8: (date(2024, 4, 15), {"coordination_event": rows(MET, "EV-2 | 05/01/2567 | ประชุม | meeting | ORG-P | ใช่"), "money_event": rows(EVENT, "M7 | S1 | disbursement | 11/04/2567 | 50")}),
}


def load_all(engine, folder):
    """The eight releases through the real importer; release 6 undoes the fifth."""
    load_into(engine, folder / "one", FIRST, date(2023, 11, 30))
    for number, (as_of, tables) in LATER.items():
        assert load_into(engine, folder / str(number), tables, as_of) == number
        if number == 5:
            with engine.connect() as opened, writing(opened):
                assert releases.revert(opened, 5, created_by="สำนักงานจังหวัด", reason="ผิด") == 6
