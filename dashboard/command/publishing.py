"""What everybody may see: published files, and the site made from one."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard import terminal
from dashboard.command.given import Database, Format, Printed, Province, Release, app, engine_at, place, settings_now
from dashboard.wording import t
from queries import public_file


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

    with engine_at(database).connect() as connection:
        where, at = place(connection, province, release)
    wanted = publication.Wanted(at, where, settings_now().licence, by or t("command.publisher", "th"), withdraws or None, reason)
    made = publication.publish(engine_at(database), out, wanted)
    terminal.published(made.manifest, out)


@app.command("publications")
def list_publications(database: Database = "", province: Province = "", answer_format: Printed = Format.table) -> None:
    """List what was published, newest first, also what was withdrawn since."""
    from queries import publication

    with engine_at(database).connect() as connection:
        terminal.frame(publication.log(connection, province=province or None), str(answer_format))


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
