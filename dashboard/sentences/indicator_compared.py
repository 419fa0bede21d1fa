"""Indicators side by side, in words: by population group, as other provinces have them, as three raters see them, against outputs and the master plan."""

from collections.abc import Mapping

import pandas as pd

from dashboard import wording
from dashboard.charts.dots import Dot
from dashboard.sentences import indicators as said
from dashboard.wording import t
from queries.answers import dicts

GROUPS = ["population_group", "actual_value", "period_on", "first_value", "first_on", "province_value", "better_by"]
ELSEWHERE = ["province_name", "state", "actual_value", "period_on", "baseline_value", "final_target_value", "final_target_on", "attainment_percent", "pace", "their_name", "province_release", "province_as_of"]
RATINGS = ["indicator_name", "computed_state", "self_reported_state", "committee_state", "committee_reason", "self_reported_reason", "self_reported_on", "committee_on"]
RATINGS_BRIEF = ("indicator_name", "computed_state", "self_reported_state", "committee_state", "committee_reason")
ALIGNED = ["output_name", "serves_words", "indicator_name", "standing_state", "project_name", "master_plan_code", "output_code", "indicator_code"]
ALIGNED_BRIEF = ("output_name", "indicator_name", "project_name")
MASTER_PLAN = "200301"  # the sub-target that opens public services to participation by every sector (study, section 1)


def groups(values: pd.DataFrame, row: Mapping) -> str:
    """Which population group is last, which best, and everybody's value; `values` worst first."""
    known = values[[value is not None for value in values["actual_value"]]]
    if known.empty:
        return t("indicators.groups_none")
    first, last, silent = known.iloc[0], known.iloc[-1], len(values) - len(known)
    worst, best = (wording.choice("population_group", one["population_group"]) for one in (first, last))
    parts = [t("indicators.groups_answer", worst=worst, worst_value=said.in_unit(first["actual_value"], row), best=best, best_value=said.plain_value(last["actual_value"], row))]
    parts += [t("indicators.groups_whole", whole=said.plain_value(first["province_value"], row))] if first["province_value"] is not None else []
    return " ".join([*parts, *([t("indicators.groups_silent", count=silent)] if silent else [])])


def of_groups(values: pd.DataFrame) -> pd.DataFrame:
    """The rows with each group's name where a district's stands, for the same drawing."""
    return values.assign(district_name=[wording.choice("population_group", code) for code in values["population_group"]])


def elsewhere(found: pd.DataFrame) -> str:
    """Where this province stands among those that measure the same and can be judged; `found` slowest first."""
    judged = [row for row in reversed(dicts(found)) if row["pace"] is not None]
    here = next(row for row in dicts(found) if row["is_here"])
    place = next((n for n, row in enumerate(judged, 1) if row["is_here"]), None)
    if place is None:
        words = t("indicators.elsewhere_unjudged", here=here["province_name"], state=wording.state(here["state"]), total=len(found))
    else:
        words = t("indicators.elsewhere_answer", here=here["province_name"], place=place, total=len(judged), pace=said.ratio(here["pace"]))
    return words if place == 1 or not judged else f"{words} {t('indicators.elsewhere_best', best=judged[0]['province_name'], pace=said.ratio(judged[0]['pace']))}"


def of_provinces(found: pd.DataFrame, is_narrow: bool) -> list[Dot]:
    """A dot a province: from its baseline to its value, this province in bold; `is_narrow` without unit and pace."""
    return [_province(row, is_narrow) for row in dicts(found)]


def _province(row: Mapping, is_narrow: bool) -> Dot:
    if row["actual_value"] is None:
        return Dot(row["province_name"], None, None, t("dots.no_value"), "")
    stands = wording.state(row["state"]) if row["pace"] is None else t("indicators.pace", pace=said.ratio(row["pace"]))
    label = said.plain_value(row["actual_value"], row) if is_narrow else t("indicators.elsewhere_label", value=said.in_unit(row["actual_value"], row), stands=stands)
    words = t("indicators.elsewhere_words", name=row["province_name"], value=said.in_unit(row["actual_value"], row), day=wording.date(row["period_on"]), baseline=said.plain_value(row["baseline_value"], row),
              target=said.plain_value(row["final_target_value"], row), state=wording.state(row["state"]))
    return Dot(row["province_name"], float(row["actual_value"]), float(row["baseline_value"]), label, words, bool(row["is_here"]))


def elsewhere_table(found: pd.DataFrame) -> pd.DataFrame:
    """The rows with each province's own name of the indicator."""
    return found.assign(their_name=[f"{name} ({code})" for name, code in zip(found["indicator_name"], found["their_code"], strict=True)])


def ratings(found: pd.DataFrame) -> str:
    """How many indicators were rated, on how many the committee differs from what was computed, and where its rating stands."""
    differ = sum(row["committee_state"] not in (None, row["computed_state"]) for row in dicts(found))
    stands = [row["indicator_name"] for row in dicts(found) if row["standing_state"] != row["computed_state"]]
    words = t("indicators.ratings_answer", count=len(found), committee=found["committee_state"].notna().sum(), differ=differ)
    return f"{words} {t('indicators.ratings_stand', names=', '.join(f'“{name}”' for name in stands))}" if stands else words


def alignment(found: pd.DataFrame) -> str:
    """How many outputs have no indicator, how many indicators serve no output, and how many answer the master plan's sub-target."""
    outputs, indicators = found["output_code"].nunique(), found["indicator_code"].nunique()
    bare, loose = (sum(found["serves"] == serves) for serves in ("output_without_indicator", "indicator_without_output"))
    planned = found.loc[found["master_plan_code"] == MASTER_PLAN, "indicator_code"].nunique()
    return t("indicators.aligned_answer", bare=bare, outputs=outputs, loose=loose, indicators=indicators, planned=planned, target=MASTER_PLAN)


def aligned_table(found: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """The rows with what is unmatched in words, and each indicator's state."""
    states = dict(zip(listed["indicator_code"], listed["standing_state"], strict=True))
    missing = {"output_without_indicator": ("indicator_name", t("indicators.no_indicator")), "indicator_without_output": ("output_name", t("indicators.fact.no_output"))}
    rows = [{**row, **dict([missing[row["serves"]]] if row["serves"] in missing else []), "standing_state": states.get(row["indicator_code"]), "serves_words": t(f"indicators.serves_{row['serves']}")}
            for row in dicts(found)]
    return pd.DataFrame(rows, columns=ALIGNED, dtype=object)
