"""The limits behind every colour: data with a date and a resolution, never constants in a screen, and the states they give."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, select

from queries import releases
from queries.answers import rows

# Worst first: what a committee must look at before the rest. "No evidence" is neither good nor bad, but somebody owes it.
WORST_FIRST = ("off_track", "no_evidence", "watch", "on_track", "not_due", "done")


class Limit(NamedTuple):
    """A limit in force: its value, since when, and the resolution that set it (None and "" for the built-in default)."""

    value: Decimal
    effective_on: date | None = None
    resolution_reference: str = ""


# There is no shared threshold in the field (rules.md section 1): these hold until a committee sets its own.
DEFAULTS: dict[str, Limit] = {
    "deliverable_off_track_days": Limit(Decimal(30)),
    "money_on_track_points": Limit(Decimal(0)),
    "money_watch_points": Limit(Decimal(-5)),
    "indicator_on_track_pace": Limit(Decimal("0.90")),
    "indicator_watch_pace": Limit(Decimal("0.70")),
    "indicator_tolerance": Limit(Decimal(5)),
    "partner_concentration_percent": Limit(Decimal(60)),
    "mou_expiring_days": Limit(Decimal(90)),
    "tie_silent_quarters": Limit(Decimal(2)),
    "unallocated_after_quarter": Limit(Decimal(2)),
}
Limits = Mapping[str, Limit]


def in_force(connection: Connection, release: int, province: str) -> dict[str, Limit]:
    """The limit of every rule at the release: the latest one effective by its as_of, else the default."""
    threshold = releases.at("threshold", province, release)
    as_of = releases.as_of(connection, province, release)
    limits = dict(DEFAULTS)
    if as_of is None:
        return limits
    chosen = rows(connection, select(threshold).where(threshold.c.effective_on <= as_of).order_by(threshold.c.effective_on))
    for row in chosen:
        limits[row["threshold_rule"]] = Limit(row["threshold_value"], row["effective_on"], row["resolution_reference"] or "")
    return limits


def state_of_gap(gap_points: Decimal, limits: Limits) -> str:
    """Money: on track from `money_on_track_points` up, watch from `money_watch_points` up, else off track."""
    if gap_points >= limits["money_on_track_points"].value:
        return "on_track"
    return "watch" if gap_points >= limits["money_watch_points"].value else "off_track"


def state_of_days(days: int, limits: Limits) -> str:
    """Lateness: on track without a day late, watch up to `deliverable_off_track_days`, off track above it."""
    if days <= 0:
        return "on_track"
    return "watch" if days <= limits["deliverable_off_track_days"].value else "off_track"


def state_of_factor(value: Decimal, on_track: Limit, watch: Limit | None) -> str:
    """A factor's measure, for which nothing holds by default: on track from one limit up, on watch from the other where it is set, else off track."""
    if value >= on_track.value:
        return "on_track"
    return "watch" if watch is not None and value >= watch.value else "off_track"


def badness(state: str | None) -> int:
    """Where a state stands, worst first; no state stands last."""
    return WORST_FIRST.index(state) if state in WORST_FIRST else len(WORST_FIRST)


def worst(states: Iterable[str]) -> str:
    """The worst of some states; ValueError when there is none."""
    return min(states, key=badness)
