"""A meeting's pack: said rightly, the same when made again after more releases, in every form. On SQLite alone: its questions are held to both databases in test_pack_releases."""

import io
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest
import worked_meeting as worked
from pptx import Presentation
from test_papers import plain
from typer.testing import CliRunner

from dashboard import ask, chromium, command, packing, pages, wording
from dashboard.papers import blocks, page_facts
from dashboard.papers.item_facts import Bars
from queries import database, questions, records
from queries.errors import UsageError

NEEDS_POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed (Debian: poppler-utils)")
SPOKEN = [worked.FINDING, worked.QUESTION, worked.RESOLUTION, worked.DISSENT, worked.OPINION, worked.CONDITIONS, worked.REASON, "รับรองรายงานการประชุมครั้งที่ 1/2568 โดยไม่มีการแก้ไข"]
NETWORK = [("changes", "since=15"), ("network", ""), ("ties", ""), ("ties", "partner=ORG-001"), ("bodies", ""), ("bodies", "body=JSC"), ("roles", ""), ("factors", ""), ("factors", "factor=trust"), ("partner", "partner=ORG-049"),
           ("district", "district=5603"), ("ratings", "")]
EARLIER = [(page, f"{picks}&as_of=2024-09-30") for page, picks in NETWORK if page in ("network", "ties", "bodies", "roles", "partner")]
EVIL = "=HYPERLINK(\"http://x\")</style><script>1</script>"


def copied(engine, folder):
    """A copy of an SQLite database, to be written to."""
    file = folder / "meeting.sqlite"
    with sqlite3.connect(engine.url.database) as old, sqlite3.connect(file) as new:
        old.backup(new)
    return database.engine(f"sqlite:///{file}")


def packed(engine, *kinds, meeting=worked.MEETING, language="th", **more):
    """The packs of a meeting, by kind."""
    wording.use(language)
    with engine.connect() as connection:
        return {pack.kind: pack for pack in packing.gathered(connection, worked.PROVINCE, meeting, kinds, **more)}


def page(pack):
    """The pack as HTML."""
    return packing.made(pack, "html")


def cells(content):
    """Every cell of every sheet."""
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets}


def words(page):
    """A page as a reader sees it."""
    return plain(page.decode().partition("<body>")[2]).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def held(sample_engine, tmp_path_factory):
    """The meeting as it went: made when it was called, made when it was closed, and again after three more releases."""
    engine = copied(sample_engine, tmp_path_factory.mktemp("pack"))
    with engine.connect() as connection:
        worked.called(connection)
    called = packed(engine)["papers"]
    with engine.connect() as connection:
        worked.opened(connection)
        worked.spoken(connection)
        worked.closed(connection)
    closed = packed(engine, "minutes")["minutes"]
    first = {pack.kind: {form: packing.made(pack, form) for form in ("html", "xlsx")} for pack in (called, closed)}
    with engine.connect() as connection:
        newest = worked.later(connection)
    again = packed(engine)
    yield SimpleNamespace(engine=engine, first=first, called=called, closed=closed, papers=again["papers"], minutes=again["minutes"], newest=newest, slides=packing.made(again["minutes"], "pptx"))
    engine.dispose()


# --- made again -------------------------------------------------------------------------------------------------------


def without_time(page):
    kept, count = re.subn(rb'<p class="hint" id="made-at">.*?</p>', b"", page)
    assert count == 1
    return kept


@pytest.mark.parametrize("kind", ["papers", "minutes"])
def test_made_again_after_three_more_releases_it_is_the_same_but_for_its_time_of_making(held, kind, monkeypatch):
    monkeypatch.setattr(packing, "_now", lambda: "อีกห้าปี")
    again = getattr(held, kind)
    assert "อีกห้าปี".encode() in page(again)
    assert without_time(held.first[kind]["html"]) == without_time(page(again))
    assert held.first[kind]["xlsx"] == packing.made(again, "xlsx") and len(cells(held.first[kind]["xlsx"])) > 8


