"""The bodies: which there are, who sits in them and by which order, who comes, who links two of them, and what hangs on one person."""

import streamlit as st

from dashboard import names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import boxes, matrix
from dashboard.sentences import bodies as words
from dashboard.sentences import body_ties as ties
from dashboard.sentences import network as pressed
from dashboard.wording import date, t

BODIES = ("body", "membership", "appointment_order", "person")  # tables the figures are made of
EVENTS, LINKS = (*BODIES, "coordination_event"), ("body", "membership", "connector", "coordination_event")


def answer(question, **picks):
    return names.localised(ask(f"bodies.{question}", **picks, **({"as_of": day} if day else {})))


def narrowed(frame):
    """The rows of the body that is picked, or all."""
    return frame[frame["body_code"] == body] if body else frame


def said(title, sentence):
    show.question(t(f"bodies.{title}"))
    show.answer(sentence)


def told(tables, rule=""):
    """The source line, with the earlier day the page is seen as at."""
    show.source(sources.of_tables(*tables), rule, t("bodies.as_of", day=date(day)) if day else "")


def drawn(made, columns, figures, name, alt, behind, **how):
    """A matrix a page of rows at a time, on a desk and a projector; a phone has the table."""
    cells, rows, heads = made
    if show.mode() == "phone" or not rows:
        show.table(behind, name)
        return
    first, last = pieces.part(len(rows), name, how.pop("most", len(rows)))
    show.chart(matrix.heat(cells, columns, figures, show.colours(), show.sizes(), rows=rows[first:last], heads=heads, is_ruled=False, **how), alt, behind, name)


def fitting():
    return show.sizes().note, pictures.room()


def press(chart):
    pickers.put("body", pressed.pressed(st.session_state[chart]))


def structure():
    sentence = words.story(one, narrowed(seats), narrowed(parts)) if body else words.structure(found, seats)
    said("title", sentence)
    low = pictures.is_narrow()
    tiers = words.boxes(found, show.mode() == "phone", low, body or "", ties.shared_with(body, links) if body else None)
    picture = boxes.structure(tiers, show.colours(), show.sizes(), pictures.room(), 2 if low else 3)
    show.chart(picture, t("bodies.structure_alt", answer=sentence), words.seated_table(held), "structure", on_select=press)
    told(BODIES, t("bodies.structure_rule"))


def kinds():
    said("kinds_title", words.lacking(narrowed(held)))
    columns = matrix.Columns("body", "kind", "seats", "words", "state")
    drawn(words.seats(seats, narrowed(held), *fitting()), columns, words.or_absent, "seats", t("bodies.alt", answer=words.lacking(narrowed(held))), words.seated_table(narrowed(held)), is_wide=True)
    show.note(t("bodies.key"))
    told(BODIES, t("network.six_rule"))


def sectors():
    balance = narrowed(answer("balance"))
    said("sectors_title", words.balance(balance))
    made, columns = words.sectors(balance, *fitting()), matrix.Columns("row", "head", "seats_percent", "words", text="text")
    drawn(made, columns, ties.share, "sectors", t("bodies.sectors_alt", answer=words.balance(balance)), words.balance_table(balance))
    told(BODIES, t("bodies.sectors_rule"))


def orders():
    said("orders_title", words.orders(narrowed(parts), narrowed(seats)))
    show.table(words.uncovered_table(narrowed(parts)), "uncovered")
    if show.mode() == "desk":
        show.note(t("bodies.parts_note"))
        show.table(words.parts_table(narrowed(parts)), "taking_part")
    told(EVENTS, t("bodies.orders_rule"))


def posts():
    listed = answer("seats", with_ended=True, body=body)
    said("posts_title", words.posts(listed))
    table = words.posts_table(listed, brief)
    show.table(table[words.POSTS] if show.mode() == "desk" else table[[*words.POSTS_BRIEF]], "posts")
    told(BODIES, t("bodies.posts_rule"))


