"""Which table a sheet is and which column is which, however the clerk arranged it."""

from datetime import date
from decimal import Decimal

import pytest

from queries.tables import FED
from queries.workbook.about import PROVINCES, About
from queries.workbook.convert import MOST_OF_A_KIND, typed
from queries.workbook.raw import RawSheet, address, column_number, letters

PHAYAO = About(province_code="56", as_of=date(2024, 10, 31))
DISTRICT = ["รหัสอำเภอ", "ชื่ออำเภอ", "ชื่ออำเภอภาษาอังกฤษ", "ละติจูด", "ลองจิจูด", "ประชากร"]
MUEANG = ["5601", "เมืองพะเยา", "Mueang Phayao", 19.192, 99.8788, "๑๒๐,๐๐๐"]
CHUN = ["5602", "จุน", "Chun", 19.34, 100.13, 50000.0]


def sheet(*rows, name="อำเภอ", **more):
    return RawSheet(name, [(number, list(cells)) for number, cells in enumerate(rows, 1) if any(c is not None for c in cells)], **more)


def read(*sheets, given=PHAYAO):
    return typed(list(sheets), given=given)


def told(staged):
    return [(p.code, p.sheet, p.row, p.address) for p in staged.problems]


def codes(staged, table="district", column="district_code"):
    return [row.get(column) for row in staged.rows.get(table, [])]


def test_a_row_is_typed_and_knows_where_it_came_from():
    staged = read(sheet(DISTRICT, MUEANG))
    assert staged.problems == []
    assert staged.rows["district"] == [{
        "district_code": "5601", "district_name_th": "เมืองพะเยา", "district_name_en": "Mueang Phayao", "latitude": Decimal("19.192"),
        "longitude": Decimal("99.8788"), "population": 120000, "source_sheet": "อำเภอ", "source_row": 2, "is_ended": False, "end_reason": None}]
    assert staged.present["district"] == ("district_code", "district_name_th", "district_name_en", "latitude", "longitude", "population")


@pytest.mark.parametrize("name", ["อำเภอ", "อําเภอ", " อำเภอ\u200b", "district", "District", "DISTRICT", "อำเภอ (district)", "2. อำเภอ", "อำเภอ (2)", "อำเภอ *"])
def test_a_sheet_is_known_by_its_thai_label_english_label_or_code(name):
    assert codes(read(sheet(DISTRICT, MUEANG, name=name))) == ["5601"]


@pytest.mark.parametrize("table", FED.values(), ids=lambda t: t.name)
def test_every_table_is_known_by_each_of_its_names_as_far_as_excel_keeps_them(table):
    headings = [c.name for c in table.columns]
    for name in (*table.label, table.name, table.label[0][:31]):
        assert list(read(sheet(headings, name=name)).present) == [table.name]


@pytest.mark.parametrize("headings", [
    ["district_code", "district_name_th", "district_name_en", "latitude", "longitude", "population"],
    ["District code", "DISTRICT NAME IN THAI", "district_name_in_english", "Latitude", "Longitude", "Population"],
    ["รหัสอำเภอ *", "ชื่อ อำเภอ *", "ชื่ออําเภอภาษาอังกฤษ", "ละติจูด (latitude)", "ลองจิจูด (องศา)", "ประชากร\n(คน)"],
])
def test_headings_may_be_thai_english_codes_or_both(headings):
    staged = read(sheet(headings, MUEANG))
    assert (codes(staged), staged.problems) == (["5601"], [])


def test_columns_may_stand_in_any_order():
    assert codes(read(sheet(DISTRICT[::-1], MUEANG[::-1]))) == ["5601"]


def test_titles_may_stand_above_the_headings_and_blank_rows_anywhere():
    staged = read(sheet(["ทะเบียนอำเภอ จังหวัดพะเยา"], [None], ["ณ วันที่ 31 ต.ค. 2567"], DISTRICT, MUEANG, [None], ["-", None, "  "], CHUN))
    assert staged.problems == []
    assert [row["source_row"] for row in staged.rows["district"]] == [5, 8]


