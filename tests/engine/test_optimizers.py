"""Each optimizer follows the formula of its paper, written out here once more, number by number."""

import numpy as np
import pytest

from netsumiki.engine.optimizers import WeightAverage, optimizers
from netsumiki.engine.testing.optimizer_contract import gradient, parameters, steps

# rule(w, g, state, t, option values) → w; `state` is a dictionary that begins empty


def sgd(w, g, s, t, o):
    return w - o.lr * g


def momentum(w, g, s, t, o):
    s["v"] = o.momentum * s.get("v", 0) + g
    return w - o.lr * s["v"]


def nesterov(w, g, s, t, o):
    s["v"] = o.momentum * s.get("v", 0) + g
    return w - o.lr * (g + o.momentum * s["v"])


def adagrad(w, g, s, t, o):
    s["s"] = s.get("s", 0) + g**2
    return w - o.lr * g / (np.sqrt(s["s"]) + o.eps)


def rmsprop(w, g, s, t, o):
    s["s"] = o.rho * s.get("s", 0) + (1 - o.rho) * g**2
    return w - o.lr * g / (np.sqrt(s["s"]) + o.eps)


def adam(w, g, s, t, o):
    s["m"] = o.beta1 * s.get("m", 0) + (1 - o.beta1) * g
    s["v"] = o.beta2 * s.get("v", 0) + (1 - o.beta2) * g**2
    m, v = s["m"] / (1 - o.beta1**t), s["v"] / (1 - o.beta2**t)
    return w - o.lr * m / (np.sqrt(v) + o.eps)


def adamw(w, g, s, t, o):
    return adam(w, g, s, t, o) - o.lr * o.weight_decay * w * o.decays


RULES = {"sgd": sgd, "momentum": momentum, "nesterov": nesterov, "adagrad": adagrad, "rmsprop": rmsprop}
RULES |= {"adam": adam, "adamw": adamw}


@pytest.mark.parametrize("weight_decay", [0.0, 0.05])
@pytest.mark.parametrize("name", optimizers)
def test_ten_steps_follow_the_formula(name, weight_decay):
    made = optimizers[name](lr=0.03, weight_decay=weight_decay).bind(parameters())
    expected, states = made.params.values(), {p.name: {} for p in made.params}
    for t in range(1, 11):
        for p in made.params:
            w, g = expected[p.name], gradient(p, t - 1)
            made.decays = p.decay
            if name != "adamw" and p.decay:
                g = g + weight_decay * w
            expected[p.name] = RULES[name](w, g, states[p.name], t, made)
    steps(made, 0, 10)
    for p in made.params:
        assert np.allclose(p.value, expected[p.name], rtol=1e-12, atol=1e-13), p.name


def test_average_of_the_weights_follows_its_formula_and_can_be_swapped_in_and_out():
    params = parameters()
    average = WeightAverage(params, decay=0.5)
    expected = params.vector.copy()
    for t in range(1, 12):
        params.vector += t
        average.update()
        share = 1 - min(0.5, (1 + t) / (10 + t))
        expected += share * (params.vector - expected)
    assert np.allclose(average.average, expected, rtol=1e-14)
    used = params.vector.copy()
    place = params["dense.W"].value
    average.swap()
    assert np.array_equal(params.vector, expected) or np.allclose(params.vector, expected, rtol=1e-14)
    assert np.shares_memory(place, params.vector)
    average.swap()
    assert np.array_equal(params.vector, used)


def test_state_is_kept_by_parameter_name_in_the_parameters_shape():
    made = optimizers["adam"]().bind(parameters())
    steps(made, 0, 2)
    state = made.state_dict()
    assert state["t"] == 2
    assert {k: a.shape for k, a in state["arrays"].items() if k.startswith("m/")} == {
        "m/dense.W": (6, 4),
        "m/dense.b": (4,),
        "m/norm.gamma": (4,),
        "m/conv.W": (3, 2, 2, 3),
    }
    assert (state["arrays"]["v/dense.W"] > 0).all()
