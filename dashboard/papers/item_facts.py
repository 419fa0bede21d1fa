"""What an agenda item rests on: the facts of the thing or of the screen it opens, as at the release the meeting looks at – the same for papers, minutes, slides and workbook.

`answer` is a function (question, **picks) → frame with names in the language in use.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard import wording
from dashboard.markup import Figure
from dashboard.sentences import activity as held
from dashboard.sentences import changes, deliverable, indicators, projects
from dashboard.sentences import contract as treaty
from dashboard.sentences import project as one_project
from dashboard.sentences import report as said
from dashboard.wording import t
from queries.answers import dicts

Answer = Callable[..., pd.DataFrame]
PLAIN, TENTH = "#,##0.##", "#,##0.0"  # how a chart writes its values
PERIODS = 12  # observations of an indicator that the papers show, the newest ones
PARTNERS = ["organisation_name", "pledged_baht", "allocated_baht", "disbursed_baht", "disbursed_percent", "state"]
EVENTS = ["event_on", "happened", "event_words", "body_name", "document_number"]
SERIES = ["period_on", "actual_value", "path_value", "attainment_percent", "observation_status"]
STEPS = ["step", "state", "body_name", "requested_on", "decided_on", "document_number"]
OUTPUTS = ["output_name", "state", "planned_quantity", "delivered_quantity", "quantity_unit", "due_on", "days_late"]
CHECKED = ["fact_words", "met_words", "stated_words"]


@dataclass(frozen=True)
class Table:
    """A table of the pack: what it shows, and its rows with names and choices still as they are stored."""

    title: str
    frame: pd.DataFrame


@dataclass(frozen=True)
class Bars:
    """A bar chart: what it shows and in which unit, a name and a value each (None: not known), how the values are written."""

    title: str
    names: Sequence[str]
    values: Sequence[Decimal | int | None]
    written: str = PLAIN


@dataclass(frozen=True)
class Facts:
    """How a thing stands: its state ("" for none), the answer as a sentence, names in it that stay whole, its figures (what, in words), its table and its bars."""

    state: str
    answer: str
    figures: Sequence[tuple[str, str]] = ()
    table: Table | None = None
    bars: Bars | None = None
    names: Sequence[str] = ()


def of_thing(answer: Answer, kind: str, code: str) -> Facts:
    """The facts of one thing; where the release does not hold it, that."""
    made = KINDS[kind](answer, code) if kind in KINDS else None
    return made or Facts("no_evidence", t("pack.thing_unknown", code=code))


def changed(answer: Answer, kind: str, code: str, before: int) -> list[str]:
    """What became of a thing since an earlier release, a sentence each; that nothing did is said too."""
    moved = dicts(changes.moved(_own(answer("since.states", before=before), kind, code)))
    told = [t("pack.moved", move=row["move_words"], earlier=wording.state(row["earlier_state"]), state=wording.state(row["state"]), figures=row["figures"]) for row in moved]
    if kind == "deliverable":
        worked = changes.worked(answer("since.work", before=before))
        told += [row["happened"] for row in dicts(worked[worked["deliverable_code"] == code]) if row["happened"]]
    valued = dicts(changes.valued(_own(answer("since.values", before=before), kind, code)))
    told += [t("pack.valued", earlier=row["earlier_words"], value=row["value_words"]) for row in valued]
    return told or [t("pack.unchanged")]


def _own(found: pd.DataFrame, kind: str, code: str) -> pd.DataFrame:
    return found[(found["subject_kind"] == kind) & (found["subject_code"] == code)].reset_index(drop=True)


def one(found: pd.DataFrame, column: str, code: str) -> dict | None:
    """The row of that code, or None."""
    return next((row for row in dicts(found) if row[column] == code), None)


def as_of(answer: Answer) -> date:
    """The day the figures speak of."""
    return answer("budget.totals").iloc[0]["as_of"]


def told(figures: Sequence[Figure]) -> list[tuple[str, str]]:
    """A screen's figures as (what, in words with the note)."""
    return [(figure.label, " – ".join(part for part in (figure.value, figure.note) if part and part != wording.NONE) or wording.NONE) for figure in figures]


def ladder(totals: Mapping) -> Bars:
    """The steps of the money as bars in million baht."""
    return Bars(t("pack.bars_money"), [name for _, name, _, _ in said.rungs(totals)], [amount / wording.MILLION for _, _, amount, _ in said.rungs(totals)], TENTH)


def rungs(totals: Mapping) -> list[tuple[str, str]]:
    """The steps of the money in words, to the satang, with their part of what was pledged."""
    return [(name, t("pack.of_pledged", amount=wording.baht_exact(amount), percent=wording.percent(percent))) for _, name, amount, percent in said.rungs(totals)]


# --- one thing of each kind -------------------------------------------------------------------------------------------


