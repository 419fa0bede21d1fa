"""How many rows of a table a projector's picture holds: no row is cut, however its names wrap."""

import unicodedata
from collections.abc import Sequence

import pandas as pd

from dashboard import cells

HIGH = 1080  # px of the picture all sizes are laid out for
LETTER = 0.53  # mean width of a letter of Sarabun over its height; marks above and below take none
LINE, PADDING, GAP = 1.35, 16, 40  # line height over letter height; px above and below a row, beside a cell (projector.css)
AROUND = 560  # px taken by the line above, the question, two lines of answer, the headings, the source
AROUND_PICTURE = 380  # px taken by the line above, a question, an answer and a source of one line each
NARROW, MORE_AROUND = 1500, 120  # on a narrower picture (4:3) the line above and the question take two lines as well


def row_pages(frame: pd.DataFrame, window: tuple[int, int], letter: int, most: int, scale: float = 1.0) -> list[tuple[int, int]]:
    """(first, last) rows, last exclusive, of each page: at most `most` rows, and no more than fit the window.

    `window` is its width and height in px, `letter` the height of a table's letters in px of a 1080 px picture, `scale`
    how much larger all is drawn.
    """
    wide = window[0] * HIGH / window[1] / scale - 2 * 56
    lines = _lines(frame, wide, letter)
    room = HIGH / scale - AROUND - (MORE_AROUND if wide < NARROW else 0)
    pages, first, used = [], 0, 0.0
    for row, count in enumerate(lines):
        high = count * letter * LINE + PADDING
        if row > first and (row - first == most or used + high > room):
            pages.append((first, row))
            first, used = row, 0.0
        used += high
    return [*pages, (first, len(frame))]


def left_for_picture(width: float, title: str, answer: str, source: str, scale: float = 1.0) -> int:
    """Px that a projector's picture has below these words and above its source, on a page `width` px across; `scale` as in `row_pages`."""
    lines = {words: -(-length(words) * LETTER * letter // width) for words, letter in ((title, 66), (answer, 46), (source, 28))}
    more = 86 * (lines[title] - 1) + 71.5 * (lines[answer] - 1) + 43.4 * (max(lines[source], 1) - 1) + (43.4 if width < NARROW else 0)
    return int(HIGH / scale - AROUND_PICTURE - more)


def _lines(frame: pd.DataFrame, wide: float, letter: int) -> list[int]:
    """Lines each row takes: columns of words share what those of numbers and days leave."""
    texts = [[cells.cell(column, value).text for value in frame[column]] for column in frame.columns]
    kinds = [cells.kind_in(column, list(frame[column])) for column in frame.columns]
    widths = [[length(text) * LETTER * letter for text in column] for column in texts]
    wraps = [kind in ("text", "choice", "codes") for kind in kinds]
    whole = [max(column, default=0) + GAP for column in widths]
    left = wide - sum(w for w, can in zip(whole, wraps, strict=True) if not can)
    asked = sum(w for w, can in zip(whole, wraps, strict=True) if can)
    share = min(1.0, max(left, 1) / asked) if asked else 1.0
    return [_most_lines(row, whole, wraps, share) for row in zip(*widths, strict=True)]


def _most_lines(row: Sequence[float], whole: Sequence[float], wraps: Sequence[bool], share: float) -> int:
    counts = [-(-width // max(full * share - GAP, 1)) for width, full, can in zip(row, whole, wraps, strict=True) if can and share < 1]
    return int(max(counts, default=1)) or 1


def length(text: str) -> int:
    """Letters of a text that take width: Thai vowels and tone marks above and below take none."""
    return sum(unicodedata.category(letter) != "Mn" for letter in text)
