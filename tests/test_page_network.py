"""The network page: what a reader sees equals what the questions answer. A small network worked out by hand, then the sample."""
# ruff: noqa: F811  fixtures of other modules come in by name

import contextlib
import io

import browser as browsers
import pytest
from opened import opened
from PIL import Image
from served import served  # noqa: F401
from small_network import AS_OF, loaded, partner


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The small network as release 1."""
    return loaded(new_database(), tmp_path_factory.mktemp("network") / "one")


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "network")


def test_the_answer_says_who_is_in_how_many_ties_how_many_silent_and_which_kinds_are_missing(page):
    assert page.answers()[0] == "ภาคี 4 รายใน 2 อำเภอ มีสายสัมพันธ์ 3 คู่ในสี่ไตรมาสล่าสุด เงียบหาย 1 คู่ ทั้งจังหวัดยังขาดฝ่ายรัฐวิสาหกิจ, อปท."


def test_the_figures_are_those_of_the_small_network(page):
    # formal: none has an MOU, an order to the same body of both (B has none) or a contract; across sectors: all three
    found = page.figures()
    assert found["สายสัมพันธ์ในสี่ไตรมาส"] == ("3 คู่", "เงียบหาย 1 คู่ ร่วมกันครั้งเดียว 1 คู่")
    assert found["เป็นทางการ"][0] == "0.0%"
    assert found["ข้ามภาคส่วน"] == ("100.0%", "3 จาก 3 คู่")
    assert found["ความแน่นต่อคู่ต่อไตรมาส"] == ("0.38 ครั้ง", "กิจกรรมร่วมทั้งหมด 3 ครั้ง")  # (2 + 1) events / 2 live ties / 4 quarters
    assert found["ยังไม่มีกิจกรรมร่วม"][0] == "1 ราย"


def test_the_map_says_which_districts_share_most(page):
    assert page.answers()[1] == "อำเภอเมืองพะเยากับอำเภอจุนร่วมกันมากที่สุด 1 ครั้ง"


def test_the_district_that_lacks_most_kinds_comes_first(page):
    assert page.answers()[2].startswith("มี 2 จาก 2 อำเภอที่ภาคียังไม่ครบหกฝ่าย ขาดมากที่สุดคืออำเภอจุน")
    assert [row[0] for row in page.table(0)[1:]] == ["จุน", "เมืองพะเยา"]
    assert page.table(0)[2][1] == "รัฐวิสาหกิจ, อปท., ประชาชน"


def test_a_filter_dims_the_others_and_says_how_many_match(engine):
    page = opened(engine, "network", sector="community", map="flat")
    assert "ตัวเลือกที่ตั้งไว้ตรงกับภาคี 1 จาก 4 ราย" in page.text
    marks = next(trace for trace in page.chart("map")["data"] if trace.get("customdata"))
    assert dict(zip(marks["customdata"], marks["marker"]["opacity"], strict=True)) == {"A": 0.18, "B": 0.18, "D": 0.18, "C": 1}


def test_in_english_no_name_stays_thai_that_has_an_english_one(engine):
    page = opened(engine, "network", lang="en")
    assert page.answers()[0].startswith("4 partners in 2 districts hold 3 ties")
    body = "\n".join(block for block in page.blocks())
    assert not [word for word in ("หอการค้า", "สำนักงานตัวอย่าง", "คณะกรรมการ", "เมืองพะเยา", "ภาคี") if word in body.replace("พะเยา", "")]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, 4) if mode == "projector" else [1]:
        page = opened(sample_engine, "network", mode=mode, lang=language, scene=str(scene), map="flat")
        assert page.answers()
        assert "column." not in page.text


def test_a_network_of_one_partner_without_any_tie_is_said_not_broken(new_database, load_rows):
    made = new_database()
    load_rows(made, {"organisation": [partner("A", "ภาคีเดียว", "community")]}, as_of=AS_OF)
    page = opened(made, "network")
    assert page.answers()[1] == "ยังไม่มีกิจกรรมร่วมระหว่างอำเภอในสี่ไตรมาสล่าสุด"


def test_a_province_without_any_partner_is_said_not_broken(new_database, load_rows):
    made = new_database()
    load_rows(made, {}, as_of=AS_OF)
    assert opened(made, "network").answers()[0].startswith("ภาคี 0 ราย")


# --- in a browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(served, engine):
    return served(engine.url.render_as_string(hide_password=False), pages="")


@pytest.fixture
def drawing(tmp_path, monkeypatch):
    """A browser that draws as a graphics card does, in software."""
    flags = [flag for flag in browsers.FLAGS if flag != "--disable-gpu"]
    monkeypatch.setattr(browsers, "FLAGS", (*flags, "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"))
    with contextlib.ExitStack() as quitting:
        def one(width=1280, height=1600):
            screen = browsers.start(width, height, profile=tmp_path / "profile")
            quitting.callback(screen.driver.quit)
            return screen

        yield one


@pytest.mark.browser
def test_the_map_is_drawn_without_any_request_to_the_outside(drawing, server):
    screen = drawing().open(f"{server.address}/network")
    canvas = screen.one("[data-testid=stDeckGlJsonChart] canvas")
    assert canvas.size["width"] > 400
    screen.settle()
    assert where(screen, canvas, BUSINESS) is not None  # its one dot is drawn
    foreign = [u for u in screen.requests() if not u.startswith((server.address, server.address.replace("http", "ws"), "data:", "blob:", "chrome"))]
    assert foreign == []
    assert screen.complaints() == []


BUSINESS = (0x9C, 0x7E, 0x41)  # the light palette's colour of B, the only business


def where(screen, element, colour):
    """The middle of the pixels of that colour in an element, from its middle, in px; None where there are fewer than twenty."""
    picture = Image.open(io.BytesIO(element.screenshot_as_png)).convert("RGB")
    found = [(n % picture.width, n // picture.width) for n, pixel in enumerate(picture.get_flattened_data()) if pixel == colour]
    if len(found) < 20:
        return None
    x, y = (sum(point[axis] for point in found) / len(found) for axis in (0, 1))
    return round(x - picture.width / 2), round(y - picture.height / 2)


@pytest.mark.browser
@pytest.mark.parametrize(("kind", "part"), [("deck", "[data-testid=stDeckGlJsonChart]"), ("flat", ".st-key-chart_map .stPlotlyChart")])
def test_a_dot_that_is_pressed_becomes_the_partner_of_interest(drawing, server, kind, part):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.support.ui import WebDriverWait

    screen = drawing().open(f"{server.address}/network?map={kind}")
    element = screen.one(part)
    x, y = where(screen, element, BUSINESS)
    ActionChains(screen.driver).move_to_element_with_offset(element, x, y).pause(0.3).click().perform()
    WebDriverWait(screen.driver, 20).until(lambda driver: "partner=B" in driver.current_url)
    screen.settle()
    assert "หอการค้าตัวอย่างมีสายสัมพันธ์" in screen.text().replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")
