"""A real HTTP server on this machine that serves files well or badly, depending on the first part of the path."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FileServer(ThreadingHTTPServer):
    """Paths are /MANNER/NAME; `asked` lists (manner, name, Range header) of every request."""

    daemon_threads = True

    def __init__(self, files: dict[str, bytes]):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files, self.asked = files, []
        self.closing = threading.Event()

    def mirror(self, manner: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{manner}"


@contextmanager
def serving(files: dict[str, bytes]):
    server = FileServer(files)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: FileServer

    def do_GET(self):
        _, manner, name = self.path.split("/", 2)
        wanted = self.headers.get("Range")
        self.server.asked.append((manner, name, wanted))
        content = self.server.files.get(name)
        if manner == "missing" or content is None:
            return self.send_error(404)
        if manner == "corrupts":
            content = content[:-30] + bytes(30)
        start = int(wanted[6:-1]) if wanted and manner != "ignores-range" else 0
        if start >= len(content):
            return self.send_error(416)
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        rest = content[start:]
        if manner != "hides-length":
            self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        if manner in ("truncates", "stalls", "ignores-range", "hides-length"):
            first_time = sum(a[:2] == (manner, name) for a in self.server.asked) == 1
            if first_time or manner == "hides-length":
                rest = rest[: len(rest) // 2]
        if manner == "silent":
            rest = b""
        self.wfile.write(rest)
        self.wfile.flush()
        if manner in ("stalls", "silent"):
            self.server.closing.wait(5)

    def log_message(self, *_):
        pass
