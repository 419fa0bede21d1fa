"""One deliverable in words: where it stands, what it must satisfy, who judged it and how, its whole story.

Rows and frames come from queries.deliverables with names already in the reader's language.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard import wording
from dashboard.markup import Figure
from dashboard.names import kept
from dashboard.sentences.deliverables import REVIEWS, missing_reason, phase, why_moved
from dashboard.sentences.hire import output
from dashboard.wording import t
from queries.answers import dicts

JUDGED = ["review_kind", "review_decision", "reviewed_on", "body_name", "words", "document_number"]
JUDGED_BRIEF = ["review_kind", "review_decision", "reviewed_on", "words"]
EVENTS = ["event_on", "happened", "event_words", "body_name", "document_number", "source_sheet", "source_row", "from_release"]
EVENTS_BRIEF = ["event_on", "happened", "event_words", "body_name"]
Fact = tuple[str, str, str]


def standing(row: Mapping) -> str:
    """What became of it, and on whose desk it lies since when."""
    parts = [t("deliverables.one_submitted", day=wording.date(row["submitted_on"])) if row["submitted_on"] else t("deliverables.one_sent_back" if row["returned_count"] else "deliverables.one_not_submitted")]
    parts += [t("deliverables.one_met", day=wording.date(row["met_on"]))] if row["met_on"] else []
    parts += [desk(row)] if row["awaited"] else []
    return " ".join(parts)


def desk(row: Mapping) -> str:
    """What it waits for, on whose desk, and since when."""
    words = t("deliverables.desk", what=t(f"deliverables.awaited_{row['awaited']}"), who=row["holder_name"] or wording.NONE)
    return words if row["awaited_since_on"] is None else f"{words} {t('deliverables.desk_since', day=wording.date(row['awaited_since_on']), days=wording.days(row['awaited_days']))}"


def figures(row: Mapping) -> list[Figure]:
    """Days late, days moved, the reviewers' days and documents: four figures that are never added up."""
    moved = t("deliverables.one_moved_note", original=wording.date(row["original_due_on"]), due=wording.date(row["due_on"])) if row["reschedule_count"] else t("deliverables.one_moved_never")
    excused = t("deliverables.one_excused", days=wording.days(row["excused_slip_days"])) if row["excused_slip_days"] else ""
    return [
        Figure(t("deliverables.late"), wording.days(row["late_days"]), t("deliverables.one_due_note", due=wording.date(row["due_on"]))),
        Figure(t("deliverables.slip"), wording.days(row["slip_days"]), " · ".join(filter(None, (moved, excused)))),
        Figure(t("deliverables.one_reviewers"), wording.days(row["reviewer_days"]), t("deliverables.one_reviewers_note", count=row["returned_count"]) if row["returned_count"] else t("deliverables.one_never_returned")),
        Figure(t("deliverables.one_documents"), wording.number(row["evidence_count"]), t("deliverables.one_documents_none") if row["awaited"] == "evidence" else ""),
    ]


def facts(row: Mapping, of_phase: Mapping, outputs: pd.DataFrame, documents: pd.DataFrame, is_brief: bool = False) -> list[Fact]:
    """What it must satisfy, how it is rated, what its acceptance pays, which outputs it serves, what proves it; in brief without the last."""
    served = {o["output_code"]: output(o) for o in dicts(outputs)}
    codes = [code.strip() for code in (row["output_codes"] or "").split(";") if code.strip()]
    found = [("criteria", row["acceptance_criteria"] or wording.NONE), ("rated", rated(row)), ("of_phase", t("deliverables.one_pays", phase=phase(of_phase), amount=wording.baht(of_phase["payment_baht"]))),
             ("served", " · ".join(served.get(code, code) for code in codes))]
    found += [] if is_brief else [("penalties", wording.baht_exact(row["penalty_baht"]) if row["penalty_baht"] else ""), ("proofs", proofs(documents))]
    return [(t(f"deliverables.one_{name}"), words, "") for name, words in found if words]


def rated(row: Mapping) -> str:
    """The three ratings side by side, the committee's with its reason; "" where nobody rated it."""
    if not (row["self_reported_state"] or row["committee_state"]):
        return ""
    given = (("computed", row["state"]), ("self", row["self_reported_state"]), ("committee", row["committee_state"]))
    words = " · ".join(t(f"deliverables.rated_{who}", state=wording.state(state) if state else wording.NONE) for who, state in given)
    reason = missing_reason() if row["is_reason_missing"] else row["committee_reason"]
    return f"{words} · {t('deliverables.rated_reason', reason=reason)}" if reason else words


