"""The territorial contract in words: what of it is empty, who promised what, who has not signed, where its approval stands, what changed, what is in dispute.

Frames come with names already in the reader's language (`names.localised`).
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from dashboard import links, pages, serving, wording
from dashboard.charts.boxes import Box
from dashboard.charts.path import Stop
from dashboard.markup import Figure
from dashboard.palette import STATES
from dashboard.wording import t
from queries.answers import dicts

PARTS = ["part_name", "state", "filled_count", "item_count", "empty_words"]
PROMISES = ["organisation_name", "state", "pledged_baht", "in_kind_baht", "undertaking_count", "fulfilled_count", "overdue_count", "days_late", "is_party", "sector"]
PARTIES = ["organisation_name", "state", "signed_on", "days_unsigned", "party_role", "responsibility", "signatory_post"]
PARTIES_BRIEF = ["organisation_name", "state", "signed_on", "party_role"]
PATH = ["step", "state", "body_name", "requested_on", "decided_on", "days_waiting", "document_number"]
AMENDMENTS = ["rationale", "before_text", "after_text", "amended_on", "resolution_reference", "effect", "amendment_code"]
AMENDMENTS_BRIEF = ["amended_on", "before_text", "after_text", "rationale"]
DISPUTES = ["subject", "state", "between", "method", "dispute_state", "days_open", "raised_on", "settled_on", "outcome", "dispute_code"]
DISPUTES_BRIEF = ["subject", "state", "between", "method", "days_open"]
LED = {"project_count": "projects", "plan_count": "projects", "activity_count": "projects", "share_count": "budget", "undertaking_count": "roles"}  # count of the third part → page that shows it
DAYS = ("start_on", "end_on")  # clauses that are days
NAMED = 2  # names in a sentence before the rest are counted


def late_rule(limits: pd.DataFrame) -> str:
    """From how many days on waiting is off track, and who has set that; `limits` as `reporting.limits`."""
    row = next(r for r in dicts(limits) if r["threshold_rule"] == "deliverable_off_track_days")
    words = t("contract.late_rule", days=wording.days(row["threshold_value"]))
    return f"{words} ({row['resolution_reference']})" if row["resolution_reference"] else words


def some(names: Sequence[str]) -> str:
    """The first names, and how many more."""
    shown = ", ".join(names[:NAMED])
    return t("contract.and_more", names=shown, count=len(names) - NAMED) if len(names) > NAMED else shown


# --- its four parts ---------------------------------------------------------------------------------------------------


def part_name(part: int) -> str:
    """A part by its number and what it is about."""
    return t("contract.part_named", part=part, name=t(f"contract.part_{part}"))


def parts_table(parts: pd.DataFrame) -> pd.DataFrame:
    """The parts with their state and what is empty in words: done when complete, off track when all of it is empty, else on watch."""
    rows = dicts(parts)
    return parts.assign(part_name=[part_name(r["part"]) for r in rows], state=[_state_of_part(r) for r in rows],
                        empty_words=[", ".join(t(f"contract.item.{item}") for item in r["empty_items"].split("; ") if item) for r in rows])


def _state_of_part(part: Mapping) -> str:
    return "done" if part["is_complete"] else "watch" if part["filled_count"] else "off_track"


def complete(parts: pd.DataFrame) -> str:
    """How many of the four parts are complete, and what the others lack."""
    lacking = dicts(parts[~parts["is_complete"].astype(bool)].sort_values("part"))
    if not lacking:
        return t("contract.complete")
    said = "; ".join(t("contract.lacks", part=r["part_name"], items=r["empty_words"]) for r in lacking)
    return t("contract.incomplete", complete=len(parts) - len(lacking), parts=said)


def worst_of(states: Sequence[str]) -> str:
    """The worst of some states; "" without any."""
    return next((state for state in STATES if state in set(states)), "")


def figures(contract: Mapping, path: pd.DataFrame) -> list[Figure]:
    """Total, time run, days until the end, who has signed, steps of approval passed."""
    missing, decided = contract["party_count"] - contract["signed_count"], int(sum(path["is_decided"]))
    left, ends = contract["days_to_end"], wording.date(contract["end_on"])
    return [
        Figure(t("contract.figure_total"), wording.baht(contract["amount_baht"]), wording.baht_exact(contract["amount_baht"]), exact=wording.baht_exact(contract["amount_baht"])),
        Figure(t("contract.figure_signed"), t("contract.of_parties", count=contract["signed_count"], total=contract["party_count"]),
               t("contract.figure_unsigned", count=missing) if missing else "", "watch" if missing else "done" if contract["party_count"] else ""),
        Figure(t("contract.figure_left"), wording.days(left) if left >= 0 else t("contract.ended"), t("contract.figure_until", percent=wording.percent(contract["elapsed_percent"]), day=ends)),
        Figure(t("contract.figure_run"), wording.percent(contract["elapsed_percent"]), t("contract.figure_run_note", elapsed=wording.number(contract["elapsed_days"]), total=wording.days(contract["duration_days"])),
               exact=wording.percent(contract["elapsed_percent"], 2)),
        Figure(t("contract.figure_path"), t("contract.of_steps", count=decided, total=len(path)), "", "done" if decided == len(path) else worst_of(path["state"])),
    ]


def boxes(parts: pd.DataFrame, programme: Mapping, across: int) -> list[list[Box]]:
    """The four parts as boxes, always in the same place, `across` side by side."""
    found = [_box(part, programme) for part in dicts(parts.sort_values("part"))]
    return [found[place : place + across] for place in range(0, len(found), across)]


def _box(part: Mapping, programme: Mapping) -> Box:
    stands = t("contract.part_lacks", items=part["empty_words"]) if part["empty_words"] else t("contract.part_complete")
    filled = t("contract.part_filled", filled=part["filled_count"], total=part["item_count"])
    more = [t("contract.holds", filled=filled, projects=programme["project_count"], shares=programme["share_count"], undertakings=programme["undertaking_count"])] if part["part"] == 3 else []
    return Box(str(part["part"]), [part["part_name"]], [[*more, filled], [stands]], part["state"], " · ".join((part["part_name"], filled, stands)), is_there=bool(part["filled_count"]))


def clauses(found: pd.DataFrame, part: int) -> list[tuple[str, str, str]]:
    """What a part says, item by item: label, words in full or how many, and the address where the things counted are shown."""
    return [(t(f"contract.item.{row['item']}"), _clause(row), "") for row in dicts(found[found["part"] == part])]


def _clause(row: Mapping) -> str:
    if not row["is_filled"]:
        return t("contract.nothing")
    if row["item_count"] is not None:
        return t("contract.counted", count=wording.number(row["item_count"]))
    return wording.date(pd.Timestamp(row["words"]).date()) if row["item"] in DAYS else row["words"]


def programme(held: Mapping) -> list[tuple[str, str, str]]:
    """What the third part holds, each count with the address of the page that shows it."""
    listed = {page.key for page in pages.listed(serving.audience())}
    return [(t(f"contract.{name}"), wording.number(held[name]), links.to(page) if page in listed else "") for name, page in LED.items()]


# --- money beside undertakings ----------------------------------------------------------------------------------------


def promises(found: pd.DataFrame) -> pd.DataFrame:
    """Each partner's promise as a row of a picture: its money to the satang, what is not money, its undertakings; the state only where something is overdue."""
    rows = dicts(found)
    return found.assign(remark=[_promise(row) for row in rows], remark_state=[row["state"] if row["overdue_count"] else "" for row in rows])


