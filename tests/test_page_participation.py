"""The pages of participation: what a reader sees equals what the questions answer. Figures by hand from tests/test_participation.py, then the sample."""

import re

import pytest
from opened import opened
from test_participation import AS_OF, EXAMPLE, FEW
from worked_example import PLACE, load_into

from dashboard import palette, serving
from dashboard.charts import checks, shift

LIGHT, DESK = palette.colours("desk", "light"), palette.sizes("desk")


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The example of tests/test_participation.py, as release 1."""
    made = new_database()
    load_into(made, tmp_path_factory.mktemp("page_participation") / "one", EXAMPLE, AS_OF)
    return made


@pytest.fixture(scope="module")
def few(new_database, tmp_path_factory):
    """Activities of which little may be shown in public."""
    made = new_database()
    load_into(made, tmp_path_factory.mktemp("page_few") / "one", FEW, AS_OF)
    return made


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "participation")


@pytest.fixture
def in_public(monkeypatch):
    """Pages as the public process shows them."""
    begin = serving.begin
    monkeypatch.setattr(serving, "begin", lambda url: begin(url, audience=serving.PUBLIC))
    yield
    serving._now.audience = serving.OFFICIAL


def notes(chart):
    """Every word that stands in a picture."""
    return [note["text"] for note in chart["layout"]["annotations"]]


def cells(chart):
    """The words in the cells of a matrix, by (row, column) place."""
    (trace,) = chart["data"]
    return {(y, x): words for x, y, words in zip(trace["x"], trace["y"], trace["text"], strict=True)}


# --- the register and the trace ---------------------------------------------------------------------------------------


def test_the_first_line_says_how_many_how_many_valid_and_which_answer_is_overdue_from_whom(page):
    # three have begun; the jury misses two facts, the other two have all; of two waiting answers the chamber's is 153 days late
    assert page.answers()[0] == "■ ต่ำกว่าแผน จัด 3 กิจกรรม ครบข้อกำหนดของเครื่องมือ 2 ขาด 1 · ข้อเสนอเลยกำหนดตอบ 1 ข้อ รอหอการค้าจังหวัด เลยมา 153 วัน"


def test_the_figures_are_valid_overdue_taken_up_tools_and_cost(page):
    assert page.figures() == {
        "กิจกรรมที่ครบข้อกำหนด": ("2 จาก 3", "▲ เฝ้าระวัง"), "ข้อเสนอเลยกำหนดตอบ": ("1", "■ ต่ำกว่าแผน รอคำตอบทั้งหมด 2 ข้อ"), "ข้อเสนอที่รับไปดำเนินการ": ("1 จาก 4", "เกิดผลแล้ว 0 ข้อ"),
        "เครื่องมือที่เคยใช้": ("3 จาก 9", "ยังไม่เคยใช้ เวทีปรึกษาหารือในพื้นที่, การสนทนากลุ่ม, การทำสัญญาชุมชน, การประชุมแบบฉันทามติ, กลุ่มศึกษา, การออกแบบชุมชน"),
        "ค่าใช้จ่าย": ("0.6 ล้านบาท", "ผู้เข้าร่วม 264 คน-ครั้ง")}  # 24 + 200 + 40


def test_all_nine_tools_stand_in_the_picture_also_those_never_used(page):
    said = notes(page.chart("tools"))
    assert said.count("ยังไม่เคยใช้") == 6 and len(said) == 18
    assert "ขาด 1 (จัดไม่เกิน 3 วัน, มีวิทยากรกระบวนการ)" in said and "ครบ 1" in said
    assert page.chart("tools")["data"][0]["text"] == ["<b>×</b>", "<b>✔</b>", "<b>✔</b>"]


def test_what_each_activity_lacks_leads_to_it(page):
    block = next(block for block in page.blocks() if 'href="activity?activity=PA-1"' in block and "<dl" in block)
    assert "ขาด: จัดไม่เกิน 3 วัน, มีวิทยากรกระบวนการ · ไม่ระบุ: เป็นตัวแทนของประชากร" in re.sub("<[^>]+>|\N{NO-BREAK SPACE}", lambda m: " " if m[0] == "\N{NO-BREAK SPACE}" else "", block)


def test_recommendations_without_an_answer_stand_first_and_lead_to_who_owes_it(page):
    head, *rows = page.table(0)
    assert head == ["ข้อเสนอ →", "คำตอบ →", "โครงการ →", "ผลที่เกิด"]
    assert [row[0] for row in rows] == ["งดก่อสร้าง ลูกขุน", "เพิ่มสวน โพล", "ย้ายทางเดิน ลูกขุน", "ปลูกต้นไม้ ลูกขุน"] or [row[0] for row in rows] == ["งดก่อสร้างลูกขุน", "เพิ่มสวนโพล", "ย้ายทางเดินลูกขุน", "ปลูกต้นไม้ลูกขุน"]
    assert rows[0][1].replace(" ", "") == "■ต่ำกว่าแผนรอหอการค้าจังหวัดตอบมา239วัน·เลยกำหนด153วัน·กำหนดตอบ30เม.ย.2567"
    assert rows[2][1:] == ["รับไปดำเนินการ · 10 เม.ย. 2567", "ไม่ได้ระบุโครงการ", "▨ ไม่มีหลักฐานยังไม่ระบุผล"]
    assert rows[3][1:] == ["ไม่รับ", "–", "–"]
    assert any('href="partner?partner=ORG-B"' in block for block in page.blocks() if "trace" in block)


def test_adopted_with_a_project_and_a_result_is_done_and_leads_to_the_project(few):
    page = opened(few, "participation")
    _, row = page.table(0)
    assert row[1:] == ["รับไปดำเนินการ · 1 พ.ค. 2567", "อ่างเก็บน้ำ · กำลังดำเนินการ", "✔ แล้วเสร็จปลูกแล้ว"]
    assert any("project=P-1" in block for block in page.blocks() if "trace" in block)
    assert "กลุ่มศึกษาไปสู่เวทีปฏิบัติการ: กลุ่มศึกษา → เวทีปฏิบัติการ" in page.text


# --- who came ---------------------------------------------------------------------------------------------------------


def test_who_came_and_from_where_nobody_did(page):
    by_sector, by_district = page.answers()[4:6]
    assert by_sector.startswith("มาร่วมรวม 40 คน-ครั้ง มากสุดองค์กรชุมชน (75.0%) · ไม่มีใครมาจาก ") and "ภาควิชาการ" in by_sector and "ภาคธุรกิจ" not in by_sector
    assert by_district.startswith("มาร่วมรวม 40 คน-ครั้ง มากสุดเมืองพะเยา (75.0%) · มาครบทุกอำเภอ")
    drawn = page.chart("sector")
    assert drawn["layout"]["yaxis"]["ticktext"][:3] == ["องค์กรชุมชน  30", "ภาคธุรกิจ  10", "ราชการส่วนภูมิภาค  ไม่มีใครมา"]
    assert cells(drawn) == {(0, 0): "30", (1, 0): "10"} and drawn["layout"]["xaxis"]["ticktext"] == ["PA-3"]
    assert "นับเป็นคน-ครั้ง" in page.text


def test_groups_are_told_apart_from_the_whole(page):
    assert page.answers()[6] == "นับไว้ใน 1 กิจกรรม: หญิง 16 คน-ครั้ง"


def test_cost_a_person_dearest_first_and_unknown_ones_say_so(page):
    # 48,000 over 24 and 600,000.50 over 200; the meeting states none: 648,000.50 over 224 people
    assert page.answers()[7] == "รวม 0.6 ล้านบาท ใน 2 กิจกรรม เฉลี่ย 2,893 บาท ต่อคน-ครั้ง สูงสุด “โพล” 3,000 บาท ต่อคน"
    assert page.chart("cost")["data"][0]["x"] == [3000.0, 2000.0, None]
    assert "ไม่ระบุค่าใช้จ่าย" in notes(page.chart("cost"))


def test_official_screens_mark_what_the_public_does_not_see(few):
    page = opened(few, "participation")
    assert set(cells(page.chart("sector")).values()) == {"12", "28", "41", "◇3"}
    assert "◇ น้อยกว่า 5 คน หรือทำให้รู้จำนวนเช่นนั้น: ไม่แสดงแก่สาธารณะ" in page.text


def test_the_public_sees_no_count_under_five_anywhere(few, in_public):
    page = opened(few, "participation")
    drawn = page.chart("sector")
    assert set(cells(drawn).values()) == {"12", "28", "41", "◇"}
    assert drawn["layout"]["yaxis"]["ticktext"][0] == "องค์กรชุมชน  53 ◇"  # 12 and 41, and what is not shown of the third
    assert "จึงเป็นอย่างน้อย" in page.text
    assert "38" not in page.text and "38" not in " ".join(notes(page.chart("population_group")))
    forum = opened(few, "activity", activity="PB-2")
    assert "น้อยกว่า 5 คน จึงไม่แสดง" in forum.text and "มา 3 คน" not in " ".join(notes(forum.chart("facts")))
    poll = opened(few, "activity", activity="PB-3")
    assert notes(poll.chart("changes")).count("◇ ไม่แสดง") == 2  # of four people, and of three who moved
    assert [chart.proto.alt.count("ก่อน") for chart in poll.app.get("plotly_chart") if "-spread_" in chart.proto.id] == [5, 3, 5]  # scores, in groups, scores; three questions not at all
    assert [note for note in notes(poll.chart("panel")) if note == "◇ ไม่แสดง"] == ["◇ ไม่แสดง"] * 2


# --- one activity -----------------------------------------------------------------------------------------------------


def test_an_activity_says_fact_by_fact_what_is_met_missing_or_not_stated(engine):
    page = opened(engine, "activity")  # the one that misses most
    assert page.answers()[0] == "▲ เฝ้าระวัง คณะลูกขุนพลเมือง 1 ก.พ. 2567 – 4 ก.พ. 2567 · ครบ 3 จาก 6 ข้อ · ขาด จัดไม่เกิน 3 วัน, มีวิทยากรกระบวนการ · ไม่ระบุ เป็นตัวแทนของประชากร"
    assert page.chart("facts")["data"][0]["text"] == ["<b>×</b>"] * 2 + ["<b>?</b>"] + ["<b>✔</b>"] * 3
    assert {"ขาด · จัดจริง 4 วัน", "ไม่ระบุ", "มี · คัดผู้เข้าร่วมแบบสุ่มอย่างน่าจะเป็น"} <= set(notes(page.chart("facts")))
    assert "24 คน" in page.text and "คนละ 2,000 บาท" in page.text and "เมืองพะเยา, จุน" in page.text


def test_a_poll_shows_change_error_and_people_and_its_panel(engine):
    page = opened(engine, "activity", activity="PA-2")
    told = next(words for words in notes(page.chart("changes")) if "n = 237" in words)
    assert re.fullmatch(r"\d\.\d\d → \d\.\d\d · [+−]\d\.\d\d ± 0\.1\d · n = 237", told)
    assert page.answers()[3] == "ต่างจากประชากรมากสุด: เพศ: หญิง +11.4 จุดร้อยละ (ในกลุ่มตัวอย่าง 63.0% ประชากร 51.6%)"
    spread = [chart for chart in page.app.get("plotly_chart") if "-spread_" in chart.proto.id]
    assert len(spread) == 1 and spread[0].proto.alt.startswith("พื้นที่สาธารณะ: 1 คะแนน ก่อน ")


def test_a_town_meeting_ranks_its_priorities(engine):
    page = opened(engine, "activity", activity="PA-3")
    assert page.answers()[1] == "อันดับ 1 “ลดฝุ่น” 30 เสียง (75.0%) จาก 40 เสียง 2 เรื่อง"
    assert page.chart("priorities")["data"][0]["x"] == [30.0, 10.0]


def test_a_study_circle_leads_to_its_forum_and_back(few):
    assert 'href="activity?activity=PB-2"' in " ".join(opened(few, "activity", activity="PB-1").blocks())
    assert 'href="activity?activity=PB-1"' in " ".join(opened(few, "activity", activity="PB-2").blocks())


# --- empty, small, and the sample -------------------------------------------------------------------------------------


def test_a_release_without_activities_says_what_to_load(new_database, tmp_path):
    made = new_database()
    load_into(made, tmp_path / "one", PLACE)
    for name in ("participation", "activity"):
        page = opened(made, name)
        assert page.answers() == [] and "สำนักงานจังหวัดกรอกแผ่น “กิจกรรมการมีส่วนร่วม” ในสมุดงาน" in page.text


def test_one_activity_of_which_nothing_else_is_known(new_database, tmp_path):
    made = new_database()
    load_into(made, tmp_path / "one", {name: EXAMPLE[name] for name in ("province", "district", "organisation")} | {"participation_activity": [EXAMPLE["participation_activity"][2]]}, AS_OF)
    page = opened(made, "participation")
    assert page.answers()[0].endswith("· ยังไม่มีข้อเสนอ") and len(page.answers()) == 4
    assert len(opened(made, "activity").answers()) == 1


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for name, picks, scenes in (("participation", {}, range(1, 8)), ("activity", {"activity": "PA-06"}, (1, 2, 3, 4, 6)), ("activity", {"activity": "PA-09"}, (2,))):
        for scene in scenes if mode == "projector" else (1,):
            page = opened(sample_engine, name, mode=mode, lang=language, scene=str(scene), **picks)
            assert page.answers() and not re.search(r"\b(column|participation|activity|trace)\.[a-z]|\bnan\b|\bNone\b", page.text)
            if language == "en" and mode == "projector" and name == "participation" and scene < 7:  # the seventh names an activity, which has no English
                assert not re.search("[\u0e00-\u0e7f]", page.answers()[0])


def test_the_furthest_seat_reads_every_scene(sample_engine):
    for scene in (1, 5, 7):
        assert opened(sample_engine, "participation", mode="projector", seat="12", scene=str(scene)).answers()


# --- the drawings -----------------------------------------------------------------------------------------------------


def test_marks_stand_beside_names_and_below_them_where_it_is_narrow():
    rows = [checks.Row("ชื่อเครื่องมือที่ยาวมาก", [checks.Mark("met", ""), checks.Mark("missing", "")], "ครบ 1 · ขาด 1", "missing")]
    wide, narrow = (checks.rows(rows, LIGHT, DESK, room) for room in (800, 200))
    name, words = wide["layout"]["annotations"]
    assert name["y"] == words["y"] and words["x"] > max(wide["data"][0]["x"]) > name["x"]
    name, words = narrow["layout"]["annotations"]
    assert words["y"] > name["y"] and narrow["data"][0]["y"][0] == words["y"]


def test_a_question_that_is_not_shown_keeps_its_row_without_a_dot():
    drawn = shift.moves([shift.Move("ก", "1.00 → 2.00", 1, 2, 0.1, "ก"), shift.Move("ข", "◇ ไม่แสดง", None, None, 0, "")], (1, 5), ("1", "5"), LIGHT, DESK, 600)
    ways, before, after = drawn["data"]
    assert (before["x"], after["x"], after["error_x"]["array"]) == ([1], [2], [0.1])
    assert len(drawn["layout"]["shapes"]) == 2 and "◇ ไม่แสดง" in notes(drawn)
