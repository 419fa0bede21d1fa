"""What may be wrong with a record of the committee before it becomes a release: every fault at once, each saying where, what, what is allowed and what to do.

A fault is (code, details); queries/record_words.py has the sentence of each code, Thai and English. A detail that is a pair is in two languages itself.
The rules of procedure – who may confirm, what a vote needs – are this product's proposal (the study only names the committee).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from queries import meetings, releases, tables
from queries.tables import CHOICES, FAR, Column, Table
from queries.tables.meetings import JOINED, TABLE_OF

if TYPE_CHECKING:
    from queries.records import Draft

Row = Mapping[str, Any]
Fault = tuple[str, Mapping[str, Any]]
CHAIR, SECRETARY, MEMBER, GOVERNOR = CHOICES["recorded_role"]
MAY_CONFIRM = {"meeting": (CHAIR, SECRETARY), "attendance": (CHAIR, SECRETARY), "recusal": (CHAIR, SECRETARY), "instruction": (GOVERNOR,)}  # every other kind: the chair
FOLLOWED = {"finding": ("outcome", "closed_on"), "question": ("answer", "answered_on", "closed_on"), "resolution": ("outcome", "done_on"), "instruction": ("outcome", "done_on")}  # what is added to an open matter
PUT_RIGHT = ("starts_at", "ended_at", "place")  # of a closed meeting
SEEN = "seen_release"  # in a draft: since when the row it began from is true; 0 where there was none
WITHDRAWN = "is_withdrawn"  # in a draft that corrects a recusal: the member does not stand aside after all
OF_CORRECTION = ("corrects_record_number", "correction_reason")
ANYWHERE = ("meeting", "instruction")  # made outside a meeting too, or at none of its items; of the others only what follows up an open matter is
AT_NO_ITEM = ("attendance", *ANYWHERE)
A_DAY = ("วันที่มีในปฏิทิน", "a day of the calendar")
PLACES = {"money": 2, "number": 6}  # decimals that are kept


def of_roles(draft: "Draft", confirmed_role: str | None = None) -> Iterator[Fault]:
    """Whether the kind and the roles are such as there are, and the one that confirms may."""
    for code, of, value in (("kind_unknown", "record_kind", draft.record_kind), ("role_unknown", "recorded_role", draft.recorded_role), ("role_unknown", "recorded_role", confirmed_role)):
        if value is not None and value not in CHOICES[of]:
            yield code, {"value": value, "allowed": _in_words(CHOICES[of].values())}
    allowed = MAY_CONFIRM.get(draft.record_kind, (CHAIR,))
    if confirmed_role in CHOICES["recorded_role"] and confirmed_role not in allowed:
        yield "role_may_not", {"role": CHOICES["recorded_role"][confirmed_role], "allowed": _in_words(CHOICES["recorded_role"][role] for role in allowed)}


def of_rows(connection: Connection, draft: "Draft", made: Sequence[tuple[str, Row]]) -> Iterator[Fault]:
    """All that is wrong with the rows a draft makes: (table, row of plain values)."""
    meeting = _current(connection, draft.province, "meeting", draft.meeting_code)
    yield from _meeting(connection, draft, meeting, made[0][1] if made else {})
    for name, row in made:
        faults = list(_columns(tables.TABLES[name], row))
        yield from faults
        if {code for code, _ in faults} <= {"needed"}:  # what cannot be read cannot be judged
            yield from _procedure(connection, draft, meeting, name, row)
    if meeting and draft.record_kind in ("attendance", "recusal"):
        yield from _seats(connection, draft, made)
    if draft.record_kind in TABLE_OF and made:
        yield from _overtaken(connection, draft, *made[0])
    if draft.record_kind == "meeting":
        yield from _called_again(draft, meeting, made[0][1])
        yield from _agenda(connection, draft, made)
        if meeting and meeting["meeting_status"] == "closed" and _touches_what_was_closed(made, partial(_standing_rows, connection, draft)):
            yield "meeting_closed", {"meeting": draft.meeting_code}


def corrected(connection: Connection, draft: "Draft") -> Mapping | None:
    """The record of the meeting that a draft says it corrects; None where it says none, and where there is no such record."""
    number, stored = draft.content.get("corrects_record_number"), tables.sql["item_record"]
    if not isinstance(number, int):
        return None
    query = select(stored).where(stored.c.province_code == draft.province, stored.c.meeting_code == draft.meeting_code, stored.c.to_release == FAR, stored.c.record_number == number, stored.c.record_kind == draft.record_kind)
    return connection.execute(query).mappings().one_or_none()


def _meeting(connection: Connection, draft: "Draft", meeting: Mapping | None, row: Row) -> Iterator[Fault]:
    """A record is made at an item of a meeting that there is and that is not over, or corrects one."""
    corrects, follows = draft.content.get("corrects_record_number"), _is_followed(connection, draft, row)
    if corrects is not None:
        yield from _correction(connection, draft, corrects)
    if draft.record_kind == "meeting":
        return
    if not draft.meeting_code:
        if draft.record_kind not in ANYWHERE and not follows:
            yield "meeting_needed", {}
        return
    if meeting is None:
        yield "meeting_unknown", {"meeting": draft.meeting_code}
        return
    if meeting["meeting_status"] == "closed" and corrects is None:
        yield "meeting_closed", {"meeting": draft.meeting_code}
    items = _items(connection, draft)
    if draft.item_number not in items and not (draft.item_number is None and (draft.record_kind in AT_NO_ITEM or follows)):
        yield "item_unknown", {"meeting": draft.meeting_code, "value": "–" if draft.item_number is None else draft.item_number, "items": max(items, default=0)}


def _correction(connection: Connection, draft: "Draft", number: Any) -> Iterator[Fault]:
    if corrected(connection, draft) is None:
        yield "corrects_unknown", {"value": number}
    else:
        stored = tables.sql["item_record"]
        query = select(stored.c.record_number).where(stored.c.province_code == draft.province, stored.c.meeting_code == draft.meeting_code, stored.c.to_release == FAR, stored.c.corrects_record_number == number)
        if by := connection.scalar(query):
            yield "corrects_corrected", {"value": number, "by": by}
    if not draft.content.get("correction_reason"):
        yield "correction_needs_reason", {}


def _columns(table: Table, row: Row) -> Iterator[Fault]:
    """What the table's own limits refuse: unknown fields, missing ones, values of the wrong kind or out of range."""
    known = {c.name for c in table.columns}
    yield from (("no_such_column", {"label": name}) for name in row if name not in known)
    for column in table.columns:
        value, label = row.get(column.name), _label(table, row, column)
        if value is None or (isinstance(value, str) and not value.strip()):
            if column.required:
                yield "needed", {"label": label}
            continue
        try:
            plain = typed(column, value)
        except (ValueError, TypeError, InvalidOperation):
            yield "not_a_value", {"label": label, "value": _as_picked(column, value), "allowed": _in_words(CHOICES[column.choices].values()) if column.choices else A_DAY if column.kind == "date" else (column.example, column.example)}
            continue
        low, high = column.minimum, column.maximum
        if isinstance(plain, int | Decimal) and not isinstance(plain, bool) and ((low is not None and plain < low) or (high is not None and plain > high)):
            yield "out_of_range", {"label": label, "value": plain, "minimum": "−∞" if low is None else low, "maximum": "∞" if high is None else high}
        if isinstance(plain, str) and column.longest and len(plain) > column.longest:
            yield "too_long", {"label": label, "length": len(plain), "longest": column.longest}


