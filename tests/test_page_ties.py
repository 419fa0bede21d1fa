"""The page of ties: what a reader sees equals what the questions answer. Small networks worked out by hand, then the sample, then a real browser."""
# ruff: noqa: F811  fixtures of other modules come in by name

from itertools import combinations

import pytest
from browser import browser, chromium  # noqa: F401
from opened import opened
from served import served  # noqa: F401
from small_network import AS_OF, NETWORK, loaded, met, partner
from worked_example import PLACE, load_into

SCENES = 4  # where nothing is chosen


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The small network as release 1."""
    return loaded(new_database(), tmp_path_factory.mktemp("ties") / "one")


@pytest.fixture(scope="module")
def years(new_database, tmp_path_factory):
    """The same with two events more: A and C met in quarter 1 of 2567, A and B in quarter 2 as well. Quarters: 1, 1, 0 and 3 events."""
    made = new_database()
    earlier = [met(8, "2023-11-10", "A", "C"), met(9, "2024-02-01", "A", "B")]
    load_into(made, tmp_path_factory.mktemp("ties") / "years", {**PLACE, **NETWORK, "coordination_event": [*NETWORK["coordination_event"], *earlier]}, AS_OF)
    return made


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "ties")


def points(page, name="graph"):
    """Code of each partner's point → its colour."""
    trace = next(trace for trace in page.chart(name)["data"] if "A" in trace.get("customdata", ()))
    return dict(zip(trace["customdata"], trace["marker"]["color"], strict=True))


def test_the_graph_names_who_is_central(page):
    # A–B–C is a path: only B lies between two others
    assert page.answers()[0] == "หอการค้าตัวอย่างเป็นทางผ่านของสายสัมพันธ์มากที่สุด ทำงานกับภาคี 2 ราย"
    chart = page.chart("graph")
    assert page.answers()[0] in chart["alt"]
    trace = next(trace for trace in chart["data"] if "A" in trace.get("customdata", ()))
    largest = max(range(4), key=trace["marker"]["size"].__getitem__)
    assert trace["customdata"][largest] == "B"


def test_the_page_says_how_many_ties_stand_out_of_how_many(page):
    assert "แสดงสายที่แน่นที่สุดของแต่ละภาคีและสายที่เงียบหาย รวม 3 จาก 3 คู่" in page.text


def test_without_the_one_in_the_middle_somebody_is_cut_off(page):
    assert page.answers()[1] == "มี 1 รายที่ขาดไปแล้วเครือข่ายจะแยกส่วน ถ้าขาดหอการค้าตัวอย่าง จะหลุดไปคือ ชุมชนตัวอย่าง"
    assert page.chart("apart")["data"][0]["customdata"] == ["B"]


def test_the_graph_without_one_partner_marks_who_is_cut_off(engine):
    page = opened(engine, "ties", without="B")
    # D is alone before and after: {A, B, C} and {D} become {A}, {C} and {D}
    assert page.answers()[1] == "ถ้าขาดหอการค้าตัวอย่าง เครือข่ายจะเปลี่ยนจาก 2 เป็น 3 ส่วน ที่หลุดออกไปคือ ชุมชนตัวอย่าง"
    trace = next(trace for trace in page.chart("without")["data"] if "A" in trace.get("customdata", ()))
    assert dict(zip(trace["customdata"], trace["marker"]["symbol"], strict=True)) == {"A": "circle", "B": "x", "C": "square", "D": "circle"}


def test_the_silent_tie_stands_in_the_table_with_what_covers_it(page):
    assert page.answers()[-1] == "เงียบหาย 1 จาก 3 คู่ เช่น สำนักงานตัวอย่างกับชุมชนตัวอย่าง ซึ่งประกาศไว้แต่ยังไม่เคยมีกิจกรรมร่วม"
    assert page.table(0)[1][:2] == ["สำนักงานตัวอย่าง", "ชุมชนตัวอย่าง"]
    assert "ยังไม่มี" in page.table(0)[1]


