"""The public process as one reader after another gets it: every byte of every page, file and download."""

import re

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

FILE = re.compile(rb"/media/[A-Za-z0-9_.-]+")
PATIENCE = 120  # seconds a page may take on a busy machine


def screen(server, origin=None):
    """A socket as our own page opens it."""
    return connect(f"ws://{server.host}:{server.port}/_stcore/stream", origin=origin or server.address, subprotocols=["streamlit"], max_size=None, proxy=None)


def page(socket, key, language):
    """Every byte the socket brings of a page, and the files that its buttons make once they are pressed."""
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = key, f"lang={language}"
    told, pressed = _said(socket, asked, "script_finished"), b""
    for part in told:
        if file := ForwardMsg.FromString(part).delta.new_element.download_button.deferred_file_id:
            press = BackMsg()
            press.backend_operation_request.request_id = file
            press.backend_operation_request.deferred_file.file_id = file
            pressed += b"".join(_said(socket, press, "backend_operation_response"))
    return b"".join(told) + pressed


def _said(socket, message, last):
    socket.send(message.SerializeToString())
    told = []
    while not told or ForwardMsg.FromString(told[-1]).WhichOneof("type") != last:
        told.append(socket.recv(timeout=PATIENCE))
    return told


def everything(server, keys, language, files):
    """(address, bytes) of every page over the socket, of every file it names, and of every answer over HTTP."""
    with screen(server) as socket:
        for key in keys:
            told = page(socket, key, language)
            yield f"{key} {language}", told
            yield from ((name.decode(), _answer(server, name.decode())) for name in FILE.findall(told))
    for path in ("/", "/healthz", *(f"/{key}?lang={language}" for key in keys), "/open-data", *(f"/open-data/{file}" for file in files)):
        yield path, _answer(server, path)


def _answer(server, path):
    _, headers, body = server.ask(path)
    return repr(headers).encode() + body
