"""What the public may not see in rows that are public otherwise: counts of few people and what gives them away, and posts that are no public office.

Each table named here is told as the public screens tell it (queries/participation_shown.py), from its releases so far.
A published file no longer holds what that needs, and keeps the answers instead.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
from sqlalchemy import Connection, inspect

from queries import public_answers, questions
from queries.answers import dicts
from queries.suppression import is_small

Rows = list[dict[str, Any]]
COUNTED = {  # table → (question that tells the public its counts, column of the answer → column of the table)
    "participation_attendance": ("participation.attendance", {"people": "people_count"}),
    "panel_group": ("participation.panel", {"panel_people": "panel_count"}),
    "priority": ("participation.priorities", {"votes": "vote_count"}),
}


def applied(name: str, found: Rows, connection: Connection, *, release: int, province: str, posts: Callable[[], Iterable[str]]) -> Rows:
    """The rows of a table without what is withheld. A table of counts holds only what may be shown apart; a withheld count is None.

    `posts` gives the codes of the posts that are public."""
    at = {"release": release, "province": province}
    if name in COUNTED:
        question, renamed = COUNTED[name]
        return [{renamed.get(column, column): value for column, value in row.items()} for row in dicts(told(question, connection, **at))]
    if name == "participation_activity":
        few = {row["participation_code"] for row in dicts(told("participation.activities", connection, **at)) if row["is_withheld"]}
        return [{**row, "participant_count": None} if row["participation_code"] in few or is_small(row["participant_count"]) else row for row in found]
    if name == "membership":
        known = set(posts())
        return [{**row, "person_code": row["person_code"] if row["person_code"] in known else None} for row in found]
    return found


def told(question: str, connection: Connection, *, release: int, province: str) -> pd.DataFrame:
    """A question's answer as the public gets it: from the facts, or as a published file keeps it."""
    if inspect(connection).has_table(public_answers.answer_table.name):
        return public_answers.answer(connection, question, release=release, province=province)
    return questions.find(question)(connection, release=release, province=province, is_public=True)
