"""One district in words, as a governor asks before a visit and whoever lives there: what was promised, with whose money, what came of it, what is late and why.

Frames come with names already in the reader's language, partners as these readers may know them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard import wording
from dashboard.charts.dots import Dot
from dashboard.markup import Figure
from dashboard.names import kept
from dashboard.sentences import indicators, projects
from dashboard.wording import t
from queries.answers import dicts

PROMISED = ["project_name", "state", "outputs_words", "where_words", "budget_baht", "disbursed_percent", "responsible_organisation_name"]
PROMISED_FILED = ["project_code", *PROMISED, "objective", "why", "days_late", "start_on", "end_on", "project_status", "origin"]
PROMISED_BRIEF = ("project_name", "state", "outputs_words", "responsible_organisation_name")
LATE = ["late_name", "state", "why_words", "responsible_organisation_name", "days_late", "origin"]
LATE_BRIEF = ("late_name", "state", "why_words", "responsible_organisation_name")
OUTPUTS = ["output_name", "project_name", "state", "delivered_quantity", "planned_quantity", "quantity_unit", "delivered_percent", "due_on", "days_late", "where_words", "origin"]
RUNGS_BRIEF = ["name", "state", "disbursed_percent", "pledged_baht"]
PARTNERS = ["organisation_name", "sector", "based_words", "project_count", "responsible_count", "pledged_baht", "only_here_pledged_baht", "in_kind_baht", "origin"]
PARTNERS_BRIEF = ("organisation_name", "based_words", "project_count", "pledged_baht")
HELD = ["participation_name", "participation_tool", "start_on", "participants", "from_here", "change_made", "origin"]
HELD_BRIEF = ("participation_name", "start_on", "from_here", "change_made")
VALUES = ["indicator_name", "here_words", "place_words", "whole_words", "first_words", "period_on"]
VALUES_BRIEF = ("indicator_name", "here_words", "place_words", "whole_words")
LATE_STATES = ("off_track", "no_evidence", "watch")


@dataclass(frozen=True)
class Dossier:
    """All that is asked of one district at a release."""

    row: Mapping  # its line of district.listed
    every: int  # districts of the province
    projects: pd.DataFrame
    outputs: pd.DataFrame
    partners: pd.DataFrame
    held: pd.DataFrame  # participation activities there
    came: Mapping[str, object]  # activity → people from the district; None where withheld
    values: pd.DataFrame  # indicators.by_district of every district
    indicators: Mapping[str, Mapping]

    @property
    def name(self) -> str:
        """Its name with the word for what it is."""
        return named(self.row)


def named(row: Mapping) -> str:
    """A district as it is called."""
    return t("district.name", name=row["district_name"])


def options(listed: pd.DataFrame) -> dict[str, str]:
    """Code → words of every district, worst first: its name, and how many projects are off track there."""
    return {row["district_code"]: t("district.option", name=row["district_name"], count=row["off_track_count"]) if row["off_track_count"] else row["district_name"] for row in dicts(listed)}


def with_state(frame: pd.DataFrame, computed: str = "state") -> pd.DataFrame:
    """Projects or outputs with the state that stands as `state`, the computed one beside it."""
    return frame.assign(computed_state=frame[computed], state=frame["standing_state"])


# --- what to know first -----------------------------------------------------------------------------------------------


def standing(of: Dossier, is_brief: bool = False) -> str:
    """How many projects stand there, how many are off track or without evidence, the worst of them, why, and who must act."""
    if of.projects.empty:
        return t("district.nothing", name=of.name)
    running = kept(of.projects, (row["state"] is not None for row in dicts(of.projects)))
    return projects.standing(running if len(running) else of.projects, is_brief)


def worst_state(of: Dossier) -> str:
    """The worst state any project there is in."""
    return projects.worst_state(of.projects)


def figures(of: Dossier) -> list[Figure]:
    """Projects, money pledged, disbursed, outputs and participation, each with what is of this district only."""
    row, silent = of.row, not any(value for value in of.projects["disbursed_baht"])
    percent = row["disbursed_baht"] * 100 / row["allocated_baht"] if row["allocated_baht"] else None
    return [
        Figure(t("district.figure_projects"), wording.number(row["project_count"]), _counted(row)),
        Figure(t("district.figure_money"), wording.baht(row["pledged_baht"]), t("district.figure_money_note", amount=wording.baht(row["only_here_pledged_baht"])), exact=wording.baht_exact(row["pledged_baht"])),
        Figure(t("district.figure_disbursed"), wording.NONE if percent is None or silent else wording.percent(percent), t("district.figure_disbursed_note", allocated=wording.baht(row["allocated_baht"]))),
        Figure(t("district.figure_outputs"), t("district.of", count=row["output_done_count"], total=row["output_count"]), t("district.figure_outputs_note", count=row["output_late_count"]) if row["output_late_count"] else "",
               "off_track" if any(of.outputs["state"] == "off_track") else "watch" if row["output_late_count"] else ""),
        Figure(t("district.figure_partners"), wording.number(row["partner_count"]), t("district.figure_partners_note", count=row["based_count"])),
    ]


def _counted(row: Mapping) -> str:
    """Of the projects: how many are only here, and cancelled where any is."""
    only = t("district.figure_projects_note", count=row["only_here_count"])
    return f"{only} · {t('district.figure_cancelled', count=row['cancelled_count'])}" if row["cancelled_count"] else only


def whole(of: Dossier) -> str:
    """That projects of several districts are counted whole; "" where all stand in this one only."""
    shared = of.row["project_count"] - of.row["only_here_count"]
    return t("district.whole", count=shared, total=of.row["project_count"]) if shared else ""


# --- what was promised, what is late ----------------------------------------------------------------------------------


def promised(of: Dossier) -> str:
    """How many projects and outputs were promised there, how many projects are only here."""
    if of.projects.empty:
        return t("district.nothing", name=of.name)
    return t("district.promised", projects=projects.number_of(len(of.projects)), outputs=of.row["output_count"], only=of.row["only_here_count"])


def promised_table(of: Dossier) -> pd.DataFrame:
    """The projects with their outputs and where else they stand in words."""
    rows = dicts(of.projects)
    return _assigned(of.projects, outputs_words=[_outputs(row, of) for row in rows], where_words=[_where(row["district_count"], of.every) for row in rows])


def _outputs(row: Mapping, of: Dossier) -> str | None:
    own = dicts(of.outputs[of.outputs["project_code"] == row["project_code"]])
    return "; ".join(map(_output, own)) or None


def _output(row: Mapping) -> str:
    known = row["delivered_quantity"] is not None
    return t("district.output" if known else "district.output_unreported", name=row["output_name"], delivered=wording.number(row["delivered_quantity"]), planned=wording.number(row["planned_quantity"]), unit=row["quantity_unit"])


def _where(count: int, every: int) -> str:
    if count == 1:
        return t("district.only_here")
    return t("district.everywhere" if count == every else "district.also_elsewhere", count=count)


def late_table(of: Dossier) -> pd.DataFrame:
    """Projects and outputs that are late, off track or without evidence, each with why in words; worst first, then most days."""
    found = [_late_project(row) for row in dicts(of.projects) if row["state"] in LATE_STATES] + [_late_output(row) for row in dicts(of.outputs) if row["state"] in LATE_STATES]
    found.sort(key=lambda row: (LATE_STATES.index(row["state"]), -row["days_late"]))
    return pd.DataFrame(found, columns=LATE, dtype=object)


def _late_project(row: Mapping) -> dict:
    silent = [t("district.no_entry")] if row["money_state"] == "no_evidence" else []
    return {**row, "late_name": row["project_name"], "why_words": " · ".join([projects.why(row), *silent])}


def _late_output(row: Mapping) -> dict:
    amounts = {"project": row["project_name"], "planned": wording.number(row["planned_quantity"]), "unit": row["quantity_unit"], "due": wording.date(row["due_on"]), "days": wording.days(row["days_late"])}
    if row["delivered_quantity"] is None:
        why = t("district.output_silent", **amounts)
    else:
        why = t("district.output_short", **amounts, delivered=wording.number(row["delivered_quantity"]))
    return {**row, "late_name": t("district.output_of", name=row["output_name"]), "why_words": why}


def late(found: pd.DataFrame, is_brief: bool = False) -> tuple[str, str]:
    """How many things are late and who must act on them, and the worst state; `found`: late_table. `is_brief`: the table below says why and who."""
    if found.empty:
        return t("district.late_none"), "on_track"
    if is_brief:
        return t("district.late_brief", count=len(found), name=found.iloc[0]["late_name"]), found.iloc[0]["state"]
    who = list(dict.fromkeys(name for name in found["responsible_organisation_name"] if name))
    nobody = sum(name is None for name in found["responsible_organisation_name"])
    said = [t("district.late", count=len(found), name=found.iloc[0]["late_name"], why=found.iloc[0]["why_words"])]
    said += [t("district.late_who", names=", ".join(who[:3]), more=t("district.more", count=len(who) - 3) if len(who) > 3 else "")] if who else []
    return " ".join([*said, *([t("district.late_nobody", count=nobody)] if nobody else [])]), found.iloc[0]["state"]


def delivered(of: Dossier) -> str:
    """How many outputs are done and how many are late."""
    if of.outputs.empty:
        return t("district.outputs_none")
    said = t("district.outputs", done=of.row["output_done_count"], total=of.row["output_count"])
    return f"{said} {t('district.outputs_late', count=of.row['output_late_count'])}" if of.row["output_late_count"] else said


def outputs_table(of: Dossier) -> pd.DataFrame:
    """The outputs, each with where else its project stands."""
    return _assigned(of.outputs, where_words=[t("district.only_here") if alone else t("district.shared") for alone in of.outputs["is_only_here"]])


# --- whose money, who takes part --------------------------------------------------------------------------------------


def money(of: Dossier, is_brief: bool = False) -> str:
    """How many partners pledged how much, the largest of them; unless `is_brief`, what is of projects only here, and what is in kind."""
    held = kept(of.partners, map(bool, of.partners["pledged_baht"]))
    if held.empty:
        return t("district.money_none")
    largest = held.iloc[0]
    said = [t("district.money", count=len(held), pledged=wording.baht(of.row["pledged_baht"]), name=largest["organisation_name"], amount=wording.baht(largest["pledged_baht"])),
            t("district.money_only", amount=wording.baht(of.row["only_here_pledged_baht"]))]
    if is_brief:
        return said[0]
    return " ".join([*said, *([t("district.money_in_kind", amount=wording.baht(of.row["in_kind_baht"]))] if of.row["in_kind_baht"] else [])])


def partners(of: Dossier) -> str:
    """How many partners take part there and how many have their place there."""
    based, part = sum(of.partners["is_based_here"]), sum(bool(count) for count in of.partners["project_count"])
    both = sum(here and bool(count) for here, count in zip(of.partners["is_based_here"], of.partners["project_count"], strict=True))
    return t("district.partners", part=part, based=based, both=both)


def partners_table(of: Dossier) -> pd.DataFrame:
    """The partners with whether they have their place there."""
    return _assigned(of.partners, based_words=[t("district.based" if here else "district.from_outside") for here in of.partners["is_based_here"]])


# --- who was asked ----------------------------------------------------------------------------------------------------


def held(of: Dossier) -> str:
    """How many activities asked people there, how many came from the district, and what changed."""
    if of.held.empty:
        return t("district.held_none")
    shown = [people for people in of.came.values() if people is not None]
    said = [t("district.held", count=len(of.held), people=wording.number(sum(shown)))]
    said += [t("district.held_withheld", count=len(of.came) - len(shown))] if len(shown) < len(of.came) else []
    changed = sum(bool(words) for words in of.held["change_made"])
    return " ".join([*said, t("district.held_changed", count=changed)])


def held_table(of: Dossier) -> pd.DataFrame:
    """The activities with the people who came from the district."""
    return _assigned(of.held, from_here=[_people(of.came, code) for code in of.held["participation_code"]])


def _people(came: Mapping, code: str) -> str:
    if code not in came:
        return t("district.nobody_counted")
    return t("district.withheld") if came[code] is None else t("district.people", count=wording.number(came[code]))


# --- what is measured there -------------------------------------------------------------------------------------------


def values_table(of: Dossier) -> pd.DataFrame:
    """Each indicator measured by district: its value here, its place among the districts, the province's; furthest behind first."""
    found = [made for code, row in of.indicators.items() if (made := _value(of.values[of.values["indicator_code"] == code], row, of.row["district_code"]))]
    return pd.DataFrame(sorted(found, key=lambda row: -row["place"]), columns=[*VALUES, "indicator_code", "place"], dtype=object)


