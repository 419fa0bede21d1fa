"""The page of the public action contract: what a reader sees equals what the questions answer, for four projects worked out by hand (tests/worked_projects.py)."""

import re

import pytest
from opened import opened
from worked_example import PLACE, load_into
from worked_projects import EXAMPLE

TITLES = ["ใครขับเคลื่อนโครงการใด และไปถึงไหน", "ใครเป็นผู้ขับเคลื่อน และไปถึงไหน", "มิติใดมีโครงการต่ำกว่าแผน", "อำเภอใดมีโครงการต่ำกว่าแผน", "โครงการใดต้องเร่ง", "แผนงานใดมีโครงการและกิจกรรมใด", "โครงการขึ้นมาจากแผนใด"]


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """The example, release 1."""
    made = new_database()
    load_into(made, tmp_path_factory.mktemp("page_projects") / "one", EXAMPLE)
    return made


@pytest.fixture(scope="module")
def page(engine):
    """The page as it opens: only to be read."""
    return opened(engine, "projects")


def addresses(page):
    """Where links lead, in order."""
    return [address.replace("&amp;", "&") for block in page.blocks() for address in re.findall(r'href="(.*?)"', block)]


def parts(chart):
    """Of every kind of part with anything in it: what stands in its bars and how long they are."""
    return [(trace["text"], trace["x"]) for trace in chart["data"] if trace["x"]]


def test_the_first_answer_counts_names_the_worst_and_says_who_must_act(page):
    assert page.answers()[0] == ("■ ต่ำกว่าแผน โครงการ 1 จาก 4 ต่ำกว่าแผน และ 1 ไม่มีหลักฐาน หนักที่สุดคือ กองทุนชุมชน – ยังไม่เริ่ม ทั้งที่ถึงวันเริ่ม 1 มี.ค. 2567 มาแล้ว 45 วัน ผู้ต้องลงมือ: เครือข่ายป่าชุมชน")
    assert [title for title in TITLES if title not in page.text] == []


def test_the_figures_say_public_action_contract_and_what_came_from_communities(page):
    assert page.figures() == {
        "บันทึกข้อตกลงความร่วมมือ (public action contract)": ("4 โครงการ", "3.0 ล้านบาท"), "ต่ำกว่าแผน": ("1 จาก 4", "■ ต่ำกว่าแผน ช้าสุด 45 วัน"), "ไม่มีหลักฐาน": ("1 จาก 4", "▨ ไม่มีหลักฐาน"),
        "แจ้งเสร็จแต่ผลผลิตไม่ครบ": ("–", "ของโครงการที่แจ้งว่าแล้วเสร็จ"), "ขึ้นมาจากแผนชุมชน": ("50.0%", "ของจำนวน · 33.3% ของเงิน")}


def test_the_reconciliation_stands_on_the_page_with_the_difference_and_its_rows(page):
    # contract 2,600,000; projects 3,000,000; shares in money 1,700,000 + 700,000
    assert "ยอดบวกกันไม่ลงตัว: สัดส่วนที่ภาคีรับไว้ 2,400,000 บาท · งบโครงการ 3,000,000 บาท · วงเงินตามสัญญา 2,600,000 บาท ต่างกัน +400,000 บาท" in page.text
    (banner,) = [block for block in page.blocks() if "ยอดบวกกันไม่ลงตัว" in block]
    assert "is-off_track" in banner


def test_carriers_stand_as_bars_of_states_with_number_and_money(page):
    assert page.answers()[1] == "งบประมาณของส่วนราชการ 2 โครงการ (50.0% ของจำนวน · 66.7% ของเงิน) ชุมชนและภาคประชาสังคมดำเนินการเอง 1 โครงการ (25.0% ของจำนวน · 10.0% ของเงิน)"
    chart = page.chart("carried_by")
    assert parts(chart) == [(["■ 1 · 0.3 ล้านบาท"], [1.0]), (["▨ 1 · 0.7 ล้านบาท"], [1.0]), (["▲ 1 · 1.9 ล้านบาท"], [1.0]), (["1 · 0.1 ล้านบาท"], [1.0])]  # the cancelled one has no sign
    assert [trace["marker"].get("pattern", {}).get("shape") for trace in chart["data"]] == [None, "/", None, None]  # no evidence is hatched
    assert [re.sub("<[^>]+>", "", note["text"]) for note in chart["layout"]["annotations"]][1::2] == ["1 โครงการ · 0.3 ล้านบาท", "1 โครงการ · 0.7 ล้านบาท", "2 โครงการ · 2.0 ล้านบาท"]
    assert "งบประมาณของส่วนราชการ 2 โครงการ" in chart["alt"]


