"""The nine factors: each measure worked out by hand, quarter by quarter, and the survey never giving away fewer than five."""

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import worked_factors
import worked_network
from hypothesis import given
from hypothesis import strategies as st
from worked_example import PLACE, load_into
from worked_factors import APRIL, ASKED, MARCH, answered
from worked_network import asked, by

from dashboard import wording
from queries import bodies, factor_survey, factors, network, thresholds
from queries.factor_measures import MEASURES
from queries.tables import CHOICES

DECEMBER = date(2023, 12, 31)
STUDY = list(CHOICES["factor"])


@pytest.fixture(scope="module")
def small(new_database, tmp_path_factory):
    """The nine factors' own province; release 2 is the newest."""
    with worked_factors.loaded(new_database(), tmp_path_factory.mktemp("factors")).connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def tied(new_database, tmp_path_factory):
    """The worked network, as at 30 September 2567."""
    with worked_network.loaded(new_database(), tmp_path_factory.mktemp("tied") / "one").connect() as connection:
        yield connection


def read(connection, factor, measure, release=2):
    """Day → value, or why there is none, of one measure."""
    found = asked(connection, factors.trend, release, factor=factor, every_measure=True)
    return {row["as_of"]: row["why"] if row["value"] is None else row["value"] for row in found if row["factor_measure"] == measure}


def now(connection, factor, measure, release=2):
    """The row of one measure."""
    (row,) = [row for row in asked(connection, factors.nine, release, factor=factor, every_measure=True) if row["factor_measure"] == measure]
    return row


# --- the trend --------------------------------------------------------------------------------------------------------


def test_a_trend_has_eight_points_the_last_one_the_releases_own_day(small, tied):
    assert list(read(small, "leader", "leader_accepted")) == [date(2022, 9, 30), date(2022, 12, 31), date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), DECEMBER, MARCH, APRIL]
    ends = asked(tied, factors.trend, factor="depth")  # 30 September ends a quarter itself
    assert [row["as_of"] for row in ends][-2:] == [date(2024, 6, 30), date(2024, 9, 30)] and len(ends) == 8
    assert [(row["fiscal_year"], row["quarter"]) for row in ends][-2:] == [(2567, 3), (2567, 4)]


def test_the_last_point_of_a_trend_is_what_the_nine_say(small):
    said = {row["factor"]: row["value"] for row in asked(small, factors.nine, 2)}
    assert {row["factor"]: row["value"] for row in asked(small, factors.trend, 2) if row["as_of"] == APRIL} == said


# --- the survey -------------------------------------------------------------------------------------------------------


def test_a_leader_is_accepted_by_the_share_of_partners_whose_mean_is_four_or_more(small):
    found = read(small, "leader", "leader_accepted")
    assert (found[MARCH], found[APRIL]) == (Decimal("53.85"), 100)  # 7 of 13; then all six
    row = now(small, "leader", "leader_accepted")
    assert (row["partners_answered"], row["measured_on"], row["change"], row["has_improved"]) == (6, date(2024, 4, 10), Decimal("46.15"), True)
    assert now(small, "leader", "survey_score")["value_before"] == Decimal("3.46")  # 45 / 13


def test_a_round_counts_from_its_last_answer_on_never_half_of_it(small):
    """Five of the six had answered the last round by 31 March: shown then and now, the difference would be the sixth."""
    shown = [row for row in asked(small, factors.trend, 2, factor="leader") if row["as_of"] == MARCH]
    assert [(row["partners_answered"], row["measured_on"]) for row in shown] == [(13, date(2024, 3, 10))]


def test_a_round_with_four_answers_is_withheld_everywhere(small):
    assert read(small, "leader", "leader_accepted")[DECEMBER] == read(small, "leader", "survey_score")[DECEMBER] == "withheld"
    first = asked(small, factors.survey, 2, factor="leader")[-1]
    assert (first["survey_round"], first["partners_answered"], first["is_withheld"], first["mean_score"], first["agree_percent"]) == ("2566-1", 4, True, None, None)
    (proof,) = [row for row in asked(small, factors.evidence, 2, factor="leader") if row["evidence_code"] == "2566-1"]
    assert (proof["part"], proof["whole"]) == (None, 4)


