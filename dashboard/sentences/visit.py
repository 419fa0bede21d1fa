"""What to ask one partner on a visit: questions the data itself suggests, each by a rule of its own, with its figure and where that is from."""

from collections.abc import Mapping

from dashboard import links, wording
from dashboard.charts.lettering import wide
from dashboard.names import kept
from dashboard.sentences import budget, overview
from dashboard.sentences.partner import Dossier, late_reports, late_undertakings, unanswered
from dashboard.sentences.promises import delivered
from dashboard.wording import t
from queries.answers import dicts

Asked = tuple[str, str, str]  # question, what it rests on, address
MOST_ASKED = 5  # in a visit of an hour


def questions(of: Dossier) -> list[Asked]:
    """What the data itself suggests asking: question, the figure it rests on with its source, address. Each rule's worst case in order of weight, then what else its rule would ask."""
    rules = (_ask_overdue, _ask_money, _ask_unallocated, _ask_evidence, _ask_worst, _ask_output, _ask_report, _ask_undertaking, _ask_responsible, _ask_obligation, _ask_answer, _ask_order, _ask_ties_of_others, _ask_tie, _ask_rest)
    told = [rule(of) for rule in rules]
    return [asked for place in range(2) for of_rule in told for asked in of_rule[place : place + 1]]


def sourced(row: Mapping, *figures: str) -> str:
    """Figures, and the sheet and row they come from, where one row tells."""
    place = t("partner.place", sheet=row["source_sheet"], row=row["source_row"], release=row["from_release"]) if row.get("source_row") else ""
    return " · ".join(filter(None, (*figures, place)))


def _shown_at(of: Dossier, row: Mapping) -> str:
    return links.to_item(row["subject_kind"], row["subject_code"], of.code, row["page"])


def _works(of: Dossier) -> list[dict]:
    """What waits for it besides money, which is asked about once for all shares."""
    return [row for row in dicts(of.items) if row["subject_kind"] not in ("budget_share", "undertaking", "mou_obligation", "tie", "membership")]


def _ask_overdue(of: Dossier) -> list[Asked]:
    """Works past their day; what only lacks evidence is asked about by itself."""
    late = [row for row in _works(of) if _is_late(row)]
    return [(_overdue(row), sourced(row, overview.how_bad(row)), _shown_at(of, row)) for row in late[:2]]


def _is_late(row: Mapping) -> bool:
    """Whether a thing is past its day and not only flagged for something else."""
    return bool(row["days_overdue"]) and (row["state"] in ("off_track", "watch") or row["subject_kind"] == "contract_party")


def _overdue(row: Mapping) -> str:
    if row["subject_kind"] == "contract_party":
        return t("partner.ask_sign", contract=row["details"])
    return t("partner.ask_overdue", name=overview.named(row), days=wording.days(row["days_overdue"]))


def _ask_evidence(of: Dossier) -> list[Asked]:
    bare = [row for row in _works(of) if row["state"] == "no_evidence"]
    return [(t("partner.ask_evidence", name=overview.named(row)), sourced(row, overview.how_bad(row)), _shown_at(of, row)) for row in bare[:1]]


def _ask_money(of: Dossier) -> list[Asked]:
    if of.money is None or of.money["state"] not in ("off_track", "watch") or budget.worse_measure(of.money)[1] is None:
        return []
    measure, _ = budget.worse_measure(of.money)
    shares = {name: wording.percent(of.money[column]) for name, column in (("actual", f"compared_{measure}_percent"), ("target", f"{measure}_target_percent"))}
    basis = t("partner.ask_money_basis", measure=wording.choice("money_measure", measure), **shares)
    return [(t("partner.ask_money", gap=budget.gap_words(of.money)), basis, links.to("shares", partner=of.code))]


def _ask_unallocated(of: Dossier) -> list[Asked]:
    rows = sorted((row for row in dicts(of.shares) if row["is_unallocated_late"]), key=lambda row: -row["pledged_baht"])
    if not rows:
        return []
    row = rows[0]
    return [(t("partner.ask_unallocated", pledged=wording.baht(row["pledged_baht"]), project=row["project_name"]), sourced(row, wording.fiscal_year(row["fiscal_year"])), links.to("shares", partner=of.code))]


def _ask_worst(of: Dossier) -> list[Asked]:
    """The two gravest things that are not overdue: an indicator moving away, a payment before its time."""
    grave = [row for row in _works(of) if not _is_late(row) and row["severity"] == "high" and row["state"] != "no_evidence"]
    return [(t("partner.ask_worst", name=overview.named(row)), sourced(row, overview.how_bad(row)), _shown_at(of, row)) for row in grave[:2]]


def _ask_output(of: Dossier) -> list[Asked]:
    """An output past its day, though its project may be told complete."""
    late = [row for row in dicts(of.outputs) if row["days_late"]]
    return [(t("partner.ask_output", name=row["output_name"]), sourced(row, delivered(row), t("overview.overdue", days=wording.days(row["days_late"]))), "") for row in late[:1]]


