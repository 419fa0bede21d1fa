"""The bodies: who sits in them and by which order, who comes, who links two of them, and whom no connector links."""

from dashboard import names, pictures, pieces, show, sources
from dashboard.ask import ask
from dashboard.charts import matrix
from dashboard.sentences import bodies as words
from dashboard.wording import t

BODIES = ("body", "membership", "appointment_order", "connector", "coordination_event")  # tables the figures are made of
MET, LINKED = ("body_name", "mean_attendance_percent", "seats_without_order", "last_met_on"), ("from_body_name", "to_body_name", "organisation_name")


def answer(question, **picks):
    return names.localised(ask(f"bodies.{question}", **picks))


def seats():
    said = words.bodies(held)
    show.question(t("bodies.title"))
    show.answer(said)
    if show.mode() != "phone":
        cells, rows, heads = words.seats(answer("seats"), held, show.sizes().note, pictures.room())
        columns = matrix.Columns("body", "kind", "seats", "words", "state")
        show.chart(matrix.heat(cells, columns, words.or_absent, show.colours(), show.sizes(), rows=rows, heads=heads, is_ruled=False), t("bodies.alt", answer=said), words.seated_table(held), "seats")
        show.note(t("bodies.key"))
    show.source(sources.of_tables(*BODIES), t("network.six_rule"))


def attendance():
    show.question(t("bodies.attendance_title"))
    show.answer(words.attendance(held))
    show.table(words.met_table(held), "attendance", columns=MET)
    show.source(sources.of_tables(*BODIES), t("bodies.attendance_rule"))


def links():
    only, alone = words.links_table(answer("links", body=body), held), words.alone_table(answer("without_connector"), named)
    show.question(t("bodies.links_title"))
    show.answer(words.links(only, alone))
    show.note(t("bodies.links_only"))
    show.table(only, "links", columns=LINKED)
    if show.mode() != "projector":
        show.note(t("bodies.links_alone"))
        show.table(alone, "alone")
    show.source(sources.of_tables(*BODIES))


held = answer("listed")
named = dict(zip(held["body_code"], held["body_name"], strict=True))
with pieces.picks("bodies_picks"):
    body = pieces.pick("bodies", "body", list(named), named.get)

show.scenes(("seats", seats), ("attendance", attendance), ("links", links))
