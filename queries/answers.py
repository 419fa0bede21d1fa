"""How an answer leaves the database: a small frame whose cells stay what they are."""

import pandas as pd
from sqlalchemy import Connection, Select


def frame(connection: Connection, query: Select) -> pd.DataFrame:
    """The query's rows, in its order, as a frame of objects: Decimal stays Decimal, a date a date, nothing None."""
    result = connection.execute(query)
    return pd.DataFrame([tuple(row) for row in result], columns=list(result.keys()), dtype=object)
