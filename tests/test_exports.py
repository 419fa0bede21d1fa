"""The exports in the field's standards, held to the standards' own schemas and to figures worked out by hand (worked_example.py)."""
# ruff: noqa: F811  fixtures of other modules come in by name

import csv
import io
import json
import zipfile
from datetime import date
from decimal import Decimal

import frictionless
import pytest
import standards
from browser import browser, chromium  # noqa: F401
from opened import opened
from served import served  # noqa: F401
from sqlalchemy import text
from typed import scrutiny
from worked_example import AS_OF, DELIVERABLES_EXAMPLE, MONEY, load_into, rows

from dashboard import serving
from queries import budget
from queries.errors import UsageError
from queries.exports import STANDARDS, fiscal, mapped, oc4ids, ocds, published, saved
from queries.exports.published import Given
from queries.tables import TABLES

SECRET = "ชื่อที่สาธารณะต้องไม่เห็น"
WITH_A_PERSON = {
    **DELIVERABLES_EXAMPLE, **MONEY,
    "organisation": [*({**row, "organisation_name_en": "-", "actor_level": row["actor_level"], "note": SECRET} for row in DELIVERABLES_EXAMPLE["organisation"]), *rows(
        "organisation_code | organisation_name | organisation_name_en | short_name | sector | actor_level | district_code | start_on | note",
        f"ORG-I | {SECRET} | {SECRET} | {SECRET} | civil_society | individual | 5602 | 2022-10-01 | {SECRET}")],
    "project": [{**row, "note": SECRET, "responsible_organisation_code": row["responsible_organisation_code"] or "ORG-I",
                 **({"emenscr_code": "EM-1", "gfmis_code": "5601234"} if row["project_code"] == "P-1" else {})} for row in DELIVERABLES_EXAMPLE["project"]],
    "budget_share": [*({**row, "note": SECRET} for row in MONEY["budget_share"]), *rows(
        "share_code | project_code | organisation_code | fiscal_year | fund_source | spend_type | pledged_baht | allocated_baht | budget_status | approved_on",
        "S7 | P-2 | ORG-I | 2567 | civil_society | current | 0.07 | 0.07 | committed | 2023-10-05")],
    "manager_selection": [*DELIVERABLES_EXAMPLE["manager_selection"], *rows(
        "selection_code | selection_step | held_on | body_code | candidate_organisation_code | outcome",
        "SEL-0 | nominated | 2023-08-20 | IMT | ORG-I | -", "SEL-9 | accepted | 2024-05-01 | IMT | ORG-M | หลังวันที่ของข้อมูล")],
    "evidence": [{**row, "document_url": f"https://example.go.th/{row['evidence_code']}/secret.pdf"} for row in DELIVERABLES_EXAMPLE["evidence"]],
}


