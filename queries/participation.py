"""Participation: the activities and the facts their tool asks for, who came, what they recommended, and what changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pandas as pd
from sqlalchemy import Connection, func, select

from queries import participation_shown, releases, tables
from queries.answers import dicts, percent, rows, table
from queries.participation_facts import STATED, facts
from queries.participation_shown import GROUPS, MEANS, NOTHING, SCORES, Came, Pair, Poll
from queries.suppression import ALL, is_small
from queries.tables import CHOICES, GROUP_OF_SECTOR

SIX = Decimal("0.000001")

ACTIVITIES = (
    "participation_code", "participation_name", "participation_tool", "start_on", "end_on", "days_held", "meeting_count", "district_codes", "organiser_organisation_code",
    "organiser_name", "organiser_name_en", "project_code", "scope", "recruitment_method", "participants", "counted_by_group", "cost_baht", "cost_per_person_baht",
    "facts_required", "facts_met", "facts_missing", "facts_unknown", "is_valid", "recommendations", "recommendations_waiting", "recommendations_adopted", "has_poll",
    "leads_to_code", "change_made", "is_withheld", "from_release", "source_sheet", "source_row",
)
TOOLS = ("participation_tool", "activities", "valid", "invalid", "unstated", "participants", "cost_baht", "last_on", "participation_codes")
CHECKED_FACTS = ("participation_code", "participation_name", "participation_tool", "participation_fact", "is_met", "stated", "from_release", "source_sheet", "source_row")
WHO = ("sector", "sector_group", "district_code", "district_name_th", "district_name_en", "population_group")
WHO_CAME = ("participation_code", "participation_name", "participation_tool", "start_on", *WHO, "people", "people_percent", "is_small", "is_withheld")
CAME_IN_ALL = (*WHO, "people", "people_percent", "activities", "withheld_activities", "counted_activities")
ATTENDANCE = ("participation_code", "participation_name", "participation_tool", "start_on", "sector", "sector_group", "district_code", "district_name_th", "district_name_en", "population_group", "people", "people_percent", "is_small", "is_withheld")
RECOMMENDATIONS = (
    "recommendation_code", "participation_code", "participation_name", "participation_tool", "recommendation", "addressed_to_organisation_code", "addressed_to_name",
    "addressed_to_name_en", "recommendation_decision", "is_answered", "recommended_on", "answer_due_on", "decided_on", "days_waiting", "days_overdue", "body_code", "reason",
    "project_code", "project_name", "project_name_en", "project_status", "result", "from_release", "source_sheet", "source_row",
)
POLL_CHANGES = (
    "participation_code", "participation_name", "question_number", "question_text", "scale_minimum", "scale_maximum", "matched_people", "mean_before", "mean_after",
    "mean_change", "standard_error", "change_low", "change_high", "people_up", "people_same", "people_down", "is_small", "is_withheld",
)
POLL_DISTRIBUTION = (
    "participation_code", "participation_name", "question_number", "question_text", "score_from", "score_to", "people_before", "people_after", "before_percent", "after_percent",
    "matched_people", "is_small", "is_withheld",
)
PANEL = ("participation_code", "participation_name", "attribute", "group_name", "panel_people", "panel_percent", "population_percent", "gap_points", "is_small", "is_withheld")
PRIORITIES = ("participation_code", "participation_name", "start_on", "rank", "priority", "votes", "votes_percent", "is_small", "is_withheld")


def activities(connection: Connection, *, release: int, province: str, tool: str | None = None, district: str | None = None, is_public: bool = False) -> pd.DataFrame:
    """One row an activity up to as_of: dates, districts, people (count), cost (baht), facts its tool asks for; most missing facts first, then latest.

    `facts_…` are codes joined by ";". `is_valid` is False where a fact is missing and None where one is not stated. `participants` is
    the number stated; `counted_by_group` what the attendance sheet adds up to. In public (`is_public`) one to four people are withheld."""
    known, counts = _counted(connection, release, province, is_public)
    found = []
    for row in known.values():
        if tool in (None, row["participation_tool"]) and (district is None or district in row["district_codes"].split(";")):
            made = _activity_row(row, counts)
            found.append({**made, **_withheld(made, "participants", "counted_by_group", "cost_per_person_baht")} if is_public and _is_few(made) else made)
    return table(sorted(found, key=lambda r: (-_length(r["facts_missing"]), -_length(r["facts_unknown"]), -r["start_on"].toordinal(), r["participation_code"])), ACTIVITIES)


def tools(connection: Connection, *, release: int, province: str, is_public: bool = False) -> pd.DataFrame:
    """One row each of the nine tools, used or not: activities (count), how many are valid, miss a fact or do not state one, people, baht; in the study's order."""
    found, every = [], dicts(activities(connection, release=release, province=province, is_public=is_public))
    for tool in CHOICES["participation_tool"]:
        own = sorted((r for r in every if r["participation_tool"] == tool), key=lambda r: (r["start_on"], r["participation_code"]))
        costs = [r["cost_baht"] for r in own if r["cost_baht"] is not None]
        found.append({
            "participation_tool": tool, "activities": len(own), **{name: sum(r["is_valid"] is verdict for r in own) for name, verdict in (("valid", True), ("invalid", False), ("unstated", None))},
            "participants": sum(r["participants"] or 0 for r in own), "cost_baht": sum(costs, Decimal(0)) if costs else None, "last_on": max((r["end_on"] for r in own), default=None),
            "participation_codes": ";".join(r["participation_code"] for r in own),
        })
    return table(found, TOOLS)


