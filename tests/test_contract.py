"""The contract: parts, signatures, approvals, undertakings and projects, as at 15 April 2567 BE (2024-04-15), counted by hand."""

from datetime import date
from decimal import Decimal

import pytest
from worked_example import CONTRACT, MONEY, ORGANISATIONS, PLACE, load_into, rows

from queries import attention, budget, contract, ratings

EXAMPLE = {
    **PLACE, "organisation": ORGANISATIONS, **CONTRACT, "budget_share": MONEY["budget_share"],
    "body": rows("body_code | body_name | body_kind", "PIC | ก.บ.จ. | provincial_committee"),
    "contract_party": rows(
        "contract_code | organisation_code | party_role | responsibility | signatory_post | signed_on",
        "TC | ORG-A | ผู้ดำเนินงาน | อ่างเก็บน้ำ | เกษตรจังหวัด | 2022-09-15", "TC | ORG-B | ผู้ร่วมสมทบ | - | ประธานหอการค้า | -",
        "TC | ORG-C | ผู้ร่วมสมทบ | - | ประธานเครือข่าย | 2024-05-01"),
    "approval": rows(
        "contract_code | approval_step | body_code | requested_on | decided_on | document_number",
        "TC | negotiated | - | 2022-07-01 | 2022-07-31 | ว 1", "TC | endorsed | PIC | 2024-04-01 | - | -"),
    "amendment": rows("amendment_code | contract_code | amended_on | rationale | before_text | after_text | resolution_reference",
                      "AM-1 | TC | 2023-01-01 | เพิ่มวงเงิน | 2,500,000 | 2,600,000 | มติ 1", "AM-2 | TC | 2024-01-01 | เพิ่มภาคี | - | - | มติ 2"),
    "dispute": rows("dispute_code | contract_code | raised_on | organisation_codes | subject | dispute_state | settled_on", "DIS-1 | TC | 2024-02-01 | ORG-A; ORG-B | สมทบช้า | settled | 2024-03-01",
                    "DIS-2 | TC | 2024-01-01 | ORG-A; ORG-C | แนวเขต | open | -"),
    "undertaking": rows(
        "undertaking_code | contract_code | organisation_code | project_code | resource_kind | description | responsible_post | due_on | fulfilled_on",
        "UN-1 | TC | ORG-A | P-1 | personnel | ช่าง | หัวหน้าฝ่าย | 2024-01-01 | 2024-01-11", "UN-2 | TC | ORG-B | P-2 | equipment | เครื่องมือ | - | 2024-03-31 | -",
        "UN-3 | TC | ORG-D | P-1 | place | สถานที่ | หัวหน้าฝ่าย | 2024-02-29 | 2024-05-01", "UN-4 | TC | ORG-C | P-2 | local_wisdom | ผู้รู้ | ประธาน | 2024-12-31 | -"),
    "output": rows("output_code | project_code | output_name | planned_quantity | quantity_unit | due_on", "OUT-1 | P-1 | ฝาย | 4 | แห่ง | 2024-03-31", "OUT-2 | P-2 | ผู้ผ่านอบรม | 200 | คน | 2024-04-01", "OUT-3 | P-1 | แผนที่ | 1 | ชุด | 2024-09-30"),
    "rating": rows(
        "subject_kind | subject_code | rating_source | rated_on | state | reason", "output | OUT-1 | self_reported | 2024-04-01 | on_track | ใกล้เสร็จ", "output | OUT-1 | committee | 2024-04-10 | off_track | ฝายชำรุด",
        "output | OUT-2 | committee | 2024-04-10 | watch | -", "output | OUT-3 | self_reported | 2024-03-31 | on_track | -", "output | OUT-3 | committee | 2024-04-12 | no_evidence | -",
        "output | OUT-3 | committee | 2024-05-01 | done | หลังวันที่ของข้อมูล", "contract | TC | committee | 2024-04-10 | watch | -", "project | P-1 | self_reported | 2024-04-01 | off_track | -"),
    "output_report": rows("output_code | period_on | delivered_quantity", "OUT-1 | 2024-01-31 | 1", "OUT-1 | 2024-03-31 | 3", "OUT-1 | 2024-04-30 | 4"),
}


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """The example in a database, release 1."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("contract") / "one", EXAMPLE)
    with engine.connect() as opened:
        yield opened


def asked(connection, question, **picks):
    """The answer at release 1 as a list of dicts."""
    return question(connection, release=1, province="56", **picks).to_dict("records")


def cells(records, *names):
    """Some columns of every record, as tuples."""
    return [tuple(record[name] for name in names) for record in records]


def test_a_contract_tells_how_far_its_time_has_run_and_how_long_the_signing_took(connection):
    # 1 Oct 2022 to 30 Sep 2025 with 29 Feb 2024: 3 x 365 + 1 = 1,096 days; 562 days gone and today is the 563rd; 1,096 - 563 = 533 to come
    names = ("duration_days", "elapsed_days", "elapsed_percent", "days_to_end", "first_signed_on", "last_signed_on", "signing_days")
    assert cells(asked(connection, contract.contracts), *names) == [(1096, 563, Decimal("51.37"), 533, date(2022, 9, 15), date(2022, 9, 15), 0)]


@pytest.mark.parametrize(("start_on", "end_on", "expected"), [
    ("2024-04-16", "2024-04-25", (10, 0, Decimal("0.00"), 10)), ("2024-04-15", "2024-04-24", (10, 1, Decimal("10.00"), 9)), ("2024-04-01", "2024-04-10", (10, 10, Decimal("100.00"), -5))])
def test_a_contract_not_begun_just_begun_and_over(new_database, tmp_path, start_on, end_on, expected):
    engine = new_database()
    load_into(engine, tmp_path / "one", {**PLACE, "contract": [{**CONTRACT["contract"][0], "start_on": start_on, "end_on": end_on}]})
    with engine.connect() as connection:
        assert cells(asked(connection, contract.contracts), "duration_days", "elapsed_days", "elapsed_percent", "days_to_end") == [expected]
        assert {step["state"] for step in asked(connection, contract.approvals)} == {"not_due" if start_on > "2024-04-15" else "watch" if start_on < "2024-04-15" else "not_due"}


def test_every_clause_is_told_in_full_or_counted(connection):
    told = {c["item"]: (c["part"], c["words"], c["item_count"], c["is_filled"]) for c in asked(connection, contract.clauses)}
    assert len(told) == 18
    assert told["purpose"] == (1, "ร่วมกันพัฒนา", None, True)
    assert told["parties"] == (1, None, 3, True)
    assert told["responsibility"] == (2, None, 1, True)  # one of the three parties has one
    assert told["undertakings"] == (3, None, 4, True)
    assert told["evaluator"] == told["body_code"] == (4, None, None, False)


def test_the_third_part_counts_what_it_holds(connection):
    # 1,000,000 + 400,000 + 300,000 + 200,000 + 500,000 in money, 250,000 in kind
    names = ("plan_count", "project_count", "activity_count", "undertaking_count", "share_count", "partner_count", "pledged_baht", "in_kind_baht")
    assert cells(asked(connection, contract.programme), *names) == [(2, 2, 0, 4, 6, 4, Decimal("2400000.00"), Decimal("250000.00"))]


def test_money_stands_beside_undertakings_the_longest_overdue_first(connection):
    names = ("organisation_code", "is_party", "pledged_baht", "in_kind_baht", "undertaking_count", "fulfilled_count", "overdue_count", "days_late", "state")
    zero = Decimal("0.00")
    assert cells(asked(connection, contract.contributions), *names) == [
        ("ORG-D", False, Decimal("200000.00"), zero, 1, 0, 1, 46, "off_track"), ("ORG-B", True, Decimal("300000.00"), zero, 1, 0, 1, 15, "watch"),
        ("ORG-A", True, Decimal("1900000.00"), zero, 1, 1, 0, 0, "done"), ("ORG-C", True, zero, Decimal("250000.00"), 1, 0, 0, 0, "not_due")]


def test_what_partners_pledged_to_contracts_is_what_the_budget_counts(connection):
    by_partner = {c["organisation_code"]: (c["pledged_baht"], c["in_kind_baht"]) for c in asked(connection, contract.contributions)}
    assert by_partner == {s["organisation_code"]: (s["pledged_baht"], s["in_kind_baht"]) for s in asked(connection, budget.shares_by_partner)}


def test_a_party_that_promised_nothing_stands_before_those_that_owe_nothing(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "one", {**EXAMPLE, "contract_party": [*EXAMPLE["contract_party"], {**EXAMPLE["contract_party"][0], "organisation_code": "ORG-P"}]})
    with engine.connect() as connection:
        assert cells(asked(connection, contract.contributions), "organisation_code", "has_nothing")[1:4] == [("ORG-B", False), ("ORG-P", True), ("ORG-A", False)]


def test_a_part_is_complete_or_says_what_is_empty(connection):
    # the example's contract names no evaluator and no oversight body; everything else is there
    assert cells(asked(connection, contract.parts), "part", "is_complete", "item_count", "filled_count", "empty_items") == [
        (4, False, 6, 4, "evaluator; body_code"), (1, True, 5, 5, ""), (2, True, 3, 3, ""), (3, True, 4, 4, "")]


def test_a_contract_without_parties_projects_or_undertakings_says_so(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "one", {**PLACE, "contract": CONTRACT["contract"]})
    with engine.connect() as connection:
        empty = {p["part"]: p["empty_items"] for p in asked(connection, contract.parts)}
    assert empty == {1: "parties", 2: "party_role; responsibility", 3: "projects; budget_shares; undertakings", 4: "evaluator; body_code"}


def test_unsigned_parties_stand_first_with_the_days_since_the_contract_began(connection):
    # 1 Oct 2022 to 15 Apr 2024: 365 + 197 (Oct 31, Nov 30, Dec 31, Jan 31, Feb 29, Mar 31, 14 of April) = 562; a signature of May has not happened
    assert cells(asked(connection, contract.parties), "organisation_code", "is_signed", "days_unsigned") == [("ORG-B", False, 562), ("ORG-C", False, 562), ("ORG-A", True, 0)]
    (found,) = asked(connection, contract.contracts)
    assert (found["party_count"], found["signed_count"], found["amount_baht"]) == (3, 1, Decimal("2600000.00"))


def test_the_approval_path_shows_steps_nobody_has_put_forward(connection):
    assert cells(asked(connection, contract.approvals), "approval_step", "is_decided", "days_waiting", "body_name") == [
        ("negotiated", True, 30, None), ("agreed", False, None, None), ("endorsed", False, 14, "ก.บ.จ."), ("reported", False, None, None)]


def test_a_step_is_late_from_the_contracts_first_day_and_the_first_undecided_one_is_next(connection):
    assert cells(asked(connection, contract.approvals), "state", "is_next") == [("done", False), ("off_track", True), ("off_track", False), ("off_track", False)]


def test_a_step_passed_over_without_a_record_has_no_evidence(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "one", {**EXAMPLE, "approval": [{**EXAMPLE["approval"][1], "decided_on": "2024-04-10"}]})
    with engine.connect() as connection:
        assert cells(asked(connection, contract.approvals), "state", "is_next", "days_waiting") == [("no_evidence", True, None), ("no_evidence", False, None), ("done", False, 9), ("off_track", False, None)]


def test_signatures_have_a_state_and_one_to_come_has_no_day(connection):
    assert cells(asked(connection, contract.parties), "state", "signed_on") == [("off_track", None), ("off_track", None), ("done", date(2022, 9, 15))]


def test_a_dispute_counts_its_days_until_it_was_settled_or_today(connection):
    # 1 January to 15 April: 31 + 29 + 31 + 14; 1 February to 1 March of a leap year: 29
    assert cells(asked(connection, contract.disputes), "dispute_code", "is_open", "days_open", "state") == [("DIS-2", True, 105, "off_track"), ("DIS-1", False, 29, "done")]


def test_a_dispute_of_tomorrow_is_not_there_and_one_settled_tomorrow_is_open(new_database, tmp_path):
    engine = new_database()
    dispute = rows("dispute_code | contract_code | raised_on | organisation_codes | subject | dispute_state | settled_on", "D-1 | TC | 2024-04-16 | ORG-A | ก | open | -",
                   "D-2 | TC | 2024-04-05 | ORG-A | ข | settled | 2024-04-16", "D-3 | TC | 2024-04-01 | ORG-B | ค | withdrawn | -")
    load_into(engine, tmp_path / "one", {**EXAMPLE, "dispute": dispute})
    with engine.connect() as connection:
        assert cells(asked(connection, contract.disputes), "dispute_code", "is_open", "days_open", "state") == [("D-2", True, 10, "watch"), ("D-3", False, None, "done")]


def test_what_an_amendment_did_is_the_difference_of_two_releases(new_database, tmp_path):
    # the total rises by 50,000; A gives 100,000 less and B 100,000 more; what C brings in kind is no money
    engine, shares = new_database(), {row["share_code"]: row for row in MONEY["budget_share"]}
    load_into(engine, tmp_path / "one", EXAMPLE)
    load_into(engine, tmp_path / "two", {
        "amendment": [{**EXAMPLE["amendment"][0], "amendment_code": "AM-3", "amended_on": "2024-04-20"}], "contract": [{**CONTRACT["contract"][0], "amount_baht": "2650000.00"}],
        "budget_share": [{**shares["S1"], "pledged_baht": "900000.00"}, {**shares["S3"], "pledged_baht": "400000.00"}, {**shares["S4"], "pledged_baht": "260000.00"}]}, date(2024, 4, 30))
    names = ("release", "amendment_codes", "amount_before_baht", "amount_after_baht", "amount_difference_baht", "pledged_difference_baht", "shares_changed", "moved_baht")
    with engine.connect() as connection:
        found = contract.amendment_effects(connection, release=2, province="56").to_dict("records")
    assert cells(found, *names) == [
        (2, "AM-3", Decimal("2600000.00"), Decimal("2650000.00"), Decimal("50000.00"), Decimal("0.00"), 2, Decimal("100000.00")),
        (1, "AM-1; AM-2", None, Decimal("2600000.00"), None, None, None, None)]


def test_amendments_are_newest_first_and_open_disputes_before_settled_ones(connection):
    assert cells(asked(connection, contract.amendments), "amendment_code", "after_text", "source_sheet", "source_row") == [("AM-2", None, "amendment", 3), ("AM-1", "2,600,000", "amendment", 2)]
    assert cells(asked(connection, contract.disputes), "dispute_code", "dispute_state") == [("DIS-2", "open"), ("DIS-1", "settled")]


def test_undertakings_say_who_is_responsible_and_whether_the_partner_has_what_it_promised(connection):
    names = ("undertaking_code", "state", "days_late", "has_responsible", "is_within_capacity")
    assert cells(asked(connection, contract.undertakings), *names) == [
        ("UN-3", "off_track", 46, True, None),  # 29 Feb to 15 Apr; fulfilled only after as_of; ORG-D lists no resources
        ("UN-2", "watch", 15, False, False),  # ORG-B holds budget, not equipment
        ("UN-4", "not_due", 0, True, True),
        ("UN-1", "done", 10, True, True),
    ]


def test_outputs_count_the_last_report_by_as_of(connection):
    names = ("output_code", "state", "delivered_quantity", "delivered_percent", "days_late")
    assert cells(asked(connection, contract.outputs), *names) == [
        ("OUT-1", "watch", Decimal(3), Decimal("75.00"), 15),  # first by what stands: the committee's "off track"
        ("OUT-2", "no_evidence", None, Decimal("0.00"), 14),  # due 1 April and never reported
        ("OUT-3", "not_due", None, Decimal("0.00"), 0),
    ]


def test_the_committee_s_rating_of_an_output_stands_only_below_both_others(connection):
    names = ("output_code", "state", "self_reported_state", "committee_state", "committee_reason", "standing_state")
    assert cells(asked(connection, contract.outputs), *names) == [
        ("OUT-1", "watch", "on_track", "off_track", "ฝายชำรุด", "off_track"),
        ("OUT-2", "no_evidence", None, "watch", None, "no_evidence"),  # not below the computed one: that nobody proved it is worse
        ("OUT-3", "not_due", "on_track", "no_evidence", None, "no_evidence"),  # the committee's of May has not been given yet
    ]


def test_what_was_rated_stands_beside_what_is_computed_where_they_differ_first(connection):
    names = ("subject_kind", "subject_code", "computed_state", "self_reported_state", "committee_state", "standing_state", "is_committee_standing", "is_reason_missing", "bias", "is_agreed")
    assert cells(asked(connection, attention.three_ratings), *names) == [
        ("output", "OUT-1", "watch", "on_track", "off_track", "off_track", True, False, "better", False),
        ("output", "OUT-3", "not_due", "on_track", "no_evidence", "no_evidence", True, True, None, False),  # not due and on track cannot be compared
        ("output", "OUT-2", "no_evidence", None, "watch", "no_evidence", False, False, None, False),
        ("project", "P-1", "watch", "off_track", None, "watch", False, False, "worse", False),
        ("contract", "TC", None, None, "watch", "watch", True, True, None, True),  # nothing computes the state of a contract
    ]
    assert [r["subject_code"] for r in asked(connection, attention.three_ratings, subject_kind="project")] == ["P-1"]
    first = asked(connection, attention.three_ratings)[0]
    assert (first["subject_name"], first["committee_reason"], first["self_reported_reason"], first["committee_on"], first["source_row"]) == ("ฝาย", "ฝายชำรุด", "ใกล้เสร็จ", date(2024, 4, 10), 3)


def test_the_committee_is_below_both_only_where_it_is_worse_than_each_that_is_given():
    assert [ratings.is_below_both(*of) for of in (("watch", "on_track", "off_track"), ("watch", None, "off_track"), (None, "watch", "off_track"), (None, None, "done"))] == [True] * 4
    assert [ratings.is_below_both(*of) for of in (("watch", "on_track", "watch"), ("on_track", "watch", "watch"), ("done", "off_track", "watch"), ("off_track", "on_track", None))] == [False] * 4


@pytest.mark.parametrize(("computed", "own", "bias"), [
    ("off_track", "on_track", "better"), ("no_evidence", "on_track", "better"), ("on_track", "done", "better"), ("watch", "watch", "same"), ("done", "watch", "worse"),
    ("not_due", "not_due", "same"), ("not_due", "on_track", None), (None, "done", None), ("watch", None, None)])
def test_a_reporter_is_compared_with_what_is_computed(computed, own, bias):
    assert ratings.bias(computed, own) == bias


def test_a_project_is_as_late_as_its_latest_output(connection):
    names = ("project_code", "state", "days_late", "output_count", "output_late_count")
    assert cells(asked(connection, contract.projects), *names) == [("P-2", "no_evidence", 14, 1, 1), ("P-1", "watch", 15, 2, 1)]


@pytest.mark.parametrize(("status", "start_on", "end_on", "expected"), [
    ("completed", "2022-10-01", "2024-01-01", ("done", 0)), ("cancelled", "2022-10-01", "2024-01-01", (None, 0)), ("planned", "2024-06-01", "2024-09-01", ("not_due", 0)),
    ("planned", "2024-04-01", "2024-09-01", ("watch", 14)),  # should have begun a fortnight ago
    ("active", "2022-10-01", "2024-03-15", ("off_track", 31)), ("active", "2022-10-01", "2024-04-15", ("on_track", 0)),
])
def test_a_project_is_judged_by_its_own_timetable(new_database, tmp_path, status, start_on, end_on, expected):
    engine = new_database()
    project = [{**CONTRACT["project"][0], "project_status": status, "start_on": start_on, "end_on": end_on}]
    load_into(engine, tmp_path / "one", {**PLACE, "organisation": ORGANISATIONS, **CONTRACT, "project": project})
    with engine.connect() as connection:
        assert cells(asked(connection, contract.projects), "state", "days_late") == [expected]


def test_origins_tell_what_came_up_from_community_plans(connection):
    # 700,000 of 2,600,000
    assert cells(asked(connection, contract.origins), "origin_plan", "project_count", "project_percent", "budget_percent")[0] == ("community_plan", 1, Decimal("50.00"), Decimal("26.92"))


def test_a_province_without_a_release_answers_with_no_rows_but_all_columns(connection):
    for question in (contract.contracts, contract.parts, contract.parties, contract.approvals, contract.undertakings, contract.outputs, contract.projects, contract.disputes):
        answer = question(connection, release=0, province="57")
        assert answer.empty and len(answer.columns) > 5


def test_days_are_dates_not_texts(connection):
    (first, *_) = asked(connection, contract.amendments)
    assert first["amended_on"] == date(2024, 1, 1)
