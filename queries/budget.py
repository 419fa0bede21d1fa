"""Budget shares and money: who undertook what, what became of it, and whether it adds up. Definitions in queries/money.py.

Amounts are baht, exact to the satang; percentages and gaps (points) have two decimals, half up; years are BE fiscal years.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
from sqlalchemy import Connection, case, func, literal_column, select, true

from queries import fiscal, money, releases, run_rate, thresholds
from queries.answers import dicts, frame, hundredths, percent, rows, table
from queries.money import FIGURES, IN_KIND, MEASURES, ZERO

PARTNER = ("organisation_code", "organisation_name", "organisation_name_en", "short_name", "sector")
PROJECT = ("project_code", "project_name", "project_name_en", "theme")
PROMISE = ("pledged_baht", "allocated_baht", "due_baht", "disbursed_baht", "compared_disbursed_percent", "disbursed_target_percent", "disbursed_gap_points", "state")
TOTALS = ("as_of", "contract_total_baht", "project_budgets_baht", *FIGURES, "target_fiscal_year", "target_quarter")


def _folded(connection: Connection, release: int, province: str, by: tuple[str, ...], **picks) -> pd.DataFrame:
    found = money.context(connection, release, province)
    shares = money.shares(connection, release, province, found, **picks) if found else []
    return table(money.folded(shares, by, found.limits) if found else [], (*by, *FIGURES))


def shares_by_partner(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, theme: str | None = None,
                      project_code: str | None = None, sector: str | None = None, spend_type: str | None = None, fund_group: str | None = None) -> pd.DataFrame:
    """One row a partner: the money ladder in baht, in-kind apart, per cent disbursed of allocated, gap to target in points; worst first."""
    return _folded(connection, release, province, PARTNER, fiscal_year=fiscal_year, theme=theme, project_code=project_code,
                   sector=sector, spend_type=spend_type, fund_group=fund_group)


def shares_by_project(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, theme: str | None = None,
                      organisation_code: str | None = None, spend_type: str | None = None, fund_group: str | None = None) -> pd.DataFrame:
    """One row a project: the money ladder in baht, in-kind apart, per cent disbursed of allocated, gap to target in points; worst first."""
    return _folded(connection, release, province, PROJECT, fiscal_year=fiscal_year, theme=theme, organisation_code=organisation_code,
                   spend_type=spend_type, fund_group=fund_group)


def shares_by_theme(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None,
                    organisation_code: str | None = None, spend_type: str | None = None, fund_group: str | None = None) -> pd.DataFrame:
    """One row a theme of the projects: the money ladder in baht, in-kind apart, per cent disbursed, gap to target in points; worst first."""
    return _folded(connection, release, province, ("theme",), fiscal_year=fiscal_year, organisation_code=organisation_code,
                   spend_type=spend_type, fund_group=fund_group)


def shares_by_fund_source(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, theme: str | None = None,
                          spend_type: str | None = None, fund_group: str | None = None) -> pd.DataFrame:
    """One row a fund source: the money ladder in baht, per cent disbursed of allocated, gap to target in points; worst first."""
    return _folded(connection, release, province, ("fund_source",), fiscal_year=fiscal_year, theme=theme, spend_type=spend_type, fund_group=fund_group)


def shares_by_spend_type(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, theme: str | None = None,
                         spend_type: str | None = None, fund_group: str | None = None) -> pd.DataFrame:
    """One row a spend type, current or investment: the money ladder in baht, in-kind apart, gap to target in points; worst first."""
    return _folded(connection, release, province, ("spend_type",), fiscal_year=fiscal_year, theme=theme, spend_type=spend_type, fund_group=fund_group)


def share_matrix(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, theme: str | None = None,
                 spend_type: str | None = None, fund_group: str | None = None) -> pd.DataFrame:
    """One row a partner in a project (long form): the ladder in baht, and pledged_percent of all money pledged to the project; worst first."""
    answer = _folded(connection, release, province, (*PARTNER, *PROJECT), fiscal_year=fiscal_year, theme=theme,
                     spend_type=spend_type, fund_group=fund_group)
    wholes = defaultdict(lambda: ZERO)
    for code, pledged in zip(answer["project_code"], answer["pledged_baht"], strict=True):
        wholes[code] += pledged
    parts = [percent(p, wholes[c]) for c, p in zip(answer["project_code"], answer["pledged_baht"], strict=True)]
    answer["pledged_percent"] = pd.Series(parts, dtype=object)
    return answer


def shares(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, organisation_code: str | None = None,
           project_code: str | None = None, share_code: str | None = None, theme: str | None = None, spend_type: str | None = None,
           fund_group: str | None = None) -> pd.DataFrame:
    """One row a share, as in the contract: who, project, year, fund source, spend type, ladder, gap and where the row came from; worst first."""
    own = ("share_code", *PARTNER, *PROJECT, "fiscal_year", "fund_source", "spend_type", "budget_status", "is_state_money", "is_in_kind",
           "is_unallocated_late", "is_finished", "due_on", "source_sheet", "source_row", "from_release")
    return _folded(connection, release, province, own, fiscal_year=fiscal_year, organisation_code=organisation_code, project_code=project_code,
                   share_code=share_code, theme=theme, spend_type=spend_type, fund_group=fund_group)


def carried_over(connection: Connection, *, release: int, province: str, fund_group: str | None = None, spend_type: str | None = None) -> pd.DataFrame:
    """One row a share of money carried over (เงินกันเหลื่อมปี): baht carried, from which fiscal year, paid since, left of it, until when; most left first.

    carried_state: done (all paid), lapsed (left, and its last day has passed), open. In none of the year's percentages.
    """
    names = ("share_code", *PARTNER, *PROJECT, "fiscal_year", "fund_source", "spend_type", "carried_over_baht", "carried_paid_baht", "carried_left_baht",
             "carried_paid_percent", "carried_until_on", "carried_state", "source_sheet", "source_row", "from_release")
    found = money.context(connection, release, province)
    held = money.shares(connection, release, province, found, fund_group=fund_group, spend_type=spend_type) if found else []
    lines = [{**s, "carried_paid_percent": percent(s["carried_paid_baht"], s["carried_over_baht"]), "carried_state": _carried_state(s, found.as_of)} for s in held if s["carried_over_baht"] and not s["is_in_kind"]]
    return table(sorted(lines, key=lambda line: (-line["carried_left_baht"], line["share_code"])), names)


def _carried_state(share: dict, as_of: date) -> str:
    if not share["carried_left_baht"]:
        return "done"
    return "lapsed" if share["carried_until_on"] <= as_of else "open"


def promise_keeping(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, project_code: str | None = None,
                    theme: str | None = None, spend_type: str | None = None, fund_group: str | None = None) -> pd.DataFrame:
    """One row a partner, fiscal year and quarter ended by as_of: baht pledged, allocated, due and disbursed by that day, gap in points, state; worst partner first, then by time.

    Of the year's own shares of money, as the release states them: what was due of a share by the quarter's last day, and what had gone
    out of it by then. Disbursement only; in-kind apart. A partner stands where its latest quarter with something due, or with a pledge
    long unallocated, puts it; then by how many quarters it missed.
    """
    names = (*PARTNER, "fiscal_year", "quarter", "quarter_end_on", *PROMISE)
    found = money.context(connection, release, province)
    if found is None:
        return table([], names)
    years = [fiscal_year] if fiscal_year else sorted(_share_years(connection, release, province))
    ended = [(year, quarter) for year in years for quarter in range(1, fiscal.quarters_ended(year, found.as_of) + 1)]
    picks = {"project_code": project_code, "theme": theme, "spend_type": spend_type, "fund_group": fund_group}
    told = [line for year, quarter in ended for line in _promises(connection, release, province, replace(found, as_of=fiscal.quarter_bounds(year, quarter)[1]), year, quarter, picks)]
    held = defaultdict(list)
    for line in told:
        held[line["organisation_code"]].append(line)
    return table([line for lines in sorted(held.values(), key=_least_kept) for line in lines], names)


def _share_years(connection: Connection, release: int, province: str) -> list[int]:
    share = releases.at("budget_share", province, release)
    return list(connection.scalars(select(share.c.fiscal_year).where(share.c.fund_source != IN_KIND).distinct()))


def _promises(connection: Connection, release: int, province: str, then: money.Context, year: int, quarter: int, picks: dict) -> list[dict]:
    """Each partner's promises of a year as they stood on the day of `then`."""
    held = defaultdict(list)
    for share in money.shares(connection, release, province, then, fiscal_year=year, **picks):
        if not share["is_in_kind"]:
            held[tuple(share[name] for name in PARTNER)].append(share)
    when = {"fiscal_year": year, "quarter": quarter, "quarter_end_on": then.as_of}
    return [{**dict(zip(PARTNER, who, strict=True)), **when, **_promise(group, then)} for who, group in held.items()]


