"""Whether money adds up, as the one line every money screen carries: partners' shares = project budgets = contract total, phases' payments = the manager's contract.

Frames are money.RECONCILED (budget.reconciliation, deliverables.reconciliation) with names already in the reader's language.
"""

from collections.abc import Collection
from decimal import Decimal

import pandas as pd

from dashboard import wording
from dashboard.names import kept
from dashboard.wording import t

SUMS = ["reconciled_name", "reconciled_code", "level_name", "stated_baht", "parts_baht", "difference_baht", "part_codes", "part_places"]
SUMS_BRIEF = ["reconciled_name", "stated_baht", "parts_baht", "part_places"]
NOTHING = ("", "")
MOST_ROWS = 6  # of those that cause a difference in one line; the table names all of them


def whole(found: pd.DataFrame) -> tuple[str, str]:
    """Whether shares, project budgets and contract total are one sum (and the state of that); where not, by how much and which rows cause it."""
    contracts, projects = (_of_level(found, level) for level in ("contract", "project"))
    if contracts.empty and projects.empty:
        return NOTHING
    sums_of = {"pledged": _total(projects, "parts"), "projects": _total(projects, "stated"), "contract": _total(contracts, "stated")}
    return _line("sums.equal", "sums.unequal", found, sums_of)


def among(found: pd.DataFrame, codes: Collection[str]) -> pd.DataFrame:
    """The rows of these projects only."""
    return kept(found, (level == "project" and code in codes for level, code in zip(found["level"], found["code"], strict=True)))


def of_projects(projects: pd.DataFrame) -> tuple[str, str]:
    """The same for some projects: whether what is pledged to each is its budget. Nothing to say of none."""
    if projects.empty:
        return NOTHING
    equal = "sums.equal_project" if len(projects) == 1 else "sums.equal_projects"
    return _line(equal, "sums.unequal_projects", projects, {"count": len(projects), "pledged": _total(projects, "parts"), "projects": _total(projects, "stated")})


def payments(found: pd.DataFrame) -> tuple[str, str]:
    """Whether the phases' payments add up to the sum of the manager's contract."""
    if found.empty:
        return NOTHING
    return _line("sums.equal_payments", "sums.unequal_payments", found, {"phases": _total(found, "parts"), "contract": _total(found, "stated")})


def brief(found: pd.DataFrame, line: tuple[str, str]) -> tuple[str, str]:
    """The line in few words, for a screen that has room for no more: the difference and the rows to look at."""
    unequal = differing(found)
    return line if unequal.empty else (f"{t('sums.brief')} {_where(unequal)}", "off_track")


def _line(equal: str, unequal: str, found: pd.DataFrame, sums_of: dict) -> tuple[str, str]:
    apart = differing(found)
    return (t(equal, **sums_of), "on_track") if apart.empty else (f"{t(unequal, **sums_of)} {_where(apart)}", "off_track")


def _where(unequal: pd.DataFrame) -> str:
    """The largest difference with the rows that cause it, and how many more there are."""
    first, more = unequal.iloc[0], len(unequal) - 1
    name = f"{whole_code(first['code'])} {first['name'] or ''}".strip()
    where = t("sums.where", difference=signed_baht(first["difference_baht"]), name=name, **_sheet_rows(first["part_rows"], MOST_ROWS))
    return f"{where} {t('sums.more', count=more)}" if more else where


def _of_level(found: pd.DataFrame, level: str) -> pd.DataFrame:
    return kept(found, (of == level for of in found["level"]))


def _total(found: pd.DataFrame, what: str) -> str:
    return to_satang(sum(found[f"{what}_baht"], Decimal(0)))


def sheet_rows(places: str) -> str:
    """The sheet and the rows of "sheet:63; sheet:64" in words."""
    return t("sums.rows", **_sheet_rows(places))


def _sheet_rows(places: str, most: int | None = None) -> dict[str, str]:
    """"sheet:63; sheet:64" as the sheet's name and its rows; `most`: so many of them, and how many more there are."""
    found = [place.rpartition(":") for place in places.split("; ") if place]
    rows = ", ".join(row for _, _, row in found[:most]) or wording.NONE
    if most and len(found) > most:
        rows = t("sums.more_rows", rows=rows, count=len(found) - most)
    return {"sheet": ", ".join(dict.fromkeys(sheet for sheet, _, _ in found)) or wording.NONE, "rows": rows}


def differing(found: pd.DataFrame) -> pd.DataFrame:
    """The rows that do not add up, with their level in words; largest difference first."""
    unequal = kept(found, (not equal for equal in found["is_equal"])).sort_values("difference_baht", key=lambda values: values.map(abs), ascending=False, kind="stable")
    where = [sheet_rows(places) for places in unequal["part_rows"]]
    return unequal.assign(level_name=[t(f"sums.level_{level}") for level in unequal["level"]], reconciled_code=unequal["code"], reconciled_name=unequal["name"], part_places=where)


def counted(found: pd.DataFrame) -> str:
    """How many sums do not add up, and by how much in all."""
    unequal = differing(found)
    difference = sum((abs(value) for value in unequal["difference_baht"]), Decimal(0))
    return t("sums.answer", count=len(unequal), total=len(found), difference=to_satang(difference))


def signed_baht(amount: Decimal) -> str:
    """A difference to the satang with its sign."""
    return f"{'+' if amount > 0 else ''}{to_satang(amount)}"


def to_satang(amount: Decimal) -> str:
    """An exact amount, its satang only where it has any."""
    return t("units.baht", value=wording.number(amount))


def whole_code(code: str) -> str:
    """A code in running text, with word joiners so that no line breaks at its hyphen."""
    return code.replace("-", "-\N{WORD JOINER}")
