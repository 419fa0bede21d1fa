"""What one partner promised and what became of it, in words: its money, its undertakings and works, and how it kept them so far."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pandas as pd

from dashboard import palette, wording
from dashboard.sentences import indicators, overview
from dashboard.sentences.partner import Dossier, worst_of
from dashboard.wording import t
from queries.answers import dicts

PROMISES = ["promise", "promise_kind", "state", "stands", "due_on", "responsible_post"]
PROMISES_BRIEF = ("promise", "state", "stands", "due_on")
RECORD = ["record", "due_count", "done_count", "on_time_count"]
LAST = "9999-12-31"  # sorts after every day: what has no due date stands last


# --- money ------------------------------------------------------------------------------------------------------------


def money(of: Dossier, projects: pd.DataFrame) -> str:
    """The whole ladder of its money, and what it brings besides money."""
    if of.money is None:
        return t("partner.money_none")
    held, brought = of.money, []
    if held["pledged_baht"] or held["allocated_baht"]:
        amounts = {name: wording.baht(held[f"{name}_baht"]) for name in ("pledged", "allocated", "committed", "disbursed", "left")}
        brought.append(t("partner.money", projects=len(projects), **amounts))
    if held["in_kind_baht"]:
        brought.append(t("partner.money_in_kind", amount=wording.baht(held["in_kind_baht"]), delivered=wording.baht(held["in_kind_delivered_baht"])))
    return " ".join(brought) or t("partner.money_none")


def projects_of(of: Dossier) -> list[str]:
    """Codes of the projects it takes part in: by money, by an undertaking, or because it answers for them."""
    return sorted({code for frame in (of.shares, of.undertakings, of.projects) for code in frame["project_code"] if code})


def years(found: Iterable[tuple[int, pd.DataFrame]], code: str) -> pd.DataFrame:
    """Its ladder year by year, oldest first, from the shares of all partners in each fiscal year."""
    rows = [{**row, "year_name": wording.fiscal_year(year), "fiscal_year": year} for year, frame in found for row in dicts(frame) if row["organisation_code"] == code]
    return pd.DataFrame(rows, dtype=object)


# --- everything it answers for ----------------------------------------------------------------------------------------


def promises(of: Dossier) -> pd.DataFrame:
    """Everything it undertook or answers for: undertakings, MOU obligations, deliverables, outputs, indicators, projects; worst first, then by due day."""
    rows = [{**said(row), "promise_kind": overview.kind(kind), "kind": kind} for kind, frame, said in _kinds(of) for row in dicts(frame)]
    order = list(palette.STATES)
    rows.sort(key=lambda row: (order.index(row["state"]) if row["state"] in order else len(order), str(row["due_on"] or LAST), row["promise"]))
    return pd.DataFrame(rows, columns=[*PROMISES, "kind"], dtype=object)


def _kinds(of: Dossier):
    """Each kind of promise: its table, the partner's rows of it, and what says one of them."""
    states = dict(zip(of.projects["project_code"], of.projects["state"], strict=True))
    return (("undertaking", of.undertakings, _undertaking), ("mou_obligation", of.obligations, lambda row: _obligation(row, states)), ("deliverable", of.deliverables, _deliverable),
            ("output", of.outputs, _output), ("indicator", of.indicators, _indicator), ("project", of.projects, _project))


def _undertaking(row: Mapping) -> dict:
    quantity = f" {wording.number(row['quantity'])} {row['quantity_unit'] or ''}".rstrip() if row["quantity"] is not None else ""
    stands = t("partner.fulfilled", day=wording.date(row["fulfilled_on"])) if row["state"] == "done" else _days("overview.overdue", row["days_late"])
    return {"promise": f"{row['description']}{quantity}", "state": row["state"], "stands": stands, "due_on": row["due_on"],
            "responsible_post": row["responsible_post"] or t("partner.nobody_responsible")}


def _obligation(row: Mapping, states: Mapping[str, str]) -> dict:
    """An obligation is not reported on by itself: it stands as the project that carries it; past its day and with no project, nobody has shown anything."""
    state = states.get(row["project_code"]) or ("no_evidence" if row["days_overdue"] else "not_due")
    stands = t("partner.carried_by", project=row["project_name"] or row["project_code"]) if row["has_project"] else t("partner.carried_by_none")
    return {"promise": row["obligation"], "state": state, "stands": stands, "due_on": row["due_on"], "responsible_post": None}


def _deliverable(row: Mapping) -> dict:
    if row["met_on"]:
        stands = t("deliverables.said_met", day=wording.date(row["met_on"]))
    else:
        stands = t("deliverables.said_submitted", day=wording.date(row["submitted_on"])) if row["submitted_on"] else _days("deliverables.said_late", row["late_days"])
    moved = _days("deliverables.said_slip", row["slip_days"])
    return {"promise": row["deliverable_name"], "state": row["standing_state"], "stands": " · ".join(filter(None, (stands, moved))) or None, "due_on": row["due_on"], "responsible_post": None}


def _output(row: Mapping) -> dict:
    return {"promise": row["output_name"], "state": row["standing_state"], "stands": delivered(row), "due_on": row["due_on"], "responsible_post": None}


