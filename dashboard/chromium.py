"""PDF through a Chromium found on the machine: one headless process for one file, with a time-out, nothing left behind."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from queries.errors import UsageError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge", "microsoft-edge-stable")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe", r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe", r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)  # fmt: skip
FLAGS = ("--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer", "--lang=th")
SECONDS = 60


def found(given: str = "") -> str | None:
    """The program that prints: the one given (a path or a name), else the first found; None where there is none."""
    if given:
        return shutil.which(given)
    return next((place for place in (*map(shutil.which, NAMES), *PLACES) if place and Path(place).exists()), None)


def pdf(html: str, *, program: str = "", seconds: int = SECONDS) -> bytes:
    """A page as PDF, by its own page size and margins. UsageError where there is no Chromium, where it takes too long, where it fails."""
    by = found(program)
    if by is None:
        raise UsageError("chromium_missing")
    with tempfile.TemporaryDirectory(prefix="scrutiny-pdf-", ignore_cleanup_errors=True) as folder:
        page, out = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        unsandboxed = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []  # as root it refuses to start otherwise; the page runs no script and asks nobody
        said = _run([by, *FLAGS, *unsandboxed, f"--user-data-dir={Path(folder, 'profile')}", f"--print-to-pdf={out}", page.as_uri()], seconds)
        if not out.exists():
            raise UsageError("pdf_failed", program=by, reason=said.strip().splitlines()[-1] if said.strip() else "–")
        return out.read_bytes()


def _run(words: list[str], seconds: int) -> str:
    """Run it and return what it complained of; its whole family is ended when it takes too long."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, text=True, errors="replace")
    try:
        return process.communicate(timeout=seconds)[1]
    except subprocess.TimeoutExpired:
        _end(process)
        raise UsageError("pdf_timed_out", program=words[0], seconds=seconds) from None


def _end(process: subprocess.Popen) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
