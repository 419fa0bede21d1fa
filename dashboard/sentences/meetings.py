"""The committee's meetings in sentences, and why a draft agenda takes up what it does."""

from collections.abc import Mapping

import pandas as pd

from dashboard import wording
from dashboard.links import OF_PARTNER, OF_WHOLE, PICKS
from dashboard.sentences.meeting import by_code, numbered
from dashboard.wording import choice, date, days, t
from queries.answers import dicts

LISTED = ["meeting_name", "held_on", "meeting_status", "looked_at_release", "agenda_count", "open_question_count", "resolution_count"]


def listed(found: pd.DataFrame) -> pd.DataFrame:
    """The meetings as a table."""
    return found.assign(agenda_count=found["item_count"], meeting_name=list(by_code(dicts(found)).values()))[LISTED]


def answer(found: pd.DataFrame) -> str:
    """How many there were, and the newest."""
    if not len(found):
        return t("meetings.none")
    newest = found.iloc[0].to_dict()
    return t("meetings.answer", count=len(found), newest=numbered(newest), day=date(newest["held_on"]), status=choice("meeting_status", newest["meeting_status"]))


def reason(row: Mapping) -> str:
    """Why an item is proposed, in words."""
    figure, unit = row["figure"], row["figure_unit"]
    told = "" if figure is None else days(int(figure)) if unit == "days" else wording.number(figure) if unit == "count" else ""
    due = t("meetings.due", day=date(row["due_on"])) if row["due_on"] else ""
    return t(f"meetings.reason_{row['reason']}", figure=told, partner=row["organisation_name"] or wording.NONE) + due


def proposed(row: Mapping) -> dict[str, str]:
    """A proposed item as a draft agenda holds it; its reason is what the papers say of it until somebody says it better."""
    kind, code = row["subject_kind"], row["subject_code"]
    page, pick = PICKS.get(kind, (row["page"], ""))
    own = row["organisation_code"] if kind in OF_PARTNER else code.partition("/")[0] if kind in OF_WHOLE else code
    of_page = {"page": page, "page_picks": f"{pick}={own}" if pick else ""} if kind and not row["page_picks"] else {"page": row["page"], "page_picks": row["page_picks"]}
    title = {"adopt_minutes": t("meetings.title_adopt", "th", meeting=row["title"]), "changed": t("meetings.title_changed", "th")}.get(row["reason"], row["title"])
    subject = {"subject_kind": kind, "subject_code": code} if kind else {}
    found = {"agenda_section": row["agenda_section"], "item_title": title, "brief": reason(row), "presenter_organisation_code": row["organisation_code"], **of_page, **subject}
    return {name: value for name, value in found.items() if value}
