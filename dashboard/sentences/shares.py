"""The shares page's answers as sentences and the frames its pictures and tables take: who keeps promises, who carries what, and every figure down to its row.

Frames come from queries.budget and queries.reporting with names already in the reader's language; sentences are plain text in the language in use.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from dashboard import cells as read
from dashboard import wording
from dashboard.names import kept
from dashboard.sentences.budget import furthest_below
from dashboard.sentences.sums import whole_code
from dashboard.wording import t
from queries.answers import dicts

# What the tables on the page show of each answer, in this order.
PROMISES = ["organisation_name", "fiscal_year", "quarter_name", "state", "pledged_baht", "allocated_baht", "due_baht", "disbursed_baht", "disbursed_gap_points"]
PROMISES_BRIEF = ["organisation_name", "quarter_name", "state", "disbursed_gap_points"]
CELLS = ["organisation_name", "project_code", "project_name", "state", "pledged_baht", "pledged_percent", "allocated_baht", "committed_baht", "disbursed_baht", "disbursed_gap_points", "spent_gap_points"]
CELLS_BRIEF = ["organisation_name", "project_name", "state", "pledged_baht", "disbursed_gap_points"]
CARRIED = ["project_code", "project_name", "organisation_name", "pledged_baht", "project_pledged_baht", "pledged_percent", "limit_percent", "is_over_limit", "partner_count"]
SHARES = ["share_code", "organisation_name", "project_code", "state", "fund_source", "pledged_baht", "allocated_baht", "committed_baht", "disbursed_baht", "left_baht", "origin"]
SHARES_BRIEF = ["share_code", "organisation_name", "state", "pledged_baht", "disbursed_baht", "origin"]
EVENTS = ["money_event_code", "event_on", "money_event_kind", "entry_amount", "organisation_name", "project_code", "payee_organisation_name", "document_number", "origin"]
EVENTS_BRIEF = ["money_event_code", "event_on", "money_event_kind", "entry_amount", "organisation_name"]
VERSIONS = ["release", "as_of", "column_label", "old_words", "new_words", "origin"]
VERSIONS_BRIEF = ["release", "column_label", "old_words", "new_words"]
MISSED = ("off_track", "watch", "no_evidence")


# --- promises, quarter by quarter --------------------------------------------------------------------------------------


def promises(found: pd.DataFrame) -> pd.DataFrame:
    """budget.promise_keeping with the words of each cell: the quarter, the gap in whole points, and all of it on hover."""
    records = dicts(found)
    words = {"quarter_name": [quarter(row) for row in records], "gap_text": [points(row) for row in records], "hover": [_kept_hover(row) for row in records]}
    return found.assign(**{name: pd.Series(values, index=found.index, dtype=object) for name, values in words.items()})


def quarter(row: Mapping) -> str:
    """A quarter as the head of a column."""
    return wording.quarter_brief(row["quarter"], row["fiscal_year"])


def quarters(found: pd.DataFrame) -> list[str]:
    """The heads of the columns, in time's order."""
    return [quarter(row) for row in dicts(found.sort_values(["fiscal_year", "quarter"], kind="stable").drop_duplicates(["fiscal_year", "quarter"]))]


def _kept_hover(row: Mapping) -> str:
    amounts = {name: wording.baht_exact(row[f"{name}_baht"]) for name in ("pledged", "allocated", "due", "disbursed")}
    return t("shares.kept_hover", partner=row["organisation_name"], quarter=wording.quarter(row["quarter"], row["fiscal_year"]), day=wording.date(row["quarter_end_on"]), **amounts)


