"""Serves the screens: Streamlit as an ASGI app behind our guard, by uvicorn, on this machine only unless told otherwise."""

import asyncio
import contextlib
import gc
import os
import socket
import threading
import webbrowser
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import streamlit as st
import uvicorn
from streamlit import config

from dashboard import guard, pages, serving, shell
from dashboard.crowd import Crowd
from dashboard.open_data import Folder
from dashboard.wording import t
from queries import public_file
from queries.errors import UsageError

SCRIPT = Path(__file__).with_name("streamlit_app.py")
SETTINGS = {  # what .streamlit/config.toml must have set: a server without these does not start
    "client.showErrorDetails": "none",
    "runner.magicEnabled": False,
    "runner.enforceSerializableSessionState": True,
    "server.headless": True,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableAgentApi": False,
    "server.enableStaticServing": True,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorLinks": False,
    "client.disableDataExport": True,
}
PUBLIC_SETTINGS = {"server.fileWatcherType": "none"}  # beyond those, of a server for everybody
PUBLIC_MESSAGE_BYTES = 1024 * 1024  # a screen's own messages are of a few hundred
SWEEP_SECONDS = 60  # between two looks for garbage among what lives long


@dataclass(frozen=True)
class Wanted:
    """What a server shows, to whom, under which limits."""

    host: str
    database_url: str
    role: str  # "public", or the role of a local official
    basemap: str = ""  # a map style
    basemap_host: str = ""  # on this host (settings)
    crowd: Crowd = field(default_factory=Crowd)
    open_data: Path | None = None  # folder shown under /open-data/

    @property
    def is_public(self) -> bool:
        return self.role == serving.PUBLIC

    @property
    def only_loopback(self) -> bool:
        """Whether it answers to no name but this machine's own: not behind a proxy, which passes on the one readers know."""
        return self.host in guard.LOOPBACK and not (self.is_public and self.crowd.trusted)


def run(wanted: Wanted, port: int, open_browser: bool = False) -> None:
    """Serve until stopped.

    UsageError when the port is taken, when official pages were to be served beyond this machine (nobody signs in yet), or when the public was to be shown
    anything but a published file.
    """
    host = wanted.host
    if not wanted.is_public and host not in guard.LOOPBACK:
        raise UsageError("host_not_local", host=host)
    os.chdir(SCRIPT.parent.parent)  # where Streamlit finds .streamlit/config.toml
    app = application(wanted)
    with listening(host, port) as bound:
        address = f"http://{'localhost' if host in guard.LOOPBACK else host}:{port}/"
        print(f"{t('serve.ready', 'th', address=address)}\n{t('serve.ready', 'en', address=address)}", flush=True)
        if open_browser:
            threading.Timer(0.2, webbrowser.open, [address]).start()
        uvicorn.Server(settings(wanted, port, app)).run(sockets=[bound])


def settings(wanted: Wanted, port: int, app: guard.Asgi) -> uvicorn.Config:
    """How uvicorn serves: quiet, no name of the server, Streamlit's own limits for the socket; of a proxy's word only what the guard believes."""
    return uvicorn.Config(
        app,
        host=wanted.host,
        port=port,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws_max_size=PUBLIC_MESSAGE_BYTES if wanted.is_public else config.get_option("server.maxMessageSize") * 1024 * 1024,
        ws_per_message_deflate=config.get_option("server.enableWebsocketCompression"),
        timeout_graceful_shutdown=3,
    )


def application(wanted: Wanted) -> guard.Asgi:
    """The whole server as an ASGI app. Raises RuntimeError when a setting that keeps it safe does not hold."""
    audience, local = serving.PUBLIC if wanted.is_public else serving.OFFICIAL, wanted.host in guard.LOOPBACK
    if wanted.is_public and not public_file.is_address(wanted.database_url):
        raise UsageError("public_no_file", url=wanted.database_url)
    serving.begin(wanted.database_url, audience, may_load=local and not wanted.is_public, apologises=True, basemap=wanted.basemap)
    data = Folder(wanted.open_data.absolute()) if wanted.open_data else None
    if data:
        data.names()  # says at once where there is no list
    inner = st.App(SCRIPT, lifespan=_life, on_script_error=_apologise)
    expect_safe_settings(PUBLIC_SETTINGS if wanted.is_public else {})
    rules = guard.Rules([page.key for page in pages.listed(audience)], may_upload=serving.may_load(), only_loopback=wanted.only_loopback, basemap_host=wanted.basemap_host, crowd=wanted.crowd, open_data=data)
    return guard.guarded(inner, rules, _is_well)


def expect_safe_settings(more: Mapping[str, object] = MappingProxyType({})) -> None:
    """RuntimeError, with the name of the setting, when the configuration in force is not the one we ship."""
    for name, expected in {**SETTINGS, **more}.items():
        if (found := config.get_option(name)) != expected:
            raise RuntimeError(t("serve.setting", "en", name=name, expected=expected, found=found))


@contextlib.contextmanager
def listening(host: str, port: int):
    """A listening socket: a taken port is said before anything else is done (UsageError), an early browser waits."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_REUSEADDR") and not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
            bound.listen(256)
        except OSError:
            raise UsageError("port_taken", port=port, other=port + 1) from None
        yield bound
    finally:
        bound.close()


@contextlib.asynccontextmanager
async def _life(_app) -> AsyncIterator[None]:
    """While the server runs: everything imported before the first visitor, and memory swept on our own terms."""
    await asyncio.to_thread(_preload)
    warming = asyncio.create_task(asyncio.to_thread(shell.warm))
    sweeping = asyncio.create_task(_sweep())
    try:
        yield
    finally:
        sweeping.cancel()
        await warming


def _preload() -> None:
    """Import what pages need: a second, once, instead of at the first visit."""
    import plotly.graph_objects  # noqa: F401
    import pydeck  # noqa: F401

    from queries import questions

    questions.every()


async def _sweep() -> None:
    """Streamlit collects all garbage after every script run. What lives long is set aside, or each click pays for it."""
    while True:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        await asyncio.sleep(SWEEP_SECONDS)


def _apologise(error: Exception) -> bool:
    """A script failed outside its page. True: Streamlit shows nothing of its own."""
    from dashboard import show

    show.apologise(error)
    return True


async def _is_well() -> bool:
    """Whether the database answers."""
    from dashboard import ask  # its caches want a running server

    return await asyncio.to_thread(ask.answers)
