"""The public action contract in words: who carries which projects and how far they are, where they came from, whether their activities add up.

Frames come with names already in the reader's language (`names.localised`).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from dashboard import links, palette, wording
from dashboard.charts.stacks import Kind, Part, Row
from dashboard.markup import Branch, Figure
from dashboard.names import kept
from dashboard.palette import STATES, Colours
from dashboard.sentences.sums import signed_baht
from dashboard.wording import t
from queries.answers import dicts

LISTED = ["project_name", "state", "why_words", "responsible_organisation_name", "budget_baht", "outputs_words", "districts_words", "origin"]
FILED = ["project_code", *LISTED[:3], "days_late", *LISTED[3:7], "carried_by", "theme", "origin_plan", "start_on", "end_on", "project_status", "origin"]
LISTED_BRIEF = ("project_name", "state", "days_late", "responsible_organisation_name", "budget_baht")
COUNTED = ["state_name", "project_count", "budget_baht", "project_percent", "budget_percent", "worst_name"]
TREE = ["plan_name", "project_name", "state", "activity_name", "responsible_organisation_name", "activity_baht", "start_on", "end_on", "budget_baht", "activities_baht", "difference_baht", "origin"]
ORIGINS = ["origin_plan", "project_count", "project_percent", "budget_baht", "budget_percent"]
GROUPS = {"carried_by": "carried_by", "theme": "theme", "district": "district_code"}  # what projects are grouped by → the column that holds it
BAD = ("off_track", "no_evidence")
CANCELLED = "cancelled"
MEASURES = {"number": ("project_count", "project_percent"), "money": ("budget_baht", "budget_percent")}
STEPS = ("disbursed", "committed", "allocated", "pledged")  # shades for parts without a state, from the darkest


# --- how far they are -------------------------------------------------------------------------------------------------


def standing(found: pd.DataFrame, is_brief: bool = False) -> str:
    """How many projects are off track or without evidence, which is worst and why (not where `is_brief`), and who must act."""
    rows = dicts(found)
    off, silent = (sum(row["state"] == state for row in rows) for state in BAD)
    if not off + silent:
        watched = sum(row["state"] == "watch" for row in rows)
        return " ".join([t("projects.good", total=len(rows)), *([t("projects.watched", count=watched)] if watched else [])])
    counted = t("projects.bad_both", off=off, silent=silent, total=len(rows)) if off and silent else t("projects.off" if off else "projects.silent", count=off or silent, total=len(rows))
    worst = t("projects.worst_brief", name=rows[0]["project_name"]) if is_brief else t("projects.worst", name=rows[0]["project_name"], why=why(rows[0]))
    return f"{counted} {worst} {must_act(rows[0])}"


def as_it_stands(found: pd.DataFrame) -> pd.DataFrame:
    """Projects or outputs with the state that stands as `state`: the committee's where it is below the computed one, which is kept beside it."""
    return found.assign(computed_state=found["state"], state=found["standing_state"])


def why(row: Mapping) -> str:
    """What gives a project its state, with its days; of a completed one also what it has not delivered; the committee's reason where its rating stands."""
    if row["state"] != row["computed_state"]:
        return t("projects.why_committee", reason=row["committee_reason"] or t("projects.no_reason"))
    if row["why"] == "completed" and row["output_done_count"] < row["output_count"]:
        return t("projects.why_completed_short", count=row["output_count"] - row["output_done_count"], total=row["output_count"])
    return t(f"projects.why_{row['why']}", days=wording.days(row["days_late"]), begins=wording.date(row["start_on"]), ends=wording.date(row["end_on"]))


def must_act(row: Mapping) -> str:
    """Who answers for a project, or that somebody must be named."""
    return t("projects.must_act", name=row["responsible_organisation_name"]) if row["responsible_organisation_name"] else t("projects.must_name")


def worst_state(found: pd.DataFrame) -> str:
    """The worst state any of these projects is in; "" for none."""
    return next((state for state in found["state"] if state), "")


def short_of(found: pd.DataFrame) -> list[dict]:
    """The projects told complete whose outputs are not."""
    return [row for row in dicts(found) if row["why"] == "completed" and row["output_done_count"] < row["output_count"]]


def short(found: pd.DataFrame) -> str:
    """How many projects are told complete though their outputs are not, and which; "" for none."""
    rows = short_of(found)
    return t("projects.short", count=len(rows), names=", ".join(row["project_name"] for row in rows)) if rows else ""


