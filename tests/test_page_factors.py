"""The page of the nine factors: what a reader sees equals what the questions answer. A province worked out by hand, then the sample."""

import re
from decimal import Decimal

import pytest
import worked_factors
from opened import opened
from worked_example import PLACE, load_into

from dashboard import palette
from dashboard.charts import trends

LIGHT, DESK = palette.colours("desk", "light"), palette.sizes("desk")
NAMES = ["การใช้เครื่องมือทางการบริหารในรูปสัญญา", "ความแน่นในสายสัมพันธ์ระหว่างภาคี", "ผู้จัดการเครือข่าย", "ผู้นำที่ได้รับการยอมรับจากทุกฝ่าย", "ผู้ประสานเชื่อมโยงภาคีและสร้างเครือข่าย", "รูปแบบความสัมพันธ์ที่เป็นทางการ",
         "ความไว้วางใจซึ่งกันและกัน", "วัฒนธรรมการทำงานที่เอื้อต่อการบูรณาการเชิงพื้นที่", "การใช้เครื่องมือการมีส่วนร่วมของประชาชน"]


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The worked factors as releases 1 and 2."""
    return worked_factors.loaded(new_database(), tmp_path_factory.mktemp("factors"))


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "factors")


def plain(block):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", block).replace("\N{NO-BREAK SPACE}", " ")).strip()


def panels(page):
    """(state or what stands in its place, change, name) of each small panel, and its (value, what it is)."""
    heads = [re.findall(r'<p class="panel-state">(.*)<span>(.*?)</span></p><p class="panel-name.*?">(.*)</p>', block)[0] for block in page.blocks() if 'class="panel-state"' in block]
    values = [re.findall(r"<p .*?>(.*?)</p>", block) for block in page.blocks() if 'class="panel-value"' in block]
    return [tuple(map(plain, head)) for head in heads], [list(map(plain, value)) for value in values]


def small(page):
    """The small charts, in order."""
    return [chart for chart in page.app.get("plotly_chart") if "-factor_" in chart.proto.id]


def test_the_first_line_says_how_many_grew_and_fell_which_fell_most_and_what_is_unknown(page):
    # leader 53.85 → 100, culture 3.00 → 3.08, contracts 0 → 2, participation 1 → 2; only the manager fell: 20 → 16.67
    assert page.answers()[0] == ("ดีขึ้น 4 ลดลง 1 จาก 9 ปัจจัย เทียบกับ 31 มี.ค. 2567 · ลดลงมากที่สุดคือผู้จัดการเครือข่าย (20.0% → 16.7%) · ยังไม่มีค่า 4 ปัจจัย: "
                                 "ความแน่นในสายสัมพันธ์ระหว่างภาคี, ผู้ประสานเชื่อมโยงภาคีและสร้างเครือข่าย, รูปแบบความสัมพันธ์ที่เป็นทางการ, ความไว้วางใจซึ่งกันและกัน")


def test_nine_panels_stand_worst_state_first_and_those_without_a_limit_say_so(page):
    heads, values = panels(page)
    assert [head[-1] for head in heads] == NAMES
    assert [head[0] for head in heads] == ["■ ต่ำกว่าแผน", "▨ ไม่มีหลักฐาน", "▲ เฝ้าระวัง", *["ยังไม่กำหนดเกณฑ์"] * 6]
    assert (heads[0][1], heads[2][1], heads[7][1]) == ("เพิ่มขึ้น 2 ส่วน", "ลดลง 3.3 จุดร้อยละ", "เพิ่มขึ้น 0.08 คะแนน")
    assert values[0] == ["2 จาก 4 ส่วน", "ครบถ้วน"] and values[3] == ["100.0%", "ของผู้ตอบยอมรับ"]
    assert values[5] == ["ไม่มีหลักฐาน", ""]  # a factor without evidence says so, and never zero


def test_every_panel_draws_its_eight_quarters_and_says_them_in_words(page):
    drawn = small(page)
    assert len(drawn) == 9
    assert drawn[2].proto.alt == "ผู้จัดการเครือข่าย: สิ่งส่งมอบที่ตรวจรับตามกำหนด 16.7% ลดลง 3.3 จุดร้อยละ ย้อนหลังแปดไตรมาส – → – → – → – → – → – → 20.0% → 16.7%"


def test_a_panel_leads_to_its_factor_in_full(page):
    assert any('href="factors?factor=trust"' in block for block in page.blocks())


def test_a_factor_in_full_comes_first_with_its_trend_its_limit_and_who_set_it(engine):
    page = opened(engine, "factors", factor="network_manager")
    assert page.answers()[0] == "▲ เฝ้าระวัง 16.7% (1 จาก 6) ณ 15 เม.ย. 2567 · ลดลง 3.3 จุดร้อยละ จาก 31 มี.ค. 2567"
    assert "ตั้งแต่ 80.0% ตามแผน ตั้งแต่ 10.0% เฝ้าระวัง ต่ำกว่านั้นต่ำกว่าแผน (มติที่ 1/2567 มีผล 1 ม.ค. 2567)" in page.text
    layout = page.chart("factor")["layout"]
    assert [(shape["y0"], shape["x0"]) for shape in layout["shapes"]] == [(80, 5.5), (10, 5.5)]  # from the sixth quarter's middle: the limit holds from January
    assert layout["xaxis"]["ticktext"][-2:] == ["ไตรมาส 2<br>2567", "15 เม.ย.<br>2567"]


def test_its_measures_and_its_evidence_stand_in_tables_the_weakest_first(engine):
    page = opened(engine, "factors", factor="network_manager")
    assert page.table(0)[1][:3] == ["สิ่งส่งมอบที่ตรวจรับตามกำหนด", "16.7% (1 จาก 6)", "ลดลง 3.3 จุดร้อยละ"]
    assert [row[:2] for row in page.table(1)[1:]] == [["ขับเคลื่อน", "ตรวจรับตามกำหนด 0 จาก 4 รายการ"], ["เตรียมการ", "ตรวจรับตามกำหนด 1 จาก 2 รายการ"]]
    assert any('href="deliverables"' in block for block in page.blocks())


def test_promises_in_money_stand_beside_the_survey_of_trust(engine):
    page = opened(engine, "factors", factor="trust")
    assert page.answers()[0] == "ไม่มีหลักฐาน ณ 15 เม.ย. 2567"
    assert page.table(0)[2][:3] == ["เบิกจ่ายตามที่รับไว้เมื่อครบกำหนด", "100.0% (0.5 ล้านบาท จาก 0.5 ล้านบาท)", "เท่าเดิม"]


def test_sectors_too_small_are_named_but_not_shown(engine):
    page = opened(engine, "factors", factor="leader", release="1")
    assert "รอบ 2567-1 ตอบ 13 ราย แสดงได้เฉพาะภาครัฐ 66.7% · ไม่แสดง 2 กลุ่ม เพราะตอบน้อยกว่า 5 ราย หรือจะทำให้รู้คำตอบของกลุ่มนั้น" in page.text
    notes = [note["text"] for note in page.chart("sectors")["layout"]["annotations"]]
    assert notes.count("ไม่แสดง") == 2 and "ทุกภาคส่วน 53.9%" in notes
    assert "40.0" not in page.text and "3.40" not in page.text  # two of the five, 17 of their points: nowhere


def test_of_eight_traits_the_weakest_is_named_and_one_left_out_is_withheld(engine):
    page = opened(engine, "factors", factor="culture")
    said = page.answers()[-2]  # the nine stand last
    assert said.startswith("อ่อนที่สุดคือ “มีกลุ่มเป้าหมายรับบริการที่ชัดเจน” 2.00 ") and said.endswith("(คะแนน 1–5 ผู้ตอบ 6 ราย) · ไม่แสดง 1 ข้อ")
    drawn = page.chart("traits")
    assert [note["y"] for note in drawn["layout"]["annotations"] if note["text"] == "ไม่แสดง"] == ["เชื่อมโยงกับภายนอกพื้นที่"]
    assert "<b>2.00</b>" in drawn["data"][2]["text"] or "2.00" in drawn["data"][2]["text"]
    assert not [chart for chart in opened(engine, "factors", factor="trust").app.get("plotly_chart") if chart.proto.id.endswith("chart_traits")]


def test_the_limit_that_has_not_taken_effect_is_not_shown(engine):
    page = opened(engine, "factors", factor="leader")
    assert "คณะกรรมการยังไม่ได้กำหนดเกณฑ์ของปัจจัยนี้ จึงไม่มีสถานะ" in page.text
    assert not page.chart("factor")["layout"].get("shapes")


def test_nothing_is_blended_and_the_method_says_so(page):
    assert any("ไม่รวมเป็นคะแนนเดียว" in block.value for block in page.app.markdown)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, 7) if mode == "projector" else [1]:
        page = opened(sample_engine, "factors", mode=mode, lang=language, scene=str(scene))
        assert page.answers() and "column." not in page.text and "factors." not in page.text
        if language == "en":
            assert not re.search("[\u0e00-\u0e7f]", "".join(page.answers()))


@pytest.mark.parametrize("factor", ["leader", "boundary_spanners", "formality", "depth", "culture", "contracts", "participation"])
def test_every_factor_of_the_sample_is_told_in_full_in_english(sample_engine, factor):
    page = opened(sample_engine, "factors", factor=factor, lang="en")
    assert page.chart("factor")["alt"]
    assert page.chart("sectors")["alt"]
    assert len(page.table()) > 1


def test_the_nine_fit_one_projector_screen(sample_engine):
    page = opened(sample_engine, "factors", mode="projector")
    assert len(small(page)) == 9
    assert page.answers() == ["ดีขึ้น 2 ลดลง 5 จาก 9 · ลดลงมากที่สุดคือผู้จัดการเครือข่าย (63.6% → 58.3%)"]


def test_a_province_of_which_nothing_is_known_is_told_so_not_zero(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "one", PLACE)
    page = opened(engine, "factors")
    assert page.answers()[0].startswith("ไม่มีปัจจัยใดเปลี่ยนจาก 31 มี.ค. 2567 · ยังไม่มีค่า 9 ปัจจัย")
    assert "ยังไม่มีหลักฐานของปัจจัยนี้ในฉบับข้อมูลนี้" in page.text


# --- the drawing ------------------------------------------------------------------------------------------------------


def points(*values):
    return [trends.Point(str(n), None if value is None else Decimal(value), str(value), "") for n, value in enumerate(values)]


def test_a_quarter_without_a_value_is_a_gap_with_the_sign_of_no_evidence():
    unknown, line, last = trends.small(points(None, 3, None, 4), "", LIGHT, DESK, 80)["data"]
    assert (unknown["x"], unknown["text"]) == ([0, 2], ["▨", "▨"])
    assert (line["y"], line["connectgaps"]) == ([None, 3, None, 4], False)
    assert (last["x"], last["y"], last["text"]) == ([3], [4], ["●"])


def test_the_last_value_carries_the_sign_of_its_state_and_none_where_it_is_unknown():
    assert trends.small(points(1, 2), "off_track", LIGHT, DESK, 80)["data"][-1]["text"] == ["■"]
    assert [trace["mode"] for trace in trends.small(points(1, None), "", LIGHT, DESK, 80)["data"]] == ["text", "lines+markers"]


def test_a_value_stands_below_its_point_where_the_line_comes_down_to_it():
    notes = trends.large(points(5, 1, 5, 5, 6), "", LIGHT, DESK)["layout"]["annotations"]
    assert [note["yanchor"] for note in notes] == ["bottom", "top", "bottom", "top", "bottom"]
    assert notes[-1]["text"] == "<b>6</b>"


def test_a_limit_stands_within_the_drawing_and_in_words():
    layout = trends.large(points(5, 6), "watch", LIGHT, DESK, [trends.Limit(Decimal(9), "on_track", "ตามแผน", 1)])["layout"]
    assert layout["yaxis"]["range"][1] > 9 and layout["shapes"][0]["x0"] == 0.5
    assert layout["annotations"][-1]["text"] == "ตามแผน"
