"""The network manager's contract: how it was found, five phases, sixteen deliverables, and what happened to each."""

from collections.abc import Iterator
from datetime import date

from sample_data.partners import ORG
from sample_data.programme import CONTRACT
from sample_data.world import SETUP, Fact, World, be

MC = "MC-01"
PHASES = (
    ("ออกแบบเครือข่ายและระบบติดตาม", be(2566, 12, 1), be(2567, 3, 31), 900_000), ("จัดทำสัญญาและตัวชี้วัดร่วม", be(2567, 4, 1), be(2567, 7, 31), 1_200_000),
    ("ขับเคลื่อนโครงการปีแรก", be(2567, 8, 1), be(2567, 12, 31), 1_500_000), ("เร่งรัดงานและแก้ปัญหา", be(2568, 1, 1), be(2568, 5, 31), 1_500_000), ("สรุปผลและส่งต่อ", be(2568, 6, 1), be(2568, 9, 30), 900_000),
)
# phase, Thai name, English name, due, outputs served.
DELIVERABLES: tuple[tuple[int, str, str, date, str | None], ...] = (
    (1, "แผนปฏิบัติการผู้จัดการเครือข่าย", "Network manager's work plan", be(2567, 1, 15), None),
    (1, "แผนที่ภาคีและตัวเชื่อมประสาน", "Map of partners and connectors", be(2567, 2, 28), None),
    (1, "ระบบรายงานรายเดือนของภาคี", "Partners' monthly reporting system", be(2567, 3, 31), "OUT-07"),
    (2, "ร่างข้อตกลงสัดส่วนงบประมาณรายโครงการ", "Draft budget shares by project", be(2567, 5, 31), None),
    (2, "ชุดตัวชี้วัดร่วมพร้อมค่าฐาน", "Joint indicators with baselines", be(2567, 6, 30), None),
    (2, "คู่มือภาคีและหลักสูตรอบรม", "Partner handbook and training", be(2567, 7, 31), None),
    (3, "รายงานขับเคลื่อนไตรมาส 4/2567", "Progress report Q4/2567", be(2567, 9, 30), "OUT-01; OUT-03"),
    (3, "เวทีเชื่อมคณะทำงานสี่มิติ", "Forum joining the four theme groups", be(2567, 11, 15), None),
    (3, "รายงานประเมินผลปีแรก", "First-year evaluation", be(2567, 12, 31), None),
    (4, "แผนแก้ปัญหาโครงการล่าช้า", "Plan for late projects", be(2568, 2, 28), "OUT-04; OUT-20"),
    (4, "ฐานข้อมูลข้อผูกพันภาคีฉบับสมบูรณ์", "Complete register of undertakings", be(2568, 3, 31), "OUT-07"),
    (4, "รายงานความเข้มแข็งเครือข่าย เก้าปัจจัย", "Nine-factor network report", be(2568, 5, 15), None),
    (4, "ข้อเสนอปรับปรุงสัญญาปีต่อไป", "Proposals for next year's contract", be(2568, 5, 31), None),
    (5, "คู่มือส่งมอบงานแก่สำนักงานจังหวัด", "Hand-over manual", be(2568, 7, 15), None),
    (5, "หลักสูตรผู้ประสานรุ่นใหม่", "Course for new boundary spanners", be(2568, 6, 15), None),
    (5, "รายงานฉบับสมบูรณ์", "Final report", be(2568, 9, 15), None),
)
# deliverable, decided, new due, why, whose doing, excused
RESCHEDULES = (
    (4, be(2567, 5, 20), be(2567, 6, 30), "รอหน่วยงานส่วนกลางแจ้งวงเงินปีงบประมาณ 2567", "employer", True),
    (10, be(2568, 2, 20), be(2568, 4, 15), "ผู้จัดการเครือข่ายขอขยายเวลาเพราะข้อมูลภาคีไม่ครบ", "manager", False),
    (11, be(2568, 3, 25), be(2568, 4, 30), "ขอเวลาตรวจทานกับภาคี 30 แห่ง", "manager", False),
    (15, be(2568, 5, 20), be(2568, 7, 20), "ผู้จัดการเครือข่ายเปลี่ยนวิทยากรหลัก", "manager", False),
    (14, be(2568, 5, 22), be(2568, 7, 31), "น้ำท่วมสำนักงานอำเภอ เลื่อนการสัมภาษณ์", "force_majeure", True),
)
SUBMITTED = ((1, be(2567, 1, 12)), (2, be(2567, 2, 28)), (3, be(2567, 3, 25)), (3, be(2567, 4, 10)), (4, be(2567, 6, 28)), (5, be(2567, 7, 10)), (6, be(2567, 7, 30)), (7, be(2567, 9, 27)), (8, be(2567, 11, 15)),
             (9, be(2567, 12, 27)), (10, be(2568, 4, 14)), (12, be(2568, 5, 10)), (13, be(2568, 5, 26)))
