"""The data in words: who has not reported, what each release is and changed, and what is wrong with an uploaded workbook.

Frames come as `queries.reporting` answers, names in the reader's language; reports of a workbook as `loading.check` gives them.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pandas as pd

from dashboard import cells, markup, palette, wording
from dashboard.wording import t
from queries.answers import dicts

THAI_TIME = timezone(timedelta(hours=7))
OWED = ["organisation_name", "report_kind", "period_from", "missing_periods", "due_on", "days_overdue", "last_reported_period_on"]
LISTED = ["release", "as_of", "loaded_at", "created_by", "reason", "file_name", "added_rows", "changed_rows", "ended_rows", "standing", "chain_short"]
TOUCHED = ["table_label", "added_rows", "changed_rows", "ended_rows"]
UNTOLD = ("created_by", "reason", "file_name")  # of a release, in public
FIELDS = ["table_label", "row_key", "change_kind", "column_label", "old_words", "new_words", "file_name", "source_sheet", "source_row"]
WRONG = ["problem_severity", "sheet", "cell", "what", "allowed", "todo"]
SIGNS = {"error": "off_track", "warning": "watch"}


# --- who has not reported ---------------------------------------------------------------------------------------------


def owed(missing) -> pd.DataFrame:
    """Reports overdue, most days first: since which period, by when it should have come."""
    words = {"report_kind": [wording.choice("report_kind", code) for code in missing["report_kind"]],
             "period_from": [wording.month_year(day) for day in missing["oldest_missing_period_on"]]}
    return missing.assign(**words)[OWED]


def completeness(missing, freshness) -> str:
    """How many partners owe a report, and who owes it longest."""
    if missing.empty:
        return t("data.all_reported", partners=len(freshness)) if len(freshness) else t("data.nobody_owes")
    first = missing.iloc[0]
    return t("data.owed", partners=missing["organisation_code"].nunique(), total=len(freshness), reports=len(missing), name=first["organisation_name"],
             kind=wording.choice("report_kind", first["report_kind"]), due=wording.date(first["due_on"]), days=wording.days(first["days_overdue"]))


def cards(newest: Mapping, releases, missing, freshness) -> list[markup.Figure]:
    """The release in sight, how old its figures are, who has not reported."""
    late = missing["organisation_code"].nunique()
    return [
        markup.Figure(t("data.card_release"), str(newest["release"]), t("data.card_release_note", count=len(releases))),
        markup.Figure(t("data.card_as_of"), wording.date(newest["as_of"]), t("data.card_as_of_note", at=moment(newest["created_at"]))),
        markup.Figure(t("data.card_late"), t("data.parties", count=late), t("data.card_late_note", total=len(freshness)), "no_evidence" if late else "done"),
        markup.Figure(t("data.card_rows"), wording.number(newest["added_rows"] + newest["changed_rows"] + newest["ended_rows"]),
                      t("data.card_rows_note", added=wording.number(newest["added_rows"]), changed=wording.number(newest["changed_rows"]), ended=wording.number(newest["ended_rows"]))),
    ]


# --- releases and what they changed -----------------------------------------------------------------------------------


def moment(instant: str) -> str:
    """An instant (ISO, UTC) as a day and an hour in Thailand."""
    here = datetime.fromisoformat(instant).astimezone(THAI_TIME)
    return t("data.moment", day=wording.date(here.date()), time=f"{here:%H:%M}")


def releases_table(releases) -> pd.DataFrame:
    """Releases as listed, newest first: since when they stand or by which they were undone."""
    rows = dicts(releases)
    words = {"loaded_at": [moment(r["created_at"]) for r in rows], "standing": [_standing(r) for r in rows], "chain_short": [r["chain"][:8] for r in rows],
             "release": [str(r["release"]) for r in rows], "file_name": [r["file_name"] or wording.NONE for r in rows]}
    return releases.assign(**words)[[name for name in LISTED if not (_is_published(releases) and name in UNTOLD)]]


def _is_published(releases) -> bool:
    """Whether the releases are those of a published file, which does not tell who loaded what."""
    return bool(len(releases)) and not any(releases["created_by"])


def _standing(row: Mapping) -> str:
    if row["reverted_by"]:
        return t("data.undone", by=row["reverted_by"])
    return t("data.undoes", of=row["reverts"]) if row["reverts"] else t("data.stands")


def history(releases) -> str:
    """How many releases there are and where the newest is from."""
    newest = releases.iloc[0]
    if _is_published(releases):
        return t("data.history_public", count=len(releases), number=newest["release"], as_of=wording.date(newest["as_of"]))
    return t("data.history", count=len(releases), number=newest["release"], as_of=wording.date(newest["as_of"]), file=newest["file_name"] or wording.NONE, by=newest["created_by"])


def touched(tables) -> pd.DataFrame:
    """Tables a release touched, those with corrections first."""
    rows = tables.assign(order=[-(r["changed_rows"] + r["ended_rows"]) for r in dicts(tables)])
    return rows.sort_values("order", kind="stable")[TOUCHED]


def touched_tables(tables) -> dict[str, str]:
    """Code of each table a release touched → its name and how many rows were added, changed, ended; corrections first."""
    rows = sorted(dicts(tables), key=lambda r: -(r["changed_rows"] + r["ended_rows"]))
    return {r["table_name"]: t("data.table_option", table=r["table_label"], added=r["added_rows"], changed=r["changed_rows"], ended=r["ended_rows"]) for r in rows}


def effect(release: Mapping, tables) -> str:
    """What one release added, changed and ended."""
    return t("data.effect", number=release["release"], file=release["file_name"] or wording.NONE, tables=len(tables), added=wording.number(release["added_rows"]),
             changed=wording.number(release["changed_rows"]), ended=wording.number(release["ended_rows"]))


def fields(changes) -> pd.DataFrame:
    """Changed fields, before and after as people read them, with where the newer value stands in which file."""
    rows = dicts(changes)
    words = {"change_kind": [t(f"data.change_{r['change']}") for r in rows], "old_words": [_value(r["column_name"], r["before"]) for r in rows],
             "new_words": [_value(r["column_name"], r["after"]) for r in rows]}
    return changes.assign(**words)[FIELDS]


def _value(column: str, value: object) -> str:
    """A stored value in words; money to the satang, for a correction may be small."""
    if isinstance(value, Decimal) and cells.kind(column)[0] == "money":
        return wording.baht_exact(value)
    return cells.cell(column, value).text


# --- an uploaded workbook ---------------------------------------------------------------------------------------------


def verdict(report: Mapping) -> tuple[str, str]:
    """(what becomes of the file, its state)."""
    if report["is_refused"]:
        return t("data.refused", errors=report["errors"]), "off_track"
    if report["release"] and report["is_new"]:
        return t("data.loaded", release=report["release"]), "done"
    if report["release"]:
        return t("data.loaded_before", release=report["release"]), "done"
    if not report["changes_anything"]:
        return t("data.nothing_changes"), "not_due"
    return t("data.would_load"), "watch" if report["warnings"] else "on_track"


def about(report: Mapping, province: str) -> str:
    """Whose figures the file holds, as at which day, why, by which office."""
    day = datetime.fromisoformat(report["as_of"]).date() if report["as_of"] else None
    return t("data.about", file=report["file"], province=province, as_of=wording.date(day),
             by=report["prepared_by"] or wording.NONE, reason=report["reason"] or wording.NONE)


def problems(report: Mapping) -> pd.DataFrame:
    """Every problem in the order of the file: where, what is wrong, what is allowed, what to do."""
    of = wording.language()
    rows = [{"problem_severity": f"{palette.STATES[SIGNS[p['severity']]].sign} {t('data.' + p['severity'])}", "sheet": p["sheet"] or wording.NONE, "cell": _cell(p),
             "what": p[f"message_{of}"], "allowed": p[f"allowed_{of}"], "todo": p[f"action_{of}"]} for p in report["problems"]]
    return pd.DataFrame(rows, columns=WRONG, dtype=object)


def _cell(problem: Mapping) -> str:
    """The cell as spreadsheets name it, else its row; "–" for the whole sheet or file."""
    return problem["cell"] or (t("data.row", row=problem["row"]) if problem["row"] else wording.NONE)


def told(report: Mapping) -> str:
    """How many problems, and how many of them the screen shows."""
    said = t("data.problems", errors=report["errors"], warnings=report["warnings"])
    total = report["errors"] + report["warnings"]
    return said if total <= len(report["problems"]) else f"{said} {t('data.problems_more', shown=len(report['problems']), total=total)}"


def effects(report: Mapping) -> pd.DataFrame:
    """What loading adds, changes and ends, table by table; tables it leaves as they are stand in `untouched`."""
    rows = [{"table_label": _table(c["table_name"]), "added_rows": c["added"], "changed_rows": c["changed"], "ended_rows": c["ended"], "unchanged_rows": c["unchanged"]}
            for c in report["changes"] if c["added"] or c["changed"] or c["ended"]]
    return pd.DataFrame(rows, columns=["table_label", "added_rows", "changed_rows", "ended_rows", "unchanged_rows"], dtype=object)


def untouched(report: Mapping) -> str:
    """How many tables of the file say only what is known already."""
    same = [c for c in report["changes"] if not (c["added"] or c["changed"] or c["ended"])]
    return t("data.untouched", tables=len(same), rows=wording.number(sum(c["unchanged"] for c in same))) if same else ""


def totals(report: Mapping) -> pd.DataFrame:
    """The sums people know by heart, before and after, exact to the satang."""
    rows = []
    for total in report["totals"]:
        before, after = Decimal(total["before"]), Decimal(total["after"])
        rows.append({"total_of": f"{_table(total['table_name'])} · {_column(total['table_name'], total['column_name'])}", "old_words": wording.baht_exact(before),
                     "new_words": wording.baht_exact(after), "difference": _signed(after - before)})
    return pd.DataFrame(rows, columns=["total_of", "old_words", "new_words", "difference"], dtype=object)


def _signed(amount: Decimal) -> str:
    if not amount:
        return t("data.same")
    return ("+" if amount > 0 else "") + wording.baht_exact(amount)


def _table(name: str) -> str:
    from queries.tables import TABLES

    return wording.of_two(TABLES[name].label)


def _column(table: str, column: str) -> str:
    from queries.tables import TABLES

    return wording.of_two(TABLES[table].column(column).label)


def together(frames) -> pd.DataFrame:
    """Changes of several tables as one, in their order; an empty answer where there are none."""
    held = [frame for frame in frames if len(frame)]
    if not held:
        return pd.DataFrame(columns=["table_label", "row_key", "change", "column_label", "column_name", "before", "after", "file_name", "source_sheet", "source_row"], dtype=object)
    return pd.concat(held, ignore_index=True)


def licence(address: str, is_official: bool) -> str:
    """Under which licence the open data may be used; that none is stated yet, and to whoever can how to."""
    if address:
        return t("data.open_licence", licence=address)
    return " ".join([t("data.open_no_licence"), *([t("data.open_no_licence_here")] if is_official else [])])
