"""The governor's brief as a file, HTML or PDF, for the command and for a download of the page."""

from sqlalchemy import Connection

from dashboard import chromium, packing
from dashboard.papers import governor, sheet
from queries import questions

HTML, PDF = "html", "pdf"
TYPES = {form: packing.TYPES[form] for form in (HTML, PDF)}


def made(connection: Connection, province: str, release: int, form: str, *, digits: str = sheet.ARABIC, program: str = "", seconds: int = chromium.SECONDS) -> bytes:
    """The brief on a province as at a release, in the language in use; the same release gives the same HTML. `program`, `seconds`: which Chromium prints the PDF, and for how long at most.

    UsageError where there is no Chromium, where it takes too long, where it fails."""
    paper = governor.made(lambda question, **picks: questions.find(question)(connection, release=release, province=province, **picks), packing.origin(connection, province, release), digits)
    page = sheet.printed(paper)
    return chromium.pdf(page, program=program, seconds=seconds) if form == PDF else page.encode()


def file_name(province: str, release: int, language: str, form: str) -> str:
    """Name of the file: whose brief, as at which release, in which language."""
    return f"brief-{province}-r{release}-{language}.{form}"
