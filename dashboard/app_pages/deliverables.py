"""The network manager's contract: which deliverables are late or moved and who must act, what stands before each payment, who judged what; or one deliverable's whole story."""

import streamlit as st

from dashboard import markup, names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import path
from dashboard.sentences import deliverable as told
from dashboard.sentences import deliverables as said
from dashboard.sentences import hire
from dashboard.wording import t
from queries.answers import dicts

FEW = 5  # to chase in sight on a phone; the others are folded away
HIRE = ("manager_contract", "manager_selection", "phase", "manager_payment", "penalty")  # tables the contract's own figures are made of


def answer(question, **more):
    return names.localised(ask(f"deliverables.{question}", **more))


def own(question):
    """The rows of an answer that are of the contract, and of the phase, in sight."""
    found = answer(question)
    return names.kept(found, (row["manager_contract_code"] == contract and phase in (None, row.get("phase_code", phase)) for row in dicts(found)))


def is_far():
    """Whether a projector's letters are so large that little more than the answer stands on a screen."""
    return show.mode() == "projector" and pickers.text_scale() > 1.3


def stands():
    show.question(t("deliverables.question"))
    show.answer(said.late(listed), said.worst_state(listed), [*listed["deliverable_name"], *listed["responsible_organisation_name"]])
    show.figures(pieces.few(said.figures(listed, limit["threshold_value"]), (0, -1)))
    show.method(t("deliverables.method"))
    show.source(sources.files(listed), "" if pictures.is_narrow() else said.rule(limit))


def chase():
    found = said.to_chase(listed).head(FEW if show.mode() == "phone" else len(listed))
    show.question(t("deliverables.list_question"))
    show.answer(said.chased(listed), said.worst_state(listed))
    show.table(said.without_zeros(said.next_steps(found))[said.LISTED], "chase", columns=said.LISTED_BRIEF, files=False)
    show.behind(listed[said.FILED], "deliverables")
    show.source(sources.files(listed), pieces.beside(said.rule(limit)))


def plan():
    rows, sentence = said.schedule(own("timeline")), said.moved(listed, is_far())
    show.question(t("deliverables.plan_question"))
    show.answer(sentence, names=list(listed["deliverable_name"]))
    pages = said.by_urgency(said.pages_of(list(rows["group"]), pictures.plan_rows(rows)), list(rows["state"]))
    first, last = pages[pieces.turn(len(pages), "plan") - 1]
    show.chart(pictures.plan(rows.iloc[first:last], rows, context().as_of), t("deliverables.plan_alt", answer=sentence), listed[said.FILED], "plan")
    show.source(sources.files(listed), pieces.beside(said.rule(limit)))


def moves():
    show.question(t("deliverables.moves_question"))
    show.answer(said.moves(moved, listed, is_far()))
    show.table(said.moved_table(moved)[said.MOVED], "moves", columns=said.MOVED_FAR if is_far() else said.MOVED_BRIEF, files=False)
    show.behind(moved[said.MOVED_FILED], "moves_filed")
    show.source(sources.files(moved))


def before_payment():
    found, sentence = hire.blocked(phases, listed, names.localised(ask("contract.outputs")), show.mode() == "projector"), hire.standing(phases, is_far())
    show.question(t("deliverables.phases_question"))
    show.answer(sentence, said.worst_state(found))
    show.table((said.worst_first(found) if show.mode() == "projector" else found)[hire.PHASES], "phases", columns=hire.PHASES_FAR if is_far() else hire.PHASES_BRIEF, files=False)
    show.behind(found[hire.PHASES_FILED], "phases_filed")
    show.source(sources.files(phases, listed))


def payments():
    found = said.paid(phases, pictures.is_narrow())
    show.question(t("deliverables.pay_question"))
    show.answer(said.payments(phases))
    pieces.remark(*said.early(phases))
    pieces.reconciled_payments()
    first, last = pieces.part(len(found), "payments", pictures.rows_of("payments"))
    show.chart(pictures.payments(found.iloc[first:last]), t("deliverables.pay_alt", answer=said.payments(phases)), found[said.PHASES], "payments")
    show.source(sources.files(listed))


def ledger():
    found = hire.ledger(paid, fined)
    show.question(t("deliverables.ledger_question"))
    show.answer(*hire.booked(paid, fined))
    show.table(found[hire.LEDGER], "ledger", columns=hire.LEDGER_FAR if is_far() else hire.LEDGER_BRIEF)
    show.source(sources.files(found))


def reviews():
    given = own("reviews")
    every = said.reviewed(said.next_steps(listed))
    show.question(t("deliverables.reviews_question"))
    show.answer(said.reviews(listed, given, show.mode() == "projector", is_far()), names=list(listed["deliverable_name"]))
    show.table(said.in_review(every, given)[said.REVIEWED], "in_review", columns=said.REVIEWED_FAR if is_far() else said.REVIEWED_BRIEF, files=False)
    show.behind(every[said.REVIEWED], "reviews")
    show.source(sources.files(given))


