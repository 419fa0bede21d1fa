"""Open data: every public table as files that others can read, that validate, that hold nothing private, and that can be loaded again."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import frictionless
import openpyxl
import pyarrow.parquet
import pytest
from test_committee import BODY, record
from test_exports import SECRET, WITH_A_PERSON
from typed import scrutiny
from worked_example import (
    AS_OF,
    CONTRACT,
    ORGANISATIONS,
    PLACE,
    load_into,
    rows,
)

from dashboard.open_data import Folder
from queries import tables
from queries.exports import open_data, published, saved
from queries.exports.published import Given
from queries.workbook.load import given_about, load

LICENCE = "https://example.org/licence"
PEOPLE = {
    "person": rows("person_code | post_title | organisation_code | is_boundary_spanner | is_office_holder", "PER-1 | ผู้ว่าราชการจังหวัด | ORG-P | ใช่ | ใช่", f"PER-2 | {SECRET} | ORG-C | ใช่ | ไม่ใช่"),
    "membership": rows("body_code | seat_number | organisation_code | person_code | membership_role | start_on", "IMT | 1 | ORG-P | PER-1 | chair | 2022-10-01", "IMT | 2 | ORG-C | PER-2 | member | 2022-10-01"),
    "survey_answer": rows("survey_round | organisation_code | factor | question_number | score | answered_on", "2567-1 | ORG-A | mutual_trust | 1 | 4 | 2024-03-01"),
    "participation_activity": rows(
        "participation_code | participation_name | participation_tool | start_on | end_on | district_codes | organiser_organisation_code | scope | participant_count",
        "PA-1 | =เวทีน้ำ | consultation_forum | 2024-02-01 | 2024-02-01 | 5601; 5602 | ORG-P | +น้ำ | 63", "PA-2 | เวทีเล็ก | focus_group | 2024-02-02 | 2024-02-02 | 5602 | ORG-P | น้ำ | 3"),
    "participation_attendance": rows(
        "participation_code | sector | district_code | population_group | people_count",
        "PA-1 | community | 5601 | - | 20", "PA-1 | community | 5602 | - | 30", "PA-1 | business | 5601 | - | 2", "PA-1 | business | 5602 | - | 11", "PA-1 | business | 5602 | female | 6"),
    "priority": rows("participation_code | rank | priority | vote_count", "PA-1 | 1 | น้ำ | 40", "PA-1 | 2 | ป่า | 20", "PA-1 | 3 | ถนน | 3"),
}
EXAMPLE = {**WITH_A_PERSON, **PEOPLE}


@pytest.fixture(scope="module")
def worked(new_database, tmp_path_factory):
    """The worked example with individuals, posts, a survey's answer, and counts of few people."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("open_data") / "rows", EXAMPLE)
    return engine


def exported(engine, release=1, licence=LICENCE) -> dict[str, bytes]:
    """Every file by its path."""
    with engine.connect() as connection:
        return open_data.files(connection, release=release, province="56", given=Given(licence=licence))


@pytest.fixture(scope="module")
def files(worked):
    return exported(worked)


