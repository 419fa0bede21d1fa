"""Twelve indicators month by month, their targets and the one that moved, a corrected value, thresholds, a red flag that was off for a while, and ratings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample_data.partners import ORG
from sample_data.world import AMENDED, LAST, SETUP, Fact, World, be, month_ends

HALFWAY = Decimal("0.45")  # of the way by the end of the first year
DISTRICT_LEAN = (Decimal("1.00"), Decimal("0.92"), Decimal("1.05"), Decimal("0.85"), Decimal("1.02"), Decimal("0.80"), Decimal("1.08"), Decimal("0.95"), Decimal("1.10"))


@dataclass(frozen=True)
class Indicator:
    """An indicator's words and how it goes: `pace` is attainment against expectation in the last month told."""

    name: str
    name_en: str
    definition: str
    unit: str
    unit_en: str
    theme: str
    owner: str
    baseline: str
    target: str
    pace: str
    decimals: int = 1
    frequency: str = "monthly"
    districts: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()
    is_cumulative: bool = False
    scope: str = "population"
    project: str | None = None

    @property
    def is_rising(self) -> bool:
        """Whether more is better; a level to hold counts as rising."""
        return Decimal(self.target) >= Decimal(self.baseline)


INDICATORS: tuple[Indicator, ...] = (
    Indicator("ประชาชนที่มีส่วนร่วมในแผนของตำบล", "Residents taking part in subdistrict plans", "ร้อยละของครัวเรือนที่เข้าร่วมเวทีแผนชุมชนอย่างน้อยหนึ่งครั้ง", "ร้อยละ", "per cent", "people", "office", "42", "65", "0.98", districts=tuple(range(9))),
    Indicator("รายได้เฉลี่ยครัวเรือนเกษตร", "Average income of farm households", "รายได้ต่อเดือนเฉลี่ย 12 เดือนย้อนหลัง", "บาทต่อเดือน", "baht a month", "business", "farm", "12400", "15600", "0.80", decimals=0),
    Indicator("จำนวนวันฝุ่น PM2.5 เกินมาตรฐาน", "Days with PM2.5 above the limit", "จำนวนวันใน 12 เดือนย้อนหลังที่ค่าเฉลี่ย 24 ชั่วโมงเกินมาตรฐาน", "วัน", "days", "place", "environment", "62", "40", "0.93", decimals=0, districts=(0, 3, 5, 8)),
    Indicator("อัตราผู้เสียชีวิตจากอุบัติเหตุทางถนน", "Road deaths", "ต่อประชากรแสนคน 12 เดือนย้อนหลัง", "ต่อแสนคน", "per 100,000", "law_and_order", "police", "28", "18", "0.48", project="P-04"),
    Indicator("พื้นที่ข้าวอินทรีย์ที่ได้รับรอง", "Certified organic rice area", "พื้นที่สะสมที่ได้ใบรับรอง", "ไร่", "rai", "business", "farm", "1200", "5200", "0.86", decimals=0, is_cumulative=True, scope="partner", project="P-14", districts=(1, 4, 6)),
    Indicator("ผู้เยี่ยมเยือนต่อเดือน", "Visitors a month", "ค่าเฉลี่ยเคลื่อนที่ 3 เดือน", "พันคน", "thousand people", "business", "tourism", "48", "70", "1.06", scope="partner", project="P-13"),
    Indicator("คดียาเสพติดในชุมชน", "Drug cases in communities", "คดีต่อประชากรแสนคน 12 เดือนย้อนหลัง", "ต่อแสนคน", "per 100,000", "law_and_order", "police", "210", "150", "-0.22", decimals=0, project="P-19"),
    Indicator("ผู้สูงอายุติดบ้านที่ได้รับการดูแล", "Home-bound elders in care", "ร้อยละของผู้สูงอายุติดบ้านติดเตียงที่มีแผนดูแลรายบุคคล", "ร้อยละ", "per cent", "people", "health", "55", "85", "0.95", frequency="quarterly", groups=("female", "male"), project="P-08"),
    Indicator("แรงงานที่ผ่านการยกระดับทักษะ", "Workers with new skills", "จำนวนสะสมตั้งแต่เริ่มสัญญา", "คน", "people", "business", "education", "0", "1800", "0.74", decimals=0, is_cumulative=True, scope="partner", project="P-10"),
    Indicator("ดัชนีคุณภาพน้ำแหล่งน้ำหลัก", "Water quality index", "ค่าเฉลี่ย WQI จากจุดเก็บน้ำ 6 จุด", "คะแนน", "points", "place", "water", "58", "72", "0.90", project="P-01"),
    Indicator("ความครอบคลุมวัคซีนเด็ก", "Child vaccination coverage", "ร้อยละของเด็กครบ 1 ปีที่ได้รับวัคซีนครบ รักษาระดับ", "ร้อยละ", "per cent", "people", "health", "95", "95", "0"),
    Indicator("ความพึงพอใจต่อบริการจุดเดียว", "Satisfaction with one-stop services", "คะแนนเฉลี่ยจากแบบสำรวจผู้ใช้บริการ เริ่มวัดหลังเปิดบริการ", "คะแนนเต็ม 5", "out of 5", "law_and_order", "social", "3.4", "4.2", "0", frequency="quarterly"),
)
# Planted, by number from 1.
MOVED, CORRECTED, REACHED, SILENT, HELD, LATER = 5, 3, 6, 10, 11, 12
MOVED_TO = Decimal(4600)
SILENT_SINCE = be(2568, 2, 28)  # no value for this month and after
CORRECTED_ON = be(2568, 2, 28)  # the period whose value was put right in April
REACHED_BY = be(2568, 3, 31)
LATER_BASELINE_ON = LAST


