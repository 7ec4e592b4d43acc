"""The contract of a layer: what every registered one must do, whatever it computes.

Each function takes a case and raises AssertionError; `CHECKS` lists them all.
"""

import copy
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.engine.errors import RecipeError
from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import layers
from netsumiki.engine.params import Statistic
from netsumiki.engine.testing.cases import LayerCase
from netsumiki.engine.testing.gradients import assert_gradients, check_graph
from netsumiki.engine.workspace import Workspace

BATCH = 5


def build(case: LayerCase, dtype: Any = np.float64, strict: bool = False, **node: Any) -> Graph:
    """The network of this one layer, with every parameter moved off its initial value (zeros hide mistakes)."""
    graph = Graph(case.spec(**node), Workspace(dtype, seed=3, strict=strict))
    rng = np.random.default_rng(11)
    for p in graph.params:
        p.value += 0.2 * rng.uniform(0.5, 1.5, p.shape)  # also the running variance stays above zero
    return graph


def output_weights(graph: Graph, batch: int) -> Any:
    shape = graph.inspection.shape_of("node")
    return np.random.default_rng(5).normal(size=(batch, *shape)).astype(graph.workspace.dtype)  # type: ignore[misc]


def run(graph: Graph, inputs: Any, dy: Any = None, training: bool = True) -> dict[str, Any]:
    """Copies of everything that one forward and one backward pass give; random draws begin anew."""
    graph.workspace.streams.restore(Workspace(seed=3).streams.state())
    graph.params.zero()
    y = graph.forward(inputs, training=training).copy()
    d = graph.backward(output_weights(graph, len(y)) if dy is None else dy, inputs=True)
    found = {"output": y} | {f"d{name}": dx.copy() for name, dx in d.items()}
    return found | {f"dL/d{p.name}": p.grad.copy() for p in graph.params}


def same(a: dict[str, Any], b: dict[str, Any], about: str, rtol: float = 0.0) -> None:
    for key in a:
        scale = np.abs(a[key]).max(initial=1e-30)
        error = np.abs(a[key].astype(np.float64) - b[key]).max(initial=0.0) / scale
        assert a[key].shape == b[key].shape, f"{about}: {key} has shape {b[key].shape} instead of {a[key].shape}"
        assert error <= rtol, f"{about}: {key} is off by {error:.1e}"


# -- shape ------------------------------------------------------------------------------------------------------------


def shape_agrees_with_output(case: LayerCase) -> None:
    promised = case.make().output_shape(*case.shapes)
    for batch in (1, BATCH):
        y = build(case).forward(case.arrays(batch))
        assert y.shape == (batch, *promised), f"output_shape says {promised}, the output has shape {y.shape[1:]}"
    assert all(type(size) is int for size in promised), f"output_shape gives {promised}, not plain whole numbers"


def shape_needs_no_array(case: LayerCase) -> None:
    huge = LayerCase(case.layer, tuple(tuple(64 * s for s in x) for x in case.shapes), case.options, case.integers)
    tracemalloc.start()
    Graph.inspect(huge.spec())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000, f"inspecting it allocated {peak} bytes: keep arrays out of output_shape and build"


def wrong_rank_is_refused(case: LayerCase) -> None:
    """A layer works with inputs of a rank, or says in one sentence that it does not; nothing in between."""
    count = len(case.shapes)
    for rank in range(5):
        shapes = ((6, 5, 4, 3)[:rank],) * count
        other = LayerCase(case.layer, shapes, case.options, case.integers)
        try:
            promised = other.make().output_shape(*shapes)
        except RecipeError as error:
            problem = error.problems[0]
            assert case.layer in problem.message and ":" in problem.message, f"no name or remedy in: {problem.message}"
            continue
        if rank <= 3:
            graph, inputs = build(other), other.arrays(2)
            y = graph.forward(inputs).copy()
            assert y.shape == (2, *promised), f"takes rank {rank}, promises {promised} and gives {y.shape[1:]}"
            one = graph.forward({name: x[:1] for name, x in inputs.items()})
            same({"y": y[:1]}, {"y": one}, f"rank {rank}, one sample of the batch", rtol=1e-12)


def wrong_number_of_inputs_is_refused(case: LayerCase) -> None:
    low, high = layers[case.layer].inputs
    for count in {low - 1, *([] if high is None else [high + 1])}:
        spec = case.spec()
        spec["inputs"] = {f"x{i}": list(case.shapes[0]) for i in range(max(count, 1))}
        spec["nodes"][0]["inputs"] = list(spec["inputs"])[:count]
        codes = [p.code for p in Graph.inspect(spec).errors]
        assert codes == ["input-count"], f"with {count} inputs, inspection says {codes}"


def flops_are_counted(case: LayerCase) -> None:
    count = case.make().flops(*case.shapes)
    assert type(count) is int and count >= 0, f"flops gives {count!r}"


# -- gradients --------------------------------------------------------------------------------------------------------


def gradients_are_right_in_training(case: LayerCase) -> None:
    assert_gradients(check_graph(build(case, strict=True), case.arrays(3), training=True))


def gradients_are_right_in_inference(case: LayerCase) -> None:
    assert_gradients(check_graph(build(case, strict=True), case.arrays(2), training=False))


