"""Indicators the partners set together: baseline, agreed path, actual, pace, state and forecast; by period, district and group, as moved, as corrected, as rated, as elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import pandas as pd
from sqlalchemy import Connection, func, select

from queries import forecast, progress, releases, tables
from queries.answers import hundredths, rows, table
from queries.fiscal import fiscal_year_of, year_bounds
from queries.indicator_known import MONTHS_OF, Known, first_targets, judge, last_period_due, observations, path_of, read
from queries.ratings import SOURCES, beside
from queries.thresholds import badness

LISTED = (
    "indicator_code", "indicator_name", "indicator_name_en", "definition", "measure_unit", "measure_unit_en", "decimals", "direction", "is_cumulative", "theme",
    "indicator_scope", "frequency", "aggregation", "owner_organisation_code", "owner_name", "owner_name_en", "project_code", "output_code", "data_source", "evaluator",
    "agreed_on", "organisation_codes", "master_plan_code", "baseline_value", "baseline_on",
    "fiscal_year", "year_target_value", "year_target_on", "final_target_value", "final_target_on", "actual_value", "period_on", "reported_on",
    "path_value", "attainment_percent", "expected_percent", "pace", "state", "why", "is_moving_away", "period_due_on", "has_moved_target",
    "year_target_before_value", "pace_before_move", "state_before_move", "newer_value", "newer_on", "newer_status", "self_reported_state",
    "committee_state", "committee_reason", "standing_state", "on_track_pace", "watch_pace", "tolerance_percent", "limit_effective_on",
    "limit_resolution", "evidence_count", "story", "next_action", "from_release", "source_sheet", "source_row",
)
SERIES = (
    "indicator_code", "period_on", "actual_value", "observation_status", "is_approved", "path_value", "attainment_percent", "expected_percent",
    "reported_on", "reported_by_organisation_code", "correction_reason", "story", "next_action", "from_release", "source_sheet", "source_row",
)
PATHS = ("indicator_code", "step_on", "step_kind", "fiscal_year", "step_value", "step_before_value")
FORECASTS = (
    "indicator_code", "withheld", "value_count", "from_on", "from_value", "from_low_value", "from_high_value", "forecast_on", "forecast_value", "forecast_low_value",
    "forecast_high_value", "final_target_value", "gap_value", "gap_percent", "outlook", "is_target_in_band", "band_percent",
)
COMPARED = ("actual_value", "period_on", "first_value", "first_on", "province_value", "province_on", "better_by")
BY_DISTRICT = ("indicator_code", "district_code", "district_name_th", "district_name_en", "latitude", "longitude", "population_group", *COMPARED)
BY_GROUP = ("indicator_code", "population_group", *COMPARED)
TARGETS = (
    "indicator_code", "indicator_name", "indicator_name_en", "measure_unit", "measure_unit_en", "fiscal_year", "target_on", "target_value",
    "original_value", "change_code", "changed_on", "before_value", "after_value", "is_easier", "reason", "requested_by_organisation_code",
    "requested_by_name", "requested_by_name_en", "resolution_reference",
)
RATINGS = (
    "indicator_code", "indicator_name", "indicator_name_en", "computed_state", "self_reported_state", "self_reported_on", "self_reported_reason", "committee_state",
    "committee_on", "committee_reason", "standing_state", "actual_value", "period_on", "from_release",
)
ALIGNMENT = (
    "output_code", "output_name", "project_code", "project_name", "project_name_en", "indicator_code", "indicator_name", "indicator_name_en", "indicator_scope",
    "master_plan_code", "serves", "from_release",
)
ELSEWHERE = (
    "province_code", "province_name_th", "province_name_en", "is_here", "province_release", "province_as_of", "indicator_code", "their_code", "indicator_name", "indicator_name_en",
    "measure_unit", "measure_unit_en", "decimals", "direction", "baseline_value", "baseline_on", "final_target_value", "final_target_on", "actual_value", "period_on", "attainment_percent",
    "expected_percent", "pace", "state",
)
REVISIONS = (
    "indicator_code", "period_on", "area_code", "population_group", "from_release", "as_of", "observation_status", "before_value",
    "actual_value", "change_value", "correction_reason", "reported_on", "file_name", "source_sheet", "source_row",
)


def listed(connection: Connection, *, release: int, province: str, theme: str | None = None, indicator: str | None = None) -> pd.DataFrame:
    """One row an indicator, worst state and slowest pace first: values in the indicator's own unit, attainment and expectation in per cent.

    The value is the last approved one of the whole province, held against the agreed path of its own day; a newer one that waits for
    approval is `newer_value` and keeps its period from counting as unreported. `why` is one of progress.RULES. Worst goes by `standing_state`: the computed state, or the committee's where it is below the others."""
    known = read(connection, release, province)
    found = [_listed_row(known, row) for row in known.of(indicator) if theme in (None, row["theme"])]
    return table(sorted(found, key=_worst_first), LISTED)


