"""The ASGI application: which address answers what, and everything that is refused before the model is asked."""

import asyncio
import hmac
import json
import logging
from typing import Any

import numpy as np

from netsumiki.exporting.serving.answering import made, predictions, written
from netsumiki.exporting.serving.asking import PICTURES, as_json, examples, picture
from netsumiki.exporting.serving.describing import described, openapi
from netsumiki.exporting.serving.page import page
from netsumiki.exporting.serving.refusing import Refused
from netsumiki.exporting.serving.together import TOGETHER, Together
from netsumiki.exporting.serving.words import WORDS, spoken

MOST_BYTES = 8_000_000
"""Of one request's body."""
MOST_HELD = 64_000_000
"""Of all bodies that are being read or answered."""
PATIENCE = 30.0
"""Seconds in which a body must arrive."""
JSON = "application/json"
SECURE = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
]


class Gone(Exception):
    """Whoever asked has hung up."""


class Application:
    """`Application(model)` for any ASGI server.

    `token`: what requests must show as `Authorization: Bearer …`. `hosts`: the names by which a browser may reach it,
    any if empty: a page from elsewhere must not read along under a name of its own (DNS rebinding).
    """

    def __init__(self, model, token="", hosts=()):
        self.model, self.token, self.hosts = model, token, frozenset(hosts)
        self.together, self.held = Together(self.answer_all), 0
        self.pages = {language: page(model, bool(token), language) for language in WORDS}
        self.fixed = {
            "/": self.pages["en"],
            "/openapi.json": (JSON.encode(), json.dumps(openapi(model, bool(token))).encode(), []),
            "/model": (JSON.encode(), json.dumps(described(model)).encode(), []),
            "/health": (JSON.encode(), b'{"status": "ok"}', []),
        }
        self.asked = {"/generate": self.generate} if hasattr(model, "generate") else {"/predict": self.prepare}
        if hasattr(model, "write"):
            self.asked["/write"] = self.write

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return
        try:
            await answer(send, scope, 200, *await self.respond(scope, receive))
        except Gone:
            return
        except Refused as refused:
            await answer(send, scope, refused.status, JSON.encode(), json.dumps(refused.to_json()).encode(), [])
        except Exception:
            logging.getLogger("netsumiki").exception("%s failed", scope["path"])
            failed = Refused(500, "failed", "the server itself failed: its terminal shows more")
            await answer(send, scope, 500, JSON.encode(), json.dumps(failed.to_json()).encode(), [])

    async def respond(self, scope, receive):
        """(type, body, headers) of an answer. Raises `Refused`."""
        path, method = scope["path"], scope["method"]
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        self.let_in(path, headers)
        if path in self.fixed:
            if method not in ("GET", "HEAD"):
                raise Refused(405, "method", f"{path} answers GET")
            wanted = headers.get(b"accept-language", "")
            return self.pages[spoken(wanted)] if path == "/" else self.fixed[path]
        if path not in self.asked:
            raise Refused(404, "not-found", f"there is nothing here: {', '.join([*self.fixed, *self.asked])} are")
        if method != "POST":
            raise Refused(405, "method", f"{path} answers POST")
        said = await self.worked(path, headers, receive)
        return JSON.encode(), said, []

    def let_in(self, path, headers):
        """Refuse whoever has no business here."""
        if self.hosts and host_of(headers.get(b"host", "")) not in self.hosts:
            raise Refused(400, "host", f"this server is reached as {' or '.join(sorted(self.hosts))}")
        if headers.get(b"sec-fetch-site") == "cross-site":
            raise Refused(403, "cross-site", "a page from elsewhere may not ask: let your own server ask")
        shown = headers.get(b"authorization", "").removeprefix("Bearer ")
        if self.token and path not in ("/", "/health") and not hmac.compare_digest(shown.encode(), self.token.encode()):
            raise Refused(401, "token", "show the server's token: Authorization: Bearer …")

    async def worked(self, path, headers, receive):
        """The answer to a body."""
        size = declared(headers)
        if size > MOST_BYTES:
            raise too_large()
        if self.held + size > MOST_HELD:
            raise busy()
        held = 0
        try:
            parts, more = [], True
            async with asyncio.timeout(PATIENCE):
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise Gone
                    part, more = message.get("body", b""), message.get("more_body", False)
                    held, self.held = held + len(part), self.held + len(part)
                    if held > MOST_BYTES:
                        raise too_large()
                    if self.held > MOST_HELD:  # several that began together, or did not say how long they are
                        raise busy()
                    parts.append(part)
            kind = headers.get(b"content-type", "").partition(";")[0].strip().lower()
            return await self.together.ask((path, kind, b"".join(parts)))
        except TimeoutError:
            message = f"the body did not arrive within {PATIENCE:.0f} s: send it again"
            raise Refused(408, "slow", message, seconds=round(PATIENCE)) from None
        finally:
            self.held -= held

    # -- in the thread ------------------------------------------------------------------------------------------

    def answer_all(self, questions, enough):
        """An answer or an exception for each of the first questions; examples of all of them are read together."""
        answers: list[Any] = []
        count = 0
        for path, kind, body in questions:
            if answers and (count >= TOGETHER or enough()):
                break
            try:
                found = self.asked[path](kind, body)
            except Exception as error:
                found = error
            answers.append(found)
            count += len(found) if isinstance(found, np.ndarray) else 0
        places = [k for k, found in enumerate(answers) if isinstance(found, np.ndarray)]
        if places:
            for k, said in zip(places, predictions(self.model, [answers[k] for k in places])):
                answers[k] = said if isinstance(said, Exception) else json.dumps(said).encode()
        return answers

    def prepare(self, kind, body):
        """The examples that a request wants to be read."""
        if kind in PICTURES:
            return picture(self.model, body)[None]
        return examples(as_json(json_only(kind, body)), self.model)

    def write(self, kind, body):
        return json.dumps(written(self.model, as_json(json_only(kind, body)))).encode()

    def generate(self, kind, body):
        return json.dumps(made(self.model, as_json(json_only(kind, body)))).encode()


def json_only(kind, body):
    if kind != JSON:
        raise Refused(415, "type", f"the body is of type {kind[:80]!r}: send {JSON}, or a picture where one is read")
    return body


def busy():
    return Refused(503, "busy", "too many requests at once: try again in a moment")


def too_large():
    most = MOST_BYTES // 1_000_000
    return Refused(413, "too-large", f"a request has at most {most} MB: send several", megabytes=most)


def declared(headers):
    """The length that the request says it has; a length that is no number counts as none."""
    text = headers.get(b"content-length", "0")
    return int(text) if text.isdigit() and len(text) < 20 else 0


def host_of(text):
    """The name in a Host header, without the port."""
    return text.rpartition(":")[0] if text.rpartition(":")[2].isdigit() and not text.endswith("]") else text


async def answer(send, scope, status, kind, body, headers):
    length = (b"content-length", str(len(body)).encode())
    known = [(b"content-type", kind), length, *SECURE, *headers]
    await send({"type": "http.response.start", "status": status, "headers": known})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def warm(model):
    """Ask the model once, so that the first request need not wait for its memory."""
    if hasattr(model, "generate"):
        model.outputs(model.noise(1), np.zeros(1, int) if model.conditional else None)
    else:
        model.scores(np.zeros((1, *model.input_shape), np.uint8 if len(model.input_shape) == 3 else np.float32))
