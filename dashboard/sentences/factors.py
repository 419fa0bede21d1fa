"""The nine factors in words, and what their pictures and tables take: values in their units, changes, limits, why there is no value.

Frames come as queries.factors answers them; names in them are in the reader's language already.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from dashboard import wording
from dashboard.charts.dots import Dot
from dashboard.charts.trends import Limit, Point
from dashboard.wording import choice, t
from queries import fiscal
from queries.answers import dicts

NINE = ["factor", "state", "factor_measure", "value", "factor_unit", "value_before", "change_words", "limit_words", "partners_answered", "measured_on"]
MEASURES = ["factor_measure", "value_words", "change_words", "partners_answered", "measured_on"]
EVIDENCE = ["evidence_name", "evidence_words", "evidence_kind", "evidence_on"]
SECTORS = ["sector_group", "partners_answered", "mean_score", "agree_percent", "mean_before", "is_withheld"]
OF_A_WHOLE = ("parts", "phases", "contracts")  # units whose value says little without its whole
TO_HUNDREDTHS = ("score", "events")
TRAITS = ["culture_trait", "mean_score", "mean_before", "partners_answered", "is_withheld"]


# --- values -----------------------------------------------------------------------------------------------------------


def in_unit(value: Decimal | None, unit: str) -> str:
    """A value in its unit: "58.3%", "3.22 of 5", "21 people"; "–" for none."""
    if value is None:
        return wording.NONE
    if unit == "percent":
        return wording.percent(value)
    return t(f"factors.{'one' if value == 1 and unit not in TO_HUNDREDTHS else 'value'}.{unit}", value=_number(value, unit))


def _number(value: Decimal, unit: str) -> str:
    """A number with the decimals of its unit: those of a mean always two, so that 3.2 is not read beside 3.29."""
    return f"{value:.2f}" if unit in TO_HUNDREDTHS else wording.number(value)


def by_unit(size: Decimal, unit: str) -> str:
    """How much a value moved, without its sign: "5.3 percentage points", "2 activities"."""
    if unit == "percent":
        return wording.points(size).lstrip("+")
    return t("factors.by.score", value=_number(size, unit)) if unit == "score" else in_unit(size, unit)


def value(row: Mapping) -> str:
    """The value of a row in its unit, of its whole where that is what is counted; without one, why."""
    if row["value"] is None:
        return t(f"factors.why.{row['why']}")
    return t(f"factors.of.{row['unit']}", part=row["part"], whole=row["whole"]) if row["unit"] in OF_A_WHOLE else in_unit(row["value"], row["unit"])


def _made_of(row: Mapping) -> str:
    """What a value was made of, "7 of 12"; "" where that says nothing."""
    if row["whole"] is None or row["part"] is None or row["value"] is None:
        return ""
    part, whole = (wording.baht(row[name]) if row["factor_measure"] == "promises_kept" else wording.number(row[name]) for name in ("part", "whole"))
    return t("factors.words.tie_place" if row["unit"] == "events" else "factors.made_of", part=part, whole=whole)


def change(row: Mapping) -> str:
    """How it moved since the last quarter's end; "" where one of the two values is missing."""
    if row["change"] is None:
        return ""
    if not row["change"]:
        return t("factors.unmoved")
    return t(f"factors.{'rose' if row['change'] > 0 else 'fell'}_by", change=by_unit(abs(row["change"]), row["unit"]))


def rule(row: Mapping) -> str:
    """The limit a factor is judged by and who set it, or that none is set."""
    if row["on_track_from"] is None:
        return t("factors.rule_none")
    words = {name: in_unit(row[f"{name}_from"], row["unit"]) for name in ("on_track", "watch")}
    kind = "rule_one" if row["watch_from"] is None else "rule_both"
    return t(f"factors.{kind}", **words, reference=row["resolution_reference"] or t("factors.no_reference"), day=wording.date(row["effective_on"]))


# --- all nine ---------------------------------------------------------------------------------------------------------


