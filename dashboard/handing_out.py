"""A meeting's pack on the screen: the papers before it, the minutes after it, as files that are made when they are pressed for."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard import chromium, packing, pickers, pieces, show, wording
from dashboard.ask import ask, context, database_url, given, packed
from dashboard.papers import sheet
from dashboard.papers.pack import MINUTES, PAPERS
from dashboard.sentences import meeting as said
from dashboard.wording import t
from queries.answers import dicts
from queries.errors import UsageError

FORMS = (packing.HTML, packing.PDF, packing.PPTX, packing.XLSX)


def box(meeting: Mapping) -> None:
    """What the meeting leaves to take home: which of papers and minutes, in which digits, and a press for each form."""
    code, told = meeting["meeting_code"], dicts(ask("meetings.pack_releases", at_release=context().latest, meeting=meeting["meeting_code"]))[0]
    kinds = (PAPERS,) if meeting["meeting_status"] == "called" else (MINUTES, PAPERS)
    with st.container(horizontal=True, key="pack_picks"):
        kind = pickers.switch("paper", kinds, partial(pieces.worded, "meeting.pack_")) if len(kinds) > 1 else PAPERS
        digits = pickers.switch("digits", sheet.DIGITS, partial(pieces.worded, "report.digits_")) if wording.language() == "th" else sheet.ARABIC
    show.answer(said.pack(kind, meeting, told))
    prints = bool(chromium.found(given().chromium))
    row = st.container(horizontal=True, key="pack_files")
    for form in FORMS if prints else (one for one in FORMS if one != packing.PDF):
        made = partial(packed, database_url(), context().province, code, kind, form, language=wording.language(), digits=digits)
        show.file(row, t(f"meeting.pack_{form}"), made, packing.file_name(code, kind, form), packing.TYPES[form], f"pack_{form}")
    show.note(t("meeting.pack_prints") if prints else UsageError("chromium_missing").message(wording.language()))
    show.note(said.later(told) if kind == MINUTES else "")