def series(connection: Connection, *, release: int, province: str, indicator: str | None = None) -> pd.DataFrame:
    """One row an observation period of the whole province, value and agreed path in the indicator's unit; by indicator and period.

    Every status is here; only `is_approved` values count in a judgement."""
    known = read(connection, release, province)
    found = []
    for row in known.of(indicator):
        agreed = path_of(known, row)
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
    known = read(connection, release, province)
    found = []
    for row in known.of(indicator):
        code, agreed, first = row["indicator_code"], path_of(known, row), first_targets(known, row["indicator_code"])
        found.append({"indicator_code": code, "step_on": agreed.baseline_on, "step_kind": "baseline", "step_value": agreed.baseline})
        for day, value in agreed.steps:
            year = fiscal_year_of(day)
            before = first.get(year, value) if day == year_bounds(year)[1] else value
            found.append({"indicator_code": code, "step_on": day, "step_kind": "final" if day == agreed.target_on else "yearly", "fiscal_year": year,
                          "step_value": value, "step_before_value": before if before != value else None})
    return table(found, PATHS)


def forecasts(connection: Connection, *, release: int, province: str, indicator: str | None = None) -> pd.DataFrame:
    """One row an indicator: the weighted trend of its approved values on the final target's day with its band, in its unit, the anticipated gap in per cent of the way; by indicator.

    `outlook` is one of forecast.OUTLOOKS. `withheld` says why there is none: too_few_values (fewer than two), target_day_passed, period_closed_without_value
    (a report that is owed is not replaced by a guess). Without a band there are two values only."""
    known = read(connection, release, province)
    return table([_forecast_row(known, row) for row in known.of(indicator)], FORECASTS)


def by_district(connection: Connection, *, release: int, province: str, indicator: str | None = None, population_group: str = "all") -> pd.DataFrame:
    """One row an indicator and district, wherever any district reports: last approved and first value, in its unit; worst first.

    A district without a value stands last. `better_by` is how much better than the province's own last value of that group it is."""
    known = read(connection, release, province)
    districts, seen = rows(connection, select(releases.at("district", province, release))), defaultdict(list)
    for row in observations(connection, release, province, known.as_of, population_group, indicator):
        if row["observation_status"] == "approved":
            seen[row["indicator_code"], row["area_code"]].append(row)
    told = {code for code, area in seen if area != province}
    return table([r for row in known.of(indicator) if row["indicator_code"] in told for r in _compared(
        row, seen[row["indicator_code"], province], [({**of, "population_group": population_group}, seen[row["indicator_code"], of["district_code"]]) for of in districts])], BY_DISTRICT)


