"""The public process as a hostile visitor meets it: one server behind every probe, which must answer as expected and stay up."""
# ruff: noqa: F811  fixtures of other modules come in by name

import asyncio
import http.client
import json
import socket
from contextlib import ExitStack

import pytest
from published import published
from served import province_database, served  # noqa: F401
from streamlit.proto.BackMsg_pb2 import BackMsg
from visited import screen
from websockets.exceptions import ConnectionClosed, InvalidStatus

from dashboard.crowd import MESSAGES_PER_MINUTE, Crowd
from dashboard.guard import SOCKET, Rules, guarded, host_is_ours
from dashboard.open_data import Folder
from dashboard.serve import Wanted
from queries import database, settings
from queries.errors import UsageError

SCREENS = 40


@pytest.fixture(scope="module")
def public(served, province_database, tmp_path_factory):
    """The public process, with a folder of open data and room for forty screens of one address."""
    folder = tmp_path_factory.mktemp("public")
    data = folder / "data"
    data.mkdir()
    (data / "datapackage.json").write_text(json.dumps({"resources": [{"path": "plan.csv"}, {"path": "../out.json"}, {"path": "gone.csv"}]}), encoding="utf-8")
    (data / "plan.csv").write_text("รหัส,ชื่อ\n", encoding="utf-8-sig")
    (data / "unlisted.csv").write_text("ไม่อยู่ในรายการ", encoding="utf-8")
    address = published(database.engine(province_database), folder)
    return served(address, role="public", pages="", most_screens=500, most_screens_per_address=SCREENS, open_data=str(data))


def message(**fields):
    said = BackMsg()
    for name, value in fields.items():
        setattr(said, name, value)
    return said.SerializeToString()


def run():
    said = BackMsg()
    said.rerun_script.query_string = ""
    return said.SerializeToString()


@pytest.mark.parametrize("kind", [field.name for field in BackMsg.DESCRIPTOR.fields if field.name not in ("rerun_script", "stop_script")])
def test_after_every_kind_of_message_a_screen_still_comes(public, kind):
    said = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.message_type:
        getattr(said, kind).SetInParent()
    else:
        setattr(said, kind, True if field.type == field.TYPE_BOOL else "x")
    with screen(public) as ours:
        ours.send(said.SerializeToString())
        ours.send(run())
        assert ours.recv(timeout=30)


@pytest.mark.parametrize("path", ["/changes", "/report", "/_stcore/metrics", "/../out.sqlite", "/open-data/../out.sqlite", "/open-data/%2e%2e/out.sqlite", "/open-data/../out.json", "/open-data/unlisted.csv",
                                  "/open-data/gone.csv", "/open-data//etc/passwd", "/app/static/../streamlit_app.py", "/app/static/%2e%2e/serve.py", "/media/../../etc/passwd"])  # fmt: skip
def test_what_was_not_published_is_not_there(public, path):
    status, _, body = public.ask(path)
    assert status in (400, 404) and b"SQLite format" not in body and b"def " not in body


def test_open_data_are_the_files_their_list_names(public):
    for path in ("/open-data", "/open-data/", "/open-data/datapackage.json"):
        status, headers, body = public.ask(path)
        assert (status, headers["content-type"]) == (200, "application/json; charset=utf-8") and b"plan.csv" in body
    status, headers, body = public.ask("/open-data/plan.csv")
    assert status == 200 and body.decode("utf-8-sig") == "รหัส,ชื่อ\n" and "default-src 'none'" in headers["content-security-policy"]
    assert public.ask("/open-data/plan.csv", "HEAD")[2] == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_taken(public, method):
    assert public.ask("/_stcore/upload_file/a/b", method, {"Origin": public.address}, b"x")[0] == 405


def test_a_foreign_page_gets_no_screen(public):
    with pytest.raises(InvalidStatus):
        screen(public, "http://elsewhere.example")


def test_a_huge_message_closes_its_own_socket_only(public):
    with screen(public) as ours, pytest.raises(ConnectionClosed):
        ours.send(b"x" * (2 * 1024 * 1024))
        while True:
            ours.recv(timeout=30)
    assert public.ask("/healthz")[0] == 200


def test_a_flood_of_messages_closes_its_own_socket_only(public):
    with screen(public) as ours, pytest.raises(ConnectionClosed):
        for _ in range(MESSAGES_PER_MINUTE + 1):
            ours.send(b"\xff")
        while True:
            ours.recv(timeout=30)
    assert public.ask("/healthz")[0] == 200


