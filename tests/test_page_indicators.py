"""The indicators page on a database filled by the importer: what it says, what it draws, how it follows the URL."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from opened import _plain, opened
from streamlit.testing.v1 import AppTest
from test_indicators import CORRECTED, EXAMPLE, FORECAST, HALF, INDICATOR, NEIGHBOUR, SAME, SEEN, load_of
from worked_example import ORGANISATIONS, PLACE, load_into, rows

from dashboard import serving

SCREEN = str(Path(__file__).parent.parent / "dashboard/streamlit_app.py")


@pytest.fixture(scope="module")
def address(new_database, tmp_path_factory):
    """Release 1 as at 31 Mar 2567; release 2 corrects a value and lowers a limit."""
    engine, folder = new_database(), tmp_path_factory.mktemp("page")
    load_into(engine, folder / "one", EXAMPLE, HALF)
    load_into(engine, folder / "two", CORRECTED, HALF)
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def bare(new_database, tmp_path_factory):
    """A province without indicators."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("bare") / "one", PLACE)
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture
def page(address):
    """page(name=value, …) → the page as opened with these choices in its URL."""
    def opened(url=address, **choices):
        serving.begin(url)
        app = AppTest.from_file(SCREEN, default_timeout=60)
        for name, value in {"release": "1", **choices}.items():
            app.query_params[name] = value
        app.switch_page("app_pages/indicators.py").run()
        assert not app.exception
        return app

    yield opened
    serving.begin("")


def said(app, kind=""):
    """What stands on the page as text; `kind` only pieces of that class."""
    whole = [str(element.proto.body) for element in app.get("html")]
    closed = [re.sub(r'</summary><dl class="facts">.*?</dl></details>', "</summary></details>", text, flags=re.S) for text in whole]  # what opens on a click is not in sight
    texts = [text for text in closed if not text.startswith("<style") and (not kind or f'class="{kind}"' in text)]
    return [unescape(re.sub(r"<[^>]+>", "", text)).replace("\N{NO-BREAK SPACE}", " ").strip() for text in texts]


def explained(app):
    """What opens on a click on each state."""
    return [unescape(re.sub(r"<[^>]+>", " ", block)).replace("\N{NO-BREAK SPACE}", " ") for element in app.get("html") for block in re.findall(r'<details class="why">.*?</details>', str(element.proto.body), re.S)]


def test_the_first_line_answers_with_counts_and_the_worst(page):
    # off track: K-OFF (pace 0.4), K-AWAY; watch: K-WATCH, K-FALL by the committee; no evidence: K-NONE, K-STALE;
    # on track: K-WAITS, K-HELD, K-MOVED (36 of 40 is 0.90); not due: K-YEAR
    answer = said(page(), "answer")[0]
    assert "ตามแผนหรือบรรลุแล้ว 3 จาก 10 ตัวชี้วัด" in answer
    assert "ต่ำกว่าแผน 2" in answer
    assert "ไม่มีหลักฐาน 2" in answer
    assert "แย่ที่สุดคือ “รายได้ชุมชน”" in answer


def test_every_indicator_has_a_drawing_that_says_in_words_what_it_shows(page):
    app = page()
    charts = app.get("plotly_chart")
    assert len(charts) >= 11  # ten small ones and one in full
    heads = said(app, "panel")
    assert len(heads) == 10
    assert heads[0].startswith("■ ต่ำกว่าแผน")
    assert "ถอยห่าง" in heads[0]
    assert "0.40 ของแผน" in heads[1]


def test_where_the_committee_stands_above_the_computed_state_the_page_says_so(page):
    app = page(indicator="K-FALL")
    answer = said(app, "answer")[0]
    assert answer.startswith("▲ เฝ้าระวัง คณะกรรมการให้ “เฝ้าระวัง” (คำนวณได้ “ตามแผน”)")
    notes = said(app, "note")
    assert any("รายงานตนเอง “ตามแผน” · คณะกรรมการ “เฝ้าระวัง” เพราะ ตัวอย่างน้อย" in note for note in notes)
    # baseline 12, target 6, actual 9 is half the way, not one and a half
    assert any("ทำได้ 50.0%" in block and "ควรได้ 50.0%" in block and "อัตราก้าวหน้า 1.00" in block for block in explained(app))


