"""How far the contract's money has come, who is behind target, whether it adds up, and what stands beside the ladder: carried over, missing, saved, the block grant."""

from functools import partial

from dashboard import links, names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.sentences import aside, sums
from dashboard.sentences import budget as said
from dashboard.sentences.shares import traced
from dashboard.wording import choice, t

VIEWS, SCALES, SPEND_TYPES = ("partner", "project", "theme", "fund_source", "spend_type"), ("percent", "baht"), ("current", "investment")
OPENS = {"partner": ("partner", "organisation_code"), "project": ("project", "project_code"), "theme": ("theme", "theme"), "fund_source": ("fund", "fund_source"), "spend_type": ("spend_type", "spend_type")}


def answer(question, **more):
    return names.localised(ask(f"budget.{question}", **more))


def behind(**more):
    """The address of the shares and entries that make a figure, as it is narrowed here."""
    return "" if show.mode() == "projector" else links.to("shares", **{name: pickers.carried(name) for name in ("fiscal_year", "spend_type", "fund")} | more)


def stands():
    rows = {"contract": links.to("contract"), **dict.fromkeys(("allocated", "disbursed", "left"), behind()), "in_kind": behind(fund="in_kind")} if show.mode() != "projector" else {}
    show.question(t("budget.question"))
    show.answer(said.standing(totals, partners.iloc[:0] if pictures.is_far() else partners), totals["state"], list(partners["organisation_name"]))
    figures = said.figures(totals, whole, added, rows)
    if not pictures.is_far():  # the answer and whether it adds up matter more than cards there is no room for
        show.figures(figures[1:4] if pictures.is_narrow() else figures)
    pieces.reconciled()
    show.method(t("budget.method"))
    show.source(sources.files(shares), "" if pictures.is_narrow() else rule)


def reconciled():
    show.question(t("sums.question"))
    show.answer(sums.whole(added)[0], names=list(added["name"]))
    show.note(sums.counted(added))
    show.table(sums.differing(added)[sums.SUMS], "sums", columns=sums.SUMS_BRIEF)
    show.source(sources.files(sums.differing(added)))


def ladder():
    every = answer(f"shares_by_{view}", **picks)
    found = said.rungs(every, view)
    show.question(t(f"budget.ladder_question_{view}"))
    show.answer(said.ladder(found, view), names=list(found["name"]))
    scale = pickers.switch("scale", SCALES, partial(pieces.worded, "pick.scale_"))
    first, last = pieces.part(len(found), "ladder", pictures.rows_of("ladder"))
    if found.empty:
        show.table(found, "ladder")
    else:
        seen = found.iloc[first:last]
        show.chart(pictures.ladder(seen, scale), t("budget.ladder_alt", answer=said.ladder(found, view)), found[said.RUNGS], "ladder", on_select=pieces.opening(OPENS[view][0], seen[OPENS[view][1]]))
        if show.mode() != "projector":
            show.note(" ".join(filter(None, (pieces.press("pieces.opens"), said.in_kind(every, view)))))
    show.source(sources.files(shares), pieces.beside(rule))


def targets():
    found = said.targets(answer("against_target", fiscal_year=year))
    sentence = said.against_targets(found)
    show.question(t("budget.targets_question"))
    show.answer(sentence)
    first, last = pieces.part(len(found), "targets", pictures.rows_of("ladder"))
    show.chart(pictures.targets(found.iloc[first:last]), t("budget.targets_alt", answer=sentence), found[said.TARGETS], "targets")
    show.source(sources.files(shares), t("budget.targets_set", documents=said.references(found)) if said.references(found) else "")


def months():
    progress, before = (answer("monthly_progress", fiscal_year=of, scope=picks["fund_group"] or "state", spend_type=picks["spend_type"]) for of in (year, year - 1))
    sentence = said.months(progress, context().as_of, picks["fund_group"] or "state", pictures.is_far())
    measured, forecast = said.measured(answer("against_target", fiscal_year=year), picks), said.forecast(answer("year_end_run_rate", fiscal_year=year), picks)
    show.question(t("budget.months_question"))
    show.answer(sentence)
    show.chart(pictures.months(progress, before, measured, forecast), t("budget.months_alt", answer=sentence), progress[said.MONTHS], "months")
    if said.band(forecast) and not pictures.is_narrow():
        show.note(said.band(forecast))
    show.method(t("budget.months_method"))
    show.source(sources.files(answer("money_events", **picks)), said.reference(measured) or rule)