def told(files, path) -> list[dict]:
    """A CSV's rows."""
    return list(csv.DictReader(io.StringIO(files[path].decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def package(files):
    return json.loads(files[open_data.PACKAGE])


def test_every_public_table_that_holds_anything_is_there_in_four_forms(files, package):
    held = {name for name in EXAMPLE if tables.TABLES[name].is_public}
    assert {one["name"] for one in package["resources"]} == held  # the survey's answers are not
    assert {f"{form}/{name}.{form}" for form in ("json", "parquet") for name in held} | {one["path"] for one in package["resources"]} <= set(files)
    assert set(openpyxl.load_workbook(io.BytesIO(files[open_data.WORKBOOK]), read_only=True).sheetnames) == {"README", *held}
    assert {"ocds-release-package.json", "oc4ids-project-package.json"} <= set(files)


def test_the_forms_tell_the_same_to_the_satang(files):
    amounts = {"S1": Decimal("1000000.00"), "S7": Decimal("0.07")}
    assert {r["share_code"]: Decimal(r["pledged_baht"]) for r in told(files, "tables/budget_share.csv") if r["share_code"] in amounts} == amounts
    parquet = pyarrow.parquet.read_table(io.BytesIO(files["parquet/budget_share.parquet"]))
    assert {r["share_code"]: r["pledged_baht"] for r in parquet.to_pylist() if r["share_code"] in amounts} == amounts
    assert '"pledged_baht": 0.07,' in files["json/budget_share.json"].decode()
    page = openpyxl.load_workbook(io.BytesIO(files[open_data.WORKBOOK]), read_only=True)["budget_share"]
    head, *lines = page.iter_rows(values_only=True)
    assert {line[0]: line[head.index("pledged_baht")] for line in lines if line[0] in amounts} == {"S1": 1000000, "S7": 0.07}
    (first,) = [r for r in told(files, "tables/project.csv") if r["project_code"] == "P-1"]
    assert first["start_on"] == "2022-10-01" and next(r for r in parquet.to_pylist() if r["share_code"] == "S7")["approved_on"] == date(2023, 10, 5)


def test_no_text_runs_in_a_spreadsheet(files):
    assert {r["participation_name"] for r in told(files, "tables/participation_activity.csv")} == {"'=เวทีน้ำ", "เวทีเล็ก"}
    page = openpyxl.load_workbook(io.BytesIO(files[open_data.WORKBOOK]), read_only=True)["participation_activity"]
    assert ("=เวทีน้ำ", "s") in {(cell.value, cell.data_type) for row in page.iter_rows() for cell in row}
    assert files["tables/project.csv"].startswith(b"\xef\xbb\xbf")


def test_nothing_private_is_in_any_file(files):
    """Names and notes of the individual, a post that is no public office, addresses of documents, a survey's answer."""
    for path, data in files.items():
        if path == open_data.WORKBOOK:
            data = "\n".join(str(cell) for page in openpyxl.load_workbook(io.BytesIO(data), read_only=True) for row in page.iter_rows(values_only=True) for cell in row).encode()
        assert SECRET.encode() not in data and b"secret.pdf" not in data and b"PER-2" not in data and b"mutual_trust" not in data, path


def test_who_is_an_individual_is_told_by_sector_and_district_as_on_the_screens(files):
    (row,) = [r for r in told(files, "tables/organisation.csv") if r["organisation_code"] == "ORG-I"]
    assert (row["organisation_name"], row["organisation_name_en"], row["short_name"]) == ("ภาคีระดับบุคคล (ภาคประชาสังคม อำเภอจุน)", "Individual partner (Civil society, Chun)", "")
    assert [r["person_code"] for r in told(files, "tables/membership.csv")] == ["PER-1", ""]


def test_few_people_and_what_gives_them_away_are_withheld(files, package):
    """Of 63 two came from business and 5601: with the totals of its row (13) and column (22) shown, three more cells are withheld; of the votes the smallest and one beside it."""
    cells = {(r["sector"], r["district_code"]): r["people_count"] for r in told(files, "counts/participation_attendance.csv")}
    assert cells == dict.fromkeys([("community", "5601"), ("community", "5602"), ("business", "5601"), ("business", "5602")], "")
    assert [r["vote_count"] for r in told(files, "counts/priority.csv")] == ["40", "", ""]
    assert {r["participation_code"]: r["participant_count"] for r in told(files, "tables/participation_activity.csv")} == {"PA-1": "63", "PA-2": ""}
    assert package["x_withheld"]["counts"] == {"participation_attendance": 4, "priority": 2}


def test_the_package_says_licence_as_of_release_and_what_is_never_published(files, package):
    assert package["licenses"][0]["path"] == LICENCE and package["sources"] == [{"title": EXAMPLE["province"][0]["office_name"]}]
    release = package["x_dataRelease"]
    assert (release["number"], release["asOf"], len(release["chain"])) == (1, AS_OF.isoformat(), 64)
    assert all(one["x_asOf"] == AS_OF.isoformat() and one["licenses"] for one in package["resources"])
    never = package["x_notPublished"]
    assert never["tables"] == [name for name, table in tables.TABLES.items() if not table.is_public] and "document_url" in never["columns"]["evidence"]
    about = pyarrow.parquet.read_schema(io.BytesIO(files["parquet/project.parquet"])).metadata
    assert (about[b"licence"].decode(), about[b"asOf"].decode()) == (LICENCE, AS_OF.isoformat())
    assert json.loads(files["json/project.json"])["licence"] == LICENCE and LICENCE in files[open_data.README].decode()


def test_the_catalogues_carry_their_fields(files, package):
    record, found = json.loads(files[open_data.CATALOGUE]), json.loads(files[open_data.DCAT])
    assert {"title", "notes", "objective", "update_frequency_unit", "geo_coverage", "data_source", "data_format", "data_category", "license_id", "maintainer"} <= set(record)
    assert (record["update_frequency_unit"], record["license_id"], record["last_updated_date"]) == ("เดือน", LICENCE, AS_OF.isoformat())
    assert found["@type"] == "dcat:Dataset" and found["dct:license"] == {"@id": LICENCE} and len(found["dcat:distribution"]) == len(package["resources"])
    assert all(set(one["dcat:downloadURL"]) == {"@id"} for one in found["dcat:distribution"]) and set(found["dct:language"]) == {"@id"}
    assert all(re.search("[ก-๙]", one["description"]) for one in record["resources"])


def test_without_a_licence_none_is_claimed(worked):
    made = exported(worked, licence="")
    assert "licenses" not in json.loads(made[open_data.PACKAGE]) and "dct:license" not in json.loads(made[open_data.DCAT]) and json.loads(made[open_data.CATALOGUE])["license_id"] == "ยังไม่ระบุ"


def test_the_package_validates(files, tmp_path):
    saved.save(files, tmp_path)
    report = frictionless.validate(str(tmp_path / open_data.PACKAGE))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert Folder(tmp_path).names() == set(files)  # a server shows what the list names, so that nothing of it is missing there
    table = tmp_path / "tables/budget_share.csv"
    table.write_bytes(table.read_bytes().replace(b"committed", b"promised", 1))
    assert not frictionless.validate(str(tmp_path / open_data.PACKAGE)).valid


def test_what_is_exported_can_be_loaded_again(files, worked, new_database, tmp_path):
    """Into an empty database, through the importer, as it lies: every table but the counts has the same public rows again. The whole demo in test_page_public."""
    saved.save(files, tmp_path)
    again = new_database()
    report = load(again, tmp_path / "tables", given=given_about(province="56", as_of=AS_OF), created_by="ผู้ทดสอบ")
    assert report.is_new, [p.message("en") for p in report.problems if p.severity == "error"]
    loadable = [Path(path).stem for path in files if path.startswith("tables/")]
    with worked.connect() as before, again.connect() as after:
        for name in loadable:
            assert published.rows(after, name, release=1, province="56") == published.rows(before, name, release=1, province="56"), name


def test_the_committees_record_lies_apart_and_says_why_it_cannot_be_loaded(new_database, tmp_path):
    made = new_database()
    load_into(made, tmp_path / "rows", {**PLACE, "organisation": ORGANISATIONS, **CONTRACT, **BODY})
    record(made)
    found = exported(made)
    assert {path for path in found if path.startswith("record/")} == {f"record/{name}.csv" for name in ("meeting", "committee_question", "resolution", "finding")}
    package = json.loads(found[open_data.PACKAGE])
    assert {one["name"] for one in package["resources"] if "x_whyNot" in one} == {"meeting", "committee_question", "resolution", "finding"}
    assert [row["answer"] for row in told(found, "record/committee_question.csv")] == ["", "จ่ายแล้ว", "", ""] and "record/" in found[open_data.README].decode()


def test_the_same_release_is_the_same_bytes(worked, files, tmp_path):
    assert exported(worked) == files
    url = worked.url.render_as_string(hide_password=False)
    assert scrutiny("export", "open-data", tmp_path / "out.zip", url=url).returncode == 0
    assert (tmp_path / "out.zip").read_bytes() == saved.zipped(exported(worked, licence=""))
