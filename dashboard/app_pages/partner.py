"""One partner, as a governor asks before a visit: who it is, what it promised, what it did, with whom – and what to ask there."""

from dataclasses import replace

import streamlit as st

from dashboard import items, markup, names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import bars
from dashboard.charts.lettering import wide
from dashboard.sentences import budget, overview, promises, ties, visit
from dashboard.sentences import company as said
from dashboard.sentences import partner as words
from dashboard.wording import date, number, t

REGISTER = ("organisation", "person", "body", "membership", "appointment_order", "connector")  # tables the figures are made of
TIES = ("organisation", "tie", "coordination_event", "mou", "contract_party")
BONDS = ("mou", "mou_obligation", "sub_network", "community_of_practice", "resource_exchange")
ITEMS = {"desk": 10, "phone": 5}  # before the list turns the page
BAR = 0.7  # of a bar's full height
ABOVE_ASKED, MORE_ABOVE, INDENT = 345, 80, 180  # px of a projector's picture that question, answer and source take, more where it is narrow; the numbers before the lines


def answer(question, **picks):
    return names.localised(ask(question, **picks))


def asked_of(key):
    """A scene's question; on a projector, where it stands alone, with the partner it is about."""
    title = t(f"partner.{key}_question")
    return t("partner.about", name=of.brief_name, question=title) if show.mode() == "projector" else title


def question(key):
    show.question(asked_of(key))


def stands():
    show.question(t("partner.title", name=of.brief_name if pictures.is_narrow() else of.name))
    show.answer(words.standing(of), words.worst_state(of), [of.name])
    numbers = words.figures(of)
    show.figures(pieces.few(numbers[:3] if show.mode() == "projector" else numbers, (0, 1)))
    if show.mode() == "projector" and not pictures.is_narrow():
        st.html(markup.facts(words.brief(of)))
    if show.mode() != "projector" and not asked:
        show.note(t("partner.opens_on"))
    show.source(sources.files(of.items, of.shares), pieces.beside(budget.rule(limits)) if of.money is not None else "")


def ask_there():
    every = visit.questions(of)
    shown = visit.shown(every, *(pictures.room() - INDENT, show.sizes().body, room_below(asked_of("visit"))) if show.mode() == "projector" else ())
    question("visit")
    show.answer(visit.answer(every, len(shown)))
    if shown:
        st.html(markup.asked(shown))
    show.method(t("partner.visit_method"))
    show.source(sources.files(of.items, of.shares, of.undertakings))


def room_below(title):
    """Px of a projector's picture below its question, which may take a second line, and its answer."""
    more = (MORE_ABOVE if pictures.is_narrow() else 0) + (show.sizes().title * 1.3 if wide(title, show.sizes().title) > pictures.room() * 0.9 else 0)
    return pictures.HIGH / pickers.text_scale() - ABOVE_ASKED - more


def identity():
    seats = words.seats(of)
    question("identity")
    show.answer(words.identity(of))
    if show.mode() != "projector":
        st.html(markup.facts(words.facts(of)))
    if len(seats) and show.mode() == "phone":
        st.html(markup.facts(words.seat_facts(of)))
        show.download(seats, "seats")
    elif len(seats):
        show.table(seats, "seats", t("partner.seats_caption"), columns=words.SEATS_BRIEF)
    show.source(sources.of_tables(*REGISTER))


def money():
    found = budget.rungs(answer("budget.shares_by_project", organisation_code=of.code), "project")
    told = promises.money(of, found)
    question("money")
    show.answer(told, of.money["state"])
    if len(found):
        first, last = pieces.part(len(found), "money", pictures.rows_of("ladder"))
        show.chart(pictures.ladder(found.iloc[first:last], "percent"), t("budget.ladder_alt", answer=told), found[budget.RUNGS], "money")
    pieces.reconciled(set(of.shares["project_code"]))
    show.source(sources.files(of.shares), pieces.beside(budget.rule(limits)))


def promised():
    question("promises")
    show.answer(promises.promised(given), promises.worst(given))
    show.table(given[promises.PROMISES], "promises", columns=promises.PROMISES_BRIEF)
    show.source(sources.files(of.undertakings, of.obligations, of.deliverables, of.outputs, of.indicators, of.projects))


