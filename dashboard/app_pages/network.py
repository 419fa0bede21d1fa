"""Who is in the network, where, and who is missing: figures, the map, sectors by district and by level."""

import contextlib
from datetime import date

import streamlit as st

from dashboard import fit, maps, names, pickers, pictures, pieces, serving, show, sources
from dashboard.ask import ask, context
from dashboard.charts import key, matrix
from dashboard.sentences import network as words
from dashboard.sentences import ties as tied
from dashboard.wording import choice, t

MAP = {"desk": (0.53, 600), "projector": (1.0, 700), "phone": (1.0, 430)}  # part of the page's width, and height in px
SOURCE = "n" * 62  # about as long as what a source line says of release and files
TIES = ("organisation", "tie", "coordination_event", "mou", "contract_party")  # tables the figures are made of


def answer(question, **picks):
    return names.localised(ask(f"network.{question}", **picks))


def pick(name, named):
    """A choice among {code: words}, or None for every one."""
    return pieces.pick("network", name, list(named), named.get)


def room(said, more):
    """Width and height in px that the map is laid out for: on a projector what its words leave."""
    part, height = MAP[show.mode()]
    width = int(pictures.room() * part)
    if show.mode() == "projector":
        height = fit.left_for_picture(width, t("network.map_title"), said, f"{SOURCE}{more}", pickers.text_scale())
    return width, height


def press(chart):
    """A partner, a tie or a district that is pressed is chosen; pressed again, it no longer is."""
    kind, code = maps.pressed(st.session_state[chart])
    if kind:
        for name, value in maps.picks(kind, code, pickers.carried(kind)).items():
            pickers.put(name, value)


def own_ties():
    """Ties of partners, asked only where some of them are shown."""
    every = answer("ties", **at)
    return tied.picked_ties(every, partners, sector, body, None) if sector or body else every


def then(said):
    """A sentence about an earlier quarter says so first."""
    return t("ties.then", quarter=tied.quarter(day), said=said) if day else said


def foot(*tables, rule="", more=""):
    """Where the figures are from; and on a projector which quarter it shows and how to turn it."""
    if show.mode() == "projector" and len(days) > 1:
        pickers.slide_keys("as_of", days, chosen_day)
    show.source(sources.of_tables(*tables), rule, more)


def whole():
    show.question(t("network.title"))
    show.answer(then(words.whole(summary, composition)))
    show.figures(words.cards(summary))
    if len(picked) < len(partners):
        show.note(t("network.picked", picked=len(picked), partners=len(partners)))
    show.method(t("network.method"))
    foot(*TIES)


def on_map():
    said = then(on_map_said())
    show.question(t("network.map_title"))
    show.answer(said)
    stands_out = matching if view.kind == "all" else maps.ends(view) | (matching or set() if view.kind == "district" else set())
    districts, outline = ask("boundaries.current"), ask("boundaries.outline")
    official = outline if districts.empty else districts
    drawn = maps.picture(partners, composition, view.lines, maps.bounds(context().province, districts, outline), stands_out, chosen)
    if show.mode() == "projector":  # straight on the stage, which gives it the room there is
        draw_map(drawn, said, official)
    else:
        left, right = st.columns([3, 2], gap="large") if show.mode() == "desk" else (st.container(), st.container())
        with left:
            draw_map(drawn, said, official)
        with right:
            beside_map()
        if view.kind != "all":
            told()
    foot(*TIES, more=words.source(official))


def on_map_said():
    if view.kind == "all":
        return words.on_map(links, words.districts(composition))
    if view.kind == "between":
        return words.between(links, view.told, chosen.tie)
    if view.kind == "pair":
        return words.pair(view.told.iloc[0].to_dict())
    return tied.one(partners, chosen.partner, view.told) if chosen.partner else words.leaving(view.told, words.districts(composition)[chosen.district])


def draw_map(drawn, said, official):
    """By the graphics card where there is one and the reader wants to zoom, else flat; a projector and a phone are shown the flat one first."""
    (width, height), alt, table = room(said, words.source(official)), t("network.map_alt", answer=said), words.partners_table(picked, bodies)
    if kind_of_map() == "deck":
        show.deck(maps.deck(drawn, show.colours(), show.sizes(), width, height, serving.basemap()), alt, table, "map", height, on_select=press)
    else:
        panel = None
        if show.mode() == "projector":
            panel = maps.Panel(t(f"network.rank_{view.kind}"), words.ranked(view.told if view.kind == "between" else view.lines, chosen.tie, chosen.partner), words.groups(picked), words.widest(view.lines))
        show.chart(maps.flat(drawn, show.colours(), show.sizes(), width, height, panel), alt, table, "map", on_select=press)


