"""The overview on a database filled by the importer: the answer, the figures, the list worst first, where its links lead, what changed."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from worked_example import AS_OF, BUDGET_EXAMPLE, DELIVERABLES_EXAMPLE, ORGANISATIONS, PLACE, load_into, rows

from dashboard import links, pages, serving, wording
from dashboard.sentences import overview
from queries import flags

SCREEN = str(Path(__file__).parent.parent / "dashboard/streamlit_app.py")
LATER = {
    "reschedule": rows(
        "deliverable_code | reschedule_number | decided_on | new_due_on | reason | reschedule_cause | is_excused | body_code",
        "D-03 | 1 | 2024-04-20 | 2024-05-31 | รอข้อมูลภาคี | partner | ไม่ใช่ | IMT"),
    "budget_share": rows(
        "share_code | project_code | organisation_code | fiscal_year | fund_source | spend_type | pledged_baht | allocated_baht | budget_status",
        "S5 | P-1 | ORG-D | 2567 | provincial_cluster_budget | investment | 200000.00 | 150000.00 | indicative"),
}


@pytest.fixture(scope="module")
def address(new_database, tmp_path_factory):
    """Release 1 as at 15 Apr 2567; release 2, on 30 Apr, moves a due date and allocates a share."""
    engine, folder = new_database(), tmp_path_factory.mktemp("overview")
    load_into(engine, folder / "one", {**BUDGET_EXAMPLE, **DELIVERABLES_EXAMPLE}, AS_OF)
    load_into(engine, folder / "two", LATER, date(2024, 4, 30))
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def bare(new_database, tmp_path_factory):
    """A province with partners and nothing to scrutinise yet."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("bare") / "one", {**PLACE, "organisation": ORGANISATIONS})
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture
def opened():
    """opened(address, name=value, …) → the page with these choices in its URL."""

    def page(url, **choices):
        serving.begin(url)
        app = AppTest.from_file(SCREEN, default_timeout=60)
        for name, value in choices.items():
            app.query_params[name] = value
        app.switch_page("app_pages/overview.py").run()
        assert not app.exception
        return app

    yield page
    serving.begin("")
    wording.use("th")


def bodies(app):
    return [str(element.proto.body) for element in app.get("html") if not str(element.proto.body).startswith("<style")]


def said(app, kind=""):
    """What stands on the page as text; `kind` only pieces of that class."""
    texts = [text for text in bodies(app) if not kind or f'class="{kind}' in text]
    return [unescape(re.sub(r"<[^>]+>", " ", text)).replace("\N{NO-BREAK SPACE}", " ") for text in texts]


def plain(text):
    return re.sub(r"\s+", "", text)


def test_the_answer_counts_what_comes_first_and_names_who_has_most_of_it(opened, address):
    answer = plain(said(opened(address, release="1"), "answer")[0])
    assert plain("ต้องเร่ง 9 เรื่อง จากที่ต้องติดตาม 18 เรื่อง ของ 5 หน่วยงาน") in answer
    assert plain("มากที่สุดอยู่ที่มหาวิทยาลัยของจังหวัด 4 เรื่อง") in answer


def test_five_figures_say_what_matters_each_with_its_state(opened, address):
    figures = plain(said(opened(address, release="1"), "figures")[0])
    assert plain("งานส่งมอบล่าช้า 3 จาก 9 ■ ต่ำกว่าแผน มากสุด 46 วัน") in figures
    assert plain("−3.3 จุดร้อยละ ▲ เฝ้าระวัง 46.7% เป้าไตรมาส 2/2567 50.0%") in figures
    assert plain("คู่สัญญายังไม่ลงนาม – ธงแดงทุกเรื่อง 15") in figures  # the contract has no parties yet: nothing is claimed


def test_figures_and_things_lead_to_their_pages_as_seen_here(opened, address):
    html = " ".join(bodies(opened(address, release="1", lang="en")))
    assert 'href="deliverables?lang=en&amp;release=1"' in html
    assert 'href="deliverables?lang=en&amp;release=1&amp;deliverable=D-03"' in html
    assert 'href="shares?lang=en&amp;release=1&amp;partner=ORG-D"' in html


def test_the_list_is_worst_first_and_says_how_bad_who_and_by_when(opened, address):
    listed = [plain(text) for text in said(opened(address, release="1"), "rows")][0]
    first, second = (listed.index(plain(name)) for name in ("รายงานกลางปี", "อ่างเก็บน้ำ"))
    assert first < second
    assert plain("■ ต่ำกว่าแผน สิ่งส่งมอบ รายงานกลางปี สิ่งส่งมอบเกินกำหนด ช้า 46 วัน หอการค้าจังหวัด ส่งมอบงาน หรือเสนอขอเลื่อนกำหนดพร้อมเหตุผล 29 ก.พ. 2567 เกิน 46 วัน") in listed
    assert plain("รับไว้ตามสัญญาแต่ยังไม่จัดสรร 0.2 ล้านบาท") in listed
    assert plain("คณะกรรมการให้สถานะนี้") in listed  # D-07: no day late, the committee judges it off track


def test_one_partner_can_be_picked_by_the_url(opened, address):
    app = opened(address, release="1", partner="ORG-B")
    listed = said(app, "rows")[0]
    assert "รายงานกลางปี" in listed
    assert "ร่างสัญญา" not in listed


