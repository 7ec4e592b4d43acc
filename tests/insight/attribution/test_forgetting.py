"""A shuffled network keeps every number and knows nothing any more."""

import numpy as np

from netsumiki.exporting.finding import load
from netsumiki.insight.attribution.forgetting import shuffled


def test_every_number_stays_and_no_order_does():
    graph = load("digit-reader").graph
    before = graph.params.vector.copy()
    other = shuffled(graph, seed=1)
    assert np.array_equal(graph.params.vector, before)
    measured = {p.name for p in graph.params.statistics}
    for p, q in zip(graph.params, other.params, strict=True):
        assert np.array_equal(np.sort(p.value, axis=None), np.sort(q.value, axis=None))
        assert np.array_equal(p.value, q.value) == (p.name in measured)


def test_the_seed_decides_the_order():
    graph = load("lenet-5").graph
    once, again, other = (shuffled(graph, seed).params.vector for seed in (1, 1, 2))
    assert np.array_equal(once, again) and not np.array_equal(once, other)


def test_what_was_learnt_is_gone():
    model = load("lenet-5")
    digits, outputs = model.golden
    scores = shuffled(model.graph, seed=3).forward(model.preprocessing.to_network(digits))
    right = (scores.argmax(axis=1) == outputs.argmax(axis=1)).mean()
    assert right < 0.6