def test_the_one_in_the_url_comes_first_and_in_full(page):
    app = page(indicator="K-MOVED")
    assert next(text for text in said(app) if "ถึงไหนแล้ว" in text).startswith("แปลงใหญ่")
    notes = " ".join(said(app, "note"))
    assert "เป้าหมายปี 2567 เปลี่ยนจาก 100 ร้อยละ เป็น 80 ร้อยละ" in notes
    assert "นิยาม" in " ".join(said(app, "facts"))
    answers = said(app, "answer")
    assert "“แปลงใหญ่” เปลี่ยนจาก 100 เป็น 80 ร้อยละ ขอโดยสำนักงานเกษตรจังหวัด (มติที่ 1/2567)" in answers


def test_a_theme_nobody_has_and_an_unknown_indicator_fall_back(page):
    assert said(page(theme="nowhere", indicator="K-?"), "answer") == said(page(), "answer")


def test_a_correction_is_told_with_the_value_before(page):
    app = page(indicator="K-OFF", release="2")
    assert "แก้ค่าที่เคยรายงาน 1 ครั้ง เก็บค่าเดิมไว้ทุกครั้ง" in said(app, "answer")
    rows = " ".join(said(app, "rows"))
    assert "นับซ้ำ" in rows
    assert "แก้ค่า" not in " ".join(said(page(indicator="K-OFF"), "answer"))  # not known at release 1


def test_districts_stand_beside_the_whole_province(page):
    answers = said(page(indicator="K-FALL"), "answer")
    assert any("เมืองพะเยาอยู่ท้ายสุดที่ 10 ร้อยละ" in answer and "อีก 1 อำเภอยังไม่มีค่าที่รับรอง" in answer for answer in answers)


def test_a_projector_shows_one_message_a_screen(page):
    first, second = page(mode="projector"), page(mode="projector", scene="2")
    assert len(said(first, "panel")) == 10
    assert "ตามแผน 3 จาก 10 · ต่ำกว่าแผน 2" in said(first, "answer")[0]
    assert len(said(second, "answer")) == 1
    assert "ใครต้องทำอะไรกับตัวชี้วัดใด" in said(second)
    assert not first.get("expander")


def test_no_screen_is_half_english(page):
    app = page(lang="en", indicator="K-WATCH")
    answer = said(app, "answer")[0]
    assert answer.startswith("▲ Watch 40")
    assert not re.search("[\u0e00-\u0e7f]", answer.replace("ร้อยละ", ""))  # a unit without an English name keeps its own
    assert any("Rule that decided" in block and "a pace of 0.80" in block for block in explained(app))


def test_a_phone_names_the_corners_in_fewer_words(page):
    charts = page(mode="phone", indicator="K-WATCH").get("plotly_chart")
    labels = [note["text"] for note in json.loads(charts[0].proto.spec)["layout"]["annotations"]]
    assert "ค่าฐาน<br><b>0</b>" in labels


def test_a_province_without_indicators_is_told_so(page, bare):
    app = page(bare)
    assert any("ไม่มีรายการที่ตรงกับตัวเลือก" in text for text in said(app, "empty"))


# --- where it is heading, what made the colour, who set it; districts, groups, ratings, outputs, other provinces


@pytest.fixture(scope="module")
def two(new_database, tmp_path_factory):
    """Phayao in release 1, Chiang Rai, which measures two of the same, in 2; Phayao with a district's value in 3, as at 30 April with one not yet approved in 4."""
    engine, folder = new_database(), tmp_path_factory.mktemp("two")
    story = {"story": "น้ำประปาหมู่บ้านขยายแล้ว", "next_action": "วางท่อเพิ่ม"}
    told = [{**row, **(story if row["indicator_code"] == "F-BAND" and row["period_on"] == "31/03/2567" and row["population_group"] == "all" else {})} for row in FORECAST["observation"]]
    load_of(engine, folder / "1", "56", {**FORECAST, "observation": told, "indicator": [{**row, "agreed_on": "2023-09-01", "organisation_codes": "ORG-A; ORG-B", "indicator_scope": "partner" if row["indicator_code"] == "F-SUM" else "population"}
                                                                                       for row in FORECAST["indicator"]]}, HALF)
    load_of(engine, folder / "2", "57", NEIGHBOUR, HALF)
    load_of(engine, folder / "3", "56", {"observation": rows(SEEN, "F-BAND | 31/03/2567 | 5601 | 35 | approved | 05/04/2567")}, HALF)
    load_of(engine, folder / "4", "56", {"observation": rows(SEEN, "F-BAND | 30/04/2567 | - | 45 | submitted | 05/05/2567")}, date(2024, 4, 30))
    return engine