def proofs(documents: pd.DataFrame) -> str:
    """The documents that prove it, each with its number and day."""
    return " · ".join(t("deliverables.one_proof", title=row["evidence_title"], number=row["document_number"] or wording.NONE, day=wording.date(row["dated_on"])) for row in dicts(documents))


def judged(reviews: pd.DataFrame) -> tuple[str, str]:
    """Which of the three reviews have been given and whether conditions still stand."""
    given = {row["review_kind"] for row in dicts(reviews)}
    open_ones = sum(bool(value) for value in reviews["has_open_conditions"])
    missing = [wording.choice("review_kind", kind) for kind in REVIEWS if kind not in given]
    words = t("deliverables.judged_answer", count=len(given), missing=", ".join(missing)) if missing else t("deliverables.judged_all")
    return (f"{words} {t('deliverables.judged_conditions', count=open_ones)}", "watch") if open_ones else (words, "")


def reviews_table(reviews: pd.DataFrame) -> pd.DataFrame:
    """The reviews as they came, kind by kind; a kind that nobody gave yet has a line that says so."""
    records = dicts(reviews)
    lines = [{**row, "words": _review_words(row)} for kind in REVIEWS for row in ([r for r in records if r["review_kind"] == kind] or [{"review_kind": kind, "words": t("deliverables.judged_none")}])]
    columns = list(dict.fromkeys([*JUDGED, "review_number", "opinion", "conditions", "conditions_met_on", "source_sheet", "source_row", "from_release"]))
    return pd.DataFrame([[line.get(name) for name in columns] for line in lines], columns=columns, dtype=object)


def _review_words(row: Mapping) -> str | None:
    if row.get("words"):
        return row["words"]
    if row["review_decision"] != "accepted_with_conditions":
        return row["opinion"]
    asked = row["conditions"] or row["opinion"]
    said = row["opinion"] if row["opinion"] != asked else ""
    return " · ".join(filter(None, (said, f"{t('deliverables.conditions', conditions=asked or wording.NONE)} – {_conditions_stand(row)}")))


def _conditions_stand(row: Mapping) -> str:
    return t("deliverables.conditions_open") if row["has_open_conditions"] else t("deliverables.conditions_met", day=wording.date(row["conditions_met_on"]))


# --- its story --------------------------------------------------------------------------------------------------------


def history(row: Mapping) -> str:
    """What became of one deliverable."""
    parts = [t("deliverables.history_answer", name=row["deliverable_name"], original=wording.date(row["original_due_on"]), due=wording.date(row["due_on"]))]
    parts += [t("deliverables.history_slip", days=wording.days(row["slip_days"]), count=row["reschedule_count"])] if row["slip_days"] else []
    parts += [t("deliverables.history_submitted", day=wording.date(row["submitted_on"])) if row["submitted_on"] else t("deliverables.history_not_submitted")]
    parts += [t("deliverables.history_met", day=wording.date(row["met_on"]))] if row["met_on"] else []
    parts += [t("deliverables.history_late", days=wording.days(row["late_days"]))] if row["late_days"] else []
    return " ".join(parts)


def told_by(as_of: date, found: pd.DataFrame) -> pd.DataFrame:
    """The events that had happened by that day, and the due date itself."""
    return kept(found, (on <= as_of or kind == "original_due" for on, kind in zip(found["event_on"], found["event_kind"], strict=True)))


def events(found: pd.DataFrame, bodies: Mapping[str, str]) -> pd.DataFrame:
    """A deliverable's events with what happened in words and the name of the body."""
    records = dicts(found)
    columns: dict[str, Sequence] = {"happened": [_happened(row) for row in records], "event_words": [_event_words(row) for row in records], "body_name": [bodies.get(row["body_code"]) for row in records]}
    return found.assign(**{name: pd.Series(values, index=found.index, dtype=object) for name, values in columns.items()})


def _happened(row: Mapping) -> str:
    amount = wording.baht_exact(row["amount_baht"])
    return t(f"deliverables.event_{row['event_kind']}", number=row["event_number"], day=wording.date(row["new_due_on"]), amount=amount)


def _event_words(row: Mapping) -> str | None:
    kind, decision = row["event_kind"], row["decision"]
    if kind == "reschedule":
        return why_moved({**row, "reschedule_cause": decision, "reason": row["words"]})
    said = wording.choice("review_decision", decision) if decision else ""
    return " · ".join(filter(None, (said, row["words"]))) or None
