"""Every change is a release: numbered, chained, revertible, readable for ever."""

import secrets
from datetime import date

import pytest
from sqlalchemy import func, select, update

from queries import releases, tables
from queries.database import writing
from queries.errors import UsageError

NAMES = ("ฉบับแรก", "ฉบับที่สอง", "ฉบับที่สาม")


def organisation(name, code="A"):
    return {"organisation_code": code, "organisation_name": name, "sector": "business", "actor_level": "group", "district_code": "5601", "start_on": "2023-10-01"}


@pytest.fixture
def three_releases(engine, load_rows):
    """The same partner under three names, a month apart."""
    for month, name in enumerate(NAMES, start=1):
        load_rows(engine, {"organisation": [organisation(name)]}, as_of=date(2024, month, 28))
    return engine


def name_at(engine, release):
    with engine.connect() as connection:
        return connection.scalar(select(releases.at("organisation", "56", release).c.organisation_name))


def test_each_release_shows_the_figures_of_its_day(three_releases):
    assert [name_at(three_releases, n) for n in (1, 2, 3)] == list(NAMES)
    with three_releases.connect() as connection:
        assert [releases.as_of(connection, "56", n) for n in (1, 2, 3)] == [date(2024, m, 28) for m in (1, 2, 3)]


def test_reverting_makes_a_new_release_in_which_the_old_is_true_again(three_releases):
    with three_releases.connect() as connection, writing(connection):
        number = releases.revert(connection, 3, created_by="เลขานุการ", reason="ไฟล์ผิด")
    assert number == 4 and [name_at(three_releases, n) for n in (3, 4)] == [NAMES[2], NAMES[1]]
    with three_releases.connect() as connection:
        assert releases.as_of(connection, "56", 4) == date(2024, 2, 28)
        assert releases.as_of(connection, "56", 3) == date(2024, 3, 28)
        assert releases.verify(connection) == []


def test_a_release_that_later_ones_build_upon_cannot_be_reverted(three_releases):
    with three_releases.connect() as connection, pytest.raises(UsageError) as refusal, writing(connection):
        releases.revert(connection, 2, created_by="เลขานุการ", reason="ลอง")
    assert "organisation" in refusal.value.message("th")
    with three_releases.connect() as connection:
        assert releases.latest(connection) == 3


def test_the_day_of_the_figures_follows_what_stands_however_often_it_is_undone(three_releases):
    with three_releases.connect() as connection:
        for number, day in ((3, 2), (4, 3), (5, 2)):  # release 4 undoes 3, 5 undoes that, 6 undoes that again
            with writing(connection):
                undone = releases.revert(connection, number, created_by="เลขานุการ", reason="ลอง")
            assert releases.as_of(connection, "56", undone) == date(2024, day, 28)
            connection.rollback()
        assert [releases.as_of(connection, "56", number) for number in (3, 4, 5, 6)] == [date(2024, day, 28) for day in (3, 2, 3, 2)]


def test_a_reverted_file_may_be_loaded_again(engine, load_rows, tmp_path):
    from conftest import write_csvs

    from queries.workbook.load import given_about, load

    load_rows(engine, {})
    folder, about = write_csvs(tmp_path / "x", {"organisation": [organisation("ก")]}), given_about(province="56", as_of=date(2024, 9, 30))
    first = load(engine, folder, given=about, created_by="ก").release
    with engine.connect() as connection, writing(connection):
        releases.revert(connection, first, created_by="ก", reason="ลอง")
    again = load(engine, folder, given=about, created_by="ก")
    assert again.is_new and again.release == first + 2


@pytest.mark.parametrize("change", [{"organisation_name": "แก้ย้อนหลัง"}, {"source_row": 99}])
def test_a_row_altered_behind_the_back_shows_in_the_chain(three_releases, change):
    table = tables.sql["organisation"]
    with three_releases.begin() as connection:
        connection.execute(update(table).where(table.c.from_release == 2).values(**change))
    with three_releases.connect() as connection:
        (found,) = releases.verify(connection)
    assert found.startswith("release 2:")


