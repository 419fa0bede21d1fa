"""A value that was not accepted, as a value: what a conversion answers instead of raising."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """The problem's code and what its message needs besides the place; the reader of the sheet adds the place."""

    code: str
    details: tuple[tuple[str, str], ...] = ()


def refused(code: str, /, **details: object) -> Refusal:
    """A refusal with its details as text."""
    return Refusal(code, tuple((name, str(value)) for name, value in details.items()))
