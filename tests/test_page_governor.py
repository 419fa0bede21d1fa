"""The governor's page and paper: the overview's own verdict, the three worst, what moved since the last meeting; instructions recorded, followed up and refused; a province picked where there are several.

The sample with its meetings: nothing moved since 1/2568, which looked at release 6; since the figures of 30 April (release 5) 5 grew worse, 11 better, none was finished.
"""
# ruff: noqa: F811  fixtures of other modules come in by name

import re

import pytest
import test_indicators
from browser import chromium  # noqa: F401
from opened import opened
from printed import pages as pages_of
from printed import pdf
from typed import scrutiny
from worked_example import PLACE, load_into
from worked_meetings import fill, press, recorder, with_meetings

from dashboard import briefing, pages, serving
from dashboard.wording import use
from queries import meetings, records, releases
from queries.records import GOVERNOR, Draft

MORE = " ประชุมร่วมกับสถานศึกษา"
LATE, NEW = "เร่งส่งฐานข้อมูลข้อผูกพัน", "ประชุมร่วมกับสถานศึกษาริมถนน"


@pytest.fixture(scope="module")
def held(sample_engine, tmp_path_factory):
    """The sample with its meetings and four instructions: one 21 days over by 31 May 2568 (due 10 May), two not due, one done 4 days late."""
    engine = with_meetings(sample_engine, tmp_path_factory.mktemp("governor"))
    for given, due, words, who, more in (
        ("2025-04-01", "2025-05-10", LATE, "ORG-049", {"subject_kind": "deliverable", "subject_code": "D-11"}), ("2025-05-20", "2025-06-15", NEW, "ORG-020", {"subject_kind": "project", "subject_code": "P-22"}),
        ("2025-05-20", "2025-06-30", "จัดสรรเงิน " * 40, "ORG-035", {}), ("2025-03-01", "2025-03-31", "รายงานจุดเสี่ยง", "ORG-002", {"done_on": "2025-04-04", "outcome": "ครบเก้าอำเภอ"})):
        give(engine, given_on=given, due_on=due, instruction=words, addressed_organisation_code=who, **more)
    return engine


@pytest.fixture(scope="module")
def page(held):
    """The page as it opens: only to be read."""
    return opened(held, "governor")


@pytest.fixture(autouse=True)
def reads_only_afterwards():
    yield
    serving.begin("")


def give(engine, province="56", **content):
    """Record an instruction; its release."""
    with engine.connect() as connection:
        return records.confirm(connection, records.save(connection, Draft(province, "", None, "instruction", content, GOVERNOR)), confirmed_role=GOVERNOR)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_opens(held, mode, language):
    seen = opened(held, "governor", mode=mode, lang=language)
    for scene in range(1, 5) if mode == "projector" else [0]:
        seen = seen.choose(scene=str(scene)) if scene else seen
        assert seen.answers() and "governor." not in seen.text


def test_the_verdict_is_the_overviews_and_the_three_worst_are_its_first(page, held):
    overview = opened(held, "overview")
    assert page.answers()[0] == "■ ต่ำกว่าแผน ยังไม่เป็นไปตามแผนทุกเรื่อง ต้องเร่ง 18 เรื่อง จากที่ต้องติดตาม 55 เรื่อง ของ 26 หน่วยงาน"
    assert overview.answers()[0].startswith("■ ต่ำกว่าแผน ต้องเร่ง 18 เรื่อง จากที่ต้องติดตาม 55 เรื่อง ของ 26 หน่วยงาน")
    cards = next(block for block in page.blocks() if 'class="worst"' in block)
    assert [re.sub("<[^>]+>", "", name) for name in re.findall(r"<strong><a[^>]*>(.*?)</a>", cards)] == ["ฐานข้อมูลข้อผูกพันภาคีฉบับสมบูรณ์", "ตลาดสินค้าชุมชนและทอผ้าไทลื้อ", "คดียาเสพติดในชุมชน"]
    assert cards.count("<li>") == 3 and 'href="deliverables?deliverable=D-11"' in cards and "30 เม.ย. 2568 · เกิน 31 วัน" in page.text


