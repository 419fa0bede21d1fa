"""The minutes of a meeting in the customary form: who came, the six parts of the agenda with what was recorded at each item, when it ended, room to sign."""

from collections.abc import Sequence

from dashboard.papers import blocks
from dashboard.papers.agenda_papers import sources
from dashboard.papers.pack import Item, Pack
from dashboard.papers.sheet import Paper
from dashboard.sentences import meeting_pack as said
from dashboard.wording import t

PRESENCE = ("present", "absent", "attending", "unknown")


def made(pack: Pack) -> Paper:
    """The minutes of a pack that was gathered for them; a draft until the meeting is closed."""
    meeting = pack.meeting
    title = said.title(meeting, pack.kind, pack.is_draft)
    head = [blocks.title(title), blocks.centred(said.met(meeting)), *_presence(pack), blocks.paragraph(t("pack.began", time=said.clock(meeting["starts_at"]))), blocks.paragraph(said.quorum(pack.quorum))]
    body = [block for number, (heading, items) in enumerate(pack.sections, 1) for block in (blocks.heading(t("pack.section", number=number, title=heading)), *_section(items, pack.names))]
    loose = [blocks.heading(t("pack.loose")), *(_record(one, pack.names) for one in pack.loose)] if pack.loose else []
    tail = [blocks.paragraph(t("pack.ended", time=said.clock(meeting["ended_at"]))), blocks.signature("", t("pack.taken_by")), blocks.signature("", t("pack.checked_by"))]
    after = [blocks.answers(pack.open_matters.title, pack.open_matters.frame), blocks.origin(sources(pack), pack.origin.chain)]  # of the instrument, not of the customary form: below the signatures
    return Paper(title, pack.form, [*head, *body, *loose, *tail, *after], pack.origin, pack.digits)


def _presence(pack: Pack) -> list[str]:
    """The lists of posts; of whom nothing is noted yet only where there is anybody."""
    came = said.came(pack.seats)
    return [block for kind in PRESENCE if came[kind] or kind != "unknown"
            for block in (blocks.heading(t(f"pack.{kind}")), blocks.posts(came[kind], pack.names) if came[kind] else blocks.paragraph(t("pack.none")))]


def _section(items: Sequence[Item], called: Sequence[str]) -> list[str]:
    return [block for item in items for block in _item(item, called)] if items else [blocks.paragraph(t("pack.none"))]


def _item(item: Item, called: Sequence[str]) -> list[str]:
    """An item: what it was about, how the thing stood, and what was recorded – that nothing was is said too."""
    names = [*called, *(item.facts.names if item.facts else ())]
    made_of = [blocks.subheading(f"{item.label} {item.title}"), blocks.paragraph(t("pack.presenter", name=item.presenter), [item.presenter]) if item.presenter else "", blocks.paragraph(item.brief, names)]
    made_of += [blocks.paragraph(item.facts.answer, names, item.facts.state)] if item.facts else []
    return [*made_of, *((_record(one, called) for one in item.records) if item.records else [blocks.paragraph(t("pack.no_record"))])]


def _record(one: said.Record, called: Sequence[str]) -> str:
    names = [*called, *one.names]
    return blocks.recorded(blocks.labelled(one.heading, one.words or t("pack.dots"), names, one.mark) + blocks.pairs(one.more, names))
