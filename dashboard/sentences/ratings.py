"""Three ratings of one thing in words: what the rules compute, what the reporter says of itself, what the committee says and why.

Frames come as `attention.three_ratings` answers, names in the reader's language.
"""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from dashboard import wording
from dashboard.charts.lettering import wrapped
from dashboard.palette import STATES
from dashboard.wording import t
from queries.answers import dicts

RATERS = ("computed", "self_reported", "committee", "standing")
TABLE = ["subject_name", "computed_state", "self_reported_state", "committee_state", "standing_state", "committee_reason", "self_reported_reason", "organisation_name", "committee_on", "self_reported_on"]
BRIEF = ["subject_name", "computed_state", "self_reported_state", "committee_state", "standing_state"]
REASONS = ["subject_name", "standing_state", "reason_given", "committee_on"]
BIASES = ("better", "same", "worse")
BIAS = ["kind_name", *(f"bias_{name}_count" for name in BIASES), "uncompared_count"]
BESIDE = 0.4  # part of a picture's width that names at its left may take

kind = partial(wording.choice, "subject_kind")


def named(row: Mapping) -> str:
    """What was rated, by its name, else its code."""
    return row["subject_name"] or row["subject_code"]


def differ(rated: pd.DataFrame, in_brief: bool = False) -> str:
    """How many were rated, of how many the three differ, and where the committee's state stands; `in_brief`: as the furthest seat has room for."""
    rows = dicts(rated)
    apart, standing = [row for row in rows if not row["is_agreed"]], [row for row in rows if row["is_committee_standing"]]
    if not apart:
        return t("ratings.agreed", count=len(rows))
    if in_brief:
        return t("ratings.differ_brief", differ=len(apart), count=len(rows))
    said = t("ratings.differ", differ=len(apart), count=len(rows), name=named(apart[0]))
    return f"{said} {t('ratings.stands', count=len(standing))}" if standing else said


def worst(rated: pd.DataFrame) -> str:
    """The worst state that stands of what they differ on; "" where they agree."""
    held = {row["standing_state"] for row in dicts(rated) if not row["is_agreed"]}
    return next((state for state in STATES if state in held), "")


def table(rated: pd.DataFrame, partners: Mapping[str, str]) -> pd.DataFrame:
    """Everything rated with its reasons and who answers for it; a reason that is missing is told."""
    rows = dicts(rated)
    words = {"subject_name": [f"{named(row)} ({kind(row['subject_kind'])})" for row in rows], "organisation_name": [partners.get(row["responsible_organisation_code"]) for row in rows],
             "committee_reason": [_reason(row) for row in rows]}
    return rated.assign(**{name: pd.Series(values, index=rated.index, dtype=object) for name, values in words.items()})[TABLE]


def _reason(row: Mapping) -> str | None:
    return t("ratings.no_reason") if row["is_reason_missing"] else row["committee_reason"]


def cells(rated: pd.DataFrame, letter: int, room: float) -> tuple[pd.DataFrame, list[str], list[str]]:
    """(frame, rows, heads) for a matrix: what each of the three says of each thing, and what stands."""
    heads, made, labels = {rater: t(f"ratings.head_{rater}") for rater in RATERS}, [], []
    for row in dicts(rated):
        label = "\n".join(wrapped(f"{named(row)} ({row['subject_code']})" if row["subject_name"] else row["subject_code"], letter, room * BESIDE))
        labels.append(label)
        made += [{"row": label, "head": heads[rater], "value": 1, "state": row[f"{rater}_state"], "text": wording.state(row[f"{rater}_state"]),
                  "words": f"{named(row)} · {heads[rater]}: {wording.state(row[f'{rater}_state'])}"} for rater in RATERS if row[f"{rater}_state"]]
    return pd.DataFrame(made, columns=["row", "head", "value", "state", "text", "words"], dtype=object), labels, list(heads.values())


# --- why the committee sees it lower ------------------------------------------------------------------------------------


def reasons(lower: pd.DataFrame) -> str:
    """Of how many the committee's lower state stands, and for how many of them no reason is given though it must be."""
    without = sum(bool(missing) for missing in lower["is_reason_missing"])
    if lower.empty:
        return t("ratings.never_lower")
    said = t("ratings.lower", count=len(lower))
    return f"{said} {t('ratings.without_reason', count=without) if without else t('ratings.all_reasoned')}"


def reasons_table(lower: pd.DataFrame) -> pd.DataFrame:
    """Where the committee's state stands, with its reason; those without one first."""
    rows = sorted(dicts(lower), key=lambda row: not row["is_reason_missing"])
    made = [{**row, "subject_name": named(row), "reason_given": _reason(row)} for row in rows]
    return pd.DataFrame(made, columns=REASONS, dtype=object)


# --- how reporters see themselves -----------------------------------------------------------------------------------------


def bias(rated: pd.DataFrame) -> str:
    """How often the reporter sees it better than the rules compute, of those that can be compared."""
    held = list(rated["bias"])
    compared = [of for of in held if of]
    if not compared:
        return t("ratings.bias_none")
    counts = {of: compared.count(of) for of in BIASES}
    uncompared = sum(bool(own) for own in rated["self_reported_state"]) - len(compared)
    said = t("ratings.bias", total=len(compared), **counts)
    return f"{said} {t('ratings.uncompared', count=uncompared)}" if uncompared else said


def bias_table(rated: pd.DataFrame) -> pd.DataFrame:
    """Kind by kind, never added up: how often the reporter's state is better, the same, worse than the computed one, or cannot be compared."""
    own = [row for row in dicts(rated) if row["self_reported_state"]]
    made = []
    for of in dict.fromkeys(row["subject_kind"] for row in own):
        held = [row["bias"] for row in own if row["subject_kind"] == of]
        made.append({"kind_name": kind(of), **{f"bias_{name}_count": held.count(name) for name in BIASES}, "uncompared_count": held.count(None)})
    return pd.DataFrame(sorted(made, key=lambda row: -row["bias_better_count"]), columns=BIAS, dtype=object)


def bias_cells(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str], list[str]]:
    """(frame, rows, heads) for a matrix of kinds and how the reporter sees itself; a cell says how many."""
    heads = {name: wording.label(name) for name in BIAS[1:]}
    made = [{"row": row["kind_name"], "head": head, "value": row[name], "text": wording.number(row[name]) if row[name] else wording.NONE, "words": f"{row['kind_name']} · {head}: {row[name]}"}
            for row in dicts(table) for name, head in heads.items()]
    return pd.DataFrame(made, columns=["row", "head", "value", "text", "words"], dtype=object), list(table["kind_name"]), list(heads.values())
