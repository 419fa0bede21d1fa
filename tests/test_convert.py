"""Cells as clerks write them become exact values, or a refusal that says why."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from queries.tables import CHOICES, TABLES, Column
from queries.workbook.cells import convert, shown
from queries.workbook.clean import clean, name_key
from queries.workbook.dates import to_date, to_fiscal_year
from queries.workbook.refusal import Refusal

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
FULL = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม",
        "พฤศจิกายน", "ธันวาคม"]
ORDINARY_DATES = some.dates(date(1900, 1, 1), date(2150, 12, 31))


def column(kind, **more):
    return Column("x", kind, ("หัว", "Heading"), ("", ""), **more)


def code_of(value):
    return value.code if isinstance(value, Refusal) else value


# --- text ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("typed", "meant"), [
    ("  ลำปาง\u200b ", "ลำปาง"),
    ("ลํา\u00a0 ปาง", "ลำ ปาง"),
    ("น้ํา", "น้ำ"),
    ("นํ้า", "น้ำ"),
    ("นำ้", "น้ำ"),
    ("เเม่ใจ", "แม่ใจ"),
    ("\ufeffก\u2060ข\u00adค", "กขค"),
    ("บรรทัดหนึ่ง  \r\n  บรรทัดสอง", "บรรทัดหนึ่ง\nบรรทัดสอง"),
    ("e\u0301", "é"),
    ("ทำ", "ทำ"),
])
def test_text_is_repaired_as_it_was_meant(typed, meant):
    assert clean(typed) == meant


@given(some.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


def test_names_are_the_same_whatever_their_spaces_case_and_typing():
    assert name_key("รหัส จังหวัด *") == name_key("รหัสจังหวัด") == name_key("รหัส_จังหวัด\u200b")
    assert name_key("Budget_Baht") == name_key("budget baht")
    assert name_key("เเม่ใจ ๒") == name_key("แม่ใจ 2")


@pytest.mark.parametrize("nothing", [None, "", "  ", "-", " – ", "\u200b"])
@pytest.mark.parametrize("kind", ["text", "code", "codes", "date", "money", "number", "integer", "boolean", "fiscal_year", "url"])
def test_nothing_and_a_lone_dash_are_an_empty_cell_in_every_kind(kind, nothing):
    assert convert(column(kind), nothing) is None


@pytest.mark.parametrize("kind", ["text", "code", "codes", "date", "money", "number", "integer", "boolean", "fiscal_year", "url"])
@pytest.mark.parametrize("written", ["#REF!", "#N/A", "#DIV/0!", "Err:502", "####"])
def test_an_error_of_the_spreadsheet_is_told_as_such_in_every_kind(kind, written):
    assert code_of(convert(column(kind), written)) == "excel_error_value"


def test_a_number_in_a_text_column_is_what_it_looks_like():
    assert convert(column("text"), 12.0) == "12"
    assert convert(column("text"), 12.5) == "12.5"


@pytest.mark.parametrize("lost", [date(2024, 1, 1), datetime(2567, 1, 1), True, float("nan")])
def test_what_excel_turned_into_something_else_is_no_text(lost):
    assert code_of(convert(column("text"), lost)) == "value_not_text"


def test_a_text_over_its_length_is_refused_not_cut():
    refusal = convert(column("text"), "ก" * 2001)
    assert refusal.code == "text_too_long"
    assert dict(refusal.details) == {"length": "2001", "longest": "2000"}
    assert convert(column("text"), "ก" * 2000) == "ก" * 2000


# --- codes ----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("typed", "code"), [
    ("ORG-001", "ORG-001"), (" ORG-001 · สำนักงานจังหวัดพะเยา", "ORG-001"), ("๐๐๖", "006"), ("000006", "000006"), (6.0, "6"), (56, "56"),
    ("ORG–001", "ORG-001"), ("กค 1", None), ("รหัส 1", None), ("ORG 001", None), ("A" * 41, None), ("A" * 40, "A" * 40), ("รวม", None),
    (datetime(2024, 1, 2), None), (True, None), ("a/b_c.d", "a/b_c.d"), ("=1+1", None), ("ORG\n001", None),
])
def test_a_code_is_the_part_before_the_name_and_keeps_its_zeros(typed, code):
    assert code_of(convert(column("code"), typed)) == (code or "code_malformed")


@pytest.mark.parametrize(("typed", "codes"), [
    ("ORG-002; ORG-001", "ORG-001;ORG-002"), ("B,A\nC", "A;B;C"), ("A;A ; ;", "A"), (5601.0, "5601"), (" ; ", None),
    ("A · ชื่อ, มีจุลภาค; B · อื่น", "A;B"), ("ORG-001; รหัส 2", "code_malformed"),
])
def test_a_list_of_codes_is_sorted_and_each_once(typed, codes):
    assert code_of(convert(column("codes"), typed)) == codes


def test_a_list_of_choices_takes_words_or_codes():
    kinds = TABLES["organisation"].column("resource_kinds")
    assert convert(kinds, "งบประมาณ; technology") == "budget;technology"
    assert convert(kinds, "งบประมาณ; ทองคำ").code == "choice_unknown"


@pytest.mark.parametrize("list_name", CHOICES)
def test_every_choice_is_known_by_its_code_its_thai_and_its_english_words(list_name):
    one = column("choice", choices=list_name)
    for code, (thai, english) in CHOICES[list_name].items():
        for typed in (code, thai, english, f" {thai} ", english.upper(), f"{code} · {thai}"):
            assert convert(one, typed) == code


def test_an_unknown_choice_is_told_all_that_are_allowed():
    refusal = convert(column("choice", choices="spend_type"), "งบลงทุน")
    assert refusal.code == "choice_unknown"
    assert dict(refusal.details) == {"choices_th": "รายจ่ายประจำ, รายจ่ายลงทุน", "choices_en": "Current, Investment"}


@pytest.mark.parametrize(("typed", "meant"), [
    ("ใช่", True), ("ไม่ใช่", False), ("Yes", True), ("no", False), ("TRUE", True), (False, False), (1.0, True), ("๐", False), ("✓", True),
    ("✗", False), ("มี", True), ("ไม่มี", False), ("บางที", "boolean_unknown"), (2.0, "boolean_unknown"), (date(2024, 1, 1), "boolean_unknown"),
])
def test_yes_and_no_in_the_ways_they_are_written(typed, meant):
    assert code_of(convert(column("boolean"), typed)) == meant


@pytest.mark.parametrize(("typed", "meant"), [
    ("https://example.go.th/doc.pdf", "https://example.go.th/doc.pdf"), ("เอกสาร.pdf", "url_malformed"), ("javascript:alert(1)", "url_malformed"),
    ("http://a b.th", "url_malformed"), ("https://ตัวอย่าง.ไทย/ก", "https://ตัวอย่าง.ไทย/ก"), (5.0, "url_malformed"),
])
def test_a_web_address_is_one_that_opens_in_a_browser(typed, meant):
    assert code_of(convert(column("url"), typed)) == meant


# --- money and numbers ----------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("typed", "amount"), [
    ("1,250,000.50", "1250000.50"), ("๑,๒๓๔.๕๐ บาท", "1234.50"), ("฿1,234", "1234"), ("1,234.-", "1234"), (1234.0, "1234"), (1234.56, "1234.56"),
    (0.1 + 0.2, "0.30"), (33333.299999999996, "33333.30"), (4035.0000000001, "4035"), (7, "7"), ("1 234 567.5", "1234567.5"), ("20000 บาทถ้วน", "20000"), (" 0 ", "0"),
])
def test_money_is_exact_to_the_satang(typed, amount):
    value = convert(column("money"), typed)
    assert value == Decimal(amount)
    assert value.as_tuple().exponent == -2


@pytest.mark.parametrize(("typed", "code"), [
    ("หนึ่งล้านบาท", "number_not_a_number"), ("1.5 ล้านบาท", "number_not_a_number"), ("1,23", "number_not_a_number"), ("1.234.567,00", "number_not_a_number"),
    ("1.23E+08", "number_not_a_number"), ("100 USD", "number_not_a_number"), ("--5", "number_not_a_number"), (True, "number_not_a_number"),
    (date(2024, 1, 1), "number_not_a_number"), (float("nan"), "number_not_a_number"), (float("inf"), "number_not_a_number"), ("²", "number_not_a_number"),
    ("0.005", "amount_not_exact"), (1234.565, "amount_not_exact"), ("1,234.567 บาท", "amount_not_exact"), (1 / 3, "amount_not_exact"),
    ("-1", "number_out_of_range"), ("(500)", "number_out_of_range"), (-0.01, "number_out_of_range"), (1e30, "number_out_of_range"),
])
def test_what_is_no_amount_of_baht_is_refused(typed, code):
    assert code_of(convert(column("money", minimum=0), typed)) == code


def test_a_negative_amount_may_be_written_in_parentheses_where_it_is_allowed():
    assert convert(column("money"), "(1,500.25)") == Decimal("-1500.25")
    assert convert(column("money"), "−3 บาท") == Decimal("-3")


@given(some.decimals(0, 9 * 10**12, places=2), some.sampled_from(["{:,}", "{}", "{:,} บาท", "฿{:,}"]), some.booleans())
def test_any_amount_written_out_reads_back_to_the_satang(amount, form, in_thai):
    written = form.format(amount)
    assert convert(column("money"), written.translate(THAI) if in_thai else written) == amount


@given(some.integers(0, 9 * 10**14))
def test_any_amount_a_spreadsheet_can_hold_reads_back_to_the_satang(satang):
    assert convert(column("money"), float(Decimal(satang) / 100)) == Decimal(satang) / 100


@given(some.decimals(-(10**9), 10**9, places=6))
def test_any_measure_of_six_decimals_reads_back_from_text_and_from_a_number(number):
    assert convert(column("number"), f"{number:f}") == number
    assert convert(column("number"), float(number)) == number


@given(some.integers(-(2**31) + 1, 2**31 - 1), some.booleans())
def test_any_count_reads_back(count, in_thai):
    written = f"{count:,}".translate(THAI) if in_thai else f"{count:,}"
    assert convert(column("integer"), written) == convert(column("integer"), float(count)) == count


@given(some.one_of(some.text(), some.floats(), some.booleans(), some.dates(), some.integers()),
       some.sampled_from(["text", "code", "codes", "date", "money", "number", "integer", "boolean", "fiscal_year", "url"]))
def test_no_cell_whatever_raises(cell, kind):
    value = convert(column(kind), cell)
    assert value is None or isinstance(value, str | int | Decimal | date | Refusal)


def test_a_measure_keeps_six_decimals():
    assert convert(column("number"), 1 / 3) == Decimal("0.333333")
    assert convert(column("number"), "0.0000005") == Decimal("0.000001")


@pytest.mark.parametrize(("typed", "meant"), [
    (12.0, 12), ("๑๒๐ คน", 120), ("12.5", "number_not_whole"), (3.5, "number_not_whole"), ("12.0", 12), ("3000000000", "number_out_of_range"),
])
def test_a_count_is_whole(typed, meant):
    assert code_of(convert(column("integer", unit=("คน", "people")), typed)) == meant


@pytest.mark.parametrize("typed", ["45%", "ร้อยละ 45", "45 ร้อยละ", "45 percent", 45.0, "๔๕"])
def test_a_per_cent_may_carry_its_sign(typed):
    assert convert(TABLES["quarterly_target"].column("target_percent"), typed) == Decimal(45)


def test_a_number_out_of_range_is_told_the_range():
    refusal = convert(TABLES["district"].column("latitude"), "99")
    assert refusal.code == "number_out_of_range"
    assert (dict(refusal.details)["minimum_en"], dict(refusal.details)["maximum_en"]) == ("5", "21")


# --- dates ----------------------------------------------------------------------------------------------------------

FIRST_OF_OCTOBER = date(2024, 10, 1)


@pytest.mark.parametrize("typed", [
    "1 ต.ค. 2567", "๑ ต.ค. ๒๕๖๗", "1 ตุลาคม 2567", "1 ต.ค. 67", "01/10/2567", "1/10/2567", "1/10/67", "1-10-2567", "1.10.2567", "2024-10-01",
    "2567-10-01", "2024-10-01 00:00:00", "2024-10-01T00:00:00", "1/10/2024", "1 ต.ค. พ.ศ. 2567", "1 ตุลาคม พ.ศ.2567", "1 ต.ค. ค.ศ. 2024",
    "1 October 2024", "1 Oct 2024", "วันที่ 1 ตุลาคม 2567", "วันอังคารที่ 1 ตุลาคม พ.ศ. 2567", "1ต.ค.2567", "1 ตค 2567", "1 ต.ค.67", "45566",
    45566.0, 45566.75, 45566, 243892.0, date(2024, 10, 1), datetime(2024, 10, 1, 9, 30), date(2567, 10, 1), datetime(2567, 10, 1), " 1  ต.ค.\u00a02567\u200b ",
])
def test_a_date_in_the_ways_it_arrives(typed):
    assert convert(column("date"), typed) == FIRST_OF_OCTOBER


def test_the_leap_day_excel_keeps_as_text_is_a_date():
    assert convert(column("date"), "29 ก.พ. 2567") == date(2024, 2, 29)
    assert convert(column("date"), "29/2/2567") == date(2024, 2, 29)


def test_a_leap_day_that_only_exists_in_the_wrong_calendar_is_refused():
    assert code_of(convert(column("date"), datetime(2568, 2, 29))) == "date_impossible"
    assert code_of(convert(column("date"), "29 ก.พ. 2568")) == "date_impossible"


@pytest.mark.parametrize(("typed", "code"), [
    ("31 ก.พ. 2567", "date_impossible"), ("10/25/2024", "date_impossible"), ("ไม่ทราบ", "date_impossible"), ("2567", "date_impossible"), (2567.0, "date_impossible"),
    (20241001.0, "date_impossible"), (True, "date_impossible"), ("0/0/2567", "date_impossible"), ("1 ต.ค. 3567", "year_out_of_range"),
    ("1/10/1200", "year_out_of_range"), ("1/10/24", "year_unclear"), ("1 ต.ค. 24", "year_unclear"), ("1 Oct 67", "year_unclear"),
    ("1 ต.ค. พ.ศ. 2024", "date_era_wrong"), ("1 ต.ค. ค.ศ. 2567", "date_era_wrong"), ("ต.ค. 2567", "date_impossible"), (float("nan"), "date_impossible"),
])
def test_what_is_no_date_is_refused_with_its_reason(typed, code):
    assert code_of(convert(column("date"), typed)) == code


@pytest.mark.parametrize(("typed", "era", "meant"), [
    ("1/10/2567", "be", FIRST_OF_OCTOBER), ("1/10/2024", "be", "date_era_wrong"), ("1/10/2024", "ce", FIRST_OF_OCTOBER), ("1/10/2567", "ce", "date_era_wrong"),
    ("1/10/67", "be", FIRST_OF_OCTOBER), ("1/10/24", "ce", FIRST_OF_OCTOBER), ("1 ต.ค. ค.ศ. 2024", "be", "date_era_wrong"),
    (date(2024, 10, 1), "be", FIRST_OF_OCTOBER), (date(2567, 10, 1), "be", FIRST_OF_OCTOBER), (date(2567, 10, 1), "ce", "date_era_wrong"),
])
def test_the_era_in_the_heading_is_kept(typed, era, meant):
    assert code_of(to_date(typed, era)) == meant


def test_a_wrong_era_is_told_with_the_year_that_may_be_meant():
    refusal = to_date("1/10/2024", "be")
    assert dict(refusal.details) == {"said_th": "พ.ศ.", "said_en": "B.E.", "year": "2024", "instead": "2567"}


@given(ORDINARY_DATES, some.sampled_from([
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year + 543}", lambda d: f"{d.day} {FULL[d.month - 1]} {d.year + 543}",
    lambda d: f"{d.day:02}/{d.month:02}/{d.year + 543}", lambda d: d.isoformat(), lambda d: f"{d.day}-{d.month}-{d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} พ.ศ. {d.year + 543}", lambda d: f"{d:%-d %B %Y}",
]), some.booleans())
def test_any_date_reads_back_however_it_is_written(day, written, in_thai):
    text = written(day)
    assert convert(column("date"), text.translate(THAI) if in_thai else text) == day


@given(some.dates(date(1954, 10, 3), date(2150, 12, 31)))
def test_any_serial_number_of_a_spreadsheet_is_its_day(day):
    assert convert(column("date"), float((day - date(1899, 12, 30)).days)) == day


@given(ORDINARY_DATES)
def test_a_buddhist_year_typed_into_a_common_calendar_is_the_day_that_was_meant(day):
    try:
        stored = day.replace(year=day.year + 543)
    except ValueError:  # 29 February: Excel keeps it as text
        return
    assert convert(column("date"), stored) == day


@pytest.mark.parametrize(("typed", "year"), [
    (2567.0, 2567), (2567, 2567), ("๒๕๖๗", 2567), ("ปีงบประมาณ 2567", 2567), ("ปีงบประมาณ พ.ศ. ๒๕๖๗", 2567), ("FY2567", 2567), ("พ.ศ. 2567", 2567),
    ("2024", "date_era_wrong"), (2024.0, "date_era_wrong"), ("67", "year_out_of_range"), ("2567.5", "year_out_of_range"), (25670.0, "year_out_of_range"),
    ("ปีนี้", "year_out_of_range"), (True, "year_out_of_range"), (date(2024, 1, 1), "year_out_of_range"), (float("inf"), "year_out_of_range"),
])
def test_a_fiscal_year_is_a_buddhist_year_of_four_digits(typed, year):
    assert code_of(to_fiscal_year(typed)) == year


# --- the examples every column shows --------------------------------------------------------------------------------

COLUMNS = [(table, c) for table in TABLES.values() for c in table.columns]


@pytest.mark.parametrize(("table", "one"), [(t.name, c) for t, c in COLUMNS if c.example and c.kind != "choice"],
                         ids=lambda x: x if isinstance(x, str) else x.name)
def test_the_example_of_every_column_is_accepted(table, one):
    assert not isinstance(convert(one, one.example), Refusal)


@pytest.mark.parametrize(("table", "one"), [(t.name, c) for t, c in COLUMNS if c.bad_example], ids=lambda x: x if isinstance(x, str) else x.name)
def test_the_bad_example_of_every_column_is_refused(table, one):
    assert isinstance(convert(one, one.bad_example), Refusal)


def test_values_are_shown_as_people_know_them():
    assert [shown(x) for x in (6.0, 6.5, datetime(2024, 1, 2), True, None, "ก")] == ["6", "6.5", "2024-01-02", "TRUE", "", "ก"]
