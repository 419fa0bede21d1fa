"""The map: everything placed so that nothing hides anything, drawn twice, and nothing fetched for it."""

import json
import math

import pandas as pd
import pytest
from PIL import Image

from dashboard import lettered, maps, palette
from dashboard.maps import Chosen, labels, lines, placed

OFFICES = {  # code: name, latitude, longitude, partners
    "5601": ("เมืองพะเยา", 19.192, 99.8788, 33), "5602": ("จุน", 19.337, 100.1348, 4), "5603": ("เชียงคำ", 19.5233, 100.3, 5),
    "5604": ("เชียงม่วน", 18.8897, 100.3059, 2), "5605": ("ดอกคำใต้", 19.1624, 99.9934, 7), "5606": ("ปง", 19.1493, 100.2752, 4),
    "5607": ("แม่ใจ", 19.3766, 99.7878, 3), "5608": ("ภูซาง", 19.599, 100.3244, 0), "5609": ("ภูกามยาว", 19.2705, 99.9701, 3),
}  # fmt: skip
SIZES = {"desk": (630, 600), "projector": (1840, 640), "phone": (358, 430)}
LIGHT = palette.LIGHT


def places():
    """One row a district, as the composition gives its place."""
    return pd.DataFrame([{"district_code": code, "district_name": name, "latitude": lat, "longitude": lon} for code, (name, lat, lon, _) in OFFICES.items()], dtype=object)


def partners():
    """As many partners as each district has, of all sectors in turn."""
    sectors = list(palette.SHADES)
    rows = [
        {"organisation_code": f"{code}-{n:02}", "organisation_name": f"ภาคี <{n}>", "actor_level": "organisation", "sector": sectors[n % 10], "district_code": code,
         "district_name": name, "latitude": lat, "longitude": lon, "degree": n, "joint_events": 2 * n}
        for code, (name, lat, lon, count) in OFFICES.items() for n in range(count)
    ]
    return pd.DataFrame(rows, dtype=object)


def links(*rows):
    """Ties between districts: (from, to, events)."""
    columns = ["from_district_code", "to_district_code", "is_within", "joint_events", "ties", "silent_ties"]
    return pd.DataFrame([(one, other, one == other, events, 3, 1) for one, other, events in rows], columns=columns, dtype=object)


def ties(*rows):
    """Ties between partners: (from, to, events, whether silent); a partner's code begins with its district's."""
    columns = ["from_organisation_code", "to_organisation_code", "from_district_code", "to_district_code", "joint_events", "is_silent"]
    return pd.DataFrame([(one, other, one[:4], other[:4], events, is_silent) for one, other, events, is_silent in rows], columns=columns, dtype=object)


BETWEEN = (("5601", "5605", 39), ("5601", "5603", 4), ("5601", "5601", 90), ("5602", "5603", 0), ("5604", "5606", 20), ("5602", "5607", 2))
OWN = (("5601-00", "5605-03", 5, False), ("5601-00", "5604-01", 0, True))


def drawn(shown=None, within=None, **more):
    return maps.picture(partners(), places(), links(*BETWEEN) if shown is None else shown, within or maps.bounds("56"), **more)


def deck(made=None, **more):
    return json.loads(maps.deck(made or drawn(), LIGHT, palette.sizes("desk"), 630, 600, **more).to_json())


def flat(made=None, *more):
    return maps.flat(made or drawn(), LIGHT, palette.sizes("desk"), 630, 600, *more)


def layer(spec, name):
    return next(one for one in spec["layers"] if one["id"].split("~")[0] == name)


def pressed_on(figure):
    """What can be pressed on a flat drawing, each with the words on hover."""
    marks = [trace for trace in figure["data"] if trace.get("customdata")]
    return {code if isinstance(code, str) else code[0]: trace["hovertemplate"] for trace in marks for code in trace["customdata"]}


def test_the_outline_of_a_province_is_found_by_its_code():
    (ring,) = maps.outline("56")
    assert ring[0] == ring[-1]
    assert (min(lon for lon, _ in ring), max(lat for _, lat in ring)) == (99.687, 19.724)
    assert maps.outline("00") == ()


