"""The budget page's answers as sentences and the frames its pictures take: one function a sentence.

Frames come from queries.budget with names already in the reader's language; sentences are plain text in the language in use.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard import wording
from dashboard.markup import Figure
from dashboard.names import kept
from dashboard.sentences.sums import to_satang, whole_code
from dashboard.wording import t

# What the tables on the page show of each answer, in this order.
RUNGS = ["name", "state", "pledged_baht", "allocated_baht", "committed_baht", "disbursed_baht", "left_baht", "disbursed_percent", "disbursed_target_percent",
         "disbursed_gap_points", "spent_percent", "spent_target_percent", "spent_gap_points", "carried_over_baht", "in_kind_baht"]
MONTHS = ["month_end_on", "allocated_baht", "disbursed_baht", "committed_baht", "spent_baht", "disbursed_percent", "disbursed_target_percent", "spent_percent", "spent_target_percent"]
CELLS = ["organisation_name", "project_code", "project_name", "state", "pledged_baht", "pledged_percent", "allocated_baht", "committed_baht", "disbursed_baht", "disbursed_gap_points", "spent_gap_points"]
CELLS_BRIEF = ["organisation_name", "project_name", "state", "pledged_baht", "disbursed_gap_points"]
SHARES = ["share_code", "organisation_name", "project_code", "state", "fund_source", "pledged_baht", "allocated_baht", "committed_baht", "disbursed_baht"]
SHARES_BRIEF = ["share_code", "organisation_name", "state", "pledged_baht", "disbursed_baht"]
EVENTS = ["event_on", "money_event_kind", "entry_amount", "organisation_name", "project_code", "payee_organisation_name", "document_number", "origin"]
EVENTS_BRIEF = ["event_on", "money_event_kind", "entry_amount", "organisation_name"]
GRANTS = ["granted_for", "fiscal_year", "granted_baht", "spent_baht", "left_baht", "routine_duty_baht"]
GRANTS_BRIEF = GRANTS[1:]
NAMES = {"partner": "organisation_name", "project": "project_name", "theme": "theme_name", "year": "year_name"}


def fiscal_year(code: str) -> str:
    """A fiscal year, chosen by its Buddhist number, in words."""
    return wording.fiscal_year(int(code))


def standing(totals: Mapping, partners: pd.DataFrame) -> str:
    """How much has gone out, how that stands to the quarter's target, and which partner is furthest below."""
    if not totals["allocated_baht"]:
        return t("budget.answer_none")
    parts = [t("budget.answer", disbursed=wording.percent(totals["disbursed_percent"])), against(totals)]
    worst = furthest_below(partners)
    parts += [t("budget.answer_worst", name=worst["organisation_name"], gap=wording.points(worst["disbursed_gap_points"]))] if worst else []
    return " ".join(filter(None, parts))


def against(totals: Mapping) -> str:
    """State money against the target of the quarter, by the measure that stands worse; "" where there is none."""
    measure, gap = worse_measure(totals)
    if gap is None:
        return ""
    quarter = wording.quarter(totals["target_quarter"], totals["target_fiscal_year"])
    if not gap:
        return t("budget.answer_on", quarter=quarter)
    return t("budget.answer_gap" if measure == "disbursed" else "budget.answer_gap_spent", quarter=quarter, **_distance(gap))


def worse_measure(row: Mapping) -> tuple[str, Decimal | None]:
    """The measure that gave a row its state, and its gap: disbursed, unless spending is further below its own target."""
    disbursed, spent = row["disbursed_gap_points"], row["spent_gap_points"]
    if spent is not None and spent < 0 and (disbursed is None or spent < disbursed):
        return "spent", spent
    return "disbursed", disbursed


def _distance(gap: Decimal) -> dict[str, str]:
    """How far and to which side of a target, as words: the sign is said, not shown."""
    return {"against": t("budget.below" if gap < 0 else "budget.above"), "gap": wording.points(abs(gap)).removeprefix("+")}


def furthest_below(rows: pd.DataFrame) -> dict | None:
    """The row whose disbursement is furthest below its target; rows without any report are another matter."""
    below = [row for row in rows.to_dict("records") if row["disbursed_gap_points"] is not None and row["disbursed_gap_points"] < 0 and row["state"] != "no_evidence"]
    return min(below, key=lambda row: row["disbursed_gap_points"], default=None)