def test_a_group_withheld_cannot_be_found_by_subtraction(small):
    """Public 6, third sector 5, business 2: without the third sector's, the total less the public sector's would be that of the two."""
    found = {row["sector_group"]: row for row in asked(small, factors.survey, 2, factor="leader", by_sector_group=True) if row["survey_round"] == "2567-1"}
    assert {group: (row["partners_answered"], row["is_withheld"], row["mean_score"], row["agree_percent"]) for group, row in found.items()} == {
        "public_sector": (6, False, Decimal("3.67"), Decimal("66.67")), "third_sector": (5, True, None, None), "business_partner": (2, True, None, None)}


def test_what_a_later_release_adds_or_corrects_counts_once_it_is_of_five_partners(new_database, tmp_path):
    """Six public partners gave 3. Two late 5s are not shown: 3.00 of six and 3.50 of eight would tell them. Nor with a corrected answer; with two more they are five."""
    engine, codes = new_database(), [f"NEW-{n}" for n in range(1, 11)]
    partners = [{**worked_factors.FIRST["organisation"][-13], "organisation_code": code} for code in codes]
    steps = [("2024-01-10", codes[:6], [3] * 6), ("2024-01-20", codes[6:8], [5, 5]), ("2024-01-10", codes[:1], [1]), ("2024-02-10", codes[8:], [5, 5])]
    for number, (day, who, scores) in enumerate(steps):
        told = {"survey_answer": answered("R", "leader", who, day, scores)}
        load_into(engine, tmp_path / str(number), {**(PLACE if number == 0 else {}), **({"organisation": partners} if number == 0 else {}), **told}, date(2024, 3, 1 + number))
    with engine.connect() as connection:
        for by_sector_group in (False, True):
            seen = [asked(connection, factors.survey, release, by_sector_group=by_sector_group)[0] for release in (1, 2, 3, 4)]
            assert [(row["partners_answered"], row["mean_score"]) for row in seen] == [(6, 3), (6, 3), (6, 3), (10, Decimal("3.60"))]  # (5 x 3 + 1 + 4 x 5) / 10


@pytest.mark.parametrize(("public", "third", "may"), [(5, 0, True), (4, 0, False), (4, 4, False), (5, 5, True), (5, 1, False)])
def test_an_addition_must_be_of_five_in_every_group_it_touches(public, third, may):
    before = {**{(f"P{n}", "public_sector"): {1: 3} for n in range(6)}, **{(f"T{n}", "third_sector"): {1: 3} for n in range(6)}}
    after = {**before, **{(f"P1{n}", "public_sector"): {1: 4} for n in range(public)}, **{(f"T1{n}", "third_sector"): {1: 4} for n in range(third)}}
    assert factor_survey._may_follow(before, after) is may


def test_a_group_that_comes_out_of_hiding_must_have_changed_by_five():
    """Third sector 6 and business 3 are withheld together; shown as it was, the third sector would tell the business partners."""
    before = {**{(f"P{n}", "public_sector"): {1: 3} for n in range(20)}, **{(f"T{n}", "third_sector"): {1: 3} for n in range(6)}, **{(f"B{n}", "business_partner"): {1: 3} for n in range(3)}}
    after = {**before, **{(f"B1{n}", "business_partner"): {1: 3} for n in range(5)}}  # eight now: nothing would be withheld
    assert not factor_survey._may_follow(before, after)
    assert factor_survey._may_follow(before, {**after, **{(f"T{n}", "third_sector"): {1: 4} for n in range(6)}})


def test_rounds_follow_the_days_they_were_answered_on_not_their_names(small):
    assert [row["survey_round"] for row in asked(small, factors.survey, 2, factor="leader")] == ["2567-2", "2567-1", "2566-1"]
    newest = asked(small, factors.survey, 2, factor="leader")[0]
    assert (newest["mean_score"], newest["mean_before"], newest["change"]) == (4, Decimal("3.46"), Decimal("0.54"))


