"""What became of everything since an earlier release: states that moved, flags raised and gone, days that slipped, money that went out, values that changed.

Both ends are answered by the same questions as the screens, each as at its own release and day: a state may move because a fact came in or because time
went by. `before` is the number of the earlier release (the last meeting's); the province's one before this when it is not given, 0 for before the first.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from queries import attention, budget, contract, deliverables, flags, indicators, tables, thresholds
from queries.answers import dicts, table
from queries.errors import UsageError
from queries.flag_switches import ON, switched

MOVES = ("worse", "appeared", "gone", "better", "finished", "onward", "same")  # what a committee asks for first
TROUBLED = ("off_track", "no_evidence", "watch")
STANDINGS = ("raised", "gone", "off", "stands")
NAMES = ("organisation_code", "organisation_name", "organisation_name_en")
RESPONSIBLE = tuple(f"responsible_{name}" for name in NAMES)
SOURCE = ("source_sheet", "source_row", "from_release")

STATES = ("subject_kind", "subject_code", "subject_name", "subject_name_en", *RESPONSIBLE, "move", "earlier_state", "state", "earlier_figure", "figure", "figure_unit", "due_on", *SOURCE)
KINDS = ("subject_kind", "item_count", *(f"{move}_count" for move in MOVES))
FLAGS = ("standing", "flag", "severity", "title_th", "title_en", "subject_kind", "subject_code", "subject_name", "subject_name_en", *RESPONSIBLE, "earlier_figure", "figure", "figure_unit", "due_on", "page", *SOURCE)
DELIVERABLES = (
    "deliverable_code", "deliverable_name", "deliverable_name_en", *RESPONSIBLE, "is_new", "earlier_due_on", "due_on", "moved_days", "earlier_late_days", "late_days", "newly_submitted_on", "newly_accepted_on",
    "returned_more", "penalty_more_baht", "earlier_state", "state", *SOURCE)
MONEY = (*NAMES, "pledged_more_baht", "allocated_more_baht", "committed_more_baht", "earlier_disbursed_baht", "disbursed_baht", "disbursed_more_baht", "in_kind_delivered_more_baht", "earlier_state", "state")
VALUES = (
    "subject_kind", "subject_code", "subject_name", "subject_name_en", *RESPONSIBLE, "measure_unit", "measure_unit_en", "decimals", "earlier_value", "earlier_on", "value", "value_on", "is_better",
    "earlier_target", "target", "earlier_state", "state", *SOURCE)
Rows = Iterable[Mapping[str, Any]]


def states(connection: Connection, *, release: int, province: str, before: int | None = None, with_same: bool = False) -> pd.DataFrame:
    """One row a share, deliverable, indicator or project whose state moved: state and figure before and now, who is responsible; those grown worse first, worst state first.

    move: worse (into trouble, or deeper) · appeared · gone (ended) · better · finished (done now) · onward (between states without trouble) · same, left out unless asked for."""
    old, new = (_by(attention.judged(connection, at, province), "subject_kind", "subject_code") for at in (_earlier(connection, release, province, before), release))
    found = [{**_kept(old.get(key), new.get(key)), **_pair(old.get(key), new.get(key), "state", "figure"), "move": _move(old.get(key), new.get(key))} for key in old.keys() | new.keys()]
    return table(sorted((r for r in found if with_same or r["move"] != "same"), key=_worst_move), STATES)


def kinds(connection: Connection, *, release: int, province: str, before: int | None = None) -> pd.DataFrame:
    """One row a kind of thing: how many there are, and how many grew worse, appeared, are gone, grew better, finished, went onward or stayed the same; by kind."""
    return tally(states(connection, release=release, province=province, before=before, with_same=True))


def tally(every: pd.DataFrame) -> pd.DataFrame:
    """`kinds` from an answer of `states` that has those that stayed the same."""
    lines = []
    for kind in attention.SUBJECTS:
        own = list(every.loc[every["subject_kind"] == kind, "move"])
        lines.append({"subject_kind": kind, "item_count": len(own) - own.count("gone"), **{f"{move}_count": own.count(move) for move in MOVES}})
    return table(lines, KINDS)


def red_flags(connection: Connection, *, release: int, province: str, before: int | None = None, with_standing: bool = False) -> pd.DataFrame:
    """One row a red flag on a thing that was raised since, or is gone: words, severity, figure before and now, who must act; raised ones first, gravest first.

    with_standing: also those that stand as they stood (standing "stands"). One whose rule was switched off since is not gone, it is "off"."""
    old, new = (_by(dicts(flags.raised(connection, release=at, province=province)), "flag", "subject_kind", "subject_code", RESPONSIBLE[0])
                for at in (_earlier(connection, release, province, before), release))
    order, switches, found = list(flags.FLAGS), switched(connection, release, province), []
    for key in old.keys() | new.keys():
        left = "gone" if switches.get(key[0], ON).is_on else "off"
        standing = "stands" if key in old and key in new else "raised" if key in new else left
        found.append({**_kept(old.get(key), new.get(key)), **_pair(old.get(key), new.get(key), "figure"), "standing": standing})
    found.sort(key=lambda r: (STANDINGS.index(r["standing"]), flags.SEVERITIES.index(r["severity"]), order.index(r["flag"]), r["subject_code"], r[RESPONSIBLE[0]] or ""))
    return table([r for r in found if with_standing or r["standing"] != "stands"], FLAGS)


def work(connection: Connection, *, release: int, province: str, before: int | None = None) -> pd.DataFrame:
    """One row a deliverable that moved, was submitted, sent back, accepted or penalised since, or grew later: days and baht before and now; most days late first.

    moved_days is how far its day was moved since; newly_…_on are days of what happened since; penalty_more_baht what was imposed since."""
    old, new = (_by(dicts(deliverables.listed(connection, release=at, province=province)), "deliverable_code") for at in (_earlier(connection, release, province, before), release))
    lines = [_worked(old.get(key), row) for key, row in new.items()]
    told = ("moved_days", "newly_submitted_on", "newly_accepted_on", "returned_more", "penalty_more_baht", "is_new")
    kept = [r for r in lines if any(r[name] for name in told) or r["late_days"] > r["earlier_late_days"]]
    return table(sorted(kept, key=lambda r: (-r["late_days"], -r["moved_days"], thresholds.badness(r["state"]), r["deliverable_code"])), DELIVERABLES)


def _worked(old: Mapping | None, new: Mapping) -> dict:
    was = old or {"due_on": new["original_due_on"], "late_days": 0, "submitted_on": None, "met_on": None, "returned_count": 0, "penalty_baht": Decimal(0), "standing_state": None}
    return {
        **new, "state": new["standing_state"], "is_new": old is None, "earlier_due_on": was["due_on"], "moved_days": (new["due_on"] - was["due_on"]).days, "earlier_late_days": was["late_days"],
        "newly_submitted_on": _newly(was["submitted_on"], new["submitted_on"]), "newly_accepted_on": _newly(was["met_on"], new["met_on"]),
        "returned_more": new["returned_count"] - was["returned_count"], "penalty_more_baht": new["penalty_baht"] - was["penalty_baht"], "earlier_state": was["standing_state"],
    }


def _newly(was: date | None, now: date | None) -> date | None:
    return now if now != was else None


def money(connection: Connection, *, release: int, province: str, before: int | None = None) -> pd.DataFrame:
    """One row a partner whose money moved since: baht pledged, allocated, committed and disbursed more (less below zero), in-kind apart, and its state; most disbursed first."""
    old, new = (_by(dicts(budget.shares_by_partner(connection, release=at, province=province)), "organisation_code") for at in (_earlier(connection, release, province, before), release))
    lines = [_paid(old.get(key), new.get(key)) for key in old.keys() | new.keys()]
    told = [name for name in MONEY if name.endswith("_more_baht")]
    return table(sorted((r for r in lines if any(r[name] for name in told)), key=lambda r: (-r["disbursed_more_baht"], r["organisation_code"])), MONEY)


def _paid(old: Mapping | None, new: Mapping | None) -> dict:
    def baht(of: Mapping | None, name: str) -> Decimal:
        return of[name] if of else Decimal("0.00")

    more = {f"{name}_more_baht": baht(new, f"{name}_baht") - baht(old, f"{name}_baht") for name in ("pledged", "allocated", "committed", "disbursed", "in_kind_delivered")}
    return {**_kept(old, new), **more, **_pair(old, new, "state"), "earlier_disbursed_baht": baht(old, "disbursed_baht"), "disbursed_baht": baht(new, "disbursed_baht")}


def values(connection: Connection, *, release: int, province: str, before: int | None = None) -> pd.DataFrame:
    """One row an indicator or output whose value or target changed since: both values with their days in the thing's own unit, is_better, states; those grown worse first.

    An indicator's value is the last approved one, its target the final one; an output's the quantity delivered so far and promised. is_better goes by the indicator's direction; None where one
    of the two values is not known, or they are equal."""
    earlier = _earlier(connection, release, province, before)
    lines = []
    for kind, answer, as_value in (("indicator", indicators.listed, _indicator), ("output", contract.outputs, _output)):
        old, new = (_by(map(as_value, dicts(answer(connection, release=at, province=province))), "subject_code") for at in (earlier, release))
        lines += [{**row, "subject_kind": kind, **_compared(old.get(code), row)} for code, row in new.items()]
    kept = [r for r in lines if (r["value"], r["value_on"], r["target"]) != (r["earlier_value"], r["earlier_on"], r["earlier_target"])]
    worst = {False: 0, None: 1, True: 2}
    return table(sorted(kept, key=lambda r: (r["subject_kind"], worst[r["is_better"]], thresholds.badness(r["state"]), r["subject_code"])), VALUES)


def _indicator(row: Mapping) -> dict:
    owner = dict(zip(RESPONSIBLE, (row["owner_organisation_code"], row["owner_name"], row["owner_name_en"]), strict=True))
    return {**row, **owner, "subject_code": row["indicator_code"], "subject_name": row["indicator_name"], "subject_name_en": row["indicator_name_en"], "value": row["actual_value"], "value_on": row["period_on"],
            "target": row["final_target_value"], "state": row["standing_state"], "is_rising": row["direction"] == "rising"}


def _output(row: Mapping) -> dict:
    return {**row, "subject_code": row["output_code"], "subject_name": row["output_name"], "subject_name_en": None, "measure_unit": row["quantity_unit"], "measure_unit_en": None, "value": row["delivered_quantity"],
            "value_on": row["reported_on"], "target": row["planned_quantity"], "is_rising": True}


def _compared(old: Mapping | None, new: Mapping) -> dict:
    was = old or {}
    before, now = was.get("value"), new["value"]
    is_better = None if before is None or now is None or before == now else (now > before) == new["is_rising"]
    return {"earlier_value": before, "earlier_on": was.get("value_on"), "earlier_target": was.get("target"), "earlier_state": was.get("state"), "is_better": is_better}


# --- both ends --------------------------------------------------------------------------------------------------------


def _earlier(connection: Connection, release: int, province: str, before: int | None) -> int:
    """The earlier release; UsageError when it is not one before this."""
    if before is not None and not 0 <= before <= release:
        raise UsageError("release_not_before", before=before, release=release)
    note = tables.release_table
    newest = select(func.coalesce(func.max(note.c.number), 0)).where(note.c.province_code == province, note.c.number < release)
    return connection.scalar(newest) if before is None else before


def _by(found: Rows, *names: str) -> dict[Any, Mapping]:
    return {tuple(row[name] for name in names) if len(names) > 1 else row[names[0]]: row for row in found}


def _kept(old: Mapping | None, new: Mapping | None) -> dict:
    """What is known of a thing: as it is now, else as it was."""
    return dict(new or old or {})


def _pair(old: Mapping | None, new: Mapping | None, *names: str) -> dict:
    """Columns as they were and as they are; None at the end where the thing is not."""
    return {f"earlier_{name}": old[name] if old else None for name in names} | {name: new[name] if new else None for name in names}


def _move(old: Mapping | None, new: Mapping | None) -> str:
    if old is None or new is None:
        return "appeared" if old is None else "gone"
    was, now = old["state"], new["state"]
    if was == now:
        return "same"
    if now in TROUBLED and thresholds.badness(now) < thresholds.badness(was):
        return "worse"
    if was in TROUBLED:
        return "better"
    return "finished" if now == "done" else "onward"


def _worst_move(row: Mapping) -> tuple:
    return MOVES.index(row["move"]), thresholds.badness(row["state"] or row["earlier_state"]), attention.SUBJECTS.index(row["subject_kind"]), row["subject_code"]


