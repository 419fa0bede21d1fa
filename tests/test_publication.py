"""What is published holds all that is public and nothing else, whatever the live database holds, and says what was withheld."""

import json
import os
import sqlite3
from datetime import date

import pytest
from canaries import everything
from conftest import SAMPLE
from published import HELD, publish, published, with_meetings
from sqlalchemy import select, update
from test_participation import FEW, LATER
from worked_example import load_into

from dashboard import command
from queries import (
    database,
    exports,
    participation,
    public_answers,
    public_file,
    public_rows,
    publication,
    questions,
    tables,
)
from queries.errors import Unpublished, UnverifiedFile, UsageError
from queries.exports.published import Given
from queries.suppression import SMALLEST_SHOWN, is_small
from queries.tables import FAR, release_table


@pytest.fixture(scope="module")
def recorded(sample_engine, tmp_path_factory):
    """The sample with the committee's own record."""
    engine = with_meetings(sample_engine, tmp_path_factory.mktemp("recorded"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def path(recorded, tmp_path_factory):
    """The sample published as at its newest release."""
    return publish(recorded, tmp_path_factory.mktemp("published"), licence="https://example.org/licence")


@pytest.fixture
def file(path):
    with public_file.engine(public_file.address(path)).connect() as connection:
        yield connection


@pytest.fixture
def live(recorded):
    with recorded.connect() as connection:
        yield connection


# --- what it holds ----------------------------------------------------------------------------------------------------

NEWEST = 15
NEEDED = {"partner": "ORG-001", "other": "ORG-002", "table_name": "budget_share", "row_key": "S-001", "meeting": HELD}
# What the public is told otherwise: names of persons, posts that are no office, what waits for approval, from which file and by whom a release came.
OTHERWISE = {
    "register.posts", "network.summary", "bodies.boundary_spanners", "indicators.series", "reporting.changes", "reporting.release_summary", "reporting.release_tables", "reporting.source_of",
    *(q.name for q in questions.every() if q.name.startswith(public_answers.UNPUBLISHED)),
}
NAMES = ("_name", "_name_en", "_names", "_names_en", "post_title", "person_code", "is_office_holder", "evidence_code", "newer_value", "file_name", "driver_note", "recusal_reason")


def test_every_other_question_answers_as_the_live_database_does(live, file):
    asked = {"release": NEWEST, "province": "56"}
    for question in questions.every():
        picks = {name: NEEDED[name] for name, pick in question.picks.items() if pick.default is pick.default.__class__ or name in ("other", "table_name", "row_key", "meeting") or name == "partner" and question.name in ("network.path", "network.tie_events")}
        public = {"is_public": True} if "is_public" in question.picks else {}
        if question.name not in OTHERWISE:
            before = questions.find(question.name)(live, **asked, **picks, **public)
            after = public_answers.answer(file, question.name, **asked, **picks)
            told = [name for name in before.columns if not name.endswith(NAMES)]
            assert list(after.columns) == list(before.columns), question.name
            assert after[told].to_dict("records") == before[told].to_dict("records"), question.name


@pytest.mark.parametrize(("question", "picks"), [
    ("participation.who_came", {"activity": "PA-01", "by": "district"}), ("participation.poll_changes", {"activity": "PA-03"}), ("factors.nine", {"factor": "trust", "every_measure": True}),
    ("attention.red_flags", {"severity": "high", "flag": "deliverable_overdue"}), ("attention.flags_by_partner", {"severity": "high"}), ("reporting.missing", {"report_kind": "money"}),
    ("indicators.listed", {"theme": "people"}), ("reporting.punctuality", {"report_kind": None}), ("attention.worst_first", {"organisation_code": "ORG-002"}),
])  # fmt: skip
def test_a_kept_answer_is_narrowed_as_the_question_would_be(live, file, question, picks):
    public = {"is_public": True} if question.startswith("participation") else {}
    before = questions.find(question)(live, release=NEWEST, province="56", **picks, **public)
    after = public_answers.answer(file, question, release=NEWEST, province="56", **picks, **public)
    told = [name for name in before.columns if not name.endswith(NAMES)]
    assert after[told].to_dict("records") == before[told].to_dict("records")


def test_what_no_file_can_answer_is_refused_not_made_up(file):
    for name, picks in (("since.states", {}), ("reporting.changes", {}), ("participation.activities", {"district": "5601"}), ("reporting.punctuality", {"report_kind": "none"})):
        with pytest.raises(Unpublished):
            public_answers.answer(file, name, release=NEWEST, province="56", **picks)


def test_answers_keep_what_their_cells_are(live):
    for name in ("budget.totals", "deliverables.listed", "bodies.boundary_spanners"):
        frame = questions.find(name)(live, release=NEWEST, province="56")
        again = public_answers.read(public_answers.written(frame))
        assert again.to_dict("records") == frame.to_dict("records")
        assert [type(a) for a in again.iloc[0]] == [getattr(a, "item", lambda a=a: a)().__class__ for a in frame.iloc[0]]


@pytest.mark.parametrize("standard", sorted(exports.STANDARDS))
def test_the_standards_are_exported_from_it_byte_for_byte(live, file, standard):
    before, after = (exports.STANDARDS[standard].files(connection, release=NEWEST, province="56", given=Given()) for connection in (live, file))
    assert after == before


def test_a_person_is_named_by_sector_and_district_and_only_office_holders_are_posts(live, file, path):
    partner, person, seat = (tables.sql[name] for name in ("organisation", "person", "membership"))
    private = live.execute(select(partner.c.organisation_name).where(partner.c.actor_level == "individual")).scalars().all()
    named = file.execute(select(partner.c.organisation_name).where(partner.c.actor_level == "individual")).scalars().all()
    assert private and all(name.startswith("ภาคีระดับบุคคล (") for name in named) and len(set(named)) == len(named)
    assert not any(name.encode() in everything(path) for name in private)
    assert set(file.scalars(select(person.c.is_office_holder))) == {True}
    known = set(file.scalars(select(person.c.person_code)))
    assert all(code in known or code.startswith("~") for code in file.scalars(select(seat.c.person_code)) if code)


def test_no_count_of_one_to_four_people_is_in_it(live, file):
    attended = tables.sql["participation_attendance"]
    few = [n for n in live.scalars(select(attended.c.people_count).where(attended.c.to_release == FAR)) if is_small(n)]
    assert few and not any(is_small(n) for n in file.scalars(select(attended.c.people_count)))
    assert {"poll_answer", "survey_answer"} & {name for (name,) in file.exec_driver_sql("SELECT name FROM sqlite_master")} == set()
    shown = {(r["participation_code"], r["sector"], r["district_code"]): r["people"] for r in participation.attendance(live, release=NEWEST, province="56", is_public=True).to_dict("records")}
    assert {(r.participation_code, r.sector, r.district_code): r.people_count for r in file.execute(select(attended))} == shown


# --- the file itself --------------------------------------------------------------------------------------------------


def test_the_manifest_says_which_release_under_which_licence_and_what_was_withheld(live, path):
    told = json.loads(public_file.manifest_of(path).read_text(encoding="utf-8"))
    chain = live.scalar(select(release_table.c.chain).where(release_table.c.number == NEWEST))
    assert (told["release"], told["as_of"], told["chain"], told["licence"]) == (NEWEST, "2025-05-31", chain, "https://example.org/licence")
    assert told["sha256"] == public_file.sha256_of(path) and told["bytes"] == path.stat().st_size and told["publication"] >= 1
    by_name = {table["name"]: table for table in told["tables"]}
    assert by_name["poll_answer"]["rows"] == 0 and "No row" in by_name["poll_answer"]["withheld"][0]["en"]
    assert "ชื่อภาคี" in by_name["organisation"]["withheld"][1]["th"] and "Partner name" in by_name["organisation"]["withheld"][1]["en"]
    assert by_name["plan"] == {"name": "plan", "label": {"th": "แผนงาน", "en": "Plan"}, "rows": by_name["plan"]["rows"], "withheld": []}
    assert all(words["th"] and words["en"] for table in told["tables"] for words in table["withheld"])


@pytest.fixture
def without_salt(recorded):
    """The same, sealed as before there were salts."""
    with recorded.begin() as connection:
        salts = connection.execute(select(release_table.c.number, release_table.c.salt)).all()
        connection.execute(update(release_table).values(salt=None))
    yield recorded
    with recorded.begin() as connection:
        for number, salt in salts:
            connection.execute(update(release_table).where(release_table.c.number == number).values(salt=salt))


def test_the_chain_of_a_record_without_salt_is_not_told(without_salt, tmp_path):
    """Its few words could be tried out against it: who came, who was ill."""
    with without_salt.connect() as connection:
        chains = dict(connection.execute(select(release_table.c.chain, release_table.c.release_kind)).all())
    file = publish(without_salt, tmp_path)
    told = file.read_bytes() + public_file.manifest_of(file).read_bytes()
    assert {chain: chain.encode() in told for chain in chains} == {chain: kind == "load" for chain, kind in chains.items()}
    assert set(chains.values()) == {"load", "record"}


def test_a_private_column_can_hold_nothing(path):
    path.chmod(0o644)
    try:
        with sqlite3.connect(path) as made, pytest.raises(sqlite3.OperationalError, match="generated"):
            made.execute("UPDATE evidence SET document_url = 'x'")
    finally:
        made.close()
        path.chmod(0o444)


@pytest.mark.parametrize("harm", [
    "CREATE TABLE survey_answer (score)", "CREATE TABLE extra (a)", "CREATE VIEW seen AS SELECT 1", "CREATE TRIGGER t AFTER INSERT ON plan BEGIN SELECT 1; END", "ALTER TABLE plan ADD COLUMN note TEXT",
    "UPDATE person SET is_office_holder = 0", "UPDATE participation_attendance SET people_count = 3", "UPDATE participation_activity SET participant_count = 4", "DROP TABLE answer",
])  # fmt: skip
def test_a_file_with_more_than_is_public_is_found_out(path, tmp_path, harm):
    harmed = tmp_path / "harmed.sqlite"
    harmed.write_bytes(path.read_bytes())
    assert public_file.problems(harmed) == []
    with sqlite3.connect(harmed) as made:
        made.execute(harm)
    made.close()
    assert public_file.problems(harmed)


def test_damage_is_found_out(path, tmp_path):
    damaged = tmp_path / "damaged.sqlite"
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 4096] = b"\xff" * 4096
    damaged.write_bytes(whole)
    assert public_file.problems(damaged)


def test_where_its_own_check_finds_anything_nothing_is_replaced(recorded, tmp_path, monkeypatch):
    before = publish(recorded, tmp_path)
    kept = before.read_bytes()
    with monkeypatch.context() as careless:
        careless.setattr(public_rows, "clear", lambda on_stage: None)
        with pytest.raises(UsageError, match="rows that are not public"):
            publish(recorded, tmp_path)
    with monkeypatch.context() as careless:
        careless.setattr(public_rows, "_is_kept", lambda *_: True)
        with pytest.raises(UsageError, match="a private text"):
            publish(recorded, tmp_path)
    assert before.read_bytes() == kept and sorted(p.name for p in tmp_path.iterdir()) == ["out.json", "out.sqlite"]


@pytest.mark.parametrize(("reached", "number"), [(0, 1), (1, 1), (2, 2)])
def test_wherever_putting_in_place_is_cut_short_the_file_there_is_what_its_manifest_says(engine, load_rows, tmp_path, monkeypatch, reached, number):
    load_rows(engine, {})
    publish(engine, tmp_path)
    replace, left = os.replace, iter([*[True] * reached, False])

    def cut_short(old, new):
        if not next(left):
            raise PermissionError(new)
        replace(old, new)

    load_rows(engine, {"threshold": [{"threshold_rule": "mou_expiring_days", "effective_on": "2024-01-01", "threshold_value": "60"}]})
    with monkeypatch.context() as failing, pytest.raises(PermissionError):
        failing.setattr(os, "replace", cut_short)
        publish(engine, tmp_path)
    assert public_file.verify(tmp_path / "out.sqlite")["publication"] == number
    assert publish(engine, tmp_path) and public_file.BEFORE not in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


def test_an_older_release_is_published_as_it_stood(recorded, tmp_path):
    with public_file.engine(published(recorded, tmp_path, release=3)).connect() as file, recorded.connect() as live:
        for name in ("budget.totals", "deliverables.states", "attention.headline"):
            assert public_answers.answer(file, name, release=3, province="56").to_dict("records") == questions.find(name)(live, release=3, province="56").to_dict("records")
        assert file.scalar(select(release_table.c.number).order_by(release_table.c.number.desc())) == 3


# --- the log ----------------------------------------------------------------------------------------------------------


def test_a_publication_is_withdrawn_by_another_and_the_log_keeps_both(engine, load_rows, tmp_path):
    load_rows(engine, {})
    publish(engine, tmp_path, published_by="สำนักงานจังหวัด")
    with pytest.raises(UsageError, match="reason"):
        publish(engine, tmp_path, withdraws=1)
    with pytest.raises(UsageError, match="9"):
        publish(engine, tmp_path, withdraws=9, reason="ผิด")
    publish(engine, tmp_path, withdraws=1, reason="วงเงินผิด")
    with engine.connect() as connection:
        log = publication.log(connection).to_dict("records")
    assert [(row["number"], row["withdraws"], row["reason"], row["withdrawn_by"]) for row in log] == [(2, 1, "วงเงินผิด", None), (1, None, None, 2)]
    assert log[0]["file_sha256"] == json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["sha256"] and log[1]["published_by"] == "สำนักงานจังหวัด"


def test_the_command_publishes_says_what_it_withheld_and_lists_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SCRUTINY_DATABASE", f"sqlite:///{tmp_path / 'live.sqlite'}")
    command.app(["load", str(sorted(SAMPLE.glob("*.xlsx"))[0])], standalone_mode=False)
    command.app(["publish", str(tmp_path / "out.sqlite")], standalone_mode=False)
    said = capsys.readouterr().out
    assert "sha256" in said and "No row is published" in said and "ไม่เผยแพร่คอลัมน์" in said
    command.app(["publications", "--format", "json"], standalone_mode=False)
    assert json.loads(capsys.readouterr().out)[0]["release_number"] == 1
    with pytest.raises(UsageError, match="sqlite"):
        command.app(["publish", str(tmp_path / "out.db")], standalone_mode=False)


# --- opened for the public --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("statement", [
    "ATTACH DATABASE ':memory:' AS other", "INSERT INTO plan DEFAULT VALUES", "DELETE FROM plan", "UPDATE plan SET plan_name = 'x'", "CREATE TABLE x (a)", "CREATE TEMP TABLE x (a)", "DROP TABLE plan",
    "PRAGMA query_only=OFF", "PRAGMA writable_schema=ON", "PRAGMA journal_mode=WAL", "VACUUM INTO '/tmp/never.sqlite'", "SELECT load_extension('x')", "REINDEX", "ANALYZE", "BEGIN IMMEDIATE",
])  # fmt: skip
def test_the_public_connection_can_do_nothing_but_read(path, statement):
    made = public_file.reading(path)
    with pytest.raises(sqlite3.Error):
        made.execute(statement)
    assert made.execute("SELECT count(*) FROM plan").fetchone()[0] > 0
    made.close()


