"""The facts each tool of participation asks for (domain.md section 8): a warning where one is missing, never a refusal."""

from collections.abc import Callable, Mapping

Fact = tuple[str, Callable[[Mapping], bool | None]]  # its code, and whether a row meets it (None: not stated)


def _is_true(column: str) -> Callable[[Mapping], bool | None]:
    return lambda row: row[column]


def _at_most(column: str, limit: int) -> Callable[[Mapping], bool | None]:
    return _between(column, 0, limit)


def _between(column: str, low: int, high: int) -> Callable[[Mapping], bool | None]:
    return lambda row: None if row[column] is None else low <= row[column] <= high


_RANDOM: Fact = ("is_random_sample", lambda row: None if row["recruitment_method"] is None else row["recruitment_method"] == "random")
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


STATED = {  # what of the activity a fact is judged by, where that is more than yes or no
    "is_random_sample": "recruitment_method", "at_most_3_days": "days_held", "has_time_set": "days_held", "takes_2_days": "days_held", "takes_1_day": "days_held", "has_200_to_500_people": "participants",
    "has_8_to_12_people": "participants", "at_most_5000_people": "participants", "has_several_meetings": "meeting_count", "has_recommendations": "recommendations", "has_priorities": "priorities",
}


def facts(row: Mapping) -> dict[str, bool | None]:
    """Each fact the activity's tool asks for: met, missing, or None where it is not stated.

    The row carries the activity's columns and, as counts, `participants`, `recommendations` and `priorities`."""
    return {name: meets(row) for name, meets in REQUIRED[row["participation_tool"]]}
