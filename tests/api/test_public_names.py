"""What `import netsumiki as nk` gives, and what it costs."""

import subprocess
import sys

import numpy as np
import pytest

import netsumiki as nk
from tests.training.small import points_recipe


def test_every_public_name_is_there():
    assert len(nk.__all__) <= 12
    for name in nk.__all__:
        assert getattr(nk, name) is not None
    assert set(nk.__all__) <= set(dir(nk))
    with pytest.raises(AttributeError, match="no attribute 'trian'"):
        nk.trian  # noqa: B018


def test_importing_loads_nothing_heavy():
    code = "import sys, netsumiki; assert not {'numpy', 'safetensors', 'PIL', 'typer'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_parts_are_found_by_their_class_names():
    assert nk.layers.Conv2D(filters=3).filters == 3
    assert nk.optimizers.SGD(lr=0.5).lr == 0.5 and nk.losses.SoftmaxCrossEntropy().registered_name
    assert "Dense" in dir(nk.layers) and "dense" in list(nk.layers)
    assert type(nk.layer("dense", units=10)) is nk.layers.Dense
    with pytest.raises(AttributeError, match=r'no layer Dens \(did you mean "Dense"\?\)'):
        nk.layers.Dens  # noqa: B018


def test_a_recipe_is_read_trained_and_loaded(tmp_path):
    recipe = nk.Recipe.read(points_recipe("blobs"))
    assert recipe.inspection.parameter_count == 42
    result = nk.train(points_recipe("blobs"), out=tmp_path / "run")
    inputs = nk.data.load("blobs").test.inputs
    assert np.array_equal(nk.load(tmp_path / "run").predict(inputs), result.model.predict(inputs))
    assert "logistic" in nk.templates()


def test_a_graph_is_built_by_hand():
    graph = nk.Graph({"inputs": {"x": [3]}, "nodes": [nk.layer("dense", units=2).spec()]})
    assert graph.forward(np.ones((4, 3), np.float32)).shape == (4, 2)
