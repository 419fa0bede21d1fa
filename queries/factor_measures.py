"""What each of the nine factors is measured by (domain of the study, section 6), read as at a day.

  leader            partners whose mean answer is 4 or more, of those who answered
  boundary_spanners people who sit in two bodies or more that hold two of the study's four sectors or more; pairs of bodies one person alone links
  network_manager   deliverables accepted without an unexcused day, of those due so far; what was submitted in time and awaits its review is in neither
  formality         ties covered by a memorandum in force, an appointment order or a contract both have signed, of all ties
  depth             joint events a tie and quarter in the last four quarters, for ties within a body and between bodies; regular events of all; days since
                    the last event (median of the ties that ever met); ties used once
  trust             mean of the survey; disbursed of what was pledged in money and fully due (no share counts for more than was pledged); deliverables on time
  culture           mean of the survey's eight questions, each partner counted once
  contracts         of four parts a contract those with nothing empty; phases with outputs and a deliverable; contracts that name their oversight body
  participation     activities that ended in the last four quarters, who came, recommendations answered and adopted (in part, too) of all made so far
A survey's round counts from the day of its last answer on. Where four quarters are asked for and the first event came only after the first of
them, there is no value yet: a window that fills up would look like a network that grows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from statistics import median
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from queries import contract_parts, factor_survey, lateness, money, releases, thresholds
from queries.answers import hundredths, percent, rows
from queries.network_scene import QUARTERS, Pair, Scene
from queries.tables import GROUP_OF_SECTOR, release_table


class Measure(NamedTuple):
    """A measure's code, the unit of its value, which way is better ("" where neither is), and the page that shows what it is made of ("" for none)."""

    code: str
    unit: str
    better: str
    page: str


class Reading(NamedTuple):
    """A value, or why there is none: no_evidence, nothing_due, window_open, before_first_release, withheld."""

    value: Decimal | None = None
    why: str = ""
    part: Decimal | int | None = None
    whole: Decimal | int | None = None
    partners_answered: int | None = None
    measured_on: date | None = None
    evidence_count: int = 0


_SURVEY = Measure("survey_score", "score", "up", "")
_ON_TIME = Measure("on_time", "percent", "up", "deliverables")
MEASURES: dict[str, tuple[Measure, ...]] = {  # the first one stands for its factor
    "leader": (Measure("leader_accepted", "percent", "up", ""), _SURVEY),
    "boundary_spanners": (Measure("spanners", "people", "up", "bodies"), Measure("fragile_links", "pairs", "down", "bodies"), _SURVEY),
    "network_manager": (_ON_TIME, _SURVEY),
    "formality": (Measure("formal_ties", "percent", "up", "ties"), _SURVEY),
    "depth": (Measure("events_per_tie", "events", "up", "ties"), Measure("events_within_bodies", "events", "up", "ties"), Measure("events_between_bodies", "events", "up", "ties"),
              Measure("regular_events", "percent", "", "ties"), Measure("days_since_last", "days", "down", "ties"), Measure("shallow_ties", "percent", "down", "ties"), _SURVEY),
    "trust": (_SURVEY, Measure("promises_kept", "percent", "up", "budget"), _ON_TIME),
    "culture": (_SURVEY,),
    "contracts": (Measure("contract_parts", "parts", "up", "contract"), Measure("phases_defined", "phases", "up", "deliverables"), Measure("oversight_named", "contracts", "up", "contract"), _SURVEY),
    "participation": (Measure("activities_held", "activities", "up", "participation"), Measure("people_came", "people", "up", "participation"), Measure("recommendations_answered", "percent", "up", "participation"),
                      Measure("recommendations_adopted", "percent", "up", "participation"), _SURVEY),
}
NOTHING = Reading(why="no_evidence")
COVERS = ("mou", "appointment_order", "contract")
PLACES = ("within_bodies", "between_bodies", "outside_bodies")
Readings = dict[tuple[str, str], Reading]


