"""The meeting's page: its wall, its driver's screen and its record. Figures by hand from worked_meetings."""

import pytest
from opened import opened
from test_papers import plain
from worked_meetings import CALLED, HELD, fill, press, recorder, with_meetings

from dashboard import handing_out, packing, serving, wall, wording
from queries import database, meeting_cursor, meetings, records, releases
from queries.meeting_cursor import Cursor
from queries.records import Draft


@pytest.fixture(scope="module")
def held(sample_engine, tmp_path_factory):
    """Only to be read, and its cursor moved."""
    return with_meetings(sample_engine, tmp_path_factory.mktemp("held"))


@pytest.fixture
def own(sample_engine, tmp_path):
    """To be written to."""
    return with_meetings(sample_engine, tmp_path)


@pytest.fixture(autouse=True)
def reads_only_afterwards():
    yield
    serving.begin("")


def put(engine, meeting, item, scene=1, is_blank=False):
    with engine.connect() as connection:
        return meeting_cursor.move(connection, "56", meeting, item_number=item, scene=scene, is_blank=is_blank)


def asked(engine, question, **picks):
    with engine.connect() as connection:
        return getattr(meetings, question)(connection, release=releases.latest(connection), province="56", **picks).to_dict("records")


def test_a_closed_meeting_tells_its_quorum_and_what_an_item_recorded(held):
    page = opened(held, "meeting", meeting=HELD, item="3")
    assert page.answers()[0] == "ปิดประชุมแล้ว · จออยู่ก่อนเรื่องแรก จาก 4 เรื่อง"
    assert "ครบองค์ประชุม มา 7 จาก 10 ที่นั่ง ต้องมาอย่างน้อย 5 ที่นั่ง ไม่นับผู้งดเว้น 1 ที่นั่ง" in page.text
    assert "งดเว้นแล้ว: ที่นั่งที่ 6 หอการค้าจังหวัดพะเยา เป็นผู้จ่ายของเรื่องนี้" in page.text
    heads, recusal, resolution, finding = page.table(1)
    assert (recusal[0], resolution[0], finding[0]) == ("3", "4", "5")
    assert resolution[3] == "เห็นชอบ · เห็นชอบ 5 ไม่เห็นชอบ 1 งดออกเสียง 1 · ความเห็นแย้ง: ควรรายงานทุกไตรมาสตามสัญญา"
    assert resolution[5:] == ["31 ก.ค. 2568", "ประธาน · ฉบับที่ 12"]


def test_who_only_reads_is_offered_no_press_that_records(held):
    keys = {button.key for button in opened(held, "meeting", meeting=CALLED).app.button}
    assert not [key for key in keys if key and (key.startswith(("begin_", "attendance_", "wall_")) or key == "follow_up" or key == "to_onward")]


def test_what_earlier_meetings_left_comes_back_most_overdue_first(held):
    page = opened(held, "meeting", meeting=CALLED)
    assert "ค้าง 3 เรื่อง เกินกำหนด 1 เรื่อง มากสุด 14 วัน โดยสถาบันการจัดการเครือข่าย (สมมติ)" in page.answers()
    assert [row[0] for row in page.table(1)[1:]] == ["ข้อซักถาม", "มติ", "ข้อสังเกต"]


def test_the_wall_shows_what_the_cursor_says_also_after_a_reload(held):
    put(held, CALLED, 0)
    assert opened(held, "meeting", meeting=CALLED, mode="projector").figures()["องค์ประชุมอย่างน้อย"] == ("5", "")
    put(held, CALLED, 0, 2)
    assert len(opened(held, "meeting", meeting=CALLED, mode="projector").table()) == 7
    put(held, CALLED, 5)
    for language, words in (("th", "มีส่วนได้เสีย ต้องงดเว้น: ที่นั่งที่ 6"), ("en", "must stand aside: seat 6")):
        page = opened(held, "meeting", meeting=CALLED, mode="projector", lang=language)
        assert words in page.text
        assert "5/6" in page.text
    put(held, HELD, 3, wall.RECORD)
    assert "ควรรายงานทุกไตรมาส" in opened(held, "meeting", meeting=HELD, mode="projector").text
    put(held, HELD, 5)
    assert opened(held, "meeting", meeting=HELD, mode="projector").answers()[0] == "ข้อสังเกต 1 ข้อ ข้อซักถาม 1 ข้อ มติ 1 ข้อ ความเห็นต่อสิ่งส่งมอบ 1 รายการ"