def figures(totals: Mapping, whole: Mapping, sums_found: pd.DataFrame) -> list[Figure]:
    """The five numbers that matter; `whole`: the totals without any choice, `sums_found`: budget.reconciliation."""
    count = sum(level == "project" for level in sums_found["level"])
    words = {name: wording.baht(totals[f"{name}_baht"]) for name in ("pledged", "allocated", "disbursed", "committed", "left", "in_kind")}
    notes = {
        "contract": {"count": count}, "allocated": {"percent": wording.percent(totals["allocated_percent"]), "pledged": words["pledged"]},
        "disbursed": {"percent": wording.percent(totals["disbursed_percent"])}, "left": {"committed": words["committed"]},
        "in_kind": {"delivered": wording.baht(totals["in_kind_delivered_baht"])},
    }
    amounts = {name: totals[f"{name}_baht"] for name in ("allocated", "disbursed", "left", "in_kind")} | {"contract": whole["contract_total_baht"]}
    return [Figure(t(f"budget.figure_{name}"), wording.baht(amounts[name]).removesuffix(t("budget.figure_unit")), t(f"budget.figure_{name}_note", **more), totals["state"] if name == "disbursed" else "", wording.baht_exact(amounts[name]))
            for name, more in notes.items()]


def ladder(rows: pd.DataFrame, view: str) -> str:
    """How many have something due, how many of them are below target, which one most; who has nothing allocated or reported."""
    unit, records = t(f"budget.unit_{view}"), rows.to_dict("records")
    due = [row for row in records if row["disbursed_gap_points"] is not None]
    below, worst = [row for row in due if row["disbursed_gap_points"] < 0], furthest_below(rows)
    if not due:
        parts = [t("budget.ladder_answer_none", unit=unit)]
    elif worst:
        parts = [t("budget.ladder_answer", due=len(due), below=len(below), unit=unit, name=worst[NAMES[view]], gap=wording.points(worst["disbursed_gap_points"]))]
    else:
        parts = [t("budget.ladder_answer_good", due=len(due), unit=unit)]
    unallocated, silent = sum(is_unallocated(row) for row in records), sum(row["state"] == "no_evidence" for row in records)
    parts += [t("budget.ladder_unallocated", count=unallocated, unit=unit)] if unallocated else []
    parts += [t("budget.ladder_silent", count=silent, unit=unit)] if silent else []
    return " ".join(parts)


def is_unallocated(row: Mapping) -> bool:
    """Off track though nothing can be measured: pledged, and long not allocated."""
    return row["state"] == "off_track" and row["disbursed_gap_points"] is None


def remark(row: Mapping) -> str:
    """What stands at the right of a bar: the gap to target and how much of what was allocated has gone out."""
    of = t("budget.said_of", disbursed=alike(row["disbursed_baht"], row["allocated_baht"]), allocated=wording.baht(row["allocated_baht"]))
    if row["state"] == "no_evidence":
        return t("budget.said_silent", allocated=wording.baht(row["allocated_baht"]))
    if is_unallocated(row) and not row["allocated_baht"]:
        return t("budget.said_unallocated", pledged=wording.baht(row["pledged_baht"]))
    return f"{gap_words(row)} · {of}"


def alike(part: Decimal, whole: Decimal) -> str:
    """A part of a sum of money, without its unit where the sum's own says it."""
    are_alike = (part >= wording.MILLIONS_FROM) == (whole >= wording.MILLIONS_FROM)
    return wording.baht(part).partition(" ")[0] if are_alike else wording.baht(part)


def gap_words(row: Mapping) -> str:
    """How far a row is from its target, or why it has none to be held to."""
    measure, gap = worse_measure(row)
    if row["state"] == "done":
        return t("budget.said_done")
    if gap is None:
        left = row["pledged_baht"] - row["allocated_baht"]
        return t("budget.said_unallocated", pledged=wording.baht(left)) if is_unallocated(row) else t("budget.said_not_due")
    if not gap:
        return t("budget.said_on")
    return t("budget.said_gap" if measure == "disbursed" else "budget.said_gap_spent", **_distance(gap))


def rungs(rows: pd.DataFrame, view: str) -> pd.DataFrame:
    """The rows that brought money, with what the picture adds: their name, the remark, what was due by now in baht."""
    frame = rows.assign(theme_name=[wording.choice("theme", code) for code in rows["theme"]]) if view == "theme" else rows
    frame = kept(frame, (bool(pledged or allocated) for pledged, allocated in zip(frame["pledged_baht"], frame["allocated_baht"], strict=True)))
    records = frame.to_dict("records")
    return frame.assign(
        name=frame[NAMES[view]],
        remark=pd.Series([remark(row) for row in records], index=frame.index, dtype=object),
        due_baht=pd.Series([_due(row) for row in records], index=frame.index, dtype=object),
    )


