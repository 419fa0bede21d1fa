"""The committee's own record: drafts, kept outside the releases, and what becomes of one when it is confirmed – a release of its own.

A draft is written by a role (the local official mode has no sign-in yet) and saved as often as one likes; each save raises its version, and
a save over a version that somebody else has raised meanwhile is refused, so that two people writing at once lose nothing. Confirming turns it into rows:
a finding, question, resolution or instruction into its own table, an opinion, a rating or a limit into `review`, `rating` or `threshold`,
and, at a meeting, an `item_record` that says at which item and in which roles. A correction is a new record that names the one it corrects; what
that one said is then true no longer, and stays readable at its own release. What a record must be is in queries/record_rules.py.

The as_of of such a release is that of the facts before it: a record says nothing about how far the figures reach.
"""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from queries import record_rules, releases, tables
from queries.answers import rows
from queries.database import writing
from queries.errors import PROBLEMS, ForPeople
from queries.record_rules import SEEN, WITHDRAWN, typed
from queries.record_words import WORDS
from queries.tables import CHOICES, FAR, Table, draft_table
from queries.tables.meetings import JOINED, TABLE_OF
from queries.workbook import references

Row = dict[str, Any]
CHAIR, SECRETARY, MEMBER, GOVERNOR = CHOICES["recorded_role"]
OPEN, CONFIRMED, DISCARDED = "open", "confirmed", "discarded"
LETTERS = {"finding": "F", "question": "Q", "resolution": "R"}  # what a code made at confirming carries after the meeting's
LISTS = {"agenda_item": "item_number", "meeting_attendance": "attendee_number"}  # tables that a draft gives as a whole: what numbers their rows


class RecordRefused(ForPeople):
    """A draft that cannot be saved or confirmed: everything wrong with it at once."""

    exit_code = PROBLEMS

    def __init__(self, problems: Sequence[tuple[str, Mapping[str, Any]]]):
        super().__init__(problems[0][0])
        self.problems = tuple(problems)

    def lines(self, language: str = "th") -> list[str]:
        """What is wrong, a sentence each, in Thai ("th") or English ("en")."""
        n = language == "en"
        return [WORDS[code][n].format(**{name: value[n] if isinstance(value, tuple) else value for name, value in details.items()}) for code, details in self.problems]

    def message(self, language: str = "th") -> str:
        """All of it, a line each."""
        return "\n".join(self.lines(language))


@dataclass(frozen=True)
class Draft:
    """What somebody is writing down: the columns of its row as plain JSON values (days ISO, amounts as text), and which save this is."""

    province: str
    meeting_code: str  # "" outside a meeting
    item_number: int | None
    record_kind: str
    content: Mapping[str, Any]
    recorded_role: str
    draft_code: str = ""
    version: int = 0
    state: str = OPEN
    release: int | None = None


def save(connection: Connection, draft: Draft) -> Draft:
    """Keep a draft, new (no draft_code) or again. Returns it with its code and new version. RecordRefused when it is gone or was changed by somebody else."""
    _refuse(record_rules.of_roles(draft))
    kept = {"content": json.dumps(dict(draft.content), ensure_ascii=False, sort_keys=True), "item_number": draft.item_number, "recorded_role": draft.recorded_role,
            "version": draft.version + 1, "saved_at": _now()}
    code = draft.draft_code or uuid.uuid4().hex
    with writing(connection, alone=False):
        if draft.draft_code:
            _change(connection, draft, **kept)
        else:
            connection.execute(insert(draft_table).values(province_code=draft.province, draft_code=code, meeting_code=draft.meeting_code, record_kind=draft.record_kind,
                                                          draft_state=OPEN, **kept))
    return replace(draft, draft_code=code, version=draft.version + 1)


def discard(connection: Connection, draft: Draft) -> None:
    """Put a draft aside for good. Its row stays, outside the releases. RecordRefused when it is gone or was changed."""
    with writing(connection, alone=False):
        _change(connection, draft, draft_state=DISCARDED, saved_at=_now())


def drafts(connection: Connection, province: str, meeting_code: str | None = None, *, state: str = OPEN) -> list[Draft]:
    """The drafts of a meeting ("" for those outside one, None for all), oldest save first."""
    query = select(draft_table).where(draft_table.c.province_code == province, draft_table.c.draft_state == state).order_by(draft_table.c.saved_at, draft_table.c.draft_code)
    if meeting_code is not None:
        query = query.where(draft_table.c.meeting_code == meeting_code)
    return [_draft(row) for row in rows(connection, query)]


