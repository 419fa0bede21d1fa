"""How well partners report, in words: who has not and by when they should, who fell silent in which month, how fresh, complete and in time each is.

Nothing here says how well a partner performs, and no state's colour is used: reports have words of their own. Frames come as `queries.reporting`
answers, with names already as these readers may see them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from dashboard import wording
from dashboard.charts.lettering import wrapped
from dashboard.markup import Figure
from dashboard.wording import t
from queries.answers import dicts

MISSING = ["organisation_name", "report_kind", "period_from", "missing_periods", "due_on", "days_overdue", "next_due_on"]
MISSING_BRIEF = ["organisation_name", "report_kind", "period_from", "due_on", "days_overdue"]
QUALITY = ["organisation_name", "fresh", "complete", "on_time", "late_count", "untold_count", "corrected_count", "next_due_on"]
QUALITY_BRIEF = ["organisation_name", "fresh", "complete", "on_time"]
PERIODS = ["organisation_name", "report_kind", "period_month", "due_on", "arrival_words", "days_late", "came_on", "came_with_release"]
SILENT = ["organisation_name", "missing_months", "late_months"]
QUARTERS = ["quarter_words", "owed_count", "reported_count", "complete_percent", "on_time_count", "late_count", "untold_count", "missing_count", "on_time_percent"]
DEPTH = {"missing": 100, "late": 25, "untold": 1, "on_time": 0, "not_yet": 0}  # how deep a cell's ground is, of a hundred: silence is deepest
ARRIVALS = ("missing", "late", "untold", "on_time", "not_yet")  # what stands for a month with several reports: the first of these
BESIDE = 0.34  # part of a picture's width that names at its left may take


def kinds() -> dict[str, str]:
    """Code of each kind of report → its words."""
    return {code: wording.choice("report_kind", code) for code in ("money", "indicator", "output", "coordination")}


# --- who has not reported -----------------------------------------------------------------------------------------------


def owed(missing: pd.DataFrame, duties: pd.DataFrame, in_brief: bool = False) -> str:
    """How many partners owe how many reports, and the one that is longest overdue; `in_brief`: as the furthest seat has room for."""
    total = duties["organisation_code"].nunique()
    if missing.empty:
        return t("reporting.all_reported", partners=total) if any(state == "reported" for state in duties["report_state"]) else t("reporting.nothing_due", partners=total)
    first = missing.iloc[0]
    return t("reporting.owed_brief" if in_brief else "reporting.owed", partners=missing["organisation_code"].nunique(), total=total, reports=len(missing), name=first["organisation_name"],
             kind=wording.choice("report_kind", first["report_kind"]), days=wording.days(first["days_overdue"]))


def coming(duties: pd.DataFrame) -> tuple[date, int] | None:
    """The next due day of a report that has not come yet, and how many fall due then; None where nothing is to come."""
    days = Counter(row["next_due_on"] for row in dicts(duties) if row["next_due_on"] and _is_to_come(row))
    return min(days.items(), default=None)


def _is_to_come(duty: Mapping) -> bool:
    """Whether the figures do not reach the period that falls due next: the one that ends with the month before."""
    last_on = duty["last_reported_period_on"]
    return last_on is None or last_on < duty["next_due_on"].replace(day=1) - timedelta(days=1)


def falls_due(duties: pd.DataFrame) -> str:
    """The next due day, and how many reports fall due then."""
    found = coming(duties)
    return t("reporting.next", day=wording.date(found[0]), count=found[1]) if found else t("reporting.next_none")


def figures(missing: pd.DataFrame, duties: pd.DataFrame, quality: pd.DataFrame) -> list[Figure]:
    """Who owes, what falls due next, and of all reports owed so far: complete, and in time – each a figure of its own."""
    found, sums = coming(duties), totals(quality)
    return [
        Figure(t("reporting.figure_owing"), t("reporting.partners", count=missing["organisation_code"].nunique()), t("reporting.figure_owing_note", total=duties["organisation_code"].nunique(), reports=len(missing))),
        Figure(t("reporting.figure_next"), wording.date(found[0]) if found else wording.NONE, t("reporting.figure_next_note", count=found[1]) if found else ""),
        Figure(t("reporting.figure_complete"), wording.percent(sums["complete"]), t("reporting.figure_of", count=wording.number(sums["reported"]), total=wording.number(sums["owed"]))),
        Figure(t("reporting.figure_on_time"), wording.percent(sums["on_time"]), t("reporting.figure_on_time_note", count=wording.number(sums["in_time"]), total=wording.number(sums["told"]), untold=wording.number(sums["untold"]))),
    ]


def totals(quality: pd.DataFrame) -> dict:
    """All partners' counts together, and what part of them is complete and in time (per cent; None of nothing)."""
    added = {name: sum(quality[f"{name}_count"]) for name in ("owed", "reported", "on_time", "late", "untold", "corrected")}
    told = added["on_time"] + added["late"]
    return {**added, "in_time": added["on_time"], "told": told, "complete": _percent(added["reported"], added["owed"]), "on_time": _percent(added["on_time"], told)}


