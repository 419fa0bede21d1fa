"""One district, for a governor before a visit and for whoever lives there: what was promised, with whose money, what came of it, what is late and why, who must act."""

import streamlit as st

from dashboard import links, markup, names, pickers, pictures, pieces, serving, show, sources
from dashboard.ask import ask, context
from dashboard.charts import bars, dots
from dashboard.sentences import budget, district_visit, visit
from dashboard.sentences import district as said
from dashboard.sentences import indicators as measured
from dashboard.sentences import project as one_project
from dashboard.wording import language, number, t
from queries.answers import dicts

BAR = 0.7  # of a bar's full height
MOST = {"desk": 12, "phone": 8}  # outputs before the picture turns the page
DOTS_HIGH = 625  # px of a projector's picture that all but its districts takes
ABOVE_ASKED, INDENT = 345, 180  # px of a projector's picture that question, answer and source take; the numbers before the lines
ON_WALL = (0, 3, 2)  # of the figures those a room is shown: projects, what came of them, what was paid out


def answer(question, **picks):
    return names.localised(ask(question, **picks))


def here(question):
    """The rows of an answer that are the district's: asked for all districts, so that the next one is there at once."""
    found = answer(question)
    return sources.placed(names.kept(found, (of == code for of in found["district_code"])))


def dossier():
    """All that is asked of the district."""
    is_public, owners = serving.audience() == serving.PUBLIC, names.registered()
    every = answer("participation.activities", is_public=is_public)  # of all districts: what is published keeps no answer by district
    held = names.kept(every, (code in str(codes).split(";") for codes in every["district_codes"]))
    came = answer("participation.who_came", by="district", is_public=is_public)
    own = names.kept(came, (row["district_code"] == code and row["participation_code"] in set(held["participation_code"]) for row in dicts(came)))
    partners = here("district.partners")
    known = answer("indicators.listed")
    return said.Dossier(
        row=listed[listed["district_code"] == code].iloc[0].to_dict(), every=len(listed), projects=said.with_state(names.responsible(here("district.projects"))),
        outputs=said.with_state(names.responsible(here("district.outputs")), "standing_state"), partners=partners.assign(organisation_name=[owners.get(of, of) for of in partners["organisation_code"]]),
        held=sources.placed(held), came=dict(zip(own["participation_code"], own["people"], strict=True)), values=answer("indicators.by_district"),
        indicators={row["indicator_code"]: row for row in dicts(known)})


def question(key):
    """A scene's question; on a projector, where it stands alone, with the district it is about."""
    title = t(f"district.{key}_question")
    show.question(t("district.about", name=of.name, question=title) if show.mode() == "projector" else title)


def stands():
    show.question(t("district.title", name=of.name))
    show.answer(said.standing(of, pictures.is_far()), said.worst_state(of), [of.name, *of.projects["project_name"].head(1), *of.projects["responsible_organisation_name"].dropna().head(1)])
    numbers = said.figures(of)
    if not pictures.is_far():
        show.figures(pieces.few([numbers[n] for n in ON_WALL] if show.mode() == "projector" else numbers, (0, 1)))
    tell_whole()
    if show.mode() != "projector" and not asked:
        show.note(t("district.opens_on"))
    show.method(t("district.method"))
    show.source(sources.files(of.projects, of.outputs), pieces.beside(t("projects.rule")))


def tell_whole():
    """That nothing is divided between districts, wherever sums stand."""
    if said.whole(of):
        show.note(said.whole(of))


def late():
    found = said.late_table(of)
    question("late")
    show.answer(*said.late(found, pictures.is_far()), names=[*found["late_name"].head(1), *found["responsible_organisation_name"].dropna()])
    if len(found):
        show.table(found, "late", columns=(said.LATE_BRIEF[0], said.LATE_BRIEF[-1]) if pictures.is_far() else said.LATE_BRIEF)
    show.source(sources.files(of.projects, of.outputs), pieces.beside(t("projects.rule")))


def ask_there():
    shares = answer("budget.shares")
    waiting = district_visit.Open(answer("attention.worst_first"), answer("participation.recommendations"), answer("meetings.instructions"), dict(zip(shares["share_code"], shares["project_code"], strict=True)))
    every = district_visit.questions(of, waiting)
    shown = visit.shown(every, *(pictures.room() - INDENT, show.sizes().body, pictures.HIGH / pickers.text_scale() - ABOVE_ASKED) if show.mode() == "projector" else ())
    question("visit")
    show.answer(visit.answer(every, len(shown)))
    if shown:
        st.html(markup.asked(shown))
    show.method(t("district.visit_method"))
    show.source(sources.files(of.projects, of.outputs, of.held))


def promised():
    question("promised")
    show.answer(said.promised(of))
    if len(of.projects):
        found = said.promised_table(of)
        show.table(found[said.PROMISED], "promised", columns=said.PROMISED_BRIEF, files=False)
        show.download(found[said.PROMISED_FILED], "promised")
    show.source(sources.files(of.projects), pieces.beside(t("projects.rule")))


