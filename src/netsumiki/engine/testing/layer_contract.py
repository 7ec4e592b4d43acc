"""The contract of a layer about shapes and numbers: what every registered one must do, whatever it computes.

Each function takes a case and raises AssertionError; `CHECKS` lists them all.
"""

import tracemalloc
from collections.abc import Callable

import numpy as np

from netsumiki.engine.errors import RecipeError
from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import layers
from netsumiki.engine.params import Statistic
from netsumiki.engine.testing.cases import LayerCase
from netsumiki.engine.testing.gradients import assert_gradients, check_graph
from netsumiki.engine.testing.single_layer import BATCH, build, output_weights, run, same
from netsumiki.engine.workspace import Workspace

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
        twice, found = 2 * once[f"dL/d{p.name}"], p.grad
        if isinstance(p, Statistic):  # observed at least once, and the same each time
            found = 2 * found / max(p.count, 1)
        same({"gradient": twice}, {"gradient": found}, f"two backward passes, {p.name}", rtol=1e-12)


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
    float32_is_close_to_float64,
    inference_is_repeatable,
    options_are_left_alone,
]