def _percent(part: int, whole: int) -> Decimal | None:
    return Decimal(part) * 100 / whole if whole else None


def missing_table(missing: pd.DataFrame) -> pd.DataFrame:
    """Reports overdue, longest first: since which period, by when it should have come, and when the next is due."""
    words = {"report_kind": [wording.choice("report_kind", code) for code in missing["report_kind"]], "period_from": [wording.month_year(day) for day in missing["oldest_missing_period_on"]]}
    return missing.assign(**words)[MISSING]


def form(missing: pd.DataFrame) -> str:
    """What the office does next: the command that makes the form of the partner that is longest overdue."""
    first = missing.iloc[0]
    return t("reporting.form", name=first["organisation_name"], command=f"scrutiny template monthly {first['organisation_code']}.xlsx --partner {first['organisation_code']}")


# --- who fell silent in which month -------------------------------------------------------------------------------------


def months(periods: pd.DataFrame, most: int) -> list[date]:
    """The last days of the newest months that anything was owed of, at most so many, oldest first."""
    return sorted(set(periods["period_on"]))[-most:]


def cells(periods: pd.DataFrame, order: Sequence[str], shown: Sequence[date], letter: int, room: float) -> tuple[pd.DataFrame, list[str], list[str]]:
    """(frame, rows, heads) for a matrix of partners, in this order of codes, and months: what stands there is the worst of the month's reports."""
    held: dict[tuple[str, date], list[dict]] = {}
    for row in dicts(periods):
        if row["period_on"] in shown:
            held.setdefault((row["organisation_code"], row["period_on"]), []).append(row)
    there = [code for code in order if any((code, day) in held for day in shown)]
    labels, heads = _labels(periods, there, letter, room), {day: f"{wording.month(day.month)}\n{wording.month_year(day).split(' ')[-1]}" for day in shown}
    made = [_cell(labels[code], heads[day], of) for (code, day), of in held.items() if code in labels]
    return pd.DataFrame(made, columns=["row", "head", "value", "text", "words"], dtype=object), list(labels.values()), list(heads.values())


def _labels(periods: pd.DataFrame, codes: Sequence[str], letter: int, room: float) -> dict[str, str]:
    """Code of each partner → its name broken into lines; its code along where two bear the same name."""
    named = dict(zip(periods["organisation_code"], periods["organisation_name"], strict=True))
    borne = Counter(named.values())
    return {code: "\n".join(wrapped(f"{named[code]} ({code})" if borne[named[code]] > 1 else str(named[code]), letter, room * BESIDE)) for code in codes}


def _cell(label: str, head: str, of: Sequence[Mapping]) -> dict:
    worst = min((row["arrival"] for row in of), key=ARRIVALS.index)
    told = " · ".join(f"{wording.choice('report_kind', row['report_kind'])}: {arrival(row)}" for row in of)
    return {"row": label, "head": head, "value": DEPTH[worst], "text": t(f"reporting.brief_{worst}"), "words": f"{of[0]['organisation_name']} · {wording.month_year(of[0]['period_on'])} · {told}"}


def arrival(row: Mapping) -> str:
    """Whether and when a report came, in words."""
    return t(f"reporting.arrival_{row['arrival']}", days=wording.days(row["days_late"]))


def silent(periods: pd.DataFrame, shown: Sequence[date], in_brief: bool = False) -> str:
    """How many partners left out a month among those shown, who most, and how many came late."""
    rows = [row for row in dicts(periods) if row["period_on"] in shown]
    gone = Counter(row["organisation_name"] for row in rows if row["arrival"] == "missing")
    late = len({row["organisation_code"] for row in rows if row["arrival"] == "late"})
    since = t("reporting.since", month=wording.month_year(shown[0]))
    also = [t("reporting.silent_late", count=late)] if late and not in_brief else []
    if not gone:
        return " ".join([t("reporting.silent_none", since=since), *also])
    name, count = min(gone.items(), key=lambda of: (-of[1], of[0]))
    return " ".join([t("reporting.silent_brief" if in_brief else "reporting.silent", since=since, partners=len(gone), name=name, count=count), *also])