def test_what_came_later_did_change_the_facts_and_the_record(held):
    with held.engine.connect() as connection:
        days = [questions.find("indicators.listed")(connection, release=at, province="56").set_index("indicator_code")["period_on"]["KPI-07"] for at in (6, held.newest)]
    assert days == [date(2025, 5, 31), date(2025, 4, 30)]
    assert (held.minutes.origin.release, held.minutes.origin.record_release, held.newest) == (6, 20, 23)
    assert held.papers.origin.record_release == 9


def test_a_closed_meeting_cannot_be_made_to_look_elsewhere(held):
    with held.engine.connect() as connection, pytest.raises(records.RecordRefused, match="is closed"):
        worked.recorded(connection, "meeting", {"meeting": worked.meeting(meeting_status="closed", ended_at="12:15", looked_at_release=5), "agenda": []})
    assert packed(held.engine, "minutes", release=held.newest)["minutes"].origin.release == 6


def test_corrections_are_told_when_asked_for_with_what_they_correct(held):
    corrected = words(page(packed(held.engine, "minutes", release=held.newest)["minutes"]))
    assert f"มติที่ประชุม {worked.RESOLUTION} [แก้ไขแล้วโดยบันทึกภายหลัง]" in corrected
    assert f"มติที่ประชุม {worked.CORRECTED} [แก้ไขบันทึกที่ 6 เหตุผล: บันทึกรอบการรายงานผิด]" in corrected
    assert worked.CORRECTED not in words(page(held.minutes))


# --- what it says -----------------------------------------------------------------------------------------------------


def test_the_minutes_follow_the_customary_form(held):
    said = words(page(held.minutes))
    order = ["รายงานการประชุมคณะกรรมการตรวจสอบติดตาม ครั้งที่ 2/2568", "เมื่อวันที่ 16 มิถุนายน 2568", "ณ ห้องประชุมภูกามยาว", "ผู้มาประชุม ผู้ทรงคุณวุฒิด้านวิชาการ 1 ประธาน", "ผู้ไม่มาประชุม ผู้จัดการการไฟฟ้าส่วนภูมิภาคจังหวัด",
             "กรรมการ – ติดราชการ", "ผู้เข้าร่วมประชุม ผู้จัดการเครือข่าย – สถาบันการจัดการเครือข่าย (สมมติ)", "เริ่มประชุมเวลา 09.30 น.", "องค์ประชุม 8 คน จาก 10 คน ต้องมีอย่างน้อย 5 คน ครบองค์ประชุม", "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
             "ระเบียบวาระที่ 2 รับรองรายงานการประชุม", "ระเบียบวาระที่ 3 เรื่องสืบเนื่อง ไม่มี", "ระเบียบวาระที่ 4 เรื่องเพื่อทราบ", "ระเบียบวาระที่ 5 เรื่องเพื่อพิจารณา", "5.1 ฐานข้อมูลข้อผูกพันภาคีฉบับสมบูรณ์", "ระเบียบวาระที่ 6 เรื่องอื่น ๆ ไม่มี",
             "เลิกประชุมเวลา 12.15 น.", "ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม", "เรื่องที่ยังไม่แล้วเสร็จ", "ที่มาของข้อมูล"]
    places = [said.index(part) for part in order]
    assert places == sorted(places)


