"""Names of partners, projects and things in the language of the reader, from answers that carry both."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import pandas as pd

from dashboard import serving, wording
from dashboard.wording import t
from queries.answers import dicts
from queries.public_rows import NUMBERED


def localised(frame: pd.DataFrame) -> pd.DataFrame:
    """The answer with every name in the language in use, as `x`, from its `x` or `x_th` and `x_en`; Thai where no English is known, None where there is no name."""
    columns = frame.columns.tolist()
    if bare := {f"{name}_th": name for name in (c.removesuffix("_th") for c in columns if c.endswith("_th")) if name not in columns}:
        frame = frame.rename(columns=bare)
        columns = [bare.get(c, c) for c in columns]
    if others := [f"{name}_en" for name in columns if f"{name}_en" in columns]:
        if wording.language() == "en":
            names = [other.removesuffix("_en") for other in others]
            frame = frame.assign(**{name: pd.Series([en or th for th, en in zip(frame[name], frame[other], strict=True)], index=frame.index, dtype=object) for name, other in zip(names, others, strict=True)})
        frame = frame.drop(columns=others)
    return _without_office(frame)


def _without_office(frame: pd.DataFrame) -> pd.DataFrame:
    """The answer with words for a post holder of whom what is published tells no more than a number."""
    for name, code in ((n, c) for n, c in (("post_title", "person_code"), ("evidence_name", "evidence_code")) if n in frame and c in frame):
        told = [t("names.no_office") if title is None and str(of).startswith(NUMBERED) else title for title, of in zip(frame[name], frame[code], strict=True)]
        frame = frame.assign(**{name: pd.Series(told, index=frame.index, dtype=object)})
    return frame


def ask(question: str) -> pd.DataFrame:
    """The cached door, opened only when it is asked for: papers are named without a server, whose cache it wants."""
    from dashboard.ask import ask as door

    return door(question)


def _named(question: str, code: str, name: str) -> dict[str, str]:
    """Code → name of an answer's rows, in the language in use."""
    known = localised(ask(question))
    return dict(zip(known[code], known[name], strict=True))


def _seen() -> tuple:
    """What names hang on: whose data as at which release, in which language, for whom."""
    from dashboard.ask import context

    here = context()
    return here.url, here.chain, here.province, here.release, wording.language(), serving.audience()


@lru_cache(maxsize=64)
def _registered(*seen) -> dict[str, str]:
    """Kept, for every table on every page looks for partners among its cells; `seen` only keys the cache."""
    return of_register(ask("register.partners"))


@lru_cache(maxsize=64)
def _projects(*seen) -> dict[str, str]:
    return _named("contract.projects", "project_code", "project_name")


def partners() -> dict[str, str]:
    """Code of every partner → its name in the language in use."""
    return _named("network.partners", "organisation_code", "organisation_name")


def registered() -> dict[str, str]:
    """Code of every partner in the register, also one that has left → its name in the language in use.

    A person is named in public by level, sector and district only; so is everywhere who has no name."""
    return dict(_registered(*_seen()))


def of_register(answer: pd.DataFrame) -> dict[str, str]:
    """The same of an answer of register.partners, which may come from elsewhere than the screens' door."""
    known = dicts(localised(answer))
    return {row["organisation_code"]: row["organisation_name"] if row["organisation_name"] and not is_private(row) else _unnamed(row) for row in known}


def responsible(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the name of who answers for each as these readers may know it; None where nobody does."""
    known = registered()
    return frame.assign(responsible_organisation_name=pd.Series([known.get(code, code) for code in frame["responsible_organisation_code"]], index=frame.index, dtype=object))


def is_private(row: Mapping) -> bool:
    """Whether this process must not name a partner: it serves the public, and the partner is a person."""
    return serving.audience() == serving.PUBLIC and row["actor_level"] == "individual"


def _unnamed(row: Mapping) -> str:
    return t("names.unnamed", level=wording.choice("actor_level", row["actor_level"]), sector=wording.choice("sector", row["sector"]), district=row["district_name"] or wording.NONE)


def bodies() -> dict[str, str]:
    """Code of every body → its name in the language in use."""
    return _named("bodies.listed", "body_code", "body_name")


def projects() -> dict[str, str]:
    """Code of every project → its name in the language in use."""
    return dict(_projects(*_seen()))


def known() -> dict[str, str]:
    """Code of a partner, deliverable, indicator, project or share → its name in the language in use."""
    found = partners()
    for question, code, name in (("contract.projects", "project_code", "project_name"), ("deliverables.listed", "deliverable_code", "deliverable_name"),
                                 ("indicators.listed", "indicator_code", "indicator_name"), ("budget.shares", "share_code", "project_name"),
                                 ("contract.undertakings", "undertaking_code", "description")):
        rows = localised(ask(question))
        found |= dict(zip(rows[code], rows[name], strict=True))
    return found


def kept(frame: pd.DataFrame, flags: Iterable[object]) -> pd.DataFrame:
    """The rows whose flag is true, all columns kept also where there is no row (an empty list would pick no column)."""
    return frame.loc[pd.Series([bool(flag) for flag in flags], index=frame.index, dtype=bool)]
