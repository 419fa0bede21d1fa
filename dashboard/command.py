"""The scrutiny command: what the provincial office, the committee's secretary and the operator type."""

import json
import os
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard import terminal, wording
from dashboard.wording import t
from queries import database as databases
from queries import errors, exports, public_file, questions, record_script, releases, settings
from queries.exports import published, saved
from queries.tables import TABLES
from queries.workbook import references, template
from queries.workbook.dates import to_date
from queries.workbook.load import Report, check, given_about, load
from queries.workbook.refusal import Refusal

EPILOG = "Exit codes: 0 fine · 2 usage · 10 problems in the input · 11 cannot read the file · 12 database"
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, epilog=EPILOG, rich_markup_mode=None,
                  help=f"{t('product.name', 'th')} · Joint Scrutiny. Follow a provincial network against its territorial contract.")
boundary_app = typer.Typer(help="Official boundaries for the map: what is loaded, from whom, under which terms; and `load`.", invoke_without_command=True, epilog=EPILOG, rich_markup_mode=None)
app.add_typer(boundary_app, name="boundaries")
SAMPLE = Path(__file__).resolve().parent.parent / "sample_data"


class WorkbookKind(StrEnum):
    setup = "setup"
    monthly = "monthly"


class BoundaryLevel(StrEnum):
    district = "district"
    province = "province"


class Standard(StrEnum):
    ocds = "ocds"
    oc4ids = "oc4ids"
    fiscal = "fiscal"
    open_data = "open-data"


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
Files = Annotated[list[Path], typer.Argument(help="Workbooks (.xlsx), CSV files or folders of CSV files, in order.", show_default=False)]
AsOf = Annotated[str, typer.Option("--as-of", help="The day the figures speak of, for a file that does not say: 30/11/2567.")]
Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
Port = Annotated[int, typer.Option("--port", help="Port on this machine.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")]


def main() -> None:
    """Run the command; an error for people is its message and its exit code, never a traceback."""
    try:
        app()
    except errors.ForPeople as trouble:
        terminal.trouble(trouble)
        sys.exit(trouble.exit_code)


def _settings() -> settings.Settings:
    return settings.read(os.environ)


def _engine(url: str = "", *, may_create: bool = False):
    made = databases.engine(url or _settings().database_url)
    if may_create and databases.revision(made) is None:
        databases.upgrade(made)
    else:
        databases.expect_current(made)
    return made


@app.command()
def demo(port: Port = 0, no_browser: NoBrowser = False) -> None:
    """Load the invented sample province into a fresh folder and show it on this machine."""
    url = f"sqlite:///{Path(tempfile.mkdtemp(prefix='scrutiny-demo-')) / 'demo.sqlite'}"
    engine = _engine(url, may_create=True)
    for path in sorted(SAMPLE.glob("*.xlsx")):
        _load_one(engine, path, given_about(), t("command.sample_office", "th"), as_json=False)
    record_script.play(engine, SAMPLE / "meeting.toml")
    engine.dispose()
    _serve(url, port, no_browser)


@app.command()
def serve(
    database: Database = "", port: Port = 0, no_browser: NoBrowser = True,
    public: Annotated[Path | None, typer.Option("--public", help="Show this published file to everybody instead: read-only, no sign-in, may listen beyond this machine (SCRUTINY_HOST).")] = None,
    open_data: Annotated[Path | None, typer.Option("--open-data", help="Folder whose datapackage.json lists the files shown under /open-data/.")] = None,
) -> None:
    """Show the screens of a database on this machine, or with --public those of a published file to everybody."""
    if public is None:
        opened = _engine(database)
        _serve(opened.url.render_as_string(hide_password=False), port, no_browser, open_data=open_data)
        return
    now = _settings()
    is_local = now.host in ("127.0.0.1", "localhost", "::1")
    public_file.expect_apart(public, now.database_url, is_given=bool(now.database or database), is_local=is_local)
    _serve(public_file.address(public), port, no_browser, role="public", open_data=open_data)


def _serve(url: str, port: int, no_browser: bool, *, role: str = "official", open_data: Path | None = None) -> None:
    from dashboard import crowd  # Streamlit takes a second to import; no other command needs it
    from dashboard import serve as server

    now = _settings()
    readers = crowd.Crowd(now.public_readers, now.public_readers_per_address, now.public_requests_per_minute, now.proxies) if role == "public" else crowd.Crowd()
    wanted = server.Wanted(now.host, url, role, now.basemap, now.basemap_host, readers, open_data)
    server.run(wanted, port or now.port, open_browser=not no_browser)


