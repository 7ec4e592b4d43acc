"""The one process: Django under uvicorn, the supervisor beside it, and an end that open streams do not delay."""

import contextlib
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path

from threadpoolctl import threadpool_limits

from netsumiki.engine.errors import NetsumikiError, Problem

LOOPBACK = "127.0.0.1"


def serve(port: int, open_browser: bool, ready: Callable[[str, Path], None]) -> None:
    """Run the studio until it is told to stop; `ready(address, folder)` is called when it listens.

    Raises: `NetsumikiError` when the port is taken, or the folder cannot be used or is in use.
    """
    with contextlib.closing(listening(port)) as listener, prepared(alone=True) as folder:
        from netsumiki.studio import access
        from netsumiki.studio.supervisor import supervisor

        address = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
        link = f"{address}/start?token={access.start_token()}"

        def started() -> None:
            supervisor.start()
            ready(link, folder)
            if open_browser:
                threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()

        try:
            # single pictures are read faster by one thread; training has processes of its own
            with threadpool_limits(1, "blas"):
                run_server(listener, started)
        finally:
            supervisor.stop()
            supervisor.join()


@contextlib.contextmanager
def prepared(alone: bool = False, sound: bool = True) -> Iterator[Path]:
    """Django set up on the studio's folder. `alone` keeps a second studio out; `sound` wants a database that is whole
    and current.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "netsumiki.studio.settings"
    import django

    django.setup()
    from django.conf import settings

    from netsumiki.studio import storage

    folder = Path(settings.FOLDER)
    with held(folder) if alone else contextlib.nullcontext():
        if sound:
            storage.make_ready()
        yield folder


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder as long as this process lives: two supervisors would train every run twice."""
    import filelock

    lock = filelock.FileLock(folder / "studio.lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        message = f"another studio is using {folder}: use that one or stop it, or name another folder with --data-dir"
        raise NetsumikiError(Problem("studio-runs", message, facts={"folder": str(folder)})) from None
    try:
        yield
    finally:
        lock.release()


def listening(port: int) -> socket.socket:
    """A socket that waits for connections on this machine alone."""
    # named as TCP, or asyncio would not set TCP_NODELAY, and each small answer would wait 40 ms for an acknowledgement
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        listener.close()
        message = f"port {port} is taken, perhaps by another studio (http://{LOOPBACK}:{port}): use that one, "
        message += f"or choose another with --port {port + 1}"
        if isinstance(error, PermissionError):
            message = f"port {port} may not be used: choose one above 1024 with --port"
        raise NetsumikiError(Problem("port-taken", message, facts={"port": port})) from None
    listener.listen(128)
    return listener


def run_server(listener: socket.socket, started: Callable[[], None]) -> None:
    """uvicorn until a signal; streams are ended first, so that they do not hold it up."""
    import uvicorn

    from netsumiki.studio.broadcast import broadcaster
    from netsumiki.studio.supervisor import supervisor

    class Server(uvicorn.Server):
        async def startup(self, sockets=None):
            await super().startup(sockets)
            started()

        def handle_exit(self, sig, frame):
            broadcaster.close()
            supervisor.stop()
            if self.should_exit and sig == signal.SIGINT:
                self.force_exit = True
            self.should_exit = True

    config = uvicorn.Config(
        "netsumiki.studio.asgi:application",
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    Server(config).run([listener])
