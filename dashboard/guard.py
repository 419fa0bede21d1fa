"""Between the network and Streamlit: what may be asked for, by whom, and the headers of every answer.

Streamlit as it comes lets any visitor wipe all caches, put files into memory and read metrics, and sends no security
headers. A pure ASGI layer refuses all that the screens do not need.
"""

import asyncio
import html
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from dashboard import shell
from dashboard.crowd import Crowd
from dashboard.open_data import PIECE, Folder
from dashboard.wording import t

Scope = Mapping
Receive = Callable[[], Awaitable[Mapping]]
Send = Callable[[Mapping], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

SOCKET = "/_stcore/stream"
UPLOAD = "/_stcore/upload_file/"
READABLE = ("/_stcore/health", "/_stcore/host-config")
READABLE_UNDER = ("/app/static/", "/media/")
MESSAGES = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
OPERATIONS = {"deferred_file", "dataframe_chunk"}  # a download built on click, rows of a long table; not "install_skills"
LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}
SEND_SECONDS = 60  # a reader who takes nothing for so long is let go
RETRY_SECONDS = 30  # after which a reader who found no room tries again
WEEK = b"public, max-age=604800"


@dataclass
class Rules:
    """What this process lets through."""

    pages: Sequence[str]  # keys of the pages it shows; the first one's address is "/"
    may_upload: bool = False
    only_loopback: bool = True  # the Host header must be this machine, so that no foreign name leads to what only officials see
    basemap_host: str = ""  # "https://host:port" that the map may ask; nobody when empty
    crowd: Crowd = field(default_factory=Crowd)
    open_data: Folder | None = None  # what lies under /open-data/


def guarded(app: Asgi, rules: Rules, is_well: Callable[[], Awaitable[bool]]) -> Asgi:
    """The app behind the guard. `is_well` answers /healthz."""

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await _http(app, rules, is_well, scope, receive, _with_headers(rules, scope, _within_time(send)))
        elif scope["type"] == "websocket":
            await _socket(app, rules, scope, receive, send)
        else:
            await app(scope, receive, send)

    return door


async def _http(app: Asgi, rules: Rules, is_well, scope: Scope, receive: Receive, send: Send) -> None:
    path, reads = scope["path"], scope["method"] in ("GET", "HEAD")
    if not host_is_ours(scope, rules):
        await _plain(send, 421, "host")
    elif not rules.crowd.may_ask(rules.crowd.address(scope)):
        await _full(scope, send, 429)
    elif path.startswith(UPLOAD) and rules.may_upload and origin_is_ours(scope):
        await app(scope, receive, send)
    elif not reads:
        await _plain(send, 405, "method")
    elif path == "/healthz":
        well = await is_well()
        await _plain(send, 200 if well else 503, "well" if well else "database")
    elif path in READABLE or path.startswith(READABLE_UNDER):
        await app(scope, receive, send)
    elif path.startswith("/static/") or path == "/favicon.png":
        await _body(scope, send, shell.asset(path, header(scope, "accept-encoding")))
    elif path == "/open-data" or path.startswith("/open-data/"):
        await _file(scope, send, rules)
    else:
        await _page(scope, send, rules)


async def _page(scope: Scope, send: Send, rules: Rules) -> None:
    """The page that starts everything, at the address of a page this process shows; a friendly word while no further screen can be opened."""
    key = scope["path"].strip("/")
    if key not in {"", *rules.pages}:
        await _plain(send, 404, "page")
    elif not rules.crowd.has_room(rules.crowd.address(scope)):
        await _full(scope, send, 503)
    elif key == next(iter(rules.pages), None):
        await _elsewhere(scope, send)
    else:
        await _body(scope, send, shell.page(_language(scope), header(scope, "accept-encoding")))


def _language(scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["th"])[0]
    return "en" if asked == "en" else "th"


async def _file(scope: Scope, send: Send, rules: Rules) -> None:
    """A file of the open data that its own list names; nothing else that lies there."""
    found = await asyncio.to_thread(rules.open_data.file, scope["path"].removeprefix("/open-data").strip("/")) if rules.open_data else None
    if found is None:
        await _plain(send, 404, "page")
        return
    headers = [(b"content-type", found.media_type.encode()), (b"content-length", str(found.size).encode()), (b"cache-control", b"no-cache")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    with found.path.open("rb") as file:
        left = 0 if scope["method"] == "HEAD" else found.size
        while left > 0 and (piece := await asyncio.to_thread(file.read, min(PIECE, left))):
            left -= len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _socket(app: Asgi, rules: Rules, scope: Scope, receive: Receive, send: Send) -> None:
    """The one socket of a screen: from our own page only, within the limits, and only messages a screen sends, no faster than hands do."""
    address = rules.crowd.address(scope)
    allowed = scope["path"] == SOCKET and host_is_ours(scope, rules) and origin_is_ours(scope)
    if not allowed or not rules.crowd.may_ask(address) or not rules.crowd.enter(address):
        await receive()  # the connect event, which must be taken before it is refused
        await send({"type": "websocket.close", "code": 1008 if not allowed else 1013})
        return
    pace = rules.crowd.pace()

    async def listen() -> Mapping:
        while True:
            event = await receive()
            if event["type"] != "websocket.receive":
                return event
            if not pace.may_go_on():
                return {"type": "websocket.disconnect", "code": 1008}
            if is_a_screen_speaking(event.get("bytes") or b""):
                return event

    try:
        await app(scope, listen, _within_time(send))
    except TimeoutError:
        await send({"type": "websocket.close", "code": 1008})
    finally:
        rules.crowd.leave(address)


def _within_time(send: Send) -> Send:
    """TimeoutError where a reader takes nothing: what waits for them fills the memory."""

    async def sent(message: Mapping) -> None:
        async with asyncio.timeout(SEND_SECONDS):
            await send(message)

    return sent


def is_a_screen_speaking(message: bytes) -> bool:
    """Whether a message is of a kind that screens send: not one that wipes caches or writes files."""
    from streamlit.proto.BackMsg_pb2 import BackMsg

    try:
        said = BackMsg.FromString(message)
    except Exception:  # protobuf's own error classes differ by implementation; Streamlit closes on what it cannot read
        return False
    kind = said.WhichOneof("type")
    if kind == "backend_operation_request":
        return said.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in MESSAGES


def header(scope: Scope, name: str) -> str:
    """A request header, "" when it is not there."""
    wanted = name.encode()
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == wanted), "")


