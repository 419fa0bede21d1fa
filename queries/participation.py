"""Participation: the activities and the facts their tool asks for, who came, what they recommended, and what changed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pandas as pd
from sqlalchemy import Connection, func, select

from queries import releases, tables
from queries.answers import percent, rows, table
from queries.tables import GROUP_OF_SECTOR

SIX = Decimal("0.000001")
Fact = tuple[str, Callable[[Mapping], bool | None]]  # its code, and whether a row meets it (None: not stated)

ACTIVITIES = (
    "participation_code", "participation_name", "participation_tool", "start_on", "end_on", "days_held", "meeting_count", "district_codes", "organiser_organisation_code",
    "organiser_name", "organiser_name_en", "project_code", "scope", "recruitment_method", "participants", "counted_by_group", "cost_baht", "cost_per_person_baht",
    "facts_required", "facts_met", "facts_missing", "facts_unknown", "is_valid", "recommendations", "recommendations_waiting", "recommendations_adopted", "has_poll",
    "leads_to_code", "change_made", "from_release", "source_sheet", "source_row",
)
ATTENDANCE = ("participation_code", "participation_name", "participation_tool", "start_on", "sector", "sector_group", "district_code", "district_name_th", "district_name_en", "population_group", "people", "people_percent")
RECOMMENDATIONS = (
    "recommendation_code", "participation_code", "participation_name", "participation_tool", "recommendation", "addressed_to_organisation_code", "addressed_to_name",
    "addressed_to_name_en", "recommendation_decision", "is_answered", "recommended_on", "answer_due_on", "decided_on", "days_waiting", "days_overdue", "body_code", "reason",
    "project_code", "result", "from_release", "source_sheet", "source_row",
)
POLL_CHANGES = (
    "participation_code", "participation_name", "question_number", "question_text", "scale_minimum", "scale_maximum", "matched_people", "mean_before", "mean_after",
    "mean_change", "standard_error", "change_low", "change_high", "people_up", "people_same", "people_down", "is_small",
)
PANEL = ("participation_code", "participation_name", "attribute", "group_name", "panel_people", "panel_percent", "population_percent", "gap_points")
PRIORITIES = ("participation_code", "participation_name", "start_on", "rank", "priority", "votes", "votes_percent")


def _is_true(column: str) -> Callable[[Mapping], bool | None]:
    return lambda row: row[column]


def _at_most(column: str, limit: int) -> Callable[[Mapping], bool | None]:
    return _between(column, 0, limit)


def _between(column: str, low: int, high: int) -> Callable[[Mapping], bool | None]:
    return lambda row: None if row[column] is None else low <= row[column] <= high


_RANDOM: Fact = ("is_random_sample", lambda row: None if row["recruitment_method"] is None else row["recruitment_method"] == "random")
# The facts each tool asks for (domain.md section 8): a warning where one is missing, never a refusal.
REQUIRED: dict[str, tuple[Fact, ...]] = {
    "citizens_jury": (_RANDOM, ("covers_all_areas", _is_true("covers_all_areas")), ("is_representative", _is_true("is_representative")), ("at_most_3_days", _at_most("days_held", 3)),
                      ("has_documents", _is_true("has_documents")), ("has_facilitator", _is_true("has_facilitator"))),
    "consultation_forum": (("is_structured", _is_true("is_structured")), ("has_scope", lambda row: bool(row["scope"])), ("is_before_decision", _is_true("is_before_decision"))),
    "focus_group": (("is_structured", _is_true("is_structured")), ("has_time_set", lambda row: None if row["days_held"] is None else True)),
    "community_contracting": (("has_contract", _is_true("has_contract")),),
    "consensus_conference": (("has_experts", _is_true("has_experts")), ("has_report", _is_true("has_report")), ("has_recommendations", lambda row: row["recommendations"] > 0)),
    "deliberative_poll": (_RANDOM, ("has_200_to_500_people", _between("participants", 200, 500)), ("takes_2_days", _between("days_held", 2, 2)), ("has_same_questionnaire", _is_true("has_same_questionnaire"))),
    "study_circle": (("has_8_to_12_people", _between("participants", 8, 12)), ("has_several_meetings", _between("meeting_count", 2, 500))),
    "town_meeting": (("at_most_5000_people", _at_most("participants", 5000)), ("takes_1_day", _between("days_held", 1, 1)), ("has_linked_tables", _is_true("has_linked_tables")),
                     ("has_keypad_vote", _is_true("has_keypad_vote")), ("has_priorities", lambda row: row["priorities"] > 0)),
    "community_design": (("is_structured", _is_true("is_structured")),),
}


def facts(row: Mapping) -> dict[str, bool | None]:
    """Each fact the activity's tool asks for: met, missing, or None where it is not stated.

    The row carries the activity's columns and, as counts, `participants`, `recommendations` and `priorities`."""
    return {name: meets(row) for name, meets in REQUIRED[row["participation_tool"]]}