def checked_facts(connection: Connection, *, release: int, province: str, activity: str | None = None, is_public: bool = False) -> pd.DataFrame:
    """One row a fact that an activity's tool asks for: `is_met` (None: not stated) and what is stated of it; by activity, missing ones first, then those not stated."""
    (known, counts), found = _counted(connection, release, province, is_public), []
    for row in known.values():
        if activity in (None, row["participation_code"]):
            judged = _judged(row, counts)
            is_few = is_small(judged["participants"]) or is_small(counts[row["participation_code"]]["people"])
            shown = {**judged, "participants": None} if is_public and is_few else judged
            found += [{**row, "participation_fact": fact, "is_met": is_met, "stated": shown.get(STATED.get(fact, ""))} for fact, is_met in facts(judged).items()]
    return table(sorted(found, key=lambda r: (r["participation_code"], (False, None, True).index(r["is_met"]))), CHECKED_FACTS)


def attendance(connection: Connection, *, release: int, province: str, activity: str | None = None, tool: str | None = None, is_public: bool = False) -> pd.DataFrame:
    """One row a sector, district and population group that came to an activity: people (count) and per cent of its group's total; by activity, most first.

    In public only the rows of all groups, `people` withheld where they or their neighbours are too few; `is_small` marks those elsewhere."""
    known, districts, shown = _activities(connection, release, province), _by_code(connection, release, province, "district"), participation_shown.came(connection, release, province, is_public)
    held = [r for r in _true(connection, release, province, "participation_attendance") if r["participation_code"] in known and activity in (None, r["participation_code"])]
    totals = Counter()
    for row in held:
        totals[row["participation_code"], row["population_group"]] += row["people_count"]
    found = []
    for row in held:
        about, who = known[row["participation_code"]], shown[row["participation_code"]]
        if tool in (None, about["participation_tool"]) and not (is_public and row["population_group"] != "all"):
            cell, whole = (row["sector"], row["district_code"]), totals[row["participation_code"], row["population_group"]]
            people = who.counts.get(cell, 0) if is_public else row["people_count"]
            is_few = cell in who.hidden or row["population_group"] != "all"
            found.append({**about, **districts.get(row["district_code"], {}), **row, "sector_group": GROUP_OF_SECTOR[row["sector"]], **_people(people, who.counts[ALL, ALL] if is_public else whole, is_few, is_public)})
    return table(sorted(found, key=lambda r: (r["participation_code"], r["population_group"] != "all", r["population_group"], -(r["people"] or 0), r["sector"], r["district_code"])), ATTENDANCE)