def _promise(group: list[dict], then: money.Context) -> dict:
    gap = money.gap_of(group, "disbursed")
    sums = {name: sum((s[name] for s in group), ZERO) for name in ("pledged_baht", "allocated_baht", "disbursed_baht")}
    due = [s["held_against"]["disbursed"][0] for s in group if "disbursed" in s["held_against"]]
    return {**sums, **gap, "due_baht": hundredths(sum(due, ZERO)) if due else None, "state": money.state_of(group, gap, then.limits)}


def _least_kept(lines: list[dict]) -> tuple:
    """Sorting key of a partner: its latest quarter that says anything, how many it missed, how far it is from its target."""
    told = [line for line in lines if line["disbursed_gap_points"] is not None or line["state"] == "off_track"]
    latest, missed = (told or lines)[-1], sum(line["state"] in ("off_track", "watch", "no_evidence") for line in told)
    return thresholds.badness(latest["state"]), -missed, latest["disbursed_gap_points"] or ZERO, latest["organisation_code"]


def totals(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, spend_type: str | None = None,
           fund_group: str | None = None) -> pd.DataFrame:
    """One row: contract total, project budgets, the ladder in baht, and the gap of state money to a quarter's target (overall, or of `spend_type`).

    The quarter is the latest one ended by as_of – of `fiscal_year` where that is given. state: the worse of the two measures.
    """
    found = money.context(connection, release, province)
    if found is None:
        return table([], TOTALS)
    shares_found = money.shares(connection, release, province, found, fiscal_year=fiscal_year, spend_type=spend_type, fund_group=fund_group)
    contract, project = releases.at("contract", province, release), releases.at("project", province, release)
    year, quarter = _quarter(found.as_of, fiscal_year)
    measured = {m: _overall(shares_found, year, quarter, m, found, spend_type or "overall") for m in MEASURES}
    record = {
        "as_of": found.as_of, **money.figures(shares_found, found.limits), "target_fiscal_year": year, "target_quarter": quarter,
        "contract_total_baht": connection.scalar(select(func.coalesce(func.sum(contract.c.amount_baht), 0))),
        "project_budgets_baht": connection.scalar(select(func.coalesce(func.sum(project.c.budget_baht), 0))),
    }
    for measure, line in measured.items():
        record |= {f"compared_{measure}_percent": line["actual_percent"], f"{measure}_target_percent": line["target_percent"], f"{measure}_gap_points": line["gap_points"]}
    record["compared_allocated_baht"] = measured["disbursed"]["allocated_baht"]
    record["state"] = thresholds.worst(line["state"] for line in measured.values())
    return table([record], TOTALS)


