"""The indicators page's answers as sentences, and the columns its tables take: one function a sentence.

Each takes rows of queries.indicators (names already in the reader's language) and gives plain text in the language in use.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape

import pandas as pd

from dashboard import palette, wording
from dashboard.maps import Mark
from dashboard.wording import t
from queries.answers import dicts

LISTED = ["indicator_name", "standing_state", "pace", "actual_value", "path_value", "year_target_value", "measure_unit", "owner_name",
          "period_on", "year_target_on", "theme", "indicator_scope", "indicator_code"]
OWED = ["indicator_name", "standing_state", "against_plan", "acts_name", "reporter_name", "year_target_on", "next_action"]
OWED_BRIEF = ("indicator_name", "standing_state", "against_plan", "acts_name")
SEEN = ["period_on", "actual_value", "path_value", "observation_status", "reported_on", "story", "next_action"]
TARGETS = ["indicator_name", "fiscal_year", "target_value", "original_value", "changed_on", "reason", "requested_by_name", "resolution_reference"]
PLACES = ["district_name", "actual_value", "period_on", "first_value", "first_on", "province_value", "better_by"]
REVISIONS = ["period_on", "before_value", "actual_value", "correction_reason", "reported_on", "file_name", "source_row"]
PLACED = ("on_track", "done")  # they open the sentence, the others follow worst first
ROOMY, TIGHT = 1500, 1000  # px of a projector's picture that the key of the small drawings takes on one line, whole and only what the mark of a partner means
TO_ACT_ON = ("off_track", "no_evidence", "watch")


def worst_state(states: Sequence[str]) -> str:
    """The worst of some states; "" when there is none."""
    return next((state for state in palette.STATES if state in set(states)), "")


def picked(listed: pd.DataFrame, **choices: str | None) -> pd.DataFrame:
    """The rows with these values; None keeps all."""
    for column, code in choices.items():
        listed = listed if code is None else listed[listed[column] == code]
    return listed


def standing(listed: pd.DataFrame, is_brief: bool = False) -> str:
    """How many indicators are on plan, how many not, and (not in brief) which is worst; `listed` as indicators.listed orders it."""
    states = list(listed["standing_state"])
    good = sum(state in PLACED for state in states)
    others = [code for code in palette.STATES if code not in PLACED and code in states and not (is_brief and code == "not_due")]
    parts = "".join(t("indicators.count", state=wording.state(code), count=states.count(code)) for code in others)
    sentence = t("indicators.answer_brief" if is_brief else "indicators.answer", good=good, total=len(states), others=parts)
    first = listed.iloc[0]
    return sentence if is_brief or first["standing_state"] in (*PLACED, "not_due") else f"{sentence} {t('indicators.worst', name=first['indicator_name'])}"


def to_act(owed: pd.DataFrame) -> pd.DataFrame:
    """The rows with who must act: the partner that owns the indicator or owes its report, or, for what nobody owns alone, all parties; and who reports."""
    rows = dicts(owed)
    together = [row["indicator_scope"] == "population" and row["standing_state"] != "no_evidence" for row in rows]
    against = [t("indicators.against", actual=in_unit(row["actual_value"], row), path=plain_value(row["path_value"], row)) for row in rows]
    owners = [name or t("indicators.nobody") for name in owed["owner_name"]]
    acts = [t("indicators.together") if shared else owner for shared, owner in zip(together, owners, strict=True)]
    return owed.assign(against_plan=pd.Series(against, index=owed.index, dtype=object), acts_name=pd.Series(acts, index=owed.index, dtype=object),
                       reporter_name=pd.Series(owners, index=owed.index, dtype=object), is_shared=pd.Series(together, index=owed.index, dtype=bool))


def owners(owed: pd.DataFrame) -> str:
    """Which partner must act on most indicators, how many others must, how many all must act on together, by when; `owed` as `to_act` gives it."""
    if owed.empty:
        return t("indicators.nobody_must_act")
    held, shared = owed.loc[~owed["is_shared"], "acts_name"].value_counts(sort=True), int(owed["is_shared"].sum())
    rest = t("indicators.more_owners", count=len(held) - 1) if len(held) > 1 else ""
    parts = [t("indicators.shared", count=shared)] if shared else []
    parts += [t("indicators.owners", owner=held.index[0], count=held.iloc[0], rest=rest)] if len(held) else []
    return t("indicators.by_when", parts=" · ".join(parts), day=wording.date(min(owed["year_target_on"])))


def progress(row: Mapping) -> str:
    """Where an indicator stands, in one line; what the committee decided before what was computed."""
    words = t(f"indicators.brief.{row['why']}", **_inputs(row))
    if row["standing_state"] == row["state"]:
        return words
    return t("indicators.committee_stands", state=wording.state(row["standing_state"]), computed=wording.state(row["state"]), words=words)


def rule(row: Mapping) -> str:
    """The rule that decided, in words with its inputs."""
    return t(f"indicators.why.{row['why']}", **_inputs(row))


def result(row: Mapping) -> str:
    """What the rule gave, and what stands where the committee decided otherwise."""
    computed = wording.state(row["state"])
    return computed if row["standing_state"] == row["state"] else t("indicators.stands", computed=computed, state=wording.state(row["standing_state"]), reason=row["committee_reason"] or wording.NONE)


def alt(row: Mapping) -> str:
    """What the drawing of an indicator shows, for who cannot see it."""
    return t("indicators.alt", name=row["indicator_name"], state=wording.state(row["standing_state"]), actual=in_unit(row["actual_value"], row),
             day=wording.date(row["period_on"]), path=in_unit(row["path_value"], row), target=in_unit(row["final_target_value"], row))


def limits(row: Mapping) -> str:
    """The limits all indicators are judged by, and who set them."""
    rule = t("indicators.rule", on_track=ratio(row["on_track_pace"]), watch=ratio(row["watch_pace"]))
    return f"{rule} {_set_by(row)}"


def _inputs(row: Mapping) -> dict[str, str]:
    """Every value a rule may name, as it is read; the unit stands once, with the actual value."""
    def value(name: str) -> str:
        return plain_value(row[name], row)

    return {
        "actual": in_unit(row["actual_value"], row), "unit": row["measure_unit"], "day": wording.date(row["period_on"]), "baseline": value("baseline_value"), "target": value("final_target_value"),
        "target_on": wording.date(row["final_target_on"]), "path": value("path_value"), "attained": wording.percent(row["attainment_percent"]),
        "expected": wording.percent(row["expected_percent"]), "pace": ratio(row["pace"]), "due": wording.date(row["period_due_on"]),
        "owner": row["owner_name"] or t("indicators.nobody"), "on_track": ratio(row["on_track_pace"]), "watch": ratio(row["watch_pace"]),
        "tolerance": wording.number(row["tolerance_percent"]),
    }


def _set_by(row: Mapping) -> str:
    if not row["limit_effective_on"]:
        return t("indicators.limit_default")
    return t("indicators.limit", reference=row["limit_resolution"] or t("indicators.no_reference"), day=wording.date(row["limit_effective_on"]))


def in_unit(value: Decimal | None, row: Mapping) -> str:
    """A value of an indicator with its unit: "13.3 days"; "–" where there is none."""
    if value is None:
        return wording.NONE
    return t("indicators.in_unit", value=plain_value(value, row), unit=row["measure_unit"])


def plain_value(value: Decimal | None, row: Mapping) -> str:
    """A value of an indicator to the decimals it is agreed to be shown with."""
    return wording.number(value, 2 if row["decimals"] is None else int(row["decimals"]))


def ratio(value: Decimal | None) -> str:
    """A pace, always with the two decimals it is judged at."""
    return wording.NONE if value is None else f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def pace(row: Mapping) -> str:
    """How fast an indicator goes against its plan, in few words; without a judged value, what is missing instead."""
    if row["why"] == "period_closed_without_value":
        return t("indicators.missing_period", month=wording.month_year(row["period_due_on"]))
    if row["is_moving_away"]:
        return t("indicators.moving_away")
    if row["standing_state"] != row["state"]:
        return t("indicators.pace_committee", pace=ratio(row["pace"]))
    return "" if row["pace"] is None else t("indicators.pace", pace=ratio(row["pace"]))


def remarks(row: Mapping) -> list[str]:
    """What a reader must know beside the state: a moved target, a newer value nobody approved, ratings that differ."""
    found = [moved(row)] if row["has_moved_target"] else []
    found += [newer(row)] if row["newer_value"] is not None else []
    ratings = [(name, row[column]) for name, column in (("computed", "state"), ("self_reported", "self_reported_state"), ("committee", "committee_state")) if row[column]]
    if len(ratings) > 1:
        parts = [t(f"indicators.rating_{name}", state=wording.state(state)) for name, state in ratings]
        found.append(t("indicators.ratings", parts=" · ".join(parts)) + (t("indicators.rating_reason", reason=row["committee_reason"]) if row["committee_reason"] else ""))
    return found


def moved(row: Mapping) -> str:
    """What the running year's target was and is, and the state it would have led to."""
    return t("indicators.moved", year=wording.year(row["fiscal_year"]), before=in_unit(row["year_target_before_value"], row), after=in_unit(row["year_target_value"], row),
             state=wording.state(row["state_before_move"]))


