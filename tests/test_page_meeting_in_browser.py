"""A whole meeting by the keyboard alone, in real browsers: one drives and records, the other is the wall. The meeting is the sample's 2/2568 (worked_meetings)."""
# ruff: noqa: F811  fixtures of other modules come in by name

import html
import re

import pytest
from browser import browser, chromium, start  # noqa: F401
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from served import served  # noqa: F401
from worked_meetings import CALLED, with_meetings

from queries import meetings, releases

pytestmark = pytest.mark.browser
MOST_TABS = 150
FIELD = "input, textarea"
NAMED = "const e = document.activeElement; return !e.matches('a, button, input, textarea') ? [] : [e.matches('a') ? '' : e.innerText, e.getAttribute('aria-label'), e.closest('[data-testid=stTextArea],[data-testid=stTextInput],[data-testid=stNumberInput],[data-testid=stSelectbox]')?.innerText].filter(Boolean)"


@pytest.fixture(scope="module")
def engine(sample_engine, tmp_path_factory):
    if sample_engine.dialect.name != "sqlite":
        pytest.skip("screens are tried on SQLite alone")
    return with_meetings(sample_engine, tmp_path_factory.mktemp("by_keyboard"))


@pytest.fixture
def wall(tmp_path):
    screen = start(1920, 1080, profile=tmp_path / "wall")
    yield screen
    screen.driver.quit()


def send(screen, *keys):
    """Keys that need not make the script run."""
    ActionChains(screen.driver).send_keys(*keys).perform()


def text(screen):
    """What a reader sees, its spaces plain."""
    return screen.text().replace("\N{NO-BREAK SPACE}", " ")


def reach(screen, words, kind="button"):
    """Go by the Tab key to the button, or the field ("input, textarea"), whose name begins so."""
    for _ in range(MOST_TABS):
        send(screen, Keys.TAB)
        if screen.script("return document.activeElement.matches(arguments[0])", kind) and any(name.startswith(words) for name in screen.script(NAMED)):
            return
    raise AssertionError(f"the keyboard does not reach {words}")


def press(screen, words, told=""):
    """Reach a button and press it; wait for what it tells."""
    reach(screen, words)
    send(screen, Keys.ENTER)
    screen.wait(lambda: told in text(screen))
    screen.settle()


def write(screen, label, words):
    """Reach a field, type into it and leave it, which keeps the draft."""
    reach(screen, label, FIELD)
    screen.after(lambda: send(screen, words, Keys.TAB))


def choose(screen, label, words):
    """Reach a select box, type until the wanted option is the first, and take it: the list opens a moment after the first letter, and only then Enter takes."""
    reach(screen, label, FIELD)
    send(screen, words)
    screen.wait(lambda: [option for option in screen.all("[role=option]") if words in option.text] and screen.script("return document.activeElement.value") == words)
    screen.wait(lambda: not screen.all("[role=option]") or send(screen, Keys.ENTER))
    screen.settle()


def asked(engine, question):
    with engine.connect() as connection:
        return getattr(meetings, question)(connection, release=releases.latest(connection), province="56", meeting=CALLED).to_dict("records")


def onward(driver, wall, heading, times=1):
    for _ in range(times):
        driver.after(lambda: ActionChains(driver.driver).key_down(Keys.ALT).send_keys(Keys.PAGE_DOWN).key_up(Keys.ALT).perform())
    wall.wait(lambda: heading in text(wall))


def taken(folder, screen, name):
    """A downloaded page's words, once the file is whole."""
    return html.unescape(re.sub(r"<[^>]+>", "", screen.wait(lambda: (folder / name).exists() and (folder / name).read_text(encoding="utf-8")))).replace("\N{NO-BREAK SPACE}", " ")


def confirm(screen, engine, count):
    press(screen, "ยืนยันในฐานะประธาน")
    screen.wait(lambda: len(asked(engine, "records")) == count)
    screen.settle()


