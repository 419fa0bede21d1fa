"""Money, to the satang. Every expected figure is worked out by hand from tests/worked_example.py."""

from datetime import date
from decimal import Decimal

import pytest
from worked_example import BUDGET_EXAMPLE, load_into, rows

from queries import budget, run_rate
from queries.thresholds import DEFAULTS, state_of_gap


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """The worked example in a database, release 1."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("budget") / "one", BUDGET_EXAMPLE)
    with engine.connect() as opened:
        yield opened


def asked(connection, question, **picks):
    """The answer at release 1 as a list of dicts."""
    return question(connection, release=1, province="56", **picks).to_dict("records")


def by(records, name):
    """The records by one column; every one once."""
    found = {record[name]: record for record in records}
    assert len(found) == len(records)
    return found


def picked(record, *names):
    """Some cells, as a tuple; decimals compare exactly."""
    return tuple(record[name] for name in names)


def baht(*amounts):
    """Exact amounts."""
    return tuple(Decimal(amount) for amount in amounts)


LADDER = ("pledged_baht", "allocated_baht", "committed_baht", "disbursed_baht", "left_baht", "in_kind_baht")


def test_a_partners_ladder_adds_up_to_the_satang(connection):
    found = by(asked(connection, budget.shares_by_partner, fiscal_year=2567), "organisation_code")
    # ORG-A: S1 + S2. Committed: S1 500,000 - 300,000.25 = 199,999.75; S2 has no PO. Left: 1,200,000 - 560,000.25 - 199,999.75.
    assert picked(found["ORG-A"], *LADDER) == baht("1400000", "1200000", "199999.75", "560000.25", "440000", "0")
    assert picked(found["ORG-B"], *LADDER) == baht("300000", "100000", "0", "20000", "80000", "0")
    # ORG-C brings only things: nothing of it is money
    assert picked(found["ORG-C"], *LADDER, "in_kind_delivered_baht") == baht("0", "0", "0", "0", "0", "250000", "50000")
    assert picked(found["ORG-D"], *LADDER) == baht("200000", "0", "0", "0", "0", "0")


def test_a_partner_is_held_to_what_was_due_of_its_own_shares(connection):
    found = by(asked(connection, budget.shares_by_partner, fiscal_year=2567), "organisation_code")
    # Due of ORG-A: 320,000 + 200,000 of 1,200,000 = 43.33 %; out 560,000.25 = 46.67 %. Spent due: 55 % of 800,000 + 60 % of 400,000
    # = 680,000 = 56.67 %; spent 500,000 + 260,000 = 760,000 = 63.33 %.
    names = ("compared_disbursed_percent", "disbursed_target_percent", "disbursed_gap_points", "compared_spent_percent", "spent_target_percent", "spent_gap_points")
    assert picked(found["ORG-A"], *names) == baht("46.67", "43.33", "3.34", "63.33", "56.67", "6.66")
    assert picked(found["ORG-A"], "state", "disbursed_percent", "allocated_percent") == ("on_track", Decimal("46.67"), Decimal("85.71"))
    # business money follows the contract's timetable: nothing is due before 30 Sep; pledged but not allocated after Q2 is off track
    assert (found["ORG-B"]["state"], found["ORG-B"]["disbursed_gap_points"], found["ORG-D"]["state"]) == ("not_due", None, "off_track")


def test_partners_stand_worst_first(connection):
    assert [p["organisation_code"] for p in asked(connection, budget.shares_by_partner)] == ["ORG-D", "ORG-A", "ORG-B", "ORG-C"]


def test_last_years_carried_over_money_is_apart_from_the_years_percentage(connection):
    s6 = by(asked(connection, budget.shares), "share_code")["S6"]
    # 450,000 of 500,000 left in its year (90 %, ten points over 80 %); 50,000 followed on 1 October, so all of it is disbursed: done
    assert picked(s6, "disbursed_baht", "carried_over_baht", "left_baht", "compared_disbursed_percent", "disbursed_gap_points", "state") == (*baht("500000", "50000", "0", "90", "10"), "done")


def test_every_share_has_its_state_and_where_it_came_from(connection):
    found = by(asked(connection, budget.shares), "share_code")
    # S1: 300,000.25 of 800,000 = 37.50 % against 40; S2: 65 % against the overall 50, current having no target of its own
    assert picked(found["S1"], "disbursed_gap_points", "state", "source_sheet", "source_row") == (Decimal("-2.50"), "watch", "budget_share", 2)
    assert picked(found["S2"], "disbursed_gap_points", "state") == (Decimal("15.00"), "on_track")
    assert picked(found["S3"], "due_on", "state") == (date(2024, 9, 30), "not_due")


def test_projects_and_themes_add_the_same_shares_up(connection):
    projects = by(asked(connection, budget.shares_by_project), "project_code")
    themes = by(asked(connection, budget.shares_by_theme), "theme")
    # P-1: S1 + S5 + S6 = 1,000,000 + 200,000 + 500,000; allocated 800,000 + 500,000; P-2: S2 + S3, S4 apart
    assert picked(projects["P-1"], *LADDER) == baht("1700000", "1300000", "199999.75", "800000.25", "300000", "0") == picked(themes["place"], *LADDER)
    assert picked(projects["P-2"], *LADDER) == baht("700000", "500000", "0", "280000", "220000", "250000") == picked(themes["people"], *LADDER)


def test_the_matrix_tells_how_much_of_a_project_each_partner_pledged(connection):
    found = {(m["organisation_code"], m["project_code"]): m["pledged_percent"] for m in asked(connection, budget.share_matrix)}
    # 1,500,000 and 200,000 of 1,700,000; 400,000 and 300,000 of 700,000; in-kind is no part of it
    assert found == {("ORG-A", "P-1"): Decimal("88.24"), ("ORG-D", "P-1"): Decimal("11.76"), ("ORG-A", "P-2"): Decimal("57.14"),
                     ("ORG-B", "P-2"): Decimal("42.86"), ("ORG-C", "P-2"): Decimal("0.00")}


def test_totals_compare_state_money_with_the_overall_target_of_the_latest_quarter_ended(connection):
    (found,) = asked(connection, budget.totals)
    # state money of 2567: 560,000.25 of 1,200,000 = 46.67 % against 50; spent 760,000 = 63.33 % against 60
    assert picked(found, "contract_total_baht", "project_budgets_baht", "pledged_baht", "disbursed_baht") == baht("2600000", "2600000", "2400000", "1080000.25")
    assert picked(found, "target_fiscal_year", "target_quarter", "disbursed_gap_points", "spent_gap_points", "state") == (2567, 2, Decimal("-3.33"), Decimal("3.33"), "watch")
    (last_year,) = asked(connection, budget.totals, fiscal_year=2566)
    assert picked(last_year, "target_quarter", "disbursed_target_percent", "disbursed_gap_points", "spent_gap_points") == (4, Decimal("94.00"), Decimal("-4.00"), None)
    (next_year,) = asked(connection, budget.totals, fiscal_year=2568)
    assert picked(next_year, "target_quarter", "disbursed_gap_points", "state") == (0, None, "not_due")


def test_every_target_is_met_or_missed_on_its_own(connection):
    found = {(a["fiscal_year"], a["target_spend_type"], a["money_measure"]): a for a in asked(connection, budget.against_target)}
    names = ("actual_percent", "target_percent", "gap_points", "state")
    assert picked(found[2567, "investment", "disbursed"], *names, "due_baht") == (*baht("37.50", "40", "-2.50"), "watch", Decimal("320000.00"))
    assert picked(found[2567, "investment", "spent"], *names) == (*baht("62.50", "55", "7.50"), "on_track")
    # 450,000 of 500,000 in its own year: ten points under 100, which is below the watch line
    assert picked(found[2566, "investment", "spent"], *names, "document_reference") == (*baht("90", "100", "-10"), "off_track", "ว 0")
    assert picked(found[2567, "current", "disbursed"], "actual_percent", "target_percent", "state") == (Decimal("65.00"), None, "not_due")
    assert (2566, "current", "disbursed") not in found  # neither shares nor a target


def test_a_gap_exactly_on_a_line_is_on_the_better_side():
    assert [state_of_gap(Decimal(gap), DEFAULTS) for gap in ("0.00", "-0.01", "-5.00", "-5.01")] == ["on_track", "watch", "watch", "off_track"]


def test_the_year_runs_month_by_month_up_to_as_of(connection):
    found = by(asked(connection, budget.monthly_progress), "month_number")
    names = ("disbursed_baht", "committed_baht", "disbursed_percent", "disbursed_target_percent")
    assert picked(found[1], *names) == (*baht("0", "0", "0"), None)
    assert picked(found[2], *names) == (*baht("0", "500000", "0"), None)  # the PO of 20 Nov
    assert picked(found[3], *names) == baht("100000.25", "399999.75", "8.33", "30")
    assert picked(found[5], *names) == (*baht("360000.25", "399999.75", "30"), None)  # S2's payment pays no PO of S1
    assert picked(found[6], *names) == baht("560000.25", "199999.75", "46.67", "50")
    assert picked(found[7], *names) == (*baht("560000.25", "199999.75", "46.67"), None)  # April, up to the 15th; the 30th has not come
    assert picked(found[8], "disbursed_baht", "spent_percent") == (None, None)
    assert found[9]["disbursed_target_percent"] == Decimal("70.00")
    everything = by(asked(connection, budget.monthly_progress, scope="all"), "month_number")
    assert picked(everything[7], "allocated_baht", "disbursed_baht") == baht("1300000", "580000.25")


def test_a_year_end_forecast_follows_last_years_profile(new_database, tmp_path):
    engine = new_database()
    # last year 20 % by March and 80 % by September; this year 15 % by March: 15 x 80 / 20 = 60 %
    shares = rows("share_code | project_code | organisation_code | fiscal_year | fund_source | spend_type | pledged_baht | allocated_baht | budget_status",
                  "A | P-1 | ORG-A | 2566 | provincial_budget | current | 1000 | 1000 | committed", "B | P-1 | ORG-A | 2567 | provincial_budget | current | 1000 | 1000 | committed")
    events = rows("money_event_code | share_code | money_event_kind | event_on | amount_baht", "E1 | A | disbursement | 2023-03-01 | 200", "E2 | A | disbursement | 2023-08-01 | 600",
                  "E3 | B | disbursement | 2024-03-31 | 150", "E4 | B | disbursement | 2024-04-10 | 500", "E5 | B | commitment | 2024-01-01 | 900")
    load_into(engine, tmp_path / "one", {**BUDGET_EXAMPLE, "budget_share": shares, "money_event": events})
    with engine.connect() as connection:
        disbursed, spent = asked(connection, budget.year_end_run_rate)
        (last_year, _) = asked(connection, budget.year_end_run_rate, fiscal_year=2566)
    names = ("month_end_on", "actual_percent", "previous_percent", "previous_year_end_percent", "forecast_percent")
    assert picked(disbursed, *names) == (date(2024, 3, 31), *baht("15", "20", "80", "60"))
    # one closed year only: by April as by March 20 % were out, so a month ahead of it 60; by February nothing was, so a month behind has no bound but 100
    assert picked(disbursed, "low_percent", "high_percent", "band_basis", "profile_years") == (*baht("60", "100"), "months", 1)
    assert spent["forecast_percent"] == Decimal(100)  # 90 % ordered so far: four times that would be more than there is
    assert picked(last_year, "forecast_percent", "low_percent", "high_percent", "band_basis") == (None,) * 4  # no year before it


def profile(by_march, by_september, *, by_february=None, by_april=None):
    """Twelve cumulative percentages, October first, of which only those near March and the last matter."""
    return [None] * 4 + [by_february and Decimal(by_february), by_march and Decimal(by_march), by_april and Decimal(by_april)] + [None] * 4 + [Decimal(by_september)]


def banded(*profiles, actual="15", month=6):
    found = run_rate.forecast(Decimal(actual), month, profiles)
    return tuple(found[name] for name in ("forecast_percent", "low_percent", "high_percent", "band_basis", "profile_years"))


def test_the_band_of_a_forecast_spans_what_closed_years_went_on_to():
    # 15 x 80 / 20 = 60; 15 x 90 / 30 = 45; 15 x 96 / 18 = 80
    assert banded(profile("20", "80"), profile("30", "90"), profile("18", "96")) == (*baht("60", "45", "80"), "years", 3)
    # a year in which nothing was out by March says nothing of how a year goes on from there; it is not counted
    assert banded(profile("20", "80"), profile("0", "90"), profile("30", "90")) == (*baht("60", "45", "60"), "years", 2)


def test_the_band_of_one_closed_year_is_that_years_profile_a_month_earlier_and_later():
    # 15 x 80 / 25 = 48, as if a month ahead of it; 15 x 80 / 16 = 75, as if a month behind
    assert banded(profile("20", "80", by_february="16", by_april="25")) == (*baht("60", "48", "75"), "months", 1)
    over = [Decimal(n) for n in range(81, 93)]
    assert banded(over, actual="92", month=12) == (*baht("92", "92", "92"), "months", 1)  # the year is over: nothing to forecast


def test_without_the_year_before_there_is_no_forecast_and_no_band_whatever_older_years_say():
    nothing = (None,) * 5
    assert banded() == banded([None] * 12, profile("20", "80")) == banded(profile("0", "80")) == nothing


def test_nothing_reported_is_no_evidence_and_a_reported_nought_is_off_track(new_database, tmp_path):
    engine = new_database()
    silent = rows("money_event_code | share_code | money_event_kind | event_on | amount_baht", "E1 | S2 | disbursement | 2024-03-01 | 0.00")
    load_into(engine, tmp_path / "one", {**BUDGET_EXAMPLE, "money_event": silent})
    with engine.connect() as connection:
        found = by(asked(connection, budget.shares), "share_code")
    assert (found["S1"]["state"], found["S2"]["state"]) == ("no_evidence", "off_track")


def test_an_in_kind_partner_is_held_to_its_own_timetable_only(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "one", BUDGET_EXAMPLE)
    load_into(engine, tmp_path / "two", {"money_event": rows("money_event_code | share_code | money_event_kind | event_on | amount_baht", "M11 | S3 | disbursement | 2024-08-01 | 80000.00")}, as_of=date(2024, 9, 30))
    with engine.connect() as connection:
        early, late = (by(budget.shares_by_partner(connection, release=n, province="56").to_dict("records"), "organisation_code") for n in (1, 2))
    # at the year's end 50,000 of 250,000 in kind has come (20 %): off track; ORG-B has paid all 100,000
    assert (early["ORG-C"]["state"], late["ORG-C"]["state"], late["ORG-C"]["disbursed_gap_points"]) == ("not_due", "off_track", None)
    assert (early["ORG-B"]["state"], late["ORG-B"]["state"], late["ORG-B"]["disbursed_gap_points"]) == ("not_due", "done", Decimal("0.00"))


def test_other_money_carried_over_is_due_a_year_later(new_database, tmp_path):
    engine = new_database()
    # a municipality's 1,000 of 2566: 700 out and 200 carried over, so 800 was due by 30 Sep 2566 (70 % against 80 %); all of it a year later
    share = rows("share_code | project_code | organisation_code | fiscal_year | fund_source | spend_type | pledged_baht | allocated_baht | budget_status", "L | P-2 | ORG-B | 2566 | local_revenue | current | 1000 | 1000 | committed")
    paid = rows("money_event_code | share_code | money_event_kind | event_on | amount_baht", "E1 | L | disbursement | 2023-06-01 | 700", "E2 | L | carry_over | 2023-09-30 | 200")
    load_into(engine, tmp_path / "one", {**BUDGET_EXAMPLE, "budget_share": share, "money_event": paid})
    load_into(engine, tmp_path / "two", {"plan": rows("plan_code | plan_name | theme", "PL-3 | แผนงาน | place")}, as_of=date(2024, 9, 30))
    with engine.connect() as connection:
        (before,), (after,) = (budget.shares(connection, release=n, province="56").to_dict("records") for n in (1, 2))
    names = ("compared_disbursed_percent", "disbursed_target_percent", "disbursed_gap_points")
    assert (picked(before, *names), picked(after, *names)) == (baht("70", "80", "-10"), baht("70", "100", "-30"))


def test_money_events_name_payer_payee_and_their_row(connection):
    found = by(asked(connection, budget.money_events, project_code="P-1"), "money_event_code")
    assert set(found) == {"M1", "M2", "M3", "M7", "M8", "M9"}
    names = ("organisation_code", "payee_organisation_code", "amount_baht", "source_sheet", "source_row", "from_release", "is_counted")
    assert picked(found["M2"], *names) == ("ORG-A", "ORG-B", Decimal("100000.25"), "money_event", 3, 1, True)
    assert by(asked(connection, budget.money_events), "money_event_code")["M10"]["is_counted"] is False


def test_what_is_pledged_and_not_allocated_is_a_gap_once_its_quarter_has_ended(connection):
    # S1 1,000,000 - 800,000, S3 300,000 - 100,000, S5 200,000 - 0; S2 and S6 are allocated in full, S4 is in kind
    assert {p["organisation_code"]: p["funding_gap_baht"] for p in asked(connection, budget.shares_by_partner)} == dict(zip(("ORG-A", "ORG-B", "ORG-C", "ORG-D"), baht("200000", "200000", "0", "200000"), strict=True))
    assert {p["project_code"]: p["funding_gap_baht"] for p in asked(connection, budget.shares_by_project)} == {"P-1": Decimal("400000.00"), "P-2": Decimal("200000.00")}
    (total,) = asked(connection, budget.totals)
    assert picked(total, "funding_gap_baht", "savings_baht") == baht("600000", "0")  # S6 is all paid: nothing is left of what is finished


def test_nothing_is_missing_before_the_quarter_that_should_see_it_allocated_ends(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "one", BUDGET_EXAMPLE, as_of=date(2024, 3, 30))
    load_into(engine, tmp_path / "two", {"plan": rows("plan_code | plan_name | theme", "PL-3 | แผนงาน | place")}, as_of=date(2024, 3, 31))
    with engine.connect() as connection:
        assert [budget.totals(connection, release=n, province="56").iloc[0]["funding_gap_baht"] for n in (1, 2)] == list(baht("0", "600000"))


FINISHED = {
    **BUDGET_EXAMPLE, "project": [*BUDGET_EXAMPLE["project"], {**BUDGET_EXAMPLE["project"][0], "project_code": "P-3", "project_status": "completed"}],
    "budget_share": rows(
        "share_code | project_code | organisation_code | fiscal_year | fund_source | spend_type | pledged_baht | allocated_baht | budget_status",
        "A | P-1 | ORG-A | 2566 | provincial_budget | investment | 1000 | 1000 | committed", "B | P-3 | ORG-A | 2567 | provincial_budget | current | 1000 | 1000 | committed",
        "C | P-1 | ORG-A | 2567 | provincial_budget | current | 1000 | 1000 | committed", "D | P-1 | ORG-D | 2565 | business | investment | 1000 | 1000 | committed",
        "E | P-1 | ORG-C | 2566 | in_kind | current | 1000 | 1000 | committed", "F | P-1 | ORG-D | 2566 | business | current | 1000 | 900 | committed"),
    "money_event": rows(
        "money_event_code | share_code | money_event_kind | event_on | amount_baht",
        "A1 | A | disbursement | 2023-06-01 | 700", "A2 | A | carry_over | 2023-09-30 | 200", "A3 | A | disbursement | 2024-01-10 | 50",
        "B1 | B | commitment | 2023-11-01 | 600", "B2 | B | disbursement | 2024-02-01 | 500", "C1 | C | disbursement | 2024-02-01 | 10",
        "D1 | D | disbursement | 2022-08-01 | 900.25", "D2 | D | carry_over | 2022-09-30 | 99.75", "F1 | F | disbursement | 2023-08-01 | 950"),
}


@pytest.fixture(scope="module")
def finished(new_database, tmp_path_factory):
    """Shares that are finished, each in its own way; as at 15 April 2567."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("finished") / "one", FINISHED)
    with engine.connect() as opened:
        yield opened


