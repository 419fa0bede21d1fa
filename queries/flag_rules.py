"""What raises each red flag of rules.md section 1: one function a flag, over facts read once. Words and severities are in queries/flags.py.

A rule yields mappings with subject_kind (a table's name), subject_code, subject_name (and _en), responsible_organisation_code (who must act),
and where they apply figure, figure_unit (days, baht, percent, count), limit, due_on, details; and the row that causes it
(source_sheet, source_row, from_release) – of several, the newest.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, func, select

from queries import contract_parts, indicators, lateness, money, participation, releases, thresholds
from queries.answers import dicts, percent, rows
from queries.fiscal import months_before
from queries.network_scene import BY_LAW, missing_kinds

Row = Mapping[str, Any]
SOURCE = ("source_sheet", "source_row", "from_release")


class Facts:
    """What one release says, each table read once, when a rule first needs it."""

    def __init__(self, connection: Connection, release: int, province: str):
        self.connection, self.release, self.province = connection, release, province
        as_of = releases.as_of(connection, province, release)
        self.has_release, self.as_of = as_of is not None, as_of or date.min

    def at(self, name: str):
        """The table as at the release, for a select."""
        return releases.at(name, self.province, self.release)

    def true(self, name: str) -> list[Row]:
        """Every row of a table that is true at the release."""
        return rows(self.connection, select(self.at(name)))

    def holding(self, name: str) -> list[Row]:
        """The rows of a dated table that hold at as_of."""
        return [row for row in self.true(name) if (row["start_on"] is None or row["start_on"] <= self.as_of) and (row["end_on"] is None or row["end_on"] >= self.as_of)]

    @cached_property
    def limits(self) -> thresholds.Limits:
        return thresholds.in_force(self.connection, self.release, self.province)

    @cached_property
    def partners(self) -> dict[str, Row]:
        return {row["organisation_code"]: row for row in self.true("organisation")}

    @cached_property
    def projects(self) -> dict[str, Row]:
        return {row["project_code"]: row for row in self.true("project")}

    @cached_property
    def contracts(self) -> dict[str, Row]:
        return {row["contract_code"]: row for row in self.true("contract")}

    @cached_property
    def hires(self) -> list[Row]:
        return sorted(self.true("manager_contract"), key=lambda row: row["signed_on"])

    @property
    def office(self) -> str | None:
        """The project manager (the provincial office): the employer of the latest manager's contract."""
        return self.hires[-1]["employer_organisation_code"] if self.hires else None

    @property
    def manager(self) -> str | None:
        """The network manager of the latest contract, else the office."""
        return self.hires[-1]["manager_organisation_code"] if self.hires else None

    @cached_property
    def deliverables(self) -> list[dict]:
        return lateness.deliverables(self.connection, self.release, self.province, self.as_of, self.limits)

    @cached_property
    def bodies(self) -> dict[str, Row]:
        return {row["body_code"]: row for row in self.holding("body")}

    @cached_property
    def seats(self) -> list[Row]:
        return [row for row in self.holding("membership") if row["body_code"] in self.bodies]

    @cached_property
    def shares(self) -> list[Row]:
        """Shares with what was disbursed from them by as_of; in-kind left out."""
        share, sums = self.at("budget_share"), money.ladder(self.release, self.province, self.as_of)
        query = select(share, func.coalesce(sums.c.disbursed_baht, 0).label("disbursed_baht"), sums.c.event_release).outerjoin(sums, sums.c.share_code == share.c.share_code)
        return rows(self.connection, query.where(share.c.fund_source != money.IN_KIND).order_by(share.c.share_code))

    @cached_property
    def judged_indicators(self) -> list[dict]:
        return dicts(indicators.listed(self.connection, release=self.release, province=self.province))

    @cached_property
    def activities(self) -> list[dict]:
        return dicts(participation.activities(self.connection, release=self.release, province=self.province))

    def name(self, organisation_code: str | None) -> str:
        """The partner's name, or its code where it has none."""
        return self.partners.get(organisation_code, {}).get("organisation_name") or organisation_code or ""

    def name_en(self, organisation_code: str | None) -> str:
        """The partner's English name, else the one in `name`."""
        return self.partners.get(organisation_code, {}).get("organisation_name_en") or self.name(organisation_code)


