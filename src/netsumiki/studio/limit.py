"""The upload cap: a request that is too large is refused while it arrives, before anything is kept of it.

Django writes the whole body into memory or a temporary file before a view sees it, so the cap lies in front of it.
"""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from netsumiki.engine.errors import Problem
from netsumiki.studio.problems import as_json

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MOST_BYTES = 2_000_000
MOST_BYTES_AT = {"/api/recipes/read": 64_000_000, "/api/generate/read": 20_000_000}
MOST_BYTES_UNDER = {"/api/own/imports/": 9_000_000}
"""A model file may be read for its recipe, a sheet for what it was made from, and pictures are imported in bodies
of 8 MB, whose sum is counted elsewhere; all else that people send is small."""


class UploadCap:
    """ASGI: answers 413 to a body over the cap, whether its length was declared or not."""

    def __init__(self, app: Any):
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = cap(scope["path"])
        arrived, begun, over = 0, False, False

        async def counted() -> Message:
            nonlocal arrived, over
            message = await receive()
            arrived += len(message.get("body", b""))
            over = over or arrived > most
            return {"type": "http.disconnect"} if over else message  # upon which Django drops what it has

        async def watched(message: Message) -> None:
            nonlocal begun
            if not over:
                begun = begun or message["type"] == "http.response.start"
                await send(message)

        if declared(scope) > most:
            await refuse(send, most)
            return
        await self.app(scope, counted, watched)
        if over and not begun:
            await refuse(send, most)


def cap(path: str) -> int:
    under = (most for start, most in MOST_BYTES_UNDER.items() if path.startswith(start))
    return MOST_BYTES_AT.get(path) or next(under, MOST_BYTES)


def declared(scope: Message) -> int:
    """The length that the request says it has; a length that is no number counts as none."""
    text = dict(scope["headers"]).get(b"content-length", b"0")
    return int(text) if text.isdigit() else 0


async def refuse(send: Send, most: int) -> None:
    message = f"this is larger than {most // 1_000_000} MB, more than the studio takes here: send a smaller file"
    problem = Problem("too-large", message, facts={"most": most})
    body = json.dumps({"problems": [as_json(problem)]}).encode()
    headers = [(b"content-type", b"application/json"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
