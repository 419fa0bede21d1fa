"""The page of the territorial contract: what a reader sees equals what the questions answer. Days and baht by hand from tests/test_contract.py."""

import re

import pytest
from opened import opened
from test_contract import EXAMPLE
from worked_example import PLACE, load_into, rows

TITLES = ["สัญญาครบถ้วนหรือยัง", "แต่ละภาคีรับปากอะไร และทำครบหรือยัง", "คู่สัญญารายใดยังไม่ลงนาม", "ความเห็นชอบอยู่ที่ขั้นใด", "สัญญาแก้ไขอะไรไปบ้าง เพราะเหตุใด", "มีข้อพิพาทใดยังไม่ยุติ"]
IDLE = {**EXAMPLE["contract_party"][0], "organisation_code": "ORG-P", "signed_on": "2022-09-25"}  # signs ten days after the first, promises nothing


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The example with a party that promised nothing, as release 1."""
    made = new_database()
    load_into(made, tmp_path_factory.mktemp("page_contract") / "one", {**EXAMPLE, "contract_party": [*EXAMPLE["contract_party"], IDLE]})
    return made


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "contract")


def notes(chart):
    """Every word that stands in a picture."""
    return [note["text"] for note in chart["layout"]["annotations"]]


def test_the_first_answer_names_what_is_empty(page):
    assert page.answers()[0] == "▲ เฝ้าระวัง ครบ 3 จาก 4 ส่วน ยังขาด ส่วนที่ 4 การควบคุม: ผู้ประเมิน, คณะผู้กำกับ"
    assert [title for title in TITLES if title not in page.text] == []


def test_the_figures_are_total_signatures_time_and_approval(page):
    assert page.figures() == {
        "วงเงินรวมตามสัญญา": ("2.6 ล้านบาท", "2,600,000.00 บาท"), "ลงนามแล้ว": ("2 จาก 4 ราย", "▲ เฝ้าระวัง ยังขาด 2 ราย"), "เหลือเวลา": ("533 วัน", "ผ่านไป 51.4% · ถึง 30 ก.ย. 2568"),
        "ผ่านมาแล้ว": ("51.4%", "563 จาก 1,096 วัน"), "ผ่านความเห็นชอบ": ("1 จาก 4 ขั้น", "■ ต่ำกว่าแผน")}


def test_each_part_is_a_box_complete_or_with_what_it_lacks(page):
    said = notes(page.chart("parts"))
    assert [re.sub("<[^>]+>", "", words.partition("<br>")[0]) for words in said] == ["ส่วนที่ 1 หลักการ", "ส่วนที่ 2 การบริหาร", "ส่วนที่ 3 แผนงานและเงิน", "ส่วนที่ 4 การควบคุม"]
    assert [("✔ ครบถ้วน" in words) for words in said] == [True, True, True, False]
    assert "▲ ยังขาดผู้ประเมิน, คณะผู้กำกับ" in said[3]
    assert "2 โครงการ · 6 สัดส่วนเงิน · 4 ข้อผูกพัน" in said[2]


def test_the_third_part_leads_to_the_pages_that_show_it(page):
    block = next(block for block in page.blocks() if "สัดส่วนเงินของภาคี" in block)
    assert 'href="budget"' in block and 'href="roles"' in block


def test_the_whole_contract_can_be_read_but_not_on_a_projector(page, engine):
    for words in ("ร่วมกันพัฒนา", "วิธีดำเนินการ", "ไกล่เกลี่ย", "1 ต.ค. 2565", "4 รายการ"):
        assert words in page.text
    assert "ไกล่เกลี่ย" in opened(engine, "contract", mode="phone").text
    assert "ไกล่เกลี่ย" not in opened(engine, "contract", mode="projector").text


def test_money_to_the_satang_stands_beside_undertakings_worst_first(page):
    assert page.answers()[1] == "■ ต่ำกว่าแผน ข้อผูกพันเกินกำหนด 2 รายการ นานสุด 46 วัน ทำครบ 1 จาก 4 รายการ ภาคี 4 รายรับเงินรวม 2,400,000.00 บาท ไม่รับทั้งเงินและข้อผูกพัน 1 ราย"
    said = " ".join(re.sub("<[^>]+>", "", words) for words in notes(page.chart("promises")))
    places = [said.index(name) for name in ("สำนักงานประมงจังหวัด", "หอการค้าจังหวัด", "สำนักงานจังหวัด", "สำนักงานเกษตรจังหวัด", "เครือข่ายป่าชุมชน")]
    assert places == sorted(places)
    for words in ("■ 200,000.00 บาท · ข้อผูกพัน 1 ทำครบ 0 · เกินกำหนด 1 (46 วัน)", "▲ 300,000.00 บาท · ข้อผูกพัน 1 ทำครบ 0 · เกินกำหนด 1 (15 วัน)", "ไม่รับทั้งเงินและข้อผูกพัน",
                  "1,900,000.00 บาท · ข้อผูกพัน 1 ทำครบ 1", "ไม่มีเงิน · ไม่ใช่ตัวเงิน 250,000.00 บาท · ข้อผูกพัน 1 ทำครบ 0"):
        assert words in said
    (bars,) = page.chart("promises")["data"]
    assert bars["x"] == [0.2, 0.3, 0.0, 1.9, 0.0]
    assert "คู่สัญญาที่ไม่รับทั้งเงินและข้อผูกพัน: สำนักงานจังหวัด รับไว้แต่ไม่ได้เป็นคู่สัญญา: สำนักงานประมงจังหวัด" in page.text


def test_who_has_not_signed_stands_first_and_leads_to_the_partner(page):
    assert page.answers()[2] == "■ ต่ำกว่าแผน ลงนามแล้ว 2 จาก 4 ราย ใช้เวลา 10 วัน ยังไม่ลงนาม: หอการค้าจังหวัด, เครือข่ายป่าชุมชน เลยวันเริ่มสัญญา 562 วัน"
    assert "รายแรก 15 ก.ย. 2565 ถึงรายล่าสุด 25 ก.ย. 2565 ห่างกัน 10 วัน" in page.text
    _, *listed = page.table(0)
    assert [row[:4] for row in listed] == [["หอการค้าจังหวัด", "■ ต่ำกว่าแผน", "–", "562"], ["เครือข่ายป่าชุมชน", "■ ต่ำกว่าแผน", "–", "562"],
                                           ["สำนักงานจังหวัด", "✔ แล้วเสร็จ", "25 ก.ย. 2565", "–"], ["สำนักงานเกษตรจังหวัด", "✔ แล้วเสร็จ", "15 ก.ย. 2565", "–"]]
    assert listed[0][4:] == ["ผู้ร่วมสมทบ", "–", "ประธานหอการค้า"]
    assert any('href="partner?partner=ORG-B"' in block for block in page.blocks() if "<table" in block)


def test_the_path_says_where_it_stands_with_days_and_document_numbers(page):
    assert page.answers()[3] == "■ ต่ำกว่าแผน อยู่ที่ขั้น 2 จาก 4 ภาคีทุกฝ่ายเห็นชอบ – ยังไม่เสนอเรื่อง แต่คู่สัญญา 2 รายยังไม่ลงนาม"
    chart = page.chart("path")
    said = [re.sub("<[^>]+>", " ", words) for words in notes(chart)]
    assert [re.sub(r"\s+", " ", words).strip() for words in said] == [
        "เจรจาระหว่างภาคี เสร็จ 31 ก.ค. 2565 เสนอ 1 ก.ค. 2565 ใช้ 30 วัน · ว 1", "ภาคีทุกฝ่ายเห็นชอบ ยังไม่เสนอเรื่อง ลงนาม 2 จาก 4 ราย",
        "ก.บ.จ. ให้ความเห็นชอบ รอมาแล้ว 14 วัน ก.บ.จ. · เสนอ 1 เม.ย. 2567 รอ 14 วัน", "ผู้ว่าราชการจังหวัดรายงาน ก.น.บ. ยังไม่เสนอเรื่อง"]
    assert chart["data"][1]["text"] == ["✔", "■", "■", "■"]
    assert [line["line"]["dash"] for line in chart["layout"]["shapes"]] == ["dot", "dot", "dot"]


def test_amendments_stand_before_and_after_with_their_effect(page):
    assert page.answers()[4] == "แก้ไข 2 ครั้ง ล่าสุด 1 ม.ค. 2567 เทียบวงเงินก่อนแก้ไม่ได้ เพราะฉบับข้อมูลแรกมีการแก้ไขนี้แล้ว"
    head, *listed = page.table(1)
    assert head[:5] == ["เหตุผล", "เดิม", "แก้ไขเป็น", "วันที่แก้ไข", "มติอ้างอิง"]
    assert [row[:5] for row in listed] == [["เพิ่มภาคี", "–", "–", "1 ม.ค. 2567", "มติ 2"], ["เพิ่มวงเงิน", "2,500,000", "2,600,000", "1 ม.ค. 2566", "มติ 1"]]


def test_open_disputes_stand_first_with_their_days_and_between_whom(page):
    assert page.answers()[5] == "■ ต่ำกว่าแผน ยังไม่ยุติ 1 จาก 2 เรื่อง นานสุด 105 วัน: แนวเขต"
    _, *listed = page.table(2)
    assert [row[:6] for row in listed] == [["แนวเขต", "■ ต่ำกว่าแผน", "สำนักงานเกษตรจังหวัด, เครือข่ายป่าชุมชน", "–", "ยังไม่ยุติ", "105"],
                                           ["สมทบช้า", "✔ แล้วเสร็จ", "สำนักงานเกษตรจังหวัด, หอการค้าจังหวัด", "–", "ยุติแล้ว", "29"]]


def test_a_complete_signed_and_approved_contract_says_so(new_database, tmp_path):
    whole = {**EXAMPLE["contract"][0], "evaluator": "มหาวิทยาลัย", "body_code": "PIC"}
    path = rows("contract_code | approval_step | body_code | requested_on | decided_on | document_number", "TC | negotiated | - | 2022-07-01 | 2022-07-31 | ว 1", "TC | agreed | - | 2022-08-01 | 2022-08-11 | ว 2",
                "TC | endorsed | PIC | 2022-08-12 | 2022-09-20 | ว 3", "TC | reported | - | 2022-09-21 | 2022-09-28 | -")
    made = new_database()
    load_into(made, tmp_path / "one", {**EXAMPLE, "contract": [whole], "approval": path, "contract_party": [EXAMPLE["contract_party"][0]], "amendment": [], "dispute": []})
    page = opened(made, "contract")
    assert page.answers()[0] == "✔ แล้วเสร็จ สัญญาครบทั้งสี่ส่วน"
    assert page.answers()[2] == "✔ แล้วเสร็จ ลงนามแล้ว 1 จาก 1 ราย"
    assert page.answers()[3] == "✔ แล้วเสร็จ ผ่านครบ 4 ขั้น ขั้นสุดท้ายเมื่อ 28 ก.ย. 2565 รอนานสุดที่ขั้นก.บ.จ. ให้ความเห็นชอบ 39 วัน"
    assert len(page.answers()) == 4 and "ยังไม่มีการแก้ไขสัญญา" in page.text and "ไม่มีข้อพิพาท" in page.text
    assert "ไม่มีเลขที่หนังสือ" in notes(page.chart("path"))[3]


def test_one_contract_is_in_sight_and_another_can_be_chosen(new_database, tmp_path):
    later = {**EXAMPLE["contract"][0], "contract_code": "TC-2", "contract_title": "สัญญาฉบับใหม่", "amount_baht": "1.00", "start_on": "2023-10-01"}
    made = new_database()
    load_into(made, tmp_path / "one", {**EXAMPLE, "contract": [EXAMPLE["contract"][0], later]})
    assert opened(made, "contract").figures()["วงเงินรวมตามสัญญา"] == ("1 บาท", "1.00 บาท")  # the latest to begin
    assert opened(made, "contract", contract="TC").figures()["วงเงินรวมตามสัญญา"] == ("2.6 ล้านบาท", "2,600,000.00 บาท")
    assert opened(made, "contract").answers()[1] == "สัญญายังไม่มีรายชื่อคู่สัญญา"


def test_a_release_without_a_contract_says_what_to_load(new_database, tmp_path):
    made = new_database()
    load_into(made, tmp_path / "one", PLACE)
    for mode in ("desk", "projector", "phone"):
        page = opened(made, "contract", mode=mode)
        assert page.answers() == []
        assert "สำนักงานจังหวัดกรอกแผ่น “สัญญาขับเคลื่อนแผนพัฒนาจังหวัด” ในสมุดงาน" in page.text


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, 7) if mode == "projector" else [1]:
        page = opened(sample_engine, "contract", mode=mode, lang=language, scene=str(scene))
        assert page.answers()
        assert "column." not in page.text and "nan" not in page.text.split() and "None" not in page.text
        assert language == "th" or not re.search("[\u0e00-\u0e7f]", " ".join(page.answers()))


def test_the_furthest_seat_gets_names_and_states_only(sample_engine):
    first = opened(sample_engine, "contract", mode="projector", seat="12")
    assert 'class="figures"' not in " ".join(first.blocks()) and "ยังขาดวิธีระงับข้อพิพาท" in notes(first.chart("parts"))[3]
    path = opened(sample_engine, "contract", mode="projector", seat="12", scene="4")
    assert "นานสุด" not in path.text and all("เสนอ" not in words for words in notes(path.chart("path")))
    assert len(opened(sample_engine, "contract", mode="projector", seat="12", scene="2").chart("promises")["data"][0]["x"]) == 1


def test_the_sample_is_seen_as_at_any_release(sample_engine):
    first = opened(sample_engine, "contract", release="1")
    assert "ยังไม่มีการแก้ไขสัญญา" in first.text and "ไม่มีข้อพิพาท" in first.text
    second = opened(sample_engine, "contract", release="2")
    assert "ย้ายเงินระหว่างภาคี 500,000.00 บาท ใน 2 สัดส่วน" in second.answers()[4]
    assert "ยังไม่ยุติ 1 จาก 1 เรื่อง" in opened(sample_engine, "contract", release="3").answers()[5]