def _of(row: Row, kind: str, code: str, name: str | None, responsible: str | None, **more) -> dict:
    return {"subject_kind": kind, "subject_code": code, "subject_name": name, "subject_name_en": row.get(f"{kind}_name_en"), "responsible_organisation_code": responsible,
            **{name: row[name] for name in SOURCE}, **more}


def _newest(candidates: list[Row]) -> Row:
    return max(candidates, key=lambda row: row["from_release"])


def body_without_six_kinds(facts: Facts) -> Iterator[dict]:
    """A body of the network in which one of the six kinds holds no seat."""
    for code, body in facts.bodies.items():
        seats = [s for s in facts.seats if s["body_code"] == code and s["organisation_code"] in facts.partners]
        missing = missing_kinds(facts.partners[s["organisation_code"]]["sector"] for s in seats)
        if missing and body["body_kind"] not in BY_LAW:
            yield _of(body, "body", code, body["body_name"], facts.office, figure=len(missing.split(";")), figure_unit="count", limit=0, details=missing)


def undertaking_without_responsible(facts: Facts) -> Iterator[dict]:
    """An undertaking not fulfilled yet that names no responsible post."""
    for row in facts.true("undertaking"):
        if not row["responsible_post"] and not (row["fulfilled_on"] and row["fulfilled_on"] <= facts.as_of):
            yield _of(row, "undertaking", row["undertaking_code"], row["description"], row["organisation_code"], due_on=row["due_on"], details=row["resource_kind"])


def block_grant_on_routine_duty(facts: Facts) -> Iterator[dict]:
    """An item a block grant paid for that is routine duty."""
    for row in facts.true("block_grant_spending"):
        if row["is_routine_duty"] and row["spent_on"] <= facts.as_of:
            yield _of(row, "block_grant_spending", f"{row['block_grant_code']}/{row['spending_number']}", row["description"], facts.office,
                      figure=row["amount_baht"], figure_unit="baht", limit=money.ZERO)


def deliverable_overdue(facts: Facts) -> Iterator[dict]:
    """A deliverable past its due date that is neither submitted nor accepted."""
    for d in facts.deliverables:
        if d["late_days"] > 0 and not d["submitted_on"] and not d["met_on"]:
            yield _deliverable(d, d["responsible_organisation_code"], figure=d["late_days"], figure_unit="days", limit=0, due_on=d["due_on"])


def _deliverable(d: dict, responsible: str | None, source: Row | None = None, **more) -> dict:
    return _of(source or d, "deliverable", d["deliverable_code"], d["deliverable_name"], responsible, subject_name_en=d["deliverable_name_en"], **more)


def accepted_without_evidence(facts: Facts) -> Iterator[dict]:
    """A deliverable legally accepted with no document to show for it; the acceptance is the row to look at."""
    for d in facts.deliverables:
        if d["met_on"] and not d["evidence_count"]:
            source = dict(zip(SOURCE, d["legal_acceptance_source"], strict=True))
            yield _deliverable(d, d["responsible_organisation_code"], source, figure=(facts.as_of - d["met_on"]).days, figure_unit="days", limit=0, due_on=d["met_on"])


def paid_before_accepted(facts: Facts) -> Iterator[dict]:
    """A payment for a phase before the day all its deliverables were legally accepted; figure: days before, None while not accepted."""
    phases = {d["phase_code"]: [o for o in facts.deliverables if o["phase_code"] == d["phase_code"]] for d in facts.deliverables}
    for row in facts.true("manager_payment"):
        held = phases.get(row["phase_code"], [])
        accepted_on = max((d["met_on"] for d in held), default=None) if all(d["met_on"] for d in held) else None
        if held and row["paid_on"] <= facts.as_of and (accepted_on is None or row["paid_on"] < accepted_on):
            waiting = "; ".join(d["deliverable_code"] for d in held if not d["met_on"] or d["met_on"] > row["paid_on"])
            days = (accepted_on - row["paid_on"]).days if accepted_on else None
            yield _of(row, "phase", row["phase_code"], held[0]["phase_name"], held[0]["employer_organisation_code"], figure=days,
                      figure_unit="days", limit=0, details=f"{row['payment_code']}: {waiting}")