def record():
    question("record")
    show.answer(promises.kept_so_far(counts, by_year))
    if len(by_year) and show.mode() != "projector":
        show.chart(pictures.ladder(budget.rungs(by_year, "year"), "baht"), promises.kept_so_far(counts, by_year), by_year[["fiscal_year", *budget.RUNGS[1:]]], "years")
    show.table(counts, "record")
    show.method(t("partner.record_method"))
    show.source(sources.files(of.shares, of.undertakings, of.deliverables, of.recommendations, of.activities))


def waits():
    filed = overview.in_words(of.items.assign(responsible_organisation_name=of.name))
    question("waits")
    if show.mode() == "projector":
        show.answer(overview.chased(of.items))
        show.table(filed[overview.FILED], "waits", columns=("item", "item_state", "how_bad", "due_on"))
    else:
        show.answer(overview.chased(of.items), names=[of.name])
        first, last = pieces.part(len(of.items), "waits", ITEMS[show.mode()])
        own_items = (replace(item, who="", who_address="") for item in overview.items(of.items.iloc[first:last]))  # all of them its own
        st.html(items.listed(list(own_items), t("partner.waits_question")))
        show.download(filed[overview.FILED], "waits")
    show.source(sources.files(of.items))


def company():
    others = said.neighbours(of)
    told = said.company(of, others)
    question("company")
    show.answer(told, names=list(others["partner_name"]))
    if len(others) and not any(others["joint_events"]):
        show.table(others[said.NEIGHBOURS], "company", columns=said.NEIGHBOURS_BRIEF)
    elif len(others):
        seen, inks = said.pictured(others, pictures.rows_of("ladder")), show.colours()
        layers = [bars.Layer("live_events", t("partner.events"), inks.money["allocated"], BAR), bars.Layer("silent_events", t("partner.events_silent"), inks.muted, BAR, is_hollow=True)]
        layers = layers if any(others["is_silent"]) else layers[:1]
        drawn = bars.bullets(seen, layers, bars.Columns("partner_name", "remark"), bars.Scale(t("partner.events")), inks, show.sizes(), exact=number, room=pictures.room() - 28, has_axis=False)
        show.chart(drawn, t("partner.company_alt", answer=told), others[said.NEIGHBOURS], "company")
        if len(seen) < len(others) and show.mode() != "projector":
            show.note(t("partner.company_shown", count=len(seen), total=len(others)))
    for remark in filter(None, (said.position(of), said.linked_by(of))):
        show.note(remark)
    show.source(sources.of_tables(*TIES), ties.silent_rule(limits))


def bonds():
    question("bonds")
    show.answer(said.bound(bound))
    show.table(bound, "bonds", columns=said.BONDS_BRIEF)
    show.source(sources.of_tables(*BONDS))


def nobody():
    show.empty("no_partner", code=asked)


def pick():
    """What the URL asks for, and the partner shown: the one that most needs attention where it asks for none."""
    with pieces.picks("partner_picks"):
        given = st.query_params.get("partner") or pickers.carried("partner")
        codes = words.options(register, known)
        if given and given not in codes:
            codes = {given: t("partner.option_unknown", code=given), **codes}
        return given, pickers.choose("partner", list(codes), codes.__getitem__, words.first(ask("attention.who_must_act"), register)) if codes else ""


register, known, limits = answer("register.partners"), names.registered(), ask("reporting.limits")
asked, code = pick()
day = words.earlier(pickers.carry("as_of"), context().as_of)
if code not in known:
    show.scenes(("nobody", nobody))
else:
    of = words.dossier(answer, code, known, context().as_of, day)
    given, bound = promises.promises(of), said.bonds(of)
    by_year = promises.years(((year, answer("budget.shares_by_partner", fiscal_year=year)) for year in sorted(set(of.shares["fiscal_year"]))), code)
    counts = promises.record(of)
    if day:
        pieces.remark(t("partner.earlier", day=date(day), as_of=date(of.as_of)), "not_due")
    found = [("stands", stands, True), ("visit", ask_there, True), ("identity", identity, True), ("money", money, of.money is not None), ("promises", promised, len(given)),
             ("record", record, len(counts) or len(by_year)), ("waits", waits, len(of.items)), ("company", company, True), ("bonds", bonds, len(bound))]
    show.scenes(*((name, draw) for name, draw, is_told in found if is_told))