GROUPS = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.integers(1, 40), min_size=1)


@given(GROUPS)
def test_whatever_the_groups_what_is_withheld_is_five_or_more_in_two_groups_or_all_there_is(sizes):
    held = factor_survey.withheld(sizes)
    assert {group for group, n in sizes.items() if n < 5} <= held
    assert not held or held == set(sizes) or (len(held) > 1 and sum(sizes[group] for group in held) >= 5)


@given(GROUPS, st.data())
def test_whatever_is_left_out_a_group_is_withheld_for_all_traits_or_for_none(sizes, data):
    by_trait = {(trait, group): data.draw(st.integers(1, n)) for group, n in sizes.items() for trait in ("x", "y")}
    held = factor_survey.withheld_traits(sizes, by_trait)
    groups = {group for _, group in held}
    assert held == {key for key in by_trait if key[1] in groups}
    assert all(group in groups for (_, group), n in by_trait.items() if n < 5 or 0 < sizes[group] - n < 5)
    assert factor_survey.withheld(sizes) <= groups
    assert not groups or groups == set(sizes) or (len(groups) > 1 and sum(sizes[group] for group in groups) >= 5)


def test_a_trait_that_one_partner_left_out_is_withheld_the_others_are_shown_weakest_first(small):
    found = [row for row in asked(small, factors.traits, 2) if row["survey_round"] == "2567-2"]
    assert [(row["culture_trait"], row["mean_score"], row["mean_before"], row["partners_answered"]) for row in found][:2] == [
        ("target_group", 2, 3, 6), ("connecting_executives", 3, 3, 6)]
    (last,) = [row for row in found if row["is_withheld"]]
    assert (last["culture_trait"], last["mean_score"], last["partners_answered"]) == ("links_outside", None, 5) and last is found[-1]


def test_by_sector_a_left_out_trait_withholds_its_group_for_every_trait(small):
    found = asked(small, factors.traits, 2, by_sector_group=True)
    last = [row for row in found if row["survey_round"] == "2567-2"]
    assert {(row["sector_group"], row["is_withheld"], row["mean_score"]) for row in last} == {("public_sector", True, None)} and len(last) == 8
    before = Counter((row["sector_group"], row["is_withheld"]) for row in found if row["survey_round"] == "2567-1")
    assert before == {("public_sector", False): 8, ("third_sector", True): 8, ("business_partner", True): 8}


def test_working_culture_is_the_mean_of_each_partners_own_eight(small):
    """Five partners: (2 + 6 x 3 + 5) / 8; the sixth, without the last question: (2 + 6 x 3) / 7. In all (5 x 25/8 + 20/7) / 6 = 3.08."""
    assert now(small, "culture", "survey_score")["value"] == Decimal("3.08")
    assert read(small, "culture", "survey_score")[MARCH] == 3


# --- what is done -----------------------------------------------------------------------------------------------------


def test_deliverables_on_time_are_of_those_due_a_reschedule_without_excuse_helps_nobody(small):
    """By 15 April due or accepted: D-01 on time; D-02 late, D-03 and D-08 not submitted, D-04 late, D-05 moved without excuse. D-07 and D-09 await their review."""
    assert read(small, "network_manager", "on_time") == {
        **dict.fromkeys([date(2022, 9, 30), date(2022, 12, 31), date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), DECEMBER], "nothing_due"),
        MARCH: Decimal("20.00"), APRIL: Decimal("16.67")}  # 1 of 5 (D-08 was not due), 1 of 6; on 31 Dec D-01 awaited its review
    row = now(small, "network_manager", "on_time")
    assert (row["part"], row["whole"], row["change"], row["has_improved"], row["page"]) == (1, 6, Decimal("-3.33"), False, "deliverables")


