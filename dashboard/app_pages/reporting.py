"""How well partners report, apart from how well they perform: who has not and by when, who fell silent, how fresh, complete and in time each is."""

from dashboard import links, names, pickers, pictures, pieces, serving, show, sources
from dashboard.ask import ask
from dashboard.charts import bars, matrix
from dashboard.sentences import reporting as words
from dashboard.wording import t

TABLES = ("reporting_duty", "money_event", "observation", "output_report", "coordination_event")
CELL, QUARTER = matrix.Columns("row", "head", "value", "words", text="text"), bars.Columns("quarter_words", "remark")
MONTHS, MOST, WORST = 12, 30, 7  # months side by side; rows of a picture before it turns the page, on a projector
FEW = 3  # reports overdue beside which a projector has room for the figures
FIRST = {"desk": 12, "phone": 6}  # rows of the list in sight, the rest folded away


def answer(question, **picks):
    """An answer with partners named as these readers may see them."""
    found = ask(f"reporting.{question}", **picks)
    return found.assign(organisation_name=[known.get(code, code) for code in found["organisation_code"]])


def is_far():
    """Whether a projector's letters are so large that only what is asked for has room."""
    return show.mode() == "projector" and pickers.text_scale() > 1.3


def rule():
    return pieces.beside(t("reporting.rule"))


def missing():
    late = answer("missing", report_kind=kind)
    show.question(t("reporting.question"))
    show.answer(words.owed(late, duties, True) if is_far() else f"{words.owed(late, duties)} {words.falls_due(duties)}", names=list(late["organisation_name"]))
    if show.mode() != "projector" or len(late) <= FEW and not pictures.is_narrow():
        show.figures(words.figures(late, duties, quality)[show.mode() == "projector":])  # there the answer has told the first
    show.table(words.missing_table(late), "missing", t("reporting.missing_caption"), words.MISSING_BRIEF[::4] if is_far() else words.MISSING_BRIEF)
    if len(late) and show.mode() == "desk" and serving.audience() == serving.OFFICIAL:
        show.note(words.form(late))
        pieces.lead(t("reporting.form_page"), links.to("data"))
    show.method(t("reporting.method"))
    show.source(sources.of_tables(*TABLES), rule())


def silent():
    shown, order = words.months(periods, MONTHS // 2 if is_far() else MONTHS), list(quality["organisation_code"])
    sentence = words.silent(periods, shown, is_far())
    show.question(t("reporting.silent_title"))
    show.answer(sentence)
    if show.mode() == "phone":
        show.table(words.silent_table(periods, order, shown), "silent")
    else:
        cells, rows, heads = words.cells(periods, order, shown, show.sizes().note, pictures.room())
        first, last = pieces.part(len(rows), "silent", most())
        drawn = matrix.heat(cells, CELL, str, show.colours(), show.sizes(), rows=rows[first:last], heads=heads, is_wide=True, deepest=words.DEPTH["missing"])
        show.chart(drawn, t("reporting.silent_alt", answer=sentence), words.periods_table(periods), "silent")
        if not is_far():
            show.note(t("reporting.key"))
    show.source(sources.of_tables(*TABLES), rule())


def most():
    """How many partners stand in the matrix at a time: the worst seven on a projector, fewer where letters are large."""
    if show.mode() != "projector":
        return MOST
    return 2 if is_far() else WORST - pictures.is_narrow()


def three():
    table = words.quality_table(quality)
    show.question(t("reporting.quality_title_brief" if is_far() else "reporting.quality_title"))
    show.answer(words.quality(quality, is_far()))
    few = FIRST.get(show.mode(), len(table))
    show.table(table.head(few), "quality", columns=words.QUALITY_BRIEF, files=len(table) <= few)
    if len(table) > few:
        show.behind(table, "every_partner")
    show.source(sources.of_tables(*TABLES), rule())


def by_quarter():
    found = ask("reporting.quarters", report_kind=kind)
    table, sentence, of = words.quarters_table(found), words.trend(found, is_far()), show.colours()
    show.question(t("reporting.trend_title"))
    show.answer(sentence)
    layers = [bars.Layer("owed_count", t("reporting.layer_owed"), of.money["pledged"], is_hollow=True), bars.Layer("reported_count", t("reporting.layer_reported"), of.money["pledged"], 0.66),
              bars.Layer("on_time_count", t("reporting.layer_on_time"), of.money["disbursed"], 0.66)]
    first, last = pieces.part(len(table), "quarters", (2 if is_far() else 5 - pictures.is_narrow()) if show.mode() == "projector" else MOST)
    drawn = bars.bullets(table.iloc[first:last], layers, QUARTER, bars.Scale(t("reporting.reports")), of, show.sizes(), room=pictures.room(), has_axis=show.mode() != "projector")
    show.chart(drawn, t("reporting.trend_alt", answer=sentence), table[words.QUARTERS], "quarters")
    show.source(sources.of_tables(*TABLES), rule())


def nothing():
    show.question(t("reporting.question"))
    show.empty("no_table", table=t("reporting.of_duty"))
    show.source(sources.of_tables("reporting_duty"))


known = names.registered()
held = [of for of in words.kinds() if of in set(ask("reporting.duties")["report_kind"])]
with pieces.picks("reporting_picks", 360):
    kind = pieces.pick("reporting", "report_kind", held, words.kinds().get)
duties, quality, periods = answer("duties", report_kind=kind), answer("punctuality", report_kind=kind), answer("report_periods", report_kind=kind)
if duties.empty:
    show.scenes(("nothing", nothing))
else:
    show.scenes(("missing", missing), *[("silent", silent)] * bool(len(periods)), ("three", three), *[("quarters", by_quarter)] * any(periods["is_due"]))
