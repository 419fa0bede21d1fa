"""Red flags that a province switches on and off, with their limits, and who must act on those that are raised. As at 15 April 2567 BE (2024-04-15).

The rows are those of test_attention, in which every flag is raised.
"""

from datetime import date
from decimal import Decimal

import pytest
from conftest import write_csvs
from test_attention import EXPECTED, FIRES
from worked_example import AS_OF, BUDGET_EXAMPLE, MANAGER, load_into, rows

from queries import attention, flags, thresholds
from queries.tables import CHOICES, TABLES
from queries.workbook.load import given_about, load
from queries.workbook.rules import FLAGS_TOLD

SWITCHES = rows(
    "flag | effective_on | is_on | resolution_reference | reason",
    "tie_silent | 2024-01-01 | ไม่ใช่ | มติ 1/2567 | ยังไม่เก็บกิจกรรมร่วมให้ครบ",  # off, and so it stays
    "deliverable_overdue | 2023-10-01 | ไม่ใช่ | มติ 1/2566 | ช่วงเริ่มต้น", "deliverable_overdue | 2024-04-15 | ใช่ | มติ 2/2567 | สิ้นสุดช่วงเริ่มต้น",  # on again, this very day
    "mou_expiring | 2024-04-16 | ไม่ใช่ | มติ 3/2567 | รอทบทวน",  # off from tomorrow only
    "paid_before_accepted | 2024-02-01 | ไม่ใช่ | - | ทบทวนวิธีจ่ายเงิน",
)
LIMITS = rows("threshold_rule | effective_on | threshold_value | resolution_reference", "mou_expiring_days | 2024-01-01 | 91 | มติ 1/2567", "partner_concentration_percent | 2024-05-01 | 99 | มติ 9/2567")
AT = {"release": 1, "province": "56"}
OFF = {"tie_silent", "paid_before_accepted"}


