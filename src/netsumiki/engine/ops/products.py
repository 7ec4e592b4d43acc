"""Large matrix products of a dense layer, divided among threads so that each keeps its own rows of W in its own cache.

Worker i owns the rows of W that belong to its share of the inputs. In all three products of a training step, and in the
optimizer's update after them, it touches only these: its part of a large W stays in the cache nearest to it, from step
to step (measured by `make bench ARGS="--only keras-mlp"`).
"""

from typing import Any

WORTH_DIVIDING = 20e6  # multiply-adds; below, handing work to a thread costs more than it saves


def shares(workers: Any, rows: int, columns: int, features: int) -> list[slice]:
    """How the `features` inputs are divided: one slice a worker, or a single one for a small product."""
    count = workers.threads if workers and rows * columns * features >= WORTH_DIVIDING else 1
    size = -(-features // count)
    return [slice(start, min(start + size, features)) for start in range(0, features, size)]


def run(workers: Any, work: Any, count: int) -> None:
    """work(0) … work(count − 1), side by side if there is more than one."""
    if count == 1:
        work(0)
    else:
        workers.run(work, count)


def product(xp: Any, x: Any, W: Any, out: Any, workers: Any, lend: Any) -> Any:
    """out = x W = Σᵢ x[:, shareᵢ] W[shareᵢ]"""
    parts = shares(workers, len(x), W.shape[1], len(W))
    sums = [out] + [lend(f"part{i}", *out.shape) for i in range(1, len(parts))]
    run(workers, lambda i: xp.matmul(x[:, parts[i]], W[parts[i]], out=sums[i]), len(parts))
    for term in sums[1:]:
        out += term
    return out


def input_gradient(xp: Any, dy: Any, W: Any, out: Any, workers: Any) -> Any:
    """out = dy Wᵀ, each worker the columns of its share"""
    parts = shares(workers, len(dy), W.shape[1], len(W))
    run(workers, lambda i: xp.matmul(dy, W[parts[i]].T, out=out[:, parts[i]]), len(parts))
    return out


def weight_gradient(xp: Any, x: Any, dy: Any, out: Any, workers: Any) -> Any:
    """out = xᵀ dy, each worker the rows of its share"""
    parts = shares(workers, len(x), dy.shape[1], x.shape[1])
    run(workers, lambda i: xp.matmul(x[:, parts[i]].T, dy, out=out[parts[i]]), len(parts))
    return out
