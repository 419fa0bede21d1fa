"""Printed papers: one self-contained file, the same bytes for the same release; the governor's report says what is worked out by hand in the tests of its questions."""

import html
import re
from datetime import date
from decimal import Decimal

import pytest
import test_contract
import test_indicators
from worked_example import AS_OF, BODIES, MANAGER, MONEY, PLACE, load_into

from dashboard import wording
from dashboard.papers import blocks, report, sheet
from queries import questions, releases

EXAMPLE = {  # as at 15 April 2567: contract, money, deliverables and indicators as in their own tests
    **test_contract.EXAMPLE, **MANAGER, **MONEY, "body": [*BODIES, *test_contract.EXAMPLE["body"]],
    **{table: test_indicators.EXAMPLE[table] for table in ("indicator", "observation", "indicator_target")},
}
CHAIN = "12345678" * 8
ORIGIN = sheet.Origin("พะเยา", 1, AS_OF, CHAIN, is_sample=True)


def door(engine, release=1):
    """What a paper asks by, on a database as at a release."""
    def ask(question, **picks):
        with engine.connect() as connection:
            return questions.find(question)(connection, release=release, province="56", **picks)

    return ask


def loaded(new_database, folder, tables):
    made = new_database()
    load_into(made, folder, tables)
    return made


def plain(block):
    """Words as a reader sees them: a space where a cell, line or block ends."""
    parted = re.sub(r"</(?:t[hd]|p|li|h\d|dd|caption)>|<br>", " ", block)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", parted))).replace("\N{WORD JOINER}", "").strip()


@pytest.fixture(scope="module")
def example(new_database, tmp_path_factory):
    return door(loaded(new_database, tmp_path_factory.mktemp("papers") / "one", EXAMPLE))


@pytest.fixture(scope="module")
def said(example):
    """What each section of the example's report says, by its key."""
    wording.use("th")
    return {section.key: plain("".join(section.blocks)) for section in report.sections(example)}


@pytest.fixture(scope="module")
def sample(sample_engine):
    """The sample's newest release: how a paper asks it, and what a paper says of its origin."""
    with sample_engine.connect() as connection:
        newest = releases.listed(connection, province="56").iloc[0]
    return door(sample_engine, int(newest["number"])), sheet.Origin("พะเยา", int(newest["number"]), newest["as_of"], newest["chain"], is_sample=True)


# --- the sheet --------------------------------------------------------------------------------------------------------


def paper(*made, digits="arabic", **more):
    return sheet.Paper("รายงาน", "test/1", made, sheet.Origin("พะเยา", 3, date(2025, 5, 31), CHAIN, **more), digits)


def test_thai_digits_are_for_words_not_for_tags_codes_or_what_is_written_with_latin_letters():
    made = sheet.in_digits('<p style="width:12%" class="h2">ปี 2567 &#x27;7&#x27; P-01 PM2.5 1/2567 12.5% <code>12ab</code> <code>345</code></p>', "thai")
    assert made == '<p style="width:12%" class="h2">ปี ๒๕๖๗ &#x27;๗&#x27; P-01 PM2.5 ๑/๒๕๖๗ ๑๒.๕% <code>12ab</code> <code>345</code></p>'
    assert sheet.in_digits("<p>2567</p>", "arabic") == "<p>2567</p>"


def test_the_foot_of_every_page_names_release_day_and_the_whole_chain_in_the_digits_picked():
    arabic, thai = sheet.printed(paper()), sheet.printed(paper(digits="thai"))
    assert f"รหัสกำกับ {CHAIN}" in arabic and f"รหัสกำกับ {CHAIN}" in thai
    assert "ฉบับข้อมูลที่ 3 · ข้อมูล ณ วันที่ 31 พฤษภาคม 2568" in arabic and "ฉบับข้อมูลที่ ๓ · ข้อมูล ณ วันที่ ๓๑ พฤษภาคม ๒๕๖๘" in thai
    assert "counter(page, decimal)" in arabic and "counter(page, thai)" in thai
    assert 'content="test/1"' in arabic


def test_invented_data_says_so_at_the_head_of_every_page_and_real_data_does_not():
    sample, real = sheet.printed(paper(is_sample=True)), sheet.printed(paper())
    assert sample.count("สมมติขึ้นทั้งหมด") == 2  # the running line, and once in the text for a browser without running lines
    assert "สมมติขึ้นทั้งหมด" not in real


def test_the_file_runs_nothing_and_asks_nobody():
    made = sheet.printed(paper(blocks.paragraph("เนื้อความ")))
    assert not re.search(r"<script|<link|<img|<iframe|@import|https?:|\bon\w+=", made)
    assert {address[:5] for address in re.findall(r"url\(([^)]*)", made)} == {"data:"}
    assert "default-src 'none'" in made


def test_what_comes_from_data_is_never_markup_nor_style():
    evil = "</style><script>1</script>\"'\\"
    made = sheet.printed(sheet.Paper(evil, evil, [blocks.paragraph(evil, [evil], evil), blocks.table(evil, [blocks.Column(evil, 50)], [[blocks.words(evil)]])], ORIGIN))
    assert made.count("<script") == 0 and made.count("</style>") == 1