def by_group(connection: Connection, *, release: int, province: str, indicator: str | None = None) -> pd.DataFrame:
    """One row an indicator and population group it is reported for, of the whole province: last approved and first value, in its unit; worst first.

    A group of which no value is approved stands last. `better_by` is how much better than everybody's last value it is."""
    known, seen = read(connection, release, province), defaultdict(lambda: defaultdict(list))
    for row in observations(connection, release, province, known.as_of, None, indicator):
        if row["area_code"] == province and row["population_group"] != "all":
            seen[row["indicator_code"]][row["population_group"]] += [row] if row["observation_status"] == "approved" else []
    return table([r for row in known.of(indicator) for r in _compared(
        row, known.approved(row["indicator_code"]), [({"population_group": of}, values) for of, values in sorted(seen[row["indicator_code"]].items())])], BY_GROUP)


def ratings(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row an indicator that its reporter or the committee has rated: computed, self-reported and committee state side by side with days and reasons, and which stands; worst first."""
    known = read(connection, release, province)
    found = []
    for row in (r for r in known.indicators if any((source, r["indicator_code"]) in known.ratings for source in SOURCES)):
        judged, own, committee = _listed_row(known, row), *(known.ratings.get((source, row["indicator_code"]), {}) for source in SOURCES)
        found.append({**judged, "computed_state": judged["state"], "self_reported_on": own.get("rated_on"), "self_reported_reason": own.get("reason"), "committee_on": committee.get("rated_on")})
    return table(sorted(found, key=_worst_first), RATINGS)


def alignment(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a contract output and indicator that serves it, an output without an indicator, or an indicator without an output, with the project; what is unmatched first.

    `serves` is output_without_indicator, indicator_without_output or output."""
    output, project, indicator = (rows(connection, select(releases.at(name, province, release))) for name in ("output", "project", "indicator"))
    outputs, projects = {row["output_code"]: row for row in output}, {row["project_code"]: row for row in project}
    served = {row["output_code"] for row in indicator}
    pairs = [("output_without_indicator", row, {}) for row in output if row["output_code"] not in served]
    pairs += [("output" if row["output_code"] in outputs else "indicator_without_output", outputs.get(row["output_code"], {}), row) for row in indicator]
    found = [{**_named(of, "output_code", "output_name"), **_named(row, "indicator_code", "indicator_name", "indicator_name_en", "indicator_scope", "master_plan_code"), "serves": serves,
              **_named(projects.get(of.get("project_code") or row.get("project_code"), {}), "project_code", "project_name", "project_name_en"),
              "from_release": row.get("from_release") or of.get("from_release")} for serves, of, row in pairs]
    order = ("output_without_indicator", "indicator_without_output", "output")
    return table(sorted(found, key=lambda r: (order.index(r["serves"]), r["output_code"] or "", r["indicator_code"] or "")), ALIGNMENT)


def elsewhere(connection: Connection, *, release: int, province: str, indicator: str | None = None) -> pd.DataFrame:
    """One row an indicator and province that measures the same as at this release, this one's too, judged as on its own screens, in the indicator's unit; by indicator, slowest pace first.

    The same is what has the same unit and direction and either the same code or the same name under the same target of the master plan; of two, the one with the same code.
    An indicator that no other province has is not here."""
    knowns, found = {province: read(connection, release, province)}, []
    for own in knowns[province].of(indicator):
        same = _same(connection, release, own, province)
        if len(same) > 1:
            knowns |= {of: read(connection, release, of) for of in same if of not in knowns}
            found += sorted((_elsewhere_row(connection, knowns[of], release, own, of, code) for of, code in same.items()), key=_slowest_first)
    return table(found, ELSEWHERE)


def targets(connection: Connection, *, release: int, province: str, indicator: str | None = None, only_moved: bool = False) -> pd.DataFrame:
    """One row a yearly target and each move of it, in the indicator's unit, with who asked, why and the resolution; by indicator, year, day.

    `is_easier` says that the move made the target easier to reach, given the indicator's direction."""
    known = read(connection, release, province)
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


def _listed_row(known: Known, row: Mapping) -> dict:
    """The indicator with its judgement, its target before a move, its newer unapproved value and its ratings."""
    seen = next(reversed(known.approved(row["indicator_code"])), {})
    due_on = last_period_due(known, row)
    agreed, owner = path_of(known, row), known.owners.get(row["owner_organisation_code"], {})
    told = judge(known, row, agreed, seen, due_on)
    year = fiscal_year_of(known.as_of)
    year_end = min(year_bounds(year)[1], agreed.target_on)
    return {
        **row, "from_release": None, "source_sheet": None, "source_row": None, "story": None, "next_action": None, **seen,
        "owner_name": owner.get("organisation_name"), "owner_name_en": owner.get("organisation_name_en"),
        "fiscal_year": year, "year_target_on": year_end, "year_target_value": progress.path_value(agreed, year_end),
        "final_target_value": agreed.target, "path_value": told.path_value, "attainment_percent": _percent(told.attainment),
        "expected_percent": _percent(told.expected), "pace": told.pace, "state": told.state, "why": told.rule, "is_moving_away": told.is_moving_away,
        "period_due_on": due_on, "evidence_count": known.evidence[row["indicator_code"]], **_limit_cells(known),
        **_before_move(known, row, seen, due_on, year), **_newer(known, row, seen), **beside(told.state, known.ratings, row["indicator_code"]),
    }


def _worst_first(row: dict) -> tuple:
    pace = row["pace"] if row["pace"] is not None else Decimal("Infinity")
    return badness(row["standing_state"]), not row["is_moving_away"], pace, row["indicator_code"]


def _limit_cells(known: Known) -> dict:
    on_track = known.limits["indicator_on_track_pace"]
    return {"on_track_pace": on_track.value, "watch_pace": known.limits["indicator_watch_pace"].value, "limit_effective_on": on_track.effective_on,
            "tolerance_percent": known.limits["indicator_tolerance"].value, "limit_resolution": on_track.resolution_reference or None}


def _before_move(known: Known, row: Mapping, seen: Mapping, due_on: date | None, year: int) -> dict:
    """The running year's target before it was moved, and the state it would have led to: both are shown."""
    moved = [m for m in known.moves[row["indicator_code"]] if m["fiscal_year"] == year]
    if not moved:
        return {"has_moved_target": False}
    old = path_of(known, row, {**known.yearly[row["indicator_code"]], year: moved[0]["before_value"]})
    told = judge(known, row, old, seen, due_on)
    return {"has_moved_target": True, "year_target_before_value": moved[0]["before_value"], "pace_before_move": told.pace, "state_before_move": told.state}


def _newer(known: Known, row: Mapping, seen: Mapping) -> dict:
    """A value newer than the last approved one, if somebody has reported it: provisional until approved."""
    waiting = [o for o in known.observed[row["indicator_code"]] if o["observation_status"] != "approved" and (not seen or o["period_on"] > seen["period_on"])]
    return {"newer_value": waiting[-1]["actual_value"], "newer_on": waiting[-1]["period_on"], "newer_status": waiting[-1]["observation_status"]} if waiting else {}


def _percent(part: Decimal | None) -> Decimal | None:
    return None if part is None else hundredths(part * 100)


def _compared(row: Mapping, whole: list[Mapping], parts: Iterable[tuple[Mapping, list[Mapping]]]) -> list[dict]:
    """Parts of the province (what each is, its values) held against the whole's last value, worst first; those without a value last."""
    code, sign, last_of_all = row["indicator_code"], 1 if row["direction"] == "rising" else -1, next(reversed(whole), {})
    found = []
    for part, values in parts:
        first, last = (values[0], values[-1]) if values else ({}, {})
        found.append({
            **part, "indicator_code": code, "actual_value": last.get("actual_value"), "period_on": last.get("period_on"), "first_value": first.get("actual_value"),
            "first_on": first.get("period_on"), "province_value": last_of_all.get("actual_value"), "province_on": last_of_all.get("period_on"),
            "better_by": (last["actual_value"] - last_of_all["actual_value"]) * sign if last and last_of_all else None,
        })
    return sorted(found, key=lambda r: (r["actual_value"] is None, (r["actual_value"] or 0) * sign, r.get("district_code", r["population_group"])))


def _forecast_row(known: Known, row: Mapping) -> dict:
    """The trend of an indicator to its final target's day, or why there is none."""
    agreed, approved = path_of(known, row), known.approved(row["indicator_code"])
    seen = [(value["period_on"], value["actual_value"]) for value in approved]
    found = forecast.forecast(seen, agreed.target_on, months=MONTHS_OF[row["frequency"]], is_cumulative=row["is_cumulative"])
    told = judge(known, row, agreed, next(reversed(approved), {}), last_period_due(known, row))
    same = {"indicator_code": row["indicator_code"], "value_count": len(seen), "final_target_value": agreed.target, "forecast_on": agreed.target_on, "band_percent": forecast.BAND_PERCENT}
    if known.as_of >= agreed.target_on or (seen and seen[-1][0] >= agreed.target_on):
        return {**same, "withheld": "target_day_passed"}
    if told.state == "no_evidence":
        return {**same, "withheld": told.rule}
    if found is None:
        return {**same, "withheld": "too_few_values"}
    then, now, tolerance = found.then, found.now, known.limits["indicator_tolerance"].value
    return {
        **same, "from_on": now.on, "from_value": now.value, "from_low_value": now.low, "from_high_value": now.high, "forecast_value": then.value, "forecast_low_value": then.low,
        "forecast_high_value": then.high, "gap_value": abs(agreed.target - then.value), "gap_percent": forecast.gap_percent(agreed, then.value),
        "outlook": forecast.outlook(agreed, then.value, is_rising=row["direction"] == "rising", tolerance_percent=tolerance),
        "is_target_in_band": None if then.low is None else then.low <= agreed.target <= then.high,
    }


def _named(row: Mapping, *names: str) -> dict:
    return {name: row.get(name) for name in names}


def _same(connection: Connection, release: int, own: Mapping, province: str) -> dict[str, str]:
    """Province → code of the same indicator, wherever it is measured at the release, here too."""
    held = tables.sql["indicator"]
    is_named_so = (held.c.indicator_name == own["indicator_name"]) & (held.c.master_plan_code == (own["master_plan_code"] or ""))  # no target is not a target in common
    query = select(held.c.province_code, held.c.indicator_code).where(
        held.c.from_release <= release, held.c.to_release > release, held.c.measure_unit == own["measure_unit"], held.c.direction == own["direction"],
        (held.c.indicator_code == own["indicator_code"]) | is_named_so)
    found = {}
    for of, code in connection.execute(query.order_by(held.c.province_code, held.c.indicator_code)):
        found[of] = code if code == own["indicator_code"] else found.get(of, code)
    return {**found, province: own["indicator_code"]}


def _elsewhere_row(connection: Connection, known: Known, release: int, own: Mapping, of: str, code: str) -> dict:
    """An indicator of a province as its own screens judge it."""
    place, note = releases.at("province", of, release), tables.release_table
    number = connection.scalar(select(func.max(note.c.number)).where(note.c.province_code == of, note.c.number <= release))
    named = next(iter(rows(connection, select(place.c.province_name_th, place.c.province_name_en))), {})
    return {**_listed_row(known, known.of(code)[0]), **named, "indicator_code": own["indicator_code"], "their_code": code, "province_code": of,
            "is_here": of == own["province_code"], "province_release": number, "province_as_of": known.as_of}


def _slowest_first(row: dict) -> tuple:
    return row["pace"] is None, row["pace"] or 0, row["province_code"]


def _target_rows(known: Known, row: Mapping, only_moved: bool) -> list[dict]:
    first, found = first_targets(known, row["indicator_code"]), []
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
