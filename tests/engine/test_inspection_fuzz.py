"""Whatever JSON comes in, inspection answers with shapes or sentences and never raises."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsumiki.engine.inspection import inspect
from netsumiki.engine.layers import layers
from netsumiki.engine.nodes import Inspection

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(["a", "b", "c", "x", ""])
options = sorted({name for layer in layers for name in layers[layer].declared})
values = (
    st.integers(-2, 9) | st.lists(st.integers(-2, 9), max_size=3) | st.sampled_from(["same", "valid", "he"]) | anything
)
node = st.fixed_dictionaries(
    {},
    optional={
        "layer": st.sampled_from(sorted(layers)) | anything,
        "name": names | anything,
        "inputs": st.lists(names, max_size=3) | names | anything,
        "share": names | anything,
        "trainable": st.booleans() | anything,
    },
)
spiced = st.builds(
    lambda base, more: {**base, **more}, node, st.dictionaries(st.sampled_from(options), values, max_size=2)
)
model = st.fixed_dictionaries(
    {"nodes": st.lists(spiced | anything, max_size=6)},
    optional={
        "inputs": st.dictionaries(names, st.lists(st.integers(0, 9), max_size=4) | anything, max_size=3) | anything,
        "outputs": st.dictionaries(names, names | anything, max_size=3) | st.lists(names) | anything,
    },
)


def answers(spec):
    found = inspect(spec)
    assert isinstance(found, Inspection)
    for problem in found.problems:
        assert problem.code and problem.message and "\n" not in problem.message and len(problem.message) < 600
    json.dumps(found.describe())
    if not found.errors:
        assert found.outputs and all(n.shape is not None for n in found.nodes)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(anything)
def test_arbitrary_json_is_answered(spec):
    answers(spec)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(model)
def test_almost_a_model_is_answered(spec):
    answers(spec)


def test_deeply_nested_json_is_answered():
    deep = []
    for _ in range(5000):
        deep = [deep]
    for spec in (
        deep,
        {"inputs": deep, "nodes": []},
        {"inputs": {"x": [3]}, "nodes": [{"layer": "dense", "units": deep}]},
    ):
        assert inspect(spec).errors