def ratings():
    show.question(t("deliverables.ratings_question"))
    show.answer(said.ratings(rated))
    if said.unreasoned(rated):
        pieces.remark(said.unreasoned(rated), "off_track")
    show.table(rated[said.RATED], "ratings", columns=said.RATED_FAR if is_far() else said.RATED[:4] if pictures.is_narrow() else said.RATED)
    show.source(sources.files(rated))


def titled(name):
    """A scene's question about one deliverable; on a projector, where it stands alone, with the deliverable it is about."""
    title = t(f"deliverables.{name}_question")
    show.question(t("deliverables.about", name=said.named(row), question=title) if name == "one" or (show.mode() == "projector" and not is_far()) else title)


def one():
    documents = answer("documents", deliverable_code=row["deliverable_code"])
    of_phase = phases[phases["phase_code"] == row["phase_code"]].iloc[0]
    titled("one")
    show.answer(told.standing(row), row["state"], [row["holder_name"]])
    numbers = told.figures(row)
    show.figures(pieces.few(numbers[:3] if show.mode() == "projector" else numbers, (0, 1)))
    known = told.facts(row, of_phase, names.localised(ask("contract.outputs")), documents, show.mode() == "projector")
    st.html(markup.facts(known[: 0 if is_far() else 2 if pictures.is_narrow() else None]))
    show.source(sources.files(documents, listed[listed["deliverable_code"] == row["deliverable_code"]]), pieces.beside(said.rule(limit)))


def judged():
    given = answer("reviews", deliverable_code=row["deliverable_code"])
    titled("judged")
    show.answer(*told.judged(given))
    show.table(told.reviews_table(given)[told.JUDGED], "judged", columns=told.JUDGED_BRIEF[:3] if is_far() else told.JUDGED_BRIEF, files=False)
    show.source(sources.files(given))


def history():
    found = told.events(told.told_by(context().as_of, answer("events", deliverable_code=row["deliverable_code"])), names.bodies())
    titled("history")
    show.answer(told.history(row), names=[row["deliverable_name"]])
    show.table(found[told.EVENTS], "history", columns=told.EVENTS_BRIEF)
    show.source(sources.files(found))


def manager():
    steps = answer("selection")
    own_steps = names.kept(steps, (code == contract for code in steps["manager_contract_code"]))
    sentence, state = hire.manager(hired, own_steps)
    show.question(t("deliverables.manager_question"))
    show.answer(sentence, state, names=[hired["manager_organisation_name"], hired["employer_organisation_name"]])
    if show.mode() != "projector" and hire.under_way(steps):
        show.note(hire.under_way(steps))
    if not is_far():
        drawn = path.steps(hire.stops(own_steps, pictures.is_narrow()), show.colours(), show.sizes(), pictures.room())
        show.chart(drawn, t("deliverables.selection_alt", answer=sentence), own_steps[hire.SELECTION], "selection")
    show.source(sources.of_tables(*HIRE))


def advised():
    show.question(t("deliverables.advice_question"))
    show.answer(*hire.advised(advice))
    show.table(hire.advice_table(advice)[hire.ADVICE], "advice", columns=hire.ADVICE_BRIEF)
    show.source(sources.files(advice))


def nothing():
    show.question(t("deliverables.question"))
    show.empty("no_rows")


def pick_contract():
    """The manager's contract in sight, the newest where the reader asks for none; no choice where there is one."""
    codes = list(contracts.sort_values(["signed_on", "manager_contract_code"], ascending=False)["manager_contract_code"])
    words = {row["manager_contract_code"]: hire.contract(row) for row in dicts(contracts)}
    return pickers.choose("manager_contract", codes, words.get) if len(codes) > 1 else next(iter(codes), "")


def pick(name, frame, words):
    return pieces.pick("deliverables", name, list(frame[f"{name}_code"]), {row[f"{name}_code"]: words(row) for row in dicts(frame)}.get)


contracts, limit, phase = answer("manager"), said.limit(ask("reporting.limits")), None
with pieces.picks("deliverable_picks"):
    contract = pick_contract()
    phases = own("phases")
    phase = pick("phase", phases, said.phase)
    phases, listed = own("phases"), own("listed")
    chosen = pick("deliverable", listed, said.named)
if contract:
    hired = contracts[contracts["manager_contract_code"] == contract].iloc[0]
    moved, paid, fined, advice, rated = own("reschedules"), own("payments"), own("penalties"), own("advice"), said.rated(listed)
    row = listed[listed["deliverable_code"] == (chosen or listed["deliverable_code"].iloc[0])].iloc[0] if len(listed) else None
    story = [("one", one, True), ("judged", judged, True), ("history", history, True)]
    every = [("stands", stands, True), ("chase", chase, True), ("plan", plan, True), ("moves", moves, len(moved)), ("phases", before_payment, True), ("payments", payments, True),
             ("ledger", ledger, len(paid) or len(fined)), ("reviews", reviews, True), ("ratings", ratings, len(rated)),
             *(story if show.mode() == "projector" else [])] if len(listed) else [("nothing", nothing, True)]
    hired_by = [("manager", manager, True), ("advice", advised, len(advice))]
    show.scenes(*((name, draw) for name, draw, is_told in (story if chosen else every + hired_by) if is_told))
else:
    show.scenes(("nothing", nothing))
