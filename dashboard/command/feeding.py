"""How figures get in: the blank and prefilled workbooks, checking, loading, undoing; official boundaries."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard import terminal
from dashboard.command.given import EPILOG, Database, Province, Release, app, engine_at, exit_with, place, settings_now
from dashboard.wording import t
from queries import database as databases
from queries import errors, questions, releases
from queries.tables import TABLES
from queries.workbook import references, template
from queries.workbook.dates import to_date
from queries.workbook.load import Report, check, given_about, load
from queries.workbook.refusal import Refusal

boundary_app = typer.Typer(help="Official boundaries for the map: what is loaded, from whom, under which terms; and `load`.", invoke_without_command=True, epilog=EPILOG, rich_markup_mode=None)
app.add_typer(boundary_app, name="boundaries")
Files = Annotated[list[Path], typer.Argument(help="Workbooks (.xlsx), CSV files or folders of CSV files, in order.", show_default=False)]
AsOf = Annotated[str, typer.Option("--as-of", help="The day the figures speak of, for a file that does not say: 30/11/2567.")]
Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


class WorkbookKind(StrEnum):
    setup = "setup"
    monthly = "monthly"


class BoundaryLevel(StrEnum):
    district = "district"
    province = "province"


@app.command("template")
def write_template(
    kind: Annotated[WorkbookKind, typer.Argument(help="setup: once a year and on change. monthly: every month.")],
    out: Annotated[Path, typer.Argument(help="The .xlsx file to write.")],
    database: Database = "", province: Province = "", release: Release = 0,
    partner: Annotated[str, typer.Option("--partner", help="Monthly form for this partner only, by its code.")] = "",
    blank: Annotated[bool, typer.Option("--blank", help="Do not prefill from the database.")] = False,
) -> None:
    """Write a workbook for a clerk to fill: setup as it stands, monthly with keys, names and last values filled in."""
    engine = None if blank else _checking_engine(database or settings_now().database_url)
    if engine is None or not _has_data(engine):
        template.write(out, str(kind))
    else:
        with engine.connect() as connection:
            where, at = place(connection, province, release)
            if kind is WorkbookKind.setup:
                template.write_setup(out, connection, province=where, release=at)
            else:
                template.write_monthly(out, connection, province=where, release=at, organisation=partner or None)
    terminal.say("template_written", path=out)


@app.command("check")
def check_files(files: Files, database: Database = "", province: Province = "", as_of: AsOf = "", as_json: Json = False,
                marked: Annotated[Path | None, typer.Option("--marked", help="Also write a copy of the workbook with the cells marked.")] = None) -> None:
    """Say everything that is wrong with files, and what loading them would change. Nothing is kept."""
    url = database or settings_now().database_url
    engine = _checking_engine(url)
    reports = [_reported(lambda heard, path=path: check(engine, path, given=_given(province, as_of), limits=settings_now().limits, progress=heard), as_json) for path in files]
    if marked:
        from queries.workbook import marked as marking

        marking.write(files[0], marked, reports[0].problems)
        terminal.say("marked_written", path=marked)
    _answer(reports, as_json)


@app.command("load")
def load_files(files: Files, database: Database = "", province: Province = "", as_of: AsOf = "", as_json: Json = False,
               by: Annotated[str, typer.Option("--by", help="Office or role that loads; never a person's name.")] = "") -> None:
    """Load files, each as one release, all or nothing; stops at the first file that is refused."""
    engine = engine_at(database, may_create=True)
    reports = []
    for path in files:
        reports.append(load_one(engine, path, _given(province, as_of), by, as_json))
        if reports[-1].is_refused:
            break
    if as_json:
        _answer(reports, as_json)
    exit_with(reports)


def load_one(engine, path: Path, given, by: str, as_json: bool) -> Report:
    """Load one file, and say what became of it."""
    report = _reported(lambda heard: load(engine, path, given=given, created_by=by, limits=settings_now().limits, progress=heard), as_json)
    if not as_json:
        terminal.report(report)
    return report


def _has_data(engine) -> bool:
    with engine.connect() as connection:
        return releases.latest(connection) > 0


def _reported(work, as_json: bool) -> Report:
    with terminal.progress(silent=as_json) as heard:
        return work(heard)


def _checking_engine(url: str):
    """The database to check against; an empty one in memory where there is none yet."""
    made = databases.engine(url)
    if made.url.database and made.dialect.name == "sqlite" and not Path(made.url.database).exists():
        return engine_at("sqlite://", may_create=True)
    return engine_at(url, may_create=True)


def _given(province: str, as_of: str):
    day = to_date(as_of) if as_of else None
    if isinstance(day, Refusal):
        raise errors.UsageError("date_malformed", value=as_of)
    return given_about(province=province, as_of=day)


def _answer(reports: list[Report], as_json: bool) -> None:
    if as_json:
        print(json.dumps([terminal.as_plain(r) for r in reports], ensure_ascii=False, indent=1, default=str))
    else:
        for report in reports:
            terminal.report(report)
    exit_with(reports)


@app.command()
def revert(release: Annotated[int, typer.Argument(help="The release to undo.")], database: Database = "",
           reason: Annotated[str, typer.Option("--reason", help="Why; kept with the release.")] = "", by: Annotated[str, typer.Option("--by", help="Office or role.")] = "") -> None:
    """Undo a release by a new one: what it opened is closed, what it closed is true again."""
    with engine_at(database).connect() as connection, databases.writing(connection):
        number = releases.revert(connection, release, created_by=by or "-", reason=reason or t("command.revert_reason", "th", release=release))
        for province in releases.provinces(connection)["province_code"]:
            if named := sorted({p.sheet for p in references.broken(connection, province, set(TABLES), {})}):
                raise errors.UsageError("release_built_upon", number=release, rows=", ".join(named))
    terminal.say("reverted", number=number, release=release)


@boundary_app.callback()
def list_boundaries(context: typer.Context, database: Database = "", province: Province = "") -> None:
    """Say which official boundaries are loaded, from whom, under which terms, and what to print with a map of them."""
    if context.invoked_subcommand is None:
        with engine_at(database).connect() as connection:
            where, at = place(connection, province, 0)
            terminal.boundary_loads(questions.find("boundaries.loads")(connection, release=at, province=where))


@boundary_app.command("load")
def load_boundaries(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="GeoJSON, a shapefile (.shp, or a .zip of it) or GeoPackage.", show_default=False)],
    source: Annotated[str, typer.Option("--source", help="Who drew them, as it is to be printed with the map.")] = "",
    terms: Annotated[str, typer.Option("--terms", help="Under which terms they may be used, as the download page states.")] = "",
    level: Annotated[BoundaryLevel, typer.Option("--level", help="Every district, or the province's outline.")] = BoundaryLevel.district,
    code_column: Annotated[str, typer.Option("--code-column", help="The column of the codes, where it is not found by itself.")] = "",
    layer: Annotated[str, typer.Option("--layer", help="The layer, where a file has several that would do.")] = "",
    note: Annotated[str, typer.Option("--note", help="Anything else to keep with it, as the edition's year.")] = "",
    only_check: Annotated[bool, typer.Option("--check", help="Say what is wrong and what would be kept; keep nothing.")] = False,
    database: Database = "", province: Province = "",
) -> None:
    """Load official boundaries of the province: checked, simplified for a screen, kept with their source and terms."""
    loading = _boundary_loading()
    engine = engine_at(database or context.parent.params["database"])  # either side of `load`
    with engine.connect() as connection:
        where, at = place(connection, province or context.parent.params["province"], 0)
    given = loading.Given(source=source, terms=terms, note=note, level=str(level), column=code_column, layer=layer)
    report = (loading.check if only_check else loading.load)(engine, file, province=where, release=at, given=given, limits=settings_now().limits)
    terminal.boundary_report(report)
    exit_with([report])
    if not only_check:
        terminal.say("boundaries_print", source=source.strip(), terms=terms.strip())


def _boundary_loading():
    """The room that reads map files. UsageError where its extra is not installed."""
    try:
        from queries.boundary_files import load as loading
    except ModuleNotFoundError as trouble:
        if trouble.name.partition(".")[0] not in ("geopandas", "pyogrio", "pyproj", "shapely"):
            raise
        raise errors.UsageError("boundaries_extra_missing", name=trouble.name) from None
    return loading