def _promise(row: Mapping) -> str:
    if row["has_nothing"]:
        return t("contract.promised_nothing")
    money = [wording.baht_exact(row["pledged_baht"])] if row["pledged_baht"] else [t("contract.no_money")]
    in_kind = [t("contract.in_kind", amount=wording.baht_exact(row["in_kind_baht"]))] if row["in_kind_baht"] else []
    late = t("contract.overdue_for", count=row["overdue_count"], days=wording.days(row["days_late"])) if row["overdue_count"] else ""
    given = [t("contract.given", count=row["undertaking_count"], fulfilled=row["fulfilled_count"])] if row["undertaking_count"] else []
    return " · ".join([*money, *in_kind, *given, *([late] if late else [])])


def promised(found: pd.DataFrame, is_brief: bool = False) -> str:
    """How much money and how many undertakings all partners promised, how many of these were kept, who promised neither; `is_brief`: only what is overdue, where anything is."""
    rows = dicts(found)
    late, nothing = [r for r in rows if r["overdue_count"]], sum(r["has_nothing"] for r in rows)
    said = [t("contract.promised_late", count=sum(r["overdue_count"] for r in late), days=wording.days(late[0]["days_late"]))] if late else []
    if is_brief and late:
        return said[0]
    said.append(t("contract.promised", partners=len(rows) - nothing, money=wording.baht_exact(sum(found["pledged_baht"], Decimal(0))), count=sum(r["undertaking_count"] for r in rows),
                  fulfilled=sum(r["fulfilled_count"] for r in rows)))
    return " ".join([*said, *([t("contract.promised_neither", count=nothing)] if nothing else [])])


