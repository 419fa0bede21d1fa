"""The papers before a meeting: the agenda on one page, then each item with its facts, what changed since the previous meeting and who must stand aside."""

from collections.abc import Sequence

from dashboard import wording
from dashboard.papers import blocks
from dashboard.papers.pack import Item, Pack
from dashboard.papers.sheet import Paper
from dashboard.sentences import meeting_pack as said
from dashboard.wording import t


def made(pack: Pack) -> Paper:
    """The papers of a pack that was gathered for them."""
    title = said.title(pack.meeting, pack.kind)
    head = [blocks.title(title), blocks.centred([*said.head(pack.meeting)[1:], t("pack.from_time", time=said.clock(pack.meeting["starts_at"]))])]
    listed = [block for number, (heading, items) in enumerate(pack.sections, 1) for block in (blocks.heading(t("pack.section", number=number, title=heading)), _listed(items))]
    papers = [block for number, (heading, items) in enumerate(pack.sections, 1) for item in items for block in _item(item, number, heading, pack.names)]
    after = [_papers_title(papers), *papers, blocks.answers(pack.open_matters.title, pack.open_matters.frame), blocks.origin(sources(pack), pack.origin.chain)]
    return Paper(title, pack.form, [*head, *listed, *after], pack.origin, pack.digits)


def sources(pack: Pack) -> list[str]:
    """The two releases, the day the figures speak of, and the form."""
    origin = pack.origin
    return [f"{t('head.release', release=origin.release)} · {t('head.as_of', as_of=wording.date(origin.as_of, long=True))}", t("pack.record_of", release=origin.record_release), t("report.form", form=pack.form)]


def _listed(items: Sequence[Item]) -> str:
    """The items of a section in brief; that there is none is said too."""
    if not items:
        return blocks.paragraph(t("pack.none"))
    return "".join(blocks.entry(item.label, item.title, t("pack.presenter", name=item.presenter) if item.presenter else "") for item in items)


def _papers_title(papers: Sequence[str]) -> str:
    return blocks.new_page(blocks.title(t("pack.documents"))) if papers else ""


def _item(item: Item, number: int, heading: str, called: Sequence[str]) -> list[str]:
    """An item with all that belongs to it."""
    names = [*called, *(item.facts.names if item.facts else ())]
    made_of = [blocks.heading(f"{item.label} {item.title}"), blocks.note(t("pack.section", number=number, title=heading)), blocks.labelled(t("pack.brief"), item.brief, names)]
    if item.facts:
        made_of += [blocks.paragraph(item.facts.answer, names, item.facts.state), blocks.pairs(item.facts.figures, names)]
        made_of += [blocks.answers(item.facts.table.title, item.facts.table.frame)] if item.facts.table else []
    made_of += [blocks.labelled(t("pack.since"), " · ".join(item.changed), names)] if item.changed else []
    made_of += [blocks.labelled(t("pack.stands_aside"), t("participation.and").join(item.aside), names)] if item.aside else []
    return made_of
