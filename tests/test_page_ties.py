"""The page of ties: what a reader sees equals what the questions answer. A small network worked out by hand, then the sample."""

import pytest
from opened import opened
from small_network import AS_OF, loaded, partner


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The small network as release 1."""
    return loaded(new_database(), tmp_path_factory.mktemp("ties") / "one")


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "ties")


def test_the_graph_names_who_is_central_and_without_whom_it_falls_apart(page):
    # A–B–C is a path: only B lies between two others, and without it A and C are apart
    assert page.answers()[0] == "หอการค้าตัวอย่างเป็นทางผ่านของสายสัมพันธ์มากที่สุด 2 คู่ มี 1 รายที่ขาดไปแล้วเครือข่ายจะแยกส่วน เช่น หอการค้าตัวอย่าง"
    chart = page.chart("graph")
    assert page.answers()[0] in chart["alt"]
    points = next(trace for trace in chart["data"] if trace.get("customdata"))
    largest = max(range(4), key=points["marker"]["size"].__getitem__)
    assert points["customdata"][largest] == "B"


def test_the_silent_tie_stands_in_the_table_with_what_covers_it(page):
    assert page.answers()[1] == "เงียบหาย 1 จาก 3 คู่ เช่น สำนักงานตัวอย่างกับชุมชนตัวอย่าง ซึ่งประกาศไว้แต่ยังไม่เคยมีกิจกรรมร่วม"
    assert page.table(0)[1][:2] == ["สำนักงานตัวอย่าง", "ชุมชนตัวอย่าง"]
    assert "ยังไม่มี" in page.table(0)[1]


def test_choosing_a_partner_shows_its_own_ties(engine):
    page = opened(engine, "ties", partner="A")
    assert page.answers()[0] == "สำนักงานตัวอย่างมีสายสัมพันธ์ 2 คู่ กิจกรรมร่วม 2 ครั้งในสี่ไตรมาสล่าสุด ครั้งล่าสุด 1 ส.ค. 2567 เงียบหาย 1 คู่"
    assert [row[0] for row in page.table(0)[1:]] == ["หอการค้าตัวอย่าง", "ชุมชนตัวอย่าง"]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, 3) if mode == "projector" else [1]:
        page = opened(sample_engine, "ties", mode=mode, lang=language, scene=str(scene))
        assert page.answers()
        assert "column." not in page.text


def test_a_network_of_one_partner_without_any_tie_is_said_not_broken(new_database, load_rows):
    made = new_database()
    load_rows(made, {"organisation": [partner("A", "ภาคีเดียว", "community")]}, as_of=AS_OF)
    assert opened(made, "ties").answers()[0] == "ยังไม่มีภาคีใดเป็นทางผ่านของสายสัมพันธ์"
