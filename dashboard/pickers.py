"""Every choice a reader makes: one widget, one key, one name in the URL.

Streamlit binds a widget to the URL by its words, which change with the language. So each choice has a carrier: a hidden
text field bound to the URL under a plain name and code, which the visible widget writes to. A link, the back button, a
change of page and a change of language then all keep the choice.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

import streamlit as st

from dashboard import markup, palette, serving, wording
from dashboard.wording import t

HIDDEN = "url_"  # key prefix of the containers screen.css takes out of sight
PHONE_WIDTH = 640  # px, as in screen.css
USUAL_WINDOW = (1920, 1080)
STEP = 2  # seconds an option stands while a slide is played
USUAL_SCREEN_CM, USUAL_SEAT_M = 187, 8  # a picture of 150 inches, 16:9, and its furthest seat: where 40 px can be read
READING = ("lang", "mode", "province", "release", "scene", "screen", "seat", "meeting", "auto")  # choices every page carries
_held: ContextVar[Mapping[str, str] | None] = ContextVar("held", default=None)  # what a meeting's cursor says of this run, whatever the URL holds


@dataclass(frozen=True)
class Reading:
    """How the screen is read: language, mode, theme."""

    language: str
    mode: str
    theme: str


def hold(choices: Mapping[str, str]) -> None:
    """For the rest of this run these choices are made: what the wall of a meeting shows."""
    _held.set(choices)


def carry(name: str) -> str:
    """Place the carrier of a choice on the page and return what the URL holds for it; "" when nothing."""
    if name in _held_now():
        return _held_now()[name]
    with st.container(key=f"{HIDDEN}{name}"):
        return st.text_input(name, key=name, bind="query-params", label_visibility="collapsed")


def _held_now() -> Mapping[str, str]:
    return _held.get() or {}


def carried(name: str) -> str:
    """What a choice holds now, wherever its carrier stands; "" when nothing."""
    return _held_now().get(name) or st.session_state.get(name) or ""


def put(name: str, value: str) -> None:
    """Set a choice and so the URL. Only before its carrier is placed: from a callback."""
    st.session_state[name] = value


def reading() -> Reading:
    """Carriers of the choices every page shares; language, mode and theme of this run."""
    with st.container(key=f"{HIDDEN}reading"):
        for name in READING:
            st.text_input(name, key=name, bind="query-params")
    mode = carried("mode") if carried("mode") in palette.MODES else usual_mode()
    return Reading("en" if carried("lang") == "en" else "th", mode, st.context.theme.type or "light")


def mode() -> str:
    """The reading mode of this run."""
    return carried("mode") if carried("mode") in palette.MODES else usual_mode()


def usual_mode() -> str:
    """The mode of a visitor who chose none: a phone is told by its window, or says so itself."""
    agent = st.context.headers.get("User-Agent") or ""
    return "phone" if window()[0] < PHONE_WIDTH or "Mobi" in agent else "desk"


def window() -> tuple[int, int]:
    """Width and height of the reader's window in px when it opened (static/window.js); a meeting room's where unknown."""
    if writing := serving.writing():
        return writing.window
    told = re.fullmatch(r"(\d{2,5})x(\d{2,5})", str(st.context.cookies.get("window") or ""))
    return (int(told[1]), int(told[2])) if told else USUAL_WINDOW


def draws() -> bool | None:
    """Whether the reader's browser can draw by the graphics card (static/window.js); None where it has not said."""
    return {"1": True, "0": False}.get(str(st.context.cookies.get("webgl") or ""))