def _due(row: Mapping) -> Decimal | None:
    target = row["disbursed_target_percent"]
    return None if target is None else (row["compared_allocated_baht"] * target / 100).quantize(Decimal("0.01"))


def months(progress: pd.DataFrame, as_of: date, group: str) -> str:
    """How much has gone out by the last month told, and what the latest ended quarter asked for. `group`: whose money."""
    told = kept(progress, (value is not None for value in progress["disbursed_percent"]))
    if told.empty:
        return t("budget.months_none", group=t(f"budget.group_{group}"))
    last = told.iloc[-1]
    sentence = t("budget.months_answer", day=wording.date(min(as_of, last["month_end_on"])), group=t(f"budget.group_{group}"),
                 disbursed=wording.percent(last["disbursed_percent"]), spent=wording.percent(last["spent_percent"]))
    ended = kept(progress, (target is not None and end <= as_of for target, end in zip(progress["disbursed_target_percent"], progress["month_end_on"], strict=True)))
    if ended.empty:
        return sentence
    step = ended.iloc[-1]
    targets = {f"{measure}_target": wording.percent(step[f"{measure}_target_percent"], 0) for measure in ("disbursed", "spent")}
    return f"{sentence} {t('budget.months_answer_target', quarter=wording.quarter(step['quarter'], step['fiscal_year']), **targets)}"


def measured(found: pd.DataFrame, picks: Mapping) -> pd.DataFrame:
    """Of budget.against_target, the rows the choices are held to: none where the money chosen is not the state's."""
    spend_type = picks["spend_type"] or "overall"
    return kept(found, (of == spend_type and picks["fund_group"] in (None, "state") for of in found["target_spend_type"]))


def forecast(found: pd.DataFrame, picks: Mapping) -> pd.DataFrame:
    """Of budget.year_end_run_rate, the rows that speak of what was chosen: none for a part of the money."""
    return found.iloc[: 0 if picks["spend_type"] or picks["fund_group"] not in (None, "state") else None]


def reference(found: pd.DataFrame) -> str:
    """The document that set the targets shown; "" where none is named."""
    return ", ".join(dict.fromkeys(filter(None, found["document_reference"])))


def rule(limits: pd.DataFrame) -> str:
    """The limits all money is judged by, and the resolution that set them."""
    held = {row["threshold_rule"]: row for row in limits.to_dict("records")}
    watch = held["money_watch_points"]
    words = t("budget.rule", watch=wording.number(abs(watch["threshold_value"])))
    return f"{words} ({watch['resolution_reference']})" if watch["resolution_reference"] else words


def pairs(matrix: pd.DataFrame) -> str:
    """Of all pairs of a partner and a project, how many are behind, and which one most."""
    behind, worst = sum(state in ("off_track", "watch") for state in matrix["state"]), furthest_below(matrix)
    if not worst:
        return t("budget.matrix_answer_gap_good", total=len(matrix))
    return t("budget.matrix_answer_gap", total=len(matrix), below=behind, name=worst["organisation_name"], project=worst["project_name"], gap=wording.points(worst["disbursed_gap_points"]))


def grants(found: pd.DataFrame) -> str:
    """How much of the block grants is spent."""
    return t("budget.grants_answer", **{name: wording.baht(sum(found[f"{name}_baht"], Decimal(0))) for name in ("amount", "spent")})


def routine(found: pd.DataFrame) -> tuple[str, str]:
    """Whether block grants paid for routine duty, and the state of that."""
    amount, count = sum(found["routine_duty_baht"], Decimal(0)), sum(found["routine_duty_count"])
    return (t("budget.grants_flag", routine=to_satang(amount), count=count), "off_track") if count else (t("budget.grants_good"), "on_track")


def carried(cells_shown: pd.DataFrame, limits: pd.DataFrame) -> str:
    """In how many of the projects shown one partner carries more of the money than the limit in force, and where most."""
    limit = next(value for of, value in zip(limits["threshold_rule"], limits["threshold_value"], strict=True) if of == "partner_concentration_percent")
    parts = [row for row in cells_shown.to_dict("records") if row["pledged_percent"] is not None and row["pledged_baht"]]
    over, projects, said = [row for row in parts if row["pledged_percent"] > limit], len({row["project_code"] for row in parts}), wording.percent(limit, 0)
    if not over:
        return t("budget.matrix_answer_good", limit=said)
    most = max(over, key=lambda row: row["pledged_percent"])
    return t("budget.matrix_answer", over=len({row["project_code"] for row in over}), total=projects, limit=said, name=most["organisation_name"],
             percent=wording.percent(most["pledged_percent"]), project=most["project_name"])


