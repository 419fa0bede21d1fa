"""The four parts a territorial contract must have (domain.md section 7), and what of them is empty."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, func, literal, select, union_all

from queries import releases

# Part → what it holds: a column of the contract, or one of COUNTED, of which the contract must have at least one.
PARTS: dict[int, tuple[str, ...]] = {
    1: ("purpose", "definitions", "parties", "start_on", "end_on"),
    2: ("procedure", "party_role", "responsibility"),
    3: ("strategy", "projects", "budget_shares", "undertakings"),
    4: ("timetable", "evaluation_criteria", "evaluation_method", "evaluator", "body_code", "dispute_procedure"),
}
COUNTED = frozenset(("parties", "party_role", "responsibility", "projects", "budget_shares", "undertakings"))
Counts = Mapping[str, Mapping[str, int]]  # contract → item of COUNTED → how many


def parts(contract: Mapping[str, Any], counts: Mapping[str, int]) -> Iterable[dict[str, Any]]:
    """The four parts of one contract: part, item_count, filled_count, is_complete, empty_items (names of PARTS, parted by "; ").

    A counted item is empty when there is none at all: a single party without a responsibility is told by contract.parties.
    """
    for part, items in PARTS.items():
        empty = [item for item in items if not (counts.get(item, 0) if item in COUNTED else contract[item])]
        yield {
            "contract_code": contract["contract_code"], "part": part, "item_count": len(items), "filled_count": len(items) - len(empty),
            "is_complete": not empty, "empty_items": "; ".join(empty),
        }


def clauses(contract: Mapping[str, Any], counts: Mapping[str, int]) -> Iterable[dict[str, Any]]:
    """Every item of the four parts of one contract, in order: part, item, words in full (of the oversight body its name), item_count of what is counted, is_filled."""
    for part, items in PARTS.items():
        for item in items:
            count = counts.get(item, 0) if item in COUNTED else None
            held = None if item in COUNTED else contract[item]
            named = (contract["body_name"], contract["body_name_en"]) if item == "body_code" else (str(held), None) if held else (None, None)
            yield {"contract_code": contract["contract_code"], "part": part, "item": item, "words": named[0] or (str(held) if held else None), "words_en": named[1], "item_count": count,
                   "is_filled": bool(count if item in COUNTED else held)}


def counts(connection: Connection, release: int, province: str) -> Counts:
    """How many of each of COUNTED every contract has. One query."""
    party, project, share, undertaking = (releases.at(name, province, release) for name in ("contract_party", "project", "budget_share", "undertaking"))

    def counted(item: str, held, n=None):
        return select(held.c.contract_code, literal(item).label("item"), (func.count() if n is None else func.count(n)).label("n")).group_by(held.c.contract_code)

    found = defaultdict(dict)
    for contract, item, n in connection.execute(union_all(
        counted("parties", party), counted("party_role", party, party.c.party_role), counted("responsibility", party, party.c.responsibility),
        counted("projects", project), counted("budget_shares", project).join(share, share.c.project_code == project.c.project_code), counted("undertakings", undertaking),
    )):
        found[contract][item] = n
    return found
