"""Serves the screens: Streamlit as an ASGI app behind our guard, by uvicorn, on this machine only unless told otherwise."""

import asyncio
import contextlib
import gc
import os
import socket
import threading
import webbrowser
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
import uvicorn
from streamlit import config

from dashboard import guard, pages, serving, shell
from dashboard.wording import t
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
}
SWEEP_SECONDS = 60  # between two looks for garbage among what lives long


def run(host: str, port: int, database_url: str, open_browser: bool, role: str, basemap: str = "", basemap_host: str = "") -> None:
    """Serve until stopped. `role` is "public", or the role of a local official; `basemap` a map style on `basemap_host` (settings).

    UsageError when the port is taken, or when official pages were to be served beyond this machine: nobody signs in yet.
    """
    if role != serving.PUBLIC and host not in guard.LOOPBACK:
        raise UsageError("host_not_local", host=host)
    os.chdir(SCRIPT.parent.parent)  # where Streamlit finds .streamlit/config.toml
    app = application(host, database_url, role, basemap, basemap_host)
    with listening(host, port) as bound:
        address = f"http://{'localhost' if host in guard.LOOPBACK else host}:{port}/"
        print(f"{t('serve.ready', 'th', address=address)}\n{t('serve.ready', 'en', address=address)}", flush=True)
        if open_browser:
            threading.Timer(0.2, webbrowser.open, [address]).start()
        uvicorn.Server(settings(host, port, app)).run(sockets=[bound])


def settings(host: str, port: int, app: guard.Asgi) -> uvicorn.Config:
    """How uvicorn serves: quiet, no name of the server, Streamlit's own limits for the socket."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        ws_max_size=config.get_option("server.maxMessageSize") * 1024 * 1024,
        ws_per_message_deflate=config.get_option("server.enableWebsocketCompression"),
        timeout_graceful_shutdown=3,
    )


def application(host: str, database_url: str, role: str, basemap: str = "", basemap_host: str = "") -> guard.Asgi:
    """The whole server as an ASGI app. Raises RuntimeError when a setting that keeps it safe does not hold."""
    audience = serving.PUBLIC if role == serving.PUBLIC else serving.OFFICIAL
    local = host in guard.LOOPBACK
    serving.begin(database_url, audience, may_load=local and audience == serving.OFFICIAL, apologises=True, basemap=basemap)
    inner = st.App(SCRIPT, lifespan=_life, on_script_error=_apologise)
    expect_safe_settings()
    rules = guard.Rules([page.key for page in pages.listed(audience)], may_upload=serving.may_load(), only_loopback=local, basemap_host=basemap_host)
    return guard.guarded(inner, rules, _is_well)


def expect_safe_settings() -> None:
    """RuntimeError, with the name of the setting, when the configuration in force is not the one we ship."""
    for name, expected in SETTINGS.items():
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