def test_savings_are_what_is_left_of_finished_shares_and_may_no_longer_be_paid(finished):
    found = {s["share_code"]: picked(s, "is_finished", "savings_baht") for s in asked(finished, budget.shares)}
    assert found == {
        "A": (True, Decimal("100.00")),  # 1,000 - 750 out - 150 of the 200 carried over, payable until 30 Sep 2567
        "B": (True, Decimal("400.00")),  # its project is completed, its year runs: 1,000 - 500 - 100 on order
        "C": (False, Decimal("0.00")),
        "D": (True, Decimal("99.75")),  # what was carried over from 2565 lapsed on 30 Sep 2566
        "E": (False, Decimal("0.00")),  # in kind saves no money
        "F": (True, Decimal("0.00")),  # more went out than was allocated
    }
    (total,) = asked(finished, budget.totals)
    assert picked(total, "savings_baht", "funding_gap_baht") == baht("599.75", "100")


def test_money_carried_over_tells_from_when_what_was_paid_since_what_is_left_and_until_when(finished, connection):
    names = ("share_code", "fiscal_year", "carried_over_baht", "carried_paid_baht", "carried_left_baht", "carried_until_on", "carried_state")
    assert [picked(c, *names) for c in asked(finished, budget.carried_over)] == [
        ("A", 2566, *baht("200", "50", "150"), date(2024, 9, 30), "open"), ("D", 2565, *baht("99.75", "0", "99.75"), date(2023, 9, 30), "lapsed")]
    (s6,) = asked(connection, budget.carried_over)
    assert picked(s6, "carried_over_baht", "carried_paid_baht", "carried_left_baht", "carried_state", "carried_paid_percent") == (*baht("50000", "50000", "0"), "done", Decimal("100.00"))


