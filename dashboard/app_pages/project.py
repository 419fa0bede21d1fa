"""One project, as a governor asks before a visit: how far it is and why, whose money, what was delivered, who promised what, what proves it."""

import streamlit as st

from dashboard import items, links, markup, names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import bars
from dashboard.sentences import budget, overview, projects
from dashboard.sentences import project as said
from dashboard.sentences import shares as share
from dashboard.wording import number, t
from queries.answers import dicts

BAR = 0.7  # of a bar's full height


def answer(question, **picks):
    return names.localised(ask(question, **picks))


def own(question, **picks):
    """The rows of an answer that are the project's: asked for all projects, so that the next one is there at once."""
    return said.of_project(answer(question, **picks), code)


def first(frame):
    return next(iter(dicts(frame)), None)


def dossier():
    """All that is asked of the project."""
    served, shares = own("projects.served"), own("budget.shares")
    every = sources.placed(names.responsible(answer("deliverables.listed")))
    parts = {"deliverables": every[every["deliverable_code"].isin(set(served["deliverable_code"]))], **{
        name: sources.placed(own(question)) for name, question in (("indicators", "indicators.listed"), ("undertakings", "contract.undertakings"),
                                                                   ("participation", "participation.activities"), ("recommendations", "participation.recommendations"), ("documents", "projects.documents"))}}
    parts["outputs"] = projects.as_it_stands(sources.placed(own("contract.outputs")))
    held = {"budget_share": shares["share_code"], "deliverable": parts["deliverables"]["deliverable_code"], "indicator": parts["indicators"]["indicator_code"],
            "undertaking": parts["undertakings"]["undertaking_code"], "participation_activity": parts["participation"]["participation_code"]}
    parts["indicators"] = parts["indicators"].assign(owner_name=[known.get(one, one) for one in parts["indicators"]["owner_organisation_code"]])
    sums = answer("budget.reconciliation")
    return said.Dossier(
        row=first(sources.placed(said.of_project(every_project, code))), about=first(own("projects.described")), names=known, as_of=context().as_of, money=first(own("budget.shares_by_project")),
        sums=first(sums[(sums["level"] == "project") & (sums["code"] == code)]), largest=first(partner_names(own("budget.concentration"))), partners=partner_names(answer("budget.shares_by_partner", project_code=code)), shares=shares,
        parties=partner_names(own("projects.parties")), served=served, activities=names.responsible(sources.placed(own("projects.activities"))), activity_sum=first(own("projects.activity_sums")),
        flags=said.raised(names.responsible(answer("attention.red_flags")), code, {kind: list(codes) for kind, codes in held.items()}), **parts)


def partner_names(frame):
    """The frame with the names that these readers may see."""
    return frame.assign(organisation_name=[known.get(one, one) for one in frame["organisation_code"]])


def question(key):
    """A scene's question; on a projector, where it stands alone, with the project it is about – by its code for the furthest seat."""
    title = t(f"project.{key}_question")
    show.question(t("project.about", name=of.code if pictures.is_far() else of.name, question=title) if show.mode() == "projector" else title)


def stands():
    show.question(t("project.title", name=of.name))
    show.answer(said.standing(of), of.row["state"] or "", [of.name, of.row["responsible_organisation_name"] or ""])
    numbers = said.figures(of)
    if not pictures.is_far():
        show.figures(pieces.few(numbers[:3] if show.mode() == "projector" else numbers, (0, 1)))
    if of.sums:
        pieces.remark(*said.adds_up(of.sums))
    if show.mode() != "projector" and not asked:
        show.note(t("project.opens_on"))
    show.method(t("project.method"))
    show.source(sources.files(of.outputs, of.shares), pieces.beside(t("projects.rule")))


def money():
    found = budget.rungs(of.partners, "partner")
    told = said.money(of, show.mode() == "projector")
    question("money")
    show.answer(told, of.money["state"] if of.money else "", list(found["name"]))
    if pictures.is_far():
        show.table(found[said.RUNGS_BRIEF], "money")
    elif len(found):
        first_row, last = pieces.part(len(found), "money", pictures.rows_of("ladder") - (show.mode() == "projector"))
        show.chart(pictures.ladder(found.iloc[first_row:last], "percent"), t("budget.ladder_alt", answer=told), found[budget.RUNGS], "money")
    if not (pictures.is_far() and of.sums["is_equal"]):
        pieces.remark(*said.adds_up(of.sums))
    if show.mode() != "projector":
        pieces.lead(t("project.money_page"), links.to("shares", project=code))
    show.source(sources.files(of.shares), pieces.beside(budget.rule(limits)))


def shares():
    found = sources.placed(partner_names(of.shares))
    listed("shares", (share.behind(found),), found[said.SHARES], said.SHARES_BRIEF, found)


