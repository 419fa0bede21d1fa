"""Who is in the network, where, and who is missing: figures, the map, sectors by district."""

import streamlit as st

from dashboard import maps, names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import key, matrix
from dashboard.sentences import network as words
from dashboard.sentences import ties as tied
from dashboard.wording import choice, t

MAP = {"desk": (0.53, 600), "projector": (1.0, 680), "phone": (1.0, 430)}  # part of the page's width, and height in px
NARROW = 1500  # px across a projector's picture of 4:3, where words take more lines
TIES = ("organisation", "tie", "coordination_event", "mou", "contract_party")  # tables the figures are made of


def answer(question, **picks):
    return names.localised(ask(f"network.{question}", **picks))


def pick(name, named):
    """A choice among {code: words}, or None for every one."""
    return pieces.pick("network", name, list(named), named.get)


def room(of):
    """Width and height in px that a picture is laid out for."""
    part, height = of[show.mode()]
    return int(pictures.room() * part), height if pictures.room() > NARROW or show.mode() != "projector" else int(height * 0.85)


def press(chart):
    """A point that is pressed becomes the partner of interest; pressed again, none is."""
    pickers.put("partner", words.pressed(st.session_state[chart]))


def whole():
    show.question(t("network.title"))
    show.answer(words.whole(summary, composition))
    show.figures(words.cards(summary))
    if lit is not None:
        show.note(t("network.picked", picked=len(picked), partners=len(partners)))
    show.method(t("network.method"))
    show.source(sources.of_tables(*TIES))


def on_map():
    links = answer("district_ties", sector=sector, body=body)
    said = tied.one(partners, partner, ties) if partner else words.on_map(links)
    show.question(t("network.map_title"))
    show.answer(said)
    drawn = maps.picture(partners, composition, links, context().province, lit, partner or "", ties if partner else None)
    widths = words.widest(ties if partner else links)
    if show.mode() == "projector":
        draw_map(drawn, said, widths)
    else:
        left, right = st.columns([3, 2], gap="large") if show.mode() == "desk" else (st.container(), st.container())
        with left:
            draw_map(drawn, said, widths)
        with right:
            show.chart(key.sectors(picked["sector"], show.colours(), show.sizes()), t("network.key_alt"), words.partners_table(picked, bodies), "sectors")
            show.note(t("network.map_key"))
            show.note(widths)
    show.source(sources.of_tables(*TIES), more=t("network.map_source"))


def draw_map(drawn, said, widths):
    """By the graphics card where the reader wants to zoom, else flat; a projector and a phone are shown the flat one first."""
    (width, height), alt, table = room(MAP), t("network.map_alt", answer=said), words.partners_table(picked, bodies)
    kind = pickers.switch("map", maps.KINDS, {of: t(f"network.map_{of}") for of in maps.KINDS}.get, "deck" if show.mode() == "desk" else "flat", t("pick.map"))
    if kind == "flat" or show.mode() == "projector":
        show.chart(maps.flat(drawn, show.colours(), show.sizes(), width, height, show.mode() == "projector", widths), alt, table, "map", on_select=press)
    else:
        show.deck(maps.deck(drawn, show.colours(), show.sizes(), width, height), alt, table, "map", height, on_select=press)


def kinds():
    said, table = words.places(composition), words.places_table(composition)
    show.question(t("network.composition_title"))
    show.answer(said)
    if show.mode() != "phone":
        cells, rows, heads = words.sectors_by_district(composition, show.sizes().note, pictures.room())
        columns = matrix.Columns("row", "column", "partners", "words")
        show.chart(matrix.heat(cells, columns, words.or_none, show.colours(), show.sizes(), rows=rows, heads=heads, is_ruled=False), t("network.composition_alt", answer=said), cells[words.CELLS], "kinds")
    if show.mode() != "projector":
        show.table(table, "places")
    show.source(sources.of_tables("organisation"), t("network.six_rule"))


partners, composition, bodies = answer("partners"), answer("composition"), names.bodies()
with pieces.picks("network_picks"):
    sector = pick("sector", {code: choice("sector", code) for code in dict.fromkeys(composition["sector"])})
    body = pick("body", bodies)
    district = pick("district", words.districts(composition))
    partner = pick("partner", words.by_name(partners))
filters = {"sector": sector, "body": body, "district": district}
picked, ties = answer("partners", **filters), answer("ties", **filters, partner=partner)
lit = None if len(picked) == len(partners) else set(picked["organisation_code"])
summary = answer("summary").iloc[0].to_dict()

show.scenes(("whole", whole), ("map", on_map), ("kinds", kinds))
