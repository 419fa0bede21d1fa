"""Who has a stake in what a committee looks at: the ground of a conflict of interest."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, select

from queries import releases, tables

STAKES = (  # kind of thing, table and column its code is looked up in, whose stake it gives: as what, from which column
    ("project", "project", "project_code", "responsible", "responsible_organisation_code"), ("deliverable", "deliverable", "deliverable_code", "responsible", "responsible_organisation_code"),
    ("indicator", "indicator", "indicator_code", "responsible", "owner_organisation_code"), ("participation_activity", "participation_activity", "participation_code", "responsible", "organiser_organisation_code"),
    ("undertaking", "undertaking", "undertaking_code", "responsible", "organisation_code"), ("budget_share", "budget_share", "share_code", "payer", "organisation_code"),
    ("manager_contract", "manager_contract", "manager_contract_code", "payer", "employer_organisation_code"), ("manager_contract", "manager_contract", "manager_contract_code", "payee", "manager_organisation_code"),
    ("contract", "contract_party", "contract_code", "party", "organisation_code"), ("mou", "mou", "mou_code", "party", "organisation_codes"), ("mou_obligation", "mou", "mou_code", "party", "organisation_codes"),
)
WHOLES = (("output", "project"), ("budget_share", "project"), ("deliverable", "phase"), ("phase", "manager_contract"))  # a part has the stakes of its whole too, but for the money of other shares


def of_thing(connection: Connection, province: str, release: int, kind: str, code: str) -> Mapping[str, set[str]]:
    """Who has a stake in a thing, and as what: payer, payee, responsible, party. Of a budget share its partner, who is paid from it and who answers for its project."""
    found: dict[str, set[str]] = defaultdict(set)
    if kind == "contract_party":  # contract/partner
        found[code.rpartition("/")[2]].add("party")
    codes = {kind: code.partition("/")[0]}  # what stands after the slash is a part of it
    for part, whole in WHOLES:
        if part in codes:
            at = releases.at(part, province, release)
            codes[whole] = connection.scalar(select(at.c[tables.TABLES[whole].key[0]]).where(at.c[tables.TABLES[part].key[0]] == codes[part]))
    for of, name, key, stake, column in STAKES:
        if of in codes:
            at = releases.at(name, province, release)
            for partners in connection.scalars(select(at.c[column]).where(at.c[key] == codes[of], at.c[column].is_not(None))):
                for partner in partners.split(";"):
                    found[partner].add(stake)
    if codes.get("project"):
        _add_money(connection, province, release, found, *(("share_code", code) if kind == "budget_share" else ("project_code", codes["project"])))
    return found


def _add_money(connection: Connection, province: str, release: int, found: Mapping[str, set[str]], key: str, code: str) -> None:
    """Who undertook a share (of a project), and who was paid from it."""
    share, event = (releases.at(name, province, release) for name in ("budget_share", "money_event"))
    for partner in connection.scalars(select(share.c.organisation_code).where(share.c[key] == code)):
        found[partner].add("payer")
    paid = select(event.c.payee_organisation_code).join(share, share.c.share_code == event.c.share_code).where(share.c[key] == code, event.c.payee_organisation_code.is_not(None))
    for partner in connection.scalars(paid.distinct()):
        found[partner].add("payee")
