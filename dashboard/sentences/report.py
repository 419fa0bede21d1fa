"""The governor's report in words: what it says that no page says yet, and what is missing in it before it can be signed.

Frames come with names already in the reader's language (`names.localised`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard import wording
from dashboard.palette import STATES
from dashboard.sentences import contract as treaty
from dashboard.sentences import sums as adding
from dashboard.wording import t
from queries.answers import dicts

REPORTED = "reported"  # the step of approval that this report is
BLOCKING, TO_EXPLAIN = "off_track", ("watch", "no_evidence")  # states of a check that keep the report from being signed, or must be told in it
CHECKS = ["report_check", "state", "report_found"]
SUMMED = ["report_section", "state", "report_found"]
LADDER = ("pledged", "allocated", "committed", "disbursed", "left")


@dataclass(frozen=True)
class Check:
    """One thing to see to before the report is signed: how it stands, in words, and the page that shows it."""

    name: str
    state: str
    found: str
    page: str


# --- whether it can be signed -----------------------------------------------------------------------------------------


def checks(contracts: pd.DataFrame, approvals: pd.DataFrame, parts: pd.DataFrame, sums: pd.DataFrame, missing: pd.DataFrame, owing: pd.DataFrame, states: pd.DataFrame, newest: tuple[int, int]) -> list[Check]:
    """All that is looked at, what keeps the report from being signed first. `owing`: reporting.freshness; `newest`: the report's release, and the newest one."""
    found = [_release(*newest), *(_contract(contracts, approvals, parts) if len(contracts) else [Check(t("report.check_contract"), BLOCKING, t("report.no_contract"), "contract")]),
             _sums(sums), _reports(missing, owing), _evidence(states)]
    order = (BLOCKING, *TO_EXPLAIN, "done")
    return sorted(found, key=lambda check: order.index(check.state))


def _check(name: str, wrong: str, state: str, page: str) -> Check:
    """A check that found something wrong, or nothing."""
    return Check(t(f"report.check_{name}"), state if wrong else "done", wrong or t(f"report.good_{name}"), page)


def _unknown(name: str, page: str) -> Check:
    """A check that had nothing to look at: neither good nor bad."""
    return Check(t(f"report.check_{name}"), "no_evidence", t(f"report.nothing_{name}"), page)


def _release(shown: int, newest: int) -> Check:
    return _check("release", t("report.older", release=shown, newest=newest) if shown != newest else "", "watch", "data")


def _contract(contracts: pd.DataFrame, approvals: pd.DataFrame, parts: pd.DataFrame) -> list[Check]:
    before = [row for row in dicts(approvals) if not row["is_decided"] and row["approval_step"] != REPORTED]
    waiting = t("report.steps_open", steps=", ".join(dict.fromkeys(wording.choice("approval_step", row["approval_step"]) for row in before))) if before else ""
    unsigned = int(sum(contracts["party_count"]) - sum(contracts["signed_count"]))
    lacking = treaty.parts_table(parts)
    empty = "" if all(lacking["is_complete"]) else treaty.complete(lacking)
    return [_check("path", waiting, BLOCKING, "contract"), _check("parties", t("report.unsigned", count=unsigned, total=int(sum(contracts["party_count"]))) if unsigned else "", "watch", "contract"),
            _check("parts", empty, "watch", "contract")]


def _sums(sums: pd.DataFrame) -> Check:
    unequal = adding.differing(sums)
    if sums.empty:
        return _unknown("sums", "budget")
    first = next(iter(dicts(unequal)), None)
    return _check("sums", t("report.sums_differ", count=len(unequal), name=first["name"], difference=adding.signed_baht(first["difference_baht"])) if first else "", BLOCKING, "budget")


def _reports(missing: pd.DataFrame, owing: pd.DataFrame) -> Check:
    if owing.empty:
        return _unknown("reports", "data")
    first = next(iter(dicts(missing)), None)
    wrong = t("report.silent", count=missing["organisation_code"].nunique(), name=first["organisation_name"], days=wording.days(first["days_overdue"])) if first else ""
    return _check("reports", wrong, "no_evidence", "data")


