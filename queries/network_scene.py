"""What one release says about the network at its as_of: partners, seats, events and the ties they make. Read by network's questions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

import networkx as nx
from sqlalchemy import Connection, select

from queries import releases, tables
from queries.errors import UsageError
from queries.fiscal import months_before
from queries.graphs import graph_of
from queries.tables import CHOICES, KIND_OF_SECTOR
from queries.thresholds import Limit, in_force

BY_LAW = ("provincial_committee", "national_committee")  # for approvals: the norm of six kinds is for the network's own bodies
QUARTERS = 4  # rules.md section 1: depth and metrics look at the last four

Pair = tuple[str, str]  # two partner codes, the smaller first


class Tables:
    """The tables of one release in one province, each read once, when first needed: the same on whatever day the network is looked at."""

    def __init__(self, connection: Connection, release: int, province: str):
        self.connection, self.release, self.province = connection, release, province
        self._read: dict[str, list[Mapping]] = {}

    def true(self, name: str) -> list[Mapping]:
        """Rows of a table, in key order."""
        if name not in self._read:
            held = releases.at(name, self.province, self.release)
            found = self.connection.execute(select(held).order_by(*(held.c[key] for key in tables.TABLES[name].key)))
            columns = list(found.keys())
            self._read[name] = [dict(zip(columns, row, strict=True)) for row in found]
        return self._read[name]

    @cached_property
    def as_of(self) -> date | None:
        return releases.as_of(self.connection, self.province, self.release)

    @cached_property
    def limits(self) -> dict[str, Limit]:
        return in_force(self.connection, self.release, self.province)

    @cached_property
    def partners(self) -> dict[str, Mapping]:
        return {row["organisation_code"]: row for row in self.true("organisation")}

    @cached_property
    def events(self) -> list[tuple[Mapping, set[str]]]:
        """Coordination events, oldest first, each with the partners that took part."""
        found = sorted(self.true("coordination_event"), key=lambda row: (row["held_on"], row["event_code"]))
        return [(row, split(row["organisation_codes"])) for row in found]


class Scene:
    """What one release says about the network at its as_of, or at an earlier day; each table is read once, when first needed.

    UsageError for a day after the release's own as_of: it cannot know."""

    def __init__(self, connection: Connection, release: int, province: str, quarters: int = QUARTERS, as_of: date | None = None, read: Tables | None = None):
        self.connection, self.release, self.province, self.quarters = connection, release, province, max(quarters, 1)
        self.read = read or Tables(connection, release, province)
        if as_of and (self.read.as_of is None or as_of > self.read.as_of):
            raise UsageError("day_unknown", day=as_of, as_of=self.read.as_of)
        self.as_of = as_of or self.read.as_of

    def on(self, day: date) -> "Scene":
        """The same network on another day; what was read is not read again."""
        return Scene(self.connection, self.release, self.province, self.quarters, day, self.read)

    def true(self, name: str) -> list[Mapping]:
        """Rows of a table, in key order."""
        return self.read.true(name)

    def holding(self, name: str) -> list[Mapping]:
        """Rows of a dated table that hold at as_of."""
        return [row for row in self.true(name) if holds(row, self.as_of)]

    @cached_property
    def partners(self) -> dict[str, Mapping]:
        return {code: row for code, row in self.read.partners.items() if holds(row, self.as_of)}

    def named(self, code: str) -> Mapping:
        """A partner by its code, whether or not it is still in the network; empty where there is none."""
        return self.read.partners.get(code, {})

    @cached_property
    def districts(self) -> dict[str, Mapping]:
        return {row["district_code"]: row for row in sorted(self.true("district"), key=lambda r: r["district_code"])}

    @cached_property
    def bodies(self) -> dict[str, Mapping]:
        return {row["body_code"]: row for row in sorted(self.holding("body"), key=lambda r: r["body_code"])}

    @cached_property
    def all_seats(self) -> list[Mapping]:
        return self.true("membership")

    @cached_property
    def seats(self) -> list[Mapping]:
        return [row for row in self.all_seats if holds(row, self.as_of) and row["organisation_code"] in self.partners]

    @cached_property
    def bodies_of(self) -> dict[str, set[str]]:
        found = defaultdict(set)
        for seat in self.seats:
            found[seat["organisation_code"]].add(seat["body_code"])
        return found

    @cached_property
    def orders(self) -> dict[str, Mapping]:
        return {row["order_code"]: row for row in self.true("appointment_order") if row["ordered_on"] <= self.as_of}

    @cached_property
    def people(self) -> dict[str, Mapping]:
        return {row["person_code"]: row for row in self.true("person")}

    @cached_property
    def connectors(self) -> list[Mapping]:
        return self.holding("connector")

    @cached_property
    def connecting(self) -> set[str]:
        """Partners in the network that are declared connectors."""
        return {row["organisation_code"] for row in self.connectors} & set(self.partners)

    @cached_property
    def since(self) -> date:
        return self.quarters_ago(self.quarters)

    def quarters_ago(self, quarters: int) -> date:
        """The first day of so many quarters that end at as_of."""
        return months_before(self.as_of + timedelta(days=1), 3 * quarters)

    @cached_property
    def quarter_starts(self) -> list[date]:
        """The first day of each quarter of the window, oldest first."""
        return [self.quarters_ago(n) for n in range(self.quarters, 0, -1)]

    @cached_property
    def silent_since(self) -> date:
        return self.quarters_ago(int(self.limits["tie_silent_quarters"].value))

    @property
    def limits(self) -> dict[str, Limit]:
        return self.read.limits

    @cached_property
    def events(self) -> list[dict]:
        """Coordination events up to as_of, oldest first, with the partners still in the network that took part."""
        return [{**row, "partners": {code for code in took_part if code in self.partners}} for row, took_part in self.read.events if row["held_on"] <= self.as_of]

    @cached_property
    def recent(self) -> list[dict]:
        return [event for event in self.events if event["held_on"] >= self.since]

    @cached_property
    def shared(self) -> list[dict]:
        """Joint events: those that two or more partners still in the network took part in, oldest first."""
        return [event for event in self.events if len(event["partners"]) > 1]

    @cached_property
    def shared_by(self) -> dict[str, list[dict]]:
        """Every partner's joint events, oldest first."""
        found = defaultdict(list)
        for event in self.shared:
            for code in event["partners"]:
                found[code].append(event)
        return found

    @cached_property
    def joint(self) -> dict[Pair, list[dict]]:
        """Every pair that ever met, with its events, oldest first."""
        found = defaultdict(list)
        for event in self.shared:
            for pair in combinations(sorted(event["partners"]), 2):
                found[pair].append(event)
        return found

    def meetings(self, pair: Pair) -> list[dict]:
        """The pair's joint events in the window, oldest first."""
        return [event for event in self.joint.get(pair, ()) if event["held_on"] >= self.since]

    @cached_property
    def declared(self) -> dict[Pair, list[Mapping]]:
        found = defaultdict(list)
        for row in self.holding("tie"):
            ends = tuple(sorted((row["from_organisation_code"], row["to_organisation_code"])))
            if ends[0] != ends[1] and all(code in self.partners for code in ends):
                found[ends].append(row)
        return found

    @cached_property
    def active(self) -> list[Pair]:
        return sorted(pair for pair, events in self.joint.items() if events[-1]["held_on"] >= self.since)

    @cached_property
    def tied(self) -> list[Pair]:
        return sorted({*self.active, *self.declared})

    @cached_property
    def graph(self) -> nx.Graph:
        return graph_of(self.partners, self.active)

    @cached_property
    def mous(self) -> dict[str, set[str]]:
        return {row["mou_code"]: split(row["organisation_codes"]) for row in self.holding("mou") if row["signed_on"] is None or row["signed_on"] <= self.as_of}

    @cached_property
    def signed(self) -> dict[str, set[str]]:
        """Who has signed which contract that is in force."""
        in_force_now, found = {row["contract_code"] for row in self.holding("contract")}, defaultdict(set)
        for row in self.true("contract_party"):
            if row["contract_code"] in in_force_now and row["signed_on"] and row["signed_on"] <= self.as_of:
                found[row["contract_code"]].add(row["organisation_code"])
        return found

    @cached_property
    def ordered(self) -> dict[str, set[str]]:
        """Who sits in which body by an appointment order."""
        found = defaultdict(set)
        for seat in self.seats:
            if seat["order_code"] in self.orders:
                found[seat["body_code"]].add(seat["organisation_code"])
        return found

    @cached_property
    def covering(self) -> dict[str, dict[str, set[str]]]:
        """By partner, then by what makes a tie formal: the memoranda, bodies and contracts that cover it."""
        found = defaultdict(lambda: {"mou": set(), "appointment_order": set(), "contract": set()})
        for name, covered in (("mou", self.mous), ("appointment_order", self.ordered), ("contract", self.signed)):
            for code, parties in covered.items():
                for partner in parties:
                    found[partner][name].add(code)
        return found

    @cached_property
    def exchanged(self) -> set[Pair]:
        return {tuple(sorted((r["from_organisation_code"], r["to_organisation_code"]))) for r in self.true("resource_exchange") if self.since <= r["given_on"] <= self.as_of}


def holds(row: Mapping, day: date | None) -> bool:
    """Whether a dated row holds on that day; an open end holds on."""
    return day is not None and (row["start_on"] is None or row["start_on"] <= day) and (row["end_on"] is None or row["end_on"] >= day)


def split(codes: str | None) -> set[str]:
    return set(codes.split(";")) if codes else set()


def missing_kinds(sectors: Iterable[str]) -> str:
    """Which of the six kinds every working group should hold are not among these sectors, joined by ";"."""
    present = {KIND_OF_SECTOR[sector] for sector in sectors}
    return ";".join(kind for kind in CHOICES["six_kinds"] if kind not in present)


def has_connector(scene: Scene, code: str) -> bool | None:
    """Whether a declared link between members touches the partner; None where it sits in no body."""
    if not scene.bodies_of[code]:
        return None
    return any(code in (r["organisation_code"], r["from_code"], r["to_code"]) for r in scene.connectors if r["connector_link"] == "member")


def joined(codes: Iterable[str]) -> str:
    """Codes in one cell, as the tables write them."""
    return ";".join(sorted(codes))
