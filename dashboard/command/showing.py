"""Show the screens: of the invented province, of a database, of a published file."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from dashboard.command.feeding import load_one
from dashboard.command.given import Database, app, engine_at, settings_now
from dashboard.wording import t
from queries import public_file, record_script
from queries.workbook.load import given_about

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
Port = Annotated[int, typer.Option("--port", help="Port on this machine.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")]


@app.command()
def demo(port: Port = 0, no_browser: NoBrowser = False) -> None:
    """Load the invented sample province into a fresh folder and show it on this machine."""
    url = f"sqlite:///{Path(tempfile.mkdtemp(prefix='scrutiny-demo-')) / 'demo.sqlite'}"
    engine = engine_at(url, may_create=True)
    for path in sorted(SAMPLE.glob("*.xlsx")):
        load_one(engine, path, given_about(), t("command.sample_office", "th"), as_json=False)
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
        opened = engine_at(database)
        _serve(opened.url.render_as_string(hide_password=False), port, no_browser, open_data=open_data)
        return
    now = settings_now()
    is_local = now.host in ("127.0.0.1", "localhost", "::1")
    public_file.expect_apart(public, now.database_url, is_given=bool(now.database or database), is_local=is_local)
    _serve(public_file.address(public), port, no_browser, role="public", open_data=open_data)


def _serve(url: str, port: int, no_browser: bool, *, role: str = "official", open_data: Path | None = None) -> None:
    from dashboard import crowd  # Streamlit takes a second to import; no other command needs it
    from dashboard import serve as server

    now = settings_now()
    readers = crowd.Crowd(now.public_readers, now.public_readers_per_address, now.public_requests_per_minute, now.proxies) if role == "public" else crowd.Crowd()
    wanted = server.Wanted(now.host, url, role, now.basemap, now.basemap_host, readers, open_data)
    server.run(wanted, port or now.port, open_browser=not no_browser)
