"""Every table of a meeting's pack on one workbook, safe against formulas; the same pack gives the same bytes."""

from collections.abc import Sequence

import pandas as pd

from dashboard import downloads, wording
from dashboard.papers.agenda_papers import sources
from dashboard.papers.pack import Pack
from dashboard.sentences import meeting_pack as said
from dashboard.wording import t

FIGURES = ["item_label", "item_title", "state", "figure_words", "value_words"]
CHANGED = ["item_label", "item_title", "changed_words"]


def made(pack: Pack) -> bytes:
    """The workbook: agenda, seats, conflicts, records, what is open, each item's figures and table, and where all of it is from."""
    listed = [*((table.title, table.frame) for table in (*pack.tables, pack.open_matters)), (t("pack.table_figures"), _figures(pack)), (t("pack.table_changed"), _changed(pack)),
              *((t("pack.item", label=item.label), item.facts.table.frame) for item in pack.items if item.facts and item.facts.table)]
    return downloads.workbook(listed, _about(pack), pack.meeting["held_on"])


def _figures(pack: Pack) -> pd.DataFrame:
    """Each figure of each item in words."""
    return _frame([[item.label, item.title, item.facts.state or None, what, words] for item in pack.items if item.facts for what, words in item.facts.figures], FIGURES)


def _changed(pack: Pack) -> pd.DataFrame:
    """What became of each item's thing since the previous meeting."""
    return _frame([[item.label, item.title, words] for item in pack.items for words in item.changed], CHANGED)


def _frame(rows: Sequence, columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns), dtype=object)


def _about(pack: Pack) -> list[tuple[str, str]]:
    meeting = pack.meeting
    told = [(t("pack.table_meeting"), said.title(meeting, pack.kind, pack.is_draft)), (wording.label("held_on"), wording.date(meeting["held_on"], long=True)), (wording.label("starts_at"), said.clock(meeting["starts_at"])),
            (wording.label("ended_at"), said.clock(meeting["ended_at"])), (wording.label("place"), meeting["place"]), (t("pack.quorum_word"), said.quorum(pack.quorum))]
    told += [(t("papers.origin"), t("head.sample"))] if pack.origin.is_sample else []
    return [*told, *((t("papers.origin"), line) for line in sources(pack)), (t("pack.chain"), pack.origin.chain)]
