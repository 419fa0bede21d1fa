"""Ties between partners in words: who is central, who works with whom, what fell silent.

Frames come with names already in the reader's language (`names.localised`).
"""


from dashboard import wording
from dashboard.sentences.network import spoken
from dashboard.wording import t

TIES = ["from_name", "to_name", "joint_events", "events_per_quarter", "last_seen_on", "days_since_last", "is_silent", "is_shallow", "is_formal", "formal_by", "kinds", "first_seen_on"]
NEIGHBOURS = ["partner_name", "sector", "joint_events", "last_seen_on", "days_since_last", "is_silent", "formal_by", "kinds"]
SILENT = ["from_name", "to_name", "days_since_last", "last_seen_on", "first_seen_on", "formal_by", "kinds"]


def ties_table(ties):
    """Ties with what makes them formal and of which kinds in words."""
    return _tied(ties)[TIES]


def silent_table(ties):
    """The ties that have fallen silent, longest silent first."""
    return _tied(ties[ties["is_silent"].astype(bool)])[SILENT]


def neighbours(ties, code: str):
    """The other end of each of a partner's ties: most events first, silent ones last."""
    far = ["to" if one == code else "from" for one in ties["from_organisation_code"]]
    rows = ties.to_dict("records")
    named = _tied(ties).assign(partner_name=[r[f"{end}_name"] for r, end in zip(rows, far, strict=True)], sector=[r[f"{end}_sector"] for r, end in zip(rows, far, strict=True)])
    return named.sort_values(["is_silent", "joint_events"], ascending=[True, False], kind="stable")[NEIGHBOURS]


def _tied(ties):
    return ties.rename(columns={"first_on": "first_seen_on", "last_on": "last_seen_on"}).assign(formal_by=[_formal(v) for v in ties["formal_by"]], kinds=[spoken(v, "tie_kind") for v in ties["kinds"]])


def _formal(codes: str | None) -> str:
    return ", ".join(t(f"ties.formal.{code}") for code in codes.split(";")) if codes else t("ties.informal")


def centre(partners) -> str:
    """Whom most ties pass through, and how many partners the network would fall apart without."""
    if partners.empty or not partners.iloc[0]["betweenness"]:
        return t("ties.centre_none")
    first = partners.iloc[0]
    cut = partners[partners["parts_without"].astype(int) > 1]
    said = t("ties.centre", name=first["organisation_name"], value=wording.number(first["betweenness"]), ties=first["degree"])
    return f"{said} {t('ties.cut', count=len(cut), name=cut.iloc[0]['organisation_name'])}" if len(cut) else f"{said} {t('ties.no_cut')}"


def one(partners, code: str, ties) -> str:
    """A chosen partner's own ties."""
    row = next(r for r in partners.to_dict("records") if r["organisation_code"] == code)
    silent = sum(bool(v) for v in ties["is_silent"])
    if ties.empty:
        return t("ties.one_alone", name=row["organisation_name"])
    said = t("ties.one", name=row["organisation_name"], ties=len(ties), events=row["joint_events"], last=wording.date(row["last_on"]))
    return f"{said} {t('ties.one_silent', silent=silent)}" if silent else said


def silence(ties) -> str:
    """How many ties fell silent and which is silent longest."""
    silent = ties[ties["is_silent"].astype(bool)]
    if silent.empty:
        return t("ties.silence_none", ties=len(ties))
    worst = silent.iloc[0]
    if worst["days_since_last"] is None:
        return t("ties.silence_never", count=len(silent), ties=len(ties), one=worst["from_name"], other=worst["to_name"])
    return t("ties.silence", count=len(silent), ties=len(ties), one=worst["from_name"], other=worst["to_name"], days=wording.days(worst["days_since_last"]))


def silent_rule(limits) -> str:
    """After how many quarters a tie is silent, and who has set that; `limits` as `reporting.limits`."""
    row = next(r for r in limits.to_dict("records") if r["threshold_rule"] == "tie_silent_quarters")
    by = t("ties.set_by", reference=row["resolution_reference"] or wording.NONE, day=wording.date(row["effective_on"])) if row["effective_on"] else t("ties.set_by_nobody")
    return t("ties.silent_rule", quarters=wording.number(row["threshold_value"]), by=by)
