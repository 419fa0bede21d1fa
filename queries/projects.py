"""The public action contract: who carries the projects and how far they are, the tree plan → project → activity, and what belongs to one project.

A project's state is that of queries/timetable.py; amounts are baht, exact to the satang; in-kind stands apart.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain

import pandas as pd
from sqlalchemy import Connection, select

from queries import releases, tables, thresholds, timetable
from queries.answers import dicts, percent, rows, table
from queries.money import IN_KIND, ZERO

SOURCE = ("source_sheet", "source_row", "from_release")
COUNTED = ("state", "project_count", "budget_baht", "project_percent", "budget_percent", "worst_code", "worst_name", "worst_name_en")
DISTRICT = ("district_code", "district_name_th", "district_name_en")
PROJECT = ("project_code", "project_name", "project_name_en")
RESPONSIBLE = ("responsible_organisation_code", "responsible_organisation_name", "responsible_organisation_name_en")
DESCRIBED = (
    *PROJECT, "objective", "contract_code", "plan_code", "plan_name", "master_plan_code", "theme", "carried_by", "origin_plan", "district_codes", "district_names_th", "district_names_en",
    "start_on", "end_on", "project_status", "emenscr_code", "egp_code", "gfmis_code", *SOURCE,
)
PLANS = ("plan_code", "plan_name", "theme", "master_plan_code", "project_count", "budget_baht", "activity_count", "activities_baht", "difference_baht", "is_equal", *SOURCE)
SUMS = (*PROJECT, "plan_code", "plan_name", "budget_baht", "activity_count", "activities_baht", "difference_baht", "is_equal", "unpriced_count", "without_responsible_count", *SOURCE)
ACTIVITIES = ("activity_code", "activity_name", *PROJECT, "plan_code", *RESPONSIBLE, "budget_baht", "start_on", "end_on", *SOURCE)
PARTIES = (
    "project_code", "organisation_code", "organisation_name", "organisation_name_en", "sector", "is_responsible", "is_party", "party_role", "responsibility", "signed_on", "share_count", "pledged_baht",
    "in_kind_baht", "undertaking_count", "fulfilled_count", "overdue_count", "activity_count",
)
SERVED = ("project_code", "output_code", "output_name", "deliverable_code", "deliverable_name", "deliverable_name_en", *SOURCE)
DOCUMENTS = ("project_code", "evidence_code", "evidence_title", "document_number", "dated_on", "subject_kind", "subject_code", "subject_name", "subject_name_en", *SOURCE)
NUMBERS = ("share_count", "undertaking_count", "fulfilled_count", "overdue_count", "activity_count")  # of a partner in a project


# --- who carries the projects, and how far they are -------------------------------------------------------------------


def by_carrier(connection: Connection, *, release: int, province: str, theme: str | None = None, carried_by: str | None = None, origin: str | None = None, district: str | None = None,
               state: str | None = None) -> pd.DataFrame:
    """One row a carrier and state (0 too): how many projects, their budget in baht, per cent of all picked; by carrier in the order people know, worst state first.

    A cancelled project has no state: those stand in a last row of their own, where there are any."""
    found = timetable.projects(connection, release, province, theme=theme, carried_by=carried_by, origin=origin, district=district, state=state)
    return _counted(found, "carried_by", carried_by)


def by_theme(connection: Connection, *, release: int, province: str, theme: str | None = None, carried_by: str | None = None, origin: str | None = None, district: str | None = None,
             state: str | None = None) -> pd.DataFrame:
    """One row a theme and state (0 too): how many projects, their budget in baht, per cent of all picked; by theme in the order people know, worst state first."""
    found = timetable.projects(connection, release, province, theme=theme, carried_by=carried_by, origin=origin, district=district, state=state)
    return _counted(found, "theme", theme)


def _counted(found: list[dict], by: str, only: str | None) -> pd.DataFrame:
    return table([{by: code, **line} for code in tables.CHOICES[by] if only in (None, code) for line in _by_state([p for p in found if p[by] == code], found)], (by, *COUNTED))


def _by_state(own: list[dict], every: list[dict]) -> Iterator[dict]:
    """A line a state, worst first, and one for what has none where there is any; per cent are of `every`."""
    whole = sum((p["budget_baht"] for p in every), ZERO)
    for state in (*thresholds.WORST_FIRST, *([None] if any(p["standing_state"] is None for p in own) else [])):
        held = [p for p in own if p["standing_state"] == state]
        worst, money = held[0] if held else {}, sum((p["budget_baht"] for p in held), ZERO)
        yield {"state": state, "project_count": len(held), "budget_baht": money, "project_percent": percent(Decimal(len(held)), Decimal(len(every))), "budget_percent": percent(money, whole),
               "worst_code": worst.get("project_code"), "worst_name": worst.get("project_name"), "worst_name_en": worst.get("project_name_en")}


def by_district(connection: Connection, *, release: int, province: str, theme: str | None = None, carried_by: str | None = None, origin: str | None = None, district: str | None = None,
                state: str | None = None) -> pd.DataFrame:
    """One row a district and state (0 too): how many projects stand there, their budget in baht, per cent of all picked; district with the worst first, then with most projects.

    A project stands, with its whole budget, in each of its districts: sums over districts count it more than once."""
    found = timetable.projects(connection, release, province, theme=theme, carried_by=carried_by, origin=origin, district=district, state=state)
    place, held = releases.at("district", province, release), defaultdict(list)
    for project in found:
        for code in project["district_codes"].split(";"):
            held[code].append(project)
    known = [r for r in rows(connection, select(place).order_by(place.c.district_code)) if district in (None, r["district_code"])]
    known.sort(key=lambda r: _worst_district(held[r["district_code"]]))
    return table([{**r, **line} for r in known for line in _by_state(held[r["district_code"]], found)], (*DISTRICT, *COUNTED))


def _worst_district(own: list[dict]) -> tuple:
    states = Counter(p["standing_state"] for p in own)
    return (*(-states[state] for state in thresholds.WORST_FIRST[:3]), -len(own))


# --- plan → project → activity ----------------------------------------------------------------------------------------


def plans(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a plan: its projects and their budget in baht, their activities and what these add up to, difference (activities - budget), is_equal; by code.

    is_equal is None where no project of the plan has an activity with a budget."""
    held, plan = defaultdict(list), releases.at("plan", province, release)
    for project in _sums(connection, release, province):
        held[project["plan_code"]].append(project)
    return table([_plan(row, held[row["plan_code"]]) for row in rows(connection, select(plan).order_by(plan.c.plan_code))], PLANS)