def test_every_province_of_the_country_has_an_outline():
    codes = {f["properties"]["code"] for f in json.loads(placed.OUTLINES.read_text(encoding="utf-8"))["features"]}
    assert len(codes) == 77
    assert all(maps.outline(code) for code in codes)


def test_no_dot_hides_another_and_each_stands_with_its_own_district():
    made = drawn()
    apart = [math.hypot((a.lon - b.lon) * made.squeeze, a.lat - b.lat) for n, a in enumerate(made.dots) for b in made.dots[n + 1 :]]
    assert len(made.dots) == 61
    assert min(apart) > 2 * made.dot
    reach = {group.code: group for group in made.groups}
    assert all(math.hypot((d.lon - reach[d.code[:4]].lon) * made.squeeze, d.lat - reach[d.code[:4]].lat) <= reach[d.code[:4]].reach for d in made.dots)


def test_a_district_without_any_partner_is_on_the_map():
    (empty,) = [group for group in drawn().groups if group.count == 0]
    assert (empty.name, round(empty.lat, 1)) == ("ภูซาง", 19.6)


def test_districts_leave_their_offices_only_as_far_as_they_must():
    moved = {g.code: math.hypot((g.lon - OFFICES[g.code][2]) * 0.944, g.lat - OFFICES[g.code][1]) * 111 for g in drawn().groups}  # km
    assert moved["5604"] < 0.1  # nobody near
    assert max(moved.values()) < 14


def test_a_filter_moves_nothing_and_dims_the_others():
    whole, some = drawn(), drawn(lit={"5601-00"})
    assert [(d.lon, d.lat) for d in whole.dots] == [(d.lon, d.lat) for d in some.dots]
    assert [d.code for d in some.dots if d.is_lit] == ["5601-00"]


def test_only_events_between_two_districts_are_lines_the_strongest_on_top():
    assert [(line.code, line.events) for line in drawn().lines] == [("5602~5607", 2), ("5601~5603", 4), ("5604~5606", 20), ("5601~5605", 39)]
    assert "เมืองพะเยา – ดอกคำใต้" in drawn().lines[-1].words


def test_a_line_begins_and_ends_within_the_dots_of_its_districts():
    made = drawn()
    groups = {group.code: group for group in made.groups}
    start, home = made.lines[-1].path[0], groups["5601"]
    far = math.hypot((start[0] - home.lon) * made.squeeze, start[1] - home.lat)
    assert far == pytest.approx(0.85 * home.reach, rel=0.15)


def test_lines_of_partners_run_from_dot_to_dot():
    made = drawn(ties(*OWN), chosen=Chosen(partner="5601-00"))
    at = {d.code: (d.lon, d.lat) for d in made.dots}
    assert [(line.code, line.events, line.is_silent) for line in made.lines] == [("5601-00~5604-01", 0, True), ("5601-00~5605-03", 5, False)]
    assert (made.lines[1].path[0], made.lines[1].path[-1]) == (pytest.approx(at["5601-00"], abs=1e-4), pytest.approx(at["5605-03"], abs=1e-4))
    assert [d.code for d in made.dots if d.is_chosen] == ["5601-00"]


def test_the_strongest_ties_are_dark_and_say_their_count_the_chosen_one_alone_when_there_is_one():
    made, chosen = drawn(), drawn(chosen=Chosen(tie="5601~5603"))
    assert [line.events for line in lines.strongest(made.lines)] == [39, 20, 4]
    assert [line.events for line in lines.strongest(chosen.lines)] == [4]
    weak, *_, strong = lines.styles(made.lines, LIGHT, palette.sizes("desk"), 12)
    assert (strong.colour, strong.opacity) == (LIGHT.target, 0.85)
    assert weak.opacity < 0.25
    assert strong.width > 3 * weak.width
    picked = lines.styles(chosen.lines, LIGHT, palette.sizes("desk"), 12)[-1]
    assert (chosen.lines[-1].code, picked.colour, picked.opacity) == ("5601~5603", LIGHT.accent, 1.0)
    assert {style.opacity for style in lines.styles(chosen.lines, LIGHT, palette.sizes("desk"), 12)[:-1]} == {0.15}