def test_headings_may_be_merged_over_two_rows():
    upper = ["รหัสอำเภอ", "ชื่ออำเภอ", "ชื่ออำเภอภาษาอังกฤษ", "พิกัดที่ว่าการ", None, "ประชากร"]
    lower = [None, None, None, "ละติจูด", "ลองจิจูด"]
    merged = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (1, 2)), ((0, 3), (0, 4)), ((0, 5), (1, 5))]
    staged = read(sheet(upper, lower, MUEANG, merged=merged))
    assert (codes(staged), staged.problems) == (["5601"], [])


def test_two_rows_of_headings_are_read_together():
    upper, lower = ["รหัส", "ชื่ออำเภอ", None, "ละติจูด", "ลองจิจูด"], ["อำเภอ", None, "ภาษาอังกฤษ"]
    staged = read(sheet(upper, lower, MUEANG[:5], merged=[((0, 1), (0, 2))]))
    assert (codes(staged), staged.problems) == (["5601"], [])


def test_an_extra_column_is_reported_and_ignored():
    staged = read(sheet(["ลำดับ", *DISTRICT], [1.0, *MUEANG, "บันทึกข้าง"]))
    assert told(staged) == [("heading_unknown", "อำเภอ", 1, "A1"), ("heading_unknown", "อำเภอ", 1, "H1")]
    assert all(p.severity == "warning" for p in staged.problems)
    assert codes(staged) == ["5601"]


def test_a_column_of_the_forms_own_help_is_passed_over_in_silence():
    staged = read(sheet(["ⓘ ชื่ออำเภอ", *DISTRICT], ["ค่าเดิม", *MUEANG]))
    assert (codes(staged), staged.problems) == (["5601"], [])


def test_the_same_heading_twice_is_an_error():
    assert told(read(sheet([*DISTRICT, "district_code"], [*MUEANG, "5602"]))) == [("heading_twice", "อำเภอ", 1, "G1")]


def test_a_missing_required_heading_is_told_and_an_optional_one_is_not():
    staged = read(sheet(DISTRICT[1:5], MUEANG[1:5]))
    assert [(p.code, p.column) for p in staged.problems] == [("heading_missing", "รหัสอำเภอ")]
    assert staged.problems[0].message("en") == "The required heading “District code” is missing"


def test_a_column_that_is_absent_is_not_present_so_its_stored_values_stay():
    staged = read(sheet(DISTRICT[:5], MUEANG[:5]))
    assert staged.problems == []
    assert "population" not in staged.rows["district"][0]
    assert "population" not in staged.present["district"]


def test_an_unknown_sheet_is_told_with_the_name_it_may_mean():
    staged = read(sheet(DISTRICT, MUEANG), sheet(["x"], name="บันทึก"), sheet(["x"], name="ภาคีเครือข่า"))
    assert told(staged) == [("sheet_unknown", "บันทึก", 0, ""), ("sheet_unknown", "ภาคีเครือข่า", 0, "")]
    assert "ภาคีเครือข่าย" in staged.problems[1].message("th")
    assert "Partner" in staged.problems[1].message("en")


def test_the_sheets_that_help_the_clerk_and_empty_ones_are_passed_over():
    help_sheets = [sheet(["วิธีกรอก"], name=name) for name in ("คู่มือ", "รายการรหัส", "Guide", "lists")]
    assert read(sheet(DISTRICT, MUEANG), *help_sheets, RawSheet("Sheet2", [])).problems == []


def test_one_table_in_two_sheets_is_told_and_read_once():
    staged = read(sheet(DISTRICT, MUEANG), sheet(DISTRICT, CHUN, name="district"))
    assert told(staged) == [("sheet_twice", "district", 0, "")]
    assert codes(staged) == ["5601"]


def test_a_file_with_nothing_known_says_what_is_known():
    staged = read(sheet(["วิธีกรอก"], name="คู่มือ"))
    assert told(staged) == [("no_sheet_known", "", 0, "")]
    assert "จังหวัด" in staged.problems[0].allowed("th")