def _as_picked(column: Column, value: Any) -> Any:
    """A day that is none, as it was picked, in Thai and English: 31/2/2568, 31/2/2025."""
    parts = str(value).split("-") if column.kind == "date" else []
    return tuple(f"{int(parts[2])}/{int(parts[1])}/{int(parts[0]) + years}" for years in (543, 0)) if len(parts) == 3 and all(part.isdecimal() for part in parts) else value


def typed(column: Column, value: Any) -> Any:
    """A plain value as the database speaks it. ValueError and its like when it is not of the column's kind."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if column.kind == "date":
        return date.fromisoformat(value) if isinstance(value, str) else value
    if column.kind in PLACES:
        number = Decimal(str(value))
        if not number.is_finite() or number != round(number, PLACES[column.kind]):
            raise ValueError(value)
        return number
    if column.kind in ("integer", "fiscal_year"):
        return int(str(value))
    if column.kind == "boolean":
        if value not in (True, False):
            raise ValueError(value)
        return bool(value)
    if column.kind == "choice" and value not in CHOICES[column.choices]:
        raise ValueError(value)
    return str(value).strip()


def _procedure(connection: Connection, draft: "Draft", meeting: Mapping | None, name: str, row: Row) -> Iterator[Fault]:
    """What this product's own proposal of a procedure asks of a record whose fields can be read."""
    if name == "review" and row.get("review_decision") in ("returned", "accepted_with_conditions") and not row.get("conditions"):
        yield "conditions_needed", {}
    if name == "rating" and not row.get("reason"):
        yield "reason_needed", {}
    own = meeting is not None and row.get("meeting_code") == draft.meeting_code  # an older one is answered at a later meeting, its day gone by
    if name == "resolution":
        yield from _vote(row)
        if own and row.get("votes_for") is not None:
            yield from _members(connection, draft, row)
    if name in ("committee_question", "resolution") and own and row.get("due_on") and str(row["due_on"]) < meeting["held_on"].isoformat():
        yield "due_before_meeting", {"label": tables.TABLES[name].column("due_on").label, "held_on": _day(meeting["held_on"])}
    if name == "instruction" and row.get("given_on"):
        early = [day for day in ("due_on", "done_on") if row.get(day) and str(row[day]) < str(row["given_on"])]
        yield from (("before_given", {"label": tables.TABLES[name].column(day).label, "given_on": _day(date.fromisoformat(str(row["given_on"])))}) for day in early)
    if draft.record_kind in TABLE_OF:
        yield from _standing(connection, draft, name, row) if draft.content.get("corrects_record_number") is None else _moved(connection, draft, name, row)