def test_per_phase_the_least_on_time_stands_first(small):
    found = [row for row in asked(small, factors.evidence, 2, factor="network_manager") if row["evidence_kind"] == "phase"]
    assert [(row["evidence_code"], row["part"], row["whole"]) for row in found] == [("PH-2", 0, 4), ("PH-1", 1, 2)]


def test_promises_kept_are_of_what_is_fully_due_each_share_for_itself(small):
    """Only S6 (500,000 pledged for fiscal 2566) is fully due: 450,000 were out by 30 Sep 2566, the rest the day after."""
    found = read(small, "trust", "promises_kept")
    assert (found[date(2023, 6, 30)], found[date(2023, 9, 30)], found[DECEMBER], found[APRIL]) == ("nothing_due", 90, 100, 100)
    (year,) = [row for row in asked(small, factors.evidence, 2, factor="trust") if row["evidence_kind"] == "fiscal_year"]
    assert (year["evidence_code"], year["part"], year["whole"], year["unit"]) == ("2566", 500_000, 500_000, "baht")


def test_more_than_was_pledged_covers_for_nobody(new_database, load_rows):
    engine = new_database()
    shares = [{"share_code": code, "project_code": "P-1", "organisation_code": "ORG-A", "fiscal_year": "2566", "fund_source": "business", "spend_type": "current", "pledged_baht": pledged,
               "allocated_baht": pledged, "budget_status": "committed"} for code, pledged in (("S1", "100"), ("S2", "300"))]
    paid = [{"money_event_code": "M1", "share_code": "S1", "money_event_kind": "disbursement", "event_on": "2023-09-01", "amount_baht": "400"}]
    load_rows(engine, {**{name: worked_factors.FIRST[name] for name in ("organisation", "contract", "plan", "project")}, "budget_share": shares, "money_event": paid}, as_of=APRIL)
    with engine.connect() as connection:
        assert now(connection, "trust", "promises_kept", 1)["value"] == 25  # 100 of 400, not 400 of 400


def test_what_bears_no_date_is_read_from_the_release_in_force_then(small):
    """Release 1 (31 March) has no part complete; by release 2 two have nothing empty. Before the first release nothing is known."""
    assert {measure: (found[DECEMBER], found[MARCH], found[APRIL]) for measure in ("contract_parts", "phases_defined", "oversight_named") for found in [read(small, "contracts", measure)]} == {
        "contract_parts": ("before_first_release", 0, 2), "phases_defined": ("before_first_release", 0, 1), "oversight_named": ("before_first_release", 0, 1)}
    row = now(small, "contracts", "contract_parts")
    assert (row["part"], row["whole"], row["change"]) == (2, 4, 2)
    assert read(small, "contracts", "contract_parts", 1)[MARCH] == 0 and len(read(small, "contracts", "contract_parts", 1)) == 8


def test_participation_is_of_activities_that_have_ended_in_four_quarters(small):
    """PA-2 and PA-3 by 15 April (PA-1 is older, PA-4 still runs): 30 people stated and 25 counted."""
    found = {row["factor_measure"]: row for row in asked(small, factors.nine, 2, factor="participation", every_measure=True)}
    assert {name: (row["value"], row["value_before"]) for name, row in found.items() if name != "survey_score"} == {
        "activities_held": (2, 1), "people_came": (55, 30), "recommendations_answered": (75, Decimal("66.67")), "recommendations_adopted": (50, Decimal("33.33"))}
    assert read(small, "participation", "activities_held")[date(2023, 6, 30)] == "window_open"
    proofs = [(row["evidence_code"], row["part"], row["whole"]) for row in asked(small, factors.evidence, 2, factor="participation")]
    assert proofs == [("PA-3", 0, 1), ("PA-2", 1, 2)]


# --- the network ------------------------------------------------------------------------------------------------------