def _value(places: pd.DataFrame, row: Mapping, district: str) -> dict | None:
    ranked = [one for one in reversed(dicts(places)) if one["actual_value"] is not None]  # best first
    here = next((one for one in dicts(places) if one["district_code"] == district), None)
    if here is None:
        return None
    place = next((n for n, one in enumerate(ranked, 1) if one["district_code"] == district), 0)
    return {"indicator_code": row["indicator_code"], "indicator_name": row["indicator_name"], "place": place, "here_words": indicators.in_unit(here["actual_value"], row),
            "place_words": t("district.place", place=place, total=len(ranked)) if place else t("district.unmeasured"), "whole_words": indicators.in_unit(here["province_value"], row),
            "first_words": indicators.in_unit(here["first_value"], row), "period_on": here["period_on"]}


def values(found: pd.DataFrame) -> str:
    """How many indicators are measured there, and in which it is furthest behind; `found`: values_table."""
    first = found.iloc[0]
    if not first["place"]:
        return t("district.values_none", count=len(found))
    return t("district.values", count=len(found), name=first["indicator_name"], here=first["here_words"], place=first["place_words"], whole=first["whole_words"])


def dots_of(of: Dossier, code: str) -> list[Dot]:
    """Every district's value of an indicator, this one in bold."""
    row = of.indicators[code]
    return [_dot(one, row, one["district_code"] == of.row["district_code"]) for one in dicts(of.values[of.values["indicator_code"] == code])]


