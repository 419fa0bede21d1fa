"""The page of one project: what a reader sees equals what was worked out by hand for four projects (tests/worked_projects.py), then projects of the sample.

P-1: S1 and S6 of ORG-A (800,000 + 500,000 allocated), S5 of ORG-D; 300,000.25 + 500,000 of 1,300,000 has gone out: 61.54 %. ORG-A pledged 1,500,000 of 1,700,000: 88.24 %.
"""

import re

import pytest
from opened import opened
from worked_example import ORGANISATIONS, PLACE, load_into, rows
from worked_projects import EXAMPLE

from dashboard import serving

PERSON = rows("organisation_code | organisation_name | sector | actor_level | district_code | start_on", "ORG-I | ผู้แทนภาคธุรกิจ 1 | business | individual | 5602 | 2022-10-01")


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The example, release 1; a person answers for the cancelled project."""
    made = new_database()
    project = [{**row, "responsible_organisation_code": "ORG-I"} if row["project_code"] == "P-4" else row for row in EXAMPLE["project"]]
    load_into(made, tmp_path_factory.mktemp("page_project") / "one", {**EXAMPLE, "organisation": [*ORGANISATIONS, *PERSON], "project": project})
    return made


@pytest.fixture(scope="module")
def page(engine):
    """P-1's page: only to be read."""
    return opened(engine, "project", project="P-1")


def addresses(page):
    """Where links lead, in order."""
    return [address.replace("&amp;", "&") for block in page.blocks() for address in re.findall(r'href="(.*?)"', block)]


def test_the_first_answer_says_why_who_answers_and_how_far_the_money_is(page):
    assert page.answers()[0] == "▲ เฝ้าระวัง ผลผลิตส่งมอบช้าสุด 15 วัน ผู้รับผิดชอบ: สำนักงานเกษตรจังหวัด เบิกจ่ายแล้ว 61.5% ของเงินจัดสรร 1.3 ล้านบาท (สูงกว่าเป้า 2.3 จุดร้อยละ)"
    assert page.figures() == {
        "เหลือเวลา": ("168 วัน", "1 ต.ค. 2565 – 30 ก.ย. 2567"), "เบิกจ่ายต่อจัดสรร": ("61.5%", "● ตามแผน สูงกว่าเป้า 2.3 จุดร้อยละ"), "ผลผลิตครบ": ("0 จาก 2", "▲ เฝ้าระวัง น้อยที่สุดส่งมอบ 75.0%"),
        "ภาคีร่วม": ("3 ราย", "▲ เฝ้าระวัง รายใหญ่สุด 88.2% ของเงิน"), "ธงแดง": ("4 เรื่อง", "■ ต่ำกว่าแผน")}


def test_shares_that_do_not_add_up_are_told_with_the_difference_and_the_rows(page):
    told = "ยอดไม่ลงตัว: สัดส่วนที่ภาคีรับไว้ 1,700,000 บาท ≠ งบโครงการ 1,900,000 บาท ต่าง −200,000 บาท – แผ่นbudget_share แถวที่ 2, 6, 7"
    assert page.text.count(told) == 2  # first of all, and beside the money


def test_red_flags_on_it_and_on_its_parts_stand_gravest_first(page):
    assert page.answers()[1] == "ธงแดง 4 เรื่อง ร้ายแรง 2 เรื่อง"
    assert [row[1] for row in page.table(0)[1:]] == [
        "สิ่งส่งมอบเกินกำหนด ช้า 46 วัน", "สัดส่วนไม่เท่ากับวงเงินโครงการ รวมได้ 1,700,000.00 บาท วงเงิน 1,900,000.00 บาท", "รับไว้ตามสัญญาแต่ยังไม่จัดสรร 0.2 ล้านบาท", "ภาคีรายเดียวรับภาระโครงการเกินเกณฑ์ 88.2% (เกณฑ์ 60.0%)"]


def test_outputs_are_delivered_of_planned_with_their_unit_and_day(page):
    assert page.answers()[2] == "▲ เฝ้าระวัง ครบ 0 จาก 2 ผลผลิต ช้าสุด ฝาย 15 วัน"
    chart = page.chart("outputs")
    said = [re.sub("<[^>]+>", "", note["text"]) for note in chart["layout"]["annotations"]]
    assert said == ["ฝาย", "▲ 3 จาก 4 แห่ง · ครบกำหนด 31 มี.ค. 2567 ช้า 15 วัน", "แผนที่", "○ ยังไม่มีรายงาน จาก 1 ชุด · ครบกำหนด 30 ก.ย. 2567"]
    assert [trace["x"] for trace in chart["data"]] == [[100.0, 100.0], [75.0, 0.0]]