def kept_promises(found: pd.DataFrame, is_brief: bool = False) -> str:
    """Of the partners of whom something was due, how many never fell behind, how many are behind now, and who most (not in brief: the picture's first row)."""
    told = said_something(found)
    if told.empty:
        return t("shares.kept_none")
    lines = [dicts(group) for _, group in told.groupby("organisation_code", sort=False)]
    behind = [line for line in lines if line[-1]["state"] in MISSED]
    parts = [t("shares.kept_answer", due=len(lines), always=sum(not _missed(line) for line in lines), behind=len(behind))]
    if behind and not is_brief:
        worst = behind[0]
        key = "shares.kept_worst" if worst[-1]["disbursed_gap_points"] is not None else "shares.kept_unallocated"
        parts.append(t(key, name=worst[-1]["organisation_name"], missed=_missed(worst), quarters=len(worst), gap=wording.points(worst[-1]["disbursed_gap_points"])))
    return " ".join(parts)


def _missed(line: Sequence[Mapping]) -> int:
    return sum(row["state"] in MISSED for row in line)


def said_something(found: pd.DataFrame) -> pd.DataFrame:
    """The quarters in which something was due, or a pledge long unallocated."""
    return kept(found, (gap is not None or state == "off_track" for gap, state in zip(found["disbursed_gap_points"], found["state"], strict=True)))


def latest(found: pd.DataFrame) -> pd.DataFrame:
    """Each partner's newest quarter that says something, for a screen too narrow for all of them; its newest one where none does."""
    told = said_something(found)
    silent = kept(found, (code not in set(told["organisation_code"]) for code in found["organisation_code"]))
    return pd.concat([told, silent]).drop_duplicates("organisation_code", keep="last")


# --- partners against projects -----------------------------------------------------------------------------------------


def pledges(matrix: pd.DataFrame) -> str:
    """How much money how many partners pledged to how many projects, and who most."""
    money = kept(matrix, (bool(pledged) for pledged in matrix["pledged_baht"]))
    if money.empty:
        return t("shares.matrix_none")
    whole, held = sum(money["pledged_baht"], Decimal(0)), {name: sum(group["pledged_baht"], Decimal(0)) for name, group in money.groupby("organisation_name", sort=False)}
    most = max(held, key=held.__getitem__)
    return t("shares.matrix_answer", partners=len(held), projects=money["project_code"].nunique(), whole=wording.baht(whole), name=most, amount=wording.baht(held[most]), percent=wording.percent(held[most] * 100 / whole))


def pairs(matrix: pd.DataFrame) -> str:
    """Of all pairs of a partner and a project, how many are behind, and which one most."""
    behind, worst = sum(state in ("off_track", "watch") for state in matrix["state"]), furthest_below(matrix)
    if not worst:
        return t("shares.matrix_answer_gap_good", total=len(matrix))
    return t("shares.matrix_answer_gap", total=len(matrix), below=behind, name=worst["organisation_name"], project=worst["project_name"], gap=wording.points(worst["disbursed_gap_points"]))


def cells(matrix: pd.DataFrame, cell: str) -> pd.DataFrame:
    """The matrix with the words of each cell; partners by what they pledged, or – for the gap – worst first, as they come."""
    order = matrix.index
    if cell == "pledged":
        whole = {code: sum(group["pledged_baht"], Decimal(0)) for code, group in matrix.groupby("organisation_code")}
        order = sorted(matrix.index, key=lambda place: (-whole[matrix["organisation_code"][place]], matrix["organisation_code"][place]))
    found = matrix.loc[order]
    texts = {"hover": _cell_hover, "pledged_text": _cell_millions, "gap_text": points}
    return found.assign(**{name: pd.Series([said(row) for row in dicts(found)], index=found.index, dtype=object) for name, said in texts.items()})


def _cell_hover(row: Mapping) -> str:
    amounts = {name: wording.baht_exact(row[f"{name}_baht"]) for name in ("pledged", "allocated", "disbursed", "in_kind")}
    return t("shares.matrix_hover", partner=row["organisation_name"], project=row["project_name"], **amounts)


def _cell_millions(row: Mapping) -> str:
    """Millions pledged; a cross where a partner brings no money but something else."""
    amount = row["pledged_baht"]
    if amount:
        return wording.baht(amount).partition(" ")[0] if amount >= wording.MILLIONS_FROM else "<0.1"
    return "+" if row["in_kind_baht"] else ""


