"""How the partners are joined: bodies and seats, orders, connectors, sub-networks, memoranda, declared ties, duties to report."""

from collections.abc import Iterator
from datetime import date

from sample_data.partners import NEWCOMER, ORG, POST, POSTS
from sample_data.world import AMENDED, SETUP, Fact, World, be

# code: name, English name, kind, theme, quorum.
BODIES: dict[str, tuple[str, str, str, str | None, int | None]] = {
    "BOD": ("คณะกรรมการบริหารเครือข่าย", "Board of Directors", "board_of_directors", None, 50),
    "STC": ("คณะกรรมการอำนวยการ", "Steering Committee", "steering_committee", None, 50),
    "JSC": ("คณะกรรมการตรวจสอบติดตาม", "Joint Scrutiny Committee", "joint_scrutiny_committee", None, 50),
    "IMT": ("คณะทำงานสนับสนุนการบริหารงานจังหวัด", "Intergovernmental Management Team", "intergovernmental_management_team", None, 50),
    "SPG-PLACE": ("คณะทำงานภาคีหุ้นส่วนยุทธศาสตร์ มิติการพัฒนาสถานที่", "Strategic Partnership Group: Place", "strategic_partnership_group", "place", 40),
    "SPG-PEOPLE": ("คณะทำงานภาคีหุ้นส่วนยุทธศาสตร์ มิติการพัฒนาคน", "Strategic Partnership Group: People", "strategic_partnership_group", "people", 40),
    "SPG-BUSINESS": ("คณะทำงานภาคีหุ้นส่วนยุทธศาสตร์ มิติการพัฒนาธุรกิจ", "Strategic Partnership Group: Business", "strategic_partnership_group", "business", 40),
    "SPG-LAW": ("คณะทำงานภาคีหุ้นส่วนยุทธศาสตร์ มิติกฎหมายและความสงบเรียบร้อย", "Strategic Partnership Group: Law and Order", "strategic_partnership_group", "law_and_order", 40),
    "PIC": ("คณะกรรมการบริหารงานจังหวัดแบบบูรณาการ (ก.บ.จ.)", "Provincial Integrated Administration Committee", "provincial_committee", None, 50),
    "NPC": ("คณะกรรมการนโยบายการบริหารงานเชิงพื้นที่แบบบูรณาการ (ก.น.บ.)", "National Area-Based Policy Committee", "national_committee", None, None),
}
# Seats by body: the first is the chair, the second the vice-chair, the last the secretary.
SEATS: dict[str, tuple[str, ...]] = {
    "BOD": ("governor", "vice_governor", "pao_head", "chamber_head", "river_head", "rector", "bank_head", "council_head", "head_office"),
    "STC": ("vice_governor", "governing_head", "pao_head", "town_head", "chamber_head", "tap_head", "rector", "river_head", "elders_head", "strategy"),
    "JSC": ("scholar", "integrity_head", "power_head", "chai_head", "federation_head", "chamber_head", "media_head", "council_ky_head", "college_head", "industry_head"),
    "IMT": ("head_office", "community_head", "governing_head", "pao_head", "tap_head", "federation_head", "scholar", "media_head", "strategy"),
    "SPG-PLACE": ("environment_head", "river_head", "water_head", "town_head", "tap_head", "federation_head", "rector", "forest_head", "strategy"),
    "SPG-PEOPLE": ("health_head", "social_head", "education_head", "kham_head", "power_head", "chamber_head", "rector", "elders_head", "workers_head", "community_head"),
    "SPG-BUSINESS": ("commerce_head", "chamber_head", "tourism_head", "farm_head", "bank_head", "business_2", "town_head", "college_head", "shops_head", "industry_head"),
    # No state enterprise sits here: planted.
    "SPG-LAW": ("police_head", "governing_head", "pao_head", "business_2", "scholar", "river_head", "council_head", "police_deputy"),
    "PIC": ("governor", "vice_governor", "pao_head", "bank_head", "chamber_head", "rector", "council_head", "head_office"),
}
WITHOUT_ORDER = ("SPG-PEOPLE", "workers_head")  # planted: a member with no appointment order
LEAVES = ("SPG-BUSINESS", 6)  # the seat whose member leaves in February 2568

