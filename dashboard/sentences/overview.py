"""The overview's answers as sentences, its figures, its list of things to act on, and what a release changed, in words.

Frames come from queries.attention and queries.reporting with names already in the reader's language.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard import cells, links, palette, wording
from dashboard.charts.states import Row
from dashboard.items import Item
from dashboard.markup import Figure
from dashboard.sentences import flag_words
from dashboard.wording import t
from queries import tables
from queries.answers import dicts

DAYS, PACE = "days", "pace"
WHO = ["organisation_name", "high_count", "item_count", "overdue_count", "earliest_due_on", "worst_name", "worst_title"]
WHO_BRIEF = ("organisation_name", "high_count", "item_count", "earliest_due_on", "worst_name")
BRIEF = ("item", "item_state", "how_bad", "responsible_organisation_name", "due_on")
FILED = ["severity", "item_state", "item_kind", "item", "item_code", "how_bad", "responsible_organisation_name", "action", "due_on", "days_overdue", "flag_count"]
CHANGED = ["what_changed", "detail", "file_name", "source_row"]
# What a committee wants to hear of first: promises that moved, then money, then who left, then values that were corrected.
TOLD = ("target_change", "reschedule", "amendment", "dispute", "penalty", "budget_share", "project", "membership", "mou", "organisation", "observation")
SAID = ("before_value", "after_value", "new_due_on", "amount_baht", "subject", "before_text", "after_text", "rationale", "reason")  # of a new row, in this order
ALWAYS = ("target_change", "reschedule", "amendment", "dispute", "penalty")  # worth telling also when they are new


def standing(head: Mapping, who: pd.DataFrame) -> str:
    """How many things need action, how many of them first, and who has most of them."""
    if not head["item_count"]:
        return t("overview.all_well")
    sentence = t("overview.answer", high=head["high_count"], items=head["item_count"], partners=head["partner_count"])
    named = who[who["organisation_code"].notna()]
    if named.empty or not named.iloc[0]["high_count"]:
        return sentence
    return f"{sentence} {t('overview.answer_most', who=named.iloc[0]['organisation_name'], count=named.iloc[0]['high_count'])}"


def figures(head: Mapping, indicators: pd.DataFrame, missing: pd.DataFrame, owing: pd.DataFrame, contracts: pd.DataFrame) -> list[Figure]:
    """The five figures that matter, each with its state."""
    return [_late(head), _money(head), _indicators(indicators), _silent(missing, owing), _signed(head, contracts)]


def flags(counts: pd.DataFrame) -> Figure:
    """How many red flags are raised, the gravest first, and how many rules are off."""
    raised = counts.groupby("severity", sort=False)["raised_count"].sum().to_dict()
    off = sum(not is_on for is_on in counts["is_on"])
    parts = [f"{t(f'overview.flag_{severity}')} {count}" for severity, count in raised.items() if count] + ([t("flags.off_note", count=off)] if off else [])
    return Figure(t("overview.flags"), wording.number(sum(raised.values()), 0), " · ".join(parts))


def _of(count: int, total: int) -> str:
    """So many of all; nothing where there is nothing to count."""
    return t("overview.of", count=count, total=total) if total else wording.NONE


def _late(head: Mapping) -> Figure:
    late = head["deliverable_late_count"]
    note = t("overview.late_note", days=wording.days(head["most_late_days"])) if late else ""
    state = ("off_track" if head["deliverable_off_track_count"] else "watch") if late else "on_track"
    return Figure(t("overview.late"), _of(late, head["deliverable_total_count"]), note, state if head["deliverable_total_count"] else "")


def _money(head: Mapping) -> Figure:
    if head["disbursed_gap_points"] is None:
        return Figure(t("overview.money"), wording.NONE)
    quarter = wording.quarter(head["target_quarter"], head["target_fiscal_year"])
    note = t("overview.money_note", actual=wording.percent(head["compared_disbursed_percent"]), quarter=quarter, target=wording.percent(head["disbursed_target_percent"]))
    gap = wording.points(head["disbursed_gap_points"])
    return Figure(t("overview.money"), t("overview.points_brief", gap=gap.split(" ")[0]), note, head["money_state"], gap)


def _indicators(states: pd.DataFrame) -> Figure:
    counts = dict(zip(states["state"], states["item_count"], strict=True))
    good, total = counts.get("on_track", 0) + counts.get("done", 0), sum(counts.values())
    bad = [f"{wording.state(code)} {counts[code]}" for code in ("off_track", "no_evidence") if counts.get(code)]
    state = "off_track" if counts.get("off_track") else "no_evidence" if counts.get("no_evidence") else "on_track" if total else ""
    note = " · ".join(bad).removeprefix(wording.state(state)).strip()  # the state's own word stands before it
    return Figure(t("overview.indicators"), _of(good, total), note, state)


def _silent(missing: pd.DataFrame, owing: pd.DataFrame) -> Figure:
    silent = missing["organisation_code"].nunique()
    note = t("overview.silent_note", days=wording.days(max(missing["days_overdue"]))) if silent else ""
    return Figure(t("overview.silent"), _of(silent, len(owing)), note, "no_evidence" if silent else "on_track" if len(owing) else "")


def _signed(head: Mapping, contracts: pd.DataFrame) -> Figure:
    parties, signed = sum(contracts["party_count"]), sum(contracts["signed_count"])
    note = t("overview.flags_note", count=head["flag_count"]) if head["flag_count"] else ""
    return Figure(t("overview.unsigned"), _of(parties - signed, parties), note, "watch" if signed < parties else "on_track" if parties else "")


# --- the list ---------------------------------------------------------------------------------------------------------


def items(found: pd.DataFrame) -> list[Item]:
    """What to act on, in words, in the order given."""
    return [_item(row) for row in dicts(found)]


def _item(row: Mapping) -> Item:
    overdue = t("overview.overdue", days=wording.days(row["days_overdue"])) if row["days_overdue"] else ""
    address = links.to_item(row["subject_kind"], row["subject_code"], row["responsible_organisation_code"], row["page"])
    return Item(named(row), kind(row["subject_kind"]), row["state"] or "", t(f"overview.severity_{row['severity']}"), how_bad(row),
                row["responsible_organisation_name"] or t("overview.nobody"), row["action"], wording.date(row["due_on"]), overdue, address,
                links.to_partner(row["responsible_organisation_code"]))


def named(row: Mapping) -> str:
    """The thing's name, else its code; of a contract's part, which one."""
    name = row["subject_name"] or row["subject_code"]
    return t("overview.part", name=name, part=row["subject_code"].rpartition("/")[2]) if row["subject_kind"] == "contract" else name


def kind(code: str) -> str:
    """A kind of thing in words: the table it is kept in."""
    return t(f"overview.kind_{code}") if wording.has(f"overview.kind_{code}") else table_name(code)


def table_name(code: str) -> str:
    """A table's name in words; the code itself when there is no such table."""
    spec = tables.TABLES.get(code)
    return wording.of_two(spec.label) if spec else code