def points(row: Mapping) -> str:
    """The gap in whole points with its sign; nothing where there is none."""
    return "" if row["disbursed_gap_points"] is None else wording.points(row["disbursed_gap_points"], 0).partition(" ")[0]


def key(cells_shown: pd.DataFrame, cell: str, heads: Sequence[str]) -> str:
    """What a cell says, and the names behind the codes above the columns in sight."""
    named = dict(zip(cells_shown["project_code"], cells_shown["project_name"], strict=True))
    return " · ".join([t(f"shares.matrix_unit_{cell}"), *(f"{whole_code(code)} {named[code]}" for code in heads)])


# --- one partner's part of a project -----------------------------------------------------------------------------------


def concentration(found: pd.DataFrame) -> str:
    """In how many projects one partner carries more of the money than the limit in force, and where most."""
    if found.empty:
        return t("shares.matrix_none")
    over, most = kept(found, found["is_over_limit"]), found.iloc[0]
    said = {"limit": wording.percent(most["limit_percent"], 0), "total": len(found), "name": most["organisation_name"], "percent": wording.percent(most["pledged_percent"]), "project": most["project_name"]}
    return t("shares.carried_answer" if len(over) else "shares.carried_good", over=len(over), **said)


def carried(found: pd.DataFrame, is_brief: bool = False) -> pd.DataFrame:
    """Each project with what its bar says: the partner that carries most of it (in brief: how much); off track is what is over the limit."""
    records = dicts(found)
    words = {"name": [f"{row['project_code']} {row['project_name']}" for row in records], "state": ["off_track" if row["is_over_limit"] else "" for row in records],
             "remark": [wording.percent(row["pledged_percent"]) if is_brief else t("shares.carried_remark", name=row["organisation_name"], percent=wording.percent(row["pledged_percent"])) for row in records]}
    return found.assign(hundred=Decimal(100), **{name: pd.Series(values, index=found.index, dtype=object) for name, values in words.items()})


def limit(limits: pd.DataFrame) -> str:
    """The limit of concentration in force: since when, and the resolution that set it, or that none did."""
    of = next(row for row in dicts(limits) if row["threshold_rule"] == "partner_concentration_percent")
    said = wording.percent(of["threshold_value"], 0)
    return t("shares.limit", limit=said, day=wording.date(of["effective_on"]), resolution=of["resolution_reference"]) if of["resolution_reference"] else t("shares.limit_default", limit=said)


# --- rows --------------------------------------------------------------------------------------------------------------


def share_options(found: pd.DataFrame) -> dict[str, str]:
    """Code of every share → what a reader picks it by, in the order of the codes."""
    words = {row["share_code"]: t("shares.share_option", code=row["share_code"], partner=row["organisation_name"], project=row["project_code"], year=wording.year(row["fiscal_year"])) for row in dicts(found)}
    return dict(sorted(words.items()))


def entry_options(events: pd.DataFrame) -> dict[str, str]:
    """Code of each money entry → what a reader picks it by, newest first."""
    return {row["money_event_code"]: t("shares.entry_option", code=row["money_event_code"], kind=wording.choice("money_event_kind", row["money_event_kind"]), day=wording.date(row["event_on"]), amount=wording.baht(row["amount_baht"]))
            for row in dicts(events)}


def share_of(events: pd.DataFrame, code: str) -> str | None:
    """The share a money entry is paid from; None for no or an unknown entry."""
    return dict(zip(events["money_event_code"], events["share_code"], strict=True)).get(code)


