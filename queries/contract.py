"""The territorial contract: its four parts, who signed, how it was approved and changed, what was undertaken, where projects stand."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pandas as pd
from sqlalchemy import Connection, func, select

from queries import contract_parts, releases, tables, thresholds
from queries.answers import frame, percent, rows, table
from queries.errors import UsageError

SOURCE = ("source_sheet", "source_row", "from_release")


def contracts(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a contract: title, total in baht, duration, when signed by all, parties and how many have signed, the body that oversees; by code."""
    contract, party, body = (releases.at(name, province, release) for name in ("contract", "contract_party", "body"))
    as_of = releases.as_of(connection, province, release) or date.min
    signed = func.count().filter(party.c.signed_on <= as_of)
    counts = select(party.c.contract_code, func.count().label("party_count"), signed.label("signed_count")).group_by(party.c.contract_code).subquery("counts")
    names = ("contract_code", "contract_title", "amount_baht", "start_on", "end_on", "signed_on", "evaluator", "body_code")
    return frame(connection, select(
        *(contract.c[name] for name in names), body.c.body_name, func.coalesce(counts.c.party_count, 0).label("party_count"),
        func.coalesce(counts.c.signed_count, 0).label("signed_count"),
    ).outerjoin(body, body.c.body_code == contract.c.body_code).outerjoin(counts, counts.c.contract_code == contract.c.contract_code)
     .order_by(contract.c.contract_code))


