"""Reporting: who owes which report, how fresh each partner's figures are, what a release changed, and where a figure came from."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pandas as pd
from sqlalchemy import Connection, and_, func, literal, select, union_all

from queries import releases, tables, thresholds
from queries.answers import rows, table
from queries.fiscal import months_before, year_bounds

# Values that somebody reported: a draft has not been sent, a returned one has to be sent again.
REPORTED_STATUS = ("submitted", "approved")
STEP_OF = {"monthly": 1, "quarterly": 3, "yearly": 12}  # months between two indicator reports
LAST_MONTH = 9  # of the fiscal year
STATES = ("late", "reported", "not_yet")  # worst first

DUTIES = (
    "organisation_code", "organisation_name", "organisation_name_en", "sector", "district_code", "report_kind", "frequency", "due_day", "last_reported_period_on", "expected_period_on",
    "oldest_missing_period_on", "due_on", "next_due_on", "missing_periods", "days_overdue", "report_state",
)
FRESHNESS = (
    "organisation_code", "organisation_name", "organisation_name_en", "sector", "district_code", "duties", "late_duties", "kinds_late", "last_reported_period_on", "days_since_period",
    "days_overdue", "report_state",
)
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
    known = _Told(connection, release, province, as_of)
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
    for duty in duties(connection, release=release, province=province).to_dict("records"):
        by_partner[duty["organisation_code"]].append(duty)
    found = []
    for owed in by_partner.values():
        late, last_on = [d for d in owed if d["report_state"] == "late"], max((d["last_reported_period_on"] for d in owed if d["last_reported_period_on"]), default=None)
        found.append({
            **owed[0], "duties": len(owed), "late_duties": len(late), "kinds_late": ";".join(sorted(d["report_kind"] for d in late)), "last_reported_period_on": last_on,
            "days_since_period": max((as_of - last_on).days, 0) if last_on else None, "days_overdue": max(d["days_overdue"] for d in owed),
            "report_state": min((d["report_state"] for d in owed), key=STATES.index),
        })
    return table(sorted(found, key=lambda r: (-r["days_overdue"], -r["late_duties"], r["organisation_code"])), FRESHNESS)


def changes(connection: Connection, *, release: int, province: str, after: int | None = None, table_name: str | None = None, with_added: bool = True) -> pd.DataFrame:
    """One row a field that changed after release `after` (the province's one before, when not given) up to this release, with the file, sheet and row of the newer value; by table and key.

    `before` and `after` are as stored: baht for money, dates, codes; `change` is added, changed or ended."""
    if after is None:
        after = connection.scalar(select(func.coalesce(func.max(tables.release_table.c.number), 0)).where(tables.release_table.c.province_code == province, tables.release_table.c.number < release))
    found = releases.compare(connection, province=province, before=after, after=release, only=table_name, with_added=with_added) if table_name in (None, *tables.TABLES) else pd.DataFrame()
    return table([{**row, **_words(row["table_name"], row["column_name"])} for row in found.to_dict("records")], CHANGES)


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


@dataclass(frozen=True)
class _Month:
    """A month by its number, so that months can be counted."""

    number: int

    @classmethod
    def of(cls, day: date) -> "_Month":
        return cls(day.year * 12 + day.month - 1)

    @property
    def end_on(self) -> date:
        return date((self.number + 1) // 12, (self.number + 1) % 12 + 1, 1) - timedelta(days=1)

    def due_on(self, due_day: int) -> date:
        """The day of the following month by which this one is reported."""
        return date((self.number + 1) // 12, (self.number + 1) % 12 + 1, due_day)


def _periods(first: date, step: int, until: date) -> list[_Month]:
    """The months with which periods of so many months end, from the one that holds `first` to the last that ended by `until`."""
    return [_Month(n) for n in range(_period_of(first, step).number, _Month.of(until).number + 1, step) if _Month(n).end_on <= until]


def _period_of(day: date, step: int) -> _Month:
    """The period of so many months a day belongs to, by its last month."""
    number = _Month.of(day).number
    return _Month(number + (LAST_MONTH - 1 - number % 12) % step)


def _standing(duty: Mapping, known: "_Told", as_of: date) -> dict:
    """Where a duty stands at as_of: which periods are missing and since when."""
    partner, kind, due_day = duty["organisation_code"], duty["report_kind"], duty["due_day"]
    frequency = known.frequencies.get(partner, "monthly") if kind == "indicator" else "monthly"
    step, last = STEP_OF[frequency], known.reached[kind].get(partner)
    covered = _period_of(last, step) if last else None
    coming = months_before(as_of.replace(day=1), -step - 1)  # far enough ahead to hold the next period
    owed = [month for month in _periods(duty["start_on"], step, min(coming, duty["end_on"] or coming)) if known.is_owed(partner, kind, month, step)]
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


class _Told:
    """How far each partner's figures reach, and while what it owes figures; each read once."""

    def __init__(self, connection: Connection, release: int, province: str, as_of: date):
        self.connection, self.release, self.province, self.as_of = connection, release, province, as_of

    def _at(self, name: str):
        return releases.at(name, self.province, self.release)

    def is_owed(self, partner: str, kind: str, month: _Month, step: int) -> bool:
        """Whether the period that ends with the month has anything to tell. Coordination always has."""
        first_on = months_before(month.end_on.replace(day=1), step - 1)
        return kind == "coordination" or any(start <= month.end_on and end >= first_on for start, end in self.owed[kind].get(partner, ()))

    @cached_property
    def reached(self) -> dict[str, dict[str, date]]:
        """For each kind of report, the latest day each partner's figures reach."""
        event, share, seen = self._at("money_event"), self._at("budget_share"), self._at("observation")
        queries = {
            "money": select(share.c.organisation_code, func.max(event.c.event_on)).join(event, event.c.share_code == share.c.share_code)
            .where(event.c.event_on <= self.as_of).group_by(share.c.organisation_code),
            "indicator": select(seen.c.reported_by_organisation_code, func.max(seen.c.period_on))
            .where(seen.c.period_on <= self.as_of, seen.c.observation_status.in_(REPORTED_STATUS)).group_by(seen.c.reported_by_organisation_code),
        }
        found = {kind: {code: day for code, day in self.connection.execute(query) if code} for kind, query in queries.items()}
        return {**found, "output": self._outputs_reach, "coordination": self._met}

    @property
    def _outputs_reach(self) -> dict[str, date]:
        reach: dict[str, date] = {}
        for row in self.outputs:
            if row["responsible_organisation_code"] and row["period_on"]:
                reach[row["responsible_organisation_code"]] = max(row["period_on"], reach.get(row["responsible_organisation_code"], row["period_on"]))
        return reach

    @property
    def _met(self) -> dict[str, date]:
        event, came = self._at("coordination_event"), {}
        for held_on, codes in self.connection.execute(select(event.c.held_on, event.c.organisation_codes).where(event.c.held_on <= self.as_of).order_by(event.c.held_on)):
            came |= dict.fromkeys(codes.split(";"), held_on)
        return came

    @cached_property
    def outputs(self) -> list[Mapping]:
        """Each output with its project and, if any, its reports up to as_of."""
        output, told, project = self._at("output"), self._at("output_report"), self._at("project")
        return rows(self.connection, select(
            output.c.output_code, output.c.planned_quantity, told.c.period_on, told.c.delivered_quantity, project.c.responsible_organisation_code, project.c.start_on, project.c.end_on,
            project.c.project_status).join(project, project.c.project_code == output.c.project_code)
            .outerjoin(told, (told.c.output_code == output.c.output_code) & (told.c.period_on <= self.as_of)))

    @cached_property
    def indicators(self) -> list[Mapping]:
        return rows(self.connection, select(self._at("indicator")))

    @cached_property
    def frequencies(self) -> dict[str, str]:
        """How often each partner has an indicator to report: the shortest of those it owns."""
        found: dict[str, str] = {}
        for row in self.indicators:
            owner = row["owner_organisation_code"]
            found[owner] = min(found.get(owner, "yearly"), row["frequency"], key=STEP_OF.__getitem__)
        return found

    @cached_property
    def owed(self) -> dict[str, dict[str, list[tuple[date, date]]]]:
        """For each kind and partner, the spans of days about which it has something to tell."""
        found: dict[str, dict[str, list[tuple[date, date]]]] = {kind: defaultdict(list) for kind in ("money", "indicator", "output")}
        for row in self.indicators:
            found["indicator"][row["owner_organisation_code"]].append((row["baseline_on"] + timedelta(days=1), row["final_target_on"]))
        for row in self._shares():
            if row["disbursed"] is None or row["disbursed"] < row["allocated_baht"]:
                found["money"][row["organisation_code"]].append(year_bounds(row["fiscal_year"]))
        finished = {row["output_code"] for row in self.outputs if row["delivered_quantity"] is not None and row["delivered_quantity"] >= row["planned_quantity"]}
        for row in self.outputs:
            if row["output_code"] not in finished and row["project_status"] not in ("cancelled", "completed"):
                found["output"][row["responsible_organisation_code"]].append((row["start_on"], row["end_on"]))
        return found

    def _shares(self) -> list[Mapping]:
        """Shares of money that were allocated, with what has been disbursed (baht; None for nothing)."""
        share, event = self._at("budget_share"), self._at("money_event")
        paid = (event.c.share_code == share.c.share_code) & (event.c.money_event_kind == "disbursement") & (event.c.event_on <= self.as_of)
        return rows(self.connection, select(share.c.share_code, share.c.organisation_code, share.c.fiscal_year, share.c.allocated_baht, func.sum(event.c.amount_baht).label("disbursed"))
                    .outerjoin(event, paid).where(share.c.fund_source != "in_kind", share.c.allocated_baht > 0)
                    .group_by(share.c.share_code, share.c.organisation_code, share.c.fiscal_year, share.c.allocated_baht))


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
    opened, closed = [], []
    for name, stored in tables.sql.items():
        before, here = stored.alias(f"before_{name}"), stored.c.province_code == province
        same = (before.c[key] == stored.c[key] for key in ("province_code", *tables.TABLES[name].key))
        opened.append(select(literal(name).label("table_name"), stored.c.from_release.label("release"), func.count().label("opened"), func.count(before.c.from_release).label("changed"))
                      .outerjoin(before, and_(before.c.to_release == stored.c.from_release, *same)).where(here, stored.c.from_release <= release).group_by(stored.c.from_release))
        closed.append(select(literal(name).label("table_name"), stored.c.to_release.label("release"), func.count().label("closed"))
                      .where(here, stored.c.to_release <= release).group_by(stored.c.to_release))
    counts = defaultdict(lambda: {"added_rows": 0, "changed_rows": 0, "ended_rows": 0})
    for row in rows(connection, union_all(*opened)):
        counts[row["release"], row["table_name"]] |= {"added_rows": row["opened"] - row["changed"], "changed_rows": row["changed"]}
    for row in rows(connection, union_all(*closed)):
        here_counts = counts[row["release"], row["table_name"]]
        here_counts["ended_rows"] = row["closed"] - here_counts["changed_rows"]
    return [{"release": number, "table_name": name, **n} for (number, name), n in counts.items()]


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
