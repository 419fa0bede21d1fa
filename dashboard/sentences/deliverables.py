"""The deliverables page's answers as sentences and the frames its pictures and tables take: one function a sentence.

Frames come from queries.deliverables with names already in the reader's language; sentences are plain text in the language in use.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from dashboard import palette, wording
from dashboard.markup import Figure
from dashboard.names import kept
from dashboard.sentences.budget import alike
from dashboard.wording import t
from queries.answers import dicts

REVIEWS = ("management_review", "legal_acceptance", "scrutiny_opinion")
RATED_FAR = ["deliverable_name", "computed_state", "committee_state"]
TO_CHASE = ("off_track", "no_evidence", "watch")
# What the tables on the page show of each answer, in this order.
LISTED = ["deliverable_name", "state", "late_days", "slip_days", "original_due_on", "due_on", "next_step", "holder_name"]
LISTED_BRIEF = ["deliverable_name", "state", "late_days", "slip_days", "next_step"]
FILED = ["deliverable_code", "deliverable_name", "state", "late_days", "slip_days", "original_due_on", "due_on", "submitted_on", "met_on", "responsible_organisation_name", "phase_number", "phase_name", "unexcused_days",
         "excused_slip_days", "reschedule_count", "reviewer_days", "holder_name", "awaited_since_on", "awaited_days", "penalty_baht", "evidence_count", "source_sheet", "source_row", "from_release"]
MOVED = ["deliverable_name", "moved_days", "moved_between", "why_moved", "agreed_by"]
MOVED_BRIEF = ["deliverable_name", "moved_days", "why_moved", "agreed_by"]
MOVED_FILED = ["deliverable_code", "deliverable_name", "reschedule_number", "decided_on", "previous_due_on", "new_due_on", "moved_days", "reason", "reschedule_cause", "is_excused", "body_name", "source_sheet", "source_row", "from_release"]
REVIEWED = ["deliverable_name", "submitted_on", *REVIEWS, "reviewer_days", "next_step", "holder_name"]
MOVED_FAR, REVIEWED_FAR = ["deliverable_name", "moved_days", "why_moved"], ["deliverable_name", "next_step"]  # from the furthest seat
REVIEWED_BRIEF = ["deliverable_name", *REVIEWS, "next_step"]
RATED = ["deliverable_name", "computed_state", "self_reported_state", "committee_state", "committee_reason"]
PHASES = ["name", "payment_baht", "paid_baht", "withheld_baht", "penalty_baht", "unpaid_baht", "accepted_count", "deliverable_count", "last_paid_on", "accepted_on", "is_paid_before_accepted"]


def late(listed: pd.DataFrame) -> str:
    """How many are late and not accepted, which most, who must act; without any, what was moved."""
    open_ones = [row for row in dicts(listed) if row["met_on"] is None]
    behind = sorted((row for row in open_ones if row["late_days"]), key=lambda row: -row["late_days"])
    moved = sorted((row for row in open_ones if row["slip_days"] > 0), key=lambda row: -row["slip_days"])
    if behind:
        owners = wording.NONE if behind[0]["responsible_organisation_name"] is None else ", ".join(dict.fromkeys(row["responsible_organisation_name"] for row in behind if row["responsible_organisation_name"]))
        return t("deliverables.answer", late=len(behind), total=len(listed), most=wording.days(behind[0]["late_days"]), name=behind[0]["deliverable_name"], who=owners)
    if moved:
        return t("deliverables.answer_slipped", total=len(listed), slipped=len(moved), most=wording.days(moved[0]["slip_days"]), name=moved[0]["deliverable_name"])
    return t("deliverables.answer_good", total=len(listed)) if len(listed) else t("deliverables.answer_none")


def worst_state(listed: pd.DataFrame) -> str:
    """The worst computed state; "" without any deliverable."""
    return next((state for state in palette.STATES if state in set(listed["state"])), "")


def figures(listed: pd.DataFrame, limit: Decimal) -> list[Figure]:
    """How many stand in each state, worst first, with the codes of those to chase; what is not due yet is told beside what is done."""
    states = list(listed["state"])
    found = [Figure(_state_label(state, limit), t("deliverables.count", count=states.count(state)), _codes(listed, state), state) for state in ("off_track", "no_evidence", "watch", "on_track") if state in states]
    waiting = t("deliverables.state_done_note", count=states.count("not_due")) if "not_due" in states else ""
    return [*found, Figure(_state_label("done", limit), t("deliverables.state_done_of", count=states.count("done"), total=len(states)), waiting, "done")]


def _state_label(state: str, limit: Decimal) -> str:
    return t(f"deliverables.state_{state}", days=wording.number(limit))


def _codes(listed: pd.DataFrame, state: str) -> str:
    return ", ".join(whole(code) for code, of in zip(listed["deliverable_code"], listed["state"], strict=True) if of == state)


def whole(code: str) -> str:
    """A code that no line breaks after its hyphen."""
    return code.replace("-", "-\N{WORD JOINER}")


def moved(listed: pd.DataFrame, is_brief: bool = False) -> str:
    """How many due dates were moved, which most, how many without an excuse; in brief only how many and how far."""
    records = [row for row in dicts(listed) if row["slip_days"]]
    if not records:
        return t("deliverables.plan_answer_good")
    most = max(records, key=lambda row: row["slip_days"])
    unexcused = sum(row["slip_days"] > (row["excused_slip_days"] or 0) for row in records)
    if is_brief:
        return t("deliverables.plan_answer_brief", moved=len(records), total=len(listed), most=wording.days(most["slip_days"]))
    return t("deliverables.plan_answer", moved=len(records), total=len(listed), most=wording.days(most["slip_days"]), name=most["deliverable_name"], unexcused=unexcused)


def schedule(timeline: pd.DataFrame) -> pd.DataFrame:
    """The timeline with each row's remark and its phase in words."""
    records = dicts(timeline)
    return timeline.assign(remark=pd.Series([_days_said(row) for row in records], index=timeline.index, dtype=object),
                           group=pd.Series([phase(row) for row in records], index=timeline.index, dtype=object))