def nine(found: pd.DataFrame, is_brief: bool = False) -> str:
    """How many grew and fell since the last quarter's end (not said when in brief), which fell most of its own value, and which have no value."""
    records = dicts(found)
    moved = [row for row in records if row["has_improved"] is not None]
    day = wording.date(records[0]["before_on"])
    said = t("factors.answer_brief" if is_brief else "factors.answer", better=sum(row["has_improved"] for row in moved), worse=sum(not row["has_improved"] for row in moved), total=len(records), day=day)
    parts = [said if moved else t("factors.nothing_moved", day=day)]
    if worst := min((row for row in moved if not row["has_improved"]), key=_relative, default=None):
        parts.append(t("factors.fell_most", factor=choice("factor", worst["factor"]), way=_way(worst)))
    if unknown := [choice("factor", row["factor"]) for row in records if row["value"] is None]:
        parts.append(t("factors.unknown", count=len(unknown), names=t("factors.and").join(unknown)))
    return " ".join(parts)


def _way(row: Mapping) -> str:
    """From the value before to the one now, the unit once."""
    before = wording.percent(row["value_before"]) if row["unit"] == "percent" else _number(row["value_before"], row["unit"])
    return t("factors.way", before=before, now=in_unit(row["value"], row["unit"]))


def _relative(row: Mapping) -> Fraction:
    """Units differ: a change is compared as a part of the value before, which is not zero where it fell."""
    return Fraction(row["change"]) / Fraction(row["value_before"])


def nine_table(found: pd.DataFrame) -> pd.DataFrame:
    """All nine with units, changes and limits in words; the values stay numbers."""
    rows = dicts(found)
    return found.assign(state=[row["state"] or None for row in rows], factor_unit=[_unit(row) for row in rows], change_words=[change(row) for row in rows], limit_words=[rule(row) for row in rows])[NINE]


def _unit(row: Mapping) -> str:
    """A unit without its number; the percentage as such."""
    return wording.percent(0, 0)[1:] if row["unit"] == "percent" else t(f"factors.value.{row['unit']}", value="").strip()


def names(found: pd.DataFrame) -> list[str]:
    """Names of the factors and the ways their values went, that no line may break inside."""
    rows = dicts(found)
    return [choice("factor", row["factor"]) for row in rows] + [_way(row) for row in rows if row["change"]]


# --- one factor -------------------------------------------------------------------------------------------------------


def one(row: Mapping, day: date) -> str:
    """Where one factor stands: its value, since when it is known, and how it moved."""
    said = t("factors.one_answer", value=_with_part(row) if row["unit"] in ("percent", "events") else value(row), day=wording.date(day))
    if row["measured_on"] is not None:
        said = t("factors.one_measured", value=value(row), measured=wording.date(row["measured_on"]), count=row["partners_answered"])
    return f"{said} {t('factors.one_change', change=change(row), day=wording.date(row['before_on']))}" if change(row) else said


def of_factor(found: pd.DataFrame, factor: str) -> pd.DataFrame:
    """The rows of one factor."""
    return found[found["factor"] == factor]


def measures(found: pd.DataFrame) -> str:
    """How many measures a factor has, and how they moved."""
    moved = [flag for flag in found["has_improved"] if flag is not None]
    return t("factors.measures_answer", count=len(found), better=sum(moved), worse=len(moved) - sum(moved), day=wording.date(found.iloc[0]["before_on"]))


def measures_table(found: pd.DataFrame) -> pd.DataFrame:
    """A factor's measures in words."""
    rows = dicts(found)
    return found.assign(value_words=[_with_part(row) for row in rows], change_words=[change(row) for row in rows])[MEASURES]


def _with_part(row: Mapping) -> str:
    made_of = "" if row["unit"] in (*OF_A_WHOLE, "people") else _made_of(row)
    return t("factors.with_part", value=value(row), words=made_of) if made_of else value(row)


def evidence(found: pd.DataFrame) -> str:
    """How many pieces of evidence a factor has."""
    return t("factors.evidence_answer", count=len(found)) if len(found) else t("factors.evidence_none")


