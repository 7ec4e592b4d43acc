"""How much a training step allocates once it is warm: the goal is nothing that grows with the batch."""

import tracemalloc
from typing import Any

from benchmarks.worker import BATCHES, netsumiki_work
from benchmarks.workloads import Workload

TEMPLATES = ("keras-mlp", "generator-cnn", "lenet-5", "keras-convnet", "digit-reader")


def step_memory() -> dict[str, Any]:
    """{template: {batch: peak bytes allocated during one step}} at batch 64 and 256."""
    peaks: dict[str, Any] = {}
    for name in TEMPLATES:
        peaks[name] = {}
        for batch in (64, 256):
            run = netsumiki_work(Workload(name, name, batch), "", 1)
            for _ in range(BATCHES + 2):
                run()
            tracemalloc.start()
            run()
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            run()
            peaks[name][str(batch)] = tracemalloc.get_traced_memory()[1] - before
            tracemalloc.stop()
    return peaks