def test_the_page_an_item_opens_shows_the_release_and_picks_of_the_meeting(held):
    put(held, CALLED, 4, 2)
    page = opened(held, "deliverables", meeting=CALLED, mode="projector")
    page.choose()  # a session's first run only takes the address in
    assert "ฉบับข้อมูลที่ 6" in page.text
    assert "D-11" in page.text
    put(held, CALLED, 4, 3)
    assert "วาระ 4/6" in page.choose().text


def test_a_blank_wall_shows_nothing_and_returns(held):
    put(held, CALLED, 1, is_blank=True)
    page = opened(held, "meeting", meeting=CALLED, mode="projector")
    assert 'class="blank"' in "".join(page.blocks())
    put(held, CALLED, 1)
    assert "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ" in page.choose().text


def stand(item, scene, records=(0, 0, 0), opens=(None, "budget", None)):
    items = [{"item_number": n, "page": page, "record_count": count} for n, (page, count) in enumerate(zip(opens, records, strict=True), start=1)]
    return wall.Stand({"meeting_code": "M"}, items, Cursor(item, scene))


def test_scenes_go_on_and_back_through_agenda_items_pages_and_records():
    way = [(0, 1), (0, 2), (1, 1), (2, 1), (2, 2), (2, 3), (2, wall.RECORD), (3, 1), (4, 1)]
    for here, after in zip(way, way[1:], strict=False):
        assert stand(*here, records=(0, 1, 0)).next(here[1] - 1, 2) == after
        before = (2, wall.LAST) if after == (2, wall.RECORD) else after
        back = here if here != (2, 3) or before != (2, wall.LAST) else (2, wall.LAST)
        assert stand(*after, records=(0, 1, 0)).previous(after[1] - 1) == back
    assert stand(4, 1).next() == (4, 1)
    assert stand(0, 1).previous() == (0, 1)
    assert stand(3, 1).previous() == (2, wall.LAST)


def test_a_meeting_is_opened_recorded_and_closed_on_screen(own):
    page = recorder(own, "meeting", meeting=CALLED, role="chair")
    press(page, "attendance_begin")
    fill(page, "selectbox", "_2_attendance_kind", "absent")
    assert asked(own, "listed")[0]["meeting_status"] == "called"
    press(page, "_confirm")
    assert "บันทึกแล้ว เป็นฉบับข้อมูลที่ 16" in page.text
    assert asked(own, "quorum", meeting=CALLED)[0]["counted_count"] == 9

    page.choose(item="4")
    press(page, "begin_finding")
    fill(page, "text_area", "_finding", "ยังไม่มีรายงานสาเหตุเป็นหนังสือ")
    assert "ผู้ต้องดำเนินการ" in [box.label for box in page.app.selectbox]  # in the words of the record's own table
    again = recorder(own, "meeting", meeting=CALLED, role="chair", item="4")  # a reload keeps what was typed
    assert [area.value for area in again.app.text_area] == ["ยังไม่มีรายงานสาเหตุเป็นหนังสือ"]
    press(again, "_confirm")
    assert "บันทึกแล้ว เป็นฉบับข้อมูลที่ 17" in again.text
    (found,) = asked(own, "records", meeting=CALLED)
    assert (found["said"], found["item_number"], found["confirmed_role"], found["subject_code"]) == ("ยังไม่มีรายงานสาเหตุเป็นหนังสือ", 4, "chair", "D-11")

    press(again, "follow_up")  # the question of the first meeting, most overdue
    for part, value in (("day", 14), ("month", 7), ("year", 2025)):
        fill(again, "selectbox", f"_closed_on_{part}", value)
    fill(again, "text_area", "_answer", "ส่งภายในเดือนสิงหาคม")
    press(again, "_confirm")
    assert "ฉบับข้อมูลที่ 18" in again.text
    assert [row["record_kind"] for row in asked(own, "open_matters")] == ["resolution", "finding"]

    fill(again, "text_input", "ended_at", "11:30")
    press(again, "close_meeting")
    assert asked(own, "listed")[0]["meeting_status"] == "closed"
    press(again, "correct")
    fill(again, "text_area", "_finding", "มีรายงานสาเหตุแล้ว แต่ไม่ครบ")
    press(again, "_confirm")
    assert "การแก้ไขบันทึกต้องมีเหตุผล" in again.text
    fill(again, "text_area", "_correction_reason", "บันทึกผิด")
    press(again, "_confirm")
    assert [(row["is_corrected"], row["corrects_record_number"]) for row in asked(own, "records", meeting=CALLED, item=4) if row["record_kind"] == "finding"] == [(True, None), (False, 1)]
    with own.connect() as connection:
        assert not releases.verify(connection)


