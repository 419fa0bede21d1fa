"""What the measures of each factor are made of at the release's own day: the things a committee can be shown, the weakest first."""

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import combinations
from typing import Any

from queries import factor_survey
from queries.factor_measures import (
    COVERS,
    Past,
    covered,
    is_adopted,
    is_judged,
    is_on_time,
    is_spanner,
    kept,
    parts_of_contracts,
    phases_of_manager,
    place_of,
    seated_people,
)


def of_factor(past: Past, factor: str) -> list[dict[str, Any]]:
    """The evidence of one factor: evidence_kind, evidence_code, evidence_name, evidence_on, `part` of `whole` in `unit`; rounds of its survey last."""
    made = {"boundary_spanners": _posts, "network_manager": _phases, "formality": _covers, "depth": _places, "trust": _years, "contracts": _parts, "participation": _activities}
    return [*(made[factor](past) if factor in made else []), *_rounds(past, factor)]


def _thing(kind: str, code: object, name: str | None, part: object, whole: object, unit: str = "", **more: object) -> dict:
    return {"evidence_kind": kind, "evidence_code": str(code), "evidence_name": name, "part": part, "whole": whole, "unit": unit, **more}


def _rounds(past: Past, factor: str) -> list[dict]:
    """Rounds of the survey, newest first: the mean of those who answered; none where fewer than five did."""
    found = []
    for name, last_on in reversed(past.rounds.items()):
        if (name, factor) in past.answers:
            means = factor_survey.own_means(past.answers[name, factor])
            mean = None if factor_survey.withheld({None: len(means)}) else factor_survey.figures(means)["mean_score"]
            found.append(_thing("survey_round", name, None, mean, len(means), "score", evidence_on=last_on))
    return found


def _posts(past: Past) -> list[dict]:
    """People who link: bodies they sit in, of the pairs of these those nobody else links first."""
    held, links = seated_people(past.scene), Counter()
    for bodies, _ in held.values():
        links.update(combinations(sorted(bodies), 2))
    found = [(sum(links[pair] == 1 for pair in combinations(sorted(bodies), 2)), len(bodies), person) for person, (bodies, groups) in held.items() if is_spanner(bodies, groups)]
    return [_thing("post", person, past.scene.people.get(person, {}).get("post_title"), alone, count, "bodies") for alone, count, person in sorted(found, key=lambda f: (-f[0], -f[1], f[2]))]


def _phases(past: Past) -> list[dict]:
    """Phases of the manager's contract with deliverables due so far, least on time first."""
    day, held = past.scene.as_of, defaultdict(list)
    for deliverable in past.deliverables(day):
        if is_judged(deliverable, day):
            held[deliverable["phase_number"], deliverable["phase_code"], deliverable["phase_name"]].append(is_on_time(deliverable))
    found = [_thing("phase", code, name, sum(flags), len(flags), "deliverables") for (_, code, name), flags in sorted(held.items(), key=lambda item: (item[0][0] or 0, item[0][1]))]
    return sorted(found, key=lambda r: Decimal(r["part"]) / r["whole"])


def _covers(past: Past) -> list[dict]:
    """How many ties nothing covers, then how many each kind of agreement does; one tie may have several."""
    every = list(covered(past.scene).values())
    return [_thing("cover", name, None, sum(not by if name == "none" else name in by for by in every), len(every), "ties") for name in ("none", *COVERS)] if every else []


def _places(past: Past) -> list[dict]:
    """How often ties met within bodies, between and outside them, and how many ties those are; least deep first."""
    met = defaultdict(list)
    for pair in past.scene.active:
        met[place_of(past.scene, pair)].append(len(past.scene.meetings(pair)))
    return [_thing("tie_place", name, None, sum(met[name]), len(met[name]), "events") for name in sorted(met, key=lambda name: (Decimal(sum(met[name])) / len(met[name]), name))]


def _years(past: Past) -> list[dict]:
    """Fiscal years with promises that are fully due: baht disbursed of baht pledged, least kept first."""
    day, held = past.scene.as_of, defaultdict(list)
    out = past.disbursed(day)
    for share in past.promises:
        if share["due_on"] <= day and share["pledged_baht"] > 0:
            held[share["fiscal_year"]].append(share)
    found = [_thing("fiscal_year", year, None, *kept(due, out), "baht") for year, due in sorted(held.items())]
    return sorted(found, key=lambda r: r["part"] / r["whole"])


def _parts(past: Past) -> list[dict]:
    """Parts of the contract and phases of the manager's, what is not complete first."""
    _, parts = parts_of_contracts(past, past.release)
    found = [_thing("contract_part", p["part"], p["contract_code"], p["filled_count"], p["item_count"], "items") for p in parts]
    found += [_thing("manager_phase", p["phase_code"], p["phase_name"], int(bool(p["outputs"])) + int(p["deliverables"] > 0), 2, "items") for p in phases_of_manager(past, past.release)]
    return sorted(found, key=lambda r: r["part"] == r["whole"])


def _activities(past: Past) -> list[dict]:
    """Activities that ended in the last four quarters, newest first: people who came, and what they led to."""
    scene, changed, made = past.scene, Counter(), Counter()
    for row in past.recommendations:
        made[row["participation_code"]] += 1
        changed[row["participation_code"]] += is_adopted(row, scene.as_of)
    recent = [row for row in past.activities if scene.since <= row["end_on"] <= scene.as_of]
    return [_thing("activity", row["participation_code"], row["participation_name"], changed[row["participation_code"]], made[row["participation_code"]], "recommendations", evidence_on=row["end_on"])
            for row in sorted(recent, key=lambda r: (r["end_on"], r["participation_code"]), reverse=True)]


