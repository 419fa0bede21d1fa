"""One partner's page: what a reader sees equals what was worked out by hand for the small province of worked_example; then every partner of the sample.

As at 15 April 2567 BE ORG-A pledged 1,000,000 + 400,000 + 500,000, was allocated 1,700,000, and 300,000.25 + 260,000 + 500,000 has gone
out: 62.35 %. Due of it by then: 320,000 + 200,000 + 400,000 (54.12 %); counted 300,000.25 + 260,000 + 450,000 (59.41 %): 5.29 points above.
"""

import re
from datetime import date

import pytest
from opened import opened
from worked_example import AS_OF, BODIES, BUDGET_EXAMPLE, DELIVERABLES_EXAMPLE, ORGANISATIONS, load_into, rows

from dashboard import serving

CODES = "organisation_code | organisation_name | organisation_name_en | sector | actor_level | district_code | parent_organisation_code | start_on | end_on"
MORE = rows(
    CODES,
    "ORG-N | ชุมชนที่เพิ่งเข้าร่วม | Newcomers | community | group | 5602 | - | 2024-04-01 | -",
    "ORG-L | ชมรมที่ออกแล้ว | Left club | civil_society | group | 5602 | ORG-A | 2022-10-01 | 2023-12-31",
    "ORG-I | ผู้แทนภาคธุรกิจ 1 | Business representative 1 | business | individual | 5602 | - | 2022-10-01 | -",
    "ORG-X | กลุ่มชื่อซ้ำ | Twins | community | group | 5602 | - | 2022-10-01 | -",
    "ORG-Y | กลุ่มชื่อซ้ำ | Twins | community | group | 5602 | - | 2022-10-01 | -",
)
NETWORK = {
    "body": [*BODIES, *rows("body_code | body_name | body_kind", "BOARD | คณะกรรมการบริหาร | board_of_directors")],
    "appointment_order": rows("order_code | order_number | ordered_on | body_code", "ORD-1 | คำสั่งจังหวัดพะเยา ที่ 1/2566 | 2023-10-05 | IMT"),
    "person": rows("person_code | post_title | organisation_code | is_boundary_spanner | is_office_holder", "PER-1 | เกษตรจังหวัด | ORG-A | ใช่ | ใช่", "PER-2 | เลขานุการส่วนตัว | ORG-A | ไม่ใช่ | ไม่ใช่"),
    "membership": rows("body_code | seat_number | organisation_code | person_code | membership_role | order_code | start_on", "IMT | 1 | ORG-A | PER-1 | chair | ORD-1 | 2023-10-05", "BOARD | 1 | ORG-A | PER-2 | member | - | 2024-01-10"),
    "connector": rows("connector_code | organisation_code | connector_link | from_code | to_code", "CON-1 | ORG-A | member | ORG-B | ORG-I"),
    "tie": rows("tie_code | from_organisation_code | to_organisation_code | tie_kind | start_on", "TIE-1 | ORG-A | ORG-D | coordination | 2022-10-01"),
    "coordination_event": rows(
        "event_code | held_on | event_name | event_kind | organisation_codes | is_regular",
        "EV-0 | 2023-11-01 | หารือ | meeting | ORG-A; ORG-L | ใช่", "EV-1 | 2024-02-01 | หารือ | meeting | ORG-A; ORG-B | ใช่", "EV-2 | 2024-03-01 | หารือ | meeting | ORG-A; ORG-B | ใช่",
        "EV-3 | 2024-03-10 | หารือ | meeting | ORG-A; ORG-I | ใช่"),
    "mou": rows("mou_code | mou_title | organisation_codes | signed_on | start_on | end_on", "MOU-1 | ข้อตกลงดูแลป่า | ORG-A; ORG-C; ORG-I | 2023-01-01 | 2023-01-01 | 2024-12-31"),
    "mou_obligation": rows("mou_code | obligation_number | organisation_code | obligation | project_code | due_on", "MOU-1 | 1 | ORG-C | ลาดตระเวนป่า | - | 2024-12-31"),
    "community_of_practice": rows("community_code | community_name | topic | organisation_codes", "COP-1 | เกษตรกรรุ่นใหม่ | ข้าว | ORG-A; ORG-N"),
    "resource_exchange": rows("exchange_code | from_organisation_code | to_organisation_code | resource_kind | description | given_on", "EX-1 | ORG-M | ORG-A | knowledge | อบรมดิน | 2024-01-20"),
}
PROMISES = {
    "undertaking": rows(
        "undertaking_code | contract_code | organisation_code | resource_kind | description | responsible_post | due_on | fulfilled_on",
        "UN-1 | TC | ORG-A | personnel | วิทยากรประจำตำบล | เกษตรจังหวัด | 2024-03-31 | -", "UN-2 | TC | ORG-A | budget | ค่าเดินทางเกษตรกร | เกษตรจังหวัด | 2024-02-15 | 2024-02-01",
        "UN-3 | TC | ORG-A | place | ศาลาประชุม | - | 2024-12-31 | -"),
    "reporting_duty": rows("organisation_code | report_kind | due_day | start_on", "ORG-A | money | 10 | 2024-01-01", "ORG-M | coordination | 5 | 2024-01-01", "ORG-X | coordination | 5 | 2024-01-01"),
    "participation_activity": rows("participation_code | participation_name | participation_tool | start_on | end_on | district_codes | organiser_organisation_code | scope | is_structured | days_held",
                                   "PA-1 | สนทนากลุ่มเกษตรกร | focus_group | 2024-02-01 | 2024-02-01 | 5601 | ORG-A | น้ำ | ใช่ | 1"),
    "recommendation": rows("recommendation_code | participation_code | recommendation | addressed_to_organisation_code | answer_due_on | recommendation_decision",
                           "REC-1 | PA-1 | เพิ่มรอบส่งน้ำ | ORG-D | 2024-03-01 | pending"),
}
EXAMPLE = {**BUDGET_EXAMPLE, **DELIVERABLES_EXAMPLE, **NETWORK, **PROMISES, "organisation": [*ORGANISATIONS, *MORE]}
LATER = {"undertaking": rows("undertaking_code | contract_code | organisation_code | resource_kind | description | responsible_post | due_on | fulfilled_on",
                             "UN-1 | TC | ORG-A | personnel | วิทยากรประจำตำบล | เกษตรจังหวัด | 2024-03-31 | 2024-04-20")}