def cells(matrix: pd.DataFrame, cell: str) -> pd.DataFrame:
    """The matrix with the words of each cell; partners by what they pledged, or – for the gap – worst first, as they come."""
    order = matrix.index
    if cell == "pledged":
        whole = {code: sum(group["pledged_baht"], Decimal(0)) for code, group in matrix.groupby("organisation_code")}
        order = sorted(matrix.index, key=lambda place: (-whole[matrix["organisation_code"][place]], matrix["organisation_code"][place]))
    found = matrix.loc[order]
    texts = {"hover": _cell_hover, "pledged_text": _cell_millions, "gap_text": _cell_points}
    return found.assign(**{name: pd.Series([said(row) for row in found.to_dict("records")], index=found.index, dtype=object) for name, said in texts.items()})


def _cell_hover(row: Mapping) -> str:
    amounts = {name: wording.baht_exact(row[f"{name}_baht"]) for name in ("pledged", "allocated", "disbursed", "in_kind")}
    return t("budget.matrix_hover", partner=row["organisation_name"], project=row["project_name"], **amounts)


def _cell_millions(row: Mapping) -> str:
    """Millions pledged; a cross where a partner brings no money but something else."""
    amount = row["pledged_baht"]
    if amount:
        return wording.baht(amount).partition(" ")[0] if amount >= wording.MILLIONS_FROM else "<0.1"
    return "+" if row["in_kind_baht"] else ""


def _cell_points(row: Mapping) -> str:
    """The gap in whole points with its sign; nothing where there is none."""
    return "" if row["disbursed_gap_points"] is None else wording.points(row["disbursed_gap_points"], 0).partition(" ")[0]


def key(cells_shown: pd.DataFrame, cell: str, heads: Sequence[str]) -> str:
    """What a cell says, and the names behind the codes above the columns in sight."""
    named = dict(zip(cells_shown["project_code"], cells_shown["project_name"], strict=True))
    return " · ".join([t(f"budget.matrix_unit_{cell}"), *(f"{whole_code(code)} {named[code]}" for code in heads)])


def entries(events: pd.DataFrame) -> str:
    """How many money entries, what they add up to – in-kind apart – and which of them do not count yet."""
    if events.empty:
        return t("budget.rows_none")
    records = events.to_dict("records")
    counted, later = [row for row in records if row["is_counted"]], sum(not row["is_counted"] for row in records)
    money, in_kind = [row for row in counted if row["fund_source"] != "in_kind"], [row for row in counted if row["fund_source"] == "in_kind"]
    parts = [t("budget.rows_answer", count=len(counted), ordered=wording.baht(_sum(money, "commitment")), disbursed=wording.baht(_sum(money, "disbursement")))]
    parts += [t("budget.rows_carried", carried=wording.baht(_sum(money, "carry_over")))] if _sum(money, "carry_over") else []
    parts += [t("budget.rows_in_kind", delivered=wording.baht(_sum(in_kind, "disbursement")))] if in_kind else []
    parts += [t("budget.rows_later", count=later)] if later else []
    return " ".join(parts)


def _sum(rows: Sequence[Mapping], kind: str) -> Decimal:
    return sum((row["amount_baht"] for row in rows if row["money_event_kind"] == kind), Decimal(0))


def ledger(events: pd.DataFrame) -> pd.DataFrame:
    """Money entries as a table shows them: amounts to the satang, and where each came from; one that does not count yet says so."""
    origins = [_origin(row) for row in events.to_dict("records")]
    return events.assign(entry_amount=events["amount_baht"], origin=pd.Series(origins, index=events.index, dtype=object))


def _origin(row: Mapping) -> str:
    origin = t("budget.origin", sheet=row["source_sheet"], row=row["source_row"], release=row["from_release"])
    return origin if row["is_counted"] else t("budget.origin_later", origin=origin)


def behind(shares: pd.DataFrame) -> str:
    """How many shares stand behind the figures, and what they add up to; in-kind apart."""
    money = [row for row in shares.to_dict("records") if not row["is_in_kind"]]
    sums_of = {name: wording.baht(sum((row[f"{name}_baht"] for row in money), Decimal(0))) for name in ("pledged", "allocated")}
    return t("budget.shares_answer", count=len(shares), **sums_of)


def granted(found: pd.DataFrame) -> pd.DataFrame:
    """The block grants, their sum under a heading of its own."""
    return found.rename(columns={"amount_baht": "granted_baht", "purpose": "granted_for"})
