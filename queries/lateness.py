"""What became of each deliverable of the manager's contract, derived from its events. Late and rescheduled are two facts.

  due_on        the new date of the last reschedule agreed by as_of, else original_due_on
  submitted_on  the last submission, unless a management review or legal acceptance returned or rejected it that day or later:
                what was sent back is not submitted until it is submitted again
  met_on        the first legal acceptance (also with conditions) after which nothing was returned or rejected in legal acceptance
  late_days     max(0, min(as_of, submitted_on) - due_on): the manager's days end at submission (at acceptance where no submission
                was recorded)
  slip_days     due_on - original_due_on
  unexcused_days  late_days + the slip of the reschedules that are not excused (never below zero): a reschedule turns nothing green
  reviewer_days   (met_on or as_of) - submitted_on: the days of those who review, a figure of their own
  awaited       what comes next, and so whose desk it lies on since awaited_since_on: a submission (since it was sent back, if it was), a
                management review (since the submission), a legal acceptance (since that review accepted it), evidence (since it was accepted)
State: done when accepted · no_evidence when accepted without a document to show for it · by unexcused_days · on_track when
submitted · not_due until due_on. What is dated after as_of has not happened yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, cast, func, literal, null, select, union_all

from queries import releases, tables, thresholds
from queries.answers import rows
from queries.thresholds import Limits

REVIEWS = ("management_review", "legal_acceptance", "scrutiny_opinion")
ACCEPTED = ("accepted", "accepted_with_conditions")
SENT_BACK = ("returned", "rejected")
DERIVED = ("due_on", "submitted_on", "met_on", "late_days", "slip_days", "excused_slip_days", "unexcused_days", "reschedule_count",
           "submission_count", "returned_count", "reviewer_days", "is_waiting_for_review")
AWAITED = ("submission", "management_review", "legal_acceptance", "evidence")


@dataclass(frozen=True)
class Event:
    """A reschedule, a submission or a review, in the deliverable's own order."""

    kind: str  # reschedule, submission or one of REVIEWS
    number: int
    on: date
    decision: str | None = None
    new_due_on: date | None = None
    is_excused: bool | None = None
    source: tuple[str | None, int | None, int | None] = (None, None, None)  # sheet, row, release


def derived(original_due_on: date, events: Iterable[Event], as_of: date) -> dict[str, Any]:
    """DERIVED of one deliverable from its events so far; days are whole days."""
    past = sorted((e for e in events if e.on <= as_of), key=lambda e: (e.on, e.number))
    moves = sorted((e for e in past if e.kind == "reschedule"), key=lambda e: e.number)
    due_on = moves[-1].new_due_on if moves else original_due_on
    submitted_on, met_on = _submitted_on(past), _met_on(past)
    excused, unexcused = _slips(original_due_on, moves)
    late_days = max(0, (min(as_of, submitted_on or met_on or as_of) - due_on).days)
    return {
        "due_on": due_on, "submitted_on": submitted_on, "met_on": met_on, "late_days": late_days, "slip_days": (due_on - original_due_on).days,
        "excused_slip_days": excused, "unexcused_days": late_days + max(0, unexcused), "reschedule_count": len(moves),
        "submission_count": sum(e.kind == "submission" for e in past),
        "returned_count": sum(e.kind in REVIEWS[:2] and e.decision in SENT_BACK for e in past),
        "reviewer_days": ((met_on or as_of) - submitted_on).days if submitted_on else None,
        "is_waiting_for_review": submitted_on is not None and met_on is None,
    }


def _submitted_on(past: list[Event]) -> date | None:
    submissions = [e for e in past if e.kind == "submission"]
    if not submissions:
        return None
    last = max(submissions, key=lambda e: e.number).on
    is_sent_back = any(e.kind in REVIEWS[:2] and e.decision in SENT_BACK and e.on >= last for e in past)
    return None if is_sent_back else last


def _met_on(past: list[Event]) -> date | None:
    met_on = None
    for review in (e for e in past if e.kind == "legal_acceptance"):
        met_on = (met_on or review.on) if review.decision in ACCEPTED else None
    return met_on


def _slips(original_due_on: date, moves: list[Event]) -> tuple[int, int]:
    """Days moved by reschedules that are excused, and by those that are not."""
    slips, before = {True: 0, False: 0}, original_due_on
    for move in moves:
        slips[bool(move.is_excused)] += (move.new_due_on - before).days
        before = move.new_due_on
    return slips[True], slips[False]


def awaited(facts: Mapping[str, Any], events: Iterable[Event], evidence_count: int, as_of: date) -> dict[str, Any]:
    """What a deliverable with those derived facts waits for and since when: AWAITED, or nothing once it is accepted and proved."""
    reviews = [e for e in events if e.on <= as_of and e.kind in REVIEWS[:2]]
    if facts["met_on"]:
        what, since = (None, None) if evidence_count else ("evidence", facts["met_on"])
    elif facts["submitted_on"] is None:
        what, since = "submission", max((e.on for e in reviews if e.decision in SENT_BACK), default=None)
    else:
        passed = [e.on for e in reviews if e.kind == "management_review" and e.decision in ACCEPTED and e.on >= facts["submitted_on"]]
        what, since = ("legal_acceptance", max(passed)) if passed else ("management_review", facts["submitted_on"])
    return {"awaited": what, "awaited_since_on": since, "awaited_days": (as_of - since).days if since else None}