@pytest.fixture(scope="module")
def worked(new_database, tmp_path_factory):
    """The worked example, with a partner who is an individual in it wherever a partner can be."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("exports") / "rows", WITH_A_PERSON)
    return engine


def exported(engine, release=1, given=None) -> dict[str, bytes]:
    """Every file of every standard by its name."""
    with engine.connect() as connection:
        return {name: data for module in STANDARDS.values() for name, data in module.files(connection, release=release, province="56", given=given or Given()).items()}


def read(data: bytes) -> dict:
    """JSON with its numbers as they are written."""
    return json.loads(data, parse_float=Decimal)


@pytest.fixture(scope="module")
def hire(worked) -> dict:
    return read(exported(worked)[ocds.FILE])["releases"][0]


@pytest.fixture(scope="module")
def projects(worked) -> dict:
    return {p["identifiers"][0]["id"]: p for p in read(exported(worked)[oc4ids.FILE])["projects"]}


@pytest.fixture(scope="module")
def shares(worked) -> dict:
    return {row["share_code"]: row for row in csv.DictReader(io.StringIO(exported(worked)[fiscal.TABLE].decode(), newline=""))}


# The manager's contract as OCDS

def test_the_hire_contract_is_one_contracting_process(hire):
    assert (hire["ocid"], hire["id"]) == ("ocds-000000-56-MC", "ocds-000000-56-MC-data-release-1")
    assert hire["tag"] == ["tender", "award", "contract", "implementation"]
    assert hire["buyer"] == {"id": "ORG-P", "name": "สำนักงานจังหวัด"}
    assert {p["id"]: p["roles"] for p in hire["parties"]} == {
        "ORG-I": ["tenderer"], "ORG-M": ["supplier", "payee", "tenderer"], "ORG-P": ["buyer", "procuringEntity", "payer"]}


def test_the_tender_is_the_selection_by_the_day_of_the_data(hire):
    tender = hire["tender"]
    assert [(m["id"], m["type"], m["dateMet"], m["status"]) for m in tender["milestones"]] == [
        ("SEL-0", "engagement", "2023-08-20T00:00:00+07:00", "met"), ("SEL-1", "approval", "2023-09-01T00:00:00+07:00", "met")]
    assert tender["tenderers"] == [{"id": "ORG-I"}, {"id": "ORG-M", "name": "มหาวิทยาลัยของจังหวัด"}] and tender["numberOfTenderers"] == 2
    assert tender["procurementMethodDetails"] == "คัดเลือก" and tender["procuringEntity"]["id"] == "ORG-P"


def test_award_and_contract_carry_days_and_the_sum_to_the_satang(hire):
    (award,), (contract,) = hire["awards"], hire["contracts"]
    assert (award["date"], award["suppliers"]) == ("2023-09-01T00:00:00+07:00", [{"id": "ORG-M", "name": "มหาวิทยาลัยของจังหวัด"}])
    assert contract["awardID"] == award["id"] and contract["status"] == "active"
    assert contract["value"] == {"amount": Decimal("400000.50"), "currency": "THB"}
    assert contract["dateSigned"] == "2023-09-15T00:00:00+07:00"
    assert contract["period"] == {"startDate": "2023-10-01T00:00:00+07:00", "endDate": "2024-09-30T23:59:59+07:00"}


def test_deliverables_are_delivery_milestones_with_their_state_of_that_day(hire):
    """By 15 April 2567: D-01 and D-02 were accepted; D-03 and D-08 (sent back) are past their day; D-04, D-07 and D-09 are handed in and wait."""
    found = {m["code"]: m for m in hire["contracts"][0]["implementation"]["milestones"] if m["type"] == "delivery"}
    day = lambda text: text and text[:10]  # noqa: E731
    assert {code: (m["status"], day(m["dueDate"]), day(m.get("dateMet")), day(m.get("dateModified"))) for code, m in found.items()} == {
        "D-01": ("met", "2023-12-31", "2024-01-10", "2024-01-20"), "D-02": ("met", "2024-01-31", "2024-03-01", "2024-03-01"),
        "D-03": ("notMet", "2024-02-29", None, None), "D-04": ("partiallyMet", "2024-03-31", None, "2024-04-05"),
        "D-05": ("scheduled", "2024-04-30", None, "2024-03-28"), "D-06": ("scheduled", "2024-06-30", None, None),
        "D-07": ("partiallyMet", "2024-04-30", None, "2024-04-10"), "D-08": ("notMet", "2024-04-10", None, "2024-04-08"),
        "D-09": ("partiallyMet", "2024-03-15", None, "2024-03-15")}
    assert found["D-04"]["dueDate"] == "2024-03-31T23:59:59+07:00" and found["D-04"]["x_originalDueDate"] == "2024-02-15T23:59:59+07:00"
    assert found["D-01"]["documents"] == [{"id": "DOC-1", "title": "แผนงาน", "dateModified": "2023-12-20T00:00:00+07:00"}]


def test_phases_are_payment_milestones_and_payments_transactions(hire):
    done = hire["contracts"][0]["implementation"]
    assert [(m["id"], m["status"], m["value"]["amount"], m.get("dateMet")) for m in done["milestones"] if m["type"] == "payment"] == [
        ("PH-1", "met", Decimal("100000.50"), "2024-02-15T00:00:00+07:00"), ("PH-2", "scheduled", Decimal("300000.00"), None)]
    (payment,) = done["transactions"]  # PAY-2 is of May
    assert (payment["id"], payment["value"]["amount"], payment["x_withheld"]["amount"]) == ("PAY-1", Decimal("95000.00"), Decimal("5000.50"))
    assert (payment["payer"]["id"], payment["payee"]["id"], payment["relatedImplementationMilestone"]) == ("ORG-P", "ORG-M", {"id": "PH-1", "title": "เตรียมการ"})
    assert [(p["id"], p["value"]["amount"]) for p in done["x_penalties"]] == [("PEN-1", Decimal("1500.25"))]


@pytest.mark.parametrize(("is_signed", "is_over", "status"), [(False, False, "pending"), (False, True, "pending"), (True, False, "active"), (True, True, "terminated")])
def test_a_contract_is_pending_until_signed_and_terminated_only_when_over(is_signed, is_over, status):
    assert ocds.contract_status(is_signed, is_over) == status


def test_each_contract_has_the_steps_that_led_to_it(engine, tmp_path):
    """A manager is replaced: what was held after the first signature led to the second, or came after it."""
    second = rows("manager_contract_code | contract_code | employer_organisation_code | manager_organisation_code | signed_on | start_on | end_on | contract_sum_baht",
                  "MC-2 | TC | ORG-P | ORG-B | 2024-03-10 | 2024-03-15 | 2024-03-31 | 0.10")
    steps = rows("selection_code | selection_step | held_on | body_code | candidate_organisation_code",
                 "SEL-2 | selected | 2024-03-01 | IMT | ORG-B", "SEL-3 | accepted | 2024-04-01 | IMT | ORG-B")
    load_into(engine, tmp_path / "rows", {**DELIVERABLES_EXAMPLE, "manager_contract": [*DELIVERABLES_EXAMPLE["manager_contract"], *({**s, "selection_method": ""} for s in second)],
                                          "manager_selection": [*DELIVERABLES_EXAMPLE["manager_selection"], *({**s, "outcome": ""} for s in steps)]})
    with engine.connect() as connection:
        first, other = ocds.package(connection, release=1, province="56", given=Given())["releases"]
    assert [m["id"] for m in first["tender"]["milestones"]] == ["SEL-1"] and [m["id"] for m in other["tender"]["milestones"]] == ["SEL-2", "SEL-3"]
    assert (first["contracts"][0]["status"], other["contracts"][0]["status"]) == ("active", "terminated")
    assert other["tag"] == ["tender", "award", "contract"] and "implementation" not in other["contracts"][0]


# The projects as OC4IDS

def test_a_project_carries_its_budget_and_each_partners_share(projects):
    budget_of = projects["P-1"]["budget"]
    assert budget_of["amount"] == {"amount": Decimal("1900000.00"), "currency": "THB"}
    (money,) = budget_of["budgetBreakdowns"]
    assert [(b["id"], b["sourceParty"]["id"], b["amount"]["amount"], b["x_budgetStatus"], b["period"]["startDate"][:10], b["period"]["endDate"][:10]) for b in money["budgetBreakdown"]] == [
        ("S1", "ORG-A", Decimal("1000000.00"), "2", "2023-10-01", "2024-09-30"), ("S5", "ORG-D", Decimal("200000.00"), "1", "2023-10-01", "2024-09-30"),
        ("S6", "ORG-A", Decimal("500000.00"), "2", "2022-10-01", "2023-09-30")]


def test_in_kind_is_a_group_of_its_own(projects):
    money, in_kind = projects["P-2"]["budget"]["budgetBreakdowns"]
    assert (money["id"], [b["id"] for b in money["budgetBreakdown"]]) == ("money", ["S2", "S3", "S7"])
    assert (in_kind["id"], [(b["id"], b["amount"]["amount"]) for b in in_kind["budgetBreakdown"]]) == ("in_kind", [("S4", Decimal("250000.00"))])
    assert money["budgetBreakdown"][2]["approvalDate"] == "2023-10-05T00:00:00+07:00"


def test_a_project_says_what_it_is_where_and_whose(projects):
    one, two = projects["P-1"], projects["P-2"]
    assert (one["id"], one["status"], one["sector"]) == ("oc4ids-000000-56-P-1", "implementation", ["x_place"])
    assert one["identifiers"] == [{"id": "P-1", "scheme": "x_joint-scrutiny"}, {"id": "EM-1", "scheme": "TH-eMENSCR"}, {"id": "5601234", "scheme": "TH-GFMIS"}]
    assert [place["gazetteer"] for place in one["locations"]] == [{"scheme": "TH-TIS1099", "identifiers": ["5601"]}, {"scheme": "ISO3166-2", "identifiers": ["TH-56"]}]
    assert {p["id"]: p["roles"] for p in one["parties"]} == {"ORG-A": ["publicAuthority", "funder"], "ORG-D": ["funder"]}
    assert one["publicAuthority"]["id"] == "ORG-A" and one["documents"][0]["id"] == "DOC-2"
    assert "publicAuthority" not in two  # a person of civil society is no public authority
    assert {p["id"]: p["roles"] for p in two["parties"]}["ORG-I"] == ["administrativeEntity", "funder"]
    assert all("contractingProcesses" not in p for p in projects.values())


# The shares as a fiscal data package

def test_shares_carry_the_ladder_of_that_day_to_the_satang(shares):
    ladder = ("pledged_baht", "allocated_baht", "committed_baht", "disbursed_baht", "carried_over_baht", "left_baht")
    assert {code: tuple(row[name] for name in ladder) for code, row in shares.items()} == {
        "S1": ("1000000.00", "800000.00", "199999.75", "300000.25", "0.00", "300000.00"), "S2": ("400000.00", "400000.00", "0.00", "260000.00", "0.00", "140000.00"),
        "S3": ("300000.00", "100000.00", "0.00", "20000.00", "0.00", "80000.00"), "S4": ("250000.00", "0.00", "0.00", "50000.00", "0.00", ""),
        "S5": ("200000.00", "0.00", "0.00", "0.00", "0.00", "0.00"), "S6": ("500000.00", "500000.00", "0.00", "500000.00", "50000.00", "0.00"),
        "S7": ("0.07", "0.07", "0.00", "0.00", "0.00", "0.07")}


def test_a_share_says_year_in_both_eras_and_whether_it_is_money(shares):
    assert [shares["S6"][name] for name in ("fiscal_year", "period_start_on", "period_end_on", "is_in_kind")] == ["2566", "2022-10-01", "2023-09-30", "false"]
    assert shares["S4"]["is_in_kind"] == "true" and (shares["S1"]["project_name"], shares["S1"]["organisation_name"]) == ("อ่างเก็บน้ำ", "สำนักงานเกษตรจังหวัด")
    assert shares["S7"]["organisation_name"] == "" and shares["S7"]["sector"] == "civil_society"


def test_every_column_has_words_in_both_languages_and_every_model_column_is_there():
    fields = {f["name"]: f for f in fiscal.schema()["fields"]}
    assert list(fields) == list(fiscal.MAPPING) and all(f["title"] and f["title_en"] and f["description"] for f in fields.values())
    model = fiscal.model()
    assert {m["source"] for m in model["measures"].values()} | {a["source"] for d in model["dimensions"].values() for a in d["attributes"].values()} <= set(fields)
    assert all(f["unit"] == "THB" for name, f in fields.items() if name.endswith("_baht"))


def test_a_name_that_would_run_as_a_formula_does_not():
    row = dict.fromkeys(fiscal.MAPPING) | {"project_name": "=1+1", "left_baht": Decimal("-1.00")}
    (read_back,) = csv.DictReader(io.StringIO(fiscal.csv_of([row]).decode(), newline=""))
    assert (read_back["project_name"], read_back["left_baht"]) == ("'=1+1", "-1.00")


# What the public may see, and how it is written

@pytest.mark.parametrize("file", [ocds.FILE, oc4ids.FILE, fiscal.TABLE])
def test_a_partner_who_is_an_individual_is_there_without_a_name(worked, file):
    found = exported(worked)[file].decode()
    assert "ORG-I" in found and SECRET not in found and "secret.pdf" not in found


def test_an_individual_is_role_sector_and_district_and_nothing_else(hire):
    (person,) = (p for p in hire["parties"] if p["id"] == "ORG-I")
    assert person == {"id": "ORG-I", "roles": ["tenderer"], "address": {"locality": "จุน", "region": "พะเยา", "countryName": "ไทย"}, "details": {"classifications": [
        {"scheme": "x_sector", "id": "civil_society", "description": "ภาคประชาสังคม"}, {"scheme": "x_actor_level", "id": "individual", "description": "ระดับบุคคล"}]}}


def test_no_individual_of_the_sample_is_named(sample_engine):
    texts = {name: data.decode() for name, data in exported(sample_engine, 6).items()}
    with sample_engine.connect() as connection:
        names = connection.execute(text("SELECT organisation_name, organisation_name_en, short_name FROM organisation WHERE actor_level = 'individual'")).all()
    assert len(names) >= 5 and not [(name, file) for row in names for name in row if name for file, found in texts.items() if name in found]


@pytest.mark.parametrize("name", sorted(n for n, table in TABLES.items() if not table.is_public))
def test_a_table_that_is_not_public_cannot_be_read(worked, name):
    with worked.connect() as connection, pytest.raises(PermissionError):
        published.rows(connection, name, release=1, province="56")


def test_only_public_rows_and_columns_are_read(engine, load_rows):
    load_rows(engine, {"organisation": DELIVERABLES_EXAMPLE["organisation"], "person": rows(
        "person_code | post_title | organisation_code | is_boundary_spanner | is_office_holder", "PER-1 | ผู้ว่าราชการจังหวัด | ORG-P | ใช่ | ใช่", "PER-2 | ผู้แทนชุมชน | ORG-C | ใช่ | ไม่ใช่")})
    with engine.connect() as connection:
        assert [p["person_code"] for p in published.rows(connection, "person", release=1, province="56")] == ["PER-1"]
        assert "note" not in published.rows(connection, "organisation", release=1, province="56")[0]


def test_amounts_are_written_digit_by_digit():
    assert mapped.written({"amount": Decimal("90071992547409.93")}) == '{\n "amount": 90071992547409.93\n}'  # as a float: …409.94
    assert json.loads(mapped.written({"a": [1, True, None, "“ก”\n"], "b": [], "c": {}})) == {"a": [1, True, None, "“ก”\n"], "b": [], "c": {}}


def test_the_sum_is_in_the_file_as_it_was_agreed(worked):
    assert '"amount": 400000.50,' in exported(worked)[ocds.FILE].decode()


def test_the_data_release_is_told_apart_from_the_standards_release(worked):
    files = exported(worked)
    for name in (ocds.FILE, oc4ids.FILE, fiscal.PACKAGE):
        told = read(files[name])["x_dataRelease"]
        assert (told["number"], told["asOf"], told["isSample"]) == (1, AS_OF.isoformat(), True) and len(told["chain"]) == 64
    assert read(files[ocds.FILE])["uri"] == "urn:x-joint-scrutiny:TH-56:data-release:1:ocds"


def test_a_release_gives_the_same_bytes_also_after_a_later_one(engine, tmp_path):
    load_into(engine, tmp_path / "one", WITH_A_PERSON)
    before = exported(engine)
    load_into(engine, tmp_path / "two", {"manager_payment": rows("payment_code | phase_code | paid_on | amount_baht", "PAY-3 | PH-2 | 2024-05-20 | 7.77")}, as_of=date(2024, 5, 31))
    assert exported(engine) == before
    after = read(exported(engine, 2)[ocds.FILE])
    assert [t["value"]["amount"] for t in after["releases"][0]["contracts"][0]["implementation"]["transactions"]] == [Decimal("95000.00"), Decimal("1.00"), Decimal("7.77")]
    assert after["x_dataRelease"]["number"] == 2 and after["releases"][0]["ocid"] == "ocds-000000-56-MC"


def test_prefixes_and_licence_are_the_publishers(worked):
    files = exported(worked, given=Given("ocds-abc123", "oc4ids-abc123", "https://example.org/licence"))
    assert read(files[ocds.FILE])["releases"][0]["ocid"].startswith("ocds-abc123-56-")
    assert read(files[oc4ids.FILE])["projects"][0]["id"].startswith("oc4ids-abc123-56-")
    assert read(files[ocds.FILE])["license"] == read(files[fiscal.PACKAGE])["licenses"][0]["path"] == "https://example.org/licence"


@pytest.mark.parametrize("name", STANDARDS)
def test_a_release_without_the_facts_says_so(engine, load_rows, name):
    with engine.connect() as connection, pytest.raises(UsageError) as told:
        STANDARDS[name].files(connection, release=1, province="56", given=Given())
    assert told.value.code == "export_empty"
    load_rows(engine, {"organisation": DELIVERABLES_EXAMPLE["organisation"]})
    with engine.connect() as connection, pytest.raises(UsageError) as told:
        STANDARDS[name].files(connection, release=1, province="56", given=Given())
    assert name in told.value.message("en")


def test_the_shares_of_the_sample_add_up_to_the_screens_totals(sample_engine):
    with sample_engine.connect() as connection:
        found = fiscal.shares(connection, release=6, province="56")
        totals = budget.totals(connection, release=6, province="56").iloc[0]
        paid = oc4ids.package(connection, release=6, province="56", given=Given())["projects"]
    for name in ("pledged_baht", "allocated_baht", "committed_baht", "disbursed_baht", "left_baht"):
        assert sum(s[name] for s in found if not s["is_in_kind"]) == totals[name], name
    assert sum(b["amount"]["amount"] for p in paid for group in p["budget"]["budgetBreakdowns"] if group["id"] == "money" for b in group["budgetBreakdown"]) == totals["pledged_baht"]


# Held to the standards

@pytest.fixture(params=["worked", "sample"])
def files(request, worked, sample_engine) -> dict[str, bytes]:
    """The files of the worked example, and of the sample's newest release."""
    return exported(worked) if request.param == "worked" else exported(sample_engine, 6)


