"""What every question answers with: a small frame whose cells stay what they are – Decimal, date, str, int, bool or None."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
from sqlalchemy import Connection, RowMapping

HUNDREDTH = Decimal("0.01")


def frame(connection: Connection, query) -> pd.DataFrame:
    """The answer to a select as a frame of object cells: money stays Decimal, days stay date, nothing becomes NaN."""
    result = connection.execute(query)
    return pd.DataFrame([tuple(row) for row in result], columns=list(result.keys()), dtype=object)


def rows(connection: Connection, query) -> Sequence[RowMapping]:
    """The answer to a select as mappings, for what is easier said in Python than in SQL."""
    return connection.execute(query).mappings().all()


def table(records: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A frame of object cells with exactly these columns in this order, also when there is no record."""
    return pd.DataFrame([[record.get(name) for name in columns] for record in records], columns=list(columns), dtype=object)


def hundredths(value: Decimal) -> Decimal:
    """Rounded half up to two decimals, the precision every percentage is shown *and* judged at; never minus zero."""
    return value.quantize(HUNDREDTH, rounding=ROUND_HALF_UP) + 0


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part` of `whole` in per cent, two decimals half up; None where there is no whole."""
    return hundredths(part * 100 / whole) if whole else None