def copied(path, folder):
    folder.mkdir(exist_ok=True)
    for one in (path, public_file.manifest_of(path)):
        (folder / one.name).write_bytes(one.read_bytes())
    (folder / path.name).chmod(0o444)
    return folder / path.name


def test_only_a_whole_file_with_its_manifest_that_nobody_writes_is_opened(path, tmp_path):
    def refused(one):
        with pytest.raises(UnverifiedFile) as told:
            public_file.verify(one)
        assert told.value.message("th") and told.value.message("en") and told.value.exit_code == 2
        return told.value.code

    assert public_file.verify(copied(path, tmp_path / "good"))["release"] == NEWEST
    assert refused(tmp_path / "none.sqlite") == "public_file_missing"
    live = tmp_path / "live.sqlite"
    database.upgrade(database.engine(f"sqlite:///{live}"))
    assert refused(live) == "public_file_live"
    (tmp_path / "text.sqlite").write_text("นี่ไม่ใช่ฐานข้อมูล", encoding="utf-8")
    assert refused(tmp_path / "text.sqlite") == "public_file_live"
    without = copied(path, tmp_path / "without")
    public_file.manifest_of(without).unlink()
    assert refused(without) == "public_file_manifest"
    altered = copied(path, tmp_path / "altered")
    public_file.manifest_of(altered).write_text(json.dumps({"sha256": "0" * 64, "release": NEWEST, "province": "56"}), encoding="utf-8")
    assert refused(altered) == "public_file_sha256"
    writable = copied(path, tmp_path / "writable")
    writable.chmod(0o644)
    assert refused(writable) == "public_file_writable"


