"""Words and numbers: complete in both languages, natural in Thai, exact in money."""

import ast
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import markup, wording
from dashboard.wording import t

ROOM = Path(wording.__file__).parent
# Latin words that Thai readers of these screens use as they are.
LATIN = {"JSON", "Parquet", "zip", "SCRUTINY", "LICENCE", "block", "grant", 
    "MOU", "PO", "CSV", "Excel", "JavaScript", "P", "PageDown", "PageUp", "Esc", "Ctrl", "C", "scrutiny", "load", "upgrade", "xlsx", "csv", "MB", "LibreOffice", "in", "kind",
    "Joint", "Scrutiny", "Natural", "Earth", "GeoNames", "GeoThai", "CC", "BY", "Sarabun", "OFL", "eMENSCR", "GFMIS", "GP", "e", "n",
    "HTML", "PDF", "PPTX", "XLSX", "Chromium", "A", "B", "F", "N", "Home", "release", "pack", "record", "tables", "counts",
    "Freeman", "betweenness", "public", "action", "contract", "territorial", "Function", "boundaries",
}  # fmt: skip


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys():
    assert set(wording.texts("th")) == set(wording.texts("en"))


def test_both_languages_fill_the_same_placeholders():
    th, en = wording.texts("th"), wording.texts("en")
    differing = {k for k in th if k in en and placeholders(th[k]) != placeholders(en[k])}
    # A word that counts may need the year of its own era: the keys under [time] choose.
    assert {k for k in differing if not k.startswith("time.")} == set()


def test_thai_texts_hold_no_stray_latin_words():
    stray = {}
    for key, text in wording.texts("th").items():
        words = set(re.findall(r"[A-Za-z]+", re.sub(r"\{[^}]*\}|</?\w+>", "", text))) - LATIN
        if words:
            stray[key] = words
    assert stray == {}


def test_english_texts_hold_no_thai_but_the_name_of_the_language():
    assert {k for k, text in wording.texts("en").items() if re.search("[\u0e00-\u0e7f]", text)} <= {"head.language", "data.forms_hint"}  # the latter names a sheet of the workbook


def literal_keys(tree):
    """Keys given literally to t(…) or wording.t(…)."""
    for node in ast.walk(tree):
        name = isinstance(node, ast.Call) and (getattr(node.func, "id", "") or getattr(node.func, "attr", ""))
        if name == "t" and node.args and isinstance(node.args[0], ast.Constant):
            yield node.args[0].value


@pytest.mark.parametrize("path", sorted(ROOM.rglob("*.py")), ids=lambda p: p.relative_to(ROOM).as_posix())
def test_every_text_that_is_asked_for_exists(path):
    missing = set(literal_keys(ast.parse(path.read_text(encoding="utf-8")))) - set(wording.texts("th"))
    assert missing == set()


def test_a_text_is_filled_and_a_missing_value_is_an_error():
    assert t("head.release", release=14) == "ฉบับข้อมูลที่ 14"
    assert t("head.release", "en", release=14) == "Data release 14"
    with pytest.raises(KeyError):
        t("head.release", wrong=14)
    with pytest.raises(KeyError):
        t("no.such.text")


@pytest.mark.parametrize(
    ("amount", "th", "en"),
    [
        ("12345678.90", "12.3 ล้านบาท", "12.3 million baht"),
        ("100000", "0.1 ล้านบาท", "0.1 million baht"),
        ("99999.99", "100,000 บาท", "100,000 baht"),
        ("20000", "20,000 บาท", "20,000 baht"),
        ("0", "0 บาท", "0 baht"),
        ("-0.40", "0 บาท", "0 baht"),
        ("-2650000", "−2.7 ล้านบาท", "−2.7 million baht"),
        ("1234567890123.45", "1,234,567.9 ล้านบาท", "1,234,567.9 million baht"),
    ],
)
def test_money_reads_as_people_say_it(amount, th, en):
    assert wording.baht(Decimal(amount)) == th
    wording.use("en")
    assert wording.baht(Decimal(amount)) == en


