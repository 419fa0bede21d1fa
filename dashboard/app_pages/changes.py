"""What became of everything since an earlier release: what grew worse or better, flags, work, money, values, the register – and what stayed."""

from dashboard import names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import bars
from dashboard.sentences import changes as said
from dashboard.sentences import overview
from dashboard.wording import baht_exact, date, t
from queries.since import tally

INDICATORS, REGISTER = ("observation", "output_report", "indicator", "indicator_target"), ("contract", "amendment", "dispute", "organisation", "membership", "mou")


def answer(question, **more):
    return names.localised(ask(f"since.{question}", before=before, **more))


def stands():
    show.question(t("changes.question"))
    show.answer(said.summary(kinds, flags, money, since), said.worst(moved))
    show.figures(pieces.few(said.figures(kinds, flags, money, moved), (0, 2)))
    show.method(t("changes.method"))
    show.source(sources.files(moved, flags))


def states():
    show.question(t("changes.states_question"))
    show.answer(said.moved_answer(moved, kinds), said.worst(moved), list(moved["subject_name"].dropna()))
    show.table(said.moved(moved)[said.MOVED], "moved", columns=said.MOVED_BRIEF)
    show.source(sources.files(moved))


def raised():
    show.question(t("changes.flags_question"))
    show.answer(said.flagged_answer(flags), names=list(flags["subject_name"].dropna()))
    show.table(said.flagged(flags)[said.FLAGGED], "flags", columns=said.FLAGGED_BRIEF)
    show.source(sources.files(flags))


def work():
    found = answer("work")
    show.question(t("changes.work_question"))
    show.answer(said.worked_answer(found))
    show.table(said.worked(found)[said.WORKED], "work", columns=said.WORKED_BRIEF)
    show.source(sources.files(found))


def paid():
    found = said.pictured(money)
    show.question(t("changes.paid_question"))
    show.answer(said.paid_answer(money), names=list(money["organisation_name"]))
    if len(found):
        first, last = pieces.part(len(found), "paid", pictures.rows_of("ladder"))
        of = show.colours()
        layers = [bars.Layer("disbursed_baht", t("changes.paid_now"), of.money["disbursed"]), bars.Layer("earlier_disbursed_baht", t("changes.paid_earlier"), of.money["pledged"])]
        drawn = bars.bullets(found.iloc[first:last], layers, bars.Columns("name", "remark"), bars.Scale(t("budget.ladder_baht"), 1_000_000), of, show.sizes(), exact=baht_exact, room=pictures.room(), has_axis=show.mode() != "projector")
        show.chart(drawn, t("changes.paid_alt", answer=said.paid_answer(money)), money[said.PAID], "paid")
    show.source(sources.of_tables("money_event", "budget_share"))


def values():
    found = answer("values")
    show.question(t("changes.values_question"))
    show.answer(said.valued_answer(found), names=list(found["subject_name"].dropna()))
    show.table(said.valued(found)[said.VALUED], "values", columns=said.VALUED_BRIEF)
    show.source(sources.of_tables(*INDICATORS))


def register():
    told = overview.worth_telling(names.localised(ask("reporting.changes", after=before)), names.known())
    show.question(t("changes.register_question"))
    show.answer(t("changes.register_answer", count=len(told)))
    show.table(told, "register", columns=overview.CHANGED[:2])
    show.source(sources.of_tables(*REGISTER))


def same():
    show.question(t("changes.same_question"))
    show.answer(said.same_answer(kinds))
    show.table(said.kinds(kinds)[said.KINDS], "kinds", columns=said.KINDS_BRIEF)
    show.source(sources.of_tables(*INDICATORS, *REGISTER))


def nothing():
    show.question(t("changes.question"))
    show.empty("no_earlier")


earlier = {str(r.number): t("head.release_option", release=r.number, as_of=date(r.as_of)) for r in context().releases if r.number < context().release}
if not earlier:
    show.scenes(("nothing", nothing))
else:
    with pieces.picks("since_picks", 420):
        chosen = pickers.choose("since", list(earlier), earlier.__getitem__)
    before, since = int(chosen), earlier[chosen]
    every, flags, money = answer("states", with_same=True), answer("red_flags"), answer("money")
    kinds, moved = tally(every), names.kept(every, every["move"] != "same")
    show.scenes(("stands", stands), ("states", states), ("flags", raised), ("work", work), ("paid", paid), ("values", values), ("register", register), ("same", same))
