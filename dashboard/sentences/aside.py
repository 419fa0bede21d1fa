"""Money beside the ladder as sentences and frames: what is missing and what is saved, what was carried over, what the block grant paid for.

Frames come from queries.budget with names already in the reader's language; sentences are plain text in the language in use.
"""

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from dashboard import wording
from dashboard.names import kept
from dashboard.sentences.budget import alike, name_of
from dashboard.sentences.sums import to_satang
from dashboard.wording import t
from queries.answers import dicts

# What the tables on the page show of each answer, in this order.
GAPS = ["name", "funding_gap_baht", "savings_baht", "pledged_baht", "allocated_baht", "disbursed_baht", "committed_baht", "carried_over_baht"]
CARRIED = ["share_code", "organisation_name", "project_code", "project_name", "from_fiscal_year", "carried_over_baht", "carried_paid_baht", "carried_left_baht", "carried_until_on", "carried_words", "origin"]
GRANTS = ["granted_for", "fiscal_year", "granted_on", "granted_baht", "spent_baht", "left_baht", "routine_duty_baht"]
PAID = ["spent_on", "description", "entry_amount", "is_routine_duty", "fiscal_year", "origin"]
PAID_BRIEF = PAID[:4]
CARRIED_STATES = {"done": "done", "lapsed": "off_track", "open": ""}


def gaps(rows: pd.DataFrame, view: str) -> pd.DataFrame:
    """The rows that miss money or have saved some, most missing first, then most saved."""
    found = kept(rows, (bool(gap or savings) for gap, savings in zip(rows["funding_gap_baht"], rows["savings_baht"], strict=True)))
    names = [name_of(row, view) for row in dicts(found)]
    order = sorted(found.index, key=lambda place: (-found["funding_gap_baht"][place], -found["savings_baht"][place]))
    return found.assign(name=pd.Series(names, index=found.index, dtype=object)).loc[order]


def missing(found: pd.DataFrame, view: str, is_done: bool, is_brief: bool = False) -> str:
    """How much is pledged and long not allocated, how much is saved, and of which row most (not in brief). `is_done`: some share is finished, so something could be saved."""
    unit, parts = t(f"budget.unit_{view}"), []
    for column, key in (("funding_gap_baht", "missing"), ("savings_baht", "saved")):
        held = kept(found, (bool(amount) for amount in found[column]))
        if held.empty:
            parts.append(t(f"aside.{key}_none" if key == "missing" or is_done else "aside.nothing_finished"))
        else:
            most = max(dicts(held), key=lambda row: row[column])
            parts.append(t(f"aside.{key}_one" if len(held) == 1 else f"aside.{key}_brief" if is_brief else f"aside.{key}", amount=wording.baht(sum(held[column], Decimal(0))), count=len(held), unit=unit, name=most["name"], most=wording.baht(most[column])))
    return " ".join(parts)


def in_all(whole: Mapping) -> str:
    """The same of all years of the contract, beside the year that was chosen."""
    return t("aside.in_all", gap=wording.baht(whole["funding_gap_baht"]), savings=wording.baht(whole["savings_baht"]))


def gap_rule(limits: pd.DataFrame) -> str:
    """When a pledge that is not allocated counts as missing, and the resolution that set it."""
    of = next(row for row in dicts(limits) if row["threshold_rule"] == "unallocated_after_quarter")
    words = t("aside.gap_rule", quarter=wording.number(of["threshold_value"], 0))
    return f"{words} ({of['resolution_reference']})" if of["resolution_reference"] else words


# --- carried over ------------------------------------------------------------------------------------------------------


def carried(found: pd.DataFrame) -> str:
    """How much was carried over from which years, how much of it is paid since, and what is left until when."""
    if found.empty:
        return t("aside.carried_none")
    parts = []
    for year, group in sorted(found.groupby("fiscal_year"), reverse=True):
        sums = {name: sum(group[f"carried_{name}_baht"], Decimal(0)) for name in ("over", "paid", "left")}
        has_lapsed = "lapsed" in set(group["carried_state"])
        key = "aside.carried_done" if not sums["left"] else "aside.carried_lapsed" if has_lapsed else "aside.carried_open"
        parts.append(t(key, year=wording.fiscal_year(year), carried=wording.baht(sums["over"]), paid=wording.baht(sums["paid"]), left=wording.baht(sums["left"]), until=wording.date(group["carried_until_on"].iloc[0])))
    return " ".join(parts)