def test_a_recusal_pressed_by_mistake_is_taken_back_on_screen(own):
    page = press(press(recorder(own, "meeting", meeting=CALLED, role="chair"), "attendance_begin"), "_confirm")
    with own.connect() as connection:
        aside = meetings.conflicts(connection, release=releases.latest(connection), province="56", meeting=CALLED).iloc[0]
    page.choose(item=str(aside["item_number"]))
    press(page, f"recuse_{aside['seat_number']}")
    assert asked(own, "quorum", meeting=CALLED, item=int(aside["item_number"]))[0]["recused_count"] == 1
    press(page, f"withdraw_{aside['seat_number']}")
    fill(page, "text_area", "_correction_reason", "กดผิด")
    press(page, "_confirm")
    assert asked(own, "quorum", meeting=CALLED, item=int(aside["item_number"]))[0]["recused_count"] == 0
    assert "ถอนการงดเว้นตามบันทึกที่ 1 เหตุผล: กดผิด" in page.text and any(button.key == f"recuse_{aside['seat_number']}" for button in page.app.button)
    wording.use("th")
    with own.connect() as connection:
        (pack,) = packing.gathered(connection, "56", CALLED, ["minutes"])
    assert "ไม่ต้องงดออกความเห็นและออกเสียงได้" in plain(packing.made(pack, "html").decode())


def test_what_is_wrong_is_told_at_once_and_only_the_chair_confirms(own):
    page = recorder(own, "meeting", meeting=CALLED, role="chair")
    press(press(page, "attendance_begin"), "_confirm")
    page.choose(item="5", role="secretary")
    press(page, "begin_resolution")
    press(page, "_confirm")
    assert "เลขานุการ ยืนยันบันทึกประเภทนี้ไม่ได้" in page.text
    page.choose(role="chair", lang="en")
    fill(page, "number_input", "_votes_for", 3)
    press(page, "_confirm")
    assert "needed" in page.text
    assert "A vote has both sides" in page.text


def test_two_who_write_one_draft_lose_nothing(own):
    with own.connect() as connection:
        records.confirm(connection, records.save(connection, Draft("56", CALLED, None, "attendance", {"meeting": _open(connection), "attendance": [{"seat_number": 1, "attendance_kind": "present"}]}, "chair")), confirmed_role="chair")
    page = press(recorder(own, "meeting", meeting=CALLED, role="chair", item="1"), "begin_finding")
    fill(page, "text_area", "_finding", "หนึ่ง")
    other = database.engine(own.url)
    with other.connect() as connection:
        (draft,) = records.drafts(connection, "56", CALLED)
        connection.rollback()
        records.save(connection, Draft(**{**draft.__dict__, "content": {**draft.content, "finding": "สอง"}}))
    area = next(area for area in page.app.text_area if area.key.endswith("_finding"))
    area.set_value("หนึ่งและอีก").run()
    assert "มีผู้แก้ร่างนี้หลังจากที่คุณเปิด" in page.text
    assert next(area for area in page.app.text_area if area.key.endswith("_finding")).value == "หนึ่งและอีก"
    press(page, "_newest")
    assert next(area for area in page.app.text_area if area.key.endswith("_finding")).value == "สอง"
    other.dispose()


