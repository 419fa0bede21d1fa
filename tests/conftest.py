"""Databases for tests: real ones, filled by the real importer. Every test that takes `engine` runs on SQLite and PostgreSQL."""

import csv
import gc
import os
import shutil
import socket
import subprocess
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool
from streamlit.components.v2 import manifest_scanner

from dashboard import wording
from queries import database
from queries.workbook.load import given_about, load

# Streamlit looks through every installed package for components each time an AppTest runs, a quarter of a second: once will do.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def _sharing(make):
    """Makes engines that share what was compiled for the first of their kind: an engine compiles each statement anew, 400 of them a load, and the tests make hundreds of databases."""
    first = {}

    def made(*address, **options):
        engine = make(*address, **options)
        kept = first.setdefault(engine.driver, engine)
        if getattr(kept.dialect, "server_version_info", None):  # it has connected, and knows its database
            engine.dialect = engine.pool._dialect = kept.dialect
            engine._compiled_cache = kept._compiled_cache
        return engine

    return made


database.create_engine = _sharing(database.create_engine)
SAMPLE = Path(__file__).parent.parent / "sample_data"
PROVINCE_ROW = {"province_name_th": "พะเยา", "province_name_en": "Phayao", "office_name": "สำนักงานจังหวัดพะเยา", "is_sample": "ใช่"}
DISTRICT_ROWS = [
    {"district_code": "5601", "district_name_th": "เมืองพะเยา", "district_name_en": "Mueang Phayao", "latitude": "19.192", "longitude": "99.8788"},
    {"district_code": "5602", "district_name_th": "จุน", "district_name_en": "Chun", "latitude": "19.337", "longitude": "100.1348"},
]


def pytest_addoption(parser):
    parser.addoption("--skips-fail", action="store_true", help="Fail when a test was skipped: for machines that must have every program.")
    parser.addoption("--canaries", type=int, default=25, metavar="N", help="Databases full of canaries to publish (test_canaries.py); of every fifty one is looked at as readers get it, two at the least.")

    parser.addoption("--everywhere", action="store_true", help="Hold every public page, static and live, in both languages, as a desk and as a phone see it, to axe (test_access.py): an hour instead of minutes.")


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--skips-fail") and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Pages and papers draw answers, and every question's own tests hold its answers on both databases: they are tried on SQLite alone.

    Of each module the tests on one database run in one worker, which then makes the module's databases once.
    """
    twice = [item for item in items if item.path.name.startswith(("test_page_", "test_papers")) and item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=twice)
    kept = set(items) - set(twice)
    items[:] = [item for item in items if item in kept]
    for item in items:
        item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}-{'postgresql' if item.get_closest_marker('postgres') else 'sqlite'}"))


@pytest.fixture(autouse=True)
def thai():
    """Every test begins, and leaves the next one, in Thai."""
    wording.use("th")
    yield
    wording.use("th")


@pytest.fixture(autouse=True, scope="module")
def swept():
    """Streamlit collects all garbage after every run of a page. What the modules before have left is set aside, as the server does, or each page would pay for it; it is not looked through again, which took half of the suite's time."""
    gc.collect()
    gc.freeze()


def _postgres_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else Path(shutil.which("initdb")).parent if shutil.which("initdb") else None


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL server of our own in a temporary folder; the address of its `postgres` database."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="scrutiny-pg-"))
    as_user = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    run = lambda *words: subprocess.run([*as_user, *map(str, words)], check=True, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: E731
    run(programs / "initdb", "-D", folder / "data", "-U", "scrutiny", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    run(programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", f"-p {port} -k {folder} -h 127.0.0.1 -F -c max_connections=500", "start")  # a module keeps its databases open till the end
    yield f"postgresql+psycopg://scrutiny@127.0.0.1:{port}/postgres"
    run(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def new_database(request, tmp_path_factory):
    """Makes fresh databases with the schema: new_database() → an engine."""
    made = []

    def sqlite():
        """A copy of a file that has the schema: quicker than making the schema anew."""
        file = tmp_path_factory.mktemp("database") / "test.sqlite"
        if made:
            shutil.copy(made[0].url.database, file)
        return database.engine(f"sqlite:///{file}")

    def postgresql():
        """Likewise, by PostgreSQL's own templates."""
        server = request.getfixturevalue("postgres_server")
        name = f"test_{len(made)}_{os.getpid()}"
        serving = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with serving.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}" + (f" TEMPLATE {made[0].url.database}" if made else "")))
        return database.engine(server.rsplit("/", 1)[0] + f"/{name}")

    def make():
        if not made:  # the first stays empty: it is what the others are copied from
            made.append({"sqlite": sqlite, "postgresql": postgresql}[request.param]())
            database.upgrade(made[0])
            made[0].dispose()
        made.append({"sqlite": sqlite, "postgresql": postgresql}[request.param]())
        return made[-1]

    yield make
    for engine in made:
        engine.dispose()


@pytest.fixture
def engine(new_database):
    """An empty database with the schema, SQLite and PostgreSQL in turn."""
    return new_database()


@pytest.fixture(scope="session")
def sample_engine(new_database):
    """The six sample workbooks, loaded in order through the real import. Only to be read from."""
    engine = new_database()
    for path in sorted(SAMPLE.glob("*.xlsx")):
        report = load(engine, path, created_by="ผู้ทดสอบ")
        assert report.is_new, [p.message("en") for p in report.problems if p.severity == "error"]
    return engine


def write_csvs(folder: Path, rows: dict[str, list[dict]]) -> Path:
    """Write {table: [row, …]} as a folder of CSV files with the tables' codes for names and headings."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, lines in rows.items():
        headings = list(dict.fromkeys(name for line in lines for name in line))
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, headings)
            writer.writeheader()
            writer.writerows(lines)
    return folder


@pytest.fixture
def load_rows(tmp_path):
    """load_rows(engine, {table: [row, …]}, as_of=date) → the report: rows go in through the real importer, as a folder
    of CSVs. The first load into a database brings the province and two districts with it unless it has its own."""
    count = 0

    def into(engine, rows, *, as_of=date(2024, 9, 30), province="56", reason="ทดสอบ", must_load=True):
        nonlocal count
        count += 1
        if count == 1:
            rows = {"province": [PROVINCE_ROW], "district": DISTRICT_ROWS, **rows}
        folder = write_csvs(tmp_path / f"load-{count}", rows)
        report = load(engine, folder, given=given_about(province=province, as_of=as_of, reason=reason), created_by="ผู้ทดสอบ")
        assert not must_load or report.is_new, [(p.code, p.sheet, p.row, p.message("en")) for p in report.problems]
        return report

    return into