def _evidence(states: pd.DataFrame) -> Check:
    if not sum(states["item_count"]):
        return _unknown("evidence", "overview")
    count = sum(row["item_count"] for row in dicts(states) if row["state"] == "no_evidence")
    return _check("evidence", t("report.no_evidence", count=count) if count else "", "no_evidence", "overview")


def ready(found: Sequence[Check]) -> tuple[str, str]:
    """Whether the report can be signed, and the state of that: what must be put right first, and how much must be explained in it."""
    blocking, explained = ([check for check in found if check.state in states] for states in ((BLOCKING,), TO_EXPLAIN))
    if blocking:
        said = t("report.not_ready", count=len(blocking), what=", ".join(check.name for check in blocking))
        return (f"{said} {t('report.and_explain', count=len(explained))}" if explained else said), BLOCKING
    if explained:
        return t("report.ready_but", count=len(explained), what=", ".join(check.name for check in explained)), "watch"
    return t("report.ready"), "done"


def checks_table(found: Sequence[Check]) -> pd.DataFrame:
    """The checks as a table."""
    return pd.DataFrame([[check.name, check.state, check.found] for check in found], columns=CHECKS, dtype=object)


def summary(sections: Sequence[tuple[str, str, str]]) -> pd.DataFrame:
    """What sections come down to as a table, worst first: (heading, state, sentence)."""
    order = [*STATES, ""]
    return pd.DataFrame([[heading, state or None, lead] for heading, state, lead in sorted(sections, key=lambda section: order.index(section[1]))], columns=SUMMED, dtype=object)


def considered(found: Sequence[str]) -> pd.DataFrame:
    """What the national committee is asked to consider as a table."""
    return pd.DataFrame([[number, words] for number, words in enumerate(found, 1)], columns=["report_number", "report_asked"], dtype=object)


# --- what the report says ---------------------------------------------------------------------------------------------


def background(contract: Mapping) -> str:
    """What contract this is: parties, total, duration, how much of it has run, who oversees and who evaluates it."""
    days = {name: wording.date(contract[name], long=True) for name in ("start_on", "end_on")}
    said = [t("report.background", title=contract["contract_title"], parties=contract["party_count"], amount=wording.baht_exact(contract["amount_baht"]), **days),
            t("report.run", days=wording.days(contract["elapsed_days"]), whole=wording.days(contract["duration_days"]), percent=wording.percent(contract["elapsed_percent"]))]
    for name, column in (("overseen", "body_name"), ("evaluated", "evaluator")):
        said += [t(f"report.{name}", name=contract[column])] if contract[column] else []
    return " ".join(said)


def rungs(totals: Mapping) -> list[tuple[str, str, Decimal, Decimal | None]]:
    """Each step of the money: its code, its name, the baht, and its part of what was pledged in per cent."""
    pledged = totals["pledged_baht"]
    return [(step, t(f"report.ladder_{step}"), totals[f"{step}_baht"], totals[f"{step}_baht"] * 100 / pledged if pledged else None) for step in LADDER]


def besides(totals: Mapping) -> str:
    """What is not part of the money's ladder: in kind, and carried over."""
    return t("report.besides", **{name: wording.baht_exact(totals[f"{name}_baht"]) for name in ("in_kind", "in_kind_delivered", "carried_over")})


def manager(one: Mapping) -> str:
    """Who hired whom as the network manager, how, for how much, and what was paid."""
    amounts = {name: wording.baht_exact(one[f"{name}_baht"]) for name in ("contract_sum", "paid", "withheld")}
    counts = {name: one[f"{name}_count"] for name in ("phase", "deliverable")}
    return t("report.manager", employer=one["employer_organisation_name"], manager=one["manager_organisation_name"], how=one["selection_method"] or wording.NONE,
             start_on=wording.date(one["start_on"], long=True), end_on=wording.date(one["end_on"], long=True), **amounts, **counts)


def took_part(activities: pd.DataFrame, origins: pd.DataFrame) -> str:
    """How many activities with how many kinds of tools brought how many people, and how much of the programme came up from communities."""
    if activities.empty:
        said = [t("report.no_activities")]
    else:
        said = [t("report.activities", count=len(activities), tools=activities["participation_tool"].nunique(), people=wording.number(_sum(activities["participants"])))]
    from_below = next((row for row in dicts(origins) if row["origin_plan"] == "community_plan"), None)
    if from_below and sum(origins["project_count"]):
        said.append(t("report.from_communities", count=from_below["project_count"], total=sum(origins["project_count"]), percent=wording.percent(from_below["budget_percent"])))
    return " ".join(said)


