"""Which indicators are off plan, by how much and who must act; the one that is picked – else the worst – in full."""

from functools import partial

import streamlit as st

from dashboard import names, panels, pickers, sentences, show, sources
from dashboard.ask import ask, context
from dashboard.charts import dots, lines
from dashboard.wording import choice, t

EVERY = ""
LISTED = ["indicator_name", "standing_state", "pace", "actual_value", "path_value", "year_target_value", "measure_unit", "owner_name",
          "period_on", "year_target_on", "theme", "indicator_scope", "indicator_code"]
OWED = ["indicator_name", "standing_state", "pace", "actual_value", "path_value", "measure_unit", "owner_name", "year_target_on"]
BRIEF = ("indicator_name", "standing_state", "actual_value", "path_value", "owner_name")
SEEN = ["period_on", "actual_value", "path_value", "observation_status", "reported_on", "story", "next_action"]
TARGETS = ["indicator_name", "fiscal_year", "target_value", "original_value", "changed_on", "reason", "requested_by_name", "resolution_reference"]
PLACES = ["district_name", "actual_value", "period_on", "first_value", "first_on", "province_value", "better_by"]
REVISIONS = ["period_on", "before_value", "actual_value", "correction_reason", "reported_on", "file_name", "source_row"]


def answer(question, **picks):
    return names.localised(ask(f"indicators.{question}", **picks))


def pick(name, codes, words):
    """A choice in the URL; a projector only carries what was chosen at the desk."""
    options = (EVERY, *codes)
    if show.mode() == "projector":
        return asked if (asked := pickers.carry(name)) in options else EVERY
    return pickers.choose(name, options, lambda code: words(code) if code else t(f"indicators.every_{name}"), label=t(f"indicators.pick_{name}"))


def multiples():
    show.question(t("indicators.question"))
    show.answer(sentences.indicators(listed, is_brief=show.mode() == "projector"), sentences.worst_state(listed["standing_state"]), list(listed["indicator_name"]))
    first = panels.MOST * (show.turn(-(-len(listed) // panels.MOST), "panels") - 1)
    panels.grid(panels.of_indicators(listed.iloc[first : first + panels.MOST], answer("series"), answer("paths"), context().as_of), "panel")
    show.note(t("indicators.key"))
    show.behind(sentences.to_decimals(listed)[LISTED], "indicators")
    show.method(t("indicators.method"))
    show.source(sources.files(listed), "" if show.mode() == "projector" else sentences.limits(listed.iloc[0]))


def act():
    owed = listed[listed["standing_state"].isin(sentences.TO_ACT_ON)]
    show.question(t("indicators.act_question"))
    show.answer(sentences.owners(owed), sentences.worst_state(owed["standing_state"]), list(owed["owner_name"]))
    show.table(sentences.to_decimals(owed)[OWED], "act", columns=BRIEF)
    show.source(sources.files(owed), sentences.limits(listed.iloc[0]))


def one():
    seen, path = answer("series", indicator=code), answer("paths", indicator=code)
    show.question(t("indicators.one_question", name=row["indicator_name"]))
    show.answer(sentences.progress(row), row["standing_state"])
    figure = lines.progress(seen, path, lines.about(row, context().as_of), show.colours(), show.sizes(), is_narrow=show.mode() == "phone")
    show.chart(figure, sentences.alt(row), seen[SEEN], "one")
    notes = sentences.remarks(row)
    for line in notes[:1] if show.mode() == "projector" else [sentences.why(row), *notes, *sentences.definition(row, facts, names.partners())]:
        show.note(line)
    show.source(sources.files(seen), sentences.limits(row))


def districts():
    whole = places.iloc[0]["province_value"] if sentences.is_among(places) else None
    rule = t("indicators.province", value=sentences.in_unit(whole, row))
    show.question(t("indicators.districts_question"))
    show.answer(sentences.districts(places, row), names=list(places["district_name"]))
    rows = dots.of_districts(places, partial(sentences.in_unit, row=row), whole is not None)
    show.chart(dots.against(rows, whole, rule, show.colours(), show.sizes()), sentences.districts(places, row), places[PLACES], "districts")
    show.source(sources.files(answer("series", indicator=code)))


def targets():
    """On a desk those of the one in full; in a meeting all that were moved."""
    seen = moved if show.mode() == "projector" else answer("targets", indicator=code)
    show.question(t("indicators.targets_question"))
    show.answer(sentences.moved_targets(seen))
    columns = TARGETS if seen["change_code"].notna().any() else TARGETS[:4]
    show.table(seen[columns], "targets", columns=columns[:6])
    show.source(sources.files(listed))


def revisions():
    show.question(t("indicators.revisions_question"))
    show.answer(t("indicators.revisions_answer", count=corrected["before_value"].notna().sum()))
    show.table(corrected[REVISIONS], "revisions")


every = answer("listed")
with st.container(horizontal=True, key="picks"):
    theme = pick("theme", list(dict.fromkeys(every["theme"])), partial(choice, "theme"))
    scope = pick("scope", list(dict.fromkeys(every["indicator_scope"])), partial(choice, "indicator_scope"))
    listed = every[every["theme"].isin([theme] if theme else every["theme"]) & every["indicator_scope"].isin([scope] if scope else every["indicator_scope"])]
    called = dict(zip(listed["indicator_code"], listed["indicator_name"], strict=True))
    chosen = pick("indicator", list(called), called.get)
if listed.empty:
    show.empty("no_rows")
else:
    code = chosen or listed.iloc[0]["indicator_code"]
    row = listed[listed["indicator_code"] == code].iloc[0].to_dict()
    facts = sentences.facts_of(ask("reporting.source_of", table_name="indicator", row_key=code))
    places, corrected, moved = answer("by_district", indicator=code), answer("revisions", indicator=code), answer("targets", only_moved=True)
    full = [("one", one), *([("districts", districts)] if len(places) else [])]
    beside = [("targets", targets), *([("revisions", revisions)] if len(corrected) and show.mode() != "projector" else [])]
    rest = [("multiples", multiples), ("act", act)]
    show.scenes(*([*full, *beside, *rest] if chosen else [*rest, *full, *beside]))
