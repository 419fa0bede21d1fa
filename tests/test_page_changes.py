"""The page of what changed since an earlier release: what a reader sees equals what the questions answer. Figures by hand from tests/test_since.py."""

import re

import pytest
from opened import opened
from test_since import load_both
from worked_example import PLACE, load_into

QUESTIONS = 8


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    return load_both(new_database(), tmp_path_factory.mktemp("page_changes"))


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "changes")


def test_the_first_answer_counts_what_moved_and_what_stayed(page):
    assert page.answers()[0] == "■ ต่ำกว่าแผน เทียบกับฉบับที่ 1 · 15 มี.ค. 2567: แย่ลง 7 เรื่อง ดีขึ้นหรือแล้วเสร็จ 1 เรื่อง ธงแดงใหม่ 2 ธง เบิกจ่ายเพิ่ม 0.2 ล้านบาท คงเดิม 10 เรื่อง"
    assert len(page.answers()) == QUESTIONS


def test_the_figures_name_the_worst_and_the_exact_money(page):
    figures = page.figures()
    assert figures["แย่ลง"] == ("7 เรื่อง", "■ ต่ำกว่าแผน หนักที่สุดคือรายงานกลางปี")
    assert figures["เบิกจ่ายเพิ่ม"] == ("0.2 ล้านบาท", "ของภาคี 2 ราย")
    assert figures["คงเดิม"] == ("10 เรื่อง", "จากทั้งหมด 18 เรื่อง")
    assert any('title="220,000.00 บาท"' in block for block in page.blocks())


def test_states_stand_before_and_after_with_who_is_responsible(page):
    assert page.answers()[1].endswith("ผู้รับผิดชอบคือหอการค้าจังหวัด")
    _, *listed = page.table(0)
    assert listed[0][:7] == ["รายงานกลางปี", "สิ่งส่งมอบ", "แย่ลง", "▲ เฝ้าระวัง", "■ ต่ำกว่าแผน", "15 วัน → 46 วัน", "หอการค้าจังหวัด"]
    assert [row[2] for row in listed] == ["แย่ลง"] * 7 + ["ดีขึ้น"]


def test_flags_say_what_was_raised(page):
    _, *listed = page.table(1)
    assert {(row[0], row[2], row[3]) for row in listed} >= {("ฐานข้อมูล", "ยกขึ้นใหม่", "สิ่งส่งมอบเกินกำหนด")}


def test_what_happened_to_work_is_told_in_words(page):
    assert page.answers()[3] == "ส่งงาน 2 รายการ · ถูกส่งกลับ 1 รายการ · เลื่อนกำหนด 1 รายการ · ช้าลง 3 รายการ"
    happened = {row[0]: row[2] for row in page.table(2)[1:]}
    assert happened["รายงานกลางปี"] == "ช้าเพิ่ม 31 วัน · ปรับ 1,500 บาท"
    assert happened["ผังเครือข่าย"] == "ส่งงาน 5 เม.ย. 2567 · ช้าเพิ่ม 5 วัน"
    assert happened["ร่างสัญญา"] == "เลื่อนออกไป 30 วัน"
    assert happened["ฐานข้อมูล"] == "ถูกส่งกลับ 1 ครั้ง · ช้าเพิ่ม 5 วัน"


def test_money_is_drawn_until_then_and_since(page):
    assert page.answers()[4] == "เบิกจ่ายเพิ่ม 220,000.00 บาท จากภาคี 2 ราย มากที่สุดคือสำนักงานเกษตรจังหวัด 0.2 ล้านบาท"
    now, then = page.chart("paid")["data"][:2]
    assert (now["x"], then["x"]) == ([1.06000025, 0.02], [0.86000025, 0.0])


def test_values_carry_their_days_and_units(page):
    assert page.answers()[5] == "ดีขึ้น 2 ค่า แย่ลง 1 ค่า เท่าเดิมหรือเป็นค่าแรก 0 ค่า หนักที่สุดคืออุบัติเหตุ"
    _, first, *_ = page.table(3)
    assert first[:6] == ["อุบัติเหตุ", "ตัวชี้วัด", "แย่ลง", "10 ครั้ง (29 ก.พ. 2567)", "11 ครั้ง (31 มี.ค. 2567)", "6"]


def test_what_stayed_is_said_kind_by_kind(page):
    assert "สิ่งส่งมอบ 4 จาก 9, สัดส่วนงบประมาณ 3 จาก 5" in page.answers()[7]


def test_a_first_release_has_nothing_to_be_held_against(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "one", PLACE)
    page = opened(engine, "changes")
    assert page.answers() == []
    assert "ยังไม่มีฉบับก่อนหน้าให้เทียบ" in page.text


def test_when_nothing_changed_that_is_said(new_database, tmp_path):
    engine = load_both(new_database(), tmp_path)
    load_into(engine, tmp_path / "three", {"organisation": [{"organisation_code": "ORG-X", "organisation_name": "ชมรม", "sector": "community", "actor_level": "group", "district_code": "5601", "start_on": "2024-04-01"}]})
    answers = opened(engine, "changes").answers()
    assert answers[0].endswith("แย่ลง 0 เรื่อง ดีขึ้นหรือแล้วเสร็จ 0 เรื่อง ธงแดงใหม่ 0 ธง เบิกจ่ายเพิ่ม 0 บาท คงเดิม 18 เรื่อง")
    assert answers[1:6] == ["ไม่มีเรื่องใดแย่ลง ดีขึ้นหรือแล้วเสร็จ 0 เรื่อง", "ไม่มีธงแดงใหม่ หายไป 0 ธง", "ไม่มีงานส่งมอบใดเปลี่ยน", "ไม่มีการเบิกจ่ายเพิ่ม", "ไม่มีค่าใหม่"]
    assert opened(engine, "changes", since="1").answers()[0].startswith("■ ต่ำกว่าแผน เทียบกับฉบับที่ 1")


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_scene_of_the_sample_opens(sample_engine, language):
    for mode, scene in [("desk", "1"), ("phone", "1"), *(("projector", str(number)) for number in range(1, QUESTIONS + 1))]:
        page = opened(sample_engine, "changes", mode=mode, lang=language, scene=scene)
        assert page.answers()
        assert "column." not in page.text and "nan" not in page.text.split() and "None" not in page.text
        assert language == "th" or not re.search("[\u0e00-\u0e7f]", " ".join(page.answers()))