def test_a_table_of_few_rows_stays_on_one_page_and_a_bar_within_its_cell():
    def held(count):
        return "is-kept" in blocks.table("ตาราง", [blocks.Column("ก", 100)], [[blocks.words("ข")]] * count)

    assert held(blocks.KEPT_TOGETHER) and not held(blocks.KEPT_TOGETHER + 1)
    assert [re.findall(r"width:([\d.]+)%", blocks.bar(Decimal(value), "done")) for value in ("-18.33", "38", "104.6")] == [["0.00"], ["38.00"], ["100.00"]]
    assert blocks.bar(None, "done") == ""


def test_a_spread_gives_each_state_its_part_worst_first():
    assert re.findall(r"of-(\w+)\" style=\"flex-grow:(\d+)", blocks.spread({"done": 8, "off_track": 2, "watch": 0})) == [("off_track", "2"), ("done", "8")]


# --- the governor's report --------------------------------------------------------------------------------------------


def test_the_contract_is_told_with_its_signatures_its_path_and_what_it_lacks(said):
    for words in ("มีคู่สัญญา 3 ราย วงเงินรวม 2,600,000.00 บาท มีผลตั้งแต่วันที่ 1 ตุลาคม 2565 ถึงวันที่ 30 กันยายน 2568 ผ่านมาแล้ว 563 วัน จาก 1,096 วัน คิดเป็น 51.4%",
                  "ลงนามแล้ว 1 จาก 3 ราย ยังไม่ลงนาม: หอการค้าจังหวัด, เครือข่ายป่าชุมชน เลยวันเริ่มสัญญา 562 วัน", "ครบ 3 จาก 4 ส่วน ยังขาด ส่วนที่ 4 การควบคุม: ผู้ประเมิน, คณะผู้กำกับ",
                  "อยู่ที่ขั้น 2 จาก 4", "✔ แล้วเสร็จ เจรจาระหว่างภาคี – 1 ก.ค. 2565 31 ก.ค. 2565 ว 1", "■ ต่ำกว่าแผน ก.บ.จ. ให้ความเห็นชอบ ก.บ.จ. 1 เม.ย. 2567 – –"):
        assert words in said["contract"]


def test_states_are_counted_kind_by_kind_and_never_blended(said):
    # the three states of deliverables that are late or moved, as in test_deliverables: 3 off track, 2 on watch, 1 without evidence, 1 not due, 1 on track, 1 done
    assert "สิ่งส่งมอบ 3 2 1 1 1 1 9" in said["overall"]
    assert "ตัวชี้วัด 2 1 2 1 4 0 10" in said["overall"]


def test_money_stands_to_the_satang_with_its_gap_in_points_and_whether_it_adds_up(said):
    # pledged 1,000,000 + 400,000 + 300,000 + 200,000 + 500,000; allocated 75 %, out 1,080,000.25 = 45.0 %; PO 500,000 less 300,000.25 paid on it
    for words in ("รับไว้ตามสัญญา 100.0% 2,400,000.00", "จัดสรรแล้ว 75.0% 1,800,000.00", "ก่อหนี้ผูกพัน 8.3% 199,999.75", "เบิกจ่ายแล้ว 45.0% 1,080,000.25", "คงเหลือ 21.7% 520,000.00",
                  "ประเมินไว้ 250,000.00 บาท ส่งมอบแล้ว 50,000.00 บาท เงินกันเหลื่อมปี 50,000.00 บาท", "ภาพรวม เบิกจ่าย 46.7% 50.0% −3.3 ▲ เฝ้าระวัง", "รายจ่ายลงทุน ใช้จ่าย 62.5% 55.0% +7.5 ● ตามแผน",
                  "รายจ่ายประจำ เบิกจ่าย 65.0% – –", "ต่างกัน −200,000 บาท ที่ P-1 อ่างเก็บน้ำ", "จ่ายงานประจำซึ่งไม่ควรจ่ายจากเงินก้อน 5,000.5 บาท"):
        assert words in said["budget"]


def test_deliverables_to_chase_stand_with_days_late_and_days_moved_apart(said):
    for words in ("วงเงิน 400,000.50 บาท", "จ่ายแล้ว 95,000.00 บาท หักไว้ 5,000.50 บาท", "งานส่งมอบ 3 จาก 9 รายการล่าช้า มากสุด 46 วัน", "■ ต่ำกว่าแผน ร่างสัญญา 30 เม.ย. 2567 – 60 วัน",
                  "▲ เฝ้าระวัง ผังเครือข่าย 31 มี.ค. 2567 5 วัน 45 วัน", "งวดที่ 1 เตรียมการ จ่ายก่อนตรวจรับครบ 2 จาก 2 100,000.5 95,000 0"):
        assert words in said["manager"]


def test_indicators_stand_worst_first_with_the_part_of_the_way_that_is_done(said):
    # the income fell from 50 to 40 on its way to 100: -10 of 50 is -20 %; new cases fell from 12 to 9 on their way to 6: half
    away, half = (said["indicators"].index(words) for words in ("รายได้ชุมชน (ร้อยละ) 50 100 40 31 มี.ค. 2567 −20.0%", "ผู้ป่วยใหม่ (ร้อยละ) 12 6 9 31 มี.ค. 2567 50.0%"))
    assert away < half


