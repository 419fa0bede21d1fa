"""A red flag in words, wherever it is told: how far the thing is from what the rule asks, what exactly is wrong, and the rule's limit.

Rows are those of attention.red_flags (and of attention.worst_first, by its first flag) and of attention.flag_counts.
"""

from collections.abc import Callable, Mapping

from dashboard import names, wording
from dashboard.sentences.network import spoken
from dashboard.wording import t

UNITS: Mapping[str, Callable] = {"days": lambda value: wording.days(int(value)), "percent": wording.percent, "baht": wording.baht, "count": wording.number}
EXACT = ("disbursed_over_allocated", "share_exceeds_budget")  # one sum held against another: to the satang, or two would read alike


def size(row: Mapping) -> str:
    """The flag's figure against its limit: "ends in 76 days (limit 90 days)"; "" where it has no figure."""
    flag = row["flag"]
    if _missing(row["figure"]):
        return t(f"flags.unknown.{flag}") if wording.has(f"flags.unknown.{flag}") else ""
    said = wording.baht_exact if flag in EXACT else UNITS[row["figure_unit"]]
    return t(f"flags.size.{flag}", figure=said(row["figure"]), limit=wording.NONE if _missing(row["limit"]) else said(row["limit"]), due=wording.date(row["due_on"]))


def _missing(value: object) -> bool:
    return value is None or value != value


def detail(row: Mapping) -> str:
    """What exactly is wrong, from the flag's details: kinds, items, facts, partners or codes; "" where its figure says all."""
    given = row["details"]
    return DETAILS[row["flag"]](given) if given and row["flag"] in DETAILS else ""


def _of_partners(codes: str) -> str:
    known = names.registered()
    return ", ".join(known.get(code, code) for code in codes.split(";"))


DETAILS: Mapping[str, Callable[[str], str]] = {
    "paid_before_accepted": lambda given: t("flags.detail.paid_before_accepted", payment=given.partition(": ")[0], waiting=given.partition(": ")[2].replace(";", ",")),
    "disbursed_over_allocated": lambda given: t("flags.detail.disbursed_over_allocated", event=given),
    "share_exceeds_budget": lambda given: given.replace(";", ","),
    "contract_part_empty": lambda given: ", ".join(t(f"contract.item.{item}") for item in given.split("; ")),
    "undertaking_without_responsible": lambda given: spoken(given, "resource_kind"),
    "mou_expiring": _of_partners,
    "partner_concentration": _of_partners,
    "body_without_six_kinds": lambda given: spoken(given, "six_kinds"),
    "conflict_of_interest": lambda given: ", ".join(t(f"flags.detail.{role}") for role in given.split(";")),
    "participation_fact_missing": lambda given: spoken(given, "participation_fact"),
}


def limit(row: Mapping) -> str:
    """The limit of a rule in its own unit; "" for a rule that asks yes or no."""
    rule = row["threshold_rule"]
    return t(f"flags.limit.{rule}", value=wording.number(row["threshold_value"])) if rule else ""


def decided(since, resolution: str | None, words: str) -> str:
    """Since when and by which resolution: the text `flags.<words>_set`, or `flags.<words>_by` where no resolution is named, or `flags.<words>_default`."""
    if _missing(since):
        return t(f"flags.{words}_default")
    return t(f"flags.{words}_set", day=wording.date(since), resolution=resolution) if resolution else t(f"flags.{words}_by", day=wording.date(since))