def kind_of_map():
    """Which of the two drawings: the zoomable one only for officials whose browser has told that it can draw it."""
    if serving.audience() == serving.PUBLIC or show.mode() == "projector" or pickers.draws() is False:
        return "flat"
    first = "deck" if show.mode() == "desk" and pickers.draws() else "flat"
    return pickers.switch("map", maps.KINDS, {of: t(f"network.map_{of}") for of in maps.KINDS}.get, first, t("pick.map"))


def beside_map():
    """How to choose, and the key of the colours."""
    show.note(pieces.press("network.map_press"))
    show.chart(key.sectors(picked["sector"], show.colours(), show.sizes()), t("network.key_alt"), words.partners_table(picked, bodies), "sectors")
    show.note(t("network.map_key"))
    show.note(words.widest(view.lines))
    if view.total > len(view.lines):
        show.note(t("network.drawn", drawn=len(view.lines), total=view.total))


def told():
    """What was chosen, as a table: the pairs of partners behind it, or one pair's events."""
    if view.kind == "pair":
        one, other = chosen.tie.split("~")
        show.table(words.events_table(answer("tie_events", partner=one, other=other, **at)), "events")
    else:
        show.table(words.pairs_table(view.told), "pairs")


def kinds():
    said, table = then(words.places(composition)), words.places_table(composition)
    show.question(t("network.composition_title"))
    show.answer(said)
    if show.mode() != "phone":
        cells, rows, heads = words.sectors_by_district(composition, show.sizes().note, pictures.room())
        columns = matrix.Columns("row", "column", "partners", "words")
        show.chart(matrix.heat(cells, columns, words.or_none, show.colours(), show.sizes(), rows=rows, heads=heads, is_ruled=False), t("network.composition_alt", answer=said), cells[words.CELLS], "kinds")
    if show.mode() != "projector":
        show.table(table, "places")
    foot("organisation", rule=t("network.six_rule"))


def levels():
    said = then(words.levels(composition))
    show.question(t("network.levels_title"))
    show.answer(said)
    cells, rows, heads = words.sectors_by_level(composition)
    columns = matrix.Columns("row", "column", "partners", "words", text="said")
    drawn = matrix.heat(cells, columns, str, show.colours(), show.sizes(), rows=rows, heads=heads, is_ruled=False)
    left, right = st.columns(2, gap="large") if show.mode() == "desk" else (contextlib.nullcontext(), None)
    with left:
        show.chart(drawn, t("network.levels_alt", answer=said), cells[words.LEVEL_CELLS], "levels")
    if right:
        with right:
            show.table(words.levels_table(composition)[["sector", "missing_levels"]], "missing_levels", files=False)
    foot("organisation", rule=t("network.levels_rule"))


days, bodies = [str(day) for day in answer("quarters")["as_of"]], names.bodies()
with pieces.picks("network_time"):
    chosen_day = pickers.slide("as_of", days, tied.step)
    pickers.play("as_of", days, chosen_day)
day = date.fromisoformat(chosen_day) if chosen_day and chosen_day != days[-1] else None
at = {"as_of": day} if day else {}
partners, composition = answer("partners", **at), answer("composition", **at)
with pieces.picks("network_picks"):
    sector = pick("sector", {code: choice("sector", code) for code in dict.fromkeys(composition["sector"])})
    body = pick("body", bodies)
    district = pick("district", words.districts(composition))
    partner = pick("partner", words.by_name(partners))
chosen = maps.resolved(maps.Chosen(partner or "", district or "", pickers.carry("tie")), partners, composition)
matching = tied.is_picked(partners, sector, body, district) if sector or body or district else None
picked = partners if matching is None else partners[partners["organisation_code"].isin(matching)]
links = answer("district_ties", sector=sector, body=body, **at)
view = maps.view(chosen, links, own_ties)
summary = answer("summary", **at).iloc[0].to_dict()

show.scenes(("whole", whole), ("map", on_map), ("kinds", kinds), ("levels", levels))
if view.kind == "all":
    ask("network.ties", **at)  # kept, so that the first press need not wait for it
