"""The money ladder of a share and how shares add up: pledged, allocated, committed, disbursed, left – and the gap to target.

Definitions (rules.md section 1), all as at the release and its as_of; an event dated after as_of has not happened yet:
  committed   = commitments (PO) not yet disbursed, per share, never below zero: max(0, commitments - disbursements)
  spent       = disbursed + committed (ใช้จ่าย beside เบิกจ่าย)
  left        = allocated - committed - disbursed; below zero where more went out than was allocated
  carried over stands apart (a note beside the ladder, taken off nothing); in-kind stands apart from money everywhere.
  funding gap = pledged - allocated, per share, never below zero; only once the quarter by whose end a year's money should be
                allocated (the limit unallocated_after_quarter) has ended by as_of: before that nothing is missing yet
  savings     = allocated - disbursed - what may still be paid, per share, never below zero (เงินเหลือจ่าย); only of a finished share,
                one whose project is completed or whose fiscal year has ended. What may still be paid: what is committed while its
                year runs; what was carried over and is not paid yet, in the year after; nothing later
  carried over is paid by what goes out after the share's fiscal year, up to what was carried, and until the end of the year after.
Measured against the quarter's target: a share of STATE_FUNDS, in its own fiscal year (what is paid after 30 September from
money carried over is in `disbursed`, not in the year's percentage), against the cumulative target of the latest quarter that
has ended by as_of, for its spend type (the overall one where its own is not set). Every other share follows the contract's
own timetable, which asks for all of it by the end of its fiscal year or of its project, whichever comes first; of what was
carried over, by the end of the year after.
  due         = sum of allocated x target (other money: allocated - carried over), over the shares something is due of
  gap         = what went out of those shares - due, each in per cent of their allocated: percentage points
Percentages have two decimals, rounded half up; a gap is the difference of the two percentages shown, and is judged as shown.
In-kind has no part in any of this; a partner that brings nothing else is held to its own timetable: all of it by then.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, case, func, literal, select, true

from queries import fiscal, releases, tables, thresholds
from queries.answers import percent, rows
from queries.thresholds import Limits

# The cabinet's quarterly targets bind the state's own budget; grants become the local government's money once transferred.
STATE_FUNDS = ("function_budget", "provincial_budget", "provincial_cluster_budget")
IN_KIND = "in_kind"
FUND_GROUPS = {  # whose money it is: what a reader picks by; in-kind is no money and in none of them
    "state": STATE_FUNDS,
    "local": ("local_general_grant", "local_specific_grant", "local_revenue"),
    "others": ("off_budget", "fund", "loan", "business", "civil_society"),
}
ZERO = Decimal("0.00")
MEASURES = ("disbursed", "spent")
LADDER = ("pledged_baht", "allocated_baht", "committed_baht", "disbursed_baht", "spent_baht", "left_baht", "carried_over_baht")
FIGURES = (
    "share_count", *LADDER, "funding_gap_baht", "savings_baht", "in_kind_baht", "in_kind_delivered_baht", "allocated_percent", "disbursed_percent", "spent_percent",
    "compared_allocated_baht", "compared_disbursed_percent", "disbursed_target_percent", "disbursed_gap_points",
    "compared_spent_percent", "spent_target_percent", "spent_gap_points", "state",
)
RECONCILED = (
    "level", "code", "name", "name_en", "stated_baht", "parts_baht", "difference_baht", "is_equal", "part_count", "part_codes", "part_rows", "source_sheet", "source_row", "from_release",
)


@dataclass(frozen=True)
class Context:
    """What every share is judged by: the day, the limits in force, the targets (percent by year, quarter, spend type, measure)."""

    as_of: date
    limits: Limits
    targets: dict[tuple[int, int, str, str], Decimal]


def context(connection: Connection, release: int, province: str) -> Context | None:
    """The day, limits and targets at the release; None where the province has no release yet."""
    as_of = releases.as_of(connection, province, release)
    if as_of is None:
        return None
    target = releases.at("quarterly_target", province, release)
    found = rows(connection, select(target.c.fiscal_year, target.c.quarter, target.c.target_spend_type, target.c.money_measure, target.c.target_percent))
    targets = {(r["fiscal_year"], r["quarter"], r["target_spend_type"], r["money_measure"]): r["target_percent"] for r in found}
    return Context(as_of, thresholds.in_force(connection, release, province), targets)


def ladder(release: int, province: str, until: date):
    """A subquery, one row a share with an event by `until`: baht committed, disbursed, carried over; the same in its own year."""
    event, share = releases.at("money_event", province, release), releases.at("budget_share", province, release)
    in_year = event.c.event_on <= _year_end(share.c.fiscal_year, until)

    def total(name: str, kind: str, *only):
        return func.coalesce(func.sum(event.c.amount_baht).filter(event.c.money_event_kind == kind, *only), 0).label(name)

    return (
        select(
            event.c.share_code, func.count().label("event_count"), func.max(event.c.from_release).label("event_release"),
            total("commitments_baht", "commitment"), total("disbursed_baht", "disbursement"), total("carried_over_baht", "carry_over"),
            total("year_commitments_baht", "commitment", in_year), total("year_disbursed_baht", "disbursement", in_year),
        )
        .join(share, share.c.share_code == event.c.share_code)
        .where(event.c.event_on <= until)
        .group_by(event.c.share_code)
        .subquery("ladder")
    )


def _year_end(fiscal_year, until: date):
    """The last day of a fiscal year, in SQL: from a list, nearest year first, which is three times as fast as date arithmetic per event."""
    this, day = fiscal.fiscal_year_of(until), tables.sql["money_event"].c.event_on.type
    years = sorted(range(this - 30, this + 31), key=lambda year: abs(year - this))
    return case({year: literal(fiscal.year_bounds(year)[1], day) for year in years}, value=fiscal_year, else_=literal(date.max, day))


def shares(connection: Connection, release: int, province: str, found: Context, **picks) -> list[dict]:
    """Every share with its project, partner, ladder and target; `picks` are column = value (fund_group: one of FUND_GROUPS, or one fund source), None for all. One query."""
    share, project = releases.at("budget_share", province, release), releases.at("project", province, release)
    partner, sums = releases.at("organisation", province, release), ladder(release, province, found.as_of)
    query = (
        select(
            share.c.share_code, share.c.project_code, project.c.project_name, project.c.project_name_en, project.c.theme, project.c.end_on.label("project_end_on"), project.c.project_status,
            share.c.organisation_code, partner.c.organisation_name, partner.c.organisation_name_en, partner.c.short_name, partner.c.sector,
            share.c.fiscal_year, share.c.fund_source, share.c.spend_type, share.c.budget_status, share.c.pledged_baht, share.c.allocated_baht,
            *(func.coalesce(sums.c[name], 0).label(name) for name in ("event_count", "commitments_baht", "disbursed_baht", "carried_over_baht", "year_commitments_baht", "year_disbursed_baht")),
            share.c.source_sheet, share.c.source_row, share.c.from_release,
        )
        .outerjoin(project, project.c.project_code == share.c.project_code)
        .outerjoin(partner, partner.c.organisation_code == share.c.organisation_code)
        .outerjoin(sums, sums.c.share_code == share.c.share_code)
        .order_by(share.c.share_code)
    )
    columns = {"theme": project.c.theme, "sector": partner.c.sector}
    for name, value in picks.items():
        if name == "fund_group":
            query = query.where(in_group(share, value))
        elif value is not None:
            query = query.where((columns[name] if name in columns else share.c[name]) == value)
    return [_judged(dict(row), found) for row in rows(connection, query)]


def in_group(share, fund_group: str | None):
    """The condition that a share's money is of that group, or of that one fund source; true for None."""
    return share.c.fund_source.in_(FUND_GROUPS.get(fund_group, (fund_group,))) if fund_group else true()


