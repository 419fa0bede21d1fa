"""Do the codes a row names exist? Set-based, after a release is written and before it is kept."""

import difflib
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, Select, bindparam, literal, select

from queries import tables
from queries.tables import FAR, Column, Table
from queries.workbook.problems import Problem, problem


def broken(connection: Connection, province: str, touched: set[str], refused: dict[str, set]) -> Iterator[Problem]:
    """A problem for every row true now whose code names nothing that is: in a touched table, or naming one.

    `refused` holds keys of the file's own faulty rows per table: naming one of those is no second problem.
    """
    for table in tables.TABLES.values():
        for column in table.columns:
            targets = column.references.split("|") if column.references else []
            if targets and (table.name in touched or touched & set(targets)):
                excused = set().union(*(refused.get(name, ()) for name in targets))
                yield from (p for p in _broken_column(connection, province, table, column) if p.value not in excused)


def _broken_column(connection: Connection, province: str, table: Table, column: Column) -> Iterator[Problem]:
    found, holds_many = connection.execute(_given(table.name, column.name), {"of_province": province}).all(), column.kind == "codes"
    known = _known(connection, province, column) if found and holds_many else set()
    for codes, sheet, row in found:
        yield from (_problem(connection, province, column, code, sheet, row) for code in (codes.split(";") if holds_many else [codes]) if code not in known)


@cache
def _given(name: str, column_name: str) -> Select:
    """The codes a column holds in `of_province`, with sheet and row; where it holds one a row only those that are in none of the tables they may come from. Asked of every column at every load: put together once."""
    stored, column, province = tables.sql[name], tables.TABLES[name].column(column_name), bindparam("of_province")
    query = select(stored.c[column_name], stored.c.source_sheet, stored.c.source_row).where(stored.c.province_code == province, stored.c.to_release == FAR, stored.c[column_name].is_not(None))
    return query if column.kind == "codes" else query.where(*_nowhere(stored.c[column_name], column, province))


def _nowhere(code, column: Column, province) -> Iterator:
    """Conditions that together say: the code is in none of the tables it may come from."""
    for name in column.references.split("|"):
        if name == "province":
            yield code != province
            continue
        target = tables.sql[name].alias("target")
        key = target.c[tables.TABLES[name].key[0]]
        yield ~select(literal(1)).where(target.c.province_code == province, target.c.to_release == FAR, key == code).exists()


def _known(connection: Connection, province: str, column: Column) -> set[str]:
    known = set()
    for name in column.references.split("|"):
        if name == "province":
            known.add(province)
        else:
            target = tables.sql[name]
            key = target.c[tables.TABLES[name].key[0]]
            known |= set(connection.scalars(select(key).where(target.c.province_code == province, target.c.to_release == FAR)))
    return known


def _problem(connection: Connection, province: str, column: Column, code: str, sheet: str, row: int) -> Problem:
    target = tables.TABLES[column.references.split("|")[0]]
    near = difflib.get_close_matches(code, sorted(_known(connection, province, column)), n=1, cutoff=0.6)
    return problem(
        "reference_unknown", sheet=sheet or "", row=row or 0, column=column.name, value=code,
        table_th=f"แผ่นงาน “{target.label[0]}”", table_en=f"the sheet “{target.label[1]}”",
        nearest_th=f" (ใกล้เคียง: {near[0]})" if near else "", nearest_en=f" (near: {near[0]})" if near else "",
    )