def _vote(row: Row) -> Iterator[Fault]:
    """A vote has both sides and gives the outcome it says; nobody voting is a resolution by consent."""
    votes, has_casting_vote = [row.get(name) for name in ("votes_for", "votes_against")], bool(row.get("has_casting_vote"))
    if None in votes:
        if votes != [None, None] or row.get("votes_abstained") is not None:
            yield "votes_incomplete", {}
        if has_casting_vote:
            yield "casting_vote_without_tie", {}
        return
    favour, against, outcome = int(votes[0]), int(votes[1]), row.get("resolution_outcome")
    if has_casting_vote and favour != against:
        yield "casting_vote_without_tie", {}
    allowed = {"adopted": favour > against or (favour == against and has_casting_vote), "rejected": favour <= against}
    if not allowed.get(outcome, True):
        yield "votes_against_outcome", {"votes_for": favour, "votes_against": against, "outcome": CHOICES["resolution_outcome"][outcome]}


def _members(connection: Connection, draft: "Draft", row: Row) -> Iterator[Fault]:
    """No more votes than members who came and do not stand aside. The chair's casting vote comes on top: it breaks the tie of those counted."""
    cast = sum(int(row.get(name) or 0) for name in ("votes_for", "votes_against", "votes_abstained"))
    there = meetings.quorum(connection, release=releases.latest(connection, draft.province), province=draft.province, meeting=draft.meeting_code, item=draft.item_number)
    members = there.iloc[0]["counted_count"]
    if cast > members:
        yield "votes_exceed_members", {"cast": cast, "members": members}


def _standing(connection: Connection, draft: "Draft", name: str, row: Row) -> Iterator[Fault]:
    """What was recorded stands: only an open matter takes an answer, a day it was done or closed; anything else is a correction that says so."""
    table, stored = tables.TABLES[name], tables.sql["item_record"]
    values = {c.name: typed(c, row.get(c.name)) for c in table.columns}
    key = JOINED.join(str(values[k]) for k in table.key)
    query = select(stored).where(stored.c.province_code == draft.province, stored.c.to_release == FAR, stored.c.record_kind == draft.record_kind, stored.c.record_key == key).order_by(stored.c.from_release.desc())
    record = connection.execute(query.limit(1)).mappings().one_or_none()
    if record is None:
        return
    current = _current(connection, draft.province, name, *(values[k] for k in table.key))
    if current and any(values[c.name] != current[c.name] for c in table.columns if c.name not in FOLLOWED.get(draft.record_kind, ())):
        yield "already_recorded", {"label": (f"{table.label[0]} {key}", f"{table.label[1]} {key}"), "number": record["record_number"], "meeting": record["meeting_code"]}


