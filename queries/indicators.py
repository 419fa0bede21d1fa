"""Indicators the partners set together: baseline, agreed path, actual, pace and state; by period, by district, as moved, as corrected."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd
from sqlalchemy import Connection, select

from queries import progress, ratings, releases, tables
from queries.answers import hundredths, rows, table
from queries.fiscal import fiscal_year_of, months_before, year_bounds
from queries.thresholds import Limit, badness, in_force

MONTHS_OF = {"monthly": 1, "quarterly": 3, "yearly": 12}  # periods end with months, fiscal quarters, fiscal years
LAST_MONTH = 9  # of the fiscal year

LISTED = (
    "indicator_code", "indicator_name", "indicator_name_en", "definition", "measure_unit", "measure_unit_en", "decimals", "direction", "theme",
    "indicator_scope", "frequency", "aggregation", "owner_organisation_code", "owner_name", "owner_name_en", "project_code", "output_code", "data_source", "evaluator",
    "agreed_on", "organisation_codes", "master_plan_code", "baseline_value", "baseline_on",
    "fiscal_year", "year_target_value", "year_target_on", "final_target_value", "final_target_on", "actual_value", "period_on", "reported_on",
    "path_value", "attainment_percent", "expected_percent", "pace", "state", "why", "is_moving_away", "period_due_on", "has_moved_target",
    "year_target_before_value", "pace_before_move", "state_before_move", "newer_value", "newer_on", "newer_status", "self_reported_state",
    "committee_state", "committee_reason", "standing_state", "on_track_pace", "watch_pace", "tolerance_percent", "limit_effective_on",
    "limit_resolution", "evidence_count", "from_release", "source_sheet", "source_row",
)
SERIES = (
    "indicator_code", "period_on", "actual_value", "observation_status", "is_approved", "path_value", "attainment_percent", "expected_percent",
    "reported_on", "reported_by_organisation_code", "correction_reason", "story", "next_action", "from_release", "source_sheet", "source_row",
)
PATHS = ("indicator_code", "step_on", "step_kind", "fiscal_year", "step_value", "step_before_value")
BY_DISTRICT = (
    "indicator_code", "district_code", "district_name_th", "district_name_en", "latitude", "longitude", "population_group", "actual_value",
    "period_on", "first_value", "first_on", "province_value", "province_on", "better_by",
)
TARGETS = (
    "indicator_code", "indicator_name", "indicator_name_en", "measure_unit", "measure_unit_en", "fiscal_year", "target_on", "target_value",
    "original_value", "change_code", "changed_on", "before_value", "after_value", "is_easier", "reason", "requested_by_organisation_code",
    "requested_by_name", "requested_by_name_en", "resolution_reference",
)
REVISIONS = (
    "indicator_code", "period_on", "area_code", "population_group", "from_release", "as_of", "observation_status", "before_value",
    "actual_value", "change_value", "correction_reason", "reported_on", "file_name", "source_sheet", "source_row",
)


def listed(connection: Connection, *, release: int, province: str, theme: str | None = None, indicator: str | None = None) -> pd.DataFrame:
    """One row an indicator, worst state and slowest pace first: values in the indicator's own unit, attainment and expectation in per cent.

    The value is the last approved one of the whole province, held against the agreed path of its own day; a newer one that waits for
    approval is `newer_value` and keeps its period from counting as unreported. `why` is one of progress.RULES. Worst goes by `standing_state`: the computed state, or the committee's where it is below the others."""
    known = _known(connection, release, province)
    found = [_listed_row(known, row) for row in known.of(indicator) if theme in (None, row["theme"])]
    return table(sorted(found, key=_worst_first), LISTED)


def series(connection: Connection, *, release: int, province: str, indicator: str | None = None) -> pd.DataFrame:
    """One row an observation period of the whole province, value and agreed path in the indicator's unit; by indicator and period.

    Every status is here; only `is_approved` values count in a judgement."""
    known = _known(connection, release, province)
    found = []
    for row in known.of(indicator):
        agreed = _path(known, row)
        for seen in known.observed[row["indicator_code"]]:
            value = progress.path_value(agreed, seen["period_on"])
            found.append({
                **seen, "is_approved": seen["observation_status"] == "approved", "path_value": value,
                "attainment_percent": _percent(progress.attainment(agreed, seen["actual_value"])),
                "expected_percent": _percent(progress.attainment(agreed, value)),
            })
    return table(found, SERIES)


