"""The nine factors of a small province, worked out by hand: release 1 as at 31 March 2567 BE, release 2 as at 15 April 2567 BE.

Money and deliverables are those of worked_example. Quarter ends before: 31 Mar 2567, 31 Dec 2566, …
"""

from datetime import date

from worked_example import BUDGET_EXAMPLE, CONTRACT, MANAGER, ORGANISATIONS, load_into, rows

MARCH, APRIL = date(2024, 3, 31), date(2024, 4, 15)
SECTOR = {"PUB": "local_government", "THI": "community", "BUS": "business"}
ASKED = [f"{kind}-{n}" for kind, many in (("PUB", 6), ("THI", 5), ("BUS", 2)) for n in range(1, many + 1)]


def answered(survey_round, factor, partners, day, scores, question=1):
    """One answer a partner."""
    return [{"survey_round": survey_round, "organisation_code": code, "factor": factor, "question_number": str(question), "score": str(score), "answered_on": day}
            for code, score in zip(partners, scores, strict=True)]


def survey():
    """Four partners in December, thirteen by 10 March."""
    yield from answered("2566-1", "leader", ASKED[:4], "2023-12-10", (5, 5, 5, 5))
    # public 4 4 4 5 3 2 (22, four accept) · third sector 5 4 3 3 2 (17, two) · business 5 1 (6, one): 45 / 13, 7 of 13
    yield from answered("2567-1", "leader", ASKED, "2024-03-10", (4, 4, 4, 5, 3, 2, 5, 4, 3, 3, 2, 5, 1))
    for question in range(1, 9):
        yield from answered("2567-1", "culture", ASKED, "2024-03-01", [3] * 13, question)


def last_round():
    """Six partners, five of them by the end of March, the sixth on 10 April; all told of in April."""
    yield from answered("2567-2", "leader", ASKED[:5], "2024-03-25", (4, 4, 4, 4, 4))
    yield from answered("2567-2", "leader", ASKED[5:6], "2024-04-10", (4,))
    for question in range(1, 9):
        # the first trait is weakest; PUB-6 leaves the eighth out, which the five others score 5
        scores = [2] * 6 if question == 1 else [3] * 6
        yield from answered("2567-2", "culture", ASKED[: 5 if question == 8 else 6], "2024-04-05", [5] * 5 if question == 8 else scores, question)


PARTICIPATION = {
    "participation_activity": rows(
        "participation_code | participation_name | participation_tool | start_on | end_on | district_codes | organiser_organisation_code | scope | participant_count",
        "PA-1 | เวทีแรก | consultation_forum | 2023-02-10 | 2023-02-11 | 5601 | ORG-P | น้ำ | 40", "PA-2 | สนทนากลุ่ม | focus_group | 2023-12-19 | 2023-12-20 | 5601 | ORG-P | ข้าว | 30",
        "PA-3 | กลุ่มศึกษา | study_circle | 2024-02-05 | 2024-04-05 | 5602 | ORG-P | หนี้ | -", "PA-4 | ออกแบบสวน | community_design | 2024-04-10 | 2024-04-20 | 5602 | ORG-P | สวน | 99"),
    "participation_attendance": rows("participation_code | sector | district_code | population_group | people_count",
                                     "PA-3 | community | 5601 | all | 10", "PA-3 | community | 5602 | all | 15", "PA-3 | community | 5602 | female | 9"),
    "recommendation": rows(
        "recommendation_code | participation_code | recommendation | addressed_to_organisation_code | recommendation_decision | decided_on",
        "REC-1 | PA-1 | ขุดลอก | ORG-A | adopted | 2023-03-01", "REC-2 | PA-2 | ตลาดข้าว | ORG-A | partly_adopted | 2024-04-10", "REC-3 | PA-2 | ลดปุ๋ย | ORG-A | declined | 2024-02-01",
        "REC-4 | PA-3 | พักหนี้ | ORG-A | pending | -", "REC-5 | PA-4 | ทางลาด | ORG-A | adopted | 2024-04-12"),
}
LIMITS = rows(
    "threshold_rule | effective_on | threshold_value | resolution_reference",
    "factor_network_manager_on_track | 2024-01-01 | 80 | มติที่ 1/2567", "factor_network_manager_watch | 2024-01-01 | 10 | มติที่ 1/2567", "factor_contracts_on_track | 2024-04-01 | 3 | มติที่ 2/2567",
    "factor_depth_on_track | 2024-01-01 | 1 | -", "factor_leader_on_track | 2024-05-01 | 50 | มติที่ยังไม่มีผล")
FIRST = {
    **BUDGET_EXAMPLE, **MANAGER, **PARTICIPATION, "threshold": LIMITS, "survey_answer": list(survey()),
    "organisation": [*ORGANISATIONS, *({"organisation_code": code, "organisation_name": f"ภาคี {code}", "organisation_name_en": f"Partner {code}", "sector": SECTOR[code[:3]], "actor_level": "organisation",
                                        "district_code": "5601", "start_on": "2022-10-01"} for code in ASKED)],
}
# By 15 April two parts of the contract are complete (undertakings and an evaluator are still missing), the first phase has its outputs, a body oversees.
SECOND = {
    "contract": [{**CONTRACT["contract"][0], "body_code": "JSC"}],
    "contract_party": rows("contract_code | organisation_code | party_role | responsibility | signed_on", "TC | ORG-A | ผู้ร่วมสัญญา | อ่างเก็บน้ำ | 2022-09-20"),
    "phase": [{**MANAGER["phase"][0], "outputs": "แผนและทะเบียน"}],
    "survey_answer": list(last_round()),
}


def loaded(engine, folder):
    """Both releases into an empty database."""
    load_into(engine, folder / "first", FIRST, MARCH)
    load_into(engine, folder / "second", SECOND, APRIL)
    return engine
