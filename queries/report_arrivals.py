"""When each report came, derived from releases: in time, late, or not at all. Read from what each release held, never the clock.

  came      with the first release that held a figure of the period and whose as_of had come to the figure's day; a release that was undone
            counts for nothing. as_of, not created_at: it is the day up to which a release says what is known, on whatever day somebody
            loads it, so that a database filled again later tells the same.
  on_time   that as_of is no later than the due day · late: the release before spoke of the due day already, without it
  untold    it came, but when nobody can say: the due day lies between the two releases, or before the first of all, or it has no figure of its
            own (see below)
  missing   it did not come and its due day has passed · not_yet: it has not come, and has until its due day
An indicator's value says which period it is of, so one that was left out is missing even after later ones came. The others do not: outputs are
told as they have added up, and a month without money or a meeting cannot be told from one not reported. Such a period counts as reported once the
partner's figures go past it, and never as late: there may have been nothing to tell.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from queries import releases, tables
from queries.report_periods import REPORTED_STATUS, Month, Told, period_of, periods

ARRIVALS = ("missing", "late", "untold", "on_time", "not_yet")  # worst first
OF_ITS_PERIOD = "indicator"  # the kind of report of which each period needs its own


class Came(NamedTuple):
    """The release a report came with, the day it speaks of, that of the release before it (None before the first), and whether it is a figure of the period itself."""

    release: int
    on: date
    before_on: date | None
    is_own: bool = True


def arrival(due_on: date, came: Came | None, as_of: date) -> str:
    """One of ARRIVALS for a report due on that day."""
    if came is None:
        return "missing" if as_of > due_on else "not_yet"
    if came.on <= due_on:
        return "on_time"
    return "late" if came.is_own and came.before_on is not None and came.before_on >= due_on else "untold"


def days_late(due_on: date, came: Came | None, as_of: date) -> int | None:
    """Days from the due day to the release it came with, or to as_of while it is missing; None where nobody can say."""
    state = arrival(due_on, came, as_of)
    return None if state == "untold" else ((came.on if came else as_of) - due_on).days if state in ("late", "missing") else 0


class Arrivals:
    """Which periods each duty has had so far, and when the report of each came."""

    def __init__(self, connection: Connection, release: int, province: str, as_of: date):
        self.connection, self.release, self.province, self.as_of = connection, release, province, as_of
        self.known = Told(connection, release, province, as_of)

    def of(self, duty: Mapping) -> Iterator[dict]:
        """Every period of a duty that has ended and had anything to tell: its last day, due day, and when its report came; oldest first."""
        partner, kind = duty["organisation_code"], duty["report_kind"]
        frequency, step = self.known.step(partner, kind)
        came = self._came(partner, kind, step)
        for month in periods(duty["start_on"], step, min(self.as_of, duty["end_on"] or self.as_of)):
            if self.known.was_owed(partner, kind, month, step):
                yield {"frequency": frequency, **self._period(month, duty["due_day"], self._first(came, kind, month))}

    def _period(self, month: Month, due_day: int, came: Came | None) -> dict:
        due_on = month.due_on(due_day)
        return {"period_on": month.end_on, "due_on": due_on, "is_due": due_on < self.as_of, "arrival": arrival(due_on, came, self.as_of), "days_late": days_late(due_on, came, self.as_of),
                "came_on": came and came.on, "came_with_release": came and came.release}

    @staticmethod
    def _first(came: dict[int, Came], kind: str, month: Month) -> Came | None:
        found = [of for number, of in came.items() if number == month.number or kind != OF_ITS_PERIOD and number > month.number]
        first = min(found, default=None, key=lambda of: of.release)
        return first and first._replace(is_own=month.number in came)

    def _came(self, partner: str, kind: str, step: int) -> dict[int, Came]:
        """Number of each period → what the first figure of it came with."""
        found: dict[int, Came] = {}
        for day, told_in in self.figures[kind].get(partner, ()):
            came, number = self._with(day, told_in), period_of(day, step).number
            if came and (number not in found or came.release < found[number].release):
                found[number] = came
        return found

    def _with(self, day: date, told_in: int) -> Came | None:
        for (_, before_on), (number, on) in zip(self.calendar, self.calendar[1:], strict=False):
            if number >= told_in and on >= day:
                return Came(number, on, before_on)
        return None

    @cached_property
    def calendar(self) -> list[tuple[int, date | None]]:
        """Number and as_of of each release up to this one that was not undone, as_of never falling back; before them one that told nothing."""
        note = tables.release_table
        query = select(note.c.number, note.c.as_of).where(note.c.province_code == self.province, note.c.number <= self.release, note.c.number.not_in(self._undone)).order_by(note.c.number)
        numbers = self.connection.execute(query).all()
        return [(0, None), *zip((number for number, _ in numbers), accumulate((on for _, on in numbers), max), strict=True)]

    @property
    def _undone(self):
        undo = tables.release_table.alias("undo")
        return select(undo.c.reverts).where(undo.c.province_code == self.province, undo.c.reverts.is_not(None), undo.c.number <= self.release)

    def _with_first(self, name: str, *counts):
        """(rows of a table true at the release, the same joined to `told_in`, the first release that told each, and to `values`, how many it has had where the table is of observations).

        Releases that were undone count for nothing; `counts`: which versions of a row do."""
        held, every, key = releases.at(name, self.province, self.release), tables.sql[name], tables.TABLES[name].key
        values = [func.count(every.c.actual_value.distinct()).label("values")] if name == "observation" else []
        first = (select(*(every.c[k] for k in key), func.min(every.c.from_release).label("told_in"), *values)
                 .where(every.c.province_code == self.province, every.c.from_release <= self.release, every.c.from_release.not_in(self._undone), *counts).group_by(*(every.c[k] for k in key)).subquery("first"))
        return held, first, held.join(first, and_(*(held.c[k] == first.c[k] for k in key)))

    @cached_property
    def figures(self) -> dict[str, dict[str, list[tuple[date, int]]]]:
        """Kind of report → partner → (day a figure speaks of, first release that told it)."""
        found: dict[str, dict[str, list[tuple[date, int]]]] = {kind: defaultdict(list) for kind in ("money", "indicator", "output", "coordination")}
        for kind, told in (("money", self._money()), ("indicator", self._observations), ("output", self._outputs()), ("coordination", self._met())):
            for partners, day, told_in, *_ in told:
                for partner in (partners or "").split(";"):
                    found[kind][partner].append((day, told_in))
        return found

    def _money(self):
        (event, first, told), share = self._with_first("money_event"), releases.at("budget_share", self.province, self.release)
        return self.connection.execute(select(share.c.organisation_code, event.c.event_on, first.c.told_in).distinct().select_from(told).join(share, share.c.share_code == event.c.share_code)).all()

    def _outputs(self):
        (report, first, told), output, project = self._with_first("output_report"), *(releases.at(name, self.province, self.release) for name in ("output", "project"))
        return self.connection.execute(select(project.c.responsible_organisation_code, report.c.period_on, first.c.told_in).distinct().select_from(told)
                                       .join(output, output.c.output_code == report.c.output_code).join(project, project.c.project_code == output.c.project_code)).all()

    def _met(self):
        event, first, told = self._with_first("coordination_event")
        return self.connection.execute(select(event.c.organisation_codes, event.c.held_on, first.c.told_in).select_from(told)).all()

    @cached_property
    def _observations(self):
        """Who reported, of which period, first told in which release, and how many values it has had."""
        seen, first, told = self._with_first("observation", tables.sql["observation"].c.observation_status.in_(REPORTED_STATUS))
        return self.connection.execute(select(seen.c.reported_by_organisation_code, seen.c.period_on, first.c.told_in, first.c["values"]).select_from(told)
                                       .where(seen.c.observation_status.in_(REPORTED_STATUS), seen.c.period_on <= self.as_of)).all()

    @cached_property
    def corrected(self) -> dict[str, int]:
        """Partner → how many values of indicators it reported were changed after they had been reported."""
        found: dict[str, int] = defaultdict(int)
        for partner, _, _, values in self._observations:
            found[partner] += values > 1
        return found