def _judged(share: dict, found: Context) -> dict:
    """The share with its derived figures and what it is held against: {measure: (baht due, baht that counts)}."""
    paid, ordered = share["disbursed_baht"], share.pop("commitments_baht")
    year_paid, year_ordered = share.pop("year_disbursed_baht"), share.pop("year_commitments_baht")
    share["year_disbursed"], share["year_spent"] = year_paid, max(year_paid, year_ordered)
    share["is_in_kind"] = share["fund_source"] == IN_KIND
    share["is_state_money"] = share["fund_source"] in STATE_FUNDS
    share["committed_baht"] = max(ZERO, ordered - paid)
    share["spent_baht"] = paid + share["committed_baht"]
    share["left_baht"] = share["allocated_baht"] - share["spent_baht"]
    share["promised_baht"] = share["pledged_baht" if share["is_in_kind"] else "allocated_baht"]
    counted = {m: share["year_" + m] for m in MEASURES} if share["is_state_money"] else {"disbursed": paid}
    due = {measure: _due(share, measure, found) for measure in counted} if share["promised_baht"] else {}
    share["held_against"] = {measure: (baht, counted[measure]) for measure, baht in due.items() if baht is not None}
    share["due_on"] = due_on(share)
    share["is_unallocated_late"] = is_unallocated_late(share, found.as_of, found.limits)
    share |= _carried(share)
    return share | _gap_and_savings(share, found)


