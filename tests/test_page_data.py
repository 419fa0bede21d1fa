"""The data page: who has not reported, what a release changed – and a workbook in by the screen, in a process of its own."""
# ruff: noqa: F811  fixtures of other modules come in by name

import io
import sqlite3
import tempfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from browser import browser, chromium  # noqa: F401
from conftest import DISTRICT_ROWS, PROVINCE_ROW, SAMPLE, write_csvs
from opened import Opened, opened
from served import served  # noqa: F401

from dashboard import loading, serving, wording
from queries import database
from queries.workbook import template
from queries.workbook.load import given_about, load

PARTNER = {"organisation_code": "A", "organisation_name": "ภาคีหนึ่ง", "organisation_name_en": "One", "sector": "community", "actor_level": "group", "district_code": "5601", "start_on": "2023-10-01"}
DUTY = {"organisation_code": "A", "report_kind": "coordination", "due_day": "10", "start_on": "2024-07-01"}
EVENT = {"event_code": "EV-1", "held_on": "2024-07-20", "event_name": "หารือ", "event_kind": "meeting", "organisation_codes": "A; B", "is_regular": "ใช่"}
FIRST = {"province": [PROVINCE_ROW], "district": DISTRICT_ROWS, "organisation": [PARTNER, {**PARTNER, "organisation_code": "B", "organisation_name": "ภาคีสอง"}],
         "reporting_duty": [DUTY], "coordination_event": [EVENT]}
SECOND = {"organisation": [{**PARTNER, "organisation_name": "ภาคีหนึ่ง ชื่อใหม่"}, {**PARTNER, "organisation_code": "C", "organisation_name": "ภาคีสาม"}]}
AS_OF = date(2024, 9, 30)


@pytest.fixture(autouse=True)
def quiet():
    """Thai, and whatever a test said of this process undone after it."""
    wording.use("th")
    yield
    wording.use("th")
    serving.begin("")


def filled(engine, folder):
    """Two releases: the second renames one partner and adds another."""
    for number, rows in enumerate((FIRST, SECOND), start=1):
        report = load(engine, write_csvs(folder / str(number), rows), given=given_about(province="56", as_of=AS_OF, reason=f"รอบที่ {number}"), created_by="สำนักงานจังหวัด")
        assert report.is_new, [p.message("en") for p in report.problems]
    return engine


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    return filled(new_database(), tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "data")


def workbook(**rows):
    """A workbook's bytes with those rows, as at 31 October 2024."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        template.write(path, "setup", rows, about={"province_code": "56", "as_of": "31 ต.ค. 2567", "reason": "แก้ไข", "prepared_by": "สำนักงานจังหวัดพะเยา"}, sheets=list(rows))
        return path.read_bytes()


NEW = {"organisation_code": "D", "organisation_name": "ภาคีสี่", "sector": "business", "actor_level": "organisation", "district_code": "5602", "start_on": date(2024, 10, 1)}


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_who_has_not_reported_since_when_and_how_late(page):
    # last event in July; August was due on 10 September: twenty days ago
    assert page.answers()[0] == "▨ ไม่มีหลักฐาน ภาคี 1 จาก 1 รายยังค้างรายงานรวม 1 เรื่อง ช้าที่สุดคือภาคีหนึ่ง ชื่อใหม่ เรื่องการประสานงาน ครบกำหนด 10 ก.ย. 2567 เกินมาแล้ว 20 วัน"
    assert page.table(0)[1] == ["ภาคีหนึ่ง ชื่อใหม่", "การประสานงาน", "ส.ค. 2567", "1", "10 ก.ย. 2567", "20", "31 ก.ค. 2567"]


def test_releases_stand_newest_first_with_what_each_did(page):
    rows = page.table(1)[1:]
    assert [row[0] for row in rows] == ["2", "1"]
    assert rows[0][3:9] == ["สำนักงานจังหวัด", "รอบที่ 2", "2", "1", "1", "0"]


def test_what_a_release_changed_is_shown_before_and_after_with_its_file_and_row(page):
    assert page.table(2)[1:] == [["ภาคีเครือข่าย", "A", "แก้", "ชื่อภาคี", "ภาคีหนึ่ง", "ภาคีหนึ่ง ชื่อใหม่", "2", "organisation", "2"]]


def test_rows_a_release_added_are_shown_when_their_table_is_picked(engine):
    page = opened(engine, "data", table="organisation")
    added = [row for row in page.table(2)[1:] if row[2] == "เพิ่ม"]
    assert {row[1] for row in added} == {"C"}
    assert ["ภาคีเครือข่าย", "C", "เพิ่ม", "ชื่อภาคี", "–", "ภาคีสาม", "2", "organisation", "3"] in added


def test_another_release_may_be_looked_at_without_leaving_the_one_in_sight(engine):
    page = opened(engine, "data", change="1")
    assert "ฉบับที่ 1 จากไฟล์ 1 เพิ่ม 7 แถว แก้ 0 แถว สิ้นสุด 0 แถว" in page.text  # a province, two districts, two partners, a duty, an event
    assert "ฉบับข้อมูลที่ 2" in page.text


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, 4) if mode == "projector" else [1]:
        assert opened(sample_engine, "data", mode=mode, lang=language, scene=str(scene)).answers()


def test_an_old_release_of_the_sample_shows_only_what_was_known_then(sample_engine):
    assert [row[0] for row in opened(sample_engine, "data", release="2").table(1)[1:]] == ["2", "1"]


def test_an_empty_database_says_what_to_load(new_database):
    page = opened(new_database(), "data")
    assert page.answers()[0] == "ผู้ดูแลนำเข้าสมุดงานตั้งต้นด้วยคำสั่ง scrutiny load เมื่อนำเข้าแล้วจะเกิดฉบับข้อมูลที่ 1"
    assert "เริ่มที่สมุดงานตั้งต้น" in page.text


def app_of(engine, **how):
    """The page's app after a run in a process that serves so."""
    page = opened(engine, "data")
    serving.begin(engine.url.render_as_string(hide_password=False), **how)
    page.app.run()
    assert not page.app.exception
    return page.app


