"""The network manager's hire contract as an Open Contracting Data Standard 1.1 release package (schema 1.1.5).

One OCDS release a hire contract, of all that is known by the data release's own day: what is dated later has not happened yet.
  tender          the selection: its steps up to this contract's signature are milestones, candidates are tenderers
  award           the step "selected"; without one the award has no date
  contract        sum, period, signature. The tables keep no amendments of a hire contract: what was moved is seen in the milestones
  milestones      a phase is a payment milestone (due on its last day, its `value` as OCDS 1.2 and OC4IDS have it), a deliverable a
                  delivery milestone (due on the day last agreed, met on the day of legal acceptance)
  transactions    payments; what was withheld and penalties stand beside them in fields of our own
Fields that begin with x_ are ours, and so is relatedImplementationMilestone's place (OC4IDS's and an OCDS extension's name).
No address of a document and nothing else the tables keep from the public; the territorial contract is no procurement and not here.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection

from queries import lateness, thresholds
from queries.errors import UsageError
from queries.exports import published
from queries.exports.heading import heading
from queries.exports.mapped import Fields, file_of, filled, parties, reference
from queries.exports.published import DataRelease, Given
from queries.tables import CHOICES, TABLES

VERSION = "1.1"
FILE = "ocds-release-package.json"
READ = ("province", "district", "organisation", "manager_selection", "manager_contract", "phase", "deliverable", "reschedule", "submission", "review", "manager_payment", "penalty", "evidence")

# The standard's field → our column and how it is written (mapped.py). Underscored columns are made in this module.
MAPPING: dict[str, Fields] = {
    "tender": {"id": ("_tender_id", "text"), "title": ("_title", "text"), "status": ("_status", "text"), "procuringEntity": ("employer_organisation_code", "party"),
               "procurementMethodDetails": ("selection_method", "text"), "mainProcurementCategory": ("_category", "text"), "tenderPeriod.startDate": ("_announced_on", "start")},
    "tender/milestones": {"id": ("selection_code", "code"), "title": ("_title", "text"), "title_en": ("_title_en", "text"), "type": ("_type", "text"), "description": ("outcome", "text"),
                          "code": ("selection_step", "text"), "dateMet": ("held_on", "start"), "status": ("_status", "text")},
    "awards": {"id": ("_award_id", "text"), "title": ("_title", "text"), "status": ("_status", "text"), "date": ("_selected_on", "start")},
    "contracts": {"id": ("manager_contract_code", "code"), "awardID": ("_award_id", "text"), "title": ("_title", "text"), "title_en": ("_title_en", "text"), "status": ("_status", "text"),
                  "period.startDate": ("start_on", "start"), "period.endDate": ("end_on", "end"), "value": ("contract_sum_baht", "baht"), "dateSigned": ("_signed_on", "start")},
    "contracts/implementation/transactions": {"id": ("payment_code", "code"), "date": ("paid_on", "start"), "value": ("amount_baht", "baht"), "payer": ("employer_organisation_code", "party"),
                                              "payee": ("manager_organisation_code", "party"), "relatedImplementationMilestone.id": ("phase_code", "code"),
                                              "relatedImplementationMilestone.title": ("phase_name", "text"), "x_withheld": ("withheld_baht", "baht")},
    "contracts/implementation/milestones (phase)": {"id": ("phase_code", "code"), "title": ("phase_name", "text"), "type": ("_type", "text"), "description": ("outputs", "text"), "code": ("phase_code", "code"),
                                                    "dueDate": ("end_on", "end"), "dateMet": ("_met_on", "start"), "dateModified": ("_modified_on", "start"), "status": ("_status", "text"), "value": ("payment_baht", "baht")},
    "contracts/implementation/milestones (deliverable)": {"id": ("deliverable_code", "code"), "title": ("deliverable_name", "text"), "title_en": ("deliverable_name_en", "text"), "type": ("_type", "text"),
                                                          "description": ("acceptance_criteria", "text"), "code": ("deliverable_code", "code"), "dueDate": ("due_on", "end"), "dateMet": ("met_on", "start"),
                                                          "dateModified": ("_modified_on", "start"), "status": ("_status", "text"), "x_originalDueDate": ("original_due_on", "end"),
                                                          "x_relatedPaymentMilestone": ("phase_code", "code")},
    "milestones/documents": {"id": ("evidence_code", "code"), "title": ("evidence_title", "text"), "dateModified": ("dated_on", "start")},
    "contracts/implementation/x_penalties": {"id": ("penalty_code", "code"), "date": ("imposed_on", "start"), "value": ("amount_baht", "baht"), "rationale": ("reason", "text"),
                                             "relatedImplementationMilestone.id": ("deliverable_code", "code")},
}
MILESTONE_TYPES = {"announced": "preProcurement", "nominated": "engagement", "examined": "assessment", "selected": "approval", "accepted": "approval"}  # of our selection steps


def files(connection: Connection, *, release: int, province: str, given: Given) -> dict[str, bytes]:
    """The package as a file, by its name."""
    return {FILE: file_of(package(connection, release=release, province=province, given=given))}


def package(connection: Connection, *, release: int, province: str, given: Given) -> dict[str, Any]:
    """An OCDS 1.1 release package of every hire contract, by code; MAPPING says which field is which column, the module's words the rest.

    Amounts are Decimal baht. UsageError where the release holds no hire contract (the standard asks for at least one release)."""
    at = published.data_release(connection, release, province)
    held = {name: published.rows(connection, name, release=release, province=province) for name in READ}
    if not held["manager_contract"]:
        raise UsageError("export_empty", standard="ocds", number=release)
    limits = thresholds.in_force(connection, release, province)
    facts = {d["deliverable_code"]: {name: d[name] for name in lateness.DERIVED} for d in lateness.deliverables(connection, release, province, at.as_of, limits)}
    held["deliverable"] = [{**row, **facts[row["deliverable_code"]]} for row in held["deliverable"]]
    place = held["province"][0]
    head = heading("ocds", VERSION, province, place, at, given)
    return {**head, "releases": [_release(hire, held, at, f"{given.ocid_prefix}-{province}-{hire['manager_contract_code']}") for hire in held["manager_contract"]]}


def _release(hire: dict, held: dict[str, list[dict]], at: DataRelease, ocid: str) -> dict[str, Any]:
    partners = published.by_key(held["organisation"], "organisation_code")
    steps, contract = _steps(hire, held, at.as_of), _contract(hire, held, partners, at.as_of)
    done = contract["implementation"]
    tags = [*(["tender"] if steps else []), "award", "contract", *(["implementation"] if done["transactions"] or done["milestones"] else [])]
    roles = _roles(hire, steps, bool(done["transactions"]))
    known = parties(partners, roles, published.by_key(held["district"], "district_code"), held["province"][0]["province_name_th"])
    return {
        "ocid": ocid, "id": f"{ocid}-data-release-{at.number}", "date": at.saved_at, "tag": tags, "initiationType": "tender", "language": "th",
        "parties": [_party(party) for party in known],
        "buyer": reference(hire["employer_organisation_code"], partners), "tender": _tender(hire, steps, partners), "awards": [_award(hire, steps, partners)], "contracts": [_full(contract)],
    }


def _party(party: dict[str, Any]) -> dict[str, Any]:
    """The party with its classifications where OCDS keeps what describes an organisation."""
    return {**{name: value for name, value in party.items() if name != "classifications"}, "details": {"classifications": party["classifications"]}}


def _full(made: dict[str, Any]) -> dict[str, Any]:
    """Without the lists that hold nothing: the standard asks for a field to be left out rather than to be empty."""
    inner = {name: _full(value) if isinstance(value, dict) else value for name, value in made.items()}
    return {name: value for name, value in inner.items() if value not in ([], {})}


def _steps(hire: dict, held: dict[str, list[dict]], as_of: date) -> list[dict]:
    """The steps of this contract's selection by as_of, oldest first: those up to its signature that no earlier contract's selection had."""
    signed = sorted((h["signed_on"], h["manager_contract_code"]) for h in held["manager_contract"])
    own = (hire["signed_on"], hire["manager_contract_code"])

    def led_to(step: dict) -> tuple:
        return next((s for s in signed if s[0] >= step["held_on"]), signed[-1])

    return sorted((s for s in held["manager_selection"] if s["held_on"] <= as_of and led_to(s) == own), key=lambda s: (s["held_on"], s["selection_code"]))


def _roles(hire: dict, steps: list[dict], is_paid: bool) -> dict[str, list[str]]:
    roles = defaultdict(list)
    roles[hire["employer_organisation_code"]] += ["buyer", "procuringEntity", *(["payer"] if is_paid else [])]
    roles[hire["manager_organisation_code"]] += ["supplier", *(["payee"] if is_paid else [])]
    for step in steps:
        if step["candidate_organisation_code"]:
            roles[step["candidate_organisation_code"]].append("tenderer")
    return roles


def _tender(hire: dict, steps: list[dict], partners: dict) -> dict[str, Any]:
    announced = [s["held_on"] for s in steps if s["selection_step"] == "announced"]
    candidates = sorted({s["candidate_organisation_code"] for s in steps if s["candidate_organisation_code"]})
    row = {**hire, "_tender_id": f"{hire['manager_contract_code']}-tender", "_title": TABLES["manager_selection"].label[0], "_status": "complete", "_category": "services", "_announced_on": min(announced, default=None)}
    milestones = [filled(MAPPING["tender/milestones"], {**s, **_named(s["selection_step"]), "_type": MILESTONE_TYPES[s["selection_step"]], "_status": "met"}) for s in steps]
    return _full({**filled(MAPPING["tender"], row, partners), **({"numberOfTenderers": len(candidates)} if candidates else {}),
                  "tenderers": [reference(code, partners) for code in candidates], "milestones": milestones})


def _named(step: str) -> dict[str, str]:
    return dict(zip(("_title", "_title_en"), CHOICES["selection_step"][step], strict=True))


def _award(hire: dict, steps: list[dict], partners: dict) -> dict[str, Any]:
    selected = [s["held_on"] for s in steps if s["selection_step"] == "selected"]
    row = {"_award_id": _award_id(hire), "_title": CHOICES["selection_step"]["selected"][0], "_status": "active", "_selected_on": max(selected, default=None)}
    return {**filled(MAPPING["awards"], row), "suppliers": [reference(hire["manager_organisation_code"], partners)]}


def _award_id(hire: dict) -> str:
    return f"{hire['manager_contract_code']}-award"


def _contract(hire: dict, held: dict[str, list[dict]], partners: dict, as_of: date) -> dict[str, Any]:
    phases = {p["phase_code"]: {**p, **_parties_of(hire)} for p in held["phase"] if p["manager_contract_code"] == hire["manager_contract_code"]}
    deliverables = {d["deliverable_code"]: d for d in held["deliverable"] if d["phase_code"] in phases}
    paid = [{**phases[p["phase_code"]], **p} for p in held["manager_payment"] if p["phase_code"] in phases and p["paid_on"] <= as_of]
    fines = [p for p in held["penalty"] if p["deliverable_code"] in deliverables and p["imposed_on"] <= as_of]
    title = TABLES["manager_contract"].label
    is_signed = hire["signed_on"] <= as_of
    row = {**hire, "_award_id": _award_id(hire), "_title": title[0], "_title_en": title[1], "_signed_on": hire["signed_on"] if is_signed else None,
           "_status": contract_status(is_signed, as_of > hire["end_on"] and all(d["met_on"] for d in deliverables.values()))}
    return {**filled(MAPPING["contracts"], row), "implementation": {
        "transactions": [filled(MAPPING["contracts/implementation/transactions"], p, partners) for p in sorted(paid, key=lambda p: (p["paid_on"], p["payment_code"]))],
        "milestones": [_phase(p, [x for x in paid if x["phase_code"] == code], as_of) for code, p in sorted(phases.items(), key=lambda p: (p[1]["phase_number"], p[0]))]
        + [_deliverable(d, held, as_of) for d in deliverables.values()],
        "x_penalties": [filled(MAPPING["contracts/implementation/x_penalties"], p) for p in fines],
    }}


def _parties_of(hire: dict) -> dict[str, str]:
    return {name: hire[name] for name in ("employer_organisation_code", "manager_organisation_code")}


def contract_status(is_signed: bool, is_over: bool) -> str:
    """pending until signed · terminated once its last day has passed and all was accepted · active in between."""
    return "terminated" if is_signed and is_over else "active" if is_signed else "pending"


def milestone_status(is_met: bool, is_begun: bool, is_past_due: bool) -> str:
    """met · partiallyMet when handed in and not yet accepted, or paid in part · notMet when its day has passed · scheduled."""
    return "met" if is_met else "partiallyMet" if is_begun else "notMet" if is_past_due else "scheduled"


def _phase(phase: dict, paid: list[dict], as_of: date) -> dict[str, Any]:
    out = sum(p["amount_baht"] + (p["withheld_baht"] or 0) for p in paid)
    last = max((p["paid_on"] for p in paid), default=None)
    is_met = bool(paid) and out >= phase["payment_baht"]
    return filled(MAPPING["contracts/implementation/milestones (phase)"], {
        **phase, "_type": "payment", "_met_on": last if is_met else None, "_modified_on": last, "_status": milestone_status(is_met, bool(paid), as_of > phase["end_on"])})


def _deliverable(deliverable: dict, held: dict[str, list[dict]], as_of: date) -> dict[str, Any]:
    code = deliverable["deliverable_code"]
    days = [row[day] for name, day in (("reschedule", "decided_on"), ("submission", "submitted_on"), ("review", "reviewed_on")) for row in held[name] if row["deliverable_code"] == code and row[day] <= as_of]
    status = milestone_status(bool(deliverable["met_on"]), bool(deliverable["submitted_on"]), as_of > deliverable["due_on"])
    documents = [filled(MAPPING["milestones/documents"], e) for e in held["evidence"] if (e["subject_kind"], e["subject_code"]) == ("deliverable", code) and e["dated_on"] <= as_of]
    made = filled(MAPPING["contracts/implementation/milestones (deliverable)"], {**deliverable, "_type": "delivery", "_modified_on": max(days, default=None), "_status": status})
    return {**made, **({"documents": documents} if documents else {})}