def delivered(row: Mapping) -> str:
    """How much of an output was delivered."""
    return t("partner.delivered", delivered=wording.number(row["delivered_quantity"]), planned=wording.number(row["planned_quantity"]), unit=row["quantity_unit"] or "").strip()


def _indicator(row: Mapping) -> dict:
    actual = indicators.in_unit(row["actual_value"], row) if row["actual_value"] is not None else t("indicators.no_value")
    target = indicators.in_unit(row["year_target_value"], row) if row["year_target_value"] is not None else wording.NONE
    return {"promise": row["indicator_name"], "state": row["standing_state"], "stands": t("partner.reached", actual=actual, target=target), "due_on": row["year_target_on"], "responsible_post": None}


def _project(row: Mapping) -> dict:
    stands = t("partner.outputs_done", done=row["output_done_count"], total=row["output_count"]) if row["output_count"] else None
    return {"promise": row["project_name"], "state": row["standing_state"], "stands": stands, "due_on": row["end_on"], "responsible_post": None}


def _days(text: str, days: int) -> str | None:
    return t(text, days=wording.days(days)) if days else None


def promised(found: pd.DataFrame) -> str:
    """How many of each kind it answers for, and how many of them are off track."""
    kinds = list(dict.fromkeys(found["promise_kind"]))
    counts = [t("partner.promise_count", kind=kind, count=sum(found["promise_kind"] == kind)) for kind in kinds]
    off = [(kind, sum((found["promise_kind"] == kind) & (found["state"] == "off_track"))) for kind in kinds]
    said = t("partner.promised", parts=" · ".join(counts))
    bad = " · ".join(t("partner.promise_count", kind=kind, count=count) for kind, count in off if count)
    return f"{said} {t('partner.promised_off', parts=bad)}" if bad else f"{said} {t('partner.promised_good')}"


def worst(found: pd.DataFrame) -> str:
    """The worst state of what it promised; "" without any."""
    return worst_of(set(found["state"]))


# --- how it kept them -------------------------------------------------------------------------------------------------


def record(of: Dossier) -> pd.DataFrame:
    """Kind by kind, never added up: how many have come due, were done, and were done on time (None where nobody tells); kinds it has nothing of are left out."""
    counted = [("undertakings", *_undertakings_kept(of)), ("deliverables", *_deliverables_kept(of)), ("outputs", *_outputs_kept(of)), ("reports", *_reports_kept(of)),
               ("recommendations", *_answers_kept(of)), ("activities", None, len(of.activities), None)]
    rows = [dict(zip(RECORD, (t(f"partner.record_{name}"), *counts), strict=True)) for name, *counts in counted if counts[0] or counts[1]]
    return pd.DataFrame(rows, columns=RECORD[: len(RECORD) if any(row["on_time_count"] is not None for row in rows) else -1], dtype=object)


def _undertakings_kept(of: Dossier) -> tuple[int, int, int]:
    rows = dicts(of.undertakings)
    done = [row for row in rows if row["state"] == "done"]
    return len(done) + len([row for row in rows if row["state"] != "done" and row["due_on"] and row["due_on"] <= of.as_of]), len(done), sum(not row["days_late"] for row in done)


def _deliverables_kept(of: Dossier) -> tuple[int, int, int]:
    """On time: accepted, and neither late nor moved without an excuse."""
    rows = [row for row in dicts(of.deliverables) if row["met_on"] or row["due_on"] <= of.as_of]
    return len(rows), sum(row["met_on"] is not None for row in rows), sum(row["met_on"] is not None and not row["unexcused_days"] for row in rows)


def _outputs_kept(of: Dossier) -> tuple[int, int, None]:
    rows = [row for row in dicts(of.outputs) if row["state"] == "done" or row["due_on"] and row["due_on"] <= of.as_of]
    return len(rows), sum(row["state"] == "done" for row in rows), None


def _reports_kept(of: Dossier) -> tuple[int, int, None]:
    rows = [row for row in dicts(of.duties) if row["report_state"] != "not_yet"]
    return len(rows), sum(row["report_state"] == "reported" for row in rows), None


def _answers_kept(of: Dossier) -> tuple[int, int, int]:
    rows = dicts(of.recommendations)
    return len(rows), sum(bool(row["is_answered"]) for row in rows), sum(bool(row["is_answered"]) and not row["days_overdue"] for row in rows)


def kept_so_far(counts: pd.DataFrame, by_year: pd.DataFrame) -> str:
    """How much of what it pledged has gone out over all years, and the kind of promise it kept least."""
    parts = []
    if len(by_year) and sum(by_year["pledged_baht"], Decimal(0)):
        pledged, out = (sum(by_year[f"{name}_baht"], Decimal(0)) for name in ("pledged", "disbursed"))
        parts.append(t("partner.record_money", percent=wording.percent(out * 100 / pledged), pledged=wording.baht(pledged), years=len(by_year)))
    behind = [row for row in dicts(counts) if row["due_count"] and row["done_count"] < row["due_count"]]
    if behind:
        least = min(behind, key=lambda row: Decimal(row["done_count"]) / row["due_count"])
        parts.append(t("partner.record_least", kind=least["record"], done=least["done_count"], due=least["due_count"]))
    elif len(counts):
        parts.append(t("partner.record_all"))
    return " ".join(parts) or t("partner.record_none")
