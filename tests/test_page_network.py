"""The network page: what a reader sees equals what the questions answer. A small network worked out by hand, then the sample."""
# ruff: noqa: F811  fixtures of other modules come in by name

import io
import time

import browser as browsers
import numpy as np
import pytest
from browser import COUNT_RUNS
from invented_outlines import districts
from opened import opened
from PIL import Image
from served import served  # noqa: F401
from small_network import AS_OF, NETWORK, loaded, met, partner
from worked_example import PLACE, load_into

from dashboard.palette import LIGHT, SHADES, sector_colour
from queries.boundary_files.load import Given, load


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
    assert page.answers()[1] == "อำเภอเมืองพะเยากับอำเภอจุนร่วมกันมากที่สุด 1 ครั้ง ไม่มีอำเภอใดอยู่โดดเดี่ยว"


def test_districts_that_share_nothing_with_another_are_named(new_database, tmp_path):
    rows = {**PLACE, "district": [*PLACE["district"], {"district_code": "5604", "district_name_th": "เชียงม่วน", "district_name_en": "Chiang Muan", "latitude": "18.8897", "longitude": "100.3059"}]}
    made = new_database()
    load_into(made, tmp_path / "alone", {**rows, **NETWORK}, AS_OF)
    assert opened(made, "network").answers()[1].endswith("ไม่มีกิจกรรมร่วมกับอำเภออื่นเลย: เชียงม่วน")


def test_a_tie_between_districts_is_told_by_the_partners_that_make_it_up(engine):
    # B and C met once, on 1 September; A and C declared a tie two years ago and never met: two pairs, one event, one silent
    page = opened(engine, "network", tie="5602~5601", map="flat")
    assert page.answers()[1] == "อำเภอเมืองพะเยากับอำเภอจุนร่วมกัน 1 ครั้งในสี่ไตรมาสล่าสุด โดยภาคี 2 คู่ ล่าสุด 1 ก.ย. 2567 เงียบหาย 1 คู่"
    assert [row[:3] for row in page.table(0)[1:]] == [["สำนักงานตัวอย่าง", "ชุมชนตัวอย่าง", "0"], ["หอการค้าตัวอย่าง", "ชุมชนตัวอย่าง", "1"]]
    (line,) = [trace for trace in page.chart("map")["data"] if trace["mode"] == "lines" and trace["line"]["color"] == LIGHT.accent]
    assert line["opacity"] == 1


def test_a_tie_of_two_partners_is_told_by_its_events_the_newest_first(engine):
    page = opened(engine, "network", partner="B", tie="A~B", map="flat")
    assert page.answers()[1] == "สำนักงานตัวอย่างกับหอการค้าตัวอย่างร่วมกัน 2 ครั้งในสี่ไตรมาสล่าสุด ล่าสุด 1 ส.ค. 2567 เมื่อ 60 วันก่อน"
    assert [row[0] for row in page.table(0)[1:]] == ["1 ส.ค. 2567", "1 ก.ค. 2567"]


def test_a_tie_that_was_declared_and_never_used_says_so(engine):
    assert opened(engine, "network", tie="A~C", map="flat").answers()[1] == "สำนักงานตัวอย่างกับชุมชนตัวอย่างประกาศสายสัมพันธ์ไว้ แต่ยังไม่เคยร่วมกิจกรรม"


def test_a_district_shows_the_ties_that_leave_it(engine):
    page = opened(engine, "network", district="5602", map="flat")
    assert page.answers()[1] == "ภาคีในอำเภอจุนมีสายสัมพันธ์กับภาคีอำเภออื่น 2 คู่ มากที่สุดคือหอการค้าตัวอย่างกับชุมชนตัวอย่าง 1 ครั้ง เงียบหาย 1 คู่"
    assert lit(page) == {"A", "B", "C"}
    assert pressable(page, "tie") == {"A~C", "B~C"}


def test_a_tie_of_somebody_else_is_not_shown_with_a_partner(engine):
    assert opened(engine, "network", partner="D", tie="A~B", map="flat").answers()[1].startswith("วิทยาลัยตัวอย่างยังไม่มีสายสัมพันธ์")


def test_an_earlier_day_is_shown_and_said(new_database, tmp_path):
    # at the end of March 2024 nobody had met yet: only the tie that A and C declared
    rows = {**NETWORK, "coordination_event": [met(0, "2024-03-01", "A", "B"), *NETWORK["coordination_event"]]}
    made = new_database()
    load_into(made, tmp_path / "earlier", {**PLACE, **rows}, AS_OF)
    page = opened(made, "network", as_of="2024-03-31")
    assert page.answers()[0].startswith("ณ ไตรมาส 2/2567 ภาคี 4 รายใน 2 อำเภอ มีสายสัมพันธ์ 2 คู่")
    assert page.answers()[1] == "ณ ไตรมาส 2/2567 ยังไม่มีกิจกรรมร่วมระหว่างอำเภอในสี่ไตรมาสล่าสุด"


