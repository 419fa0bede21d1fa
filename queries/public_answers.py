"""The answers a published file holds beside its rows: those that need what the public may not see, or earlier releases, asked before that was taken away.

`answer` is the public's door: what is kept so is read, what no file can answer is refused, and all else is asked of the file like of any database.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, Table, Text, insert, select

from queries import questions
from queries.answers import remembering
from queries.attention import SEVERITIES
from queries.errors import Unpublished
from queries.tables import CHOICES

Picks = Mapping[str, Any]
PARTS = ("sector", "district", "population_group")
_KINDS: tuple[Picks, ...] = ({}, *({"report_kind": kind} for kind in CHOICES["report_kind"]))
_ONCE: tuple[Picks, ...] = ({},)

# Question → the picks it is kept for, by the step of the stage (queries/public_rows.py) at which it is asked.
FILLED: dict[str, tuple[Picks, ...]] = {
    **{f"participation.{name}": _ONCE for name in ("activities", "tools", "checked_facts", "attendance", "poll_changes", "poll_distribution", "panel", "priorities")},
    **{f"participation.{name}": tuple({"by": part} for part in PARTS) for name in ("who_came", "came_in_all")},
}
COUNTED: dict[str, tuple[Picks, ...]] = {
    **{f"factors.{name}": ({}, {"every_measure": True}) for name in ("nine", "trend")}, "factors.evidence": _ONCE,
    **{f"factors.{name}": ({}, {"by_sector_group": True}) for name in ("survey", "traits")},
    **{f"reporting.{name}": _KINDS for name in ("duties", "missing", "report_periods", "punctuality", "quarters")}, "reporting.freshness": _ONCE,
}
_SEVERITIES: tuple[Picks, ...] = ({}, *({"severity": severity} for severity in SEVERITIES))
HUSHED: dict[str, tuple[Picks, ...]] = {  # what waits for approval keeps its period from counting as unreported
    **{f"attention.{name}": _ONCE for name in ("worst_first", "states", "red_flags", "flag_counts", "flag_totals", "headline", "three_ratings")},
    **{f"attention.{name}": _SEVERITIES for name in ("who_must_act", "flags_by_partner")}, **{f"indicators.{name}": _ONCE for name in ("listed", "forecasts", "ratings")},
}
CLEARED: dict[str, tuple[Picks, ...]] = {
    "reporting.release_summary": _ONCE, "reporting.release_tables": ({}, {"only_this": True}), "contract.amendment_effects": _ONCE, "indicators.revisions": _ONCE,
}
KEPT = {**FILLED, **COUNTED, **HUSHED, **CLEARED}
NARROWED = {  # picks that choose rows of a kept answer, by the column
    "activity": "participation_code", "factor": "factor", "indicator": "indicator_code", "partner": "organisation_code", "theme": "theme", "tool": "participation_tool", "flag": "flag",
    "page": "page", "severity": "severity", "subject_kind": "subject_kind", "organisation_code": "responsible_organisation_code",
}
UNPUBLISHED = (  # what earlier releases said and nobody was shown; who came to a meeting, and what rests on it
    "since.", "reporting.changes", "meetings.records", "meetings.proposed_agenda", "meetings.pack_releases", "meetings.seats", "meetings.quorum",
)

answer_table = Table(
    "answer", MetaData(),
    Column("question", Text, nullable=False),
    Column("picks", Text, nullable=False),
    Column("frame", Text, nullable=False),
    PrimaryKeyConstraint("question", "picks"),
    sqlite_strict=True, sqlite_with_rowid=False,
)


def asked(on_stage: Connection, which: Mapping[str, Sequence[Picks]], *, release: int, province: str) -> Iterator[dict[str, str]]:
    """The answers to keep, as rows of the file's table."""
    with remembering(on_stage):
        for name, every in which.items():
            question = questions.find(name)
            public = {"is_public": True} if "is_public" in questions.picks(question) else {}
            for picks in every:
                found = question(on_stage, release=release, province=province, **picks, **public)
                yield {"question": name, "picks": _canonical(_chosen(name, picks)), "frame": written(found)}


def keep(file: Connection, rows: Sequence[Mapping[str, str]]) -> None:
    """Write kept answers into a published file."""
    file.execute(insert(answer_table), rows)


def answer(file: Connection, name: str, *, release: int, province: str, **picks) -> pd.DataFrame:
    """What a published file answers: a kept answer where there must be one, else the question asked of the file. Unpublished where the public gets none."""
    if name.startswith(UNPUBLISHED):
        raise Unpublished("question_unpublished", name=name)
    if name not in KEPT:
        return questions.find(name)(file, release=release, province=province, **picks)
    chosen = _chosen(name, picks)
    if (kept := _kept(file, name, chosen)) is not None:
        return kept
    kept = _kept(file, name, {pick: value for pick, value in chosen.items() if pick not in NARROWED})
    narrowed = {pick: value for pick, value in chosen.items() if pick in NARROWED}
    if kept is None or not {NARROWED[pick] for pick in narrowed} <= set(kept.columns):
        raise Unpublished("question_unpublished", name=name)
    for pick, value in narrowed.items():
        kept = kept[pd.Series([cell == value for cell in kept[NARROWED[pick]]], index=kept.index, dtype=bool)].reset_index(drop=True)
    return kept


def _kept(file: Connection, name: str, picks: Picks) -> pd.DataFrame | None:
    found = file.scalar(select(answer_table.c.frame).where(answer_table.c.question == name, answer_table.c.picks == _canonical(picks)))
    return None if found is None else read(found)


def _chosen(name: str, picks: Picks) -> dict[str, Any]:
    """The picks that choose anything: those at their defaults are left out, and whom it is for, which is always the public."""
    known = questions.picks(questions.find(name))
    return {pick: value for pick, value in picks.items() if pick != "is_public" and value is not None and value != known[pick].default}


def _canonical(picks: Picks) -> str:
    return json.dumps(dict(sorted(picks.items())), ensure_ascii=False, default=str)


# --- frames as text ---------------------------------------------------------------------------------------------------


def written(frame: pd.DataFrame) -> str:
    """A frame as JSON that keeps what its cells are: {"d": …} is a decimal, {"t": …} a day."""
    cells = [[_plain(cell) for cell in row] for row in frame.to_numpy(dtype=object).tolist()]
    return json.dumps({"columns": list(frame.columns), "rows": cells}, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read(text: str) -> pd.DataFrame:
    """The frame that was written."""
    told = json.loads(text)
    return pd.DataFrame([[_typed(cell) for cell in row] for row in told["rows"]], columns=told["columns"], dtype=object)


def _plain(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return {"d": str(cell)}
    if isinstance(cell, date):
        return {"t": cell.isoformat()}
    return cell.item() if hasattr(cell, "item") else cell


def _typed(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    return Decimal(cell["d"]) if "d" in cell else date.fromisoformat(cell["t"])
