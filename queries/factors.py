"""The nine factors of a strong, lasting network (domain of the study): each its own measure, its trend and what it is made of.

Nothing is blended: a factor has no score made of others, and no state but where the committee has set a dated limit for its measure.
Measures and their formulae stand in queries/factor_measures.py, what they are made of in queries/factor_evidence.py, who may be shown of the survey in
queries/factor_survey.py.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
from sqlalchemy import Connection

from queries import factor_evidence, fiscal, thresholds
from queries import factor_survey as polled
from queries.answers import remembered, table
from queries.factor_measures import MEASURES, Measure, Past, Reading
from queries.network_scene import Scene
from queries.tables import CHOICES

SURVEY = ("survey_round", "factor", "sector_group", "partners_answered", "mean_score", "agree_percent", "mean_before", "change", "is_withheld", "answered_on")
TRAITS = ("survey_round", "culture_trait", "sector_group", "partners_answered", "mean_score", "mean_before", "change", "is_withheld")
NINE = (
    "factor", "factor_measure", "value", "unit", "part", "whole", "partners_answered", "why", "is_withheld", "measured_on", "value_before", "before_on", "change", "better", "has_improved",
    "state", "on_track_from", "watch_from", "effective_on", "resolution_reference", "evidence_count", "page",
)
TREND = ("factor", "factor_measure", "as_of", "fiscal_year", "quarter", "value", "unit", "part", "whole", "partners_answered", "why", "measured_on", "better")
EVIDENCE = ("factor", "evidence_kind", "evidence_code", "evidence_name", "evidence_name_en", "evidence_on", "part", "whole", "unit")
STATE_WITHOUT_VALUE = {"no_evidence": "no_evidence", "before_first_release": "no_evidence", "nothing_due": "not_due", "window_open": "not_due", "withheld": ""}
POINTS = 8  # quarter ends of a trend, the release's own day among them


def nine(connection: Connection, *, release: int, province: str, factor: str | None = None, every_measure: bool = False) -> pd.DataFrame:
    """One row a factor (`every_measure`: a measure of it): value in its unit, change since the last quarter's end, state where a limit is set; worst state first, then as the study lists them.

    `part` of `whole` is what the value was made of, `why` says why there is none. `has_improved`: by `better` (up or down), None where neither.
    `state` is "" without a limit set by as_of; with one but without a value no_evidence, or not_due where it is too early. Below `on_track_from` on watch from `watch_from`, where that is set, else off track."""
    past = _past(connection, release, province)
    if past.scene.as_of is None:
        return table([], NINE)
    limits = thresholds.in_force(connection, release, province)
    now, before = (past.readings(day) for day in reversed(_days(past.scene.as_of)[-2:]))
    before_on = _days(past.scene.as_of)[-2]
    found = [_nine_row(one, measure, now[one, measure.code], before[one, measure.code], before_on, limits, is_first=number == 0)
             for one, measures in _measures(factor, every_measure) for number, measure in enumerate(measures)]
    return table(sorted(found, key=lambda r: thresholds.badness(r["state"])), NINE)


def trend(connection: Connection, *, release: int, province: str, factor: str | None = None, every_measure: bool = False) -> pd.DataFrame:
    """One row a factor (`every_measure`: a measure of it) and quarter's end, the last eight with the release's own day, in the measure's unit; by factor as the study lists them, oldest first.

    What bears dates is read as at that day from this release; what does not (the contract's parts and phases) from the release in force then."""
    past = _past(connection, release, province)
    if past.scene.as_of is None:
        return table([], TREND)
    days = _days(past.scene.as_of)
    read = {day: past.readings(day) for day in days}
    return table([{**_of(one, measure, read[day][one, measure.code]), "as_of": day, "fiscal_year": fiscal.fiscal_year_of(day), "quarter": fiscal.quarter_of(day)}
                  for one, measures in _measures(factor, every_measure) for measure in measures for day in days], TREND)


def evidence(connection: Connection, *, release: int, province: str, factor: str | None = None) -> pd.DataFrame:
    """One row a thing a factor's measures are made of: what it is, its day, `part` of `whole` in its unit; by factor as the study lists them, weakest first.

    evidence_kind is survey_round, post, phase, cover, tie_place, fiscal_year, contract_part, manager_phase or activity."""
    past = _past(connection, release, province)
    if past.scene.as_of is None:
        return table([], EVIDENCE)
    return table([{"factor": one, **row} for one in MEASURES if factor in (None, one) for row in factor_evidence.of_factor(past, one)], EVIDENCE)


def survey(connection: Connection, *, release: int, province: str, factor: str | None = None, by_sector_group: bool = False) -> pd.DataFrame:
    """One row a survey round and factor (and the study's four sectors, if picked): partners who answered (count), mean score 1 to 5, change since the round before; newest round first.

    Each partner counts once, by the mean of its own scores; `agree_percent` is the share of partners whose mean is 4 or more. Under five
    partners the figures are withheld, and so are those of the next smallest group, which would give them away by subtraction."""
    given = [row for row in polled.answers(Scene(connection, release, province)) if factor in (None, row["factor"])]
    sorted_out = defaultdict(list)
    for row in given:
        sorted_out[row["survey_round"], row["factor"], row["sector_group"] if by_sector_group else None].append(row)
    means = {key: polled.own_means(rows) for key, rows in sorted_out.items()}
    found, days = [], polled.last_days(given)
    for (survey_round, of, group), own in means.items():
        sizes = {g: len(m) for (r, f, g), m in means.items() if (r, f) == (survey_round, of)}
        is_held = group in polled.withheld(sizes)
        found.append({"survey_round": survey_round, "factor": of, "sector_group": group, "partners_answered": len(own), "is_withheld": is_held, "answered_on": days[survey_round],
                      **({} if is_held else polled.figures(own))})
    rounds, order = list(days), list(CHOICES["factor"])
    _compared(found, rounds, ("factor", "sector_group"))
    return table(sorted(found, key=lambda r: (-rounds.index(r["survey_round"]), order.index(r["factor"]), r["sector_group"] or "")), SURVEY)


def traits(connection: Connection, *, release: int, province: str, by_sector_group: bool = False) -> pd.DataFrame:
    """One row a survey round and trait of working culture (and the study's four sectors, if picked): partners who answered (count), mean score 1 to 5, change since the round before; newest round first, weakest trait first.

    Withheld under five, and where one to four partners left the trait out: their answers could be told from the factor's mean."""
    given = [row for row in polled.answers(Scene(connection, release, province)) if row["factor"] == "culture" and 1 <= row["question_number"] <= len(polled.TRAITS)]
    sorted_out = defaultdict(list)
    for row in given:
        sorted_out[row["survey_round"], polled.TRAITS[row["question_number"] - 1], row["sector_group"] if by_sector_group else None].append(row)
    found, rounds = [], list(polled.last_days(given))
    held = {survey_round: _held_traits(survey_round, sorted_out) for survey_round in rounds}
    for (survey_round, trait, group), rows in sorted_out.items():
        is_held = (trait, group) in held[survey_round]
        shown = {} if is_held else {"mean_score": polled.figures(polled.own_means(rows))["mean_score"]}
        found.append({"survey_round": survey_round, "culture_trait": trait, "sector_group": group, "partners_answered": len(rows), "is_withheld": is_held, **shown})
    _compared(found, rounds, ("culture_trait", "sector_group"))
    return table(sorted(found, key=lambda r: (-rounds.index(r["survey_round"]), r.get("mean_score") is None, r.get("mean_score") or 0, polled.TRAITS.index(r["culture_trait"]), r["sector_group"] or "")), TRAITS)


def _held_traits(survey_round: str, sorted_out: Mapping[tuple, list]) -> set[tuple[str, str | None]]:
    by_trait = {(trait, group): len(rows) for (name, trait, group), rows in sorted_out.items() if name == survey_round}
    partners = defaultdict(set)
    for (name, _, group), rows in sorted_out.items():
        if name == survey_round:
            partners[group] |= {row["organisation_code"] for row in rows}
    return polled.withheld_traits({group: len(codes) for group, codes in partners.items()}, by_trait)


def _compared(found: list[dict], rounds: list[str], by: tuple[str, ...]) -> None:
    """Each row with the mean of the round before, where both are shown, and the change."""
    before = dict(pairwise(reversed(rounds)))
    known = {(r["survey_round"], *(r[name] for name in by)): r.get("mean_score") for r in found}
    for row in found:
        earlier, now = known.get((before.get(row["survey_round"]), *(row[name] for name in by))), row.get("mean_score")
        row |= {"mean_before": earlier, "change": None if earlier is None or now is None else now - earlier}


def _days(as_of: date) -> list[date]:
    """The last quarter ends up to as_of, and as_of itself where it is none; oldest first."""
    year, quarter = fiscal.latest_quarter_ended(as_of)
    ends = [fiscal.quarter_bounds(year, quarter)[1]]
    while len(ends) < POINTS:
        ends.insert(0, fiscal.months_before(ends[0] + timedelta(days=1), 3) - timedelta(days=1))
    return ends if ends[-1] == as_of else [*ends[1:], as_of]


@remembered
def _past(connection: Connection, release: int, province: str) -> Past:
    return Past(connection, release, province)


def _measures(factor: str | None, every_measure: bool) -> list[tuple[str, tuple[Measure, ...]]]:
    return [(one, measures if every_measure else measures[:1]) for one, measures in MEASURES.items() if factor in (None, one)]


def _of(factor: str, measure: Measure, read: Reading) -> dict:
    return {**read._asdict(), "factor": factor, "factor_measure": measure.code, "unit": measure.unit, "better": measure.better, "is_withheld": read.why == "withheld"}


def _nine_row(factor: str, measure: Measure, now: Reading, before: Reading, before_on: date, limits: thresholds.Limits, is_first: bool) -> dict:
    change = None if now.value is None or before.value is None else now.value - before.value
    improved = None if not change or not measure.better else (change > 0) == (measure.better == "up")
    row = {**_of(factor, measure, now), "value_before": before.value, "before_on": before_on, "change": change, "has_improved": improved, "page": measure.page, "state": ""}
    limit, watch = (limits.get(f"factor_{factor}_{state}") for state in ("on_track", "watch"))
    if not is_first or limit is None:
        return row
    state = STATE_WITHOUT_VALUE[now.why] if now.value is None else thresholds.state_of_factor(now.value, limit, watch)
    return {**row, "state": state, "on_track_from": limit.value, "watch_from": watch.value if watch else None,
            "effective_on": limit.effective_on, "resolution_reference": limit.resolution_reference or None}
