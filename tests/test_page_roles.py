"""The page of roles and agreements: what a reader sees equals what the questions answer. A small province worked out by hand (worked_agreements), then the sample."""

import re

import pytest
from opened import opened
from worked_agreements import AGREED, loaded

from dashboard.charts import rows

TITLES = ["ใครรับว่าจะนำอะไรมา และตนมีอยู่หรือไม่", "ข้อผูกพันใดเกินกำหนดหรือไม่มีผู้รับผิดชอบ", "MOU ฉบับใดใกล้สิ้นอายุหรือสิ้นอายุแล้ว", "ข้อผูกพันตาม MOU มีโครงการและเงินรองรับหรือไม่",
          "ใครเรียนรู้ร่วมกัน และใครยังไม่ได้ร่วม", "เครือข่ายย่อยเกิด ยุติ และสืบต่อกันอย่างไร", "ใครให้ทรัพยากรอะไรแก่ใครในสี่ไตรมาสล่าสุด"]


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The small province as release 1."""
    return loaded(new_database(), tmp_path_factory.mktemp("roles") / "one")


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "roles")


def signs(chart):
    """{what stands in a cell's hover: its sign and figure} of a matrix, headings of lines taken off."""
    (cells,) = chart["data"]
    return {hover.partition(":")[0]: text for hover, text in zip(cells["hovertext"], cells["text"], strict=True)}


def notes(chart):
    """Every word that stands in a picture."""
    return [note["text"] for note in chart["layout"]["annotations"]]


def bars_of(chart):
    """{name: (first day, last day as drawn)} of a picture of how long things last."""
    found = {}
    for trace in chart["data"]:
        if trace["mode"] == "lines":
            for place in range(0, len(trace["x"]), 3):
                found[trace["hovertext"][place].partition("</b>")[0].removeprefix("<b>")] = (trace["x"][place], trace["x"][place + 1])
    return found


def test_the_first_answer_counts_what_was_undertaken_and_what_is_owed_without_being_listed(page):
    assert page.answers()[0] == "ภาคี 4 จาก 6 รายรับข้อผูกพัน 6 รายการ ทำครบ 1 เกินกำหนด 1 และ 2 รายยังค้างสิ่งที่ตนไม่มี อีก 1 รายพ้นจากเครือข่ายแล้วแต่ยังค้าง"


def test_the_matrix_shows_worst_first_what_is_overdue_doubtful_open_done_or_only_held(page):
    chart = page.chart("resources")
    assert page.answers()[0] in chart["alt"]
    assert signs(chart) == {
        "สำนักงานเกษตรจังหวัด · งบประมาณ": "○", "สำนักงานเกษตรจังหวัด · บุคลากร": "■ 30 วัน", "หอการค้าจังหวัด · งบประมาณ": "○", "หอการค้าจังหวัด · อุปกรณ์": "▲", "สำนักงานประมงจังหวัด · สถานที่": "▲",
        "เครือข่ายป่าชุมชน · ภูมิปัญญา": "● 2", "ชมรมที่ออกไปแล้ว · อุปกรณ์": "▲", "มหาวิทยาลัยของจังหวัด · องค์ความรู้": "○", "มหาวิทยาลัยของจังหวัด · เทคโนโลยี": "○",
        "มหาวิทยาลัยของจังหวัด · สถานที่": "○", "สำนักงานจังหวัด · อำนาจหน้าที่": "○"}
    assert chart["layout"]["yaxis"]["ticktext"][0] == "สำนักงานเกษตรจังหวัด"
    assert len(chart["layout"]["xaxis"]["ticktext"]) == 10


def test_kinds_that_nobody_brings_are_named_and_those_nobody_asked_for_with_how_many_hold_them(page):
    assert "ทรัพยากรที่ไม่มีภาคีใดนำมาเลย: ทุนทางสังคม, ทุนทางการเมือง · มีอยู่แต่ยังไม่มีใครรับว่าจะให้: อำนาจหน้าที่ (มี 1 ราย), องค์ความรู้ (มี 1 ราย)" in page.text
    budget = next(row for row in page.table(0) if row[0] == "งบประมาณ")
    assert budget == ["งบประมาณ", "2", "0", "0", "0", "0"]
    assert next(row for row in page.table(0) if row[0] == "ภูมิปัญญา") == ["ภูมิปัญญา", "1", "2", "1", "0", "0"]


def test_open_undertakings_stand_worst_first_with_who_must_act_and_by_when(page):
    assert page.answers()[1] == "▲ เฝ้าระวัง ยังไม่ทำครบ 5 จาก 6 รายการ · เกินกำหนด 1 รายการ นานสุด 30 วัน (สำนักงานเกษตรจังหวัด) · ไม่มีผู้รับผิดชอบ 1 รายการ (หอการค้าจังหวัด)"
    listed = page.table(1)[1:]
    named = ["▲ เฝ้าระวัง บุคลากร · อ่างเก็บน้ำช่างสำรวจ", "▲ เฝ้าระวัง อุปกรณ์ · ฝึกอาชีพเต็นท์และเวที", "○ ยังไม่ถึงกำหนด ภูมิปัญญา · ฝึกอาชีพหลักสูตรท้องถิ่น", "○ ยังไม่ถึงกำหนด อุปกรณ์รถรับส่ง", "○ ยังไม่ถึงกำหนด สถานที่ห้องประชุม"]
    assert [row[0] for row in listed] == named
    assert [row[1] for row in listed] == ["เกินกำหนด 30 วัน", "ครบกำหนดวันนี้ · ไม่มีผู้รับผิดชอบ · ภาคีไม่ได้แจ้งว่ามีทรัพยากรนี้", "อีก 31 วัน ครบกำหนด", "อีก 92 วัน ครบกำหนด", "ไม่ได้กำหนดวัน"]
    assert [row[2] for row in listed][:2] == ["สำนักงานเกษตรจังหวัดเกษตรจังหวัด ต้องทำให้ครบ", "หอการค้าจังหวัดต้องแจ้งตำแหน่งผู้รับผิดชอบ"]
    assert listed[1][3] == "30 ก.ย. 2567" and listed[4][3] == "–"


def test_memoranda_are_bars_from_their_first_day_to_their_last(page):
    assert page.answers()[2] == "MOU มีผลอยู่ 3 จาก 6 ฉบับ ใกล้สิ้นอายุ 2 ฉบับ เร็วสุดคือ สิ้นอายุวันนี้ เหลือ 0 วัน ถึง 30 ก.ย. 2567 สิ้นอายุแล้ว 1 ฉบับ ยังไม่เริ่มมีผล 2 ฉบับ"
    chart = page.chart("mous")
    assert bars_of(chart)["สิ้นอายุวันนี้"] == ("2023-10-01", "2024-09-30") and len(bars_of(chart)) == 6
    said = notes(chart)
    for words in ("▲ ใกล้สิ้นอายุ วันนี้เป็นวันสุดท้าย", "▲ ใกล้สิ้นอายุ เหลือ 90 วัน", "● มีผลถึง 30 ธ.ค. 2567", "○ เริ่มมีผล 1 ต.ค. 2567", "○ ลงนาม 10 ต.ค. 2567 จึงยังไม่มีผล", "○ สิ้นอายุแล้ว 29 ก.ย. 2567"):
        assert words in said
    assert "ใกล้สิ้นอายุเมื่อเหลือไม่เกิน 90 วัน" in page.text


def test_each_obligation_leads_to_its_project_and_shows_its_money(page):
    assert page.answers()[3] == "ไม่มีโครงการรองรับ 1 จาก 5 รายการ (หอการค้าจังหวัด) พ้นกำหนดโดยไม่มีบันทึกว่าทำแล้ว 2 รายการ นานสุด 29 วัน มีโครงการแต่ผู้รับข้อผูกพันไม่มีเงินในโครงการนั้น 1 รายการ"
    listed = page.table(2)[1:]
    assert [row[1] for row in listed] == [
        "ไม่มีโครงการรองรับ · พ้นกำหนด 1 วัน ไม่มีบันทึกว่าทำแล้ว", "รับไว้ 0.4 ล้านบาท เบิกจ่าย 0.3 ล้านบาท · พ้นกำหนด 29 วัน ไม่มีบันทึกว่าทำแล้ว", "รับไว้ 1.5 ล้านบาท เบิกจ่าย 0.8 ล้านบาท",
        "ไม่มีเงินในโครงการนี้", "ไม่มีเงิน สมทบที่ไม่ใช่ตัวเงิน 0.3 ล้านบาท"]
    assert [row[0].split()[1] for row in listed] == ["ต่ำกว่าแผน", "ไม่มีหลักฐาน", "ยังไม่ถึงกำหนด", "ยังไม่ถึงกำหนด", "ยังไม่ถึงกำหนด"]  # one due today is not past its day
    block = next(block for block in page.blocks() if "ปลูกป่า" in block)
    assert 'href="project?project=P-2"' in block and "nan" not in block


def test_money_of_an_obligation_is_exact_on_hover(page):
    layers = page.chart("obligations")["data"]
    assert [layer["hovertext"][2].rpartition(": ")[2] for layer in layers] == ["1,500,000.00 บาท", "1,300,000.00 บาท", "800,000.25 บาท"]


def test_communities_say_who_learns_across_sectors_and_who_is_in_none(page):
    assert page.answers()[4] == "ชุมชนนักปฏิบัติดำเนินอยู่ 2 กลุ่ม ภาคี 3 จาก 6 รายเรียนรู้ข้ามภาคส่วน อีก 2 รายยังไม่อยู่ในกลุ่มใด ฝ่ายที่ยังไม่มีในกลุ่มใด: รัฐวิสาหกิจ, อปท., ประชาชน"
    found = signs(page.chart("communities"))
    assert [found[f"ข้าวอินทรีย์ · {kind}"] for kind in ("ราชการ", "เอกชน", "วิชาการ", "ประชาชน")] == ["1", "1", "1", "–"]  # ORG-X, of the people, has left
    assert found["งานราชการ · ราชการ"] == "2"


def test_sub_networks_stand_by_purpose_with_what_became_of_them(page):
    assert page.answers()[5] == "เครือข่ายย่อยดำเนินอยู่ 2 จาก 5 เครือข่าย ไม่มีเครือข่ายใดดำเนินอยู่เพื่อ: จัดการประเด็นปัญหาสาธารณะในพื้นที่, เสริมสร้างขีดความสามารถของชุมชน ยุติแล้ว 3 เครือข่าย ในจำนวนนี้ไม่มีผู้สืบต่อ 1 เครือข่าย"
    chart = page.chart("sub_networks")
    said = notes(chart)
    for words in ("✔ ยุติ 30 มิ.ย. 2567 อากาศสะอาด จะสืบต่อ เริ่ม 1 ต.ค. 2567", "▨ ยุติ 31 ธ.ค. 2566 ไม่มีผู้สืบต่อ ไม่มีบันทึกผล", "✔ ยุติ 30 ก.ย. 2566 สืบต่อโดย ตลาดชุมชน", "● ดำเนินอยู่ถึง 30 ก.ย. 2567 สมาชิก 1 ราย", "● ดำเนินอยู่ สมาชิก 2 ราย"):
        assert words in said
    groups = [words for words in said if words.startswith("<b>")]
    assert groups == ["<b>จัดการประเด็นปัญหาสาธารณะในพื้นที่</b>", "<b>ขับเคลื่อนการจัดบริการสาธารณะ</b>", "<b>ระดมและแบ่งปันข้อมูลเชิงพื้นที่</b>"]  # the one that none serves, then where one ended


def test_an_arrow_leads_to_the_successor_and_an_open_end_goes_on(page):
    chart = page.chart("sub_networks")
    (arrow,) = [note for note in chart["layout"]["annotations"] if note["showarrow"]]
    assert (arrow["ax"], arrow["x"]) == ("2023-09-30", "2023-10-01")  # SUB-6 ended the day before SUB-4 began; SUB-2 has not begun and is not in the picture
    going = next(trace for trace in chart["data"] if trace["mode"] == "markers")
    assert len(going["y"]) == 1
    assert bars_of(chart)["ข้อมูลพื้นที่"][1] == chart["layout"]["xaxis"]["range"][1]


def test_exchanges_are_those_of_four_quarters_and_their_value_is_never_money(page):
    assert page.answers()[6] == "ให้กัน 3 ครั้งโดยภาคี 2 ราย มากที่สุดคือสถานที่ 1 ครั้ง ข้ามภาคส่วน 2 ครั้ง มูลค่าประเมินรวม 49,000 บาท จาก 2 ครั้งที่ประเมินไว้ ไม่นับเป็นเงินงบประมาณ"
    assert [row[0] for row in page.table(3)[1:]] == ["15 มิ.ย. 2567", "1 มิ.ย. 2567", "1 ต.ค. 2566"]  # the first day of the window; the day before it is out
    assert page.table(3)[0][1:3] == ["ผู้ให้", "ผู้รับ"]
    assert signs(page.chart("flow"))["วิชาการ → เอกชน"] == "สถานที่ +1"


def test_choosing_a_partner_keeps_what_concerns_it(engine):
    page = opened(engine, "roles", partner="ORG-C")
    assert page.answers()[0] == "ภาคี 1 จาก 1 รายรับข้อผูกพัน 2 รายการ ทำครบ 1 เกินกำหนด 0 และ 0 รายยังค้างสิ่งที่ตนไม่มี"
    assert set(signs(page.chart("resources"))) == {"เครือข่ายป่าชุมชน · ภูมิปัญญา"}
    assert "ทรัพยากรที่ไม่มีภาคีใดนำมาเลย: ทุนทางสังคม, ทุนทางการเมือง" in page.text  # of all partners, whoever is chosen
    assert list(bars_of(page.chart("mous"))) == ["อีกเก้าสิบเอ็ดวัน"]
    assert list(bars_of(page.chart("sub_networks"))) == ["ไฟป่า"]
    alone = opened(engine, "roles", partner="ORG-P")
    assert alone.text.count("ไม่มีรายการที่ตรงกับตัวเลือก") == 5  # no undertaking, obligation, running or past community, sub-network or exchange of its own


def test_choosing_a_purpose_or_a_kind_keeps_the_scenes_it_speaks_of(engine):
    page = opened(engine, "roles", network_purpose="area_data", resource_kind="political_capital")
    assert page.answers()[0] == "ภาคี 6 รายยังไม่มีรายใดรับว่าจะให้ทุนทางการเมือง"
    assert list(bars_of(page.chart("sub_networks"))) == ["ข้อมูลพื้นที่"]
    assert page.text.count("ไม่มีรายการที่ตรงกับตัวเลือก") == 2  # undertakings and exchanges
    assert opened(engine, "roles", resource_kind="local_wisdom").answers()[1].startswith("○ ยังไม่ถึงกำหนด ยังไม่ทำครบ 1 จาก 2 รายการ")


def test_an_earlier_day_is_told_and_everything_is_as_it_was_then(engine):
    page = opened(engine, "roles", as_of="2024-07-05")
    assert page.text.count("ดูย้อนหลัง ณ 5 ก.ค. 2567") == 7
    assert page.answers()[1].startswith("▲ เฝ้าระวัง ยังไม่ทำครบ 6 จาก 6 รายการ · เกินกำหนด 1 รายการ นานสุด 5 วัน (เครือข่ายป่าชุมชน)")
    assert page.answers()[2].startswith("MOU มีผลอยู่ 4 จาก 6 ฉบับ ใกล้สิ้นอายุ 2 ฉบับ เร็วสุดคือ สิ้นอายุเมื่อวาน เหลือ 86 วัน")
    assert "ณ 5 ก.ค. 2567" in notes(page.chart("mous"))
    for beyond in ("2024-10-01", "no day"):
        assert "ดูย้อนหลัง" not in opened(engine, "roles", as_of=beyond).text


def test_a_release_without_any_of_it_says_what_to_load(new_database, tmp_path_factory):
    bare = {name: AGREED[name] for name in ("province", "district")} | {"organisation": [{**AGREED["organisation"][3], "resource_kinds": ""}]}
    page = opened(loaded(new_database(), tmp_path_factory.mktemp("bare") / "one", bare), "roles")
    assert page.answers() == []
    assert page.text.count("ฉบับข้อมูลนี้ยังไม่มีรายการใด จึงยังตอบไม่ได้ ไม่ได้หมายความว่าเป็นศูนย์") == 7
    assert [title for title in TITLES if title not in page.text] == []
    assert "สำนักงานจังหวัดกรอกแผ่น “บันทึกข้อตกลงร่วมกัน (MOU)” ในสมุดงาน" in page.text


def test_a_province_whose_partners_only_list_what_they_hold_shows_that(new_database, tmp_path_factory):
    held = {name: AGREED[name] for name in ("province", "district", "organisation")}
    for mode in ("desk", "projector", "phone"):
        page = opened(loaded(new_database(), tmp_path_factory.mktemp("held") / mode, held), "roles", mode=mode)
        assert page.answers()[0] == "ภาคี 6 รายยังไม่มีรายใดรับข้อผูกพันด้านทรัพยากร"
    assert page.table(0)[1][0] == "สำนักงานเกษตรจังหวัด"


def test_a_projector_turns_the_page_before_a_row_would_be_cut(sample_engine):
    assert rows.pages([100, 100, 300, 100, 500], 450) == [(0, 2), (2, 4), (4, 5)] and rows.pages([], 450) == [(0, 0)]
    page = opened(sample_engine, "roles", mode="projector", scene="4")
    assert "หน้า 1 จาก 3" in page.text
    assert len({place for trace in page.chart("obligations")["data"] for place in trace["y"]}) == 3


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, 8) if mode == "projector" else [1]:
        page = opened(sample_engine, "roles", mode=mode, lang=language, scene=str(scene))
        assert page.answers()
        assert "column." not in page.text and "nan" not in page.text.split()
        untranslated = re.sub("“[^”]*”", "", " ".join(page.answers()))  # a memorandum's title has no English
        assert language == "th" or not re.search("[\u0e00-\u0e7f]", untranslated)


def test_the_sample_names_what_its_province_planted(sample_engine):
    page = opened(sample_engine, "roles")
    assert page.answers()[1].endswith("ไม่มีผู้รับผิดชอบ 1 รายการ (การไฟฟ้าส่วนภูมิภาคจังหวัดพะเยา)")
    assert "เหลือ 76 วัน ถึง 15 ส.ค. 2568" in page.answers()[2]
    assert page.answers()[3].startswith("ไม่มีโครงการรองรับ 1 จาก 8 รายการ (สมาคมอากาศสะอาดชุมชน (สมมติ))")
