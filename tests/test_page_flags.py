"""The page of the red flags: what a reader sees equals what the questions answer, a rule that is off is said, and every flag leads to where its thing is shown."""

import re
from datetime import date

import pytest
from opened import opened
from test_attention import CLEAR
from test_flags import FIRES, LIMITS, SWITCHES
from worked_example import PLACE, load_into

from dashboard import links, pages, wording
from dashboard.sentences import flag_words
from queries import flags


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """FIRES of test_attention with two rules switched off, as release 1."""
    made = new_database()
    load_into(made, tmp_path_factory.mktemp("page_flags") / "one", {**FIRES, "flag_switch": SWITCHES, "threshold": LIMITS})
    return made


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "flags")


def listed(page):
    """The list of what is raised, as HTML."""
    (block,) = [block for block in page.blocks() if 'class="items"' in block]
    return block


def test_the_answer_counts_by_severity_and_names_who_has_most_and_the_gravest(page):
    # of the 30 of test_attention's EXPECTED: without paid_before_accepted (1) and tie_silent (2), and with MOU-2, which ends in 91 days
    assert page.answers()[0] == ("พบธงแดง 28 เรื่อง: ต้องเร่ง 7, ต้องติดตาม 13, ควรรู้ 8 ต้องเร่งมากที่สุดที่สำนักงานจังหวัด 2 เรื่อง จากทั้งหมด 11 เรื่อง"
                                 " หนักที่สุดคือตรวจรับโดยไม่มีหลักฐาน “ทะเบียนภาคี”")
    assert page.figures() == {"ต้องเร่ง": ("7", ""), "ต้องติดตาม": ("13", ""), "ควรรู้": ("8", ""), "หน่วยงานที่ต้องลงมือ": ("6", ""), "กฎที่พบธงแดง": ("19 จาก 21", "ปิดอยู่ 2 ข้อ")}


def test_a_rule_that_is_off_is_said_with_its_day_resolution_and_reason(page, engine):
    off = [block for block in page.blocks() if 'class="banner is-not_due"' in block]
    assert [re.sub(r"<[^>]+>", "", block).replace("\N{NO-BREAK SPACE}", " ") for block in off] == [
        "○ ปิดการตรวจ “จ่ายเงินก่อนตรวจรับ” ตั้งแต่ 1 ก.พ. 2567 ไม่ระบุมติ เพราะทบทวนวิธีจ่ายเงิน", "○ ปิดการตรวจ “สายสัมพันธ์เงียบหาย” ตั้งแต่ 1 ม.ค. 2567 · มติ 1/2567 เพราะยังไม่เก็บกิจกรรมร่วมให้ครบ"]
    assert "ปิดการตรวจ" in opened(engine, "flags", mode="projector").text and "Switched off" in opened(engine, "flags", lang="en").text


def test_the_picture_shows_who_must_act_with_a_sign_a_flag(page):
    chart = page.chart("who")
    assert chart["data"][0]["text"] == ["■", "■"] and sum(len(trace["text"]) for trace in chart["data"]) == 28
    names = [note["text"] for note in chart["layout"]["annotations"]][1::2]
    assert names[0] == "สำนักงานจังหวัด" and len(names) == 6
    assert chart["alt"].startswith("ธงแดงของแต่ละหน่วยงาน")


