"""The contract of a layer about memory: whose array is whose, how long it is valid, and what may be allocated.

Each function takes a case and raises AssertionError.
"""

import copy
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.engine.testing.cases import LayerCase
from netsumiki.engine.testing.single_layer import BATCH, build, output_weights, run, same


def strict_mode_changes_nothing(case: LayerCase) -> None:
    """With buffers full of NaN and inputs read-only the results are finite and bit for bit the same."""
    for training in (True, False):
        plain = run(build(case, np.float32), case.arrays(BATCH, dtype=np.float32), training=training)
        strict = run(build(case, np.float32, strict=True), case.arrays(BATCH, dtype=np.float32), training=training)
        for key, value in strict.items():
            assert np.isfinite(value).all(), f"{key} is not finite in strict mode: it reads a buffer before writing it"
        same(plain, strict, "strict mode")


def inputs_are_never_written_into(case: LayerCase) -> None:
    graph, inputs = build(case), case.arrays(BATCH)
    dy = output_weights(graph, BATCH)
    kept, kept_dy = copy.deepcopy(inputs), dy.copy()
    run(graph, inputs, dy)
    same(kept, inputs, "an input after forward and backward")
    same({"dy": kept_dy}, {"dy": dy}, "dy after backward")


def output_stays_valid_until_next_run(case: LayerCase) -> None:
    graph, inputs = build(case), case.arrays(BATCH)
    y = graph.forward(inputs, training=True)
    kept = y.copy()
    dy = output_weights(graph, BATCH)
    dx = graph.backward(dy, inputs=True)
    same({"output": kept}, {"output": y}, "the output after backward")
    kept_dx = {name: d.copy() for name, d in dx.items()}
    graph.forward(case.arrays(BATCH, seed=1), training=True)
    same(kept_dx, dx, "dx after the next forward")


def backward_twice_gives_the_same(case: LayerCase) -> None:
    graph, inputs = build(case), case.arrays(BATCH)
    first = run(graph, inputs)
    graph.params.zero()
    again = graph.backward(output_weights(graph, BATCH), inputs=True)
    same({f"d{k}": first[f"d{k}"] for k in again}, {f"d{k}": d for k, d in again.items()}, "backward again")


def batch_size_may_change(case: LayerCase) -> None:
    """5, then 3 (the last short batch), then 5 and 1: each as if it were the first."""
    graph = build(case, strict=True)
    for batch in (5, 3, 5, 1, 8):
        inputs = case.arrays(batch, seed=batch)
        fresh = run(build(case, strict=True), inputs)
        same(fresh, run(graph, inputs), f"batch of {batch} after others", rtol=1e-12)


def scattered_memory_is_read_right(case: LayerCase) -> None:
    """Inputs and dy that are not contiguous in memory."""
    graph, inputs = build(case, strict=True), case.arrays(BATCH)
    dy = output_weights(graph, BATCH)
    straight = run(graph, inputs)
    spread = {name: scattered(x) for name, x in inputs.items()}
    same(straight, run(graph, spread, scattered(dy)), "input and dy scattered in memory", rtol=1e-12)


def scattered(x: Any) -> Any:
    wide = np.full(tuple(2 * s + 1 for s in x.shape), 99).astype(x.dtype)
    view = wide[tuple(slice(1, None, 2) for _ in x.shape)]
    view[...] = x
    return view.swapaxes(0, -1).copy().swapaxes(0, -1) if x.ndim == 2 else view


def memory_does_not_grow_with_batch(case: LayerCase) -> None:
    """After warm-up a step allocates at most 128 KB, and no array of its own for each sample. Takes a large case.

    NumPy's buffers for strided or repeated operands grow too, up to 64 KB each: beyond that nothing may.
    """
    peaks = {batch: peak_of_a_step(case, batch) for batch in (64, 256)}
    if peaks[256] - peaks[64] > 192 * 16:  # 16 bytes a sample: a number or an index, no array
        peaks |= {batch: peak_of_a_step(case, batch) for batch in (2048, 4096)}
        assert peaks[4096] - peaks[2048] <= 2048 * 16, f"what a step allocates grows with the batch: {peaks} bytes"
    assert max(peaks.values()) <= 128 * 1024, f"a step allocates {peaks} bytes by batch size"


def peak_of_a_step(case: LayerCase, batch: int) -> int:
    graph = build(case, np.float32)
    inputs = case.arrays(batch, dtype=np.float32)
    dy = output_weights(graph, batch)
    for warm in (False, False, True):
        if warm:
            tracemalloc.start()
            before = tracemalloc.get_traced_memory()[0]
        graph.params.zero()
        graph.forward(inputs, training=True)
        graph.backward(dy, inputs=True)
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return peak


CHECKS: list[Callable[[LayerCase], None]] = [
    strict_mode_changes_nothing,
    inputs_are_never_written_into,
    output_stays_valid_until_next_run,
    backward_twice_gives_the_same,
    batch_size_may_change,
    scattered_memory_is_read_right,
]
LARGE_CHECKS: list[Callable[[LayerCase], None]] = [memory_does_not_grow_with_batch]