def neither(found: pd.DataFrame) -> str:
    """Who is a party and promised nothing, and who promised without being one; "" for nobody."""
    rows = dicts(found)
    nothing, outside = [r["organisation_name"] for r in rows if r["has_nothing"]], [r["organisation_name"] for r in rows if not r["is_party"]]
    said = [t("contract.neither", names=", ".join(nothing))] if nothing else []
    return " ".join([*said, *([t("contract.outside", names=", ".join(outside))] if outside else [])])


# --- who signed -------------------------------------------------------------------------------------------------------


def parties(found: pd.DataFrame, contract: Mapping) -> str:
    """How many have signed and within how many days, who has not and for how long."""
    if not len(found):
        return t("contract.no_parties")
    unsigned = found[~found["is_signed"].astype(bool)]
    counts = {"count": contract["signed_count"], "total": contract["party_count"]}
    said = [t("contract.signed_within", days=wording.days(contract["signing_days"]), **counts) if contract["signing_days"] else t("contract.signed", **counts)]
    if len(unsigned):
        days = max(unsigned["days_unsigned"])
        text = "contract.unsigned_for" if days else "contract.unsigned"
        said.append(t(text, names=some(list(unsigned["organisation_name"])), **({"days": wording.days(days)} if days else {})))
    return " ".join(said)


def parties_table(found: pd.DataFrame) -> pd.DataFrame:
    """The parties; days only of those that have not signed."""
    return found.assign(days_unsigned=pd.Series([days or None for days in found["days_unsigned"]], index=found.index, dtype=object))[PARTIES]


def signing(contract: Mapping) -> str:
    """How long the signing took, from the first party's signature to the latest."""
    return t("contract.signing", days=wording.days(contract["signing_days"]), first=wording.date(contract["first_signed_on"]), last=wording.date(contract["last_signed_on"]))


# --- its approval -----------------------------------------------------------------------------------------------------


def stops(path: pd.DataFrame, contract: Mapping, is_brief: bool = False) -> list[Stop]:
    """The steps of the approval as stops of a picture; `is_brief`: a body by its short name, where its name ends in one, and without the signatures that the answer tells."""
    return [Stop(wording.choice("approval_step", row["approval_step"]), _step_lines(row, contract, is_brief), row["state"], _step_stands(row), bool(row["is_next"])) for row in dicts(path)]


def _step_stands(row: Mapping) -> str:
    if row["is_decided"]:
        return t("contract.step_done", day=wording.date(row["decided_on"]))
    if row["days_waiting"] is not None:
        return t("contract.step_waits", days=wording.days(row["days_waiting"]))
    return t("contract.step_unknown") if row["state"] == "no_evidence" else t("contract.step_open")


def _step_lines(row: Mapping, contract: Mapping, is_brief: bool) -> list[str]:
    body = row["body_name"] or ""
    short = re.search(r"\(([^()]+)\)$", body) if is_brief else None
    put = row["days_waiting"] is not None
    took = t("contract.step_took" if row["is_decided"] else "contract.step_since", day=wording.date(row["requested_on"]), days=wording.days(row["days_waiting"])) if put else ""
    number = row["document_number"] or (t("contract.step_no_number") if row["is_decided"] else "")
    signed = t("contract.step_signed", count=contract["signed_count"], total=contract["party_count"]) if row["approval_step"] == "agreed" and contract["party_count"] and not is_brief else ""
    return [line for line in (short[1] if short else body, took, number, signed) if line]


