"""The budget page: what a reader sees equals what the questions answer. Figures by hand from tests/worked_example.py."""

from decimal import Decimal

import pytest
from opened import opened
from worked_example import BUDGET_EXAMPLE, load_into

from dashboard import wording
from queries import budget


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The worked example as release 1."""
    made = new_database()
    load_into(made, tmp_path_factory.mktemp("page_budget") / "one", BUDGET_EXAMPLE)
    return made


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "budget")


def test_the_answer_says_what_went_out_and_how_that_stands_to_the_quarters_target(page):
    # out 300,000.25 + 260,000 + 20,000 of 1,300,000 = 44.6 %; the state's 560,000.25 of 1,200,000 = 46.67 %, 50 were due
    assert page.answers()[0] == "▲ เฝ้าระวัง เบิกจ่ายแล้ว 44.6% ของเงินจัดสรร งบของรัฐต่ำกว่าเป้าไตรมาส 2/2567 อยู่ 3.3 จุดร้อยละ"


def test_the_five_figures_are_those_of_the_question(page, engine):
    with engine.connect() as connection:
        totals = budget.totals(connection, release=1, province="56", fiscal_year=2567).iloc[0]
    values = [value for value, _ in page.figures().values()]
    names = ("contract_total_baht", "allocated_baht", "disbursed_baht", "left_baht", "in_kind_baht")
    assert values == [wording.baht(totals[name]) for name in names] == ["2.6 ล้านบาท", "1.3 ล้านบาท", "0.6 ล้านบาท", "0.5 ล้านบาท", "0.3 ล้านบาท"]
    assert page.figures()["เบิกจ่ายแล้ว"][1] == "▲ เฝ้าระวัง 44.6% ของเงินจัดสรร"


def test_sums_that_do_not_add_up_are_said_in_red_with_the_rows_that_cause_it(page):
    # P-1 states 1,900,000; its shares S1, S5 and S6 pledge 1,000,000 + 200,000 + 500,000
    (red,) = [block for block in page.blocks() if 'class="banner is-off_track"' in block and "ยอดบวก" in block]
    assert "P-\N{WORD JOINER}1" in red  # no line breaks at the hyphen of a code
    assert "ต่างกัน −200,000 บาท ที่ P-1 อ่างเก็บน้ำ (แผ่นbudget_share แถวที่ 2, 6, 7)" in page.text
    assert page.table(0)[1][:6] == ["อ่างเก็บน้ำ", "P-1", "โครงการ", "1.9 ล้านบาท", "1.7 ล้านบาท", "−0.2 ล้านบาท"]


def test_sums_that_add_up_are_said_to(new_database, tmp_path):
    whole = {**BUDGET_EXAMPLE, "project": [{**p, "budget_baht": {"P-1": "1700000.00"}.get(p["project_code"], p["budget_baht"])} for p in BUDGET_EXAMPLE["project"]],
             "contract": [{**c, "amount_baht": "2400000.00"} for c in BUDGET_EXAMPLE["contract"]]}
    made = new_database()
    load_into(made, tmp_path / "one", whole)
    page = opened(made, "budget")
    assert "ยอดบวกกันลงตัว: สัดส่วนที่ภาคีรับไว้ = งบโครงการ = วงเงินตามสัญญา = 2,400,000 บาท" in page.text
    assert not [block for block in page.blocks() if 'class="banner is-off_track"' in block and "ยอดบวก" in block]


def test_the_ladder_stands_worst_first_in_per_cent_of_what_was_pledged(page, engine):
    with engine.connect() as connection:
        partners = budget.shares_by_partner(connection, release=1, province="56", fiscal_year=2567)
    money = [row for row in partners.to_dict("records") if row["pledged_baht"]]
    chart = page.chart("ladder")
    assert [row["organisation_code"] for row in money] == ["ORG-D", "ORG-A", "ORG-B"]
    assert chart["data"][3]["x"] == pytest.approx([float(row["disbursed_baht"] * 100 / row["pledged_baht"]) for row in money])
    # ORG-A: due 40 % of 800,000 and 50 % of 400,000 = 520,000 of 1,200,000 = 43.33 %, of 1,400,000 pledged 37.14 %
    assert chart["data"][4]["x"] == [pytest.approx(37.14, abs=0.01)]
    assert "รับไว้แต่ยังไม่จัดสรร 1 ภาคี" in chart["alt"]


def test_the_ladder_can_be_read_in_baht_by_project_and_by_theme(engine):
    page = opened(engine, "budget", scale="baht", view="project")
    assert page.chart("ladder")["data"][0]["x"] == [1.2, 0.7]  # P-1: S1 + S5, P-2: S2 + S3, million baht pledged in 2567
    assert "โครงการใดเบิกจ่ายต่ำกว่าเป้า" in page.choose(view="project").text
    assert "มิติการพัฒนาใดเบิกจ่ายต่ำกว่าเป้า" in page.choose(view="theme").text


def test_the_months_are_those_of_the_question(page, engine):
    with engine.connect() as connection:
        progress = budget.monthly_progress(connection, release=1, province="56", fiscal_year=2567)
    told = [float(value) for value in progress["disbursed_percent"] if value is not None]
    drawn = [trace for trace in page.chart("months")["data"] if trace["mode"] == "lines+markers"]
    assert drawn[0]["y"] == told
    assert told[-1] == 46.67
    assert "ถึงวันที่ 15 เม.ย. 2567 เบิกจ่าย 46.7% และใช้จ่าย 63.3%" in page.chart("months")["alt"]


def test_the_matrix_shows_what_each_partner_pledged_to_each_project(page):
    (cells,) = page.chart("matrix")["data"]
    assert sorted(cells["text"]) == ["+", "0.2", "0.3", "0.4", "1.0"]  # S4 is in kind
    assert "1 จาก 2 โครงการมีภาคีเดียวรับเงินเกิน 60% มากที่สุดคือ สำนักงานเกษตรจังหวัด รับ 83.3% ของอ่างเก็บน้ำ" in page.text


def test_money_opens_into_its_entries_with_sheet_row_and_release(engine):
    page = opened(engine, "budget", partner="ORG-B")
    entry = next(row for row in page.table(1) if row[0] == "1 เม.ย. 2567")
    assert entry[:4] == ["1 เม.ย. 2567", "เบิกจ่าย", "20,000.00", "หอการค้าจังหวัด"]
    assert entry[-1] == "แผ่นmoney_event แถวที่ 6 ฉบับที่ 1"
    assert "1 รายการ ออก PO รวม 0 บาท เบิกจ่ายรวม 20,000 บาท" in page.text


def test_what_is_dated_after_the_datas_day_is_listed_and_not_counted(page):
    later = next(row for row in page.table(1) if row[0] == "30 เม.ย. 2567")
    assert later[2] == "77,777.77"
    assert later[-1].endswith("ยังไม่นับ")
    assert "มี 1 รายการลงวันที่หลังวันที่ของข้อมูล จึงยังไม่นับ" in page.text


def test_the_entries_add_up_to_the_figure_above_them_with_in_kind_apart(page):
    answer = next(a for a in page.answers() if "ออก PO รวม" in a)
    assert "เบิกจ่ายรวม 0.6 ล้านบาท ส่งมอบสิ่งที่ไม่ใช่ตัวเงิน 50,000 บาท นับแยก" in answer
    assert page.figures()["เบิกจ่ายแล้ว"][0] == "0.6 ล้านบาท"


def test_year_spend_type_and_fund_narrow_every_figure(engine):
    everything = opened(engine, "budget", fiscal_year="all")
    assert everything.figures()["จัดสรรแล้ว"][0] == "1.8 ล้านบาท"
    assert everything.choose(fiscal_year="2566").figures()["จัดสรรแล้ว"][0] == "0.5 ล้านบาท"
    assert opened(engine, "budget", spend_type="investment").figures()["จัดสรรแล้ว"][0] == "0.8 ล้านบาท"
    others = opened(engine, "budget", fund="others")
    assert others.figures()["จัดสรรแล้ว"][0] == "0.1 ล้านบาท"
    assert "เป้าไตรมาส" not in others.answers()[0]  # the state's targets do not bind it


def test_a_choice_that_leaves_nothing_is_still_a_page(engine):
    assert "ยังไม่มีเงินจัดสรรตามตัวเลือกนี้" in opened(engine, "budget", fund="local").text


def test_the_block_grant_tells_routine_duty(page):
    assert "จ่ายงานประจำซึ่งไม่ควรจ่ายจากเงินก้อน 5,000.5 บาท (1 รายการ)" in page.text


def test_the_page_is_whole_in_english(engine):
    page = opened(engine, "budget", lang="en")
    assert page.answers()[0] == "▲ Watch 44.6% of what is allocated is disbursed. State money is 3.3 percentage points below the target for Q2 FY2024 (BE 2567)."
    assert list(page.figures()) == ["Contract total (baht)", "Allocated (baht)", "Disbursed (baht)", "Left, not committed (baht)", "In-kind (baht)"]


@pytest.mark.parametrize("scene", range(1, 8))
def test_every_scene_stands_alone_on_a_projector(engine, scene):
    page = opened(engine, "budget", mode="projector", scene=str(scene))
    assert len(page.answers()) == 1
    assert not page.app.get("download_button")


def test_a_phone_gets_the_matrix_as_a_list(engine):
    page = opened(engine, "budget", mode="phone")
    assert not [chart for chart in page.app.get("plotly_chart") if chart.proto.id.endswith("chart_matrix")]


def test_money_is_never_a_float_in_what_is_handed_out(engine):
    with engine.connect() as connection:
        events = budget.money_events(connection, release=1, province="56")
    assert all(isinstance(value, Decimal) for value in events["amount_baht"])
