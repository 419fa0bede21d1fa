"""The page of bodies: what a reader sees equals what the questions answer. A small network worked out by hand, then the sample."""

import pytest
from opened import opened
from small_network import loaded


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The small network as release 1."""
    return loaded(new_database(), tmp_path_factory.mktemp("bodies") / "one")


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "bodies")


def test_a_body_that_lacks_kinds_and_a_seat_without_order_are_said(page):
    assert page.answers()[0] == ("ขาดฝ่าย 1 จาก 1 คณะ คือคณะกรรมการตรวจสอบติดตาม (ขาดรัฐวิสาหกิจ, อปท., วิชาการ, ประชาชน) มี 1 ที่นั่งที่ยังไม่มีคำสั่งแต่งตั้ง")
    cells = page.chart("seats")["data"][0]["text"]
    assert sum("ขาด" in cell for cell in cells) == 4
    assert sum(cell == "1" for cell in cells) == 2


def test_attendance_is_of_those_who_hold_a_seat(page):
    assert page.answers()[1] == "คณะกรรมการตรวจสอบติดตามมีผู้มาประชุมเฉลี่ยน้อยที่สุด 100.0% ทุกครั้งครบองค์ประชุม"


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    for scene in range(1, 4) if mode == "projector" else [1]:
        page = opened(sample_engine, "bodies", mode=mode, lang=language, scene=str(scene))
        assert page.answers()
        assert "column." not in page.text