def _ask_report(of: Dossier) -> list[Asked]:
    late = late_reports(of)
    if late.empty:
        return []
    row = late.iloc[0]
    asked = t("partner.ask_report", kind=wording.choice("report_kind", row["report_kind"]), month=wording.month_year(row["oldest_missing_period_on"]))
    return [(asked, t("partner.ask_report_basis", count=row["missing_periods"], due=wording.date(row["due_on"]), days=wording.days(row["days_overdue"])), links.to("data"))]


def _ask_undertaking(of: Dossier) -> list[Asked]:
    late = late_undertakings(of)
    if late.empty:
        return []
    row = late.iloc[0].to_dict()
    return [(t("partner.ask_undertaking", name=row["description"]), sourced(row, t("overview.overdue", days=wording.days(row["days_late"]))), "")]


def _ask_responsible(of: Dossier) -> list[Asked]:
    unnamed = [row for row in dicts(of.undertakings) if not row["has_responsible"] and row["state"] != "done"]
    if not unnamed:
        return []
    row = unnamed[0]
    return [(t("partner.ask_responsible", name=row["description"]), sourced(row, t("partner.by", day=wording.date(row["due_on"]))), "")]


def _ask_obligation(of: Dossier) -> list[Asked]:
    bare = [row for row in dicts(of.obligations) if not row["has_project"]]
    if not bare:
        return []
    row = bare[0]
    return [(t("partner.ask_obligation", name=row["obligation"]), sourced(row, row["mou_title"], t("partner.by", day=wording.date(row["due_on"]))), "")]


def _ask_answer(of: Dossier) -> list[Asked]:
    late = unanswered(of)
    if late.empty:
        return []
    row = late.iloc[0].to_dict()
    return [(t("partner.ask_answer", name=row["recommendation"]), sourced(row, row["participation_name"], t("overview.overdue", days=wording.days(row["days_overdue"]))), "")]


def _ask_order(of: Dossier) -> list[Asked]:
    bare = dicts(kept(of.seats, (not ordered for ordered in of.seats["has_order"])))
    if not bare:
        return []
    row = bare[0]
    return [(t("partner.ask_order", body=row["body_name"]), t("partner.ask_order_basis", count=len(bare), day=wording.date(row["start_on"])), links.to("bodies", body=row["body_code"]))]


def _ask_ties_of_others(of: Dossier) -> list[Asked]:
    """Declared ties gone silent that it is to bring together again, as the network manager."""
    silent = [row for row in dicts(of.items) if row["subject_kind"] == "tie"]
    return [(t("partner.ask_ties", pair=overview.named(row)), sourced(row, overview.how_bad(row)), _shown_at(of, row)) for row in silent[:1]]


def _ask_tie(of: Dossier) -> list[Asked]:
    """The tie that is silent longest; one declared and never used counts as longer than any."""
    silent = dicts(kept(of.ties, map(bool, of.ties["is_silent"])))
    if not silent:
        return []
    row = max(silent, key=lambda row: row["days_since_last"] if row["days_since_last"] is not None else float("inf"))
    far = row["to_organisation_code"] if row["from_organisation_code"] == of.code else row["from_organisation_code"]
    basis = t("partner.ask_tie_basis", day=wording.date(row["last_on"])) if row["last_on"] else t("partner.silent_never")
    return [(t("partner.ask_tie", name=of.names.get(far, far)), basis, links.to_partner(far))]


def _ask_rest(of: Dossier) -> list[Asked]:
    """Flags of less weight that no other rule asks about: an interest to declare, facts of an activity that are missing."""
    rest = [row for row in _works(of) if not _is_late(row) and row["severity"] != "high" and row["state"] != "no_evidence" and row["flags"]]
    return [(t("partner.ask_rest", name=overview.named(row), title=row["title"]), sourced(row, overview.how_bad(row)), _shown_at(of, row)) for row in rest[:1]]


def shown(asked: list[Asked], across: float = 0, letter: int = 0, high: float = 0) -> list[Asked]:
    """The questions an hour has room for; on a projector those that stand in `across` by `high` px of its picture, in letters of that size."""
    found, used = [], 0.0
    for one in asked[:MOST_ASKED]:
        used += letter * (0.3 + sum(line * -(-wide(words, size * letter) // across) for words, size, line in ((one[0], 1, 1.35), (one[1], 0.7, 0.95)))) if across else 0
        if across and used > high and found:
            break
        found.append(one)
    return found


def answer(asked: list[Asked], count: int) -> str:
    """How many questions the data suggests, and how many of them are shown."""
    if not asked:
        return t("partner.nothing_waits")
    return t("partner.visit_more", count=count, total=len(asked)) if len(asked) > count else t("partner.visit", count=count)