def who_came(connection: Connection, *, release: int, province: str, by: str = "sector", activity: str | None = None, is_public: bool = False) -> pd.DataFrame:
    """One row a sector (`by`: "sector", "district" or "population_group") that came to an activity: attendances (count) and per cent of the activity's; by activity, most first.

    In public what is withheld has no `people`; elsewhere `is_small` marks what would be. One person at two activities counts twice."""
    known, about = _activities(connection, release, province), _who(connection, release, province, by)
    shown = participation_shown.came(connection, release, province, is_public)
    found = [{**known[code], **about.get(key, {by: key}), **_people(n, shown[code].counts[ALL, ALL], is_few, is_public)}
             for code in sorted(known) if code in shown and activity in (None, code) for key, n, is_few in _parts(shown[code], by, about) if n or is_few and is_public]
    return table(sorted(found, key=lambda r: (r["participation_code"], -(r["people"] or 0), list(about).index(_key(r, by)))), WHO_CAME)


def came_in_all(connection: Connection, *, release: int, province: str, by: str = "sector", is_public: bool = False) -> pd.DataFrame:
    """One row a sector, district or population group (`by`), those nobody came from too: attendances (count) at all activities and per cent of all; most first.

    `activities` it came to, of `counted_activities` that were counted so. In public the sum is of what each activity shows, and so at least:
    `withheld_activities` says how many more there may be."""
    about, shown = _who(connection, release, province, by), participation_shown.came(connection, release, province, is_public)
    people, met, withheld, counted = Counter(), Counter(), Counter(), Counter()
    known = sorted(set(_activities(connection, release, province)) & set(shown))
    for code in known:
        for key, n, is_few in _parts(shown[code], by, about):
            is_withheld = is_few and is_public
            people[key] += 0 if is_withheld else n
            met[key] += n > 0 and not is_withheld
            withheld[key] += is_withheld
            counted[key] += 1
    whole = sum(shown[code].counts[ALL, ALL] for code in known if not (is_public and (ALL, ALL) in shown[code].hidden))
    found = [{**of, "people": people[key], "people_percent": percent(Decimal(people[key]), Decimal(whole)), "activities": met[key], "withheld_activities": withheld[key],
              "counted_activities": counted[key]} for key, of in about.items()]
    return table(sorted(found, key=lambda r: (-r["people"], -r["withheld_activities"])), CAME_IN_ALL)


def recommendations(connection: Connection, *, release: int, province: str, activity: str | None = None, only_waiting: bool = False) -> pd.DataFrame:
    """One row a recommendation of an activity up to as_of: to whom, the answer, the days waited for it, its project and result; unanswered first, longest waiting first.

    Days run from the activity's last day to the decision, or to as_of while there is none; `days_overdue` counts from the day an answer was due."""
    as_of, known, partners = releases.as_of(connection, province, release), _activities(connection, release, province), _by_code(connection, release, province, "organisation")
    projects, found = _by_code(connection, release, province, "project"), []
    for row in _true(connection, release, province, "recommendation"):
        if row["participation_code"] in known and activity in (None, row["participation_code"]):
            project = projects.get(row["project_code"], {})
            found.append({**_recommendation_row(row, known[row["participation_code"]], partners, as_of), **{name: project.get(name) for name in ("project_name", "project_name_en", "project_status")}})
    found = [r for r in found if not (only_waiting and r["is_answered"])]
    return table(sorted(found, key=lambda r: (r["is_answered"], -(r["days_overdue"] or 0), -(r["days_waiting"] or 0), r["recommendation_code"])), RECOMMENDATIONS)


def poll_changes(connection: Connection, *, release: int, province: str, activity: str | None = None, is_public: bool = False) -> pd.DataFrame:
    """One row a poll question: matched people (count), means before and after, their change and its standard error, on the question's own scale; by question.

    Standard error of the mean of paired differences, sd(after - before, n - 1) / sqrt(n); `change_low` and `change_high` are 1.96 of them away.
    Six decimals. `is_small` marks fewer than five people, who are never shown in public, nor how many moved where one to four did."""
    found = []
    for row, poll in _polls(connection, release, province, activity, is_public):
        told = paired_change(list(poll.pairs))
        if is_public and poll.level == NOTHING:
            told = {"matched_people": None if is_small(told["matched_people"]) else told["matched_people"], "is_small": told["is_small"], "is_withheld": True}
        elif is_public and not poll.has_movers:
            told = {**told, **_withheld(told, "people_up", "people_same", "people_down")}
        found.append({"is_withheld": False, **row, **told})
    return table(found, POLL_CHANGES)


