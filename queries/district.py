"""One district: what was promised there, with whose money, what was delivered, what is late, and which partners are in it.

A project stands in each of its districts with all of its money and outputs: nothing says how they are parted, so nothing is divided. What is of
projects that stand in this district only is told apart (`only_here_…`, `is_only_here`). In-kind is never added to money. A cancelled project counts
as a project and is never late. Formulae in queries/timetable.py and queries/money.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

import pandas as pd
from sqlalchemy import Connection, select

from queries import money, releases, tables, thresholds, timetable
from queries.answers import rows, table
from queries.money import ZERO

DISTRICT = ("district_code", "district_name_th", "district_name_en")
SOURCE = ("source_sheet", "source_row", "from_release")
STATES = tuple(f"{state}_count" for state in thresholds.WORST_FIRST)
LADDER = ("pledged_baht", "allocated_baht", "disbursed_baht")
LISTED = (
    *DISTRICT, "latitude", "longitude", "population", "project_count", "only_here_count", *STATES, "cancelled_count", "budget_baht", "only_here_budget_baht", *LADDER,
    *(f"only_here_{name}" for name in LADDER), "in_kind_baht", "output_count", "output_done_count", "output_late_count", "partner_count", "based_count", "activity_count", "worst_code", "worst_name", "worst_name_en", *SOURCE,
)
PROJECTS = (
    *DISTRICT, "project_code", "project_name", "project_name_en", "objective", "standing_state", "state", "why", "days_late", "committee_reason", "responsible_organisation_code", "start_on", "end_on", "project_status",
    "output_count", "output_done_count", "output_late_count", "district_count", "is_only_here", "budget_baht", *LADDER, "disbursed_percent", "money_state", "in_kind_baht", *SOURCE,
)
OUTPUTS = (
    *DISTRICT, "output_code", "output_name", "project_code", "project_name", "project_name_en", "responsible_organisation_code", "planned_quantity", "delivered_quantity", "quantity_unit", "delivered_percent",
    "reported_on", "due_on", "days_late", "standing_state", "committee_reason", "is_only_here", *SOURCE,
)
PARTNERS = (
    *DISTRICT, "organisation_code", "organisation_name", "organisation_name_en", "sector", "sector_group", "is_based_here", "project_count", "responsible_count", "only_here_pledged_baht", *money.FIGURES, *SOURCE,
)


class Place:
    """The rows that the answers are made of, read once: projects, outputs and shares by district."""

    def __init__(self, connection: Connection, release: int, province: str):
        self.as_of = releases.as_of(connection, province, release) or date.min
        at = {name: releases.at(name, province, release) for name in ("district", "organisation", "participation_activity")}
        self.districts = rows(connection, select(at["district"]).order_by(at["district"].c.district_code))
        self.partners = {r["organisation_code"]: r for r in rows(connection, select(at["organisation"])) if r["start_on"] <= self.as_of and (r["end_on"] is None or r["end_on"] >= self.as_of)}
        self.held = [r["district_codes"].split(";") for r in rows(connection, select(at["participation_activity"])) if r["start_on"] <= self.as_of]
        found = money.context(connection, release, province)
        self.limits = found.limits if found else {}
        self.shares, self.outputs = defaultdict(list), defaultdict(list)
        for share in money.shares(connection, release, province, found) if found else ():
            self.shares[share["project_code"]].append(share)
        for output in timetable.outputs(connection, release, province):
            self.outputs[output["project_code"]].append(output)
        self.projects = [{**p, "codes": set(p["district_codes"].split(";"))} for p in timetable.projects(connection, release, province)]

    def of(self, district: str | None) -> Iterator[tuple[Mapping, list[dict]]]:
        """Each district asked for, with the projects that stand there, worst first."""
        for place in self.districts:
            if district in (None, place["district_code"]):
                yield place, [{**p, "is_only_here": len(p["codes"]) == 1} for p in self.projects if place["district_code"] in p["codes"]]

    def money(self, projects: Iterable[Mapping]) -> list[dict]:
        """All shares of these projects."""
        return [share for project in projects for share in self.shares[project["project_code"]]]

    def based(self, place: Mapping) -> set[str]:
        """Partners in the network whose place is the district."""
        return {code for code, partner in self.partners.items() if partner["district_code"] == place["district_code"]}


def listed(connection: Connection, *, release: int, province: str, district: str | None = None) -> pd.DataFrame:
    """One row a district: projects that stand there by state, outputs done and late, partners and participation activities (counts), their money in baht; worst first.

    `only_here_…` is of projects in no other district; the other sums are of all that stand there, each whole: over districts they count more than once.
    `partner_count` takes part in a project there, `based_count` has its place there."""
    known = Place(connection, release, province)
    return table(sorted((_district(known, place, own) for place, own in known.of(district)), key=_worst_first), LISTED)


def _district(known: Place, place: Mapping, own: list[dict]) -> dict:
    alone = [p for p in own if p["is_only_here"]]
    outputs = [o for p in own for o in _running(known, p)]
    states = {f"{state}_count": sum(p["standing_state"] == state for p in own) for state in thresholds.WORST_FIRST}
    worst = own[0] if own and own[0]["standing_state"] in ("off_track", "no_evidence", "watch") else {}
    return {
        **place, **states, "project_count": len(own), "only_here_count": len(alone), "cancelled_count": sum(p["standing_state"] is None for p in own),
        **_sums(known, own), **{f"only_here_{name}": value for name, value in _sums(known, alone).items()}, "output_count": len(outputs),
        "output_done_count": sum(o["state"] == "done" for o in outputs), "output_late_count": sum(o["days_late"] > 0 for o in outputs),
        "partner_count": len(_taking_part(known, own)), "based_count": len(known.based(place)), "activity_count": sum(place["district_code"] in codes for codes in known.held),
        **{f"worst_{name}": worst.get(f"project_{name}") for name in ("code", "name", "name_en")},
    }


def _running(known: Place, project: Mapping) -> list[dict]:
    """What a project promised; of a cancelled one nothing is expected any more."""
    return known.outputs[project["project_code"]] if project["project_status"] != "cancelled" else []


def _sums(known: Place, own: list[dict]) -> dict[str, Decimal]:
    figures = money.figures(known.money(own), known.limits) if known.limits else {}
    return {"budget_baht": sum((p["budget_baht"] for p in own), ZERO), **{name: figures.get(name, ZERO) for name in (*LADDER, "in_kind_baht")}}


def _taking_part(known: Place, own: list[dict]) -> dict[str, list[dict]]:
    """Partner → the projects it has a share of or answers for."""
    found = defaultdict(list)
    for project in own:
        codes = [project["responsible_organisation_code"], *(s["organisation_code"] for s in known.shares[project["project_code"]])]
        for code in dict.fromkeys(filter(None, codes)):
            found[code].append(project)
    return found


def _worst_first(row: Mapping) -> tuple:
    return (*(-row[f"{state}_count"] for state in thresholds.WORST_FIRST[:3]), -row["project_count"], row["district_code"])


def projects(connection: Connection, *, release: int, province: str, district: str | None = None) -> pd.DataFrame:
    """One row a project that stands in a district: state, why and days late, who answers for it, outputs (counts), its whole budget and money in baht; by district, worst first.

    `district_count`: in how many it stands; `money_state` that of its money."""
    known = Place(connection, release, province)
    return table([_project(known, place, p) for place, own in known.of(district) for p in own], PROJECTS)


def _project(known: Place, place: Mapping, project: dict) -> dict:
    figures = money.figures(known.money([project]), known.limits) if known.limits else {}
    named = {name: place[name] for name in DISTRICT}
    return {**figures, "money_state": figures.get("state") if figures.get("share_count") else None, **project, **named, "district_count": len(project["codes"])}


def outputs(connection: Connection, *, release: int, province: str, district: str | None = None) -> pd.DataFrame:
    """One row an output promised by a project that stands in a district: planned and delivered quantity (the whole output's), per cent, due_on, days late, state; by district, worst first."""
    known = Place(connection, release, province)
    found = [(place, [{**o, "is_only_here": p["is_only_here"], **{name: place[name] for name in DISTRICT}} for p in own for o in _running(known, p)]) for place, own in known.of(district)]
    return table([o for _, own in found for o in sorted(own, key=lambda o: (thresholds.badness(o["standing_state"]), -o["days_late"], o["output_code"]))], OUTPUTS)


def partners(connection: Connection, *, release: int, province: str, district: str | None = None) -> pd.DataFrame:
    """One row a partner that takes part in a project standing in a district, or has its place there: projects (counts), its money in them in baht; by district, most money first.

    The sums are of whole projects; `only_here_pledged_baht` is of those in no other district. `state` is that of its money there."""
    known = Place(connection, release, province)
    return table([row for place, own in known.of(district) for row in sorted(_partners(known, place, own), key=lambda r: (-r["pledged_baht"], -r["in_kind_baht"], -r["project_count"], r["organisation_code"]))], PARTNERS)


def _partners(known: Place, place: Mapping, own: list[dict]) -> Iterator[dict]:
    part, based = _taking_part(known, own), known.based(place)
    alone = {p["project_code"] for p in own if p["is_only_here"]}
    for code in sorted({*part, *based}):
        shares = [s for s in known.money(part.get(code, ())) if s["organisation_code"] == code]
        figures = money.figures(shares, known.limits) if known.limits else dict.fromkeys((*LADDER, "in_kind_baht"), ZERO)
        partner = known.partners.get(code, {"organisation_code": code})
        yield {
            **partner, **{name: place[name] for name in DISTRICT}, **figures, "state": figures["state"] if shares else None, "sector_group": tables.GROUP_OF_SECTOR.get(partner.get("sector")), "is_based_here": code in based, "project_count": len(part.get(code, ())),
            "responsible_count": sum(p["responsible_organisation_code"] == code for p in part.get(code, ())),
            "only_here_pledged_baht": sum((s["pledged_baht"] for s in shares if not s["is_in_kind"] and s["project_code"] in alone), ZERO),
        }
