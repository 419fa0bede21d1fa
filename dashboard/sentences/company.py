"""With whom one partner works, in words: its ties, the silent ones among them, its place in the network, and what binds it to others.

Codes of partners become names by `Dossier.names`, which tells the public no person.
"""

from collections.abc import Mapping

import pandas as pd

from dashboard import wording
from dashboard.names import kept
from dashboard.sentences.network import spoken
from dashboard.sentences.partner import Dossier
from dashboard.wording import t
from queries.answers import dicts

NEIGHBOURS = ["partner_name", "sector", "joint_events", "last_seen_on", "days_since_last", "is_silent", "kinds"]
NEIGHBOURS_BRIEF = ("partner_name", "sector", "last_seen_on", "is_silent")
BONDS = ["agreement", "agreement_kind", "with_whom", "stands"]
BONDS_BRIEF = ("agreement", "agreement_kind", "stands")


def neighbours(of: Dossier) -> pd.DataFrame:
    """The other end of each of its ties: most events first, then the silent ones, longest silent first; with what the picture adds."""
    rows = [_neighbour(of, row) for row in dicts(of.ties)]
    rows.sort(key=lambda row: (row["is_silent"], -_silent_days(row) if row["is_silent"] else -row["joint_events"], row["partner_name"]))
    return pd.DataFrame(rows, columns=[*NEIGHBOURS, "partner_code", "live_events", "silent_events", "remark"], dtype=object)


def _neighbour(of: Dossier, row: Mapping) -> dict:
    end = "to" if row["from_organisation_code"] == of.code else "from"
    code, silent, events, days = row[f"{end}_organisation_code"], bool(row["is_silent"]), int(row["joint_events"]), row["days_since_last"]
    return {
        "partner_code": code, "partner_name": of.names.get(code, code), "sector": row[f"{end}_sector"], "joint_events": events, "last_seen_on": row["last_on"], "days_since_last": days, "is_silent": silent,
        "kinds": spoken(row["kinds"], "tie_kind"), "live_events": None if silent else events, "silent_events": events if silent else None,
        "remark": _silence(days) if silent else t("network.times", count=events),
    }


def _silent_days(row: Mapping) -> float:
    """How long a tie has been silent; one that was never used, longer than any."""
    return float("inf") if row["days_since_last"] is None else row["days_since_last"]


def _silence(days: int | None) -> str:
    return t("partner.silent_never") if days is None else t("partner.silent_for", days=wording.days(days))


def pictured(others: pd.DataFrame, most: int) -> pd.DataFrame:
    """Of the neighbours, as many as a picture has room for: the closest, and a third of the room for the silent ones."""
    live, silent = kept(others, (not silent for silent in others["is_silent"])), kept(others, others["is_silent"])
    held = min(len(silent), max(most // 3, most - len(live)))
    return pd.concat([live.head(most - held), silent.head(held)])


def company(of: Dossier, others: pd.DataFrame) -> str:
    """With how many partners it works, with whom most, and who fell silent longest."""
    if others.empty:
        return t("partner.alone")
    most, silent = others.iloc[0], kept(others, others["is_silent"])
    parts = [t("partner.company", count=len(others), name=most["partner_name"], events=most["joint_events"]) if most["joint_events"] else t("partner.company_idle", count=len(others))]
    if len(silent):
        longest = silent.iloc[0]
        parts.append(t("partner.silent", count=len(silent), name=longest["partner_name"],
                       words=t("partner.silent_never") if longest["days_since_last"] is None else wording.days(longest["days_since_last"])))
    return " ".join(parts)


def position(of: Dossier) -> str:
    """Its rank among those whom the others' ties pass through, whom it reaches the others by, and what falls apart without it."""
    known = dicts(of.partners)
    at = next((place for place, row in enumerate(known) if row["organisation_code"] == of.code), None)
    if at is None or not known[at]["degree"]:
        return t("partner.no_position")
    mine, neighbour = known[at], {row["to_organisation_code"] if row["from_organisation_code"] == of.code else row["from_organisation_code"] for row in dicts(of.ties) if row["joint_events"]}
    through = next((row["organisation_code"] for row in known if row["organisation_code"] in neighbour), None)
    rank = 1 + sum(row["betweenness"] > mine["betweenness"] for row in known)
    parts = [t("partner.rank", rank=rank, total=len(known), value=wording.number(mine["betweenness"], 4)) if mine["betweenness"] else t("partner.no_rank")]
    parts += [t("partner.through", name=of.names.get(through, through))] if through else []
    parts += [t("partner.parts", parts=mine["parts_without"])] if mine["parts_without"] > 1 else []
    return " · ".join(parts)


def linked_by(of: Dossier) -> str:
    """Who is declared to link it to other members; "" where nobody is."""
    rows = [row for row in dicts(of.connectors) if of.code in (row["from_code"], row["to_code"])]
    return t("partner.linked_by", names=", ".join(dict.fromkeys(of.names.get(row["organisation_code"], row["organisation_code"]) for row in rows))) if rows else ""


# --- what binds it ----------------------------------------------------------------------------------------------------


def bonds(of: Dossier) -> pd.DataFrame:
    """Memoranda it is party to, sub-networks, communities of practice, resources given and received, each in words."""
    rows = [_bond(of, "mou", row["mou_title"], row["organisation_codes"], _mou(row)) for row in dicts(of.mous)]
    rows += [_bond(of, "sub_network", row["sub_network_name"], row["organisation_codes"], _runs(row)) for row in dicts(of.sub_networks)]
    rows += [_bond(of, "community_of_practice", row["community_name"], row["organisation_codes"], _runs(row)) for row in dicts(of.communities)]
    for row in dicts(of.exchanges):
        far = "to" if row["from_organisation_code"] == of.code else "from"
        words = t(f"partner.resource_{'given' if far == 'to' else 'received'}", kind=wording.choice("resource_kind", row["resource_kind"]), day=wording.date(row["given_on"]))
        rows.append(_bond(of, "resource_exchange", row["description"], row[f"{far}_organisation_code"], words))
    return pd.DataFrame(rows, columns=BONDS, dtype=object)


def _bond(of: Dossier, kind: str, name: str, codes: str, stands: str) -> dict:
    others = [of.names.get(code, code) for code in codes.split(";") if code != of.code]
    return {"agreement": name, "agreement_kind": t(f"partner.bond_{kind}"), "with_whom": ", ".join(others), "stands": stands}


def _mou(row: Mapping) -> str:
    if not row["is_in_force"]:
        return t("partner.not_in_force", day=wording.date(row["end_on"]))
    return t("partner.expiring" if row["is_expiring"] else "partner.in_force", day=wording.date(row["end_on"]), days=wording.days(row["days_left"]))


def _runs(row: Mapping) -> str:
    return t("partner.running", day=wording.date(row["start_on"])) if row["is_running"] else t("partner.ended", day=wording.date(row["end_on"]))


def bound(found: pd.DataFrame) -> str:
    """How many bonds of each kind it has."""
    counts = found["agreement_kind"].value_counts(sort=False).to_dict()
    return t("partner.bonds_answer", parts=" · ".join(t("partner.bond_count", kind=kind, count=count) for kind, count in counts.items()))
