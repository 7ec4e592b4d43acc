"""Server-sent events: one stream per tab, which a reconnecting browser takes up where it lost it."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse

from netsumiki.studio.access import problem, signed_out
from netsumiki.studio.broadcast import Subscriber, broadcaster
from netsumiki.studio.models import RunEvent

HEARTBEAT_SECONDS = 15
MOST_REPLAYED = 2_000


async def stream(request: Any) -> Any:
    """`GET /api/stream`; `Last-Event-ID` resumes after that event."""
    user = await request.auser()
    if not user.is_authenticated:
        return signed_out()
    if request.method != "GET":
        return problem(405, "method", "this address can only be read")
    subscriber = broadcaster.subscribe(user.pk)  # before reading what was missed, so that nothing falls in between
    last = request.headers.get("Last-Event-ID", "")
    missed = await sync_to_async(missed_since)(user.pk, int(last)) if last.isdecimal() and len(last) < 19 else []
    return StreamingHttpResponse(
        messages(subscriber, missed),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"},
    )


def missed_since(owner: int, last: int) -> list[dict[str, Any]]:
    """What a tab did not hear while it was away, run by run in order; or that it should fetch everything anew."""
    found = RunEvent.objects.filter(run__owner=owner, run__deleted_at=None, pk__gt=last).order_by("pk")
    rows = list(found[: MOST_REPLAYED + 1])
    if len(rows) > MOST_REPLAYED:
        return [{"type": "reset"}]
    told: list[dict[str, Any]] = []
    for row in rows:
        if not told or told[-1]["run"] != row.run_id:
            told.append({"type": "events", "run": row.run_id, "events": []})
        told[-1]["events"].append({"id": row.pk, **row.data})
    # rows of runs may have changed without an event (renamed, deleted, queued), so their list is read anew
    return [*told, {"type": "refresh"}]


async def messages(subscriber: Subscriber, missed: list[dict[str, Any]]) -> AsyncIterator[bytes]:
    """The stream's text, with a comment now and then that keeps the connection open."""
    try:
        yield b"retry: 1000\n: hello\n\n"
        for message in missed:
            yield written(message)
        while True:
            try:
                message = await asyncio.wait_for(subscriber.queue.get(), HEARTBEAT_SECONDS)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            if message is None:
                return
            if subscriber.behind:
                subscriber.behind = False
                message = {"type": "reset"}
            yield written(message)
    finally:
        broadcaster.unsubscribe(subscriber)


def written(message: dict[str, Any]) -> bytes:
    """One message; the id of its last event is the id to which a browser returns."""
    events = message.get("events")
    id = f"id: {events[-1]['id']}\n" if events else ""
    return f"{id}data: {json.dumps(message, separators=(',', ':'))}\n\n".encode()
