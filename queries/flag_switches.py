"""Which red flags a province raises: data with a date and a resolution, as the limits are. A rule no row speaks of is on."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from queries import releases
from queries.answers import rows


class Switch(NamedTuple):
    """How a rule is switched: since when, by which resolution and why (None and "" where nobody has switched it)."""

    is_on: bool = True
    effective_on: date | None = None
    resolution_reference: str = ""
    reason: str = ""


ON = Switch()


def switched(connection: Connection, release: int, province: str) -> dict[str, Switch]:
    """Flag → how it is switched at the release: the latest switch effective by its as_of; no entry for one that was never switched."""
    as_of = releases.as_of(connection, province, release)
    if as_of is None:
        return {}
    switch = releases.at("flag_switch", province, release)
    found = rows(connection, select(switch).where(switch.c.effective_on <= as_of).order_by(switch.c.effective_on))
    return {row["flag"]: Switch(row["is_on"], row["effective_on"], row["resolution_reference"] or "", row["reason"]) for row in found}