def test_the_minutes_hold_every_word_of_the_record_with_votes_dissent_and_recusal(held):
    said = words(page(held.minutes))
    for part in (*SPOKEN, "เห็นชอบ 3 เสียง ไม่เห็นชอบ 3 เสียง งดออกเสียง 1 เสียง ประธานออกเสียงชี้ขาด", f"ความเห็นแย้ง {worked.DISSENT}", "ถามไปยัง สถาบันการจัดการเครือข่าย (สมมติ) กำหนด 30 มิถุนายน 2568",
                 "ความเห็นต่อสิ่งส่งมอบ", "ผลการพิจารณา ส่งกลับแก้ไข", f"เงื่อนไข {worked.CONDITIONS}", "งานส่งมอบ: ล่าช้าเกินกี่วันจึงต่ำกว่าแผน เป็น 20 มีผลตั้งแต่ 1 กรกฎาคม 2568",
                 "ประธานหอการค้าจังหวัด – หอการค้าจังหวัดพะเยา งดออกความเห็นและงดออกเสียง เพราะหน่วยงานเป็นผู้สมทบงบประมาณของโครงการ", "องค์ประชุมในวาระนี้ มีกรรมการมาประชุมและนับเป็นองค์ประชุม 7 คน จาก 10 คน"):
        assert part in said, part


def test_the_papers_tell_each_item_as_at_the_release_looked_at(held):
    said = words(page(held.papers))
    for part in ("สาระสำคัญ เลื่อนกำหนดแล้วหนึ่งครั้ง ยังไม่ส่งมอบ", "31 วัน – กำหนดปัจจุบัน 30 เม.ย. 2568", "แย่ลง จากเฝ้าระวังเป็นต่ำกว่าแผน (30 วัน → 61 วัน)", "จัดสรรแล้ว 1,980,000.00 บาท (55.0% ของที่รับไว้)",
                 "หอการค้าจังหวัดพะเยา 1,620,000 0", "ผู้มีส่วนได้เสียที่ต้องงดเว้น ประธานหอการค้าจังหวัด – หอการค้าจังหวัดพะเยา (ผู้จ่ายเงิน)", "221 ต่อแสนคน แย่กว่าค่าฐาน 210", "ค่า 220 ต่อแสนคน (31 มี.ค. 2568) → 221 ต่อแสนคน (31 พ.ค. 2568)",
                 "ผู้เสนอเรื่อง สำนักงานพาณิชย์จังหวัดพะเยา", "แบบรายงาน meeting-papers/1"):
        assert part in said, part


def test_in_thai_digits_and_in_english_it_is_complete(held):
    thai, english = words(page(replace(held.minutes, digits="thai"))), packed(held.engine, language="en")
    assert "ครั้งที่ ๒/๒๕๖๘" in thai and "เห็นชอบ ๓ เสียง" in thai and "meeting-minutes/1" in thai
    papers, minutes = (words(page(english[kind])) for kind in ("papers", "minutes"))
    assert "Minutes of the meeting of the Joint Scrutiny Committee, No. 2/2025" in minutes and "3 for, 3 against, 1 abstained – decided by the chair's casting vote" in minutes and worked.FINDING in minutes
    assert "Must stand aside ประธานหอการค้าจังหวัด – Phayao Chamber of Commerce (pays)" in papers
    for said in (thai, papers, minutes):
        assert not re.search(r"\b(None \w|nan|(?:pack|report|column|head)\.\w+)\b", said)


@pytest.fixture(scope="module")
def bare(held):
    """A meeting that is open with nothing on its agenda, one that is called whose only item is hostile, one whose items open screens of the network and a change since a release still to come, and one that opens those at an earlier day."""
    of_network, earlier = ([{"agenda_section": "for_information", "item_title": page, "page": page, "page_picks": picks or None} for page, picks in screens] for screens in (NETWORK, EARLIER))
    with held.engine.connect() as connection:
        for code, status, agenda in (("JSC-2568-4", "open", []), ("JSC-2568-5", "called", [{"agenda_section": "other", "item_title": EVIL, "brief": EVIL}]), ("JSC-2568-6", "called", of_network), ("JSC-2568-7", "called", earlier)):
            worked.recorded(connection, "meeting", {"meeting": worked.meeting(code, previous_meeting_code=None, meeting_status=status), "agenda": agenda}, code=code)
    return held.engine