@pytest.fixture
def without_salt(monkeypatch):
    """Releases as they were sealed before there were salts."""
    monkeypatch.setattr(secrets, "token_hex", lambda length: "")


def test_the_chain_is_the_same_in_every_database(without_salt, three_releases):
    """Worked out once and written down: a change of the canonical form would break every chain printed so far."""
    with three_releases.connect() as connection:
        assert releases.head(connection)[:16] == "ef596d28b45a80e0"


def test_the_same_record_is_never_sealed_alike_and_what_knew_no_salt_tells_no_chain(engine, monkeypatch):
    """Who came to a meeting is of few words: whoever knew how a release is sealed could try them out against its chain."""
    sealed = []
    for salted in (True, True, False):
        with monkeypatch.context() as before, engine.connect() as connection, writing(connection):
            if not salted:
                before.setattr(secrets, "token_hex", lambda length: "")
            number = releases.begin(connection, province="56", release_kind="record", as_of=date(2024, 4, 1), created_by="ประธาน", reason="การมาประชุม")
            releases.finish(connection, number, 0, 0)
            row = dict(connection.execute(select(tables.release_table).where(tables.release_table.c.number == number)).mappings().one())
            sealed.append((releases.public_chain(row) == row["chain"], releases.chain(connection, releases.GENESIS, {**row, "number": 1})))
    assert [told for told, _ in sealed] == [True, True, False] and len({chain for _, chain in sealed}) == 3
    with engine.connect() as connection:
        assert releases.verify(connection) == []


def test_a_row_sealed_before_its_table_grew_keeps_its_digest(without_salt, engine):
    sealed, row = [], {"province_code": "56", "finding_code": "F1", "meeting_code": "M1", "item_number": 1, "finding": "ล่าช้า"}
    for number, more in enumerate(({}, {"outcome": "แก้แล้ว"}, {"closed_on": date(2024, 5, 1)}), start=1):
        with engine.connect() as connection, writing(connection):
            releases.begin(connection, province="56", release_kind="record", as_of=date(2024, 4, 1), created_by="เลขานุการ", reason="ข้อสังเกต")
            connection.execute(tables.sql["finding"].insert().values(from_release=number, to_release=number + 1, **row, **more))
            sealed.append(releases.finish(connection, number, 1, 0))
    assert sealed[0] == "5d7c8529f60c1aabbf81664ba9d5948b0db31b3bef2ac5c01e04817e07768b24"  # as sealed when a finding had neither outcome nor day of closing
    with engine.connect() as connection:
        assert releases.verify(connection) == []


def test_new_rows_can_be_left_out_of_what_changed(three_releases, load_rows):
    load_rows(three_releases, {"organisation": [organisation("ฉบับที่สี่"), organisation("รายใหม่", "B")]}, as_of=date(2024, 4, 28))
    with three_releases.connect() as connection:
        found = releases.compare(connection, province="56", before=3, after=4, with_added=False)
        whole = releases.compare(connection, province="56", before=3, after=4)
    assert found[["row_key", "change", "before", "after"]].values.tolist() == [["A", "changed", NAMES[2], "ฉบับที่สี่"]]
    assert set(whole["row_key"]) == {"A", "B"}


def test_versions_of_a_row_tell_file_sheet_and_row_newest_first(three_releases):
    with three_releases.connect() as connection:
        history = releases.history(connection, province="56", table_name="organisation", row_key=("A",))
    assert list(history["organisation_name"]) == list(reversed(NAMES))
    assert list(history["source_row"]) == [2, 2, 2] and list(history["file_name"]) == ["load-3", "load-2", "load-1"]


def test_the_database_itself_refuses_two_current_rows_of_one_key(three_releases):
    table = tables.sql["organisation"]
    row = {c.name: None for c in table.c} | organisation("ซ้ำ") | {"province_code": "56", "start_on": date(2023, 10, 1), "from_release": 3, "to_release": tables.FAR}
    from sqlalchemy.exc import IntegrityError

    with three_releases.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(table.insert(), row)
    with three_releases.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(table).where(table.c.to_release == tables.FAR)) == 1