def _carried(share: Mapping) -> dict:
    """Of what was carried over: how much has been paid since the year ended, what is left of it and until when."""
    carried, since = share["carried_over_baht"], share["disbursed_baht"] - share["year_disbursed"]
    paid = min(carried, since)
    return {"carried_paid_baht": paid, "carried_left_baht": carried - paid, "carried_until_on": fiscal.year_bounds(share["fiscal_year"] + 1)[1]}


def _gap_and_savings(share: Mapping, found: Context) -> dict:
    """What of the pledge is missing though its allocation is due; what of the allocation nobody will spend any more. In-kind has neither."""
    year, allocated = share["fiscal_year"], share["allocated_baht"]
    has_ended = fiscal.year_bounds(year)[1] <= found.as_of
    is_finished = not share["is_in_kind"] and (has_ended or share["project_status"] == "completed")
    is_due = not share["is_in_kind"] and fiscal.quarters_ended(year, found.as_of) >= found.limits["unallocated_after_quarter"].value
    payable = share["committed_baht"] if not has_ended else share["carried_left_baht"] if found.as_of < share["carried_until_on"] else ZERO
    return {
        "is_finished": is_finished, "funding_gap_baht": max(ZERO, share["pledged_baht"] - allocated) if is_due else ZERO,
        "savings_baht": max(ZERO, allocated - share["disbursed_baht"] - payable) if is_finished else ZERO,
    }


def _due(share: dict, measure: str, found: Context) -> Decimal | None:
    """Baht of the share that should have gone out by as_of; None where nothing is due yet or no target is set."""
    year, promised = share["fiscal_year"], share["promised_baht"]
    if share["is_state_money"]:
        target = target_of(found, year, fiscal.quarters_ended(year, found.as_of), share["spend_type"], measure)
        return None if target is None else promised * target / 100
    if found.as_of < due_on(share):
        return None
    is_carried = found.as_of < fiscal.year_bounds(year + 1)[1]
    return promised - min(promised, share["carried_over_baht"]) if is_carried else promised


def due_on(share: dict) -> date:
    """The day by which all of a share is due: the end of its fiscal year, or of its project where that is earlier."""
    return min(fiscal.year_bounds(share["fiscal_year"])[1], share["project_end_on"] or date.max)


def target_of(found: Context, year: int, quarter: int, spend_type: str, measure: str) -> Decimal | None:
    """The cumulative target of a quarter for a spend type, the overall one where it has none of its own; None for neither."""
    own = found.targets.get((year, quarter, spend_type, measure))
    return own if own is not None else found.targets.get((year, quarter, "overall", measure))


def is_unallocated_late(share: Mapping, as_of: date, limits: Limits) -> bool:
    """Pledged as money, nothing allocated, and the quarter by whose end it should be (a threshold) has passed."""
    is_late = fiscal.quarters_ended(share["fiscal_year"], as_of) >= limits["unallocated_after_quarter"].value
    return share["fund_source"] != IN_KIND and share["pledged_baht"] > 0 and not share["allocated_baht"] and is_late


def folded(found: Sequence[dict], by: Sequence[str], limits: Limits) -> list[dict]:
    """The shares added up by those columns, with FIGURES; worst first, then by gap, then by the columns."""
    groups = defaultdict(list)
    for share in found:
        groups[tuple(share[name] for name in by)].append(share)
    records = [{**dict(zip(by, key, strict=True)), **figures(group, limits)} for key, group in groups.items()]
    return sorted(records, key=lambda r: worst_first(r, by))