def test_five_hundred_idle_sockets_of_one_address_are_let_in_up_to_its_limit_and_readers_are_told(public):
    refused = 0
    with ExitStack() as held:
        for _ in range(500):
            try:
                held.enter_context(screen(public))
            except InvalidStatus:
                refused += 1
        status, headers, body = public.ask("/")
        assert refused >= 500 - SCREENS and status == 503 and headers["retry-after"] and "เต็มแล้ว" in body.decode() and "As many readers" in body.decode()
        assert public.ask("/healthz")[0] == 200


def test_five_hundred_connections_that_say_nothing_hold_up_nobody(public):
    with ExitStack() as held:
        for _ in range(500):
            held.enter_context(socket.create_connection((public.host, public.port), timeout=30))
        assert public.ask("/healthz")[0] == 200


def test_slow_readers_do_not_hold_up_the_others(public):
    with ExitStack() as held:
        for _ in range(50):
            slow = held.enter_context(socket.create_connection((public.host, public.port), timeout=30))
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            slow.sendall(f"GET / HTTP/1.1\r\nHost: {public.host}:{public.port}\r\n\r\n".encode())
        assert public.ask("/healthz")[0] == 200


def test_half_a_request_harms_nobody(public):
    with socket.create_connection((public.host, public.port), timeout=30) as half:
        half.sendall(b"GET / HTTP/1.1\r\nHo")
        assert public.ask("/healthz")[0] == 200
    with pytest.raises((http.client.HTTPException, OSError, AssertionError)):
        assert public.ask("/", headers={"X": "y" * 1_000_000})[0] == 200
    assert public.ask("/healthz")[0] == 200


# --- the limits by themselves -----------------------------------------------------------------------------------------


def scope(client, *forwarded):
    return {"client": (client, 1), "headers": [(b"x-forwarded-for", line.encode()) for line in forwarded]}


def test_only_a_trusted_proxy_is_believed_about_where_a_reader_is():
    crowd = Crowd(trusted=settings.read({"SCRUTINY_TRUSTED_PROXIES": "10.0.0.2, 10.1.0.0/16"}).proxies)
    assert crowd.address(scope("203.0.113.9", "1.1.1.1")) == "203.0.113.9"
    assert crowd.address(scope("10.0.0.2", "6.6.6.6, 203.0.113.7, 10.1.2.3")) == "203.0.113.7"
    assert crowd.address(scope("10.0.0.2")) == "10.0.0.2"
    assert crowd.address(scope("::ffff:10.0.0.2", "203.0.113.7:50001")) == crowd.address(scope("10.0.0.2", "203.0.113.7:50002")) == "203.0.113.7"  # seen from a socket of IPv6; some proxies add the port
    assert crowd.address(scope("10.0.0.2", "[2001:db8::1]:443")) == "2001:db8::/64"
    assert crowd.address(scope("2001:db8::1")) == crowd.address(scope("2001:db8::ffff")) == "2001:db8::/64"
    with pytest.raises(UsageError, match="TRUSTED_PROXIES"):
        _ = settings.read({"SCRUTINY_TRUSTED_PROXIES": "10.0.0.300"}).proxies


def test_an_address_has_so_many_requests_a_minute():
    now = [0.0]
    crowd = Crowd(requests_per_minute=2, clock=lambda: now[0])
    assert [crowd.may_ask("a") for _ in range(3)] == [True, True, False] and crowd.may_ask("b")
    now[0] = 61
    assert crowd.may_ask("a")


def test_a_screen_opened_again_and_again_counts_as_what_it_asks():
    told, rules = [], Rules(["overview"], only_loopback=False, crowd=Crowd(requests_per_minute=3))
    asks = {"type": "websocket", "path": SOCKET, "client": ("203.0.113.9", 1), "headers": [(b"host", b"data.example.go.th"), (b"origin", b"https://data.example.go.th")]}

    async def screen(scope, receive, send):
        told.append("opened")

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        told.append(message["code"])

    for _ in range(5):
        asyncio.run(guarded(screen, rules, None)(asks, receive, send))
    assert told == ["opened"] * 3 + [1013] * 2


@pytest.mark.parametrize(("role", "proxies", "answers"), [("public", "", False), ("public", "127.0.0.1", True), ("official", "127.0.0.1", False)])
def test_behind_a_proxy_on_its_own_machine_the_public_process_answers_to_the_name_readers_know(role, proxies, answers):
    wanted = Wanted("127.0.0.1", "", role, crowd=Crowd(trusted=settings.read({"SCRUTINY_TRUSTED_PROXIES": proxies}).proxies))
    asks = {"headers": [(b"host", b"data.phayao.go.th")]}
    assert host_is_ours(asks, Rules(["overview"], only_loopback=wanted.only_loopback)) is answers


def test_a_folder_without_a_list_is_refused(tmp_path):
    with pytest.raises(UsageError, match="datapackage"):
        Folder(tmp_path).names()
