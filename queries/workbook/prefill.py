"""What a monthly form already holds when it goes out: keys that are due, names, last values, balances; for all or one partner."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from queries import releases
from queries.errors import UsageError
from queries.tables import FED, TABLES
from queries.workbook.drop_downs import name_of

MONTHS_OF = {"monthly": 1, "quarterly": 3, "yearly": 12}
MOST_MISSED = 6  # periods nobody reported that are asked for again
PARTNER_SHEETS = ("money_event", "output_report", "observation", "submission", "evidence", "coordination_event", "resource_exchange", "recommendation")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Prefill:
    """What `template.write` needs: rows with grey helpers, codes for the drop-downs, the about sheet, which sheets."""

    rows: dict[str, list[dict[str, Any]]]
    lists: dict[str, list[tuple[str, str]]]
    about: dict[str, Any]
    sheets: list[str] | None = None


@dataclass(frozen=True)
class _Held:
    """What one release holds, read a table at a time."""

    connection: Connection
    province: str
    release: int
    organisation: str | None
    seen: dict[str, list[dict]] = field(default_factory=dict)

    def of(self, name: str) -> list[dict]:
        """Every row of the table, in the order of its key."""
        if name not in self.seen:
            table = releases.at(name, self.province, self.release)
            query = select(table).order_by(*(table.c[key] for key in TABLES[name].key))
            self.seen[name] = [dict(row) for row in self.connection.execute(query).mappings()]
        return self.seen[name]

    def by_key(self, name: str) -> dict[str, dict]:
        """The rows of a table of one key column, by that key."""
        return {row[TABLES[name].key[0]]: row for row in self.of(name)}

    def is_wanted(self, partner: str | None) -> bool:
        """Whether a row of that partner belongs in the form."""
        return self.organisation is None or partner == self.organisation


def monthly(connection: Connection, province: str, release: int, organisation: str | None = None) -> Prefill:
    """The form of the month after the release: due observations, outputs, deliverables, waiting answers; shares with balances.

    With `organisation`, only what that partner owes. UsageError when the release holds no such partner.
    """
    held = _Held(connection, province, release, organisation)
    partners = held.by_key("organisation")
    if organisation is not None and organisation not in partners:
        raise UsageError("partner_unknown", partner=organisation)
    month = next_month_end(releases.as_of(connection, province, release) or date.min)
    rows = {
        "observation": list(_observations(held, month)), "output_report": list(_outputs(held, month)), "submission": list(_submissions(held, month)),
        "recommendation": list(_recommendations(held)), "dispute": list(_disputes(held)),
    }
    if organisation is None:
        rows["review"] = list(_reviews(held))
    return Prefill({name: found for name, found in rows.items() if found}, _lists(held), _about(held, month), _sheets(organisation, rows))


def setup(connection: Connection, province: str, release: int) -> Prefill:
    """The setup workbook as it stands at the release, to be changed and sent back."""
    held = _Held(connection, province, release, None)
    kept = {name: [_own(name, row) for row in held.of(name)] for name, table in FED.items() if table.workbook == "setup"}
    about = {"province_code": province, "as_of": releases.as_of(connection, province, release), "prepared_by": _office(held)}
    return Prefill({name: rows for name, rows in kept.items() if rows}, _lists(held), about)


def next_month_end(day: date) -> date:
    """The last day of the month after that day's; a day that ends no month asks for the rest of its own."""
    after = day + timedelta(days=1)
    return (after.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _own(name: str, row: Mapping) -> dict:
    return {column.name: row[column.name] for column in TABLES[name].columns}


def _observations(held: _Held, month: date) -> Iterator[dict]:
    """A row for every indicator, area and group whose period closes, and for periods nobody reported."""
    told: dict[str, list[dict]] = defaultdict(list)
    for row in held.of("observation"):
        told[row["indicator_code"]].append(row)
    places = {code: row["district_name_th"] for code, row in held.by_key("district").items()}
    for code, indicator in held.by_key("indicator").items():
        if not held.is_wanted(indicator["owner_organisation_code"]):
            continue
        before = told[code]
        newest = max((row["period_on"] for row in before), default=indicator["baseline_on"])
        cells = sorted({(row["area_code"], row["population_group"]) for row in before if row["period_on"] == newest}) or [(held.province, "all")]
        for period in _periods(indicator, newest, month):
            for area, group in sorted(cells, key=lambda cell: (cell != (held.province, "all"), cell)):
                last = [row for row in before if (row["area_code"], row["population_group"]) == (area, group)]
                due = {"indicator_code": code, "period_on": period, "area_code": area, "population_group": group}
                yield {**due, "พื้นที่ที่รายงาน": places.get(area, "ทั้งจังหวัด"), **_last_told(indicator, max(last, key=lambda row: row["period_on"], default={}))}


def _periods(indicator: Mapping, newest: date, month: date) -> list[date]:
    months, found = MONTHS_OF[indicator["frequency"]], []
    day = next_month_end(newest)
    while day <= min(month, indicator["final_target_on"]):
        if (day.month - 9) % months == 0:
            found.append(day)
        day = next_month_end(day)
    return found[-MOST_MISSED:]


def _last_told(indicator: Mapping, last: Mapping) -> dict:
    return {"ตัวชี้วัด": indicator["indicator_name"], "หน่วย": indicator["measure_unit"], "ค่าครั้งก่อน": last.get("actual_value"), "ณ วันที่": last.get("period_on"),
            "เป้าหมายทั้งจังหวัด": indicator["final_target_value"]}


def _outputs(held: _Held, month: date) -> Iterator[dict]:
    """A row for every output of a running project."""
    projects, last = held.by_key("project"), {}
    for row in held.of("output_report"):
        last[row["output_code"]] = row  # in the order of the key: the newest period stands last
    for code, output in held.by_key("output").items():
        project = projects.get(output["project_code"], {})
        if project.get("project_status") == "active" and project["end_on"] >= month and held.is_wanted(project["responsible_organisation_code"]):
            yield {"output_code": code, "period_on": month, "ผลผลิต": output["output_name"], "โครงการ": project["project_name"], "จำนวนตามแผน": output["planned_quantity"],
                   "หน่วย": output["quantity_unit"], "ค่าครั้งก่อน": last.get(code, {}).get("delivered_quantity")}


def _deliverables(held: _Held) -> Iterator[tuple[dict, list[dict], list[dict]]]:
    """Every deliverable not legally accepted, with its submissions and reviews."""
    sent, judged = defaultdict(list), defaultdict(list)
    for row in held.of("submission"):
        sent[row["deliverable_code"]].append(row)
    for row in held.of("review"):
        judged[row["deliverable_code"]].append(row)
    for code, deliverable in held.by_key("deliverable").items():
        is_met = any(r["review_kind"] == "legal_acceptance" and r["review_decision"].startswith("accepted") for r in judged[code])
        if not is_met:
            yield deliverable, sent[code], judged[code]


def _is_waiting(sent: list[dict], judged: list[dict]) -> bool:
    """Whether the last submission has not been sent back."""
    last = max((row["submitted_on"] for row in sent), default=None)
    return last is not None and not any(r["reviewed_on"] >= last and r["review_decision"] in ("returned", "rejected") for r in judged)


def _submissions(held: _Held, month: date) -> Iterator[dict]:
    """A row for every deliverable of a phase that has begun and that is not in anyone's hands but the manager's."""
    phases, moved = held.by_key("phase"), {row["deliverable_code"]: row["new_due_on"] for row in held.of("reschedule")}
    for deliverable, sent, judged in _deliverables(held):
        phase = phases.get(deliverable["phase_code"], {})
        if held.is_wanted(deliverable["responsible_organisation_code"]) and not _is_waiting(sent, judged) and phase.get("start_on", date.max) <= month:
            code = deliverable["deliverable_code"]
            yield {"deliverable_code": code, "submission_number": len(sent) + 1, "สิ่งส่งมอบ": deliverable["deliverable_name"], "ครบกำหนด": moved.get(code, deliverable["original_due_on"]),
                   "ส่งครั้งก่อน": max((row["submitted_on"] for row in sent), default=None)}


def _reviews(held: _Held) -> Iterator[dict]:
    """Rows for the management team and for acceptance, for what was submitted and waits."""
    for deliverable, sent, judged in _deliverables(held):
        if not _is_waiting(sent, judged):
            continue
        for kind in ("management_review", "legal_acceptance"):
            number = sum(r["review_kind"] == kind for r in judged) + 1
            yield {"deliverable_code": deliverable["deliverable_code"], "review_kind": kind, "review_number": number, "สิ่งส่งมอบ": deliverable["deliverable_name"],
                   "วันที่ส่ง": max(row["submitted_on"] for row in sent)}


def _recommendations(held: _Held) -> Iterator[dict]:
    """Recommendations that wait for an answer, whole, so that only the answer need be written."""
    for row in held.of("recommendation"):
        if row["recommendation_decision"] == "pending" and held.is_wanted(row["addressed_to_organisation_code"]):
            yield _own("recommendation", row)


def _disputes(held: _Held) -> Iterator[dict]:
    """Disputes that are open, whole."""
    for row in held.of("dispute"):
        if row["dispute_state"] in ("open", "in_mediation") and (held.organisation is None or held.organisation in row["organisation_codes"].split(";")):
            yield _own("dispute", row)


def _lists(held: _Held) -> dict[str, list[tuple[str, str]]]:
    """Code and name of every row another sheet may name; a share with its project, partner, year and what is left of it."""
    wanted = {part for table in FED.values() for column in table.columns if column.references for part in column.references.split("|")}
    lists = {name: [(row[TABLES[name].key[0]], str(row[name_of(TABLES[name])] or "")) for row in held.of(name)]
             for name in FED if name in wanted and name not in ("province", "budget_share")}
    province = held.of("province")
    return {**lists, "budget_share": list(_shares(held)), "province": [(held.province, province[0]["province_name_th"])] if province else []}


def _shares(held: _Held) -> Iterator[tuple[str, str]]:
    event = releases.at("money_event", held.province, held.release)
    query = select(event.c.share_code, func.sum(event.c.amount_baht)).where(event.c.money_event_kind == "disbursement").group_by(event.c.share_code)
    paid = dict(held.connection.execute(query).all())
    projects, partners = held.by_key("project"), held.by_key("organisation")
    for row in held.of("budget_share"):
        if held.is_wanted(row["organisation_code"]):
            project, partner = projects.get(row["project_code"], {}), partners.get(row["organisation_code"], {})
            left = row["allocated_baht"] - paid.get(row["share_code"], ZERO)
            who = "" if held.organisation else f" · {partner.get('short_name') or row['organisation_code']}"
            yield row["share_code"], f"{project.get('project_name', row['project_code'])}{who} · {row['fiscal_year']} · คงเหลือ {left:,.2f} บาท"


def _office(held: _Held) -> str:
    found = held.of("province")
    return found[0]["office_name"] if found else ""


def _about(held: _Held, month: date) -> dict[str, Any]:
    who = held.by_key("organisation")[held.organisation]["organisation_name"] if held.organisation else _office(held)
    return {"province_code": held.province, "as_of": month, "reason": "รายงานประจำเดือน", "prepared_by": who, "workbook_kind": "monthly"}


def _sheets(organisation: str | None, rows: Mapping) -> list[str] | None:
    if organisation is None:
        return None
    return [name for name in PARTNER_SHEETS if name not in ("submission", "recommendation") or rows.get(name)] + (["dispute"] if rows.get("dispute") else [])