def test_a_silent_tie_is_dashed_in_the_colour_of_watch():
    made = drawn(ties(*OWN))
    silent, _ = lines.styles(made.lines, LIGHT, palette.sizes("desk"), 12)
    assert (silent.colour, silent.is_dashed) == (LIGHT.states["watch"][0], True)
    assert [row["dash"] for row in layer(deck(made), "lines")["data"]] == [[3, 2], [0, 0]]


# --- what is chosen ---------------------------------------------------------------------------------------------------


def test_what_was_pressed_is_read_from_both_drawings_alike():
    on_deck = {"selection": {"indices": {"ties~5601": [2]}, "objects": {"ties~5601": [{"code": "5601~5603"}]}}}
    on_flat = {"selection": {"points": [{"customdata": ["partner:5601-00", 3, 4]}]}}
    assert maps.pressed(on_deck) == ("tie", "5601~5603")
    assert maps.pressed(on_flat) == ("partner", "5601-00")
    assert maps.pressed({"selection": {"points": [{"customdata": "district:5605"}]}}) == ("district", "5605")
    assert maps.pressed({"selection": {"objects": {}, "points": []}}) == maps.pressed({}) == ("", "")


def test_pressed_again_a_choice_is_taken_back_and_another_partner_drops_the_tie():
    assert maps.picks("tie", "5601~5603", "") == {"tie": "5601~5603"}
    assert maps.picks("tie", "5601~5603", "5601~5603") == {"tie": ""}
    assert maps.picks("partner", "5601-00", "5605-00") == {"partner": "5601-00", "tie": ""}
    assert maps.picks("district", "5601", "") == {"district": "5601", "partner": "", "tie": ""}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (Chosen(tie="5603~5601"), Chosen(tie="5601~5603")),  # in either order
        (Chosen(tie="5601-00~5605-03"), Chosen(partner="5601-00", tie="5601-00~5605-03")),  # alone: among the first one's
        (Chosen(partner="5605-03", tie="5601-00~5605-03"), Chosen(partner="5605-03", tie="5601-00~5605-03")),
        (Chosen(partner="5605-00", tie="5601-00~5605-03"), Chosen(partner="5605-00")),  # not its own
        (Chosen(district="5605", tie="5601-00~5605-03"), Chosen(district="5605", tie="5601-00~5605-03")),
        (Chosen(district="5604", tie="5601-00~5605-03"), Chosen(district="5604")),
        (Chosen(district="5604", tie="5601~5605"), Chosen(district="5604")),
        (Chosen(partner="nobody", district="9999", tie="a~b"), Chosen()),
        (Chosen(tie="5601~5601"), Chosen()),
        (Chosen(tie="5601"), Chosen()),
    ],
)
def test_a_choice_is_shown_as_far_as_it_can_be(asked, shown):
    assert maps.resolved(asked, partners(), places()) == shown


def test_partners_ties_are_asked_for_only_where_some_are_shown():
    view = maps.view(Chosen(), links(*BETWEEN), lambda: pytest.fail("asked"))
    assert (view.kind, len(view.lines), maps.ends(view)) == ("all", 6, set())


def test_a_tie_between_districts_is_told_by_the_pairs_of_partners_behind_it():
    own = ties(("5601-00", "5605-03", 5, False), ("5605-01", "5601-02", 1, True), ("5601-00", "5604-01", 2, False), ("5601-00", "5601-01", 9, False))
    view = maps.view(Chosen(tie="5601~5605"), links(*BETWEEN), lambda: own)
    assert (view.kind, len(view.lines), list(view.told["joint_events"])) == ("between", 6, [5, 1])
    assert maps.ends(view) == {"5601-00", "5605-03", "5605-01", "5601-02"}


