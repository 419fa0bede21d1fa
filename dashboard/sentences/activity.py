"""One participation activity in words, and what its pictures and tables take: its facts, who came, its poll, its panel, what it ranked.

Frames come as queries.participation answers them for that one activity, names in the reader's language.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from dashboard import links, wording
from dashboard.charts.checks import Mark, Row
from dashboard.charts.dots import Dot
from dashboard.charts.shift import Bar, Move
from dashboard.sentences.participation import WITHHELD, and_list, facts_words, who
from dashboard.wording import choice, t
from queries.answers import dicts
from queries.participation_facts import STATED

FACTS = ["fact_words", "met_words", "stated_words"]
WHO = ["who_words", "people", "people_percent"]
MOVES = ["question_text", "poll_before", "mean_after", "mean_change", "standard_error", "matched_people", "people_up", "people_same", "people_down"]
SPREAD = ["question_text", "score_words", "people_before", "before_percent", "people_after", "after_percent"]
PANEL = ["group_words", "panel_people", "panel_percent", "population_percent", "gap_points"]
PRIORITIES = ["rank", "priority", "votes", "votes_percent"]
VERDICTS = {True: "met", False: "missing", None: "unstated"}
MEANS = {"poll_before": "mean_before", "mean_after": "mean_after", "mean_change": "mean_change", "standard_error": "standard_error"}


def _with(frame: pd.DataFrame, **columns: Sequence) -> pd.DataFrame:
    return frame.assign(**{name: pd.Series(list(values), index=frame.index, dtype=object) for name, values in columns.items()})


# --- what it is -------------------------------------------------------------------------------------------------------


def when(row: Mapping) -> str:
    """The day, or the days from first to last."""
    first, last = wording.date(row["start_on"]), wording.date(row["end_on"])
    return first if first == last else t("activity.span", start=first, end=last)


def standing(row: Mapping) -> str:
    """The tool, when, how many of its facts are met, and which are not."""
    met, required = (len(row[name].split(";")) if row[name] else 0 for name in ("facts_met", "facts_required"))
    parts = [t("activity.facts_answer", tool=choice("participation_tool", row["participation_tool"]), when=when(row), met=met, count=required)]
    parts += [t(f"activity.facts_{kind}", facts=facts_words(row[column])) for kind, column in (("lacks", "facts_missing"), ("unstated", "facts_unknown")) if row[column]]
    return " ".join(parts)


def state(row: Mapping) -> str:
    """On watch while a fact is missing: it warns, and refuses nothing."""
    return {True: "on_track", False: "watch", None: "no_evidence"}[row["is_valid"]]


def fact_rows(facts: pd.DataFrame) -> list[Row]:
    """A row a fact: met, missing or not stated, with what is stated of it."""
    return [Row(row["fact_words"], [Mark(VERDICTS[row["is_met"]], row["met_words"])], _verdict(row), VERDICTS[row["is_met"]]) for row in dicts(facts_table(facts))]


def _verdict(row: Mapping) -> str:
    return t("activity.with_stated", word=row["met_words"], stated=row["stated_words"]) if row["stated_words"] else row["met_words"]


def facts_table(facts: pd.DataFrame) -> pd.DataFrame:
    """Each fact, its verdict and what is stated, in words."""
    rows = dicts(facts)
    return _with(facts, fact_words=[choice("participation_fact", row["participation_fact"]) for row in rows], met_words=[t(f"activity.{VERDICTS[row['is_met']]}") for row in rows], stated_words=[_stated(row) for row in rows])


def _stated(row: Mapping) -> str | None:
    column, value = STATED.get(row["participation_fact"]), row["stated"]
    if column is None or value is None:
        return None
    return t(f"activity.stated_{column}", value=choice(column, value) if column == "recruitment_method" else wording.number(value))


def about(row: Mapping, activities: pd.DataFrame, districts: Mapping[str, str], projects: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What is known of it, each with the address it leads to: where, by whom, for which project, what it cost, from and to which activity it led."""
    known = dict(zip(activities["participation_code"], activities["participation_name"], strict=True))
    before = [code for code, to in zip(activities["participation_code"], activities["leads_to_code"], strict=True) if to == row["participation_code"]]
    people = t("activity.all_withheld") if row["is_withheld"] else t("participation.people", count=wording.number(row["participants"]))
    cost = " · ".join(part for part in (wording.baht(row["cost_baht"]), t("participation.each", each=wording.baht(row["cost_per_person_baht"])) if row["cost_per_person_baht"] is not None else "") if part)
    found = [("scope", row["scope"], ""), ("where", and_list(districts.get(code, code) for code in row["district_codes"].split(";")), ""), ("organiser", row["organiser_name"], links.to_partner(row["organiser_organisation_code"])),
             ("project", projects.get(row["project_code"], row["project_code"]), links.to_item("project", row["project_code"], None, "budget") if row["project_code"] else ""),
             ("people", people, ""), ("cost", cost, ""), *(("comes_from", known[code], _address(code)) for code in before),
             ("leads_to", known.get(row["leads_to_code"]), _address(row["leads_to_code"])), ("change", row["change_made"], "")]
    return [(t(f"activity.fact_{name}"), words, address) for name, words, address in found if words]


