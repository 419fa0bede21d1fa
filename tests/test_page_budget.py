"""The budget page: what a reader sees equals what the questions answer. Figures by hand from tests/worked_example.py."""

import pytest
from opened import opened
from worked_example import BUDGET_EXAMPLE, load_into, rows

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


@pytest.mark.parametrize("scene", range(1, 10))
def test_every_scene_stands_alone_on_a_projector(engine, scene):
    page = opened(engine, "budget", mode="projector", scene=str(scene))
    assert len(page.answers()) == 1
    assert not page.app.get("download_button")


# --- beside the ladder -------------------------------------------------------------------------------------------------


def test_the_ladder_stands_by_fund_source_and_by_spend_type_with_in_kind_apart_and_said(engine):
    page = opened(engine, "budget", view="fund_source", scale="baht")
    # worst first: the cluster budget long unallocated, then on track (+15) after watch (-2.5), the business's not due; in kind has no bar
    assert "แหล่งเงินใดเบิกจ่ายต่ำกว่าเป้า" in page.text
    assert page.chart("ladder")["data"][0]["x"] == [0.2, 1.0, 0.4, 0.3]
    assert "สมทบที่ไม่ใช่ตัวเงินแยกต่างหาก 1 แหล่งเงิน รับไว้ 0.3 ล้านบาท ส่งมอบแล้ว 50,000 บาท" in page.text
    assert sorted(page.choose(view="spend_type").chart("ladder")["data"][0]["x"]) == [0.7, 1.2]


def test_one_fund_source_narrows_every_figure_as_a_group_does(engine):
    assert opened(engine, "budget", fund="function_budget").figures()["จัดสรรแล้ว"][0] == "0.4 ล้านบาท"


def test_each_target_stands_beside_what_came_with_the_document_that_set_it(page):
    chart = page.chart("targets")
    # overall 46.67 and 63.33 of 1,200,000; current 65 of 400,000; investment 37.50 and 62.50 of 800,000
    assert chart["data"][1]["x"] == [46.67, 63.33, 65.0, 65.0, 37.5, 62.5]
    assert chart["data"][3]["x"] == [50.0, 60.0, 40.0, 55.0]  # current has no target of its own
    assert "เทียบเป้าไตรมาส 2/2567 ต่ำกว่าเป้า 2 จาก 4 ตัว มากที่สุดคือ เบิกจ่ายภาพรวม ได้ 46.7% เป้า 50% (−3.3 จุดร้อยละ)" in page.text
    assert "เป้าตาม เบิกจ่ายภาพรวม: ว 1 · ใช้จ่ายภาพรวม: ว 1 · เบิกจ่ายรายจ่ายลงทุน: ว 2 · ใช้จ่ายรายจ่ายลงทุน: ว 2" in page.text


def test_money_carried_over_is_apart_with_what_was_paid_since(page):
    assert "กันเงินจากปีงบประมาณ 2566 50,000 บาท จ่ายครบแล้ว" in page.text
    assert [trace["x"] for trace in page.chart("carried")["data"]] == [[0.05], [0.05]]


def test_what_is_missing_is_said_beside_what_is_saved(page):
    # S1, S3 and S5 miss 200,000 each; nothing of 2567 is finished
    assert "ยังขาด 0.6 ล้านบาท ที่รับไว้แต่ถึงกำหนดแล้วยังไม่จัดสรร ใน 3 ภาคี" in page.text
    assert "ยังไม่มีส่วนใดสิ้นสุดให้นับเงินเหลือจ่าย" in page.text
    assert page.chart("gaps")["data"][0]["x"] == [-200000.0] * 3
    assert "ทุกปีตามสัญญารวมกัน: ยังขาด 0.6 ล้านบาท เหลือจ่าย 0 บาท" in page.text


def test_a_forecast_stands_on_the_page_with_its_band(new_database, tmp_path):
    made = new_database()
    shares = rows("share_code | project_code | organisation_code | fiscal_year | fund_source | spend_type | pledged_baht | allocated_baht | budget_status",
                  *(f"{code} | P-1 | ORG-A | {year} | provincial_budget | current | 1000 | 1000 | committed" for code, year in (("A", 2566), ("B", 2567))))
    events = rows("money_event_code | share_code | money_event_kind | event_on | amount_baht", "E1 | A | disbursement | 2023-02-01 | 160", "E2 | A | disbursement | 2023-03-01 | 40",
                  "E3 | A | disbursement | 2023-04-01 | 50", "E4 | A | disbursement | 2023-08-01 | 550", "E5 | B | disbursement | 2024-03-31 | 150")
    load_into(made, tmp_path / "one", {**BUDGET_EXAMPLE, "budget_share": shares, "money_event": events})
    page = opened(made, "budget")
    # 15 x 80 / 20 = 60; a month ahead of last year 15 x 80 / 25 = 48, a month behind 15 x 80 / 16 = 75
    assert "คาดสิ้นปีตามจังหวะปีก่อน: เบิกจ่าย 60% (48–75%)" in page.text
    assert "คาดสิ้นปี 60% (48–75%)" in [note["text"] for note in page.chart("months")["layout"]["annotations"]]
    assert [48.0, 75.0] in [trace["y"] for trace in page.chart("months")["data"]]


def test_the_block_grant_tells_item_by_item_what_it_paid_for_with_its_cell(page):
    items = page.table(1)
    assert items[1][:4] == ["1 พ.ค. 2567", "หลังวันที่ของข้อมูล", "700.00", "ใช่"] and items[1][-1].endswith("ยังไม่นับ")
    assert items[2][-1].endswith("แผ่นblock_grant_spending แถวที่ 3 ฉบับที่ 1")
    assert "จ่าย 2 รายการ รวม 30,001 บาท มากที่สุดคือ จัดเวทีภาคี 25,000 บาท" in page.text
    assert "ต้องชี้แจงและเปลี่ยนไปเบิกจากงบประมาณปกติ" in page.text  # the flag's action
    assert [trace["x"] for trace in page.chart("grants")["data"]] == [[0.09], [pytest.approx(0.0300005)], [pytest.approx(0.0050005)]]


def test_figures_lead_to_the_shares_and_entries_that_make_them_but_not_on_a_wall(engine):
    cards = next(block for block in opened(engine, "budget", spend_type="investment").blocks() if 'class="figures"' in block)
    assert 'href="shares?spend_type=investment"' in cards and 'href="shares?spend_type=investment&amp;fund=in_kind"' in cards
    assert "href" not in "".join(opened(engine, "budget", mode="projector").blocks())


def test_an_empty_release_and_one_share_are_still_pages(new_database, tmp_path):
    bare, one = new_database(), new_database()
    load_into(bare, tmp_path / "bare", {name: BUDGET_EXAMPLE[name] for name in ("province", "district", "organisation")})
    load_into(one, tmp_path / "one", {**BUDGET_EXAMPLE, **{name: BUDGET_EXAMPLE[name][:1] for name in ("budget_share", "money_event", "block_grant_spending", "quarterly_target")}})
    for page in ("budget", "shares"):
        for lang in ("th", "en"):
            assert opened(bare, page, lang=lang).answers() and opened(one, page, lang=lang).answers()
