"""Every question, held to what all of them promise."""

import inspect
import re
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from worked_example import PLACE, load_into

from queries import questions
from queries.errors import UsageError

EVERY = [question.name for question in questions.every()]
NEEDED = {  # picks without a default
    "reporting.source_of": {"table_name": "organisation", "row_key": "ORG-001"}, "network.path": {"partner": "ORG-001", "other": "ORG-002"}, "network.tie_events": {"partner": "ORG-001"},
    **{f"meetings.{name}": {"meeting": "JSC-2568-2"} for name in ("agenda", "seats", "quorum", "conflicts", "records", "pack_releases")},
}
NOT_IN_THE_SAMPLE = {"boundaries.current", "boundaries.outline", "boundaries.loads", "indicators.elsewhere",  # official outlines are loaded where they are to be had; the sample is one province
                     *(f"committee.{name}" for name in ("asked", "resolved", "findings")), *(f"meetings.{name}" for name in ("listed", "agenda", "seats", "quorum", "conflicts", "records", "open_matters", "instructions", "pack_releases"))}  # its workbooks hold no meeting: the committee records its own
PLAIN = (Decimal, date, str, int, bool, type(None))


@pytest.fixture(scope="module")
def connections(new_database, tmp_path_factory, sample_engine):
    """(nothing at all, a province and its districts, the sample province), each a connection and its latest release."""
    nothing, place = new_database(), new_database()
    load_into(place, tmp_path_factory.mktemp("place") / "one", PLACE)
    opened = [(nothing.connect(), 0), (place.connect(), 1), (sample_engine.connect(), 6)]
    yield opened
    for connection, _ in opened:
        connection.close()


@pytest.mark.parametrize("name", EVERY)
def test_a_question_answers_with_the_same_columns_whether_there_is_much_little_or_nothing(connections, name):
    frames = [questions.find(name)(connection, release=release, province="56", **NEEDED.get(name, {})) for connection, release in connections]
    assert all(isinstance(frame, pd.DataFrame) for frame in frames)
    assert list(frames[0].columns) == list(frames[1].columns) == list(frames[2].columns)
    assert len(frames[0].columns) == len(set(frames[0].columns)) > 0


@pytest.mark.parametrize("name", EVERY)
def test_every_cell_of_an_answer_is_plain_and_exact(connections, name):
    connection, release = connections[2]
    frame = questions.find(name)(connection, release=release, province="56", **NEEDED.get(name, {}))
    assert {str(dtype) for dtype in frame.dtypes} <= {"object"}
    assert len(frame) > 0 or name in NOT_IN_THE_SAMPLE  # the sample has something for every other question
    odd = {(column, type(cell)) for column in frame for cell in frame[column] if type(cell) not in PLAIN}
    assert odd == set()


@pytest.mark.parametrize("question", questions.every(), ids=lambda q: q.name)
def test_a_question_says_what_a_row_is_and_how_rows_are_ordered(question):
    assert re.match(r"One row\b", question.says), question.says
    text = inspect.getdoc(questions.find(question.name))
    assert re.search(r"\b(first|by|order)\b|^One row:", text), text
    assert all(isinstance(pick.kind, type) for pick in question.picks.values())


@pytest.mark.parametrize("name", [name for name in EVERY if name not in ("reporting.limits", "attention.flag_counts")])  # limits hold, and red flags are on, by default everywhere
def test_a_database_without_the_province_claims_nothing(connections, name):
    connection, _ = connections[0]
    frame = questions.find(name)(connection, release=0, province="56", **NEEDED.get(name, {}))
    numbers = [cell for column in frame for cell in frame[column] if isinstance(cell, (int, Decimal))]
    assert not any(numbers)  # a row for each of a fixed list, counted zero, is fine


def test_every_pick_but_the_named_ones_has_a_default():
    needed = {(q.name, p.name) for q in questions.every() for p in q.picks.values() if p.default is inspect.Parameter.empty}
    assert needed == {(name, pick) for name, given in NEEDED.items() for pick in given}


def test_an_unknown_name_is_told_with_the_nearest_ones():
    with pytest.raises(questions.UnknownQuestion) as told:
        questions.find("budget.share_by_partner")
    assert "budget.shares_by_partner" in told.value.message("en") and "budget.shares_by_partner" in told.value.message("th")
    assert questions.near("ties")[0] == "network.ties"
    assert questions.near("zzzz") == []


def test_written_picks_become_what_the_question_takes():
    assert questions.picks_of("network.ties", ["quarters=2", "sector = business", "body="]) == {"quarters": 2, "sector": "business", "body": None}
    assert questions.picks_of("indicators.targets", ["only_moved=true"]) == {"only_moved": True}


@pytest.mark.parametrize(("written", "code"), [("quarters", "pick_malformed"), ("quarters=two", "pick_malformed"), ("colour=red", "pick_unknown")])
def test_a_pick_that_cannot_be_is_refused(written, code):
    with pytest.raises(UsageError) as told:
        questions.picks_of("network.ties", [written])
    assert told.value.code == code


def test_a_pick_that_is_needed_is_asked_for_in_words():
    with pytest.raises(UsageError) as told:
        questions.picks_of("network.path", ["partner=ORG-001"])
    assert told.value.code == "pick_needed" and "other" in told.value.message("th") and "partner" not in told.value.message("en").partition("picks:")[2]


def test_only_public_functions_of_a_subject_are_questions():
    assert "network.metrics" not in EVERY and "network.rows" not in EVERY and "indicators.in_force" not in EVERY
    assert {"network.partners", "indicators.listed", "budget.totals", "reporting.missing"} <= set(EVERY)
