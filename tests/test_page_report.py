"""The page of the governor's report: whether it can be signed, the paper as it will be printed, and its file – the same bytes as the command writes."""
# ruff: noqa: F811  fixtures of other modules come in by name

import pytest
from browser import browser, chromium  # noqa: F401
from opened import opened
from printed import pages as pages_of
from printed import pdf
from test_papers import EXAMPLE, plain, sample  # noqa: F401
from typed import scrutiny
from worked_example import PLACE, load_into

from dashboard import pages, wording
from dashboard.papers import report, sheet

HEADINGS = ("ขั้นตอนความเห็นชอบ", "งวดงานและการจ่ายเงิน(บาท)", "งานส่งมอบที่ต้องติดตาม", "การมีส่วนร่วม", "ผู้ต้องดำเนินการ", "พิจารณา", "ดังนี้", "งบประมาณ", "ตัวชี้วัด")  # of sections and tables: none may end a page


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The worked example as release 1."""
    made = new_database()
    load_into(made, tmp_path_factory.mktemp("page_report") / "one", EXAMPLE)
    return made


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "report")


def body(page):
    """The paper in sight."""
    return next(block for block in page.blocks() if 'class="paper' in block)


def test_the_answer_says_what_must_be_put_right_before_it_is_signed(page):
    assert page.answers()[0] == "■ ต่ำกว่าแผน ยังไม่พร้อมลงนาม ต้องแก้ก่อน 2 เรื่อง: ขั้นตอนก่อนรายงาน, ยอดเงิน และต้องชี้แจงในรายงานอีก 4 เรื่อง"
    head, *rows = page.table(0)
    assert head == ["เรื่อง", "สถานะ", "พบว่า"]
    assert rows[1] == ["ยอดเงิน", "■ ต่ำกว่าแผน", "ต่างกัน 1 แห่ง: อ่างเก็บน้ำ −200,000 บาท"]
    assert 'href="budget"' in next(block for block in page.blocks() if "<table" in block)


def test_the_paper_in_sight_is_the_paper_in_the_file(page, engine, tmp_path):
    file = tmp_path / "report.html"
    done = scrutiny("report", file, "--release", "1", database=engine.url.database)
    assert done.returncode == 0, done.stderr
    assert body(page) in file.read_text(encoding="utf-8")
    assert (page.app.get("download_button")[0].proto.label, done.stderr) == ("ดาวน์โหลดฉบับพิมพ์", "")


def test_the_command_writes_it_in_thai_digits_and_in_english(engine, tmp_path):
    file = tmp_path / "report.html"
    scrutiny("report", file, "--digits", "thai", database=engine.url.database)
    assert body(opened(engine, "report", digits="thai")) in file.read_text(encoding="utf-8")
    scrutiny("report", file, "--lang", "en", "--digits", "thai", database=engine.url.database)
    english = opened(engine, "report", lang="en", digits="thai")
    assert body(english) in file.read_text(encoding="utf-8") and "2,600,000.00 baht" in plain(body(english))
    assert scrutiny("report", file, "--release", "9", database=engine.url.database).returncode == 2


def test_the_projector_shows_readiness_summary_and_what_is_asked(engine):
    page = opened(engine, "report", mode="projector", scene="2")
    assert page.answers()[0].startswith("■ ต่ำกว่าแผน ต้องเร่ง 11 เรื่อง")
    assert [row[0] for row in page.table(0)[1:]][0] in ("ความเป็นมาและสัญญา", "ผู้จัดการเครือข่ายและงานส่งมอบ", "ตัวชี้วัด")  # worst first
    asked = opened(engine, "report", mode="projector", scene="3")
    assert "เงินที่สำนักงานประมงจังหวัดรับไว้ในโครงการอ่างเก็บน้ำ จำนวน 200,000.00 บาท" in asked.text


def test_a_release_with_nothing_in_it_is_not_ready_and_says_so(new_database, tmp_path):
    made = new_database()
    load_into(made, tmp_path / "one", PLACE)
    page = opened(made, "report")
    assert page.answers()[0] == "■ ต่ำกว่าแผน ยังไม่พร้อมลงนาม ต้องแก้ก่อน 1 เรื่อง: สัญญา และต้องชี้แจงในรายงานอีก 3 เรื่อง"
    assert "ไม่มี" in opened(made, "report", mode="projector", scene="3").answers()[0]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, 4) if mode == "projector" else [1]:
        page = opened(sample_engine, "report", mode=mode, lang=language, scene=str(scene))
        assert page.answers()
        assert "column." not in page.text and "nan" not in page.text.split() and "None" not in page.text.split()


def test_the_public_has_no_such_page():
    assert "report" in {page.key for page in pages.listed(pages.OFFICIAL)}
    assert "report" not in {page.key for page in pages.listed(pages.PUBLIC)}


@pytest.mark.browser
def test_a_browser_prints_it_page_by_page_with_running_lines_and_thai_that_can_be_searched(browser, sample, tmp_path):
    file, (_, origin), thai = tmp_path / "report.html", sample, wording.thai_digits
    file.write_bytes(sheet.printed(report.made(*sample, digits="thai")).encode())
    screen = browser()
    printed = pages_of(pdf(screen, file))
    assert [address for address in screen.requests() if not address.startswith(("file:", "data:"))] == []
    assert 6 <= len(printed) <= 9
    for number, words in enumerate(printed, 1):
        for line in (f"หน้า{thai(f'{number}/{len(printed)}')}", f"ฉบับข้อมูลที่๖·ข้อมูลณวันที่๓๑พฤษภาคม๒๕๖๘รหัสกำกับ{origin.chain}", "ข้อมูลตัวอย่าง–สมมติขึ้นทั้งหมด"):
            assert line in words
    for sentence in ("2.ภาพรวม", "วงเงินรวม160,300,000.00บาทมีผลตั้งแต่วันที่1ตุลาคม2566ถึงวันที่30กันยายน2568", "งานส่งมอบ2จาก16รายการล่าช้ามากสุด31วันคือฐานข้อมูลข้อผูกพันภาคีฉบับสมบูรณ์",
                     "■ต่ำกว่าแผนลงนามแล้ว33จาก34ราย", "ภาพรวมเบิกจ่าย48.8%53.0%−4.2", "จำนวน1,620,000.00บาทซึ่งยังไม่จัดสรร"):
        assert thai(sentence) in "".join(printed)
    assert [words[-60:] for words in printed if words.endswith(HEADINGS)] == []
    assert "ผู้ว่าราชการจังหวัดพะเยา" in printed[-1] and "ซึ่งยังไม่จัดสรรจึงเรียนมา" in printed[-1]  # the signature never stands alone