def test_a_district_shows_the_ties_that_leave_it_and_no_more_of_them_than_can_be_told_apart():
    many = [(f"5601-{n:02}", f"5605-{m:02}", n + 10 * m, False) for n in range(10) for m in range(6)]
    own = ties(*many, ("5601-00", "5601-01", 99, False), ("5604-00", "5605-00", 98, False))
    view = maps.view(Chosen(district="5601", tie="5601-00~5605-00"), links(*BETWEEN), lambda: own)
    assert (view.kind, view.total, len(view.lines)) == ("pair", 60, 41)  # the forty strongest and the chosen one
    assert list(view.told["joint_events"]) == [0]
    assert min(maps.view(Chosen(district="5601"), links(*BETWEEN), lambda: own).lines["joint_events"]) == 20


# --- drawn ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", SIZES)
def test_names_lie_neither_on_each_other_nor_on_dots_nor_beyond_the_edge(mode):
    made, size, (width, height) = drawn(), palette.sizes(mode), SIZES[mode]
    west, south, east, north = made.bounds
    scale = 0.9 * min(width / ((east - west) * made.squeeze), height / (north - south))
    sides = labels.sides(made, size, scale, width)
    boxes = [labels.name_box(group, sides[group.code], made.squeeze, size, scale, False) for group in made.groups]
    hidden = [max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1])) for n, a in enumerate(boxes) for b in boxes[n + 1 :]]
    assert sum(hidden) == 0
    dots = [(d.lon * made.squeeze * scale, -d.lat * scale) for d in made.dots]
    assert sum(box[0] < x < box[2] and box[1] < y < box[3] for box in boxes for x, y in dots) <= 1
    middle = (west + east) / 2 * made.squeeze * scale
    assert all(middle - width / 2 <= box[0] and box[2] <= middle + width / 2 for box in boxes)


def test_counts_of_ties_lie_on_no_name():
    made, size = drawn(), palette.sizes("desk")
    west, south, east, north = made.bounds
    scale = 0.9 * 600 / (north - south)
    sides = labels.sides(made, size, scale, 630)
    names = [labels.name_box(group, sides[group.code], made.squeeze, size, scale, False) for group in made.groups]
    spots = [(lon * made.squeeze * scale, -lat * scale) for _, (lon, lat) in labels.counts(made, size, scale, sides)]
    assert len(spots) == 3
    assert not [1 for x, y in spots for left, top, right, bottom in names if left < x < right and top < y < bottom]


def test_a_picture_low_for_its_letters_has_names_and_no_counts():
    figure = maps.flat(drawn(), palette.PROJECTOR, palette.sizes("projector"), 1500, 300)
    assert {note["text"] for note in figure["layout"]["annotations"]} == {f"<b>{name}</b>" for name, *_ in OFFICES.values()}


def test_the_deck_asks_for_nothing_outside_and_each_layer_has_an_id():
    spec = deck()
    assert not spec.get("mapProvider")
    assert [one["id"] for one in spec["layers"]] == ["outline", "lines", "ties~", "partners~", "chosen", "counts", "names~"]
    assert "http" not in json.dumps(spec)
    assert all(row["icon"]["url"].startswith("data:image/png;base64,") for row in layer(spec, "names")["data"])


def test_a_basemap_lies_under_the_deck_only_where_one_is_set():
    spec = deck(basemap="/tiles/style.json")
    assert spec["mapStyle"] == "/tiles/style.json"
    assert layer(spec, "outline")["filled"] is False
    assert layer(deck(), "outline")["filled"] is True


def test_layers_that_are_pressed_carry_the_choice_so_that_nothing_stays_pressed():
    made = drawn(chosen=Chosen(tie="5601~5603"))
    assert {one["id"] for one in deck(made)["layers"] if one.get("pickable")} == {"ties~5601~5603", "partners~5601~5603", "names~5601~5603"}


def test_the_deck_shows_the_whole_province_at_first():
    view = deck()["initialViewState"]
    west, south, east, north = drawn().bounds
    across = 512 * 2 ** view["zoom"] * (east - west) / 360  # Web Mercator: the world is 512 px wide at zoom 0
    assert 300 < across <= 630
    assert (round(view["longitude"], 3), round(view["latitude"], 3)) == (round((west + east) / 2, 3), round((south + north) / 2, 3))