def schemas(*names):
    if not standards.is_here():
        pytest.skip("the standards' schemas are not here (python tests/standards.py brings them)")
    return [standards.schema(name) for name in names]


def test_the_release_package_is_valid_ocds(files):
    package, release = schemas("ocds-package.json", "ocds-release.json")
    found = json.loads(files[ocds.FILE])
    assert standards.wrong(package, found, release) == []
    del found["releases"][0]["contracts"][0]["awardID"]
    found["releases"][0]["date"] = "2024-04-15"
    assert len(standards.wrong(package, found, release)) == 2  # the schema does look


def test_every_project_is_valid_oc4ids(files):
    (project,) = schemas("oc4ids-project.json")
    share, party = ({**project["definitions"][name], "definitions": project["definitions"], "id": name} for name in ("BudgetBreakdown", "Organization"))
    for found in json.loads(files[oc4ids.FILE])["projects"]:
        assert standards.wrong(project, found) == []
        assert [w for group in found["budget"]["budgetBreakdowns"] for b in group["budgetBreakdown"] for w in standards.wrong(share, b)] == []
        assert [w for p in found["parties"] for w in standards.wrong(party, p)] == []
    assert standards.wrong(project, {**found, "status": "active", "updated": "today"})


def test_the_shares_are_a_valid_data_package(files, tmp_path):
    saved.save({name: files[name] for name in (fiscal.PACKAGE, fiscal.TABLE)}, tmp_path / "shares")
    report = frictionless.validate(str(tmp_path / "shares" / fiscal.PACKAGE))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    table = tmp_path / "shares" / fiscal.TABLE
    table.write_bytes(table.read_bytes().replace(b"committed", b"promised", 2).replace(b",committed,", b",promised,"))
    assert not frictionless.validate(str(tmp_path / "shares" / fiscal.PACKAGE)).valid


