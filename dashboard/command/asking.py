"""What stands: any question of the screens, the field's standards, the releases and their chain."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard import terminal
from dashboard.command.given import Database, Format, Printed, Province, Release, app, engine_at, place, settings_now
from queries import database as databases
from queries import errors, exports, questions, releases
from queries.exports import published, saved
from queries.tables import TABLES
from queries.workbook import references


class Standard(StrEnum):
    ocds = "ocds"
    oc4ids = "oc4ids"
    fiscal = "fiscal"
    open_data = "open-data"


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question by its dotted name: budget.shares_by_partner.")] = "",
    release: Release = 0, province: Province = "", database: Database = "",
    pick: Annotated[list[str], typer.Option("--pick", help="name=value, as often as needed.")] = [],  # noqa: B006 (typer's own way)
    answer_format: Printed = Format.table,
    list_all: Annotated[bool, typer.Option("--list", help="List every question with what a row is.")] = False,
) -> None:
    """Ask any question the screens ask, and print its answer."""
    if list_all or not question:
        terminal.questions(questions.every())
        return
    answering = questions.find(question)
    picks = questions.picks_of(question, pick)
    with engine_at(database).connect() as connection:
        where, at = place(connection, province, release)
        terminal.frame(answering(connection, release=at, province=where, **picks), str(answer_format))


@app.command("export")
def export_standard(
    standard: Annotated[Standard, typer.Argument(help="ocds: the network manager's contract (OCDS 1.1). oc4ids: the projects (OC4IDS 0.9). fiscal: partners' shares (Fiscal Data Package). open-data: every public table. The last two are a folder or a .zip.")],
    out: Annotated[Path | None, typer.Argument(help="Where to write: a file; fiscal, open-data: a folder or a .zip. Without it the file is printed.", show_default=False)] = None,
    to: Annotated[Path | None, typer.Option("--to", help="The same, as an option.")] = None,
    release: Release = 0, province: Province = "", database: Database = "",
) -> None:
    """Write the public data as at a release in one of the field's standards; the same release gives the same bytes."""
    now = settings_now()
    given = published.Given(now.ocid_prefix, now.oc4ids_prefix, now.licence)
    with engine_at(database).connect() as connection:
        where, at = place(connection, province, release)
        files = exports.EXPORTS[standard].files(connection, release=at, province=where, given=given)
    to = out or to
    if to is not None:
        saved.save(files, to)
        terminal.say("exported", path=to, release=at)
    elif len(files) > 1:
        raise errors.UsageError("export_needs_file", standard=standard)
    else:
        sys.stdout.buffer.write(*files.values())


@app.command("releases")
def list_releases(database: Database = "", province: Province = "", answer_format: Printed = Format.table) -> None:
    """List the releases, newest first."""
    with engine_at(database).connect() as connection:
        terminal.frame(releases.listed(connection, province=province or None), str(answer_format))


@app.command()
def verify(database: Database = "") -> None:
    """Walk the chain of releases over every row, and every code a row names; anything tampered with shows."""
    with engine_at(database).connect() as connection, terminal.progress() as heard:
        wrong = databases.damaged(connection) or releases.verify(connection, progress=lambda done, total: heard("verify", done, total))
        for province in releases.provinces(connection)["province_code"]:
            wrong += [f"{p.where('en')}: {p.message('en')}" for p in references.broken(connection, province, set(TABLES), {})]
        head = releases.head(connection)
    for line in wrong:
        print(line)
    if wrong:
        raise typer.Exit(errors.DATABASE)
    terminal.say("verified", head=head)