def test_the_bars_lengths_can_be_money(engine):
    assert [lengths for _, lengths in parts(opened(engine, "projects", measure="money").chart("carried_by"))] == [[300000.0], [700000.0], [1900000.0], [100000.0]]


def test_themes_and_districts_name_the_worst_and_say_that_districts_count_twice(page):
    assert page.answers()[2] == "■ ต่ำกว่าแผน มีโครงการต่ำกว่าแผนหรือไม่มีหลักฐาน 1 จาก 4 มิติ มากที่สุดคือมิติการพัฒนาคน 2 จาก 2 โครงการ"
    assert page.answers()[3] == "■ ต่ำกว่าแผน มีโครงการต่ำกว่าแผนหรือไม่มีหลักฐาน 2 จาก 2 อำเภอ มากที่สุดคือจุน 2 จาก 3 โครงการ"
    assert "โครงการหนึ่งอยู่ในทุกอำเภอของตนเต็มวงเงิน ผลรวมทุกอำเภอจึงนับซ้ำ" in page.text
    assert parts(page.chart("district"))[0][1] == [1.0, 1.0]  # P-3 stands in both


def test_projects_are_listed_worst_first_with_reason_outputs_districts_and_source_row(page):
    _, *listed = page.table(0)
    assert [row[:7] for row in listed] == [
        ["กองทุนชุมชน", "■ ต่ำกว่าแผน", "ยังไม่เริ่ม ทั้งที่ถึงวันเริ่ม 1 มี.ค. 2567 มาแล้ว 45 วัน", "เครือข่ายป่าชุมชน", "0.3 ล้านบาท", "–", "ทั้ง 2 อำเภอ"],
        ["ฝึกอาชีพ", "▨ ไม่มีหลักฐาน", "มีผลผลิตที่ถึงกำหนดแล้วแต่ไม่เคยมีรายงาน", "–", "0.7 ล้านบาท", "ครบ 0 จาก 1 · เลยกำหนด 1", "จุน"],
        ["อ่างเก็บน้ำ", "▲ เฝ้าระวัง", "ผลผลิตส่งมอบช้าสุด 15 วัน", "สำนักงานเกษตรจังหวัด", "1.9 ล้านบาท", "ครบ 0 จาก 2 · เลยกำหนด 1", "เมืองพะเยา"],
        ["สะพานไม้", "–", "ยกเลิกแล้ว", "สำนักงานประมงจังหวัด", "0.1 ล้านบาท", "–", "จุน"]]
    assert listed[0][7] == "one · แผ่นproject แถว 4 · ฉบับที่ 1"
    assert page.answers()[4] == "■ ต่ำกว่าแผน ล่าช้า 3 จาก 4 โครงการ มากสุด 45 วัน ยังไม่มีผู้รับผิดชอบ 1 โครงการ"


def test_each_project_leads_to_its_own_page_and_each_partner_to_its(page):
    assert {"project?project=P-1", "project?project=P-2", "project?project=P-3", "project?project=P-4", "partner?partner=ORG-A"} <= set(addresses(page))


def test_the_tree_goes_from_plans_to_activities_and_says_what_does_not_add_up(page):
    assert page.answers()[5] == "■ ต่ำกว่าแผน กิจกรรมรวมกันไม่เท่ากับงบ 1 จาก 4 โครงการ มากสุด อ่างเก็บน้ำ ต่าง +0.5 บาท กิจกรรมไม่ระบุงบ 1 รายการ ไม่มีกิจกรรม 1 โครงการ"
    (tree,) = [block for block in page.blocks() if 'class="tree"' in block]
    for words in ("แผนงานพื้นที่ 2 โครงการ · 2.0 ล้านบาท", "▲ เฝ้าระวัง อ่างเก็บน้ำ", "1.9 ล้านบาท · 2 กิจกรรม · กิจกรรมรวมกันต่างจากงบ +0.5 บาท", "ขุดลอก 1.0 ล้านบาท · สำนักงานเกษตรจังหวัด · 1 ต.ค. 2565 – 30 ก.ย. 2566",
                  "อบรม 0.7 ล้านบาท · ยังไม่มีผู้รับผิดชอบ", "ตั้งกองทุน ไม่ระบุงบ · เครือข่ายป่าชุมชน"):
        assert words in page.text
    assert tree.count("<details open>") == 2 and tree.count("<details>") == 3  # plans stand open, the three projects that have activities are opened on demand


