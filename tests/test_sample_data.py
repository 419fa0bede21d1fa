"""The sample data tells its story: the same bytes every time, sums that hold, and every plant found by the product itself."""

import re
import zipfile
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from queries import budget, database, deliverables, flags, indicators, releases
from queries.tables import CHOICES, FED, TABLES
from queries.workbook.load import load
from sample_data import make, money, plants, programme
from sample_data.participation import ACTIVITIES, POLL, QUESTIONS
from sample_data.world import PHAYAO, WORKBOOKS, be, provinces

FOLDER = Path(__file__).resolve().parents[1] / "sample_data"
KW = {"release": 6, "province": "56"}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The six workbooks as they are in the repository, loaded in order; the engine and a report of each."""
    engine = database.engine(f"sqlite:///{tmp_path_factory.mktemp('sample')}/sample.sqlite")
    database.upgrade(engine)
    return engine, [load(engine, FOLDER / name, created_by="test") for name, *_ in WORKBOOKS]


@pytest.fixture
def connection(reports):
    with reports[0].connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def told():
    return make.facts(PHAYAO)


def test_the_workbooks_in_the_repository_are_what_the_generator_makes(tmp_path):
    made = list(make.story(tmp_path))
    assert [path.name for path in made] == [name for name, *_ in WORKBOOKS]
    assert [path.name for path in made if _parts(path) != _parts(FOLDER / path.name)] == []


def test_the_generator_makes_the_same_bytes_twice(tmp_path):
    once, twice = (make.many_money_events(tmp_path / part, 40) for part in ("a", "b") if not (tmp_path / part).mkdir())
    assert once.read_bytes() == twice.read_bytes()


def _parts(path):
    """A workbook's parts, unpacked: how tightly they are packed is the machine's own affair."""
    with zipfile.ZipFile(path) as package:
        return {part: package.read(part) for part in package.namelist()}


def test_six_workbooks_become_six_releases_without_an_error(reports, connection):
    assert [(r.release, r.is_new, r.is_refused) for r in reports[1]] == [(n, True, False) for n in range(1, 7)]
    assert [releases.as_of(connection, "56", n) for n in range(1, 7)] == [as_of for _, _, as_of, _ in WORKBOOKS]


def test_no_warning_of_the_import_is_other_than_planted(reports):
    found = Counter(p.code for report in reports[1] for p in report.problems)
    assert set(found) <= {*plants.FLAGS, "target_equals_baseline"}
    assert found["target_equals_baseline"] == 1


def test_every_red_flag_is_raised_by_exactly_its_planted_rows(connection):
    raised = defaultdict(set)
    for flag, subject in flags.raised(connection, **KW)[["flag", "subject_code"]].itertuples(index=False):
        raised[flag].add(subject)
    assert raised == {flag: set(subjects) for flag, subjects in plants.FLAGS.items()}


@pytest.mark.parametrize(("question", "code", "planted"), [
    (deliverables.listed, "deliverable_code", plants.DELIVERABLES), (indicators.listed, "indicator_code", plants.INDICATORS), (budget.shares_by_project, "project_code", plants.PROJECT_MONEY),
])
def test_every_state_shows_where_it_was_planted(connection, question, code, planted):
    answer = question(connection, **KW)
    states = dict(zip(answer[code], answer["state"], strict=True))
    assert {state: tuple(c for c in codes if states[c] == state) for state, codes in planted.items()} == planted
    assert set(planted) == set(CHOICES["state"])


def test_the_readme_names_every_planted_row():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    lines = {flag: line for line in readme.splitlines() if (flag := "".join(re.findall(r"^\| `(\w+)` \|", line)))}
    assert set(lines) == set(plants.FLAGS)
    assert [s for flag, subjects in plants.FLAGS.items() for s in subjects if s not in lines[flag]] == []


def test_project_budgets_add_up_to_the_contract_and_shares_to_the_projects_but_for_the_planted_one(told):
    shares = defaultdict(Decimal)
    for table, _, row in told:
        if table == "budget_share" and row["fund_source"] != "in_kind":
            shares[row["share_code"], row["project_code"]] = Decimal(row["pledged_baht"])  # the last version counts
    totals = defaultdict(Decimal)
    for (_, project), baht in shares.items():
        totals[project] += baht
    budgets = {row["project_code"]: Decimal(row["budget_baht"]) for table, _, row in told if table == "project"}
    contract = next(row for table, _, row in told if table == "contract")
    assert sum(budgets.values()) == contract["amount_baht"] == 160_300_000
    assert {p: totals[p] - budgets[p] for p in budgets if totals[p] != budgets[p]} == {"P-17": 100_000}


def test_the_sample_is_as_large_as_it_says(told):
    keys = defaultdict(set)
    for table, _, row in told:
        keys[table].add(tuple(row[name] for name in TABLES[table].key))
    counts = {name: len(found) for name, found in keys.items()}
    expected = {"organisation": 63, "district": 9, "project": 24, "budget_share": 90, "money_event": 397, "phase": 5, "deliverable": 16, "indicator": 12, "coordination_event": 363, "participation_activity": 13}
    assert {name: counts[name] for name in expected} == expected
    assert set(counts) == set(FED)


def test_every_sector_level_district_and_participation_tool_is_there(told):
    partners = [row for table, _, row in told if table == "organisation"]
    assert {row["sector"] for row in partners} == set(CHOICES["sector"])
    assert {row["actor_level"] for row in partners} == set(CHOICES["actor_level"])
    assert {row["district_code"] for row in partners} == {d.code for d in PHAYAO.districts}
    assert {activity[1] for activity in ACTIVITIES.values()} == set(CHOICES["participation_tool"])


def test_the_poll_has_the_same_people_before_and_after(told):
    people = Counter()
    for table, _, row in told:
        if table == "poll_answer":
            assert 1 <= row["before_score"] <= 5 and 1 <= row["after_score"] <= 5
            people[row["question_number"]] += row["people_count"]
    assert dict(people) == {n: 240 - n % 3 for n in range(1, len(QUESTIONS) + 1)}
    assert ACTIVITIES[POLL][11] == 240


def test_attendance_adds_up_to_the_participants(told):
    came = Counter()
    for table, _, row in told:
        if table == "participation_attendance":
            came[row["participation_code"]] += row["people_count"]
    assert dict(came) == {code: activity[11] for code, activity in ACTIVITIES.items()}


def test_history_is_real_a_share_is_amended_and_a_value_is_corrected(connection):
    pledged = {}
    for number in (1, 2):
        frame = budget.shares(connection, release=number, province="56", project_code="P-01")
        pledged[number] = dict(zip(frame["share_code"], frame["pledged_baht"], strict=True))
    assert (pledged[1]["S-005"], pledged[2]["S-005"]) == (Decimal(2_520_000), Decimal(2_020_000))
    assert (pledged[1]["S-006"], pledged[2]["S-006"]) == (Decimal(1_680_000), Decimal(2_180_000))
    corrected = indicators.revisions(connection, **KW)
    assert set(corrected["indicator_code"]) == {"KPI-03"} and set(corrected["period_on"]) == {be(2568, 2, 28)}


def test_a_member_who_leaves_is_ended_with_a_reason(told):
    ended = [row for _, _, row in told if row.get("is_ended")]
    assert [(row["body_code"], row["seat_number"]) for row in ended] == [("SPG-BUSINESS", 6)]
    assert all(row["end_reason"] for row in ended)


def test_no_event_is_dated_after_the_workbook_that_tells_it(told):
    dated = {"money_event": "event_on", "coordination_event": "held_on", "submission": "submitted_on", "review": "reviewed_on", "observation": "reported_on", "survey_answer": "answered_on"}
    after, late = date.min, []
    for _, _, as_of, _ in WORKBOOKS:
        rows = make.workbook_rows(told, after, as_of)
        late += [(name, row[column]) for name, column in dated.items() for row in rows.get(name, []) if row[column] > as_of]
        after = as_of
    assert late == []


def test_dates_are_typed_in_every_way_a_clerk_types_them():
    row = {"event_on": be(2567, 2, 29)}
    chance = PHAYAO.fresh("ways")
    typed = {type(make._typed(row["event_on"], chance)).__name__ for _ in range(300)}
    assert typed == {"date", "str", "datetime"}  # 29 Feb 2567 never as a date of the year 2567 CE, which has none
    typed = {str(make._typed(be(2567, 10, 1), chance)) for _ in range(300)}
    assert typed == {"2024-10-01", "๑ ต.ค. ๒๕๖๗", "1/10/2567", "2024-10-01 00:00:00", "2567-10-01 00:00:00"}


def test_other_provinces_have_their_own_codes_and_no_plants():
    world = list(provinces(3, 2559, 2568))[2]
    told = make.facts(world)
    assert (world.code, world.districts[0].code) == ("11", "1101")
    assert [row for table, _, row in told if table == "contract"][0]["dispute_procedure"]
    assert {row["fiscal_year"] for table, _, row in told if table == "budget_share"} == set(range(2559, 2569))
    assert sum(p.budget for p in programme.PROJECTS) == sum(s["pledged"] for s in money.shares(world))


def test_a_workbook_of_many_money_events_can_be_made(tmp_path, reports):
    path = make.many_money_events(tmp_path, 250)
    report = load(reports[0], path, created_by="test")
    assert not report.is_refused
    assert [(c.table_name, c.added) for c in report.changes if c.added] == [("money_event", 250)]