def silent_table(periods: pd.DataFrame, order: Sequence[str], shown: Sequence[date]) -> pd.DataFrame:
    """Partners that left out a month among those shown or were late, in this order of codes, with the months."""
    held: dict[str, dict[str, list[str]]] = {}
    for row in dicts(periods):
        if row["period_on"] in shown and row["arrival"] in ("missing", "late"):
            of = held.setdefault(row["organisation_code"], {"organisation_name": row["organisation_name"], "missing": [], "late": []})
            of[row["arrival"]].append(wording.month_year(row["period_on"]))
    made = [{"organisation_name": of["organisation_name"], **{f"{name}_months": ", ".join(dict.fromkeys(of[name])) or None for name in ("missing", "late")}} for of in (held[code] for code in order if code in held)]
    return pd.DataFrame(made, columns=SILENT, dtype=object)


def periods_table(periods: pd.DataFrame) -> pd.DataFrame:
    """Every report owed, newest period first, what is missing before what came."""
    rows = sorted(dicts(periods), key=lambda r: (-r["period_on"].toordinal(), ARRIVALS.index(r["arrival"]), r["organisation_code"], r["report_kind"]))
    made = [{**row, "report_kind": wording.choice("report_kind", row["report_kind"]), "period_month": wording.month_year(row["period_on"]), "arrival_words": arrival(row)} for row in rows]
    return pd.DataFrame(made, columns=PERIODS, dtype=object)


# --- fresh, complete, on time ---------------------------------------------------------------------------------------------


def quality(found: pd.DataFrame, in_brief: bool = False) -> str:
    """How many partners are complete, of all reports that can be told how many came in time, and what was corrected later."""
    owing = [row for row in dicts(found) if row["owed_count"]]
    if not owing:
        return t("reporting.nothing_due", partners=len(found))
    sums = totals(found)
    if in_brief:
        return t("reporting.quality_brief", complete=wording.percent(sums["complete"]), on_time=wording.percent(sums["on_time"]))
    parts = [t("reporting.complete", count=sum(row["reported_count"] == row["owed_count"] for row in owing), total=len(owing))]
    parts.append(t("reporting.in_time", count=wording.number(sums["in_time"]), total=wording.number(sums["told"]), percent=wording.percent(sums["on_time"])) if sums["told"] else t("reporting.in_time_untold"))
    parts += [t("reporting.corrected", count=sums["corrected"])] if sums["corrected"] else []
    return " ".join(parts)


def quality_table(found: pd.DataFrame) -> pd.DataFrame:
    """The three figures of each partner side by side, each with what it is made of; what is none stays empty."""
    rows = dicts(found)
    made = {
        "fresh": [row["days_since_period"] for row in rows],
        "complete": [_share(row["complete_percent"], row["reported_count"], row["owed_count"]) for row in rows],
        "on_time": [_share(row["on_time_percent"], row["on_time_count"], row["on_time_count"] + row["late_count"]) for row in rows],
        **{name: [row[name] or None for row in rows] for name in ("late_count", "corrected_count", "untold_count")},
    }
    return found.assign(**{name: pd.Series(values, index=found.index, dtype=object) for name, values in made.items()})[QUALITY]


def _share(part: Decimal | None, count: int, total: int) -> str:
    return wording.NONE if part is None else t("reporting.share", percent=wording.percent(part, 0), count=count, total=total)


# --- quarter by quarter ---------------------------------------------------------------------------------------------------


def quarters_table(found: pd.DataFrame) -> pd.DataFrame:
    """Quarters, newest first, with their words and what their bars say."""
    rows = found[::-1].reset_index(drop=True)
    told = [_quarter_said(row) for row in dicts(rows)]
    return rows.assign(quarter_words=[wording.quarter(quarter, year) for year, quarter in zip(rows["fiscal_year"], rows["quarter"], strict=True)], remark=pd.Series(told, index=rows.index, dtype=object))


def _quarter_said(row: Mapping) -> str:
    parts = [t("reporting.quarter_complete", count=row["reported_count"], total=row["owed_count"])]
    parts += [t("reporting.quarter_on_time", count=row["on_time_count"], total=row["on_time_count"] + row["late_count"])] if row["on_time_percent"] is not None else [t("reporting.quarter_untold")]
    return " · ".join(parts)


def trend(found: pd.DataFrame, in_brief: bool = False) -> str:
    """How complete the newest quarter is beside the one before; `found` as `reporting.quarters`."""
    rows = dicts(found)
    last = rows[-1]
    said = t("reporting.trend", quarter=wording.quarter(last["quarter"], last["fiscal_year"]), percent=wording.percent(last["complete_percent"]), missing=last["missing_count"])
    if len(rows) == 1 or in_brief:
        return said
    before = rows[-2]
    return f"{said} {t('reporting.trend_before', quarter=wording.quarter(before['quarter'], before['fiscal_year']), percent=wording.percent(before['complete_percent']))}"