M, L, S = "management_review", "legal_acceptance", "scrutiny_opinion"
OK, IF, BACK = "accepted", "accepted_with_conditions", "returned"
REVIEWS = (
    (1, M, be(2567, 1, 18), OK, None), (1, L, be(2567, 1, 25), OK, None), (2, M, be(2567, 3, 6), OK, None), (2, L, be(2567, 3, 12), OK, None), (2, S, be(2567, 3, 20), OK, "ครอบคลุมทุกภาคส่วน ควรเพิ่มรายอำเภอ"),
    (3, M, be(2567, 4, 2), BACK, "แบบรายงานยังไม่รองรับปีงบประมาณ"), (3, M, be(2567, 4, 16), OK, None), (3, L, be(2567, 4, 22), OK, None), (4, M, be(2567, 7, 3), OK, None), (4, L, be(2567, 7, 9), OK, None),
    (5, M, be(2567, 7, 22), OK, None), (5, L, be(2567, 8, 5), OK, None), (6, M, be(2567, 8, 7), OK, None), (6, L, be(2567, 8, 12), OK, None), (6, S, be(2567, 8, 28), IF, "ยังไม่เห็นเอกสารหลักสูตร"),
    (7, M, be(2567, 10, 8), OK, None), (7, L, be(2567, 10, 15), IF, "ให้เพิ่มผลรายอำเภอภายใน 30 วัน"), (8, M, be(2567, 11, 20), OK, None), (8, L, be(2567, 11, 27), OK, None), (9, M, be(2568, 1, 10), OK, None),
    (9, L, be(2568, 1, 20), OK, None), (9, S, be(2568, 1, 29), OK, "ขอให้เสนอผลรายมิติในรอบถัดไป"), (10, M, be(2568, 4, 24), OK, None), (10, L, be(2568, 5, 2), OK, None), (10, S, be(2568, 5, 15), IF, "ต้องมีผู้รับผิดชอบทุกโครงการ"),
    (12, M, be(2568, 5, 18), BACK, "ไม่มีผลสำรวจรอบ 2568-1 ประกอบ"),
)
NO_EVIDENCE = 6  # planted: accepted with no document
PAID_EARLY = 2  # planted: this phase was paid before D-05 and D-06 were accepted
PAYMENTS = ((1, be(2567, 4, 30), 900_000, 0), (2, be(2567, 7, 25), 1_200_000, 0), (3, be(2568, 2, 10), 1_425_000, 75_000))


def code_of(n: int) -> str:
    """The code of the n-th deliverable."""
    return f"D-{n:02d}"


def facts(world: World) -> Iterator[Fact]:
    """The manager's contract and everything that came of it."""
    yield from _selection()
    yield "manager_contract", SETUP, {
        "manager_contract_code": MC, "contract_code": CONTRACT, "employer_organisation_code": ORG["office"], "manager_organisation_code": ORG["network_institute"], "signed_on": be(2566, 11, 15),
        "start_on": be(2566, 12, 1), "end_on": be(2568, 9, 30), "contract_sum_baht": sum(p[3] for p in PHASES), "selection_method": "คัดเลือกโดยคณะทำงานสนับสนุนการบริหารงานจังหวัด"}
    for n, (name, start, end, baht) in enumerate(PHASES, 1):
        yield "phase", SETUP, {"phase_code": f"PH-{n}", "manager_contract_code": MC, "phase_number": n, "phase_name": name, "outputs": f"สิ่งส่งมอบ {sum(d[0] == n for d in DELIVERABLES)} รายการ", "start_on": start, "end_on": end, "payment_baht": baht}
    for n, (phase, name, english, due, outputs) in enumerate(DELIVERABLES, 1):
        yield "deliverable", SETUP, {"deliverable_code": code_of(n), "phase_code": f"PH-{phase}", "deliverable_name": name, "deliverable_name_en": english, "acceptance_criteria": "ครบตามขอบเขตงาน ผ่านคณะทำงานสนับสนุนฯ และมีเอกสารหลักฐาน",
                                     "original_due_on": due, "responsible_organisation_code": ORG["network_institute"], "output_codes": outputs}
    yield from _schedule()
    yield from _judged()
    yield from _afterwards()
    yield from _evidence(world)


def _selection() -> Iterator[Fact]:
    steps = (("announced", be(2566, 10, 5), None, "ประกาศรับสมัครสามแห่ง"), ("nominated", be(2566, 10, 16), "network_institute", "เสนอโดยภาควิชาการ"), ("nominated", be(2566, 10, 16), "college", "เสนอโดยภาคธุรกิจ"),
             ("examined", be(2566, 10, 27), "network_institute", "คะแนน 86 จาก 100"), ("selected", be(2566, 11, 3), "network_institute", "เห็นชอบเป็นเอกฉันท์"), ("accepted", be(2566, 11, 10), "network_institute", "ภาคี 31 จาก 33 แห่งยอมรับ"))
    for n, (step, on, who, words) in enumerate(steps, 1):
        yield "manager_selection", SETUP, {"selection_code": f"SEL-{n:02d}", "selection_step": step, "held_on": on, "body_code": "IMT" if step != "accepted" else "STC", "candidate_organisation_code": ORG[who] if who else None, "outcome": words}