def code_of(n: int) -> str:
    """The code of the n-th indicator."""
    return f"KPI-{n:02d}"


def facts(world: World) -> Iterator[Fact]:
    """Indicators, targets, observations, thresholds, switched flags and ratings."""
    for n, indicator in enumerate(INDICATORS, 1):
        yield from _agreed(world, n, indicator)
        yield from _observed(world, n, indicator)
    yield from _thresholds(world)
    if world.has_story:
        yield from _switched(world)
        yield from _moved(world)
        yield from _ratings()


def _agreed(world: World, n: int, i: Indicator) -> Iterator[Fact]:
    is_later = world.has_story and n == LATER
    on = AMENDED if is_later else SETUP
    yield "indicator", on, _row(world, n, i, Decimal(i.target))
    if not is_later:
        for year in range(world.first_year, world.last_year + 1):
            part = Decimal(1) if year == world.last_year else HALFWAY if world.last_year - world.first_year == 1 else Decimal(year - world.first_year + 1) / (world.last_year - world.first_year + 1)
            if not (world.has_story and n == REACHED and year == world.last_year):
                yield "indicator_target", on, {"indicator_code": code_of(n), "fiscal_year": year, "target_value": _rounded(_at(i, part), i)}


def _row(world: World, n: int, i: Indicator, target: Decimal) -> dict:
    is_later = world.has_story and n == LATER
    owner, second = ORG[i.owner], ORG["office"]
    return {"indicator_code": code_of(n), "indicator_name": i.name, "indicator_name_en": i.name_en, "definition": i.definition, "measure_unit": i.unit, "measure_unit_en": i.unit_en,
            "direction": "rising" if i.is_rising else "falling", "is_cumulative": i.is_cumulative, "aggregation": "latest", "frequency": i.frequency, "theme": i.theme, "indicator_scope": i.scope,
            "owner_organisation_code": owner, "project_code": i.project, "output_code": i.project.replace("P", "OUT") if i.project else None, "data_source": "รายงานของหน่วยงานผู้รับผิดชอบ (ข้อมูลตัวอย่าง)",
            "evaluator": "กลไกการตรวจสอบและประเมินผลภาคราชการระดับจังหวัด", "agreed_on": be(2568, 1, 20) if is_later else be(world.first_year - 1, 9, 14), "organisation_codes": owner if owner == second else f"{owner}; {second}",
            "baseline_value": Decimal(i.baseline), "baseline_on": LATER_BASELINE_ON if is_later else be(world.first_year - 1, 9, 30), "final_target_value": target,
            "final_target_on": REACHED_BY if world.has_story and n == REACHED else world.end, "decimals": i.decimals, "master_plan_code": "200301"}


def _at(i: Indicator, part: Decimal) -> Decimal:
    return Decimal(i.baseline) + (Decimal(i.target) - Decimal(i.baseline)) * part