def evidence_table(found: pd.DataFrame) -> pd.DataFrame:
    """What a factor rests on, in words, in the order given."""
    rows = dicts(found)
    return found.assign(evidence_name=[_named(row) for row in rows], evidence_words=[_found(row) for row in rows], evidence_kind=[t(f"factors.kind.{row['evidence_kind']}") for row in rows])[EVIDENCE]


def _named(row: Mapping) -> str:
    kind, code = row["evidence_kind"], row["evidence_code"]
    if kind in ("survey_round", "contract_part"):
        return t(f"factors.named.{kind}", code=code, name=row["evidence_name"])
    if kind in ("cover", "tie_place"):
        return t(f"factors.named.{code}")
    return wording.fiscal_year(int(code)) if kind == "fiscal_year" else row["evidence_name"] or code


def _found(row: Mapping) -> str:
    kind = row["evidence_kind"]
    if kind == "survey_round" and row["part"] is None:
        return t("factors.words.survey_round_withheld", whole=row["whole"])
    say = wording.baht if row["unit"] == "baht" else wording.number
    part = _number(row["part"], row["unit"]) if row["unit"] == "score" else say(row["part"])
    return t(f"factors.words.{kind}", part=part, whole=say(row["whole"]))


# --- pictures ---------------------------------------------------------------------------------------------------------


def points(trend: pd.DataFrame) -> list[Point]:
    """The quarters of one measure, as a picture of them takes them."""
    return [_point(row) for row in dicts(trend)]


def _point(row: Mapping) -> Point:
    made_of = t("factors.point_partners", count=row["partners_answered"], measured=wording.date(row["measured_on"])) if row["measured_on"] else ""
    if not made_of and _made_of(row):
        made_of = t("factors.point_made_of", words=_made_of(row))
    words = t("factors.point", quarter=wording.quarter(row["quarter"], row["fiscal_year"]), day=wording.date(row["as_of"]), value=value(row), made_of=made_of)
    short = wording.NONE if row["value"] is None else wording.percent(row["value"]) if row["unit"] == "percent" else _number(row["value"], row["unit"])
    return Point(_tick(row), row["value"], short, words)


def _tick(row: Mapping) -> str:
    """A quarter that has ended, else the day itself, in two lines."""
    if row["as_of"] != fiscal.quarter_bounds(row["fiscal_year"], row["quarter"])[1]:
        return "<br>".join(wording.date(row["as_of"]).rsplit(" ", 1))
    return t("trends.quarter", quarter=row["quarter"], year=row["fiscal_year"] - (wording.ERA if wording.language() == "en" else 0))


def limits(row: Mapping, trend: pd.DataFrame) -> list[Limit]:
    """The limits set for a factor, each from the quarter it took effect in."""
    since = next((n for n, day in enumerate(trend["as_of"]) if row["effective_on"] is not None and row["effective_on"] <= day), 0)
    return [Limit(row[f"{state}_from"], state, t(f"factors.limit_{state}", value=in_unit(row[f"{state}_from"], row["unit"])), since) for state in ("on_track", "watch") if row[f"{state}_from"] is not None]


def alt(row: Mapping, trend: pd.DataFrame) -> str:
    """What the drawing of a factor shows, for who cannot see it."""
    values = " → ".join(point.label if point.value is not None else wording.NONE for point in points(trend))
    return t("factors.alt", factor=choice("factor", row["factor"]), measure=choice("factor_measure", row["factor_measure"]), value=value(row), change=change(row), trend=values)


# --- the survey -------------------------------------------------------------------------------------------------------


def is_share(factor: str) -> bool:
    """Whether a factor's survey is read as the share who accept, rather than as a mean."""
    return factor == "leader"


def _score(row: Mapping, factor: str) -> Decimal | None:
    return row["agree_percent"] if is_share(factor) else row["mean_score"]


def _said(score: Decimal | None, factor: str) -> str:
    return in_unit(score, "percent" if is_share(factor) else "score")


def last_round(found: pd.DataFrame) -> pd.DataFrame:
    """The rows of the newest round."""
    return found[found["survey_round"] == found.iloc[0]["survey_round"]] if len(found) else found


