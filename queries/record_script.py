"""Records written down in a file, confirmed one after another: the sample's meetings."""

import tomllib
from pathlib import Path

from sqlalchemy import Engine

from queries import records
from queries.records import Draft


def play(engine: Engine, path: Path) -> list[int]:
    """Save and confirm every record of a TOML file in its order. Returns their releases; RecordRefused at the first that cannot be."""
    script, numbers = tomllib.loads(path.read_text(encoding="utf-8")), []
    with engine.connect() as connection:
        for one in script["record"]:
            draft = records.save(connection, Draft(script["province"], one["meeting"], one.get("item"), one["kind"], one["content"], one["role"]))
            numbers.append(records.confirm(connection, draft, confirmed_role=one["by"]))
    return numbers
