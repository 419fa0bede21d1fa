"""The meeting in sentences: where it stands, whether enough came, who must stand aside, what was recorded and how it was voted."""

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard import wording
from dashboard.markup import Figure
from dashboard.wording import choice, date, days, t
from queries.answers import dicts

RECORDED = ["record_number", "record_kind", "recorded_words", "decision", "organisation_name", "due_on", "confirmed"]
AGENDA = ["item_number", "agenda_section", "item_title", "item_done"]
OPEN = ["open_kind", "said", "organisation_name", "due_on", "days_overdue"]


def numbered(meeting: Mapping) -> str:
    """The meeting by its number: 2/2568."""
    year = meeting["meeting_year"] - (543 if wording.language() == "en" else 0)
    return t("meeting.numbered", number=meeting["meeting_number"], year=year)


def by_code(held: Iterable[Mapping]) -> dict[str, str]:
    """Code → number of each meeting, with its body where several bodies met: no two are called alike."""
    every = list(held)
    several = len({row["body_code"] for row in every}) > 1
    return {row["meeting_code"]: f"{numbered(row)} · {row['body_name']}" if several else numbered(row) for row in every}


def about(meeting: Mapping) -> str:
    """Day, hours, place, and the release it looks at."""
    return t("meeting.about", day=date(meeting["held_on"], long=True), hours=_hours(meeting), place=meeting["place"], release=meeting["looked_at_release"], as_of=date(meeting["looked_at_as_of"]))


def when(meeting: Mapping) -> str:
    """Day, hours and place."""
    return t("meeting.when", day=date(meeting["held_on"], long=True), hours=_hours(meeting), place=meeting["place"])


def came(row: Mapping, meeting: Mapping) -> list[Figure]:
    """How many came, how many are needed, and the release the meeting looks at."""
    noted = row["unknown_count"] < row["member_count"]
    return [Figure(t("meeting.figure_came"), wording.number(row["counted_count"]) if noted else wording.NONE), Figure(t("meeting.figure_needed"), wording.number(row["needed_count"])),
            Figure(t("meeting.figure_release"), wording.number(meeting["looked_at_release"]), date(meeting["looked_at_as_of"]))]


def _hours(meeting: Mapping) -> str:
    return t("meeting.from_to" if meeting["ended_at"] else "meeting.from_only", start=meeting["starts_at"] or wording.NONE, end=meeting["ended_at"])


def item(row: Mapping) -> str:
    """An agenda item by its number and title."""
    return t("meeting.item", number=row["item_number"], title=row["item_title"])


def stands(stand) -> str:
    """Where the wall is."""
    if stand.item:
        return t("meeting.at_item", item=item(stand.item), items=len(stand.items))
    return t("meeting.at_end" if stand.cursor.item_number else "meeting.at_start", items=len(stand.items))


def quorum(row: Mapping) -> tuple[str, str]:
    """Whether enough members came, and the colour of it."""
    if row["needed_count"] is None:
        return t("meeting.no_quorum_rule", counted=row["counted_count"], members=row["member_count"]), "no_evidence"
    if row["unknown_count"] == row["member_count"]:
        return t("meeting.not_noted", needed=row["needed_count"], members=row["member_count"]), "no_evidence"
    words = t("meeting.quorum" if row["has_quorum"] else "meeting.short_of_quorum", counted=row["counted_count"], members=row["member_count"], needed=row["needed_count"])
    return words + (t("meeting.aside_count", count=row["recused_count"]) if row["recused_count"] else ""), "on_track" if row["has_quorum"] else "off_track"


def conflict(row: Mapping) -> tuple[str, str]:
    """One member whose organisation has a stake in the item: as what, and whether it stands aside."""
    roles = t("meeting.and").join(t(f"meeting.interest_{role}") for role in row["interests"].split(";"))
    return t("meeting.stands_aside" if row["stands_aside"] else "meeting.must_stand_aside", seat=row["seat_number"], partner=row["organisation_name"], roles=roles), "done" if row["stands_aside"] else "watch"


