"""A meeting's pack in words: the meeting, who came, the quorum, what was recorded, who must stand aside, what is open, and their tables.

Rows and frames come from queries.meetings with names already in the reader's language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard import wording
from dashboard.wording import t
from queries.answers import dicts

AGENDA = ["item_label", "agenda_section", "item_title", "brief", "presenter_name", "state", "stands_words"]
SEATS = ["seat_number", "membership_role", "post_words", "organisation_name", "attendance_kind", "came_words", "absence_reason"]
CONFLICTS = ["item_number", "post_words", "organisation_name", "interest_words", "stands_aside", "recusal_reason"]
RECORDS = ["record_number", "item_label", "record_kind", "record_words", "more_words", "corrected_words"]
OPEN = ["record_kind", "open_code", "record_words", "organisation_name", "due_on", "days_overdue"]
CAME = ("present", "substitute")


@dataclass(frozen=True)
class Known:
    """What records are told with: the seats, the names of things by (kind, code), and the quorum of each item somebody stands aside from."""

    seats: Sequence[Mapping]
    things: Mapping[tuple[str, str], str]
    quorum: Mapping[int, Mapping]


@dataclass(frozen=True)
class Record:
    """One record: its number and kind, its heading, its own words, what else is to be said (what, words), names in these that stay whole, and whether and what it corrects."""

    number: int
    kind: str
    heading: str
    words: str
    more: Sequence[tuple[str, str]] = ()
    names: Sequence[str] = ()
    mark: str = ""


# --- the meeting ------------------------------------------------------------------------------------------------------


def which(meeting: Mapping) -> str:
    """Which meeting of which year."""
    return t("pack.which", number=meeting["meeting_number"], year=meeting["meeting_year"] - (543 if wording.language() == "en" else 0))


def title(meeting: Mapping, kind: str, is_draft: bool = False) -> str:
    """The title of its papers or minutes; a draft says so."""
    words = t(f"pack.title_{kind}", body=meeting["body_name"] or meeting["body_code"], which=which(meeting))
    return t("pack.draft", title=words) if is_draft else words


def clock(time: str | None) -> str:
    """A time of day as it is written in minutes: "09.30"."""
    return time.replace(":", ".") if time else t("pack.dots")


def head(meeting: Mapping) -> list[str]:
    """When and where, a line each."""
    return [which(meeting), t("pack.on", day=wording.date(meeting["held_on"], long=True)), t("pack.at", place=meeting["place"])]


def met(meeting: Mapping) -> list[str]:
    """The same of one that was held, as minutes begin."""
    return [t("pack.on_minutes", day=wording.date(meeting["held_on"], long=True)), *head(meeting)[2:]]


# --- who came ---------------------------------------------------------------------------------------------------------


def post(seat: Mapping) -> str:
    """Who sits on a seat, or attends: the post, and the partner where that says more."""
    own, partner = seat["post_title"] or seat["came_post_title"], seat["organisation_name"]
    return " – ".join(dict.fromkeys(filter(None, (own, partner)))) or t("pack.dots")


def came(seats: Sequence[Mapping]) -> dict[str, list[tuple[str, str]]]:
    """Who came, who did not, who attended without a seat, of whom nothing is noted yet: (post, as what)."""
    found: dict[str, list[tuple[str, str]]] = {"present": [], "absent": [], "attending": [], "unknown": []}
    for seat in seats:
        kind = seat["attendance_kind"]
        role = wording.choice("membership_role", seat["membership_role"]) if seat["membership_role"] else ""
        if kind == "substitute":
            found["present"].append((t("pack.substitute", came=seat["came_post_title"] or t("pack.dots"), post=post(seat)), role))
        elif kind == "absent":
            found["absent"].append((post(seat), " – ".join(filter(None, (role, seat["absence_reason"])))))
        else:
            found[kind or "unknown"].append((post(seat), role))
    return found


def quorum(of: Mapping) -> str:
    """Whether there is a quorum, with the figures."""
    if of["needed_count"] is None:
        return t("pack.quorum_none", came=of["counted_count"], members=of["member_count"])
    words = t("pack.quorum", came=of["counted_count"], members=of["member_count"], needed=of["needed_count"])
    return f"{words} {t('pack.quorum_full' if of['has_quorum'] else 'pack.quorum_short')}"


def aside(row: Mapping, known: Known) -> str:
    """Who has a stake in an item, and which."""
    seat = next((seat for seat in known.seats if seat["seat_number"] == row["seat_number"]), {**row, "post_title": None, "came_post_title": None})
    return t("pack.aside", post=post(seat), interests=interests(row))


def interests(row: Mapping) -> str:
    """The stakes of a partner in a thing, in words."""
    return t("participation.and").join(t(f"pack.interest_{code}") for code in row["interests"].split(";"))


# --- what was recorded ------------------------------------------------------------------------------------------------


def record(row: Mapping, known: Known) -> Record:
    """A record in words, as minutes tell it."""
    words, more = TOLD[row["record_kind"]](row, known) if row["record_kind"] in TOLD else (row["said"] or "", [])
    thing = known.things.get((row["subject_kind"], row["subject_code"]))
    more = [*([(t("pack.about"), thing)] if thing and row["record_kind"] in ABOUT else []), *more]
    return Record(row["record_number"], row["record_kind"], t(f"pack.record_{row['record_kind']}"), words, [(what, told) for what, told in more if told], [row["organisation_name"] or "", thing or ""], _mark(row))


def _mark(row: Mapping) -> str:
    """That a record was corrected, or which it corrects and why."""
    told = [t("pack.is_corrected")] if row["is_corrected"] else []
    told += [t("pack.corrects", number=row["corrects_record_number"], reason=row["correction_reason"])] if row["corrects_record_number"] else []
    return " ".join(told)


def _finding(row: Mapping, known: Known) -> tuple[str, list]:
    return row["said"], [(t("pack.who_acts"), row["organisation_name"]), (t("pack.done"), row["detail"]), (t("pack.closed"), _day(row["closed_on"]))]


def _question(row: Mapping, known: Known) -> tuple[str, list]:
    return row["said"], [(t("pack.asked_of"), row["organisation_name"]), (t("pack.due"), _day(row["due_on"])), (t("pack.answer"), row["detail"]), (t("pack.closed"), _day(row["closed_on"]))]


def _resolution(row: Mapping, known: Known) -> tuple[str, list]:
    return row["said"], [(t("pack.outcome"), wording.choice("resolution_outcome", row["outcome"])), (t("pack.vote"), vote(row)), (t("pack.dissent"), row["dissent"]), (t("pack.who_acts"), row["organisation_name"]),
                         (t("pack.due"), _day(row["due_on"])), (t("pack.done"), " ".join(filter(None, (_day(row["closed_on"]), row["detail"]))))]


def vote(row: Mapping) -> str:
    """The votes and the chair's casting vote; that nobody voted, where nobody did."""
    if row["votes_for"] is None:
        return t("pack.by_consent")
    words = t("pack.votes", favour=row["votes_for"], against=row["votes_against"], abstained=row["votes_abstained"] or 0)
    return f"{words} {t('pack.casting_vote')}" if row["has_casting_vote"] else words