def groups():
    said("groups_title", words.grouped(parts, held))
    made, columns = words.groups(parts, seats, held, *fitting()), matrix.Columns("row", "head", "value", "words", "state", "text")
    drawn(made, columns, str, "groups", t("bodies.groups_alt", answer=words.grouped(parts, held)), words.group_table(parts, held), most=7 if show.mode() == "projector" else 40, is_wide=True)
    told(EVENTS, pieces.beside(t("bodies.groups_rule")))


def attendance():
    met, known = answer("meetings", body=body), narrowed(held)
    said("attendance_title", ties.attendance(known))
    table = ties.meetings_table(met, names.partners())
    if body:
        made, columns = ties.who_came(met, narrowed(parts), *fitting(), 12 if show.mode() == "desk" else 6), matrix.Columns("row", "head", "value", "words", text="text")
    else:
        made, columns = ties.by_month(met, known, day or context().as_of, *fitting()), matrix.Columns("row", "head", "value", "words", "state")
    drawn(made, columns, ties.share, "meetings", t("bodies.attendance_alt", answer=ties.attendance(known)), table, is_wide=True)
    show.note(t("bodies.one_key" if body else "bodies.months_key"))
    told(EVENTS, t("bodies.attendance_rule"))


def absent():
    said("absent_title", ties.missing_most(narrowed(parts)))
    show.table(ties.absent_table(narrowed(parts)), "absent", columns=ties.ABSENT_BRIEF)
    told(EVENTS, t("bodies.absent_rule"))


def linked():
    sentence = ties.links_of_one(one, links) if body else ties.links(held, links)
    said("links_title", sentence)
    table = ties.links_table(links, held)
    if body:
        show.table(table, "links", columns=ties.LINKS[:3])
    else:
        columns = matrix.Columns("row", "head", "value", "words", "state")
        drawn(ties.between(held, links, *fitting()), columns, str, "links", t("bodies.links_alt", answer=sentence), table, is_wide=True)
        show.note(t("bodies.links_key"))
    told(BODIES, pieces.beside(t("bodies.links_rule")))


def several():
    rows = ties.several_table(seats if not body else seats[seats["organisation_code"].isin(set(narrowed(seats)["organisation_code"]))], held)
    said("several_title", ties.several(rows))
    show.table(rows, "several")
    told(BODIES)


def connectors():
    declared = answer("connectors", body=body)
    said("connectors_title", ties.connectors(declared))
    show.table(ties.connectors_table(declared), "connectors", columns=ties.CONNECTORS_BRIEF)
    told(LINKS, t("bodies.connectors_rule"))


def alone():
    rows = answer("without_connector", body=body)
    said("alone_title", ties.alone(rows, narrowed(seats)))
    show.table(ties.alone_table(rows, brief), "alone", columns=ties.ALONE_BRIEF)
    told(LINKS)


def spanners():
    people = ties.spanners(answer("boundary_spanners", body=body))
    said("spanners_title", ties.falling(people))
    show.table(ties.spanners_table(people, brief), "spanners", columns=ties.SPANNERS_BRIEF)
    show.note(ties.declared(people))
    told(BODIES, t("bodies.spanners_rule"))


day = words.day_asked(pickers.carry("as_of"), context().as_of)
held = answer("listed")
named = dict(zip(held["body_code"], held["body_name"], strict=True))
with pieces.picks("bodies_picks", 360):
    body = pieces.pick("bodies", "body", list(named), named.get)
found, seats, parts, links, brief = answer("structure"), answer("seats"), answer("taking_part"), answer("links", body=body), words.briefest(held)
one = held[held["body_code"] == body].iloc[0].to_dict() if body else None
scenes = [("structure", structure), ("kinds", kinds), ("sectors", sectors), ("orders", orders), ("posts", posts), ("groups", groups), ("attendance", attendance), ("absent", absent),
          ("links", linked), ("several", several), ("connectors", connectors), ("alone", alone), ("spanners", spanners)]
show.scenes(*(scene for scene in scenes if not body or scene[0] != "groups"))