def paths(connection: Connection, *, release: int, province: str, indicator: str | None = None) -> pd.DataFrame:
    """One row a corner of an indicator's agreed path (step_kind baseline, yearly, final), in its unit; by indicator and day.

    `step_before_value` is what a moved target was at first; between corners the path is straight."""
    known = _known(connection, release, province)
    found = []
    for row in known.of(indicator):
        code, agreed, first = row["indicator_code"], _path(known, row), _first_targets(known, row["indicator_code"])
        found.append({"indicator_code": code, "step_on": agreed.baseline_on, "step_kind": "baseline", "step_value": agreed.baseline})
        for day, value in agreed.steps:
            year = fiscal_year_of(day)
            before = first.get(year, value) if day == year_bounds(year)[1] else value
            found.append({"indicator_code": code, "step_on": day, "step_kind": "final" if day == agreed.target_on else "yearly", "fiscal_year": year,
                          "step_value": value, "step_before_value": before if before != value else None})
    return table(found, PATHS)


def by_district(connection: Connection, *, release: int, province: str, indicator: str | None = None, population_group: str = "all") -> pd.DataFrame:
    """One row an indicator and district, wherever any district reports: last approved and first value, in its unit; worst first.

    A district without a value stands last. `better_by` is how much better than the province's own last value it is."""
    known = _known(connection, release, province)
    districts = rows(connection, select(releases.at("district", province, release)))
    seen = defaultdict(list)
    for row in _observations(connection, release, province, known.as_of, population_group, indicator):
        if row["area_code"] != province and row["observation_status"] == "approved":
            seen[row["indicator_code"], row["area_code"]].append(row)
    with_districts = {code for code, _ in seen}
    found = [r for row in known.of(indicator) if row["indicator_code"] in with_districts for r in _district_rows(known, row, districts, seen, population_group)]
    return table(found, BY_DISTRICT)


def targets(connection: Connection, *, release: int, province: str, indicator: str | None = None, only_moved: bool = False) -> pd.DataFrame:
    """One row a yearly target and each move of it, in the indicator's unit, with who asked, why and the resolution; by indicator, year, day.

    `is_easier` says that the move made the target easier to reach, given the indicator's direction."""
    known = _known(connection, release, province)
    return table([r for row in known.of(indicator) for r in _target_rows(known, row, only_moved)], TARGETS)


def revisions(connection: Connection, *, release: int, province: str, indicator: str | None = None) -> pd.DataFrame:
    """One row a value of a corrected observation, first reported first, in the indicator's unit; by indicator, period and release."""
    seen, note = tables.sql["observation"], tables.release_table
    key = (seen.c.indicator_code, seen.c.period_on, seen.c.area_code, seen.c.population_group)
    query = (
        select(seen, note.c.as_of, note.c.file_name)
        .join(note, note.c.number == seen.c.from_release)
        .where(seen.c.province_code == province, seen.c.from_release <= release)
        .order_by(*key, seen.c.from_release)
    )
    if indicator is not None:
        query = query.where(seen.c.indicator_code == indicator)
    versions = defaultdict(list)
    for row in rows(connection, query):
        versions[tuple(row[column.name] for column in key)].append(row)
    return table([r for history in versions.values() if len({v["actual_value"] for v in history}) > 1 for r in _revision_rows(history)], REVISIONS)


@dataclass(frozen=True)
class _Known:
    """What one release says about indicators."""

    as_of: date | None
    indicators: list[Mapping]
    observed: dict[str, list[Mapping]]  # observations of the whole province, every status, by period
    yearly: dict[str, dict[int, Decimal]]  # indicator -> fiscal year -> target
    moves: dict[str, list[Mapping]]  # by day
    ratings: ratings.Latest
    due_days: dict[str, int]  # owner -> day of the next month by which it reports
    told_until: dict[str, date]  # frequency -> the newest period any indicator of it has been reported for
    owners: dict[str, Mapping]
    evidence: dict[str, int]  # indicator -> how many documents
    limits: dict[str, Limit]

    def of(self, indicator: str | None) -> list[Mapping]:
        """The picked indicator, or all."""
        return [row for row in self.indicators if indicator in (None, row["indicator_code"])]


def _known(connection: Connection, release: int, province: str) -> _Known:
    def true(name: str, *order: str, **equal):
        held = releases.at(name, province, release)
        return rows(connection, select(held).where(*(held.c[k] == v for k, v in equal.items())).order_by(*(held.c[k] for k in order)))

    as_of = releases.as_of(connection, province, release)
    observed, moves, yearly, evidence = defaultdict(list), defaultdict(list), defaultdict(dict), defaultdict(int)
    for row in _observations(connection, release, province, as_of, "all", None):
        if row["area_code"] == province:
            observed[row["indicator_code"]].append(row)
    for row in true("target_change", "changed_on", "change_code"):
        if row["changed_on"] <= as_of:
            moves[row["indicator_code"]].append(row)
    for row in true("indicator_target"):
        yearly[row["indicator_code"]][row["fiscal_year"]] = row["target_value"]
    for row in true("evidence", subject_kind="indicator"):
        evidence[row["subject_code"]] += 1
    every = true("indicator", "indicator_code")
    return _Known(
        as_of, every, observed, yearly, moves,
        ratings=ratings.latest(connection, release, province, as_of, "indicator"),
        due_days={r["organisation_code"]: r["due_day"] for r in true("reporting_duty", report_kind="indicator")}, told_until=_told_until(every, observed),
        owners={r["organisation_code"]: r for r in true("organisation")}, evidence=evidence, limits=in_force(connection, release, province),
    )


