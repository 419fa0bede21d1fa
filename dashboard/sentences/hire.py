"""The network manager's contract in words: what its phases still lack before they are paid, what was paid, withheld and fined, how the manager was found, what it was advised.

Frames come from queries.deliverables with names already in the reader's language.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from dashboard import palette, wording
from dashboard.charts.path import Stop
from dashboard.sentences.deliverables import phase, whole
from dashboard.wording import t
from queries.answers import dicts

STEPS = ("announced", "nominated", "examined", "selected", "accepted")
PHASES = ["name", "state", "by_state", "payment_baht", "blocking", "outputs_served"]
PHASES_BRIEF = ["name", "state", "payment_baht", "blocking"]
PHASES_FAR = ["name", "state", "blocking"]
PHASES_FILED = ["phase_code", "name", "state", "start_on", "end_on", "outputs", "deliverable_count", "accepted_count", "by_state", "waiting_codes", "blocking", "outputs_served", "payment_baht", "unpaid_baht", "source_sheet", "source_row", "from_release"]
LEDGER = ["paid_or_held_on", "ledger_kind", "state", "ledger_amount", "reason", "document_number"]
LEDGER_BRIEF = ["paid_or_held_on", "ledger_kind", "state", "ledger_amount", "reason"]
LEDGER_FAR = ["ledger_kind", "ledger_amount"]
SELECTION = ["selection_step", "held_on", "body_name", "candidate_organisation_name", "outcome", "document_number", "source_sheet", "source_row", "from_release"]
ADVICE = ["advice", "response", "given_on", "body_name"]
ADVICE_BRIEF = ["advice", "response", "given_on"]
NAMED = 3  # codes in a cell before the rest are counted


def contract(row: Mapping) -> str:
    """A manager's contract by its manager and its days."""
    return t("deliverables.contract_named", name=row["manager_organisation_name"] or row["manager_contract_code"], start=wording.date(row["start_on"]), end=wording.date(row["end_on"]))


# --- phases -----------------------------------------------------------------------------------------------------------


def blocked(phases: pd.DataFrame, listed: pd.DataFrame, outputs: pd.DataFrame, is_brief: bool = False) -> pd.DataFrame:
    """The phases with what stands between each and its payment (in brief: how many, not which), and which outputs of the territorial contract its deliverables serve."""
    of, served = {code: dicts(rows) for code, rows in listed.groupby("phase_code")}, {row["output_code"]: row for row in dicts(outputs)}
    records = dicts(phases)
    held = [of.get(row["phase_code"], []) for row in records]
    columns = {
        "name": [phase(row) if is_brief else t("deliverables.phase_named", phase=phase(row), start=wording.date(row["start_on"]), end=wording.date(row["end_on"])) for row in records],
        "state": [_phase_state(row, own) for row, own in zip(records, held, strict=True)], "by_state": [_by_state(row) for row in records], "blocking": [_blocking(row, own, is_brief) for row, own in zip(records, held, strict=True)],
        "outputs_served": [" · ".join([*([row["outputs"]] if row["outputs"] else []), *(output(served[code]) for code in _codes(own) if code in served)]) or None for row, own in zip(records, held, strict=True)],
    }
    return phases.assign(**{name: pd.Series(values, index=phases.index, dtype=object) for name, values in columns.items()})


def _by_state(row: Mapping) -> str:
    """How many deliverables of a phase are accepted, and how many are in each state of those that are not done."""
    states = " · ".join(t("deliverables.part", state=wording.state(state), count=row[f"{state}_count"]) for state in palette.STATES if state != "done" and row[f"{state}_count"])
    accepted = t("deliverables.pay_said_accepted", accepted=row["accepted_count"], total=row["deliverable_count"])
    return f"{accepted} ({states})" if states else accepted


def _phase_state(row: Mapping, held: Sequence[Mapping]) -> str:
    """Off track where money left early, done when all is accepted, else the worst state of what is not."""
    if row["is_paid_before_accepted"]:
        return "off_track"
    waiting = {d["state"] for d in held if not d["met_on"]}
    return next((state for state in palette.STATES if state in waiting), "done" if held else "not_due")


