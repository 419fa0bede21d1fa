"""The server gives screens, and nothing that screens do not need."""
# ruff: noqa: F811  fixtures of other modules come in by name

import base64
import hashlib
import os
import re
import socket
import subprocess
import sys

import pytest
from published import published
from served import SPECIMEN, Server, province_database, served  # noqa: F401
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from dashboard import guard, serve, shell
from queries import database, settings
from queries.errors import UsageError


@pytest.fixture(scope="module")
def server(served, province_database):
    return served(province_database)


def socket_of(server, origin, path="/_stcore/stream", host=None):
    return connect(f"ws://{host or server.host}:{server.port}{path}", origin=origin, open_timeout=30, sock=None)


def test_the_first_page_is_ours_in_thai_and_names_no_other_host(server):
    status, headers, body = server.ask("/")
    html = body.decode()
    assert (status, headers["cache-control"]) == (200, "no-cache")
    assert '<html lang="th">' in html
    assert "<title>ร่วมตรวจ</title>" in html
    assert not re.search(r"(?:src|href)=\"(?!\./)", html)


def test_the_first_page_speaks_english_when_the_link_says_so(server):
    assert '<html lang="en">' in server.ask("/data?lang=en")[2].decode()


def test_the_first_page_is_found_by_its_name_too_with_its_choices(server):
    status, headers, _ = server.ask("/overview?lang=en&scene=2")
    assert (status, headers["location"]) == (307, "/?lang=en&scene=2")


def test_only_the_inline_script_of_the_page_may_run(server):
    _, headers, body = server.ask("/")
    inline = re.findall(r"<script>(.*?)</script>", body.decode(), flags=re.S)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in inline}
    policy = headers["content-security-policy"]
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert set(re.findall(r"'sha256-[^']+'", script)) == hashes
    assert "unsafe-inline" not in script
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/", "/healthz", "/_stcore/health", "/app/static/Sarabun-Regular.woff2", "/no/such/page"])
def test_every_answer_carries_the_security_headers(server, path):
    _, headers, _ = server.ask(path)
    assert (headers["x-content-type-options"], headers["x-frame-options"], headers["referrer-policy"]) == ("nosniff", "DENY", "same-origin")
    assert "content-security-policy" in headers
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


def connections_of(headers):
    """What the policy lets a page connect to, and the policy."""
    policy = headers["content-security-policy"]
    return next(part for part in policy.split("; ") if part.startswith("connect-src")).split()[1:], policy


def test_without_a_basemap_nothing_outside_may_be_asked(server):
    allowed, policy = connections_of(server.ask("/")[1])
    assert allowed == ["'self'", "data:", f"ws://{server.host}:{server.port}", f"wss://{server.host}:{server.port}"]
    assert "http" not in policy


def test_with_a_basemap_just_its_host_may_be_asked(server):
    _, closed = connections_of(server.ask("/")[1])
    host = settings.read({"SCRUTINY_BASEMAP": "https://Tiles.example.org:8443/styles/v1.json?key=a;script-src"}).basemap_host
    allowed, policy = connections_of(guard.security_headers(f"{server.host}:{server.port}", host))
    assert allowed[-1] == "https://tiles.example.org:8443"
    assert policy.replace(f" {allowed[-1]}", "") == closed


