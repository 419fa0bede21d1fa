"""The network manager's contract: its phases, what each must deliver, who judged it, what was paid. Formulae in queries/lateness.py.

Days are whole days, amounts baht; states and decisions are codes of tables.choices.
"""

from collections import defaultdict
from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, literal, select

from queries import lateness, money, ratings, releases, thresholds
from queries.answers import dicts, frame, rows, table
from queries.lateness import REVIEWS
from queries.money import ZERO

STATES = thresholds.WORST_FIRST
REVIEWED = tuple(f"{kind}_{what}" for kind in REVIEWS for what in ("decision", "on"))
LISTED = (
    "deliverable_code", "deliverable_name", "deliverable_name_en", "manager_contract_code", "phase_code", "phase_number", "phase_name", "responsible_organisation_code",
    "responsible_organisation_name", "responsible_organisation_name_en", "state", "original_due_on", "due_on", "submitted_on", "met_on", "late_days", "slip_days", "excused_slip_days",
    "unexcused_days", "reschedule_count", "submission_count", "returned_count", "is_waiting_for_review", "reviewer_days", *REVIEWED,
    "awaited", "awaited_since_on", "awaited_days", "holder_code", "holder_name", "holder_name_en", "evidence_count", "penalty_baht", "self_reported_state", "committee_state",
    "committee_reason", "is_reason_missing", "standing_state", "acceptance_criteria", "output_codes",
    "source_sheet", "source_row", "from_release",
)
PHASES = (
    "phase_code", "phase_number", "phase_name", "manager_contract_code", "start_on", "end_on", "outputs", "deliverable_count", *(f"{s}_count" for s in STATES),
    "accepted_count", "accepted_on", "waiting_codes", "payment_baht", "paid_baht", "withheld_baht", "penalty_baht", "first_paid_on", "last_paid_on", "unpaid_baht",
    "is_paid_before_accepted", "source_sheet", "source_row", "from_release",
)
SOURCE = ("source_sheet", "source_row", "from_release")
OF = ("deliverable_code", "deliverable_name", "deliverable_name_en", "phase_number", "phase_code", "manager_contract_code")  # whose event it is
REVIEWS_OF = (*OF, "review_kind", "review_number", "reviewed_on", "body_code", "body_name", "body_name_en", "review_decision", "opinion", "conditions", "conditions_met_on",
              "has_open_conditions", "document_number", *SOURCE)
RESCHEDULES = (*OF, "reschedule_number", "decided_on", "previous_due_on", "new_due_on", "moved_days", "reason", "reschedule_cause", "is_excused", "body_code", "body_name", "body_name_en", *SOURCE)
PENALTIES = (*OF, "penalty_code", "imposed_on", "amount_baht", "reason", *SOURCE)
PAYMENTS = ("payment_code", "phase_code", "phase_number", "phase_name", "manager_contract_code", "paid_on", "amount_baht", "withheld_baht", "document_number", "accepted_on", "is_before_acceptance", *SOURCE)
SELECTION = ("selection_code", "manager_contract_code", "selection_step", "held_on", "body_code", "body_name", "body_name_en", "candidate_organisation_code", "candidate_organisation_name",
             "candidate_organisation_name_en", "outcome", "document_number", *SOURCE)
ADVICE = ("advice_code", "manager_contract_code", "given_on", "body_code", "body_name", "body_name_en", "advice", "response", "is_answered", "waiting_days", *SOURCE)
DOCUMENTS = (*OF, "evidence_code", "evidence_title", "document_number", "dated_on", *SOURCE)


def listed(connection: Connection, *, release: int, province: str, phase_code: str | None = None, state: str | None = None,
           organisation_code: str | None = None, manager_contract_code: str | None = None) -> pd.DataFrame:
    """One row a deliverable: due dates (original and now), submitted, accepted, days late, slipped and unexcused, reviews, state; worst first.

    met_on is the day of legal acceptance. awaited says what comes next, holder_… on whose desk it lies, awaited_since_on since when.
    Computed, self-reported and committee's states stand side by side, standing_state is the one that holds; is_reason_missing: the
    committee's is below both others and says not why. After the state: most unexcused days, then most late days, then earliest due."""
    found = _found(connection, release, province)
    picks = {"phase_code": phase_code, "state": state, "responsible_organisation_code": organisation_code, "manager_contract_code": manager_contract_code}
    kept = [d for d in found if all(value is None or d[name] == value for name, value in picks.items())]
    return table(sorted(kept, key=_worst_first), LISTED)


