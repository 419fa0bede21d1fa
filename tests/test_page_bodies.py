"""The page of bodies: what a reader sees equals what the questions answer. Bodies worked out by hand (worked_bodies), then the sample."""

import pytest
import worked_bodies
from opened import opened

from dashboard.charts import boxes
from dashboard.charts.boxes import Box
from dashboard.palette import LIGHT, SIZES
from dashboard.sentences import bodies as words

SCENES = ("structure", "kinds", "sectors", "orders", "posts", "groups", "attendance", "absent", "links", "several", "connectors", "alone", "spanners")
HEAD = "สถานที่<br>1/2566<br>1 ต.ค. 2566"  # a theme group's, with the order most of its members are seated by


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The bodies worked out by hand as release 1."""
    return worked_bodies.loaded(new_database(), tmp_path_factory.mktemp("bodies") / "one")


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "bodies")


@pytest.fixture(scope="module")
def committee(engine):
    """The page with the scrutiny committee picked: only to be read."""
    return opened(engine, "bodies", body="JSC")


def said(page, scene):
    """The answer of a scene."""
    return dict(zip(SCENES, page.answers(), strict=True))[scene]


def written(page, chart):
    """{(row, column): text} of a matrix."""
    drawn = page.chart(chart)
    rows, heads = (drawn["layout"][axis]["ticktext"] for axis in ("yaxis", "xaxis"))
    figures = drawn["data"][0]
    return {(rows[y], heads[x]): text for x, y, text in zip(figures["x"], figures["y"], figures["text"], strict=True)}


def test_the_structure_names_what_is_not_set_up_and_where_nobody_sits(page):
    assert said(page, "structure") == (
        "ตั้งแล้ว 3 จาก 8 คณะตามโครงสร้างเครือข่าย มี 7 ที่นั่งจากภาคี 5 ราย ยังไม่ได้ตั้ง 5 คณะ: ภาคีหุ้นส่วน มิติการพัฒนาสถานที่, ภาคีหุ้นส่วน มิติการพัฒนาธุรกิจ, "
        "ภาคีหุ้นส่วน มิติกฎหมายและความสงบเรียบร้อย, คณะกรรมการอำนวยการ, คณะทำงานสนับสนุนการบริหารงานจังหวัด ยังไม่มีบันทึกผู้นั่งใน ก.น.บ., ภาคีหุ้นส่วน มิติการพัฒนาคน, คณะกรรมการบริหาร")
    chart = page.chart("structure")
    shown = {note["text"].split("<br>")[0]: note["text"] for note in chart["layout"]["annotations"]}
    assert "ประธาน: เกษตรจังหวัด" in shown["<b>คณะกรรมการตรวจสอบติดตาม</b>"] and "■ 6 ที่นั่ง 5 ภาคี · ไม่มีคำสั่ง 1 ที่นั่ง · ขาดรัฐวิสาหกิจ, อปท., เอกชน" in shown["<b>คณะกรรมการตรวจสอบติดตาม</b>"]
    assert "■ ยังไม่ได้ตั้ง" in shown["<b>คณะกรรมการอำนวยการ</b>"] and "▨ ยังไม่มีบันทึกผู้นั่ง" in shown["<b>ก.น.บ.</b>"]
    assert len(chart["layout"]["shapes"]) == 10 and sum(shape["line"]["dash"] == "dash" for shape in chart["layout"]["shapes"]) == 6
    assert said(page, "structure") in chart["alt"]


def test_kinds_are_asked_of_the_network_s_own_bodies_only(page):
    assert said(page, "kinds").startswith("ขาดฝ่าย 3 จาก 3 คณะ")
    cells = written(page, "seats")
    assert len(cells) == 3 * 6 and not any("ก.บ.จ." in row for row, _ in cells)
    assert cells["คณะกรรมการตรวจสอบติดตาม", "ราชการ"] == "4" and cells["คณะกรรมการตรวจสอบติดตาม", "เอกชน"] == "■ ขาด"


def test_the_sector_that_holds_most_seats_is_named_with_its_share(page):
    assert said(page, "sectors") == "ภาครัฐครองที่นั่งเกินครึ่งใน 2 จาก 2 คณะ มากสุดคือก.บ.จ. 100% ภาคธุรกิจไม่มีที่นั่งใน 2 คณะ"
    cells = written(page, "sectors")
    assert (cells["คณะกรรมการตรวจสอบติดตาม", "ภาครัฐ"], cells["คณะกรรมการตรวจสอบติดตาม", "ผู้มีส่วนได้เสีย"]) == ("4 (67%)", "ไม่มี")


def test_who_takes_part_without_an_order_stands_in_the_table_with_what_is_lacking(page):
    assert said(page, "orders") == "ร่วมกิจกรรมของคณะโดยไม่มีคำสั่ง 2 ราย ในจำนวนนี้ไม่มีที่นั่ง 1 ราย มากสุดคือ เครือข่ายป่าชุมชน ในคณะกรรมการตรวจสอบติดตาม 2 ครั้ง"
    assert [row[:4] for row in page.table(0)[1:]] == [["เครือข่ายป่าชุมชน", "คณะกรรมการตรวจสอบติดตาม", "ไม่มีคำสั่ง", "2"], ["หอการค้าจังหวัด", "คณะกรรมการตรวจสอบติดตาม", "ไม่มีที่นั่ง", "3"]]


def test_a_term_that_is_over_and_a_seat_without_an_order_come_first_among_posts(page):
    assert said(page, "posts") == "7 ที่นั่ง ยังไม่มีคำสั่ง 2 ที่นั่ง หมดวาระแล้วแต่ยังไม่มีที่นั่งใหม่ 1 ที่นั่ง ครบวาระก่อนผู้อื่นคือ สำนักงานจังหวัด ในคณะกรรมการตรวจสอบติดตาม เหลือ 0 วัน"
    rows = page.table(1)[1:]
    assert (rows[0][0], rows[0][-1]) == ("หอการค้าจังหวัด", "หมดวาระ 20 พ.ค. 2567")
    assert [row[4] for row in rows[1:3]] == ["ไม่มีคำสั่ง", "ไม่มีคำสั่ง"]
    assert {"เกษตรจังหวัด", "ผู้แทนชุมชน 1"} <= {row[0] for row in rows}
    assert "ถึง 30 ต.ค. 2567 เหลือ 30 วัน" in {row[-1] for row in rows}


def test_attendance_by_month_shows_where_there_was_no_quorum(page):
    assert said(page, "attendance") == "คณะกรรมการตรวจสอบติดตามมีผู้มาประชุมเฉลี่ยน้อยที่สุด 56.1% จาก 4 ครั้ง ไม่ครบองค์ประชุม 1 ครั้ง"
    assert written(page, "meetings") == {("คณะกรรมการตรวจสอบติดตาม", "พ.ย.<br>66"): "■ 33%", ("คณะกรรมการตรวจสอบติดตาม", "พ.ค.<br>67"): "● 60%", ("คณะกรรมการตรวจสอบติดตาม", "ก.ย.<br>67"): "● 75%"}
    assert "ไม่มีบันทึกการประชุมของ" in page.text


def test_who_is_absent_most_is_named_with_how_many_meetings_it_was_expected_at(page):
    assert said(page, "absent") == "สำนักงานจังหวัด ขาดประชุมคณะกรรมการตรวจสอบติดตามมากที่สุด 3 จาก 3 ครั้ง ไม่เคยมาเลย 1 ราย"
    assert [row[0] for row in page.table(2)[1:]] == ["สำนักงานจังหวัด", "หอการค้าจังหวัด", "สำนักงานประมงจังหวัด"]


def test_bodies_are_linked_by_partners_in_both(page):
    assert said(page, "links") == "จาก 1 คู่คณะ 0 คู่ไม่มีภาคีร่วมกันเลย และ 1 คู่เชื่อมกันด้วยภาคีรายเดียว"
    assert written(page, "links") == {("คณะกรรมการตรวจสอบติดตาม", "ก.บ.จ."): "▲ 1", ("ก.บ.จ.", "ตรวจสอบ"): "▲ 1"}
    assert said(page, "several") == "ภาคี 1 รายนั่งตั้งแต่สองคณะขึ้นไป มากสุดคือ สำนักงานจังหวัด 2 คณะ"


def test_a_body_that_is_picked_tells_its_own_story(committee):
    assert committee.answers()[0] == ("คณะกรรมการตรวจสอบติดตาม ประธานคือ เกษตรจังหวัด มี 6 ที่นั่งจากภาคี 5 ราย มี 1 ที่นั่งที่ยังไม่มีคำสั่งแต่งตั้ง ภาคีที่ไม่มีที่นั่งร่วมกิจกรรมของคณะ 1 ราย "
                                      "ขาดฝ่ายรัฐวิสาหกิจ, อปท., เอกชน มาประชุมเฉลี่ย 56% จาก 4 ครั้ง")
    assert "▲ ร่วมกัน 1 ภาคี" in "".join(note["text"] for note in committee.chart("structure")["layout"]["annotations"])
    assert len(committee.answers()) == len(SCENES) - 1  # the theme groups are not its matter


def test_a_body_that_is_picked_says_who_holds_its_seats_and_whom_it_shares_with_which_body(committee):
    assert committee.answers()[2] == "ภาครัฐมีที่นั่งมากที่สุดในคณะกรรมการตรวจสอบติดตาม 67% ไม่มีที่นั่ง: ภาคธุรกิจ, ผู้มีส่วนได้เสีย"
    assert ["ก.บ.จ.", "สำนักงานจังหวัด", "1", "ไม่ใช่"] in committee.table(3)


def test_a_body_that_is_picked_shows_who_came_to_which_meeting(committee):
    cells = written(committee, "meetings")
    assert {head: text for (name, head), text in cells.items() if name == "หอการค้าจังหวัด"} == {"1 พ.ย.<br>66": "ขาด", "20 พ.ค.<br>67": "มา"}  # its term is over by the third
    assert [row for row, _ in cells if row == "มหาวิทยาลัยของจังหวัด"] == []  # an adviser is not expected


def test_of_a_body_in_which_nobody_sits_nothing_is_claimed(engine):
    page = opened(engine, "bodies", body="GRP")
    assert page.answers() == ["คณะทำงานมิติคน ยังไม่มีบันทึกผู้นั่ง"]


def test_a_body_set_up_by_law_is_not_asked_for_six_kinds(engine):
    page = opened(engine, "bodies", body="PIC")
    assert len(page.answers()) == len(SCENES) - 2
    assert not any("ขาดฝ่าย" in sentence for sentence in page.answers())


def test_an_earlier_day_is_shown_and_named_and_a_day_the_release_does_not_reach_is_not(engine, page):
    earlier = opened(engine, "bodies", as_of="2024-05-20")
    assert "มี 8 ที่นั่งจากภาคี 6 ราย" in earlier.answers()[0] and "สภาพ ณ 20 พ.ค. 2567" in earlier.text
    for said_so in ("2024-10-01", "2024-09-30", "yesterday"):
        assert opened(engine, "bodies", as_of=said_so).answers() == page.answers()


def test_a_theme_group_s_order_stands_in_its_head_and_another_one_in_its_cell(new_database, load_rows):
    made, partner = new_database(), {"sector": "business", "actor_level": "organisation", "district_code": "5601", "start_on": "2022-10-01"}
    seat = {"body_code": "GRP", "membership_role": "member", "start_on": "2023-10-01"}
    load_rows(made, {
        "organisation": [{**partner, "organisation_code": code, "organisation_name": f"ภาคี {code}"} for code in "ABCD"],
        "body": [{"body_code": "GRP", "body_name": "คณะทำงาน", "body_kind": "strategic_partnership_group", "theme": "place"}],
        "appointment_order": [{"order_code": code, "order_number": f"คำสั่งจังหวัด ที่ {code}/2566", "ordered_on": "2023-10-01", "body_code": "GRP"} for code in ("1", "2")],
        "membership": [{**seat, "seat_number": str(n), "organisation_code": code, "order_code": order} for n, (code, order) in enumerate((("A", "1"), ("B", "1"), ("C", "2"), ("D", "")), 1)]})
    page = opened(made, "bodies")
    assert written(page, "groups") == {("ภาคี D", HEAD): "■ ไม่มีคำสั่ง", ("ภาคี A", HEAD): "● กรรมการ", ("ภาคี B", HEAD): "● กรรมการ", ("ภาคี C", HEAD): "● 2/2566"}
    assert said(page, "groups") == "ภาคี 4 รายอยู่ในคณะทำงานภาคีหุ้นส่วน 1 คณะ อยู่มากกว่าหนึ่งคณะ 0 ราย ไม่มีคำสั่ง 1 ราย"
    assert page.chart("groups")["layout"]["yaxis"]["ticktext"][0] == "ภาคี D"


def test_a_province_without_any_body_is_said_not_broken(new_database, load_rows):
    made = new_database()
    load_rows(made, {})
    assert opened(made, "bodies").answers()[0].startswith("ตั้งแล้ว 0 จาก 8 คณะตามโครงสร้างเครือข่าย มี 0 ที่นั่งจากภาคี 0 ราย ยังไม่ได้ตั้ง 8 คณะ")


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, len(SCENES) + 1) if mode == "projector" else [1]:
        page = opened(sample_engine, "bodies", mode=mode, lang=language, scene=str(scene))
        assert page.answers()
        assert "column." not in page.text and "nan" not in page.text.split()


def test_the_sample_s_planted_findings_are_said(sample_engine):
    page = opened(sample_engine, "bodies")
    assert "มิติกฎหมายและความสงบเรียบร้อย (ขาดรัฐวิสาหกิจ)" in said(page, "kinds")
    assert [row[:3] for row in page.table(0)[1:]] == [["กลุ่มแรงงานนอกระบบ (สมมติ)", "ภาคีหุ้นส่วน มิติการพัฒนาคน", "ไม่มีคำสั่ง"], ["ผู้แทนภาคธุรกิจ 2", "ภาคีหุ้นส่วน มิติการพัฒนาธุรกิจ", "ไม่มีที่นั่ง"]]
    assert said(page, "links") == "จาก 36 คู่คณะ 2 คู่ไม่มีภาคีร่วมกันเลย และ 10 คู่เชื่อมกันด้วยภาคีรายเดียว"
    assert said(page, "connectors") == "จาก 15 การเชื่อมที่ประกาศไว้ มีกิจกรรมร่วมครบสองฝั่ง 11 ฝั่งเดียว 3 ไม่มีหลักฐานเลย 1"
    assert said(page, "spanners") == "ถ้า ประธานหอการค้าจังหวัด ออก คณะ 4 คู่จะขาดจากกัน มี 6 คนที่เชื่อมบางคู่อยู่คนเดียว"


# --- the picture and the words by themselves --------------------------------------------------------------------------------


def test_a_box_takes_the_fullest_words_it_has_room_for_and_keeps_its_place():
    tall = Box("A", ("คณะกรรมการที่ชื่อยาวมากเกินกว่าจะอยู่ในกรอบนี้ได้", "คณะสั้น"), (("ประธาน: ผู้แทน",), ("สิบ ที่นั่ง · ขาดฝ่ายหนึ่งฝ่ายใดอยู่", "ขาดฝ่าย")), "off_track")
    narrow, wide = (boxes.structure([[tall, Box("B", ("ข",), ())]], LIGHT, SIZES["desk"], width)["layout"] for width in (300, 1600))
    assert narrow["annotations"][0]["text"].startswith("<b>คณะสั้น</b>") and "■ ขาดฝ่าย<" in narrow["annotations"][0]["text"]
    assert "ยาวมาก" in wide["annotations"][0]["text"] and "สิบ ที่นั่ง" in wide["annotations"][0]["text"]
    assert [shape["x0"] for shape in narrow["shapes"]][0] == 0 and narrow["shapes"][1]["x1"] == 300
    assert boxes.fitting(["ยาวเกินไปมากสำหรับที่นี้"], 14, 60).endswith("…")


def test_what_comes_from_data_is_no_markup_in_a_box():
    drawn = boxes.structure([[Box("A", ("<img src=x>",), (("a < b",),), hover="<b>x</b>")]], LIGHT, SIZES["desk"], 900)
    assert "<img" not in drawn["layout"]["annotations"][0]["text"] and "<b>" not in drawn["data"][0]["hovertext"][0]


def test_two_bodies_of_a_kind_go_by_their_codes():
    import pandas as pd

    found = pd.DataFrame({"body_code": ["A", "B", "C"], "body_kind": ["steering_committee", "steering_committee", "provincial_committee"], "theme": [None] * 3}, dtype=object)
    assert words.briefest(found) == {"A": "A", "B": "B", "C": "ก.บ.จ."}