@pytest.fixture(scope="module")
def band(two):
    """The page of one indicator as it opens on a desk: only to be read."""
    return opened(two, "indicators", province="56", indicator="F-BAND", release="1")


def test_an_indicator_says_where_it_is_heading_and_draws_it(band):
    answer, chart = band.answers()[1], band.chart("one")
    assert re.match(r"แนวโน้มไม่ถึงเป้าหมาย: คาดว่า [\d.]+ ร้อยละ ณ 30 ก.ย. 2567 ขาด [\d.]+ หรือ [\d.]+% ของทางทั้งหมด \(ช่วง [−\d.]+–[\d.]+ โอกาส 80%\) ช่วงนี้ยังคลุมเป้าหมาย จึงยังไม่แน่$", answer)
    assert "แนวโน้มไม่ถึงเป้าหมาย" in chart["alt"]
    assert any("คาดการณ์" in note["text"] for note in chart["layout"]["annotations"])


@pytest.mark.parametrize(("code", "words"), [("F-LINE", "แนวโน้มถึงเป้าหมาย"), ("F-AWAY", "แนวโน้มถอยห่าง"), ("F-HELD", "แนวโน้มรักษาระดับได้"), ("F-ONE", "ยังไม่คาดการณ์: มีผลที่รับรอง 1 ค่า ต้องมีอย่างน้อย 2 ค่า")])
def test_the_words_of_a_forecast_follow_its_direction_and_there_is_none_where_the_rule_says_no(two, code, words):
    page = opened(two, "indicators", province="56", indicator=code, release="1")
    assert page.answers()[1].startswith(words)
    assert any("คาดการณ์" in note["text"] for note in page.chart("one")["layout"]["annotations"]) == (code != "F-ONE")


def test_what_is_past_has_no_forecast_in_words_or_picture(two):
    page = opened(two, "indicators", province="56", indicator="F-PAST", release="1")
    assert not [answer for answer in page.answers() if "แนวโน้ม" in answer]
    assert not [trace for trace in page.chart("one")["data"] if trace.get("name") == "แนวโน้มถึงวันเป้าหมาย"]


def test_one_click_from_the_colour_stand_rule_inputs_limit_result_and_row(band):
    (block,) = [block for block in band.blocks() if 'class="answer"' in block and "<details" in block]
    words = _plain(block.replace("</d", " </d"))
    for fact in ("ผลล่าสุด 39 ร้อยละ (31 มี.ค. 2567) แผน 50", "ค่าฐาน 0 ร้อยละ (30 ก.ย. 2566)", "เป้าหมายสุดท้าย 100 ร้อยละ (30 ก.ย. 2567)", "ทำได้ 39.0% ÷ ควรได้ 50.0% = 0.78",
                 "ตั้งแต่ 0.90 ตามแผน", "คำนวณได้ “เฝ้าระวัง” แต่ใช้ “ต่ำกว่าแผน” ของคณะกรรมการ เพราะ ยังไม่เห็นน้ำ", "แถวที่ 9 ฉบับที่ 1"):
        assert fact in words, fact


