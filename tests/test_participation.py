"""Participation: facts a tool asks for, waiting answers, and a poll's change with its uncertainty."""

from collections import Counter
from datetime import date
from decimal import Decimal
from math import sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from worked_example import CONTRACT, ORGANISATIONS, PLACE, load_into, rows

from queries import participation, participation_facts, participation_shown
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
# Five activities of which little may be shown in public; worked out at the tests.
FEW = {
    **PLACE, "organisation": ORGANISATIONS, **CONTRACT,
    "participation_activity": rows(ACTIVITY + " | leads_to_code", "PB-1 | กลุ่มศึกษา | study_circle | 01/02/2567 | 01/03/2567 | 5 | 5601; 5602 | ORG-M | ป่า | 4000 | open | 40 | 5 | PB-2",
                                   "PB-2 | เวทีปฏิบัติการ | consultation_forum | 01/04/2567 | 01/04/2567 | 1 | 5601 | ORG-M | ป่า | - | open | 3 | 1 | -",
                                   "PB-3 | โพล | deliberative_poll | 01/06/2567 | 02/06/2567 | 2 | 5601 | ORG-M | ผังเมือง | 1000 | random | 40 | 1 | -",
                                   "PB-4 | ประชุมเมือง | town_meeting | 01/07/2567 | 01/07/2567 | 1 | 5602 | ORG-P | เรื่องเร่งด่วน | 500 | open | 41 | 1 | -"),
    "participation_attendance": rows("participation_code | sector | district_code | population_group | people_count", "PB-1 | community | 5601 | - | 3", "PB-1 | community | 5602 | - | 9", "PB-1 | business | 5601 | - | 8",
                                     "PB-1 | business | 5602 | - | 20", "PB-1 | community | 5602 | female | 38", "PB-1 | community | 5602 | elderly | 12", "PB-2 | community | 5601 | - | 3",
                                     "PB-4 | community | 5602 | - | 41"),
    "recommendation": rows("recommendation_code | participation_code | recommendation | addressed_to_organisation_code | answer_due_on | recommendation_decision | decided_on | project_code | result",
                           "REC-1 | PB-2 | ปลูกป่า | ORG-A | 31/05/2567 | adopted | 01/05/2567 | P-1 | ปลูกแล้ว"),
    "poll_question": rows("participation_code | question_number | question_text | scale_minimum | scale_maximum", *(f"PB-3 | {n} | ข้อ {n} | 1 | 5" for n in range(1, 7))),
    "poll_answer": rows("participation_code | question_number | before_score | after_score | people_count", "PB-3 | 1 | 1 | 2 | 10", "PB-3 | 1 | 2 | 2 | 10", "PB-3 | 1 | 3 | 3 | 10", "PB-3 | 1 | 4 | 4 | 8",
                        "PB-3 | 1 | 4 | 5 | 2", "PB-3 | 1 | 5 | 5 | 10", "PB-3 | 2 | 1 | 2 | 3", "PB-3 | 2 | 2 | 2 | 20", "PB-3 | 2 | 3 | 3 | 10", "PB-3 | 2 | 4 | 5 | 10", "PB-3 | 2 | 5 | 5 | 10",
                        "PB-3 | 3 | 1 | 1 | 3", "PB-3 | 3 | 2 | 3 | 20", "PB-3 | 3 | 3 | 3 | 20", "PB-3 | 3 | 5 | 5 | 7", "PB-3 | 4 | 1 | 2 | 4", "PB-3 | 5 | 3 | 3 | 27", "PB-3 | 5 | 3 | 4 | 3",
                        "PB-3 | 6 | 3 | 3 | 10", "PB-3 | 6 | 3 | 4 | 2", "PB-3 | 6 | 4 | 3 | 10", "PB-3 | 6 | 4 | 4 | 10"),
    "panel_group": rows("participation_code | attribute | group_name | panel_count | population_percent", "PB-3 | sex | female | 3 | 51.6", "PB-3 | sex | male | 37 | 48.4", "PB-3 | area | town | 10 | 25", "PB-3 | area | rural | 30 | 75"),
    "priority": rows("participation_code | rank | priority | vote_count", "PB-4 | 1 | ลดฝุ่น | 30", "PB-4 | 2 | น้ำ | 8", "PB-4 | 3 | ถนน | 3"),
}
LATER = {  # one more came from each of two corners, five more from nowhere; one more vote for the first
    "participation_attendance": rows("participation_code | sector | district_code | population_group | people_count", "PB-1 | community | 5601 | - | 4", "PB-1 | business | 5602 | - | 21", "PB-4 | community | 5602 | - | 47"),
    "priority": rows("participation_code | rank | priority | vote_count", "PB-4 | 1 | ลดฝุ่น | 31"),
    "poll_answer": rows("participation_code | question_number | before_score | after_score | people_count", "PB-3 | 1 | 5 | 5 | 11"),
}


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """The example, release 1."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("participation") / "one", EXAMPLE, AS_OF)
    with engine.connect() as opened:
        yield opened


@pytest.fixture(scope="module")
def few(new_database, tmp_path_factory):
    """Few people, releases 1 and 2."""
    engine = new_database()
    for name, tables in (("one", FEW), ("two", LATER)):
        load_into(engine, tmp_path_factory.mktemp("few") / name, tables, AS_OF)
    with engine.connect() as opened:
        yield opened


def asked(connection, question, release=1, **picks):
    """The answer as a list of dicts."""
    return question(connection, release=release, province="56", **picks).to_dict("records")


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


# --- published before/after tables ------------------------------------------------------------------------------------


def test_a_published_panel_of_1600_has_the_published_change():
    """Approval of a head of government by the same 1,600 voters in two surveys: 794 approved twice, 150 no longer, 86 only then, 570 never (Agresti,
    Categorical Data Analysis, 1990, p. 350; the example of R's mcnemar.test, whose chi-squared without correction is 17.356).

    59 % fell to 55 %. McNemar's statistic is the change squared over the sum of squared changes: what change and error must give back."""
    told = participation.paired_change([(1, 1, 794), (1, 0, 150), (0, 1, 86), (0, 0, 570)])
    n, change, error = told["matched_people"], float(told["mean_change"]), float(told["standard_error"])
    assert (n, told["mean_before"], told["mean_after"], told["mean_change"]) == (1600, Decimal("0.59"), Decimal("0.55"), Decimal("-0.04"))
    assert (told["people_up"], told["people_same"], told["people_down"]) == (86, 1364, 150)
    squares = error**2 * n * (n - 1) + n * change**2
    assert (n * change) ** 2 / squares == pytest.approx(17.356, abs=1e-3)


def test_a_published_table_of_eight_students_has_the_published_t_and_interval():
    """Before 21 35 40 38 23 27 28 39, after 32 35 38 57 37 30 39 28: t = 1.6144 on 7 degrees, 95 % interval -2.614155 to 13.864155
    (rinterested.github.io/statistics/paired_differences.html)."""
    pairs = zip((21, 35, 40, 38, 23, 27, 28, 39), (32, 35, 38, 57, 37, 30, 39, 28), strict=True)
    told = participation.paired_change([(before, after, 1) for before, after in pairs])
    change, error = float(told["mean_change"]), float(told["standard_error"])
    assert change / error == pytest.approx(1.614366, abs=1e-5)
    assert (change - stats.t.ppf(0.975, 7) * error, change + stats.t.ppf(0.975, 7) * error) == pytest.approx((-2.614155, 13.864155), abs=1e-4)


def test_the_whole_paired_test_is_scipy_s(connection):
    """On the generated panel: standard deviation of the differences, standard error, and t."""
    row = asked(connection, participation.poll_changes)[0]
    before, after = zip(*PEOPLE, strict=True)
    error = float(row["standard_error"])
    assert error * sqrt(237) == pytest.approx(stats.tstd([a - b for b, a in PEOPLE]), abs=1e-4)
    assert float(row["mean_change"]) / error == pytest.approx(stats.ttest_rel(after, before).statistic, abs=1e-3)


# --- the register, who came, the trace --------------------------------------------------------------------------------


def test_every_tool_is_in_the_register_used_or_not(connection):
    found = {r["participation_tool"]: r for r in asked(connection, participation.tools)}
    assert list(found) == list(CHOICES["participation_tool"])
    jury, meeting, unused = found["citizens_jury"], found["town_meeting"], found["study_circle"]
    assert [jury[name] for name in ("activities", "valid", "invalid", "unstated", "participants", "cost_baht")] == [1, 0, 1, 0, 24, 48000]
    assert (meeting["cost_baht"], meeting["last_on"], meeting["participation_codes"]) == (None, date(2024, 7, 1), "PA-3")
    assert (unused["activities"], unused["participants"], unused["cost_baht"], unused["last_on"], unused["participation_codes"]) == (0, 0, None, None, "")


def test_each_fact_says_what_is_stated_of_it_missing_ones_first(connection):
    found = [(r["participation_fact"], r["is_met"], r["stated"]) for r in asked(connection, participation.checked_facts, activity="PA-1")]
    assert found == [("at_most_3_days", False, 4), ("has_facilitator", False, None), ("is_representative", None, None), ("is_random_sample", True, "random"), ("covers_all_areas", True, None), ("has_documents", True, None)]


def test_who_came_in_all_and_from_where_nobody(connection):
    found = {r["sector"]: (r["people"], r["people_percent"], r["activities"]) for r in asked(connection, participation.came_in_all)}
    assert (found["community"], found["business"], found["academia"]) == ((30, 75, 1), (10, 25, 1), (0, 0, 0))  # who comes to what has not begun is not counted yet
    districts = {r["district_code"]: r["people"] for r in asked(connection, participation.came_in_all, by="district")}
    assert (districts["5601"], districts["5602"], sum(districts.values()), len(districts)) == (30, 10, 40, 2)
    groups = {r["population_group"]: (r["people"], r["counted_activities"]) for r in asked(connection, participation.came_in_all, by="population_group")}
    assert (groups["female"], groups["male"]) == ((16, 1), (0, 0))
    assert [(r["district_code"], r["district_name_en"] is not None, r["people"]) for r in asked(connection, participation.who_came, by="district", activity="PA-3")] == [("5601", True, 30), ("5602", True, 10)]


def test_a_recommendation_leads_to_its_project_and_its_result(few):
    (row,) = asked(few, participation.recommendations)
    assert (row["project_code"], row["project_name"], row["project_status"], row["result"]) == ("P-1", "อ่างเก็บน้ำ", "active", "ปลูกแล้ว")


def test_a_distribution_counts_every_score_before_and_after(few):
    found = [(r["score_from"], r["people_before"], r["people_after"], r["before_percent"], r["is_small"]) for r in asked(few, participation.poll_distribution) if r["question_number"] == 2]
    assert found == [(1, 3, 0, Decimal("5.66"), True), (2, 20, 23, Decimal("37.74"), False), (3, 10, 10, Decimal("18.87"), False), (4, 10, 0, Decimal("18.87"), False), (5, 10, 20, Decimal("18.87"), False)]


# --- what the public sees ---------------------------------------------------------------------------------------------


def test_the_public_sees_neither_a_small_cell_nor_what_would_tell_it(few):
    """PB-1: 3 and 9 of the community, 8 and 20 of business: the 3 makes a ring of all four; the totals 12, 28, 11 and 29 stay."""
    cells = {(r["sector"], r["district_code"]): (r["people"], r["is_withheld"]) for r in asked(few, participation.attendance, activity="PB-1", is_public=True)}
    assert cells == dict.fromkeys([("community", "5601"), ("community", "5602"), ("business", "5601"), ("business", "5602")], (None, True))
    assert [(r["sector"], r["people"]) for r in asked(few, participation.who_came, activity="PB-1", is_public=True)] == [("business", 28), ("community", 12)]
    assert [(r["district_code"], r["people"]) for r in asked(few, participation.who_came, by="district", activity="PB-1", is_public=True)] == [("5602", 29), ("5601", 11)]
    official = asked(few, participation.attendance, activity="PB-1")
    assert [(r["people"], r["is_small"]) for r in official if r["population_group"] == "all"] == [(20, True), (9, True), (8, True), (3, True)]


def test_a_group_is_withheld_where_the_rest_is_small(few):
    """38 of 40 are women: the other two would be known."""
    found = {r["population_group"]: r["people"] for r in asked(few, participation.who_came, by="population_group", activity="PB-1", is_public=True)}
    assert found == {"female": None, "elderly": 12}


def test_an_activity_of_three_is_told_to_nobody(few):
    """PB-2: three came. Neither they nor any sector of it, of nobody too; sums are of what is shown, so at least."""
    activity = next(r for r in asked(few, participation.activities, is_public=True) if r["participation_code"] == "PB-2")
    assert (activity["participants"], activity["counted_by_group"], activity["cost_per_person_baht"], activity["is_withheld"]) == (None, None, None, True)
    of_it = asked(few, participation.who_came, activity="PB-2", is_public=True)
    assert {r["people"] for r in of_it} == {None} and len(of_it) == len(set(participation.GROUP_OF_SECTOR))
    found = {r["sector"]: (r["people"], r["withheld_activities"]) for r in asked(few, participation.came_in_all, is_public=True)}
    assert (found["community"], found["business"], found["academia"]) == ((12 + 41, 1), (28, 1), (0, 1))
    assert next(r["participants"] for r in asked(few, participation.activities) if r["participation_code"] == "PB-2") == 3
    assert next(r["participants"] for r in asked(few, participation.tools, is_public=True) if r["participation_tool"] == "consultation_forum") == 0


def test_a_correction_of_one_waits_in_public_and_one_of_six_does_not(few):
    before, after = ({r["sector"]: r["people"] for r in asked(few, participation.who_came, release=release, activity="PB-1", is_public=True)} for release in (1, 2))
    assert before == after == {"business": 28, "community": 12}
    assert {r["sector"]: r["people"] for r in asked(few, participation.who_came, release=2, activity="PB-1")} == {"business": 29, "community": 13}
    assert [r["people"] for r in asked(few, participation.who_came, release=2, activity="PB-4", is_public=True)] == [47]
    assert {r["participation_code"]: r["counted_by_group"] for r in asked(few, participation.activities, release=2, is_public=True)} == {"PB-1": 40, "PB-2": None, "PB-3": None, "PB-4": 47}
    assert [r["votes"] for r in asked(few, participation.priorities, release=2, is_public=True)] == [30, None, None]  # 3 votes, and 8 that would tell them
    assert [r["matched_people"] for r in asked(few, participation.poll_changes, release=2, is_public=True)][0] == 50


def test_a_number_stated_or_judged_by_moves_in_public_by_five_or_not_at_all(new_database, tmp_path):
    """Two circles, one of which states its people (12, 11, 17) while of the other 12, 11, 17 are counted: the public sees 12, 12, 17 of both, and facts judged by that."""
    engine = new_database()
    for at, people in enumerate((12, 11, 17)):
        circles = rows(ACTIVITY, f"PC-1 | กลุ่มศึกษา | study_circle | 01/02/2567 | 01/03/2567 | 5 | 5601 | ORG-M | ป่า | 4000 | open | {people} | 5", "PC-2 | กลุ่มศึกษา 2 | study_circle | 01/02/2567 | 01/03/2567 | 5 | 5601 | ORG-M | ป่า | 4000 | open | - | 5")
        came = rows("participation_code | sector | district_code | population_group | people_count", f"PC-2 | academia | 5601 | - | {people}")
        load_into(engine, tmp_path / str(at), {**({} if at else {**PLACE, "organisation": ORGANISATIONS, **CONTRACT}), "participation_activity": circles, "participation_attendance": came}, AS_OF)
    with engine.connect() as connection:
        for release, here, shown in ((1, 12, 12), (2, 11, 12), (3, 17, 17)):
            for is_public, people in ((False, here), (True, shown)):
                assert {r["participants"] for r in asked(connection, participation.activities, release=release, is_public=is_public)} == {people}
                judged = [r for r in asked(connection, participation.checked_facts, release=release, is_public=is_public) if r["participation_fact"] == "has_8_to_12_people"]
                assert {(r["stated"], r["is_met"]) for r in judged} == {(people, people <= 12)} and len(judged) == 2


def test_a_poll_is_shown_as_finely_as_nobody_is_told_by_it(few):
    """1: no score of one to four · 2: the 3 who gave 1 go with those who gave 2; −x1 + x5 is known, so x1 may be 0 to 13 · 3: below the middle 3 are left
    after, so means alone · 4: four people, nothing · 5: three moved, so no change · 6: two moved up, so not who moved."""
    shown = {}
    for row in asked(few, participation.poll_distribution, is_public=True):
        shown.setdefault(row["question_number"], []).append((row["score_from"], row["score_to"], row["people_before"], row["people_after"]))
    assert shown[1] == [(1, 1, 10, 0), (2, 2, 10, 20), (3, 3, 10, 10), (4, 4, 10, 8), (5, 5, 10, 12)]
    assert shown[2] == [(1, 2, 23, 23), (3, 3, 10, 10), (4, 5, 20, 20)]
    assert shown[3] == shown[4] == shown[5] == [(1, 5, None, None)]
    assert shown[6] == [(1, 1, 0, 0), (2, 2, 0, 0), (3, 3, 12, 20), (4, 4, 20, 12), (5, 5, 0, 0)]
    changes = {r["question_number"]: r for r in asked(few, participation.poll_changes, is_public=True)}
    assert (changes[3]["mean_before"], changes[3]["people_up"], changes[3]["is_withheld"]) == (Decimal("2.760000"), 20, False)  # 3 + 40 + 60 + 35 over 50
    assert (changes[4]["matched_people"], changes[4]["mean_change"], changes[4]["is_withheld"]) == (None, None, True)
    assert (changes[5]["matched_people"], changes[5]["mean_before"], changes[5]["is_withheld"]) == (30, None, True)
    assert (changes[6]["mean_change"], changes[6]["people_up"], changes[6]["people_same"], changes[6]["people_down"]) == (Decimal("-0.250000"), None, None, None)
    assert next(r["people_up"] for r in asked(few, participation.poll_changes) if r["question_number"] == 6) == 2


def test_a_panel_group_of_three_is_withheld_with_its_counterpart(few):
    found = {r["group_name"]: (r["panel_people"], r["panel_percent"], r["gap_points"]) for r in asked(few, participation.panel, is_public=True)}
    assert found == {"town": (10, 25, 0), "rural": (30, 75, 0), "female": (None, None, None), "male": (None, None, None)}


# --- the reader who knows a poll's mean -------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.sampled_from((1, 2, 3, 5, 6))), min_size=1, max_size=5))
def test_no_score_of_one_to_four_can_be_told_from_what_is_shown_of_a_poll(pairs):
    """Every way the people of a group could have scored that keeps the group's people and the mean, tried one by one."""
    level = participation_shown.level_of(pairs, range(1, 6))
    groups = {participation_shown.GROUPS: participation_shown.in_groups(range(1, 6)), participation_shown.MEANS: (tuple(range(1, 6)),)}.get(level)
    for side in (0, 1) if groups else ():
        people = participation_shown.scores(pairs, side)
        left = possible([[people[s] for s in group] for group in groups], groups)
        assert all(len({way[score] for way in left}) >= 5 for score, n in people.items() if 0 < n < 5)
    if level == participation_shown.SCORES:
        assert not [n for side in (0, 1) for n in participation_shown.scores(pairs, side).values() if 0 < n < 5]


def possible(counts, groups):
    """All distributions with the people of each group and the mean of the whole."""
    whole, ways = sum(s * n for group, given_counts in zip(groups, counts, strict=True) for s, n in zip(group, given_counts, strict=True)), [({}, 0)]
    for group, given_counts in zip(groups, counts, strict=True):
        ways = [({**way, **dict(zip(group, split, strict=True))}, total + sum(s * n for s, n in zip(group, split, strict=True))) for way, total in ways for split in splits(sum(given_counts), len(group))]
    return [way for way, total in ways if total == whole]


def splits(people, parts):
    """Every way to put people into parts."""
    if parts == 1:
        return [(people,)]
    return [(first, *rest) for first in range(people + 1) for rest in splits(people - first, parts - 1)]
