"""The participation page in words, and what its pictures and tables take: activities and their facts, who came, what became of what they recommended.

Frames come as queries.participation answers them, names in the reader's language. In public no count is shown that would tell of fewer than five people.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from dashboard import links, palette, serving, wording
from dashboard.charts.checks import Mark, Row
from dashboard.markup import Figure
from dashboard.trails import Step, Trace
from dashboard.wording import choice, t
from queries.answers import dicts

REGISTER = ["participation_name", "participation_tool", "start_on", "verdict_words", "participants", "cost_baht", "cost_per_person_baht", "organiser_name", "participation_code"]
TOOLS = ["participation_tool", "verdict_words"]
FACTS = ["participation_name", "participation_tool", "missing_words", "unstated_words"]
COST = ["participation_name", "cost_per_person_baht", "cost_baht", "participants", "start_on"]
CHANGES = ["participation_code", "participation_name", "change_made", "answer_words"]
TRACED = ["recommendation", "decision_words", "project_words", "result_words", "participation_name", "addressed_to_name", "answer_due_on", "days_waiting", "days_overdue"]
IN_ALL = {"sector": ["sector", "people", "people_percent", "activities", "withheld_activities"], "district": ["district_name", "people", "people_percent", "activities", "withheld_activities"],
          "population_group": ["population_group", "people", "people_percent", "activities", "withheld_activities"]}
CELLS = ["participation_name", "who_words", "people", "people_percent"]
WITHHELD = "◇"  # stands for a count, or beside one, that the public does not see
VERDICTS = {True: "met", False: "missing", None: "unstated"}
TAKEN_UP = ("adopted", "partly_adopted")


def is_public() -> bool:
    """Whether this process serves the public."""
    return serving.audience() == serving.PUBLIC


def and_list(names: Iterable[str]) -> str:
    """Names as they are listed in a sentence."""
    return t("participation.and").join(names)


def named(frame: pd.DataFrame, of: str, known: Mapping[str, str]) -> pd.DataFrame:
    """The frame with the partners' names, as `<of>_name`, that these readers may see."""
    return _with(frame, **{f"{of}_name": [known.get(code, code) for code in frame[f"{of}_organisation_code"]]})


# --- the register -----------------------------------------------------------------------------------------------------


def verdict(row: Mapping) -> str:
    """Of an activity: "met", "missing" or "unstated"."""
    return VERDICTS[row["is_valid"]]


def registered(activities: pd.DataFrame, traced: pd.DataFrame, is_brief: bool = False) -> str:
    """How many activities, how many with every fact their tool asks for, and the answers that are overdue and from whom."""
    verdicts = [verdict(row) for row in dicts(activities)]
    parts = [t("participation.answer", count=len(verdicts), valid=verdicts.count("met"))]
    parts += [t(f"participation.answer_{kind}", count=verdicts.count(kind)) for kind in ("missing", "unstated") if kind in verdicts]
    return " · ".join([" ".join(parts), overdue(traced, is_brief)])


def overdue(traced: pd.DataFrame, is_brief: bool = False) -> str:
    """How many recommendations wait past the day their answer was due, who owes it and for how long; how many wait in all."""
    waiting = waits(traced)
    late = [row for row in waiting if row["days_overdue"]]
    if not waiting:
        return t("participation.none_waits") if len(traced) else t("participation.no_recommendation")
    if not late:
        return t("participation.waits", count=len(waiting))
    who = list(dict.fromkeys(row["addressed_to_name"] for row in late))
    more = t("participation.and_others", count=len(who) - 1) if is_brief and len(who) > 1 else ""
    return t("participation.overdue", count=len(late), who=f"{who[0]}{more}" if is_brief else and_list(who), days=wording.days(max(row["days_overdue"] for row in late)))


def waits(traced: pd.DataFrame) -> list[dict]:
    """The recommendations without an answer, longest overdue first."""
    return [row for row in dicts(traced) if not row["is_answered"]]


