"""The governor's brief on one A4 page: on track or not, the three worst and who must act by when, what changed since the last meeting, which instructions are open.

`ask` is a function (question, **picks) → frame, as of the report: the page of the same name tells the same from the same `Brief`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard import palette, wording
from dashboard.names import kept, localised
from dashboard.papers import blocks
from dashboard.papers.blocks import Column, item, words
from dashboard.papers.report import Ask
from dashboard.papers.sheet import ARABIC, Origin, Paper
from dashboard.sentences import budget as money
from dashboard.sentences import contract as treaty
from dashboard.sentences import governor as said
from dashboard.sentences import indicators as results
from dashboard.sentences import overview
from dashboard.wording import t
from queries.answers import dicts
from queries.since import STATES

FORM = "governor-brief/1"  # to be raised when the form changes, so that an old paper can be told from a new one
MOST = 3  # of the worst things: what five minutes have room for
OPEN = 3  # of the open instructions that one page has room for


@dataclass(frozen=True)
class Brief:
    """What the governor is told at a release."""

    head: Mapping
    states: pd.DataFrame
    worst: pd.DataFrame  # the three worst
    moves: Sequence[tuple[said.Earlier, pd.DataFrame]]  # earlier releases, and every thing with how it moved since
    given: pd.DataFrame  # instructions, open ones first

    @property
    def verdict(self) -> tuple[str, str]:
        """On track or not, and the state of that."""
        return said.verdict(self.head, self.states)

    @property
    def moved(self) -> pd.DataFrame:
        """The things that moved since the first of the earlier releases since which any did, worst first; no row where there is no earlier release."""
        found = [kept(states, (move != "same" for move in states["move"])) for _, states in self.moves]
        return next((one for one in found if len(one)), self.moves[0][1].head(0) if self.moves else pd.DataFrame(columns=list(STATES)))

    def told(self, *, is_brief: bool = False) -> list[str]:
        """What moved since the earlier releases, in words."""
        return [said.moved(states, before, is_brief) for before, states in self.moves] or [t("governor.first")]


def gathered(ask: Ask, release: int) -> Brief:
    """All that page and paper tell, names in the language in use."""
    answer = partial(_answered, ask)
    head = answer("attention.headline").iloc[0].to_dict()
    since = said.earlier(answer("reporting.release_summary"), answer("meetings.listed"), {**head, "release": release})
    moves = [(one, answer("since.states", before=one.release, with_same=True)) for one in since]
    return Brief(head, answer("attention.states"), answer("attention.worst_first").head(MOST), moves, answer("meetings.instructions"))


def _answered(ask: Ask, question: str, **picks) -> pd.DataFrame:
    return localised(ask(question, **picks))


def made(ask: Ask, origin: Origin, digits: str = ARABIC) -> Paper:
    """The brief on the province as at its release. English keeps Arabic digits."""
    of = gathered(ask, origin.release)
    title = t("governor.paper_title", province=origin.province)
    when = f"{t('head.as_of', as_of=wording.date(origin.as_of, long=True))} · {t('head.release', release=origin.release)}"
    told = [blocks.title(title), blocks.centred([when]), *_stands(of), *_worst(of), *_changed(of), *_given(of), blocks.note(_sources(ask))]
    return Paper(title, FORM, [f'<div class="one-page">{"".join(told)}</div>'], origin, digits if wording.language() == "th" else ARABIC)


def _sources(ask: Ask) -> str:
    """The limits behind the states, and the version of the form; release and chain stand at the foot of the page."""
    limits = ask("reporting.limits")
    rules = [money.rule(limits), treaty.late_rule(limits), *(results.limits(row) for row in dicts(ask("indicators.listed").head(1)))]
    return f"{t('report.rules', rules=' · '.join(rules))} · {t('report.form', form=FORM)}"


def _stands(of: Brief) -> list[str]:
    """The verdict, and how many of each kind stand in each state."""
    sentence, state = of.verdict
    rows = overview.rows_of_states(of.states)
    columns = [Column(t("report.kind"), 19), Column(t("report.spread"), 38), *blocks.of_states(6), Column(t("report.all"), 7, "right")]
    cells = [[words(row.name), blocks.spread(row.counts), *(words(row.counts.get(code, 0)) for code in palette.STATES), words(sum(row.counts.values()))] for row in rows]
    spread = [blocks.table(t("report.states_table"), columns, cells), blocks.key()] if rows else []
    return [blocks.paragraph(sentence, (), state), *spread]


def _worst(of: Brief) -> list[str]:
    """The three worst: how bad, who must do what, by when."""
    if of.worst.empty:
        return []
    columns = [Column(t("overview.what"), 32), Column(t("overview.how_bad"), 23), Column(t("overview.who"), 30), Column(t("overview.by"), 15, "whole")]
    return [blocks.table(t("governor.worst"), columns, [_item(row) for row in dicts(of.worst)])]


def _item(row: Mapping) -> list[str]:
    late = t("overview.overdue", days=wording.days(row["days_overdue"])) if row["days_overdue"] else ""
    return [item(overview.named(row), row["state"] or "", overview.kind(row["subject_kind"])), words(overview.how_bad(row)),
            words(row["responsible_organisation_name"] or t("overview.nobody")) + blocks.quiet(row["action"]), words(wording.date(row["due_on"])) + blocks.quiet(late)]


def _changed(of: Brief) -> list[str]:
    return [blocks.heading(t("governor.changed")), *map(blocks.paragraph, of.told())]


def _given(of: Brief) -> list[str]:
    """What stands open of the instructions, the longest overdue first; how many more there are where the page has no room."""
    sentence, state = said.instructed(of.given)
    still = kept(of.given, (day is None for day in of.given["done_on"]))
    columns = [Column(t("governor.words"), 38), Column(t("governor.who"), 26), Column(t("governor.by"), 18, "whole"), Column(t("governor.stands"), 18)]
    rows = [[words(row["instruction"]), words(row["organisation_name"] or wording.NONE), words(wording.date(row["due_on"])), words(said.stands(row))] for row in dicts(still.head(OPEN))]
    more = [blocks.note(t("governor.more_open", count=len(still) - OPEN))] if len(still) > OPEN else []
    return [blocks.heading(t("governor.instructions")), blocks.paragraph(sentence, (), state), *([blocks.table(t("governor.open_table"), columns, rows)] if rows else []), *more]
