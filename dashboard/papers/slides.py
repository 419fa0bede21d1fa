"""A meeting's pack as slides, one message each, with native charts that can be edited: the meeting and its quorum, each item with its state and bars, the resolutions, what is open.

Every run names its language and the typeface of complex scripts, or Thai falls back to a letter that has none.
"""

import io
import re
from collections.abc import Sequence
from datetime import datetime

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from dashboard import cells, palette, wording
from dashboard.charts.lettering import wide
from dashboard.downloads import FORMULA
from dashboard.papers.item_facts import Bars, Facts
from dashboard.papers.pack import MINUTES, Item, Pack
from dashboard.papers.sheet import in_digits
from dashboard.sentences import meeting_pack as said
from dashboard.wording import t
from queries.answers import dicts

FACE = "Sarabun"
WIDE, HIGH, EDGE = Inches(13.333), Inches(7.5), Inches(0.7)
BLANK = 6  # the layout without placeholders
INK, MUTED = palette.PROJECTOR.ink, palette.PROJECTOR.muted
TITLE, SMALLER, BODY, FOOT = 34, 28, 24, 12
ROOM = 760  # points: how wide a bold title may be before it takes the smaller size
TOGETHER = re.compile(r"(?<=\d) (?=\S)|(?<=\S) (?=[\d/]+$)")  # a number keeps its unit, one at the end its word
MOST = 5  # lines of a list on a slide
FIGURES = 4  # figures beside a chart
ACROSS, BESIDE = 3, 18  # cells of a table's row on a slide, and their size in points
LABEL, FIGURE = 13, 16  # points: what a figure is, and its words
STEPS = ((90, 24), (170, 21), (260, 18))  # letters up to which words keep a size in points
SMALLEST = 16


def made(pack: Pack) -> bytes:
    """The slides as a .pptx file."""
    show = Presentation()
    show.slide_width, show.slide_height = WIDE, HIGH
    properties = show.core_properties
    properties.title, properties.author, properties.language = said.title(pack.meeting, pack.kind, pack.is_draft), "", _tag()
    properties.created = properties.modified = datetime(*pack.meeting["held_on"].timetuple()[:3])
    _opening(show, pack)
    for number, (heading, items) in enumerate(pack.sections, 1):
        for item in items:
            _item(show, pack, item, t("pack.section", number=number, title=heading))
            if item.facts and item.records:
                _listed(show, pack, t("pack.slide_recorded", label=item.label, count=len(item.records)), _told(item))
    for title, lines in ([_resolutions(pack)] if pack.kind == MINUTES else []) + [_open(pack)]:
        _listed(show, pack, title, lines)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def _tag() -> str:
    return "th-TH" if wording.language() == "th" else "en-GB"


# --- the slides -------------------------------------------------------------------------------------------------------


def _opening(show, pack: Pack) -> None:
    """Which meeting, when and where, and whether there is a quorum."""
    slide = _slide(show, pack, said.title(pack.meeting, pack.kind, pack.is_draft))
    lines = [(line, BODY, INK, False) for line in said.head(pack.meeting)[1:]]
    noted = pack.quorum["present_count"] + pack.quorum["absent_count"] + pack.quorum["substitute_count"]
    lines += [(said.quorum(pack.quorum), BODY, INK, True)] if noted else []
    lines += [(t("head.sample"), BODY, palette.PROJECTOR.states["off_track"][1], True)] if pack.origin.is_sample else []
    _words(slide, pack, lines, EDGE, Inches(2.3), WIDE - 2 * EDGE, Inches(4))


def _item(show, pack: Pack, item: Item, section: str) -> None:
    """An item: its state and answer as the message, its bars, its first figures; one that opens nothing with its brief and its records, or at least its part of the agenda."""
    slide = _slide(show, pack, f"{item.label} {item.title}")
    facts = item.facts
    if facts is None:
        told = list(filter(None, [item.brief, t("pack.presenter", name=item.presenter) if item.presenter else "", *_told(item)[:MOST]])) or [section]
        _words(slide, pack, [(words, _size(words), INK, False) for words in told], EDGE, Inches(1.9), WIDE - 2 * EDGE, Inches(4.6))
        return
    _words(slide, pack, [(_with_state(facts.answer, facts.state), _size(facts.answer), _colour(facts.state), True)], EDGE, Inches(1.6), WIDE - 2 * EDGE, Inches(1.6))
    drawn = facts.bars is not None and any(value is not None for value in facts.bars.values)
    if drawn:
        _chart(slide, pack, facts.bars, EDGE, Inches(3.2), Inches(6.9), Inches(3.5))
    left = Inches(7.9) if drawn else EDGE
    beside = _beside(facts.figures[:FIGURES]) if facts.figures or drawn else [(line, BESIDE, INK, False) for line in _rows(facts)]
    _words(slide, pack, beside, left, Inches(3.3), WIDE - left - EDGE, Inches(3.4))


def _beside(figures: Sequence[tuple[str, str]]) -> list[tuple[str, int, str, bool]]:
    """Figures as two lines each: what it is, small, and under it its words. On one line, a narrow box breaks a unit inside."""
    return [line for what, words in figures for line in ((what, LABEL, MUTED, False), (words, FIGURE, INK, False))]


