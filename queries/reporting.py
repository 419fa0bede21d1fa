"""Reporting: who owes which report, how fresh each partner's figures are, what a release changed, and where a figure came from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

import pandas as pd
from sqlalchemy import CompoundSelect, Connection, Integer, and_, bindparam, func, literal, select, union_all

from queries import releases, tables, thresholds
from queries.answers import dicts, percent, remembered, rows, table
from queries.fiscal import fiscal_year_of, months_before, quarter_of
from queries.report_arrivals import ARRIVALS, Arrivals
from queries.report_periods import Told, period_of, periods

STATES = ("late", "reported", "not_yet")  # worst first

DUTIES = (
    "organisation_code", "organisation_name", "organisation_name_en", "sector", "district_code", "report_kind", "frequency", "due_day", "last_reported_period_on", "expected_period_on",
    "oldest_missing_period_on", "due_on", "next_due_on", "missing_periods", "days_overdue", "report_state",
)
FRESHNESS = (
    "organisation_code", "organisation_name", "organisation_name_en", "sector", "district_code", "duties", "late_duties", "kinds_late", "last_reported_period_on", "days_since_period",
    "days_overdue", "report_state",
)
COUNTED = ("owed_count", "reported_count", "complete_percent", *(f"{arrival}_count" for arrival in ARRIVALS[:-1]), "on_time_percent")
PERIODS = (
    "organisation_code", "organisation_name", "organisation_name_en", "report_kind", "frequency", "period_on", "due_on", "is_due", "arrival", "days_late", "came_on", "came_with_release",
)
PUNCTUALITY = (
    "organisation_code", "organisation_name", "organisation_name_en", "sector", "last_reported_period_on", "days_since_period", *COUNTED, "corrected_count", "days_overdue", "next_due_on",
    "report_state",
)
QUARTERS = ("fiscal_year", "quarter", *COUNTED)
CHANGES = ("table_name", "table_label_th", "table_label_en", "row_key", "change", "column_name", "column_label_th", "column_label_en", "before", "after", "release", "file_name", "source_sheet", "source_row")
RELEASES = (
    "release", "as_of", "release_kind", "created_at", "created_by", "reason", "file_name", "opened_rows", "closed_rows", "added_rows", "changed_rows", "ended_rows", "tables_changed",
    "reverts", "reverted_by", "is_in_force", "chain",
)
RELEASE_TABLES = ("release", "table_name", "table_label_th", "table_label_en", "added_rows", "changed_rows", "ended_rows")
LIMITS = ("threshold_rule", "threshold_value", "effective_on", "resolution_reference")
SOURCES = ("table_name", "row_key", "release", "to_release", "as_of", "file_name", "source_sheet", "source_row", "column_name", "before", "value")


def duties(connection: Connection, *, release: int, province: str, partner: str | None = None, report_kind: str | None = None) -> pd.DataFrame:
    """One row a partner and kind of report it owes: last and oldest missing period, due day, days overdue at as_of; most overdue first.

    `report_state`: late (a period is missing past its due day), reported, not_yet (nothing has come due). A period has been reported when
    the partner's figures reach it or go past it: money events of its shares, observations it sent, events it took part in, outputs of its
    projects. It is owed only while there is something to tell: a share not yet disbursed in its fiscal year, an indicator between baseline
    and target, a project that runs and has not delivered all. A month without any money event cannot be told from a missing report."""
    as_of, partners = releases.as_of(connection, province, release) or date.min, _partners(connection, release, province)
    known = Told(connection, release, province, as_of)
    found = []
    for duty in _true(connection, release, province, "reporting_duty"):
        if partner in (None, duty["organisation_code"]) and report_kind in (None, duty["report_kind"]) and duty["start_on"] <= as_of:
            found.append({**partners.get(duty["organisation_code"], {}), **duty, **_standing(duty, known, as_of)})
    return table(sorted(found, key=lambda r: (STATES.index(r["report_state"]), -r["days_overdue"], r["organisation_code"], r["report_kind"])), DUTIES)


def missing(connection: Connection, *, release: int, province: str, report_kind: str | None = None) -> pd.DataFrame:
    """One row a report that is overdue at as_of, as in `duties`; most days overdue first."""
    found = duties(connection, release=release, province=province, report_kind=report_kind)
    return found[found["report_state"] == "late"].reset_index(drop=True)


def freshness(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a partner that owes reports: how many (count), how many late, newest period reported and days since; most overdue first."""
    as_of, by_partner = releases.as_of(connection, province, release), defaultdict(list)
    for duty in dicts(duties(connection, release=release, province=province)):
        by_partner[duty["organisation_code"]].append(duty)
    found = [_standing_of(owed, as_of) for owed in by_partner.values()]
    return table(sorted(found, key=lambda r: (-r["days_overdue"], -r["late_duties"], r["organisation_code"])), FRESHNESS)