def _quarter(as_of: date, fiscal_year: int | None) -> tuple[int, int]:
    """The year and quarter whose target counts: the latest that has ended, 0 when none of the year has."""
    if fiscal_year is None:
        return fiscal.latest_quarter_ended(as_of)
    return fiscal_year, fiscal.quarters_ended(fiscal_year, as_of)


def _overall(shares_found: list[dict], year: int, quarter: int, measure: str, found: money.Context, spend_type: str = "overall") -> dict:
    """State money of one year and spend type against one quarter's target: baht, per cent, gap in points, state."""
    held = [s for s in shares_found if s["is_state_money"] and s["fiscal_year"] == year and spend_type in ("overall", s["spend_type"])]
    allocated, out = sum((s["allocated_baht"] for s in held), ZERO), sum((s["year_" + measure] for s in held), ZERO)
    target, actual = found.targets.get((year, quarter, spend_type, measure)), percent(out, allocated)
    gap = None if target is None or actual is None else actual - hundredths(target)
    return {
        "fiscal_year": year, "quarter": quarter or None, "target_spend_type": spend_type, "money_measure": measure, "share_count": len(held),
        "allocated_baht": allocated, "actual_baht": out, "actual_percent": actual, "target_percent": _shown(target),
        "due_baht": None if target is None else hundredths(allocated * target / 100), "gap_points": gap,
        "carried_over_baht": sum((s["carried_over_baht"] for s in held), ZERO), "state": _state(held, allocated, out, gap, found),
    }


