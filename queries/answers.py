"""What every question answers with: a small frame whose cells stay what they are – Decimal, date, str, int, bool or None."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps
from typing import Any, TypeVar

import pandas as pd
from sqlalchemy import Connection, RowMapping

HUNDREDTH = Decimal("0.01")
MEMORY = "remembered"  # under this name a connection holds what it was told
Told = TypeVar("Told", bound=Callable[..., Any])


@contextmanager
def remembering(connection: Connection) -> Iterator[None]:
    """While many questions are asked of facts that stay as they are: what several of them rest on is worked out once."""
    connection.info[MEMORY] = {}
    try:
        yield
    finally:
        connection.info.pop(MEMORY, None)


def remembered(answer: Told) -> Told:
    """An answer that is given again while its connection is `remembering`; whoever gets it leaves it as it is."""

    @wraps(answer)
    def told(connection: Connection, *args, **picks):
        memory = connection.info.get(MEMORY)
        if memory is None:
            return answer(connection, *args, **picks)
        key = (answer, args, *sorted((name, frozenset(value) if isinstance(value, Set) else value) for name, value in picks.items() if value is not None))
        if key not in memory:
            memory[key] = answer(connection, *args, **picks)
        return memory[key]

    return told


def frame(connection: Connection, query) -> pd.DataFrame:
    """The answer to a select as a frame of object cells: money stays Decimal, days stay date, nothing becomes NaN."""
    result = connection.execute(query)
    return pd.DataFrame([tuple(row) for row in result], columns=_heads(result.keys()), dtype=object)


def rows(connection: Connection, query) -> Sequence[RowMapping]:
    """The answer to a select as mappings, for what is easier said in Python than in SQL."""
    return connection.execute(query).mappings().all()


def table(records: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A frame of object cells with exactly these columns in this order, also when there is no record."""
    return pd.DataFrame([[record.get(name) for name in columns] for record in records], columns=_heads(columns), dtype=object)


def _heads(names: Iterable[str]) -> pd.Index:
    """Names of columns as plain objects: pandas would keep them in Arrow, where each look at a column by its name takes twice as long."""
    return pd.Index(list(names), dtype=object)


def dicts(answer: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of an answer, each by column. pandas' own `to_dict` looks at every cell for a number of NumPy's, of which an answer has none: it takes twenty times as long."""
    names = answer.columns.tolist()
    return [dict(zip(names, row, strict=True)) for row in answer.to_numpy().tolist()]


def hundredths(value: Decimal) -> Decimal:
    """Rounded half up to two decimals, the precision every percentage is shown *and* judged at; never minus zero."""
    return value.quantize(HUNDREDTH, rounding=ROUND_HALF_UP) + 0


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part` of `whole` in per cent, two decimals half up; None where there is no whole."""
    return hundredths(part * 100 / whole) if whole else None
