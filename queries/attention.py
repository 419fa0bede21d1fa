"""The roll-up: everything off track or flagged, worst first, and who must act. It reads the other subjects and blends nothing.

An item is one thing (a share, a deliverable, an indicator, a project, or what a flag is raised on) with its state and its flags.
Of state money only the year of the latest quarter that has ended is judged, and later ones.
severity: high where the state is off track or a flag is high, medium where it is on watch or without evidence, else its flag's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from queries import budget, contract, deliverables, fiscal, flags, indicators, ratings, releases, tables, thresholds
from queries.answers import dicts, remembered, rows, table
from queries.flag_switches import ON, Switch, switched
from queries.flags import SEVERITIES

SUBJECTS = ("deliverable", "budget_share", "indicator", "project")
PAGE = {"deliverable": "deliverables", "budget_share": "budget", "indicator": "indicators", "project": "project"}
SEVERITY_OF_STATE = {"off_track": "high", "no_evidence": "medium", "watch": "medium"}
ITEM = (
    "rank", "severity", "state", "subject_kind", "subject_code", "subject_name", "subject_name_en", "responsible_organisation_code", "responsible_organisation_name",
    "responsible_organisation_name_en", "due_on", "days_overdue", "figure", "figure_unit", "limit", "flags", "flag_count", "title_th", "title_en", "action_th", "action_en", "details", "page",
    "source_sheet", "source_row", "from_release",
)
GRAVEST = {"flag": "flag", "kind": "subject_kind", "code": "subject_code", "name": "subject_name", "name_en": "subject_name_en"}  # what is told of the gravest flag: name here → in flags.COLUMNS
FLAG_COUNTS = ("flag", "severity", "page", "title_th", "title_en", "checks_th", "checks_en", "action_th", "action_en", "raised_count", "threshold_rule", "threshold_value",
               "threshold_effective_on", "threshold_resolution_reference", "is_on", "switch_effective_on", "switch_resolution_reference", "switch_reason")
FLAG_TOTALS = ("flag_count", *(f"{s}_count" for s in SEVERITIES), "rule_count", "raised_rule_count", "quiet_rule_count", "off_rule_count", "partner_count", "nobody_count",
               *(f"gravest_{name}" for name in GRAVEST))
FLAGS_BY_PARTNER = ("organisation_code", "organisation_name", "organisation_name_en", "flag_count", *(f"{s}_count" for s in SEVERITIES), "earliest_due_on", *(f"gravest_{name}" for name in GRAVEST))
RATED = (
    "subject_kind", "subject_code", "subject_name", "subject_name_en", "responsible_organisation_code", "computed_state", "self_reported_state", "self_reported_on", "self_reported_reason",
    "committee_state", "committee_on", "committee_reason", "standing_state", "is_agreed", "is_committee_standing", "is_reason_missing", "bias", "source_sheet", "source_row", "from_release",
)
NEVER_COMPUTED = {"participation_activity": ("participation_code", "participation_name"), "contract": ("contract_code", "contract_title")}  # kinds with no state of their own: code and name


def worst_first(connection: Connection, *, release: int, province: str, severity: str | None = None, subject_kind: str | None = None,
                organisation_code: str | None = None) -> pd.DataFrame:
    """One row an item off track, on watch, without evidence or flagged: who must act, by when, figure against limit, what to do; worst first.

    figure_unit is days, points, percent, baht, count or pace; `flags` are ids joined by ";"; due_on may have passed (days_overdue)."""
    found = _every_item(connection, release, province)
    picks = {"severity": severity, "subject_kind": subject_kind, "responsible_organisation_code": organisation_code}
    return table([item for item in found if all(value is None or item[name] == value for name, value in picks.items())], ITEM)


@remembered
def _every_item(connection: Connection, release: int, province: str) -> list[dict]:
    return _ranked(_items(connection, release, province, judged(connection, release, province)))


def _items(connection: Connection, release: int, province: str, every: Iterable[dict]) -> list[dict]:
    """States and flags of the same thing become one item; what a flag says stands before what a state says."""
    as_of = releases.as_of(connection, province, release)
    raised = defaultdict(list)
    for row in dicts(flags.raised(connection, release=release, province=province)):
        raised[row["subject_kind"], row["subject_code"]].append(row)
    items = []
    for judged in every:
        own = raised.pop((judged["subject_kind"], judged["subject_code"]), [])
        if own or judged["state"] in SEVERITY_OF_STATE:
            items.append(_item(judged, own, as_of))
    return items + [_item({}, own, as_of) for own in raised.values()]


def _item(judged: dict, own: list[dict], as_of: date) -> dict:
    gravest = min(own, key=lambda flag: SEVERITIES.index(flag["severity"]), default={})
    severities = [flag["severity"] for flag in own] + [SEVERITY_OF_STATE[s] for s in [judged.get("state")] if s in SEVERITY_OF_STATE]
    item = {**_words_of_state(judged), **judged, **{name: value for name, value in gravest.items() if value is not None or name in ("figure", "limit", "figure_unit")}}
    item["due_on"] = gravest.get("due_on") or judged.get("due_on")
    is_over = judged.get("state") == "done" and not gravest.get("due_on")  # what is done is no longer overdue, whatever else is flagged on it
    item["days_overdue"] = (0 if is_over else max(0, (as_of - item["due_on"]).days)) if item["due_on"] else None
    return {**item, "severity": min(severities, key=SEVERITIES.index), "flags": ";".join(flag["flag"] for flag in own), "flag_count": len(own)}


def _words_of_state(judged: dict) -> dict:
    state = judged.get("state")
    if state not in SEVERITY_OF_STATE:
        return {}
    title = tables.CHOICES["state"][state]
    action = flags.NO_EVIDENCE_ACTION if state == "no_evidence" else flags.ACTION_OF_STATE[judged["subject_kind"]]
    return {"title_th": title[0], "title_en": title[1], "action_th": action[0], "action_en": action[1], "page": PAGE[judged["subject_kind"]]}


def _ranked(items: list[dict]) -> list[dict]:
    """Gravest first, then worst state, most flags, most days overdue; ties by kind and code. Figures of different kinds are never compared."""
    kinds = {kind: number for number, kind in enumerate(SUBJECTS)}
    items = sorted(items, key=lambda i: (
        SEVERITIES.index(i["severity"]), thresholds.badness(i.get("state")), -i["flag_count"], -(i["days_overdue"] or 0),
        kinds.get(i["subject_kind"], len(kinds)), i["subject_kind"], i["subject_code"]))
    return [{**item, "rank": number} for number, item in enumerate(items, start=1)]


@remembered
def judged(connection: Connection, release: int, province: str) -> list[dict]:
    """Every share, deliverable, indicator and project with the state that stands, who answers for it, by when, and the figure behind the state."""
    return list(_judged(connection, release, province))


def _judged(connection: Connection, release: int, province: str) -> Iterator[dict]:
    at = {"release": release, "province": province}
    as_of = releases.as_of(connection, province, release)
    if as_of is None:
        return
    limits = thresholds.in_force(connection, release, province)
    for d in dicts(deliverables.listed(connection, **at)):
        yield _subject(d, "deliverable", state=d["standing_state"], figure=d["unexcused_days"], figure_unit="days", limit=limits["deliverable_off_track_days"].value,
                       late_days=d["late_days"], is_late=d["late_days"] > 0 and d["met_on"] is None)
    year, quarter_end = fiscal.latest_quarter_ended(as_of)[0], fiscal.quarter_bounds(fiscal.fiscal_year_of(as_of), fiscal.quarter_of(as_of))[1]
    for s in dicts(budget.shares(connection, **at)):
        if s["is_state_money"] and s["fiscal_year"] < year:
            continue  # a closed year of the state's budget can no longer be acted on; other promises stay due
        yield {**_subject(s, "budget_share", figure=s["disbursed_gap_points"], figure_unit="points", limit=limits["money_on_track_points"].value), "subject_name": s["project_name"],
               "subject_name_en": s["project_name_en"], "responsible_organisation_code": s["organisation_code"], "responsible_organisation_name": s["organisation_name"],
               "responsible_organisation_name_en": s["organisation_name_en"],
               "due_on": min(s["due_on"], quarter_end)}
    for i in dicts(indicators.listed(connection, **at)):
        yield {**_subject(i, "indicator", state=i["standing_state"], figure=i["pace"], figure_unit="pace", limit=limits["indicator_on_track_pace"].value),
               "responsible_organisation_code": i["owner_organisation_code"], "responsible_organisation_name": i["owner_name"],
               "responsible_organisation_name_en": i["owner_name_en"], "due_on": i["year_target_on"]}
    for p in dicts(contract.projects(connection, **at)):
        yield {**_subject(p, "project", state=p["standing_state"], figure=p["days_late"], figure_unit="days", limit=0), "due_on": p["end_on"]}


def _subject(row: dict, kind: str, **more) -> dict:
    names = ("state", "responsible_organisation_code", "responsible_organisation_name", "responsible_organisation_name_en", "due_on", "source_sheet", "source_row", "from_release")
    return {"subject_kind": kind, "subject_code": row[f"{kind.removeprefix('budget_')}_code"], "subject_name": row.get(f"{kind}_name"),
            "subject_name_en": row.get(f"{kind}_name_en"), **{name: row.get(name) for name in names}, **more}


def states(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a kind of thing and state: how many have it (0 too), and the worst one's code and name; by kind, worst state first.

    Kinds are deliverable, budget_share, indicator and project. A distribution only: kinds are never added up, states never averaged."""
    found, lines = _by_state(judged(connection, release, province)), []
    for kind in SUBJECTS:
        for state in thresholds.WORST_FIRST:
            first = next(iter(found[kind, state]), {})  # every subject answers worst first
            lines.append({"subject_kind": kind, "state": state, "item_count": len(found[kind, state]), "worst_code": first.get("subject_code"),
                          "worst_name": first.get("subject_name"), "worst_name_en": first.get("subject_name_en")})
    return table(lines, ("subject_kind", "state", "item_count", "worst_code", "worst_name", "worst_name_en"))