@pytest.mark.parametrize(("language", "nothing", "draft"), [("th", "ไม่มี", "ร่างรายงานการประชุมคณะกรรมการตรวจสอบติดตาม"), ("en", "None", "DRAFT – Minutes of the meeting of the Joint Scrutiny Committee")])
def test_an_empty_agenda_is_told_as_what_it_is_and_minutes_of_an_open_meeting_are_a_draft(bare, language, nothing, draft):
    made = packed(bare, meeting="JSC-2568-4", language=language)
    papers, minutes = (words(page(made[kind])) for kind in ("papers", "minutes"))
    assert papers.count(nothing) >= 6 and minutes.count(nothing) >= 9  # six parts; of the minutes also the three lists of who came
    assert draft in minutes and "12.15" not in minutes and draft.split()[0] not in papers
    assert len(Presentation(io.BytesIO(packing.made(made["minutes"], "pptx"))).slides) == 3


def test_what_comes_from_data_is_neither_markup_nor_formula(bare):
    pack = packed(bare, meeting="JSC-2568-5")["papers"]
    assert page(pack).count(b"<script") == 0 and page(pack).count(b"</style>") == 1
    book = packing.made(pack, "xlsx")
    found = [cell for sheet in openpyxl.load_workbook(io.BytesIO(book)).worksheets for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith("=")]
    inside = zipfile.ZipFile(io.BytesIO(book))
    assert found and not any(b"<f>" in inside.read(name) for name in inside.namelist())


@pytest.mark.parametrize(("language", "parts"), [
    ("th", ["เทียบกับฉบับข้อมูลก่อนหน้า", "ภาคี 63 รายใน 9 อำเภอ", "เงียบหาย 15 จาก 301 คู่", "ร่วมกับองค์การบริหารส่วนจังหวัดพะเยาบ่อยที่สุด 18 ครั้ง", "ตั้งแล้ว 8 จาก 8 คณะ", "คณะกรรมการตรวจสอบติดตาม ประธานคือ ผู้ทรงคุณวุฒิด้านวิชาการ 1 มี 10 ที่นั่ง",
            "รับข้อผูกพัน 12 รายการ ทำครบ 7 เกินกำหนด 2", "ลดลงมากที่สุดคือผู้จัดการเครือข่าย (63.6% → 58.3%)", "คะแนนจากแบบสำรวจภาคี 3.22 จาก 5", "รับจ้างเป็นผู้จัดการเครือข่าย 6.0 ล้านบาท", "อำเภอเชียงคำ – โครงการ 1 จาก 8 ต่ำกว่าแผน", "เห็นไม่ตรงกัน 5 จาก 6 รายการ"]),
    ("en", ["63 partners in 9 districts", "15 of 301 ties are silent", "8 of the 8 bodies", "7 fulfilled, 2 overdue", "Hired as network manager for 6.0 million baht", "1 of 8 projects off track", "They differ on 5 of the 6"]),
])
def test_an_item_that_opens_a_screen_of_the_network_brings_what_that_screen_answers(bare, language, parts):
    pack = packed(bare, meeting="JSC-2568-6", language=language)["papers"]
    said = words(page(pack))
    for part in parts:
        assert part in said, part
    assert all(item.facts and item.facts.answer and item.facts.table for item in pack.items)
    assert [name for item in pack.items for name in item.facts.table.frame.columns if wording.label(name) == name] == []  # every heading is in words
    assert len(Presentation(io.BytesIO(packing.made(pack, "pptx"))).slides) == len(NETWORK) + 2


def test_a_screen_that_is_opened_at_an_earlier_day_is_told_as_at_that_day(bare):
    items = packed(bare, meeting="JSC-2568-7")["papers"].items
    then = [item.facts.answer for item in items]
    assert [item.title for item in items] == ["network", "ties", "ties", "bodies", "bodies", "roles", "partner"] and all("30 ก.ย. 2567" in answer for answer in then)
    for answer, part in zip(then, ["ภาคี 62 รายใน 9 อำเภอ", "เงียบหาย 13 จาก 299 คู่", "บ่อยที่สุด 20 ครั้ง", "ตั้งแล้ว 8 จาก 8 คณะ", "จาก 4 ครั้ง", "ทำครบ 4 เกินกำหนด 0", "คณะ ข้อตกลง และสายสัมพันธ์เป็นของวันที่"], strict=True):
        assert part in answer


