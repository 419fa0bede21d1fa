"""The budget page's answers as sentences and the frames its pictures take: one function a sentence.

Frames come from queries.budget with names already in the reader's language; sentences are plain text in the language in use.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard import wording
from dashboard.markup import Figure
from dashboard.names import kept
from dashboard.wording import t
from queries.answers import dicts

# What the tables on the page show of each answer, in this order.
RUNGS = ["name", "state", "pledged_baht", "allocated_baht", "committed_baht", "disbursed_baht", "left_baht", "disbursed_percent", "disbursed_target_percent",
         "disbursed_gap_points", "spent_percent", "spent_target_percent", "spent_gap_points", "carried_over_baht", "in_kind_baht"]
TARGETS = ["name", "state", "allocated_baht", "actual_baht", "actual_percent", "target_percent", "gap_points", "due_baht", "quarter", "document_reference"]
MONTHS = ["month_end_on", "allocated_baht", "disbursed_baht", "committed_baht", "spent_baht", "disbursed_percent", "disbursed_target_percent", "spent_percent", "spent_target_percent"]
GROUPS = ("state", "local", "others")  # whose money; a reader picks one of them, or one fund source
NAMES = {"partner": "organisation_name", "project": "project_name", "year": "year_name"}


def fiscal_year(code: str) -> str:
    """A fiscal year, chosen by its Buddhist number, in words."""
    return wording.fiscal_year(int(code))


def fund(code: str) -> str:
    """Whose money, or which fund source, in words."""
    return t(f"budget.group_{code}") if code in GROUPS else wording.choice("fund_source", code)


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
    below = [row for row in dicts(rows) if row["disbursed_gap_points"] is not None and row["disbursed_gap_points"] < 0 and row["state"] != "no_evidence"]
    return min(below, key=lambda row: row["disbursed_gap_points"], default=None)


def figures(totals: Mapping, whole: Mapping, sums_found: pd.DataFrame, rows: Mapping[str, str]) -> list[Figure]:
    """The five numbers that matter; `whole`: the totals without any choice, `sums_found`: budget.reconciliation, `rows`: where the rows behind each are shown."""
    count = sum(level == "project" for level in sums_found["level"])
    words = {name: wording.baht(totals[f"{name}_baht"]) for name in ("pledged", "allocated", "disbursed", "committed", "left", "in_kind")}
    notes = {
        "contract": {"count": count}, "allocated": {"percent": wording.percent(totals["allocated_percent"]), "pledged": words["pledged"]},
        "disbursed": {"percent": wording.percent(totals["disbursed_percent"])}, "left": {"committed": words["committed"]},
        "in_kind": {"delivered": wording.baht(totals["in_kind_delivered_baht"])},
    }
    amounts = {name: totals[f"{name}_baht"] for name in ("allocated", "disbursed", "left", "in_kind")} | {"contract": whole["contract_total_baht"]}
    return [Figure(t(f"budget.figure_{name}"), wording.baht(amounts[name]).removesuffix(t("budget.figure_unit")), t(f"budget.figure_{name}_note", **more), totals["state"] if name == "disbursed" else "", wording.baht_exact(amounts[name]), rows.get(name, ""))
            for name, more in notes.items()]


def ladder(rows: pd.DataFrame, view: str) -> str:
    """How many have something due, how many of them are below target, which one most; who has nothing allocated or reported."""
    unit, records = t(f"budget.unit_{view}"), dicts(rows)
    due = [row for row in records if row["disbursed_gap_points"] is not None]
    below, worst = [row for row in due if row["disbursed_gap_points"] < 0], furthest_below(rows)
    if not due:
        parts = [t("budget.ladder_answer_none", unit=unit)]
    elif worst:
        parts = [t("budget.ladder_answer", due=len(due), below=len(below), unit=unit, name=name_of(worst, view), gap=wording.points(worst["disbursed_gap_points"]))]
    else:
        parts = [t("budget.ladder_answer_good", due=len(due), unit=unit)]
    unallocated, silent = sum(is_unallocated(row) for row in records), sum(row["state"] == "no_evidence" for row in records)
    parts += [t("budget.ladder_unallocated", count=unallocated, unit=unit)] if unallocated else []
    parts += [t("budget.ladder_silent", count=silent, unit=unit)] if silent else []
    return " ".join(parts)


def name_of(row: Mapping, view: str) -> str | None:
    """What a row of a view is called: its name, or the word of its code."""
    return row[NAMES[view]] if view in NAMES else wording.choice(view, row[view])


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
    frame = kept(rows, (bool(pledged or allocated) for pledged, allocated in zip(rows["pledged_baht"], rows["allocated_baht"], strict=True)))
    records = dicts(frame)
    return frame.assign(
        name=pd.Series([name_of(row, view) for row in records], index=frame.index, dtype=object),
        remark=pd.Series([remark(row) for row in records], index=frame.index, dtype=object),
        due_baht=pd.Series([_due(row) for row in records], index=frame.index, dtype=object),
    )


def _due(row: Mapping) -> Decimal | None:
    target = row["disbursed_target_percent"]
    return None if target is None else (row["compared_allocated_baht"] * target / 100).quantize(Decimal("0.01"))


def in_kind(rows: pd.DataFrame, view: str) -> str:
    """What is brought besides money, which no bar shows: how many bring it, how much and how much of it has come; "" where nobody does."""
    held = [row for row in dicts(rows) if row["in_kind_baht"]]
    sums_of = {name: wording.baht(sum((row[f"{column}_baht"] for row in held), Decimal(0))) for name, column in (("amount", "in_kind"), ("delivered", "in_kind_delivered"))}
    return t("budget.ladder_in_kind", count=len(held), unit=t(f"budget.unit_{view}"), **sums_of) if held else ""


def targets(found: pd.DataFrame) -> pd.DataFrame:
    """budget.against_target with what each bar says: spend type and measure, and how far the measure is from its target."""
    records = dicts(found)
    words = {"name": [target_name(row) for row in records], "remark": [_target_remark(row) for row in records]}
    return found.assign(hundred=Decimal(100), **{name: pd.Series(values, index=found.index, dtype=object) for name, values in words.items()})


def target_name(row: Mapping) -> str:
    """A target by its spend type and measure."""
    return t("budget.target_name", spend_type=wording.choice("target_spend_type", row["target_spend_type"]), measure=t(f"budget.measure_{row['money_measure']}"))


def _target_remark(row: Mapping) -> str:
    if row["actual_percent"] is None:
        return t("budget.target_unallocated")
    if row["gap_points"] is None:
        return t("budget.target_none", actual=wording.percent(row["actual_percent"]))
    key = "budget.target_said" if row["gap_points"] else "budget.target_said_on"
    return t(key, actual=wording.percent(row["actual_percent"]), target=wording.percent(row["target_percent"], 0), **_distance(row["gap_points"]))


def against_targets(found: pd.DataFrame) -> str:
    """Of the targets of the latest quarter that has ended, how many are missed, and which by most."""
    held = [row for row in dicts(found) if row["gap_points"] is not None]
    if not held:
        return t("budget.targets_none")
    worst, below = min(held, key=lambda row: row["gap_points"]), sum(row["gap_points"] < 0 for row in held)
    quarter = wording.quarter(worst["quarter"], worst["fiscal_year"])
    if not below:
        return t("budget.targets_good", quarter=quarter, total=len(held))
    return t("budget.targets_answer", quarter=quarter, total=len(held), below=below, name=target_name(worst), actual=wording.percent(worst["actual_percent"]), target=wording.percent(worst["target_percent"], 0),
             gap=wording.points(worst["gap_points"]))


def references(found: pd.DataFrame) -> str:
    """The document that set each target: named once where one set them all, else for each spend type and measure."""
    named = {target_name(row): row["document_reference"] for row in dicts(found) if row["document_reference"]}
    if len(set(named.values())) <= 1:
        return next(iter(named.values()), "")
    return " · ".join(f"{name}: {document}" for name, document in named.items())


def band(found: pd.DataFrame) -> str:
    """What the year may come to by its end, and how wide that is; "" where nothing can be said."""
    held = [row for row in dicts(found) if row["forecast_percent"] is not None]
    if not held:
        return ""
    said = [t("budget.band_measure", measure=t(f"budget.measure_{row['money_measure']}"), percent=expected(row)) for row in held]
    return t(f"budget.band_{held[0]['band_basis']}", years=held[0]["profile_years"], measures=" ".join(said))


def expected(row: Mapping) -> str:
    """A forecast with its band, as "100% (74–100%)"; without one that is no wider than the forecast."""
    forecast, low, high = (wording.percent(row[f"{name}_percent"], 0) for name in ("forecast", "low", "high"))
    return forecast if low == high else t("budget.band", percent=forecast, low=low.removesuffix("%"), high=high)


def months(progress: pd.DataFrame, as_of: date, group: str, is_brief: bool = False) -> str:
    """How much has gone out by the last month told, and (not in brief: the picture says it) what the latest ended quarter asked for. `group`: whose money."""
    told = kept(progress, (value is not None for value in progress["disbursed_percent"]))
    if told.empty:
        return t("budget.months_none", group=fund(group))
    last = told.iloc[-1]
    sentence = t("budget.months_answer", day=wording.date(min(as_of, last["month_end_on"])), group=fund(group),
                 disbursed=wording.percent(last["disbursed_percent"]), spent=wording.percent(last["spent_percent"]))
    ended = kept(progress, (target is not None and end <= as_of for target, end in zip(progress["disbursed_target_percent"], progress["month_end_on"], strict=True)))
    if ended.empty or is_brief:
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
    held = {row["threshold_rule"]: row for row in dicts(limits)}
    watch = held["money_watch_points"]
    words = t("budget.rule", watch=wording.number(abs(watch["threshold_value"])))
    return f"{words} ({watch['resolution_reference']})" if watch["resolution_reference"] else words