def _moved(connection: Connection, draft: "Draft", name: str, row: Row) -> Iterator[Fault]:
    """A correction may be about another thing than what it corrects, but not take the place of what stands there."""
    table, before = tables.TABLES[name], corrected(connection, draft)
    key = [typed(table.column(k), row.get(k)) for k in table.key]
    if before and before["record_key"] != JOINED.join(map(str, key)) and _current(connection, draft.province, name, *key):
        yield "stands_already", {"label": tuple(f"{table.label[n]} {JOINED.join(map(str, key))}" for n in (0, 1))}


def laid_over(connection: Connection, draft: "Draft", name: str, row: Row) -> Row:
    """The row of a draft that began from one that stood: what it changed, over what stands now. A field that both changed stays as the draft has it, for `_overtaken` to tell."""
    began, now = _began(connection, draft, name, row)
    if began is None or now is None or began == now:
        return row
    columns = tables.TABLES[name].columns
    return {**row, **{c.name: now[c.name] for c in columns if _is_typed(c, row) and typed(c, row.get(c.name)) == began[c.name]}}


def _overtaken(connection: Connection, draft: "Draft", name: str, row: Row) -> Iterator[Fault]:
    """A field that somebody else changed after the draft began from it, and the draft otherwise."""
    began, now = _began(connection, draft, name, row)
    for column in tables.TABLES[name].columns if began and now else ():
        if _is_typed(column, row) and typed(column, row.get(column.name)) not in (began[column.name], now[column.name]) and began[column.name] != now[column.name]:
            value = now[column.name]
            yield "overtaken", {"label": _label(tables.TABLES[name], row, column), "value": "–" if value is None else _day(value) if isinstance(value, date) else value}


def _began(connection: Connection, draft: "Draft", name: str, row: Row) -> tuple[Mapping | None, Mapping | None]:
    """The row a draft began from, and what stands of that key now."""
    if not draft.content.get(SEEN):
        return None, None
    table, stored = tables.TABLES[name], tables.sql[name]
    key = [typed(table.column(k), row.get(k)) for k in table.key]
    of = [stored.c[k] == value for k, value in zip(table.key, key, strict=True)]
    began = connection.execute(select(stored).where(stored.c.province_code == draft.province, stored.c.from_release == draft.content[SEEN], *of)).mappings().one_or_none()
    return began, _current(connection, draft.province, name, *key)


def _is_typed(column: Column, row: Row) -> bool:
    """Whether a field can be read at all."""
    try:
        typed(column, row.get(column.name))
    except (ValueError, TypeError, InvalidOperation):
        return False
    return True


def _called_again(draft: "Draft", meeting: Mapping | None, row: Row) -> Iterator[Fault]:
    """A meeting is called once, and goes one way: called, open, closed."""
    order = list(CHOICES["meeting_status"])
    if meeting is None:
        return
    if draft.content.get(SEEN) == 0:
        yield "meeting_exists", {"meeting": draft.meeting_code}
    elif row.get("meeting_status") in order and order.index(row["meeting_status"]) < order.index(meeting["meeting_status"]) and meeting["meeting_status"] != "closed":
        yield "meeting_backwards", {"meeting": draft.meeting_code, "now": CHOICES["meeting_status"][meeting["meeting_status"]], "then": CHOICES["meeting_status"][row["meeting_status"]]}


def _seats(connection: Connection, draft: "Draft", made: Sequence[tuple[str, Row]]) -> Iterator[Fault]:
    """Seats are the body's on the meeting's day, each once; who attends has none."""
    seats = meetings.seats(connection, release=releases.latest(connection, draft.province), province=draft.province, meeting=draft.meeting_code)
    held = {number for number in seats["seat_number"] if number is not None}
    noted: list[int] = []
    for name, row in made:
        number, label = row.get("seat_number"), _label(tables.TABLES[name], row, tables.TABLES["meeting_attendance"].column("seat_number"))
        if name == "meeting_attendance" and (number is None) != (row.get("attendance_kind") == "attending"):
            yield "seat_or_attending", {"label": label}
        if isinstance(number, int):
            if number not in held:
                yield "seat_unknown", {"label": label, "value": number, "allowed": ", ".join(map(str, sorted(held)))}
            noted.append(number)
    yield from (("seat_twice", {"value": number}) for number in sorted(set(noted)) if noted.count(number) > 1)


