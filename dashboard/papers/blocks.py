"""What stands on a paper, as blocks of HTML: head of an official letter, headings, paragraphs, tables, bars, signature. Every text is escaped."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

import pandas as pd

from dashboard import cells, markup, palette, wording
from dashboard.wording import t


@dataclass(frozen=True)
class Column:
    """A column of a printed table: its heading, its width in per cent, "left", "right" (figures) or "whole" (days: never broken), a state whose sign heads it."""

    heading: str
    width: float
    side: str = "left"
    state: str = ""


_LINE, _GAP, _WIDEST, _HEADING, _WORD = 92, 3, 48, 8, 12  # letters: across the sheet in a table's size, between two columns, of a column at most, of a Thai word in a heading and in a cell
_WHOLE = ("date", "state")  # kinds of cells that stay on one line
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)+")  # never broken at its hyphen: D-11, 2568-1, 1234/2567
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


def subheading(text: str, names: Sequence[str] = ()) -> str:
    """The heading of an item under a heading; never at the foot of a page."""
    return f"<h3>{markup.said(text, names)}</h3>"


def centred(lines: Sequence[str]) -> str:
    """Lines in the middle of the page: which meeting, when and where."""
    return "".join(f'<p class="centred">{markup.said(line, [line])}</p>' for line in lines)


def labelled(what: str, text: str, names: Sequence[str] = (), mark: str = "") -> str:
    """A paragraph led by what it is, and a remark that stands out, as that it was corrected. Nothing for no text."""
    remark = f' <strong class="mark">[{markup.said(mark)}]</strong>' if mark else ""
    return f'<p><strong class="whole">{markup.said(what)}</strong> {markup.said(text, names)}{remark}</p>' if text else ""


def pairs(lines: Sequence[tuple[str, str]], names: Sequence[str] = ()) -> str:
    """Figures or particulars, a line each: what it is, and its words. Nothing for no line."""
    made = "".join(f"<div><dt>{markup.said(what)}</dt> <dd>{markup.said(words, names)}</dd></div>" for what, words in lines)
    return f'<dl class="pairs">{made}</dl>' if made else ""


def posts(lines: Sequence[tuple[str, str]], names: Sequence[str] = ()) -> str:
    """A numbered list of posts, each with what it is in the body."""
    return f'<ol class="posts">{"".join(f"<li><span>{markup.said(post, names)}</span> <span>{markup.said(role)}</span></li>" for post, role in lines)}</ol>'


def entry(label: str, title: str, more: str = "") -> str:
    """An item of an agenda in brief: its label, its title, a quiet word more."""
    return f'<p class="entry"><span>{markup.said(label)}</span><span>{markup.said(title)}{quiet(more)}</span></p>'


def recorded(inside: str) -> str:
    """What a meeting recorded, set off from what was reported to it; never cut between two pages."""
    return f'<div class="recorded">{inside}</div>'


def new_page(inside: str) -> str:
    """What begins a page of its own."""
    return f'<div class="new-page">{inside}</div>'


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


def answers(title: str, frame: pd.DataFrame) -> str:
    """An answer's table with its headings and cells in words, money in baht, each column as wide as what stands in it asks for. Nothing for no row."""
    if frame.empty:
        return ""
    names, kinds = cells.labels(list(frame.columns)), [cells.kind_in(name, list(frame[name])) for name in frame.columns]
    said = [[_plain(name, value) for name, value in zip(frame.columns, row, strict=True)] for row in frame.itertuples(index=False, name=None)]
    sides = ["whole" if kind in _WHOLE else "right" if kind in cells.RIGHT else "left" for kind in kinds]
    widths = _widths(names, [[cell.text for cell in column] for column in zip(*said, strict=True)], sides)
    columns = [Column(name, width, side) for name, width, side in zip(names, widths, sides, strict=True)]
    return table(title, columns, [[markup.state(cell.state) or words(cell.text, _CODE.findall(cell.text)) for cell in row] for row in said])


def _plain(column: str, value: object) -> cells.Cell:
    cell = cells.cell(column, value)
    return cells.Cell(wording.number(value), cell.kind) if cell.kind == "money" and value is not None else cell


def _widths(names: Sequence[str], columns: Sequence[Sequence[str]], sides: Sequence[str]) -> list[float]:
    """Per cent of each column: what must not be broken first, then what is left by what each would like."""
    need = [_GAP + max(_longest(name, _HEADING), *(_long(text) if side != "left" else _longest(text, _WORD) for text in column)) for name, column, side in zip(names, columns, sides, strict=True)]
    like = [max(least, _GAP + min(_WIDEST, max(map(_long, column)))) for least, column in zip(need, columns, strict=True)]
    asked = sum(like) - sum(need)
    part = min(1, max(0, _LINE - sum(need)) / asked) if asked else 0
    widths = [least + (more - least) * part for least, more in zip(need, like, strict=True)]
    return [round(100 * width / sum(widths), 2) for width in widths]


def _long(text: str) -> int:
    """Letters a text is wide: marks above and below take no room."""
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def _longest(text: str, thai: int) -> int:
    """Letters of its longest word; Thai writes words without a space between, none is taken as longer than `thai`."""
    return max((_long(word) if word.isascii() else min(_long(word), thai) for word in text.split()), default=0)


def signature(closing: str, post: str) -> str:
    """Room to sign: the closing words, a line, a place for the name, the post – no name."""
    kind = "signature" if closing else "signature is-plain"
    ending = f"<p>{markup.said(closing)}</p>" if closing else ""
    return (
        f'<div class="{kind}">{ending}<p>{markup.said(t("papers.signed"))} <span class="blank"></span></p>'
        f'<p>(<span class="blank"></span>)</p><p>{markup.said(post, [post])}</p></div>'
    )


def origin(lines: Sequence[str], chain: str) -> str:
    """Where the figures come from, and the whole chain head by which anybody can tell that they are the same data."""
    listed = "".join(f"<p>{markup.said(line)}</p>" for line in lines)
    return f'<section class="origin"><p><strong>{markup.said(t("papers.origin"))}</strong></p>{listed}<p>{markup.said(t("head.chain", chain=""))}<code>{escape(chain)}</code></p></section>'