def host_is_ours(scope: Scope, rules: Rules) -> bool:
    """Whether the Host header is well formed and, on a loopback server, this machine."""
    host = header(scope, "host").lower()
    if not re.fullmatch(r"(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?", host):
        return False
    return not rules.only_loopback or re.sub(r":\d+$", "", host) in LOOPBACK


def origin_is_ours(scope: Scope) -> bool:
    """Whether a page of this very host asks. Browsers always say so on a socket and an upload."""
    return header(scope, "origin").partition("://")[2].lower() == header(scope, "host").lower()


def security_headers(host: str, basemap_host: str = "") -> dict[str, str]:
    """The headers of every answer. Nothing may be loaded from, sent to or framed by anyone else, but a map's tiles asked of the basemap's host."""
    policy = {
        "default-src": "'none'",
        "script-src": f"'self' 'wasm-unsafe-eval' {' '.join(shell.inline_scripts())}",
        "style-src": "'self' 'unsafe-inline'",  # Streamlit's styles are made at run time
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        # data: is no address: the map's drawn names (dashboard/lettered.py). A basemap's tiles, letters and pictures are all fetched.
        "connect-src": f"'self' data: ws://{host} wss://{host} {basemap_host}".strip(),
        "worker-src": "'self' blob:",
        "media-src": "'self' blob:",
        "frame-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "manifest-src": "'self'",
    }
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }


def _with_headers(rules: Rules, scope: Scope, send: Send) -> Send:
    host = header(scope, "host").lower()
    ours = security_headers(host if re.fullmatch(r"[a-z0-9.:\[\]-]+", host) else "", rules.basemap_host)
    lasting = scope["path"].startswith("/app/static/")

    async def dressed(message: Mapping) -> None:
        if message["type"] == "http.response.start":
            dropped = {b"access-control-allow-origin", b"server", *(name.encode() for name in ours)}
            headers = [(name, value) for name, value in message.get("headers", []) if name.lower() not in dropped]
            headers += [(name.encode(), value.encode("latin-1")) for name, value in ours.items()]
            if lasting and message["status"] == 200:
                headers.append((b"cache-control", WEEK))
            message = {**message, "headers": headers}
        await send(message)

    return dressed


async def _body(scope: Scope, send: Send, body: shell.Body | None) -> None:
    if body is None:
        await _plain(send, 404, "page")
        return
    headers = [
        (b"content-type", body.media_type.encode()),
        (b"content-length", str(len(body.content)).encode()),
        (b"cache-control", body.keep.encode()),
        (b"vary", b"accept-encoding"),
    ]
    if body.encoding:
        headers.append((b"content-encoding", body.encoding.encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body.content})


async def _elsewhere(scope: Scope, send: Send) -> None:
    """The first page by its own name: Streamlit knows it as "/" only. The choices in the URL go along."""
    asked = scope["query_string"]
    headers = [(b"location", b"/" + (b"?" + asked if asked else b"")), (b"content-length", b"0"), (b"cache-control", b"no-cache")]
    await send({"type": "http.response.start", "status": 307, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _full(scope: Scope, send: Send, status: int) -> None:
    """More readers than this server can serve: a page that says so in both languages and tries again by itself."""
    words = {language: [html.escape(t(f"guard.{key}", language)) for key in ("full", "full_words")] for language in ("th", "en")}
    first = _language(scope)
    told = "".join(f'<div lang="{at}"><h1>{words[at][0]}</h1><p>{words[at][1]}</p></div>' for at in sorted(words, key=lambda at: at != first))
    body = (f'<!doctype html><html lang="{first}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="{RETRY_SECONDS}">'
            f"<title>{words[first][0]}</title><style>@font-face{{font-family:Sarabun;src:url(/app/static/Sarabun-Regular.woff2)}}body{{font:1.1rem/1.6 Sarabun,Loma,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1rem;color:#18222F}}h1{{font-size:1.4rem}}</style>{told}").encode()
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store"), (b"retry-after", str(RETRY_SECONDS).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


async def _plain(send: Send, status: int, words: str) -> None:
    """A short answer in both languages, for a person who came to a wrong address."""
    text = f"{t(f'guard.{words}', 'th')}\n{t(f'guard.{words}', 'en')}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(text)).encode()), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
