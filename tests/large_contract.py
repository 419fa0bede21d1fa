"""A contract as large as a province's gets: 24 projects, 30 partners, three fiscal years, through the real importer. As at 15 April 2567 BE.

Partner k (0 to 29) carries shares in projects where (k + n) is no multiple of 3: twenty pairs of every thirty. Names are as long as
offices' names are. Every project's budget is what its shares add up to, but for P-24's, which states 100,000 baht more.
"""

from worked_example import BUDGET_EXAMPLE, rows

PROJECTS, PARTNERS, YEARS = range(1, 25), range(30), (2565, 2566, 2567)
SECTORS = ("regional_administration", "local_government", "business", "civil_society", "central_agency")
FUNDS = ("provincial_budget", "local_revenue", "business", "civil_society", "function_budget")
NAMES = ("สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดที่", "องค์การบริหารส่วนตำบลในอำเภอภูกามยาวแห่งที่", "หอการค้าจังหวัดสาขาที่", "สมาคมพัฒนาชุมชนท้องถิ่นที่", "สำนักงานทรัพยากรน้ำภาคที่")
DISBURSED = (30, 45, 55, 70, 0, 100)  # per cent of an allocation of 2567, partner by partner; of older years twice as much, at most all


def _pairs():
    return [(k, n) for k in PARTNERS for n in PROJECTS if (k + n) % 3]


def _pledged(k, n):
    return 100_000 * (1 + (k * 7 + n * 5) % 9)


def large_contract() -> dict[str, list[dict]]:
    """The tables, to be loaded as one release."""
    shares, events = [], []
    for year in YEARS:
        for k, n in _pairs():
            code, pledged = f"S-{year}-{k:02d}-{n:02d}", _pledged(k, n)
            allocated = 0 if k % 10 == 7 and year == 2567 else pledged
            shares.append({"share_code": code, "project_code": f"P-{n:02d}", "organisation_code": f"ORG-{k:02d}", "fiscal_year": str(year), "fund_source": FUNDS[k % 5], "spend_type": "investment" if n % 2 else "current",
                           "pledged_baht": str(pledged), "allocated_baht": str(allocated), "budget_status": "committed"})
            paid = allocated * min(100, DISBURSED[k % 6] * (1 if year == 2567 else 2)) // 100
            if paid:
                events.append({"money_event_code": f"M-{code}", "share_code": code, "money_event_kind": "disbursement", "event_on": f"{year - 543}-03-15", "amount_baht": str(paid)})
            if year == 2566 and n % 2 and paid < allocated:
                events.append({"money_event_code": f"C-{code}", "share_code": code, "money_event_kind": "carry_over", "event_on": "2023-09-29", "amount_baht": str(allocated - paid)})
    budgets = {n: len(YEARS) * sum(_pledged(k, m) for k, m in _pairs() if m == n) + (100_000 if n == 24 else 0) for n in PROJECTS}
    (plan, _), (model, _) = BUDGET_EXAMPLE["plan"], BUDGET_EXAMPLE["project"]
    projects = [{**model, "project_code": f"P-{n:02d}", "project_name": f"โครงการพัฒนาแหล่งน้ำและถนนปลอดภัยระยะที่ {n}", "responsible_organisation_code": "ORG-00", "budget_baht": str(budget), "end_on": "2024-12-31"} for n, budget in budgets.items()]
    targets = rows("fiscal_year | quarter | target_spend_type | money_measure | target_percent | document_reference",
                   *(f"{year} | {quarter} | {spend_type} | {measure} | {percent} | ว {year - 2500}" for year in YEARS for spend_type in ("overall", "investment") for measure in ("disbursed", "spent") for quarter, percent in enumerate((30, 50, 75, 94), 1)))
    organisations = [{"organisation_code": f"ORG-{k:02d}", "organisation_name": f"{NAMES[k % 5]} {k}", "sector": SECTORS[k % 5], "actor_level": "organisation", "district_code": "5601", "start_on": "2021-10-01", "resource_kinds": "budget"} for k in PARTNERS]
    contract = [{**BUDGET_EXAMPLE["contract"][0], "amount_baht": str(sum(budgets.values()))}]
    return {**{name: BUDGET_EXAMPLE[name] for name in ("province", "district")}, "organisation": organisations, "contract": contract, "plan": [plan], "project": projects, "budget_share": shares, "money_event": events, "quarterly_target": targets}
