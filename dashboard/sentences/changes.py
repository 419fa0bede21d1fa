"""What became of everything since an earlier release, in words: the sentences, figures and tables of the page of changes.

Frames come from queries.since and queries.reporting with names already in the reader's language.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard import palette, wording
from dashboard.markup import Figure
from dashboard.names import kept
from dashboard.sentences import overview
from dashboard.sentences.indicators import ratio
from dashboard.wording import t
from queries.answers import dicts

MOVED = ["item", "item_kind", "move_words", "earlier_state", "state", "figures", "responsible_organisation_name", "due_on", "item_code"]
MOVED_BRIEF = ("item", "move_words", "earlier_state", "state", "responsible_organisation_name")
FLAGGED = ["item", "item_kind", "standing_words", "flag_title", "figures", "responsible_organisation_name", "due_on", "item_code"]
FLAGGED_BRIEF = ("item", "standing_words", "flag_title", "responsible_organisation_name")
WORKED = ["deliverable_name", "state", "happened", "earlier_late_days", "late_days", "earlier_due_on", "due_on", "penalty_more_baht", "responsible_organisation_name", "deliverable_code"]
WORKED_BRIEF = ("deliverable_name", "state", "happened", "late_days", "due_on")
PAID = ["organisation_name", "earlier_disbursed_baht", "disbursed_more_baht", "disbursed_baht", "committed_more_baht", "allocated_more_baht", "pledged_more_baht", "in_kind_delivered_more_baht", "state"]
VALUED = ["item", "item_kind", "better_words", "earlier_words", "value_words", "target_words", "state", "responsible_organisation_name", "item_code"]
VALUED_BRIEF = ("item", "better_words", "earlier_words", "value_words", "state")
KINDS = ["item_kind", "item_count", "worse_count", "better_count", "finished_count", "onward_count", "appeared_count", "gone_count", "same_count"]
KINDS_BRIEF = ("item_kind", "item_count", "worse_count", "better_count", "same_count")


def summary(kinds: pd.DataFrame, flags: pd.DataFrame, money: pd.DataFrame, since: str) -> str:
    """How many things grew worse and better, flags raised and gone, money that went out, and what stayed as it was."""
    return t("changes.answer", since=since, worse=_all(kinds, "worse"), better=_all(kinds, "better") + _all(kinds, "finished"), raised=_standing(flags, "raised"), paid=wording.baht(_paid(money)), same=_all(kinds, "same"))


def worst(moved: pd.DataFrame) -> str:
    """The worst state anything moved into; "" when nothing grew worse."""
    held = {row["state"] for row in dicts(moved) if row["move"] == "worse"}
    return next((code for code in palette.STATES if code in held), "")


def figures(kinds: pd.DataFrame, flags: pd.DataFrame, money: pd.DataFrame, moved: pd.DataFrame) -> list[Figure]:
    """The five figures that matter of what changed."""
    worse, better, finished = (_all(kinds, move) for move in ("worse", "better", "finished"))
    first = t("changes.worst", name=moved.iloc[0]["subject_name"]) if worse else ""
    raised, gone, same = _standing(flags, "raised"), _standing(flags, "gone"), _all(kinds, "same")
    return [
        Figure(t("changes.worse"), _count(worse), first, worst(moved)),
        Figure(t("changes.better"), _count(better + finished), t("changes.better_note", finished=finished)),
        Figure(t("changes.raised"), _count(raised), t("changes.raised_note", gone=gone)),
        Figure(t("changes.paid"), wording.baht(_paid(money)), t("changes.paid_note", partners=sum(bool(more) for more in money["disbursed_more_baht"])), "", wording.baht_exact(_paid(money))),
        Figure(t("changes.same"), _count(same), t("changes.same_note", total=sum(kinds["item_count"]))),
    ]


def _all(kinds: pd.DataFrame, move: str) -> int:
    return int(sum(kinds[f"{move}_count"]))


def _standing(flags: pd.DataFrame, standing: str) -> int:
    return int(sum(flags["standing"] == standing))


def _paid(money: pd.DataFrame) -> Decimal:
    return sum(money["disbursed_more_baht"], Decimal("0.00"))


def _count(number: int) -> str:
    return t("changes.count", count=number)


# --- states and flags -------------------------------------------------------------------------------------------------


def moved(found: pd.DataFrame) -> pd.DataFrame:
    """The moved states as a table: what it is, how it moved, its figure before and now."""
    rows = dicts(found)
    return found.assign(item_code=found["subject_code"], item=[overview.named(r) for r in rows], item_kind=[overview.kind(r["subject_kind"]) for r in rows], move_words=[t(f"changes.move_{r['move']}") for r in rows], figures=[_figures(r) for r in rows])


def moved_answer(found: pd.DataFrame, kinds: pd.DataFrame) -> str:
    """Which kinds grew worse, and the first of them; kinds are never added up into one state."""
    worse = [t("changes.of_kind", kind=overview.kind(r["subject_kind"]), count=r["worse_count"], total=r["item_count"]) for r in dicts(kinds) if r["worse_count"]]
    if not worse:
        return t("changes.none_worse", better=_all(kinds, "better") + _all(kinds, "finished"))
    row = found.iloc[0].to_dict()
    return t("changes.grew_worse", parts=", ".join(worse), name=overview.named(row), who=row["responsible_organisation_name"] or t("overview.nobody"))


def flagged(found: pd.DataFrame) -> pd.DataFrame:
    """Flags raised and gone as a table."""
    rows = dicts(found)
    return found.assign(item_code=found["subject_code"], item=[overview.named(r) for r in rows], item_kind=[overview.kind(r["subject_kind"]) for r in rows], flag_title=found["title"], standing_words=[t(f"changes.standing_{r['standing']}") for r in rows],
                        figures=[_figures(r) for r in rows])


def flagged_answer(found: pd.DataFrame) -> str:
    """How many flags were raised, how many are gone, and the gravest new one."""
    raised = found[found["standing"] == "raised"]
    if raised.empty:
        return t("changes.no_flag", gone=_standing(found, "gone"))
    row = raised.iloc[0].to_dict()
    return t("changes.flagged", raised=len(raised), gone=_standing(found, "gone"), title=row["title"], name=overview.named(row))


def _figures(row: Mapping) -> str:
    """The figure before and now with its unit, or the one that is known."""
    words = [_measured(value, row["figure_unit"]) for value in (row["earlier_figure"], row["figure"]) if value is not None]
    return " → ".join(dict.fromkeys(words)) or wording.NONE


def _measured(value: Decimal | int, unit: str) -> str:
    say = {"days": wording.days, "points": wording.points, "percent": wording.percent, "baht": wording.baht, "pace": ratio}
    return say.get(unit, wording.number)(value)


# --- work, money, values ----------------------------------------------------------------------------------------------


def worked(found: pd.DataFrame) -> pd.DataFrame:
    """What happened to each deliverable since, in words."""
    return found.assign(happened=[_happened(row) for row in dicts(found)], penalty_more_baht=pd.Series([baht or None for baht in found["penalty_more_baht"]], index=found.index, dtype=object))


def _happened(row: Mapping) -> str:
    told = [
        (row["is_new"], t("changes.is_new")),
        (row["newly_submitted_on"], t("changes.submitted", day=wording.date(row["newly_submitted_on"]))),
        (row["returned_more"] > 0, t("changes.returned", count=row["returned_more"])),
        (row["newly_accepted_on"], t("changes.accepted", day=wording.date(row["newly_accepted_on"]))),
        (row["moved_days"], t("changes.postponed" if row["moved_days"] > 0 else "changes.brought_forward", days=wording.days(abs(row["moved_days"])))),
        (row["late_days"] > row["earlier_late_days"], t("changes.later", days=wording.days(row["late_days"] - row["earlier_late_days"]))),
        (row["penalty_more_baht"], t("changes.penalised", baht=wording.baht(row["penalty_more_baht"]))),
    ]
    return " · ".join(words for is_told, words in told if is_told)


def worked_answer(found: pd.DataFrame) -> str:
    """How many deliverables were submitted, sent back, accepted, moved and grew later."""
    if found.empty:
        return t("changes.no_work")
    rows = dicts(found)
    counts = {
        "submitted": sum(r["newly_submitted_on"] is not None for r in rows), "returned": sum(r["returned_more"] > 0 for r in rows), "accepted": sum(r["newly_accepted_on"] is not None for r in rows),
        "postponed": sum(r["moved_days"] > 0 for r in rows), "later": sum(r["late_days"] > r["earlier_late_days"] for r in rows),
    }
    return t("changes.worked", parts=" · ".join(t(f"changes.{name}_count", count=count) for name, count in counts.items() if count) or _count(len(rows)))


def paid_answer(found: pd.DataFrame) -> str:
    """How much went out since, from how many partners, and who paid most."""
    paying = kept(found, (more > 0 for more in found["disbursed_more_baht"]))
    if paying.empty:
        return t("changes.nothing_paid")
    first = paying.iloc[0]
    return t("changes.paid_answer", paid=wording.baht_exact(_paid(found)), partners=len(paying), name=first["organisation_name"], most=wording.baht(first["disbursed_more_baht"]))


def pictured(found: pd.DataFrame) -> pd.DataFrame:
    """The partners whose money went out, each with its remark for the picture."""
    paying = kept(found, (more != 0 for more in found["disbursed_more_baht"]))
    remarks = [t("changes.paid_remark", more=_more(r["disbursed_more_baht"]), whole=wording.baht(r["disbursed_baht"])) for r in dicts(paying)]
    return paying.assign(name=paying["organisation_name"], remark=remarks)


def _more(baht: Decimal) -> str:
    return f"+{wording.baht(baht)}" if baht > 0 else wording.baht(baht)


def valued(found: pd.DataFrame) -> pd.DataFrame:
    """Values of indicators and outputs before and now, each with its day and unit."""
    rows = dicts(found)
    return found.assign(
        item_code=found["subject_code"], item=found["subject_name"], item_kind=[overview.kind(r["subject_kind"]) for r in rows], better_words=[_better(r) for r in rows], earlier_words=[_value(r["earlier_value"], r["earlier_on"], r) for r in rows],
        value_words=[_value(r["value"], r["value_on"], r) for r in rows], target_words=[_target(r) for r in rows])


def valued_answer(found: pd.DataFrame) -> str:
    """How many values grew better, worse or stayed, and which grew worst."""
    told = list(found["is_better"])
    if not told:
        return t("changes.no_value")
    sentence = t("changes.valued", better=told.count(True), worse=told.count(False), other=told.count(None))
    worse = found[[better is False for better in told]]
    return f"{sentence} {t('changes.worst', name=worse.iloc[0]['subject_name'])}" if len(worse) else sentence


def _better(row: Mapping) -> str:
    if row["is_better"] is not None:
        return t(f"changes.move_{'better' if row['is_better'] else 'worse'}")
    return t("changes.move_same" if row["value"] == row["earlier_value"] and row["value"] is not None else "changes.first_value")


def _value(value: Decimal | None, day: date | None, row: Mapping) -> str:
    if value is None:
        return wording.NONE
    places = 2 if row["decimals"] is None else int(row["decimals"])
    return t("changes.value", value=wording.number(value, places), unit=row["measure_unit"] or "", day=wording.date(day))


def _target(row: Mapping) -> str:
    words = [wording.number(value) for value in (row["earlier_target"], row["target"]) if value is not None]
    return " → ".join(dict.fromkeys(words)) or wording.NONE


# --- what stayed ------------------------------------------------------------------------------------------------------


def kinds(found: pd.DataFrame) -> pd.DataFrame:
    """Each kind of thing in words, with how many moved which way."""
    return found.assign(item_kind=[overview.kind(code) for code in found["subject_kind"]])


def same_answer(found: pd.DataFrame) -> str:
    """How many things stand as they stood, kind by kind."""
    parts = [t("changes.of_kind", kind=overview.kind(r["subject_kind"]), count=r["same_count"], total=r["item_count"]) for r in dicts(found) if r["item_count"]]
    return t("changes.same_answer", parts=", ".join(parts))
