"""One participation activity in full: whether it was done as its tool requires, who came, what changed in a poll, what was ranked, what became of it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard import markup, names, panels, pickers, pictures, pieces, show, sources, trails
from dashboard.ask import ask
from dashboard.charts import bars, checks, dots, rows, shift
from dashboard.sentences import activity as said
from dashboard.sentences import participation as words
from dashboard.wording import choice, t
from queries.answers import dicts

SPREAD = panels.Layout(desk=3, wide=580, high=315)
LETTERS = (40, 36, 32)  # px of words on a projector that has room for them
FACTS_AROUND = 500  # px of a projector's picture that all but the facts takes
HEIGHTS = {"desk": 150, "projector": 195, "phone": 150}  # of a small drawing
AROUND, NARROW = 540, 120  # px of a projector's picture that all but its rows takes; more on a 4:3 picture


def answer(question, **picks):
    return names.localised(ask(f"participation.{question}", activity=code, **picks))


def in_brief():
    return show.mode() == "projector"


def stands():
    facts = answer("checked_facts", is_public=is_public)
    sentence = said.standing(row)
    show.question(t("activity.facts_question", name=row["participation_name"]))
    show.answer(sentence, said.state(row))
    pictures.or_table(lambda: fitting(said.fact_rows(facts)), t("activity.facts_alt", tool=choice("participation_tool", row["participation_tool"]), answer=sentence), said.facts_table(facts)[said.FACTS], "facts", said.FACTS[:2])
    if not in_brief():
        projects = names.localised(ask("contract.projects"))
        st.html(markup.facts(said.about(row, activities, districts, dict(zip(projects["project_code"], projects["project_name"], strict=True)))))
        if not chosen:
            show.note(t("activity.opens_on"))
    show.source(sources.files(facts), pieces.beside(t("participation.rule")))


def fitting(facts):
    """The facts in the largest letters that leave them whole on this screen."""
    size, left = show.sizes(), pictures.HIGH / pickers.text_scale() - FACTS_AROUND - NARROW * pictures.is_narrow()
    larger = [replace(size, note=letter) for letter in LETTERS] if in_brief() else []
    drawn = [checks.rows(facts, show.colours(), of, pictures.room()) for of in (*larger, size)]
    return next((figure for figure in drawn if figure["layout"]["height"] <= left), drawn[-1])


def came_by(by):
    found = answer("who_came", by=by, is_public=is_public)
    every = {"sector": [choice("sector", of) for of in sectors], "district": [districts.get(of, of) for of in row["district_codes"].split(";")]}.get(by, ())
    sentence = said.came(found, row, by, every)
    show.question(t("activity.came_question", name=row["participation_name"]) if in_brief() else t(f"activity.came_{by}_question"))
    show.answer(sentence)
    drawn = partial(bars.bullets, said.came_rows(found, by), [bars.Layer("people", t("participation.attended"), show.colours().money["allocated"])], bars.Columns("who_words", "remark"), bars.Scale(""), show.colours(), show.sizes(),
                         room=room(by), has_axis=False)
    pictures.or_table(drawn, t("activity.came_alt", name=t(f"activity.came_{by}_question"), answer=sentence), said.came_rows(found, by)[said.WHO], by, said.WHO[:2])
    if words.withheld_note(found) and not pictures.is_far():
        show.note(words.withheld_note(found))
    show.source(sources.of_tables("participation_attendance"))


def room(by):
    return pictures.room() // 2 - 16 if show.mode() == "desk" and by != "population_group" else pictures.room()


def changes():
    found = said.by_change(answer("poll_changes", is_public=is_public))
    sentence = said.polled(found, in_brief())
    show.question(t("activity.poll_question"))
    show.answer(sentence)
    pictures.or_table(lambda: draw_changes(found), t("activity.moves_alt", answer=sentence), found[said.MOVES], "changes", (said.MOVES[0], said.MOVES[3]))
    if not pictures.is_far():
        show.note(t("activity.move_key"))
    show.method(t("activity.method"))
    show.source(sources.of_tables("poll_answer", "poll_question"))


def draw_changes(found):
    first, last = in_sight([rows_high(move) for move in said.moves(found)], "changes")
    return shift.moves(said.moves(found)[first:last], said.scale(found), said.ends(found), show.colours(), show.sizes(), pictures.room())


def rows_high(move):
    size = show.sizes()
    return (len(rows.words_of(move.name, move.remark, "", size.note, pictures.room())) * rows.LINE + shift.DRAWING + shift.GAP) * size.note


def in_sight(heights, name):
    """First and last row (exclusive) of a picture as many as stand on this screen, with what turns to the others."""
    if not in_brief():
        return 0, len(heights)
    pages = rows.pages(heights, max(pictures.HIGH / pickers.text_scale() - AROUND - NARROW * pictures.is_narrow(), max(heights, default=0)))
    return pages[pieces.turn(len(pages), name) - 1]


def spread():
    found = answer("poll_distribution", is_public=is_public)
    drawn = said.shown(found)
    show.question(t("activity.distribution_question"))
    show.answer(said.spread_answer(found, in_brief()))
    if len(drawn):
        numbers = list(dict.fromkeys(drawn["question_number"]))
        first, last = pieces.part(len(numbers), "spread", panels.shape(len(numbers), SPREAD)[1])
        panels.grid([panel(dicts(drawn[drawn["question_number"] == number]), said.most(drawn)) for number in numbers[first:last]], "spread", SPREAD)
        show.note(" ".join(part for part in (t("activity.distribution_key"), "" if pictures.is_far() else words.withheld_note(found)) if part))
    show.behind(said.spread_table(found)[said.SPREAD], "spread")
    show.source(sources.of_tables("poll_answer", "poll_question"))


def panel(scores, most):
    figure = shift.pairs(said.bars(scores), most, show.colours(), show.sizes(), HEIGHTS[show.mode()], shows=not in_brief())
    return panels.Panel(str(scores[0]["question_number"]), "", "", scores[0]["question_text"], "", figure, said.bars_alt(scores))


def population():
    found = answer("panel", is_public=is_public)
    show.question(t("activity.panel_question"))
    show.answer(said.panelled(found))
    drawn = partial(dots.against, said.panel_dots(found), None, "", show.colours(), show.sizes(), spread=3 if show.mode() == "phone" else 1.5)
    pictures.or_table(drawn, t("activity.panel_alt", answer=said.panelled(found)), said.panel_table(found)[said.PANEL], "panel", (said.PANEL[0], said.PANEL[2], said.PANEL[4]))
    if not pictures.is_far():
        show.note(" ".join(part for part in (t("activity.panel_key"), words.withheld_note(found)) if part))
    show.source(sources.of_tables("panel_group"))


def priorities():
    found = answer("priorities", is_public=is_public)
    show.question(t("activity.priorities_question"))
    show.answer(said.ranked(found))
    drawn = partial(bars.bullets, said.priority_rows(found), [bars.Layer("votes", t("activity.votes"), show.colours().money["allocated"])], bars.Columns("name", "remark"), bars.Scale(""), show.colours(), show.sizes(),
                         room=pictures.room(), has_axis=False)
    pictures.or_table(drawn, t("activity.priorities_alt", answer=said.ranked(found)), found[said.PRIORITIES], "priorities", said.PRIORITIES[1:3])
    show.source(sources.of_tables("priority"))


def became():
    show.question(t("activity.trace_question"))
    show.answer(words.became(traced, in_brief()), words.state(activities.head(0), traced), list(traced["addressed_to_name"]))
    if in_brief():
        show.table(traced[words.TRACED], "trace", columns=(words.TRACED[0], words.TRACED[1], words.TRACED[3])[: 2 if pictures.is_far() else 3])
    else:
        st.html(trails.listed(words.traces(traced, is_of_one=True), t("activity.trace_question")))
        show.download(traced[words.TRACED], "trace")
    show.source(sources.files(traced))


def nothing():
    show.question(t("participation.question"))
    show.empty("no_table", table=t("participation.of_activities"))
    show.source(sources.of_tables("participation_activity"))


is_public = words.is_public()
known = names.registered()
activities = words.named(names.localised(ask("participation.activities", is_public=is_public)), "organiser", known)
titles = dict(zip(activities["participation_code"], activities["participation_name"], strict=True))
if not titles:
    show.scenes(("nothing", nothing))
else:
    with pieces.picks("activity_picks", 620):
        code = pickers.choose("activity", list(titles), titles.get)
    chosen = pickers.carried("activity") in titles
    row = activities[activities["participation_code"] == code].iloc[0].to_dict()
    in_all = {by: names.localised(ask("participation.came_in_all", by=by, is_public=is_public)) for by in ("sector", "district")}
    districts = dict(zip(in_all["district"]["district_code"], in_all["district"]["district_name"], strict=True))
    sectors = [of for of, n in zip(in_all["sector"]["sector"], in_all["sector"]["people"], strict=True) if n]
    traced = words.traced(words.named(answer("recommendations"), "addressed_to", known), names.bodies())
    of_scene = {"sectors": partial(came_by, "sector"), "districts": partial(came_by, "district"), "groups": partial(came_by, "population_group"), "changes": changes, "spread": spread, "panel": population, "priorities": priorities, "trace": became}
    held = {"sectors": answer("who_came", is_public=is_public), "districts": answer("who_came", by="district", is_public=is_public), "groups": answer("who_came", by="population_group", is_public=is_public),
            "changes": answer("poll_changes", is_public=is_public), "spread": answer("poll_distribution", is_public=is_public), "panel": answer("panel", is_public=is_public),
            "priorities": answer("priorities", is_public=is_public), "trace": traced}
    order = ("changes", "spread", "panel", "priorities", "trace", "sectors", "districts", "groups")
    show.scenes(("stands", stands), *(show.Scene(name, of_scene[name], half=name in ("sectors", "districts")) for name in order if len(held[name])))