def test_the_public_is_offered_neither_upload_nor_forms(engine):
    app = app_of(engine, audience=serving.PUBLIC)
    assert not app.get("file_uploader")
    assert "form_setup" not in {button.proto.id.rpartition("-")[2] for button in app.get("download_button")}


def test_officials_without_the_right_to_load_get_forms_but_no_upload(engine):
    app = app_of(engine)
    assert not app.get("file_uploader")
    assert any(button.proto.id.endswith("form_setup") for button in app.get("download_button"))


# --- a workbook in by the screen --------------------------------------------------------------------------------------


def test_a_file_with_a_mistake_is_told_by_cell_and_nothing_is_kept(new_database, tmp_path):
    app = app_of(filled(new_database(), tmp_path), may_load=True)
    bad = workbook(organisation=[{**NEW, "district_code": "5699"}])
    app.get("file_uploader")[0].set_value(("ผิด.xlsx", bad, "")).run()
    said = Opened(app).text
    assert "ไม่รับไฟล์นี้" in said
    assert "5699" in said
    assert "G3" in said  # below title and headings, the seventh column
    assert not [button for button in app.button if button.key == "load_now"]


def test_a_good_file_shows_what_it_would_change_and_becomes_a_release_when_asked(new_database, tmp_path):
    made = filled(new_database(), tmp_path)
    app = app_of(made, may_load=True)
    content = workbook(organisation=[NEW])
    app.get("file_uploader")[0].set_value(("เพิ่ม.xlsx", content, "")).run()
    assert "นำเข้าได้ ยังไม่ได้บันทึก" in Opened(app).text
    assert releases_in(made) == 2
    app.get("file_uploader")[0].set_value(("เพิ่ม.xlsx", content, ""))  # a browser keeps the file in hand; the test's app does not
    next(button for button in app.button if button.key == "load_now").click().run()
    assert "เป็นฉบับข้อมูลที่ 3" in Opened(app).text
    assert releases_in(made) == 3


def releases_in(engine):
    from queries import releases

    with engine.connect() as connection:
        return releases.latest(connection)


# --- the other process ------------------------------------------------------------------------------------------------


def silent(*_):
    """Nobody listens to the progress."""


@pytest.fixture
def url(tmp_path):
    """A SQLite database with two releases."""
    made = database.engine(f"sqlite:///{tmp_path / 'a.sqlite'}")
    database.upgrade(made)
    filled(made, tmp_path)
    made.dispose()
    return f"sqlite:///{tmp_path / 'a.sqlite'}"


def test_a_check_tells_what_would_change_and_keeps_nothing(url, tmp_path):
    heard = []
    report = loading.check("เพิ่ม.xlsx", workbook(organisation=[NEW]), url, lambda *told: heard.append(told))
    assert (report["file"], report["as_of"], report["province_code"], report["prepared_by"]) == ("เพิ่ม.xlsx", "2024-10-31", "56", "สำนักงานจังหวัดพะเยา")
    assert report["changes"] == [{"table_name": "organisation", "added": 1, "changed": 0, "ended": 0, "unchanged": 0}]
    assert (report["release"], report["is_refused"], report["errors"]) == (None, False, 0)
    assert {stage for stage, *_ in heard} >= {"read", "stage", "write"}
    assert sqlite3.connect(tmp_path / "a.sqlite").execute("SELECT count(*) FROM release").fetchone() == (2,)


def test_a_load_makes_a_release_and_the_same_file_again_is_the_same_release(url):
    content = workbook(organisation=[NEW])
    first, again = (loading.load("เพิ่ม.xlsx", content, url, silent) for _ in range(2))
    assert (first["release"], first["is_new"], again["release"], again["is_new"]) == (3, True, 3, False)


