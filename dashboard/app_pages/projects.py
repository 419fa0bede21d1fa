"""The public action contract: who carries which projects, how far they are and who must act; what they are made of and where they came from."""

from functools import partial

import streamlit as st

from dashboard import fit, markup, names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask
from dashboard.charts import rows, stacks
from dashboard.sentences import projects as said
from dashboard.wording import choice, t

MEASURES = ("number", "money")
LEGEND, NOTED, TURNING = 70, 50, 60  # px of a projector's picture that the key, a remark and what turns the page take
CLOSE = 0.86  # of a row's natural height
SIGNED = "x" * 14  # as wide as a state before an answer


def answer(question, **more):
    return names.localised(ask(question, **more))


def rule():
    return pieces.beside(t("projects.rule"))


def stands():
    show.question(t("projects.question"))
    show.answer(said.standing(found, pictures.is_far()), said.worst_state(found), [*found["project_name"].head(1), *filter(None, found["responsible_organisation_name"].head(1))])
    numbers = said.figures(found, origins)
    if not pictures.is_far():
        show.figures(pieces.few(said.brief(numbers) if show.mode() == "projector" else numbers, (0, 1)))
    if show.mode() != "projector" and said.short(found):
        show.note(said.short(found))
    pieces.reconciled()
    show.method(t("projects.method"))
    show.source(sources.files(found), rule())


def group(by):
    shown = answer(f"projects.by_{'carrier' if by == 'carried_by' else by}", **picks)
    sentence, state = (said.carried(shown), "") if by == "carried_by" else said.spread(shown, by)
    title = t(f"projects.{by}_question")
    show.question(title)
    show.answer(sentence, state)
    measure = pickers.switch("measure", MEASURES, partial(pieces.worded, "pick.measure_")) if by == "carried_by" else chosen_measure()
    bars = said.grouped(shown, by, measure)
    draw(bars, said.kinds(shown, show.colours(), not pictures.is_far()), t("projects.group_alt", answer=sentence), said.counted(shown, by), by, room_below(title, f"{SIGNED} {sentence}") - (0 if pictures.is_far() else LEGEND + NOTED * (by == "district")))
    if by == "district" and not pictures.is_far():
        show.note(t("projects.district_note"))
    show.source(sources.files(found), rule())


def chosen_measure():
    return pickers.carried("measure") if pickers.carried("measure") in MEASURES else MEASURES[0]


def draw(bars, kinds, alt, table, name, room):
    """The bars that stand on this screen, with what turns to the others; the table alone where no bar has a part."""
    if not any(bar.parts for bar in bars):
        show.behind(table, name)
        return
    longest = max((sum(part.length for part in bar.parts) for bar in bars), default=0)
    first, last = in_sight(heights_of(bars), name, room)
    show.chart(stacks.stacked(bars[first:last], kinds, show.colours(), show.sizes(), room=pictures.room(), longest=longest), alt, table, name)


def in_sight(heights, name, room):
    """First and last row (exclusive) of a picture as many as stand on this screen, with what turns to the others."""
    if show.mode() != "projector":
        return 0, len(heights)
    pages = rows.pages(heights, room if sum(heights) <= room else room - TURNING)
    return pages[pieces.turn(len(pages), name) - 1]


def heights_of(bars):
    """Px that each row of a picture takes at the least: pressed together a little, names and bars still stand apart."""
    return [CLOSE * high for high in stacks.heights(bars, show.sizes(), pictures.room())]


def room_below(title, sentence):
    """Px of a projector's picture that these words leave."""
    return fit.left_for_picture(pictures.room(), title, sentence, "", pickers.text_scale())


def chase():
    listed = said.listed(sources.placed(found), districts)
    show.question(t("projects.list_question"))
    show.answer(said.chased(found), said.worst_state(found))
    show.table(listed[said.LISTED if show.mode() == "desk" else list(said.LISTED_BRIEF)], "projects", files=False)
    show.download(listed[said.FILED], "projects")
    show.source(sources.files(found), rule())


