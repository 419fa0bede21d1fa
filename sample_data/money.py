"""Shares, what was allocated and when, every order and payment, the targets (samples) and the block grant."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from sample_data.partners import ORG
from sample_data.programme import NO_EVIDENCE, PROJECTS, STANDS_FOR, Project, code_of, parties
from sample_data.world import AMENDED, LAST, SETUP, Fact, World, be, month_ends

SOURCE = "ค่าตัวอย่าง ไม่ใช่มติคณะรัฐมนตรี"
# fiscal year -> spend type -> (disbursed, spent) cumulative per cent by quarter. Sample values.
TARGETS = {
    2567: {"overall": ((31, 52, 75, 93), (36, 58, 80, 100)), "current": ((33, 54, 77, 98), (36, 58, 80, 100)), "investment": ((19, 39, 57, 75), (36, 57, 78, 100))},
    2568: {"overall": ((32, 53, 75, 94), (38, 60, 82, 100)), "current": ((35, 55, 78, 98), (37, 58, 80, 100)), "investment": ((20, 45, 65, 80), (40, 65, 85, 100))},
}
# Cumulative part of a year's payments by the end of each month from October: heavy at the end, as years are.
PROFILE = (2, 7, 14, 22, 31, 41, 49, 57, 66, 75, 85, 100)
IN_KIND = (("university", 7, 0, 600_000, "นักวิจัยและห้องปฏิบัติการข้อมูล"), ("forest", 3, 1, 250_000, "แรงงานอาสาและอาหาร"), ("tap", 20, 1, 480_000, "ท่อและอุปกรณ์จุดติดตั้ง"),
           ("rice", 14, 1, 320_000, "แปลงสาธิตและแรงงาน"), ("cooperative", 16, 1, 280_000, "ที่ปรึกษาสหกรณ์"), ("women", 15, 1, 90_000, "ผลิตสื่อประชาสัมพันธ์"))
# Planted, as (project, place of the partner in it, year); see README.md.
UNALLOCATED = (15, 1, 1)  # pledged, nothing allocated after quarter 2
OVERDRAWN = (19, 1, 1)  # disbursed more than allocated
MISMATCH = (17, 1, 0)  # pledged 100,000 more than leaves room in the project's budget
AMENDED_SHARES = {(1, 1, 1): -500_000, (1, 2, 1): 500_000}  # what the amendment moves
LATE_ALLOCATION = {(4, 0, 1): be(2568, 3, 14), (20, 0, 1): be(2568, 2, 25), (6, 1, 1): be(2568, 4, 9)}


def facts(world: World) -> Iterator[Fact]:
    """Everything about money, in the order a clerk would write it."""
    yield from _targets(world)
    number = 0
    for share in shares(world):
        yield from _share(world, share)
        for fact in _events(world, share):
            number += 1
            yield fact[0], fact[1], {"money_event_code": f"M-{number:05d}", **fact[2]}
    yield from _in_kind(world)
    yield from _block_grant(world)
    yield from _duties(world)


def shares(world: World) -> Iterator[dict]:
    """The money shares: where each stands (project, partner's place, year), what was pledged and allocated."""
    number = 0
    for n, project in enumerate(PROJECTS, 1):
        for year, pledges in _pledges(world, project):
            for place, ((who, fund, _), pledged) in enumerate(zip(project.shares, pledges, strict=True)):
                number += 1
                at = (n, place, year) if world.has_story else None
                yield {"code": f"S-{number:03d}", "n": n, "project": project, "who": STANDS_FOR.get(who, who), "fund": fund, "year": world.first_year + year, "at": at,
                       "pledged": pledged + (100_000 if at == MISMATCH else 0), "is_last_year": year == max(project.years) if world.has_story else world.first_year + year == world.last_year}


def _pledges(world: World, project: Project) -> Iterator[tuple[int, list[int]]]:
    """Baht pledged per partner in each year; the last partner and the last year take what rounding leaves."""
    years = project.years if world.has_story else range(world.last_year - world.first_year + 1)
    whole = {alias: project.budget * percent // 100 for alias, _, percent in project.shares}
    whole[project.shares[-1][0]] += project.budget - sum(whole.values())
    given = dict.fromkeys(whole, 0)
    for k, year in enumerate(years, 1):
        pledges = [whole[a] - given[a] if k == len(years) else whole[a] // len(years) // 10_000 * 10_000 for a in whole]
        given = {a: given[a] + pledge for a, pledge in zip(whole, pledges, strict=True)}
        yield year, pledges


def _share(world: World, share: dict) -> Iterator[Fact]:
    at, year, pledged = share["at"], share["year"], share["pledged"]
    row = {"share_code": share["code"], "project_code": code_of(share["n"]), "organisation_code": ORG[share["who"]], "fiscal_year": year, "fund_source": share["fund"],
           "spend_type": share["project"].spend_type, "pledged_baht": pledged, "allocated_baht": pledged, "budget_status": "committed", "approved_on": be(year - 1, 10, 15)}
    if at == UNALLOCATED:
        yield "budget_share", SETUP, {**row, "allocated_baht": 0, "budget_status": "indicative", "approved_on": None, "note": "รอความเห็นชอบกรรมการหอการค้า"}
    elif at in AMENDED_SHARES:
        yield "budget_share", SETUP, row
        amended = pledged + AMENDED_SHARES[at]
        yield "budget_share", AMENDED, {**row, "pledged_baht": amended, "allocated_baht": amended, "approved_on": be(2568, 1, 20), "note": "แก้ไขสัญญาครั้งที่ 1"}
    elif at in LATE_ALLOCATION:
        yield "budget_share", SETUP, {**row, "allocated_baht": pledged * 2 // 5, "budget_status": "indicative"}
        yield "budget_share", LATE_ALLOCATION[at], {**row, "approved_on": LATE_ALLOCATION[at], "note": "จัดสรรครบหลังโอนเปลี่ยนแปลง"}
    else:
        yield "budget_share", SETUP, row


def _events(world: World, share: dict) -> Iterator[Fact]:
    """Orders early, payments along the year's profile, what is left of an old year carried over."""
    at, year, project = share["at"], share["year"], share["project"]
    if (world.has_story and code_of(share["n"]) == NO_EVIDENCE) or at == UNALLOCATED:
        return
    chance = world.fresh(f"money-{share['code']}")
    allocated = share["pledged"] + (AMENDED_SHARES.get(at, 0) if at else 0)
    paid, ordered = _reach(share, chance)
    if at == OVERDRAWN:
        paid, ordered = 108, 108
    yield from _orders(share, allocated * ordered // 100, chance, year)
    yield from _payments(share, allocated * paid // 100, chance, year)
    left = allocated * (ordered - paid) // 100
    if year < world.last_year and left > 0 and project.spend_type == "investment":
        on = be(year, 9, 29)
        yield "money_event", on, _event(share, "carry_over", on, left, "กันเงินตามหนังสืออนุมัติ")


def _reach(share: dict, chance: Random) -> tuple[int, int]:
    """Per cent of the allocation paid and ordered by the last month told."""
    project = share["project"]
    if share["is_last_year"]:
        return project.done_percent, project.ordered_percent
    return (100, 100) if project.done_percent == 100 else (chance.randint(78, 88), 100) if project.spend_type == "investment" else (chance.randint(97, 99), 100)


def _orders(share: dict, whole: int, chance: Random, year: int) -> Iterator[Fact]:
    parts = 2 if whole > 2_000_000 else 1
    for k in range(parts):
        on = be(year - 1, 11, chance.randint(4, 28)) if k == 0 else be(year, 1, chance.randint(6, 28))
        amount = whole * 6 // 10 if parts == 2 and k == 0 else whole - (whole * 6 // 10 if parts == 2 else 0)
        if whole:
            yield "money_event", on, _event(share, "commitment", on, amount, f"PO {year % 100}{share['code'][2:]}/{k + 1}")


def _payments(share: dict, whole: int, chance: Random, year: int) -> Iterator[Fact]:
    """At quarter ends and in the last month told; a few amounts carry satang."""
    ends = list(month_ends(be(year - 1, 10, 1), min(LAST, be(year, 9, 30))))
    chosen = [n for n, end in enumerate(ends) if end.month in (12, 3, 6, 9)]
    if len(ends) < 12:
        chosen = [2, 5, chance.choice((6, 7))]
    given = Decimal(0)
    for n in chosen:
        is_last = n == chosen[-1]
        due = Decimal(whole) if is_last else Decimal(whole * PROFILE[n] // PROFILE[chosen[-1]]) + Decimal(chance.choice((0, 0, 0, 25, 50))) / 100
        on = ends[n].replace(day=chance.randint(10, 28))
        if due > given:
            yield "money_event", on, _event(share, "disbursement", on, due - given, f"ฎีกา {on.month:02d}/{share['code'][2:]}", _payee(share, n))
        given = due


def _payee(share: dict, n: int) -> str | None:
    payees = {3: "forest", 14: "rice", 15: "weavers", 17: "fishers", 8: "elders", 13: "tour_club", 7: "university"}
    return payees.get(share["n"]) if n % 2 else None


def _event(share: dict, kind: str, on: date, amount: int | Decimal, document: str, payee: str | None = None) -> dict:
    return {"share_code": share["code"], "money_event_kind": kind, "event_on": on, "amount_baht": amount, "document_number": document, "payee_organisation_code": ORG[payee] if payee else None}


def _targets(world: World) -> Iterator[Fact]:
    for year in range(world.first_year, world.last_year + 1):
        for spend_type, measures in TARGETS[2567 + year % 2].items() if year not in TARGETS else TARGETS[year].items():
            for measure, values in zip(("disbursed", "spent"), measures, strict=True):
                for quarter, percent in enumerate(values, 1):
                    yield "quarterly_target", SETUP, {"fiscal_year": year, "quarter": quarter, "target_spend_type": spend_type, "money_measure": measure, "target_percent": percent, "document_reference": SOURCE}


def _in_kind(world: World) -> Iterator[Fact]:
    for k, (who, n, year, value, words) in enumerate(IN_KIND, 1):
        project = PROJECTS[n - 1]
        year = world.first_year + year
        yield "budget_share", SETUP, {"share_code": f"K-{k:02d}", "project_code": code_of(n), "organisation_code": ORG[who], "fiscal_year": year, "fund_source": "in_kind", "spend_type": project.spend_type,
                                      "pledged_baht": value, "allocated_baht": value, "budget_status": "committed", "approved_on": be(year - 1, 10, 15), "note": words}
        on = be(year, 3, 20)
        yield "money_event", on, {"money_event_code": f"MK-{k:02d}", "share_code": f"K-{k:02d}", "money_event_kind": "disbursement", "event_on": on, "amount_baht": value // 2, "document_number": "บันทึกรับมอบ"}


def _block_grant(world: World) -> Iterator[Fact]:
    yield "block_grant", SETUP, {"block_grant_code": "BG-2567", "fiscal_year": 2567, "amount_baht": 1_200_000, "purpose": "งานผู้จัดการโครงการของสำนักงานจังหวัด", "granted_on": be(2566, 11, 1)}
    yield "block_grant", SETUP, {"block_grant_code": "BG-2568", "fiscal_year": 2568, "amount_baht": 1_000_000, "purpose": "งานผู้จัดการโครงการของสำนักงานจังหวัด", "granted_on": be(2567, 11, 4)}
    spent = (("BG-2567", be(2567, 1, 12), "เวทีเจรจาสัดส่วนกับภาคี", 240_000, False), ("BG-2567", be(2567, 4, 22), "จ้างพัฒนาแบบรายงานรายเดือน", 310_000, False),
             ("BG-2567", be(2567, 6, 18), "ติดตามงานในพื้นที่เก้าอำเภอ", 185_500, False), ("BG-2567", be(2567, 8, 30), "วัสดุสำนักงานและค่าล่วงเวลางานประจำ", 96_000, True),
             ("BG-2568", be(2567, 12, 9), "อบรมผู้รายงานของภาคี", 150_000, False), ("BG-2568", be(2568, 2, 14), "เวทีทบทวนสัญญา", 128_000, False),
             ("BG-2568", be(2568, 4, 25), "ตรวจข้อมูลกับภาคีรายแห่ง", 74_250, False), ("BG-2568", be(2568, 5, 16), "จัดประชุมคณะกรรมการตรวจสอบติดตาม", 52_000, False))
    numbers: dict[str, int] = {}
    for grant, on, words, amount, is_routine in spent:
        numbers[grant] = numbers.get(grant, 0) + 1
        yield "block_grant_spending", on, {"block_grant_code": grant, "spending_number": numbers[grant], "spent_on": on, "description": words, "amount_baht": amount, "is_routine_duty": is_routine and world.has_story}


def _duties(world: World) -> Iterator[Fact]:
    """Every party reports money; owners of indicators, hubs of ties and project leaders report theirs (sample days)."""
    duties = [(alias, "money", 10) for alias in parties() if alias not in ("network_institute", "university", "power")]
    duties += [(alias, "indicator", 12) for alias in ("farm", "health", "environment", "tourism", "commerce", "police", "social", "water", "education", "office")]
    duties += [(alias, "coordination", 15) for alias in ("office", "pao", "river", "chamber", "network_institute", "university")]
    duties += [(alias, "output", 15) for alias in dict.fromkeys(p.responsible for p in PROJECTS if p.responsible)]
    for alias, kind, day in duties:
        yield "reporting_duty", SETUP, {"organisation_code": ORG[alias], "report_kind": kind, "due_day": day, "start_on": world.start}
