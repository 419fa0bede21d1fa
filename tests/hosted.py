"""A plain web host of a folder, as any would show a static site: files as they lie, the compressed one where the browser takes it."""

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

ENDINGS = {"br": "br", "gzip": "gz"}


class _Host(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        taken = self.headers.get("Accept-Encoding", "")
        coding = next((one for one, ending in ENDINGS.items() if one in taken and Path(f"{path}.{ending}").is_file()), "")
        found = Path(f"{path}.{ENDINGS[coding]}") if coding else path
        if not found.is_file():
            self.send_error(404)
            return
        content = found.read_bytes()
        self.send_response(200)
        told = {"Content-Type": self.guess_type(path), "Content-Length": str(len(content)), "Cache-Control": "max-age=31536000", **({"Content-Encoding": coding} if coding else {})}
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@contextmanager
def hosted(folder, port=0):
    """The address of a host that shows a folder while this lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Host, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
