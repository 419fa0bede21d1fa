"""How to ask the committee, what it asked, resolved and found so far, and when the next update comes, in words."""

from collections.abc import Mapping
from datetime import timedelta

import pandas as pd

from dashboard import wording
from dashboard.sentences.meeting import numbered
from dashboard.wording import choice, days, t
from queries.answers import dicts
from queries.settings import Settings

Fact = tuple[str, str, str]
ASKED = ["question", "subject_name", "organisation_name", "due_on", "answered_words", "answered_on", "of_meeting"]
ASKED_BRIEF = ("question", "organisation_name", "answered_words")
RESOLVED = ["resolution", "subject_name", "decided_words", "organisation_name", "due_on", "done_told", "of_meeting"]
RESOLVED_BRIEF = ("resolution", "decided_words", "organisation_name", "done_told")
FOUND = ["finding", "subject_name", "organisation_name", "done_told", "of_meeting"]
FOUND_BRIEF = ("finding", "organisation_name", "done_told")
INSTRUCTED = ["instruction", "subject_name", "organisation_name", "given_on", "due_on", "done_told"]
INSTRUCTED_BRIEF = ("instruction", "organisation_name", "done_told")


def next_update(duties: pd.DataFrame) -> str:
    """When the next reports are due and of which month; `duties`: reporting.duties."""
    due = sorted(day for day in duties["next_due_on"] if day is not None)
    if not due:
        return t("asking.next_unknown")
    of = [day for day in due if (day.year, day.month) == (due[0].year, due[0].month)]
    days = {"first": wording.date(of[0]), "last": wording.date(of[-1])}
    return t("asking.next" if of[0] != of[-1] else "asking.next_one", month=wording.month_year(of[0].replace(day=1) - timedelta(days=1)), **days)


def how(given: Settings) -> str:
    """Where a question goes; that no address is stated, where none is."""
    if not (given.committee_address or given.committee_contact):
        return t("asking.how_unknown", line=given.complaints_line) if given.complaints_line else t("asking.how_nowhere")
    return t("asking.how")


def ways(given: Settings, office: Mapping | None) -> list[Fact]:
    """The ways to ask: committee, complaints centre, the office that keeps the data."""
    not_stated = t("asking.not_stated")
    found = [(t("asking.committee_address"), given.committee_address or not_stated, ""), (t("asking.committee_contact"), given.committee_contact or not_stated, "")]
    found += [(t("asking.complaints"), t("asking.complaints_words", line=given.complaints_line), "")] if given.complaints_line else []
    return [*found, *([(t("asking.office"), t("asking.office_words", name=office["office_name"], contact=office["office_contact"] or not_stated), "")] if office else [])]


def privacy_contact(given: Settings) -> str:
    """Whom to ask about personal data."""
    return given.privacy_contact or given.committee_contact or given.committee_address or t("asking.not_stated")


# --- what the committee has asked, resolved and found -----------------------------------------------------------------


def asked(found: pd.DataFrame) -> tuple[str, str]:
    """How many questions the committee asked, how many are answered, and whose answer is waited for longest."""
    waiting = found[[row["days_overdue"] is not None for row in dicts(found)]]
    told = t("asking.asked_answer", count=len(found), answered=len(found) - len(waiting))
    return _still("asked_waits", "asked_late", waiting, told) if len(waiting) else (told, "done")


def resolved(found: pd.DataFrame, of: str = "resolved_answer") -> tuple[str, str]:
    """How many resolutions (or whatever `of` counts) there are, how many are not done, and who must act first."""
    still = found[[row["days_overdue"] is not None and row["done_on"] is None for row in dicts(found)]]
    told = t(f"asking.{of}", count=len(found))
    return _still("resolved_open", "resolved_late", still, told) if len(still) else (t("asking.resolved_done", sentence=told), "done")


