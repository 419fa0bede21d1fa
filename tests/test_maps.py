"""The map: everything placed so that nothing hides anything, drawn twice, and nothing fetched for it."""

import json
import math

import pandas as pd
import pytest
from PIL import Image

from dashboard import lettered, maps, palette

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


def drawn(**more):
    return maps.picture(partners(), places(), links(("5601", "5605", 39), ("5601", "5603", 4), ("5601", "5601", 90), ("5602", "5603", 0)), "56", **more)


def test_the_outline_of_a_province_is_found_by_its_code():
    (ring,) = maps.outline("56")
    assert ring[0] == ring[-1]
    assert (min(lon for lon, _ in ring), max(lat for _, lat in ring)) == (99.687, 19.724)
    assert maps.outline("00") == ()


def test_every_province_of_the_country_has_an_outline():
    codes = {f["properties"]["code"] for f in json.loads(maps.OUTLINES.read_text(encoding="utf-8"))["features"]}
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
    assert max(moved.values()) < 12


def test_a_filter_moves_nothing_and_dims_the_others():
    whole, some = drawn(), drawn(picked={"5601-00"})
    assert [(d.lon, d.lat) for d in whole.dots] == [(d.lon, d.lat) for d in some.dots]
    assert [d.code for d in some.dots if d.is_picked] == ["5601-00"]


def test_only_events_between_two_districts_are_lines_the_widest_first():
    assert [line.events for line in drawn().lines] == [39, 4]
    assert "เมืองพะเยา – ดอกคำใต้" in drawn().lines[0].words


def test_a_line_begins_and_ends_at_the_edge_of_its_districts():
    made = drawn()
    groups = {group.code: group for group in made.groups}
    start, home = made.lines[0].path[0], groups["5601"]
    far = math.hypot((start[0] - home.lon) * made.squeeze, start[1] - home.lat)
    assert far == pytest.approx(home.reach, rel=0.1)


def test_a_chosen_partner_stands_with_its_own_ties_and_neighbours():
    own = pd.DataFrame([{"from_organisation_code": "5601-00", "to_organisation_code": "5605-03", "joint_events": 5, "is_silent": False},
                        {"from_organisation_code": "5604-01", "to_organisation_code": "5601-00", "joint_events": 0, "is_silent": True}], dtype=object)
    made = drawn(chosen="5601-00", own=own)
    assert {d.code for d in made.dots if d.is_picked} == {"5601-00", "5605-03", "5604-01"}
    assert [(line.events, line.is_silent) for line in made.lines] == [(5, False), (0, True)]


@pytest.mark.parametrize("mode", SIZES)
def test_names_lie_neither_on_each_other_nor_on_dots_nor_beyond_the_edge(mode):
    made, size, (width, height) = drawn(), palette.sizes(mode), SIZES[mode]
    west, south, east, north = made.bounds
    scale = 0.9 * min(width / ((east - west) * made.squeeze), height / (north - south))
    sides = maps._sides(made, size, scale, width)
    boxes = [maps._name_box(group, sides[group.code], made.squeeze, size, scale) for group in made.groups]
    hidden = [max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1])) for n, a in enumerate(boxes) for b in boxes[n + 1 :]]
    assert sum(hidden) == 0
    middle = (west + east) / 2 * made.squeeze * scale
    assert all(middle - width / 2 <= box[0] and box[2] <= middle + width / 2 for box in boxes)


def test_the_deck_asks_for_nothing_outside_and_each_layer_has_an_id():
    spec = json.loads(maps.deck(drawn(), LIGHT, palette.sizes("desk"), 630, 600).to_json())
    assert not spec.get("mapProvider")
    assert [layer["id"] for layer in spec["layers"]] == ["outline", "ties", "partners", "chosen", "names"]
    assert "http" not in json.dumps(spec)
    assert all(row["icon"]["url"].startswith("data:image/png;base64,") for row in spec["layers"][-1]["data"])


def test_the_deck_shows_the_whole_province_at_first():
    view = json.loads(maps.deck(drawn(), LIGHT, palette.sizes("desk"), 630, 600).to_json())["initialViewState"]
    west, south, east, north = drawn().bounds
    across = 512 * 2 ** view["zoom"] * (east - west) / 360  # Web Mercator: the world is 512 px wide at zoom 0
    assert 300 < across <= 630
    assert (round(view["longitude"], 3), round(view["latitude"], 3)) == (round((west + east) / 2, 3), round((south + north) / 2, 3))


def test_the_browser_is_told_only_what_the_map_shows_of_a_partner():
    layer = json.loads(maps.deck(drawn(), LIGHT, palette.sizes("desk"), 630, 600).to_json())["layers"][2]
    assert set(layer["data"][0]) == {"code", "words", "at", "colour", "edge"}


def test_the_flat_map_is_lines_and_points_only_for_other_traces_fetch_maps_from_outside():
    figure = maps.flat(drawn(), LIGHT, palette.sizes("desk"), 630, 600)
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}
    assert figure["layout"]["yaxis"]["scaleratio"] == pytest.approx(1 / math.cos(math.radians(19.27)), rel=0.01)
    assert {note["text"] for note in figure["layout"]["annotations"]} >= {"<b>เมืองพะเยา</b> 33 ราย", "<b>ภูซาง</b> 0 ราย"}


def test_words_from_data_have_no_power_in_the_flat_map():
    marks = next(trace for trace in maps.flat(drawn(), LIGHT, palette.sizes("desk"), 630, 600)["data"] if trace.get("customdata"))
    assert marks["hovertext"][0].startswith("ภาคี &lt;")


def test_a_projectors_map_has_its_key_beside_it_and_counts():
    figure = maps.flat(drawn(), palette.PROJECTOR, palette.sizes("projector"), 1840, 640, is_keyed=True, beneath="เส้นหนา")
    named = [trace["name"] for trace in figure["data"] if trace.get("name")]
    assert len(named) == 10
    assert named[0] == "ราชการส่วนภูมิภาค 11 ราย"  # every tenth of 33 and the first of seven other districts: 4 + 7
    assert sum(int(name.split()[-2]) for name in named) == 61


def test_a_province_without_outline_or_partners_is_still_a_picture():
    made = maps.picture(partners().head(0), places(), links(), "00")
    assert (made.rings, made.dots, len(made.groups)) == ((), (), 9)
    assert maps.flat(made, LIGHT, palette.sizes("desk"), 630, 600)["data"]


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
