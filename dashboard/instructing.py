"""The governor's instructions given and followed up: kept as drafts while they are typed, each a release of its own once confirmed in the governor's role."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import partial

import streamlit as st

from dashboard import drafting, recording
from dashboard.ask import ask, context
from dashboard.sentences import governor as said
from dashboard.sentences import overview
from dashboard.wording import choice, date, t
from queries.answers import dicts
from queries.records import GOVERNOR, Draft
from queries.tables import CHOICES

BANGKOK = timezone(timedelta(hours=7))
KIND, OUTSIDE = "instruction", ""  # an instruction of the governor's own is given outside any meeting


def box(worst, given) -> None:
    """What was come to last, the instructions being written, and what begins one: about one of the worst things, about another, or what became of one."""
    drafting.told()
    every = {row["instruction_code"]: row for row in dicts(given)}  # open ones first; one marked done by mistake is opened again
    drafts = [draft for draft in recording.drafts_of_kind(KIND) if draft.meeting_code == OUTSIDE]
    for draft in drafts:
        drafting.form(draft, GOVERNOR, partial(_title, every))
    with st.container(horizontal=True, vertical_alignment="bottom", key="instructing"):
        about = {"": {}, **{_key(row): row for row in dicts(worst)}}
        subject = st.selectbox(t("governor.about"), list(about), format_func={key: f"{overview.named(row)} ({row['subject_code']})" if row else t("governor.free") for key, row in about.items()}.get, key="instruct_about")
        st.button(t("governor.give"), type="primary", key="instruct_begin", on_click=_begin, args=(subject,))
    if every:
        with st.container(horizontal=True, vertical_alignment="bottom", key="finishing"):
            code = st.selectbox(t("governor.which"), list(every), format_func={key: _which(row) for key, row in every.items()}.get, key="instruct_which")
            st.button(t("governor.finish"), key="instruct_finish", on_click=drafting.follow_up, args=(OUTSIDE, None, KIND, code, GOVERNOR))


def _title(every: Mapping[str, Mapping], draft: Draft) -> str:
    """What stands above a draft: of which instruction it tells what became, or that it is a new one."""
    code = draft.content.get("instruction_code")
    return t("governor.finishing", words=every[code]["instruction"]) if code in every else t("governor.giving", day=date(datetime.fromisoformat(draft.content["given_on"])), role=choice("recorded_role", GOVERNOR))


def _which(row: Mapping) -> str:
    """An instruction as no other is called: a browser tells a choice by its words, and the same may be given to several."""
    return " · ".join(part for part in (row["instruction_code"], row["instruction"], row["organisation_name"], said.stands(row) if row["done_on"] else "") if part)


def _begin(about: str) -> None:
    """A button's press: a new instruction of today; where it is about a thing, with what is to be done there and who answers for it filled in, in the record's own language."""
    row = next((row for row in dicts(ask("attention.worst_first")) if _key(row) == about), None)
    filled = {"given_on": datetime.now(BANGKOK).date().isoformat()}  # the day of the act, not of the figures
    if row:
        filled |= {"instruction": t("governor.filled", "th", name=row["subject_name"] or row["subject_code"], action=row["action_th"]), "addressed_organisation_code": row["responsible_organisation_code"]}
        filled |= {name: row[name] for name in ("subject_kind", "subject_code") if row["subject_kind"] in CHOICES["subject_kind"]}
    drafting.begin(Draft(context().province, OUTSIDE, None, KIND, {name: value for name, value in filled.items() if value}, GOVERNOR))


def _key(row: Mapping) -> str:
    return f"{row['subject_kind']} {row['subject_code']}"
