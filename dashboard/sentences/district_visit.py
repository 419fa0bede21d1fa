"""What to ask in one district on a visit: questions the data itself suggests, each to who must answer it, with its figure and where that is from.

The same kinds of questions, in the same words, as those for one partner (sentences/visit.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard import links, wording
from dashboard.sentences import overview, visit
from dashboard.sentences.district import LATE_STATES, Dossier
from dashboard.sentences.governor import stands
from dashboard.sentences.promises import delivered
from dashboard.sentences.visit import Asked
from dashboard.wording import t
from queries.answers import dicts


@dataclass(frozen=True)
class Open:
    """What waits in the whole province: what needs attention, recommendations, the governor's instructions; and the project of every share."""

    items: pd.DataFrame
    recommendations: pd.DataFrame
    instructions: pd.DataFrame
    project_of: Mapping[str, str]


def questions(of: Dossier, waiting: Open) -> list[Asked]:
    """What to ask there, in order of weight: works and money that need attention, late outputs, the governor's own instructions, recommendations nobody has answered."""
    return [*_works(of, waiting), *_outputs(of), *_instructions(of, waiting), *_recommendations(of, waiting)]


def _codes(of: Dossier) -> set[str]:
    return set(of.projects["project_code"])


def _to(who: str | None, question: str) -> str:
    return t("district.ask_of", who=who or t("overview.nobody"), question=question)


def _works(of: Dossier, waiting: Open) -> list[Asked]:
    """Projects there and shares of them that need attention, the worst first as on the overview."""
    here = [row for row in dicts(waiting.items) if waiting.project_of.get(row["subject_code"], row["subject_code"]) in _codes(of) and row["subject_kind"] in ("project", "budget_share")]
    return [(_to(row["responsible_organisation_name"], _question(row)), visit.sourced(row, overview.how_bad(row)), links.to_item(row["subject_kind"], row["subject_code"], row["responsible_organisation_code"], row["page"])) for row in here]


def _question(row: Mapping) -> str:
    name = overview.named(row)
    if row["subject_kind"] == "budget_share":
        return t("district.ask_money", name=name, title=row["title"])
    if row["state"] == "no_evidence":
        return t("partner.ask_evidence", name=name)
    return t("partner.ask_overdue", name=name, days=wording.days(row["days_overdue"])) if row["days_overdue"] else t("partner.ask_worst", name=name)


def _outputs(of: Dossier) -> list[Asked]:
    late = [row for row in dicts(of.outputs) if row["days_late"] and row["state"] in LATE_STATES]
    return [(_to(row["responsible_organisation_name"], t("partner.ask_output", name=row["output_name"])), visit.sourced(row, delivered(row), t("overview.overdue", days=wording.days(row["days_late"]))), links.to_project(row["project_code"])) for row in late]


def _instructions(of: Dossier, waiting: Open) -> list[Asked]:
    still = [row for row in dicts(waiting.instructions) if row["done_on"] is None and row["subject_kind"] == "project" and row["subject_code"] in _codes(of)]
    return [(_to(row["organisation_name"], t("district.ask_instruction", words=row["instruction"])), f"{t('partner.by', day=wording.date(row['due_on']))} · {stands(row)}", links.to_project(row["subject_code"])) for row in still]


def _recommendations(of: Dossier, waiting: Open) -> list[Asked]:
    held = set(of.held["participation_code"])
    bare = [row for row in dicts(waiting.recommendations) if not row["is_answered"] and row["participation_code"] in held]
    return [(_to(row["addressed_to_name"], t("partner.ask_answer", name=row["recommendation"])), visit.sourced(row, row["participation_name"], *([t("overview.overdue", days=wording.days(row["days_overdue"]))] if row["days_overdue"] else [])), "") for row in bare]