def test_the_public_process_has_no_way_to_the_live_database(tmp_path):
    path, live = tmp_path / "out.sqlite", tmp_path / "live.sqlite"
    public_file.expect_apart(path, f"sqlite:///{live}", is_given=False, is_local=False)
    live.touch()
    public_file.expect_apart(path, f"sqlite:///{live}", is_given=False, is_local=True)  # a look on the office's own machine
    for how in ({"is_given": True, "is_local": True}, {"is_given": False, "is_local": False}):
        with pytest.raises(UsageError, match="SCRUTINY_DATABASE|live.sqlite"):
            public_file.expect_apart(path, f"sqlite:///{live}", **how)
    with pytest.raises(UsageError):
        public_file.expect_apart(live, f"sqlite:///{live}", is_given=False, is_local=True)


def test_a_file_put_in_its_place_is_noticed_and_the_old_address_reads_it_no_more(engine, load_rows, tmp_path):
    load_rows(engine, {})
    before = published(engine, tmp_path)
    opened = public_file.engine(before)
    with opened.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answer").scalar() > 0
    opened.dispose()
    load_rows(engine, {"threshold": [{"threshold_rule": "mou_expiring_days", "effective_on": "2024-01-01", "threshold_value": "60"}]})
    after = published(engine, tmp_path)
    assert after != before
    with pytest.raises(Exception, match="published anew"), opened.connect():
        pass
    (tmp_path / "out.json").unlink()
    (tmp_path / "out.sqlite").touch()
    with pytest.raises(UnverifiedFile):
        public_file.address(tmp_path / "out.sqlite")