def phase(row: Mapping) -> str:
    """A phase in words."""
    return t("deliverables.phase", number=row["phase_number"], name=row["phase_name"])


def named(row: Mapping) -> str:
    """A deliverable by its code and name."""
    return f"{row['deliverable_code']} {row['deliverable_name']}"


def _days_said(row: Mapping) -> str:
    """Late and moved as two figures; where there is neither, what came of it and when."""
    parts = [t("deliverables.said_late", days=wording.days(row["late_days"]))] if row["late_days"] else []
    parts += [t("deliverables.said_slip", days=wording.days(row["slip_days"]))] if row["slip_days"] else []
    if row["submitted_on"] and not row["met_on"]:
        parts.append(t("deliverables.awaited_legal_acceptance"))
    if parts:
        return " · ".join(parts)
    return t("deliverables.said_met", day=wording.date(row["met_on"])) if row["met_on"] else t("deliverables.said_due", day=wording.date(row["due_on"]))


def worst_first(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows with a state, the worst first."""
    return frame.loc[sorted(frame.index, key=lambda place: list(palette.STATES).index(frame["state"][place]))]


def by_urgency(pages: Sequence[tuple[int, int]], states: list[str]) -> list[tuple[int, int]]:
    """The pages of a schedule, the one that holds the worst state, and most often, first."""
    def badness(page: tuple[int, int]) -> tuple[int, int]:
        held = states[page[0] : page[1]]
        worst = next((state for state in palette.STATES if state in held), "")
        return list(palette.STATES).index(worst) if worst else len(palette.STATES), -held.count(worst)

    return sorted(pages, key=badness)


def pages_of(groups: Sequence[str], most: int) -> list[tuple[int, int]]:
    """First and last row (exclusive) of each page of rows that come in groups: groups stay whole where they fit, at most `most` rows a page."""
    ends = [place for place in range(1, len(groups) + 1) if place == len(groups) or groups[place] != groups[place - 1]]
    pages, first = [], 0
    while first < len(groups):
        whole = [end for end in ends if first < end <= first + most]
        pages.append((first, whole[-1] if whole else min(first + most, len(groups))))
        first = pages[-1][1]
    return pages or [(0, 0)]


def chased(listed: pd.DataFrame) -> str:
    """How many must be chased, by state, worst first."""
    states = [state for state in listed["state"] if state in TO_CHASE]
    if not states:
        return t("deliverables.list_answer_good")
    parts = [t("deliverables.part", state=wording.state(state), count=states.count(state)) for state in palette.STATES if state in states]
    return t("deliverables.list_answer", count=len(states), parts=" · ".join(parts))


def next_steps(listed: pd.DataFrame) -> pd.DataFrame:
    """The deliverables with what each waits for and for how long, in words."""
    return listed.assign(next_step=pd.Series([_next_step(row) for row in dicts(listed)], index=listed.index, dtype=object))


def _next_step(row: Mapping) -> str | None:
    if row["awaited"] is None:
        return None
    key = "sent_back" if row["awaited"] == "submission" and row["returned_count"] else row["awaited"]
    words = t(f"deliverables.awaited_{key}")
    return words if row["awaited_days"] is None else t("deliverables.awaited_for", what=words, days=wording.days(row["awaited_days"]))


def to_chase(listed: pd.DataFrame) -> pd.DataFrame:
    """Those to chase and those that wait for a decision, worst first as given; all of them where there is none."""
    found = kept(listed, (state in TO_CHASE or waits for state, waits in zip(listed["state"], listed["is_waiting_for_review"], strict=True)))
    return found if len(found) else listed


def moves(found: pd.DataFrame, listed: pd.DataFrame, is_brief: bool = False) -> str:
    """How often due dates were moved, by whose doing (not in brief), and how many days nobody excused."""
    unexcused = [row for row in dicts(found) if not row["is_excused"]]
    causes = dict.fromkeys(wording.choice("reschedule_cause", row["reschedule_cause"]) for row in dicts(found))
    held = {row["deliverable_code"] for row in dicts(found)}
    if is_brief:
        return t("deliverables.moves_answer_brief", count=len(found), unexcused=len(unexcused), days=wording.days(sum(row["moved_days"] for row in unexcused)))
    return t("deliverables.moves_answer", count=len(found), deliverables=len(held), total=len(listed), unexcused=len(unexcused), days=wording.days(sum(row["moved_days"] for row in unexcused)), causes=", ".join(causes))


def moved_table(found: pd.DataFrame) -> pd.DataFrame:
    """The reschedules with from when to when, why and by whose doing, and who agreed when, in words."""
    records = dicts(found)
    columns = {"moved_between": [t("deliverables.moved_between", was=wording.date(row["previous_due_on"]), now=wording.date(row["new_due_on"])) for row in records], "why_moved": [why_moved(row) for row in records],
               "agreed_by": [t("deliverables.agreed_by", body=row["body_name"] or wording.NONE, day=wording.date(row["decided_on"])) for row in records]}
    return found.assign(**{name: pd.Series(values, index=found.index, dtype=object) for name, values in columns.items()})


def why_moved(row: Mapping) -> str:
    """Whose doing a reschedule was, whether it is excused, and its reason."""
    excuse = t("deliverables.event_excused" if row["is_excused"] else "deliverables.event_not_excused")
    return " · ".join(filter(None, (wording.choice("reschedule_cause", row["reschedule_cause"]), excuse, row["reason"])))


def reviews(listed: pd.DataFrame, given: pd.DataFrame, has_steps: bool = False, is_brief: bool = False) -> str:
    """What waits for a decision and longest on whose desk (unless the rows below say that: `has_steps`), what was sent back, which conditions still stand; in brief only the first."""
    records = dicts(listed)
    waiting = sorted((row for row in records if row["is_waiting_for_review"]), key=lambda row: -row["reviewer_days"])
    parts = [t("deliverables.reviews_answer", waiting=len(waiting), most=wording.days(waiting[0]["reviewer_days"]), name=waiting[0]["deliverable_name"])] if waiting else [t("deliverables.reviews_answer_good")]
    parts += [t("deliverables.reviews_desk", who=waiting[0]["holder_name"] or wording.NONE)] if waiting and not has_steps else []
    if is_brief:
        return parts[0]
    returned, conditions = sum(bool(row["returned_count"]) for row in records), len({row["deliverable_code"] for row in dicts(given) if row["has_open_conditions"]})
    parts += [t("deliverables.reviews_returned", count=returned)] if returned else []
    parts += [t("deliverables.reviews_conditions", count=conditions)] if conditions else []
    return " ".join(parts)


def reviewed(listed: pd.DataFrame) -> pd.DataFrame:
    """What was ever submitted or judged, the three reviews as three columns, each its last decision and day; what waits for a decision first, then what was sent back."""
    columns = {kind: [_decision(row, kind) for row in dicts(listed)] for kind in REVIEWS}
    found = listed.assign(**{kind: pd.Series(values, index=listed.index, dtype=object) for kind, values in columns.items()})
    order = sorted(found.index, key=lambda place: (not found["is_waiting_for_review"][place], not (found["returned_count"][place] and found["met_on"][place] is None)))
    found = found.loc[order]
    return kept(found, (row["submission_count"] or any(row[kind] for kind in REVIEWS) for row in dicts(found)))


def in_review(found: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Of these, those on which a decision or a condition is still open; all where there is none."""
    conditions = {row["deliverable_code"] for row in dicts(given) if row["has_open_conditions"]}
    open_ones = kept(found, (row["met_on"] is None or row["deliverable_code"] in conditions for row in dicts(found)))
    return open_ones if len(open_ones) else found


def rated(listed: pd.DataFrame) -> pd.DataFrame:
    """Those that somebody rated beside the computed state."""
    reasons = [missing_reason() if missing else reason for missing, reason in zip(listed["is_reason_missing"], listed["committee_reason"], strict=True)]
    found = listed.assign(computed_state=listed["state"], committee_reason=pd.Series(reasons, index=listed.index, dtype=object))
    return kept(found, (bool(own or committee) for own, committee in zip(found["self_reported_state"], found["committee_state"], strict=True)))


def ratings(found: pd.DataFrame) -> str:
    """How many were rated, where the committee differs from the computed state, where the self-report is better than it."""
    order, records = list(palette.STATES), dicts(found)
    differ = sum(bool(row["committee_state"]) and row["committee_state"] != row["state"] for row in records)
    flattering = sum(bool(row["self_reported_state"]) and order.index(row["self_reported_state"]) > order.index(row["state"]) for row in records)
    return t("deliverables.ratings_answer", count=len(records), differ=differ, flattering=flattering)


def unreasoned(found: pd.DataFrame) -> str:
    """Which the committee rated below both others without the reason that it owes; "" where none."""
    codes = [code for code, missing in zip(found["deliverable_code"], found["is_reason_missing"], strict=True) if missing]
    return t("deliverables.ratings_unreasoned", count=len(codes), codes=", ".join(codes)) if codes else ""


def missing_reason() -> str:
    """What stands where the committee's reason should."""
    return f"{palette.STATES['off_track'].sign} {t('deliverables.reason_missing')}"


def without_zeros(listed: pd.DataFrame) -> pd.DataFrame:
    """The list for the eye: no days are no figure."""
    return listed.assign(**{name: pd.Series([value or None for value in listed[name]], index=listed.index, dtype=object) for name in ("late_days", "slip_days")})


def _decision(row: Mapping, kind: str) -> str | None:
    decision = row[f"{kind}_decision"]
    return f"{wording.choice('review_decision', decision)} · {wording.date(row[f'{kind}_on'])}" if decision else None


def payments(phases: pd.DataFrame) -> str:
    """What was paid of all phases, withheld and fined, and which phases were paid before acceptance."""
    sums = {name: sum(phases[f"{name}_baht"], Decimal(0)) for name in ("paid", "payment", "withheld", "penalty")}
    return t("deliverables.pay_answer", paid=wording.baht(sums["paid"]), total=wording.baht(sums["payment"]), withheld=wording.baht(sums["withheld"]), penalty=wording.baht(sums["penalty"]))


def early(phases: pd.DataFrame) -> tuple[str, str]:
    """Whether money left before acceptance, in which phases, and the state of that."""
    found = [phase(row) for row in dicts(phases) if row["is_paid_before_accepted"]]
    return (t("deliverables.pay_early", phases=", ".join(found)), "off_track") if found else (t("deliverables.pay_good"), "on_track")


def paid(phases: pd.DataFrame, is_brief: bool = False) -> pd.DataFrame:
    """The phases with what their bars say (in brief: for a narrow picture); off_track marks money that left before acceptance."""
    records = dicts(phases)
    return phases.assign(
        name=[phase(row) for row in records], remark=[_pay_said(row, is_brief) for row in records], state=["off_track" if row["is_paid_before_accepted"] else "" for row in records],
        settled_baht=pd.Series([row["paid_baht"] + row["withheld_baht"] for row in records], index=phases.index, dtype=object),
    )


def _pay_said(row: Mapping, is_brief: bool) -> str:
    parts = [t("deliverables.pay_said", paid=alike(row["paid_baht"], row["payment_baht"]), payment=wording.baht(row["payment_baht"]))]
    if is_brief:
        return " · ".join([*parts, *([t("deliverables.pay_said_early_brief")] if row["is_paid_before_accepted"] else [])])
    parts += [t(f"deliverables.pay_said_{name}", **{name: wording.baht(row[f"{name}_baht"])}) for name in ("withheld", "penalty") if row[f"{name}_baht"]]
    if not row["is_paid_before_accepted"]:
        return " · ".join([*parts, t("deliverables.pay_said_accepted", accepted=row["accepted_count"], total=row["deliverable_count"])])
    key = "deliverables.pay_said_early" if row["accepted_on"] else "deliverables.pay_said_early_open"
    return " · ".join([*parts, t(key, paid_on=wording.date(row["first_paid_on"]), accepted_on=wording.date(row["accepted_on"]))])


def limit(limits: pd.DataFrame) -> Mapping:
    """The limit of days above which a deliverable is off track."""
    return next(row for row in dicts(limits) if row["threshold_rule"] == "deliverable_off_track_days")


def rule(of: Mapping) -> str:
    """That limit in words, with the resolution that set it."""
    words = t("deliverables.rule", days=wording.number(of["threshold_value"]))
    return f"{words} ({of['resolution_reference']})" if of["resolution_reference"] else words
