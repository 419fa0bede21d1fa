"""The committee's meetings: who came, whether enough did, who must stand aside, what was said at which item, and what is still open.

Asked as at a release like everything else: the records of a meeting are in the releases after the one it looks at. Days are counted to `on`
(a meeting's own day), else to the release's as_of.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from queries import attention, committee, deliverables, releases, since, stakes, tables
from queries.answers import dicts, rows, table
from queries.tables import CHOICES
from queries.tables.meetings import JOINED, TABLE_OF

SOURCE = ("from_release",)
NAMED = ("organisation_code", "organisation_name", "organisation_name_en", "sector", "actor_level", "district_code")
LISTED = ("meeting_code", "meeting_number", "meeting_year", "body_code", "body_name", "body_name_en", "held_on", "starts_at", "ended_at", "place", "meeting_status", "looked_at_release", "looked_at_as_of",
          "previous_meeting_code", "sheet_version", "item_count", "finding_count", "question_count", "open_question_count", "resolution_count", "record_count", *SOURCE)
AGENDA = ("item_number", "agenda_section", "item_title", "brief", "page", "page_picks", "subject_kind", "subject_code", "presenter_organisation_code", "organisation_name", "organisation_name_en",
          "driver_note", "recusal_count", "record_count", *SOURCE)
SEATS = ("seat_number", "membership_role", *NAMED, "post_title", "attendee_number", "attendance_kind", "came_post_title", "absence_reason", *SOURCE)
QUORUM = ("member_count", "quorum_percent", "needed_count", "present_count", "substitute_count", "absent_count", "unknown_count", "attending_count", "recused_count", "counted_count", "has_quorum")
CONFLICTS = ("item_number", "subject_kind", "subject_code", "seat_number", "membership_role", *NAMED, "interests", "stands_aside", "recusal_reason")
RECORDS = ("record_number", "item_number", "record_kind", "record_key", "recorded_role", "confirmed_role", "said", "detail", "subject_kind", "subject_code", "organisation_code", "organisation_name",
           "organisation_name_en", "due_on", "closed_on", "outcome", "votes_for", "votes_against", "votes_abstained", "has_casting_vote", "dissent", "corrects_record_number", "correction_reason",
           "is_corrected", "is_withdrawn", *SOURCE)
OPEN = ("record_kind", "code", "meeting_code", "given_on", "said", "subject_kind", "subject_code", "organisation_code", "organisation_name", "organisation_name_en", "due_on", "days_overdue", "answer", *SOURCE)
PACKED = ("agenda_release", "record_release", "newest_record_release", "is_closed", "later_count")
OWN = ("meeting", "agenda_item", "meeting_attendance", "recusal", "item_record")  # tables whose rows are a meeting's own
PROPOSED = ("agenda_section", "reason", "title", "title_en", "page", "page_picks", "subject_kind", "subject_code", "organisation_code", "organisation_name", "organisation_name_en", "figure", "figure_unit", "due_on")
ROLES = tuple(CHOICES["membership_role"])
SAID = {"finding": "finding", "question": "question", "resolution": "resolution", "instruction": "instruction", "opinion": "opinion", "rating": "reason", "threshold": "threshold_value", "recusal": "reason"}
MOST_WORST = 5  # items off track that a draft agenda takes up one by one


def listed(connection: Connection, *, release: int, province: str, body: str | None = None) -> pd.DataFrame:
    """One row a meeting: number and year, day, place, status, the release it looks at, how many items, findings, questions (open), resolutions; newest first."""
    held = _rows(connection, "meeting", province, release)
    bodies = {b["body_code"]: b for b in _rows(connection, "body", province, release)}
    count = {name: _counted(connection, name, province, release) for name in ("agenda_item", "finding", "committee_question", "resolution", "item_record")}
    still = _counted(connection, "committee_question", province, release, lambda row: row["closed_on"] is None)
    days = {number: releases.as_of(connection, province, number) for number in {m["looked_at_release"] for m in held}}
    found = [{**m, "body_name": bodies.get(m["body_code"], {}).get("body_name"), "body_name_en": bodies.get(m["body_code"], {}).get("body_name_en"),
              "looked_at_as_of": days[m["looked_at_release"]], "item_count": count["agenda_item"][m["meeting_code"]],
              "finding_count": count["finding"][m["meeting_code"]], "question_count": count["committee_question"][m["meeting_code"]], "open_question_count": still[m["meeting_code"]],
              "resolution_count": count["resolution"][m["meeting_code"]], "record_count": count["item_record"][m["meeting_code"]]}
             for m in held if body is None or m["body_code"] == body]
    return table(sorted(found, key=lambda m: (m["held_on"], m["meeting_number"], m["meeting_code"]), reverse=True), LISTED)


def agenda(connection: Connection, *, release: int, province: str, meeting: str) -> pd.DataFrame:
    """One row an agenda item: section, title, the screen and picks it opens, who presents, how many records and recusals; in the meeting's order."""
    names = _names(connection, province, release)
    recused = _counted(connection, "recusal", province, release, by="item_number", only=meeting)
    made = _counted(connection, "item_record", province, release, by="item_number", only=meeting)
    found = [{**row, **_name(names, row["presenter_organisation_code"]), "recusal_count": recused[row["item_number"]], "record_count": made[row["item_number"]]}
             for row in _rows(connection, "agenda_item", province, release) if row["meeting_code"] == meeting]
    return table(sorted(found, key=lambda row: row["item_number"]), AGENDA)


