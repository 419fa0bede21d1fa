"""What this process serves: which database, to whom. Set once, before the first visitor."""

from dataclasses import dataclass

OFFICIAL, PUBLIC = "official", "public"


@dataclass
class _Serving:
    url: str = ""
    audience: str = OFFICIAL
    may_load: bool = False  # uploads: the local official process on loopback only
    basemap: str = ""  # the one thing a screen may ask of somebody else
    apologises: bool = False  # a failure is logged and the reader gets a code; else it is raised: tests, page writers


_now = _Serving()


def begin(url: str, audience: str = OFFICIAL, may_load: bool = False, apologises: bool = False, basemap: str = "") -> None:
    """Say which database this process shows, to whom, whether workbooks may be loaded, what becomes of a failure, which basemap there is."""
    _now.url, _now.audience, _now.may_load, _now.apologises, _now.basemap = url, audience, may_load, apologises, basemap


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