def _deliverable(answer: Answer, code: str) -> Facts | None:
    row = one(answer("deliverables.listed"), "deliverable_code", code)
    if row is None:
        return None
    bodies = answer("bodies.listed")
    known = dict(zip(bodies["body_code"], bodies["body_name"], strict=True))
    events = deliverable.events(deliverable.told_by(as_of(answer), answer("deliverables.events", deliverable_code=code)), known)[EVENTS]
    who = row["responsible_organisation_name"]
    figures = [(wording.label("responsible_organisation_name"), who or t("overview.nobody")), *told(deliverable.figures(row))]
    days = [row[name] for name in ("late_days", "slip_days", "reviewer_days")]
    bars = Bars(t("pack.bars_days"), [t("deliverables.late"), t("deliverables.slip"), t("deliverables.one_reviewers")], days)
    return Facts(row["standing_state"] or "", deliverable.standing(row), figures, Table(t("pack.events"), events), bars, [who or "", row["holder_name"] or ""])


def _project(answer: Answer, code: str) -> Facts | None:
    row = one(projects.as_it_stands(answer("contract.projects")), "project_code", code)
    if row is None:
        return None
    money = one(answer("budget.shares_by_project"), "project_code", code)
    who = row["responsible_organisation_name"]
    figures = [(wording.label("budget_baht"), wording.baht_exact(row["budget_baht"])), *(rungs(money) if money else [])]
    figures.append((t("pack.outputs_done"), t("overview.of", count=row["output_done_count"], total=row["output_count"])))
    partners = answer("budget.shares_by_partner", project_code=code)[PARTNERS]
    return Facts(row["state"] or "", f"{projects.why(row)} · {projects.must_act(row)}", figures, Table(t("pack.partners"), partners), ladder(money) if money else None, [who or ""])


def _indicator(answer: Answer, code: str) -> Facts | None:
    row = one(answer("indicators.listed"), "indicator_code", code)
    if row is None:
        return None
    points = [(t(f"pack.{name}"), row[column]) for name, column in (("baseline", "baseline_value"), ("path", "path_value"), ("actual", "actual_value"), ("target", "final_target_value"))]
    figures = [(name, indicators.in_unit(value, row)) for name, value in points]
    figures += [(t("pack.attained"), t("pack.attained_of", attained=wording.percent(row["attainment_percent"]), expected=wording.percent(row["expected_percent"]))),
                (t("pack.owner"), row["owner_name"] or t("indicators.nobody"))]
    series = answer("indicators.series", indicator=code).tail(PERIODS).reset_index(drop=True)[SERIES]
    bars = Bars(t("pack.bars_unit", unit=row["measure_unit"]), [name for name, _ in points], [value for _, value in points])
    return Facts(row["standing_state"] or "", indicators.progress(row), figures, Table(t("pack.series", unit=row["measure_unit"]), series), bars, [row["owner_name"] or "", row["measure_unit"]])


def _output(answer: Answer, code: str) -> Facts | None:
    every = projects.as_it_stands(answer("contract.outputs"))
    found = every[every["output_code"] == code].reset_index(drop=True)
    if found.empty:
        return None
    row = found.iloc[0].to_dict()
    amounts = [(wording.label(name), row[name]) for name in ("planned_quantity", "delivered_quantity")]
    bars = Bars(t("pack.bars_unit", unit=row["quantity_unit"]), [name for name, _ in amounts], [value for _, value in amounts])
    figures = [(wording.label("project_name"), row["project_name"]), *((name, wording.number(value)) for name, value in amounts), (wording.label("due_on"), wording.date(row["due_on"]))]
    return Facts(row["state"] or "", one_project.outputs(found), figures, Table(t("pack.outputs"), found[OUTPUTS]), bars, [row["project_name"]])


def _activity(answer: Answer, code: str) -> Facts | None:
    row = one(answer("participation.activities"), "participation_code", code)
    if row is None:
        return None
    facts, came = held.facts_table(answer("participation.checked_facts", activity=code))[CHECKED], answer("participation.who_came", by="sector", activity=code)
    figures = [(wording.label("participants"), wording.number(row["participants"])), (wording.label("cost_baht"), wording.baht_exact(row["cost_baht"])), (wording.label("organiser_name"), row["organiser_name"] or wording.NONE)]
    bars = Bars(t("pack.bars_people"), [wording.choice("sector", sector) for sector in came["sector"]], list(came["people"])) if len(came) else None
    return Facts(held.state(row), held.standing(row), figures, Table(t("pack.facts"), facts), bars, [row["organiser_name"] or ""])


def contract(answer: Answer, code: str) -> Facts | None:
    """The contract: who signed, where its approval stands."""
    row = one(answer("contract.contracts"), "contract_code", code)
    if row is None:
        return None
    own = {name: found[found["contract_code"] == code].reset_index(drop=True) for name in ("approvals", "parties") for found in [answer(f"contract.{name}")]}
    stands, state = treaty.approved(own["approvals"], row)
    steps = own["approvals"].assign(step=[wording.choice("approval_step", step) for step in own["approvals"]["approval_step"]])
    bars = Bars(t("pack.bars_waiting"), list(steps["step"]), list(steps["days_waiting"])) if len(steps) else None
    figures = [(wording.label("amount_baht"), wording.baht_exact(row["amount_baht"])), (t("pack.signed"), treaty.parties(own["parties"], row))]
    return Facts(state, stands, figures, Table(t("report.path_table"), steps[STEPS]), bars, list(own["parties"]["organisation_name"]))


KINDS = {"deliverable": _deliverable, "project": _project, "indicator": _indicator, "output": _output, "participation_activity": _activity, "contract": contract}
