"""The committee's meetings: which there were, what is still open across them and whose turn it is, and calling the next."""

from functools import partial

import streamlit as st

from dashboard import calling, drafting, links, markup, names, pickers, pieces, recording, show
from dashboard.ask import ask, context
from dashboard.sentences import meeting
from dashboard.sentences import meetings as said
from dashboard.wording import choice, t
from queries.answers import dicts
from queries.records import CHAIR, SECRETARY


def answer(question):
    """A question on the meetings, as at the newest release, its names in the language in use."""
    return names.localised(ask(f"meetings.{question}", at_release=context().latest))


def listed():
    show.question(t("meetings.question"))
    show.answer(said.answer(held))
    if not len(held):
        show.empty("no_meeting")
        return
    table = said.listed(held)
    if show.mode() == "projector":
        show.table(table, "meetings", columns=said.LISTED[:4])
    else:
        codes = dict(zip(table["meeting_name"], held["meeting_code"], strict=True))
        st.html(markup.table(table, t("meetings.question"), address=lambda column, value: links.to("meeting", meeting=codes[value]) if column == "meeting_name" else ""))
    show.source()


def still_open():
    found = answer("open_matters")
    show.question(t("meetings.open_question"))
    show.answer(meeting.open_answer(found)[0])
    show.table(meeting.still_open(found), "open", columns=meeting.OPEN[1:])
    show.source()


def call():
    show.question(t("meetings.call_question"))
    show.note(t("meetings.call_how"))
    drafting.told()
    with pieces.picks("call_picks"):
        role = pickers.switch("role", (SECRETARY, CHAIR), partial(choice, "recorded_role"))
    calling.box(dicts(held), role)


held = answer("listed")
calls = [("call", call)] if recording.may_write() and show.mode() != "projector" else []
show.scenes(("listed", listed), ("open", still_open), *calls)
