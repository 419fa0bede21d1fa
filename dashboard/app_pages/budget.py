"""How far the contract's money has come, who is behind, whether it adds up – and every figure down to the rows it comes from."""

from functools import partial

from dashboard import names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.sentences import budget as said
from dashboard.sentences import sums
from dashboard.wording import choice, t

VIEWS, SCALES, CELLS, GROUPS, SPEND_TYPES = ("partner", "project", "theme"), ("percent", "baht"), ("pledged", "gap"), ("state", "local", "others"), ("current", "investment")


def answer(question, **more):
    return names.localised(ask(f"budget.{question}", **more))


def stands():
    show.question(t("budget.question"))
    show.answer(said.standing(totals, partners), totals["state"], list(partners["organisation_name"]))
    show.figures(pieces.few(said.figures(totals, whole, added), (2, 3)))
    pieces.reconciled()
    show.method(t("budget.method"))
    show.source(sources.files(shares), "" if pictures.is_narrow() else rule)


def ladder():
    found = said.rungs(answer(f"shares_by_{view}", **picks), view)
    show.question(t(f"budget.ladder_question_{view}"))
    show.answer(said.ladder(found, view), names=list(found["name"]))
    scale = pickers.switch("scale", SCALES, partial(pieces.worded, "pick.scale_"))
    first, last = pieces.part(len(found), "ladder", pictures.rows_of("ladder"))
    if found.empty:
        show.table(found, "ladder")
    else:
        show.chart(pictures.ladder(found.iloc[first:last], scale), t("budget.ladder_alt", answer=said.ladder(found, view)), found[said.RUNGS], "ladder")
    show.source(sources.files(shares), pieces.beside(rule))


def months():
    progress, before = (answer("monthly_progress", fiscal_year=of, scope=picks["fund_group"] or "state", spend_type=picks["spend_type"]) for of in (year, year - 1))
    sentence = said.months(progress, context().as_of, picks["fund_group"] or "state")
    measured, forecast = said.measured(answer("against_target", fiscal_year=year), picks), said.forecast(answer("year_end_run_rate", fiscal_year=year), picks)
    show.question(t("budget.months_question"))
    show.answer(sentence)
    show.chart(pictures.months(progress, before, measured, forecast), t("budget.months_alt", answer=sentence), progress[said.MONTHS], "months")
    show.source(sources.files(answer("money_events", **picks)), said.reference(measured) or rule)


def matrix():
    show.question(t("budget.matrix_question"))
    cell = pickers.switch("cell", CELLS, partial(pieces.worded, "pick.cell_"))
    cells = said.cells(answer("share_matrix", **picks), "gap" if show.mode() == "phone" else cell)
    sentence = said.carried(answer("share_matrix", fiscal_year=picks["fiscal_year"]), limits) if cell == "pledged" else said.pairs(cells)
    show.answer(sentence, names=[*cells["organisation_name"], *cells["project_name"]])
    if show.mode() == "phone" or cells.empty:
        show.table(cells[said.CELLS], "matrix", columns=said.CELLS_BRIEF)
    else:
        pages = pictures.blocks(cells)
        rows, heads = pages[pieces.turn(len(pages), "matrix") - 1]
        show.chart(pictures.heat(cells, cell, rows, heads), t("budget.matrix_alt", answer=sentence), cells[said.CELLS], "matrix")
        show.note(said.key(cells, cell, heads))
    show.source(sources.files(shares), pieces.beside(rule))


def reconciled():
    show.question(t("sums.question"))
    show.answer(sums.whole(added)[0], names=list(added["name"]))
    show.note(sums.counted(added))
    show.table(sums.differing(added)[sums.SUMS], "sums", columns=sums.SUMS_BRIEF)
    show.source(sources.files(sums.differing(added)))


def entries():
    show.question(t("budget.rows_question"))
    with pieces.picks("entries"):
        of.update(organisation_code=pieces.pick("budget", "partner", *pieces.coded(partners, "organisation")), project_code=pieces.pick("budget", "project", *pieces.coded(projects, "project")))
    events = answer("money_events", **picks, **of)
    show.answer(said.entries(events))
    show.table(said.ledger(events)[said.EVENTS], "entries", columns=said.EVENTS_BRIEF, files=False)
    show.download(events, "money_events")
    show.source(sources.files(events))


def behind():
    found = answer("shares", **picks, **of)
    show.question(t("budget.shares_question"))
    show.answer(said.behind(found))
    show.table(found[said.SHARES], "shares", columns=said.SHARES_BRIEF, files=False)
    show.download(found, "shares")
    show.source(sources.files(found), rule)


def grants():
    found = answer("block_grants")
    show.question(t("budget.grants_question"))
    show.answer(said.grants(found))
    pieces.remark(*said.routine(found))
    show.table(said.granted(found)[said.GRANTS], "grants", columns=said.GRANTS_BRIEF)
    show.source()


whole, added, limits = answer("totals").iloc[0], answer("reconciliation"), ask("reporting.limits")
years = sorted(set(answer("shares")["fiscal_year"]), reverse=True)
with pieces.picks("picks"):
    picks = {
        "fiscal_year": pieces.pick("budget", "fiscal_year", years, said.fiscal_year, whole["target_fiscal_year"], int),
        "spend_type": pieces.pick("budget", "spend_type", SPEND_TYPES, partial(choice, "spend_type")),
        "fund_group": pieces.pick("budget", "fund", GROUPS, partial(pieces.worded, "budget.group_")),
    }
    view = pickers.switch("view", VIEWS, partial(pieces.worded, "pick.view_"))
rule, year = said.rule(limits), picks["fiscal_year"] or int(whole["target_fiscal_year"])
totals, shares, partners, projects = answer("totals", **picks).iloc[0], answer("shares", **picks), answer("shares_by_partner", **picks), answer("shares_by_project", **picks)
found = [("stands", stands), ("ladder", ladder), ("months", months), ("matrix", matrix), ("sums", reconciled), ("entries", entries), ("shares", behind), ("grants", grants)]
idle = {"sums"} if sums.differing(added).empty else set()
of, idle = {}, idle | ({"shares"} if show.mode() == "projector" else set())
show.scenes(*(scene for scene in found if scene[0] not in idle))
