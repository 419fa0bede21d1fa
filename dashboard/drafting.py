"""The forms of a meeting's record: what is typed is kept at once as a draft, outside the releases; confirming makes a release of it.

A form's fields are the columns of the table its record goes into. Somebody else's newer save is shown as soon as nothing of one's own is in
hand; a save over it is refused, and the words typed stay in the form until the newest draft is opened.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard import markup, names, recording, wording
from dashboard.ask import ask, context
from dashboard.wording import choice, t
from queries import records, tables
from queries.record_rules import FOLLOWED, WITHDRAWN
from queries.records import Draft, RecordRefused
from queries.tables import CHOICES

FIELDS: Mapping[str, tuple[str, ...]] = {
    "finding": ("finding", "responsible_organisation_code"),
    "question": ("question", "asked_organisation_code", "due_on"),
    "opinion": ("deliverable_code", "review_decision", "opinion", "conditions"),
    "resolution": ("resolution", "resolution_outcome", "votes_for", "votes_against", "votes_abstained", "has_casting_vote", "dissent", "responsible_organisation_code", "due_on"),
    "rating": ("subject_kind", "subject_code", "state", "reason"),
    "threshold": ("threshold_rule", "threshold_value", "effective_on", "resolution_reference"),
    "instruction": ("instruction", "addressed_organisation_code", "due_on"),
}
LONG = ("finding", "question", "resolution", "opinion", "conditions", "dissent", "reason", "instruction", "answer", "outcome", "correction_reason")
RATED = ("on_track", "watch", "off_track", "done")
TOLD = "record_told"  # session: what the last press came to


def begun(meeting: Mapping, item: Mapping | None, kind: str, role: str) -> Draft:
    """An empty draft of a kind at an item: what the item already says of it is filled in."""
    subject = {name: item[name] for name in ("subject_kind", "subject_code")} if item and item["subject_code"] else {}
    rated = subject if subject.get("subject_kind") in CHOICES["subject_kind"] else {}
    day = meeting["held_on"].isoformat()
    filled: dict[str, Any] = {
        "opinion": {"review_kind": "scrutiny_opinion", "reviewed_on": day, "body_code": meeting["body_code"], **({"deliverable_code": subject["subject_code"]} if subject.get("subject_kind") == "deliverable" else {})},
        "rating": {"rating_source": "committee", "rated_on": day, "body_code": meeting["body_code"], **rated},
        "threshold": {"effective_on": day}, "instruction": {"given_on": day, **subject},
    }.get(kind, subject)
    return Draft(context().province, meeting["meeting_code"], item["item_number"] if item else None, kind, filled, role)


def begin(draft: Draft) -> None:
    """A button's press: keep a new draft."""
    _told(lambda: recording.save(draft) and None)


def follow_up(meeting: str, item: int | None, kind: str, code: str, role: str) -> None:
    """A button's press: a draft that answers, closes or finishes an open matter of whatever meeting."""
    begin(Draft(context().province, meeting, item, kind, recording.row(kind, code), role))


def correct(meeting: str, record: Mapping, role: str) -> None:
    """A button's press: a draft that corrects a confirmed record, naming it."""
    row = recording.row(record["record_kind"], record["record_key"])
    begin(Draft(context().province, meeting, record["item_number"], record["record_kind"], {**row, "corrects_record_number": record["record_number"]}, role))


def withdraw(meeting: str, record: Mapping, role: str) -> None:
    """A button's press: a draft that takes a recusal back, naming its record."""
    row = recording.row(record["record_kind"], record["record_key"])
    begin(Draft(context().province, meeting, record["item_number"], record["record_kind"], {**row, "corrects_record_number": record["record_number"], WITHDRAWN: True}, role))


def told() -> None:
    """What the last press came to: the release it made, or all that is wrong."""
    with st.container(key="told"):  # always there: what stands below keeps its place, and whoever types in it his words
        match st.session_state.pop(TOLD, None):
            case tuple(problems):
                st.html(markup.banner(RecordRefused(problems).message(wording.language()), "off_track"))
            case int(release):
                st.html(markup.banner(t("meeting.confirmed_as", release=release), "done"))


def form(draft: Draft, role: str, titles: Callable[[Draft], str]) -> None:
    """One draft: its fields, who confirms, and the way to put it aside."""
    _taken(draft)
    with st.container(border=True, key=f"draft_{draft.draft_code}"):
        st.html(markup.line("note", titles(draft)))
        for name in fields(draft):
            _field(draft, name)
        presses(draft, role, lambda: _typed(draft))


