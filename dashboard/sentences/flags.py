"""The page of the red flags in words: how many, the gravest, who must act; each rule, what it checks and by which limit, and what it is raised on.

Frames come from queries.attention with names already in the reader's language.
"""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from dashboard import links, wording
from dashboard.charts.tallies import Row
from dashboard.items import Group, Item
from dashboard.markup import Figure
from dashboard.names import kept
from dashboard.sentences import flag_words, overview
from dashboard.wording import t
from queries.answers import dicts
from queries.flags import SEVERITIES

SIGN = {"high": "off_track", "medium": "watch", "low": "not_due"}  # how a severity is drawn: act first as red as what is off track
FILED = ["flag", "severity", "item", "item_code", "item_kind", "size_words", "detail_words", "figure", "figure_unit", "limit", "responsible_organisation_name", "action", "due_on", "source_sheet", "source_row",
         "from_release"]
RAISED_BRIEF = ["item", "how_bad", "responsible_organisation_name", "due_on"]
RULES = ["flag", "severity", "raised_count", "switch_words", "checks", "limit_words", "limit_set_words", "action"]
RULES_BRIEF = ["flag", "severity", "raised_count", "limit_words", "is_on"]
RULES_FILED = [*RULES, "is_on", "threshold_rule", "threshold_value", "threshold_effective_on", "threshold_resolution_reference", "switch_effective_on", "switch_resolution_reference", "switch_reason"]
WHO = ["organisation_name", "flag_count", "high_count", "medium_count", "low_count", "earliest_due_on", "gravest_name", "gravest_title"]


def severity(code: str) -> str:
    """The word of a severity."""
    return t(f"overview.severity_{code}")


def titles(rules: pd.DataFrame) -> dict[str, str]:
    """Every rule's name by its id, in the order given."""
    return dict(zip(rules["flag"], rules["title"], strict=True))


# --- what stands first ------------------------------------------------------------------------------------------------


def standing(totals: Mapping, who: pd.DataFrame, parts: int = 3) -> str:
    """How many flags of which severity, who must act on most of those that come first, and the gravest; of these only so many parts."""
    if not totals["flag_count"]:
        return t("flags.none", rules=totals["rule_count"] - totals["off_rule_count"])
    counted = ", ".join(t("flags.of_severity", severity=severity(of), count=totals[f"{of}_count"]) for of in SEVERITIES if totals[f"{of}_count"])
    said = [t("flags.answer", count=totals["flag_count"], counted=counted)]
    named = kept(who, who["organisation_code"].notna())
    if len(named):
        said.append(t("flags.most" if named.iloc[0]["high_count"] else "flags.most_any", who=named.iloc[0]["organisation_name"], count=named.iloc[0]["flag_count"], high=named.iloc[0]["high_count"]))
    said.append(t("flags.gravest", flag=wording.choice("flag", totals["gravest_flag"]), name=totals["gravest_name"] or totals["gravest_code"]))
    return " ".join(said[:parts])


def figures(totals: Mapping) -> list[Figure]:
    """Flags by severity, partners to act, rules that raise one."""
    numbers = [Figure(severity(of), wording.number(totals[f"{of}_count"])) for of in SEVERITIES]
    nobody = t("flags.nobody", count=totals["nobody_count"]) if totals["nobody_count"] else ""
    off = t("flags.off_note", count=totals["off_rule_count"]) if totals["off_rule_count"] else t("flags.all_on")
    return [*numbers, Figure(t("flags.partners"), wording.number(totals["partner_count"]), nobody), Figure(t("flags.rules"), t("overview.of", count=totals["raised_rule_count"], total=totals["rule_count"]), off)]


def rows_of_partners(who: pd.DataFrame) -> list[Row]:
    """A row a partner that must act, its flags as signs by severity."""
    return [_row(row) for row in dicts(who)]


def _row(partner: Mapping) -> Row:
    counts = {SIGN[of]: int(partner[f"{of}_count"]) for of in SEVERITIES}
    gravest = wording.choice("flag", partner["gravest_flag"])
    return Row(partner["organisation_name"] or t("overview.nobody"), counts, {SIGN[of]: f"{severity(of)} {counts[SIGN[of]]}" for of in SEVERITIES}, t("flags.with", flag=gravest) if sum(counts.values()) > 1 else gravest)


def called() -> dict[str, str]:
    """What the sign of each severity means."""
    return {SIGN[of]: severity(of) for of in SEVERITIES}


def who_table(who: pd.DataFrame) -> pd.DataFrame:
    """Each partner that must act, with its gravest flag by name."""
    return who.assign(gravest_title=[wording.choice("flag", flag) for flag in who["gravest_flag"]])[WHO]


# --- what they are raised on ------------------------------------------------------------------------------------------


def raised(found: pd.DataFrame, is_brief: bool = False) -> str:
    """How many, and the first (unless brief): how bad it is and who must do what."""
    if found.empty:
        return t("flags.none_here")
    if is_brief:
        return t("flags.raised_brief", count=len(found), partners=found["responsible_organisation_code"].nunique())
    first = found.iloc[0].to_dict()
    return t("flags.raised_answer", count=len(found), name=overview.named(first), said=_how_bad(first), who=first["responsible_organisation_name"] or t("overview.nobody"), action=first["action"])