def test_a_csv_is_known_by_its_name_or_else_by_its_headings():
    assert codes(read(sheet(DISTRICT, MUEANG, name="district", is_csv=True))) == ["5601"]
    assert codes(read(sheet(DISTRICT, MUEANG, name="ข้อมูลใหม่", is_csv=True))) == ["5601"]
    assert [p.code for p in read(sheet(["a", "b"], ["1", "2"], name="ข้อมูลใหม่", is_csv=True)).problems] == ["sheet_unknown"]


@pytest.mark.parametrize("table", FED.values(), ids=lambda t: t.name)
def test_every_table_in_full_is_known_by_its_headings_alone(table):
    staged = read(sheet([c.label[0] for c in table.columns], name="ข้อมูลใหม่", is_csv=True))
    assert list(staged.present) == [table.name]


def test_a_csv_that_fits_two_tables_is_not_guessed():
    one = FED["district"]
    twin = type(one)("twin", one.subject, one.workbook, ("แฝด", "Twin"), one.meaning, one.key, one.columns)
    staged = typed([sheet(DISTRICT, MUEANG, name="ข้อมูล", is_csv=True)], {"district": one, "twin": twin}, given=PHAYAO)
    assert [p.code for p in staged.problems] == ["sheet_ambiguous"]
    assert "อำเภอ (district), แฝด (twin)" in staged.problems[0].message("th")


# --- about ----------------------------------------------------------------------------------------------------------

def about_sheet(*rows, **more):
    return sheet(*rows, name="เกี่ยวกับไฟล์นี้", **more)


def test_the_about_sheet_says_whose_file_it_is_and_as_at_when():
    staged = read(about_sheet(["เกี่ยวกับไฟล์นี้"], ["รหัสจังหวัด *", "๕๖ · พะเยา"], ["ข้อมูล ณ วันที่ (พ.ศ.)", "31 ต.ค. 2567"], ["เหตุผลที่นำเข้า", "รายงาน"],
                              ["prepared_by", None, "สำนักงานจังหวัด", "ชื่อหน่วยงาน"], ["Kind of workbook", "monthly"], merged=[((4, 0), (4, 1))]),
                  sheet(DISTRICT, MUEANG), given=None)
    assert staged.about == About("56", date(2024, 10, 31), "รายงาน", "สำนักงานจังหวัด", "monthly")
    assert staged.problems == []


def test_what_the_file_does_not_say_may_be_given_beside_it():
    assert read(sheet(DISTRICT, MUEANG)).about == PHAYAO


def test_an_explanation_beside_an_empty_field_is_not_its_value():
    staged = read(about_sheet(["รหัสจังหวัด", None, "เช่น 56"], ["ข้อมูล ณ วันที่", None, "เช่น 31 ต.ค. 2567"]), sheet(DISTRICT, MUEANG), given=None)
    assert [p.code for p in staged.problems] == ["about_missing", "about_missing"]


def test_what_nobody_says_is_missing():
    staged = read(sheet(DISTRICT, MUEANG), given=None)
    assert [(p.code, p.column) for p in staged.problems] == [("about_missing", "ข้อมูล ณ วันที่"), ("about_missing", "รหัสจังหวัด")]


def test_a_date_that_is_wrong_is_not_also_called_missing():
    staged = read(about_sheet(["รหัสจังหวัด", 56.0], ["ข้อมูล ณ วันที่", "31 ก.พ. 2567"]), sheet(DISTRICT, MUEANG), given=None)
    assert told(staged) == [("date_impossible", "เกี่ยวกับไฟล์นี้", 2, "B2")]


def test_there_are_77_provinces_and_no_other():
    assert len(PROVINCES) == 77
    assert {"10", "38", "56", "96"} <= PROVINCES
    assert [p.code for p in read(sheet(DISTRICT, MUEANG), given=About("59", PHAYAO.as_of)).problems] == ["province_unknown"]


def test_a_file_of_another_province_than_was_asked_for_is_an_error():
    staged = read(about_sheet(["รหัสจังหวัด", "57"]), sheet(DISTRICT, MUEANG))
    assert [(p.code, p.value) for p in staged.problems] == [("province_mixed", "57")]