def presses(draft: Draft, role: str, content: Callable[[], Mapping[str, Any]]) -> None:
    """Below every draft: confirm it in a role, keep it, put it aside."""
    opened_newest(draft)
    with st.container(horizontal=True, key=_key(draft, "presses")):
        st.button(t("meeting.confirm", role=choice("recorded_role", role)), type="primary", key=_key(draft, "confirm"), on_click=confirm, args=(draft, role, content))
        st.button(t("meeting.keep_draft"), key=_key(draft, "keep"), on_click=keep, args=(draft, content))
        st.button(t("meeting.discard"), key=_key(draft, "discard"), on_click=discard, args=(draft,))


def fields(draft: Draft) -> tuple[str, ...]:
    """Which columns of its table a draft asks for: those of its kind, or what is added to an open matter, or all of a correction's."""
    follows = FOLLOWED.get(draft.record_kind, ())
    if draft.content.get(WITHDRAWN):
        return ("correction_reason",)
    if "corrects_record_number" in draft.content:
        return (*FIELDS.get(draft.record_kind, ("reason",)), *follows, "correction_reason")
    return follows if follows and _table(draft).key[-1] in draft.content else FIELDS.get(draft.record_kind, ("reason",))


def _taken(draft: Draft) -> None:
    """Show the draft as it is kept, unless words of this session wait for it; of somebody else's newer save only the fields it changed, so that what is being typed in another stays."""
    before = st.session_state.get(_key(draft, "shown"))
    if not is_new(draft):
        return
    for name in fields(draft):
        if before is None or before.get(name) != draft.content.get(name):
            _set(draft, name, draft.content.get(name))


def _set(draft: Draft, name: str, value: Any) -> None:
    if _kind(draft, name) == "date":
        day = date.fromisoformat(value) if value else None
        for part in ("day", "month", "year"):
            st.session_state[f"{_key(draft, name)}_{part}"] = getattr(day, part) if day else None
    else:
        st.session_state[_key(draft, name)] = bool(value) if _kind(draft, name) == "boolean" else value if value is not None or _kind(draft, name) != "text" else ""


def _field(draft: Draft, name: str) -> None:
    """The widget of a column, which keeps the draft as soon as it is left."""
    key, label, kept = _key(draft, name), _label(draft, name), {"on_change": keep, "args": (draft, lambda: _typed(draft))}
    match _kind(draft, name):
        case "date":
            day_of(key, label, context().as_of.year, **kept)
        case "integer":
            st.number_input(label, 0, 1000, key=key, value=None, **kept)
        case "boolean":
            st.checkbox(label, key=key, **kept)
        case "choice":
            codes, words = _options(name)
            select(st, label, codes, words, key, **kept)
        case _ if name in LONG:
            st.text_area(label, key=key, height=80, **kept)
        case _:
            st.text_input(label, key=key, **kept)


def _label(draft: Draft, name: str) -> str:
    """A field's words as its own table has them: what is due is an answer in one and the work in another."""
    return wording.of_two((tables.TABLES["item_record"] if name == "correction_reason" else _table(draft)).column(name).label)


def select(place, label: str, codes: Sequence, words: Callable[[Any], str], key: str, **more: Any) -> Any:
    """A select box in `place` whose choice outlives a change of language: a browser tells an option by its words, and is told here the new ones of what was chosen before."""
    told, held = st.session_state.get(f"{key}_told"), st.session_state.get(key)
    if told and held is not None and (told["language"] != wording.language() or held not in codes):
        st.session_state[key] = held if held in codes else told["code"]
    code = place.selectbox(label, codes, format_func=words, key=key, **{"index": None, "placeholder": t("meeting.choose"), **more})
    st.session_state[f"{key}_told"] = {"language": wording.language(), "codes": tuple(codes), "code": code}
    return code


def chosen(key: str) -> Any:
    """What stands in a field; of a select box its code, the one before where a browser still tells the words of the language before."""
    held, told = st.session_state.get(key), st.session_state.get(f"{key}_told")
    return held if held is None or told is None or held in told["codes"] else told["code"]


def day_of(key: str, label: str, around: int, **kept: Any) -> None:
    """A day in three boxes – day, month, year of the Buddhist era – kept in the session under `key` with `_day`, `_month`, `_year`."""
    spans = (("day", range(1, 32), str), ("month", range(1, 13), partial(wording.month, long=True)), ("year", range(around - 1, around + 5), wording.calendar_year))
    for column, (part, span, words) in zip(st.columns(3), spans, strict=True):
        held = st.session_state.get(f"{key}_{part}")
        options = [*([held] if held and held not in span else []), *span]
        select(column, f"{label} · {t(f'meeting.{part}')}", options, words, f"{key}_{part}", placeholder=t(f"meeting.{part}"), **kept)


