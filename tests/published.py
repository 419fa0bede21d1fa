"""Published files for tests."""

import shutil
from pathlib import Path

from sqlalchemy import NullPool, create_engine, select, text

from queries import database, public_file, publication, record_script, tables

SCRIPT = Path(__file__).parent.parent / "sample_data" / "meeting.toml"
HELD = "JSC-2568-1"  # the meeting of that script that was held


def with_meetings(sample_engine, folder):
    """A copy of the sample with the committee's meetings played into it, in the same kind of database: releases 7 to 15."""
    if sample_engine.dialect.name == "sqlite":
        url = f"sqlite:///{folder / 'meetings.sqlite'}"
        shutil.copy(sample_engine.url.database, folder / "meetings.sqlite")
    else:
        sample_engine.dispose()  # a template must be at rest
        url = sample_engine.url.set(database=f"{sample_engine.url.database}_meetings")
        with create_engine(sample_engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as serving:
            serving.execute(text(f"CREATE DATABASE {url.database} TEMPLATE {sample_engine.url.database}"))
        url = url.render_as_string(hide_password=False)
    engine = database.engine(url)
    record_script.play(engine, SCRIPT)
    return engine


def publish(engine, folder, release=0, name="out", **more):
    """The path of a published file of an engine's database as at a release, the newest without one."""
    with engine.connect() as connection:
        row = connection.execute(select(tables.release_table.c.number, tables.release_table.c.province_code).order_by(tables.release_table.c.number.desc()).limit(1)).one()
    path = folder / f"{name}.sqlite"
    publication.publish(engine, path, publication.Wanted(release or row.number, row.province_code, **more))
    return path


def published(engine, folder, **more):
    """The address of a published file."""
    return public_file.address(publish(engine, folder, **more))
