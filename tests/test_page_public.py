"""What the public process shows of the demo's published file: every public page, what the committee asked and resolved, and the open data, which load again to the same answers."""

import re

import frictionless
import pytest
from opened import opened
from published import published
from sqlalchemy import create_engine
from worked_meetings import with_meetings

from dashboard import pages, serving, wording
from queries import public_answers, public_file, questions, releases
from queries.exports import open_data, saved
from queries.exports.published import Given
from queries.workbook.load import given_about, load

WHENCE = ("from_release", "source_sheet", "source_row")
SAME = (  # asked of what was loaded again as of what is published; counts of people, names of individuals and what came when are told otherwise
    "attention.states", "network.summary", "bodies.balance", "agreements.mous", "contract.contracts", "contract.parts", "contract.undertakings", "projects.by_district", "district.listed", "budget.shares", "budget.totals",
    "budget.against_target", "budget.money_events", "deliverables.listed", "deliverables.reviews", "deliverables.payments", "indicators.series", "indicators.targets", "participation.recommendations", "reporting.duties")


@pytest.fixture(scope="module")
def live(sample_engine, tmp_path_factory):
    """The sample with its two meetings."""
    return with_meetings(sample_engine, tmp_path_factory.mktemp("live"))


@pytest.fixture(scope="module")
def address(live, tmp_path_factory):
    """Where the public process finds what is published of it."""
    return published(live, tmp_path_factory.mktemp("public"))


@pytest.fixture(scope="module")
def files(address):
    """The open data of the published file."""
    return exported(public_file.engine(address))


def exported(engine):
    with engine.connect() as connection:
        return open_data.files(connection, release=15, province="56", given=Given())


@pytest.fixture
def seen(address, monkeypatch):
    """Opens a page as the public process does."""
    begin = serving.begin
    monkeypatch.setattr(serving, "begin", lambda _: begin(address, serving.PUBLIC))
    yield lambda page, **choices: opened(create_engine("sqlite://"), page, **choices)
    begin("")


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_public_page_opens_and_says_what_it_means_and_when_the_next_update_comes(seen, language):
    wording.use(language)  # in which the test's own thread words what is picked when it presses on
    page = seen(pages.PAGES[0].key, lang=language)
    for key in (one.key for one in pages.listed(pages.PUBLIC)):
        page.app.switch_page(f"app_pages/{key}.py")
        page.choose()
        assert page.answers() and sum('class="meaning"' in block for block in page.blocks()) == 1, key
        assert ("ปรับปรุงครั้งต่อไป" if language == "th" else "Next update") in page.text, key
        assert "column." not in page.text and not re.search(r"\bNone\b|\bnan\b", page.text), key


def test_the_pages_for_a_citizen_open_scene_by_scene(seen):
    page = seen("ask_us", mode="projector")
    for key, scenes in (("ask_us", 5), ("district", 9)):
        page.app.switch_page(f"app_pages/{key}.py")
        for scene in range(1, scenes + 1):
            assert page.choose(scene=str(scene)).answers() and "None" not in page.text, (key, scene)


def test_what_the_committee_asked_and_resolved_is_public_with_who_must_act_and_no_name(seen):
    """Nobody has answered the question due 30 Jun; the resolution, due 31 Jul, went 5 to 1, one abstained, and the one who dissented is not named."""
    page = seen("ask_us")
    _, asked, resolved, found, _ = page.answers()
    assert asked == "○ ยังไม่ถึงกำหนด คณะกรรมการถามไว้ 1 เรื่อง ตอบแล้ว 0 เรื่อง ยังรอคำตอบ 1 เรื่อง เรื่องที่ถึงกำหนดก่อนคือ 30 มิ.ย. 2568 โดยสถาบันการจัดการเครือข่าย (สมมติ)"
    assert resolved.endswith("มีมติที่ยืนยันแล้ว 1 เรื่อง ยังไม่เสร็จ 1 เรื่อง เรื่องที่ถึงกำหนดก่อนคือ 31 ก.ค. 2568 โดยสำนักงานจังหวัดพะเยา")
    assert found == "▲ เฝ้าระวัง มีข้อสังเกตที่ยืนยันแล้ว 1 เรื่อง ยังไม่ปิด 1 เรื่อง โดยสำนักงานจังหวัดพะเยา"
    assert page.table(2)[1] == ["แผนเบิกจ่ายไม่แยกเงินของภาคธุรกิจออกจากงบของรัฐ", "กองทุนอุ่นใจครัวเรือนเปราะบาง", "สำนักงานจังหวัดพะเยา", "ยังไม่ปิดเรื่อง", "1/2568 (9 มิ.ย. 2568)"]
    assert page.table()[1] == ["จะส่งรายงานฉบับแก้ไขได้ภายในวันใด", "รายงานความเข้มแข็งเครือข่าย เก้าปัจจัย", "สถาบันการจัดการเครือข่าย (สมมติ)", "30 มิ.ย. 2568", "ยังไม่ตอบ", "–", "1/2568 (9 มิ.ย. 2568)"]
    assert page.table(1)[1][2:4] == ["เห็นชอบ · เห็นด้วย 5 ไม่เห็นด้วย 1 งด 1 เสียง · ความเห็นแย้ง: ควรรายงานทุกไตรมาสตามสัญญา", "สำนักงานจังหวัดพะเยา"]


# --- open data --------------------------------------------------------------------------------------------------------


def test_the_open_data_of_the_file_is_that_of_the_live_database_byte_for_byte(live, files):
    assert exported(live) == files


def test_the_record_lies_apart_without_what_is_private_in_it(files):
    assert {name.partition("/")[2] for name in files if name.startswith("record/")} == {f"{name}.csv" for name in ("meeting", "agenda_item", "recusal", "finding", "committee_question", "resolution", "item_record")}
    words = b"".join(data for name, data in files.items() if name.endswith((".csv", ".json")))
    assert not [private for private in ("เปิดผลการตรวจของคณะทำงานก่อน", "รองผู้แทนภาคธุรกิจ", "ลาป่วย") if private.encode() in words]


def test_the_package_validates_and_what_it_says_can_be_loaded_loads_to_the_same_answers(files, address, new_database, tmp_path):
    saved.save(files, tmp_path)
    report = frictionless.validate(str(tmp_path / open_data.PACKAGE))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    again, engine = new_database(), public_file.engine(address)
    with engine.connect() as connection:
        day = releases.as_of(connection, "56", 15)
    assert load(again, tmp_path / "tables", given=given_about(province="56", as_of=day), created_by="ผู้ทดสอบ").is_new
    with engine.connect() as before, again.connect() as after:
        for name in SAME:
            told, found = public_answers.answer(before, name, release=15, province="56"), questions.find(name)(after, release=1, province="56")
            columns = [column for column in told if column not in WHENCE]
            assert len(told) and found[columns].to_dict("records") == told[columns].to_dict("records"), name