# The command

def test_the_command_prints_or_writes_what_the_standard_gives(worked, tmp_path):
    url, files = worked.url.render_as_string(hide_password=False), exported(worked)
    assert scrutiny("export", "ocds", url=url).printed == files[ocds.FILE]
    assert scrutiny("export", "oc4ids", "--to", tmp_path / "projects.json", url=url).returncode == 0
    assert (tmp_path / "projects.json").read_bytes() == files[oc4ids.FILE]
    for name in ("one.zip", "two.zip"):
        assert scrutiny("export", "fiscal", "--release", "1", "--to", tmp_path / name, url=url).returncode == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as folder:
        assert {name: folder.read(name) for name in folder.namelist()} == {name: files[name] for name in (fiscal.PACKAGE, fiscal.TABLE)}


@pytest.mark.parametrize(("words", "said"), [(["export", "fiscal"], "--to FOLDER"), (["export", "ocds", "--release", "9"], "9"), (["export", "ocds", "--to", "/no/such/folder/x.json"], "/no/such/folder")])
def test_what_cannot_be_exported_is_told_in_words(worked, words, said):
    done = scrutiny(*words, url=worked.url.render_as_string(hide_password=False))
    assert done.returncode == 2 and said in done.stderr


# The data page

@pytest.fixture
def quiet():
    """What a page said of this process undone after it."""
    yield
    serving.begin("")