def test_the_command_serves_the_basemap_of_its_setting(province_database, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "SCRUTINY_BASEMAP": "https://tiles.example.org/style.json", "PYTHONIOENCODING": "utf-8"}
    start = [sys.executable, "-c", "from dashboard.command import main; main()", "serve", "--database", province_database, "--port", str(port)]
    process = subprocess.Popen(start, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8")
    try:
        process.stdout.readline()
        assert connections_of(Server("127.0.0.1", port, process).ask("/")[1])[0][-1] == "https://tiles.example.org"
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def test_a_basemap_may_be_this_server_s_own_and_then_nothing_opens():
    own = settings.read({"SCRUTINY_BASEMAP": "/app/static/basemap/style.json"})
    assert (own.basemap, own.basemap_host) == ("/app/static/basemap/style.json", "")
    assert settings.read({}).basemap == settings.read({}).basemap_host == ""


@pytest.mark.parametrize("address", [
    "http://tiles.example.org/style.json", "//tiles.example.org/style.json", "/\\tiles.example.org/style.json", "tiles.example.org/style.json", "style.json",
    "https://tiles.example.org", "https://user:word@tiles.example.org/", "https://tiles.example.org;script-src */", "https://*.example.org/", "https://tiles.example.org /x",
    "data:application/json,{}", "javascript:alert(1)", "file:///etc/passwd",
])  # fmt: skip
def test_a_basemap_that_is_neither_https_nor_our_own_is_refused(address):
    with pytest.raises(UsageError) as told:
        settings.read({"SCRUTINY_BASEMAP": address})
    assert "SCRUTINY_BASEMAP" in told.value.message("th") and "https://" in told.value.message("en")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json",
        "/component/x/index.html", "/_stcore/bidi-components/x", "/auth/login", "/oauth2callback", "/static/../index.html",
        "/static/js/../../../__init__.py", "/static/%2e%2e/manifest.json", "/manifest.json", "/overview/../data/x", "/pages.py",
    ],
)  # fmt: skip
def test_what_screens_do_not_need_is_not_there(server, path):
    assert server.ask(path)[0] in (400, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading_is_taken(server, method):
    assert server.ask("/", method)[0] == 405


def test_a_file_is_taken_only_from_our_own_page(server):
    foreign = {"Origin": "http://elsewhere.example"}
    for headers in ({}, foreign):
        assert server.ask("/_stcore/upload_file/a/b", "PUT", headers, b"x")[0] == 405
    assert server.ask("/_stcore/upload_file/a/b", "PUT", {"Origin": server.address}, b"x")[0] in (400, 403)  # no session, no token


def test_the_public_process_takes_no_file_at_all(served, province_database, tmp_path):
    public = served(published(database.engine(province_database), tmp_path), role="public")
    assert public.ask("/_stcore/upload_file/a/b", "PUT", {"Origin": public.address}, b"x")[0] == 405


def test_a_foreign_name_for_this_machine_is_refused(server):
    assert server.ask("/", headers={"Host": "elsewhere.example"})[0] == 421
    assert server.ask("/", headers={"Host": "a b"})[0] in (400, 421)


def test_script_files_come_compressed_and_may_be_kept_for_a_year(server):
    path = next(name for name in shell.files() if "/PlotlyChart." in name)
    status, headers, body = server.ask(path, headers={"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"], headers["cache-control"]) == (200, "gzip", shell.YEAR)
    assert len(body) < shell.files()[path].stat().st_size / 3
    whole = server.ask(path)[2]
    assert whole == shell.files()[path].read_bytes()


def test_a_head_request_has_the_length_and_no_body(server):
    _, headers, body = server.ask("/", "HEAD")
    assert int(headers["content-length"]) > 1000
    assert body == b""


def test_health_is_told_and_so_is_a_missing_database(served, server):
    assert server.ask("/healthz")[0] == 200
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = free.getsockname()[1]
    assert served(f"postgresql://nobody@127.0.0.1:{nobody}/none").ask("/healthz")[0] == 503


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", None])
def test_a_socket_from_a_foreign_page_is_refused(server, origin):
    with pytest.raises(InvalidStatus):
        socket_of(server, origin)


def test_a_socket_elsewhere_than_the_stream_is_refused(server):
    with pytest.raises(InvalidStatus):
        socket_of(server, server.address, "/_stcore/other")


def test_our_own_page_gets_a_screen_over_its_socket(server):
    with socket_of(server, server.address) as ours:
        said = BackMsg()
        said.rerun_script.query_string = ""
        ours.send(said.SerializeToString())
        assert ours.recv(timeout=30)


def message(kind):
    said = BackMsg()
    match kind:
        case "clear_cache" | "set_run_on_save" | "load_git_info":
            setattr(said, kind, True)
        case "install_skills":
            said.backend_operation_request.install_skills.SetInParent()
        case "deferred_file":
            said.backend_operation_request.deferred_file.file_id = "x"
        case "rerun_script":
            said.rerun_script.query_string = "lang=en"
    return said.SerializeToString()


@pytest.mark.parametrize("kind", ["clear_cache", "set_run_on_save", "load_git_info", "install_skills"])
def test_no_visitor_wipes_caches_or_writes_files(kind):
    assert not guard.is_a_screen_speaking(message(kind))


@pytest.mark.parametrize("kind", ["rerun_script", "deferred_file"])
def test_a_screen_may_ask_for_a_run_and_for_a_download(kind):
    assert guard.is_a_screen_speaking(message(kind))


@pytest.mark.parametrize("noise", [b"", b"\xff\xff\xff\xff", b"GET / HTTP/1.1"])
def test_noise_is_dropped_and_the_socket_lives(server, noise):
    assert not guard.is_a_screen_speaking(noise)
    with socket_of(server, server.address) as ours:
        ours.send(noise)
        ours.send(message("rerun_script"))
        assert ours.recv(timeout=30)


def test_a_message_beyond_the_limit_closes_the_socket(server):
    with socket_of(server, server.address) as ours, pytest.raises(ConnectionClosed):
        ours.send(b"x" * (33 * 1024 * 1024))
        while True:
            ours.recv(timeout=30)
    assert server.ask("/healthz")[0] == 200


def test_a_taken_port_is_said_with_another_to_try(server):
    with pytest.raises(UsageError) as said, serve.listening(server.host, server.port):
        pass
    assert str(server.port + 1) in said.value.message("en")


def test_official_screens_are_not_served_beyond_this_machine(tmp_path):
    with pytest.raises(UsageError) as said:
        serve.run(serve.Wanted("0.0.0.0", f"sqlite:///{tmp_path / 'x.sqlite'}", "official"), 8599)
    assert said.value.code == "host_not_local" and "0.0.0.0" in said.value.message("th")


def test_a_server_without_its_safety_settings_does_not_start(monkeypatch, tmp_path):
    from streamlit import config

    with monkeypatch.context() as elsewhere:
        elsewhere.chdir(tmp_path)  # so none of our settings is read
        config.get_config_options(force_reparse=True)
        with pytest.raises(RuntimeError, match="client.showErrorDetails"):
            serve.expect_safe_settings()
    config.get_config_options(force_reparse=True)
    serve.expect_safe_settings()


def test_the_specimen_pages_are_pages_of_the_menu():
    from dashboard import pages

    assert {path.stem for path in SPECIMEN.glob("*.py")} <= {page.key for page in pages.PAGES}