def _plan(row: Mapping, own: list[dict]) -> dict:
    sums = {name: sum((p[name] for p in own), ZERO) for name in ("budget_baht", "activities_baht")}
    return {**row, **sums, "project_count": len(own), "activity_count": sum(p["activity_count"] for p in own), **_difference(sums["budget_baht"], sums["activities_baht"], any(p["is_equal"] is not None for p in own))}


def activity_sums(connection: Connection, *, release: int, province: str, plan_code: str | None = None) -> pd.DataFrame:
    """One row a project: its budget in baht, how many activities and what they add up to, difference (activities - budget), is_equal; largest difference first.

    is_equal and the difference are None where no activity bears a budget: unpriced_count says how many bear none."""
    found = [p for p in _sums(connection, release, province) if plan_code in (None, p["plan_code"])]
    return table(sorted(found, key=lambda p: (-abs(p["difference_baht"] or ZERO), p["project_code"])), SUMS)


def _sums(connection: Connection, release: int, province: str) -> list[dict]:
    project, plan, activity = (releases.at(name, province, release) for name in ("project", "plan", "activity"))
    held = defaultdict(list)
    for row in rows(connection, select(activity.c.project_code, activity.c.budget_baht, activity.c.responsible_organisation_code)):
        held[row["project_code"]].append(row)
    query = select(project, plan.c.plan_name).outerjoin(plan, plan.c.plan_code == project.c.plan_code)
    return [{**row, **_activity_sum(row["budget_baht"], held[row["project_code"]])} for row in rows(connection, query)]