def _schedule() -> Iterator[Fact]:
    for n, decided, due, why, cause, excused in RESCHEDULES:
        yield "reschedule", decided, {"deliverable_code": code_of(n), "reschedule_number": 1, "decided_on": decided, "new_due_on": due, "reason": why, "reschedule_cause": cause, "is_excused": excused, "body_code": "IMT"}
    times: dict[int, int] = {}
    for n, on in SUBMITTED:
        times[n] = times.get(n, 0) + 1
        yield "submission", on, {"deliverable_code": code_of(n), "submission_number": times[n], "submitted_on": on, "document_number": f"สคจ. {n:03d}/{on.year + 543}"}


def _judged() -> Iterator[Fact]:
    times: dict[tuple[int, str], int] = {}
    for n, kind, on, decision, words in REVIEWS:
        times[n, kind] = times.get((n, kind), 0) + 1
        body = "JSC" if kind == S else "IMT"
        yield "review", on, {"deliverable_code": code_of(n), "review_kind": kind, "review_number": times[n, kind], "reviewed_on": on, "body_code": body, "review_decision": decision, "opinion": words,
                             "conditions": words if decision == IF else None, "document_number": f"รายงานการประชุม {body} {on.month}/{on.year + 543}"}


def _afterwards() -> Iterator[Fact]:
    for n, (phase, on, baht, withheld) in enumerate(PAYMENTS, 1):
        yield "manager_payment", on, {"payment_code": f"PAY-{n:02d}", "phase_code": f"PH-{phase}", "paid_on": on, "amount_baht": baht, "withheld_baht": withheld, "document_number": f"ฎีกา บจ {n:02d}/{on.year + 543}"}
    for n, (deliverable, on, baht, why) in enumerate(((3, be(2567, 5, 15), 9_000, "ส่งแก้ไขเกินกำหนด 10 วัน"), (11, be(2568, 5, 20), 30_000, "เกินกำหนดใหม่โดยไม่มีเหตุยกเว้น")), 1):
        yield "penalty", on, {"penalty_code": f"PEN-{n:02d}", "deliverable_code": code_of(deliverable), "imposed_on": on, "amount_baht": baht, "reason": why}
    advice = ((be(2567, 3, 20), "JSC", "ควรทำแผนที่ภาคีรายอำเภอ", "เพิ่มแล้วใน D-03"), (be(2567, 8, 28), "JSC", "ส่งเอกสารหลักสูตรประกอบ D-06", None), (be(2567, 11, 20), "IMT", "เชิญรัฐวิสาหกิจร่วมมิติกฎหมาย", None),
              (be(2568, 2, 20), "IMT", "ส่งร่างแผนแก้ปัญหาก่อนครบกำหนดทุกครั้ง", "ส่งร่างเมื่อ 4 เม.ย. 2568"), (be(2568, 5, 15), "JSC", "ระบุผู้รับผิดชอบทุกโครงการในแผน", None))
    for n, (on, body, words, response) in enumerate(advice, 1):
        yield "advice", on, {"advice_code": f"AD-{n:02d}", "manager_contract_code": MC, "given_on": on, "body_code": body, "advice": words, "response": response}


def _evidence(world: World) -> Iterator[Fact]:
    """A document for each submission but those of D-06, and for outputs and activities."""
    number = 0
    for n, on in SUBMITTED:
        if not world.has_story or n != NO_EVIDENCE:
            number += 1
            yield "evidence", on, {"evidence_code": f"DOC-{number:03d}", "subject_kind": "deliverable", "subject_code": code_of(n), "evidence_title": f"รายงาน: {DELIVERABLES[n - 1][1]}", "document_number": f"สคจ. {n:03d}/{on.year + 543}",
                                   "dated_on": on, "document_url": f"https://documents.example.go.th/{world.code}/{code_of(n)}-{number}.pdf"}
    for k, (kind, subject, title, on) in enumerate((("project", "P-05", "รายงานผลโครงการขยะต้นทาง", be(2567, 9, 25)), ("project", "P-24", "ภาพถ่ายพื้นที่ฟื้นฟูป่า", be(2567, 9, 20)), ("output", "OUT-11", "ทะเบียนเด็กผ่านหลักสูตร (จำนวนรวม)", be(2567, 9, 28)),
                                                    ("participation_activity", "PA-06", "รายงานสำรวจก่อน–หลัง", be(2567, 12, 20)), ("contract", CONTRACT, "สัญญาฉบับลงนาม", be(2566, 9, 28)), ("indicator", "KPI-03", "ข้อมูลสถานีวัดฝุ่นแก้ไข", be(2568, 4, 10))), 1):
        yield "evidence", on, {"evidence_code": f"DOC-{100 + k}", "subject_kind": kind, "subject_code": subject, "evidence_title": title, "dated_on": on}