def choose(
    name: str, options: Sequence, words: Callable[[str], str] = str, default: str | None = None, label: str = "", bare: bool = False
) -> str:
    """A select box whose choice is in the URL as its code. An unknown code is the default (the first option).

    `words` gives an option its words; `label` defaults to the text `pick.<name>` and is only heard, not seen, when `bare`.
    """
    codes, chosen, first = _chosen(name, options, default)
    if mode() == "projector":  # the choice holds, its widget stays out of the picture
        return chosen
    key = _seen(name, chosen)
    heard = "collapsed" if bare else "visible"
    st.selectbox(
        label or t(f"pick.{name}"), codes, format_func=words, key=key, on_change=_take, args=(name, key, first), label_visibility=heard
    )
    return chosen


def switch(name: str, options: Sequence, words: Callable[[str], str] = str, default: str | None = None, label: str = "") -> str:
    """The same for two to five options, all in sight."""
    codes, chosen, first = _chosen(name, options, default)
    if mode() == "projector":
        return chosen
    key = _seen(name, chosen)
    st.segmented_control(
        label or t(f"pick.{name}"), codes, required=True, format_func=words, key=key, on_change=_take, args=(name, key, first)
    )
    return chosen


def slide(name: str, options: Sequence, words: Callable[[str], str] = str, default: str | None = None, label: str = "") -> str:
    """The same on a slider, for options in an order: the default is the last one. "" where there is no option, no slider where there is one.

    A projector's presenter turns it by the keys of `slide_keys`, everybody plays it by `play`.
    """
    if not options:
        return carry(name) and ""
    _played(name)
    codes, chosen, first = _chosen(name, options, default or str(options[-1]))
    if mode() == "projector" or len(codes) < 2:
        return chosen
    key = _seen(name, chosen)
    st.select_slider(label or t(f"pick.{name}"), codes, format_func=words, key=key, on_change=_take, args=(name, key, first))
    return chosen


def slide_keys(name: str, options: Sequence, chosen: str) -> None:
    """The presenter's keys of a slide, out of sight: down for the option after the chosen one, up for the one before, P to play and to stop."""
    codes = [str(option) for option in options]
    if mode() != "projector" or len(codes) < 2:
        return
    place = codes.index(chosen)
    with st.container(key=f"{HIDDEN}slide_{name}"):
        for way, to in (("Down", min(place + 1, len(codes) - 1)), ("Up", max(place - 1, 0))):
            st.button(t(f"pick.slide_{way.lower()}"), key=f"slide_{name}_{way}", shortcut=way, on_click=put, args=(name, _unless_last(codes, to)))
        _play_button(name, codes, chosen, shortcut="P")


def play(name: str, options: Sequence, chosen: str) -> None:
    """A button that plays a slide from the chosen option on (from the first after the last), one every two seconds, and stops it."""
    codes = [str(option) for option in options]
    if len(codes) < 2:
        return
    if mode() != "projector":
        _play_button(name, codes, chosen)
    if st.session_state.get(f"plays_{name}"):
        st.session_state[f"ticks_{name}"] = 0
        _tick(name, codes, chosen)


def _play_button(name: str, codes: Sequence[str], chosen: str, shortcut: str | None = None) -> None:
    plays = bool(st.session_state.get(f"plays_{name}"))
    icon = ":material/stop:" if plays else ":material/play_arrow:"
    st.button(t("pick.stop" if plays else "pick.play"), key=f"play_{name}", icon=icon, shortcut=shortcut, on_click=_play, args=(name, codes, chosen, not plays))


def _play(name: str, codes: Sequence[str], chosen: str, plays: bool) -> None:
    st.session_state[f"plays_{name}"] = plays
    if plays and chosen == codes[-1]:
        put(name, codes[0])


@st.fragment(run_every=STEP)
def _tick(name: str, codes: Sequence[str], chosen: str) -> None:
    """Runs with the page, and then every two seconds: only then it asks for the next option."""
    ticks = st.session_state.get(f"ticks_{name}", 0)
    st.session_state[f"ticks_{name}"] = ticks + 1
    if ticks and st.session_state.get(f"plays_{name}"):
        st.session_state[f"next_{name}"] = _unless_last(codes, codes.index(chosen) + 1)
        st.rerun(scope="app")