def state(facts: Mapping[str, Any], evidence_count: int, limits: Limits) -> str:
    """The computed state of a deliverable with those derived facts."""
    if facts["met_on"]:
        return "done" if evidence_count else "no_evidence"
    if facts["unexcused_days"] > 0:
        return thresholds.state_of_days(facts["unexcused_days"], limits)
    return "on_track" if facts["submitted_on"] else "not_due"  # not submitted and not a day late: its day has not passed


def deliverables(connection: Connection, release: int, province: str, as_of: date, limits: Limits) -> list[dict]:
    """Every deliverable with its phase, manager, DERIVED facts, last decision of each review, what it waits for and state. Two queries."""
    happened = defaultdict(list)
    for row in rows(connection, _events(release, province)):
        happened[row["deliverable_code"]].append(Event(row["kind"], row["number"], row["event_on"], row["decision"], row["new_due_on"], row["is_excused"],
                                                          (row["source_sheet"], row["source_row"], row["from_release"])))
    found = []
    for row in rows(connection, _deliverables(release, province)):
        facts = derived(row["original_due_on"], happened[row["deliverable_code"]], as_of)
        last = _last_reviews(happened[row["deliverable_code"]], as_of)
        next_step = awaited(facts, happened[row["deliverable_code"]], row["evidence_count"], as_of)
        found.append({**row, **facts, **last, **next_step, "state": state(facts, row["evidence_count"], limits)})
    return found


def _last_reviews(events: list[Event], as_of: date) -> dict[str, Any]:
    """The last decision, its day and source of each of the three reviews; None where there was none."""
    last = {}
    for kind in REVIEWS:
        event = max((e for e in events if e.kind == kind and e.on <= as_of), key=lambda e: (e.on, e.number), default=None)
        last |= {f"{kind}_decision": event and event.decision, f"{kind}_on": event and event.on, f"{kind}_source": event and event.source}
    return last


def _events(release: int, province: str):
    reschedule, submission, review = (releases.at(name, province, release) for name in ("reschedule", "submission", "review"))
    day, flag = tables.sql["reschedule"].c.new_due_on.type, tables.sql["reschedule"].c.is_excused.type
    empty = (cast(null(), day).label("new_due_on"), cast(null(), flag).label("is_excused"))

    def source(held):
        return held.c.source_sheet, held.c.source_row, held.c.from_release

    return union_all(
        select(reschedule.c.deliverable_code, literal("reschedule").label("kind"), reschedule.c.reschedule_number.label("number"), reschedule.c.decided_on.label("event_on"),
               cast(null(), tables.sql["review"].c.review_decision.type).label("decision"), reschedule.c.new_due_on, reschedule.c.is_excused, *source(reschedule)),
        select(submission.c.deliverable_code, literal("submission"), submission.c.submission_number, submission.c.submitted_on,
               cast(null(), tables.sql["review"].c.review_decision.type), *empty, *source(submission)),
        select(review.c.deliverable_code, review.c.review_kind, review.c.review_number, review.c.reviewed_on, review.c.review_decision, *empty, *source(review)),
    )


def _deliverables(release: int, province: str):
    deliverable, phase, hire, evidence = (releases.at(name, province, release) for name in ("deliverable", "phase", "manager_contract", "evidence"))
    partner = releases.at("organisation", province, release)
    responsible = func.coalesce(deliverable.c.responsible_organisation_code, hire.c.manager_organisation_code)
    proofs = (select(evidence.c.subject_code, func.count().label("evidence_count")).where(evidence.c.subject_kind == "deliverable")
              .group_by(evidence.c.subject_code).subquery("proofs"))
    return (
        select(
            deliverable.c.deliverable_code, deliverable.c.deliverable_name, deliverable.c.deliverable_name_en, deliverable.c.acceptance_criteria,
            deliverable.c.original_due_on, deliverable.c.output_codes, deliverable.c.phase_code, phase.c.phase_number, phase.c.phase_name,
            phase.c.start_on.label("phase_start_on"), phase.c.end_on.label("phase_end_on"), phase.c.payment_baht, phase.c.manager_contract_code,
            hire.c.employer_organisation_code, hire.c.manager_organisation_code, responsible.label("responsible_organisation_code"),
            partner.c.organisation_name.label("responsible_organisation_name"),
            partner.c.organisation_name_en.label("responsible_organisation_name_en"), func.coalesce(proofs.c.evidence_count, 0).label("evidence_count"),
            deliverable.c.source_sheet, deliverable.c.source_row, deliverable.c.from_release,
        )
        .outerjoin(phase, phase.c.phase_code == deliverable.c.phase_code)
        .outerjoin(hire, hire.c.manager_contract_code == phase.c.manager_contract_code)
        .outerjoin(partner, partner.c.organisation_code == responsible)
        .outerjoin(proofs, proofs.c.subject_code == deliverable.c.deliverable_code)
        .order_by(deliverable.c.deliverable_code)
    )
