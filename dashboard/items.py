"""What needs attention as a list: what it is, how bad, who must act by when – a table on a desk, cards on a phone; each leads to its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard import markup
from dashboard.wording import t

COLUMNS = ("what", "how_bad", "who", "by")


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


def listed(items: Sequence[Item], caption: str) -> str:
    """The items as an HTML table in the house's dress, worst first as given."""
    head = "".join(f'<th scope="col">{markup.said(t(f"overview.{name}"))}</th>' for name in COLUMNS)
    rows = "".join(_row(item) for item in items)
    return (
        f'<div class="rows" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="items">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(item: Item) -> str:
    said = markup.said
    state = markup.state(item.state) or f'<span class="state is-not_due">{said(item.severity)}</span>'
    name, who = markup.link(said(item.name, [item.name]), item.address), markup.link(said(item.who, [item.who]), item.who_address)
    cells = (
        said(item.how_bad), f'{f"{who}<br>" if item.who else ""}<span class="quiet">{said(item.action)}</span>', f'{said(item.by)} <span class="quiet">{said(item.overdue)}</span>',
    )
    rest = "".join(f'<td data-label="{escape(t(f"overview.{column}"))}"><span>{cell}</span></td>' for column, cell in zip(COLUMNS[1:], cells, strict=True))
    return f'<tr><th scope="row">{state} <span class="quiet">{said(item.kind)}</span><br>{name}</th>{rest}</tr>'


def figures(numbers: Sequence[markup.Figure], addresses: Sequence[str]) -> str:
    """Numbers that matter as cards, each a link to its page."""
    cards = "".join(
        f'<div class="figure"><dt><a href="{escape(address)}" target="_self">{markup.said(one.label)}</a></dt><dd class="value">{markup.said(one.value)}</dd>'
        f'<dd class="where">{markup.state(one.state)} {markup.said(one.note)}</dd></div>'
        for one, address in zip(numbers, addresses, strict=True)
    )
    return f'<dl class="figures">{cards}</dl>'
