"""What a page puts on the screen in each mode, and what it hands out as files. Pages here are small scripts of our own."""

import csv
import io
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import cells, downloads, fit, markup
from dashboard.charts import look
from dashboard.markup import Figure

LATE = pd.DataFrame(
    [
        ("D-07", "รายงานผลการเชื่อมโยงภาคี", "off_track", date(2025, 7, 20), 41, Decimal("1250000.50")),
        ("D-10", "<b>บันทึก</b> เวทีปรึกษาหารือ", "no_evidence", None, None, Decimal("20000")),
    ],
    columns=["deliverable_code", "title_shown", "state", "due_on", "late_days", "amount_baht"],
    dtype=object,
)


# --- pieces ------------------------------------------------------------------------------------------------------------


def test_a_cell_reads_by_its_kind():
    shown = {column: cells.cell(column, LATE[column][0]).text for column in LATE.columns}
    assert shown["state"] == "■ ต่ำกว่าแผน"
    assert shown["due_on"] == "20 ก.ค. 2568"
    assert (shown["late_days"], shown["amount_baht"]) == ("41 วัน", "1.3 ล้านบาท")
    assert cells.cell("amount_baht", Decimal("1250000.50")).exact == "1,250,000.50 บาท"


def test_a_table_says_headings_in_words_states_with_sign_and_word_and_escapes_data():
    html = markup.table(LATE, "งานส่งมอบที่ล่าช้า")
    assert '<th scope="row" class="of-code left" data-label=' in html
    assert "<b>บันทึก</b>" not in html
    assert "&lt;b&gt;บันทึก" in html
    assert '<span class="state is-no_evidence">▨ ไม่มีหลักฐาน</span>' in html
    assert 'title="1,250,000.50 บาท"' in html
    assert html.count("<caption>") == 1


def test_where_nothing_stands_it_stands_under_the_figures_of_its_column():
    html = markup.table(pd.DataFrame({"said": ["a", "b"], "days_overdue": [14, None]}, dtype=object), "x")
    assert html.count('class="of-number right"') == 2 and 'scope="col" class="right"' in html


def test_changed_cells_are_marked_with_a_sign_and_its_meaning():
    html = markup.table(LATE, "x", changed={(0, "due_on")})
    assert html.count('class="mark"') == 1
    assert "เปลี่ยนจากการประชุมครั้งก่อน" in html


def test_two_columns_of_one_heading_are_told_apart():
    twice = cells.labels(["due_on", "due_on"])
    assert len(set(twice)) == 1  # the same column twice is the same column
    assert cells.labels(["unknown_a", "unknown_b"]) == ["unknown_a", "unknown_b"]


def test_figures_stand_with_label_value_state_and_note():
    html = markup.figures([Figure("ล่าช้า", "3 จาก 16", "มากสุด 41 วัน", "off_track"), Figure("วงเงิน", "412.5 ล้านบาท")])
    assert html.count("<dt>") == 2
    assert "■ ต่ำกว่าแผน" in html


def test_a_projector_page_holds_seven_rows_and_fewer_where_names_wrap():
    short = pd.DataFrame({"title_shown": ["ก"] * 16, "late_days": [1] * 16}, dtype=object)
    long = pd.DataFrame({"title_shown": ["กขคงจ" * 30] * 16, "late_days": [1] * 16}, dtype=object)
    assert fit.row_pages(short, (1920, 1080), 40, 7)[0] == (0, 7)
    first, last = fit.row_pages(long, (1024, 768), 40, 7)[0]
    assert 1 <= last - first < 7
    assert [row for a, b in fit.row_pages(long, (1024, 768), 40, 7) for row in range(a, b)] == list(range(16))


def test_thai_marks_take_no_width():
    assert fit.length("ที่") == 1
    assert fit.length("ผู้ใหญ่") == 4


# --- files -------------------------------------------------------------------------------------------------------------


def test_csv_opens_in_excel_in_thai_with_exact_values():
    content = downloads.csv_file(LATE, "th")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1] == ["D-07", "รายงานผลการเชื่อมโยงภาคี", "ต่ำกว่าแผน", "20 ก.ค. 2568", "41", "1250000.50"]
    assert rows[2][3:5] == ["", ""]


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@x", "\t=1", "  =1", '=HYPERLINK("http://elsewhere")'])
def test_no_text_runs_as_a_formula(bad):
    frame = pd.DataFrame({"title_shown": [bad]}, dtype=object)
    assert list(csv.reader(io.StringIO(downloads.csv_file(frame, "th").decode("utf-8-sig"))))[1][0].startswith("'")
    book = downloads.xlsx_file(frame, "th", [("ที่มา", bad)])
    sheets = b"".join(ZipFile(io.BytesIO(book)).read(n) for n in ZipFile(io.BytesIO(book)).namelist() if "worksheets" in n)
    assert b"<f>" not in sheets
    assert b"hyperlink" not in sheets


