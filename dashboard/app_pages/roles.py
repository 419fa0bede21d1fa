"""What each partner undertook and brings, what nobody answers for, which agreements run out, who learns together, what was given."""

import streamlit as st

from dashboard import items, names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import bars, matrix, rows, spans
from dashboard.sentences import roles as words
from dashboard.sentences.bodies import day_asked
from dashboard.wording import baht_exact, date, t

UNDERTAKEN = ("undertaking", "organisation", "resource_exchange", "budget_share")  # tables the figures of the first scene are made of
CELL, COUNT = matrix.Columns("row", "column", "value", "words", "state", "text"), matrix.Columns("row", "column", "value", "words", text="text")
MOU, SUB_NETWORK = spans.Columns("mou_code", "mou_title", "remark", "state"), spans.Columns("sub_network_code", "sub_network_name", "remark", "state", "purpose", "successor_code")
MOST, ROWS = 20, 6  # rows of a picture before it turns the page; of a matrix on a projector
AROUND, TURNING, NARROW = 630, 55, 120  # px of a projector's picture that all but its rows takes; to turn the page; more on a 4:3 picture
MONEY, PROMISED = ("pledged", "allocated", "disbursed"), bars.Columns("name", "remark", "state")
WINDOW, DEEPEST = 4, 6  # quarters of exchanges; the count that the deepest ground of a matrix stands for


def answer(question, **picks):
    return names.localised(ask(f"agreements.{question}", as_of=day, **picks))


def stands(scene, table, is_there, is_picked):
    """The question of a scene, and whether there is anything to show: if not, in its place, what to load, or that the choices leave nothing."""
    show.question(t(f"roles.{scene}_title"))
    if not is_there:
        show.empty("no_rows") if is_picked else show.empty("no_table", table=t(f"roles.of_{table}"))
        show.source(sources.of_tables(table))
    return is_there


def said(sentence, state="", whole=()):
    show.answer(sentence, state, whole)
    if day:
        show.note(t("roles.as_at", day=date(day)))


def part(total, name, heights=(), is_tall=False):
    """First and last row (exclusive) of a picture, as many as stand on this screen; `heights` in px where a row takes its own, `is_tall` where names of a matrix take two lines."""
    if show.mode() != "projector":
        return pieces.part(total, name, MOST)
    if not len(heights):
        return pieces.part(total, name, max(2, int(ROWS / pickers.text_scale()) - pictures.is_narrow() - 2 * is_tall))
    room = pictures.HIGH / pickers.text_scale() - AROUND - NARROW * pictures.is_narrow()
    pages = rows.pages(heights, room if sum(heights) <= room else room - TURNING)
    return pages[pieces.turn(len(pages), name) - 1]


def resources():
    found = answer("resources", **picked)
    if stands("matched", "undertaking", bool(kind) or words.is_told(found), bool(partner)):
        sentence, by_partner = words.matched(found, kind), words.partners_table(found)
        said(sentence)
        if show.mode() == "phone":
            show.table(by_partner, "resources", columns=words.PARTNERS_BRIEF)
        else:
            draw_matrix(found, t("roles.matched_alt", answer=sentence), by_partner)
        show.note(words.brought(answer("resources")))
        if show.mode() == "desk":
            show.table(words.kinds_table(found)[words.KINDS], "kinds")
        show.method(t("roles.method"))
        show.source(sources.of_tables(*UNDERTAKEN))


def draw_matrix(found, alt, table):
    """Partners against kinds of resource; a projector shows the partners and kinds that anything was undertaken of."""
    brief = show.mode() == "projector" and any(found["undertaken"])
    shown = words.undertaken_only(found) if brief else found
    cells = words.cells(shown, show.sizes().note, pictures.room())
    named, heads = list(dict.fromkeys(cells["row"])), [t(f"roles.head_{of}") for of in dict.fromkeys(shown["resource_kind"])]
    first, last = part(len(named), "resources", is_tall=any("\n" in name for name in named))
    show.chart(matrix.heat(cells, CELL, str, show.colours(), show.sizes(), rows=named[first:last], heads=heads, is_wide=True), alt, table, "resources")
    show.note(t("roles.key"))


def undertakings():
    every = names.localised(ask("contract.undertakings", organisation_code=partner, as_of=day))
    found = every[every["resource_kind"] == kind] if kind else every
    if stands("open", "undertaking", len(found), bool(partner or kind)):
        still = words.chased(found, projects, today)
        said(words.undertakings(found, still, show.mode() == "projector"), words.worst_of(still), [*still["organisation_name"].dropna()])
        if show.mode() == "projector":
            show.table(still[words.OPEN], "open", columns=words.OPEN_BRIEF[pictures.is_narrow():])
        elif len(still):
            st.html(items.listed(words.undertaking_items(still), t("roles.open_title")))
            show.download(still[words.OPEN], "open")
        show.source(sources.files(found), t("roles.open_rule"))


