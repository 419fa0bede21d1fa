"""Which indicators are off plan, by how much, where they are heading and who must act; the one that is picked – else the worst – in full."""

from functools import partial

import streamlit as st

from dashboard import fit, markup, names, panels, pickers, pictures, pieces, show, sources
from dashboard.ask import ask, context
from dashboard.charts import beside, dots, lines
from dashboard.charts.lettering import wide
from dashboard.maps import areas, bounds, values
from dashboard.sentences import indicator_ahead as ahead_said
from dashboard.sentences import indicator_compared as compared
from dashboard.sentences import indicator_facts as told
from dashboard.sentences import indicators as said
from dashboard.sentences import network
from dashboard.wording import choice, t
from queries.answers import dicts

MAP_PART, GAP = 0.46, 0.02  # of the picture's width the map takes; between it and the names of the districts
MAP_HIGH = {"desk": 420, "phone": 360}
LEAST, SMALL, LINE, ANSWER = 300, 150, 50, 75  # px a projector's picture takes at the least, one without axes, a note, a line of answer
SOURCE = "n" * 62  # about as long as what a source line says of release and files


def answer(question, **more):
    return names.localised(ask(f"indicators.{question}", **more))


def multiples():
    in_brief = show.mode() == "projector"
    show.question(t("indicators.question"))
    show.answer(said.standing(listed, in_brief), said.worst_state(listed["standing_state"]), list(listed["indicator_name"]))
    first, last = pieces.part(len(listed), "panels", panels.shape(len(listed))[1])
    ahead = {one["indicator_code"]: one for one in dicts(answer("forecasts"))}
    span = min(listed["baseline_on"]), max(listed["final_target_on"])
    for n, (heading, shown) in enumerate([("", listed.iloc[first:last])] if in_brief else said.by_scope(listed.iloc[first:last])):
        if heading:
            st.html(f'<p class="panel-group">{markup.said(heading)}</p>')
        panels.grid(panels.of_indicators(shown, answer("series"), answer("paths"), ahead, context().as_of, *span), f"panel_{n}")
    if key := said.key(in_brief, pictures.room()):
        show.note(key)
    if said.provisional(listed) and not in_brief:
        show.note(said.provisional(listed))
    show.behind(said.to_decimals(listed)[said.LISTED], "indicators")
    show.method(t("indicators.method"))
    show.source(sources.files(listed), "" if in_brief else said.limits(listed.iloc[0]))


def act():
    owed = said.to_act(listed[listed["standing_state"].isin(said.TO_ACT_ON)])
    show.question(t("indicators.act_question"))
    show.answer(said.owners(owed), said.worst_state(owed["standing_state"]), list(owed["owner_name"]))
    show.table(owed[said.OWED], "act", columns=said.OWED_BRIEF)
    show.source(sources.files(owed), said.limits(listed.iloc[0]))


def ratings():
    show.question(t("indicators.ratings_question"))
    show.answer(compared.ratings(rated))
    show.table(rated[compared.RATINGS], "ratings", columns=compared.RATINGS_BRIEF)
    show.source(sources.of_tables("rating", "observation"))


def alignment():
    found = answer("alignment")
    show.question(t("indicators.aligned_question"))
    show.answer(compared.alignment(found))
    show.table(compared.aligned_table(found, every)[compared.ALIGNED], "alignment", columns=compared.ALIGNED_BRIEF)
    show.source(sources.of_tables("indicator", "output"))


def left(title, sentence, more=""):
    """Px of a projector's picture that these words leave; on a desk and a phone a picture has its usual height."""
    return fit.left_for_picture(pictures.room(), title, sentence, f"{SOURCE}{more}", pickers.text_scale()) if show.mode() == "projector" else 0