def test_money_is_a_ladder_a_partner_and_concentration_is_said(page):
    assert page.answers()[3] == "● ตามแผน ภาคีรับไว้ 1.7 ล้านบาท จัดสรรแล้ว 1.3 ล้านบาท เบิกจ่าย 0.8 ล้านบาท ก่อหนี้ผูกพันรอจ่าย 0.2 ล้านบาท คงเหลือ 0.3 ล้านบาท สำนักงานเกษตรจังหวัด รับไว้ 88.2% ของเงิน เกินเกณฑ์ 60%"
    said = [re.sub("<[^>]+>", "", note["text"]) for note in page.chart("money")["layout"]["annotations"]]
    assert "สำนักงานประมงจังหวัด" in said and "สำนักงานเกษตรจังหวัด" in said
    assert "shares?project=P-1" in addresses(page)


def test_partners_stand_with_their_part_their_money_and_what_they_kept(page):
    assert page.answers()[4] == "ภาคี 3 ราย รับเงินไว้ 2 ราย รวม 1.7 ล้านบาท รับข้อผูกพัน 2 ข้อ ทำครบ 1 ข้อผูกพันเกินกำหนด 1 ข้อ"
    assert [row[:6] for row in page.table(1)[1:]] == [
        ["สำนักงานเกษตรจังหวัด", "ผู้รับผิดชอบ, ร่วมสมทบเงิน, รับข้อผูกพัน", "1.5 ล้านบาท", "–", "ทำครบ 1 จาก 1", "1"], ["สำนักงานประมงจังหวัด", "ร่วมสมทบเงิน, รับข้อผูกพัน", "0.2 ล้านบาท", "–", "ทำครบ 0 จาก 1 · เกินกำหนด 1", "–"],
        ["หอการค้าจังหวัด", "รับผิดชอบกิจกรรม", "–", "–", "–", "1"]]
    assert "ร่วมโครงการแต่ไม่ได้เป็นคู่สัญญาหรือยังไม่ลงนาม: สำนักงานประมงจังหวัด, หอการค้าจังหวัด" in page.text
    assert "partner?partner=ORG-D" in addresses(page)


def test_every_row_of_a_table_says_where_it_is_written(page):
    assert [row[-1] for row in page.table(2)[1:]] == ["one · แผ่นbudget_share แถว 6 · ฉบับที่ 1", "one · แผ่นbudget_share แถว 2 · ฉบับที่ 1", "one · แผ่นbudget_share แถว 7 · ฉบับที่ 1"]
    for place in range(3, 8):
        assert all(re.fullmatch(r"one · แผ่น\S+ แถว \d+ · ฉบับที่ 1", row[-1]) for row in page.table(place)[1:]), page.table(place)


def test_undertakings_deliverables_people_activities_and_documents_are_its_own(page):
    answers = page.answers()
    assert answers[6] == "■ ต่ำกว่าแผน ข้อผูกพัน 2 ข้อ ทำครบ 1 เกินกำหนด 1"
    assert answers[7] == "■ ต่ำกว่าแผน งานส่งมอบของผู้จัดการเครือข่าย 2 รายการ ตรวจรับแล้ว 1 ล่าช้า 1"
    assert [row[:3] for row in page.table(4)[1:]] == [["รายงานกลางปี", "■ ต่ำกว่าแผน", "ฝาย"], ["แผนงาน", "✔ แล้วเสร็จ", "ฝาย"]]
    assert answers[8] == "กิจกรรมการมีส่วนร่วม 1 ครั้ง ข้อเสนอที่เกี่ยวข้อง 1 เรื่อง รับไว้ 1 เรื่อง"
    assert [row[0] for row in page.table(5)[1:]] == ["ย้ายแนวฝาย", "เวทีน้ำ"]
    assert answers[9] == "■ ต่ำกว่าแผน กิจกรรม 2 รายการรวมกัน 1,900,000.5 บาท ต่างจากงบโครงการ +0.5 บาท"
    assert answers[10] == "เอกสาร 3 ฉบับ ล่าสุด 2 ก.พ. 2567"
    assert [row[:2] for row in page.table(7)[1:]] == [["รายงานเวที", "กิจกรรมการมีส่วนร่วม: เวทีน้ำ"], ["ภาพถ่าย", "โครงการ: อ่างเก็บน้ำ"], ["แผนงาน", "สิ่งส่งมอบ: แผนงาน"]]


