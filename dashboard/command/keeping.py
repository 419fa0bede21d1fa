"""What the operator does: the schema, the rights, the settings."""

from typing import Annotated

import typer

from dashboard import terminal
from dashboard.command.given import Database, app, settings_now
from queries import database as databases
from queries import settings


@app.command()
def upgrade(database: Database = "") -> None:
    """Create the database's schema, or bring it to this version's revision."""
    engine = databases.engine(database or settings_now().database_url)
    databases.upgrade(engine)
    terminal.say("upgraded", revision=databases.revision(engine))


@app.command()
def grants(role: Annotated[str, typer.Argument(help="The PostgreSQL role the screens and the importer use.")]) -> None:
    """Print the PostgreSQL statements that let a role load and ask, but never delete or edit a fact."""
    print("\n".join(databases.grants(role)))


@app.command("settings")
def list_settings() -> None:
    """List every setting: its name in the environment, its default and its meaning."""
    terminal.settings(settings.described())