def report_periods(connection: Connection, *, release: int, province: str, partner: str | None = None, report_kind: str | None = None) -> pd.DataFrame:
    """One row a partner, kind and period it has owed a report of: due day, `arrival`, days_late (days), the release it came with; by partner, kind and period.

    `arrival`: on_time, late, untold (it came, by when nobody can say), missing, not_yet; what each means is told in report_arrivals. is_due: its
    due day has passed. came_on: as_of of the release."""
    return table((period for _, period in _every_period(connection, release, province, partner, report_kind)[1]), PERIODS)


def punctuality(connection: Connection, *, release: int, province: str, report_kind: str | None = None) -> pd.DataFrame:
    """One row a partner that owes reports: fresh (days), complete and on time (per cent) apart, with their counts; longest overdue first, then least complete, least on time.

    Fresh: days since the newest period its figures reach, as in `freshness`. Complete: of the periods whose due day has passed, those reported. On
    time: of those, the ones that came by their due day, where that can be told; None where it can be told of none. corrected_count: values of
    indicators that were changed after they had been reported, counted apart."""
    (arrivals, found), as_of = _every_period(connection, release, province, None, report_kind), releases.as_of(connection, province, release)
    by_partner, owed = defaultdict(list), defaultdict(list)
    for partner, period in found:
        by_partner[partner].append(period)
    for duty in dicts(duties(connection, release=release, province=province, report_kind=report_kind)):
        owed[duty["organisation_code"]].append(duty)
    corrected = arrivals.corrected if arrivals and report_kind in (None, "indicator") else {}
    lines = [{**_standing_of(of, as_of), **_counted(by_partner[code]), "corrected_count": corrected.get(code, 0)} for code, of in owed.items()]
    return table(sorted(lines, key=lambda r: (-r["days_overdue"], _nothing_last(r["complete_percent"]), _nothing_last(r["on_time_percent"]), r["organisation_code"])), PUNCTUALITY)


def quarters(connection: Connection, *, release: int, province: str, report_kind: str | None = None) -> pd.DataFrame:
    """One row a fiscal quarter (BE) with reports owed of its periods, whose due day has passed: reported, in time, late, missing (count), complete and on time (per cent); oldest first."""
    held = defaultdict(list)
    for _, period in _every_period(connection, release, province, None, report_kind)[1]:
        if period["is_due"]:
            held[fiscal_year_of(period["period_on"]), quarter_of(period["period_on"])].append(period)
    return table([{"fiscal_year": year, "quarter": quarter, **_counted(of)} for (year, quarter), of in sorted(held.items())], QUARTERS)


def changes(connection: Connection, *, release: int, province: str, after: int | None = None, table_name: str | None = None, with_added: bool = True) -> pd.DataFrame:
    """One row a field that changed after release `after` (the province's one before, when not given) up to this release, with the file, sheet and row of the newer value; by table and key.

    `before` and `after` are as stored: baht for money, dates, codes; `change` is added, changed or ended."""
    if after is None:
        after = connection.scalar(select(func.coalesce(func.max(tables.release_table.c.number), 0)).where(tables.release_table.c.province_code == province, tables.release_table.c.number < release))
    found = releases.compare(connection, province=province, before=after, after=release, only=table_name, with_added=with_added) if table_name in (None, *tables.TABLES) else pd.DataFrame()
    return table([{**row, **_words(row["table_name"], row["column_name"])} for row in dicts(found)], CHANGES)


