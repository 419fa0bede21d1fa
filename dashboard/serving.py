"""What this process serves: which database, to whom. Set once, before the first visitor."""

import os
from dataclasses import dataclass

from queries import settings

OFFICIAL, PUBLIC = "official", "public"


@dataclass
class _Serving:
    url: str = ""
    audience: str = OFFICIAL
    may_load: bool = False  # uploads: the local official process on loopback only


_now = _Serving()


def begin(url: str, audience: str = OFFICIAL, may_load: bool = False) -> None:
    """Say which database this process shows, to whom, and whether workbooks may be loaded through the screen."""
    _now.url, _now.audience, _now.may_load = url, audience, may_load


def audience() -> str:
    """Who this process is for: OFFICIAL or PUBLIC."""
    return _now.audience


def may_load() -> bool:
    """Whether the data page may take a workbook."""
    return _now.may_load


def database_url() -> str:
    """Address of the database this process shows; the settings' where nobody said (`streamlit run dashboard`)."""
    return _now.url or settings.read(os.environ).database_url