def test_sectors_that_nobody_represents_and_levels_that_are_missing_are_named(page):
    # one regional office, one of business, one academic, one community, organisations all; six sectors have nobody, those that lack three levels first
    said = page.answers()[3]
    assert said.startswith("ยังไม่มีผู้แทนจากภาคประชาสังคม, ผู้มีส่วนได้เสีย, ราชการส่วนกลางในพื้นที่, องค์กรปกครองส่วนท้องถิ่น, รัฐวิสาหกิจ, หน่วยงานอื่นของรัฐ")
    assert said.endswith("แต่ 3 ภาคส่วนยังขาดบางระดับ: ภาคธุรกิจ (ระดับบุคคล, กลุ่มบุคคล) ภาควิชาการ (ระดับบุคคล, กลุ่มบุคคล) องค์กรชุมชน (ระดับบุคคล, กลุ่มบุคคล)")


def test_the_public_sees_the_flat_map_and_is_not_asked(engine):
    from dashboard import serving

    try:
        app = opened(engine, "network", map="deck")
        assert app.app.get("deck_gl_json_chart")
        serving.begin(engine.url.render_as_string(hide_password=False), serving.PUBLIC)
        app.choose(lang="")
        assert not app.app.get("deck_gl_json_chart")
        assert app.chart("map")
    finally:
        serving.begin("")


def test_official_boundaries_are_drawn_and_their_source_and_terms_printed(new_database, tmp_path):
    made = loaded(new_database(), tmp_path / "bounded")
    before = opened(made, "network", map="flat").text
    assert "ขอบเขตโดยสังเขป: Natural Earth" in before
    bounded(made, tmp_path / "districts.geojson")
    page = opened(made, "network", map="flat")
    assert "ขอบเขต: ศาลากลาง (CC BY 4.0)" in page.text
    assert "ขอบเขตโดยสังเขป" not in page.text


def bounded(engine, path):
    """Boundaries of the small network's two districts, through the real loading."""
    frame = districts(step=0.02)
    frame[frame.isin(["TH5601", "TH5602"]).any(axis=1)].to_file(path)
    assert load(engine, path, province="56", release=1, given=Given(source="ศาลากลาง", terms="CC BY 4.0")).number


def lit(page):
    """Codes of the partners that stand out on the flat map."""
    full = {sector_colour(sector, LIGHT) for sector in SHADES}
    return {code[0].partition(":")[2] for trace in page.chart("map")["data"] for code in trace.get("customdata") or []
            if trace["marker"].get("color") in full}


def pressable(page, kind):
    """Codes of that kind that can be pressed on the flat map."""
    codes = {code if isinstance(code, str) else code[0] for trace in page.chart("map")["data"] for code in trace.get("customdata") or []}
    return {code.partition(":")[2] for code in codes if code.startswith(f"{kind}:")}


def test_the_district_that_lacks_most_kinds_comes_first(page):
    assert page.answers()[2].startswith("มี 2 จาก 2 อำเภอที่ภาคียังไม่ครบหกฝ่าย ขาดมากที่สุดคืออำเภอจุน")
    assert [row[0] for row in page.table(0)[1:]] == ["จุน", "เมืองพะเยา"]
    assert page.table(0)[2][1] == "รัฐวิสาหกิจ, อปท., ประชาชน"


def test_a_filter_dims_the_others_and_says_how_many_match(engine):
    page = opened(engine, "network", sector="community", map="flat")
    assert "ตัวเลือกที่ตั้งไว้ตรงกับภาคี 1 จาก 4 ราย" in page.text
    assert lit(page) == {"C"}
    assert pressable(page, "partner") == {"A", "B", "C", "D"}


def test_in_english_no_name_stays_thai_that_has_an_english_one(engine):
    page = opened(engine, "network", lang="en")
    assert page.answers()[0].startswith("4 partners in 2 districts hold 3 ties")
    body = "\n".join(block for block in page.blocks())
    assert not [word for word in ("หอการค้า", "สำนักงานตัวอย่าง", "คณะกรรมการ", "เมืองพะเยา", "ภาคี") if word in body.replace("พะเยา", "")]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, 5) if mode == "projector" else [1]:
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


@pytest.fixture(scope="module")
def drawing(tmp_path_factory):
    """A browser that draws as a graphics card does, in software."""
    yield from started(tmp_path_factory, "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")


@pytest.fixture(scope="module")
def without_webgl(tmp_path_factory):
    """A browser that cannot draw the zoomable map."""
    yield from started(tmp_path_factory, "--disable-gpu", "--disable-3d-apis")