class Past:
    """What one release tells of every earlier day; what is asked for at several days is read once."""

    def __init__(self, connection: Connection, release: int, province: str):
        self.scene = Scene(connection, release, province, QUARTERS)
        self.connection, self.release, self.province = connection, release, province
        self._readings: dict[date, Readings] = {}

    def readings(self, day: date) -> Readings:
        """Every measure of every factor as at a day."""
        if day not in self._readings:
            self._readings[day] = self._read(day)
        return self._readings[day]

    def _read(self, day: date) -> Readings:
        scene = self.scene.on(day)
        on_time = _on_time(self.deliverables(day), day)
        found = {**_survey(self, day), **_spanners(scene), ("network_manager", "on_time"): on_time, **_formality(scene), **_depth(scene), ("trust", "on_time"): on_time,
                 ("trust", "promises_kept"): _promises(self, day), **_contracts(self, day), **_participation(self, scene)}
        return {(factor, measure.code): found.get((factor, measure.code), NOTHING) for factor, measures in MEASURES.items() for measure in measures}

    def deliverables(self, day: date) -> list[dict]:
        """Every deliverable as it stood on a day."""
        return lateness.deliverables(self.connection, self.release, self.province, day, self._limits)

    @cached_property
    def _limits(self) -> thresholds.Limits:
        return thresholds.in_force(self.connection, self.release, self.province)

    @cached_property
    def answers(self) -> dict[tuple[str, str], list[dict]]:
        """Answers of the survey by round and factor."""
        found = defaultdict(list)
        for row in factor_survey.answers(self.scene):
            found[row["survey_round"], row["factor"]].append(row)
        return found

    @cached_property
    def rounds(self) -> dict[str, date]:
        """Round → day of its last answer, in the order they began."""
        return factor_survey.last_days(row for given in self.answers.values() for row in given)

    @cached_property
    def promises(self) -> list[dict]:
        """Every share pledged in money, with the day all of it is due."""
        share, project = (releases.at(name, self.province, self.release) for name in ("budget_share", "project"))
        query = select(share.c.share_code, share.c.fiscal_year, share.c.pledged_baht, project.c.end_on.label("project_end_on")).outerjoin(project, project.c.project_code == share.c.project_code)
        return [{**row, "due_on": money.due_on(row)} for row in rows(self.connection, query.where(share.c.fund_source != money.IN_KIND).order_by(share.c.share_code))]

    def disbursed(self, day: date) -> dict[str, Decimal]:
        """Baht disbursed by a day, of each share that had any."""
        event = releases.at("money_event", self.province, self.release)
        query = select(event.c.share_code, func.sum(event.c.amount_baht)).where(event.c.money_event_kind == "disbursement", event.c.event_on <= day).group_by(event.c.share_code)
        return dict(self.connection.execute(query).all())

    @cached_property
    def activities(self) -> list[dict]:
        """Participation activities with the people who came: the number stated, else what attendance adds up to."""
        came = Counter()
        for row in self.scene.true("participation_attendance"):
            came[row["participation_code"]] += (row["people_count"] or 0) if row["population_group"] == "all" else 0  # a published file has withheld some
        return [{**row, "people": came[row["participation_code"]] if row["participant_count"] is None else row["participant_count"]} for row in self.scene.true("participation_activity")]

    @cached_property
    def recommendations(self) -> list[Mapping]:
        ended = {row["participation_code"]: row["end_on"] for row in self.activities}
        return [{**row, "made_on": ended[row["participation_code"]]} for row in self.scene.true("recommendation") if row["participation_code"] in ended]

    def release_on(self, day: date) -> int | None:
        """The release that was in force on a day, as this one sees it: the newest that spoke of no later day; None before the first."""
        return next((number for number in self._numbers if self._as_of(number) is not None and self._as_of(number) <= day), None)

    @cached_property
    def _numbers(self) -> list[int]:
        return list(self.connection.scalars(select(release_table.c.number).where(release_table.c.province_code == self.province, release_table.c.number <= self.release).order_by(release_table.c.number.desc())))

    def _as_of(self, number: int) -> date | None:
        if number not in self._spoken:
            self._spoken[number] = releases.as_of(self.connection, self.province, number)
        return self._spoken[number]

    @cached_property
    def _spoken(self) -> dict[int, date | None]:
        return {}


# --- readings ---------------------------------------------------------------------------------------------------------


def _share(part: int, whole: int, why: str = "no_evidence") -> Reading:
    """`part` of `whole` in per cent; without a whole, why there is none."""
    return Reading(percent(Decimal(part), Decimal(whole)), "" if whole else why, part, whole, evidence_count=whole)


def _survey(past: Past, day: date) -> Readings:
    found = {}
    for factor in MEASURES:
        ended = [name for name, last_on in past.rounds.items() if last_on <= day and (name, factor) in past.answers]
        if not ended:
            continue
        means = factor_survey.own_means(past.answers[ended[-1], factor])
        about = {"partners_answered": len(means), "measured_on": past.rounds[ended[-1]], "evidence_count": len(means)}
        if factor_survey.withheld({None: len(means)}):
            found |= {(factor, code): Reading(why="withheld", **about) for code in ("survey_score", "leader_accepted")}
            continue
        shown = factor_survey.figures(means)
        found[factor, "survey_score"] = Reading(shown["mean_score"], **about)
        found[factor, "leader_accepted"] = Reading(shown["agree_percent"], **about)
    return found


