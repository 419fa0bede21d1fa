"""What this process serves: which database, to whom. Set once, before the first visitor."""

from collections.abc import Callable
from dataclasses import dataclass

OFFICIAL, PUBLIC = "official", "public"


@dataclass(frozen=True)
class Writing:
    """Pages are written into files instead of shown: the window they are laid out for, and what keeps a file (name, content) beside the page."""

    window: tuple[int, int]
    keep: Callable[[str, bytes], None]
    only_charts: bool = False  # of this writing nothing but the charts is wanted: no table is worth making


@dataclass
class _Serving:
    url: str = ""
    audience: str = OFFICIAL
    may_load: bool = False  # uploads: the local official process on loopback only
    basemap: str = ""  # the one thing a screen may ask of somebody else
    apologises: bool = False  # a failure is logged and the reader gets a code; else it is raised: tests, page writers
    writing: Writing | None = None


_now = _Serving()


def begin(url: str, audience: str = OFFICIAL, may_load: bool = False, apologises: bool = False, basemap: str = "") -> None:
    """Say which database this process shows, to whom, whether workbooks may be loaded, what becomes of a failure, which basemap there is."""
    _now.url, _now.audience, _now.may_load, _now.apologises, _now.basemap = url, audience, may_load, apologises, basemap
    _now.writing = None


def write(writing: Writing | None) -> None:
    """Say that pages are written into files from here on, and how; None: no longer."""
    _now.writing = writing


def writing() -> Writing | None:
    """How pages are written into files: nothing on them can then be pressed, so all is there at once. None where they are shown."""
    return _now.writing


def apologises() -> bool:
    """Whether a failing page is told to the reader as a code, and to the log in full."""
    return _now.apologises


def audience() -> str:
    """Who this process is for: OFFICIAL or PUBLIC."""
    return _now.audience


def basemap() -> str:
    """Address of the MapLibre style under the zoomable map, https://… or /… of this server; "" for none, and then nothing outside is asked."""
    return _now.basemap


def may_load() -> bool:
    """Whether the data page may take a workbook."""
    return _now.may_load


def database_url() -> str:
    """Address of the database this process shows; "" where nobody said (`streamlit run dashboard`)."""
    return _now.url