def worst_first(record: dict, by: Sequence[str]) -> tuple:
    """Sorting key: worst state, deepest gap, then the columns."""
    gap = record["disbursed_gap_points"]
    return (thresholds.badness(record["state"]), ZERO if gap is None else gap, *(str(record[name]) for name in by))


def figures(group: Iterable[dict], limits: Limits) -> dict:
    """FIGURES of some shares: money and in-kind apart, percentages, the gap of each measure, and the worse of the two states."""
    group = list(group)
    money, in_kind = [s for s in group if not s["is_in_kind"]], [s for s in group if s["is_in_kind"]]
    sums = {name: sum((s[name] for s in money), ZERO) for name in (*LADDER, "funding_gap_baht", "savings_baht")}
    gaps = {name: value for measure in MEASURES for name, value in gap_of(money, measure).items()}
    return {
        "share_count": len(group), **sums,
        "in_kind_baht": sum((s["pledged_baht"] for s in in_kind), ZERO), "in_kind_delivered_baht": sum((s["disbursed_baht"] for s in in_kind), ZERO),
        "allocated_percent": percent(sums["allocated_baht"], sums["pledged_baht"]),
        "disbursed_percent": percent(sums["disbursed_baht"], sums["allocated_baht"]),
        "spent_percent": percent(sums["spent_baht"], sums["allocated_baht"]),
        "compared_allocated_baht": sum((s["allocated_baht"] for s in money if s["held_against"]), ZERO),
        **gaps, "state": state_of(money or in_kind, gaps if money else gap_of(in_kind, "disbursed"), limits),
    }


def gap_of(money: Iterable[dict], measure: str) -> dict:
    """Actual and target per cent and their gap in points, over the shares something is due of; None where nothing is."""
    held = [(s["promised_baht"], *s["held_against"][measure]) for s in money if measure in s["held_against"]]
    whole = sum((allocated for allocated, _, _ in held), ZERO)
    due, out = (sum(parts, ZERO) for parts in zip(*((d, o) for _, d, o in held), strict=True)) if held else (ZERO, ZERO)
    actual, target = percent(out, whole), percent(due, whole)
    gap = None if actual is None or target is None else actual - target
    return {f"compared_{measure}_percent": actual, f"{measure}_target_percent": target, f"{measure}_gap_points": gap}


def state_of(group: Sequence[dict], gaps: dict, limits: Limits) -> str:
    """The state of shares all of money, or all in kind. done: all that was allocated (in kind: pledged) is disbursed · no_evidence: something is due and no event was ever reported · off_track: a pledge is
    long unallocated and nothing can be measured · not_due: nothing is due yet · else the worse of the two gaps."""
    promised = sum((s["promised_baht"] for s in group), ZERO)
    if promised and sum((s["disbursed_baht"] for s in group), ZERO) >= promised:
        return "done"
    due = [s for s in group if s["held_against"]]
    if not due:
        return "off_track" if any(s["is_unallocated_late"] for s in group) else "not_due"
    if not any(s["event_count"] for s in due):
        return "no_evidence"
    points = [gaps.get(f"{measure}_gap_points") for measure in MEASURES]
    return thresholds.worst(thresholds.state_of_gap(p, limits) for p in points if p is not None)


def reconciled(level: str, wholes: Iterable[Mapping], parts: Iterable[Mapping]) -> list[dict]:
    """One line a whole that states a sum (`code`, `baht`), beside what its parts (`whole`: its code, `code`, `baht`) add up to, as RECONCILED; largest difference first."""
    held = defaultdict(list)
    for part in parts:
        held[part["whole"]].append(part)
    lines = [_reconciled(level, whole, held[whole["code"]]) for whole in wholes]
    return sorted(lines, key=lambda line: (-abs(line["difference_baht"]), line["code"]))


def _reconciled(level: str, whole: Mapping, own: list[Mapping]) -> dict:
    total = sum((part["baht"] for part in own), ZERO)
    differs = total != whole["baht"]
    return {
        **whole, "level": level, "stated_baht": whole["baht"], "parts_baht": total, "difference_baht": total - whole["baht"], "is_equal": not differs,
        "part_count": len(own), "part_codes": "; ".join(part["code"] for part in own) if differs else "",
        "part_rows": "; ".join(f"{part['source_sheet']}:{part['source_row']}" for part in own) if differs else "",
    }
