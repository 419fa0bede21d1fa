"""The one source of truth is complete: words, limits, examples, references."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from queries import tables
from queries.tables.spec import EXAMPLES
from queries.workbook.cells import convert
from queries.workbook.refusal import Refusal

COLUMNS = [(t, c) for t in tables.TABLES.values() for c in t.columns]
NAMES = [f"{t.name}.{c.name}" for t, c in COLUMNS]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=NAMES)
def test_a_column_says_all_it_must(table, column):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
    for th, en in (column.label, column.meaning):
        assert th and en and re.search("[\u0e00-\u0e7fA-Z]", th) and not re.search("[\u0e00-\u0e7f]", en)
    assert column.kind in EXAMPLES and bool(column.choices) <= (column.kind in ("choice", "codes"))
    assert not column.choices or column.choices in tables.CHOICES
    assert all(name in tables.TABLES for name in filter(None, column.references.split("|")))
    if column.kind == "money":
        assert column.name.endswith("_baht")
    if column.kind == "date":
        assert column.name.endswith("_on")


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=NAMES)
def test_a_column_s_good_example_is_read_and_its_bad_one_refused(table, column):
    if column.example and column.kind != "text":
        assert not isinstance(convert(column, column.example), Refusal), column.example
    if column.bad_example and column.kind != "text":
        assert isinstance(convert(column, column.bad_example), Refusal), column.bad_example


def test_a_column_added_to_a_table_that_was_there_says_so_and_may_be_empty():
    """Else what older releases were sealed with would be another row, and their chain broken."""
    added, words = set(), re.compile(r"batch_alter_table\('(\w+)'|op\.add_column\('(\w+)', sa\.Column\('(\w+)'|batch_op\.add_column\(sa\.Column\('(\w+)'")
    for step in sorted((Path(tables.__file__).parents[1] / "migrations" / "versions").glob("*.py")):
        table = ""
        for batch, name, column, in_batch in words.findall(step.read_text(encoding="utf-8").partition("def downgrade")[0]):
            table = batch or table
            added |= {(name or table, column or in_batch)} if (column or in_batch) and (name or table) in tables.TABLES else set()  # what stands beside the tables is sealed by hand
    assert added == {(t.name, c.name) for t, c in COLUMNS if c.came_later} and ("finding", "closed_on") in added
    assert not [c.name for _, c in COLUMNS if c.came_later and c.required]


@pytest.mark.parametrize("table", tables.TABLES.values(), ids=lambda t: t.name)
def test_a_table_says_what_it_is_and_its_key_is_required(table):
    names = [c.name for c in table.columns]
    assert all(table.label) and all(table.meaning) and table.workbook in ("setup", "monthly", "record")
    assert len(set(names)) == len(names) and table.key == tuple(n for n in names if n in table.key)
    assert all(table.column(k).required or table.column(k).default for k in table.key)
    labels = [c.label[0] for c in table.columns]
    assert len(set(labels)) == len(labels), "two columns of one sheet may not share a heading"
    assert len(table.label[0]) <= 31 and not re.search(r"[\[\]:*?/\\]", table.label[0]), "must do as an Excel sheet's name"


def test_sheet_names_are_told_apart():
    labels = [t.label[n] for t in tables.TABLES.values() for n in (0, 1)]
    assert len(set(labels)) == len(labels)


def test_every_code_list_is_named_in_both_languages_without_a_double():
    for name, codes in tables.CHOICES.items():
        for n in (0, 1):
            words = [w[n] for w in codes.values()]
            assert all(words) and len(set(words)) == len(words), name


def test_the_migrations_build_just_these_tables(engine):
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.METADATA) == []


def test_no_table_holds_a_private_person_s_data():
    telling = re.compile(r"national_id|citizen_id|phone|home_address|signature|bank|birth|person_name|surname")
    assert not [name for name in NAMES if telling.search(name)]