def test_somebody_elses_save_changes_only_the_fields_it_is_about_and_no_save_moves_a_form(own):
    page = press(press(recorder(own, "meeting", meeting=CALLED, role="chair"), "attendance_begin"), "_confirm").choose(item="5")
    press(press(page, "begin_resolution"), "begin_finding")
    areas = [area.key for area in page.app.text_area]
    fill(page, "text_area", "_finding", "หนึ่ง")  # the first form is saved last
    assert [area.key for area in page.app.text_area] == areas
    typing = next(key for key in areas if key.endswith("_resolution"))
    page.app.session_state[typing] = "กำลังพิมพ์"  # in hand, not kept yet
    with own.connect() as connection:
        draft = next(draft for draft in records.drafts(connection, "56", CALLED) if draft.record_kind == "resolution")
        connection.rollback()
        records.save(connection, Draft(**{**draft.__dict__, "content": {**draft.content, "dissent": "ไม่เห็นด้วย"}}))
    page.choose()
    assert {area.key.rpartition("_")[2]: area.value for area in page.app.text_area} == {"finding": "หนึ่ง", "resolution": "กำลังพิมพ์", "dissent": "ไม่เห็นด้วย"}


def files(page):
    return [button.proto.label for button in page.app.get("download_button") if button.proto.id.rpartition("-")[2].startswith("pack_")]


def test_the_pack_is_papers_before_the_meeting_and_minutes_after_it_and_made_only_when_pressed_for(held, monkeypatch):
    monkeypatch.setattr(handing_out, "packed", lambda *given, **more: pytest.fail("made before anybody pressed"))
    monkeypatch.setattr(handing_out.chromium, "found", lambda given: "/usr/bin/chromium")
    page = opened(held, "meeting", meeting=CALLED)
    assert page.answers()[-1] == "ระเบียบวาระตามที่เรียกประชุม (บันทึกฉบับที่ 15) ตัวเลขตามฉบับข้อมูลที่ 6 ณ 31 พ.ค. 2568"
    assert files(page) == ["หน้าเว็บพิมพ์ได้ (HTML)", "PDF", "สไลด์ (PPTX)", "ตารางทั้งหมด (XLSX)"]
    monkeypatch.setattr(handing_out.chromium, "found", lambda given: None)
    page = opened(held, "meeting", meeting=HELD)
    assert page.answers()[-1] == "รายงานการประชุมตามที่ปิดประชุม (บันทึกฉบับที่ 14) ตัวเลขตามฉบับข้อมูลที่ 6 ณ 31 พ.ค. 2568"
    assert files(page) == ["หน้าเว็บพิมพ์ได้ (HTML)", "สไลด์ (PPTX)", "ตารางทั้งหมด (XLSX)"]
    assert "ทำ PDF ไม่ได้ เพราะไม่พบ Chromium" in page.text
    assert page.choose(paper="papers").answers()[-1].startswith("ระเบียบวาระตามที่เรียกประชุม")


def _open(connection):
    row = next(m for m in meetings.listed(connection, release=releases.latest(connection), province="56").to_dict("records") if m["meeting_code"] == CALLED)
    connection.rollback()
    names = ("meeting_code", "body_code", "meeting_number", "meeting_year", "starts_at", "place", "looked_at_release", "previous_meeting_code", "sheet_version")
    return {**{name: row[name] for name in names}, "held_on": row["held_on"].isoformat(), "meeting_status": "open"}


def test_without_a_meeting_the_page_says_who_calls_one(sample_engine):
    for mode in ("desk", "projector", "phone"):
        assert "ยังไม่มีการประชุม" in opened(sample_engine, "meeting", mode=mode).text