def _rounded(value: Decimal, i: Indicator) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-i.decimals))


def _expected(world: World, day: date) -> Decimal:
    """How far the agreed path is by that day, 0 to 1: to HALFWAY in the first year, the rest in the second."""
    start = be(world.first_year - 1, 9, 30)
    if world.last_year - world.first_year != 1:
        return min(Decimal(1), Decimal((day - start).days) / (world.end - start).days)
    halfway_on = be(world.first_year, 9, 30)
    if day <= halfway_on:
        return HALFWAY * (day - start).days / (halfway_on - start).days
    return HALFWAY + (1 - HALFWAY) * (day - halfway_on).days / (world.end - halfway_on).days


def _observed(world: World, n: int, i: Indicator) -> Iterator[Fact]:
    if world.has_story and n == LATER:
        return
    chance = world.fresh(f"indicator-{n}")
    for day in month_ends(world.start, min(LAST, world.end)):
        if i.frequency == "quarterly" and day.month % 3 or world.has_story and n == SILENT and day >= SILENT_SINCE or world.has_story and n == REACHED and day > REACHED_BY:
            continue
        noise = Decimal(chance.randint(-20, 20)) / 1000
        part = _expected(world, day) / _expected(world, REACHED_BY) if world.has_story and n == REACHED else _expected(world, day)
        value = _rounded(_at(i, part * Decimal(i.pace) + noise * part), i)
        if n == HELD:
            value = Decimal(i.baseline) + Decimal(chance.randint(-18, 9)) / 10
        yield from _told(n, i, day, value, world)


def _told(n: int, i: Indicator, day: date, value: Decimal, world: World) -> Iterator[Fact]:
    row = {"indicator_code": code_of(n), "period_on": day, "area_code": world.code, "population_group": "all", "actual_value": value, "observation_status": "approved", "reported_on": day,
           "reported_by_organisation_code": ORG[i.owner]}
    if world.has_story and n == CORRECTED and day == CORRECTED_ON:
        yield "observation", day, {**row, "actual_value": value - 7, "story": "ข้อมูลจากสถานีเดียว"}
        yield "observation", be(2568, 4, 10), {**row, "correction_reason": "สถานีวัดสองแห่งส่งข้อมูลย้อนหลังครบแล้ว", "reported_on": be(2568, 4, 10), "story": "เดิมนับจากสถานีเดียว จึงต่ำกว่าจริง"}
    elif world.has_story and n == 2 and day == LAST:
        yield "observation", day, {**row, "observation_status": "submitted", "story": "ราคาข้าวลดลงช่วงปลายฤดู", "next_action": "เร่งจับคู่ตลาดก่อนฤดูเก็บเกี่ยว"}
        return
    elif world.has_story and n == 7 and day == LAST:
        yield "observation", day, {**row, "story": "จับกุมเพิ่มขึ้นตามการตั้งด่าน จึงต้องอ่านคู่กับจำนวนผู้เข้าบำบัด", "next_action": "เสนอคณะทำงานทบทวนนิยามตัวชี้วัด"}
    else:
        yield "observation", day, row
    for at in i.districts:
        yield "observation", day, {**row, "area_code": world.districts[at].code, "actual_value": _local(i, value, DISTRICT_LEAN[at])}
    for group in i.groups:
        yield "observation", day, {**row, "population_group": group, "actual_value": value + (Decimal("1.4") if group == "female" else Decimal("-1.6"))}


def _local(i: Indicator, value: Decimal, lean: Decimal) -> Decimal:
    return _rounded(value * lean / (len(i.districts) if i.is_cumulative else 1), i)


def _moved(world: World) -> Iterator[Fact]:
    """KPI-05's target is lowered in January 2568, on request of its owner."""
    i = INDICATORS[MOVED - 1]
    yield "target_change", AMENDED, {"change_code": "TCH-01", "indicator_code": code_of(MOVED), "fiscal_year": 2568, "changed_on": be(2568, 1, 20), "before_value": Decimal(i.target), "after_value": MOVED_TO,
                                     "reason": "พื้นที่นำร่องสองตำบลถอนตัวเพราะภัยแล้ง", "requested_by_organisation_code": ORG[i.owner], "resolution_reference": "มติคณะกรรมการบริหาร ครั้งที่ 1/2568"}
    yield "indicator_target", AMENDED, {"indicator_code": code_of(MOVED), "fiscal_year": 2568, "target_value": MOVED_TO}
    yield "indicator", AMENDED, _row(world, MOVED, i, MOVED_TO)