def test_states_are_counted_kind_by_kind_and_never_added_up(opened, address):
    app = opened(address, release="1")
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    heads = [re.sub(r"<[^>]+>", "", note["text"]) for note in spec["layout"]["annotations"]]
    assert heads[0].startswith("สิ่งส่งมอบ 9")
    assert "■ ต่ำกว่าแผน 3" in heads[0]
    signs = [trace["text"] for trace in spec["data"]]
    assert signs[0] == ["■"] * 3
    assert sum(map(len, signs)) == 9 + 5 + 2  # and no indicator, so no row of theirs
    assert any(plain("ต่ำกว่าแผน: สิ่งส่งมอบ 3 จาก 9, สัดส่วนงบประมาณ 1 จาก 5") in plain(answer) for answer in said(app, "answer"))


def test_what_changed_names_the_moved_promise_and_the_money_before_and_after(opened, address):
    app = opened(address, release="2")
    told = plain(said(app, "rows")[-1])
    assert plain("การเลื่อนกำหนด: รายงานกลางปี") in told
    assert plain("กำหนดใหม่ 31 พ.ค. 2567 · เหตุผล รอข้อมูลภาคี") in told
    assert plain("0 บาท → 0.2 ล้านบาท") in told
    assert any(plain("ฉบับที่ 2 เพิ่ม 1 รายการ แก้ 1 รายการ สิ้นสุด 0 รายการ ที่ควรทราบมี 2 เรื่อง") in plain(answer) for answer in said(app, "answer"))


def test_a_phone_shows_the_three_worst_before_the_figures(opened, address):
    order = [re.search(r'class="(rows|figures)', text)[1] for text in bodies(opened(address, release="1", mode="phone")) if re.search(r'^<d\w+ class="(rows|figures)', text)]
    assert order[:2] == ["rows", "figures"]
    first = next(text for text in bodies(opened(address, release="1", mode="phone")) if 'class="items"' in text)
    assert first.count("<tr>") == 1 + 3


def test_a_projector_shows_one_message_a_screen_with_no_links(opened, address):
    for scene, count in ((1, 0), (2, 1), (3, 0), (4, 1), (5, 1)):
        app = opened(address, release="1", mode="projector", scene=str(scene))
        assert len(said(app, "answer")) == 1
        assert len(said(app, "rows")) == count
        assert "<a " not in " ".join(bodies(app))


def test_a_province_with_nothing_to_scrutinise_is_told_so_and_nothing_breaks(opened, bare):
    app = opened(bare)
    assert any("ไม่มีเรื่องใดต่ำกว่าแผนหรือมีธงแดง" in plain(answer) for answer in said(app, "answer"))
    assert "ต่ำกว่าแผน" not in " ".join(said(app, "figures"))


def test_english_screens_hold_no_thai_but_names_the_data_has_only_in_thai(opened, address):
    figures = said(opened(address, release="1", lang="en"), "figures")[0]
    assert not re.search("[\u0e00-\u0e7f]", figures)
    assert plain("Deliverables late 3 of 9 ■ Off track up to 46 days") in plain(figures)


# --- sentences and links -----------------------------------------------------------------------------------------------

FOUND = {"limit": None, "due_on": None, "subject_kind": "indicator", "subject_code": "K-1", "subject_name": "รายได้ชุมชน", "flags": "", "flag_count": 0, "title": None, "state": "off_track", "days_overdue": 0}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"figure": 0.47, "figure_unit": "pace"}, "ก้าวหน้า 0.47 ของแผน"),
        ({"figure": -17, "figure_unit": "points"}, "เบิกจ่ายเทียบเป้า −17.0 จุดร้อยละ"),
        ({"figure": None, "figure_unit": "points", "state": "no_evidence"}, "ยังไม่มีรายงาน"),
        ({"figure": None, "figure_unit": "points", "days_overdue": 243}, "ช้า 243 วัน"),
        ({"figure": -18.33, "figure_unit": "percent", "flags": "indicator_moving_away", "flag_count": 1, "title": "ถอยห่าง"}, "ถอยห่าง ทำได้ −18.3% ของทาง"),
        ({"figure": 2, "figure_unit": "count", "flags": "contract_part_empty;party_not_signed", "flag_count": 2, "title": "ขาดเนื้อหา"}, "ขาดเนื้อหา ว่าง 2 รายการ และอีก 1 ธง"),
        ({"figure": 76, "figure_unit": "days", "limit": 90, "flags": "mou_expiring", "flag_count": 1, "title": "MOU ใกล้หมดอายุ", "days_overdue": 0}, "MOU ใกล้หมดอายุ เหลือ 76 วัน (เกณฑ์ 90 วัน)"),  # left, not late
        ({"figure": 35, "figure_unit": "days", "subject_kind": "deliverable"}, "เลื่อนและล่าช้ารวม 35 วัน"),
    ],
)
def test_how_bad_reads_in_the_unit_it_is_measured_in(row, words):
    assert overview.how_bad({**FOUND, **row}) == words


def test_every_red_flag_leads_to_a_page_there_is():
    assert {flag.page for flag in flags.FLAGS.values()} <= {page.key for page in pages.PAGES}
    assert [flags.FLAGS[name].page for name in ("tie_silent", "body_without_six_kinds", "mou_expiring", "party_not_signed")] == ["ties", "bodies", "roles", "contract"]


def test_a_thing_without_a_page_of_its_own_has_no_address():
    assert links.to_item("tie", "T-1", "ORG-A", "overview") == ""
    assert (links.to_item("contract_party", "TC/ORG-A", "ORG-A", "contract"), links.to_item("membership", "JSC/2", "ORG-P", "bodies")) == ("contract?contract=TC", "bodies?body=JSC")
    assert links.to_item("mou", "MOU-1", "ORG-A", "roles") == "roles"
    assert links.to_item("indicator", "K 1&2", None, "indicators") == "indicators?indicator=K+1%262"
