"""The scrutiny command as it is typed: its exit codes and its words."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLE
from invented_outlines import districts, with_another_province
from typed import scrutiny

WORKBOOKS = sorted(SAMPLE.glob("*.xlsx"))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> Path:
    """A database with the sample's first two workbooks, loaded by the command."""
    database = tmp_path_factory.mktemp("command") / "s.sqlite"
    done = scrutiny("load", *WORKBOOKS[:2], database=database)
    assert done.returncode == 0, done.stdout + done.stderr
    return database


def test_load_says_what_changed_in_both_languages(tmp_path):
    done = scrutiny("load", WORKBOOKS[0], database=tmp_path / "new" / "s.sqlite")
    assert done.returncode == 0
    assert "นำเข้าแล้วเป็นฉบับที่ 1 / loaded as release 1" in done.stdout


def test_check_keeps_nothing_even_where_there_is_no_database_yet(tmp_path):
    done = scrutiny("check", WORKBOOKS[0], "--json", database=tmp_path / "none.sqlite")
    (report,) = json.loads(done.stdout)
    assert done.returncode == 0 and report["release"] is None and not (tmp_path / "none.sqlite").exists()
    assert {c["table_name"] for c in report["changes"]} >= {"organisation", "project", "budget_share", "indicator"}


@pytest.mark.parametrize(("words", "code", "said"), [
    (["load", SAMPLE / "mistakes/choice_unknown.csv", "--as-of", "30/06/2568"], 10, "choice_unknown"),
    (["check", SAMPLE / "mistakes/file_encrypted.xlsx"], 11, "file_encrypted"),
    (["check", "no-such-file.xlsx"], 11, "file_missing"),
    (["ask", "budget.share_by_partner"], 2, "budget.shares_by_partner"),
    (["ask", "budget.totals", "--pick", "year=2567"], 2, "year"),
    (["ask", "budget.totals", "--release", "99"], 2, "2"),
    (["ask", "budget.totals", "--province", "10"], 2, "56"),
    (["revert", "1"], 2, "budget_share"),
    (["load"], 2, "files"),
    (["load", SAMPLE / "mistakes/choice_unknown.csv", "--as-of", "30/02/2568"], 2, "30/02/2568"),
])
def test_what_cannot_be_done_is_told_in_words_with_its_exit_code(loaded, words, code, said):
    done = scrutiny(*words, database=loaded)
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout + done.stderr


def test_a_database_that_cannot_be_opened_is_exit_code_twelve(tmp_path):
    (tmp_path / "broken.sqlite").write_bytes(b"this is no database, though it has a name" * 100)
    done = scrutiny("releases", database=tmp_path / "broken.sqlite")
    assert done.returncode == 12 and "broken.sqlite" in done.stderr


def test_ask_answers_the_same_figures_as_table_csv_and_json(loaded):
    as_csv = scrutiny("ask", "budget.totals", "--format", "csv", database=loaded)
    as_json = scrutiny("ask", "budget.totals", "--format", "json", database=loaded)
    (row,) = csv.DictReader(io.StringIO(as_csv.stdout))
    (same,) = json.loads(as_json.stdout)
    assert row["contract_total_baht"] == same["contract_total_baht"]
    assert row["contract_total_baht"] in scrutiny("ask", "budget.totals", database=loaded).stdout


def test_ask_lists_every_question_with_what_a_row_is(loaded):
    done = scrutiny("ask", "--list", database=loaded)
    assert done.returncode == 0 and "budget.shares_by_partner" in done.stdout and "One row" in done.stdout


def test_a_release_can_be_reverted_and_the_chain_still_verifies(tmp_path):
    database = tmp_path / "s.sqlite"
    scrutiny("load", *WORKBOOKS[:2], database=database)
    assert scrutiny("revert", "2", "--reason", "ลอง", database=database).returncode == 0
    listed = list(csv.DictReader(io.StringIO(scrutiny("releases", "--format", "csv", database=database).stdout)))
    assert [(r["number"], r["release_kind"]) for r in listed] == [("3", "revert"), ("2", "load"), ("1", "load")]
    assert scrutiny("verify", database=database).returncode == 0
    budgets = [scrutiny("ask", "budget.totals", "--release", n, "--format", "csv", database=database).stdout.splitlines()[1].split(",")[1:] for n in (1, 3)]
    assert budgets[0] == budgets[1]