def _how_bad(row: Mapping) -> str:
    return " ".join(filter(None, (wording.choice("flag", row["flag"]), flag_words.size(row))))


def in_words(found: pd.DataFrame) -> pd.DataFrame:
    """The flags as a plain table: for a projector, and for files."""
    rows = dicts(found)
    made = {"item": [overview.named(r) for r in rows], "how_bad": [_how_bad(r) for r in rows], "item_code": [r["subject_code"] for r in rows], "item_kind": [overview.kind(r["subject_kind"]) for r in rows],
            "size_words": [flag_words.size(r) for r in rows], "figure_unit": [r["figure_unit"] and t(f"flags.unit.{r['figure_unit']}") for r in rows], "detail_words": [flag_words.detail(r) for r in rows], "severity": [severity(r["severity"]) for r in rows]}
    return found.assign(**made)


def groups(rules: pd.DataFrame, found: pd.DataFrame) -> list[Group]:
    """Each rule that is raised, with the things it is raised on, in the order of the flags."""
    known = {rule["flag"]: rule for rule in dicts(rules)}
    return [_group(known[flag], dicts(kept(found, found["flag"] == flag))) for flag in dict.fromkeys(found["flag"])]


def _group(rule: Mapping, rows: Sequence[Mapping]) -> Group:
    limit = flag_words.limit(rule)
    by = t("flags.limit_said", limit=limit, decided=_limit_decided(rule)) if limit else ""
    return Group(t("flags.group", title=rule["title"], count=len(rows)), severity(rule["severity"]), SIGN[rule["severity"]], rule["checks"], by, [_item(row) for row in rows])


def _item(row: Mapping) -> Item:
    detail = flag_words.detail(row)
    how_bad = " · ".join(filter(None, (flag_words.size(row), detail)))
    address = links.to_item(row["subject_kind"], row["subject_code"], row["responsible_organisation_code"], row["page"])
    return Item(overview.named(row), overview.kind(row["subject_kind"]), "", "", how_bad, row["responsible_organisation_name"] or t("overview.nobody"), row["action"], wording.date(row["due_on"]), "", address,
                links.to_partner(row["responsible_organisation_code"]), t("flags.source", sheet=row["source_sheet"], row=row["source_row"], release=row["from_release"]))


# --- the rules --------------------------------------------------------------------------------------------------------


def rules_table(rules: pd.DataFrame) -> pd.DataFrame:
    """Every rule with its limit, how it is switched, and on how many things it is raised."""
    rows = dicts(rules)
    return rules.assign(severity=[severity(r["severity"]) for r in rows], limit_words=[flag_words.limit(r) or None for r in rows],
                        limit_set_words=[_limit_decided(r) if r["threshold_rule"] else None for r in rows], switch_words=[_switched(r) for r in rows])


def _limit_decided(rule: Mapping) -> str:
    return flag_words.decided(rule["threshold_effective_on"], rule["threshold_resolution_reference"], "limit")


def _switched(rule: Mapping) -> str:
    return f"{t('flags.is_on' if rule['is_on'] else 'flags.is_off')} {flag_words.decided(rule['switch_effective_on'], rule['switch_resolution_reference'], 'switch')}".strip()


def registered(rules: pd.DataFrame) -> str:
    """How many rules there are, how many of them are off, and how many limits the committee has set."""
    off, limited = sum(not is_on for is_on in rules["is_on"]), kept(rules, rules["threshold_rule"].notna())
    set_by = sum(resolution is not None for resolution in limited["threshold_resolution_reference"])
    said = t("flags.rules_answer", rules=len(rules), limited=len(limited), set_by=set_by)
    return f"{said} {t('flags.rules_off', count=off)}" if off else f"{said} {t('flags.rules_on')}"


def quiet(rules: pd.DataFrame) -> str:
    """The rules that were asked and raised nothing, by name; "" when there is none."""
    silent = kept(rules, [is_on and not count for is_on, count in zip(rules["is_on"], rules["raised_count"], strict=True)])
    return t("flags.quiet", count=len(silent), names=", ".join(silent["title"])) if len(silent) else ""


def off(rules: pd.DataFrame, is_brief: bool = False) -> list[str]:
    """A sentence a rule that is switched off: since when, by which resolution and why; in brief one with the names of all."""
    rows = dicts(kept(rules, [not is_on for is_on in rules["is_on"]]))
    if is_brief:
        return [t("flags.off_brief", count=len(rows), names=", ".join(r["title"] for r in rows))] if rows else []
    return [t("flags.off", title=r["title"], decided=flag_words.decided(r["switch_effective_on"], r["switch_resolution_reference"], "switch"), reason=r["switch_reason"]) for r in rows]


def partners_of(found: pd.DataFrame) -> Collection[str]:
    """The names of those who must act, which stay on one line."""
    return list(found["responsible_organisation_name"].dropna())
