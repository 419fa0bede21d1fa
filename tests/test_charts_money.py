"""Figures of money and deliverables as plain data: what is drawn where, and that no word of the data is taken for markup."""

import json
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from dashboard import palette, wording
from dashboard.charts import bars, lettering, look, matrix, rows, sides, steps, timeline

OF, DESK, ROOM = palette.LIGHT, palette.SIZES["desk"], 1200
TODAY = date(2024, 4, 15)


def frame(names, *lines):
    return pd.DataFrame(list(lines), columns=names.split(), dtype=object)


LADDER = frame(
    "name remark state pledged disbursed due",
    ("สำนักงานเกษตร <b>จังหวัด</b>", "ต่ำกว่าเป้า", "off_track", Decimal("4000000.00"), Decimal("1000000.00"), Decimal("2000000.00")),
    ("เครือข่ายป่าชุมชน", "", "", Decimal("20000.00"), Decimal("20000.00"), None),
)
LAYERS = (bars.Layer("pledged", "รับไว้", "#7693BA", is_hollow=True), bars.Layer("disbursed", "เบิกจ่าย", "#12294A", 0.66))
COLUMNS = bars.Columns("name", "remark", "state", "due", "ควรจ่าย")


def drawn(scale, **more):
    return bars.bullets(LADDER, LAYERS, COLUMNS, scale, OF, DESK, room=ROOM, exact=wording.baht_exact, **more)


def test_bars_of_a_whole_are_its_per_cent_and_bars_of_baht_are_millions():
    assert [trace["x"] for trace in drawn(bars.Scale("ร้อยละ", whole="pledged"))["data"][:2]] == [[100.0, 100.0], [25.0, 100.0]]
    assert [trace["x"] for trace in drawn(bars.Scale("ล้านบาท", 1_000_000))["data"][:2]] == [[4.0, 0.02], [1.0, 0.02]]


def test_what_is_due_is_a_tick_only_where_something_is_due():
    ticks = drawn(bars.Scale("ร้อยละ", whole="pledged"))["data"][2:]
    assert [(trace["x"], trace["showlegend"]) for trace in ticks] == [([50.0], False), ([50.0], True)]


def test_names_from_data_are_words_never_markup_and_the_state_has_its_sign():
    texts = [note["text"] for note in drawn(bars.Scale("ร้อยละ", whole="pledged"))["layout"]["annotations"]]
    assert "สำนักงานเกษตร &lt;b&gt;จังหวัด&lt;/b&gt;" in texts
    assert "■ ต่ำกว่าเป้า" in texts


def test_the_exact_amount_stands_on_hover():
    assert drawn(bars.Scale("ล้านบาท", 1_000_000))["data"][1]["hovertext"][1] == "<b>เครือข่ายป่าชุมชน</b><br>เบิกจ่าย: 20,000.00 บาท"


def test_a_short_page_keeps_the_height_of_its_rows():
    assert drawn(bars.Scale("ร้อยละ", whole="pledged"), slots=6)["layout"]["yaxis"]["range"][0] == 6


def test_a_legend_of_several_lines_has_its_room_above_the_rows():
    narrow, wide = (bars.bullets(LADDER.assign(name="ก"), LAYERS, bars.Columns("name", due="due", due_word="ควรจ่าย"), bars.Scale("ร้อยละ", whole="pledged"), OF, DESK, room=room)["layout"] for room in (150, 1200))
    above = narrow["margin"]["t"] - wide["margin"]["t"]
    assert above >= 2 * DESK.note  # three lines on a narrow screen, one on a wide one
    assert narrow["height"] - wide["height"] == above


def test_a_picture_of_no_row_is_still_a_picture():
    empty = bars.bullets(LADDER.iloc[:0], LAYERS, COLUMNS, bars.Scale("ร้อยละ", whole="pledged"), OF, DESK)
    assert json.dumps(look.apply(empty))


# --- words above a drawing ---------------------------------------------------------------------------------------------


