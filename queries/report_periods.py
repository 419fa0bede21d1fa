"""The periods that partners report about: which end when, which have anything to tell, and how far a partner's figures reach."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import Connection, func, select

from queries import releases
from queries.answers import rows
from queries.fiscal import months_before, year_bounds

# Values that somebody reported: a draft has not been sent, a returned one has to be sent again.
REPORTED_STATUS = ("submitted", "approved")
STEP_OF = {"monthly": 1, "quarterly": 3, "yearly": 12}  # months between two indicator reports
LAST_MONTH = 9  # of the fiscal year
CLOSED = ("cancelled", "completed")  # projects of which nothing more is owed
Spans = dict[str, dict[str, list[tuple[date, date]]]]  # kind of report → partner → days from and to


@dataclass(frozen=True)
class Month:
    """A month by its number, so that months can be counted."""

    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that holds the day."""
        return cls(day.year * 12 + day.month - 1)

    @property
    def end_on(self) -> date:
        """Its last day."""
        return date((self.number + 1) // 12, (self.number + 1) % 12 + 1, 1) - timedelta(days=1)

    def due_on(self, due_day: int) -> date:
        """The day of the following month by which this one is reported."""
        return date((self.number + 1) // 12, (self.number + 1) % 12 + 1, due_day)


def periods(first: date, step: int, until: date) -> list[Month]:
    """The months with which periods of so many months end, from the one that holds `first` to the last that ended by `until`."""
    return [Month(n) for n in range(period_of(first, step).number, Month.of(until).number + 1, step) if Month(n).end_on <= until]


def period_of(day: date, step: int) -> Month:
    """The period of so many months a day belongs to, by its last month."""
    number = Month.of(day).number
    return Month(number + (LAST_MONTH - 1 - number % 12) % step)


class Told:
    """How far each partner's figures reach, and while what it owes figures; each read once."""

    def __init__(self, connection: Connection, release: int, province: str, as_of: date):
        self.connection, self.release, self.province, self.as_of = connection, release, province, as_of

    def _at(self, name: str):
        return releases.at(name, self.province, self.release)

    def is_owed(self, partner: str, kind: str, month: Month, step: int) -> bool:
        """Whether the period that ends with the month still has anything to tell. Coordination always has."""
        return kind == "coordination" or _holds(self.owed[kind].get(partner, ()), month, step)

    def was_owed(self, partner: str, kind: str, month: Month, step: int) -> bool:
        """Whether it has, or had until all of it was told."""
        return self.is_owed(partner, kind, month, step) or _holds(self.closed[kind].get(partner, ()), month, step)

    def step(self, partner: str, kind: str) -> tuple[str, int]:
        """How often the partner reports on that kind: its frequency, and the months of a period."""
        frequency = self.frequencies.get(partner, "monthly") if kind == "indicator" else "monthly"
        return frequency, STEP_OF[frequency]

    @cached_property
    def reached(self) -> dict[str, dict[str, date]]:
        """For each kind of report, the latest day each partner's figures reach."""
        event, share, seen = self._at("money_event"), self._at("budget_share"), self._at("observation")
        queries = {
            "money": select(share.c.organisation_code, func.max(event.c.event_on)).join(event, event.c.share_code == share.c.share_code)
            .where(event.c.event_on <= self.as_of).group_by(share.c.organisation_code),
            "indicator": select(seen.c.reported_by_organisation_code, func.max(seen.c.period_on))
            .where(seen.c.period_on <= self.as_of, seen.c.observation_status.in_(REPORTED_STATUS)).group_by(seen.c.reported_by_organisation_code),
        }
        found = {kind: {code: day for code, day in self.connection.execute(query) if code} for kind, query in queries.items()}
        return {**found, "output": self._outputs_reach, "coordination": self._met}

    @property
    def _outputs_reach(self) -> dict[str, date]:
        reach: dict[str, date] = {}
        for row in self.outputs:
            if row["responsible_organisation_code"] and row["period_on"]:
                reach[row["responsible_organisation_code"]] = max(row["period_on"], reach.get(row["responsible_organisation_code"], row["period_on"]))
        return reach

    @property
    def _met(self) -> dict[str, date]:
        event, came = self._at("coordination_event"), {}
        for held_on, codes in self.connection.execute(select(event.c.held_on, event.c.organisation_codes).where(event.c.held_on <= self.as_of).order_by(event.c.held_on)):
            came |= dict.fromkeys(codes.split(";"), held_on)
        return came

    @cached_property
    def outputs(self) -> list[Mapping]:
        """Each output with its project and, if any, its reports up to as_of."""
        output, told, project = self._at("output"), self._at("output_report"), self._at("project")
        return rows(self.connection, select(
            output.c.output_code, output.c.planned_quantity, told.c.period_on, told.c.delivered_quantity, project.c.responsible_organisation_code, project.c.start_on, project.c.end_on,
            project.c.project_status).join(project, project.c.project_code == output.c.project_code)
            .outerjoin(told, (told.c.output_code == output.c.output_code) & (told.c.period_on <= self.as_of)))

    @cached_property
    def indicators(self) -> list[Mapping]:
        return rows(self.connection, select(self._at("indicator")))

    @cached_property
    def frequencies(self) -> dict[str, str]:
        """How often each partner has an indicator to report: the shortest of those it owns."""
        found: dict[str, str] = {}
        for row in self.indicators:
            owner = row["owner_organisation_code"]
            found[owner] = min(found.get(owner, "yearly"), row["frequency"], key=STEP_OF.__getitem__)
        return found

    @cached_property
    def owed(self) -> Spans:
        """For each kind and partner, the spans of days about which it has something to tell."""
        found: Spans = {kind: defaultdict(list) for kind in ("money", "indicator", "output")}
        for row in self.indicators:
            found["indicator"][row["owner_organisation_code"]].append((row["baseline_on"] + timedelta(days=1), row["final_target_on"]))
        for row in self.shares:
            if not _is_disbursed(row):
                found["money"][row["organisation_code"]].append(year_bounds(row["fiscal_year"]))
        for row in self.outputs:
            if row["output_code"] not in self._delivered_on and row["project_status"] not in CLOSED:
                found["output"][row["responsible_organisation_code"]].append((row["start_on"], row["end_on"]))
        return found

    @cached_property
    def closed(self) -> Spans:
        """Likewise of what has nothing left to tell, until the day that told the last of it."""
        found: Spans = {kind: defaultdict(list) for kind in ("money", "indicator", "output")}
        for row in self.shares:
            if _is_disbursed(row):
                start, end = year_bounds(row["fiscal_year"])
                found["money"][row["organisation_code"]].append((start, min(end, row["last_on"])))
        for row in self.outputs:
            until = self._delivered_on.get(row["output_code"], row["period_on"] if row["project_status"] in CLOSED else None)
            if until:
                found["output"][row["responsible_organisation_code"]].append((row["start_on"], min(until, row["end_on"])))
        return found

    @cached_property
    def _delivered_on(self) -> dict[str, date]:
        """Output of which all was delivered → the first day by which it was."""
        found: dict[str, date] = {}
        for row in self.outputs:
            if row["delivered_quantity"] is not None and row["delivered_quantity"] >= row["planned_quantity"]:
                found[row["output_code"]] = min(row["period_on"], found.get(row["output_code"], row["period_on"]))
        return found

    @cached_property
    def shares(self) -> list[Mapping]:
        """Shares of money that were allocated, with what has been disbursed (baht; None for nothing) and the last day of that."""
        share, event = self._at("budget_share"), self._at("money_event")
        paid = (event.c.share_code == share.c.share_code) & (event.c.money_event_kind == "disbursement") & (event.c.event_on <= self.as_of)
        return rows(self.connection, select(share.c.share_code, share.c.organisation_code, share.c.fiscal_year, share.c.allocated_baht, func.sum(event.c.amount_baht).label("disbursed"), func.max(event.c.event_on).label("last_on"))
                    .outerjoin(event, paid).where(share.c.fund_source != "in_kind", share.c.allocated_baht > 0)
                    .group_by(share.c.share_code, share.c.organisation_code, share.c.fiscal_year, share.c.allocated_baht))


def _is_disbursed(share: Mapping) -> bool:
    return share["disbursed"] is not None and share["disbursed"] >= share["allocated_baht"]


def _holds(spans: list[tuple[date, date]], month: Month, step: int) -> bool:
    first_on = months_before(month.end_on.replace(day=1), step - 1)
    return any(start <= month.end_on and end >= first_on for start, end in spans)