def poll_distribution(connection: Connection, *, release: int, province: str, activity: str | None = None, is_public: bool = False) -> pd.DataFrame:
    """One row a poll question and score (from, to): people (count) and per cent who gave it before and after; by question, lowest score first.

    In public, where a score was given by one to four, scores are put together (below the middle, the middle, above), or the question has one row without
    counts. `is_small` marks elsewhere what the public does not see so."""
    found = []
    for row, poll in _polls(connection, release, province, activity, is_public):
        before, after = (participation_shown.scores(poll.pairs, side) for side in (0, 1))
        people, scale = sum(before.values()), _scale(row)
        groups = {SCORES: tuple((score,) for score in scale), GROUPS: participation_shown.in_groups(scale)}.get(poll.level if is_public else SCORES, (tuple(scale),))
        is_withheld = is_public and poll.level in (MEANS, NOTHING)
        for group in groups:
            n = [sum(side[score] for score in group) for side in (before, after)]
            told = {} if is_withheld else {"people_before": n[0], "people_after": n[1], "before_percent": percent(Decimal(n[0]), Decimal(people)), "after_percent": percent(Decimal(n[1]), Decimal(people))}
            found.append({**row, **told, "score_from": group[0], "score_to": group[-1], "matched_people": None if is_public and is_small(people) else people,
                          "is_small": not is_public and any(map(is_small, n)), "is_withheld": is_withheld})
    return table(found, POLL_DISTRIBUTION)


def paired_change(pairs: list[Pair]) -> dict:
    """What (before, after, people) triples say: n, means, change, standard error and who moved which way. Exact until the one square root."""
    n = sum(people for _, _, people in pairs)
    up, same, down = participation_shown.movers(pairs)
    moved = {"matched_people": n, "people_up": up, "people_same": same, "people_down": down, "is_small": n < 5}
    if n == 0:
        return moved
    before, after = Fraction(sum(b * p for b, _, p in pairs), n), Fraction(sum(a * p for _, a, p in pairs), n)
    change = after - before
    squares = sum((a - b - change) ** 2 * p for b, a, p in pairs)
    error = _exact(squares / (n - 1) / n).sqrt() if n > 1 else None
    spread = {"standard_error": error.quantize(SIX), "change_low": (_exact(change) - error * Decimal("1.96")).quantize(SIX), "change_high": (_exact(change) + error * Decimal("1.96")).quantize(SIX)} if n > 1 else {}
    return {**moved, "mean_before": _exact(before).quantize(SIX), "mean_after": _exact(after).quantize(SIX), "mean_change": _exact(change).quantize(SIX) + 0, **spread}


def panel(connection: Connection, *, release: int, province: str, activity: str | None = None, is_public: bool = False) -> pd.DataFrame:
    """One row a group of an attribute (age, sex …): its share of the panel and of the population, per cent, and the gap in points; widest gap first within each attribute."""
    known, found = _activities(connection, release, province), []
    told = participation_shown.versions(connection, release, province, "panel_group")
    for code in sorted(c for c in told if c in known and activity in (None, c)):
        for attribute in sorted({row["attribute"] for row in told[code][-1]}):
            own = [[row for row in version if row["attribute"] == attribute] for version in told[code]]
            at, hidden = participation_shown.standing_parts([{row["group_name"]: row["panel_count"] for row in version} for version in own])
            counts = {row["group_name"]: row["panel_count"] for row in own[at if is_public else -1]}
            found += [{**known[code], **row, **_panel_group(row, counts, row["group_name"] in hidden, is_public)} for row in own[-1]]
    return table(sorted(found, key=lambda r: (r["participation_code"], r["attribute"], -abs(r["gap_points"] or 0), r["group_name"])), PANEL)


def priorities(connection: Connection, *, release: int, province: str, activity: str | None = None, is_public: bool = False) -> pd.DataFrame:
    """One row a priority a meeting ranked: votes (count) and per cent of the activity's votes; by activity and rank."""
    known, found = _activities(connection, release, province), []
    for code, told in sorted(participation_shown.versions(connection, release, province, "priority").items()):
        at, hidden = participation_shown.standing_parts([{row["rank"]: row["vote_count"] for row in version} for version in told])
        counts = {row["rank"]: row["vote_count"] for row in told[at if is_public else -1]}
        for row in told[-1] if code in known and activity in (None, code) else ():
            votes = _people(counts.get(row["rank"], 0), sum(counts.values()), row["rank"] in hidden, is_public)
            found.append({**known[code], **row, **votes, "votes": votes["people"], "votes_percent": votes["people_percent"]})
    return table(found, PRIORITIES)


