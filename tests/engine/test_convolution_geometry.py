"""Convolution of every geometry equals the sum that its docstring states, written out as loops."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netsumiki.engine.testing.cases import LayerCase, accepts
from netsumiki.engine.testing.layer_contract import gradients_are_right_in_training
from netsumiki.engine.testing.memory_contract import batch_size_may_change
from netsumiki.engine.testing.single_layer import build

pairs = st.lists(st.integers(1, 5), min_size=2, max_size=2)
paddings = st.sampled_from(["valid", "same"]) | st.lists(st.integers(0, 6), min_size=2, max_size=2)
pictures = st.tuples(st.integers(1, 12), st.integers(1, 12), st.integers(1, 4))
filters = st.sampled_from([1, 2, 3, 5, 17, 49])


def loops(x, W, b, strides, dilation, window):
    """y[n, i, j, f] = Σ x[n, i · sh + kh · dh − ph, j · sw + kw · dw − pw, c] · W[kh, kw, c, f] + b[f]"""
    N, H, width, _ = x.shape
    KH, KW, _, F = W.shape
    y = np.zeros((N, *window.output_size(H, width), F)) + b
    for i in range(y.shape[1]):
        for j in range(y.shape[2]):
            for kh in range(KH):
                for kw in range(KW):
                    row = i * strides[0] + kh * dilation[0] - window.top
                    column = j * strides[1] + kw * dilation[1] - window.left
                    if 0 <= row < H and 0 <= column < width:
                        y[:, i, j] += x[:, row, column] @ W[kh, kw]
    return y


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(pictures, filters, pairs, pairs, pairs, paddings, st.integers(1, 3))
def test_convolution_equals_loops_and_its_gradients_are_right(x, count, kernel, strides, dilation, padding, batch):
    dilation = [1 if stride > 1 else d for stride, d in zip(strides, dilation, strict=True)]
    options = {"filters": count, "kernel_size": kernel, "strides": strides, "dilation": dilation, "padding": padding}
    case = LayerCase("conv2d", (x,), options)
    assume(accepts(case))
    graph, inputs = build(case, strict=True), case.arrays(batch)
    W, b = (graph.params[f"node.{name}"].value for name in "Wb")
    window = graph.layers["node"].window(x)
    assert np.allclose(graph.forward(inputs), loops(inputs["x0"], W, b, strides, dilation, window), rtol=1e-10)
    gradients_are_right_in_training(case)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(pictures, filters, pairs, pairs, paddings)
def test_transposed_convolution_has_right_gradients(x, count, kernel, strides, padding):
    options = {"filters": count, "kernel_size": kernel, "strides": strides, "padding": padding}
    case = LayerCase("conv2d_transpose", ((x[0] % 5 + 1, x[1] % 5 + 1, x[2]),), options)
    assume(accepts(case))
    gradients_are_right_in_training(case)
    batch_size_may_change(case)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(pictures, pairs, pairs, paddings)
def test_pooling_has_right_gradients(x, size, strides, padding):
    case = LayerCase("max_pool", (x,), {"pool_size": size, "strides": strides, "padding": padding})
    assume(accepts(case))
    gradients_are_right_in_training(case)
    batch_size_may_change(case)