MOUS: dict[str, tuple[str, tuple[str, ...], date, date]] = {
    "MOU-01": ("บันทึกข้อตกลงความร่วมมือด้านข้อมูลเชิงพื้นที่", ("office", "university", "pao", "health", "power"), be(2566, 11, 1), be(2569, 10, 31)),
    "MOU-02": ("บันทึกข้อตกลงป้องกันไฟป่าและหมอกควัน", ("environment", "clean_air", "muan", "forest", "police"), be(2567, 1, 15), be(2570, 1, 14)),
    "MOU-03": ("บันทึกข้อตกลงส่งเสริมการท่องเที่ยวริมน้ำ", ("chamber", "tourism", "lake_tours", "tour_club", "town"), be(2566, 8, 16), be(2568, 8, 15)),
    "MOU-04": ("บันทึกข้อตกลงดูแลผู้สูงอายุระยะยาว", ("social", "health", "elders", "town", "dok"), be(2567, 3, 1), be(2570, 2, 28)),
    "MOU-05": ("บันทึกข้อตกลงข้าวอินทรีย์ครบวงจร", ("farm", "organic", "rice", "farm_bank", "dok"), be(2567, 6, 1), be(2569, 5, 31)),
    "MOU-06": ("บันทึกข้อตกลงบริหารน้ำชุมชน", ("water", "water_users", "chun", "tap"), be(2566, 10, 1), be(2567, 12, 31)),
}
OBLIGATIONS: tuple[tuple[str, int, str, str, str | None, date | None], ...] = (
    ("MOU-01", 1, "office", "เชื่อมข้อมูลโครงการของภาคีเข้าชุดข้อมูลกลางของจังหวัด", "P-07", be(2567, 9, 30)),
    ("MOU-01", 2, "university", "วิเคราะห์ข้อมูลเชิงพื้นที่และรายงานปีละสองครั้ง", "P-07", be(2568, 9, 30)),
    ("MOU-02", 1, "environment", "จัดทำแนวกันไฟร่วมกับชุมชน", "P-03", be(2568, 2, 28)),
    ("MOU-02", 2, "clean_air", "ติดตั้งและดูแลเครื่องวัดฝุ่นในชุมชน 20 จุด", None, be(2568, 6, 30)),  # planted: no project
    ("MOU-03", 1, "tourism", "พัฒนาเส้นทางท่องเที่ยวริมน้ำสองเส้นทาง", "P-13", be(2568, 6, 30)),
    ("MOU-03", 2, "lake_tours", "จัดรถรับส่งนักท่องเที่ยวในวันหยุดยาว", "P-13", None),
    ("MOU-04", 1, "health", "อบรมผู้ดูแลผู้สูงอายุประจำตำบล", "P-08", be(2568, 8, 31)),
    ("MOU-05", 1, "organic", "รับซื้อข้าวอินทรีย์ตามราคาประกัน", "P-14", be(2568, 1, 31)),
)
COMMUNITY = {1: ("workers", "water_users"), 2: ("weavers", "tour_club"), 3: ("forest",), 4: ("rice", "elders"), 5: ("clean_air",), 6: ("council_mj", "women"), 7: ("council_ps",), 8: ("council_ky",)}
LOCAL = {1: "chun", 2: "kham", 3: "muan", 4: "dok", 5: "pong", 6: "chai", 7: "phusang", 8: "kamyao"}
SILENT = (("commerce", "weavers"), ("labour", "workers"), ("education", "college"))  # planted: no event since September 2567


def ties() -> list[tuple[str, str, str, str | None]]:
    """Declared ties: one partner, the other, kind, the memorandum behind it."""
    found = [(parties[0], other, "mou", code) for code, (_, parties, _, _) in MOUS.items() for other in parties[1:]]
    found += [("office", other, "shared_body", None) for other in ("farm", "social", "community_dev", "environment", "tourism", "commerce", "governing", "network_institute", "chamber", "river", "pao")]
    found += [("pao", local, "contract", None) for local in LOCAL.values()]
    found += [(LOCAL[at], other, "coordination", None) for at, others in COMMUNITY.items() for other in others if (at, other) != (4, "elders")]
    found += [("chun", "chun_office", "coordination", None), ("kham", "kham_office", "coordination", None), ("pong", "pong_office", "coordination", None)]
    found += [("river", "fishers", "resource", None), ("river", "council_mj", "resource", None), ("river", "media", "coordination", None), ("university", "college", "coordination", None),
              ("university", "network_institute", "resource", None), ("chamber", "federation", "coordination", None), ("chamber", "business_1", "coordination", None), ("chamber", "shops", "coordination", None),
              ("tour_club", "business_2", "coordination", None), ("clean_air", "haze_1", "coordination", None), ("community_dev", "women", "resource", None), ("community_dev", "community_fund", "contract", None),
              ("industry", "federation", "coordination", None), ("farm", "cooperative", "coordination", None), ("roads", "town", "coordination", None), ("police", "governing", "shared_body", None)]
    return found + [(one, other, "coordination", None) for one, other in SILENT]