@pytest.fixture(scope="module")
def engine(new_database, tmp_path_factory):
    """Release 1 as at 15 Apr 2567; by release 2, on 30 Apr, ORG-A has sent its trainers."""
    made, folder = new_database(), tmp_path_factory.mktemp("partner")
    load_into(made, folder / "one", EXAMPLE, AS_OF)
    load_into(made, folder / "two", LATER, date(2024, 4, 30))
    return made


def shown(engine, **choices):
    """The page at release 1."""
    return opened(engine, "partner", release="1", **choices)


@pytest.fixture(scope="module")
def page(engine):
    """ORG-A's page: only to be read."""
    return shown(engine, partner="ORG-A")


def addresses(page):
    """Where links lead, in order."""
    return [address.replace("&amp;", "&") for block in page.blocks() for address in re.findall(r'href="(.*?)"', block)]


def asked_there(page):
    """The questions for the visit, in order."""
    (block,) = [block for block in page.blocks() if 'class="asked"' in block] or [""]
    return [re.sub(r"<.*?>", "", question).replace("\N{NO-BREAK SPACE}", " ") for question in re.findall(r"<li>(.*?)<br>", block)]


# --- what is said first -----------------------------------------------------------------------------------------------


def test_the_first_sentence_says_what_it_pledged_what_has_gone_out_and_what_waits(page):
    assert page.answers()[0] == ("▲ เฝ้าระวัง รับไว้ 1.9 ล้านบาท เบิกจ่ายแล้ว 62.4% ของเงินจัดสรร ส่วนที่ถึงกำหนดสูงกว่าเป้า 5.3 จุดร้อยละ "
                                 "ค้าง 3 เรื่อง ต้องเร่ง 1 เรื่อง ข้อผูกพันเกินกำหนด 1 รายการ")