def _spanners(scene: Scene) -> Readings:
    held, links = seated_people(scene), Counter()
    for bodies, _ in held.values():
        links.update(combinations(sorted(bodies), 2))
    if not held:
        return {}
    linking, alone = sum(is_spanner(*seated) for seated in held.values()), sum(n == 1 for n in links.values())
    return {("boundary_spanners", "spanners"): Reading(Decimal(linking), part=linking, whole=len(held), evidence_count=linking),
            ("boundary_spanners", "fragile_links"): Reading(Decimal(alone), part=alone, whole=len(links), evidence_count=len(links))}


def seated_people(scene: Scene) -> dict[str, tuple[set[str], set[str]]]:
    """Each person with a seat: the bodies, and the study's sectors that sit in them."""
    sits_in, groups = defaultdict(set), defaultdict(set)
    for seat in scene.seats:
        groups[seat["body_code"]].add(GROUP_OF_SECTOR[scene.partners[seat["organisation_code"]]["sector"]])
        if seat["person_code"]:
            sits_in[seat["person_code"]].add(seat["body_code"])
    return {person: (bodies, set().union(*(groups[body] for body in bodies))) for person, bodies in sits_in.items()}


def is_spanner(bodies: set[str], groups: set[str]) -> bool:
    """Whether who sits in these bodies, with these sectors in them, links both."""
    return len(bodies) > 1 and len(groups) > 1


def _on_time(found: Iterable[Mapping], day: date) -> Reading:
    judged = [d for d in found if is_judged(d, day)]
    return _share(sum(is_on_time(d) for d in judged), len(judged), "nothing_due")


def is_judged(deliverable: Mapping, day: date) -> bool:
    """Accepted, or due by its original day and what of its moves is excused; not while one submitted in time awaits its review."""
    if deliverable["met_on"]:
        return True
    if deliverable["is_waiting_for_review"] and not deliverable["unexcused_days"]:
        return False
    return min(deliverable["due_on"], deliverable["original_due_on"] + timedelta(deliverable["excused_slip_days"])) <= day


def is_on_time(deliverable: Mapping) -> bool:
    """Accepted without a day late, or moved, that is not excused."""
    return bool(deliverable["met_on"]) and not deliverable["unexcused_days"]


def _formality(scene: Scene) -> Readings:
    return {("formality", "formal_ties"): _share(sum(bool(by) for by in covered(scene).values()), len(scene.tied))}


def covered(scene: Scene) -> dict[Pair, list[str]]:
    """What covers each tie: a memorandum in force, an order to one body, a contract both have signed, or what a declared tie refers to."""
    held_by = [(name, _held_by(groups)) for name, groups in zip(COVERS, (scene.mous, scene.ordered, scene.signed), strict=True)]
    found = {}
    for one, other in scene.tied:
        by = {name for name, held in held_by if not held[one].isdisjoint(held[other])}
        for tie in scene.declared.get((one, other), ()):
            by |= {"mou"} if tie["mou_code"] in scene.mous else set()
            by |= {"appointment_order"} if tie["order_code"] in scene.orders else set()
        found[one, other] = [name for name in COVERS if name in by]
    return found