def _shown(target: Decimal | None) -> Decimal | None:
    return None if target is None else hundredths(target)


def _state(held: list[dict], allocated: Decimal, out: Decimal, gap: Decimal | None, found: money.Context) -> str:
    """not_due also where no target was set: there is nothing to be late against."""
    if allocated and out >= allocated:
        return "done"
    if gap is None:
        return "not_due"
    return thresholds.state_of_gap(gap, found.limits) if any(s["event_count"] for s in held) else "no_evidence"


def against_target(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None) -> pd.DataFrame:
    """One row a fiscal year, spend type (overall first) and measure: actual and target per cent, gap in points, state; state money only.

    Held against the latest quarter of that year ended by as_of: what has gone out by as_of, to what was due by then.
    """
    names = ("fiscal_year", "quarter", "target_spend_type", "money_measure", "share_count", "allocated_baht", "actual_baht", "actual_percent",
             "target_percent", "due_baht", "gap_points", "state", "carried_over_baht", "document_reference")
    found = money.context(connection, release, province)
    if found is None:
        return table([], names)
    held = [s for s in money.shares(connection, release, province, found, fiscal_year=fiscal_year) if s["is_state_money"]]
    years = sorted({s["fiscal_year"] for s in held} | {k[0] for k in found.targets if fiscal_year in (None, k[0])}, reverse=True)
    documents = _documents(connection, release, province)
    lines = [
        _overall(held, year, fiscal.quarters_ended(year, found.as_of), measure, found, spend_type)
        for year in years for spend_type in ("overall", "current", "investment") for measure in MEASURES
    ]
    for line in lines:
        line["document_reference"] = documents.get(tuple(line[name] for name in names[:4]))
    return table([line for line in lines if line["share_count"] or line["target_percent"] is not None], names)


def _documents(connection: Connection, release: int, province: str) -> dict[tuple, str]:
    target = releases.at("quarterly_target", province, release)
    return {(r["fiscal_year"], r["quarter"], r["target_spend_type"], r["money_measure"]): r["document_reference"] for r in rows(connection, select(target))}


def monthly_progress(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, scope: str = "state",
                     spend_type: str | None = None) -> pd.DataFrame:
    """One row a month of the fiscal year (default: the one of as_of), October first: baht and per cent disbursed and spent so far, target steps.

    scope "state" is the money the targets bind, "local", "others" or one fund source any other money (no target binds it), "all" every share but
    in-kind. The target is that of `spend_type`, else the overall one. A month is empty once it begins after as_of; the month of
    as_of counts up to that day. Targets stand in the months that end a quarter.
    """
    names = ("fiscal_year", "month_number", "month_end_on", "quarter", "allocated_baht", "disbursed_baht", "committed_baht", "spent_baht",
             "disbursed_percent", "spent_percent", "disbursed_target_percent", "spent_target_percent")
    found = money.context(connection, release, province)
    if found is None:
        return table([], names)
    year = fiscal_year or fiscal.fiscal_year_of(found.as_of)
    share = releases.at("budget_share", province, release)
    in_scope = [share.c.fiscal_year == year, share.c.fund_source != IN_KIND if scope == "all" else money.in_group(share, scope)]
    in_scope += [share.c.spend_type == spend_type] if spend_type else []
    allocated = connection.scalar(select(func.coalesce(func.sum(share.c.allocated_baht), 0)).where(*in_scope))
    monthly = _monthly_sums(connection, release, province, found.as_of, share, in_scope, year)
    return table(_months(year, allocated, monthly, found, spend_type or "overall" if scope in ("state", "all") else ""), names)