def pledged_not_allocated(facts: Facts) -> Iterator[dict]:
    """A share of which nothing is allocated when the quarter set by unallocated_after_quarter has ended."""
    for row in facts.shares:
        if money.is_unallocated_late(row, facts.as_of, facts.limits):
            yield _share(facts, row, figure=row["pledged_baht"], figure_unit="baht", limit=money.ZERO)


def _share(facts: Facts, row: Row, source: Row | None = None, **more) -> dict:
    project = facts.projects.get(row["project_code"], {})
    return _of(source or row, "budget_share", row["share_code"], project.get("project_name"), row["organisation_code"], subject_name_en=project.get("project_name_en"), **more)


def disbursed_over_allocated(facts: Facts) -> Iterator[dict]:
    """A share from which more was disbursed than allocated; figure: baht disbursed. The newest payment is the row to look at."""
    over = {row["share_code"]: row for row in facts.shares if row["disbursed_baht"] > row["allocated_baht"]}
    if not over:
        return
    event = facts.at("money_event")
    paid = defaultdict(list)
    for row in rows(facts.connection, select(event).where(event.c.share_code.in_(over), event.c.money_event_kind == "disbursement", event.c.event_on <= facts.as_of).order_by(event.c.event_on)):
        paid[row["share_code"]].append(row)
    for code, row in over.items():
        last = max(paid[code], key=lambda e: (e["from_release"], e["event_on"]))
        yield _share(facts, row, _newest([row, last]) if row["from_release"] > last["from_release"] else last,
                     figure=row["disbursed_baht"], figure_unit="baht", limit=row["allocated_baht"], details=last["money_event_code"])


def share_exceeds_budget(facts: Facts) -> Iterator[dict]:
    """A project whose shares pledged in money do not add up to its budget, above or below; figure: what they add up to."""
    for code, project in facts.projects.items():
        own = [row for row in facts.shares if row["project_code"] == code]
        total = sum((row["pledged_baht"] for row in own), money.ZERO)
        if total != project["budget_baht"]:
            yield _of(_newest([project, *own]), "project", code, project["project_name"], project["responsible_organisation_code"] or facts.office,
                      subject_name_en=project["project_name_en"], figure=total, figure_unit="baht", limit=project["budget_baht"], details="; ".join(row["share_code"] for row in own))


def partner_concentration(facts: Facts) -> Iterator[dict]:
    """A project of whose pledged money one partner carries more than partner_concentration_percent; details: its code."""
    limit = facts.limits["partner_concentration_percent"].value
    for code, project in facts.projects.items():
        own, carried = [row for row in facts.shares if row["project_code"] == code], defaultdict(lambda: money.ZERO)
        for row in own:
            carried[row["organisation_code"]] += row["pledged_baht"]
        whole = sum(carried.values(), money.ZERO)
        for partner, part in sorted(carried.items()):
            if part * 100 > whole * limit:
                source = _newest([row for row in own if row["organisation_code"] == partner])
                yield _of(source, "project", code, project["project_name"], project["responsible_organisation_code"] or facts.office,
                          subject_name_en=project["project_name_en"], figure=percent(part, whole), figure_unit="percent", limit=limit, details=partner)


def project_without_responsible(facts: Facts) -> Iterator[dict]:
    """A project neither completed nor cancelled that no partner answers for."""
    for code, row in facts.projects.items():
        if not row["responsible_organisation_code"] and row["project_status"] in ("planned", "active"):
            yield _of(row, "project", code, row["project_name"], facts.office, figure=row["budget_baht"], figure_unit="baht")


def party_not_signed(facts: Facts) -> Iterator[dict]:
    """A party that has not signed a contract which has begun; figure: days since it began."""
    for row in facts.true("contract_party"):
        contract = facts.contracts.get(row["contract_code"])
        is_signed = row["signed_on"] and row["signed_on"] <= facts.as_of
        if contract and not is_signed and contract["start_on"] <= facts.as_of:
            yield _of(row, "contract_party", f"{row['contract_code']}/{row['organisation_code']}", facts.name(row["organisation_code"]), row["organisation_code"],
                      subject_name_en=facts.name_en(row["organisation_code"]), figure=(facts.as_of - contract["start_on"]).days, figure_unit="days", limit=0, due_on=contract["start_on"], details=contract["contract_title"])


