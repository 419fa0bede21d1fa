"""Lateness to the day, as at 15 April 2567 BE (2024-04-15). Every expected figure is counted by hand from tests/worked_example.py."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worked_example import AS_OF, DELIVERABLES_EXAMPLE, load_into, rows

from queries import deliverables
from queries.lateness import Event, awaited, derived


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """The worked example in a database, release 1."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("deliverables") / "one", DELIVERABLES_EXAMPLE)
    with engine.connect() as opened:
        yield opened


def asked(connection, question, **picks):
    """The answer at release 1 as a list of dicts."""
    return question(connection, release=1, province="56", **picks).to_dict("records")


@pytest.mark.parametrize(("code", "expected"), [
    # code: due_on, submitted_on, met_on, late, slip, unexcused, reschedules, returned, reviewers' days, state
    ("D-01", (date(2023, 12, 31), date(2023, 12, 20), date(2024, 1, 10), 0, 0, 0, 0, 0, 21, "done")),
    # sent back on 5 Feb: it was submitted on 20 Feb, 20 days after 31 Jan; 20 Feb to 1 Mar (leap year) are 10; no document
    ("D-02", (date(2024, 1, 31), date(2024, 2, 20), date(2024, 3, 1), 20, 0, 20, 0, 1, 10, "no_evidence")),
    # 29 Feb to 15 Apr: 31 days of March + 15 = 46
    ("D-03", (date(2024, 2, 29), None, None, 46, 0, 46, 0, 0, None, "off_track")),
    # moved by a flood from 15 Feb to 31 Mar (14 + 31 = 45, excused), submitted five days after that
    ("D-04", (date(2024, 3, 31), date(2024, 4, 5), None, 5, 45, 5, 1, 0, 10, "watch")),
    # moved twice by the manager, 30 + 30 days: not late against 30 Apr, yet never green
    ("D-05", (date(2024, 4, 30), None, None, 0, 60, 60, 2, 0, None, "off_track")),
    # its reschedule is decided after as_of and has not happened yet
    ("D-06", (date(2024, 6, 30), None, None, 0, 0, 0, 0, 0, None, "not_due")),
    ("D-07", (date(2024, 4, 30), date(2024, 4, 10), None, 0, 0, 0, 0, 0, 5, "on_track")),
    # sent back the day it came in: not submitted, and five days over 10 Apr
    ("D-08", (date(2024, 4, 10), None, None, 5, 0, 5, 0, 1, None, "watch")),
    # submitted on its due day, accepted only after as_of: 16 days of March + 15 wait with the reviewers
    ("D-09", (date(2024, 3, 15), date(2024, 3, 15), None, 0, 0, 0, 0, 0, 31, "on_track")),
])
def test_a_deliverable_is_judged_by_its_own_days(connection, code, expected):
    (found,) = [d for d in asked(connection, deliverables.listed) if d["deliverable_code"] == code]
    names = ("due_on", "submitted_on", "met_on", "late_days", "slip_days", "unexcused_days", "reschedule_count", "returned_count", "reviewer_days", "state")
    assert tuple(found[name] for name in names) == expected


def test_deliverables_are_listed_worst_first(connection):
    # off track by days, then without evidence, then watch (equal days: the earlier due date), on track, not due, done
    assert [d["deliverable_code"] for d in asked(connection, deliverables.listed)] == ["D-05", "D-03", "D-02", "D-04", "D-08", "D-09", "D-07", "D-06", "D-01"]


def test_picks_keep_a_phase_a_state_or_a_partner(connection):
    assert [d["deliverable_code"] for d in asked(connection, deliverables.listed, phase_code="PH-1")] == ["D-02", "D-01"]
    assert [d["deliverable_code"] for d in asked(connection, deliverables.listed, state="watch")] == ["D-04", "D-08"]
    assert [d["deliverable_code"] for d in asked(connection, deliverables.listed, organisation_code="ORG-B")] == ["D-03"]