def activities(connection: Connection, *, release: int, province: str, tool: str | None = None, district: str | None = None) -> pd.DataFrame:
    """One row an activity up to as_of: dates, districts, people (count), cost (baht), facts its tool asks for; most missing facts first, then latest.

    `facts_…` are codes joined by ";". `is_valid` is False where a fact is missing and None where one is not stated. `participants` is
    the number stated; `counted_by_group` what the attendance sheet adds up to."""
    counts = _counts(connection, release, province)
    found = []
    for row in _activities(connection, release, province).values():
        if tool in (None, row["participation_tool"]) and (district is None or district in row["district_codes"].split(";")):
            found.append(_activity_row(row, counts))
    return table(sorted(found, key=lambda r: (-_length(r["facts_missing"]), -_length(r["facts_unknown"]), -r["start_on"].toordinal(), r["participation_code"])), ACTIVITIES)


def attendance(connection: Connection, *, release: int, province: str, activity: str | None = None, tool: str | None = None) -> pd.DataFrame:
    """One row a sector, district and population group that came to an activity: people (count) and per cent of its group's total; by activity, most first."""
    known, districts = _activities(connection, release, province), _by_code(connection, release, province, "district")
    held = [r for r in _true(connection, release, province, "participation_attendance") if r["participation_code"] in known and activity in (None, r["participation_code"])]
    totals = Counter()
    for row in held:
        totals[row["participation_code"], row["population_group"]] += row["people_count"]
    found = []
    for row in held:
        about = known[row["participation_code"]]
        if tool in (None, about["participation_tool"]):
            whole = totals[row["participation_code"], row["population_group"]]
            found.append({**about, **districts.get(row["district_code"], {}), **row, "sector_group": GROUP_OF_SECTOR[row["sector"]], "people": row["people_count"],
                          "people_percent": percent(Decimal(row["people_count"]), Decimal(whole))})
    return table(sorted(found, key=lambda r: (r["participation_code"], r["population_group"] != "all", r["population_group"], -r["people"], r["sector"], r["district_code"])), ATTENDANCE)


def recommendations(connection: Connection, *, release: int, province: str, activity: str | None = None, only_waiting: bool = False) -> pd.DataFrame:
    """One row a recommendation of an activity up to as_of: to whom, the answer and the days waited for it; unanswered first, longest waiting first.

    Days run from the activity's last day to the decision, or to as_of while there is none; `days_overdue` counts from the day an answer was due."""
    as_of, known, partners = releases.as_of(connection, province, release), _activities(connection, release, province), _by_code(connection, release, province, "organisation")
    found = []
    for row in _true(connection, release, province, "recommendation"):
        if row["participation_code"] in known and activity in (None, row["participation_code"]):
            found.append(_recommendation_row(row, known[row["participation_code"]], partners, as_of))
    found = [r for r in found if not (only_waiting and r["is_answered"])]
    return table(sorted(found, key=lambda r: (r["is_answered"], -(r["days_overdue"] or 0), -(r["days_waiting"] or 0), r["recommendation_code"])), RECOMMENDATIONS)