def test_what_is_behind_names_its_cause_only_where_somebody_reported_one_by_that_day(said):
    assert "ร่างสัญญา เลื่อนและล่าช้ารวม 60 วัน บุคลากรไม่พอ มหาวิทยาลัยของจังหวัด" in said["behind"]
    assert "เวทีภาคี คณะกรรมการให้สถานะนี้ ไม่มีผู้เข้าร่วม" in said["behind"]
    assert "รายงานกลางปี สิ่งส่งมอบเกินกำหนด ช้า 46 วัน ยังไม่มีรายงานสาเหตุ หอการค้าจังหวัด ส่งมอบงาน หรือเสนอขอเลื่อนกำหนดพร้อมเหตุผล 29 ก.พ. 2567 เกิน 46 วัน" in said["behind"]
    assert "หลังวันที่ของข้อมูล" not in said["behind"]


def test_the_committee_is_asked_only_what_the_data_supports(said, example, new_database, tmp_path):
    assert said["consider"] == ("จังหวัดขอให้ ก.น.บ. พิจารณา 3 เรื่อง ดังนี้ ความเห็นชอบขั้น “ก.บ.จ. ให้ความเห็นชอบ” โดยก.บ.จ. เสนอเมื่อวันที่ 1 เมษายน 2567 รอมาแล้ว 14 วัน "
                                "แนวทางต่อคู่สัญญาที่ยังไม่ลงนาม 2 ราย ได้แก่ หอการค้าจังหวัด, เครือข่ายป่าชุมชน ซึ่งเลยวันเริ่มสัญญามานานสุด 562 วัน "
                                "เงินที่สำนักงานประมงจังหวัดรับไว้ในโครงการอ่างเก็บน้ำ จำนวน 200,000.00 บาท ซึ่งยังไม่จัดสรร")
    empty = report.sections(door(loaded(new_database, tmp_path / "one", PLACE)))
    assert plain("".join(empty[-1].blocks)) == "ไม่มี"
    assert [section.state for section in empty][:3] == ["no_evidence"] * 3  # nothing is known: neither good nor bad
    assert "ลงตัว" not in plain("".join(empty[2].blocks))


def test_what_is_to_be_seen_to_before_signing_stands_worst_first(example, new_database, tmp_path):
    found = {check.name: (check.state, check.found) for check in report.checks(example, (1, 1))}
    assert list(found)[:2] == ["ขั้นตอนก่อนรายงาน", "ยอดเงิน"]
    assert found["ยอดเงิน"] == ("off_track", "ต่างกัน 1 แห่ง: อ่างเก็บน้ำ −200,000 บาท")
    assert found["ขั้นตอนก่อนรายงาน"] == ("off_track", "ยังไม่มีมติขั้น ภาคีทุกฝ่ายเห็นชอบ, ก.บ.จ. ให้ความเห็นชอบ")
    assert found["การลงนามของคู่สัญญา"] == ("watch", "ยังไม่ลงนาม 2 จาก 3 ราย")
    assert found["ฉบับข้อมูล"] == ("done", "เป็นฉบับล่าสุด")
    assert {check.name: check.state for check in report.checks(example, (1, 2))}["ฉบับข้อมูล"] == "watch"
    empty = report.checks(door(loaded(new_database, tmp_path / "one", PLACE)), (1, 1))
    assert [(check.name, check.state) for check in empty if check.state != "no_evidence"] == [("สัญญา", "off_track"), ("ฉบับข้อมูล", "done")]


def test_the_letter_leaves_number_date_and_name_to_the_office_and_says_where_its_figures_come_from(sample):
    made = plain("".join(report.made(*sample).blocks))
    assert made.startswith("รายงานผลการขับเคลื่อนแผนพัฒนาจังหวัดพะเยา ส่วนราชการจังหวัดพะเยา ที่ วันที่ เรื่อง")
    assert "เรียนประธานกรรมการนโยบายการบริหารงานเชิงพื้นที่แบบบูรณาการ (ก.น.บ.)" in made
    assert "(ลงชื่อ) () ผู้ว่าราชการจังหวัดพะเยา" in made
    assert f"แบบรายงาน {report.FORM} รหัสกำกับ {sample[1].chain}" in made


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_the_same_release_gives_the_same_bytes_complete_in_both_languages(sample, language):
    wording.use(language)
    first, again = (sheet.printed(report.made(*sample, digits="thai")) for _ in range(2))
    assert first == again
    made = plain(sheet.body(report.made(*sample)))
    assert not re.search(r"\b(None|nan|report\.\w+|papers\.\w+|column\.\w+)\b", made)
    headings = re.findall(r"<h2>(.*?)</h2>", first)
    assert len(headings) == 8 and (language == "th" or not re.search("[\u0e00-\u0e7f]", " ".join(headings)))
    assert ("๒๕๖๘" in first) is (language == "th")  # English keeps Arabic digits