# --- what may be shown ------------------------------------------------------------------------------------------------


def _people(people: int, whole: int, is_few: bool, is_public: bool) -> dict:
    """A count and its share, withheld in public where it is among too few; marked as such elsewhere."""
    is_withheld = is_few and is_public
    return {"people": None if is_withheld else people, "people_percent": None if is_withheld else percent(Decimal(people), Decimal(whole)), "is_small": is_few and not is_public, "is_withheld": is_withheld}


def _panel_group(row: Mapping, counts: Mapping[str, int], is_few: bool, is_public: bool) -> dict:
    told = _people(counts.get(row["group_name"], 0), sum(counts.values()), is_few, is_public)
    share = told["people_percent"]
    return {**told, "panel_people": told["people"], "panel_percent": share, "gap_points": None if share is None else share - row["population_percent"]}


def _is_few(activity: Mapping) -> bool:
    return is_small(activity["participants"]) or is_small(activity["counted_by_group"])


def _withheld(row: Mapping, *names: str) -> dict:
    """The row without these values."""
    return {**row, **dict.fromkeys(names), "is_withheld": True}


def _who(connection: Connection, release: int, province: str, by: str) -> dict[str, dict]:
    """Every sector, district or population group: its code → what a row says of it."""
    if by == "district":
        return {code: {"district_code": code, "district_name_th": row["district_name_th"], "district_name_en": row["district_name_en"]} for code, row in _by_code(connection, release, province, "district").items()}
    if by == "sector":
        return {sector: {"sector": sector, "sector_group": group} for sector, group in GROUP_OF_SECTOR.items()}
    return {group: {"population_group": group} for group in CHOICES["population_group"] if group != "all"}


def _key(row: Mapping, by: str) -> str:
    return row["district_code" if by == "district" else by]


def _parts(who: Came, by: str, codes: Iterable[str]) -> list[tuple[str, int, bool]]:
    """(code, people, whether they are withheld in public) of each sector or district, of nobody too, or of each group counted."""
    if by == "population_group":
        return [(group, n, group in who.hidden_groups) for group, n in who.groups.items()]
    keys = [(code, (code, ALL) if by == "sector" else (ALL, code)) for code in codes]
    return [(code, who.counts.get(key, 0), key in who.hidden) for code, key in keys]


def _polls(connection: Connection, release: int, province: str, activity: str | None, is_public: bool) -> list[tuple[dict, Poll]]:
    """Each question of each poll with its answers: as the releases so far let the public see them, else as this release says."""
    known, told = _activities(connection, release, province), participation_shown.versions(connection, release, province, "poll_answer")
    found = []
    for row in _true(connection, release, province, "poll_question"):
        code, number = row["participation_code"], row["question_number"]
        if code in known and activity in (None, code):
            given = [[(r["before_score"], r["after_score"], r["people_count"]) for r in version if r["question_number"] == number] for version in told.get(code, [[]])]
            found.append(({**known[code], **row}, participation_shown.poll_shown(given, _scale(row)) if is_public else Poll(given[-1], SCORES, True)))
    return found


def _scale(row: Mapping) -> list[int]:
    """The scores of a question, lowest first."""
    return list(range(row["scale_minimum"], row["scale_maximum"] + 1))


# --- the rows that are true -------------------------------------------------------------------------------------------


def _true(connection: Connection, release: int, province: str, name: str):
    """The rows of a table at the release, in key order."""
    held = releases.at(name, province, release)
    return rows(connection, select(held).order_by(*(held.c[key] for key in tables.TABLES[name].key)))


def _by_code(connection: Connection, release: int, province: str, name: str) -> dict[str, Mapping]:
    return {row[f"{name}_code"]: row for row in _true(connection, release, province, name)}