def behind(found: pd.DataFrame) -> str:
    """How many shares stand behind the figures, and what they add up to; in-kind apart."""
    records = dicts(found)
    money, in_kind = [row for row in records if not row["is_in_kind"]], [row for row in records if row["is_in_kind"]]
    sums_of = {name: wording.baht(sum((row[f"{name}_baht"] for row in money), Decimal(0))) for name in ("pledged", "allocated", "disbursed", "left")}
    parts = [t("shares.shares_answer", count=len(money), **sums_of)]
    parts += [t("shares.shares_in_kind", count=len(in_kind), amount=wording.baht(sum((row["in_kind_baht"] for row in in_kind), Decimal(0))))] if in_kind else []
    return " ".join(parts)


def entries(events: pd.DataFrame) -> str:
    """How many money entries, what they add up to – in-kind apart – and which of them do not count yet."""
    if events.empty:
        return t("shares.rows_none")
    records = dicts(events)
    counted, later = [row for row in records if row["is_counted"]], sum(not row["is_counted"] for row in records)
    money, in_kind = [row for row in counted if row["fund_source"] != "in_kind"], [row for row in counted if row["fund_source"] == "in_kind"]
    parts = [t("shares.rows_answer", count=len(counted), ordered=wording.baht(_sum(money, "commitment")), disbursed=wording.baht(_sum(money, "disbursement")))]
    parts += [t("shares.rows_carried", carried=wording.baht(_sum(money, "carry_over")))] if _sum(money, "carry_over") else []
    parts += [t("shares.rows_in_kind", delivered=wording.baht(_sum(in_kind, "disbursement")))] if in_kind else []
    parts += [t("shares.rows_later", count=later)] if later else []
    return " ".join(parts)


def _sum(rows: Sequence[Mapping], kind: str) -> Decimal:
    return sum((row["amount_baht"] for row in rows if row["money_event_kind"] == kind), Decimal(0))


def traced(found: pd.DataFrame, files: Mapping[int, str]) -> pd.DataFrame:
    """Rows with where each came from – file, sheet, row, release – as `origin`; one that does not count yet says so. `files`: release → file."""
    return found.assign(origin=pd.Series([origin(row, files) for row in dicts(found)], index=found.index, dtype=object))


def origin(row: Mapping, files: Mapping[int, str]) -> str:
    """The cell a row came from: file, sheet, row, release."""
    number = row["from_release"]
    words = t("shares.origin", file=files.get(number) or wording.NONE, sheet=row["source_sheet"], row=row["source_row"], release=number)
    return words if row.get("is_counted", True) else t("shares.origin_later", origin=words)


def ledger(events: pd.DataFrame, files: Mapping[int, str]) -> pd.DataFrame:
    """Money entries as a table shows them: amounts to the satang, and where each came from."""
    return traced(events, files).assign(entry_amount=events["amount_baht"])


def history(found: pd.DataFrame, code: str) -> str:
    """Since when a stored row says what it says, from which cell, and whether it said otherwise before. `found`: reporting.source_of."""
    if found.empty:
        return t("shares.history_none", code=code)
    first, changes = found.iloc[-1], found["release"].nunique() - 1
    origin_words = t("shares.origin", file=first["file_name"] or wording.NONE, sheet=first["source_sheet"], row=first["source_row"], release=first["release"])
    said = t("shares.history_answer", code=code, day=wording.date(first["as_of"]), origin=origin_words)
    return f"{said} {t('shares.history_changed', count=changes, release=found.iloc[0]['release']) if changes else t('shares.history_same')}"


def versions(found: pd.DataFrame) -> pd.DataFrame:
    """Every value a stored row has had, newest first: what it was before, and the cell it came from."""
    records = dicts(found)
    columns = {
        "column_label": [wording.label(row["column_name"]) for row in records], "old_words": [read.cell(row["column_name"], row["before"]).text for row in records],
        "new_words": [read.cell(row["column_name"], row["value"]).text for row in records],
        "origin": [t("shares.origin", file=row["file_name"] or wording.NONE, sheet=row["source_sheet"], row=row["source_row"], release=row["release"]) for row in records],
    }
    return found.assign(**{name: pd.Series(values, index=found.index, dtype=object) for name, values in columns.items()})
