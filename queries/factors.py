"""The nine factors of a strong, lasting network (domain of the study): what partners say in the survey."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pandas as pd
from sqlalchemy import Connection

from queries.answers import hundredths, percent, table
from queries.network_scene import QUARTERS, Scene
from queries.tables import CHOICES, GROUP_OF_SECTOR

SURVEY = ("survey_round", "factor", "sector_group", "partners_answered", "mean_score", "agree_percent", "mean_before", "change", "is_withheld")
SMALLEST_SHOWN = 5  # fewer answers than this are never shown


def survey(connection: Connection, *, release: int, province: str, factor: str | None = None, by_sector_group: bool = False) -> pd.DataFrame:
    """One row a survey round and factor (and the study's four sectors, if picked): partners who answered (count), mean score 1 to 5, change since the round before; newest round first.

    Each partner counts once, by the mean of its own scores; `agree_percent` is the share of partners whose mean is 4 or more. Under five
    partners the figures are withheld, and so are those of the next smallest group, which would give them away by subtraction."""
    scene = Scene(connection, release, province, QUARTERS)
    scores = defaultdict(lambda: defaultdict(list))
    for row in scene.true("survey_answer"):
        group = GROUP_OF_SECTOR.get(scene.named(row["organisation_code"]).get("sector")) if by_sector_group else None
        if row["answered_on"] <= scene.as_of and factor in (None, row["factor"]):
            scores[row["survey_round"], row["factor"], group][row["organisation_code"]].append(row["score"])
    means = {key: [Fraction(sum(own), len(own)) for own in partners.values()] for key, partners in scores.items()}
    return table(_survey_rows(means), SURVEY)


def _survey_rows(means: dict[tuple, list[Fraction]]) -> list[dict]:
    """Newest round first, factors in the order people know; the round before is the one whose name sorts before."""
    found, order = [], list(CHOICES["factor"])
    rounds = sorted({survey_round for survey_round, _, _ in means})
    before = dict(pairwise(reversed(rounds)))
    for (survey_round, factor, group), answers in means.items():
        sizes = {g: len(a) for (r, f, g), a in means.items() if (r, f) == (survey_round, factor)}
        row = {"survey_round": survey_round, "factor": factor, "sector_group": group, "partners_answered": len(answers), "is_withheld": group in _withheld(sizes)}
        shown = {} if row["is_withheld"] else {"mean_score": _mean(answers), "agree_percent": percent(Decimal(sum(a >= 4 for a in answers)), Decimal(len(answers)))}
        found.append({**row, **shown})
    known = {(r["survey_round"], r["factor"], r["sector_group"]): r.get("mean_score") for r in found}
    for row in found:
        earlier, now = known.get((before.get(row["survey_round"]), row["factor"], row["sector_group"])), row.get("mean_score")
        row |= {"mean_before": earlier, "change": None if earlier is None or now is None else now - earlier}
    return sorted(found, key=lambda r: (-rounds.index(r["survey_round"]), order.index(r["factor"]), r["sector_group"] or ""))


def _withheld(sizes: dict[str | None, int]) -> set:
    """Groups under five, and as many of the next smallest as it takes that what is withheld is five or more and cannot be told apart."""
    smallest_first = sorted(sizes, key=lambda g: (sizes[g], g or ""))
    held = [g for g in smallest_first if sizes[g] < SMALLEST_SHOWN]
    while held and len(held) < len(smallest_first) and (len(held) < 2 or sum(sizes[g] for g in held) < SMALLEST_SHOWN):
        held.append(smallest_first[len(held)])
    return set(held)


def _mean(answers: list[Fraction]) -> Decimal:
    whole = sum(answers) / len(answers)
    return hundredths(Decimal(whole.numerator) / Decimal(whole.denominator))