def _worst_first(deliverable: dict) -> tuple:
    d = deliverable
    return thresholds.badness(d["state"]), -d["unexcused_days"], -d["late_days"], d["due_on"], d["deliverable_code"]


def _found(connection: Connection, release: int, province: str) -> list[dict]:
    """Every deliverable with derived facts, on whose desk it lies, penalties and ratings."""
    as_of = releases.as_of(connection, province, release)
    if as_of is None:
        return []
    found = lateness.deliverables(connection, release, province, as_of, thresholds.in_force(connection, release, province))
    penalty = releases.at("penalty", province, release)
    penalties = dict(connection.execute(select(penalty.c.deliverable_code, func.sum(penalty.c.amount_baht)).where(penalty.c.imposed_on <= as_of).group_by(penalty.c.deliverable_code)).all())
    rated, desks = ratings.latest(connection, release, province, as_of, "deliverable"), _desks(connection, release, province, as_of)
    for d in found:
        d |= _holder(d, desks)
        d["penalty_baht"] = penalties.get(d["deliverable_code"], ZERO)
        d |= ratings.beside(d["state"], rated, d["deliverable_code"])
    return found


def _desks(connection: Connection, release: int, province: str, as_of: date) -> dict:
    """Who may hold a deliverable: partners and bodies by code, the body that last gave each kind of review under each contract, and the management team."""
    partner, body, review, deliverable, phase = (releases.at(name, province, release) for name in ("organisation", "body", "review", "deliverable", "phase"))
    partners = rows(connection, select(partner.c.organisation_code.label("code"), partner.c.organisation_name.label("name"), partner.c.organisation_name_en.label("name_en")))
    bodies = rows(connection, select(body.c.body_code.label("code"), body.c.body_name.label("name"), body.c.body_name_en.label("name_en"), body.c.body_kind).order_by(body.c.start_on, body.c.body_code))
    given = rows(connection, select(phase.c.manager_contract_code, review.c.review_kind, review.c.body_code).where(review.c.reviewed_on <= as_of, review.c.deliverable_code == deliverable.c.deliverable_code,
                                    deliverable.c.phase_code == phase.c.phase_code).order_by(review.c.reviewed_on, review.c.review_number))
    return {"partners": {r["code"]: r for r in partners}, "bodies": {r["code"]: r for r in bodies}, "judged": {(r["manager_contract_code"], r["review_kind"]): r["body_code"] for r in given},
            "team": next((r["code"] for r in reversed(bodies) if r["body_kind"] == "intergovernmental_management_team"), None)}


def _holder(d: dict, desks: dict) -> dict:
    """On whose desk a deliverable lies: who must deliver it, or who reviews it – the body that did so before, else the management team or the employer."""
    judged = desks["judged"].get((d["manager_contract_code"], d["awaited"]))
    if d["awaited"] in ("submission", "evidence"):
        held = desks["partners"].get(d["responsible_organisation_code"])
    elif d["awaited"] == "management_review" or judged:
        held = desks["bodies"].get(judged or desks["team"])
    else:
        held = desks["partners"].get(d["employer_organisation_code"]) if d["awaited"] else None
    return {f"holder_{name}": held[name] if held else None for name in ("code", "name", "name_en")}


def late(connection: Connection, *, release: int, province: str, include_accepted: bool = False) -> pd.DataFrame:
    """One row a deliverable that is late and not accepted yet (with include_accepted also those accepted late), as in `listed`; most days first."""
    found = [d for d in _found(connection, release, province) if d["late_days"] > 0 and (include_accepted or d["met_on"] is None)]
    return table(sorted(found, key=lambda d: (-d["late_days"], d["due_on"], d["deliverable_code"])), LISTED)