def _codes(held: Sequence[Mapping]) -> list[str]:
    return list(dict.fromkeys(code.strip() for d in held for code in (d["output_codes"] or "").split(";") if code.strip()))


def output(row: Mapping) -> str:
    """An output of the territorial contract with what was delivered of it."""
    delivered = t("deliverables.output_none") if row["delivered_quantity"] is None else wording.number(row["delivered_quantity"])
    return t("deliverables.output", name=row["output_name"], delivered=delivered, planned=wording.number(row["planned_quantity"]), unit=row["quantity_unit"] or "")


def _blocking(row: Mapping, held: Sequence[Mapping], is_brief: bool) -> str:
    """What still stands between a phase and its payment: what is not accepted, by what it waits for and on whose desk it lies."""
    waiting = [d for d in held if not d["met_on"]]
    if not waiting:
        if row["is_paid_before_accepted"]:
            return t("deliverables.block_early", day=wording.date(row["first_paid_on"]))
        return t("deliverables.block_paid") if row["unpaid_baht"] <= 0 else t("deliverables.block_ready", amount=wording.baht(row["unpaid_baht"]))
    groups: dict[tuple, list[str]] = {}
    for d in waiting:
        groups.setdefault((d["awaited"], d["holder_name"]), []).append(d["deliverable_code"])
    named = [(t(f"deliverables.awaited_{what}"), who or wording.NONE, codes) for (what, who), codes in groups.items()]
    return " · ".join(t("deliverables.part", state=what, count=len(codes)) if is_brief else t("deliverables.block", what=what, codes=some(codes), who=who) for what, who, codes in named)


def some(codes: Sequence[str]) -> str:
    """The first codes, and how many more."""
    shown = ", ".join(whole(code) for code in codes[:NAMED])
    return t("deliverables.and_more", codes=shown, count=len(codes) - NAMED) if len(codes) > NAMED else shown


def standing(phases: pd.DataFrame, is_brief: bool = False) -> str:
    """How many phases are accepted in full, and what the first that is not still lacks before its payment; in brief only how many."""
    records = dicts(phases)
    full = sum(bool(row["deliverable_count"]) and row["accepted_count"] == row["deliverable_count"] for row in records)
    words = t("deliverables.phases_answer", full=full, total=len(records))
    lacking = [row for row in records if row["accepted_count"] < row["deliverable_count"]]
    if not lacking or is_brief:
        return words
    first = lacking[0]
    return f"{words} {t('deliverables.phases_next', phase=phase(first), count=first['deliverable_count'] - first['accepted_count'], amount=wording.baht(first['unpaid_baht']))}"


# --- money ------------------------------------------------------------------------------------------------------------


def ledger(payments: pd.DataFrame, penalties: pd.DataFrame) -> pd.DataFrame:
    """Every payment, sum withheld and penalty as a line of its own, newest first; off track marks money that left before acceptance."""
    lines = [line for row in dicts(payments) for line in _paid(row)] + [_fined(row) for row in dicts(penalties)]
    return pd.DataFrame(sorted(lines, key=lambda line: line["paid_or_held_on"], reverse=True), columns=[*LEDGER, "source_sheet", "source_row", "from_release"], dtype=object)


def _paid(row: Mapping) -> list[dict]:
    source = {name: row[name] for name in ("source_sheet", "source_row", "from_release")}
    early = t("deliverables.ledger_early", day=wording.date(row["accepted_on"])) if row["accepted_on"] else t("deliverables.ledger_early_open")
    made = [{"paid_or_held_on": row["paid_on"], "ledger_kind": t("deliverables.ledger_paid", phase=row["phase_number"]), "state": "off_track" if row["is_before_acceptance"] else None, "ledger_amount": row["amount_baht"],
             "reason": early if row["is_before_acceptance"] else None, "document_number": row["document_number"], **source}]
    held = [{**made[0], "ledger_kind": t("deliverables.ledger_withheld", phase=row["phase_number"]), "state": None, "ledger_amount": row["withheld_baht"], "reason": None}]
    return made + (held if row["withheld_baht"] else [])