def test_what_changed_is_told_since_the_last_meeting_held_and_since_earlier_figures(page, held):
    assert "ตั้งแต่การประชุมครั้งที่ 1/2568 (ข้อมูล ณ 31 พ.ค. 2568) ยังไม่มีเรื่องใดเปลี่ยนสถานะ" in page.text  # 2/2568 is only called
    assert "ตั้งแต่ข้อมูล ณ 30 เม.ย. 2568 แย่ลง 5 เรื่อง ดีขึ้น 11 เรื่อง แล้วเสร็จ 0 เรื่อง" in page.text
    first = opened(held, "governor", release="1")
    assert "นี่คือฉบับข้อมูลแรก ยังไม่มีสิ่งให้เทียบ" in first.text and "ยังไม่มีข้อสั่งการ" in first.answers()
    wall = opened(held, "governor", mode="projector", scene="2")
    assert [row[1:4] for row in wall.table(0)[1:3]] == [["แย่ลง", "▲ เฝ้าระวัง", "■ ต่ำกว่าแผน"], ["แย่ลง", "○ ยังไม่ถึงกำหนด", "■ ต่ำกว่าแผน"]]


def test_instructions_stand_open_first_the_longest_over_before_all(page):
    assert page.answers()[1] == "■ ต่ำกว่าแผน ข้อสั่งการค้าง 3 ข้อ เกินกำหนด 1 ข้อ นานที่สุด 21 วัน (สถาบันการจัดการเครือข่าย (สมมติ))"
    head, *rows = page.table(0)
    assert head == ["ข้อสั่งการ", "สั่งไปยัง", "ภายใน", "ความคืบหน้า", "ผลการดำเนินการ", "เกี่ยวกับ"]
    assert rows[0] == [LATE, "สถาบันการจัดการเครือข่าย (สมมติ)", "10 พ.ค. 2568", "เกิน 21 วัน", "–", "ฐานข้อมูลข้อผูกพันภาคีฉบับสมบูรณ์"]
    assert [row[3] for row in rows[1:]] == ["ยังไม่ถึงกำหนด", "ยังไม่ถึงกำหนด", "แล้วเสร็จ 4 เม.ย. 2568 ช้า 4 วัน"]
    assert not any(button.key == "instruct_begin" for button in page.app.button)  # a process that only reads


def test_before_a_visit_the_district_leads_to_its_page_which_says_what_to_ask_whom(page, held):
    assert page.answers()[2].startswith("■ ต่ำกว่าแผน อำเภอเมืองพะเยา มี 13 โครงการ ต่ำกว่าแผน 1 โครงการ ผลผลิตล่าช้า 1 รายการ") and 'href="district?district=5603"' in "".join(page.blocks())
    chosen = opened(held, "governor", district="5603")
    assert chosen.answers()[2].startswith("■ ต่ำกว่าแผน อำเภอเชียงคำ มี 8 โครงการ")
    visit = opened(held, "district", district="5602", mode="projector", scene="3")
    asked = next(block for block in visit.blocks() if 'class="asked"' in block)
    assert "ลงพื้นที่แล้วควรถามอะไร" in visit.text and "ตำรวจภูธรจังหวัดพะเยา: “อาสาจราจรและถนนปลอดภัยหน้าโรงเรียน” จะแก้ไขอย่างไร" in visit.text and asked.count("<li>") >= 3


def test_an_open_instruction_about_a_project_there_is_asked_about(held):
    from dashboard.sentences import district_visit
    from queries import questions

    with held.connect() as connection:
        def asked(question):
            return questions.find(question)(connection, release=releases.latest(connection), province="56")

        given = asked("meetings.instructions")

    class Here:
        projects = given.assign(project_code=given["subject_code"])

    lines = district_visit._instructions(Here, district_visit.Open(given, given, given, {}))
    assert [line[0] for line in lines] == ["องค์การบริหารส่วนจังหวัดพะเยา: ข้อสั่งการ “ประชุมร่วมกับสถานศึกษาริมถนน” ถึงไหนแล้ว"]