def test_who_must_deliver_is_the_manager_unless_another_partner_is_named(connection):
    found = {d["deliverable_code"]: d["responsible_organisation_code"] for d in asked(connection, deliverables.listed)}
    assert (found["D-01"], found["D-03"]) == ("ORG-M", "ORG-B")


def test_the_three_reviews_stand_apart_each_with_its_last_decision(connection):
    found = {d["deliverable_code"]: d for d in asked(connection, deliverables.listed)}
    reviews = [(found[c]["management_review_decision"], found[c]["legal_acceptance_decision"], found[c]["scrutiny_opinion_decision"]) for c in ("D-01", "D-02", "D-09")]
    assert reviews == [("accepted", "accepted", "accepted"), ("returned", "accepted_with_conditions", None), (None, None, None)]
    assert found["D-01"]["scrutiny_opinion_on"] == date(2024, 1, 20)


def test_the_committees_rating_stands_only_where_it_is_below_both_others(connection):
    found = {d["deliverable_code"]: d for d in asked(connection, deliverables.listed)}
    names = ("state", "self_reported_state", "committee_state", "standing_state")
    assert tuple(found["D-07"][n] for n in names) == ("on_track", "on_track", "off_track", "off_track")
    assert tuple(found["D-04"][n] for n in names) == ("watch", "on_track", "watch", "watch")
    assert found["D-07"]["committee_reason"] == "ไม่มีผู้เข้าร่วม"
    # below the computed state, not below the manager's own; the committee's of May has not been given yet
    assert tuple(found["D-09"][n] for n in names) == ("on_track", "watch", "watch", "on_track")


def test_late_means_over_the_current_due_date_and_not_accepted(connection):
    assert [(d["deliverable_code"], d["late_days"]) for d in asked(connection, deliverables.late)] == [("D-03", 46), ("D-04", 5), ("D-08", 5)]
    with_accepted = asked(connection, deliverables.late, include_accepted=True)
    assert [d["deliverable_code"] for d in with_accepted] == ["D-03", "D-02", "D-04", "D-08"]


def test_a_phase_adds_up_its_payments_and_tells_money_that_left_before_acceptance(connection):
    first, second = asked(connection, deliverables.phases)
    # PH-1: 95,000.00 paid and 5,000.50 withheld of 100,000.50 on 15 Feb; its last deliverable was accepted on 1 Mar
    names = ("payment_baht", "paid_baht", "withheld_baht", "unpaid_baht", "first_paid_on", "accepted_on", "is_paid_before_accepted")
    assert tuple(first[n] for n in names) == (Decimal("100000.50"), Decimal("95000.00"), Decimal("5000.50"), Decimal("0.00"), date(2024, 2, 15), date(2024, 3, 1), True)
    # PH-2: the payment of May has not happened; 1,500.25 of penalties has
    assert (second["paid_baht"], second["penalty_baht"], second["accepted_on"], second["is_paid_before_accepted"]) == (Decimal("0.00"), Decimal("1500.25"), None, False)
    assert [second[f"{s}_count"] for s in deliverables.STATES] == [2, 0, 2, 2, 1, 0] and second["deliverable_count"] == 7


def test_states_are_counted_never_blended(connection):
    found = [(s["state"], s["deliverable_count"], s["worst_code"]) for s in asked(connection, deliverables.states)]
    assert found == [("off_track", 2, "D-05"), ("no_evidence", 1, "D-02"), ("watch", 2, "D-04"), ("on_track", 2, "D-09"), ("not_due", 1, "D-06"), ("done", 1, "D-01")]


def test_an_acceptance_taken_back_counts_from_when_it_is_given_again():
    review = [Event("legal_acceptance", n, date(2024, 3, n), decision) for n, decision in enumerate(("accepted", "accepted", "rejected"), start=1)]
    again = [*review, Event("submission", 1, date(2024, 3, 4)), Event("legal_acceptance", 4, date(2024, 3, 5), "accepted_with_conditions")]
    found = [derived(date(2024, 3, 1), events, date(2024, 3, 31)) for events in (review[:2], review, again)]
    assert [(f["met_on"], f["late_days"]) for f in found] == [(date(2024, 3, 1), 0), (None, 30), (date(2024, 3, 5), 3)]


