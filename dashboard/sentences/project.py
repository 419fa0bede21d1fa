"""One project in words, as a governor asks before a visit: how far it is and why, whose money, what was delivered, who promised what, what proves it.

Frames come with names already in the reader's language; codes of partners become names by `Dossier.names`, which tells the public no person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard import links, wording
from dashboard.markup import Figure
from dashboard.names import kept
from dashboard.palette import STATES
from dashboard.sentences import budget, indicators, projects
from dashboard.sentences.sums import sheet_rows, signed_baht, to_satang
from dashboard.wording import t
from queries.answers import dicts

PARTIES = ["organisation_name", "part_words", "pledged_baht", "in_kind_baht", "kept_words", "activity_count", "party_role", "signed_on"]
PARTIES_BRIEF = ("organisation_name", "part_words", "pledged_baht", "kept_words")
SHARES = ["share_code", "organisation_name", "state", "fiscal_year", "fund_source", "pledged_baht", "allocated_baht", "disbursed_baht", "origin"]
SHARES_BRIEF = ("organisation_name", "state", "fiscal_year", "pledged_baht", "disbursed_baht")
RUNGS_BRIEF = ["name", "state", "disbursed_percent", "disbursed_target_percent"]
UNDERTAKINGS = ["description", "state", "organisation_name", "quantity_words", "resource_kind", "due_on", "days_late", "responsible_post", "origin"]
UNDERTAKINGS_BRIEF = ("description", "state", "organisation_name", "due_on")
OUTPUTS = ["output_name", "state", "delivered_quantity", "planned_quantity", "quantity_unit", "delivered_percent", "due_on", "days_late", "reported_on", "origin"]
DELIVERABLES = ["deliverable_name", "standing_state", "serves", "due_on", "late_days", "slip_days", "met_on", "responsible_organisation_name", "origin"]
DELIVERABLES_BRIEF = ("deliverable_name", "standing_state", "due_on", "late_days")
INDICATORS = ["indicator_name", "standing_state", "reached_words", "why_words", "owner_name", "period_on", "year_target_on", "origin"]
INDICATORS_BRIEF = ("indicator_name", "standing_state", "reached_words", "why_words")
TOOK_PART = ["took_part_name", "took_part_kind", "took_part_on", "took_part_words", "took_part_result", "origin"]
TOOK_PART_BRIEF = ("took_part_name", "took_part_kind", "took_part_on", "took_part_words")
ACTIVITIES = ["activity_name", "responsible_organisation_name", "activity_baht", "start_on", "end_on", "origin"]
ACTIVITIES_BRIEF = ("activity_name", "responsible_organisation_name", "activity_baht", "end_on")
DOCUMENTS = ["evidence_title", "evidence_of", "dated_on", "document_number", "origin"]
DOCUMENTS_BRIEF = ("evidence_title", "evidence_of", "dated_on")
IDENTIFIERS = {"eMENSCR": "emenscr_code", "e-GP": "egp_code", "GFMIS": "gfmis_code"}
ADOPTED = ("adopted", "partly_adopted")
BRIEF = ("plan_name", "origin_plan", "carried_by", "district", "identifiers")  # what a projector's picture has room for


@dataclass(frozen=True)
class Dossier:
    """All that is asked of one project at a release: its row, and of each subject the rows that are its own."""

    row: Mapping
    about: Mapping
    names: Mapping[str, str]  # every partner by its code
    as_of: date
    money: Mapping | None
    sums: Mapping | None  # its line of the reconciliation
    largest: Mapping | None  # the partner that pledged most, against the limit
    partners: pd.DataFrame
    shares: pd.DataFrame
    parties: pd.DataFrame
    undertakings: pd.DataFrame
    outputs: pd.DataFrame
    deliverables: pd.DataFrame
    served: pd.DataFrame
    indicators: pd.DataFrame
    activities: pd.DataFrame
    activity_sum: Mapping
    participation: pd.DataFrame
    recommendations: pd.DataFrame
    documents: pd.DataFrame
    flags: pd.DataFrame

    @property
    def code(self) -> str:
        """Its code."""
        return self.row["project_code"]

    @property
    def name(self) -> str:
        """Its name."""
        return self.row["project_name"]


def of_project(frame: pd.DataFrame, code: str) -> pd.DataFrame:
    """The rows of an answer that are one project's."""
    return kept(frame, (value == code for value in frame["project_code"]))