def _activity_sum(budget: Decimal, own: list) -> dict:
    priced = [a["budget_baht"] for a in own if a["budget_baht"] is not None]
    total = sum(priced, ZERO)
    return {"activity_count": len(own), "activities_baht": total, **_difference(budget, total, bool(priced)), "unpriced_count": len(own) - len(priced),
            "without_responsible_count": sum(not a["responsible_organisation_code"] for a in own)}


def _difference(stated: Decimal, total: Decimal, is_known: bool) -> dict:
    return {"difference_baht": total - stated if is_known else None, "is_equal": total == stated if is_known else None}


def activities(connection: Connection, *, release: int, province: str, project_code: str | None = None, plan_code: str | None = None) -> pd.DataFrame:
    """One row an activity of a project: who is responsible, budget in baht, from when to when, source; by plan, project and first day."""
    activity, project, partner = (releases.at(name, province, release) for name in ("activity", "project", "organisation"))
    query = (
        select(activity, project.c.project_name, project.c.project_name_en, project.c.plan_code, partner.c.organisation_name.label("responsible_organisation_name"),
               partner.c.organisation_name_en.label("responsible_organisation_name_en"))
        .outerjoin(project, project.c.project_code == activity.c.project_code)
        .outerjoin(partner, partner.c.organisation_code == activity.c.responsible_organisation_code)
    )
    picks = {activity.c.project_code: project_code, project.c.plan_code: plan_code}
    found = rows(connection, query.where(*(column == value for column, value in picks.items() if value is not None)))
    return table(sorted(found, key=lambda a: (a["plan_code"] or "", a["project_code"], a["start_on"] or date.max, a["activity_code"])), ACTIVITIES)


# --- one project ------------------------------------------------------------------------------------------------------


def described(connection: Connection, *, release: int, province: str, project_code: str | None = None) -> pd.DataFrame:
    """One row a project: objective, plan, theme, carrier, origin, names of its districts, days, its numbers in eMENSCR, e-GP and GFMIS, source; by code."""
    project, plan, district = (releases.at(name, province, release) for name in ("project", "plan", "district"))
    places = {r["district_code"]: r for r in rows(connection, select(district))}
    query = select(project, plan.c.plan_name, plan.c.master_plan_code).outerjoin(plan, plan.c.plan_code == project.c.plan_code).order_by(project.c.project_code)
    found = rows(connection, query.where(*([project.c.project_code == project_code] if project_code else [])))
    return table([{**row, **_places(row["district_codes"].split(";"), places)} for row in found], DESCRIBED)


def _places(codes: list[str], places: Mapping[str, Mapping]) -> dict[str, str]:
    """Names of districts, parted by "; ", in both languages; the code where none is known."""
    return {f"district_names_{language}": "; ".join(places.get(code, {}).get(f"district_name_{language}") or code for code in codes) for language in ("th", "en")}


def parties(connection: Connection, *, release: int, province: str, project_code: str | None = None) -> pd.DataFrame:
    """One row a partner in a project: baht pledged and in kind, its role in the contract, undertakings kept and overdue; by project, responsible first, then most money.

    A partner has a part in a project when it answers for it or for an activity, pledged a share or undertook something."""
    about = _by(connection, release, province, "organisation", "organisation_code")
    projects = _by(connection, release, province, "project", "project_code")
    signed = {(r["contract_code"], r["organisation_code"]): r for r in rows(connection, select(releases.at("contract_party", province, release)))}
    found = []
    for (code, partner), figures in _involved(connection, release, province, projects).items():
        if code in projects and project_code in (None, code):
            party = signed.get((projects[code]["contract_code"], partner), {})
            found.append({**about.get(partner, {}), **party, **figures, "project_code": code, "organisation_code": partner, "is_party": bool(party),
                          "is_responsible": projects[code]["responsible_organisation_code"] == partner})
    return table(sorted(found, key=lambda p: (p["project_code"], not p["is_responsible"], -p["pledged_baht"], -p["in_kind_baht"], p["organisation_code"])), PARTIES)


def _by(connection: Connection, release: int, province: str, name: str, key: str) -> dict[str, Mapping]:
    return {r[key]: r for r in rows(connection, select(releases.at(name, province, release)))}