def test_the_timeline_keeps_the_original_date_beside_the_current_one(connection):
    (found,) = [d for d in asked(connection, deliverables.timeline) if d["deliverable_code"] == "D-05"]
    assert (found["original_due_on"], found["due_on"], found["phase_start_on"], found["as_of"]) == (date(2024, 3, 1), date(2024, 4, 30), date(2024, 2, 1), AS_OF)


def test_events_tell_a_deliverables_story_in_order(connection):
    found = [(e["event_on"], e["event_kind"], e["decision"]) for e in asked(connection, deliverables.events, deliverable_code="D-02")]
    assert found == [
        (date(2024, 1, 25), "submission", None), (date(2024, 1, 31), "original_due", None), (date(2024, 2, 5), "management_review", "returned"),
        (date(2024, 2, 20), "submission", None), (date(2024, 3, 1), "legal_acceptance", "accepted_with_conditions"),
    ]
    # two acceptances, the first one counts; the scrutiny opinion came last
    assert [(e["event_kind"], e["source_sheet"]) for e in asked(connection, deliverables.events, deliverable_code="D-01")][-1] == ("scrutiny_opinion", "review")


def test_the_manager_is_shown_with_sector_sum_and_what_was_paid(connection):
    (found,) = asked(connection, deliverables.manager)
    names = ("manager_organisation_code", "manager_sector", "employer_organisation_code", "contract_sum_baht", "phase_payments_baht", "paid_baht", "withheld_baht", "phase_count", "deliverable_count")
    assert tuple(found[n] for n in names) == ("ORG-M", "academia", "ORG-P", Decimal("400000.50"), Decimal("400000.50"), Decimal("95000.00"), Decimal("5000.50"), 2, 9)
    # 5 January to 15 April: 26 + 29 + 31 + 15 days without an answer
    assert [(a["advice_code"], a["is_answered"], a["waiting_days"]) for a in asked(connection, deliverables.advice)] == [("AD-1", False, 101), ("AD-2", True, None)]
    assert [(s["selection_step"], s["manager_contract_code"]) for s in asked(connection, deliverables.selection)] == [("selected", "MC")]


@pytest.mark.parametrize(("code", "expected"), [
    ("D-01", (None, None, None, None)),  # accepted and proved
    ("D-02", ("evidence", date(2024, 3, 1), 45, "ORG-M")),  # accepted on 1 March without a document: 30 + 15 days
    ("D-03", ("submission", None, None, "ORG-B")),
    ("D-08", ("submission", date(2024, 4, 8), 7, "ORG-M")),  # sent back on 8 April
    ("D-09", ("management_review", date(2024, 3, 15), 31, "IMT")),  # submitted, and its acceptance lies after as_of
])
def test_each_deliverable_lies_on_one_desk_since_a_day(connection, code, expected):
    (found,) = [d for d in asked(connection, deliverables.listed) if d["deliverable_code"] == code]
    assert tuple(found[name] for name in ("awaited", "awaited_since_on", "awaited_days", "holder_code")) == expected


def test_a_submission_waits_for_its_review_then_for_its_acceptance_and_goes_back_to_the_manager():
    events = [Event("submission", 1, date(2024, 3, 1)), Event("management_review", 1, date(2024, 3, 4), "accepted"), Event("legal_acceptance", 1, date(2024, 3, 9), "returned")]
    found = []
    for last in range(1, 4):
        facts = derived(date(2024, 3, 31), events[:last], date(2024, 3, 11))
        found.append(tuple(awaited(facts, events[:last], 0, date(2024, 3, 11)).values()))
    assert found == [("management_review", date(2024, 3, 1), 10), ("legal_acceptance", date(2024, 3, 4), 7), ("submission", date(2024, 3, 9), 2)]


