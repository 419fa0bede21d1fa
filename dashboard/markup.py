"""The pieces of a page as HTML: one renderer for screen, meeting pack and public site; styled by static/screen.css.

Every text passes `said`, which escapes it; nothing here knows the screen.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

import pandas as pd

from dashboard import cells, palette, wording
from dashboard.wording import t

_WITH_NEXT = re.compile(r"(?<=\d) (?=\S)|(?<=\.) (?=\d{4}\b)|(?<=[–−+]) (?=\d)|(?<=\S) (?=\d{1,3}$)")
# A number keeps its unit, a day its year; a number at the end keeps its word.


@dataclass(frozen=True)
class Figure:
    """One number that matters: what it is, the number in words, a note, the state it is in (if any), exact on hover, where its rows are shown."""

    label: str
    value: str
    note: str = ""
    state: str = ""
    exact: str = ""
    address: str = ""


@dataclass(frozen=True)
class Branch:
    """A branch of a tree: its words, a quiet remark, its state (if any), where it leads, and what hangs on it – folded away unless open."""

    words: str
    remark: str = ""
    state: str = ""
    address: str = ""
    branches: Sequence["Branch"] = ()
    is_open: bool = False


def said(text: object, names: Sequence[str] = ()) -> str:
    """Text as HTML: escaped, numbers kept with their units, terms and `names` (places, bodies) never broken inside."""
    safe = _WITH_NEXT.sub("\N{NO-BREAK SPACE}", escape(str(text)))
    own = {_WITH_NEXT.sub("\N{NO-BREAK SPACE}", escape(name)) for name in names if name}
    whole = sorted(own, key=len, reverse=True)
    pattern = "|".join(map(re.escape, whole)) + ("|" if whole else "") + _terms()
    return re.sub(pattern, lambda found: f'<span class="{"whole" if found[0] in own else "term"}">{found[0]}</span>', safe)


@cache
def _terms() -> str:
    """Pattern of a number with its unit, and of the terms a browser's dictionary would break inside."""
    units, terms = wording.never_broken()
    return rf"[\d.,−+]*\d\N{{NO-BREAK SPACE}}(?:{'|'.join(map(re.escape, units))})|{'|'.join(map(re.escape, terms))}"


def heading(level: int, text: str) -> str:
    """A heading of level 1 or 2."""
    return f"<h{level}>{said(text)}</h{level}>"


def state(code: str) -> str:
    """A state as sign, word and colour; nothing for an unknown one."""
    if code not in palette.STATES:
        return ""
    return f'<span class="state is-{code}">{palette.STATES[code].sign} {escape(wording.state(code))}</span>'


def explained(in_state: str, pairs: Sequence[tuple[str, str, str]]) -> str:
    """A state that opens, on one click, to what made it: pairs as `facts` takes them; the plain state without any."""
    return f'<details class="why"><summary title="{escape(t("show.why"))}">{state(in_state)}</summary>{facts(pairs)}</details>' if pairs and state(in_state) else state(in_state)


def answer(sentence: str, in_state: str = "", names: Sequence[str] = (), why: Sequence[tuple[str, str, str]] = ()) -> str:
    """The answer as a sentence, its state before it; `why` opens under the state."""
    tag = "div" if why else "p"  # no paragraph may hold what opens
    return f'<{tag} class="answer">{explained(in_state, why)} {said(sentence, names)}</{tag}>'


def line(kind: str, text: str, names: Sequence[str] = ()) -> str:
    """A line of its own kind: "note", "source", "who", "foot"."""
    return f'<p class="{kind}">{said(text, names)}</p>'


def who(parts: Sequence[str], remark: str = "") -> str:
    """Whose data and as at which release, and a remark that stands out."""
    beside = f' <strong class="remark">{said(remark)}</strong>' if remark else ""
    listed = " · ".join(f'<span class="whole">{said(part)}</span>' for part in parts)
    return f'<p class="who">{listed}{beside}</p>'


def banner(text: str, in_state: str) -> str:
    """A line across the screen that no reader may miss."""
    return f'<p class="banner is-{in_state}" role="status">{palette.STATES[in_state].sign} {said(text)}</p>'


def empty(title: str, words: str, action: str) -> str:
    """A designed empty or broken state: what it is, what it means, what to do."""
    return (
        f'<div class="empty" role="status"><p class="empty-title">{said(title)}</p>'
        f'<p>{said(words)}</p><p class="empty-action">{said(action)}</p></div>'
    )


def blank() -> str:
    """A black screen over everything."""
    return f'<div class="blank" role="status" aria-label="{escape(t("meeting.key_b"))}"></div>'