def test_the_figures_count_its_own(page):
    figures = page.figures()
    assert figures["เบิกจ่ายแล้ว"] == ("62.4%", "● ตามแผน 1.1 จากจัดสรร 1.7 ล้านบาท")
    assert figures["ข้อผูกพันที่ทำแล้ว"] == ("1 จาก 3", "▲ เฝ้าระวัง ข้อผูกพันเกินกำหนด 1 รายการ")
    assert figures["รายงานครบตามกำหนด"][0] == "1 จาก 1"
    assert figures["สายสัมพันธ์"] == ("3 คู่", "เงียบหาย 1 คู่")


def test_money_never_allocated_and_money_in_kind_are_said_as_what_they_are(engine):
    assert "รับไว้ 0.2 ล้านบาท ยังไม่จัดสรร" in shown(engine, partner="ORG-D").answers()[0]
    assert "สมทบที่ไม่ใช่ตัวเงิน 0.3 ล้านบาท ส่งมอบแล้ว 50,000 บาท" in shown(engine, partner="ORG-C").answers()[0]


def test_the_network_manager_is_told_by_its_hire(engine):
    said = shown(engine, partner="ORG-M").answers()[0]
    assert "รับจ้างเป็นผู้จัดการเครือข่าย 0.4 ล้านบาท ได้รับแล้ว 95,000 บาท" in said
    assert "ค้างรายงาน 1 เรื่อง" in said  # coordination since January, due 5 February


def test_a_newcomer_owes_nothing_and_is_given_no_colour(engine):
    page = shown(engine, partner="ORG-N")
    assert page.answers()[:2] == ["ไม่มีสัดส่วนงบประมาณในสัญญา ไม่มีเรื่องค้าง", "ไม่มีเรื่องค้าง"]
    assert "ยังไม่มีสายสัมพันธ์กับภาคีใด" in page.answers()
    assert asked_there(page) == []
    assert 'class="state' not in "".join(block for block in page.blocks() if 'class="answer"' in block)


def test_a_partner_that_left_is_known_and_said_to_have_left(engine):
    page = shown(engine, partner="ORG-L")
    assert page.answers()[0] == "ออกจากเครือข่ายเมื่อ 31 ธ.ค. 2566 ไม่มีสัดส่วนงบประมาณในสัญญา ไม่มีเรื่องค้าง"
    assert "partner?release=1&partner=ORG-A" in addresses(page)  # its parent organisation


def test_an_unknown_code_is_an_empty_state_with_the_list_at_hand(engine):
    page = shown(engine, partner="ORG-404")
    assert "ทะเบียนของฉบับข้อมูลนี้ไม่มีภาคีรหัส ORG-404" in page.text
    assert page.answers() == []
    assert len(page.app.selectbox(key="pick_partner").options) == len(EXAMPLE["organisation"]) + 1


def test_without_a_choice_it_opens_on_the_partner_with_most_to_act_on(engine):
    page = shown(engine)
    assert page.blocks()[3:] and "มหาวิทยาลัยของจังหวัด: ควรรู้อะไรก่อนเยี่ยม" in page.text
    assert "เปิดที่ภาคีที่มีเรื่องต้องเร่งมากที่สุด" in page.text
    assert page.app.session_state["partner"] == ""


def test_a_province_without_partners_is_an_empty_state(new_database, load_rows):
    made = new_database()
    load_rows(made, {"body": BODIES})
    assert "ไม่พบภาคีรายนี้" in opened(made, "partner").text