def test_who_set_it_how_it_is_read_judged_and_what_it_serves(band):
    (block,) = [block for block in band.blocks() if block.startswith('<dl class="facts">')]
    for fact in ("ยิ่งมากยิ่งดี · ไม่ใช่ค่าสะสม · รายงานรายเดือน", "ระดับประชากร (ไม่มีภาคีใดเป็นเจ้าของผู้เดียว)", "เกณฑ์", "อ่าง", "200301"):
        assert fact in _plain(block.replace("</d", " </d")), fact
    assert 'href="partner?province=56&amp;release=1&amp;partner=ORG-A"' in block and "ORG-B" in block and 'href="contract?' in block
    assert "ผู้ประสานและรายงาน" in block  # nobody owns it alone


def test_story_and_next_action_stand_with_the_value_they_belong_to(band, two):
    words = "ผล 39 ร้อยละ (31 มี.ค. 2567 รับรองแล้ว): น้ำประปาหมู่บ้านขยายแล้ว · สิ่งที่จะทำต่อ: วางท่อเพิ่ม"
    assert words in band.text
    assert words in opened(two, "indicators", province="56", indicator="F-BAND", mode="projector", release="1").text


def test_a_value_on_its_way_to_approval_is_told_in_words(two):
    page = opened(two, "indicators", province="56", indicator="F-BAND")
    assert "มีผลใหม่กว่าที่ยังไม่รับรอง: 45 ร้อยละ ณ 30 เม.ย. 2567 (เสนอแล้ว) จึงยังไม่นับ" in page.text
    assert "ผลใหม่กว่าที่ยังไม่รับรอง 1 ตัวชี้วัด จึงยังไม่นับ: ครัวเรือนมีน้ำใช้ (เสนอแล้ว)" in page.text


def test_what_nobody_owns_alone_stands_apart_and_nobody_is_blamed_for_it(band, two):
    heads = [block for block in band.blocks() if "panel-group" in block]
    assert ["ทุกภาคีร่วมกัน" in head for head in heads] == [True, False]
    assert "F-SUM" in next(block for block in reversed(band.blocks()) if 'class="panel"' in block)  # the only one a partner owns stands last
    acts = next(answer for answer in band.answers() if "ต้องเร่ง" in answer)
    # off track: F-AWAY and F-BAND of all together, F-SUM of the chamber
    assert acts == "■ ต่ำกว่าแผน ทุกภาคีร่วมกัน 2 ตัวชี้วัดระดับประชากร · หอการค้าจังหวัด 1 ตัวชี้วัด ต้องเร่งให้ทันเป้าหมาย 30 ก.ย. 2567"
    small = opened(two, "indicators", province="56", mode="projector", release="1").text
    assert "36 ร้อยละ (ภาคี)" in small and "39 ร้อยละ (ภาคี)" not in small


def test_districts_stand_on_the_map_and_in_order_those_without_a_value_say_so(two):
    page = opened(two, "indicators", province="56", indicator="F-BAND")
    chart = page.chart("districts")
    symbols = next(trace for trace in chart["data"] if trace["mode"] == "markers" and "xaxis" not in trace)
    assert (symbols["x"], symbols["y"]) == ([99.8788, 100.1348], [19.192, 19.337])  # the offices of Mueang and Chun
    said_of = [re.sub("<[^>]+>", "", note["text"]) for note in chart["layout"]["annotations"]]
    assert "เมืองพะเยา 35" in said_of and "จุน ไม่มีค่า" in said_of and "ยังไม่มีค่าที่รับรอง" in said_of
    assert "ขอบเขตโดยสังเขป" in page.text
    assert any("ครัวเรือนมีน้ำใช้: แต่ละอำเภอ" in block for block in opened(two, "indicators", province="56", indicator="F-BAND", mode="projector", seat="12", scene="2").blocks())