def carries(found: pd.DataFrame, is_brief: bool = False) -> pd.DataFrame:
    """Money carried over with what each bar says, or in brief only how much of it is paid."""
    records = dicts(found)
    words = {
        "name": [f"{row['project_code']} {row['organisation_name']}" for row in records], "state": [CARRIED_STATES[row["carried_state"]] for row in records],
        "remark": [_remark(row, is_brief) for row in records], "from_fiscal_year": [row["fiscal_year"] for row in records], "carried_words": [t(f"aside.carried_is_{row['carried_state']}") for row in records],
    }
    return found.assign(**{name: pd.Series(values, index=found.index, dtype=object) for name, values in words.items()})


def _remark(row: Mapping, is_brief: bool) -> str:
    paid = t("aside.carried_paid", paid=alike(row["carried_paid_baht"], row["carried_over_baht"]), carried=wording.baht(row["carried_over_baht"]))
    if is_brief or row["carried_state"] == "done":
        return paid
    left = t(f"aside.carried_left_{row['carried_state']}", left=wording.baht(row["carried_left_baht"]), until=wording.date(row["carried_until_on"]))
    return f"{paid} · {left}"


# --- block grants ------------------------------------------------------------------------------------------------------


def grants(found: pd.DataFrame) -> str:
    """How much of the block grants is spent and how much is left."""
    if found.empty:
        return t("aside.grants_none")
    return t("aside.grants_answer", **{name: wording.baht(sum(found[f"{name}_baht"], Decimal(0))) for name in ("amount", "spent", "left")})


def routine(items: pd.DataFrame, flags: pd.DataFrame) -> tuple[str, str]:
    """What block grants paid for routine duty, what is to be done about it, and the state of that; `flags`: the red flags raised on it."""
    found = [row for row in dicts(items) if row["is_routine_duty"] and row["is_counted"]]
    if not found:
        return t("aside.grants_good"), "on_track"
    first, amount = max(found, key=lambda row: row["amount_baht"]), sum((row["amount_baht"] for row in found), Decimal(0))
    parts = [t("aside.grants_flag", routine=to_satang(amount), count=len(found), description=first["description"], day=wording.date(first["spent_on"]))]
    parts += [t("aside.grants_action", action=flags["action"].iloc[0])] if len(flags) else []
    return " ".join(parts), "off_track"


def granted(found: pd.DataFrame) -> pd.DataFrame:
    """The block grants with what their bars say, newest year first; off track is what paid for routine duty."""
    records = dicts(found)
    remarks = [" · ".join([t("aside.grant_remark", spent=alike(row["spent_baht"], row["amount_baht"]), amount=wording.baht(row["amount_baht"]), left=wording.baht(row["left_baht"])),
                           *([t("aside.grant_routine", routine=wording.baht(row["routine_duty_baht"]))] if row["routine_duty_baht"] else [])]) for row in records]
    words = {"name": [t("aside.grant_name", code=row["block_grant_code"], year=wording.fiscal_year(row["fiscal_year"])) for row in records], "remark": remarks,
             "state": ["off_track" if row["routine_duty_baht"] else "" for row in records]}
    said = found.assign(**{name: pd.Series(values, index=found.index, dtype=object) for name, values in words.items()})
    return said.rename(columns={"amount_baht": "granted_baht", "purpose": "granted_for"}).sort_values("fiscal_year", ascending=False, kind="stable")


def paid(items: pd.DataFrame) -> str:
    """What the block grants paid for: how many items, and the largest that is none of routine duty."""
    counted = [row for row in dicts(items) if row["is_counted"]]
    if not counted:
        return t("aside.paid_none")
    most = max(counted, key=lambda row: row["amount_baht"])
    return t("aside.paid_answer", count=len(counted), amount=wording.baht(sum((row["amount_baht"] for row in counted), Decimal(0))), description=most["description"], most=wording.baht(most["amount_baht"]))