def _by_state(every: Iterable[dict]) -> dict[tuple[str, str], list[dict]]:
    found = defaultdict(list)
    for judged in every:
        found[judged["subject_kind"], judged["state"]].append(judged)
    return found


def who_must_act(connection: Connection, *, release: int, province: str, severity: str | None = None) -> pd.DataFrame:
    """One row a partner that must act: items in all, by severity and overdue, earliest due_on, and its worst item; most high items first.

    The last row, without a code, is what nobody is named for."""
    names = ("organisation_code", "organisation_name", "organisation_name_en", "item_count", *(f"{s}_count" for s in SEVERITIES), "overdue_count", "earliest_due_on",
             "worst_kind", "worst_code", "worst_name", "worst_name_en", "worst_title_th", "worst_title_en", "worst_due_on")
    held = defaultdict(list)
    for item in dicts(worst_first(connection, release=release, province=province, severity=severity)):
        held[item["responsible_organisation_code"]].append(item)
    lines = [_partner(code, items) for code, items in held.items()]
    return table(sorted(lines, key=lambda p: (p["organisation_code"] is None, *(-p[f"{s}_count"] for s in SEVERITIES), p["organisation_code"] or "")), names)


def _partner(code: str | None, items: list[dict]) -> dict:
    worst = items[0]
    return {
        "organisation_code": code,
        **{name: next((i[f"responsible_{name}"] for i in items if i[f"responsible_{name}"]), None) for name in ("organisation_name", "organisation_name_en")},
        "item_count": len(items), **{f"{s}_count": sum(i["severity"] == s for i in items) for s in SEVERITIES},
        "overdue_count": sum(bool(i["days_overdue"]) for i in items), "earliest_due_on": min((i["due_on"] for i in items if i["due_on"]), default=None),
        "worst_kind": worst["subject_kind"], "worst_code": worst["subject_code"], "worst_name": worst["subject_name"], "worst_name_en": worst["subject_name_en"],
        "worst_title_th": worst["title_th"], "worst_title_en": worst["title_en"], "worst_due_on": worst["due_on"],
    }