def _rows(facts: Facts) -> list[str]:
    """The first rows of a table in brief, each value with its name, for a slide that has nothing else to show."""
    if facts.table is None:
        return []
    frame = facts.table.frame.iloc[:MOST, :ACROSS]
    heads = ["", *(f"{label} " for label in cells.labels(list(frame.columns))[1:])]
    return [" · ".join(head + cells.cell(name, value).text for head, name, value in zip(heads, frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def _told(item: Item) -> list[str]:
    """What was recorded at an item, a line each: its words, what came of it, and whether it was corrected."""
    more = [" · ".join(f"{what} {words}" for what, words in one.more) for one in item.records]
    return [": ".join(filter(None, (one.heading, one.words))) + (f" ({rest})" if rest else "") + (f" [{one.mark}]" if one.mark else "") for one, rest in zip(item.records, more, strict=True)]


def _resolutions(pack: Pack) -> tuple[str, list[str]]:
    found = [(item, one) for item in pack.items for one in item.records if one.kind == "resolution"]
    lines = [f"{item.label} {one.words}" + (f" [{one.mark}]" if one.mark else "") for item, one in found]
    return (t("pack.slide_resolutions", count=len(lines)) if lines else t("pack.slide_no_resolution")), lines


def _open(pack: Pack) -> tuple[str, list[str]]:
    rows = dicts(pack.open_matters.frame)
    lines = [" – ".join(filter(None, (row["record_words"], row["organisation_name"], t("pack.slide_due", day=wording.date(row["due_on"])) if row["due_on"] else ""))) for row in rows]
    return (t("pack.slide_open", count=len(lines)) if lines else t("pack.slide_nothing_open")), lines


def _listed(show, pack: Pack, title: str, lines: Sequence[str]) -> None:
    """A message and its lines, as many as a slide has room for."""
    slide = _slide(show, pack, title)
    shown = list(lines[:MOST]) + ([t("pack.slide_more", count=len(lines) - MOST)] if len(lines) > MOST else [])
    size = _size(max(shown, key=len, default=""))
    _words(slide, pack, [(line, size, INK, False) for line in shown], EDGE, Inches(1.7), WIDE - 2 * EDGE, Inches(5))


# --- what stands on them ----------------------------------------------------------------------------------------------


def _slide(show, pack: Pack, title: str):
    """A new slide with its title, and at its foot the releases and the beginning of the chain."""
    slide = show.slides.add_slide(show.slide_layouts[BLANK])
    _words(slide, pack, [(title, TITLE if wide(title, TITLE) < ROOM else SMALLER, INK, True)], EDGE, Inches(0.4), WIDE - 2 * EDGE, Inches(1.2))
    origin = pack.origin
    foot = [t("head.release", release=origin.release), t("head.as_of", as_of=wording.date(origin.as_of, long=True)), t("head.record_release", release=origin.record_release), t("head.chain", chain=origin.chain[:8])]
    _words(slide, pack, [(" · ".join(foot), FOOT, MUTED, False)], EDGE, HIGH - Inches(0.55), WIDE - 2 * EDGE, Inches(0.4))
    return slide


def _words(slide, pack: Pack, lines: Sequence[tuple[str, int, str, bool]], left: Emu, top: Emu, width: Emu, height: Emu) -> None:
    """Lines of (words, size, colour, whether bold) in a box."""
    frame = slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    for place, (words, size, colour, is_bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after, paragraph.line_spacing = Pt(0 if size == LABEL else size // 3), 1.15  # a label keeps to what it names
        run = paragraph.add_run()
        run.text = in_digits(TOGETHER.sub("\N{NO-BREAK SPACE}", words), pack.digits)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), is_bold, _rgb(colour)
        _thai(run.font)


def _thai(font) -> None:
    """Language and typefaces of a run, a label or an axis: for Latin letters and for complex scripts."""
    font.name = FACE
    own = font._rPr
    own.set("lang", _tag())
    letters = own.makeelement(qn("a:cs"), {"typeface": FACE})
    own.find(qn("a:latin")).addnext(letters)


def _chart(slide, pack: Pack, bars: Bars, left: Emu, top: Emu, width: Emu, height: Emu) -> None:
    """The bars as a native chart: its own data sheet behind it, a label at every bar, no grid."""
    data = CategoryChartData(number_format=bars.written)
    data.categories = [_no_formula(in_digits(str(name), pack.digits)) for name in bars.names]
    data.add_series(_no_formula(in_digits(bars.title, pack.digits)), [None if value is None else float(value) for value in bars.values])
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, left, top, width, height, data).chart
    chart.has_legend, chart.has_title = False, True
    title = chart.chart_title.text_frame.paragraphs[0].add_run()
    title.text, title.font.size, title.font.bold, title.font.color.rgb = in_digits(bars.title, pack.digits), Pt(16), False, _rgb(MUTED)
    for font in (title.font, chart.font):
        _thai(font)
    chart.font.size = Pt(16)
    chart.category_axis.reverse_order = True  # the first bar on top
    chart.category_axis.format.line.color.rgb, chart.category_axis.has_major_gridlines = _rgb(palette.PROJECTOR.line), False
    chart.value_axis.visible, chart.value_axis.has_major_gridlines, chart.value_axis.minimum_scale = False, False, min(0, *(float(v or 0) for v in bars.values))
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 60, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = bars.written, False
    plot.data_labels.position, plot.data_labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = _rgb(palette.PROJECTOR.money["allocated"])
    plot.series[0].invert_if_negative = False


def _no_formula(words: str) -> str:
    """Words that the data sheet behind a chart takes for words: what begins as a formula gets a sign before it that nobody sees."""
    return f"\N{WORD JOINER}{words}" if words.startswith(FORMULA) else words


def _with_state(words: str, state: str) -> str:
    return f"{palette.STATES[state].sign} {wording.state(state)} – {words}" if state in palette.STATES else words


def _colour(state: str) -> str:
    return palette.PROJECTOR.states[state][1] if state in palette.STATES else INK


def _size(words: str) -> int:
    """Size in points: smaller where there is more to say."""
    return next((size for most, size in STEPS if len(words) <= most), SMALLEST)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#"))