def _address(code: str | None) -> str:
    return links.to("activity", activity=code) if code else ""


# --- who came ---------------------------------------------------------------------------------------------------------


def came(found: pd.DataFrame, row: Mapping, by: str, every: Sequence[str]) -> str:
    """How many came, who most, and from which of `every` sector or district (of those it was held for) nobody did."""
    if row["is_withheld"]:
        return t("activity.all_withheld")
    shown = [r for r in dicts(found) if r["people"]]
    if not shown:
        return t("activity.came_withheld", count=wording.number(row["counted_by_group"]))
    sentence = t("activity.came", count=wording.number(row["counted_by_group"]), most=who(shown[0], by), people=wording.number(shown[0]["people"]), percent=wording.percent(shown[0]["people_percent"]))
    present = {who(r, by) for r in dicts(found)}
    none = [name for name in every if name not in present]
    return f"{sentence} {t('activity.nobody_from', names=and_list(none))}" if none else sentence


def came_rows(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """A row a sector, district or group with its words for the picture."""
    rows = dicts(found)
    return _with(found, who_words=[who(row, by) for row in rows], remark=[_people(row) for row in rows])


def _people(row: Mapping) -> str:
    if row["is_withheld"]:
        return t("activity.row_withheld")
    words = t("activity.row_people", count=wording.number(row["people"]), percent=wording.percent(row["people_percent"]))
    return f"{WITHHELD} {words}" if row["is_small"] else words


# --- the poll ---------------------------------------------------------------------------------------------------------


def _signed(value: Decimal) -> str:
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")


def _plain(value: Decimal | None) -> str:
    return wording.NONE if value is None else f"{value:.2f}"


def _changed(row: Mapping) -> dict[str, str]:
    return {"before": _plain(row["mean_before"]), "after": _plain(row["mean_after"]), "change": _signed(row["mean_change"]), "error": _plain(row["standard_error"])}


def is_beyond_chance(row: Mapping) -> bool:
    """Whether the 95 per cent interval of the change does not hold zero."""
    return row["change_low"] is not None and (row["change_low"] > 0 or row["change_high"] < 0)


def polled(changes: pd.DataFrame, is_brief: bool = False) -> str:
    """The question on which the mean moved most, and on how many it moved beyond chance."""
    rows = [row for row in dicts(changes) if row["mean_change"] is not None]
    if not rows:
        return t("activity.poll_none")
    most = max(rows, key=lambda row: abs(row["mean_change"]))
    return t("activity.poll_answer_brief" if is_brief else "activity.poll_answer", question=most["question_text"], beyond=sum(map(is_beyond_chance, rows)), count=len(changes), **_changed(most))


def by_change(changes: pd.DataFrame) -> pd.DataFrame:
    """The questions, the one on which views moved most first; those that are not shown last."""
    rows = dicts(changes)
    places = sorted(range(len(rows)), key=lambda at: (rows[at]["mean_change"] is None, -abs(rows[at]["mean_change"] or 0)))
    return _with(changes, **{name: [None if row[of] is None else round(row[of], 2) for row in rows] for name, of in MEANS.items()}).iloc[places]


def moves(changes: pd.DataFrame) -> list[Move]:
    """Each question as it moved, in the order given."""
    return [_move(row) for row in dicts(changes)]


def _move(row: Mapping) -> Move:
    if row["mean_change"] is None:
        return Move(row["question_text"], t("activity.move_withheld") if row["is_withheld"] else wording.NONE, None, None, 0, "")
    words, people = _changed(row), wording.number(row["matched_people"])
    counts = {name: WITHHELD if row[f"people_{name}"] is None else wording.number(row[f"people_{name}"]) for name in ("up", "same", "down")}
    error = float(row["standard_error"]) * 1.96 if row["standard_error"] is not None else 0
    return Move(row["question_text"], t("activity.move", people=people, **words), float(row["mean_before"]), float(row["mean_after"]), error,
                t("activity.move_hover", name=row["question_text"], people=people, **words, **counts))


def scale(changes: pd.DataFrame) -> tuple[int, int]:
    """The lowest and the highest score that could be given."""
    return min(changes["scale_minimum"]), max(changes["scale_maximum"])


def ends(changes: pd.DataFrame) -> tuple[str, str]:
    """The two ends of the scale in words."""
    low, high = scale(changes)
    return t("activity.scale_low", value=low), t("activity.scale_high", value=high)


def score_words(row: Mapping) -> str:
    """A score, or the scores that are put together: "4", "4–5"."""
    return str(row["score_from"]) if row["score_from"] == row["score_to"] else t("activity.scores", low=row["score_from"], high=row["score_to"])


def spread_table(spread: pd.DataFrame) -> pd.DataFrame:
    """The distribution with its scores in words."""
    return _with(spread, score_words=[score_words(row) for row in dicts(spread)])


def shown(spread: pd.DataFrame) -> pd.DataFrame:
    """The rows of the questions whose distribution may be shown."""
    return spread[[not row["is_withheld"] and row["before_percent"] is not None for row in dicts(spread)]]


def most(spread: pd.DataFrame) -> float:
    """The highest share in any of the drawings, so that all are drawn to one height."""
    return max((float(row[side]) for row in dicts(spread) for side in ("before_percent", "after_percent")), default=0)


def spread_answer(spread: pd.DataFrame, is_brief: bool = False) -> str:
    """The score whose share of people moved most, of which question, from what to what."""
    rows = dicts(shown(spread))
    if not rows:
        return t("activity.distribution_none")
    moved = max(rows, key=lambda row: abs(row["after_percent"] - row["before_percent"]))
    return t("activity.distribution_answer_brief" if is_brief else "activity.distribution_answer", question=moved["question_text"], score=score_words(moved), before=wording.percent(moved["before_percent"]), after=wording.percent(moved["after_percent"]))


def bars(rows: Sequence[Mapping]) -> list[Bar]:
    """A pair of bars a score."""
    return [Bar(f"{score_words(row)} {WITHHELD}" if row["is_small"] else score_words(row), float(row["before_percent"]), float(row["after_percent"]), (_hover(row, "before"), _hover(row, "after"))) for row in rows]


def _hover(row: Mapping, when_: str) -> str:
    return t("activity.distribution_hover", score=score_words(row), when=t(f"activity.when_{when_}"), percent=wording.percent(row[f"{when_}_percent"]), people=wording.number(row[f"people_{when_}"]))


def bars_alt(rows: Sequence[Mapping]) -> str:
    """What a drawing of a distribution shows, for who cannot see it."""
    told = [t("activity.distribution_bar", score=score_words(row), before=wording.percent(row["before_percent"], 0), after=wording.percent(row["after_percent"], 0)) for row in rows]
    return t("activity.distribution_alt", question=rows[0]["question_text"], bars=and_list(told))


# --- its panel and what it ranked -------------------------------------------------------------------------------------


def group(row: Mapping) -> str:
    """An attribute and its group in words, their codes where there are none."""
    names = {part: t(f"activity.{part}.{code}") if wording.has(f"activity.{part}.{code}") else code for part, code in (("attribute", row["attribute"]), ("group", row["group_name"]))}
    return t("activity.panel_group", **names)


def panel_table(panel: pd.DataFrame) -> pd.DataFrame:
    """The panel with its groups in words."""
    return _with(panel, group_words=[group(row) for row in dicts(panel)])


def panelled(panel: pd.DataFrame) -> str:
    """The group whose share of the panel is furthest from its share of the population."""
    rows = [row for row in dicts(panel) if row["gap_points"] is not None]
    if not rows:
        return t("activity.panel_withheld")
    worst = max(rows, key=lambda row: abs(row["gap_points"]))
    return t("activity.panel_answer", group=group(worst), gap=wording.points(worst["gap_points"]), panel=wording.percent(worst["panel_percent"]), population=wording.percent(worst["population_percent"]))


def panel_dots(panel: pd.DataFrame) -> list[Dot]:
    """A row a group: from its share of the population to its share of the panel."""
    return [_panel_dot(row) for row in dicts(panel)]


def _panel_dot(row: Mapping) -> Dot:
    if row["panel_percent"] is None:
        return Dot(group(row), None, None, t("activity.row_withheld"), "")
    values = {"panel": wording.percent(row["panel_percent"]), "population": wording.percent(row["population_percent"])}
    label = t("activity.panel_label", panel=values["panel"], gap=wording.points(row["gap_points"]))
    return Dot(group(row), float(row["panel_percent"]), float(row["population_percent"]), label, t("activity.panel_hover", group=group(row), people=wording.number(row["panel_people"]), **values))


def ranked(priorities: pd.DataFrame) -> str:
    """What was ranked first, with how many of how many votes."""
    first = priorities.iloc[0]
    total = sum(votes for votes in priorities["votes"] if votes is not None)
    votes, percent = (WITHHELD, WITHHELD) if first["is_withheld"] else (wording.number(first["votes"]), wording.percent(first["votes_percent"]))
    return t("activity.priorities_answer", first=first["priority"], votes=votes, percent=percent, total=wording.number(total), count=len(priorities))


def priority_rows(priorities: pd.DataFrame) -> pd.DataFrame:
    """A row a priority with its words for the picture."""
    rows = dicts(priorities)
    return _with(priorities, name=[t("activity.priority", rank=row["rank"], priority=row["priority"]) for row in rows],
                 remark=[t("activity.row_withheld") if row["is_withheld"] else t("activity.priority_votes", votes=wording.number(row["votes"]), percent=wording.percent(row["votes_percent"])) for row in rows])