def test_boundaries_are_checked_loaded_and_listed_with_what_to_print(tmp_path):
    database, file = tmp_path / "s.sqlite", tmp_path / "d.geojson"
    with_another_province(districts(step=0.02)).to_file(file)
    assert scrutiny("boundaries", "load", file, database=database).returncode == 12  # no database yet, and none is made
    assert scrutiny("load", WORKBOOKS[0], database=database).returncode == 0
    only_checked = scrutiny("boundaries", "load", file, "--check", database=database)
    assert only_checked.returncode == 0 and "9 จาก 9" in only_checked.stdout and "2 rows of elsewhere" in only_checked.stdout
    assert scrutiny("boundaries", "--database", f"sqlite:///{database}", "load", file, "--check", database=tmp_path / "none.sqlite").stdout == only_checked.stdout
    assert "ยังไม่มีขอบเขตทางการ" in scrutiny("boundaries", database=database).stdout
    done = scrutiny("boundaries", "load", file, "--source", "OCHA COD-AB", "--terms", "CC BY 3.0 IGO", "--note", "2022", database=database)
    assert done.returncode == 0 and "kept as boundaries 1" in done.stdout and "OCHA COD-AB (CC BY 3.0 IGO)" in done.stdout
    listed = scrutiny("boundaries", database=database).stdout
    assert "d.geojson" in listed and "ขอบเขต OCHA COD-AB (CC BY 3.0 IGO)" in listed
    assert len(json.loads(scrutiny("ask", "boundaries.current", "--format", "json", database=database).stdout)) == 9
    assert scrutiny("verify", database=database).returncode == 0


@pytest.mark.parametrize(("words", "code", "said"), [
    (["d.geojson", "--source", "OCHA"], 2, "--terms"),
    (["d.geojson", "--level", "village"], 2, "village"),
    (["none.gpkg", "--check"], 11, "file_missing"),
    (["other.geojson", "--check"], 10, "districts_missing"),
])
def test_boundaries_that_cannot_be_loaded_are_told_in_words_with_their_exit_code(loaded, tmp_path, words, code, said):
    frame = districts(step=0.02)
    frame.to_file(tmp_path / "d.geojson")
    frame[1:].to_file(tmp_path / "other.geojson")
    done = scrutiny("boundaries", "load", tmp_path / words[0], *words[1:], database=loaded)
    assert done.returncode == code and said in done.stdout + done.stderr, done.stdout + done.stderr
    assert "ยังไม่มีขอบเขตทางการ" in scrutiny("boundaries", database=loaded).stdout


def test_without_its_extra_the_command_says_what_to_install_in_a_process_of_its_own(loaded, tmp_path):
    start = "import sys; sys.modules['geopandas'] = None; from dashboard.command import main; main()"
    environment = {**os.environ, "SCRUTINY_DATABASE": f"sqlite:///{loaded}"}
    done = subprocess.run([sys.executable, "-c", start, "boundaries", "load", "a.gpkg"], capture_output=True, text=True, encoding="utf-8", env=environment)
    assert done.returncode == 2 and "joint-scrutiny[boundaries]" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("kind", ["setup", "monthly"])
def test_templates_are_written_and_read_back_without_an_error(loaded, tmp_path, kind):
    out = tmp_path / f"{kind}.xlsx"
    assert scrutiny("template", kind, out, database=loaded).returncode == 0
    done = scrutiny("check", out, "--as-of", "30/06/2568", "--province", "56", "--json", database=loaded)
    (report,) = json.loads(done.stdout)
    assert [p for p in report["problems"] if p["severity"] == "error" and kind == "monthly"] == []


def test_settings_are_all_described():
    done = scrutiny("settings", database="unused.sqlite")
    assert done.returncode == 0 and done.stdout.count("SCRUTINY_") >= 8
