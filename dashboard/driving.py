"""The second screen of a meeting, of the person who drives the wall: where the wall is, what comes next, the note for it, and the keys."""

from collections.abc import Mapping

import streamlit as st

from dashboard import links, markup, pickers, recording, show, wall
from dashboard.sentences import meeting as said
from dashboard.wording import t

SHORTCUTS = {"onward": "PageDown", "back": "PageUp", "next_item": "Alt+PageDown"}  # the driver types in fields, too: no single letter
PAUSES = ("", "15", "30", "60")  # seconds a scene stands on a wall that goes on by itself; "": it waits for a key


def ahead(here: wall.Stand, item: Mapping | None) -> None:
    """What comes after the item, the driver's own note, and whether the wall is blank."""
    number = item["item_number"] if item else 0
    show.note(t("meeting.next_item", item=said.item(here.items[number])) if number < len(here.items) else t("meeting.no_next"))
    show.note(t("meeting.driver_note", words=item["driver_note"]) if item and item["driver_note"] else t("meeting.no_note"))
    show.note(t("meeting.is_blank") if here.cursor.is_blank else said.stands(here))


def keys(here: wall.Stand, item: Mapping | None) -> None:
    """The buttons that move the wall, for who may; at a desk the way to open it."""
    code = here.meeting["meeting_code"]
    if recording.may_write():
        with st.container(horizontal=True, key="driver"):
            for key, (to, scene), is_blank in _moves(here, item):
                st.button(t(f"meeting.to_{key}"), key=f"to_{key}", shortcut=SHORTCUTS.get(key), on_click=_drive, args=(code, to, scene, is_blank))
    if show.mode() == "desk":
        _opening(code)


def _opening(code: str) -> None:
    """The link that opens the wall in a window of its own, whether it goes on by itself, and its keys."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="opening"):
        auto = pickers.switch("auto", PAUSES, _paused) if recording.may_write() else ""
        st.html(f'<a href="{links.to("meeting", meeting=code, mode="projector", auto=auto)}" target="_blank">{markup.said(t("meeting.open_wall"))}</a>')
    show.note(t("meeting.wall_keys"))


def _moves(here: wall.Stand, item: Mapping | None) -> list[tuple[str, tuple[int, int], bool]]:
    """(button, the item and scene it goes to, whether the wall is then blank)."""
    at, scene, is_blank = here.cursor.item_number, here.cursor.scene, here.cursor.is_blank
    own = [("item", (item["item_number"], 1), False)] if item and item["item_number"] != at else []
    following = ("next_item", (min(at + 1, len(here.items) + 1), 1), False)
    return [("first", (0, 1), False), ("back", here.previous(here.place[0]), False), ("onward", here.next(*here.place), False), following, *own, ("blank", (at, scene), not is_blank)]


def _paused(seconds: str) -> str:
    return t("meeting.pause", seconds=seconds) if seconds else t("meeting.no_pause")


def _drive(code: str, to: int, scene: int, is_blank: bool) -> None:
    pickers.put("item", "")
    recording.move(code, to, scene, is_blank)
