"""Calling a meeting: a draft agenda proposed from what the newest release says, which the secretary keeps, drops, reorders and words; confirming calls it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard import drafting, markup, names, pages, recording, wording
from dashboard.ask import ask, context
from dashboard.sentences import meetings as said
from dashboard.wording import choice, t
from queries.answers import dicts
from queries.record_rules import SEEN
from queries.records import Draft
from queries.tables import CHOICES

SHEET_VERSION = "1"
WORDS = ("brief", "driver_note")  # of an item, besides its title
PICKED = ("agenda_section", "presenter_organisation_code", "page", "subject_kind")
TYPED = ("page_picks", "subject_code")
EDITED = ("item_title", *WORDS, *PICKED, *TYPED)
HEAD = ("starts_at", "place")
NOT_OPENED = ("meeting", "meetings", "data")  # pages that an item of the agenda does not open


def box(held: Sequence[Mapping], role: str) -> None:
    """Either the drafts of meetings being called, or what begins one."""
    drafts = [draft for draft in recording.drafts_of_kind("meeting") if "agenda" in draft.content]
    for draft in drafts:
        _form(draft, held, role)
    if not drafts:
        _begin(held, role)


def _begin(held: Sequence[Mapping], role: str) -> None:
    bodies, this = names.bodies(), context().as_of
    with st.container(horizontal=True, vertical_alignment="bottom", key="calling"):
        body = drafting.select(st, t("meetings.body"), list(bodies), bodies.get, "call_body", index=list(bodies).index("JSC") if "JSC" in bodies else 0)
        year = drafting.select(st, t("meetings.year"), range(this.year, this.year + 3), wording.calendar_year, "call_year", index=0) + 543
        number = st.number_input(t("meetings.number"), 1, 366, value=1 + max((m["meeting_number"] for m in held if (m["body_code"], m["meeting_year"]) == (body, year)), default=0), key=f"call_number_{body}_{year}")
        st.button(t("meetings.propose"), type="primary", key="propose", on_click=_propose, args=(body, int(number), year, held, role))


def _propose(body: str, number: int, year: int, held: Sequence[Mapping], role: str) -> None:
    """Keep a draft with the proposed agenda: it looks at the newest release, and follows the body's last meeting."""
    wording.use("th")  # what a draft holds is the record's own language
    before = next((m for m in held if m["body_code"] == body), None)
    latest = context().latest
    found = dicts(ask("meetings.proposed_agenda", at_release=latest, body=body, before=before["looked_at_release"] if before else None))
    agenda = [{"agenda_section": "chair_informs", "item_title": t("meetings.title_chair", "th")}, *(said.proposed(row) for row in found), {"agenda_section": "other", "item_title": t("meetings.title_other", "th")}]
    code = f"{body}-{year}-{number}"
    meeting = {"meeting_code": code, "body_code": body, "meeting_number": number, "meeting_year": year, "meeting_status": "called", "looked_at_release": latest, "sheet_version": SHEET_VERSION,
               **({"previous_meeting_code": before["meeting_code"]} if before else {})}
    drafting.begin(Draft(context().province, code, None, "meeting", {SEEN: 0, "meeting": meeting, "agenda": agenda}, role))


def _form(draft: Draft, held: Sequence[Mapping], role: str) -> None:
    key = f"draft_{draft.draft_code}_"
    if drafting.is_new(draft):
        _show(draft)
    kept: dict[str, Any] = {"on_change": drafting.keep, "args": (draft, lambda: _content(draft))}
    with st.container(border=True, key=f"call_{draft.draft_code}"):
        st.html(markup.line("note", t("meetings.calling", meeting=said.numbered(draft.content["meeting"]))))
        drafting.day_of(f"{key}held_on", wording.label("held_on"), context().as_of.year, **kept)
        with st.container(horizontal=True):
            for name in HEAD:
                st.text_input(wording.label(name), key=f"{key}{name}", **kept)
            releases = {r.number: t("head.release_option", release=r.number, as_of=wording.date(r.as_of)) for r in context().releases}
            meetings = {None: wording.NONE, **said.by_code(held)}
            drafting.select(st, wording.label("looked_at_release"), list(releases), releases.get, f"{key}looked_at_release", index=0, **kept)
            drafting.select(st, wording.label("previous_meeting_code"), list(meetings), meetings.get, f"{key}previous_meeting_code", index=0, **kept)
        for place in range(len(draft.content["agenda"])):
            _item(draft, place, kept)
        sections = list(CHOICES["agenda_section"])
        with st.container(horizontal=True, vertical_alignment="bottom"):
            section = drafting.select(st, wording.label("agenda_section"), sections, partial(choice, "agenda_section"), f"{key}new_section", index=sections.index("for_decision"))
            st.button(t("meetings.add_item"), key=f"{key}add", on_click=_arrange, args=(draft, lambda items: [*items, {"agenda_section": section, "item_title": ""}]))
        drafting.presses(draft, role, lambda: _content(draft))


