"""Participation: which tools were used and whether rightly, who came and who did not, and what changed because of it."""

import streamlit as st

from dashboard import links, markup, names, pickers, pictures, pieces, show, sources, trails
from dashboard.ask import ask
from dashboard.charts import bars, checks, matrix, rows
from dashboard.sentences import participation as words
from dashboard.wording import baht_exact, t
from queries.answers import dicts

TABLES = ("participation_activity", "participation_attendance", "recommendation")  # the page's figures are made of
COST = bars.Columns("participation_name", "remark")
MOST = {"desk": 20, "phone": 8}  # rows of a picture before it turns the page
AROUND, NARROW = 620, 120  # px of a projector's picture that all but its rows takes; more on a 4:3 picture
NARROW_HEADS = 9  # activities that stand side by side on a 4:3 picture
ON_A_PAGE = {"desk": 12, "phone": 5}  # recommendations before their list turns the page


def answer(question, **picks):
    return names.localised(ask(f"participation.{question}", **picks))


def in_brief():
    return show.mode() == "projector"


def register():
    sentence = words.registered(activities, traced, in_brief())
    show.question(t("participation.question"))
    show.answer(sentence, words.state(activities, traced), list(traced["addressed_to_name"]))
    numbers = words.figures(activities, tools, traced)
    if not in_brief():
        show.figures(pieces.few(numbers, (0, 1)))
    if pictures.is_far():
        show.table(words.tool_table(tools, activities), "tools", columns=words.TOOLS)
    else:
        drawn = checks.rows(words.tool_rows(tools, activities), show.colours(), show.sizes(), pictures.room())
        show.chart(drawn, t("participation.tools_alt", answer=sentence), words.register_table(activities)[words.REGISTER], "tools")
        show.note(t("participation.key"))
    show.method(t("participation.method"))
    show.source(sources.of_tables(*TABLES), pieces.beside(t("participation.rule")))


def amiss():
    held = words.amiss_table(activities)
    show.question(t("participation.amiss_question"))
    show.answer(words.amiss(activities), "watch" if len(held) else "on_track")
    if len(held) and in_brief():
        show.table(held[words.FACTS], "amiss", columns=words.FACTS[:1] + words.FACTS[2:])
    elif len(held):
        st.html(markup.facts(words.amiss_facts(held)))
        show.behind(held[words.FACTS], "amiss")
    if not in_brief():
        pieces.lead(t("participation.to_activity"), links.to("activity"))
    show.source(sources.files(held), pieces.beside(t("participation.rule")))


def became():
    sentence = words.became(traced, in_brief())
    show.question(t("participation.trace_question"))
    show.answer(sentence, words.state(activities.head(0), traced), list(traced["addressed_to_name"]))
    if in_brief():
        show.table(traced[words.TRACED], "trace", columns=(words.TRACED[0], words.TRACED[1], words.TRACED[3])[: 2 if pictures.is_far() else 3])
    else:
        first, last = pieces.part(len(traced), "trace", ON_A_PAGE[show.mode()])
        st.html(trails.listed(words.traces(traced.iloc[first:last]), t("participation.trace_question")))
        show.download(traced[words.TRACED], "trace")
    show.source(sources.files(traced))


def changed():
    show.question(t("participation.change_question"))
    show.answer(words.changed(activities))
    show.table(words.changes_table(activities)[words.CHANGES], "changes", columns=words.CHANGES[1:3] if pictures.is_far() else words.CHANGES[:3] if in_brief() else words.CHANGES[1:])
    if words.chains(activities) and not pictures.is_far():
        show.note(words.chains(activities))
    show.source(sources.of_tables("participation_activity", "recommendation"))


