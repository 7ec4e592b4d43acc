"""The code that runs, in coloured pieces that are the very same text; its variables with their numbers."""

import inspect

import numpy as np
import pytest

from netsumiki.engine.layers import layers
from netsumiki.engine.testing.cases import layer_cases
from netsumiki.insight.inside.bindings import bindings_of
from netsumiki.insight.inside.looking import look
from netsumiki.insight.inside.source import coloured, source_of
from tests.insight.inside.networks import network, row
from tests.insight.inside.test_cells_add_up import at_work


@pytest.mark.parametrize("name", list(layers))
def test_every_layer_shows_formula_and_the_code_of_both_passes(name):
    found = source_of(at_work(layer_cases(name)[0]).layer)
    text = "\n".join("".join(p.text for line in part.lines for p in line) for part in found.parts)
    assert found.layer == name and found.formula and found.parts[0].name == layers[name].__name__
    assert "def forward" in text and "def backward" in text


def test_the_pieces_are_the_very_same_text():
    code = inspect.getsource(layers["lstm"])
    lines = ["".join(piece.text for piece in line) for line in coloured(code)]
    assert lines == code.splitlines()


def test_pieces_say_what_they_are():
    first, second = coloured('y = max(x, 0)  # why\nreturn """a\nb"""')[:2]
    assert [(p.kind, p.text) for p in first if p.text.strip()] == [
        ("name", "y"),
        ("operator", "="),
        ("name", "max"),
        ("operator", "("),
        ("name", "x"),
        ("operator", ","),
        ("number", "0"),
        ("operator", ")"),
        ("comment", "# why"),
    ]
    assert second[0].kind == "keyword" and second[-1].kind == "string"


def test_a_convolution_shows_the_way_that_it_goes():
    def parts(**options):
        graph = network([{"name": "c", "layer": "conv2d", **options}], x=[9, 9, 16])
        return [part.name for part in source_of(graph.layers["c"]).parts]

    assert {"Conv2D", "WindowLayer", "Direct", "Correlation"} <= set(parts())
    assert "Twin" in parts(filters=1) and "Twin" not in parts()


def test_the_operation_stands_beside_the_layer():
    names = [part.name for part in source_of(layers["softmax"]()).parts]
    assert names == ["Softmax", "Activation", "softmax"]


def test_formula_shapes_and_paper_are_told_apart():
    found = source_of(layers["batch_norm"]())
    assert found.formula.startswith("y = gamma · (x − mean)")
    assert found.shapes.startswith("x (N, C)") and found.paper == "Ioffe & Szegedy, Batch normalization, 2015"
    assert "running averages stand in" in found.text


def test_no_place_on_this_machine_is_told():
    told = str(source_of(layers["dense"]()).describe()["parts"][0]["module"])
    assert told == "netsumiki.engine.layers.core"


def test_variables_are_bound_to_what_they_held():
    graph = network([{"name": "d", "layer": "dense", "units": 2}], {"d.W": [[1, 2], [3, 4]], "d.b": [0.5, 1]}, x=[2])
    found = {b.name: b for b in bindings_of(look(graph, row(10, 20)).seen("d"))}
    assert found["x"].excerpt == [10, 20] and found["x"].shape == (1, 2)
    assert found["y"].excerpt == [70.5, 101] and found["dy"].excerpt == [0.5, 0.5]
    assert found["dx"].excerpt == [1.5, 3.5]
    assert found["self.W.value"].excerpt == [1, 2, 3, 4] and (
        found["self.W.value"].low,
        found["self.W.value"].high,
    ) == (1, 4)
    assert found["self.W.grad"].excerpt == [5, 5, 10, 10]
    assert found["self.x"].role == "kept" and found["y"].dtype == "float32"


def test_only_the_first_numbers_of_a_large_array_are_shown():
    graph = network([{"name": "d", "layer": "dense", "units": 100}], x=[2])
    found = {b.name: b for b in bindings_of(look(graph, row(1, 2)).seen("d"))}
    assert len(found["self.W.value"].excerpt) == 24 and found["self.W.value"].shape == (2, 100)


@pytest.mark.parametrize("name", list(layers))
def test_every_layer_binds_its_variables(name):
    found = bindings_of(at_work(layer_cases(name)[0]))
    names = [b.name for b in found]
    assert len(set(names)) == len(names)
    assert {"y", "dy"} <= set(names)
    assert all(len(b.excerpt) <= 24 and b.shape == tuple(np.shape(np.empty(b.shape, bool))) for b in found)