def tree():
    show.question(t("projects.tree_question"))
    plan = pieces.pick("projects", "plan", *pieces.coded(plans, "plan"))
    own = sums[sums["plan_code"] == plan] if plan else sums
    sentence, state = said.adds_up(own)
    show.answer(sentence, state)
    table = said.tree_table(own, sources.placed(activities), states)
    if show.mode() == "projector":
        draw_tree(own, table)
    else:
        st.html(markup.tree(said.tree(plans, own, activities, states, bool(plan))))
        show.behind(table, "tree")
    show.source(sources.of_tables("plan", "project", "activity"))


def draw_tree(own, table):
    """A plan at a time, its projects as bars of their activities."""
    order = [code for of in plans["plan_code"] for code in states if code in set(own["project_code"][own["plan_code"] == of])]
    placed = own.set_index("project_code", drop=False).loc[order]
    bars, kinds = said.drawn_tree(placed, activities, states, show.colours())
    heights, groups = heights_of(bars), list(placed["plan_name"])
    room = room_below(t("projects.tree_question"), said.adds_up(own)[0]) - TURNING - NOTED
    starts = [place for place, name in enumerate(groups) if place == 0 or name != groups[place - 1]]
    pages = [(start + first, start + last) for start, end in zip(starts, [*starts[1:], len(groups)], strict=True) for first, last in rows.pages(heights[start:end], room)]
    first, last = pages[pieces.turn(len(pages), "tree") - 1]
    show.note(t("projects.tree_plan", name=groups[first]))
    longest = max(map(float, sums["budget_baht"]), default=0)
    show.chart(stacks.stacked(bars[first:last], kinds, show.colours(), show.sizes(), room=pictures.room(), longest=longest), t("projects.tree_alt"), table, "tree")


def came_from():
    sentence = said.origins(origins)
    bars, kinds = said.drawn_origins(origins, show.colours())
    show.question(t("projects.origins_question"))
    show.answer(sentence)
    draw(bars, kinds, t("projects.origins_alt", answer=sentence), origins[said.ORIGINS], "origins", room_below(t("projects.origins_question"), sentence) - LEGEND)
    show.source(sources.of_tables("project"), pieces.beside(t("projects.origins_rule")))


def nothing():
    show.question(t("projects.question"))
    show.empty(*(("no_rows",) if len(every) else ("no_table",)), **({} if len(every) else {"table": t("projects.of_project")}))
    show.source(sources.of_tables("project"))


every = said.as_it_stands(answer("contract.projects"))
places = answer("projects.by_district")
districts = dict(zip(places["district_code"], places["district_name"], strict=True))
with pieces.picks("picks"):
    picks = {name: pieces.pick("projects", name, codes, words) for name, codes, words in (
        ("theme", list(dict.fromkeys(every["theme"])), partial(choice, "theme")), ("carried_by", list(dict.fromkeys(every["carried_by"])), partial(choice, "carried_by")),
        ("district", sorted(districts), districts.get), ("origin", list(dict.fromkeys(every["origin_plan"])), partial(choice, "origin_plan")),
        ("state", [state for state in dict.fromkeys(every["state"]) if state], said.state_name))}
found = names.responsible(said.as_it_stands(answer("contract.projects", **picks)))
if found.empty:
    show.scenes(("nothing", nothing))
else:
    states = dict(zip(found["project_code"], found["state"], strict=True))
    origins, plans, activities = answer("contract.origins"), answer("projects.plans"), names.responsible(answer("projects.activities"))
    sums = answer("projects.activity_sums")
    sums, activities = (frame[frame["project_code"].isin(states)] for frame in (sums, activities))
    groups = [(by, partial(group, by)) for by in said.GROUPS]
    show.scenes(("stands", stands), *groups, ("chase", chase), ("tree", tree), ("origins", came_from))
