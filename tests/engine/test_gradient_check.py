"""The gradient check and the contract find the mistakes that they are there to find."""

import numpy as np
import pytest

from netsumiki.engine.graph import Graph, sequential
from netsumiki.engine.layers.activation import ReLU, Sigmoid
from netsumiki.engine.layers.core import Dense
from netsumiki.engine.layers.normalization import BatchNorm
from netsumiki.engine.layers.pooling import MaxPool
from netsumiki.engine.losses import MeanSquaredError
from netsumiki.engine.optimizers import SGD
from netsumiki.engine.testing import check_graph, check_loss, distinct
from netsumiki.engine.testing.contract import contract_of
from netsumiki.engine.workspace import Workspace

DENSE, RELU, NORM = Dense.backward, ReLU.backward, BatchNorm.forward


def without_bias_gradient(self, dy):
    dx = DENSE(self, dy)
    self.b.grad[...] *= 0.999 if self.bias else 1
    return dx


def replaced_instead_of_added(self, dy):
    self.W.zero()
    return DENSE(self, dy)


def written_into_dy(self, dy):
    dy *= self.y > 0
    return dy


def fresh_memory(self, dy):
    return np.ascontiguousarray(RELU(self, dy) + 0)


def stale_buffer(self, x, *, training):
    self.x, self.y = x, self.buffer("y", *x.shape)
    np.maximum(x, 0, out=self.y, where=x > 0)
    return self.y


def input_as_output(self, x, *, training):
    self.y = self.buffer("y", 1, *x.shape[1:]) if len(x) == 1 else self.buffer("y", *x.shape)
    return np.maximum(x, 0, out=self.y).astype(np.float64)


def always_training(self, x, *, training):
    return NORM(self, x, training=True)


MISTAKES = {
    # what is wrong: (class, method, its replacement, kind of part, name, the check that must notice)
    "bias gradient off by a thousandth": (Dense, "backward", without_bias_gradient, "gradients are right in training"),
    "gradient replaced instead of added": (Dense, "backward", replaced_instead_of_added, "gradients accumulate"),
    "input gradient forgotten": (Sigmoid, "backward", lambda self, dy: dy, "gradients are right in inference"),
    "dy written into": (ReLU, "backward", written_into_dy, "inputs are never written into"),
    "memory allocated each time": (ReLU, "backward", fresh_memory, "memory does not grow with batch"),
    "buffer read before written": (ReLU, "forward", stale_buffer, "strict mode changes nothing"),
    "float64 in a float32 network": (ReLU, "forward", input_as_output, "float32 is close to float64"),
    "inference depends on the batch": (BatchNorm, "forward", always_training, "inference is repeatable"),
    "wrong shape promised": (Dense, "output_shape", lambda self, x: (self.units + 1,), "shape agrees with output"),
    "every rank accepted": (MaxPool, "output_shape", lambda self, x: x, "wrong rank is refused"),
}


@pytest.mark.parametrize(("cls", "method", "mistake", "check"), MISTAKES.values(), ids=MISTAKES)
def test_contract_finds_the_mistake(cls, method, mistake, check, monkeypatch):
    checks = [run for title, run in contract_of(cls.registry, cls.registered_name) if title.endswith(check)]
    for run in checks:
        run()
    monkeypatch.setattr(cls, method, mistake)
    caught = 0
    for run in checks:
        try:
            run()
        except Exception:  # an assertion, or what NumPy says about a read-only array
            caught += 1
    assert caught > 0


def test_optimizer_that_writes_into_the_gradient_is_found(monkeypatch):
    def update(self, w, g, a, b):
        g *= self.rate
        w -= g

    monkeypatch.setattr(SGD, "update", update)
    run = next(run for title, run in contract_of(SGD.registry, "sgd") if "gradients are not changed" in title)
    with pytest.raises(AssertionError):
        run()


def test_loss_with_a_wrong_factor_is_found(monkeypatch):
    loss = MeanSquaredError().bind(Workspace(np.float64))
    y, t = np.arange(6.0).reshape(2, 3), np.ones((2, 3)) / 3
    assert all(r.ok for r in check_loss(loss, y, t))
    monkeypatch.setattr(MeanSquaredError, "backward", lambda self: self.dy / 2)
    assert not any(r.ok for r in check_loss(loss, y, t))


def test_check_of_a_network_names_node_and_parameter_and_changes_nothing():
    spec = sequential((6, 6, 1), ["conv2d", "relu", "max_pool", "flatten", "dropout", {"layer": "dense", "units": 3}])
    graph = Graph(spec, Workspace(np.float64, seed=4))
    before, state = graph.params.values(), graph.workspace.streams.state()
    results = check_graph(graph, np.random.default_rng(0).normal(size=(2, 6, 6, 1)))
    assert all(r.ok for r in results)
    assert {(r.node, r.parameter) for r in results} == {
        ("image", ""),
        ("conv2d_1", "W"),
        ("conv2d_1", "b"),
        ("dense_1", "W"),
        ("dense_1", "b"),
    }
    assert "dL/d(conv2d_1.W) along" in " ".join(map(str, results))
    assert all(np.array_equal(before[n], v) for n, v in graph.params.values().items())
    assert graph.workspace.streams.state() == state and not graph.params["dense_1.W"].grad.any()


def test_check_passes_near_a_kink():
    """A ReLU whose input lies closer to zero than the first step of the difference."""
    graph = Graph(sequential((3,), ["relu"], name="x"), Workspace(np.float64))
    assert all(r.ok for r in check_graph(graph, np.array([[3e-6, -3e-6, 1.0]]), directions=4))


def test_check_needs_float64():
    with pytest.raises(AssertionError, match="float64"):
        check_graph(Graph(sequential((3,), ["relu"])), np.ones((1, 3)))


def test_distinct_numbers_are_apart_from_each_other_and_from_zero():
    x = np.sort(distinct(np.random.default_rng(0), 7, 9).ravel())
    assert np.diff(x).min() > 0.9 * 4 / 63 and np.abs(x).min() > 1e-3 and -2 < x[0] < 0 < x[-1] < 2.1