def poll_changes(connection: Connection, *, release: int, province: str, activity: str | None = None) -> pd.DataFrame:
    """One row a poll question: matched people (count), means before and after, their change and its standard error, on the question's own scale; by question.

    Standard error of the mean of paired differences, sd(after - before, n - 1) / sqrt(n); `change_low` and `change_high` are 1.96 of them away.
    Six decimals. `is_small` marks fewer than five people, who are never shown in public."""
    known, answers = _activities(connection, release, province), defaultdict(list)
    for row in _true(connection, release, province, "poll_answer"):
        answers[row["participation_code"], row["question_number"]].append((row["before_score"], row["after_score"], row["people_count"]))
    found = []
    for row in _true(connection, release, province, "poll_question"):
        if row["participation_code"] in known and activity in (None, row["participation_code"]):
            found.append({**known[row["participation_code"]], **row, **paired_change(answers[row["participation_code"], row["question_number"]])})
    return table(found, POLL_CHANGES)


def paired_change(pairs: list[tuple[int, int, int]]) -> dict:
    """What (before, after, people) triples say: n, means, change, standard error and who moved which way. Exact until the one square root."""
    n = sum(people for _, _, people in pairs)
    moved = {"matched_people": n, "people_up": sum(p for b, a, p in pairs if a > b), "people_same": sum(p for b, a, p in pairs if a == b), "people_down": sum(p for b, a, p in pairs if a < b),
             "is_small": n < 5}
    if n == 0:
        return moved
    before, after = Fraction(sum(b * p for b, _, p in pairs), n), Fraction(sum(a * p for _, a, p in pairs), n)
    change = after - before
    squares = sum((a - b - change) ** 2 * p for b, a, p in pairs)
    error = _exact(squares / (n - 1) / n).sqrt() if n > 1 else None
    spread = {"standard_error": error.quantize(SIX), "change_low": (_exact(change) - error * Decimal("1.96")).quantize(SIX), "change_high": (_exact(change) + error * Decimal("1.96")).quantize(SIX)} if n > 1 else {}
    return {**moved, "mean_before": _exact(before).quantize(SIX), "mean_after": _exact(after).quantize(SIX), "mean_change": _exact(change).quantize(SIX) + 0, **spread}


def panel(connection: Connection, *, release: int, province: str, activity: str | None = None) -> pd.DataFrame:
    """One row a group of an attribute (age, sex …): its share of the panel and of the population, per cent, and the gap in points; widest gap first within each attribute."""
    known, held = _activities(connection, release, province), _true(connection, release, province, "panel_group")
    totals = Counter()
    for row in held:
        totals[row["participation_code"], row["attribute"]] += row["panel_count"]
    found = []
    for row in held:
        if row["participation_code"] in known and activity in (None, row["participation_code"]):
            share = percent(Decimal(row["panel_count"]), Decimal(totals[row["participation_code"], row["attribute"]]))
            found.append({**known[row["participation_code"]], **row, "panel_people": row["panel_count"], "panel_percent": share, "gap_points": None if share is None else share - row["population_percent"]})
    return table(sorted(found, key=lambda r: (r["participation_code"], r["attribute"], -abs(r["gap_points"] or 0), r["group_name"])), PANEL)


def priorities(connection: Connection, *, release: int, province: str, activity: str | None = None) -> pd.DataFrame:
    """One row a priority a meeting ranked: votes (count) and per cent of the activity's votes; by activity and rank."""
    known, held = _activities(connection, release, province), _true(connection, release, province, "priority")
    totals = Counter()
    for row in held:
        totals[row["participation_code"]] += row["vote_count"]
    return table([{**known[row["participation_code"]], **row, "votes": row["vote_count"], "votes_percent": percent(Decimal(row["vote_count"]), Decimal(totals[row["participation_code"]]))}
                  for row in held if row["participation_code"] in known and activity in (None, row["participation_code"])], PRIORITIES)