def one():
    seen, path, ahead = answer("series", indicator=code), answer("paths", indicator=code), answer("forecasts", indicator=code).iloc[0].to_dict()
    is_meeting = show.mode() == "projector"
    title, sentence = t("indicators.one_brief" if pictures.is_narrow() else "indicators.one_question", name=row["indicator_name"]), said.progress(row)
    high, expected = left(title, f"{'n' * 12}{sentence}"), ahead_said.forecast(ahead, row, is_meeting)
    is_far = is_meeting and high < LEAST  # letters so large that axes would lie on each other
    show.question(title)
    show.answer(sentence, row["standing_state"], why=told.judged(row, sources.row(row)))
    if expected and (not is_meeting or high - ANSWER > (SMALL if is_far else LEAST)):
        show.answer(expected)
        high -= ANSWER * is_meeting
    remarks = [*filter(None, [told.story(row, seen)]), *said.remarks(row)]
    kept = remarks[: max(0, (high - LEAST) // (2 * LINE))] if is_meeting else remarks  # a remark may take two lines
    high -= 2 * LINE * len(kept) * is_meeting
    drawn = (seen, path, lines.about(row, context().as_of), show.colours(), show.sizes())
    figure = lines.panel(*drawn, max(high, SMALL), ahead=ahead) if is_far else lines.progress(*drawn, is_narrow=show.mode() == "phone", ahead=ahead, height=high)
    show.chart(figure, f"{said.alt(row)} {expected}".strip(), seen[said.SEEN], "one")
    for line in kept:
        show.note(line)
    if not is_meeting:
        clauses, served = told.contract_of(ask("contract.clauses"), ask("contract.projects"), row), answer("alignment")
        st.html(markup.facts(told.defined(row, names.registered(), dicts(served[served["indicator_code"] == code]), clauses)))
    show.source(sources.files(seen), "" if is_meeting else said.limits(row))


def districts():
    title, sentence, official = t(f"indicators.districts_{'brief' if pictures.is_narrow() else 'question'}", name=row["indicator_name"]), said.districts(places, row, pictures.is_narrow()), ask("boundaries.current")
    owed = network.source(ask("boundaries.outline") if official.empty else official)
    whole = places.iloc[0]["province_value"] if said.is_among(places) else None
    ordered = dots.against(dots.of_districts(places, partial(said.plain_value, row=row), whole is not None), whole, t("indicators.province", value=said.in_unit(whole, row)), show.colours(), show.sizes(), spread=2)
    high, table = MAP_HIGH.get(show.mode()) or left(title, sentence, owed), places[said.PLACES]
    show.question(title)
    show.answer(sentence, names=list(places["district_name"]))
    if show.mode() == "phone":
        show.chart(on_map(whole, pictures.room(), high), t("indicators.map_alt", answer=sentence), table, "map")
        show.chart(ordered, sentence, table, "districts")
    elif high < LEAST:
        show.table(table, "districts", columns=said.PLACES[:2])
        owed = ""
    else:
        since = MAP_PART + GAP + max(wide(name, show.sizes().note) for name in places["district_name"]) / pictures.room()
        show.chart(beside.beside(on_map(whole, pictures.room() * MAP_PART, high), ordered, MAP_PART, since, high), t("indicators.map_alt", answer=sentence), table, "districts")
    if owed and not pictures.is_narrow():
        show.note(t("indicators.map_key"))
    show.source(sources.files(answer("series", indicator=code)), more=owed)


def on_map(whole, width, high):
    official = ask("boundaries.current")
    return values(said.marks(places, row, whole is not None), bounds(context().province, official, ask("boundaries.outline")), areas(official), show.colours(), show.sizes(), width, high)


def groups():
    found = compared.of_groups(parts)
    whole = found.iloc[0]["province_value"]
    show.question(t("indicators.groups_question", name=row["indicator_name"]))
    show.answer(compared.groups(found, row))
    drawn = dots.of_districts(found, partial(said.plain_value, row=row), whole is not None)
    show.chart(dots.against(drawn, whole, t("indicators.everybody", value=said.in_unit(whole, row)), show.colours(), show.sizes()), compared.groups(found, row), found[compared.GROUPS], "groups")
    show.source(sources.files(answer("series", indicator=code)))


def elsewhere():
    show.question(t("indicators.elsewhere_question", name=row["indicator_name"]))
    show.answer(compared.elsewhere(others), names=list(others["province_name"]))
    figure = dots.against(compared.of_provinces(others, show.mode() == "phone"), None, "", show.colours(), show.sizes(), spread=2)
    show.chart(figure, compared.elsewhere(others), compared.elsewhere_table(others)[compared.ELSEWHERE], "elsewhere")
    show.note(t("indicators.elsewhere_note"))
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


every, rated = answer("listed"), answer("ratings")
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
    places, parts, others, corrected = (answer(question, indicator=code) for question in ("by_district", "by_group", "elsewhere", "revisions"))
    moved = answer("targets", only_moved=True)
    empty = {"districts": places.empty, "groups": parts.empty, "elsewhere": others.empty, "revisions": corrected.empty, "targets": show.mode() == "projector" and moved.empty, "ratings": rated.empty}
    full = [("one", one), ("districts", districts), ("groups", groups), ("elsewhere", elsewhere), ("targets", targets), ("revisions", revisions)]
    rest = [("multiples", multiples), ("act", act), ("ratings", ratings)]
    show.scenes(*(scene for scene in [*(full + rest if chosen else rest + full), ("alignment", alignment)] if not empty.get(scene[0])))