def phases(connection: Connection, *, release: int, province: str, manager_contract_code: str | None = None) -> pd.DataFrame:
    """One row a phase: outputs, deliverables by state, when all were accepted (accepted_on), payment due, paid, withheld and penalties in baht; by number.

    waiting_codes: deliverables not accepted yet, worst first; they stand between the phase and its payment.
    is_paid_before_accepted: money left before the day the last deliverable of the phase was legally accepted.
    """
    as_of, phase = releases.as_of(connection, province, release) or date.min, releases.at("phase", province, release)
    held, paid = defaultdict(list), defaultdict(list)
    for d in _found(connection, release, province):
        held[d["phase_code"]].append(d)
    payment = releases.at("manager_payment", province, release)
    for p in rows(connection, select(payment).where(payment.c.paid_on <= as_of)):
        paid[p["phase_code"]].append(p)
    query = select(phase).order_by(phase.c.manager_contract_code, phase.c.phase_number, phase.c.phase_code)
    query = query.where(phase.c.manager_contract_code == manager_contract_code) if manager_contract_code else query
    return table([_phase(row, held[row["phase_code"]], paid[row["phase_code"]]) for row in rows(connection, query)], PHASES)


def _phase(phase, held: list[dict], paid: list) -> dict:
    accepted = [d["met_on"] for d in held if d["met_on"]]
    accepted_on = max(accepted) if held and len(accepted) == len(held) else None
    days = [p["paid_on"] for p in paid]
    out, withheld = (sum((p[name] or ZERO for p in paid), ZERO) for name in ("amount_baht", "withheld_baht"))
    return {
        **phase, "deliverable_count": len(held), **{f"{s}_count": sum(d["state"] == s for d in held) for s in STATES},
        "accepted_count": len(accepted), "accepted_on": accepted_on, "waiting_codes": "; ".join(d["deliverable_code"] for d in sorted(held, key=_worst_first) if not d["met_on"]), "paid_baht": out, "withheld_baht": withheld,
        "penalty_baht": sum((d["penalty_baht"] for d in held), ZERO), "first_paid_on": min(days, default=None), "last_paid_on": max(days, default=None),
        "unpaid_baht": phase["payment_baht"] - out - withheld,
        "is_paid_before_accepted": bool(held and days) and (accepted_on is None or min(days) < accepted_on),
    }