def facts(world: World) -> Iterator[Fact]:
    """Everything that joins the partners."""
    yield from _bodies(world)
    yield from _seats(world)
    yield from _connectors(world)
    yield from _groups(world)
    yield from _memoranda(world)
    for n, (one, other, kind, mou) in enumerate(ties(), 1):
        yield "tie", SETUP, {"tie_code": f"TIE-{n:03d}", "from_organisation_code": ORG[one], "to_organisation_code": ORG[other], "tie_kind": kind, "mou_code": mou,
                             "order_code": "ORD-04" if kind == "shared_body" else None, "start_on": MOUS[mou][2] if mou else world.start, "end_on": MOUS[mou][3] if mou == "MOU-06" else None}
    if world.has_story:
        yield "tie", be(2568, 1, 20), {"tie_code": f"TIE-{len(ties()) + 1:03d}", "from_organisation_code": NEWCOMER, "to_organisation_code": ORG["kamyao"], "tie_kind": "coordination", "start_on": be(2568, 1, 20)}


def _bodies(world: World) -> Iterator[Fact]:
    for code, (name, english, kind, theme, quorum) in BODIES.items():
        yield "body", SETUP, {"body_code": code, "body_name": name, "body_name_en": english, "body_kind": kind, "theme": theme, "quorum_percent": quorum, "start_on": world.start}
    for n, code in enumerate(SEATS, 1):
        yield "appointment_order", SETUP, {"order_code": f"ORD-{n:02d}", "order_number": f"คำสั่งจังหวัด{world.name} ที่ {1200 + n * 7}/{world.first_year - 1}",
                                           "ordered_on": world.start.replace(day=2 + n), "body_code": code}


def _seats(world: World) -> Iterator[Fact]:
    for n, (body, posts) in enumerate(SEATS.items(), 1):
        for seat, post in enumerate(posts, 1):
            role = {1: "chair", 2: "vice_chair", len(posts): "secretary"}.get(seat, "member")
            has_order = not world.has_story or (body, post) != WITHOUT_ORDER
            yield "membership", SETUP, {"body_code": body, "seat_number": seat, "organisation_code": ORG[POSTS[post][0]], "person_code": POST[post], "membership_role": role,
                                        "order_code": f"ORD-{n:02d}" if has_order else None, "start_on": world.start.replace(day=2 + n)}
    if world.has_story:
        body, seat = LEAVES
        yield "membership", be(2568, 2, 10), {"body_code": body, "seat_number": seat, "is_ended": True, "end_reason": "พ้นจากตำแหน่งตามวาระ มีผล 10 ก.พ. 2568"}
        yield "membership", be(2568, 2, 20), {"body_code": body, "seat_number": 11, "organisation_code": ORG["federation"], "person_code": POST["federation_head"], "membership_role": "member",
                                              "order_code": "ORD-10", "start_on": be(2568, 2, 20)}
        yield "appointment_order", be(2568, 2, 18), {"order_code": "ORD-10", "order_number": f"คำสั่งจังหวัด{world.name} ที่ 214/2568", "ordered_on": be(2568, 2, 18), "body_code": body}