def test_the_governor_gives_an_instruction_and_marks_it_done(held):
    page = recorder(held, "governor")
    fill(page, "selectbox", "instruct_about", "indicator KPI-07")
    press(page, "instruct_begin")
    key = next(area.key for area in page.app.text_area if area.key.endswith("_instruction")).removesuffix("instruction")
    assert page.app.text_area(key=f"{key}instruction").value == "คดียาเสพติดในชุมชน: วิเคราะห์สาเหตุและเสนอแนวทางแก้ไข" and page.app.selectbox(key=f"{key}addressed_organisation_code").value == "ORG-019"
    due(page, 1, 1, 2025)  # long before the day it is given, which is today
    assert "กำหนดแล้วเสร็จ: เป็นวันก่อนวันที่สั่งไม่ได้" in press(page, "_confirm").text
    use("en")  # what a box holds is read in words
    page = recorder(held, "governor", lang="en")  # the draft is kept, and refused in English too
    assert "Due on: it cannot be before the day it was given" in press(page, f"{key}confirm").text
    for part, value in (("year", 2029), ("month", 12), ("day", 31)):
        fill(page, "selectbox", f"due_on_{part}", value)
    told = press(page, "_confirm")
    assert "Recorded as release 20" in told.text and "Instructions open: 4, overdue: 1" in told.text
    with held.connect() as connection:
        row = meetings.instructions(connection, release=20, province="56").to_dict("records")[3]
    assert (row["subject_code"], row["organisation_code"], row["due_on"].year) == ("KPI-07", "ORG-019", 2029)
    fill(told, "selectbox", "instruct_which", row["instruction_code"])
    press(told, "instruct_finish")
    fill(told, "text_area", "_outcome", "done")
    for part in ("year", "month", "day"):
        fill(told, "selectbox", f"done_on_{part}", getattr(row["given_on"], part))
    assert "Recorded as release 21" in press(told, "_confirm").text and "Instructions open: 3, overdue: 1" in told.text
    fill(told, "selectbox", "instruct_which", row["instruction_code"])  # marked done by mistake
    press(told, "instruct_finish")
    fill(told, "selectbox", "done_on_day", None)
    assert "Recorded as release 22" in press(told, "_confirm").text and "Instructions open: 4, overdue: 1" in told.text
    press(told, "instruct_finish")
    for part in ("year", "month", "day"):
        fill(told, "selectbox", f"done_on_{part}", getattr(row["given_on"], part))
    assert "Recorded as release 23" in press(told, "_confirm").text and "Instructions open: 3, overdue: 1" in told.text


def due(page, day, month, year):
    for part, value in (("day", day), ("month", month), ("year", year)):
        fill(page, "selectbox", f"due_on_{part}", value)


def test_an_older_release_is_only_read(held):
    page = recorder(held, "governor", release="15")
    assert not any(button.key == "instruct_begin" for button in page.app.button) and "สั่งการและบันทึกผลได้เมื่อดูฉบับล่าสุด" in page.text


def test_an_instruction_cannot_be_due_or_done_before_it_is_given(held):
    with pytest.raises(records.RecordRefused) as refused:
        give(held, given_on="2025-05-02", due_on="2025-05-01", done_on="2025-05-01", instruction="ก", addressed_organisation_code="ORG-001")
    assert refused.value.lines("th") == [
        "กำหนดแล้วเสร็จ: เป็นวันก่อนวันที่สั่งไม่ได้ ใส่วันที่ 2/5/2568 หรือหลังจากนั้น", "วันที่แล้วเสร็จ: เป็นวันก่อนวันที่สั่งไม่ได้ ใส่วันที่ 2/5/2568 หรือหลังจากนั้น"]
    assert refused.value.lines("en")[0] == "Due on: it cannot be before the day it was given; put 2/5/2025 or later"