def test_money_is_exact_to_the_satang_on_hover():
    assert wording.baht_exact(Decimal("12345678.90")) == "12,345,678.90 บาท"


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_no_amount_loses_a_satang_on_hover(amount):
    shown = wording.baht_exact(amount).removesuffix(" บาท").replace(",", "").replace("−", "-")
    assert Decimal(shown) == amount


def test_dates_are_of_the_buddhist_era_in_thai_and_of_the_common_era_in_english():
    assert wording.date(date(2024, 10, 1)) == "1 ต.ค. 2567"
    assert wording.date(date(2024, 2, 29), long=True) == "29 กุมภาพันธ์ 2567"
    assert wording.month_year(date(2025, 9, 30)) == "ก.ย. 2568"
    wording.use("en")
    assert wording.date(date(2024, 10, 1)) == "1 Oct 2024"


def test_a_year_standing_alone_says_its_era_in_english():
    assert (wording.fiscal_year(2567), wording.quarter(1, 2567), wording.year(2567)) == ("ปีงบประมาณ 2567", "ไตรมาส 1/2567", "2567")
    wording.use("en")
    assert wording.fiscal_year(2567) == "fiscal year 2024 (BE 2567)"
    assert (wording.quarter(1, 2567), wording.year(2567)) == ("Q1 FY2024 (BE 2567)", "2024 (BE 2567)")


def test_numbers_keep_their_digits_and_drop_idle_zeros():
    assert [wording.number(Decimal(v)) for v in ("1234.50", "12.00", "0.125", "-3")] == ["1,234.5", "12", "0.13", "−3"]
    assert (wording.percent(Decimal("63.45")), wording.points(Decimal("-5.25")), wording.points(Decimal("0"))) == (
        "63.5%",
        "−5.3 จุดร้อยละ",
        "+0.0 จุดร้อยละ",
    )
    assert (wording.days(41), wording.thai_digits("ครั้งที่ 2/2567")) == ("41 วัน", "ครั้งที่ ๒/๒๕๖๗")
    wording.use("en")
    assert (wording.days(1), wording.days(2)) == ("1 day", "2 days")


@pytest.mark.parametrize("nothing", [None, float("nan")])
def test_no_value_is_a_dash(nothing):
    spoken = (wording.baht, wording.date, wording.number, wording.percent, wording.points, wording.days, wording.fiscal_year)
    assert {say(nothing) for say in spoken} == {"–"}


def test_headings_and_codes_speak_the_words_of_the_tables():
    assert wording.label("fund_source") != "fund_source"
    assert wording.choice("sector", "academia") == "ภาควิชาการ"
    assert wording.choice("sector", "never heard of") == "never heard of"
    assert wording.state("no_evidence") == "ไม่มีหลักฐาน"


def test_no_line_breaks_inside_a_term_a_number_with_its_unit_or_a_day():
    html = markup.said("เบิกจ่าย 12.4 ล้านบาท เมื่อ 1 ต.ค. 2567")
    assert '<span class="term">เบิกจ่าย</span>' in html
    assert '<span class="term">12.4\u00a0ล้านบาท</span>' in html
    assert "1\u00a0ต.ค.\u00a02567" in html


def test_what_comes_from_data_is_never_markup():
    assert "<img" not in markup.said('<img src="http://elsewhere/x.png"> & ![x](http://elsewhere)')
    assert markup.said("a < b & c", names=["b & c"]) == 'a &lt; <span class="whole">b &amp; c</span>'


def test_a_gap_too_small_for_its_decimals_keeps_its_side():
    assert [wording.points(Decimal(gap)) for gap in ("-0.03", "0.04", "0")] == ["−0.03 จุดร้อยละ", "+0.04 จุดร้อยละ", "+0.0 จุดร้อยละ"]
    assert wording.points(Decimal("-0.30"), 0) == "−0.3 จุดร้อยละ"
