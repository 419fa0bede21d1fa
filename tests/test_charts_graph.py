"""The graph and what stands beside it as plain data: what is drawn how, where names stand, and that no word of the data is taken for markup."""

import json
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

import pandas as pd
import pytest

from dashboard import palette, wording
from dashboard.charts import cuts, graph, look, placing, quarters
from queries.backbone import strongest

OF = palette.LIGHT
ROOMS = {"desk": (1184, 620), "projector": (1808, 560), "phone": (358, 400)}


def partner(code, **more):
    return {"organisation_code": code, "organisation_name": f"ภาคีที่ {code}", "short_name": code, "actor_level": "organisation", "sector": "business", "degree": 1,
            "joint_events": 1, "betweenness": Decimal(0), "parts_without": 1} | more


def tie(one, other, events, kinds="coordination", days=10, **more):
    return {"from_organisation_code": one, "to_organisation_code": other, "from_short_name": one, "to_short_name": other, "from_name": f"ภาคีที่ {one}", "to_name": f"ภาคีที่ {other}",
            "joint_events": events, "last_on": date(2024, 9, 1), "days_since_last": days, "kinds": kinds, "is_silent": False} | more


def frame(rows):
    return pd.DataFrame(rows, dtype=object)


def places(codes):
    """Partners on a square lattice."""
    side = int(len(codes) ** 0.5) + 1
    return frame([{"organisation_code": code, "x": Decimal(n % side), "y": Decimal(n // side)} for n, code in enumerate(codes)])


# A, B, C know each other; D hangs on C; E meets nobody. B is relied upon most
PARTNERS = frame([partner("B", degree=2, betweenness=Decimal("0.5")), partner("C", degree=3, betweenness=Decimal("0.3"), sector="community"), partner("A", degree=2, sector="regional_administration"),
                  partner("D"), partner("E", degree=0, joint_events=0)])
TIES = frame([tie("C", "D", 0, "shared_body", 400, is_silent=True), tie("A", "B", 12, "coordination;mou;contract"), tie("B", "C", 4, "coordination;mou"), tie("A", "C", 1)])
SPOTS = places(["A", "B", "C", "D", "E"])


def drawn(focus=graph.Focus(), mode="desk", ties=TIES, partners=PARTNERS, **more):  # noqa: B008  plain and frozen
    return graph.relations(partners, PARTNERS, SPOTS, ties, focus, OF, palette.sizes(mode), *ROOMS[mode], **more)


def points(figure):
    """The trace of partners."""
    return next(trace for trace in figure["data"] if "A" in trace.get("customdata", ()))


def lines(figure):
    """The lines that stand for ties, as (dash, width, opacity, ties)."""
    return [(trace["line"].get("dash", "solid"), trace["line"]["width"], trace["opacity"], len(trace["x"]) // 3) for trace in figure["data"] if trace["mode"] == "lines" and trace["x"] != [None]]


def test_of_every_partner_the_strongest_ties_are_kept_by_what_both_share_not_by_who_meets_everybody():
    # H meets everybody often; A and B meet only each other besides: 3 of A's 8 events are with B, 5 with H, who has 20
    events = {("A", "H"): 5, ("B", "H"): 5, ("C", "H"): 5, ("D", "H"): 5, ("A", "B"): 3, ("C", "D"): 3}
    assert strongest(events, each=1) == {("A", "H"), ("B", "H"), ("C", "H"), ("D", "H")}  # 25/(8·20) against 9/(8·8)
    assert strongest({**events, ("E", "H"): 20}, each=1) == {("A", "B"), ("C", "D"), ("E", "H")}  # H now has 40: 25/320 against 9/64


def test_the_most_relied_upon_is_the_largest_point_in_its_sectors_colour():
    trace = points(drawn())
    size = dict(zip(trace["customdata"], trace["marker"]["size"], strict=True))
    assert size["B"] > size["C"] > size["A"] == size["D"]
    colour = dict(zip(trace["customdata"], trace["marker"]["color"], strict=True))
    assert (colour["A"], colour["C"]) == (palette.sector_colour("regional_administration", OF), palette.sector_colour("community", OF))


def test_a_line_is_drawn_as_its_strongest_kind_and_as_wide_as_its_joint_events():
    looks = {dash: width for dash, width, _, _ in lines(drawn())}
    assert set(looks) == {"solid", graph.DASHES["mou"], "dot", "4px,6px"}  # contract, MOU, coordination, and the silent one
    assert looks["solid"] > looks[graph.DASHES["mou"]] > looks["dot"]


def test_a_silent_tie_fades_the_longer_it_is_silent_and_is_marked():
    def opacity(days):
        return next(o for dash, _, o, _ in lines(drawn(ties=frame([tie("C", "D", 0, days=days, is_silent=True)]))) if dash == "4px,6px")

    assert opacity(200) > opacity(300) > opacity(400) == opacity(None)
    marks = next(trace for trace in drawn()["data"] if "C~D" in trace.get("customdata", ()))
    assert marks["marker"]["symbol"][marks["customdata"].index("C~D")] == "triangle-up"
    assert "เงียบหาย" in marks["hovertext"][marks["customdata"].index("C~D")]


def test_the_key_names_every_kind_that_is_drawn_and_no_other():
    named = [trace["name"] for trace in drawn()["data"] if trace.get("name")]
    assert named == ["ร่วมสัญญา", "มี MOU ร่วมกัน", "ประสานงาน", "เงียบหาย", "ราชการส่วนภูมิภาค", "ภาคธุรกิจ", "องค์กรชุมชน"]


def test_large_letters_leave_room_for_the_studys_four_groups_only():
    named = [trace["name"] for trace in drawn(mode="projector")["data"] if trace.get("name")]
    assert named[-3:] == ["ภาครัฐ", "ภาคธุรกิจ", "ภาคส่วนที่สาม"]


def test_a_chosen_partner_stands_with_its_own_ties_and_the_others_fade():
    figure = drawn(graph.Focus(chosen="B"))
    told = next(trace for trace in figure["data"] if "A~B" in trace.get("customdata", ()))
    assert set(told["customdata"]) == {"A~B", "B~C"}
    colour = dict(zip(points(figure)["customdata"], points(figure)["marker"]["color"], strict=True))
    assert {code for code, of in colour.items() if of == OF.line} == {"D", "E"}


def test_the_way_between_two_is_one_bold_line_and_its_partners_are_named():
    figure = drawn(graph.Focus(way=("A", "C", "D")))
    (bold,) = [trace for trace in figure["data"] if trace["mode"] == "lines" and trace["line"]["color"] == OF.accent]
    assert len(bold["x"]) == 6  # two steps, each with its gap
    assert [note["text"] for note in figure["layout"]["annotations"] if note["text"].startswith("<b>") and ":" not in note["text"]] == ["<b>A</b>", "<b>C</b>", "<b>D</b>"]


def test_without_one_partner_those_cut_off_are_squares_and_red():
    trace = points(drawn(graph.Focus(out="C", cut=frozenset("D"))))
    look_of = {code: (symbol, colour) for code, symbol, colour in zip(trace["customdata"], trace["marker"]["symbol"], trace["marker"]["color"], strict=True)}
    assert look_of["C"][0] == "x"
    assert look_of["D"] == ("square", OF.states["off_track"][0])
    assert look_of["A"] == ("circle", OF.muted)


def test_who_met_nobody_stands_by_name_in_a_row_below_the_others():
    figure = drawn()
    trace = points(figure)
    y = dict(zip(trace["customdata"], trace["y"], strict=True))
    assert y["E"] > max(y[code] for code in "ABCD")
    assert [note["text"] for note in figure["layout"]["annotations"]][-2:] == ["<b>ไม่มีกิจกรรมร่วมในสี่ไตรมาสล่าสุด:</b>", "E"]


def test_nobody_moves_from_quarter_to_quarter():
    earlier = frame([partner("A"), partner("C"), partner("D", degree=0), partner("E")])  # B was not in yet, E met somebody
    now, then = points(drawn()), points(drawn(partners=earlier, ties=TIES.iloc[3:]))
    place = dict(zip(now["customdata"], zip(now["x"], now["y"], strict=True), strict=True))
    assert then["customdata"] == ["A", "C", "D", "E"]
    assert all(place[code] == spot for code, spot in zip(then["customdata"], zip(then["x"], then["y"], strict=True), strict=True))


def test_a_point_keeps_its_place_in_the_trace_whatever_is_chosen():
    assert points(drawn())["customdata"] == points(drawn(graph.Focus(chosen="D")))["customdata"] == ["A", "B", "C", "D", "E"]


def test_names_from_data_are_words_never_markup():
    told = json.dumps(drawn(partners=frame([partner("A", organisation_name="<img src=x>", short_name="<b>A"), *PARTNERS.to_dict("records")[:2]])), ensure_ascii=False, default=str)
    assert "<img" not in told
    assert "&lt;img" in told
    assert "<b>A<" not in told.replace("<b>A~", "")


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ROOMS)
def test_names_lie_neither_on_each_other_nor_on_points_nor_beyond_the_edge(mode, language):
    wording.use(language)
    (width, height), size = ROOMS[mode], palette.sizes(mode)
    spots = placing.apart([placing.Spot(f"N{n}", f"สำนักงานตัวอย่าง ที่ {n}", (n * 137) % width, (n * 89) % height, size.mark / 2) for n in range(60)], width, height)
    named = list(placing.named(spots, spots, width, height, size.note))
    assert len(named) >= (8 if mode == "phone" else 20)
    assert not [pair for pair in combinations([box for *_, box in named], 2) if placing.meet(*pair)]
    assert not [spot.code for spot, _, _, box in named for other in spots if other != spot and placing.meet(box, other.box)]
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height for *_, box in named)


def test_points_that_cover_each_other_are_pushed_apart_the_same_way_every_time():
    heap = [placing.Spot(str(n), "", 100 + n % 3, 100 + n % 2, 10) for n in range(12)]
    moved = placing.apart(heap, 600, 400)
    assert min(((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for a, b in combinations(moved, 2)) > 15
    assert moved == placing.apart(heap, 600, 400)


def crowd(count, each):
    """Partners in a ring, each tied to the next ones."""
    codes = [f"N{n:03}" for n in range(count)]
    partners = frame([partner(code, degree=2 * each, organisation_name="ที่ทำการองค์การบริหารส่วนตำบลตัวอย่าง") for code in codes])
    ties = frame([tie(*sorted((codes[n], codes[(n + step) % count])), 1 + step % 5) for n in range(count) for step in range(1, each + 1)])
    return partners, ties, places(codes)


def test_of_six_hundred_partners_only_the_strongest_ties_are_sent_and_little_data():
    partners, ties, spots = crowd(600, 8)
    for focus in (graph.Focus(), graph.Focus(chosen="N007")):
        figure = look.apply(graph.relations(partners, partners, spots, ties, focus, OF, palette.sizes("desk"), *ROOMS["desk"]))
        assert len(json.dumps(figure)) < 200_000
    shown, every = graph.shown(ties)
    assert every == 4800
    assert shown <= 1800


# --- beside the graph -------------------------------------------------------------------------------------------------


def test_a_cut_has_a_square_for_each_that_is_lost_and_the_chosen_one_stands_out():
    figure = cuts.rows([cuts.Cut("B", "หอการค้า <b>", ["ก", "ข"]), cuts.Cut("C", "ชุมชน", ["ง"])], "C", OF, palette.sizes("desk"), 600)
    assert figure["data"][0]["customdata"] == ["B", "B", "C"]
    names = [note for note in figure["layout"]["annotations"] if note["text"].startswith("<b>")]
    assert [note["text"] for note in names] == ["<b>หอการค้า &lt;b&gt;</b>", "<b>ชุมชน</b>"]
    assert [note["font"]["color"] for note in names] == [OF.ink, OF.accent]


def test_in_a_narrow_picture_names_stand_above_their_squares():
    wide, narrow = (cuts.rows([cuts.Cut("B", "สำนักงานตัวอย่างจังหวัดพะเยา", ["ก"])], "", OF, palette.sizes("phone"), room) for room in (900, 300))
    assert wide["data"][0]["x"][0] > 100
    assert narrow["data"][0]["x"][0] < 20
    assert narrow["layout"]["height"] > wide["layout"]["height"]


def test_quarters_share_their_axis_and_the_chosen_one_stands_out():
    figure = quarters.panels(["1/67", "2/67", "3/67"], ["a", "b", "c"], [quarters.Panel("ครั้ง", [5, 0, 7], "#111111"), quarters.Panel("คู่", [1, 2, 3], "#222222")], 1, OF, palette.sizes("desk"), 400)
    assert [trace["y"] for trace in figure["data"]] == [[5, 0, 7], [1, 2, 3]]
    assert [trace["marker"]["color"][1] for trace in figure["data"]] == ["#111111", "#222222"]
    assert figure["data"][0]["text"] == ["5", "<b>0</b>", "7"]
    domains = [figure["layout"][axis]["domain"] for axis in ("yaxis", "yaxis2")]
    assert all(above[0] >= below[1] for above, below in pairwise(domains))
    assert [figure["layout"][axis]["showticklabels"] for axis in ("xaxis", "xaxis2")] == [False, True]