def came_by(by):
    in_all, found = answer("came_in_all", by=by, is_public=is_public), answer("who_came", by=by, is_public=is_public)
    sentence = words.came(in_all, by, in_brief(), pictures.is_far())
    show.question(t(f"participation.{by}_question"))
    show.answer(sentence, names=[words.who(row, by) for row in dicts(in_all)])
    if show.mode() == "phone":
        draw_bars(in_all, by, sentence)
    else:
        heads = sorted(set(found["participation_code"]))
        is_tight = pictures.is_narrow() and len(heads) > NARROW_HEADS
        frame = words.who_table(found.head(0) if is_tight or pictures.is_far() else found, in_all, by)
        pictures.or_table(lambda: heat(found, in_all, by, heads), t("participation.came_alt", answer=sentence), frame, by, words.CELLS[1:], is_tight)
    if not pictures.is_far():
        show.note(" ".join(part for part in (t("participation.attendances"), words.withheld_note(found, in_all)) if part))
    show.source(sources.of_tables("participation_attendance"))


def heat(found, in_all, by, heads):
    """Sectors or districts against activities: a cell where somebody came."""
    columns = matrix.Columns("line", "participation_code", "people", "hover", text="cell_words")
    return matrix.heat(words.who_cells(found, in_all, by), columns, str, show.colours(), show.sizes(), rows=words.who_rows(in_all, by), heads=heads, is_wide=in_brief(), deepest=100)


def draw_bars(in_all, by, sentence):
    drawn = bars.bullets(in_all.assign(name=words.who_rows(in_all, by)), [bars.Layer("people", t("participation.attended"), show.colours().money["allocated"])], bars.Columns("name"),
                         bars.Scale(""), show.colours(), show.sizes(), room=pictures.room(), has_axis=False)
    pictures.or_table(lambda: drawn, t("participation.came_alt", answer=sentence), in_all[words.IN_ALL[by]], by, words.IN_ALL[by][:2])


def groups():
    found = answer("came_in_all", by="population_group", is_public=is_public)
    show.question(t("participation.population_group_question"))
    show.answer(words.groups_came(found))
    counted = found[[n > 0 for n in found["counted_activities"]]]
    draw_bars(counted, "population_group", words.groups_came(found))
    if not pictures.is_far():
        show.note(" ".join(part for part in (t("participation.groups_overlap"), words.withheld_note(found)) if part))
    show.source(sources.of_tables("participation_attendance"))


def cost():
    found = words.cost_rows(activities)
    show.question(t("participation.cost_question"))
    show.answer(words.cost(activities))
    pictures.or_table(lambda: cost_bars(found), t("participation.cost_alt", answer=words.cost(activities)), found[words.COST], "cost", words.COST[:2])
    show.source(sources.of_tables("participation_activity"))


def cost_bars(found):
    first, last = in_sight(bars.heights(found, COST, show.sizes(), pictures.room()))
    return bars.bullets(found.iloc[first:last], [bars.Layer("cost_per_person_baht", t("participation.cost_each"), show.colours().money["allocated"])], COST, bars.Scale(t("participation.cost_axis")), show.colours(),
                        show.sizes(), exact=baht_exact, room=pictures.room(), has_axis=False)


def in_sight(heights):
    """First and last row (exclusive) of a picture as many as stand on this screen, with what turns to the others."""
    if not in_brief():
        return pieces.part(len(heights), "cost", MOST[show.mode()])
    pages = rows.pages(heights, max(pictures.HIGH / pickers.text_scale() - AROUND - NARROW * pictures.is_narrow(), max(heights, default=0)))
    return pages[pieces.turn(len(pages), "cost") - 1]


def nothing():
    show.question(t("participation.question"))
    show.empty("no_table", table=t("participation.of_activities"))
    show.source(sources.of_tables("participation_activity"))


is_public = words.is_public()
tools = answer("tools", is_public=is_public)
known = names.registered()
activities = words.named(answer("activities", is_public=is_public), "organiser", known)
if activities.empty:
    show.scenes(("nothing", nothing))
else:
    traced = words.traced(words.named(answer("recommendations"), "addressed_to", known), names.bodies())
    attended = len(answer("who_came", is_public=is_public)) > 0
    by_group = len(answer("who_came", by="population_group", is_public=is_public)) > 0
    show.scenes(("register", register), *([("trace", became)] if len(traced) else []), ("amiss", amiss), ("changes", changed),
                *([("sectors", lambda: came_by("sector")), ("districts", lambda: came_by("district"))] if attended else []), *([("groups", groups)] if by_group else []), ("cost", cost))