def test_groups_ratings_and_outputs_each_have_their_scene(band):
    answers = " ".join(band.answers())
    assert "กลุ่มชายอยู่ท้ายสุดที่ 33 ร้อยละ ดีที่สุดคือกลุ่มหญิง 42 ทุกคน 39 อีก 1 กลุ่มยังไม่มีค่าที่รับรอง" in answers
    assert "มีการประเมิน 1 ตัวชี้วัด คณะกรรมการประเมิน 1 เห็นต่างจากที่คำนวณ 1 ใช้สถานะของคณะกรรมการกับ “ครัวเรือนมีน้ำใช้”" in answers
    assert "ผลผลิตที่ยังไม่มีตัวชี้วัด 1 จาก 2 รายการ ตัวชี้วัดที่ไม่ตอบผลผลิตใด 6 จาก 8 ตัว ตอบเป้าหมายย่อย 200301 แล้ว 7 จาก 8 ตัว" in answers
    tables = [band.table(n) for n in range(len([block for block in band.blocks() if "<table" in block]))]
    assert ["ครัวเรือนมีน้ำใช้", "▲ เฝ้าระวัง", "✔ แล้วเสร็จ", "■ ต่ำกว่าแผน", "ยังไม่เห็นน้ำ", "เสร็จแล้ว", "1 มี.ค. 2567", "15 มี.ค. 2567"] in [row for rows in tables for row in rows]
    assert any(row[:3] == ["หลักสูตร", "ผลผลิตที่ไม่มีตัวชี้วัด", "ยังไม่มีตัวชี้วัด"] for rows in tables for row in rows)


def test_other_provinces_stand_beside_this_one_only_where_there_are_some(band, two):
    assert "จังหวัดอื่น" not in band.text  # the other came after release 1
    page = opened(two, "indicators", province="56", indicator="F-LINE", release="3")
    assert "พะเยาอยู่อันดับ 1 จาก 2 จังหวัดที่วัดเรื่องเดียวกัน ก้าวหน้า 1.03 ของแผนตนเอง" in page.text
    assert "พะเยายังเทียบไม่ได้ (ไม่มีหลักฐาน) กับ 2 จังหวัดที่วัดเรื่องเดียวกัน เร็วที่สุดคือเชียงราย 0.40" in opened(two, "indicators", province="56", indicator="F-LINE").text
    chart = page.chart("elsewhere")
    assert chart["layout"]["yaxis"]["categoryarray"] == ["พะเยา", "เชียงราย"]  # the slower stands above
    assert chart["data"][2]["text"] == ["18 ร้อยละ · 0.40 ของแผน", "<b>8.9 ร้อยละ · 1.03 ของแผน</b>"]


@pytest.fixture(scope="module")
def twelve(new_database, tmp_path_factory):
    """A theme of twelve indicators, every third of them a partner's."""
    made = [{**SAME, **row, "indicator_scope": ("population", "population", "partner")[n % 3]} for n in range(12) for row in rows(
        INDICATOR, f"T-{n:02d} | ร้อยละของครัวเรือนที่เข้าถึงบริการสาธารณะ {n} | rising | monthly | ORG-A | 0 | 30/09/2566 | 100 | 30/09/2567")]
    seen = rows(SEEN, *(f"T-{n:02d} | {day} | - | {value + 2 * n} | approved | {day}" for n in range(12) for day, value in (("31/01/2567", 10), ("29/02/2567", 15), ("31/03/2567", 22))))
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("twelve") / "one", {**PLACE, "organisation": ORGANISATIONS, "indicator": made, "observation": seen}, HALF)
    return engine


def test_a_theme_of_twelve_stands_on_one_projector_screen_and_turns_pages_where_letters_are_larger(twelve):
    def in_sight(**picks):
        page = opened(twelve, "indicators", theme="people", mode="projector", **picks)
        return len([block for block in page.blocks() if 'class="panel"' in block]), "เพื่อเปลี่ยนหน้า" in page.text

    assert in_sight() == (12, False)
    assert in_sight(seat="12") == (2, True)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    seen = set()
    for code, scene in [("KPI-05", n) for n in range(1, 8)] + [("KPI-08", 2), ("KPI-12", 1), ("KPI-03", 4)] if mode == "projector" else [("KPI-05", 1), ("KPI-08", 1), ("KPI-12", 1)]:
        page = opened(sample_engine, "indicators", mode=mode, lang=language, indicator=code, scene=str(scene))
        assert "column." not in page.text and "nan" not in page.text.split() and "None" not in page.text
        assert language == "th" or not [answer for answer in page.answers() if re.search("[\u0e00-\u0e7f]", re.sub(r"ask for by|มติ.*", "", answer))]
        seen |= set(page.answers())
    assert len(seen) >= 6