def test_where_nobody_has_accepted_before_acceptance_is_the_employers(new_database, tmp_path):
    engine = new_database()
    reviews = rows("deliverable_code | review_kind | review_number | reviewed_on | body_code | review_decision", "D-09 | management_review | 1 | 2024-03-20 | JSC | accepted", "D-04 | management_review | 1 | 2024-04-05 | IMT | rejected")
    load_into(engine, tmp_path / "one", {**DELIVERABLES_EXAMPLE, "review": reviews})
    with engine.connect() as connection:
        found = {d["deliverable_code"]: (d["awaited"], d["holder_code"], d["holder_name"]) for d in asked(connection, deliverables.listed)}
    assert found["D-09"] == ("legal_acceptance", "ORG-P", "สำนักงานจังหวัด")
    assert found["D-04"] == ("submission", "ORG-M", "มหาวิทยาลัยของจังหวัด")
    assert found["D-07"] == ("management_review", "IMT", "คณะทำงานสนับสนุนการบริหารงานจังหวัด")  # by the body that reviewed last, on 5 April


def test_a_phase_says_what_stands_before_its_payment(connection):
    first, second = asked(connection, deliverables.phases)
    assert (first["waiting_codes"], second["waiting_codes"]) == ("", "D-05; D-03; D-04; D-08; D-09; D-07; D-06")


def test_every_review_is_an_event_of_its_own_with_body_words_and_conditions(connection):
    found = asked(connection, deliverables.reviews)
    assert [(r["deliverable_code"], r["review_kind"], r["reviewed_on"], r["body_code"], r["review_decision"], r["opinion"]) for r in found if r["deliverable_code"] == "D-02"] == [
        ("D-02", "management_review", date(2024, 2, 5), "IMT", "returned", "ขาดรายชื่อ"), ("D-02", "legal_acceptance", date(2024, 3, 1), "IMT", "accepted_with_conditions", "เพิ่มอำเภอ")]
    assert [r["has_open_conditions"] for r in found] == [r["deliverable_code"] == "D-02" and r["review_kind"] == "legal_acceptance" for r in found]
    assert "D-09" not in {r["deliverable_code"] for r in found}  # accepted on 1 May, after as_of


def test_conditions_are_met_when_the_same_kind_of_review_later_accepts_without_any(new_database, tmp_path):
    engine = new_database()
    later = rows("deliverable_code | review_kind | review_number | reviewed_on | body_code | review_decision | conditions",
                 "D-02 | legal_acceptance | 1 | 2024-03-01 | IMT | accepted_with_conditions | เพิ่มอำเภอ", "D-02 | scrutiny_opinion | 1 | 2024-03-05 | JSC | accepted | -", "D-02 | legal_acceptance | 2 | 2024-03-20 | IMT | accepted | -")
    load_into(engine, tmp_path / "one", {**DELIVERABLES_EXAMPLE, "review": later})
    with engine.connect() as connection:
        first = asked(connection, deliverables.reviews)[0]
    assert (first["conditions"], first["conditions_met_on"], first["has_open_conditions"]) == ("เพิ่มอำเภอ", date(2024, 3, 20), False)


def test_a_reschedule_tells_from_when_to_when_whose_doing_it_was_and_who_agreed(connection):
    found = [(r["deliverable_code"], r["previous_due_on"], r["new_due_on"], r["moved_days"], r["reschedule_cause"], r["is_excused"], r["body_code"]) for r in asked(connection, deliverables.reschedules)]
    assert found == [  # newest first; D-06's of 20 May has not happened yet
        ("D-05", date(2024, 3, 31), date(2024, 4, 30), 30, "manager", False, "IMT"), ("D-05", date(2024, 3, 1), date(2024, 3, 31), 30, "manager", False, "IMT"),
        ("D-04", date(2024, 2, 15), date(2024, 3, 31), 45, "force_majeure", True, "IMT")]