def how_bad(row: Mapping) -> str:
    """How far from what was agreed, in the unit it is measured in; a red flag first says what it is."""
    size = _size(row)
    if row["flags"]:
        more = t("overview.more_flags", count=row["flag_count"] - 1) if row["flag_count"] > 1 else ""
        return " ".join(filter(None, (row["title"], size, more)))
    if size or row["state"] == "no_evidence":
        return size or t("overview.no_report")
    return t("overview.days_late", days=wording.days(row["days_overdue"])) if row["days_overdue"] else t("overview.by_committee")


def _size(row: Mapping) -> str:
    """The figure with its unit, as words; "" where there is none. A flagged thing's is its first flag's."""
    if row["flags"]:
        return flag_words.size({**row, "flag": row["flags"].partition(";")[0]})
    value, unit = row["figure"], row["figure_unit"]
    if value is None or value != value or (unit == DAYS and not value):
        return ""
    if unit == DAYS:
        is_moved = row["subject_kind"] == "deliverable" and int(value) != (row["days_overdue"] or 0)
        return t("overview.days_moved" if is_moved else "overview.days_late", days=wording.days(int(value)))
    return t("overview.pace", pace=f"{value:.2f}".replace("-", "\N{MINUS SIGN}")) if unit == PACE else t("overview.points", points=wording.points(value))


def in_words(found: pd.DataFrame) -> pd.DataFrame:
    """The list as a plain table: for a projector, and for files."""
    rows = dicts(found)
    made = {"item": [named(r) for r in rows], "item_kind": [kind(r["subject_kind"]) for r in rows], "how_bad": [how_bad(r) for r in rows]}
    return found.assign(**made, item_state=found["state"], item_code=found["subject_code"], severity=[t(f"overview.severity_{r['severity']}") for r in rows])


