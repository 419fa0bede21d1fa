"""How to ask, what words and columns mean, what is kept private; and what the public is told on every page besides."""

import re

import pytest
from opened import opened
from worked_example import PLACE, load_into

from dashboard import pages, serving, wording
from dashboard.sentences import about
from queries.tables import TABLES

PAGES = ("ask_us", "glossary", "dictionary", "privacy")


@pytest.fixture
def quiet():
    """What a page said of this process undone after it."""
    yield
    serving.begin("")


def test_without_an_address_the_complaints_centre_is_named_and_that_none_is_stated(sample_engine):
    page = opened(sample_engine, "ask_us")
    assert page.answers()[0] == "คณะกรรมการยังไม่ได้ระบุที่อยู่สำหรับรับคำถาม ระหว่างนี้ถามได้ที่ศูนย์ดำรงธรรม โทร 1567"
    assert "ที่อยู่คณะกรรมการยังไม่ระบุ" in page.text and "ยังไม่มีคำถามและคำตอบที่เผยแพร่" in page.text


def test_addresses_come_from_the_settings(sample_engine, monkeypatch):
    for name, value in (("COMMITTEE_ADDRESS", "ศาลากลางจังหวัด"), ("COMMITTEE_CONTACT", "scrutiny@example.go.th"), ("COMPLAINTS_LINE", "0000")):
        monkeypatch.setenv(f"SCRUTINY_{name}", value)
    page = opened(sample_engine, "ask_us")
    assert all(words in page.text for words in ("ศาลากลางจังหวัด", "scrutiny@example.go.th", "สายด่วน 0000"))
    assert "scrutiny@example.go.th" in opened(sample_engine, "privacy").text  # of no other contact there


def test_the_next_update_is_what_the_partners_next_owe(sample_engine):
    """As at 31 May 2568 reports about May are due from the 10th to the 15th of June (three partners' due days); the quarterly one, in July, comes later."""
    assert opened(sample_engine, "ask_us").answers()[1] == "ปรับปรุงครั้งต่อไป: รายงานของเดือน พ.ค. 2568 ครบกำหนดส่ง 10 มิ.ย. 2568 – 15 มิ.ย. 2568 ฉบับใหม่ตามมาหลังจากนั้น"


def test_every_term_has_words_in_both_languages_and_a_page():
    assert {wording.has(f"glossary.{part}.{code}") for code in about.TERMS for part in ("term", "says")} == {True}
    assert set(about.TERMS.values()) <= {page.key for page in pages.PAGES}
    assert sum(key.startswith("glossary.term.") for key in wording.texts("th")) == len(about.TERMS)


def test_the_dictionary_is_the_tables_own_words(sample_engine):
    public = [table for table in TABLES.values() if table.is_public]
    page = opened(sample_engine, "dictionary", of_table="budget_share")
    columns = sum(sum(c.is_public for c in table.columns) for table in public)
    assert page.answers()[0] == f"มีตารางสาธารณะ {len(public)} ตาราง {columns} คอลัมน์ คำอธิบายทำจากตารางของระบบเอง"
    rows = {row[1]: row for row in page.table(1)[1:]}
    assert rows["pledged_baht"] == ["รับไว้ตามสัญญา", "pledged_baht", "จำนวนที่รับไว้ในสัญญา", "จำนวนเงิน", "บาท", "ห้ามว่าง; ไม่ต่ำกว่า 0", "1,250,000.00"]
    assert rows["share_code"][5] == "ห้ามซ้ำ ห้ามว่าง" and "note" not in rows and "เงินกู้" in rows["fund_source"][5]


def test_what_is_never_published_is_all_that_the_tables_keep(sample_engine):
    hidden = sum(not table.is_public for table in TABLES.values()) + sum(bool(table.public_rows) for table in TABLES.values() if table.is_public)
    hidden += sum(bool(c.public_when) or not c.is_public for table in TABLES.values() if table.is_public for c in table.columns)
    page = opened(sample_engine, "privacy")
    assert len(page.table()) == hidden + 1 and f"มี {hidden} รายการ" in page.answers()[1]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("mode", ["desk", "projector", "phone"])
def test_every_scene_opens(sample_engine, mode, language):
    seen = opened(sample_engine, PAGES[0], mode=mode, lang=language)
    for key in PAGES:
        seen.app.switch_page(f"app_pages/{key}.py")
        for scene in range(1, 4) if mode == "projector" else [0]:
            seen.choose(scene=str(scene) if scene else "")
            assert re.search("<h1>", "".join(seen.blocks())) and "column." not in seen.text and "None" not in seen.text


def test_they_open_where_there_is_hardly_anything(new_database, tmp_path):
    made = new_database()
    load_into(made, tmp_path / "one", PLACE)
    assert "จึงบอกไม่ได้ว่าจะปรับปรุงเมื่อใด" in opened(made, "ask_us").text
    assert opened(made, "glossary").answers() and opened(made, "dictionary").answers() and opened(made, "privacy").answers()


def test_every_public_page_says_what_it_means_in_both_languages():
    meant = {f"meaning.{page.key}" for page in pages.listed(pages.PUBLIC)}
    for language in wording.LANGUAGES:
        assert meant == {key for key in wording.texts(language) if key.startswith("meaning.")}


def test_the_public_is_told_under_the_answer_what_a_page_means_and_at_its_foot_how_to_ask(sample_engine, quiet):
    page = opened(sample_engine, "glossary")
    assert "class=\"meaning\"" not in "".join(page.blocks())  # an official knows
    serving.begin(sample_engine.url.render_as_string(hide_password=False), serving.PUBLIC)
    blocks = page.choose(lang="en").blocks()
    meaning = next(place for place, block in enumerate(blocks) if 'class="meaning"' in block)
    assert 'class="answer"' in blocks[meaning - 1] and sum('class="meaning"' in block for block in blocks) == 1
    foot = blocks[-1]
    assert "Next update: reports about May" in page.text and "ask_us?lang=en" in foot and "privacy?lang=en" in foot and "glossary?" not in foot
    assert "class=\"meaning\"" not in "".join(page.choose(mode="projector").blocks()) and "Next update" not in page.text


def test_the_data_page_offers_everything_in_one_file(sample_engine, quiet):
    page = opened(sample_engine, "data")
    assert any(button.proto.id.endswith("open_data") for button in page.app.get("download_button"))
    assert "SCRUTINY_LICENCE" in page.text
    serving.begin(sample_engine.url.render_as_string(hide_password=False), serving.PUBLIC)
    page.choose(lang="en")
    assert any(button.proto.id.endswith("open_data") for button in page.app.get("download_button")) and "SCRUTINY_LICENCE" not in page.text