def test_a_load_into_an_address_without_a_database_makes_one(tmp_path):
    content = workbook(province=[{"province_name_th": "พะเยา", "province_name_en": "Phayao", "office_name": "สำนักงานจังหวัดพะเยา", "is_sample": True}])
    assert loading.load("ตั้งต้น.xlsx", content, f"sqlite:///{tmp_path / 'new.sqlite'}", silent)["release"] == 1


def test_the_marked_copy_points_at_the_cell(url):
    marked = openpyxl.load_workbook(io.BytesIO(loading.marked("ผิด.xlsx", workbook(organisation=[{**NEW, "district_code": "5699"}]), url)))
    assert marked.sheetnames[0] == "ปัญหาที่พบ"
    assert "5699" in marked["ภาคีเครือข่าย"]["G3"].comment.text


def test_a_csv_is_told_whose_and_as_at_when(url):
    content = "organisation_code,organisation_name,sector,actor_level,district_code,start_on\nE,ภาคีห้า,business,group,5601,2024-10-01\n".encode("utf-8-sig")
    report = loading.check("organisation.csv", content, url, silent, as_of="31/10/2567", province="56")
    assert (report["as_of"], report["errors"], report["changes"][0]["added"]) == ("2024-10-31", 0, 1)


def test_a_day_that_is_none_is_said_in_both_languages(url):
    with pytest.raises(loading.NotDone) as told:
        loading.check("organisation.csv", b"a,b\n1,2\n", url, silent, as_of="พรุ่งนี้", province="56")
    assert "พรุ่งนี้" in told.value.words["th"]
    assert "not a date" in told.value.words["en"]


def test_forms_come_blank_without_a_release_and_prefilled_with_one(url):
    blank = openpyxl.load_workbook(io.BytesIO(loading.form("setup", url)))
    held = openpyxl.load_workbook(io.BytesIO(loading.form("setup", url, "56", 2)))
    monthly = openpyxl.load_workbook(io.BytesIO(loading.form("monthly", url, "56", 2, "A")))
    assert blank["ภาคีเครือข่าย"]["A3"].value is None
    assert held["ภาคีเครือข่าย"]["A3"].value == "A"
    assert "การประสานงาน" in monthly.sheetnames


@pytest.mark.parametrize("file", ["cell_far_outside.xlsx", "file_is_not_a_workbook.xlsx", "file_encrypted.xlsx"])
def test_a_hostile_file_is_told_and_the_serving_process_goes_on(url, file):
    path = SAMPLE / "mistakes" / file
    report = loading.check(path.name, path.read_bytes(), url, silent)
    assert report["is_refused"]
    assert report["problems"][0]["message_th"]


def test_what_takes_too_long_is_ended_and_said(url, monkeypatch):
    monkeypatch.setattr(loading, "SECONDS", 0.01)  # no process starts so quickly
    with pytest.raises(loading.NotDone) as told:
        loading.check("เพิ่ม.xlsx", workbook(organisation=[NEW]), url, silent)
    assert "ใช้เวลานานเกินกำหนด" in told.value.words["th"]


def test_a_database_of_another_kind_is_said_not_raised():
    with pytest.raises(loading.NotDone) as told:
        loading.check("a.xlsx", workbook(organisation=[NEW]), "mysql://nobody@nowhere/none", silent)
    assert "mysql" in told.value.words["th"]


@pytest.mark.parametrize(("given", "kept"), [
    ("../../etc/passwd", "passwd"), ("C:\\งาน\\มิ.ย..xlsx", "มิ.ย..xlsx"), ("", "workbook.xlsx"), ("..", "workbook.xlsx"), ("ก" * 300 + ".xlsx", "ก" * 120 + ".xlsx"), ("a\0b.xlsx", "ab.xlsx"),
])  # fmt: skip
def test_an_uploaded_name_cannot_lead_elsewhere(given, kept):
    assert loading.safe_name(given) == kept


# --- in a browser -----------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_workbook_chosen_in_the_browser_becomes_a_release(browser, served, url, tmp_path):
    from selenium.webdriver.support.ui import WebDriverWait

    file = tmp_path / "ตุลาคม.xlsx"
    file.write_bytes(workbook(organisation=[NEW]))
    server = served(url, pages="")
    screen = browser(1280, 1600).open(f"{server.address}/data")
    assert screen.script("return getComputedStyle(document.querySelector('.st-key-upload button p'), '::after').content") == '"เลือกไฟล์"'
    screen.one(".st-key-upload input[type=file]").send_keys(str(file))
    screen.one(".st-key-load_now button")
    screen.settle().click(".st-key-load_now button")
    WebDriverWait(screen.driver, 60).until(lambda _: "นำเข้าแล้ว เป็นฉบับข้อมูลที่ 3" in screen.text().replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", ""))
    screen.settle()
    foreign = [u for u in screen.requests() if not u.startswith((server.address, server.address.replace("http", "ws"), "data:", "blob:", "chrome"))]
    assert foreign == []