def test_a_meeting_is_held_by_keyboard_and_a_second_window_follows(browser, served, wall, engine, tmp_path):
    server = served(engine.url.render_as_string(hide_password=False), pages="")
    address = f"{server.address}/meeting?meeting={CALLED}"
    driver, folder = browser(1280, 800).open(f"{address}&role=chair"), tmp_path / "taken"
    driver.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    wall.open(f"{address}&mode=projector")
    assert "ยังไม่ได้บันทึกผู้มาประชุม" in text(wall)

    press(driver, "บันทึกผู้มาประชุมและเปิดประชุม", "ยืนยันในฐานะประธาน")
    press(driver, "ยืนยันในฐานะประธาน", "ครบองค์ประชุม มา 10 จาก 10")

    onward(driver, wall, "คำตอบเรื่องรายงานเก้าปัจจัยฉบับแก้ไข", times=3)
    press(driver, "ความเห็นต่อสิ่งส่งมอบ", "เก็บร่าง")  # its deliverable is the item's
    choose(driver, "ผลการพิจารณา", "ส่งกลับ")
    write(driver, "เงื่อนไข", "แนบหลักฐานการสำรวจ")
    confirm(driver, engine, 1)

    onward(driver, wall, "ฐานข้อมูลข้อผูกพันภาคีฉบับสมบูรณ์")
    press(driver, "ข้อสังเกต", "เก็บร่าง")
    write(driver, "ข้อสังเกต", "ยังไม่มีรายงานสาเหตุ")
    driver.driver.refresh()
    driver.settle()
    wall.driver.refresh()
    wall.settle()
    assert "ฐานข้อมูลข้อผูกพันภาคีฉบับสมบูรณ์" in text(wall)
    assert [area.get_attribute("value") for area in driver.all("textarea")] == ["ยังไม่มีรายงานสาเหตุ"]
    confirm(driver, engine, 2)

    press(driver, "ข้อซักถาม", "เก็บร่าง")
    write(driver, "ข้อซักถาม", "จะส่งได้เมื่อใด")
    choose(driver, "ถามไปยัง", "สถาบันการจัดการ")
    choose(driver, "กำหนดตอบ · วัน", "31")
    choose(driver, "กำหนดตอบ · เดือน", "สิงหาคม")
    choose(driver, "กำหนดตอบ · ปี", "2568")
    confirm(driver, engine, 3)

    onward(driver, wall, "ต้องงดเว้น: ที่นั่งที่ 6")
    press(driver, "บันทึกการงดเว้น ที่นั่งที่ 6")
    driver.wait(lambda: len(asked(engine, "records")) == 4)
    wall.wait(lambda: "งดเว้นแล้ว" in text(wall))  # by itself, nobody moved it
    driver.settle()
    press(driver, "มติ", "เก็บร่าง")
    write(driver, "มติ", "ให้รายงานทุกเดือน")
    choose(driver, "ผล", "เห็นชอบ")
    for label, votes in (("เห็นชอบ", "5"), ("ไม่เห็นชอบ", "3"), ("งดออกเสียง", "1")):
        write(driver, label, votes)
    write(driver, "ความเห็นแย้ง", "ควรรายงานทุกไตรมาส")
    confirm(driver, engine, 5)

    onward(driver, wall, "เรื่องอื่น ๆ")
    write(driver, "เลิกประชุมเวลา", "12:00")
    press(driver, "ปิดประชุม", "ปิดประชุมแล้ว")
    wall.press(Keys.PAGE_DOWN)
    wall.wait(lambda: "ข้อสังเกต 1 ข้อ ข้อซักถาม 1 ข้อ มติ 1 ข้อ ความเห็นต่อสิ่งส่งมอบ 1 รายการ" in text(wall))

    reach(driver, "หน้าเว็บพิมพ์ได้ (HTML)")
    send(driver, Keys.ENTER)
    page = taken(folder, driver, f"{CALLED}-minutes.html")
    assert all(words in page for words in ("ให้รายงานทุกเดือน", "ควรรายงานทุกไตรมาส", "แนบหลักฐานการสำรวจ", "จะส่งได้เมื่อใด", "ยังไม่มีรายงานสาเหตุ"))

    opinion, finding, question, recusal, resolution = asked(engine, "records")
    assert (opinion["outcome"], opinion["detail"], opinion["subject_code"]) == ("returned", "แนบหลักฐานการสำรวจ", "D-12")
    assert (finding["said"], question["said"], str(question["due_on"]), question["organisation_code"]) == ("ยังไม่มีรายงานสาเหตุ", "จะส่งได้เมื่อใด", "2025-08-31", "ORG-049")
    assert recusal["organisation_code"] == "ORG-035"
    assert [resolution[name] for name in ("said", "outcome", "votes_for", "votes_against", "votes_abstained", "dissent")] == ["ให้รายงานทุกเดือน", "adopted", 5, 3, 1, "ควรรายงานทุกไตรมาส"]
    with engine.connect() as connection:
        assert not releases.verify(connection)