def figures(found: pd.DataFrame, origins: pd.DataFrame) -> list[Figure]:
    """How many projects and their money, off track, without evidence, told complete but short, come up from community plans."""
    total, money = len(found), sum(found["budget_baht"], Decimal(0))
    counts = {state: sum(found["state"] == state) for state in BAD}
    late, unfinished, complete, community = max(found["days_late"], default=0), len(short_of(found)), sum(found["why"] == "completed"), origins.iloc[0]
    return [
        Figure(t("projects.figure_all"), number_of(total), wording.baht(money), exact=wording.baht_exact(money)),
        Figure(t("projects.figure_off"), t("projects.of", count=counts["off_track"], total=total), t("projects.latest", days=wording.days(late)) if late else "", "off_track" if counts["off_track"] else "on_track"),
        Figure(t("projects.figure_silent"), t("projects.of", count=counts["no_evidence"], total=total), "", "no_evidence" if counts["no_evidence"] else ""),
        Figure(t("projects.figure_short"), t("projects.of", count=unfinished, total=complete) if complete else wording.NONE, t("projects.figure_short_note"), "watch" if unfinished else ""),
        Figure(t("projects.figure_community"), wording.percent(community["project_percent"]), t("projects.figure_community_note", percent=wording.percent(community["budget_percent"]))),
    ]


def brief(figures: Sequence[Figure]) -> list[Figure]:
    """Of the figures, three that a projector's picture has room for: silence where there is any, else what is short."""
    every, off, silent, unfinished, _ = figures
    return [every, off, silent if silent.state else unfinished]


def listed(found: pd.DataFrame, districts: Mapping[str, str]) -> pd.DataFrame:
    """The projects with their reason, outputs and districts in words; `districts`: code → name."""
    rows = dicts(found)
    said = {"why_words": [why(row) for row in rows], "outputs_words": [_outputs(row) for row in rows],
            "districts_words": [_districts(row["district_codes"].split(";"), districts) for row in rows]}
    return found.assign(**{name: pd.Series(words, index=found.index, dtype=object) for name, words in said.items()},
                        days_late=pd.Series([row["days_late"] or None for row in rows], index=found.index, dtype=object))


def _districts(codes: Sequence[str], known: Mapping[str, str]) -> str:
    return t("projects.all_districts", count=len(codes)) if len(codes) > 1 and set(codes) == set(known) else ", ".join(known.get(code, code) for code in codes)


def _outputs(row: Mapping) -> str | None:
    if not row["output_count"]:
        return None
    done = t("projects.outputs_done", done=row["output_done_count"], total=row["output_count"])
    return f"{done} · {t('projects.outputs_late', count=row['output_late_count'])}" if row["output_late_count"] else done


def chased(found: pd.DataFrame) -> str:
    """How many projects are late, the latest by how much, and how many nobody answers for."""
    late, nobody = [row for row in dicts(found) if row["days_late"]], sum(code is None for code in found["responsible_organisation_code"])
    said = [t("projects.late", count=len(late), total=len(found), days=wording.days(max(row["days_late"] for row in late)))] if late else [t("projects.late_none", total=len(found))]
    return " ".join([*said, *([t("projects.nobody", count=nobody)] if nobody else [])])


# --- who carries them, in which theme and district --------------------------------------------------------------------


def grouped(found: pd.DataFrame, by: str, measure: str) -> list[Row]:
    """A bar a group, its projects by state, worst first; its length in projects or in baht (`measure`)."""
    code, (column, _) = GROUPS[by], MEASURES[measure]
    groups = [found[found[code] == of] for of in dict.fromkeys(found[code])]
    return [Row(name_of(own.iloc[0], by), _sums(own), [_part(row, float(row[column])) for row in dicts(own) if row["project_count"]]) for own in groups]


def name_of(row: Mapping, by: str) -> str:
    """A group in words."""
    return row["district_name"] if by == "district" else wording.choice(by, row[by])


def _sums(own: pd.DataFrame) -> str:
    count, money = sum(own["project_count"]), sum(own["budget_baht"], Decimal(0))
    return t("projects.group", projects=number_of(count), money=wording.baht(money)) if count else t("projects.group_none")


def _part(row: Mapping, length: float) -> Part:
    state, sign = row["state"] or CANCELLED, STATES[row["state"]].sign if row["state"] else ""
    counted, money = f"{sign} {row['project_count']}".strip(), wording.baht(row["budget_baht"])
    hover = t("projects.hover", state=state_name(row["state"]), projects=number_of(row["project_count"]), money=wording.baht_exact(row["budget_baht"]), worst=row["worst_name"])
    return Part(state, length, [t("projects.part", counted=counted, money=money), counted], hover)


def number_of(count: int) -> str:
    """So many projects."""
    return t("projects.one" if count == 1 else "projects.count", count=count)