def carried():
    found = traced(aside.carries(kept, pictures.is_far()), sources.named())
    show.question(t("aside.carried_question"))
    show.answer(aside.carried(kept))
    first, last = pieces.part(len(found), "carried", pictures.rows_of("ladder"))
    seen = found.iloc[first:last]
    show.chart(pictures.carried(seen), t("aside.carried_alt", answer=aside.carried(kept)), found[aside.CARRIED], "carried", on_select=pieces.opening("share", seen["share_code"]))
    show.source(sources.files(kept), "" if pictures.is_narrow() else t("aside.carried_rule"))


def gaps():
    rows = answer(f"shares_by_{view}", **picks)
    found = aside.gaps(rows, view)
    sentence = aside.missing(found, view, any(shares["is_finished"]), pictures.is_far())
    show.question(t("aside.gap_question"))
    show.answer(sentence, names=list(found["name"]))
    if len(found):
        first, last = pieces.part(len(found), "gaps", 1 if pictures.is_far() else pictures.rows_of("ladder"))
        seen = found.iloc[first:last]
        show.chart(pictures.gaps(seen), t("aside.gap_alt", answer=sentence), found[aside.GAPS], "gaps", on_select=pieces.opening(OPENS[view][0], seen[OPENS[view][1]]))
    if picks["fiscal_year"] and not pictures.is_narrow():
        show.note(aside.in_all(whole))
    show.method(t("aside.gap_method"))
    show.source(sources.files(shares), "" if pictures.is_narrow() else aside.gap_rule(limits))


def grants():
    found = answer("block_grants")
    show.question(t("aside.grants_question"))
    show.answer(aside.grants(found))
    if len(found):
        pieces.remark(*aside.routine(items, names.localised(ask("attention.red_flags", flag="block_grant_on_routine_duty"))))
        show.chart(pictures.grants(aside.granted(found)), t("aside.grants_alt", answer=aside.grants(found)), aside.granted(found)[aside.GRANTS], "grants")
    show.source(sources.files(items))


def paid():
    found = traced(items, sources.named())
    show.question(t("aside.paid_question"))
    show.answer(aside.paid(items))
    show.table(found.assign(entry_amount=found["amount_baht"])[aside.PAID], "paid", columns=aside.PAID_BRIEF)
    show.source(sources.files(items))


whole, added, limits = answer("totals").iloc[0], answer("reconciliation"), ask("reporting.limits")
years, held = (sorted(set(answer("shares")[name]), reverse=name == "fiscal_year") for name in ("fiscal_year", "fund_source"))
with pieces.picks("picks"):
    picks = {
        "fiscal_year": pieces.pick("budget", "fiscal_year", years, said.fiscal_year, whole["target_fiscal_year"], int),
        "spend_type": pieces.pick("budget", "spend_type", SPEND_TYPES, partial(choice, "spend_type")),
        "fund_group": pieces.pick("budget", "fund", (*said.GROUPS, *held), said.fund),
    }
    view = pickers.switch("view", VIEWS, partial(pieces.worded, "pick.view_"))
rule, year = said.rule(limits), picks["fiscal_year"] or int(whole["target_fiscal_year"])
totals, shares, partners = answer("totals", **picks).iloc[0], answer("shares", **picks), answer("shares_by_partner", **picks)
kept, items = answer("carried_over", spend_type=picks["spend_type"], fund_group=picks["fund_group"]), answer("block_grant_spending")
found = [("stands", stands, True), ("sums", reconciled, len(sums.differing(added))), ("ladder", ladder, True), ("targets", targets, True), ("months", months, True), ("carried", carried, len(kept)), ("gaps", gaps, True),
         ("grants", grants, True), ("paid", paid, len(items))]
show.scenes(*((name, draw) for name, draw, is_told in found if is_told))