def test_a_picked_plan_stands_alone_with_its_activities_open(engine):
    page = opened(engine, "projects", plan="PL-2")
    (tree,) = [block for block in page.blocks() if 'class="tree"' in block]
    assert "แผนงานพื้นที่" not in tree and tree.count("<details open>") == 3
    assert page.answers()[5] == "▨ ไม่มีหลักฐาน กิจกรรม 1 รายการรวมกันเท่ากับงบของโครงการ ทั้ง 1 โครงการ กิจกรรมไม่ระบุงบ 1 รายการ"


def test_origins_are_one_picture_of_number_and_money(page):
    # two of four, 1,000,000 of 3,000,000
    assert page.answers()[6] == "ขึ้นมาจากแผนชุมชน 2 จาก 4 โครงการ (50.0%) เป็นเงิน 1.0 ล้านบาท (33.3% ของเงิน)"
    drawn = {trace["name"]: trace["x"] for trace in page.chart("origins")["data"]}
    assert drawn == {"แผนชุมชน": [50.0, 33.33], "แผนพัฒนาท้องถิ่น": [], "แผนพัฒนาจังหวัด": [25.0, 63.33], "แผนของส่วนราชการ": [25.0, 3.33]}


def test_choices_in_the_url_narrow_every_scene(engine):
    page = opened(engine, "projects", district="5601", origin="community_plan")
    assert [row[0] for row in page.table(0)[1:]] == ["กองทุนชุมชน"]
    assert "แผนงานพื้นที่" not in "".join(block for block in page.blocks() if 'class="tree"' in block)
    assert page.choose(state="watch").answers() == [] and "ไม่มีรายการที่ตรงกับตัวเลือก" in page.text  # nothing is all of it


def test_all_well_says_so(new_database, tmp_path):
    made = new_database()
    good = {**EXAMPLE["project"][0], "budget_baht": "1700000.00"}
    load_into(made, tmp_path / "one", {**{name: EXAMPLE[name] for name in (*PLACE, "organisation", "plan")}, "contract": [{**EXAMPLE["contract"][0], "amount_baht": "1700000.00"}], "project": [good],
                                       "budget_share": [share for share in EXAMPLE["budget_share"] if share["project_code"] == "P-1"]})
    page = opened(made, "projects")
    assert page.answers()[0] == "● ตามแผน ไม่มีโครงการใดต่ำกว่าแผนหรือไม่มีหลักฐาน จาก 1 โครงการ"
    assert "ยอดบวกกันลงตัว" in page.text
    assert page.answers()[5] == "▨ ไม่มีหลักฐาน ไม่มีกิจกรรม 1 โครงการ"


@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_a_release_without_a_project_says_what_to_load(new_database, tmp_path, mode):
    made = new_database()
    load_into(made, tmp_path / "one", PLACE)
    page = opened(made, "projects", mode=mode)
    assert page.answers() == [] and "สำนักงานจังหวัดกรอกแผ่น “โครงการ” ในสมุดงาน" in page.text


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    seen = opened(sample_engine, "projects", mode=mode, lang=language)
    for scene in range(1, 8) if mode == "projector" else [0]:
        seen = seen.choose(scene=str(scene)) if scene else seen
        assert len(seen.answers()) == (1 if mode == "projector" else 7)
        assert "column." not in seen.text and "nan" not in seen.text.split() and "None" not in seen.text
        assert language == "th" or not re.search("[\u0e00-\u0e7f]", " ".join(seen.answers()))


def test_from_the_furthest_seat_names_and_states_only(sample_engine):
    page = opened(sample_engine, "projects", mode="projector", seat="12")
    assert page.answers()[0].endswith("หนักที่สุดคือ อาสาจราจรและถนนปลอดภัยหน้าโรงเรียน ผู้ต้องลงมือ: ตำรวจภูธรจังหวัดพะเยา") and 'class="figures"' not in " ".join(page.blocks())
    assert len(page.choose(scene="4").chart("district")["layout"]["annotations"]) == 2  # one district at a time, its name and its sums


def test_the_sample_tells_what_is_told_complete_and_is_not(sample_engine):
    page = opened(sample_engine, "projects")
    assert page.figures()["แจ้งเสร็จแต่ผลผลิตไม่ครบ"][0] == "3 จาก 5"
    assert "แจ้งว่าแล้วเสร็จแต่ผลผลิตยังไม่ครบ 3 โครงการ: โรงเรียนสุขภาวะและอาหารปลอดภัย, แปรรูปปลาและสินค้าประมงพื้นบ้าน, ฟื้นฟูป่าชุมชนต้นน้ำ" in page.text