def _thresholds(world: World) -> Iterator[Fact]:
    limits = (("deliverable_off_track_days", "45"), ("money_on_track_points", "0"), ("money_watch_points", "-5"), ("indicator_on_track_pace", "0.9"), ("indicator_watch_pace", "0.7"), ("indicator_tolerance", "5"),
              ("partner_concentration_percent", "60"), ("mou_expiring_days", "90"), ("tie_silent_quarters", "2"), ("unallocated_after_quarter", "2"))
    for rule, value in limits:
        yield "threshold", SETUP, {"threshold_rule": rule, "effective_on": world.start, "threshold_value": Decimal(value), "resolution_reference": f"มติคณะกรรมการตรวจสอบติดตาม ครั้งที่ 1/{world.first_year} (ตัวอย่าง)"}
    if world.has_story:
        changed = (("deliverable_off_track_days", "30"), ("factor_network_manager_on_track", "80"), ("factor_network_manager_watch", "60"), ("factor_formality_on_track", "80"), ("factor_formality_watch", "60"),
                   ("factor_trust_on_track", "3.5"), ("factor_trust_watch", "3"))
        for rule, value in changed:
            yield "threshold", AMENDED, {"threshold_rule": rule, "effective_on": be(2568, 2, 1), "threshold_value": Decimal(value), "resolution_reference": "มติคณะกรรมการตรวจสอบติดตาม ครั้งที่ 1/2568 (ตัวอย่าง)"}


def _switched(world: World) -> Iterator[Fact]:
    """One red flag was off while the first appointment orders were being issued, and is on again: it is off at none of the releases."""
    told = ((world.start, False, f"ครั้งที่ 1/{world.first_year}", "ช่วงเริ่มต้น อยู่ระหว่างออกคำสั่งแต่งตั้งชุดแรก"), (be(2567, 1, 1), True, f"ครั้งที่ 2/{world.first_year}", "ออกคำสั่งแต่งตั้งชุดแรกครบแล้ว"))
    for on, is_on, resolution, reason in told:
        yield "flag_switch", SETUP, {"flag": "member_without_order", "effective_on": on, "is_on": is_on, "resolution_reference": f"มติคณะกรรมการตรวจสอบติดตาม {resolution} (ตัวอย่าง)", "reason": reason}


def _ratings() -> Iterator[Fact]:
    """What reporters and the committee say: the committee is stricter than both others on D-10 and KPI-02."""
    given = (("deliverable", "D-10", "self_reported", be(2568, 4, 14), "done", None), ("deliverable", "D-10", "committee", be(2568, 5, 15), "watch", "แผนไม่ระบุผู้รับผิดชอบทุกโครงการ"),
             ("deliverable", "D-11", "self_reported", be(2568, 4, 30), "on_track", "รอภาคีตรวจทาน"), ("deliverable", "D-11", "committee", be(2568, 5, 15), "off_track", "เลื่อนแล้วยังไม่ส่ง"),
             ("indicator", "KPI-02", "self_reported", be(2568, 4, 30), "on_track", "ราคาข้าวดีขึ้นต้นปี"), ("indicator", "KPI-02", "committee", be(2568, 5, 15), "off_track", "แนวโน้มจะไม่ถึงเป้าหมายปลายปี"),
             ("indicator", "KPI-07", "self_reported", be(2568, 4, 30), "watch", "จำนวนคดีเพิ่มตามการจับกุม"), ("indicator", "KPI-01", "self_reported", be(2568, 4, 30), "on_track", None),
             ("project", "P-04", "self_reported", be(2568, 3, 31), "watch", "ผู้รับจ้างเข้าพื้นที่ช้า"), ("project", "P-04", "committee", be(2568, 5, 15), "off_track", "เบิกจ่ายต่ำกว่าเป้าหมายมาก"))
    for kind, subject, source, on, state, reason in given:
        yield "rating", on, {"subject_kind": kind, "subject_code": subject, "rating_source": source, "rated_on": on, "state": state, "reason": reason, "body_code": "JSC" if source == "committee" else None}