def votes(row: Mapping) -> str:
    """How it was voted; "" where nobody voted."""
    if row["votes_for"] is None:
        return ""
    words = t("meeting.votes", favour=row["votes_for"], against=row["votes_against"], abstained=row["votes_abstained"] or 0)
    return words + (t("meeting.casting") if row["has_casting_vote"] else "")


def decision(row: Mapping) -> str:
    """What a record decided: outcome, conditions, votes and dissent, state or limit."""
    kind, detail = row["record_kind"], row["detail"]
    lists = {"opinion": "review_decision", "resolution": "resolution_outcome"}
    parts = [choice(lists[kind], row["outcome"])] if kind in lists and row["outcome"] else []
    if detail:
        parts.append(wording.state(detail) if kind == "rating" else choice("threshold_rule", detail) if kind == "threshold" else t(f"meeting.detail_{kind}", words=detail))
    parts += [votes(row)] if votes(row) else []
    parts += [t("meeting.dissent", words=row["dissent"])] if row["dissent"] else []
    return t("meeting.joint").join(parts) or wording.NONE


def recorded(found: pd.DataFrame) -> pd.DataFrame:
    """What was recorded, as a table, the newest last."""
    rows = [{**row, "recorded_words": _marked(row), "decision": decision(row), "confirmed": t("meeting.confirmed", role=choice("recorded_role", row["confirmed_role"]), release=row["from_release"])}
            for row in dicts(found)]
    return pd.DataFrame(rows, columns=RECORDED, dtype=object)


def _marked(row: Mapping) -> str:
    """A record's words, with the record it corrects or that it was corrected."""
    if row["is_withdrawn"]:
        return t("meeting.withdrew", number=row["corrects_record_number"], reason=row["correction_reason"])
    if row["corrects_record_number"]:
        return t("meeting.corrects", number=row["corrects_record_number"], reason=row["correction_reason"], words=row["said"])
    return t("meeting.was_corrected", words=row["said"]) if row["is_corrected"] else row["said"]


def agenda(items: Iterable[Mapping], at: int) -> pd.DataFrame:
    """The agenda as a table: which item is past, on the wall, or to come, and how much was recorded at it."""
    rows = [{**row, "item_done": t("meeting.now") if row["item_number"] == at else t("meeting.recorded_count", count=row["record_count"]) if row["record_count"] else wording.NONE} for row in items]
    return pd.DataFrame(rows, columns=AGENDA, dtype=object)


def still_open(found: pd.DataFrame) -> pd.DataFrame:
    """What is not closed yet, as a table."""
    return found.assign(open_kind=[choice("record_kind", kind) for kind in found["record_kind"]])[OPEN]


def open_answer(found: pd.DataFrame) -> tuple[str, str]:
    """How much is open, how much of it overdue, and the worst."""
    late = [row for row in dicts(found) if row["days_overdue"]]
    if not len(found):
        return t("meeting.none_open"), "done"
    if not late:
        return t("meeting.some_open", count=len(found)), "watch"
    worst = max(late, key=lambda row: row["days_overdue"])
    return t("meeting.late_open", count=len(found), late=len(late), days=days(worst["days_overdue"]), partner=worst["organisation_name"] or wording.NONE), "off_track"


def closing(found: pd.DataFrame) -> str:
    """What a meeting leaves: so many findings, questions, resolutions, opinions."""
    count = {kind: sum(1 for row in dicts(found) if row["record_kind"] == kind and not row["corrects_record_number"]) for kind in ("finding", "question", "resolution", "opinion")}
    return t("meeting.left", **count)


def pack(kind: str, meeting: Mapping, told: Mapping) -> str:
    """Which release of the facts and of the record the papers or minutes tell."""
    release = told["agenda_release"] if kind == "papers" else told["record_release"]
    words = kind if kind == "papers" or told["is_closed"] else "minutes_so_far"
    return t(f"meeting.tells_{words}", looked_at=meeting["looked_at_release"], as_of=date(meeting["looked_at_as_of"]), release=release)


def later(told: Mapping) -> str:
    """How much was recorded after the closing, which minutes do not tell; "" where nothing was."""
    return t("meeting.pack_later", count=told["later_count"]) if told["is_closed"] and told["later_count"] else ""