def day_in(key: str) -> str | None:
    """The day picked in the three boxes, as ISO; None while it is not whole; no day of the calendar (31 February) as it was picked, for the record to refuse."""
    parts = [chosen(f"{key}_{part}") for part in ("year", "month", "day")]
    return None if None in parts else "{:04d}-{:02d}-{:02d}".format(*parts)


def _options(name: str) -> tuple[Sequence[str], Callable[[str], str]]:
    if name.endswith("organisation_code"):
        known = names.registered()
        return sorted(known, key=known.get), known.get
    if name == "deliverable_code":
        known = dict(names.localised(ask("deliverables.listed"))[["deliverable_code", "deliverable_name"]].itertuples(index=False))
        return list(known), {code: f"{code} {name}" for code, name in known.items()}.get
    of = {"state": RATED}.get(name) or tuple(CHOICES[name])
    return of, wording.state if name == "state" else partial(choice, name)


def _kind(draft: Draft, name: str) -> str:
    if name == "correction_reason":
        return "text"
    column = _table(draft).column(name)
    return "choice" if column.name.endswith("organisation_code") or name == "deliverable_code" else column.kind


def _table(draft: Draft) -> tables.Table:
    """The table its record goes into."""
    return tables.TABLES[records.TABLE_OF[draft.record_kind]]


def _typed(draft: Draft) -> dict[str, Any]:
    """The draft's content with what stands in the form."""
    content = dict(draft.content)
    for name in fields(draft):
        value = day_in(_key(draft, name)) if _kind(draft, name) == "date" else chosen(_key(draft, name))
        content[name] = None if value == "" else value
    return {name: value for name, value in content.items() if value is not None}


def _key(draft: Draft, name: str) -> str:
    return f"draft_{draft.draft_code}_{name}"


def saved(draft: Draft, content: Mapping[str, Any]) -> Draft:
    """Keep a draft's new content over the version this session saw. RecordRefused when that is no longer the newest: the words typed then stay in the form."""
    seen = replace(draft, version=st.session_state.get(_key(draft, "version"), draft.version))
    if content == draft.content and seen.version == draft.version:
        return seen
    try:
        kept = recording.save(replace(seen, content=content))
    except RecordRefused:
        st.session_state[_key(draft, "refused")] = True
        raise
    _note_shown(kept)
    return kept


def keep(draft: Draft, content: Callable[[], Mapping[str, Any]]) -> None:
    """A widget's change: keep what the form holds now."""
    _told(lambda: saved(draft, content()) and None)


def confirm(draft: Draft, role: str, content: Callable[[], Mapping[str, Any]]) -> None:
    """A button's press: keep what the form holds, and make a release of it."""
    _told(lambda: recording.confirm(saved(draft, content()), role))


def discard(draft: Draft) -> None:
    """A button's press: put the draft aside for good."""
    _told(lambda: recording.discard(replace(draft, version=st.session_state.get(_key(draft, "version"), draft.version))))


def opened_newest(draft: Draft) -> None:
    """Where a save was refused: the button that leaves one's own words for the newest draft."""
    if st.session_state.get(_key(draft, "refused")):
        st.button(t("meeting.open_newest"), key=_key(draft, "newest"), on_click=show_anew, args=(draft,))


def is_new(draft: Draft) -> bool:
    """Whether the form has yet to show this version of the draft; from now on it does."""
    if st.session_state.get(_key(draft, "refused")) or st.session_state.get(_key(draft, "version")) == draft.version:
        return False
    _note_shown(draft)
    return True


def _note_shown(draft: Draft) -> None:
    """The form of this session shows this version of the draft."""
    st.session_state[_key(draft, "version")], st.session_state[_key(draft, "shown")] = draft.version, dict(draft.content)


def show_anew(draft: Draft) -> None:
    """The next run fills the form from the newest draft, whatever stands in it."""
    for name in ("refused", "version", "shown"):
        st.session_state.pop(_key(draft, name), None)


def at_once(draft: Draft, role: str) -> None:
    """A button's press: record without a form."""
    _told(lambda: recording.save_and_confirm(draft, role))


def _told(act: Callable[[], int | None]) -> None:
    """Do it, and keep for the next run what it came to: words are made there, in the language of the screen."""
    try:
        st.session_state[TOLD] = act()
    except RecordRefused as refused:
        st.session_state[TOLD] = refused.problems