def contract_part_empty(facts: Facts) -> Iterator[dict]:
    """A part of a contract in which something is empty; figure: how many items, details: which (names of contract_parts.PARTS)."""
    counts = contract_parts.counts(facts.connection, facts.release, facts.province)
    for code, contract in facts.contracts.items():
        for part in contract_parts.parts(contract, counts[code]):
            if not part["is_complete"]:
                yield _of(contract, "contract", f"{code}/{part['part']}", contract["contract_title"], facts.office, figure=part["item_count"] - part["filled_count"],
                          figure_unit="count", limit=0, details=part["empty_items"])


def indicator_without_observation(facts: Facts) -> Iterator[dict]:
    """An indicator whose last closed period has no approved value."""
    silent = [row for row in facts.judged_indicators if row["state"] == "no_evidence"]
    sheets = {row["indicator_code"]: row for row in facts.true("indicator")} if silent else {}
    for row in silent:
        own, due_on = {name: sheets[row["indicator_code"]][name] for name in SOURCE}, row["period_due_on"]
        yield _indicator(facts, {**row, **own}, due_on=due_on, figure=due_on and (facts.as_of - due_on).days, figure_unit="days", limit=0)


def indicator_moving_away(facts: Facts) -> Iterator[dict]:
    """An indicator whose last approved value is worse than its baseline (attainment below zero) where more was due."""
    for row in facts.judged_indicators:
        if row["is_moving_away"] and row["state"] in ("off_track", "no_evidence"):
            yield _indicator(facts, row, figure=row["attainment_percent"], figure_unit="percent", limit=0, due_on=row["final_target_on"])


def _indicator(facts: Facts, row: Row, **more) -> dict:
    return _of(row, "indicator", row["indicator_code"], row["indicator_name"], row["owner_organisation_code"] or facts.office, **more)


def mou_expiring(facts: Facts) -> Iterator[dict]:
    """A memorandum in force whose last day is at most mou_expiring_days away."""
    for row in facts.holding("mou"):
        days = (row["end_on"] - facts.as_of).days
        if days <= facts.limits["mou_expiring_days"].value:
            yield _of(row, "mou", row["mou_code"], row["mou_title"], facts.office, figure=days, figure_unit="days",
                      limit=facts.limits["mou_expiring_days"].value, due_on=row["end_on"], details=row["organisation_codes"])


def mou_obligation_without_project(facts: Facts) -> Iterator[dict]:
    """An obligation under a memorandum in force that no project carries."""
    held, obligation = facts.at("mou"), facts.at("mou_obligation")
    query = select(obligation).join(held, held.c.mou_code == obligation.c.mou_code).where(
        obligation.c.project_code.is_(None), held.c.start_on <= facts.as_of, held.c.end_on >= facts.as_of)
    for row in rows(facts.connection, query):
        yield _of(row, "mou_obligation", f"{row['mou_code']}/{row['obligation_number']}", row["obligation"], row["organisation_code"], due_on=row["due_on"])


def tie_silent(facts: Facts) -> Iterator[dict]:
    """A declared tie with no joint event in the last tie_silent_quarters; figure: days since the last one ever, or since it was declared."""
    since = months_before(facts.as_of + timedelta(days=1), 3 * int(facts.limits["tie_silent_quarters"].value))
    ties = [row for row in facts.holding("tie") if row["start_on"] < since and row["from_organisation_code"] != row["to_organisation_code"]]
    last = _last_joint_events(facts) if ties else {}
    for row in ties:
        ends = tuple(sorted((row["from_organisation_code"], row["to_organisation_code"])))
        if last.get(ends, date.min) < since:
            name, name_en = (" – ".join(named(row[end]) for end in ("from_organisation_code", "to_organisation_code")) for named in (facts.name, facts.name_en))
            yield _of(row, "tie", row["tie_code"], name, facts.manager, subject_name_en=name_en, figure=(facts.as_of - last.get(ends, row["start_on"])).days, figure_unit="days",
                      limit=(facts.as_of + timedelta(days=1) - since).days)


