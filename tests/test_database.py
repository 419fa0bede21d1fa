"""Opening, upgrading and guarding the database."""

import secrets
from datetime import date

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from conftest import DISTRICT_ROWS, PROVINCE_ROW, write_csvs
from sqlalchemy import create_engine, insert, text
from sqlalchemy.exc import ProgrammingError

from queries import attention, boundaries, database, meeting_cursor, records, releases, tables
from queries.database import writing
from queries.errors import DatabaseError
from queries.workbook.load import given_about, load


def test_an_empty_database_says_so_and_an_upgraded_one_is_accepted(tmp_path):
    engine = database.engine(f"sqlite:///{tmp_path / 'new.sqlite'}")
    with pytest.raises(DatabaseError) as trouble:
        database.expect_current(engine)
    assert trouble.value.code == "database_empty"
    database.upgrade(engine)
    database.expect_current(engine)
    assert database.revision(engine) == database.newest_revision()


def test_a_database_of_another_revision_is_not_touched(tmp_path):
    engine = database.engine(f"sqlite:///{tmp_path / 'old.sqlite'}")
    database.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(DatabaseError) as trouble:
        database.expect_current(engine)
    assert "0000" in trouble.value.message("th") and database.newest_revision() in trouble.value.message("en")


def test_another_kind_of_database_is_refused_without_telling_its_password():
    with pytest.raises(DatabaseError) as trouble:
        database.engine("mysql://user:secret@localhost/x")
    assert "secret" not in str(trouble.value)


@pytest.mark.parametrize("older", ["0001", "0003", "0004"])  # the first passes every step; before and after the committee's record
def test_a_database_of_an_older_revision_is_upgraded_with_all_it_holds(engine, load_rows, older, monkeypatch):
    monkeypatch.setattr(secrets, "token_hex", lambda length: "")  # a release of those days had no salt
    load_rows(engine, {"threshold": [{"threshold_rule": "mou_expiring_days", "effective_on": "2024-01-01", "threshold_value": "60"}]})
    with engine.connect() as connection, writing(connection):
        steps = database._alembic()
        steps.attributes["connection"] = connection
        command.downgrade(steps, older)
    with pytest.raises(DatabaseError, match=older):
        database.expect_current(engine)
    with engine.connect() as connection:
        before = releases.head(connection), releases.listed(connection).to_dict("records")
    database.upgrade(engine)
    database.expect_current(engine)
    with engine.connect() as connection:
        assert (releases.head(connection), releases.listed(connection).to_dict("records")) == before
        assert releases.verify(connection) == [] and database.damaged(connection) == []
        assert compare_metadata(MigrationContext.configure(connection), tables.METADATA) == []
        assert boundaries.loads(connection, release=1, province="56").empty
        assert set(attention.flag_counts(connection, release=1, province="56")["is_on"]) == {True}  # what no row speaks of is on
    load_rows(engine, {"flag_switch": [{"flag": "tie_silent", "effective_on": "2024-01-01", "is_on": "ไม่ใช่", "reason": "ยังไม่เก็บกิจกรรมร่วม"}]})
    with engine.connect() as connection:
        assert releases.verify(connection) == []


@pytest.mark.postgres
def test_the_granted_role_can_load_and_revert_but_neither_delete_nor_edit(postgres_server, tmp_path):
    with create_engine(postgres_server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CREATE DATABASE guarded"))
        connection.execute(text("CREATE ROLE clerk LOGIN"))
    owner = database.engine(postgres_server.rsplit("/", 1)[0] + "/guarded")
    database.upgrade(owner)
    with owner.begin() as connection:
        for statement in database.grants("clerk"):
            connection.execute(text(statement))
    clerk = database.engine(owner.url.set(username="clerk").render_as_string(hide_password=False))
    folder = write_csvs(tmp_path / "first", {"province": [PROVINCE_ROW], "district": DISTRICT_ROWS})
    assert load(clerk, folder, given=given_about(province="56", as_of=date(2024, 9, 30)), created_by="ก").is_new
    with clerk.connect() as connection, writing(connection):
        assert releases.revert(connection, 1, created_by="ก", reason="ลอง") == 2
    with clerk.begin() as connection:
        connection.execute(insert(tables.boundary_load_table).values(
            province_code="56", number=1, level="district", loaded_at="2026-01-01T00:00:00+00:00", file_name="a.gpkg", file_sha256="0", source="ก", terms="ข",
            points_in_file=4, points_kept=4, moved_metres=0))
        connection.execute(insert(tables.boundary_table).values(province_code="56", number=1, code="5601", geometry="{}"))
    with clerk.connect() as connection:  # what stands outside the releases may change, and stays
        draft = records.save(connection, records.Draft("56", "", None, "instruction", {}, "governor"))
        records.discard(connection, records.save(connection, draft))
        assert [meeting_cursor.move(connection, "56", "M", item_number=item).version for item in (1, 2)] == [1, 2]
    for forbidden in ("DELETE FROM district", "UPDATE district SET district_name_th = 'x'", "DELETE FROM release", "UPDATE release SET reason = 'x'", "DROP TABLE district",
                      "DELETE FROM boundary", "UPDATE boundary SET geometry = 'x'", "DELETE FROM boundary_load", "UPDATE boundary_load SET terms = 'x'",
                      "DELETE FROM draft", "DELETE FROM meeting_cursor", "DELETE FROM finding", "UPDATE finding SET finding = 'x'"):
        with clerk.connect() as connection, pytest.raises(ProgrammingError, match="permission denied|must be owner"):
            connection.execute(text(forbidden))
    owner.dispose()
    clerk.dispose()


def test_every_versioned_table_has_its_place_in_the_grants():
    said = "\n".join(database.grants("r"))
    assert all(f"GRANT UPDATE (to_release) ON {name} TO" in said for name in tables.TABLES)
