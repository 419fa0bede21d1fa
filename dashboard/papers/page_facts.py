"""What an agenda item rests on where it opens a whole screen and no one thing: that screen's answer, figures, table and bars."""

from collections.abc import Mapping

import pandas as pd

from dashboard import names, palette, wording
from dashboard.papers import network_facts
from dashboard.papers.item_facts import KINDS, PARTNERS, Answer, Bars, Facts, Table, contract, ladder, rungs, told
from dashboard.sentences import budget, changes, overview, participation, projects, ratings, reporting
from dashboard.sentences import deliverables as work
from dashboard.sentences import flags as raised
from dashboard.sentences import indicators as results
from dashboard.wording import t
from queries.answers import dicts

ONE = {"deliverable": "deliverable", "project": "project", "indicator": "indicator", "activity": "participation_activity", "contract": "contract"}  # name of a pick → kind of the thing it picks
MOST = 8  # bars that a picture has room for
WORK = ["deliverable_name", "state", "due_on", "late_days", "slip_days", "responsible_organisation_name"]
RESULTS = ["indicator_name", "state", "baseline_value", "actual_value", "final_target_value", "attainment_percent", "period_on"]
PROJECTS = ["project_name", "state", "why_words", "budget_baht", "responsible_organisation_name"]
FLAGS = ["flag", "severity", "raised_count"]
SILENT = ["organisation_name", "report_kind", "missing_periods", "due_on", "days_overdue"]
RATINGS = [*ratings.BRIEF, "committee_reason"]
TOOLS = ["participation_tool", "verdict_words", "activities", "participants", "cost_baht"]


def picked(text: str | None, release: int = 0) -> dict[str, str]:
    """A screen's picks by name. As on the screen, a `since` that is no release before the one looked at (`release`) counts as none."""
    found = dict(part.split("=", 1) for part in (text or "").split("&") if "=" in part)
    since = found.get("since", "")
    if release and not (since.isdecimal() and 0 < int(since) < release):
        found.pop("since", None)
    return found


def thing(item: Mapping) -> tuple[str, str] | None:
    """The thing an item is about: the one it names, else the one its screen picks."""
    if item["subject_kind"] in KINDS and item["subject_code"]:
        return item["subject_kind"], item["subject_code"]
    return next(((ONE[name], code) for name, code in picked(item["page_picks"]).items() if name in ONE), None)


def of_page(answer: Answer, page: str, picks: Mapping[str, str]) -> Facts | None:
    """The facts of a screen; None of one that papers do not tell."""
    return PAGES[page](answer, picks) if page in PAGES else None


def _counted(found: pd.DataFrame, title: str) -> Bars:
    """How many stand in each state, worst first."""
    return Bars(title, [wording.state(code) for code in palette.STATES], [int(sum(found["state"] == code)) for code in palette.STATES])


def _overview(answer: Answer, _: Mapping) -> Facts:
    head, states, who = answer("attention.headline").iloc[0].to_dict(), answer("attention.states"), answer("attention.who_must_act")
    counts = [(overview.kind(kind), int(sum(states.loc[(states["subject_kind"] == kind) & (states["state"] == "off_track"), "item_count"]))) for kind in dict.fromkeys(states["subject_kind"])]
    table = states.assign(item_kind=[overview.kind(kind) for kind in states["subject_kind"]])[["item_kind", "state", "item_count", "worst_name"]]
    bars = Bars(t("pack.bars_off"), [name for name, _ in counts], [count for _, count in counts])
    return Facts(overview.worst_state(states), overview.standing(head, who), [], Table(t("report.states_table"), table), bars, list(who["organisation_name"].dropna()))


def _changes(answer: Answer, picks: Mapping[str, str]) -> Facts:
    since = {"before": int(picks["since"])} if "since" in picks else {}
    kinds, flags, money, moved = (answer(f"since.{name}", **since) for name in ("kinds", "red_flags", "money", "states"))
    table = changes.kinds(kinds)[changes.KINDS]
    words = t("head.release", release=since["before"]) if since else t("pack.release_before")
    bars = Bars(t("pack.bars_worse"), list(table["item_kind"]), [int(count) for count in kinds["worse_count"]])
    return Facts(changes.worst(moved), changes.summary(kinds, flags, money, words), told(changes.figures(kinds, flags, money, moved)), Table(t("pack.kinds"), table), bars, list(moved["subject_name"].dropna()))