def red_flags(connection: Connection, *, release: int, province: str, flag: str | None = None, page: str | None = None, severity: str | None = None,
              organisation_code: str | None = None) -> pd.DataFrame:
    """One row a red flag and the thing it is raised on: words, severity, who must act, figure against limit with its unit, source row; gravest first.

    None of a flag that is switched off (flag_counts says so)."""
    found = flags.raised(connection, release=release, province=province, only=None if flag is None else {flag} & flags.FLAGS.keys())
    picks = {"page": page, "severity": severity, "responsible_organisation_code": organisation_code}
    return table([row for row in dicts(found) if all(value is None or row[name] == value for name, value in picks.items())], flags.COLUMNS)


def flag_counts(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a red flag, also one that is not raised or is switched off: what it checks, severity, on how many things it is raised; gravest first, then most.

    With its limit where it has one (threshold_value in the rule's own unit) and with how it is switched: since when, by which resolution (none: the default)."""
    counts = flags.raised(connection, release=release, province=province)["flag"].value_counts().to_dict()
    limits, switches = thresholds.in_force(connection, release, province), switched(connection, release, province)
    lines = [_counted(flag, counts, limits, switches.get(flag.id, ON)) for flag in flags.FLAGS.values()]
    return table(sorted(lines, key=lambda r: (SEVERITIES.index(r["severity"]), -r["raised_count"])), FLAG_COUNTS)


def _counted(flag: flags.Flag, counts: Mapping[str, int], limits: thresholds.Limits, switch: Switch) -> dict:
    (title_th, title_en), (checks_th, checks_en), (action_th, action_en) = flag.title, flag.checks, flag.action
    limit = limits.get(flag.limited_by)
    return {
        "flag": flag.id, "severity": flag.severity, "page": flag.page, "title_th": title_th, "title_en": title_en, "checks_th": checks_th, "checks_en": checks_en,
        "action_th": action_th, "action_en": action_en, "raised_count": int(counts.get(flag.id, 0)), "threshold_rule": flag.limited_by or None,
        "threshold_value": limit and limit.value, "threshold_effective_on": limit and limit.effective_on, "threshold_resolution_reference": limit and limit.resolution_reference or None,
        "is_on": switch.is_on, "switch_effective_on": switch.effective_on, "switch_resolution_reference": switch.resolution_reference or None, "switch_reason": switch.reason or None,
    }


def flag_totals(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row: red flags in all and by severity, rules raised, quiet and switched off, partners that must act, flags nobody is named for, and the gravest one."""
    raised = dicts(flags.raised(connection, release=release, province=province))
    off = sum(not switch.is_on for switch in switched(connection, release, province).values())
    if releases.as_of(connection, province, release) is None:
        return table([], FLAG_TOTALS)
    rules, who, gravest = {r["flag"] for r in raised}, [r["responsible_organisation_code"] for r in raised], next(iter(raised), {})
    return table([{
        "flag_count": len(raised), **{f"{s}_count": sum(r["severity"] == s for r in raised) for s in SEVERITIES}, "rule_count": len(flags.FLAGS), "raised_rule_count": len(rules),
        "quiet_rule_count": len(flags.FLAGS) - len(rules) - off, "off_rule_count": off, "partner_count": len(set(who) - {None}), "nobody_count": who.count(None),
        **{f"gravest_{name}": gravest.get(of) for name, of in GRAVEST.items()},
    }], FLAG_TOTALS)


def flags_by_partner(connection: Connection, *, release: int, province: str, severity: str | None = None) -> pd.DataFrame:
    """One row a partner that must act on a red flag: flags in all and by severity, earliest due_on, and its gravest; most high ones first.

    The last row, without a code, is what nobody is named for."""
    held = defaultdict(list)
    for row in dicts(red_flags(connection, release=release, province=province, severity=severity)):
        held[row["responsible_organisation_code"]].append(row)
    lines = [{
        "organisation_code": code, "organisation_name": own[0]["responsible_organisation_name"], "organisation_name_en": own[0]["responsible_organisation_name_en"], "flag_count": len(own),
        **{f"{s}_count": sum(r["severity"] == s for r in own) for s in SEVERITIES}, "earliest_due_on": min((r["due_on"] for r in own if r["due_on"]), default=None),
        **{f"gravest_{name}": own[0][of] for name, of in GRAVEST.items()},
    } for code, own in held.items()]
    return table(sorted(lines, key=lambda p: (p["organisation_code"] is None, *(-p[f"{s}_count"] for s in SEVERITIES), p["organisation_code"] or "")), FLAGS_BY_PARTNER)


def headline(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row: the figures that matter – items by severity, flags, partners to act, late deliverables, state money against the quarter's target.

    Of each kind the items off track, without evidence and in all; percentages of allocated, gaps in points; most_late_days in days."""
    every = list(judged(connection, release, province))
    items, spread = _items(connection, release, province, every), _by_state(every)
    late = [judged["late_days"] for judged in every if judged.get("is_late")]
    money = budget.totals(connection, release=release, province=province)
    record = {
        "as_of": releases.as_of(connection, province, release), "item_count": len(items), **{f"{s}_count": sum(i["severity"] == s for i in items) for s in SEVERITIES},
        "flag_count": sum(i["flag_count"] for i in items), "partner_count": len({i.get("responsible_organisation_code") for i in items} - {None}),
        "deliverable_late_count": len(late), "most_late_days": max(late, default=0),
    }
    for kind in SUBJECTS:
        record |= {f"{kind}_{state}_count": len(spread[kind, state]) for state in ("off_track", "no_evidence")}
        record[f"{kind}_total_count"] = sum(len(found) for (held, _), found in spread.items() if held == kind)
    names = ("disbursed_percent", "compared_disbursed_percent", "disbursed_target_percent", "disbursed_gap_points", "compared_spent_percent", "spent_target_percent",
             "spent_gap_points", "target_fiscal_year", "target_quarter", "state")
    shown = dicts(money)[0] if len(money) else {}
    record |= {("money_state" if name == "state" else name): shown.get(name) for name in names}
    return table([record] if record["as_of"] else [], tuple(record))


def three_ratings(connection: Connection, *, release: int, province: str, subject_kind: str | None = None) -> pd.DataFrame:
    """One row a thing that the reporter or the committee rated: their latest states by as_of beside the computed one, with reasons; where they differ first, worst first.

    `bias`: how the reporter sees it beside the computed state (better, same, worse; None where it cannot be compared). is_reason_missing: the committee's
    state stands, and no reason is given. sheet, row and release are of the committee's rating, else of the reporter's."""
    as_of = releases.as_of(connection, province, release)
    found = []
    for kind in tables.CHOICES["subject_kind"] if subject_kind is None else [subject_kind]:
        given = ratings.latest(connection, release, province, as_of, kind)
        known = {row[code]: row for code, row in _rateable(connection, release, province, kind)} if given else {}
        found += [_rated(kind, code, known.get(code, {}), given) for code in {code for _, code in given}]
    return table(sorted(found, key=lambda r: (r["is_agreed"], thresholds.badness(r["standing_state"]), not r["is_committee_standing"], r["subject_kind"], r["subject_code"])), RATED)


def _rateable(connection: Connection, release: int, province: str, kind: str) -> Iterator[tuple[str, dict]]:
    """Every thing of a kind that can be rated, with the name of its code's column."""
    asked = {"deliverable": deliverables.listed, "indicator": indicators.listed, "output": contract.outputs, "project": contract.projects}
    if kind in asked:
        yield from ((f"{kind}_code", row) for row in dicts(asked[kind](connection, release=release, province=province)))
    elif kind in NEVER_COMPUTED:
        code, name = NEVER_COMPUTED[kind]
        yield from ((code, {**row, f"{kind}_name": row[name]}) for row in rows(connection, select(releases.at(kind, province, release))))


def _rated(kind: str, code: str, row: dict, given: ratings.Latest) -> dict:
    own, committee = (given.get((source, code), {}) for source in ratings.SOURCES)
    computed, beside = row.get("state"), ratings.beside(row.get("state"), given, code)
    stands = ratings.is_below_both(computed, own.get("state"), committee.get("state"))
    told = {state for state in (computed, own.get("state"), committee.get("state")) if state}
    return {
        **beside, "subject_kind": kind, "subject_code": code, "subject_name": row.get(f"{kind}_name"), "subject_name_en": row.get(f"{kind}_name_en"),
        "responsible_organisation_code": row.get("responsible_organisation_code") or row.get("owner_organisation_code"), "computed_state": computed,
        "self_reported_on": own.get("rated_on"), "self_reported_reason": own.get("reason"), "committee_on": committee.get("rated_on"), "is_agreed": len(told) == 1,
        "is_committee_standing": stands, "bias": ratings.bias(computed, own.get("state")),
        **{name: (committee or own)[name] for name in ("source_sheet", "source_row", "from_release")},
    }
