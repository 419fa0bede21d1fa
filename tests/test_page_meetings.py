"""The list of meetings, what they leave open, and calling the next. Figures by hand from worked_meetings."""

import pytest
from opened import opened
from worked_meetings import fill, press, recorder, with_meetings

from dashboard import pages, serving
from dashboard.sentences.meeting import by_code
from queries import meetings, releases


@pytest.fixture(scope="module")
def held(sample_engine, tmp_path_factory):
    return with_meetings(sample_engine, tmp_path_factory.mktemp("listed"))


@pytest.fixture(autouse=True)
def reads_only_afterwards():
    yield
    serving.begin("")


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_opens(held, mode, language):
    for scene in ("1", "2"):
        page = opened(held, "meetings", mode=mode, lang=language, scene=scene)
        assert page.answers()


def test_meetings_stand_newest_first_with_what_they_left(held):
    page = opened(held, "meetings")
    assert page.answers()[0] == "ประชุมแล้วหรือเรียกประชุมแล้ว 2 ครั้ง ล่าสุดครั้งที่ 2/2568 วันที่ 14 ก.ค. 2568 – เรียกประชุมแล้ว"
    assert page.table(0)[1:] == [["2/2568", "14 ก.ค. 2568", "เรียกประชุมแล้ว", "6", "6", "0", "0"], ["1/2568", "9 มิ.ย. 2568", "ปิดประชุมแล้ว", "6", "4", "1", "1"]]
    assert page.answers()[1] == "ค้าง 3 เรื่อง ยังไม่มีเรื่องใดเกินกำหนด"  # counted to 31 May, the day the figures speak of


def test_the_public_has_neither_page():
    assert not {"meetings", "meeting"} & {page.key for page in pages.listed(pages.PUBLIC)}


def test_a_meeting_is_called_with_an_agenda_that_is_proposed_and_rearranged(sample_engine, tmp_path):
    own = with_meetings(sample_engine, tmp_path)
    page = press(recorder(own, "meetings"), "propose")
    titles = [box.value for box in page.app.text_input if box.key.endswith("_item_title")]
    assert titles[0] == titles[0] and "ฐานข้อมูลข้อผูกพันภาคีฉบับสมบูรณ์" in titles
    assert "ข้อซักถามยังไม่ปิด ผู้ต้องตอบ: สถาบันการจัดการเครือข่าย (สมมติ) กำหนด 30 มิ.ย. 2568" in [fold.label for fold in page.app.expander]
    press(page, "_1_drop")
    press(page, "_1_down")
    arranged = [box.value for box in page.app.text_input if box.key.endswith("_item_title")]
    assert arranged == [titles[0], titles[3], titles[2], *titles[4:]]
    for kind, name, value in (("selectbox", "presenter_organisation_code", "ORG-035"), ("selectbox", "page", "budget"), ("text_input", "page_picks", "view=theme"), ("text_area", "driver_note", "เปิดช้า ๆ")):
        fill(page, kind, f"_1_{name}", value)
    press(page, "_confirm")
    assert "ต้องกรอก" in page.text  # neither day nor place
    fill(page, "text_input", "_place", "ศาลากลางจังหวัด")
    for part, value in (("day", 18), ("month", 8), ("year", 2025)):
        fill(page, "selectbox", f"_held_on_{part}", value)
    press(page, "_confirm")
    assert "ฉบับข้อมูลที่ 16" in page.text
    with own.connect() as connection:
        newest = meetings.listed(connection, release=releases.latest(connection), province="56").to_dict("records")[0]
        agenda = meetings.agenda(connection, release=16, province="56", meeting="JSC-2568-3")
    assert (newest["meeting_code"], newest["looked_at_release"], newest["previous_meeting_code"], newest["item_count"]) == ("JSC-2568-3", 15, "JSC-2568-2", len(arranged))
    assert list(agenda["item_title"]) == arranged
    assert [agenda.iloc[1][name] for name in ("presenter_organisation_code", "page", "page_picks", "driver_note")] == ["ORG-035", "budget", "view=theme", "เปิดช้า ๆ"]


def test_meetings_of_several_bodies_are_told_apart_by_their_body():
    one = {"meeting_code": "JSC-2568-2", "meeting_number": 2, "meeting_year": 2568, "body_code": "JSC", "body_name": "คณะกรรมการตรวจสอบติดตาม"}
    other = {**one, "meeting_code": "BOD-2568-2", "body_code": "BOD", "body_name": "คณะกรรมการบริหาร"}
    assert by_code([one]) == {"JSC-2568-2": "2/2568"}
    assert by_code([one, other]) == {"JSC-2568-2": "2/2568 · คณะกรรมการตรวจสอบติดตาม", "BOD-2568-2": "2/2568 · คณะกรรมการบริหาร"}