def started(tmp_path_factory, *flags):
    """A browser of its own with these flags about drawing, quit in the end. Small: a processor that draws for a graphics card takes long over many pixels."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browsers, "FLAGS", (*(flag for flag in browsers.FLAGS if flag != "--disable-gpu"), *flags))
        screen = browsers.start(1280, 1500, profile=tmp_path_factory.mktemp("profile"))
    yield screen
    screen.driver.quit()


DECK, FLAT = "[data-testid=stDeckGlJsonChart]", ".st-key-chart_map .stPlotlyChart"
BUSINESS = (0x9C, 0x7E, 0x41)  # the light palette's colour of B, the only business
TIE = (86, 96, 110)  # its line's colour #3A4656, 85 parts of a hundred, on the ground of #F4F6F9
CHOSEN = (0x22, 0x40, 0x6B)  # its accent


def where(screen, element, colour):
    """A pixel of that colour in an element, the nearest to the middle of them all, from the element's middle in px; None where there are fewer than twenty."""
    pixels = np.asarray(Image.open(io.BytesIO(element.screenshot_as_png)).convert("RGB"), dtype=int)
    found = np.argwhere((abs(pixels - colour) < 2).all(axis=2))  # (row, column) of each
    if len(found) < 20:
        return None
    row, column = found[((found - found.mean(axis=0)) ** 2).sum(axis=1).argmin()]
    return int(column) - pixels.shape[1] // 2, int(row) - pixels.shape[0] // 2


def press(screen, part, spot):
    """Press a place of a drawing and wait until what it starts is done.

    On a busy machine the drawing takes a slow press for a long one and does nothing: as long as nothing runs, it is pressed again."""
    from selenium.webdriver.common.action_chains import ActionChains

    before, started, pressed = screen.driver.current_url, screen.script(COUNT_RUNS), float("-inf")

    def is_done():
        nonlocal pressed
        if screen.driver.current_url != before:
            return True
        if time.monotonic() - pressed > 5 and screen.script(COUNT_RUNS) == started:
            ActionChains(screen.driver).move_to_element_with_offset(screen.one(part), *spot).pause(0.3).click().perform()
            pressed = time.monotonic()
        return False

    screen.wait(is_done)
    return screen.settle()


def read(screen):
    """All text in sight, with plain spaces."""
    return screen.text().replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")


def foreign(screen, server):
    """What was asked of anybody else than the server."""
    ours = (server.address, server.address.replace("http", "ws"), "data:", "blob:", "chrome")
    return [address for address in screen.requests() if not address.startswith(ours)]


@pytest.mark.browser
@pytest.mark.parametrize(("drawn_by", "address", "part"), [("drawing", "network", DECK), ("without_webgl", "network?map=flat", FLAT)])  # the zoomable map shows by itself where it can be drawn
def test_a_dot_and_a_tie_that_are_pressed_are_chosen_and_pressed_again_let_go_without_any_request_to_the_outside(request, server, drawn_by, address, part):
    screen = request.getfixturevalue(drawn_by).open(f"{server.address}/{address}")
    assert screen.one(part).size["width"] > 400
    press(screen, part, screen.wait(lambda: where(screen, screen.one(part), BUSINESS)))
    assert "partner=B" in screen.driver.current_url
    assert "หอการค้าตัวอย่างมีสายสัมพันธ์" in read(screen)
    press(screen, part, screen.wait(lambda: where(screen, screen.one(part), BUSINESS)))
    assert "partner=" not in screen.driver.current_url

    press(screen, part, screen.wait(lambda: where(screen, screen.one(part), TIE)))
    assert "tie=5601~5602" in screen.driver.current_url.replace("%7E", "~")
    assert "อำเภอเมืองพะเยากับอำเภอจุนร่วมกัน 1 ครั้ง" in read(screen)
    press(screen, part, screen.wait(lambda: where(screen, screen.one(part), CHOSEN)))
    assert "tie=" not in screen.driver.current_url
    assert foreign(screen, server) == []
    assert screen.complaints() == []


@pytest.mark.browser
@pytest.mark.parametrize("asked", ["", "?map=deck"])
def test_without_webgl_the_flat_map_shows_by_itself_and_the_other_is_not_offered(without_webgl, server, asked):
    screen = without_webgl.open(f"{server.address}/network{asked}")
    chart = screen.one(FLAT)
    assert screen.driver.get_cookie("webgl")["value"] == "0"
    assert not screen.all(DECK)
    assert "ซูมได้" not in read(screen)
    assert screen.wait(lambda: where(screen, chart, BUSINESS)) is not None
    assert foreign(screen, server) == []
    assert screen.complaints() == []