def test_promises_are_told_quarter_by_quarter_worst_partner_first(connection):
    found = asked(connection, budget.promise_keeping)
    names = ("organisation_code", "fiscal_year", "quarter", "due_baht", "disbursed_baht", "disbursed_gap_points", "state")
    # by 31 Dec 30 % of 1,200,000 was due of ORG-A (investment has no target of its own then) and 100,000.25 out: 8.33 - 30; by 31 Mar see above
    assert [picked(row, *names) for row in found if row["fiscal_year"] == 2567] == [
        ("ORG-D", 2567, 1, None, *baht("0"), None, "not_due"), ("ORG-D", 2567, 2, None, *baht("0"), None, "off_track"),
        ("ORG-A", 2567, 1, *baht("360000", "100000.25", "-21.67"), "off_track"), ("ORG-A", 2567, 2, *baht("520000", "560000.25", "3.34"), "on_track"),
        ("ORG-B", 2567, 1, None, *baht("0"), None, "not_due"), ("ORG-B", 2567, 2, None, *baht("0"), None, "not_due")]  # its 20,000 came on 1 April
    # S6 of 2566: 80 % of 500,000 was due by 30 Sep, 450,000 out; what was paid on 1 October is the carried-over money's
    last_year = [picked(row, "quarter", "due_baht", "disbursed_baht", "disbursed_gap_points") for row in found if row["fiscal_year"] == 2566]
    assert last_year[-1] == (4, *baht("400000", "450000", "10")) and len(last_year) == 4
    assert "ORG-C" not in {row["organisation_code"] for row in found}  # nothing of it is money