def outputs():
    told = said.outputs(of.outputs)
    question("outputs")
    show.answer(told, said.worst(of.outputs["state"]))
    if len(of.outputs):
        found, inks = said.pictured(of.outputs), show.colours()
        first_row, last = pieces.part(len(found), "outputs", pictures.rows_of("ladder"))
        layers = [bars.Layer("planned_quantity", t("project.planned"), inks.money["pledged"], is_hollow=True), bars.Layer("delivered_quantity", t("project.delivered"), inks.money["disbursed"], BAR)]
        drawn = bars.bullets(found.iloc[first_row:last], layers, bars.Columns("output_name", "remark", "state"), bars.Scale(t("project.outputs_axis"), whole="planned_quantity"), inks, show.sizes(),
                             exact=number, room=pictures.room(), slots=min(3, pictures.rows_of("ladder")) if show.mode() == "projector" else 0, has_axis=False)
        show.chart(drawn, t("project.outputs_alt", answer=told), of.outputs[said.OUTPUTS], "outputs")
    show.source(sources.files(of.outputs), pieces.beside(t("projects.rule")))


def parties():
    question("parties")
    show.answer(said.parties(of), names=list(of.parties["organisation_name"]))
    show.table(said.parties_table(of), "parties", columns=said.PARTIES_BRIEF)
    if show.mode() != "projector" and said.unsigned(of):
        show.note(said.unsigned(of))
    show.source(sources.of_tables("budget_share", "undertaking", "activity", "contract_party"))


def listed(key, told, table, columns, found):
    """A scene of an answer and its table."""
    question(key)
    show.answer(*told)
    if len(table):
        show.table(table, key, columns=columns)
    show.source(sources.files(found))


def undertakings():
    found = partner_names(of.undertakings)
    listed("undertakings", (said.undertakings(found), said.worst(found["state"])), said.undertakings_table(found), said.UNDERTAKINGS_BRIEF, found)


def deliverables():
    listed("deliverables", (said.deliverables(of.deliverables), said.worst(of.deliverables["standing_state"])), said.deliverables_table(of), said.DELIVERABLES_BRIEF, of.deliverables)


def indicators():
    listed("indicators", (said.indicators_of(of.indicators), said.worst(of.indicators["standing_state"])), said.indicators_table(of.indicators), said.INDICATORS_BRIEF, of.indicators)


def participation():
    listed("participation", (said.took_part(of),), said.took_part_table(of), said.TOOK_PART_BRIEF, of.participation)


def activities():
    listed("activities", said.activities(of), said.activities_table(of.activities), said.ACTIVITIES_BRIEF, of.activities)


def documents():
    listed("documents", said.documents(of.documents), said.documents_table(of.documents), said.DOCUMENTS_BRIEF, of.documents)


def flags():
    filed = overview.in_words(of.flags)[overview.FILED]
    question("flags")
    show.answer(said.flags(of.flags))
    if show.mode() == "projector":
        show.table(filed, "flags", columns=("item", "how_bad", "responsible_organisation_name", "due_on"))
    else:
        st.html(items.listed(overview.items(of.flags), t("project.flags_question")))
        show.download(filed, "flags")
    show.source(sources.files(of.flags))


def identity():
    question("identity")
    show.answer(said.identity(of))
    st.html(markup.facts(said.brief(of) if show.mode() == "projector" else said.facts(of)))
    show.source(sources.files(every_project))


def nothing():
    show.question(t("projects.question"))
    show.empty("no_table", table=t("projects.of_project"))
    show.source(sources.of_tables("project"))


def unknown():
    show.empty("no_project", code=asked)


def pick():
    """What the URL asks for, and the project shown: the worst one where it asks for none."""
    with pieces.picks("project_picks", 620):
        given, codes = st.query_params.get("project") or pickers.carried("project"), said.options(every_project)
        if given and given not in codes:
            codes = {given: t("project.option_unknown", code=given), **codes}
        return given, pickers.choose("project", list(codes), codes.__getitem__, next(iter(every_project["project_code"]), None)) if codes else ""


every_project, known, limits = names.responsible(projects.as_it_stands(answer("contract.projects"))), names.registered(), ask("reporting.limits")
asked, code = pick()
if every_project.empty:
    show.scenes(("nothing", nothing))
elif code not in set(every_project["project_code"]):
    show.scenes(("unknown", unknown))
else:
    of = dossier()
    found = [("stands", stands, True), ("flags", flags, len(of.flags)), ("outputs", outputs, True), ("money", money, True), ("parties", parties, True), ("shares", shares, len(of.shares) and show.mode() != "projector"), ("undertakings", undertakings, len(of.undertakings)),
             ("deliverables", deliverables, len(of.deliverables)), ("indicators", indicators, len(of.indicators)), ("participation", participation, len(of.participation) + len(of.recommendations)),
             ("activities", activities, True), ("documents", documents, True), ("identity", identity, True)]
    show.scenes(*((name, draw) for name, draw, is_told in found if is_told))