def seats(connection: Connection, *, release: int, province: str, meeting: str) -> pd.DataFrame:
    """One row a seat of the body on the meeting's day, then one each who attends without a seat: post, partner, whether it came (attendance_kind None: not noted yet); chair first."""
    held = _meeting(connection, province, release, meeting)
    if held is None:
        return table([], SEATS)
    names, posts = _names(connection, province, release), {p["person_code"]: p["post_title"] for p in _rows(connection, "person", province, release)}
    came = [row for row in _rows(connection, "meeting_attendance", province, release) if row["meeting_code"] == meeting]
    of_seat = {row["seat_number"]: row for row in came if row["seat_number"] is not None}
    found = []
    for seat in _seats(connection, province, release, held):
        row = of_seat.get(seat["seat_number"], {})
        found.append({**seat, **_named(names, seat["organisation_code"]), "post_title": posts.get(seat["person_code"]), "attendee_number": row.get("attendee_number"),
                      "attendance_kind": row.get("attendance_kind"), "came_post_title": row.get("post_title"), "absence_reason": row.get("absence_reason"), "from_release": row.get("from_release")})
    found.sort(key=lambda row: (ROLES.index(row["membership_role"]), row["seat_number"]))
    found += [{**_named(names, row["organisation_code"]), "attendee_number": row["attendee_number"], "attendance_kind": row["attendance_kind"], "came_post_title": row["post_title"],
               "from_release": row["from_release"]} for row in sorted(came, key=lambda row: row["attendee_number"]) if row["seat_number"] is None]
    return table(found, SEATS)


