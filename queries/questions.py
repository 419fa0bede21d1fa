"""Every question by its dotted name: what the command, the cached door of the screens and the tests find them by."""

import inspect
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import pandas as pd

from queries.errors import UsageError

# A module of questions is listed here and nowhere else; its public functions whose first argument is `connection` are its questions.
SUBJECTS = ("attention", "register", "network", "bodies", "agreements", "factors", "contract", "projects", "district", "budget", "deliverables", "indicators", "participation", "reporting", "since", "meetings", "committee", "boundaries")
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
GIVEN = ("connection", "release", "province")  # what every question takes, and no reader picks
Answer = Callable[..., pd.DataFrame]


class UnknownQuestion(UsageError):
    """No question bears that name; the message names the nearest ones."""


class Pick(NamedTuple):
    """What a reader may choose: its name, the type it must have, and its value when nothing is chosen."""

    name: str
    kind: type
    default: Any


class Question(NamedTuple):
    """A question as it is listed."""

    name: str
    says: str  # the first line of its docstring: what a row is, units, order
    picks: dict[str, Pick]  # by name, in the question's own order


def find(name: str) -> Answer:
    """The question of that dotted name, as "budget.shares_by_partner". UnknownQuestion, with near names, when there is none."""
    found = _answers().get(name)
    if found is None:
        raise UnknownQuestion("question_unknown", name=name, near=", ".join(near(name)) or "-")
    return found


def near(name: str) -> list[str]:
    """Up to five names that look like the one given, or that end like it; likeliest first."""
    known = list(_answers())
    same_end = [k for k in known if k.partition(".")[2] == name.rpartition(".")[2]]
    return list(dict.fromkeys([*same_end, *get_close_matches(name, known, n=5, cutoff=0.5)]))[:5]


def every() -> list[Question]:
    """All questions, by subject in the order of SUBJECTS and as they stand in its module."""
    return [Question(name, inspect.getdoc(answer).partition("\n")[0], picks(answer)) for name, answer in _answers().items()]


def picks(answer: Answer) -> dict[str, Pick]:
    """What may be picked for a question, by name, in its own order."""
    parameters = inspect.signature(answer, eval_str=True).parameters.values()
    return {p.name: Pick(p.name, _kind(p.annotation), p.default) for p in parameters if p.name not in GIVEN}


def picks_of(name: str, written: Iterable[str]) -> dict[str, Any]:
    """Picks written as "name=value" for the question of that name, each of the type it must have; an empty value is None.

    UsageError when one is not written so, is not a pick of the question, is not of its type, or one that is needed is missing."""
    known, found = picks(find(name)), {}
    for pick in written:
        key, equals, value = (part.strip() for part in pick.partition("="))
        if not equals:
            raise UsageError("pick_malformed", pick=pick)
        if key not in known:
            raise UsageError("pick_unknown", name=name, pick=key, known=", ".join(known) or "-")
        found[key] = _typed(known[key].kind, value, pick)
    if needed := [key for key, pick in known.items() if pick.default is inspect.Parameter.empty and found.get(key) is None]:
        raise UsageError("pick_needed", name=name, needed=", ".join(needed))
    return found


def _typed(kind: type, value: str, pick: str) -> Any:
    if value == "":
        return None
    try:
        return {bool: lambda v: TRUTH[v.lower()], date: date.fromisoformat}.get(kind, kind)(value)
    except (KeyError, ValueError, ArithmeticError) as problem:
        raise UsageError("pick_malformed", pick=pick) from problem


@cache
def _answers() -> dict[str, Answer]:
    return {f"{subject}.{name}": answer for subject in SUBJECTS for name, answer in vars(import_module(f"queries.{subject}")).items() if _is_question(answer, f"queries.{subject}")}


def _is_question(thing: Any, module: str) -> bool:
    """Whether it is a public function of that very module that takes the connection first and answers with a frame."""
    if not inspect.isfunction(thing) or thing.__module__ != module or thing.__name__.startswith("_"):
        return False
    signature = inspect.signature(thing, eval_str=True)
    return next(iter(signature.parameters), "") == "connection" and signature.return_annotation is pd.DataFrame


def _kind(annotation: Any) -> type:
    """The plain type of `int | None` and its like; str where it says nothing plain."""
    choices = [kind for kind in getattr(annotation, "__args__", (annotation,)) if kind is not type(None)]
    return choices[0] if choices and isinstance(choices[0], type) and choices[0] is not inspect.Parameter.empty else str