def test_penalties_payments_and_documents_are_told_one_by_one_to_the_satang(connection):
    assert [(p["deliverable_code"], p["imposed_on"], p["amount_baht"], p["reason"]) for p in asked(connection, deliverables.penalties)] == [("D-03", date(2024, 4, 1), Decimal("1500.25"), "ล่าช้า")]
    names = ("payment_code", "phase_code", "paid_on", "amount_baht", "withheld_baht", "accepted_on", "is_before_acceptance")
    assert [tuple(p[n] for n in names) for p in asked(connection, deliverables.payments)] == [("PAY-1", "PH-1", date(2024, 2, 15), Decimal("95000.00"), Decimal("5000.50"), date(2024, 3, 1), True)]
    assert [(d["deliverable_code"], d["evidence_title"], d["dated_on"]) for d in asked(connection, deliverables.documents)] == [("D-01", "แผนงาน", date(2023, 12, 20))]


def test_a_committee_that_rates_below_both_others_owes_a_reason(new_database, tmp_path):
    engine = new_database()
    given = rows("subject_kind | subject_code | rating_source | rated_on | state | reason", "deliverable | D-07 | self_reported | 2024-04-10 | on_track | -", "deliverable | D-07 | committee | 2024-04-12 | off_track | -",
                 "deliverable | D-09 | committee | 2024-04-12 | watch | ช้า", "deliverable | D-04 | committee | 2024-04-12 | watch | -")
    load_into(engine, tmp_path / "one", {**DELIVERABLES_EXAMPLE, "rating": given})
    with engine.connect() as connection:
        found = {d["deliverable_code"]: d["is_reason_missing"] for d in asked(connection, deliverables.listed)}
    assert {code for code, missing in found.items() if missing} == {"D-07"}  # D-04's is the computed state itself


SUCCESSOR = {  # a second contract, signed on 1 April 2567, with a phase of its own, and a third selection under way
    **DELIVERABLES_EXAMPLE,
    "manager_contract": [*DELIVERABLES_EXAMPLE["manager_contract"], {**DELIVERABLES_EXAMPLE["manager_contract"][0], "manager_contract_code": "MC-2", "manager_organisation_code": "ORG-B", "signed_on": "2024-04-01", "contract_sum_baht": "50000.00"}],
    "phase": [*DELIVERABLES_EXAMPLE["phase"], {**DELIVERABLES_EXAMPLE["phase"][0], "phase_code": "PH-3", "manager_contract_code": "MC-2", "payment_baht": "50000.00"}],
    "deliverable": [*DELIVERABLES_EXAMPLE["deliverable"], {**DELIVERABLES_EXAMPLE["deliverable"][0], "deliverable_code": "D-10", "phase_code": "PH-3", "deliverable_name": "แผนรับช่วง", "original_due_on": "2024-06-30"}],
    "manager_selection": rows("selection_code | selection_step | held_on | body_code | candidate_organisation_code | outcome", "SEL-1 | selected | 2023-09-01 | IMT | ORG-M | คัดเลือก",
                              "SEL-2 | announced | 2024-03-01 | IMT | - | ประกาศ", "SEL-3 | accepted | 2024-04-10 | JSC | ORG-B | ยอมรับ", "SEL-4 | announced | 2024-04-12 | IMT | - | ประกาศ", "SEL-5 | nominated | 2024-05-01 | IMT | ORG-A | หลังวันที่ของข้อมูล"),
    "advice": [*DELIVERABLES_EXAMPLE["advice"], {**DELIVERABLES_EXAMPLE["advice"][0], "advice_code": "AD-3", "manager_contract_code": "MC-2", "given_on": "2024-04-02"}],
}