def _told_until(every: list[Mapping], observed: dict[str, list[Mapping]]) -> dict[str, date]:
    found = {}
    for row in every:
        for seen in observed[row["indicator_code"]][-1:]:
            found[row["frequency"]] = max(seen["period_on"], found.get(row["frequency"], seen["period_on"]))
    return found


def _observations(connection: Connection, release: int, province: str, as_of: date | None, group: str, indicator: str | None):
    held = releases.at("observation", province, release)
    query = select(held).where(held.c.population_group == group, held.c.period_on <= (as_of or date.min)).order_by(held.c.indicator_code, held.c.period_on)
    return rows(connection, query if indicator is None else query.where(held.c.indicator_code == indicator))


def _path(known: _Known, row: Mapping, yearly: dict[int, Decimal] | None = None) -> progress.Path:
    steps = {year_bounds(year)[1]: value for year, value in (yearly or known.yearly[row["indicator_code"]]).items()}
    return progress.path(row["baseline_on"], row["baseline_value"], steps, row["final_target_on"], row["final_target_value"])


def _first_targets(known: _Known, indicator: str) -> dict[int, Decimal]:
    """Yearly targets as they were before the first move of each."""
    return {**known.yearly[indicator], **{m["fiscal_year"]: m["before_value"] for m in reversed(known.moves[indicator])}}


def _listed_row(known: _Known, row: Mapping) -> dict:
    """The indicator with its judgement, its target before a move, its newer unapproved value and its ratings."""
    approved = [o for o in known.observed[row["indicator_code"]] if o["observation_status"] == "approved"]
    seen = approved[-1] if approved else {}
    due_on = _last_period_due(known, row)
    agreed, owner = _path(known, row), known.owners.get(row["owner_organisation_code"], {})
    told = _judge(known, row, agreed, seen, due_on)
    year = fiscal_year_of(known.as_of)
    year_end = min(year_bounds(year)[1], agreed.target_on)
    return {
        **row, "from_release": None, "source_sheet": None, "source_row": None, **seen,
        "owner_name": owner.get("organisation_name"), "owner_name_en": owner.get("organisation_name_en"),
        "fiscal_year": year, "year_target_on": year_end, "year_target_value": progress.path_value(agreed, year_end),
        "final_target_value": agreed.target, "path_value": told.path_value, "attainment_percent": _percent(told.attainment),
        "expected_percent": _percent(told.expected), "pace": told.pace, "state": told.state, "why": told.rule, "is_moving_away": told.is_moving_away,
        "period_due_on": due_on, "evidence_count": known.evidence[row["indicator_code"]], **_limit_cells(known),
        **_before_move(known, row, seen, due_on, year), **_newer(known, row, seen), **ratings.beside(told.state, known.ratings, row["indicator_code"]),
    }


def _worst_first(row: dict) -> tuple:
    pace = row["pace"] if row["pace"] is not None else Decimal("Infinity")
    return badness(row["standing_state"]), not row["is_moving_away"], pace, row["indicator_code"]


def _limit_cells(known: _Known) -> dict:
    on_track = known.limits["indicator_on_track_pace"]
    return {"on_track_pace": on_track.value, "watch_pace": known.limits["indicator_watch_pace"].value, "limit_effective_on": on_track.effective_on,
            "tolerance_percent": known.limits["indicator_tolerance"].value, "limit_resolution": on_track.resolution_reference or None}


def _judge(known: _Known, row: Mapping, agreed: progress.Path, seen: Mapping, due_on: date | None) -> progress.Judgement:
    limits = progress.Limits(*(known.limits[f"indicator_{name}"].value for name in ("on_track_pace", "watch_pace", "tolerance")))
    sent = [o["period_on"] for o in known.observed[row["indicator_code"]] if o["observation_status"] in ("submitted", "approved")]
    is_due = due_on is not None and (not seen or sent[-1] < due_on)
    return progress.judge(agreed, seen.get("actual_value"), seen.get("period_on"), as_of=known.as_of, is_rising=row["direction"] == "rising",
                          is_value_due=is_due, limits=limits)


