"""Who works with whom, how closely, through whom, what would fall apart, and which ties fell silent: the graph of the network."""

from datetime import date

import streamlit as st

from dashboard import links, markup, names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import cuts, graph, quarters
from dashboard.sentences import network as words
from dashboard.sentences import ties as said_of
from dashboard.wording import choice, t
from queries.answers import dicts

HIGH = {"desk": 620, "projector": 560, "phone": 400}  # px of the graph
LOW = {"desk": 430, "projector": 560, "phone": 420}  # px of the quarters
AROUND, MORE_AROUND = 500, 560  # px that all but the picture takes on a projector, and where words take more lines
NARROW = 1500  # px across a projector's picture of 4:3, where words take more lines
TIES = ("organisation", "tie", "coordination_event", "mou", "contract_party")  # tables the figures are made of
SILENT, TIED, CUT = ("from_name", "to_name", "days_since_last"), ("partner_name", "joint_events", "days_since_last"), ("organisation_name", "cut_off", "cut_off_names")
MET, STEPS, TREND = ("held_on", "event_name", "partners"), ("from_name", "to_name", "joint_events"), ("quarter_name", "joint_events", "active_ties", "silent_ties")
PANEL = 6.2  # letters that a panel of quarters is high at the least
LATEST = 5  # joint events of a tie in sight; all of them are in its table
CUTS = {"desk": 12, "projector": 7, "phone": 8}  # rows of the picture of who is cut off


def answer(question, **picks):
    return names.localised(ask(f"network.{question}", **picks))


def pick(name, named):
    """A choice among {code: words}, or None for every one."""
    return pieces.pick("ties", name, list(named), named.get)


def room(part=1.0):
    """Px across that a picture has; `part`: of a desk's page, where two stand side by side."""
    return int((pictures.room() - 32) * part) if show.mode() == "desk" and part < 1 else pictures.room()


def is_narrow():
    return show.mode() == "projector" and pictures.room() <= NARROW


def is_far():
    """Whether letters must be so large that only what matters most has room."""
    return show.mode() == "projector" and pickers.text_scale() > 1.1


def high(of):
    """Height in px that a picture is laid out for: on a projector what question, answer and source leave, less where letters are larger."""
    if show.mode() != "projector":
        return of[show.mode()]
    return max(200, min(of["projector"], int(pictures.HIGH / pickers.text_scale()) - (MORE_AROUND if is_narrow() and not is_far() else AROUND)))


def press(chart):
    """What is pressed is chosen: a partner, a tie, or a quarter; pressed again, none is."""
    for name, value in said_of.pressed(st.session_state[chart], str(context().as_of)).items():
        pickers.put(name, "" if value == pickers.carried(name) else value)


def press_cut(chart):
    """A partner pressed in the picture of who is cut off is the one left out."""
    code = words.pressed(st.session_state[chart])
    pickers.put("without", "" if code == pickers.carried("without") else code)


def then(said):
    """A sentence about an earlier quarter says so first."""
    return t("ties.then", quarter=said_of.quarter(day), said=said) if day else said


def tell(said, state=""):
    """The answer, its partners' names whole."""
    show.answer(then(said), state, [name for name in named.values() if name in said])


def choices():
    """Where the choices stand: on a phone folded away, so that the answer comes first."""
    return st.expander(t("ties.choices")) if show.mode() == "phone" else st.container()


def foot(*tables, rule=""):
    """Which quarter a projector shows and how to turn it; and where the figures are from."""
    if show.mode() == "projector" and len(days) > 1:
        if not is_far():
            show.note(t("ties.turn", quarter=said_of.quarter_of_code(chosen_day)))
        pickers.slide_keys("as_of", days, chosen_day)
    show.source(sources.of_tables(*tables), rule)


def draw(focus, alt, table, name):
    drawn = graph.relations(partners, now, answer("graph_positions"), ties, focus, show.colours(), show.sizes(), pictures.room(), high(HIGH), 14 if high(HIGH) > 500 else 8)
    show.chart(drawn, t("ties.graph_alt", answer=alt), table, name, on_select=press)


def relations():
    """All, one partner's, or the way between two."""
    if partner and other:
        said, asked, table = said_of.way(steps, named, partner, other), t("ties.title_way", one=called[partner], other=called[other]), said_of.steps_table(steps)
    elif partner:
        said, asked, table = said_of.one(partners, partner, own), t("ties.title_one", name=called[partner]), said_of.ties_table(own)
    else:
        said, asked, table = said_of.centre(partners, 1 if show.mode() == "projector" else 3), t("ties.title"), said_of.ties_table(picked)
    show.question(asked)
    tell(said)
    draw(graph.Focus(lit, "" if other else partner or "", said_of.way_codes(steps) if other else (), tie), said, table, "graph")
    if show.mode() != "projector":
        show.note(" · ".join(filter(None, (t("ties.graph_key"), pieces.press("ties.graph_press")))))
        if not partner:
            shown, every = graph.shown(ties)
            show.note(t("ties.graph_shown", shown=shown, ties=every))
            show.method(t("ties.method"))
    foot(*TIES)


def about():
    """Of a chosen partner: its roles, promises and record."""
    lines = said_of.about(names.localised(ask("bodies.seats", partner=partner)), names.localised(ask("budget.shares_by_partner")), ask("contract.undertakings", organisation_code=partner), partner)
    show.question(t("ties.title_about", name=called[partner]))
    for label, said in lines:
        st.html(markup.line("fact", f"{label}: {said}"))
    if show.mode() != "projector":
        st.html(markup.link(markup.said(t("ties.more", name=named[partner])), links.to_partner(partner)))
    show.source(sources.of_tables("membership", "budget_share", "money_event", "undertaking"))