def test_each_rule_says_what_it_checks_its_limit_and_what_it_is_raised_on(page):
    words = re.sub(r"<[^>]+>", "", listed(page)).replace("\N{NO-BREAK SPACE}", " ")
    for said in ("จ่ายจากสัดส่วนของภาคีเกิน", "เบิกจ่าย 110,000.01 บาท จัดสรร 100,000.00 บาท", "รวมได้ 1,700,000.00 บาท วงเงิน 1,900,000.00 บาท", "เหลือ 90 วัน (เกณฑ์ 91 วัน)",
                 "ไม่เกิน 91 วัน (ตั้งแต่ 1 ม.ค. 2567 · มติ 1/2567)", "เกินร้อยละ 60 (ค่าตั้งต้น ยังไม่มีมติ)", "88.2% (เกณฑ์ 60.0%) · สำนักงานเกษตรจังหวัด", "ช้า 46 วัน", "29 ก.พ. 2567",
                 "แผ่น budget_share แถว 2 ฉบับที่ 1", "ว่าง 2 รายการ · ผู้ประเมิน, คณะผู้กำกับ", "ขาด 2 ข้อ · ผู้เข้าร่วม 8–12 คน, ประชุมหลายครั้ง", "เงินที่เกี่ยวข้อง 0.8 ล้านบาท · เป็นผู้จ่าย"):
        assert said in words, said
    assert "สายสัมพันธ์เงียบหาย" not in words and "ช้า 90 วัน" not in words  # what is left of a memorandum is not late


def test_picks_keep_a_severity_a_partner_or_a_rule(engine):
    low = opened(engine, "flags", severity="low")
    assert low.answers()[1].startswith("8 เรื่อง") and "ต้องเร่ง" not in re.sub(r"<[^>]+>", "", listed(low))
    assert opened(engine, "flags", partner="ORG-D").answers()[1].startswith("1 เรื่อง เรื่องแรกคือ “อ่างเก็บน้ำ” รับไว้ตามสัญญาแต่ยังไม่จัดสรร 0.2 ล้านบาท")
    assert opened(engine, "flags", flag="tie_silent").answers()[1] == "ไม่มีธงแดงตามที่เลือก"


def test_the_rules_are_listed_with_their_limits_and_switches_also_those_that_are_quiet_or_off(page):
    head, *rows = page.table(1)
    found = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(rows) == 21 and page.answers()[2] == "มี 21 ข้อ มีเกณฑ์เป็นตัวเลข 4 ข้อ คณะกรรมการกำหนดเองแล้ว 1 ข้อ ปิดอยู่ 2 ข้อ"
    assert (found["สายสัมพันธ์เงียบหาย"]["เปิดใช้"], found["สายสัมพันธ์เงียบหาย"]["พบ"]) == ("ปิด ตั้งแต่ 1 ม.ค. 2567 · มติ 1/2567", "0")
    assert found["สิ่งส่งมอบเกินกำหนด"]["เปิดใช้"] == "เปิด ตั้งแต่ 15 เม.ย. 2567 · มติ 2/2567"
    assert (found["MOU ใกล้หมดอายุ"]["เกณฑ์"], found["MOU ใกล้หมดอายุ"]["เปิดใช้"]) == ("ไม่เกิน 91 วัน", "เปิด")


def test_where_nothing_is_raised_the_rules_are_named_quietly(new_database, tmp_path):
    made = new_database()
    load_into(made, tmp_path / "clear", CLEAR)
    page = opened(made, "flags")
    assert page.answers()[:2] == ["ไม่พบธงแดงจากกฎที่เปิดอยู่ทั้ง 21 ข้อ", "ไม่มีธงแดงตามที่เลือก"]
    assert "ตรวจแล้วไม่พบเรื่องใด 21 ข้อ: จ่ายเงินก่อนตรวจรับ" in page.text


def test_a_release_with_nothing_but_a_place_opens_in_every_mode(new_database, tmp_path):
    made = new_database()
    load_into(made, tmp_path / "place", PLACE)
    for mode in ("desk", "projector", "phone"):
        assert opened(made, "flags", mode=mode).answers()[0].startswith("ไม่พบธงแดง")


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, 4) if mode == "projector" else [1]:
        page = opened(sample_engine, "flags", mode=mode, lang=language, scene=str(scene))
        assert page.answers()
        assert "column." not in page.text and "flags." not in page.text and "nan" not in page.text.split() and "None" not in page.text
    assert language == "th" or not re.search("[\u0e00-\u0e7f]", page.answers()[-1])


