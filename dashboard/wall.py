"""The wall of a meeting: screens in projector mode with `meeting` in the URL follow one cursor, kept in the database.

The cursor is an item (0: before the first, one more than there are: the end) and a scene of it: first the item's own screen, then the scenes of the
page it opens, last what was recorded at it. While a screen follows, the cursor – not the URL – says which page, picks, release and scene it shows
(`pickers.hold`), so that a reload, a dropped connection or a second window come back to the same screen.
"""

import time
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import parse_qsl

import streamlit as st

from dashboard import ask, pickers, recording
from dashboard.wording import t
from queries.answers import dicts
from queries.meeting_cursor import Cursor

PAGE = "meeting"
LAST, RECORD = 99, 100  # scenes of an item: the last of the page it opens, whatever its number; what was recorded at it
ROWS = 7  # agenda items on one screen
LOOKS = 1  # seconds between two looks at the cursor
LEAST_AUTO, MOST_AUTO = 5, 600  # seconds a scene stands when the wall goes on by itself


@dataclass(frozen=True)
class Stand:
    """A meeting, its agenda and where the wall is in it."""

    meeting: Mapping
    items: Sequence[Mapping]
    cursor: Cursor

    @property
    def item(self) -> Mapping | None:
        """The item on the wall; None before the first and after the last."""
        number = self.cursor.item_number
        return self.items[number - 1] if 1 <= number <= len(self.items) else None

    @property
    def opens(self) -> bool:
        """Whether the wall shows a scene of the page the item opens, not the meeting's own screen."""
        return bool(self.item and self.item["page"] and 1 < self.cursor.scene < RECORD)

    @property
    def agenda_screens(self) -> int:
        """How many screens the agenda takes."""
        return max(1, -(-len(self.items) // ROWS))

    @property
    def place(self) -> tuple[int, int]:
        """Which scene of the opened page this is, of how many, as far as a wall of this process has shown the page."""
        total = _totals().get((self.meeting["meeting_code"], self.cursor.item_number), LAST)
        return min(max(self.cursor.scene - 1, 1), total), total

    def next(self, number: int = 1, total: int = 1) -> tuple[int, int]:
        """(item, scene) after this; `number` of `total`: where in its page the wall is, if it is in one."""
        at, scene = self.cursor.item_number, self.cursor.scene
        if at == 0 and scene <= self.agenda_screens:
            return 0, scene + 1
        if self.opens and number < total:
            return at, number + 2
        if self.item and self.item["page"] and scene == 1:
            return at, 2
        if self.item and self.item["record_count"] and scene != RECORD:
            return at, RECORD
        return min(at + 1, len(self.items) + 1), 1

    def previous(self, number: int = 1) -> tuple[int, int]:
        """(item, scene) before this."""
        at, scene = self.cursor.item_number, self.cursor.scene
        if at == 0:
            return 0, max(1, scene - 1)
        if self.opens:
            return at, number  # the page's first scene is the item's second
        if scene == RECORD:
            return at, LAST if self.item["page"] else 1
        if at == 1:
            return 0, 1 + self.agenda_screens
        before = self.items[min(at, len(self.items) + 1) - 2]
        return at - 1, RECORD if before["record_count"] else LAST if before["page"] else 1


_now: ContextVar[Stand | None] = ContextVar("wall", default=None)


def following() -> Stand | None:
    """The meeting this screen follows; None when it follows none."""
    return _now.get()


def stand(code: str) -> Stand | None:
    """A meeting, its agenda as at the newest release, and its cursor; the last known place when the database does not answer; None for no such meeting."""
    latest = ask.context().latest
    held = next((m for m in dicts(ask.ask("meetings.listed", at_release=latest)) if code in ("", m["meeting_code"])), None)
    if held is None:
        return None
    key = f"wall_{held['meeting_code']}"
    try:
        st.session_state[key] = recording.cursor(held["meeting_code"])
    except ask.Unreachable:
        st.session_state.setdefault(key, Cursor())
    items = dicts(ask.ask("meetings.agenda", at_release=latest, meeting=held["meeting_code"]))
    return Stand(held, items, st.session_state[key])


def follow(page: str, menu: Mapping[str, object]) -> bool:
    """In projector mode at a meeting: show what its cursor says, going to that page where this is another. Returns whether this screen follows."""
    _now.set(None)
    pickers.hold({})
    code = pickers.carried("meeting") or st.session_state.get("wall_of", "")
    if pickers.mode() != "projector" or not (code or page == PAGE) or PAGE not in menu or not ask.context().release:
        return False
    found = stand(code)
    if found is None:
        return False
    is_first = "wall_of" not in st.session_state
    st.session_state["wall_of"] = found.meeting["meeting_code"]
    to = found.item["page"] if found.opens and found.item["page"] in menu else PAGE
    if to != page and is_first:
        _arrive()
        st.stop()
    if to != page:
        st.switch_page(menu[to], query_params={})
    if to != PAGE:
        pickers.hold({**dict(parse_qsl(found.item["page_picks"] or "")), "release": str(found.meeting["looked_at_release"]), "scene": str(found.cursor.scene - 1)})
    _now.set(found)
    return True


@st.fragment(run_every=LOOKS)
def _arrive() -> None:
    """A moment later go where the cursor is: a page left in a session's first run would take nothing of the URL along."""
    if st.session_state.get("wall_arrives"):
        st.session_state["wall_arrives"] = False
        st.rerun(scope="app")
    st.session_state["wall_arrives"] = True


def keys(number: int, total: int) -> None:
    """The presenter's keys, out of sight, which move the wall for everybody; and the look at the cursor."""
    here = _now.get()
    code, cursor = here.meeting["meeting_code"], here.cursor
    if here.opens and not cursor.is_blank:
        _totals()[code, cursor.item_number] = total
    same = (cursor.item_number, cursor.scene)
    onward, back = (same, same) if cursor.is_blank else (here.next(number, total), here.previous(number))
    presses = [("PageDown", onward), ("Right", onward), ("PageUp", back), ("Left", back), ("Home", (0, 1)), ("N", (min(cursor.item_number + 1, len(here.items) + 1), 1))]
    if recording.may_write():
        with st.container(key=f"{pickers.HIDDEN}wall"):
            for key, (item, scene) in presses:
                st.button(t(f"meeting.key_{key.lower()}"), key=f"wall_{key}", shortcut=key, on_click=recording.move, args=(code, item, scene))
            st.button(t("meeting.key_b"), key="wall_B", shortcut="B", on_click=recording.move, args=(code, *same, not cursor.is_blank))
    watch(here, None if cursor.is_blank else onward)


@st.cache_resource(show_spinner=False)
def _totals() -> dict[tuple[str, int], int]:
    """(meeting, item) → how many scenes the page it opens has: only drawing it tells, and the driver's screen does not draw it."""
    return {}


def auto_seconds() -> int:
    """Seconds after which the wall goes on by itself (`auto` in the URL); 0 where it waits for a key."""
    asked = pickers.carried("auto")
    return int(asked) if asked.isdigit() and LEAST_AUTO <= int(asked) <= MOST_AUTO else 0


def watch(here: Stand, onward: tuple[int, int] | None = None) -> None:
    """Look once a second whether somebody moved the cursor or recorded something, and then show the screen anew. `onward`: where a wall that goes on by itself goes."""
    _watch(here.meeting["meeting_code"], (here.cursor.version, ask.context().latest), onward)


@st.fragment(run_every=LOOKS)
def _watch(code: str, shown: tuple[int, int], onward: tuple[int, int] | None) -> None:
    """A database that does not answer leaves the screen as it is."""
    try:
        is_old = recording.signs(code) != shown
        if not is_old and onward and auto_seconds() and recording.may_write() and _stood(code, shown[0]) >= auto_seconds():
            recording.move(code, *onward)
            is_old = True
    except ask.Unreachable:
        return
    if is_old:
        st.rerun(scope="app")


def _stood(code: str, version: int) -> float:
    """Seconds this session has seen the wall stand where it is."""
    at, since = st.session_state.get("wall_stood", ("", 0.0))
    if at != (code, version):
        since = time.monotonic()
        st.session_state["wall_stood"] = ((code, version), since)
    return time.monotonic() - since