def mous():
    found = answer("mous", partner=partner)
    if stands("mous", "mou", len(found), bool(partner)):
        lives, sentence = words.mou_rows(found, today), words.mous(found)
        said(sentence, whole=list(found["mou_title"]))
        draw_lives(lives, MOU, t("roles.mous_alt", answer=sentence), lives[words.MOUS], "mous")
        show.source(sources.files(found), words.expiring_rule(ask("reporting.limits")))


def draw_lives(frame, columns, alt, table, name):
    first, last = part(len(frame), name, spans.heights(frame, columns, show.sizes(), pictures.room()))
    drawn = spans.lives(frame.iloc[first:last], columns, today, t("roles.today", day=date(today)), show.colours(), show.sizes(), room=pictures.room(), between=spans.reach(frame, today))
    show.chart(drawn, alt, table, name)


def obligations():
    found = answer("obligations", partner=partner)
    if stands("promised", "mou_obligation", len(found), bool(partner)):
        promised, sentence = words.obligation_rows(found), words.obligations(found)
        said(sentence, whole=[*found["organisation_name"].dropna()])
        if show.mode() != "phone":
            draw_money(promised, t("roles.promised_alt", answer=sentence))
        if show.mode() != "projector":
            st.html(items.listed(words.obligation_items(promised), t("roles.promised_title")))
        if show.mode() == "phone":
            show.behind(promised[words.OBLIGATIONS], "obligations")
        show.source(sources.files(found), t("roles.promised_rule"))


def draw_money(promised, alt):
    of, (first, last) = show.colours(), part(len(promised), "obligations", bars.heights(promised, PROMISED, show.sizes(), pictures.room()))
    layers = [bars.Layer(f"{step}_baht", t(f"budget.{step}"), of.money[step], 1 if step == "pledged" else 0.66, is_hollow=step == "pledged") for step in MONEY]
    drawn = bars.bullets(promised.iloc[first:last], layers, PROMISED, bars.Scale(t("budget.ladder_baht"), 1_000_000), of, show.sizes(), exact=baht_exact,
                         room=pictures.room(), has_axis=show.mode() != "projector")
    show.chart(drawn, alt, promised[words.OBLIGATIONS], "obligations")


def communities():
    found, learners = answer("communities", partner=partner), answer("learners")
    if stands("learning", "community_of_practice", len(found), bool(partner)):
        sentence, table = words.communities(found, learners), words.communities_table(found)
        said(sentence)
        if show.mode() == "phone":
            show.table(table, "communities", columns=words.COMMUNITIES[:4])
        else:
            draw_counts(words.learning_cells(found, learners, show.sizes().note, pictures.room()), t("roles.learning_alt", answer=sentence), table, "communities")
        if show.mode() != "projector" and not partner:
            alone = learners[learners["communities"] == 0][words.ALONE]
            show.note(t("roles.learning_alone", count=len(alone)))
            show.behind(alone, "alone")
        show.source(sources.of_tables("community_of_practice", "organisation"))


def draw_counts(made, alt, table, name):
    cells, named, heads = made
    first, last = part(len(named), name, is_tall=any("\n" in row for row in named))
    drawn = matrix.heat(cells, COUNT, str, show.colours(), show.sizes(), rows=named[first:last], heads=heads, is_ruled=False, deepest=DEEPEST)
    show.chart(drawn, alt, table, name)


def sub_networks():
    found = answer("sub_networks", purpose=purpose, partner=partner)
    if stands("subs", "sub_network", len(found), bool(partner or purpose)):
        lives, sentence = words.sub_network_rows(found), words.sub_networks(found, purpose)
        said(sentence)
        draw_lives(lives, SUB_NETWORK, t("roles.subs_alt", answer=sentence), lives[words.SUB_NETWORKS], "sub_networks")
        show.source(sources.of_tables("sub_network"))


def exchanges():
    found = answer("exchanges", **picked, quarters=WINDOW)
    if stands("given", "resource_exchange", len(found), bool(partner or kind)):
        sentence = words.exchanges(found)
        said(sentence)
        if show.mode() != "phone":
            draw_counts(words.flow(found, show.sizes().note, pictures.room()), t("roles.given_alt", answer=sentence), words.given_table(found), "flow")
        if show.mode() != "projector":
            show.table(words.given_table(found), "given", columns=words.GIVEN_BRIEF, files=show.mode() == "phone")
        show.source(sources.of_tables("resource_exchange"), t("roles.given_rule"))


day = day_asked(pickers.carry("as_of"), context().as_of)
today, known = day or context().as_of, names.registered()
with pieces.picks("roles_picks"):
    partner = pieces.pick("roles", "partner", sorted(set(answer("resources")["organisation_code"]), key=known.get), known.get)
    purpose = pieces.pick("roles", "network_purpose", list(words.purposes()), words.purposes().get)
    kind = pieces.pick("roles", "resource_kind", list(words.resource_kinds()), words.resource_kinds().get)
picked = {"partner": partner, "resource_kind": kind}
listed = names.localised(ask("contract.projects"))
projects = dict(zip(listed["project_code"], listed["project_name"], strict=True))

show.scenes(("resources", resources), ("undertakings", undertakings), ("mous", mous), ("obligations", obligations), ("communities", communities), ("sub_networks", sub_networks), ("exchanges", exchanges))