def test_reconciliation_tells_what_does_not_add_up_and_which_rows_to_look_at(connection):
    found = by(asked(connection, budget.reconciliation), "code")
    names = ("stated_baht", "parts_baht", "difference_baht", "is_equal", "part_codes")
    assert picked(found["TC"], *names) == (*baht("2600000", "2600000", "0"), True, "")
    assert picked(found["P-1"], *names) == (*baht("1900000", "1700000", "-200000"), False, "S1; S5; S6")
    assert found["P-1"]["part_rows"] == "budget_share:2; budget_share:6; budget_share:7"
    assert picked(found["P-2"], *names) == (*baht("700000", "700000", "0"), True, "")


def test_concentration_names_the_largest_partner_of_each_project(connection):
    found = by(asked(connection, budget.concentration), "project_code")
    names = ("organisation_code", "pledged_percent", "limit_percent", "is_over_limit", "partner_count")
    assert picked(found["P-1"], *names) == ("ORG-A", Decimal("88.24"), Decimal(60), True, 2)
    assert picked(found["P-2"], *names) == ("ORG-A", Decimal("57.14"), Decimal(60), False, 2)


def test_a_block_grant_tells_what_it_paid_for_and_what_it_should_not_have(connection):
    (found,) = asked(connection, budget.block_grants)
    assert picked(found, "amount_baht", "spent_baht", "left_baht", "spent_percent", "routine_duty_baht", "routine_duty_count") == (*baht("90000", "30000.50", "59999.50", "33.33", "5000.50"), 1)
    items = asked(connection, budget.block_grant_spending)
    assert [picked(s, "spending_number", "fiscal_year", "is_counted") for s in items] == [(3, 2567, False), (2, 2567, True), (1, 2567, True)]  # the third is paid after as_of, and in no sum
    assert asked(connection, budget.block_grant_spending, fiscal_year=2568) == []