def test_rows_of_another_province_are_told_one_by_one():
    staged = read(sheet([*DISTRICT, "รหัสจังหวัด"], [*MUEANG, "56"], [*CHUN, 57.0]))
    assert told(staged) == [("province_mixed", "อำเภอ", 3, "G3")]


def test_a_lone_csv_may_say_its_province_in_a_column():
    staged = read(sheet([*DISTRICT, "province_code"], [*MUEANG, "56"], name="district", is_csv=True), given=About(as_of=PHAYAO.as_of))
    assert (staged.about.province_code, staged.problems) == ("56", [])


# --- rows -----------------------------------------------------------------------------------------------------------

def test_ten_different_mistakes_give_ten_problems_with_their_cells():
    table = FED["money_event"]
    headings = [c.label[0] for c in table.columns]
    at = {c.name: n for n, c in enumerate(table.columns)}
    good = {"money_event_code": "M-1", "share_code": "S-1", "money_event_kind": "เบิกจ่าย", "event_on": "1 ต.ค. 2567", "amount_baht": "1,000"}
    wrong = [
        {"money_event_code": "M 2"}, {"money_event_code": "M-3", "share_code": None}, {"money_event_code": "M-4", "money_event_kind": "ยืม"},
        {"money_event_code": "M-5", "event_on": "31 ก.พ. 2567"}, {"money_event_code": "M-6", "event_on": "1 ต.ค. 24"},
        {"money_event_code": "M-7", "amount_baht": "พัน"}, {"money_event_code": "M-8", "amount_baht": "0.005"}, {"money_event_code": "M-9", "amount_baht": "-1"},
        {"money_event_code": "M-10", "document_number": date(2024, 1, 1)}, {"money_event_code": "M-1"},
    ]
    rows = [[{**good, **change}.get(c.name) for c in table.columns] for change in ({}, *wrong)]
    staged = read(sheet(headings, *rows, name=table.label[0]))
    columns = ["money_event_code", "share_code", "money_event_kind", "event_on", "event_on", "amount_baht", "amount_baht", "amount_baht", "document_number", "money_event_code"]
    expected = ["code_malformed", "value_missing", "choice_unknown", "date_impossible", "year_unclear", "number_not_a_number", "amount_not_exact",
                "number_out_of_range", "value_not_text", "key_twice"]
    assert told(staged) == [(code, table.label[0], row, address(row, at[name])) for row, (code, name) in enumerate(zip(expected, columns, strict=True), 3)]


def test_a_cell_of_an_excel_error_or_a_formula_without_result_is_told_once():
    staged = read(sheet(DISTRICT, [None, *MUEANG[1:]], [*CHUN[:5], None], broken={(2, 0): "#REF!", (3, 5): "=A1+1", (9, 9): "#N/A"}))
    assert told(staged) == [("excel_error_value", "อำเภอ", 2, "A2"), ("formula_without_value", "อำเภอ", 3, "F3")]
    assert "=A1+1" in staged.problems[1].message("en")


def test_a_formula_without_result_in_a_column_nobody_reads_is_no_problem():
    staged = read(sheet([*DISTRICT, "สูตร"], MUEANG, broken={(2, 6): "=A1"}))
    assert [p.code for p in staged.problems] == ["heading_unknown"]


def test_a_row_of_nothing_but_a_broken_cell_is_not_passed_over():
    staged = read(RawSheet("อำเภอ", [(1, DISTRICT), (2, [])], broken={(2, 0): "#REF!"}))
    assert ("excel_error_value", "อำเภอ", 2, "A2") in told(staged)


def test_rows_of_a_form_that_hold_only_their_key_are_passed_over_with_one_word():
    staged = read(sheet(DISTRICT, MUEANG, ["5602"], ["5603", "-"], ["5604", "เชียงม่วน"]))
    assert codes(staged) == ["5601", "5604"]
    assert told(staged)[0] == ("rows_not_filled", "อำเภอ", 3, "")
    assert staged.problems[0].severity == "warning"
    assert "2 rows" in staged.problems[0].message("en")
    assert [p.code for p in staged.problems[1:]] == ["value_missing"] * 3


