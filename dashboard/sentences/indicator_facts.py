"""What is known of one indicator, as lists of facts: what gave it its state, what it means, who set it, what it serves, the story behind its number.

A fact is (label, words, the address they lead to or "").
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard import links, wording
from dashboard.sentences import indicators as said
from dashboard.wording import t
from queries.answers import dicts

Fact = tuple[str, str, str]
PART_FOUR = ("evaluation_criteria", "evaluation_method")  # of the contract: how an indicator is judged


def judged(row: Mapping, origin: str) -> list[Fact]:
    """The rule that gave an indicator its state, every input, the limits with day and resolution, the result, the row it stands on (`origin`)."""
    found = [("rule", said.rule(row)), ("baseline", _dated(row, "baseline_value", "baseline_on")), ("target", _dated(row, "final_target_value", "final_target_on"))]
    if row["actual_value"] is not None:
        found += [("actual", _dated(row, "actual_value", "period_on")), ("path", said.in_unit(row["path_value"], row))]
    if row["attainment_percent"] is not None:
        found.append(("pace", t("indicators.fact.pace_words", attained=wording.percent(row["attainment_percent"]), expected=wording.percent(row["expected_percent"]), pace=said.ratio(row["pace"]))))
    found += [("limits", said.limits(row)), ("result", said.result(row))]
    if row["has_moved_target"]:
        found.append(("moved", said.moved(row)))
    return [*((t(f"indicators.fact.{name}"), words, "") for name, words in found), *([(t("indicators.fact.origin"), origin, "")] if origin else [])]


def _dated(row: Mapping, value: str, day: str) -> str:
    return t("indicators.fact.dated", value=said.in_unit(row[value], row), day=wording.date(row[day]))


def defined(row: Mapping, partners: Mapping[str, str], aligned: Sequence[Mapping], clauses: pd.DataFrame) -> list[Fact]:
    """What an indicator means, who set it and when, who evaluates it how, what it serves; `aligned`: its rows of indicators.alignment, `clauses` those of its contract."""
    how = " · ".join((wording.choice("direction", row["direction"]), t("indicators.fact.cumulative" if row["is_cumulative"] else "indicators.fact.not_cumulative"),
                      t("indicators.fact.every", frequency=wording.choice("frequency", row["frequency"]).lower())))
    owner = t("indicators.fact.owner" if row["indicator_scope"] == "partner" else "indicators.fact.reporter")
    return [
        (t("indicators.fact.definition"), row["definition"], ""), (t("indicators.fact.unit"), row["measure_unit"], ""), (t("indicators.fact.how"), how, ""),
        (t("indicators.fact.scope"), wording.choice("indicator_scope", row["indicator_scope"]), ""),
        (t("indicators.fact.agreed"), wording.date(row["agreed_on"]), ""), *_set_by(row, partners),
        (owner, row["owner_name"] or t("indicators.nobody"), links.to_partner(row["owner_organisation_code"])),
        (t("indicators.fact.data_source"), row["data_source"] or wording.NONE, ""), (t("indicators.fact.evaluator"), row["evaluator"] or wording.NONE, ""),
        *_method(clauses), *_served(row, aligned),
    ]


def _set_by(row: Mapping, partners: Mapping[str, str]) -> list[Fact]:
    """The parties that set it, a line each, the label once."""
    codes = [code for code in str(row["organisation_codes"] or "").split(";") if code]
    label = t("indicators.fact.set_by")
    return [("" if n else label, partners.get(code, code), links.to_partner(code)) for n, code in enumerate(codes)] or [(label, wording.NONE, "")]


def _method(clauses: pd.DataFrame) -> list[Fact]:
    """How the contract's part four says that indicators are judged."""
    found = [row["words"] for row in dicts(clauses) if row["item"] in PART_FOUR and row["words"]]
    return [("" if n else t("indicators.fact.part_four"), words, links.to("contract")) for n, words in enumerate(found)] or [(t("indicators.fact.part_four"), t("indicators.fact.no_part_four"), links.to("contract"))]


def _served(row: Mapping, aligned: Sequence[Mapping]) -> list[Fact]:
    """The contract output and project it serves, and the target of the master plan."""
    found = [(t("indicators.fact.output"), one["output_name"] or t("indicators.fact.no_output"), "") for one in aligned]
    found += [(t("indicators.fact.project"), one["project_name"], links.to_item("project", one["project_code"], None, "indicators")) for one in aligned if one["project_name"]]
    return [*found, (t("indicators.fact.master_plan"), row["master_plan_code"] or wording.NONE, "")]


def story(row: Mapping, seen: pd.DataFrame) -> str:
    """The story behind the newest value that has one, and what will be done next, told with the value they belong to; "" without."""
    told = [value for value in dicts(seen) if value["story"] or value["next_action"]]
    if not told:
        return ""
    last = told[-1]
    value = t("indicators.fact.story_value", value=said.in_unit(last["actual_value"], row), day=wording.date(last["period_on"]), status=wording.choice("observation_status", last["observation_status"]))
    parts = [t(f"indicators.fact.{name}", words=last[name]) for name in ("story", "next_action") if last[name]]
    return f"{value} {' · '.join(parts)}"


def contract_of(clauses: pd.DataFrame, projects: pd.DataFrame, row: Mapping) -> pd.DataFrame:
    """The clauses of the contract that the indicator's project stands in; where it has none, of the one contract there is."""
    of_project = set(projects.loc[projects["project_code"] == row["project_code"], "contract_code"])
    codes = of_project or set(clauses["contract_code"])
    return clauses[clauses["contract_code"].isin(codes)] if len(codes) == 1 else clauses.head(0)
