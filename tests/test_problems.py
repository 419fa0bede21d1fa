"""Every problem can be told in both languages, in full, with nothing left out."""

from string import Formatter

import pytest

from queries.workbook.problems import LANGUAGES, TEXTS, Problem, has_errors, in_order, problem

PLACE = {"sheet", "row", "column", "value", "cell"}


def fields_of(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", TEXTS)
def test_every_problem_says_what_is_wrong_what_is_allowed_and_what_to_do_in_both_languages(code):
    words = TEXTS[code]
    assert words.severity in ("error", "warning")
    for pair in (words.what, words.allowed, words.action):
        assert len(pair) == 2
        assert all(text.strip() for text in pair)


@pytest.mark.parametrize("code", TEXTS)
def test_every_text_asks_only_for_the_place_and_for_its_named_details(code):
    words = TEXTS[code]
    asked = {name for pair in (words.what, words.allowed, words.action) for text in pair for name in fields_of(text)}
    assert asked <= PLACE | set(words.details)
    assert set(words.details) <= asked, "a detail nobody reads"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", TEXTS)
def test_every_problem_formats_when_its_details_are_given(code, language):
    given = {name: f"<{name}>" for name in TEXTS[code].details}
    one = problem(code, sheet="งาน", row=7, column="หัว", value="ค่า", **given)
    for text in (one.message(language), one.allowed(language), one.action(language)):
        assert "{" not in text
        assert "…" not in text or "=ROUND(…,2)" in text


@pytest.mark.parametrize("code", TEXTS)
def test_the_thai_texts_are_thai_and_the_english_ones_are_not(code):
    def is_thai(text):
        return any("ก" <= letter <= "๛" for letter in text)

    words = TEXTS[code]
    assert is_thai(words.what[0])
    assert is_thai(words.action[0])
    assert not is_thai(words.what[1].replace("ใช่", ""))
    assert any("a" <= letter <= "z" for letter in words.what[1])


def test_a_detail_may_read_differently_in_each_language():
    one = problem("sheet_ambiguous", sheet="x", tables_th="โครงการ", tables_en="Project")
    assert one.message("th") == "หัวคอลัมน์ของ “x” ตรงกับหลายตาราง: โครงการ"
    assert one.message("en") == "The headings of “x” fit several tables: Project"


def test_a_message_that_lacks_a_detail_still_reads():
    assert problem("number_out_of_range", value="7").allowed("en") == "From … to …"


def test_braces_in_a_value_are_only_text():
    assert "{row.__class__}" in problem("number_not_a_number", value="{row.__class__}", example="12").message("en")


def test_a_long_value_is_cut_in_the_message_but_kept_in_the_problem():
    one = problem("number_not_a_number", value="ก" * 500, example="12")
    assert len(one.message("th")) < 120
    assert len(one.value) == 500


def test_the_place_reads_as_a_clerk_says_it():
    one = problem("value_missing", sheet="โครงการ", row=7, column="ชื่อโครงการ", cell="C7", example="x")
    assert one.where("th") == "แผ่นงาน โครงการ แถวที่ 7 คอลัมน์ ชื่อโครงการ (C7)"
    assert one.where("en") == "sheet โครงการ row 7 column ชื่อโครงการ (C7)"
    assert one.address == "C7"


def test_problems_are_sorted_as_a_clerk_walks_the_file_and_told_once():
    def at(sheet, row, cell):
        return problem("value_missing", sheet=sheet, row=row, cell=cell)

    whole = problem("no_sheet_known", allowed="x")
    mixed = [at("ข", 2, "B2"), at("ก", 10, "A10"), at("ก", 9, "AA9"), at("ก", 9, "B9"), whole, at("ก", 9, "B9")]
    walked = [(p.sheet, p.address) for p in in_order(mixed, ["ข", "ก"])]
    assert walked == [("", ""), ("ข", "B2"), ("ก", "B9"), ("ก", "AA9"), ("ก", "A10")]


def test_only_errors_refuse_a_file():
    assert not has_errors([problem("heading_unknown", column="x")])
    assert has_errors([problem("heading_unknown", column="x"), problem("value_missing", example="1")])


def test_a_problem_is_plain_data_for_json():
    record = problem("date_impossible", sheet="ก", row=3, column="วันที่", value="31 ก.พ. 2567", cell="B3").record()
    assert record["code"] == "date_impossible"
    assert (record["severity"], record["sheet"], record["row"], record["column"], record["cell"], record["value"]) == (
        "error", "ก", 3, "วันที่", "B3", "31 ก.พ. 2567")
    assert record["message_en"] == "“31 ก.พ. 2567” is not a date that exists"
    assert record["action_th"] == "แก้เป็นวันที่ที่ถูกต้อง"


def test_a_code_without_texts_is_a_mistake_of_ours_and_shows_at_once():
    with pytest.raises(KeyError):
        Problem("no_such_code").message("th")