def test_name_and_remark_share_a_line_only_where_both_fit():
    assert len(rows.words_of("สำนักงานจังหวัด", "เบิกจ่าย 0.7 จาก 2.0 ล้านบาท", "", 14, 1200)) == 1
    assert [(line.left, line.state) for line in rows.words_of("สำนักงานจังหวัด", "เบิกจ่าย 0.7 จาก 2.0 ล้านบาท", "watch", 14, 250)] == [("สำนักงานจังหวัด", ""), ("▲ เบิกจ่าย 0.7 จาก 2.0 ล้านบาท", "watch")]


def test_lines_break_at_spaces_and_never_in_a_word():
    assert lettering.wrapped("หนึ่ง สอง สาม", 10, 40) == ["หนึ่ง สอง", "สาม"]
    assert lettering.wrapped("สำนักงานพัฒนาสังคม", 10, 5) == ["สำนักงานพัฒนาสังคม"]


def test_marks_above_and_below_a_letter_take_no_width():
    assert lettering.wide("ที่", 10) == lettering.wide("ท", 10)


# --- matrix ------------------------------------------------------------------------------------------------------------

CELLS = frame(
    "who what baht words state hover",
    ("ก", "P-01", Decimal(5_000_000), "5.0", "off_track", "ก · P-01"), ("ข", "P-02", Decimal(50_000), "<0.1", "on_track", "ข · P-02"), ("ค", "P-09", Decimal(1), "x", "watch", "ค"),
)


def test_a_matrix_draws_only_the_cells_of_its_rows_and_columns_and_escapes_them():
    figure = matrix.heat(CELLS, matrix.Columns("who", "what", "baht", "hover", text="words"), str, OF, DESK, rows=["ก", "ข"], heads=["P-01", "P-02"])
    (cells,) = figure["data"]
    assert (cells["x"], cells["y"], cells["text"]) == ([0, 1], [0, 1], ["5.0", "&lt;0.1"])


def test_a_cell_in_a_state_shows_its_sign_beside_its_figure():
    figure = matrix.heat(CELLS, matrix.Columns("who", "what", "baht", "hover", "state", "words"), str, OF, DESK, rows=["ก"], heads=["P-01"], is_wide=True)
    assert figure["data"][0]["text"] == ["■ 5.0"]
    assert OF.states["off_track"][2] in [shape.get("fillcolor") for shape in figure["layout"]["shapes"]]