def _fined(row: Mapping) -> dict:
    words = t("deliverables.ledger_penalty", code=row["deliverable_code"], name=row["deliverable_name"])
    return {"paid_or_held_on": row["imposed_on"], "ledger_kind": words, "state": None, "ledger_amount": row["amount_baht"], "reason": row["reason"], "document_number": None,
            **{name: row[name] for name in ("source_sheet", "source_row", "from_release")}}


def booked(payments: pd.DataFrame, penalties: pd.DataFrame) -> tuple[str, str]:
    """How often money left, was withheld or fined, and the state: off track where any left before acceptance."""
    early = sum(bool(value) for value in payments["is_before_acceptance"])
    fined, held = sum(penalties["amount_baht"], Decimal(0)), sum(payments["withheld_baht"], Decimal(0))
    words = t("deliverables.ledger_answer", count=len(payments), penalties=len(penalties), fined=wording.baht(fined), withheld=wording.baht(held))
    return (f"{words} {t('deliverables.ledger_answer_early', count=early)}", "off_track") if early else (words, "")


# --- the manager ------------------------------------------------------------------------------------------------------


def manager(row: Mapping, steps: pd.DataFrame) -> tuple[str, str]:
    """Who is the network manager, under which contract, who accepted that; on watch where nobody's acceptance is on record."""
    sentence = t("deliverables.manager_answer", name=row["manager_organisation_name"], sector=wording.choice("sector", row["manager_sector"]), employer=row["employer_organisation_name"],
                 amount=wording.baht(row["contract_sum_baht"]), start=wording.date(row["start_on"]), end=wording.date(row["end_on"]))
    accepted = [step for step in dicts(steps) if step["selection_step"] == "accepted"]
    if not accepted:
        return f"{sentence} {t('deliverables.manager_not_accepted')}", "watch"
    last = accepted[-1]
    return f"{sentence} {t('deliverables.manager_accepted', day=wording.date(last['held_on']), body=last['body_name'] or wording.NONE, outcome=last['outcome'] or wording.NONE)}", ""


def stops(steps: pd.DataFrame, is_brief: bool = False) -> list[Stop]:
    """The five steps of a selection in their order, each with its days, bodies, candidates and what came of it; a step without a record says so."""
    of = {name: [row for row in dicts(steps) if row["selection_step"] == name] for name in STEPS}
    return [Stop(wording.choice("selection_step", name), [] if is_brief else _step_lines(rows), "done" if rows else "no_evidence", _step_stands(rows)) for name, rows in of.items()]


def _step_stands(rows: Sequence[Mapping]) -> str:
    if not rows:
        return t("deliverables.step_missing")
    bodies = dict.fromkeys(row["body_name"] for row in rows if row["body_name"])
    return " · ".join([wording.date(rows[-1]["held_on"]), *bodies])


def _step_lines(rows: Sequence[Mapping]) -> list[str]:
    return [" · ".join(filter(None, (row["candidate_organisation_name"], row["outcome"], row["document_number"]))) for row in rows]


def under_way(steps: pd.DataFrame) -> str:
    """That a selection runs which no contract has ended yet, and its last step; "" where none does."""
    found = [row for row in dicts(steps) if row["manager_contract_code"] is None]
    return t("deliverables.selection_runs", count=len(found), step=wording.choice("selection_step", found[-1]["selection_step"]), day=wording.date(found[-1]["held_on"])) if found else ""


def advised(advice: pd.DataFrame) -> tuple[str, str]:
    """How much advice was given and how much of it waits for an answer, longest how long; on watch where any does."""
    waiting = [row for row in dicts(advice) if not row["is_answered"]]
    if not waiting:
        return t("deliverables.advice_answered", count=len(advice)), "done"
    return t("deliverables.advice_answer", count=len(advice), waiting=len(waiting), most=wording.days(max(row["waiting_days"] for row in waiting))), "watch"


def advice_table(advice: pd.DataFrame) -> pd.DataFrame:
    """The advice with what was done about it, or for how long nothing was."""
    said = [row["response"] or t("deliverables.advice_waits", days=wording.days(row["waiting_days"])) for row in dicts(advice)]
    return advice.assign(response=pd.Series(said, index=advice.index, dtype=object))
