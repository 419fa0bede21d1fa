"""The screens in a real browser: Thai type, keys, sizes, the URL, files, and no request to the outside."""
# ruff: noqa: F811  fixtures of other modules come in by name

import os
import sqlite3
from pathlib import Path

import pytest
from browser import browser, chromium  # noqa: F401
from published import published
from selenium.webdriver.common.keys import Keys
from served import province_database, served  # noqa: F401

from queries import database

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(served, province_database):
    return served(province_database)


@pytest.fixture
def desk(browser, server):
    return browser(1280, 800).open(server.address)


def address_of(screen):
    return screen.driver.current_url


def boxes(screen, selector):
    """(left, top, right, bottom) of every element of a selector, in px of the window."""
    return screen.script(
        "return [...document.querySelectorAll(arguments[0])].map(e => e.getBoundingClientRect()).map(r => [r.left, r.top, r.right, r.bottom])",
        selector,
    )


def letters(screen, selector):
    """Heights in px of the window of the letters of every element of a selector that holds text."""
    return screen.script(
        """const zoom = e => e ? (parseFloat(getComputedStyle(e).zoom) || 1) * zoom(e.parentElement) : 1;
        return [...document.querySelectorAll(arguments[0])].filter(e => e.textContent.trim() && e.getClientRects().length)
          .map(e => parseFloat(getComputedStyle(e).fontSize) * zoom(e))""",
        selector,
    )


def test_a_first_visit_asks_nobody_else_and_breaks_no_rule(desk, server):
    desk.script("window.scrollTo(0, document.body.scrollHeight)")
    foreign = [u for u in desk.requests() if not u.startswith((server.address, server.address.replace("http", "ws"), "data:", "blob:", "chrome"))]
    assert foreign == []
    assert desk.complaints() == []


def test_every_screen_says_whose_data_it_is_as_at_when_and_that_it_is_invented(desk):
    said = desk.text()
    assert "จังหวัดพะเยา" in said
    assert "ฉบับข้อมูลที่ 2" in said
    assert "30\u00a0ก.ย.\u00a02568" in said
    assert "ข้อมูลตัวอย่าง – สมมติขึ้นทั้งหมด" in said


def test_thai_is_set_in_our_face_and_no_word_is_broken(desk):
    assert desk.script("return document.fonts.check('16px Sarabun', 'ก') && [...document.fonts].some(f => f.family.includes('Sarabun') && f.status === 'loaded')")
    for selector in ("h1", ".answer", ".rows td"):
        assert "Sarabun" in desk.style(selector, "fontFamily")
        assert float(desk.style(selector, "lineHeight").removesuffix("px")) >= 1.39 * float(desk.style(selector, "fontSize").removesuffix("px"))
        assert desk.style(selector, "letterSpacing") in ("normal", "0px")
    tall = [b - t for _, t, _, b in boxes(desk, ".term")]
    assert tall
    assert max(tall) < 2 * 1.55 * 28  # a term stands on one line, be it in the title


def test_the_state_signs_come_from_our_own_face(desk):
    assert desk.script("return [...document.fonts].some(f => f.family.includes('Signs') && f.status === 'loaded')")


def test_one_click_speaks_english_and_the_page_says_so_to_screen_readers(desk):
    desk.click(".st-key-to_language button")
    assert "lang=en" in address_of(desk)
    assert desk.script("return document.documentElement.lang") == "en"
    assert "Phayao province" in desk.text()
    desk.driver.back()
    desk.settle()
    assert desk.script("return document.documentElement.lang") == "th"


def test_a_choice_is_in_the_url_and_survives_a_change_of_page_and_of_language(browser, server):
    screen = browser(1280, 800).open(f"{server.address}/data?fiscal_year=2567&release=1")
    assert "เลือกปี 2567" in screen.text().replace("\u00a0", " ")
    assert "ฉบับล่าสุดคือฉบับที่ 2" in screen.text().replace("\u00a0", " ")
    screen.click(".st-key-to_language button")
    assert "fiscal_year=2567" in address_of(screen)
    screen.after(screen.all("[data-testid=stTopNavLink]")[0].click)
    assert "release=1" in address_of(screen)
    assert "lang=en" in address_of(screen)