def _dot(one: Mapping, row: Mapping, is_here: bool) -> Dot:
    if one["actual_value"] is None:
        return Dot(one["district_name"], None, None, t("dots.no_value"), "")
    words = t("dots.words", name=one["district_name"], now=indicators.in_unit(one["actual_value"], row), now_on=wording.date(one["period_on"]), first=indicators.in_unit(one["first_value"], row), first_on=wording.date(one["first_on"]))
    return Dot(one["district_name"], float(one["actual_value"]), float(one["first_value"]), indicators.plain_value(one["actual_value"], row), words, is_here)


# --- where it is ------------------------------------------------------------------------------------------------------


def place(of: Dossier, province: str) -> str:
    """The district's place in the country, as text: its code, its province, its people."""
    people = t("district.population", count=wording.number(of.row["population"])) if of.row["population"] is not None else t("district.population_unknown")
    return t("district.place_answer", name=of.name, code=of.row["district_code"], province=province, people=people)


def facts(of: Dossier, province: str) -> list[tuple[str, str, str]]:
    """What is known of where it is."""
    row = of.row
    return [
        (t("district.fact_code"), t("district.fact_code_words", code=row["district_code"], province=row["district_code"][:2]), ""),
        (t("district.fact_province"), t("district.fact_province_words", province=province), ""),
        (t("district.fact_office"), t("district.fact_office_words", latitude=wording.number(row["latitude"], 4), longitude=wording.number(row["longitude"], 4)), ""),
        (t("district.fact_population"), wording.number(row["population"]), ""),
    ]


def _assigned(frame: pd.DataFrame, **columns: Iterable) -> pd.DataFrame:
    return frame.assign(**{name: pd.Series(list(words), index=frame.index, dtype=object) for name, words in columns.items()})


