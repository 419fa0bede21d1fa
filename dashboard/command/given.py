"""What the commands share: the application, options that mean the same everywhere, and the database, province and release they name."""

import os
from enum import StrEnum
from typing import Annotated

import typer

from dashboard.wording import t
from queries import database as databases
from queries import errors, releases, settings
from queries.workbook.load import Report

EPILOG = "Exit codes: 0 fine · 2 usage · 10 problems in the input · 11 cannot read the file · 12 database"
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, epilog=EPILOG, rich_markup_mode=None,
                  help=f"{t('product.name', 'th')} · Joint Scrutiny. Follow a provincial network against its territorial contract.")


class Language(StrEnum):
    th = "th"
    en = "en"


class Digits(StrEnum):
    arabic = "arabic"
    thai = "thai"


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


Database = Annotated[str, typer.Option("--database", help="Database address; the setting SCRUTINY_DATABASE without it.")]
Province = Annotated[str, typer.Option("--province", help="Two-digit province code; needed where the database holds several.")]
Release = Annotated[int, typer.Option("--release", help="As at this release; the newest without it.")]
Printed = Annotated[Format, typer.Option("--format", help="How to print the answer.")]
OnPaper = Annotated[Digits, typer.Option("--digits", help="Digits on the paper; English keeps Arabic ones.")]
InLanguage = Annotated[Language, typer.Option("--lang", help="Language of the paper.")]


def settings_now() -> settings.Settings:
    """The settings of this process's environment."""
    return settings.read(os.environ)


def engine_at(url: str = "", *, may_create: bool = False):
    """The database named, or the settings' own; of this version's schema, made where it may be. ForPeople where it cannot be used."""
    made = databases.engine(url or settings_now().database_url)
    if may_create and databases.revision(made) is None:
        databases.upgrade(made)
    else:
        databases.expect_current(made)
    return made


def place(connection, province: str, release: int) -> tuple[str, int]:
    """The province and release meant: given, or the only one and the newest. UsageError when there is no such."""
    known = list(releases.provinces(connection)["province_code"])
    if not province and len(known) > 1:
        raise errors.UsageError("province_needed", known=", ".join(known))
    if not known:
        raise errors.DatabaseError("database_empty", url=databases.shown(connection.engine))
    where = province or known[0]
    if where not in known:
        raise errors.UsageError("province_unknown", province=where, known=", ".join(known))
    newest = releases.latest(connection)
    if release > newest or release < 0:
        raise errors.UsageError("release_unknown", number=release, latest=newest)
    return where, release or releases.latest(connection, where)


def exit_with(reports: list[Report]) -> None:
    """Leave with the exit code of the worst of the reports."""
    if any(p.refuses_reading for r in reports for p in r.problems):
        raise typer.Exit(errors.UNREADABLE)
    if any(r.is_refused for r in reports):
        raise typer.Exit(errors.PROBLEMS)