def _budget(answer: Answer, _: Mapping) -> Facts:
    totals, partners = answer("budget.totals").iloc[0].to_dict(), answer("budget.shares_by_partner")
    return Facts(totals["state"] or "", budget.standing(totals, partners), rungs(totals), Table(t("pack.partners"), partners[PARTNERS]), ladder(totals), list(partners["organisation_name"]))


def _deliverables(answer: Answer, _: Mapping) -> Facts:
    found = answer("deliverables.listed")
    shown = work.without_zeros(found.assign(state=found["standing_state"]))
    return Facts(work.worst_state(found), work.late(found), [], Table(t("pack.deliverables"), shown[WORK]), _counted(shown, t("pack.bars_states")), list(found["deliverable_name"]))


def _indicators(answer: Answer, _: Mapping) -> Facts:
    found = answer("indicators.listed")
    shown = found.assign(state=found["standing_state"])
    return Facts(results.worst_state(list(found["standing_state"])), results.standing(found), [], Table(t("pack.indicators"), shown[RESULTS]), _counted(shown, t("pack.bars_states")), list(found["indicator_name"]))


def _projects(answer: Answer, _: Mapping) -> Facts:
    found = projects.as_it_stands(answer("contract.projects"))
    shown = found.assign(why_words=pd.Series([projects.why(row) for row in dicts(found)], index=found.index, dtype=object))
    return Facts(projects.worst_state(found), projects.standing(found), [], Table(t("pack.projects"), shown[PROJECTS]), _counted(shown, t("pack.bars_states")), list(found["project_name"]))


def _contract(answer: Answer, picks: Mapping[str, str]) -> Facts | None:
    codes = list(answer("contract.contracts")["contract_code"])
    return contract(answer, codes[0]) if codes else None


def _flags(answer: Answer, _: Mapping) -> Facts:
    counts, totals, who = answer("attention.flag_counts"), answer("attention.flag_totals").iloc[0].to_dict(), answer("attention.flags_by_partner")
    found = counts[[bool(count) for count in counts["raised_count"]]].reset_index(drop=True)
    bars = Bars(t("pack.bars_flags"), [wording.choice("flag", flag) for flag in found["flag"][:MOST]], [int(count) for count in found["raised_count"][:MOST]])
    shown = found.assign(severity=[raised.severity(code) for code in found["severity"]])
    return Facts("", raised.standing(totals, who), told(raised.figures(totals)), Table(t("pack.flags"), shown[FLAGS]), bars, list(who["organisation_name"].dropna()))


def _participation(answer: Answer, _: Mapping) -> Facts:
    activities, tools, traced = (answer(f"participation.{name}") for name in ("activities", "tools", "recommendations"))
    used = tools[[bool(count) for count in tools["activities"]]].reset_index(drop=True)
    bars = Bars(t("pack.bars_people"), [wording.choice("participation_tool", tool) for tool in used["participation_tool"]], [int(count or 0) for count in used["participants"]])
    names = list(traced["addressed_to_name"].dropna())
    return Facts(participation.state(activities, traced), participation.registered(activities, traced), told(participation.figures(activities, tools, traced)), Table(t("pack.tools"), participation.tool_table(tools, activities)[TOOLS]), bars, names)


def _reporting(answer: Answer, _: Mapping) -> Facts:
    missing, duties = answer("reporting.missing"), answer("reporting.duties")
    bars = Bars(t("pack.bars_overdue"), list(missing["organisation_name"][:MOST]), [int(days) for days in missing["days_overdue"][:MOST]]) if len(missing) else None
    return Facts("no_evidence" if len(missing) else "", reporting.owed(missing, duties), [], Table(t("pack.silent"), missing[SILENT]), bars, list(missing["organisation_name"]))


def _ratings(answer: Answer, _: Mapping) -> Facts:
    found = answer("attention.three_ratings")
    if found.empty:
        return Facts("no_evidence", t("empty.no_rows.title"))
    shown = ratings.table(found, names.of_register(answer("register.partners")))
    return Facts(ratings.worst(found), ratings.differ(found), [], Table(t("pack.ratings"), shown[RATINGS]), None, list(found["subject_name"].dropna()))


PAGES = {"overview": _overview, "governor": _overview, "changes": _changes, "budget": _budget, "shares": _budget, "deliverables": _deliverables, "indicators": _indicators, "projects": _projects, "contract": _contract, "flags": _flags,
         "participation": _participation, "reporting": _reporting, "ratings": _ratings, "network": network_facts.network, "ties": network_facts.ties, "bodies": network_facts.bodies, "roles": network_facts.roles,
         "factors": network_facts.factors, "partner": network_facts.partner, "district": network_facts.district}