def test_the_paper_is_one_page_and_says_what_the_page_says(held, page, chromium, tmp_path):
    with held.connect() as connection:
        html = briefing.made(connection, "56", 18, briefing.HTML).decode()
        assert html.encode() == briefing.made(connection, "56", 18, briefing.HTML)
        use("en")
        (tmp_path / "en.html").write_bytes(briefing.made(connection, "56", 18, briefing.HTML))
    printed = pages_of(pdf(chromium, tmp_path / "en.html"))
    assert len(printed) == 1 and "Noteverythingisontrack.18thingsneedactionfirst,of55towatchat26partners." in printed[0]
    words = re.sub(r"<[^>]+>|\u2060", "", html).replace("\N{NO-BREAK SPACE}", " ")
    assert page.answers()[0].removeprefix("■ ") in words and "นานที่สุด 21 วัน" in words and "รายงานจุดเสี่ยง" not in words  # what is done has no row
    file = tmp_path / "brief.html"
    assert scrutiny("brief", file, "--release", "18", database=held.url.database).returncode == 0 and file.read_text(encoding="utf-8") == html
    assert scrutiny("brief", tmp_path / "brief.doc", database=held.url.database).returncode == 2


def test_names_and_instructions_of_any_length_stay_on_the_one_page(held, chromium, tmp_path):
    with held.connect() as connection:
        html = briefing.made(connection, "56", 18, briefing.HTML).decode()
    whole, counts, named = html.partition("</table>")  # kinds and counts are as long as they are
    named = re.sub(r"<(td|th)([^>]*)><span>(.*?)</span></\1>", rf"<\1\2><span>\3{MORE * 12}</span></\1>", named)
    longer = re.sub(r"<p>(.*?)</p>", rf"<p>\1{MORE * 12}</p>", whole + counts + named)
    (tmp_path / "long.html").write_text(longer, encoding="utf-8")
    assert longer.count(MORE) == 12 * 28 and len(pages_of(pdf(chromium, tmp_path / "long.html"))) == 1


def test_a_release_with_nothing_to_judge_says_so(new_database, tmp_path):
    engine = new_database()
    load_into(engine, tmp_path / "one", PLACE)
    page = opened(engine, "governor")
    assert page.answers()[0] == "ยังไม่มีข้อมูลให้ตัดสิน" and "ยังไม่มีโครงการ" in page.answers()[2]
    with engine.connect() as connection:
        assert "ยังไม่มีข้อมูลให้ตัดสิน" in briefing.made(connection, "56", 1, briefing.HTML).decode()


def test_the_province_is_picked_by_its_name_where_there_are_several_and_each_has_its_own_instructions(new_database, tmp_path_factory, page):
    assert not any(box.key == "pick_province" for box in page.app.selectbox)
    engine, folder = new_database(), tmp_path_factory.mktemp("several")
    for place, (province, tables) in enumerate((("56", test_indicators.FORECAST), ("57", test_indicators.NEIGHBOUR))):
        test_indicators.load_of(engine, folder / str(place), province, tables, test_indicators.HALF)
    assert give(engine, "57", given_on="2024-03-01", due_on="2024-03-21", instruction="เร่งวางท่อ", addressed_organisation_code="ORG-A") == 3
    here, there = opened(engine, "governor"), opened(engine, "governor", province="57")
    assert there.app.selectbox(key="pick_province").options == ["พะเยา", "เชียงราย"] and opened(engine, "governor", lang="en").app.selectbox(key="pick_province").options == ["Phayao", "Chiang Rai"]
    assert "จังหวัดเชียงราย" in there.text and "เร่งวางท่อ" in there.text and "เมืองเชียงราย" in there.text
    assert "เร่งวางท่อ" not in here.text and "ยังไม่มีข้อสั่งการ" in here.answers() and here.answers()[0] != there.answers()[0]
    assert 'href="changes?province=57' in "".join(there.blocks()) or "นี่คือฉบับข้อมูลแรก" in there.text


def test_the_public_has_no_such_page():
    assert "governor" not in {page.key for page in pages.listed(pages.PUBLIC)}