def _true(connection: Connection, release: int, province: str, name: str):
    """The rows of a table at the release, in key order."""
    held = releases.at(name, province, release)
    return rows(connection, select(held).order_by(*(held.c[key] for key in tables.TABLES[name].key)))


def _by_code(connection: Connection, release: int, province: str, name: str) -> dict[str, Mapping]:
    return {row[f"{name}_code"]: row for row in _true(connection, release, province, name)}


def _activities(connection: Connection, release: int, province: str) -> dict[str, dict]:
    """Activities that had begun by as_of, with the organiser's name."""
    as_of, partners = releases.as_of(connection, province, release), _by_code(connection, release, province, "organisation")
    found = {}
    for row in _true(connection, release, province, "participation_activity"):
        if row["start_on"] <= as_of:
            organiser = partners.get(row["organiser_organisation_code"], {})
            found[row["participation_code"]] = {**row, "organiser_name": organiser.get("organisation_name"), "organiser_name_en": organiser.get("organisation_name_en")}
    return found


def _counts(connection: Connection, release: int, province: str) -> dict[str, Counter]:
    """What the other sheets say about each activity: people by group, recommendations by decision, poll questions, priorities."""
    found = defaultdict(Counter)
    for row in _true(connection, release, province, "participation_attendance"):
        if row["population_group"] == "all":
            found[row["participation_code"]]["people"] += row["people_count"]
    for row in _true(connection, release, province, "recommendation"):
        found[row["participation_code"]].update(["recommendations", row["recommendation_decision"]])
    for name in ("poll_question", "priority"):
        held = releases.at(name, province, release)
        for row in rows(connection, select(held.c.participation_code, func.count().label("n")).group_by(held.c.participation_code)):
            found[row["participation_code"]][name] = row["n"]
    return found


def _activity_row(row: Mapping, counts: dict[str, Counter]) -> dict:
    n = counts[row["participation_code"]]
    people = row["participant_count"] if row["participant_count"] is not None else n["people"] or None
    told = facts({**row, "participants": people, "recommendations": n["recommendations"], "priorities": n["priority"]})
    missing, unknown = [f for f, is_met in told.items() if is_met is False], [f for f, is_met in told.items() if is_met is None]
    return {
        **row, "participants": people, "counted_by_group": n["people"] or None, "cost_per_person_baht": (row["cost_baht"] / people).quantize(Decimal("0.01")) if people and row["cost_baht"] is not None else None,
        "facts_required": ";".join(told), "facts_met": ";".join(f for f, is_met in told.items() if is_met), "facts_missing": ";".join(missing), "facts_unknown": ";".join(unknown),
        "is_valid": False if missing else None if unknown else True, "recommendations": n["recommendations"], "recommendations_waiting": n["pending"],
        "recommendations_adopted": n["adopted"] + n["partly_adopted"], "has_poll": n["poll_question"] > 0,
    }


def _recommendation_row(row: Mapping, about: Mapping, partners: dict[str, Mapping], as_of: date) -> dict:
    """The recommendation with its waiting time; None where an answer bears no date."""
    is_answered = row["recommendation_decision"] != "pending" and (row["decided_on"] is None or row["decided_on"] <= as_of)
    until = row["decided_on"] if is_answered else as_of
    asked = partners.get(row["addressed_to_organisation_code"], {})
    return {**about, **row, "is_answered": is_answered, "recommended_on": about["end_on"], "days_waiting": _days(about["end_on"], until), "days_overdue": _days(row["answer_due_on"], until),
            "addressed_to_name": asked.get("organisation_name"), "addressed_to_name_en": asked.get("organisation_name_en")}


def _days(since: date | None, until: date | None) -> int | None:
    return max((until - since).days, 0) if since and until else None


def _length(codes: str) -> int:
    return len(codes.split(";")) if codes else 0


def _exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
