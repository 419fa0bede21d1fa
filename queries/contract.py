"""The territorial contract: its four parts, who signed, how it was approved and changed, what was undertaken, where projects stand."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pandas as pd
from sqlalchemy import Connection, func, select

from queries import contract_parts, ratings, releases, tables, thresholds, timetable
from queries.answers import dicts, frame, percent, rows, table
from queries.errors import UsageError

SOURCE = ("source_sheet", "source_row", "from_release")
CONTRACTS = (
    "contract_code", "contract_title", "amount_baht", "start_on", "end_on", "signed_on", "evaluator", "body_code", "body_name", "party_count", "signed_count", "body_name_en",
    "duration_days", "elapsed_days", "elapsed_percent", "days_to_end", "first_signed_on", "last_signed_on", "signing_days", *SOURCE,
)
CONTRIBUTIONS = (
    "contract_code", "organisation_code", "organisation_name", "organisation_name_en", "sector", "is_party", "share_count", "pledged_baht", "in_kind_baht", "undertaking_count",
    "fulfilled_count", "overdue_count", "days_late", "has_nothing", "state",
)
EFFECTS = (
    "contract_code", "release", "amendment_codes", "amount_before_baht", "amount_after_baht", "amount_difference_baht", "pledged_before_baht", "pledged_after_baht", "pledged_difference_baht",
    "shares_changed", "moved_baht",
)
CLOSED = ("settled", "withdrawn")  # states of a dispute that is over
ZERO = Decimal("0.00")


def contracts(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a contract: title, total in baht, parties and how many have signed, days and per cent of its duration run, days_to_end, the body that oversees; by code.

    duration_days counts its first and last day; elapsed_days those up to as_of; days_to_end is negative once it has ended. signing_days: from
    the first party's signature to the last one's, of those given by as_of.
    """
    contract, party, body = (releases.at(name, province, release) for name in ("contract", "contract_party", "body"))
    as_of = releases.as_of(connection, province, release) or date.min
    held = defaultdict(list)
    for code, signed_on in connection.execute(select(party.c.contract_code, party.c.signed_on)):
        held[code].append(signed_on)
    query = select(contract, body.c.body_name, body.c.body_name_en).outerjoin(body, body.c.body_code == contract.c.body_code).order_by(contract.c.contract_code)
    return table([{**row, **_signatures(held[row["contract_code"]], as_of), **_time_run(row, as_of)} for row in rows(connection, query)], CONTRACTS)


def _signatures(days: list[date | None], as_of: date) -> dict:
    signed = sorted(day for day in days if day and day <= as_of)
    span = {"first_signed_on": signed[0], "last_signed_on": signed[-1], "signing_days": (signed[-1] - signed[0]).days} if signed else {}
    return {"party_count": len(days), "signed_count": len(signed), **span}


def _time_run(row, as_of: date) -> dict:
    duration = (row["end_on"] - row["start_on"]).days + 1
    elapsed = min(max(0, (as_of - row["start_on"]).days + 1), duration)
    return {"duration_days": duration, "elapsed_days": elapsed, "elapsed_percent": percent(Decimal(elapsed), Decimal(duration)), "days_to_end": (row["end_on"] - as_of).days}