# --- who it is, with whom ---------------------------------------------------------------------------------------------


def test_seats_say_the_order_behind_them_or_that_there_is_none(page):
    said = next(answer for answer in page.answers() if "ที่นั่ง" in answer)
    assert said == "ราชการส่วนภูมิภาค (องค์กร) อำเภอเมืองพะเยา ร่วมเครือข่ายตั้งแต่ 1 ต.ค. 2565 มี 2 ที่นั่งใน 2 คณะ ยังไม่มีคำสั่งแต่งตั้ง 1 ที่นั่ง"
    assert page.table(0)[1:] == [["คณะกรรมการบริหาร", "กรรมการ", "เลขานุการส่วนตัว", "ยังไม่มีคำสั่ง", "10 ม.ค. 2567"],
                                 ["คณะทำงานสนับสนุนการบริหารงานจังหวัด", "ประธาน", "เกษตรจังหวัด", "คำสั่งจังหวัดพะเยา ที่ 1/2566 ลงวันที่ 5 ต.ค. 2566", "5 ต.ค. 2566"]]


def test_what_the_register_knows_of_it_is_told(page):
    (facts,) = [block for block in page.blocks() if 'class="facts"' in block]
    for words in ("งบประมาณ, บุคลากร", "เกษตรจังหวัด, เลขานุการส่วนตัว", "เชื่อมหอการค้าจังหวัดกับผู้แทนภาคธุรกิจ 1"):
        assert words in re.sub(r"<.*?>", "", facts).replace("\N{NO-BREAK SPACE}", " ")


def test_with_whom_it_works_and_who_fell_silent(page):
    said = next(answer for answer in page.answers() if answer.startswith("ทำงานร่วมกับ"))
    assert said == "ทำงานร่วมกับ 3 ราย บ่อยที่สุดกับหอการค้าจังหวัด 2 ครั้งในสี่ไตรมาส เงียบหาย 1 ราย นานที่สุดคือสำนักงานประมงจังหวัด (ประกาศไว้แต่ไม่เคยร่วมกัน)"
    chart = page.chart("company")
    assert chart["data"][0]["x"] == [2.0, 1.0, None]
    assert said in chart["alt"]
    assert "อันดับ 1 จาก 10" in page.text  # ten partners on the day, all ties of others pass through it
    assert "ถ้าขาดไป เครือข่ายจะแยกเป็น 2 ส่วน" in page.text


def test_what_binds_it_to_others_is_listed_with_them(page):
    assert page.answers()[-1] == "มี MOU 1 · ชุมชนนักปฏิบัติ 1 · การแลกเปลี่ยนทรัพยากร 1"
    assert page.table(4)[1:] == [["ข้อตกลงดูแลป่า", "MOU", "เครือข่ายป่าชุมชน, ผู้แทนภาคธุรกิจ 1", "มีผลถึง 31 ธ.ค. 2567"],
                                 ["เกษตรกรรุ่นใหม่", "ชุมชนนักปฏิบัติ", "ชุมชนที่เพิ่งเข้าร่วม", "ดำเนินอยู่ ตั้งแต่ –"], ["อบรมดิน", "การแลกเปลี่ยนทรัพยากร", "มหาวิทยาลัยของจังหวัด", "รับองค์ความรู้ 20 ม.ค. 2567"]]


# --- what it promised, what it did ------------------------------------------------------------------------------------


def test_promises_stand_worst_first(page):
    promised = page.table(1)
    assert [(row[0], row[2], row[3]) for row in promised[1:]] == [
        ("วิทยากรประจำตำบล", "▲ เฝ้าระวัง", "เกิน 15 วัน"), ("ศาลาประชุม", "○ ยังไม่ถึงกำหนด", "–"), ("อ่างเก็บน้ำ", "● ตามแผน", "–"), ("ค่าเดินทางเกษตรกร", "✔ แล้วเสร็จ", "ทำแล้ว 1 ก.พ. 2567")]
    assert promised[2][-1] == "ยังไม่มีผู้รับผิดชอบ"