def _last_joint_events(facts: Facts) -> dict[tuple[str, str], date]:
    """The last day each pair of partners took part in the same coordination event, by as_of."""
    event = facts.at("coordination_event")
    found: dict[tuple[str, str], date] = {}
    for codes, held_on in facts.connection.execute(select(event.c.organisation_codes, event.c.held_on).where(event.c.held_on <= facts.as_of).order_by(event.c.held_on)):
        found.update(dict.fromkeys(combinations(sorted(set(codes.split(";"))), 2), held_on))
    return found


def member_without_order(facts: Facts) -> Iterator[dict]:
    """A seat in a body that no appointment order, dated by as_of, stands behind; figure: days since it was taken."""
    orders = {row["order_code"]: row["ordered_on"] for row in facts.true("appointment_order")}
    for row in facts.seats:
        if orders.get(row["order_code"], date.max) > facts.as_of:
            body, code = facts.bodies[row["body_code"]], row["organisation_code"]
            yield _of(row, "membership", f"{row['body_code']}/{row['seat_number']}", f"{body['body_name']}: {facts.name(code)}", facts.office,
                      subject_name_en=f"{body['body_name_en'] or body['body_name']}: {facts.name_en(code)}", figure=(facts.as_of - row["start_on"]).days, figure_unit="days", limit=0)


def conflict_of_interest(facts: Facts) -> Iterator[dict]:
    """A member of the Joint Scrutiny Committee whose organisation is payer or payee of a project's money or of the manager's contract.

    figure: baht it paid and received there by as_of (the contract sum for the manager's contract); details: payer, payee or both. Who must act is the member's organisation.
    """
    scrutiny = {code for code, body in facts.bodies.items() if body["body_kind"] == "joint_scrutiny_committee"}
    seats = {row["organisation_code"]: row for row in facts.seats if row["body_code"] in scrutiny}
    if not seats:
        return
    for (project, partner), roles in sorted(_paid(facts).items()):
        if partner in seats:
            held = facts.projects.get(project, {})
            yield _of(seats[partner], "project", project, held.get("project_name"), partner, subject_name_en=held.get("project_name_en"),
                      figure=sum(roles.values(), money.ZERO), figure_unit="baht", details=";".join(sorted(roles)))
    for hire in facts.hires:
        for role, partner in (("payer", hire["employer_organisation_code"]), ("payee", hire["manager_organisation_code"])):
            if partner in seats:
                yield _of(seats[partner], "manager_contract", hire["manager_contract_code"], facts.name(hire["manager_organisation_code"]), partner,
                          subject_name_en=facts.name_en(hire["manager_organisation_code"]), figure=hire["contract_sum_baht"], figure_unit="baht", details=role)


def _paid(facts: Facts) -> dict[tuple[str, str], dict[str, Decimal]]:
    """Baht disbursed by as_of, by (project, partner) and whether the partner is payer or payee; in-kind left out."""
    event, share = facts.at("money_event"), facts.at("budget_share")
    query = (
        select(share.c.project_code, share.c.organisation_code, event.c.payee_organisation_code, func.sum(event.c.amount_baht).label("baht"))
        .join(share, share.c.share_code == event.c.share_code)
        .where(event.c.money_event_kind == "disbursement", event.c.event_on <= facts.as_of, share.c.fund_source != money.IN_KIND)
        .group_by(share.c.project_code, share.c.organisation_code, event.c.payee_organisation_code)
    )
    found = defaultdict(lambda: defaultdict(lambda: money.ZERO))
    for project, payer, payee, baht in facts.connection.execute(query):
        for role, partner in (("payer", payer), ("payee", payee)):
            if partner:
                found[project, partner][role] += baht
    return found


def participation_fact_missing(facts: Facts) -> Iterator[dict]:
    """A participation activity that misses, or does not state, a fact its tool requires; details: which (names of participation_facts.REQUIRED)."""
    for row in facts.activities:
        lacking = [fact for name in ("facts_missing", "facts_unknown") for fact in row[name].split(";") if fact]
        if lacking:
            yield _of(row, "participation_activity", row["participation_code"], row["participation_name"], row["organiser_organisation_code"],
                      figure=len(lacking), figure_unit="count", limit=0, details=";".join(lacking))