def test_what_it_is_leads_back_to_the_list_and_names_its_numbers_elsewhere(page):
    assert page.answers()[11] == "ขึ้นมาจากแผนพัฒนาจังหวัด · ผู้ขับเคลื่อน: งบประมาณของส่วนราชการ · 1 อำเภอ"
    assert "eMENSCR EM-1" in page.text and "one · แผ่นproject แถว 2 · ฉบับที่ 1" in page.text
    assert {"projects?plan=PL-1", "projects?origin=provincial_plan", "projects?carried_by=state_agency_budget"} <= set(addresses(page))


def test_it_opens_on_the_worst_project_and_says_so(engine):
    page = opened(engine, "project")
    assert page.answers()[0] == "■ ต่ำกว่าแผน ยังไม่เริ่ม ทั้งที่ถึงวันเริ่ม 1 มี.ค. 2567 มาแล้ว 45 วัน ผู้รับผิดชอบ: เครือข่ายป่าชุมชน"
    assert "เปิดที่โครงการซึ่งหนักที่สุด" in page.text and "โครงการนี้ยังไม่ระบุผลผลิต" in page.text and "ยังไม่มีสัดส่วนเงินแม้แถวเดียว" in page.text
    assert "ยังไม่มีเอกสารหลักฐานของโครงการ" in page.text
    nobody = page.choose(project="P-2")
    assert "ยังไม่มีผู้รับผิดชอบ ต้องกำหนดก่อน" in nobody.answers()[0] and nobody.answers()[0].startswith("▨ ไม่มีหลักฐาน")
    cancelled = page.choose(project="P-4")
    assert cancelled.answers()[0] == "ยกเลิกแล้ว ผู้รับผิดชอบ: ผู้แทนภาคธุรกิจ 1" and cancelled.figures()["สถานะโครงการ"] == ("ยกเลิก", "1 ต.ค. 2565 – 31 ม.ค. 2567")


def test_the_public_is_told_no_person(engine):
    page = opened(engine, "project", project="P-4")
    serving.begin(engine.url.render_as_string(hide_password=False), serving.PUBLIC)
    page.choose(project="P-4")
    assert "ผู้แทนภาคธุรกิจ 1" not in page.text and "ภาคีระดับบุคคล (ภาคธุรกิจ อำเภอจุน)" in page.text


def test_an_unknown_code_and_a_release_without_projects_are_told(engine, new_database, tmp_path):
    assert "ไม่มีโครงการรหัส P-99" in opened(engine, "project", project="P-99").text
    made = new_database()
    load_into(made, tmp_path / "one", PLACE)
    for mode in ("desk", "projector", "phone"):
        page = opened(made, "project", mode=mode)
        assert page.answers() == [] and "สำนักงานจังหวัดกรอกแผ่น “โครงการ” ในสมุดงาน" in page.text


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    seen = opened(sample_engine, "project", mode=mode, lang=language, project="P-01")
    for scene in range(1, 13) if mode == "projector" else [0]:
        seen = seen.choose(scene=str(scene)) if scene else seen
        assert seen.answers()
        assert "column." not in seen.text and "nan" not in seen.text.split() and "None" not in seen.text and "fact_" not in seen.text
        assert mode != "projector" or re.search(r"<h1>(ปรับปรุงระบบนิเวศ|Lakeside)", "".join(seen.blocks()))  # whatever the scene, a room sees which project it is about


def test_the_samples_planted_flags_stand_on_their_projects(sample_engine):
    page = opened(sample_engine, "project", project="P-17")
    assert "ยอดไม่ลงตัว: สัดส่วนที่ภาคีรับไว้ 3,100,000 บาท ≠ งบโครงการ 3,000,000 บาท ต่าง +100,000 บาท" in page.text
    assert "แจ้งว่าแล้วเสร็จ แต่ผลผลิตยังไม่ครบ 1 จาก 1 รายการ" in page.answers()[0]
    for code, words in (("P-09", "สำนักงานศึกษาธิการจังหวัดพะเยา รับไว้ 80.0% ของเงิน เกินเกณฑ์ 60%"), ("P-21", "โครงการไม่มีผู้รับผิดชอบ"), ("P-23", "กรรมการตรวจสอบมีส่วนได้เสีย"), ("P-22", "จัดสรรแล้ว 2.4 ล้านบาท แต่ยังไม่มีรายงานเงินแม้รายการเดียว")):
        assert words in page.choose(project=code).text, code


def test_from_the_overview_a_project_leads_to_its_page(sample_engine):
    assert {"project?project=P-17", "project?project=P-09"} <= set(addresses(opened(sample_engine, "overview")))