def test_formality_is_the_share_of_ties_covered_on_that_day(tied):
    """Seven ties on 30 September, BM (its memorandum ended in June) and DP uncovered: 5 of 7. On 30 June BM was covered, DP not declared, BD still a tie: 6 of 7."""
    found = read(tied, "formality", "formal_ties", 1)
    assert (found[date(2024, 6, 30)], found[date(2024, 9, 30)]) == (Decimal("85.71"), Decimal("71.43"))
    (whole,) = asked(tied, network.summary)
    assert (whole["formal_ties"], whole["ties"], whole["formal_percent"]) == (5, 7, Decimal("71.43"))
    covers = {row["evidence_code"]: row["part"] for row in asked(tied, factors.evidence, factor="formality")}
    assert covers == {"none": 2, "mou": 1, "appointment_order": 3, "contract": 1}  # AB, AC and BC by the order, AM by the contract, CD by its memorandum


def test_depth_is_events_a_tie_and_quarter_within_bodies_and_between(tied):
    """AB met 3 times, AC 2, BC, AM and BM once: 8 / 5 / 4 = 0.40, all within the committee; three used once; 133 days is the median of 46, 133, 133, 133 and 233."""
    found = {row["factor_measure"]: row for row in asked(tied, factors.nine, factor="depth", every_measure=True)}
    assert {name: row["value"] for name, row in found.items() if name != "survey_score"} == {
        "events_per_tie": Decimal("0.40"), "events_within_bodies": Decimal("0.40"), "events_between_bodies": None, "regular_events": 75, "days_since_last": 133, "shallow_ties": 60}
    assert (found["events_between_bodies"]["why"], found["regular_events"]["has_improved"]) == ("no_evidence", None)
    # on 30 June B and D, of two bodies, had met once in the year: 8 / 6 / 4, and 1 / 1 / 4 between bodies
    assert (found["events_per_tie"]["value_before"], read(tied, "depth", "events_between_bodies", 1)[date(2024, 6, 30)]) == (Decimal("0.33"), Decimal("0.25"))
    assert [(row["evidence_code"], row["part"], row["whole"]) for row in asked(tied, factors.evidence, factor="depth")][0] == ("within_bodies", 8, 5)


def test_a_window_that_is_not_full_is_no_growth(tied):
    found = read(tied, "depth", "events_per_tie", 1)
    assert (found[date(2023, 6, 30)], found[DECEMBER], found[MARCH]) == ("no_evidence", "window_open", "window_open")  # the first event was on 1 August 2566


def test_boundary_spanners_sit_in_two_bodies_of_two_sectors(tied):
    assert now(tied, "boundary_spanners", "spanners", 1)["value"] == now(tied, "boundary_spanners", "fragile_links", 1)["value"] == 1
    (post,) = [row for row in asked(tied, factors.evidence, factor="boundary_spanners") if row["evidence_kind"] == "post"]
    assert (post["evidence_code"], post["evidence_name"], post["part"], post["whole"]) == ("PER-1", "เกษตรจังหวัด", 1, 2)
    assert read(tied, "boundary_spanners", "spanners", 1)[date(2023, 9, 30)] == "no_evidence"  # nobody was seated


def test_in_the_sample_the_figures_agree_with_the_questions_they_are_evidence_of(sample_engine):
    with sample_engine.connect() as connection:
        (whole,) = asked(connection, network.summary, 6)
        values = {(row["factor"], row["factor_measure"]): row["value"] for row in asked(connection, factors.nine, 6, every_measure=True)}
        people = asked(connection, bodies.boundary_spanners, 6)
    assert values["formality", "formal_ties"] == whole["formal_percent"] and values["depth", "events_per_tie"] == whole["events_per_tie_per_quarter"]
    assert values["depth", "regular_events"] == whole["regular_percent"]
    assert values["boundary_spanners", "spanners"] == sum(row["body_count"] > 1 and row["sector_groups_reached"] > 1 for row in people)
    assert values["boundary_spanners", "fragile_links"] == len({pair for row in people for pair in row["only_link_between"].split(";") if pair})


# --- states -----------------------------------------------------------------------------------------------------------