def test_each_of_several_contracts_has_its_own_phases_money_advice_and_selection(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "one", SUCCESSOR)
    with engine.connect() as connection:
        of = {question: [row[code] for row in asked(connection, getattr(deliverables, question), manager_contract_code="MC-2")] for question, code in
              (("listed", "deliverable_code"), ("phases", "phase_code"), ("payments", "payment_code"), ("advice", "advice_code"), ("selection", "selection_code"))}
        every = {s["selection_code"]: s["manager_contract_code"] for s in asked(connection, deliverables.selection)}
    assert of == {"listed": ["D-10"], "phases": ["PH-3"], "payments": [], "advice": ["AD-3"], "selection": ["SEL-2", "SEL-3"]}
    # announced before the second signature; accepted after it, of the manager it hired; the last announcement is of a contract not signed yet
    assert every == {"SEL-1": "MC", "SEL-2": "MC-2", "SEL-3": "MC-2", "SEL-4": None}


def test_a_committees_own_limit_moves_the_line_from_its_day_on(new_database, tmp_path):
    engine = new_database()
    limits = rows("threshold_rule | effective_on | threshold_value | resolution_reference", "deliverable_off_track_days | 2024-01-01 | 4 | มติ 1", "deliverable_off_track_days | 2024-05-01 | 99 | มติ 2")
    load_into(engine, tmp_path / "one", {**DELIVERABLES_EXAMPLE, "threshold": limits})
    with engine.connect() as connection:
        found = {d["deliverable_code"]: d["state"] for d in asked(connection, deliverables.listed)}
    assert (found["D-04"], found["D-08"]) == ("off_track", "off_track")  # five days are over four; 99 is not in force yet


def test_a_province_without_a_release_answers_with_no_rows_but_all_columns(connection):
    of = deliverables
    for question in (of.listed, of.late, of.phases, of.timeline, of.events, of.reviews, of.reschedules, of.penalties, of.documents, of.payments, of.selection, of.advice):
        answer = question(connection, release=0, province="57")
        assert answer.empty and {"deliverable_code", "phase_code", "manager_contract_code"} & set(answer.columns)


DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))


@given(original=DAYS, as_of=DAYS, moved_by=st.integers(0, 200), submitted=st.none() | DAYS)
def test_an_unexcused_reschedule_never_lowers_the_days_that_count(original, as_of, moved_by, submitted):
    handed_in = [Event("submission", 1, submitted)] if submitted else []
    moved = [Event("reschedule", 1, min(original, as_of), new_due_on=original + timedelta(days=moved_by), is_excused=False)]
    plain, after = derived(original, handed_in, as_of), derived(original, [*handed_in, *moved], as_of)
    assert after["unexcused_days"] >= plain["late_days"]
    assert after["slip_days"] == moved_by and after["late_days"] == max(0, plain["late_days"] - moved_by)


@given(original=DAYS, as_of=DAYS, submitted=DAYS)
def test_the_managers_days_end_at_submission(original, as_of, submitted):
    found = derived(original, [Event("submission", 1, submitted)], as_of)
    assert found["late_days"] == max(0, (min(as_of, submitted) - original).days)


def test_the_phases_payments_add_up_to_the_managers_contract_or_their_rows_are_named(connection, new_database, tmp_path):
    names = ("code", "stated_baht", "parts_baht", "difference_baht", "is_equal", "part_codes", "part_rows")
    (equal,) = deliverables.reconciliation(connection, release=1, province="56").to_dict("records")
    assert tuple(equal[name] for name in names) == ("MC", Decimal("400000.50"), Decimal("400000.50"), Decimal("0.00"), True, "", "")  # 100,000.50 + 300,000
    engine = new_database()
    load_into(engine, tmp_path / "one", {**DELIVERABLES_EXAMPLE, "phase": [{**p, "payment_baht": "300000.25"} if p["phase_code"] == "PH-2" else p for p in DELIVERABLES_EXAMPLE["phase"]]})
    with engine.connect() as opened:
        (apart,) = deliverables.reconciliation(opened, release=1, province="56").to_dict("records")
    assert tuple(apart[name] for name in names) == ("MC", Decimal("400000.50"), Decimal("400000.75"), Decimal("0.25"), False, "PH-1; PH-2", "phase:2; phase:3")
