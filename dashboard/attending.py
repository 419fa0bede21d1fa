"""Opening and closing a meeting: who came, by seat, and who attends without one; each change is kept at once as a draft."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard import drafting, markup, names, recording
from dashboard.ask import context
from dashboard.wording import choice, t
from queries.records import Draft
from queries.tables import CHOICES, TABLES

SEATED = tuple(kind for kind in CHOICES["attendance_kind"] if kind != "attending")


def row(meeting: Mapping, **now: Any) -> dict[str, Any]:
    """The meeting's own row as a draft holds it, with what changes."""
    kept = {column.name: recording.plain(meeting[column.name]) for column in TABLES["meeting"].columns}
    return {**{name: value for name, value in kept.items() if value is not None}, **now}


def box(meeting: Mapping, seats: Sequence[Mapping], draft: Draft | None, role: str) -> None:
    """Note who came: a row a seat; confirming opens the meeting."""
    if draft is None:
        st.button(t("meeting.note_attendance"), type="primary", key="attendance_begin", on_click=drafting.begin, args=(_begun(meeting, seats, role),))
        return
    listed = draft.content["attendance"]
    if drafting.is_new(draft):
        for number, one in enumerate(listed):
            for name in ("attendance_kind", "organisation_code", "post_title", "absence_reason"):
                st.session_state[_key(draft, number, name)] = one.get(name) if name in ("attendance_kind", "organisation_code") else one.get(name) or ""
    known, partners = {s["seat_number"]: s for s in seats}, names.registered()
    with st.container(border=True, key="attendance"):
        for number, one in enumerate(listed):
            _one(draft, number, known.get(one.get("seat_number")), partners)
        content = lambda: _content(draft, meeting)  # noqa: E731
        st.button(t("meeting.add_attending"), key="attending_add", on_click=drafting.keep, args=(draft, lambda: {**content(), "attendance": [*content()["attendance"], {"attendance_kind": "attending"}]}))
        drafting.presses(draft, role, content)


def _begun(meeting: Mapping, seats: Sequence[Mapping], role: str) -> Draft:
    """Everybody present, or as it was noted before."""
    noted = [{name: value for name, value in {"seat_number": s["seat_number"], "organisation_code": s["organisation_code"], "attendance_kind": s["attendance_kind"] or "present",
                                              "post_title": s["came_post_title"], "absence_reason": s["absence_reason"]}.items() if value is not None} for s in seats]
    return Draft(context().province, meeting["meeting_code"], None, "attendance", {"meeting": row(meeting, meeting_status="open"), "attendance": noted}, role)


def _one(draft: Draft, number: int, seat: Mapping | None, partners: Mapping[str, str]) -> None:
    kept = {"on_change": drafting.keep, "args": (draft, lambda: _content(draft))}
    who, how, why = st.columns([3, 2, 3], vertical_alignment="bottom")
    key = _key(draft, number, "attendance_kind")
    if seat is None:
        drafting.select(who, t("meeting.attending_of"), sorted(partners, key=partners.get), partners.get, _key(draft, number, "organisation_code"), **kept)
        how.html(markup.line("note", choice("attendance_kind", "attending")))
        why.text_input(t("meeting.post"), key=_key(draft, number, "post_title"), **kept)
        return
    who.html(markup.line("note", t("meeting.seat", number=seat["seat_number"], role=choice("membership_role", seat["membership_role"]), post=seat["post_title"] or seat["organisation_name"], partner=seat["organisation_name"])))
    drafting.select(how, t("meeting.how_came", seat=seat["seat_number"]), SEATED, partial(choice, "attendance_kind"), key, index=0, label_visibility="collapsed", **kept)
    if st.session_state.get(key) == "absent":
        why.text_input(t("meeting.absence"), key=_key(draft, number, "absence_reason"), **kept)
    elif st.session_state.get(key) == "substitute":
        why.text_input(t("meeting.substitute"), key=_key(draft, number, "post_title"), **kept)


def _content(draft: Draft, meeting: Mapping | None = None) -> dict[str, Any]:
    """What stands in the form: for each row the kind, and what belongs to that kind."""
    listed = []
    for number, one in enumerate(draft.content["attendance"]):
        held = {name: drafting.chosen(_key(draft, number, name)) if _key(draft, number, name) in st.session_state else one.get(name) for name in ("attendance_kind", "organisation_code", "post_title", "absence_reason")}
        kind = held["attendance_kind"] = held["attendance_kind"] or one["attendance_kind"]
        dropped = {"present": ("post_title", "absence_reason"), "substitute": ("absence_reason",), "absent": ("post_title",), "attending": ("absence_reason",)}[kind]
        listed.append({**{name: one[name] for name in ("seat_number", "organisation_code") if one.get(name)}, **{name: value for name, value in held.items() if value and name not in dropped}})
    return {"meeting": row(meeting, meeting_status="open") if meeting else draft.content["meeting"], "attendance": listed}


def _key(draft: Draft, number: int, name: str) -> str:
    return f"draft_{draft.draft_code}_{number}_{name}"


def closing(meeting: Mapping, role: str) -> None:
    """When the meeting ended, and the press that closes it: after it only corrections are taken."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="closing"):
        st.text_input(t("meeting.ended_at"), key="ended_at", placeholder="12:00")
        st.button(t("meeting.close"), key="close_meeting", on_click=_close, args=(meeting, role))


def _close(meeting: Mapping, role: str) -> None:
    drafting.at_once(Draft(context().province, meeting["meeting_code"], None, "meeting", {"meeting": row(meeting, meeting_status="closed", ended_at=st.session_state.get("ended_at", "").strip())}, role), role)
