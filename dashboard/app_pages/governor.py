"""The governor's five minutes: on track or not, the three worst and who must act by when, what changed, the instructions given, and what to know before a visit."""

from functools import partial

import streamlit as st

from dashboard import (
    briefing,
    chromium,
    instructing,
    items,
    links,
    markup,
    names,
    pickers,
    pictures,
    pieces,
    recording,
    show,
    sources,
    wording,
)
from dashboard.ask import ask, briefed, context, database_url, given
from dashboard.papers import governor as paper
from dashboard.papers import sheet
from dashboard.sentences import changes, overview
from dashboard.sentences import governor as said
from dashboard.wording import t


def stands():
    show.question(t("governor.question"))
    show.answer(*of.verdict)
    if len(of.worst) and show.mode() == "projector":
        show.table(overview.in_words(of.worst)[overview.FILED], "worst", columns=said.WORST_BRIEF)
    elif len(of.worst):
        st.html(items.cards(overview.items(of.worst), t("governor.worst"), has_action=show.mode() != "phone"))
    if show.mode() != "projector":
        st.html(f'<div class="moves">{"".join(map(partial(markup.line, "move"), of.told(is_brief=show.mode() != "desk")))}</div>')
        if of.moves:
            pieces.lead(t("governor.more"), links.to("changes", since=str(of.moves[0][0].release)))
        show.note(overview.spread(overview.rows_of_states(of.states)))
        show.method(t("governor.method"))
    show.source(sources.files(of.worst))


def changed():
    """On a projector by itself: what stands under the three worst elsewhere, and the things that moved."""
    found = of.moved
    show.question(t("governor.changed"))
    show.answer(" · ".join(of.told(is_brief=True)), changes.worst(found))
    if len(found) and not pictures.is_far():
        show.table(changes.moved(found)[changes.MOVED], "moved", columns=changes.MOVED_BRIEF)
    show.source(sources.files(found))


def instructed():
    show.question(t("governor.instructions"))
    show.answer(*said.instructed(of.given), names=list(of.given["organisation_name"].dropna()))
    if len(of.given):
        table = said.given(of.given, names.known())
        show.table(table[said.GIVEN], "instructions", columns=said.GIVEN_BRIEF, files=False)
        show.download(table, "instructions")
    if recording.may_write() and show.mode() != "projector":
        if context().release == context().latest:
            instructing.box(of.worst, of.given)
        else:
            show.note(t("governor.only_newest", latest=context().latest))
    show.source(sources.of_tables("instruction"))


def visit():
    show.question(t("governor.visit"))
    with pieces.picks("district_picks", 420):
        codes = dict(zip(listed["district_code"], listed["district_name"], strict=True))
        code = pickers.choose("district", list(codes), codes.__getitem__)
    row = listed[listed["district_code"] == code].iloc[0].to_dict()
    show.answer(*said.district(row), names=[row["district_name"]])
    if show.mode() != "projector":
        pieces.lead(t("governor.to_district", name=row["district_name"]), links.to("district", district=code))
    table, address_of = said.districts(listed), dict(zip(listed["district_name"], listed["district_code"], strict=True))
    if show.mode() == "projector":
        show.table(table, "districts", columns=said.DISTRICTS_BRIEF)
    elif show.mode() == "desk":
        st.html(markup.table(table, t("governor.visit"), address=lambda column, value: links.to("district", district=address_of[value]) if column == "district_name" else ""))
        show.download(table, "districts")
    show.source(sources.of_tables("district", "project"))


def printed():
    show.question(t("governor.paper"))
    here, language = context(), wording.language()
    with st.container(horizontal=True, vertical_alignment="bottom", key="printing"):
        digits = pickers.switch("digits", sheet.DIGITS, partial(pieces.worded, "report.digits_")) if language == "th" else sheet.ARABIC
        has_printer = chromium.found(given().chromium) is not None
        for form in briefing.TYPES if has_printer else (briefing.HTML,):
            make = partial(briefed, database_url(), here.province, here.release, form, language=language, digits=digits)
            st.download_button(t(f"governor.download_{form}"), make, briefing.file_name(here.province, here.release, language, form), briefing.TYPES[form], key=f"brief_{form}", icon=":material/print:", on_click="ignore")
    show.note(t("governor.paper_how" if has_printer else "governor.paper_no_pdf"))


of, listed = paper.gathered(ask, context().release), names.localised(ask("district.listed"))
found = [("stands", stands, True), ("changed", changed, show.mode() == "projector"), ("instructions", instructed, True), ("visit", visit, len(listed)), ("paper", printed, show.mode() != "projector")]
show.scenes(*((name, draw) for name, draw, is_told in found if is_told))