def figures(numbers: Sequence[Figure]) -> str:
    """Four or five numbers that matter, as cards whose lines stand level."""
    cards = "".join(
        f'<div class="figure"><dt>{said(one.label)}</dt><dd class="value"{_hover(one.exact)}>{link(said(one.value), one.address)}</dd>'
        f'<dd class="where">{state(one.state)} {said(one.note)}</dd></div>'
        for one in numbers
    )
    return f'<dl class="figures">{cards}</dl>'


def link(inside: str, address: str) -> str:
    """HTML as a plain link within this window; as it is without an address."""
    return f'<a href="{escape(address)}" target="_self">{inside}</a>' if address else inside


def file(label: str, name: str) -> str:
    """A link to a file that lies beside the page."""
    return f'<p class="file"><a href="{escape(name)}" download>{said(label)}</a></p>'


def facts(pairs: Sequence[tuple[str, str, str]]) -> str:
    """What is known of one thing, as a list: label, words, and the address they lead to or ""."""
    return f'<dl class="facts">{"".join(f"<dt>{said(label)}</dt><dd>{link(said(words), address)}</dd>" for label, words, address in pairs)}</dl>'


def asked(lines: Sequence[tuple[str, str, str]]) -> str:
    """Questions in order, each with what it rests on in a quiet line, and the address where that is shown or ""."""
    listed = "".join(f'<li>{said(question)}<br><span class="quiet">{link(said(basis), address)}</span></li>' for question, basis, address in lines)
    return f'<ol class="asked">{listed}</ol>'


def tree(branches: Sequence[Branch]) -> str:
    """Branches as nested lists, each with what hangs on it folded away until it is opened."""
    return f'<ul class="tree">{"".join(f"<li>{_branch(one)}</li>" for one in branches)}</ul>'


def _branch(one: Branch) -> str:
    """What opens holds no link: whoever presses the one must not get the other. A name that leads somewhere stands before what opens."""
    name = f"{state(one.state)} {link(said(one.words, [one.words] if one.address else []), one.address)}"
    remark = f'<span class="quiet">{said(one.remark)}</span>'
    if not one.branches:
        return f"{name} {remark}"
    before, summary = (name, remark if one.remark else said(one.words)) if one.address else ("", f"{name} {remark}")
    return f"{before}<details{' open' if one.is_open else ''}><summary>{summary}</summary>{tree(one.branches)}</details>"


def table(frame: pd.DataFrame, caption: str, changed: Collection[tuple[int, str]] = (), address: Callable[[str, object], str] = lambda column, value: "") -> str:
    """An answer as a table: headings in words, the first column a row heading, states as sign and word.

    `caption` is what a screen reader says first. `changed` names cells (row position, column) to mark as changed.
    `address` says of a cell (column, value) where it leads, "" for nowhere.
    """
    columns = list(frame.columns)
    kinds = [cells.kind_in(column, list(frame[column])) for column in columns]
    head = "".join(
        f'<th scope="col" class="{_side(of)}">{said(word)}</th>' for word, of in zip(cells.labels(columns), kinds, strict=True)
    )
    rows = "".join(
        _row(columns, kinds, position, values, changed, address) for position, values in enumerate(frame.itertuples(index=False, name=None))
    )
    return (
        f'<div class="rows" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(columns: Sequence[str], kinds: Sequence[str], position: int, values: tuple, changed: Collection[tuple[int, str]], address: Callable[[str, object], str]) -> str:
    made = []
    for number, (column, of, value) in enumerate(zip(columns, kinds, values, strict=True)):
        one = cells.cell(column, value)
        drawn = of if one.text == wording.NONE else one.kind  # nothing stands where the column's values do
        is_changed = (position, column) in changed
        mark = f'<span class="mark" title="{escape(t("show.changed"))}">◆</span>' if is_changed else ""
        tag, scope = ("th", ' scope="row"') if number == 0 else ("td", "")
        classes = f"of-{drawn} {_side(drawn)}{' changed' if is_changed else ''}"
        heading = f' data-label="{escape(wording.label(column))}"'
        inside = state(one.state) or link(said(one.text), address(column, value))
        made.append(f'<{tag}{scope} class="{classes}"{_hover(one.exact, one.text)}{heading}>{mark}<span>{inside}</span></{tag}>')
    return f"<tr>{''.join(made)}</tr>"


def _side(kind: str) -> str:
    return "right" if kind in cells.RIGHT else "left"


def _hover(exact: str, text: str = "") -> str:
    return f' title="{escape(exact)}"' if exact and exact != text else ""
