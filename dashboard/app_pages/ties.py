"""Who works with whom, how closely, who holds it together, and which ties fell silent: the graph of the network."""

import streamlit as st

from dashboard import names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask
from dashboard.charts import graph
from dashboard.sentences import network as words
from dashboard.sentences import ties as said_of
from dashboard.wording import choice, t

GRAPH = {"desk": (0.78, 620), "projector": (0.76, 600), "phone": (1.0, 400)}  # part of the page's width, and height in px
NARROW = 1500  # px across a projector's picture of 4:3, where words take more lines
TIES = ("organisation", "tie", "coordination_event", "mou", "contract_party")  # tables the figures are made of
SILENT, TIED = ("from_name", "to_name", "days_since_last"), ("partner_name", "joint_events", "days_since_last")


def answer(question, **picks):
    return names.localised(ask(f"network.{question}", **picks))


def pick(name, named):
    """A choice among {code: words}, or None for every one."""
    return pieces.pick("ties", name, list(named), named.get)


def room(of):
    """Width and height in px that a picture is laid out for."""
    part, height = of[show.mode()]
    return int(pictures.room() * part), height if pictures.room() > NARROW or show.mode() != "projector" else int(height * 0.85)


def press(chart):
    """A point that is pressed becomes the partner of interest; pressed again, none is."""
    pickers.put("partner", words.pressed(st.session_state[chart]))


def central():
    said = said_of.one(partners, partner, ties) if partner else said_of.centre(partners)
    show.question(t("ties.title"))
    show.answer(said)
    drawn = graph.relations(partners, answer("graph_positions"), ties, show.colours(), show.sizes(), *room(GRAPH), lit, partner or "", 14 if room(GRAPH)[1] > 550 else 8)
    show.chart(drawn, t("ties.graph_alt", answer=said), said_of.ties_table(ties), "graph", on_select=press)
    if show.mode() != "projector":
        show.note(t("ties.graph_key"))
    if partner and show.mode() != "projector":
        show.table(said_of.neighbours(ties, partner), "neighbours", columns=TIED)
    show.source(sources.of_tables(*TIES))


def silent():
    show.question(t("ties.silent_title"))
    show.answer(said_of.silence(ties))
    show.table(said_of.silent_table(ties), "silent", columns=SILENT)
    show.source(sources.of_tables(*TIES), said_of.silent_rule(ask("reporting.limits")))


partners, composition = answer("partners"), answer("composition")
with pieces.picks("ties_picks"):
    sector = pick("sector", {code: choice("sector", code) for code in dict.fromkeys(composition["sector"])})
    body = pick("body", names.bodies())
    district = pick("district", words.districts(composition))
    partner = pick("partner", words.by_name(partners))
filters = {"sector": sector, "body": body, "district": district}
picked, ties = answer("partners", **filters), answer("ties", **filters, partner=partner)
lit = None if len(picked) == len(partners) else set(picked["organisation_code"])

show.scenes(("central", central), ("silent", silent))