def state(activities: pd.DataFrame, traced: pd.DataFrame) -> str:
    """Off track while an answer is overdue, on watch while an activity misses a fact."""
    if any(row["days_overdue"] for row in waits(traced)):
        return "off_track"
    valid = list(activities["is_valid"])
    return "watch" if False in valid else "no_evidence" if None in valid else "on_track"


def figures(activities: pd.DataFrame, tools: pd.DataFrame, traced: pd.DataFrame) -> list[Figure]:
    """Tools used, valid activities, answers overdue, recommendations taken up, what all cost."""
    late = [row for row in waits(traced) if row["days_overdue"]]
    used, rows = sum(n > 0 for n in tools["activities"]), dicts(activities)
    valid, taken = sum(row["is_valid"] is True for row in rows), sum(code in TAKEN_UP for code in traced["recommendation_decision"])
    cost = sum((row["cost_baht"] for row in rows if row["cost_baht"] is not None), Decimal(0))
    unused = [choice("participation_tool", row["participation_tool"]) for row in dicts(tools) if not row["activities"]]
    return [
        Figure(t("participation.figure_valid"), _of(valid, len(rows)), "", "on_track" if valid == len(rows) else "watch"),
        Figure(t("participation.figure_overdue"), wording.number(len(late)), t("participation.figure_waiting", count=len(waits(traced))), "off_track" if late else "on_track"),
        Figure(t("participation.figure_taken"), _of(taken, len(traced)), t("participation.figure_results", count=sum(bool(result) for result in traced["result"]))),
        Figure(t("participation.figure_tools"), _of(used, len(tools)), t("participation.figure_unused", names=and_list(unused)) if unused else t("participation.every_tool_used")),
        Figure(t("participation.figure_cost"), wording.baht(cost), t("participation.figure_people", count=wording.number(sum(row["participants"] or 0 for row in rows))), "", wording.baht_exact(cost)),
    ]


def _of(part: int, whole: int) -> str:
    return t("participation.of", part=part, whole=whole)


def tool_rows(tools: pd.DataFrame, activities: pd.DataFrame) -> list[Row]:
    """A row each of the nine tools: a mark an activity, and how many are valid, miss a fact, or do not state one."""
    known = {row["participation_code"]: row for row in dicts(activities)}
    return [_tool_row(row, [known[code] for code in row["participation_codes"].split(";") if code]) for row in dicts(tools)]


def _tool_row(tool: Mapping, own: Sequence[Mapping]) -> Row:
    name = choice("participation_tool", tool["participation_tool"])
    if not own:
        return Row(name, (), t("participation.never_used"))
    counts = [(kind, tool[column]) for kind, column in (("missing", "invalid"), ("unstated", "unstated"), ("met", "valid")) if tool[column]]
    missed = and_list(dict.fromkeys(choice("participation_fact", code) for row in own for code in row["facts_missing"].split(";") if code))
    words = " · ".join(t(f"participation.tool_{kind}", count=n) + (f" ({missed})" if kind == "missing" else "") for kind, n in counts)
    return Row(name, [Mark(verdict(row), f"{row['participation_name']}: {verdict_words(row)}") for row in own], words, counts[0][0])


