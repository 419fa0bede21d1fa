"""What the drawings of progress, districts and states say: every mark at its value, every label where it can be read."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from dashboard import maps, palette, wording
from dashboard.charts import ahead, beside, dots, lines, states
from dashboard.wording import t

OF, SIZE = palette.colours("desk", "light"), palette.sizes("desk")
START, MIDDLE, END = date(2023, 9, 30), date(2024, 3, 31), date(2024, 9, 30)


def path(*values, before=None):
    """A path from START over MIDDLE to END; `before` is what the final target was at first."""
    kinds = ["baseline", "yearly", "final"]
    rows = [(day, kind, 2567, Decimal(value), None) for day, kind, value in zip((START, MIDDLE, END), kinds, values, strict=True)]
    rows[-1] = (*rows[-1][:4], before)
    return pd.DataFrame(rows, columns=["step_on", "step_kind", "fiscal_year", "step_value", "step_before_value"], dtype=object)


def seen(*rows):
    """Values as (day, value, status, path)."""
    made = [(day, Decimal(value), status, status == "approved", Decimal(agreed)) for day, value, status, agreed in rows]
    return pd.DataFrame(made, columns=["period_on", "actual_value", "observation_status", "is_approved", "path_value"], dtype=object)


def about(state="on_track", **more):
    return lines.About(state, "วัน", 1, more.pop("as_of", MIDDLE), START, END, Decimal("0.9"), Decimal("0.7"), **more)


FALLING = path(12, 9, 6)
LAGGING = seen((date(2024, 1, 31), "11.5", "approved", "10"), (MIDDLE, "10.5", "approved", "9"))


def named(figure, name):
    return next(trace for trace in figure["data"] if trace.get("name") == name)


def notes(figure):
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_a_falling_path_goes_down_from_its_baseline_and_is_dashed():
    drawn = named(lines.progress(LAGGING, FALLING, about(), OF, SIZE), t("lines.path"))
    assert (drawn["x"], drawn["y"]) == ([START, MIDDLE, END], [12.0, 9.0, 6.0])
    assert drawn["line"]["dash"] == "dash"


def test_the_last_approved_value_stands_under_the_sign_of_its_state():
    figure = lines.progress(LAGGING, FALLING, about("off_track"), OF, SIZE)
    sign = next(trace for trace in figure["data"] if trace.get("text") == ["■"])
    assert (sign["x"], sign["y"]) == ([MIDDLE], [10.5])
    assert sign["textfont"]["color"] == OF.states["off_track"][0]


def test_a_value_nobody_approved_is_hollow_dotted_and_joined_to_the_last_approved_one():
    figure = lines.progress(seen((MIDDLE, "10", "approved", "9"), (date(2024, 4, 30), "9.5", "submitted", "8.5")), FALLING, about(), OF, SIZE)
    waiting = named(figure, t("lines.waiting"))
    assert (waiting["y"], waiting["line"]["dash"], waiting["marker"]["color"]) == ([10.0, 9.5], "dot", OF.ground)
    assert named(figure, t("lines.approved"))["y"] == [10.0]
    assert "เสนอแล้ว" in waiting["hovertext"][-1]


def test_a_moved_target_stands_as_it_is_and_as_it_was():
    figure = lines.progress(LAGGING, path(12, 9, 6, before=Decimal(4)), about(), OF, SIZE)
    old = next(trace for trace in figure["data"] if trace.get("line", {}).get("dash") == "dot")
    assert (old["x"], old["y"]) == ([MIDDLE, END], [9.0, 4.0])
    assert named(figure, t("lines.path"))["marker"]["symbol"] == ["circle", "circle", "diamond"]
    assert "เดิม 4" in notes(figure)
    assert any("<b>6</b>" in note for note in notes(figure))


def test_old_and_new_target_are_written_on_different_sides():
    figure = lines.progress(LAGGING, path(12, 9, 6, before=Decimal("5.8")), about(), OF, SIZE)
    sides = {note["text"]: note["yanchor"] for note in figure["layout"]["annotations"]}
    assert sides["เดิม 5.8"] == "top"
    assert sides["เป้าหมาย<br>สุดท้าย<br><b>6</b>"] == "bottom"


def test_the_band_lies_between_the_smallest_pace_on_track_and_on_watch():
    band = lines.progress(LAGGING, FALLING, about(), OF, SIZE)["data"][0]
    assert band["fill"] == "toself"
    # 12 + 0.9 x (6 - 12) = 6.6 and 12 + 0.7 x (6 - 12) = 7.8 at the end; at the start both are the baseline
    assert band["y"] == pytest.approx([12, 9.3, 6.6, 7.8, 9.9, 12])


def test_a_level_to_be_held_has_no_band():
    figure = lines.progress(seen((MIDDLE, "95", "approved", "95")), path(95, 95, 95), about(), OF, SIZE)
    assert not [trace for trace in figure["data"] if trace.get("fill")]


def test_the_value_is_written_on_the_side_away_from_the_path():
    lagging, ahead = (lines.progress(frame, FALLING, about(), OF, SIZE) for frame in (LAGGING, seen((MIDDLE, "8", "approved", "9"))))
    assert next(n for n in lagging["layout"]["annotations"] if "10.5" in n["text"])["yanchor"] == "bottom"
    assert next(n for n in ahead["layout"]["annotations"] if "<b>8 วัน" in n["text"])["yanchor"] == "top"


def test_the_months_on_the_axis_are_of_the_buddhist_era_and_no_more_than_fit():
    axis = lines.progress(LAGGING, FALLING, about(), OF, SIZE)["layout"]["xaxis"]
    assert axis["ticktext"] == ["ก.ย.<br>2566", "ธ.ค.<br>2566", "มี.ค.<br>2567", "มิ.ย.<br>2567", "ก.ย.<br>2567"]
    long_way = lines.About("watch", "วัน", 0, MIDDLE, date(2018, 9, 30), END)
    assert len(lines.progress(LAGGING, FALLING, long_way, OF, SIZE)["layout"]["xaxis"]["ticktext"]) <= lines.TICKS


def test_the_months_speak_english_too():
    wording.use("en")
    assert lines.progress(LAGGING, FALLING, about(), OF, SIZE)["layout"]["xaxis"]["ticktext"][0] == "Sep<br>2023"


def test_a_small_drawing_has_no_axes_and_names_the_last_value_and_the_target():
    figure = lines.panel(LAGGING, FALLING, about("off_track"), OF, SIZE, 120)
    assert not figure["layout"]["xaxis"]["visible"]
    assert not figure["layout"]["yaxis"]["visible"]
    assert sorted(notes(figure)) == ["6", "<b>10.5</b>"]
    assert notes(lines.panel(LAGGING, FALLING, about(), OF, SIZE, 84, has_value=False)) == ["6"]


def test_an_indicator_without_any_value_still_shows_its_path():
    figure = lines.panel(seen(), FALLING, about("not_due"), OF, SIZE, 120)
    assert [trace["name"] for trace in figure["data"]] == [t("lines.path")]
    assert lines.progress(seen(), FALLING, about("not_due"), OF, SIZE)["data"]


def test_a_unit_from_the_data_is_shown_not_run():
    shown = lines.progress(LAGGING, FALLING, lines.About("watch", "<i>คน</i>", 0, MIDDLE, START, END), OF, SIZE)
    assert not [text for trace in shown["data"] for text in trace.get("hovertext", []) if "<i>" in text]


# --- where it is heading ----------------------------------------------------------------------------------------------


def heading(value, low=None, high=None, withheld=None):
    """A row of indicators.forecasts, from 10.5 at MIDDLE."""
    def exact(number):
        return None if number is None else Decimal(number)

    return {"withheld": withheld, "from_on": MIDDLE, "from_value": Decimal("10.5"), "from_low_value": exact(low and "10.4"), "from_high_value": exact(high and "10.6"), "forecast_on": END,
            "forecast_value": exact(value), "forecast_low_value": exact(low), "forecast_high_value": exact(high), "band_percent": 80}


def forecast_note(figure):
    return next(note for note in figure["layout"]["annotations"] if "คาดการณ์" in note["text"])


def test_a_forecast_is_a_thin_line_to_the_target_s_day_with_its_band_and_value():
    figure = lines.progress(LAGGING, FALLING, about(), OF, SIZE, ahead=heading("9", "8", "10"))
    line = named(figure, t("lines.ahead"))
    assert (line["x"], line["y"]) == ([MIDDLE, END], [10.5, 9.0])
    band = figure["data"][figure["data"].index(line) - 1]
    assert band["y"] == [10.4, 8.0, 10.0, 10.6]
    assert forecast_note(figure)["text"] == "คาดการณ์<br><b>9</b>"
    assert "ช่วง 8–10 (โอกาส 80%)" in line["hovertext"][1]


def test_two_values_have_a_line_without_a_band_and_what_is_withheld_has_neither():
    figure = lines.progress(LAGGING, FALLING, about(), OF, SIZE, ahead=heading("9"))
    assert len([trace for trace in figure["data"] if trace.get("fill")]) == 1  # the band between the limits
    assert figure["data"] != lines.progress(LAGGING, FALLING, about(), OF, SIZE)["data"] == lines.progress(LAGGING, FALLING, about(), OF, SIZE, ahead=heading(None, withheld="too_few_values"))["data"]


def test_a_small_drawing_shows_the_forecast_as_a_line_alone():
    plain, drawn = lines.panel(LAGGING, FALLING, about(), OF, SIZE, 120), lines.panel(LAGGING, FALLING, about(), OF, SIZE, 120, ahead=heading("9", "8", "10"))
    assert len(drawn["data"]) == len(plain["data"]) + 1
    assert notes(drawn) == notes(plain)


@pytest.mark.parametrize(("value", "moves"), [("9", 0), ("6.1", 1), ("5.9", -1)])
def test_the_forecast_s_words_stand_clear_of_the_target_s_in_the_order_of_their_values(value, moves):
    shift = forecast_note(lines.progress(LAGGING, FALLING, about(), OF, SIZE, ahead=heading(value)))["yshift"]
    assert (shift > 20, shift < -20, shift == 0) == (moves == 1, moves == -1, moves == 0)


def test_a_band_that_knows_nothing_does_not_flatten_the_drawing():
    low, high = ahead.widened(0, 10, heading("9", "-500", "500"))
    assert (low, high) == (-5.25, 15.75)  # half of the 10.5 from 0 to the line's beginning, below and above


# --- districts --------------------------------------------------------------------------------------------------------

PLACES = pd.DataFrame(
    [("จุน", Decimal(50), MIDDLE, Decimal(62), START, Decimal(45), Decimal(-5)), ("ปง", Decimal(36), MIDDLE, Decimal(48), START, Decimal(45), Decimal(9)),
     ("แม่ใจ", None, None, None, None, Decimal(45), None)],
    columns=["district_name", "actual_value", "period_on", "first_value", "first_on", "province_value", "better_by"], dtype=object,
)


def test_districts_stand_in_the_order_given_those_behind_in_bold():
    rows = dots.of_districts(PLACES, lambda value: f"{value} วัน", has_whole=True)
    assert [(dot.name, dot.now, dot.first, dot.is_behind) for dot in rows] == [("จุน", 50.0, 62.0, True), ("ปง", 36.0, 48.0, False), ("แม่ใจ", None, None, False)]
    figure = dots.against(rows, Decimal(45), "ทั้งจังหวัด 45 วัน", OF, SIZE)
    assert figure["data"][2]["text"] == ["<b>50 วัน</b>", "36 วัน"]
    assert figure["layout"]["yaxis"]["categoryarray"] == ["แม่ใจ", "ปง", "จุน"]
    assert figure["layout"]["shapes"][0]["x0"] == 45.0


def test_a_district_without_a_value_says_so():
    figure = dots.against(dots.of_districts(PLACES, str, has_whole=False), None, "", OF, SIZE)
    assert [(note["y"], note["text"]) for note in figure["layout"]["annotations"]] == [("แม่ใจ", t("dots.no_value"))]
    assert figure["layout"]["shapes"] == []


def test_the_map_marks_each_office_dark_where_behind_pale_where_not_hollow_without_a_value():
    marks = [maps.Mark("5601", "เมือง", "50", "x", 99.88, 19.19, True), maps.Mark("5602", "จุน", "36", "x", 100.13, 19.34), maps.Mark("5607", "แม่ใจ", "ไม่มีค่า", "x", 99.8, 19.35, has_value=False)]
    figure = maps.values(marks, maps.bounds("56"), {}, OF, SIZE, 500, 400)
    symbols = figure["data"][-1]
    assert (symbols["x"], symbols["y"]) == ([99.88, 100.13, 99.8], [19.19, 19.34, 19.35])
    assert symbols["marker"]["color"] == [OF.accent, OF.line, OF.ground]
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["เมือง <b>50</b>", "จุน <b>36</b>", "แม่ใจ ไม่มีค่า"]
    assert len(figure["data"]) == 2  # the schematic outline; no areas


def test_areas_are_filled_only_where_official_boundaries_are_loaded_and_hatched_without_a_value():
    ring = ((99.7, 19.1), (99.9, 19.1), (99.9, 19.3), (99.7, 19.1))
    marks = [maps.Mark("5601", "เมือง", "50", "x", 99.8, 19.2, True), maps.Mark("5602", "จุน", "ไม่มีค่า", "x", 99.85, 19.15, has_value=False)]
    figure = maps.values(marks, maps.Bounds((), (ring, ring)), {"5601": (ring,), "5602": (ring,)}, OF, SIZE, 500, 400)
    assert ["fillpattern" in trace for trace in figure["data"]] == [False, False, True, False]


def test_two_drawings_stand_beside_each_other_on_axes_of_their_own():
    right = dots.against(dots.of_districts(PLACES, str, has_whole=True), Decimal(45), "ทั้งจังหวัด", OF, SIZE)
    left = maps.values([maps.Mark("5601", "เมือง", "50", "x", 99.88, 19.19)], maps.bounds("56"), {}, OF, SIZE, 500, 400)
    both = beside.beside(left, right, 0.45, 0.55, 400)
    assert (both["layout"]["xaxis"]["domain"], both["layout"]["xaxis2"]["domain"]) == ([0, 0.45], [0.55, 1])
    assert [trace.get("xaxis") for trace in both["data"]] == [None] * len(left["data"]) + ["x2"] * len(right["data"])
    assert [shape["xref"] for shape in both["layout"]["shapes"]] == ["x2"]
    assert {note["yref"] for note in both["layout"]["annotations"][1:]} == {"y2", "y2 domain"}


# --- states -----------------------------------------------------------------------------------------------------------

COUNTS = {"off_track": 2, "no_evidence": 0, "watch": 1, "on_track": 4}


def test_every_thing_is_one_sign_worst_first():
    row = states.Row("สิ่งส่งมอบ", COUNTS, dict.fromkeys(COUNTS, "x"))
    figure = states.counted([row], OF, SIZE, 5, 1000)
    assert [(trace["text"], trace["x"]) for trace in figure["data"]] == [(["■"] * 2, [0, 1]), (["▲"], [2]), (["●"] * 4, [3, 4, 0, 1])]
    first, second = figure["data"][2]["y"][:2], figure["data"][2]["y"][2:]
    assert max(first) < min(second)  # the third line of the axis lies below: it runs downwards


def test_the_counts_stand_in_words_with_sign_and_colour():
    figure = states.counted([states.Row("สิ่งส่งมอบ", COUNTS, dict.fromkeys(COUNTS, "x"))], OF, SIZE, 5, 1000)
    said = figure["layout"]["annotations"][0]["text"]
    assert said.startswith("<b>สิ่งส่งมอบ 7</b>")
    assert f'<span style="color:{OF.states["off_track"][1]}">■ ต่ำกว่าแผน 2</span>' in said
    assert "ไม่มีหลักฐาน" not in said


def test_a_kind_without_things_takes_a_line_and_no_sign():
    figure = states.counted([states.Row("โครงการ", dict.fromkeys(COUNTS, 0), {})], OF, SIZE, 5, 1000)
    assert figure["data"] == []
    assert "<b>โครงการ 0</b>" in notes(figure)


def test_counts_that_do_not_fit_a_line_stand_on_the_next():
    row = states.Row("สิ่งส่งมอบ", COUNTS, dict.fromkeys(COUNTS, "x"))
    lines_of = notes(states.counted([row], OF, SIZE, 5, 200))[0].split("<br>")
    assert len(lines_of) > 1
    assert sum("ต่ำกว่าแผน 2" in line for line in lines_of) == 1


def test_as_many_kinds_stand_on_a_screen_as_its_height_holds():
    rows = [states.Row("โครงการ", COUNTS, {})] * 4
    one = states.counted([states.Row("โครงการ", COUNTS, dict.fromkeys(COUNTS, "x"))], OF, SIZE, 10, 1000)["layout"]["height"]
    assert states.fit(rows, 2.5 * one, SIZE, 10, 1000) == 2
    assert states.fit(rows, 10, SIZE, 10, 1000) == 1
    assert states.fit(rows, 9000, SIZE, 10, 1000) == 4