def _involved(connection: Connection, release: int, province: str, projects: Mapping[str, Mapping]) -> dict[tuple[str, str], dict]:
    """(project, partner) → what the partner brings to it, of every partner that has a part in it."""
    as_of = releases.as_of(connection, province, release) or date.min
    share, undertaking, activity = (releases.at(name, province, release) for name in ("budget_share", "undertaking", "activity"))
    found = defaultdict(lambda: {"pledged_baht": ZERO, "in_kind_baht": ZERO, **dict.fromkeys(NUMBERS, 0)})
    for row in projects.values():
        if row["responsible_organisation_code"]:
            found[row["project_code"], row["responsible_organisation_code"]]  # stands in the list, whatever it brings  # noqa: B018
    for row in rows(connection, select(share)):
        own = found[row["project_code"], row["organisation_code"]]
        own["in_kind_baht" if row["fund_source"] == IN_KIND else "pledged_baht"] += row["pledged_baht"]
        own["share_count"] += 1
    for row in rows(connection, select(undertaking).where(undertaking.c.project_code.is_not(None))):
        own, is_kept = found[row["project_code"], row["organisation_code"]], bool(row["fulfilled_on"] and row["fulfilled_on"] <= as_of)
        own["undertaking_count"] += 1
        own["fulfilled_count"] += is_kept
        own["overdue_count"] += bool(not is_kept and row["due_on"] and row["due_on"] < as_of)
    for row in rows(connection, select(activity).where(activity.c.responsible_organisation_code.is_not(None))):
        found[row["project_code"], row["responsible_organisation_code"]]["activity_count"] += 1
    return found


def served(connection: Connection, *, release: int, province: str, project_code: str | None = None) -> pd.DataFrame:
    """One row an output of a project and a deliverable of the manager's contract that serves it: codes, names, source of the deliverable; by project, output and deliverable."""
    output, deliverable = releases.at("output", province, release), releases.at("deliverable", province, release)
    known = {r["output_code"]: r for r in rows(connection, select(output)) if project_code in (None, r["project_code"])}
    found = [{**d, **{name: known[code][name] for name in ("project_code", "output_code", "output_name")}}
             for d in rows(connection, select(deliverable).where(deliverable.c.output_codes.is_not(None))) for code in d["output_codes"].split(";") if code in known]
    return table(sorted(found, key=lambda s: (s["project_code"], s["output_code"], s["deliverable_code"])), SERVED)


def documents(connection: Connection, *, release: int, province: str, project_code: str | None = None) -> pd.DataFrame:
    """One row a document that proves something of a project: title, number, day, what it proves, source; by project, newest first.

    Of a project are itself, its outputs, the deliverables that serve them, its indicators and its participation activities."""
    proof, held = releases.at("evidence", province, release), defaultdict(list)
    for row in rows(connection, select(proof)):
        held[row["subject_kind"], row["subject_code"]].append(row)
    found = [{**document, "project_code": project, "subject_name": name, "subject_name_en": name_en} for kind, code, project, name, name_en in _subjects(connection, release, province)
             if project_code in (None, project) for document in held[kind, code]]
    return table(sorted(found, key=lambda d: (d["project_code"], -d["dated_on"].toordinal(), d["evidence_code"])), DOCUMENTS)


def _subjects(connection: Connection, release: int, province: str) -> Iterable[tuple]:
    """(kind, code, project, name, English name) of everything of a project that a document may prove."""
    def of(kind: str, code: str, name: str, name_en: str = "") -> Callable[[Mapping], tuple]:
        return lambda row: (kind, row[code], row["project_code"], row[name], row[name_en] if name_en else None)

    kinds = {"project": of("project", "project_code", "project_name", "project_name_en"), "output": of("output", "output_code", "output_name"), "indicator": of("indicator", "indicator_code", "indicator_name", "indicator_name_en"),
             "participation_activity": of("participation_activity", "participation_code", "participation_name")}
    own = (said(row) for name, said in kinds.items() for row in rows(connection, select(releases.at(name, province, release))) if row["project_code"])
    deliverables = dicts(served(connection, release=release, province=province).drop_duplicates(["project_code", "deliverable_code"]))
    return chain(own, map(of("deliverable", "deliverable_code", "deliverable_name", "deliverable_name_en"), deliverables))