def confirm(connection: Connection, draft: Draft, *, confirmed_role: str) -> int:
    """Turn a saved draft into a release of its own. Returns the release's number. RecordRefused, with everything wrong at once, when it cannot be; nothing is then kept.

    What is confirmed is what was saved, whatever else the draft handed in says."""
    with writing(connection):
        _change(connection, draft, draft_state=CONFIRMED, saved_at=_now())
        kept = _draft(connection.execute(select(draft_table).where(*_is(draft.province, draft.draft_code))).mappings().one())
        number = _confirmed(connection, kept, confirmed_role)
        connection.execute(update(draft_table).where(*_is(draft.province, draft.draft_code)).values(release_number=number))
    return number


def _confirmed(connection: Connection, draft: Draft, role: str) -> int:
    faults = list(record_rules.of_roles(draft, role))
    made = list(_rows(connection, draft))
    _refuse([*faults, *record_rules.of_rows(connection, draft, made)])
    held = [(tables.TABLES[name], {c.name: typed(c, row.get(c.name)) for c in tables.TABLES[name].columns}) for name, row in made]
    corrected = record_rules.corrected(connection, draft)
    number = releases.begin(connection, province=draft.province, release_kind="record", as_of=_as_of(connection, draft.province), created_by=CHOICES["recorded_role"][role][0],
                            reason=f"{CHOICES['record_kind'][draft.record_kind][0]} {draft.meeting_code}".strip())
    if corrected and draft.record_kind == "recusal" and draft.content.get(WITHDRAWN):
        written = [(0, _close(connection, draft.province, number, held[0][0], corrected["record_key"]))]
    else:
        written = [_write(connection, draft.province, number, table, row) for table, row in held]
    written += [_close_rest(connection, draft, number, name, made) for name in LISTS]
    if not sum(map(sum, written)):
        _refuse([("unchanged", {})])
    if draft.record_kind in TABLE_OF and draft.meeting_code:
        record = _item_record(connection, draft, *held[0], role)
        written.append(_write(connection, draft.province, number, tables.TABLES["item_record"], record))
        if corrected and corrected["record_key"] != record["record_key"]:
            written.append((0, _close(connection, draft.province, number, held[0][0], corrected["record_key"])))
    _refuse(_unknown_codes(connection, draft, [table for table, _ in held]))
    releases.finish(connection, number, sum(opened for opened, _ in written), sum(closed for _, closed in written))
    return number


def _unknown_codes(connection: Connection, draft: Draft, touched: Sequence[Table]) -> Iterator[record_rules.Fault]:
    labels = {c.name: c.label for table in touched for c in table.columns}
    for problem in references.broken(connection, draft.province, {table.name for table in touched}, {}):
        yield "unknown_code", {"label": labels.get(problem.column, (problem.column, problem.column)), "value": problem.value}


def _rows(connection: Connection, draft: Draft) -> Iterator[tuple[str, Row]]:
    """The rows a draft makes, still as plain values: (table, row)."""
    content = dict(draft.content)
    if draft.record_kind in TABLE_OF:
        name = TABLE_OF[draft.record_kind]
        known = {c.name for c in tables.TABLES[name].columns}
        placed = {"meeting_code": draft.meeting_code, "item_number": draft.item_number} if "meeting_code" in known else {}
        row = {**placed, **{k: v for k, v in content.items() if k not in (*record_rules.OF_CORRECTION, SEEN, WITHDRAWN)}}
        yield name, record_rules.laid_over(connection, draft, name, {**row, **_numbered(connection, draft, name, row)})
        return
    if draft.record_kind == "meeting" or "meeting" in content:
        yield "meeting", {**content.get("meeting", {}), "meeting_code": draft.meeting_code}
    for name, of in (("agenda_item", "agenda"), ("meeting_attendance", "attendance")):
        yield from ((name, {**row, "meeting_code": draft.meeting_code, LISTS[name]: number}) for number, row in enumerate(content.get(of, ()), start=1))


def _numbered(connection: Connection, draft: Draft, name: str, row: Row) -> Row:
    """The code or number of a new row, the next one under the write lock; of a correction that of what it corrects."""
    key = tables.TABLES[name].key[-1]
    stored, corrected = tables.sql[name], record_rules.corrected(connection, draft)
    of_another = draft.record_kind == "opinion" and corrected and corrected["record_key"].split(JOINED)[:-1] != [str(row.get(k)) for k in tables.TABLES[name].key[:-1]]
    if row.get(key) is not None and not of_another:
        return {}
    if corrected and draft.record_kind in LETTERS:
        return {key: corrected["record_key"]}
    if draft.record_kind in LETTERS:
        before = f"{draft.meeting_code}/{LETTERS[draft.record_kind]}"
        return {key: f"{before}{_highest(connection, draft.province, stored.c[key], before) + 1}"}
    if draft.record_kind == "instruction":
        year = str(row.get("given_on"))[:4]
        before = f"GOV-{int(year) + 543 if year.isdecimal() else '–'}/"  # a day that is none is refused
        return {key: f"{before}{_highest(connection, draft.province, stored.c[key], before) + 1}"}
    if draft.record_kind == "opinion":
        query = select(func.max(stored.c.review_number)).where(stored.c.province_code == draft.province, stored.c.deliverable_code == row.get("deliverable_code"), stored.c.review_kind == row.get("review_kind"))
        return {key: (connection.scalar(query) or 0) + 1}
    return {}


