"""What one release says about the indicators of a province, the agreed path of each, and the judgement of its last value."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select

from queries import progress, ratings, releases
from queries.answers import remembered, rows
from queries.fiscal import months_before, year_bounds
from queries.thresholds import Limit, in_force

MONTHS_OF = {"monthly": 1, "quarterly": 3, "yearly": 12}  # periods end with months, fiscal quarters, fiscal years
LAST_MONTH = 9  # of the fiscal year


@dataclass(frozen=True)
class Known:
    """What one release says about indicators."""

    as_of: date | None
    indicators: list[Mapping]
    observed: dict[str, list[Mapping]]  # observations of the whole province, every status, by period
    yearly: dict[str, dict[int, Decimal]]  # indicator -> fiscal year -> target
    moves: dict[str, list[Mapping]]  # by day
    ratings: ratings.Latest
    due_days: dict[str, int]  # owner -> day of the next month by which it reports
    told_until: dict[str, date]  # frequency -> the newest period any indicator of it has been reported for
    owners: dict[str, Mapping]
    evidence: dict[str, int]  # indicator -> how many documents
    limits: dict[str, Limit]

    def of(self, indicator: str | None) -> list[Mapping]:
        """The picked indicator, or all."""
        return [row for row in self.indicators if indicator in (None, row["indicator_code"])]

    def approved(self, indicator: str) -> list[Mapping]:
        """Its values of the whole province that count, by period."""
        return [seen for seen in self.observed[indicator] if seen["observation_status"] == "approved"]


@remembered
def read(connection: Connection, release: int, province: str) -> Known:
    """All of it that the questions need: one query a table."""

    def true(name: str, *order: str, **equal):
        held = releases.at(name, province, release)
        return rows(connection, select(held).where(*(held.c[k] == v for k, v in equal.items())).order_by(*(held.c[k] for k in order)))

    as_of = releases.as_of(connection, province, release)
    observed, moves, yearly, evidence = defaultdict(list), defaultdict(list), defaultdict(dict), defaultdict(int)
    for row in observations(connection, release, province, as_of, "all", None):
        if row["area_code"] == province:
            observed[row["indicator_code"]].append(row)
    for row in true("target_change", "changed_on", "change_code"):
        if row["changed_on"] <= as_of:
            moves[row["indicator_code"]].append(row)
    for row in true("indicator_target"):
        yearly[row["indicator_code"]][row["fiscal_year"]] = row["target_value"]
    for row in true("evidence", subject_kind="indicator"):
        evidence[row["subject_code"]] += 1
    every = true("indicator", "indicator_code")
    return Known(
        as_of, every, observed, yearly, moves,
        ratings=ratings.latest(connection, release, province, as_of, "indicator"),
        due_days={r["organisation_code"]: r["due_day"] for r in true("reporting_duty", report_kind="indicator")}, told_until=_told_until(every, observed),
        owners={r["organisation_code"]: r for r in true("organisation")}, evidence=evidence, limits=in_force(connection, release, province),
    )


def _told_until(every: list[Mapping], observed: dict[str, list[Mapping]]) -> dict[str, date]:
    found = {}
    for row in every:
        for seen in observed[row["indicator_code"]][-1:]:
            found[row["frequency"]] = max(seen["period_on"], found.get(row["frequency"], seen["period_on"]))
    return found


def observations(connection: Connection, release: int, province: str, as_of: date | None, group: str | None, indicator: str | None):
    """Observations of a population group (None: of every one) up to the day, of one indicator or of all; by indicator and period."""
    held = releases.at("observation", province, release)
    query = select(held).where(held.c.period_on <= (as_of or date.min)).order_by(held.c.indicator_code, held.c.period_on)
    query = query if group is None else query.where(held.c.population_group == group)
    return rows(connection, query if indicator is None else query.where(held.c.indicator_code == indicator))


def path_of(known: Known, row: Mapping, yearly: dict[int, Decimal] | None = None) -> progress.Path:
    """The agreed path of an indicator; `yearly` instead of its yearly targets."""
    steps = {year_bounds(year)[1]: value for year, value in (yearly or known.yearly[row["indicator_code"]]).items()}
    return progress.path(row["baseline_on"], row["baseline_value"], steps, row["final_target_on"], row["final_target_value"])


def first_targets(known: Known, indicator: str) -> dict[int, Decimal]:
    """Yearly targets as they were before the first move of each."""
    return {**known.yearly[indicator], **{m["fiscal_year"]: m["before_value"] for m in reversed(known.moves[indicator])}}


def judge(known: Known, row: Mapping, agreed: progress.Path, seen: Mapping, due_on: date | None) -> progress.Judgement:
    """The state of an indicator from its last approved value (empty where there is none) and the last period due."""
    limits = progress.Limits(*(known.limits[f"indicator_{name}"].value for name in ("on_track_pace", "watch_pace", "tolerance")))
    sent = [o["period_on"] for o in known.observed[row["indicator_code"]] if o["observation_status"] in ("submitted", "approved")]
    is_due = due_on is not None and (not seen or sent[-1] < due_on)
    return progress.judge(agreed, seen.get("actual_value"), seen.get("period_on"), as_of=known.as_of, is_rising=row["direction"] == "rising",
                          is_value_due=is_due, limits=limits)


def last_period_due(known: Known, row: Mapping) -> date | None:
    """The end of the last closed period that must have a value; None when there is none since the baseline.

    Where the owner reports by a day of the next month, a period is due from that day, or as soon as another indicator has been
    reported for it: else every indicator would lose its state on the first of each month."""
    months, last_on = MONTHS_OF[row["frequency"]], min(known.as_of, row["final_target_on"])
    due_day, told_until = known.due_days.get(row["owner_organisation_code"]), known.told_until.get(row["frequency"], row["baseline_on"])
    ended = _period_end(last_on, months)
    while ended > row["baseline_on"]:
        if ended <= last_on and (due_day is None or ended <= told_until or _report_due(ended, due_day) <= known.as_of):
            return ended
        ended = _month_end(months_before(ended, months))
    return None


def _period_end(day: date, months: int) -> date:
    """The end of the period of so many months in which the day lies."""
    return _month_end(months_before(day.replace(day=1), -((LAST_MONTH - day.month) % months)))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _report_due(ended: date, due_day: int) -> date:
    return months_before(ended.replace(day=1), -1).replace(day=due_day)
