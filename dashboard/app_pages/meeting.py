"""One meeting: on the wall the scene its cursor says; at the desk where it stands, what it records, what is still open, who came."""

from functools import partial
from urllib.parse import parse_qsl

import streamlit as st

from dashboard import (
    attending,
    drafting,
    driving,
    handing_out,
    links,
    names,
    pickers,
    pieces,
    recording,
    show,
    wall,
    wording,
)
from dashboard.ask import ask, context
from dashboard.sentences import meeting as said
from dashboard.wording import choice, t
from queries.answers import dicts
from queries.record_rules import WITHDRAWN
from queries.records import CHAIR, GOVERNOR, JOINED, MEMBER, SECRETARY, Draft


def answer(question, **more):
    """A question on this meeting, as at the newest release, its names in the language in use."""
    return names.localised(ask(f"meetings.{question}", at_release=context().latest, **more))


# --- on the wall ------------------------------------------------------------------------------------------------------


def on_wall():
    with st.container(key="wall_scene"):
        _on_wall()


def _on_wall():
    at, scene = here.cursor.item_number, here.cursor.scene
    if here.item and scene == wall.RECORD:
        record_scene()
    elif here.item:
        item_scene()
    elif at == 0 and scene > 1:
        first = (scene - 2) * wall.ROWS
        show.question(t("meeting.agenda_question", meeting=said.numbered(meeting)))
        show.table(said.agenda(here.items[first:first + wall.ROWS], 0), "agenda", columns=said.AGENDA[:3])
    else:
        show.question(t("meeting.closing_question" if at else "meeting.title", meeting=said.numbered(meeting), body=body))
        show.answer(said.closing(answer("records", meeting=code)) if at else said.when(meeting))
        show.figures(said.came(quorum(), meeting))
        pieces.remark(*said.open_answer(answer("open_matters", on=meeting["held_on"])) if at else said.quorum(quorum()))


def item_scene():
    row = here.item
    show.note(t("meeting.item_of", number=row["item_number"], items=len(here.items), section=choice("agenda_section", row["agenda_section"])))
    show.question(row["item_title"])
    if row["brief"]:
        show.answer(row["brief"])
    if row["presenter_organisation_code"]:
        show.note(t("meeting.presented_by", partner=names.registered().get(row["presenter_organisation_code"], wording.NONE)))
    for one in conflicts():
        pieces.remark(*said.conflict(one))
    if not quorum()["has_quorum"]:
        pieces.remark(*said.quorum(quorum()))


def record_scene():
    found = recorded()
    show.question(t("meeting.recorded_question", number=here.item["item_number"]))
    show.table(said.recorded(found[[not corrected for corrected in found["is_corrected"]]]), "recorded", columns=("record_kind", "recorded_words", "decision"))


# --- at the desk ------------------------------------------------------------------------------------------------------


def stands():
    show.question(t("meeting.question", meeting=said.numbered(meeting), body=body))
    show.answer(f"{choice('meeting_status', meeting['meeting_status'])} {t('meeting.joint')} {said.stands(here)}")
    show.note(said.about(meeting))
    pieces.remark(*said.quorum(quorum()))
    now, after = st.columns([3, 2], gap="large")
    with now:
        show.question(said.item(item) if item else t("meeting.no_item"))
        if item:
            show.note(choice("agenda_section", item["agenda_section"]) + (f"{t('meeting.joint')}{item['brief']}" if item["brief"] else ""))
            if item["page"]:
                pieces.lead(t("meeting.open_page"), links.to(item["page"], **{**dict(parse_qsl(item["page_picks"] or "")), "release": str(meeting["looked_at_release"])}))
        for row in conflicts():
            _conflict(row)
    with after:
        driving.ahead(here, item)
    driving.keys(here, item)
    show.table(said.agenda(here.items, here.cursor.item_number), "agenda", t("meeting.agenda_question", meeting=said.numbered(meeting)), files=False)
    wall.watch(here)


def _conflict(row):
    pieces.remark(*said.conflict(row))
    if may and not row["stands_aside"]:
        reason = t("meeting.recusal_reason", "th", roles=" ".join(t(f"meeting.interest_{role}", "th") for role in row["interests"].split(";")))
        draft = Draft(context().province, code, item["item_number"], "recusal", {"seat_number": row["seat_number"], "organisation_code": row["organisation_code"], "reason": reason}, role)
        st.button(t("meeting.record_recusal", seat=row["seat_number"]), key=f"recuse_{row['seat_number']}", on_click=drafting.at_once, args=(draft, role))
    elif may:
        made = next(one for one in reversed(dicts(recorded())) if one["record_kind"] == "recusal" and one["record_key"].endswith(f"{JOINED}{row['seat_number']}"))
        st.button(t("meeting.withdraw_recusal", seat=row["seat_number"]), key=f"withdraw_{row['seat_number']}", on_click=drafting.withdraw, args=(code, made, role))