def chased(found: pd.DataFrame) -> str:
    """How many things come first and how many are past their day."""
    if found.empty:
        return t("overview.all_well")
    return t("overview.list_answer", high=sum(found["severity"] == "high"), overdue=sum(bool(days) for days in found["days_overdue"]), total=len(found))


def first(found: pd.DataFrame) -> str:
    """The gravest thing, how bad it is and who must do what."""
    if found.empty:
        return t("overview.all_well")
    row = found.iloc[0].to_dict()
    return t("overview.first", name=named(row), how_bad=how_bad(row), who=row["responsible_organisation_name"] or t("overview.nobody"), action=row["action"])


# --- states, partners -------------------------------------------------------------------------------------------------


def rows_of_states(states: pd.DataFrame) -> list[Row]:
    """A row a kind of thing there is any of, its states worst first."""
    found = []
    for code in dict.fromkeys(states["subject_kind"]):
        own = dicts(states[states["subject_kind"] == code])
        words = {r["state"]: t("overview.state_words", state=wording.state(r["state"]), count=r["item_count"], worst=r["worst_name"] or wording.NONE) for r in own}
        found.append(Row(kind(code), {r["state"]: int(r["item_count"]) for r in own}, words))
    return [row for row in found if sum(row.counts.values())]


def spread(rows: Sequence[Row]) -> str:
    """How many of each kind are off track; kinds are never added up."""
    parts = [t("overview.spread", kind=row.name, count=row.counts.get("off_track", 0), total=sum(row.counts.values())) for row in rows if row.counts.get("off_track")]
    return t("overview.spread_answer", parts=", ".join(parts)) if parts else t("overview.spread_none")


def worst_state(states: pd.DataFrame) -> str:
    """The worst state anything is in; "" when there is nothing."""
    held = {row["state"] for row in dicts(states) if row["item_count"]}
    return next((code for code in palette.STATES if code in held), "")


def partners(who: pd.DataFrame) -> str:
    """How many partners must act, and how many things nobody answers for."""
    named, nobody = who[who["organisation_code"].notna()], who[who["organisation_code"].isna()]
    sentence = t("overview.who_answer", count=len(named), urgent=sum(named["high_count"] > 0))
    return f"{sentence} {t('overview.who_nobody', count=sum(nobody['item_count']))}" if len(nobody) else sentence


# --- what changed -----------------------------------------------------------------------------------------------------


def changed(summary: Mapping, told: pd.DataFrame) -> str:
    """What the release did, by rows, and how many of the changes are worth telling."""
    return t("overview.changed_answer", release=summary["release"], added=summary["added_rows"], changed=summary["changed_rows"], ended=summary["ended_rows"], told=len(told))


def worth_telling(changes: pd.DataFrame, known: Mapping[str, str]) -> pd.DataFrame:
    """One row a change a committee wants to hear of: promises moved, values changed, what ended; `known` gives codes their names."""
    found = []
    for (table, key, change), rows in changes.groupby(["table_name", "row_key", "change"], sort=False):
        if change != "added" or table in ALWAYS:
            found.append((TOLD.index(table) if table in TOLD else len(TOLD), _told(table, key, change, dicts(rows), known)))
    found.sort(key=lambda pair: pair[0])
    return pd.DataFrame([told for _, told in found], columns=CHANGED, dtype=object)


def _told(table: str, key: str, change: str, rows: list[dict], known: Mapping[str, str]) -> dict:
    """One changed row in words: what it is, and its fields before and after."""
    codes = [*key.split(" · "), *(str(row["after"]) for row in rows)]
    name = next((known[code] for code in codes if code in known), key)
    if change == "changed":
        parts = [t("overview.before_after", column=r["column_label"], before=_value(r, "before"), after=_value(r, "after")) for r in rows]
    else:
        shown = [r for column in SAID for r in rows if r["column_name"] == column and r["after"] is not None] if change == "added" else []
        parts = [f"{r['column_label']} {_value(r, 'after')}" for r in shown]
    first = rows[0]
    return {"what_changed": t(f"overview.change_{change}", table=first["table_label"], name=name), "detail": " · ".join(parts), "file_name": first["file_name"], "source_row": first["source_row"]}


def _value(row: Mapping, side: str) -> str:
    return cells.cell(row["column_name"], row[side]).text