def test_a_state_is_given_only_where_a_limit_is_set_and_has_taken_effect(small):
    """2 parts of 3 asked for, no watch set: off track · no events at all · 16.67 per cent, on watch from 10 · the leader's limit holds from May only."""
    found = asked(small, factors.nine, 2)
    assert [(row["factor"], row["state"]) for row in found] == [
        ("contracts", "off_track"), ("depth", "no_evidence"), ("network_manager", "watch"), *((factor, "") for factor in STUDY if factor not in ("contracts", "depth", "network_manager"))]
    known = by(found, "factor")
    assert [known["network_manager"][name] for name in ("on_track_from", "watch_from", "effective_on", "resolution_reference")] == [80, 10, date(2024, 1, 1), "มติที่ 1/2567"]
    assert [known["leader"][name] for name in ("on_track_from", "effective_on", "resolution_reference")] == [None, None, None]
    assert known["depth"]["resolution_reference"] is None


def test_a_limit_judges_only_the_measure_that_stands_for_its_factor(small):
    assert [(row["factor_measure"], row["state"]) for row in asked(small, factors.nine, 2, factor="contracts", every_measure=True)] == [
        ("contract_parts", "off_track"), ("phases_defined", ""), ("oversight_named", ""), ("survey_score", "")]


@pytest.mark.parametrize(("value", "watch", "state"), [("80", "60", "on_track"), ("79.99", "60", "watch"), ("60", "60", "watch"), ("59.99", "60", "off_track"), ("79.99", None, "off_track")])
def test_limits_are_met_by_the_value_itself(value, watch, state):
    limit = thresholds.Limit(Decimal(80))
    assert thresholds.state_of_factor(Decimal(value), limit, watch and thresholds.Limit(Decimal(watch))) == state


def test_too_early_is_not_due_and_withheld_has_no_state(new_database, load_rows):
    engine = new_database()
    limits = [{"threshold_rule": f"factor_{factor}_on_track", "effective_on": "2023-01-01", "threshold_value": "1"} for factor in ("leader", "network_manager")]
    first = {name: worked_factors.FIRST[name] for name in ("organisation", "contract", *worked_factors.MANAGER)}
    load_rows(engine, {**first, "threshold": limits, "survey_answer": answered("2566-1", "leader", ASKED[:4], "2023-12-10", (5, 5, 5, 5))}, as_of=date(2023, 12, 20))
    with engine.connect() as connection:
        found = by(asked(connection, factors.nine), "factor")
    assert (found["network_manager"]["state"], found["leader"]["state"], found["leader"]["is_withheld"]) == ("not_due", "", True)


def test_nothing_holds_for_a_factor_by_default():
    assert not [rule for rule in thresholds.DEFAULTS if rule.startswith("factor_")]
    assert {rule for rule in CHOICES["threshold_rule"] if rule.startswith("factor_")} == {f"factor_{factor}_{state}" for factor in STUDY for state in ("on_track", "watch")}


def test_a_factor_nobody_told_anything_of_has_no_evidence_not_zero(small):
    found = by(asked(small, factors.nine, 2), "factor")
    assert [(found[factor]["value"], found[factor]["why"], found[factor]["change"], found[factor]["has_improved"]) for factor in ("boundary_spanners", "formality", "trust")] == [(None, "no_evidence", None, None)] * 3
    assert asked(small, factors.evidence, 2, factor="formality") == []


# --- words ------------------------------------------------------------------------------------------------------------


def test_every_measure_unit_and_reason_has_words_in_both_languages():
    assert list(MEASURES) == STUDY
    assert {measure.code for measures in MEASURES.values() for measure in measures} == set(CHOICES["factor_measure"])
    units = {measure.unit for measures in MEASURES.values() for measure in measures}
    for language in ("th", "en"):
        texts = tomllib.loads((Path(wording.__file__).parent / f"texts/{language}.toml").read_text(encoding="utf-8"))["factors"]
        assert set(texts["value"]) == units and set(texts["about"]) == set(STUDY)
        assert set(texts["why"]) == {"no_evidence", "nothing_due", "window_open", "before_first_release", "withheld"}