def _activities(connection: Connection, release: int, province: str) -> dict[str, dict]:
    """Activities that had begun by as_of, with the organiser's name."""
    as_of, partners = releases.as_of(connection, province, release), _by_code(connection, release, province, "organisation")
    found = {}
    for row in _true(connection, release, province, "participation_activity"):
        if row["start_on"] <= as_of:
            organiser = partners.get(row["organiser_organisation_code"], {})
            found[row["participation_code"]] = {**row, "organiser_name": organiser.get("organisation_name"), "organiser_name_en": organiser.get("organisation_name_en")}
    return found


def _counts(connection: Connection, release: int, province: str) -> dict[str, Counter]:
    """What the other sheets say about each activity: people by group, recommendations by decision, poll questions, priorities."""
    found = defaultdict(Counter)
    for row in _true(connection, release, province, "participation_attendance"):
        if row["population_group"] == "all":
            found[row["participation_code"]]["people"] += row["people_count"] or 0  # a published file has withheld it
    for row in _true(connection, release, province, "recommendation"):
        found[row["participation_code"]].update(["recommendations", row["recommendation_decision"]])
    for name in ("poll_question", "priority"):
        held = releases.at(name, province, release)
        for row in rows(connection, select(held.c.participation_code, func.count().label("n")).group_by(held.c.participation_code)):
            found[row["participation_code"]][name] = row["n"]
    return found


def _counted(connection: Connection, release: int, province: str, is_public: bool) -> tuple[dict[str, dict], dict[str, Counter]]:
    """Activities, and what the other sheets say about each; for the public the people stated and those counted as its releases let it see them."""
    known, counts = _activities(connection, release, province), _counts(connection, release, province)
    if is_public:
        for code, who in participation_shown.came(connection, release, province, is_public).items():
            counts[code]["people"] = who.counts[ALL, ALL]
        for code, people in participation_shown.stated(connection, release, province).items():
            if code in known and known[code]["participant_count"] is not None:
                known[code]["participant_count"] = people
    return known, counts


def _judged(row: Mapping, counts: dict[str, Counter]) -> dict:
    """The activity with the counts that its facts are judged by: people as stated, else as counted."""
    n = counts[row["participation_code"]]
    people = row["participant_count"] if row["participant_count"] is not None else n["people"] or None
    return {**row, "participants": people, "recommendations": n["recommendations"], "priorities": n["priority"]}


def _activity_row(row: Mapping, counts: dict[str, Counter]) -> dict:
    n, judged = counts[row["participation_code"]], _judged(row, counts)
    told, people = facts(judged), judged["participants"]
    missing, unknown = [f for f, is_met in told.items() if is_met is False], [f for f, is_met in told.items() if is_met is None]
    return {
        **row, "participants": people, "counted_by_group": n["people"] or None, "cost_per_person_baht": (row["cost_baht"] / people).quantize(Decimal("0.01")) if people and row["cost_baht"] is not None else None,
        "facts_required": ";".join(told), "facts_met": ";".join(f for f, is_met in told.items() if is_met), "facts_missing": ";".join(missing), "facts_unknown": ";".join(unknown),
        "is_valid": False if missing else None if unknown else True, "recommendations": n["recommendations"], "recommendations_waiting": n["pending"],
        "recommendations_adopted": n["adopted"] + n["partly_adopted"], "has_poll": n["poll_question"] > 0, "is_withheld": False,
    }


def _recommendation_row(row: Mapping, about: Mapping, partners: dict[str, Mapping], as_of: date) -> dict:
    """The recommendation with its waiting time; None where an answer bears no date."""
    is_answered = row["recommendation_decision"] != "pending" and (row["decided_on"] is None or row["decided_on"] <= as_of)
    until = row["decided_on"] if is_answered else as_of
    asked = partners.get(row["addressed_to_organisation_code"], {})
    return {**about, **row, "is_answered": is_answered, "recommended_on": about["end_on"], "days_waiting": _days(about["end_on"], until), "days_overdue": _days(row["answer_due_on"], until),
            "addressed_to_name": asked.get("organisation_name"), "addressed_to_name_en": asked.get("organisation_name_en")}


def _days(since: date | None, until: date | None) -> int | None:
    return max((until - since).days, 0) if since and until else None


def _length(codes: str) -> int:
    return len(codes.split(";")) if codes else 0


def _exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
