"""The page of one district: what a governor before a visit and a citizen read equals what was worked out by hand (tests/test_district.py), then the sample."""

import re

import pytest
from opened import opened
from worked_example import ORGANISATIONS, PLACE, load_into, rows
from worked_projects import EXAMPLE

from dashboard import serving

PERSON = rows("organisation_code | organisation_name | sector | actor_level | district_code | start_on", "ORG-I | ผู้แทนภาคธุรกิจ 1 | business | individual | 5602 | 2022-10-01")
CAME = rows("participation_code | sector | district_code | population_group | people_count", "PA-1 | community | 5601 | - | 78", "PA-1 | community | 5602 | - | 2")


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The example, release 1; a person has a place in 5602, two people from there came to an activity in 5601 and 5602."""
    made = new_database()
    activity = [{**row, "district_codes": "5601; 5602"} for row in EXAMPLE["participation_activity"]]
    load_into(made, tmp_path_factory.mktemp("page_district") / "one", {**EXAMPLE, "organisation": [*ORGANISATIONS, *PERSON], "participation_activity": activity, "participation_attendance": CAME})
    return made


@pytest.fixture(scope="module")
def page(engine):
    """5602: only to be read."""
    return opened(engine, "district", district="5602")


def test_the_first_answer_says_what_is_worst_why_and_who_must_act(page):
    assert page.answers()[0] == ("■ ต่ำกว่าแผน โครงการ 1 จาก 2 ต่ำกว่าแผน และ 1 ไม่มีหลักฐาน หนักที่สุดคือ กองทุนชุมชน – ยังไม่เริ่ม ทั้งที่ถึงวันเริ่ม 1 มี.ค. 2567 มาแล้ว 45 วัน "
                                 "ผู้ต้องลงมือ: เครือข่ายป่าชุมชน")
    assert "1 จาก 3 โครงการทำในหลายอำเภอ" in page.text and "จึงไม่แบ่ง" in page.text
    told = page.figures()
    assert told["โครงการที่ลงพื้นที่"] == ("3", "ทำเฉพาะอำเภอนี้ 2 · ยกเลิก 1") and told["เงินที่รับไว้ในโครงการเหล่านี้"] == ("0.7 ล้านบาท", "ของโครงการเฉพาะอำเภอนี้ 0.7 ล้านบาท")
    assert told["เบิกจ่ายต่อจัดสรร"] == ("56.0%", "จัดสรรแล้ว 0.5 ล้านบาท") and told["ภาคีที่ร่วมโครงการ"] == ("4", "ตั้งอยู่ในอำเภอ 3")


def test_what_is_late_stands_worst_first_with_its_reason_in_words(page):
    assert page.answers()[1].startswith("■ ต่ำกว่าแผน ต้องเร่ง 3 เรื่อง หนักสุด กองทุนชุมชน") and "ยังไม่มีผู้รับผิดชอบ 2 เรื่อง" in page.answers()[1]
    assert [row[:4] for row in page.table(0)[1:]] == [
        ["กองทุนชุมชน", "■ ต่ำกว่าแผน", "ยังไม่เริ่ม ทั้งที่ถึงวันเริ่ม 1 มี.ค. 2567 มาแล้ว 45 วัน", "เครือข่ายป่าชุมชน"],
        ["ฝึกอาชีพ", "▨ ไม่มีหลักฐาน", "มีผลผลิตที่ถึงกำหนดแล้วแต่ไม่เคยมีรายงาน", "–"],
        ["ผลผลิต: ผู้ผ่านอบรม", "▨ ไม่มีหลักฐาน", "ครบกำหนด 1 เม.ย. 2567 แต่ยังไม่เคยมีรายงาน จาก 200 คน (โครงการฝึกอาชีพ)", "–"]]


def test_what_was_promised_says_where_else_it_stands_and_whose_money_it_is(page):
    assert [row[0:1] + row[2:4] for row in page.table(1)[1:]] == [["กองทุนชุมชน", "–", "ทุกอำเภอ (2)"], ["ฝึกอาชีพ", "ผู้ผ่านอบรม ยังไม่มีรายงาน จาก 200 คน", "เฉพาะอำเภอนี้"], ["สะพานไม้", "–", "เฉพาะอำเภอนี้"]]
    assert page.answers()[5] == "ภาคี 2 รายรับไว้ 0.7 ล้านบาท มากสุด สำนักงานเกษตรจังหวัด 0.4 ล้านบาท ในนี้เป็นของโครงการเฉพาะอำเภอนี้ 0.7 ล้านบาท และสมทบที่ไม่ใช่ตัวเงินมูลค่า 0.3 ล้านบาท ไม่นับรวม"
    said = [re.sub("<[^>]+>", "", note["text"]) for note in page.chart("money")["layout"]["annotations"]]
    assert "สำนักงานเกษตรจังหวัด" in said and "หอการค้าจังหวัด" in said


def test_partners_and_place_are_told(page):
    assert page.answers()[6] == "ร่วมโครงการ 4 ราย ตั้งอยู่ในอำเภอ 3 ราย เป็นทั้งสองอย่าง 2 ราย"
    assert "อำเภอจุน จังหวัดพะเยา ประเทศไทย รหัส 5602" in page.answers()[-1]


def test_the_public_is_told_no_person_and_no_small_count_but_what_the_page_means(engine):
    official = opened(engine, "district", district="5602")
    assert "คนจากอำเภอนี้เข้าร่วม 2 คน" in official.text and "ผู้แทนภาคธุรกิจ 1" in official.text
    assert "หน้านี้บอกว่าอำเภอของท่าน" not in official.text and "ปรับปรุงครั้งต่อไป" not in official.text
    serving.begin(engine.url.render_as_string(hide_password=False), serving.PUBLIC)
    public = official.choose(lang="")
    assert "ผู้แทนภาคธุรกิจ 1" not in public.text and "ภาคีระดับบุคคล (ภาคธุรกิจ อำเภอจุน)" in public.text
    assert "เข้าร่วม 2 คน" not in public.text and "ปิดไว้ (น้อยเกินไป)" in public.text
    assert public.text.count("หน้านี้บอกว่าอำเภอของท่าน") == 1 and "ยังไม่มีหน้าที่รายงานที่รอครบกำหนด" in public.text
    serving.begin("")


def test_an_unknown_district_and_a_release_without_projects_are_told(engine, new_database, tmp_path):
    assert "ไม่มีอำเภอรหัส 9999" in opened(engine, "district", district="9999").text
    made = new_database()
    load_into(made, tmp_path / "one", PLACE)
    for mode in ("desk", "projector", "phone"):
        assert "ยังไม่มีโครงการใดในสัญญาลงพื้นที่อำเภอเมืองพะเยา" in opened(made, "district", mode=mode).text


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    seen = opened(sample_engine, "district", mode=mode, lang=language, district="5601")
    for scene in range(1, 10) if mode == "projector" else [0]:
        seen = seen.choose(scene=str(scene)) if scene else seen
        assert seen.answers()
        assert "column." not in seen.text and "nan" not in seen.text.split() and "None" not in seen.text
        assert mode != "projector" or re.search(r"<h1>(<span[^>]*>)?(อำเภอ|Mueang)", "".join(seen.blocks()))  # whatever the scene, a room sees which district it is about