def reconciliation(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a manager's contract: its sum in baht, what the payments of its phases add up to, difference (phases - sum), is_equal, and the phases' rows.

    Where it does not add up, part_codes and part_rows (sheet:row) name the phases; largest difference first.
    """
    hire, phase = releases.at("manager_contract", province, release), releases.at("phase", province, release)
    contracts = rows(connection, select(hire.c.manager_contract_code.label("code"), hire.c.contract_sum_baht.label("baht"), hire.c.source_sheet, hire.c.source_row, hire.c.from_release))
    query = select(phase.c.phase_code.label("code"), phase.c.manager_contract_code.label("whole"), phase.c.payment_baht.label("baht"), phase.c.source_sheet, phase.c.source_row)
    return table(money.reconciled("manager_contract", contracts, rows(connection, query.order_by(phase.c.phase_number))), money.RECONCILED)


def timeline(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a deliverable for a schedule: its phase's days, original and current due date, submitted, accepted, state; by phase and original due.

    as_of is the day to draw as today."""
    as_of = releases.as_of(connection, province, release)
    names = ("manager_contract_code", "phase_number", "phase_code", "phase_name", "phase_start_on", "phase_end_on", "deliverable_code", "deliverable_name", "deliverable_name_en",
             "original_due_on", "due_on", "submitted_on", "met_on", "late_days", "slip_days", "state", "as_of")
    found = sorted(_found(connection, release, province), key=lambda d: (d["phase_number"] or 0, d["original_due_on"], d["deliverable_code"]))
    return table([{**d, "as_of": as_of} for d in found], names)


def reviews(connection: Connection, *, release: int, province: str, deliverable_code: str | None = None) -> pd.DataFrame:
    """One row a review of a deliverable: which of the three kinds, when, by which body, its decision, words, conditions and document; as they came.

    conditions_met_on: when the same kind of review, later, accepted it without any; has_open_conditions where none has. What happened after as_of has not."""
    review, body = releases.at("review", province, release), releases.at("body", province, release)
    query = select(review, body.c.body_name, body.c.body_name_en).outerjoin(body, body.c.body_code == review.c.body_code)
    found = _events_of(connection, query, review, review.c.reviewed_on, release, province, deliverable_code)
    found = sorted(found, key=lambda r: (r["deliverable_code"], r["reviewed_on"], REVIEWS.index(r["review_kind"]), r["review_number"]))
    return table([{**r, **_conditions(r, found)} for r in found], REVIEWS_OF)


def _conditions(review: dict, every: list[dict]) -> dict:
    """Whether the conditions of an acceptance were met, by what the same body of judges decided later."""
    if review["review_decision"] != "accepted_with_conditions":
        return {"conditions_met_on": None, "has_open_conditions": False}
    after = (r for r in every if r["deliverable_code"] == review["deliverable_code"] and r["review_kind"] == review["review_kind"] and r["review_number"] > review["review_number"])
    met_on = next((r["reviewed_on"] for r in after if r["review_decision"] == "accepted"), None)
    return {"conditions_met_on": met_on, "has_open_conditions": met_on is None}


def reschedules(connection: Connection, *, release: int, province: str, deliverable_code: str | None = None) -> pd.DataFrame:
    """One row a reschedule: from which due date to which, by how many days, why, whose doing, whether excused, which body agreed; newest first."""
    move, body = releases.at("reschedule", province, release), releases.at("body", province, release)
    query = select(move, body.c.body_name, body.c.body_name_en).outerjoin(body, body.c.body_code == move.c.body_code)
    found = sorted(_events_of(connection, query, move, move.c.decided_on, release, province, deliverable_code), key=lambda r: (r["deliverable_code"], r["reschedule_number"]))
    for place, r in enumerate(found):
        before = found[place - 1] if place and found[place - 1]["deliverable_code"] == r["deliverable_code"] else None
        r["previous_due_on"] = before["new_due_on"] if before else r["original_due_on"]
        r["moved_days"] = (r["new_due_on"] - r["previous_due_on"]).days
    return table(sorted(found, key=lambda r: r["decided_on"], reverse=True), RESCHEDULES)


def penalties(connection: Connection, *, release: int, province: str, deliverable_code: str | None = None) -> pd.DataFrame:
    """One row a penalty under the manager's contract: for which deliverable, when, how much in baht, why; newest first."""
    penalty = releases.at("penalty", province, release)
    found = _events_of(connection, select(penalty), penalty, penalty.c.imposed_on, release, province, deliverable_code)
    return table(sorted(found, key=lambda r: (r["imposed_on"], r["penalty_code"]), reverse=True), PENALTIES)


def documents(connection: Connection, *, release: int, province: str, deliverable_code: str | None = None) -> pd.DataFrame:
    """One row a document that proves a deliverable: its title, number and date; by deliverable, oldest first."""
    evidence = releases.at("evidence", province, release)
    query = select(*(evidence.c[name] for name in ("evidence_code", "evidence_title", "document_number", "dated_on", *SOURCE)), evidence.c.subject_code.label("deliverable_code"))
    found = _events_of(connection, query.where(evidence.c.subject_kind == "deliverable"), evidence, evidence.c.dated_on, release, province, deliverable_code)
    return table(sorted(found, key=lambda r: (r["deliverable_code"], r["dated_on"], r["evidence_code"])), DOCUMENTS)


def _events_of(connection: Connection, query, held, day, release: int, province: str, deliverable_code: str | None) -> list[dict]:
    """The rows of a query over a table of events `held` that had happened by as_of, each with the deliverable it is of."""
    as_of, code = releases.as_of(connection, province, release) or date.min, held.c.subject_code if "subject_code" in held.c else held.c.deliverable_code
    deliverable, phase = releases.at("deliverable", province, release), releases.at("phase", province, release)
    of = select(deliverable.c.deliverable_code, deliverable.c.deliverable_name, deliverable.c.deliverable_name_en, deliverable.c.original_due_on, phase.c.phase_number, deliverable.c.phase_code,
                phase.c.manager_contract_code).outerjoin(phase, phase.c.phase_code == deliverable.c.phase_code)
    known = {row["deliverable_code"]: dict(row) for row in rows(connection, of)}
    query = query.where(day <= as_of, *([code == deliverable_code] if deliverable_code else []))
    return [{**known.get(row["deliverable_code"], {}), **row} for row in rows(connection, query)]


def payments(connection: Connection, *, release: int, province: str, manager_contract_code: str | None = None) -> pd.DataFrame:
    """One row a payment for a phase: when, how much, what was withheld in baht, document, and whether it left before the phase was accepted (accepted_on); newest first."""
    paid, as_of = releases.at("manager_payment", province, release), releases.as_of(connection, province, release) or date.min
    of = {p["phase_code"]: p for p in dicts(phases(connection, release=release, province=province, manager_contract_code=manager_contract_code))}
    query = select(paid).where(paid.c.paid_on <= as_of).order_by(paid.c.paid_on.desc(), paid.c.payment_code)
    found = ({**{name: of[row["phase_code"]][name] for name in ("phase_number", "phase_name", "manager_contract_code", "accepted_on", "deliverable_count")}, **row}
             for row in rows(connection, query) if row["phase_code"] in of)
    return table([{**p, "withheld_baht": p["withheld_baht"] or ZERO, "is_before_acceptance": bool(p["deliverable_count"]) and (p["accepted_on"] is None or p["paid_on"] < p["accepted_on"])} for p in found], PAYMENTS)


def states(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a state, worst first: how many deliverables have it (0 too) and the worst one's code; never blended into one."""
    found = sorted(_found(connection, release, province), key=_worst_first)
    held = {s: [d for d in found if d["state"] == s] for s in STATES}
    return table([{"state": s, "deliverable_count": len(held[s]), "worst_code": held[s][0]["deliverable_code"] if held[s] else None} for s in STATES],
                 ("state", "deliverable_count", "worst_code"))


def events(connection: Connection, *, release: int, province: str, deliverable_code: str | None = None) -> pd.DataFrame:
    """One row an event of a deliverable – originally due, rescheduled, submitted, reviewed, fined, proved – with its words and source; oldest first.

    event_kind is original_due, reschedule, submission, management_review, legal_acceptance, scrutiny_opinion, penalty or evidence.
    """
    names = ("deliverable_code", "event_on", "event_kind", "event_number", "decision", "words", "new_due_on", "is_excused", "amount_baht", "body_code",
             "document_number", "source_sheet", "source_row", "from_release")
    found = []
    for name, columns in _EVENTS.items():
        held = releases.at(name, province, release)
        code = held.c.subject_code if name == "evidence" else held.c.deliverable_code
        query = select(code.label("deliverable_code"), *(held.c[c].label(label) for label, c in columns.items()), held.c.source_sheet, held.c.source_row, held.c.from_release)
        if name == "evidence":
            query = query.where(held.c.subject_kind == "deliverable")
        if "event_kind" not in columns:
            query = query.add_columns(literal("original_due" if name == "deliverable" else name).label("event_kind"))
        found += rows(connection, query.where(code == deliverable_code) if deliverable_code else query)
    return table(sorted(found, key=lambda e: (e["deliverable_code"], e["event_on"], e["event_kind"], e.get("event_number") or 0)), names)


_EVENTS: dict[str, dict[str, str]] = {
    "deliverable": {"event_on": "original_due_on", "words": "acceptance_criteria"},
    "reschedule": {"event_on": "decided_on", "event_number": "reschedule_number", "words": "reason", "decision": "reschedule_cause", "new_due_on": "new_due_on", "is_excused": "is_excused", "body_code": "body_code"},
    "submission": {"event_on": "submitted_on", "event_number": "submission_number", "document_number": "document_number"},
    "review": {"event_on": "reviewed_on", "event_kind": "review_kind", "event_number": "review_number", "decision": "review_decision", "words": "opinion", "body_code": "body_code", "document_number": "document_number"},
    "penalty": {"event_on": "imposed_on", "words": "reason", "amount_baht": "amount_baht"},
    "evidence": {"event_on": "dated_on", "words": "evidence_title", "document_number": "document_number"},
}


def manager(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a manager's contract: who hired whom (and from which sector), how selected, sum, paid and withheld in baht, phases and deliverables; by code."""
    hire, phase, payment, deliverable = (releases.at(name, province, release) for name in ("manager_contract", "phase", "manager_payment", "deliverable"))
    employer, hired = (releases.at("organisation", province, release).alias(name) for name in ("employer", "hired"))
    as_of = releases.as_of(connection, province, release) or date.min

    def total(expression, *tables_joined):
        query = select(func.coalesce(expression, 0)).select_from(phase)
        for other, condition in tables_joined:
            query = query.join(other, condition)
        return query.where(phase.c.manager_contract_code == hire.c.manager_contract_code).scalar_subquery()

    paid = (payment, (payment.c.phase_code == phase.c.phase_code) & (payment.c.paid_on <= as_of))
    return frame(connection, select(
        hire.c.manager_contract_code, hire.c.contract_code, hire.c.employer_organisation_code, employer.c.organisation_name.label("employer_organisation_name"), employer.c.organisation_name_en.label("employer_organisation_name_en"),
        hire.c.manager_organisation_code, hired.c.organisation_name.label("manager_organisation_name"), hired.c.organisation_name_en.label("manager_organisation_name_en"), hired.c.sector.label("manager_sector"), hire.c.selection_method,
        hire.c.signed_on, hire.c.start_on, hire.c.end_on, hire.c.contract_sum_baht, total(func.sum(phase.c.payment_baht)).label("phase_payments_baht"),
        total(func.sum(payment.c.amount_baht), paid).label("paid_baht"), total(func.sum(payment.c.withheld_baht), paid).label("withheld_baht"),
        total(func.count()).label("phase_count"), total(func.count(), (deliverable, deliverable.c.phase_code == phase.c.phase_code)).label("deliverable_count"),
    ).outerjoin(employer, employer.c.organisation_code == hire.c.employer_organisation_code)
     .outerjoin(hired, hired.c.organisation_code == hire.c.manager_organisation_code).order_by(hire.c.manager_contract_code))


def selection(connection: Connection, *, release: int, province: str, manager_contract_code: str | None = None) -> pd.DataFrame:
    """One row a step of a manager's selection: what, when, which body, which candidate, what came of it, for which contract; oldest first.

    A step is of the first contract signed on its day or later; later than every signature it is of the newest contract where it tells
    of the manager that one hired, else of none yet (manager_contract_code empty): a selection still under way."""
    step, body, partner, hire = (releases.at(name, province, release) for name in ("manager_selection", "body", "organisation", "manager_contract"))
    as_of = releases.as_of(connection, province, release) or date.min
    hires = rows(connection, select(hire.c.manager_contract_code, hire.c.manager_organisation_code, hire.c.signed_on).order_by(hire.c.signed_on, hire.c.manager_contract_code))
    query = select(
        step.c.selection_code, step.c.selection_step, step.c.held_on, step.c.body_code, body.c.body_name, body.c.body_name_en, step.c.candidate_organisation_code,
        partner.c.organisation_name.label("candidate_organisation_name"), partner.c.organisation_name_en.label("candidate_organisation_name_en"), step.c.outcome, step.c.document_number,
        step.c.source_sheet, step.c.source_row, step.c.from_release,
    ).outerjoin(body, body.c.body_code == step.c.body_code).outerjoin(partner, partner.c.organisation_code == step.c.candidate_organisation_code)
    found = [{**row, "manager_contract_code": _selected_for(row, hires)} for row in rows(connection, query.where(step.c.held_on <= as_of).order_by(step.c.held_on, step.c.selection_code))]
    return table((row for row in found if manager_contract_code in (None, row["manager_contract_code"])), SELECTION)


def _selected_for(step, hires) -> str | None:
    after = next((hire for hire in hires if hire["signed_on"] >= step["held_on"]), None)
    newest = hires[-1] if hires and hires[-1]["manager_organisation_code"] == step["candidate_organisation_code"] and step["selection_step"] in ("selected", "accepted") else None
    of = after or newest
    return of["manager_contract_code"] if of else None


def advice(connection: Connection, *, release: int, province: str, manager_contract_code: str | None = None) -> pd.DataFrame:
    """One row an advice the manager received: when, from which body, what, and what was done about it (is_answered); unanswered first, longest waiting first, then newest."""
    given, body, as_of = releases.at("advice", province, release), releases.at("body", province, release), releases.as_of(connection, province, release) or date.min
    query = select(
        given.c.advice_code, given.c.manager_contract_code, given.c.given_on, given.c.body_code, body.c.body_name, body.c.body_name_en, given.c.advice, given.c.response,
        given.c.response.is_not(None).label("is_answered"), given.c.source_sheet, given.c.source_row, given.c.from_release,
    ).outerjoin(body, body.c.body_code == given.c.body_code).where(given.c.given_on <= as_of)
    query = query.where(given.c.manager_contract_code == manager_contract_code) if manager_contract_code else query
    found = rows(connection, query.order_by(given.c.given_on.desc(), given.c.advice_code))
    return table([{**row, "is_answered": bool(row["is_answered"]), "waiting_days": None if row["is_answered"] else (as_of - row["given_on"]).days} for row in sorted(found, key=_urgency)], ADVICE)


def _urgency(advice) -> tuple[bool, int]:
    days = advice["given_on"].toordinal()
    return bool(advice["is_answered"]), -days if advice["is_answered"] else days