# --- across publications ----------------------------------------------------------------------------------------------

COUNTS = {**public_rows.COUNTS, "participation_activity": "participant_count"}
PEOPLE = ("people", "count", "participants", "votes", "attendees")


def told_counts(path):
    """Every count of people that a published file tells, of its rows and of its kept answers: where it stands → the count, None where withheld."""
    made, told = public_file.reading(path), {}
    for name, column in COUNTS.items():
        key = ", ".join(tables.TABLES[name].key)
        told |= {(name, *row[1:]): row[0] for row in made.execute(f'SELECT "{column}", {key} FROM "{name}"')}
    for question, picks, text in made.execute("SELECT question, picks, frame FROM answer WHERE question LIKE 'participation.%'"):
        frame = public_answers.read(text)
        counted = [name for name in frame.columns if any(word in name for word in PEOPLE)]
        who = [name for name in frame.columns if name in ("participation_code", "sector", "district_code", "population_group", "part", "question_number", "score_from", "score_to", "attribute", "group_name", "rank", "participation_tool")]
        told |= {(question, picks, name, *(row[w] for w in who)): row[name] for row in frame.to_dict("records") for name in counted if row[name] is None or isinstance(row[name], int)}
    made.close()
    return told


def test_what_one_publication_says_taken_from_the_next_tells_of_nobody(engine, tmp_path):
    """3 + 9 + 8 + 20 came to PB-1, 3 of a sector and district; then one more in two corners, which waits. 41 came to PB-4, then 47: six more may be told."""
    for name, rows in (("one", FEW), ("two", LATER)):
        load_into(engine, tmp_path / f"load-{name}", rows, date(2024, 9, 30))
    one, two = told_counts(publish(engine, tmp_path, release=1, name="one")), told_counts(publish(engine, tmp_path, release=2, name="two"))
    cells = {key[1:4]: (count, two[key]) for key, count in one.items() if key[0] == "participation_attendance"}
    assert cells == {
        ("PB-1", "community", "5601"): (None, None), ("PB-1", "community", "5602"): (None, None), ("PB-1", "business", "5601"): (None, None), ("PB-1", "business", "5602"): (None, None),
        ("PB-2", "community", "5601"): (None, None), ("PB-4", "community", "5602"): (41, 47),
    }
    assert [one["priority", "PB-4", rank] for rank in (1, 2, 3)] == [two["priority", "PB-4", rank] for rank in (1, 2, 3)] == [30, None, None]  # 31 came, one too few to be told
    moved = {key: (count, two[key]) for key, count in one.items() if key in two and count != two[key]}
    assert {key[0] for key in moved} >= {"participation_attendance", "participation.who_came"}
    assert all(None not in pair and abs(pair[0] - pair[1]) >= SMALLEST_SHOWN for pair in moved.values()), moved
    assert not [key for key, count in (one | two).items() if is_small(count) and key[0] in COUNTS]
    again = told_counts(publish(engine, tmp_path, release=1, name="again", withdraws=2, reason="วงเงินผิด"))
    assert again == one  # what is put in place of a withdrawn one tells no more than the first did
    with engine.connect() as connection:
        assert publication.log(connection)[["number", "release_number", "withdraws", "withdrawn_by"]].values.tolist() == [[3, 1, 2, None], [2, 2, None, 3], [1, 1, None, None]]