@app.command()
def publish(
    out: Annotated[Path, typer.Argument(help="The .sqlite file to write; its manifest is the .json beside it.")],
    release: Release = 0, province: Province = "", database: Database = "",
    by: Annotated[str, typer.Option("--by", help="Office or role that publishes; never a person's name.")] = "",
    withdraws: Annotated[int, typer.Option("--withdraws", help="Number of the publication that this one takes back; say why with --reason.")] = 0,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the log and in the manifest.")] = "",
) -> None:
    """Make a release public: a new read-only file of what is marked public, its manifest, and an entry in the log."""
    from queries import publication

    with _engine(database).connect() as connection:
        where, at = _place(connection, province, release)
    wanted = publication.Wanted(at, where, _settings().licence, by or t("command.publisher", "th"), withdraws or None, reason)
    made = publication.publish(_engine(database), out, wanted)
    terminal.published(made.manifest, out)


@app.command("publications")
def list_publications(database: Database = "", province: Province = "", answer_format: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table) -> None:
    """List what was published, newest first, also what was withdrawn since."""
    from queries import publication

    with _engine(database).connect() as connection:
        terminal.frame(publication.log(connection, province=province or None), str(answer_format))


@app.command("template")
def write_template(
    kind: Annotated[WorkbookKind, typer.Argument(help="setup: once a year and on change. monthly: every month.")],
    out: Annotated[Path, typer.Argument(help="The .xlsx file to write.")],
    database: Database = "", province: Province = "", release: Release = 0,
    partner: Annotated[str, typer.Option("--partner", help="Monthly form for this partner only, by its code.")] = "",
    blank: Annotated[bool, typer.Option("--blank", help="Do not prefill from the database.")] = False,
) -> None:
    """Write a workbook for a clerk to fill: setup as it stands, monthly with keys, names and last values filled in."""
    engine = None if blank else _checking_engine(database or _settings().database_url)
    if engine is None or not _has_data(engine):
        template.write(out, str(kind))
    else:
        with engine.connect() as connection:
            where, at = _place(connection, province, release)
            if kind is WorkbookKind.setup:
                template.write_setup(out, connection, province=where, release=at)
            else:
                template.write_monthly(out, connection, province=where, release=at, organisation=partner or None)
    terminal.say("template_written", path=out)


@app.command("check")
def check_files(files: Files, database: Database = "", province: Province = "", as_of: AsOf = "", as_json: Json = False,
                marked: Annotated[Path | None, typer.Option("--marked", help="Also write a copy of the workbook with the cells marked.")] = None) -> None:
    """Say everything that is wrong with files, and what loading them would change. Nothing is kept."""
    url = database or _settings().database_url
    engine = _checking_engine(url)
    reports = [_reported(lambda heard, path=path: check(engine, path, given=_given(province, as_of), limits=_settings().limits, progress=heard), as_json) for path in files]
    if marked:
        from queries.workbook import marked as marking

        marking.write(files[0], marked, reports[0].problems)
        terminal.say("marked_written", path=marked)
    _answer(reports, as_json)


@app.command("load")
def load_files(files: Files, database: Database = "", province: Province = "", as_of: AsOf = "", as_json: Json = False,
               by: Annotated[str, typer.Option("--by", help="Office or role that loads; never a person's name.")] = "") -> None:
    """Load files, each as one release, all or nothing; stops at the first file that is refused."""
    engine = _engine(database, may_create=True)
    reports = []
    for path in files:
        reports.append(_load_one(engine, path, _given(province, as_of), by, as_json))
        if reports[-1].is_refused:
            break
    if as_json:
        _answer(reports, as_json)
    _exit_with(reports)


def _load_one(engine, path: Path, given, by: str, as_json: bool) -> Report:
    report = _reported(lambda heard: load(engine, path, given=given, created_by=by, limits=_settings().limits, progress=heard), as_json)
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
        return _engine("sqlite://", may_create=True)
    return _engine(url, may_create=True)


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
    _exit_with(reports)


def _exit_with(reports: list[Report]) -> None:
    if any(p.refuses_reading for r in reports for p in r.problems):
        raise typer.Exit(errors.UNREADABLE)
    if any(r.is_refused for r in reports):
        raise typer.Exit(errors.PROBLEMS)