def test_the_browser_is_told_only_what_the_map_shows_of_a_partner():
    rows = layer(deck(), "partners")["data"]
    assert set(rows[0]) == {"code", "words", "at", "colour"}
    assert rows[0]["words"] == "ภาคี <0>\nราชการส่วนภูมิภาค · ร่วมงาน 0 ราย 0 ครั้ง"


def test_of_a_crowd_those_that_stand_back_say_less():
    many = pd.concat([partners().assign(organisation_code=[f"{code}-{n}" for code in partners()["organisation_code"]]) for n in range(4)])
    made = maps.picture(many, places(), links(), maps.bounds("56"), lit={"5601-00-0"})
    words = {row["code"]: row["words"] for row in layer(deck(made), "partners")["data"]}
    assert (len(words), words["5601-00-0"], words["5601-00-1"]) == (244, "ภาคี <0>\nราชการส่วนภูมิภาค", "ภาคี <0>")
    named = [trace for trace in flat(made)["data"] if trace.get("hovertext")]
    assert [trace["hovertext"] for trace in named] == [["ภาคี &lt;0>"]]


def test_the_flat_map_is_lines_and_points_only_for_other_traces_fetch_maps_from_outside():
    figure = flat()
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}
    assert figure["layout"]["yaxis"]["scaleratio"] == pytest.approx(1 / math.cos(math.radians(19.27)), rel=0.01)
    assert {note["text"] for note in figure["layout"]["annotations"]} >= {"<b>เมืองพะเยา</b> 33", "<b>ภูซาง</b> 0", "<b>39</b>"}


def test_partners_ties_and_districts_can_be_pressed_on_the_flat_map():
    said = pressed_on(flat())
    assert len([code for code in said if code.startswith("partner:")]) == 61
    assert {code for code in said if code.startswith("tie:")} == {"tie:5601~5605", "tie:5601~5603", "tie:5604~5606", "tie:5602~5607"}
    assert {code for code in said if code.startswith("district:")} == {f"district:{code}" for code in OFFICES}
    assert said["tie:5601~5605"].startswith("เมืองพะเยา – ดอกคำใต้<br>กิจกรรมร่วม 39 ครั้ง")


def test_words_from_data_have_no_power_in_the_flat_map():
    dots = next(trace for trace in flat()["data"] if trace.get("hovertext"))
    assert dots["hovertext"][0].startswith("ภาคี &lt;")


def test_a_projectors_map_has_the_strongest_ties_and_the_key_beside_it():
    panel = maps.Panel("ร่วมกันมากที่สุด", [("เมืองพะเยา – ดอกคำใต้", 39, False), ("เมืองพะเยา – เชียงคำ", 4, True)], [("public_sector", "ภาครัฐ 35 ราย")], "เส้นหนา")
    figure = maps.flat(drawn(), palette.PROJECTOR, palette.sizes("projector"), 1840, 700, panel)
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert [text for text in texts if text in ("<b>ร่วมกันมากที่สุด</b>", "เมืองพะเยา – ดอกคำใต้", "ภาครัฐ 35 ราย", "เส้นหนา")] == ["<b>ร่วมกันมากที่สุด</b>", "เมืองพะเยา – ดอกคำใต้", "ภาครัฐ 35 ราย", "เส้นหนา"]
    first, second = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert (second["x1"] - second["x0"]) / (first["x1"] - first["x0"]) == pytest.approx(4 / 39, abs=0.01)
    assert (first["fillcolor"], second["fillcolor"]) == (palette.PROJECTOR.target, palette.PROJECTOR.accent)
    assert figure["layout"]["xaxis"]["domain"][1] < first["x0"] < first["x1"] < 1


def test_what_has_no_room_beside_the_map_is_left_out_never_cut():
    panel = maps.Panel("ร่วมกัน", [(f"คู่ที่ {n}", 9 - n, False) for n in range(9)], [("public_sector", "ภาครัฐ")], "เส้นหนา")
    figure = maps.flat(drawn(), palette.PROJECTOR, palette.sizes("projector"), 1840, 500, panel)
    shapes = figure["layout"]["shapes"]
    assert 1 < sum(shape["type"] == "rect" for shape in shapes) < 9
    lowest = min(shape["y1"] for shape in shapes if shape["type"] == "rect")
    assert lowest > max(shape["y0"] for shape in shapes if shape["type"] == "circle")


