"""The bodies in words, second part: who comes to their meetings, who links two of them, and what hangs on one person.

Frames come with names already in the reader's language (`names.localised`).
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

import pandas as pd

from dashboard import wording
from dashboard.charts.lettering import wide, wrapped
from dashboard.names import kept
from dashboard.sentences.bodies import briefest, short_body, with_short_names
from dashboard.sentences.network import BESIDE, body_names, heads_over
from dashboard.wording import t
from queries.answers import dicts

MEETINGS = ["body_name", "held_on", "attended_percent", "came", "quorum_needed", "has_quorum", "absent"]
MEETINGS_BRIEF = ("held_on", "came", "has_quorum", "absent")
MET = ["body_name", "mean_attendance_percent", "meetings", "meetings_without_quorum", "last_met_on"]
ABSENT = ["organisation_name", "body_name", "missed", "attended_percent", "last_on"]
ABSENT_BRIEF = ("organisation_name", "body_name", "missed", "attended_percent")
LINKS = ["from_body_name", "to_body_name", "organisation_name", "partners_shared", "is_declared_connector"]
LINKS_OF_ONE = ["body_name", "organisation_name", "partners_shared", "is_declared_connector"]
LINKS_BRIEF = ("from_body_name", "to_body_name", "organisation_name")
SEVERAL = ["organisation_name", "body_count", "bodies"]
CONNECTORS = ["connector", "linked_from", "linked_to", "state", "events_with_from", "events_with_to", "last_on"]
CONNECTORS_BRIEF = ("connector", "linked_from", "linked_to", "state")
ALONE = ["organisation_name", "sector", "bodies", "degree"]
ALONE_BRIEF = ("organisation_name", "bodies", "degree")
SPANNERS = ["post_title", "falls_apart", "body_count", "sector_groups_reached", "people_reached", "betweenness", "is_boundary_spanner", "organisation_name"]
MONTH = 3.5  # width of a month's cell, in letters
SPANNERS_BRIEF = ("post_title", "falls_apart", "body_count")


# --- meetings -----------------------------------------------------------------------------------------------------------


def attendance(found) -> str:
    """Which body its members attend least, and how often a quorum was not reached; `found` as `bodies.listed`."""
    met = kept(found, [v is not None for v in found["mean_attendance_percent"]])
    if met.empty:
        return t("bodies.attendance_none")
    least = min(dicts(met), key=lambda row: row["mean_attendance_percent"])
    short = sum(int(v or 0) for v in met["meetings_without_quorum"])
    said = t("bodies.attendance_one" if len(found) == 1 else "bodies.attendance", body=short_body(least), share=wording.percent(least["mean_attendance_percent"]), meetings=least["meetings"])
    return f"{said} {t('bodies.without_quorum', count=short) if short else t('bodies.with_quorum')}"


def never_met(found) -> str:
    """Which bodies have no meeting on record; "" where all have."""
    never = [short_body(row) for row in dicts(found) if not row["meetings"]]
    return t("bodies.never_met", names=", ".join(never)) if never else ""


def met_table(found):
    """Bodies with the attendance of their meetings, least first; those that never met last."""
    order = sorted(range(len(found)), key=lambda at: (found["mean_attendance_percent"].iloc[at] is None, found["mean_attendance_percent"].iloc[at]))
    return with_short_names(found.iloc[order])[MET]


def by_month(meetings, found, until: date, letter: int, room: float):
    """(frame, rows, heads) for a matrix of meetings: one cell a body and a month of the last year, as many as there is room for; of two meetings the worse.

    The body attended least comes first; one that never met has no row."""
    worst = sorted((r for r in dicts(found) if r["mean_attendance_percent"] is not None), key=lambda r: r["mean_attendance_percent"])
    rows = {row["body_code"]: "\n".join(wrapped(short_body(row), letter, room * BESIDE)) for row in worst}
    beside = max((wide(line, letter) for name in rows.values() for line in name.split("\n")), default=0)
    months = _months(until)[-max(3, int((room - beside) / (MONTH * letter))):]
    heads = {month: _head(date(*month, 1)) for month in months}
    cells = {}
    for r in dicts(meetings):  # worst first as answered: the first of a month stands
        spot = (r["body_code"], (r["held_on"].year, r["held_on"].month))
        if spot[0] in rows and spot[1] in heads and r["attended_percent"] is not None and spot not in cells:
            cells[spot] = {"row": rows[spot[0]], "head": heads[spot[1]], "value": r["attended_percent"], "words": _meeting(r),
                           "state": "off_track" if r["has_quorum"] is False else "on_track" if r["has_quorum"] else ""}
    return pd.DataFrame(cells.values(), columns=["row", "head", "value", "words", "state"], dtype=object), list(rows.values()), list(heads.values())


def _months(until: date) -> list[tuple[int, int]]:
    """(year, month) of the months a year that ends on that day touches: twelve, or thirteen where it ends within a month."""
    total, ends_month = until.year * 12 + until.month - 1, (until + timedelta(days=1)).month != until.month
    return [((total - back) // 12, (total - back) % 12 + 1) for back in range(11 if ends_month else 12, -1, -1)]


def _head(day: date) -> str:
    """Month over the last two digits of its year."""
    return f"{wording.month(day.month)}\n{wording.month_year(day)[-2:]}"


def _meeting(row: Mapping) -> str:
    quorum = t("bodies.needed", count=row["quorum_needed"]) if row["quorum_needed"] is not None else t("bodies.no_quorum_set")
    return t("bodies.meeting", body=short_body(row), day=wording.date(row["held_on"]), present=row["present"], seated=row["seated"], quorum=quorum)


def share(value) -> str:
    """A share in a cell."""
    return wording.percent(value, 0)


def who_came(meetings, parts, letter: int, room: float, most: int):
    """(frame, rows, heads) for a matrix of one body: one cell a partner seated at a meeting, whether it came; who missed most first, the last meetings."""
    held = sorted(dicts(meetings), key=lambda r: r["held_on"])[-most:]
    heads = {r["event_code"]: f"{r['held_on'].day} {_head(r['held_on'])}" for r in held}
    seated = {code for r in held for code in _codes(r["present_codes"]) + _codes(r["absent_codes"])}
    order = sorted((r for r in dicts(parts) if r["organisation_code"] in seated), key=lambda r: (r["attended_percent"] or 0, r["organisation_code"]))
    named = {r["organisation_code"]: "\n".join(wrapped(r["organisation_name"], letter, room * BESIDE)) for r in order}
    cells = [{"row": named[code], "head": heads[r["event_code"]], "value": 1 - came, "text": t("bodies.came" if came else "bodies.missed"), "words": f"{named[code]} · {_meeting(r)}"}
             for r in held for came, codes in ((1, r["present_codes"]), (0, r["absent_codes"])) for code in _codes(codes) if code in named]
    return pd.DataFrame(cells, columns=["row", "head", "value", "text", "words"], dtype=object), list(named.values()), list(heads.values())


def _codes(cell: str | None) -> list[str]:
    return cell.split(";") if cell else []


def meetings_table(meetings, partners: Mapping[str, str]):
    """Meetings, as answered, with who stayed away by name."""
    return with_short_names(meetings).assign(came=[t("bodies.of", some=r["present"], all=r["seated"]) for r in dicts(meetings)],
                                             absent=[", ".join(partners.get(code, code) for code in _codes(codes)) or wording.NONE for codes in meetings["absent_codes"]])[MEETINGS]


def absent(parts):
    """Of `bodies.taking_part`: who missed a meeting it was expected at, the least seen first."""
    missed = kept(parts, parts["meetings_missed"])
    order = sorted(range(len(missed)), key=lambda at: (missed["attended_percent"].iloc[at], -missed["meetings_missed"].iloc[at]))
    return missed.iloc[order]


def absent_table(parts):
    """Who missed most, of how many."""
    rows = absent(parts)
    return with_short_names(rows).assign(missed=[t("bodies.of", some=r["meetings_missed"], all=r["meetings_due"]) for r in dicts(rows)])[ABSENT]


def missing_most(parts) -> str:
    """Who stayed away most."""
    rows = absent(parts)
    if rows.empty:
        return t("bodies.absent_none") if any(parts["meetings_due"]) else t("bodies.attendance_none")
    first, never = rows.iloc[0], sum(not r["meetings_attended"] for r in dicts(rows))
    said = t("bodies.absent_most", name=first["organisation_name"], body=short_body(first), missed=first["meetings_missed"], due=first["meetings_due"])
    return f"{said} {t('bodies.absent_never', count=never)}" if never else said


# --- links --------------------------------------------------------------------------------------------------------------


def links(found, links_found) -> str:
    """How many pairs of bodies share nobody, how many hang on one partner; `found` as `bodies.listed`."""
    seated = kept(found, found["seats"])
    pairs, shared = len(seated) * (len(seated) - 1) // 2, links_found.drop_duplicates(["from_body_code", "to_body_code"])
    only = sum(bool(v) for v in shared["is_only_link"])
    return t("bodies.links", total=pairs, only=only, none=pairs - len(shared))


def links_of_one(row: Mapping, links_found) -> str:
    """The same for one body."""
    shared = links_found.drop_duplicates(["from_body_code", "to_body_code"])
    return t("bodies.links_one", body=row["body_name"], count=len(shared), only=sum(bool(v) for v in shared["is_only_link"]))


def between(found, links_found, letter: int, room: float, is_brief: bool):
    """(frame, rows, heads) for a matrix of bodies with seats against each other: how many partners sit in both. `is_brief`: bodies by their briefest names."""
    seated = sorted(dicts(kept(found, found["seats"])), key=lambda r: (not r["must_hold_six_kinds"], r["theme"] or "", r["body_code"]))
    brief = briefest(found)
    rows = {r["body_code"]: brief[r["body_code"]] if is_brief else "\n".join(wrapped(short_body(r), letter, room * BESIDE)) for r in seated}
    heads = heads_over({code: brief[code] for code in rows}, rows.values(), letter, room)
    shared = {}
    for r in dicts(links_found):
        shared.setdefault((r["from_body_code"], r["to_body_code"]), []).append(r["organisation_name"])
    cells = []
    for one in rows:
        for other in rows:
            names = shared.get((min(one, other), max(one, other)), [])
            if one != other:
                cells.append({"row": rows[one], "head": heads[other], "value": len(names), "state": ("off_track", "watch")[len(names)] if len(names) < 2 else "",
                              "words": f"{brief[one]} · {brief[other]}: {', '.join(names) or wording.NONE}"})
    return pd.DataFrame(cells, columns=["row", "head", "value", "state", "words"], dtype=object), list(rows.values()), list(heads.values())


def shared_with(code: str, links_found) -> dict[str, int]:
    """Code of every other body → partners it shares with this one."""
    rows = dicts(links_found)
    return {other: r["partners_shared"] for r in rows for other in (r["from_body_code"], r["to_body_code"]) if other != code and code in (r["from_body_code"], r["to_body_code"])}


def links_table(links_found, found):
    """Pairs of bodies and the partners that link them, bodies by their short names; those that hang on one partner first."""
    short = {row["body_code"]: short_body(row) for row in dicts(found)}
    return links_found.assign(**{f"{end}_body_name": [short.get(code, code) for code in links_found[f"{end}_body_code"]] for end in ("from", "to")})[LINKS]


def links_of(code: str, links_found, found):
    """Of the links of one body: the other one, and the partners that link the two; those that hang on one partner first."""
    other = [r["to_body_code"] if r["from_body_code"] == code else r["from_body_code"] for r in dicts(links_found)]
    short = {row["body_code"]: short_body(row) for row in dicts(found)}
    return links_found.assign(body_name=[short.get(of, of) for of in other])[LINKS_OF_ONE]


def several_table(seats, found, chosen: Collection[str]):
    """Which of the chosen partners sit in two bodies or more, the most first."""
    brief = briefest(found)
    held = kept(seats, [code in chosen for code in seats["organisation_code"]]).drop_duplicates(["organisation_code", "body_code"])
    rows = [{"organisation_name": own.iloc[0]["organisation_name"], "body_count": len(own), "bodies": ", ".join(brief.get(code, code) for code in own["body_code"]), "code": code}
            for code, own in held.groupby("organisation_code") if len(own) > 1]
    return pd.DataFrame(sorted(rows, key=lambda r: (-r["body_count"], r["code"])), columns=SEVERAL, dtype=object)


def several(rows) -> str:
    """How many sit in two bodies or more, and who in most."""
    return t("bodies.several", count=len(rows), name=rows.iloc[0]["organisation_name"], most=rows.iloc[0]["body_count"]) if len(rows) else t("bodies.several_none")


# --- connectors and people ------------------------------------------------------------------------------------------------


def connectors_table(found):
    """Declared links with what proves them; least used first."""
    named = found.rename(columns={"organisation_name": "connector", "from_name": "linked_from", "to_name": "linked_to"})
    return named.assign(state=[_proof(row) for row in dicts(found)])[CONNECTORS]


def _proof(row: Mapping) -> str:
    """A link nobody has seen used on both sides has no evidence: it is neither good nor bad."""
    return "on_track" if row["is_proven"] else "watch" if row["events_with_from"] or row["events_with_to"] else "no_evidence"


def connectors(found) -> str:
    """How many declared links no event proves, or on one side only."""
    if found.empty:
        return t("bodies.connectors_none")
    states = [_proof(row) for row in dicts(found)]
    return t("bodies.connectors", total=len(found), proven=states.count("on_track"), half=states.count("watch"), none=states.count("no_evidence"))


def of_body(found, body: str | None):
    """The rows whose `body_codes` hold that body; all of them for None. What is asked once for all bodies is not asked again for each."""
    return found if body is None else kept(found, [body in _codes(codes) for codes in found["body_codes"]])


def alone_table(found, named: Mapping[str, str]):
    """Partners in a body that no connector links."""
    return found.assign(bodies=[body_names(codes, named) for codes in found["body_codes"]])[ALONE]


def alone(found, seats) -> str:
    """How many partners in bodies no declared connector links to another."""
    total = seats["organisation_code"].nunique()
    return t("bodies.alone", count=len(found), total=total) if len(found) else t("bodies.alone_none", total=total)


def spanners(found):
    """People, those without whom most pairs of bodies lose touch first."""
    order = sorted(range(len(found)), key=lambda at: (-len(_codes(found["only_link_between"].iloc[at])), at))
    return found.iloc[order]


def spanners_table(found, brief: Mapping[str, str]):
    """People with the pairs of bodies that hang on them in words."""
    return found.assign(falls_apart=[_pairs(cell, brief) or wording.NONE for cell in found["only_link_between"]])[SPANNERS]


def _pairs(cell: str | None, brief: Mapping[str, str]) -> str:
    return ", ".join("–".join(brief.get(code, code) for code in pair.split("–")) for pair in _codes(cell))


def falling(found) -> str:
    """What falls apart if the one that holds most together leaves, and how many such there are."""
    first = found.iloc[0] if len(found) else None
    holding = sum(bool(cell) for cell in found["only_link_between"])
    if first is None or not holding:
        return t("bodies.falling_none", people=len(found))
    return t("bodies.falling", name=first["post_title"], pairs=len(_codes(first["only_link_between"])), holding=holding)


def declared(found) -> str:
    """Of those who hold a pair of bodies together, how many are declared boundary spanners, and how many declared there are."""
    of = [r for r in dicts(found) if r["only_link_between"]]
    return t("bodies.declared", count=sum(bool(v) for v in found["is_boundary_spanner"]), holding=sum(bool(r["is_boundary_spanner"]) for r in of), of=len(of))