def _lowest_first(rows: Sequence[Mapping], factor: str) -> list[Mapping]:
    return sorted((row for row in rows if _score(row, factor) is not None), key=lambda row: _score(row, factor))


def sectors(by_group: pd.DataFrame, factor: str) -> str:
    """Which sector answered lowest and highest in the last round, and how many are withheld."""
    rows = dicts(last_round(by_group))
    shown, count = _lowest_first(rows, factor), sum(row["partners_answered"] for row in rows)
    about = {"round": rows[0]["survey_round"], "count": count}
    held = f" {t('factors.sectors_withheld', count=len(rows) - len(shown))}" if len(shown) < len(rows) else ""
    if not shown:
        return t("factors.sectors_none", **about)
    ends = [(choice("sector_group", row["sector_group"]), _said(_score(row, factor), factor)) for row in (shown[0], shown[-1])]
    if len(shown) == 1:
        return t("factors.sectors_one", **about, group=ends[0][0], value=ends[0][1]) + held
    return t("factors.sectors_answer", **about, lowest=ends[0][0], low=ends[0][1], highest=ends[1][0], high=ends[1][1]) + held


def sector_dots(by_group: pd.DataFrame, factor: str) -> list[Dot]:
    """A dot a sector group of the last round, lowest first, those withheld last."""
    earlier = [name for name in dict.fromkeys(by_group["survey_round"]) if name != by_group.iloc[0]["survey_round"]][:1]
    before = {row["sector_group"]: _score(row, factor) for row in dicts(by_group) if row["survey_round"] in earlier}
    rows = dicts(last_round(by_group))
    ordered = [*_lowest_first(rows, factor), *(row for row in rows if _score(row, factor) is None)]
    return [_dot(row, t("factors.with_count", name=choice("sector_group", row["sector_group"]), count=row["partners_answered"]), _score(row, factor), before.get(row["sector_group"]), factor) for row in ordered]


def traits(found: pd.DataFrame) -> str:
    """Which trait is weakest and which strongest in the last round."""
    rows = dicts(last_round(found))
    shown = _lowest_first(rows, "culture")
    if not shown:
        return t("factors.traits_none")
    held = f" {t('factors.traits_withheld', count=len(rows) - len(shown))}" if len(shown) < len(rows) else ""
    low, high = shown[0], shown[-1]
    return t("factors.traits_answer", weakest=choice("culture_trait", low["culture_trait"]), low=_number(low["mean_score"], "score"), strongest=choice("culture_trait", high["culture_trait"]),
             high=_number(high["mean_score"], "score"), count=max(row["partners_answered"] for row in rows)) + held


def trait_dots(found: pd.DataFrame) -> list[Dot]:
    """A dot a trait of the last round, weakest first, those withheld last."""
    return [_dot(row, choice("culture_trait", row["culture_trait"]), row["mean_score"], row["mean_before"], "culture") for row in dicts(last_round(found))]


def _dot(row: Mapping, name: str, now: Decimal | None, before: Decimal | None, factor: str) -> Dot:
    count = row["partners_answered"]
    if now is None:
        return Dot(name, None, None, t("factors.withheld"), "")
    said = _short(now, factor)
    words = t("factors.dot", name=name, now=_said(now, factor), round=row["survey_round"], count=count) + (t("factors.dot_before", before=_said(before, factor)) if before is not None else "")
    return Dot(name, float(now), None if before is None else float(before), said, words)


def whole(survey: pd.DataFrame, factor: str, words: str = "whole") -> tuple[Decimal | None, str]:
    """The value of all who answered in the last round, and the words (a text of its own for the traits) that stand at its rule."""
    score = _score(dicts(last_round(survey))[0], factor)
    return score, t(f"factors.{words}", value=_short(score, factor))


def _short(score: Decimal | None, factor: str) -> str:
    """A score as a mark in a picture reads, without its unit."""
    if score is None:
        return wording.NONE
    return wording.percent(score) if is_share(factor) else _number(score, "score")