def test_choosing_a_partner_shows_its_own_ties_its_seats_and_its_promises(engine):
    page = opened(engine, "ties", partner="A")
    assert page.answers()[0] == "สำนักงานตัวอย่างมีสายสัมพันธ์ 2 คู่ กิจกรรมร่วม 2 ครั้งในสี่ไตรมาสล่าสุด ครั้งล่าสุด 1 ส.ค. 2567 ร่วมกับหอการค้าตัวอย่างบ่อยที่สุด 2 ครั้ง เงียบหาย 1 คู่"
    assert [row[0] for row in page.table(0)[1:]] == ["หอการค้าตัวอย่าง", "ชุมชนตัวอย่าง"]
    assert "บทบาท: คณะกรรมการตรวจสอบติดตาม (ประธาน)" in page.text
    assert "คำมั่น: ยังไม่มีคำมั่นในสัญญา" in page.text
    assert [code for code, colour in points(page).items() if colour == points(opened(engine, "ties"))[code]] == ["A", "B", "C"]  # D fades


@pytest.mark.parametrize(("one", "other", "said"), [
    ("A", "C", "ถึงกันใน 2 ช่วง: สำนักงานตัวอย่าง → หอการค้าตัวอย่าง → ชุมชนตัวอย่าง"),  # they declared a tie but never met
    ("C", "A", "ถึงกันใน 2 ช่วง: ชุมชนตัวอย่าง → หอการค้าตัวอย่าง → สำนักงานตัวอย่าง"),
    ("A", "B", "สำนักงานตัวอย่างกับหอการค้าตัวอย่างทำงานร่วมกันโดยตรง 2 ครั้งในสี่ไตรมาสล่าสุด"),
    ("A", "D", "สำนักงานตัวอย่างกับวิทยาลัยตัวอย่างไม่มีทางเชื่อมถึงกันในสี่ไตรมาสล่าสุด"),
])
def test_two_partners_are_linked_by_a_way_or_it_is_said_that_there_is_none(engine, one, other, said):
    assert opened(engine, "ties", partner=one, other=other).answers()[0] == said


def test_a_tie_is_told_event_by_event_with_what_makes_it_formal(engine):
    page = opened(engine, "ties", tie="A~B")
    assert page.answers()[1] == "สำนักงานตัวอย่างกับหอการค้าตัวอย่างร่วมกัน 2 ครั้งในสี่ไตรมาสล่าสุด ครั้งล่าสุด 1 ส.ค. 2567 ยังไม่มี MOU คำสั่งแต่งตั้ง หรือสัญญารองรับ"
    assert page.chart("tie")["data"][0]["y"] == [2]  # both in quarter 4, the only one with events
    assert [row[0] for row in page.table(0)[1:]] == ["1 ส.ค. 2567", "1 ก.ค. 2567"]


@pytest.mark.parametrize("tie", ["A~Z", "A~A", "A", "~", "<b>~A"])
def test_a_tie_nobody_knows_shows_no_tie(engine, tie):
    assert len(opened(engine, "ties", tie=tie).answers()) == SCENES


def test_a_declared_tie_without_any_event_is_told(engine):
    assert opened(engine, "ties", tie="A~C").answers()[1].endswith("สำนักงานตัวอย่างกับชุมชนตัวอย่างประกาศสายสัมพันธ์ไว้ตั้งแต่ 1 ต.ค. 2565 แต่ยังไม่เคยมีกิจกรรมร่วม ยังไม่มี MOU คำสั่งแต่งตั้ง หรือสัญญารองรับ")


# --- quarter by quarter -----------------------------------------------------------------------------------------------


def test_the_slider_has_a_step_a_quarter_and_all_follows_it(years):
    page = opened(years, "ties")
    (slider,) = page.app.select_slider
    assert slider.options == ["1/2567", "2/2567", "3/2567", "4/2567"]
    assert page.chart("quarters")["data"][0]["y"] == [1, 1, 0, 3]
    assert page.answers()[0].startswith("สำนักงานตัวอย่างเป็นทางผ่าน") is False
    earlier = page.choose(as_of="2023-12-31")
    assert earlier.answers()[0] == "ณ ไตรมาส 1/2567 ยังไม่มีภาคีใดเป็นทางผ่านของสายสัมพันธ์"  # A and C only
    assert earlier.answers()[2] == "ไตรมาส 1/2567 กิจกรรมร่วม 1 ครั้ง สายที่ทำงานอยู่ 1 คู่ เงียบหาย 0 คู่"
    assert earlier.answers()[-1] == "ณ ไตรมาส 1/2567 ไม่มีคู่ใดเงียบหายใน 1 คู่"


