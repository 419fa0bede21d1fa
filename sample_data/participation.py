"""Thirteen activities that use all nine tools, who came, what was recommended, and the poll before and after."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sample_data.partners import ORG
from sample_data.world import Fact, World, be

Y, N = True, False
# code: name, tool, from, to, days, districts, organiser, project, scope, cost, recruitment, people, meetings, facts that hold, what changed
ACTIVITIES: dict[str, tuple] = {
    # Planted: four days where three is the most, and nobody says whether the jurors represent the population.
    "PA-01": ("คณะลูกขุนพลเมืองเรื่องการใช้ที่ดินริมน้ำ", "citizens_jury", be(2567, 2, 6), be(2567, 2, 9), 4, range(9), "university", "P-01", "ควรใช้ที่ดินริมน้ำอย่างไร", 210_000, "random", 24, 4, {"covers_all_areas": Y, "has_documents": Y, "has_facilitator": Y, "has_report": Y}, "ย้ายแนวทางเดินออกจากพื้นที่วางไข่ปลา"),
    "PA-02": ("เวทีปรึกษาหารือแผนป้องกันหมอกควัน", "consultation_forum", be(2566, 12, 14), be(2566, 12, 14), 1, (3, 5), "environment", "P-03", "มาตรการห้ามเผาและค่าชดเชย", 48_000, "open", 160, 1, {"is_structured": Y, "is_before_decision": Y, "has_facilitator": Y, "has_report": Y}, "เพิ่มงบแนวกันไฟให้หมู่บ้าน"),
    "PA-03": ("สนทนากลุ่มผู้ดูแลผู้สูงอายุ", "focus_group", be(2567, 5, 15), be(2567, 5, 15), 1, (0, 4), "social", "P-08", "ภาระของผู้ดูแลในบ้าน", 15_000, "invited", 11, 1, {"is_structured": Y, "has_facilitator": Y, "has_report": Y}, "เพิ่มวันพักผู้ดูแลเดือนละสองวัน"),
    "PA-04": ("สัญญาชุมชนดูแลคลองส่งน้ำ", "community_contracting", be(2567, 6, 3), be(2567, 9, 27), 90, (1,), "water", "P-02", "ชุมชนขุดลอกและดูแลคลอง 6 สาย", 300_000, "invited", 75, 5, {"has_contract": Y, "has_documents": Y}, "ชุมชนรับดูแลต่อเนื่องสองปี"),
    "PA-05": ("ประชุมแบบฉันทามติเรื่องโรงไฟฟ้าชีวมวลชุมชน", "consensus_conference", be(2567, 8, 20), be(2567, 8, 22), 3, (8,), "university", "P-18", "เงื่อนไขที่ชุมชนรับได้", 180_000, "random", 18, 3, {"has_experts": Y, "has_documents": Y, "has_facilitator": Y, "has_report": Y}, "เปลี่ยนเป็นพลังงานแสงอาทิตย์"),
    "PA-06": ("สำรวจความคิดเห็นแบบปรึกษาหารือเรื่องผังเมืองและริมน้ำ", "deliberative_poll", be(2567, 11, 23), be(2567, 11, 24), 2, range(9), "university", "P-06", "ทิศทางเมืองริมน้ำสิบปี", 620_000, "random", 240, 1, {"has_same_questionnaire": Y, "is_representative": Y, "has_documents": Y, "has_facilitator": Y, "has_experts": Y, "has_report": Y, "covers_all_areas": Y}, "ผังเมืองฉบับร่างเพิ่มพื้นที่สาธารณะริมน้ำ"),
    "PA-07": ("กลุ่มศึกษาการเงินครัวเรือน", "study_circle", be(2567, 9, 4), be(2567, 11, 27), 6, (6,), "community_dev", None, "หนี้ครัวเรือนและการออม", 24_000, "open", 11, 6, {"has_facilitator": Y, "has_documents": Y}, None),
    "PA-08": ("เวทีปฏิบัติการแก้หนี้ครัวเรือน", "consultation_forum", be(2567, 12, 18), be(2567, 12, 18), 1, (6,), "community_dev", None, "ข้อเสนอจากกลุ่มศึกษาห้ากลุ่ม", 36_000, "open", 95, 1, {"is_structured": Y, "is_before_decision": Y, "has_report": Y, "has_facilitator": Y}, "ตั้งกองทุนรวมหนี้ระดับตำบล"),
    "PA-09": ("ประชุมเมืองแห่งศตวรรษที่ 21: จังหวัดที่เราอยากอยู่", "town_meeting", be(2568, 1, 18), be(2568, 1, 18), 1, range(9), "office", None, "จัดลำดับเรื่องเร่งด่วนของจังหวัด", 890_000, "open", 620, 1, {"has_linked_tables": Y, "has_keypad_vote": Y, "has_facilitator": Y, "has_report": Y, "covers_all_areas": Y}, "สามอันดับแรกเข้าแผนปี 2569"),
    "PA-10": ("ออกแบบชุมชนสวนริมน้ำ", "community_design", be(2568, 2, 15), be(2568, 2, 16), 2, (0,), "town", "P-06", "ผังสวนและทางเดิน", 95_000, "open", 84, 2, {"is_structured": Y, "has_documents": Y, "has_report": Y}, "เพิ่มทางลาดและลานผู้สูงอายุ"),
    # Planted: fifteen people where a study circle has 8 to 12.
    "PA-11": ("กลุ่มศึกษาป่าชุมชน", "study_circle", be(2568, 3, 5), be(2568, 5, 14), 5, (3,), "clean_air", "P-03", "ดูแลป่าร่วมกับหมู่บ้านข้างเคียง", 18_000, "open", 15, 5, {"has_facilitator": Y, "has_documents": Y}, None),
    "PA-12": ("เวทีปรึกษาหารือจุดติดตั้งไฟส่องสว่าง", "consultation_forum", be(2568, 4, 23), be(2568, 4, 23), 1, (2, 4), "pao", "P-20", "เลือกจุดเสี่ยง 120 จุด", 40_000, "open", 130, 1, {"is_structured": Y, "is_before_decision": N, "has_report": N}, None),
    "PA-13": ("สนทนากลุ่มผู้ใช้บริการจุดเดียว", "focus_group", be(2568, 5, 21), be(2568, 5, 21), 1, (0,), "social", None, "ปัญหาการใช้บริการ", 12_000, "invited", 9, 1, {"is_structured": Y, "has_facilitator": Y, "has_report": Y}, None),
}
LEADS_TO = {"PA-07": "PA-08"}
SECTORS = (("community", 34), ("stakeholder_group", 22), ("civil_society", 14), ("local_government", 10), ("regional_administration", 8), ("business", 7), ("academia", 5))
POLL = "PA-06"
RESPONDENTS = 240
QUESTIONS = (
    ("เมืองควรมีพื้นที่สาธารณะริมน้ำมากขึ้น แม้ที่จอดรถลดลง", 0.9, 3.0), ("ควรจำกัดความสูงอาคารริมน้ำ", 0.6, 3.1), ("ยินดีจ่ายค่าบำรุงเพิ่มเพื่อระบบบำบัดน้ำเสีย", 0.7, 2.4),
    ("การท่องเที่ยวควรกระจายออกนอกตัวเมือง", 0.3, 3.6), ("ผู้ค้าริมทางควรได้พื้นที่ถาวร", -0.4, 3.5), ("เชื่อมั่นว่าความเห็นจะถูกนำไปใช้", 0.5, 2.6),
)
PANEL = (("sex", "female", 126, "51.6"), ("sex", "male", 114, "48.4"), ("age", "18-39", 78, "31.8"), ("age", "40-59", 98, "38.4"), ("age", "60-up", 64, "29.8"), ("area", "town", 72, "25.1"), ("area", "rural", 168, "74.9"))
PRIORITIES = (("ลดฝุ่นและไฟป่า", 512), ("น้ำสำหรับเกษตรและประมง", 468), ("ดูแลผู้สูงอายุในบ้าน", 401), ("รายได้จากสินค้าชุมชน", 357), ("ถนนและไฟส่องสว่าง", 289), ("พื้นที่เรียนรู้ของเยาวชน", 244), ("รถสาธารณะระหว่างอำเภอ", 198))
# activity, recommendation, to whom, answer due, decision, decided on, by, reason, project, result
RECOMMENDATIONS: tuple[tuple, ...] = (
    ("PA-01", "ย้ายแนวทางเดินออกจากพื้นที่วางไข่ปลา", "environment", be(2567, 4, 30), "adopted", be(2567, 4, 10), "SPG-PLACE", None, "P-01", "แก้แบบแล้ว"), ("PA-01", "งดก่อสร้างถาวรในระยะ 30 เมตร", "town", be(2567, 4, 30), "partly_adopted", be(2567, 5, 14), "SPG-PLACE", "ยกเว้นท่าเรือเดิม", "P-06", None),
    ("PA-02", "จ่ายค่าตอบแทนอาสาลาดตระเวน", "environment", be(2567, 1, 31), "adopted", be(2567, 1, 15), "SPG-PLACE", None, "P-03", "จ่ายครบ 60 คน"), ("PA-03", "จัดผู้ดูแลสำรอง", "social", be(2567, 7, 31), "adopted", be(2567, 7, 2), "SPG-PEOPLE", None, "P-08", "ตำบลละสองคน"),
    ("PA-05", "ไม่ใช้โรงไฟฟ้าชีวมวลในพื้นที่ชุมชน", "community_dev", be(2567, 10, 31), "adopted", be(2567, 10, 20), "STC", None, "P-18", "เปลี่ยนเทคโนโลยี"), ("PA-06", "เพิ่มพื้นที่สาธารณะริมน้ำร้อยละ 20", "town", be(2568, 2, 28), "adopted", be(2568, 2, 25), "BOD", None, "P-06", None),
    ("PA-06", "เก็บค่าบำบัดน้ำเสียแบบขั้นบันได", "town", be(2568, 3, 31), "declined", be(2568, 3, 27), "BOD", "ต้องแก้เทศบัญญัติก่อน", None, None), ("PA-08", "ตั้งกองทุนรวมหนี้ระดับตำบล", "community_fund", be(2568, 3, 31), "partly_adopted", be(2568, 3, 18), "SPG-BUSINESS", "นำร่องสองตำบล", None, None),
    ("PA-09", "นำสามอันดับแรกเข้าแผนปี 2569", "office", be(2568, 5, 15), "pending", None, None, None, None, None), ("PA-10", "เพิ่มทางลาดทุกทางเข้า", "town", be(2568, 4, 30), "adopted", be(2568, 4, 18), "SPG-PLACE", None, "P-06", "ปรับแบบแล้ว"), ("PA-12", "เปลี่ยนจุดติดตั้ง 14 จุด", "pao", be(2568, 6, 30), "pending", None, None, None, "P-20", None),
)


def facts(world: World) -> Iterator[Fact]:
    """Activities with their attendance, recommendations, the poll and the ranked priorities."""
    for code, activity in ACTIVITIES.items():
        on = activity[3]
        if on <= world.end:
            yield "participation_activity", on, _activity(world, code, activity)
            yield from _attendance(world, code, activity)
    yield from _poll(world)
    for rank, (words, votes) in enumerate(PRIORITIES, 1):
        yield "priority", be(2568, 1, 18), {"participation_code": "PA-09", "rank": rank, "priority": words, "vote_count": votes}
    yield from _recommendations()


def _activity(world: World, code: str, activity: tuple) -> dict:
    name, tool, start, end, days, districts, organiser, project, scope, cost, recruitment, people, meetings, held, change = activity
    return {"participation_code": code, "participation_name": name, "participation_tool": tool, "start_on": start, "end_on": end, "days_held": days, "district_codes": "; ".join(world.districts[d].code for d in districts),
            "organiser_organisation_code": ORG[organiser], "project_code": project, "scope": scope, "cost_baht": cost, "recruitment_method": recruitment, "participant_count": people, "meeting_count": meetings,
            **held, "leads_to_code": LEADS_TO.get(code), "change_made": change}


def _attendance(world: World, code: str, activity: tuple) -> Iterator[Fact]:
    """The people of an activity over sectors and districts; the rest of a rounding goes to the first sector."""
    districts, people, on = tuple(activity[5]), activity[11], activity[3]
    spread: Counter[tuple[str, int]] = Counter()
    chance = world.fresh(f"attendance-{code}")
    for sector, percent in SECTORS:
        for _ in range(people * percent // 100):
            spread[sector, chance.choice(districts)] += 1
    spread[SECTORS[0][0], districts[0]] += people - sum(spread.values())
    for (sector, at), count in sorted(spread.items()):
        yield "participation_attendance", on, {"participation_code": code, "sector": sector, "district_code": world.districts[at].code, "population_group": "all", "people_count": count}


def _poll(world: World) -> Iterator[Fact]:
    """Scores of the same people before and after, as counts of pairs; a few leave a question out."""
    on: date = ACTIVITIES[POLL][3]
    for number, (words, change, mean) in enumerate(QUESTIONS, 1):
        yield "poll_question", on, {"participation_code": POLL, "question_number": number, "question_text": words, "scale_minimum": 1, "scale_maximum": 5}
        chance = world.fresh(f"poll-{number}")
        pairs: Counter[tuple[int, int]] = Counter()
        for _ in range(RESPONDENTS - number % 3):
            before = min(5, max(1, round(chance.gauss(mean, 1.0))))
            pairs[before, min(5, max(1, round(before + chance.gauss(change, 0.8))))] += 1
        for (before, after), count in sorted(pairs.items()):
            yield "poll_answer", on, {"participation_code": POLL, "question_number": number, "before_score": before, "after_score": after, "people_count": count}
    for attribute, group, count, percent in PANEL:
        yield "panel_group", on, {"participation_code": POLL, "attribute": attribute, "group_name": group, "panel_count": count, "population_percent": percent}


def _recommendations() -> Iterator[Fact]:
    for n, (code, words, who, due, decision, decided_on, body, reason, project, result) in enumerate(RECOMMENDATIONS, 1):
        on = max(decided_on or be(2567, 1, 1), ACTIVITIES[code][3])
        row = {"recommendation_code": f"REC-{n:02d}", "participation_code": code, "recommendation": words, "addressed_to_organisation_code": ORG[who], "answer_due_on": due}
        if decided_on and decided_on > ACTIVITIES[code][3]:
            yield "recommendation", ACTIVITIES[code][3], {**row, "recommendation_decision": "pending"}
        yield "recommendation", on, {**row, "recommendation_decision": decision, "decided_on": decided_on, "body_code": body, "reason": reason, "project_code": project, "result": result}
