"""Participation: facts a tool asks for, waiting answers, and a poll's change with its uncertainty."""

from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from scipy import stats
from worked_example import ORGANISATIONS, PLACE, load_into, rows

from queries import participation, participation_facts
from queries.tables import CHOICES

AS_OF = date(2024, 9, 30)
ACTIVITY = "participation_code | participation_name | participation_tool | start_on | end_on | days_held | district_codes | organiser_organisation_code | scope | cost_baht | recruitment_method | participant_count | meeting_count"
ACTIVITIES = [
    {**rows(ACTIVITY, "PA-1 | ลูกขุน | citizens_jury | 01/02/2567 | 04/02/2567 | 4 | 5601; 5602 | ORG-M | ที่ดิน | 48000 | random | 24 | -")[0], "covers_all_areas": "ใช่", "has_documents": "ใช่", "has_facilitator": "ไม่ใช่"},
    {**rows(ACTIVITY, "PA-2 | โพล | deliberative_poll | 01/06/2567 | 02/06/2567 | 2 | 5601 | ORG-M | ผังเมือง | 600000.50 | random | 200 | 1")[0], "has_same_questionnaire": "ใช่"},
    {**rows(ACTIVITY, "PA-3 | ประชุมเมือง | town_meeting | 01/07/2567 | 01/07/2567 | 1 | 5602 | ORG-P | เรื่องเร่งด่วน | - | open | - | 1")[0], "has_linked_tables": "ใช่", "has_keypad_vote": "ใช่"},
    {**rows(ACTIVITY, "PA-4 | ยังไม่จัด | focus_group | 01/10/2567 | 01/10/2567 | 1 | 5602 | ORG-P | บริการ | - | invited | 9 | 1")[0]},
]
RANDOM = Random(2567)
PEOPLE = [(RANDOM.randint(1, 5), RANDOM.randint(1, 5)) for _ in range(237)]
POLL = [{"participation_code": "PA-2", "question_number": "1", "before_score": str(before), "after_score": str(after), "people_count": str(count)} for (before, after), count in sorted(Counter(PEOPLE).items())]
EXAMPLE = {
    **PLACE, "organisation": ORGANISATIONS, "participation_activity": ACTIVITIES,
    "participation_attendance": rows("participation_code | sector | district_code | population_group | people_count",
                                     "PA-3 | community | 5601 | - | 30", "PA-3 | business | 5602 | - | 10", "PA-3 | community | 5601 | female | 16", "PA-4 | community | 5601 | - | 9"),
    "recommendation": rows("recommendation_code | participation_code | recommendation | addressed_to_organisation_code | answer_due_on | recommendation_decision | decided_on",
                           "REC-1 | PA-1 | ย้ายทางเดิน | ORG-A | 31/03/2567 | adopted | 10/04/2567", "REC-2 | PA-1 | งดก่อสร้าง | ORG-B | 30/04/2567 | pending | -",
                           "REC-3 | PA-2 | เพิ่มสวน | ORG-P | 31/10/2567 | pending | -", "REC-4 | PA-1 | ปลูกต้นไม้ | ORG-A | - | declined | -"),
    "poll_question": rows("participation_code | question_number | question_text | scale_minimum | scale_maximum", "PA-2 | 1 | พื้นที่สาธารณะ | 1 | 5", "PA-2 | 2 | ไม่มีใครตอบ | 1 | 5"),
    "poll_answer": POLL,
    "panel_group": rows("participation_code | attribute | group_name | panel_count | population_percent", "PA-2 | sex | female | 126 | 51.6", "PA-2 | sex | male | 74 | 48.4"),
    "priority": rows("participation_code | rank | priority | vote_count", "PA-3 | 1 | ลดฝุ่น | 30", "PA-3 | 2 | น้ำ | 10"),
}


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """The example, release 1."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("participation") / "one", EXAMPLE, AS_OF)
    with engine.connect() as opened:
        yield opened


def asked(connection, question, **picks):
    """The answer as a list of dicts."""
    return question(connection, release=1, province="56", **picks).to_dict("records")


def test_an_activity_names_the_facts_its_tool_asks_for_and_which_are_missing(connection):
    jury, meeting, poll = asked(connection, participation.activities)  # the jury misses two; the town meeting states no number but its sheet does
    assert [r["participation_code"] for r in (jury, meeting, poll)] == ["PA-1", "PA-3", "PA-2"]
    assert (jury["facts_missing"], jury["facts_unknown"], jury["is_valid"]) == ("at_most_3_days;has_facilitator", "is_representative", False)
    assert jury["facts_met"] == "is_random_sample;covers_all_areas;has_documents"
    assert (poll["facts_missing"], poll["facts_unknown"], poll["is_valid"]) == ("", "", True)
    assert (meeting["participants"], meeting["facts_met"]) == (40, "at_most_5000_people;takes_1_day;has_linked_tables;has_keypad_vote;has_priorities")


def test_an_activity_adds_up_its_people_its_cost_and_its_answers(connection):
    jury, _, poll = asked(connection, participation.activities)
    assert (jury["participants"], jury["cost_baht"], jury["cost_per_person_baht"]) == (24, 48000, 2000)
    assert (jury["recommendations"], jury["recommendations_waiting"], jury["recommendations_adopted"]) == (3, 1, 1)
    assert (poll["cost_per_person_baht"], poll["has_poll"], poll["organiser_name"]) == (Decimal("3000.00"), True, "มหาวิทยาลัยของจังหวัด")
    assert [r["participation_code"] for r in asked(connection, participation.activities, district="5602")] == ["PA-1", "PA-3"]
    assert [r["participation_code"] for r in asked(connection, participation.activities, tool="deliberative_poll")] == ["PA-2"]


@pytest.mark.parametrize(("tool", "given", "missing"), [
    ("deliberative_poll", {"participants": 199}, "has_200_to_500_people"), ("deliberative_poll", {"participants": 501}, "has_200_to_500_people"), ("deliberative_poll", {"days_held": 3}, "takes_2_days"),
    ("deliberative_poll", {"recruitment_method": "open"}, "is_random_sample"), ("study_circle", {"participants": 13}, "has_8_to_12_people"), ("study_circle", {"meeting_count": 1}, "has_several_meetings"),
    ("town_meeting", {"participants": 5001}, "at_most_5000_people"), ("town_meeting", {"priorities": 0}, "has_priorities"), ("consensus_conference", {"recommendations": 0}, "has_recommendations"),
    ("consultation_forum", {"is_before_decision": False}, "is_before_decision"), ("community_contracting", {"has_contract": False}, "has_contract"), ("focus_group", {"is_structured": False}, "is_structured"),
])
def test_one_fact_amiss_is_named(tool, given, missing):
    fine = {"participants": {"deliberative_poll": 300, "study_circle": 10}.get(tool, 60), "days_held": {"deliberative_poll": 2}.get(tool, 1), "meeting_count": 4, "recruitment_method": "random", "scope": "ขอบเขต",
            "priorities": 7, "recommendations": 2, **{f"{name}": True for name in ("covers_all_areas", "is_representative", "has_documents", "has_facilitator", "is_structured", "is_before_decision", "has_experts",
                                                                                      "has_report", "has_same_questionnaire", "has_linked_tables", "has_keypad_vote", "has_contract")}}
    assert set(participation_facts.facts({**fine, "participation_tool": tool}).values()) == {True}
    assert [name for name, is_met in participation_facts.facts({**fine, "participation_tool": tool, **given}).items() if is_met is False] == [missing]


def test_every_tool_has_its_facts():
    assert set(participation_facts.REQUIRED) == set(CHOICES["participation_tool"])


def test_recommendations_without_an_answer_stand_first_with_the_days_waited(connection):
    found = [(r["recommendation_code"], r["is_answered"], r["days_waiting"], r["days_overdue"]) for r in asked(connection, participation.recommendations)]
    assert found == [("REC-2", False, 239, 153), ("REC-3", False, 120, 0), ("REC-1", True, 66, 10), ("REC-4", True, None, None)]
    assert [r["addressed_to_name"] for r in asked(connection, participation.recommendations, only_waiting=True)] == ["หอการค้าจังหวัด", "สำนักงานจังหวัด"]


def test_a_poll_s_change_and_its_standard_error_are_those_of_the_paired_differences(connection):
    asked_about, unanswered = asked(connection, participation.poll_changes)
    before, after = zip(*PEOPLE, strict=True)
    differences = [a - b for b, a in PEOPLE]
    assert asked_about["matched_people"] == 237
    assert float(asked_about["mean_before"]) == pytest.approx(sum(before) / 237, abs=1e-6)
    assert float(asked_about["mean_after"]) == pytest.approx(sum(after) / 237, abs=1e-6)
    assert float(asked_about["mean_change"]) == pytest.approx(sum(differences) / 237, abs=1e-6)
    assert float(asked_about["standard_error"]) == pytest.approx(stats.sem(differences), abs=1e-6)
    assert asked_about["people_up"] + asked_about["people_same"] + asked_about["people_down"] == 237
    assert (unanswered["matched_people"], unanswered["mean_change"], unanswered["is_small"]) == (0, None, True)


def test_a_poll_of_four_by_hand():
    """Before 1 1 3 5, after 3 3 4 4: differences 2 2 1 -1, mean 1, squares 1 1 0 4 = 6, variance 6/3 = 2, standard error sqrt(2/4)."""
    told = participation.paired_change([(1, 3, 2), (3, 4, 1), (5, 4, 1)])
    assert (told["mean_before"], told["mean_after"], told["mean_change"]) == (Decimal("2.5"), Decimal("3.5"), 1)
    assert told["standard_error"] == Decimal("0.707107")
    assert (told["change_low"], told["change_high"]) == (Decimal("-0.385929"), Decimal("2.385929"))
    assert (told["people_up"], told["people_same"], told["people_down"], told["is_small"]) == (3, 0, 1, True)


def test_one_respondent_has_a_change_but_no_standard_error():
    told = participation.paired_change([(2, 5, 1)])
    assert told["mean_change"] == 3 and "standard_error" not in told


def test_the_panel_is_held_against_the_population(connection):
    found = {r["group_name"]: (r["panel_people"], r["panel_percent"], r["gap_points"]) for r in asked(connection, participation.panel)}
    assert found == {"female": (126, 63, Decimal("11.4")), "male": (74, 37, Decimal("-11.4"))}


def test_attendance_and_priorities_as_counts_and_shares(connection):
    found = [(r["sector"], r["population_group"], r["people"], r["people_percent"], r["sector_group"]) for r in asked(connection, participation.attendance)]
    assert found == [("community", "all", 30, 75, "third_sector"), ("business", "all", 10, 25, "business_partner"), ("community", "female", 16, 100, "third_sector")]
    assert [(r["rank"], r["votes"], r["votes_percent"]) for r in asked(connection, participation.priorities)] == [(1, 30, 75), (2, 10, 25)]
