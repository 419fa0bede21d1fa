"""Which indicators are off plan, by how much and who must act; the one that is picked – else the worst – in full."""

from functools import partial

from dashboard import names, panels, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import dots, lines
from dashboard.sentences import indicators as said
from dashboard.wording import choice, t


def answer(question, **more):
    return names.localised(ask(f"indicators.{question}", **more))


def multiples():
    in_brief = show.mode() == "projector"
    show.question(t("indicators.question"))
    show.answer(said.standing(listed, in_brief), said.worst_state(listed["standing_state"]), list(listed["indicator_name"]))
    first, last = pieces.part(len(listed), "panels", panels.shape(len(listed))[1])
    panels.grid(panels.of_indicators(listed.iloc[first:last], answer("series"), answer("paths"), context().as_of), "panel")
    show.note(t("indicators.key"))
    show.behind(said.to_decimals(listed)[said.LISTED], "indicators")
    show.method(t("indicators.method"))
    show.source(sources.files(listed), "" if in_brief else said.limits(listed.iloc[0]))


def act():
    owed = listed[listed["standing_state"].isin(said.TO_ACT_ON)]
    show.question(t("indicators.act_question"))
    show.answer(said.owners(owed), said.worst_state(owed["standing_state"]), list(owed["owner_name"]))
    show.table(said.to_decimals(owed)[said.OWED], "act", columns=said.OWED_BRIEF)
    show.source(sources.files(owed), said.limits(listed.iloc[0]))


def one():
    seen, path = answer("series", indicator=code), answer("paths", indicator=code)
    show.question(t("indicators.one_question", name=row["indicator_name"]))
    show.answer(said.progress(row), row["standing_state"])
    figure = lines.progress(seen, path, lines.about(row, context().as_of), show.colours(), show.sizes(), is_narrow=show.mode() == "phone")
    show.chart(figure, said.alt(row), seen[said.SEEN], "one")
    notes = said.remarks(row)
    for line in notes[:1] if show.mode() == "projector" else [said.why(row), *notes, *said.definition(row, facts, names.partners())]:
        show.note(line)
    show.source(sources.files(seen), said.limits(row))


def districts():
    whole = places.iloc[0]["province_value"] if said.is_among(places) else None
    rows = dots.of_districts(places, partial(said.in_unit, row=row), whole is not None)
    show.question(t("indicators.districts_question", name=row["indicator_name"]))
    show.answer(said.districts(places, row), names=list(places["district_name"]))
    figure = dots.against(rows, whole, t("indicators.province", value=said.in_unit(whole, row)), show.colours(), show.sizes())
    show.chart(figure, said.districts(places, row), places[said.PLACES], "districts")
    show.source(sources.files(answer("series", indicator=code)))


def targets():
    """On a desk those of the one in full; in a meeting all that were moved."""
    found = moved if show.mode() == "projector" else answer("targets", indicator=code)
    columns = said.TARGETS if found["change_code"].notna().any() else said.TARGETS[:4]
    show.question(t("indicators.targets_question"))
    show.answer(said.moved_targets(found))
    show.table(found[columns], "targets", columns=columns[:6])
    show.source(sources.files(listed))


def revisions():
    show.question(t("indicators.revisions_question"))
    show.answer(t("indicators.revisions_answer", count=corrected["before_value"].notna().sum()))
    show.table(corrected[said.REVISIONS], "revisions")
    show.source(sources.files(corrected))


every = answer("listed")
with pieces.picks("picks"):
    theme = pieces.pick("indicators", "theme", list(dict.fromkeys(every["theme"])), partial(choice, "theme"))
    scope = pieces.pick("indicators", "scope", list(dict.fromkeys(every["indicator_scope"])), partial(choice, "indicator_scope"))
    listed = said.picked(every, theme=theme, indicator_scope=scope)
    chosen = pieces.pick("indicators", "indicator", *pieces.coded(listed, "indicator"))
if listed.empty:
    show.question(t("indicators.question"))
    show.empty("no_rows")
else:
    code = chosen or listed.iloc[0]["indicator_code"]
    row = listed[listed["indicator_code"] == code].iloc[0].to_dict()
    facts = said.facts_of(ask("reporting.source_of", table_name="indicator", row_key=code))
    places, corrected, moved = answer("by_district", indicator=code), answer("revisions", indicator=code), answer("targets", only_moved=True)
    found = [("one", one), ("districts", districts), ("targets", targets), ("revisions", revisions)]
    empty = {"districts": places.empty, "revisions": corrected.empty, "targets": show.mode() == "projector" and moved.empty}
    full, rest = [scene for scene in found if not empty.get(scene[0])], [("multiples", multiples), ("act", act)]
    show.scenes(*(full + rest if chosen else rest + full))