def test_every_screen_of_the_data_has_its_facts():
    told = {*page_facts.PAGES, "activity", "project"}  # these two show one thing, which the item picks
    assert {page.key for page in pages.PAGES if page.group in ("", "network", "contract", "results")} - told == {"report", "data"}


# --- slides and workbook ----------------------------------------------------------------------------------------------


def test_the_workbook_holds_every_table_with_numbers_as_numbers(held):
    sheets = cells(held.first["minutes"]["xlsx"])
    assert list(sheets)[:7] == ["ระเบียบวาระ", "ผู้มาประชุม", "ส่วนได้เสีย", "บันทึกของที่ประชุม", "เรื่องที่ยังไม่แล้วเสร็จ", "ตัวเลขของแต่ละวาระ", "ตั้งแต่การประชุมครั้งก่อน"]
    assert {title for title in sheets if title.startswith("วาระ ")} == {"วาระ 4.1", "วาระ 4.2", "วาระ 5.1", "วาระ 5.2", "วาระ 5.3", "วาระ 5.4"}
    partner = next(row for row in sheets["วาระ 5.3"] if row[0] == "หอการค้าจังหวัดพะเยา")
    assert Decimal(str(partner[1])) == Decimal(1620000)
    assert [row[3] for row in sheets["บันทึกของที่ประชุม"][1:3]] == [SPOKEN[-1], worked.FINDING]
    assert held.minutes.origin.chain in {row[1] for row in sheets["ที่มา"]}


def test_the_sheet_behind_a_chart_holds_words_and_no_formula(bare):
    pack = packed(bare, meeting="JSC-2568-6")["papers"]
    item = next(item for item in pack.items if item.facts.bars)
    evil = replace(item, facts=replace(item.facts, bars=Bars(EVIL, [EVIL, "ก"], [1, 2])))
    deck = zipfile.ZipFile(io.BytesIO(packing.made(replace(pack, sections=[("", [evil])]), "pptx")))
    (sheet,) = (zipfile.ZipFile(io.BytesIO(deck.read(name))) for name in deck.namelist() if name.endswith(".xlsx"))
    inside = b"".join(sheet.read(name) for name in sheet.namelist())
    assert b"<f>" not in inside and b"HYPERLINK" in inside


def test_the_slides_tell_one_message_each_with_charts_that_can_be_edited(held):
    slides = list(Presentation(io.BytesIO(held.slides)).slides)
    titles = [slide.shapes[0].text_frame.text.replace("\N{NO-BREAK SPACE}", " ") for slide in slides]
    recorded = {"5.1": 3, "5.2": 1, "5.3": 2, "5.4": 1}
    of_items = [title for item in held.minutes.items for title in (f"{item.label} {item.title}", *([f"{item.label} ที่ประชุมบันทึก {recorded[item.label]} เรื่อง"] if item.label in recorded else []))]
    assert titles == ["รายงานการประชุมคณะกรรมการตรวจสอบติดตาม ครั้งที่ 2/2568", *of_items, "ที่ประชุมมีมติ 2 เรื่อง", "ยังไม่แล้วเสร็จ 3 เรื่อง"]
    assert f"ความเห็นต่อสิ่งส่งมอบ: {worked.OPINION} (เรื่อง รายงานความเข้มแข็งเครือข่าย เก้าปัจจัย · ผลการพิจารณา ส่งกลับแก้ไข · เงื่อนไข {worked.CONDITIONS})" in {
        line.replace("\N{NO-BREAK SPACE}", " ") for slide in slides for shape in slide.shapes if shape.has_text_frame for line in shape.text_frame.text.split("\n")}
    charts = {title: shape.chart for title, slide in zip(titles, slides, strict=True) for shape in slide.shapes if shape.has_chart}
    assert len(charts) == 6
    money = charts["5.3 ตลาดสินค้าชุมชนและทอผ้าไทลื้อ"].plots[0]
    assert list(money.categories)[:2] == ["รับไว้ตามสัญญา", "จัดสรรแล้ว"] and list(money.series[0].values)[:2] == [3.6, 1.98]
    assert charts["5.3 ตลาดสินค้าชุมชนและทอผ้าไทลื้อ"].part.chart_workbook.xlsx_part is not None


