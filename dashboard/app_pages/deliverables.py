"""Which deliverables are late or moved and who must act; who reviewed them, what was paid, and the whole story of any one."""

from dashboard import names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.sentences import deliverables as said
from dashboard.wording import t


def answer(question, **more):
    return names.localised(ask(f"deliverables.{question}", **more))


def stands():
    show.question(t("deliverables.question"))
    show.answer(said.late(listed), said.worst_state(listed), [*listed["deliverable_name"], *listed["responsible_organisation_name"]])
    show.figures(pieces.few(said.figures(listed, limit["threshold_value"]), (0, -1)))
    show.method(t("deliverables.method"))
    show.source(sources.files(listed), "" if pictures.is_narrow() else said.rule(limit))


def plan():
    rows, sentence = said.schedule(timeline), said.moved(listed)
    show.question(t("deliverables.plan_question"))
    show.answer(sentence, names=list(listed["deliverable_name"]))
    pages = said.pages_of(list(rows["group"]), pictures.rows_of("plan"))
    pages = said.by_urgency(pages, list(rows["state"])) if show.mode() == "projector" else pages
    first, last = pages[pieces.turn(len(pages), "plan") - 1]
    show.chart(pictures.plan(rows.iloc[first:last], rows, context().as_of), t("deliverables.plan_alt", answer=sentence), listed[said.FILED], "plan")
    show.source(sources.files(listed), pieces.beside(said.rule(limit)))


def chase():
    show.question(t("deliverables.list_question"))
    show.answer(said.chased(listed), said.worst_state(listed))
    show.table(said.without_zeros(listed)[said.LISTED], "deliverables", columns=said.LISTED_BRIEF, files=False)
    show.download(listed[said.FILED], "deliverables")
    show.source(sources.files(listed), said.rule(limit))


def reviews():
    show.question(t("deliverables.reviews_question"))
    show.answer(said.reviews(listed), names=list(listed["deliverable_name"]))
    show.table(said.reviewed(listed)[said.REVIEWED], "reviews", columns=said.REVIEWED_BRIEF)
    show.source(sources.files(listed))


def ratings():
    show.question(t("deliverables.ratings_question"))
    show.answer(said.ratings(rated))
    show.table(rated[said.RATED], "ratings", columns=said.RATED[:4])
    show.source(sources.files(rated))


def payments():
    found = said.paid(phases, pictures.is_narrow())
    show.question(t("deliverables.pay_question"))
    show.answer(said.payments(phases))
    pieces.remark(*said.early(phases))
    first, last = pieces.part(len(found), "payments", pictures.rows_of("payments"))
    show.chart(pictures.payments(found.iloc[first:last]), t("deliverables.pay_alt", answer=said.payments(phases)), found[said.PHASES], "payments")
    show.source(sources.files(listed))


def history():
    show.question(t("deliverables.history_question"))
    code = pickers.choose("deliverable", list(listed["deliverable_code"]), dict(zip(listed["deliverable_code"], listed["deliverable_code"] + " " + listed["deliverable_name"], strict=True)).get)
    row = listed[listed["deliverable_code"] == code].iloc[0]
    found = said.events(said.told_by(context().as_of, answer("events", deliverable_code=code)), names.bodies())
    show.answer(said.history(row), row["state"], [row["deliverable_name"]])
    for words in said.remarks(row):
        show.note(words)
    show.table(found[said.EVENTS], "history", columns=said.EVENTS_BRIEF)
    show.source(sources.files(found))


def manager():
    advice = answer("advice")
    show.question(t("deliverables.manager_question"))
    show.answer(said.manager(hired, advice), names=[hired["manager_organisation_name"], hired["employer_organisation_name"]])
    show.table(advice[said.ADVICE], "advice", columns=said.ADVICE_BRIEF)
    show.source()


phases, contracts, limit = answer("phases"), answer("manager"), said.limit(ask("reporting.limits"))
with pieces.picks("picks", 360):
    phase = pieces.pick("deliverables", "phase", phases["phase_code"], dict(zip(phases["phase_code"], map(said.phase, phases.to_dict("records")), strict=True)).get)
listed = answer("listed", phase_code=phase)
if listed.empty:
    show.question(t("deliverables.question"))
    show.empty("no_rows")
else:
    timeline, hired = answer("timeline"), contracts.iloc[0]
    timeline = timeline[timeline["deliverable_code"].isin(set(listed["deliverable_code"]))]
    rated = said.rated(listed)
    found = [("stands", stands), ("plan", plan), ("chase", chase), ("reviews", reviews), ("ratings", ratings), ("payments", payments), ("history", history), ("manager", manager)]
    show.scenes(*(scene for scene in found if scene[0] != "ratings" or len(rated)))