def _monthly_sums(connection: Connection, release: int, province: str, as_of: date, share, in_scope: list, year: int) -> dict[int, list[tuple]]:
    """What happened by the end of each month of the year (1 is October; what came before the year counts there): (share, kind, baht)."""
    event = releases.at("money_event", province, release)
    ends = [(event.c.event_on <= last, number) for number, (_, last) in enumerate(fiscal.month_bounds(year), start=1)]
    month = case(*ends, else_=len(ends) + 1).label("month")  # grouped by position: repeated, PostgreSQL would take it for another
    query = (
        select(event.c.share_code, event.c.money_event_kind, month, func.sum(event.c.amount_baht).label("baht"))
        .join(share, share.c.share_code == event.c.share_code)
        .where(*in_scope, event.c.event_on <= as_of, event.c.money_event_kind != "carry_over")
        .group_by(event.c.share_code, event.c.money_event_kind, literal_column("3"))
    )
    found = defaultdict(list)
    for row in rows(connection, query):
        found[row["month"]].append((row["share_code"], row["money_event_kind"], row["baht"]))
    return found


def _months(year: int, allocated: Decimal, monthly: dict[int, list[tuple]], found: money.Context, spend_type: str = "overall"):
    """The running sums, month by month; what is committed is worked out share by share. Without `spend_type` no target binds."""
    paid, ordered = defaultdict(lambda: ZERO), defaultdict(lambda: ZERO)
    for number, (first, last) in enumerate(fiscal.month_bounds(year), start=1):
        quarter = fiscal.quarter_of(last)
        record = {"fiscal_year": year, "month_number": number, "month_end_on": last, "quarter": quarter, "allocated_baht": allocated}
        if number % 3 == 0 and spend_type:
            record |= {f"{m}_target_percent": _shown(money.target_of(found, year, quarter, spend_type, m)) for m in MEASURES}
        for code, kind, baht in monthly.get(number, ()):
            (paid if kind == "disbursement" else ordered)[code] += baht
        if first <= found.as_of:
            disbursed = sum(paid.values(), ZERO)
            committed = sum((max(ZERO, ordered[code] - paid[code]) for code in list(ordered)), ZERO)
            record |= {"disbursed_baht": disbursed, "committed_baht": committed, "spent_baht": disbursed + committed,
                       "disbursed_percent": percent(disbursed, allocated), "spent_percent": percent(disbursed + committed, allocated)}
        yield record


def year_end_run_rate(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None) -> pd.DataFrame:
    """One row a measure: per cent so far, at year end if the year goes on as the year before did, and the band round that; state money only.

    forecast = so far x (last year's per cent at its end / last year's at the same month end). Never a straight line: without a year
    before, or with nothing out by that month of it, there is no forecast and no band. Counted at the last month that has ended; at most 100.
    low and high (band_basis "years"): the same with the least and the largest such ratio of the up to three closed years before that the
    database holds; where it holds only one ("months"): with that year's ratio one month later and one month earlier, as if this year ran
    a month ahead of it or behind. The band says how much past years, or a month, differ: it is no probability, and bounds nothing.
    """
    names = ("fiscal_year", "money_measure", "month_end_on", "actual_percent", "previous_percent", "previous_year_end_percent", "forecast_percent", "low_percent", "high_percent",
             "band_basis", "profile_years", "year_end_target_percent")
    found = money.context(connection, release, province)
    if found is None:
        return table([], names)
    year = fiscal_year or fiscal.fiscal_year_of(found.as_of)
    ended = sum(last <= found.as_of for _, last in fiscal.month_bounds(year))
    if not ended:
        return table([], names)
    now, *before = (dicts(monthly_progress(connection, release=release, province=province, fiscal_year=y)) for y in range(year, year - 1 - run_rate.YEARS, -1))
    return table([_forecast(m, year, ended, now, before, found) for m in MEASURES], names)


