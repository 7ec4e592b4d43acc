"""The contract of an optimizer: it descends, keeps its state by name, and leaves alone what it should.

Each function takes the name of a registered optimizer and raises AssertionError.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.engine.initializers import initializers
from netsumiki.engine.optimizers import Optimizer, optimizers
from netsumiki.engine.params import BLOCK, Parameter, ParameterSet

SHAPES = {"dense.W": (6, 4), "dense.b": (4,), "norm.gamma": (4,), "conv.W": (3, 2, 2, 3)}
SPARED = {"dense.b", "norm.gamma"}


def parameters(shapes: dict[str, Any] | None = None, dtype: Any = np.float64, **spec: Any) -> ParameterSet:
    made = [
        Parameter(name, shape, initializers.create({"initializer": "normal", "std": 1.0}), 1, 1, name not in SPARED)
        for name, shape in (shapes or SHAPES).items()
    ]
    params = ParameterSet(made, dtype)
    for p in params:
        p.value[...] = stream(p.name, "value").normal(size=p.shape)
    return params


def stream(*words: object) -> np.random.Generator:
    return np.random.default_rng([ord(c) for word in words for c in str(word)])


def gradient(p: Parameter, step: int) -> Any:
    return stream(p.name, step).normal(size=p.shape)


def steps(optimizer: Optimizer, first: int, last: int, scale: float = 1.0, clip: float | None = None) -> None:
    """Steps first … last − 1 with gradients that depend on parameter and step alone."""
    for step in range(first, last):
        optimizer.params.zero()
        for p in optimizer.params:
            p.add(scale * gradient(p, step))
        optimizer.step(clip=clip)


def same(one: ParameterSet, other: ParameterSet, about: str) -> None:
    for p in one:
        assert np.array_equal(p.value, other[p.name].value), f"{about}: {p.name} differs"


def first_step_goes_downhill(name: str) -> None:
    optimizer = optimizers[name]().bind(parameters())
    before = optimizer.params.values()
    steps(optimizer, 0, 1)
    for p in optimizer.params:
        moved = p.value - before[p.name]
        assert (moved * gradient(p, 0) < 0).all(), f"{p.name} moved along its gradient instead of against it"


def it_finds_the_bottom_of_a_bowl(name: str) -> None:
    optimizer = optimizers[name](lr=0.05).bind(parameters())
    start = float(np.abs(optimizer.params.vector).max())
    for _ in range(500):
        optimizer.params.zero()
        for p in optimizer.params:
            p.add(p.value)  # the gradient of ½ w²
        optimizer.step()
    end = float(np.abs(optimizer.params.vector).max())
    assert end < 0.5 * start, f"after 500 steps down a bowl the largest weight went from {start:.3f} to {end:.3f}"


def gradients_are_not_changed(name: str) -> None:
    for decay, clip in ((0.0, None), (0.1, None), (0.0, 0.5)):
        optimizer = optimizers[name](weight_decay=decay).bind(parameters())
        steps(optimizer, 0, 1, clip=clip)
        for p in optimizer.params:
            assert np.array_equal(p.grad, gradient(p, 0)), f"the step changed the gradient of {p.name}"


def state_survives_by_name(name: str) -> None:
    """Saved after three steps and loaded beside the weights, it goes on as if nothing had happened, bit for bit."""
    straight = optimizers[name](weight_decay=0.01).bind(parameters())
    steps(straight, 0, 6)
    before = optimizers[name](weight_decay=0.01).bind(parameters())
    steps(before, 0, 3)
    saved = before.state_dict()
    arrays = {key: array.copy() for key, array in saved["arrays"].items()}
    reordered = parameters(dict(reversed(SHAPES.items())))
    reordered.load(before.params.values())
    after = optimizers[name](weight_decay=0.01).bind(reordered)
    after.load_state({"t": saved["t"], "arrays": arrays})
    steps(after, 3, 6)
    same(straight.params, after.params, "resumed from its state")
    for key, array in straight.state_dict()["arrays"].items():
        assert np.array_equal(array, after.state_dict()["arrays"][key]), f"resumed from its state: {key} differs"


def blocks_leave_no_trace(name: str) -> None:
    """A matrix of several blocks moves as its rows would on their own."""
    rows, columns = 2 * BLOCK // 100 + 7, 100
    whole = optimizers[name]().bind(parameters({"W": (rows, columns)}))
    cut = optimizers[name]().bind(parameters({f"row{i}.W": (columns,) for i in range(rows)}))
    for i, p in enumerate(cut.params):
        p.value[...] = whole.params["W"].value[i]
    for step in range(2):
        whole.params.zero()
        cut.params.zero()
        g = gradient(whole.params["W"], step)
        whole.params["W"].add(g)
        for i, p in enumerate(cut.params):
            p.add(g[i])
        whole.step()
        cut.step()
    together = np.stack([p.value for p in cut.params])
    assert np.array_equal(whole.params["W"].value, together), "a parameter larger than a block moves differently"


def outer_products_equal_plain_gradients(name: str) -> None:
    """A gradient that is kept as two factors, also when nearly all of the first one is zero."""
    for decay, zeros in ((0.0, 0), (0.01, 0), (0.0, 5), (0.01, 5)):
        plain, factored = (optimizers[name](weight_decay=decay).bind(parameters()) for _ in range(2))
        for step in range(3):
            a, b = factors(step, zeros)
            for optimizer in (plain, factored):
                optimizer.params.zero()
                optimizer.params["dense.b"].add(b[0])
            plain.params["dense.W"].add(a @ b)
            factored.params["dense.W"].add_product(a, b, lambda *shape: np.empty(shape))
            plain.step()
            factored.step()
            close(plain.params, factored.params, f"with the gradient kept as two factors ({zeros} of 6 rows zero)")


def factors(step: object, zeros: int) -> tuple[Any, Any]:
    a, b = stream("a", step).normal(size=(6, 1)), stream("b", step).normal(size=(1, 4))
    a[:zeros] = 0
    return a, b


def close(one: ParameterSet, other: ParameterSet, about: str) -> None:
    for p in one:
        assert np.allclose(p.value, other[p.name].value, rtol=1e-10, atol=1e-12), f"{about}: {p.name} differs"


def pieces_on_replicas_add_up(name: str) -> None:
    """Gradients of three pieces of a batch on three replicas move the weights as their sum does."""
    for clip, zeros in ((None, None), (0.5, None), (None, 0), (None, 5), (0.5, 5)):
        whole, params = optimizers[name]().bind(parameters()), parameters()
        params.replicas = [replica(params) for _ in range(2)]
        pieces = optimizers[name]().bind(params)
        for step in range(3):
            whole.params.zero()
            params.zero()
            for number, some in enumerate([params, *params.replicas]):
                for p in some:
                    if zeros is not None and p.name == "dense.W":
                        a, b = factors(f"{step} {number}", zeros)
                        p.add_product(a, b, lambda *shape: np.empty(shape))
                        whole.params[p.name].add(a @ b)
                    else:
                        p.add(gradient(p, 10 * step + number))
                        whole.params[p.name].add(gradient(p, 10 * step + number))
            whole.step(clip=clip)
            pieces.step(clip=clip)
            close(whole.params, params, f"in three pieces, clip={clip}")


def replica(params: ParameterSet) -> ParameterSet:
    made = [Parameter(p.name, p.shape, p.initializer, 1, 1, p.decay) for p in params]
    return ParameterSet(made, params.vector.dtype, values=params.vector)


def workers_change_nothing(name: str) -> None:
    """Divided among several workers, in whatever order they run, the numbers are the same to the last bit."""
    shapes: dict[str, Any] = {"large.W": (BLOCK // 100 + 9, 200), "dense.b": (4,), "small.W": (6, 4)}
    alone = optimizers[name](weight_decay=0.01).bind(parameters(shapes))
    shared = optimizers[name](weight_decay=0.01).bind(parameters(shapes), workers=3)
    for step in range(3):
        for optimizer in (alone, shared):
            optimizer.params.zero()
            for p in optimizer.params:
                p.add(gradient(p, step))
        alone.step(clip=1.0)
        shared.step(clip=1.0, side_by_side=lambda work, count: [work(i) for i in reversed(range(count))])
    same(alone.params, shared.params, "divided among three workers")


def decay_spares_biases_and_norms(name: str) -> None:
    optimizer = optimizers[name](weight_decay=0.1, lr=0.001).bind(parameters())
    before = optimizer.params.values()
    optimizer.params.zero()
    optimizer.step()
    for p in optimizer.params:
        if p.name in SPARED:
            assert np.array_equal(p.value, before[p.name]), f"{p.name} decays, though it is a bias or belongs to a norm"
        else:
            assert np.linalg.norm(p.value) < np.linalg.norm(before[p.name]), f"{p.name} does not decay"


def frozen_parameters_stay(name: str) -> None:
    optimizer = optimizers[name](weight_decay=0.1).bind(parameters())
    kept = optimizer.params["dense.W"]
    kept.trainable = False
    before = optimizer.params.values()
    steps(optimizer, 0, 2)
    assert np.array_equal(kept.value, before["dense.W"]), "a frozen parameter moved"
    assert not np.array_equal(optimizer.params["conv.W"].value, before["conv.W"]), "the others stayed too"


def clipping_scales_all_gradients_alike(name: str) -> None:
    norm = np.sqrt(sum((gradient(p, 0) ** 2).sum() for p in parameters()))
    clipped, scaled, free = (optimizers[name]().bind(parameters()) for _ in range(3))
    steps(clipped, 0, 1, clip=norm / 3)
    steps(scaled, 0, 1, scale=1 / 3)
    for p in clipped.params:
        assert np.allclose(p.value, scaled.params[p.name].value, rtol=1e-10, atol=1e-12), f"{p.name} is not clipped"
    steps(free, 0, 1)
    loose = optimizers[name]().bind(parameters())
    steps(loose, 0, 1, clip=norm * 1.01)
    same(free.params, loose.params, "with a bound above the norm")


def the_rate_of_a_step_counts(name: str) -> None:
    given, own = optimizers[name](lr=0.5).bind(parameters()), optimizers[name](lr=0.02).bind(parameters())
    for optimizer, lr in ((given, 0.02), (own, None)):
        for p in optimizer.params:
            p.add(gradient(p, 0))
        optimizer.step(lr)
    same(given.params, own.params, "with the rate given to step()")


def float32_is_close_to_float64(name: str) -> None:
    narrow, wide = (optimizers[name]().bind(parameters(dtype=d)) for d in (np.float32, np.float64))
    steps(narrow, 0, 10)
    steps(wide, 0, 10)
    for p in narrow.params:
        assert p.value.dtype == np.float32, f"{p.name} became {p.value.dtype}"
        assert np.allclose(p.value, wide.params[p.name].value, rtol=1e-4, atol=1e-5), f"{p.name} is off in float32"
    for key, array in narrow.state_dict()["arrays"].items():
        assert array.dtype == np.float32, f"the state {key} is {array.dtype} in a float32 network"


CHECKS: list[Callable[[str], None]] = [
    first_step_goes_downhill,
    it_finds_the_bottom_of_a_bowl,
    gradients_are_not_changed,
    state_survives_by_name,
    blocks_leave_no_trace,
    outer_products_equal_plain_gradients,
    pieces_on_replicas_add_up,
    workers_change_nothing,
    decay_spares_biases_and_norms,
    frozen_parameters_stay,
    clipping_scales_all_gradients_alike,
    the_rate_of_a_step_counts,
    float32_is_close_to_float64,
]
