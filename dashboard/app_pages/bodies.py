"""The bodies: which there are, who sits in them and by which order, who comes, who links two of them, and what hangs on one person."""

import streamlit as st

from dashboard import names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import boxes, matrix
from dashboard.sentences import bodies as words
from dashboard.sentences import body_orders as ordered
from dashboard.sentences import body_ties as ties
from dashboard.sentences.network import pressed
from dashboard.wording import date, t

BODIES = ("body", "membership", "appointment_order", "person")  # tables the figures are made of
EVENTS, LINKS = (*BODIES, "coordination_event"), ("body", "membership", "connector", "coordination_event")
FIRST = {"desk": 8, "phone": 5}  # rows of a list in sight, the rest folded away; a projector turns its pages
MEETINGS = {"desk": 12, "projector": 6, "phone": 6}  # of one body, side by side


def answer(question, **picks):
    return names.localised(ask(f"bodies.{question}", **picks, **({"as_of": day} if day else {})))


def narrowed(frame):
    """The rows of the body that is picked, or all."""
    return frame[frame["body_code"] == body] if body else frame


def said(title, sentence):
    show.question(t(f"bodies.{title}"))
    show.answer(sentence)


def told(tables, rule=""):
    """The source line, with the earlier day the page is seen as at; without its rule where letters are large."""
    show.source(sources.of_tables(*tables), "" if pictures.is_narrow() else rule, t("bodies.as_of", day=date(day)) if day else "")


def key(words):
    """What a picture's signs say, where there is room."""
    if not pictures.is_narrow() and show.mode() != "phone":
        show.note(words)


def listed(frame, name, brief):
    """A list worst first: its first rows in sight and the rest folded away, with the columns of `brief` where room is short."""
    most = FIRST.get(show.mode(), len(frame))
    show.table(frame.head(most), name, columns=brief, files=len(frame) <= most)
    if len(frame) > most:
        show.behind(frame, name)


def drawn(made, columns, figures, name, alt, behind, brief):
    """A matrix a page of rows at a time; on a phone, which has no room for it, a list of (frame, columns)."""
    cells, rows, heads = made
    if show.mode() == "phone" or not rows:
        return listed(brief[0], name, brief[1]) if len(brief[0]) else None
    first, last = pieces.part(len(rows), name, 1 if is_far() else pictures.rows_of("matrix"))
    return show.chart(matrix.heat(cells, columns, figures, show.colours(), show.sizes(), rows=rows[first:last], heads=heads, is_ruled=False, is_wide=True), alt, behind, name)


def fitting():
    return show.sizes().note, pictures.room()


def is_far():
    """Whether letters are so large that a picture has one row."""
    return show.mode() == "projector" and pickers.text_scale() > 1.3


def tiers_here(is_low):
    """How many tiers of boxes stand on this screen before it turns the page."""
    if show.mode() != "projector":
        return 40
    return max(1, int((pictures.HIGH / pickers.text_scale() - (610 if is_low else 500)) / (83 if is_low else 126)))  # px: what stands around them, one tier


def press(chart):
    pickers.put("body", pressed(st.session_state[chart]))


def structure():
    sentence = words.story(one, narrowed(parts)) if body else words.structure(found, seats)
    said("story_title" if body else "title", sentence)
    is_low = pictures.is_narrow()
    tiers = words.boxes(found, show.mode() == "phone", is_low, body or "", ties.shared_with(body, links) if body and one["seats"] else None)
    first, last = pieces.part(len(tiers), "structure", tiers_here(is_low))
    picture = boxes.structure(tiers[first:last], show.colours(), show.sizes(), pictures.room(), 2 if is_low else 3)
    show.chart(picture, t("bodies.structure_alt", answer=sentence), words.seated_table(held), "structure", on_select=press)
    told(BODIES, t("bodies.structure_rule"))


def kinds():
    own, columns = narrowed(held), matrix.Columns("body", "kind", "seats", "words", "state")
    sentence = words.lacking(own)
    said("kinds_title", sentence)
    drawn(words.seats(seats, own, *fitting()), columns, words.or_absent, "seats", t("bodies.alt", answer=sentence), words.seated_table(own), (words.lacking_table(own), words.LACKING))
    key(t("bodies.key"))
    told(BODIES, t("network.six_rule"))


def sectors():
    balance, columns = narrowed(answer("balance")), matrix.Columns("row", "head", "seats_percent", "words", text="text")
    sentence, brief_table = words.balance(balance, pictures.is_narrow()), words.balance_brief(balance)
    said("sectors_title", sentence)
    drawn(words.sectors(balance, *fitting()), columns, ties.share, "sectors", t("bodies.sectors_alt", answer=sentence), words.balance_table(balance), (brief_table, tuple(brief_table)))
    told(BODIES, t("bodies.sectors_rule"))


def orders():
    said("orders_title", ordered.orders(narrowed(parts), narrowed(seats)))
    show.table(ordered.uncovered_table(narrowed(parts)), "uncovered", columns=ordered.UNCOVERED_BRIEF)
    show.behind(ordered.parts_table(narrowed(parts)), "taking_part")
    told(EVENTS, t("bodies.orders_rule"))


