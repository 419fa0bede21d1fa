"""Alembic's door: runs on the connection it is handed."""

from alembic import context

from queries import tables

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=tables.METADATA, render_as_batch=connection.dialect.name == "sqlite")
context.run_migrations()
