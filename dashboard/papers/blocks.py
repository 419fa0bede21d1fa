"""What stands on a paper, as blocks of HTML: head of an official letter, headings, paragraphs, tables, bars, signature. Every text is escaped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from dashboard import markup, palette, wording
from dashboard.wording import t


@dataclass(frozen=True)
class Column:
    """A column of a printed table: its heading, its width in per cent, "left", "right" (figures) or "whole" (days: never broken), a state whose sign heads it."""

    heading: str
    width: float
    side: str = "left"
    state: str = ""


KEPT_TOGETHER = 8  # rows up to which a table is not parted between two pages


def letterhead(agency: str, subject: str, to: str) -> str:
    """The head of an official letter; number and date are the office's to fill."""
    blank = '<span class="blank"></span>'
    lines = {"agency": markup.said(agency, [agency]), "number": blank, "dated": blank, "subject": markup.said(subject), "to": markup.said(to)}
    made = "".join(f'<div class="of-{name}"><dt>{markup.said(t("papers." + name))}</dt><dd>{inside}</dd></div>' for name, inside in lines.items())
    return f'<dl class="letterhead">{made}</dl>'


def title(text: str) -> str:
    """The paper's own title."""
    return f"<h1>{markup.said(text)}</h1>"


def heading(text: str, number: int = 0) -> str:
    """A heading, numbered where a number is given; never at the foot of a page."""
    return f"<h2>{f'{number}. ' if number else ''}{markup.said(text)}</h2>"


def paragraph(text: str, names: Sequence[str] = (), state: str = "") -> str:
    """A paragraph, its state before it; `names` (places, bodies) stay on one line. Nothing for no text."""
    return f"<p>{markup.state(state)} {markup.said(text, names)}</p>" if text else ""


def points(texts: Sequence[str], names: Sequence[str] = ()) -> str:
    """A numbered list."""
    return f'<ol>{"".join(f"<li>{markup.said(text, names)}</li>" for text in texts)}</ol>'


def note(text: str) -> str:
    """A remark in small letters."""
    return f'<p class="note">{markup.said(text)}</p>' if text else ""


def table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """A table; `rows` hold HTML (of `words`, `item`, `bar`), a row's first cell is its heading. No row is ever cut, the head stands on every page."""
    widths = "".join(f'<col style="width:{column.width}%">' for column in columns)
    head = "".join(f'<th scope="col" class="{column.side}">{_sign(column) or markup.said(column.heading)}</th>' for column in columns)
    made = "".join(f"<tr>{''.join(_cell(place, column, cell) for place, (column, cell) in enumerate(zip(columns, row, strict=True)))}</tr>" for row in rows)
    kept = " is-kept" if len(rows) <= KEPT_TOGETHER else ""
    return f'<div class="rows{kept}"><table><caption>{markup.said(caption)}</caption><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>{made}</tbody></table></div>'


def _sign(column: Column) -> str:
    """A state's sign in place of its word, which the key tells."""
    return f'<span class="state is-{column.state}" role="img" aria-label="{escape(column.heading)}">{palette.STATES[column.state].sign}</span>' if column.state else ""


def _cell(place: int, column: Column, inside: str) -> str:
    tag, scope = ("td", "") if place else ("th", ' scope="row"')
    return f'<{tag}{scope} class="{column.side}" data-label="{escape(column.heading)}"><span>{inside}</span></{tag}>'


def of_states(width: float) -> list[Column]:
    """A column for each state, worst first, headed by its sign; `key` tells the words."""
    return [Column(wording.state(code), width, "right", code) for code in palette.STATES]


def key() -> str:
    """The signs of the states and their words, worst first."""
    return f'<p class="note key">{" ".join(markup.state(code) for code in palette.STATES)}</p>'


def words(text: object, names: Sequence[str] = ()) -> str:
    """A cell of words or of a figure."""
    return markup.said(text, names)


def state(code: str | None) -> str:
    """A cell that holds a state."""
    return markup.state(code or "")


def item(name: str, state: str, kind: str = "", more: str = "") -> str:
    """A cell that names a thing: its state and kind, its name under them, and a quiet word more behind it."""
    about = f'{markup.state(state)} <span class="quiet">{markup.said(kind)}</span><br>' if state or kind else ""
    return f"{about}{markup.said(name)}" + (f' <span class="quiet whole">({markup.said(more)})</span>' if more else "")


def quiet(text: str) -> str:
    """A quiet line under what a cell says; nothing for no text."""
    return f'<br><span class="quiet">{markup.said(text)}</span>' if text else ""


def bar(percent: Decimal | None, of: str, mark: Decimal | None = None) -> str:
    """A bar of so many per cent of its cell (`of`: a state, or a step of the money), and a line where it should reach; both held to 0–100. The figure must stand beside it."""
    if percent is None:
        return ""
    should = "" if mark is None else f'<b style="left:{_held(mark)}%"></b>'
    return f'<i class="bar"><i class="of-{of}" style="width:{_held(percent)}%"></i>{should}</i>'


def _held(percent: Decimal) -> Decimal:
    return min(max(percent, Decimal(0)), Decimal(100)).quantize(Decimal("0.01"))


def spread(counts: Mapping[str, int]) -> str:
    """How many are in each state as parts of one bar, worst first; the counts must stand beside it."""
    parts = "".join(f'<i class="of-{code}" style="flex-grow:{counts[code]}"></i>' for code in palette.STATES if counts.get(code))
    return f'<i class="bar spread">{parts}</i>'


def signature(closing: str, post: str) -> str:
    """Room to sign: the closing words, a line, a place for the name, the post – no name."""
    return (
        f'<div class="signature"><p>{markup.said(closing)}</p><p>{markup.said(t("papers.signed"))} <span class="blank"></span></p>'
        f'<p>(<span class="blank"></span>)</p><p>{markup.said(post, [post])}</p></div>'
    )


def origin(lines: Sequence[str], chain: str) -> str:
    """Where the figures come from, and the whole chain head by which anybody can tell that they are the same data."""
    listed = "".join(f"<p>{markup.said(line)}</p>" for line in lines)
    return f'<section class="origin"><p><strong>{markup.said(t("papers.origin"))}</strong></p>{listed}<p>{markup.said(t("head.chain", chain=""))}<code>{escape(chain)}</code></p></section>'