def _last_period_due(known: _Known, row: Mapping) -> date | None:
    """The end of the last closed period that must have a value; None when there is none since the baseline.

    Where the owner reports by a day of the next month, a period is due from that day, or as soon as another indicator has been
    reported for it: else every indicator would lose its state on the first of each month."""
    months, last_on = MONTHS_OF[row["frequency"]], min(known.as_of, row["final_target_on"])
    due_day, told_until = known.due_days.get(row["owner_organisation_code"]), known.told_until.get(row["frequency"], row["baseline_on"])
    ended = _period_end(last_on, months)
    while ended > row["baseline_on"]:
        if ended <= last_on and (due_day is None or ended <= told_until or _report_due(ended, due_day) <= known.as_of):
            return ended
        ended = _month_end(months_before(ended, months))
    return None


def _period_end(day: date, months: int) -> date:
    """The end of the period of so many months in which the day lies."""
    return _month_end(months_before(day.replace(day=1), -((LAST_MONTH - day.month) % months)))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _report_due(ended: date, due_day: int) -> date:
    return months_before(ended.replace(day=1), -1).replace(day=due_day)


def _before_move(known: _Known, row: Mapping, seen: Mapping, due_on: date | None, year: int) -> dict:
    """The running year's target before it was moved, and the state it would have led to: both are shown."""
    moved = [m for m in known.moves[row["indicator_code"]] if m["fiscal_year"] == year]
    if not moved:
        return {"has_moved_target": False}
    old = _path(known, row, {**known.yearly[row["indicator_code"]], year: moved[0]["before_value"]})
    told = _judge(known, row, old, seen, due_on)
    return {"has_moved_target": True, "year_target_before_value": moved[0]["before_value"], "pace_before_move": told.pace, "state_before_move": told.state}


def _newer(known: _Known, row: Mapping, seen: Mapping) -> dict:
    """A value newer than the last approved one, if somebody has reported it: provisional until approved."""
    waiting = [o for o in known.observed[row["indicator_code"]] if o["observation_status"] != "approved" and (not seen or o["period_on"] > seen["period_on"])]
    return {"newer_value": waiting[-1]["actual_value"], "newer_on": waiting[-1]["period_on"], "newer_status": waiting[-1]["observation_status"]} if waiting else {}


def _percent(part: Decimal | None) -> Decimal | None:
    return None if part is None else hundredths(part * 100)


def _district_rows(known: _Known, row: Mapping, districts, seen: dict, group: str) -> list[dict]:
    """One indicator's districts, worst first; those without a value last."""
    code, sign = row["indicator_code"], 1 if row["direction"] == "rising" else -1
    approved = [o for o in known.observed[code] if o["observation_status"] == "approved"]
    whole = approved[-1] if approved else {}
    found = []
    for district in districts:
        reported = seen.get((code, district["district_code"]), [{}])
        first, last = reported[0], reported[-1]
        found.append({
            **district, "indicator_code": code, "population_group": group, "actual_value": last.get("actual_value"), "period_on": last.get("period_on"),
            "first_value": first.get("actual_value"), "first_on": first.get("period_on"), "province_value": whole.get("actual_value"),
            "province_on": whole.get("period_on"), "better_by": (last["actual_value"] - whole["actual_value"]) * sign if last and whole else None,
        })
    return sorted(found, key=lambda r: (r["actual_value"] is None, (r["actual_value"] or 0) * sign, r["district_code"]))


def _target_rows(known: _Known, row: Mapping, only_moved: bool) -> list[dict]:
    first, found = _first_targets(known, row["indicator_code"]), []
    for year, value in sorted(known.yearly[row["indicator_code"]].items()):
        here = {**row, "fiscal_year": year, "target_on": year_bounds(year)[1], "target_value": value, "original_value": first[year]}
        moves = [m for m in known.moves[row["indicator_code"]] if m["fiscal_year"] == year]
        for move in moves:
            asked = known.owners.get(move["requested_by_organisation_code"], {})
            found.append({**here, **move, "is_easier": (move["after_value"] < move["before_value"]) == (row["direction"] == "rising"),
                          "requested_by_name": asked.get("organisation_name"), "requested_by_name_en": asked.get("organisation_name_en")})
        if not moves and not only_moved:
            found.append(here)
    return found


def _revision_rows(history: list[Mapping]) -> list[dict]:
    found, before = [], None
    for version in history:
        if version["actual_value"] != before:
            found.append({**version, "before_value": before, "change_value": None if before is None else version["actual_value"] - before})
        before = version["actual_value"]
    return found