def record():
    show.question(t("meeting.record_question"))
    found = recorded()
    written = [draft for draft in drafts if draft.record_kind not in ("attendance", "meeting")]
    show.answer(t("meeting.record_answer", count=len(found), drafts=len(written)))
    drafting.told()
    if may:
        with st.container(horizontal=True, key="begin"):
            for kind in (k for k in drafting.FIELDS if is_open and item and (k != "rating" or item["subject_code"])):
                st.button(choice("record_kind", kind), key=f"begin_{kind}", on_click=drafting.begin, args=(drafting.begun(meeting, item, kind, role),))
        for draft in written:
            drafting.form(draft, role, _written)
    show.table(said.recorded(found), "recorded")
    standing = [row for row in dicts(found) if not row["is_corrected"] and not row["is_withdrawn"]]
    if may and standing:
        with st.container(horizontal=True, vertical_alignment="bottom", key="correcting"):
            at = st.selectbox(t("meeting.which_record"), range(len(standing)), format_func=dict(enumerate(f"{row['record_number']} {row['said']}" for row in standing)).get, key="correct_which")
            st.button(t("meeting.correct"), key="correct", on_click=drafting.correct, args=(code, standing[at], role))


def _written(draft):
    kind = t("meeting.withdraw_recusal", seat=draft.content["seat_number"]) if draft.content.get(WITHDRAWN) else choice("record_kind", draft.record_kind)
    return t("meeting.draft", kind=kind, item=draft.item_number or wording.NONE, role=choice("recorded_role", draft.recorded_role))


def matters():
    found = answer("open_matters", on=meeting["held_on"], other_than=code)
    show.question(t("meeting.matters_question"))
    show.answer(said.open_answer(found)[0])
    show.table(said.still_open(found), "matters")
    rows = dicts(found)
    if may and is_open and rows:
        with st.container(horizontal=True, vertical_alignment="bottom", key="following"):
            at = st.selectbox(t("meeting.which_matter"), range(len(rows)), format_func=dict(enumerate(f"{row['code']} {row['said']}" for row in rows)).get, key="follow_which")
            st.button(t("meeting.follow_up"), key="follow_up", on_click=drafting.follow_up, args=(code, item["item_number"] if item else None, rows[at]["record_kind"], rows[at]["code"], role))


def seats():
    found = answer("seats", meeting=code)
    show.question(t("meeting.seats_question"))
    pieces.remark(*said.quorum(quorum()))
    if may and meeting["meeting_status"] != "closed":
        attending.box(meeting, dicts(found), next((d for d in drafts if d.record_kind == "attendance"), None), role)
    show.table(found[["seat_number", "membership_role", "post_title", "organisation_name", "attendance_kind", "came_post_title", "absence_reason"]], "seats")
    if may and is_open:
        attending.closing(meeting, role)
    show.source()


def pack():
    show.question(t("meeting.pack_question"))
    handing_out.box(meeting)


def nothing():
    show.question(t("pages.meeting"))
    show.empty("no_meeting")


def quorum():
    return dicts(answer("quorum", meeting=code, item=item["item_number"] if item else None))[0]


def conflicts():
    return dicts(answer("conflicts", meeting=code, item=item["item_number"])) if item else []


def recorded():
    return answer("records", meeting=code, item=item["item_number"]) if item else answer("records", meeting=code)


held = answer("listed")
if not len(held):
    show.scenes(("nothing", nothing))
else:
    every = {row["meeting_code"]: row for row in dicts(held)}
    if show.mode() == "projector":
        here = wall.following()
        meeting = every[here.meeting["meeting_code"]]
        code, item, body = meeting["meeting_code"], here.item, meeting["body_name"]
        show.scenes(("wall", on_wall))
    else:
        with pieces.picks("meeting_picks"):
            code = pickers.choose("meeting", list(every), said.by_code(every.values()).get)
            role = pickers.switch("role", (SECRETARY, CHAIR, MEMBER, GOVERNOR), partial(choice, "recorded_role"))
            meeting, here = every[code], wall.stand(code)
            items = {"": t("meeting.follows_wall"), **{str(row["item_number"]): said.item(row) for row in here.items}}
            at = pickers.choose("item", list(items), items.get)
        item, body, may = here.items[int(at) - 1] if at else here.item, meeting["body_name"], recording.may_write()
        is_open, drafts = meeting["meeting_status"] == "open", recording.drafts(code) if may else []
        show.scenes(("stands", stands), ("record", record), ("matters", matters), ("seats", seats), ("pack", pack))
