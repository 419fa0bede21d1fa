"""Servers for tests: the real one, in a process of its own, on a free port of this machine.

`from served import province_database, served` in a test module gives pytest fixtures.
"""

import http.client
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from conftest import DISTRICT_ROWS, PROVINCE_ROW, write_csvs

from queries import database
from queries.workbook.load import given_about, load

SPECIMEN = Path(__file__).parent / "specimen"
START = """
import json, sys
from pathlib import Path
from dashboard import crowd, pages, serve
if sys.argv[3]:
    pages.FOLDER = Path(sys.argv[3])
with serve.listening("127.0.0.1", 0) as free:
    port = free.getsockname()[1]
given = json.loads(sys.argv[4])
folder = given.pop("open_data", None)
serve.run(serve.Wanted("127.0.0.1", sys.argv[1], sys.argv[2], crowd=crowd.Crowd(**given), open_data=folder and Path(folder)), port)
"""


@dataclass
class Server:
    """A running server: where it is, and its process."""

    host: str
    port: int
    process: subprocess.Popen

    @property
    def address(self):
        return f"http://{self.host}:{self.port}"

    def ask(self, path, method="GET", headers=None, body=None):
        """(status, headers in lower case, body) of a plain request, its path sent as it is."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def start(url, role="official", pages=SPECIMEN, cwd=None, log=None, **more):
    """A server showing a database, or the published file of an address; `pages` is a folder of page scripts, "" for the product's own; `more`: limits of its crowd, `open_data`.

    Returns once it answers."""
    process = subprocess.Popen(
        [sys.executable, "-c", START, url, role, str(pages), json.dumps(more)],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=log or subprocess.DEVNULL,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        text=True,
        encoding="utf-8",
    )
    said = process.stdout.readline()  # printed once the port is taken; a request then waits until all is loaded
    server = Server("127.0.0.1", int(said.split("localhost:")[1].split("/")[0]), process)
    server.ask("/healthz")
    return server


@pytest.fixture(scope="session")
def province_database(tmp_path_factory):
    """Address of a SQLite database with a province, its districts and two releases, through the real importer."""
    folder = tmp_path_factory.mktemp("province")
    engine = database.engine(f"sqlite:///{folder / 'province.sqlite'}")
    database.upgrade(engine)
    for day, rows in (
        (date(2025, 8, 31), {"province": [PROVINCE_ROW], "district": DISTRICT_ROWS}),
        (date(2025, 9, 30), {"district": [{**DISTRICT_ROWS[0], "population": "120000"}]}),
    ):
        given = given_about(province="56", as_of=day, reason="ทดสอบ")
        report = load(engine, write_csvs(folder / day.isoformat(), rows), given=given, created_by="ผู้ทดสอบ")
        assert report.is_new, [p.message("en") for p in report.problems]
    engine.dispose()
    return f"sqlite:///{folder / 'province.sqlite'}"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """served(url, role="official", pages=…, **more) → a running `Server`; all of them stop at the end of the module."""
    servers = []

    def one(url, role="official", pages=SPECIMEN, log=None, **more):
        servers.append(start(url, role, pages, cwd=tmp_path_factory.mktemp("elsewhere"), log=log, **more))
        return servers[-1]

    yield one
    for server in servers:
        server.process.terminate()
        server.process.wait(timeout=20)
        server.process.stdout.close()
