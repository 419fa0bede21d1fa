"""Which files an answer's rows came from: what the line under every chart and table names."""

from collections.abc import Mapping

import pandas as pd

from dashboard.ask import ask
from dashboard.wording import t
from queries.answers import dicts


def files(*frames: pd.DataFrame) -> list[str]:
    """The newest file whose release opened these rows (`from_release`), and how many others did."""
    return _of({int(number) for frame in frames if "from_release" in frame for number in frame["from_release"] if number == number and number is not None})


def placed(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with where each of them came from in words, as `origin`: file, sheet, row and release."""
    files = named()
    said = [_origin(files.get(row["from_release"]), row) for row in dicts(frame)]
    return frame.assign(origin=pd.Series(said, index=frame.index, dtype=object))


def _origin(file: str | None, row: Mapping) -> str:
    """Where a row came from; without its file, which what is published does not name."""
    return t("show.origin" if file else "show.origin_unnamed", file=file, sheet=row["source_sheet"], row=row["source_row"], release=row["from_release"])


def row(told: Mapping) -> str:
    """The file, sheet and row that a row of an answer came from; "" where it came from none."""
    number = told.get("from_release")
    if not number or not told.get("source_row"):
        return ""
    return t("show.source_row", file=named().get(number) or "", sheet=told["source_sheet"], row=told["source_row"], release=number).strip()


def of_tables(*names: str) -> list[str]:
    """The newest file that told anything new of these tables, and how many others did: for figures made of many rows."""
    touched = ask("reporting.release_tables")
    return _of({int(number) for number, name in zip(touched["release"], touched["table_name"], strict=True) if name in names})


def _of(opened: set[int]) -> list[str]:
    known = ask("reporting.release_summary")
    named = zip(known["release"], known["file_name"], strict=True)
    found = list(dict.fromkeys(name for number, name in named if number in opened and name))
    return [*found[:1], *([t("show.more_files", count=len(found) - 1)] if len(found) > 1 else [])]


def named() -> dict[int, str]:
    """Release → the file it came from."""
    known = ask("reporting.release_summary")
    return dict(zip(map(int, known["release"]), known["file_name"], strict=True))
