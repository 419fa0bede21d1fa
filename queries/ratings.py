"""Three ratings of one thing side by side: what the rules compute, what the reporter says of itself, what the committee says with its reason.

The committee's stands where it is below both others; a reason is then mandatory, and one that is missing is told. A rating is the
latest of its source by as_of. What nobody computes (an activity, a contract) has the committee's, if it gave one.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from queries import releases
from queries.answers import rows
from queries.thresholds import badness

SOURCES = ("self_reported", "committee")
BESIDE = ("self_reported_state", "committee_state", "committee_reason", "is_reason_missing", "standing_state")
Latest = Mapping[tuple[str, str], Mapping]  # (source, code) → rating


def latest(connection: Connection, release: int, province: str, as_of: date | None, kind: str) -> dict[tuple[str, str], Mapping]:
    """The latest rating by as_of of each thing of that kind by each source: (source, code) → its row."""
    rating = releases.at("rating", province, release)
    query = select(rating).where(rating.c.subject_kind == kind, rating.c.rated_on <= (as_of or date.min)).order_by(rating.c.rated_on)
    return {(row["rating_source"], row["subject_code"]): row for row in rows(connection, query)}


def beside(computed: str | None, given: Latest, code: str) -> dict[str, Any]:
    """BESIDE of the thing with that code: what was said of it, and the state that stands."""
    own, committee = (given.get((source, code), {}) for source in SOURCES)
    stands = is_below_both(computed, own.get("state"), committee.get("state"))
    return {"self_reported_state": own.get("state"), "committee_state": committee.get("state"), "committee_reason": committee.get("reason") or None,
            "is_reason_missing": stands and not committee.get("reason"), "standing_state": committee["state"] if stands else computed}


def is_below_both(computed: str | None, own: str | None, committee: str | None) -> bool:
    """Whether the committee's state is worse than the computed and the self-reported one; a state that nobody gave is not in the way."""
    return committee is not None and badness(committee) < min(badness(computed), badness(own))


def bias(computed: str | None, own: str | None) -> str | None:
    """How the reporter sees it beside the computed state: better, same or worse. None where one is not given, or where only one says that it is not due: these cannot be compared."""
    if computed is None or own is None or (computed != own and "not_due" in (computed, own)):
        return None
    return "same" if computed == own else "better" if badness(own) > badness(computed) else "worse"
