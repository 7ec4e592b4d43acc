"""A process that times one side: started by the benchmark, told what to do by lines on its standard input.

The two sides never run at once and share no thread pool: while one works, the other waits for its next line.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.workloads import WORKLOADS, Workload

BATCHES = 4  # prepared beforehand, taken in turn


class Prepared:
    """A batch that is ready in memory, as PyTorch's tensors are."""

    def __init__(self, inputs: np.ndarray, labels: np.ndarray):
        self.data, self.labels, self.size = inputs, labels, len(labels)

    def inputs(self, start: int = 0, stop: int | None = None, out: Any = None) -> np.ndarray:
        return self.data[start:stop]


def netsumiki_work(workload: Workload, variant: str, threads: int) -> Callable[[], None]:
    from threadpoolctl import threadpool_limits

    from netsumiki.engine.graph import Graph
    from netsumiki.training import Recipe
    from netsumiki.training.classifier import ClassifierStep
    from netsumiki.training.gan import GanStep

    recipe = Recipe.read(workload.recipe())
    x, labels = workload.examples(workload.batch * BATCHES)
    if not workload.training:
        graph, turn = Graph(recipe.model), 0
        threadpool_limits(1, "blas")
        return lambda: graph.forward(x[:1])
    step: Any = ClassifierStep(recipe, threads) if workload.classifies else GanStep(recipe, threads)
    if not workload.classifies:
        step.classes = 10
    threadpool_limits(1 if len(step.lanes) > 1 else threads, "blas")
    batches = [Prepared(*part) for part in zip(np.split(x, BATCHES), np.split(labels, BATCHES), strict=True)]
    turn = 0

    def run() -> None:
        nonlocal turn
        turn += 1
        step.run(batches[turn % BATCHES], recipe.plan.optimizer.lr)  # type: ignore[attr-defined]

    return run


def torch_work(workload: Workload, variant: str, threads: int) -> Callable[[], None]:
    import torch

    from benchmarks import torch_twin
    from netsumiki.training import Recipe

    torch.set_num_threads(threads if workload.training else 1)  # one picture is too little work to share
    torch.set_num_interop_threads(1) if torch.get_num_interop_threads() != 1 else None
    torch.manual_seed(0)
    recipe = Recipe.read(workload.recipe())
    x, labels = workload.examples(workload.batch * BATCHES)
    tensor = torch.from_numpy(x)
    if not workload.classifies:
        from benchmarks import torch_gan

        return torch_gan.step(recipe, tensor, torch.from_numpy(labels), variant, BATCHES)
    module: Any = torch_twin.Twin(recipe)
    if tensor.ndim == 4:
        tensor = tensor.permute(0, 3, 1, 2).contiguous()
    if "channels_last" in variant and tensor.ndim == 4:
        tensor, module = (
            tensor.contiguous(memory_format=torch.channels_last),
            module.to(memory_format=torch.channels_last),
        )
    called = torch.compile(module) if "compile" in variant else module
    if not workload.training:
        module.eval()
        one = tensor[:1]

        def predict() -> None:
            with torch.inference_mode():
                torch.softmax(called(one), 1)

        return predict
    pieces = list(zip(tensor.chunk(BATCHES), torch.from_numpy(labels).chunk(BATCHES), strict=True))
    optimizer, loss, turn = torch_twin.optimizer(recipe, module), torch_twin.loss(recipe), 0
    parameters, clip = list(module.parameters()), recipe.plan.clip  # type: ignore[attr-defined]

    def run() -> None:
        nonlocal turn
        turn += 1
        inputs, targets = pieces[turn % BATCHES]
        optimizer.zero_grad(set_to_none=True)
        loss(called(inputs), targets).backward()
        if clip is not None:
            torch.nn.utils.clip_grad_norm_(parameters, clip)
        optimizer.step()

    return run


def main() -> None:
    work: Callable[[], None] = lambda: None  # noqa: E731
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "prepare":
            workload = next(w for w in WORKLOADS if w.name == order["workload"])
            make = torch_work if order["side"] == "torch" else netsumiki_work
            work = make(workload, order["variant"], order["threads"])
            started = time.perf_counter()
            work()
            answer: dict[str, Any] = {"first": time.perf_counter() - started}
        else:
            until, steps = time.perf_counter() + order["seconds"], 0
            started = time.perf_counter()
            while time.perf_counter() < until:
                work()
                steps += 1
            answer = {"seconds_per_step": (time.perf_counter() - started) / steps, "steps": steps}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("TORCHINDUCTOR_FX_GRAPH_CACHE", "1")
    main()