@pytest.mark.parametrize("of", [palette.LIGHT, palette.DARK, palette.PROJECTOR], ids=["light", "dark", "projector"])
def test_what_stands_in_a_cell_can_be_read_on_every_depth(of):
    depths = frame("who what baht words hover", *(("ก", f"P-{n}", Decimal(n * n * 10_000), str(n), "x") for n in range(21)))
    figure = matrix.heat(depths, matrix.Columns("who", "what", "baht", "hover", text="words"), str, of, DESK, rows=["ก"], heads=list(depths["what"]))
    grounds = [shape["fillcolor"] for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    inks = figure["data"][0]["textfont"]["color"]
    assert min(matrix.contrast(ink, ground) for ink, ground in zip(inks, grounds, strict=True)) >= 4.5
    assert len(set(grounds)) >= 6


# --- months against targets --------------------------------------------------------------------------------------------

MONTHS = frame("month_number actual target", (1, Decimal(5), None), (2, Decimal(20), None), (3, Decimal("35.5"), Decimal(30)), (4, None, None), (6, None, Decimal(50)), (12, None, Decimal(94)))
STEP_WORDS = steps.Words("ปีนี้", "เป้า", "ปีก่อน", tuple("ตพธมกมมพมกสก"))


def test_targets_hold_from_the_end_of_their_quarter_to_the_end_of_the_next():
    figure = steps.against(MONTHS, MONTHS.iloc[:0], [steps.Panel("เบิกจ่าย", "actual", "target")], STEP_WORDS, OF, DESK)
    target = next(trace for trace in figure["data"] if trace["line"].get("dash") == "dash")
    assert (target["line"]["shape"], target["x"][1:-1], target["y"][1:-1]) == ("hv", [3, 6, 12], [30.0, 50.0, 94.0])


def test_months_that_have_not_come_are_not_drawn():
    figure = steps.against(MONTHS, MONTHS.iloc[:0], [steps.Panel("เบิกจ่าย", "actual", "target")], STEP_WORDS, OF, DESK)
    actual = next(trace for trace in figure["data"] if trace["mode"] == "lines+markers")
    assert (actual["x"], actual["y"]) == ([1, 2, 3], [5.0, 20.0, 35.5])
    assert "<b>35.5%</b>" in [note["text"] for note in figure["layout"]["annotations"]]


def test_two_panels_have_axes_of_their_own():
    figure = steps.against(MONTHS, MONTHS, [steps.Panel("ก", "actual", "target"), steps.Panel("ข", "actual", "target", ahead=steps.Ahead(Decimal(90), Decimal(80), Decimal(95), "สิ้นปี 90% (80–95%)"))], STEP_WORDS, OF, DESK)
    assert {trace["xaxis"] for trace in figure["data"]} == {"x", "x2"}
    assert {"xaxis", "yaxis", "xaxis2", "yaxis2"} <= set(figure["layout"])


def test_the_band_of_a_forecast_is_an_upright_bar_at_the_years_end_behind_it():
    figure = steps.against(MONTHS, MONTHS.iloc[:0], [steps.Panel("ก", "actual", "target", ahead=steps.Ahead(Decimal(90), Decimal(80), Decimal(95), "สิ้นปี 90% (80–95%)"))], STEP_WORDS, OF, DESK)
    *_, band, point = figure["data"]
    assert (band["x"], band["y"], point["x"], point["y"]) == ([12, 12], [80.0, 95.0], [12], [90.0])


# --- two sides ---------------------------------------------------------------------------------------------------------

GAPS = frame("name missing saved", ("หอการค้า <b>จังหวัด</b>", Decimal("1600000.00"), Decimal("0.00")), ("ตำรวจภูธร", Decimal("0.00"), Decimal("400000.50")))


def test_what_is_missing_goes_to_the_left_and_what_is_saved_to_the_right_on_one_scale():
    figure = sides.apart(GAPS, sides.Side("missing", "ขาด", "#264C7D", is_hollow=True), sides.Side("saved", "เหลือ", "#476EA3"), "name", OF, DESK, said=wording.baht, exact=wording.baht_exact)
    left, right = figure["data"]
    assert (left["x"], right["x"], [words.strip() for words in (*left["text"], *right["text"])]) == ([-1600000.0], [400000.5], ["1.6 ล้านบาท", "0.4 ล้านบาท"])  # nought has no bar and no words
    low, high = figure["layout"]["xaxis"]["range"]
    assert low == -high and high > 1600000
    assert right["hovertext"] == ["<b>ตำรวจภูธร</b><br>เหลือ: 400,000.50 บาท"]
    assert "หอการค้า &lt;b&gt;จังหวัด&lt;/b&gt;" in [note["text"] for note in figure["layout"]["annotations"]]
    assert json.dumps(look.apply(sides.apart(GAPS.iloc[:0], sides.Side("missing", "ขาด", "#264C7D"), sides.Side("saved", "เหลือ", "#476EA3"), "name", OF, DESK, said=wording.baht, exact=wording.baht_exact)))


# --- schedule ----------------------------------------------------------------------------------------------------------

DAYS = "deliverable_code name remark phase phase_start_on phase_end_on original_due_on due_on submitted_on met_on late_days slip_days state"
PLAN = frame(
    DAYS,
    ("D-1", "แผนงาน", "", "งวดที่ 1", date(2023, 10, 1), date(2024, 1, 31), date(2023, 12, 31), date(2023, 12, 31), date(2023, 12, 20), date(2024, 1, 10), 0, 0, "done"),
    ("D-4", "ผังเครือข่าย", "ช้า 5 วัน", "งวดที่ 2", date(2024, 2, 1), date(2024, 9, 30), date(2024, 2, 15), date(2024, 3, 31), date(2024, 4, 5), None, 5, 45, "watch"),
    ("D-8", "ฐานข้อมูล", "ช้า 5 วัน", "งวดที่ 2", date(2024, 2, 1), date(2024, 9, 30), date(2024, 4, 10), date(2024, 4, 10), None, None, 5, 0, "watch"),
)
PLAN_WORDS = timeline.Words("กำหนดเดิม", "กำหนดปัจจุบัน", "เลื่อน", "ล่าช้า", "ส่งงาน", "ตรวจรับ", "วันนี้")


def schedule(**more):
    return timeline.schedule(PLAN, PLAN_WORDS, TODAY, OF, DESK, name="name", code="deliverable_code", remark="remark", group="phase", room=ROOM, **more)


def days_of(figure, word):
    return [day for day in next(trace for trace in figure["data"] if trace["name"] == word)["x"] if day]


def test_the_original_date_stays_beside_the_current_one_where_it_was_moved():
    figure = schedule()
    assert days_of(figure, "กำหนดเดิม") == ["2024-02-15"]
    assert days_of(figure, "กำหนดปัจจุบัน") == ["2023-12-31", "2024-03-31", "2024-04-10"]
    assert days_of(figure, "เลื่อน") == ["2024-02-15", "2024-03-31"]


def test_lateness_runs_to_the_submission_and_without_one_to_the_datas_day():
    assert days_of(schedule(), "ล่าช้า") == ["2024-03-31", "2024-04-05", "2024-04-10", "2024-04-15"]


def test_each_phase_is_named_once_with_its_span_behind_its_rows():
    figure = schedule()
    assert [note["text"] for note in figure["layout"]["annotations"] if "งวดที่" in note["text"]] == ["<b>งวดที่ 1</b>", "<b>งวดที่ 2</b>"]
    assert [(shape["x0"], shape["x1"]) for shape in figure["layout"]["shapes"] if shape["type"] == "rect"] == [("2023-10-01", "2024-01-31"), ("2024-02-01", "2024-09-30")]


def test_today_is_the_datas_day():
    figure = schedule()
    (today,) = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "line"]
    assert (today["x0"], today["x1"]) == ("2024-04-15", "2024-04-15")