def _connectors(world: World) -> Iterator[Fact]:
    members = (("pao", "chun", "kham"), ("pao", "dok", "pong"), ("river", "fishers", "council_mj"), ("chamber", "lake_tours", "shops"), ("community_dev", "women", "rice"),
               ("university", "college", "network_institute"), ("environment", "forest", "clean_air"), ("network_institute", "office", "river"), ("governing", "kham_office", "pong_office"), ("farm", "cooperative", "rice"))
    bodies = (("office", "IMT", "BOD"), ("office", "BOD", "PIC"), ("university", "SPG-PLACE", "SPG-PEOPLE"), ("chamber", "SPG-BUSINESS", "JSC"), ("river", "SPG-PLACE", "SPG-LAW"))
    links = [("member", ORG[who], ORG[one], ORG[other]) for who, one, other in members] + [("body", ORG[who], one, other) for who, one, other in bodies]
    for n, (link, who, one, other) in enumerate(links, 1):
        yield "connector", SETUP, {"connector_code": f"CON-{n:02d}", "organisation_code": who, "connector_link": link, "from_code": one, "to_code": other, "start_on": world.start}


def _groups(world: World) -> Iterator[Fact]:
    d = world.districts
    subs = (("เครือข่ายเฝ้าระวังไฟป่าและหมอกควัน", "problem_solving", ("environment", "clean_air", "forest", "muan", "pong"), d[3].code, None, "SUB-05", None),
            ("เครือข่ายดูแลผู้สูงอายุระยะยาว", "service_delivery", ("social", "health", "elders", "dok"), d[4].code, None, None, None),
            ("เครือข่ายข้อมูลเชิงพื้นที่", "area_data", ("office", "university", "pao"), None, None, None, None),
            ("เครือข่ายเรียนรู้วิสาหกิจชุมชน", "community_capacity", ("community_dev", "rice", "weavers", "women", "community_fund"), None, None, None, None),
            ("เครือข่ายอากาศสะอาดทั้งจังหวัด", "problem_solving", ("environment", "clean_air", "forest", "health", "pao"), None, None, None, None),
            ("เครือข่ายแก้ปัญหาน้ำท่วมริมน้ำ", "problem_solving", ("water", "town", "fishers"), d[0].code, be(2567, 11, 30), None, "แก้ปัญหาจุดน้ำท่วมซ้ำซากครบทุกจุดแล้ว เครือข่ายยุติ"))
    for n, (name, purpose, members, district, end_on, successor, outcome) in enumerate(subs, 1):
        yield "sub_network", SETUP, {"sub_network_code": f"SUB-{n:02d}", "sub_network_name": name, "network_purpose": purpose, "organisation_codes": _codes(members), "district_code": district,
                                     "start_on": world.start, "end_on": end_on, "successor_code": None if n == 1 else successor, "outcome": outcome}
    if world.has_story:
        name, purpose, members, district, *_ = subs[0]
        yield "sub_network", AMENDED, {"sub_network_code": "SUB-01", "sub_network_name": name, "network_purpose": purpose, "organisation_codes": _codes(members), "district_code": district,
                                       "start_on": world.start, "end_on": be(2568, 1, 31), "successor_code": "SUB-05", "outcome": "ขยายเป็นเครือข่ายอากาศสะอาดทั้งจังหวัด"}
    for n, (name, topic, members) in enumerate((
            ("ชุมชนนักปฏิบัติข้าวอินทรีย์", "การทำข้าวอินทรีย์และการตลาด", ("farm", "rice", "organic", "cooperative")),
            ("ชุมชนนักปฏิบัติข้อมูลเปิด", "การใช้ข้อมูลเชิงพื้นที่ตัดสินใจ", ("office", "university", "pao", "media")),
            ("ชุมชนนักปฏิบัติผู้ดูแลผู้สูงอายุ", "การดูแลระยะยาวในชุมชน", ("health", "elders", "dok", "town"))), 1):
        yield "community_of_practice", SETUP, {"community_code": f"COP-{n:02d}", "community_name": name, "topic": topic, "organisation_codes": _codes(members), "start_on": world.start}


def _memoranda(world: World) -> Iterator[Fact]:
    for code, (title, parties, start_on, end_on) in MOUS.items():
        yield "mou", SETUP, {"mou_code": code, "mou_title": title, "organisation_codes": _codes(parties), "signed_on": start_on, "start_on": start_on, "end_on": end_on}
    for code, number, who, words, project, due_on in OBLIGATIONS:
        yield "mou_obligation", SETUP, {"mou_code": code, "obligation_number": number, "organisation_code": ORG[who], "obligation": words,
                                        "project_code": project or (None if world.has_story else "P-01"), "due_on": due_on}


def _codes(aliases: tuple[str, ...]) -> str:
    return "; ".join(ORG[alias] for alias in aliases)