def options(every: pd.DataFrame) -> dict[str, str]:
    """Code → words of every project to choose from, worst first: its name and state."""
    return {row["project_code"]: t("project.option", name=row["project_name"], state=projects.state_name(row["state"])) for row in dicts(every)}


def raised(flags: pd.DataFrame, code: str, parts: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The red flags on a project and on what is in it, as things to act on; `parts`: kind of thing → codes."""
    own = kept(flags, (row["subject_code"] in ([code] if row["subject_kind"] == "project" else parts.get(row["subject_kind"], ())) for row in dicts(flags)))
    return own.assign(state=pd.Series([None] * len(own), index=own.index, dtype=object), flags=own["flag"], flag_count=pd.Series([1] * len(own), index=own.index, dtype=object),
                      days_overdue=pd.Series([None] * len(own), index=own.index, dtype=object))


# --- what to know first -----------------------------------------------------------------------------------------------


def standing(of: Dossier) -> str:
    """Why it is in its state, who answers for it, and how far its money has come."""
    who = t("project.responsible", name=of.row["responsible_organisation_name"]) if of.row["responsible_organisation_name"] else projects.must_act(of.row)
    return " ".join(filter(None, (f"{_capital(projects.why(of.row))}{t('project.stop')}", who, _gone_out(of.money))))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _gone_out(money: Mapping | None) -> str:
    if money is None or not money["pledged_baht"]:
        return ""
    if not money["allocated_baht"]:
        return t("project.money_none", pledged=wording.baht(money["pledged_baht"]))
    if money["state"] == "no_evidence":
        return t("project.money_silent", allocated=wording.baht(money["allocated_baht"]))
    return t("project.money", percent=wording.percent(money["disbursed_percent"]), allocated=wording.baht(money["allocated_baht"]), gap=budget.gap_words(money))


def figures(of: Dossier) -> list[Figure]:
    """Time, money, outputs, partners and red flags, each with its state where it has one."""
    done, total = of.row["output_done_count"], of.row["output_count"]
    note = t("project.figure_partners_note", percent=wording.percent(of.largest["pledged_percent"])) if of.largest else ""
    grave = any(of.flags["severity"] == "high")
    return [
        _time(of), *_disbursed(of.money), Figure(t("project.figure_outputs"), t("project.of", count=done, total=total) if total else wording.NONE, _least(of.outputs), worst(of.outputs["state"])),
        Figure(t("project.figure_partners"), t("project.partners", count=len(of.parties)), note, "watch" if of.largest and of.largest["is_over_limit"] else ""),
        Figure(t("project.figure_flags"), t("project.flags", count=len(of.flags)), "", "off_track" if grave else "watch" if len(of.flags) else ""),
    ]


def _time(of: Dossier) -> Figure:
    left, note = (of.row["end_on"] - of.as_of).days, t("projects.from_to", begins=wording.date(of.row["start_on"]), ends=wording.date(of.row["end_on"]))
    if of.row["why"] in ("completed", "cancelled"):
        return Figure(t("project.figure_status"), wording.choice("project_status", of.row["project_status"]), note)
    return Figure(t("project.figure_over" if left < 0 else "project.figure_left"), wording.days(abs(left)), note, of.row["state"] if left < 0 else "")


def _disbursed(money: Mapping | None) -> list[Figure]:
    """What has gone out of its money; where nothing was ever reported, that and no figure."""
    if money is None:
        return []
    silent = money["state"] == "no_evidence"
    return [Figure(t("project.figure_money"), wording.NONE if silent else wording.percent(money["disbursed_percent"]), t("project.figure_silent") if silent else budget.gap_words(money), money["state"])]


def _least(outputs: pd.DataFrame) -> str:
    known = [percent for percent, delivered in zip(outputs["delivered_percent"], outputs["delivered_quantity"], strict=True) if delivered is not None]
    return t("project.figure_outputs_note" if len(outputs) > 1 else "project.figure_outputs_one", percent=wording.percent(min(known))) if known else ""


def worst(states: Sequence[str | None]) -> str:
    """The worst of some states; "" without any."""
    return next((state for state in STATES if state in set(states)), "")


# --- whose money ------------------------------------------------------------------------------------------------------


def money(of: Dossier, is_brief: bool = False) -> str:
    """The whole ladder of its money, what is not money, and whether one partner carries more of it than the limit; `is_brief`: without what is as it should be."""
    said = [_ladder(of.money, "brief" if is_brief else "answer")]
    if of.money is not None and of.money["in_kind_baht"] and not is_brief:
        said.append(t("project.money_in_kind", amount=wording.baht(of.money["in_kind_baht"]), delivered=wording.baht(of.money["in_kind_delivered_baht"])))
    return " ".join([*said, *([concentration(of.largest)] if of.largest and (of.largest["is_over_limit"] or not is_brief) else [])])


def _ladder(money: Mapping | None, text: str) -> str:
    if money is None or not (money["pledged_baht"] or money["allocated_baht"]):
        return t("project.money_nothing")
    amounts = {name: wording.baht(money[f"{name}_baht"]) for name in ("pledged", "allocated", "committed", "disbursed", "left")}
    return t("project.money_answer_silent" if money["state"] == "no_evidence" else f"project.money_{text}", **amounts)


def concentration(largest: Mapping) -> str:
    """Who pledged most of the money, against the limit in force."""
    return t("project.concentrated" if largest["is_over_limit"] else "project.largest", name=largest["organisation_name"], percent=wording.percent(largest["pledged_percent"]),
             limit=wording.percent(largest["limit_percent"], 0))


def adds_up(sums: Mapping) -> tuple[str, str]:
    """Whether its shares add up to its budget, and the state of that; where not, by how much and which rows cause it."""
    amounts = {"parts": to_satang(sums["parts_baht"]), "stated": to_satang(sums["stated_baht"])}
    if sums["is_equal"]:
        return t("project.equal", **amounts), "on_track"
    return t("project.unequal", **amounts, difference=signed_baht(sums["difference_baht"]), rows=sheet_rows(sums["part_rows"]) if sums["part_rows"] else t("project.no_shares")), "off_track"


# --- who takes part ---------------------------------------------------------------------------------------------------


def parties(of: Dossier) -> str:
    """How many partners take part, with how much money and how many undertakings kept; who is overdue, who has not signed."""
    rows = dicts(of.parties)
    if not rows:
        return t("project.parties_none")
    total = {name: sum((row[name] for row in rows), start) for name, start in (("pledged_baht", Decimal(0)), ("undertaking_count", 0), ("fulfilled_count", 0), ("overdue_count", 0))}
    said = [t("project.parties_answer", count=len(rows), money_count=sum(bool(row["pledged_baht"]) for row in rows), pledged=wording.baht(total["pledged_baht"]))]
    said += [t("project.parties_undertakings", count=total["undertaking_count"], fulfilled=total["fulfilled_count"])] if total["undertaking_count"] else []
    said += [t("project.parties_overdue", count=total["overdue_count"])] if total["overdue_count"] else []
    return " ".join(said)


def unsigned(of: Dossier) -> str:
    """Who takes part without having signed the contract by as_of; "" for nobody."""
    names = [row["organisation_name"] for row in dicts(of.parties) if not row["signed_on"] or row["signed_on"] > of.as_of]
    return t("project.parties_unsigned", names=", ".join(names)) if names else ""


def parties_table(of: Dossier) -> pd.DataFrame:
    """The partners with their part in words."""
    rows = dicts(of.parties)
    said = {"part_words": [_role(row) for row in rows], "kept_words": [_kept(row) for row in rows], "activity_count": [row["activity_count"] or None for row in rows],
            "signed_on": [row["signed_on"] if row["signed_on"] and row["signed_on"] <= of.as_of else None for row in rows], "pledged_baht": [row["pledged_baht"] or None for row in rows], "in_kind_baht": [row["in_kind_baht"] or None for row in rows]}
    return _assigned(of.parties, said)[PARTIES]


def _assigned(frame: pd.DataFrame, said: Mapping[str, list]) -> pd.DataFrame:
    """The frame with columns of words, None where there is none."""
    return frame.assign(**{name: pd.Series(words, index=frame.index, dtype=object) for name, words in said.items()})


def _role(row: Mapping) -> str:
    said = [t("project.role_responsible")] if row["is_responsible"] else []
    said += [t("project.role_money")] if row["pledged_baht"] else []
    said += [t("project.role_in_kind")] if row["in_kind_baht"] else []
    said += [t("project.role_undertakes")] if row["undertaking_count"] else []
    return ", ".join(said or [t("project.role_activities")])


def _kept(row: Mapping) -> str | None:
    if not row["undertaking_count"]:
        return None
    return t("project.kept_late" if row["overdue_count"] else "project.kept", count=row["undertaking_count"], fulfilled=row["fulfilled_count"], overdue=row["overdue_count"])


def undertakings(found: pd.DataFrame) -> str:
    """How many undertakings, kept and overdue."""
    overdue = sum(bool(days) and state != "done" for days, state in zip(found["days_late"], found["state"], strict=True))
    return t("project.undertakings_answer", count=len(found), fulfilled=sum(found["state"] == "done"), overdue=overdue)


def undertakings_table(found: pd.DataFrame) -> pd.DataFrame:
    """The undertakings with their quantity in words."""
    rows = dicts(found)
    quantities = [f"{wording.number(row['quantity'])} {row['quantity_unit'] or ''}".strip() if row["quantity"] is not None else None for row in rows]
    return _assigned(found, {"quantity_words": quantities, "days_late": [row["days_late"] or None for row in rows]})[UNDERTAKINGS]


# --- what it delivers -------------------------------------------------------------------------------------------------


def outputs(found: pd.DataFrame) -> str:
    """How many outputs are done, which is latest, which are due and were never reported."""
    rows = dicts(found)
    if not rows:
        return t("project.outputs_none")
    late, silent = [row for row in rows if row["days_late"] and row["state"] != "no_evidence"], sum(row["state"] == "no_evidence" for row in rows)
    said = [t("project.outputs_answer", done=sum(row["state"] == "done" for row in rows), total=len(rows))]
    said += [t("project.outputs_worst", name=late[0]["output_name"], days=wording.days(late[0]["days_late"]))] if late else []
    return " ".join([*said, *([t("project.outputs_silent", count=silent)] if silent else [])])


def pictured(found: pd.DataFrame) -> pd.DataFrame:
    """The outputs as rows of a picture: planned as a whole, delivered of it, and a remark in words."""
    rows = dicts(found)
    return _assigned(found, {"remark": [_delivered(row) for row in rows], "delivered_quantity": [min(row["delivered_quantity"] or Decimal(0), row["planned_quantity"]) for row in rows]})


def _delivered(row: Mapping) -> str:
    amounts = {"planned": wording.number(row["planned_quantity"]), "unit": row["quantity_unit"], "due": wording.date(row["due_on"])}
    if row["delivered_quantity"] is None:
        return t("project.delivered_unknown", **amounts)
    return t("project.delivered_late" if row["days_late"] else "project.delivered_of", **amounts, delivered=wording.number(row["delivered_quantity"]), days=wording.days(row["days_late"]))


def deliverables(found: pd.DataFrame) -> str:
    """How many deliverables of the manager serve its outputs, accepted and late."""
    rows = dicts(found)
    return t("project.deliverables_answer", count=len(rows), met=sum(bool(row["met_on"]) for row in rows), late=sum(row["late_days"] > 0 and not row["met_on"] for row in rows))


def deliverables_table(of: Dossier) -> pd.DataFrame:
    """The deliverables with the outputs each of them serves."""
    served = [", ".join(dict.fromkeys(of.served["output_name"][of.served["deliverable_code"] == code])) for code in of.deliverables["deliverable_code"]]
    days = {name: [value or None for value in of.deliverables[name]] for name in ("late_days", "slip_days")}
    return _assigned(of.deliverables, {"serves": served, **days})[DELIVERABLES]


def indicators_of(found: pd.DataFrame) -> str:
    """How many indicators judge it, and the worst of them."""
    row = found.iloc[0].to_dict()
    return f"{t('project.indicators_answer', count=len(found))} {t('project.indicators_worst', name=row['indicator_name'], pace=indicators.pace(row))}"


def indicators_table(found: pd.DataFrame) -> pd.DataFrame:
    """The indicators with actual against target and their pace in words."""
    rows = dicts(found)
    reached = [t("partner.reached", actual=indicators.in_unit(row["actual_value"], row), target=indicators.in_unit(row["year_target_value"], row)) for row in rows]
    return _assigned(found, {"reached_words": reached, "why_words": [indicators.pace(row) for row in rows]})[INDICATORS]


# --- who was asked ----------------------------------------------------------------------------------------------------


def took_part(of: Dossier) -> str:
    """How many activities asked people about it, how many recommendations it holds, adopted and waiting."""
    adopted, waiting = sum(of.recommendations["recommendation_decision"].isin(ADOPTED)), sum(not answered for answered in of.recommendations["is_answered"])
    said = t("project.participation_answer", activities=len(of.participation), recommendations=len(of.recommendations), adopted=adopted)
    return f"{said} {t('project.participation_waiting', count=waiting)}" if waiting else said


def took_part_table(of: Dossier) -> pd.DataFrame:
    """Activities and the recommendations on it in one list, newest first."""
    rows = [*map(_activity, dicts(of.participation)), *(_recommendation(row, of) for row in dicts(of.recommendations))]
    rows.sort(key=lambda row: row["took_part_on"] or date.min, reverse=True)
    return pd.DataFrame(rows, columns=TOOK_PART, dtype=object)


def _activity(row: Mapping) -> dict:
    people = t("project.people", people=wording.number(row["participants"])) if row["participants"] is not None else None
    return {"took_part_name": row["participation_name"], "took_part_kind": wording.choice("participation_tool", row["participation_tool"]), "took_part_on": row["start_on"], "took_part_words": people,
            "took_part_result": row["change_made"], "origin": row["origin"]}


def _recommendation(row: Mapping, of: Dossier) -> dict:
    who = of.names.get(row["addressed_to_organisation_code"], row["addressed_to_organisation_code"])
    return {"took_part_name": row["recommendation"], "took_part_kind": t("project.recommendation"), "took_part_on": row["decided_on"] or row["recommended_on"],
            "took_part_words": t("project.addressed", name=who, decision=wording.choice("recommendation_decision", row["recommendation_decision"])), "took_part_result": row["result"], "origin": row["origin"]}


# --- activities, documents, flags -------------------------------------------------------------------------------------


def activities(of: Dossier) -> tuple[str, str]:
    """Whether its activities add up to its budget, the state of that, and how many nobody answers for."""
    sums = of.activity_sum
    text = "unknown" if sums["is_equal"] is None else "equal" if sums["is_equal"] else "differ"
    said = [t(f"project.activities_{text}", count=sums["activity_count"], sum=to_satang(sums["activities_baht"]), difference=signed_baht(sums["difference_baht"] or Decimal(0)))]
    said += [t("projects.unpriced", count=sums["unpriced_count"])] if sums["unpriced_count"] and text != "unknown" else []
    said += [t("project.activities_unowned", count=sums["without_responsible_count"])] if sums["without_responsible_count"] else []
    return " ".join(said), {"unknown": "no_evidence", "differ": "off_track", "equal": ""}[text]


def activities_table(found: pd.DataFrame) -> pd.DataFrame:
    """The activities, their budget under a heading of its own."""
    return found.rename(columns={"budget_baht": "activity_baht"})[ACTIVITIES]


def documents(found: pd.DataFrame) -> tuple[str, str]:
    """How many documents prove what is of it, and whether any proves the project itself or an output."""
    if found.empty:
        return t("project.documents_none"), "no_evidence"
    said = t("project.documents_answer", count=len(found), day=wording.date(max(found["dated_on"])))
    own = found["subject_kind"].isin(("project", "output")).any()
    return (said, "") if own else (f"{said} {t('project.documents_missing')}", "no_evidence")


def documents_table(found: pd.DataFrame) -> pd.DataFrame:
    """The documents with what each of them proves in words."""
    proved = [f"{wording.choice('subject_kind', row['subject_kind'])}: {row['subject_name']}" for row in dicts(found)]
    return _assigned(found, {"evidence_of": proved})[DOCUMENTS]


def flags(found: pd.DataFrame) -> str:
    """How many red flags, and how many of them are grave."""
    return t("project.flags_answer", count=len(found), high=sum(found["severity"] == "high"))


# --- what it is -------------------------------------------------------------------------------------------------------


def identity(of: Dossier) -> str:
    """The plan it came up from, who carries it, in how many districts."""
    return t("project.identity_answer", origin=wording.choice("origin_plan", of.about["origin_plan"]), carried_by=wording.choice("carried_by", of.about["carried_by"]), districts=len(of.about["district_codes"].split(";")))


def facts(of: Dossier) -> list[tuple[str, str, str]]:
    """What the contract says of it: label, words, address; what it says nothing of is left out, numbers elsewhere apart."""
    about, responsible = of.about, of.row["responsible_organisation_code"]
    numbers = " · ".join(t("project.identifier", system=system, number=about[column]) for system, column in IDENTIFIERS.items() if about[column])
    told = [
        ("project_code", of.code, ""), ("objective", about["objective"], ""), ("plan_name", about["plan_name"], links.to("projects", plan=about["plan_code"])), ("master_plan_code", about["master_plan_code"], ""),
        ("origin_plan", wording.choice("origin_plan", about["origin_plan"]), links.to("projects", origin=about["origin_plan"])), ("carried_by", wording.choice("carried_by", about["carried_by"]), links.to("projects", carried_by=about["carried_by"])),
        ("theme", wording.choice("theme", about["theme"]), links.to("projects", theme=about["theme"])), ("district", about["district_names"].replace(";", ","), ""),
        ("responsible_organisation_code", of.row["responsible_organisation_name"] or t("projects.no_responsible"), links.to_partner(responsible)),
        ("days", t("projects.from_to", begins=wording.date(about["start_on"]), ends=wording.date(about["end_on"])), ""), ("project_status", wording.choice("project_status", about["project_status"]), ""),
        ("budget_baht", wording.baht_exact(of.row["budget_baht"]), links.to("shares", project=of.code)), ("identifiers", numbers or t("project.no_identifiers"), ""), ("source", of.row["origin"], ""),
    ]
    return [(_fact(name), words, address) for name, words, address in told if words]


def brief(of: Dossier) -> list[tuple[str, str, str]]:
    """Of the facts, those a room wants to know of first."""
    labels = {_fact(name) for name in BRIEF}
    return [fact for fact in facts(of) if fact[0] in labels]


def _fact(name: str) -> str:
    return t(f"project.fact_{name}") if wording.has(f"project.fact_{name}") else wording.label(name)