def newer(row: Mapping) -> str:
    """The value nobody approved yet, which does not count."""
    return t("indicators.newer", value=in_unit(row["newer_value"], row), day=wording.date(row["newer_on"]), status=wording.choice("observation_status", row["newer_status"]))


def provisional(listed: pd.DataFrame) -> str:
    """Which indicators have a newer value that waits for approval, with how far it has come; "" where none has."""
    waiting = [t("indicators.waiting_one", name=row["indicator_name"], status=wording.choice("observation_status", row["newer_status"])) for row in dicts(listed) if row["newer_value"] is not None]
    return t("indicators.waiting", count=len(waiting), names=", ".join(waiting)) if waiting else ""


def key(is_brief: bool, room: int) -> str:
    """What the marks of the small drawings mean; in brief as much of it as stands on one line `room` px across."""
    if not is_brief:
        return t("indicators.key")
    return t("indicators.key_brief") if room >= ROOMY else t("indicators.key_far") if room >= TIGHT else ""


def unit(row: Mapping, is_brief: bool) -> str:
    """What stands after an indicator's name: its unit; in brief its value, and whether a partner owns it."""
    if not is_brief:
        return t("indicators.unit", unit=row["measure_unit"])
    value = in_unit(row["actual_value"], row) if row["actual_value"] is not None else t("indicators.no_value")
    return t("indicators.owned", value=value) if row["indicator_scope"] == "partner" else value