def offered(page) -> set[str]:
    """The standards there is a button for."""
    found = {button.proto.id.rpartition("-")[2] for button in page.app.get("download_button")}
    return {name for name in STANDARDS if f"standard_{name}" in found}


def test_the_data_page_offers_the_standards_the_release_holds_facts_for(worked, engine, load_rows, quiet):
    page = opened(worked, "data")
    assert offered(page) == set(STANDARDS) and page.answers()[-1].startswith("ฉบับนี้มีให้ดาวน์โหลด 3 มาตรฐาน")
    load_rows(engine, {"organisation": DELIVERABLES_EXAMPLE["organisation"]})
    bare = opened(engine, "data")
    assert offered(bare) == set() and bare.answers()[-1] == "ฉบับข้อมูลนี้ยังไม่มีสัญญาจ้างผู้จัดการ โครงการ หรือสัดส่วนงบประมาณ"


@pytest.mark.browser
def test_what_the_data_page_gives_is_what_the_command_gives(browser, served, worked, tmp_path):
    screen = browser(1280, 800)
    screen.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    screen.open(f"{served(worked.url.render_as_string(hide_password=False), pages='').address}/data")
    for name in STANDARDS:
        screen.one(f".st-key-standard_{name} button").click()
    screen.wait(lambda: len([p for p in tmp_path.iterdir() if p.suffix in (".json", ".zip") and p.stat().st_size]) == 3)
    files = exported(worked)
    assert (tmp_path / "ocds-56-1.json").read_bytes() == files[ocds.FILE] and (tmp_path / "oc4ids-56-1.json").read_bytes() == files[oc4ids.FILE]
    assert (tmp_path / "fiscal-56-1.zip").read_bytes() == saved.zipped({name: files[name] for name in (fiscal.PACKAGE, fiscal.TABLE)})
