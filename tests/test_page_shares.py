"""The shares page: who keeps promises, who carries what, and figures down to their cell. Figures by hand from tests/worked_example.py."""

from decimal import Decimal

import pytest
from large_contract import large_contract
from opened import opened
from worked_example import BUDGET_EXAMPLE, load_into

from queries import budget


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The worked example as release 1; release 2 allocates 50,000 more to S1."""
    made, folder = new_database(), tmp_path_factory.mktemp("page_shares")
    load_into(made, folder / "one", BUDGET_EXAMPLE)
    load_into(made, folder / "two", {"budget_share": [{**BUDGET_EXAMPLE["budget_share"][0], "allocated_baht": "850000.00"}]})
    return made


@pytest.fixture(scope="module")
def page(engine):
    """The page as at release 1, as it opens: only to be read."""
    return opened(engine, "shares", release="1")


def test_promises_stand_quarter_by_quarter_worst_partner_first(page):
    # ORG-D is long unallocated; ORG-A was 21.67 points short in its first quarter of 2567 and on track since; ORG-B has nothing due
    assert page.answers()[0] == "ถึงกำหนดแล้ว 2 ภาคี ทันทุกไตรมาส 0 ภาคี ครั้งล่าสุดไม่ทัน 1 ภาคี หนักที่สุดคือ สำนักงานประมงจังหวัด รับไว้แต่ไม่จัดสรร"
    chart = page.chart("promises")
    assert chart["layout"]["yaxis"]["ticktext"] == ["สำนักงานประมงจังหวัด", "สำนักงานเกษตรจังหวัด", "หอการค้าจังหวัด"]
    assert chart["layout"]["xaxis"]["ticktext"] == ["1/2566", "2/2566", "3/2566", "4/2566", "1/2567", "2/2567"]
    cells = dict(zip(zip(chart["data"][0]["y"], chart["data"][0]["x"], strict=True), chart["data"][0]["text"], strict=True))
    assert (cells[0, 5], cells[1, 3], cells[1, 4], cells[1, 5], cells[2, 5]) == ("■", "● +10", "■ −22", "● +3", "○")


def test_the_matrix_shows_what_each_partner_pledged_to_each_project(page):
    (cells,) = page.chart("matrix")["data"]
    assert sorted(cells["text"]) == ["+", "0.2", "0.3", "0.4", "1.0"]  # S4 is in kind
    # of 2567: S1 + S2 of 1,900,000
    assert "3 ภาคีรับไว้ 1.9 ล้านบาท ใน 2 โครงการ มากที่สุดคือ สำนักงานเกษตรจังหวัด 1.4 ล้านบาท (73.7%)" in page.text


def test_the_largest_partner_of_each_project_stands_against_the_limit_and_whether_the_committee_set_it(page):
    chart = page.chart("concentration")
    assert (chart["data"][1]["x"], chart["data"][2]["x"]) == ([88.24, 57.14], [60.0, 60.0])
    assert "1 จาก 2 โครงการมีภาคีเดียวรับเงินเกิน 60% มากที่สุดคือ สำนักงานเกษตรจังหวัด รับ 88.2% ของอ่างเก็บน้ำ" in page.text
    assert "ไม่ควรรับเกิน 60% เป็นค่าตั้งต้น คณะกรรมการยังไม่กำหนด" in page.text


def test_what_does_not_add_up_is_said_here_too(page):
    assert "ต่างกัน −200,000 บาท ที่ P-1 อ่างเก็บน้ำ (แผ่นbudget_share แถวที่ 2, 6, 7)" in page.text


def test_shares_and_entries_tell_file_sheet_row_and_release(engine):
    page = opened(engine, "shares", partner="ORG-B", release="1")
    share, entry = page.table(0)[1], page.table(1)[1]
    assert share[:2] == ["S3", "หอการค้าจังหวัด"] and share[-1].endswith("แผ่นbudget_share แถวที่ 4 ฉบับที่ 1")
    assert entry[:5] == ["M5", "1 เม.ย. 2567", "เบิกจ่าย", "20,000.00", "หอการค้าจังหวัด"]
    assert entry[-1].endswith("แผ่นmoney_event แถวที่ 6 ฉบับที่ 1")
    assert "1 รายการ ออก PO รวม 0 บาท เบิกจ่ายรวม 20,000 บาท" in page.text


def test_what_is_dated_after_the_datas_day_is_listed_and_not_counted(page):
    later = next(row for row in page.table(1) if row[0] == "M10")
    assert later[3] == "77,777.77" and later[-1].endswith("ยังไม่นับ")
    assert "มี 1 รายการลงวันที่หลังวันที่ของข้อมูล จึงยังไม่นับ" in page.text


def test_rows_add_up_to_the_figures_that_lead_to_them_with_in_kind_apart(page, engine):
    figures = opened(engine, "budget", release="1").figures()
    shares, entries = page.answers()[-2:]
    assert "5" not in shares.split()[0] and shares.startswith("4 สัดส่วน") and "ที่ไม่ใช่ตัวเงินแยกอีก 1 สัดส่วน 0.3 ล้านบาท" in shares
    assert f"จัดสรรแล้ว {figures['จัดสรรแล้ว'][0]} เบิกจ่าย {figures['เบิกจ่ายแล้ว'][0]} คงเหลือ {figures['คงเหลือ ยังไม่ผูกพัน'][0]}" in shares
    assert "เบิกจ่ายรวม 0.6 ล้านบาท ส่งมอบสิ่งที่ไม่ใช่ตัวเงิน 50,000 บาท นับแยก" in entries


def test_a_share_that_is_chosen_shows_its_history_and_only_its_rows(engine):
    page = opened(engine, "shares", share="S1")
    assert "S1 มีในข้อมูลตั้งแต่ 15 เม.ย. 2567" in page.text and "เปลี่ยน 1 ครั้ง ล่าสุดฉบับที่ 2" in page.text
    newest = page.table(0)[1]
    assert newest[0] == "2" and newest[2:5] == ["จัดสรรแล้ว", "0.8 ล้านบาท", "0.9 ล้านบาท"] and newest[-1].endswith("แผ่นbudget_share แถวที่ 2 ฉบับที่ 2")
    assert [row[0] for row in page.table(1)[1:]] == ["S1"] and {row[0] for row in page.table(2)[1:]} == {"M1", "M2", "M3"}
    assert "M2 มีในข้อมูลตั้งแต่" in page.choose(entry="M2").text


def test_the_address_of_an_entry_alone_shows_the_entrys_history(engine):
    page = opened(engine, "shares", entry="M7")  # of S6, of another year than the page opens on
    assert "M7 มีในข้อมูลตั้งแต่" in page.text and [row[0] for row in page.table(1)[1:]] == ["S6"]
    assert 'href="shares?entry=M8"' in "".join(page.blocks())


def test_themes_and_projects_narrow_the_rows(engine):
    assert {row[0] for row in opened(engine, "shares", theme="place").table(0)[1:]} == {"S1", "S5"}
    assert {row[0] for row in opened(engine, "shares", project="P-2", fiscal_year="all").table(0)[1:]} == {"S2", "S3", "S4"}


def test_the_page_is_whole_in_english(engine):
    page = opened(engine, "shares", lang="en", release="1")
    assert page.answers()[0] == "Money has come due from 2 partners: 0 never fell behind, 1 were behind the last time. Worst: สำนักงานประมงจังหวัด, pledged and not allocated."
    assert page.chart("promises")["layout"]["xaxis"]["ticktext"][-1] == "Q2 2024"


@pytest.mark.parametrize("scene", range(1, 5))
def test_every_scene_stands_alone_on_a_projector_without_rows_to_read(engine, scene):
    page = opened(engine, "shares", mode="projector", scene=str(scene), share="S1")
    assert len(page.answers()) == 1 and "S1 มีใน" not in page.text
    assert not page.app.get("download_button")


def test_a_phone_gets_promises_and_matrix_as_lists(engine):
    page = opened(engine, "shares", mode="phone")
    assert not [chart for chart in page.app.get("plotly_chart") if chart.proto.id.endswith(("chart_matrix", "chart_promises"))]
    assert page.table(0)[1][0] == "สำนักงานประมงจังหวัด"


def test_money_is_never_a_float_in_what_is_handed_out(engine):
    with engine.connect() as connection:
        events = budget.money_events(connection, release=1, province="56")
    assert all(isinstance(value, Decimal) for value in events["amount_baht"])


# --- 24 projects and 30 partners ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(new_database, tmp_path_factory):
    """A contract as large as a province's gets."""
    made = new_database()
    load_into(made, tmp_path_factory.mktemp("large") / "one", large_contract())
    return made


def test_a_large_contract_is_shown_a_wall_at_a_time_and_whole_at_a_desk(large):
    wall, desk = opened(large, "shares", mode="projector"), opened(large, "shares")
    rows, heads = (len(wall.chart("promises")["layout"][axis]["ticktext"]) for axis in ("yaxis", "xaxis"))
    assert rows <= 7 and 4 <= heads <= 10 and wall.chart("promises")["layout"]["xaxis"]["ticktext"][-1] == "2/2567"
    assert len(desk.chart("promises")["layout"]["yaxis"]["ticktext"]) == 30
    # twenty of every thirty pairs, 480 in all; a desk turns the page of columns, and on the first each cell of theirs is drawn
    matrix = desk.chart("matrix")["layout"]
    assert len(matrix["yaxis"]["ticktext"]) == 30 and len(desk.chart("matrix")["data"][0]["text"]) == 20 * len(matrix["xaxis"]["ticktext"])
    assert len(wall.choose(scene="2").chart("matrix")["layout"]["xaxis"]["ticktext"]) <= 8


def test_a_difference_with_many_rows_names_a_few_of_them_in_its_line(large):
    # P-24: 20 partners, 3 years: 60 rows
    assert "และอีก 54 แถว" in opened(large, "shares", mode="projector").text