def _opinion(row: Mapping, known: Known) -> tuple[str, list]:
    return row["said"] or "", [(t("pack.decision"), wording.choice("review_decision", row["outcome"])), (t("pack.conditions"), row["detail"])]


def _rating(row: Mapping, known: Known) -> tuple[str, list]:
    return row["said"] or "", [(t("pack.rated"), wording.state(row["detail"]))]


def _threshold(row: Mapping, known: Known) -> tuple[str, list]:
    begins = row["record_key"].rpartition("·")[2].strip()  # the key of a limit: its rule, and from when it holds
    return t("pack.limit", rule=wording.choice("threshold_rule", row["detail"]), value=wording.number(Decimal(row["said"]), 3)), [(t("pack.limit_from"), _day(date.fromisoformat(begins)))]


def _recusal(row: Mapping, known: Known) -> tuple[str, list]:
    number = row["record_key"].rpartition("·")[2].strip()
    seat = next((seat for seat in known.seats if str(seat["seat_number"]) == number), None)
    held = known.quorum.get(row["item_number"])
    who = post(seat) if seat else row["organisation_name"]
    return t("pack.stays", post=who) if row["is_withdrawn"] else t("pack.stood_aside", post=who, reason=row["said"]), [(t("pack.quorum_here"), quorum(held) if held else "")]


def _day(day) -> str:
    return wording.date(day, long=True) if day else ""


TOLD = {"finding": _finding, "question": _question, "resolution": _resolution, "opinion": _opinion, "rating": _rating, "threshold": _threshold, "recusal": _recusal}
ABOUT = ("opinion", "rating")  # kinds whose words alone do not say what they are about


# --- tables -----------------------------------------------------------------------------------------------------------


def _frame(rows: Sequence[Mapping], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame([[row.get(name) for name in columns] for row in rows], columns=list(columns), dtype=object)


def agenda_table(sections: Sequence) -> pd.DataFrame:
    """The agenda: each item with its state and answer."""
    return _frame([{"item_label": item.label, "agenda_section": heading, "item_title": item.title, "brief": item.brief or None, "presenter_name": item.presenter or None, "state": (item.facts.state or None) if item.facts else None,
                    "stands_words": item.facts.answer if item.facts else None} for heading, items in sections for item in items], AGENDA)


def seats_table(seats: pd.DataFrame) -> pd.DataFrame:
    """The seats, and who attends without one."""
    return _frame([{**row, "post_words": row["post_title"] or row["came_post_title"], "came_words": row["came_post_title"] if row["attendance_kind"] == "substitute" else None} for row in dicts(seats)], SEATS)


def conflicts_table(conflicts: pd.DataFrame, known: Known) -> pd.DataFrame:
    """Who has a stake in which item, and whether he stood aside."""
    posts = {seat["seat_number"]: seat["post_title"] for seat in known.seats}
    return _frame([{**row, "post_words": posts.get(row["seat_number"]), "interest_words": interests(row)} for row in dicts(conflicts)], CONFLICTS)


def records_table(sections: Sequence, loose: Sequence[Record] = ()) -> pd.DataFrame:
    """Every record in words, in the order they were confirmed."""
    rows = [{"record_number": one.number, "item_label": label, "record_kind": one.kind, "record_words": one.words or None, "more_words": " · ".join(f"{what}: {words}" for what, words in one.more) or None,
             "corrected_words": one.mark or None} for label, one in [*((item.label, one) for _, items in sections for item in items for one in item.records), *((None, one) for one in loose)]]
    return _frame(sorted(rows, key=lambda row: row["record_number"]), RECORDS)


def open_table(still: pd.DataFrame) -> pd.DataFrame:
    """What is open, most overdue first."""
    return _frame([{**row, "open_code": row["code"], "record_words": row["said"]} for row in dicts(still)], OPEN)