@pytest.fixture(scope="module")
def switched(new_database, tmp_path_factory):
    """A database with FIRES, some of its rules switched."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("flags") / "one", {**FIRES, "flag_switch": SWITCHES, "threshold": LIMITS})
    return engine


@pytest.fixture
def connection(switched):
    with switched.connect() as opened:
        yield opened


def asked(connection, question, **picks):
    return question(connection, **AT, **picks).to_dict("records")


def test_every_flag_has_one_name_and_says_what_it_checks_in_both_languages():
    assert list(CHOICES["flag"]) == list(flags.FLAGS)
    assert all(all(flag.checks) and all(flag.action) and flag.title == CHOICES["flag"][id] for id, flag in flags.FLAGS.items())
    assert {flag.limited_by for flag in flags.FLAGS.values()} - {""} <= set(thresholds.DEFAULTS)


def test_a_rule_that_is_off_is_not_raised_and_all_others_are(connection):
    raised = {f["flag"] for f in asked(connection, flags.raised)}
    assert raised == EXPECTED.keys() - OFF
    assert asked(connection, flags.raised, only={"tie_silent"}) == []


def test_a_switch_holds_from_its_day_until_the_next_one(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "one", {**FIRES, "flag_switch": SWITCHES}, date(2024, 4, 14))
    load_into(engine, tmp_path / "two", {"advice": [{**MANAGER["advice"][0], "advice": "ปรับแก้"}]}, date(2024, 4, 16))
    with engine.connect() as connection:
        before, after = ({f["flag"] for f in flags.raised(connection, release=n, province="56").to_dict("records")} for n in (1, 2))
        counts = {f["flag"]: f for f in attention.flag_counts(connection, release=1, province="56").to_dict("records")}
    assert "deliverable_overdue" not in before and "mou_expiring" in before
    assert "deliverable_overdue" in after and "mou_expiring" not in after
    assert (counts["deliverable_overdue"]["is_on"], counts["deliverable_overdue"]["switch_effective_on"]) == (False, date(2023, 10, 1))


def test_a_rule_that_is_off_is_told_with_its_day_resolution_and_reason_never_left_out(connection):
    found = {f["flag"]: f for f in asked(connection, attention.flag_counts)}
    assert found.keys() == flags.FLAGS.keys()
    assert {flag for flag, f in found.items() if not f["is_on"]} == OFF
    said = [(f["is_on"], f["switch_effective_on"], f["switch_resolution_reference"], f["switch_reason"], f["raised_count"]) for f in map(found.get, ("tie_silent", "deliverable_overdue", "mou_expiring", "paid_before_accepted"))]
    assert said == [(False, date(2024, 1, 1), "มติ 1/2567", "ยังไม่เก็บกิจกรรมร่วมให้ครบ", 0), (True, date(2024, 4, 15), "มติ 2/2567", "สิ้นสุดช่วงเริ่มต้น", 2),
                    (True, None, None, None, 2), (False, date(2024, 2, 1), None, "ทบทวนวิธีจ่ายเงิน", 0)]  # with 91 days MOU-2 is about to expire, too


def test_a_limit_is_told_with_its_day_and_resolution_a_default_without(connection):
    found = {f["flag"]: (f["threshold_rule"], f["threshold_value"], f["threshold_effective_on"], f["threshold_resolution_reference"]) for f in asked(connection, attention.flag_counts)}
    assert {flag: limit for flag, limit in found.items() if limit[0]} == {
        "mou_expiring": ("mou_expiring_days", Decimal(91), date(2024, 1, 1), "มติ 1/2567"), "tie_silent": ("tie_silent_quarters", Decimal(2), None, None),
        "partner_concentration": ("partner_concentration_percent", Decimal(60), None, None), "pledged_not_allocated": ("unallocated_after_quarter", Decimal(2), None, None)}


def test_the_import_does_not_warn_of_a_rule_that_is_off(new_database, tmp_path):
    off = [{"flag": flag, "effective_on": "2023-01-01", "is_on": "ไม่ใช่", "reason": "ทดสอบ"} for flag in FLAGS_TOLD]
    for number, rows_of in enumerate(({}, {"flag_switch": off})):
        engine = new_database()
        load_into(engine, tmp_path / f"one-{number}", {**BUDGET_EXAMPLE, **rows_of})
        report = load(engine, write_csvs(tmp_path / f"two-{number}", MANAGER), given=given_about(province="56", as_of=AS_OF), created_by="ผู้ทดสอบ")
        warned = {p.code for p in report.problems} & FLAGS_TOLD.keys()
        assert report.is_new and warned == ({"paid_before_accepted", "accepted_without_evidence"} if not number else set())


def test_what_counts_flags_follows_the_switches(connection):
    (head,), (totals,) = asked(connection, attention.headline), asked(connection, attention.flag_totals)
    on = {flag: found for flag, found in EXPECTED.items() if flag not in OFF}
    count = sum(map(len, on.values())) + 1  # MOU-2
    assert head["flag_count"] == totals["flag_count"] == count
    assert not OFF & {flag for item in asked(connection, attention.worst_first) for flag in item["flags"].split(";")}
    of = {s: sum(len(found) for flag, found in on.items() if flags.FLAGS[flag].severity == s) for s in flags.SEVERITIES}
    assert [totals[f"{s}_count"] for s in flags.SEVERITIES] == [of["high"], of["medium"] + 1, of["low"]]
    assert (totals["rule_count"], totals["raised_rule_count"], totals["quiet_rule_count"], totals["off_rule_count"]) == (21, 19, 0, 2)
    assert (totals["gravest_flag"], totals["gravest_kind"], totals["gravest_code"]) == ("accepted_without_evidence", "deliverable", "D-02")  # first of the high ones that are on


def test_each_partner_that_must_act_is_counted_and_its_gravest_named(connection):
    found = {p["organisation_code"]: p for p in asked(connection, attention.flags_by_partner)}
    # ORG-A: the shares of P-1 (high), one partner's part of P-1, KPI-1 without a value (medium), two interests (low)
    own = found["ORG-A"]
    assert (own["flag_count"], own["high_count"], own["medium_count"], own["low_count"], own["gravest_flag"], own["gravest_code"]) == (5, 1, 2, 2, "share_exceeds_budget", "P-1")
    assert own["earliest_due_on"] == date(2024, 3, 31) and own["organisation_name_en"] == "Agriculture Office"
    assert sum(p["flag_count"] for p in found.values()) == len(asked(connection, attention.red_flags))
    assert list(found)[0] == "ORG-P"  # BG/2, KPI-2 (moving away) high; nobody has more of them
    only = asked(connection, attention.flags_by_partner, severity="low")
    assert {p["flag_count"] for p in only} == {p["low_count"] for p in only}


def test_flags_are_picked_by_rule_page_severity_and_who_must_act(connection):
    pick = lambda **picks: {f["flag"] for f in asked(connection, attention.red_flags, **picks)}  # noqa: E731
    assert pick(page="participation") == {"participation_fact_missing"} and pick(flag="tie_silent") == set() == pick(flag="no_such_flag")
    assert pick(organisation_code="ORG-D") == {"pledged_not_allocated"}
    assert pick(severity="high") == {id for id, flag in flags.FLAGS.items() if flag.severity == "high"} - OFF


def test_an_empty_database_answers_with_every_rule_and_no_flag(engine):
    with engine.connect() as connection:
        at = {"release": 0, "province": "56"}
        assert attention.flag_totals(connection, **at).empty and attention.flags_by_partner(connection, **at).empty and attention.red_flags(connection, **at).empty
        assert set(attention.flag_counts(connection, **at)["raised_count"]) == {0}


def test_the_switch_is_public_and_asks_for_a_reason():
    table = TABLES["flag_switch"]
    assert table.is_public and all(column.is_public for column in table.columns)
    assert [column.name for column in table.columns if column.required] == ["flag", "effective_on", "is_on", "reason"]
