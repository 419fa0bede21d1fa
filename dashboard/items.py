"""What needs attention as a list: what it is, how bad, who must act by when – a table on a desk, cards on a phone; each leads to its page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard import markup, palette
from dashboard.wording import t

COLUMNS = ("what", "how_bad", "who", "by")
CODE = re.compile(r"[A-Z]+-\d+")  # never broken at its hyphen


@dataclass(frozen=True)
class Item:
    """One thing to act on, in words: `state` is a code or "", `address` where it is shown or "", `who_address` likewise of who must act."""

    name: str
    kind: str
    state: str
    severity: str
    how_bad: str
    who: str
    action: str
    by: str
    overdue: str
    address: str
    who_address: str = ""
    source: str = ""  # the row it comes from


@dataclass(frozen=True)
class Group:
    """Things that the same rule names: the rule's title, how grave it is in words and as a state's sign, what it checks, by which limit or ""."""

    title: str
    severity: str
    sign: str
    checks: str
    limit: str
    items: Sequence[Item]


def listed(items: Sequence[Item], caption: str) -> str:
    """The items as an HTML table in the house's dress, worst first as given."""
    return _table("".join(_row(item, _lead(item)) for item in items), caption)


def cards(items: Sequence[Item], caption: str, *, has_action: bool) -> str:
    """The items in few lines each, side by side where there is room: what it is, how bad, who must act by when; `has_action`: and what is to be done."""
    return f'<ol class="worst" aria-label="{escape(caption)}">{"".join(_card(item, has_action) for item in items)}</ol>'


def _card(item: Item, has_action: bool) -> str:
    said = markup.said
    lines = (_lead(item).removesuffix("<br>"), f"<strong>{markup.link(said(item.name), item.address)}</strong>", said(item.how_bad, CODE.findall(item.how_bad)),
             f'{markup.link(said(item.who), item.who_address)} · <span class="term">{said(t("overview.by"))} {said(" · ".join(filter(None, (item.by, item.overdue))))}</span>')
    action = f'<p class="quiet">{said(item.action)}</p>' if has_action else ""
    return f"<li>{''.join(f'<p>{line}</p>' for line in lines)}{action}</li>"


def grouped(groups: Sequence[Group], caption: str) -> str:
    """The same, under the rule that names them: its title, what it checks and its limit stand above its items."""
    return _table("".join(_head(group) + "".join(_row(item) for item in group.items) for group in groups), caption)


def _table(rows: str, caption: str) -> str:
    head = "".join(f'<th scope="col">{markup.said(t(f"overview.{name}"))}</th>' for name in COLUMNS)
    return (
        f'<div class="rows" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="items">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _head(group: Group) -> str:
    sign = f'<span class="state is-{group.sign}">{palette.STATES[group.sign].sign} {markup.said(group.severity)}</span>'
    limit = f'<br><span class="quiet">{markup.said(group.limit)}</span>' if group.limit else ""
    return f'<tr class="group"><th scope="rowgroup" colspan="{len(COLUMNS)}">{sign} <strong>{markup.said(group.title)}</strong> <span class="quiet">{markup.said(group.checks)}</span>{limit}</th></tr>'


def _lead(item: Item) -> str:
    state = markup.state(item.state) or f'<span class="state is-not_due">{markup.said(item.severity)}</span>'
    return f'{state} <span class="quiet">{markup.said(item.kind)}</span><br>'


def _row(item: Item, lead: str = "") -> str:
    said = markup.said
    name, who = markup.link(said(item.name, [item.name]), item.address), markup.link(said(item.who, [item.who]), item.who_address)
    about = "" if lead else f'<br><span class="quiet">{said(item.kind)} · {said(item.source)}</span>'
    cells = (
        said(item.how_bad, CODE.findall(item.how_bad)), f'{f"{who}<br>" if item.who else ""}<span class="quiet">{said(item.action)}</span>', f'{said(item.by)} <span class="quiet">{said(item.overdue)}</span>',
    )
    rest = "".join(f'<td data-label="{escape(t(f"overview.{column}"))}"><span>{cell}</span></td>' for column, cell in zip(COLUMNS[1:], cells, strict=True))
    return f'<tr><th scope="row">{lead}{name}{about}</th>{rest}</tr>'


def figures(numbers: Sequence[markup.Figure], addresses: Sequence[str]) -> str:
    """Numbers that matter as cards, each a link to its page."""
    cards = "".join(
        f'<div class="figure"><dt><a href="{escape(address)}" target="_self">{markup.said(one.label)}</a></dt><dd class="value">{markup.said(one.value)}</dd>'
        f'<dd class="where">{markup.state(one.state)} {markup.said(one.note)}</dd></div>'
        for one, address in zip(numbers, addresses, strict=True)
    )
    return f'<dl class="figures">{cards}</dl>'