def test_moving_the_slider_moves_the_figures_and_no_point(years):
    page = opened(years, "ties")
    before = next(trace for trace in page.chart("graph")["data"] if "A" in trace.get("customdata", ()))
    page.app.select_slider[0].set_value("2024-03-31").run()
    assert page.app.session_state["as_of"] == "2024-03-31"
    assert page.answers()[0] == "ณ ไตรมาส 2/2567 สำนักงานตัวอย่างเป็นทางผ่านของสายสัมพันธ์มากที่สุด ทำงานกับภาคี 2 ราย"
    after = next(trace for trace in page.chart("graph")["data"] if "A" in trace.get("customdata", ()))
    assert (before["customdata"], before["x"], before["y"]) == (after["customdata"], after["x"], after["y"])


def test_a_tie_of_an_earlier_quarter_counts_its_events_by_quarter(years):
    page = opened(years, "ties", tie="A~B")
    assert page.chart("tie")["data"][0]["y"] == [0, 1, 0, 2]
    # at the end of quarter 2 of 2567 they had met once
    assert "ร่วมกัน 1 ครั้งในสี่ไตรมาสล่าสุด" in page.choose(as_of="2024-03-31").answers()[1]
    assert page.chart("tie")["data"][0]["y"] == [0, 1, 0, 0]


def test_a_projectors_presenter_turns_the_quarters(years):
    page = opened(years, "ties", mode="projector")
    assert "ณ ไตรมาส 4/2567 · กดลูกศรขึ้น–ลงเพื่อเลื่อนไตรมาส" in page.text
    page.app.button(key="slide_as_of_Up").click().run()
    assert "ณ ไตรมาส 3/2567" in page.text


# --- pressing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "chosen"), [
    ("ORG-1", {"partner": "ORG-1", "other": "", "tie": ""}), ("A~B", {"tie": "A~B"}), ("2024-03-31", {"as_of": "2024-03-31"}), ("2024-09-30", {"as_of": ""}), ("20240930", {"partner": "20240930", "other": "", "tie": ""}),
])
def test_what_is_pressed_is_chosen(code, chosen):
    from dashboard.sentences import ties

    assert ties.pressed({"selection": {"points": [{"customdata": code}]}}, "2024-09-30") == chosen


# --- every way to read it ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    chosen = {"partner": "ORG-020", "other": "ORG-017", "tie": "ORG-001~ORG-020", "without": "ORG-021", "as_of": "2024-09-30"}
    for scene in range(1, 8) if mode == "projector" else [1]:
        page = opened(sample_engine, "ties", mode=mode, lang=language, scene=str(scene), **chosen)
        assert page.answers() or scene == 3  # of a partner its lines say all
        assert "column." not in page.text


def test_in_english_no_sentence_stays_thai(engine):
    page = opened(engine, "ties", lang="en", partner="A", other="C", tie="A~B", without="B")
    assert page.answers()[0] == "They reach each other in 2 steps: A in English → B in English → C in English"
    assert not [said for said in page.answers() if any("\u0e00" <= letter <= "\u0e7f" for letter in said)]


def test_a_network_of_one_partner_without_any_tie_is_said_not_broken(new_database, load_rows):
    made = new_database()
    load_rows(made, {"organisation": [partner("A", "ภาคีเดียว", "community")]}, as_of=AS_OF)
    page = opened(made, "ties", partner="A", tie="A~A", without="A")
    assert page.answers()[0] == "ภาคีเดียวยังไม่มีสายสัมพันธ์กับภาคีใดในสี่ไตรมาสล่าสุด"
    assert "ยังไม่มีกิจกรรมร่วมในไตรมาสใด" in page.answers()
    assert not page.app.select_slider


def test_a_network_of_nobody_is_said_not_broken(new_database, load_rows):
    made = new_database()
    load_rows(made, {}, as_of=AS_OF)
    assert opened(made, "ties").answers()[0] == "ยังไม่มีภาคีใดเป็นทางผ่านของสายสัมพันธ์"


# --- in a browser -----------------------------------------------------------------------------------------------------