def parts(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a part (1 to 4) of a contract: items it must have and has, is_complete, empty_items (names parted by "; "); incomplete first."""
    names = ("contract_code", "part", "item_count", "filled_count", "is_complete", "empty_items", *SOURCE)
    contract = releases.at("contract", province, release)
    counts = contract_parts.counts(connection, release, province)
    found = [{**part, **{name: row[name] for name in SOURCE}} for row in rows(connection, select(contract)) for part in contract_parts.parts(row, counts[row["contract_code"]])]
    return table(sorted(found, key=lambda p: (p["is_complete"], p["contract_code"], p["part"])), names)


def clauses(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row an item that a contract must have: its part, its words in full or how many there are of it, is_filled; by contract, part and place."""
    contract, body = releases.at("contract", province, release), releases.at("body", province, release)
    counts = contract_parts.counts(connection, release, province)
    query = select(contract, body.c.body_name, body.c.body_name_en).outerjoin(body, body.c.body_code == contract.c.body_code).order_by(contract.c.contract_code)
    names = ("contract_code", "part", "item", "words", "words_en", "item_count", "is_filled", *SOURCE)
    return table([{**clause, **{name: row[name] for name in SOURCE}} for row in rows(connection, query) for clause in contract_parts.clauses(row, counts[row["contract_code"]])], names)


def programme(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a contract: how many plans, projects, activities, budget shares, partners with a share and undertakings its third part holds, baht pledged and in kind; by code."""
    contract, project, activity, undertaking = (releases.at(name, province, release) for name in ("contract", "project", "activity", "undertaking"))
    of_project = dict(connection.execute(select(project.c.project_code, project.c.contract_code)).all())
    plans = connection.execute(select(project.c.contract_code, func.count(project.c.plan_code.distinct())).group_by(project.c.contract_code)).all()
    counted = {
        "plan_count": dict(plans), "project_count": Counter(of_project.values()), "activity_count": Counter(of_project.get(code) for code in connection.scalars(select(activity.c.project_code))),
        "undertaking_count": Counter(connection.scalars(select(undertaking.c.contract_code))),
    }
    held = defaultdict(list)
    for share in _shares(connection, release, province):
        held[share["contract_code"]].append(share)
    codes = connection.scalars(select(contract.c.contract_code).order_by(contract.c.contract_code)).all()
    names = ("contract_code", *counted, "share_count", "partner_count", "pledged_baht", "in_kind_baht")
    return table([{"contract_code": code, **{name: of.get(code, 0) for name, of in counted.items()}, **_pledged(held[code]),
                   "partner_count": len({share["organisation_code"] for share in held[code]})} for code in codes], names)


def _shares(connection: Connection, release: int, province: str):
    """Every budget share with the contract of its project."""
    share, project = releases.at("budget_share", province, release), releases.at("project", province, release)
    return rows(connection, select(share.c.share_code, share.c.organisation_code, share.c.fund_source, share.c.pledged_baht, project.c.contract_code)
                .join(project, project.c.project_code == share.c.project_code).order_by(share.c.share_code))


def _pledged(shares) -> dict:
    """Baht of some shares; what is not money stands apart, as everywhere."""
    money, in_kind = (sum((s["pledged_baht"] for s in shares if (s["fund_source"] == "in_kind") == is_in_kind), ZERO) for is_in_kind in (False, True))
    return {"share_count": len(shares), "pledged_baht": money, "in_kind_baht": in_kind}


def contributions(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a partner of a contract (a party, or who pledged a share or undertook anything): baht pledged and in kind, undertakings, fulfilled, overdue, has_nothing; worst first.

    `state`: the worst of its undertakings, as in `undertakings`; None without any. `has_nothing`: neither a share nor an undertaking. days_late: of its
    latest undertaking that is not fulfilled. Order: longest overdue, nothing promised, most money.
    """
    party, partner = releases.at("contract_party", province, release), releases.at("organisation", province, release)
    shares, given, parties_of = defaultdict(list), defaultdict(list), set(map(tuple, connection.execute(select(party.c.contract_code, party.c.organisation_code))))
    for share in _shares(connection, release, province):
        shares[share["contract_code"], share["organisation_code"]].append(share)
    for row in dicts(undertakings(connection, release=release, province=province)):
        given[row["contract_code"], row["organisation_code"]].append(row)
    about = {row["organisation_code"]: row for row in rows(connection, select(partner))}
    found = [{**about.get(key[1], {}), "contract_code": key[0], "organisation_code": key[1], "is_party": key in parties_of, **_pledged(shares[key]), **_kept(given[key]),
              "has_nothing": not shares[key] and not given[key]} for key in {*parties_of, *shares, *given}]
    return table(sorted(found, key=lambda c: (-c["days_late"], not c["has_nothing"], -c["pledged_baht"], -c["in_kind_baht"], c["organisation_code"], c["contract_code"])), CONTRIBUTIONS)


def _kept(given: list[dict]) -> dict:
    late = [u for u in given if u["state"] != "done" and u["days_late"]]
    return {"undertaking_count": len(given), "fulfilled_count": sum(u["state"] == "done" for u in given), "overdue_count": len(late), "days_late": max((u["days_late"] for u in late), default=0),
            "state": thresholds.worst(u["state"] for u in given) if given else None}


def parties(connection: Connection, *, release: int, province: str, contract_code: str | None = None) -> pd.DataFrame:
    """One row a party: role, responsibility, signatory's post, is_signed by as_of, days_unsigned since the contract began; unsigned first, longest first, then the latest signature.

    `state`: done once signed, not_due before the contract begins, else late by days_unsigned.
    """
    party, partner, contract = (releases.at(name, province, release) for name in ("contract_party", "organisation", "contract"))
    as_of, limits = releases.as_of(connection, province, release) or date.min, thresholds.in_force(connection, release, province)
    names = ("contract_code", "organisation_code", "organisation_name", "organisation_name_en", "sector", "party_role", "responsibility", "signatory_post", "signed_on", "is_signed", "days_unsigned", "state", *SOURCE)
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
        state = "done" if is_signed else thresholds.state_of_days(waited, limits) if waited else "not_due"
        found.append({**row, "signed_on": row["signed_on"] if is_signed else None, "is_signed": is_signed, "days_unsigned": waited, "state": state})
    return table(sorted(found, key=lambda p: (p["is_signed"], -p["days_unsigned"], -(p["signed_on"] or date.min).toordinal(), p["organisation_code"])), names)


def approvals(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a step of a contract's approval path, in order, also a step nobody has put forward yet: body, dates, days_waiting.

    days_waiting: from requested_on to decided_on, or to as_of while undecided; None before it is put forward. `state`: done once decided; no_evidence when a later
    step was decided and nothing is recorded of it; not_due while the contract has not begun, then late by the days since it began. is_next: where the path stands.
    """
    approval, contract, body = (releases.at(name, province, release) for name in ("approval", "contract", "body"))
    as_of, limits = releases.as_of(connection, province, release) or date.min, thresholds.in_force(connection, release, province)
    names = ("contract_code", "step_number", "approval_step", "body_code", "body_name", "body_name_en", "requested_on", "decided_on", "is_decided", "days_waiting", "document_number", "state", "is_next", *SOURCE)
    held = {(r["contract_code"], r["approval_step"]): r for r in rows(connection, select(approval, body.c.body_name, body.c.body_name_en).outerjoin(body, body.c.body_code == approval.c.body_code))}
    begins = connection.execute(select(contract.c.contract_code, contract.c.start_on).order_by(contract.c.contract_code)).all()
    steps = list(enumerate(tables.CHOICES["approval_step"], start=1))
    return table([step for code, start_on in begins for step in _path([_step(code, number, step, held.get((code, step), {}), as_of) for number, step in steps], (as_of - start_on).days, limits)], names)


def _step(contract_code: str, number: int, step: str, row, as_of: date) -> dict:
    decided_on = row.get("decided_on")
    is_decided = bool(decided_on and decided_on <= as_of)
    requested_on = row.get("requested_on")
    waited = ((decided_on if is_decided else as_of) - requested_on).days if requested_on and requested_on <= as_of else None
    return {**row, "contract_code": contract_code, "step_number": number, "approval_step": step, "is_decided": is_decided, "days_waiting": waited}


def _path(steps: list[dict], days: int, limits: thresholds.Limits) -> list[dict]:
    """The steps with their state and which is next; `days` since the contract began."""
    decided = [step["step_number"] for step in steps if step["is_decided"]]
    following = next((step["step_number"] for step in steps if not step["is_decided"]), None)
    late = thresholds.state_of_days(days, limits) if days > 0 else "not_due"

    def state(step: dict) -> str:
        is_passed = step["days_waiting"] is None and step["step_number"] < max(decided, default=0)
        return "done" if step["is_decided"] else "no_evidence" if is_passed else late

    return [{**step, "state": state(step), "is_next": step["step_number"] == following} for step in steps]


def amendments(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a change of a contract: when, why, before and after, the resolution behind it, source; newest first."""
    change = releases.at("amendment", province, release)
    names = ("amendment_code", "contract_code", "amended_on", "rationale", "before_text", "after_text", "resolution_reference", *SOURCE)
    return frame(connection, select(*(change.c[name] for name in names)).order_by(change.c.amended_on.desc(), change.c.amendment_code))


def amendment_effects(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a release that brought amendments of a contract: its total and its pledged shares in baht before and after, shares changed, baht moved to those that rose; newest first.

    Before: at the province's release just before; None where that did not hold the contract. Shares changed: pledged another amount, new or gone, in kind apart;
    moved_baht adds up what rose. Only releases that changed something tell what an amendment did: several of one release share a row.
    """
    change = releases.at("amendment", province, release)
    brought = defaultdict(list)
    for code, number, amendment in connection.execute(select(change.c.contract_code, change.c.from_release, change.c.amendment_code).order_by(change.c.amendment_code)):
        brought[code, number].append(amendment)
    found = [{"contract_code": code, "release": number, "amendment_codes": "; ".join(codes), **_effect(connection, province, code, number)} for (code, number), codes in brought.items()]
    return table(sorted(found, key=lambda e: (-e["release"], e["contract_code"])), EFFECTS)


def _effect(connection: Connection, province: str, code: str, number: int) -> dict:
    note = tables.release_table
    before = connection.scalar(select(func.max(note.c.number)).where(note.c.province_code == province, note.c.number < number)) or 0
    totals = [connection.scalar(select(held.c.amount_baht).where(held.c.contract_code == code)) for held in (releases.at("contract", province, at) for at in (before, number))]
    if totals[0] is None:
        return {"amount_after_baht": totals[1]}
    old, new = ({s["share_code"]: s["pledged_baht"] for s in _shares(connection, at, province) if s["contract_code"] == code and s["fund_source"] != "in_kind"} for at in (before, number))
    steps = [step for share in old.keys() | new.keys() if (step := new.get(share, ZERO) - old.get(share, ZERO))]
    sums = [sum(of.values(), ZERO) for of in (old, new)]
    return {"amount_before_baht": totals[0], "amount_after_baht": totals[1], "amount_difference_baht": totals[1] - totals[0] if totals[1] is not None else None, "pledged_before_baht": sums[0],
            "pledged_after_baht": sums[1], "pledged_difference_baht": sums[1] - sums[0], "shares_changed": len(steps), "moved_baht": sum((step for step in steps if step > 0), ZERO)}


def disputes(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a dispute raised by as_of: parties, subject, method, where it stands, is_open, days_open, outcome; open ones first, longest first, then newest.

    days_open: from the day it was raised to the day it was settled, or to as_of; None where one closed without a day. `state`: done once closed, else late by days_open.
    """
    dispute = releases.at("dispute", province, release)
    as_of, limits = releases.as_of(connection, province, release) or date.min, thresholds.in_force(connection, release, province)
    names = ("dispute_code", "contract_code", "raised_on", "organisation_codes", "subject", "method", "dispute_state", "settled_on", "outcome", "is_open", "days_open", "state", *SOURCE)
    found = [_dispute(row, as_of, limits) for row in rows(connection, select(dispute).where(dispute.c.raised_on <= as_of))]
    return table(sorted(found, key=lambda d: (not d["is_open"], -d["days_open"] if d["is_open"] else 0, -d["raised_on"].toordinal(), d["dispute_code"])), names)


def _dispute(row, as_of: date, limits: thresholds.Limits) -> dict:
    settled_on = row["settled_on"]
    is_open = settled_on > as_of if settled_on else row["dispute_state"] not in CLOSED
    until = as_of if is_open else settled_on
    days = (until - row["raised_on"]).days if until else None
    return {**row, "is_open": is_open, "days_open": days, "state": thresholds.state_of_days(max(days, 1), limits) if is_open else "done"}


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
    """One row an output: planned and delivered quantity (the last report by as_of), per cent, due_on, days_late, state; worst first. Formulae in queries/timetable.py.

    Beside it what the reporter and the committee say; worst first goes by standing_state, the one that holds. A project is judged by `state`."""
    names = ("output_code", "output_name", "project_code", "project_name", "project_name_en", "responsible_organisation_code", "planned_quantity", "delivered_quantity", "quantity_unit",
             "delivered_percent", "reported_on", "due_on", "days_late", "state", *ratings.BESIDE, *SOURCE)
    return table(timetable.outputs(connection, release, province, project_code), names)


def projects(connection: Connection, *, release: int, province: str, theme: str | None = None, carried_by: str | None = None, origin: str | None = None, district: str | None = None,
             state: str | None = None) -> pd.DataFrame:
    """One row a project: who is responsible, carried_by, origin, districts, budget in baht, its outputs by state, days_late, state by its own timetable and why; worst first.

    Formulae and the codes of `why` in queries/timetable.py; a cancelled project has no state. Beside it what the reporter and the committee say; worst first, and
    the pick `state`, go by standing_state, the one that holds."""
    names = ("project_code", "project_name", "project_name_en", "theme", "contract_code", "plan_code", "carried_by", "origin_plan", "responsible_organisation_code",
             "responsible_organisation_name", "responsible_organisation_name_en", "district_codes", "budget_baht", "start_on", "end_on", "project_status", "output_count", "output_done_count", "output_late_count",
             "days_late", "state", "why", *ratings.BESIDE, *SOURCE)
    return table(timetable.projects(connection, release, province, theme=theme, carried_by=carried_by, origin=origin, district=district, state=state), names)


def origins(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row an origin (community plan first): how many projects came up from it, their budget in baht, per cent of all projects and of all money."""
    project = releases.at("project", province, release)
    query = select(project.c.origin_plan, func.count().label("project_count"), func.sum(project.c.budget_baht).label("budget_baht")).group_by(project.c.origin_plan)
    found = {r["origin_plan"]: r for r in rows(connection, query)}
    count, money = sum(r["project_count"] for r in found.values()), sum((r["budget_baht"] for r in found.values()), Decimal("0.00"))
    names = ("origin_plan", "project_count", "budget_baht", "project_percent", "budget_percent")
    held = [found.get(origin, {"origin_plan": origin, "project_count": 0, "budget_baht": Decimal("0.00")}) for origin in tables.CHOICES["origin_plan"]]
    return table([{**r, "project_percent": percent(Decimal(r["project_count"]), Decimal(count)), "budget_percent": percent(r["budget_baht"], money)} for r in held], names)
