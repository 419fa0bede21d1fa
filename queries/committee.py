"""What the committee asked, resolved and found, for whoever reads along: the confirmed record by thing, not by meeting.

A draft is in no release, so all of it is confirmed; a record that was corrected stands as it was last confirmed. Days are counted to the release's as_of.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from queries import releases
from queries.answers import rows, table

MEETING = ("meeting_code", "meeting_number", "meeting_year", "held_on", "meeting_status")
ABOUT = ("subject_kind", "subject_code", "organisation_code", "organisation_name", "organisation_name_en")
ASKED = ("question_code", "question", *ABOUT, "due_on", "days_overdue", "answer", "answered_on", "closed_on", *MEETING, "from_release")
RESOLVED = ("resolution_code", "resolution", "resolution_outcome", "votes_for", "votes_against", "votes_abstained", "has_casting_vote", "dissent", *ABOUT, "due_on", "days_overdue", "is_open", "done_on", "outcome",
            *MEETING, "from_release")
FOUND = ("finding_code", "finding", *ABOUT, "is_open", "outcome", "closed_on", *MEETING, "from_release")


def asked(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a question the committee asked of a partner: when its answer is due, days overdue, the answer and its day; those without an answer first, most overdue first, then the newest."""
    found = [{**row, "days_overdue": None if row["answered_on"] or row["answer"] else row["overdue"]} for row in _recorded(connection, "committee_question", "asked_organisation_code", release, province)]
    waits = [row for row in found if row["days_overdue"] is not None]
    return table(sorted(waits, key=_due) + sorted((row for row in found if row["days_overdue"] is None), key=_newest, reverse=True), ASKED)


def resolved(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a resolution: how it went, the votes, who must act by when, what was done; those adopted and not done first, most overdue first, then the newest.

    `is_open`: the function of that name."""
    found = []
    for row in _recorded(connection, "resolution", "responsible_organisation_code", release, province):
        found.append({**row, "is_open": is_open(row), "days_overdue": row["overdue"] if is_open(row) and row["due_on"] else None})
    return table(sorted((row for row in found if row["is_open"]), key=_due) + sorted((row for row in found if not row["is_open"]), key=_newest, reverse=True), RESOLVED)


def is_open(resolution: Mapping[str, Any]) -> bool:
    """Whether the committee waits for what a resolution asks for: it was deferred, or adopted with a day to act by, and nothing was told done."""
    waits = resolution["resolution_outcome"] == "deferred" or (resolution["resolution_outcome"] == "adopted" and resolution["due_on"] is not None)
    return waits and resolution["done_on"] is None


def findings(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a finding of the committee: what was found about what, who must act, what was done, when it was closed; those still open first, then the newest.

    `is_open` where somebody must act and the committee has not closed it."""
    found = [{**row, "is_open": bool(row["organisation_code"]) and row["closed_on"] is None} for row in _recorded(connection, "finding", "responsible_organisation_code", release, province)]
    return table(sorted(sorted(found, key=_newest, reverse=True), key=lambda row: not row["is_open"]), FOUND)


def _recorded(connection: Connection, name: str, whose: str, release: int, province: str) -> Iterator[dict[str, Any]]:
    """The rows of a record with their meeting, the partner's name, and how many days past due they would be."""
    held, partners = ({row[key]: row for row in _rows(connection, of, release, province)} for of, key in (("meeting", "meeting_code"), ("organisation", "organisation_code")))
    day = releases.as_of(connection, province, release)
    for row in _rows(connection, name, release, province):
        own, partner, due = held.get(row["meeting_code"], {}), partners.get(row[whose], {}), row.get("due_on")
        yield {**row, **{of: own.get(of) for of in MEETING if of != "meeting_code"}, "organisation_code": row[whose], "organisation_name": partner.get("organisation_name"),
               "organisation_name_en": partner.get("organisation_name_en"), "overdue": max(0, (day - due).days) if due and day else 0}


def _rows(connection: Connection, name: str, release: int, province: str) -> list[Mapping]:
    return list(rows(connection, select(releases.at(name, province, release))))


def _due(row: Mapping) -> tuple:
    return row["due_on"], row["meeting_code"], row["item_number"]


def _newest(row: Mapping) -> tuple:
    return row["held_on"] or date.min, row["meeting_code"], row["item_number"]