def release_summary(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a release up to this one: when, by which office, from which file, rows added, changed and ended (count), whether it stands; newest first."""
    counted = defaultdict(lambda: defaultdict(int))
    for row in _touched(connection, release, province):
        for name in ("added_rows", "changed_rows", "ended_rows"):
            counted[row["release"]][name] += row[name]
        counted[row["release"]]["tables_changed"] += 1
    note = tables.release_table
    known = rows(connection, select(note, note.c.number.label("release")).where(note.c.province_code == province, note.c.number <= release).order_by(note.c.number.desc()))
    undone = {row["reverts"]: row["number"] for row in known if row["reverts"]}
    nothing = dict.fromkeys(("added_rows", "changed_rows", "ended_rows", "tables_changed"), 0)
    return table([{**row, **nothing, **counted[row["number"]], "reverted_by": undone.get(row["number"]), "is_in_force": row["number"] not in undone} for row in known], RELEASES)


def release_tables(connection: Connection, *, release: int, province: str, only_this: bool = False) -> pd.DataFrame:
    """One row a release and a table it touched: rows added, changed and ended (count); newest release first, then by table."""
    found = [{**row, **_words(row["table_name"])} for row in _touched(connection, release, province) if not only_this or row["release"] == release]
    order = list(tables.TABLES)
    return table(sorted(found, key=lambda r: (-r["release"], order.index(r["table_name"]))), RELEASE_TABLES)


def source_of(connection: Connection, *, release: int, province: str, table_name: str, row_key: str, column: str | None = None) -> pd.DataFrame:
    """One row a version of a stored row and a column of it that changed: since which release, from which file, sheet and row, before and value; newest first.

    `row_key` is the key's parts joined by " · ", as `changes` gives it. Without `column`, every column that changed. No rows for an unknown table or key."""
    spec = tables.TABLES.get(table_name)
    parts = _key(spec, row_key) if spec else None
    if parts is None:
        return table([], SOURCES)
    stored, note = tables.sql[table_name], tables.release_table
    versions = rows(connection, select(stored, note.c.file_name, note.c.as_of).join(note, note.c.number == stored.c.from_release)
                    .where(stored.c.province_code == province, stored.c.from_release <= release, *(stored.c[k] == v for k, v in parts.items())).order_by(stored.c.from_release))
    found, before = [], {}
    for version in versions:
        here = {**version, "table_name": table_name, "row_key": row_key, "release": version["from_release"], "to_release": None if version["to_release"] > release else version["to_release"]}
        found += [{**here, "column_name": name, "before": before.get(name), "value": version[name]} for name in spec.payload if column in (None, name) and version[name] != before.get(name)]
        before = version
    return table(sorted(found, key=lambda r: -r["release"]), SOURCES)


def limits(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a rule behind a colour: the limit in force (in the rule's own unit), since when, and the resolution that set it – none for a default; by rule."""
    found = thresholds.in_force(connection, release, province)
    return table([{"threshold_rule": rule, "threshold_value": of.value, "effective_on": of.effective_on, "resolution_reference": of.resolution_reference or None} for rule, of in sorted(found.items())], LIMITS)


@remembered
def _every_period(connection: Connection, release: int, province: str, partner: str | None, report_kind: str | None) -> tuple[Arrivals | None, list[tuple[str, dict]]]:
    """Every period of every duty with its partner, and what told when it came (None before any release)."""
    as_of = releases.as_of(connection, province, release)
    if as_of is None:
        return None, []
    arrivals, partners, found = Arrivals(connection, release, province, as_of), _partners(connection, release, province), []
    for duty in _true(connection, release, province, "reporting_duty"):
        if partner in (None, duty["organisation_code"]) and report_kind in (None, duty["report_kind"]):
            found += [(duty["organisation_code"], {**partners.get(duty["organisation_code"], {}), **duty, **period}) for period in arrivals.of(duty)]
    return arrivals, found


def _counted(periods_of: Iterable[Mapping]) -> dict:
    """COUNTED of those of the periods whose due day has passed."""
    due = [period["arrival"] for period in periods_of if period["is_due"]]
    counts = {arrival: due.count(arrival) for arrival in ARRIVALS[:-1]}
    reported, told = len(due) - counts["missing"], counts["on_time"] + counts["late"]
    return {"owed_count": len(due), "reported_count": reported, "complete_percent": percent(Decimal(reported), Decimal(len(due))), "on_time_percent": percent(Decimal(counts["on_time"]), Decimal(told)),
            **{f"{arrival}_count": count for arrival, count in counts.items()}}


def _nothing_last(value: Decimal | None) -> Decimal:
    return Decimal("Infinity") if value is None else value


def _standing_of(owed: list[dict], as_of: date) -> dict:
    """Where a partner stands with all it owes: the newest period any of its figures reach, and the duty that is worst kept."""
    late, last_on = [d for d in owed if d["report_state"] == "late"], max((d["last_reported_period_on"] for d in owed if d["last_reported_period_on"]), default=None)
    return {
        **owed[0], "duties": len(owed), "late_duties": len(late), "kinds_late": ";".join(sorted(d["report_kind"] for d in late)), "last_reported_period_on": last_on,
        "days_since_period": max((as_of - last_on).days, 0) if last_on else None, "days_overdue": max(d["days_overdue"] for d in owed),
        "next_due_on": min((d["next_due_on"] for d in owed if d["next_due_on"]), default=None), "report_state": min((d["report_state"] for d in owed), key=STATES.index),
    }


def _standing(duty: Mapping, known: Told, as_of: date) -> dict:
    """Where a duty stands at as_of: which periods are missing and since when."""
    partner, kind, due_day = duty["organisation_code"], duty["report_kind"], duty["due_day"]
    (frequency, step), last = known.step(partner, kind), known.reached[kind].get(partner)
    covered = period_of(last, step) if last else None
    coming = months_before(as_of.replace(day=1), -step - 1)  # far enough ahead to hold the next period
    owed = [month for month in periods(duty["start_on"], step, min(coming, duty["end_on"] or coming)) if known.is_owed(partner, kind, month, step)]
    due, waiting = ([month for month in owed if (month.due_on(due_day) <= as_of) is is_due] for is_due in (True, False))
    absent = [month for month in due if covered is None or month.number > covered.number]
    overdue = (as_of - absent[0].due_on(due_day)).days if absent else 0
    shown = absent[:1] or due[-1:]
    return {
        "frequency": frequency, "last_reported_period_on": covered and covered.end_on, "expected_period_on": due[-1].end_on if due else None,
        "oldest_missing_period_on": absent[0].end_on if absent else None, "due_on": shown[0].due_on(due_day) if shown else None,
        "next_due_on": waiting[0].due_on(due_day) if waiting else None, "missing_periods": len(absent), "days_overdue": overdue,
        "report_state": "late" if overdue > 0 else "reported" if covered else "not_yet",
    }


def _true(connection: Connection, release: int, province: str, name: str):
    held = releases.at(name, province, release)
    return rows(connection, select(held).order_by(*(held.c[key] for key in tables.TABLES[name].key)))


def _partners(connection: Connection, release: int, province: str) -> dict[str, Mapping]:
    return {row["organisation_code"]: row for row in _true(connection, release, province, "organisation")}


def _words(table_name: str, column_name: str | None = None) -> dict[str, str]:
    """Labels of a table and a column, Thai and English."""
    spec = tables.TABLES[table_name]
    label = next((c.label for c in spec.columns if c.name == column_name), (column_name, column_name))
    return {"table_label_th": spec.label[0], "table_label_en": spec.label[1], "column_label_th": label[0], "column_label_en": label[1]}


def _touched(connection: Connection, release: int, province: str) -> list[dict]:
    """Each release and table it touched, with rows added (a key not true before), changed (a new version) and ended. Two queries for all tables."""
    opened, closed = _comings_and_goings()
    of = {"of_province": province, "at_release": release}
    counts = defaultdict(lambda: {"added_rows": 0, "changed_rows": 0, "ended_rows": 0})
    for row in connection.execute(opened, of).mappings():
        counts[row["release"], row["table_name"]] |= {"added_rows": row["opened"] - row["changed"], "changed_rows": row["changed"]}
    for row in connection.execute(closed, of).mappings():
        here_counts = counts[row["release"], row["table_name"]]
        here_counts["ended_rows"] = row["closed"] - here_counts["changed_rows"]
    return [{"release": number, "table_name": name, **n} for (number, name), n in counts.items()]


@cache
def _comings_and_goings() -> tuple[CompoundSelect, CompoundSelect]:
    """The two queries, for `of_province` up to `at_release`; putting them together takes longer than asking them."""
    opened, closed = [], []
    for name, stored in tables.sql.items():
        before, here, at = stored.alias(f"before_{name}"), stored.c.province_code == bindparam("of_province"), bindparam("at_release", type_=Integer)
        same = (before.c[key] == stored.c[key] for key in ("province_code", *tables.TABLES[name].key))
        opened.append(select(literal(name).label("table_name"), stored.c.from_release.label("release"), func.count().label("opened"), func.count(before.c.from_release).label("changed"))
                      .outerjoin(before, and_(before.c.to_release == stored.c.from_release, *same)).where(here, stored.c.from_release <= at).group_by(stored.c.from_release))
        closed.append(select(literal(name).label("table_name"), stored.c.to_release.label("release"), func.count().label("closed"))
                      .where(here, stored.c.to_release <= at).group_by(stored.c.to_release))
    return union_all(*opened), union_all(*closed)


def _key(spec: tables.Table, row_key: str) -> dict | None:
    """The key's parts, typed; None when they do not fit."""
    parts = row_key.split(" · ") if spec.key else []
    if len(parts) != len(spec.key):
        return None
    typed = {"date": date.fromisoformat, "integer": int, "fiscal_year": int}
    try:
        return {name: typed.get(spec.column(name).kind, str)(part) for name, part in zip(spec.key, parts, strict=True)}
    except ValueError:
        return None