def posts():
    every = answer("seats", with_ended=True, body=body)
    said("posts_title", ordered.posts(every))
    table = ordered.posts_table(every, brief)
    listed(table[ordered.POSTS] if show.mode() == "desk" else table[ordered.POSTS_BRIEF], "posts", ordered.POSTS_BRIEF)
    told(BODIES, pieces.beside(t("bodies.posts_rule")))


def groups():
    sentence, columns = ordered.grouped(parts, held), matrix.Columns("row", "head", "value", "words", "state", "text")
    said("groups_title", sentence)
    table = ordered.group_table(parts, held)
    drawn(ordered.groups(parts, seats, held, *fitting()), columns, str, "groups", t("bodies.groups_alt", answer=sentence), table, (table, ordered.GROUPED_BRIEF))
    told(EVENTS, pieces.beside(t("bodies.groups_rule")))


def attendance():
    met, own = answer("meetings", body=body), narrowed(held)
    sentence, table = ties.attendance(own), ties.meetings_table(met, names.registered())
    said("attendance_title", sentence)
    if body:
        made, columns = ties.who_came(met, narrowed(parts), *fitting(), MEETINGS[show.mode()]), matrix.Columns("row", "head", "value", "words", text="text")
    else:
        made, columns = ties.by_month(met, own, day or context().as_of, *fitting()), matrix.Columns("row", "head", "value", "words", "state")
    drawn(made, columns, ties.share, "meetings", t("bodies.attendance_alt", answer=sentence), table, (table, ties.MEETINGS_BRIEF) if body else (ties.met_table(own), tuple(ties.MET[:4])))
    key(t("bodies.one_key") if body else t("bodies.months_key", months=len(made[2])))
    if show.mode() != "projector" and ties.never_met(own):
        show.note(ties.never_met(own))
    told(EVENTS, t("bodies.attendance_rule"))


def absent():
    said("absent_title", ties.missing_most(narrowed(parts)))
    listed(ties.absent_table(narrowed(parts)), "absent", ties.ABSENT_BRIEF)
    told(EVENTS, t("bodies.absent_rule"))


def linked():
    sentence, table = ties.links_of_one(one, links) if body else ties.links(held, links), ties.links_table(links, held)
    said("links_title", sentence)
    if body:
        listed(ties.links_of(body, links, held), "links", tuple(ties.LINKS_OF_ONE[:3]))
    else:
        columns = matrix.Columns("row", "head", "value", "words", "state")
        drawn(ties.between(held, links, *fitting(), pictures.is_narrow()), columns, str, "links", t("bodies.links_alt", answer=sentence), table, (table, ties.LINKS_BRIEF))
        key(t("bodies.links_key"))
    told(BODIES, pieces.beside(t("bodies.links_rule")))


def several():
    rows = ties.several_table(seats, held, set(narrowed(seats)["organisation_code"]))
    said("several_title", ties.several(rows))
    listed(rows, "several", tuple(ties.SEVERAL))
    told(BODIES)


def connectors():
    declared = answer("connectors", body=body)
    said("connectors_title", ties.connectors(declared))
    listed(ties.connectors_table(declared), "connectors", ties.CONNECTORS_BRIEF)
    told(LINKS, pieces.beside(t("bodies.connectors_rule")))


def alone():
    rows = ties.of_body(answer("without_connector"), body)
    said("alone_title", ties.alone(rows, narrowed(seats)))
    listed(ties.alone_table(rows, brief), "alone", ties.ALONE_BRIEF)
    told(LINKS)


def spanners():
    people = ties.spanners(ties.of_body(answer("boundary_spanners"), body))
    said("spanners_title", ties.falling(people))
    listed(ties.spanners_table(people, brief), "spanners", ties.SPANNERS_BRIEF)
    if show.mode() != "projector":
        show.note(ties.declared(people))
    told(BODIES, pieces.beside(t("bodies.spanners_rule")))


day = words.day_asked(pickers.carry("as_of"), context().as_of)
held = answer("listed")
named = dict(zip(held["body_code"], held["body_name"], strict=True))
with pieces.picks("bodies_picks", 360):
    body = pieces.pick("bodies", "body", list(named), named.get)
found, seats, parts, links, brief = answer("structure"), answer("seats"), answer("taking_part"), answer("links", body=body), words.briefest(held)
one = held[held["body_code"] == body].iloc[0].to_dict() if body else None
scenes = [("structure", structure), ("kinds", kinds), ("sectors", sectors), ("orders", orders), ("posts", posts), ("groups", groups), ("attendance", attendance), ("absent", absent),
          ("links", linked), ("several", several), ("connectors", connectors), ("alone", alone), ("spanners", spanners)]
without = {"groups"} if body else set()  # scenes that do not speak of what is picked
without |= {"kinds"} if body and not one["must_hold_six_kinds"] else set()
is_empty = narrowed(seats).empty and narrowed(parts).empty  # nothing is known of who sits: nothing is claimed
show.scenes(*(scene for scene in scenes if scene[0] == "structure" or not is_empty and scene[0] not in without))