def test_months_stand_under_the_axis_in_the_buddhist_era_with_the_year_once():
    ticks = schedule(between=(date(2023, 11, 15), date(2024, 3, 10)))["layout"]["xaxis"]["ticktext"]
    assert ticks == ["ธ.ค.<br>2566", "ม.ค.<br>2567", "ก.พ.", "มี.ค."]


def test_sixty_rows_are_as_high_each_as_three():
    many = pd.concat([PLAN] * 20, ignore_index=True).assign(phase="งวดที่ 1")
    high = timeline.schedule(many, PLAN_WORDS, TODAY, OF, DESK, name="name", code="deliverable_code", remark="remark", group="phase", room=ROOM)["layout"]["height"]
    assert high / 60 >= DESK.note * 1.75


def test_names_stand_beside_the_drawing_where_it_keeps_room_and_above_it_where_not():
    wide, narrow = (timeline.schedule(PLAN, PLAN_WORDS, TODAY, OF, DESK, name="name", code="deliverable_code", remark="remark", group="phase", room=room)["layout"] for room in (1200, 260))
    beside, above = ([note for note in layout["annotations"] if "ผังเครือข่าย" in note["text"]][0] for layout in (wide, narrow))
    assert (beside["yanchor"], above["yanchor"]) == ("middle", "bottom")
    assert wide["xaxis"]["domain"][0] > 0.05 and wide["xaxis"]["domain"][1] < 0.97
    assert narrow["xaxis"]["domain"] == [0, 1]
    assert wide["height"] < narrow["height"]


def test_a_day_beyond_the_axis_has_no_line():
    layout = schedule(between=(date(2023, 10, 1), date(2024, 1, 31)))["layout"]
    assert not [shape for shape in layout["shapes"] if shape["type"] == "line"]
    assert "วันนี้" not in [note["text"] for note in layout["annotations"]]


@pytest.mark.parametrize("mode", palette.MODES)
def test_every_figure_is_plain_data_in_every_mode(mode):
    of, size = palette.colours(mode, "dark"), palette.sizes(mode)
    figures = [
        bars.bullets(LADDER, LAYERS, COLUMNS, bars.Scale("ร้อยละ", whole="pledged"), of, size, room=350),
        timeline.schedule(PLAN, PLAN_WORDS, TODAY, of, size, name="name", code="deliverable_code", remark="remark", group="phase", room=350),
        steps.against(MONTHS, MONTHS, [steps.Panel("ก", "actual", "target")], STEP_WORDS, of, size, is_stacked=True),
    ]
    assert all(json.dumps(look.apply(figure, mode, "dark")) for figure in figures)