def _item(draft: Draft, place: int, kept: Mapping[str, Any]) -> None:
    """One item: its title, up, down, out; folded away its words, the driver's note, who presents it, what it is about and the screen it opens."""
    key, one, last = f"draft_{draft.draft_code}_{place}_", draft.content["agenda"][place], len(draft.content["agenda"]) - 1
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}row"):
        st.text_input(f"{place + 1} · {choice('agenda_section', one['agenda_section'])}", key=f"{key}item_title", **kept)
        for way, to, shown in (("up", place - 1, place > 0), ("down", place + 1, place < last)):
            st.button(t(f"meetings.{way}"), key=f"{key}{way}", disabled=not shown, on_click=_arrange, args=(draft, lambda items, to=to: _swapped(items, place, to)))
        st.button(t("meetings.drop"), key=f"{key}drop", on_click=_arrange, args=(draft, lambda items: [*items[:place], *items[place + 1:]]))
    with st.expander(one.get("brief") or t("meetings.more"), key=f"{key}more"):
        for name in WORDS:
            st.text_area(wording.label(name), key=f"{key}{name}", height=80, **kept)
        with st.container(horizontal=True, key=f"{key}about"):
            for name in PICKED:
                codes, words = _options(name)
                drafting.select(st, wording.label(name), codes, words, f"{key}{name}", index=0 if name == "agenda_section" else None, **kept)
            for name in TYPED:
                st.text_input(wording.label(name), key=f"{key}{name}", **kept)


def _options(name: str) -> tuple[Sequence[str], Callable[[str], str]]:
    """What may be picked for a column of an item, and the words for each."""
    if name == "presenter_organisation_code":
        partners = names.registered()
        return sorted(partners, key=partners.get), partners.get
    if name == "page":
        titles = {page.key: t(page.title) for page in pages.listed(pages.OFFICIAL) if page.key not in NOT_OPENED}
        return list(titles), titles.get
    return list(CHOICES[name]), partial(choice, name)


def _swapped(items: list, one: int, other: int) -> list:
    items = list(items)
    items[one], items[other] = items[other], items[one]
    return items


def _show(draft: Draft) -> None:
    """Put the draft into the form."""
    key, meeting = f"draft_{draft.draft_code}_", draft.content["meeting"]
    day = date.fromisoformat(meeting["held_on"]) if meeting.get("held_on") else None
    for part in ("day", "month", "year"):
        st.session_state[f"{key}held_on_{part}"] = getattr(day, part) if day else None
    for name in HEAD:
        st.session_state[f"{key}{name}"] = meeting.get(name) or ""
    for name in ("looked_at_release", "previous_meeting_code"):
        st.session_state[f"{key}{name}"] = meeting.get(name)
    for place, one in enumerate(draft.content["agenda"]):
        for name in EDITED:
            st.session_state[f"{key}{place}_{name}"] = one.get(name) or (None if name in PICKED else "")


def _content(draft: Draft) -> dict[str, Any]:
    """What stands in the form."""
    key = f"draft_{draft.draft_code}_"
    head = {name: drafting.chosen(f"{key}{name}") for name in (*HEAD, "looked_at_release", "previous_meeting_code")} | {"held_on": drafting.day_in(f"{key}held_on")}
    meeting = {**draft.content["meeting"], **head}
    agenda = [{**one, **{name: drafting.chosen(f"{key}{place}_{name}") if f"{key}{place}_{name}" in st.session_state else one.get(name) for name in EDITED}} for place, one in enumerate(draft.content["agenda"])]
    return {**draft.content, "meeting": {name: value for name, value in meeting.items() if value}, "agenda": [{name: value for name, value in one.items() if value} for one in agenda]}


def _arrange(draft: Draft, arranged) -> None:
    """A button's press: keep the agenda in another order, with more, or with less; the form is filled anew."""
    content = _content(draft)
    drafting.keep(draft, lambda: {**content, "agenda": arranged(content["agenda"])})
    drafting.show_anew(draft)
