"""Small multiples on the page: the same small drawing for each of many things, its state and name above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import links, markup, pickers, show, sources
from dashboard.charts import lines, look
from dashboard.sentences import indicator_ahead as ahead_said
from dashboard.sentences import indicator_facts as facts
from dashboard.sentences import indicators as said
from queries.answers import dicts


@dataclass(frozen=True)
class Panel:
    """One of many: its code, its state and a remark above the name, the drawing and what it says in words."""

    code: str
    state: str
    remark: str
    name: str
    unit: str  # or the value with it
    figure: Mapping
    alt: str
    value: str = ""  # beside the drawing, where that is what a reader looks for
    about: str = ""  # what the value is, under it
    stateless: str = ""  # in place of a state, where there is none
    address: str = ""  # where the name leads
    why: Sequence[tuple[str, str, str]] = ()  # facts that made the state, one click from it


@dataclass(frozen=True)
class Layout:
    """How panels of one kind stand: side by side on a desk; px that one takes on a projector."""

    desk: int
    wide: int
    high: int
    beside: Mapping[str, int] = field(default_factory=dict)  # mode → px that a value beside the drawing takes


PLAIN = Layout(desk=4, wide=450, high=209)
AROUND, NARROW, MORE_AROUND, TURNING = 440, 1600, 110, 60  # px that question, answer, key and source take; more where it is narrow, and to turn pages
MARGIN = 112  # px to left and right of a projector's picture
MOST = 24  # on a desk, before the page turns
HEIGHTS = {"desk": 120, "projector": 84, "phone": 130}  # of a drawing: three rows of them fill a projector's picture


def of_indicators(listed: pd.DataFrame, series: pd.DataFrame, paths: pd.DataFrame, ahead: Mapping[str, Mapping], as_of: date, begins_on: date, ends_on: date) -> list[Panel]:
    """A panel an indicator, in the order listed; all share one span of time, so that they can be compared. `ahead`: code → its row of indicators.forecasts."""
    brief = show.mode() == "projector"  # letters there are too large to stand in so small a drawing
    found = []
    for row in dicts(listed):
        code = row["indicator_code"]
        about = replace(lines.about(row, as_of), begins_on=begins_on, ends_on=ends_on)
        figure = lines.panel(series[series["indicator_code"] == code], paths[paths["indicator_code"] == code], about, show.colours(), show.sizes(), HEIGHTS[show.mode()], has_value=not brief, ahead=ahead.get(code))
        found.append(Panel(code, row["standing_state"], said.pace(row), row["indicator_name"], said.unit(row, brief), figure, f"{said.alt(row)} {ahead_said.forecast(ahead.get(code), row)}".strip(),
                           address="" if brief else links.to_item("indicator", code, None, "indicators"), why=() if brief else facts.judged(row, sources.row(row))))
    return found


def room() -> tuple[float, float]:
    """Width and height in px of the picture a projector's letters are laid out for; it shrinks as the letters grow."""
    width, height = pickers.window()
    scale = pickers.text_scale()
    return width * 1080 / height / scale, 1080 / scale


def shape(total: int, layout: Layout = PLAIN) -> tuple[int, int]:
    """Of so many panels, how many stand side by side and how many fit one screen: twelve, in four columns, on a usual projector."""
    if show.mode() != "projector":
        return layout.desk if show.mode() == "desk" else 1, MOST
    wide, high = room()
    across = max(1, int((wide - MARGIN + 40) // layout.wide))
    left = high - AROUND - (MORE_AROUND if wide < NARROW else 0)
    down = max(1, int(left // layout.high))
    return across, across * (down if across * down >= total else max(1, int((left - TURNING) // layout.high)))


def grid(panels: Sequence[Panel], name: str, layout: Layout = PLAIN) -> None:
    """The panels in reading order, rows level; `name` is a key unique on the page."""
    across, _ = shape(len(panels), layout)
    with st.container(gap="small" if show.mode() != "projector" else "xsmall", key=f"panels_{name}"):
        for start in range(0, len(panels), across):
            for place, panel in zip(st.columns(across, gap="medium" if across > 1 and show.mode() == "desk" else "small", vertical_alignment="bottom" if layout.beside else "top"), panels[start : start + across], strict=False):
                with place, st.container(gap=None):
                    st.html(_head(panel))
                    if panel.value:
                        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
                            st.html(_value(panel), width=layout.beside[show.mode()])
                            _draw(panel, name)
                    else:
                        _draw(panel, name)


def _draw(panel: Panel, name: str) -> None:
    drawn = look.apply(panel.figure, show.mode(), show.theme())
    st.plotly_chart(drawn, theme=None, key=f"{name}_{panel.code}", alt=panel.alt, height=drawn["layout"]["height"],
                    config={"displayModeBar": False, "responsive": True})


def _head(panel: Panel) -> str:
    """State and remark on one line, the name on the next two, so that all drawings of a row begin level; where a value stands beside its drawing, they end level."""
    state = markup.explained(panel.state, panel.why) or (f'<span class="quiet">{markup.said(panel.stateless)}</span>' if panel.stateless else "")
    name = "panel-name is-free" if panel.value else "panel-name"
    unit = f' <span class="panel-unit">{markup.said(panel.unit)}</span>' if panel.unit else ""
    tag = "div" if panel.why else "p"  # no paragraph may hold what opens
    return (
        f'<div class="panel"><{tag} class="panel-state">{state}<span>{markup.said(panel.remark)}</span></{tag}>'
        f'<p class="{name}">{markup.link(markup.said(panel.name), panel.address)}{unit}</p></div>'
    )


def _value(panel: Panel) -> str:
    """The value, and under it what it is."""
    return f'<div class="panel"><p class="panel-value">{markup.said(panel.value)}</p><p class="panel-unit">{markup.said(panel.about)}</p></div>'
