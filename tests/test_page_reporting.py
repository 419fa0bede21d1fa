"""The pages of reporting and of the three ratings: what a reader sees equals what the questions answer. Days by hand from worked_reporting and test_contract."""

import pytest
from opened import opened
from test_contract import EXAMPLE
from worked_example import load_into
from worked_reporting import load_all

TITLES = ["ใครยังไม่รายงาน และต้องรายงานภายในเมื่อใด", "ใครเงียบหายไปในเดือนใด", "รายงานของแต่ละภาคีใหม่ ครบ และทันกำหนดเพียงใด", "รายงานครบและทันกำหนดขึ้นหรือไม่"]
READING = [(mode, lang) for mode in ("desk", "projector", "phone") for lang in ("th", "en")]


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The eight releases of the example."""
    made = new_database()
    load_all(made, tmp_path_factory.mktemp("page_reporting"))
    return made


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "reporting")


def cells(page):
    """Words in the matrix: (partner's place, month's place) → what stands there."""
    (drawn,) = page.chart("silent")["data"]
    return dict(zip(zip(drawn["y"], drawn["x"], strict=True), drawn["text"], strict=True))


def test_the_first_answer_says_who_owes_how_much_for_how_long_and_what_falls_due_next(page):
    # owed: outputs of ORG-C and coordination of ORG-P since 15 March (31 days), the indicator of ORG-M since 10 April (5 days)
    # next: on 10 May money of April, of ORG-A and ORG-B told already; coordination and outputs of April on 15 May; ORG-M on 10 July
    assert page.answers()[0] == "ภาคี 3 จาก 6 รายค้างรายงานรวม 3 เรื่อง นานที่สุดคือเครือข่ายป่าชุมชน เรื่องผลผลิต เกินกำหนดมาแล้ว 31 วัน กำหนดถัดไป 15 พ.ค. 2567 ยังต้องรายงานอีก 2 เรื่อง"
    assert [title for title in TITLES if title not in page.text] == []


def test_the_figures_are_apart_and_say_what_they_are_made_of(page):
    assert page.figures() == {
        "ภาคีที่ค้างรายงาน": ("3 ราย", "จาก 6 ราย รวม 3 เรื่อง"), "กำหนดถัดไป": ("15 พ.ค. 2567", "ยังต้องรายงาน 2 เรื่อง"),
        "รายงานครบ": ("88.5%", "23 จาก 26 งวดที่พ้นกำหนด"), "ทันกำหนด": ("50.0%", "3 จาก 6 งวดที่บอกได้ บอกไม่ได้ 17 งวด")}


def test_who_has_not_reported_stands_with_its_days_and_leads_to_the_partner(page):
    head, *listed = page.table(0)
    assert [row[:6] for row in listed] == [["เครือข่ายป่าชุมชน", "ผลผลิต", "ก.พ. 2567", "2", "15 มี.ค. 2567", "31"], ["สำนักงานจังหวัด", "การประสานงาน", "ก.พ. 2567", "2", "15 มี.ค. 2567", "31"],
                                           ["มหาวิทยาลัยของจังหวัด", "ตัวชี้วัด", "มี.ค. 2567", "1", "10 เม.ย. 2567", "5"]]
    assert any('href="partner?partner=ORG-C"' in block for block in page.blocks() if "<table" in block)
    assert "scrutiny template monthly ORG-C.xlsx --partner ORG-C" in page.text


def test_the_matrix_shows_silence_deepest_and_leaves_empty_what_was_not_owed(page):
    drawn, found = page.chart("silent"), cells(page)
    names, heads = drawn["layout"]["yaxis"]["ticktext"], drawn["layout"]["xaxis"]["ticktext"]
    assert [head.partition("<br>")[0] for head in heads] == ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค."]
    row = {name: [found.get((place, month)) for month in range(6)] for place, name in enumerate(names)}
    assert row["สำนักงานจังหวัด"] == ["ส่ง", "ส่ง", "ทัน", "ช้า", "ขาด", "รอ"]
    assert row["มหาวิทยาลัยของจังหวัด"] == [None, None, "ช้า", None, None, "ขาด"]  # a quarter stands in its last month
    assert row["สำนักงานประมงจังหวัด"] == ["ส่ง", "ช้า", None, None, None, None]
    assert page.answers()[1] == "ตั้งแต่ ต.ค. 2566 ภาคี 3 รายมีเดือนที่ขาดรายงาน มากที่สุดคือมหาวิทยาลัยของจังหวัด 1 งวด เคยรายงานช้า 3 ราย"


def test_fresh_complete_and_on_time_stand_side_by_side(page):
    assert page.answers()[2] == "รายงานครบทุกงวดที่พ้นกำหนด 3 จาก 6 ราย ทันกำหนด 3 จาก 6 งวดที่บอกได้ (50.0%) แก้ไขค่าตัวชี้วัดภายหลัง 1 ค่า"
    _, *listed = page.table(1)
    assert [row[:7] for row in listed][:3] == [["สำนักงานจังหวัด", "75", "80% (4/5)", "50% (1/2)", "1", "2", "–"], ["เครือข่ายป่าชุมชน", "75", "80% (4/5)", "–", "–", "4", "–"],
                                               ["มหาวิทยาลัยของจังหวัด", "106", "50% (1/2)", "0% (0/1)", "1", "–", "1"]]


def test_each_quarter_is_beside_the_one_before(page):
    assert page.answers()[3] == "ไตรมาส 2/2567 รายงานครบ 72.7% ขาด 3 งวด ก่อนหน้านั้น ไตรมาส 1/2567 ครบ 100.0%"
    assert [layer["x"] for layer in page.chart("quarters")["data"]] == [[11.0, 15.0], [8.0, 15.0], [1.0, 2.0]]  # owed, reported, in time


def test_one_kind_of_report_can_be_looked_at(engine):
    page = opened(engine, "reporting", report_kind="money")
    assert page.answers()[0] == "ภาคีที่มีหน้าที่รายงานทั้ง 3 รายรายงานครบทุกงวดที่ถึงกำหนด ไม่มีเรื่องใดรอกำหนดถัดไป"
    assert "scrutiny template" not in page.text


def test_the_public_is_not_told_what_the_office_does(engine, monkeypatch):
    monkeypatch.setattr("dashboard.serving.audience", lambda: "public")
    page = opened(engine, "reporting")
    assert "scrutiny template" not in page.text and len(page.answers()) == 4


@pytest.mark.parametrize(("mode", "lang"), READING)
def test_every_scene_opens_in_every_reading_on_the_sample(sample_engine, mode, lang):
    for name, scenes in (("reporting", 4), ("ratings", 3)):
        page = opened(sample_engine, name, mode=mode, lang=lang)
        assert len(page.answers()) == (1 if mode == "projector" else scenes)
        for scene in range(2, scenes + 1) if mode == "projector" else ():
            assert page.choose(scene=str(scene)).answers()[0]


def test_without_a_duty_or_a_rating_the_page_says_what_to_load(new_database, tmp_path):
    made = new_database()
    load_into(made, tmp_path / "one", {"organisation": EXAMPLE["organisation"], "province": EXAMPLE["province"], "district": EXAMPLE["district"]})
    assert "ยังไม่มีข้อมูลหน้าที่รายงานข้อมูล" in opened(made, "reporting").text
    assert "ยังไม่มีข้อมูลการให้คะแนนสถานะ" in opened(made, "ratings").text


def test_the_three_ratings_of_outputs_stand_side_by_side_with_what_holds(new_database, tmp_path):
    made = new_database()
    load_into(made, tmp_path / "one", EXAMPLE)
    page = opened(made, "ratings")
    assert page.answers() == [
        "■ ต่ำกว่าแผน เห็นไม่ตรงกัน 4 จาก 5 รายการที่มีผู้ให้สถานะ หนักที่สุดคือ “ฝาย” ถือตามคณะกรรมการ 3 รายการ",
        "คณะกรรมการให้ต่ำกว่าทั้งระบบและผู้รายงาน 3 รายการ จึงถือตามคณะกรรมการ แต่ยังไม่ระบุเหตุผล 2 รายการ",
        "ดีกว่าระบบ 1 จาก 2 รายการที่เทียบได้ ตรงกัน 0 ต่ำกว่า 1 เทียบไม่ได้อีก 1 รายการ"]
    (drawn,) = page.chart("ratings")["data"]
    assert [text for text, y in zip(drawn["text"], drawn["y"], strict=True) if y == 0] == ["▲ เฝ้าระวัง", "● ตามแผน", "■ ต่ำกว่าแผน", "■ ต่ำกว่าแผน"]  # computed, reporter, committee, what holds
    _, *listed = page.table(0)
    assert [row[:3] for row in listed][:2] == [["แผนที่", "▨ ไม่มีหลักฐาน", "ยังไม่ระบุเหตุผล ซึ่งต้องระบุ"], ["สัญญาขับเคลื่อนแผนพัฒนาจังหวัด", "▲ เฝ้าระวัง", "ยังไม่ระบุเหตุผล ซึ่งต้องระบุ"]]
    only = opened(made, "ratings", subject_kind="project")
    assert only.answers()[0] == "▲ เฝ้าระวัง เห็นไม่ตรงกัน 1 จาก 1 รายการที่มีผู้ให้สถานะ หนักที่สุดคือ “อ่างเก็บน้ำ”"