def test_every_run_of_the_slides_names_its_language_and_a_typeface_for_thai(held):
    box = zipfile.ZipFile(io.BytesIO(held.slides))
    for name in box.namelist():
        if re.fullmatch(r"ppt/(slides/slide|charts/chart)\d+\.xml", name):
            runs = re.findall(r"<a:rPr.*?</a:rPr>|<a:defRPr.*?</a:defRPr>|<a:(?:defR|r)Pr[^>]*/>", box.read(name).decode(), re.S)
            assert runs and all('lang="th-TH"' in run and '<a:cs typeface="Sarabun"/>' in run for run in runs if "<a:rPr" in run), name


# --- the table of an answer -------------------------------------------------------------------------------------------


def test_columns_are_as_wide_as_their_words_ask_for_and_fill_the_sheet():
    narrow, wide = blocks._widths(["ก", "รายละเอียด"], [["1"], ["ข้อความยาวมากที่ต้องใช้ที่หลายบรรทัดจึงจะพอ"]], ["right", "left"])
    assert narrow < 20 < wide and round(narrow + wide) == 100


# --- PDF --------------------------------------------------------------------------------------------------------------


def typed(*line):
    """The command as it is typed, in this process."""
    return CliRunner().invoke(command.app, [word.render_as_string(hide_password=False) if hasattr(word, "render_as_string") else str(word) for word in line])


def program(folder, lines):
    """A program that stands for a Chromium."""
    file = folder / "chromium"
    file.write_text(f"#!{sys.executable}\n{lines}\n")
    file.chmod(0o755)
    return str(file)


def test_without_a_chromium_with_a_slow_one_and_with_one_that_fails_it_is_said_plainly(tmp_path):
    for given, code, said in ((str(tmp_path / "none"), "chromium_missing", "no Chromium"), (program(tmp_path, "import time; time.sleep(60)"), "pdf_timed_out", "did not finish in 1 seconds"),):
        with pytest.raises(UsageError) as trouble:
            chromium.pdf("<p>", program=given, seconds=1)
        assert (trouble.value.code, trouble.value.exit_code) == (code, 2) and said in trouble.value.message("en") and "--html" in trouble.value.message("th")
    with pytest.raises(UsageError, match="ไม่มีจอภาพ") as trouble:
        chromium.pdf("<p>", program=program(tmp_path, "import sys; sys.stderr.write('ไม่มีจอภาพ')"), seconds=20)
    assert "--html" in trouble.value.message("th") and "print it from any browser" in trouble.value.message("en")


def test_the_command_writes_what_it_can_and_says_what_it_cannot(held, tmp_path, monkeypatch):
    monkeypatch.setenv("SCRUTINY_CHROMIUM", str(tmp_path / "none"))
    done = typed("pack", worked.MEETING, "--to", tmp_path / "out", "--database", held.engine.url)
    assert done.exception.code == "chromium_missing" and "ไม่พบ Chromium" in done.exception.message("th")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [f"{worked.MEETING}-{name}" for name in ("minutes.html", "minutes.pptx", "minutes.xlsx", "papers.html")]
    assert without_time((tmp_path / "out" / f"{worked.MEETING}-minutes.html").read_bytes()) == without_time(held.first["minutes"]["html"])