def tool_table(tools: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    """The tools with what their marks say, in words."""
    return _with(tools, verdict_words=[row.words for row in tool_rows(tools, activities)])


def verdict_words(row: Mapping) -> str:
    """What an activity lacks, in words; that it lacks nothing, else."""
    told = [t(f"participation.{kind}", facts=facts_words(row[f"facts_{column}"])) for kind, column in (("lacks", "missing"), ("does_not_state", "unknown")) if row[f"facts_{column}"]]
    return " · ".join(told) or t("participation.lacks_nothing")


def facts_words(codes: str) -> str:
    """Facts joined by ";" in words."""
    return and_list(choice("participation_fact", code) for code in codes.split(";") if code)


def register_table(activities: pd.DataFrame) -> pd.DataFrame:
    """Every activity with what it lacks, in words."""
    return _with(activities, verdict_words=[verdict_words(row) for row in dicts(activities)])


def amiss_table(activities: pd.DataFrame) -> pd.DataFrame:
    """The activities that miss a fact or do not state one, and which."""
    held = activities[[row["is_valid"] is not True for row in dicts(activities)]]
    return _with(held, missing_words=[facts_words(codes) or None for codes in held["facts_missing"]], unstated_words=[facts_words(codes) or None for codes in held["facts_unknown"]])


def amiss(activities: pd.DataFrame) -> str:
    """How many activities miss a fact, and how many only do not state one."""
    valid = [row["is_valid"] for row in dicts(activities)]
    if all(valid):
        return t("participation.amiss_none", count=len(valid))
    return " · ".join(t(f"participation.amiss_{kind}", count=valid.count(is_valid), total=len(valid)) for kind, is_valid in (("missing", False), ("unstated", None)) if is_valid in valid)


def _with(frame: pd.DataFrame, **columns: Sequence) -> pd.DataFrame:
    return frame.assign(**{name: pd.Series(list(values), index=frame.index, dtype=object) for name, values in columns.items()})


# --- who came ---------------------------------------------------------------------------------------------------------


def who(row: Mapping, by: str) -> str:
    """The sector, district or population group of a row."""
    return row["district_name"] if by == "district" else choice(by, row[by])


def came(found: pd.DataFrame, by: str, is_brief: bool = False, is_far: bool = False) -> str:
    """Attendances in all, who came most, and from which sectors or districts nobody did; from far seats how many those are."""
    rows = dicts(found)
    total, first = sum(row["people"] for row in rows), rows[0]
    none = [who(row, by) for row in rows if not row["people"] and not row["withheld_activities"]]
    sentence = t("participation.came", count=wording.number(total), most=who(first, by), percent=wording.percent(first["people_percent"]))
    if none:
        named = t("participation.count_of_them", count=len(none)) if is_far or is_brief and len(none) > 3 else and_list(none)
        return f"{sentence} {t(f'participation.nobody_{by}', names=named)}"
    return f"{sentence} {t(f'participation.everybody_{by}')}"


def groups_came(found: pd.DataFrame) -> str:
    """Of the population groups that were counted, who came most and who least; counted by how many activities."""
    rows = [row for row in dicts(found) if row["counted_activities"]]
    return t("participation.groups", names=and_list(t("participation.group", name=who(row, "population_group"), count=wording.number(row["people"])) for row in rows[:3]),
             counted=max(row["counted_activities"] for row in rows))


def who_rows(found: pd.DataFrame, by: str) -> list[str]:
    """A name a row for the picture: who, attendances in all, or that nobody came."""
    return [_who_row(row, by) for row in dicts(found)]


def _who_row(row: Mapping, by: str) -> str:
    at_least = f" {WITHHELD}" if row["withheld_activities"] else ""
    count = wording.number(row["people"]) if row["people"] else "" if at_least else t("participation.nobody")
    return f"{who(row, by)}  {count}{at_least}".rstrip()


def who_cells(found: pd.DataFrame, in_all: pd.DataFrame, by: str) -> pd.DataFrame:
    """A cell where somebody came to an activity: its row in the picture, its words – marked where it is, or would be, withheld – and its hover."""
    lines = dict(zip((who(row, by) for row in dicts(in_all)), who_rows(in_all, by), strict=True))
    rows = dicts(found)
    return _with(found, who_words=[who(row, by) for row in rows], line=[lines[who(row, by)] for row in rows], cell_words=[count_words(row) for row in rows],
                 hover=[t("participation.cell", name=row["participation_name"], who=who(row, by), count=count_words(row), percent=wording.percent(row["people_percent"])) for row in rows])


def who_table(found: pd.DataFrame, in_all: pd.DataFrame, by: str) -> pd.DataFrame:
    """What the picture shows as a table: in all first, then activity by activity."""
    every = [{"participation_name": t("participation.in_all"), "who_words": who(row, by), "people": row["people"], "people_percent": row["people_percent"]} for row in dicts(in_all)]
    each = [{**row, "who_words": who(row, by)} for row in dicts(found)]
    return pd.DataFrame([[row[name] for name in CELLS] for row in [*every, *each]], columns=CELLS, dtype=object)


def amiss_facts(held: pd.DataFrame) -> list[tuple[str, str, str]]:
    """The activities that lack a fact as a list: the tool, the activity and what it lacks, where that is shown in full."""
    return [(choice("participation_tool", row["participation_tool"]), f"{row['participation_name']} – {verdict_words(row)}", links.to("activity", activity=row["participation_code"])) for row in dicts(held)]


def count_words(row: Mapping) -> str:
    """A count, marked where the public does not see it."""
    if row["is_withheld"]:
        return WITHHELD
    return f"{WITHHELD}{wording.number(row['people'])}" if row["is_small"] else wording.number(row["people"])


def withheld_note(*frames: pd.DataFrame) -> str:
    """What the mark of withheld counts means to these readers; "" where none is."""
    if is_public():
        marked = any(frame[column].astype(bool).any() for frame in frames for column in ("is_withheld", "withheld_activities") if column in frame)
        return t("participation.withheld_public") if marked else ""
    return t("participation.withheld_official") if any(frame["is_small"].astype(bool).any() for frame in frames if "is_small" in frame) else ""


# --- cost -------------------------------------------------------------------------------------------------------------


def cost_rows(activities: pd.DataFrame) -> pd.DataFrame:
    """Activities by what they cost a person, dearest first; those of which that is not known last."""
    rows = dicts(activities)
    places = sorted(range(len(rows)), key=lambda at: (rows[at]["cost_per_person_baht"] is None, -(rows[at]["cost_per_person_baht"] or 0)))
    return _with(activities, remark=[_cost_remark(row) for row in rows]).iloc[places]


def _cost_remark(row: Mapping) -> str:
    if row["cost_baht"] is None:
        return t("participation.no_cost")
    people = WITHHELD if row["is_withheld"] else t("participation.people", count=wording.number(row["participants"]))
    each = t("participation.each", each=wording.baht(row["cost_per_person_baht"])) if row["cost_per_person_baht"] is not None else ""
    return " · ".join(part for part in (each, wording.baht(row["cost_baht"]), people) if part)


def cost(activities: pd.DataFrame) -> str:
    """What all cost, what an attendance cost on average, and which was dearest."""
    known = [row for row in dicts(activities) if row["cost_per_person_baht"] is not None]
    if not known:
        return t("participation.cost_none")
    whole, people = sum(row["cost_baht"] for row in known), sum(row["participants"] for row in known)
    dearest = max(known, key=lambda row: row["cost_per_person_baht"])
    return t("participation.cost", total=wording.baht(whole), count=len(known), mean=wording.baht(Decimal(whole) / people), name=dearest["participation_name"], each=wording.baht(dearest["cost_per_person_baht"]))


# --- what became of it ------------------------------------------------------------------------------------------------


def trace_state(row: Mapping) -> str:
    """Overdue or waiting; taken up with a result or with none yet; "" for what was declined."""
    if not row["is_answered"]:
        return "off_track" if row["days_overdue"] else "not_due"
    if row["recommendation_decision"] in TAKEN_UP:
        return "done" if row["result"] else "no_evidence"
    return ""


def traced(found: pd.DataFrame, bodies: Mapping[str, str]) -> pd.DataFrame:
    """The recommendations with their way in words: unanswered first, then those without a result, those with one, the declined last."""
    order = [*palette.STATES, ""]
    rows = sorted(dicts(found), key=lambda row: (row["is_answered"], order.index(trace_state(row))))
    return _with(pd.DataFrame(rows, columns=found.columns, dtype=object), decision_words=[decision(row, bodies) for row in rows], project_words=[_project(row) for row in rows],
                 result_words=[row["result"] or (t("participation.no_result") if row["recommendation_decision"] in TAKEN_UP else None) for row in rows], trace_state=[trace_state(row) for row in rows])


def decision(row: Mapping, bodies: Mapping[str, str]) -> str:
    """What was decided, when, by whom and why; or who must answer, since when and by when."""
    if not row["is_answered"]:
        late = t("participation.late", days=wording.days(row["days_overdue"])) if row["days_overdue"] else ""
        due = t("participation.due", day=wording.date(row["answer_due_on"])) if row["answer_due_on"] else t("participation.no_due")
        return " · ".join(part for part in (t("participation.waits_for", who=row["addressed_to_name"], days=wording.days(row["days_waiting"])), late, due) if part)
    parts = [choice("recommendation_decision", row["recommendation_decision"]), wording.date(row["decided_on"]) if row["decided_on"] else "", bodies.get(row["body_code"], ""),
             t("participation.because", reason=row["reason"]) if row["reason"] else ""]
    return " · ".join(part for part in parts if part)


def _project(row: Mapping) -> str | None:
    if not row["project_code"]:
        return None
    status = choice("project_status", row["project_status"]) if row["project_status"] else ""
    return " · ".join(part for part in (row["project_name"] or row["project_code"], status) if part)


def traces(found: pd.DataFrame, is_of_one: bool = False) -> list[Trace]:
    """Each recommendation as a way of four steps that lead on: to its activity (not where all are of one), to who must answer, to its project."""
    return [_trace(row, is_of_one) for row in dicts(found)]


def _trace(row: Mapping, is_of_one: bool) -> Trace:
    is_taken = row["recommendation_decision"] in TAKEN_UP
    first = Step(row["recommendation"]) if is_of_one else Step(row["recommendation"], quiet=row["participation_name"], address=links.to("activity", activity=row["participation_code"]))
    decided = Step(row["decision_words"], address="" if row["is_answered"] else links.to_partner(row["addressed_to_organisation_code"]))
    project = Step(row["project_words"], address=links.to_item("project", row["project_code"], None, "budget")) if row["project_words"] else Step(t("participation.no_project") if is_taken else "")
    return Trace(first, decided, project, Step(row["result_words"] or ""), row["is_answered"], row["trace_state"])


def became(found: pd.DataFrame, is_brief: bool = False) -> str:
    """What became of the recommendations: taken up, with a project, with a result; declined; waiting – the overdue answers first."""
    rows = dicts(found)
    taken = [row for row in rows if row["recommendation_decision"] in TAKEN_UP]
    declined = sum(row["recommendation_decision"] == "declined" for row in rows)
    parts = [t("participation.taken", taken=len(taken), count=len(rows), projects=sum(bool(row["project_code"]) for row in taken), results=sum(bool(row["result"]) for row in taken))] if taken else []
    return " · ".join([overdue(found, is_brief), *parts, *([t("participation.declined", count=declined)] if declined else [])])


def changes_table(activities: pd.DataFrame) -> pd.DataFrame:
    """Activity by activity what changed because of it, those that say it first, the latest first."""
    held = activities.assign(has_change=[bool(words) for words in activities["change_made"]]).sort_values(["has_change", "start_on"], ascending=False, kind="stable")
    rows = dicts(held)
    return _with(held, change_made=[row["change_made"] or t("participation.no_change") for row in rows], answer_words=[_answers(row) for row in rows])


def _answers(row: Mapping) -> str | None:
    if not row["recommendations"]:
        return None
    return t("participation.answers", taken=row["recommendations_adopted"], count=row["recommendations"], waiting=row["recommendations_waiting"])


def changed(activities: pd.DataFrame) -> str:
    """How many activities say what changed because of them."""
    return t("participation.changed", count=sum(bool(words) for words in activities["change_made"]), total=len(activities))


def chains(activities: pd.DataFrame) -> str:
    """Which study circles ended in which action forum, and which in none; "" without circles."""
    known = dict(zip(activities["participation_code"], activities["participation_name"], strict=True))
    circles = [row for row in dicts(activities.sort_values("start_on")) if row["participation_tool"] == "study_circle"]
    led = [t("participation.led_to", name=row["participation_name"], forum=known[row["leads_to_code"]]) for row in circles if row["leads_to_code"] in known]
    rest = [row["participation_name"] for row in circles if row["leads_to_code"] not in known]
    return " · ".join([*([t("participation.circles", chains=and_list(led))] if led else []), *([t("participation.circles_open", names=and_list(rest))] if rest else [])])
