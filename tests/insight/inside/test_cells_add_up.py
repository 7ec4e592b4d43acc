"""Whatever the layer: the terms of a cell add up to the real number, of the output, of dx and of dW."""

import json

import numpy as np
import pytest

from netsumiki.engine.layers import layers
from netsumiki.engine.params import Statistic
from netsumiki.engine.testing.cases import LayerCase, layer_cases
from netsumiki.engine.testing.single_layer import build
from netsumiki.insight.inside import Cell, Seen, input_gradient_cell, output_cell, parameter_gradient_cell

CASES = [case for name in layers for case in layer_cases(name)]


def at_work(case: LayerCase, wrong: float | None = None) -> Seen:
    """The layer after one example, with a random dL/doutput; `wrong` takes the place of the example's first number."""
    graph = build(case, np.float32)
    arrays = case.arrays(1, seed=4, dtype=np.float32)
    if wrong is not None:
        arrays["x0"].reshape(-1)[0] = wrong
    y = graph.forward(arrays)[0].copy()
    inputs = [np.array(graph.value_of(name)[0]) for name in arrays]
    dy = np.random.default_rng(8).normal(size=y.shape).astype(np.float32)
    return Seen(graph.layers["node"], tuple(arrays), inputs, y, dy)


def some_places(shape: tuple[int, ...], count: int = 12) -> list[tuple[int, ...]]:
    """The corners of an array, and places drawn at random."""
    size = int(np.prod(shape))
    drawn = np.random.default_rng(3).choice(size, min(count, size), replace=False)
    chosen = sorted({0, size - 1, *drawn.tolist()})
    return [tuple(int(i) for i in np.unravel_index(k, shape)) if shape else () for k in chosen]


def assert_adds_up(cell: Cell, value: float, about: str) -> None:
    size = max(1.0, *(float(np.abs(t.values).sum()) for t in cell.terms)) if cell.terms else 1.0
    assert abs(cell.value - value) <= 1e-6 * size, f"{about}: the cell says {cell.value} instead of {value}"
    assert abs(cell.total - value) <= 1e-5 * size, f"{about}: the terms add up to {cell.total} instead of {value}"
    for one in cell.sums:
        found = {"tanh": np.tanh, "sigmoid": lambda a: 1 / (1 + np.exp(-a))}[one.function](one.total)
        assert abs(found - one.value) <= 1e-5, f"{about}: {one.function}({one.total}) is not {one.value}"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_terms_add_up_to_the_output(case):
    seen = at_work(case)
    for index in some_places(seen.output.shape):
        cell = output_cell(seen, index)
        assert_adds_up(cell, float(seen.output[index]), f"y{index}")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_terms_add_up_to_the_gradient_of_the_input(case):
    seen = at_work(case)
    for which, dx in enumerate(seen.back[0]):
        for index in some_places(dx.shape):
            cell = input_gradient_cell(seen, index, which)
            assert_adds_up(cell, float(dx[index]), f"dx{which}{index}")
            assert cell.rest == 0


@pytest.mark.parametrize("case", CASES, ids=str)
def test_terms_add_up_to_the_gradient_of_a_parameter(case):
    seen = at_work(case)
    for name, parameter in seen.layer.parameters.items():
        if isinstance(parameter, Statistic):
            continue
        for index in some_places(parameter.shape):
            cell = parameter_gradient_cell(seen, name, index)
            assert_adds_up(cell, float(seen.back[1][name][index]), f"d{name}{index}")
            assert cell.rest == 0 or "u" in seen.layer.parameters  # which spectral normalisation takes away


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf, 3e38])
@pytest.mark.parametrize("name", [name for name in layers if name not in ("embedding", "one_hot")])
def test_what_is_no_number_can_be_told(name, wrong):
    for case in layer_cases(name)[:2]:
        with np.errstate(all="ignore"):
            seen = at_work(case, wrong)
        cells = [output_cell(seen, index) for index in some_places(seen.output.shape, 4)]
        cells += [input_gradient_cell(seen, index) for index in some_places(seen.inputs[0].shape, 4)]
        for parameter, p in seen.layer.parameters.items():
            if not isinstance(p, Statistic):
                cells.append(parameter_gradient_cell(seen, parameter, (0,) * len(p.shape)))
        for cell in cells:
            json.dumps(cell.describe(), allow_nan=False)


@pytest.mark.parametrize("case", [*layer_cases("max_pool"), *layer_cases("global_max_pool")], ids=str)
def test_of_equal_numbers_the_cell_names_the_one_that_gets_the_gradient(case):
    graph = build(case, np.float32)
    x = np.random.default_rng(9).integers(0, 2, (1, *case.shapes[0])).astype(np.float32)
    y = graph.forward(x)[0].copy()
    dy = np.random.default_rng(8).normal(size=y.shape).astype(np.float32)
    seen = Seen(graph.layers["node"], ("x0",), [x[0]], y, dy)
    for index in np.ndindex(*x[0].shape):
        assert_adds_up(input_gradient_cell(seen, index), float(seen.back[0][0][index]), f"dx{index}")