def test_negative_numbers_stay_numbers_in_csv():
    frame = pd.DataFrame({"gap_points": [Decimal("-5.25")]}, dtype=object)
    assert list(csv.reader(io.StringIO(downloads.csv_file(frame, "en").decode("utf-8-sig"))))[1] == ["-5.25"]


def test_a_workbook_keeps_codes_as_text_money_as_numbers_and_says_its_source():
    book = openpyxl.load_workbook(io.BytesIO(downloads.xlsx_file(LATE, "th", [("ฉบับ", "14")])))
    data, source = book.worksheets
    assert (data["A2"].value, data["F2"].value, data["F2"].number_format) == ("D-07", 1250000.5, "#,##0.00")
    assert (source["A1"].value, source["B1"].value) == ("ฉบับ", "14")


# --- charts ------------------------------------------------------------------------------------------------------------


def test_a_chart_gets_the_look_of_its_mode_and_keeps_what_it_says_itself():
    own = {"data": [{"type": "bar", "x": [1]}], "layout": {"height": 200, "xaxis": {"title": "ล้านบาท"}, "yaxis2": {}}}
    drawn = look.apply(own, "projector", "light")
    assert drawn["layout"]["height"] == 200
    assert drawn["layout"]["font"]["size"] >= 28
    assert drawn["layout"]["xaxis"]["title"]["text"] == "ล้านบาท"
    assert drawn["layout"]["yaxis2"]["automargin"] is True
    assert "template" in drawn["layout"]
    assert own["layout"] == {"height": 200, "xaxis": {"title": "ล้านบาท"}, "yaxis2": {}}


# --- scenes ------------------------------------------------------------------------------------------------------------


def three_scenes():
    """A page of three messages."""
    from dashboard import pickers, show, wording

    wording.use(pickers.reading().language)
    show.begin()

    def say(what):
        return lambda: (show.question(what), show.answer(f"คำตอบ {what}", "watch"))

    show.scenes(("one", say("หนึ่ง")), show.Scene("two", say("สอง"), half=True), show.Scene("three", say("สาม"), half=True))


def drawn(**params):
    """The page of three scenes run with URL parameters: its HTML as one text."""
    app = AppTest.from_function(three_scenes, default_timeout=30)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app, "".join(e.proto.body for e in app.get("html"))


def test_a_desk_shows_every_scene_the_first_question_as_title():
    _, html = drawn()
    assert ("<h1>หนึ่ง</h1>" in html, "<h2>สอง</h2>" in html, "<h2>สาม</h2>" in html) == (True, True, True)


def test_a_phone_shows_every_scene():
    _, html = drawn(mode="phone")
    assert [f"คำตอบ {n}" in html for n in ("หนึ่ง", "สอง", "สาม")] == [True] * 3


@pytest.mark.parametrize(("scene", "seen"), [("", "หนึ่ง"), ("2", "สอง"), ("99", "สาม"), ("x", "หนึ่ง"), ("-1", "หนึ่ง")])
def test_a_projector_shows_one_scene_at_a_time(scene, seen):
    _, html = drawn(mode="projector", **({"scene": scene} if scene else {}))
    assert [n for n in ("หนึ่ง", "สอง", "สาม") if f"<h1>{n}</h1>" in html] == [seen]


def test_the_presenters_keys_turn_the_scenes():
    app, _ = drawn(mode="projector", scene="1")
    app.button(key="turn_PageDown").click().run()
    assert app.session_state["scene"] == "2"
    app.button(key="turn_Left").click().run()
    assert app.session_state["scene"] == "1"
    app.button(key="turn_Esc").click().run()
    assert app.session_state["mode"] == ""


@pytest.mark.parametrize(
    ("params", "scale"),
    [({}, "1.0"), ({"seat": "10"}, "1.25"), ({"screen": "150", "seat": "8"}, "1.25"), ({"seat": "99"}, "1.6"), ({"seat": "x"}, "1.0")],
)
def test_letters_grow_with_the_furthest_seat(params, scale):
    _, html = drawn(mode="projector", **params)
    assert f"--scale:{scale};" in html


def test_the_language_is_in_the_url():
    _, html = drawn(lang="en")
    assert "▲ Watch" in html