def quorum(connection: Connection, *, release: int, province: str, meeting: str, item: int | None = None) -> pd.DataFrame:
    """One row: members with a vote, how many are needed, came, came by a substitute, are absent or not noted, stand aside from that item; whether there is a quorum.

    Members are the seats held on the meeting's day, advisers apart; needed is the smallest number that is `quorum_percent` of them. Substitutes count, those standing aside from the item do not. has_quorum is None where the body has no quorum."""
    held = _meeting(connection, province, release, meeting)
    if held is None:
        return table([], QUORUM)
    percent = next((b["quorum_percent"] for b in _rows(connection, "body", province, release) if b["body_code"] == held["body_code"]), None)
    every = dicts(seats(connection, release=release, province=province, meeting=meeting))
    voting = [s for s in every if s["membership_role"] not in (None, "adviser")]
    came = {s["seat_number"] for s in voting if s["attendance_kind"] in ("present", "substitute")}
    aside = {r["seat_number"] for r in _rows(connection, "recusal", province, release) if r["meeting_code"] == meeting and r["item_number"] == item}
    kinds = [s["attendance_kind"] for s in voting]
    needed = None if percent is None else -(-len(voting) * percent // 100)
    counted = len(came - aside)
    return table([{"member_count": len(voting), "quorum_percent": percent, "needed_count": needed, "present_count": kinds.count("present"), "substitute_count": kinds.count("substitute"),
                   "absent_count": kinds.count("absent"), "unknown_count": kinds.count(None), "attending_count": sum(s["attendance_kind"] == "attending" for s in every),
                   "recused_count": len(came & aside), "counted_count": counted, "has_quorum": None if needed is None else bool(voting) and counted >= needed}], QUORUM)


def conflicts(connection: Connection, *, release: int, province: str, meeting: str, item: int | None = None) -> pd.DataFrame:
    """One row a member whose organisation is payer, payee, responsible for or a party of what an item is about: which of these, whether it stands aside; by item, those who do not first."""
    held = _meeting(connection, province, release, meeting)
    if held is None:
        return table([], CONFLICTS)
    names = _names(connection, province, release)
    aside = {(r["item_number"], r["seat_number"]): r["reason"] for r in _rows(connection, "recusal", province, release) if r["meeting_code"] == meeting}
    items = [row for row in _rows(connection, "agenda_item", province, release) if row["meeting_code"] == meeting and row["subject_code"] is not None and item in (None, row["item_number"])]
    seated, found = _seats(connection, province, release, held), []
    for entry in items:
        interests = stakes.of_thing(connection, province, release, entry["subject_kind"], entry["subject_code"])
        for seat in seated:
            if roles := interests.get(seat["organisation_code"]):
                key = (entry["item_number"], seat["seat_number"])
                found.append({**seat, **_named(names, seat["organisation_code"]), **{k: entry[k] for k in ("item_number", "subject_kind", "subject_code")}, "interests": ";".join(sorted(roles)),
                              "stands_aside": key in aside, "recusal_reason": aside.get(key)})
    return table(sorted(found, key=lambda r: (r["item_number"], r["stands_aside"], r["seat_number"])), CONFLICTS)


def records(connection: Connection, *, release: int, province: str, meeting: str, item: int | None = None) -> pd.DataFrame:
    """One row a record of a meeting: at which item, of which kind, what was said, to whom, by when, votes, in which roles, what it corrects; in the order they were confirmed.

    `said` is the record's own words (a limit's is its value), `detail` its decision, state, conditions or rule; a record that was corrected stays, marked.
    is_withdrawn: it took a recusal back, and made no row."""
    names = _names(connection, province, release)
    made = [r for r in _rows(connection, "item_record", province, release) if r["meeting_code"] == meeting]
    corrected = {r["corrects_record_number"] for r in made} - {None}
    shown = sorted((r for r in made if item in (None, r["item_number"])), key=lambda r: r["record_number"])
    said, found = _rows_made(connection, province, shown), []
    for record in shown:
        row = said.get((record["record_kind"], record["from_release"], record["record_key"]), {})
        found.append({**_told(record["record_kind"], row), **_name(names, _to_whom(row)), **record, "organisation_code": _to_whom(row), "is_corrected": record["record_number"] in corrected, "is_withdrawn": record["record_kind"] == "recusal" and not row})
    return table(found, RECORDS)


def open_matters(connection: Connection, *, release: int, province: str, on: date | None = None, other_than: str | None = None, organisation: str | None = None) -> pd.DataFrame:
    """One row a finding, question, resolution or instruction that is not closed or done: what, whose turn it is, due when, days overdue by `on`; most overdue first, those without a day last.

    `other_than`: leaves that meeting out. A resolution is open where it was deferred, or somebody must act on it by a day, and nothing was told done; a finding where somebody must act and the committee has not closed it; a question that was answered is not overdue."""
    counted, names = on or releases.as_of(connection, province, release), _names(connection, province, release)
    held = {m["meeting_code"]: m for m in _rows(connection, "meeting", province, release)}
    found = []
    for kind, row in _unfinished(connection, province, release):
        code, who, due, given = row.get("meeting_code"), _to_whom(row), row.get("due_on"), row.get("given_on") or (held.get(row.get("meeting_code")) or {}).get("held_on")
        if (other_than and code == other_than) or organisation not in (None, who):
            continue
        is_answered = bool(row.get("answered_on") or row.get("answer"))  # whose turn it is then is the committee's, to close it
        found.append({**row, **_name(names, who), "record_kind": kind, "code": row[_key_of(kind)], "given_on": given, "said": row[SAID[kind]], "answer": row.get("answer") or row.get("outcome"), "organisation_code": who,
                      "due_on": due, "days_overdue": max(0, (counted - due).days) if due and counted and not is_answered else None})
    return table(sorted(found, key=lambda r: (r["due_on"] or date.max, r["record_kind"], r["code"])), OPEN)


def instructions(connection: Connection, *, release: int, province: str, on: date | None = None) -> pd.DataFrame:
    """One row an instruction of the governor: to whom, by when, done when, days overdue; those not done first, most overdue first."""
    counted, names = on or releases.as_of(connection, province, release), _names(connection, province, release)
    columns = ("instruction_code", "given_on", "instruction", "subject_kind", "subject_code", "organisation_code", "organisation_name", "organisation_name_en", "due_on", "done_on", "outcome", "days_overdue", *SOURCE)
    found = [{**row, **_name(names, row["addressed_organisation_code"]), "organisation_code": row["addressed_organisation_code"],
              "days_overdue": max(0, ((row["done_on"] or counted) - row["due_on"]).days)} for row in _rows(connection, "instruction", province, release)]
    return table(sorted(found, key=lambda r: (r["done_on"] is not None, r["due_on"], r["instruction_code"])), columns)


def pack_releases(connection: Connection, *, release: int, province: str, meeting: str) -> pd.DataFrame:
    """One row: the releases of the record that the papers of a meeting speak of – its agenda as called, its record as closed, its record with what came since – and how many records came since (count).

    Each is the newest release that touched the meeting's own rows by then, not the newest there is: papers made again later name the same ones. record_release is that of the closing; while the meeting is
    not closed, that of its newest row."""
    stored = tables.sql["meeting"]
    query = select(stored).where(stored.c.province_code == province, stored.c.meeting_code == meeting, stored.c.from_release <= release).order_by(stored.c.from_release)
    held = rows(connection, query)
    if _meeting(connection, province, release, meeting) is None:
        return table([], PACKED)
    begun = next((m["from_release"] for m in held if m["meeting_status"] != "called"), release + 1)
    called = max(begun - 1, held[0]["from_release"])
    closed = None
    for version in reversed(held):
        if version["meeting_status"] != "closed":
            break
        closed = version["from_release"]
    newest = _newest_own(connection, province, release, meeting, OWN)
    later = sum(r["meeting_code"] == meeting and r["from_release"] > (closed or release) for r in _rows(connection, "item_record", province, release))
    return table([{"agenda_release": _newest_own(connection, province, called, meeting, OWN[:2]), "record_release": closed or newest,
                   "newest_record_release": newest, "is_closed": closed is not None, "later_count": later}], PACKED)


def _newest_own(connection: Connection, province: str, release: int, meeting: str, names: tuple[str, ...]) -> int:
    """The newest release, up to one, that opened a row of these tables which is the meeting's."""
    return max(row["from_release"] for name in names for row in _rows(connection, name, province, release) if row["meeting_code"] == meeting)


def proposed_agenda(connection: Connection, *, release: int, province: str, before: int | None = None, body: str | None = None) -> pd.DataFrame:
    """One row an item a draft agenda (of `body`) should have, and why: the minutes of its last meeting to adopt, what is still open, what changed since release `before`, what is off track, what waits for an opinion or an approval; in the agenda's order.

    reason: adopt_minutes · open_finding · open_question · open_resolution · open_instruction · changed · off_track · awaiting_opinion · approval_waiting. `title` is the thing's own name, without words of the reason."""
    held = [m for m in dicts(listed(connection, release=release, province=province)) if body in (None, m["body_code"])]
    found = [{"agenda_section": "adopt_minutes", "reason": "adopt_minutes", **dict.fromkeys(("title", "title_en"), f"{m['meeting_number']}/{m['meeting_year']}")} for m in held[:1] if m["meeting_status"] == "closed"]
    found += [{**row, "agenda_section": "matters_arising", "reason": f"open_{row['record_kind']}", "title": row["said"], "title_en": row["said"]}
              for row in dicts(open_matters(connection, release=release, province=province))]
    if before:
        moved = since.states(connection, release=release, province=province, before=before)
        found.append({"agenda_section": "for_information", "reason": "changed", "page": "changes", "page_picks": f"since={before}", "figure": len(moved), "figure_unit": "count"})
    worst = dicts(attention.worst_first(connection, release=release, province=province, severity="high"))
    found += [{**_about(row), "agenda_section": "for_decision", "reason": "off_track", "page": row["page"]} for row in worst[:MOST_WORST]]
    taken = {row.get("subject_code") for row in found if row["reason"] == "off_track"}
    found += list(_awaiting_opinion(connection, province, release, taken))
    found += list(_approvals_waiting(connection, province, release))
    order = list(CHOICES["agenda_section"])
    return table(sorted(found, key=lambda row: order.index(row["agenda_section"])), PROPOSED)


def _about(row: Mapping) -> dict[str, Any]:
    return {**{k: row.get(k) for k in ("subject_kind", "subject_code", "figure", "figure_unit", "due_on")}, "title": row["subject_name"], "title_en": row["subject_name_en"],
            **{name: row[f"responsible_{name}"] for name in ("organisation_code", "organisation_name", "organisation_name_en")}}


def _awaiting_opinion(connection: Connection, province: str, release: int, taken: set) -> Iterator[dict]:
    """Deliverables that were submitted, neither sent back nor accepted, and of which this committee has said nothing since."""
    review = releases.at("review", province, release)
    said = select(review.c.deliverable_code, func.max(review.c.reviewed_on)).where(review.c.review_kind == "scrutiny_opinion").group_by(review.c.deliverable_code)
    heard = dict(connection.execute(said).all())  # also on a day that the figures do not reach yet: an opinion is given at a meeting after it
    for row in dicts(deliverables.listed(connection, release=release, province=province)):
        code = row["deliverable_code"]
        if row["is_waiting_for_review"] and heard.get(code, date.min) < row["submitted_on"] and code not in taken:
            yield {"agenda_section": "for_decision", "reason": "awaiting_opinion", "title": row["deliverable_name"], "title_en": row["deliverable_name_en"], "page": "deliverables",
                   "page_picks": f"deliverable={code}", "subject_kind": "deliverable", "subject_code": code, "due_on": row["due_on"],
                   **{name: row[f"responsible_{name}"] for name in ("organisation_code", "organisation_name", "organisation_name_en")}}


def _approvals_waiting(connection: Connection, province: str, release: int) -> Iterator[dict]:
    """The first step of each contract's approval path that has begun and is not decided by the release's day."""
    steps, as_of = list(CHOICES["approval_step"]), releases.as_of(connection, province, release)
    titles = {c["contract_code"]: c["contract_title"] for c in _rows(connection, "contract", province, release)}
    waiting: dict[str, str] = {}
    for row in sorted(_rows(connection, "approval", province, release), key=lambda r: steps.index(r["approval_step"])):
        if row["decided_on"] is None or row["decided_on"] > as_of:
            waiting.setdefault(row["contract_code"], row["approval_step"])
    for code, _ in sorted(waiting.items()):
        yield {"agenda_section": "for_information", "reason": "approval_waiting", "title": titles.get(code), "title_en": titles.get(code), "page": "contract", "page_picks": f"contract={code}",
               "subject_kind": "contract", "subject_code": code}


def _unfinished(connection: Connection, province: str, release: int) -> Iterator[tuple[str, Mapping]]:
    yield from (("finding", row) for row in _rows(connection, "finding", province, release) if row["responsible_organisation_code"] and row["closed_on"] is None)
    yield from (("question", row) for row in _rows(connection, "committee_question", province, release) if row["closed_on"] is None)
    yield from (("resolution", row) for row in _rows(connection, "resolution", province, release) if committee.is_open(row))
    yield from (("instruction", row) for row in _rows(connection, "instruction", province, release) if row["done_on"] is None)


def _key_of(kind: str) -> str:
    return tables.TABLES[TABLE_OF[kind]].key[-1]


def _to_whom(row: Mapping) -> str | None:
    return next((row[name] for name in ("responsible_organisation_code", "asked_organisation_code", "addressed_organisation_code", "organisation_code") if row.get(name)), None)


def _told(kind: str, row: Mapping) -> dict[str, Any]:
    """The words, decision and days of what a record made."""
    subject = {"opinion": ("deliverable", row.get("deliverable_code"))}.get(kind, (row.get("subject_kind"), row.get("subject_code")))
    detail = {"opinion": "conditions", "rating": "state", "threshold": "threshold_rule", "question": "answer", "finding": "outcome", "resolution": "outcome", "instruction": "outcome"}.get(kind)
    said = row.get(SAID[kind])
    return {"said": None if said is None else str(said), "detail": row.get(detail) if detail else None, "subject_kind": subject[0], "subject_code": subject[1], "due_on": row.get("due_on"),
            "closed_on": row.get("closed_on") or row.get("done_on"), "outcome": row.get("review_decision") or row.get("resolution_outcome"),
            **{name: row.get(name) for name in ("votes_for", "votes_against", "votes_abstained", "has_casting_vote", "dissent")}}


def _rows_made(connection: Connection, province: str, made: Iterable[Mapping]) -> Mapping[tuple[str, int, str], Mapping]:
    """The rows that records made, as they made them – later answers and corrections have records of their own – by kind, release and key."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for record in made:
        numbers[record["record_kind"]].add(record["from_release"])
    found = {}
    for kind, of in numbers.items():
        stored, key = tables.sql[TABLE_OF[kind]], tables.TABLES[TABLE_OF[kind]].key
        for row in rows(connection, select(stored).where(stored.c.province_code == province, stored.c.from_release.in_(of))):
            found[kind, row["from_release"], JOINED.join(str(row[k]) for k in key)] = row
    return found


def _meeting(connection: Connection, province: str, release: int, code: str) -> Mapping | None:
    return next((row for row in _rows(connection, "meeting", province, release) if row["meeting_code"] == code), None)


def _seats(connection: Connection, province: str, release: int, held: Mapping) -> list[Mapping]:
    """The seats of the meeting's body on its day, by number."""
    every = [s for s in _rows(connection, "membership", province, release) if s["body_code"] == held["body_code"]]
    return sorted((s for s in every if s["start_on"] <= held["held_on"] and (s["end_on"] is None or s["end_on"] >= held["held_on"])), key=lambda s: s["seat_number"])


def _counted(connection: Connection, name: str, province: str, release: int, where=lambda row: True, *, by: str = "meeting_code", only: str | None = None) -> Mapping[Any, int]:
    found: dict[Any, int] = defaultdict(int)
    for row in _rows(connection, name, province, release):
        if only in (None, row["meeting_code"]) and where(row):
            found[row[by]] += 1
    return found


def _names(connection: Connection, province: str, release: int) -> Mapping[str, Mapping]:
    return {row["organisation_code"]: row for row in _rows(connection, "organisation", province, release)}


def _named(names: Mapping, code: str | None) -> dict[str, Any]:
    return {**{name: names.get(code, {}).get(name) for name in NAMED}, "organisation_code": code}


def _name(names: Mapping, code: str | None) -> dict[str, Any]:
    return {name: names.get(code, {}).get(name) for name in ("organisation_name", "organisation_name_en")}


def _rows(connection: Connection, name: str, province: str, release: int) -> list[Mapping]:
    return list(rows(connection, select(releases.at(name, province, release))))
