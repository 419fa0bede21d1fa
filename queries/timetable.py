"""Where projects and what they promised to produce stand by their own timetable, as at the release and its as_of.

  delivered   the last report of an output by as_of; nothing reported is not nothing delivered
  Output      done when all is delivered · not_due before due_on or without one · no_evidence when due and never reported · else by days late
  Project     done when completed · not_due before start_on · late by the days since end_on, or since a start_on after which it is still planned,
              or of its latest output, whichever is most · no_evidence when an output is due and was never reported · else on_track.
              A cancelled project has no state.
  why         what gave a project its state: one of WHY
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select

from queries import ratings, releases, thresholds
from queries.answers import percent, rows

WHY = ("completed", "cancelled", "not_begun", "output_unreported", "ends_late", "begins_late", "output_late", "on_time")


def outputs(connection: Connection, release: int, province: str, project_code: str | None = None) -> list[dict]:
    """Every output with its project, what was delivered, days late, state and ratings.BESIDE; worst first by the state that stands."""
    output, report, project = (releases.at(name, province, release) for name in ("output", "output_report", "project"))
    as_of, limits = releases.as_of(connection, province, release) or date.min, thresholds.in_force(connection, release, province)
    last = {r["output_code"]: r for r in rows(connection, select(report).where(report.c.period_on <= as_of).order_by(report.c.period_on))}
    query = select(output, project.c.project_name, project.c.project_name_en, project.c.responsible_organisation_code).outerjoin(project, project.c.project_code == output.c.project_code)
    found = [_output(row, last.get(row["output_code"]), as_of, limits) for row in rows(connection, query.where(*([output.c.project_code == project_code] if project_code else [])))]
    rated = ratings.latest(connection, release, province, as_of, "output")
    beside = [{**o, **ratings.beside(o["state"], rated, o["output_code"])} for o in found]
    return sorted(beside, key=lambda o: (thresholds.badness(o["standing_state"]), -o["days_late"], o["output_code"]))


def _output(row, report, as_of: date, limits: thresholds.Limits) -> dict:
    delivered, planned = report["delivered_quantity"] if report else None, row["planned_quantity"]
    is_done = delivered is not None and delivered >= planned
    days = max(0, (as_of - row["due_on"]).days) if row["due_on"] and not is_done else 0
    state = "done" if is_done else "not_due" if not days else "no_evidence" if report is None else thresholds.state_of_days(days, limits)
    return {**row, "delivered_quantity": delivered, "reported_on": report["period_on"] if report else None, "days_late": days, "state": state,
            "delivered_percent": percent(delivered or Decimal(0), planned)}


def projects(connection: Connection, release: int, province: str, *, district: str | None = None, origin: str | None = None, state: str | None = None, **picks: str | None) -> list[dict]:
    """Every project with its responsible partner's name, its outputs by state, days late, state, why and ratings.BESIDE; worst first by the state that stands. `picks` are column = value, None for all."""
    project, partner = releases.at("project", province, release), releases.at("organisation", province, release)
    as_of, limits = releases.as_of(connection, province, release) or date.min, thresholds.in_force(connection, release, province)
    held = defaultdict(list)
    for output in outputs(connection, release, province):
        held[output["project_code"]].append(output)
    query = select(
        project, partner.c.organisation_name.label("responsible_organisation_name"), partner.c.organisation_name_en.label("responsible_organisation_name_en")).outerjoin(partner, partner.c.organisation_code == project.c.responsible_organisation_code)
    chosen = {**picks, "origin_plan": origin}
    found = [_project(row, held[row["project_code"]], as_of, limits) for row in rows(connection, query.where(*(project.c[name] == value for name, value in chosen.items() if value is not None)))]
    rated = ratings.latest(connection, release, province, as_of, "project")
    beside = [{**p, **ratings.beside(p["state"], rated, p["project_code"])} for p in found]
    kept = [p for p in beside if state in (None, p["standing_state"]) and (district is None or district in p["district_codes"].split(";"))]
    return sorted(kept, key=lambda p: (thresholds.badness(p["standing_state"]), -p["days_late"], p["project_code"]))


def _project(row, held: list[dict], as_of: date, limits: thresholds.Limits) -> dict:
    counts = {"output_count": len(held), "output_done_count": sum(o["state"] == "done" for o in held), "output_late_count": sum(o["days_late"] > 0 for o in held)}
    if row["project_status"] in ("completed", "cancelled"):
        return {**row, **counts, "days_late": 0, "state": "done" if row["project_status"] == "completed" else None, "why": row["project_status"]}
    if as_of < row["start_on"]:
        return {**row, **counts, "days_late": 0, "state": "not_due", "why": "not_begun"}
    late = {
        "ends_late": max(0, (as_of - row["end_on"]).days), "begins_late": (as_of - row["start_on"]).days if row["project_status"] == "planned" else 0,
        "output_late": max((o["days_late"] for o in held), default=0),
    }
    why = max(late, key=late.get)
    by_days = thresholds.state_of_days(late[why], limits)
    if by_days != "off_track" and any(o["state"] == "no_evidence" for o in held):
        return {**row, **counts, "days_late": late[why], "state": "no_evidence", "why": "output_unreported"}
    return {**row, **counts, "days_late": late[why], "state": by_days, "why": why if late[why] else "on_time"}