def by_scope(listed: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """What nobody owns alone, then what partners own, each with its heading; what there is none of is left out."""
    found = [(t(f"indicators.scope_{scope}"), listed[listed["indicator_scope"] == scope]) for scope in ("population", "partner")]
    return [(heading, rows) for heading, rows in found if len(rows)]


def moved_targets(moves: pd.DataFrame) -> str:
    """How many targets were moved, and how many became easier to reach."""
    moved = moves[moves["change_code"].notna()]
    if moved.empty:
        return t("indicators.moved_none")
    if len(moved) == 1:
        row = moved.iloc[0]
        return t("indicators.moved_one", name=row["indicator_name"], before=wording.number(row["before_value"]), after=wording.number(row["after_value"]),
                 unit=row["measure_unit"], who=row["requested_by_name"] or wording.NONE, reference=row["resolution_reference"])
    return t("indicators.moved_answer", count=len(moved), indicators=moved["indicator_code"].nunique(), easier=sum(map(bool, moved["is_easier"])))


def to_decimals(listed: pd.DataFrame) -> pd.DataFrame:
    """The rows with the plan's value to the decimals each indicator is shown with; what was reported stays as reported."""
    digits = [2 if decimals is None else int(decimals) for decimals in listed["decimals"]]
    plan = [value if value is None else round(value, places) for value, places in zip(listed["path_value"], digits, strict=True)]
    return listed.assign(path_value=pd.Series(plan, index=listed.index, dtype=object))


def is_among(values: pd.DataFrame) -> bool:
    """Whether the whole's value lies near the districts': else they add up to it, and are not held against it."""
    known = [value for value in values["actual_value"] if value is not None]
    whole = values.iloc[0]["province_value"]
    if not known or whole is None:
        return False
    low, high = min(known), max(known)
    room = (high - low) / 2 or abs(high) / 10
    return low - room <= whole <= high + room


def marks(values: pd.DataFrame, row: Mapping, has_whole: bool) -> list[Mark]:
    """The districts for the map; behind is what is worse than the whole, where that is comparable."""
    return [_mark(value, row, has_whole) for value in dicts(values) if value["latitude"] is not None]


def _mark(value: Mapping, row: Mapping, has_whole: bool) -> Mark:
    has_value = value["actual_value"] is not None
    label, words = plain_value(value["actual_value"], row) if has_value else t("indicators.map_silent"), in_unit(value["actual_value"], row) if has_value else t("dots.no_value")
    return Mark(value["district_code"], value["district_name"], label, escape(f"{value['district_name']} · {words}"), float(value["longitude"]), float(value["latitude"]),
                has_value and has_whole and value["better_by"] is not None and value["better_by"] < 0, has_value)


def districts(values: pd.DataFrame, row: Mapping, is_brief: bool = False) -> str:
    """Which district is last, which best, how many have no value; `values` worst first. In brief as much as stands on a line of large letters."""
    known = values[[value is not None for value in values["actual_value"]]]
    if known.empty:
        return t("indicators.districts_none")
    first, last, silent = known.iloc[0], known.iloc[-1], len(values) - len(known)
    parts = [t("indicators.districts_line" if is_brief else "indicators.districts_answer", worst=first["district_name"], worst_value=in_unit(first["actual_value"], row),
               best=last["district_name"], best_value=plain_value(last["actual_value"], row))]
    parts += [t("indicators.districts_whole", whole=plain_value(first["province_value"], row))] if is_among(values) and not is_brief else []
    return " ".join([*parts, *([t("indicators.districts_silent", count=silent)] if silent else [])])