WHERE = """
const drawn = document.querySelector('.st-key-chart_graph .js-plotly-plot'), on = drawn._fullLayout, box = drawn.getBoundingClientRect();
for (const trace of drawn._fullData) {
  const place = (trace.customdata || []).indexOf(arguments[0]);
  if (place >= 0) return [box.left + on._size.l + on.xaxis.l2p(trace.x[place]), box.top + on._size.t + on.yaxis.l2p(trace.y[place])];
}
"""
LOOKS = """
window.seen = [''];
setInterval(() => {
  const day = new URLSearchParams(location.search).get('as_of') || '';
  if (window.seen.at(-1) !== day) window.seen.push(day);
}, 50);
"""
NAMES = """
const boxes = [...document.querySelectorAll('.st-key-chart_graph .annotation text')].map(text => [text.textContent, text.getBoundingClientRect()]);
return boxes.map(([said, box]) => [said, box.left, box.top, box.right, box.bottom]);
"""


def press(screen, code):
    """Press the partner or the middle of the tie of that code in the graph."""
    from selenium.webdriver.common.action_chains import ActionChains

    x, y = screen.script(WHERE, code)
    act = ActionChains(screen.driver)
    act.w3c_actions.pointer_action.move_to_location(round(x), round(y)).pause(0.2).click()
    screen.after(act.perform)


@pytest.fixture(scope="module")
def server(served, years):
    return served(years.url.render_as_string(hide_password=False), pages="")


@pytest.mark.browser
def test_a_dot_and_a_tie_that_are_pressed_are_chosen_without_any_request_to_the_outside(browser, server):
    screen = browser(1280, 1400).open(f"{server.address}/ties")
    press(screen, "B")
    assert screen.driver.current_url.endswith("?partner=B")
    assert "หอการค้าตัวอย่าง ทำงานกับใคร" in screen.text().replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")
    press(screen, "C")
    assert screen.driver.current_url.endswith("?partner=C")
    press(screen, "B~C")
    assert "tie=B~C" in screen.driver.current_url
    assert screen.all(".st-key-chart_tie .bars")
    press(screen, "C")
    assert "partner" not in screen.driver.current_url  # pressed again, none is chosen
    foreign = [u for u in screen.requests() if not u.startswith((server.address, server.address.replace("http", "ws"), "data:", "blob:", "chrome"))]
    assert foreign == []
    assert screen.complaints() == []


@pytest.mark.browser
def test_playing_shows_one_quarter_after_another_and_ends_at_the_last(browser, server):
    screen = browser(1280, 1000).open(f"{server.address}/ties")
    screen.script(LOOKS)
    screen.one(".st-key-play_as_of button").click()
    for count in (2, 3, 4, 5):
        screen.wait(lambda count=count: screen.script("return window.seen.length") >= count)
    screen.settle()
    assert screen.script("return window.seen") == ["", "2023-12-31", "2024-03-31", "2024-06-30", ""]
    assert "เล่นทีละไตรมาส" in screen.one(".st-key-play_as_of button").text  # it can be played again
    assert screen.complaints() == []


@pytest.mark.browser
def test_a_presenters_keys_turn_and_play_the_quarters(browser, server):
    from selenium.webdriver.common.keys import Keys

    screen = browser(1920, 1080).open(f"{server.address}/ties?mode=projector")
    screen.press(Keys.ARROW_UP)
    assert "as_of=2024-06-30" in screen.driver.current_url
    screen.press("p")
    screen.wait(lambda: "as_of" not in screen.driver.current_url)


@pytest.fixture(scope="module")
def sample_server(served, sample_engine):
    return served(sample_engine.url.render_as_string(hide_password=False), pages="")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height", "mode", "choice"), [
    (1280, 1600, "desk", ""), (1280, 1600, "desk", "partner=ORG-020&"), (1920, 1600, "desk", "lang=en&"), (1920, 1080, "projector", ""), (1920, 1080, "projector", "partner=ORG-020&"),
    (1440, 1080, "projector", ""), (390, 2400, "phone", ""),
])
def test_names_in_the_graph_lie_on_no_other_name(browser, sample_server, width, height, mode, choice):
    screen = browser(width, height, mobile=mode == "phone").open(f"{sample_server.address}/ties?{choice}mode={mode}")
    names = screen.script(NAMES)
    assert len(names) >= (5 if mode == "phone" else 8)
    covered = [(a[0], b[0]) for a, b in combinations(names, 2) if min(a[3], b[3]) - max(a[1], b[1]) > 1 and min(a[4], b[4]) - max(a[2], b[2]) > 4]
    assert covered == []  # px: a line's box reaches beyond its letters