def gradients_accumulate(case: LayerCase) -> None:
    graph, inputs = build(case), case.arrays(BATCH)
    once = run(graph, inputs)
    graph.workspace.streams.restore(Workspace(seed=3).streams.state())
    graph.params.zero()
    for _ in range(2):
        graph.workspace.streams.restore(Workspace(seed=3).streams.state())
        graph.forward(inputs, training=True)
        graph.backward(output_weights(graph, BATCH), inputs=True)
    for p in graph.params:
        twice = {"gradient": 2 * once[f"dL/d{p.name}"]}
        same(twice, {"gradient": p.grad}, f"two backward passes, {p.name}", rtol=1e-12)


def only_wanted_gradients_are_computed(case: LayerCase) -> None:
    graph, inputs = build(case, strict=True), case.arrays(BATCH)
    both = run(graph, inputs)
    dy = output_weights(graph, BATCH)
    graph.params.zero()
    dx = graph.backward(dy, params=False, inputs=True)
    for name, d in dx.items():
        same({"dx": both[f"d{name}"]}, {"dx": d}, "backward(params=False)", rtol=1e-12)
    for p in graph.params:
        assert isinstance(p, Statistic) or not p.grad.any(), f"backward(params=False) changed the gradient of {p.name}"
    graph.params.zero()
    assert graph.backward(dy, params=True, inputs=False) == {}
    for p in graph.params:
        if not isinstance(p, Statistic):
            about = f"backward(inputs=False), {p.name}"
            same({"dW": both[f"dL/d{p.name}"]}, {"dW": p.grad}, about, rtol=1e-12)
    # and back again: what was not wanted before must not be missed now
    same(both, run(graph, inputs), "backward(inputs=True) after backward(inputs=False)", rtol=1e-12)


def frozen_layer_gets_no_gradient(case: LayerCase) -> None:
    graph, inputs = build(case, trainable=False), case.arrays(BATCH)
    before = graph.params.values()
    found = run(graph, inputs)
    for p in graph.params:
        assert not found[f"dL/d{p.name}"].any(), f"{p.name} is frozen, but got a gradient"
        assert not p.trainable, f"{p.name} is frozen, but counts as trainable"
    graph.params.commit()
    same(before, graph.params.values(), "a frozen layer's values after a step")
    assert_gradients(check_graph(graph, inputs))  # its input still has a gradient


def shared_layer_adds_both_gradients(case: LayerCase) -> None:
    """Two nodes with the same weights on different inputs give the sum of two networks' gradients."""
    spec = case.spec()
    second = {f"other{i}": list(shape) for i, shape in enumerate(case.shapes)}
    spec["inputs"] |= second
    spec["nodes"].append({"name": "twin", "share": "node", "inputs": list(second)})
    spec["outputs"] = ["node", "twin"]
    graph = Graph(spec, Workspace(np.float64, seed=3, strict=True))
    rng = np.random.default_rng(11)
    for p in graph.params:
        p.value += 0.2 * rng.uniform(0.5, 1.5, p.shape)
    a, b = case.arrays(3, seed=1), case.arrays(3, seed=2)
    assert_gradients(check_graph(graph, a | dict(zip(second, b.values(), strict=True))))
    assert len(graph.params) == len(build(case).params), "the twin node brought parameters of its own"


# -- memory -----------------------------------------------------------------------------------------------------------


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


# -- numbers ----------------------------------------------------------------------------------------------------------


def float32_is_close_to_float64(case: LayerCase) -> None:
    """Through the same code; the random layers draw other numbers in float32 and are compared in inference."""
    training = type(case.make()).__module__.rpartition(".")[2] != "regularization"
    wide = run(build(case), case.arrays(BATCH), training=training)
    narrow = run(build(case, np.float32), case.arrays(BATCH, dtype=np.float32), training=training)
    for key, value in narrow.items():
        assert value.dtype == np.float32, f"{key} is {value.dtype} in a float32 network"
    for key, value in wide.items():
        assert value.dtype == np.float64, f"{key} is {value.dtype} in a float64 network"
    same(wide, narrow, "float32 against float64", rtol=2e-5)


def inference_is_repeatable(case: LayerCase) -> None:
    """The output for one sample does not depend on the other samples, nor on what ran before."""
    graph, inputs = build(case), case.arrays(BATCH)
    whole = graph.forward(inputs).copy()
    graph.forward(inputs, training=True)
    same({"y": whole}, {"y": graph.forward(inputs)}, "inference after training without a step")
    one = graph.forward({name: x[1:2] for name, x in inputs.items()})
    same({"y": whole[1:2]}, {"y": one}, "inference on one sample of the batch", rtol=1e-12)


def options_are_left_alone(case: LayerCase) -> None:
    graph = build(case)
    run(graph, case.arrays(2))
    layer = graph.layers["node"]
    assert layer.spec() == case.make().spec(), f"running changed the options to {layer.spec()}"


CHECKS: list[Callable[[LayerCase], None]] = [
    shape_agrees_with_output,
    shape_needs_no_array,
    wrong_rank_is_refused,
    wrong_number_of_inputs_is_refused,
    flops_are_counted,
    gradients_are_right_in_training,
    gradients_are_right_in_inference,
    gradients_accumulate,
    only_wanted_gradients_are_computed,
    frozen_layer_gets_no_gradient,
    shared_layer_adds_both_gradients,
    strict_mode_changes_nothing,
    inputs_are_never_written_into,
    output_stays_valid_until_next_run,
    backward_twice_gives_the_same,
    batch_size_may_change,
    scattered_memory_is_read_right,
    float32_is_close_to_float64,
    inference_is_repeatable,
    options_are_left_alone,
]
