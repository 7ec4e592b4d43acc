"""From the supervisor's thread to every open tab: one bounded queue per stream, no database in between."""

import asyncio
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

MOST_WAITING = 500


@dataclass(eq=False)
class Subscriber:
    """One open tab: messages for `owner`, in order; `behind` when it read too slowly and some were dropped."""

    owner: int
    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue = field(default_factory=asyncio.Queue)
    behind: bool = False

    def put(self, message: dict[str, Any] | None) -> None:
        if self.queue.qsize() >= MOST_WAITING:
            self.behind = True
            while not self.queue.empty():
                self.queue.get_nowait()
        self.queue.put_nowait(message)


class Broadcaster:
    """`publish` may be called from any thread; `None` ends every stream."""

    def __init__(self) -> None:
        self._lock = RLock()  # Ctrl-C closes from a signal handler, perhaps while this very thread holds it
        self._subscribers: set[Subscriber] = set()

    def subscribe(self, owner: int) -> Subscriber:
        subscriber = Subscriber(owner, asyncio.get_running_loop())
        with self._lock:
            self._subscribers.add(subscriber)
        return subscriber

    def unsubscribe(self, subscriber: Subscriber) -> None:
        with self._lock:
            self._subscribers.discard(subscriber)

    def publish(self, owner: int | None, message: dict[str, Any] | None) -> None:
        """Send to every tab of `owner`, or (None) to everybody."""
        with self._lock:
            receivers = [s for s in self._subscribers if owner is None or s.owner == owner]
        for subscriber in receivers:
            try:
                subscriber.loop.call_soon_threadsafe(subscriber.put, message)
            except RuntimeError:  # its loop has ended with the server
                self.unsubscribe(subscriber)

    def close(self) -> None:
        """End every stream, so that open tabs do not hold the server up."""
        self.publish(None, None)


broadcaster = Broadcaster()
publish = broadcaster.publish