def test_on_a_projector_nothing_leads_away_and_rows_turn(sample_engine):
    page = opened(sample_engine, "flags", mode="projector", scene="2")
    assert "<a " not in " ".join(page.blocks()) and page.table()[0] == ["เรื่อง", "หนักแค่ไหน", "ผู้ต้องลงมือ", "วันครบกำหนด"]
    assert page.table()[1][:2] == ["จัดทำสัญญาและตัวชี้วัดร่วม", "จ่ายเงินก่อนตรวจรับ เร็วไป 18 วัน"]


SHOWN_BY = {  # of the sample: rule → what its thing's page must say
    "paid_before_accepted": "จัดทำสัญญาและตัวชี้วัดร่วม", "accepted_without_evidence": "คู่มือภาคีและหลักสูตรอบรม", "disbursed_over_allocated": "ชุมชนปลอดยาเสพติด",
    "block_grant_on_routine_duty": "จ่ายงานประจำซึ่งไม่ควรจ่ายจากเงินก้อน", "indicator_moving_away": "คดียาเสพติดในชุมชน", "party_not_signed": "ยังไม่ลงนาม: บริษัท ทุ่งข้าวออร์แกนิก จำกัด",
    "contract_part_empty": "วิธีระงับข้อพิพาท", "undertaking_without_responsible": "เสาไฟและอุปกรณ์ส่องสว่าง", "mou_expiring": "บันทึกข้อตกลงส่งเสริมการท่องเที่ยวริมน้ำ",
    "body_without_six_kinds": "รัฐวิสาหกิจ", "member_without_order": "กลุ่มแรงงานนอกระบบ", "tie_silent": "กลุ่มทอผ้าไทลื้อบ้านเหนือ", "mou_obligation_without_project": "ติดตั้งและดูแลเครื่องวัดฝุ่นในชุมชน",
    "conflict_of_interest": "กองทุนอุ่นใจครัวเรือนเปราะบาง",
}


def test_a_flag_leads_to_a_page_that_shows_its_thing(sample_engine):
    with sample_engine.connect() as connection:
        raised = {f["flag"]: f for f in flags.raised(connection, release=6, province="56").to_dict("records")}
    opened(sample_engine, "flags")  # for the links: whose screen this is
    seen = {}
    for flag, words in SHOWN_BY.items():
        row = raised[flag]
        address = links.to_item(row["subject_kind"], row["subject_code"], row["responsible_organisation_code"], row["page"])
        if address not in seen:
            page, _, query = address.partition("?")
            seen[address] = opened(sample_engine, page, **dict(pair.split("=") for pair in query.split("&") if pair))
        shown = seen[address].text + " ".join(str(chart.proto.spec) for chart in seen[address].app.get("plotly_chart"))
        assert words in shown or words in shown.encode().decode("unicode_escape", "ignore"), (flag, address)


def test_a_flag_whose_page_there_is_not_leads_nowhere(monkeypatch):
    monkeypatch.setattr(links.pages, "listed", lambda audience: (pages.Page("budget"),))
    assert links.to_item("participation_activity", "PA-01", "ORG-A", "participation") == ""
    assert links.to_item("manager_contract", "MC", "ORG-A", "deliverables") == ""
    assert links.to_item("manager_contract", "MC", "ORG-A", "budget") == links.to_item("block_grant_spending", "BG/1", None, "budget") == "budget"  # the flag's own page instead


def test_every_flag_has_words_for_its_figure_in_both_languages():
    for language in wording.LANGUAGES:
        assert all(f"flags.size.{flag}" in wording.texts(language) for flag in flags.FLAGS)
        assert {key.rpartition(".")[2] for key in wording.texts(language) if key.startswith("flags.limit.")} == {flag.limited_by for flag in flags.FLAGS.values()} - {""}
    assert flag_words.DETAILS.keys() <= flags.FLAGS.keys()
    row = {"flag": "paid_before_accepted", "figure": None, "figure_unit": "days", "limit": 0, "due_on": date(2024, 4, 1)}
    assert flag_words.size(row) == "จ่ายแล้ว ยังตรวจรับไม่ครบ"