def neighbours():
    show.question(t("ties.title_neighbours", name=called[partner]))
    tell(said_of.one(partners, partner, own))
    show.table(said_of.neighbours(own, partner), "neighbours", columns=TIED)
    show.source(sources.of_tables(*TIES))


def of_tie():
    """What holds two partners together, event by event."""
    row, events = said_of.of_pair(ties, ends), answer("tie_events", partner=ends[0], other=ends[1], **at)
    said = said_of.tie(row, events, named, ends)
    show.question(t("ties.title_tie", one=called[ends[0]], other=called[ends[1]]))
    tell(said, "watch" if row and row["is_silent"] else "")
    dates = [date.fromisoformat(code) for code in days]
    panel = quarters.Panel(t("ties.tie_by_quarter"), said_of.met_by_quarter(events, dates), show.colours().accent)
    drawn = quarters.panels(said_of.short_quarters(dates), days, [panel], days.index(chosen_day), show.colours(), show.sizes(), high(LOW) // 2)
    show.chart(drawn, t("ties.tie_alt", answer=said), said_of.events_table(events), "tie", on_select=press)
    if show.mode() != "projector":
        show.table(said_of.events_table(events).head(LATEST), "latest", columns=MET, files=False)
        st.button(t("ties.close"), key="close_tie", icon=":material/close:", on_click=pickers.put, args=("tie", ""))
    foot("coordination_event")


def apart():
    said, cutting = said_of.apart(removals), said_of.cutting(removals)
    show.question(t("ties.title_apart"))
    tell(said)
    if len(cutting):
        first, last = pieces.part(len(cutting), "cuts", CUTS[show.mode()])
        drawn = cuts.rows(said_of.cuts(cutting.iloc[first:last]), without or "", show.colours(), show.sizes(), room(0.5))
        show.chart(drawn, t("ties.apart_alt", answer=said), said_of.removals_table(removals), "apart", on_select=press_cut)
    elif len(removals):
        show.table(said_of.removals_table(removals), "apart", columns=CUT)
    show.source(sources.of_tables(*TIES), pieces.beside(t("ties.apart_rule")))


def left_out():
    """The graph without one partner."""
    row = next(r for r in dicts(removals) if r["organisation_code"] == without)
    said = said_of.without(row)
    show.question(t("ties.title_without", name=called[without]))
    tell(said)
    draw(graph.Focus(out=without, cut=frozenset((row["cut_off_codes"] or "").split(";"))), said, said_of.removals_table(removals), "without")
    foot(*TIES)


def by_quarter():
    place = days.index(chosen_day) if days else 0
    said = said_of.trend(trend, place, not is_far())
    show.question(t("ties.title_trend"))
    show.answer(said)
    if days:
        drawn = quarters.panels(said_of.short_quarters(list(trend["as_of"])), days, said_of.trend_panels(trend, show.colours())[: max(1, int(high(LOW) / (PANEL * show.sizes().note)))], place, show.colours(), show.sizes(), high(LOW))
        show.chart(drawn, t("ties.trend_alt", answer=said), said_of.trend_table(trend), "quarters", on_select=press)
    foot(*TIES, rule=pieces.beside(t("ties.trend_rule")))


def silent():
    show.question(t("ties.silent_title"))
    tell(said_of.silence(picked))
    show.table(said_of.silent_table(picked), "silent", columns=SILENT)
    show.source(sources.of_tables(*TIES), pieces.beside(said_of.silent_rule(ask("reporting.limits"))))


now, composition, trend = answer("partners"), answer("composition"), answer("quarters")
days, named = [str(day) for day in trend["as_of"]], words.by_name(now)
called = {**named, **said_of.short_names(now)} if show.mode() == "projector" else named  # a question there has one line
with choices(), pieces.picks("ties_picks"):
    sector = pick("sector", {code: choice("sector", code) for code in dict.fromkeys(composition["sector"])})
    body = pick("body", names.bodies())
    district = pick("district", words.districts(composition))
    partner = pick("partner", named)
    other = pick("other", {code: name for code, name in named.items() if partner and code != partner})
    without = pick("without", {code: named[code] for code in answer("removals")["organisation_code"]})
with pieces.picks("ties_time"):
    chosen_day = pickers.slide("as_of", days, said_of.step)
    pickers.play("as_of", days, chosen_day)
day = date.fromisoformat(chosen_day) if chosen_day and chosen_day != days[-1] else None
at = {"as_of": day} if day else {}
tie = pickers.carry("tie")
ends, other = said_of.ends(tie, named), other if partner else None

partners, ties, removals = answer("partners", **at), answer("ties", **at), answer("removals", **at)
matching = said_of.is_picked(partners, sector, body, district)
lit = None if len(matching) == len(partners) else frozenset(matching)
picked = said_of.picked_ties(ties, partners, sector, body, district)
own = said_of.own(ties, partner) if partner else None
steps = answer("path", partner=partner, other=other, **at) if other else None

show.scenes(*(scene for scene, is_there in (
    (show.Scene("relations", relations), True),
    (show.Scene("tie", of_tie), ends and days),
    (show.Scene("about", about), partner),
    (show.Scene("neighbours", neighbours), partner and not other),
    (show.Scene("without", left_out), without in set(removals["organisation_code"])),
    (show.Scene("apart", apart, half=True), True),
    (show.Scene("quarters", by_quarter, half=True), True),
    (show.Scene("silent", silent), True),
) if is_there))
