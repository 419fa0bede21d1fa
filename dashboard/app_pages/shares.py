"""Who keeps its promises, who carries which project, and every figure of the money down to the cell of the file it came from."""

from functools import partial

import streamlit as st

from dashboard import names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask
from dashboard.sentences import budget as money
from dashboard.sentences import shares as said
from dashboard.wording import choice, t

CELLS, SPEND_TYPES = ("pledged", "gap"), ("current", "investment")


def answer(question, **more):
    return names.localised(ask(f"budget.{question}", **more))


def promises():
    found = said.promises(answer("promise_keeping", **within))
    sentence = said.kept_promises(found, is_brief=pictures.is_far())
    show.question(t("shares.kept_question"))
    show.answer(sentence, names=list(found["organisation_name"]))
    if show.mode() == "phone" or found.empty:
        show.table(said.latest(found)[said.PROMISES], "promises", columns=said.PROMISES_BRIEF)
    else:
        every, heads = list(dict.fromkeys(found["organisation_name"])), said.quarters(found)
        shown = pictures.quarters(found, heads)
        first, last = pieces.part(len(every), "promises", pictures.rows_of("promises"))
        show.chart(pictures.promises(found, every[first:last], shown), t("shares.kept_alt", answer=sentence), found[said.PROMISES], "promises")
        if not pictures.is_narrow():
            show.note(" · ".join([t("shares.kept_key"), *([t("shares.kept_latest", count=len(shown), total=len(heads))] if len(shown) < len(heads) else [])]))
    if not pictures.is_far():  # the budget's first scene says it; here the picture needs the room
        pieces.reconciled()
    show.method(t("shares.kept_method"))
    show.source(sources.files(rows), pieces.beside(rule))


def matrix():
    show.question(t("shares.matrix_question"))
    cell = pickers.switch("cell", CELLS, partial(pieces.worded, "pick.cell_"))
    cells = said.cells(answer("share_matrix", fiscal_year=year, **within), "gap" if show.mode() == "phone" else cell)
    sentence = said.pledges(cells) if cell == "pledged" else said.pairs(cells)
    show.answer(sentence, names=[*cells["organisation_name"], *cells["project_name"]])
    if show.mode() == "phone" or cells.empty:
        show.table(cells[said.CELLS], "matrix", columns=said.CELLS_BRIEF)
    else:
        pages = pictures.blocks(cells)
        down, across = pages[pieces.turn(len(pages), "matrix") - 1]
        show.chart(pictures.heat(cells, cell, down, across), t("shares.matrix_alt", answer=sentence), cells[said.CELLS], "matrix")
        show.note(said.key(cells, cell, across))
    show.source(sources.files(rows), pieces.beside(rule))


def concentration():
    found = said.carried(answer("concentration", theme=within["theme"]), pictures.is_far())
    show.question(t("shares.carried_question"))
    show.answer(said.concentration(found), names=[*found["organisation_name"], *found["project_name"]])
    if len(found):
        first, last = pieces.part(len(found), "concentration", pictures.rows_of("ladder"))
        seen = found.iloc[first:last]
        show.chart(pictures.concentration(seen), t("shares.carried_alt", answer=said.concentration(found)), found[said.CARRIED], "concentration", on_select=pieces.opening("project", seen["project_code"], fiscal_year=pieces.EVERY))
    show.source(sources.files(answer("shares")), "" if pictures.is_narrow() else said.limit(limits))


def behind():
    show.question(t("shares.shares_question"))
    show.answer(said.behind(rows))
    show.table(said.traced(rows, files)[said.SHARES], "shares", columns=said.SHARES_BRIEF, files=False)
    show.download(rows, "shares")
    show.source(sources.files(rows), rule)


def entries():
    events = answer("money_events", **picks)
    show.question(t("shares.rows_question"))
    show.answer(said.entries(events))
    show.table(said.ledger(events, files)[said.EVENTS], "entries", columns=said.EVENTS_BRIEF, files=False)
    show.download(events, "money_events")
    show.source(sources.files(events))


def history():
    kind, code = ("money_event", entry) if entry else ("budget_share", share)
    found = ask("reporting.source_of", table_name=kind, row_key=code)
    show.question(t("shares.history_question", code=code))
    show.answer(said.history(found, code))
    show.table(said.versions(found)[said.VERSIONS], "history", columns=said.VERSIONS_BRIEF)
    show.source()


limits, every, files = ask("reporting.limits"), answer("shares"), sources.named()
rule, options = money.rule(limits), said.share_options(every)
years, held, themes = (sorted(set(every[name]), reverse=name == "fiscal_year") for name in ("fiscal_year", "fund_source", "theme"))
of_entry = said.share_of(answer("money_events"), st.query_params.get("entry") or pickers.carried("entry"))  # an entry's address names no share
with pieces.picks("picks"):
    within = {
        "spend_type": pieces.pick("budget", "spend_type", SPEND_TYPES, partial(choice, "spend_type")),
        "fund_group": pieces.pick("budget", "fund", (*money.GROUPS, *held), money.fund),
        "theme": pieces.pick("shares", "theme", themes, partial(choice, "theme")),
    }
    year = pieces.pick("budget", "fiscal_year", years, money.fiscal_year, ask("budget.totals").iloc[0]["target_fiscal_year"], int)
with pieces.picks("row_picks"):
    partner = pieces.pick("budget", "partner", *pieces.coded(answer("shares_by_partner"), "organisation"))
    project = pieces.pick("budget", "project", *pieces.coded(answer("shares_by_project"), "project"))
    share = pieces.pick("shares", "share", list(options), options.get, of_entry or pieces.EVERY)
    told = said.entry_options(answer("money_events", share_code=share)) if share else {}
    entry = pieces.pick("shares", "entry", list(told), told.get) if share else None
picks = {"share_code": share} if share else {**within, "fiscal_year": year, "organisation_code": partner, "project_code": project}  # one share is what it is, whatever else is chosen
rows = answer("shares", **picks)
pictured, opened = [("promises", promises, True), ("matrix", matrix, True), ("concentration", concentration, True)], [("history", history, share), ("shares", behind, True), ("entries", entries, True)]
found = [*opened, *pictured] if share or partner or project else [*pictured, *opened]  # whoever comes for the rows of a figure sees them first
if show.mode() == "projector":
    found = [scene for scene in found if scene[0] not in ("history", "shares")]  # rows are for reading, not for a meeting's wall
show.scenes(*((name, draw) for name, draw, is_told in found if is_told))
