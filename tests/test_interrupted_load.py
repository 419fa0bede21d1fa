"""A load that is killed, or runs out of disk, leaves what was there; trying again gives what it would have given."""

import subprocess
import sys
from datetime import date

import pytest
from conftest import write_csvs
from sqlalchemy import event

from queries import database, releases
from queries.errors import DatabaseError
from queries.workbook.load import given_about, load

ORGANISATIONS = [
    {"organisation_code": f"O-{n:04d}", "organisation_name": f"กลุ่มที่ {n}", "sector": "community", "actor_level": "group", "district_code": "5601", "start_on": "2023-10-01"}
    for n in range(3000)
]
ABOUT = given_about(province="56", as_of=date(2024, 9, 30))
KILLED_AT = """
import os, signal, sys
from datetime import date
from pathlib import Path
from queries import database
from queries.workbook.load import given_about, load

url, folder, stage, nth = sys.argv[1:]
heard = 0

def progress(now, done, total):
    global heard
    heard += now == stage
    if heard == int(nth):
        os.kill(os.getpid(), signal.SIGKILL)

load(database.engine(url), Path(folder), given=given_about(province="56", as_of=date(2024, 9, 30)), created_by="ก", progress=progress)
"""


def state(engine):
    with engine.connect() as connection:
        assert releases.verify(connection) == []
        return releases.latest(connection), releases.head(connection)


@pytest.fixture
def folder(tmp_path):
    return write_csvs(tmp_path / "many", {"organisation": ORGANISATIONS, "person": [
        {"person_code": "P-1", "post_title": "ผู้แทน", "organisation_code": "O-0001", "is_boundary_spanner": "1", "is_office_holder": "0"}]})


@pytest.mark.parametrize(("stage", "nth"), [("stage", 1), ("write", 1), ("write", 2)])
def test_a_load_killed_on_the_way_leaves_the_database_whole_and_can_be_repeated(engine, load_rows, folder, stage, nth):
    load_rows(engine, {})
    before = state(engine)
    url = engine.url.render_as_string(hide_password=False)
    killed = subprocess.run([sys.executable, "-c", KILLED_AT, url, str(folder), stage, str(nth)])
    assert killed.returncode == -9
    assert state(engine) == before
    again = load(engine, folder, given=ABOUT, created_by="ก")
    assert (again.release, again.is_new) == (2, True)
    assert state(engine)[0] == 2


def test_a_full_disk_is_told_in_words_and_nothing_is_lost(tmp_path, folder):
    engine = database.engine(f"sqlite:///{tmp_path / 'small.sqlite'}")
    database.upgrade(engine)
    load(engine, write_csvs(tmp_path / "first", {
        "province": [{"province_name_th": "พะเยา", "province_name_en": "Phayao", "office_name": "สำนักงานจังหวัด", "is_sample": "1"}],
        "district": [{"district_code": "5601", "district_name_th": "เมือง", "district_name_en": "Mueang", "latitude": "19.1", "longitude": "99.8"}]}),
        given=ABOUT, created_by="ก")
    before = state(engine)

    @event.listens_for(engine, "begin")
    def no_room(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    engine.dispose()
    with pytest.raises(DatabaseError) as trouble:
        load(engine, folder, given=ABOUT, created_by="ก")
    assert "full" in trouble.value.message("en") and trouble.value.exit_code == 12
    assert state(engine) == before