def approved(path: pd.DataFrame, contract: Mapping, is_brief: bool = False) -> tuple[str, str]:
    """Where the approval stands, and its state: on watch also when all is decided and a party has not signed. `is_brief`: without the longest wait."""
    rows, unsigned = dicts(path), contract["party_count"] - contract["signed_count"]
    still = t("contract.path_unsigned", count=unsigned) if unsigned else ""
    here = next((row for row in rows if row["is_next"]), None)
    if here is None:
        longest = max((row for row in rows if row["days_waiting"] is not None), key=lambda row: row["days_waiting"], default=None)
        said = [t("contract.path_done", count=len(rows), day=wording.date(max(row["decided_on"] for row in rows)))]
        said += [t("contract.path_longest", step=wording.choice("approval_step", longest["approval_step"]), days=wording.days(longest["days_waiting"]))] if longest and not is_brief else []
        return " ".join([*said, *([still] if still else [])]), "watch" if still else "done"
    said = t("contract.path_at", number=here["step_number"], count=len(rows), step=wording.choice("approval_step", here["approval_step"]), stands=_step_stands(here))
    return f"{said} {still}".rstrip(), here["state"]


def path_table(path: pd.DataFrame) -> pd.DataFrame:
    """The steps with their names as a table."""
    return path.assign(step=[wording.choice("approval_step", step) for step in path["approval_step"]])[PATH]


# --- what changed -----------------------------------------------------------------------------------------------------


def effect(row: Mapping | None) -> str:
    """What a release that brought amendments did to the total and the shares; where nothing stood before, that this cannot be told."""
    if row is None or row["amount_before_baht"] is None or row["amount_after_baht"] is None:
        return t("contract.effect_unknown")
    step = row["amount_difference_baht"]
    total = t("contract.effect_total", before=wording.baht_exact(row["amount_before_baht"]), after=wording.baht_exact(row["amount_after_baht"])) if step else t("contract.effect_same", amount=wording.baht_exact(row["amount_after_baht"]))
    if not row["shares_changed"]:
        return total
    moved = wording.baht_exact(row["moved_baht"])
    if not row["pledged_difference_baht"]:
        return f"{total} {t('contract.effect_moved', count=row['shares_changed'], amount=moved)}"
    return f"{total} {t('contract.effect_shares', count=row['shares_changed'], before=wording.baht_exact(row['pledged_before_baht']), after=wording.baht_exact(row['pledged_after_baht']))}"


def amendments_table(found: pd.DataFrame, effects: pd.DataFrame) -> pd.DataFrame:
    """The amendments with what the release that brought them did."""
    known = {row["release"]: row for row in dicts(effects)}
    return found.assign(effect=[effect(known.get(number)) for number in found["from_release"]])


def amended(found: pd.DataFrame, effects: pd.DataFrame, is_brief: bool = False) -> str:
    """How often the contract was amended, when last, and what the last release of amendments did (not where `is_brief`)."""
    newest = next(iter(dicts(effects)), None)
    said = t("contract.amended", count=len(found), day=wording.date(max(found["amended_on"])))
    return said if is_brief else f"{said} {effect(newest)}"


# --- what is in dispute -----------------------------------------------------------------------------------------------


def disputes_table(found: pd.DataFrame, known: Mapping[str, str]) -> pd.DataFrame:
    """The disputes with the names of those between whom they are; `known`: code of a partner → its name."""
    return found.assign(between=[", ".join(known.get(code, code) for code in codes.split(";")) for codes in found["organisation_codes"]])


def disputed(found: pd.DataFrame) -> tuple[str, str]:
    """How many disputes are open and for how long, and their worst state."""
    still = found[found["is_open"].astype(bool)]
    if not len(still):
        took = [days for days in found["days_open"] if days is not None]
        said = t("contract.disputes_over", count=len(found))
        return (f"{said} {t('contract.disputes_took', days=wording.days(max(took)))}" if took else said), "done"
    first = still.iloc[0]
    return t("contract.disputes_open", open=len(still), count=len(found), subject=first["subject"], days=wording.days(first["days_open"])), worst_of(list(still["state"]))
