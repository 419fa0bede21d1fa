"""A meeting's pack as files – HTML, PDF, slides, workbook – for the command and for a download of the screens."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from functools import cache, partial
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection

from dashboard import chromium, wording
from dashboard.papers import agenda_papers, minutes, pack_tables, sheet
from dashboard.papers import pack as packs
from dashboard.papers.pack import MINUTES, PAPERS, Pack
from dashboard.wording import t
from queries import questions, releases
from queries.answers import dicts
from queries.errors import UsageError

HTML, PDF, PPTX, XLSX = "html", "pdf", "pptx", "xlsx"
TYPES = {HTML: "text/html", PDF: "application/pdf", PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
         XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
PAPER = {PAPERS: agenda_papers.made, MINUTES: minutes.made}
BANGKOK = timezone(timedelta(hours=7))


def gathered(connection: Connection, province: str, meeting: str, kinds: Sequence[str] = (), *, release: int = 0, digits: str = sheet.ARABIC) -> list[Pack]:
    """The packs of a meeting in the language in use: those of `kinds`, else the papers and, once it has opened, the minutes. `release`: with what was recorded up to it; without it minutes tell the meeting as it was closed.

    UsageError for a meeting that there is not, or whose form this program cannot make."""
    newest = release or releases.latest(connection, province)
    ask = _asking(connection, province)
    held = _held(ask, newest, meeting)
    of = ask(newest)("meetings.pack_releases", meeting=meeting).iloc[0]
    told = {PAPERS: of["agenda_release"], MINUTES: of["newest_record_release"] if release else of["record_release"]}
    every = kinds or ((PAPERS,) if held["meeting_status"] == packs.CALLED else (PAPERS, MINUTES))
    return [packs.gathered(ask, meeting, kind, _two_releases(ask, connection, province, meeting, int(told[kind])), digits) for kind in every]


def _held(ask: packs.At, release: int, meeting: str) -> Mapping:
    """The meeting as the record had it at that release."""
    listed = dicts(ask(release)("meetings.listed"))
    found = next((row for row in listed if row["meeting_code"] == meeting), None)
    if found is None:
        raise UsageError("meeting_unknown", meeting=meeting, known=", ".join(row["meeting_code"] for row in listed) or "-")
    return found


def _two_releases(ask: packs.At, connection: Connection, province: str, meeting: str, record_release: int) -> sheet.Origin:
    """The release of the record, and of the facts which the meeting, as that record has it, looks at."""
    held = _held(ask, record_release, meeting)
    if held["sheet_version"] not in packs.FORMS:
        raise UsageError("pack_form_unknown", meeting=meeting, form=held["sheet_version"], known=", ".join(packs.FORMS))
    return origin(connection, province, held["looked_at_release"], record_release)


def corrections(connection: Connection, province: str, meeting: str) -> int:
    """How many records came after the meeting was closed: what its minutes do not tell unless asked for."""
    return int(_asking(connection, province)(releases.latest(connection, province))("meetings.pack_releases", meeting=meeting).iloc[0]["later_count"])


def made(pack: Pack, form: str, *, program: str = "", seconds: int = chromium.SECONDS) -> bytes:
    """The pack as a file of that form. `program`, `seconds`: which Chromium prints the PDF, and for how long at most."""
    if form == XLSX:
        return pack_tables.made(pack)
    if form == PPTX:
        from dashboard.papers import slides  # python-pptx takes a third of a second to import

        return slides.made(pack)
    paper = PAPER[pack.kind](pack)
    if form == PDF:
        return chromium.pdf(sheet.printed(paper), program=program, seconds=seconds)
    return sheet.printed(paper, _now()).encode()


def files(packs: Sequence[Pack], forms: Sequence[str], folder: Path, *, program: str, seconds: int) -> Iterator[tuple[Pack, Path, bytes]]:
    """The packs in `folder` in those forms, in all without any, one after another, PDF last; slides and workbook of the last pack only."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise UsageError("export_unwritable", path=folder, reason=trouble.strerror or trouble) from trouble
    todo = [(pack, form, folder / file_name(pack.meeting["meeting_code"], pack.kind, form)) for pack in packs for form in forms or TYPES if form in (HTML, PDF) or pack is packs[-1]]
    for pack, form, path in sorted(todo, key=lambda one: one[1] == PDF):
        yield pack, path, made(pack, form, program=program, seconds=seconds)


def file_name(meeting: str, kind: str, form: str) -> str:
    """Name of the file: which meeting, papers or minutes, which form."""
    return f"{meeting}-{kind}.{form}"


def origin(connection: Connection, province: str, release: int, record_release: int = 0) -> sheet.Origin:
    """Whose data a paper tells, as at which release; of a meeting's papers also which release of the record, whose chain it then is."""
    listed = dicts(releases.listed(connection, province=province))
    row = connection.execute(releases.at("province", province, release).select()).mappings().first() or {}
    name = row.get(f"province_name_{wording.language()}") or row.get("province_name_th") or province
    chain = next(r["chain"] for r in listed if r["number"] == (record_release or release))
    return sheet.Origin(name, release, releases.as_of(connection, province, release), chain, bool(row.get("is_sample")), record_release)


def _asking(connection: Connection, province: str) -> packs.At:
    """Release → ask; what papers and minutes ask alike is asked once."""
    def ask(release: int, question: str, **picks) -> pd.DataFrame:
        return questions.find(question)(connection, release=release, province=province, **picks)

    kept = cache(ask)
    return lambda release: partial(kept, release)


def _now() -> str:
    now = datetime.now(BANGKOK)
    return t("pack.made_at", day=wording.date(now.date(), long=True), time=now.strftime("%H.%M"))
