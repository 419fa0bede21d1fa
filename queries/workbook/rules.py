"""What must hold between columns and between rows, asked of the database once the file's rows are in it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select

from queries import flags, releases, tables
from queries.tables import FAR, Table
from queries.workbook import staging
from queries.workbook.problems import Problem, problem

# Pairs of dates of one row, the first not after the second: an error, for one of them must be wrong.
ORDER = (("start_on", "end_on"), ("requested_on", "decided_on"), ("raised_on", "settled_on"), ("baseline_on", "final_target_on"), ("period_on", "reported_on"), ("signed_on", "end_on"))


def unknown_ends(connection: Connection, table: Table, held) -> Iterator[Problem]:
    """Rows marked as ended that nothing stored answers to."""
    for row in staging.unknown_ends(connection, table, held):
        key = " · ".join(str(row._mapping[k]) for k in table.key) or row.province_code
        yield problem("end_of_unknown_row", sheet=row.source_sheet, row=row.source_row, value=key)


def broken(connection: Connection, province: str, number: int, touched: set[str]) -> Iterator[Problem]:
    """Every rule broken by a row that release `number` opened."""
    for name in touched:
        yield from _dates_out_of_order(connection, tables.TABLES[name], number)
    yield from _province(connection, province)
    yield from _outside_contract(connection, province, number)
    yield from _targets(connection, number)
    yield from _flags(connection, province, number)


def _dates_out_of_order(connection: Connection, table: Table, number: int) -> Iterator[Problem]:
    names, stored = {c.name for c in table.columns}, tables.sql[table.name]
    for first, second in ORDER:
        if not {first, second} <= names:
            continue
        query = select(stored.c[first], stored.c[second], stored.c.source_sheet, stored.c.source_row).where(
            stored.c.from_release == number, stored.c[first] > stored.c[second])
        (first_th, first_en), (second_th, second_en) = table.column(first).label, table.column(second).label
        for early, late, sheet, row in connection.execute(query):
            yield problem("dates_out_of_order", sheet=sheet, row=row, column=second, value=_be(late), first=_be(early), second=_be(late),
                          first_name_th=first_th, first_name_en=first_en, second_name_th=second_th, second_name_en=second_en)


def _province(connection: Connection, province: str) -> Iterator[Problem]:
    """A province must be introduced by its own sheet before, or with, its first figures."""
    stored = tables.sql["province"]
    if connection.execute(select(stored.c.province_code).where(stored.c.province_code == province, stored.c.to_release == FAR)).first() is None:
        yield problem("province_not_introduced", value=province)


def _outside_contract(connection: Connection, province: str, number: int) -> Iterator[Problem]:
    """Projects and deliverables whose dates lie outside the contract they belong to: loaded, and flagged."""
    project, contract = tables.sql["project"], releases.at("contract", province, number)
    query = select(project, contract.c.start_on.label("first"), contract.c.end_on.label("last")).join(
        contract, contract.c.contract_code == project.c.contract_code).where(project.c.from_release == number)
    for row in connection.execute(query):
        for name in ("start_on", "end_on"):
            if not row.first <= row._mapping[name] <= row.last:
                yield _outside(row, name, row._mapping[name])
    deliverable, phase, hire = (tables.sql["deliverable"], releases.at("phase", province, number), releases.at("manager_contract", province, number))
    query = (select(deliverable, hire.c.start_on.label("first"), hire.c.end_on.label("last"))
             .join(phase, phase.c.phase_code == deliverable.c.phase_code)
             .join(hire, hire.c.manager_contract_code == phase.c.manager_contract_code)
             .where(deliverable.c.from_release == number))
    for row in connection.execute(query):
        if not row.first <= row.original_due_on <= row.last:
            yield _outside(row, "original_due_on", row.original_due_on)


def _outside(row, column: str, found: date) -> Problem:
    return problem("date_outside_contract", sheet=row.source_sheet, row=row.source_row, column=column, value=_be(found), start_on=_be(row.first), end_on=_be(row.last))


def _targets(connection: Connection, number: int) -> Iterator[Problem]:
    """Targets that equal the baseline, or lie on the wrong side of it for the indicator's direction."""
    stored = tables.sql["indicator"]
    for row in connection.execute(select(stored).where(stored.c.from_release == number)):
        where = {"sheet": row.source_sheet, "row": row.source_row, "column": "final_target_value", "value": row.indicator_code}
        if row.aggregation == "sum" and not row.is_cumulative:
            yield problem("sum_not_cumulative", **where | {"column": "is_cumulative"})
        if row.final_target_value == row.baseline_value:
            yield problem("target_equals_baseline", **where, baseline=_plain(row.baseline_value))
        elif (row.final_target_value > row.baseline_value) != (row.direction == "rising"):
            th, en = ("เพิ่มขึ้น", "rise") if row.direction == "rising" else ("ลดลง", "fall")
            yield problem("target_against_direction", **where, direction_th=th, direction_en=en, target=_plain(row.final_target_value), baseline=_plain(row.baseline_value))


def _flags(connection: Connection, province: str, number: int) -> Iterator[Problem]:
    """Red flags that a row of this very release raises and that a clerk can check against the papers."""
    raised = flags.raised(connection, release=number, province=province, only=set(FLAGS_TOLD))
    for row in raised[raised["from_release"] == number].itertuples():
        yield problem(row.flag, sheet=row.source_sheet, row=row.source_row, value=row.subject_code, **FLAGS_TOLD[row.flag](row))


def _facts(codes: str, language: int) -> str:
    return ", ".join(tables.CHOICES["participation_fact"][code][language] for code in codes.split(";"))


# Which flags the import tells as warnings, and what their words need.
FLAGS_TOLD = {
    "share_exceeds_budget": lambda row: {"total": f"{row.figure:,.2f}", "budget": f"{row.limit:,.2f}"},
    "disbursed_over_allocated": lambda row: {"disbursed": f"{row.figure:,.2f}", "allocated": f"{row.limit:,.2f}"},
    "participation_fact_missing": lambda row: {"facts_th": _facts(row.details, 0), "facts_en": _facts(row.details, 1)},
    "paid_before_accepted": lambda row: {"waiting": row.details},
    "accepted_without_evidence": lambda row: {},
}


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _be(day: date) -> str:
    """A date as a clerk writes it: 01/10/2567."""
    return f"{day.day:02d}/{day.month:02d}/{day.year + 543}"