def _forecast(measure: str, year: int, ended: int, now: list[dict], before: list[list[dict]], found: money.Context) -> dict:
    name = f"{measure}_percent"
    profiles = [[month[name] for month in months] for number, months in enumerate(before, start=1) if fiscal.year_bounds(year - number)[1] <= found.as_of]
    last = [month[name] for month in before[0]]
    return {
        "fiscal_year": year, "money_measure": measure, "month_end_on": now[ended - 1]["month_end_on"], "actual_percent": now[ended - 1][name], "previous_percent": last[ended - 1],
        "previous_year_end_percent": last[-1], **run_rate.forecast(now[ended - 1][name], ended, profiles), "year_end_target_percent": _shown(found.targets.get((year, 4, "overall", measure))),
    }


def money_events(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, organisation_code: str | None = None,
                 project_code: str | None = None, share_code: str | None = None, theme: str | None = None, spend_type: str | None = None,
                 fund_group: str | None = None) -> pd.DataFrame:
    """One row a commitment, disbursement or carry-over: baht, date, share, payer, payee, and the sheet, row and release it came from; newest first.

    is_counted is False for an event dated after as_of: it is listed, but in no sum yet.
    """
    event, share = releases.at("money_event", province, release), releases.at("budget_share", province, release)
    payer, payee = (releases.at("organisation", province, release).alias(name) for name in ("payer", "payee"))
    project = releases.at("project", province, release)
    query = (
        select(
            event.c.money_event_code, event.c.event_on, event.c.money_event_kind, event.c.amount_baht, event.c.share_code, share.c.project_code,
            share.c.organisation_code, payer.c.organisation_name, payer.c.organisation_name_en, share.c.fiscal_year, share.c.fund_source, share.c.spend_type,
            event.c.payee_organisation_code, payee.c.organisation_name.label("payee_organisation_name"),
            payee.c.organisation_name_en.label("payee_organisation_name_en"), event.c.document_number,
            (event.c.event_on <= (releases.as_of(connection, province, release) or date.min)).label("is_counted"), event.c.source_sheet, event.c.source_row, event.c.from_release,
        )
        .join(share, share.c.share_code == event.c.share_code)
        .outerjoin(project, project.c.project_code == share.c.project_code)
        .outerjoin(payer, payer.c.organisation_code == share.c.organisation_code)
        .outerjoin(payee, payee.c.organisation_code == event.c.payee_organisation_code)
        .order_by(event.c.event_on.desc(), event.c.money_event_code)
    )
    picks = {share.c.fiscal_year: fiscal_year, share.c.organisation_code: organisation_code, share.c.project_code: project_code, event.c.share_code: share_code,
             project.c.theme: theme, share.c.spend_type: spend_type}
    return frame(connection, query.where(money.in_group(share, fund_group), *(column == value for column, value in picks.items() if value is not None)))


