"""The governor's five minutes in words: on track or not, what moved since the last meeting, which instructions are open, what to know of a district before a visit.

Frames come with names already in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import wording
from dashboard.sentences import meeting, overview
from dashboard.wording import t
from queries.answers import dicts
from queries.since import tally

WORST_BRIEF = ("item", "how_bad", "responsible_organisation_name", "due_on")
GIVEN = ["instruction", "addressed_to", "instruction_due_on", "instruction_stands", "outcome_words", "about_words"]
GIVEN_FILED = ["instruction_code", "instruction_given_on", *GIVEN]
GIVEN_BRIEF = ("instruction", "addressed_to", "instruction_due_on", "instruction_stands")
DISTRICTS = ["district_name", "worst_words", "project_count", "off_track_count", "output_late_count", "disbursed_percent"]
DISTRICTS_BRIEF = ("district_name", "off_track_count", "output_late_count", "disbursed_percent", "worst_words")
CALLED = "called"  # a meeting that has not begun has looked at nothing


@dataclass(frozen=True)
class Earlier:
    """A release to compare with: its number, the day its figures speak of, and the meeting that looked at it ("" for none)."""

    release: int
    as_of: date
    meeting: str = ""

    def words(self, is_brief: bool) -> str:
        """It in words: the meeting, with the day its figures spoke of unless brief, or that day."""
        kind = "day" if not self.meeting else "meeting_brief" if is_brief else "meeting"
        return t(f"governor.since_{kind}", meeting=self.meeting, as_of=wording.date(self.as_of))


def verdict(head: Mapping, states: pd.DataFrame) -> tuple[str, str]:
    """On track or not, with how many things need action, of how many partners; and the state the overview gives it."""
    worst = overview.worst_state(states)
    if not worst and not head["item_count"]:
        return t("governor.nothing"), ""
    said = [t(f"governor.verdict_{worst}")] if worst else []
    if worst in ("on_track", "done", "not_due") and head["item_count"]:
        said = [t("governor.verdict_flagged")]
    return " ".join([*said, *([t("overview.answer", high=head["high_count"], items=head["item_count"], partners=head["partner_count"])] if head["item_count"] else [])]), worst


def earlier(releases: pd.DataFrame, meetings: pd.DataFrame, now: Mapping) -> list[Earlier]:
    """What to compare with, in this order: the release that the last meeting looked at, and the newest one whose figures speak of an earlier day (a record alone moves few).

    `now`: headline of the release shown, with its `release`; `releases`: reporting.release_summary."""
    before = {int(row["release"]): row["as_of"] for row in dicts(releases) if row["release"] < now["release"]}
    held = [Earlier(int(row["looked_at_release"]), before[row["looked_at_release"]], meeting.numbered(row))
            for row in dicts(meetings) if row["meeting_status"] != CALLED and row["looked_at_release"] in before]
    dated = [Earlier(number, day) for number, day in before.items() if day < now["as_of"]]
    return held[:1] + [one for one in dated[:1] if one.release != next((of.release for of in held), 0)]


def moved(states: pd.DataFrame, before: Earlier, is_brief: bool = False) -> str:
    """How many things grew worse, better or were finished since then, and the worst of those grown worse unless brief; `states`: since.states with those that stayed."""
    kinds = tally(states)
    worse, better, done, new = (int(sum(kinds[f"{name}_count"])) for name in ("worse", "better", "finished", "appeared"))
    if not (worse or better or done or new):
        return t("governor.unmoved", before=before.words(is_brief))
    said = [t("governor.moved", before=before.words(is_brief), worse=worse, better=better, done=done)]
    first = states.iloc[0].to_dict()
    said += [t("governor.worst_move", name=overview.named(first), who=first["responsible_organisation_name"] or t("overview.nobody"))] if worse and not is_brief else []
    return " ".join([*said, *([t("governor.appeared", count=new)] if new else [])])


# --- instructions -----------------------------------------------------------------------------------------------------


def instructed(found: pd.DataFrame) -> tuple[str, str]:
    """How many instructions are open, how many past their day and by how much at most; the same colours as open matters of a meeting."""
    rows = dicts(found)
    still = [row for row in rows if row["done_on"] is None]
    if not still:
        return (t("governor.none_open", done=len(rows)), "done") if rows else (t("governor.none_given"), "")
    late = [row for row in still if row["days_overdue"]]
    if not late:
        return t("governor.open", count=len(still)), "watch"
    worst = max(late, key=lambda row: row["days_overdue"])
    return t("governor.late", count=len(still), late=len(late), days=wording.days(worst["days_overdue"]), who=worst["organisation_name"] or wording.NONE), "off_track"


def given(found: pd.DataFrame, known: Mapping[str, str]) -> pd.DataFrame:
    """The instructions as a table, open ones first, each with how it stands by the day of the figures; `known`: names of the things they are about."""
    rows = [{**row, "addressed_to": row["organisation_name"], "instruction_due_on": row["due_on"], "instruction_stands": stands(row), "outcome_words": row["outcome"], "instruction_given_on": row["given_on"], "about_words": about(row, known)} for row in dicts(found)]
    return pd.DataFrame(rows, columns=GIVEN_FILED, dtype=object)


def stands(row: Mapping) -> str:
    """Of one instruction: done when, overdue by how much, or not due yet."""
    if row["done_on"] is not None:
        return t("governor.done_late" if row["days_overdue"] else "governor.done", day=wording.date(row["done_on"]), days=wording.days(row["days_overdue"]))
    return t("overview.overdue", days=wording.days(row["days_overdue"])) if row["days_overdue"] else t("governor.not_due")


def about(row: Mapping, known: Mapping[str, str]) -> str | None:
    """What an instruction is about, by its name; None where it is about no thing of the data."""
    return known.get(row["subject_code"], row["subject_code"]) if row["subject_code"] else None


# --- before a visit ---------------------------------------------------------------------------------------------------


def district(row: Mapping) -> tuple[str, str]:
    """What to know of a district first: projects, those off track, late outputs, the worst; and the state of that."""
    name = t("district.name", name=row["district_name"])
    if not row["project_count"]:
        return t("district.nothing", name=name), ""
    said = t("governor.district", name=name, projects=row["project_count"], off=row["off_track_count"], late=row["output_late_count"])
    state = "off_track" if row["off_track_count"] else "watch" if row["watch_count"] else "no_evidence" if row["no_evidence_count"] else "on_track"
    return (f"{said} {t('governor.district_worst', name=row['worst_name'])}" if row["worst_name"] else said), state


def districts(listed: pd.DataFrame) -> pd.DataFrame:
    """Every district as a table, worst first as given; nothing disbursed is no figure, for nothing may have been reported."""
    rows = [{**row, "worst_words": row["worst_name"], "disbursed_percent": row["disbursed_baht"] * 100 / row["allocated_baht"] if row["allocated_baht"] and row["disbursed_baht"] else None} for row in dicts(listed)]
    return pd.DataFrame(rows, columns=DISTRICTS, dtype=object)