def test_a_failing_scene_tells_a_code_and_nothing_else(browser, server):
    screen = browser(1280, 800).open(f"{server.address}/data")
    said = screen.text()
    assert "แสดงส่วนนี้ไม่ได้" in said
    assert "ปีใด" in said
    assert not any(secret in said for secret in ("4711", "ValueError", "Traceback", str(Path(__file__).parent)))


def test_an_upload_on_this_machine_arrives(browser, server, tmp_path):
    file = tmp_path / "เดือน.xlsx"
    file.write_bytes(b"x" * 4321)
    screen = browser(1280, 800).open(f"{server.address}/data")
    screen.after(lambda: screen.one("input[type=file]").send_keys(str(file)))
    assert "ได้รับ 4321 ไบต์" in screen.text().replace("\u00a0", " ")
    assert screen.complaints() == []


def test_the_public_process_has_no_upload(browser, served, province_database, tmp_path):
    public = served(published(database.engine(province_database), tmp_path), role="public")
    screen = browser(1280, 800).open(f"{public.address}/data")
    assert "ปีใด" in screen.text()
    assert screen.all("input[type=file]") == []


def test_a_file_is_built_and_saved_on_click(browser, server, tmp_path):
    screen = browser(1280, 800)
    screen.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    screen.open(server.address)
    screen.one(".st-key-csv_late button").click()
    saved = screen.wait(lambda: [p for p in tmp_path.glob("*.csv") if p.stat().st_size])
    rows = saved[0].read_text("utf-8-sig").splitlines()
    assert len(rows) == 33
    assert "41" in rows[1]
    assert "1250000.50" in rows[1]


def test_the_table_behind_a_chart_is_built_only_when_opened(desk):
    assert desk.all(".st-key-behind_bars table") == []
    desk.click(".st-key-behind_bars summary")
    assert desk.all(".st-key-behind_bars table")


def test_every_picture_says_in_words_what_it_shows(desk):
    silent = desk.script(
        "return [...document.querySelectorAll('img, .stPlotlyChart')].filter(e => !e.closest('[aria-label], [alt]') && !e.querySelector('[aria-label]')).map(e => e.outerHTML.slice(0, 120))"
    )
    assert silent == []


def test_a_table_turns_its_page(desk):
    assert len(desk.all(".st-key-scene_rows tbody tr")) == 25
    desk.click(".st-key-rows_late button[aria-label*='2']")
    assert len(desk.all(".st-key-scene_rows tbody tr")) == 7


@pytest.mark.parametrize("dark", [False, True])
def test_the_theme_follows_the_readers_system(browser, server, dark):
    screen = browser(1280, 800).open(server.address, dark=dark)
    assert screen.style("[data-testid=stApp]", "backgroundColor") == ("rgb(17, 22, 29)" if dark else "rgb(255, 255, 255)")