def found(rows: pd.DataFrame) -> tuple[str, str]:
    """How many findings there are, how many the committee has not closed, and who must act on the newest of these."""
    still = rows[rows["is_open"].astype(bool)]
    if not len(still):
        return t("asking.found_closed", count=len(rows)), "done"
    return t("asking.found_answer", count=len(rows), open=len(still), partner=still.iloc[0]["organisation_name"]), "watch"


def _still(waits: str, late: str, still: pd.DataFrame, told: str) -> tuple[str, str]:
    """The sentence with what is still open, the first due or the most overdue of it; `still` is in that order."""
    first, overdue = still.iloc[0], sum(count > 0 for count in still["days_overdue"])
    partner = first["organisation_name"] or t("asking.nobody")
    if overdue:
        return t(f"asking.{late}", sentence=told, open=len(still), late=overdue, days=days(first["days_overdue"]), partner=partner), "off_track"
    return t(f"asking.{waits}", sentence=told, waiting=len(still), open=len(still), day=wording.date(first["due_on"]), partner=partner), "not_due"


def recorded(found: pd.DataFrame, owners: Mapping[str, str], things: Mapping[str, str]) -> pd.DataFrame:
    """The record in words: about what, whose turn it is, the answer or what was done, how it was voted, at which meeting. `owners` and `things`: code → name."""
    rows = [{**row, "organisation_name": owners.get(row["organisation_code"]), "subject_name": _about(row, things), "answered_words": _answered(row), "done_told": _done(row), "decided_words": _decided(row), "of_meeting": _meeting(row)}
            for row in dicts(found)]
    return pd.DataFrame(rows, columns=[*dict.fromkeys([*found.columns, *ASKED, *RESOLVED])], dtype=object)


def _about(row: Mapping, things: Mapping[str, str]) -> str | None:
    """The thing by its name; by its kind and code where no name is known."""
    code = row["subject_code"]
    return things.get(code) or f"{choice('record_subject', row['subject_kind'])} {code}" if code else None


def _answered(row: Mapping) -> str | None:
    overdue = row.get("days_overdue")
    return row.get("answer") or (t("asking.waits_late", days=days(overdue)) if overdue else t("asking.waits"))


def _done(row: Mapping) -> str:
    if "finding" in row:
        return _closed(row)
    if done := row.get("done_on"):
        return t("asking.done_words" if row["outcome"] else "asking.done", day=wording.date(done), words=row["outcome"])
    if not row.get("due_on"):
        return row.get("outcome") or t("asking.nothing_due")
    return t("asking.open_late" if row["days_overdue"] else "asking.open", days=days(row["days_overdue"]), day=wording.date(row["due_on"]))


def _closed(row: Mapping) -> str:
    """What became of a finding."""
    if row["closed_on"]:
        return t("asking.finding_closed_words" if row["outcome"] else "asking.finding_closed", day=wording.date(row["closed_on"]), words=row["outcome"])
    if row["outcome"]:
        return t("asking.finding_acted", words=row["outcome"])
    return t("asking.finding_open" if row["is_open"] else "asking.finding_noted")


def _decided(row: Mapping) -> str | None:
    """How a resolution went, its votes and what the minority said; None of anything else."""
    if "resolution_outcome" not in row:
        return None
    votes = "" if row["votes_for"] is None else t("asking.votes", favour=row["votes_for"], against=row["votes_against"], abstained=row["votes_abstained"] or 0)
    casting = t("asking.casting") if row["has_casting_vote"] else ""
    dissent = t("meeting.dissent", words=row["dissent"]) if row["dissent"] else ""
    return t("meeting.joint").join(part for part in (choice("resolution_outcome", row["resolution_outcome"]), votes, casting, dissent) if part)


def _meeting(row: Mapping) -> str | None:
    if not row.get("meeting_number"):
        return None
    return t("asking.meeting" if row["meeting_status"] == "closed" else "asking.meeting_goes_on", number=numbered(row), day=wording.date(row["held_on"]))
