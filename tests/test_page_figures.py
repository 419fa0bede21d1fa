"""One figure everywhere the same: what a page of the contract and its money shows, its table, its files and `scrutiny ask` are the same Decimal.

Every frame a page puts into a table, behind a picture or into a file is caught on its way, and every question the page asks; the frames are
held cell by cell to the answers as the command prints them, then written out and read back.
"""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape

import openpyxl
import pytest
from opened import Opened, opened
from typer.testing import CliRunner

from dashboard import ask, command, downloads, markup, show

PAGES = ("budget", "deliverables", "contract", "flags")
SAME = {"entry_amount": "amount_baht", "granted_baht": "amount_baht", "from_fiscal_year": "fiscal_year"}  # column of a page that is another's under a heading of its own
MIXED = {"ledger_amount": ("amount_baht", "withheld_baht")}  # column of a page whose rows are of several questions: payments, what is withheld of them, penalties


@dataclass
class Seen:
    """A page as it was opened: the frames it shows, by name and columns, and the questions it asked, with release and picks."""

    name: str
    frames: dict
    questions: list
    page: Opened
    url: str
    answers: dict = field(default_factory=dict)

    def told(self, answer_format: str) -> list[list[dict]]:
        """Every question as `scrutiny ask` answers it: its rows, by column."""
        if answer_format not in self.answers:
            self.answers[answer_format] = [self._told(*question, answer_format) for question in self.questions]
        return self.answers[answer_format]

    def _told(self, question: str, release: int, picks: tuple, answer_format: str) -> list[dict]:
        given = [word for name, value in picks if value is not None for word in ("--pick", f"{name}={value}")]
        run = CliRunner().invoke(command.app, ["ask", question, "--database", self.url, "--province", "56", "--release", str(release), "--format", answer_format, *given])
        assert run.exit_code == 0, (question, run.output)
        return list(csv.DictReader(io.StringIO(run.stdout))) if answer_format == "csv" else json.loads(run.stdout)


@pytest.fixture(scope="module", params=PAGES)
def seen(request, sample_engine):
    """The page opened once: its name, the frames it shows (by name), what it asked, the screen, and the database's address."""
    frames, questions = {}, {}
    with pytest.MonkeyPatch.context() as patched:
        for name in ("table", "behind", "download"):
            patched.setattr(show, name, _catching(getattr(show, name), frames))
        patched.setattr(ask, "_answer", _asking(ask._answer, questions))
        page = opened(sample_engine, request.param)
    assert frames and questions
    return Seen(request.param, frames, list(questions), page, sample_engine.url.render_as_string(hide_password=False))


def _catching(shown, frames):
    def caught(frame, name, *rest, **more):
        frames[name, tuple(frame.columns)] = frame
        return shown(frame, name, *rest, **more)

    return caught


def _asking(answered, questions):
    def caught(question, url, chain, province, release, picks):
        questions[question, release, picks] = None
        return answered(question, url, chain, province, release, picks)

    return caught


def is_figure(value) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def figures(frame) -> list[str]:
    """The columns of a frame that hold figures."""
    return [column for column in frame.columns if any(is_figure(value) for value in frame[column])]


def plain(value) -> str | Decimal | None:
    """A cell as both sides spell it: figures as numbers, whatever their trailing zeros; nothing and the empty text alike."""
    if value is None or value != value or value == "":
        return None
    text = str(value)
    return Decimal(text).normalize() if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def is_shown_by(values, row) -> bool:
    """Whether every cell that says anything says what the answer's row says; a page may leave a cell out (no day late), never change it."""
    return all(value is None or value == told for value, told in zip(map(plain, values), row, strict=True))


@pytest.mark.parametrize("answer_format", ["csv", "json"])
def test_every_figure_a_page_shows_is_the_one_scrutiny_ask_gives_of_the_same_thing(seen, answer_format):
    answers = [rows for rows in seen.told(answer_format) if rows]
    missing = {}
    for (name, _), frame in seen.frames.items():
        frame = frame.rename(columns=SAME)
        left = set(figures(frame))
        for rows in answers:
            columns = [column for column in frame.columns if column in rows[0] and (column in left or column.endswith(("_code", "_on", "_number")))]
            if left & set(columns):
                known = [[plain(row[column]) for column in columns] for row in rows]
                if all(any(is_shown_by(values, row) for row in known) for values in frame[columns].itertuples(index=False)):
                    left -= set(columns)
        left -= {column for column in left & MIXED.keys() if set(map(plain, frame[column])) <= {plain(row[of]) for rows in answers for row in rows for of in MIXED[column] if of in row}}
        if left:
            missing[name] = left
    assert missing == {}


def test_a_file_of_a_page_holds_the_same_figures(seen):
    for frame in seen.frames.values():
        lines = list(csv.reader(io.StringIO(downloads.csv_file(frame, "th").decode("utf-8-sig"))))[1:]
        sheet = openpyxl.load_workbook(io.BytesIO(downloads.xlsx_file(frame, "th", []))).worksheets[0]
        sheet_rows = list(sheet.iter_rows(min_row=2, values_only=True))
        assert len(lines) == len(sheet_rows) == len(frame)
        for place, column in enumerate(frame.columns):
            for row, value in enumerate(frame[column]):
                if is_figure(value):
                    assert plain(lines[row][place]) == plain(sheet_rows[row][place]) == plain(value), (column, row)


def test_a_table_of_a_page_says_the_same_figures_exactly(seen):
    for frame in seen.frames.values():
        html = markup.table(frame, "x") if len(frame) else ""
        rows = [re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)][1:]
        for place, column in enumerate(frame.columns):
            for row, value in enumerate(frame[column]):
                if is_figure(value):
                    assert said(rows[row][place], column) == plain(value), (column, row)


def said(cell: str, column: str) -> Decimal:
    """The figure a table's cell says: exactly on hover, or in its text."""
    title = re.search(r' title="(.*?)"', cell)
    text = unescape(title[1] if title else re.sub(r"<.*?>", "", cell)).replace("\N{MINUS SIGN}", "-")
    number = re.search(r"-?[\d,]+(\.\d+)?", text)[0].replace(",", "")
    return Decimal(number).normalize()


def test_what_stands_large_on_a_page_is_exactly_what_was_answered(seen):
    answered = {plain(value) for rows in seen.told("csv") for row in rows for value in row.values()}
    exact = [unescape(title) for block in seen.page.blocks() for title in re.findall(r'<dd class="value" title="(.*?)"', block)]
    numbers = [Decimal(re.search(r"-?[\d,]+(\.\d+)?", text.replace("\N{MINUS SIGN}", "-"))[0].replace(",", "")).normalize() for text in exact]
    assert [number for number in numbers if number not in answered] == []
