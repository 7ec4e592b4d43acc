"""The stream of events: taken up where it was lost, never in another person's hands, never holding memory."""

import asyncio
import json

import pytest

from netsumiki.studio import stream
from netsumiki.studio.broadcast import MOST_WAITING, Broadcaster
from netsumiki.studio.models import Run, RunEvent


@pytest.fixture
def run(user, recipe):
    return Run.objects.create(owner=user, name="mine", recipe=recipe)


def tell(run, count):
    made = [
        RunEvent(run=run, attempt=1, step=n, kind="progress", data={"event": "progress", "step": n})
        for n in range(count)
    ]
    return RunEvent.objects.bulk_create(made)


def test_a_tab_that_comes_back_hears_what_it_missed_in_order_and_once(run, user):
    rows = tell(run, 10)
    missed = stream.missed_since(user.pk, rows[3].pk)
    assert [e["step"] for m in missed if m["type"] == "events" for e in m["events"]] == [4, 5, 6, 7, 8, 9]
    assert missed[-1] == {"type": "refresh"}
    last_event = [line for line in stream.written(missed[0]).decode().splitlines() if line.startswith("id: ")]
    assert last_event == [f"id: {rows[-1].pk}"]
    assert stream.missed_since(user.pk, rows[-1].pk) == [{"type": "refresh"}]


def test_a_tab_that_was_away_too_long_fetches_everything_anew(run, user, monkeypatch):
    monkeypatch.setattr(stream, "MOST_REPLAYED", 5)
    tell(run, 10)
    assert stream.missed_since(user.pk, 0) == [{"type": "reset"}]


def test_nobody_hears_of_somebody_elses_runs(run, other):
    tell(run, 3)
    assert stream.missed_since(other.pk, 0) == [{"type": "refresh"}]


def test_a_message_reaches_the_tabs_of_its_owner_alone():
    async def listen():
        broadcaster = Broadcaster()
        mine, theirs = broadcaster.subscribe(1), broadcaster.subscribe(2)
        broadcaster.publish(1, {"type": "refresh"})
        await asyncio.sleep(0)
        return mine.queue.qsize(), theirs.queue.qsize()

    assert asyncio.run(listen()) == (1, 0)


def test_a_tab_that_does_not_read_holds_no_memory_and_is_told_to_start_over():
    async def listen():
        broadcaster = Broadcaster()
        tab = broadcaster.subscribe(1)
        for number in range(MOST_WAITING * 3):
            broadcaster.publish(1, {"type": "live", "run": "x", "step": number})
        await asyncio.sleep(0)
        assert tab.queue.qsize() <= MOST_WAITING
        told = stream.messages(tab, [])
        first = [await anext(told), await anext(told)]
        await told.aclose()
        return first[1]

    assert json.loads(asyncio.run(listen()).removeprefix(b"data: ")) == {"type": "reset"}


def test_streams_end_with_the_server():
    async def listen():
        broadcaster = Broadcaster()
        told = stream.messages(broadcaster.subscribe(1), [])
        await anext(told)
        broadcaster.close()
        return [message async for message in told]

    assert asyncio.run(listen()) == []


def test_an_idle_stream_is_kept_open_by_a_comment(monkeypatch):
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.01)

    async def listen():
        told = stream.messages(Broadcaster().subscribe(1), [])
        messages = [await anext(told), await anext(told)]
        await told.aclose()
        return messages[1]

    assert asyncio.run(listen()).startswith(b": ")
