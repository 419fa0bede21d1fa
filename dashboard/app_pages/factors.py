"""The nine factors of a strong, lasting network: which grew and which fell; the one that is picked – else the worst – in full."""

from functools import partial

from dashboard import links, names, panels, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import dots, trends
from dashboard.sentences import factors as said
from dashboard.wording import choice, date, t
from queries.answers import dicts

PANELS = panels.Layout(desk=3, wide=580, high=213, beside={"desk": 160, "projector": 310, "phone": 160})
HEIGHTS = {"desk": 72, "projector": 92, "phone": 72}  # of a small drawing
TABLES = {  # tables a factor's figures are made of
    "leader": (), "boundary_spanners": ("person", "membership", "body"), "network_manager": ("deliverable", "reschedule", "submission", "review"), "formality": ("tie", "coordination_event", "mou", "membership", "contract_party"),
    "depth": ("coordination_event", "membership", "tie"), "trust": ("budget_share", "money_event", "deliverable", "review"), "culture": (), "contracts": ("contract", "contract_party", "phase", "deliverable"),
    "participation": ("participation_activity", "participation_attendance", "recommendation"),
}


def answer(question, **picks):
    return names.localised(ask(f"factors.{question}", **picks))


def panel(row):
    own = said.of_factor(trend, row["factor"])
    drawn = trends.small(said.points(own), row["state"], show.colours(), show.sizes(), HEIGHTS[show.mode()], said.limits(row, own))
    about = t(f"factors.about.{row['factor']}") if row["value"] is not None else ""
    return panels.Panel(row["factor"], row["state"], said.change(row), choice("factor", row["factor"]), "", drawn, said.alt(row, own), said.value(row), about, t("factors.no_limit"),
                        "" if show.mode() == "projector" else links.to("factors", factor=row["factor"]))


def all_nine():
    in_brief = show.mode() == "projector"
    show.question(t("factors.question_brief" if in_brief else "factors.question"))
    show.answer(said.nine(nine, in_brief), names=() if show.mode() == "phone" else said.names(nine))
    first, last = pieces.part(len(nine), "nine", panels.shape(len(nine), PANELS)[1])
    panels.grid([panel(row) for row in dicts(nine)[first:last]], "factor", PANELS)
    show.note(t("factors.key_brief" if in_brief else "factors.key", day=date(nine.iloc[0]["before_on"])))
    show.behind(said.nine_table(nine), "nine")
    show.method(t("factors.method"))
    show.source(sources.of_tables("survey_answer", *{name for held in TABLES.values() for name in held}))


def one():
    own = said.of_factor(trend, code)
    show.question(t("factors.one_question", factor=named, measure=choice("factor_measure", row["factor_measure"])))
    show.answer(said.one(row, context().as_of), row["state"])
    show.chart(trends.large(said.points(own), row["state"], show.colours(), show.sizes(), said.limits(row, own), show.mode() == "phone"), said.alt(row, own), own[TREND], "factor")
    show.source(files(), said.rule(row))


TREND = ["as_of", "factor_measure", "value", "partners_answered", "measured_on"]


def measures():
    show.question(t("factors.measures_question", factor=named))
    show.answer(said.measures(every))
    show.table(said.measures_table(every), "measures", columns=said.MEASURES[:3])
    show.source(files())


def evidence():
    show.question(t("factors.evidence_question", factor=named))
    show.answer(said.evidence(proofs))
    show.table(said.evidence_table(proofs), "evidence", columns=said.EVIDENCE[:2])
    for page in () if show.mode() == "projector" else filter(None, dict.fromkeys(every["page"])):
        pieces.lead(t("factors.evidence_page", page=t(f"pages.{page}")), links.to(page))
    show.source(files())


def sectors():
    whole, words = said.whole(said.of_factor(polled, code), code)
    show.question(t("factors.sectors_question", factor=named))
    survey(said.sectors(by_group, code), dots.against(said.sector_dots(by_group, code), whole, words, show.colours(), show.sizes(), spread=3 if show.mode() == "phone" else 1), said.last_round(by_group)[said.SECTORS], "sectors")


def traits():
    whole, words = said.whole(said.of_factor(polled, "culture"), "culture", "whole_traits")
    show.question(t("factors.traits_question"))
    survey(said.traits(eight), dots.against(said.trait_dots(eight), whole, words, show.colours(), show.sizes(), spread=3 if show.mode() == "phone" else 1), said.last_round(eight)[said.TRAITS], "traits")


def survey(sentence, drawn, frame, name):
    show.answer(sentence)
    show.chart(drawn, t("factors.dots_alt", question=named, answer=sentence), frame, name)
    show.note(t(f"factors.{name}_key"))
    show.source(sources.of_tables("survey_answer"), t("factors.source_survey"))


def files():
    return sources.of_tables("survey_answer", *TABLES[code])


measured, trend = answer("nine", every_measure=True), answer("trend")
nine = measured.drop_duplicates("factor")  # a factor's first measure stands for it; a click then asks for nothing new
with pieces.picks("factor_picks", 420):
    chosen = pieces.pick("factors", "factor", list(TABLES), partial(choice, "factor"))
if nine.empty:
    show.question(t("factors.question"))
    show.empty("no_rows")
else:
    code = chosen or nine.iloc[0]["factor"]
    row, named = said.of_factor(nine, code).iloc[0].to_dict(), choice("factor", code)
    every, proofs, eight = said.of_factor(measured, code), said.of_factor(answer("evidence"), code), answer("traits")
    polled, by_group = answer("survey"), said.of_factor(answer("survey", by_sector_group=True), code)
    full = [("one", one), *([("measures", measures)] if len(every) > 1 else []), ("evidence", evidence)]
    full += [("sectors", sectors)] if len(by_group) else []
    full += [("traits", traits)] if len(eight) and chosen in (None, "culture") else []
    show.scenes(*(full + [("nine", all_nine)] if chosen else [("nine", all_nine), *full]))
