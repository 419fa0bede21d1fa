"""What the partners did together: meetings of bodies, work along the ties, things lent, and three rounds of the survey."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sample_data.partners import ORG, PARTNERS, POSTS
from sample_data.structure import LOCAL, SEATS, SILENT, ties
from sample_data.world import LAST, Fact, World, be, month_ends

ALONG_A_TIE = 14  # events a month along the ties, beside the bodies' meetings
RHYTHM = {"IMT": 1, "SPG-PLACE": 2, "SPG-PEOPLE": 2, "SPG-BUSINESS": 2, "SPG-LAW": 3, "JSC": 3, "BOD": 3, "STC": 3}  # every so many months
SUBJECTS = (
    ("ติดตามความก้าวหน้าโครงการร่วม", "meeting", True), ("ลงพื้นที่ตรวจงานร่วมกัน", "field_visit", False), ("แลกเปลี่ยนข้อมูลรายเดือน", "data_exchange", True),
    ("ประสานแผนงานและงบประมาณ", "online", False), ("อบรมเชิงปฏิบัติการร่วม", "training", False), ("กิจกรรมสาธารณะร่วมกับชุมชน", "joint_activity", False),
    ("หารือแก้ปัญหาเฉพาะหน้า", "online", False), ("ประชุมประจำเดือนของกลุ่ม", "meeting", True),
)


def facts(world: World) -> Iterator[Fact]:
    """Coordination events, exchanges of resources and survey answers."""
    yield from _events(world)
    yield from _exchanges(world)
    yield from _survey(world)


def _events(world: World) -> Iterator[Fact]:
    chance, number = world.fresh("events"), 0
    stars = _stars()
    for month, end in enumerate(month_ends(world.start, min(LAST, world.end))):
        planned = [(*_meeting(world, body, month), body) for body, every in RHYTHM.items() if month % every == every - 1]
        planned += [(*_along(chance, stars, month, n), None) for n in range(ALONG_A_TIE)]
        if end <= be(2567, 9, 30) and month % 4 == 1:
            planned += [((one, other), "หารือความร่วมมือ", "meeting", False, None) for one, other in SILENT]
        for members, subject, kind, regular, body in sorted(planned, key=lambda p: chance.random()):
            number += 1
            held_on = end.replace(day=chance.randint(3, 26))
            yield "coordination_event", end, {
                "event_code": f"EV-{number:04d}", "held_on": held_on, "event_name": subject, "event_kind": kind, "organisation_codes": "; ".join(sorted({ORG[m] for m in members})),
                "body_code": body, "district_code": world.districts[PARTNERS[members[-1]][2]].code, "project_code": f"P-{chance.randint(1, 24):02d}" if chance.random() < 0.45 else None, "is_regular": regular}


def _stars() -> list[tuple[str, list[str]]]:
    """Every live tie exactly once, as a centre with up to two of its neighbours."""
    around = defaultdict(list)
    for one, other, *_ in ties():
        if (one, other) not in SILENT:
            around[one].append(other)
    return [(centre, others[n:n + 2]) for centre, others in around.items() for n in range(0, len(others), 2)]


def _along(chance: Random, stars: list, month: int, n: int) -> tuple:
    centre, others = stars[(month * ALONG_A_TIE + n) % len(stars)]
    return (centre, *others), *chance.choice(SUBJECTS)


def _meeting(world: World, body: str, month: int) -> tuple:
    chance = world.fresh(f"{body}-{month}")
    posts = [post for n, post in enumerate(SEATS[body]) if n in (0, len(SEATS[body]) - 1) or chance.random() < 0.72]
    every = RHYTHM[body]
    return tuple(dict.fromkeys(POSTS[p][0] for p in posts)), f"ประชุม {body} ครั้งที่ {month // every % (12 // every) + 1}/{world.first_year + month // 12}", "meeting", True


def _exchanges(world: World) -> Iterator[Fact]:
    given = (
        ("university", "clean_air", "technology", "เครื่องวัดฝุ่นขนาดเล็ก 12 เครื่อง", be(2567, 1, 20), "P-03", 180000), ("pao", "muan", "equipment", "รถบรรทุกน้ำสำรอง 2 คัน", be(2567, 2, 5), "P-03", None),
        ("forest", "environment", "local_wisdom", "ความรู้การทำแนวกันไฟของชุมชน", be(2567, 2, 12), "P-03", None), ("college", "rice", "knowledge", "หลักสูตรบัญชีวิสาหกิจชุมชน", be(2567, 7, 9), "P-14", 45000),
        ("farm_bank", "rice", "budget", "สนับสนุนค่าตรวจรับรองมาตรฐาน", be(2567, 8, 15), "P-14", 120000), ("town", "elders", "place", "ห้องกิจกรรมผู้สูงอายุ", be(2567, 4, 1), "P-08", None),
        ("chamber", "weavers", "social_capital", "พาออกร้านงานแสดงสินค้า", be(2567, 11, 12), "P-15", 30000), ("power", "kamyao", "equipment", "เสาและอุปกรณ์ไฟส่องสว่าง", be(2568, 1, 22), "P-20", 250000),
        ("media", "office", "personnel", "ทีมผลิตสื่ออธิบายสัญญา", be(2568, 3, 3), "P-07", 20000), ("health", "dok", "personnel", "พยาบาลพี่เลี้ยง 2 คน สัปดาห์ละวัน", be(2568, 4, 21), "P-08", None),
        ("federation", "college", "technology", "เครื่องจักรฝึกงาน 1 ชุด", be(2568, 5, 12), "P-16", 380000), ("water", "water_users", "equipment", "ชุดวัดระดับน้ำชุมชน", be(2568, 5, 20), "P-02", 60000),
    )
    for n, (one, other, kind, words, on, project, value) in enumerate(given, 1):
        if on <= world.end:
            yield "resource_exchange", on, {"exchange_code": f"EX-{n:03d}", "from_organisation_code": ORG[one], "to_organisation_code": ORG[other], "resource_kind": kind, "description": words,
                                            "given_on": on, "project_code": project, "value_baht": value}


# Questions a factor, mean of the first round, change by the last.
FACTORS = {"leader": (1, 3.8, 0.2), "boundary_spanners": (1, 3.3, 0.4), "network_manager": (1, 3.4, -0.3), "formality": (1, 3.6, 0.1), "depth": (1, 3.0, 0.3), "trust": (2, 3.2, -0.1),
           "culture": (8, 3.1, 0.2), "contracts": (1, 3.5, 0.0), "participation": (1, 2.9, 0.6)}
ROUNDS = (("2567-1", be(2567, 6, 3), 0.0), ("2567-2", be(2567, 12, 2), 0.5), ("2568-1", be(2568, 4, 1), 1.0))  # code, first day, part of the change
SILENT_RESPONDENTS = {"civic_1", "haze_1", "business_1", "tour_club", "council_ps", "workers", "cooperative", "roads", "tap", "power", "integrity", "pong_office"}


def _survey(world: World) -> Iterator[Fact]:
    """One answer per partner, factor and question in each round; a dozen partners never answer."""
    for code, from_on, part in ROUNDS:
        chance = world.fresh(f"survey-{code}")
        for alias in PARTNERS:
            answered_on: date = from_on + timedelta(days=chance.randint(0, 24))
            if alias in SILENT_RESPONDENTS or chance.random() < 0.06 or answered_on > world.end:
                continue
            for factor, (questions, mean, change) in FACTORS.items():
                for question in range(1, questions + 1):
                    lean = 0.3 if alias in LOCAL.values() else -0.2 if PARTNERS[alias][0] == "business" else 0
                    score = min(5, max(1, round(chance.gauss(mean + change * part + lean, 0.8))))
                    yield "survey_answer", answered_on, {"survey_round": code, "organisation_code": ORG[alias], "factor": factor, "question_number": question, "score": score, "answered_on": answered_on}