def _agenda(connection: Connection, draft: "Draft", made: Sequence[tuple[str, Row]]) -> Iterator[Fault]:
    """An agenda may be changed until something was recorded at an item: its number is what the record is tied to."""
    given = {row["item_number"]: row for name, row in made if name == "agenda_item"}
    if not given:
        return
    stored = tables.sql["item_record"]
    recorded = set(connection.scalars(select(stored.c.item_number).where(stored.c.province_code == draft.province, stored.c.meeting_code == draft.meeting_code, stored.c.to_release == FAR)))
    for number, item in sorted(_items(connection, draft).items()):
        if number in recorded and (number not in given or any((given[number].get(name) or None) != item[name] for name in ("agenda_section", "item_title", "subject_kind", "subject_code"))):
            yield "item_recorded", {"value": number}


def _touches_what_was_closed(made: Sequence[tuple[str, Row]], standing: Callable[[str], list[Mapping]]) -> bool:
    """Whether it changes a closed meeting, its agenda or who came, in anything but its hours and its place. A list that is not given stays."""
    given: dict[str, list[Row]] = {}
    for name, row in made:
        given.setdefault(name, []).append(row)
    return any(_lasting(name, rows) != _lasting(name, standing(name)) for name, rows in given.items())


def _lasting(name: str, rows: Sequence[Row]) -> list[dict[str, str]]:
    """What stands in rows and may not be put right later, spelled alike whether typed or stored."""
    columns = [c.name for c in tables.TABLES[name].columns if c.name not in PUT_RIGHT]
    return [{column: str(row[column]) for column in columns if row.get(column) not in (None, "")} for row in rows]


def _standing_rows(connection: Connection, draft: "Draft", name: str) -> list[Mapping]:
    """The meeting's rows of a table that are true now, by key."""
    stored = tables.sql[name]
    query = select(stored).where(stored.c.province_code == draft.province, stored.c.meeting_code == draft.meeting_code, stored.c.to_release == FAR)
    return list(connection.execute(query.order_by(*(stored.c[k] for k in tables.TABLES[name].key))).mappings())


def _items(connection: Connection, draft: "Draft") -> dict[int, Mapping]:
    return {row["item_number"]: row for row in _standing_rows(connection, draft, "agenda_item")}


def _current(connection: Connection, province: str, name: str, *key: Any) -> Mapping | None:
    """The row of that key which is true now, if there is one."""
    stored = tables.sql[name]
    here = [stored.c[k] == value for k, value in zip(tables.TABLES[name].key, key, strict=True)]
    return connection.execute(select(stored).where(stored.c.province_code == province, stored.c.to_release == FAR, *here)).mappings().one_or_none()


def _is_followed(connection: Connection, draft: "Draft", row: Row) -> bool:
    """Whether a row adds to an open matter that there is."""
    if draft.record_kind not in FOLLOWED:
        return False
    name = TABLE_OF[draft.record_kind]
    code = row.get(tables.TABLES[name].key[-1])
    return isinstance(code, str) and _current(connection, draft.province, name, code) is not None


def _day(of: date) -> tuple[str, str]:
    return tuple(f"{of.day}/{of.month}/{of.year + years}" for years in (543, 0))


def _label(table: Table, row: Row, column: Column) -> tuple[str, str]:
    """A field's name, with the item or row of the list it stands in."""
    place = {"agenda_item": "item_number", "meeting_attendance": "attendee_number"}.get(table.name)
    return tuple(f"{table.label[n]} {row[place]} · {column.label[n]}" if place else column.label[n] for n in (0, 1))


def _in_words(words) -> tuple[str, str]:
    said = list(words)
    return tuple(", ".join(pair[n] for pair in said) for n in (0, 1))