def delivered():
    told = said.delivered(of)
    question("delivered")
    show.answer(told, one_project.worst(of.outputs["state"]))
    if pictures.is_far() or pictures.is_narrow():
        show.table(said.outputs_table(of), "outputs", columns=("output_name", "state", "delivered_percent", "due_on"))
    elif len(of.outputs):
        found, inks = one_project.pictured(of.outputs), show.colours()
        first, last = pieces.part(len(found), "outputs", MOST.get(show.mode(), pictures.rows_of("ladder")))
        layers = [bars.Layer("planned_quantity", t("project.planned"), inks.money["pledged"], is_hollow=True), bars.Layer("delivered_quantity", t("project.delivered"), inks.money["disbursed"], BAR)]
        drawn = bars.bullets(found.iloc[first:last], layers, bars.Columns("output_name", "remark", "state"), bars.Scale(t("project.outputs_axis"), whole="planned_quantity"), inks, show.sizes(),
                             exact=number, room=pictures.room(), slots=min(4, pictures.rows_of("ladder")) if show.mode() == "projector" else 0, has_axis=False)
        show.chart(drawn, t("project.outputs_alt", answer=told), said.outputs_table(of)[said.OUTPUTS], "outputs")
    show.source(sources.files(of.outputs), pieces.beside(t("projects.rule")))


def money():
    found, told = budget.rungs(of.partners.assign(short_name=None), "partner"), said.money(of, pictures.is_far())
    question("money")
    show.answer(told, names=list(found["name"]))
    if pictures.is_far():
        show.table(found[said.RUNGS_BRIEF], "money")
    elif len(found):
        first, last = pieces.part(len(found), "money", pictures.rows_of("ladder") - (show.mode() == "projector"))
        show.chart(pictures.ladder(found.iloc[first:last], "baht"), t("budget.ladder_alt", answer=told), found[budget.RUNGS], "money")
    tell_whole()
    show.source(sources.of_tables("budget_share", "money_event"), pieces.beside(budget.rule(ask("reporting.limits"))))


def partners():
    question("partners")
    show.answer(said.partners(of))
    if len(of.partners):
        show.table(said.partners_table(of)[said.PARTNERS], "partners", columns=said.PARTNERS_BRIEF)
    show.source(sources.of_tables("organisation", "project", "budget_share"))


def held():
    question("held")
    show.answer(said.held(of))
    if len(of.held):
        show.table(said.held_table(of)[said.HELD], "held", columns=said.HELD_BRIEF)
    if serving.audience() == serving.PUBLIC and show.mode() != "projector":
        show.note(t("district.held_public"))
    show.source(sources.of_tables("participation_activity", "participation_attendance"))


def values():
    question("values")
    show.answer(said.values(ranked))
    first = ranked.iloc[0]
    drawn, row = said.dots_of(of, first["indicator_code"]), of.indicators[first["indicator_code"]]
    if show.mode() != "projector" or not (pictures.is_far() or pictures.is_narrow()):
        whole = of.values[of.values["indicator_code"] == first["indicator_code"]].iloc[0]["province_value"]
        figure = dots.against(drawn, whole, t("indicators.province", value=measured.in_unit(whole, row)), show.colours(), show.sizes(), spread=1)
        show.chart(figure, t("district.values_alt", name=first["indicator_name"], answer=said.values(ranked)), ranked[said.VALUES], "values", height=pictures.HIGH - DOTS_HIGH if show.mode() == "projector" else None)
        show.note(t("district.values_key"))
    if show.mode() != "projector" or pictures.is_far() or pictures.is_narrow():
        show.table(ranked[said.VALUES], "measured", columns=said.VALUES_BRIEF, files=False)
    show.source(sources.of_tables("observation"))


def place():
    province = context().name_en if language() == "en" else context().name_th
    question("place")
    show.answer(said.place(of, province))
    st.html(markup.facts(said.facts(of, province)))
    if show.mode() != "projector":
        pieces.lead(t("district.to_projects"), links.to("projects", district=code))
    show.source(sources.of_tables("district"))


def nothing():
    show.question(t("district.any_question"))
    show.empty("no_table", table=t("district.of_district"))
    show.source(sources.of_tables("district"))


def unknown():
    show.empty("no_district", code=asked)


def pick():
    """What the URL asks for, and the district shown: the one that stands worst where it asks for none."""
    with pieces.picks("district_picks", 420):
        given, codes = st.query_params.get("district") or pickers.carried("district"), said.options(listed)
        if given and given not in codes:
            codes = {given: t("district.option_unknown", code=given), **codes}
        return given, pickers.choose("district", list(codes), codes.__getitem__, next(iter(listed["district_code"]), None)) if codes else ""


listed = answer("district.listed")
asked, code = pick()
if listed.empty:
    show.scenes(("nothing", nothing))
elif code not in set(listed["district_code"]):
    show.scenes(("unknown", unknown))
else:
    of = dossier()
    ranked = said.values_table(of)
    found = [("stands", stands, True), ("late", late, len(of.projects)), ("ask", ask_there, serving.audience() != serving.PUBLIC), ("promised", promised, True), ("delivered", delivered, len(of.outputs)), ("money", money, len(of.projects)), ("partners", partners, True),
             ("held", held, True), ("values", values, len(ranked)), ("place", place, True)]
    show.scenes(*((name, draw) for name, draw, is_told in found if is_told))