def state_name(state: str | None) -> str:
    """A state in words; a project without one is cancelled."""
    return wording.state(state) if state else wording.choice("project_status", CANCELLED)


def kinds(found: pd.DataFrame, of: Colours, has_key: bool = True) -> list[Kind]:
    """The states any project is in, as kinds of parts, worst first; without a key each part still says its sign."""
    held = dict.fromkeys(state for state, count in zip(found["state"], found["project_count"], strict=True) if count)
    order = sorted(held, key=lambda state: list(dict.fromkeys(found["state"])).index(state))
    words = {state: f"{STATES[state].sign} {wording.state(state)}" if state else state_name(None) for state in order}
    return [Kind(state or CANCELLED, words[state] if has_key else "", of.states[state][0] if state else of.line, state == palette.HATCHED) for state in order]


def counted(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """The groups by state as a table, without the states that no project is in."""
    own = kept(found, map(bool, found["project_count"]))
    named = own.assign(group_name=pd.Series([name_of(row, by) for row in dicts(own)], index=own.index, dtype=object), state_name=pd.Series(list(map(state_name, own["state"])), index=own.index, dtype=object))
    return named[["group_name", *COUNTED]]


def carried(found: pd.DataFrame) -> str:
    """Who carries most of the projects, and how much communities and civil society carry, in number and money."""
    sums = [(of, own) for of in dict.fromkeys(found["carried_by"]) for own in [_totals(found[found["carried_by"] == of])]]
    code, most = max(sums, key=lambda pair: pair[1]["project_count"])
    said = t("projects.carried", name=wording.choice("carried_by", code), **_said(most))
    community = dict(sums).get("community_and_civil_society")
    return f"{said} {t('projects.carried_community', **_said(community))}" if community and code != "community_and_civil_society" else said


def _totals(own: pd.DataFrame) -> dict:
    return {name: sum((value for value in own[name] if value is not None), start) for name, start in (("project_count", 0), ("project_percent", Decimal(0)), ("budget_percent", Decimal(0)))}


def _said(totals: Mapping) -> dict[str, object]:
    return {"count": totals["project_count"], "percent": wording.percent(totals["project_percent"]), "money": wording.percent(totals["budget_percent"])}


def spread(found: pd.DataFrame, by: str) -> tuple[str, str]:
    """Which theme or district has most projects off track or without evidence, and the state of that."""
    bad = {name: [sum(own["project_count"][own["state"].isin(BAD)]), sum(own["project_count"])] for name, own in ((name_of(group.iloc[0], by), group) for _, group in found.groupby(GROUPS[by], sort=False))}
    held = [name for name, (count, _) in bad.items() if count]
    if not held:
        return t(f"projects.spread_good_{by}"), ""
    most = max(held, key=lambda name: bad[name][0])
    told = [state for state in BAD if sum(found["project_count"][found["state"] == state])]
    return t(f"projects.spread_{by}", count=len(held), total=len(bad), name=most, bad=bad[most][0], of=bad[most][1]), told[0]


# --- the tree: plan → project → activity ------------------------------------------------------------------------------


def tree(plans: pd.DataFrame, sums: pd.DataFrame, activities: pd.DataFrame, states: Mapping[str, str | None], is_open: bool) -> list[Branch]:
    """The plans that hold any of these projects, with them and their activities; `sums`: projects.activity_sums, `states`: project → its state."""
    found = []
    for plan in dicts(plans):
        own = sorted((p for p in dicts(sums) if p["plan_code"] == plan["plan_code"]), key=lambda p: list(states).index(p["project_code"]))
        if own:
            found.append(Branch(plan["plan_name"], _plan_sums(own), branches=[_project(p, activities[activities["project_code"] == p["project_code"]], states, is_open) for p in own], is_open=True))
    return found


def _plan_sums(own: Sequence[Mapping]) -> str:
    return t("projects.group", projects=number_of(len(own)), money=wording.baht(sum((p["budget_baht"] for p in own), Decimal(0))))


def _project(row: Mapping, activities: pd.DataFrame, states: Mapping[str, str | None], is_open: bool) -> Branch:
    return Branch(row["project_name"], project_sums(row), states[row["project_code"]] or "", links.to_project(row["project_code"]), [_activity(a) for a in dicts(activities)], is_open)


def project_sums(row: Mapping) -> str:
    """A project's budget and its activities, and by how much these differ from it."""
    said = t("projects.tree_sums", money=wording.baht(row["budget_baht"]), count=row["activity_count"])
    return f"{said} · {t('projects.tree_differs', difference=signed_baht(row['difference_baht']))}" if row["difference_baht"] else said


def _activity(row: Mapping) -> Branch:
    days = t("projects.from_to", begins=wording.date(row["start_on"]), ends=wording.date(row["end_on"])) if row["start_on"] or row["end_on"] else ""
    who = row["responsible_organisation_name"] or t("projects.no_responsible")
    return Branch(row["activity_name"], " · ".join(filter(None, (wording.baht(row["budget_baht"]) if row["budget_baht"] is not None else t("projects.no_budget"), who, days))))


def adds_up(sums: pd.DataFrame) -> tuple[str, str]:
    """Whether the activities of each project add up to its budget, and the state of that; how many activities bear no budget, how many projects have none."""
    unequal, unpriced = [row for row in dicts(sums) if row["is_equal"] is False], sum(sums["unpriced_count"])
    bare = sum(count == 0 for count in sums["activity_count"])
    said = [t("projects.activities_differ", count=len(unequal), total=len(sums), name=unequal[0]["project_name"], difference=signed_baht(unequal[0]["difference_baht"]))] if unequal else []
    equal = kept(sums, map(bool, sums["is_equal"]))
    said += [t("projects.activities_equal", count=len(equal), activities=sum(equal["activity_count"]))] if len(equal) and not unequal else []
    said += [t("projects.unpriced", count=unpriced)] if unpriced else []
    said += [t("projects.bare", count=bare)] if bare else []
    return " ".join(said), "off_track" if unequal else "no_evidence" if unpriced or bare else ""


def drawn_tree(sums: pd.DataFrame, activities: pd.DataFrame, states: Mapping[str, str | None], of: Colours) -> tuple[list[Row], list[Kind]]:
    """The projects of `sums` as bars of their activities, in the order given, and the shades these are drawn in."""
    rows = [Row(row["project_name"], project_sums(row), _activity_parts(activities[activities["project_code"] == row["project_code"]]), states[row["project_code"]] or "") for row in dicts(sums)]
    return rows, [Kind(str(place), "", of.money[STEPS[place]]) for place in range(len(STEPS))]


def _activity_parts(own: pd.DataFrame) -> list[Part]:
    rows = dicts(kept(own, (value is not None for value in own["budget_baht"])))
    return [Part(str(place % len(STEPS)), float(row["budget_baht"]), [wording.baht(row["budget_baht"])], f"{row['activity_name']} {wording.baht_exact(row['budget_baht'])}") for place, row in enumerate(rows)]


def tree_table(sums: pd.DataFrame, activities: pd.DataFrame, states: Mapping[str, str | None]) -> pd.DataFrame:
    """The tree as a table, a row an activity; a project without any stands by itself."""
    own = activities.rename(columns={"budget_baht": "activity_baht"})[["project_code", "activity_name", "responsible_organisation_name", "activity_baht", "start_on", "end_on", "origin"]]
    joined = sums.drop(columns=["origin"], errors="ignore").merge(own, on="project_code", how="left").astype(object)
    return joined.where(joined.notna(), None).assign(state=[states[code] for code in joined["project_code"]])[TREE]


# --- where they came from ---------------------------------------------------------------------------------------------


def origins(found: pd.DataFrame) -> str:
    """How much came up from community plans, in number and money."""
    community, total = found.iloc[0], sum(found["project_count"])
    return t("projects.origins", count=community["project_count"], total=total, percent=wording.percent(community["project_percent"]), money=wording.baht(community["budget_baht"]),
             money_percent=wording.percent(community["budget_percent"]))


def drawn_origins(found: pd.DataFrame, of: Colours) -> tuple[list[Row], list[Kind]]:
    """Two bars, all projects and all their money, each by the plan they came up from; community plans first and darkest."""
    rows, total = dicts(found), {name: sum(found[name], start) for name, start in (("project_count", 0), ("budget_baht", Decimal(0)))}
    said = {"number": ("project_percent", number_of(total["project_count"]), lambda row: number_of(row["project_count"])),
            "money": ("budget_percent", wording.baht(total["budget_baht"]), lambda row: wording.baht(row["budget_baht"]))}
    bars = [Row(t(f"projects.origins_{name}"), remark, [_origin(row, share, words(row)) for row in rows if row[share]]) for name, (share, remark, words) in said.items()]
    return bars, [Kind(row["origin_plan"], wording.choice("origin_plan", row["origin_plan"]), of.money[step]) for row, step in zip(rows, STEPS, strict=True)]


def _origin(row: Mapping, share: str, amount: str) -> Part:
    name, percent = wording.choice("origin_plan", row["origin_plan"]), wording.percent(row[share])
    return Part(row["origin_plan"], float(row[share]), [f"{name} {percent} · {amount}", f"{percent} · {amount}", percent, wording.percent(row[share], 0)], f"{name}: {amount} ({percent})")
