"""No canary of any private column, row or table is in a byte that the public can get at: `pytest --canaries 1000` tries as many databases."""

# ruff: noqa: F811  fixtures of other modules come in by name

import pytest
import visited
from canaries import CANARY, FIGURE, everything, fill, found, live, rows, stands
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from published import publish
from served import served  # noqa: F401

from dashboard import pages, serving
from dashboard.public_site import writing
from queries import exports, public_answers, public_file, public_rows, publication
from queries.exports import saved
from queries.exports.published import Given
from queries.tables import TABLES

SEEDS = st.integers(0, 2**63)
KEPT = sorted(public_answers.KEPT)
FEW = 3  # kept answers that one database is asked for: all of them are asked of the stage, which is looked through whole
SETTINGS = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture
def looked_through(monkeypatch):
    """The stage at its fullest, every byte of it: what is not there no answer can tell."""
    seen, filled = [], public_rows.stage

    def stage(*given, **where):
        on_stage = filled(*given, **where)
        seen.append(on_stage.connection.driver_connection.serialize())
        return on_stage

    monkeypatch.setattr(public_rows, "stage", stage)
    return seen


@pytest.fixture
def asked_for(monkeypatch):
    """asked_for(names): publish with these kept answers only."""
    steps = {step: getattr(public_answers, step) for step in ("FILLED", "COUNTED", "HUSHED", "CLEARED")}

    def only(names):
        for step, every in steps.items():
            monkeypatch.setattr(public_answers, step, {name: picks for name, picks in every.items() if name in names})

    return only


def test_no_canary_is_in_the_file_the_manifest_or_what_is_said_of_it(request, tmp_path, looked_through, asked_for):
    @settings(max_examples=request.config.getoption("--canaries"), **SETTINGS)
    @given(SEEDS, st.sampled_from((1, 2)), st.sets(st.sampled_from(KEPT), min_size=1, max_size=FEW))
    def one(seed, release, names):
        fill(live(), seed)
        assert len(found(stands(live()))) > 1
        asked_for(names)
        path = publish(live(), tmp_path, release=release)
        assert not found(everything(path)), (seed, release, names)
        assert CANARY.encode() not in looked_through.pop(), seed
        with live().connect() as connection:
            newest = publication.log(connection).head(1)
        assert CANARY not in newest.to_csv(), seed

    one()


@pytest.mark.parametrize("release", [1, 2])
def test_no_canary_is_in_any_kept_answer(release, tmp_path):
    fill(live(), release)
    assert not found(everything(publish(live(), tmp_path, release=release)))


@pytest.fixture
def many(request):
    """Databases that are looked at as readers get them: of every fifty one, two at the least."""
    return range(max(2, request.config.getoption("--canaries") // 50))


def test_no_canary_reaches_a_reader_of_the_live_process_its_files_or_its_log(served, many, tmp_path):
    keys, server, log = [page.key for page in pages.listed(pages.PUBLIC)], None, tmp_path / "log"
    for seed in many:
        fill(live(), seed)
        path, language = publish(live(), tmp_path, release=1 + seed % 2), ("th", "en")[seed // 2 % 2]
        with public_file.engine(public_file.address(path)).connect() as connection:
            files = exports.EXPORTS["open-data"].files(connection, release=1 + seed % 2, province="56", given=Given())
        saved.save(files, tmp_path / "data")
        assert not any(found(content) for content in files.values())
        if server is None:  # a file put in place of the one before is shown without a new start
            server = served(public_file.address(path), role="public", pages="", log=log.open("w"), open_data=str(tmp_path / "data"))
        told = {address: found(content) for address, content in visited.everything(server, keys, language, sorted(files))}
        assert not {address: traces for address, traces in told.items() if traces}, seed
        assert len(told) > 2 * len(keys) and CANARY not in log.read_text(encoding="utf-8")


def test_no_canary_is_in_the_site(many, tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "apologises", lambda: True)  # rows of no meaning may leave a chart nothing to draw: the rest of its page is written still
    for seed in many if len(many) > 2 else many[:1]:  # a site takes a quarter of a minute
        fill(live(), seed)
        path = publish(live(), tmp_path, release=1 + seed % 2)
        writing.write(tmp_path / "site", public_file.address(path), only=lambda place, seed=seed: place.language == ("th", "en")[seed % 2])
        written = {file.name: found(file.read_bytes()) for file in (tmp_path / "site").rglob("*") if file.is_file()}
        assert len(written) > 20 and not {name: traces for name, traces in written.items() if traces}, seed


def test_there_is_a_canary_in_every_private_column():
    """Else none would be found because there was none."""
    wanted = {(t.name, c.name) for t in TABLES.values() for c in t.columns
              if c.kind in ("text", "url") and not c.references and (not c.is_public or c.public_when or not t.is_public or t.public_rows) and (c.name not in t.key) or (t.name, c.name) == ("person", "person_code")}
    wanted.add(("observation", "actual_value"))
    seen = {(name, column) for seed in range(60) for name, of in rows(seed).items() for row, *_ in of for column, cell in row.items() if cell == FIGURE or isinstance(cell, str) and cell.startswith(CANARY)}
    assert wanted <= seen, wanted - seen