@app.command()
def revert(release: Annotated[int, typer.Argument(help="The release to undo.")], database: Database = "",
           reason: Annotated[str, typer.Option("--reason", help="Why; kept with the release.")] = "", by: Annotated[str, typer.Option("--by", help="Office or role.")] = "") -> None:
    """Undo a release by a new one: what it opened is closed, what it closed is true again."""
    with _engine(database).connect() as connection, databases.writing(connection):
        number = releases.revert(connection, release, created_by=by or "-", reason=reason or t("command.revert_reason", "th", release=release))
        for province in releases.provinces(connection)["province_code"]:
            if named := sorted({p.sheet for p in references.broken(connection, province, set(TABLES), {})}):
                raise errors.UsageError("release_built_upon", number=release, rows=", ".join(named))
    terminal.say("reverted", number=number, release=release)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question by its dotted name: budget.shares_by_partner.")] = "",
    release: Release = 0, province: Province = "", database: Database = "",
    pick: Annotated[list[str], typer.Option("--pick", help="name=value, as often as needed.")] = [],  # noqa: B006 (typer's own way)
    answer_format: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table,
    list_all: Annotated[bool, typer.Option("--list", help="List every question with what a row is.")] = False,
) -> None:
    """Ask any question the screens ask, and print its answer."""
    if list_all or not question:
        terminal.questions(questions.every())
        return
    answering = questions.find(question)
    picks = questions.picks_of(question, pick)
    with _engine(database).connect() as connection:
        where, at = _place(connection, province, release)
        terminal.frame(answering(connection, release=at, province=where, **picks), str(answer_format))


@app.command("export")
def export_standard(
    standard: Annotated[Standard, typer.Argument(help="ocds: the network manager's contract (OCDS 1.1). oc4ids: the projects (OC4IDS 0.9). fiscal: partners' shares (Fiscal Data Package). open-data: every public table. The last two are a folder or a .zip.")],
    out: Annotated[Path | None, typer.Argument(help="Where to write: a file; fiscal, open-data: a folder or a .zip. Without it the file is printed.", show_default=False)] = None,
    to: Annotated[Path | None, typer.Option("--to", help="The same, as an option.")] = None,
    release: Release = 0, province: Province = "", database: Database = "",
) -> None:
    """Write the public data as at a release in one of the field's standards; the same release gives the same bytes."""
    now = _settings()
    given = published.Given(now.ocid_prefix, now.oc4ids_prefix, now.licence)
    with _engine(database).connect() as connection:
        where, at = _place(connection, province, release)
        files = exports.EXPORTS[standard].files(connection, release=at, province=where, given=given)
    to = out or to
    if to is not None:
        saved.save(files, to)
        terminal.say("exported", path=to, release=at)
    elif len(files) > 1:
        raise errors.UsageError("export_needs_file", standard=standard)
    else:
        sys.stdout.buffer.write(*files.values())


@app.command("site")
def write_site(
    out: Annotated[Path, typer.Argument(help="Folder to write: a new or empty one, or a site written before, which is replaced as a whole.")],
    published: Annotated[Path, typer.Option("--from", help="The published file to read, as `scrutiny publish` made it.")],
    base_url: Annotated[str, typer.Option("--base-url", help="Where the site will be, https://…: only with it a sitemap, canonical addresses and pictures for messages are written.")] = "",
) -> None:
    """Write the public pages as plain files for any web host, in Thai and English; the same published file gives the same bytes."""
    from dashboard.public_site import writing  # Streamlit takes a second to import

    url = public_file.address(published)
    with terminal.progress() as heard:
        written = writing.write(out, url, base_url, heard=lambda done, total: heard("site", done, total))
    terminal.say("site_written", path=out, release=written.release, pages=written.pages)


@app.command("report")
def write_report(
    out: Annotated[Path, typer.Argument(help="The .html file to write: open it in any browser and print.")],
    release: Release = 0, province: Province = "", database: Database = "",
    digits: Annotated[Digits, typer.Option("--digits", help="Digits on the paper; English keeps Arabic ones.")] = Digits.arabic,
    language: Annotated[Language, typer.Option("--lang", help="Language of the paper.")] = Language.th,
) -> None:
    """Write the governor's report to the national committee, ready to print and sign; the same release gives the same bytes."""
    from dashboard import packing
    from dashboard.papers import report, sheet

    wording.use(str(language))
    with _engine(database).connect() as connection:
        where, at = _place(connection, province, release)
        paper = report.made(lambda question, **picks: questions.find(question)(connection, release=at, province=where, **picks), packing.origin(connection, where, at), str(digits))
    out.write_bytes(sheet.printed(paper).encode())
    terminal.say("report_written", path=out, release=at)


@app.command("brief")
def write_brief(
    out: Annotated[Path, typer.Argument(help="The .html or .pdf file to write; a .pdf through a Chromium found on this machine.")],
    release: Release = 0, province: Province = "", database: Database = "",
    digits: Annotated[Digits, typer.Option("--digits", help="Digits on the paper; English keeps Arabic ones.")] = Digits.arabic,
    language: Annotated[Language, typer.Option("--lang", help="Language of the paper.")] = Language.th,
) -> None:
    """Write the governor's brief on one page: on track or not, the three worst, what changed, open instructions."""
    from dashboard import briefing

    form = out.suffix.lower().removeprefix(".")
    if form not in briefing.TYPES:
        raise errors.UsageError("brief_needs_form", path=out)
    wording.use(str(language))
    now = _settings()
    with _engine(database).connect() as connection:
        where, at = _place(connection, province, release)
        content = briefing.made(connection, where, at, form, digits=str(digits), program=now.chromium, seconds=now.pdf_seconds)
    saved.save({out.name: content}, out)
    terminal.say("brief_written", path=out, release=at)