def test_an_obligation_nobody_shows_anything_of_is_no_evidence_only_past_its_day(engine):
    page = shown(engine, partner="ORG-C")
    assert [row[2] for row in page.table(0)[1:] if row[0] == "ลาดตระเวนป่า"] == ["○ ยังไม่ถึงกำหนด"]
    assert asked_there(page) == ["ข้อผูกพันตาม MOU “ลาดตระเวนป่า” จะทำด้วยโครงการใด"]


def test_the_record_counts_kind_by_kind(page):
    said = next(answer for answer in page.answers() if answer.startswith("เบิกจ่ายแล้ว 55.8%"))  # 1,060,000.25 of 1,900,000
    assert said == "เบิกจ่ายแล้ว 55.8% ของที่รับไว้ 1.9 ล้านบาท ใน 2 ปีงบประมาณ ที่ทำได้น้อยที่สุดคือข้อผูกพันด้านทรัพยากร 1 จาก 2"
    assert page.table(2)[1:] == [["ข้อผูกพันด้านทรัพยากร", "2", "1", "1"], ["รายงานที่ต้องส่ง", "1", "1", "–"], ["กิจกรรมการมีส่วนร่วมที่จัด", "–", "1", "–"]]


def test_questions_for_the_visit_come_by_rule_in_their_order(page):
    assert asked_there(page) == ["“อ่างเก็บน้ำ” จะแก้ไขอย่างไร", "ข้อผูกพัน “วิทยากรประจำตำบล” จะทำเมื่อใด", "ใครรับผิดชอบข้อผูกพัน “ศาลาประชุม”",
                                 "ที่นั่งในคณะกรรมการบริหารยังไม่มีคำสั่งแต่งตั้ง ติดขัดที่ขั้นใด", "เหตุใดจึงไม่ได้ทำงานร่วมกับสำนักงานประมงจังหวัดแล้ว"]
    assert "สัดส่วนไม่เท่ากับวงเงินโครงการ" in page.text  # the flag the first one rests on


def test_every_rule_asks_once_before_one_asks_again(engine):
    # D-08 is five days late, D-04 fifteen but less grave: it is asked about after every other rule, and no longer shown
    assert [re.sub(r".*(เกินกำหนดแล้ว|หลักฐาน|แก้ไข|รายงาน|กลับมา).*", r"\1", question) for question in asked_there(shown(engine, partner="ORG-M"))] == ["เกินกำหนดแล้ว", "หลักฐาน", "แก้ไข", "รายงาน", "กลับมา"]


@pytest.mark.parametrize(("partner", "question"), [
    ("ORG-B", "“รายงานกลางปี” เกินกำหนดแล้ว 46 วัน จะแล้วเสร็จเมื่อใด"),
    ("ORG-D", "รับไว้ 0.2 ล้านบาท ใน “อ่างเก็บน้ำ” แต่ยังไม่จัดสรร เพราะเหตุใด"),
    ("ORG-D", "ข้อเสนอแนะ “เพิ่มรอบส่งน้ำ” จะรับหรือไม่"),
    ("ORG-M", "รายงานเรื่องการประสานงานขาดตั้งแต่งวด ม.ค. 2567 จะส่งเมื่อใด"),
])
def test_each_rule_asks_of_its_worst_case(engine, partner, question):
    assert question in asked_there(shown(engine, partner=partner))


def test_a_later_release_shows_what_was_done_since(engine):
    page = opened(engine, "partner", partner="ORG-A")
    assert "ข้อผูกพันเกินกำหนด" not in page.answers()[0]
    assert ["วิทยากรประจำตำบล", "✔ แล้วเสร็จ", "ทำแล้ว 20 เม.ย. 2567"] in [[row[0], row[2], row[3]] for row in page.table(1)]