def reconciliation(connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """One row a contract, then one a project: baht stated, baht its parts add up to, difference (parts - stated), is_equal, and the parts' rows.

    A contract's parts are its projects' budgets, a project's its shares pledged in money (in-kind apart); all fiscal years together.
    Where it does not add up, part_codes and part_rows (sheet:row) name the rows to look at; largest difference first.
    """
    contract, project, share = (releases.at(name, province, release) for name in ("contract", "project", "budget_share"))

    def said(held, **named):
        return select(*(column.label(name) for name, column in named.items()), held.c.source_sheet, held.c.source_row, held.c.from_release)

    contracts = rows(connection, said(contract, code=contract.c.contract_code, name=contract.c.contract_title, baht=contract.c.amount_baht))
    projects = rows(connection, said(project, code=project.c.project_code, whole=project.c.contract_code, name=project.c.project_name, name_en=project.c.project_name_en,
                                     baht=project.c.budget_baht).order_by(project.c.project_code))
    shares_found = rows(connection, said(share, code=share.c.share_code, whole=share.c.project_code, baht=share.c.pledged_baht)
                        .where(share.c.fund_source != IN_KIND).order_by(share.c.share_code))
    return table([*money.reconciled("contract", contracts, projects), *money.reconciled("project", projects, shares_found)], money.RECONCILED)


def concentration(connection: Connection, *, release: int, province: str, theme: str | None = None) -> pd.DataFrame:
    """One row a project: the partner that pledged most of its money, how much (baht, per cent), the limit in force, is_over_limit; largest part first."""
    names = (*PROJECT, *PARTNER, "pledged_baht", "project_pledged_baht", "pledged_percent", "partner_count", "limit_percent", "is_over_limit")
    limit = thresholds.in_force(connection, release, province)["partner_concentration_percent"].value
    matrix = dicts(share_matrix(connection, release=release, province=province, theme=theme))
    held = defaultdict(list)
    for part in matrix:
        if part["pledged_baht"]:
            held[part["project_code"]].append(part)
    lines = []
    for parts in held.values():
        whole, largest = sum((p["pledged_baht"] for p in parts), ZERO), min(parts, key=lambda p: (-p["pledged_baht"], p["organisation_code"]))
        lines.append({**largest, "project_pledged_baht": whole, "partner_count": len(parts), "limit_percent": limit,
                      "is_over_limit": largest["pledged_baht"] * 100 > whole * limit})
    return table(sorted(lines, key=lambda line: (-line["pledged_percent"], line["project_code"])), names)


def block_grants(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None) -> pd.DataFrame:
    """One row a block grant: baht granted, spent by as_of, left, spent on routine duty (which it must not pay for), per cent spent; by code."""
    names = ("block_grant_code", "fiscal_year", "purpose", "granted_on", "amount_baht", "spent_baht", "left_baht", "spent_percent", "routine_duty_baht", "routine_duty_count")
    grant, spending = releases.at("block_grant", province, release), releases.at("block_grant_spending", province, release)
    as_of, is_routine = releases.as_of(connection, province, release) or date.min, spending.c.is_routine_duty.is_(true())
    query = (
        select(
            *(grant.c[name] for name in names[:5]), func.coalesce(func.sum(spending.c.amount_baht), 0).label("spent_baht"),
            func.coalesce(func.sum(spending.c.amount_baht).filter(is_routine), 0).label("routine_duty_baht"), func.count().filter(is_routine).label("routine_duty_count"),
        )
        .outerjoin(spending, (spending.c.block_grant_code == grant.c.block_grant_code) & (spending.c.spent_on <= as_of))
        .where(*([grant.c.fiscal_year == fiscal_year] if fiscal_year else []))
        .group_by(*(grant.c[name] for name in names[:5])).order_by(grant.c.block_grant_code)
    )
    lines = [{**r, "left_baht": r["amount_baht"] - r["spent_baht"], "spent_percent": percent(r["spent_baht"], r["amount_baht"])} for r in rows(connection, query)]
    return table(lines, names)


def block_grant_spending(connection: Connection, *, release: int, province: str, fiscal_year: int | None = None, block_grant_code: str | None = None) -> pd.DataFrame:
    """One row an item a block grant paid for: baht, date, of which year's grant, whether it is routine duty, source; routine duty first, then newest.

    is_counted is False for an item dated after as_of: it is listed, but in no sum yet.
    """
    grant, spending = (releases.at(name, province, release) for name in ("block_grant", "block_grant_spending"))
    as_of = releases.as_of(connection, province, release) or date.min
    query = select(
        *(spending.c[name] for name in ("block_grant_code", "spending_number")), grant.c.fiscal_year, *(spending.c[name] for name in ("spent_on", "description", "amount_baht", "is_routine_duty")),
        (spending.c.spent_on <= as_of).label("is_counted"), *(spending.c[name] for name in ("source_sheet", "source_row", "from_release")),
    ).outerjoin(grant, grant.c.block_grant_code == spending.c.block_grant_code)
    picks = {grant.c.fiscal_year: fiscal_year, spending.c.block_grant_code: block_grant_code}
    query = query.where(*(column == value for column, value in picks.items() if value is not None))
    return frame(connection, query.order_by(spending.c.is_routine_duty.desc(), spending.c.spent_on.desc(), spending.c.block_grant_code, spending.c.spending_number))