def test_fund_sources_stand_side_by_side(connection):
    found = by(asked(connection, budget.shares_by_fund_source, fiscal_year=2567), "fund_source")
    assert {code: f["pledged_baht"] for code, f in found.items()} == dict(zip(
        ("provincial_budget", "function_budget", "business", "in_kind", "provincial_cluster_budget"), baht("1000000", "400000", "300000", "0", "200000"), strict=True))


def test_current_and_investment_money_stand_side_by_side(connection):
    found = by(asked(connection, budget.shares_by_spend_type, fiscal_year=2567), "spend_type")
    assert picked(found["investment"], "pledged_baht", "allocated_baht", "in_kind_baht") == baht("1200000", "800000", "0")  # S1, S5
    assert picked(found["current"], "pledged_baht", "allocated_baht", "in_kind_baht") == baht("700000", "500000", "250000")  # S2, S3; S4 apart


def test_shares_and_entries_can_be_picked_by_fund_source_and_theme(connection):
    assert [s["share_code"] for s in asked(connection, budget.shares, fund_group="business")] == ["S3"]
    assert [e["money_event_code"] for e in asked(connection, budget.money_events, fund_group="business")] == ["M5"]
    assert {e["project_code"] for e in asked(connection, budget.money_events, theme="place")} == {"P-1"}


def test_money_never_becomes_a_float(connection):
    for question in (budget.totals, budget.shares_by_partner, budget.against_target, budget.monthly_progress, budget.reconciliation, budget.block_grants, budget.promise_keeping, budget.carried_over):
        answer = question(connection, release=1, province="56")
        cells = [cell for name in answer.columns for cell in answer[name] if name.endswith(("_baht", "_percent", "_points"))]
        assert cells and all(cell is None or isinstance(cell, Decimal) for cell in cells)


def test_a_province_without_a_release_answers_with_no_rows_but_all_columns(connection):
    for question in (budget.totals, budget.shares_by_partner, budget.shares, budget.against_target, budget.monthly_progress, budget.year_end_run_rate, budget.reconciliation, budget.concentration,
                     budget.promise_keeping, budget.carried_over, budget.shares_by_spend_type, budget.block_grant_spending):
        answer = question(connection, release=0, province="57")
        assert answer.empty and len(answer.columns) > 5