def test_ties_are_seen_at_an_earlier_day_and_the_reader_is_told(engine):
    page = shown(engine, partner="ORG-A", as_of="2023-12-31")
    assert "คณะ ข้อตกลง และสายสัมพันธ์เป็นของวันที่ 31 ธ.ค. 2566 ส่วนเงิน งาน และรายงานเป็นของวันที่ 15 เม.ย. 2567" in page.text
    assert "ทำงานร่วมกับ 2 ราย บ่อยที่สุดกับชมรมที่ออกแล้ว 1 ครั้งในสี่ไตรมาส" in page.text
    for odd in ("2030-01-01", "yesterday"):
        assert "ทำงานร่วมกับ 3 ราย" in shown(engine, partner="ORG-A", as_of=odd).text


# --- links, and what the public sees ----------------------------------------------------------------------------------


def test_links_keep_language_mode_and_release(engine):
    page = shown(engine, partner="ORG-A", lang="en", mode="phone")
    assert "partner?lang=en&mode=phone&release=1&partner=ORG-D" in addresses(page)  # whom it lost touch with
    assert "project?lang=en&mode=phone&release=1&project=P-1" in addresses(page)
    assert all("release=1" in address for address in addresses(page))


def test_a_partners_name_in_any_table_leads_to_its_page_unless_two_bear_it(engine):
    page = opened(engine, "data", release="1")
    assert {row[0] for row in page.table(0)[1:]} >= {"มหาวิทยาลัยของจังหวัด", "กลุ่มชื่อซ้ำ"}
    assert "partner?release=1&partner=ORG-M" in addresses(page)
    assert not any("ORG-X" in address or "ORG-Y" in address for address in addresses(page))


def test_who_must_act_on_the_overview_leads_to_the_partner(engine):
    assert "partner?release=1&partner=ORG-M" in addresses(opened(engine, "overview", release="1"))


def test_a_projectors_tables_lead_nowhere(engine):
    assert addresses(opened(engine, "data", release="1", mode="projector")) == []


def test_the_public_is_told_no_person(engine):
    page = shown(engine, partner="ORG-A")
    serving.begin(engine.url.render_as_string(hide_password=False), serving.PUBLIC)
    page.choose(partner="ORG-A")
    assert "ผู้แทนภาคธุรกิจ 1" not in page.text
    assert "เลขานุการส่วนตัว" not in page.text  # a post that is no public office
    assert "เครือข่ายป่าชุมชน, ภาคีระดับบุคคล (ภาคธุรกิจ อำเภอจุน)" in page.text
    assert not any("ผู้แทนภาคธุรกิจ 1" in option for option in page.app.selectbox(key="pick_partner").options)
    page.choose(partner="ORG-I")
    assert "ภาคีระดับบุคคล (ภาคธุรกิจ อำเภอจุน): ควรรู้อะไรก่อนเยี่ยม" in page.text


# --- the sample -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_of_the_sample_opens(sample_engine, mode, language):
    page = opened(sample_engine, "partner", mode=mode, lang=language, partner="ORG-035")
    for scene in range(1, 10) if mode == "projector" else [1]:
        page.choose(scene=str(scene))
        assert page.answers()
        assert "column." not in page.text
        assert "fact_" not in page.text


def test_a_projector_says_in_every_scene_whom_it_is_about(sample_engine):
    page = opened(sample_engine, "partner", mode="projector", partner="ORG-035")
    for scene in range(1, 10):
        assert re.search(r"<h1>หอการค้า", "".join(page.choose(scene=str(scene)).blocks()))


def test_partners_of_every_sector_and_level_open(sample_engine):
    page = opened(sample_engine, "partner", mode="phone")
    assert len(page.app.selectbox(key="pick_partner").options) == 63
    for number in (1, 16, 20, 30, 33, 35, 39, 40, 42, 47, 49, 54, 62, 63):
        assert page.choose(partner=f"ORG-{number:03}").answers()