def answered(recommendations: pd.DataFrame, activities: pd.DataFrame) -> str:
    """What became of the recommendations, and how many activities lack what their tool asks for."""
    rows = dicts(recommendations)
    waiting = [row for row in rows if not row["is_answered"]]
    said = [t("report.recommended", count=len(rows), answered=len(rows) - len(waiting))] if rows else []
    said += [t("report.unanswered", count=len(waiting), days=wording.days(max(row["days_waiting"] for row in waiting)), name=waiting[0]["addressed_to_name"] or wording.NONE)] if waiting else []
    lacking = sum(bool(facts) for facts in activities["facts_missing"])
    return " ".join([*said, *([t("report.facts_missing", count=lacking)] if lacking else [])])


def tools(activities: pd.DataFrame) -> list[tuple[str, int, int, int, int, int]]:
    """A row a tool, most people first: its name, activities, people, recommendations, adopted, waiting."""
    found = [(wording.choice("participation_tool", tool), len(rows), *(int(_sum(rows[name])) for name in ("participants", "recommendations", "recommendations_adopted", "recommendations_waiting")))
             for tool, rows in activities.groupby("participation_tool")]
    return sorted(found, key=lambda row: (-row[2], row[0]))


def _sum(values: Sequence) -> int:
    return sum(value for value in values if value is not None)


def is_followed(head: Mapping) -> bool:
    """Whether there is anything that could be behind."""
    return any(head[f"{kind}_total_count"] for kind in ("deliverable", "budget_share", "indicator", "project"))


def others(head: Mapping) -> str:
    """How many things must be acted on first, and how many more there are that the table leaves out."""
    if not head["item_count"]:
        return t("overview.all_well")
    return t("report.urgent", high=head["high_count"], medium=head["medium_count"], low=head["low_count"])


def causes(deliverables: pd.DataFrame, events: pd.DataFrame, indicators: pd.DataFrame, series: pd.DataFrame, as_of: date) -> dict[tuple[str, str], str]:
    """(kind, code) → why it is behind, as somebody reported by as_of: the committee's reason first, then the partner's last words."""
    told = {("deliverable", row["deliverable_code"]): row["words"] for row in dicts(events) if row["event_kind"] == "reschedule" and row["words"] and row["event_on"] <= as_of}
    told |= {("indicator", row["indicator_code"]): row["story"] for row in dicts(series) if row["story"] and row["period_on"] <= as_of}
    for kind, rows in (("deliverable", deliverables), ("indicator", indicators)):
        told |= {(kind, row[f"{kind}_code"]): row["committee_reason"] for row in dicts(rows) if row["committee_reason"]}
    return told


def asked(contracts: pd.DataFrame, approvals: pd.DataFrame, parties: pd.DataFrame, unallocated: pd.DataFrame) -> list[str]:
    """What the national committee is asked to consider: approvals that wait, parties that have not signed, money pledged and not allocated."""
    waiting = [t("report.ask_step", step=wording.choice("approval_step", row["approval_step"]), by=t("report.ask_by", body=row["body_name"]) if row["body_name"] else "", day=wording.date(row["requested_on"], long=True), days=wording.days(row["days_waiting"]))
               for row in dicts(approvals) if not row["is_decided"] and row["days_waiting"] is not None]
    unsigned = [row for row in dicts(parties) if not row["is_signed"]]
    late = max((row["days_unsigned"] or 0 for row in unsigned), default=0)
    signing = [t("report.ask_sign", count=len(unsigned), names=", ".join(row["organisation_name"] for row in unsigned), days=wording.days(late))] if unsigned and len(contracts) else []
    money_of = [t("report.ask_allocate", name=row["responsible_organisation_name"] or wording.NONE, project=row["subject_name"], amount=wording.baht_exact(row["figure"])) for row in dicts(unallocated)]
    return [*waiting, *signing, *money_of]
