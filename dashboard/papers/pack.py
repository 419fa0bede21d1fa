"""A meeting's pack as plain data: who came, the agenda with the facts of each item, what was recorded, what is open. HTML, PDF, slides and workbook are all made from it.

The facts are those of the release the meeting looks at; agenda, seats and records those of a release of the record, which `queries.meetings.pack_releases` reads from the meeting's own rows. `at` is a function
(release) → ask, where `ask` is (question, **picks) → frame: the screens' cached door or the command's connection.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

import pandas as pd

from dashboard import wording
from dashboard.names import localised
from dashboard.papers import item_facts, page_facts
from dashboard.papers.item_facts import Answer, Facts, Table
from dashboard.papers.sheet import Origin
from dashboard.sentences import meeting_pack as said
from dashboard.wording import t
from queries.answers import dicts
from queries.tables import CHOICES

FORMS = ("1",)  # versions of the form that this program can make: a meeting names its own, so that an old paper comes out as it was
PAPERS, MINUTES = "papers", "minutes"
CALLED = "called"
At = Callable[[int], Callable[..., pd.DataFrame]]


@dataclass(frozen=True)
class Item:
    """An item of the agenda: its label (5.2), title, brief, who presents it; its facts (None: it opens nothing), what changed, who must stand aside, and what was recorded at it."""

    number: int
    label: str
    title: str
    brief: str
    presenter: str
    facts: Facts | None = None
    changed: Sequence[str] = ()
    aside: Sequence[str] = ()
    records: Sequence[said.Record] = ()


@dataclass(frozen=True)
class Pack:
    """The pack of a meeting, as papers before it or as minutes after it. `tables`: every table that belongs to no item."""

    kind: str  # PAPERS or MINUTES
    meeting: Mapping
    origin: Origin
    digits: str
    sections: Sequence[tuple[str, Sequence[Item]]]  # the customary six, also empty ones: (heading, items)
    seats: Sequence[Mapping]
    quorum: Mapping
    open_matters: Table
    names: Sequence[str] = ()  # of partners and bodies, which no line breaks
    loose: Sequence[said.Record] = ()  # records made at no item of the agenda
    tables: Sequence[Table] = ()

    @property
    def items(self) -> list[Item]:
        """All items, in order."""
        return [item for _, items in self.sections for item in items]

    @property
    def is_draft(self) -> bool:
        """Whether the minutes are not yet those of a closed meeting."""
        return self.kind == MINUTES and self.meeting["meeting_status"] != "closed"

    @property
    def form(self) -> str:
        """Name and version of the form, as it is printed."""
        return f"meeting-{self.kind}/{self.meeting['sheet_version']}"


def gathered(at: At, code: str, kind: str, origin: Origin, digits: str) -> Pack:
    """The pack of a meeting; `origin` names its two releases."""
    record, facts = _answers(at(origin.record_release)), _answers(at(origin.release))
    own = partial(record, meeting=code)
    meeting = item_facts.one(record("meetings.listed"), "meeting_code", code)
    before = item_facts.one(record("meetings.listed"), "meeting_code", meeting["previous_meeting_code"])
    agenda, conflicts, made, seats = (own(f"meetings.{name}") for name in ("agenda", "conflicts", "records", "seats"))
    recused = {row["item_number"] for row in dicts(made) if row["record_kind"] == "recusal"}
    known = said.Known(dicts(seats), _names(facts), {number: own("meetings.quorum", item=number).iloc[0].to_dict() for number in recused})
    told, placed = _told(made, known), set(agenda["item_number"])
    loose = [one for number, records in told.items() if number not in placed for one in records]
    look = _Looking(facts, conflicts, told, known, before["looked_at_release"] if before and before["looked_at_release"] <= origin.release else None, origin.release)
    sections = _sections(agenda, look)
    still = record("meetings.open_matters", on=meeting["held_on"], **({"other_than": code} if kind == PAPERS else {}))
    tables = [Table(t("pack.table_agenda"), said.agenda_table(sections)), Table(t("pack.table_seats"), said.seats_table(seats)), Table(t("pack.table_conflicts"), said.conflicts_table(conflicts, known)),
              Table(t("pack.table_records"), said.records_table(sections, loose))]
    return Pack(kind, meeting, origin, digits if wording.language() == "th" else "arabic", sections, known.seats, own("meetings.quorum").iloc[0].to_dict(), Table(t("pack.table_open"), said.open_table(still)), _called(record), loose, tables)


@dataclass(frozen=True)
class _Looking:
    """What the items are made from."""

    facts: Answer
    conflicts: pd.DataFrame
    records: Mapping[int, Sequence[said.Record]]
    known: said.Known
    before: int | None  # the release the previous meeting looked at
    release: int  # the one this meeting looks at


def _sections(agenda: pd.DataFrame, look: _Looking) -> list[tuple[str, list[Item]]]:
    rows = dicts(agenda)
    return [(wording.choice("agenda_section", code), [_item(row, f"{number}.{place}", look) for place, row in enumerate((r for r in rows if r["agenda_section"] == code), 1)])
            for number, code in enumerate(CHOICES["agenda_section"], 1)]


def _item(row: Mapping, label: str, look: _Looking) -> Item:
    number, thing = row["item_number"], page_facts.thing(row)
    facts = item_facts.of_thing(look.facts, *thing) if thing else page_facts.of_page(look.facts, row["page"], page_facts.picked(row["page_picks"], look.release)) if row["page"] else None
    changed = item_facts.changed(look.facts, *thing, look.before) if thing and look.before else []
    aside = [said.aside(one, look.known) for one in dicts(look.conflicts[look.conflicts["item_number"] == number])]
    return Item(number, label, row["item_title"], row["brief"] or "", row["organisation_name"] or "", facts, changed, aside, look.records.get(number, ()))


def _told(made: pd.DataFrame, known: said.Known) -> dict[int | None, list[said.Record]]:
    """Item number → its records in words; None for those of no item."""
    found: dict[int | None, list[said.Record]] = {}
    for row in dicts(made):
        found.setdefault(row["item_number"], []).append(said.record(row, known))
    return found


def _answers(ask: Answer) -> Answer:
    """Answers with names in the language in use, each asked for once."""
    return cache(lambda question, **picks: localised(ask(question, **picks)))


def _called(record: Answer) -> list[str]:
    """The names of partners and bodies."""
    return [name for question, column in (("register.partners", "organisation_name"), ("bodies.listed", "body_name")) for name in record(question)[column] if name]


def _names(facts: Answer) -> dict[tuple[str, str], str]:
    """(kind, code) → the name of a thing a record may be about."""
    found = {}
    for kind, question, name in (("deliverable", "deliverables.listed", "deliverable_name"), ("indicator", "indicators.listed", "indicator_name"), ("project", "contract.projects", "project_name"),
                                 ("output", "contract.outputs", "output_name"), ("participation_activity", "participation.activities", "participation_name"), ("contract", "contract.contracts", "contract_title")):
        rows = facts(question)
        code = "participation_code" if kind == "participation_activity" else f"{kind}_code"
        found |= {(kind, row[code]): row[name] for row in dicts(rows)}
    return found