def parts(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a part (1 to 4) of a contract: items it must have and has, is_complete, empty_items (names parted by "; "); incomplete first."""
    names = ("contract_code", "part", "item_count", "filled_count", "is_complete", "empty_items", *SOURCE)
    contract = releases.at("contract", province, release)
    counts = contract_parts.counts(connection, release, province)
    found = [{**part, **{name: row[name] for name in SOURCE}} for row in rows(connection, select(contract)) for part in contract_parts.parts(row, counts[row["contract_code"]])]
    return table(sorted(found, key=lambda p: (p["is_complete"], p["contract_code"], p["part"])), names)


def parties(connection: Connection, *, release: int, province: str, contract_code: str | None = None) -> pd.DataFrame:
    """One row a party: role, responsibility, signatory's post, is_signed by as_of, days_unsigned since the contract began; unsigned first, longest first."""
    party, partner, contract = (releases.at(name, province, release) for name in ("contract_party", "organisation", "contract"))
    as_of = releases.as_of(connection, province, release) or date.min
    names = ("contract_code", "organisation_code", "organisation_name", "organisation_name_en", "sector", "party_role", "responsibility", "signatory_post", "signed_on", "is_signed", "days_unsigned", *SOURCE)
    query = (
        select(party, partner.c.organisation_name, partner.c.organisation_name_en, partner.c.sector, contract.c.start_on.label("contract_start_on"))
        .outerjoin(partner, partner.c.organisation_code == party.c.organisation_code)
        .outerjoin(contract, contract.c.contract_code == party.c.contract_code)
        .where(*([party.c.contract_code == contract_code] if contract_code else []))
    )
    found = []
    for row in rows(connection, query):
        is_signed = bool(row["signed_on"] and row["signed_on"] <= as_of)
        waited = 0 if is_signed or row["contract_start_on"] is None else max(0, (as_of - row["contract_start_on"]).days)
        found.append({**row, "is_signed": is_signed, "days_unsigned": waited})
    return table(sorted(found, key=lambda p: (p["is_signed"], -p["days_unsigned"], p["organisation_code"])), names)


def approvals(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a step of a contract's approval path, in order, also a step nobody has put forward yet: body, dates, days_waiting.

    days_waiting: from requested_on to decided_on, or to as_of while undecided; None before it is put forward.
    """
    approval, contract, body = (releases.at(name, province, release) for name in ("approval", "contract", "body"))
    as_of = releases.as_of(connection, province, release) or date.min
    names = ("contract_code", "step_number", "approval_step", "body_code", "body_name", "body_name_en", "requested_on", "decided_on", "is_decided", "days_waiting", "document_number", *SOURCE)
    held = {(r["contract_code"], r["approval_step"]): r for r in rows(connection, select(approval, body.c.body_name, body.c.body_name_en).outerjoin(body, body.c.body_code == approval.c.body_code))}
    codes = connection.scalars(select(contract.c.contract_code).order_by(contract.c.contract_code)).all()
    return table([_step(code, number, step, held.get((code, step), {}), as_of) for code in codes
                  for number, step in enumerate(tables.CHOICES["approval_step"], start=1)], names)


def _step(contract_code: str, number: int, step: str, row, as_of: date) -> dict:
    decided_on = row.get("decided_on")
    is_decided = bool(decided_on and decided_on <= as_of)
    requested_on = row.get("requested_on")
    waited = ((decided_on if is_decided else as_of) - requested_on).days if requested_on and requested_on <= as_of else None
    return {**row, "contract_code": contract_code, "step_number": number, "approval_step": step, "is_decided": is_decided, "days_waiting": waited}


def amendments(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a change of a contract: when, why, before and after, the resolution behind it, source; newest first."""
    change = releases.at("amendment", province, release)
    names = ("amendment_code", "contract_code", "amended_on", "rationale", "before_text", "after_text", "resolution_reference", *SOURCE)
    return frame(connection, select(*(change.c[name] for name in names)).order_by(change.c.amended_on.desc(), change.c.amendment_code))


def disputes(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a dispute: parties, subject, method, state, outcome; open ones first, then newest."""
    dispute = releases.at("dispute", province, release)
    names = ("dispute_code", "contract_code", "raised_on", "organisation_codes", "subject", "method", "dispute_state", "settled_on", "outcome", *SOURCE)
    return frame(connection, select(*(dispute.c[name] for name in names)).order_by(dispute.c.settled_on.is_not(None), dispute.c.raised_on.desc(), dispute.c.dispute_code))


def undertakings(connection: Connection, *, release: int, province: str, organisation_code: str | None = None, project_code: str | None = None, as_of: date | None = None) -> pd.DataFrame:
    """One row an undertaking (a role, people, things): who, what, how much, has_responsible, is_within_capacity, days_late, state; worst first.

    is_within_capacity: the partner lists that kind of resource among those it holds; None when it lists none. state: done when
    fulfilled by as_of, not_due before due_on or without one, then by days late as a deliverable is. `as_of`: an earlier day than the
    release's own; UsageError for a later one.
    """
    undertaking, partner = releases.at("undertaking", province, release), releases.at("organisation", province, release)
    known, limits = releases.as_of(connection, province, release), thresholds.in_force(connection, release, province)
    if as_of and (known is None or as_of > known):
        raise UsageError("day_unknown", day=as_of, as_of=known)
    as_of = as_of or known or date.min
    names = ("undertaking_code", "contract_code", "project_code", "organisation_code", "organisation_name", "organisation_name_en", "resource_kind", "description", "quantity", "quantity_unit",
             "responsible_post", "has_responsible", "is_within_capacity", "due_on", "fulfilled_on", "days_late", "state", *SOURCE)
    query = select(undertaking, partner.c.organisation_name, partner.c.organisation_name_en, partner.c.resource_kinds).outerjoin(partner, partner.c.organisation_code == undertaking.c.organisation_code)
    picks = {undertaking.c.organisation_code: organisation_code, undertaking.c.project_code: project_code}
    found = [_undertaking(row, as_of, limits) for row in rows(connection, query.where(*(column == value for column, value in picks.items() if value is not None)))]
    return table(sorted(found, key=lambda u: (thresholds.badness(u["state"]), -u["days_late"], u["has_responsible"], u["undertaking_code"])), names)


def _undertaking(row, as_of: date, limits: thresholds.Limits) -> dict:
    done = row["fulfilled_on"] and row["fulfilled_on"] <= as_of
    days = max(0, ((row["fulfilled_on"] if done else as_of) - row["due_on"]).days) if row["due_on"] else 0
    state = "done" if done else "not_due" if not row["due_on"] or as_of <= row["due_on"] else thresholds.state_of_days(days, limits)
    kinds = row["resource_kinds"]
    return {**row, "days_late": days, "state": state, "has_responsible": bool(row["responsible_post"]),
            "is_within_capacity": row["resource_kind"] in kinds.split(";") if kinds else None}


def outputs(connection: Connection, *, release: int, province: str, project_code: str | None = None) -> pd.DataFrame:
    """One row an output: planned and delivered quantity (the last report by as_of), per cent, due_on, days_late, state; worst first.

    state: done when all is delivered, not_due before due_on or without one, no_evidence when due and never reported, else by days late.
    """
    names = ("output_code", "output_name", "project_code", "project_name", "project_name_en", "responsible_organisation_code", "planned_quantity", "delivered_quantity", "quantity_unit",
             "delivered_percent", "reported_on", "due_on", "days_late", "state", *SOURCE)
    output, report, project = (releases.at(name, province, release) for name in ("output", "output_report", "project"))
    as_of, limits = releases.as_of(connection, province, release) or date.min, thresholds.in_force(connection, release, province)
    last = {r["output_code"]: r for r in rows(connection, select(report).where(report.c.period_on <= as_of).order_by(report.c.period_on))}
    query = select(output, project.c.project_name, project.c.project_name_en, project.c.responsible_organisation_code).outerjoin(project, project.c.project_code == output.c.project_code)
    found = [_output(row, last.get(row["output_code"]), as_of, limits) for row in rows(connection, query.where(*([output.c.project_code == project_code] if project_code else [])))]
    return table(sorted(found, key=lambda o: (thresholds.badness(o["state"]), -o["days_late"], o["output_code"])), names)


def _output(row, report, as_of: date, limits: thresholds.Limits) -> dict:
    delivered, planned = report["delivered_quantity"] if report else None, row["planned_quantity"]
    is_done = delivered is not None and delivered >= planned
    days = max(0, (as_of - row["due_on"]).days) if row["due_on"] and not is_done else 0
    state = "done" if is_done else "not_due" if not days else "no_evidence" if report is None else thresholds.state_of_days(days, limits)
    return {**row, "delivered_quantity": delivered, "reported_on": report["period_on"] if report else None, "days_late": days, "state": state,
            "delivered_percent": percent(delivered or Decimal(0), planned)}


def projects(connection: Connection, *, release: int, province: str, theme: str | None = None) -> pd.DataFrame:
    """One row a project: who is responsible, carried_by, origin, districts, budget in baht, its outputs by state, days_late, state by its own timetable; worst first.

    state: done when completed · not_due before start_on · late by the days since end_on, or since a start_on after which it is still
    planned, or of its latest output, whichever is most · no_evidence when an output is due and was never reported · else on_track.
    A cancelled project has no state.
    """
    names = ("project_code", "project_name", "project_name_en", "theme", "contract_code", "plan_code", "carried_by", "origin_plan", "responsible_organisation_code",
             "responsible_organisation_name", "responsible_organisation_name_en", "district_codes", "budget_baht", "start_on", "end_on", "project_status", "output_count", "output_done_count", "output_late_count",
             "days_late", "state", *SOURCE)
    project, partner = releases.at("project", province, release), releases.at("organisation", province, release)
    as_of, limits = releases.as_of(connection, province, release) or date.min, thresholds.in_force(connection, release, province)
    held = defaultdict(list)
    for output in outputs(connection, release=release, province=province).to_dict("records"):
        held[output["project_code"]].append(output)
    query = select(
        project, partner.c.organisation_name.label("responsible_organisation_name"), partner.c.organisation_name_en.label("responsible_organisation_name_en")).outerjoin(partner, partner.c.organisation_code == project.c.responsible_organisation_code)
    found = [_project(row, held[row["project_code"]], as_of, limits) for row in rows(connection, query.where(*([project.c.theme == theme] if theme else [])))]
    return table(sorted(found, key=lambda p: (thresholds.badness(p["state"]), -p["days_late"], p["project_code"])), names)


def _project(row, held: list[dict], as_of: date, limits: thresholds.Limits) -> dict:
    begins_late = max(0, (as_of - row["start_on"]).days) if row["project_status"] == "planned" else 0
    days = max(begins_late, max(0, (as_of - row["end_on"]).days), *(o["days_late"] for o in held), 0)
    counts = {"output_count": len(held), "output_done_count": sum(o["state"] == "done" for o in held), "output_late_count": sum(o["days_late"] > 0 for o in held)}
    if row["project_status"] in ("completed", "cancelled"):
        return {**row, **counts, "days_late": 0, "state": "done" if row["project_status"] == "completed" else None}
    if as_of < row["start_on"]:
        return {**row, **counts, "days_late": 0, "state": "not_due"}
    by_days = thresholds.state_of_days(days, limits)
    unproved = any(o["state"] == "no_evidence" for o in held) and by_days != "off_track"
    return {**row, **counts, "days_late": days, "state": "no_evidence" if unproved else by_days}


def origins(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row an origin (community plan first): how many projects came up from it, their budget in baht, per cent of all projects and of all money."""
    project = releases.at("project", province, release)
    query = select(project.c.origin_plan, func.count().label("project_count"), func.sum(project.c.budget_baht).label("budget_baht")).group_by(project.c.origin_plan)
    found = {r["origin_plan"]: r for r in rows(connection, query)}
    count, money = sum(r["project_count"] for r in found.values()), sum((r["budget_baht"] for r in found.values()), Decimal("0.00"))
    names = ("origin_plan", "project_count", "budget_baht", "project_percent", "budget_percent")
    held = [found.get(origin, {"origin_plan": origin, "project_count": 0, "budget_baht": Decimal("0.00")}) for origin in tables.CHOICES["origin_plan"]]
    return table([{**r, "project_percent": percent(Decimal(r["project_count"]), Decimal(count)), "budget_percent": percent(r["budget_baht"], money)} for r in held], names)