def _highest(connection: Connection, province: str, column, before: str) -> int:
    """The highest number after that beginning of a code, ever given."""
    given = connection.scalars(select(column).where(column.table.c.province_code == province, column.startswith(before, autoescape=True)).distinct())
    return max((int(code[len(before):]) for code in given if code[len(before):].isdigit()), default=0)


def _item_record(connection: Connection, draft: Draft, table: Table, row: Row, role: str) -> Row:
    stored = tables.sql["item_record"]
    number = connection.scalar(select(func.max(stored.c.record_number)).where(stored.c.province_code == draft.province, stored.c.meeting_code == draft.meeting_code)) or 0
    return {"meeting_code": draft.meeting_code, "record_number": number + 1, "item_number": draft.item_number, "record_kind": draft.record_kind,
            "record_key": JOINED.join(str(row[k]) for k in table.key), "recorded_role": draft.recorded_role, "confirmed_role": role,
            "corrects_record_number": draft.content.get("corrects_record_number"), "correction_reason": draft.content.get("correction_reason")}


def _write(connection: Connection, province: str, number: int, table: Table, row: Row) -> tuple[int, int]:
    """Open the row unless it stands so already, closing what it replaces: (rows opened, rows closed)."""
    stored = tables.sql[table.name]
    here = [stored.c.province_code == province, *(stored.c[k] == row[k] for k in table.key), stored.c.to_release == FAR]
    current = connection.execute(select(stored).where(*here)).mappings().one_or_none()
    if current is not None and all(current[name] == row[name] for name in table.payload):
        return 0, 0
    if current is not None:
        connection.execute(update(stored).where(*here).values(to_release=number))
    connection.execute(insert(stored).values(province_code=province, from_release=number, **row))
    return 1, int(current is not None)


def _close_rest(connection: Connection, draft: Draft, number: int, name: str, made: Sequence[tuple[str, Row]]) -> tuple[int, int]:
    """Close what stood after the end of a list that is now shorter: (0, rows closed). A list that is not given stays."""
    stored, given = tables.sql[name], sum(of == name for of, _ in made)
    here = [stored.c.province_code == draft.province, stored.c.meeting_code == draft.meeting_code, stored.c.to_release == FAR, stored.c[LISTS[name]] > given]
    return 0, connection.execute(update(stored).where(*here).values(to_release=number)).rowcount if given else 0


def _close(connection: Connection, province: str, number: int, table: Table, key: str) -> int:
    """Close the row of a record's key; how many were."""
    stored = tables.sql[table.name]
    here = [stored.c.province_code == province, stored.c.to_release == FAR, *(stored.c[k] == typed(table.column(k), part) for k, part in zip(table.key, key.split(JOINED), strict=True))]
    return connection.execute(update(stored).where(*here).values(to_release=number)).rowcount


def _as_of(connection: Connection, province: str) -> date:
    return releases.as_of(connection, province, releases.latest(connection)) or date.min


def _change(connection: Connection, draft: Draft, **values: Any) -> None:
    """Change a draft that stands, open, as it was when it was read – in one statement, so that of two only one can. RecordRefused otherwise, with what stands."""
    here = _is(draft.province, draft.draft_code)
    if connection.execute(update(draft_table).where(*here, draft_table.c.draft_state == OPEN, draft_table.c.version == draft.version).values(**values)).rowcount:
        return
    found = connection.execute(select(draft_table.c.version, draft_table.c.draft_state).where(*here)).one_or_none()
    if found is None or found.draft_state != OPEN:
        _refuse([("draft_gone", {"found": found.version if found else "–"})])
    _refuse([("draft_changed", {"found": found.version, "version": draft.version})])


def _refuse(faults: Iterable[record_rules.Fault]) -> None:
    """RecordRefused with all of them, if there are any."""
    if found := list(faults):
        raise RecordRefused(found)


def _is(province: str, code: str) -> tuple:
    return draft_table.c.province_code == province, draft_table.c.draft_code == code


def _draft(row: Mapping) -> Draft:
    return Draft(row["province_code"], row["meeting_code"], row["item_number"], row["record_kind"], json.loads(row["content"]), row["recorded_role"], row["draft_code"], row["version"],
                 row["draft_state"], row["release_number"])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
