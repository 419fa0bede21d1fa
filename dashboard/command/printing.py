"""What goes on paper: the governor's report and brief, a meeting's pack."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard import terminal, wording
from dashboard.command.given import (
    Database,
    Digits,
    InLanguage,
    Language,
    OnPaper,
    Province,
    Release,
    app,
    engine_at,
    place,
    settings_now,
)
from queries import errors, questions
from queries.exports import saved


@app.command("report")
def write_report(
    out: Annotated[Path, typer.Argument(help="The .html file to write: open it in any browser and print.")],
    release: Release = 0, province: Province = "", database: Database = "",
    digits: OnPaper = Digits.arabic,
    language: InLanguage = Language.th,
) -> None:
    """Write the governor's report to the national committee, ready to print and sign; the same release gives the same bytes."""
    from dashboard import packing
    from dashboard.papers import report, sheet

    wording.use(str(language))
    with engine_at(database).connect() as connection:
        where, at = place(connection, province, release)
        paper = report.made(lambda question, **picks: questions.find(question)(connection, release=at, province=where, **picks), packing.origin(connection, where, at), str(digits))
    out.write_bytes(sheet.printed(paper).encode())
    terminal.say("report_written", path=out, release=at)


@app.command("brief")
def write_brief(
    out: Annotated[Path, typer.Argument(help="The .html or .pdf file to write; a .pdf through a Chromium found on this machine.")],
    release: Release = 0, province: Province = "", database: Database = "",
    digits: OnPaper = Digits.arabic,
    language: InLanguage = Language.th,
) -> None:
    """Write the governor's brief on one page: on track or not, the three worst, what changed, open instructions."""
    from dashboard import briefing

    form = out.suffix.lower().removeprefix(".")
    if form not in briefing.TYPES:
        raise errors.UsageError("brief_needs_form", path=out)
    wording.use(str(language))
    now = settings_now()
    with engine_at(database).connect() as connection:
        where, at = place(connection, province, release)
        content = briefing.made(connection, where, at, form, digits=str(digits), program=now.chromium, seconds=now.pdf_seconds)
    saved.save({out.name: content}, out)
    terminal.say("brief_written", path=out, release=at)


@app.command("pack")
def write_pack(
    meeting: Annotated[str, typer.Argument(help="The meeting, by its code: JSC-2568-2.")],
    to: Annotated[Path, typer.Option("--to", help="Folder to write into; this one without it.")] = Path(),
    html: Annotated[bool, typer.Option("--html", help="Only a self-contained page that any browser prints, and whatever else is asked for.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Only the same as PDF, through a Chromium found on this machine.")] = False,
    pptx: Annotated[bool, typer.Option("--pptx", help="Only slides with charts that can be edited.")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Only every table on one workbook.")] = False,
    papers: Annotated[bool, typer.Option("--papers", help="Only the papers before the meeting; all there is while it is only called.")] = False,
    minutes: Annotated[bool, typer.Option("--minutes", help="Only the minutes.")] = False,
    release: Annotated[int, typer.Option("--release", help="Minutes with the corrections made up to this release; without it as the meeting was closed.")] = 0,
    province: Province = "", database: Database = "",
    digits: OnPaper = Digits.arabic,
    language: InLanguage = Language.th,
) -> None:
    """Write a meeting's pack: its papers before, its minutes after, slides, workbook; made again later, the same but for the time of making."""
    from dashboard import packing

    forms, kinds = ([name for name, is_asked in asked.items() if is_asked] for asked in ({"html": html, "pdf": pdf, "pptx": pptx, "xlsx": xlsx}, {"papers": papers, "minutes": minutes}))
    wording.use(str(language))
    with engine_at(database).connect() as connection:
        where, _ = place(connection, province, release)
        packs = packing.gathered(connection, where, meeting, kinds, release=release, digits=str(digits))
        later = 0 if release or packs[-1].kind == "papers" else packing.corrections(connection, where, meeting)
    now = settings_now()
    for pack, path, content in packing.files(packs, forms, to, program=now.chromium, seconds=now.pdf_seconds):
        saved.save({path.name: content}, path)
        terminal.say("pack_written", path=path, facts=pack.origin.release, record=pack.origin.record_release)
    if later:
        terminal.say("pack_corrected", count=later)
