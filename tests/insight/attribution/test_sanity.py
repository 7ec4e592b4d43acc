"""The randomisation check: an explanation that stays the same when the network forgets everything explains nothing.

Source: Adebayo et al., Sanity checks for saliency maps, 2018
"""

import numpy as np
import pytest

from netsumiki.engine.workspace import Streams
from netsumiki.exporting.finding import load
from netsumiki.insight.attribution import attributions, explain

MUST_FORGET = [
    "saliency",
    "gradient_input",
    {"attribution": "smoothgrad", "samples": 10},
    {"attribution": "integrated_gradients", "steps": 10},
    "grad_cam",
    {"attribution": "occlusion", "stride": 4},
]


def ranks(values):
    """1, 2, 3 … by size; equal values share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]


def rank_correlation(a, b):
    a, b = ranks(a), ranks(b)
    return 0.0 if a.std() == 0 or b.std() == 0 else float(np.corrcoef(a, b)[0, 1])


def forgetful(model, seed=1):
    """The same network with weights as they were before it learnt anything."""
    streams = Streams(seed)
    learned = set(model.graph.params) - set(model.graph.params.statistics)
    for p in sorted(learned, key=lambda p: p.name):
        p.value[...] = p.initializer.draw(streams[p.name], p.shape, p.fan_in, p.fan_out)
    return model


def likeness(name, method):
    """How alike the maps of the trained and of the forgetful network are, over the ink of ten digits."""
    model, other = load(name), forgetful(load(name))
    digits, outputs = model.golden
    one, two = (explain(m, digits, method, outputs.argmax(axis=1)).plane for m in (model, other))
    ink = digits[..., 0] > 0  # beyond it nearly all methods say 0, which would make everything alike
    return float(np.mean([rank_correlation(a[i], b[i]) for a, b, i in zip(one, two, ink)]))


@pytest.mark.parametrize("name", ["lenet-5", "digit-reader"])
@pytest.mark.parametrize("method", MUST_FORGET, ids=lambda m: m if isinstance(m, str) else m["attribution"])
def test_the_map_is_another_when_the_weights_are_random(method, name):
    assert abs(likeness(name, method)) < 0.3


@pytest.mark.parametrize("name", ["lenet-5", "digit-reader"])
def test_guided_backpropagation_hardly_notices_as_its_sentence_says(name):
    assert likeness(name, "guided_backprop") > 0.5
    assert "whatever the network has learnt" in attributions["guided_backprop"].silent


def test_rank_correlation_is_that_of_the_textbook():
    assert rank_correlation(np.array([1, 2, 3, 4]), np.array([10, 20, 90, 95])) == pytest.approx(1)
    assert rank_correlation(np.array([1, 2, 3]), np.array([3, 2, 1])) == pytest.approx(-1)
    assert ranks(np.array([5, 1, 5])).tolist() == [2.5, 1, 2.5]


def test_what_a_class_wants_to_see_excites_it_more_than_real_digits_and_others_read_it_too():
    model, judge = load("lenet-5"), load("generator-cnn")
    real = explain(model, model.golden[0], "saliency").scores
    made = explain(model, None, "activation_maximization", np.arange(10))
    assert min(made.scores) > max(real)
    read = judge.predict(model.preprocessing.to_pictures(made.values)).argmax(axis=1)
    assert (read == np.arange(10)).sum() >= 6  # by chance it would be one