def _held_by(groups: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """Which of the groups each partner is in."""
    found = defaultdict(set)
    for group, codes in groups.items():
        for code in codes:
            found[code].add(group)
    return found


def _depth(scene: Scene) -> Readings:
    if not scene.events:
        return {}
    last = [(scene.as_of - scene.joint[pair][-1]["held_on"]).days for pair in scene.tied if pair in scene.joint]
    days = Reading(hundredths(Decimal(median(map(Decimal, last)))), whole=len(last), evidence_count=len(last)) if last else NOTHING
    names = {"events_per_tie": PLACES, "events_within_bodies": PLACES[:1], "events_between_bodies": PLACES[1:2]}
    if not _is_covered(scene, scene.events[0]["held_on"]):
        return {**{("depth", name): Reading(why="window_open") for name in (*names, "regular_events", "shallow_ties")}, ("depth", "days_since_last"): days}
    met = {pair: len(scene.meetings(pair)) for pair in scene.active}
    place = {pair: place_of(scene, pair) for pair in met}
    found = {("depth", name): _per_tie([n for pair, n in met.items() if place[pair] in of], scene.quarters) for name, of in names.items()}
    return {**found, ("depth", "regular_events"): _share(sum(e["is_regular"] for e in scene.recent), len(scene.recent)), ("depth", "days_since_last"): days,
            ("depth", "shallow_ties"): _share(sum(n == 1 for n in met.values()), len(met))}


def _is_covered(scene: Scene, first_on: date) -> bool:
    """Whether the four quarters that end at as_of were on record from the first of them on."""
    return first_on < scene.quarters_ago(QUARTERS - 1)


def place_of(scene: Scene, pair: Pair) -> str:
    """Within a body both sit in, between two bodies, or outside them."""
    one, other = (scene.bodies_of[code] for code in pair)
    return PLACES[0] if one & other else PLACES[1] if one and other else PLACES[2]


def _per_tie(met: list[int], quarters: int) -> Reading:
    """Joint events a tie and quarter; `part` is how often ties met in all, `whole` how many ties."""
    if not met:
        return NOTHING
    return Reading(hundredths(Decimal(sum(met)) / len(met) / quarters), part=sum(met), whole=len(met), evidence_count=len(met))


def _promises(past: Past, day: date) -> Reading:
    due = [share for share in past.promises if share["due_on"] <= day and share["pledged_baht"] > 0]
    out, pledged = kept(due, past.disbursed(day))
    if not past.promises:
        return NOTHING
    return Reading(percent(out, pledged), "" if due else "nothing_due", out, pledged, evidence_count=len(due))


def kept(due: Iterable[Mapping], out: Mapping[str, Decimal]) -> tuple[Decimal, Decimal]:
    """Baht disbursed, of each share no more than pledged, and baht pledged."""
    due = list(due)
    return sum((min(out.get(s["share_code"], money.ZERO), s["pledged_baht"]) for s in due), money.ZERO), sum((s["pledged_baht"] for s in due), money.ZERO)


def _contracts(past: Past, day: date) -> Readings:
    number = past.release_on(day)
    if number is None:
        return {("contracts", name): Reading(why="before_first_release") for name in ("contract_parts", "phases_defined", "oversight_named")}
    found, (contracts, parts), phases = {}, parts_of_contracts(past, number), phases_of_manager(past, number)
    for name, flags in (("contract_parts", [p["is_complete"] for p in parts]), ("phases_defined", [_is_defined(p) for p in phases]), ("oversight_named", [bool(c["body_code"]) for c in contracts])):
        if flags:
            found["contracts", name] = Reading(Decimal(sum(flags)), part=sum(flags), whole=len(flags), evidence_count=len(flags))
    return found


def parts_of_contracts(past: Past, number: int) -> tuple[list[Mapping], list[dict]]:
    """The contracts of a release, and their four parts each."""
    held = releases.at("contract", past.province, number)
    contracts = rows(past.connection, select(held).order_by(held.c.contract_code))
    counts = contract_parts.counts(past.connection, number, past.province)
    return contracts, [part for row in contracts for part in contract_parts.parts(row, counts[row["contract_code"]])]


def phases_of_manager(past: Past, number: int) -> list[Mapping]:
    """The phases of the manager's contract at a release, in order, with how many deliverables each has."""
    phase, deliverable = (releases.at(name, past.province, number) for name in ("phase", "deliverable"))
    held = select(deliverable.c.phase_code, func.count().label("n")).group_by(deliverable.c.phase_code).subquery("held")
    query = select(phase, func.coalesce(held.c.n, 0).label("deliverables")).outerjoin(held, held.c.phase_code == phase.c.phase_code)
    return rows(past.connection, query.order_by(phase.c.manager_contract_code, phase.c.phase_number, phase.c.phase_code))


def _is_defined(phase: Mapping) -> bool:
    """With outputs and at least one deliverable; period and payment no phase is without, nor a deliverable its criteria and day."""
    return bool(phase["outputs"]) and phase["deliverables"] > 0


def _participation(past: Past, scene: Scene) -> Readings:
    ended = [row for row in past.activities if row["end_on"] <= scene.as_of]
    if not ended:
        return {}
    made = [row for row in past.recommendations if row["made_on"] <= scene.as_of]
    found = {("participation", "recommendations_answered"): _share(sum(_is_answered(row, scene.as_of) for row in made), len(made)),
             ("participation", "recommendations_adopted"): _share(sum(is_adopted(row, scene.as_of) for row in made), len(made))}
    if not _is_covered(scene, min(row["end_on"] for row in ended)):
        return {**found, **{("participation", name): Reading(why="window_open") for name in ("activities_held", "people_came")}}
    recent = [row for row in ended if row["end_on"] >= scene.since]
    people = sum(row["people"] for row in recent)
    return {**found, ("participation", "activities_held"): Reading(Decimal(len(recent)), part=len(recent), evidence_count=len(recent)),
            ("participation", "people_came"): Reading(Decimal(people), part=people, evidence_count=len(recent))}


def _is_answered(recommendation: Mapping, day: date) -> bool:
    """Whether it had been decided by the day; a decision without a date counts from the first."""
    return recommendation["recommendation_decision"] != "pending" and (recommendation["decided_on"] is None or recommendation["decided_on"] <= day)


def is_adopted(recommendation: Mapping, day: date) -> bool:
    """Whether it had been taken up by the day, in whole or in part."""
    return recommendation["recommendation_decision"] in ("adopted", "partly_adopted") and _is_answered(recommendation, day)