def _played(name: str) -> None:
    """Take the option that playing asks for; after the last one the play is over."""
    asked = st.session_state.pop(f"next_{name}", None)
    if asked is not None:
        put(name, asked)
        st.session_state[f"plays_{name}"] = bool(asked)


def _unless_last(codes: Sequence[str], place: int) -> str:
    """What the URL holds for an option: the last one is not named."""
    return "" if place >= len(codes) - 1 else codes[place]


def _chosen(name: str, options: Sequence, default: str | None) -> tuple[list[str], str, str]:
    """The options as codes, the one the URL asks for, and the one it need not name."""
    codes = [str(option) for option in options]
    first = default if default in codes else codes[0]
    asked = carried(name) if name in READING else carry(name)
    return codes, asked if asked in codes else first, first


def _seen(name: str, chosen: str) -> str:
    """Key of the visible widget, set to what the carrier says: the URL leads."""
    st.session_state[f"pick_{name}"] = chosen
    return f"pick_{name}"


def _take(name: str, key: str, default: str) -> None:
    """Write the visible widget's choice to its carrier; the default leaves the URL clean."""
    value = st.session_state[key]
    put(name, "" if value == default else value)


def language_button() -> None:
    """One click to the other language; the label is in the other language, too."""
    other = "en" if wording.language() == "th" else "th"
    st.button(t("head.language", other), key="to_language", type="tertiary", on_click=put, args=("lang", "" if other == "th" else other))


def mode_button() -> None:
    """One click to the meeting room's projector."""
    st.button(t("head.projector"), key="to_projector", on_click=put, args=("mode", "projector"), help=t("head.projector_help"))


def release_picker(releases: Sequence, latest: int) -> None:
    """Choose the release every screen is seen as at: a release has `number` and `as_of`."""
    words = {str(r.number): t("head.release_option", release=r.number, as_of=wording.date(r.as_of)) for r in releases}
    choose("release", list(words), words.__getitem__, str(latest), label=t("head.release_label"), bare=True)


def province_picker(provinces: Sequence[str], words: Callable[[str], str]) -> None:
    """Choose the province; nothing where there is only one."""
    if len(provinces) > 1:
        choose("province", provinces, words, label=t("head.province"), bare=True)


def room() -> None:
    """How high the projected picture and how far the furthest seat is: what the projector's letters are scaled by."""
    with st.popover(t("head.room"), type="tertiary"):
        _measure("screen", t("head.room_screen"), USUAL_SCREEN_CM, 50, 1000)
        _measure("seat", t("head.room_seat"), USUAL_SEAT_M, 2, 60)
        st.html(markup.line("note", t("head.room_scale", percent=f"{text_scale():.0%}")))


def _measure(name: str, label: str, usual: int, least: int, most: int) -> None:
    """A whole number in a carrier, clean of the URL where it is the usual one."""
    held = carried(name)
    value = int(held) if held.isdigit() and least <= int(held) <= most else usual
    st.session_state[f"pick_{name}"] = value
    st.number_input(label, least, most, key=f"pick_{name}", on_change=_take_number, args=(name, usual))


def _take_number(name: str, usual: int) -> None:
    value = st.session_state[f"pick_{name}"]
    put(name, "" if value == usual else str(value))


def text_scale() -> float:
    """How much larger than usual a projector's letters must be: 1.0 for a picture 1.87 m high and a seat 8 m away.

    `screen` (picture height in cm) and `seat` (furthest seat in m) come from the URL; the result stays in 0.8–1.6,
    where a screen still holds its message.
    """
    try:
        high, far = float(carried("screen") or USUAL_SCREEN_CM), float(carried("seat") or USUAL_SEAT_M)
        scale = (far / USUAL_SEAT_M) * (USUAL_SCREEN_CM / high)
    except (ValueError, ZeroDivisionError):
        return 1.0
    return min(1.6, max(0.8, round(scale, 2)))
