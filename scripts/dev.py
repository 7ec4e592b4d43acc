"""`make dev`: the server, started anew when its Python changes, and Vite with hot reload; Ctrl-C ends both.

Everything after `make dev ARGS=` goes to `netsumiki studio`.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "netsumiki"
SERVER = "http://127.0.0.1:8765"
PAGES = "http://127.0.0.1:5173"
LOOK_EVERY = 0.5  # seconds
PATIENCE = 10.0  # seconds until whatever does not end is ended


def changed() -> dict[Path, int]:
    """When each source was last changed."""
    found = {}
    for path in SOURCES.rglob("*.py"):
        try:
            found[path] = path.stat().st_mtime_ns
        except FileNotFoundError:  # an editor was just replacing it
            continue
    return found


def start_server(arguments: list[str]) -> subprocess.Popen[str]:
    port = SERVER.rpartition(":")[2]
    command = [sys.executable, "-m", "netsumiki", "studio", "--no-browser", "--port", port, *arguments]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    # in a session of its own: Ctrl-C reaches this program alone, which then ends both in order
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True)
    threading.Thread(target=pass_on, args=[server], daemon=True).start()
    return server


def start_vite() -> subprocess.Popen[bytes]:
    vite = ROOT / "frontend" / "node_modules" / "vite" / "bin" / "vite.js"
    port = PAGES.rpartition(":")[2]
    command = [shutil.which("node") or "node", str(vite), "--host", "127.0.0.1", "--port", port, "--strictPort"]
    environment = os.environ | {"STUDIO_URL": SERVER}
    return subprocess.Popen(command, cwd=ROOT / "frontend", env=environment, start_new_session=True)


def end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def pass_on(server: subprocess.Popen[str]) -> None:
    """Show what the server says, with its address replaced by Vite's, which hands on what belongs to the server."""
    assert server.stdout
    for line in server.stdout:
        print(re.sub(re.escape(SERVER), PAGES, line), end="", flush=True)


def main() -> int:
    arguments = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell in the background ignores it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    vite, server, before = start_vite(), start_server(arguments), changed()
    try:
        while vite.poll() is None:
            now = changed()
            if now != before:
                before = now
                print("Python has changed: starting the server anew.", flush=True)
                end(server)
                server = start_server(arguments)
            time.sleep(LOOK_EVERY)
        return vite.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        end(server)
        end(vite)


if __name__ == "__main__":
    sys.exit(main())
