"""The indicators page on a database filled by the importer: what it says, what it draws, how it follows the URL."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_indicators import CORRECTED, EXAMPLE, HALF
from worked_example import PLACE, load_into

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
    texts = [text for text in whole if not text.startswith("<style") and (not kind or f'class="{kind}' in text)]
    return [unescape(re.sub(r"<[^>]+>", "", text)).replace("\N{NO-BREAK SPACE}", " ").strip() for text in texts]


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
    assert any("ทำได้ 50.0%" in note and "ควรได้ 50.0%" in note and "อัตราก้าวหน้า 1.00" in note for note in notes)


def test_the_one_in_the_url_comes_first_and_in_full(page):
    app = page(indicator="K-MOVED")
    assert next(text for text in said(app) if "ถึงไหนแล้ว" in text).startswith("แปลงใหญ่")
    notes = " ".join(said(app, "note"))
    assert "เป้าหมายปี 2567 เปลี่ยนจาก 100 ร้อยละ เป็น 80 ร้อยละ" in notes
    assert "นิยาม: นิยาม" in notes
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
    answer, notes = said(app, "answer")[0], said(app, "note")
    assert answer.startswith("▲ Watch 40")
    assert not re.search("[\u0e00-\u0e7f]", answer.replace("ร้อยละ", ""))  # a unit without an English name keeps its own
    assert any(note.startswith("Why it is computed as “Watch”") and "a pace of 0.80" in note for note in notes)


def test_a_phone_names_the_corners_in_fewer_words(page):
    charts = page(mode="phone", indicator="K-WATCH").get("plotly_chart")
    labels = [note["text"] for note in json.loads(charts[0].proto.spec)["layout"]["annotations"]]
    assert "ค่าฐาน<br><b>0</b>" in labels


def test_a_province_without_indicators_is_told_so(page, bare):
    app = page(bare)
    assert any("ไม่มีรายการที่ตรงกับตัวเลือก" in text for text in said(app, "empty"))