def test_a_phone_has_one_column_figures_before_charts_and_no_sideways_scroll(browser, server):
    screen = browser(390, 844, mobile=True).open(server.address)
    assert screen.script("return document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    assert screen.script("return document.documentElement.scrollWidth") <= 390
    assert max(right for _, _, right, _ in boxes(screen, ".figure, .rows, .stPlotlyChart, .rows td")) <= 390
    assert boxes(screen, ".figure")[0][1] < boxes(screen, ".stPlotlyChart")[0][1]
    assert min(bottom - top for _, top, _, bottom in boxes(screen, ".st-key-files_late button")) >= 43


# --- the projector ----------------------------------------------------------------------------------------------------


def scene(screen):
    return screen.one(".foot").text


def test_a_presenters_remote_turns_scenes_and_pages_and_esc_leads_back(browser, server):
    screen = browser(1920, 1080).open(f"{server.address}/?mode=projector")
    assert scene(screen) == "1/3"
    screen.press(Keys.PAGE_DOWN)
    screen.press(Keys.ARROW_RIGHT)
    assert (scene(screen), "scene=3" in address_of(screen)) == ("3/3", True)
    screen.press(Keys.PAGE_DOWN)
    assert (scene(screen), "/data" in address_of(screen)) == ("1/2", True)
    screen.press(Keys.PAGE_UP)
    assert scene(screen) == "3/3"
    screen.press(Keys.ARROW_LEFT)
    assert scene(screen) == "2/3"
    screen.press(Keys.ESCAPE)
    assert "mode" not in address_of(screen)
    assert len(screen.all("h2")) == 2


def test_a_presenter_can_leave_a_scene_that_fails(browser, server):
    screen = browser(1920, 1080).open(f"{server.address}/data?mode=projector&scene=2")
    assert "แสดงส่วนนี้ไม่ได้" in screen.text()
    screen.press(Keys.PAGE_UP)
    assert scene(screen) == "1/2"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_projector_is_legible_shows_no_chrome_and_fits_its_picture(browser, server, number):
    screen = browser(1920, 1080).open(f"{server.address}/?mode=projector&scene={number}")
    assert min(letters(screen, "h1")) >= 64
    assert min(letters(screen, ".answer, .rows td, .rows tbody th, .figure .value"), default=40) >= 40
    assert min(letters(screen, ".stMain p, .stMain dt, .stMain dd, .stMain th, .stMain span, .stPlotlyChart text")) >= 28
    assert screen.all("[data-testid=stHeader]")[0].is_displayed() is False
    assert max(bottom for _, _, _, bottom in boxes(screen, ".source, .note, .rows tr, .figure")) <= 1080
    assert len(screen.all(".rows tbody tr")) <= 7


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 720), (1280, 800), (2560, 1440)])
@pytest.mark.parametrize("number", [2, 3])
def test_a_projector_keeps_its_proportions_in_every_picture(browser, server, width, height, number):
    screen = browser(width, height).open(f"{server.address}/?mode=projector&scene={number}")
    assert min(letters(screen, "h1")) >= 64 * height / 1080 * 0.94  # the window's height is met in steps of 5 %
    assert min(letters(screen, ".source")) >= 28 * height / 1080 * 0.94
    lowest = max(bottom for _, _, _, bottom in boxes(screen, ".source, .note, .rows tr"))
    assert lowest <= height
    for left, _, right, bottom in boxes(screen, ".stPlotlyChart .main-svg"):
        assert (left >= 0, right <= width, bottom <= height) == (True,) * 3
        assert right - left > 0.9 * width


def test_rows_beyond_the_picture_are_turned_to_by_the_arrow_keys(browser, server):
    screen = browser(1920, 1080).open(f"{server.address}/?mode=projector&scene=2")
    first = screen.one(".rows tbody th").text
    screen.press(Keys.ARROW_DOWN)
    assert screen.one(".rows tbody th").text != first
    assert scene(screen) == "2/3"
    screen.press(Keys.ARROW_UP)
    assert screen.one(".rows tbody th").text == first


# --- without data -----------------------------------------------------------------------------------------------------


def test_an_empty_database_says_what_to_load(browser, served, tmp_path_factory):
    from queries import database

    file = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    engine = database.engine(f"sqlite:///{file}")
    database.upgrade(engine)
    engine.dispose()
    screen = browser(1280, 800).open(served(f"sqlite:///{file}").address)
    assert "ยังไม่มีข้อมูลในระบบ" in screen.text()
    assert "scrutiny load" in screen.text()


def test_without_its_database_a_screen_says_so(browser, served):
    screen = browser(1280, 800).open(served("postgresql://nobody@127.0.0.1:1/none").address + "/?lang=en")
    assert "Cannot reach the database" in screen.text()


def test_a_screen_that_was_read_stays_readable_when_the_database_is_gone(browser, served, province_database, tmp_path_factory):
    file = tmp_path_factory.mktemp("going") / "going.sqlite"
    file.write_bytes(Path(province_database.removeprefix("sqlite:///")).read_bytes())
    server = served(f"sqlite:///{file}")
    screen = browser(1280, 800).open(server.address)
    assert "ติดต่อฐานข้อมูลไม่ได้" not in screen.text()
    with sqlite3.connect(file) as other:
        other.execute("DROP TABLE release")  # no test can pull a file from under an open connection on every system
    os.utime(file)
    screen.open(server.address)
    assert "ติดต่อฐานข้อมูลไม่ได้ กำลังแสดงฉบับข้อมูลที่ 2" in screen.text().replace("\u00a0", " ")
    assert "งานใดล่าช้า" in screen.text()