# --- boundaries -------------------------------------------------------------------------------------------------------

SQUARE = {"type": "Polygon", "coordinates": [[[99.8, 19.0], [100.4, 19.0], [100.4, 19.6], [99.8, 19.0]]]}
TWO = {"type": "MultiPolygon", "coordinates": [[[[99.8, 19.0], [100.0, 19.00001], [100.0, 19.2], [99.8, 19.0]]], [[[100.1, 19.3], [100.2, 19.3], [100.2, 19.4], [100.1, 19.3]]]]}


def loaded(*geometries):
    return pd.DataFrame({"geometry": [json.dumps(one) for one in geometries]}, dtype=object)


def test_official_districts_take_the_place_of_the_schematic_outline():
    within = maps.bounds("56", loaded(SQUARE, TWO), loaded())
    assert (within.rings, len(within.borders)) == ((), 3)
    spec = deck(drawn(within=within))
    assert [one["id"] for one in spec["layers"]][:2] == ["districts", "lines"]
    assert (layer(spec, "districts")["filled"], len(layer(spec, "districts")["data"])) == (True, 3)


def test_with_an_official_outline_districts_are_lines_upon_it():
    within = maps.bounds("56", loaded(TWO), loaded(SQUARE))
    spec = deck(drawn(within=within))
    assert [(one["id"], one["filled"]) for one in spec["layers"][:2]] == [("outline", True), ("districts", False)]
    grounds = [trace for trace in flat(drawn(within=within))["data"] if trace.get("fill")]
    assert [trace["fillcolor"] for trace in grounds] == [LIGHT.raised, "rgba(0,0,0,0)"]


def test_without_official_boundaries_the_outline_is_the_schematic_one():
    assert maps.bounds("56", loaded(), loaded()) == maps.bounds("56") == maps.Bounds(maps.outline("56"), ())


def test_an_official_line_is_no_finer_than_a_screen():
    (ring,) = placed.outer_rings(json.dumps(SQUARE))
    assert ring == ((99.8, 19.0), (100.4, 19.0), (100.4, 19.6), (99.8, 19.0))
    assert placed.outer_rings(json.dumps(TWO))[0][1] == (100.0, 19.0)


# --- without anything, and names as images ----------------------------------------------------------------------------


def test_a_province_without_outline_or_partners_is_still_a_picture():
    made = maps.picture(partners().head(0), places(), links(), maps.bounds("00"))
    assert (made.rings, made.dots, len(made.groups)) == ((), (), 9)
    assert flat(made)["data"]
    assert deck(made)["layers"]


def test_drawn_names_are_shaped_so_that_marks_take_no_room():
    assert lettered.can_shape()
    plain, marked = (lettered.image(text, "", "#000000", "#FFFFFF", 20) for text in ("ท", "ที่"))
    assert abs(plain.width - marked.width) <= 2
    assert plain.url != marked.url


def test_the_edge_of_a_drawn_name_is_its_halo_never_dark(tmp_path):
    import base64

    kept = tmp_path / "name.png"
    kept.write_bytes(base64.b64decode(lettered.image("ปง", "4 ราย", "#102030", "#FFFFFF", 14).url.partition(",")[2]))
    faint = [pixel[:3] for pixel in Image.open(kept).convert("RGBA").get_flattened_data() if 0 < pixel[3] < 60]
    assert faint
    assert set(faint) == {(255, 255, 255)}


def test_a_drawn_name_is_small_for_every_click_sends_it():
    assert len(lettered.image("เมืองพะเยา", "33", "#102030", "#FFFFFF", 14).url) < 3_000


def test_the_deck_is_sent_without_indents_and_without_escaped_letters():
    sent = maps.deck(drawn(), LIGHT, palette.sizes("desk"), 630, 600).to_json()
    assert "\n" not in sent
    assert "\\u" not in sent
    assert len(sent.encode()) < 40_000  # of 61 partners, nine names as images and four ties