def test_a_key_that_is_wrong_is_told_even_where_nothing_else_is_written():
    assert told(read(sheet(DISTRICT, ["หมายเหตุ: ตัวเลขเบื้องต้น"]))) == [("code_malformed", "อำเภอ", 2, "A2")]


def test_a_row_ends_by_its_mark_with_a_reason_and_needs_only_its_key():
    staged = read(sheet([*DISTRICT, "สิ้นสุด", "เหตุผลที่สิ้นสุด"], ["5601", None, None, "ผิด", None, None, "ใช่", "ยุบรวม"], [*CHUN, "ไม่ใช่"]))
    assert staged.problems == []
    assert staged.rows["district"][0] == {"district_code": "5601", "source_sheet": "อำเภอ", "source_row": 2, "is_ended": True, "end_reason": "ยุบรวม"}
    assert staged.rows["district"][1]["is_ended"] is False


def test_a_row_that_ends_without_a_reason_is_an_error():
    assert told(read(sheet([*DISTRICT, "สิ้นสุด", "เหตุผลที่สิ้นสุด"], [*MUEANG, "ใช่"]))) == [("end_without_reason", "อำเภอ", 2, "H2")]
    assert told(read(sheet([*DISTRICT, "สิ้นสุด"], [*MUEANG, "✓"]))) == [("end_without_reason", "อำเภอ", 2, "G2")]


def test_merged_cells_in_the_data_are_an_error_and_in_a_title_are_not():
    staged = read(sheet(["ทะเบียน"], DISTRICT, MUEANG, CHUN, merged=[((0, 0), (0, 5)), ((2, 1), (3, 1))]))
    assert told(staged) == [("cells_merged", "อำเภอ", 3, "B3:B4")]


def test_an_empty_key_column_with_a_default_takes_it():
    headings = [c.name for c in FED["observation"].columns]
    row = {"indicator_code": "I-1", "period_on": "31/10/2567", "actual_value": "5", "observation_status": "approved", "reported_on": "31/10/2567"}
    staged = read(sheet(headings, [row.get(name) for name in headings], name="observation"))
    assert staged.problems == []
    assert (codes(staged, "observation", "area_code"), codes(staged, "observation", "population_group")) == (["56"], ["all"])


def test_the_default_of_a_key_column_that_is_not_there_counts_for_the_key():
    headings = ["indicator_code", "period_on", "actual_value", "observation_status", "reported_on"]
    row = ["I-1", "31/10/2567", "5", "approved", "31/10/2567"]
    staged = read(sheet(headings, row, row, name="observation"))
    assert [p.code for p in staged.problems] == ["key_twice"]


def test_a_table_without_a_key_has_one_row():
    headings = [c.name for c in FED["province"].columns if c.required]
    row = ["พะเยา", "Phayao", "สำนักงานจังหวัดพะเยา", "ใช่"]
    assert told(read(sheet(headings, row, row, name="จังหวัด"))) == [("key_twice", "จังหวัด", 3, "A3")]


def test_the_same_mistake_in_a_whole_column_is_counted_not_listed_for_ever():
    rows = [[f"{n}", *CHUN[1:5], "มาก"] for n in range(MOST_OF_A_KIND + 7)]
    staged = read(sheet(DISTRICT, *rows))
    assert len(staged.problems) == MOST_OF_A_KIND + 1
    assert staged.problems[-1].message("en") == "The same problem (number_not_a_number) is in 7 more rows of “ประชากร”"


def test_the_era_in_a_heading_holds_for_its_column():
    table = FED["appointment_order"]
    names = [c.label[0] for c in table.columns]
    names[2] += " (พ.ศ.)"
    staged = read(sheet(names, ["O-1", "1/2567", "1/10/2024", "B-1"], ["O-2", "2/2567", "1/10/2567", "B-1"], name=table.label[0]))
    assert told(staged) == [("date_era_wrong", table.label[0], 2, "C2")]


def test_progress_ends_with_every_row_counted():
    heard = []
    typed([sheet(DISTRICT, MUEANG, CHUN)], given=PHAYAO, progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (3, 3)


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")])
def test_columns_are_lettered_as_in_a_spreadsheet(index, name):
    assert (letters(index), column_number(name)) == (name, index)
