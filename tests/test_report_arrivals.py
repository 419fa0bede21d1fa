"""Fresh, complete and on time, worked out by hand from the eight releases of worked_reporting."""

from datetime import date
from decimal import Decimal

import pytest
from worked_reporting import load_all

from queries import reporting
from queries.report_arrivals import Came, arrival, days_late


@pytest.fixture(scope="module")
def connection(new_database, tmp_path_factory):
    """The eight releases, loaded in order."""
    engine = new_database()
    load_all(engine, tmp_path_factory.mktemp("arrivals"))
    with engine.connect() as opened:
        yield opened


def asked(connection, question, release=8, **picks):
    """The answer as a list of dicts."""
    return question(connection, release=release, province="56", **picks).to_dict("records")


def came(connection, partner, release=8):
    """What became of each of a partner's reports, oldest first."""
    return [(r["period_on"].month, r["arrival"], r["days_late"], r["came_with_release"]) for r in asked(connection, reporting.report_periods, release, partner=partner)]


def test_a_report_in_time_came_with_a_release_of_its_due_day_or_earlier(connection):
    assert came(connection, "ORG-A") == [
        (10, "untold", None, 1),  # due on 10 November; the first release of all speaks of the 30th
        (11, "untold", None, 2),  # due on 10 December, between 30 November and 10 January
        (12, "on_time", 0, 2),  # due on 10 January, in the release of that very day
        (1, "untold", None, 4),  # no event of January: the one of February goes past it
        (2, "on_time", 0, 4),  # due on 10 March, in the release of 29 February
        (3, "untold", None, 8),  # the release of 12 April had nothing of it, but there is nothing of March to tell
    ]


def test_what_was_absent_on_its_due_day_came_late(connection):
    assert came(connection, "ORG-D") == [(10, "untold", None, 3), (11, "late", 52, 3)]  # due 10 December, absent on 10 January; all disbursed: nothing is owed after November
    assert came(connection, "ORG-M") == [(12, "late", 21, 3), (3, "missing", 5, None)]  # a draft is no report; each quarter needs its own value


def test_a_release_that_was_undone_brought_nothing(connection):
    assert came(connection, "ORG-P", 5)[3] == (1, "late", 14, 5)  # due 15 February, absent on the 29th of release 4, there on the 29th of release 5
    assert came(connection, "ORG-P", 6)[3] == (1, "missing", 14, None)
    assert came(connection, "ORG-P") == [(10, "untold", None, 2), (11, "untold", None, 2), (12, "on_time", 0, 2), (1, "late", 60, 8), (2, "missing", 31, None), (3, "not_yet", 0, None)]


def test_a_figure_counts_once_the_release_speaks_of_its_day(connection):
    assert [r["arrival"] for r in asked(connection, reporting.report_periods, 7, partner="ORG-B")] == ["missing"] * 6  # told in release 4, of 14 April
    assert [r["arrival"] for r in asked(connection, reporting.report_periods, 8, partner="ORG-B")] == ["untold"] * 6


def test_fresh_complete_and_on_time_are_three_figures_longest_overdue_first(connection):
    names = ("organisation_code", "days_since_period", "owed_count", "reported_count", "complete_percent", "on_time_percent", "missing_count", "late_count", "untold_count", "corrected_count", "days_overdue")
    assert [tuple(r[n] for n in names) for r in asked(connection, reporting.punctuality)] == [
        ("ORG-P", 75, 5, 4, Decimal("80.00"), Decimal("50.00"), 1, 1, 2, 0, 31),  # March is due on 15 April itself: not yet counted
        ("ORG-C", 75, 5, 4, Decimal("80.00"), None, 1, 0, 4, 0, 31),  # January's last day to 15 April; February was due on 15 March
        ("ORG-M", 106, 2, 1, Decimal("50.00"), Decimal("0.00"), 1, 1, 0, 1, 5),  # 3 became 3.5 after it had been reported
        ("ORG-D", 137, 2, 2, Decimal("100.00"), Decimal("0.00"), 0, 1, 1, 0, 0),
        ("ORG-A", 0, 6, 6, Decimal("100.00"), Decimal("100.00"), 0, 0, 4, 0, 0),
        ("ORG-B", 0, 6, 6, Decimal("100.00"), None, 0, 0, 6, 0, 0),
    ]
    assert [(r["organisation_code"], r["corrected_count"], r["owed_count"]) for r in asked(connection, reporting.punctuality, report_kind="coordination")] == [("ORG-P", 0, 5)]
    assert [r["organisation_code"] for r in asked(connection, reporting.punctuality, 7)][0] == "ORG-B"  # 154 days overdue by 12 April


def test_quarters_count_the_reports_of_their_own_periods(connection):
    names = ("fiscal_year", "quarter", "owed_count", "reported_count", "on_time_count", "late_count", "untold_count", "missing_count", "complete_percent", "on_time_percent")
    assert [tuple(r[n] for n in names) for r in asked(connection, reporting.quarters)] == [
        (2567, 1, 15, 15, 2, 2, 11, 0, Decimal("100.00"), Decimal("50.00")), (2567, 2, 11, 8, 1, 1, 6, 3, Decimal("72.73"), Decimal("50.00"))]


def test_there_is_nothing_to_say_before_the_first_release(connection):
    for question in (reporting.report_periods, reporting.punctuality, reporting.quarters):
        found = question(connection, release=0, province="56")
        assert found.empty and len(found.columns)


def test_the_due_day_itself_is_in_time_and_not_yet_missing():
    due_on = date(2024, 2, 10)
    assert arrival(due_on, None, due_on) == "not_yet" and arrival(due_on, None, date(2024, 2, 11)) == "missing"
    assert arrival(due_on, Came(2, due_on, date(2024, 1, 31)), date(2024, 3, 1)) == "on_time"
    assert [arrival(due_on, Came(2, date(2024, 2, 29), before, is_own), date(2024, 3, 1)) for before, is_own in ((date(2024, 2, 9), True), (due_on, True), (due_on, False), (None, True))] == [
        "untold", "late", "untold", "untold"]
    assert days_late(due_on, Came(2, date(2024, 2, 29), due_on), date(2024, 3, 1)) == 19