@app.command("pack")
def write_pack(
    meeting: Annotated[str, typer.Argument(help="The meeting, by its code: JSC-2568-2.")],
    to: Annotated[Path | None, typer.Option("--to", help="Folder for all of it: papers and, once the meeting has opened, minutes as HTML and PDF, slides, workbook.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="One self-contained page that any browser prints.")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="The same as PDF, through a Chromium found on this machine.")] = None,
    pptx: Annotated[Path | None, typer.Option("--pptx", help="Slides with charts that can be edited.")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Every table on one workbook.")] = None,
    papers: Annotated[bool, typer.Option("--papers", help="The papers before the meeting; what is written while it is only called.")] = False,
    minutes: Annotated[bool, typer.Option("--minutes", help="The minutes; what is written once the meeting has opened.")] = False,
    release: Annotated[int, typer.Option("--release", help="Minutes with the corrections made up to this release; without it as the meeting was closed.")] = 0,
    province: Province = "", database: Database = "",
    digits: Annotated[Digits, typer.Option("--digits", help="Digits on the paper; English keeps Arabic ones.")] = Digits.arabic,
    language: Annotated[Language, typer.Option("--lang", help="Language of the pack.")] = Language.th,
) -> None:
    """Write a meeting's pack: its papers before, its minutes after; made again later, the same but for the time of making."""
    from dashboard import packing

    wanted = {form: path for form, path in (("html", html), ("pdf", pdf), ("pptx", pptx), ("xlsx", xlsx)) if path}
    if (not wanted and to is None) or (papers and minutes):
        raise errors.UsageError("pack_needs_file")
    wording.use(str(language))
    kinds = ["papers"] if papers else ["minutes"] if minutes else []
    with _engine(database).connect() as connection:
        where, _ = _place(connection, province, release)
        packs = packing.gathered(connection, where, meeting, kinds, release=release, digits=str(digits))
        later = 0 if release or packs[-1].kind == "papers" else packing.corrections(connection, where, meeting)
    now = _settings()
    for pack, path, content in packing.files(packs, wanted, to, program=now.chromium, seconds=now.pdf_seconds):
        saved.save({path.name: content}, path)
        terminal.say("pack_written", path=path, facts=pack.origin.release, record=pack.origin.record_release)
    if later:
        terminal.say("pack_corrected", count=later)


@app.command("releases")
def list_releases(database: Database = "", province: Province = "", answer_format: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table) -> None:
    """List the releases, newest first."""
    with _engine(database).connect() as connection:
        terminal.frame(releases.listed(connection, province=province or None), str(answer_format))


@boundary_app.callback()
def list_boundaries(context: typer.Context, database: Database = "", province: Province = "") -> None:
    """Say which official boundaries are loaded, from whom, under which terms, and what to print with a map of them."""
    if context.invoked_subcommand is None:
        with _engine(database).connect() as connection:
            where, at = _place(connection, province, 0)
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
    engine = _engine(database or context.parent.params["database"])  # either side of `load`
    with engine.connect() as connection:
        where, at = _place(connection, province or context.parent.params["province"], 0)
    given = loading.Given(source=source, terms=terms, note=note, level=str(level), column=code_column, layer=layer)
    report = (loading.check if only_check else loading.load)(engine, file, province=where, release=at, given=given, limits=_settings().limits)
    terminal.boundary_report(report)
    _exit_with([report])
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


@app.command()
def verify(database: Database = "") -> None:
    """Walk the chain of releases over every row, and every code a row names; anything tampered with shows."""
    with _engine(database).connect() as connection, terminal.progress() as heard:
        wrong = databases.damaged(connection) or releases.verify(connection, progress=lambda done, total: heard("verify", done, total))
        for province in releases.provinces(connection)["province_code"]:
            wrong += [f"{p.where('en')}: {p.message('en')}" for p in references.broken(connection, province, set(TABLES), {})]
        head = releases.head(connection)
    for line in wrong:
        print(line)
    if wrong:
        raise typer.Exit(errors.DATABASE)
    terminal.say("verified", head=head)


@app.command()
def upgrade(database: Database = "") -> None:
    """Create the database's schema, or bring it to this version's revision."""
    engine = databases.engine(database or _settings().database_url)
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


def _place(connection, province: str, release: int) -> tuple[str, int]:
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


__all__ = ["app", "main"]
