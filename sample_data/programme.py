"""The territorial contract in its four parts, and the projects it lists with their outputs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sample_data.partners import NEWCOMER, ORG, SECTOR
from sample_data.world import AMENDED, LAST, SETUP, Fact, World, be, month_ends

CONTRACT = "TC-2567"
PLANS = (
    ("PL-1", "แผนงานพัฒนาแหล่งน้ำ สิ่งแวดล้อม และเมือง", "place"), ("PL-2", "แผนงานพัฒนาคุณภาพชีวิตคนทุกช่วงวัย", "people"),
    ("PL-3", "แผนงานเศรษฐกิจฐานรากและการท่องเที่ยว", "business"), ("PL-4", "แผนงานชุมชนปลอดภัยและธรรมาภิบาล", "law_and_order"),
)


@dataclass(frozen=True)
class Project:
    """A project: its words, money and who carries it. `shares`: partner, fund source, per cent of the budget."""

    theme: str
    name: str
    name_en: str
    responsible: str | None
    budget: int  # baht
    years: tuple[int, ...]  # 0 is the contract's first fiscal year
    shares: tuple[tuple[str, str, int], ...]
    spend_type: str
    districts: tuple[int, ...]
    origin: str
    output: tuple[str, int, str]
    done_percent: int  # of the latest year's allocation, disbursed by the last month told
    ordered_percent: int  # and ordered, what is disbursed included


COMMUNITY, LOCAL, STATE = "community_and_civil_society", "local_government_budget", "state_agency_budget"
F, P, G = "function_budget", "provincial_budget", "provincial_cluster_budget"
LG, LR, LS = "local_general_grant", "local_revenue", "local_specific_grant"
ALL = tuple(range(9))
PROJECTS: tuple[Project, ...] = (
    Project("place", "ปรับปรุงระบบนิเวศและตลิ่งริมน้ำ", "Lakeside ecosystem and bank repair", "environment", 16_800_000, (0, 1), (("environment", P, 50), ("pao", LR, 30), ("town", LR, 20)), "investment", (0, 6), "provincial_plan", ("ตลิ่งที่ปรับปรุงแล้ว", 2400, "เมตร"), 47, 72),
    Project("place", "เพิ่มประสิทธิภาพคลองส่งน้ำชุมชน", "Community irrigation canals", "water", 18_400_000, (0, 1), (("water", F, 55), ("chun", LG, 45)), "investment", (1, 4), "local_plan", ("คลองที่ซ่อมแล้ว", 18, "สาย"), 43, 64),
    Project("place", "ป้องกันไฟป่าและลดฝุ่น PM2.5", "Forest fire prevention and PM2.5", "environment", 9_600_000, (0, 1), (("environment", F, 45), ("muan", LG, 30), ("pong", LG, 25)), "current", (3, 5), "community_plan", ("แนวกันไฟ", 320, "กิโลเมตร"), 67, 75),
    Project("place", "ถนนปลอดภัยเชื่อมแหล่งผลิต", "Safe roads to producers", "roads", 17_500_000, (0, 1), (("roads", F, 60), ("pao", LR, 40)), "investment", (2, 7), "provincial_plan", ("ถนนที่ปรับปรุง", 22, "กิโลเมตร"), 28, 52),
    Project("place", "จัดการขยะต้นทางทั้งตำบล", "Waste sorting at source", "town", 4_200_000, (0,), (("town", LR, 55), ("dok", LR, 45)), "current", (0, 4), "community_plan", ("หมู่บ้านต้นแบบ", 40, "หมู่บ้าน"), 100, 100),
    Project("place", "สวนสาธารณะริมน้ำเพื่อทุกคน", "Waterside park for all", "town", 6_400_000, (0, 1), (("town", LR, 52), ("tourism", P, 48)), "investment", (0,), "local_plan", ("พื้นที่สวน", 12, "ไร่"), 46, 66),
    Project("people", "ศูนย์ข้อมูลเชิงพื้นที่ของจังหวัด", "Provincial area-data centre", "office", 5_800_000, (0, 1), (("office", P, 58), ("community_fund", "fund", 42)), "current", ALL, "agency_plan", ("ชุดข้อมูลที่เชื่อมแล้ว", 36, "ชุด"), 56, 63),
    Project("people", "ดูแลผู้สูงอายุระยะยาวในชุมชน", "Long-term care of elders", "social", 8_900_000, (0, 1), (("social", F, 40), ("health", F, 35), ("dok", LG, 25)), "current", (0, 4, 6), "community_plan", ("ผู้สูงอายุที่ได้รับการดูแล", 1800, "คน"), 61, 66),
    Project("people", "โรงเรียนสุขภาวะและอาหารปลอดภัย", "Healthy schools and safe food", "education", 5_000_000, (0,), (("education", F, 80), ("kham", LG, 20)), "current", (2,), "agency_plan", ("โรงเรียนที่ผ่านเกณฑ์", 45, "โรงเรียน"), 97, 100),
    Project("people", "ยกระดับทักษะแรงงานเพื่ออาชีพใหม่", "New skills for workers", "labour", 4_600_000, (0, 1), (("labour", F, 60), ("federation_fund", "fund", 40)), "current", (0, 1), "agency_plan", ("ผู้ผ่านการอบรม", 900, "คน"), 52, 57),
    Project("people", "ป้องกันอุบัติเหตุเด็กจมน้ำ", "Drowning prevention", "health", 1_600_000, (0,), (("health", F, 58), ("phusang", LG, 42)), "current", ALL, "local_plan", ("เด็กที่ผ่านหลักสูตร", 2500, "คน"), 100, 100),
    Project("people", "ศูนย์เรียนรู้ครอบครัวและเยาวชน", "Family and youth learning centres", "social", 3_800_000, (1,), (("social", F, 55), ("kamyao", LG, 45)), "current", (8,), "community_plan", ("ศูนย์ที่เปิดบริการ", 6, "แห่ง"), 70, 74),
    Project("business", "เส้นทางท่องเที่ยวริมน้ำและชายแดน", "Waterside and border tourism routes", "tourism", 9_200_000, (0, 1), (("tourism", P, 50), ("kham", LR, 30), ("lake_tours", "business", 20)), "current", (0, 2, 7), "provincial_plan", ("เส้นทางที่เปิดใช้", 5, "เส้นทาง"), 50, 58),
    Project("business", "ข้าวหอมอินทรีย์ครบวงจร", "Organic rice value chain", "farm", 11_200_000, (0, 1), (("farm", F, 45), ("organic", "business", 30), ("dok", LR, 25)), "current", (1, 4, 6), "community_plan", ("พื้นที่ข้าวอินทรีย์", 5200, "ไร่"), 58, 64),
    Project("business", "ตลาดสินค้าชุมชนและทอผ้าไทลื้อ", "Community goods and Tai Lue weaving", "commerce", 3_600_000, (1,), (("commerce", F, 55), ("chamber", "business", 45)), "current", (2,), "community_plan", ("ผลิตภัณฑ์ที่ได้มาตรฐาน", 60, "รายการ"), 33, 40),
    Project("business", "พัฒนาช่างและผู้ประกอบการรุ่นใหม่", "Young technicians and entrepreneurs", "labour", 2_800_000, (1,), (("labour", F, 50), ("lake_tours", "business", 50)), "current", (0,), "agency_plan", ("ผู้ประกอบการรายใหม่", 120, "ราย"), 53, 56),
    Project("business", "แปรรูปปลาและสินค้าประมงพื้นบ้าน", "Fish processing by local fishers", "farm", 3_000_000, (0,), (("farm", F, 55), ("town", LR, 45)), "current", (0,), "community_plan", ("กลุ่มที่ผ่านมาตรฐาน", 8, "กลุ่ม"), 95, 100),
    Project("business", "พลังงานสะอาดในวิสาหกิจชุมชน", "Clean energy in community enterprises", "community_dev", 4_400_000, (1,), (("community_dev", F, 60), ("community_fund", "fund", 40)), "investment", (8,), "provincial_plan", ("ระบบที่ติดตั้ง", 24, "ระบบ"), 42, 68),
    Project("law_and_order", "ชุมชนปลอดยาเสพติด", "Drug-free communities", "police", 6_600_000, (0, 1), (("police", F, 55), ("governing", F, 45)), "current", ALL, "agency_plan", ("ชุมชนที่ผ่านเกณฑ์", 90, "ชุมชน"), 60, 64),
    Project("law_and_order", "กล้องวงจรปิดและไฟส่องสว่างจุดเสี่ยง", "Cameras and lights at danger spots", "pao", 7_800_000, (0, 1), (("pao", LS, 45), ("governing", P, 35), ("kham", LR, 20)), "investment", (0, 2, 4), "local_plan", ("จุดที่ติดตั้ง", 260, "จุด"), 30, 46),
    Project("law_and_order", "ไกล่เกลี่ยข้อพิพาทในชุมชน", "Community mediation", None, 1_500_000, (1,), (("governing", F, 60), ("council_fund", "civil_society", 40)), "current", (5, 6), "community_plan", ("ศูนย์ไกล่เกลี่ย", 18, "แห่ง"), 64, 66),
    Project("law_and_order", "อาสาจราจรและถนนปลอดภัยหน้าโรงเรียน", "Safe streets at schools", "police", 2_400_000, (1,), (("police", F, 60), ("chun", LG, 40)), "current", (0, 1), "local_plan", ("โรงเรียนที่ปลอดภัย", 60, "โรงเรียน"), 0, 0),
    Project("people", "กองทุนอุ่นใจครัวเรือนเปราะบาง", "Fund for fragile households", "river", 2_000_000, (1,), (("river", "civil_society", 55), ("chamber", "business", 45)), "current", (5, 6, 7), "community_plan", ("ครัวเรือนที่ได้รับการช่วยเหลือ", 400, "ครัวเรือน"), 45, 50),
    Project("place", "ฟื้นฟูป่าชุมชนต้นน้ำ", "Restoring headwater community forests", "forest", 3_200_000, (0,), (("environment", F, 58), ("pong", LG, 42)), "current", (3, 5), "community_plan", ("พื้นที่ฟื้นฟู", 1500, "ไร่"), 99, 100),
)
# Two funders stand in for partners that have no money of their own.
STANDS_FOR = {"federation_fund": "farm_bank", "council_fund": "council_mj"}
NO_EVIDENCE = "P-22"  # planted: allocated, due, and not one event reported
NOT_DUE = "P-23"  # planted: partners' own money, nothing due before the project ends


def code_of(n: int) -> str:
    """The code of the n-th project, counted from 1."""
    return f"P-{n:02d}"


def carried_by(project: Project) -> str:
    """Whose budget carries the project: that of its largest share."""
    sector = SECTOR[STANDS_FOR.get(project.shares[0][0], project.shares[0][0])]
    return LOCAL if sector == "local_government" else COMMUNITY if sector in ("civil_society", "community", "business") else STATE


def facts(world: World) -> Iterator[Fact]:
    """The contract, its programme, and what came of its outputs."""
    yield from _contract(world)
    yield from _parties(world)
    yield from _projects(world)
    yield from _outputs(world)
    yield from _undertakings(world)
    if world.has_story:
        yield from _changes()


def _contract(world: World) -> Iterator[Fact]:
    yield "contract", SETUP, {
        "contract_code": CONTRACT, "contract_title": f"สัญญาขับเคลื่อนแผนพัฒนาจังหวัด{world.name} ปีงบประมาณ {world.first_year}–{world.last_year} (ข้อมูลตัวอย่าง)",
        "amount_baht": sum(p.budget for p in PROJECTS), "start_on": world.start, "end_on": world.end, "signed_on": None,
        "purpose": "ทุกภาคส่วนร่วมกันจัดบริการสาธารณะของจังหวัดตามพื้นที่ แทนการแยกทำตามหน่วยงาน", "definitions": "“ภาคี” หมายถึงผู้ลงนามในสัญญานี้ “สัดส่วน” หมายถึงเงินที่ภาคีรับไว้ในโครงการหนึ่ง ปีหนึ่ง",
        "procedure": "คณะกรรมการบริหารกำกับ คณะทำงานสนับสนุนฯ ตรวจงาน ผู้จัดการเครือข่ายประสาน คณะกรรมการตรวจสอบติดตามให้ความเห็น", "strategy": "เป้าหมายย่อยแผนแม่บท 200301 และแผนพัฒนาจังหวัด 4 มิติ",
        "timetable": f"ดำเนินการ 1 ต.ค. {world.first_year - 1} ถึง 30 ก.ย. {world.last_year} รายงานทุกเดือน ประเมินทุกไตรมาส", "evaluation_criteria": "ตัวชี้วัดที่ภาคีกำหนดร่วมกัน 12 ตัว และสิ่งส่งมอบ 16 รายการ",
        "evaluation_method": "เทียบผลกับค่าฐานและเป้าหมายรายปี พร้อมหลักฐาน", "evaluator": "กลไกการตรวจสอบและประเมินผลภาคราชการระดับจังหวัด", "body_code": "JSC",
        "dispute_procedure": None if world.has_story else "ไกล่เกลี่ยโดยคณะกรรมการอำนวยการ"}  # planted: part four does not say how disputes end
    for n, (step, body, days) in enumerate((("negotiated", "STC", 75), ("agreed", "BOD", 45), ("endorsed", "PIC", 30), ("reported", "NPC", 10))):
        on = be(world.first_year - 1, 7, 3).replace(day=3 + n * 6)
        yield "approval", SETUP, {"contract_code": CONTRACT, "approval_step": step, "body_code": body, "requested_on": on, "decided_on": on.replace(month=9, day=30 - days // 5 if days < 75 else 5),
                                  "document_number": f"มติ ครั้งที่ {n + 1}/{world.first_year - 1}"}


def parties() -> list[str]:
    """Every partner that undertook a share, and the office."""
    funders = {STANDS_FOR.get(who, who) for p in PROJECTS for who, _, _ in p.shares}
    return [alias for alias in ORG if alias in funders or alias in ("office", "network_institute", "university", "power")]


NOT_SIGNED = "organic"  # planted: a party that has not signed


def _parties(world: World) -> Iterator[Fact]:
    chance = world.fresh("parties")
    for alias in parties():
        signed = None if world.has_story and alias == NOT_SIGNED else be(world.first_year - 1, 9, chance.randint(12, 28))
        role = "ผู้จัดการโครงการ" if alias == "office" else "ผู้จัดการเครือข่าย" if alias == "network_institute" else "ผู้สมทบงบประมาณและร่วมดำเนินการ"
        yield "contract_party", SETUP, {"contract_code": CONTRACT, "organisation_code": ORG[alias], "party_role": role, "responsibility": "ดำเนินโครงการตามสัดส่วนที่รับไว้ และรายงานทุกเดือน",
                                        "signatory_post": "หัวหน้าหน่วยงานหรือผู้แทนที่ได้รับมอบอำนาจ", "signed_on": signed}


def _projects(world: World) -> Iterator[Fact]:
    for code, name, theme in PLANS:
        yield "plan", SETUP, {"plan_code": code, "plan_name": name, "theme": theme, "master_plan_code": "200301"}
    for n, p in enumerate(PROJECTS, 1):
        start, end = _span(world, p)
        is_over = end <= SETUP
        responsible = p.responsible or (None if world.has_story else "governing")
        yield "project", SETUP, {
            "project_code": code_of(n), "contract_code": CONTRACT, "plan_code": next(code for code, _, theme in PLANS if theme == p.theme), "project_name": p.name, "project_name_en": p.name_en,
            "objective": f"เพื่อให้เกิด{p.output[0]}ไม่น้อยกว่า {p.output[1]:,} {p.output[2]}", "theme": p.theme, "carried_by": carried_by(p), "origin_plan": p.origin,
            "responsible_organisation_code": ORG[responsible] if responsible else None, "district_codes": "; ".join(world.districts[d].code for d in p.districts), "budget_baht": p.budget,
            "start_on": start, "end_on": end, "project_status": "completed" if is_over else "planned" if code_of(n) in (NO_EVIDENCE,) else "active",
            "emenscr_code": f"{world.code}-{2567000 + n}" if n % 3 else None, "egp_code": f"6701{n:04d}" if p.spend_type == "investment" else None, "gfmis_code": f"2000{world.code}{n:03d}" if n % 2 else None}
        for part, (words, percent) in enumerate((("เตรียมการและสำรวจพื้นที่", 15), ("ดำเนินการในพื้นที่", 70), ("สรุปผลและถอดบทเรียน", 15)), 1):
            yield "activity", SETUP, {"activity_code": f"A-{n:02d}{part}", "project_code": code_of(n), "activity_name": f"{words} – {p.name}", "responsible_organisation_code": ORG[responsible] if responsible else None,
                                      "budget_baht": p.budget * percent // 100, "start_on": start, "end_on": end}


def _span(world: World, project: Project) -> tuple[date, date]:
    if world.last_year - world.first_year == 1:
        return be(world.first_year + project.years[0] - 1, 10, 1), be(world.first_year + project.years[-1], 9, 30)
    return world.start, world.end


def _outputs(world: World) -> Iterator[Fact]:
    chance = world.fresh("outputs")
    for n, p in enumerate(PROJECTS, 1):
        name, planned, unit = p.output
        start, end = _span(world, p)
        yield "output", SETUP, {"output_code": f"OUT-{n:02d}", "project_code": code_of(n), "output_name": name, "planned_quantity": planned, "quantity_unit": unit, "due_on": end}
        reach = max(p.done_percent, 5) / 100 * (1.0 if p.years == (0,) else 0.95)
        ends = [day for day in month_ends(start, min(LAST, end)) if day.month % 3 == 0 or day == LAST]
        for k, day in enumerate(ends, 1):
            if code_of(n) != NO_EVIDENCE and chance.random() < 0.9:
                yield "output_report", day, {"output_code": f"OUT-{n:02d}", "period_on": day, "delivered_quantity": int(planned * reach * k / len(ends))}


def _undertakings(world: World) -> Iterator[Fact]:
    promised = (
        ("office", None, "authority", "แต่งตั้งคณะทำงานและออกคำสั่งจังหวัด", 8, "คำสั่ง", "หัวหน้าสำนักงานจังหวัด", be(2566, 11, 30), be(2566, 11, 20)), ("university", "P-07", "personnel", "นักวิจัยประจำศูนย์ข้อมูล", 3, "คน", "คณบดี", be(2567, 1, 31), be(2567, 2, 5)),
        ("pao", "P-03", "equipment", "รถบรรทุกน้ำพร้อมพนักงานช่วงเผาป่า", 4, "คัน", "ผู้อำนวยการกองช่าง", be(2568, 2, 28), be(2568, 2, 20)), ("forest", "P-03", "local_wisdom", "อาสาลาดตระเวนแนวกันไฟ", 60, "คน", "ประธานป่าชุมชน", be(2568, 3, 31), None),
        ("power", "P-20", "equipment", "เสาไฟและอุปกรณ์ส่องสว่าง", 120, "ชุด", None, be(2568, 6, 30), None), ("town", "P-08", "place", "ห้องกิจกรรมผู้สูงอายุ", 2, "แห่ง", "ผู้อำนวยการกองสวัสดิการสังคม", be(2567, 4, 30), be(2567, 4, 1)),
        ("chamber", "P-15", "social_capital", "พาผู้ผลิตออกงานแสดงสินค้า", 4, "ครั้ง", "เลขาธิการหอการค้าจังหวัด", be(2568, 9, 30), None), ("organic", "P-14", "technology", "โรงสีและเครื่องบรรจุ", 1, "ชุด", "กรรมการผู้จัดการ", be(2568, 1, 31), None),
        ("health", "P-08", "personnel", "พยาบาลพี่เลี้ยงผู้ดูแล", 9, "คน", "นายแพทย์สาธารณสุขจังหวัด", be(2568, 5, 31), be(2568, 5, 20)), ("river", "P-01", "knowledge", "หลักสูตรเฝ้าระวังคุณภาพน้ำ", 1, "หลักสูตร", "ผู้ประสานงานมูลนิธิ", be(2567, 6, 30), be(2567, 7, 15)),
        ("college", "P-16", "place", "โรงฝึกงานและครูช่าง", 1, "แห่ง", "ผู้อำนวยการวิทยาลัย", be(2568, 3, 31), be(2568, 3, 28)), ("media", None, "personnel", "ทีมสื่อเผยแพร่ผลทุกไตรมาส", 5, "คน", "ประธานชมรม", be(2568, 9, 30), None),
    )
    for n, (who, project, kind, words, quantity, unit, post, due_on, done_on) in enumerate(promised, 1):
        row = {"undertaking_code": f"UN-{n:02d}", "contract_code": CONTRACT, "organisation_code": ORG[who], "project_code": project, "resource_kind": kind, "description": words, "quantity": quantity,
               "quantity_unit": unit, "responsible_post": post or (None if world.has_story else "ผู้จัดการ"), "due_on": due_on}
        yield "undertaking", SETUP, {**row, "fulfilled_on": done_on if done_on and done_on <= SETUP else None}
        if done_on and done_on > SETUP:
            yield "undertaking", done_on, {**row, "fulfilled_on": done_on}


def _changes() -> Iterator[Fact]:
    """The first amendment and a dispute: the story's turn in January 2568."""
    yield "amendment", AMENDED, {
        "amendment_code": "AM-01", "contract_code": CONTRACT, "amended_on": be(2568, 1, 20), "rationale": "อบจ. ปรับแผนรายได้ เทศบาลเมืองรับส่วนที่ลดไปแทน วงเงินโครงการคงเดิม",
        "before_text": "P-01 ปี 2568: อบจ. 2,520,000 บาท เทศบาลเมือง 1,680,000 บาท", "after_text": "P-01 ปี 2568: อบจ. 2,020,000 บาท เทศบาลเมือง 2,180,000 บาท", "resolution_reference": "มติคณะกรรมการบริหาร ครั้งที่ 1/2568"}
    yield "amendment", AMENDED, {
        "amendment_code": "AM-02", "contract_code": CONTRACT, "amended_on": be(2568, 1, 20), "rationale": "เพิ่มภาคีใหม่ด้านพลังงานชุมชน", "before_text": "ไม่มี",
        "after_text": "วิสาหกิจเพื่อสังคมพลังงานชุมชน (สมมติ) ร่วมโครงการ P-18", "resolution_reference": "มติคณะกรรมการบริหาร ครั้งที่ 1/2568"}
    yield "contract_party", AMENDED, {"contract_code": CONTRACT, "organisation_code": NEWCOMER, "party_role": "ผู้ร่วมดำเนินการ", "responsibility": "ติดตั้งและดูแลระบบพลังงานในโครงการ P-18",
                                      "signatory_post": "ประธานกรรมการ", "signed_on": be(2568, 1, 20)}
    dispute = {"dispute_code": "DIS-01", "contract_code": CONTRACT, "raised_on": be(2568, 2, 12), "organisation_codes": f"{ORG['commerce']}; {ORG['chamber']}", "subject": "ลำดับการจ่ายเงินสมทบของโครงการตลาดสินค้าชุมชน",
               "method": "ไกล่เกลี่ยโดยคณะกรรมการอำนวยการ"}
    yield "dispute", be(2568, 2, 28), {**dispute, "dispute_state": "open"}
    yield "dispute", be(2568, 4, 30), {**dispute, "dispute_state": "settled", "settled_on": be(2568, 4, 24), "outcome": "จ่ายสมทบพร้อมกันทุกสิ้นไตรมาส"}
