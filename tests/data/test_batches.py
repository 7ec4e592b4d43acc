"""Batches: epochs, streams, pieces and threads, and going on after a stop."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from netsumiki.data import Augmenter, Batches, Preprocessing, Split
from netsumiki.engine.errors import DataError
from netsumiki.engine.workspace import Streams

MOVES = ["shift", "rotate", {"augmentation": "elastic", "sigma": 2}, "erase", "noise"]


def batches(split, size=32, seed=0, augment=False, **more):
    return Batches(split, Preprocessing(), size, Streams(seed), Augmenter(MOVES) if augment else None, **more)


def rows(split, batch):
    """The row numbers that the fixture wrote into the pictures."""
    pixels = np.rint(batch.inputs() * 255).astype(int)
    return (pixels[:, 0, 0, 0] + 256 * pixels[:, 0, 1, 0]).tolist()


def test_each_epoch_shows_every_example_once_in_a_new_order(pictures):
    source = batches(pictures)
    orders = []
    for epoch in range(3):
        taken = list(source.rest_of_epoch())
        assert [b.epoch for b in taken] == [epoch] * 10 and [b.index for b in taken] == list(range(10))
        assert [b.size for b in taken] == [32] * 9 + [12], "the last short batch is kept"
        orders.append([r for b in taken for r in rows(pictures, b)])
        assert sorted(orders[-1]) == list(range(300))
        assert [int(v) for b in taken for v in b.labels] == [r % 3 for r in orders[-1]]
    assert orders[0] != orders[1] != orders[2]


def test_without_shuffling_the_examples_come_in_order(pictures):
    source = batches(pictures, shuffle=False)
    assert [r for b in source.rest_of_epoch() for r in rows(pictures, b)] == list(range(300))


def test_augmentation_does_not_change_the_order(pictures):
    plain, augmented = batches(pictures), batches(pictures, augment=True)
    for _ in range(25):
        assert np.array_equal(plain.next().labels, augmented.next().labels)


def test_other_streams_do_not_disturb_the_order(pictures):
    streams = Streams(0)
    streams["weights"].random(100)
    source = Batches(pictures, Preprocessing(), 32, streams)
    assert np.array_equal(source.next().labels, batches(pictures).next().labels)


@pytest.mark.parametrize("augment", [False, True])
def test_inputs_do_not_depend_on_how_a_batch_is_cut(pictures, augment):
    batch = batches(pictures, size=200, augment=augment).next()
    whole = batch.inputs()
    assert whole.shape == (200, 6, 5, 1) and whole.dtype == np.float32
    pieces = [batch.inputs(a, b) for a, b in ((0, 1), (1, 77), (77, 150), (150, 200))]
    assert np.allclose(np.concatenate(pieces), whole, atol=1e-5)
    out = np.full((50, 6, 5, 1), np.nan, np.float32)
    assert batch.inputs(100, 150, out=out) is out and np.allclose(out, whole[100:150], atol=1e-5)


def test_threads_prepare_pieces_of_one_batch_at_the_same_time(pictures):
    source = batches(pictures, size=300, augment=True)
    with ThreadPoolExecutor(4) as pool:
        for _ in range(10):
            batch = source.next()
            out = np.empty((300, 6, 5, 1), np.float32)
            list(pool.map(lambda a, b=batch, o=out: b.inputs(a, a + 20, out=o[a : a + 20]), range(0, 300, 20)))
            assert np.allclose(out, batch.inputs(), atol=1e-5)


@pytest.mark.parametrize("taken", [0, 1, 9, 10, 13])
@pytest.mark.parametrize("streams_restored_last", [False, True])
def test_a_restored_run_continues_bit_identically(pictures, taken, streams_restored_last):
    first = batches(pictures, augment=True)
    for _ in range(taken):
        first.next()
    saved = json.loads(json.dumps({"batches": first.state(), "streams": first.streams.state()}))
    second = batches(pictures, augment=True, seed=99)
    second.next()
    if not streams_restored_last:
        second.streams.restore(saved["streams"])
    second.restore(saved["batches"])
    if streams_restored_last:
        second.streams.restore(saved["streams"])
    for _ in range(25):
        a, b = first.next(), second.next()
        assert (a.epoch, a.index) == (b.epoch, b.index)
        assert np.array_equal(a.labels, b.labels) and np.array_equal(a.inputs(), b.inputs())


def test_points_in_the_plane_come_unchanged_but_cannot_be_augmented():
    points = np.random.default_rng(0).normal(size=(70, 2)).astype(np.float32)
    split = Split(points, np.arange(70) % 2)
    source = batches(split, size=70, shuffle=False)
    assert np.array_equal(source.next().inputs(), points)
    with pytest.raises(DataError, match="augmentation needs pictures"):
        batches(split, augment=True)


def test_a_batch_of_one_costs_little():
    split = Split(np.zeros((5000, 28, 28, 1), np.uint8), np.zeros(5000, int))
    source, out = batches(split, size=1), np.empty((1, 28, 28, 1), np.float32)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        for batch in source.rest_of_epoch():
            batch.inputs(out=out)
        times.append((time.perf_counter() - start) / 5000)
    assert min(times) < 30e-6  # measured 6 µs; the margin is for busy machines


def test_a_batch_size_of_nothing_is_refused(pictures):
    with pytest.raises(DataError, match="batch size must be at least 1"):
        batches(pictures, size=0)