def test_the_command_refuses_a_meeting_there_is_not_and_writes_what_is_asked_for_where_it_stands(held, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "JSC-2568-2" in typed("pack", "JSC-1", "--html", "--database", held.engine.url).exception.message("th")
    done = typed("pack", worked.MEETING, "--minutes", "--xlsx", "--database", held.engine.url)
    assert (done.exit_code, [file.name for file in tmp_path.iterdir()]) == (0, [f"{worked.MEETING}-minutes.xlsx"])
    assert (tmp_path / f"{worked.MEETING}-minutes.xlsx").read_bytes() == held.first["minutes"]["xlsx"]


def test_a_download_of_the_screens_is_the_same_file(held):
    assert ask.packed(held.engine.url.render_as_string(hide_password=False), worked.PROVINCE, worked.MEETING, "minutes", "xlsx", language="th") == held.first["minutes"]["xlsx"]


@pytest.fixture(scope="module")
def printed(held, tmp_path_factory):
    """The papers as PDF, and the minutes twice: from what was gathered when the meeting was closed, and from what was gathered after three more releases. (The papers' HTML is the same bytes, see above.)"""
    wording.use("th")
    folder, files = tmp_path_factory.mktemp("printed"), {}
    for when, kind, pack in (("first", "papers", held.called), ("first", "minutes", held.closed), ("again", "minutes", held.minutes)):
        files[when, kind] = folder / f"{when}-{kind}.pdf"
        files[when, kind].write_bytes(packing.made(pack, "pdf", seconds=180))  # a machine may be busy
    return files


def text(file):
    return subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True).stdout


def squeezed(said):
    return re.sub(r"\s+", "", said)


@pytest.mark.browser
@NEEDS_POPPLER
def test_the_pdf_holds_the_record_exactly_and_is_the_same_made_again(printed, tmp_path):
    said = text(printed["first", "minutes"])
    for sentence in SPOKEN:
        assert squeezed(sentence) in squeezed(said), sentence
    assert worked.FINDING in said  # on one line: letter for letter, blanks too
    assert said == text(printed["again", "minutes"])
    pictures = []
    for when in ("first", "again"):
        subprocess.run(["pdftoppm", "-r", "50", "-png", str(printed[when, "minutes"]), str(tmp_path / when)], check=True)
        pictures.append([file.read_bytes() for file in sorted(tmp_path.glob(f"{when}-*.png"))])
    assert pictures[0] == pictures[1] and len(pictures[0]) > 2


@pytest.mark.browser
@NEEDS_POPPLER
def test_no_heading_ends_a_page(printed, held):
    headings = {f"{item.label} {item.title}" for item in held.minutes.items} | {f"ระเบียบวาระที่ {number} {heading}" for number, (heading, _) in enumerate(held.minutes.sections, 1)}
    for kind in ("papers", "minutes"):
        for page in text(printed["first", kind]).split("\f")[:-1]:
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            foot = next(place for place, line in enumerate(lines) if line.startswith("ฉบับข้อมูลที่ 6 · ข้อมูล ณ") and "บันทึกฉบับที่" in line)
            assert lines[foot - 1] not in headings


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed (Debian: libreoffice-impress, libreoffice-calc)")
@NEEDS_POPPLER
def test_slides_and_workbook_open_in_libreoffice_and_say_the_same_thai(held, tmp_path):
    slides, book, saved = tmp_path / "slides.pptx", tmp_path / "book.xlsx", tmp_path / "saved"
    slides.write_bytes(held.slides)
    book.write_bytes(held.first["minutes"]["xlsx"])
    for file, form in ((slides, "pdf"), (book, "xlsx")):
        subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", form, "--outdir", str(saved), str(file)], check=True, capture_output=True, timeout=120)
    assert cells((saved / "book.xlsx").read_bytes()) == cells(held.first["minutes"]["xlsx"])
    said = squeezed(text(saved / "slides.pdf"))
    for part in (worked.RESOLUTION, worked.QUESTION, "5.3 ตลาดสินค้าชุมชนและทอผ้าไทลื้อ", "รับไว้ตามสัญญา", "รหัสกำกับ"):
        assert squeezed(part) in said, part
