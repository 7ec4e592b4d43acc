"""The application under uvicorn, on a socket of its own."""

import logging
import socket
import sys

from netsumiki.exporting.serving.application import Application, warm

LOOPBACK = ("127.0.0.1", "localhost", "::1")
NAMES = ("127.0.0.1", "localhost", "[::1]")
WAITING = 256
"""Connections at once; further ones are told to come back."""


def needs_token(host, token):
    """What is wrong with offering the model beyond this machine without a token; nothing if all is well."""
    if host in LOOPBACK or token:
        return ""
    return f"{host} is reached from other machines, so requests must show a token: set NETSUMIKI_TOKEN to a secret"


def listening(host, port):
    """A socket that waits for connections. Raises `OSError` when the port is taken."""
    # named as TCP, or asyncio would not set TCP_NODELAY, and each small answer would wait 40 ms for an acknowledgement
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(WAITING)
    except BaseException:
        listener.close()
        raise
    return listener


def run(model, listener, token, ready):
    """Serve until a signal; `ready(address)` is called when it answers."""
    import uvicorn

    host, port = listener.getsockname()[:2]
    warm(model)

    class Server(uvicorn.Server):
        async def startup(self, sockets=None):
            await super().startup(sockets)
            ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")

    application = Application(model, token, NAMES if host in LOOPBACK and not token else ())
    config = uvicorn.Config(
        application,
        log_level=logging.WARNING,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        limit_concurrency=WAITING,
        timeout_graceful_shutdown=1,
    )
    Server(config).run([listener])


def main(model, arguments):
    """python server.py --port 8000"""
    import argparse
    import os

    parser = argparse.ArgumentParser(description="Answer requests with the model.")
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 is reached from other machines")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one (8000)")
    asked = parser.parse_args(arguments)
    token = os.environ.get("NETSUMIKI_TOKEN", "")
    if wrong := needs_token(asked.host, token):
        raise SystemExit(wrong)
    try:
        listener = listening(asked.host, asked.port)
    except (OSError, OverflowError) as error:
        raise SystemExit(f"port {asked.port} cannot be used ({error}): choose another with --port") from None
    run(model, listener, token, lambda address: print(f"Open {address}", flush=True))
